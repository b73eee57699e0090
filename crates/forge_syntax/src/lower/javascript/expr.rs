//! Expressions, other than chains, literals, functions and JSX.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{BinaryOp, Declare, FunctionKind, NodeId, NodeKind, UnaryOp};
use forge_model::Span;

impl Lowerer<'_> {
    /// Lowers the expression that the cursor is on.
    pub(super) fn expr(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::Identifier => self.identifier(at.span),
            Kind::String => self.string(at.span),
            Kind::Number => self.number(at.span),
            Kind::This => self.add(NodeKind::This, at.span),
            Kind::Super => self.add(NodeKind::Super, at.span),
            Kind::True => self.add(NodeKind::Bool(true), at.span),
            Kind::False => self.add(NodeKind::Bool(false), at.span),
            Kind::Null => self.add(NodeKind::Null, at.span),
            Kind::Undefined => self.add(NodeKind::Undefined, at.span),
            Kind::CallExpression
            | Kind::MemberExpression
            | Kind::SubscriptExpression
            | Kind::BinaryExpression
            | Kind::NonNullExpression
            | Kind::AsExpression
            | Kind::InstantiationExpression => self.chain(at),
            _ if at.kind.is_token() || !self.descend(at.span) => self.missing(at.span),
            _ => {
                let node = self.nested(at);
                self.ascend();
                node
            }
        }
    }

    fn nested(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::ParenthesizedExpression => self.parenthesized(at),
            Kind::Object => self.object(at),
            Kind::Array => self.array(at),
            Kind::TemplateString => self.template(at),
            Kind::Regex => self.regex(at),
            Kind::FunctionExpression => self.function_value(at, FunctionKind::Function),
            Kind::ArrowFunction => self.function_value(at, FunctionKind::Arrow),
            Kind::Class => {
                let class = self.class(at, self.scratch.len());
                self.add(NodeKind::Class(class), at.span)
            }
            Kind::AssignmentExpression => self.assignment(at.span),
            Kind::AugmentedAssignment => self.augmented(at.span),
            Kind::UpdateExpression => self.update(at.span),
            Kind::UnaryExpression => self.unary(at.span),
            Kind::TernaryExpression => self.ternary(at.span),
            Kind::NewExpression => self.construction(at.span),
            Kind::SequenceExpression => {
                let mark = self.scratch.len();
                self.arguments();
                let list = self.collect(mark);
                self.add(NodeKind::Sequence(list), at.span)
            }
            Kind::AwaitExpression => self.wrapped(at.span, NodeKind::Await),
            Kind::SpreadElement => self.wrapped(at.span, NodeKind::Spread),
            Kind::YieldExpression => {
                let value = self.only(at.span, NodeKind::Undefined);
                self.add(NodeKind::Yield(value), at.span)
            }
            Kind::TypeAssertion => self.type_assertion(at.span),
            Kind::MetaProperty => self.meta_property(at.span),
            Kind::Import => self.import_keyword(at.span),
            Kind::JsxElement | Kind::JsxSelfClosing => self.jsx(at),
            Kind::JsxExpression => self.only(at.span, NodeKind::Missing),
            Kind::ObjectPattern | Kind::ArrayPattern | Kind::AssignmentPattern | Kind::RestPattern => self.target(at),
            _ => self.missing(at.span),
        }
    }

    fn identifier(&mut self, span: Span) -> NodeId {
        // The parser inserts identifiers without text where one is missing.
        if span.start >= span.end {
            return self.missing(span);
        }
        self.name(span)
    }

    /// The only expression inside the current node, or `absent`.
    pub(super) fn only(&mut self, span: Span, absent: NodeKind) -> NodeId {
        let Some(at) = self.first_part() else { return self.add(absent, span) };
        let value = self.expr(at);
        self.finish();
        value
    }

    fn wrapped(&mut self, span: Span, wrap: impl FnOnce(NodeId) -> NodeKind) -> NodeId {
        let value = self.only(span, NodeKind::Missing);
        self.add(wrap(value), span)
    }

    fn parenthesized(&mut self, at: At) -> NodeId {
        let Some(inner) = self.first_part() else { return self.missing(at.span) };
        let mut value = self.expr(inner);
        while let Some(next) = self.next_part() {
            if next.kind == Kind::TypeAnnotation {
                let ty = self.annotation(next);
                value = self.add(NodeKind::Typed { value, ty }, at.span);
            }
        }
        self.leave();
        value
    }

    fn assignment(&mut self, span: Span) -> NodeId {
        // TypeScript's grammar takes `using x = y` for an expression.
        let mut declare = Declare::No;
        let mut first = self.first();
        while let Some(at) = first
            && at.kind.is_token()
        {
            if at.kind == Kind::LetKeyword {
                declare = Declare::Block;
            }
            first = self.advance();
        }
        let target = match first {
            Some(target) => self.target(target),
            None => self.missing(span),
        };
        let value = self.part(span);
        self.finish();
        self.name_after(target, value);
        self.add(NodeKind::Assign { target, value, declare }, span)
    }

    /// Names a function after the place that it is assigned to.
    pub(super) fn name_after(&mut self, target: NodeId, value: NodeId) {
        if !matches!(self.builder.kind(value), NodeKind::Function(_) | NodeKind::Class(_)) {
            return;
        }
        let name = match self.builder.kind(target) {
            NodeKind::Name(name) => name,
            NodeKind::Member { name, .. } => name,
            NodeKind::Index { key, .. } => match self.builder.kind(key) {
                NodeKind::Str(name) => name,
                _ => return,
            },
            NodeKind::Typed { value: inner, .. } => return self.name_after(inner, value),
            _ => return,
        };
        // `module.exports = function () {}` says nothing about the function.
        if self.builder.text(name) != "exports" {
            self.builder.name_if_function(value, name);
        }
    }

    fn augmented(&mut self, span: Span) -> NodeId {
        let Some(target) = self.first_part() else { return self.missing(span) };
        let target = self.target(target);
        let (mut op, mut logical, mut value) = (BinaryOp::Arithmetic, false, None);
        while let Some(at) = self.advance() {
            match at.kind {
                Kind::AddAssign => op = BinaryOp::Add,
                Kind::SubAssign => op = BinaryOp::Sub,
                Kind::MulAssign => op = BinaryOp::Mul,
                Kind::DivAssign => op = BinaryOp::Div,
                Kind::RemAssign => op = BinaryOp::Mod,
                Kind::AndAssign => (op, logical) = (BinaryOp::And, true),
                Kind::OrAssign => (op, logical) = (BinaryOp::Or, true),
                Kind::CoalesceAssign => (op, logical) = (BinaryOp::Coalesce, true),
                kind if kind.is_token() => {}
                _ => value = Some(self.expr(at)),
            }
        }
        self.leave();
        let value = value.unwrap_or_else(|| self.missing(span));
        if !logical {
            return self.add(NodeKind::AugAssign { op, target, value }, span);
        }
        self.name_after(target, value);
        let left = self.copy(target);
        let value = self.add(NodeKind::Binary { op, left, right: value }, span);
        self.add(NodeKind::Assign { target, value, declare: Declare::No }, span)
    }

    /// Another node for the value that an assignment's target has before it. Parts with effects are left out, so that
    /// they are not there twice.
    fn copy(&mut self, target: NodeId) -> NodeId {
        let (kind, span) = (self.builder.kind(target), self.builder.span(target));
        let kind = match kind {
            NodeKind::Name(_)
            | NodeKind::This
            | NodeKind::Super
            | NodeKind::Global(_)
            | NodeKind::Str(_)
            | NodeKind::Num(_) => kind,
            NodeKind::Member { object, name } => NodeKind::Member { object: self.copy(object), name },
            NodeKind::Index { object, key } => NodeKind::Index { object: self.copy(object), key: self.copy(key) },
            _ => NodeKind::Missing,
        };
        self.add(kind, span)
    }

    fn update(&mut self, span: Span) -> NodeId {
        let (mut op, mut target) = (BinaryOp::Add, None);
        self.each(|this, at| match at.kind {
            Kind::MinusMinus => op = BinaryOp::Sub,
            kind if kind.is_token() => {}
            _ => target = Some(this.target(at)),
        });
        let Some(target) = target else { return self.missing(span) };
        let value = self.add(NodeKind::Num(1.0), span);
        self.add(NodeKind::AugAssign { op, target, value }, span)
    }

    fn unary(&mut self, span: Span) -> NodeId {
        let (mut op, mut operand) = (UnaryOp::Negate, None);
        self.each(|this, at| match at.kind {
            Kind::Not => op = UnaryOp::Not,
            Kind::TypeOf => op = UnaryOp::TypeOf,
            Kind::Void => op = UnaryOp::Void,
            Kind::Delete => op = UnaryOp::Delete,
            kind if kind.is_token() => {}
            _ => operand = Some(this.expr(at)),
        });
        let operand = operand.unwrap_or_else(|| self.missing(span));
        self.add(NodeKind::Unary { op, operand }, span)
    }

    fn ternary(&mut self, span: Span) -> NodeId {
        let Some(test) = self.first_part() else { return self.missing(span) };
        let test = self.expr(test);
        let then = self.part(span);
        let otherwise = self.part(span);
        self.finish();
        self.add(NodeKind::Conditional { test, then, otherwise }, span)
    }

    fn construction(&mut self, span: Span) -> NodeId {
        let mark = self.scratch.len();
        let mut callee = None;
        self.each_part(|this, at| match at.kind {
            Kind::Arguments => this.arguments(),
            Kind::TypeArguments => {}
            _ => callee = Some(this.expr(at)),
        });
        let arguments = self.collect(mark);
        let callee = callee.unwrap_or_else(|| self.missing(span));
        self.add(NodeKind::Call { callee, arguments, construct: true }, span)
    }

    /// `<T>value`
    fn type_assertion(&mut self, span: Span) -> NodeId {
        let (mut ty, mut value) = (None, None);
        self.each_part(|this, at| match at.kind {
            Kind::TypeArguments => ty = this.first_type_argument(),
            _ => value = Some(this.expr(at)),
        });
        let value = value.unwrap_or_else(|| self.missing(span));
        match ty {
            Some(ty) => self.add(NodeKind::Typed { value, ty }, span),
            None => value,
        }
    }

    fn meta_property(&mut self, span: Span) -> NodeId {
        if !self.source(span).starts_with("import") {
            // `new.target`
            return self.missing(span);
        }
        let object = self.import_keyword(span);
        let name = self.builder.sym("meta");
        self.add(NodeKind::Member { object, name }, span)
    }

    fn import_keyword(&mut self, span: Span) -> NodeId {
        let sym = self.builder.sym("import");
        self.add(NodeKind::Global(sym), span)
    }
}
