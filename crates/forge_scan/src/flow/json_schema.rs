//! Schemas that are data, as JSON Schema has them, and truth values that say that something has a schema's form.

use super::Flow;
use super::call::Arg;
use super::charset::Pattern;
use super::guard::{member_step, place};
use super::schema::MAX_SCHEMAS;
use super::value::{Cleared, Fact, Guard, Key, Konst, Object, Place, UNKNOWN, Value, ValueId, Way};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{NodeId, Sym};

/// Types whose values cannot carry an attack.
const HARMLESS_TYPES: [&str; 4] = ["integer", "number", "boolean", "null"];
/// Formats of texts that cannot.
const HARMLESS_FORMATS: [&str; 8] = ["uuid", "date", "date-time", "time", "duration", "ipv4", "ipv6", "byte"];
/// Most that a truth value says of the parts of one value.
const MAX_PARTS: usize = 32;

impl Flow<'_> {
    fn schema_field(&mut self, schema: ValueId, name: &str) -> Option<ValueId> {
        let name = self.names.intern(name);
        self.object(self.value(schema).object?).field(Key::Name(name))
    }

    fn schema_text(&mut self, schema: ValueId, name: &str) -> Option<String> {
        let value = self.schema_field(schema, name)?;
        match self.value(value).konst {
            Konst::Str(text) => Some(self.names.text(text).to_owned()),
            _ => None,
        }
    }

    /// Whether a value is a schema that is data: it says which type it is for, or lists what is meant.
    pub(crate) fn is_json_schema(&mut self, schema: ValueId) -> bool {
        self.schema_text(schema, "type").is_some()
            || self
                .schema_field(schema, "enum")
                .is_some_and(|list| self.value(list).object.is_some_and(|list| self.object(list).sequence))
    }

    /// What a JSON schema says of a text or number; `None` of an object or a list.
    fn json_scalar(&mut self, schema: ValueId) -> Option<Cleared> {
        for fixed in ["enum", "const"] {
            if let Some(values) = self.schema_field(schema, fixed) {
                let taints = self.deep_taints(values, 2);
                return Some(if self.is_own(&taints) { Cleared::ALL } else { Cleared::default() });
            }
        }
        let ty = self.schema_text(schema, "type")?;
        if HARMLESS_TYPES.contains(&ty.as_str()) {
            return Some(Cleared::ALL);
        }
        if ty != "string" {
            return None;
        }
        let format = self.schema_text(schema, "format");
        if format.is_some_and(|format| HARMLESS_FORMATS.contains(&format.as_str())) {
            return Some(Cleared::ALL);
        }
        let scalar = Cleared::kinds(KindSet::of(FlowKind::Nosql));
        let pattern = self.schema_text(schema, "pattern").and_then(|text| Pattern::parse(&text, false, false));
        let matched = pattern.map(|pattern| pattern.cleared_by_match(false, false)).filter(|cleared| !cleared.maybe);
        Some(matched.map_or(scalar, |matched| matched.and(scalar)))
    }

    /// What a JSON schema lets through: what it does not speak of stays.
    pub(crate) fn pass_json_schema(&mut self, id: NodeId, schema: ValueId, input: Arg, depth: u32) -> ValueId {
        if let Some(cleared) = self.json_scalar(schema) {
            return self.cleared(input.value, cleared);
        }
        if depth == 0 {
            return input.value;
        }
        if let Some(items) = self.schema_field(schema, "items") {
            let element = self.element_of(input.value);
            let passed = self.pass_schema(id, items, Arg { value: element, ..input }, depth - 1);
            return self.array_of(passed);
        }
        let properties = self.schema_field(schema, "properties").and_then(|fields| self.value(fields).object);
        let Some(properties) = properties.map(|fields| self.object(fields)) else { return input.value };
        let mut held = self.value(input.value).clone();
        let mut object = held.object.map_or_else(Object::default, |object| (*self.object(object)).clone());
        for &(key, property) in &properties.fields {
            let Key::Name(name) = key else { continue };
            let part = self.read_member(id, input.node, input.value, name);
            let passed = self.pass_schema(id, property, Arg { value: part, ..input }, depth - 1);
            object.set(key, passed);
        }
        held.object = Some(self.new_object(object));
        self.new_value(held)
    }

    /// The schema that a function was made from which tests for it.
    pub(crate) fn schema_fact(&self, value: ValueId) -> Option<ValueId> {
        let fact = self.catalogue.string("schema")?;
        self.object(self.value(value).object?).fact(fact)
    }

    /// A truth value: true where `subject` has the form that `schema` asks for.
    pub(crate) fn schema_guard(&mut self, subject: Option<Arg>, schema: Option<Arg>) -> ValueId {
        let (Some(subject), Some(schema)) = (subject, schema) else { return UNKNOWN };
        let Some(place) = place(self.tree, subject.node) else { return UNKNOWN };
        let mut parts = Vec::new();
        self.parts_of_schema(schema.value, &mut Vec::new(), &mut parts, MAX_SCHEMAS);
        let objects = Cleared::kinds(KindSet::of(FlowKind::Nosql).with(FlowKind::ObjectKey));
        let mut facts: Guard = smallvec::smallvec![Fact { place, if_true: objects, if_false: Cleared::default() }];
        for (path, if_true) in parts {
            let way = path.iter().fold(Way::NONE, |way, &name| way.step(member_step(name)));
            let inside = if path.is_empty() { place } else { Place { node: NodeId(0), ..place.inside(way) } };
            match facts.iter_mut().find(|fact| fact.place == inside) {
                Some(fact) => fact.if_true = fact.if_true.and(if_true),
                None => facts.push(Fact { place: inside, if_true, if_false: Cleared::default() }),
            }
        }
        let guard = self.new_guard(facts);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// What a schema says of the parts of a value: the fields that lead to each.
    fn parts_of_schema(
        &mut self,
        schema: ValueId,
        path: &mut Vec<Sym>,
        out: &mut Vec<(Vec<Sym>, Cleared)>,
        depth: u32,
    ) {
        if depth == 0 || out.len() >= MAX_PARTS {
            return;
        }
        if self.is_harmless_schema(schema) {
            out.push((path.clone(), Cleared::ALL));
            return;
        }
        if let Some(pattern) = self.schema_pattern(schema) {
            let cleared = pattern.cleared_by_match(false, false);
            if !cleared.maybe {
                out.push((path.clone(), cleared));
            }
            return;
        }
        let data = self.is_json_schema(schema);
        if data && let Some(cleared) = self.json_scalar(schema) {
            if !cleared.is_nothing() {
                out.push((path.clone(), cleared));
            }
            return;
        }
        let shape = if data { self.schema_field(schema, "properties") } else { Some(schema) };
        let Some(shape) = shape.and_then(|shape| self.value(shape).object).map(|shape| self.object(shape)) else {
            return;
        };
        for &(key, field) in &shape.fields {
            if let Key::Name(name) = key {
                path.push(name);
                self.parts_of_schema(field, path, out, depth - 1);
                path.pop();
            }
        }
    }
}
