//! `cargo xtask <task>`: the workspace's own tasks.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

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
    /// Run everything that must pass
    Ci,
    /// Build core/data/gigc-2019.idx from catalogue/
    Index,
    /// Check catalogue/policies/ and build core/data/policies.json from it
    Policies,
    /// Show every entry and its evidence for a text
    Explain {
        /// The text
        text: String,
    },
    /// Measure accuracy on labelled NDJSON
    Eval(xtask::eval::Args),
    /// Build the npm package and the page; --check weighs them, --test drives them
    Wasm(xtask::wasm::Args),
    /// Serve the page on loopback
    Serve(xtask::wasm::Args),
    /// Test the Python module on data engines; --bench measures them and the peers
    Engines(xtask::engines::Args),
    /// Tell which words lead where in a corpus
    Census(xtask::census::Args),
    /// List thesaurus rows that the other rows imply
    Implied(xtask::implied::Args),
    /// Fit the confidence models by cross-validation
    Calibrate(xtask::calibrate::Args),
    /// Compare the answers to tests/quality with their snapshot
    Quality {
        /// Write the snapshot instead
        #[arg(long)]
        accept: bool,
    },
    /// Sort the tables of catalogue/
    Tidy,
    /// Choose the ranking's weights by cross-validation
    Tune(xtask::tune::Args),
}

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn main() -> Result<ExitCode> {
    let task = Args::parse().task;
    if let Task::Ci = task {
        return xtask::ci::run(&root());
    }
    run(task)?;
    Ok(ExitCode::SUCCESS)
}

fn run(task: Task) -> Result<()> {
    match task {
        // Run by `main`, which needs its exit code.
        Task::Ci => Ok(()),
        Task::Index => {
            let source = xtask::source::Source::read(&root())?;
            let index = xtask::index::build(&source)?;
            for (name, bytes) in [("gigc-2019.idx", &index.plain), ("gigc-2019.packed.idx", &index.packed)] {
                let path = root().join("core/data").join(name);
                std::fs::write(&path, bytes).with_context(|| path.display().to_string())?;
                println!("{}: {} bytes", path.display(), bytes.len());
            }
            println!("{} terms, {} phrases", source.terms.len(), source.phrases.len());
            Ok(())
        }
        Task::Policies => xtask::policies::run(&root()),
        Task::Explain { text } => {
            for entry in greencat_core::Classifier::embedded().classify(&text).entries {
                let words: Vec<String> =
                    entry.evidence.iter().map(|proof| format!("{:?} {} {:+}", proof.kind, proof.term, proof.points)).collect();
                println!("{} {} {} {}: {}", entry.code, entry.name, entry.verdict.chinese(), entry.score, words.join(", "));
            }
            Ok(())
        }
        Task::Engines(args) => xtask::engines::run(&root(), &args),
        Task::Census(args) => xtask::census::run(&args),
        Task::Implied(args) => xtask::implied::run(&root(), &args),
        Task::Calibrate(args) => xtask::calibrate::run(&root(), &args),
        Task::Quality { accept } => xtask::quality::run(&root(), accept),
        Task::Tidy => xtask::tidy::run(&root()),
        Task::Tune(args) => xtask::tune::run(&root(), &args),
        Task::Eval(args) => xtask::eval::run(&root(), &args),
        Task::Wasm(args) => xtask::wasm::run(&root(), "wasm", &args),
        Task::Serve(args) => xtask::wasm::run(&root(), "serve", &args),
    }
}
