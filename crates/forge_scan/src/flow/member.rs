//! Reading members and elements: fields of known objects, members of typed values, parts of tainted ones.

use super::Flow;
use super::strings::Chars;
use super::value::{
    Callable, Cleared, Doubt, Key, Konst, MARKUP, MAX_PATH, NO_TRACE, Object, Origin, THIS, Taint, Taints, UNKNOWN,
    Value, ValueId, add_taint,
};
use forge_catalogue::compiled::{Content, NO_NODE, Node, Source};
use forge_catalogue::select::glob_name;
use forge_model::{KindSet, Tier};
use forge_syntax::tree::{FunctionKind, NodeId, NodeKind, Sym};

/// Printable characters that are percent-encoded in the path of an address.
const ENCODED_IN_PATHS: &str = " \"#<>?^`{}";

impl<'a> Flow<'a> {
    /// The value of the member `name` of `base`, which is the value of `object`; `id` is the whole expression.
    pub(crate) fn read_member(&mut self, id: NodeId, object: NodeId, base: ValueId, name: Sym) -> ValueId {
        let found = self.value(base).clone();
        let computed = self.computed_again(base, name);
        let value = match computed.or_else(|| self.own_field(&found, base, name)) {
            Some(field) => field,
            None => {
                let (ty, mut guessed) = self.type_of_receiver(object, base);
                let mut member = self.member_node(ty, name);
                if ty == NO_NODE
                    && let Some(found) = self.member_of_any(object, base, name)
                {
                    (member, guessed) = found;
                }
                self.read_modelled(id, base, Key::Name(name), ty, guessed, member)
            }
        };
        match found.class {
            Some(class) => self.cleared(value, self.field_validation(class, name)),
            None => value,
        }
    }

    /// A field or method that the file itself defines.
    fn own_field(&mut self, found: &Value, base: ValueId, name: Sym) -> Option<ValueId> {
        if let Some(object) = found.object
            && let Some(value) = self.object(object).field(Key::Name(name))
        {
            return Some(match self.value(value).callable {
                Callable::Func(func) if self.tree.function(func).kind == FunctionKind::Getter => {
                    let body = self.tree.function(func).body;
                    self.call_function(func, base, &super::call::Args::default(), body)
                }
                _ => self.method_of(value, base),
            });
        }
        if let Some(stored) = self.stored_under_any(found, base, name) {
            return Some(stored);
        }
        if let (Callable::Func(func), false) = (found.callable, self.python)
            && self.names.text(name) == "prototype"
        {
            return Some(self.prototype_of(func));
        }
        if let Callable::Class(class) = found.callable
            && let Some(value) = self.class_field(class, name)
        {
            return Some(value);
        }
        if let (None, Some(sibling)) = (found.class, self.sibling(found, base, name)) {
            return Some(sibling);
        }
        let class = found.class.or(if let Callable::Class(class) = found.callable { Some(class) } else { None })?;
        if let Some(method) = self.find_method(class, name) {
            if matches!(self.tree.function(method).kind, FunctionKind::Getter) {
                return Some(self.call_function(
                    method,
                    base,
                    &super::call::Args::default(),
                    self.tree.function(method).body,
                ));
            }
            return Some(self.method_value(method, base));
        }
        let Some(learned) = self.class_field(class, name) else {
            return found.class.and_then(|_| self.computed_member(base, name, NodeId(0)));
        };
        if let Some(described) = self.call_special_with(learned, "__get__", &[base], NodeId(0)) {
            return Some(described);
        }
        let learned = self.method_of(learned, base);
        let ty = self.value(learned).ty;
        if (ty != NO_NODE && self.catalogue.harmless(ty)) || self.is_harmless_field(class, name) {
            return Some(learned);
        }
        // What a method does to the object in a field, it does to that of its receiver, not to one of the class.
        let learned = match found.param {
            Some((_, THIS)) => match self.value(learned).object.map(|held| self.object(held)) {
                Some(held) => {
                    // What is known of the parts of a record stays known.
                    let is_record = !self.python && !held.sequence && (ty == NO_NODE || ty == self.known.object);
                    let copy = is_record.then(|| self.new_object((*held).clone()));
                    let alone = Value { object: copy, ..self.value(learned).clone() };
                    self.new_value(alone)
                }
                None => learned,
            },
            _ => learned,
        };
        // A symbolic receiver has both: what the class says of the field and what the caller put there.
        if self.is_class_wide(class, name) {
            return Some(learned);
        }
        let mine = self.derived(base, Key::Name(name));
        let both = if mine == UNKNOWN { learned } else { self.join(learned, mine) };
        Some(both)
    }

    /// A function or object that was put into an object under a key that is not known: it may be this one.
    pub(crate) fn stored_under_any(&mut self, found: &Value, base: ValueId, name: Sym) -> Option<ValueId> {
        let object = self.object(found.object.filter(|_| !self.python && found.class.is_none())?);
        let any = object.any.filter(|_| !object.sequence)?;
        let held = self.value(any);
        if held.object.is_none() && held.callable == Callable::No {
            return None;
        }
        let part = self.derived(base, Key::Name(name));
        Some(self.join(any, part))
    }

    /// The node of the member `name` of a value of type `ty`; where the type is not known, of any receiver.
    pub(crate) fn member_node(&mut self, ty: Node, name: Sym) -> Node {
        let Some(segment) = self.names.catalogued(name) else {
            // A name that no model has: only an item can be called so.
            let may_be_item = self.python && ty != NO_NODE && !self.is_data(ty);
            return if may_be_item { self.catalogue_step(ty, forge_catalogue::api::ELEMENT) } else { NO_NODE };
        };
        if ty != NO_NODE {
            let member = self.member_or_item(ty, segment);
            let anyones = ["then", "catch", "finally", "call", "apply", "bind", "toString"];
            if member != NO_NODE || !(self.is_data(ty) || anyones.contains(&self.names.text(name))) {
                return member;
            }
        }
        let any = self.known.any;
        if any == NO_NODE { NO_NODE } else { self.catalogue.step(any, segment) }
    }

    /// A member of a member of any receiver: `props.match.params`. Where the outer member is held by a variable of its
    /// name (`({ match }) => match.params`) that is a guess.
    pub(crate) fn member_of_any(&mut self, object: NodeId, base: ValueId, name: Sym) -> Option<(Node, bool)> {
        let (outer, guessed) = match self.tree.kind(object) {
            NodeKind::Member { name, .. } => (name, false),
            NodeKind::Var(var) => (self.tree.var(var).name, true),
            _ => return None,
        };
        let value = self.value(base);
        let known = value.object.is_some() || value.class.is_some() || value.callable != Callable::No;
        if self.known.any == NO_NODE || known || value.konst != Konst::No {
            return None;
        }
        let (outer, inner) = (self.names.catalogued(outer)?, self.names.catalogued(name)?);
        let outer = self.catalogue.step(self.known.any, outer);
        let node = if outer == NO_NODE { NO_NODE } else { self.catalogue.step(outer, inner) };
        (node != NO_NODE).then_some((node, guessed))
    }

    /// A member, or where there is none and members of any name are items (`client.shop.users`), an item.
    fn member_or_item(&self, ty: Node, segment: u32) -> Node {
        let member = self.catalogue.step(ty, segment);
        if member != NO_NODE || !self.python || self.is_data(ty) {
            return member;
        }
        self.catalogue_step(ty, forge_catalogue::api::ELEMENT)
    }

    fn read_modelled(&mut self, id: NodeId, base: ValueId, key: Key, ty: Node, guessed: bool, member: Node) -> ValueId {
        let mut value = Value { ty: self.catalogue.same(member), guessed, ..Value::default() };
        let model = self.read_model(member);
        // What is known of a member of anything is not what that member is.
        let found_anywhere = member != NO_NODE && (ty == NO_NODE || self.catalogue_step_of(ty, key) != member);
        if found_anywhere && self.catalogue.same(member) == member && !self.catalogue.harmless(member) {
            value.ty = NO_NODE;
        }
        let any_receiver = ty == NO_NODE
            || self.is_data(ty) && self.catalogue_step_of(ty, key) != member && !self.is_named_item(ty, key, member);
        if let Some((when_false, clears)) = model.and_then(|model| model.guard)
            && let NodeKind::Member { object, .. } = self.tree.kind(id)
        {
            let cleared = Cleared::kinds(KindSet(clears));
            let (if_true, if_false) =
                if when_false { (Cleared::default(), cleared) } else { (cleared, Cleared::default()) };
            let said = self.guard_value(object, if_true, if_false);
            value.guard = self.value(said).guard;
        }
        match model {
            Some(model) => {
                if let Some(source) = model.source {
                    let doubt = if guessed { Doubt::GUESS } else { Doubt::NONE };
                    self.add_source(&mut value.taints, source, id, doubt);
                }
                if model.declared
                    && let Some(class) = self.value(base).class
                {
                    let fields = self.checked_fields(class, &value.taints.clone());
                    value.object = Some(self.new_object(fields));
                }
                if model.carries || any_receiver {
                    let clears = forge_model::KindSet(model.clears);
                    // What a model says to carry its object is no field of an answer.
                    let derived =
                        if any_receiver { self.derived_taints(base, key) } else { self.parts_of(base, key, false) };
                    for mut taint in derived {
                        if model.decodes {
                            taint.decode();
                        }
                        taint.escaped = taint.escaped.union(taint.kinds.intersect(clears));
                        taint = taint.without(clears);
                        if model.parts {
                            taint = taint.part();
                        }
                        let whole = taint.kinds.intersect(KindSet(model.whole));
                        taint.kinds = taint.kinds.minus(whole);
                        taint.whole = taint.whole.union(whole);
                        add_taint(&mut value.taints, taint);
                    }
                }
            }
            // A member that no model speaks of: part of what it is read from.
            None if member == NO_NODE || any_receiver => {
                let doubt = if ty != NO_NODE && !self.is_data(ty) { Doubt::GUESS } else { Doubt::NONE };
                for mut taint in self.derived_taints(base, key) {
                    taint.doubt = taint.doubt.and(doubt);
                    add_taint(&mut value.taints, taint);
                }
            }
            None => {}
        }
        if member != NO_NODE && self.catalogue.harmless(self.catalogue.same(member)) {
            value.taints.clear();
        }
        self.new_value(value)
    }

    /// A type whose parts are parts of its content: objects, arrays, strings, and what is read from a typed value
    /// without a type of its own (`req.query`).
    pub(crate) fn is_data(&self, ty: Node) -> bool {
        let known = [self.known.object, self.known.array, self.known.string, self.known.bytes];
        self.catalogue.has_read(ty) || known.contains(&ty)
    }

    /// Whether `member` is what the items of a type are under this name, where a model speaks of it.
    fn is_named_item(&mut self, ty: Node, key: Key, member: Node) -> bool {
        let item = self.catalogue_step(ty, forge_catalogue::api::ELEMENT);
        item != NO_NODE
            && item != member
            && self.catalogue_step_of(item, key) == member
            && self.read_model(member).is_some()
    }

    fn catalogue_step_of(&mut self, ty: Node, key: Key) -> Node {
        match key {
            Key::Name(name) => self.names.catalogued(name).map_or(NO_NODE, |segment| self.catalogue.step(ty, segment)),
            _ => self.catalogue_step(ty, forge_catalogue::api::ELEMENT),
        }
    }

    /// Adds a taint of a source at `node`.
    pub(crate) fn add_source(&mut self, taints: &mut Taints, source: Source, node: NodeId, doubt: Doubt) {
        let origin = self.origin(Origin::Source { tier: source.tier(), node });
        for (kinds, known) in [(source.hardly, &mut self.hardly), (source.unproven, &mut self.unproven)] {
            if kinds != 0 {
                known.insert(node, KindSet(kinds));
            }
        }
        let trace = self.step(node, NO_TRACE);
        let mut removed = if source.single_line { Chars::of("\r\n") } else { Chars::NONE };
        if source.encoded {
            removed = removed.union(Chars::of(ENCODED_IN_PATHS));
        }
        let whole = KindSet(source.whole);
        add_taint(
            taints,
            Taint { origin, kinds: source.kinds(), escaped: KindSet::NONE, whole, removed, trace, doubt },
        );
    }

    /// The part `key` of a tainted value.
    pub(crate) fn derived(&mut self, base: ValueId, key: Key) -> ValueId {
        let taints = self.derived_taints(base, key);
        self.new_value(Value::tainted(taints))
    }

    /// As [`Flow::derived`], of the value's own taints only, not of what is stored in it.
    pub(crate) fn tainted_part(&mut self, base: ValueId, key: Key) -> ValueId {
        let own = Value { object: None, ..self.value(base).clone() };
        let own = self.new_value(own);
        self.derived(own, key)
    }

    fn derived_taints(&mut self, base: ValueId, key: Key) -> Taints {
        self.parts_of(base, key, true)
    }

    /// The taints of the part `key` of a value; of an answer they are those of one of its `fields`.
    fn parts_of(&mut self, base: ValueId, key: Key, fields: bool) -> Taints {
        let mut out = Taints::new();
        let mut from = self.value(base).taints.clone();
        if let Some(object) = self.value(base).object {
            let object = self.object(object);
            for value in object.any.into_iter().chain(object.rest) {
                for &taint in &self.value(value).taints {
                    add_taint(&mut from, taint);
                }
            }
        }
        for mut taint in from {
            match &self.origins[taint.origin.0 as usize] {
                Origin::Param { func, index, path } if path.len() < MAX_PATH => {
                    let (func, index, mut path) = (*func, *index, path.clone());
                    path.push(key);
                    taint.origin = self.origin(Origin::Param { func, index, path });
                }
                Origin::Source { tier, .. } => {
                    let content = self.content_of(key);
                    if content == Some(Content::Plain) && *tier == Tier::Stored {
                        taint = taint.without(MARKUP);
                    } else if fields && taint.is_page() {
                        taint = taint.field(content);
                    }
                }
                Origin::Param { .. } => {}
            }
            taint.doubt = taint.doubt.of_part();
            add_taint(&mut out, taint);
        }
        out
    }

    /// What the name of a field says that it holds.
    fn content_of(&self, key: Key) -> Option<Content> {
        let Key::Name(name) = key else { return None };
        let name = self.names.text(name);
        let mut fragments = self.catalogue.tables().fragments.iter();
        fragments.find(|(pattern, _)| glob_name(pattern, name)).map(|&(_, content)| content)
    }

    /// The value of `base[key]`.
    pub(crate) fn read_index(&mut self, id: NodeId, object: NodeId, base: ValueId, key: ValueId) -> ValueId {
        if let (Konst::Str(text), Key::At(at)) = (self.value(base).konst, self.key_of(key))
            && let Some(c) = self.names.text(text).chars().nth(at as usize)
        {
            let text = self.names.intern(c.encode_utf8(&mut [0; 4]));
            return self.constant(Konst::Str(text));
        }
        if let Some(item) = self.call_special_with(base, "__getitem__", &[key], id) {
            return item;
        }
        if let Some(back) = self.place_from_end(base, key) {
            return self.derived(base, Key::End(back));
        }
        match self.key_in(base, key) {
            Key::Name(name) => self.read_member_by_key(id, object, base, name),
            key => self.read_key(object, base, key),
        }
    }

    /// `o["k"]`: a field in JavaScript; in Python an item, which `o.k` is not.
    fn read_member_by_key(&mut self, id: NodeId, object: NodeId, base: ValueId, name: Sym) -> ValueId {
        if !self.python {
            return self.read_member(id, object, base, name);
        }
        let found = self.value(base).clone();
        if let Some(held) = found.object {
            let held = self.object(held);
            if let Some(value) = held.field(Key::Name(name)) {
                return value;
            }
        }
        let (ty, guessed) = self.type_of_receiver(object, base);
        let item = self.catalogue_step(ty, forge_catalogue::api::ELEMENT);
        let segment = self.names.catalogued(name);
        // An item that is an instance of a type has its members as attributes: `files["name"]` is no name.
        let has_names = item != NO_NODE && self.catalogue.same(item) == item;
        let named = segment.filter(|_| has_names).map_or(NO_NODE, |segment| self.catalogue.step(item, segment));
        let member = if named == NO_NODE { item } else { named };
        self.read_modelled_element(id, base, Key::Name(name), ty, guessed, member)
    }

    fn read_modelled_element(
        &mut self,
        id: NodeId,
        base: ValueId,
        key: Key,
        ty: Node,
        guessed: bool,
        member: Node,
    ) -> ValueId {
        let read = self.read_modelled(id, base, key, ty, guessed, member);
        let unmodelled = member != NO_NODE && !self.catalogue.has_read(member);
        if unmodelled {
            let derived = self.derived(base, key);
            let mut value = self.value(read).clone();
            value.taints.clone_from(&self.value(derived).taints);
            return self.new_value(value);
        }
        read
    }

    /// The element `key` of a sequence, or the value under a key that is not a name.
    pub(crate) fn read_key(&mut self, object: NodeId, base: ValueId, key: Key) -> ValueId {
        let found = self.value(base).clone();
        if let Some(held) = found.object {
            let held = self.object(held);
            if let Some(value) = held.field(key) {
                return match held.any {
                    Some(any) => self.join(value, any),
                    None => value,
                };
            }
            if key == Key::Any {
                return self.element_at(base, object);
            }
            if held.length.is_some() && held.any.is_none() && found.taints.is_empty() && held.rest.is_none() {
                return UNKNOWN;
            }
            if let Some(any) = held.any {
                return any;
            }
        }
        let (ty, guessed) = self.type_of_receiver(object, base);
        // A tuple has a model for each of its places.
        let place = if let Key::At(at) = key { self.catalogue_step(ty, &at.to_string()) } else { NO_NODE };
        if place != NO_NODE {
            return self.read_modelled(object, base, key, ty, guessed, place);
        }
        let member = self.catalogue_step(ty, forge_catalogue::api::ELEMENT);
        self.read_modelled_element(object, base, key, ty, guessed, member)
    }

    /// What an element of a sequence or a value of a map may be.
    pub(crate) fn element_of(&mut self, value: ValueId) -> ValueId {
        self.element_at(value, self.here)
    }

    /// As [`Flow::element_of`] for the iteration of `node`.
    pub(crate) fn element_at(&mut self, value: ValueId, node: NodeId) -> ValueId {
        let found = self.value(value).clone();
        let mut out = None;
        if let Some(held) = found.object {
            let held = self.object(held);
            for inner in held.items().chain(held.any) {
                out = Some(out.map_or(inner, |out| self.join(out, inner)));
            }
            if out.is_none() && held.rest.is_none() && found.taints.is_empty() && found.ty == NO_NODE {
                return UNKNOWN;
            }
        }
        let ty = self.catalogue_step(found.ty, forge_catalogue::api::ELEMENT);
        let mut derived = self.derived_taints(value, Key::Any);
        // What iterating a text gives is a character; it may be a list as well, whose items are not compared with one.
        let is_sequence = found.object.is_some_and(|object| self.object(object).sequence);
        for taint in &mut derived {
            taint.removed = taint.removed.only_chars();
            if !is_sequence {
                taint.removed = taint.removed.union(Chars::ONE);
            }
        }
        if let Some(model) = self.read_model(ty) {
            if model.decodes {
                derived.iter_mut().for_each(Taint::decode);
            }
            if let Some(source) = model.source {
                self.add_source(&mut derived, source, node, Doubt::NONE);
            }
        }
        let rest = self.new_value(Value { taints: derived, ty: self.catalogue.same(ty), ..Value::default() });
        match out {
            Some(out) if rest == UNKNOWN => self.without_content(out),
            Some(out) => self.join(out, rest),
            None => rest,
        }
    }

    /// One step in the catalogue by a segment's text.
    pub(crate) fn catalogue_step(&self, node: Node, segment: &str) -> Node {
        if node == NO_NODE {
            return NO_NODE;
        }
        self.catalogue.string(segment).map_or(NO_NODE, |segment| self.catalogue.step(node, segment))
    }

    /// The node of a path of the catalogue.
    pub(crate) fn find(&self, path: &[&str]) -> Node {
        self.catalogue.find(path)
    }

    /// What is known of reading `node`.
    pub(crate) fn read_model(&self, node: Node) -> Option<&'a forge_catalogue::compiled::ReadModel> {
        if node == NO_NODE { None } else { self.catalogue.models(node).read.as_ref() }
    }

    /// The type of a receiver, and whether it was guessed from its name.
    pub(crate) fn type_of_receiver(&mut self, object: NodeId, base: ValueId) -> (Node, bool) {
        let value = self.value(base);
        if value.ty != NO_NODE {
            return (value.ty, value.guessed);
        }
        if let Callable::Class(class) = value.callable {
            return (self.api_base(class), false);
        }
        if value.class.is_some() || value.object.is_some_and(|object| self.object(object).sequence) {
            return (NO_NODE, false);
        }
        if value.konst != super::value::Konst::No || value.callable != Callable::No {
            return (NO_NODE, false);
        }
        let name = match self.tree.kind(object) {
            NodeKind::Var(var) => self.tree.var(var).name,
            NodeKind::Member { name, .. } => name,
            NodeKind::Global(name) => name,
            NodeKind::Call { callee, .. } => match self.tree.kind(callee) {
                NodeKind::Member { name, .. } => name,
                NodeKind::Var(var) => self.tree.var(var).name,
                _ => return (NO_NODE, false),
            },
            _ => return (NO_NODE, false),
        };
        let guess = self.guess(name);
        (guess, guess != NO_NODE)
    }

    /// What a receiver of unknown type is taken for by its name.
    pub(crate) fn guess(&mut self, name: Sym) -> Node {
        let Some(index) = self.names.catalogued(name) else { return NO_NODE };
        let guesses = &self.catalogue.tables().guesses;
        guesses.binary_search_by_key(&index, |&(name, _)| name).map_or(NO_NODE, |at| guesses[at].1)
    }

    /// The value that `import`ing gives.
    pub(crate) fn import(&mut self, id: NodeId, module: Sym, name: Option<Sym>) -> ValueId {
        let text = self.names.text(module).to_owned();
        let mut node = self.module_node(&text);
        if node != NO_NODE
            && let Some(name) = name
        {
            let segment = self.names.catalogued(name);
            let is_default = self.names.text(name) == "default";
            let stepped = segment.map_or(NO_NODE, |segment| self.catalogue.step(node, segment));
            // Without a model of `default`, the default export is the module, as interoperation with CommonJS has it.
            node = if stepped == NO_NODE && is_default { node } else { stepped };
        }
        let mut value = Value::typed(self.catalogue.same(node));
        if let Some(source) = self.read_model(node).and_then(|model| model.source) {
            self.add_source(&mut value.taints, source, id, Doubt::NONE);
        }
        if self.read_model(node).is_some_and(|model| model.shared) {
            value.object = Some(self.new_object(Object::default()));
        }
        self.new_value(value)
    }

    fn module_node(&self, module: &str) -> Node {
        if !self.python {
            return self.catalogue.find(&[module]);
        }
        let parts: Vec<&str> = module.split('.').collect();
        self.catalogue.find(&parts)
    }
}
