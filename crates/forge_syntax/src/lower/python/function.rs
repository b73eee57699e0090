//! Functions, their parameters, lambdas, decorators.

use super::Lowering;
use super::kind::{Field, Kind};
use crate::tree::{FuncId, Function, FunctionKind, List, MODULE, NodeId, NodeKind, Param, ParamKind, Sym};
use forge_model::Span;

/// The decorators of a definition and what they make of a method.
#[derive(Clone, Copy)]
pub(super) struct Decorators {
    pub(super) list: List,
    /// From `@property`, `@staticmethod` and their like; with whether the first parameter is the receiver.
    pub(super) method: Option<(FunctionKind, bool)>,
}

impl Lowering<'_> {
    /// A definition with its decorators.
    pub(super) fn decorated(&mut self, span: Span) {
        let mark = self.pending.len();
        let mut method = None;
        // The definition's own nodes must not mix with the decorators'.
        let mut decorators = None;
        self.children(|this, kind| match kind {
            Kind::Decorator => {
                let decorator = this.inner();
                this.pending.push(decorator);
                method = method.or(this.method_by(decorator));
            }
            Kind::FunctionDefinition | Kind::ClassDefinition if decorators.is_none() => {
                let found = Decorators { list: this.list_from(mark), method };
                decorators = Some(found);
                if kind == Kind::ClassDefinition {
                    this.class_statement(span, Some(found));
                } else {
                    this.function_statement(span, Some(found));
                }
            }
            _ => {}
        });
    }

    /// What a decorator makes of a method.
    fn method_by(&self, decorator: NodeId) -> Option<(FunctionKind, bool)> {
        let name = match self.builder.kind(decorator) {
            NodeKind::Name(name) | NodeKind::Member { name, .. } => self.builder.text(name),
            _ => return None,
        };
        Some(match name {
            "staticmethod" => (FunctionKind::Static, false),
            "classmethod" => (FunctionKind::Static, true),
            "property" | "cached_property" | "abstractproperty" | "getter" => (FunctionKind::Getter, true),
            "setter" | "deleter" => (FunctionKind::Setter, true),
            _ => return None,
        })
    }

    /// A function definition: a method of the class being lowered, or the assignment of a function to its name.
    pub(super) fn function_statement(&mut self, span: Span, decorators: Option<Decorators>) {
        let class = self.class;
        let (id, name) = self.function(decorators);
        if let Some(class) = class {
            self.builder.class_mut(class).methods.push(id);
            return;
        }
        let own = self.span();
        let value = self.add(NodeKind::Function(id), own);
        let Some((_, place)) = name else {
            self.pending.push(value);
            return;
        };
        let target = self.name(place);
        let assign = self.assign(target, value, span);
        self.pending.push(assign);
    }

    /// The function definition under the cursor, with its name and where that stands.
    fn function(&mut self, decorators: Option<Decorators>) -> (FuncId, Option<(Sym, Span)>) {
        let span = self.span();
        let class = self.class.take();
        let yields = std::mem::replace(&mut self.yields, false);
        let id = self.begin_function(Function {
            decorators: decorators.map(|decorators| decorators.list).unwrap_or_default(),
            class,
            ..self.new_function(span)
        });
        let (mut name, mut is_async, mut returns, mut body) = (None, false, None, None);
        let mut params = Vec::new();
        self.children(|this, kind| match kind {
            Kind::Async => is_async = true,
            Kind::Identifier if name.is_none() => {
                let place = this.span();
                if place.start < place.end {
                    name = Some((this.sym_here(), place));
                }
            }
            Kind::Parameters => params = this.params(),
            Kind::Type if this.field() == Field::ReturnType => returns = Some(this.type_expression()),
            Kind::Block => body = Some(this.block()),
            _ => {}
        });
        let body = self.or_empty(body, span);
        let (kind, receiver) = match class {
            None => (FunctionKind::Function, false),
            Some(_) => {
                let by_decorator = decorators.and_then(|decorators| decorators.method);
                by_decorator.unwrap_or_else(|| method_by_name(name.map_or("", |(name, _)| self.builder.text(name))))
            }
        };
        let is_generator = std::mem::replace(&mut self.yields, yields);
        self.class = class;
        let function = self.builder.function_mut(id);
        function.name = name.map(|(name, _)| name);
        function.kind = kind;
        function.receiver = receiver;
        function.params = params;
        function.body = body;
        function.is_async = is_async;
        function.is_generator = is_generator;
        function.returns = returns;
        (id, name)
    }

    pub(super) fn lambda(&mut self, span: Span) -> NodeId {
        let yields = std::mem::replace(&mut self.yields, false);
        let id = self.begin_function(self.new_function(span));
        let mut params = Vec::new();
        let mut value = self.missing;
        self.children(|this, kind| match kind {
            Kind::LambdaParameters => params = this.params(),
            _ if this.field() == Field::Body => value = this.expression(),
            _ => {}
        });
        let place = self.builder.span(value);
        let result = self.add(NodeKind::Return(value), place);
        let list = self.builder.list(&[result]);
        let body = self.add(NodeKind::Block(list), place);
        let is_generator = std::mem::replace(&mut self.yields, yields);
        let function = self.builder.function_mut(id);
        function.params = params;
        function.body = body;
        function.is_generator = is_generator;
        self.add(NodeKind::Function(id), span)
    }

    /// A function of which nothing is known yet.
    fn new_function(&self, span: Span) -> Function {
        Function {
            name: None,
            kind: FunctionKind::Function,
            params: Vec::new(),
            receiver: false,
            body: self.missing,
            is_async: false,
            is_generator: false,
            decorators: List::default(),
            class: None,
            parent: MODULE,
            returns: None,
            span,
            first_var: 0,
            var_count: 0,
        }
    }

    /// The parameters in the list under the cursor. After `*` or `*args` they are taken by name only.
    fn params(&mut self) -> Vec<Param> {
        let mut params = Vec::new();
        let mut plain = ParamKind::Plain;
        self.children(|this, kind| {
            let kind = match kind {
                Kind::KeywordSeparator => {
                    plain = ParamKind::KeywordOnly;
                    return;
                }
                Kind::Identifier
                | Kind::DefaultParameter
                | Kind::TypedParameter
                | Kind::TypedDefaultParameter
                | Kind::Splat
                | Kind::Tuple => kind,
                _ => return,
            };
            let mut param = Param {
                name: None,
                target: this.missing,
                default: None,
                ty: None,
                kind: plain,
                decorators: List::default(),
            };
            this.param(kind, &mut param);
            if param.kind == ParamKind::Rest {
                plain = ParamKind::KeywordOnly;
            }
            params.push(param);
        });
        params
    }

    /// Fills `param` from the node under the cursor: the parameter or, inside it, its target.
    fn param(&mut self, kind: Kind, param: &mut Param) {
        match kind {
            Kind::Identifier => {
                param.name = Some(self.sym_here());
                param.target = self.expression();
            }
            Kind::Tuple => param.target = self.expression(),
            Kind::Splat => {
                self.children(|this, kind| match kind {
                    Kind::Star => param.kind = ParamKind::Rest,
                    Kind::DoubleStar => param.kind = ParamKind::KeywordRest,
                    Kind::Identifier => this.param(kind, param),
                    _ => {}
                });
            }
            _ => self.children(|this, kind| match this.field() {
                Field::Type => param.ty = Some(this.type_expression()),
                Field::Value => param.default = Some(this.expression()),
                _ if matches!(kind, Kind::Identifier | Kind::Splat | Kind::Tuple) => this.param(kind, param),
                _ => {}
            }),
        }
    }
}

/// What the language makes of a method because of its name.
fn method_by_name(name: &str) -> (FunctionKind, bool) {
    match name {
        "__init__" => (FunctionKind::Constructor, true),
        "__new__" | "__init_subclass__" | "__class_getitem__" => (FunctionKind::Static, true),
        _ => (FunctionKind::Method, true),
    }
}
