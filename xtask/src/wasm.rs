//! `cargo xtask wasm` and `cargo xtask serve`: handed to the crate `xtask-wasm`, whose dependencies the
//! other tasks should not wait for.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Arguments are passed on as they are; `cargo xtask wasm --help` lists them.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub struct Args {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Runs `task` of `xtask-wasm`.
///
/// # Errors
///
/// When the task fails; it has said why.
pub fn run(root: &Path, task: &str, args: &Args) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // The dev profile: its few seconds of work do not repay an optimised build.
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["run", "--quiet", "--package", "xtask-wasm", "--", task])
        .args(&args.rest)
        .status()
        .context("cargo did not start")?;
    ensure!(status.success(), "cargo xtask {task} failed");
    Ok(())
}
