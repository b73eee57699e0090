//! Operators, with their chains walked rather than recursed into.

use super::Lowering;
use super::kind::{Field, Kind};
use crate::tree::{BinaryOp, NodeId, NodeKind, UnaryOp};
use forge_model::Span;

impl Lowering<'_> {
    pub(super) fn unary(&mut self, op: UnaryOp, span: Span) -> NodeId {
        let operand = self.inner();
        self.add(NodeKind::Unary { op, operand }, span)
    }

    /// `a + b - c` or `a and b or c`: from the leftmost operand outwards. Runs of `+` become one `Sum`.
    pub(super) fn operator_chain(&mut self, kind: Kind) -> NodeId {
        let depth = self.depth;
        let mut links = 0;
        while self.cursor.goto_first_child() {
            links += 1;
            if self.kind() != kind {
                break;
            }
        }
        if links == 0 {
            return self.missing;
        }
        // A sum is flat however long it is; any other link is a level.
        let flat = depth + links > self.limit && self.only_sums(links);
        if !flat {
            while depth + links - 1 > self.limit {
                self.cursor.goto_parent();
                links -= 1;
            }
            self.depth += links - 1;
        }
        let mark = self.pending.len();
        let mut left_span = self.span();
        let first = self.expression();
        self.pending.push(first);
        for link in 0..links {
            let (op, right) = self.right_side();
            self.cursor.goto_parent();
            let span = self.span();
            if op == BinaryOp::Add {
                self.pending.push(right);
            } else {
                let left = self.sum_from(mark, left_span);
                self.push(NodeKind::Binary { op, left, right }, span);
            }
            left_span = span;
            if !flat && link + 1 < links {
                self.depth -= 1;
            }
        }
        self.depth = depth;
        self.sum_from(mark, left_span)
    }

    /// Whether the `links` operators above the cursor are all `+`. The cursor ends where it was.
    fn only_sums(&mut self, links: u32) -> bool {
        let mut sums = true;
        for _ in 0..links {
            let mut op = None;
            while op.is_none() && self.cursor.goto_next_sibling() {
                op = binary_op(self.kind());
            }
            sums &= op == Some(BinaryOp::Add);
            self.cursor.goto_parent();
        }
        for _ in 0..links {
            self.cursor.goto_first_child();
        }
        sums
    }

    /// The operator and right operand that follow the operand under the cursor.
    fn right_side(&mut self) -> (BinaryOp, NodeId) {
        let mut op = None;
        let mut right = self.missing;
        while self.cursor.goto_next_sibling() {
            let kind = self.kind();
            if op.is_none() {
                op = binary_op(kind);
            } else if kind.is_expression() {
                right = self.expression();
                break;
            }
        }
        (op.unwrap_or(BinaryOp::Arithmetic), right)
    }

    /// The pushed operands as one value.
    fn sum_from(&mut self, mark: usize, span: Span) -> NodeId {
        if self.pending.len() == mark + 1 {
            return self.pending.pop().unwrap_or(self.missing);
        }
        let operands = self.list_from(mark);
        self.add(NodeKind::Sum(operands), span)
    }

    /// `a < b < c`: `a < b and b < c`.
    pub(super) fn comparison(&mut self, span: Span) -> NodeId {
        let depth = self.depth;
        // Children alternate between operands and operators.
        let levels = (self.cursor.node().child_count() / 2).saturating_sub(1);
        if levels > 0 && depth + levels > self.limit {
            self.builder.too_deep(span);
            return self.add(NodeKind::Missing, span);
        }
        self.depth += levels;
        let (mut left, mut op, mut whole): (Option<(NodeId, u32)>, _, _) = (None, None, None);
        self.children(|this, kind| {
            if let Some(found) = comparison_op(kind) {
                op = Some(found);
                return;
            }
            if !kind.is_expression() {
                return;
            }
            let since = this.mark();
            let right = this.expression();
            let right_span = this.builder.span(right);
            let before = left.replace((right, right_span.start));
            let (Some((operand, start)), Some(op)) = (before, op.take()) else { return };
            left = Some((this.again(right, since), right_span.start));
            let span = Span { start, end: right_span.end };
            let one = this.add(NodeKind::Binary { op, left: operand, right }, span);
            whole = Some(match whole {
                None => one,
                Some(before) => {
                    let start = this.builder.span(before).start;
                    let kind = NodeKind::Binary { op: BinaryOp::And, left: before, right: one };
                    this.add(kind, Span { start, end: span.end })
                }
            });
        });
        self.depth = depth;
        whole.or(left.map(|(operand, _)| operand)).unwrap_or(self.missing)
    }

    pub(super) fn augmented_assignment(&mut self, span: Span) -> NodeId {
        let (mut op, mut target, mut value) = (BinaryOp::Arithmetic, self.missing, self.missing);
        self.children(|this, kind| match this.field() {
            Field::Left => target = this.expression(),
            Field::Right => value = this.expression(),
            _ => op = assigning_op(kind).unwrap_or(op),
        });
        self.add(NodeKind::AugAssign { op, target, value }, span)
    }
}

fn binary_op(kind: Kind) -> Option<BinaryOp> {
    Some(match kind {
        Kind::Plus => BinaryOp::Add,
        Kind::Minus => BinaryOp::Sub,
        Kind::Star => BinaryOp::Mul,
        Kind::Slash | Kind::DoubleSlash => BinaryOp::Div,
        Kind::Percent => BinaryOp::Mod,
        Kind::And => BinaryOp::And,
        Kind::Or => BinaryOp::Or,
        Kind::Bar => BinaryOp::Union,
        Kind::Ampersand => BinaryOp::Intersect,
        Kind::DoubleStar | Kind::At | Kind::Caret | Kind::ShiftLeft | Kind::ShiftRight => BinaryOp::Arithmetic,
        _ => return None,
    })
}

fn comparison_op(kind: Kind) -> Option<BinaryOp> {
    Some(match kind {
        Kind::Less => BinaryOp::Less,
        Kind::LessEqual => BinaryOp::LessEq,
        Kind::Greater => BinaryOp::Greater,
        Kind::GreaterEqual => BinaryOp::GreaterEq,
        Kind::Equal | Kind::Is => BinaryOp::Eq,
        Kind::NotEqual | Kind::NotEqualOld | Kind::IsNot => BinaryOp::NotEq,
        Kind::In => BinaryOp::In,
        Kind::NotIn => BinaryOp::NotIn,
        _ => return None,
    })
}

fn assigning_op(kind: Kind) -> Option<BinaryOp> {
    Some(match kind {
        Kind::PlusAssign => BinaryOp::Add,
        Kind::MinusAssign => BinaryOp::Sub,
        Kind::StarAssign => BinaryOp::Mul,
        Kind::SlashAssign | Kind::DoubleSlashAssign => BinaryOp::Div,
        Kind::PercentAssign => BinaryOp::Mod,
        Kind::BarAssign => BinaryOp::Union,
        Kind::AmpersandAssign => BinaryOp::Intersect,
        Kind::DoubleStarAssign
        | Kind::AtAssign
        | Kind::CaretAssign
        | Kind::ShiftLeftAssign
        | Kind::ShiftRightAssign => BinaryOp::Arithmetic,
        _ => return None,
    })
}
