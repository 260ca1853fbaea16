//! The parts of the `greencat` program that are worth a test of their own.

pub mod browse;
