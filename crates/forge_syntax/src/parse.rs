//! From text to common tree, within bounds.

use crate::lower;
use crate::tree::Tree;
use forge_grammars::tree_sitter;
use forge_model::{Language, LineIndex, UnknownReason};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Work for another thread.
pub type Work = Box<dyn FnOnce() + Send>;

/// Another thread that has nothing to do but to help.
pub trait Aside: Sync + std::fmt::Debug {
    /// Has the other thread do `work` as soon as it can, or drop it.
    fn run(&self, work: Work);
}

/// Bounds on the work that one file may cause. Beyond them the file is unknown.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// Largest file in bytes.
    pub bytes: usize,
    /// Longest time that parsing may take.
    pub parse_time: Duration,
    /// Deepest nesting of expressions and statements that is lowered.
    pub depth: u32,
    /// Given where the process looks at this file alone and ends soon: this second thread helps, and what was built is
    /// left to the system, which takes it back at once, rather than freed piece by piece.
    pub aside: Option<&'a dyn Aside>,
}

impl Default for Limits<'_> {
    fn default() -> Self {
        Self { bytes: 4 << 20, parse_time: Duration::from_secs(4), depth: 240, aside: None }
    }
}

impl Limits<'_> {
    /// Frees `value`, or leaves it to the end of the process.
    pub fn dispose<T>(&self, value: T) {
        if self.aside.is_some() {
            std::mem::forget(value);
        }
    }
}

/// A file that was parsed and lowered.
#[derive(Debug)]
pub struct Parsed {
    /// The common tree.
    pub tree: Tree,
    /// What of the file could not be followed; the rest was.
    pub gap: Option<UnknownReason>,
}

/// Why there is no tree.
pub type ParseError = UnknownReason;

/// Parses and lowers `text`, the content of the file called `path`.
///
/// # Errors
/// The reason why the file is unknown: it is too large, or took too long.
pub fn parse(language: Language, path: &str, text: &str, limits: &Limits<'_>) -> Result<Parsed, ParseError> {
    if text.len() > limits.bytes {
        return Err(UnknownReason::TooLarge { bytes: text.len() as u64, limit: limits.bytes as u64 });
    }
    let tree = lower::lower(language, path, text, limits)?;
    Ok(tree)
}

/// What a syntax error does to the parse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// The parser goes on behind it.
    Recover,
    /// There is no tree.
    Stop,
}

/// Parses `text` with one grammar, restricted to the byte ranges in `only` where it has any.
///
/// # Errors
/// [`UnknownReason::OutOfBudget`] when it takes longer than the limits allow, or met an error where it stops at one.
pub(crate) fn syntax_tree(
    grammar: &tree_sitter::Language,
    text: &str,
    only: &[tree_sitter::Range],
    limits: &Limits<'_>,
    errors: Errors,
) -> Result<tree_sitter::Tree, ParseError> {
    let failed = |why: &dyn std::fmt::Display| UnknownReason::Crashed(why.to_string());
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(grammar).map_err(|error| failed(&error))?;
    if !only.is_empty() {
        parser.set_included_ranges(only).map_err(|error| failed(&error))?;
    }
    let deadline = Instant::now() + limits.parse_time;
    let mut progress = |state: &tree_sitter::ParseState| {
        let fails = errors == Errors::Stop && state.has_error();
        if fails || Instant::now() > deadline { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let bytes = text.as_bytes();
    let mut read = |at: usize, _: tree_sitter::Point| bytes.get(at..).unwrap_or_default();
    let options = tree_sitter::ParseOptions::new().progress_callback(&mut progress);
    let tree = parser.parse_with_options(&mut read, None, Some(options));
    limits.dispose(parser);
    tree.ok_or(UnknownReason::OutOfBudget)
}

/// The gap that a syntax error in `tree` makes: the line of the first one.
pub(crate) fn syntax_gap(tree: &tree_sitter::Tree, text: &str) -> Option<UnknownReason> {
    if !tree.root_node().has_error() {
        return None;
    }
    // Only nodes that contain an error are entered, so the walk is as long as the path to the first one.
    let mut node = tree.root_node();
    loop {
        if node.is_error() || node.is_missing() {
            break;
        }
        let mut cursor = node.walk();
        let Some(child) = node.children(&mut cursor).find(|child| child.has_error() || child.is_missing()) else {
            break;
        };
        node = child;
    }
    let line = LineIndex::new(text).position(text, node.start_byte() as u32).line;
    Some(UnknownReason::Syntax { line })
}
