//! Texts with fields that a call fills in: `$name`.

use super::Flow;
use super::call::{Args, CallSite};
use super::value::{Key, Konst, UNKNOWN, Value, ValueId};
use forge_syntax::tree::NodeId;

/// The name at the start of an expression.
fn root(expression: &str) -> &str {
    let expression = expression.trim_start_matches('-').trim();
    let end = expression.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(expression.len());
    &expression[..end]
}

impl Flow<'_> {
    /// The value that the arguments of a call give a field of this name.
    fn filled_in(&mut self, args: &Args, name: &str) -> Option<ValueId> {
        let name = self.names.intern(name);
        if let Some(arg) = args.named(name) {
            return Some(arg.value);
        }
        for mapping in &args.positional {
            let object = self.value(mapping.value).object.map(|object| self.object(object));
            if let Some(value) = object.and_then(|object| object.field(Key::Name(name))) {
                return Some(value);
            }
            if !self.value(mapping.value).taints.is_empty() {
                return Some(self.derived(mapping.value, Key::Name(name)));
            }
        }
        args.named_rest.map(|rest| self.derived(rest.value, Key::Name(name)))
    }

    /// `template.substitute(name=value)` of a text with `$name`, of which all is passed on where it is not known.
    pub(crate) fn dollar_format(&mut self, site: &CallSite<'_>) -> ValueId {
        let Some(format) = site.receiver else { return UNKNOWN };
        let Konst::Str(text) = self.value(format.value).konst else {
            let mut parts: Vec<(NodeId, ValueId)> = vec![(format.node, format.value)];
            for arg in site.args.all() {
                let taints = self.deep_taints(arg.value, 2);
                let value = self.new_value(Value::tainted(taints));
                parts.push((arg.node, value));
            }
            return self.concat(site.id, &parts);
        };
        let text = self.names.text(text).to_owned();
        let mut pieces = text.split('$');
        let first = self.names.intern(pieces.next().unwrap_or_default());
        let first = self.constant(Konst::Str(first));
        let mut parts = vec![(site.id, first)];
        for piece in pieces {
            let inner = piece.strip_prefix('{').unwrap_or(piece);
            let name = root(inner);
            let mut rest = &inner[name.len()..];
            if inner.len() < piece.len() {
                rest = rest.strip_prefix('}').unwrap_or(rest);
            }
            let value = self.filled_in(site.args, name).unwrap_or(UNKNOWN);
            parts.push((site.id, value));
            let rest = self.names.intern(rest);
            let rest = self.constant(Konst::Str(rest));
            parts.push((site.id, rest));
        }
        self.concat(site.id, &parts)
    }
}
