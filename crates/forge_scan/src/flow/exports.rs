//! What a module exports, and under which names.

use super::Flow;
use forge_syntax::tree::{FuncId, MODULE, NodeId, NodeKind, Sym};

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
                self.exported.extend(self.functions_named(self.tree.var(var).name));
            }
            _ => {}
        }
    }

    /// CommonJS: `exports.name = ...`, `module.exports = { name: ... }`. Who calls these is not known to be another
    /// program, so that only their names count.
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
                    _ if self.is_exports(target) => self.name_exports_of(value),
                    _ => {}
                }
                node = value;
            }
        }
    }

    /// Whether an expression is the object of a CommonJS module's exports.
    fn is_exports(&self, node: NodeId) -> bool {
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

    fn name_export(&mut self, value: NodeId, name: Sym) {
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

    /// Functions of the module's top level with this name.
    fn functions_named(&self, name: Sym) -> Vec<FuncId> {
        let functions = self.tree.functions.iter().enumerate().skip(1);
        let named = functions.filter(|(_, function)| {
            function.name == Some(name) && function.parent == MODULE && function.class.is_none()
        });
        named.map(|(at, _)| FuncId(at as u32)).collect()
    }
}
