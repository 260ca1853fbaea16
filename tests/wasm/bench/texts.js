// Texts of 300 characters in the wording of company registers: half catalogue businesses, half ordinary ones.

const PHRASES = [
  '光伏设备及元器件制造', '日用百货销售', '污水处理及其再生利用', '餐饮服务', '新能源汽车整车销售', '建筑材料批发', '电动机制造', '物业管理', '风力发电技术服务', '服装服饰零售',
  '节能管理服务', '信息技术咨询服务', '资源再生利用技术研发', '会议及展览服务', '充电桩销售', '货物进出口', '余热余压余气利用技术研发', '机械设备租赁', '太阳能热利用装备销售', '广告设计、代理',
  '生态恢复及生态保护服务', '食品销售', '环境保护专用设备制造', '道路货物运输', '固体废物治理', '五金产品零售', '海上风电相关系统研发', '停车场服务', '照明器具制造', '园林绿化工程施工',
];

/** `count` different texts; the same ones every time. */
export const texts = (count, length = 300) =>
  Array.from({ length: count }, (_, at) => {
    let text = '';
    for (let step = 0; text.length < length; step++) text += `${PHRASES[(at * 7 + step * (11 + (at % 5))) % PHRASES.length]}；`;
    return text.slice(0, length);
  });
