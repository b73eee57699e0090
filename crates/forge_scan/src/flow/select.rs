//! Selectors and conditions of models, over the values of one call.

use super::Flow;
use super::call::{Arg, Args};
use super::value::{Callable, Key, Konst, Origin, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_catalogue::select::{Base, Condition, Selector, Step, Test, glob};
use forge_model::FlowKind;
use forge_syntax::tree::{List, NodeId, NodeKind, Sym};
use smallvec::{SmallVec, smallvec};

/// What selectors may speak of.
pub(crate) struct Scope<'c> {
    pub(crate) args: &'c Args,
    pub(crate) receiver: Option<Arg>,
    /// The result, or what is assigned.
    pub(crate) result: Option<Arg>,
    pub(crate) node: NodeId,
}

/// What a selector found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Selected {
    pub(crate) arg: Arg,
    /// Everything inside the value is meant as well.
    pub(crate) deep: bool,
}

/// Longest expression, in bytes, that is compared with patterns.
const MAX_CODE: usize = 400;

/// Most items of a sequence that are looked at one by one.
const MAX_ITEMS: u32 = 32;

impl Flow<'_> {
    /// The string `index` of the catalogue as a symbol of this file.
    fn symbol(&mut self, index: u32) -> forge_syntax::tree::Sym {
        let text = self.catalogue.text(index);
        self.names.intern(text)
    }

    fn bases(&mut self, selector: &Selector, scope: &Scope<'_>) -> SmallVec<[Arg; 2]> {
        match selector.base {
            Base::Receiver => scope.receiver.into_iter().collect(),
            Base::Return => scope.result.into_iter().collect(),
            Base::Target => {
                self.target_of(scope.node).map(|name| self.named_arg(scope.node, name)).into_iter().collect()
            }
            Base::Function => {
                let around = self.names_around(scope.node);
                let name = self.names.intern(&around);
                smallvec![self.named_arg(scope.node, name)]
            }
            Base::Member => {
                self.member_read_of(scope.node).map(|name| self.named_arg(scope.node, name)).into_iter().collect()
            }
            Base::Condition => {
                let conditions = self.conditions_around(scope.node);
                let text = self.names.intern(&conditions);
                smallvec![self.named_arg(scope.node, text)]
            }
            Base::Statement => {
                let statement = self.statement_around(scope.node);
                let text = self.names.intern(&statement);
                smallvec![self.named_arg(scope.node, text)]
            }
            Base::Body => {
                let body = self.body_around(scope.node);
                let text = self.names.intern(&body);
                smallvec![self.named_arg(scope.node, text)]
            }
            Base::Argument(at, name) => {
                if let Some(&arg) = scope.args.positional.get(at as usize) {
                    return smallvec![arg];
                }
                let named = name.and_then(|name| {
                    let name = self.symbol(name);
                    scope.args.named(name)
                });
                named.or(scope.args.rest).into_iter().collect()
            }
            Base::From(at) => scope.args.positional.iter().skip(at as usize).copied().chain(scope.args.rest).collect(),
            Base::Named(name) => {
                let name = self.symbol(name);
                scope.args.named(name).into_iter().collect()
            }
            Base::NamedRest => scope.args.named_rest.into_iter().collect(),
            Base::AnyNamed => scope.args.named.iter().map(|&(_, arg)| arg).chain(scope.args.named_rest).collect(),
            Base::All => scope.args.all().collect(),
            Base::Class => {
                let running = self.frames.iter().rev().find_map(|frame| self.tree.function(frame.func).class);
                let class = running.map(|class| Value { callable: Callable::Class(class), ..Value::default() });
                class.map(|class| Arg { node: scope.node, value: self.new_value(class) }).into_iter().collect()
            }
            Base::Thrown => {
                let failed = self.rejections.get(&scope.node).copied();
                failed.map(|value| Arg { node: scope.node, value }).into_iter().collect()
            }
            Base::Reply => {
                let object = Some(super::reply::REPLY_OBJECT);
                let value = self.new_value(Value { object, ..Value::default() });
                smallvec![Arg { node: scope.node, value }]
            }
        }
    }

    fn named_arg(&mut self, node: NodeId, name: forge_syntax::tree::Sym) -> Arg {
        let value = self.constant(Konst::Str(name));
        Arg { node, value }
    }

    /// The values that `selector` names.
    pub(crate) fn select(&mut self, selector: &Selector, scope: &Scope<'_>) -> SmallVec<[Selected; 2]> {
        let mut found: SmallVec<[Selected; 2]> =
            self.bases(selector, scope).into_iter().map(|arg| Selected { arg, deep: false }).collect();
        for step in &selector.path {
            if *step == Step::Element {
                found = found.into_iter().flat_map(|selected| self.items(selected)).collect();
                continue;
            }
            if let Step::After(patterns) = *step {
                found = found.into_iter().flat_map(|selected| self.items_after(selected, patterns)).collect();
                continue;
            }
            for selected in &mut found {
                match *step {
                    Step::Deep => selected.deep = true,
                    Step::Element | Step::After(_) => {}
                    Step::Field(name) => {
                        let name = self.symbol(name);
                        selected.arg = self.field_arg(selected.arg, name);
                    }
                    Step::Fact(fact) => {
                        let object = self.value(selected.arg.value).object;
                        let value = object.and_then(|object| self.object(object).fact(fact));
                        selected.arg.value = value.unwrap_or(UNKNOWN);
                    }
                }
            }
        }
        found
    }

    /// Whether no field of a literal can have this name: computed names begin otherwise, `[`items.${kind}.id`]: id`.
    fn is_named_otherwise(&self, fields: List, name: Sym) -> bool {
        let name = self.names.text(name);
        let is_other = |key: NodeId| match self.tree.kind(key) {
            NodeKind::Str(key) => self.names.text(key) != name,
            NodeKind::Interpolate(parts) | NodeKind::Sum(parts) => match self.tree.list(parts).first() {
                Some(&first) => {
                    matches!(self.tree.kind(first), NodeKind::Str(start) if !name.starts_with(self.names.text(start)))
                }
                None => true,
            },
            _ => false,
        };
        let mut fields = self.tree.list(fields).iter();
        fields.all(|&field| matches!(self.tree.kind(field), NodeKind::Property { key, .. } if is_other(key)))
    }

    /// The node of a literal's field is more precise than that of the literal.
    fn field_arg(&mut self, arg: Arg, name: forge_syntax::tree::Sym) -> Arg {
        let value = self.field_value(arg.value, name);
        let mut node = arg.node;
        if let (NodeKind::Array { items, .. }, Key::At(at)) = (self.tree.kind(arg.node), self.field_key(name)) {
            node = self.tree.list(items).get(at as usize).copied().unwrap_or(node);
        }
        if let NodeKind::Object(list) = self.tree.kind(arg.node) {
            let held = self.value(arg.value).object.map(|object| self.object(object));
            let by_unknown_name = held.is_some_and(|held| held.any.is_some() && held.field(Key::Name(name)).is_none());
            if by_unknown_name && self.is_named_otherwise(list, name) {
                return Arg { node, value: UNKNOWN };
            }
            for &entry in self.tree.list(list) {
                if let NodeKind::Property { key, value } = self.tree.kind(entry)
                    && self.tree.kind(key) == NodeKind::Str(name)
                {
                    node = value;
                }
            }
        }
        Arg { node, value }
    }

    fn field_value(&mut self, value: ValueId, name: forge_syntax::tree::Sym) -> ValueId {
        let held = self.value(value).object.map(|object| self.object(object));
        let key = self.field_key(name);
        if let Some(field) = held.as_ref().and_then(|object| object.field(key)) {
            return field;
        }
        if let Callable::Class(class) = self.value(value).callable
            && let Some(field) = self.class_field(class, name)
        {
            return field;
        }
        // A method of a class of the file: what a library calls on the object.
        let method = self.value(value).class.and_then(|class| self.find_method(class, name));
        match method {
            Some(method) => self.new_value(Value { callable: Callable::Method(method, value), ..Value::default() }),
            None => self.derived(value, key),
        }
    }

    /// A step `.0` is an element, one that is not a number a field.
    fn field_key(&self, name: forge_syntax::tree::Sym) -> Key {
        self.names.text(name).parse().map_or(Key::Name(name), Key::At)
    }

    /// The items of a sequence: one by one where they are known.
    fn items(&mut self, selected: Selected) -> SmallVec<[Selected; 2]> {
        let arg = selected.arg;
        let held = self.value(arg.value).object.map(|object| self.object(object));
        let known = held.filter(|held| held.length.is_some_and(|length| (1..=MAX_ITEMS).contains(&length)));
        let Some(held) = known else {
            let value = self.element_of(arg.value);
            return smallvec![Selected { arg: Arg { value, ..arg }, ..selected }];
        };
        let nodes = match self.tree.kind(arg.node) {
            NodeKind::Array { items, .. } => self.tree.list(items),
            _ => &[],
        };
        let items = held.fields.iter().filter_map(|&(key, value)| match key {
            Key::At(at) => Some(Arg { node: nodes.get(at as usize).copied().unwrap_or(arg.node), value }),
            _ => None,
        });
        items.map(|arg| Selected { arg, ..selected }).collect()
    }

    /// The items of a sequence that follow a constant like one of `patterns`.
    fn items_after(&mut self, selected: Selected, patterns: u32) -> SmallVec<[Selected; 2]> {
        let held = self.value(selected.arg.value).object.map(|object| self.object(object));
        if !held.is_some_and(|held| held.length.is_some_and(|length| (1..=MAX_ITEMS).contains(&length))) {
            return SmallVec::new();
        }
        let patterns = self.catalogue.text(patterns);
        let items = self.items(selected);
        let marks = |flow: &Self, item: &Selected| match flow.value(item.arg.value).konst {
            Konst::Str(text) => patterns.split('|').any(|pattern| glob(pattern, flow.names.text(text))),
            _ => false,
        };
        items.windows(2).filter(|pair| marks(self, &pair[0])).map(|pair| pair[1]).collect()
    }

    /// Whether all conditions are known to hold.
    pub(crate) fn all_hold(&mut self, conditions: &[Condition], scope: &Scope<'_>) -> bool {
        conditions.iter().all(|condition| self.holds(condition, scope))
    }

    /// Whether there is at least one condition and all are known to hold.
    pub(crate) fn some_hold(&mut self, conditions: &[Condition], scope: &Scope<'_>) -> bool {
        conditions.iter().any(|condition| self.holds(condition, scope))
    }

    fn holds(&mut self, condition: &Condition, scope: &Scope<'_>) -> bool {
        if matches!(condition.test, Test::Absent) {
            return self.known_absent(&condition.at, scope);
        }
        if matches!(condition.test, Test::Present) && !self.may_have(&condition.at, scope) {
            return false;
        }
        let found = self.select(&condition.at, scope);
        if found.is_empty() {
            return false;
        }
        found.iter().any(|selected| {
            let value = self.value(selected.arg.value).clone();
            self.test(&condition.test, selected, &value)
        })
    }

    /// Whether a field may be there: a function or a constant in the place of its object has none.
    fn may_have(&mut self, selector: &Selector, scope: &Scope<'_>) -> bool {
        let Some((Step::Field(_), before)) = selector.path.split_last() else { return true };
        let outer = Selector { base: selector.base, path: before.to_vec() };
        let holds_fields = |flow: &Self, value: ValueId| {
            let value = flow.value(value);
            value.callable == Callable::No && value.konst == Konst::No
        };
        let found = self.select(&outer, scope);
        found.iter().any(|selected| holds_fields(self, selected.arg.value)) && !self.known_absent(selector, scope)
    }

    fn test(&mut self, test: &Test, selected: &Selected, value: &Value) -> bool {
        match test {
            Test::Absent => false,
            Test::Present => !matches!(value.konst, Konst::Undefined),
            Test::Constant => matches!(value.konst, Konst::Str(_) | Konst::Num(_) | Konst::Bool(_)),
            Test::Dynamic => !matches!(value.konst, Konst::Str(_) | Konst::Num(_) | Konst::Bool(_) | Konst::Null),
            Test::Tainted => {
                if selected.deep {
                    !self.deep_taints(selected.arg.value, 3).is_empty()
                } else {
                    !self.string_taints(selected.arg.value).is_empty()
                }
            }
            Test::Remote => self.string_taints(selected.arg.value).iter().any(|taint| {
                let origin = &self.origins[taint.origin.0 as usize];
                matches!(origin, Origin::Source { tier: forge_model::Tier::Remote, .. })
            }),
            Test::Untrusted | Test::UntrustedHost => {
                let any_kind = *test == Test::Untrusted;
                let taints = if selected.deep {
                    self.deep_taints(selected.arg.value, 3)
                } else {
                    self.string_taints(selected.arg.value)
                };
                let untrusted = taints.iter().filter(|taint| any_kind || taint.kinds.has(FlowKind::Url));
                untrusted.into_iter().any(|taint| {
                    matches!(
                        self.origins[taint.origin.0 as usize],
                        Origin::Source { tier: forge_model::Tier::Remote | forge_model::Tier::BrowserUrl, .. }
                    )
                })
            }
            Test::Bool(wanted) => match value.konst {
                Konst::Bool(is) => is == *wanted,
                Konst::Num(is) => (is != 0.0) == *wanted,
                Konst::Null | Konst::Undefined => !*wanted,
                Konst::Str(_) => *wanted,
                _ => false,
            },
            Test::Text(patterns) => {
                self.known_text(value).is_some_and(|text| patterns.iter().any(|pattern| glob(pattern, &text)))
            }
            Test::NotText(patterns) => {
                self.known_text(value).is_some_and(|text| !patterns.iter().any(|pattern| glob(pattern, &text)))
            }
            Test::Unlike(patterns) => {
                !self.known_text(value).is_some_and(|text| patterns.iter().any(|pattern| glob(pattern, &text)))
            }
            Test::Exactly(texts) => {
                matches!(value.konst, Konst::Str(sym) if texts.iter().any(|text| text == self.names.text(sym)))
            }
            Test::Code(patterns) => {
                let code = self.text.get(self.tree.span(selected.arg.node).range()).unwrap_or_default();
                let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
                code.len() <= MAX_CODE && patterns.iter().any(|pattern| glob(pattern, &code))
            }
            Test::Api(nodes) => {
                let ty = self.catalogue.same(value.ty);
                ty != NO_NODE
                    && !value.guessed
                    && nodes.iter().any(|&node| self.catalogue.is_a(ty, self.catalogue.same(node)))
            }
            Test::Backtracks => {
                let pattern = self.pattern_of(selected.arg.value);
                pattern.is_some_and(|(pattern, _)| pattern.backtracks())
            }
            Test::Below(bound) => matches!(value.konst, Konst::Num(number) if number < *bound),
            Test::Bits(bits) => matches!(value.konst, Konst::Num(number) if number >= 0.0 && number as u32 & bits != 0),
        }
    }

    fn known_text(&self, value: &Value) -> Option<String> {
        match value.konst {
            Konst::Str(text) | Konst::Prefix(text) => Some(self.names.text(text).to_owned()),
            Konst::Num(number) => Some(number.to_string()),
            Konst::Bool(truth) => Some(truth.to_string()),
            Konst::Null => Some("null".to_owned()),
            Konst::Regex { pattern, .. } => Some(self.names.text(pattern).to_owned()),
            Konst::Undefined | Konst::No => None,
        }
    }

    /// Whether what a selector names is known not to be given.
    fn known_absent(&mut self, selector: &Selector, scope: &Scope<'_>) -> bool {
        let Some((last, before)) = selector.path.split_last() else {
            return match selector.base {
                Base::Argument(..) | Base::Named(_) => {
                    self.bases(selector, scope).is_empty()
                        && scope.args.named_rest.is_none()
                        && scope.args.rest.is_none()
                }
                Base::From(at) => scope.args.positional.len() <= at as usize && scope.args.rest.is_none(),
                Base::Receiver => scope.receiver.is_none(),
                Base::Target | Base::Member => self.bases(selector, scope).is_empty(),
                Base::Function | Base::Condition | Base::Statement | Base::Body => false,
                Base::NamedRest => scope.args.named_rest.is_none(),
                Base::AnyNamed => scope.args.named.is_empty() && scope.args.named_rest.is_none(),
                Base::All => scope.args.all().next().is_none(),
                Base::Reply | Base::Class | Base::Thrown => false,
                Base::Return => false,
            };
        };
        let outer = Selector { base: selector.base, path: before.to_vec() };
        if self.known_absent(&outer, scope) {
            return true;
        }
        let found = self.select(&outer, scope);
        found.iter().all(|selected| {
            let value = self.value(selected.arg.value).clone();
            match (last, value.object) {
                (Step::Field(name), Some(object)) => {
                    let name = self.symbol(*name);
                    let key = self.field_key(name);
                    let object = self.object(object);
                    object.field(key).is_none()
                        && object.rest.is_none()
                        && object.any.is_none()
                        && value.taints.is_empty()
                        && value.param.is_none()
                }
                (Step::Fact(fact), Some(object)) => self.object(object).fact(*fact).is_none(),
                (Step::Fact(_), None) => true,
                (_, None) => matches!(
                    value.konst,
                    Konst::Null | Konst::Undefined | Konst::Bool(_) | Konst::Str(_) | Konst::Num(_)
                ),
                _ => false,
            }
        })
    }
}
