//! Assignments: variables, members, elements, patterns.

use super::Flow;
use super::value::{Callable, Key, Konst, ObjId, Object, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_syntax::tree::{List, NodeId, NodeKind, Sym};

impl Flow<'_> {
    /// Assigns `value` to `target`. `from` is the expression that gave it, where there is one.
    pub(crate) fn assign(&mut self, target: NodeId, value: ValueId, from: Option<NodeId>) {
        match self.tree.kind(target) {
            NodeKind::Var(var) => {
                let variable = self.tree.var(var);
                match from {
                    Some(from) => self.made_from.insert(var, from),
                    None => self.made_from.remove(&var),
                };
                self.part_of.remove(&var);
                self.check_name(variable.name, value, from.unwrap_or(target), target);
                self.note_path(value, variable.name, 0);
                let stored = self.passed(value, target);
                let at = (var.0 - self.tree.function(variable.owner).first_var) as usize;
                let held = self.refinement(target);
                self.forget_refinements(target);
                self.write_refined(variable.owner, at, stored, held);
            }
            NodeKind::Global(sym) => {
                self.check_name(sym, value, from.unwrap_or(target), target);
                let stored = self.passed(value, target);
                if !self.check_global_write(sym, value, from.unwrap_or(target)) {
                    self.globals.insert(sym, stored);
                }
            }
            NodeKind::Typed { value: inner, ty } => {
                let typed = self.with_type(value, ty);
                self.assign(inner, typed, from);
            }
            NodeKind::Default { target, value: default } => {
                let fallback = self.eval(default);
                let either = match self.value(value).konst {
                    Konst::Undefined => fallback,
                    _ => self.join(value, fallback),
                };
                self.assign(target, either, from);
            }
            NodeKind::Spread(inner) => self.assign(inner, value, from),
            NodeKind::Member { object, name } => {
                let base = self.eval(object);
                self.check_name(name, value, from.unwrap_or(target), target);
                // A part of its own making leaves the rest as it was validated.
                if !self.deep_taints(value, 1).is_empty() {
                    self.forget_refinements(target);
                }
                self.write_member(target, object, base, name, value, from.unwrap_or(target));
                if !self.python && (self.is_exports(target) || self.is_exports(object)) {
                    self.export_value(value, 2);
                }
                self.host_assigned(object, base, name, value);
            }
            NodeKind::Index { object, key } => {
                let base = self.eval(object);
                let key_value = self.eval(key);
                self.forget_refinements(target);
                self.write_index(target, object, base, key_value, value, from.unwrap_or(target), key);
            }
            NodeKind::Slice { object, .. } => self.assign_slice(object, value),
            NodeKind::Object(list) => self.assign_object(list, value, target, from),
            NodeKind::Array { items, .. } => self.assign_array(items, value, target, from),
            _ => {}
        }
    }

    /// `items[1:] = more`: which item is where is not known any more.
    fn assign_slice(&mut self, object: NodeId, value: ValueId) {
        let base = self.eval(object);
        let Some(id) = self.object_of(object, base) else { return };
        let held = self.object(id);
        let mut any = self.element_of(value);
        for old in held.items().chain(held.any) {
            any = self.join(any, old);
        }
        self.change_object(id, |object| {
            object.written = true;
            object.fields.retain(|(key, _)| !matches!(key, Key::At(_)));
            object.any = Some(any);
            object.length = None;
        });
    }

    /// A value that was passed on at `node`: the same, one step later.
    pub(crate) fn passed(&mut self, value: ValueId, node: NodeId) -> ValueId {
        if self.value(value).taints.is_empty() {
            return value;
        }
        let mut copy = self.value(value).clone();
        for at in 0..copy.taints.len() {
            copy.taints[at].trace = self.step(node, copy.taints[at].trace);
        }
        self.new_value(copy)
    }

    /// Notes which variables a pattern takes out of an object beside its `origin`.
    fn note_siblings(&mut self, list: List) {
        let tree = self.tree;
        let mut speaker = None;
        let mut others = Vec::new();
        for &entry in tree.list(list) {
            let NodeKind::Property { key, value } = tree.kind(entry) else { continue };
            match (tree.kind(key), tree.kind(value)) {
                (NodeKind::Str(name), NodeKind::Var(var)) if tree.str(name) == "origin" => speaker = Some(var),
                _ => self.vars_of_pattern(value, &mut others, 4),
            }
        }
        if let Some(speaker) = speaker.filter(|_| !others.is_empty()) {
            self.siblings.insert(speaker, others);
        }
    }

    fn vars_of_pattern(&self, pattern: NodeId, out: &mut Vec<NodeId>, depth: u32) {
        if depth == 0 {
            return;
        }
        match self.tree.kind(pattern) {
            NodeKind::Var(_) => out.push(pattern),
            NodeKind::Property { value: inner, .. }
            | NodeKind::Default { target: inner, .. }
            | NodeKind::Typed { value: inner, .. }
            | NodeKind::Spread(inner) => self.vars_of_pattern(inner, out, depth - 1),
            NodeKind::Object(list) | NodeKind::Array { items: list, .. } => {
                for &entry in self.tree.list(list) {
                    self.vars_of_pattern(entry, out, depth - 1);
                }
            }
            _ => {}
        }
    }

    fn assign_object(&mut self, list: List, value: ValueId, pattern: NodeId, from: Option<NodeId>) {
        if !self.python {
            self.note_siblings(list);
        }
        for &entry in self.tree.list(list) {
            match self.tree.kind(entry) {
                NodeKind::Property { key, value: target } => {
                    let key_of = self.property_key(key);
                    let read = match key_of {
                        Key::Name(name) => {
                            let read = self.read_member(key, pattern, value, name);
                            if self.is_verdict(name) { self.with_verdict(value, read) } else { read }
                        }
                        key => self.read_key(pattern, value, key),
                    };
                    self.assign(target, read, None);
                    if let (Key::Name(name), NodeKind::Var(var), Some(from)) = (key_of, self.tree.kind(target), from) {
                        self.part_of.insert(var, (from, name));
                    }
                }
                NodeKind::Spread(rest) => {
                    let rest_value = self.without_content(value);
                    self.assign(rest, rest_value, None);
                }
                _ => {}
            }
        }
    }

    fn assign_array(&mut self, items: List, value: ValueId, pattern: NodeId, from: Option<NodeId>) {
        let sources = match from.map(|from| self.tree.kind(from)) {
            Some(NodeKind::Array { items, .. }) => self.tree.list(items),
            _ => &[],
        };
        let tree = self.tree;
        let targets = tree.list(items);
        let spread = targets.iter().position(|&item| matches!(tree.kind(item), NodeKind::Spread(_)));
        let length = self.known_items(value).map(|(_, length)| length as usize);
        let length = length.filter(|length| length + 1 >= targets.len());
        for (at, &item) in targets.iter().enumerate() {
            let place = match (spread, length) {
                (Some(spread), Some(length)) if at > spread => Key::At((length + at - targets.len()) as u32),
                (Some(spread), None) if at > spread => Key::Any,
                _ => Key::At(at as u32),
            };
            if let NodeKind::Spread(rest) = tree.kind(item) {
                let part = match length {
                    Some(length) => self.items_between(value, at, length + at + 1 - targets.len()),
                    None => {
                        let element = self.element_of(value);
                        self.array_of(element)
                    }
                };
                self.assign(rest, part, None);
            } else {
                let read = self.read_key(pattern, value, place);
                let read = if at == 0 { self.with_verdict(value, read) } else { read };
                self.assign(item, read, sources.get(at).copied());
            }
        }
    }

    /// The object that `value`, the value of `node`, refers to; made where it has none, and bound to the place.
    pub(crate) fn object_of(&mut self, node: NodeId, value: ValueId) -> Option<ObjId> {
        if let Some(object) = self.value(value).object {
            self.bind_own_field(node, value);
            self.bind_own_element(node, value, object);
            return Some(object);
        }
        // The variable may have been given one since its value was read.
        if let NodeKind::Var(_) = self.tree.kind(node) {
            let current = self.eval(node);
            if let Some(object) = self.value(current).object {
                return Some(object);
            }
        }
        let rest = (!self.value(value).taints.is_empty()).then_some(value);
        let object = self.new_object(Object { rest, ..Object::default() });
        let mut bound = self.value(value).clone();
        bound.object = Some(object);
        let bound = self.new_value(bound);
        match self.tree.kind(node) {
            NodeKind::Var(var) => {
                let owner = self.tree.var(var).owner;
                let at = (var.0 - self.tree.function(owner).first_var) as usize;
                self.write_var(owner, at, bound);
            }
            NodeKind::This => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.this = bound;
                }
            }
            NodeKind::Member { object: outer, name } => {
                let base = self.eval(outer);
                if let Some(outer) = self.value(base).object {
                    self.change_object(outer, |object| {
                        object.written = true;
                        object.set(Key::Name(name), bound);
                    });
                }
            }
            NodeKind::Index { object: outer, .. } if !self.python => self.bind_unknown_item(outer, object, bound),
            // A mapping that makes its values when they are asked for.
            NodeKind::Index { object: outer, key } if self.python => {
                let base = self.eval(outer);
                let key = self.eval(key);
                self.bind_item(outer, base, key, bound);
            }
            _ => {}
        }
        Some(object)
    }

    fn bind_item(&mut self, outer: NodeId, base: ValueId, key: ValueId, bound: ValueId) {
        let key = self.key_in(base, key);
        if matches!(key, Key::Any | Key::Each) {
            let Some(id) = self.object_of(outer, base) else { return };
            let any = self.object(id).any.map_or(bound, |any| self.join(any, bound));
            self.change_object(id, |object| {
                object.written = true;
                object.any = Some(any);
            });
        } else {
            self.set_field(outer, base, key, bound);
        }
    }

    fn write_member(&mut self, place: NodeId, object: NodeId, base: ValueId, name: Sym, value: ValueId, from: NodeId) {
        self.write_models(place, object, base, name, value, from);
        if !self.python && self.names.text(name) == "length" {
            self.set_length(object, base, value);
        }
        if self.call_setter(base, name, value, from, place) {
            return;
        }
        // A fact may have been noted of an object that was not one before.
        let is_place = matches!(self.tree.kind(object), NodeKind::Member { .. });
        let base = if is_place && self.value(base).object.is_none() { self.eval(object) } else { base };
        let stored = self.passed(value, place);
        if self.write_by_method(base, name, stored, place) {
            return;
        }
        // What a class's own methods store is known of all its objects; what others store in one, of that one.
        if let Some(class) = self.value(base).class
            && self.current_class() == Some(class)
        {
            self.learn_field(class, name, stored);
        }
        self.set_field(object, base, Key::Name(name), stored);
    }

    /// Stores a field of an object, or a static one of a class.
    pub(crate) fn set_field(&mut self, object: NodeId, base: ValueId, key: Key, value: ValueId) {
        if let (Callable::Class(class), Key::Name(name)) = (self.value(base).callable, key) {
            // What a call gave a class outlives it: the function runs again for each call.
            let taints = self.value(value).taints.clone();
            let given = taints.iter().filter_map(|taint| match self.origins[taint.origin.0 as usize] {
                super::value::Origin::Param { func, .. } => Some(func),
                super::value::Origin::Source { .. } => None,
            });
            self.stateful.extend(given);
            self.learn_field(class, name, value);
            return;
        }
        if let (Callable::Func(func), Key::Name(name), Some(prototype)) =
            (self.value(base).callable, key, self.value(value).object)
            && !self.python
            && self.names.text(name) == "prototype"
        {
            self.prototypes.insert(func, prototype);
            self.note_home(prototype, super::siblings::Home::Prototype(func));
            return;
        }
        if let Some(id) = self.object_of(object, base) {
            self.change_object(id, |object| {
                object.written = true;
                object.set(key, value);
            });
            if let Callable::Func(method) = self.value(value).callable
                && let Some((&maker, _)) = self.prototypes.iter().find(|&(_, &prototype)| prototype == id)
            {
                self.homes.insert(method, super::siblings::Home::Prototype(maker));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "an element assignment has two evaluated places and their nodes")]
    fn write_index(
        &mut self,
        place: NodeId,
        object: NodeId,
        base: ValueId,
        key: ValueId,
        value: ValueId,
        from: NodeId,
        key_node: NodeId,
    ) {
        if self.python && self.call_special_with(base, "__setitem__", &[key, value], place).is_some() {
            return;
        }
        match self.key_in(base, key) {
            Key::Name(name) => {
                self.check_name(name, value, from, place);
                self.header_assigned(object, name, value);
                self.write_member(place, object, base, name, value, from);
            }
            Key::At(at) => {
                let stored = self.passed(value, place);
                if let Some(id) = self.object_of(object, base) {
                    self.change_object(id, |object| {
                        object.written = true;
                        object.set(Key::At(at), stored);
                        if object.length.is_some_and(|length| at >= length) {
                            object.length = None;
                        }
                    });
                }
            }
            Key::Any | Key::Each | Key::End(_) => {
                self.write_any_models(object, base, (key, key_node), from);
                let stored = self.passed(value, place);
                let Some(id) = self.object_of(object, base) else { return };
                let old = self.object(id).any;
                let any = match old {
                    Some(old) => self.join(old, stored),
                    None => stored,
                };
                let keys = if self.value(key).taints.is_empty() { None } else { Some(key) };
                let keys = self.join_options(self.object(id).keys, keys);
                self.change_object(id, |object| {
                    object.written = true;
                    object.any = Some(any);
                    object.keys = keys;
                    object.length = None;
                });
            }
        }
    }

    /// What is about to change in the element of an object under a key that is not known changes in that object.
    fn bind_own_element(&mut self, node: NodeId, value: ValueId, element: ObjId) {
        let NodeKind::Index { object: outer, key } = self.tree.kind(node) else { return };
        if self.python || !matches!(self.tree.kind(outer), NodeKind::Var(_) | NodeKind::Member { .. }) {
            return;
        }
        let (base, key) = (self.eval(outer), self.eval(key));
        let Some(id) = self.value(base).object else { return };
        let held = self.object(id).any.and_then(|any| self.value(any).object);
        if held == Some(element) || held.is_none() || !matches!(self.key_in(base, key), Key::Any) {
            return;
        }
        self.bind_own_field(outer, base);
        self.change_object(id, |object| {
            object.written = true;
            object.any = Some(value);
        });
    }

    /// An item of an object, of which nothing was known, is this from here on.
    fn bind_unknown_item(&mut self, outer: NodeId, item: ObjId, bound: ValueId) {
        if !matches!(self.tree.kind(outer), NodeKind::Var(_) | NodeKind::Member { .. }) {
            return;
        }
        let base = self.eval(outer);
        let Some(id) = self.object_of(outer, base).filter(|&id| id != item) else { return };
        let any = self.object(id).any.map_or(bound, |any| self.join(any, bound));
        self.change_object(id, |object| {
            object.written = true;
            object.any = Some(any);
        });
    }

    /// What is about to change in a field of a symbolic receiver changes in that receiver: it has the field from here on.
    fn bind_own_field(&mut self, node: NodeId, value: ValueId) {
        let NodeKind::Member { object: outer, name } = self.tree.kind(node) else { return };
        if self.python || !matches!(self.tree.kind(outer), NodeKind::This) {
            return;
        }
        let this = self.this();
        let Value { object: Some(this), param: Some((_, super::value::THIS)), class: Some(_), .. } = *self.value(this)
        else {
            return;
        };
        if self.object(this).field(Key::Name(name)).is_none() {
            self.change_object(this, |object| {
                object.written = true;
                object.set(Key::Name(name), value);
            });
        }
    }

    /// `url.hostname = "api.example.com"`: what the rest of it is decides no more where it leads.
    fn host_assigned(&mut self, object: NodeId, base: ValueId, name: Sym, value: ValueId) {
        let own = matches!(self.value(value).konst, Konst::Str(_)) && !self.value(base).taints.is_empty();
        if own && matches!(self.names.text(name), "host" | "hostname" | "netloc") {
            let located = forge_model::KindSet::of(forge_model::FlowKind::Url).with(forge_model::FlowKind::Redirect);
            self.assume(object, super::value::Cleared::kinds(located));
        }
    }

    /// `response.headers["Content-Type"] = ...`
    fn header_assigned(&mut self, object: NodeId, name: Sym, value: ValueId) {
        if !self.names.text(name).eq_ignore_ascii_case("content-type") {
            return;
        }
        if let NodeKind::Member { object: owner, .. } = self.tree.kind(object) {
            let owner = self.eval(owner);
            if let (Some(object), Some(fact)) = (self.value(owner).object, self.catalogue.string("content-type")) {
                self.set_fact(object, fact, value);
            }
        }
    }

    /// `delete o.k`, `del d[k]`, `del x`.
    pub(crate) fn delete(&mut self, target: NodeId) -> ValueId {
        match self.tree.kind(target) {
            NodeKind::Member { object, name } => {
                let base = self.eval(object);
                if let Some(id) = self.value(base).object {
                    self.change_object(id, |object| object.set(Key::Name(name), UNKNOWN));
                }
            }
            NodeKind::Index { object, key } => {
                let base = self.eval(object);
                let key = self.eval(key);
                let key = self.key_in(base, key);
                if let (Some(id), true) = (self.value(base).object, key != Key::Any) {
                    match (key, self.object(id).length) {
                        (Key::At(at), Some(length)) if self.python && at < length => {
                            self.take_at(id, at, length);
                        }
                        _ => self.change_object(id, |object| object.set(key, UNKNOWN)),
                    }
                }
            }
            NodeKind::Var(_) => self.assign(target, UNKNOWN, None),
            _ => {
                self.eval(target);
            }
        }
        UNKNOWN
    }

    /// All taints of a value and of what it holds, a few levels down.
    pub(crate) fn deep_taints(&self, value: ValueId, depth: u32) -> Taints {
        let found = self.value(value);
        let mut taints = found.taints.clone();
        if depth == 0 {
            return taints;
        }
        if let Some(object) = found.object {
            let object = self.object(object);
            let held = object.fields.iter().map(|&(_, value)| value).chain(object.any).chain(object.rest);
            for inner in held {
                for taint in self.deep_taints(inner, depth - 1) {
                    add_taint(&mut taints, taint);
                }
            }
        }
        taints
    }

    /// A value with the same origins as all of these, of which nothing else is known.
    pub(crate) fn union_of(&mut self, values: &[ValueId]) -> ValueId {
        let mut taints = Taints::new();
        for &value in values {
            for &taint in &self.value(value).taints {
                add_taint(&mut taints, taint);
            }
        }
        self.new_value(Value::tainted(taints))
    }
}
