//! `match` statements.
//!
//! A case is lowered in two walks over its pattern: one for the values that the subject is compared with, one for the
//! names that it binds. Where the shape of a pattern is that of a destructuring target it becomes one, so that what
//! flows into a name is the part of the subject that it takes; elsewhere it is the subject.

use super::Lowering;
use super::kind::{Field, Kind};
use crate::tree::{ArrayKind, NodeId, NodeKind, UnaryOp};
use forge_model::Span;

/// Classes whose pattern takes the whole subject by position.
const BUILTIN: [&str; 11] =
    ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];

impl Lowering<'_> {
    pub(super) fn match_statement(&mut self, span: Span) {
        let since = self.mark();
        let mark = self.pending.len();
        let mut subject = None;
        self.children(|this, kind| match kind {
            Kind::Block if subject.is_none() => {
                let found = this.subject(mark, span);
                subject = Some(found);
                let again = this.again(found, since);
                this.children(|this, kind| {
                    if kind == Kind::CaseClause {
                        this.case(again);
                    }
                });
            }
            _ if this.field() == Field::Subject => this.push_expression(kind),
            _ => {}
        });
        let subject = subject.unwrap_or_else(|| self.subject(mark, span));
        let cases = self.list_from(mark);
        self.push(NodeKind::Switch { subject, cases, falls_through: false }, span);
    }

    /// The pushed subjects as one: a tuple when there are several.
    fn subject(&mut self, mark: usize, span: Span) -> NodeId {
        if self.pending.len() <= mark + 1 {
            return if self.pending.len() > mark { self.pending.pop().unwrap_or(self.missing) } else { self.missing };
        }
        let items = self.list_from(mark);
        self.add(NodeKind::Array { items, kind: ArrayKind::Tuple }, span)
    }

    fn case(&mut self, subject: NodeId) {
        let span = self.span();
        let outer = self.pending.len();
        let (mut patterns, mut comma, mut guard, mut body) = (0, false, false, None);
        self.children(|this, kind| match kind {
            Kind::CasePattern => patterns += 1,
            Kind::Comma => comma = true,
            Kind::IfClause => guard = true,
            Kind::Block => body = Some(this.span()),
            _ => {}
        });
        // `case a, b:` is `case (a, b):`.
        let sequence = comma || patterns != 1;
        if sequence {
            self.pending.push(self.missing);
        } else {
            self.children(|this, kind| {
                if kind == Kind::CasePattern && !this.tests() && guard {
                    this.pending.push(this.missing);
                }
            });
        }
        let tests = self.list_from(outer);
        if sequence {
            self.bind_sequence(subject, span);
        } else {
            self.children(|this, kind| {
                if kind == Kind::CasePattern {
                    this.bind(subject);
                }
            });
        }
        self.children(|this, kind| {
            if kind == Kind::CasePattern {
                this.type_tests();
            }
        });
        let body_span = body.unwrap_or(Span { start: span.end, end: span.end });
        self.guarded_body(guard, body_span);
        let statements = self.list_from(outer);
        let body = self.add(NodeKind::Block(statements), body_span);
        self.push(NodeKind::Case { tests, body }, span);
    }

    /// Pushes the statements of the case under the cursor, inside an `If` when it has a guard.
    fn guarded_body(&mut self, guard: bool, span: Span) {
        let mut test = self.missing;
        self.children(|this, kind| match kind {
            Kind::IfClause => test = this.inner(),
            Kind::Block if guard => {
                let then = this.block();
                this.push(NodeKind::If { test, then, otherwise: this.missing }, span);
            }
            Kind::Block => this.children(|this, _| this.statement()),
            _ => {}
        });
    }

    // ---- tests

    /// Pushes what the pattern under the cursor compares the subject with: `Missing` for a shape or a name. False for
    /// `_`, which takes anything.
    fn tests(&mut self) -> bool {
        let kind = self.kind();
        let span = self.span();
        match kind {
            Kind::CasePattern | Kind::UnionPattern => self.tests_inside(),
            Kind::Tuple if self.is_group() => self.tests_inside(),
            Kind::AsPattern => {
                let mut some = true;
                self.children(|this, kind| {
                    if kind == Kind::CasePattern {
                        some = this.deeper(Self::tests).unwrap_or(true);
                    }
                });
                some
            }
            Kind::DottedName => {
                let id = self.dotted_value();
                self.pending.push(id);
                true
            }
            Kind::String
            | Kind::ConcatenatedString
            | Kind::Integer
            | Kind::Float
            | Kind::True
            | Kind::False
            | Kind::None => {
                self.push_expression(kind);
                true
            }
            Kind::Underscore => false,
            _ => {
                self.push(NodeKind::Missing, span);
                true
            }
        }
    }

    /// The tests of the patterns that the node under the cursor holds.
    fn tests_inside(&mut self) -> bool {
        let mut some = true;
        let mut minus = None;
        self.children(|this, kind| match kind {
            Kind::Minus => minus = Some(this.span().start),
            _ if is_pattern(kind) => {
                some &= this.deeper(Self::tests).unwrap_or(true);
                if let Some(start) = minus.take()
                    && let Some(operand) = this.pending.pop()
                {
                    let end = this.span().end;
                    this.push(NodeKind::Unary { op: UnaryOp::Negate, operand }, Span { start, end });
                }
            }
            _ => {}
        });
        some
    }

    /// `a.b` is a value; a single name is not, it binds.
    fn dotted_value(&mut self) -> NodeId {
        let start = self.span().start;
        let mut object = None;
        let mut segments = 0;
        self.children(|this, kind| {
            if kind != Kind::Identifier || object == Some(this.missing) {
                return;
            }
            segments += 1;
            let place = this.span();
            object = Some(match object {
                None => this.name(place),
                Some(_) if this.depth + segments > this.limit => {
                    this.builder.too_deep(place);
                    this.missing
                }
                Some(object) => {
                    let name = this.sym_here();
                    this.add(NodeKind::Member { object, name }, Span { start, end: place.end })
                }
            });
        });
        if segments > 1 { object.unwrap_or(self.missing) } else { self.missing }
    }

    /// `(a)` is `a`.
    fn is_group(&mut self) -> bool {
        let (mut comma, mut patterns) = (false, 0);
        self.children(|_, kind| {
            comma |= kind == Kind::Comma;
            patterns += usize::from(is_pattern(kind));
        });
        !comma && patterns == 1
    }

    // ---- types

    /// Pushes `assert isinstance(name, T)` for each name that the pattern under the cursor binds by `T(name)` or
    /// `T() as name`.
    fn type_tests(&mut self) {
        let (mut class, mut bound) = (None, None);
        match self.kind() {
            Kind::ClassPattern => self.children(|this, kind| match kind {
                Kind::DottedName if class.is_none() => class = this.simple_name(),
                Kind::CasePattern => bound = this.only_name(),
                _ => {}
            }),
            Kind::AsPattern => self.children(|this, kind| match kind {
                Kind::CasePattern => class = this.tested_class(),
                Kind::Identifier => bound = Some(this.span()),
                _ => {}
            }),
            _ => {}
        }
        // What another class gives by position is not itself of the class.
        let whole = self.kind() == Kind::AsPattern || class.is_some_and(|class| BUILTIN.contains(&self.source(class)));
        if let (Some(class), Some(bound), true) = (class, bound, whole) {
            let (subject, class) = (self.name(bound), self.name(class));
            let arguments = self.builder.list(&[subject, class]);
            let sym = self.builder.sym("isinstance");
            let callee = self.add(NodeKind::Name(sym), bound);
            let test = self.add(NodeKind::Call { callee, arguments, construct: false }, bound);
            self.push(NodeKind::Assert(test), bound);
        }
        self.children(|this, kind| {
            // One of several alternatives says nothing for certain.
            if is_pattern(kind) && kind != Kind::UnionPattern {
                this.deeper(Self::type_tests);
            }
        });
    }

    /// The class of the class pattern that the `case_pattern` under the cursor is.
    fn tested_class(&mut self) -> Option<Span> {
        let mut class = None;
        self.children(|this, kind| {
            if kind == Kind::ClassPattern {
                this.children(|this, kind| {
                    if kind == Kind::DottedName && class.is_none() {
                        class = this.simple_name();
                    }
                });
            }
        });
        class
    }

    /// The name that the `case_pattern` under the cursor is.
    fn only_name(&mut self) -> Option<Span> {
        let mut name = None;
        self.children(|this, kind| {
            if kind == Kind::DottedName {
                name = this.simple_name();
            }
        });
        name
    }

    /// Where the single name of the `dotted_name` under the cursor stands.
    fn simple_name(&mut self) -> Option<Span> {
        let (mut name, mut dotted) = (None, false);
        self.children(|this, kind| match kind {
            Kind::Identifier => name = Some(this.span()),
            Kind::Dot => dotted = true,
            _ => {}
        });
        name.filter(|name| !dotted && self.source(*name) != "_")
    }

    // ---- bindings

    /// Pushes assignments of (parts of) `value` to the names of the pattern under the cursor.
    fn bind(&mut self, value: NodeId) {
        let span = self.span();
        match self.kind() {
            Kind::DottedName | Kind::SplatPattern => {
                if let Some(target) = self.captured_name() {
                    let id = self.assign(target, value, span);
                    self.pending.push(id);
                }
            }
            Kind::List | Kind::DictPattern => self.bind_sequence(value, span),
            Kind::Tuple if !self.is_group() => self.bind_sequence(value, span),
            Kind::ClassPattern => self.children(|this, kind| {
                if kind == Kind::CasePattern {
                    this.bind_class_argument(value);
                }
            }),
            _ => self.children(|this, kind| {
                if kind == Kind::Identifier {
                    // The name after `as`.
                    let span = this.span();
                    let target = this.name(span);
                    let id = this.assign(target, value, span);
                    this.pending.push(id);
                } else if is_pattern(kind) {
                    this.deeper(|this| this.bind(value));
                }
            }),
        }
    }

    /// `Point(x=target)` takes the attribute `x`; what a positional argument takes, only the class knows.
    fn bind_class_argument(&mut self, value: NodeId) {
        self.children(|this, kind| {
            if kind != Kind::KeywordPattern {
                this.deeper(|this| this.bind(value));
                return;
            }
            let span = this.span();
            let mut attribute = None;
            this.children(|this, kind| {
                if attribute.is_none() && kind == Kind::Identifier {
                    let name = this.sym_here();
                    attribute = Some(this.add(NodeKind::Member { object: value, name }, span));
                } else if let Some(attribute) = attribute
                    && is_pattern(kind)
                {
                    this.deeper(|this| this.bind(attribute));
                }
            });
        });
    }

    /// Binds a sequence or mapping pattern, or the patterns of a `case` with commas, as one destructuring target.
    fn bind_sequence(&mut self, value: NodeId, span: Span) {
        let mut apart = Vec::new();
        if let Some(target) = self.shape(&mut apart) {
            let id = self.assign(target, value, span);
            self.pending.push(id);
        }
        for target in apart {
            let place = self.builder.span(target);
            let id = self.assign(target, value, place);
            self.pending.push(id);
        }
    }

    /// The target that the pattern under the cursor is; `None` where it binds nothing. Names for which a target has no
    /// place are left in `apart`.
    fn target(&mut self, apart: &mut Vec<NodeId>) -> Option<NodeId> {
        let span = self.span();
        match self.kind() {
            Kind::DottedName => self.captured_name(),
            Kind::SplatPattern => {
                let name = self.captured_name()?;
                Some(self.add(NodeKind::Spread(name), span))
            }
            Kind::List | Kind::DictPattern => self.shape(apart),
            Kind::Tuple if !self.is_group() => self.shape(apart),
            Kind::CasePattern | Kind::Tuple => {
                let mut target = None;
                self.children(|this, kind| {
                    if is_pattern(kind) {
                        target = this.deeper(|this| this.target(apart)).flatten();
                    }
                });
                target
            }
            _ => {
                self.names_apart(apart);
                None
            }
        }
    }

    fn shape(&mut self, apart: &mut Vec<NodeId>) -> Option<NodeId> {
        let span = self.span();
        let mark = self.pending.len();
        let mapping = self.kind() == Kind::DictPattern;
        let mut key = None;
        let mut binds = false;
        self.children(|this, kind| {
            if mapping && this.field() == Field::Key {
                if kind.is_expression() || kind == Kind::DottedName {
                    let place = this.span();
                    let value = if kind == Kind::DottedName { this.dotted_value() } else { this.expression() };
                    key = Some((value, place));
                }
            } else if is_pattern(kind) {
                let end = this.span().end;
                let target = this.deeper(|this| this.target(apart)).flatten();
                binds |= target.is_some();
                let target = target.unwrap_or(this.missing);
                match key.take() {
                    Some((key, place)) => {
                        this.push(NodeKind::Property { key, value: target }, Span { start: place.start, end });
                    }
                    None => this.pending.push(target),
                }
            }
        });
        if !binds {
            self.pending.truncate(mark);
            return None;
        }
        let items = self.list_from(mark);
        let kind = if mapping { NodeKind::Object(items) } else { NodeKind::Array { items, kind: ArrayKind::List } };
        Some(self.add(kind, span))
    }

    /// All names that the pattern under the cursor binds.
    fn names_apart(&mut self, apart: &mut Vec<NodeId>) {
        match self.kind() {
            Kind::DottedName | Kind::SplatPattern => apart.extend(self.captured_name()),
            // The class's own name and the attributes' are not captures.
            Kind::ClassPattern => self.children(|this, kind| {
                if kind == Kind::CasePattern {
                    this.deeper(|this| this.names_apart(apart));
                }
            }),
            Kind::KeywordPattern => self.children(|this, kind| {
                if is_pattern(kind) {
                    this.deeper(|this| this.names_apart(apart));
                }
            }),
            _ => self.children(|this, kind| {
                if kind == Kind::Identifier {
                    let span = this.span();
                    apart.push(this.name(span));
                } else if is_pattern(kind) && this.field() != Field::Key {
                    this.deeper(|this| this.names_apart(apart));
                }
            }),
        }
    }

    /// The name that a single-segment `dotted_name` or a `splat_pattern` binds.
    fn captured_name(&mut self) -> Option<NodeId> {
        let mut name = None;
        let mut dotted = false;
        self.children(|this, kind| match kind {
            Kind::Identifier => name = Some(this.span()),
            Kind::Dot => dotted = true,
            _ => {}
        });
        let name = name.filter(|name| !dotted && self.source(*name) != "_")?;
        Some(self.name(name))
    }
}

fn is_pattern(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CasePattern
            | Kind::UnionPattern
            | Kind::ClassPattern
            | Kind::DictPattern
            | Kind::KeywordPattern
            | Kind::SplatPattern
            | Kind::ComplexPattern
            | Kind::AsPattern
            | Kind::List
            | Kind::Tuple
            | Kind::DottedName
            | Kind::String
            | Kind::ConcatenatedString
            | Kind::Integer
            | Kind::Float
            | Kind::True
            | Kind::False
            | Kind::None
            | Kind::Underscore
    )
}
