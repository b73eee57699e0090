//! Values that something else holds: the state of components, promises, and what schemas let through.

use super::Flow;
use super::call::Arg;
use super::value::{Callable, Key, Object, UNKNOWN, Value, ValueId};
use forge_syntax::tree::NodeId;

impl Flow<'_> {
    /// React's `useState(initial)`: the state and its setter.
    pub(super) fn use_state(&mut self, cell: NodeId, initial: Option<Arg>) -> ValueId {
        let mut state = initial.map_or(UNKNOWN, |initial| initial.value);
        if self.value(state).callable != Callable::No {
            state = self.invoke(state, &[], cell);
        }
        // Whoever has the setter may set anything: only the initial value's type and origins are known to stay.
        state = self.without_content(state);
        if let Some(&set) = self.cells.get(&cell) {
            state = self.join(state, set);
        }
        let setter = self.new_value(Value { callable: Callable::Setter(cell), ..Value::default() });
        let mut object = Object { sequence: true, length: Some(2), ..Object::default() };
        object.set(Key::At(0), state);
        object.set(Key::At(1), setter);
        let id = self.new_object(object);
        self.new_value(Value { object: Some(id), ..Value::default() })
    }

    /// A call of a state's setter, with the new value or a function from the old one to it.
    pub(crate) fn set_cell(&mut self, cell: NodeId, value: Option<Arg>) {
        let Some(value) = value else { return };
        let old = self.cells.get(&cell).copied().unwrap_or(UNKNOWN);
        let stored = match self.value(value.value).callable {
            _ if self.reducers.contains_key(&cell) => {
                self.run_concrete(self.reducers[&cell], UNKNOWN, &[old, value.value], Vec::new())
            }
            Callable::No | Callable::Class(_) => value.value,
            _ => self.invoke(value.value, &[old], value.node),
        };
        let joined = self.join(old, stored);
        if self.deep_taints(joined, 2).len() > self.deep_taints(old, 2).len() {
            self.cell_changes += 1;
        }
        self.settle(joined, 3);
        self.cells.insert(cell, joined);
    }

    /// `new Promise((resolve, reject) => ...)`: it holds what `resolve` gets, and fails with what
    /// `reject` gets.
    pub(crate) fn promise(&mut self, cell: NodeId, executor: Option<Arg>) -> ValueId {
        let Some(executor) = executor else { return UNKNOWN };
        let resolve = self.new_value(Value { callable: Callable::Setter(cell), ..Value::default() });
        let reject = self.new_value(Value { callable: Callable::Setter(executor.node), ..Value::default() });
        self.invoke(executor.value, &[resolve, reject], cell);
        if let Some(&rejected) = self.cells.get(&executor.node) {
            self.raise(rejected);
        }
        self.cells.get(&cell).copied().unwrap_or(UNKNOWN)
    }

    /// React's `useRef(initial)`: an object with a field `current`.
    pub(crate) fn use_ref(&mut self, initial: Option<Arg>) -> ValueId {
        let current = self.names.intern("current");
        let mut object = Object::default();
        object.set(Key::Name(current), initial.map_or(UNKNOWN, |initial| initial.value));
        let id = self.new_object(object);
        self.new_value(Value { object: Some(id), ..Value::default() })
    }
}
