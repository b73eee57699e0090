//! Calls: what is called, with what, and what comes of it.

use super::Flow;
use super::value::{Callable, Doubt, Key, Konst, Object, Origin, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_catalogue::compiled::{NO_NODE, Node};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{ClassId, FuncId, List, NodeId, NodeKind, Sym};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// Most arguments that an unknown predicate may speak of.
const MAX_VALIDATED: usize = 4;

/// One argument.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arg {
    pub(crate) node: NodeId,
    pub(crate) value: ValueId,
}

/// The arguments of a call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Args {
    pub(crate) positional: SmallVec<[Arg; 4]>,
    pub(crate) named: SmallVec<[(Sym, Arg); 2]>,
    /// Arguments of unknown number from a spread: what each may be.
    pub(crate) rest: Option<Arg>,
    /// Named arguments from a spread mapping.
    pub(crate) named_rest: Option<Arg>,
}

impl Args {
    /// Every argument.
    pub(crate) fn all(&self) -> impl Iterator<Item = Arg> {
        self.positional
            .iter()
            .copied()
            .chain(self.named.iter().map(|&(_, arg)| arg))
            .chain(self.rest)
            .chain(self.named_rest)
    }

    /// The argument named `name`.
    pub(crate) fn named(&self, name: Sym) -> Option<Arg> {
        self.named.iter().find(|(known, _)| *known == name).map(|&(_, arg)| arg)
    }
}

/// A call that is being evaluated.
pub(crate) struct CallSite<'c> {
    /// The call.
    pub(crate) id: NodeId,
    /// What is called, as an expression.
    pub(crate) callee: NodeId,
    /// The object before the dot, with its value.
    pub(crate) receiver: Option<Arg>,
    pub(crate) args: &'c Args,
    /// Receiver's type was guessed from its name.
    pub(crate) guessed: bool,
}

impl Flow<'_> {
    pub(crate) fn eval_call(&mut self, id: NodeId, callee: NodeId, arguments: List, construct: bool) -> ValueId {
        if matches!(self.tree.kind(callee), NodeKind::Super) {
            let args = self.eval_args(arguments);
            return self.call_super(id, &args);
        }
        let watched = self.watch_failures(callee, arguments);
        let (function, receiver, node, guessed) = self.resolve_callee(callee);
        if let Some(before) = watched {
            self.failures_seen(id, before);
        }
        let args = self.eval_args(arguments);
        if self.state.dead {
            return UNKNOWN;
        }
        self.watch_continuation(&args);
        if function == UNKNOWN && self.is_base_constructor(callee) {
            let this = self.this();
            self.keep_super_arguments(this, &args);
        }
        let site = CallSite { id, callee, receiver, args: &args, guessed };
        let result = self.call_value(&site, function, node, construct);
        let result = self.found_by(&site, function, result);
        self.refined_call(id, result)
    }

    /// A call is a place too: `args.get("x")` after a guard on the same expression.
    fn refined_call(&mut self, id: NodeId, result: ValueId) -> ValueId {
        match self.refinement(id) {
            Some(cleared) => self.cleared(result, cleared),
            None => result,
        }
    }

    /// What is called: its value, its receiver, its node in the catalogue, and whether that was guessed.
    fn resolve_callee(&mut self, callee: NodeId) -> (ValueId, Option<Arg>, Node, bool) {
        let (object, name) = match self.tree.kind(callee) {
            NodeKind::Member { object, name } => (object, Some(name)),
            NodeKind::Index { object, key } => {
                let key = self.eval(key);
                match self.value(key).konst {
                    Konst::Str(name) => (object, Some(name)),
                    _ => (object, None),
                }
            }
            _ => {
                let value = self.eval(callee);
                let found = self.value(value);
                let (ty, guessed) = (found.ty, found.guessed);
                if ty == NO_NODE
                    && found.callable == Callable::No
                    && let NodeKind::Var(var) = self.tree.kind(callee)
                {
                    // A bare function of unknown origin: some names mean one thing wherever they come from.
                    let name = self.tree.var(var).name;
                    let node = self.any_function(name);
                    return (value, None, node, true);
                }
                return (value, None, ty, guessed);
            }
        };
        let base = self.eval(object);
        let receiver = Some(Arg { node: object, value: base });
        let Some(name) = name else {
            let value = self.read_key(object, base, Key::Any);
            return (value, receiver, NO_NODE, false);
        };
        if let NodeKind::Super = self.tree.kind(object) {
            let (function, node) = self.super_member(name);
            return (function, receiver, node, false);
        }
        let (ty, guessed) = self.type_of_receiver(object, base);
        let mut node = self.member_node(ty, name);
        if ty == NO_NODE
            && let Some((of_member, false)) = self.member_of_any(object, base, name)
        {
            node = of_member;
        }
        let value = self.read_callee(base, name, node);
        // A field that holds something of a library is called as that.
        let held = self.value(value).ty;
        if node != NO_NODE || self.value(value).callable != Callable::No || held == NO_NODE {
            return (value, receiver, node, guessed);
        }
        // It is a method of what it was taken from: `self.write = self.buffer.write`.
        (value, receiver.filter(|_| !self.python), held, guessed)
    }

    /// The member that is called, where the file itself defines it.
    fn read_callee(&mut self, base: ValueId, name: Sym, node: Node) -> ValueId {
        let found = self.value(base).clone();
        let own = found.object.and_then(|object| self.object(object).field(Key::Name(name)));
        if let Some(own) = own {
            return self.method_of(own, base);
        }
        if let Callable::Class(class) = found.callable {
            if let Some(field) = self.class_field(class, name) {
                return field;
            }
            if let Some(method) = self.find_method(class, name) {
                return self.method_value(method, base);
            }
        }
        if let Some(class) = found.class {
            if let Some(method) = self.find_method(class, name) {
                return self.method_value(method, base);
            }
            if let Some(field) = self.class_field(class, name) {
                return self.method_of(field, base);
            }
            if let Some(made) = self.computed_member(base, name, NodeId(0)) {
                return made;
            }
        }
        if let (None, Some(sibling)) = (found.class, self.sibling(&found, base, name)) {
            return sibling;
        }
        if let (NO_NODE, Some(stored)) = (node, self.stored_under_any(&found, base, name)) {
            return self.method_of(stored, base);
        }
        if node == NO_NODE {
            return self.derived(base, Key::Name(name));
        }
        self.new_value(Value::typed(self.catalogue.same(node)))
    }

    /// The node of a function of unknown origin by its name: `$any.name`.
    fn any_function(&mut self, name: Sym) -> Node {
        let Some(segment) = self.names.catalogued(name) else { return NO_NODE };
        let any = self.known.any_function;
        if any == NO_NODE { NO_NODE } else { self.catalogue.step(any, segment) }
    }

    fn eval_args(&mut self, arguments: List) -> Args {
        let mut args = Args::default();
        for &node in self.tree.list(arguments) {
            match self.tree.kind(node) {
                NodeKind::Keyword { name, value } => {
                    let stored = self.eval(value);
                    self.check_name(name, stored, value, node);
                    args.named.push((name, Arg { node: value, value: stored }));
                }
                NodeKind::Spread(inner) => {
                    let spread = self.eval(inner);
                    self.spread_args(&mut args, node, inner, spread);
                }
                _ => {
                    let value = self.eval(node);
                    args.positional.push(Arg { node, value });
                }
            }
        }
        args
    }

    pub(crate) fn spread_args(&mut self, args: &mut Args, node: NodeId, inner: NodeId, spread: ValueId) {
        let found = self.value(spread).clone();
        if let Some(object) = found.object {
            let object = self.object(object);
            if let Some(length) = object.length {
                for at in 0..length {
                    let value = object.field(Key::At(at)).unwrap_or(UNKNOWN);
                    args.positional.push(Arg { node: inner, value });
                }
                return;
            }
            if object.sequence && self.python {
                let element = self.element_of(spread);
                args.rest = Some(Arg { node, value: element });
                return;
            }
            if self.python {
                for &(key, value) in &object.fields {
                    if let Key::Name(name) = key {
                        args.named.push((name, Arg { node: inner, value }));
                    }
                }
                let open = (found.param.is_some() || !found.taints.is_empty()).then_some(spread);
                args.named_rest = object.rest.or(object.any).or(open).map(|value| Arg { node: inner, value });
                return;
            }
        }
        let element = self.element_of(spread);
        let arg = Arg { node, value: element };
        args.rest = Some(arg);
        args.named_rest = Some(Arg { node, value: spread }).filter(|_| self.python);
    }

    /// Calls a value with its arguments.
    pub(crate) fn call_value(
        &mut self,
        site: &CallSite<'_>,
        function: ValueId,
        node: Node,
        construct: bool,
    ) -> ValueId {
        match self.value(function).callable {
            Callable::Func(func) => {
                let this = site.receiver.map_or(UNKNOWN, |receiver| receiver.value);
                if construct {
                    return self.construct_function(func, site);
                }
                return self.call_function(func, this, site.args, site.id);
            }
            Callable::Method(func, this) => {
                if self.is_overridden(func, this) {
                    return self.call_for(func, this, site.args);
                }
                return self.call_function(func, this, site.args, site.id);
            }
            Callable::Class(class) => return self.construct(class, site),
            Callable::Setter(cell) => {
                self.set_cell(cell, site.args.positional.first().copied());
                return UNKNOWN;
            }
            Callable::Closure(func, env) => return self.call_closure(func, env, site),
            Callable::Bound(bound) => return self.call_with_bound(bound, site),
            Callable::Choice(_) => return self.call_choice(function, site, construct),
            Callable::Record(record) => return self.make_record(record, site.args),
            Callable::No => {
                if self.python
                    && let Some(result) = self.call_special(function, "__call__", site.args, site.id)
                {
                    return result;
                }
            }
        }
        // A bare function that is known by its name only may be what the caller gave.
        let by_name = site.guessed && site.receiver.is_none();
        if (node == NO_NODE || by_name) && !self.value(function).taints.is_empty() {
            let values: Vec<ValueId> = site.args.positional.iter().map(|arg| arg.value).collect();
            self.note_param_call(function, &values);
        }
        if node == NO_NODE && site.guessed {
            self.call_checks(site, node);
        }
        let result = if node == NO_NODE { self.unknown_call(site) } else { self.call_model(site, node) };
        if self.python || !site.args.positional.is_empty() || !self.is_held(site) {
            return result;
        }
        // Data that is called without anything is a signal or the like: calling it reads it.
        let mut read = self.value(result).clone();
        for &taint in &self.value(function).taints.clone() {
            if matches!(self.origins[taint.origin.0 as usize], super::value::Origin::Source { .. }) {
                add_taint(&mut read.taints, taint);
            }
        }
        self.new_value(read)
    }

    /// Whether what is called is held by a variable, or by a field of an object or class of the file.
    fn is_held(&self, site: &CallSite<'_>) -> bool {
        let Some(receiver) = site.receiver else { return true };
        let Some(name) = self.callee_name(site.callee) else { return false };
        let receiver = self.value(receiver.value);
        receiver.object.is_some_and(|object| self.object(object).field(Key::Name(name)).is_some())
            || receiver.class.is_some_and(|class| self.class_field(class, name).is_some())
    }

    /// Whether `this` is of a class that overrides methods of the class of `func`: what `func` calls on its receiver is
    /// then not what its summary says.
    pub(crate) fn is_overridden(&mut self, func: FuncId, this: ValueId) -> bool {
        let (Some(base), Some(class)) = (self.tree.function(func).class, self.value(this).class) else { return false };
        if !self.python && base != class && !self.tree.class(class).methods.is_empty() {
            // Methods that are only declared are not methods of the class.
            return self.reruns[func.0 as usize] < super::closure::MAX_RERUNS;
        }
        if base == class {
            return false;
        }
        if let Some(&known) = self.overrides.get(&(base, class)) {
            return known;
        }
        let names = self.names_on_receiver(base);
        let overridden = names.into_iter().any(|name| {
            let theirs = self.find_method(base, name);
            self.find_method(class, name) != theirs
        });
        self.overrides.insert((base, class), overridden);
        overridden
    }

    /// The members of their receiver that methods of the class speak of.
    pub(crate) fn names_on_receiver(&self, class: ClassId) -> FxHashSet<Sym> {
        let tree = self.tree;
        let mut out = FxHashSet::default();
        for &method in &tree.class(class).methods {
            let function = tree.function(method);
            let receiver = function.params.first().filter(|_| function.receiver).map(|param| tree.kind(param.target));
            let mut pending = vec![function.body];
            while let Some(node) = pending.pop() {
                if let NodeKind::Member { object, name } = tree.kind(node) {
                    let object = tree.kind(object);
                    if object == NodeKind::This || Some(object) == receiver {
                        out.insert(name);
                    }
                }
                pending.extend(tree.children(node));
            }
        }
        out
    }

    /// Runs a method for one receiver rather than for any.
    pub(crate) fn call_for(&mut self, func: FuncId, this: ValueId, args: &Args) -> ValueId {
        let receiver = self.tree.function(func).receiver.then_some(this);
        let values: Vec<ValueId> = receiver.into_iter().chain(args.positional.iter().map(|arg| arg.value)).collect();
        self.reruns[func.0 as usize] = self.reruns[func.0 as usize].saturating_add(1);
        self.run_concrete(func, this, &values, Vec::new())
    }

    /// A call of which nothing is known: what goes in may come out, with less certainty; it never goes into the
    /// receiver.
    pub(crate) fn unknown_call(&mut self, site: &CallSite<'_>) -> ValueId {
        let name =
            self.callee_name(site.callee).map(|name| self.names.text(name).to_ascii_lowercase()).unwrap_or_default();
        let mut taints = Taints::new();
        let mut doubt = Doubt::GUESS;
        if may_sanitize(&name) {
            doubt = doubt.and(Doubt::GUARDED);
        }
        let harmless = tells_only_about(&name) || self.is_answer(site.callee, &name) || self.is_rendered(site, &name);
        let looked_up =
            looks_up(&name) && site.receiver.is_none_or(|receiver| self.deep_taints(receiver.value, 1).is_empty());
        for arg in site.args.all() {
            if self.value(arg.value).callable != Callable::No {
                self.run_callback_unknown(arg.value, site);
                continue;
            }
            if !harmless {
                for taint in self.deep_taints(arg.value, 2) {
                    // What is given as a whole, as it came in, may be taken apart.
                    let whole = matches!(self.origins[taint.origin.0 as usize], Origin::Source { node, .. } if node == arg.node);
                    let doubt = if looked_up && !whole { doubt.and(Doubt::LOOKED_UP) } else { doubt };
                    self.pass_through(&mut taints, taint, doubt, site.id);
                }
            }
        }
        if let Some(receiver) = site.receiver
            && !harmless
        {
            for taint in self.deep_taints(receiver.value, 1) {
                self.pass_through(&mut taints, taint, doubt, site.id);
            }
        }
        self.may_raise(site);
        if may_validate(&name) {
            return self.maybe_validated(site);
        }
        if name.contains("redirect") {
            // What sends somebody elsewhere shows nothing.
            let shown = KindSet::of(FlowKind::Html).with(FlowKind::HtmlUrl);
            taints = taints.into_iter().map(|taint| taint.without(shown)).collect();
        }
        if makes_content(&name) {
            let places = KindSet::of(FlowKind::Path).with(FlowKind::Url).with(FlowKind::Redirect);
            taints = taints.into_iter().map(|taint| taint.without(places)).collect();
        }
        if self.makes_record(site) {
            return self.record_of(site, taints);
        }
        self.new_value(Value::tainted(taints))
    }

    /// Whether an unknown class is given the fields of what it makes: `Entry(id=data.id, size=3)`.
    fn makes_record(&self, site: &CallSite<'_>) -> bool {
        let name = self.callee_name(site.callee).map(|name| self.names.text(name));
        self.python
            && site.args.positional.is_empty()
            && site.args.rest.is_none()
            && !site.args.named.is_empty()
            && name.is_some_and(|name| name.starts_with(char::is_uppercase))
    }

    /// The fields hold what they were given; whatever else is read of the object is made of them in some other way.
    fn record_of(&mut self, site: &CallSite<'_>, mut taints: Taints) -> ValueId {
        let mut object = Object::default();
        for &(name, arg) in &site.args.named {
            let mut held = Taints::new();
            for taint in self.deep_taints(arg.value, 2) {
                self.pass_through(&mut held, taint, Doubt::GUESS, site.id);
            }
            let field = if held.is_empty() { UNKNOWN } else { self.new_value(Value::tainted(held)) };
            object.set(Key::Name(name), field);
        }
        for taint in &mut taints {
            taint.doubt = taint.doubt.and(Doubt::LOOKED_UP);
        }
        let object = self.new_object(object);
        self.new_value(Value { taints, object: Some(object), ..Value::default() })
    }

    /// Whether the statement is a call that can only be there to throw where something is not valid.
    pub(crate) fn checks_alone(&self, statement: NodeId) -> bool {
        let call = match self.tree.kind(statement) {
            NodeKind::Await(inner) => inner,
            _ => statement,
        };
        let NodeKind::Call { callee, .. } = self.tree.kind(call) else { return false };
        let name = self.callee_name(callee).map(|name| self.names.text(name).to_ascii_lowercase());
        name.is_some_and(|name| !makes_what_it_names(&name))
    }

    /// Whether what an unknown call returns is the answer of a server, which is not made of what was asked: a function
    /// that fetches something, a method of a client.
    fn is_answer(&self, callee: NodeId, name: &str) -> bool {
        if name.contains("fetch") || name.contains("ajax") {
            return !["param", "arg", "query", "field", "value", "header", "cookie"]
                .iter()
                .any(|part| name.contains(part));
        }
        let (object, by_name) = match self.tree.kind(callee) {
            NodeKind::Member { object, .. } => (object, true),
            // `http[method](path)`
            NodeKind::Index { object, .. } => (object, false),
            _ => return false,
        };
        let Some(client) = self.callee_name(object) else { return false };
        let client = self.names.text(client).to_ascii_lowercase();
        (!by_name || ["get", "post", "put", "patch", "delete", "del", "request"].contains(&name))
            && ["api", "http", "client", "rest", "curl"].iter().any(|word| client.ends_with(word))
    }

    /// Whether what an unknown call returns was rendered from the template that it names: `render("partials/row", row)`,
    /// `render.permission_denied(path)`. Templates escape what they are given.
    fn is_rendered(&self, site: &CallSite<'_>, name: &str) -> bool {
        if name.trim_start_matches('_').starts_with("render") || name.ends_with("template") || name == "tmpl" {
            let template = site.args.positional.first().and_then(|first| self.text_of(first.value));
            return template.is_some_and(|(text, whole)| whole && !text.contains(['<', ' ']) && !text.is_empty());
        }
        let NodeKind::Member { object, .. } = self.tree.kind(site.callee) else { return false };
        self.callee_name(object).is_some_and(|object| matches!(self.names.text(object), "render" | "templates" | "JST"))
    }

    /// What the truth of an unknown predicate says of its arguments: perhaps that they are valid.
    fn maybe_validated(&mut self, site: &CallSite<'_>) -> ValueId {
        let (maybe, nothing) = (super::value::Cleared::maybe(), super::value::Cleared::default());
        let mut guard = UNKNOWN;
        for arg in site.args.positional.iter().take(MAX_VALIDATED) {
            let said = self.guard_value(arg.node, maybe, nothing);
            if guard == UNKNOWN {
                guard = said;
            } else {
                let guard_of_both = self.and_guards(guard, said);
                guard = self.new_value(Value { guard: guard_of_both, ..Value::default() });
            }
        }
        guard
    }

    fn pass_through(&mut self, taints: &mut Taints, mut taint: super::value::Taint, doubt: Doubt, node: NodeId) {
        taint.doubt = taint.doubt.and(doubt);
        taint.removed = taint.removed.only_chars();
        taint.trace = self.step(node, taint.trace);
        add_taint(taints, taint);
    }

    /// The last name of what is called.
    pub(crate) fn callee_name(&self, callee: NodeId) -> Option<Sym> {
        match self.tree.kind(callee) {
            NodeKind::Member { name, .. } => Some(name),
            NodeKind::Var(var) => Some(self.tree.var(var).name),
            NodeKind::Global(name) => Some(name),
            NodeKind::Typed { value, .. } => self.callee_name(value),
            _ => None,
        }
    }

    /// A tagged template: the tag is called with the texts and the values.
    pub(crate) fn tagged_template(&mut self, id: NodeId, tag: NodeId, parts: List) -> ValueId {
        let (function, receiver, node, guessed) = self.resolve_callee(tag);
        let mut args = Args::default();
        let mut texts = Object { sequence: true, ..Object::default() };
        let nodes = self.tree.list(parts);
        let mut count = 0;
        let mut values: SmallVec<[Arg; 4]> = SmallVec::new();
        for &part in nodes {
            let value = self.eval(part);
            if matches!(self.tree.kind(part), NodeKind::Str(_)) {
                texts.set(Key::At(count), value);
                count += 1;
            } else {
                values.push(Arg { node: part, value });
            }
        }
        let texts = self.new_object(texts);
        let texts = self.new_value(Value { object: Some(texts), ..Value::default() });
        args.positional.push(Arg { node: id, value: texts });
        args.positional.extend(values);
        let site = CallSite { id, callee: tag, receiver, args: &args, guessed };
        self.call_value(&site, function, node, false)
    }

    /// The kinds of a deep value that `kinds` leaves, as taints of a result.
    pub(crate) fn flow_taints(
        &mut self,
        value: ValueId,
        clears: KindSet,
        deep: bool,
        node: NodeId,
        doubt: Doubt,
    ) -> Taints {
        let from = if deep { self.deep_taints(value, 3) } else { self.string_taints(value) };
        let mut out = Taints::new();
        for mut taint in from {
            // What an encoding takes away, decoding brings back.
            taint.escaped = taint.escaped.union(taint.kinds.intersect(clears));
            taint = taint.without(clears);
            let kept = taint.removed.intersect(super::strings::Chars::NO_WAY_UP);
            taint.removed = taint.removed.only_chars().union(kept);
            taint.doubt = taint.doubt.and(doubt);
            taint.trace = self.step(node, taint.trace);
            add_taint(&mut out, taint);
        }
        out
    }
}

/// Whether a function of this name may make a value safe, in a way that is not seen.
pub(crate) fn may_sanitize(name: &str) -> bool {
    [
        "escape", "sanitiz", "sanitis", "clean", "encode", "strip", "purify", "quote", "safe", "filter", "redact",
        "mask", "slug",
    ]
    .iter()
    .any(|part| name.contains(part))
        // Templates escape what is put into them.
        || name.contains("render") && !["markdown", "raw", "unsafe"].iter().any(|part| name.contains(part))
}

/// Whether a function of this name makes the content of a file: no path and no address.
fn makes_content(name: &str) -> bool {
    let places = ["path", "file", "name", "dir", "folder", "url", "uri", "link", "route", "key"];
    ["dump", "serialize", "to_csv", "to_json", "to_xml", "tocsv", "tojson", "toxml"]
        .iter()
        .any(|start| name.starts_with(start))
        && !places.iter().any(|place| name.contains(place))
}

/// Whether a function of this name may validate its arguments, in a way that is not seen.
pub(crate) fn may_validate(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    ["valid", "allow", "permit", "check", "verify", "assert", "accept", "ensure"]
        .iter()
        .any(|part| name.starts_with(part))
        || ["inside", "within", "_valid", "_allowed"].iter().any(|part| name.ends_with(part))
        || (name.starts_with("is") && name.len() > 4)
}

/// Whether a function of this name finds something by its arguments, or sends them to somebody who answers.
fn looks_up(name: &str) -> bool {
    let name = name.trim_start_matches('_');
    let finds = [
        "get",
        "find",
        "fetch",
        "lookup",
        "look_up",
        "search",
        "retrieve",
        "query",
        "select",
        "post",
        "put",
        "patch",
        "send",
        "request",
        "execute",
        "create",
        "save",
        "insert",
        "update",
        "upsert",
        "register",
        "login",
        "authenticate",
        "missing",
    ];
    // What a request holds is found by names, and is itself what comes in.
    let held = ["param", "query", "body", "form", "field", "header", "cookie", "input", "json", "arg"];
    finds.iter().any(|verb| name.strip_prefix(verb).is_some_and(|rest| !held.iter().any(|part| rest.contains(part))))
}

/// Whether a function of this name makes sure that something is there rather than that something holds.
fn makes_what_it_names(name: &str) -> bool {
    let places = ["dir", "folder", "path", "file", "exist", "table", "index", "parent"];
    ["checkout", "checkin", "checkpoint"].iter().any(|start| name.starts_with(start))
        || name.starts_with("ensure") && places.iter().any(|place| name.contains(place))
}

/// Whether the result of a function of this name is about its argument and does not hold it.
fn tells_only_about(name: &str) -> bool {
    let counts = ["count", "length", "size", "len", "indexof", "hash", "checksum", "compare", "equals", "exists"];
    counts.contains(&name)
        || ["is_", "has_", "should_", "can_"].iter().any(|part| name.starts_with(part))
        || name.starts_with("has") && name.len() > 4
        || name.starts_with("is") && name.len() > 4
        || writes_figures(name)
}

/// Whether a function of this name writes a number or a moment for people to read: `formatNumber`, `format_date`.
fn writes_figures(name: &str) -> bool {
    const FIGURES: [&str; 12] = [
        "date",
        "time",
        "datetime",
        "timestamp",
        "duration",
        "number",
        "bytes",
        "filesize",
        "price",
        "currency",
        "money",
        "percent",
    ];
    ["format", "fmt", "humanize"]
        .iter()
        .any(|verb| name.strip_prefix(verb).is_some_and(|what| FIGURES.contains(&what.trim_start_matches('_'))))
}
