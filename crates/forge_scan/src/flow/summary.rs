//! Summaries: what a call of a function does, in terms of its parameters, and how a call instantiates it.

use super::call::{Arg, Args};
use super::state::Returned;
use super::value::{
    Callable, Cleared, Doubt, EnvId, Fact, Guard, Key, Konst, MAX_PATH, ObjId, Object, Origin, Place, REPLY, THIS,
    Taint, Taints, UNKNOWN, Value, ValueId, Way, add_taint,
};
use super::{Flow, Trace};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{FuncId, FunctionKind, NodeId, NodeKind, ParamKind, VarId};
use smallvec::SmallVec;
use std::rc::Rc;

/// How many values are made what they are in a call in the time of one evaluation.
const INSTANTIATIONS_PER_FUEL: u64 = 8;

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

/// What a summary speaks of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FactAt {
    /// A part of a parameter.
    Param(u8, Way),
    /// A place outside the function.
    Outside(Place),
}

/// What the truth of a function's result says of one place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TruthFact {
    pub(crate) at: FactAt,
    pub(crate) if_true: Cleared,
    pub(crate) if_false: Cleared,
}

/// What a call of a function does.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    pub(crate) returned: ValueId,
    /// Its variables when it ended, where functions inside it may keep them.
    pub(crate) vars: Vec<ValueId>,
    /// Objects that were made while it ran.
    pub(crate) objects: std::ops::Range<u32>,
    pub(crate) sinks: Vec<SummarySink>,
    pub(crate) effects: Vec<Effect>,
    /// Facts that it sets of its parameters and of the response.
    pub(crate) facts: Vec<(u8, u32, ValueId)>,
    /// What its truth says.
    pub(crate) guards: Vec<TruthFact>,
    /// What holds once it has returned: it throws otherwise.
    pub(crate) asserts: Vec<(FactAt, Cleared)>,
    /// Callbacks that it calls.
    pub(crate) calls: Vec<ParamCall>,
    /// Exceptions that leave it.
    pub(crate) thrown: Vec<ValueId>,
    pub(crate) never_returns: bool,
}

/// Most calls whose summaries are instantiated inside one another.
const MAX_CALLS: u32 = 24;
/// Most calls of parameters that a summary keeps.
const MAX_PARAM_CALLS: usize = 16;

/// How a call's arguments meet a function's parameters.
pub(crate) struct Binding<'c> {
    pub(crate) func: FuncId,
    pub(crate) this: ValueId,
    pub(crate) args: &'c Args,
    pub(crate) call: NodeId,
    pub(crate) summary: Rc<Summary>,
    /// The variables of the call in which the function was made.
    pub(crate) outer: Option<EnvId>,
    /// Those of this call, once a function that was made in it is found.
    pub(crate) env: Option<EnvId>,
    /// What has become of values and objects of the function in this call.
    pub(crate) known: Instances,
}

/// Values and objects of a function, and what they are in one call of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Instances {
    values: Vec<(ValueId, ValueId)>,
    objects: Vec<(ObjId, ObjId)>,
    pub(super) envs: Vec<(EnvId, EnvId)>,
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
            self.note_descent(func, args);
            // Recursion: what goes in may come out.
            let values: Vec<ValueId> = args.all().map(|arg| arg.value).collect();
            let joined = self.union_of(&values);
            let mut value = self.value(joined).clone();
            for taint in &mut value.taints {
                taint.doubt = taint.doubt.and(Doubt::GUESS);
            }
            return self.new_value(value);
        };
        if let Some(returned) = self.rerun(func, this, args, call, &summary) {
            return returned;
        }
        let outer = self.env_around(func);
        let known = Instances::default();
        let mut binding = Binding { func, this, args, call, summary: Rc::clone(&summary), outer, env: None, known };
        for sink in &summary.sinks {
            self.instantiate_sink(sink, &binding);
        }
        for effect in &summary.effects {
            self.instantiate_effect(effect, &mut binding);
        }
        for &(index, fact, value) in &summary.facts {
            let value = self.instantiate(value, &mut binding, 1);
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
            self.instantiate_call(call, &mut binding);
        }
        for &thrown in &summary.thrown {
            let thrown = self.instantiate(thrown, &mut binding, 2);
            self.raise(thrown);
        }
        if summary.never_returns {
            self.state.dead = true;
            return UNKNOWN;
        }
        let returned = self.instantiate(summary.returned, &mut binding, 3);
        if let Some(env) = binding.env {
            self.keep_instances(env, std::mem::take(&mut binding.known));
        }
        self.instantiate_asserts(&summary, &binding);
        self.instantiate_guards(&summary, &binding, returned)
    }

    /// Runs a callback that the function calls, with what it gives it.
    fn instantiate_call(&mut self, call: &ParamCall, binding: &mut Binding<'_>) {
        let Some(arg) = self.argument(binding, call.index) else { return };
        let function = self.part(arg, &call.path);
        let mut values: Vec<ValueId> = Vec::with_capacity(call.arguments.len());
        for &value in &call.arguments {
            values.push(self.instantiate(value, binding, 2));
        }
        self.invoke(function, &values, binding.call);
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
    pub(crate) fn argument(&mut self, binding: &Binding<'_>, index: u8) -> Option<Arg> {
        let function = self.tree.function(binding.func);
        if index == THIS || (index == 0 && function.receiver) {
            return Some(Arg { node: binding.call, value: binding.this });
        }
        let param = *function.params.get(index as usize)?;
        let position = index as usize - usize::from(function.receiver);
        if param.kind == ParamKind::Rest {
            let given = binding.args.positional.get(position..).unwrap_or_default();
            let values: Vec<ValueId> = given.iter().map(|arg| arg.value).collect();
            let node = given.first().copied().or(binding.args.rest).map_or(binding.call, |arg| arg.node);
            let mut value = self.list_of(&values);
            if let (Some(more), Some(id)) = (binding.args.rest, self.value(value).object) {
                self.change_object(id, |object| (object.any, object.length) = (Some(more.value), None));
                value = self.without_content(value);
            }
            return Some(Arg { node, value });
        }
        if param.kind == ParamKind::KeywordRest {
            let value = self.remaining_named(binding);
            return Some(Arg { node: binding.call, value });
        }
        let by_name = param.name.and_then(|name| binding.args.named(name));
        let plain = param.kind == ParamKind::Plain;
        let by_position = if plain { binding.args.positional.get(position).copied() } else { None };
        let given = by_name.or(by_position).or_else(|| self.spread_argument(binding, &param));
        // What is not given is the default, where that is not the program's own.
        given.or_else(|| {
            let value = *self.defaults.get(&(binding.func, index))?;
            Some(Arg { node: param.default?, value })
        })
    }

    /// The named arguments that no parameter takes, as the mapping that a function gets of them.
    fn remaining_named(&mut self, binding: &Binding<'_>) -> ValueId {
        let params = &self.tree.function(binding.func).params;
        let mut object = Object::default();
        for &(name, arg) in &binding.args.named {
            if !params.iter().any(|param| param.name == Some(name) && param.kind != ParamKind::KeywordRest) {
                object.set(Key::Name(name), arg.value);
            }
        }
        let mut taints = super::value::Taints::new();
        if let Some(rest) = binding.args.named_rest {
            object.rest = Some(rest.value);
            taints.clone_from(&self.value(rest.value).taints);
        }
        let object = Some(self.new_object(object));
        let ty = self.known.object;
        self.new_value(Value { taints, ty, object, ..Value::default() })
    }

    /// What a spread sequence or mapping may give a parameter.
    fn spread_argument(&mut self, binding: &Binding<'_>, param: &forge_syntax::tree::Param) -> Option<Arg> {
        let by_position = binding.args.rest.filter(|_| param.kind == ParamKind::Plain);
        let by_name = binding.args.named_rest.map(|rest| match param.name {
            Some(name) => Arg { node: rest.node, value: self.derived(rest.value, Key::Name(name)) },
            None => rest,
        });
        match (by_position, by_name) {
            (Some(one), Some(other)) => Some(Arg { node: one.node, value: self.join(one.value, other.value) }),
            (one, other) => one.or(other),
        }
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
                Key::End(back) => match self.length_of(value).and_then(|length| length.checked_sub(back)) {
                    Some(at) => self.read_key(arg.node, value, Key::At(at)),
                    None => self.element_of(value),
                },
            };
        }
        value
    }

    fn instantiate_sink(&mut self, sink: &SummarySink, binding: &Binding<'_>) {
        let Some(arg) = self.argument(binding, sink.index) else { return };
        let mut value = self.part(arg, &sink.path);
        if matches!(sink.kind, FlowKind::Html | FlowKind::Log | FlowKind::Header) {
            value = self.as_text(arg.node, value);
        }
        for taint in self.string_taints(value) {
            let taint = self.through_call(taint, &sink.taint, arg.node);
            if taint.kinds.has(sink.kind) && !super::strings::blocked(taint.removed).has(sink.kind) {
                self.reached(sink.kind, taint, sink.place, sink.sink, Doubt::NONE);
            }
        }
    }

    /// `outer` as it is after it went through what `inner` went through inside a call.
    fn through_call(&mut self, outer: Taint, inner: &Taint, argument: NodeId) -> Taint {
        let removed = outer.removed.through(inner.removed);
        let outer = if inner.is_page() { outer } else { outer.as_text() };
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

    fn instantiate_effect(&mut self, effect: &Effect, binding: &mut Binding<'_>) {
        let Some(arg) = self.argument(binding, effect.index) else { return };
        let stored = self.instantiate(effect.value, binding, 2);
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
            // A mapping that the function was given was merged into it.
            Key::Each => self.merge_into(arg, Arg { node: arg.node, value: stored }),
            key => {
                let stored = self.changed_in_place(effect, arg.value, stored, binding);
                self.set_field(arg.node, arg.value, key, stored);
            }
        }
    }

    /// What a field holds whose object the function changed rather than replaced: what it held before is still there.
    fn changed_in_place(&mut self, effect: &Effect, of: ValueId, stored: ValueId, binding: &Binding<'_>) -> ValueId {
        let same = |origin: &Origin| match origin {
            Origin::Param { func, index, path } => {
                *func == binding.func && *index == effect.index && path.as_slice() == [effect.key]
            }
            Origin::Source { .. } => false,
        };
        let value = self.value(effect.value);
        let changed = value.taints.iter().any(|taint| same(&self.origins[taint.origin.0 as usize]));
        let object = |value: ValueId| self.value(value).object.map(|object| self.object(object));
        let before = object(of).and_then(|object| object.field(effect.key)).and_then(object);
        let (Some(before), Some(after)) = (before.filter(|_| changed && !self.python), object(stored)) else {
            return stored;
        };
        let mut merged = (*before).clone();
        merged.written = true;
        merged.length = None;
        for &(key, value) in &after.fields {
            merged.set(key, value);
        }
        let either = |flow: &mut Self, a: Option<ValueId>, b: Option<ValueId>| match (a, b) {
            (Some(a), Some(b)) if a != b => Some(flow.join(a, b)),
            (a, b) => a.or(b),
        };
        merged.any = either(self, before.any, after.any);
        merged.keys = either(self, before.keys, after.keys);
        merged.rest = either(self, before.rest, after.rest);
        let merged = self.new_object(merged);
        let copy = Value { object: Some(merged), ..self.value(stored).clone() };
        self.new_value(copy)
    }

    /// The function that a value is in this call which is one of several, one of them a parameter as it is: a list of
    /// handlers that another one was added to.
    fn function_given(&mut self, value: &Value, binding: &Binding<'_>) -> Callable {
        for taint in value.taints.iter().filter(|taint| taint.doubt == Doubt::NONE && taint.kinds == KindSet::ALL) {
            let Origin::Param { func, index, path } = &self.origins[taint.origin.0 as usize] else { continue };
            let (func, index) = (*func, *index);
            if !path.is_empty() || self.python {
                continue;
            }
            let callable = self.argument_of(binding, func, index).map(|arg| self.value(arg.value).callable);
            if let Some(callable @ (Callable::Func(_) | Callable::Closure(..))) = callable {
                return callable;
            }
        }
        Callable::No
    }

    /// A value of the function as the call sees it: parameters replaced by arguments.
    pub(crate) fn instantiate(&mut self, id: ValueId, binding: &mut Binding<'_>, depth: u32) -> ValueId {
        if let Some(&(_, done)) = binding.known.values.iter().find(|(known, _)| *known == id) {
            return done;
        }
        self.instantiated += 1;
        let spends = self.instantiated.is_multiple_of(INSTANTIATIONS_PER_FUEL);
        if self.fuel == 0 || (spends && !self.spend()) {
            return UNKNOWN;
        }
        let value = self.value(id).clone();
        if let Some((func, index)) = value.param
            && let Some(arg) = self.argument_of(binding, func, index)
        {
            return self.passed(arg.value, binding.call);
        }
        let given = if value.callable == Callable::No { self.function_given(&value, binding) } else { Callable::No };
        let mut taints = Taints::new();
        for taint in value.taints {
            self.instantiate_taint(taint, binding, &mut taints);
        }
        let object = match value.object {
            Some(object) if depth > 0 && binding.summary.objects.contains(&object.0) => {
                Some(self.instantiate_object(object, binding, depth))
            }
            other => other,
        };
        let callable = match value.callable {
            Callable::Method(func, this) if depth > 0 => {
                Callable::Method(func, self.instantiate(this, binding, depth - 1))
            }
            Callable::Func(func) if self.is_inside(func, binding.func) => {
                Callable::Closure(func, self.env_of_call(binding))
            }
            Callable::Closure(func, env) => Callable::Closure(func, self.env_in_call(env, binding)),
            Callable::Bound(bound) if depth > 0 => self.bound_in_call(bound, binding, depth - 1),
            Callable::Choice(choice) => self.choice_in_call(choice, binding, depth),
            Callable::Class(class) => {
                let func = binding.func;
                self.extend_argument(class, func, |flow, index| {
                    flow.argument(binding, index).map_or(UNKNOWN, |arg| arg.value)
                });
                value.callable
            }
            Callable::No => given,
            other => other,
        };
        let new = self.new_value(Value { taints, object, callable, guard: 0, param: None, ..value });
        binding.known.values.push((id, new));
        new
    }

    fn instantiate_object(&mut self, object: ObjId, binding: &mut Binding<'_>, depth: u32) -> ObjId {
        if let Some(&(_, done)) = binding.known.objects.iter().find(|(known, _)| *known == object) {
            return done;
        }
        let new = self.new_object(Object::default());
        binding.known.objects.push((object, new));
        let original = self.object(object);
        let mut copy: Object = (*original).clone();
        copy.written = false;
        for (_, field) in &mut copy.fields {
            *field = self.instantiate(*field, binding, depth - 1);
        }
        copy.any = copy.any.map(|any| self.instantiate(any, binding, depth - 1));
        copy.rest = copy.rest.map(|rest| self.instantiate(rest, binding, depth - 1));
        copy.keys = copy.keys.map(|keys| self.instantiate(keys, binding, depth - 1));
        if let (Some(before), Some(after)) = (original.rest, copy.rest)
            && self.value(before).param.is_some()
        {
            self.merge_fields(&mut copy, after);
        }
        self.change_object(new, |object| *object = copy);
        new
    }

    fn is_named_rest(&self, func: FuncId, index: u8) -> bool {
        let param = self.tree.function(func).params.get(index as usize);
        param.is_some_and(|param| param.kind == ParamKind::KeywordRest)
    }

    /// A mapping that a parameter was merged into has the entries that the argument has.
    fn merge_fields(&self, into: &mut Object, from: ValueId) {
        let Some(held) = self.value(from).object.map(|object| self.object(object)) else { return };
        for &(key, value) in held.fields.iter().filter(|_| !held.sequence) {
            if into.field(key).is_none() {
                into.set(key, value);
            }
        }
    }

    fn instantiate_taint(&mut self, taint: Taint, binding: &Binding<'_>, out: &mut Taints) {
        if let Origin::Param { func, index, path } = self.origins[taint.origin.0 as usize].clone()
            && (func == binding.func || self.env_with(binding.outer, func).is_some())
        {
            let Some(arg) = self.argument_of(binding, func, index) else { return };
            let part = self.part(arg, &path);
            // A mapping of all named arguments that was made part of something else.
            let all = path.is_empty() && self.is_named_rest(func, index);
            let outers = if all { self.deep_taints(part, 1) } else { self.string_taints(part) };
            for outer in outers {
                let mut through = self.through_call(outer, &taint, arg.node);
                through.trace = self.step(binding.call, through.trace);
                add_taint(out, through);
            }
            return;
        }
        add_taint(out, taint);
    }

    /// What the truth of what `func` returns says: whatever is known wherever it may return that.
    pub(crate) fn truth_facts(&self, func: FuncId, returns: &[Returned]) -> Vec<TruthFact> {
        let mut out: Vec<TruthFact> = Vec::new();
        for wanted in [true, false] {
            for (place, cleared) in facts_when(returns, wanted) {
                let Some(at) = self.fact_at(func, place) else { continue };
                let known = match out.iter_mut().find(|fact| fact.at == at) {
                    Some(known) => known,
                    None => {
                        out.push(TruthFact { at, if_true: Cleared::default(), if_false: Cleared::default() });
                        let Some(last) = out.last_mut() else { continue };
                        last
                    }
                };
                if wanted { known.if_true = cleared } else { known.if_false = cleared }
            }
        }
        out
    }

    /// How the callers of `func` name a place of its own; `None` where they cannot.
    fn fact_at(&self, func: FuncId, place: Place) -> Option<FactAt> {
        let function = self.tree.function(func);
        if place.root == super::guard::this_root() {
            let own = function.kind != FunctionKind::Arrow || function.class.is_some();
            return Some(if own { FactAt::Param(THIS, place.way) } else { FactAt::Outside(place) });
        }
        for (at, param) in function.params.iter().enumerate() {
            if super::guard::place(self.tree, param.target).is_some_and(|root| root.root == place.root) {
                return Some(FactAt::Param(Self::param_index(at), place.way));
            }
        }
        let own = (function.first_var..function.first_var + function.var_count)
            .any(|var| super::guard::var_root(VarId(var)) == place.root);
        (!own).then_some(FactAt::Outside(place))
    }

    /// What holds where `func` returns.
    pub(crate) fn return_facts(&self, func: FuncId, exit: &super::state::State) -> Vec<(FactAt, Cleared)> {
        let known = exit.refined.iter();
        known.filter_map(|refined| Some((self.fact_at(func, refined.place)?, refined.cleared))).collect()
    }

    /// What holds once the function has returned.
    pub(crate) fn instantiate_asserts(&mut self, summary: &Summary, binding: &Binding<'_>) {
        for &(at, cleared) in &summary.asserts {
            if let (Some(true), FactAt::Param(index, Way::NONE)) = (cleared.is, at)
                && let Some(arg) = self.argument(binding, index)
            {
                // It throws unless what it is given is true.
                self.hold(arg.value);
            }
            if let Some(place) = self.place_at(binding, at) {
                self.state.refined.add(place, cleared);
            }
        }
    }

    /// What holds whatever `func` returns.
    pub(crate) fn facts_always(&self, func: FuncId, returns: &[Returned]) -> Vec<(FactAt, Cleared)> {
        let plain: Vec<Returned> = returns
            .iter()
            .map(|one| Returned { truth: None, guard: Guard::new(), refined: one.refined.clone() })
            .collect();
        let known = facts_when(&plain, true).into_iter();
        known.filter_map(|(place, cleared)| Some((self.fact_at(func, place)?, cleared))).collect()
    }

    /// The place of the caller that a summary speaks of.
    fn place_at(&mut self, binding: &Binding<'_>, at: FactAt) -> Option<Place> {
        let (index, way) = match at {
            FactAt::Outside(place) => return Some(place),
            FactAt::Param(index, way) => (index, way),
        };
        let arg = self.argument(binding, index)?;
        let mut node = arg.node;
        if node == binding.call
            && let NodeKind::Call { callee, .. } = self.tree.kind(node)
            && let NodeKind::Member { object, .. } = self.tree.kind(callee)
        {
            node = object;
        }
        Some(super::guard::place(self.tree, node)?.inside(way))
    }

    pub(crate) fn instantiate_guards(
        &mut self,
        summary: &Summary,
        binding: &Binding<'_>,
        returned: ValueId,
    ) -> ValueId {
        if summary.guards.is_empty() {
            return returned;
        }
        let mut guard = Guard::new();
        for fact in &summary.guards {
            if let (Some(true), FactAt::Param(index, Way::NONE)) = (fact.if_true.is, fact.at)
                && let Some(arg) = self.argument(binding, index)
            {
                let said = self.guard_of(arg.value);
                guard.extend(said.into_iter().map(|said| Fact { if_false: Cleared::default(), ..said }));
            }
            if let Some(place) = self.place_at(binding, fact.at) {
                guard.push(Fact { place, if_true: fact.if_true, if_false: fact.if_false });
            } else if let FactAt::Param(index, Way::NONE) = fact.at
                && let Some(arg) = self.argument(binding, index)
            {
                // `isLocal(String(to))` speaks of `to`.
                let said = self.guard_value(arg.node, fact.if_true, fact.if_false);
                guard.extend(self.guard_of(said));
            }
        }
        let mut value = self.value(returned).clone();
        value.guard = self.new_guard(guard);
        if matches!(value.konst, Konst::Bool(_)) {
            value.konst = Konst::No;
        }
        self.new_value(value)
    }
}

/// What is known of places wherever a function may return what is `wanted`.
fn facts_when(returns: &[Returned], wanted: bool) -> Vec<(Place, Cleared)> {
    let mut out: Option<Vec<(Place, Cleared)>> = None;
    for returned in returns.iter().filter(|returned| returned.truth != Some(!wanted)) {
        let mut known: Vec<(Place, Cleared)> = Vec::new();
        let said = returned.guard.iter().map(|fact| (fact.place, if wanted { fact.if_true } else { fact.if_false }));
        for (place, cleared) in returned.refined.iter().map(|refined| (refined.place, refined.cleared)).chain(said) {
            match known.iter_mut().find(|(other, _)| other.id == place.id) {
                Some((_, all)) => *all = all.and(cleared),
                None => known.push((place, cleared)),
            }
        }
        let both = match out {
            None => known,
            Some(before) => before
                .into_iter()
                .filter_map(|(place, cleared)| {
                    let (_, other) = known.iter().find(|(other, _)| other.id == place.id)?;
                    Some((place, cleared.both(*other)))
                })
                .collect(),
        };
        out = Some(both);
    }
    let mut out = out.unwrap_or_default();
    out.retain(|(_, cleared)| !cleared.is_nothing());
    out
}
