//! Sequences and mappings item by item: slices, positions from the end, copies, what iterating gives.

use super::Flow;
use super::call::{Arg, CallSite};
use super::value::{Cleared, Key, Konst, ObjId, Object, UNKNOWN, Value, ValueId};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{BinaryOp, List, NodeId, NodeKind};

/// The place of the last item of a sequence of unknown length.
pub(crate) const LAST: u32 = u32::MAX;
/// How deep a deep copy goes.
const MAX_COPIED: u32 = 3;

impl Flow<'_> {
    /// The key that `key` stands for in `base`: a place counted from the end is one from the start where the length
    /// is known.
    pub(crate) fn key_in(&mut self, base: ValueId, key: ValueId) -> Key {
        if let Konst::Num(number) = self.value(key).konst
            && number < 0.0
            && let Some(length) = self.length_of(base)
            && f64::from(length) + number >= 0.0
        {
            return Key::At((f64::from(length) + number) as u32);
        }
        if let (Konst::Num(-1.0), Some(object)) = (self.value(key).konst, self.value(base).object)
            && self.object(object).field(Key::At(LAST)).is_some()
        {
            return Key::At(LAST);
        }
        self.key_of(key)
    }

    /// The place from the end that `key` names in a parameter of which no item is known.
    pub(crate) fn place_from_end(&self, base: ValueId, key: ValueId) -> Option<u32> {
        let Konst::Num(number) = self.value(key).konst else { return None };
        let found = self.value(base);
        let bare = found.object.is_none_or(|object| {
            let object = self.object(object);
            object.fields.is_empty() && object.any.is_none() && object.rest.is_none() && object.length.is_none()
        });
        (number < 0.0 && bare && found.param.is_some()).then_some((-number) as u32)
    }

    /// The number of items of a sequence, where it is known.
    pub(crate) fn length_of(&self, value: ValueId) -> Option<u32> {
        self.value(value).object.and_then(|object| self.object(object).length)
    }

    /// `value[start:end:step]`.
    pub(crate) fn slice(&mut self, object: NodeId, bounds: List) -> ValueId {
        let value = self.eval(object);
        let bounds: Vec<NodeId> = self.tree.list(bounds).to_vec();
        let mut known = [None; 3];
        let mut exact = true;
        for (at, &bound) in bounds.iter().enumerate() {
            if matches!(self.tree.kind(bound), NodeKind::Missing) {
                continue;
            }
            let bound = self.eval(bound);
            match self.value(bound).konst {
                Konst::Num(number) => known[at] = Some(number as i64),
                Konst::Null => {}
                _ => exact = false,
            }
        }
        if !exact {
            return self.without_content(value);
        }
        if let Konst::Str(text) = self.value(value).konst {
            let chars: Vec<char> = self.names.text(text).chars().collect();
            let kept: String = places(chars.len(), known).into_iter().map(|at| chars[at]).collect();
            let text = self.names.intern(&kept);
            return self.constant(Konst::Str(text));
        }
        let Some((id, length)) = self.value(value).object.zip(self.length_of(value)) else {
            return self.without_content(value);
        };
        let whole = self.object(id);
        let mut part = Object { any: whole.any, ..Object::default() };
        for (to, from) in places(length as usize, known).into_iter().enumerate() {
            part.set(Key::At(to as u32), whole.field(Key::At(from as u32)).unwrap_or(UNKNOWN));
        }
        part.length = Some(part.fields.len() as u32);
        self.sequence_like(value, part)
    }

    /// The items of a sequence from one place to before another.
    pub(crate) fn items_between(&mut self, value: ValueId, start: usize, end: usize) -> ValueId {
        let whole = self.value(value).object.map(|object| self.object(object)).unwrap_or_default();
        let items: Vec<ValueId> = (start..end).map(|at| whole.field(Key::At(at as u32)).unwrap_or(UNKNOWN)).collect();
        self.tuple_of(&items)
    }

    /// The sequence `object` with the type of `original`.
    fn sequence_like(&mut self, original: ValueId, mut object: Object) -> ValueId {
        object.sequence = true;
        let id = self.new_object(object);
        let copy = Value { object: Some(id), konst: Konst::No, param: None, guard: 0, ..self.value(original).clone() };
        self.new_value(copy)
    }

    /// The object of a sequence whose items are all known.
    pub(crate) fn known_items(&self, value: ValueId) -> Option<(ObjId, u32)> {
        let id = self.value(value).object?;
        let object = self.object(id);
        object.length.filter(|_| object.any.is_none() && object.rest.is_none()).map(|length| (id, length))
    }

    /// A list with the items of another sequence.
    pub(crate) fn list_of_items(&mut self, items: Option<Arg>) -> ValueId {
        let Some(items) = items else { return self.empty_list() };
        let Some((id, _)) = self.known_items(items.value) else {
            // The remaining arguments of a function, whose places its callers know.
            let held = self.value(items.value).object.filter(|_| self.value(items.value).param.is_some());
            if held.is_some_and(|held| self.object(held).sequence) {
                return items.value;
            }
            let element = self.iterated(items.value, items.node, false);
            return self.array_of(element);
        };
        let object = (*self.object(id)).clone();
        self.sequence_like(items.value, object)
    }

    fn empty_list(&mut self) -> ValueId {
        let id = self.new_object(Object { sequence: true, length: Some(0), ..Object::default() });
        let ty = self.known.array;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// The items the other way round: of `items` itself, or of a copy.
    pub(crate) fn reverse_items(&mut self, items: Option<Arg>, in_place: bool) -> ValueId {
        let Some(items) = items else { return UNKNOWN };
        let Some((id, length)) = self.known_items(items.value) else {
            return if in_place { UNKNOWN } else { self.list_of_items(Some(items)) };
        };
        let mut object = (*self.object(id)).clone();
        for (key, _) in &mut object.fields {
            if let Key::At(at) = key {
                *at = length.saturating_sub(*at + 1);
            }
        }
        if !in_place {
            return self.sequence_like(items.value, object);
        }
        self.change_object(id, |old| old.fields = object.fields);
        UNKNOWN
    }

    /// Each item may now stand anywhere.
    pub(crate) fn shuffle_items(&mut self, items: Option<Arg>) {
        let Some((id, _)) = items.and_then(|items| self.known_items(items.value)) else { return };
        let object = self.object(id);
        let mut each = None;
        for &(_, item) in &object.fields {
            each = Some(each.map_or(item, |each| self.join(each, item)));
        }
        self.change_object(id, |object| {
            object.written = true;
            object.any = each;
            object.fields.clear();
            object.length = None;
        });
    }

    /// Everything is gone.
    pub(crate) fn clear_items(&mut self, items: Option<Arg>) {
        let Some(id) = items.and_then(|items| self.value(items.value).object) else { return };
        self.change_object(id, |object| {
            let length = object.sequence.then_some(0);
            *object = Object { sequence: object.sequence, length, written: true, ..Object::default() };
        });
    }

    /// The items of another sequence at the end of this one.
    pub(crate) fn extend_items(&mut self, receiver: Option<Arg>, items: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(items)) = (receiver, items) else { return UNKNOWN };
        if let Some((id, _)) = self.known_items(items.value) {
            let object = self.object(id);
            let mut ordered: Vec<_> = object.fields.clone().into_vec();
            ordered.sort_by_key(|&(key, _)| key);
            for (_, item) in ordered {
                self.insert_item(Some(receiver), None, Some(Arg { node: items.node, value: item }));
            }
            return UNKNOWN;
        }
        let receiver = self.refreshed(receiver);
        let element = self.iterated(items.value, items.node, false);
        let stored = self.passed(element, receiver.node);
        let Some(id) = self.object_of(receiver.node, receiver.value) else { return UNKNOWN };
        let any = self.object(id).any.map_or(stored, |any| self.join(any, stored));
        self.change_object(id, |object| {
            object.written = true;
            object.sequence = true;
            object.any = Some(any);
            object.length = None;
        });
        UNKNOWN
    }

    /// Pairs of a key and its value.
    pub(crate) fn pairs_of(&mut self, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let key = self.iterated(receiver.value, receiver.node, false);
        let value = self.element_of(receiver.value);
        self.tuples(&[key, value])
    }

    /// `store.set(section, key, value)`: a mapping of mappings.
    pub(crate) fn set_nested(&mut self, receiver: Option<Arg>, args: &[Arg]) -> ValueId {
        let (Some(receiver), &[section, key, value]) = (receiver, args) else { return UNKNOWN };
        let receiver = self.refreshed(receiver);
        let inner = self.get(Some(receiver), Some(section), None);
        let inner = match self.value(inner).object {
            Some(_) => inner,
            None => {
                let id = self.new_object(Object::default());
                let made = self.new_value(Value { object: Some(id), ..self.value(inner).clone() });
                self.set(Some(receiver), Some(section), Some(Arg { value: made, ..section }));
                made
            }
        };
        self.set(Some(Arg { node: NodeId(0), value: inner }), Some(key), Some(value));
        UNKNOWN
    }

    /// `store.get(section, key)`.
    pub(crate) fn get_nested(&mut self, receiver: Option<Arg>, args: &[Arg]) -> ValueId {
        let (Some(receiver), &[section, key, ..]) = (receiver, args) else { return UNKNOWN };
        let inner = self.get(Some(receiver), Some(section), None);
        self.get(Some(Arg { value: inner, ..receiver }), Some(key), None)
    }

    /// `text.split()`: words that are known before what is not known stay where they are.
    pub(crate) fn split_words(&mut self, id: NodeId, text: Option<Arg>) -> ValueId {
        let Some(text) = text else { return UNKNOWN };
        let known = self.text_of(text.value).map(|(text, _)| text).unwrap_or_default();
        let words: Vec<String> = match known.rsplit_once(char::is_whitespace) {
            Some((before, _)) => before.split_whitespace().map(str::to_owned).collect(),
            None => Vec::new(),
        };
        if words.iter().any(|word| word.contains(super::strings::HOLE)) {
            return UNKNOWN;
        }
        let mut object = Object { sequence: true, ..Object::default() };
        for (at, word) in words.iter().enumerate() {
            let word = self.names.intern(word);
            let word = self.constant(Konst::Str(word));
            object.set(Key::At(at as u32), word);
        }
        let mut taints: super::value::Taints =
            self.string_taints(text.value).iter().map(|taint| taint.part()).collect();
        for taint in &mut taints {
            taint.trace = self.step(id, taint.trace);
            *taint = taint.without(KindSet::of(FlowKind::Log).with(FlowKind::Header));
        }
        let rest = self.new_value(Value::tainted(taints));
        object.rest = Some(rest);
        let id = self.new_object(object);
        let ty = self.known.array;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// The keys of a mapping.
    pub(crate) fn keys_of(&mut self, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let key = self.iterated(receiver.value, receiver.node, false);
        let keys = self.array_of(key);
        let is_own = receiver.value != UNKNOWN;
        if is_own { keys } else { UNKNOWN }
    }

    /// `dict(mapping_or_pairs, key=value)`.
    pub(crate) fn make_mapping(&mut self, site: &CallSite<'_>) -> ValueId {
        let mut object = Object::default();
        let mut taints = super::value::Taints::new();
        if let Some(&first) = site.args.positional.first() {
            taints.clone_from(&self.value(first.value).taints);
            self.read_mapping(first, &mut object);
        }
        for &(name, arg) in &site.args.named {
            object.set(Key::Name(name), arg.value);
        }
        if let Some(rest) = site.args.named_rest {
            object.rest = Some(rest.value);
        }
        let id = self.new_object(object);
        let ty = self.known.object;
        self.new_value(Value { taints, object: Some(id), ty, ..Value::default() })
    }

    fn read_mapping(&mut self, from: Arg, into: &mut Object) {
        let Some(id) = self.value(from.value).object else {
            into.rest = (from.value != UNKNOWN).then_some(from.value);
            return;
        };
        let held = self.object(id);
        if !held.sequence {
            into.fields.clone_from(&held.fields);
            (into.rest, into.any, into.keys) = (held.rest, held.any, held.keys);
            if self.value(from.value).param.is_some() && into.rest.is_none() {
                into.rest = Some(from.value);
            }
            return;
        }
        let pairs: Vec<ValueId> = held.fields.iter().map(|&(_, pair)| pair).chain(held.any).collect();
        for pair in pairs {
            let key = self.read_key(from.node, pair, Key::At(0));
            let value = self.read_key(from.node, pair, Key::At(1));
            match self.key_of(key) {
                Key::Name(name) => into.set(Key::Name(name), value),
                _ => self.add_unknown_key(into, key, value),
            }
        }
    }

    /// Notes a value under a key that is not known.
    pub(crate) fn add_unknown_key(&mut self, object: &mut Object, key: ValueId, value: ValueId) {
        object.any = Some(object.any.map_or(value, |any| self.join(any, value)));
        if !self.value(key).taints.is_empty() {
            object.keys = Some(object.keys.map_or(key, |keys| self.join(keys, key)));
        }
    }

    /// `dict.setdefault(key, default)`.
    pub(crate) fn set_default(&mut self, receiver: Option<Arg>, key: Option<Arg>, default: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(key)) = (receiver, key) else { return UNKNOWN };
        let name = self.key_of(key.value);
        let held = self.value(receiver.value).object.map(|object| self.object(object));
        if let Some(known) = held.as_ref().and_then(|held| held.field(name)) {
            return known;
        }
        let Some(default) = default else { return self.get(Some(receiver), Some(key), None) };
        let old = self.get(Some(receiver), Some(key), None);
        let stored = if old == UNKNOWN { default.value } else { self.join(old, default.value) };
        match name {
            Key::Any => {
                self.set(Some(receiver), Some(key), Some(Arg { value: stored, ..default }));
            }
            name => self.set_field(receiver.node, receiver.value, name, stored),
        }
        stored
    }

    /// Another object with the same content, and others in place of those that it holds.
    pub(crate) fn deep_copy(&mut self, original: Option<Arg>) -> ValueId {
        original.map_or(UNKNOWN, |original| self.copied(original.value, MAX_COPIED))
    }

    fn copied(&mut self, value: ValueId, depth: u32) -> ValueId {
        let Some(id) = self.value(value).object.filter(|_| depth > 0) else { return value };
        let mut object = (*self.object(id)).clone();
        for (_, field) in &mut object.fields {
            *field = self.copied(*field, depth - 1);
        }
        object.any = object.any.map(|any| self.copied(any, depth - 1));
        let object = self.new_object(object);
        let copy = Value { object: Some(object), param: None, ..self.value(value).clone() };
        self.new_value(copy)
    }

    /// The fields of an object as a mapping.
    pub(crate) fn fields_of(&mut self, object: Option<Arg>) -> ValueId {
        let Some(object) = object else { return UNKNOWN };
        let fields = Value { class: None, konst: Konst::No, param: None, ..self.value(object.value).clone() };
        self.new_value(fields)
    }

    /// `a | b`, `a & b`, `a - b` of sets and mappings.
    pub(crate) fn set_operation(
        &mut self,
        op: BinaryOp,
        left: (NodeId, ValueId),
        right: (NodeId, ValueId),
    ) -> Option<ValueId> {
        let held = |flow: &Self, value: ValueId| flow.value(value).object.map(|object| flow.object(object));
        let (a, b) = (held(self, left.1), held(self, right.1));
        let is_set = |object: &Option<std::rc::Rc<Object>>| object.as_ref().is_some_and(|object| object.sequence);
        let own =
            |flow: &mut Self, value: ValueId| is_set(&held(flow, value)) && flow.is_own(&flow.deep_taints(value, 2));
        match op {
            BinaryOp::Union if is_set(&a) || is_set(&b) => {
                let (x, y) = (self.element_of(left.1), self.element_of(right.1));
                let each = self.join(x, y);
                Some(self.array_of(each))
            }
            BinaryOp::Union if a.is_some() || b.is_some() => {
                let copy = self.copy(Some(Arg { node: left.0, value: left.1 }));
                let merged = self.object_of(NodeId(0), copy)?;
                self.merge_into(Arg { node: NodeId(0), value: copy }, Arg { node: right.0, value: right.1 });
                let value = Value { object: Some(merged), ..self.value(copy).clone() };
                Some(self.new_value(value))
            }
            // What is in both is in that of the program's own.
            BinaryOp::Intersect if own(self, left.1) => Some(left.1),
            BinaryOp::Intersect if own(self, right.1) => Some(right.1),
            // Nothing is left: all of the left are of the program's own.
            BinaryOp::Sub if own(self, right.1) => {
                let element = self.element_of(left.1);
                let rest = self.array_of(element);
                let guard = self.guard_value(left.0, Cleared::default(), Cleared::ALL);
                let value = Value { guard: self.value(guard).guard, ..self.value(rest).clone() };
                Some(self.new_value(value))
            }
            _ => None,
        }
    }
}

/// The places that a slice takes, in its order.
fn places(length: usize, bounds: [Option<i64>; 3]) -> Vec<usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let step = bounds[2].unwrap_or(1);
    if step == 0 {
        return Vec::new();
    }
    let forward = step > 0;
    let bound = |bound: Option<i64>, absent: i64| match bound {
        None => absent,
        Some(at) => {
            let at = if at < 0 { at + length } else { at };
            if forward { at.clamp(0, length) } else { at.clamp(-1, length - 1) }
        }
    };
    let (start, end) = if forward { (0, length) } else { (length - 1, -1) };
    let (mut at, end) = (bound(bounds[0], start), bound(bounds[1], end));
    let mut out = Vec::new();
    while (forward && at < end) || (!forward && at > end) {
        out.push(at as usize);
        at = at.saturating_add(step);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_take_what_python_takes() {
        assert_eq!(places(3, [None, Some(2), None]), [0, 1]);
        assert_eq!(places(3, [Some(1), None, None]), [1, 2]);
        assert_eq!(places(3, [None, None, Some(-1)]), [2, 1, 0]);
        assert_eq!(places(3, [Some(-2), None, None]), [1, 2]);
        assert_eq!(places(3, [Some(5), None, None]), [] as [usize; 0]);
        assert_eq!(places(3, [None, None, Some(2)]), [0, 2]);
        assert_eq!(places(3, [None, None, Some(0)]), [] as [usize; 0]);
    }
}
