//! The command line, driven as a person or a script drives it.

// A test that cannot go on should stop there, and says where.
#![allow(clippy::unwrap_used, clippy::expect_used)]
// Readable numbers and texts count more than speed here.
#![allow(clippy::format_push_string, clippy::format_collect, clippy::naive_bytecount, clippy::cast_possible_truncation)]

mod bulk;
mod formats;
mod lookup;
mod manners;
mod objects;
mod policies;
mod resume;
mod run;
mod tables;
mod text;
