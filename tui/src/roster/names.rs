//! Names of enterprises and parks in forms that can be compared.

/// Legal forms at the end of a name, the longest first.
const FORMS: [&str; 9] =
    ["集团股份有限公司", "集团有限责任公司", "集团有限公司", "股份有限公司", "有限责任公司", "股份公司", "集团公司", "有限公司", "公司"];

/// Without what typists vary: width, case, spaces and brackets (what stands in them stays), and 有限责任公司
/// for 有限公司, which is the same legal form.
pub(super) fn plain(name: &str) -> String {
    let folded = name.chars().map(|character| match character {
        // The full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        other => other,
    });
    let kept = folded.filter(|character| !character.is_whitespace() && !"()[]{}<>【】〔〕《》「」·•.,-—_\"'“”‘’".contains(*character));
    let plain: String = kept.flat_map(char::to_lowercase).collect();
    match plain.strip_suffix("有限责任公司") {
        Some(before) => format!("{before}有限公司"),
        None => plain,
    }
}

/// The name without its legal form. A branch keeps its 分公司: it is not the company.
pub(super) fn core(name: &str) -> String {
    let plain = plain(name);
    if plain.ends_with("分公司") {
        return plain;
    }
    let form = FORMS.iter().find_map(|form| plain.strip_suffix(form)).filter(|rest| !rest.is_empty());
    form.map_or(plain.clone(), str::to_owned)
}

/// A set of marks, one a character: names that differ much differ here already.
pub(super) fn signature(key: &str) -> u64 {
    key.chars().fold(0, |marks, character| marks | 1 << (u32::from(character).wrapping_mul(0x9E37_79B1) >> 26))
}

#[cfg(test)]
mod tests {
    use super::{core, plain};

    #[test]
    fn brackets_width_and_spaces_do_not_make_another_name() {
        assert_eq!(plain("通用电气（中国）有限公司"), plain("通用电气(中国) 有限责任公司"));
        assert_eq!(plain("ＡＢＢ（厦门）有限公司"), plain("abb厦门有限公司"));
        assert_ne!(plain("甲股份有限公司"), plain("甲有限公司"));
    }

    #[test]
    fn the_core_leaves_out_the_legal_form_but_not_the_branch() {
        assert_eq!(core("示例股份有限公司"), "示例");
        assert_eq!(core("示例集团有限公司"), "示例");
        assert_eq!(core("示例有限公司苏州分公司"), "示例有限公司苏州分公司");
        assert_eq!(core("公司"), "公司");
    }
}
