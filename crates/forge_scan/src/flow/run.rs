//! Running functions: the module, callbacks with what a model gives them, and the rest with symbolic parameters.

use super::call::{Args, CallSite};
use super::heap::Heap;
use super::select::Scope;
use super::state::{Frame, State};
use super::strings::Chars;
use super::summary::{Effect, Summary};
use super::value::{
    Callable, Doubt, EnvId, Key, Konst, NO_TRACE, Object, Origin, THIS, Taint, Taints, UNKNOWN, Value, ValueId,
    add_taint,
};
use super::{Flow, Progress};
use forge_catalogue::compiled::{Given, NO_NODE, Node, Role};
use forge_catalogue::select::{glob, glob_name};
use forge_model::KindSet;
use forge_syntax::tree::{FuncId, FunctionKind, NodeId, NodeKind, ParamKind};
use std::rc::Rc;

/// Most values that a model gives to a function whose parameters are not known.
const MAX_GIVEN: usize = 8;
/// Most functions that run inside one another.
const MAX_FRAMES: usize = 24;

/// Most exceptions that are told apart where a function lets them through.
pub(crate) const MAX_THROWN: usize = 4;

/// What a run leaves.
struct Ran {
    returned: Option<ValueId>,
    returns: Vec<super::state::Returned>,
    thrown: Vec<ValueId>,
    exit: State,
}

impl Flow<'_> {
    /// Runs the top-level code, then every function that it did not run.
    pub(crate) fn run_module(&mut self, module: FuncId) {
        self.find_exports_by_name();
        let ran = self.run_body(module, UNKNOWN, None, Vec::new(), |_| {});
        self.settle_all(ran.exit);
    }

    /// The body of `func` with a frame of its own. The heap goes in and comes out.
    fn run_body(
        &mut self,
        func: FuncId,
        this: ValueId,
        env: Option<EnvId>,
        result_sinks: Vec<u8>,
        bind: impl FnOnce(&mut Self),
    ) -> Ran {
        if self.finished.contains_key(&func) {
            // What is inside saw the variables of another run.
            self.forget_inner(func);
        }
        let vars = vec![UNKNOWN; self.tree.function(func).var_count as usize];
        let below = std::mem::replace(&mut self.state.vars, vars);
        let returns_to = self.role_of(func).map_or(NO_NODE, |role| role.returns_to);
        self.frames.push(Frame {
            func,
            vars: below,
            this,
            env,
            returned: None,
            exits: None,
            breakables: Vec::new(),
            result_sinks,
            returns_to,
            returns: Vec::new(),
            thrown: Vec::new(),
            throws: Vec::new(),
            tries: 0,
            tried: Vec::new(),
        });
        bind(self);
        self.exec(self.tree.function(func).body);
        if !self.state.dead {
            self.note_return(None);
            self.leave();
        }
        let exits = self.frames.last_mut().and_then(|frame| frame.exits.take());
        let returns = exits.is_some();
        let mut exit = exits.unwrap_or_default();
        if exit.vars.is_empty() {
            exit.vars = vec![UNKNOWN; self.tree.function(func).var_count as usize];
        }
        self.state = exit.clone();
        self.state.dead = false;
        self.state.refined.clear();
        self.run_inner(func);
        if func == forge_syntax::tree::MODULE {
            self.render_again();
            exit = self.state.clone();
        }
        if let Some(frame) = self.frames.pop() {
            self.finished.insert(func, exit.vars.clone());
            self.state.vars = frame.vars;
            exit.dead = !returns;
            return Ran { returned: frame.returned, returns: frame.returns, thrown: frame.thrown, exit };
        }
        Ran { returned: None, returns: Vec::new(), thrown: Vec::new(), exit }
    }

    /// Functions inside `func` that nothing has run yet: methods first, constructors before the others.
    fn run_inner(&mut self, func: FuncId) {
        let mut inner = std::mem::take(&mut self.children[func.0 as usize]);
        // A handler is what its parameters' names say only where no function hands it to a library.
        let handlers: Vec<bool> = inner.iter().map(|&id| !self.python && self.role_of(id).is_some()).collect();
        let mut order: Vec<usize> = (0..inner.len()).collect();
        order.sort_by_key(|&at| {
            let function = self.tree.function(inner[at]);
            (function.class.is_none(), function.kind != FunctionKind::Constructor, handlers[at], inner[at])
        });
        inner = order.into_iter().map(|at| inner[at]).collect();
        for &child in &inner {
            if !self.ran[child.0 as usize] && self.spend() {
                self.summary(child, None);
            }
        }
        self.children[func.0 as usize] = inner;
    }

    /// Functions inside `func` run again, also where nothing calls them.
    fn run_again(&mut self, func: FuncId) {
        for at in 0..self.children[func.0 as usize].len() {
            let child = self.children[func.0 as usize][at];
            self.ran[child.0 as usize] = false;
        }
    }

    /// The summary of `func`, made now if need be. `from` is a first call, whose argument types help where the
    /// parameters have none. `None` while the function itself is running.
    pub(crate) fn summary(&mut self, func: FuncId, from: Option<&Args>) -> Option<Rc<Summary>> {
        match &self.progress[func.0 as usize] {
            Progress::Done(summary) => return Some(Rc::clone(summary)),
            Progress::Running => return None,
            Progress::NotYet => {}
        }
        if self.frames.len() > MAX_FRAMES {
            return None;
        }
        self.progress[func.0 as usize] = Progress::Running;
        self.ran[func.0 as usize] = true;
        let before = self.state.clone();
        let first_object = self.next_object;
        self.state.refined.clear();
        self.new_reply();
        self.decorate_reply(func);
        let role = self.role_of(func);
        let this = self.symbolic_this(func);
        let params = self.symbolic_params(func, role.as_ref(), from);
        let result_sinks = role.as_ref().map(|role| role.result_sinks.clone()).unwrap_or_default();
        let targets: Vec<NodeId> = self.tree.function(func).params.iter().map(|param| param.target).collect();
        let changes = self.cell_changes;
        let env = self.env_around(func);
        // What `super()` speaks of is the first parameter where the language names the receiver.
        let receiver = if self.tree.function(func).receiver { params.first().copied().unwrap_or(this) } else { this };
        let run = |flow: &mut Self| {
            flow.run_body(func, receiver, env, result_sinks.clone(), |flow| {
                for (&target, &value) in targets.iter().zip(&params) {
                    flow.assign(target, value, None);
                }
            })
        };
        let mut ran = run(self);
        let mut changes = changes;
        for _ in 0..2 {
            if self.cell_changes == changes {
                break;
            }
            // A component renders again when its state was set; what is set then may be what was set before.
            // What handlers set of what they hold is known once they ran with what others have set.
            changes = self.cell_changes;
            self.forget_inner(func);
            self.run_again(func);
            self.state = before.clone();
            self.state.refined.clear();
            ran = run(self);
        }
        let written = self.written_outside(func, first_object, &before, &ran.exit);
        let vars = std::mem::take(&mut self.state.vars);
        let summary = self.summarise(func, this, &params, ran, first_object);
        let assigned: Vec<ValueId> =
            vars.iter().zip(&before.vars).filter(|(now, then)| now != then).map(|(&now, _)| now).collect();
        for value in assigned {
            self.settle(value, 3);
        }
        self.state = before;
        // What it assigned to variables around it stays, joined with what they held.
        self.state.vars = vars;
        // It may run or not: what it writes into objects of the code around it is one of two.
        let heap = std::mem::take(&mut self.state.heap);
        self.state.heap = self.join_heaps(heap, written);
        let summary = Rc::new(summary);
        self.progress[func.0 as usize] = Progress::Done(Rc::clone(&summary));
        Some(summary)
    }

    /// Objects older than the function's run as it left them, with nothing of its own parameters in them.
    fn written_outside(&mut self, func: FuncId, first_object: u32, before: &State, exit: &State) -> Heap {
        let mut out = Heap::default();
        for (id, object) in exit.heap.changed(&before.heap) {
            if id.0 >= first_object || !object.written {
                continue;
            }
            let mut copy = (*object).clone();
            for (_, field) in &mut copy.fields {
                *field = self.without_params(*field, &[func], 2);
            }
            copy.any = copy.any.map(|any| self.without_params(any, &[func], 2));
            *out.slot(id) = Some(Rc::new(copy));
        }
        out
    }

    /// `value` without what comes from parameters of these functions.
    pub(crate) fn without_params(&mut self, value: ValueId, of: &[FuncId], depth: u32) -> ValueId {
        let found = self.value(value).clone();
        let symbolic = |flow: &Self, taint: &Taint| match &flow.origins[taint.origin.0 as usize] {
            Origin::Param { func, .. } => Some(*func).filter(|func| of.contains(func)),
            Origin::Source { .. } => None,
        };
        let mut copy = found.clone();
        if copy.param.is_some_and(|(func, _)| of.contains(&func)) {
            copy.param = None;
        }
        let stateful: Vec<FuncId> = found.taints.iter().filter_map(|taint| symbolic(self, taint)).collect();
        copy.taints.retain(|taint| symbolic(self, taint).is_none());
        self.stateful.extend(stateful);
        if let Some(id) = found.object
            && depth > 0
        {
            let held = self.object(id);
            let mut object = (*held).clone();
            for (_, field) in &mut object.fields {
                *field = self.without_params(*field, of, depth - 1);
            }
            object.any = object.any.map(|any| self.without_params(any, of, depth - 1));
            object.rest = object.rest.map(|rest| self.without_params(rest, of, depth - 1));
            if object.fields != held.fields || object.any != held.any || object.rest != held.rest {
                copy.object = Some(self.new_object(object));
            }
        }
        if copy.taints.len() == found.taints.len() && copy.param == found.param && copy.object == found.object {
            return value;
        }
        self.new_value(copy)
    }

    fn summarise(&mut self, func: FuncId, this: ValueId, params: &[ValueId], ran: Ran, first_object: u32) -> Summary {
        self.state.heap.clone_from(&ran.exit.heap);
        let returned = ran.returned.unwrap_or(UNKNOWN);
        self.settle(returned, 3);
        self.settle_prototypes(first_object);
        let mut effects = Vec::new();
        let facts = self.facts_for_caller(params, this);
        let indexed = params.iter().enumerate().map(|(at, &value)| (Self::param_index(at), value));
        for (index, value) in indexed.chain([(THIS, this)]) {
            let Some(object) = self.value(value).object else { continue };
            let object = self.object(object);
            if !object.written {
                continue;
            }
            for &(key, stored) in &object.fields {
                self.settle(stored, 2);
                effects.push(Effect { index, key, value: stored });
            }
            if let Some(any) = object.any {
                self.settle(any, 2);
                effects.push(Effect { index, key: Key::Any, value: any });
            }
            if let Some(merged) = object.rest.filter(|&rest| self.value(rest).param.is_some_and(|(of, _)| of == func)) {
                effects.push(Effect { index, key: Key::Each, value: merged });
            }
        }
        let guards = self.truth_facts(func, &ran.returns);
        let sinks = self.pending_sinks.remove(&func).unwrap_or_default();
        let calls = self.pending_calls.remove(&func).unwrap_or_default();
        let asserts = self.return_facts(func, &ran.exit);
        let mut thrown = ran.thrown;
        thrown.retain(|&value| value != UNKNOWN);
        thrown.truncate(MAX_THROWN);
        let mut vars = Vec::new();
        if !self.children[func.0 as usize].is_empty() {
            vars.clone_from(&ran.exit.vars);
            for &var in &vars {
                self.settle(var, 3);
            }
        }
        Summary {
            returned,
            vars,
            objects: first_object..self.next_object,
            sinks,
            effects,
            facts,
            guards,
            asserts,
            calls,
            thrown,
            never_returns: ran.exit.dead && ran.returned.is_none(),
        }
    }

    /// Keeps what constructors inside a function give their objects.
    fn settle_prototypes(&mut self, first_object: u32) {
        let mut made: Vec<super::value::ObjId> = self.prototypes.values().copied().collect();
        made.retain(|made| made.0 >= first_object);
        for made in made {
            self.settled.insert(made, self.object(made));
        }
    }

    /// Keeps the objects that `value` refers to after the function that made them has ended.
    pub(crate) fn settle(&mut self, value: ValueId, depth: u32) {
        let Some(id) = self.value(value).object else { return };
        let object = self.object(id);
        self.settled.insert(id, Rc::clone(&object));
        if depth > 0 {
            for inner in object.fields.iter().map(|&(_, inner)| inner).chain(object.any).chain(object.rest) {
                self.settle(inner, depth - 1);
            }
        }
    }

    fn settle_all(&mut self, exit: State) {
        self.settled.extend(exit.heap.iter().map(|(id, object)| (id, Rc::clone(object))));
    }

    // ---- parameters

    fn symbolic_this(&mut self, func: FuncId) -> ValueId {
        let function = self.tree.function(func);
        if function.kind == FunctionKind::Arrow && function.class.is_none() {
            return self.this();
        }
        if function.receiver || (function.class.is_none() && self.python) {
            return UNKNOWN;
        }
        self.symbolic_receiver(func)
    }

    /// The receiver of a method that any object of its class may be.
    fn symbolic_receiver(&mut self, func: FuncId) -> ValueId {
        let function = self.tree.function(func);
        let (class, is_static) = (function.class, function.kind == FunctionKind::Static);
        if let (Some(class), true) = (class, is_static) {
            return self.new_value(Value { callable: Callable::Class(class), ..Value::default() });
        }
        let object = self.new_object(Object::default());
        let mut taints = Taints::new();
        add_taint(&mut taints, self.param_taint(func, THIS));
        let ty = class.map_or(NO_NODE, |class| self.instance_type(class));
        let guessed = class.is_some_and(|class| self.is_guessed_class(class));
        let param = Some((func, THIS));
        self.new_value(Value { taints, class, object: Some(object), ty, guessed, param, ..Value::default() })
    }

    fn param_taint(&mut self, func: FuncId, index: u8) -> Taint {
        let origin = self.origin(Origin::Param { func, index, path: smallvec::SmallVec::new() });
        Taint {
            origin,
            kinds: KindSet::ALL,
            escaped: KindSet::NONE,
            whole: KindSet::ALL,
            removed: Chars::SAME,
            trace: NO_TRACE,
            doubt: Doubt::NONE,
        }
    }

    fn symbolic_params(&mut self, func: FuncId, role: Option<&Role>, from: Option<&Args>) -> Vec<ValueId> {
        let function = self.tree.function(func);
        let skip = usize::from(function.receiver);
        let mut out = Vec::with_capacity(function.params.len());
        for (at, param) in function.params.iter().enumerate() {
            if at == 0 && function.receiver {
                out.push(self.symbolic_receiver(func));
                continue;
            }
            if let Some(provided) = self.provided(param) {
                out.push(provided);
                continue;
            }
            let position = at - skip;
            let validated = self.validated_by(param.default, param.ty);
            let by_decorator = self.given_by_decorator(param.decorators).or_else(|| self.given_by_default(param));
            let given = by_decorator.or_else(|| role.and_then(|role| given(role, position)).cloned());
            let declared = param.ty.map(|ty| self.declared_type(ty));
            let converted = param.name.and_then(|name| self.converted.get(&(func, name)).copied());
            let validated =
                converted.filter(|cleared| cleared.kinds != KindSet::ALL).map_or(validated, |by| by.and(validated));
            let mut value = match &given {
                _ if converted.is_some_and(|cleared| cleared.kinds == KindSet::ALL) => Value::default(),
                // A parameter that is named like a connection is one, whatever its route says.
                Some(given) if given.source.is_some() && self.named_like_a_receiver(param) => {
                    self.symbolic_param(func, Self::param_index(at), false)
                }
                Some(given) if given.source.is_some() || given.ty != NO_NODE => {
                    let mut value = self.given_value(given, None, param.target);
                    if let Some(declared) = &declared
                        && declared.harmless
                    {
                        value.taints.clear();
                    }
                    value
                }
                _ => self.symbolic_param(func, Self::param_index(at), declared.as_ref().is_some_and(|ty| ty.harmless)),
            };
            if let Some(declared) = declared {
                if declared.ty != NO_NODE {
                    value.ty = declared.ty;
                }
                value.class = declared.class;
                // A framework that reads annotations gives a text where one is declared, no mapping.
                if self.python && declared.ty == self.known.string && given.is_some() {
                    let texts = KindSet::of(forge_model::FlowKind::Nosql);
                    value.taints = value.taints.into_iter().map(|taint| taint.without(texts)).collect();
                }
            }
            if given.is_some() && function.class.is_some_and(|class| self.is_guessed_class(class)) {
                for taint in &mut value.taints {
                    taint.doubt = taint.doubt.and(Doubt::GUESS);
                }
            }
            if let (Some(given), Some(class)) = (&given, function.class)
                && given.made_by != 0
                && value.class.is_none()
            {
                self.made_by_field(class, given.made_by, &mut value);
            }
            if let (Some(Given { declared: true, .. }), Some(class)) = (&given, function.class) {
                self.declare_fields(class, &mut value);
                value.taints.clear();
            }
            if value.ty == NO_NODE
                && let Some(args) = from
                && let Some(arg) = args.positional.get(position)
            {
                value.ty = self.value(arg.value).ty;
                value.guessed = self.value(arg.value).guessed;
            }
            let value = self.new_value(value);
            let value = self.cleared(value, validated);
            let value = match param.default {
                Some(default) if !matches!(self.value(value).konst, Konst::Str(_)) => {
                    let fallback = self.eval(default);
                    if !self.python && !self.value(fallback).taints.is_empty() {
                        self.defaults.insert((func, Self::param_index(at)), fallback);
                    }
                    self.with_default(value, fallback)
                }
                _ => value,
            };
            let value = match param.kind {
                ParamKind::Rest => self.rest_of(value),
                _ => value,
            };
            out.push(value);
        }
        out
    }

    /// The remaining arguments, of which it is not known how many there are.
    fn rest_of(&mut self, value: ValueId) -> ValueId {
        let Some(object) = self.value(value).object.filter(|_| self.value(value).param.is_some()) else {
            return self.array_of(value);
        };
        self.change_object(object, |object| object.sequence = true);
        let ty = self.known.array;
        let rest = Value { ty, ..self.value(value).clone() };
        self.new_value(rest)
    }

    fn named_like_a_receiver(&mut self, param: &forge_syntax::tree::Param) -> bool {
        self.python && param.name.is_some_and(|name| self.guess(name) != NO_NODE)
    }

    /// A parameter that has a default: the default's type helps where there is none; its content does not count,
    /// because callers may pass another.
    fn with_default(&mut self, value: ValueId, fallback: ValueId) -> ValueId {
        let default = self.value(fallback).clone();
        let mut joined = self.value(value).clone();
        if joined.ty == NO_NODE {
            joined.ty = default.ty;
        }
        if joined.callable == Callable::No {
            joined.callable = default.callable;
        }
        self.new_value(joined)
    }

    fn symbolic_param(&mut self, func: FuncId, index: u8, harmless: bool) -> Value {
        if harmless {
            return Value::default();
        }
        let object = self.new_object(Object::default());
        let mut taints = Taints::new();
        add_taint(&mut taints, self.param_taint(func, index));
        Value { taints, object: Some(object), param: Some((func, index)), ..Value::default() }
    }

    /// What a model gives a parameter.
    fn given_value(&mut self, given: &Given, scope: Option<&Scope<'_>>, target: NodeId) -> Value {
        let mut value = Value::typed(given.ty);
        if let (Some(from), Some(scope)) = (&given.from, scope) {
            let found = self.select(from, scope);
            let mut joined = None;
            for selected in found {
                joined = Some(joined.map_or(selected.arg.value, |joined| self.join(joined, selected.arg.value)));
            }
            if let Some(joined) = joined {
                value = self.value(joined).clone();
                if given.ty != NO_NODE {
                    value.ty = given.ty;
                }
            }
        }
        if let Some(source) = given.source {
            self.add_source(&mut value.taints, source, target, Doubt::NONE);
        }
        if value.ty != NO_NODE && value.object.is_none() {
            let object = self.new_object(Object::default());
            value.object = Some(object);
        }
        value
    }

    // ---- roles

    /// The role of `func` by its decorators, its class, or its parameters' names.
    fn role_of(&mut self, func: FuncId) -> Option<Role> {
        if let Some(role) = self.roles.get(&func) {
            return Some(role.clone());
        }
        let function = self.tree.function(func);
        let skip = usize::from(function.receiver);
        let names: Vec<String> = function
            .params
            .iter()
            .skip(skip)
            .map(|param| match param.name {
                Some(name) => self.names.text(name).to_ascii_lowercase(),
                None => "{}".to_owned(),
            })
            .collect();
        let own = function.name.or_else(|| self.export_names.get(&func).copied());
        let own = own.map(|name| self.names.text(name).to_owned()).unwrap_or_default();
        let around = self.path_of(func);
        let exported = self.exported.contains(&func) || self.export_names.contains_key(&func);
        // Whoever declares a type of elsewhere does not mean the convention's.
        let typed = function.params.iter().skip(skip).take(1).any(|param| param.ty.is_some());
        if typed && self.python {
            return None;
        }
        let declared = function.params.get(skip).and_then(|param| param.ty).map_or(NO_NODE, |ty| self.global_type(ty));
        let catalogue = self.catalogue;
        let fits = |role: &Role| match role.params.first() {
            Some(given) if declared != NO_NODE && given.ty != NO_NODE => {
                let given = catalogue.same(given.ty);
                catalogue.is_a(declared, given) || catalogue.is_a(given, declared)
            }
            _ => true,
        };
        let matches =
            |patterns: &[String], text: &str| patterns.is_empty() || patterns.iter().any(|pattern| glob(pattern, text));
        let path = self.path;
        let conventions = &self.catalogue.tables().conventions;
        // Only some of them are about a file of this name.
        let here = self.conventions.get_or_insert_with(|| {
            let of_path = conventions.iter().enumerate().filter(|(_, convention)| matches(&convention.files, path));
            of_path.map(|(at, _)| at).collect()
        });
        let found = here.iter().map(|&at| &conventions[at]).find(|convention| {
            convention.names.len() <= names.len()
                && convention.names.iter().zip(&names).all(|(patterns, name)| matches(patterns, name))
                && (convention.functions.is_empty()
                    || convention
                        .functions
                        .iter()
                        .any(|pattern| glob_name(pattern, &own) || glob_name(pattern, &around)))
                && (!convention.exported || exported)
                && fits(&convention.role)
        });
        found.map(|convention| convention.role.clone())
    }

    /// The node of a type that the platform declares, which no convention of a framework changes.
    fn global_type(&mut self, ty: NodeId) -> Node {
        let global = matches!(self.tree.kind(ty), NodeKind::Global(_));
        if global { self.declared_type(ty).ty } else { NO_NODE }
    }

    /// Runs a function value in a role that a call gives it; returns what it returns.
    pub(crate) fn run_role(&mut self, function: ValueId, role: &Role, scope: &Scope<'_>) -> ValueId {
        let item = self.role_item;
        // What a handler calls with functions of its own is no handler of the chain.
        let is_handler = std::mem::take(&mut self.is_handler);
        let (func, this, env) = match self.value(function).callable {
            Callable::Func(func) => {
                let this = role.this.as_ref().map(|this| self.given_value(this, Some(scope), scope.node));
                (func, this.map_or(UNKNOWN, |this| self.new_value(this)), None)
            }
            Callable::Method(func, this) => (func, this, None),
            Callable::Closure(func, env) => (func, UNKNOWN, Some(env)),
            Callable::Choice(_) => {
                let mut all = None;
                for one in self.alternatives(function) {
                    let returned = self.run_role(one, role, scope);
                    all = Some(all.map_or(returned, |all| self.join(all, returned)));
                }
                return all.unwrap_or(UNKNOWN);
            }
            Callable::Setter(_) | Callable::Bound(_) => {
                let given = role.params.iter().take(MAX_GIVEN);
                let given: Vec<Value> = given.map(|given| self.given_value(given, Some(scope), scope.node)).collect();
                let values: Vec<ValueId> = given.into_iter().map(|given| self.new_value(given)).collect();
                return self.invoke(function, &values, scope.node);
            }
            Callable::No | Callable::Class(_) | Callable::Record(_) => return UNKNOWN,
        };
        let sinks = if self.some_hold(&role.unless, scope) { Vec::new() } else { role.result_sinks.clone() };
        let count = self.tree.function(func).params.len();
        let skip = usize::from(self.tree.function(func).receiver);
        let mut values = Vec::with_capacity(count);
        for at in 0..count {
            let target = self.tree.function(func).params[at].target;
            if at < skip {
                values.push(this);
                continue;
            }
            let param = self.tree.function(func).params[at];
            if let Some(provided) = self.provided(&param) {
                values.push(provided);
                continue;
            }
            let by_default = self.given_by_default(&param);
            let value = match by_default.as_ref().or_else(|| given(role, at - skip)) {
                Some(given) if given.source.is_some() && self.named_like_a_receiver(&param) => UNKNOWN,
                Some(given) => {
                    let mut value = match self.shared_value(given, scope) {
                        Some(shared) => shared,
                        None => self.given_value(given, Some(scope), target),
                    };
                    if let Some(ty) = self.tree.function(func).params[at].ty {
                        let declared = self.declared_type(ty);
                        if declared.harmless && given.from.is_none() {
                            value.taints.clear();
                        }
                        if value.ty == NO_NODE {
                            value.ty = declared.ty;
                        }
                        value.class = value.class.or(declared.class);
                    }
                    let value = self.new_value(value);
                    let value = self.routed(func, &param, value);
                    self.pass_role_schemas(role, (at - skip, item), scope, target, value)
                }
                None => UNKNOWN,
            };
            values.push(value);
        }
        // What a call makes of a function counts more than how its parameters are named.
        let speaks = role.params.iter().any(|given| given.ty != NO_NODE || given.source.is_some());
        if role.returns_to != NO_NODE || speaks {
            self.roles.entry(func).or_insert_with(|| role.clone());
        }
        if is_handler {
            self.enter_handler(func, role);
        }
        self.run_in(func, this, env, &values, sinks)
    }

    /// A parameter after what the call says was checked of it.
    fn pass_role_schemas(
        &mut self,
        role: &Role,
        (at, item): (usize, usize),
        scope: &Scope<'_>,
        target: NodeId,
        mut value: ValueId,
    ) -> ValueId {
        for schema in role.schemas.iter().filter(|schema| usize::from(schema.param) == at) {
            let field = (schema.field != 0).then(|| self.catalogue.text(schema.field));
            let mut found = self.select(&schema.from, scope);
            // Of several items each has its own.
            if schema.from.path.contains(&forge_catalogue::select::Step::Element) {
                found = found.get(item).copied().into_iter().collect();
            }
            for selected in found {
                value = self.apply_schema(target, field, selected.arg, value);
            }
        }
        value
    }

    /// What a function that a parameter names as its provider returns: `page: dict = Depends(pager)`.
    fn provided(&mut self, param: &forge_syntax::tree::Param) -> Option<ValueId> {
        for call in self.metadata_calls(param.default, param.ty) {
            let (node, args) = self.decorator_node(call);
            let providers = &self.catalogue.tables().providers;
            let Ok(at) = providers.binary_search_by_key(&node, |&(node, _)| node) else { continue };
            let provider = &providers[at].1;
            let scope = Scope { args: &args, receiver: None, result: None, node: call };
            let named = self.select(&provider.at, &scope).first().map(|selected| selected.arg.value);
            // Without one it is the declared class that is made.
            let function = match (named, param.ty) {
                (Some(named), _) => named,
                (None, Some(ty)) => {
                    let class = self.declared_type(ty).class?;
                    self.new_value(Value { callable: Callable::Class(class), ..Value::default() })
                }
                (None, None) => return None,
            };
            return match self.value(function).callable {
                Callable::Func(func) => {
                    let returned = self.run_role(function, &provider.role, &scope);
                    let is_generator = self.tree.function(func).is_generator;
                    Some(if is_generator { self.element_of(returned) } else { returned })
                }
                Callable::Class(class) => Some(self.made_in_role(class, &provider.role, &scope)),
                _ => None,
            };
        }
        None
    }

    /// An object whose constructor gets what a role gives.
    fn made_in_role(&mut self, class: forge_syntax::tree::ClassId, role: &Role, scope: &Scope<'_>) -> ValueId {
        let object = self.new_object(Object::default());
        let ty = self.instance_type(class);
        let mut this = Value { object: Some(object), class: Some(class), ty, ..Value::default() };
        match self.find_constructor(class, 8) {
            Some(constructor) => {
                let this = self.new_value(this);
                let method = Value { callable: Callable::Method(constructor, this), ..Value::default() };
                let method = self.new_value(method);
                self.run_role(method, role, scope);
                this
            }
            None => {
                if let Some(source) = role.params.first().and_then(|given| given.source) {
                    self.add_source(&mut this.taints, source, scope.node, Doubt::NONE);
                }
                self.new_value(this)
            }
        }
    }

    /// Runs `func` with these values where it is passed.
    pub(crate) fn run_concrete(&mut self, func: FuncId, this: ValueId, values: &[ValueId], sinks: Vec<u8>) -> ValueId {
        self.run_in(func, this, None, values, sinks)
    }

    /// Runs `func`, which was made where `env` says, with these values. It may run or not, so both states go on.
    pub(crate) fn run_in(
        &mut self,
        func: FuncId,
        this: ValueId,
        env: Option<EnvId>,
        values: &[ValueId],
        sinks: Vec<u8>,
    ) -> ValueId {
        let before = self.state.clone();
        let answers = !sinks.is_empty() || self.answers(func);
        let Some(returned) = self.run_certainly(func, this, env, values, sinks) else { return UNKNOWN };
        let after = std::mem::replace(&mut self.state, before);
        self.state.vars.clone_from(&after.vars);
        if !after.dead {
            let heap = std::mem::take(&mut self.state.heap);
            self.state.heap = self.join_heaps(heap, after.heap);
        }
        if answers {
            self.new_reply();
        }
        returned
    }

    /// Whether what a function returns is the answer to a request.
    fn answers(&mut self, func: FuncId) -> bool {
        self.role_of(func).is_some_and(|role| role.returns_to != NO_NODE)
    }

    /// As [`Flow::run_in`] where it does run; `None` where it does not, because it is running already.
    pub(crate) fn run_certainly(
        &mut self,
        func: FuncId,
        this: ValueId,
        env: Option<EnvId>,
        values: &[ValueId],
        sinks: Vec<u8>,
    ) -> Option<ValueId> {
        let running = self.frames.iter().filter(|frame| frame.func == func).count();
        if self.frames.len() > MAX_FRAMES || running > 0 || !self.spend() {
            return None;
        }
        self.ran[func.0 as usize] = true;
        let function = self.tree.function(func);
        let is_arrow = function.kind == FunctionKind::Arrow && function.class.is_none();
        let this = match env {
            Some(env) if is_arrow => self.this_of(env),
            _ if is_arrow => self.this(),
            // An arrow function in a field's value, called by itself.
            _ if this == UNKNOWN && function.kind == FunctionKind::Arrow => self.symbolic_receiver(func),
            _ => this,
        };
        let env = env.or_else(|| self.env_around(func));
        let refined = std::mem::take(&mut self.state.refined);
        self.state.refined.clone_from(&refined);
        let params: Vec<(NodeId, ParamKind, Option<NodeId>)> =
            function.params.iter().map(|param| (param.target, param.kind, param.default)).collect();
        let values = values.to_vec();
        if !sinks.is_empty() || self.answers(func) {
            self.new_reply();
            self.decorate_reply(func);
        }
        let ran = self.run_body(func, this, env, sinks, |flow| {
            for (at, &(target, kind, default)) in params.iter().enumerate() {
                let mut value = values.get(at).copied().unwrap_or(UNKNOWN);
                if kind == ParamKind::Rest {
                    value = flow.list_of(values.get(at..).unwrap_or_default());
                } else if let (Some(default), true) = (default, flow.is_left_out(value)) {
                    value = flow.eval(default);
                }
                flow.assign(target, value, None);
            }
        });
        self.state.dead = ran.exit.dead;
        self.state.refined = refined;
        self.state.heap.clone_from(&ran.exit.heap);
        for thrown in ran.thrown {
            self.raise(thrown);
        }
        let returned = self.close_over(ran.returned.unwrap_or(UNKNOWN), func, env, &ran.exit);
        self.last_returns = Some((func, ran.returns));
        Some(returned)
    }

    /// Whether a parameter's default takes the place of this argument.
    fn is_left_out(&self, value: ValueId) -> bool {
        value == UNKNOWN || self.value(value).konst == Konst::Undefined
    }

    /// Runs a callback of a call of which nothing is known.
    pub(crate) fn run_callback_unknown(&mut self, function: ValueId, site: &CallSite<'_>) {
        let func = match self.value(function).callable {
            Callable::Func(func) | Callable::Method(func, _) | Callable::Closure(func, _) => func,
            Callable::Choice(_) => {
                for one in self.alternatives(function) {
                    self.run_callback_unknown(one, site);
                }
                return;
            }
            _ => return,
        };
        // A named function has a run of its own; its parameters are not this call's to guess.
        if matches!(self.progress[func.0 as usize], Progress::Done(_) | Progress::Running) {
            return;
        }
        if self.role_of(func).is_some() || self.tree.function(func).params.is_empty() && self.ran[func.0 as usize] {
            return;
        }
        let mut taints = Taints::new();
        if let Some(receiver) = site.receiver {
            for mut taint in self.deep_taints(receiver.value, 1) {
                taint.doubt = taint.doubt.and(Doubt::GUESS);
                add_taint(&mut taints, taint);
            }
        }
        let told = if !self.python && self.takes_error(func) { self.told_by_error(site) } else { Taints::new() };
        let each = Value::tainted(taints);
        let count = self.tree.function(func).params.len();
        let mut values = Vec::with_capacity(count);
        for at in 0..count {
            let mut value = each.clone();
            if at == 0 && !told.is_empty() {
                value.ty = self.known.error;
                told.iter().for_each(|&taint| add_taint(&mut value.taints, taint));
            }
            if let Some(ty) = self.tree.function(func).params[at].ty {
                let declared = self.declared_type(ty);
                value.ty = declared.ty;
                value.class = declared.class;
                if declared.harmless {
                    value.taints.clear();
                }
            }
            values.push(self.new_value(value));
        }
        self.invoke(function, &values, site.id);
    }
}

/// What the role gives the parameter at `position`.
fn given(role: &Role, position: usize) -> Option<&Given> {
    match role.params.get(position) {
        None if role.repeats => role.params.last(),
        found => found,
    }
}
