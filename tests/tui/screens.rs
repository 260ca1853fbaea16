//! The visible cells at 80×24, 120×40 and 200×60, in both languages.
//!
//! Figures that move with the catalogue's calibration (per cent, bars, points) are blotted out.

use greencat::browse::{Depth, Headless, Lang, ThemeName};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];
const LANGS: [(Lang, &str); 2] = [(Lang::Chinese, "zh"), (Lang::English, "en")];
const TEXT: &str = "光伏组件、逆变器的研发、生产；充电桩销售；电动机制造；日用百货销售";

/// Snapshots the screen after `drive`, in every size and language.
fn everywhere(name: &str, drive: impl Fn(&mut Headless)) {
    for (lang, tag) in LANGS {
        for (columns, rows) in SIZES {
            let mut browser = Headless::new(columns, rows, lang);
            drive(&mut browser);
            snapshot(&format!("{name}-{tag}-{columns}"), &browser);
        }
    }
}

pub(crate) fn snapshot(name: &str, browser: &Headless) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, blotted(&browser.screen()));
    });
}

/// The screen with every bar, per cent, point and version blotted out, each in its own width.
fn blotted(screen: &str) -> String {
    let screen = screen.replace(env!("CARGO_PKG_VERSION"), "·.·.·").replace(['█', '░'], "▒");
    let mut blotted = String::new();
    for word in screen.split_inclusive(' ') {
        let figure = word.trim_end();
        let sign = figure.ends_with('%') || (figure.starts_with(['+', '-']) && figure[1..].bytes().all(|byte| byte.is_ascii_digit()));
        if sign { blotted.extend(word.chars().map(|c| if c.is_ascii_digit() { '·' } else { c })) } else { blotted.push_str(word) }
    }
    blotted
}

#[test]
fn the_first_screen_says_what_to_do() {
    everywhere("start", |_| {});
}

#[test]
fn a_pasted_text_is_judged() {
    everywhere("judge", |browser| {
        browser.paste(TEXT);
        browser.press("esc");
    });
}

#[test]
fn a_conditional_entry_is_asked_about_and_ticked() {
    everywhere("criteria", |browser| {
        browser.paste("电动机制造");
        browser.press("esc enter space down space space");
    });
}

#[test]
fn the_tree_shows_an_entry_with_its_neighbours() {
    everywhere("tree", |browser| {
        browser.press("esc 2 enter down enter down enter");
    });
}

#[test]
fn a_search_by_initials_finds_and_highlights() {
    everywhere("search", |browser| {
        browser.press("esc /");
        browser.write("jngl");
    });
}

#[test]
fn a_list_is_a_table_with_marks() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("名单.csv");
    let table = "编号,企业名称,经营范围\nA1,光明公司,光伏组件制造\nA2,大地公司,餐饮服务；日用百货销售\nA3,=HYPERLINK(\"x\"),电动机制造\nA4,转义\u{1b}[31m公司,充电桩销售\n";
    std::fs::write(&path, table).expect("written");
    everywhere("list", |browser| {
        let _ = std::fs::remove_file(folder.path().join("名单.csv.labels.ndjson"));
        let _ = std::fs::remove_file(folder.path().join("名单.csv.open.ndjson"));
        browser.open(&path);
        browser.press("r w esc");
    });
}

#[test]
fn the_record_is_a_page() {
    everywhere("record", |browser| {
        browser.paste(TEXT);
        browser.press("esc 5");
    });
}

#[test]
fn the_help_lists_the_keys() {
    everywhere("help", |browser| browser.press("esc ?"));
}

#[test]
fn what_can_be_copied_is_shown_and_what_was_copied_too() {
    everywhere("copy", |browser| {
        browser.paste(TEXT);
        browser.press("esc y");
    });
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.paste(TEXT);
    browser.press("esc y c");
    assert!(browser.screen().contains("已送往剪贴板") && browser.screen().contains("│ 3.1.2"), "{}", browser.screen());
}

#[test]
fn no_screen_of_any_width_breaks_a_glyph_or_a_row() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.paste(TEXT);
    for keys in ["esc", "2 enter down enter", "?", "esc /", "esc 5", "1 y", "esc 6 enter", "esc 4"] {
        browser.press(keys);
        for columns in 40..=130 {
            let rows = [10, 16, 24][usize::from(columns % 3)];
            browser.resize(columns, rows);
            let screen = browser.screen();
            assert_eq!(screen.lines().count(), usize::from(rows));
            for line in screen.lines() {
                let cells: usize = line.chars().map(|character| unicode_width::UnicodeWidthChar::width(character).unwrap_or(1)).sum();
                assert!(cells <= usize::from(columns), "{columns}×{rows} {keys}: {line}");
            }
        }
    }
}

#[test]
fn a_tiny_window_says_so() {
    let browser = Headless::new(30, 5, Lang::Chinese);
    assert!(browser.screen().contains("窗口太小"));
}

#[test]
fn the_cursor_stands_at_the_caret_for_the_input_method() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    assert_eq!(browser.cursor(), Some((1, 2)));
    browser.write("光伏");
    assert_eq!(browser.cursor(), Some((5, 2)));
    browser.press("left");
    assert_eq!(browser.cursor(), Some((3, 2)));
    browser.press("esc");
    assert_eq!(browser.cursor(), None);
    browser.press("/");
    browser.write("光伏");
    assert_eq!(browser.cursor(), Some((5, 2)));
}

#[test]
fn without_colours_every_look_is_still_told_apart() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.paste(TEXT);
    browser.press("esc");
    browser.look(ThemeName::Dark, Depth::None);
    let svg = browser.svg();
    assert!(svg.contains("text-decoration=\"underline\"") && svg.contains("font-weight=\"700\""));
}
