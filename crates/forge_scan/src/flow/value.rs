//! Abstract values: what the engine knows of what an expression may be.

use super::strings::Chars;
use forge_catalogue::compiled::{Content, NO_NODE, Node};
use forge_model::{FlowKind, KindSet, Tier};
use forge_syntax::tree::{ClassId, FuncId, NodeId, Sym, VarId};
use smallvec::SmallVec;

/// Index of a value in the arena of one analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct ValueId(pub(crate) u32);

/// The value of which nothing is known, not even an origin.
pub(crate) const UNKNOWN: ValueId = ValueId(0);

/// Index of an abstract object: one for each place that makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ObjId(pub(crate) u32);

/// Index of an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct OriginId(pub(crate) u32);

/// Index of a step that taint took; 0 is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct TraceId(pub(crate) u32);

/// No step.
pub(crate) const NO_TRACE: TraceId = TraceId(0);

/// The parameter index that stands for the receiver.
pub(crate) const THIS: u8 = u8::MAX;
/// The parameter index that stands for the response that the running function answers with.
pub(crate) const REPLY: u8 = u8::MAX - 1;

/// A step into an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A named field or constant string key.
    Name(Sym),
    /// A constant index.
    At(u32),
    /// Some element or unknown key.
    Any,
    /// The item at this place from the end: 1 is the last.
    End(u32),
    /// What iterating gives: the elements of a sequence, the keys of a mapping.
    Each,
}

/// A path into a parameter: at most this many steps, then it stops being extended.
pub(crate) const MAX_PATH: usize = 3;

/// Where taint entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A source.
    Source {
        /// Who controls it.
        tier: Tier,
        /// The expression.
        node: NodeId,
    },
    /// Whatever the caller passes: symbolic, replaced where the function is called.
    Param {
        /// The function.
        func: FuncId,
        /// The parameter, or [`THIS`].
        index: u8,
        /// The part of it.
        path: SmallVec<[Key; MAX_PATH]>,
    },
}

/// What weakens the certainty of a taint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Doubt(u8);

impl Doubt {
    /// Every hop is resolved.
    pub(crate) const NONE: Self = Self(0);
    /// A hop is a guess: an unknown call, a receiver known by its name only.
    pub(crate) const GUESS: Self = Self(1);
    /// Something that may be a sanitizer or guard stands on the way.
    pub(crate) const GUARDED: Self = Self(2);
    /// More than one hop is a guess.
    pub(crate) const GUESSES: Self = Self(4);
    /// No doubt, but a sink that harms only where a remote client or a link chooses.
    pub(crate) const OUTSIDERS: Self = Self(8);
    /// No more doubt than a guess, but it came out of an unknown function that looks something up by it or sends it
    /// somewhere: what is read of the result is hardly a part of it.
    pub(crate) const LOOKED_UP: Self = Self(16);

    /// No doubt, but something of the program's own was found by it: where it is only told it is one of the program's keys.
    pub(crate) const FOUND: Self = Self(32);

    /// What a model says of its sinks.
    pub(crate) fn of_sinks(checked: bool, outsiders: bool) -> Self {
        Self(if checked { Self::GUARDED.0 } else { 0 } | if outsiders { Self::OUTSIDERS.0 } else { 0 })
    }

    /// Without what is no doubt.
    #[must_use]
    pub(crate) fn only_doubts(self) -> Self {
        Self(self.0 & !(Self::OUTSIDERS.0 | Self::LOOKED_UP.0 | Self::FOUND.0))
    }

    /// The doubt of a part of the value.
    pub(crate) fn of_part(self) -> Self {
        if self.has(Self::LOOKED_UP) { Self(self.only_doubts().0 | Self::GUESSES.0) } else { self }
    }

    /// Both doubts; a second guess counts.
    pub(crate) fn and(self, other: Self) -> Self {
        let twice = self.has(Self::GUESS) && other.has(Self::GUESS);
        Self(self.0 | other.0 | if twice { Self::GUESSES.0 } else { 0 })
    }

    /// Whether any of `other` is in it.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The doubt of two ways to the same place: the better one counts.
    pub(crate) fn either(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What weakens one of two things, or the other.
    fn any(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One taint of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Taint {
    /// Where it entered.
    pub(crate) origin: OriginId,
    /// What it is still dangerous for.
    pub(crate) kinds: KindSet,
    /// What an encoding made it harmless for: decoding it makes it dangerous again.
    pub(crate) escaped: KindSet,
    /// What it is harmless for only as a whole: an address of this site leads here, a part of it anywhere. Of a
    /// parameter everything, until a part is taken.
    pub(crate) whole: KindSet,
    /// Characters that cannot be in it any more.
    pub(crate) removed: Chars,
    /// Its last step.
    pub(crate) trace: TraceId,
    /// What weakens it.
    pub(crate) doubt: Doubt,
}

/// What a page that is shown as it came is harmless for.
pub(crate) const MARKUP: KindSet = KindSet::of(FlowKind::Html).with(FlowKind::HtmlUrl);

impl Taint {
    /// The same origin by either of two ways: as dangerous as both, and as certain as the way that is that dangerous. What
    /// is certain of the way that is harmless says nothing of the other.
    fn join(&mut self, other: Self) {
        // What an encoding keeps from being dangerous is no danger as it is.
        let (own, others) = (self.kinds, other.kinds);
        self.doubt = match (own.union(others) == own, own.union(others) == others) {
            (true, true) => self.doubt.either(other.doubt),
            (true, false) => self.doubt,
            (false, true) => other.doubt,
            (false, false) => self.doubt.any(other.doubt),
        };
        self.kinds = self.kinds.union(other.kinds);
        self.escaped = self.escaped.union(other.escaped);
        self.whole = self.whole.union(other.whole);
        self.removed = self.removed.intersect(other.removed);
    }

    /// A part of it. A piece of a page is still a piece of a page.
    pub(crate) fn part(mut self) -> Self {
        let page = if self.is_page() { self.whole.intersect(MARKUP) } else { KindSet::NONE };
        self.kinds = self.kinds.union(self.whole.minus(page));
        self.whole = page;
        self
    }

    /// Whether it is an answer whose markup the page's own server made, as far as its name or being whole says so.
    pub(crate) fn is_page(self) -> bool {
        self.whole.has(FlowKind::Html)
    }

    /// It as a text among others: what is put into markup is no page.
    pub(crate) fn as_text(mut self) -> Self {
        if self.is_page() {
            self.kinds = self.kinds.union(self.whole.intersect(MARKUP));
            self.whole = self.whole.minus(MARKUP);
        }
        self
    }

    /// It, where it may be harmless for these kinds as a whole after all.
    pub(crate) fn whole_again(self, kinds: KindSet) -> Self {
        Self { whole: self.whole.union(kinds), ..self }
    }

    /// A field or item of it, which is text unless its name says otherwise.
    pub(crate) fn field(self, content: Option<Content>) -> Self {
        match content {
            Some(Content::Markup | Content::Plain) => self.without(MARKUP),
            Some(Content::MarkupAsItCame) => Self { kinds: self.kinds.minus(self.whole.intersect(MARKUP)), ..self },
            None => Self { kinds: self.kinds.union(self.whole.intersect(MARKUP)), ..self },
        }
    }

    /// It without these kinds.
    pub(crate) fn without(mut self, kinds: KindSet) -> Self {
        self.kinds = self.kinds.minus(kinds);
        self.whole = self.whole.minus(kinds);
        self
    }

    /// What an encoding took away is there again.
    pub(crate) fn decode(&mut self) {
        self.removed = Chars::NONE;
        self.kinds = self.kinds.union(self.escaped);
        self.escaped = KindSet::NONE;
    }
}

/// Taints of a value: a small set, one per origin.
pub(crate) type Taints = SmallVec<[Taint; 1]>;

/// Most origins that one value keeps.
pub(crate) const MAX_TAINTS: usize = 6;

/// Adds `taint` to `taints`; the same origin by another way is joined.
pub(crate) fn add_taint(taints: &mut Taints, taint: Taint) {
    if taint.kinds.union(taint.escaped).union(taint.whole).is_empty() {
        return;
    }
    if let Some(same) = taints.iter_mut().find(|same| same.origin == taint.origin) {
        same.join(taint);
    } else if taints.len() < MAX_TAINTS {
        taints.push(taint);
    }
}

/// What is known of a value's content.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Konst {
    /// Nothing.
    #[default]
    No,
    /// It is this string.
    Str(Sym),
    /// It is a string that starts like this; [`super::strings::HOLE`] stands for parts that are not known.
    Prefix(Sym),
    /// It is this number.
    Num(f64),
    /// It is this truth value.
    Bool(bool),
    /// `null`, `None`.
    Null,
    /// `undefined`.
    Undefined,
    /// It is this regular expression.
    Regex {
        /// The pattern.
        pattern: Sym,
        /// Its flags.
        flags: Sym,
    },
}

/// Index of the variables that functions made inside a call keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct EnvId(pub(crate) u32);

/// What a value does when it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Callable {
    /// Not known here; its type may tell.
    #[default]
    No,
    /// A function of this file.
    Func(FuncId),
    /// A method of this file with its receiver.
    Method(FuncId, ValueId),
    /// A class of this file.
    Class(ClassId),
    /// A type of records, by index: calling it makes one.
    Record(u32),
    /// Stores its argument in the cell made at this place: the setter of a component's state.
    Setter(NodeId),
    /// A function that was made inside a call which has ended, with the variables of that call.
    Closure(FuncId, EnvId),
    /// A function with its first arguments: index into the bound calls.
    Bound(u32),
    /// One of several: index into the choices.
    Choice(u32),
}

/// A place that is read more than once: see [`super::guard::place`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Its identity.
    pub(crate) id: u64,
    /// That of the variable at its root.
    pub(crate) root: u64,
    /// The way from there.
    pub(crate) way: Way,
    /// The variable, where the place is one.
    pub(crate) var: Option<VarId>,
    /// Where it was looked at.
    pub(crate) node: NodeId,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The steps from the root of a place to it, as a hash that can be put behind another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Way {
    hash: u64,
    scale: u64,
}

impl Way {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    /// No step.
    pub(crate) const NONE: Self = Self { hash: 0, scale: 1 };

    /// One more step.
    pub(crate) fn step(self, step: u64) -> Self {
        self.then(Self { hash: step, scale: Self::BASE })
    }

    /// This way, then the other.
    pub(crate) fn then(self, next: Self) -> Self {
        let hash = self.hash.wrapping_mul(next.scale).wrapping_add(next.hash);
        Self { hash, scale: self.scale.wrapping_mul(next.scale) }
    }
}

impl Place {
    /// The place that `way` leads to from the variable with the identity `root`.
    pub(crate) fn at(root: u64, way: Way) -> Self {
        Self { id: root ^ way.hash.rotate_left(31).wrapping_mul(Way::BASE), root, way, var: None, node: NodeId(0) }
    }

    /// The place that `way` leads to from this one.
    pub(crate) fn inside(self, way: Way) -> Self {
        if way == Way::NONE { self } else { Self::at(self.root, self.way.then(way)) }
    }
}

/// What a true or false result says of one place that was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fact {
    /// The place.
    pub(crate) place: Place,
    /// What is known to be gone when the result is true.
    pub(crate) if_true: Cleared,
    /// What is known to be gone when the result is false.
    pub(crate) if_false: Cleared,
}

/// What a truth value says of the places that were looked at to get it.
pub(crate) type Guard = SmallVec<[Fact; 1]>;

/// What a guard or sanitizer takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cleared {
    /// Kinds.
    pub(crate) kinds: KindSet,
    /// Characters.
    pub(crate) chars: Chars,
    /// It may validate, in a way that is not understood.
    pub(crate) maybe: bool,
    /// Something of the program's own was found by it.
    pub(crate) found: bool,
    /// Its truth.
    pub(crate) is: Option<bool>,
}

impl Cleared {
    /// Everything: the value is one of a fixed set.
    pub(crate) const ALL: Self = Self { kinds: KindSet::ALL, chars: Chars::ALL, maybe: false, found: false, is: None };

    /// These characters, and the kinds that need them.
    pub(crate) fn chars(chars: Chars) -> Self {
        Self { kinds: super::strings::blocked(chars), chars, ..Self::default() }
    }

    /// These kinds only.
    pub(crate) fn kinds(kinds: KindSet) -> Self {
        Self { kinds, ..Self::default() }
    }

    /// What both take away.
    pub(crate) fn either(self, other: Self) -> Self {
        let maybe = self.maybe || other.maybe;
        let (kinds, chars) = (self.kinds.intersect(other.kinds), self.chars.intersect(other.chars));
        Self { kinds, chars, maybe, ..Self::default() }
    }

    /// Nothing, for certain.
    pub(crate) fn maybe() -> Self {
        Self { maybe: true, ..Self::default() }
    }

    /// Nothing, but something of the program's own was found by it.
    pub(crate) fn found() -> Self {
        Self { found: true, ..Self::default() }
    }

    /// What is gone when both have happened.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            kinds: self.kinds.union(other.kinds),
            chars: self.chars.union(other.chars),
            maybe: self.maybe || other.maybe,
            found: self.found || other.found,
            is: self.is.or(other.is),
        }
    }

    /// Nothing is gone, but its truth is known.
    pub(crate) fn truth(is: bool) -> Self {
        Self { is: Some(is), ..Self::default() }
    }

    /// What is gone when one of two has happened.
    pub(crate) fn both(self, other: Self) -> Self {
        let kinds = |one: Self| one.kinds.union(super::strings::blocked(one.chars));
        Self {
            kinds: kinds(self).intersect(kinds(other)),
            chars: self.chars.intersect(other.chars),
            maybe: self.maybe || other.maybe,
            found: (self.found || self.kinds == KindSet::ALL) && (other.found || other.kinds == KindSet::ALL),
            is: self.is.filter(|_| self.is == other.is),
        }
    }

    /// Whether it takes nothing away.
    pub(crate) fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// An abstract value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Value {
    /// Where its content may have come from.
    pub(crate) taints: Taints,
    /// Its content, as far as it is known.
    pub(crate) konst: Konst,
    /// Its type or API path.
    pub(crate) ty: Node,
    /// The type was guessed from a name.
    pub(crate) guessed: bool,
    /// The object that it refers to.
    pub(crate) object: Option<ObjId>,
    /// The class of this file that it is an instance of.
    pub(crate) class: Option<ClassId>,
    /// What it does when called.
    pub(crate) callable: Callable,
    /// What its truth says: index + 1 into the guards.
    pub(crate) guard: u32,
    /// It is exactly this parameter.
    pub(crate) param: Option<(FuncId, u8)>,
}

impl Value {
    /// A value of this type of which nothing else is known.
    pub(crate) fn typed(ty: Node) -> Self {
        Self { ty, ..Self::default() }
    }

    /// A constant.
    pub(crate) fn constant(konst: Konst) -> Self {
        Self { konst, ..Self::default() }
    }

    /// A value with these taints only.
    pub(crate) fn tainted(taints: Taints) -> Self {
        Self { taints, ..Self::default() }
    }

    /// Whether nothing at all is known of it.
    pub(crate) fn is_unknown(&self) -> bool {
        self.taints.is_empty()
            && self.konst == Konst::No
            && self.ty == NO_NODE
            && self.object.is_none()
            && self.class.is_none()
            && self.callable == Callable::No
            && self.guard == 0
    }

    /// Its truth, where that is known.
    pub(crate) fn truth(&self, is_empty: impl Fn(Sym) -> bool) -> Option<bool> {
        match self.konst {
            Konst::Str(text) => Some(!is_empty(text)),
            Konst::Prefix(text) => (!is_empty(text)).then_some(true),
            Konst::Num(value) => Some(value != 0.0 && !value.is_nan()),
            Konst::Bool(value) => Some(value),
            Konst::Null | Konst::Undefined => Some(false),
            Konst::Regex { .. } => Some(true),
            Konst::No => (self.callable != Callable::No).then_some(true),
        }
    }
}

/// An abstract object: an object literal, an array, an instance, a parameter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object {
    /// Known fields, in the order in which they were made.
    pub(crate) fields: SmallVec<[(Key, ValueId); 4]>,
    /// What a field has that is not in `fields`.
    pub(crate) rest: Option<ValueId>,
    /// What was stored under keys that are not known.
    pub(crate) any: Option<ValueId>,
    /// What those keys are, where they carry something.
    pub(crate) keys: Option<ValueId>,
    /// Configuration facts: the index of the fact's name in the catalogue.
    pub(crate) facts: SmallVec<[(u32, ValueId); 1]>,
    /// A sequence whose items are exactly `At(0..length)`.
    pub(crate) length: Option<u32>,
    /// It is a sequence.
    pub(crate) sequence: bool,
    /// Fields that were written, as opposed to read: what a call changes for its caller.
    pub(crate) written: bool,
}

impl Object {
    /// The field `key`, if it is known.
    pub(crate) fn field(&self, key: Key) -> Option<ValueId> {
        // The items of a sequence stand where their numbers say.
        if let Key::At(at) = key
            && let Some(&(found, value)) = self.fields.get(at as usize)
            && found == key
        {
            return Some(value);
        }
        self.fields.iter().find(|(name, _)| *name == key).map(|&(_, value)| value)
    }

    /// What iterating over it gives: the values of an object, the items of a sequence.
    pub(crate) fn items(&self) -> impl Iterator<Item = ValueId> {
        let named = |key: &Key| matches!(key, Key::Name(_));
        self.fields.iter().filter(move |(key, _)| !(self.sequence && named(key))).map(|&(_, value)| value)
    }

    /// Sets a known field.
    pub(crate) fn set(&mut self, key: Key, value: ValueId) {
        match self.fields.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.fields.push((key, value)),
        }
    }

    /// The fact numbered `fact`.
    pub(crate) fn fact(&self, fact: u32) -> Option<ValueId> {
        self.facts.iter().find(|(name, _)| *name == fact).map(|&(_, value)| value)
    }

    /// Sets a fact.
    pub(crate) fn set_fact(&mut self, fact: u32, value: ValueId) {
        match self.facts.iter_mut().find(|(name, _)| *name == fact) {
            Some((_, old)) => *old = value,
            None => self.facts.push((fact, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forge_model::FlowKind;

    fn taint(kinds: &[FlowKind], doubt: Doubt) -> Taint {
        let kinds = kinds.iter().fold(KindSet::NONE, |all, kind| all.with(*kind));
        let (escaped, whole, removed) = (KindSet::NONE, KindSet::NONE, Chars::NONE);
        Taint { origin: OriginId(0), kinds, escaped, whole, removed, trace: NO_TRACE, doubt }
    }

    /// The doubt of one origin by two ways, in either order.
    fn joined(one: Taint, other: Taint) -> Doubt {
        let doubt = |ways: [Taint; 2]| {
            let mut taints = Taints::new();
            for way in ways {
                add_taint(&mut taints, way);
            }
            taints[0].doubt
        };
        assert_eq!(doubt([one, other]), doubt([other, one]));
        doubt([one, other])
    }

    #[test]
    fn a_guess_stays_one_beside_a_sure_way_that_is_harmless() {
        let all = [FlowKind::Html, FlowKind::Log];
        let sure = taint(&all, Doubt::NONE);
        let guessed = taint(&all, Doubt::GUESS);
        let cleared = taint(&[FlowKind::Log], Doubt::NONE);
        assert_eq!(joined(sure, guessed), Doubt::NONE);
        assert_eq!(joined(cleared, guessed), Doubt::GUESS);
        assert_eq!(joined(cleared, taint(&[FlowKind::Html], Doubt::GUESS)), Doubt::GUESS);
        assert_eq!(joined(sure, taint(&[FlowKind::Log], Doubt::GUESSES)), Doubt::NONE);
    }
}
