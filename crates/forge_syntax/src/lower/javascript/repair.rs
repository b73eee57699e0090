//! Valid code that the grammars do not accept.
//!
//! What they get wrong costs far more of a file than the place itself, so there the parser is shown stand-ins of the
//! same length. Offsets stay as they are, and the lowering reads the text as it was written.

use super::kind::{Grammar, Kind};
use crate::parse::{Errors, Limits, ParseError, syntax_tree};
use forge_grammars::tree_sitter::{Range, Tree, TreeCursor};
use std::time::Instant;

/// How often a script with errors is parsed again: an error hides those after it.
const ROUNDS: usize = 8;

/// What is shown instead of an ampersand. As an operator it is of the same sort, should there be one in an error.
const AMPERSAND: u8 = b'|';

/// The longest type arguments of a tagged template that are looked for, in bytes.
const TYPE_ARGUMENTS: usize = 4_000;

/// Parses the script in `range`.
///
/// # Errors
/// [`ParseError::OutOfBudget`] when it takes longer than the limits allow.
pub(super) fn parse(grammar: &Grammar, text: &str, range: Range, limits: &Limits<'_>) -> Result<Tree, ParseError> {
    let started = Instant::now();
    let mut shown = if grammar.has_types { without_tag_types(text) } else { None };
    let mut tree = syntax_tree(&grammar.language, shown.as_deref().unwrap_or(text), &[range], limits, Errors::Recover)?;
    for round in 0..ROUNDS {
        if !tree.root_node().has_error() {
            break;
        }
        let mut bytes = shown.take().unwrap_or_else(|| text.to_owned()).into_bytes();
        let mut changed = grammar.has_elements && replace_ampersands(grammar, &tree, &mut bytes);
        if round == 0 && grammar.has_types {
            changed |= replace_type_forms(&mut bytes);
        }
        // Only whole ASCII characters were replaced by others.
        let Ok(again) = String::from_utf8(bytes) else { break };
        if !changed {
            break;
        }
        let left = limits.parse_time.saturating_sub(started.elapsed());
        let left = Limits { parse_time: left, ..*limits };
        tree = syntax_tree(&grammar.language, &again, &[range], &left, Errors::Recover)?;
        shown = Some(again);
    }
    Ok(tree)
}

/// `text` with spaces for the type arguments of tagged templates: `` sql<User[]>`...` ``. `None` where it has none.
fn without_tag_types(text: &str) -> Option<String> {
    let mut shown: Option<Vec<u8>> = None;
    for (close, _) in text.match_indices(">`") {
        if let Some(open) = opening(&text.as_bytes()[..close]) {
            shown.get_or_insert_with(|| text.as_bytes().to_vec())[open..=close].fill(b' ');
        }
    }
    String::from_utf8(shown?).ok()
}

/// The angle bracket that the one after `text` closes, if a tag stands before it and nothing but a type between.
fn opening(text: &[u8]) -> Option<usize> {
    let (mut angles, mut braces, mut parens) = (1, 0, 0);
    for (at, &byte) in text.iter().enumerate().rev().take(TYPE_ARGUMENTS) {
        match byte {
            // The type of a function.
            b'>' if text[..at].ends_with(b"=") => {}
            b'>' => angles += 1,
            b'<' => angles -= 1,
            b'}' => braces += 1,
            b'{' if braces > 0 && !text[..at].ends_with(b"$") => braces -= 1,
            b')' => parens += 1,
            b'(' if parens > 0 => parens -= 1,
            b'=' if text.get(at + 1) == Some(&b'>') => {}
            // Members of an object type may have comments.
            b'*' | b'/' | b'-' if braces > 0 => {}
            b'_' | b'$' | b'.' | b',' | b'[' | b']' | b':' | b';' | b'?' | b'|' | b'&' | b'\'' | b'"' => {}
            _ if byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() => {}
            _ => return None,
        }
        if angles == 0 {
            let ends_tag = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$)]".contains(byte);
            let tag_before = text[..at].last().is_some_and(ends_tag);
            return (tag_before && braces == 0 && parens == 0).then_some(at);
        }
    }
    None
}

/// Replaces what newer versions of TypeScript have: `export type *`, and `typeof import('m')` as a type argument.
/// Whether there was any.
fn replace_type_forms(bytes: &mut [u8]) -> bool {
    let found = replace_words(bytes, b"export type *", 7..11, b"    ");
    replace_words(bytes, b"typeof import(", 7..13, b"Import") || found
}

fn replace_words(bytes: &mut [u8], form: &[u8], part: std::ops::Range<usize>, stand_in: &[u8]) -> bool {
    let found: Vec<usize> = (0..bytes.len().saturating_sub(form.len() - 1))
        .filter(|&at| bytes[at] == form[0] && bytes[at..].starts_with(form))
        .collect();
    for at in &found {
        bytes[at + part.start..at + part.end].copy_from_slice(stand_in);
    }
    !found.is_empty()
}

/// Replaces ampersands in errors. JSX takes one that begins no character reference as text (`Terms & Conditions`,
/// `href="/?a=1&b=2"`), the grammars do not. Whether there were any.
fn replace_ampersands(grammar: &Grammar, tree: &Tree, bytes: &mut [u8]) -> bool {
    let mut found = false;
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if node.is_error() {
            let in_element = parent_kind(grammar, &cursor) == Some(Kind::JsxElement);
            found |= replace_between(bytes, node.start_byte(), node.end_byte(), in_element);
        }
        // Only what contains an error is entered.
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}

fn parent_kind(grammar: &Grammar, cursor: &TreeCursor<'_>) -> Option<Kind> {
    let mut above = cursor.clone();
    above.goto_parent().then(|| grammar.kind(above.node().kind_id()))
}

/// Replaces the ampersands from `start` to `end`, and those that follow in the same run of text. Pairs of them are
/// left alone, as they are operators, except directly in an element.
fn replace_between(bytes: &mut [u8], start: usize, end: usize, in_element: bool) -> bool {
    let mut found = false;
    let mut at = start;
    while at < bytes.len() && (at < end || (found && !ends_text(bytes[at]))) {
        let pair = bytes[at..].starts_with(b"&&");
        let width = if pair { 2 } else { 1 };
        if bytes[at] == b'&' && (!pair || in_element) {
            bytes[at..at + width].fill(AMPERSAND);
            found = true;
        }
        at += width;
    }
    found
}

/// Whether `byte` ends a run of text in JSX.
fn ends_text(byte: u8) -> bool {
    matches!(byte, b'<' | b'>' | b'{' | b'}' | b'"' | b'\'' | b'\n')
}
