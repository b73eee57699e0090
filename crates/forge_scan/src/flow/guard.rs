//! Conditions: what holds where they are true and where they are false.

use super::Flow;
use super::state::{Refined, State};
use super::strings::{self, Chars};
use super::value::{Cleared, Doubt, Fact, Guard, Konst, Origin, Place, Taints, UNKNOWN, Value, ValueId};
use forge_model::{FlowKind, KindSet, Tier};
use forge_syntax::Tree;
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind, UnaryOp};
use rustc_hash::FxHasher;
use std::hash::{Hash as _, Hasher as _};

/// The identity of a place that is read more than once (`req.query.id`, `args["x"]`, `form.get("x")`), and that of the
/// variable at its root. Expressions that are not places have none.
pub(crate) fn place(tree: &Tree, node: NodeId) -> Option<Place> {
    fn add(tree: &Tree, node: NodeId, hasher: &mut FxHasher, depth: u32) -> Option<u64> {
        if depth == 0 {
            return None;
        }
        let leaf = |tag: u8, id: u32, hasher: &mut FxHasher| {
            let mut root = FxHasher::default();
            (tag, id).hash(&mut root);
            (tag, id).hash(hasher);
            Some(root.finish())
        };
        match tree.kind(node) {
            NodeKind::Var(var) => leaf(1, var.0, hasher),
            NodeKind::Global(sym) => leaf(2, sym.0, hasher),
            NodeKind::This => leaf(3, 0, hasher),
            NodeKind::Typed { value, .. } | NodeKind::Await(value) | NodeKind::Enter(value) => {
                add(tree, value, hasher, depth - 1)
            }
            NodeKind::Assign { target, .. } => add(tree, target, hasher, depth - 1),
            NodeKind::Member { object, name } => {
                let root = add(tree, object, hasher, depth - 1)?;
                (4, name.0).hash(hasher);
                Some(root)
            }
            NodeKind::Index { object, key } => {
                let root = add(tree, object, hasher, depth - 1)?;
                match tree.kind(key) {
                    NodeKind::Str(sym) => (4, sym.0).hash(hasher),
                    NodeKind::Num(number) => (5, number.to_bits()).hash(hasher),
                    NodeKind::Var(var) => (6, var.0).hash(hasher),
                    _ => return None,
                }
                Some(root)
            }
            NodeKind::Call { callee, arguments, construct: false } => {
                // `args.get("x")` and `args["x"]` are the same place.
                if let (NodeKind::Member { object, name }, &[key]) = (tree.kind(callee), tree.list(arguments))
                    && let NodeKind::Str(key) = tree.kind(key)
                    && tree.str(name) == "get"
                {
                    let root = add(tree, object, hasher, depth - 1)?;
                    (4, key.0).hash(hasher);
                    return Some(root);
                }
                let root = add(tree, callee, hasher, depth - 1)?;
                for &argument in tree.list(arguments) {
                    match tree.kind(argument) {
                        NodeKind::Str(sym) => (7, sym.0).hash(hasher),
                        NodeKind::Num(number) => (8, number.to_bits()).hash(hasher),
                        _ => return None,
                    }
                }
                9.hash(hasher);
                Some(root)
            }
            _ => None,
        }
    }
    let mut hasher = FxHasher::default();
    let root = add(tree, node, &mut hasher, 8)?;
    let var = if let NodeKind::Var(var) = tree.kind(node) { Some(var) } else { None };
    Some(Place { id: hasher.finish(), root, var, node })
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
                let guard = self.guard_of(value);
                let mut when_true = self.take_state();
                let mut when_false = when_true.clone();
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

    fn guard_of(&self, value: ValueId) -> Guard {
        let index = self.value(value).guard;
        index.checked_sub(1).map(|at| self.guards[at as usize].clone()).unwrap_or_default()
    }

    fn new_guard(&mut self, guard: Guard) -> u32 {
        if guard.is_empty() {
            return 0;
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
        let mut made_of = Vec::new();
        self.sources_of_place(node, &mut made_of, true, 6);
        for (place, whole) in made_of {
            // Where a file lies or which host a URL names is decided on what was parsed or resolved from the value.
            let limit = |cleared: Cleared| {
                let located = KindSet::of(FlowKind::Path).with(FlowKind::Url).with(FlowKind::Redirect);
                if whole { cleared } else { Cleared::kinds(cleared.kinds.intersect(located)) }
            };
            let fact = Fact { place, if_true: limit(if_true), if_false: limit(if_false) };
            if !guard.iter().any(|known| known.place.id == fact.place.id) {
                guard.push(fact);
            }
        }
        let guard = self.new_guard(guard);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// What was taken out of the same message as its origin: `({ data, origin }) => ...`.
    fn siblings_spoken_for(&self, node: NodeId, if_true: Cleared, if_false: Cleared) -> Vec<Fact> {
        let NodeKind::Var(var) = self.tree.kind(node) else { return Vec::new() };
        let siblings = self.siblings.get(&var).map(Vec::as_slice).unwrap_or_default();
        let places = siblings.iter().filter_map(|&sibling| place(self.tree, sibling));
        places.map(|place| Fact { place, if_true, if_false }).collect()
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
        if let NodeKind::Var(var) = self.tree.kind(node) {
            let sibling = self.siblings.get(&var)?.first().copied()?;
            return place(self.tree, sibling).map(|place| Fact { place, if_true, if_false });
        }
        let NodeKind::Member { object, name } = self.tree.kind(node) else { return None };
        let kinds = match self.names.text(name) {
            "origin" => KindSet::ALL,
            "protocol" | "scheme" => KindSet::of(FlowKind::HtmlUrl),
            "host" | "hostname" | "netloc" => {
                KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl)
            }
            _ => return None,
        };
        let limit = |cleared: Cleared| {
            if cleared.kinds == KindSet::ALL { Cleared { kinds, ..Cleared::default() } } else { Cleared::default() }
        };
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
                match self.tree.kind(callee) {
                    NodeKind::Member { object, name } => {
                        let name = self.names.text(name);
                        whole_inside &= SAME_TEXT.contains(&name);
                        if SAME_TEXT.contains(&name) || SAME_FILE.contains(&name) {
                            self.add_source_place(object, out, whole_inside, depth);
                        }
                    }
                    _ => {
                        let name = self.callee_name(callee).map(|name| self.names.text(name));
                        whole_inside &= matches!(name, Some("str" | "String"));
                    }
                }
                for &argument in self.tree.list(arguments) {
                    self.add_source_place(argument, out, whole_inside, depth);
                }
            }
            // A part of what was parsed from it: `new URL(x).hostname`.
            NodeKind::Member { object, .. } => match self.tree.kind(object) {
                NodeKind::Call { .. } | NodeKind::Var(_) => self.sources_of_place(object, out, false, depth - 1),
                _ => {}
            },
            NodeKind::Array { items, .. } => {
                for &item in self.tree.list(items) {
                    self.add_source_place(item, out, false, depth);
                }
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

    /// The facts of the guard numbered `index` that speak of the place `place`.
    pub(crate) fn facts_of(&self, value: ValueId, place: Place) -> Vec<Fact> {
        self.guard_of(value).into_iter().filter(|fact| fact.place.id == place.id).collect()
    }

    pub(crate) fn flip_guard(&mut self, value: ValueId) -> u32 {
        let guard = self.guard_of(value);
        let flipped =
            guard.into_iter().map(|fact| Fact { if_true: fact.if_false, if_false: fact.if_true, ..fact }).collect();
        self.new_guard(flipped)
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
        if let Some(place) = place(self.tree, node) {
            self.state.refined.push(Refined { place, cleared: Cleared::ALL });
        }
    }

    /// What was validated of `target` does not hold for its next value.
    pub(crate) fn forget_refinements(&mut self, target: NodeId) {
        if !self.state.refined.is_empty()
            && let Some(target) = place(self.tree, target)
        {
            self.state.refined.retain(|refined| refined.place.root != target.root);
        }
    }

    /// `value` after something was taken away from it.
    pub(crate) fn cleared(&mut self, value: ValueId, cleared: Cleared) -> ValueId {
        if cleared.is_nothing() {
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
            if cleared.chars != Chars::NONE && !taint.removed.has_all("%") && !taint.removed.has_all("&") {
                taint.escaped = taint.escaped.union(hidden);
            }
            if cleared.maybe {
                taint.doubt = taint.doubt.and(Doubt::GUARDED);
            }
        }
        copy.taints.retain(|taint| !taint.kinds.union(taint.escaped).union(taint.whole).is_empty());
        // What holds of a sequence holds of its items.
        if let Some(id) = copy.object
            && self.object(id).sequence
            && cleared.kinds != KindSet::ALL
        {
            let mut items = (*self.object(id)).clone();
            for (_, item) in &mut items.fields {
                *item = self.cleared(*item, cleared);
            }
            items.any = items.any.map(|any| self.cleared(any, cleared));
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
        if let Some(guard) = self.index_of_guard(op, left, right) {
            return guard;
        }
        let (a, b) = (self.eval(left), self.eval(right));
        let negated = matches!(op, BinaryOp::NotEq | BinaryOp::NotIn);
        let result = match op {
            BinaryOp::Eq | BinaryOp::NotEq => self.equality(left, a, right, b),
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

    /// `ALLOWED.indexOf(x) >= 0`, `> -1`, `!== -1`: membership, spelled with an index.
    pub(crate) fn index_of_guard(&mut self, op: BinaryOp, left: NodeId, right: NodeId) -> Option<ValueId> {
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(left) else { return None };
        let NodeKind::Member { object, name } = self.tree.kind(callee) else { return None };
        if self.names.text(name) != "indexOf" {
            return None;
        }
        let &[needle] = self.tree.list(arguments) else { return None };
        let bound = self.eval(right);
        let Konst::Num(bound) = self.value(bound).konst else { return None };
        let found_when_true = match (op, bound as i64) {
            (BinaryOp::GreaterEq, 0) | (BinaryOp::Greater | BinaryOp::NotEq, -1) => true,
            (BinaryOp::Less, 0) | (BinaryOp::LessEq | BinaryOp::Eq, -1) => false,
            _ => return None,
        };
        let (haystack, sought) = (self.eval(object), self.eval(needle));
        let found = self.membership(needle, sought, object, haystack);
        if found_when_true {
            return Some(found);
        }
        let guard = self.flip_guard(found);
        Some(self.new_value(Value { guard, ..Value::default() }))
    }

    fn equality(&mut self, left: NodeId, a: ValueId, right: NodeId, b: ValueId) -> ValueId {
        let (x, y) = (self.value(a).clone(), self.value(b).clone());
        let constant = |konst: Konst| matches!(konst, Konst::Str(_) | Konst::Num(_) | Konst::Bool(_));
        if constant(x.konst) && constant(y.konst) {
            return self.constant(Konst::Bool(x.konst == y.konst));
        }
        // `typeof x === "number"`
        for (place, against) in [(left, &y), (right, &x)] {
            if let NodeKind::Unary { op: UnaryOp::TypeOf, operand } = self.tree.kind(place) {
                let Konst::Str(name) = against.konst else { return UNKNOWN };
                return match self.names.text(name) {
                    "number" | "boolean" | "bigint" | "undefined" | "function" => {
                        self.guard_value(operand, Cleared::ALL, Cleared::default())
                    }
                    // A string cannot be a query object.
                    "string" => {
                        let cleared = Cleared::kinds(KindSet::of(FlowKind::Nosql));
                        self.guard_value(operand, cleared, Cleared::default())
                    }
                    _ => UNKNOWN,
                };
            }
        }
        let nothing = |konst: Konst| matches!(konst, Konst::Null | Konst::Undefined);
        if nothing(x.konst) || nothing(y.konst) {
            return UNKNOWN;
        }
        if self.is_own(&y.taints) && !x.taints.is_empty() {
            let if_false = self.not_this_key(&y);
            return self.guard_value(left, Cleared::ALL, if_false);
        }
        if self.is_own(&x.taints) && !y.taints.is_empty() {
            return self.guard_value(right, Cleared::ALL, Cleared::default());
        }
        // `event.origin === OURS`, `ours.netloc == theirs.netloc`: said of the objects, whose own taint counts.
        for side in [right, left] {
            if self.spoken_for(side, Cleared::ALL, Cleared::default()).is_some() {
                return self.guard_value(side, Cleared::ALL, Cleared::default());
            }
        }
        UNKNOWN
    }

    fn membership(&mut self, left: NodeId, a: ValueId, right: NodeId, b: ValueId) -> ValueId {
        let (x, y) = (self.value(a).clone(), self.value(b).clone());
        if !x.taints.is_empty() {
            // One of a set that the program made.
            let own = self.is_own(&self.deep_taints(b, 2));
            return if own { self.guard_value(left, Cleared::ALL, Cleared::default()) } else { UNKNOWN };
        }
        let own = self.is_own(&self.deep_taints(b, 2));
        if own && self.spoken_for(left, Cleared::ALL, Cleared::default()).is_some() {
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

    /// Whether a value of these origins is the program's own: a constant, or its configuration.
    pub(crate) fn is_own(&self, taints: &Taints) -> bool {
        taints
            .iter()
            .all(|taint| matches!(self.origins[taint.origin.0 as usize], Origin::Source { tier: Tier::Local, .. }))
    }

    /// What is known of a string that does not contain `text`.
    pub(crate) fn absent_text(&self, text: forge_syntax::tree::Sym) -> Cleared {
        let text = self.names.text(text);
        if text == ".." || text == "../" {
            return Cleared::kinds(KindSet::of(FlowKind::Path));
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
        state.refined.push(Refined { place: fact.place, cleared });
    }
}
