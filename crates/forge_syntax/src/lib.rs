//! Languages: a text is parsed with its grammar and lowered to one common tree whose names are resolved.
//!
//! A language is one file in `lower/`. Nothing after this crate knows which language a tree came from.

pub mod dump;
mod halves;
pub mod lower;
pub mod parse;
mod resolve;
pub mod tree;

pub use parse::{Aside, Limits, ParseError, Parsed, Work, parse};
pub use tree::Tree;
