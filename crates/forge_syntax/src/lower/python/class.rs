//! Classes. Definitions and assignments in a class body, also inside its `if` and `try`, are members; what else is in
//! it stays a statement.

use super::Lowering;
use super::function::Decorators;
use super::kind::{Field, Kind};
use crate::tree::{Class, Field as ClassField, List, NodeId, NodeKind};
use forge_model::Span;

impl Lowering<'_> {
    /// A class definition: the assignment of a class to its name.
    pub(super) fn class_statement(&mut self, span: Span, decorators: Option<Decorators>) {
        let own = self.span();
        self.definitions += 1;
        let id = self.builder.begin_class(Class {
            name: None,
            bases: List::default(),
            methods: Vec::new(),
            fields: Vec::new(),
            body: List::default(),
            decorators: decorators.map(|decorators| decorators.list).unwrap_or_default(),
            span: own,
        });
        let outer = self.class;
        let mut name = None;
        self.children(|this, kind| match kind {
            Kind::Identifier if name.is_none() => {
                let place = this.span();
                if place.start < place.end {
                    name = Some(this.name(place));
                    this.builder.class_mut(id).name = Some(this.sym_here());
                }
            }
            Kind::ArgumentList => {
                let bases = this.list_of(|this, kind| {
                    // `metaclass=` and its like say nothing about what flows.
                    if kind != Kind::KeywordArgument {
                        this.push_expression(kind);
                    }
                });
                this.builder.class_mut(id).bases = bases;
            }
            Kind::Block => {
                this.class = Some(id);
                let body = this.list_of(|this, _| this.statement());
                this.class = outer;
                this.builder.class_mut(id).body = body;
            }
            _ => {}
        });
        let value = self.add(NodeKind::Class(id), own);
        let statement = match name {
            Some(target) => self.assign(target, value, span),
            None => value,
        };
        self.pending.push(statement);
    }

    /// An assignment in a class body: a field where its target is a name, else a statement.
    pub(super) fn class_attribute(&mut self) {
        if !self.assigns_name() {
            self.push_expression(Kind::Assignment);
            return;
        }
        self.deeper(Self::class_field);
    }

    /// Whether the assignment under the cursor has a plain name on its left.
    fn assigns_name(&self) -> bool {
        let left = self.cursor.node().child_by_field_id(self.ids.field_id(Field::Left));
        left.is_some_and(|left| self.ids.kind(left) == Kind::Identifier && left.start_byte() < left.end_byte())
    }

    /// Adds the field; gives its value for another field that shares it (`a = b = value`).
    fn class_field(&mut self) -> Option<NodeId> {
        let since = self.mark();
        let (mut name, mut ty, mut value) = (None, None, None);
        self.children(|this, kind| match this.field() {
            Field::Left => name = Some(this.sym_here()),
            Field::Type => ty = Some(this.type_expression()),
            Field::Right if kind == Kind::Assignment && this.assigns_name() => {
                value = this.deeper(Self::class_field).flatten();
            }
            Field::Right => value = Some(this.expression()),
            _ => {}
        });
        let name = name?;
        if let Some(value) = value {
            self.builder.name_if_function(value, name);
        }
        if let Some(class) = self.class {
            let field = ClassField { name, value, ty, is_static: true, decorators: List::default() };
            self.builder.class_mut(class).fields.push(field);
        }
        value.map(|value| self.again(value, since))
    }
}
