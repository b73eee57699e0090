//! Gives every name its variable: scopes, hoisting, shadowing, `global` and `nonlocal`.
//!
//! Each function is passed over twice: once to collect what it declares (declarations are visible before they are
//! reached), once to resolve what it names. Functions inside it are entered on the second pass, with its scopes open.

use crate::tree::{Declare, FuncId, MODULE, NodeId, NodeKind, Sym, Tree, Var, VarId};
use rustc_hash::FxHashMap;

/// Resolves all names of `tree` and sets parents and variables of its functions.
pub(crate) fn resolve(tree: &mut Tree) {
    let syms = tree.sym_count();
    let mut resolver = Resolver { tree, bindings: vec![Vec::new(); syms], declared: FxHashMap::default() };
    resolver.function(MODULE, MODULE);
}

/// What one block declares.
type Declarations = Vec<(Sym, VarId)>;

struct Resolver<'t> {
    tree: &'t mut Tree,
    /// For each symbol the variables that it names from the outermost scope to the innermost.
    bindings: Vec<Vec<VarId>>,
    /// What blocks declare, by the node that opens the scope.
    declared: FxHashMap<NodeId, Declarations>,
}

/// The first pass over one function: where each declaration goes.
struct Collector<'t> {
    tree: &'t mut Tree,
    owner: FuncId,
    function_scope: FxHashMap<Sym, VarId>,
    /// Names that `global` or `nonlocal` keep from being declared here.
    elsewhere: Vec<Sym>,
    blocks: Vec<NodeId>,
    declared: FxHashMap<NodeId, Declarations>,
}

impl Resolver<'_> {
    fn function(&mut self, id: FuncId, parent: FuncId) {
        let first_var = self.tree.vars.len() as u32;
        let body = self.tree.function(id).body;
        let params: Vec<NodeId> = self.tree.function(id).params.iter().map(|param| param.target).collect();
        let mut collector = Collector {
            tree: self.tree,
            owner: id,
            function_scope: FxHashMap::default(),
            elsewhere: Vec::new(),
            blocks: Vec::new(),
            declared: FxHashMap::default(),
        };
        for &param in &params {
            collector.declare_target(param, Declare::Function);
        }
        collector.find_scope_statements(body);
        collector.statement(body);
        let mut own: Declarations = collector.function_scope.into_iter().collect();
        own.sort_unstable_by_key(|&(_, var)| var);
        self.declared.extend(collector.declared);
        let var_count = self.tree.vars.len() as u32 - first_var;
        let function = &mut self.tree.functions[id.0 as usize];
        function.parent = parent;
        function.first_var = first_var;
        function.var_count = var_count;

        // Decorators, defaults and types are evaluated outside the function.
        let outside = self.tree.function(id).clone();
        for param in &outside.params {
            for node in param.default.into_iter().chain(param.ty) {
                self.node(node, parent);
            }
            self.list_nodes(param.decorators, parent);
        }
        for node in outside.returns {
            self.node(node, parent);
        }
        self.list_nodes(outside.decorators, parent);

        self.open(&own);
        for param in params {
            self.node(param, id);
        }
        self.node(body, id);
        if id == MODULE {
            for at in 0..self.tree.exports.len() {
                self.node(self.tree.exports[at].value, id);
            }
        }
        self.close(&own);
    }

    fn open(&mut self, declarations: &[(Sym, VarId)]) {
        for &(sym, var) in declarations {
            self.bindings[sym.0 as usize].push(var);
        }
    }

    fn close(&mut self, declarations: &[(Sym, VarId)]) {
        for &(sym, _) in declarations {
            self.bindings[sym.0 as usize].pop();
        }
    }

    fn list_nodes(&mut self, list: crate::tree::List, function: FuncId) {
        for at in 0..list.len() {
            let node = self.tree.list(list)[at];
            self.node(node, function);
        }
    }

    fn node(&mut self, id: NodeId, function: FuncId) {
        match self.tree.kind(id) {
            NodeKind::Name(sym) => {
                let kind = match self.bindings[sym.0 as usize].last() {
                    Some(&var) => NodeKind::Var(var),
                    None => NodeKind::Global(sym),
                };
                self.tree.set_kind(id, kind);
            }
            NodeKind::Function(inner) => self.function(inner, function),
            NodeKind::Class(class) => self.class(class, function),
            _ => {
                let declarations = self.declared.remove(&id).unwrap_or_default();
                self.open(&declarations);
                for child in self.tree.children(id) {
                    self.node(child, function);
                }
                self.close(&declarations);
            }
        }
    }

    fn class(&mut self, id: crate::tree::ClassId, function: FuncId) {
        let class = self.tree.class(id).clone();
        self.list_nodes(class.bases, function);
        self.list_nodes(class.decorators, function);
        for field in &class.fields {
            for node in field.value.into_iter().chain(field.ty) {
                self.node(node, function);
            }
            self.list_nodes(field.decorators, function);
        }
        self.list_nodes(class.body, function);
        for method in class.methods {
            self.function(method, function);
        }
    }
}

impl Collector<'_> {
    /// `global` and `nonlocal` hold for the whole function, wherever they stand.
    fn find_scope_statements(&mut self, id: NodeId) {
        match self.tree.kind(id) {
            NodeKind::ScopeOf { names, .. } => {
                for at in 0..names.len() {
                    if let NodeKind::Name(sym) = self.tree.kind(self.tree.list(names)[at]) {
                        self.elsewhere.push(sym);
                    }
                }
            }
            NodeKind::Block(_) | NodeKind::If { .. } | NodeKind::While { .. } | NodeKind::ForEach { .. }
            | NodeKind::Try { .. } | NodeKind::Catch { .. } | NodeKind::Switch { .. } | NodeKind::Case { .. } => {
                for child in self.tree.children(id) {
                    self.find_scope_statements(child);
                }
            }
            _ => {}
        }
    }

    fn statement(&mut self, id: NodeId) {
        let kind = self.tree.kind(id);
        let opens = matches!(
            kind,
            NodeKind::Block(_) | NodeKind::ForEach { .. } | NodeKind::Catch { .. } | NodeKind::Comprehension { .. }
                | NodeKind::Case { .. }
        );
        if opens {
            self.blocks.push(id);
        }
        match kind {
            NodeKind::Assign { target, declare, .. } => self.declare_target(target, declare),
            NodeKind::ForEach { target, declare, .. } => self.declare_target(target, declare),
            NodeKind::Catch { param, .. } => self.declare_target(param, Declare::Block),
            NodeKind::Class(class) => {
                // A class body's own statements run here; its methods are functions of their own.
                let class = self.tree.class(class).clone();
                for list in [class.bases, class.body] {
                    for node in self.tree.list(list).to_vec() {
                        self.statement(node);
                    }
                }
                for field in class.fields {
                    if let Some(value) = field.value {
                        self.statement(value);
                    }
                }
            }
            _ => {}
        }
        for child in self.tree.children(id) {
            self.statement(child);
        }
        if opens {
            self.blocks.pop();
        }
    }

    fn declare_target(&mut self, target: NodeId, declare: Declare) {
        if declare == Declare::No {
            return;
        }
        match self.tree.kind(target) {
            NodeKind::Name(sym) => self.declare(sym, declare),
            NodeKind::Typed { value, .. } | NodeKind::Spread(value) | NodeKind::Property { value, .. } => {
                self.declare_target(value, declare);
            }
            NodeKind::Default { target, .. } => self.declare_target(target, declare),
            NodeKind::Object(list) | NodeKind::Array { items: list, .. } => {
                for item in self.tree.list(list).to_vec() {
                    self.declare_target(item, declare);
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
        let block = if declare == Declare::Block && self.blocks.len() > 1 { self.blocks.last().copied() } else { None };
        match block {
            None => {
                if !self.function_scope.contains_key(&sym) {
                    let var = self.new_var(sym);
                    self.function_scope.insert(sym, var);
                }
            }
            Some(block) => {
                let known = self.declared.get(&block).is_some_and(|names| names.iter().any(|&(name, _)| name == sym));
                if !known {
                    let var = self.new_var(sym);
                    self.declared.entry(block).or_default().push((sym, var));
                }
            }
        }
    }

    fn new_var(&mut self, name: Sym) -> VarId {
        self.tree.vars.push(Var { name, owner: self.owner });
        VarId(self.tree.vars.len() as u32 - 1)
    }
}
