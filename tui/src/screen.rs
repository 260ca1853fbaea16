//! What `greencat` does without a command.

use anyhow::Result;

use crate::args::Lang;
use crate::exit::Exit;

/// Opens the browser.
#[allow(clippy::unnecessary_wraps)] // The browser can fail: there may be no terminal to draw on.
pub(crate) fn run(lang: Lang) -> Result<Exit> {
    // The browser is not part of this build: say what there is instead.
    crate::say::note(lang.pick(
        "浏览界面还没有做好；请用 greencat classify、show、search、tree，或 --help 看用法",
        "the browser is not there yet; use greencat classify, show, search, tree, or see --help",
    ));
    Ok(Exit::Failed)
}
