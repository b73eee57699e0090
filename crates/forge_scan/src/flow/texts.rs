//! Operations on texts, character by character.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::strings::Chars;
use super::value::{Cleared, Key, Konst, UNKNOWN, Value, ValueId};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::NodeId;

impl Flow<'_> {
    /// `str(x)`: what an object of the file's classes makes of itself; a text is the same text.
    pub(crate) fn text_value(&mut self, id: NodeId, of: Arg) -> ValueId {
        let text = self.printed_by_model(id, of.value).unwrap_or_else(|| self.as_text(id, of.value));
        let found = self.value(text);
        let text = Value { taints: found.taints.clone(), konst: found.konst, ..Value::default() };
        let text = self.new_value(text);
        self.cleared(text, Cleared::kinds(KindSet::of(FlowKind::Nosql)))
    }

    /// `text.translate(table)`: characters whose code points the table names are gone.
    pub(crate) fn translate(&mut self, id: NodeId, subject: Option<Arg>, table: Option<Arg>) -> ValueId {
        let Some(subject) = subject else { return UNKNOWN };
        let held = table.and_then(|table| self.value(table.value).object).map(|table| self.object(table));
        let named: String = held
            .iter()
            .flat_map(|table| &table.fields)
            .filter(|&&(key, value)| !self.puts_back(key, value))
            .filter_map(|&(key, _)| match key {
                Key::At(code) => char::from_u32(code),
                Key::Name(text) => self.names.text(text).chars().next(),
                Key::Any | Key::Each | Key::End(_) => None,
            })
            .collect();
        let cleared = if held.is_some() { Cleared::chars(Chars::of(&named)) } else { Cleared::maybe() };
        self.replaced(id, subject, None, cleared)
    }

    /// Whether what a table puts in the place of a character is or starts with that character.
    pub(crate) fn puts_back(&self, key: Key, value: ValueId) -> bool {
        let c = match key {
            Key::At(code) => char::from_u32(code),
            Key::Name(text) => self.names.text(text).chars().next(),
            _ => None,
        };
        match self.text_of(value) {
            Some((text, _)) if text.starts_with(['&', '\\', '%']) => false,
            Some((text, _)) => c.is_some_and(|c| text.contains(c)),
            None => false,
        }
    }

    /// `ord(c)` and `chr(n)` of constants.
    pub(crate) fn code_point(&mut self, of: Option<Arg>) -> ValueId {
        let text = of.and_then(|of| self.text_of(of.value));
        match text.as_ref().and_then(|(text, exact)| text.chars().next().filter(|_| *exact)) {
            Some(c) => self.constant(Konst::Num(f64::from(u32::from(c)))),
            None => UNKNOWN,
        }
    }

    pub(crate) fn character(&mut self, of: Option<Arg>) -> ValueId {
        match of.map(|of| self.value(of.value).konst) {
            Some(Konst::Num(number)) if number >= 0.0 => match char::from_u32(number as u32) {
                Some(c) => {
                    let text = self.names.intern(c.encode_utf8(&mut [0; 4]));
                    self.constant(Konst::Str(text))
                }
                None => UNKNOWN,
            },
            _ => UNKNOWN,
        }
    }

    /// `format.format_map(mapping)`.
    pub(crate) fn format_mapping(&mut self, site: &CallSite<'_>) -> ValueId {
        let (Some(format), Some(mapping)) = (site.receiver, site.args.positional.first()) else { return UNKNOWN };
        let mut args = Args::default();
        self.spread_args(&mut args, mapping.node, mapping.node, mapping.value);
        let rest = args.named_rest.into_iter().map(|arg| (arg.node, arg.value)).collect::<Vec<_>>();
        self.brace_format(site.id, format.value, &rest, &args.named)
    }
}
