//! Python 3.
//!
//! One pass over the syntax tree with one cursor: each method lowers the node that the cursor stands on and leaves the
//! cursor there. Nodes that wait for their parent lie on one stack, so nothing is allocated per node.
//!
//! Depth counts levels of the common tree rather than of the source: a chain such as `a.b().c()` is walked without
//! recursion, but each link is a level of what comes out, and everything after the lowering recurses on that.

mod class;
mod expr;
mod function;
mod import;
mod kind;
mod literal;
mod operator;
mod pattern;
mod stmt;
mod types;

use self::kind::{Field, Ids, Kind};
use crate::halves;
use crate::parse::{Errors, Limits, ParseError, Parsed, syntax_gap, syntax_tree};
use crate::tree::{Builder, ClassId, Declare, FuncId, Function, List, NodeId, NodeKind, Sym, Tree};
use forge_grammars::tree_sitter::{Node, Tree as SyntaxTree, TreeCursor};
use forge_model::{LineIndex, Span, UnknownReason};

/// Words that begin a definition at the start of a line.
const DEFINITIONS: &[&str] = &["def", "class", "async def"];

/// Parses and lowers `text`.
pub(crate) fn lower(text: &str, limits: &Limits<'_>) -> Result<Parsed, ParseError> {
    let grammar = forge_grammars::python();
    let trees = match halves::parse(&grammar, text, DEFINITIONS, limits) {
        Some(trees) => trees,
        None => vec![syntax_tree(&grammar, text, &[], limits, Errors::Recover)?],
    };
    let syntax = trees.iter().find_map(|tree| syntax_gap(tree, text));
    let (tree, python2) = lower_trees(text, &trees, limits);
    limits.dispose(trees);
    let gap = syntax.or_else(|| {
        let at = python2?;
        Some(UnknownReason::Syntax { line: LineIndex::new(text).position(text, at).line })
    });
    Ok(super::parsed(tree, gap))
}

/// The common tree, and where the first statement starts that only Python 2 has.
fn lower_trees(text: &str, trees: &[SyntaxTree], limits: &Limits<'_>) -> (Tree, Option<u32>) {
    let Some(first) = trees.first() else { return (Builder::new(Span::new(0, text.len())).finish(&[]), None) };
    let mut lowering = Lowering::new(text, first, limits);
    for tree in trees {
        lowering.cursor.reset(tree.root_node());
        lowering.children(|this, _| this.statement());
    }
    let Lowering { builder, pending, python2, .. } = lowering;
    (builder.finish(&pending), python2)
}

/// One branch of an `if` statement.
struct Branch {
    start: u32,
    test: NodeId,
    then: NodeId,
}

/// A point in the lowering, to tell afterwards how much was made since.
#[derive(Clone, Copy)]
struct Mark {
    node: u32,
    definitions: u32,
}

struct Lowering<'t> {
    text: &'t str,
    cursor: TreeCursor<'t>,
    ids: &'static Ids,
    builder: Builder,
    /// Nodes that wait to become a list of their parent's.
    pending: Vec<NodeId>,
    /// Branches that wait to become nested `If` nodes.
    branches: Vec<Branch>,
    depth: u32,
    limit: u32,
    /// The class whose body is being lowered; not inside its methods.
    class: Option<ClassId>,
    /// The function that is being lowered has a `yield`.
    yields: bool,
    /// Start of the first statement that only Python 2 has.
    python2: Option<u32>,
    /// For text that has to be put together.
    buffer: String,
    /// The node that was added last.
    last: u32,
    /// Functions and classes begun so far.
    definitions: u32,
    /// Stands for whatever is absent.
    missing: NodeId,
    /// `super`
    super_sym: Sym,
}

impl<'t> Lowering<'t> {
    fn new(text: &'t str, syntax: &'t SyntaxTree, limits: &Limits<'_>) -> Self {
        let mut builder = Builder::new(Span::new(0, text.len()));
        let missing = builder.add(NodeKind::Missing, Span::new(0, 0));
        let super_sym = builder.sym("super");
        Self {
            text,
            cursor: syntax.walk(),
            ids: Ids::get(),
            builder,
            pending: Vec::new(),
            branches: Vec::new(),
            depth: 0,
            limit: limits.depth,
            class: None,
            yields: false,
            python2: None,
            buffer: String::new(),
            last: missing.0,
            definitions: 0,
            missing,
            super_sym,
        }
    }

    // ---- the cursor

    fn kind(&self) -> Kind {
        self.ids.kind(self.cursor.node())
    }

    fn span(&self) -> Span {
        span_of(self.cursor.node())
    }

    fn field(&self) -> Field {
        self.cursor.field_id().map_or(Field::None, |id| self.ids.field(id.get()))
    }

    fn source(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The text of the node under the cursor.
    fn here(&self) -> &'t str {
        self.source(self.span())
    }

    /// Calls `each` with the cursor on each child in turn.
    fn children(&mut self, mut each: impl FnMut(&mut Self, Kind)) {
        if !self.cursor.goto_first_child() {
            return;
        }
        loop {
            let kind = self.kind();
            each(self, kind);
            if !self.cursor.goto_next_sibling() {
                break;
            }
        }
        self.cursor.goto_parent();
    }

    /// Calls `work` with the cursor on the first child that is an expression; `None` if there is no such child.
    fn first_expression<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let mut work = Some(work);
        let mut done = None;
        self.children(|this, kind| {
            if kind.is_expression()
                && let Some(work) = work.take()
            {
                done = Some(work(this));
            }
        });
        done
    }

    // ---- depth

    /// Calls `work` one level deeper; `None` where that is too deep.
    fn deeper<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= self.limit {
            let span = self.span();
            self.builder.too_deep(span);
            return None;
        }
        self.depth += 1;
        let done = work(self);
        self.depth -= 1;
        Some(done)
    }

    // ---- building

    fn add(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let id = self.builder.add(kind, span);
        self.last = id.0;
        id
    }

    fn push(&mut self, kind: NodeKind, span: Span) {
        let id = self.add(kind, span);
        self.pending.push(id);
    }

    fn name(&mut self, span: Span) -> NodeId {
        let sym = self.builder.sym(self.source(span));
        self.add(NodeKind::Name(sym), span)
    }

    fn sym_here(&mut self) -> Sym {
        self.builder.sym(self.here())
    }

    fn assign(&mut self, target: NodeId, value: NodeId, span: Span) -> NodeId {
        self.add(NodeKind::Assign { target, value, declare: Declare::Function }, span)
    }

    /// What was pushed since the stack was `mark` high, as a list.
    fn list_from(&mut self, mark: usize) -> List {
        let list = self.builder.list(&self.pending[mark..]);
        self.pending.truncate(mark);
        list
    }

    /// Lowers, through `each`, all children and gives what they pushed as a list.
    fn list_of(&mut self, each: impl FnMut(&mut Self, Kind)) -> List {
        let mark = self.pending.len();
        self.children(each);
        self.list_from(mark)
    }

    fn begin_function(&mut self, function: Function) -> FuncId {
        self.definitions += 1;
        self.builder.begin_function(function)
    }

    // ---- naming a node twice

    fn mark(&self) -> Mark {
        Mark { node: self.last, definitions: self.definitions }
    }

    /// `node`, which was lowered after `since`, to be named a second time. Everything that walks the tree visits it
    /// once for each place that names it, so it has to be small, and it must not define a function: else `Missing`.
    fn again(&self, node: NodeId, since: Mark) -> NodeId {
        const LARGEST: u32 = 24;
        let small = self.last - since.node <= LARGEST;
        if small && self.definitions == since.definitions { node } else { self.missing }
    }
}

fn span_of(node: Node<'_>) -> Span {
    Span::new(node.start_byte(), node.end_byte())
}
