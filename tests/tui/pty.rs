//! The program in a real pseudo-terminal: each part end to end, paste, resize, mouse, panic, kill.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Long enough for a loaded machine; a screen that comes sooner is seen sooner.
const PATIENCE: Duration = Duration::from_secs(60);

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
    home: tempfile::TempDir,
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    fn open(arguments: &[&str]) -> Terminal {
        Terminal::with(arguments, &[])
    }

    fn with(arguments: &[&str], variables: &[(&str, &str)]) -> Terminal {
        let home = tempfile::tempdir().expect("a folder");
        let pair = native_pty_system().openpty(size(80, 24)).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_greencat"));
        command.args(arguments);
        command.cwd(home.path());
        command.env("TERM", "xterm-256color");
        // The emulator here answers no question about its background.
        command.env("COLORFGBG", "15;0");
        for folder in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(folder, home.path());
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().expect("a writer");
        Terminal { master: pair.master, writer, child, bytes, parser: vt100::Parser::new(24, 80, 0), raw: Vec::new(), home }
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("written");
        self.writer.flush().expect("flushed");
    }

    fn paste(&mut self, text: &str) {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Waits until the screen satisfies `wanted`.
    fn wait(&mut self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let screen = self.screen();
            if wanted(&screen) {
                return screen;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}:\n{screen}");
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(100)) {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
            }
        }
    }

    fn see(&mut self, words: &str) -> String {
        self.wait(words, |screen| screen.contains(words))
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).expect("resized");
        self.parser.screen_mut().set_size(rows, columns);
    }

    /// Clicks at the first place of some words.
    fn click(&mut self, words: &str) {
        let screen = self.see(words);
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).expect("the words");
        let before = &line[..line.find(words).expect("the words")];
        let column: usize = before.chars().map(|character| unicode_width::UnicodeWidthChar::width(character).unwrap_or(1)).sum();
        self.send(&format!("\u{1b}[<0;{};{}M\u{1b}[<0;{};{}m", column + 1, row + 1, column + 1, row + 1));
    }

    /// Waits for the end and gives what came after the screen was left.
    fn end(&mut self) -> (u32, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(20));
        };
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(300)) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
        (status.exit_code(), String::from_utf8_lossy(&self.raw).into_owned())
    }

    /// Whether the terminal was given back: the other screen left, the mouse and the paste marks off, the cursor shown.
    fn restored(raw: &str) -> bool {
        ["\u{1b}[?1049l", "\u{1b}[?1000l", "\u{1b}[?2004l", "\u{1b}[?25h"].iter().all(|sequence| raw.contains(sequence))
    }
}

fn list(folder: &Path) {
    let mut table = "编号,经营范围,企业名称\n".to_owned();
    for row in 1..=300 {
        let text = if row % 3 == 0 { "光伏组件制造" } else { "餐饮服务" };
        table.push_str(&format!("A{row},{text},{row}号公司\n"));
    }
    let (bytes, _, _) = encoding_rs::GBK.encode(&table);
    std::fs::write(folder.join("名单.csv"), bytes).expect("written");
}

#[test]
fn a_prospect_is_pasted_judged_answered_and_exported() {
    let mut terminal = Terminal::open(&["browse"]);
    terminal.see("在此粘贴");
    terminal.paste("电动机制造；\n餐饮服务");
    terminal.see("1.1.8 节能电机制造");
    terminal.send("\u{1b}");
    terminal.see("看条目");
    terminal.send("a");
    terminal.see("已按回答更新结论");
    terminal.send("e");
    terminal.see("已导出");
    let mut kinds: Vec<String> = std::fs::read_dir(terminal.home.path())
        .expect("a folder")
        .filter_map(|file| Some(file.ok()?.path().extension()?.to_string_lossy().into_owned()))
        .collect();
    kinds.sort();
    assert_eq!(kinds, ["html", "json", "md"]);
    terminal.send("q");
    let (code, raw) = terminal.end();
    assert_eq!(code, 0);
    assert!(Terminal::restored(&raw));
    let history = std::fs::read_to_string(terminal.home.path().join("greencat/history.ndjson")).expect("a history");
    assert!(history.contains("电动机制造"));
}

#[test]
fn no_history_leaves_no_trace() {
    let mut terminal = Terminal::open(&["browse", "--no-history", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(std::fs::read_dir(terminal.home.path()).expect("a folder").count(), 0);
}

#[test]
fn pastes_of_2_000_and_of_200_000_characters_arrive_whole() {
    let mut terminal = Terminal::open(&["browse"]);
    terminal.see("在此粘贴");
    terminal.paste(&"光伏组件制造；餐饮服务；日用百货销售；五金\n".repeat(100));
    terminal.see("2200 字");
    terminal.see("太阳能发电装备制造");
    terminal.send("\u{c}");
    terminal.see("经营范围 0 字");
    terminal.paste(&"充电桩的运营；餐饮服务；日用百货销售；五金".repeat(10_000));
    terminal.see("210000 字");
    terminal.see("5.2.5");
    terminal.send("\u{3}");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn the_tree_is_walked_and_the_neighbour_is_one_key_away() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("3.1.2 太阳能发电装备制造");
    terminal.send("2");
    terminal.see("相邻条目");
    terminal.send("a");
    terminal.see("1 ← → 0");
    terminal.send("[");
    terminal.see("← → 1");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_search_opens_an_entry_and_full_width_keys_work() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.send("／");
    terminal.see("搜索目录");
    terminal.send("gb18613");
    terminal.see("1.1.8");
    terminal.send("\r");
    terminal.see("Manufacturing of energy-saving electric");
    terminal.send("？");
    terminal.see("按键（");
    terminal.send("\u{1b}");
    terminal.wait("the help to close", |screen| !screen.contains("按键（"));
    terminal.send("ｑ");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_gbk_list_is_filtered_marked_and_exported() {
    let mut terminal = Terminal::open(&["browse"]);
    list(terminal.home.path());
    terminal.see("在此粘贴");
    terminal.send("\u{1b}");
    terminal.see("看条目");
    terminal.send("4");
    terminal.see("文件路径");
    terminal.paste("名单.csv");
    terminal.send("\r");
    terminal.see("300 行");
    terminal.see("已读完");
    terminal.send("f");
    terminal.see("显示 100");
    terminal.send("r");
    terminal.see("已复核 1");
    terminal.send("e");
    terminal.see("100 行（筛选所示）：");
    terminal.send("\r");
    terminal.see("2/100 · 6号公司 · 经营范围");
    terminal.see("] 下一行");
    terminal.send("r");
    terminal.see("2/100 · 对 · 6号公司");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    let labels = std::fs::read_to_string(terminal.home.path().join("名单.csv.labels.ndjson")).expect("labels");
    assert!(labels.contains("\"primary\":\"3.1.2\""), "{labels}");
    assert!(terminal.home.path().join("名单.reviewed.csv").exists());
}

#[test]
fn the_record_shows_the_page_and_the_earlier_prospects_open_again() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.paste("充电桩运营；餐饮服务");
    terminal.see("已粘贴 10 字为新对象");
    terminal.send("5");
    terminal.see("看过的对象 1");
    terminal.send("\t\r");
    terminal.see("经营范围 6 字");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn the_mouse_clicks_tabs_answers_and_tree_and_the_wheel_scrolls() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造；电动机制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.click("待证");
    terminal.see("范围命中：节能型直流电动机");
    terminal.click("2 浏览");
    terminal.see("目录 6 / 30 / 211");
    terminal.click("1.2 先进环保装备制造");
    terminal.see("1.2.1 ");
    // The wheel, three notches down: the chosen node leaves the branch.
    terminal.send("\u{1b}[<65;5;10M\u{1b}[<65;5;10M\u{1b}[<65;5;10M");
    terminal.see("1.3 资源循环利用装备制造");
    terminal.click("1 判定");
    terminal.see("答案 2");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_resize_lays_the_screen_out_anew() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.resize(120, 40);
    terminal.wait("a wide screen", |screen| screen.lines().nth(1).is_some_and(|line| line.contains("经营范围") && line.contains("条目")));
    terminal.resize(60, 14);
    terminal.wait("a small screen", |screen| screen.lines().nth(1).is_some_and(|line| !line.contains("条目")));
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_copy_reaches_the_clipboard_by_osc_52() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    terminal.send("yc");
    terminal.see("已送往剪贴板");
    terminal.send("\u{1b}q");
    terminal.send("q");
    let (_, raw) = terminal.end();
    // base64 of 3.1.2
    assert!(raw.contains("\u{1b}]52;c;My4xLjI=\u{7}"));
}

#[test]
fn a_panic_gives_the_terminal_back_and_tells_why() {
    let mut terminal = Terminal::with(&["browse", "光伏组件制造"], &[("GREENCAT_TEST_PANIC", "1")]);
    terminal.see("太阳能发电装备制造");
    terminal.send("\u{1b}p");
    let (code, raw) = terminal.end();
    assert_ne!(code, 0);
    assert!(Terminal::restored(&raw));
    let left = raw.rfind("\u{1b}[?1049l").expect("the screen was left");
    assert!(raw[left..].contains("asked to panic by a test"));
}

#[cfg(unix)]
#[test]
fn a_kill_gives_the_terminal_back() {
    let mut terminal = Terminal::open(&["browse", "光伏组件制造"]);
    terminal.see("太阳能发电装备制造");
    let id = terminal.child.process_id().expect("an id").to_string();
    let killed = std::process::Command::new("kill").arg(&id).status().expect("kill");
    assert!(killed.success());
    let (_, raw) = terminal.end();
    assert!(Terminal::restored(&raw));
}

#[test]
fn without_a_terminal_the_program_says_what_to_do_instead() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_greencat")).args(["browse", "光伏"]).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("需要终端") && told.contains("greencat classify"), "{told}");
    assert!(output.stdout.is_empty());
}
