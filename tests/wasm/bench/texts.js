// Texts of 300 characters in the wording of company registers. One phrase in six is the catalogue's business,
// which gives two to three entries a text, as in real registers.

const GREEN = ['光伏设备及元器件制造', '污水处理及其再生利用', '电动机制造', '余热余压余气利用技术研发', '充电桩销售', '固体废物治理', '风力发电技术服务', '生态恢复及生态保护服务', '照明器具制造', '新能源汽车整车销售'];
const ORDINARY = [
  '日用百货销售', '餐饮服务', '建筑材料批发', '物业管理', '服装服饰零售', '信息技术咨询服务', '会议及展览服务', '货物进出口', '机械设备租赁', '广告设计、代理',
  '食品销售', '道路货物运输', '五金产品零售', '停车场服务', '企业管理咨询', '软件开发', '市场营销策划', '汽车修理与维护', '通用设备制造', '金属材料销售',
  '家用电器零售', '房地产经纪', '文化艺术交流活动组织', '计算机系统服务', '化工产品销售（不含许可类化工产品）', '劳务服务', '医疗器械零售', '普通货物仓储服务', '玩具制造',
];

/** `count` different texts; the same ones every time. */
export const texts = (count, length = 300) =>
  Array.from({ length: count }, (_, at) => {
    let text = '';
    for (let step = 0; text.length < length; step++) text += `${step % 6 === at % 6 ? GREEN[(at + step) % GREEN.length] : ORDINARY[(at * 7 + step * (1 + (at % 5))) % ORDINARY.length]}；`;
    return text.slice(0, length);
  });
