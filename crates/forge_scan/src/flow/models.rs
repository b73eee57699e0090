//! What the catalogue says of a call, a read or an assignment, applied.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::select::Scope;
use super::value::{Callable, Cleared, Doubt, Key, Konst, Object, Origin, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_catalogue::compiled::{CallModel, Callback, NO_NODE, Node, SetFact};
use forge_catalogue::select::{Base, Selector, Step};
use forge_model::{FlowKind, KindSet, Tier};
use forge_syntax::tree::{NodeId, NodeKind, Sym};

/// Whether the sinks of a model are bodies of responses: they depend on the content type.
fn is_response(model: &CallModel) -> bool {
    !model.unless.is_empty() && model.sinks.iter().any(|sink| FlowKind::ALL[sink.kind as usize] == FlowKind::Html)
}

impl Flow<'_> {
    /// Applies the models of the node that is called.
    pub(crate) fn call_model(&mut self, site: &CallSite<'_>, node: Node) -> ValueId {
        let catalogue = self.catalogue;
        let same = catalogue.same(node);
        let shared: &[CallModel] = if same == node { &[] } else { &catalogue.models(same).calls };
        let ty = self.catalogue_step(node, forge_catalogue::api::CALL);
        let ty = catalogue.same(ty);
        let models = catalogue.models(node).calls.iter().chain(shared);
        self.call_checks(site, node);
        let doubt = if site.guessed { Doubt::GUESS } else { Doubt::NONE };
        let mut result = Value { ty, guessed: site.guessed && ty != NO_NODE, ..Value::default() };
        let mut any = false;
        for model in models {
            let scope = Scope { args: site.args, receiver: site.receiver, result: None, node: site.id };
            if !self.all_hold(&model.when, &scope) {
                continue;
            }
            any = true;
            if model.ty != NO_NODE {
                result.ty = model.ty;
                result.guessed = site.guessed;
            }
            self.model_sinks(model, &scope, doubt);
            if is_response(model) && ty != NO_NODE && result.object.is_none() {
                let object = self.new_object(Object::default());
                self.responses.insert(object, site.id);
                result.object = Some(object);
            }
            self.model_facts(&model.facts, &scope);
            self.result_facts(&model.result_facts, &scope, &mut result);
            self.model_flows(model, &scope, site, doubt, &mut result);
            if let Some(source) = model.source {
                self.model_source(model, source, &scope, site, doubt, &mut result);
            }
            self.model_callbacks(model, &scope, &mut result);
            if model.text != 0 {
                result.konst = Konst::Str(self.names.intern(catalogue.text(model.text)));
            }
            if model.op != 0 {
                self.operation(catalogue.text(model.op), site, &mut result);
            }
            if let Some(at) = &model.asserts {
                self.model_asserts(at, KindSet(model.clears), &scope);
            }
            if let Some((at, ty)) = &model.throws {
                self.model_throws(at, *ty, KindSet(model.clears), &scope);
            }
            if let Some(guard) = &model.guard {
                self.model_guard(guard, &scope, &mut result);
            }
            if model.checks | model.changes != 0 {
                self.extend_check(scope.receiver, KindSet(model.checks), KindSet(model.changes));
            }
            if model.continues {
                self.hand_over();
            }
            if model.exits {
                self.state.dead = true;
                return UNKNOWN;
            }
        }
        if !any && ty == NO_NODE {
            return self.unknown_call(site);
        }
        if !any {
            self.run_unmodelled_callbacks(site);
        }
        if ty != NO_NODE && catalogue.harmless(ty) {
            result.taints.clear();
        }
        self.new_value(result)
    }

    /// Function arguments that no model gives a role still run.
    fn run_unmodelled_callbacks(&mut self, site: &CallSite<'_>) {
        for arg in site.args.all() {
            if self.value(arg.value).callable != Callable::No {
                self.run_callback_unknown(arg.value, site);
            }
        }
    }

    fn model_sinks(&mut self, model: &CallModel, scope: &Scope<'_>, doubt: Doubt) {
        if model.sinks.is_empty() || self.some_hold(&model.unless, scope) {
            return;
        }
        let doubt = doubt.and(Doubt::of_sinks(model.checked, model.outsiders));
        for sink in &model.sinks {
            let kind = FlowKind::ALL[sink.kind as usize];
            for selected in self.select(&sink.at, scope) {
                if kind == FlowKind::Log && self.is_quoted_by_format(selected.arg, &sink.at, scope) {
                    continue;
                }
                if is_response(model) && kind == FlowKind::Html {
                    self.check_response(selected.arg, scope.node, doubt);
                } else {
                    self.check_sink(kind, selected.arg, selected.deep, scope.node, doubt);
                }
            }
        }
    }

    /// Whether the format before an argument takes it as a number or quotes it: `logger.info("%s by %r", page, name)`.
    fn is_quoted_by_format(&self, arg: Arg, at: &Selector, scope: &Scope<'_>) -> bool {
        if at.path.last() == Some(&Step::Deep) {
            return self.quotes_every_name(scope);
        }
        let Base::From(first) = at.base else { return false };
        // Where all arguments are printed, the first one may be a format.
        let first = (first as usize).max(1);
        let Some(format) = scope.args.positional.get(first - 1) else { return false };
        let Some((text, true)) = self.text_of(format.value) else { return false };
        let position = scope.args.positional.iter().position(|given| given.node == arg.node);
        let Some(nth) = position.and_then(|position| position.checked_sub(first)) else { return false };
        if self.python && text.contains('{') && !text.contains('%') {
            let field = text.replace("{{", "").split('{').nth(nth + 1).map(|field| {
                let inside = field.split('}').next().unwrap_or_default();
                inside.contains("!r") || inside.contains("!a") || inside.ends_with(['d', 'f', 'x', 'e', 'g', '%'])
            });
            return field.unwrap_or_default();
        }
        let mut directives =
            text.replace("%%", "").split('%').skip(1).map(str::to_owned).collect::<Vec<_>>().into_iter();
        let conversion = directives.nth(nth).and_then(|directive| directive.chars().find(char::is_ascii_alphabetic));
        matches!(conversion, Some('r' | 'a' | 'd' | 'i' | 'f' | 'F' | 'x' | 'X' | 'o' | 'e' | 'g' | 'u' | 'j' | 'O'))
    }

    /// Whether a format with names takes all of them as numbers or quotes them: `"%(who)r"`.
    fn quotes_every_name(&self, scope: &Scope<'_>) -> bool {
        let mut texts = scope.args.positional.iter().filter_map(|arg| self.text_of(arg.value));
        let Some((text, true)) = texts.find(|(text, _)| text.contains("%(")) else { return false };
        text.split("%(").skip(1).all(|directive| {
            let after = directive.split_once(')').map_or("", |(_, after)| after);
            matches!(after.chars().find(char::is_ascii_alphabetic), Some('r' | 'a' | 'd' | 'i' | 'f' | 'x'))
        })
    }

    /// Reports what is rendered as the body of a response. Rows, and what an unknown function returns, are objects as
    /// often as pages: they count where a string was made of them.
    pub(crate) fn check_response(&mut self, body: Arg, sink: NodeId, doubt: Doubt) {
        if self.read_model(self.value(body.value).ty).is_some_and(|model| model.object) || self.is_made(body.node) {
            return;
        }
        for taint in self.string_taints(body.value) {
            let stored = matches!(self.origins[taint.origin.0 as usize], Origin::Source { tier: Tier::Stored, .. });
            if (stored || taint.doubt.has(Doubt::GUESS)) && !self.is_built(taint.trace) {
                continue;
            }
            if taint.kinds.has(FlowKind::Html) && !super::strings::blocked(taint.removed).has(FlowKind::Html) {
                self.reached(FlowKind::Html, taint, body.node, sink, doubt);
            }
        }
    }

    /// Whether the expression makes an object with `new` that is none to write as it is: sent, it is encoded.
    fn is_made(&self, node: NodeId) -> bool {
        match self.tree.kind(node) {
            NodeKind::Var(var) => self
                .made_from
                .get(&var)
                .is_some_and(|&from| matches!(self.tree.kind(from), NodeKind::Call { .. }) && self.is_made(from)),
            NodeKind::Call { callee, construct: true, .. } => {
                let written = ["string", "buffer", "stream", "readable", "html", "markup", "text", "blob", "array"];
                let name = self.callee_name(callee).map(|name| self.names.text(name).to_ascii_lowercase());
                name.is_some_and(|name| !written.iter().any(|part| name.contains(part)))
            }
            _ => false,
        }
    }

    /// Reports what reaches a sink of `kind`.
    pub(crate) fn check_sink(&mut self, kind: FlowKind, arg: Arg, deep: bool, sink: NodeId, doubt: Doubt) {
        let printed = matches!(kind, FlowKind::Html | FlowKind::Log | FlowKind::Header);
        if printed && !deep && self.read_model(self.value(arg.value).ty).is_some_and(|model| model.object) {
            return;
        }
        if kind == FlowKind::Log && !deep && self.is_printed_quoted(arg.value) {
            return;
        }
        let arg = if printed && !deep { Arg { value: self.as_text(sink, arg.value), ..arg } } else { arg };
        let taints = match kind {
            _ if deep => self.deep_taints(arg.value, 4),
            // A sequence is printed as one, its items quoted.
            FlowKind::Log => self.value(arg.value).taints.clone(),
            _ => self.string_taints(arg.value),
        };
        for taint in taints {
            // Without a slash there is no way out of a folder but where a backslash is one as well.
            let only_backslash = kind == FlowKind::Path && taint.removed.has_all("/");
            let doubt = if only_backslash { doubt.and(Doubt::GUESS) } else { doubt };
            if taint.kinds.has(kind) && !super::strings::blocked(taint.removed).has(kind) {
                self.reached(kind, taint, arg.node, sink, doubt);
            }
        }
    }

    /// As [`Flow::check_sink`] for a value that is itself the sink's place.
    pub(crate) fn check_value(&mut self, kind: FlowKind, value: ValueId, node: NodeId, doubt: Doubt) {
        self.check_sink(kind, Arg { node, value }, false, node, doubt);
    }

    /// Facts of what a constructor or factory makes.
    fn result_facts(&mut self, facts: &[SetFact], scope: &Scope<'_>, result: &mut Value) {
        for fact in facts {
            if let Some(value) = self.fact_value(&fact.value, scope) {
                let object = match result.object {
                    Some(object) => object,
                    None => self.new_object(Object::default()),
                };
                result.object = Some(object);
                self.change_object(object, |object| object.set_fact(fact.fact, value));
            }
        }
    }

    fn model_flows(
        &mut self,
        model: &CallModel,
        scope: &Scope<'_>,
        site: &CallSite<'_>,
        doubt: Doubt,
        result: &mut Value,
    ) {
        let clears = KindSet(model.clears);
        for flow in &model.flows {
            let whole = flow.from.path.is_empty() && flow.to.path.is_empty() && flow.to.base == Base::Return;
            for selected in self.select(&flow.from, scope) {
                let value = selected.arg.value;
                if whole && clears.is_empty() && model.adds == 0 && !model.decodes && flow.from.base == Base::Receiver {
                    // A fluent call returns its receiver itself.
                    let same = self.value(value).clone();
                    if !same.taints.is_empty() {
                        self.stay_object(&same, scope, result);
                        let taints = self.flow_taints(value, clears, selected.deep, site.id, doubt);
                        self.deliver(&flow.to, taints, scope, result);
                        continue;
                    }
                    result.object = result.object.or(same.object);
                    result.class = result.class.or(same.class);
                    if result.ty == NO_NODE {
                        result.ty = same.ty;
                        result.guessed = same.guessed;
                    }
                }
                let mut taints = self.flow_taints(value, clears, selected.deep, site.id, doubt);
                if model.parts {
                    for taint in &mut taints {
                        *taint = taint.part();
                    }
                }
                if model.decodes {
                    taints.iter_mut().for_each(super::value::Taint::decode);
                }
                for taint in &mut taints {
                    taint.kinds = taint.kinds.union(KindSet(model.adds));
                }
                self.deliver(&flow.to, taints, scope, result);
            }
        }
    }

    /// An object of an API that whoever calls has given (`this.response`) stays what it is.
    fn stay_object(&mut self, same: &Value, scope: &Scope<'_>, result: &mut Value) {
        let given = |taint: &super::value::Taint| matches!(self.origins[taint.origin.0 as usize], Origin::Param { .. });
        let Some(receiver) = scope.receiver else { return };
        if result.ty != NO_NODE || same.ty == NO_NODE || self.is_data(same.ty) || !same.taints.iter().all(given) {
            return;
        }
        result.ty = same.ty;
        result.guessed = same.guessed;
        let root = self.eval(self.fluent_root(receiver.node));
        result.object = result.object.or(self.value(root).object);
    }

    fn deliver(&mut self, to: &Selector, taints: Taints, scope: &Scope<'_>, result: &mut Value) {
        match to.base {
            Base::Return => {
                if to.path.first() == Some(&Step::Element) {
                    let mut element = self.new_value(Value::tainted(taints));
                    // Several values may become elements of one sequence.
                    let before = result.object.map(|id| self.object(id)).filter(|object| object.sequence);
                    if let Some(any) = before.and_then(|object| object.any) {
                        element = self.join(any, element);
                    }
                    let array = self.array_of(element);
                    result.object = self.value(array).object;
                } else if let Some(&Step::Field(name)) = to.path.first() {
                    self.deliver_part(name, taints, result);
                } else {
                    for taint in taints {
                        add_taint(&mut result.taints, taint);
                    }
                }
            }
            _ => {
                let outer = Selector { base: to.base, path: Vec::new() };
                for selected in self.select(&outer, scope) {
                    let stored = self.new_value(Value::tainted(taints.clone()));
                    self.store_into(selected.arg, &to.path, stored);
                }
            }
        }
    }

    /// Puts taints under one field or place of the result: `0 -> return.1`.
    fn deliver_part(&mut self, name: u32, taints: Taints, result: &mut Value) {
        let text = self.catalogue.text(name);
        let place = text.parse::<u32>().ok();
        let key = place.map_or_else(|| Key::Name(self.names.intern(text)), Key::At);
        let id = match result.object {
            Some(id) => id,
            None => {
                self.new_object(Object { sequence: place.is_some(), length: place.map(|_| 0), ..Object::default() })
            }
        };
        result.object = Some(id);
        let part = self.new_value(Value::tainted(taints));
        let joined = self.object(id).field(key).map_or(part, |old| self.join(old, part));
        self.change_object(id, |object| {
            object.set(key, joined);
            if let (Some(length), Some(place)) = (object.length, place) {
                object.length = Some(length.max(place + 1));
            }
        });
    }

    /// Puts a value into an object: under a field, among its elements, or as what it is made of.
    fn store_into(&mut self, arg: Arg, path: &[Step], stored: ValueId) {
        if let Some(Step::Field(name)) = path.first() {
            let name = self.names.intern(self.catalogue.text(*name));
            self.set_field(arg.node, arg.value, Key::Name(name), stored);
            return;
        }
        let Some(id) = self.object_of(arg.node, arg.value) else { return };
        let element = path.first() == Some(&Step::Element);
        let object = self.object(id);
        let old = if element { object.any } else { object.rest };
        let joined = old.map_or(stored, |old| self.join(old, stored));
        self.change_object(id, |object| {
            object.written = true;
            if element {
                object.any = Some(joined);
                object.length = None;
            } else {
                object.rest = Some(joined);
            }
        });
        if !element {
            self.taint_place(arg, stored);
        }
    }

    /// The value of a variable takes on the taints of what was put into it: a buffer, a builder.
    fn taint_place(&mut self, arg: Arg, stored: ValueId) {
        let current = self.eval(arg.node);
        let mut value = self.value(current).clone();
        let more = self.value(stored).taints.clone();
        for taint in more {
            add_taint(&mut value.taints, taint);
        }
        let value = self.new_value(value);
        if let NodeKind::Var(var) = self.tree.kind(arg.node) {
            let owner = self.tree.var(var).owner;
            let at = (var.0 - self.tree.function(owner).first_var) as usize;
            self.write_var(owner, at, value);
        }
        // A buffer in a field, of which the class knows what it ever holds.
        if let (NodeKind::Member { object, name }, false) = (self.tree.kind(arg.node), self.python) {
            let base = self.eval(object);
            if let Some(class) = self.value(base).class {
                self.learn_field(class, name, value);
            }
            if let Some(outer) = self.value(base).object {
                self.change_object(outer, |object| {
                    object.written = true;
                    object.set(Key::Name(name), value);
                });
            }
        }
    }

    fn model_source(
        &mut self,
        model: &CallModel,
        source: forge_catalogue::compiled::Source,
        scope: &Scope<'_>,
        site: &CallSite<'_>,
        doubt: Doubt,
        result: &mut Value,
    ) {
        match &model.source_at {
            None => self.add_source(&mut result.taints, source, site.id, doubt),
            Some(at) => {
                let mut taints = Taints::new();
                self.add_source(&mut taints, source, site.id, doubt);
                let outer = Selector { base: at.base, path: Vec::new() };
                for selected in self.select(&outer, scope) {
                    let stored = self.new_value(Value::tainted(taints.clone()));
                    self.store_into(selected.arg, &at.path, stored);
                }
            }
        }
    }

    fn model_callbacks(&mut self, model: &CallModel, scope: &Scope<'_>, result: &mut Value) {
        self.callbacks(&model.callbacks, scope, result);
    }

    fn callbacks(&mut self, callbacks: &[Callback], scope: &Scope<'_>, result: &mut Value) {
        self.last_returns = None;
        let chained = self.open_chain(callbacks);
        for callback in callbacks {
            for (at, selected) in self.select(&callback.at, scope).into_iter().enumerate() {
                if chained {
                    self.note_checks(selected.arg, &callback.role, scope);
                }
                for func in self.functions_in(selected.arg.value, selected.deep) {
                    if !self.has_arity(func, callback.arity) {
                        continue;
                    }
                    self.role_item = at;
                    self.is_handler = chained;
                    let returned = self.run_role(func, &callback.role, scope);
                    if chained {
                        self.leave_handler();
                    }
                    if let Some(to) = &callback.result {
                        let taints = self.string_taints(returned);
                        if to.base == Base::Return && to.path.is_empty() {
                            let found = self.value(returned).clone();
                            for taint in taints {
                                add_taint(&mut result.taints, taint);
                            }
                            if result.ty == NO_NODE {
                                result.ty = found.ty;
                            }
                            result.object = result.object.or(found.object);
                        } else {
                            self.deliver(to, taints, scope, result);
                        }
                    }
                }
            }
        }
        if chained {
            self.close_chain(scope, callbacks.iter().any(|callback| callback.keeps));
        }
    }

    /// Whether a function takes as many parameters as a role is for.
    fn has_arity(&self, function: ValueId, arity: Option<(u8, u8)>) -> bool {
        let (Callable::Func(func) | Callable::Method(func, _) | Callable::Closure(func, _)) =
            self.value(function).callable
        else {
            return true;
        };
        let function = self.tree.function(func);
        let count = function.params.len() - usize::from(function.receiver);
        arity.is_none_or(|(least, most)| (usize::from(least)..=usize::from(most)).contains(&count))
    }

    /// A call that throws where a value is not what it should be: once it has returned, it is.
    fn model_asserts(&mut self, at: &Selector, kinds: KindSet, scope: &Scope<'_>) {
        for selected in self.select(at, scope) {
            let cleared = Cleared::kinds(if kinds.is_empty() { KindSet::ALL } else { kinds });
            self.assume(selected.arg.node, cleared);
        }
    }

    /// A call that may throw: what it throws holds some of its arguments.
    fn model_throws(&mut self, at: &Selector, ty: Node, clears: KindSet, scope: &Scope<'_>) {
        let mut taints = Taints::new();
        for selected in self.select(at, scope) {
            for taint in self.flow_taints(selected.arg.value, clears, selected.deep, scope.node, Doubt::NONE) {
                add_taint(&mut taints, taint);
            }
        }
        if taints.is_empty() {
            return;
        }
        let thrown = self.new_value(Value { taints, ty, ..Value::default() });
        self.raise(thrown);
    }

    /// From here on this holds of the place `node` and of what its value was made of.
    pub(crate) fn assume(&mut self, node: NodeId, cleared: Cleared) {
        let value = self.guard_value(node, cleared, Cleared::default());
        self.hold(value);
    }

    fn model_guard(&mut self, guard: &forge_catalogue::compiled::Guard, scope: &Scope<'_>, result: &mut Value) {
        for selected in self.select(&guard.at, scope) {
            let cleared = Cleared {
                kinds: KindSet(guard.clears),
                chars: if KindSet(guard.clears) == KindSet::ALL {
                    super::strings::Chars::ALL
                } else {
                    super::strings::Chars::NONE
                },
                maybe: false,
                found: false,
                is: None,
            };
            let (if_true, if_false) =
                if guard.when_false { (Cleared::default(), cleared) } else { (cleared, Cleared::default()) };
            let value = self.guard_value(selected.arg.node, if_true, if_false);
            result.guard = self.value(value).guard;
        }
    }

    /// What assigning `value` to the member `name` of `base` does.
    pub(crate) fn write_models(
        &mut self,
        place: NodeId,
        object: NodeId,
        base: ValueId,
        name: Sym,
        value: ValueId,
        from: NodeId,
    ) {
        let (ty, guessed) = self.type_of_receiver(object, base);
        let mut node = self.member_node(ty, name);
        if ty == NO_NODE
            && let Some((of_member, false)) = self.member_of_any(object, base, name)
        {
            node = of_member;
        }
        if !self.python && (node == NO_NODE || self.catalogue.models(node).writes.is_empty()) {
            // Members of any name: `$.fn.carousel = function () {}`.
            let any = self.catalogue_step(ty, forge_catalogue::api::ELEMENT);
            node = if any == NO_NODE { node } else { any };
        }
        if node == NO_NODE {
            return;
        }
        // What a member of any receiver is, needs no guess of what the receiver is.
        let guessed = guessed && !self.is_written_anywhere(name);
        self.apply_writes(node, Some(Arg { node: object, value: base }), Arg { node: from, value }, place, guessed);
    }

    /// Whether assigning to a member of this name is known whatever it is a member of.
    fn is_written_anywhere(&mut self, name: Sym) -> bool {
        let node = self.member_node(NO_NODE, name);
        node != NO_NODE && !self.catalogue.models(node).writes.is_empty()
    }

    /// Whether `target` is a member that is a sink for what is assigned to it.
    pub(crate) fn is_sink(&mut self, target: NodeId) -> bool {
        let NodeKind::Member { object, name } = self.tree.kind(target) else { return false };
        let base = self.eval(object);
        let (ty, _) = self.type_of_receiver(object, base);
        let node = self.member_node(ty, name);
        node != NO_NODE && self.catalogue.models(node).writes.iter().any(|model| !model.sinks.is_empty())
    }

    /// Applies the write models and checks of `node`.
    pub(crate) fn apply_writes(&mut self, node: Node, receiver: Option<Arg>, value: Arg, place: NodeId, guessed: bool) {
        let catalogue = self.catalogue;
        let args = Args::default();
        let scope = Scope { args: &args, receiver, result: Some(value), node: place };
        let doubt = if guessed { Doubt::GUESS } else { Doubt::NONE };
        for model in &catalogue.models(node).writes {
            if !self.all_hold(&model.when, &scope) {
                continue;
            }
            self.model_facts(&model.facts, &scope);
            self.callbacks(&model.callbacks, &scope, &mut Value::default());
            if self.some_hold(&model.unless, &scope) {
                continue;
            }
            let doubt = doubt.and(Doubt::of_sinks(model.checked, model.outsiders));
            for sink in &model.sinks {
                let kind = FlowKind::ALL[sink.kind as usize];
                for selected in self.select(&sink.at, &scope) {
                    if kind == FlowKind::Html && !model.unless.is_empty() {
                        self.check_response(selected.arg, place, doubt);
                    } else {
                        self.check_sink(kind, selected.arg, selected.deep, place, doubt);
                    }
                }
            }
        }
        self.write_checks(node, &scope, place);
    }

    /// Assigning to a global such as `location`. Whether it is one that does something with what it is given, and
    /// stays what it is.
    pub(crate) fn check_global_write(&mut self, sym: Sym, value: ValueId, from: NodeId) -> bool {
        let name = format!("${}", self.names.text(sym));
        let node = self.find(&[&name]);
        if node == NO_NODE {
            return false;
        }
        self.apply_writes(node, None, Arg { node: from, value }, from, false);
        !self.catalogue.models(node).writes.is_empty()
    }

    /// An attribute of a JSX element: `$jsx.TAG.NAME`, or `$jsx.NAME` for every tag.
    pub(crate) fn jsx_attribute(&mut self, tag: Option<Sym>, name: Sym, value: ValueId, from: NodeId, place: NodeId) {
        let root = self.known.jsx;
        if root == NO_NODE {
            return;
        }
        let of_tag =
            tag.and_then(|tag| self.names.catalogued(tag)).map_or(NO_NODE, |tag| self.catalogue.step(root, tag));
        let Some(segment) = self.names.catalogued(name) else { return };
        for start in [of_tag, root] {
            if start == NO_NODE {
                continue;
            }
            let node = self.catalogue.step(start, segment);
            if node != NO_NODE {
                self.apply_writes(node, None, Arg { node: from, value }, place, false);
                return;
            }
        }
    }

    /// The functions that a value holds: itself, those of an array of handlers, or with `deep` those of an object.
    pub(crate) fn functions_in(&self, value: ValueId, deep: bool) -> Vec<ValueId> {
        let found = self.value(value);
        if found.callable != Callable::No {
            return vec![value];
        }
        let Some(object) = found.object else { return Vec::new() };
        let object: std::rc::Rc<Object> = self.object(object);
        if !object.sequence && !deep {
            return Vec::new();
        }
        let items = object.fields.iter().map(|&(_, item)| item).chain(object.any);
        items.filter(|&item| self.value(item).callable != Callable::No).collect()
    }
}
