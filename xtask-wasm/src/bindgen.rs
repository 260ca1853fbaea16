//! From Rust to `wasm/raw`: the modules and their glue, by the crate behind the `wasm-bindgen` program.
//!
//! A library in the same lockfile instead of an installed program: the two versions cannot drift.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

/// The crates, and what their modules are called in `wasm/raw`.
const MODULES: [(&str, &str); 2] = [("greencat-wasm", "engine"), ("greencat-policy-wasm", "policy")];

/// Compiles the crates and writes `engine.js` and `engine_bg.wasm`, `policy.js` and `policy_bg.wasm`.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut arguments = vec!["build", "--profile", "wasm", "--target", "wasm32-unknown-unknown"];
    arguments.extend(MODULES.iter().flat_map(|(package, _)| ["--package", package]));
    cargo(root, &arguments).context("`rustup target add wasm32-unknown-unknown` if the target is missing")?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    for (package, name) in MODULES {
        let file = format!("{}.wasm", package.replace('-', "_"));
        Bindgen::new()
            .input_path(target.join("wasm32-unknown-unknown/wasm").join(file))
            .out_name(name)
            .web(true)?
            // The scripts in `js` name the files, in the one form that every bundler understands.
            .omit_default_module_path(true)
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(root.join("wasm/raw"))?;
    }
    Ok(())
}

/// Runs the engine's own tests, which a plain `cargo test` leaves out: its feature `packed` is not the programs'.
pub(crate) fn test(root: &Path) -> Result<()> {
    cargo(root, &["test", "--quiet", "--package", "greencat-wasm"])
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
