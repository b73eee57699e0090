//! Options that a program declares: which of them can hold any text, and which numbers, switches or one of a set.

use super::Flow;
use super::call::{Arg, CallSite};
use super::value::{Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_syntax::tree::Sym;

impl Flow<'_> {
    /// `parser.add_argument("--count", type=int)`: the parser remembers that what it gives is harmless.
    pub(crate) fn declare_option(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let Some(name) = self.option_name(site) else { return UNKNOWN };
        let known = if self.option_is_harmless(site) {
            UNKNOWN
        } else {
            let ty = self.option_type(site);
            if ty == NO_NODE {
                return UNKNOWN;
            }
            self.new_value(Value::typed(ty))
        };
        if let Some(id) = self.object_of(receiver.node, receiver.value) {
            self.change_object(id, |object| object.set(Key::Name(name), known));
        }
        UNKNOWN
    }

    /// `parser.parse_args()`: the declared options, and whatever else there is as `result` has it.
    pub(crate) fn parsed_options(&mut self, receiver: Option<Arg>, result: &mut Value) -> ValueId {
        let declared = receiver.and_then(|receiver| self.value(receiver.value).object).map(|id| self.object(id));
        let Some(declared) = declared else { return UNKNOWN };
        let rest = self.new_value(Value::tainted(result.taints.clone()));
        let mut parsed = Object { fields: declared.fields.clone(), rest: Some(rest), ..Object::default() };
        for (_, field) in &mut parsed.fields {
            let ty = self.value(*field).ty;
            if ty != NO_NODE {
                *field = self.new_value(Value { ty, ..Value::tainted(result.taints.clone()) });
            }
        }
        result.object = Some(self.new_object(parsed));
        UNKNOWN
    }

    fn option_name(&mut self, site: &CallSite<'_>) -> Option<Sym> {
        let dest = self.names.intern("dest");
        if let Some(Konst::Str(name)) = site.args.named(dest).map(|arg| self.value(arg.value).konst) {
            return Some(name);
        }
        let given: Vec<String> = site
            .args
            .positional
            .iter()
            .filter_map(|arg| match self.value(arg.value).konst {
                Konst::Str(name) => Some(self.names.text(name).to_owned()),
                _ => None,
            })
            .collect();
        let long = given.iter().find(|name| name.starts_with("--")).or_else(|| given.first())?;
        let name = long.trim_start_matches('-').replace('-', "_");
        Some(self.names.intern(&name))
    }

    fn option_is_harmless(&mut self, site: &CallSite<'_>) -> bool {
        let [choices, action] = ["choices", "action"].map(|name| self.names.intern(name));
        if site.args.named(choices).is_some_and(|arg| self.deep_taints(arg.value, 1).is_empty()) {
            return true;
        }
        if let Some(Konst::Str(action)) = site.args.named(action).map(|arg| self.value(arg.value).konst)
            && matches!(self.names.text(action), "store_true" | "store_false" | "count" | "store_const")
        {
            return true;
        }
        let made = self.option_type(site);
        made != NO_NODE && self.catalogue.harmless(made)
    }

    /// What the function or class `type=` makes.
    fn option_type(&mut self, site: &CallSite<'_>) -> forge_catalogue::compiled::Node {
        let ty = self.names.intern("type");
        let Some(arg) = site.args.named(ty) else { return NO_NODE };
        let made = self.catalogue_step(self.value(arg.value).ty, forge_catalogue::api::CALL);
        self.catalogue.same(made)
    }
}
