//! greencat for web pages.
