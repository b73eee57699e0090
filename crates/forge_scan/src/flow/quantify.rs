//! What holds of every item of a sequence: loops that leave at the first bad one, `all`, `any`, filters.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::guard::place;
use super::strings::{self, Chars};
use super::value::{Callable, Cleared, Fact, Guard, Key, Konst, ObjId, UNKNOWN, Value, ValueId};
use forge_catalogue::api::CALL;
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{List, NodeId, NodeKind};

/// Most constant items for which a body or an element is looked at one by one.
const MAX_UNROLLED: u32 = 12;

/// What holds of the whole where `cleared` holds of every item. The items of a text are its characters.
fn of_all(cleared: Cleared) -> Cleared {
    if cleared.chars == Chars::NONE || cleared.chars == Chars::ALL {
        return cleared;
    }
    Cleared { kinds: strings::blocked(cleared.chars), ..cleared }
}

impl Flow<'_> {
    /// The items of a short sequence of constant texts.
    pub(crate) fn constant_items(&self, value: ValueId) -> Option<Vec<ValueId>> {
        let object = self.object(self.value(value).object?);
        let length = object.length.filter(|length| (1..=MAX_UNROLLED).contains(length))?;
        if object.any.is_some() || object.rest.is_some() {
            return None;
        }
        let items: Vec<ValueId> = (0..length).filter_map(|at| object.field(Key::At(at))).collect();
        let constant = |&item: &ValueId| matches!(self.value(item).konst, Konst::Str(_));
        (items.len() == length as usize && items.iter().all(constant)).then_some(items)
    }

    /// What was validated of the loop's variable where its body ends, as what then holds of all that was iterated.
    pub(crate) fn validated_items(&self, target: NodeId) -> Option<Cleared> {
        let target = place(self.tree, target)?;
        let mut known = self.state.refined.iter().filter(|refined| refined.place.id == target.id);
        let first = known.next().map(|refined| of_all(refined.cleared))?;
        (!self.state.dead && !first.is_nothing()).then_some(first)
    }

    /// Notes that `cleared` holds of the value of `node` from here on.
    pub(crate) fn note_validated(&mut self, node: NodeId, cleared: Cleared) {
        let guard = self.guard_value(node, cleared, Cleared::default());
        for fact in self.guard_facts(guard) {
            self.state.refined.add(fact.place, fact.if_true);
        }
    }

    /// The elements of a comprehension without conditions, and what it says where all or none of them are true.
    pub(crate) fn quantified(&mut self, element: NodeId, clauses: List) -> Option<ValueId> {
        let &[clause] = self.tree.list(clauses) else { return None };
        let NodeKind::ForEach { target, iterable, keys, .. } = self.tree.kind(clause) else { return None };
        if matches!(self.tree.kind(element), NodeKind::Property { .. }) {
            return None;
        }
        let iterated = self.eval(iterable);
        let (mut all, mut none) = (Guard::new(), Guard::new());
        let mut each = UNKNOWN;
        if let Some(items) = self.constant_items(iterated) {
            for (at, item) in items.into_iter().enumerate() {
                self.assign(target, item, None);
                let value = self.eval(element);
                each = if at == 0 { value } else { self.join(each, value) };
                for fact in self.guard_facts(value) {
                    all.push(Fact { if_false: Cleared::default(), ..fact });
                    none.push(Fact { if_true: Cleared::default(), ..fact });
                }
            }
        } else {
            let item = self.iterated(iterated, iterable, keys);
            self.assign(target, item, None);
            self.note_character(target, iterated);
            each = self.eval(element);
            let target = place(self.tree, target).map(|target| target.id);
            for fact in self.guard_facts(each).into_iter().filter(|fact| Some(fact.place.id) == target) {
                let value = self.guard_value(iterable, of_all(fact.if_true), of_all(fact.if_false));
                for fact in self.guard_facts(value) {
                    all.push(Fact { if_false: Cleared::default(), ..fact });
                    none.push(Fact { if_true: Cleared::default(), ..fact });
                }
            }
        }
        let array = self.array_of(each);
        if let Some(id) = self.value(array).object {
            let guards = (self.new_guard(all), self.new_guard(none));
            if guards != (0, 0) {
                self.quantified.insert(id, guards);
            }
        }
        Some(array)
    }

    /// Whether `target`, which takes what iterating `iterated` gives, takes the characters of a text.
    pub(crate) fn note_character(&mut self, target: NodeId, iterated: ValueId) {
        let NodeKind::Var(var) = self.tree.kind(target) else { return };
        let is_sequence = self.value(iterated).object.is_some_and(|object| self.object(object).sequence);
        if is_sequence {
            self.characters.remove(&var);
        } else {
            self.characters.insert(var);
        }
    }

    /// What is known of `node` where it is not in the text `text`: something only of a single character.
    pub(crate) fn not_in_text(&self, node: NodeId, text: forge_syntax::tree::Sym) -> Cleared {
        match self.tree.kind(node) {
            NodeKind::Var(var) if self.characters.contains(&var) => {
                Cleared { chars: Chars::of(self.names.text(text)), ..Cleared::default() }
            }
            _ => Cleared::default(),
        }
    }

    /// `all(...)` and `any(...)`.
    pub(crate) fn quantifier(&mut self, items: Option<Arg>, all: bool) -> ValueId {
        let found = items.and_then(|items| self.value(items.value).object);
        let Some(&(when_all, when_none)) = found.and_then(|object: ObjId| self.quantified.get(&object)) else {
            return UNKNOWN;
        };
        let guard = if all { when_all } else { when_none };
        self.new_value(Value { guard, ..Value::default() })
    }

    /// What calling a value of any kind with these arguments gives: a function, a class, an API, or a method that is
    /// taken from its type (`str.strip`), whose receiver is the first argument.
    pub(crate) fn call_with(&mut self, function: Arg, args: &Args, id: NodeId) -> ValueId {
        let found = self.value(function.value).clone();
        let site = CallSite { id, callee: function.node, receiver: None, args, guessed: found.guessed };
        if found.callable != Callable::No || found.ty != NO_NODE || found.class.is_some() {
            return self.call_value(&site, function.value, found.ty, false);
        }
        if let NodeKind::Member { object, name } = self.tree.kind(function.node)
            && let Some((&receiver, rest)) = args.positional.split_first()
        {
            let object = self.eval(object);
            let instance = self.catalogue_step(self.value(object).ty, CALL);
            let instance = self.catalogue.same(instance);
            let known = if instance == NO_NODE { NO_NODE } else { self.member_node(instance, name) };
            let node = if known == NO_NODE { self.member_node(NO_NODE, name) } else { known };
            if instance != NO_NODE && node != NO_NODE {
                let args = Args { positional: rest.into(), ..args.clone() };
                let site = CallSite { receiver: Some(receiver), args: &args, ..site };
                return self.call_model(&site, node);
            }
        }
        self.call_value(&site, function.value, NO_NODE, false)
    }

    /// `filter(function, items)`: what is left are the items for which it is true.
    pub(crate) fn filter_items(&mut self, site: &CallSite<'_>) -> ValueId {
        let &[function, items, ..] = site.args.positional.as_slice() else { return UNKNOWN };
        let mut element = self.iterated(items.value, items.node, false);
        if self.value(function.value).konst != Konst::Null {
            let mut args = Args::default();
            args.positional.push(Arg { node: items.node, value: element });
            let kept = self.call_with(function, &args, site.id);
            let subject = place(self.tree, items.node).map(|place| place.id);
            for fact in self.guard_facts(kept).into_iter().filter(|fact| Some(fact.place.id) == subject) {
                element = self.cleared(element, of_all(fact.if_true));
            }
        }
        self.array_of(element)
    }

    /// `set.issubset(other)`, `set <= other`.
    pub(crate) fn subset_guard(&mut self, left: Arg, right: Arg) -> Option<ValueId> {
        let argument = self.only_argument(left.node);
        let subject = argument.unwrap_or(left.node);
        if argument.is_some()
            && let Some(text) = self.letters_of_set(right.node)
        {
            let letters = text.chars().any(char::is_alphabetic);
            let gone = Chars::matching(|c| !(text.contains(c) || c == 'a' && letters));
            return Some(self.guard_value(subject, Cleared::chars(gone), Cleared::default()));
        }
        let object = self.value(right.value).object?;
        let is_own = self.object(object).sequence && self.is_own(&self.deep_taints(right.value, 2));
        is_own.then(|| self.guard_value(subject, Cleared::ALL, Cleared::default()))
    }

    /// `x` of `set(x)`.
    fn only_argument(&self, node: NodeId) -> Option<NodeId> {
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(node) else { return None };
        let is_set = matches!(self.tree.kind(callee), NodeKind::Global(name) if matches!(self.tree.str(name), "set" | "frozenset"));
        match self.tree.list(arguments) {
            &[only] if is_set => Some(only),
            _ => None,
        }
    }

    /// The characters of `set("abc")`, or of a variable that is one.
    fn letters_of_set(&mut self, node: NodeId) -> Option<String> {
        let node = match self.tree.kind(node) {
            NodeKind::Var(var) => *self.made_from.get(&var)?,
            _ => node,
        };
        let text = self.only_argument(node).unwrap_or(node);
        let value = self.eval(text);
        self.text_of(value).filter(|&(_, exact)| exact).map(|(text, _)| text)
    }

    /// `int(x)` in a `try`: where nothing was thrown, the text is a number; white space around it passes.
    pub(crate) fn parsed(&mut self, subject: Option<Arg>) {
        let tried = self.frames.last().is_some_and(|frame| frame.tries > 0);
        if let (Some(subject), true) = (subject, tried) {
            let spaced = KindSet::of(FlowKind::Log).with(FlowKind::Header);
            self.note_validated(subject.node, Cleared::kinds(KindSet::ALL.minus(spaced)));
        }
    }

    /// Whether the expression of a pattern's flags names one of these.
    pub(crate) fn names_flag(&self, flags: Option<Arg>, wanted: [&str; 2]) -> bool {
        let Some(flags) = flags else { return false };
        let text = self.text.get(self.tree.span(flags.node).range()).unwrap_or_default();
        text.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word))
    }
}
