//! A virtual environment under `target/`, and the packages in it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::call;

/// What the module's stable ABI asks for.
const PYTHON: (u32, u32) = (3, 10);

/// A virtual environment with the packages of some lists.
pub(super) struct Environment {
    folder: PathBuf,
}

impl Environment {
    /// The environment in a folder, made anew where there is none.
    pub(super) fn open(folder: PathBuf) -> Result<Environment> {
        let python = find_python()?;
        let environment = Environment { folder };
        if !environment.program("pip").exists() {
            println!("making a virtual environment in {}", environment.folder.display());
            call(Command::new(python).args(["-m", "venv", "--clear"]).arg(&environment.folder))
                .context("no virtual environment; on Debian and Ubuntu: apt-get install python3-venv")?;
        }
        Ok(environment)
    }

    /// Installs the packages of a list, such as `python/requirements/test.txt`.
    pub(super) fn install(&self, list: &Path) -> Result<()> {
        // A copy of the list is left behind: nothing is asked of the network while it is the same.
        let name = list.file_name().unwrap_or_default();
        let (wanted, stamp) = (fs::read_to_string(list)?, self.folder.join(name));
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        println!("installing {} into {} (once)", list.display(), self.folder.display());
        let mut install = self.command("python");
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2", "--requirement"]).arg(list);
        call(&mut install).with_context(|| format!("{} could not be installed; is PyPI reachable?", list.display()))?;
        Ok(fs::write(&stamp, wanted)?)
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A program of the environment, which maturin and Spark's workers recognise by these variables.
    pub(super) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        command.env("VIRTUAL_ENV", &self.folder).env("PYSPARK_PYTHON", self.program("python")).env_remove("PYTHONHOME");
        command
    }
}

fn find_python() -> Result<OsString> {
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let (major, minor) = PYTHON;
    let Some(version) = version_of(&python) else {
        bail!("Python is missing: install Python {major}.{minor} or newer, or name it with PYTHON=/path/to/python3");
    };
    ensure!(
        version.as_slice() >= [major, minor].as_slice(),
        "{} is Python {version:?}, but {major}.{minor} or newer is needed; name one with PYTHON=/path/to/python3",
        python.display(),
    );
    Ok(python)
}

/// Its major and minor version.
fn version_of(python: &OsStr) -> Option<Vec<u32>> {
    let told = Command::new(python).args(["-c", "import sys; print(*sys.version_info[:2])"]).output().ok()?;
    let numbers: Vec<u32> = String::from_utf8_lossy(&told.stdout).split_whitespace().filter_map(|number| number.parse().ok()).collect();
    (told.status.success() && numbers.len() == 2).then_some(numbers)
}
