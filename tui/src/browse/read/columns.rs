//! Which column of a table is what: by the words that offices put in its head, else by its look.

/// The places of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) text: Option<usize>,
}

/// Heads of the column with the text, the likeliest first.
const TEXT: [&str; 12] =
    ["经营范围", "业务范围", "主营业务", "主营产品", "业务描述", "企业简介", "简介", "描述", "text", "scope", "description", "business"];
const NAME: [&str; 8] = ["企业名称", "单位名称", "公司名称", "企业", "公司", "名称", "company", "name"];
const ID: [&str; 8] = ["统一社会信用代码", "信用代码", "注册号", "编号", "序号", "id", "code", "no"];

impl Columns {
    /// The columns with these heads.
    pub(super) fn named(heads: &[&str]) -> Columns {
        let find = |known: &[&str]| {
            known.iter().find_map(|known| {
                heads.iter().position(|head| {
                    let head = head.trim().trim_start_matches('\u{feff}').to_lowercase();
                    if known.is_ascii() { head == *known } else { head.contains(known) && head.chars().count() <= 16 }
                })
            })
        };
        let text = find(&TEXT);
        let name = find(&NAME).filter(|place| Some(*place) != text);
        Columns { id: find(&ID).filter(|place| Some(*place) != text && Some(*place) != name), name, text }
    }

    /// The columns of a table without heads: the longest cells are the text.
    pub(super) fn guessed(rows: &[Vec<String>]) -> Columns {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let length = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).sum::<usize>();
        let text = (0..width).max_by_key(|column| (length(*column), std::cmp::Reverse(*column)));
        let looks = |column: usize, test: fn(&str) -> bool| {
            rows.iter().filter_map(|row| row.get(column)).filter(|cell| test(cell)).count() * 2 > rows.len()
        };
        let ends = |cell: &str| cell.ends_with("公司") || cell.ends_with('厂') || cell.ends_with("中心") || cell.ends_with('社');
        let name = (0..width).find(|column| Some(*column) != text && looks(*column, ends));
        let coded = |cell: &str| !cell.is_empty() && cell.len() <= 24 && cell.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let id = (0..width).find(|column| Some(*column) != text && Some(*column) != name && looks(*column, coded));
        Columns { id, name, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_heads_are_known() {
        let columns = Columns::named(&["序号", "企业名称", "统一社会信用代码", "经营范围（2024）"]);
        assert_eq!(columns, Columns { id: Some(2), name: Some(1), text: Some(3) });
        assert_eq!(Columns::named(&["id", "text", "stratum"]), Columns { id: Some(0), name: None, text: Some(1) });
        assert_eq!(Columns::named(&["甲", "乙"]).text, None);
    }

    #[test]
    fn a_table_without_heads_is_read_by_its_look() {
        let row = |id: &str, name: &str, text: &str| vec![id.to_owned(), name.to_owned(), text.to_owned()];
        let rows = [row("A1", "光明有限公司", "光伏组件制造；逆变器销售"), row("A2", "大地有限公司", "餐饮服务；日用百货销售")];
        assert_eq!(Columns::guessed(&rows), Columns { id: Some(0), name: Some(1), text: Some(2) });
    }
}
