//! What can fail, fails at load: the one error type of the crate.

use thiserror::Error;

/// Why bytes could not be opened as an index.
///
/// Classifying cannot fail; only [`Classifier::from_bytes`](crate::Classifier::from_bytes) returns this.
/// Each variant says what was expected, what was got, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are not a greencat index. Check the path: the file should end in `.idx`
    /// and come from `cargo xtask index`.
    #[error("not a greencat index: expected it to begin with {expected:?}, got {got:?}; build one with `cargo xtask index`")]
    Magic {
        /// The eight bytes every index begins with.
        expected: &'static str,
        /// The first bytes that were found, lossily decoded.
        got: String,
    },
    /// The index was built by another release. Rebuild it with the `xtask` of this one.
    #[error(
        "this index has format version {got}, this program reads version {expected}; rebuild it with `cargo xtask index` of the same release"
    )]
    Version {
        /// The version this program reads.
        expected: u32,
        /// The version the bytes declare.
        got: u32,
    },
    /// The bytes end early. Copy or download the file again.
    #[error("the index is cut short: expected {expected} bytes, got {got}; copy the file again")]
    Truncated {
        /// Bytes the header or a section needs.
        expected: usize,
        /// Bytes there are.
        got: usize,
    },
    /// The bytes were changed after they were built. Copy the file again or rebuild it.
    #[error(
        "the index is damaged: its checksum should be {expected:016x}, its bytes give {got:016x}; copy the file again or rebuild it with `cargo xtask index`"
    )]
    Checksum {
        /// The checksum stored in the header.
        expected: u64,
        /// The checksum of the bytes that follow the header.
        got: u64,
    },
    /// A section contradicts another one; only a faulty builder makes such a file.
    #[error(
        "the index contradicts itself in its section {section:?}: {reason}; rebuild it with `cargo xtask index` and report the file if that does not help"
    )]
    Section {
        /// The section's name.
        section: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
