//! The core: its case table, its laws, its errors.

mod laws;
mod load;
