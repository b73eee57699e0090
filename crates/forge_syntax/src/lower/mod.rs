//! One file per language: from its grammar's syntax tree to the common tree.

mod javascript;
mod python;
mod template;

use crate::parse::{Limits, ParseError, Parsed};
use crate::tree::Tree;
use forge_model::{Language, UnknownReason};

/// Parses `text` with the grammar of `language` and lowers it.
pub(crate) fn lower(language: Language, path: &str, text: &str, limits: &Limits<'_>) -> Result<Parsed, ParseError> {
    match language {
        Language::JavaScript | Language::TypeScript | Language::Tsx => javascript::lower(language, text, limits),
        Language::Python => python::lower(text, limits),
        Language::Template => template::lower(path, text, limits),
    }
}

/// A lowered tree with what could not be followed.
fn parsed(tree: Tree, syntax: Option<UnknownReason>) -> Parsed {
    let gap = if tree.too_deep.is_some() { Some(UnknownReason::TooDeep) } else { syntax };
    Parsed { tree, gap }
}
