//! Classes and their members.

use super::kind::Kind;
use super::{At, Lowerer, stmt};
use crate::tree::{Class, ClassId, Declare, Field, FuncId, FunctionKind, List, NodeId, NodeKind};
use forge_model::Span;

/// Most calls that wrap a function before it becomes a field.
const MAX_WRAPPERS: u32 = 3;

/// The members of a class body so far.
#[derive(Default)]
struct Members {
    methods: Vec<FuncId>,
    fields: Vec<Field>,
    /// What runs when the class is defined.
    body: Vec<NodeId>,
}

impl Lowerer<'_> {
    /// Declares the class that the cursor is on, with the decorators above `decorators` on the stack.
    pub(super) fn class_declaration(&mut self, at: At, decorators: usize) {
        let mut name = None;
        let class = self.class_named(at, decorators, &mut name);
        let value = self.add(NodeKind::Class(class), at.span);
        self.declare(name, value, Declare::Block, at.span);
    }

    /// Lowers the class that the cursor is on, with the decorators above `decorators` on the stack.
    pub(super) fn class(&mut self, at: At, decorators: usize) -> ClassId {
        self.class_named(at, decorators, &mut None)
    }

    fn class_named(&mut self, at: At, decorators: usize, name: &mut Option<Span>) -> ClassId {
        let id = self.builder.begin_class(Class {
            name: None,
            bases: List::default(),
            methods: Vec::new(),
            fields: Vec::new(),
            body: List::default(),
            decorators: List::default(),
            span: at.span,
        });
        let mut members = Members::default();
        self.each_part(|this, part| match part.kind {
            Kind::Decorator => this.decorator(part),
            Kind::Identifier | Kind::TypeIdentifier => {
                *name = Some(part.span);
                this.builder.class_mut(id).name = Some(this.sym(part.span));
            }
            Kind::ClassHeritage => {
                let mark = this.scratch.len();
                this.bases();
                this.builder.class_mut(id).bases = this.collect(mark);
            }
            Kind::ClassBody => this.members(id, &mut members),
            _ => {}
        });
        let decorators = self.collect(decorators);
        let body = self.builder.list(&members.body);
        let class = self.builder.class_mut(id);
        (class.decorators, class.body) = (decorators, body);
        (class.methods, class.fields) = (members.methods, members.fields);
        id
    }

    /// Pushes what a class extends and implements.
    fn bases(&mut self) {
        self.each_part(|this, part| match part.kind {
            Kind::ExtendsClause => this.each_part(|this, base| {
                if base.kind != Kind::TypeArguments {
                    let base = this.expr(base);
                    this.scratch.push(base);
                }
            }),
            Kind::ImplementsClause => this.each_part(|this, base| {
                let base = this.ty(base);
                this.scratch.push(base);
            }),
            _ => {
                let base = this.expr(part);
                this.scratch.push(base);
            }
        });
    }

    /// Pushes a decorator's expression.
    pub(super) fn decorator(&mut self, at: At) {
        let node = self.only(at.span, NodeKind::Missing);
        self.scratch.push(node);
    }

    fn members(&mut self, class: ClassId, members: &mut Members) {
        // TypeScript's grammar puts a method's decorators before the method.
        let decorators = self.scratch.len();
        self.each_part(|this, member| match member.kind {
            Kind::Decorator => this.decorator(member),
            Kind::MethodDefinition => this.class_method(member, decorators, class, members),
            Kind::FieldDefinition => this.class_field(member, decorators, class, members),
            Kind::StaticBlock => this.each_part(|this, block| {
                if block.kind == Kind::StatementBlock {
                    let block = this.block(block, stmt::Place::Nested);
                    members.body.push(block);
                }
            }),
            _ => {
                this.scratch.truncate(decorators);
                if member.kind != Kind::Signature {
                    this.stray(member);
                }
            }
        });
        self.scratch.truncate(decorators);
    }

    fn class_method(&mut self, at: At, decorators: usize, class: ClassId, members: &mut Members) {
        let properties = self.properties.len();
        let method = self.method(at, decorators, Some(class));
        members.methods.push(method.id);
        members.fields.extend(self.properties.drain(properties..).map(|property| Field {
            name: property.name,
            value: None,
            ty: property.ty,
            is_static: false,
            decorators: List::default(),
        }));
        // A computed name is evaluated when the class is defined.
        members.body.extend(method.key.filter(|&key| !matches!(self.builder.kind(key), NodeKind::Str(_))));
    }

    fn class_field(&mut self, at: At, decorators: usize, class: ClassId, members: &mut Members) {
        let (mut key, mut value, mut ty, mut is_static) = (None, None, None, false);
        self.each(|this, part| match part.kind {
            Kind::Decorator => this.decorator(part),
            Kind::Static => is_static = true,
            Kind::TypeAnnotation => ty = Some(this.annotation(part)),
            kind if kind.is_token() || kind == Kind::Modifier => {}
            _ if key.is_none() => key = Some(this.property_key(part)),
            _ => value = Some(this.expr(part)),
        });
        let decorators = self.collect(decorators);
        let Some(key) = key else { return };
        let NodeKind::Str(name) = self.builder.kind(key) else {
            members.body.push(self.computed_field(key, value, at.span));
            return;
        };
        if let Some(value) = value {
            self.builder.name_if_function(value, name);
            // `this` in such a function is the object, as in a method.
            if let NodeKind::Function(id) = self.builder.kind(value) {
                self.builder.function_mut(id).class = Some(class);
            }
            self.own_arrows(value, class, MAX_WRAPPERS);
        }
        members.fields.push(Field { name, value, ty, is_static, decorators });
    }

    /// Arrow functions that are wrapped before they become a field: `list = wrap(async (req, res) => ...)`. What `this`
    /// is in them is the object as well.
    fn own_arrows(&mut self, value: NodeId, class: ClassId, depth: u32) {
        let NodeKind::Call { arguments, .. } = self.builder.kind(value) else { return };
        for argument in self.builder.items(arguments).to_vec() {
            match self.builder.kind(argument) {
                NodeKind::Function(id) if self.builder.function_mut(id).kind == FunctionKind::Arrow => {
                    self.builder.function_mut(id).class = Some(class);
                }
                _ if depth > 0 => self.own_arrows(argument, class, depth - 1),
                _ => {}
            }
        }
    }

    /// A field whose name is not constant, as the assignment that it amounts to.
    fn computed_field(&mut self, key: NodeId, value: Option<NodeId>, span: Span) -> NodeId {
        let value = value.unwrap_or_else(|| self.add(NodeKind::Undefined, span));
        let object = self.add(NodeKind::This, span);
        let target = self.add(NodeKind::Index { object, key }, span);
        self.add(NodeKind::Assign { target, value, declare: Declare::No }, span)
    }
}
