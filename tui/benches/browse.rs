//! How long a person waits: for the first screen, and for the answer to a key.

use divan::Bencher;
use greencat::browse::{Headless, Lang};

fn main() {
    divan::main();
}

const CLAUSE: &str = "光伏组件制造；餐饮服务；日用百货销售；五金交电、";

fn text(characters: usize) -> String {
    CLAUSE.chars().cycle().take(characters).collect()
}

/// From nothing to the first screen, but for the start of the process (about a millisecond).
#[divan::bench]
fn first_screen() -> Headless {
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.paste("光伏组件制造；充电桩运营；电动机制造");
    browser
}

/// A letter typed into a text of so many characters: read, judged, drawn. A frame is 16 milliseconds.
#[divan::bench(args = [200, 2_000, 20_000])]
fn key(bencher: Bencher<'_, '_>, characters: usize) {
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.paste(&text(characters));
    bencher.bench_local(|| {
        browser.write("光");
        browser.press("backspace");
    });
}

/// A letter typed into the search, by sound: the slowest of its ways.
#[divan::bench]
fn search(bencher: Bencher<'_, '_>) {
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.press("esc /");
    browser.write("gf");
    bencher.bench_local(|| {
        browser.write("z");
        browser.press("backspace");
    });
}

/// A misspelt word: nothing is found as it stands, so that English and pinyin are looked through for what is near.
#[divan::bench]
fn misspelt(bencher: Bencher<'_, '_>) {
    let mut browser = Headless::new(120, 40, Lang::Chinese);
    browser.press("esc /");
    browser.write("guangfuzijia");
    bencher.bench_local(|| {
        browser.write("n");
        browser.press("backspace");
    });
}
