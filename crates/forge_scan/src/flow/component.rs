//! Components that are written as options, and what their frameworks run when state changes.

use super::Flow;
use super::call::{Arg, CallSite};
use super::value::{Callable, Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_syntax::tree::{NodeId, NodeKind, Sym};

/// The parts of a component that are lists of functions or values of their own, not functions that are run by
/// themselves.
const LISTS: [&str; 8] = ["methods", "computed", "watch", "props", "components", "filters", "directives", "emits"];

impl Flow<'_> {
    /// React's `useReducer(reducer, initial)`: the state and what sends an action to the reducer.
    pub(super) fn use_reducer(&mut self, cell: NodeId, reducer: Option<Arg>, initial: Option<Arg>) -> ValueId {
        if let Some(reducer) = reducer
            && let Callable::Func(func) = self.value(reducer.value).callable
        {
            self.reducers.insert(cell, func);
        }
        self.use_state(cell, initial)
    }

    /// `watch(what, then)`: what the first gives, a function or a reference, is given to the second.
    pub(super) fn observe(&mut self, what: Option<Arg>, then: Option<Arg>) -> ValueId {
        let Some(what) = what else { return UNKNOWN };
        let seen = match self.value(what.value).callable {
            Callable::Func(func) => self.run_concrete(func, UNKNOWN, &[], Vec::new()),
            _ => {
                let name = self.names.intern("value");
                self.read_member(what.node, what.node, what.value, name)
            }
        };
        if let Some(Callable::Func(func)) = then.map(|then| self.value(then.value).callable) {
            self.run_concrete(func, UNKNOWN, &[seen, seen], Vec::new());
        }
        UNKNOWN
    }

    /// `define(["jquery", "d3"], function ($, d3) {})`: a function that gets the modules that are named.
    pub(super) fn modules(&mut self, site: &CallSite<'_>) -> ValueId {
        let args = &site.args.positional;
        let names = args.iter().find_map(|arg| {
            let object = self.value(arg.value).object?;
            let object = self.object(object);
            object.sequence.then_some(object)
        });
        let function = args.last().map(|last| self.value(last.value).callable);
        let (Some(names), Some(Callable::Func(func))) = (names, function) else { return UNKNOWN };
        let mut given = Vec::new();
        for &(_, name) in &names.fields {
            let module = match self.value(name).konst {
                Konst::Str(name) => self.import(site.id, name, None),
                _ => UNKNOWN,
            };
            given.push(module);
        }
        self.run_concrete(func, UNKNOWN, &given, Vec::new())
    }

    /// `this.setState({ ... })`: what it gives becomes part of the field `state`.
    pub(super) fn merge_state(&mut self, receiver: Option<Arg>, patch: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(patch)) = (receiver, patch) else { return UNKNOWN };
        let Some(class) = self.value(receiver.value).class else { return UNKNOWN };
        let state = self.names.intern("state");
        let old = self.class_field(class, state).unwrap_or(UNKNOWN);
        let new = match self.value(patch.value).callable {
            Callable::Func(func) => self.run_concrete(func, UNKNOWN, &[old], Vec::new()),
            _ => patch.value,
        };
        let mut merged = self.value(old).object.map(|held| (*self.object(held)).clone()).unwrap_or_default();
        for (key, value) in self.own_fields(new) {
            let both = merged.field(key).map_or(value, |before| self.join(before, value));
            merged.set(key, both);
        }
        let merged = self.new_object(merged);
        let merged = self.new_value(Value { object: Some(merged), ..Value::default() });
        self.settle(merged, 3);
        self.set_class_field(class, state, merged);
        UNKNOWN
    }

    fn own_fields(&self, value: ValueId) -> Vec<(Key, ValueId)> {
        let held = self.value(value).object.map(|held| self.object(held));
        held.map(|held| held.fields.to_vec()).unwrap_or_default()
    }

    /// An object of the class that is given: `inject(HttpClient)`.
    pub(super) fn injected(&mut self, class: Option<Arg>) -> ValueId {
        let Some(class) = class else { return UNKNOWN };
        match self.value(class.value).callable {
            Callable::Class(class) => {
                let ty = self.instance_type(class);
                self.new_value(Value { class: Some(class), ty, ..Value::default() })
            }
            _ => {
                let ty = self.catalogue_step(self.value(class.value).ty, forge_catalogue::api::CALL);
                self.new_value(Value::typed(self.catalogue.same(ty)))
            }
        }
    }

    /// A value that is computed from others: a reference that computes it again where it is read.
    pub(super) fn computed(&mut self, get: Option<Arg>) -> ValueId {
        let Some(get) = get else { return UNKNOWN };
        let name = self.names.intern("get");
        let own = self.value(get.value).object.and_then(|object| self.object(object).field(Key::Name(name)));
        let function = own.unwrap_or(get.value);
        let value = self.run_part(function, UNKNOWN, &[]);
        let mut object = Object::default();
        object.set(Key::Name(self.names.intern("value")), value);
        let object = self.new_object(object);
        let callable = self.value(function).callable;
        self.new_value(Value { object: Some(object), callable, ..Value::default() })
    }

    /// The value of a computed reference as it is now.
    pub(super) fn computed_again(&mut self, reference: ValueId, name: Sym) -> Option<ValueId> {
        let found = self.value(reference);
        let (Callable::Func(func), Some(object)) = (found.callable, found.object) else { return None };
        if self.names.text(name) != "value" || self.object(object).field(Key::Name(name)).is_none() {
            return None;
        }
        Some(self.run_concrete(func, UNKNOWN, &[], Vec::new()))
    }

    /// A component as an object of options: `data` gives its fields, `computed` fields as functions, `methods` what is
    /// called on it, `watch` what is told of a field; the other functions run at some time of its life. What one of
    /// them stores the others see, so all run twice.
    pub(super) fn component(&mut self, options: Option<Arg>) -> ValueId {
        let Some(options) = options else { return UNKNOWN };
        let Some(options) = self.value(options.value).object.map(|options| self.object(options)) else {
            return options.value;
        };
        let instance = self.new_object(Object::default());
        let this = self.new_value(Value { object: Some(instance), ..Value::default() });
        let part = |flow: &mut Self, name: &str| {
            let name = flow.names.intern(name);
            options.field(Key::Name(name)).unwrap_or(UNKNOWN)
        };
        for name in ["data", "setup"] {
            let made = part(self, name);
            let made = self.run_part(made, this, &[]);
            self.take_fields(instance, made);
        }
        let methods = part(self, "methods");
        for (name, function) in self.named_functions(methods) {
            if let Callable::Func(func) = self.value(function).callable {
                let method = self.new_value(Value { callable: Callable::Method(func, this), ..Value::default() });
                self.change_object(instance, |object| object.set(Key::Name(name), method));
            }
        }
        let (computed, watch) = (part(self, "computed"), part(self, "watch"));
        for _ in 0..2 {
            for (name, function) in self.named_functions(computed) {
                let value = self.run_part(function, this, &[]);
                self.change_object(instance, |object| object.set(Key::Name(name), value));
            }
            for &(key, hook) in &options.fields {
                let Key::Name(name) = key else { continue };
                let text = self.names.text(name);
                if !LISTS.contains(&text) && text != "data" && text != "setup" {
                    self.run_part(hook, this, &[]);
                }
            }
            for (path, function) in self.named_functions(watch) {
                let seen = self.watched(this, path);
                self.run_part(function, this, &[seen, seen]);
            }
            for (_, function) in self.named_functions(methods) {
                self.run_part(function, this, &[]);
            }
        }
        self.settle(this, 3);
        self.template_scope = Some(this);
        this
    }

    /// A class that is made of an object: its members are those of the object, and what one method stores the others
    /// see. Where it is `routed`, the methods that its `routes` name get what stands in the page's address.
    pub(super) fn class_of_options(&mut self, options: Option<Arg>, routed: bool) -> ValueId {
        let Some(options) = options else { return UNKNOWN };
        let Some(held) = self.value(options.value).object.map(|held| self.object(held)) else { return UNKNOWN };
        let instance = self.new_object(Object::default());
        let this = self.new_value(Value { object: Some(instance), ..Value::default() });
        for &(key, value) in &held.fields {
            let member = match self.value(value).callable {
                Callable::Func(func) => {
                    self.new_value(Value { callable: Callable::Method(func, this), ..Value::default() })
                }
                _ => value,
            };
            self.change_object(instance, |object| object.set(key, member));
        }
        let given = if routed { self.address_of_page(options.node) } else { UNKNOWN };
        let routes = Key::Name(self.names.intern("routes"));
        let routes = held.field(routes).map(|routes| self.own_fields(routes)).unwrap_or_default();
        let handlers: Vec<Key> = routes
            .iter()
            .filter_map(
                |&(_, name)| if let Konst::Str(name) = self.value(name).konst { Some(Key::Name(name)) } else { None },
            )
            .collect();
        for _ in 0..2 {
            for &(key, function) in &held.fields {
                let Callable::Func(func) = self.value(function).callable else { continue };
                let count = if handlers.contains(&key) { self.tree.function(func).params.len() } else { 0 };
                self.run_part(function, this, &vec![given; count]);
            }
        }
        self.settle(this, 3);
        UNKNOWN
    }

    /// What a link to the page chooses.
    fn address_of_page(&mut self, node: NodeId) -> ValueId {
        let mut taints = super::value::Taints::new();
        let source = forge_catalogue::compiled::Source {
            tier: forge_catalogue::compiled::number_of(forge_model::Tier::BrowserUrl),
            kinds: forge_model::KindSet::ALL.0,
            whole: 0,
            single_line: false,
            encoded: false,
            hardly: 0,
            unproven: 0,
        };
        self.add_source(&mut taints, source, node, super::value::Doubt::NONE);
        self.new_value(Value::tainted(taints))
    }

    fn run_part(&mut self, function: ValueId, this: ValueId, given: &[ValueId]) -> ValueId {
        match self.value(function).callable {
            Callable::Func(func) | Callable::Method(func, _) => self.run_concrete(func, this, given, Vec::new()),
            _ => function,
        }
    }

    /// The functions of an object by their names; those that stand in an object of their own are its `get` or `handler`.
    fn named_functions(&mut self, value: ValueId) -> Vec<(Sym, ValueId)> {
        let Some(held) = self.value(value).object.map(|object| self.object(object)) else { return Vec::new() };
        let mut out = Vec::new();
        for &(key, function) in &held.fields {
            let Key::Name(name) = key else { continue };
            let inner = self.value(function).object.map(|object| self.object(object));
            let mut chosen = function;
            for part in ["get", "handler"] {
                let part = Key::Name(self.names.intern(part));
                chosen = inner.as_ref().and_then(|inner| inner.field(part)).unwrap_or(chosen);
            }
            out.push((name, chosen));
        }
        out
    }

    /// The value of the field that is watched: `"$route.query.q"`.
    fn watched(&mut self, this: ValueId, path: Sym) -> ValueId {
        let path = self.names.text(path).to_owned();
        path.split('.').fold(this, |value, name| {
            let name = self.names.intern(name);
            self.read_member(NodeId(0), NodeId(0), value, name)
        })
    }

    fn take_fields(&mut self, instance: super::value::ObjId, from: ValueId) {
        let Some(held) = self.value(from).object.map(|object| self.object(object)) else { return };
        let inner = Key::Name(self.names.intern("value"));
        for &(key, value) in &held.fields {
            // A reference is what it refers to there.
            let object = self.value(value).object.map(|object| self.object(object));
            let shown = object.and_then(|object| object.field(inner)).unwrap_or(value);
            self.change_object(instance, |object| object.set(key, shown));
        }
    }

    /// A template is rendered again when what its component's functions assign has changed.
    pub(super) fn render_again(&mut self) {
        let NodeKind::Block(statements) = self.tree.kind(self.tree.function(forge_syntax::tree::MODULE).body) else {
            return;
        };
        for &statement in self.tree.list(statements) {
            if matches!(self.tree.kind(statement), NodeKind::Output { .. }) {
                self.exec(statement);
            }
        }
    }

    /// What a template writes unescaped: the value, and what it refers to where it is a reference.
    pub(super) fn shown_by_template(&mut self, id: NodeId, node: NodeId, value: ValueId) {
        let shown = self.referred(value);
        self.check_value(forge_model::FlowKind::Html, shown, node, super::value::Doubt::NONE);
        let found = self.value(shown);
        // Of what is followed the flow says whether it is markup; the rest is told by how it reads.
        let code = self.text.get(self.tree.span(node).range()).unwrap_or_default();
        let is_text = matches!(self.tree.kind(node), NodeKind::Str(_)) && !code.starts_with(['"', '\'']);
        if is_text || (found.taints.is_empty() && found.konst == Konst::No) {
            self.template_output(id, node, value);
        }
    }

    /// What a reference refers to; any other value is itself.
    pub(super) fn referred(&mut self, value: ValueId) -> ValueId {
        let inner = self.names.intern("value");
        let object = self.value(value).object.map(|object| self.object(object));
        let referred = object.and_then(|object| object.field(Key::Name(inner)));
        referred.map_or(value, |referred| self.computed_again(value, inner).unwrap_or(referred))
    }

    /// What a name that no script declares means in a template: a field of the component.
    pub(super) fn named_in_template(&mut self, name: Sym) -> Option<ValueId> {
        let scope = self.template_scope.filter(|_| self.in_template)?;
        let object = self.value(scope).object?;
        self.object(object).field(Key::Name(name))
    }
}
