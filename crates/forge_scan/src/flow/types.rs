//! Declared types: what they say of a value.

use super::Flow;
use super::value::{Callable, Value, ValueId};
use forge_catalogue::api::CALL;
use forge_catalogue::compiled::{NO_NODE, Node};
use forge_syntax::tree::{ClassId, NodeId, NodeKind};

/// A declared type.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Declared {
    /// Its instances' node in the catalogue.
    pub(crate) ty: Node,
    /// The class of this file.
    pub(crate) class: Option<ClassId>,
    /// Its values cannot carry an attack.
    pub(crate) harmless: bool,
}

/// Types that stand for what they wrap.
const WRAPPERS: [&str; 12] = [
    "Promise",
    "Optional",
    "Awaited",
    "Readonly",
    "Partial",
    "Required",
    "Annotated",
    "NonNullable",
    "Final",
    "ClassVar",
    "Awaitable",
    "Coroutine",
];

/// Types of sequences of what they are given.
const SEQUENCES: [&str; 12] = [
    "list",
    "List",
    "tuple",
    "Tuple",
    "set",
    "Set",
    "frozenset",
    "FrozenSet",
    "Sequence",
    "Iterable",
    "Iterator",
    "Collection",
];

/// Most types inside one another that are looked at.
const MAX_WRAPPED: u32 = 16;

impl Flow<'_> {
    /// What stands behind a name that is given to a type: `Page = Annotated[dict, Depends(paging)]`.
    pub(crate) fn unaliased(&self, ty: NodeId) -> NodeId {
        let NodeKind::Var(var) = self.tree.kind(ty) else { return ty };
        let made = self.made_from.get(&var).copied();
        made.filter(|&made| self.python && matches!(self.tree.kind(made), NodeKind::Index { .. })).unwrap_or(ty)
    }

    /// Whether nothing but a text is let through.
    pub(crate) fn is_text_type(&mut self, ty: NodeId) -> bool {
        self.declared_type(ty).ty == self.known.string
    }

    /// What the type expression `ty` declares.
    pub(crate) fn declared_type(&mut self, ty: NodeId) -> Declared {
        self.declared_within(ty, MAX_WRAPPED)
    }

    /// As [`Flow::declared_type`], so many types inside one another: an alias may stand for a type that holds it.
    fn declared_within(&mut self, ty: NodeId, left: u32) -> Declared {
        let Some(left) = left.checked_sub(1) else { return Declared { ty: NO_NODE, class: None, harmless: false } };
        let ty = self.unaliased(ty);
        if let NodeKind::Index { object, key } = self.tree.kind(ty) {
            let wraps = match self.tree.kind(object) {
                NodeKind::Var(var) => WRAPPERS.contains(&self.names.text(self.tree.var(var).name)),
                NodeKind::Global(name) | NodeKind::Member { name, .. } => WRAPPERS.contains(&self.names.text(name)),
                _ => false,
            };
            let inner = self.first_of(key);
            if wraps {
                return self.declared_within(inner, left);
            }
            let outer = self.declared_within(object, left);
            let holds = match self.tree.kind(object) {
                NodeKind::Var(var) => self.names.text(self.tree.var(var).name),
                NodeKind::Global(name) | NodeKind::Member { name, .. } => self.names.text(name),
                _ => "",
            };
            // A list of numbers holds no more than numbers do.
            let harmless = self.python && SEQUENCES.contains(&holds) && self.declared_within(inner, left).harmless;
            return Declared { harmless: outer.harmless || harmless, ..outer };
        }
        let value = self.eval(ty);
        let found = self.value(value).clone();
        if let Callable::Class(class) = found.callable {
            let ty = self.instance_type(class);
            let harmless = ty != NO_NODE && self.catalogue.harmless(ty);
            return Declared { ty, class: Some(class), harmless };
        }
        // `constr(max_length=9)` is a type itself.
        let called = matches!(self.tree.kind(ty), NodeKind::Call { .. });
        let instance = if called { found.ty } else { self.catalogue_step(found.ty, CALL) };
        let instance = self.catalogue.same(instance);
        let harmless = instance != NO_NODE && self.catalogue.harmless(instance);
        Declared { ty: instance, class: None, harmless }
    }

    fn first_of(&self, key: NodeId) -> NodeId {
        match self.tree.kind(key) {
            NodeKind::Array { items, .. } => self.tree.list(items).first().copied().unwrap_or(key),
            _ => key,
        }
    }

    /// `value` with a declared type, where it has none of its own.
    pub(crate) fn with_type(&mut self, value: ValueId, ty: NodeId) -> ValueId {
        let declared = self.declared_type(ty);
        let found = self.value(value);
        // A declaration says more than an API's own type only where it narrows it.
        let narrows = declared.ty != NO_NODE && self.catalogue.is_a(declared.ty, found.ty);
        if found.ty != NO_NODE && !found.guessed && !narrows {
            return value;
        }
        if declared.ty == NO_NODE && declared.class.is_none() {
            return value;
        }
        let mut typed: Value = self.value(value).clone();
        if declared.ty != NO_NODE {
            typed.ty = declared.ty;
            typed.guessed = false;
        }
        typed.class = typed.class.or(declared.class);
        self.new_value(typed)
    }
}
