//! Schemas: what a value is that passed one.

use super::Flow;
use super::call::Arg;
use super::charset::Pattern;
use super::value::{Cleared, Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{NodeId, NodeKind, Sym};

/// How deep schemas lie inside one another.
pub(crate) const MAX_SCHEMAS: u32 = 4;

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

    /// What a schema lets through whose method is given to what parses: `readValidatedBody(event, schema.parse)`.
    pub(crate) fn parse_by_method(&mut self, id: NodeId, method: Option<Arg>, result: &mut Value) -> ValueId {
        let Some(method) = method else { return UNKNOWN };
        let node = match self.tree.kind(method.node) {
            NodeKind::Member { object, .. } => object,
            _ => method.node,
        };
        let schema = self.eval(node);
        if !self.knows_schema(schema) {
            return UNKNOWN;
        }
        let whole = self.new_value(Value::tainted(std::mem::take(&mut result.taints)));
        let input = Arg { node: id, value: whole };
        self.schema_parse(id, Some(Arg { node, value: schema }), Some(input))
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

    pub(crate) fn knows_schema(&self, schema: ValueId) -> bool {
        if let Konst::Str(text) = self.value(schema).konst {
            return self.names.text(text).contains(':');
        }
        self.value(schema).object.is_some_and(|object| !self.object(object).fields.is_empty())
            || self.is_harmless_schema(schema)
            || self.schema_pattern(schema).is_some()
    }

    pub(crate) fn is_harmless_schema(&self, schema: ValueId) -> bool {
        let ty = self.value(schema).ty;
        ty != NO_NODE && self.catalogue.harmless(ty)
    }

    /// The pattern that a schema of a string asks for.
    pub(crate) fn schema_pattern(&self, schema: ValueId) -> Option<Pattern> {
        let fact = self.catalogue.string("pattern")?;
        let pattern = self.object(self.value(schema).object?).fact(fact)?;
        match self.value(pattern).konst {
            Konst::Regex { pattern, flags } => {
                let flags = self.names.text(flags);
                Pattern::parse(self.names.text(pattern), flags.contains('i'), flags.contains('m'))
            }
            Konst::Str(pattern) => Pattern::parse(self.names.text(pattern), false, false),
            _ => None,
        }
    }

    pub(crate) fn pass_schema(&mut self, id: NodeId, schema: ValueId, input: Arg, depth: u32) -> ValueId {
        if self.is_harmless_schema(schema) {
            return UNKNOWN;
        }
        if let Some(pattern) = self.schema_pattern(schema) {
            let cleared = pattern.cleared_by_match(false, false);
            return self.cleared(input.value, cleared);
        }
        if let Konst::Str(route) = self.value(schema).konst {
            return self.pass_route(id, route, input);
        }
        if self.is_json_schema(schema) {
            return self.pass_json_schema(id, schema, input, depth);
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

    /// What the pattern of a route lets through of the parameters: `/files/:id(\\d+)`.
    fn pass_route(&mut self, id: NodeId, route: Sym, input: Arg) -> ValueId {
        let route = self.names.text(route).to_owned();
        let mut held = self.value(input.value).clone();
        let mut object = held.object.map_or_else(Object::default, |object| (*self.object(object)).clone());
        for part in route.split(':').skip(1) {
            let end = part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            let Some((inside, _)) = rest.strip_prefix('(').and_then(|rest| rest.rsplit_once(')')) else { continue };
            let Some(pattern) = Pattern::parse(&format!("^(?:{inside})$"), false, false) else { continue };
            let cleared = pattern.cleared_by_match(false, false);
            if cleared.maybe {
                continue;
            }
            let name = self.names.intern(name);
            let passed = self.read_member(id, input.node, input.value, name);
            let passed = self.cleared(passed, cleared);
            object.set(Key::Name(name), passed);
        }
        held.object = Some(self.new_object(object));
        self.new_value(held)
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
