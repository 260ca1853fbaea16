//! The terminal browser as people see it: screens without a terminal, and the program in a real one.

mod pty;
mod screens;
