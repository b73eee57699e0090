//! Lookups and verdicts: what it says of a value that something of the program's own was found by it, or that a check
//! of the program's own has let it through.

use super::Flow;
use super::call::CallSite;
use super::value::{Callable, Cleared, Guard, Origin, Taints, Value, ValueId};
use forge_model::Tier;
use forge_syntax::tree::{FuncId, NodeId, NodeKind, Param, Sym};

/// Most values that one lookup is made by.
const MAX_SOUGHT: usize = 4;

impl Flow<'_> {
    /// The result of a call; of one that looks something up, its truth says that what it was looked up by is one of the
    /// program's own keys: `const row = await Users.findById(id); if (!row) return;`.
    pub(crate) fn found_by(&mut self, site: &CallSite<'_>, function: ValueId, result: ValueId) -> ValueId {
        if self.value(result).guard != 0 || self.value(function).callable != Callable::No {
            return result;
        }
        let finds = self.callee_name(site.callee).is_some_and(|name| finds(self.names.text(name)));
        // What comes in is found in the request by names.
        let held = site.receiver.is_some_and(|receiver| self.comes_in(receiver.value));
        if !finds || held {
            return result;
        }
        let nodes: Vec<NodeId> = site.args.all().map(|arg| arg.node).collect();
        let mut sought = Vec::new();
        for node in nodes {
            self.sought(node, &mut sought, 3);
        }
        self.with_found(result, &sought)
    }

    /// What is read of a table under a key; its truth says that the key is one of the table's.
    pub(crate) fn found_under(&mut self, base: ValueId, key: NodeId, key_value: ValueId, read: ValueId) -> ValueId {
        let found = self.value(read);
        if found.guard != 0 || self.value(key_value).taints.is_empty() || self.comes_in(base) {
            return read;
        }
        self.with_found(read, &[key])
    }

    fn with_found(&mut self, value: ValueId, sought: &[NodeId]) -> ValueId {
        let mut said = Guard::new();
        for &node in sought.iter().take(MAX_SOUGHT) {
            let of_node = self.guard_value(node, Cleared::found(), Cleared::default());
            said.extend(self.guard_of(of_node));
        }
        if said.is_empty() {
            return value;
        }
        let guard = self.new_guard(said);
        let found = self.value(value).clone();
        self.new_value(Value { guard, ..found })
    }

    /// Whether a field of this name tells what a check has found.
    pub(crate) fn is_verdict(&self, name: Sym) -> bool {
        let verdicts = ["ok", "valid", "isValid", "is_valid", "allowed", "success", "passed"];
        verdicts.contains(&self.names.text(name))
    }

    /// The first item, or the field that tells, of what an unknown check gives beside a reason: `ok, why = check(x)`.
    pub(crate) fn with_verdict(&mut self, checked: ValueId, part: ValueId) -> ValueId {
        let (whole, read) = (self.value(checked), self.value(part));
        if whole.guard == 0 || !whole.taints.is_empty() || whole.object.is_some() || read.guard != 0 {
            return part;
        }
        let guard = whole.guard;
        let read = read.clone();
        self.new_value(Value { guard, ..read })
    }

    /// A call that stands by itself of a function of this file whose name says that it checks something, and which may
    /// throw: what it hands on and of which nothing is known once it has returned may be valid.
    pub(crate) fn hold_own_check(&mut self, statement: NodeId) {
        let call = if let NodeKind::Await(inner) = self.tree.kind(statement) { inner } else { statement };
        let NodeKind::Call { callee, arguments, construct: false } = self.tree.kind(call) else { return };
        if !self
            .callee_name(callee)
            .is_some_and(|name| super::call::may_validate(&self.names.text(name).to_ascii_lowercase()))
        {
            return;
        }
        let function = self.eval(callee);
        let (Callable::Func(func) | Callable::Method(func, _)) = self.value(function).callable else { return };
        let handed_on = self.handed_on_or_thrown(func);
        let skip = usize::from(self.tree.function(func).receiver);
        let arguments: Vec<NodeId> = self.tree.list(arguments).to_vec();
        for (at, node) in arguments.into_iter().enumerate() {
            if handed_on.contains(&(at + skip)) && self.refinement(node).is_none() {
                self.assume(node, Cleared::maybe());
            }
        }
    }

    /// The parameters that a function which throws hands on to what may know whether they are valid.
    fn handed_on_or_thrown(&self, func: FuncId) -> Vec<usize> {
        let function = self.tree.function(func);
        let (mut handed_on, mut throws) = (Vec::new(), false);
        let mut pending = vec![function.body];
        while let Some(node) = pending.pop() {
            match self.tree.kind(node) {
                NodeKind::Throw(_) => throws = true,
                NodeKind::Call { callee, arguments, .. } if !self.only_shows(callee) => {
                    for &argument in self.tree.list(arguments) {
                        let is_argument = |param: &Param| self.tree.kind(param.target) == self.tree.kind(argument);
                        handed_on.extend(function.params.iter().position(is_argument));
                    }
                }
                _ => {}
            }
            pending.extend(self.tree.children(node));
        }
        if throws { handed_on } else { Vec::new() }
    }

    /// Whether a function of this name tells nothing of whether something is valid.
    fn only_shows(&self, callee: NodeId) -> bool {
        let shows = ["len", "str", "String", "repr", "isinstance", "type", "print", "format", "log", "debug", "info"];
        self.callee_name(callee).is_some_and(|name| {
            let name = self.names.text(name);
            shows.contains(&name) || name.ends_with("Error") || name.ends_with("Exception")
        })
    }

    /// The places among an argument, and among the fields of one that is written there as an object.
    fn sought(&self, node: NodeId, out: &mut Vec<NodeId>, depth: u32) {
        match self.tree.kind(node) {
            NodeKind::Object(fields) if depth > 0 => {
                for &field in self.tree.list(fields) {
                    if let NodeKind::Property { value, .. } = self.tree.kind(field) {
                        self.sought(value, out, depth - 1);
                    }
                }
            }
            _ if super::guard::place(self.tree, node).is_some() => out.push(node),
            _ => {}
        }
    }

    /// Whether somebody else fills it: a request, a row.
    fn comes_in(&mut self, value: ValueId) -> bool {
        let taints: Taints = self.deep_taints(value, 2);
        let of = |origin: &Origin| matches!(origin, Origin::Source { tier, .. } if *tier != Tier::Local);
        taints.iter().any(|taint| of(&self.origins[taint.origin.0 as usize]))
    }
}

/// Whether a function of this name finds something by its arguments that was there before.
fn finds(name: &str) -> bool {
    let name = name.trim_start_matches('_').to_ascii_lowercase();
    let held = ["param", "query", "body", "form", "field", "header", "cookie", "input", "json", "arg", "name", "path"];
    let verb = ["get", "find", "fetch", "lookup", "look_up", "load", "retrieve", "select"];
    verb.iter().any(|verb| name.strip_prefix(verb).is_some_and(|rest| !held.iter().any(|part| rest.starts_with(part))))
}
