//! The tree-sitter grammars that Forge links, and nothing else.
//!
//! They are C code that never changes between our builds, so they live in a crate of their own.

pub use tree_sitter;

use tree_sitter::Language;

/// JavaScript, including JSX.
pub fn javascript() -> Language {
    tree_sitter_javascript::LANGUAGE.into()
}

/// TypeScript without JSX: `<T>expr` is a type assertion.
pub fn typescript() -> Language {
    tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()
}

/// TypeScript with JSX.
pub fn tsx() -> Language {
    tree_sitter_typescript::LANGUAGE_TSX.into()
}

/// Python 3.
pub fn python() -> Language {
    tree_sitter_python::LANGUAGE.into()
}
