//! The workspace's own tasks, as a library so that tests can call them.

pub mod calibrate;
pub mod census;
pub mod ci;
pub mod engines;
pub mod eval;
pub mod implied;
pub mod index;
pub mod policies;
pub mod quality;
pub mod source;
pub mod tidy;
pub mod tune;
pub mod wasm;
