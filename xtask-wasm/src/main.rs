//! The web package's tasks; `cargo xtask wasm` and `cargo xtask serve` call them.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bindgen;
mod node;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The web package's tasks")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the npm package into wasm/pkg and the page into wasm/site
    Wasm {
        /// Fail when the payload exceeds its budget
        #[arg(long)]
        check: bool,
        /// Then drive the packed package in Node, Chromium, Vite and webpack, and in Deno and Bun where they are
        #[arg(long)]
        test: bool,
        /// Then take screenshots into tests/wasm/.work/screens, to be looked at
        #[arg(long)]
        screens: bool,
        /// Then measure in Chromium and write docs/PERFORMANCE.md's figures
        #[arg(long)]
        bench: bool,
    },
    /// Serve wasm/site on loopback under its strict policy
    Serve {
        /// The port; 0 takes a free one
        #[arg(long, default_value_t = 8247)]
        port: u16,
    },
}

/// The workspace's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn main() -> Result<()> {
    let root = root();
    match Args::parse().task {
        Task::Wasm { check, test, screens, bench } => {
            bindgen::run(&root)?;
            node::install(&root.join("wasm"))?;
            node::run(&root.join("wasm"), &["tools/build.js"])?;
            let tests = root.join("tests/wasm");
            if test || screens || bench {
                node::install(&tests)?;
            }
            // Tests before the budget: a package too heavy is still to be seen working.
            if test {
                bindgen::test(&root)?;
                bindgen::program(&root)?;
                node::run(&tests, &["--test", "--test-concurrency=1", "--test-reporter=spec"])?;
            }
            if screens {
                node::run(&tests, &["screens.js"])?;
            }
            if bench {
                node::run(&tests, &["bench/run.js"])?;
            }
            if check {
                node::run(&root.join("wasm"), &["tools/size.js", "--check"])?;
            }
            Ok(())
        }
        Task::Serve { port } => node::run(&root.join("wasm"), &["tools/serve.js", "site", &port.to_string()]),
    }
}
