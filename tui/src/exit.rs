//! How the program ends.

use std::process::ExitCode;

/// The exit codes, each of which a script may rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something matched; or the command had nothing to match.
    Matched,
    /// Everything was read, nothing matched.
    Nothing,
    /// The command line, a file or the terminal was at fault: the work was not done or not finished.
    Failed,
    /// Everything was done, but some records could not be read; each is told with its reason.
    Unreadable,
    /// Ended by the person (Ctrl-C), as shells count it: 128 + SIGINT.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Matched => 0,
            Exit::Nothing => 1,
            Exit::Failed => 2,
            Exit::Unreadable => 3,
            Exit::Interrupted => 130,
        })
    }
}

/// Whether `error` says that the reader of our output went away: no failure of ours.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(broken)
            || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
