//! What library calls make of their arguments and of classes: tuples, counts, changed copies, instances.

use super::Flow;
use super::call::{Arg, CallSite};
use super::value::{Callable, Key, Object, UNKNOWN, Value, ValueId};

impl Flow<'_> {
    /// The arguments as a tuple: what waiting for all of them gives.
    pub(crate) fn arguments(&mut self, site: &CallSite<'_>) -> ValueId {
        let mut made = Object { sequence: true, ..Object::default() };
        for (at, arg) in site.args.positional.iter().enumerate() {
            made.set(Key::At(at as u32), arg.value);
        }
        made.any = site.args.rest.map(|rest| rest.value);
        made.length = if made.any.is_none() { Some(site.args.positional.len() as u32) } else { None };
        let id = self.new_object(made);
        self.new_value(Value { object: Some(id), ty: self.known.array, ..Value::default() })
    }

    /// Elements with how often each occurs.
    pub(crate) fn counted(&mut self, items: Option<Arg>) -> ValueId {
        let Some(items) = items else { return UNKNOWN };
        let element = self.element_of(items.value);
        self.tuples(&[element, UNKNOWN])
    }

    /// `dataclasses.replace(item, name=value)`: a copy with other fields.
    pub(crate) fn replaced_copy(&mut self, original: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(original) = original else { return UNKNOWN };
        let found = self.value(original.value).clone();
        let mut object = found.object.map(|id| (*self.object(id)).clone()).unwrap_or_default();
        for &(name, arg) in &site.args.named {
            object.set(Key::Name(name), arg.value);
        }
        let id = self.new_object(object);
        self.new_value(Value { object: Some(id), param: None, ..found })
    }

    /// An object of the class that is the receiver, with fields from parsed data.
    pub(crate) fn instance_of(&mut self, class: Option<Arg>, data: Option<Arg>) -> ValueId {
        let Some(class) = class else { return UNKNOWN };
        let Callable::Class(class) = self.value(class.value).callable else {
            return data.map_or(UNKNOWN, |data| data.value);
        };
        let mut object = Object::default();
        if let Some(data) = data {
            let held = self.value(data.value).object.map(|id| self.object(id));
            match held.filter(|held| self.value(data.value).taints.is_empty() && !held.sequence) {
                Some(held) => object = Object { written: false, ..(*held).clone() },
                None => object.rest = Some(data.value),
            }
        }
        let id = self.new_object(object);
        let ty = self.instance_type(class);
        self.new_value(Value { object: Some(id), class: Some(class), ty, ..Value::default() })
    }
}
