//! The command line, driven as a person or a script drives it.

mod bulk;
mod formats;
mod lookup;
mod manners;
mod run;
mod tables;
mod text;
