//! Handlers that run one after another on the same values: what one of them stores in them or validates of them before
//! it hands over holds for those after it.

use super::Flow;
use super::call::{Arg, Args};
use super::checks::Check;
use super::refined::Refined;
use super::select::Scope;
use super::value::{Cleared, Key, Object, Place, Value, ValueId};
use forge_catalogue::compiled::{Callback, Given, NO_NODE, Node, Role};
use forge_syntax::tree::{FuncId, NodeId, NodeKind, Sym};
use smallvec::SmallVec;

/// A part of what handlers share: the type that they share it as, and the fields that lead there.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    ty: Node,
    path: SmallVec<[Sym; 3]>,
    /// Where the part was validated.
    node: NodeId,
}

/// What was validated when a handler handed over.
type Passed = Vec<(Part, Cleared)>;

/// The handlers of one call.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    /// What they share, by type.
    shared: Vec<(Node, ValueId)>,
    /// Parameters of the handler that runs, by the identity of their variables.
    pub(crate) params: Vec<(u64, Node)>,
    /// What held each time it handed over.
    passes: Vec<Passed>,
    /// It gave the means to hand over to something else, which may do so at any time.
    leaked: bool,
    /// What held whenever the handlers that have run handed over.
    validated: Passed,
    /// What the checks among the handlers say where they found nothing wrong.
    pub(crate) checks: Vec<Check>,
    /// Schemas among the handlers, by the part that they are about.
    pub(crate) schemas: Vec<(Sym, Arg)>,
}

/// What handlers given through one receiver leave for those that come later.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// Values with what was stored in them, by type.
    stored: Vec<(Node, ValueId)>,
    /// What was validated, by the receiver that the handlers were given through.
    validated: Vec<(u64, Part, Cleared)>,
}

impl Flow<'_> {
    /// Begins the chain of the handlers of one call, if they are one.
    pub(crate) fn open_chain(&mut self, callbacks: &[Callback]) -> bool {
        let chained = callbacks.iter().any(|callback| {
            let follows = |given: &Given| self.kept.stored.iter().any(|(ty, _)| *ty == given.ty);
            callback.keeps || self.hands_over(&callback.role) || callback.role.params.iter().any(follows)
        });
        if chained {
            self.chains.push(Chain::default());
        }
        chained
    }

    fn hands_over(&self, role: &Role) -> bool {
        role.params.iter().any(|given| self.is_continuation(given.ty))
    }

    /// Whether calling a value of this type hands over to the next handler.
    fn is_continuation(&self, ty: Node) -> bool {
        ty != NO_NODE && self.catalogue.models(ty).calls.iter().any(|model| model.continues)
    }

    /// What the handlers of the running chain share for a parameter.
    pub(crate) fn shared_value(&mut self, given: &Given, scope: &Scope<'_>) -> Option<Value> {
        if given.source.is_some() || given.from.is_some() || given.ty == NO_NODE || self.is_continuation(given.ty) {
            return None;
        }
        let chain = self.chains.last()?;
        if let Some(&(_, value)) = chain.shared.iter().find(|(ty, _)| *ty == given.ty) {
            return Some(self.value(value).clone());
        }
        let stored = self.kept.stored.iter().find(|(ty, _)| *ty == given.ty);
        let object = stored.and_then(|&(_, value)| self.value(value).object);
        let object = object.map_or_else(Object::default, |object| (*self.object(object)).clone());
        let object = self.new_object(object);
        let value = self.new_value(Value { object: Some(object), ..Value::typed(given.ty) });
        if let Some(receiver) = self.chain_receiver(scope) {
            let known = self.kept.validated.iter().filter(|(of, part, _)| *of == receiver && part.ty == given.ty);
            for (_, part, cleared) in known.cloned().collect::<Vec<_>>() {
                self.clear_part(value, &part.path, part.node, cleared);
            }
        }
        self.chains.last_mut()?.shared.push((given.ty, value));
        Some(self.value(value).clone())
    }

    /// The identity of what the handlers of a call are given through.
    fn chain_receiver(&self, scope: &Scope<'_>) -> Option<u64> {
        let root = self.fluent_root(scope.receiver?.node);
        Some(super::guard::place(self.tree, root)?.id)
    }

    /// Notes which parameters of `func` are what the chain shares. Called before it runs.
    pub(crate) fn enter_handler(&mut self, func: FuncId, role: &Role) {
        let params = &self.tree.function(func).params;
        let given = role.params.iter().zip(params).filter(|(given, _)| given.ty != NO_NODE && given.source.is_none());
        let places = given.filter_map(|(given, param)| {
            let place = super::guard::place(self.tree, param.target)?;
            Some((place.root, given.ty))
        });
        let places: Vec<_> = places.collect();
        if let Some(chain) = self.chains.last_mut() {
            chain.params = places;
            chain.passes.clear();
            chain.leaked = false;
        }
    }

    /// The handler that runs hands over: what was validated here holds for the next one.
    pub(crate) fn hand_over(&mut self) {
        let Some(chain) = self.chains.last() else { return };
        let mut passed = Passed::new();
        for &Refined { place, cleared } in self.state.refined.iter() {
            let Some(&(_, ty)) = chain.params.iter().find(|(root, _)| *root == place.root) else { continue };
            if let Some(path) = self.way_to(place).or_else(|| self.way_of_check(place))
                && !path.is_empty()
            {
                passed.push((Part { ty, path, node: place.node }, cleared));
            }
        }
        if let Some(chain) = self.chains.last_mut() {
            chain.passes.push(passed);
        }
    }

    /// Notes that a call may hand over at any time, because it is given the means to.
    pub(crate) fn watch_continuation(&mut self, args: &Args) {
        if !self.chains.is_empty()
            && args.all().any(|arg| self.is_continuation(self.value(arg.value).ty))
            && let Some(chain) = self.chains.last_mut()
        {
            chain.leaked = true;
        }
    }

    /// After a handler has run: what it has validated whenever it handed over holds from here on.
    pub(crate) fn leave_handler(&mut self) {
        let Some(chain) = self.chains.last_mut() else { return };
        let mut passes = std::mem::take(&mut chain.passes).into_iter();
        let Some(mut common) = passes.next().filter(|_| !chain.leaked) else { return };
        for pass in passes {
            common.retain_mut(|(part, cleared)| match pass.iter().find(|(other, _)| other.path == part.path) {
                Some((_, other)) => {
                    cleared.kinds = cleared.kinds.intersect(other.kinds);
                    cleared.chars = cleared.chars.intersect(other.chars);
                    cleared.maybe |= other.maybe;
                    true
                }
                None => false,
            });
        }
        let shared = chain.shared.clone();
        chain.validated.extend(common.iter().cloned());
        for (part, cleared) in common {
            if let Some(&(_, value)) = shared.iter().find(|(ty, _)| *ty == part.ty) {
                self.clear_part(value, &part.path, part.node, cleared);
            }
        }
    }

    /// Ends the chain of a call. With `keeps`, what it did holds for handlers that are given later.
    pub(crate) fn close_chain(&mut self, scope: &Scope<'_>, keeps: bool) {
        let Some(chain) = self.chains.pop() else { return };
        if !keeps {
            return;
        }
        for (ty, value) in chain.shared {
            self.settle(value, 3);
            self.kept.stored.retain(|(known, _)| *known != ty);
            self.kept.stored.push((ty, value));
        }
        // Handlers of some paths say nothing of the others.
        let everywhere = scope.args.positional.first().is_some_and(|first| self.text_of(first.value).is_none());
        if let (Some(receiver), true) = (self.chain_receiver(scope), everywhere) {
            let validated = chain.validated.into_iter().map(|(part, cleared)| (receiver, part, cleared));
            self.kept.validated.extend(validated);
        }
    }

    /// The names of the fields that lead from a place's root to it.
    fn way_to(&self, place: Place) -> Option<SmallVec<[Sym; 3]>> {
        let mut path = SmallVec::new();
        let mut node = place.node;
        loop {
            match self.tree.kind(node) {
                NodeKind::Member { object, name } => {
                    path.push(name);
                    node = object;
                }
                NodeKind::Index { object, key } => {
                    let NodeKind::Str(name) = self.tree.kind(key) else { return None };
                    path.push(name);
                    node = object;
                }
                NodeKind::Typed { value, .. } | NodeKind::Await(value) => node = value,
                NodeKind::Var(_) => break,
                _ => return None,
            }
        }
        path.reverse();
        Some(path)
    }

    /// Takes something away from a part of an object, which is made so that it can be told apart.
    pub(crate) fn clear_part(&mut self, value: ValueId, path: &[Sym], node: NodeId, cleared: Cleared) {
        let (Some(id), Some((&name, rest))) = (self.value(value).object, path.split_first()) else { return };
        let mut child = self.read_member(node, node, value, name);
        if rest.is_empty() {
            child = self.cleared(child, cleared);
        } else {
            let mut held = self.value(child).clone();
            let mut object = held.object.map_or_else(Object::default, |object| (*self.object(object)).clone());
            object.rest = object.rest.or((!held.taints.is_empty()).then_some(child));
            held.object = Some(self.new_object(object));
            child = self.new_value(held);
            self.clear_part(child, rest, node, cleared);
        }
        self.change_object(id, |object| object.set(Key::Name(name), child));
    }
}
