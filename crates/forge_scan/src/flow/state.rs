//! What holds at one point of the program, and how two ways to a point are joined.

use super::Flow;
use super::heap::{Differing, Heap};
use super::refined::{Refined, Refinements};
use super::value::{
    Cleared, EnvId, Guard, Key, Konst, ObjId, Object, THIS, Taints, UNKNOWN, Value, ValueId, add_taint,
};
use forge_catalogue::compiled::{NO_NODE, Node};
use forge_syntax::tree::{FuncId, NodeId};
use smallvec::SmallVec;
use std::rc::Rc;

/// One way out of a function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Returned {
    /// The truth of what is returned, where it is known.
    pub(crate) truth: Option<bool>,
    /// What that truth says.
    pub(crate) guard: Guard,
    /// What was validated there.
    pub(crate) refined: Refinements,
}

/// What holds at one point.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    /// Variables of the function that runs.
    pub(crate) vars: Vec<ValueId>,
    /// Objects that this function made or changed.
    pub(crate) heap: Heap,
    /// Places that were validated.
    pub(crate) refined: Refinements,
    /// Control never gets here.
    pub(crate) dead: bool,
}

/// A loop or switch that `break` and `continue` leave.
#[derive(Debug, Default)]
pub(crate) struct Breakable {
    pub(crate) breaks: Vec<State>,
    pub(crate) continues: Vec<State>,
    pub(crate) is_loop: bool,
}

/// A function that runs.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) func: FuncId,
    /// Variables of the function below this one on the stack live here while another runs above it.
    pub(crate) vars: Vec<ValueId>,
    pub(crate) this: ValueId,
    /// The variables of the call in which the function was made.
    pub(crate) env: Option<EnvId>,
    /// What it has returned so far.
    pub(crate) returned: Option<ValueId>,
    /// The states in which it returned, joined.
    pub(crate) exits: Option<State>,
    pub(crate) breakables: Vec<Breakable>,
    /// Kinds that its result is a sink for.
    pub(crate) result_sinks: Vec<u8>,
    /// The node that gets its result, or [`NO_NODE`].
    pub(crate) returns_to: Node,
    /// What each `return` says.
    pub(crate) returns: Vec<Returned>,
    /// What was thrown since the innermost `try` began.
    pub(crate) thrown: Vec<ValueId>,
    /// States from which a `try` around may be left by an exception.
    pub(crate) throws: Vec<State>,
    /// How many `try` bodies run inside one another.
    pub(crate) tries: u32,
    /// What variables were given in them: an exception may come while they hold it.
    pub(crate) tried: Vec<(usize, ValueId)>,
}

/// How much of two heaps is copied and joined in the time of one evaluation.
const WEIGHT_PER_FUEL: u64 = 128;

/// Most assignments in a `try` that its handlers see.
const MAX_TRIED: usize = 64;
/// How deep objects are joined.
const MAX_JOINING: u32 = 3;

impl Flow<'_> {
    /// Takes the current state, leaving a dead one.
    pub(crate) fn take_state(&mut self) -> State {
        std::mem::replace(&mut self.state, State { dead: true, ..State::default() })
    }

    /// Makes the current state what holds if either it or `other` does.
    pub(crate) fn join_into(&mut self, other: State) {
        let mine = self.take_state();
        self.state = self.join_states(mine, other);
    }

    /// What holds if either state does.
    pub(crate) fn join_states(&mut self, a: State, b: State) -> State {
        if a.dead {
            return b;
        }
        if b.dead {
            return a;
        }
        let (mut out, mut b) = (a, b);
        let refined = self.join_refined(&out, &b);
        self.keep_refined(&mut out, &b);
        self.keep_refined(&mut b, &out);
        out.refined = refined;
        out.heap = self.join_heaps(out.heap, b.heap);
        // Variables that refer to different objects refer to a new one that is either.
        std::mem::swap(&mut self.state.heap, &mut out.heap);
        for (mine, &theirs) in out.vars.iter_mut().zip(&b.vars) {
            if *mine != theirs {
                *mine = self.join(*mine, theirs);
            }
        }
        std::mem::swap(&mut self.state.heap, &mut out.heap);
        out
    }

    /// What was validated of a variable in `state` goes over into its value where the other way gave it another one:
    /// `if is_directory(path): path += "/index.html"` after a check of `path`.
    fn keep_refined(&mut self, state: &mut State, other: &State) {
        let Some(func) = self.frames.last().map(|frame| frame.func) else { return };
        let differing: SmallVec<[(usize, Cleared); 2]> = state
            .refined
            .iter()
            .filter_map(|refined| {
                let (owner, at) = refined.place.var.and_then(|var| self.own_slot(var))?;
                let differs = owner == func && state.vars.get(at) != other.vars.get(at);
                (differs && other.refined.at(refined.place) != Some(refined.cleared)).then_some((at, refined.cleared))
            })
            .collect();
        if differing.is_empty() {
            return;
        }
        std::mem::swap(&mut self.state.heap, &mut state.heap);
        for (at, cleared) in differing {
            if let Some(&value) = state.vars.get(at) {
                state.vars[at] = self.cleared(value, cleared);
            }
        }
        std::mem::swap(&mut self.state.heap, &mut state.heap);
    }

    /// What was validated both ways, or one way where the variable carries nothing the other way.
    fn join_refined(&self, a: &State, b: &State) -> Refinements {
        let clean = |state: &State, refined: &Refined| {
            let Some((owner, at)) = refined.place.var.and_then(|var| self.own_slot(var)) else { return false };
            self.frames.last().is_some_and(|frame| frame.func == owner)
                && state.vars.get(at).is_some_and(|&value| {
                    let value = self.value(value);
                    value.taints.is_empty() && value.object.is_none()
                })
        };
        a.refined.join(&b.refined, [&|refined| clean(a, refined), &|refined| clean(b, refined)])
    }

    fn own_slot(&self, var: forge_syntax::tree::VarId) -> Option<(FuncId, usize)> {
        let owner = self.tree.var(var).owner;
        Some((owner, (var.0 - self.tree.function(owner).first_var) as usize))
    }

    /// The objects of two states.
    pub(crate) fn join_heaps(&mut self, a: Heap, b: Heap) -> Heap {
        // Large states cost more to copy and to join than what is evaluated between.
        self.fuel = self.fuel.saturating_sub((a.weight() + b.weight()) / WEIGHT_PER_FUEL);
        let (heap, differing) = a.join(b);
        // While two objects are joined, what they refer to is looked up where it is, and what is made is kept.
        let before = std::mem::replace(&mut self.state.heap, heap);
        for Differing { id, mine, theirs } in differing {
            let joined = self.join_objects(&mine, &theirs);
            *self.state.heap.slot(id) = Some(Rc::new(joined));
        }
        std::mem::replace(&mut self.state.heap, before)
    }

    fn join_objects(&mut self, a: &Object, b: &Object) -> Object {
        let mut out = a.clone();
        for (key, value) in &mut out.fields {
            if let Some(other) = b.field(*key) {
                *value = self.join(*value, other);
            }
        }
        for &(key, value) in &b.fields {
            if a.field(key).is_none() {
                out.fields.push((key, value));
            }
        }
        out.rest = self.join_options(a.rest, b.rest);
        out.any = self.join_options(a.any, b.any);
        out.keys = self.join_options(a.keys, b.keys);
        // A fact that only one way sets is not known.
        out.facts.retain(|&mut (fact, value)| b.fact(fact) == Some(value));
        let differing: Vec<(u32, ValueId)> =
            a.facts.iter().copied().filter(|&(fact, value)| b.fact(fact) != Some(value)).collect();
        for (fact, value) in differing {
            if let Some(other) = b.fact(fact) {
                let joined = self.join(value, other);
                out.set_fact(fact, joined);
            }
        }
        out.length = if a.length == b.length { a.length } else { None };
        out.written |= b.written;
        out
    }

    pub(crate) fn join_options(&mut self, a: Option<ValueId>, b: Option<ValueId>) -> Option<ValueId> {
        match (a, b) {
            (Some(a), Some(b)) => Some(self.join(a, b)),
            (one, other) => one.or(other),
        }
    }

    /// The value that is either of two.
    pub(crate) fn join(&mut self, a: ValueId, b: ValueId) -> ValueId {
        if a == b {
            return a;
        }
        let (left, right) = (self.value(a).clone(), self.value(b).clone());
        if left.is_unknown()
            && right.taints.is_empty()
            && right.konst != Konst::No
            && right.ty == NO_NODE
            && right.object.is_none()
        {
            return a;
        }
        let mut taints: Taints = left.taints.clone();
        for &taint in &right.taints {
            add_taint(&mut taints, taint);
        }
        let is_nothing = |value: &Value| matches!(value.konst, Konst::Null | Konst::Undefined);
        let ty = if left.ty == right.ty || right.ty == NO_NODE {
            left.ty
        } else if left.ty == NO_NODE {
            right.ty
        } else {
            left.ty
        };
        let object = match (left.object, right.object) {
            // Objects may hold each other: what lies deeper than this is taken from one of them.
            (Some(a), Some(b)) if a != b && self.joining < MAX_JOINING => {
                self.joining += 1;
                let merged = self.merge_objects(a, b);
                self.joining -= 1;
                Some(merged)
            }
            (Some(a), Some(_)) => Some(a),
            (Some(object), None) => Some(self.diluted(object, &right)),
            (None, Some(object)) => Some(self.diluted(object, &left)),
            (None, None) => None,
        };
        let value = Value {
            taints,
            konst: self.join_konst(left.konst, right.konst),
            ty,
            guessed: left.guessed || right.guessed,
            object,
            class: left.class.or(right.class),
            callable: match (left.callable, right.callable) {
                (one, other) if one == other || is_nothing(&right) => one,
                (_, other) if is_nothing(&left) => other,
                (one, other) => self.join_callables(one, other),
            },
            guard: self.join_guards(&left, &right),
            param: if left.param == right.param { left.param } else { None },
        };
        self.new_value(value)
    }

    /// The object `id`, or a tainted value of which no object is known: any field may be a part of that.
    fn diluted(&mut self, id: ObjId, other: &Value) -> ObjId {
        if other.taints.is_empty() || self.joining >= MAX_JOINING {
            return id;
        }
        self.joining += 1;
        let other = self.new_value(Value::tainted(other.taints.clone()));
        let part = self.derived(other, Key::Any);
        let mut object = (*self.object(id)).clone();
        for (key, field) in &mut object.fields {
            let part = self.derived(other, *key);
            *field = self.join(*field, part);
        }
        object.any = Some(object.any.map_or(part, |any| self.join(any, part)));
        object.length = None;
        self.joining -= 1;
        self.new_object(object)
    }

    /// What is known of a text that is either of two: how both start.
    fn join_konst(&mut self, a: Konst, b: Konst) -> Konst {
        let (Konst::Str(left) | Konst::Prefix(left), Konst::Str(right) | Konst::Prefix(right)) = (a, b) else {
            return if a == b { a } else { Konst::No };
        };
        if a == b {
            return a;
        }
        let (left, right) = (self.names.text(left), self.names.text(right));
        let common: usize =
            left.chars().zip(right.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum();
        if common == 0 {
            return Konst::No;
        }
        let prefix = left[..common].to_owned();
        Konst::Prefix(self.names.intern(&prefix))
    }

    /// A new object that is either of two. Later writes to it reach neither.
    fn merge_objects(&mut self, a: ObjId, b: ObjId) -> ObjId {
        let (a, b) = (self.object(a), self.object(b));
        let joined = self.join_objects(&a, &b);
        self.new_object(joined)
    }

    // ---- objects

    /// The object `id` as it is now.
    pub(crate) fn object(&self, id: ObjId) -> Rc<Object> {
        self.state.heap.get(id).or_else(|| self.settled.get(&id)).map_or_else(Rc::default, Rc::clone)
    }

    /// Changes the object `id` in the current state.
    pub(crate) fn change_object(&mut self, id: ObjId, change: impl FnOnce(&mut Object)) {
        let settled = &self.settled;
        let object =
            self.state.heap.slot(id).get_or_insert_with(|| settled.get(&id).map_or_else(Rc::default, Rc::clone));
        change(Rc::make_mut(object));
    }

    /// A new object.
    pub(crate) fn new_object(&mut self, object: Object) -> ObjId {
        let id = ObjId(self.next_object);
        self.next_object += 1;
        *self.state.heap.slot(id) = Some(Rc::new(object));
        id
    }

    // ---- variables

    /// The value of `var` of the function `owner`.
    pub(crate) fn read_var(&mut self, owner: FuncId, at: usize) -> ValueId {
        if let Some(frame) = self.frames.last()
            && frame.func == owner
        {
            return self.state.vars.get(at).copied().unwrap_or(UNKNOWN);
        }
        if let Some(env) = self.env_of(owner) {
            return self.captured(env, at);
        }
        // While a function runs, those below it keep their variables in the frame above them.
        for pair in self.frames.windows(2).rev() {
            if pair[0].func == owner {
                return pair[1].vars.get(at).copied().unwrap_or(UNKNOWN);
            }
        }
        self.finished.get(&owner).and_then(|vars| vars.get(at)).copied().unwrap_or(UNKNOWN)
    }

    /// Assigns `value` to `var`. A variable of a function around is joined, not replaced: it is not known when the
    /// inner function runs.
    pub(crate) fn write_var(&mut self, owner: FuncId, at: usize, value: ValueId) {
        self.write_refined(owner, at, value, None);
    }

    /// As [`Flow::write_var`], where `held` was known of what the variable had.
    pub(crate) fn write_refined(&mut self, owner: FuncId, at: usize, value: ValueId, held: Option<Cleared>) {
        if let Some(frame) = self.frames.last()
            && frame.func == owner
        {
            if let Some(slot) = self.state.vars.get_mut(at) {
                *slot = value;
            }
            self.note_tried(at, value);
            return;
        }
        let below = self.frames.iter().rposition(|frame| frame.func == owner).map_or(0, |at| at + 1);
        let value = self.without_params_above(value, below);
        let old = self.read_var(owner, at);
        let old = held.map_or(old, |held| self.cleared(old, held));
        let joined = if self.is_unset(old) { value } else { self.join(old, value) };
        if let Some(env) = self.env_of(owner) {
            self.set_captured(env, at, joined);
        } else if below > 0 {
            if let Some(slot) = self.frames[below].vars.get_mut(at) {
                *slot = joined;
            }
        } else if let Some(slot) = self.finished.get_mut(&owner).and_then(|vars| vars.get_mut(at)) {
            *slot = joined;
        }
    }

    /// `value` for a place that outlives the functions above the frame `below`: what comes from their parameters does
    /// not hold there. Those functions run again wherever they are called with a source.
    fn without_params_above(&mut self, value: ValueId, below: usize) -> ValueId {
        let symbolic: SmallVec<[FuncId; 4]> = self.frames[below..].iter().map(|frame| frame.func).collect();
        self.without_params(value, &symbolic, 2)
    }

    fn note_tried(&mut self, at: usize, value: ValueId) {
        if let Some(frame) = self.frames.last_mut()
            && frame.tries > 0
            && frame.tried.len() < MAX_TRIED
        {
            frame.tried.push((at, value));
        }
    }

    fn is_unset(&self, value: ValueId) -> bool {
        matches!(self.value(value).konst, Konst::Undefined | Konst::Null) || value == UNKNOWN
    }

    /// The parameter index of a position; positions beyond what an index can tell share the last.
    pub(crate) fn param_index(position: usize) -> u8 {
        position.min(THIS as usize - 1) as u8
    }

    /// Whether the place named by `node` was validated, and how.
    pub(crate) fn refinement(&self, node: NodeId) -> Option<Cleared> {
        if self.state.refined.is_empty() {
            return None;
        }
        self.state.refined.at(super::guard::place(self.tree, node)?)
    }
}
