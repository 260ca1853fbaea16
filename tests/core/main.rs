//! The core: its case table, its laws, its errors.

// A test that cannot read its data should stop and say where.
#![allow(clippy::expect_used, clippy::unwrap_used)]
#![allow(clippy::float_cmp)] // Rounded shares and whole indices are compared as they are printed.

mod cases;
mod laws;
mod load;
mod park;
mod policy;
