//! Running the program.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// The program, in a world without our terminal's settings.
pub(crate) fn greencat() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_greencat"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "GREENCAT_LANG"] {
        command.env_remove(name);
    }
    command
}

/// Runs with `arguments` and `input`.
pub(crate) fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Output {
    let mut child = greencat().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    let writer = std::thread::spawn(move || {
        // A program that does not read its input is right to close it.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// What a run printed.
pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a run said.
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// How a run ended.
pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The lines of NDJSON output as values.
pub(crate) fn values(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What `classify` prints of a file, of whose records one at least cannot be read.
pub(crate) fn classified(name: &str, content: &str, more: &[&str]) -> String {
    let folder = Folder::new();
    folder.write(name, content);
    let output = folder.run(&[&["classify", name], more].concat());
    assert_eq!(code(&output), 3, "{}", err(&output));
    out(&output)
}

/// A folder with files of our making.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        text(&path)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(std::fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Runs within the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        greencat().args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).output().unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

pub(crate) fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Settings for snapshots: what changes with the catalogue's data is left out.
pub(crate) fn snapshots(check: impl FnOnce()) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.add_filter(r"\b\d{1,3}%", "[N]%");
    settings.add_filter(r#""(score|points|confidence)": ?-?[\d.]+"#, r#""$1": "[N]""#);
    settings.add_filter(r",[01]\.\d\d,", ",[N],");
    settings.add_filter(r"greencat 0\.\d+\.\d+", "greencat [VERSION]");
    settings.bind(check);
}
