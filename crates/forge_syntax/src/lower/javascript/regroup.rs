//! Calls with type arguments, which TypeScript's grammar binds too loosely.
//!
//! It reads `await f<T>(x)` as `(await f)<T>(x)` and `a + f<T>(x).y` as `(a + f)<T>(x).y`. The operators are taken off
//! the callee, and put around what the call and the accesses after it make of its last operand.

use super::Lowerer;
use crate::tree::{NodeId, NodeKind};
use forge_model::Span;

impl Lowerer<'_> {
    /// The operand of `callee` that is really called, given where the callee ends. The operators around it are pushed
    /// to `held`, outermost first.
    pub(super) fn called_operand(&mut self, callee: NodeId, end: u32, held: &mut Vec<NodeId>) -> NodeId {
        let mut node = callee;
        // An operand in parentheses ends before them.
        while self.builder.span(node).end == end {
            let operand = match self.builder.kind(node) {
                NodeKind::Await(operand)
                | NodeKind::Unary { operand, .. }
                | NodeKind::Binary { right: operand, .. } => operand,
                NodeKind::Sum(list) => match self.builder.items(list).last() {
                    Some(&last) => last,
                    None => break,
                },
                _ => break,
            };
            held.push(node);
            node = operand;
        }
        node
    }

    /// Puts the operators that are `held` around `value`.
    pub(super) fn regrouped(&mut self, held: &mut Vec<NodeId>, mut value: NodeId) -> NodeId {
        while let Some(operator) = held.pop() {
            let kind = match self.builder.kind(operator) {
                NodeKind::Await(_) => NodeKind::Await(value),
                NodeKind::Unary { op, .. } => NodeKind::Unary { op, operand: value },
                NodeKind::Binary { op, left, .. } => NodeKind::Binary { op, left, right: value },
                NodeKind::Sum(list) => {
                    let mark = self.scratch.len();
                    self.scratch.extend_from_slice(self.builder.items(list));
                    self.scratch.pop();
                    self.scratch.push(value);
                    NodeKind::Sum(self.collect(mark))
                }
                _ => continue,
            };
            let span = Span { start: self.builder.span(operator).start, end: self.builder.span(value).end };
            value = self.add(kind, span);
        }
        value
    }
}
