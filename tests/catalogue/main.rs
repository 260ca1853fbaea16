//! The catalogue is complete and tidy, and the committed index is what it gives.

// A test that cannot read its data should stop and say where.
#![allow(clippy::expect_used)]

mod complete;
mod crosswalk;
mod fresh;
mod policies;
mod thesaurus;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use xtask::source::Source;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::read(&root()).expect("catalogue/ parses"));
