//! `cargo xtask ci`: everything that must pass, in one command, here and on the build machine.
//!
//! It installs what it needs where it may, and says plainly at the end what it could not run.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::engines::Checked;

/// How a step ended.
enum End {
    Passed,
    Failed,
    /// What ran passed; the rest could not run, and why.
    Partly(String),
    /// It could not run, and why.
    Skipped(String),
}

/// Runs every step, also after a failure, and tells how each ended.
///
/// # Errors
/// When cargo cannot be started.
pub fn run(root: &Path) -> Result<ExitCode> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let step = |arguments: &[&str]| command(root, &cargo, arguments);
    let mut report: Vec<(&str, End, Duration)> = Vec::new();
    let mut record = |name: &'static str, run: &dyn Fn() -> Result<End>| -> Result<()> {
        println!("\n── {name}");
        let start = Instant::now();
        let end = run()?;
        report.push((name, end, start.elapsed()));
        Ok(())
    };
    record("formatting", &|| step(&["fmt", "--all", "--check"]))?;
    record("lints", &|| {
        step(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--exclude",
            "greencat-wasm",
            "--exclude",
            "xtask-wasm",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
    })?;
    record("tests", &|| {
        step(&["test", "--quiet", "--workspace", "--exclude", "greencat-wasm", "--exclude", "xtask-wasm", "--exclude", "greencat-python"])
    })?;
    record("core for wasm32", &|| {
        if let Some(reason) = target(root) {
            return Ok(End::Skipped(reason));
        }
        step(&["build", "--quiet", "--package", "greencat-core", "--target", "wasm32-unknown-unknown"])
    })?;
    record("web package", &|| {
        let reason = target(root).or_else(|| missing("node", "--version")).or_else(|| missing("npm", "--version")).or_else(chromium);
        if let Some(reason) = reason {
            return Ok(End::Skipped(reason));
        }
        step(&["run", "--quiet", "--package", "xtask-wasm", "--", "wasm", "--check", "--test"])
    })?;
    // Apart: its feature `packed` would change the core that the other steps build.
    record("lints of the web package", &|| {
        let packages = ["--package", "greencat-wasm", "--package", "xtask-wasm"];
        step(&[&["clippy", "--quiet"], packages.as_slice(), &["--all-targets", "--", "-D", "warnings"]].concat())
    })?;
    record("data engines", &|| Ok(data_engines(root)))?;
    record("documentation", &|| step(&["doc", "--quiet", "--no-deps", "--package", "greencat-core"]))?;
    record("licences and sources", &|| {
        if let Some(reason) = missing(&cargo, "deny") {
            return Ok(End::Skipped(reason));
        }
        step(&["deny", "--offline", "check", "licenses", "bans", "sources"])
    })?;
    println!("\n── what ran");
    let mut counts = [0, 0, 0];
    for (name, end, time) in &report {
        let (place, word) = match end {
            End::Passed => (0, "passed".to_owned()),
            End::Failed => (1, "FAILED".to_owned()),
            End::Partly(reason) => (0, format!("passed, but not all ran: {reason}")),
            End::Skipped(reason) => (2, format!("not run: {reason}")),
        };
        counts[place] += 1;
        println!("{:>6.1} s  {name}: {word}", time.as_secs_f64());
    }
    println!("{} passed, {} failed, {} skipped", counts[0], counts[1], counts[2]);
    Ok(if counts[1] == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The Python module with Arrow, `DuckDB`, Polars and Spark, small.
fn data_engines(root: &Path) -> End {
    if missing("java", "-version").is_some() {
        // Spark's; without it the others run all the same.
        apt(&["openjdk-17-jre-headless"]);
    }
    match crate::engines::check_small(root) {
        Ok(Checked::Everything) => End::Passed,
        Ok(Checked::WithoutSpark(reason)) => End::Partly(format!("no Spark: {reason}")),
        Ok(Checked::Nothing(reason)) => End::Skipped(reason),
        Err(error) => {
            println!("{error:#}");
            End::Failed
        }
    }
}

fn command(root: &Path, program: &str, arguments: &[&str]) -> Result<End> {
    println!("$ {program} {}", arguments.join(" "));
    let status = Command::new(program).args(arguments).current_dir(root).status().with_context(|| format!("{program} did not start"))?;
    Ok(if status.success() { End::Passed } else { End::Failed })
}

/// Why the program is not there, if it is not.
fn missing(program: &str, argument: &str) -> Option<String> {
    let found = Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success());
    (!found).then(|| format!("`{program} {argument}` does not answer; install it to run this step"))
}

/// Makes sure of the wasm target; the reason when that is not possible.
fn target(root: &Path) -> Option<String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let rustc = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output().ok()?;
    if Path::new(String::from_utf8_lossy(&rustc.stdout).trim()).exists() {
        return None;
    }
    let added = Command::new("rustup").args(["target", "add", TARGET]).current_dir(root).status();
    let there = added.is_ok_and(|status| status.success());
    (!there).then(|| format!("the target {TARGET} is missing and `rustup target add {TARGET}` failed"))
}

/// Makes sure of a Chromium; the reason when that is not possible.
fn chromium() -> Option<String> {
    let path = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if Path::new(&path).exists() {
        return None;
    }
    (!apt(&["chromium", "fonts-noto-cjk"]) || !Path::new(&path).exists())
        .then(|| format!("there is no Chromium at {path} and installing it failed; install one and set CHROMIUM to its path"))
}

/// Installs packages of Debian and Ubuntu, if this machine is one and lets us.
fn apt(packages: &[&str]) -> bool {
    let run = |arguments: &[&str]| Command::new("apt-get").args(arguments).status().is_ok_and(|status| status.success());
    run(&["update", "-qq"]) && run(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}
