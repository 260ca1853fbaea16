// Which column holds the texts, and which the names.

const TEXT = /经营范围|主营|业务|范围|描述|简介|产品|scope|business|description|text/i;
const NAME = /企业名|公司名|名称|企业|公司|单位|name|company/i;

/** The column by its name, else the one with the longest texts. */
export function guessColumn({ columns, rows }) {
  const named = columns.findIndex((name) => /经营范围|business.?scope/i.test(name));
  if (named >= 0) return named;
  const sample = rows.slice(0, 100);
  const lengths = columns.map((name, at) => sample.reduce((sum, row) => sum + (row[at] ?? '').length, 0) * (TEXT.test(name) ? 3 : 1));
  return lengths.indexOf(Math.max(...lengths));
}

/** The column of names, if one is called so. */
export function guessLabel({ columns }, column) {
  const at = columns.findIndex((name, place) => place !== column && NAME.test(name));
  return at < 0 ? undefined : at;
}
