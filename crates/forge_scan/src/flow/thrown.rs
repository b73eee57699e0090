//! What is thrown, or what a promise is rejected with, on its way to where it is handled.

use super::Flow;
use super::call::CallSite;
use super::value::{Callable, Doubt, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{FuncId, List, NodeId, NodeKind};

/// Most exceptions that a function keeps at one time.
const MAX_RAISED: usize = 4 * super::run::MAX_THROWN;

impl Flow<'_> {
    /// Notes that the running function may be left with `value`.
    pub(crate) fn raise(&mut self, value: ValueId) {
        if value == UNKNOWN {
            return;
        }
        self.settle(value, 2);
        if let Some(frame) = self.frames.last_mut()
            && frame.thrown.len() < MAX_RAISED
            && !frame.thrown.contains(&value)
        {
            frame.thrown.push(value);
        }
    }

    /// An error whose message was made of these taints.
    pub(crate) fn raise_error(&mut self, taints: Taints) {
        if !taints.is_empty() {
            let error = self.new_value(Value { taints, ty: self.known.error, ..Value::default() });
            self.raise(error);
        }
    }

    /// How many exceptions were noted before the object of a call is evaluated that handles what it fails with:
    /// `load(name).catch(show)`, `load(name).then(use, show)`.
    pub(crate) fn watch_failures(&mut self, callee: NodeId, arguments: List) -> Option<usize> {
        let NodeKind::Member { name, .. } = self.tree.kind(callee) else { return None };
        let handlers = match self.names.text(name) {
            "catch" => 1,
            "then" => 2,
            _ => return None,
        };
        if self.python || arguments.len() != handlers {
            return None;
        }
        self.watching += 1;
        self.frames.last().map(|frame| frame.thrown.len())
    }

    /// The object has been evaluated: what it failed with since is for the handler among the arguments of `call`.
    pub(crate) fn failures_seen(&mut self, call: NodeId, before: usize) {
        self.watching = self.watching.saturating_sub(1);
        let failures: Vec<ValueId> = match self.frames.last_mut() {
            Some(frame) if frame.thrown.len() > before => frame.thrown.drain(before..).collect(),
            _ => return,
        };
        let error = self.caught_of(&failures);
        self.rejections.insert(call, error);
    }

    /// One value for several exceptions: it holds what they were made of.
    pub(crate) fn caught_of(&mut self, raised: &[ValueId]) -> ValueId {
        let mut error = UNKNOWN;
        let mut taints = Taints::new();
        for &value in raised {
            error = if error == UNKNOWN { value } else { self.join(error, value) };
            for taint in self.deep_taints(value, 2) {
                add_taint(&mut taints, taint);
            }
        }
        let ty = self.known.error;
        let (object, class) = (self.value(error).object, self.value(error).class);
        self.new_value(Value { taints, ty, object, class, ..Value::default() })
    }

    /// A function of which nothing is known may put what it was given into the message of its exception. It counts
    /// where the exception is handled around the call, and as markup only: in logs errors are printed as they are.
    pub(crate) fn may_raise(&mut self, site: &CallSite<'_>) {
        let tries = self.frames.last().is_some_and(|frame| frame.tries > 0);
        if self.python || !(tries || self.watching > 0) {
            return;
        }
        let taints = self.told_by_error(site);
        self.raise_error(taints);
    }

    /// What the message of an error may hold that an unknown function makes of its arguments.
    pub(crate) fn told_by_error(&mut self, site: &CallSite<'_>) -> Taints {
        let mut taints = Taints::new();
        for arg in site.args.all() {
            if self.value(arg.value).callable != Callable::No {
                continue;
            }
            for taint in self.string_taints(arg.value) {
                self.add_told(&mut taints, taint, site.id);
            }
        }
        taints
    }

    fn add_told(&mut self, taints: &mut Taints, mut taint: super::value::Taint, node: NodeId) {
        let markup = KindSet::of(FlowKind::Html);
        taint.kinds = taint.kinds.intersect(markup);
        taint.whole = KindSet::NONE;
        taint.escaped = KindSet::NONE;
        taint.doubt = taint.doubt.and(Doubt::GUESS);
        taint.removed = taint.removed.only_chars();
        taint.trace = self.step(node, taint.trace);
        add_taint(taints, taint);
    }

    /// Whether the first parameter of a callback is the error of the call that it is given to.
    pub(crate) fn takes_error(&self, func: FuncId) -> bool {
        let first = self.tree.function(func).params.first().and_then(|param| param.name);
        first.is_some_and(|name| matches!(self.names.text(name), "err" | "error" | "er" | "e" | "ex" | "exception"))
    }
}
