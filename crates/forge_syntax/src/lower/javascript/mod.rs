//! JavaScript, TypeScript, JSX and TSX.
//!
//! One cursor walks the syntax tree once. Every function that lowers a node finds the cursor on that node and leaves
//! it there; [`At`] is what it stands on. Lists are collected on one stack, so that lowering allocates next to nothing
//! but the tree it builds.

mod chain;
mod class;
mod expr;
mod function;
mod jsx;
mod kind;
mod literal;
mod module;
mod pattern;
mod regroup;
mod repair;
mod stmt;
mod types;
mod typescript;

use crate::halves;
use crate::parse::{Limits, ParseError, Parsed, syntax_gap};
use crate::tree::{Builder, List, NodeId, NodeKind, Sym, Tree};
use forge_grammars::tree_sitter::{self, Point, Range, Tree as SyntaxTree, TreeCursor};
use forge_model::{Language, Span, UnknownReason};
use kind::{Field, Grammar, Kind};
use std::time::Instant;

/// Words that begin a declaration at the start of a line.
const DECLARATIONS: &[&str] =
    &["function", "class", "const", "let", "var", "export", "async function", "type", "interface"];

/// Parses and lowers a whole file.
///
/// # Errors
/// The reason why the file is unknown.
pub(crate) fn lower(language: Language, text: &str, limits: &Limits<'_>) -> Result<Parsed, ParseError> {
    let grammar = Grammar::of(language);
    if let Some(trees) = halves::parse(&grammar.language, text, DECLARATIONS, limits) {
        let tree = lower_trees(grammar, text, &trees, limits);
        limits.dispose(trees);
        return Ok(super::parsed(tree, None));
    }
    let whole = Range {
        start_byte: 0,
        end_byte: text.len(),
        start_point: Point::new(0, 0),
        end_point: Point::new(u32::MAX as usize, u32::MAX as usize),
    };
    let started = Instant::now();
    let parsed = lower_ranges(language, text, &[whole], limits)?;
    if language != Language::JavaScript || !matches!(parsed.gap, Some(UnknownReason::Syntax { .. })) {
        return Ok(parsed);
    }
    // The grammar with types knows attributes that are keywords (`class=`) and elements of members (`<this.Row>`), and
    // scripts may have types of their own (Flow).
    let left = Limits { parse_time: limits.parse_time.saturating_sub(started.elapsed()), ..*limits };
    match lower_ranges(Language::Tsx, text, &[whole], &left) {
        Ok(typed) if typed.gap.is_none() => Ok(typed),
        _ => Ok(parsed),
    }
}

/// Parses and lowers the scripts that stand in `ranges` of a larger text, in order. They share one module, as the
/// scripts of a page share their global scope, but none can continue a statement of another.
///
/// # Errors
/// The reason why the file is unknown.
pub(crate) fn lower_ranges(
    language: Language,
    text: &str,
    ranges: &[Range],
    limits: &Limits<'_>,
) -> Result<Parsed, ParseError> {
    lower_program(language, text, ranges, &[], limits)
}

/// As [`lower_ranges`], followed by expressions of a template. What is not understood of those is no gap.
pub(crate) fn lower_program(
    language: Language,
    text: &str,
    ranges: &[Range],
    expressions: &[Range],
    limits: &Limits<'_>,
) -> Result<Parsed, ParseError> {
    let grammar = Grammar::of(language);
    let started = Instant::now();
    let mut trees = Vec::with_capacity(ranges.len());
    let mut gap = None;
    for range in ranges {
        let left = limits.parse_time.saturating_sub(started.elapsed());
        let tree = repair::parse(grammar, text, *range, &Limits { parse_time: left, ..*limits })?;
        gap = gap.or_else(|| syntax_gap(&tree, text));
        trees.push(tree);
    }
    for range in expressions {
        let left = limits.parse_time.saturating_sub(started.elapsed());
        let tree = repair::parse(grammar, text, *range, &Limits { parse_time: left, ..*limits })?;
        if !tree.root_node().has_error() {
            trees.push(tree);
        }
    }
    let tree = lower_trees(grammar, text, &trees, limits);
    limits.dispose(trees);
    Ok(super::parsed(tree, gap))
}

fn lower_trees(grammar: &'static Grammar, text: &str, trees: &[SyntaxTree], limits: &Limits<'_>) -> Tree {
    let mut builder = Builder::new(Span::new(0, text.len()));
    let Some(first) = trees.first() else { return builder.finish(&[]) };
    builder.evaluate_defaults_inside();
    let mut lowerer = Lowerer::new(grammar, text, first.walk(), builder, limits.depth);
    for tree in trees {
        lowerer.cursor.reset(tree.root_node());
        lowerer.broken = tree.root_node().has_error();
        lowerer.program();
    }
    lowerer.builder.finish(&lowerer.scratch)
}

/// The syntax node that the cursor is on.
#[derive(Clone, Copy)]
struct At {
    kind: Kind,
    span: Span,
}

struct Lowerer<'t> {
    grammar: &'static Grammar,
    text: &'t str,
    cursor: TreeCursor<'t>,
    builder: Builder,
    /// Nodes of the lists that are being collected, innermost last.
    scratch: Vec<NodeId>,
    /// The chains that are being lowered, innermost last.
    links: Vec<chain::Link>,
    /// What was found inside syntax errors since the last statement; it follows that statement.
    strays: Vec<NodeId>,
    /// The parameters of the innermost constructors that are fields too.
    properties: Vec<function::ParameterProperty>,
    /// The namespaces around the current statement, outermost first. Empty in the module itself.
    namespaces: Vec<(Sym, Span)>,
    /// Names of types that are one of a fixed set of texts: `type State = "open" | "done"`.
    unions: Vec<&'t str>,
    /// Buffer for decoding escapes.
    decoded: String,
    /// Whether the syntax tree has errors.
    broken: bool,
    depth: u32,
    limit: u32,
}

impl<'t> Lowerer<'t> {
    fn new(grammar: &'static Grammar, text: &'t str, cursor: TreeCursor<'t>, builder: Builder, limit: u32) -> Self {
        Self {
            grammar,
            text,
            cursor,
            builder,
            scratch: Vec::new(),
            links: Vec::new(),
            strays: Vec::new(),
            properties: Vec::new(),
            namespaces: Vec::new(),
            unions: types::literal_unions(text),
            decoded: String::new(),
            broken: false,
            depth: 0,
            limit,
        }
    }

    // ---- the cursor

    fn at(&self) -> At {
        let node = self.cursor.node();
        At { kind: self.grammar.kind(node.kind_id()), span: span_of(node) }
    }

    fn field(&self) -> Field {
        self.grammar.field(self.cursor.field_id())
    }

    /// Moves to the first child that is not a comment. Without one the cursor stays.
    fn first(&mut self) -> Option<At> {
        if !self.cursor.goto_first_child() {
            return None;
        }
        let found = self.settle();
        if found.is_none() {
            self.leave();
        }
        found
    }

    /// Moves to the next sibling that is not a comment, or to the last sibling if there is none.
    fn advance(&mut self) -> Option<At> {
        if self.cursor.goto_next_sibling() { self.settle() } else { None }
    }

    /// The first of this and the following siblings that is neither comment nor error; errors are lowered on the way.
    fn settle(&mut self) -> Option<At> {
        loop {
            let at = self.at();
            match at.kind {
                Kind::Comment => {}
                Kind::Error => self.stray(at),
                _ => return Some(at),
            }
            if !self.cursor.goto_next_sibling() {
                return None;
            }
        }
    }

    /// Back to the parent, from any of its children.
    fn leave(&mut self) {
        self.cursor.goto_parent();
    }

    /// [`Self::first`], passing over tokens.
    fn first_part(&mut self) -> Option<At> {
        let mut next = self.first()?;
        while next.kind.is_token() {
            let Some(after) = self.advance() else {
                self.leave();
                return None;
            };
            next = after;
        }
        Some(next)
    }

    /// [`Self::advance`], passing over tokens.
    fn next_part(&mut self) -> Option<At> {
        loop {
            let next = self.advance()?;
            if !next.kind.is_token() {
                return Some(next);
            }
        }
    }

    /// Calls `visit` on each child but comments and errors.
    fn each(&mut self, mut visit: impl FnMut(&mut Self, At)) {
        let mut next = self.first();
        if next.is_none() {
            return;
        }
        while let Some(at) = next {
            visit(self, at);
            next = self.advance();
        }
        self.leave();
    }

    /// Calls `visit` on each child that is not a token.
    fn each_part(&mut self, mut visit: impl FnMut(&mut Self, At)) {
        self.each(|this, at| {
            if !at.kind.is_token() {
                visit(this, at);
            }
        });
    }

    /// Back to the parent once all that it should hold was lowered: the rest stands there by mistake.
    fn finish(&mut self) {
        if self.broken {
            while let Some(at) = self.next_part() {
                self.stray(at);
            }
        }
        self.leave();
    }

    // ---- bounds

    /// Goes one level deeper, or notes that `span` is too deep. Undone by [`Self::ascend`].
    fn descend(&mut self, span: Span) -> bool {
        if self.depth >= self.limit {
            self.builder.too_deep(span);
            return false;
        }
        self.depth += 1;
        true
    }

    fn ascend(&mut self) {
        self.depth -= 1;
    }

    // ---- syntax errors

    /// Lowers what can be lowered of a node that stands where its parent has no place for it.
    fn stray(&mut self, at: At) {
        if at.kind.is_token() || !self.descend(at.span) {
            return;
        }
        if at.kind.is_expression() {
            let node = self.expr(at);
            self.strays.push(node);
        } else if at.kind.is_statement() || at.kind == Kind::VariableDeclarator {
            let mark = self.scratch.len();
            self.statement(at, stmt::Place::Nested);
            self.strays.extend(self.scratch.drain(mark..));
        } else if at.kind == Kind::MethodDefinition {
            let node = self.method(at, self.scratch.len(), None).node;
            self.strays.push(node);
        } else {
            self.each_part(Self::stray);
        }
        self.ascend();
    }

    /// Appends the strays above `mark` to the statements that are being collected.
    fn flush_strays(&mut self, mark: usize) {
        self.scratch.extend(self.strays.drain(mark..));
    }

    // ---- nodes

    fn add(&mut self, kind: NodeKind, span: Span) -> NodeId {
        self.builder.add(kind, span)
    }

    fn missing(&mut self, span: Span) -> NodeId {
        self.builder.add(NodeKind::Missing, span)
    }

    /// Ends the list whose nodes lie above `mark` on the stack.
    fn collect(&mut self, mark: usize) -> List {
        let list = self.builder.list(&self.scratch[mark..]);
        self.scratch.truncate(mark);
        list
    }

    fn source(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The symbol of an identifier, whose escapes are decoded.
    fn sym(&mut self, span: Span) -> Sym {
        let text = self.source(span);
        if text.as_bytes().contains(&b'\\') { self.decoded_sym(text) } else { self.builder.sym(text) }
    }

    fn name(&mut self, span: Span) -> NodeId {
        let sym = self.sym(span);
        self.add(NodeKind::Name(sym), span)
    }
}

fn span_of(node: tree_sitter::Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dump::dump;

    /// The ranges of `text` between `<s>` and `</s>`.
    fn scripts(text: &str) -> Vec<Range> {
        let point = |at: usize| {
            Point::new(text[..at].matches('\n').count(), at - text[..at].rfind('\n').map_or(0, |at| at + 1))
        };
        let starts = text.match_indices("<s>").map(|(at, tag)| at + tag.len());
        let ends = text.match_indices("</s>").map(|(at, _)| at);
        starts
            .zip(ends)
            .map(|(start_byte, end_byte)| Range {
                start_byte,
                end_byte,
                start_point: point(start_byte),
                end_point: point(end_byte),
            })
            .collect()
    }

    #[test]
    fn scripts_of_a_page_share_their_names_but_not_their_statements() {
        let page = "<p>a</p><s>var a = f</s>\n<s>(b)</s><s>g(a,</s><s>h(a)</s>";
        let parsed =
            lower_ranges(Language::JavaScript, page, &scripts(page), &Limits::default()).expect("it is parsed");
        insta::assert_snapshot!(dump(&parsed.tree), @r#"
        Module "" {
          (Assign Function f a#0)
          b
          g
          a#0
          (Call h a#0)}
        "#);
        assert_eq!(parsed.gap, Some(ParseError::Syntax { line: 2 }));
    }

    #[test]
    fn a_page_without_scripts_is_an_empty_module() {
        let parsed = lower_ranges(Language::JavaScript, "<p>a(</p>", &[], &Limits::default()).expect("it is parsed");
        assert_eq!((parsed.gap, dump(&parsed.tree).as_str()), (None, "Module \"\" {}"));
    }
}
