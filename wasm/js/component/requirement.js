// A criterion's requirement in the visitor's language. The catalogue has some thirty; a test finds those missing here.

const RELATIONS = { 符合: 'meets', 不低于: 'at least', 优于: 'better than', 不高于: 'at most', 低于: 'below' };

const GRADES = {
  节能评价值: 'the energy-saving evaluation value',
  能效目标值: 'the energy-efficiency target value',
  热效率指标目标值: 'the thermal-efficiency target value',
  Ⅲ类: 'class III',
  A级: 'grade A',
  一星: 'one star',
  'Ⅰ级（国际清洁生产领先水平）': 'grade I (international leading level of clean production)',
  百万千瓦级: 'the gigawatt class',
  国VI汽油标准: 'the China VI petrol standard',
  国VI柴油标准: 'the China VI diesel standard',
  '7项通用准则': 'the 7 general rules',
  '45项产品标准': 'the 45 product standards',
  工程管理办法: 'the administrative measures of the programme',
  相关标准: 'the relevant standards',
  相关技术规定: 'the relevant technical rules',
  相关环境标准和环境保护要求: 'the relevant environmental standards and requirements',
  当地生态环境主管部门的地方标准: 'the local standards of the environmental authority',
  所在行业水污染物排放标准: 'the water-pollutant discharge standard of the industry',
  国家和地方排放标准: 'national and local discharge standards',
  国家和地方园区水污染物排放标准: 'national and local water-pollutant discharge standards for parks',
  国家公园体制和自然遗产地要求: 'the requirements for national parks and natural heritage sites',
  有机产品国家标准: 'the national standard for organic products',
  '国家标准、行业标准或技术规范': 'national or industry standards, or technical specifications',
  '国家能效标准、行业标准或认证技术规范': 'national or industry energy-efficiency standards, or certification specifications',
  '低碳产品国家标准、评价标准或技术规范': 'national or evaluation standards for low-carbon products, or technical specifications',
  '节水产品标准、技术规范等强制性要求': 'the mandatory requirements for water-saving products',
};

const PATTERNS = [
  [/^(?:(国家强制性能效标准))?(\d)级能效$/, (_, mandatory, grade) => `energy-efficiency grade ${grade}${mandatory ? ' of the mandatory national standard' : ''}`],
  [/吨$/, ' t'],
  [/米$/, ' m'],
];

/** In English `优于 1级能效` is `better than energy-efficiency grade 1`; words unknown here stay as they are. */
export function requirementIn(lang, requirement) {
  if (lang !== 'en') return requirement;
  const [relation, ...rest] = requirement.split(' ');
  const official = rest.join(' ');
  const grade = GRADES[official] ?? PATTERNS.reduce((text, [from, to]) => text.replace(from, to), official);
  return `${RELATIONS[relation] ?? relation} ${grade}`.trimEnd();
}
