//! `cargo xtask <task>`: the workspace's own tasks.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "greencat's own tasks")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build core/data/gigc-2019.idx from catalogue/
    Index,
    /// Measure accuracy on labelled NDJSON
    Eval(xtask::eval::Args),
    /// Build the npm package and the page; --check weighs them, --test drives them
    Wasm(xtask::wasm::Args),
    /// Serve the page on loopback
    Serve(xtask::wasm::Args),
}

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn main() -> Result<()> {
    match Args::parse().task {
        Task::Index => {
            let source = xtask::source::Source::read(&root())?;
            let bytes = xtask::index::build(&source)?;
            let path = root().join("core/data/gigc-2019.idx");
            std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
            println!("{}: {} bytes, {} terms, {} phrases", path.display(), bytes.len(), source.terms.len(), source.phrases.len());
            Ok(())
        }
        Task::Eval(args) => xtask::eval::run(&root(), &args),
        Task::Wasm(args) => xtask::wasm::run(&root(), "wasm", &args),
        Task::Serve(args) => xtask::wasm::run(&root(), "serve", &args),
    }
}
