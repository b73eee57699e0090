//! Tests of values that are spelled as something else: searches compared with an index, starts compared with a text,
//! predicates that a call applies to each element.

use super::Flow;
use super::call::{Arg, CallSite};
use super::strings::Chars;
use super::summary::{FactAt, TruthFact};
use super::value::{Callable, Cleared, Fact, Guard, Konst, UNKNOWN, Value, ValueId, Way};
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind, UnaryOp};

/// Most texts that a predicate is tried with one by one.
const MAX_TEXTS: u32 = 8;

/// Methods that tell where something is.
const SEARCHES: [&str; 5] = ["indexOf", "lastIndexOf", "search", "findIndex", "findLastIndex"];

impl Flow<'_> {
    /// The call that searches, with what it searches in and what for.
    fn search_call(&self, node: NodeId) -> Option<(NodeId, NodeId, &str)> {
        let node = self.search_node(node);
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(node) else { return None };
        let NodeKind::Member { object, name } = self.tree.kind(callee) else { return None };
        let &needle = self.tree.list(arguments).first()?;
        let name = self.names.text(name);
        SEARCHES.contains(&name).then_some((object, needle, name))
    }

    /// `node`, or what the variable was made of: `const at = xs.indexOf(x);`.
    fn search_node(&self, node: NodeId) -> NodeId {
        match self.tree.kind(node) {
            NodeKind::Var(var) => self.made_from.get(&var).copied().unwrap_or(node),
            _ => node,
        }
    }

    /// The truth of a search having found something.
    pub(crate) fn found_guard(&mut self, node: NodeId) -> Option<ValueId> {
        let (object, needle, name) = self.search_call(node)?;
        let (is_pattern, is_callback) = (name == "search", name.starts_with("find"));
        let (haystack, sought) = (self.eval(object), self.eval(needle));
        let (receiver, argument) = (Arg { node: object, value: haystack }, Arg { node: needle, value: sought });
        Some(if is_pattern {
            let found = self.pattern_guard(Some(argument), Some(receiver), false, false);
            let guard = self.value(found).guard;
            self.new_value(Value { guard, ..Value::default() })
        } else if is_callback {
            self.last_returns = None;
            self.eval(self.search_node(node));
            self.some(receiver, sought)
        } else {
            self.membership(needle, sought, object, haystack)
        })
    }

    /// `ALLOWED.indexOf(x) >= 0`, `> -1`, `!== -1`: membership, spelled with an index. `s.indexOf(t) === 0`: a start.
    pub(crate) fn search_guard(&mut self, op: BinaryOp, left: NodeId, right: NodeId) -> Option<ValueId> {
        let (object, needle, name) = self.search_call(left)?;
        let at_start = name != "findIndex" && name != "findLastIndex";
        let is_pattern = name == "search";
        let bound = self.eval(right);
        let Konst::Num(bound) = self.value(bound).konst else { return None };
        let truth = match (op, bound as i64) {
            (BinaryOp::Eq | BinaryOp::NotEq, 0) if at_start => {
                let (subject, start) = (self.eval(object), self.eval(needle));
                let (subject, start) = (Arg { node: object, value: subject }, Arg { node: needle, value: start });
                let starts =
                    if is_pattern { self.found_guard(left)? } else { self.starts_with(Some(subject), Some(start)) };
                return Some(self.negated_if(starts, op == BinaryOp::NotEq));
            }
            (BinaryOp::GreaterEq, 0) | (BinaryOp::Greater | BinaryOp::NotEq, -1) => true,
            (BinaryOp::Less, 0) | (BinaryOp::LessEq | BinaryOp::Eq, -1) => false,
            _ => return None,
        };
        let found = self.found_guard(left)?;
        Some(self.negated_if(found, !truth))
    }

    fn negated_if(&mut self, value: ValueId, negate: bool) -> ValueId {
        if !negate {
            return value;
        }
        let guard = self.flip_guard(value);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// `isOk(x) === true`, `s.match(p) !== null`: the truth of the one says what that of the comparison does.
    pub(crate) fn truth_compared(&mut self, x: &Value, y: &Value) -> Option<ValueId> {
        let (guard, constant) = if x.guard != 0 { (x.guard, y.konst) } else { (y.guard, x.konst) };
        let nothing = matches!(constant, Konst::Null | Konst::Undefined);
        let of = |guard| Value { guard, ..Value::default() };
        match constant {
            Konst::Bool(true) if guard != 0 => Some(self.new_value(of(guard))),
            Konst::Bool(false) | Konst::Null | Konst::Undefined if guard != 0 => {
                let value = self.new_value(of(guard));
                let guard = self.flip_guard(value);
                Some(self.new_value(of(guard)))
            }
            _ => nothing.then_some(UNKNOWN),
        }
    }

    /// `s[0] === "/"`, `s.charAt(1) !== "/"`, `s.slice(0, 4) === "http"`: how a text starts.
    pub(crate) fn start_compared(
        &mut self,
        (left, x): (NodeId, &Value),
        (right, y): (NodeId, &Value),
    ) -> Option<ValueId> {
        for (node, constant) in [(left, y.konst), (right, x.konst)] {
            let Konst::Str(text) = constant else { continue };
            let Some((subject, at)) = self.start_of(node) else { continue };
            let text = self.names.text(text).to_owned();
            let prefix = match at {
                0 => text,
                // The second character of what starts with a slash.
                1 if text == "/" || text == "\\" => format!("/{text}"),
                _ => continue,
            };
            let value = self.eval(subject);
            if self.value(value).object.is_some_and(|object| self.object(object).sequence) {
                continue;
            }
            let prefix = self.names.intern(&prefix);
            let prefix = self.constant(Konst::Str(prefix));
            let is_second = at == 1;
            let starts = self.starts_with(Some(Arg { node: subject, value }), Some(Arg { node, value: prefix }));
            if !is_second {
                return Some(starts);
            }
            // That the second is a slash does not say that the first is one.
            let facts = self.guard_of(starts);
            let facts: Guard = facts.into_iter().map(|fact| Fact { if_true: Cleared::default(), ..fact }).collect();
            let guard = self.new_guard(facts);
            return Some(self.new_value(Value { guard, ..Value::default() }));
        }
        None
    }

    /// The text of which `node` is the start, or the second character.
    fn start_of(&mut self, node: NodeId) -> Option<(NodeId, u32)> {
        let index = |flow: &mut Self, node: NodeId| {
            let value = flow.eval(node);
            match flow.value(value).konst {
                Konst::Num(number) if (0.0..=1.0).contains(&number) => Some(number as u32),
                _ => None,
            }
        };
        match self.tree.kind(node) {
            NodeKind::Index { object, key } => Some((object, index(self, key)?)),
            NodeKind::Call { callee, arguments, .. } => {
                let NodeKind::Member { object, name } = self.tree.kind(callee) else { return None };
                let arguments = self.tree.list(arguments);
                match (self.names.text(name), arguments) {
                    ("charAt" | "at", &[at]) => Some((object, index(self, at)?)),
                    ("slice" | "substring" | "substr", &[from, _]) => {
                        index(self, from).filter(|&from| from == 0).map(|from| (object, from))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// What is known of a character of a text that is one of these or none of them; `None` where it may be more than
    /// one character.
    pub(crate) fn character_in(value: &Value, text: &str) -> Option<(Cleared, Cleared)> {
        let those = Chars::of(text);
        is_character(value).then(|| (Cleared::chars(those.complement()), Cleared::chars(those)))
    }

    /// What it says that a value equals a constant, and that it does not.
    pub(crate) fn equals_constant(&self, value: &Value, constant: &Value) -> (Cleared, Cleared) {
        if let Konst::Str(text) = constant.konst
            && self.names.text(text).chars().count() == 1
            && let Some(said) = Self::character_in(value, self.names.text(text))
        {
            return said;
        }
        // A part of a path between slashes leads up if it is `..`.
        let one_part = !value.taints.is_empty() && value.taints.iter().all(|taint| taint.removed.has_all("/"));
        let mut unequal = self.not_this_key(constant);
        if one_part && matches!(constant.konst, Konst::Str(text) if self.names.text(text) == "..") {
            unequal.kinds = unequal.kinds.with(forge_model::FlowKind::Path);
        }
        (Cleared::ALL, unequal)
    }

    /// The characters that a text or a list of single characters consists of.
    pub(crate) fn characters_of(&self, texts: ValueId) -> String {
        let texts = self.value(texts);
        let mut out = String::new();
        let items = texts.object.map(|object| self.object(object));
        let items = items.iter().flat_map(|held| held.fields.iter().map(|&(_, item)| self.value(item).konst));
        for konst in items.chain([texts.konst]) {
            if let Konst::Str(text) = konst {
                out.push_str(self.names.text(text));
            }
        }
        out
    }

    /// `c >= "a"`: a range of characters. `x > 0`: only what reads as a number compares with one.
    pub(crate) fn order_guard(
        &mut self,
        op: BinaryOp,
        left: (NodeId, ValueId),
        right: (NodeId, ValueId),
    ) -> Option<ValueId> {
        if self.python {
            return None;
        }
        for (side, other, flipped) in [(left, right, false), (right, left, true)] {
            let bound = self.value(other.1).konst;
            let held = self.value(side.1).clone();
            match bound {
                Konst::Num(_) if held.taints.is_empty() => {
                    let operand = self.as_number(side.0)?;
                    return Some(self.guard_value(operand, Cleared::ALL, Cleared::default()));
                }
                Konst::Num(_) => return Some(self.guard_value(side.0, Cleared::ALL, Cleared::default())),
                Konst::Str(text) if is_character(&held) => {
                    let bound = self.names.text(text).chars().next()?;
                    let above = matches!(op, BinaryOp::Greater | BinaryOp::GreaterEq) != flipped;
                    let strict = matches!(op, BinaryOp::Greater | BinaryOp::Less);
                    let beyond = Chars::matching(|c| if above { c < bound } else { c > bound });
                    let within = Chars::matching(|c| if above { c > bound } else { c < bound });
                    let edge = Chars::of(bound.encode_utf8(&mut [0; 4]));
                    let (gone, kept) = if strict { (beyond.union(edge), within) } else { (beyond, within.union(edge)) };
                    return Some(self.guard_value(side.0, Cleared::chars(gone), Cleared::chars(kept)));
                }
                _ => {}
            }
        }
        None
    }

    /// What `node` converts to a number: `Number(x)`, `+x`.
    pub(crate) fn as_number(&self, node: NodeId) -> Option<NodeId> {
        match self.tree.kind(node) {
            NodeKind::Unary { op: UnaryOp::Negate, operand } => Some(operand),
            NodeKind::Call { callee, arguments, .. } => match (self.tree.kind(callee), self.tree.list(arguments)) {
                (NodeKind::Global(name), &[operand]) if self.names.text(name) == "Number" => Some(operand),
                _ => None,
            },
            NodeKind::Var(var) => {
                let &from = self.made_from.get(&var)?;
                if matches!(self.tree.kind(from), NodeKind::Var(_)) { None } else { self.as_number(from) }
            }
            _ => None,
        }
    }

    /// `Number.isNaN(Number(x))`: false where `x` reads as a number.
    pub(crate) fn is_nan(&mut self, subject: Option<Arg>) -> ValueId {
        let operand = subject.and_then(|subject| self.as_number(subject.node));
        operand.map_or(UNKNOWN, |operand| self.guard_value(operand, Cleared::default(), Cleared::ALL))
    }

    /// `Number.isInteger(+x)`: true where `x` reads as a number.
    pub(crate) fn is_number(&mut self, subject: Option<Arg>) -> ValueId {
        let operand = subject.and_then(|subject| self.as_number(subject.node));
        operand.map_or(UNKNOWN, |operand| self.guard_value(operand, Cleared::ALL, Cleared::default()))
    }

    // ---- predicates

    /// What a function of this file says by its truth: where it has just run for these elements, or for any.
    fn predicate(&mut self, function: ValueId) -> Option<Vec<TruthFact>> {
        let (Callable::Func(func) | Callable::Method(func, _) | Callable::Closure(func, _)) =
            self.value(function).callable
        else {
            return None;
        };
        match self.last_returns.take() {
            Some((ran, returns)) if ran == func => Some(self.truth_facts(func, &returns)),
            _ => Some(self.summary(func, None)?.guards.clone()),
        }
    }

    /// `xs.filter(p)`: the elements for which it is true.
    pub(crate) fn filter(&mut self, site: &CallSite<'_>, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let element = self.accepted(site, receiver);
        self.array_of(element)
    }

    /// `xs.find(p)`: an element for which it is true.
    pub(crate) fn find_item(&mut self, site: &CallSite<'_>, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let returns = self.last_returns.clone();
        let found = self.accepted(site, receiver);
        let Some(first) = site.args.positional.first() else { return found };
        self.last_returns = returns;
        let truth = self.some(receiver, first.value);
        let facts = self.guard_of(truth);
        let guard = self.new_guard(facts.into_iter().map(|f| Fact { if_false: Cleared::default(), ..f }).collect());
        let found = self.value(found).clone();
        self.new_value(Value { guard, param: None, konst: Konst::No, ..found })
    }

    fn accepted(&mut self, site: &CallSite<'_>, receiver: Arg) -> ValueId {
        let element = self.element_of(receiver.value);
        let Some(first) = site.args.positional.first() else { return element };
        let Some(predicate) = self.predicate(first.value) else { return element };
        let cleared = of_element(&predicate).map_or_else(Cleared::default, |fact| fact.if_true);
        self.cleared(element, cleared)
    }

    /// `xs.some(p)`: where it is true, so is what the predicate says of other places; where it is false, no element
    /// satisfies it.
    pub(crate) fn some(&mut self, receiver: Arg, function: ValueId) -> ValueId {
        let Some(predicate) = self.predicate(function) else { return UNKNOWN };
        let mut guard = self.none_of_texts(receiver, function);
        for fact in &predicate {
            if let FactAt::Outside(place) = fact.at {
                guard.push(Fact { place, if_true: fact.if_true, if_false: Cleared::default() });
            }
        }
        if let Some(fact) = of_element(&predicate) {
            let elements = self.guard_value(receiver.node, Cleared::default(), fact.if_false);
            guard.extend(self.guard_of(elements));
        }
        let guard = self.new_guard(guard);
        self.new_value(Value { guard, ..Value::default() })
    }

    /// `["..", "/"].some((part) => name.includes(part))`: where it is false, so is the predicate for each of the texts.
    fn none_of_texts(&mut self, receiver: Arg, function: ValueId) -> Guard {
        let held = self.value(receiver.value).object.map(|object| self.object(object));
        let Some(held) = held.filter(|held| held.length.is_some_and(|length| length <= MAX_TEXTS)) else {
            return Guard::new();
        };
        let texts: Vec<ValueId> = held.fields.iter().map(|&(_, item)| item).collect();
        if !texts.iter().all(|&text| matches!(self.value(text).konst, Konst::Str(_))) {
            return Guard::new();
        }
        let mut guard = Guard::new();
        for text in texts {
            let found = self.invoke(function, &[text], receiver.node);
            for fact in self.guard_of(found) {
                match guard.iter_mut().find(|known: &&mut Fact| known.place == fact.place) {
                    Some(known) => known.if_false = known.if_false.and(fact.if_false),
                    None => guard.push(Fact { if_true: Cleared::default(), ..fact }),
                }
            }
        }
        guard
    }

    /// `xs.every(p)`: where it is true, every element satisfies it.
    pub(crate) fn every(&mut self, receiver: Arg, function: ValueId) -> ValueId {
        let Some(predicate) = self.predicate(function) else { return UNKNOWN };
        match of_element(&predicate) {
            Some(fact) => self.guard_value(receiver.node, fact.if_true, Cleared::default()),
            None => UNKNOWN,
        }
    }
}

/// What a predicate says of the element that it is given.
fn of_element(predicate: &[TruthFact]) -> Option<&TruthFact> {
    predicate.iter().find(|fact| fact.at == FactAt::Param(0, Way::NONE))
}

/// Whether a value is one character of a text.
fn is_character(value: &Value) -> bool {
    !value.taints.is_empty() && value.taints.iter().all(|taint| taint.removed.has(Chars::ONE))
}
