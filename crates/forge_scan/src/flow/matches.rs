//! What a regular expression found: the match as a whole and its groups, each with the characters that its part of
//! the pattern allows.

use super::Flow;
use super::call::{Arg, CallSite};
use super::charset::Pattern;
use super::value::{Key, Konst, ObjId, Object, UNKNOWN, Value, ValueId};
use forge_syntax::tree::NodeId;

/// Most groups that are told apart.
const MAX_GROUPS: usize = 32;

impl Flow<'_> {
    /// The object of a match of `pattern` in `subject`, where the pattern is known: groups by number and name.
    pub(crate) fn match_object(&mut self, pattern: ValueId, subject: ValueId, node: NodeId) -> Option<ObjId> {
        if self.string_taints(subject).is_empty() {
            return None;
        }
        let pattern = self.known_pattern(pattern)?;
        let groups = pattern.groups()?;
        let mut object = Object::default();
        for (at, name, cleared) in groups.into_iter().take(MAX_GROUPS) {
            let part = self.piece_of(subject, node);
            let part = self.cleared(part, cleared);
            object.set(Key::At(at), part);
            if let Some(name) = name {
                let name = self.names.intern(&name);
                object.set(Key::Name(name), part);
            }
        }
        Some(self.new_object(object))
    }

    fn known_pattern(&self, pattern: ValueId) -> Option<Pattern> {
        match self.value(pattern).konst {
            Konst::Regex { .. } | Konst::Str(_) => self.pattern_of(pattern).map(|(pattern, _)| pattern),
            _ => None,
        }
    }

    /// Some part of a text.
    fn piece_of(&mut self, subject: ValueId, node: NodeId) -> ValueId {
        let mut taints = self.string_taints(subject);
        for taint in &mut taints {
            *taint = taint.part();
            taint.trace = self.step(node, taint.trace);
        }
        self.new_value(Value::tainted(taints))
    }

    /// `found.group(n)`; without a number the whole match.
    pub(crate) fn match_group(&mut self, found: Option<Arg>, group: Option<Arg>) -> ValueId {
        let Some(found) = found else { return UNKNOWN };
        let key = group.map_or(Key::At(0), |group| self.key_of(group.value));
        let held = self.value(found.value).object.map(|object| self.object(object));
        match held.as_ref().and_then(|held| held.field(key)) {
            Some(part) => part,
            None => self.derived(found.value, key),
        }
    }

    /// `found.groups()`, `found.groupdict()`: the groups without the whole.
    pub(crate) fn match_groups(&mut self, found: Option<Arg>) -> ValueId {
        let Some(found) = found else { return UNKNOWN };
        let Some(held) = self.value(found.value).object.map(|object| self.object(object)) else {
            return self.derived(found.value, Key::Any);
        };
        let mut made = Object { sequence: true, ..Object::default() };
        let mut count = 0;
        for &(key, part) in &held.fields {
            match key {
                Key::At(at) if at > 0 => {
                    made.set(Key::At(at - 1), part);
                    count = count.max(at);
                }
                Key::Name(_) => made.set(key, part),
                _ => {}
            }
        }
        made.length = Some(count);
        let id = self.new_object(made);
        self.new_value(Value { object: Some(id), ..Value::default() })
    }

    /// JavaScript's `text.match(pattern)`: the matches of a global pattern, or the first with its groups; with `all`
    /// `text.matchAll(pattern)`.
    pub(crate) fn matched(&mut self, pattern: Option<Arg>, subject: Option<Arg>, all: bool) -> ValueId {
        let found = self.executed(pattern, subject);
        let (Some(pattern), Some(subject)) = (pattern, subject) else { return found };
        let global = self.pattern_of(pattern.value).is_some_and(|(_, global)| global);
        if all {
            return self.array_of(found);
        }
        let whole = self.match_group(Some(Arg { node: subject.node, value: found }), None);
        if !global || self.value(found).object.is_none() {
            return found;
        }
        let matches = self.array_of(whole);
        let matches = Value { guard: self.value(found).guard, ..self.value(matches).clone() };
        self.new_value(matches)
    }

    /// `pattern.exec(text)`: the first match with its groups.
    pub(crate) fn executed(&mut self, pattern: Option<Arg>, subject: Option<Arg>) -> ValueId {
        let found = self.pattern_guard(pattern, subject, false, false);
        let (Some(subject), Some(id)) = (subject, self.value(found).object) else { return found };
        let mut object = (*self.object(id)).clone();
        let named = object.fields.iter().filter(|(key, _)| matches!(key, Key::Name(_))).copied().collect();
        let count = object.fields.len();
        let named = Object { fields: named, ..Object::default() };
        object.fields.retain(|(key, _)| matches!(key, Key::At(_)));
        object.length = Some(object.fields.len() as u32).filter(|_| count <= MAX_GROUPS);
        object.sequence = true;
        let named = self.new_object(named);
        let named = self.new_value(Value { object: Some(named), ..Value::default() });
        for (name, value) in [("groups", named), ("index", UNKNOWN), ("input", subject.value)] {
            object.set(Key::Name(self.names.intern(name)), value);
        }
        let id = self.new_object(object);
        // What it is made of is in its items.
        let one = Value { object: Some(id), ty: self.known.array, guard: self.value(found).guard, ..Value::default() };
        self.new_value(one)
    }

    /// `re.findall(pattern, text)`, and as matches `re.finditer(pattern, text)`.
    pub(crate) fn find_all(&mut self, pattern: Option<Arg>, subject: Option<Arg>, matches: bool) -> ValueId {
        let (Some(pattern), Some(subject)) = (pattern, subject) else { return UNKNOWN };
        let whole = self.piece_of(subject.value, subject.node);
        let Some(id) = self.match_object(pattern.value, subject.value, subject.node) else {
            return self.array_of(whole);
        };
        let held = self.object(id);
        let numbered: Vec<ValueId> =
            held.fields.iter().filter(|(key, _)| matches!(key, Key::At(_))).map(|&(_, part)| part).collect();
        match numbered.as_slice() {
            _ if matches => {
                let found = Value { object: Some(id), ..self.value(whole).clone() };
                let found = self.new_value(found);
                self.array_of(found)
            }
            &[only] | &[_, only] => self.array_of(only),
            [_, groups @ ..] => self.tuples(groups),
            [] => self.array_of(whole),
        }
    }

    /// A test of a text against a pattern with flags.
    pub(crate) fn flagged_guard(&mut self, site: &CallSite<'_>, from_start: bool, to_end: bool) -> ValueId {
        let mut pattern = site.args.positional.first().copied();
        let flags = site.args.positional.get(2).copied().or_else(|| self.flags_argument(site));
        if let Some(given) = &mut pattern
            && let Konst::Str(text) = self.value(given.value).konst
            && self.names_flag(flags, ["MULTILINE", "M"])
        {
            let flags = self.names.intern("gm");
            given.value = self.constant(Konst::Regex { pattern: text, flags });
        }
        self.pattern_guard(pattern, site.args.positional.get(1).copied(), from_start, to_end)
    }

    pub(crate) fn flags_argument(&self, site: &CallSite<'_>) -> Option<Arg> {
        let name = self.tree.find("flags")?;
        site.args.named(name)
    }

    pub(crate) fn compile_pattern(&mut self, site: &CallSite<'_>, result: &mut Value) -> ValueId {
        let Some(pattern) = site.args.positional.first().copied() else { return UNKNOWN };
        let flags = site.args.positional.get(1).copied().or_else(|| self.flags_argument(site));
        let flags = match flags.map(|flags| self.value(flags.value).konst) {
            Some(Konst::Str(flags)) => flags,
            _ if self.names_flag(flags, ["MULTILINE", "M"]) => self.names.intern("gm"),
            _ => self.names.intern("g"),
        };
        match self.value(pattern.value).konst {
            Konst::Str(text) => {
                result.konst = Konst::Regex { pattern: text, flags };
                UNKNOWN
            }
            Konst::Regex { .. } => pattern.value,
            _ => UNKNOWN,
        }
    }
}
