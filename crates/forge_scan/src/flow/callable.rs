//! What decorators of the file make of functions and classes, and methods as they were made.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::value::{Callable, Value, ValueId};
use forge_syntax::tree::{FuncId, NodeId};

impl Flow<'_> {
    /// The method `method` of `receiver`, as its decorators made it.
    pub(crate) fn method_value(&mut self, method: FuncId, receiver: ValueId) -> ValueId {
        match self.wrapped.get(&method) {
            None => self.new_value(Value { callable: Callable::Method(method, receiver), ..Value::default() }),
            Some(&wrapped) if !self.tree.function(method).receiver => wrapped,
            Some(&wrapped) => {
                let first = Arg { node: NodeId(0), value: receiver };
                self.bind_first(wrapped, &[first])
            }
        }
    }

    /// What the decorators of `func` make of it, innermost first.
    pub(crate) fn decorate(&mut self, func: FuncId, plain: ValueId) -> ValueId {
        self.decorated(func);
        let tree = self.tree;
        let mut current = plain;
        for &decorator in tree.list(tree.function(func).decorators).iter().rev() {
            current = self.decorated_by_own(decorator, current);
        }
        current
    }

    /// What a decorator of the file makes of a function or class.
    pub(crate) fn decorated_by_own(&mut self, decorator: NodeId, current: ValueId) -> ValueId {
        if !self.python {
            return current;
        }
        let value = self.eval(decorator);
        let found = self.value(value);
        if found.callable == Callable::No && found.class.is_none() {
            return current;
        }
        let mut args = Args::default();
        args.positional.push(Arg { node: decorator, value: current });
        let site = CallSite { id: decorator, callee: decorator, receiver: None, args: &args, guessed: false };
        let made = self.call_value(&site, value, super::NO_NODE, false);
        let found = self.value(made);
        let calls = found.class.is_some() || found.callable != Callable::No;
        if calls { made } else { current }
    }
}
