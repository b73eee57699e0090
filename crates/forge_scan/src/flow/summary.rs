//! Summaries: what a call of a function does, in terms of its parameters, and how a call instantiates it.

use super::call::{Arg, Args};
use super::value::{
    Callable, Cleared, Doubt, Fact, Guard, Key, Konst, MAX_PATH, Object, Origin, REPLY, THIS, Taint, Taints, UNKNOWN,
    Value, ValueId, add_taint,
};
use super::{Flow, Trace};
use forge_model::FlowKind;
use forge_syntax::tree::{FuncId, FunctionKind, NodeId, ParamKind};
use smallvec::SmallVec;

/// A sink that a parameter reaches.
#[derive(Debug, Clone)]
pub(crate) struct SummarySink {
    pub(crate) index: u8,
    pub(crate) path: SmallVec<[Key; MAX_PATH]>,
    pub(crate) kind: FlowKind,
    /// The taint as it arrives at the sink.
    pub(crate) taint: Taint,
    /// The tainted argument.
    pub(crate) place: NodeId,
    /// The call or assignment that is the sink.
    pub(crate) sink: NodeId,
}

/// A change of an object that a parameter refers to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effect {
    pub(crate) index: u8,
    pub(crate) key: Key,
    pub(crate) value: ValueId,
}

/// A call of a parameter: what a callback is given.
#[derive(Debug, Clone)]
pub(crate) struct ParamCall {
    pub(crate) index: u8,
    pub(crate) path: SmallVec<[Key; MAX_PATH]>,
    pub(crate) arguments: SmallVec<[ValueId; 2]>,
}

/// What a call of a function does.
#[derive(Debug, Clone)]
pub(crate) struct Summary {
    pub(crate) returned: ValueId,
    pub(crate) sinks: Vec<SummarySink>,
    pub(crate) effects: Vec<Effect>,
    /// Facts that it sets of its parameters and of the response.
    pub(crate) facts: Vec<(u8, u32, ValueId)>,
    /// What its truth says of its parameters.
    pub(crate) guards: Vec<(u8, Cleared, Cleared)>,
    /// What holds of its parameters once it has returned: it throws otherwise.
    pub(crate) asserts: Vec<(u8, Cleared)>,
    /// Callbacks that it calls.
    pub(crate) calls: Vec<ParamCall>,
    pub(crate) never_returns: bool,
}

/// Most calls whose summaries are instantiated inside one another.
const MAX_CALLS: u32 = 24;
/// Most calls of parameters that a summary keeps.
const MAX_PARAM_CALLS: usize = 16;

/// How a call's arguments meet a function's parameters.
struct Binding<'c> {
    func: FuncId,
    this: ValueId,
    args: &'c Args,
    call: NodeId,
}

impl Flow<'_> {
    /// Calls a function of this file.
    pub(crate) fn call_function(&mut self, func: FuncId, this: ValueId, args: &Args, call: NodeId) -> ValueId {
        // A getter that reads itself through its receiver would never end.
        if self.tree.function(func).kind == FunctionKind::Module || self.calls >= MAX_CALLS {
            return UNKNOWN;
        }
        self.calls += 1;
        let returned = self.call_summary(func, this, args, call);
        self.calls -= 1;
        returned
    }

    fn call_summary(&mut self, func: FuncId, this: ValueId, args: &Args, call: NodeId) -> ValueId {
        let Some(summary) = self.summary(func, Some(args)) else {
            // Recursion: what goes in may come out.
            let values: Vec<ValueId> = args.all().map(|arg| arg.value).collect();
            let joined = self.union_of(&values);
            let mut value = self.value(joined).clone();
            for taint in &mut value.taints {
                taint.doubt = taint.doubt.and(Doubt::GUESS);
            }
            return self.new_value(value);
        };
        let binding = Binding { func, this, args, call };
        for sink in &summary.sinks {
            self.instantiate_sink(sink, &binding);
        }
        for effect in &summary.effects {
            self.instantiate_effect(effect, &binding);
        }
        for &(index, fact, value) in &summary.facts {
            let mut memo = Vec::new();
            let value = self.instantiate(value, &binding, 1, &mut memo);
            let object = if index == REPLY {
                Some(super::reply::REPLY_OBJECT)
            } else {
                self.argument(&binding, index).and_then(|arg| self.object_of(arg.node, arg.value))
            };
            if let Some(object) = object {
                self.set_fact(object, fact, value);
            }
        }
        for call in &summary.calls {
            self.instantiate_call(call, &binding);
        }
        if summary.never_returns {
            self.state.dead = true;
            return UNKNOWN;
        }
        let mut memo = Vec::new();
        let returned = self.instantiate(summary.returned, &binding, 3, &mut memo);
        for &(index, cleared) in &summary.asserts {
            if let Some(arg) = self.argument(&binding, index)
                && let Some(place) = super::guard::place(self.tree, arg.node)
            {
                self.state.refined.push(super::state::Refined { place, cleared });
            }
        }
        self.instantiate_guards(&summary, &binding, returned)
    }

    /// Runs a callback that the function calls, with what it gives it.
    fn instantiate_call(&mut self, call: &ParamCall, binding: &Binding<'_>) {
        let Some(arg) = self.argument(binding, call.index) else { return };
        let function = self.part(arg, &call.path);
        let mut memo = Vec::new();
        let values: Vec<ValueId> =
            call.arguments.iter().map(|&value| self.instantiate(value, binding, 2, &mut memo)).collect();
        match self.value(function).callable {
            Callable::Func(func) => {
                self.run_concrete(func, UNKNOWN, &values, Vec::new());
            }
            Callable::Method(func, this) => {
                let skip = usize::from(self.tree.function(func).receiver);
                let with_this: Vec<ValueId> = std::iter::repeat_n(this, skip).chain(values).collect();
                self.run_concrete(func, this, &with_this, Vec::new());
            }
            Callable::Setter(cell) => {
                let value = values.first().map(|&value| Arg { node: binding.call, value });
                self.set_cell(cell, value);
            }
            // A callback that the caller got itself.
            Callable::No => self.note_param_call(function, &values),
            Callable::Class(_) => {}
        }
    }

    /// Notes that a value of unknown code is called, where it came in through a parameter.
    pub(crate) fn note_param_call(&mut self, function: ValueId, values: &[ValueId]) {
        let found = self.value(function).taints.clone();
        for taint in found {
            if let Origin::Param { func, index, path } = self.origins[taint.origin.0 as usize].clone()
                && matches!(self.progress[func.0 as usize], super::Progress::Running)
            {
                let calls = self.pending_calls.entry(func).or_default();
                if calls.len() < MAX_PARAM_CALLS {
                    for &value in values {
                        self.settle(value, 2);
                    }
                    let calls = self.pending_calls.entry(func).or_default();
                    calls.push(ParamCall { index, path, arguments: values.into() });
                }
            }
        }
    }

    /// The argument that a parameter gets.
    fn argument(&mut self, binding: &Binding<'_>, index: u8) -> Option<Arg> {
        let function = self.tree.function(binding.func);
        if index == THIS || (index == 0 && function.receiver) {
            return Some(Arg { node: binding.call, value: binding.this });
        }
        let param = *function.params.get(index as usize)?;
        let position = index as usize - usize::from(function.receiver);
        if param.kind == ParamKind::Rest {
            let rest: Vec<Arg> =
                binding.args.positional.iter().skip(position).copied().chain(binding.args.rest).collect();
            let values: Vec<ValueId> = rest.iter().map(|arg| arg.value).collect();
            let each = self.union_of(&values);
            return rest.first().map(|first| Arg { node: first.node, value: each });
        }
        if param.kind == ParamKind::KeywordRest {
            let values: Vec<ValueId> = binding.args.named.iter().map(|(_, arg)| arg.value).collect();
            let each = self.union_of(&values);
            return Some(Arg { node: binding.call, value: each });
        }
        let by_name = param.name.and_then(|name| binding.args.named(name));
        let by_position =
            if param.kind == ParamKind::Plain { binding.args.positional.get(position).copied() } else { None };
        by_name.or(by_position).or(binding.args.rest).or(binding.args.named_rest)
    }

    /// The part of an argument that a path names.
    fn part(&mut self, arg: Arg, path: &[Key]) -> ValueId {
        let mut value = arg.value;
        for &key in path {
            value = match key {
                Key::Name(name) => self.read_member(arg.node, arg.node, value, name),
                Key::At(_) => self.read_key(arg.node, value, key),
                Key::Any => self.element_of(value),
                Key::Each => self.iterated(value, arg.node, false),
            };
        }
        value
    }

    fn instantiate_sink(&mut self, sink: &SummarySink, binding: &Binding<'_>) {
        let Some(arg) = self.argument(binding, sink.index) else { return };
        let value = self.part(arg, &sink.path);
        for taint in self.string_taints(value) {
            let taint = self.through_call(taint, &sink.taint, arg.node);
            if taint.kinds.has(sink.kind) && !super::strings::blocked(taint.removed).has(sink.kind) {
                self.reached(sink.kind, taint, sink.place, sink.sink, Doubt::NONE);
            }
        }
    }

    /// `outer` as it is after it went through what `inner` went through inside a call.
    fn through_call(&mut self, outer: Taint, inner: &Taint, argument: NodeId) -> Taint {
        let removed = outer.removed.union(inner.removed);
        let outside = self.step(argument, outer.trace);
        let trace = self.push_trace(Trace::Call { node: argument, outside, inside: inner.trace });
        Taint {
            origin: outer.origin,
            // What the function took a part of is harmless as a whole no more.
            kinds: outer.kinds.union(outer.whole.minus(inner.whole)).intersect(inner.kinds),
            whole: outer.whole.intersect(inner.whole),
            escaped: outer
                .kinds
                .intersect(inner.escaped)
                .union(outer.escaped.intersect(inner.kinds.union(inner.escaped))),
            removed,
            trace,
            doubt: outer.doubt.and(inner.doubt),
        }
    }

    fn instantiate_effect(&mut self, effect: &Effect, binding: &Binding<'_>) {
        let Some(arg) = self.argument(binding, effect.index) else { return };
        let mut memo = Vec::new();
        let stored = self.instantiate(effect.value, binding, 2, &mut memo);
        match effect.key {
            Key::Any => {
                let Some(id) = self.object_of(arg.node, arg.value) else { return };
                let old = self.object(id).any;
                let joined = old.map_or(stored, |old| self.join(old, stored));
                self.change_object(id, |object| {
                    object.written = true;
                    object.any = Some(joined);
                    object.length = None;
                });
            }
            key => self.set_field(arg.node, arg.value, key, stored),
        }
    }

    /// A value of the function as the call sees it: parameters replaced by arguments.
    fn instantiate(
        &mut self,
        id: ValueId,
        binding: &Binding<'_>,
        depth: u32,
        memo: &mut Vec<(ValueId, ValueId)>,
    ) -> ValueId {
        if let Some(&(_, done)) = memo.iter().find(|(known, _)| *known == id) {
            return done;
        }
        let value = self.value(id).clone();
        if let Some((func, index)) = value.param
            && func == binding.func
            && let Some(arg) = self.argument(binding, index)
        {
            return self.passed(arg.value, binding.call);
        }
        let mut taints = Taints::new();
        for taint in value.taints {
            self.instantiate_taint(taint, binding, &mut taints);
        }
        let object = match value.object {
            Some(object) if depth > 0 => {
                let original = self.object(object);
                let mut copy: Object = (*original).clone();
                copy.written = false;
                for (_, field) in &mut copy.fields {
                    *field = self.instantiate(*field, binding, depth - 1, memo);
                }
                copy.any = copy.any.map(|any| self.instantiate(any, binding, depth - 1, memo));
                copy.rest = copy.rest.map(|rest| self.instantiate(rest, binding, depth - 1, memo));
                copy.keys = copy.keys.map(|keys| self.instantiate(keys, binding, depth - 1, memo));
                Some(self.new_object(copy))
            }
            other => other,
        };
        let callable = match value.callable {
            Callable::Method(func, this) if depth > 0 => {
                Callable::Method(func, self.instantiate(this, binding, depth - 1, memo))
            }
            other => other,
        };
        let new = self.new_value(Value { taints, object, callable, guard: 0, param: None, ..value });
        memo.push((id, new));
        new
    }

    fn instantiate_taint(&mut self, taint: Taint, binding: &Binding<'_>, out: &mut Taints) {
        match self.origins[taint.origin.0 as usize].clone() {
            Origin::Param { func, index, path } if func == binding.func => {
                let Some(arg) = self.argument(binding, index) else { return };
                let part = self.part(arg, &path);
                for outer in self.string_taints(part) {
                    let mut through = self.through_call(outer, &taint, arg.node);
                    through.trace = self.step(binding.call, through.trace);
                    add_taint(out, through);
                }
            }
            _ => add_taint(out, taint),
        }
    }

    /// What the truth of `returned`, a value of `func`, says of its parameters.
    pub(crate) fn param_guards(&mut self, func: FuncId, returned: ValueId) -> Vec<(u8, Cleared, Cleared)> {
        if self.value(returned).guard == 0 {
            return Vec::new();
        }
        let targets: Vec<NodeId> = self.tree.function(func).params.iter().map(|param| param.target).collect();
        let mut out = Vec::new();
        for (at, target) in targets.into_iter().enumerate() {
            if let Some(place) = super::guard::place(self.tree, target) {
                let facts: Vec<Fact> = self.facts_of(returned, place);
                out.extend(facts.into_iter().map(|fact| (Self::param_index(at), fact.if_true, fact.if_false)));
            }
        }
        out
    }

    /// As [`Flow::param_guards`] for a function that returns `true` in one place and `false` in another: what was
    /// validated wherever it returns the one.
    pub(crate) fn param_truths(
        &self,
        func: FuncId,
        truths: &[(Option<bool>, SmallVec<[super::state::Refined; 2]>)],
    ) -> Vec<(u8, Cleared, Cleared)> {
        if truths.len() < 2 || truths.iter().any(|(truth, _)| truth.is_none()) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (at, param) in self.tree.function(func).params.iter().enumerate() {
            let Some(place) = super::guard::place(self.tree, param.target) else { continue };
            let everywhere = |wanted: bool| {
                let mut of = truths.iter().filter(|(truth, _)| *truth == Some(wanted)).map(|(_, refined)| refined);
                let first =
                    of.next().map(|refined| refined.iter().filter(|one| one.place.id == place.id).collect::<Vec<_>>());
                let mut common = first.unwrap_or_default();
                for refined in of {
                    common.retain(|one| refined.contains(one));
                }
                common.first().map(|one| one.cleared).unwrap_or_default()
            };
            let (if_true, if_false) = (everywhere(true), everywhere(false));
            if !if_true.is_nothing() || !if_false.is_nothing() {
                out.push((Self::param_index(at), if_true, if_false));
            }
        }
        out
    }

    /// What holds of the parameters of `func` where it returns.
    pub(crate) fn param_asserts(&self, func: FuncId, exit: &super::state::State) -> Vec<(u8, Cleared)> {
        let mut out = Vec::new();
        for (at, param) in self.tree.function(func).params.iter().enumerate() {
            if let Some(place) = super::guard::place(self.tree, param.target) {
                let known = exit.refined.iter().filter(|refined| refined.place.id == place.id);
                out.extend(known.map(|refined| (Self::param_index(at), refined.cleared)));
            }
        }
        out
    }

    fn instantiate_guards(&mut self, summary: &Summary, binding: &Binding<'_>, returned: ValueId) -> ValueId {
        if summary.guards.is_empty() {
            return returned;
        }
        let mut guard = Guard::new();
        for &(index, if_true, if_false) in &summary.guards {
            if let Some(arg) = self.argument(binding, index)
                && let Some(place) = super::guard::place(self.tree, arg.node)
            {
                guard.push(Fact { place, if_true, if_false });
            }
        }
        let mut value = self.value(returned).clone();
        self.guards.push(guard);
        value.guard = self.guards.len() as u32;
        value.konst = Konst::No;
        self.new_value(value)
    }
}
