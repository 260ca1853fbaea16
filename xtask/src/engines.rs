//! `cargo xtask engines`: the Python module on real data engines, in a virtual environment of its own.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// What the module's stable ABI, and what Spark 4 ask for.
const PYTHON: (u32, u32) = (3, 10);
const JAVA: u32 = 17;

/// Options of `cargo xtask engines`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Rows that go through every recipe
    #[arg(long, default_value_t = 2_000)]
    rows: u64,
    /// Texts they are made of, one a line; default: those of python/tests
    #[arg(long, value_name = "FILE")]
    texts: Option<PathBuf>,
    /// Leave Spark out, where there is no Java
    #[arg(long)]
    without_spark: bool,
    /// Then measure beside the peers and write docs/PERFORMANCE-engines.md
    #[arg(long, requires = "texts")]
    bench: bool,
}

/// Makes the environment, builds the module and the program, runs `python/tests`, measures if asked to.
///
/// # Errors
///
/// When Python or Java is missing, a build fails, or a test does.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    let python = find_python()?;
    if !args.without_spark {
        find_java()?;
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let environment = Environment::prepare(&python, target.join("engines"), &root.join("python/requirements-engines.txt"))?;
    let python_folder = root.join("python");
    println!("building the module and the program");
    call(environment.command("maturin").current_dir(&python_folder).args(["develop", "--quiet", "--profile", "python"]))?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    call(Command::new(&cargo).current_dir(root).args(["build", "--quiet", "--release", "--package", "greencat"]))?;
    let program = target.join("release").join(format!("greencat{}", env::consts::EXE_SUFFIX));

    let rows = args.rows.to_string();
    let texts = args.texts.as_deref().map(fs::canonicalize).transpose().context("--texts")?;
    let mut suite = environment.command("pytest");
    suite.current_dir(&python_folder).args(["-q", "-p", "no:cacheprovider", "--rows", &rows]).env("GREENCAT", &program);
    if let Some(texts) = &texts {
        suite.arg("--texts").arg(texts);
    }
    if args.without_spark {
        suite.env("GREENCAT_WITHOUT_SPARK", "1");
    }
    call(&mut suite)?;
    let mut types = environment.command("mypy");
    call(types.current_dir(&python_folder).arg("--cache-dir").arg(target.join("engines/mypy")).arg("tests/typed.py").env("MYPYPATH", "."))?;

    if let Some(texts) = texts.filter(|_| args.bench) {
        call(Command::new(&cargo).current_dir(root).args(["build", "--quiet", "--release", "--package", "greencat-peers"]))?;
        let peers = target.join("release").join(format!("greencat-peers{}", env::consts::EXE_SUFFIX));
        let mut bench = environment.command("python");
        bench.current_dir(&python_folder).arg("bench/run.py").arg("--texts").arg(texts).args(["--rows", &rows]);
        bench.arg("--program").arg(program).arg("--peers").arg(peers);
        bench.arg("--write").arg(root.join("docs/PERFORMANCE-engines.md"));
        if args.without_spark {
            bench.arg("--without-spark");
        }
        call(&mut bench)?;
    }
    Ok(())
}

/// What the machine lacks to run this, if anything.
#[must_use]
pub fn missing() -> Option<String> {
    find_python().err().or_else(|| find_java().err()).map(|error| error.to_string())
}

/// A virtual environment with the packages of a list.
struct Environment {
    folder: PathBuf,
}

impl Environment {
    fn prepare(python: &OsStr, folder: PathBuf, list: &Path) -> Result<Environment> {
        let environment = Environment { folder };
        if !environment.program("python").exists() {
            println!("making a virtual environment in {}", environment.folder.display());
            call(Command::new(python).args(["-m", "venv"]).arg(&environment.folder))
                .context("no virtual environment; on Debian and Ubuntu: apt-get install python3-venv")?;
        }
        // A copy of the list is left behind: nothing is asked of the network while it is the same.
        let (wanted, stamp) = (fs::read_to_string(list)?, environment.folder.join("installed.txt"));
        if !fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            println!("installing the engines (some hundred megabytes, once)");
            let mut install = environment.command("python");
            install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(list);
            call(&mut install).context("the engines could not be installed; is PyPI reachable?")?;
            fs::write(&stamp, wanted)?;
        }
        Ok(environment)
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join(if cfg!(windows) { "Scripts" } else { "bin" }).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A program of the environment, which maturin and Spark's workers recognise by these variables.
    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        command.env("VIRTUAL_ENV", &self.folder).env("PYSPARK_PYTHON", self.program("python")).env_remove("PYTHONHOME");
        command
    }
}

fn find_python() -> Result<std::ffi::OsString> {
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let (major, minor) = PYTHON;
    let told = Command::new(&python).args(["-c", "import sys; print(*sys.version_info[:2])"]).output();
    let Some(version) = told.ok().filter(|told| told.status.success()).map(|told| String::from_utf8_lossy(&told.stdout).into_owned())
    else {
        bail!("Python is missing: install Python {major}.{minor} or newer, or name it with PYTHON=/path/to/python3");
    };
    let numbers: Vec<u32> = version.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    ensure!(
        numbers.as_slice() >= [major, minor].as_slice(),
        "{} is Python {}, but {major}.{minor} or newer is needed; name one with PYTHON=/path/to/python3",
        python.display(),
        version.trim().replace(' ', ".")
    );
    Ok(python)
}

/// Looks where Spark looks: `JAVA_HOME`, then the path.
fn find_java() -> Result<()> {
    let java = env::var_os("JAVA_HOME").map_or_else(|| PathBuf::from("java"), |home| Path::new(&home).join("bin/java"));
    let help = format!(
        "install Java {JAVA} or newer (Debian: apt-get install openjdk-{JAVA}-jre-headless), or leave Spark out with --without-spark"
    );
    let Ok(told) = Command::new(&java).arg("-version").output() else {
        bail!("Java is missing, Spark needs it ({} does not start): {help}", java.display());
    };
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    match java_version(&told) {
        Some(version) if version >= JAVA => Ok(()),
        Some(version) => bail!("{} is Java {version}, too old for Spark: {help}", java.display()),
        None => bail!("{} does not tell its version: {help}", java.display()),
    }
}

/// The release in what `java -version` says: 17 for `openjdk version "17.0.15"`, 8 for `java version "1.8.0_402"`.
fn java_version(told: &str) -> Option<u32> {
    let mut numbers = told.split('"').nth(1)?.split(['.', '-', '+', '_']).map_while(|number| number.parse().ok());
    match numbers.next()? {
        1 => numbers.next(),
        release => Some(release),
    }
}

fn call(command: &mut Command) -> Result<()> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} did not start"))?;
    ensure!(status.success(), "{name} failed");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::java_version;

    #[test]
    fn javas_of_all_ages_tell_their_release() {
        assert_eq!(java_version("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime Environment"), Some(17));
        assert_eq!(java_version("openjdk version \"21-ea\" 2023-09-19"), Some(21));
        assert_eq!(java_version("java version \"1.8.0_402\""), Some(8));
        assert_eq!(java_version("openjdk version \"25\" 2025-09-16"), Some(25));
        assert_eq!(java_version("command not found"), None);
    }
}
