//! Gives every name its variable: scopes, hoisting, shadowing, `global` and `nonlocal`.
//!
//! Each function is passed over twice: once to collect what it declares (declarations are visible before they are
//! reached), once to resolve what it names. Functions inside it are entered on the second pass, with its scopes open.

use crate::tree::{ChildParts, ClassId, Declare, FuncId, List, MODULE, NodeId, NodeKind, Sym, Tree, Var, VarId};
use rustc_hash::FxHashMap;

/// How languages differ in their scopes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Defaults of parameters see the function's parameters.
    pub(crate) defaults_inside: bool,
    /// The tree has [`NodeKind::ScopeOf`] nodes.
    pub(crate) scope_statements: bool,
}

/// Resolves all names of `tree` and sets parents and variables of its functions.
pub(crate) fn resolve(tree: &mut Tree, rules: Rules) {
    let mut resolver = Resolver {
        rules,
        bindings: vec![NOTHING; tree.sym_count()],
        shadowed: Vec::new(),
        scopes: vec![NOTHING; tree.node_count()],
        declared: Vec::new(),
        in_function: vec![(MODULE, NOTHING); tree.sym_count()],
        in_block: FxHashMap::default(),
        resolved: vec![false; tree.functions.len()],
        tree,
    };
    resolver.function(MODULE, MODULE);
}

/// No variable, no declaration.
const NOTHING: u32 = u32::MAX;

/// What a scope declares, as a list that is linked by index.
struct Declared {
    sym: Sym,
    var: VarId,
    next: u32,
}

struct Resolver<'t> {
    tree: &'t mut Tree,
    rules: Rules,
    /// For each symbol the variable that it names at this point.
    bindings: Vec<u32>,
    /// What the bindings in force replaced, outermost first.
    shadowed: Vec<(Sym, u32)>,
    /// For each node that opens a scope the last of its declarations.
    scopes: Vec<u32>,
    declared: Vec<Declared>,
    /// For each symbol the function that last declared it and its variable there.
    in_function: Vec<(FuncId, u32)>,
    /// Variables of blocks inside functions.
    in_block: FxHashMap<(NodeId, Sym), VarId>,
    /// The functions that were entered: an exported one is reached twice.
    resolved: Vec<bool>,
}

/// The first pass over one function: where each declaration goes.
struct Collector<'r, 't> {
    resolver: &'r mut Resolver<'t>,
    owner: FuncId,
    /// The last declaration of the function's own scope.
    own: u32,
    /// Names that `global` or `nonlocal` keep from being declared here.
    elsewhere: Vec<Sym>,
    blocks: Vec<NodeId>,
}

impl Resolver<'_> {
    fn function(&mut self, id: FuncId, parent: FuncId) {
        if std::mem::replace(&mut self.resolved[id.0 as usize], true) {
            return;
        }
        let first_var = self.tree.vars.len() as u32;
        let own = self.collect(id);
        let var_count = self.tree.vars.len() as u32 - first_var;
        let function = &mut self.tree.functions[id.0 as usize];
        function.parent = parent;
        function.first_var = first_var;
        function.var_count = var_count;
        let (body, returns, decorators) = (function.body, function.returns, function.decorators);

        // Decorators and types are evaluated outside the function.
        self.params(id, parent, !self.rules.defaults_inside);
        if let Some(returns) = returns {
            self.node(returns, parent);
        }
        self.list(decorators, parent);

        let mark = self.open(own);
        for at in 0..self.tree.function(id).params.len() {
            let param = self.tree.function(id).params[at];
            self.node(param.target, id);
            if let Some(default) = param.default
                && self.rules.defaults_inside
            {
                self.node(default, id);
            }
        }
        self.node(body, id);
        if id == MODULE {
            for at in 0..self.tree.exports.len() {
                self.node(self.tree.exports[at].value, id);
            }
        }
        self.close(mark);
    }

    /// Collects what a function declares; the result is the last declaration of its own scope.
    fn collect(&mut self, id: FuncId) -> u32 {
        let rules = self.rules;
        let body = self.tree.function(id).body;
        let mut collector =
            Collector { resolver: self, owner: id, own: NOTHING, elsewhere: Vec::new(), blocks: Vec::new() };
        for at in 0..collector.resolver.tree.function(id).params.len() {
            let target = collector.resolver.tree.function(id).params[at].target;
            collector.declare_target(target, Declare::Function);
        }
        if rules.scope_statements {
            collector.find_scope_statements(body);
        }
        collector.statement(body);
        if id == MODULE && rules.scope_statements {
            collector.declare_globals();
        }
        collector.own
    }

    fn params(&mut self, id: FuncId, parent: FuncId, defaults: bool) {
        for at in 0..self.tree.function(id).params.len() {
            let param = self.tree.function(id).params[at];
            for node in param.default.filter(|_| defaults).into_iter().chain(param.ty) {
                self.node(node, parent);
            }
            self.list(param.decorators, parent);
        }
    }

    /// Puts a scope's declarations into force, given its last one. The result ends them again.
    fn open(&mut self, last: u32) -> usize {
        let mark = self.shadowed.len();
        let mut at = last;
        while at != NOTHING {
            let Declared { sym, var, next } = self.declared[at as usize];
            let binding = &mut self.bindings[sym.0 as usize];
            self.shadowed.push((sym, *binding));
            *binding = var.0;
            at = next;
        }
        mark
    }

    fn close(&mut self, mark: usize) {
        for (sym, binding) in self.shadowed.drain(mark..).rev() {
            self.bindings[sym.0 as usize] = binding;
        }
    }

    fn list(&mut self, list: List, function: FuncId) {
        for at in 0..list.len() {
            let node = self.tree.list(list)[at];
            self.node(node, function);
        }
    }

    fn node(&mut self, id: NodeId, function: FuncId) {
        match self.tree.kind(id) {
            NodeKind::Name(sym) => {
                let kind = match self.bindings[sym.0 as usize] {
                    NOTHING => NodeKind::Global(sym),
                    var => NodeKind::Var(VarId(var)),
                };
                self.tree.set_kind(id, kind);
            }
            NodeKind::Function(inner) => self.function(inner, function),
            NodeKind::Class(class) => self.class(class, function),
            kind => {
                let mark = self.open(self.scopes[id.0 as usize]);
                let mut children = ChildParts::of(kind);
                while let Some(child) = children.next(self.tree) {
                    self.node(child, function);
                }
                self.close(mark);
            }
        }
    }

    fn class(&mut self, id: ClassId, function: FuncId) {
        let class = self.tree.class(id);
        let (bases, decorators, body) = (class.bases, class.decorators, class.body);
        self.list(bases, function);
        self.list(decorators, function);
        for at in 0..self.tree.class(id).fields.len() {
            let field = self.tree.class(id).fields[at];
            for node in field.value.into_iter().chain(field.ty) {
                self.node(node, function);
            }
            self.list(field.decorators, function);
        }
        self.list(body, function);
        for at in 0..self.tree.class(id).methods.len() {
            let method = self.tree.class(id).methods[at];
            self.function(method, function);
        }
    }
}

impl Collector<'_, '_> {
    /// `global` and `nonlocal` hold for the whole function, wherever they stand.
    fn find_scope_statements(&mut self, id: NodeId) {
        let tree = &*self.resolver.tree;
        match tree.kind(id) {
            NodeKind::ScopeOf { names, .. } => {
                for &name in tree.list(names) {
                    if let NodeKind::Name(sym) = tree.kind(name) {
                        self.elsewhere.push(sym);
                    }
                }
            }
            kind @ (NodeKind::Block(_)
            | NodeKind::If { .. }
            | NodeKind::While { .. }
            | NodeKind::ForEach { .. }
            | NodeKind::LoopElse { .. }
            | NodeKind::Try { .. }
            | NodeKind::Catch { .. }
            | NodeKind::Switch { .. }
            | NodeKind::Case { .. }) => {
                let mut children = ChildParts::of(kind);
                while let Some(child) = children.next(self.resolver.tree) {
                    self.find_scope_statements(child);
                }
            }
            _ => {}
        }
    }

    /// A name that a function calls `global` is the module's, also where no code of the module itself binds it.
    fn declare_globals(&mut self) {
        for node in 0..self.resolver.tree.node_count() as u32 {
            let NodeKind::ScopeOf { names, global: true } = self.resolver.tree.kind(NodeId(node)) else { continue };
            for at in 0..names.len() {
                let name = self.resolver.tree.list(names)[at];
                if let NodeKind::Name(sym) = self.resolver.tree.kind(name) {
                    self.declare_in_function(sym);
                }
            }
        }
    }

    fn statement(&mut self, id: NodeId) {
        let kind = self.resolver.tree.kind(id);
        let mut opens = false;
        match kind {
            NodeKind::Block(_) | NodeKind::Comprehension { .. } | NodeKind::Case { .. } => opens = self.enter(id),
            NodeKind::Catch { param, .. } => {
                opens = self.enter(id);
                self.declare_target(param, Declare::Block);
            }
            NodeKind::ForEach { target, declare, body, .. } => {
                // A clause of a comprehension binds for the whole of it.
                if self.resolver.tree.kind(body) != NodeKind::Missing {
                    opens = self.enter(id);
                }
                self.declare_target(target, declare);
            }
            NodeKind::Assign { target, declare, .. } => self.declare_target(target, declare),
            NodeKind::Class(class) => self.class(class),
            _ => {}
        }
        let mut children = ChildParts::of(kind);
        while let Some(child) = children.next(self.resolver.tree) {
            self.statement(child);
        }
        if opens {
            self.blocks.pop();
        }
    }

    fn enter(&mut self, id: NodeId) -> bool {
        self.blocks.push(id);
        true
    }

    /// A class body's own statements run here; its methods are functions of their own.
    fn class(&mut self, id: ClassId) {
        let class = self.resolver.tree.class(id);
        for list in [class.bases, class.body] {
            for at in 0..list.len() {
                self.statement(self.resolver.tree.list(list)[at]);
            }
        }
        for at in 0..self.resolver.tree.class(id).fields.len() {
            if let Some(value) = self.resolver.tree.class(id).fields[at].value {
                self.statement(value);
            }
        }
    }

    fn declare_target(&mut self, target: NodeId, declare: Declare) {
        if declare == Declare::No {
            return;
        }
        match self.resolver.tree.kind(target) {
            NodeKind::Name(sym) => self.declare(sym, declare),
            NodeKind::Typed { value, .. } | NodeKind::Spread(value) | NodeKind::Property { value, .. } => {
                self.declare_target(value, declare);
            }
            NodeKind::Default { target, .. } => self.declare_target(target, declare),
            NodeKind::Object(list) | NodeKind::Array { items: list, .. } => {
                for at in 0..list.len() {
                    self.declare_target(self.resolver.tree.list(list)[at], declare);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, sym: Sym, declare: Declare) {
        if self.elsewhere.contains(&sym) {
            return;
        }
        // The outermost block of a function is the function's own scope.
        match self.blocks.last() {
            Some(&block) if declare == Declare::Block && self.blocks.len() > 1 => self.declare_in_block(block, sym),
            _ => self.declare_in_function(sym),
        }
    }

    fn declare_in_function(&mut self, sym: Sym) {
        let (owner, var) = self.resolver.in_function[sym.0 as usize];
        if owner == self.owner && var != NOTHING {
            return;
        }
        let var = self.new_var(sym);
        self.resolver.in_function[sym.0 as usize] = (self.owner, var.0);
        self.own = self.push(sym, var, self.own);
    }

    fn declare_in_block(&mut self, block: NodeId, sym: Sym) {
        if self.resolver.in_block.contains_key(&(block, sym)) {
            return;
        }
        let var = self.new_var(sym);
        self.resolver.in_block.insert((block, sym), var);
        let before = self.resolver.scopes[block.0 as usize];
        self.resolver.scopes[block.0 as usize] = self.push(sym, var, before);
    }

    fn push(&mut self, sym: Sym, var: VarId, next: u32) -> u32 {
        self.resolver.declared.push(Declared { sym, var, next });
        self.resolver.declared.len() as u32 - 1
    }

    fn new_var(&mut self, name: Sym) -> VarId {
        self.resolver.tree.vars.push(Var { name, owner: self.owner });
        VarId(self.resolver.tree.vars.len() as u32 - 1)
    }
}
