//! Conditions: what holds where they are true and where they are false.

use super::Flow;
use super::call::Arg;
use super::state::State;
use super::strings::{self, Chars};
use super::value::{Cleared, Doubt, Fact, Guard, Konst, Origin, Place, THIS, Taints, UNKNOWN, Value, ValueId, Way};
use forge_model::{FlowKind, KindSet, Tier};
use forge_syntax::Tree;
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind, UnaryOp, VarId};
use rustc_hash::FxHasher;
use std::hash::Hasher as _;

/// The identity of a place that is read more than once (`req.query.id`, `args["x"]`, `form.get("x")`), and that of the
/// variable at its root. Expressions that are not places have none.
pub(crate) fn place(tree: &Tree, node: NodeId) -> Option<Place> {
    let (root, way) = place_of(tree, node, 8)?;
    let var = if let NodeKind::Var(var) = tree.kind(node) { Some(var) } else { None };
    Some(Place { var, node, ..Place::at(root, way) })
}

/// The identity of the receiver as the root of a place.
pub(crate) fn this_root() -> u64 {
    hash_of((3_u8, 0_u32))
}

/// The identity of a variable as the root of a place.
pub(crate) fn var_root(var: VarId) -> u64 {
    hash_of((1_u8, var.0))
}

/// The step of a way that a member or a constant key is.
pub(crate) fn member_step(name: forge_syntax::tree::Sym) -> u64 {
    hash_of((4_u8, name.0))
}

fn hash_of(of: impl std::hash::Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

fn place_of(tree: &Tree, node: NodeId, depth: u32) -> Option<(u64, Way)> {
    if depth == 0 {
        return None;
    }
    let leaf = |tag: u8, id: u32| Some((hash_of((tag, id)), Way::NONE));
    match tree.kind(node) {
        NodeKind::Var(var) => Some((var_root(var), Way::NONE)),
        NodeKind::Global(sym) => leaf(2, sym.0),
        NodeKind::This => Some((this_root(), Way::NONE)),
        NodeKind::Typed { value, .. } | NodeKind::Await(value) | NodeKind::Enter(value) => {
            place_of(tree, value, depth - 1)
        }
        NodeKind::Assign { target, .. } => place_of(tree, target, depth - 1),
        NodeKind::Member { object, name } => {
            let (root, way) = place_of(tree, object, depth - 1)?;
            Some((root, way.step(hash_of((4_u8, name.0)))))
        }
        NodeKind::Index { object, key } => {
            let (root, way) = place_of(tree, object, depth - 1)?;
            let step = match tree.kind(key) {
                NodeKind::Str(sym) => hash_of((4_u8, sym.0)),
                NodeKind::Num(number) => hash_of((5_u8, number.to_bits())),
                NodeKind::Var(var) => hash_of((6_u8, var.0)),
                _ => return None,
            };
            Some((root, way.step(step)))
        }
        NodeKind::Call { callee, arguments, construct: false } => {
            // `args.get("x")` and `args["x"]` are the same place.
            if let (NodeKind::Member { object, name }, &([key] | [key, _])) = (tree.kind(callee), tree.list(arguments))
                && let NodeKind::Str(key) = tree.kind(key)
                && tree.str(name) == "get"
            {
                let (root, way) = place_of(tree, object, depth - 1)?;
                return Some((root, way.step(hash_of((4_u8, key.0)))));
            }
            let (root, mut way) = place_of(tree, callee, depth - 1)?;
            for &argument in tree.list(arguments) {
                way = way.step(match tree.kind(argument) {
                    NodeKind::Str(sym) => hash_of((7_u8, sym.0)),
                    NodeKind::Num(number) => hash_of((8_u8, number.to_bits())),
                    _ => return None,
                });
            }
            Some((root, way.step(9)))
        }
        _ => None,
    }
}

/// Methods whose result is their receiver's text but for white space, case or single characters.
const SAME_TEXT: [&str; 11] = [
    "strip",
    "lstrip",
    "rstrip",
    "trim",
    "lower",
    "upper",
    "toLowerCase",
    "toUpperCase",
    "toString",
    "replace",
    "normalize",
];
/// Methods whose result names the same file.
const SAME_FILE: [&str; 5] = ["resolve", "absolute", "expanduser", "as_posix", "realpath"];

/// How many sequences deep what holds of one is said of its items.
const MAX_NESTED: u32 = 4;

/// Members that say nothing of where what they were parsed from leads.
const ASIDE: [&str; 11] =
    ["scheme", "protocol", "port", "query", "fragment", "hash", "search", "params", "username", "password", "suffix"];

/// Most places that one truth says something of.
const MAX_FACTS: usize = 32;

impl Flow<'_> {
    /// The states in which `test` is true and in which it is false.
    pub(crate) fn branch(&mut self, test: NodeId) -> (State, State) {
        match self.tree.kind(test) {
            NodeKind::Unary { op: UnaryOp::Not, operand } => {
                let (when_true, when_false) = self.branch(operand);
                (when_false, when_true)
            }
            NodeKind::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
                let (left_true, left_false) = self.branch(left);
                let (go_on, decided) =
                    if op == BinaryOp::And { (left_true, left_false) } else { (left_false, left_true) };
                self.state = go_on;
                if self.state.dead {
                    let dead = self.take_state();
                    return if op == BinaryOp::And { (dead, decided) } else { (decided, dead) };
                }
                let (right_true, right_false) = self.branch(right);
                if op == BinaryOp::And {
                    let when_false = self.join_states(decided, right_false);
                    (right_true, when_false)
                } else {
                    let when_true = self.join_states(decided, right_true);
                    (when_true, right_false)
                }
            }
            _ => {
                let (_, when_true, when_false) = self.branch_value(test);
                (when_true, when_false)
            }
        }
    }

    /// As [`Flow::branch`], with the value of the test.
    pub(crate) fn branch_value(&mut self, test: NodeId) -> (ValueId, State, State) {
        let value = self.eval(test);
        let dead = || State { dead: true, ..State::default() };
        match self.truth(value) {
            Some(true) => (value, self.take_state(), dead()),
            Some(false) => (value, dead(), self.take_state()),
            None => {
                let found = self.value(value).clone();
                self.note_decision(&found, false);
                let mut guard = self.guard_of(value);
                if let (Some(_), Some(place)) = (found.param, place(self.tree, test)) {
                    guard.push(Fact { place, if_true: Cleared::truth(true), if_false: Cleared::truth(false) });
                }
                let mut when_true = self.take_state();
                let mut when_false = when_true.clone();
                // What is false is empty or a number: it carries nothing.
                if !self.value(value).taints.is_empty()
                    && let Some(place) = place(self.tree, test)
                {
                    when_false.refined.add(place, Cleared::ALL);
                }
                for fact in guard {
                    refine(&mut when_true, &fact, fact.if_true);
                    refine(&mut when_false, &fact, fact.if_false);
                }
                (value, when_true, when_false)
            }
        }
    }

    /// What the truth of `value` says.
    pub(crate) fn guard_facts(&self, value: ValueId) -> Guard {
        self.guard_of(value)
    }

    pub(crate) fn guard_of(&self, value: ValueId) -> Guard {
        let index = self.value(value).guard;
        index.checked_sub(1).map(|at| self.guards[at as usize].clone()).unwrap_or_default()
    }

    /// A guard that says all of these facts, with one for each place: what a long chain of comparisons says of one place
    /// would double with each of them.
    pub(crate) fn new_guard(&mut self, facts: Guard) -> u32 {
        if facts.is_empty() {
            return 0;
        }
        let mut guard = Guard::new();
        for fact in facts {
            if let Some(same) = guard.iter_mut().find(|it| it.place == fact.place) {
                (same.if_true, same.if_false) = (same.if_true.and(fact.if_true), same.if_false.and(fact.if_false));
            } else if guard.len() < MAX_FACTS {
                guard.push(fact);
            }
        }
        self.guards.push(guard);
        self.guards.len() as u32
    }

    /// A truth value that says this of the place `node`, and of the places that its value was made of.
    pub(crate) fn guard_value(&mut self, node: NodeId, if_true: Cleared, if_false: Cleared) -> ValueId {
        let mut guard = Guard::new();
        if let Some(place) = place(self.tree, node) {
            guard.push(Fact { place, if_true, if_false });
        }
        guard.extend(self.spoken_for(node, if_true, if_false));
        guard.extend(self.siblings_spoken_for(node, if_true, if_false));
        let spoken =
            self.spoken_for(node, Cleared::ALL, Cleared::default()).map_or(KindSet::NONE, |it| it.if_true.kinds);
        let mut made_of = Vec::new();
        // What is one of a fixed set of texts was put together from fixed texts.
        if let NodeKind::Interpolate(parts) | NodeKind::Sum(parts) = self.tree.kind(node)
            && (if_true.kinds == KindSet::ALL || if_false.kinds == KindSet::ALL)
        {
            made_of.extend(self.tree.list(parts).iter().filter_map(|&part| Some((place(self.tree, part)?, true))));
        }
        self.sources_of_place(node, &mut made_of, true, 6);
        let decided = self.decided_by_part(node);
        for (place, whole) in made_of {
            // Where a file lies or which host a URL names is decided on what was parsed or resolved from the value.
            let limit = |cleared: Cleared| {
                // The protocol decides whether an address runs script.
                let decided = decided.union(spoken.intersect(KindSet::of(FlowKind::HtmlUrl)));
                if whole { cleared } else { Cleared::kinds(cleared.kinds.intersect(decided)) }
            };
            let fact = Fact { place, if_true: limit(if_true), if_false: limit(if_false) };
            if !guard.iter().any(|known| known.place.id == fact.place.id) {
                guard.push(fact);
            }
        }
        let guard = self.new_guard(guard);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// Whether what `node` is speaks for something else.
    pub(crate) fn speaks(&self, node: NodeId) -> bool {
        let of_parsed = self.part_named(node).is_some_and(|(object, name)| {
            let name = self.names.text(name);
            matches!(self.tree.kind(object), NodeKind::Call { .. })
                && matches!(name, "protocol" | "scheme" | "host" | "hostname" | "netloc")
        });
        of_parsed || self.spoken_for(node, Cleared::ALL, Cleared::default()).is_some()
    }

    /// Whether `node` is the origin of something: of a message, of an address.
    pub(crate) fn speaks_of_origin(&self, node: NodeId) -> bool {
        self.part_named(node).is_some_and(|(_, name)| self.names.text(name) == "origin")
    }

    /// The member that `node` is or was taken from: its object and its name.
    fn part_named(&self, node: NodeId) -> Option<(NodeId, forge_syntax::tree::Sym)> {
        match self.tree.kind(node) {
            NodeKind::Member { object, name } => Some((object, name)),
            NodeKind::Var(var) => match self.made_from.get(&var).map(|&from| self.tree.kind(from)) {
                Some(NodeKind::Member { object, name }) => Some((object, name)),
                _ => self.part_of.get(&var).copied(),
            },
            _ => None,
        }
    }

    /// What was taken out of the same message as its origin: `({ data, origin }) => ...`.
    fn siblings_spoken_for(&self, node: NodeId, if_true: Cleared, if_false: Cleared) -> Vec<Fact> {
        let NodeKind::Var(var) = self.tree.kind(node) else { return Vec::new() };
        let siblings = self.siblings.get(&var).map(Vec::as_slice).unwrap_or_default();
        let places = siblings.iter().filter_map(|&sibling| place(self.tree, sibling));
        places.map(|place| Fact { place, if_true, if_false }).collect()
    }

    /// The kinds that a part of what was parsed or resolved from a value decides for the value.
    fn decided_by_part(&self, node: NodeId) -> KindSet {
        let host = KindSet::of(FlowKind::Url).with(FlowKind::Redirect);
        let name = self.part_named(node).map_or("", |(_, name)| self.names.text(name));
        match name {
            "protocol" | "scheme" => KindSet::of(FlowKind::HtmlUrl),
            "host" | "hostname" | "netloc" | "origin" => host.with(FlowKind::HtmlUrl),
            _ => host.with(FlowKind::Path),
        }
    }

    /// A member that speaks for its object: the origin of a message, the protocol or host of a URL.
    pub(crate) fn spoken_for(&self, node: NodeId, if_true: Cleared, if_false: Cleared) -> Option<Fact> {
        // The program of an argument vector.
        if let NodeKind::Index { object, key } = self.tree.kind(node)
            && let NodeKind::Num(0.0) = self.tree.kind(key)
        {
            let shell = |cleared: Cleared| Cleared::kinds(cleared.kinds.intersect(KindSet::of(FlowKind::Shell)));
            let place = place(self.tree, object)?;
            return Some(Fact { place, if_true: shell(if_true), if_false: shell(if_false) });
        }
        // `const origin = event.origin;`
        if let NodeKind::Var(var) = self.tree.kind(node)
            && let Some(&from) = self.made_from.get(&var)
            && matches!(self.tree.kind(from), NodeKind::Member { .. })
        {
            return self.spoken_for(from, if_true, if_false);
        }
        if let NodeKind::Var(var) = self.tree.kind(node)
            && let Some(&sibling) = self.siblings.get(&var).and_then(|siblings| siblings.first())
        {
            return place(self.tree, sibling).map(|place| Fact { place, if_true, if_false });
        }
        let (object, name) = self.part_named(node)?;
        let kinds = match self.names.text(name) {
            "origin" => KindSet::ALL,
            "protocol" | "scheme" => KindSet::of(FlowKind::HtmlUrl),
            "host" | "hostname" | "netloc" => {
                KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl)
            }
            _ => return None,
        };
        let limit =
            |cleared: Cleared| Cleared { maybe: cleared.maybe, ..Cleared::kinds(cleared.kinds.intersect(kinds)) };
        let place = place(self.tree, object)?;
        Some(Fact { place, if_true: limit(if_true), if_false: limit(if_false) })
    }

    /// The places that the value of `node` was made of, and whether it is them but for white space, case and the like.
    fn sources_of_place(&self, node: NodeId, out: &mut Vec<(Place, bool)>, whole: bool, depth: u32) {
        if depth == 0 || out.len() > 8 {
            return;
        }
        match self.tree.kind(node) {
            NodeKind::Call { callee, arguments, .. } => {
                let mut whole_inside = whole;
                // How a file's name ends does not say where it lies.
                if self.callee_name(callee).is_some_and(|name| matches!(self.names.text(name), "extname" | "splitext"))
                {
                    return;
                }
                match self.tree.kind(callee) {
                    NodeKind::Member { object, name } => {
                        let name = self.names.text(name);
                        // Each of the object's values.
                        whole_inside &= SAME_TEXT.contains(&name) || (name == "values" && !self.python);
                        if SAME_TEXT.contains(&name) || SAME_FILE.contains(&name) {
                            self.add_source_place(object, out, whole_inside, depth);
                        }
                    }
                    _ => {
                        let name = self.callee_name(callee).map(|name| self.names.text(name));
                        whole_inside &= matches!(name, Some("str" | "String" | "Number"));
                        if matches!(name, Some("parseInt" | "parseFloat" | "len")) {
                            return;
                        }
                    }
                }
                for &argument in self.tree.list(arguments) {
                    self.add_source_place(argument, out, whole_inside, depth);
                }
            }
            // A part of what was parsed from it: `new URL(x).hostname`.
            NodeKind::Member { name, .. } if self.python && ASIDE.contains(&self.names.text(name)) => {}
            NodeKind::Member { object, .. } => match self.tree.kind(object) {
                NodeKind::Call { .. } | NodeKind::Var(_) => self.sources_of_place(object, out, false, depth - 1),
                _ => {}
            },
            NodeKind::Array { items, .. } => {
                for &item in self.tree.list(items) {
                    self.add_source_place(item, out, false, depth);
                }
            }
            NodeKind::Binary { op: BinaryOp::Or | BinaryOp::Coalesce, left, .. } => {
                self.add_source_place(left, out, whole, depth);
            }
            NodeKind::Binary { op: BinaryOp::Div | BinaryOp::Add, left, right } => {
                self.add_source_place(left, out, false, depth);
                self.add_source_place(right, out, false, depth);
            }
            NodeKind::Await(inner) | NodeKind::Enter(inner) | NodeKind::Typed { value: inner, .. } => {
                self.sources_of_place(inner, out, whole, depth - 1);
            }
            NodeKind::Var(var) => {
                if let Some(&from) = self.made_from.get(&var) {
                    match self.tree.kind(from) {
                        NodeKind::Member { object, .. } if matches!(self.tree.kind(object), NodeKind::Call { .. }) => {
                            self.sources_of_place(from, out, false, depth - 1);
                        }
                        NodeKind::Call { .. } | NodeKind::Await(_) | NodeKind::Enter(_) | NodeKind::Binary { .. } => {
                            self.sources_of_place(from, out, whole, depth - 1);
                        }
                        _ => out.extend(place(self.tree, from).map(|place| (place, whole))),
                    }
                } else if let Some(&(from, _)) = self.part_of.get(&var)
                    && matches!(self.tree.kind(from), NodeKind::Call { .. } | NodeKind::Var(_))
                {
                    self.sources_of_place(from, out, false, depth - 1);
                }
            }
            _ => {}
        }
    }

    fn add_source_place(&self, node: NodeId, out: &mut Vec<(Place, bool)>, whole: bool, depth: u32) {
        if let Some(place) = place(self.tree, node) {
            out.push((place, whole));
        }
        self.sources_of_place(node, out, whole, depth - 1);
    }

    /// What the truth of either of two values says: a constant says all where it cannot have that truth.
    pub(crate) fn join_guards(&mut self, a: &Value, b: &Value) -> u32 {
        if a.guard == b.guard {
            return a.guard;
        }
        let truth = |flow: &Self, value: &Value| value.truth(|text| flow.names.text(text).is_empty());
        let (one, constant) = match (a.guard, b.guard) {
            (0, _) => (b.guard, truth(self, a)),
            (_, 0) => (a.guard, truth(self, b)),
            _ => return 0,
        };
        let Some(truth) = constant else { return 0 };
        let facts = self.guards[one as usize - 1].clone();
        let nothing = Cleared::default();
        let limited = facts
            .into_iter()
            .map(|fact| if truth { Fact { if_true: nothing, ..fact } } else { Fact { if_false: nothing, ..fact } });
        self.new_guard(limited.collect())
    }

    pub(crate) fn flip_guard(&mut self, value: ValueId) -> u32 {
        let guard = self.guard_of(value);
        let flipped =
            guard.into_iter().map(|fact| Fact { if_true: fact.if_false, if_false: fact.if_true, ..fact }).collect();
        self.new_guard(flipped)
    }

    /// What either of two guards says: what neither allows is gone when one of them is true, all is when none is.
    pub(crate) fn or_guards(&mut self, a: ValueId, b: ValueId) -> u32 {
        let (first, second) = (self.guard_of(a), self.guard_of(b));
        let mut both = Guard::new();
        for fact in first.iter().chain(&second) {
            both.push(Fact { if_true: Cleared::default(), ..*fact });
        }
        for one in &first {
            let same = second.iter().filter(|other| other.place == one.place);
            for other in same {
                let if_true = one.if_true.either(other.if_true);
                both.push(Fact { place: one.place, if_true, if_false: Cleared::default() });
            }
        }
        self.new_guard(both)
    }

    /// What both guards say together when both are true.
    pub(crate) fn and_guards(&mut self, a: ValueId, b: ValueId) -> u32 {
        let both: Guard = self
            .guard_of(a)
            .into_iter()
            .chain(self.guard_of(b))
            .map(|fact| Fact { if_false: Cleared::default(), ..fact })
            .collect();
        self.new_guard(both)
    }

    /// The place `node` has this one value from here on.
    pub(crate) fn narrow(&mut self, node: NodeId) {
        let said = self.guard_value(node, Cleared::ALL, Cleared::default());
        self.hold(said);
    }

    /// The value is true from here on.
    pub(crate) fn hold(&mut self, value: ValueId) {
        for fact in self.guard_of(value) {
            refine(&mut self.state, &fact, fact.if_true);
        }
    }

    /// A call that stands by itself and whose name says that it checks something throws unless that holds.
    pub(crate) fn hold_maybe(&mut self, value: ValueId) {
        for fact in self.guard_of(value) {
            if fact.if_true.maybe {
                refine(&mut self.state, &fact, fact.if_true);
            }
        }
    }

    /// What was validated of `target` does not hold for its next value.
    pub(crate) fn forget_refinements(&mut self, target: NodeId) {
        if !self.state.refined.is_empty()
            && let Some(target) = place(self.tree, target)
        {
            self.state.refined.forget(target.root);
        }
    }

    /// `value` after something was taken away from it.
    pub(crate) fn cleared(&mut self, value: ValueId, cleared: Cleared) -> ValueId {
        self.cleared_within(value, cleared, MAX_NESTED)
    }

    /// As [`Flow::cleared`], of items within `depth` sequences: one may hold itself.
    fn cleared_within(&mut self, value: ValueId, cleared: Cleared, depth: u32) -> ValueId {
        if (Cleared { is: None, ..cleared }).is_nothing() {
            return value;
        }
        let mut copy = self.value(value).clone();
        for taint in &mut copy.taints {
            taint.removed = taint.removed.union(cleared.chars);
            let gone = cleared.kinds.union(strings::blocked(taint.removed));
            let hidden = taint.kinds.intersect(gone);
            *taint = taint.without(gone);
            taint.escaped = taint.escaped.minus(cleared.kinds);
            // Single characters that were taken out come back by decoding, if what encodes them may still be there.
            if cleared.chars != Chars::NONE && !taint.removed.has_all("%") {
                taint.escaped = taint.escaped.union(hidden);
            }
            if cleared.maybe {
                taint.doubt = taint.doubt.and(Doubt::GUARDED);
            }
            if cleared.found {
                taint.doubt = taint.doubt.and(Doubt::FOUND);
            }
        }
        copy.taints.retain(|taint| !taint.kinds.union(taint.escaped).union(taint.whole).is_empty());
        // What holds of a sequence holds of its items.
        if let Some(id) = copy.object
            && self.object(id).sequence
            && cleared.kinds != KindSet::ALL
            && depth > 0
        {
            let mut items = (*self.object(id)).clone();
            for (_, item) in &mut items.fields {
                *item = self.cleared_within(*item, cleared, depth - 1);
            }
            items.any = items.any.map(|any| self.cleared_within(any, cleared, depth - 1));
            items.rest = items.rest.map(|rest| self.cleared_within(rest, cleared, depth - 1));
            copy.object = Some(self.new_object(items));
        }
        copy.param = None;
        if cleared.kinds == KindSet::ALL {
            copy.object = None;
        }
        self.new_value(copy)
    }

    /// Equality and membership.
    pub(crate) fn comparison(&mut self, op: BinaryOp, left: NodeId, right: NodeId) -> ValueId {
        if let Some(guard) = self.search_guard(op, left, right) {
            return guard;
        }
        let (a, b) = (self.eval(left), self.eval(right));
        let negated = matches!(op, BinaryOp::NotEq | BinaryOp::NotIn);
        let result = match op {
            BinaryOp::Eq | BinaryOp::NotEq => {
                self.compare_checks(Arg { node: left, value: a }, Arg { node: right, value: b });
                self.equality(left, a, right, b)
            }
            BinaryOp::In | BinaryOp::NotIn => self.membership(left, a, right, b),
            _ => UNKNOWN,
        };
        if !negated {
            return result;
        }
        if let Konst::Bool(truth) = self.value(result).konst {
            return self.constant(Konst::Bool(!truth));
        }
        let guard = self.flip_guard(result);
        self.new_value(Value { guard, ..Value::default() })
    }

    fn equality(&mut self, left: NodeId, a: ValueId, right: NodeId, b: ValueId) -> ValueId {
        let (x, y) = (self.value(a).clone(), self.value(b).clone());
        if self.python
            && let Some(told) = self.special_comparison((left, a, &x), (right, b, &y))
        {
            return told;
        }
        let equal = self.equality_of((left, &x), (right, &y));
        match self.start_compared((left, &x), (right, &y)) {
            Some(starts) if self.value(equal).konst == Konst::No => {
                let facts = self.guard_of(equal).into_iter().chain(self.guard_of(starts)).collect();
                let guard = self.new_guard(facts);
                self.new_value(Value { guard, ..Value::default() })
            }
            _ => equal,
        }
    }

    /// `x is None`, where it says more than of a truth value, and `type(x) is T`.
    fn special_comparison(
        &mut self,
        (left, a, x): (NodeId, ValueId, &Value),
        (right, b, y): (NodeId, ValueId, &Value),
    ) -> Option<ValueId> {
        let nothing = |konst: Konst| matches!(konst, Konst::Null | Konst::Undefined);
        if nothing(x.konst) != nothing(y.konst) {
            let (node, value, other) = if nothing(x.konst) { (right, b, y) } else { (left, a, x) };
            // A function is something.
            if other.callable != super::value::Callable::No {
                return Some(self.constant(Konst::Bool(false)));
            }
            // A match that is none has not matched; nothing carries nothing.
            if other.guard != 0 {
                let mut facts: Guard = Guard::new();
                if !other.taints.is_empty() {
                    let empty = self.guard_value(node, Cleared::ALL, Cleared::default());
                    facts.extend(self.guard_of(empty));
                }
                let flipped = self.flip_guard(value);
                let flipped = self.new_value(Value { guard: flipped, ..Value::default() });
                facts.extend(self.guard_of(flipped));
                let guard = self.new_guard(facts);
                return Some(self.new_value(Value { guard, ..Value::default() }));
            }
            if !other.taints.is_empty() {
                self.note_decision(other, true);
                return Some(self.guard_value(node, Cleared::ALL, Cleared::default()));
            }
            return None;
        }
        self.type_guard(left, y).or_else(|| self.type_guard(right, x))
    }

    /// `type(x) is T`.
    fn type_guard(&mut self, node: NodeId, ty: &Value) -> Option<ValueId> {
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(node) else { return None };
        let NodeKind::Global(name) = self.tree.kind(callee) else { return None };
        let &[subject] = self.tree.list(arguments) else { return None };
        (self.names.text(name) == "type").then(|| self.type_test(subject, ty.ty))
    }

    /// Where `subject` is an instance of the type `ty`.
    pub(crate) fn type_test(&mut self, subject: NodeId, ty: forge_catalogue::compiled::Node) -> ValueId {
        let instance = self.catalogue_step(ty, forge_catalogue::api::CALL);
        let instance = self.catalogue.same(instance);
        if instance != forge_catalogue::compiled::NO_NODE && self.catalogue.harmless(instance) {
            return self.guard_value(subject, Cleared::ALL, Cleared::default());
        }
        // A string is no query object.
        if instance == self.known.string {
            return self.guard_value(subject, Cleared::kinds(KindSet::of(FlowKind::Nosql)), Cleared::default());
        }
        UNKNOWN
    }

    pub(crate) fn equality_of(&mut self, (left, x): (NodeId, &Value), (right, y): (NodeId, &Value)) -> ValueId {
        let constant = |konst: Konst| matches!(konst, Konst::Str(_) | Konst::Num(_) | Konst::Bool(_));
        for (one, other) in [(x, y), (y, x)] {
            if constant(other.konst) {
                self.note_decision(one, true);
            }
        }
        if constant(x.konst) && constant(y.konst) {
            return self.constant(Konst::Bool(x.konst == y.konst));
        }
        // `typeof x === "number"`
        for (place, against) in [(left, y), (right, x)] {
            if let NodeKind::Unary { op: UnaryOp::TypeOf, operand } = self.tree.kind(place) {
                let Konst::Str(name) = against.konst else { return UNKNOWN };
                return match self.names.text(name) {
                    "number" | "boolean" | "bigint" | "undefined" | "function" => {
                        self.guard_value(operand, Cleared::ALL, Cleared::default())
                    }
                    // A string cannot be a query object.
                    "string" => {
                        let cleared = Cleared::kinds(KindSet::of(FlowKind::Nosql));
                        // What is no string is printed as what it is, its texts in quotes.
                        self.guard_value(operand, cleared, Cleared::found())
                    }
                    _ => UNKNOWN,
                };
            }
        }
        if let Some(known) = self.truth_compared(x, y) {
            return known;
        }
        if self.is_own(&y.taints) && !x.taints.is_empty() {
            let (if_true, if_false) = self.equals_constant(x, y);
            return self.guard_value(left, if_true, if_false);
        }
        if self.is_own(&x.taints) && !y.taints.is_empty() {
            let (if_true, if_false) = self.equals_constant(y, x);
            return self.guard_value(right, if_true, if_false);
        }
        // `commonpath([root, path]) == root`: what is compared with a part of itself lies below it.
        let origins = |taints: &Taints| taints.iter().map(|taint| taint.origin).collect::<Vec<_>>();
        let (of_x, of_y) = (origins(&x.taints), origins(&y.taints));
        for (node, all, part) in [(left, &of_x, &of_y), (right, &of_y, &of_x)] {
            if all.len() > part.len() && part.iter().all(|origin| all.contains(origin)) {
                return self.guard_value(node, Cleared::kinds(KindSet::of(FlowKind::Path)), Cleared::default());
            }
        }
        // `event.origin === OURS`, `ours.netloc == theirs.netloc`: said of the objects, whose own taint counts.
        let mut said = Guard::new();
        for side in [right, left] {
            if self.speaks(side) {
                let value = self.guard_value(side, Cleared::ALL, Cleared::default());
                said.extend(self.guard_of(value));
            }
        }
        let guard = self.new_guard(said);
        self.new_value(Value { guard, ..Value::default() })
    }

    pub(crate) fn membership(&mut self, left: NodeId, a: ValueId, right: NodeId, b: ValueId) -> ValueId {
        let sought = super::call::Args {
            positional: smallvec::smallvec![super::call::Arg { node: left, value: a }],
            ..super::call::Args::default()
        };
        if let Some(contained) = self.call_special(b, "__contains__", &sought, right) {
            return contained;
        }
        let (x, y) = (self.value(a).clone(), self.value(b).clone());
        if !x.taints.is_empty() {
            // One of a set that the program made.
            let own = self.is_given(&self.deep_taints(b, 2), &x.taints);
            let (mut if_true, mut if_false) = (Cleared::ALL, Cleared::default());
            if let (Konst::Str(text), true) = (y.konst, self.python) {
                // A part of a text of the program's own has its characters only.
                if_true.chars = Chars::of(self.names.text(text)).complement();
                if_false = self.not_in_text(left, text);
            }
            return if own { self.guard_value(left, if_true, if_false) } else { UNKNOWN };
        }
        let own = self.is_own(&self.deep_taints(b, 2));
        if own && self.speaks(left) {
            return self.guard_value(left, Cleared::ALL, Cleared::default());
        }
        // `BASE in path.parents`
        if let NodeKind::Member { object, name } = self.tree.kind(right)
            && self.names.text(name) == "parents"
            && self.is_own(&x.taints)
        {
            return self.guard_value(object, Cleared::kinds(KindSet::of(FlowKind::Path)), Cleared::default());
        }
        if let (Konst::Str(text), false) = (x.konst, y.taints.is_empty()) {
            let absent = self.absent_text(text);
            return self.guard_value(right, Cleared::default(), absent);
        }
        // `".." in path.split("/")`
        if let (Konst::Str(text), NodeKind::Call { callee, .. }) = (x.konst, self.tree.kind(right))
            && self.names.text(text) == ".."
            && let NodeKind::Member { object, name } = self.tree.kind(callee)
            && self.names.text(name) == "split"
        {
            let absent = self.absent_text(text);
            return self.guard_value(object, Cleared::default(), absent);
        }
        UNKNOWN
    }

    /// What is known of a key that is not this constant: whoever tests for `__proto__` knows which keys not to write.
    pub(crate) fn not_this_key(&self, constant: &Value) -> Cleared {
        match constant.konst {
            Konst::Str(text) if self.names.text(text) == "__proto__" => {
                Cleared::kinds(KindSet::of(FlowKind::ObjectKey))
            }
            _ => Cleared::default(),
        }
    }

    /// Whether a value of these origins is the program's own: a constant, its configuration, or what the receiver of
    /// the method holds.
    pub(crate) fn is_own(&self, taints: &Taints) -> bool {
        taints.iter().all(|taint| {
            matches!(
                self.origins[taint.origin.0 as usize],
                Origin::Source { tier: Tier::Local, .. } | Origin::Param { index: THIS, .. }
            )
        })
    }

    /// As [`Flow::is_own`] for a collection in which something with the taints `sought` is looked up: what the caller
    /// gives as the one is not an attacker's because the other is.
    fn is_given(&self, taints: &Taints, sought: &Taints) -> bool {
        let parameter = |origin: super::value::OriginId| match self.origins[origin.0 as usize] {
            Origin::Param { func, index, .. } => Some((func, index)),
            Origin::Source { .. } => None,
        };
        taints.iter().all(|taint| match &self.origins[taint.origin.0 as usize] {
            Origin::Source { tier, .. } => *tier == Tier::Local,
            Origin::Param { .. } => {
                sought.iter().all(|other| parameter(other.origin).is_some_and(|of| Some(of) != parameter(taint.origin)))
            }
        })
    }

    /// What is known of a string that does not contain `text`.
    pub(crate) fn absent_text(&self, text: forge_syntax::tree::Sym) -> Cleared {
        let text = self.names.text(text);
        if text == ".." || text == "../" {
            // Decoding may bring it back.
            return Cleared { chars: Chars::NO_WAY_UP, ..Cleared::kinds(KindSet::of(FlowKind::Path)) };
        }
        if text == "://" || text == "//" {
            return Cleared::maybe();
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Cleared::chars(Chars::of(c.encode_utf8(&mut [0; 4]))),
            _ => Cleared::default(),
        }
    }
}

fn refine(state: &mut State, fact: &Fact, cleared: Cleared) {
    if !cleared.is_nothing() {
        state.refined.add(fact.place, cleared);
    }
}
