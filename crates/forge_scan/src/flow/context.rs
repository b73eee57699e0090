//! Where a call stands: the name that gets its value, the functions and classes around it.

use super::Flow;
use super::value::Konst;
use forge_syntax::Tree;
use forge_syntax::tree::{BinaryOp, FuncId, List, NodeId, NodeKind, Sym};
use rustc_hash::FxHashMap;

/// What is around what. Built for the first check that asks.
#[derive(Debug)]
pub(crate) struct Around {
    /// By node: the one around it. The bodies of functions have none.
    parents: Vec<NodeId>,
    /// The node whose value the function is.
    functions: FxHashMap<FuncId, NodeId>,
    /// Initial values of fields of classes.
    fields: FxHashMap<NodeId, Sym>,
}

impl Around {
    fn new(tree: &Tree) -> Self {
        let mut parents = vec![NodeId(0); tree.node_count()];
        let mut functions = FxHashMap::default();
        for at in 0..tree.node_count() as u32 {
            let node = NodeId(at);
            if let NodeKind::Function(func) = tree.kind(node) {
                functions.insert(func, node);
            }
            for child in tree.children(node) {
                parents[child.0 as usize] = node;
            }
        }
        let fields = tree.classes.iter().flat_map(|class| &class.fields);
        let fields = fields.filter_map(|field| Some((field.value?, field.name))).collect();
        Self { parents, functions, fields }
    }
}

/// Most code of conditions that is looked at, in bytes.
const MAX_CONDITIONS: usize = 2 << 10;

/// Longest code of a statement that is looked at as a whole, in bytes.
const MAX_STATEMENT: usize = 600;

/// Longest code of a function that is looked at, in bytes.
const MAX_BODY: usize = 8 << 10;

/// Longest way up that is looked at.
const MAX_WAY: usize = 200;

impl Flow<'_> {
    fn around(&mut self) -> &Around {
        let tree = self.tree;
        self.around.get_or_insert_with(|| Around::new(tree))
    }

    /// The name that gets the value of the expression in which `node` stands: that of the innermost variable, member,
    /// key, keyword argument or field that is assigned; in what a function returns the function's.
    pub(crate) fn target_of(&mut self, node: NodeId) -> Option<Sym> {
        if let Some(name) = self.decorated_by(node) {
            return Some(name);
        }
        let mut at = node;
        for _ in 0..MAX_WAY {
            if let Some(&field) = self.around().fields.get(&at) {
                return Some(field);
            }
            let parent = self.around().parents[at.0 as usize];
            if parent == NodeId(0) {
                return None;
            }
            match self.tree.kind(parent) {
                NodeKind::Assign { target, value, .. } | NodeKind::AugAssign { target, value, .. } => {
                    return if value == at { self.place_name(target) } else { None };
                }
                NodeKind::Default { target, value } if value == at => return self.place_name(target),
                NodeKind::Property { key, value } if value == at => {
                    return if let NodeKind::Str(name) = self.tree.kind(key) { Some(name) } else { None };
                }
                NodeKind::Keyword { name, .. } => return Some(name),
                NodeKind::Return(_) => {
                    let func = self.function_of(parent)?;
                    if let Some(name) = self.tree.function(func).name {
                        return Some(name);
                    }
                    at = *self.around().functions.get(&func)?;
                    continue;
                }
                NodeKind::Conditional { test, .. } if test == at => return None,
                NodeKind::Binary { op, .. } if is_comparison(op) => return None,
                NodeKind::Block(_)
                | NodeKind::If { .. }
                | NodeKind::While { .. }
                | NodeKind::ForEach { .. }
                | NodeKind::Switch { .. }
                | NodeKind::Case { .. }
                | NodeKind::Throw(_)
                | NodeKind::Assert(_) => return None,
                _ => {}
            }
            at = parent;
        }
        None
    }

    /// The member that is read of the value of `node`.
    pub(crate) fn member_read_of(&mut self, node: NodeId) -> Option<Sym> {
        let parent = self.around().parents[node.0 as usize];
        match self.tree.kind(parent) {
            NodeKind::Member { object, name } if object == node => Some(name),
            _ => None,
        }
    }

    /// The code of the statement in which `node` stands, in its function; of a long one the largest part around `node`
    /// that is not long.
    pub(crate) fn statement_around(&mut self, node: NodeId) -> String {
        let mut at = node;
        for _ in 0..MAX_WAY {
            let parent = self.around().parents[at.0 as usize];
            let span = self.tree.span(parent);
            if parent == NodeId(0)
                || matches!(self.tree.kind(parent), NodeKind::Block(_))
                || (span.end - span.start) as usize > MAX_STATEMENT
            {
                break;
            }
            at = parent;
        }
        self.text.get(self.tree.span(at).range()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The code of the innermost function around `node`, of the whole file where there is none; nothing of a long one.
    pub(crate) fn body_around(&self, node: NodeId) -> String {
        let span = self.function_of(node).map(|func| self.tree.function(func).span);
        let code = span.map_or(Some(self.text), |span| self.text.get(span.range())).unwrap_or_default();
        if code.len() > MAX_BODY { String::new() } else { code.split_whitespace().collect::<Vec<_>>().join(" ") }
    }

    /// The code of the conditions under which `node` stands in its function, the innermost first, each on a line.
    pub(crate) fn conditions_around(&mut self, node: NodeId) -> String {
        let mut out = String::new();
        // `cert_reqs = REQUIRED if verify else NONE`: the condition stands in what is assigned.
        for inner in self.tree.children(node) {
            if let NodeKind::Conditional { test, .. } = self.tree.kind(inner) {
                out.push_str(self.text.get(self.tree.span(test).range()).unwrap_or_default());
                out.push('\n');
            }
        }
        let mut at = node;
        for _ in 0..MAX_WAY {
            let parent = self.around().parents[at.0 as usize];
            if parent == NodeId(0) || out.len() > MAX_CONDITIONS {
                break;
            }
            let test = match self.tree.kind(parent) {
                NodeKind::If { test, .. } | NodeKind::Conditional { test, .. } if test != at => Some(test),
                NodeKind::Binary { op: BinaryOp::And | BinaryOp::Or, left, right } if right == at => Some(left),
                _ => None,
            };
            let left_before = if let NodeKind::Block(list) = self.tree.kind(parent) { list } else { List::default() };
            for test in test.into_iter().chain(self.left_before(left_before, at)) {
                out.push_str(self.text.get(self.tree.span(test).range()).unwrap_or_default());
                out.push('\n');
            }
            at = parent;
        }
        out
    }

    /// The conditions of the statements before `node` that leave the function where they are true.
    fn left_before(&self, statements: List, node: NodeId) -> Vec<NodeId> {
        let leaves = |branch: NodeId| {
            let last = match self.tree.kind(branch) {
                NodeKind::Block(list) => self.tree.list(list).last().copied(),
                _ => Some(branch),
            };
            last.is_some_and(|last| matches!(self.tree.kind(last), NodeKind::Return(_) | NodeKind::Throw(_)))
        };
        let before = self.tree.list(statements).iter().take_while(|&&statement| statement != node);
        let test = |&statement: &NodeId| match self.tree.kind(statement) {
            NodeKind::If { test, then, .. } if leaves(then) => Some(test),
            _ => None,
        };
        before.filter_map(test).collect()
    }

    /// The name of the function or class that the decorator `node` stands at.
    fn decorated_by(&self, node: NodeId) -> Option<Sym> {
        let tree = self.tree;
        let functions = tree.functions.iter().map(|function| (function.decorators, function.name));
        let classes = tree.classes.iter().map(|class| (class.decorators, class.name));
        functions.chain(classes).find(|&(list, _)| tree.list(list).contains(&node))?.1
    }

    /// The last name of an assigned place.
    pub(crate) fn place_name(&mut self, target: NodeId) -> Option<Sym> {
        match self.tree.kind(target) {
            NodeKind::Var(var) => Some(self.tree.var(var).name),
            NodeKind::Global(name) | NodeKind::Member { name, .. } => Some(name),
            NodeKind::Typed { value, .. } => self.place_name(value),
            NodeKind::Index { object, key } => {
                let key = self.eval(key);
                match self.value(key).konst {
                    Konst::Str(name) => Some(name),
                    _ => self.place_name(object),
                }
            }
            _ => None,
        }
    }

    /// The innermost function around `node`.
    fn function_of(&self, node: NodeId) -> Option<FuncId> {
        let span = self.tree.span(node);
        let around =
            self.tree.functions.iter().enumerate().skip(1).filter(|(_, function)| function.span.contains(span));
        around.min_by_key(|(_, function)| function.span.end - function.span.start).map(|(at, _)| FuncId(at as u32))
    }

    /// The names of the functions and classes around `node`, joined by dots, outermost first.
    pub(crate) fn names_around(&self, node: NodeId) -> String {
        let span = self.tree.span(node);
        let functions = self.tree.functions.iter().skip(1).map(|function| (function.span, function.name));
        let classes = self.tree.classes.iter().map(|class| (class.span, class.name));
        let mut around: Vec<_> = functions.chain(classes).filter(|(outer, _)| outer.contains(span)).collect();
        around.sort_by_key(|(outer, _)| (outer.start, std::cmp::Reverse(outer.end)));
        let names: Vec<&str> = around.into_iter().filter_map(|(_, name)| Some(self.tree.str(name?))).collect();
        names.join(".")
    }
}

fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::{Eq, Greater, GreaterEq, In, InstanceOf, Less, LessEq, NotEq, NotIn};
    matches!(op, Eq | NotEq | Less | LessEq | Greater | GreaterEq | In | NotIn | InstanceOf)
}
