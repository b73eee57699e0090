//! Functions that are members of one object without a class: what one of them knows of the others, and of what the
//! constructor gives the objects that it makes.

use super::Flow;
use super::Progress;
use super::value::{Callable, Key, ObjId, THIS, Value, ValueId};
use forge_catalogue::compiled::{NO_NODE, Node};
use forge_syntax::tree::{FuncId, Sym};

/// The object that a function is a member of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// An object literal.
    Literal(ObjId),
    /// What objects have that this function makes.
    Prototype(FuncId),
}

impl Flow<'_> {
    /// Notes the functions of an object as members of it.
    pub(crate) fn note_home(&mut self, object: ObjId, home: Home) {
        if self.python {
            return;
        }
        for &(_, member) in &self.object(object).fields {
            if let Callable::Func(func) = self.value(member).callable {
                match home {
                    Home::Literal(_) => {
                        self.homes.entry(func).or_insert(home);
                    }
                    Home::Prototype(_) => {
                        self.homes.insert(func, home);
                    }
                }
            }
        }
    }

    /// The member `name` of the receiver that any object with the running function may be: another function of its
    /// object, or a field whose type the constructor has set.
    pub(crate) fn sibling(&mut self, found: &Value, base: ValueId, name: Sym) -> Option<ValueId> {
        let Some((func, THIS)) = found.param else { return None };
        let home = *self.homes.get(&func)?;
        let (object, maker) = match home {
            Home::Literal(object) => (object, None),
            Home::Prototype(maker) => (*self.prototypes.get(&maker)?, Some(maker)),
        };
        let member = self.object(object).field(Key::Name(name));
        if let Some(member) = member.filter(|&member| matches!(self.value(member).callable, Callable::Func(_))) {
            return Some(self.method_of(member, base));
        }
        let ty = self.made_with(maker?, name).filter(|&ty| ty != NO_NODE)?;
        let part = self.derived(base, Key::Name(name));
        let typed = Value { ty, ..self.value(part).clone() };
        Some(self.new_value(typed))
    }

    /// The type of the field `name` of objects that the function `maker` makes.
    fn made_with(&self, maker: FuncId, name: Sym) -> Option<Node> {
        let Progress::Done(summary) = &self.progress[maker.0 as usize] else { return None };
        let field = summary.effects.iter().find(|effect| effect.index == THIS && effect.key == Key::Name(name));
        let value = self.value(field?.value);
        Some(value.ty).filter(|_| !value.guessed)
    }
}
