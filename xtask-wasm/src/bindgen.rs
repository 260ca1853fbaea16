//! From Rust to `wasm/pkg/raw`: the module and its glue, by the crate behind the `wasm-bindgen` program.
//!
//! A library in the same lockfile instead of an installed program: the two versions cannot drift.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// Compiles the crate `greencat-wasm` and writes `engine.js` and `engine_bg.wasm`.
pub(crate) fn run(root: &Path) -> Result<()> {
    cargo(root, &["build", "--package", "greencat-wasm", "--profile", "wasm", "--target", "wasm32-unknown-unknown"])
        .context("`rustup target add wasm32-unknown-unknown` if the target is missing")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    Bindgen::new()
        .input_path(target.join("wasm32-unknown-unknown/wasm/greencat_wasm.wasm"))
        .out_name("engine")
        .web(true)?
        // `js/index.js` names the file, in the one form that every bundler understands.
        .omit_default_module_path(true)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(root.join("wasm/raw"))
}

/// Builds the command line's program, which the case table is compared with.
pub(crate) fn program(root: &Path) -> Result<()> {
    cargo(root, &["build", "--package", "greencat"])
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).current_dir(root).args(arguments).status().context("cargo did not start")?;
    ensure!(status.success(), "cargo {} failed", arguments.join(" "));
    Ok(())
}
