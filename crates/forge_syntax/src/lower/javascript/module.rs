//! Imports and exports.

use super::kind::{Field, Kind};
use super::{At, Lowerer, stmt};
use crate::tree::{Declare, NodeId, NodeKind, Sym};
use forge_model::Span;

/// The module of an import or export, with the string that names it.
type Module = Option<(Sym, Span)>;

/// What an export statement says besides its declaration.
#[derive(Default)]
struct Export {
    is_default: bool,
    everything: bool,
    types_only: bool,
    assigns: bool,
}

impl Lowerer<'_> {
    /// The module named by the `source` of the current node.
    fn module(&mut self) -> Module {
        let node = self.cursor.node().child_by_field_id(self.grammar.source)?;
        let span = super::span_of(node);
        let string = self.string(span);
        let NodeKind::Str(name) = self.builder.kind(string) else { return None };
        Some((self.module_sym(name), span))
    }

    /// The module called `name`, without the prefix of Node's own modules.
    pub(super) fn module_sym(&mut self, name: Sym) -> Sym {
        let Some(plain) = self.builder.text(name).strip_prefix("node:") else { return name };
        let plain = plain.to_owned();
        self.builder.sym(&plain)
    }

    fn import_ref(&mut self, (module, span): (Sym, Span), name: Option<Sym>) -> NodeId {
        self.add(NodeKind::ImportRef { module, name }, span)
    }

    /// Pushes the binding of `local` to something of `module`.
    fn bind(&mut self, module: Module, name: Option<Sym>, local: Span, span: Span) {
        let local = (self.sym(local), local);
        self.bind_sym(module, name, local, span);
    }

    fn bind_sym(&mut self, module: Module, name: Option<Sym>, (local, at): (Sym, Span), span: Span) {
        let Some(module) = module else { return };
        let target = self.add(NodeKind::Name(local), at);
        let value = self.import_ref(module, name);
        let node = self.add(NodeKind::Assign { target, value, declare: Declare::Block }, span);
        self.scratch.push(node);
    }

    pub(super) fn import_statement(&mut self, at: At) {
        let mark = self.scratch.len();
        let module = self.module();
        self.each_part(|this, part| match part.kind {
            Kind::ImportClause => this.import_clause(module),
            Kind::ImportRequire => {
                let module = this.module();
                this.each_part(|this, name| {
                    if name.kind == Kind::Identifier {
                        this.bind(module, None, name.span, part.span);
                    }
                });
            }
            _ => {}
        });
        if let Some(module) = module
            && self.scratch.len() == mark
        {
            // Imported for its effects.
            let target = self.missing(at.span);
            let value = self.import_ref(module, None);
            let node = self.add(NodeKind::Assign { target, value, declare: Declare::Block }, at.span);
            self.scratch.push(node);
        }
    }

    fn import_clause(&mut self, module: Module) {
        self.each_part(|this, part| match part.kind {
            Kind::Identifier => {
                let default = this.builder.sym("default");
                this.bind(module, Some(default), part.span, part.span);
            }
            Kind::NamespaceImport => this.each_part(|this, name| this.bind(module, None, name.span, part.span)),
            Kind::NamedImports => this.each_part(|this, specifier| {
                if specifier.kind == Kind::ImportSpecifier
                    && let Some((name, local, span)) = this.specifier()
                {
                    this.bind_sym(module, Some(name), (local, span), specifier.span);
                }
            }),
            _ => {}
        });
    }

    /// The two names of a specifier: the one before `as`, and the one after it or the same.
    fn specifier(&mut self) -> Option<(Sym, Sym, Span)> {
        let (mut first, mut last) = (None, None);
        self.each(|this, part| {
            if part.kind.is_token() && part.kind != Kind::Default {
                return;
            }
            let name = this.export_name(part);
            first.get_or_insert(name);
            last = Some((name, part.span));
        });
        let (last, span) = last?;
        Some((first?, last, span))
    }

    /// `a`, `"a-b"` or `default` in an export or import.
    fn export_name(&mut self, at: At) -> Sym {
        if at.kind == Kind::String {
            let string = self.string(at.span);
            if let NodeKind::Str(name) = self.builder.kind(string) {
                return name;
            }
        }
        self.sym(at.span)
    }

    /// `import a = B.c`
    pub(super) fn import_alias(&mut self, at: At) {
        let Some(name) = self.first_part() else { return };
        let target = self.name(name.span);
        let value = self.part(at.span);
        self.leave();
        let node = self.add(NodeKind::Assign { target, value, declare: Declare::Block }, at.span);
        self.scratch.push(node);
    }

    pub(super) fn export_statement(&mut self, at: At, place: stmt::Place) {
        let mark = self.scratch.len();
        let module = self.module();
        let mut export = Export::default();
        self.each(|this, part| match part.kind {
            Kind::Default => export.is_default = true,
            Kind::Star => export.everything = true,
            Kind::TypeKeyword => export.types_only = true,
            Kind::Equals => export.assigns = true,
            kind if kind.is_token() => {}
            Kind::Decorator => this.decorator(part),
            // Types of this file are nothing when it runs.
            Kind::ExportClause if export.types_only && module.is_none() => {}
            Kind::ExportClause => this.export_clause(module),
            Kind::NamespaceExport => this.namespace_export(module),
            _ => match this.field() {
                Field::Source => {}
                Field::Declaration => this.exported_declaration(part, place, mark, &export),
                Field::Value => this.exported_value(part, mark),
                _ if export.assigns => this.export_assignment(part, at.span),
                _ => {}
            },
        });
        if export.everything
            && let Some(module) = module
        {
            let value = self.import_ref(module, None);
            self.builder.export("*", value);
        }
    }

    fn exported_declaration(&mut self, at: At, place: stmt::Place, mark: usize, export: &Export) {
        if at.kind == Kind::ClassDeclaration {
            self.class_declaration(at, mark);
        } else {
            self.scratch.truncate(mark);
            self.statement(at, place);
        }
        for index in mark..self.scratch.len() {
            match self.builder.kind(self.scratch[index]) {
                NodeKind::Assign { target, declare: Declare::Block | Declare::Function, .. } => {
                    self.export_bound(target, export.is_default);
                }
                NodeKind::Function(_) | NodeKind::Class(_) if export.is_default => {
                    self.builder.export("default", self.scratch[index]);
                }
                _ => {}
            }
        }
    }

    /// `export default value`
    fn exported_value(&mut self, at: At, mark: usize) {
        let value = if at.kind == Kind::Class {
            let class = self.class(at, mark);
            self.add(NodeKind::Class(class), at.span)
        } else {
            self.scratch.truncate(mark);
            self.expr(at)
        };
        let name = self.builder.sym("default");
        self.builder.name_if_function(value, name);
        self.builder.export("default", value);
        self.scratch.push(value);
    }

    /// `export = value`: what CommonJS writes as `module.exports = value`.
    fn export_assignment(&mut self, at: At, span: Span) {
        let value = self.expr(at);
        let object = self.builder.name("module", span);
        let name = self.builder.sym("exports");
        let target = self.add(NodeKind::Member { object, name }, span);
        let node = self.add(NodeKind::Assign { target, value, declare: Declare::No }, span);
        self.scratch.push(node);
    }

    /// `export { a, b as c }`, with or without `from`
    fn export_clause(&mut self, module: Module) {
        self.each_part(|this, specifier| {
            if specifier.kind != Kind::ExportSpecifier {
                return;
            }
            let Some((name, alias, _)) = this.specifier() else { return };
            let value = match module {
                Some(module) => this.import_ref(module, Some(name)),
                None => this.add(NodeKind::Name(name), specifier.span),
            };
            this.export_as(alias, value);
        });
    }

    /// `export * as name from 'module'`
    fn namespace_export(&mut self, module: Module) {
        let Some(module) = module else { return };
        self.each_part(|this, name| {
            let name = this.export_name(name);
            let value = this.import_ref(module, None);
            this.export_as(name, value);
        });
    }

    /// Exports every name that a declaration's target binds.
    fn export_bound(&mut self, target: NodeId, is_default: bool) {
        let span = self.builder.span(target);
        match self.builder.kind(target) {
            NodeKind::Name(name) => {
                let value = self.add(NodeKind::Name(name), span);
                let name = if is_default { self.builder.sym("default") } else { name };
                self.export_as(name, value);
            }
            NodeKind::Typed { value, .. } | NodeKind::Spread(value) | NodeKind::Property { value, .. } => {
                self.export_bound(value, is_default);
            }
            NodeKind::Default { target, .. } => self.export_bound(target, is_default),
            NodeKind::Object(list) | NodeKind::Array { items: list, .. } => {
                for index in 0..list.len() {
                    self.export_bound(self.builder.items(list)[index], is_default);
                }
            }
            _ => {}
        }
    }

    /// Exports `value` from the module, or from the namespace around it, whose member it becomes.
    fn export_as(&mut self, name: Sym, value: NodeId) {
        if self.namespaces.is_empty() {
            let name = self.builder.text(name).to_owned();
            self.builder.export(&name, value);
            return;
        }
        let span = self.builder.span(value);
        let target = self.namespace_member(name, span);
        let node = self.add(NodeKind::Assign { target, value, declare: Declare::No }, span);
        self.scratch.push(node);
    }
}
