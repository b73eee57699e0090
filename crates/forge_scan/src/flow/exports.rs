//! What a module exports, and under which names.

use super::Flow;
use super::value::{Callable, ValueId};
use forge_syntax::tree::{FuncId, MODULE, NodeId, NodeKind, Sym};

/// Most keys that are kept of the way to a function.
const MAX_KEYS: usize = 3;

impl Flow<'_> {
    /// Functions that the module exports.
    pub(crate) fn find_exports_by_name(&mut self) {
        if self.python {
            for (at, function) in self.tree.functions.iter().enumerate().skip(1) {
                let public = function.name.is_some_and(|name| !self.names.text(name).starts_with('_'));
                if function.parent == MODULE && public {
                    self.exported.insert(FuncId(at as u32));
                }
            }
        }
        for export in &self.tree.exports {
            self.mark_exported(export.value, export.name);
        }
        if !self.python {
            self.name_common_exports();
        }
    }

    fn mark_exported(&mut self, node: NodeId, export: Sym) {
        match self.tree.kind(node) {
            NodeKind::Function(func) => {
                self.exported.insert(func);
                self.export_names.insert(func, export);
            }
            NodeKind::Typed { value, .. } => self.mark_exported(value, export),
            // What wraps a function, or configures it, exports it.
            NodeKind::Call { arguments, .. } => {
                for &argument in self.tree.list(arguments) {
                    if let NodeKind::Function(func) = self.tree.kind(argument) {
                        self.exported.insert(func);
                        self.export_names.insert(func, export);
                    }
                }
            }
            NodeKind::Class(class) => self.exported.extend(self.tree.class(class).methods.iter().copied()),
            NodeKind::Var(var) => {
                let name = self.tree.var(var).name;
                self.exported.extend(self.functions_named(name));
                let classes = self.tree.classes.iter().filter(|class| !self.python && class.name == Some(name));
                self.exported.extend(classes.flat_map(|class| class.methods.iter().copied()));
            }
            _ => {}
        }
    }

    /// CommonJS: `exports.name = ...`, `module.exports = { name: ... }`.
    fn name_common_exports(&mut self) {
        let NodeKind::Block(statements) = self.tree.kind(self.tree.function(MODULE).body) else { return };
        for &statement in self.tree.list(statements) {
            let mut node = statement;
            while let NodeKind::Assign { target, value, .. } = self.tree.kind(node) {
                match self.tree.kind(target) {
                    NodeKind::Member { object, .. } if !self.is_exports(target) && self.is_exports(object) => {
                        let NodeKind::Member { name, .. } = self.tree.kind(target) else { break };
                        self.name_export(value, name);
                    }
                    _ if self.is_exports(target) => {
                        self.name_exports_of(value);
                        self.mark_common(value);
                    }
                    _ => {}
                }
                node = value;
            }
        }
    }

    /// Whether an expression is the object of a CommonJS module's exports.
    pub(crate) fn is_exports(&self, node: NodeId) -> bool {
        match self.tree.kind(node) {
            NodeKind::Global(name) => self.tree.str(name) == "exports",
            NodeKind::Member { object, name } => {
                let module = matches!(self.tree.kind(object), NodeKind::Global(of) if self.tree.str(of) == "module");
                module && self.tree.str(name) == "exports"
            }
            _ => false,
        }
    }

    fn name_exports_of(&mut self, value: NodeId) {
        let NodeKind::Object(list) = self.tree.kind(value) else { return };
        for &entry in self.tree.list(list) {
            if let NodeKind::Property { key, value } = self.tree.kind(entry)
                && let NodeKind::Str(name) = self.tree.kind(key)
            {
                self.name_export(value, name);
            }
        }
    }

    /// What the module's users get: a function, or a class with its methods.
    fn mark_common(&mut self, value: NodeId) {
        match self.tree.kind(value) {
            NodeKind::Function(func) => {
                self.exported.insert(func);
            }
            NodeKind::Class(class) => self.exported.extend(self.tree.class(class).methods.iter().copied()),
            NodeKind::Var(var) => {
                let name = self.tree.var(var).name;
                self.exported.extend(self.functions_named(name));
                let classes = self.tree.classes.iter().filter(|class| class.name == Some(name));
                self.exported.extend(classes.flat_map(|class| class.methods.iter().copied()));
            }
            _ => {}
        }
    }

    /// What the value of `module.exports` holds is what the module's users get, however it was made.
    pub(crate) fn export_value(&mut self, value: ValueId, depth: u32) {
        let found = self.value(value);
        match found.callable {
            Callable::Func(func) | Callable::Closure(func, _) | Callable::Method(func, _) => {
                self.exported.insert(func);
            }
            Callable::Class(class) => self.exported.extend(self.tree.class(class).methods.iter().copied()),
            _ if depth > 0 => {
                let held = found.object.map(|object| self.object(object));
                for &(_, inner) in held.iter().flat_map(|held| held.fields.iter()) {
                    self.export_value(inner, depth - 1);
                }
            }
            _ => {}
        }
    }

    /// Methods that objects have which an exported function makes.
    pub(crate) fn export_prototypes(&mut self) {
        let prototypes = self.exported.iter().filter_map(|func| self.prototypes.get(func).copied());
        let methods = |prototype| self.object(prototype).fields.iter().map(|&(_, method)| method).collect::<Vec<_>>();
        let made: Vec<ValueId> = prototypes.flat_map(methods).collect();
        for method in made {
            if let Callable::Func(func) | Callable::Closure(func, _) = self.value(method).callable {
                self.exported.insert(func);
            }
        }
    }

    fn name_export(&mut self, value: NodeId, name: Sym) {
        self.mark_common(value);
        match self.tree.kind(value) {
            NodeKind::Function(func) => {
                self.export_names.insert(func, name);
            }
            NodeKind::Call { arguments, .. } => {
                for &argument in self.tree.list(arguments) {
                    self.name_export(argument, name);
                }
            }
            NodeKind::Var(var) => {
                for func in self.functions_named(self.tree.var(var).name) {
                    self.export_names.insert(func, name);
                }
            }
            _ => {}
        }
    }

    /// Notes that a function, or those of an object, lie under the key or variable `name`.
    pub(crate) fn note_path(&mut self, value: ValueId, name: Sym, level: usize) {
        let found = self.value(value);
        if let Callable::Func(func) = found.callable {
            let path = self.paths.entry(func).or_default();
            if path.len() == level {
                path.push(name);
            }
        } else if let Some(object) = found.object
            && level + 1 < MAX_KEYS
            && !self.python
        {
            let object = self.object(object);
            if !object.sequence {
                for &(_, field) in &object.fields {
                    self.note_path(field, name, level + 1);
                }
            }
        }
    }

    /// The keys that a function lies under, joined by dots: `resolvers.Query.person`.
    pub(crate) fn path_of(&self, func: FuncId) -> String {
        let path = self.paths.get(&func).map(smallvec::SmallVec::as_slice).unwrap_or_default();
        path.iter().rev().map(|&name| self.names.text(name)).collect::<Vec<_>>().join(".")
    }

    /// Functions of the module's top level with this name.
    fn functions_named(&self, name: Sym) -> Vec<FuncId> {
        let functions = self.tree.functions.iter().enumerate().skip(1);
        let named = functions.filter(|(_, function)| {
            function.name == Some(name) && function.parent == MODULE && function.class.is_none()
        });
        named.map(|(at, _)| FuncId(at as u32)).collect()
    }
}
