//! `screen`, `roster` and `park`, driven as an officer drives them.

use serde_json::Value;

use crate::run::{Folder, code, err, out, run, snapshots};

/// Five answers of a factory, two of them open.
const FACTS: &str = r#"
name = "<b>示例</b>电机有限公司"
as_of = "2026-03-01"
independent_entity = "是"
really_manufactures = "是"
lawful_sound = "不详"
last_accident_or_offence = "2023"
last_delisted = "无"
dishonest_debtor = "是"
target_level = "国家级"
"#;

fn json(bytes: &str) -> Value {
    serde_json::from_str(bytes).unwrap()
}

#[test]
fn a_record_goes_from_a_text_to_conditions_questions_and_papers() {
    let folder = Folder::new();
    folder.write("facts.toml", FACTS);
    let output = folder.run(&["screen", "green-factory", "--facts", "facts.toml", "--text", "电动机的研发、生产"]);
    assert_eq!(code(&output), 1, "a debtor may not apply: nothing is within reach");
    snapshots(|| insta::assert_snapshot!("screen", out(&output)));
}

#[test]
fn a_record_is_told_in_markdown_html_and_json() {
    let folder = Folder::new();
    folder.write("facts.toml", FACTS);
    for name in ["record.md", "record.html", "record.json", "record.txt"] {
        let output = folder.run(&["screen", "all", "--facts", "facts.toml", "--text", "电动机生产", "-o", name]);
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
    }
    assert_eq!(folder.names(), ["facts.toml", "record.html", "record.json", "record.md", "record.txt"]);
    let html = folder.read("record.html");
    assert!(!html.contains("<b>示例") && html.contains("&lt;b&gt;示例"), "a name is no markup");
    assert!(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"), "self-contained");
    assert!(!folder.read("record.md").contains("<b>"));
    let record = json(&folder.read("record.json"));
    let checks: Vec<&str> = record["screenings"].as_array().unwrap().iter().map(|one| one["check"].as_str().unwrap()).collect();
    assert_eq!(checks.len(), 7);
    assert_eq!(record["screenings"][1]["standing"], "not_met");
    assert_eq!(record["classification"]["entries"][0]["code"], "1.1.8");
}

#[test]
fn a_template_can_be_used_as_it_is_and_decides_nothing() {
    let folder = Folder::new();
    for check in ["demonstration-base", "green-factory", "绿色工业园区", "green-supply-chain", "shandong-311-leader", "threshold-recycling"]
    {
        assert_eq!(code(&folder.run(&["screen", check, "--template", "-o", "facts.toml"])), 0);
        let output = folder.run(&["screen", check, "--facts", "facts.toml", "-f", "json"]);
        assert_eq!(code(&output), 0, "{check}: {}", err(&output));
        assert_eq!(json(&out(&output))["screenings"][0]["standing"], "open", "{check}");
    }
    snapshots(|| insta::assert_snapshot!("screen-template", out(&run(&["screen", "demonstration-base", "--template"], ""))));
}

#[test]
fn an_enterprise_s_text_says_nothing_of_a_park() {
    let output = run(&["screen", "demonstration-base", "--text", "光伏组件制造", "-f", "json"], "");
    let truth = |output: &std::process::Output| json(&out(output))["screenings"][0]["findings"][1]["truth"].clone();
    assert_eq!(truth(&output), "unknown");
    assert_eq!(truth(&run(&["screen", "demonstration-base", "--industries", "光伏组件制造", "-f", "json"], "")), "yes");
}

#[test]
fn mistakes_in_files_are_told_with_their_places() {
    let folder = Folder::new();
    folder.write("odd.toml", "dishonst_debtor = \"是\"\nindustrial_share = 150\n");
    let told = err(&folder.run(&["screen", "green-park", "--facts", "odd.toml"]));
    assert!(told.contains("dishonest_debtor") && told.contains("150"), "{told}");
    folder.write("broken.toml", "name = \"甲\"\nas_of = 明天\n");
    let told = err(&folder.run(&["screen", "green-park", "--facts", "broken.toml"]));
    assert!(told.contains("第 2 行"), "{told}");
    folder.write("list.toml", "name = [\"甲\"]\n");
    assert_eq!(code(&folder.run(&["screen", "green-park", "--facts", "list.toml"])), 2);
    let told = err(&run(&["screen", "green-facory"], ""));
    assert!(told.contains("green-factory"), "{told}");
}

#[test]
fn facts_written_by_notepad_in_gb18030_are_read() {
    let folder = Folder::new();
    // dishonest_debtor = "是"
    folder.write("gbk.toml", [b"dishonest_debtor = \"".as_slice(), &[0xCA, 0xC7], b"\"\n"].concat());
    let output = folder.run(&["screen", "green-factory", "--facts", "gbk.toml", "-f", "json"]);
    assert_eq!(json(&out(&output))["screenings"][0]["standing"], "not_met", "{}", err(&output));
}

#[test]
fn a_threshold_can_be_written_changed_and_used() {
    let folder = Folder::new();
    assert_eq!(code(&folder.run(&["screen", "--threshold", "-o", "ours.toml"])), 0);
    let changed = folder.read("ours.toml").replace("threshold-equipment", "ours").replace("准入门槛示例：", "我们的门槛：");
    folder.write("ours.toml", &changed);
    let output = folder.run(&["screen", "ours.toml", "--text", "日用百货销售", "-f", "json"]);
    assert_eq!((code(&output), json(&out(&output))["screenings"][0]["findings"][0]["truth"].clone()), (1, "no".into()), "{}", err(&output));
    folder.write("bad.toml", changed.replace("\"1.1\"", "\"9.9\""));
    let told = err(&folder.run(&["screen", "bad.toml"]));
    assert!(told.contains("9.9"), "{told}");
}

#[test]
fn only_a_sure_match_answers_a_fact() {
    let folder = Folder::new();
    folder.write("roster.csv", "序号,企业名称,批次\n1,示例电机（江苏）有限公司,1\n2,绿源环保科技股份有限公司,2\n");
    let level = |name: &str| {
        let roster = "factory_level:国家级=roster.csv";
        let output = folder.run(&["screen", "green-factory", "--name", name, "--roster", roster, "-f", "json"]);
        let record = json(&out(&output));
        let matches = record["rosters"][0]["matches"].as_array().unwrap().clone();
        let given = record["screenings"][0]["findings"][5]["given"].to_string();
        (matches.first().map(|one| (one["fit"].as_str().unwrap().to_owned(), one["distance"].as_u64().unwrap())), given.contains("国家级"))
    };
    assert_eq!(level("示例电机（江苏）有限公司"), (Some(("exact".to_owned(), 0)), true));
    assert!(level("示例电机(江苏) 有限责任公司").1);
    assert_eq!(level("绿源环保科技有限公司"), (Some(("form".to_owned(), 2)), false));
    assert_eq!(level("绿原环保科技股份有限公司"), (Some(("near".to_owned(), 1)), false));
    assert_eq!(level("毫不相干有限公司"), (None, false));
}

#[test]
fn an_index_answers_like_the_list_it_was_made_of() {
    let folder = Folder::new();
    let rows: String = (0..10_000).map(|number| format!("示例第{number}号设备制造有限公司,{number}\n")).collect();
    folder.write("roster.csv", format!("企业名称,批次\n{rows}"));
    assert_eq!(code(&folder.run(&["roster", "roster.csv", "-o", "roster.idx"])), 0);
    for name in ["示例第7777号设备制造有限公司", "示例第77777号设备制造有限公司", "没有"] {
        let [list, index] = ["roster.csv", "roster.idx"].map(|file| folder.run(&["roster", file, name, "--format", "json"]));
        let matches = |output| json(&out(output))[0]["matches"].clone();
        assert_eq!((code(&list), matches(&list)), (code(&index), matches(&index)), "{name}");
    }
    let mut bytes = std::fs::read(folder.path("roster.idx")).unwrap();
    bytes[200] ^= 1;
    folder.write("damaged.idx", bytes);
    let output = folder.run(&["roster", "damaged.idx", "没有"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("重新生成"), "{}", err(&output));
}

/// A park of our own making: 500 enterprises a year over two years, from whole phrases joined in many ways.
fn park() -> String {
    const MAIN: [&str; 25] = [
        "光伏组件、逆变器的研发、生产",
        "风力发电机组及零部件制造",
        "电动机制造",
        "工业废水处理工程的设计、施工",
        "充电桩运营",
        "日用百货销售",
        "服装加工",
        "房地产开发经营",
        "通用风机生产",
        "废旧动力电池回收拆解与再生利用",
        "环境监测服务",
        "合同能源管理",
        "水泥制品制造",
        "装配式建筑构件生产",
        "道路货物运输",
        "环保设备销售",
        "太阳能热水器批发",
        "危险废物处理处置",
        "变压器制造",
        "软件开发",
        "污水处理",
        "脱硫脱硝除尘设备制造",
        "空气压缩机制造",
        "土壤修复工程施工",
        "锅炉制造",
    ];
    const SIDE: [&str; 9] = [
        "",
        "；货物进出口",
        "；物业管理",
        "；技术咨询",
        "；钢材销售",
        "；仓储服务",
        "；餐饮服务",
        "；设备租赁",
        "；=HYPERLINK(\"http://x\")",
    ];
    let mut list = "企业名称,经营范围,产值（万元）,年份\n".to_owned();
    for year in [2024, 2025] {
        for number in 0..500_usize {
            let text = format!("{}{}", MAIN[number % MAIN.len()], SIDE[number % SIDE.len()]).replace('"', "\"\"");
            let value = if number % 23 == 0 { String::new() } else { (500 + number * 37 % 9000 + (year - 2024) * 120).to_string() };
            list.push_str(&format!("示例{number:03}号有限公司,\"{text}\",{value},{year}\n"));
        }
    }
    list
}

#[test]
fn a_park_of_500_becomes_a_report() {
    let folder = Folder::new();
    folder.write("park.csv", park());
    folder.write(
        "park.toml",
        "name = \"示例经济开发区\"\nas_of = \"2026-03-01\"\nzone_listed_2018 = \"是\"\nlast_larger_accident = \"无\"\n",
    );
    for name in ["report.html", "report.md", "report.json", "report.txt", "report.xlsx"] {
        let output = folder.run(&["park", "park.csv", "--facts", "park.toml", "-o", name]);
        assert_eq!(code(&output), 0, "{name}: {}", err(&output));
    }
    let report = json(&folder.read("report.json"));
    let survey = &report["survey"];
    assert_eq!(
        (survey["year"].clone(), survey["set_aside"].clone(), survey["green"]["members"].clone()),
        (2025.into(), 500.into(), 500.into())
    );
    let share = |which: &str| survey["green"]["count_share"][which].as_f64().unwrap();
    assert!(0.0 < share("least") && share("least") < share("most") && share("most") < 1.0);
    assert_eq!(survey["trend"].as_array().unwrap().len(), 2);
    assert_eq!(report["screenings"].as_array().unwrap().len(), 2);
    let html = folder.read("report.html");
    assert!(html.matches("<svg").count() >= 3 && !html.contains("<script") && html.contains("@page { size: A4"));
    assert!(html.replace("http://www.w3.org/2000/svg", "").matches("http").count() <= 1, "nothing is fetched");
    // What changes with every catalogue stays out of the snapshot; its shape is what people read.
    let headings: String = folder.read("report.md").lines().filter(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    snapshots(|| insta::assert_snapshot!("park-headings", headings));
}

#[test]
fn a_small_park_is_told_in_full() {
    let folder = Folder::new();
    folder.write(
        "park.csv",
        "企业名称,经营范围,营业收入（亿元）\n甲公司,光伏组件制造,6\n乙公司,电动机制造,3.5\n丙公司,日用百货销售,10\n丁公司,,2\n甲公司,污水处理,一亿\n",
    );
    let output = folder.run(&["park", "park.csv", "--name", "小园区"]);
    assert_eq!(code(&output), 0);
    snapshots(|| insta::assert_snapshot!("park", out(&output)));
    snapshots(|| insta::assert_snapshot!("park-html", out(&folder.run(&["park", "park.csv", "--name", "小园区", "-f", "html"]))));
    let english = out(&folder.run(&["park", "park.csv", "--name", "Small", "--lang", "en"]));
    assert!(english.contains("green industry report") && english.contains("conditional"), "{english}");
}

#[test]
fn names_in_a_park_are_neither_markup_nor_formulas_nor_escapes() {
    let folder = Folder::new();
    folder
        .write("park.csv", "名称,经营范围\n<script>alert(1)</script>,电动机制造\n=cmd|' /C calc'!A0,电动机制造\n\u{1b}[2J|x|,电动机制造\n");
    for (name, bad) in [("r.html", "<script"), ("r.md", "<script"), ("r.txt", "\u{1b}"), ("r.json", "\u{1b}"), ("r.html", "\u{1b}")] {
        assert_eq!(code(&folder.run(&["park", "park.csv", "-o", name])), 0);
        assert!(!folder.read(name).contains(bad), "{name}");
    }
}

#[test]
fn a_park_s_columns_can_be_named_and_a_wrong_name_is_told() {
    let folder = Folder::new();
    folder.write("park.csv", "谁,做什么,多少\n甲,光伏组件制造,5\n");
    let named = ["park", "park.csv", "--column", "做什么", "--name-column", "谁", "--value-column", "3", "-f", "json"];
    let report = json(&out(&folder.run(&named)));
    assert_eq!((report["survey"]["green"]["value"].clone(), report["value"].clone()), (5.0.into(), "多少".into()));
    let told = err(&folder.run(&["park", "park.csv", "--column", "做什么", "--value-column", "产值"]));
    assert!(told.contains("多少"), "{told}");
    assert_eq!(code(&folder.run(&["park", "park.csv", "--column", "做什么", "-f", "xlsx"])), 2, "xlsx goes to a file");
}

#[test]
fn a_record_is_english_throughout_but_for_what_the_catalogue_calls_its_entries() {
    let folder = Folder::new();
    folder.write("facts.toml", "name = \"Sample Motor\"\nas_of = \"2026-03-01\"\nlast_accident_or_offence = \"2023\"\nlawful_sound = \"yes\"\nfactory_level = \"provincial\"\ndishonest_debtor = \"yes\"\nlast_delisted = \"never\"\nenvironmental_revenue = \"2 100 million yuan\"\n");
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    // The numbers of Chinese documents, and 较大 and 重大, for which English has no word of the same weight.
    let plain = |text: &str| {
        let mut text = text.replace("较大", "").replace("重大", "");
        for number in ["发改办环资〔2020〕519号", "发改办环资〔2020〕979号", "工信部节〔2024〕13号", "鲁发〔2022〕19号"]
        {
            text = text.replace(number, "");
        }
        text
    };
    for arguments in [
        vec!["screen", "all", "threshold-equipment", "threshold-recycling", "threshold-services", "--facts", "facts.toml", "-f", "md"],
        vec!["screen", "all", "threshold-recycling", "--template"],
        vec!["screen", "--list"],
    ] {
        let output = folder.run(&[arguments.as_slice(), &["--lang", "en"]].concat());
        let text = out(&output);
        let chinese: Vec<String> = text.lines().map(plain).filter(|line| han(line)).collect();
        assert!(chinese.is_empty() && text.lines().count() > 5, "{arguments:?}: {chinese:#?} {}", err(&output));
    }
    folder.write("odd.toml", "industrial_share = 150\ndishonst_debtor = \"yes\"\n");
    for arguments in [vec!["screen", "green-park", "--facts", "odd.toml"], vec!["screen", "green-facory"]] {
        let told = err(&folder.run(&[arguments.as_slice(), &["--lang", "en"]].concat()));
        assert!(!told.lines().filter(|line| !line.contains("green-factory")).any(han), "{told}");
    }
}

#[test]
fn help_of_the_new_commands_is_english_throughout() {
    for command in ["screen", "roster", "park"] {
        let english = out(&run(&[command, "--help", "--lang", "en"], ""));
        assert!(english.contains("Usage: greencat"), "{english}");
        let chinese: Vec<&str> = english.lines().filter(|line| line.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c))).collect();
        assert!(chinese.is_empty(), "{command}: {chinese:?}");
    }
}
