//! The terminal: taken, drawn on, given back, whatever happens.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use base64::Engine;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{cursor, execute};

use super::lang::Lang;
use super::model::Model;
use super::view;

/// Whether the screen is drawn on standard error, because standard output is a pipe.
static ON_STDERR: AtomicBool = AtomicBool::new(false);
/// Whether the terminal is ours now; a panic gives it back once.
static TAKEN: AtomicBool = AtomicBool::new(false);

fn output() -> Box<dyn Write> {
    if ON_STDERR.load(Ordering::SeqCst) { Box::new(io::stderr()) } else { Box::new(io::stdout()) }
}

/// The terminal while it is ours.
pub(crate) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Box<dyn Write>>>>,
    mouse: bool,
    stop: Arc<AtomicBool>,
    pause: Arc<AtomicBool>,
}

impl Screen {
    /// Takes the terminal. Says also whether standard output waits for a code.
    pub(crate) fn open(lang: Lang) -> Result<(Screen, bool)> {
        let picking = !io::stdout().is_terminal();
        if picking && !io::stderr().is_terminal() {
            bail!(lang.pick(
                "浏览界面需要终端，而标准输出和标准错误都不是终端。\n批量判读请用：greencat classify --input 名单.csv",
                "the browser needs a terminal, and neither standard output nor standard error is one.\nFor many texts use: greencat classify --input list.csv",
            ));
        }
        ON_STDERR.store(picking, Ordering::SeqCst);
        let stop = Arc::new(AtomicBool::new(false));
        let pause = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        {
            watch(Arc::clone(&stop))?;
            signal_hook::flag::register(signal_hook::consts::SIGTSTP, Arc::clone(&pause))?;
        }
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        take().with_context(|| {
            lang.pick("这个终端不能逐键读取", "this terminal cannot be read key by key").to_owned()
        })?;
        // crossterm hears of a resize only from its first poll on: a window that is resized while it opens
        // would keep the wrong size.
        event::poll(std::time::Duration::ZERO).context("the terminal cannot be read")?;
        let terminal = Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, output())))?;
        Ok((Screen { terminal, mouse: true, stop, pause }, picking))
    }

    pub(crate) fn draw(&mut self, model: &mut Model) -> Result<()> {
        self.terminal.draw(|frame| view::draw(frame, model)).context("the terminal cannot be drawn on")?;
        Ok(())
    }

    /// Whether the mouse is ours; while it is not, the terminal's own selection works.
    pub(crate) fn mouse(&mut self, ours: bool) {
        if self.mouse != ours {
            self.mouse = ours;
            // A terminal without a mouse is no reason to stop.
            let _ = if ours { execute!(output(), EnableMouseCapture) } else { execute!(output(), DisableMouseCapture) };
        }
    }

    /// Puts a text on the clipboard of the person's own machine, also over ssh (OSC 52).
    pub(crate) fn copy(&mut self, text: &str) -> Result<()> {
        let encoded = base64::engine::general_purpose::STANDARD.encode(text);
        let mut output = output();
        write!(output, "\u{1b}]52;c;{encoded}\u{7}").and_then(|()| output.flush()).context("the clipboard cannot be reached")
    }

    /// Whether a signal asks to end.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Whether a signal asks to rest.
    pub(crate) fn suspended(&self) -> bool {
        self.pause.swap(false, Ordering::SeqCst)
    }

    /// Gives the terminal to the shell until the person comes back.
    pub(crate) fn suspend(&mut self) -> Result<()> {
        #[cfg(unix)]
        {
            give_back();
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP).context("cannot suspend")?;
            take()?;
            self.mouse = true;
            self.pause.store(false, Ordering::SeqCst);
            self.terminal.clear()?;
        }
        Ok(())
    }

    pub(crate) fn close(&mut self) {
        give_back();
    }

    /// Ends as a process that was told to end, so that its parent knows.
    pub(crate) fn die_of_signal(&self) {
        #[cfg(unix)]
        if self.stopped() {
            let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTERM);
        }
    }
}

/// Waits for a signal to end. The screen ends by itself when it sees the flag; when it cannot, because its
/// terminal is gone and crossterm reads on for ever, the process is ended here.
#[cfg(unix)]
fn watch(stop: Arc<AtomicBool>) -> Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            stop.store(true, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_secs(1));
            give_back();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(output(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)?;
    Ok(())
}

/// Gives the terminal back, once, as it was.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // Nothing better can be done with an error here than to go on giving back.
        let _ = execute!(output(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
        let _ = disable_raw_mode();
    }
}
