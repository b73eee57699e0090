//! The children of a node, without collecting them.

use super::{List, NodeId, NodeKind, Tree};

/// One or more children in a row.
#[derive(Debug, Clone, Copy)]
enum Part {
    One(NodeId),
    Many(List),
}

/// The children of one node, detached from the tree: [`ChildParts::next`] takes the tree each time, so that it can
/// change in between.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChildParts {
    parts: [Part; 3],
    part: u8,
    at: u32,
}

/// An iterator over the children of one node.
#[derive(Debug, Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    parts: ChildParts,
}

impl<'t> Children<'t> {
    pub(super) fn new(tree: &'t Tree, parts: ChildParts) -> Self {
        Self { tree, parts }
    }
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        self.parts.next(self.tree)
    }
}

impl ChildParts {
    /// The next child.
    pub(crate) fn next(&mut self, tree: &Tree) -> Option<NodeId> {
        loop {
            match *self.parts.get(self.part as usize)? {
                Part::One(node) => {
                    self.part += 1;
                    return Some(node);
                }
                Part::Many(list) if self.at < list.len => {
                    self.at += 1;
                    return Some(tree.lists[(list.start + self.at - 1) as usize]);
                }
                Part::Many(_) => {
                    self.part += 1;
                    self.at = 0;
                }
            }
        }
    }

    fn list(list: List) -> Self {
        Self { parts: [Part::Many(list); 3], part: 2, at: 0 }
    }

    fn one(node: NodeId) -> Self {
        Self { parts: [Part::One(node); 3], part: 2, at: 0 }
    }

    fn two(first: Part, second: Part) -> Self {
        Self { parts: [first, first, second], part: 1, at: 0 }
    }

    fn three(parts: [Part; 3]) -> Self {
        Self { parts, part: 0, at: 0 }
    }

    /// The children of a node of this kind.
    pub(crate) fn of(kind: NodeKind) -> Self {
        use Part::{Many, One};
        match kind {
            NodeKind::Interpolate(list)
            | NodeKind::Sum(list)
            | NodeKind::Sequence(list)
            | NodeKind::Object(list)
            | NodeKind::Array { items: list, .. }
            | NodeKind::Block(list)
            | NodeKind::ScopeOf { names: list, .. } => Self::list(list),
            NodeKind::Format { value, .. }
            | NodeKind::Unary { operand: value, .. }
            | NodeKind::Member { object: value, .. }
            | NodeKind::Keyword { value, .. }
            | NodeKind::Spread(value)
            | NodeKind::Await(value)
            | NodeKind::Enter(value)
            | NodeKind::Yield(value)
            | NodeKind::Return(value)
            | NodeKind::Throw(value)
            | NodeKind::Assert(value)
            | NodeKind::Output { value, .. } => Self::one(value),
            NodeKind::Binary { left: a, right: b, .. }
            | NodeKind::Index { object: a, key: b }
            | NodeKind::Property { key: a, value: b }
            | NodeKind::Typed { value: a, ty: b }
            | NodeKind::Assign { value: a, target: b, .. }
            | NodeKind::AugAssign { value: a, target: b, .. }
            | NodeKind::Default { value: a, target: b }
            | NodeKind::Catch { param: a, body: b }
            | NodeKind::LoopElse { repeated: a, otherwise: b }
            | NodeKind::While { body: a, test: b, body_first: true }
            | NodeKind::While { test: a, body: b, body_first: false } => Self::two(One(a), One(b)),
            NodeKind::Conditional { test, then, otherwise } | NodeKind::If { test, then, otherwise } => {
                Self::three([One(test), One(then), One(otherwise)])
            }
            NodeKind::ForEach { target, iterable, body, .. } => Self::three([One(iterable), One(target), One(body)]),
            NodeKind::Slice { object: first, bounds: rest }
            | NodeKind::Call { callee: first, arguments: rest, .. }
            | NodeKind::TaggedTemplate { tag: first, parts: rest }
            | NodeKind::Switch { subject: first, cases: rest, .. } => Self::two(One(first), Many(rest)),
            NodeKind::Comprehension { element, clauses } => Self::two(Many(clauses), One(element)),
            NodeKind::Case { tests, body } => Self::two(Many(tests), One(body)),
            NodeKind::Element { tag, attributes, children } => {
                Self::three([One(tag), Many(attributes), Many(children)])
            }
            NodeKind::Try { body, handlers, finally } => Self::three([One(body), Many(handlers), One(finally)]),
            NodeKind::Missing
            | NodeKind::Name(_)
            | NodeKind::Var(_)
            | NodeKind::Global(_)
            | NodeKind::This
            | NodeKind::Super
            | NodeKind::Str(_)
            | NodeKind::Num(_)
            | NodeKind::Bool(_)
            | NodeKind::Null
            | NodeKind::Undefined
            | NodeKind::Regex { .. }
            | NodeKind::ImportRef { .. }
            | NodeKind::Function(_)
            | NodeKind::Class(_)
            | NodeKind::Break
            | NodeKind::Continue => Self::list(List::default()),
        }
    }
}
