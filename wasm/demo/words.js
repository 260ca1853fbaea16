// What the page says, in both languages: [中文, English].

export const WORDS = {
  pageTitle: ['绿目 · 绿色产业指导目录判读', 'greencat · Green Industry Guidance Catalogue'],
  skip: ['跳到正文', 'Skip to content'],
  brand: ['绿目', 'greencat'],
  nav: ['主要栏目', 'Sections'],
  judge: ['判读', 'Read a text'],
  catalogue: ['目录', 'Catalogue'],
  list: ['名单', 'Lists'],
  embed: ['嵌入', 'Embed'],
  language: ['English', '中文'],
  title: ['这家企业，属于绿色产业吗？', 'Is this company a green industry?'],
  lead: [
    '对照《绿色产业指导目录（2019年版）》的 211 个条目逐句判读：属于哪些条目，依据哪些字词，还须证明什么。',
    'Reads a Chinese business scope against the 211 entries of the Green Industry Guidance Catalogue (2019): which entries, on which words, and what must still be proven.',
  ],
  examples: ['示例', 'Examples'],
  catalogueTitle: ['绿色产业指导目录', 'Green Industry Guidance Catalogue'],
  catalogueLead: [
    '2019 年版，发改环资〔2019〕293 号。六大类、30 个二级分类、211 个条目，各附范围与须符合的标准。',
    'Edition 2019, document 发改环资〔2019〕293号. Six chapters, 30 groups, 211 entries, each with its scope and the standards to meet. English names are ours unless official.',
  ],
  searchLabel: ['查条目', 'Search entries'],
  searchPlaceholder: ['查条目：代码、名称、产品、标准号', 'Search: code, name, product, standard'],
  contents: ['分类', 'Groups'],
  hits: [(n) => (n ? `${n} 个条目` : '没有条目与此相符，换个词试试'), (n) => (n ? `${n} ${n === 1 ? 'entry' : 'entries'}` : 'No entry matches; try another word')],
  scope: ['范围', 'Scope'],
  scopeOurs: ['官方说明未列细项，以上为归纳', 'The official text lists no items; this summary is ours'],
  criteria: ['须符合', 'To be shown'],
  colon: ['：', ': '],
  official: ['', 'The catalogue exists in Chinese only: its own terms and standards are given as they stand there.'],
  page: [(n) => `解释说明第 ${n} 页`, (n) => `Official explanation, page ${n}`],
  listTitle: ['一份名单，一次判读', 'A whole list at once'],
  listLead: ['CSV 或 Excel（xlsx），最多 50 000 家企业。文件只在本机处理，不会上传。', 'CSV or Excel (xlsx), up to 50,000 companies. The file is processed on this machine and never uploaded.'],
  drop: ['把文件拖到这里', 'Drop a file here'],
  choose: ['选择文件', 'Choose a file'],
  sample: ['先用一份示例名单看看', 'Try a sample list first'],
  sampleName: ['示例名单.csv', 'sample.csv'],
  opening: ['正在打开…', 'Opening…'],
  rows: [(n) => `${n} 家`, (n) => `${n} rows`],
  cut: ['只读取了前 50 000 家', 'only the first 50,000 rows were read'],
  column: ['要判读的列', 'Column to read'],
  run: ['开始判读', 'Start'],
  stop: ['停止', 'Stop'],
  progress: [(done, all) => `已判读 ${done} / ${all}`, (done, all) => `${done} of ${all} read`],
  all: ['全部', 'All'],
  green: ['属于绿色产业', 'Green'],
  conditional: ['待证', 'To be proven'],
  near: ['相近不属于', 'Near'],
  none: ['未见绿色业务', 'None found'],
  unclear: ['不足以判断', 'Unclear'],
  direct: ['属于', 'Included'],
  row: ['序号', 'No.'],
  text: ['文字', 'Text'],
  outcome: ['结论', 'Outcome'],
  confidence: ['把握', 'Confidence'],
  entries: ['条目', 'Entries'],
  verdict: ['判定', 'Verdict'],
  code: ['条目代码', 'Code'],
  name: ['条目名称', 'Entry'],
  evidence: ['依据', 'Evidence'],
  shown: [(shown, all) => `显示 ${shown} / ${all} 家，全部结果见下载文件`, (shown, all) => `${shown} of ${all} rows shown; the download has them all`],
  saveXlsx: ['下载 Excel', 'Download Excel'],
  saveCsv: ['下载 CSV', 'Download CSV'],
  resultName: ['判读结果', 'results'],
  resultColumns: [
    ['结论', '把握', '条目代码', '条目名称', '判定', '依据', '其他条目', '须符合'],
    ['outcome', 'confidence', 'code', 'entry', 'verdict', 'evidence', 'other entries', 'to be shown'],
  ],
  embedTitle: ['放进您的网页', 'Put it on your page'],
  embedLead: ['一个标签，十分钟。判读在访客的浏览器里完成，您的服务器收不到任何文字。', 'One tag, ten minutes. Texts are read in the browser; your server never sees them.'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  disclaimer: ['判读依据目录公开文本，供初筛参考，不构成主管部门的认定。', 'A first screening against the published catalogue; not a ruling by any authority.'],
  version: ['版本', 'Version'],
  offline: ['载入后可离线使用', 'Works offline once loaded'],
  failed: ['判读程序未能载入：', 'The engine could not be loaded: '],
  problems: {
    'too-large': ['文件超过 100 MB，请拆分后再试', 'The file is larger than 100 MB; split it'],
    'old-excel': ['这是旧版 Excel（.xls）。请在 Excel 中另存为 .xlsx 或 CSV', 'This is an old Excel file (.xls). Save it as .xlsx or CSV'],
    'not-xlsx': ['这个 xlsx 文件已损坏，或不是 Excel 表格', 'This xlsx file is damaged or no spreadsheet'],
    encrypted: ['文件设有密码。请去掉密码后再试', 'The file has a password. Remove it first'],
    empty: ['表中没有数据。第一行应为列名，其下每行一家企业', 'The table is empty: the first row names the columns, each row below is a company'],
    unknown: ['文件读不出来：', 'The file cannot be read: '],
  },
};

let at = 0;

/** Switches between `zh` and `en`. */
export const setLanguage = (lang) => {
  at = lang === 'en' ? 1 : 0;
};

export const language = () => ['zh', 'en'][at];

/** The word for a key; a function where it takes a number. */
export const word = (key) => WORDS[key][at];

export const problem = (key) => (WORDS.problems[key] ?? WORDS.problems.unknown)[at];
