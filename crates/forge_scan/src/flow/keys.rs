//! Writing under a key that is not constant: the key itself may be an attacker's.

use super::Flow;
use super::call::{Arg, Args};
use super::value::{Doubt, UNKNOWN, ValueId};
use forge_model::FlowKind;
use forge_syntax::tree::{BinaryOp, FuncId, NodeId, NodeKind};

impl Flow<'_> {
    /// `object[key] = value`. An attacker's key of an object that is itself found by one pollutes prototypes:
    /// `o[a][b] = c` with `a` of `__proto__`, walked along a path, or down two objects at once.
    pub(crate) fn write_any_models(
        &mut self,
        object: NodeId,
        base: ValueId,
        (key, key_node): (ValueId, NodeId),
        from: NodeId,
    ) {
        let is_sequence = self.value(base).object.is_some_and(|object| self.object(object).sequence);
        if self.python || is_sequence {
            return;
        }
        let direct = matches!(self.tree.kind(object), NodeKind::Index { .. });
        let makes_way = self.makes_way(from);
        if (direct && self.found_by_key(object, 1)) || (!direct && !makes_way && self.walked_to(object)) {
            self.check_sink(FlowKind::ObjectKey, Arg { node: key_node, value: key }, false, key_node, Doubt::NONE);
        }
    }

    /// A new object that only makes the way, `at[key] = at[key] || {}`, is not the attacker's.
    fn makes_way(&self, from: NodeId) -> bool {
        match self.tree.kind(from) {
            NodeKind::Object(_) | NodeKind::Array { .. } => true,
            // `at[key] = merge(at[key], more)`: the function that runs gives the way back.
            NodeKind::Call { callee, .. } if self.calls_itself(callee) => true,
            // `new Map()`, `Object.create(null)`
            NodeKind::Call { arguments, .. } => {
                self.tree.list(arguments).iter().all(|&argument| matches!(self.tree.kind(argument), NodeKind::Null))
            }
            NodeKind::Binary { op: BinaryOp::Or | BinaryOp::Coalesce, right, .. } => self.makes_way(right),
            NodeKind::Conditional { then, otherwise, .. } => self.makes_way(then) || self.makes_way(otherwise),
            NodeKind::Assign { value, .. } | NodeKind::AugAssign { value, .. } => self.makes_way(value),
            _ => false,
        }
    }

    fn calls_itself(&self, callee: NodeId) -> bool {
        let NodeKind::Var(var) = self.tree.kind(callee) else { return false };
        let name = self.tree.var(var).name;
        self.frames.last().is_some_and(|frame| self.tree.function(frame.func).name == Some(name))
    }

    /// Whether an object was reached by keys of an attacker: a variable that walks along a path, or a parameter for
    /// which the function calls itself with a member of it.
    fn walked_to(&mut self, object: NodeId) -> bool {
        let NodeKind::Var(var) = self.tree.kind(object) else { return false };
        if self.descended.contains(&var) {
            return true;
        }
        self.made_from.get(&var).copied().is_some_and(|from| self.found_by_key(from, 6))
    }

    /// Whether an object was made without a prototype: no key of it leads to one.
    fn is_bare(&mut self, object: NodeId) -> bool {
        let value = self.eval(object);
        let held = self.value(value).object.map(|object| self.object(object));
        self.catalogue.string("bare").is_some_and(|fact| held.is_some_and(|held| held.fact(fact).is_some()))
    }

    /// Whether an expression is a member under an attacker's key.
    fn found_by_key(&mut self, node: NodeId, depth: u32) -> bool {
        if depth == 0 {
            return false;
        }
        match self.tree.kind(node) {
            NodeKind::Index { object, .. } if self.is_bare(object) => false,
            NodeKind::Index { key, .. } => {
                let key = self.eval(key);
                self.string_taints(key).iter().any(|taint| taint.kinds.has(FlowKind::ObjectKey))
            }
            NodeKind::Assign { target, value, .. } | NodeKind::AugAssign { target, value, .. } => {
                self.found_by_key(target, depth - 1) || self.found_by_key(value, depth - 1)
            }
            NodeKind::Binary { op: BinaryOp::Or | BinaryOp::Coalesce, left, .. } => self.found_by_key(left, depth - 1),
            NodeKind::Conditional { then, otherwise, .. } => {
                self.found_by_key(then, depth - 1) || self.found_by_key(otherwise, depth - 1)
            }
            NodeKind::Typed { value, .. } => self.found_by_key(value, depth - 1),
            _ => false,
        }
    }

    /// Notes for which parameters a function calls itself with a member under an attacker's key.
    pub(crate) fn note_descent(&mut self, func: FuncId, args: &Args) {
        if self.python {
            return;
        }
        let tree = self.tree;
        for (at, arg) in args.positional.iter().enumerate() {
            if let Some(param) = tree.function(func).params.get(at)
                && let NodeKind::Var(var) = tree.kind(param.target)
                && arg.value != UNKNOWN
                && self.found_by_key(arg.node, 3)
            {
                self.descended.insert(var);
            }
        }
    }
}
