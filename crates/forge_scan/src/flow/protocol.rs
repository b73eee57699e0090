//! Special methods: what the language calls on objects of the file's classes without naming it.

use super::Flow;
use super::call::{Arg, Args};
use super::value::{Value, ValueId};
use forge_syntax::tree::NodeId;

impl Flow<'_> {
    /// Calls the method `name` of an object of one of the file's classes; `None` where it has none.
    pub(crate) fn call_special(&mut self, object: ValueId, name: &str, given: &[Arg], node: NodeId) -> Option<ValueId> {
        let class = self.value(object).class?;
        let name = self.tree.find(name)?;
        let method = self.find_method(class, name)?;
        let args = Args { positional: given.into(), ..Args::default() };
        if self.is_overridden(method, object) {
            return Some(self.call_for(method, object, &args));
        }
        Some(self.call_function(method, object, &args, node))
    }

    /// What `with manager as x` binds. What the manager does on the way out is done here, too.
    pub(crate) fn entered(&mut self, manager: NodeId) -> ValueId {
        let value = self.eval(manager);
        if self.value(value).class.is_some() {
            for (enter, exit) in [("__enter__", "__exit__"), ("__aenter__", "__aexit__")] {
                if let Some(entered) = self.call_special(value, enter, &[], manager) {
                    self.call_special(value, exit, &[], manager);
                    return entered;
                }
            }
            return value;
        }
        // A generator that was made a context manager lends what it yields.
        let found: &Value = self.value(value);
        let yields = found.ty == self.known.array && found.object.is_some_and(|object| self.object(object).sequence);
        if self.python && yields { self.element_of(value) } else { value }
    }
}
