//! Imports.

use super::Lowering;
use super::kind::{Field, Kind};
use crate::tree::{NodeKind, Sym};
use forge_model::Span;

impl Lowering<'_> {
    /// `import a.b as c, d.e`: without `as`, the first segment is what is bound.
    pub(super) fn import(&mut self) {
        self.children(|this, kind| {
            let span = this.span();
            match kind {
                Kind::AliasedImport => {
                    let (path, alias) = this.aliased();
                    let module = this.module_sym(path);
                    let value = this.add(NodeKind::ImportRef { module, name: None }, path);
                    this.bind_import(alias, value, span);
                }
                Kind::DottedName => {
                    let mut first = span;
                    this.children(|this, kind| {
                        if kind == Kind::Identifier && first == span {
                            first = this.span();
                        }
                    });
                    let module = this.module_sym(first);
                    let value = this.add(NodeKind::ImportRef { module, name: None }, span);
                    this.bind_import(first, value, span);
                }
                _ => {}
            }
        });
    }

    /// `from a.b import c as d`
    pub(super) fn import_from(&mut self, span: Span) {
        let mut module = None;
        self.children(|this, kind| {
            let here = this.span();
            if this.field() == Field::ModuleName {
                module = Some(this.module_sym(here));
                return;
            }
            let Some(module) = module else { return };
            let (path, bound) = match kind {
                Kind::AliasedImport => this.aliased(),
                Kind::DottedName => (here, here),
                Kind::WildcardImport => {
                    let name = Some(this.builder.sym("*"));
                    this.push(NodeKind::ImportRef { module, name }, span);
                    return;
                }
                _ => return,
            };
            let name = Some(this.module_sym(path));
            let value = this.add(NodeKind::ImportRef { module, name }, here);
            this.bind_import(bound, value, here);
        });
    }

    fn bind_import(&mut self, name: Span, value: crate::tree::NodeId, span: Span) {
        if name.start == name.end {
            return;
        }
        let target = self.name(name);
        let id = self.assign(target, value, span);
        self.pending.push(id);
    }

    /// Where the name and the alias of an `aliased_import` stand.
    fn aliased(&mut self) -> (Span, Span) {
        let here = self.span();
        let (mut path, mut alias) = (here, here);
        self.children(|this, _| match this.field() {
            Field::Name => path = this.span(),
            Field::Alias => alias = this.span(),
            _ => {}
        });
        (path, alias)
    }

    /// A dotted name as if it were written without space.
    fn module_sym(&mut self, span: Span) -> Sym {
        let text = self.source(span);
        if !text.contains(|at: char| at.is_whitespace() || at == '\\') {
            return self.builder.sym(text);
        }
        let joined: String = text.chars().filter(|&at| !at.is_whitespace() && at != '\\').collect();
        self.builder.sym(&joined)
    }
}
