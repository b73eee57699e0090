//! Schemas: what a value is that passed one.

use super::Flow;
use super::call::Arg;
use super::charset::Pattern;
use super::value::{Cleared, Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::NodeId;

/// How deep schemas lie inside one another.
const MAX_SCHEMAS: u32 = 4;

impl Flow<'_> {
    /// A schema of an object keeps the schemas of its fields.
    pub(crate) fn schema_object(&mut self, shape: Option<Arg>) -> ValueId {
        let object = shape.and_then(|shape| self.value(shape.value).object);
        self.new_value(Value { object, ..Value::default() })
    }

    /// What a schema lets through: fields of types that cannot carry an attack are clean, others are no objects.
    pub(crate) fn schema_parse(&mut self, id: NodeId, schema: Option<Arg>, input: Option<Arg>) -> ValueId {
        let (Some(schema), Some(input)) = (schema, input) else { return UNKNOWN };
        self.pass_schema(id, schema.value, input, MAX_SCHEMAS)
    }

    /// An object that has what a schema lets through in one of its fields: `schema.safeParse(x).data`.
    pub(crate) fn schema_parse_into(
        &mut self,
        id: NodeId,
        field: &str,
        schema: Option<Arg>,
        input: Option<Arg>,
    ) -> ValueId {
        // What a schema does of which nothing is known, models say.
        if !schema.is_some_and(|schema| self.knows_schema(schema.value)) {
            return UNKNOWN;
        }
        let parsed = self.schema_parse(id, schema, input);
        let mut object = Object::default();
        object.set(Key::Name(self.names.intern(field)), parsed);
        let object = self.new_object(object);
        self.new_value(Value { object: Some(object), ..Value::default() })
    }

    fn knows_schema(&self, schema: ValueId) -> bool {
        self.value(schema).object.is_some_and(|object| !self.object(object).fields.is_empty())
            || self.is_harmless_schema(schema)
            || self.schema_pattern(schema).is_some()
    }

    fn is_harmless_schema(&self, schema: ValueId) -> bool {
        let ty = self.value(schema).ty;
        ty != NO_NODE && self.catalogue.harmless(ty)
    }

    /// The pattern that a schema of a string asks for.
    fn schema_pattern(&self, schema: ValueId) -> Option<Pattern> {
        let fact = self.catalogue.string("pattern")?;
        let pattern = self.object(self.value(schema).object?).fact(fact)?;
        let Konst::Regex { pattern, flags } = self.value(pattern).konst else { return None };
        let flags = self.names.text(flags);
        Pattern::parse(self.names.text(pattern), flags.contains('i'), flags.contains('m'))
    }

    fn pass_schema(&mut self, id: NodeId, schema: ValueId, input: Arg, depth: u32) -> ValueId {
        if self.is_harmless_schema(schema) {
            return UNKNOWN;
        }
        if let Some(pattern) = self.schema_pattern(schema) {
            let cleared = pattern.cleared_by_match(false, false);
            return self.cleared(input.value, cleared);
        }
        let shape = self.value(schema).object.map(|shape| self.object(shape));
        let Some(shape) = shape.filter(|shape| depth > 0 && !shape.fields.is_empty()) else { return input.value };
        let scalar = Cleared::kinds(KindSet::of(FlowKind::Nosql));
        let mut parsed = Object::default();
        for &(key, field) in &shape.fields {
            let part = match key {
                Key::Name(name) => self.read_member(id, input.node, input.value, name),
                key => self.read_key(input.node, input.value, key),
            };
            let passed = self.pass_schema(id, field, Arg { value: part, ..input }, depth - 1);
            let passed = self.cleared(passed, scalar);
            parsed.set(key, passed);
        }
        let object = self.new_object(parsed);
        self.new_value(Value { object: Some(object), ..Value::default() })
    }

    /// Puts what a schema lets through where a parameter has it: itself, or one of its fields.
    pub(crate) fn apply_schema(&mut self, node: NodeId, field: Option<&str>, schema: Arg, value: ValueId) -> ValueId {
        if !self.knows_schema(schema.value) {
            return value;
        }
        let Some(field) = field else {
            return self.pass_schema(node, schema.value, Arg { node, value }, MAX_SCHEMAS);
        };
        let name = self.names.intern(field);
        let part = self.read_member(node, node, value, name);
        let passed = self.pass_schema(node, schema.value, Arg { node, value: part }, MAX_SCHEMAS);
        if let Some(id) = self.value(value).object {
            self.change_object(id, |object| object.set(Key::Name(name), passed));
        }
        value
    }
}
