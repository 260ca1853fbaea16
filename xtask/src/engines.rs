//! `cargo xtask engines`: the Python module on real data engines, in a virtual environment of its own.

mod environment;
mod java;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use environment::Environment;

/// More rows than this are worth an optimised build.
const MANY: u64 = 50_000;

/// Options of `cargo xtask engines`.
#[derive(Debug, Clone, clap::Args)]
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
    /// Leave out what this machine cannot run, and say why, as `cargo xtask ci` does
    #[arg(long, conflicts_with_all = ["without_spark", "bench"])]
    if_possible: bool,
    /// Then measure beside the peers and write the table of docs/PERFORMANCE.md
    #[arg(long, requires = "texts")]
    bench: bool,
}

/// Makes the environment, builds the module and the program, runs `python/tests`, measures if asked to.
///
/// # Errors
///
/// When Python or Java is missing, a build fails, or a test does.
pub fn run(root: &Path, args: &Args) -> Result<()> {
    if args.if_possible {
        match check(root, args.clone())? {
            Checked::Everything => {}
            Checked::WithoutSpark(reason) => println!("Spark did not run: {reason}"),
            Checked::Nothing(reason) => println!("nothing ran: {reason}"),
        }
        return Ok(());
    }
    if !args.without_spark {
        java::find()?;
    }
    let target = target(root);
    let environment = Environment::open(target.join("engines"))?;
    let lists = root.join("python/requirements");
    environment.install(&lists.join("test.txt"))?;
    if !args.without_spark {
        environment.install(&lists.join("spark.txt"))?;
    }
    test(root, &environment, args)?;
    if args.bench {
        environment.install(&lists.join("bench.txt"))?;
        bench(root, &environment, args)?;
    }
    Ok(())
}

/// How a run ended that leaves out what cannot run.
#[derive(Debug)]
pub enum Checked {
    /// Every test ran.
    Everything,
    /// Spark did not run, and why.
    WithoutSpark(String),
    /// Nothing could run, and why.
    Nothing(String),
}

/// The small run of `cargo xtask ci`: what the machine lacks is told and left out.
///
/// # Errors
///
/// When a build or a test fails.
pub fn check_small(root: &Path) -> Result<Checked> {
    check(root, Args { rows: 2_000, texts: None, without_spark: false, if_possible: true, bench: false })
}

fn check(root: &Path, mut args: Args) -> Result<Checked> {
    let lists = root.join("python/requirements");
    let opened = Environment::open(target(root).join("engines"));
    let environment = match opened.and_then(|environment| environment.install(&lists.join("test.txt")).map(|()| environment)) {
        Ok(environment) => environment,
        Err(reason) => return Ok(Checked::Nothing(format!("{reason:#}"))),
    };
    let no_spark = java::find().and_then(|()| environment.install(&lists.join("spark.txt"))).err();
    args.without_spark = no_spark.is_some();
    test(root, &environment, &args)?;
    Ok(no_spark.map_or(Checked::Everything, |reason| Checked::WithoutSpark(format!("{reason:#}"))))
}

/// Builds the module into the environment, and the program; tests both with the engines.
fn test(root: &Path, environment: &Environment, args: &Args) -> Result<()> {
    let folder = root.join("python");
    let optimised = args.bench || args.rows > MANY;
    println!("building the module and the program");
    let mut module = environment.command("maturin");
    module.current_dir(&folder).args(["develop", "--quiet", "--profile", if optimised { "python" } else { "dev" }]);
    call(&mut module)?;
    build(root, optimised, &["--package", "greencat"])?;

    let mut suite = environment.command("pytest");
    suite.current_dir(&folder).args(["-q", "-p", "no:cacheprovider"]);
    // The folder and its configuration by name: pytest would otherwise look for them where --texts lies.
    suite.args(["-c", "pyproject.toml", "tests", "--rows", &args.rows.to_string()]);
    suite.env("GREENCAT", program(root, optimised, "greencat"));
    if let Some(texts) = texts(args)? {
        suite.arg("--texts").arg(texts);
    }
    if args.without_spark {
        suite.env("GREENCAT_WITHOUT_SPARK", "1");
    }
    call(&mut suite)?;
    let mut types = environment.command("mypy");
    types.current_dir(&folder).arg("--cache-dir").arg(target(root).join("engines/mypy")).arg("tests/typed.py").env("MYPYPATH", ".");
    call(&mut types)
}

/// Measures; what `test` has built is what is measured.
fn bench(root: &Path, environment: &Environment, args: &Args) -> Result<()> {
    // A workspace of its own, whose products land beside ours.
    let manifest = root.join("benches/peers/Cargo.toml");
    let (manifest, folder) = (manifest.to_string_lossy().into_owned(), target(root).to_string_lossy().into_owned());
    build(root, true, &["--manifest-path", &manifest, "--target-dir", &folder])?;
    let mut bench = environment.command("python");
    bench.current_dir(root.join("python")).arg("bench/run.py").args(["--rows", &args.rows.to_string()]);
    bench.arg("--texts").arg(texts(args)?.unwrap_or_default());
    bench.arg("--program").arg(program(root, true, "greencat"));
    bench.arg("--peers").arg(program(root, true, "greencat-peers"));
    bench.arg("--write").arg(root.join("docs/PERFORMANCE.md"));
    if args.without_spark {
        bench.arg("--without-spark");
    }
    call(&mut bench)
}

fn target(root: &Path) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

fn program(root: &Path, optimised: bool, name: &str) -> PathBuf {
    target(root).join(if optimised { "release" } else { "debug" }).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

fn texts(args: &Args) -> Result<Option<PathBuf>> {
    args.texts.as_deref().map(fs::canonicalize).transpose().context("--texts")
}

fn build(root: &Path, optimised: bool, what: &[&str]) -> Result<()> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    call(cargo.current_dir(root).args(["build", "--quiet", "--profile", if optimised { "release" } else { "dev" }]).args(what))
}

fn call(command: &mut Command) -> Result<()> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} did not start"))?;
    ensure!(status.success(), "{name} failed");
    Ok(())
}
