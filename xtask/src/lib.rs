//! The workspace's own tasks, as a library so that tests can call them.

pub mod eval;
pub mod index;
pub mod source;
pub mod wasm;
