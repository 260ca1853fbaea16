//! 政策 and 园区, driven as an officer drives them: from a pasted text to a record, from a list to a report.

use std::path::Path;

use greencat::browse::{Headless, Lang};

use crate::screens::snapshot;

const TEXT: &str = "电动机、水泵的研发、生产、销售；脱硫设备制造";

const PARK: &str =
    "企业名称,经营范围,产值（万元）\n甲,光伏组件制造,600\n乙,电动机制造,350\n丙,日用百货销售,1000\n丁,污水处理,\n戊,风力发电机组制造,120\n";

/// The screen after `drive` in both languages and two sizes.
fn everywhere(name: &str, drive: impl Fn(&mut Headless)) {
    for (lang, tag) in [(Lang::Chinese, "zh"), (Lang::English, "en")] {
        for (columns, rows) in [(80, 24), (120, 40)] {
            let mut browser = Headless::new(columns, rows, lang);
            drive(&mut browser);
            snapshot(&format!("{name}-{tag}-{columns}"), &browser);
        }
    }
}

fn exported(browser: &mut Headless, folder: &Path, ending: &str) -> String {
    browser.export(folder).expect("exported");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let path = files.into_iter().find(|path| path.to_string_lossy().ends_with(ending)).expect(ending);
    std::fs::read_to_string(path).expect("readable")
}

#[test]
fn a_policy_asks_its_next_question_and_counts_what_is_met() {
    everywhere("policy", |browser| {
        browser.paste(TEXT);
        browser.press("esc 6 a a a b");
    });
}

#[test]
fn conditions_are_gone_through_fact_by_fact_and_papers_ticked() {
    everywhere("conditions", |browser| {
        browser.paste(TEXT);
        browser.press("esc 6 enter down space space G space");
    });
}

#[test]
fn a_written_answer_is_checked_while_it_is_written() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.paste(TEXT);
    // The fourth policy asks for a number last.
    browser.press("esc 6 down down down enter G");
    while !browser.screen().contains("问 生态环保业务年收入") {
        browser.press("up");
    }
    browser.press("i");
    browser.write("许多");
    assert!(browser.screen().contains("还不是答案"), "{}", browser.screen());
    browser.press("enter");
    assert!(browser.screen().contains("许多"), "what is no answer is asked again");
    browser.press("ctrl-u");
    browser.write("２.5亿元");
    browser.press("backspace backspace ctrl-u");
    browser.write("2.5 亿元");
    assert!(browser.screen().contains("→ 2.5亿元"), "{}", browser.screen());
    browser.press("enter");
    assert!(browser.screen().contains("生态环保业务年收入 2.5亿元"), "{}", browser.screen());
    browser.press("u");
    assert!(!browser.screen().contains("2.5亿元"), "{}", browser.screen());
}

#[test]
fn from_a_pasted_text_to_a_record_that_says_entry_conditions_policies_and_papers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.paste(TEXT);
    browser.press("esc 6 a a a a enter G space");
    let record = exported(&mut browser, folder.path(), ".md");
    for wanted in [
        "1.2.2",
        "待补材料与条件",
        "## 政策",
        "### 可及：绿色工厂",
        "黑龙江细则第6条",
        "接着问",
        "### 可及，尚未核对",
        "### 不可及",
        "### 应备材料：缺 ",
        "**☐ 缺** 营业执照",
        "**☑ 已收** ",
    ] {
        assert!(record.contains(wanted), "{wanted}: {record}");
    }
    let html = exported(&mut browser, folder.path(), ".html");
    assert!(html.contains("<section class=\"policies\">") && html.contains("可及：绿色工厂") && !html.contains("<script"));
    let json: serde_json::Value = serde_json::from_str(&exported(&mut browser, folder.path(), ".json")).expect("JSON");
    assert_eq!(json["facts"]["enterprise"]["independent_entity"], "是");
    assert_eq!(json["papers_received"].as_array().map(Vec::len), Some(1));
    assert!(exported(&mut browser, folder.path(), ".facts.toml").contains("independent_entity = \"是\""));
}

#[test]
fn another_prospect_begins_anew_and_the_first_one_s_answers_come_back() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.paste(TEXT);
    browser.press("esc 6 a a");
    assert!(browser.screen().contains("待补 1/12"), "{}", browser.screen());
    browser.press("1");
    browser.paste("日用百货销售");
    browser.press("6");
    assert!(browser.screen().contains("待补 0/12"), "{}", browser.screen());
    browser.press("1");
    browser.paste(TEXT);
    browser.press("6");
    assert!(browser.screen().contains("待补 1/12"), "{}", browser.screen());
}

#[test]
fn a_threshold_and_facts_are_opened_from_the_pane_and_mistakes_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = |browser: &mut Headless, name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        browser.press("o");
        browser.write(&path.display().to_string());
        browser.press("enter");
    };
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.paste("光伏组件制造");
    browser.press("esc 6");
    open(
        &mut browser,
        "门槛.toml",
        "id = \"ours\"\nname = \"本园区门槛\"\npark = \"示例园区\"\n[wanted]\nentries = [\"3.1\"]\nverdict = \"direct\"\n[[minimum]]\nfact = \"green_revenue_share\"\nnumber = 50.0\ntext = \"绿色收入过半\"\n",
    );
    assert!(browser.screen().contains("本园区门槛") && browser.screen().contains("待补 1/2"), "{}", browser.screen());
    open(&mut browser, "事实.toml", "green_revenue_share = 80\nindependent_entity = \"是\"\n");
    assert!(browser.screen().contains("符合 2/2") && browser.screen().contains("已填入 2 项事实（企业）"), "{}", browser.screen());
    open(&mut browser, "错.toml", "green_revenue_shar = 80\n");
    assert!(browser.screen().contains("green_revenue_share"), "{}", browser.screen());
    open(&mut browser, "园区.toml", "park_boundary = \"是\"\nmeets_standard = \"是\"\n");
    assert!(browser.screen().contains("已填入 2 项事实（园区）"), "{}", browser.screen());
}

#[test]
fn a_list_is_a_park_with_bars() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("园区.csv");
    std::fs::write(&path, PARK).expect("written");
    everywhere("park", |browser| {
        browser.open(&path);
        browser.press("7 down down down");
    });
    everywhere("park-chains", |browser| {
        browser.open(&path);
        browser.press("7 down down down down down down");
    });
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.open(&path);
    browser.press("7");
    assert!(browser.screen().contains("4 家中有 1 家没有数值"), "{}", browser.screen());
    assert!(browser.click("集中度") && browser.screen().contains("前四占比"), "{}", browser.screen());
    browser.press("L");
    assert!(browser.screen().contains("Concentration") && browser.screen().contains("top share"), "{}", browser.screen());
}

#[test]
fn no_park_of_any_width_breaks_a_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("园区.csv");
    std::fs::write(&path, PARK).expect("written");
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.open(&path);
    for keys in ["7", "down down down", "tab", "L"] {
        browser.press(keys);
        for columns in 40..=130 {
            let rows = [10, 16, 24][usize::from(columns % 3)];
            browser.resize(columns, rows);
            for line in browser.screen().lines() {
                let cells: usize = line.chars().map(|character| unicode_width::UnicodeWidthChar::width(character).unwrap_or(1)).sum();
                assert!(cells <= usize::from(columns), "{columns}×{rows} {keys}: {line}");
            }
        }
    }
}

#[test]
fn the_park_s_facts_stand_in_its_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("园区.csv");
    std::fs::write(&path, PARK).expect("written");
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.open(&path);
    browser.press("6 G up up a 7");
    let screen = browser.screen();
    assert!(screen.contains("绿色产业示范基地") && screen.contains("符合 1、不符合 0"), "{screen}");
}

#[test]
fn without_a_list_the_park_asks_for_one_and_a_bad_one_is_told() {
    let mut browser = Headless::new(80, 24, Lang::Chinese);
    browser.press("esc 7");
    assert!(browser.screen().contains("打开名单"), "{}", browser.screen());
    browser.write("/nowhere/名单.csv");
    browser.press("enter");
    assert!(browser.screen().contains("/nowhere"), "{}", browser.screen());
}
