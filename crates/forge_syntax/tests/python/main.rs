//! How Python is lowered, construct by construct.

mod definitions;
mod expressions;
mod robustness;
mod statements;

use forge_model::Language;
use forge_syntax::dump::dump;
use forge_syntax::{Limits, Parsed, parse};

fn parsed(text: &str) -> Parsed {
    parse(Language::Python, "a.py", text, &Limits::default()).expect("small files are parsed")
}

/// The tree of `text`, which has to be followed in full.
fn lowered(text: &str) -> String {
    let parsed = parsed(text);
    assert_eq!(parsed.gap, None);
    dump(&parsed.tree)
}
