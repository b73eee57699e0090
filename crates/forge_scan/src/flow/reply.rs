//! Responses: the facts that are known of one, what a function in a role answers with, and headers.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::select::Scope;
use super::value::{Doubt, Key, Konst, ObjId, Object, REPLY, THIS, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::{FactValue, NO_NODE, SetFact};
use forge_model::FlowKind;
use forge_syntax::tree::{ArrayKind, NodeId, NodeKind};

/// The response that the running function answers with, where a framework has one that is not an object of the
/// program's: facts of it are facts of this object.
pub(crate) const REPLY_OBJECT: ObjId = ObjId(0);

const CONTENT_TYPE: &str = "content-type";

impl Flow<'_> {
    // ---- facts

    /// The value that a model gives a fact.
    pub(crate) fn fact_value(&mut self, value: &FactValue, scope: &Scope<'_>) -> Option<ValueId> {
        match value {
            FactValue::Text(text) => {
                let text = self.names.intern(self.catalogue.text(*text));
                Some(self.constant(Konst::Str(text)))
            }
            FactValue::From(selector) => self.select(selector, scope).first().map(|selected| selected.arg.value),
            FactValue::Header(name, wanted, value) => {
                let wanted = self.catalogue.text(*wanted);
                let named = self.select(name, scope).first().is_some_and(|selected| {
                    matches!(self.value(selected.arg.value).konst,
                        Konst::Str(text) if self.names.text(text).eq_ignore_ascii_case(wanted))
                });
                if named { self.select(value, scope).first().map(|selected| selected.arg.value) } else { None }
            }
            FactValue::Pairs(selector, wanted) => {
                let headers = self.select(selector, scope).first()?.arg.value;
                self.header(headers, self.catalogue.text(*wanted))
            }
        }
    }

    /// The value of the header `wanted` in a mapping, or in a sequence of pairs.
    fn header(&self, headers: ValueId, wanted: &str) -> Option<ValueId> {
        let held = self.object(self.value(headers).object?);
        let is_wanted = |text: forge_syntax::tree::Sym| self.names.text(text).eq_ignore_ascii_case(wanted);
        held.fields.iter().find_map(|&(key, value)| match key {
            Key::Name(name) => is_wanted(name).then_some(value),
            _ => {
                let pair = self.object(self.value(value).object?);
                let name = pair.field(Key::At(0))?;
                let Konst::Str(name) = self.value(name).konst else { return None };
                if is_wanted(name) { pair.field(Key::At(1)) } else { None }
            }
        })
    }

    /// Sets the facts of a call or assignment.
    pub(crate) fn model_facts(&mut self, facts: &[SetFact], scope: &Scope<'_>) {
        for fact in facts {
            let Some(value) = self.fact_value(&fact.value, scope) else { continue };
            if fact.reply {
                self.set_fact(REPLY_OBJECT, fact.fact, value);
                continue;
            }
            if let Some(at) = &fact.at {
                for selected in self.select(at, scope) {
                    if let Some(object) = self.value(selected.arg.value).object {
                        self.set_fact(object, fact.fact, value);
                    }
                }
                continue;
            }
            let Some(receiver) = scope.receiver else { continue };
            let root = self.fluent_root(receiver.node);
            let root_value = if root == receiver.node { receiver.value } else { self.eval(root) };
            if let Some(object) = self.object_of(root, root_value) {
                self.set_fact(object, fact.fact, value);
            }
            // What is said of a part of an object that has its configuration is said of it: `response.headers`.
            if let NodeKind::Member { object: whole, .. } = self.tree.kind(root) {
                let whole = self.eval(whole);
                if let Some(object) = self.value(whole).object {
                    self.set_fact(object, fact.fact, value);
                }
            }
        }
    }

    pub(crate) fn set_fact(&mut self, object: ObjId, fact: u32, value: ValueId) {
        self.reconsider_response(object, fact, value);
        self.change_object(object, |object| object.set_fact(fact, value));
    }

    /// The variable at the start of a fluent chain: `res` of `res.status(200).type("html")`.
    pub(crate) fn fluent_root(&self, mut node: NodeId) -> NodeId {
        loop {
            match self.tree.kind(node) {
                NodeKind::Call { callee, .. } => match self.tree.kind(callee) {
                    NodeKind::Member { object, .. } => node = object,
                    _ => return node,
                },
                _ => return node,
            }
        }
    }

    /// A content type that no browser renders takes back what was said of the response's body.
    fn reconsider_response(&mut self, object: ObjId, fact: u32, value: ValueId) {
        if let Some(&sink) = self.responses.get(&object)
            && self.catalogue.text(fact) == CONTENT_TYPE
            && self.is_no_page(value)
        {
            self.withdraw(sink);
        }
    }

    /// Whether a content type is known and none that browsers render.
    fn is_no_page(&self, content_type: ValueId) -> bool {
        self.text_of(content_type).is_some_and(|(text, _)| {
            let text = text.to_ascii_lowercase();
            !text.contains("html") && !text.contains("svg")
        })
    }

    /// Facts that a function sets of what its caller has: its parameters, its receiver, the response.
    pub(crate) fn facts_for_caller(&mut self, params: &[ValueId], this: ValueId) -> Vec<(u8, u32, ValueId)> {
        let indexed = params.iter().enumerate().map(|(at, &value)| (Self::param_index(at), self.value(value).object));
        let all = indexed.chain([(THIS, self.value(this).object), (REPLY, Some(REPLY_OBJECT))]);
        let mut out = Vec::new();
        for (index, object) in all.collect::<Vec<_>>() {
            let Some(object) = object else { continue };
            out.extend(self.object(object).facts.iter().map(|&(fact, value)| (index, fact, value)));
        }
        out
    }

    // ---- what a function answers with

    /// A function that answers requests begins: nothing is known of its response.
    pub(crate) fn new_reply(&mut self) {
        *self.state.heap.slot(REPLY_OBJECT) = Some(std::rc::Rc::default());
    }

    /// What the decorators of `func` say of the response that it answers with.
    pub(crate) fn decorate_reply(&mut self, func: forge_syntax::tree::FuncId) {
        for (fact, value) in self.reply_facts.get(&func).cloned().unwrap_or_default() {
            self.set_fact(REPLY_OBJECT, fact, value);
        }
    }

    /// What a function in a role returns may be a sink.
    pub(crate) fn check_result(&mut self, value: ValueId, node: NodeId) {
        let Some(frame) = self.frames.last() else { return };
        let (to, kinds) = (frame.returns_to, frame.result_sinks.clone());
        if to != NO_NODE {
            let args = Args { positional: [Arg { node, value }].into_iter().collect(), ..Args::default() };
            let site = CallSite { id: node, callee: node, receiver: None, args: &args, guessed: false };
            self.call_model(&site, to);
        }
        if kinds.is_empty() {
            return;
        }
        let (body, typed, location) = self.body_of(value, node);
        if let Some(value) = location {
            self.check_sink(FlowKind::Redirect, Arg { node, value }, false, node, Doubt::NONE);
        }
        let typed = typed.or_else(|| self.reply_type());
        for kind in kinds {
            let kind = FlowKind::ALL[kind as usize];
            let arg = Arg { node, value: body };
            if kind != FlowKind::Html {
                self.check_sink(kind, arg, false, node, Doubt::NONE);
            } else if typed.is_none_or(|typed| !self.is_no_page(typed) && self.text_of(typed).is_some()) {
                // Mappings and sequences become JSON.
                let printed = self.new_value(Value { object: None, ..self.value(body).clone() });
                self.check_response(Arg { value: printed, ..arg }, node, Doubt::NONE);
            }
        }
    }

    /// The body of what is returned, and the content type and location that stand beside it: a tuple is a response with
    /// its status and headers.
    fn body_of(&mut self, value: ValueId, node: NodeId) -> (ValueId, Option<ValueId>, Option<ValueId>) {
        let (NodeKind::Array { kind: ArrayKind::Tuple, .. }, Some(object)) =
            (self.tree.kind(node), self.value(value).object)
        else {
            return (value, None, None);
        };
        let held: std::rc::Rc<Object> = self.object(object);
        let body = held.field(Key::At(0)).unwrap_or(UNKNOWN);
        let beside = held.fields.iter().filter(|(key, _)| *key != Key::At(0));
        let header = |name: &str| beside.clone().find_map(|&(_, item)| self.header(item, name));
        (body, header(CONTENT_TYPE), header("location"))
    }

    fn reply_type(&self) -> Option<ValueId> {
        let fact = self.catalogue.string(CONTENT_TYPE)?;
        self.object(REPLY_OBJECT).fact(fact)
    }
}
