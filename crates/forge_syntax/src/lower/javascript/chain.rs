//! Expressions that nest to the left: calls, member accesses, operators, casts.
//!
//! Their length is bounded by nothing but the file, so they are walked down to their innermost operand and lowered on
//! the way back, without recursion.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{BinaryOp, NodeId, NodeKind};
use forge_model::Span;

/// One expression of a chain, remembered on the way down.
pub(super) struct Link {
    kind: Kind,
    op: Option<BinaryOp>,
    span: Span,
    depth: u32,
}

/// Operands of one flat operator, collected on the way back.
struct Run {
    op: BinaryOp,
    /// Where they begin on the stack.
    mark: usize,
    /// Of the expressions collected so far.
    span: Span,
}

impl Kind {
    fn is_link(self) -> bool {
        matches!(
            self,
            Self::CallExpression
                | Self::MemberExpression
                | Self::SubscriptExpression
                | Self::BinaryExpression
                | Self::NonNullExpression
                | Self::AsExpression
                | Self::InstantiationExpression
        )
    }

    /// Whether it binds its left side more tightly than any operator.
    fn is_tight(self) -> bool {
        matches!(
            self,
            Self::CallExpression | Self::MemberExpression | Self::SubscriptExpression | Self::NonNullExpression
        )
    }

    /// The operator that a token stands for.
    pub(super) fn binary_op(self) -> Option<BinaryOp> {
        Some(match self {
            Self::Plus => BinaryOp::Add,
            Self::Minus => BinaryOp::Sub,
            Self::Star => BinaryOp::Mul,
            Self::Slash => BinaryOp::Div,
            Self::Percent => BinaryOp::Mod,
            Self::Bitwise => BinaryOp::Arithmetic,
            Self::EqualTo => BinaryOp::Eq,
            Self::NotEqualTo => BinaryOp::NotEq,
            Self::Less => BinaryOp::Less,
            Self::LessEqual => BinaryOp::LessEq,
            Self::Greater => BinaryOp::Greater,
            Self::GreaterEqual => BinaryOp::GreaterEq,
            Self::And => BinaryOp::And,
            Self::Or => BinaryOp::Or,
            Self::Coalesce => BinaryOp::Coalesce,
            Self::In => BinaryOp::In,
            Self::InstanceOf => BinaryOp::InstanceOf,
            _ => return None,
        })
    }
}

/// Whether operands of `op` may be grouped at will, so that a chain of them needs no depth.
fn is_flat(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Add | BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce)
}

impl Lowerer<'_> {
    pub(super) fn chain(&mut self, at: At) -> NodeId {
        let mark = self.links.len();
        let depth = self.depth;
        let mut value = self.innermost(at, mark);
        let mut run: Option<Run> = None;
        let mut held = Vec::new();
        while self.links.len() > mark {
            let Some(mut link) = self.links.pop() else { break };
            self.depth = link.depth;
            if !link.kind.is_tight() {
                value = self.regrouped(&mut held, value);
            }
            match link.op {
                Some(op) if is_flat(op) => {
                    let open = match run.take() {
                        Some(run) if run.op == op => run,
                        other => {
                            let first = self.close(other, value);
                            let mark = self.scratch.len();
                            self.scratch.push(first);
                            Run { op, mark, span: link.span }
                        }
                    };
                    let right = self.part(link.span);
                    self.scratch.push(right);
                    run = Some(Run { span: link.span, ..open });
                }
                _ => {
                    value = self.close(run.take(), value);
                    if link.kind == Kind::CallExpression && self.is_operation(value) {
                        value = self.called_operand(value, self.at().span.end, &mut held);
                    }
                    if !held.is_empty() {
                        link.span.start = self.builder.span(value).start;
                    }
                    value = self.link(&link, value);
                }
            }
            self.leave();
        }
        self.depth = depth;
        value = self.close(run, value);
        self.regrouped(&mut held, value)
    }

    /// Walks down to the chain's first operand and lowers it. The cursor is left there.
    fn innermost(&mut self, mut at: At, mark: usize) -> NodeId {
        while at.kind.is_link() {
            let op = self.operator(at);
            // A method's name adds nothing to the depth of its call, nor an operand to that of a flat chain.
            let free = self.links[mark..].last().is_some_and(|link| match op {
                Some(op) => is_flat(op) && link.op == Some(op),
                None => at.kind == Kind::MemberExpression && link.kind == Kind::CallExpression,
            });
            if !free && !self.descend(at.span) {
                return self.missing(at.span);
            }
            self.links.push(Link { kind: at.kind, op, span: at.span, depth: self.depth });
            let Some(inner) = self.first() else {
                self.links.pop();
                return self.missing(at.span);
            };
            at = inner;
        }
        if at.kind == Kind::PrivateIdentifier {
            // `#x in object`
            let sym = self.sym(at.span);
            return self.add(NodeKind::Str(sym), at.span);
        }
        self.expr(at)
    }

    fn operator(&self, at: At) -> Option<BinaryOp> {
        if at.kind != Kind::BinaryExpression {
            return None;
        }
        let token = self.cursor.node().child_by_field_id(self.grammar.operator)?;
        // A binary expression without a known operator is still one: its value is unknown.
        Some(self.grammar.kind(token.kind_id()).binary_op().unwrap_or(BinaryOp::Arithmetic))
    }

    /// The next part of the current node as an expression.
    pub(super) fn part(&mut self, span: Span) -> NodeId {
        match self.next_part() {
            Some(at) => self.expr(at),
            None => self.missing(span),
        }
    }

    fn is_operation(&self, node: NodeId) -> bool {
        matches!(
            self.builder.kind(node),
            NodeKind::Await(_) | NodeKind::Unary { .. } | NodeKind::Binary { .. } | NodeKind::Sum(_)
        )
    }

    /// `run` as one node, or `value` where no run is open.
    fn close(&mut self, run: Option<Run>, value: NodeId) -> NodeId {
        let Some(run) = run else { return value };
        if run.op == BinaryOp::Add {
            let list = self.collect(run.mark);
            return self.add(NodeKind::Sum(list), run.span);
        }
        let node = self.balanced(run.op, run.mark, self.scratch.len(), run.span);
        self.scratch.truncate(run.mark);
        node
    }

    /// The operands from `from` to `to` on the stack as a tree as flat as can be.
    fn balanced(&mut self, op: BinaryOp, from: usize, to: usize, span: Span) -> NodeId {
        if to - from == 1 {
            return self.scratch[from];
        }
        let middle = from + (to - from).div_ceil(2);
        let reach = |this: &Self, from: usize, to: usize| Span {
            start: this.builder.span(this.scratch[from]).start,
            end: this.builder.span(this.scratch[to - 1]).end,
        };
        let (left_span, right_span) = (reach(self, from, middle), reach(self, middle, to));
        let left = self.balanced(op, from, middle, left_span);
        let right = self.balanced(op, middle, to, right_span);
        self.add(NodeKind::Binary { op, left, right }, span)
    }

    /// What a link makes of the `value` to its left. The cursor is on that value.
    fn link(&mut self, link: &Link, value: NodeId) -> NodeId {
        match link.kind {
            Kind::MemberExpression => self.member(value, link.span),
            Kind::CallExpression => self.call(value, link.span),
            Kind::SubscriptExpression => {
                let mut key = self.next_part();
                while key.is_some_and(|at| at.kind == Kind::OptionalChain) {
                    key = self.next_part();
                }
                let Some(key) = key else { return value };
                let key = self.expr(key);
                self.add(NodeKind::Index { object: value, key }, link.span)
            }
            Kind::BinaryExpression => {
                let right = self.part(link.span);
                let op = link.op.unwrap_or(BinaryOp::Arithmetic);
                self.add(NodeKind::Binary { op, left: value, right }, link.span)
            }
            Kind::AsExpression => match self.next_part() {
                Some(ty) => {
                    let ty = self.ty(ty);
                    self.add(NodeKind::Typed { value, ty }, link.span)
                }
                None => value,
            },
            _ => value,
        }
    }

    fn member(&mut self, object: NodeId, span: Span) -> NodeId {
        while let Some(at) = self.next_part() {
            if at.kind != Kind::OptionalChain && at.span.start < at.span.end {
                let name = self.sym(at.span);
                return self.add(NodeKind::Member { object, name }, span);
            }
        }
        object
    }

    fn call(&mut self, callee: NodeId, span: Span) -> NodeId {
        let mark = self.scratch.len();
        while let Some(at) = self.next_part() {
            match at.kind {
                Kind::Arguments => {
                    self.arguments();
                    if let Some(module) = self.required(callee, mark) {
                        self.scratch.truncate(mark);
                        return self.add(NodeKind::ImportRef { module, name: None }, span);
                    }
                    if let Some(promise) = self.awaited(callee, mark) {
                        self.scratch.truncate(mark);
                        return self.add(NodeKind::Await(promise), span);
                    }
                }
                Kind::TemplateString => {
                    self.template_parts(at.span);
                    let parts = self.collect(mark);
                    return self.add(NodeKind::TaggedTemplate { tag: callee, parts }, span);
                }
                _ => {}
            }
        }
        let arguments = self.collect(mark);
        self.add(NodeKind::Call { callee, arguments, construct: false }, span)
    }

    /// Pushes the arguments of a call.
    pub(super) fn arguments(&mut self) {
        self.each_part(|this, at| {
            let argument = this.expr(at);
            this.scratch.push(argument);
        });
    }

    /// What `await (promise).then(f)` awaits, which the grammar takes for a call of a function `await`. That the promise
    /// is awaited before its member is called, not after, makes no difference to what is known of it.
    fn awaited(&self, callee: NodeId, mark: usize) -> Option<NodeId> {
        let NodeKind::Name(name) = self.builder.kind(callee) else { return None };
        let &[promise] = self.scratch.get(mark..)? else { return None };
        (self.builder.text(name) == "await").then_some(promise)
    }

    /// The module of a call of `require` with the arguments above `mark`.
    fn required(&mut self, callee: NodeId, mark: usize) -> Option<crate::tree::Sym> {
        let NodeKind::Name(name) = self.builder.kind(callee) else { return None };
        if self.builder.text(name) != "require" {
            return None;
        }
        let NodeKind::Str(module) = self.builder.kind(*self.scratch.get(mark)?) else { return None };
        Some(self.module_sym(module))
    }
}
