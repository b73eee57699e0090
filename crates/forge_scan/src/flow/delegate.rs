//! Calls that a library makes for the program: a function that goes to a thread, an executor, a mapping.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::value::{Key, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;

impl Flow<'_> {
    /// `f(function, a, b, key=c)` calls `function(a, b, key=c)`; `at` is the place of the function.
    pub(crate) fn call_argument(&mut self, site: &CallSite<'_>, at: usize) -> ValueId {
        let Some(&function) = site.args.positional.get(at) else { return UNKNOWN };
        let mut args = site.args.clone();
        args.positional.drain(..=at);
        self.call_delegated(site, function, &args)
    }

    /// `Thread(target=function, args=(a, b), kwargs={"key": c})`; the two may also be given by position.
    pub(crate) fn call_target(&mut self, site: &CallSite<'_>) -> ValueId {
        let [target, function, args, kwargs] =
            ["target", "function", "args", "kwargs"].map(|name| self.names.intern(name));
        let given = site.args;
        let by_position = |at: usize| given.positional.get(at).copied();
        let Some(called) = given.named(target).or_else(|| given.named(function)).or_else(|| by_position(1)) else {
            return UNKNOWN;
        };
        let mut delegated = Args::default();
        if let Some(list) = given.named(args).or_else(|| by_position(2)) {
            self.add_items(&mut delegated, list);
        }
        if let Some(mapping) = given.named(kwargs).or_else(|| by_position(3)) {
            self.add_entries(&mut delegated, mapping);
        }
        self.call_delegated(site, called, &delegated)
    }

    /// `scheduler.add_job(function, "interval", args=[a, b], kwargs={"key": c})`.
    pub(crate) fn call_scheduled(&mut self, site: &CallSite<'_>) -> ValueId {
        let [func, args, kwargs] = ["func", "args", "kwargs"].map(|name| self.names.intern(name));
        let Some(called) = site.args.named(func).or_else(|| site.args.positional.first().copied()) else {
            return UNKNOWN;
        };
        let mut delegated = Args::default();
        if let Some(list) = site.args.named(args) {
            self.add_items(&mut delegated, list);
        }
        if let Some(mapping) = site.args.named(kwargs) {
            self.add_entries(&mut delegated, mapping);
        }
        self.call_delegated(site, called, &delegated)
    }

    /// `map(function, items, more)`: what the function makes of an element of each.
    pub(crate) fn map_argument(&mut self, site: &CallSite<'_>) -> ValueId {
        let Some(&function) = site.args.positional.first() else { return UNKNOWN };
        let mut args = Args::default();
        for arg in site.args.positional.iter().skip(1) {
            let value = self.iterated(arg.value, arg.node, false);
            args.positional.push(Arg { node: arg.node, value });
        }
        let each = self.call_delegated(site, function, &args);
        self.array_of(each)
    }

    /// `csv.writer(out)`: what is written with it goes to `out`.
    pub(crate) fn writer_of(&mut self, target: Option<Arg>, result: &mut Value) -> ValueId {
        let Some(target) = target else { return UNKNOWN };
        self.object_of(target.node, target.value);
        let writer = self.new_object(Object::default());
        self.writers.insert(writer, target);
        result.object = Some(writer);
        UNKNOWN
    }

    /// `writer.writerow(row)`: its target's own `write` gets what is in the row.
    pub(crate) fn write_through(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let writer = receiver.and_then(|receiver| self.value(receiver.value).object);
        let target = writer.and_then(|writer| self.writers.get(&writer).copied());
        let (Some(target), Some(&row)) = (target, site.args.positional.first()) else { return UNKNOWN };
        let taints = self.deep_taints(row.value, 3);
        let text = self.new_value(Value::tainted(taints));
        let mut args = Args::default();
        args.positional.push(Arg { node: row.node, value: text });
        let name = self.names.intern("write");
        let (ty, guessed) = self.type_of_receiver(target.node, target.value);
        let node = self.member_node(ty, name);
        if ty == NO_NODE || node == NO_NODE {
            return UNKNOWN;
        }
        let inner = CallSite { id: site.id, callee: site.callee, receiver: Some(target), args: &args, guessed };
        self.call_model(&inner, node);
        UNKNOWN
    }

    fn add_items(&mut self, args: &mut Args, list: Arg) {
        let held = self.value(list.value).object.map(|object| self.object(object));
        match held.as_ref().and_then(|held| held.length) {
            Some(length) => {
                for at in 0..length {
                    let value = held.as_ref().and_then(|held| held.field(Key::At(at))).unwrap_or(UNKNOWN);
                    args.positional.push(Arg { node: list.node, value });
                }
            }
            None => {
                let value = self.element_of(list.value);
                args.rest = Some(Arg { node: list.node, value });
            }
        }
    }

    fn add_entries(&mut self, args: &mut Args, mapping: Arg) {
        let Some(held) = self.value(mapping.value).object.map(|object| self.object(object)) else { return };
        for &(key, value) in &held.fields {
            if let Key::Name(name) = key {
                args.named.push((name, Arg { node: mapping.node, value }));
            }
        }
        args.named_rest = held.rest.or(held.any).map(|value| Arg { node: mapping.node, value });
    }

    fn call_delegated(&mut self, site: &CallSite<'_>, function: Arg, args: &Args) -> ValueId {
        self.call_with(function, args, site.id)
    }
}
