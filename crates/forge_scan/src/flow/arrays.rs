//! What the methods of JavaScript's arrays, maps and objects do, item by item where the items are known.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::value::{Callable, Doubt, Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_syntax::tree::{NodeId, NodeKind};

/// Most items for each of which a callback runs by itself.
const MAX_RUNS: u32 = 8;

impl Flow<'_> {
    /// The operation `name`; `None` if there is none of this name.
    pub(crate) fn array_operation(&mut self, name: &str, site: &CallSite<'_>) -> Option<ValueId> {
        let receiver = site.receiver;
        let first = site.args.positional.first().copied();
        let itself = receiver.map_or(UNKNOWN, |receiver| receiver.value);
        Some(match name {
            "slice-items" => self.slice_items(receiver, site),
            "splice" => self.splice(receiver, site),
            "reverse-self" => {
                self.reverse_items(receiver, true);
                itself
            }
            "reversed-self" => self.reverse_items(receiver, false),
            "sort-self" => {
                self.shuffle_items(receiver);
                itself
            }
            "flat" => self.flat(receiver),
            "fill" => self.fill(receiver, first),
            "entries" => self.entries(first.or(receiver)),
            "own-keys" => self.own_keys(first.or(receiver)),
            "make-set" => self.make_set(first),
            "map" => self.map_items(site, false),
            "flat-map" => self.map_items(site, true),
            "reduce" => self.reduce(site, false),
            "reduce-right" => self.reduce(site, true),
            "next" => self.next_item(receiver),
            "settled" => self.settled_items(first),
            "json-parse" => self.json_parse(first),
            "hold" => {
                self.hold(first.map_or(UNKNOWN, |first| first.value));
                UNKNOWN
            }
            "listen" => self.listen(receiver, site),
            "emit" => self.emit(receiver, site),
            _ => return None,
        })
    }

    /// The known items of a sequence in their order.
    fn items_in_order(&self, value: ValueId) -> Option<Vec<ValueId>> {
        let (id, length) = self.known_items(value)?;
        let object = self.object(id);
        Some((0..length).map(|at| object.field(Key::At(at)).unwrap_or(UNKNOWN)).collect())
    }

    /// A place in a sequence of this length, from its start or from its end; `None` where it is not known.
    fn bound(&self, arg: Option<Arg>, length: usize) -> Option<usize> {
        let Some(arg) = arg else { return Some(length) };
        match self.value(arg.value).konst {
            Konst::Num(number) if number < 0.0 => Some((length as f64 + number).max(0.0) as usize),
            Konst::Num(number) => Some((number as usize).min(length)),
            Konst::Undefined => Some(length),
            _ => None,
        }
    }

    /// `xs.slice(start, end)`; of a text, a part of it.
    fn slice_items(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        if let Some(items) = self.items_in_order(receiver.value) {
            let start = site.args.positional.first().map_or(Some(0), |&first| self.bound(Some(first), items.len()));
            let end = self.bound(site.args.positional.get(1).copied(), items.len());
            if let (Some(start), Some(end)) = (start, end) {
                return self.list_of(items.get(start..end).unwrap_or_default());
            }
        }
        let element = self.element_of(receiver.value);
        self.array_of(element)
    }

    /// `xs.splice(start, count, ...items)`: what is taken out.
    fn splice(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let added: Vec<ValueId> = site.args.positional.iter().skip(2).map(|arg| arg.value).collect();
        let id = self.value(receiver.value).object;
        if let (Some(id), Some(mut items), None) = (id, self.items_in_order(receiver.value), site.args.rest) {
            let start = self.bound(site.args.positional.first().copied(), items.len());
            let count = site.args.positional.get(1).copied();
            let count =
                start.and_then(|start| count.map_or(Some(items.len()), |_| self.bound(count, items.len() - start)));
            if let (Some(start), Some(count)) = (start, count) {
                let end = (start + count).min(items.len());
                let taken: Vec<ValueId> = items.splice(start..end, added).collect();
                let list = self.list_of(&items);
                if let Some(new) = self.value(list).object {
                    let new = (*self.object(new)).clone();
                    self.change_object(id, |object| *object = Object { written: true, ..new });
                }
                return self.list_of(&taken);
            }
        }
        let element = self.element_of(receiver.value);
        for value in added {
            self.insert_item(Some(receiver), None, Some(Arg { node: receiver.node, value }));
        }
        self.shuffle_items(Some(receiver));
        self.array_of(element)
    }

    /// `xs.flat()`.
    fn flat(&mut self, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let Some(items) = self.items_in_order(receiver.value) else {
            let element = self.element_of(receiver.value);
            let inner = self.inner_of(element);
            return self.array_of(inner);
        };
        let mut out = Vec::new();
        for item in items {
            match self.items_in_order(item) {
                Some(inner) => out.extend(inner),
                None if self.is_sequence(item) => {
                    let element = self.element_of(receiver.value);
                    let inner = self.inner_of(element);
                    return self.array_of(inner);
                }
                None => out.push(item),
            }
        }
        self.list_of(&out)
    }

    fn is_sequence(&self, value: ValueId) -> bool {
        self.value(value).object.is_some_and(|object| self.object(object).sequence)
    }

    /// The items of a sequence, or the value itself.
    fn inner_of(&mut self, value: ValueId) -> ValueId {
        if self.is_sequence(value) { self.element_of(value) } else { value }
    }

    /// Sequences with known items, and single values, one after the other; [`UNKNOWN`] where one is not known.
    pub(crate) fn concat_known(&mut self, parts: &[(NodeId, ValueId)]) -> ValueId {
        let mut out = Vec::new();
        for &(_, part) in parts {
            match self.items_in_order(part) {
                Some(items) => out.extend(items),
                None if self.value(part).object.is_none() && self.value(part).konst != Konst::No => out.push(part),
                None => return UNKNOWN,
            }
        }
        self.list_of(&out)
    }

    /// `xs.fill(x)`.
    fn fill(&mut self, receiver: Option<Arg>, with: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(with)) = (receiver, with) else { return UNKNOWN };
        let old = self.element_of(receiver.value);
        let each = if old == UNKNOWN { with.value } else { self.join(old, with.value) };
        if let Some(id) = self.value(receiver.value).object {
            self.change_object(id, |object| {
                object.written = true;
                object.any = Some(each);
                object.fields.clear();
                object.length = None;
            });
        }
        self.array_of(each)
    }

    /// `Object.entries(o)`, `map.entries()`: pairs of a key and its value.
    fn entries(&mut self, of: Option<Arg>) -> ValueId {
        let Some(of) = of else { return UNKNOWN };
        if let Some(fields) = self.closed_fields(of.value) {
            let mut pairs = Vec::with_capacity(fields.len());
            for (key, value) in fields {
                let key = self.key_value(key);
                pairs.push(self.list_of(&[key, value]));
            }
            return self.list_of(&pairs);
        }
        let key = self.iterated(of.value, of.node, true);
        let value = self.element_of(of.value);
        self.tuples(&[key, value])
    }

    /// The fields of an object that has no others.
    fn closed_fields(&self, value: ValueId) -> Option<Vec<(Key, ValueId)>> {
        let found = self.value(value);
        let object = self.object(found.object?);
        let closed = object.any.is_none() && object.rest.is_none() && object.keys.is_none();
        (closed && found.taints.is_empty() && found.param.is_none()).then(|| object.fields.to_vec())
    }

    fn key_value(&mut self, key: Key) -> ValueId {
        match key {
            Key::Name(name) => self.constant(Konst::Str(name)),
            Key::At(at) => {
                let text = self.names.intern(&at.to_string());
                self.constant(Konst::Str(text))
            }
            Key::Any | Key::Each | Key::End(_) => UNKNOWN,
        }
    }

    /// `Object.keys(o)`, `map.keys()`.
    fn own_keys(&mut self, of: Option<Arg>) -> ValueId {
        let Some(of) = of else { return UNKNOWN };
        if let Some(fields) = self.closed_fields(of.value) {
            let keys: Vec<ValueId> = fields.into_iter().map(|(key, _)| self.key_value(key)).collect();
            return self.list_of(&keys);
        }
        let key = self.iterated(of.value, of.node, true);
        self.array_of(key)
    }

    /// `new Set(items)`.
    fn make_set(&mut self, items: Option<Arg>) -> ValueId {
        let each = items.map(|items| self.iterated(items.value, items.node, false));
        let known = items.and_then(|items| self.items_in_order(items.value));
        let mut object = Object { sequence: true, any: each.filter(|&each| each != UNKNOWN), ..Object::default() };
        if let Some(known) = known {
            object.any = None;
            for (at, item) in known.into_iter().enumerate() {
                object.set(Key::At(at as u32), item);
            }
        }
        let id = self.new_object(object);
        let ty = self.known.set;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// What a callback of which nothing may be known makes of its arguments.
    fn call_back(&mut self, site: &CallSite<'_>, callback: Arg, values: &[ValueId]) -> ValueId {
        let function = self.value(callback.value);
        if function.callable != Callable::No || function.ty != NO_NODE || function.param.is_some() {
            return self.invoke(callback.value, values, site.id);
        }
        let node = site.receiver.map_or(site.id, |receiver| receiver.node);
        let positional = values.iter().take(1).map(|&value| Arg { node, value }).collect();
        let args = Args { positional, ..Args::default() };
        let inner = CallSite { id: site.id, callee: callback.node, receiver: None, args: &args, guessed: false };
        self.unknown_call(&inner)
    }

    /// `xs.map(f)`, `xs.flatMap(f)`.
    fn map_items(&mut self, site: &CallSite<'_>, flat: bool) -> ValueId {
        let (Some(receiver), Some(&callback)) = (site.receiver, site.args.positional.first()) else { return UNKNOWN };
        let items = self.items_in_order(receiver.value).filter(|items| items.len() <= MAX_RUNS as usize);
        let Some(items) = items else {
            let element = self.element_at(receiver.value, receiver.node);
            let each = self.call_back(site, callback, &[element, UNKNOWN, receiver.value]);
            let each = if flat { self.inner_of(each) } else { each };
            return self.array_of(each);
        };
        let mut out = Vec::with_capacity(items.len());
        for (at, item) in items.into_iter().enumerate() {
            let index = self.constant(Konst::Num(at as f64));
            let made = self.call_back(site, callback, &[item, index, receiver.value]);
            match self.items_in_order(made) {
                Some(inner) if flat => out.extend(inner),
                _ => out.push(if flat { self.inner_of(made) } else { made }),
            }
        }
        self.list_of(&out)
    }

    /// `xs.reduce(f, start)`.
    fn reduce(&mut self, site: &CallSite<'_>, from_end: bool) -> ValueId {
        let (Some(receiver), Some(&callback)) = (site.receiver, site.args.positional.first()) else { return UNKNOWN };
        let start = site.args.positional.get(1).map(|start| start.value);
        let items = self.items_in_order(receiver.value).filter(|items| items.len() <= MAX_RUNS as usize);
        if let Some(mut items) = items {
            if from_end {
                items.reverse();
            }
            let mut items = items.into_iter();
            let Some(mut so_far) = start.or_else(|| items.next()) else { return UNKNOWN };
            for item in items {
                so_far = self.call_back(site, callback, &[so_far, item, UNKNOWN, receiver.value]);
            }
            return so_far;
        }
        let element = self.element_at(receiver.value, receiver.node);
        let mut so_far = start.unwrap_or(element);
        for _ in 0..2 {
            let next = self.call_back(site, callback, &[so_far, element, UNKNOWN, receiver.value]);
            so_far = self.join(so_far, next);
        }
        so_far
    }

    /// `iterator.next()`.
    fn next_item(&mut self, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let value = self.element_of(receiver.value);
        self.object_with(&[("value", value), ("done", UNKNOWN)])
    }

    /// `Promise.allSettled(promises)`.
    fn settled_items(&mut self, promises: Option<Arg>) -> ValueId {
        let Some(promises) = promises else { return UNKNOWN };
        if let Some(items) = self.items_in_order(promises.value) {
            let settled: Vec<ValueId> = items.into_iter().map(|value| self.settled(value)).collect();
            return self.list_of(&settled);
        }
        let value = self.element_of(promises.value);
        let settled = self.settled(value);
        self.array_of(settled)
    }

    /// What became of one promise.
    fn settled(&mut self, value: ValueId) -> ValueId {
        self.object_with(&[("status", UNKNOWN), ("value", value), ("reason", UNKNOWN)])
    }

    fn object_with(&mut self, fields: &[(&str, ValueId)]) -> ValueId {
        let mut object = Object::default();
        for &(name, value) in fields {
            let name = self.names.intern(name);
            object.set(Key::Name(name), value);
        }
        let id = self.new_object(object);
        let ty = self.known.object;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// `JSON.parse(text)`: `JSON.parse(JSON.stringify(x))` is a copy.
    fn json_parse(&mut self, text: Option<Arg>) -> ValueId {
        let Some(text) = text else { return UNKNOWN };
        if let NodeKind::Call { callee, arguments, .. } = self.tree.kind(text.node)
            && let NodeKind::Member { object, name } = self.tree.kind(callee)
            && let NodeKind::Global(of) = self.tree.kind(object)
            && (self.names.text(of), self.names.text(name)) == ("JSON", "stringify")
            && let &[original] = self.tree.list(arguments)
        {
            let value = self.eval(original);
            if self.value(value).object.is_some() {
                return self.deep_copy(Some(Arg { node: original, value }));
            }
        }
        let taints = self.flow_taints(text.value, forge_model::KindSet::NONE, false, text.node, Doubt::NONE);
        self.new_value(Value::tainted(taints))
    }

    // ---- emitters

    /// The field of an emitter that holds the functions for an event.
    fn event_key(&mut self, event: Option<&Arg>) -> Key {
        match event.and_then(|event| self.text_of(event.value)) {
            Some((name, true)) => Key::Name(self.names.intern(&format!("on {name}"))),
            _ => Key::Any,
        }
    }

    /// `emitter.on(event, f)`.
    fn listen(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let (Some(receiver), Some(function)) = (receiver, site.args.positional.get(1)) else { return UNKNOWN };
        let key = self.event_key(site.args.positional.first());
        if let Some(id) = self.object_of(receiver.node, receiver.value) {
            let old = self.object(id).field(key);
            let all = old.map_or(function.value, |old| self.join(old, function.value));
            self.change_object(id, |object| {
                object.written = true;
                object.set(key, all);
            });
        }
        receiver.value
    }

    /// `emitter.emit(event, ...values)`.
    fn emit(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let key = self.event_key(site.args.positional.first());
        let values: Vec<ValueId> = site.args.positional.iter().skip(1).map(|arg| arg.value).collect();
        let known = self.value(receiver.value).object.and_then(|id| self.object(id).field(key));
        // In a method of an emitter its callers know who listens.
        let function = known.unwrap_or_else(|| self.derived(receiver.value, key));
        if function != UNKNOWN {
            self.invoke(function, &values, site.id);
        }
        UNKNOWN
    }

    /// `xs.length = n`.
    pub(crate) fn set_length(&mut self, node: NodeId, sequence: ValueId, length: ValueId) {
        let Some(id) = self.value(sequence).object.filter(|&id| self.object(id).sequence) else { return };
        if self.value(length).konst == Konst::Num(0.0) {
            self.clear_items(Some(Arg { node, value: sequence }));
        } else {
            self.change_object(id, |object| object.length = None);
        }
    }
}
