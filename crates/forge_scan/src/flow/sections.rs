//! Stores with two keys: a section and an option in it.

use super::Flow;
use super::call::{Arg, CallSite};
use super::value::{Key, UNKNOWN, Value, ValueId};

impl Flow<'_> {
    /// `store.set(section, option, value)`; without an option the section is made.
    pub(crate) fn set_in_section(&mut self, store: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let (Some(store), Some(&section)) = (store, site.args.positional.first()) else { return UNKNOWN };
        let Some(id) = self.object_of(store.node, store.value) else { return UNKNOWN };
        let section = self.key_of(section.value);
        let before = self.object(id).field(section);
        let inner = before.and_then(|inner| self.value(inner).object);
        let mut object = inner.map(|inner| (*self.object(inner)).clone()).unwrap_or_default();
        if let [_, option, value, ..] = site.args.positional.as_slice() {
            let stored = self.passed(value.value, value.node);
            match self.key_of(option.value) {
                Key::Any => object.any = Some(object.any.map_or(stored, |any| self.join(any, stored))),
                key => object.set(key, stored),
            }
        }
        let made = self.new_object(object);
        let made = self.new_value(Value { object: Some(made), ty: self.known.object, ..Value::default() });
        self.change_object(id, |object| {
            object.written = true;
            if section == Key::Any {
                object.any = Some(made);
            } else {
                object.set(section, made);
            }
        });
        UNKNOWN
    }

    /// `store.get(section, option, fallback=value)`.
    pub(crate) fn get_in_section(&mut self, store: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(store) = store else { return UNKNOWN };
        let [section, option, ..] = site.args.positional.as_slice() else { return UNKNOWN };
        let (section, option) = (*section, *option);
        let inner = self.item_of(store, section);
        let found = self.item_of(Arg { node: site.id, value: inner }, option);
        let fallback = self.names.intern("fallback");
        match site.args.named(fallback) {
            Some(fallback) => self.join(found, fallback.value),
            None => found,
        }
    }

    fn item_of(&mut self, holder: Arg, key: Arg) -> ValueId {
        let key = self.key_of(key.value);
        let Some(id) = self.value(holder.value).object else { return self.derived(holder.value, key) };
        let object = self.object(id);
        match object.field(key) {
            Some(value) => match object.any {
                Some(any) => self.join(value, any),
                None => value,
            },
            None if key == Key::Any => self.element_of(holder.value),
            None => match object.any {
                Some(any) => any,
                None => self.derived(holder.value, key),
            },
        }
    }
}
