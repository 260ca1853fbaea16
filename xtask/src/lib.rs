//! The workspace's own tasks, as a library so that tests can call them.

pub mod census;
pub mod eval;
pub mod implied;
pub mod index;
pub mod source;
pub mod tune;
