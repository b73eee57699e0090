//! A tree as text, for tests and for people who write a lowering.

use crate::tree::{FuncId, NodeId, NodeKind, Tree};
use std::fmt::Write as _;

/// The whole module as nested parentheses, one statement a line.
pub fn dump(tree: &Tree) -> String {
    let mut out = String::new();
    let mut printer = Printer { tree, out: &mut out };
    printer.function(FuncId(0), 0);
    out
}

struct Printer<'t> {
    tree: &'t Tree,
    out: &'t mut String,
}

impl Printer<'_> {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn indent(&mut self, depth: usize) {
        self.put(format_args!("\n{:1$}", "", depth * 2));
    }

    fn function(&mut self, id: FuncId, depth: usize) {
        let function = self.tree.function(id).clone();
        let name = function.name.map_or("", |name| self.tree.str(name)).to_owned();
        self.put(format_args!("{:?} {name:?}", function.kind));
        for (flag, on) in
            [("async", function.is_async), ("generator", function.is_generator), ("receiver", function.receiver)]
        {
            if on && function.parent != id {
                self.put(format_args!(" {flag}"));
            }
        }
        for &decorator in self.tree.list(function.decorators) {
            self.put(format_args!(" @"));
            self.node(decorator, depth + 1);
        }
        for param in &function.params {
            self.put(format_args!(" ({:?} ", param.kind));
            for &decorator in self.tree.list(param.decorators) {
                self.put(format_args!("@"));
                self.node(decorator, depth + 1);
                self.put(format_args!(" "));
            }
            self.node(param.target, depth);
            for (mark, node) in [(":", param.ty), ("=", param.default)] {
                if let Some(node) = node {
                    self.put(format_args!(" {mark} "));
                    self.node(node, depth);
                }
            }
            self.put(format_args!(")"));
        }
        if let Some(returns) = function.returns {
            self.put(format_args!(" -> "));
            self.node(returns, depth);
        }
        self.put(format_args!(" "));
        self.node(function.body, depth);
    }

    fn node(&mut self, id: NodeId, depth: usize) {
        let kind = self.tree.kind(id);
        match kind {
            NodeKind::Var(var) => {
                let var = self.tree.var(var);
                let name = self.tree.str(var.name).to_owned();
                self.put(format_args!("{name}#{}", var.owner.0));
            }
            NodeKind::Name(sym) | NodeKind::Global(sym) => {
                let name = self.tree.str(sym).to_owned();
                self.put(format_args!("{name}"));
            }
            NodeKind::Str(sym) => {
                let text = self.tree.str(sym).to_owned();
                self.put(format_args!("{text:?}"));
            }
            NodeKind::Num(value) => self.put(format_args!("{value}")),
            NodeKind::Function(function) => {
                self.put(format_args!("("));
                self.function(function, depth);
                self.put(format_args!(")"));
            }
            NodeKind::Class(class) => {
                let class = self.tree.class(class).clone();
                let name = class.name.map_or("", |name| self.tree.str(name)).to_owned();
                self.put(format_args!("(Class {name:?}"));
                for (mark, list) in [("<", class.bases), ("@", class.decorators)] {
                    for &node in self.tree.list(list) {
                        self.put(format_args!(" {mark}"));
                        self.node(node, depth);
                    }
                }
                for field in &class.fields {
                    self.indent(depth + 1);
                    let field_name = self.tree.str(field.name).to_owned();
                    self.put(format_args!("(Field {}{field_name}", if field.is_static { "static " } else { "" }));
                    for (mark, node) in [(":", field.ty), ("=", field.value)] {
                        if let Some(node) = node {
                            self.put(format_args!(" {mark} "));
                            self.node(node, depth + 1);
                        }
                    }
                    self.put(format_args!(")"));
                }
                for &node in self.tree.list(class.body) {
                    self.indent(depth + 1);
                    self.node(node, depth + 1);
                }
                for method in class.methods {
                    self.indent(depth + 1);
                    self.put(format_args!("("));
                    self.function(method, depth + 1);
                    self.put(format_args!(")"));
                }
                self.put(format_args!(")"));
            }
            NodeKind::Block(list) => {
                self.put(format_args!("{{"));
                for &statement in self.tree.list(list) {
                    self.indent(depth + 1);
                    self.node(statement, depth + 1);
                }
                self.put(format_args!("}}"));
            }
            _ => self.plain(id, kind, depth),
        }
    }

    fn plain(&mut self, id: NodeId, kind: NodeKind, depth: usize) {
        let debug = format!("{kind:?}");
        let word = debug.split([' ', '(', '{']).next().unwrap_or_default().to_owned();
        self.put(format_args!("({word}"));
        let extra = match kind {
            NodeKind::Binary { op, .. } | NodeKind::AugAssign { op, .. } => format!(" {op:?}"),
            NodeKind::Unary { op, .. } => format!(" {op:?}"),
            NodeKind::Member { name, .. } | NodeKind::Keyword { name, .. } => format!(" {}", self.tree.str(name)),
            NodeKind::Format { spec, .. } => format!(" {:?}", self.tree.str(spec)),
            NodeKind::Regex { pattern, flags } => format!(" /{}/{}", self.tree.str(pattern), self.tree.str(flags)),
            NodeKind::ImportRef { module, name } => {
                format!(" {:?} {}", self.tree.str(module), name.map_or("*", |name| self.tree.str(name)))
            }
            NodeKind::Bool(value) => format!(" {value}"),
            NodeKind::Array { kind, .. } => format!(" {kind:?}"),
            NodeKind::Assign { declare, .. } => format!(" {declare:?}"),
            NodeKind::ForEach { declare, keys, .. } => format!(" {declare:?}{}", if keys { " keys" } else { "" }),
            NodeKind::Call { construct: true, .. } => " new".to_owned(),
            NodeKind::Output { escaped, .. } => format!(" escaped={escaped}"),
            NodeKind::While { body_first: true, .. } => " body-first".to_owned(),
            _ => String::new(),
        };
        self.put(format_args!("{extra}"));
        for child in self.tree.children(id) {
            self.put(format_args!(" "));
            self.node(child, depth);
        }
        self.put(format_args!(")"));
    }
}
