//! What a class's fields let through: their declared types, methods that check them; bases that are known by name.

use super::Flow;
use super::call::Arg;
use super::strings::Chars;
use super::value::{Cleared, Key, Konst, Object, Origin, THIS, Taint, Taints, UNKNOWN, Value, ValueId, Way};
use forge_catalogue::compiled::NO_NODE;
use forge_catalogue::select::glob_name;
use forge_model::KindSet;
use forge_syntax::tree::{ClassId, FuncId, NodeId, NodeKind, Sym};

impl Flow<'_> {
    /// What a class extends whose base is of another file, where its name and what the file imports tell.
    pub(crate) fn extend_by_name(&mut self, id: ClassId, base: NodeId) {
        let name = match self.tree.kind(base) {
            NodeKind::Global(name) | NodeKind::Member { name, .. } => name,
            NodeKind::Var(var) => self.tree.var(var).name,
            _ => return,
        };
        let name = self.names.text(name);
        let bases = &self.catalogue.tables().named_bases;
        let named = bases.iter().find(|base| {
            base.names.iter().any(|pattern| glob_name(pattern, name))
                && base.imports.iter().any(|module| self.imports_module(module))
        });
        if let Some(base) = named {
            self.classes[id.0 as usize].apis.push(base.node);
            self.classes[id.0 as usize].guessed |= !base.certain;
        }
    }

    /// Whether the file imports the module, or something of it.
    fn imports_module(&self, module: &str) -> bool {
        self.text.lines().any(|line| {
            let line = line.trim_start();
            let rest = line.strip_prefix("import ").or_else(|| line.strip_prefix("from "));
            let first = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
            first == Some(module)
        })
    }

    /// Whether what the class extends is known by a name only.
    pub(crate) fn is_guessed_class(&self, class: ClassId) -> bool {
        self.lineage(class).iter().any(|class| self.classes[class.0 as usize].guessed)
    }

    /// Methods that check fields: what they return, or do not refuse, the fields are.
    pub(crate) fn note_validators(&mut self, id: ClassId) {
        let tree = self.tree;
        for &method in &tree.class(id).methods {
            self.decorated(method);
            let Some(fields) = self.checks_fields.get(&method).cloned() else { continue };
            let Some(cleared) = self.checked_by(method) else { continue };
            for field in fields {
                self.classes[id.0 as usize].validated.insert(field, cleared);
            }
        }
    }

    /// What is gone of a checking method's parameter where it has returned.
    fn checked_by(&mut self, method: FuncId) -> Option<Cleared> {
        let summary = self.summary(method, None)?;
        let of_param = |taint: &Taint| match &self.origins[taint.origin.0 as usize] {
            Origin::Param { func, index, .. } => *func == method && *index != THIS,
            Origin::Source { .. } => true,
        };
        let returned = self.value(summary.returned);
        if summary.returned == UNKNOWN || returned.konst == Konst::Null {
            let on_value = |at: &super::summary::FactAt| match at {
                super::summary::FactAt::Param(index, way) => *index != THIS && *way == Way::NONE,
                super::summary::FactAt::Outside(_) => false,
            };
            return summary.asserts.iter().find(|(at, _)| on_value(at)).map(|&(_, cleared)| cleared);
        }
        let mut taints = returned.taints.iter().filter(|taint| of_param(taint));
        let Some(first) = taints.next() else { return Some(Cleared::ALL) };
        let mut kinds = first.kinds.union(first.escaped);
        let mut same = true;
        for taint in taints {
            kinds = kinds.union(taint.kinds).union(taint.escaped);
            same &= taint.removed == first.removed;
        }
        let chars = if same { first.removed.only_chars() } else { Chars::NONE };
        let gone = KindSet::ALL.minus(kinds).union(super::strings::blocked(chars));
        Some(Cleared { chars, ..Cleared::kinds(gone) })
    }

    /// What a schema of the file lets through: the fields of its class, of which some hold no attack.
    pub(crate) fn declared_fields(&mut self, receiver: Option<Arg>, result: &mut Value) -> ValueId {
        if let Some(class) = receiver.and_then(|receiver| self.value(receiver.value).class) {
            self.declare_fields(class, result);
        }
        UNKNOWN
    }

    /// The fields of a class that are harmless, or were checked, of an object that carries these taints.
    pub(crate) fn checked_fields(&mut self, class: ClassId, taints: &Taints) -> Object {
        let mut fields = Object::default();
        for name in self.harmless_fields(class) {
            fields.set(Key::Name(name), UNKNOWN);
        }
        let checked: Vec<(Sym, Cleared)> = self
            .lineage(class)
            .iter()
            .flat_map(|class| self.classes[class.0 as usize].validated.iter().map(|(&name, &cleared)| (name, cleared)))
            .collect();
        for (name, cleared) in checked {
            if fields.field(Key::Name(name)).is_none() {
                let whole = self.new_value(Value::tainted(taints.clone()));
                let cleared = self.cleared(whole, cleared);
                fields.set(Key::Name(name), cleared);
            }
        }
        fields
    }

    /// A mapping of what the fields of `class` let through.
    pub(crate) fn declare_fields(&mut self, class: ClassId, result: &mut Value) {
        let mut fields = self.checked_fields(class, &result.taints.clone());
        fields.rest = Some(self.new_value(Value::tainted(result.taints.clone())));
        result.object = Some(self.new_object(fields));
    }

    /// The fields of the class whose declared types let nothing harmful through.
    pub(crate) fn harmless_fields(&self, class: ClassId) -> Vec<Sym> {
        let tree = self.tree;
        let mut out = Vec::new();
        let bases = &self.classes[class.0 as usize].bases;
        for &class in std::iter::once(&class).chain(bases) {
            out.extend(tree.class(class).fields.iter().map(|field| field.name).filter(|&name| {
                let ty = self.class_field(class, name).map_or(NO_NODE, |field| self.value(field).ty);
                ty != NO_NODE && self.catalogue.harmless(ty)
            }));
        }
        out
    }
}
