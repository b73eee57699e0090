//! Functions as values: closures with the variables of the call that made them, bound arguments, one of several.

use super::Flow;
use super::Progress;
use super::call::{Arg, Args, CallSite};
use super::state::State;
use super::summary::{Binding, Instances, Summary};
use super::value::{Callable, EnvId, Key, Konst, Object, Origin, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_syntax::tree::{FuncId, FunctionKind, MODULE, NodeId, ParamKind, Sym};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::rc::Rc;

/// The variables of a call that has ended.
#[derive(Debug, Clone)]
pub(crate) struct Env {
    func: FuncId,
    this: ValueId,
    args: Rc<Args>,
    call: NodeId,
    summary: Rc<Summary>,
    outer: Option<EnvId>,
    known: Instances,
    /// Variables as far as something has read or written them since.
    vars: FxHashMap<usize, ValueId>,
}

/// A function with its first arguments.
#[derive(Debug, Clone)]
pub(crate) struct BoundCall {
    target: ValueId,
    this: ValueId,
    args: SmallVec<[Arg; 2]>,
    named: SmallVec<[(Sym, Arg); 1]>,
}

/// How often a function runs for one call rather than once for all.
pub(crate) const MAX_RERUNS: u8 = 16;
/// Most functions that one value may be.
const MAX_CHOICE: usize = 8;
/// How deep functions are looked for in what a call returns.
const MAX_CLOSED: u32 = 2;

impl Flow<'_> {
    // ---- variables of calls that have ended

    /// Whether `func` is written inside `outer`.
    pub(crate) fn is_inside(&self, func: FuncId, outer: FuncId) -> bool {
        let mut at = func;
        while at != MODULE {
            at = self.tree.function(at).parent;
            if at == outer && outer != MODULE {
                return true;
            }
        }
        false
    }

    /// The one of `env` and those around it that holds the variables of `owner`.
    pub(crate) fn env_with(&self, env: Option<EnvId>, owner: FuncId) -> Option<EnvId> {
        let mut at = env;
        while let Some(id) = at {
            let env = &self.envs[id.0 as usize];
            if env.func == owner {
                return Some(id);
            }
            at = env.outer;
        }
        None
    }

    /// The variables of `owner` as the function that runs sees them, where they are those of a call that has ended.
    pub(crate) fn env_of(&self, owner: FuncId) -> Option<EnvId> {
        self.env_with(self.frames.last()?.env, owner)
    }

    /// The variables around `func` where the code that runs now calls it by its name.
    pub(crate) fn env_around(&self, func: FuncId) -> Option<EnvId> {
        let parent = self.tree.function(func).parent;
        if parent == MODULE || self.envs.is_empty() {
            return None;
        }
        for frame in self.frames.iter().rev() {
            if frame.func == parent {
                return frame.env;
            }
            if let Some(env) = self.env_with(frame.env, parent) {
                return Some(env);
            }
        }
        None
    }

    /// The receiver of a call that has ended.
    pub(crate) fn this_of(&self, env: EnvId) -> ValueId {
        self.envs[env.0 as usize].this
    }

    /// A variable of a call that has ended.
    pub(crate) fn captured(&mut self, env: EnvId, at: usize) -> ValueId {
        let held = &self.envs[env.0 as usize];
        if let Some(&value) = held.vars.get(&at) {
            return value;
        }
        let Some(&symbolic) = held.summary.vars.get(at) else { return UNKNOWN };
        let value = self.with_binding(env, |flow, binding| flow.instantiate(symbolic, binding, 3));
        self.set_captured(env, at, value);
        value
    }

    pub(crate) fn set_captured(&mut self, env: EnvId, at: usize, value: ValueId) {
        self.envs[env.0 as usize].vars.insert(at, value);
    }

    fn with_binding<R>(&mut self, env: EnvId, then: impl FnOnce(&mut Self, &mut Binding<'_>) -> R) -> R {
        let held = &mut self.envs[env.0 as usize];
        let args = Rc::clone(&held.args);
        let known = std::mem::take(&mut held.known);
        let (func, this, call, outer) = (held.func, held.this, held.call, held.outer);
        let summary = Rc::clone(&held.summary);
        let mut binding = Binding { func, this, args: &args, call, summary, outer, env: Some(env), known };
        let result = then(self, &mut binding);
        self.envs[env.0 as usize].known = binding.known;
        result
    }

    /// Notes what the values of a call's function are in that call.
    pub(crate) fn keep_instances(&mut self, env: EnvId, known: Instances) {
        self.envs[env.0 as usize].known = known;
    }

    /// The argument that a parameter of `func` got: in this call, or in one around it.
    pub(crate) fn argument_of(&mut self, binding: &Binding<'_>, func: FuncId, index: u8) -> Option<Arg> {
        if func == binding.func {
            return self.argument(binding, index);
        }
        let env = self.env_with(binding.outer, func)?;
        self.with_binding(env, |flow, binding| flow.argument(binding, index))
    }

    fn new_env(&mut self, env: Env) -> EnvId {
        self.envs.push(env);
        EnvId(self.envs.len() as u32 - 1)
    }

    /// The variables of the call `binding`, for a function that was made in it.
    pub(crate) fn env_of_call(&mut self, binding: &mut Binding<'_>) -> EnvId {
        if let Some(env) = binding.env {
            return env;
        }
        let env = self.new_env(Env {
            func: binding.func,
            this: binding.this,
            args: Rc::new(binding.args.clone()),
            call: binding.call,
            summary: Rc::clone(&binding.summary),
            outer: binding.outer,
            known: Instances::default(),
            vars: FxHashMap::default(),
        });
        binding.env = Some(env);
        env
    }

    /// The variables `env`, which the function of the call `binding` saw, as that call has them.
    pub(crate) fn env_in_call(&mut self, env: EnvId, binding: &mut Binding<'_>) -> EnvId {
        if Some(env) == binding.env || self.env_with(binding.outer, self.envs[env.0 as usize].func) == Some(env) {
            return env;
        }
        if let Some(&(_, done)) = binding.known.envs.iter().find(|(known, _)| *known == env) {
            return done;
        }
        if !self.enter() {
            return env;
        }
        let held = self.envs[env.0 as usize].clone();
        // A function may be among the variables that it keeps.
        let new = self.new_env(Env { known: Instances::default(), vars: FxHashMap::default(), ..held.clone() });
        binding.known.envs.push((env, new));
        let mut args = (*held.args).clone();
        for arg in args.positional.iter_mut().chain(&mut args.rest) {
            arg.value = self.instantiate(arg.value, binding, 2);
        }
        for (_, arg) in &mut args.named {
            arg.value = self.instantiate(arg.value, binding, 2);
        }
        let this = self.instantiate(held.this, binding, 2);
        let mut assigned: Vec<(usize, ValueId)> = held.vars.iter().map(|(&at, &value)| (at, value)).collect();
        assigned.sort_unstable();
        let mut vars = FxHashMap::default();
        for (at, value) in assigned {
            vars.insert(at, self.instantiate(value, binding, 2));
        }
        let outer = match held.outer {
            Some(outer) => Some(self.env_in_call(outer, binding)),
            None if self.is_inside(held.func, binding.func) => Some(self.env_of_call(binding)),
            None => None,
        };
        let made = &mut self.envs[new.0 as usize];
        (made.this, made.args, made.outer) = (this, Rc::new(args), outer);
        made.vars.extend(vars);
        self.depth -= 1;
        new
    }

    /// What a run of `func` returned: functions made inside it keep its variables.
    pub(crate) fn close_over(&mut self, value: ValueId, func: FuncId, outer: Option<EnvId>, exit: &State) -> ValueId {
        if self.children[func.0 as usize].is_empty() || value == UNKNOWN {
            return value;
        }
        let mut env = None;
        self.closed(value, func, outer, exit, &mut env, MAX_CLOSED)
    }

    fn closed(
        &mut self,
        value: ValueId,
        func: FuncId,
        outer: Option<EnvId>,
        exit: &State,
        env: &mut Option<EnvId>,
        depth: u32,
    ) -> ValueId {
        let found = self.value(value).clone();
        if let Callable::Func(inner) = found.callable
            && self.is_inside(inner, func)
        {
            let env = *env.get_or_insert_with(|| {
                let vars = exit.vars.iter().copied().enumerate().collect();
                let this = UNKNOWN;
                let (args, summary) = (Rc::default(), Rc::default());
                self.envs.push(Env {
                    func,
                    this,
                    args,
                    call: NodeId(0),
                    summary,
                    outer,
                    known: Instances::default(),
                    vars,
                });
                EnvId(self.envs.len() as u32 - 1)
            });
            return self.new_value(Value { callable: Callable::Closure(inner, env), ..found });
        }
        if let (Some(id), true) = (found.object, depth > 0) {
            let object = self.object(id);
            for &(key, field) in &object.fields {
                let closed = self.closed(field, func, outer, exit, env, depth - 1);
                if closed != field {
                    self.change_object(id, |object| object.set(key, closed));
                }
            }
        }
        value
    }

    /// Functions inside `func` are analysed again when they are called.
    pub(crate) fn forget_inner(&mut self, func: FuncId) {
        for at in 0..self.children[func.0 as usize].len() {
            let child = self.children[func.0 as usize][at];
            if matches!(self.progress[child.0 as usize], Progress::Done(_)) {
                self.progress[child.0 as usize] = Progress::NotYet;
                self.forget_inner(child);
            }
        }
    }

    // ---- calls

    /// Calls a closure: it runs with the variables that it keeps.
    pub(crate) fn call_closure(&mut self, func: FuncId, env: EnvId, site: &CallSite<'_>) -> ValueId {
        let this = site.receiver.map_or(UNKNOWN, |receiver| receiver.value);
        let values = self.values_for(func, this, site.args);
        match self.run_certainly(func, this, Some(env), &values, Vec::new()) {
            Some(returned) => self.with_last_facts(func, this, site.args, site.id, returned),
            None => {
                let values: Vec<ValueId> = site.args.all().map(|arg| arg.value).collect();
                self.union_of(&values)
            }
        }
    }

    /// What the truth of a function that has just run for this call says, and what holds now that it has returned.
    fn with_last_facts(
        &mut self,
        func: FuncId,
        this: ValueId,
        args: &Args,
        call: NodeId,
        returned: ValueId,
    ) -> ValueId {
        let Some((_, returns)) = self.last_returns.take().filter(|(ran, _)| *ran == func) else { return returned };
        let guards = self.truth_facts(func, &returns);
        let asserts = self.facts_always(func, &returns);
        if guards.is_empty() && asserts.is_empty() {
            return returned;
        }
        let summary = Rc::new(Summary { guards, asserts, ..Summary::default() });
        let (outer, env, known) = (None, None, Instances::default());
        let binding = Binding { func, this, args, call, summary: Rc::clone(&summary), outer, env, known };
        self.instantiate_asserts(&summary, &binding);
        self.instantiate_guards(&summary, &binding, returned)
    }

    /// Runs a function for one call where what it does to its arguments says more than what it does to any: it puts
    /// a source where it outlives it, calls a function that it is given, or decides by a constant. `None` where it
    /// need not, or has run too often.
    pub(crate) fn rerun(
        &mut self,
        func: FuncId,
        this: ValueId,
        args: &Args,
        call: NodeId,
        summary: &Summary,
    ) -> Option<ValueId> {
        let worth = self.puts_source(func, args)
            || (!summary.calls.is_empty() && args.all().any(|arg| self.value(arg.value).callable != Callable::No))
            || self.is_decided(func, args)
            || self.calls_own(this, summary);
        if !worth || self.reruns[func.0 as usize] >= MAX_RERUNS {
            return None;
        }
        self.reruns[func.0 as usize] += 1;
        let values = self.values_for(func, this, args);
        let returned = self.run_certainly(func, this, None, &values, Vec::new())?;
        Some(self.with_last_facts(func, this, args, call, returned))
    }

    /// Whether the function calls what its receiver holds, which is known here: the other methods of an object.
    fn calls_own(&self, this: ValueId, summary: &Summary) -> bool {
        let held =
            |value: ValueId, key: Key| self.value(value).object.and_then(|object| self.object(object).field(key));
        !self.python
            && self.value(this).object.is_some()
            && summary.calls.iter().filter(|call| call.index == super::value::THIS).any(|call| {
                let function = call.path.iter().try_fold(this, |value, &key| held(value, key));
                function.is_some_and(|function| self.value(function).callable != Callable::No)
            })
    }

    /// Whether a function that puts what it is given where it outlives it is given a source.
    fn puts_source(&mut self, func: FuncId, args: &Args) -> bool {
        if !self.stateful.contains(&func) {
            return false;
        }
        let mut from_source = false;
        for arg in args.all() {
            from_source |= self.value(arg.value).callable != Callable::No;
            for taint in self.deep_taints(arg.value, 1) {
                match self.origins[taint.origin.0 as usize] {
                    Origin::Source { .. } => from_source = true,
                    // Whoever calls it with a parameter of its own is one, too.
                    Origin::Param { func, .. } => {
                        self.stateful.insert(func);
                    }
                }
            }
        }
        from_source
    }

    /// Whether a constant that decides what the function does is given.
    fn is_decided(&self, func: FuncId, args: &Args) -> bool {
        let skip = usize::from(self.tree.function(func).receiver);
        !self.deciding.is_empty()
            && args.positional.iter().enumerate().any(|(at, arg)| {
                let index = Self::param_index(at + skip);
                match self.value(arg.value).konst {
                    Konst::Bool(_) => [true, false].iter().any(|&how| self.deciding.contains(&(func, index, how))),
                    Konst::Str(_) | Konst::Num(_) => self.deciding.contains(&(func, index, true)),
                    _ => false,
                }
            })
    }

    /// Notes that a parameter's truth is looked at, or that it is compared with a constant.
    pub(crate) fn note_decision(&mut self, value: &Value, compared: bool) {
        self.deciding.extend(value.param.map(|(func, index)| (func, index, compared)));
    }

    /// What the parameters of `func` get, in their order; a rest parameter's arguments are at the end.
    fn values_for(&mut self, func: FuncId, this: ValueId, args: &Args) -> Vec<ValueId> {
        let function = self.tree.function(func);
        let kinds: Vec<ParamKind> = function.params.iter().map(|param| param.kind).collect();
        let skip = usize::from(function.receiver);
        let binding = Binding {
            func,
            this,
            args,
            call: NodeId(0),
            summary: Rc::default(),
            outer: None,
            env: None,
            known: Instances::default(),
        };
        let mut values = Vec::with_capacity(kinds.len());
        for (at, kind) in kinds.into_iter().enumerate() {
            if kind == ParamKind::Rest {
                let given = args.positional.iter().skip(at.saturating_sub(skip)).copied().chain(args.rest);
                values.extend(given.map(|arg| arg.value));
            } else {
                values.push(self.argument(&binding, Self::param_index(at)).map_or(UNKNOWN, |arg| arg.value));
            }
        }
        values
    }

    /// Runs whatever a value is with these arguments. It may run or not.
    pub(crate) fn invoke(&mut self, function: ValueId, values: &[ValueId], node: NodeId) -> ValueId {
        match self.value(function).callable {
            Callable::Func(func) => self.run_concrete(func, UNKNOWN, values, Vec::new()),
            Callable::Method(func, this) => {
                let skip = usize::from(self.tree.function(func).receiver);
                let with_this: Vec<ValueId> = std::iter::repeat_n(this, skip).chain(values.iter().copied()).collect();
                self.run_concrete(func, this, &with_this, Vec::new())
            }
            Callable::Closure(func, env) => self.run_in(func, UNKNOWN, Some(env), values, Vec::new()),
            Callable::Setter(cell) => {
                self.set_cell(cell, values.first().map(|&value| Arg { node, value }));
                UNKNOWN
            }
            Callable::Bound(bound) => {
                let bound = self.bound[bound as usize].clone();
                let all: Vec<ValueId> = bound.args.iter().map(|arg| arg.value).chain(values.iter().copied()).collect();
                self.invoke(bound.target, &all, node)
            }
            Callable::Choice(_) => {
                let mut all = None;
                for one in self.alternatives(function) {
                    let returned = self.invoke(one, values, node);
                    all = Some(all.map_or(returned, |all| self.join(all, returned)));
                }
                all.unwrap_or(UNKNOWN)
            }
            Callable::Class(_) | Callable::Record(_) => UNKNOWN,
            Callable::No if self.value(function).ty != NO_NODE => {
                let positional = values.iter().map(|&value| Arg { node, value }).collect();
                let args = Args { positional, ..Args::default() };
                let (ty, guessed) = (self.value(function).ty, self.value(function).guessed);
                let site = CallSite { id: node, callee: node, receiver: None, args: &args, guessed };
                self.call_model(&site, ty)
            }
            Callable::No => {
                // A callback that the caller got itself.
                self.note_param_call(function, values);
                UNKNOWN
            }
        }
    }

    // ---- bound arguments

    /// `f.bind(this, ...args)`.
    pub(crate) fn bind(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let this = site.args.positional.first().map_or(UNKNOWN, |this| this.value);
        let args: SmallVec<[Arg; 2]> = site.args.positional.iter().skip(1).copied().collect();
        match self.value(receiver.value).callable {
            Callable::Func(func) if args.is_empty() && self.tree.function(func).kind != FunctionKind::Arrow => {
                self.new_value(Value { callable: Callable::Method(func, this), ..Value::default() })
            }
            _ if args.is_empty() => receiver.value,
            _ => self.bound_value(BoundCall { target: receiver.value, this, args, named: SmallVec::new() }),
        }
    }

    /// A function with its first arguments.
    pub(crate) fn bind_first(&mut self, target: ValueId, args: &[Arg]) -> ValueId {
        self.bound_value(BoundCall { target, this: UNKNOWN, args: args.into(), named: SmallVec::new() })
    }

    /// `partial(target, 1, name=2)`.
    pub(crate) fn bind_some(&mut self, target: ValueId, args: &[Arg], named: &[(Sym, Arg)]) -> ValueId {
        self.bound_value(BoundCall { target, this: UNKNOWN, args: args.into(), named: named.into() })
    }

    fn bound_value(&mut self, bound: BoundCall) -> ValueId {
        self.bound.push(bound);
        let callable = Callable::Bound(self.bound.len() as u32 - 1);
        self.new_value(Value { callable, ..Value::default() })
    }

    pub(crate) fn call_with_bound(&mut self, bound: u32, site: &CallSite<'_>) -> ValueId {
        let bound = self.bound[bound as usize].clone();
        let mut args = site.args.clone();
        args.positional = bound.args.iter().chain(&site.args.positional).copied().collect();
        for &(name, arg) in &bound.named {
            if site.args.named(name).is_none() {
                args.named.push((name, arg));
            }
        }
        let receiver = (bound.this != UNKNOWN).then_some(Arg { node: site.callee, value: bound.this });
        let target = self.value(bound.target);
        let (ty, guessed) = (target.ty, target.guessed);
        let inner = CallSite { id: site.id, callee: site.callee, receiver, args: &args, guessed };
        self.call_value(&inner, bound.target, ty, false)
    }

    pub(crate) fn bound_in_call(&mut self, bound: u32, binding: &mut Binding<'_>, depth: u32) -> Callable {
        let mut bound = self.bound[bound as usize].clone();
        bound.target = self.instantiate(bound.target, binding, depth);
        bound.this = self.instantiate(bound.this, binding, depth);
        for arg in bound.args.iter_mut().chain(bound.named.iter_mut().map(|(_, arg)| arg)) {
            arg.value = self.instantiate(arg.value, binding, depth);
        }
        self.bound.push(bound);
        Callable::Bound(self.bound.len() as u32 - 1)
    }

    // ---- one of several

    /// The functions that a value may be, each as a value.
    pub(crate) fn alternatives(&mut self, function: ValueId) -> SmallVec<[ValueId; 4]> {
        let Callable::Choice(choice) = self.value(function).callable else { return SmallVec::from_slice(&[function]) };
        let choice = self.choices[choice as usize].clone();
        choice.into_iter().map(|callable| self.new_value(Value { callable, ..Value::default() })).collect()
    }

    pub(crate) fn join_callables(&mut self, a: Callable, b: Callable) -> Callable {
        let mut all: SmallVec<[Callable; 4]> = SmallVec::new();
        for one in [a, b] {
            let several = match one {
                Callable::Choice(choice) => self.choices[choice as usize].clone(),
                one => SmallVec::from_slice(&[one]),
            };
            for one in several {
                if one != Callable::No && !all.contains(&one) && all.len() < MAX_CHOICE {
                    all.push(one);
                }
            }
        }
        match all.as_slice() {
            [] => Callable::No,
            &[one] => one,
            _ => self.choice(all),
        }
    }

    fn choice(&mut self, all: SmallVec<[Callable; 4]>) -> Callable {
        let at = match self.choice_index.get(&all) {
            Some(&at) => at,
            None => {
                let at = self.choices.len() as u32;
                self.choices.push(all.clone());
                self.choice_index.insert(all, at);
                at
            }
        };
        Callable::Choice(at)
    }

    /// Calls each of several functions; what holds afterwards is what holds after one of them.
    pub(crate) fn call_choice(&mut self, function: ValueId, site: &CallSite<'_>, construct: bool) -> ValueId {
        let before = self.state.clone();
        let mut after = State { dead: true, ..State::default() };
        let mut all = None;
        for one in self.alternatives(function) {
            self.state = before.clone();
            let returned = self.call_value(site, one, NO_NODE, construct);
            if !self.state.dead {
                all = Some(all.map_or(returned, |all| self.join(all, returned)));
            }
            let left = self.take_state();
            after = self.join_states(after, left);
        }
        self.state = after;
        all.unwrap_or(UNKNOWN)
    }

    pub(crate) fn choice_in_call(&mut self, choice: u32, binding: &mut Binding<'_>, depth: u32) -> Callable {
        let mut all = Callable::No;
        for one in self.choices[choice as usize].clone() {
            let value = self.new_value(Value { callable: one, ..Value::default() });
            let value = self.instantiate(value, binding, depth);
            all = self.join_callables(all, self.value(value).callable);
        }
        all
    }

    // ---- methods

    /// A field of `base` as what it does when it is called: the functions of an object literal and of a class's fields
    /// have the object as their receiver.
    pub(crate) fn method_of(&mut self, field: ValueId, base: ValueId) -> ValueId {
        let Callable::Func(func) = self.value(field).callable else { return field };
        if self.tree.function(func).class.is_none() {
            return field;
        }
        let callable = Callable::Method(func, base);
        let method = Value { callable, ..self.value(field).clone() };
        self.new_value(method)
    }

    /// A list of exactly these values.
    pub(crate) fn list_of(&mut self, values: &[ValueId]) -> ValueId {
        let mut list = Object { sequence: true, length: Some(values.len() as u32), ..Object::default() };
        for (at, &value) in values.iter().enumerate() {
            list.set(Key::At(at as u32), value);
        }
        let id = self.new_object(list);
        let ty = self.known.array;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }
}
