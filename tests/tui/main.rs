//! The terminal browser as people see it: screens without a terminal, and the program in a real one.

// A test that cannot go on should stop there, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used)]
// Readable texts count more than speed here.
#![allow(clippy::format_push_string, clippy::cast_possible_truncation)]

mod policy;
mod pty;
mod screens;
