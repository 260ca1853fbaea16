// Reading one text: the component and some texts to start from.

import { byId, h } from '../dom.js';
import { language } from '../words.js';

/** Wording as in company registers; no real company's. */
const EXAMPLES = [
  ['光伏设备及元器件制造；充电桩运营；电动机制造；日用百货销售', '几项业务并举', 'Several businesses at once'],
  ['高效电动机及其控制系统的研发、生产；普通机械设备维修', '条目要求等级', 'An entry that asks for a grade'],
  ['太阳能热水器、净水设备的批发、零售', '对象相符，活动不符', 'Right subject, other activity'],
  ['工业废水处理工程设计、施工及运营；环境监测；环保技术咨询服务', '工程与服务', 'Works and services'],
  ['餐饮服务；日用百货、服装鞋帽销售；物业管理', '普通业务', 'Ordinary business'],
];

export function start() {}

export function speak() {
  byId('classifier').lang = language();
  byId('examples').replaceChildren(
    ...EXAMPLES.map(([text, chinese, english]) => h('li', {}, h('button', { type: 'button', onclick: () => use(text) }, h('span', { lang: 'zh-CN' }, text), h('small', {}, language() === 'en' ? english : chinese)))),
  );
}

export function show() {}

function use(text) {
  const classifier = byId('classifier');
  classifier.value = text;
  classifier.focus();
  scrollTo(0, 0);
}
