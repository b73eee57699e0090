//! Special methods: what the language calls on objects of the file's classes without naming it.

use super::Flow;
use super::call::{Arg, Args};
use super::strings::Chars;
use super::value::{Callable, Cleared, Key, Konst, Object, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{ClassId, NodeId, Sym};

impl Flow<'_> {
    /// `getattr(object, name, default)`.
    pub(crate) fn get_attribute(&mut self, of: Option<Arg>, name: Option<Arg>, default: Option<Arg>) -> ValueId {
        let (Some(from), Some(key)) = (of, name) else { return UNKNOWN };
        let Key::Name(name) = self.key_of(key.value) else { return self.get(of, Some(key), default) };
        let held = self.value(from.value).object.map(|object| self.object(object));
        if self.value(from.value).ty == NO_NODE || held.is_some_and(|held| held.field(Key::Name(name)).is_some()) {
            return self.get(of, Some(key), default);
        }
        let found = self.read_member(from.node, from.node, from.value, name);
        default.map_or(found, |default| self.join(found, default.value))
    }

    /// Calls the method `name` of an object of one of the file's classes; `None` where it has none.
    pub(crate) fn call_special(&mut self, object: ValueId, name: &str, args: &Args, node: NodeId) -> Option<ValueId> {
        let class = self.value(object).class?;
        let name = self.tree.find(name)?;
        let method = self.find_method(class, name)?;
        // What an item or attribute is depends on its name.
        let constant = args.positional.iter().any(|arg| matches!(self.value(arg.value).konst, Konst::Str(_)));
        if constant || self.is_overridden(method, object) {
            return Some(self.call_for(method, object, args));
        }
        Some(self.call_function(method, object, args, node))
    }

    /// As [`Flow::call_special`] with arguments that are all positional.
    pub(crate) fn call_special_with(
        &mut self,
        object: ValueId,
        name: &str,
        values: &[ValueId],
        node: NodeId,
    ) -> Option<ValueId> {
        self.value(object).class?;
        let positional = values.iter().map(|&value| Arg { node, value }).collect();
        self.call_special(object, name, &Args { positional, ..Args::default() }, node)
    }

    /// What `with manager as x` binds. What the manager does on the way out is done here, too.
    pub(crate) fn entered(&mut self, manager: NodeId) -> ValueId {
        let value = self.eval(manager);
        if self.value(value).class.is_some() {
            for (enter, exit) in [("__enter__", "__exit__"), ("__aenter__", "__aexit__")] {
                if let Some(entered) = self.call_special_with(value, enter, &[], manager) {
                    self.call_special_with(value, exit, &[], manager);
                    return entered;
                }
            }
            return value;
        }
        // A generator that was made a context manager lends what it yields.
        let found: &Value = self.value(value);
        let yields = found.ty == self.known.array && found.object.is_some_and(|object| self.object(object).sequence);
        if self.python && yields { self.element_of(value) } else { value }
    }

    /// What iterating an object gives by its own methods.
    pub(crate) fn iterated_by_methods(&mut self, object: ValueId, node: NodeId) -> Option<ValueId> {
        let iterator = self.call_special_with(object, "__iter__", &[], node)?;
        if self.value(iterator).class.is_some() {
            return self.call_special_with(iterator, "__next__", &[], node);
        }
        Some(self.element_of(iterator))
    }

    /// An object of a class of the file as a string: what its own conversion returns.
    pub(crate) fn as_text(&mut self, id: NodeId, value: ValueId) -> ValueId {
        if self.is_printed_quoted(value) {
            let each = self.string_taints(value);
            let printed = self.new_value(Value::tainted(each));
            let kinds = KindSet::of(FlowKind::Log).with(FlowKind::Header);
            return self.cleared(printed, Cleared { kinds, chars: Chars::of("\r\n"), ..Cleared::default() });
        }
        if self.value(value).class.is_none() {
            return value;
        }
        let names: &[&str] = if self.python { &["__str__", "__repr__"] } else { &["toString"] };
        names.iter().find_map(|name| self.call_special_with(value, name, &[], id)).unwrap_or(value)
    }

    /// What an object of an API is as text, where a model says that: `${params}`.
    pub(crate) fn printed_by_model(&mut self, id: NodeId, value: ValueId) -> Option<ValueId> {
        let found = self.value(value);
        if self.python || found.guessed || found.taints.is_empty() || found.ty == NO_NODE {
            return None;
        }
        // A model may look at the expression in which it is asked for, which is this one.
        if self.printing.contains(&id) {
            return None;
        }
        let node = self.catalogue_step(found.ty, "toString");
        if node == NO_NODE || self.catalogue.models(node).calls.is_empty() {
            return None;
        }
        let args = Args::default();
        let receiver = Some(Arg { node: id, value });
        let site = super::call::CallSite { id, callee: id, receiver, args: &args, guessed: false };
        self.printing.push(id);
        let printed = self.call_model(&site, node);
        self.printing.pop();
        Some(printed)
    }

    /// As [`Flow::as_text`] for `repr(x)`, which shows line breaks as what they are written as.
    pub(crate) fn as_source(&mut self, id: NodeId, value: ValueId) -> ValueId {
        let shown = match self.value(value).class {
            Some(class) => match self.call_special_with(value, "__repr__", &[], id) {
                Some(own) => return own,
                None if !self.shows_fields(class) => UNKNOWN,
                None => value,
            },
            None => value,
        };
        let mut taints = self.deep_taints(shown, 3);
        for taint in &mut taints {
            taint.trace = self.step(id, taint.trace);
        }
        let cleared = Cleared {
            chars: Chars::of("\r\n"),
            kinds: KindSet::of(FlowKind::Log).with(FlowKind::Header).with(FlowKind::Nosql),
            ..Cleared::default()
        };
        let shown = self.new_value(Value::tainted(taints));
        self.cleared(shown, cleared)
    }

    /// Whether the conversion that a class gets by itself shows what its objects hold: that of records does.
    fn shows_fields(&self, class: ClassId) -> bool {
        let lineage = self.lineage(class);
        lineage.iter().any(|&class| self.tree.class(class).fields.iter().any(|field| field.ty.is_some()))
    }

    /// A member that only the class's own code knows: made on demand, or by an object that stands in the class.
    pub(crate) fn computed_member(&mut self, base: ValueId, name: Sym, node: NodeId) -> Option<ValueId> {
        if !self.python {
            return None;
        }
        if self.names.text(name) == "__dict__" && self.value(base).object.is_some() {
            return Some(self.fields_of(Some(Arg { node, value: base })));
        }
        let key = self.constant(Konst::Str(name));
        self.call_special_with(base, "__getattr__", &[key], node)
    }

    /// What writing a property runs; false where it is a plain field.
    pub(crate) fn write_by_method(&mut self, base: ValueId, name: Sym, value: ValueId, node: NodeId) -> bool {
        let Some(class) = self.value(base).class else { return false };
        if let Some(setter) = self.find_setter(class, name) {
            let mut args = Args::default();
            args.positional.push(Arg { node, value });
            self.call_function(setter, base, &args, node);
            return true;
        }
        let descriptor = self.class_field(class, name).filter(|_| self.python);
        descriptor
            .is_some_and(|descriptor| self.call_special_with(descriptor, "__set__", &[base, value], node).is_some())
    }

    // ---- records

    /// `namedtuple("Point", "x y")`, `NamedTuple("Point", [("x", int)])`.
    pub(crate) fn record_type(&mut self, fields: Option<Arg>) -> ValueId {
        let Some(fields) = fields else { return UNKNOWN };
        let mut names = Vec::new();
        if let Some((text, true)) = self.text_of(fields.value) {
            for name in text.split([' ', ',']).filter(|name| !name.is_empty()) {
                names.push(self.names.intern(name));
            }
        } else if let Some(id) = self.value(fields.value).object {
            let object = self.object(id);
            for &(_, item) in &object.fields {
                let pair = self.value(item).object.map(|pair| self.object(pair));
                let name = pair.and_then(|pair| pair.field(Key::At(0))).unwrap_or(item);
                let Konst::Str(name) = self.value(name).konst else { return UNKNOWN };
                names.push(name);
            }
        }
        if names.is_empty() {
            return UNKNOWN;
        }
        self.records.push(names.into());
        let callable = Callable::Record(self.records.len() as u32 - 1);
        self.new_value(Value { callable, ..Value::default() })
    }

    /// A record of a type with these fields: they are its items, too.
    pub(crate) fn make_record(&mut self, record: u32, args: &Args) -> ValueId {
        let names = std::rc::Rc::clone(&self.records[record as usize]);
        let mut object = Object { sequence: true, length: Some(names.len() as u32), ..Object::default() };
        for (at, &name) in names.iter().enumerate() {
            let given = args.positional.get(at).copied().or_else(|| args.named(name));
            let value = given.or(args.rest).or(args.named_rest).map_or(UNKNOWN, |given| given.value);
            object.set(Key::Name(name), value);
            object.set(Key::At(at as u32), value);
        }
        let id = self.new_object(object);
        self.new_value(Value { object: Some(id), ..Value::default() })
    }

    /// A copy of a record with some fields replaced.
    pub(crate) fn with_fields(&mut self, record: Option<Arg>, args: &Args) -> ValueId {
        let copy = self.copy(record);
        let Some(id) = self.value(copy).object else { return copy };
        for &(name, arg) in &args.named {
            let object = self.object(id);
            let names = object.fields.iter().filter(|(key, _)| matches!(key, Key::Name(_)));
            let at = names.map(|&(key, _)| key).position(|key| key == Key::Name(name));
            let item = at.map(|at| Key::At(at as u32)).filter(|&at| object.field(at).is_some());
            self.change_object(id, |object| {
                object.set(Key::Name(name), arg.value);
                if let Some(item) = item {
                    object.set(item, arg.value);
                }
            });
        }
        copy
    }
}
