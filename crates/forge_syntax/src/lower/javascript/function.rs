//! Functions, methods and their parameters.

use super::kind::Kind;
use super::{At, Lowerer, stmt};
use crate::tree::{
    ClassId, Declare, FuncId, Function, FunctionKind, List, MODULE, NodeId, NodeKind, Param, ParamKind, Sym,
};
use forge_model::Span;

/// What a function's own arguments are called in it.
const ARGUMENTS: &str = "arguments";

/// A parameter of a TypeScript constructor that declares a field: `constructor(private db: Db)`.
pub(super) struct ParameterProperty {
    pub(super) name: Sym,
    pub(super) span: Span,
    pub(super) ty: Option<NodeId>,
}

/// A method with the name that it has in its class or object.
pub(super) struct Method {
    pub(super) id: FuncId,
    /// The `Function` node.
    pub(super) node: NodeId,
    pub(super) key: Option<NodeId>,
}

/// A function whose parts are being lowered.
struct Parts {
    id: FuncId,
    kind: FunctionKind,
    class: Option<ClassId>,
    params: Vec<Param>,
    /// Where the parameter properties of this function begin.
    properties: usize,
    past_arrow: bool,
    name: Option<Span>,
    key: Option<NodeId>,
    body: Option<NodeId>,
}

impl Lowerer<'_> {
    pub(super) fn function_value(&mut self, at: At, kind: FunctionKind) -> NodeId {
        let parts = self.function(at, kind, self.scratch.len(), None);
        self.add(NodeKind::Function(parts.id), at.span)
    }

    /// Declares the function that the cursor is on.
    pub(super) fn function_declaration(&mut self, at: At, place: stmt::Place) {
        let parts = self.function(at, FunctionKind::Function, self.scratch.len(), None);
        let value = self.add(NodeKind::Function(parts.id), at.span);
        let declare = if place == stmt::Place::Top { Declare::Function } else { Declare::Block };
        self.declare(parts.name, value, declare, at.span);
    }

    /// Pushes the declaration of a function or class, or the value alone where it has no name.
    pub(super) fn declare(&mut self, name: Option<Span>, value: NodeId, declare: Declare, span: Span) {
        let Some(name) = name else { return self.scratch.push(value) };
        let target = self.name(name);
        let node = self.add(NodeKind::Assign { target, value, declare }, span);
        self.scratch.push(node);
    }

    /// Lowers a method of `class`, or of an object, with the decorators above `decorators` on the stack.
    pub(super) fn method(&mut self, at: At, decorators: usize, class: Option<ClassId>) -> Method {
        let parts = self.function(at, FunctionKind::Method, decorators, class);
        let node = self.add(NodeKind::Function(parts.id), at.span);
        Method { id: parts.id, node, key: parts.key }
    }

    fn function(&mut self, at: At, kind: FunctionKind, decorators: usize, class: Option<ClassId>) -> Parts {
        let id = self.builder.begin_function(Function {
            name: None,
            kind,
            params: Vec::new(),
            receiver: false,
            body: NodeId(0),
            is_async: false,
            is_generator: false,
            decorators: List::default(),
            class,
            parent: MODULE,
            returns: None,
            span: at.span,
            first_var: 0,
            var_count: 0,
        });
        let mut parts = Parts {
            id,
            kind,
            class,
            params: Vec::new(),
            properties: self.properties.len(),
            past_arrow: false,
            name: None,
            key: None,
            body: None,
        };
        self.each(|this, part| this.function_part(part, &mut parts));
        self.implicit_arguments(at, &mut parts);
        let decorators = self.collect(decorators);
        let body = match parts.body {
            Some(body) => body,
            None => self.add(NodeKind::Block(List::default()), at.span),
        };
        let function = self.builder.function_mut(id);
        function.kind = parts.kind;
        function.params = std::mem::take(&mut parts.params);
        function.decorators = decorators;
        function.body = body;
        parts
    }

    /// A function without parameters that speaks of its `arguments` takes any number of them.
    fn implicit_arguments(&mut self, at: At, parts: &mut Parts) {
        let has_arguments = parts.kind != FunctionKind::Arrow && parts.params.is_empty();
        if !has_arguments || !self.source(at.span).contains(ARGUMENTS) {
            return;
        }
        let target = self.builder.name(ARGUMENTS, at.span);
        let name = Some(self.builder.sym(ARGUMENTS));
        let kind = ParamKind::Rest;
        parts.params.push(Param { name, target, default: None, ty: None, kind, decorators: List::default() });
    }

    fn function_part(&mut self, part: At, parts: &mut Parts) {
        match part.kind {
            Kind::Async => self.builder.function_mut(parts.id).is_async = true,
            Kind::Star => self.builder.function_mut(parts.id).is_generator = true,
            Kind::Static if parts.kind == FunctionKind::Method => parts.kind = FunctionKind::Static,
            Kind::Get | Kind::StaticGet => parts.kind = FunctionKind::Getter,
            Kind::Set => parts.kind = FunctionKind::Setter,
            Kind::Arrow => parts.past_arrow = true,
            kind if kind.is_token() => {}
            Kind::StatementBlock => parts.body = Some(self.function_body(part, parts.properties)),
            _ if parts.past_arrow => parts.body = Some(self.expression_body(part)),
            Kind::FormalParameters => self.each_part(|this, at| this.parameter(at, parts)),
            Kind::TypeAnnotation | Kind::TypePredicateAnnotation | Kind::AssertsAnnotation => {
                let returns = self.annotation(part);
                self.builder.function_mut(parts.id).returns = Some(returns);
            }
            Kind::Decorator => self.decorator(part),
            Kind::Identifier if parts.kind == FunctionKind::Arrow => self.parameter(part, parts),
            Kind::Identifier => {
                let name = self.sym(part.span);
                self.builder.function_mut(parts.id).name = Some(name);
                parts.name = Some(part.span);
            }
            Kind::PropertyIdentifier
            | Kind::PrivateIdentifier
            | Kind::String
            | Kind::Number
            | Kind::ComputedPropertyName => self.method_name(part, parts),
            _ => {}
        }
    }

    fn method_name(&mut self, at: At, parts: &mut Parts) {
        let key = self.property_key(at);
        parts.key = Some(key);
        let NodeKind::Str(name) = self.builder.kind(key) else { return };
        self.builder.function_mut(parts.id).name = Some(name);
        let initialises = parts.class.is_some() && parts.kind == FunctionKind::Method;
        if initialises && at.kind != Kind::ComputedPropertyName && self.builder.text(name) == "constructor" {
            parts.kind = FunctionKind::Constructor;
        }
    }

    fn function_body(&mut self, at: At, properties: usize) -> NodeId {
        let mark = self.scratch.len();
        for index in properties..self.properties.len() {
            let ParameterProperty { name, span, .. } = self.properties[index];
            let object = self.add(NodeKind::This, span);
            let target = self.add(NodeKind::Member { object, name }, span);
            let value = self.add(NodeKind::Name(name), span);
            let node = self.add(NodeKind::Assign { target, value, declare: Declare::No }, span);
            self.scratch.push(node);
        }
        self.statements(stmt::Place::Top);
        let list = self.collect(mark);
        self.add(NodeKind::Block(list), at.span)
    }

    /// `=> value`
    fn expression_body(&mut self, at: At) -> NodeId {
        // As deep as the statement that it stands for.
        let value = if self.descend(at.span) {
            let value = self.expr(at);
            self.ascend();
            value
        } else {
            self.missing(at.span)
        };
        let node = self.add(NodeKind::Return(value), at.span);
        let list = self.builder.list(&[node]);
        self.add(NodeKind::Block(list), at.span)
    }

    fn parameter(&mut self, at: At, parts: &mut Parts) {
        let decorators = self.scratch.len();
        let mut param = Param {
            name: None,
            target: NodeId(0),
            default: None,
            ty: None,
            kind: ParamKind::Plain,
            decorators: List::default(),
        };
        let (mut target, mut is_field) = (None, false);
        if at.kind == Kind::Parameter {
            self.each(|this, part| match part.kind {
                Kind::Decorator => this.decorator(part),
                Kind::Modifier | Kind::Readonly => is_field = true,
                Kind::TypeAnnotation => param.ty = Some(this.annotation(part)),
                // The type of `this` is no parameter.
                kind if kind.is_token() || kind == Kind::This => {}
                _ if target.is_none() => target = Some(this.parameter_target(part, &mut param)),
                _ => param.default = Some(this.expr(part)),
            });
        } else {
            target = Some(self.parameter_target(at, &mut param));
        }
        param.decorators = self.collect(decorators);
        let Some(target) = target else { return };
        param.target = target;
        if let NodeKind::Name(name) = self.builder.kind(target) {
            param.name = Some(name);
            if is_field {
                let span = self.builder.span(target);
                self.properties.push(ParameterProperty { name, span, ty: param.ty });
            }
        }
        if let Some(value) = param.default {
            self.name_after(target, value);
        }
        parts.params.push(param);
    }

    fn parameter_target(&mut self, at: At, param: &mut Param) -> NodeId {
        match at.kind {
            Kind::RestPattern => {
                param.kind = ParamKind::Rest;
                self.rest_target(at)
            }
            Kind::AssignmentPattern => {
                let node = self.target(at);
                let NodeKind::Default { target, value } = self.builder.kind(node) else { return node };
                param.default = Some(value);
                target
            }
            _ => self.target(at),
        }
    }
}
