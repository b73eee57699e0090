//! Statements. Each pushes what it becomes: often one node, sometimes none or several.

use super::kind::{Field, Kind};
use super::{Branch, Lowering};
use crate::tree::{Declare, NodeId, NodeKind, UnaryOp};
use forge_model::Span;

impl Lowering<'_> {
    /// Lowers the statement under the cursor. Anything else that may stand among statements is passed over.
    pub(super) fn statement(&mut self) {
        let kind = self.kind();
        let span = self.span();
        match kind {
            Kind::Other => {}
            Kind::ExpressionStatement => self.expression_statement(span),
            Kind::Break => self.push(NodeKind::Break, span),
            Kind::Continue => self.push(NodeKind::Continue, span),
            Kind::Return => {
                let value = self.inner_or(NodeKind::Undefined, span);
                self.push(NodeKind::Return(value), span);
            }
            Kind::Raise => self.raise(span),
            Kind::Assert => self.assert(span),
            Kind::Delete => self.delete(),
            Kind::Global | Kind::Nonlocal => {
                let names = self.list_of(Self::push_expression);
                self.push(NodeKind::ScopeOf { names, global: kind == Kind::Global }, span);
            }
            Kind::Import => self.import(),
            Kind::ImportFrom => self.import_from(span),
            Kind::TypeAlias => self.type_alias(span),
            Kind::Print | Kind::Exec => {
                self.python2.get_or_insert(span.start);
                self.children(|this, kind| match kind {
                    Kind::Chevron => this.children(Self::push_expression),
                    _ => this.push_expression(kind),
                });
            }
            _ => {
                self.deeper(|this| this.compound_statement(kind, span));
            }
        }
    }

    fn compound_statement(&mut self, kind: Kind, span: Span) {
        match kind {
            Kind::If => self.if_statement(span),
            Kind::For => self.for_statement(span),
            Kind::While => self.while_statement(span),
            Kind::Try => self.try_statement(span),
            Kind::With => self.with_statement(span),
            Kind::FunctionDefinition => self.function_statement(span, None),
            Kind::ClassDefinition => self.class_statement(span, None),
            Kind::DecoratedDefinition => self.decorated(span),
            Kind::Match => self.match_statement(span),
            // What an error tore out of its statement.
            Kind::Error
            | Kind::Block
            | Kind::ArgumentList
            | Kind::Decorator
            | Kind::ElseClause
            | Kind::ElifClause
            | Kind::ExceptClause
            | Kind::FinallyClause
            | Kind::WithClause
            | Kind::WithItem => self.children(|this, _| this.statement()),
            _ => self.push_expression(kind),
        }
    }

    /// The `block` under the cursor as a `Block`.
    pub(super) fn block(&mut self) -> NodeId {
        let span = self.span();
        let statements = self.list_of(|this, _| this.statement());
        self.add(NodeKind::Block(statements), span)
    }

    /// A block for a statement that was cut off before its own.
    pub(super) fn or_empty(&mut self, block: Option<NodeId>, span: Span) -> NodeId {
        match block {
            Some(block) => block,
            None => self.empty_block(Span { start: span.end, end: span.end }),
        }
    }

    fn empty_block(&mut self, span: Span) -> NodeId {
        let none = self.builder.list(&[]);
        self.add(NodeKind::Block(none), span)
    }

    /// The block of the clause under the cursor (`else`, `finally`).
    fn clause_block(&mut self) -> NodeId {
        let span = self.span();
        let mut block = None;
        self.children(|this, kind| {
            if kind == Kind::Block {
                block = Some(this.block());
            }
        });
        self.or_empty(block, span)
    }

    // ---- simple statements

    fn expression_statement(&mut self, span: Span) {
        let mark = self.pending.len();
        let mut comma = false;
        let in_class = self.class.is_some();
        self.children(|this, kind| match kind {
            Kind::Comma => comma = true,
            Kind::Assignment if in_class => this.class_attribute(),
            _ => this.push_expression(kind),
        });
        if comma {
            let items = self.list_from(mark);
            self.push(NodeKind::Array { items, kind: crate::tree::ArrayKind::Tuple }, span);
        }
    }

    /// `a = b`, `a: int = b`, `a: int`.
    pub(super) fn assignment(&mut self, span: Span) -> NodeId {
        let (mut target, mut ty, mut value) = (self.missing, None, self.missing);
        self.children(|this, _| match this.field() {
            Field::Left => target = this.expression(),
            Field::Type => ty = Some((this.type_expression(), this.span().end)),
            Field::Right => value = this.expression(),
            _ => {}
        });
        self.bound(target, value);
        if let Some((ty, end)) = ty {
            let start = self.builder.span(target).start;
            target = self.add(NodeKind::Typed { value: target, ty }, Span { start, end });
        }
        self.assign(target, value, span)
    }

    /// Gives a function without a name that of the variable or attribute it is bound to.
    pub(super) fn bound(&mut self, target: NodeId, value: NodeId) {
        if let NodeKind::Name(name) | NodeKind::Member { name, .. } = self.builder.kind(target) {
            self.builder.name_if_function(value, name);
        }
    }

    fn raise(&mut self, span: Span) {
        let mut raised = None;
        self.children(|this, kind| {
            if !kind.is_expression() {
                return;
            }
            if this.field() != Field::Cause {
                raised = Some(this.expression());
            } else if !matches!(kind, Kind::Identifier | Kind::None) {
                // What the cause does happens; the cause itself goes nowhere.
                this.push_expression(kind);
            }
        });
        self.push(NodeKind::Throw(raised.unwrap_or(self.missing)), span);
    }

    fn assert(&mut self, span: Span) {
        let test = self.inner();
        self.push(NodeKind::Assert(test), span);
    }

    /// Each target by itself.
    fn delete(&mut self) {
        self.children(|this, kind| match kind {
            Kind::ExpressionList | Kind::Tuple | Kind::List => {
                this.deeper(Self::delete);
            }
            _ if kind.is_expression() => {
                let span = this.span();
                let operand = this.expression();
                this.push(NodeKind::Unary { op: UnaryOp::Delete, operand }, span);
            }
            _ => {}
        });
    }

    fn type_alias(&mut self, span: Span) {
        let (mut target, mut value) = (self.missing, self.missing);
        self.children(|this, _| match this.field() {
            Field::Left => target = this.type_expression(),
            Field::Right => value = this.type_expression(),
            _ => {}
        });
        // `type Pair[T] = ...`: the parameters are of no use to the flow.
        while let NodeKind::Index { object, .. } = self.builder.kind(target) {
            target = object;
        }
        let id = self.assign(target, value, span);
        self.pending.push(id);
    }

    // ---- branches and loops

    /// Branches are gathered in order, then folded from the last: an `elif` is an `If` in the one before.
    fn if_statement(&mut self, span: Span) {
        let depth = self.depth;
        let mark = self.branches.len();
        let mut otherwise = None;
        let mut cut = false;
        let (mut test, mut then) = (None, None);
        self.children(|this, kind| {
            if cut {
                return;
            }
            match kind {
                Kind::Block if then.is_none() => then = Some(this.block()),
                Kind::ElifClause if this.depth >= this.limit => {
                    let too_deep = this.span();
                    this.builder.too_deep(too_deep);
                    cut = true;
                }
                Kind::ElifClause => {
                    this.depth += 1;
                    this.elif_clause();
                }
                Kind::ElseClause => otherwise = Some(this.clause_block()),
                _ if kind.is_expression() && test.is_none() => test = Some(this.expression()),
                _ => {}
            }
        });
        self.depth = depth;
        while self.branches.len() > mark {
            let Some(Branch { start, test, then }) = self.branches.pop() else { break };
            let kind = NodeKind::If { test, then, otherwise: otherwise.unwrap_or(self.missing) };
            otherwise = Some(self.add(kind, Span { start, end: span.end }));
        }
        let then = self.or_empty(then, span);
        let otherwise = otherwise.unwrap_or(self.missing);
        self.push(NodeKind::If { test: test.unwrap_or(self.missing), then, otherwise }, span);
    }

    fn elif_clause(&mut self) {
        let span = self.span();
        let (mut test, mut then) = (self.missing, None);
        self.children(|this, kind| match kind {
            Kind::Block => then = Some(this.block()),
            _ if kind.is_expression() => test = this.expression(),
            _ => {}
        });
        let then = self.or_empty(then, span);
        self.branches.push(Branch { start: span.start, test, then });
    }

    fn while_statement(&mut self, span: Span) {
        let (mut test, mut body, mut otherwise) = (self.missing, None, None);
        self.children(|this, kind| match kind {
            Kind::Block => body = Some(this.block()),
            Kind::ElseClause => otherwise = Some(this.clause_block()),
            _ if this.field() == Field::Condition => test = this.expression(),
            _ => {}
        });
        let body = self.or_empty(body, span);
        self.push_loop(NodeKind::While { test, body, body_first: false }, otherwise, span);
    }

    fn for_statement(&mut self, span: Span) {
        let (mut target, mut iterable) = (self.missing, self.missing);
        let (mut body, mut otherwise) = (None, None);
        self.children(|this, kind| match kind {
            Kind::Block => body = Some(this.block()),
            Kind::ElseClause => otherwise = Some(this.clause_block()),
            _ => match this.field() {
                Field::Left => target = this.expression(),
                Field::Right => iterable = this.expression(),
                _ => {}
            },
        });
        let body = self.or_empty(body, span);
        let kind = NodeKind::ForEach { target, iterable, body, keys: false, declare: Declare::Function };
        self.push_loop(kind, otherwise, span);
    }

    fn push_loop(&mut self, kind: NodeKind, otherwise: Option<NodeId>, span: Span) {
        let repeated = self.add(kind, span);
        match otherwise {
            Some(otherwise) => self.push(NodeKind::LoopElse { repeated, otherwise }, span),
            None => self.pending.push(repeated),
        }
    }

    fn try_statement(&mut self, span: Span) {
        let mark = self.pending.len();
        let (mut body, mut otherwise, mut finally) = (None, None, self.missing);
        self.children(|this, kind| match kind {
            Kind::Block => body = Some(this.block()),
            Kind::ExceptClause => this.except_clause(),
            Kind::ElseClause => otherwise = Some(this.clause_block()),
            Kind::FinallyClause => finally = this.clause_block(),
            _ => {}
        });
        let handlers = self.list_from(mark);
        let mut body = self.or_empty(body, span);
        if let Some(otherwise) = otherwise {
            let both = Span { start: self.builder.span(body).start, end: self.builder.span(otherwise).end };
            let list = self.builder.list(&[body, otherwise]);
            body = self.add(NodeKind::Block(list), both);
        }
        self.push(NodeKind::Try { body, handlers, finally }, span);
    }

    /// `except (A, B) as e`: the parameter is `e` with the type `(A, B)`.
    fn except_clause(&mut self) {
        let span = self.span();
        let (mut body, mut param) = (None, self.missing);
        self.children(|this, kind| match kind {
            Kind::Block => body = Some(this.block()),
            Kind::AsPattern => {
                let place = this.span();
                if let Some((ty, target)) = this.deeper(Self::as_parts) {
                    param = this.add(NodeKind::Typed { value: target, ty }, place);
                }
            }
            _ if this.field() == Field::Alias => param = this.expression(),
            _ => {}
        });
        let body = self.or_empty(body, span);
        self.push(NodeKind::Catch { param, body }, span);
    }

    /// A block of the items and then the body's statements.
    fn with_statement(&mut self, span: Span) {
        let statements = self.list_of(|this, kind| match kind {
            Kind::WithClause => this.children(|this, kind| {
                if kind == Kind::WithItem {
                    this.children(Self::with_item);
                }
            }),
            Kind::Block => this.children(|this, _| this.statement()),
            _ => {}
        });
        self.push(NodeKind::Block(statements), span);
    }

    /// Parentheses around items may have been read as a parenthesized expression or a tuple.
    fn with_item(&mut self, kind: Kind) {
        match kind {
            Kind::ParenthesizedExpression | Kind::Tuple => {
                self.deeper(|this| this.children(Self::with_item));
            }
            Kind::AsPattern => {
                let span = self.span();
                if let Some((manager, target)) = self.deeper(Self::as_parts) {
                    let value = self.entered(manager);
                    let assign = self.assign(target, value, span);
                    self.pending.push(assign);
                }
            }
            _ if kind.is_expression() => {
                let manager = self.expression();
                let entered = self.entered(manager);
                self.pending.push(entered);
            }
            _ => {}
        }
    }

    fn entered(&mut self, manager: NodeId) -> NodeId {
        let span = self.builder.span(manager);
        self.add(NodeKind::Enter(manager), span)
    }
}
