//! Checks of the parts of a request that stand among its handlers: each says what one part must be. What they found is
//! looked at by a handler after them.

use super::Flow;
use super::call::Arg;
use super::guard::member_step;
use super::select::Scope;
use super::value::{Cleared, Fact, Guard, Key, Konst, Object, Place, UNKNOWN, Value, ValueId, Way};
use forge_catalogue::api::ELEMENT;
use forge_catalogue::compiled::{NO_NODE, Node, Role};
use forge_model::KindSet;
use forge_syntax::tree::{NodeId, Sym};
use smallvec::SmallVec;

/// Facts of a check: the part of the request, the name in it, what was checked and what was changed, the schema of a
/// part, and the schemas of several.
const PART: &str = "check-part";
const NAME: &str = "check-name";
const CHECKED: &str = "checked";
const CHANGED: &str = "changed";
const SCHEMA: &str = "check-schema";
const SCHEMAS: &str = "check-schemas";

/// Most checks among the handlers of one call.
const MAX_CHECKS: usize = 64;

/// What a check says of a part of what the handlers share.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Check {
    /// The type that it is shared as.
    pub(crate) ty: Node,
    /// The fields that lead to the part.
    pub(crate) path: SmallVec<[Sym; 3]>,
    /// What is gone where the check found nothing wrong.
    pub(crate) cleared: Cleared,
}

impl Flow<'_> {
    fn fact_of(&self, value: ValueId, name: &str) -> Option<ValueId> {
        let fact = self.catalogue.string(name)?;
        self.object(self.value(value).object?).fact(fact)
    }

    /// The kinds that a check has noted so far.
    fn noted_kinds(&self, value: ValueId, name: &str) -> KindSet {
        match self.fact_of(value, name).map(|noted| self.value(noted).konst) {
            Some(Konst::Num(kinds)) => KindSet(kinds as u32),
            _ => KindSet::NONE,
        }
    }

    fn add_kinds(&mut self, value: ValueId, name: &str, kinds: KindSet) {
        let (Some(object), Some(fact)) = (self.value(value).object, self.catalogue.string(name)) else { return };
        let kinds = self.noted_kinds(value, name).union(kinds);
        let noted = self.constant(Konst::Num(f64::from(kinds.0)));
        self.change_object(object, |object| object.set_fact(fact, noted));
    }

    /// A call that adds to a check: `body("age").isInt()`.
    pub(crate) fn extend_check(&mut self, receiver: Option<Arg>, checks: KindSet, changes: KindSet) {
        let Some(receiver) = receiver else { return };
        if !checks.is_empty() {
            self.add_kinds(receiver.value, CHECKED, checks);
        }
        if !changes.is_empty() {
            self.add_kinds(receiver.value, CHANGED, changes);
        }
    }

    /// A check against a pattern: `body("slug").matches(/^[a-z]+$/)`.
    pub(crate) fn check_pattern(&mut self, receiver: Option<Arg>, pattern: Option<Arg>) -> ValueId {
        if let Some((pattern, _)) = pattern.and_then(|pattern| self.pattern_of(pattern.value)) {
            let cleared = pattern.cleared_by_match(false, false);
            if !cleared.maybe {
                let kinds = cleared.kinds.union(super::strings::blocked(cleared.chars));
                self.extend_check(receiver, kinds, KindSet::NONE);
            }
        }
        UNKNOWN
    }

    /// Checks of the fields of an object that names them: `checkSchema({ age: { isInt: true } })`.
    pub(crate) fn check_fields(&mut self, fields: Option<Arg>, result: &Value) -> ValueId {
        let Some(fields) = fields.and_then(|fields| self.value(fields.value).object) else { return UNKNOWN };
        let check = self.catalogue.same(self.catalogue_step(result.ty, ELEMENT));
        let mut made = Vec::new();
        for (key, spec) in self.object(fields).fields.clone() {
            let (Key::Name(name), Some(spec)) = (key, self.value(spec).object) else { continue };
            let spec = self.object(spec);
            let mut kinds = (KindSet::NONE, KindSet::NONE);
            for &(option, value) in &spec.fields {
                let Key::Name(option) = option else { continue };
                if self.value(value).konst == Konst::Bool(false) {
                    continue;
                }
                let node = self.names.catalogued(option).map_or(NO_NODE, |name| self.catalogue.step(check, name));
                for call in &self.catalogue.models(node).calls {
                    kinds = (kinds.0.union(KindSet(call.checks)), kinds.1.union(KindSet(call.changes)));
                }
            }
            let part = self.names.intern("in");
            let any = self.names.intern("*");
            let part = spec.field(Key::Name(part)).unwrap_or_else(|| self.constant(Konst::Str(any)));
            let name = self.constant(Konst::Str(name));
            let object = self.new_object(Object::default());
            for (fact, value) in [(PART, part), (NAME, name)] {
                if let Some(fact) = self.catalogue.string(fact) {
                    self.change_object(object, |object| object.set_fact(fact, value));
                }
            }
            let one = self.new_value(Value { object: Some(object), ..Value::default() });
            self.add_kinds(one, CHECKED, kinds.0);
            self.add_kinds(one, CHANGED, kinds.1);
            made.push(one);
        }
        self.list_of(&made)
    }

    /// Notes the checks that stand among the handlers of a call.
    pub(crate) fn note_checks(&mut self, arg: Arg, role: &Role, scope: &Scope<'_>) {
        let Some(object) = self.value(arg.value).object.map(|object| self.object(object)) else { return };
        if object.sequence {
            for item in object.items().collect::<Vec<_>>() {
                self.note_check(Arg { value: item, ..arg }, role, scope);
            }
            return;
        }
        self.note_check(arg, role, scope);
    }

    fn note_check(&mut self, arg: Arg, role: &Role, scope: &Scope<'_>) {
        if self.value(arg.value).object.is_none_or(|object| self.object(object).facts.is_empty()) {
            return;
        }
        let Some(given) = role.params.iter().find(|given| given.ty != NO_NODE && given.source.is_none()) else {
            return;
        };
        let Some(shared) = self.shared_value(given, scope) else { return };
        let shared = self.new_value(shared);
        if let Some(parts) = self.fact_of(arg.value, SCHEMAS).and_then(|parts| self.value(parts).object) {
            for (part, schema) in self.object(parts).fields.clone() {
                if let Key::Name(part) = part {
                    self.note_schema(shared, part, Arg { value: schema, ..arg });
                }
            }
        }
        let parts = self.fact_of(arg.value, PART).map(|parts| self.texts_in(parts)).unwrap_or_default();
        if let Some(schema) = self.fact_of(arg.value, SCHEMA) {
            for &part in &parts {
                self.note_schema(shared, part, Arg { value: schema, ..arg });
            }
        }
        let names = self.fact_of(arg.value, NAME).map(|names| self.texts_in(names)).unwrap_or_default();
        let checked = Cleared::kinds(self.noted_kinds(arg.value, CHECKED));
        let changed = Cleared::kinds(self.noted_kinds(arg.value, CHANGED));
        let ty = given.ty;
        for part in self.parts_meant(&parts) {
            for &name in &names {
                let Some(path) = self.path_to(part, name) else { continue };
                if !changed.is_nothing() {
                    self.clear_part(shared, &path, arg.node, changed);
                }
                let check = Check { ty, path, cleared: checked.and(changed) };
                if let Some(chain) = self.chains.last_mut()
                    && chain.checks.len() < MAX_CHECKS
                    && !chain.checks.contains(&check)
                {
                    chain.checks.push(check);
                }
            }
        }
    }

    fn note_schema(&mut self, shared: ValueId, part: Sym, schema: Arg) {
        let name = self.names.text(part).to_owned();
        self.apply_schema(schema.node, Some(&name), schema, shared);
        if let Some(chain) = self.chains.last_mut() {
            chain.schemas.push((part, schema));
        }
    }

    /// The texts that a value is or holds.
    fn texts_in(&self, value: ValueId) -> SmallVec<[Sym; 2]> {
        let text = |value: ValueId| match self.value(value).konst {
            Konst::Str(text) => Some(text),
            _ => None,
        };
        match self.value(value).object.map(|object| self.object(object)).filter(|object| object.sequence) {
            Some(held) => held.items().filter_map(text).collect(),
            None => text(value).into_iter().collect(),
        }
    }

    /// The parts of a request that a check means: `*` stands for each that clients fill.
    fn parts_meant(&mut self, parts: &[Sym]) -> Vec<Sym> {
        if parts.iter().any(|&part| self.names.text(part) == "*") {
            return ["body", "cookies", "query", "params", "headers"].map(|part| self.names.intern(part)).to_vec();
        }
        parts.to_vec()
    }

    /// The fields that lead to the part with this name: `address.street`; `tags.*` are the items of `tags`.
    fn path_to(&mut self, part: Sym, name: Sym) -> Option<SmallVec<[Sym; 3]>> {
        let name = self.names.text(name).to_owned();
        let name = name.strip_suffix(".*").unwrap_or(&name);
        if name.is_empty() || name.contains(['*', '[']) {
            return None;
        }
        let mut path: SmallVec<[Sym; 3]> = smallvec::smallvec![part];
        path.extend(name.split('.').map(|name| self.names.intern(name)));
        Some(path)
    }

    /// The place of the checked part in the handler that runs.
    fn checked_place(&self, check: &Check) -> Option<Place> {
        let chain = self.chains.last()?;
        let &(root, _) = chain.params.iter().find(|&&(_, ty)| ty == check.ty)?;
        let way = check.path.iter().fold(Way::NONE, |way, &name| way.step(member_step(name)));
        Some(Place::at(root, way))
    }

    /// The fields that lead to a place of which a check has spoken.
    pub(crate) fn way_of_check(&self, place: Place) -> Option<SmallVec<[Sym; 3]>> {
        let checks = &self.chains.last()?.checks;
        let check = checks.iter().find(|check| self.checked_place(check).is_some_and(|checked| checked == place))?;
        Some(check.path.clone())
    }

    /// A truth value: true where the checks among the handlers found nothing wrong.
    pub(crate) fn checks_passed(&mut self) -> ValueId {
        let checks = self.chains.last().map(|chain| chain.checks.clone()).unwrap_or_default();
        let facts = checks.iter().filter_map(|check| {
            let place = self.checked_place(check)?;
            Some(Fact { place, if_true: check.cleared, if_false: Cleared::default() })
        });
        let facts: Guard = facts.collect();
        let guard = self.new_guard(facts);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// What the checks let through, by name: nothing else is in it.
    pub(crate) fn checked_data(&mut self, id: NodeId, result: &mut Value) -> ValueId {
        let checks = self.chains.last().map(|chain| chain.checks.clone()).unwrap_or_default();
        if checks.is_empty() {
            return UNKNOWN;
        }
        let whole = self.new_value(Value::tainted(std::mem::take(&mut result.taints)));
        let mut data = Object::default();
        for check in checks {
            // What lies deeper is taken as it comes.
            let &[_, name] = check.path.as_slice() else {
                let Some(&name) = check.path.get(1) else { continue };
                data.set(Key::Name(name), whole);
                continue;
            };
            let part = self.read_member(id, id, whole, name);
            let part = self.cleared(part, check.cleared);
            data.set(Key::Name(name), part);
        }
        let object = self.new_object(data);
        self.new_value(Value { object: Some(object), ..Value::default() })
    }

    /// What the schema that stands among the handlers lets through of the part with this name: `c.req.valid("json")`.
    pub(crate) fn passed_part(&mut self, id: NodeId, part: Option<Arg>, result: &mut Value) -> ValueId {
        let Some(part) = part else { return UNKNOWN };
        let Konst::Str(name) = self.value(part.value).konst else { return UNKNOWN };
        let schemas = self.chains.last().map(|chain| chain.schemas.clone()).unwrap_or_default();
        let Some(&(_, schema)) = schemas.iter().rev().find(|&&(of, _)| of == name) else { return UNKNOWN };
        if !self.knows_schema(schema.value) {
            return UNKNOWN;
        }
        let whole = self.new_value(Value::tainted(std::mem::take(&mut result.taints)));
        self.schema_parse(id, Some(schema), Some(Arg { value: whole, ..part }))
    }
}
