//! Makes the picture of the README from a real screen: `cargo run -p greencat --example picture > docs/screen.svg`.

use greencat::browse::{Headless, Lang};

fn main() {
    let english = std::env::args().any(|argument| argument == "en");
    let mut browser = Headless::new(110, 30, if english { Lang::English } else { Lang::Chinese });
    browser.paste("光伏组件、逆变器的研发、生产；充电桩销售；电动机制造；污水处理；日用百货销售；货物进出口（依法须经批准的项目，经相关部门批准后方可开展经营活动）");
    browser.press("esc down enter space down");
    print!("{}", browser.svg());
}
