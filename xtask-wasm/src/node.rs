//! The JavaScript half is done by scripts in `wasm/tools`; here they are started.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Installs the locked packages of `folder` unless they stand there already.
pub(crate) fn install(folder: &Path) -> Result<()> {
    // npm leaves this file behind; older than the lockfile means that the lockfile changed since.
    let installed = folder.join("node_modules/.package-lock.json").metadata().and_then(|meta| meta.modified());
    let locked = folder.join("package-lock.json").metadata().and_then(|meta| meta.modified())?;
    if installed.is_ok_and(|installed| installed >= locked) {
        return Ok(());
    }
    let status = Command::new("npm")
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .status()
        .context("npm did not start; it comes with Node.js 20 or newer")?;
    ensure!(status.success(), "npm ci failed in {}", folder.display());
    Ok(())
}

/// Runs `node` in `folder`.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Result<()> {
    let status =
        Command::new("node").current_dir(folder).args(arguments).status().context("node did not start; install Node.js 20 or newer")?;
    ensure!(status.success(), "node {} failed", arguments.join(" "));
    Ok(())
}
