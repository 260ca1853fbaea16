//! The core: its case table, its laws, its errors.

// A test that cannot read its data should stop and say where.
#![allow(clippy::expect_used)]

mod cases;
mod laws;
mod load;
