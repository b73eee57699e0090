//! The catalogue's shape, and its compiler from Markdown and TOML.
//!
//! `forge_rules` compiles its folder with this crate at build time; development tools compile it at run time.

pub mod api;
mod catalogue;
mod compile;
pub mod compiled;
mod folder;
pub mod model;
pub mod rule;
pub mod secrets;

pub mod select;

pub use catalogue::{Catalogue, Image, NotACatalogue};
pub use folder::{Compiled, RuleRecord, compile_folder, rules_from_bytes};

/// What is wrong with the catalogue's text.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// A file could not be read.
    #[error("failed to read {path}: {why}")]
    Read {
        /// The file or folder.
        path: String,
        /// The system's reason.
        why: String,
    },
    /// A model file is wrong.
    #[error("model {file}: {why}")]
    Model {
        /// Its path below `models/`.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// A rule file is wrong.
    #[error("rule {rule}: {why}")]
    Rule {
        /// Its id.
        rule: String,
        /// What is wrong.
        why: String,
    },
    /// A secret detector's file is wrong.
    #[error("secrets {file}: {why}")]
    Secret {
        /// Its name.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// An API path is wrong.
    #[error("api path `{api}`: {why}")]
    Api {
        /// The path.
        api: String,
        /// What is wrong.
        why: String,
    },
    /// A selector is wrong.
    #[error(
        "selector `{selector}` is not one: write `0`, `1..`, `0:name`, `:name`, `receiver`, `return`, with `.field`, `[]`, `.**`, `#fact`"
    )]
    Selector {
        /// The selector.
        selector: String,
    },
    /// A condition's test is wrong.
    #[error(
        "test `{test}` is not one: write a boolean, `=absent`, `=present`, `=constant`, `=dynamic`, `=tainted`, `<N`, `&0oNNN` or patterns"
    )]
    Test {
        /// The test.
        test: String,
    },
    /// A flow kind does not exist.
    #[error("`{kind}` is not a flow kind")]
    Kind {
        /// The name.
        kind: String,
    },
    /// A tier does not exist.
    #[error("`{tier}` is not a tier")]
    Tier {
        /// The name.
        tier: String,
    },
}
