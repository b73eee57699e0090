//! Expressions other than operators and literals.

use super::kind::{Field, Kind};
use super::{Lowering, span_of};
use crate::tree::{ArrayKind, Declare, List, NodeId, NodeKind, UnaryOp};
use forge_model::Span;

/// What the siblings after the object of a postfix expression make of it.
enum Postfix {
    Member,
    Index,
    Slice(List),
    Call(List),
}

impl Lowering<'_> {
    /// Lowers the expression or target under the cursor.
    pub(super) fn expression(&mut self) -> NodeId {
        let node = self.cursor.node();
        let span = span_of(node);
        let kind = self.ids.kind(node);
        match kind {
            Kind::Identifier if span.start == span.end => self.missing,
            Kind::Identifier => self.name(span),
            Kind::String => self.string(span),
            Kind::Integer => self.number(span, false),
            Kind::Float => self.number(span, true),
            Kind::True => self.add(NodeKind::Bool(true), span),
            Kind::False => self.add(NodeKind::Bool(false), span),
            Kind::None => self.add(NodeKind::Null, span),
            _ => match self.deeper(|this| this.compound(kind, span)) {
                Some(id) => id,
                None => self.add(NodeKind::Missing, span),
            },
        }
    }

    fn compound(&mut self, kind: Kind, span: Span) -> NodeId {
        match kind {
            Kind::Call | Kind::Attribute | Kind::Subscript => self.postfix_chain(),
            Kind::BinaryOperator | Kind::BooleanOperator => self.operator_chain(kind),
            Kind::ComparisonOperator => self.comparison(span),
            Kind::NotOperator => self.unary(UnaryOp::Not, span),
            Kind::UnaryOperator => self.unary(UnaryOp::Negate, span),
            Kind::ConcatenatedString => self.concatenated_string(span),
            Kind::ExpressionList => self.array(ArrayKind::Tuple, span),
            Kind::Tuple => self.tuple(span),
            Kind::List => self.array(ArrayKind::List, span),
            Kind::Set => self.array(ArrayKind::Set, span),
            Kind::Dictionary => {
                let items = self.expressions();
                self.add(NodeKind::Object(items), span)
            }
            Kind::Pair => self.pair(span),
            Kind::KeywordArgument => self.keyword(span),
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
            | Kind::GeneratorExpression => self.comprehension(span),
            Kind::Lambda => self.lambda(span),
            Kind::ConditionalExpression => self.conditional(span),
            Kind::Assignment => self.assignment(span),
            Kind::AugmentedAssignment => self.augmented_assignment(span),
            Kind::NamedExpression => self.named_expression(span),
            Kind::AsPattern => self.as_pattern(span),
            Kind::ParenthesizedExpression | Kind::AsPatternTarget => self.inner(),
            Kind::Await => {
                let value = self.inner();
                self.add(NodeKind::Await(value), span)
            }
            Kind::Yield => {
                self.yields = true;
                let value = self.inner_or(NodeKind::Undefined, span);
                self.add(NodeKind::Yield(value), span)
            }
            Kind::Splat => {
                let value = self.inner();
                self.add(NodeKind::Spread(value), span)
            }
            Kind::Type | Kind::GenericType | Kind::UnionType | Kind::MemberType => self.type_expression(),
            Kind::Error => self.error(span),
            _ => self.add(NodeKind::Missing, span),
        }
    }

    /// The only expression in the node under the cursor.
    pub(super) fn inner(&mut self) -> NodeId {
        self.first_expression(Self::expression).unwrap_or(self.missing)
    }

    pub(super) fn inner_or(&mut self, absent: NodeKind, span: Span) -> NodeId {
        match self.first_expression(Self::expression) {
            Some(value) => value,
            None => self.add(absent, span),
        }
    }

    /// All expressions among the children.
    fn expressions(&mut self) -> List {
        self.list_of(Self::push_expression)
    }

    pub(super) fn push_expression(&mut self, kind: Kind) {
        if kind.is_expression() {
            let id = self.expression();
            self.pending.push(id);
        }
    }

    fn array(&mut self, kind: ArrayKind, span: Span) -> NodeId {
        let items = self.expressions();
        self.add(NodeKind::Array { items, kind }, span)
    }

    /// A tuple, or the target `(a)`, which is none.
    fn tuple(&mut self, span: Span) -> NodeId {
        let mark = self.pending.len();
        let mut comma = false;
        self.children(|this, kind| {
            comma |= kind == Kind::Comma;
            this.push_expression(kind);
        });
        if !comma && self.pending.len() == mark + 1 {
            return self.pending.pop().unwrap_or(self.missing);
        }
        let items = self.list_from(mark);
        self.add(NodeKind::Array { items, kind: ArrayKind::Tuple }, span)
    }

    /// What could be read inside an error.
    fn error(&mut self, span: Span) -> NodeId {
        let mark = self.pending.len();
        self.children(|this, kind| match kind {
            Kind::ArgumentList | Kind::TypeParameter => this.children(Self::push_expression),
            _ => this.push_expression(kind),
        });
        if self.pending.len() == mark + 1 {
            return self.pending.pop().unwrap_or(self.missing);
        }
        let items = self.list_from(mark);
        let kind = if items.is_empty() { NodeKind::Missing } else { NodeKind::Sequence(items) };
        self.add(kind, span)
    }

    // ---- calls, members, subscripts

    /// `a.b(c)[d].e`: from the innermost object outwards, without recursion.
    fn postfix_chain(&mut self) -> NodeId {
        let depth = self.depth;
        let mut links = 0;
        while self.cursor.goto_first_child() {
            links += 1;
            let more = matches!(self.kind(), Kind::Call | Kind::Attribute | Kind::Subscript);
            if !more || self.depth >= self.limit {
                break;
            }
            self.depth += 1;
        }
        if links == 0 {
            return self.missing;
        }
        let mut object = self.expression();
        for _ in 0..links {
            object = self.postfix(object);
            self.depth -= 1;
        }
        self.depth = depth;
        object
    }

    /// One link: the cursor is on the object and goes up to the whole.
    fn postfix(&mut self, object: NodeId) -> NodeId {
        let mark = self.pending.len();
        let mut what = None;
        let mut name = None;
        while self.cursor.goto_next_sibling() {
            match self.kind() {
                Kind::Dot => what = Some(Postfix::Member),
                Kind::OpenBracket => what = Some(Postfix::Index),
                Kind::Slice => {
                    let bounds = self.slice_bounds();
                    what = Some(Postfix::Slice(bounds));
                }
                Kind::ArgumentList => {
                    let arguments = self.expressions();
                    what = Some(Postfix::Call(arguments));
                }
                Kind::Identifier if matches!(what, Some(Postfix::Member)) => name = Some(self.sym_here()),
                Kind::GeneratorExpression if what.is_none() => {
                    let argument = self.expression();
                    what = Some(Postfix::Call(self.builder.list(&[argument])));
                }
                kind if matches!(what, Some(Postfix::Index)) => self.push_expression(kind),
                _ => {}
            }
        }
        self.cursor.goto_parent();
        let span = self.span();
        let kind = match what {
            Some(Postfix::Call(arguments)) => {
                if self.builder.kind(object) == NodeKind::Name(self.super_sym) {
                    NodeKind::Super
                } else {
                    NodeKind::Call { callee: object, arguments, construct: false }
                }
            }
            Some(Postfix::Slice(bounds)) => NodeKind::Slice { object, bounds },
            Some(Postfix::Index) => NodeKind::Index { object, key: self.key_from(mark) },
            Some(Postfix::Member) | None => match name {
                Some(name) => NodeKind::Member { object, name },
                None => return object,
            },
        };
        self.pending.truncate(mark);
        self.add(kind, span)
    }

    /// The bounds of the slice under the cursor.
    fn slice_bounds(&mut self) -> List {
        let mut bounds = [self.missing; 3];
        let mut at = 0;
        self.children(|this, kind| {
            if kind == Kind::Colon {
                at += 1;
            } else if kind.is_expression() && at < bounds.len() {
                bounds[at] = this.expression();
            }
        });
        self.builder.list(&bounds[..(at + 1).min(bounds.len())])
    }

    /// The pushed subscripts as one key: a tuple when there are several.
    fn key_from(&mut self, mark: usize) -> NodeId {
        match self.pending[mark..] {
            [] => self.missing,
            [key] => key,
            [first, .., last] => {
                let span = Span { start: self.builder.span(first).start, end: self.builder.span(last).end };
                let items = self.list_from(mark);
                self.add(NodeKind::Array { items, kind: ArrayKind::Tuple }, span)
            }
        }
    }

    fn keyword(&mut self, span: Span) -> NodeId {
        let (mut name, mut value) = (None, self.missing);
        self.children(|this, kind| match (kind, name) {
            (Kind::Identifier, None) => name = Some(this.sym_here()),
            _ if kind.is_expression() => value = this.expression(),
            _ => {}
        });
        match name {
            Some(name) => self.add(NodeKind::Keyword { name, value }, span),
            None => value,
        }
    }

    fn pair(&mut self, span: Span) -> NodeId {
        let (mut key, mut value) = (None, self.missing);
        self.children(|this, kind| {
            if !kind.is_expression() {
                return;
            }
            let id = this.expression();
            if key.is_none() {
                key = Some(id);
            } else {
                value = id;
            }
        });
        let key = key.unwrap_or(self.missing);
        if let NodeKind::Str(name) = self.builder.kind(key) {
            self.builder.name_if_function(value, name);
        }
        self.add(NodeKind::Property { key, value }, span)
    }

    // ---- the rest

    fn conditional(&mut self, span: Span) -> NodeId {
        let mut parts = [self.missing; 3];
        let mut at = 0;
        self.children(|this, kind| {
            if kind.is_expression() && at < parts.len() {
                parts[at] = this.expression();
                at += 1;
            }
        });
        let [then, test, otherwise] = parts;
        self.add(NodeKind::Conditional { test, then, otherwise }, span)
    }

    fn comprehension(&mut self, span: Span) -> NodeId {
        let mark = self.pending.len();
        let mut element = None;
        self.children(|this, kind| match kind {
            Kind::ForInClause => this.for_in_clause(),
            Kind::IfClause => {
                let span = this.span();
                let test = this.inner();
                this.push(NodeKind::Assert(test), span);
            }
            _ if kind.is_expression() && element.is_none() => element = Some(this.expression()),
            _ => {}
        });
        let clauses = self.list_from(mark);
        self.add(NodeKind::Comprehension { element: element.unwrap_or(self.missing), clauses }, span)
    }

    fn for_in_clause(&mut self) {
        let span = self.span();
        let mark = self.pending.len();
        let mut target = self.missing;
        self.children(|this, kind| match this.field() {
            Field::Left => target = this.expression(),
            Field::Right => this.push_expression(kind),
            _ => {}
        });
        let iterable = self.key_from(mark);
        self.pending.truncate(mark);
        let body = self.missing;
        self.push(NodeKind::ForEach { target, iterable, body, keys: false, declare: Declare::Block }, span);
    }

    fn named_expression(&mut self, span: Span) -> NodeId {
        let (mut target, mut value) = (self.missing, self.missing);
        self.children(|this, _| match this.field() {
            Field::Name => target = this.expression(),
            Field::Value => value = this.expression(),
            _ => {}
        });
        self.bound(target, value);
        self.assign(target, value, span)
    }

    /// `value as target`, in a `with` statement.
    fn as_pattern(&mut self, span: Span) -> NodeId {
        let (value, target) = self.as_parts();
        self.assign(target, value, span)
    }

    /// The two sides of an `as`.
    pub(super) fn as_parts(&mut self) -> (NodeId, NodeId) {
        let (mut value, mut target) = (self.missing, self.missing);
        self.children(|this, kind| {
            if kind == Kind::AsPatternTarget {
                target = this.expression();
            } else if kind.is_expression() {
                value = this.expression();
            }
        });
        (value, target)
    }
}
