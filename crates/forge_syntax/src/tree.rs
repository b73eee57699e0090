//! The common tree: one small set of node kinds that every language is lowered to.
//!
//! Nodes live in one arena and name each other by index, so a tree is a handful of vectors: cheap to build, to walk
//! and to drop. A lowering adds children before parents through [`Builder`]; `resolve` then gives every name its
//! variable. What a language has that the flow engine has no use for is left out, not modelled.

mod children;
mod intern;

use crate::resolve::Rules;
pub(crate) use children::ChildParts;
pub use children::Children;
use forge_model::Span;
use intern::Interner;

/// Index of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// Index of an interned string: an identifier, the content of a string literal, a module's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

/// Index of a function in [`Tree::functions`]. Function 0 is the module itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FuncId(pub u32);

/// Index of a class in [`Tree::classes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u32);

/// Index of a variable in [`Tree::vars`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VarId(pub u32);

/// A run of node ids in [`Tree`]'s list storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct List {
    start: u32,
    len: u32,
}

impl List {
    /// Number of nodes in the list.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether the list has no node.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// The module: the function that holds a file's top-level code.
pub const MODULE: FuncId = FuncId(0);

/// A node with its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands.
    pub span: Span,
}

/// Binary operators, by meaning rather than by spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// `+`: numbers, strings, or lists.
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/` and `//`
    Div,
    /// `%`: a remainder, or formatting where the left side is a Python string.
    Mod,
    /// `|`: numbers, sets or mappings.
    Union,
    /// `&`: numbers or sets.
    Intersect,
    /// `**`, `@`, `^` and shifts.
    Arithmetic,
    /// `==`, `===`, and Python's `is`.
    Eq,
    /// `!=`, `!==`, and Python's `is not`.
    NotEq,
    /// `<`
    Less,
    /// `<=`
    LessEq,
    /// `>`
    Greater,
    /// `>=`
    GreaterEq,
    /// `&&`, `and`
    And,
    /// `||`, `or`
    Or,
    /// `??`
    Coalesce,
    /// `in`: the left is a member (Python) or a key (JavaScript) of the right.
    In,
    /// Python's `not in`.
    NotIn,
    /// `instanceof`.
    InstanceOf,
}

/// Unary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnaryOp {
    /// `!`, `not`
    Not,
    /// `-`, `+`, `~`: the result is a number.
    Negate,
    /// `typeof`
    TypeOf,
    /// `void`: the result is undefined.
    Void,
    /// `delete`, `del`
    Delete,
}

/// What kind of sequence an [`NodeKind::Array`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArrayKind {
    /// `[...]`
    List,
    /// `(..., ...)`
    Tuple,
    /// `{..., ...}`
    Set,
}

/// How an assignment declares its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Declare {
    /// It does not: the name is looked up. In Python every plain assignment is [`Declare::Function`].
    No,
    /// Visible in the innermost block: `let`, `const`, `class`, imports, catch parameters.
    Block,
    /// Visible in the whole function: `var`, and every Python binding.
    Function,
}

/// What a node is. Children are named by id; `List` fields are read with [`Tree::list`].
///
/// Patterns (destructuring targets) are [`NodeKind::Object`] (entries [`NodeKind::Property`], whose value is the
/// target), [`NodeKind::Array`], [`NodeKind::Default`] and [`NodeKind::Spread`] nodes in target position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NodeKind {
    // ---- leaves
    /// Something that is not modelled, or a hole in a pattern. Its value is unknown and untainted.
    Missing,
    /// A name before resolution; none is left in a finished tree.
    Name(Sym),
    /// A variable of this file.
    Var(VarId),
    /// A name that no scope of this file declares: `document`, `print`, `require`.
    Global(Sym),
    /// `this`. (Python's `self` is an ordinary first parameter; see [`Function::receiver`].)
    This,
    /// `super` as the callee or the object of a member access.
    Super,
    /// A string literal's content, escapes decoded. Bytes literals too.
    Str(Sym),
    /// A number.
    Num(f64),
    /// `true`, `false`.
    Bool(bool),
    /// `null`, `None`.
    Null,
    /// `undefined` is a global in JavaScript; lowerings map it here.
    Undefined,
    /// A regular expression literal.
    Regex {
        /// Text between the slashes.
        pattern: Sym,
        /// Text after them.
        flags: Sym,
    },
    /// What a module exports under `name`, or the module itself. Value of an import's assignment.
    ImportRef {
        /// The module's name as written (`express`, `./db`, `os.path`, `.models`).
        module: Sym,
        /// The exported name; `default` for a default import.
        name: Option<Sym>,
    },
    // ---- strings
    /// A template literal or f-string: its parts in order, constants as `Str`.
    Interpolate(List),
    /// A part of an interpolation with a format: `{x:>10d}`, `{x!r}`.
    Format {
        /// The value.
        value: NodeId,
        /// The format as written, with the conversion: `!r:>10d`.
        spec: Sym,
    },
    // ---- operators
    /// `left op right`.
    Binary {
        /// Operator.
        op: BinaryOp,
        /// Left operand.
        left: NodeId,
        /// Right operand.
        right: NodeId,
    },
    /// `a + b + c + ...`: two or more operands of `+` in order. Long chains are flat so that nothing recurses on them.
    Sum(List),
    /// `op operand`.
    Unary {
        /// Operator.
        op: UnaryOp,
        /// Operand.
        operand: NodeId,
    },
    /// `test ? then : otherwise`, `then if test else otherwise`.
    Conditional {
        /// Condition.
        test: NodeId,
        /// Value when true.
        then: NodeId,
        /// Value when false.
        otherwise: NodeId,
    },
    /// `a, b`: evaluates all, has the value of the last.
    Sequence(List),
    // ---- access
    /// `object.name`.
    Member {
        /// The object.
        object: NodeId,
        /// The property.
        name: Sym,
    },
    /// `object[key]`; a constant string key is still an `Index` with a `Str` key.
    Index {
        /// The object.
        object: NodeId,
        /// The key.
        key: NodeId,
    },
    /// `object[a:b:c]`.
    Slice {
        /// The sequence.
        object: NodeId,
        /// Start, end and step, as many as are written; `Missing` where one is left out.
        bounds: List,
    },
    /// A call; `arguments` may hold `Spread` and `Keyword` nodes.
    Call {
        /// What is called.
        callee: NodeId,
        /// Its arguments.
        arguments: List,
        /// Written with `new`.
        construct: bool,
    },
    /// A tagged template: `` tag`a${b}` ``. `parts` as in `Interpolate`.
    TaggedTemplate {
        /// The tag function.
        tag: NodeId,
        /// The parts.
        parts: List,
    },
    /// `name=value` in a call.
    Keyword {
        /// The parameter's name.
        name: Sym,
        /// The argument.
        value: NodeId,
    },
    /// `...x`, `*x`, `**x`: in calls, literals and patterns (where it takes the rest).
    Spread(NodeId),
    // ---- literals with children
    /// An object or dict literal, or an object pattern: `Property` and `Spread` nodes.
    Object(List),
    /// `key: value` of an object. The key is a `Str` where it is constant.
    Property {
        /// The key.
        key: NodeId,
        /// The value, or the target in a pattern.
        value: NodeId,
    },
    /// A sequence literal or pattern.
    Array {
        /// The items; `Missing` for holes.
        items: List,
        /// Which sequence.
        kind: ArrayKind,
    },
    /// A comprehension or generator expression. Clauses are `ForEach` nodes without a body (`Missing`) and condition
    /// expressions wrapped in `Assert`, in order.
    Comprehension {
        /// The element; a `Property` for dict comprehensions.
        element: NodeId,
        /// The clauses.
        clauses: List,
    },
    /// A function, method, lambda or arrow function as a value. A declaration is an `Assign` of one.
    Function(FuncId),
    /// A class as a value. A declaration is an `Assign` of one.
    Class(ClassId),
    /// `await x`.
    Await(NodeId),
    /// What `with x` binds: what entering the context manager gives.
    Enter(NodeId),
    /// `yield x`, `yield* x`, `yield from x`.
    Yield(NodeId),
    /// An expression or target with a type: annotations, TypeScript's `as`, and casts. The type is an expression
    /// (`Name`, `Member`, `Index` for generics such as `Promise<T>` and `Optional[T]`).
    Typed {
        /// The expression or target.
        value: NodeId,
        /// Its type.
        ty: NodeId,
    },
    /// A JSX element. Attributes are `Property` and `Spread` nodes; children are expressions, `Str` for text.
    Element {
        /// `Str` for an intrinsic element (`div`), an expression for a component; `Missing` for a fragment.
        tag: NodeId,
        /// Attributes.
        attributes: List,
        /// Children.
        children: List,
    },
    // ---- binding
    /// `target = value`, declarations, augmented assignment, imports, parameters' defaults in patterns.
    Assign {
        /// A `Name`, `Member`, `Index`, `Typed` or a pattern.
        target: NodeId,
        /// The value; `Undefined` for a declaration without one (`Missing` in Python's bare annotation).
        value: NodeId,
        /// Whether it declares.
        declare: Declare,
    },
    /// `target op= value`. `x++` is `x += 1`.
    AugAssign {
        /// The operator.
        op: BinaryOp,
        /// The target.
        target: NodeId,
        /// The right side.
        value: NodeId,
    },
    /// `target = default` inside a pattern.
    Default {
        /// The target.
        target: NodeId,
        /// Value when there is none.
        value: NodeId,
    },
    // ---- statements
    /// Statements with a scope of their own (where the language has block scope).
    Block(List),
    /// A branch; `otherwise` is `Missing` when absent.
    If {
        /// Condition.
        test: NodeId,
        /// Statement when true.
        then: NodeId,
        /// Statement when false.
        otherwise: NodeId,
    },
    /// A loop. A C-style `for` is a `Block` of its initialiser and this, its update at the end of `body`.
    While {
        /// Condition, `Bool(true)` when absent.
        test: NodeId,
        /// Body.
        body: NodeId,
        /// The body runs before the first test: `do`/`while`.
        body_first: bool,
    },
    /// Iteration. `keys` is set for JavaScript's `for (k in o)`.
    ForEach {
        /// Target: a name or pattern; `Assign`'s rules for declaring are in `declare`.
        target: NodeId,
        /// What is iterated.
        iterable: NodeId,
        /// Body; `Missing` in a comprehension.
        body: NodeId,
        /// The target takes keys rather than elements.
        keys: bool,
        /// Whether the target is declared.
        declare: Declare,
    },
    /// A loop with an `else`, which runs unless `break` leaves the loop.
    LoopElse {
        /// The loop.
        repeated: NodeId,
        /// A `Block`.
        otherwise: NodeId,
    },
    /// `return x`; `Undefined` when bare.
    Return(NodeId),
    /// `throw x`, `raise x`; `Missing` for a bare re-raise.
    Throw(NodeId),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
    /// `try`. `handlers` are `Catch` nodes; `finally` is `Missing` when absent. Python's `else` ends the body.
    Try {
        /// Body.
        body: NodeId,
        /// Handlers.
        handlers: List,
        /// `finally`.
        finally: NodeId,
    },
    /// A handler; `param` is `Missing` when it binds nothing.
    Catch {
        /// Target of the exception.
        param: NodeId,
        /// Body.
        body: NodeId,
    },
    /// `switch`, `match`. `cases` are `Case` nodes.
    Switch {
        /// The value that is switched on.
        subject: NodeId,
        /// The cases.
        cases: List,
        /// A case without `break` runs into the next.
        falls_through: bool,
    },
    /// One case. No test means the default. A pattern that binds names is lowered as an `Assign` of `Missing` to them
    /// at the start of the body, and its test as `Missing`.
    Case {
        /// Values compared with the subject.
        tests: List,
        /// Body: a `Block`.
        body: NodeId,
    },
    /// `assert test`: after it the test is true. Also a condition clause of a comprehension.
    Assert(NodeId),
    /// Python's `global a` (`nonlocal` when `global` is false). Only `resolve` reads it.
    ScopeOf {
        /// `Name` nodes.
        names: List,
        /// `global` rather than `nonlocal`.
        global: bool,
    },
    /// A template's output construct, for template languages: `{{ x }}`.
    Output {
        /// The expression, `Missing` where it was not parsed.
        value: NodeId,
        /// Whether the template language escapes it for HTML.
        escaped: bool,
    },
}

/// How a parameter takes arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParamKind {
    /// By position, or by name where the language allows.
    Plain,
    /// By name only.
    KeywordOnly,
    /// `...rest`, `*args`: the remaining positional arguments.
    Rest,
    /// `**kwargs`: the remaining named arguments.
    KeywordRest,
}

/// One parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Param {
    /// Its name in the source, where it is a plain name.
    pub name: Option<Sym>,
    /// `Name` (then `Var`) or a pattern, without its default.
    pub target: NodeId,
    /// Its default.
    pub default: Option<NodeId>,
    /// Its declared type, as an expression.
    pub ty: Option<NodeId>,
    /// How it takes arguments.
    pub kind: ParamKind,
    /// Decorators on the parameter (NestJS's `@Body()`): expressions.
    pub decorators: List,
}

/// What sort of function it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// The top-level code of a file.
    Module,
    /// A function or lambda with a `this` of its own where the language has one.
    Function,
    /// An arrow function: `this` is the one around it.
    Arrow,
    /// A method.
    Method,
    /// A method that initialises a new object.
    Constructor,
    /// A property that runs code when it is read (`get x()`, `@property`).
    Getter,
    /// A property that runs code when it is written.
    Setter,
    /// A method of the class itself (`static`, `@staticmethod`, `@classmethod`).
    Static,
}

/// A function.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name: declared, or that of the variable or property it is assigned to.
    pub name: Option<Sym>,
    /// What sort it is.
    pub kind: FunctionKind,
    /// Its parameters. Python methods keep `self`/`cls` as the first.
    pub params: Vec<Param>,
    /// The first parameter is the receiver (Python methods and class methods).
    pub receiver: bool,
    /// Body: a `Block`; an expression body is a `Block` of one `Return`.
    pub body: NodeId,
    /// `async`.
    pub is_async: bool,
    /// Yields.
    pub is_generator: bool,
    /// Decorators: expressions, outermost first.
    pub decorators: List,
    /// The class that it is a member of.
    pub class: Option<ClassId>,
    /// The function around it; the module for itself. Set by `resolve`.
    pub parent: FuncId,
    /// The declared return type, as an expression.
    pub returns: Option<NodeId>,
    /// The whole function.
    pub span: Span,
    /// First of its variables in [`Tree::vars`]; they are contiguous. Set by `resolve`.
    pub first_var: u32,
    /// Number of its variables, parameters included. Set by `resolve`.
    pub var_count: u32,
}

/// A field declared in a class body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Sym,
    /// Its initialiser.
    pub value: Option<NodeId>,
    /// Its declared type, as an expression.
    pub ty: Option<NodeId>,
    /// On the class rather than on its objects. Python class attributes are.
    pub is_static: bool,
    /// Decorators: expressions.
    pub decorators: List,
}

/// A class. A TypeScript constructor's parameter properties are fields with the parameter as value in the
/// constructor's body, which the lowering writes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: Option<Sym>,
    /// What it extends and implements: expressions.
    pub bases: List,
    /// Its methods.
    pub methods: Vec<FuncId>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Other statements of its body (Python): run when the class is defined.
    pub body: List,
    /// Decorators: expressions.
    pub decorators: List,
    /// The whole class.
    pub span: Span,
}

/// Something that the module makes available to others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Export {
    /// Name under which it is exported; `default` for a default export, `*` for everything of `value` (a module).
    pub name: Sym,
    /// The value: usually a `Name`/`Var`, an `ImportRef` for a re-export.
    pub value: NodeId,
}

/// A variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Var {
    /// Its name.
    pub name: Sym,
    /// The function that owns it.
    pub owner: FuncId,
}

/// A lowered file.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    lists: Vec<NodeId>,
    strings: Interner,
    /// Functions; the module is the first.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Variables, grouped by owner.
    pub vars: Vec<Var>,
    /// What the module exports explicitly (ES modules; Python exports every top-level variable).
    pub exports: Vec<Export>,
    /// Places that the lowering could not follow: nested too deeply.
    pub too_deep: Option<Span>,
}

impl Tree {
    /// The node `id`.
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.0 as usize]
    }

    /// What the node `id` is.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes[id.0 as usize].kind
    }

    /// Where the node `id` stands.
    pub fn span(&self, id: NodeId) -> Span {
        self.nodes[id.0 as usize].span
    }

    /// The nodes of `list`.
    pub fn list(&self, list: List) -> &[NodeId] {
        &self.lists[list.start as usize..(list.start + list.len) as usize]
    }

    /// The text of `sym`.
    pub fn str(&self, sym: Sym) -> &str {
        self.strings.get(sym)
    }

    /// The symbol of `text`, if it occurs in the file.
    pub fn find(&self, text: &str) -> Option<Sym> {
        self.strings.find(text)
    }

    /// The function `id`.
    pub fn function(&self, id: FuncId) -> &Function {
        &self.functions[id.0 as usize]
    }

    /// The class `id`.
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.0 as usize]
    }

    /// The variable `id`.
    pub fn var(&self, id: VarId) -> Var {
        self.vars[id.0 as usize]
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Number of interned strings; every `Sym` is below it.
    pub fn sym_count(&self) -> usize {
        self.strings.len()
    }

    /// The direct children of `id`, in source order as far as evaluation follows it. The insides of functions and
    /// classes are not children: they are reached through [`Tree::function`] and [`Tree::class`].
    pub fn children(&self, id: NodeId) -> Children<'_> {
        Children::new(self, ChildParts::of(self.kind(id)))
    }

    /// Adds a node to a finished tree; `kind` may intern strings.
    pub(crate) fn append_node(
        &mut self,
        kind: impl FnOnce(&mut dyn FnMut(&str) -> Sym) -> NodeKind,
        span: Span,
    ) -> NodeId {
        let kind = kind(&mut |text| self.strings.intern(text));
        self.nodes.push(Node { kind, span });
        NodeId(self.nodes.len() as u32 - 1)
    }

    /// Adds a list to a finished tree.
    pub(crate) fn append_list(&mut self, nodes: &[NodeId]) -> List {
        let start = self.lists.len() as u32;
        self.lists.extend_from_slice(nodes);
        List { start, len: nodes.len() as u32 }
    }

    /// Adds a statement to the end of a finished module.
    pub(crate) fn append_statement(&mut self, statement: NodeId) {
        let body = self.functions[0].body;
        let NodeKind::Block(old) = self.kind(body) else { return };
        let start = self.lists.len() as u32;
        self.lists.extend_from_within(old.start as usize..(old.start + old.len) as usize);
        self.lists.push(statement);
        self.set_kind(body, NodeKind::Block(List { start, len: old.len + 1 }));
    }

    pub(crate) fn set_kind(&mut self, id: NodeId, kind: NodeKind) {
        self.nodes[id.0 as usize].kind = kind;
    }
}

/// Builds a tree bottom-up. Every `add` returns the id to name in the parent.
///
/// A lowering creates a function with [`Builder::begin_function`] before it lowers the function's parts and completes
/// it with [`Builder::finish_function`]; names and scopes are not its concern.
pub struct Builder {
    tree: Tree,
    defaults_inside: bool,
    scope_statements: bool,
}

impl Builder {
    /// An empty tree whose module spans `span`.
    pub fn new(span: Span) -> Self {
        let mut builder = Self {
            tree: Tree {
                nodes: Vec::new(),
                lists: Vec::new(),
                strings: Interner::default(),
                functions: Vec::new(),
                classes: Vec::new(),
                vars: Vec::new(),
                exports: Vec::new(),
                too_deep: None,
            },
            defaults_inside: false,
            scope_statements: false,
        };
        let body = builder.add(NodeKind::Missing, span);
        builder.tree.functions.push(Function {
            name: None,
            kind: FunctionKind::Module,
            params: Vec::new(),
            receiver: false,
            body,
            is_async: true,
            is_generator: false,
            decorators: List::default(),
            class: None,
            parent: MODULE,
            returns: None,
            span,
            first_var: 0,
            var_count: 0,
        });
        builder
    }

    /// Says that parameters' defaults are evaluated inside the function, where they see its parameters (JavaScript),
    /// rather than where it is defined (Python).
    pub fn evaluate_defaults_inside(&mut self) {
        self.defaults_inside = true;
    }

    /// Adds a node.
    pub fn add(&mut self, kind: NodeKind, span: Span) -> NodeId {
        self.scope_statements |= matches!(kind, NodeKind::ScopeOf { .. });
        self.tree.nodes.push(Node { kind, span });
        NodeId(self.tree.nodes.len() as u32 - 1)
    }

    /// Stores a list of nodes.
    pub fn list(&mut self, nodes: &[NodeId]) -> List {
        let start = self.tree.lists.len() as u32;
        self.tree.lists.extend_from_slice(nodes);
        List { start, len: nodes.len() as u32 }
    }

    /// The nodes of a list that was stored.
    pub fn items(&self, list: List) -> &[NodeId] {
        self.tree.list(list)
    }

    /// Interns a string.
    pub fn sym(&mut self, text: &str) -> Sym {
        self.tree.strings.intern(text)
    }

    /// Adds a `Str` node with this content.
    pub fn str_node(&mut self, text: &str, span: Span) -> NodeId {
        let sym = self.sym(text);
        self.add(NodeKind::Str(sym), span)
    }

    /// Adds a `Name` node.
    pub fn name(&mut self, text: &str, span: Span) -> NodeId {
        let sym = self.sym(text);
        self.add(NodeKind::Name(sym), span)
    }

    /// Reserves a function, so that what is lowered inside it comes after it.
    pub fn begin_function(&mut self, function: Function) -> FuncId {
        self.tree.functions.push(function);
        FuncId(self.tree.functions.len() as u32 - 1)
    }

    /// The function `id`, to complete it.
    pub fn function_mut(&mut self, id: FuncId) -> &mut Function {
        &mut self.tree.functions[id.0 as usize]
    }

    /// Reserves a class.
    pub fn begin_class(&mut self, class: Class) -> ClassId {
        self.tree.classes.push(class);
        ClassId(self.tree.classes.len() as u32 - 1)
    }

    /// The class `id`, to complete it.
    pub fn class_mut(&mut self, id: ClassId) -> &mut Class {
        &mut self.tree.classes[id.0 as usize]
    }

    /// Records an export.
    pub fn export(&mut self, name: &str, value: NodeId) {
        let name = self.sym(name);
        self.tree.exports.push(Export { name, value });
    }

    /// Notes that something was nested too deeply to be lowered.
    pub fn too_deep(&mut self, span: Span) {
        self.tree.too_deep.get_or_insert(span);
    }

    /// What the node `id` is.
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.tree.kind(id)
    }

    /// Where the node `id` stands.
    pub fn span(&self, id: NodeId) -> Span {
        self.tree.span(id)
    }

    /// The text of `sym`.
    pub fn text(&self, sym: Sym) -> &str {
        self.tree.str(sym)
    }

    /// Gives the function a name where it has none: `const f = () => ...`, `{ f: function () {} }`.
    pub fn name_if_function(&mut self, value: NodeId, name: Sym) {
        match self.kind(value) {
            NodeKind::Function(id) => {
                self.function_mut(id).name.get_or_insert(name);
            }
            NodeKind::Class(id) => {
                self.class_mut(id).name.get_or_insert(name);
            }
            _ => {}
        }
    }

    /// The finished tree: `body` are the module's statements. Names are resolved here.
    pub fn finish(mut self, body: &[NodeId]) -> Tree {
        let list = self.list(body);
        let span = self.tree.functions[0].span;
        self.tree.functions[0].body = self.add(NodeKind::Block(list), span);
        let rules = Rules { defaults_inside: self.defaults_inside, scope_statements: self.scope_statements };
        crate::resolve::resolve(&mut self.tree, rules);
        self.tree
    }
}
