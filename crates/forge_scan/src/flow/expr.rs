//! Expressions: from node to value.

use super::Flow;
use super::call::Arg;
use super::value::{Callable, Key, Konst, Object, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{ArrayKind, BinaryOp, List, NodeId, NodeKind, UnaryOp, VarId};

/// Longest text, in bytes, that repeating a constant gives.
const MAX_REPEATED: f64 = 1024.0;

impl Flow<'_> {
    /// The value of the expression `id` in the current state.
    pub(crate) fn eval(&mut self, id: NodeId) -> ValueId {
        if self.state.dead || !self.enter() {
            return UNKNOWN;
        }
        let around = std::mem::replace(&mut self.here, id);
        let value = self.eval_kind(id);
        self.here = around;
        self.depth -= 1;
        value
    }

    fn eval_kind(&mut self, id: NodeId) -> ValueId {
        match self.tree.kind(id) {
            NodeKind::Missing | NodeKind::Name(_) => UNKNOWN,
            NodeKind::Var(var) => self.eval_var(id, var),
            NodeKind::Global(sym) => self.eval_global(id, sym),
            NodeKind::This => self.this(),
            NodeKind::Super => self.this(),
            NodeKind::Str(sym) => self.constant(Konst::Str(sym)),
            NodeKind::Num(value) => self.constant(Konst::Num(value)),
            NodeKind::Bool(value) => self.constant(Konst::Bool(value)),
            NodeKind::Null => self.constant(Konst::Null),
            NodeKind::Undefined => self.constant(Konst::Undefined),
            NodeKind::Regex { pattern, flags } => {
                let ty = self.known.regexp;
                self.new_value(Value { konst: Konst::Regex { pattern, flags }, ty, ..Value::default() })
            }
            NodeKind::ImportRef { module, name } => self.import(id, module, name),
            NodeKind::Interpolate(parts) => self.interpolate(id, parts),
            NodeKind::Format { value, spec } => self.format_part(value, spec),
            NodeKind::Binary { op, left, right } => self.binary(id, op, left, right),
            NodeKind::Sum(parts) => self.sum(id, parts),
            NodeKind::Unary { op, operand } => self.unary(op, operand),
            NodeKind::Conditional { test, then, otherwise } => self.conditional(test, then, otherwise),
            NodeKind::Sequence(list) => {
                let nodes = self.tree.list(list);
                nodes.iter().fold(UNKNOWN, |_, &node| self.eval(node))
            }
            NodeKind::Member { object, name } => {
                let base = self.eval(object);
                let mut read = self.read_member(id, object, base, name);
                if self.is_verdict(name) {
                    read = self.with_verdict(base, read);
                }
                // What holds of an object as a whole holds of its parts.
                let read = self.refined(object, read);
                self.refined(id, read)
            }
            NodeKind::Index { object, key } => {
                let base = self.eval(object);
                let key_value = self.eval(key);
                let read = self.read_index(id, object, base, key_value);
                let read = self.found_under(base, key, key_value, read);
                self.refined(id, read)
            }
            NodeKind::Slice { object, bounds } => self.slice(object, bounds),
            NodeKind::Call { callee, arguments, construct } => self.eval_call(id, callee, arguments, construct),
            NodeKind::TaggedTemplate { tag, parts } => self.tagged_template(id, tag, parts),
            NodeKind::Keyword { value, .. } | NodeKind::Spread(value) | NodeKind::Property { value, .. } => {
                self.eval(value)
            }
            NodeKind::Object(list) => self.object_literal(list),
            NodeKind::Array { items, kind } => self.array_literal(items, kind),
            NodeKind::Comprehension { element, clauses } => self.comprehension(element, clauses),
            NodeKind::Function(func) => self.closure(func),
            NodeKind::Class(class) => self.eval_class(class),
            NodeKind::Await(value) => self.eval(value),
            NodeKind::Enter(manager) => self.entered(manager),
            NodeKind::Yield(value) => {
                let yielded = self.eval(value);
                self.check_result(yielded, value);
                let element = self.array_of(yielded);
                self.add_returned(element);
                UNKNOWN
            }
            NodeKind::Typed { value, ty } => {
                let inner = self.eval(value);
                self.with_type(inner, ty)
            }
            NodeKind::Element { tag, attributes, children } => self.element(id, tag, attributes, children),
            NodeKind::Assign { target, value, .. } => {
                let assigned = self.eval(value);
                self.assign(target, assigned, Some(value));
                assigned
            }
            NodeKind::AugAssign { op, target, value } => {
                let result = self.aug_assign(id, op, target, value);
                self.assign(target, result, Some(value));
                // What `a ??= []` gives is what the place holds, not another one like it.
                let same = matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce);
                if same { self.eval(target) } else { result }
            }
            NodeKind::Output { value, escaped } => {
                self.in_template = true;
                let shown = self.eval(value);
                self.in_template = false;
                if !escaped {
                    self.shown_by_template(id, value, shown);
                }
                UNKNOWN
            }
            _ => {
                self.exec(id);
                UNKNOWN
            }
        }
    }

    pub(crate) fn constant(&mut self, konst: Konst) -> ValueId {
        self.new_value(Value::constant(konst))
    }

    /// The receiver of the function that runs.
    pub(crate) fn this(&self) -> ValueId {
        self.frames.last().map_or(UNKNOWN, |frame| frame.this)
    }

    fn eval_var(&mut self, id: NodeId, var: VarId) -> ValueId {
        let owner = self.tree.var(var).owner;
        let at = (var.0 - self.tree.function(owner).first_var) as usize;
        let value = self.read_var(owner, at);
        let value = self.refined(id, value);
        self.refined_parts(var, value)
    }

    /// `value`, that of `var`, without what was taken by guards from variables of which it was put together before.
    fn refined_parts(&mut self, var: VarId, value: ValueId) -> ValueId {
        if self.state.refined.is_empty() || self.value(value).taints.is_empty() {
            return value;
        }
        let Some(&from) = self.made_from.get(&var) else { return value };
        let (NodeKind::Interpolate(parts) | NodeKind::Sum(parts)) = self.tree.kind(from) else { return value };
        let mut copy = self.value(value).clone();
        for &part in self.tree.list(parts) {
            if let (Some(cleared), NodeKind::Var(part)) = (self.refinement(part), self.tree.kind(part)) {
                let owner = self.tree.var(part).owner;
                let at = (part.0 - self.tree.function(owner).first_var) as usize;
                let part = self.read_var(owner, at);
                let origins: Vec<_> = self.value(part).taints.iter().map(|taint| taint.origin).collect();
                for taint in copy.taints.iter_mut().filter(|taint| origins.contains(&taint.origin)) {
                    *taint = taint.without(cleared.kinds);
                }
            }
        }
        copy.taints.retain(|taint| !taint.kinds.union(taint.escaped).is_empty());
        self.new_value(copy)
    }

    fn eval_global(&mut self, id: NodeId, sym: forge_syntax::tree::Sym) -> ValueId {
        if let Some(value) = self.named_in_template(sym) {
            return value;
        }
        if let Some(value) = self.named_in_class_body(sym) {
            return value;
        }
        if let Some(method) = self.method_in_class_body(sym) {
            return self.new_value(Value { callable: super::value::Callable::Func(method), ..Value::default() });
        }
        if let Some(&value) = self.globals.get(&sym) {
            return value;
        }
        let name = format!("${}", self.names.text(sym));
        let ty = self.find(&[&name]);
        let mut value = Value::typed(self.catalogue.same(ty));
        if let Some(model) = self.read_model(ty)
            && let Some(source) = model.source
        {
            self.add_source(&mut value.taints, source, id, super::value::Doubt::NONE);
        }
        self.new_value(value)
    }

    /// `value` without what a guard has taken from the place named by `id`.
    fn refined(&mut self, id: NodeId, value: ValueId) -> ValueId {
        match self.refinement(id) {
            Some(cleared) if self.value(value).object.is_some() || !self.value(value).taints.is_empty() => {
                self.cleared(value, cleared)
            }
            _ => value,
        }
    }

    /// What is still the same when the content of a sequence or string changes in an unknown way: origins and type.
    pub(crate) fn without_content(&mut self, value: ValueId) -> ValueId {
        let mut copy = self.value(value).clone();
        if copy.konst == Konst::No && copy.param.is_none() && copy.guard == 0 {
            return value;
        }
        copy.konst = Konst::No;
        copy.param = None;
        copy.guard = 0;
        self.new_value(copy)
    }

    fn unary(&mut self, op: UnaryOp, operand: NodeId) -> ValueId {
        if op == UnaryOp::Delete {
            return self.delete(operand);
        }
        if op == UnaryOp::Negate
            && let Some(guard) = self.found_guard(operand)
        {
            return guard;
        }
        let value = self.eval(operand);
        match op {
            UnaryOp::Not => {
                let truth = self.truth(value);
                let flipped = self.flip_guard(value);
                match truth {
                    Some(truth) => self.constant(Konst::Bool(!truth)),
                    None => self.new_value(Value { guard: flipped, ..Value::default() }),
                }
            }
            UnaryOp::Negate => match self.value(value).konst {
                Konst::Num(number) => self.constant(Konst::Num(-number)),
                _ => UNKNOWN,
            },
            UnaryOp::TypeOf | UnaryOp::Void | UnaryOp::Delete => UNKNOWN,
        }
    }

    /// Whether `value` is true, where that is known.
    pub(crate) fn truth(&self, value: ValueId) -> Option<bool> {
        self.value(value).truth(|text| self.names.text(text).is_empty())
    }

    fn conditional(&mut self, test: NodeId, then: NodeId, otherwise: NodeId) -> ValueId {
        let (when_true, when_false) = self.branch(test);
        self.state = when_true;
        let yes = (!self.state.dead).then(|| self.eval(then));
        let after_then = self.take_state();
        self.state = when_false;
        let no = (!self.state.dead).then(|| self.eval(otherwise));
        self.join_into(after_then);
        match (yes, no) {
            (Some(yes), Some(no)) => self.join(yes, no),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => UNKNOWN,
        }
    }

    fn binary(&mut self, id: NodeId, op: BinaryOp, left: NodeId, right: NodeId) -> ValueId {
        match op {
            BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce => self.logical(op, left, right),
            BinaryOp::Add => {
                let (a, b) = (self.eval(left), self.eval(right));
                self.add_values(id, &[(left, a), (right, b)])
            }
            BinaryOp::Mod => {
                let (a, b) = (self.eval(left), self.eval(right));
                self.modulo(id, a, b, right)
            }
            BinaryOp::Eq | BinaryOp::NotEq | BinaryOp::In | BinaryOp::NotIn | BinaryOp::InstanceOf => {
                self.comparison(op, left, right)
            }
            BinaryOp::Less | BinaryOp::LessEq | BinaryOp::Greater | BinaryOp::GreaterEq => {
                if let Some(guard) = self.search_guard(op, left, right) {
                    return guard;
                }
                let (a, b) = (self.eval(left), self.eval(right));
                if let Some(guard) = self.order_guard(op, (left, a), (right, b)) {
                    return guard;
                }
                if self.python
                    && op == BinaryOp::LessEq
                    && let Some(guard) = self.subset_guard(Arg { node: left, value: a }, Arg { node: right, value: b })
                {
                    return guard;
                }
                let result = match (self.value(a).konst, self.value(b).konst) {
                    (Konst::Num(a), Konst::Num(b)) => Some(match op {
                        BinaryOp::Less => a < b,
                        BinaryOp::LessEq => a <= b,
                        BinaryOp::Greater => a > b,
                        _ => a >= b,
                    }),
                    _ => None,
                };
                result.map_or(UNKNOWN, |truth| self.constant(Konst::Bool(truth)))
            }
            BinaryOp::Sub | BinaryOp::Union | BinaryOp::Intersect if self.python => {
                let (a, b) = (self.eval(left), self.eval(right));
                match self.set_operation(op, (left, a), (right, b)) {
                    Some(result) => result,
                    None => self.arithmetic(op, a, b),
                }
            }
            BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Union
            | BinaryOp::Intersect
            | BinaryOp::Arithmetic => {
                let (a, b) = (self.eval(left), self.eval(right));
                self.arithmetic(op, a, b)
            }
        }
    }

    fn arithmetic(&mut self, op: BinaryOp, a: ValueId, b: ValueId) -> ValueId {
        let (left, right) = (self.value(a), self.value(b));
        match (left.konst, right.konst) {
            (Konst::Num(x), Konst::Num(y)) => {
                let result = match op {
                    BinaryOp::Sub => x - y,
                    BinaryOp::Mul => x * y,
                    BinaryOp::Div => x / y,
                    _ => return UNKNOWN,
                };
                self.constant(Konst::Num(result))
            }
            (Konst::Str(text), Konst::Num(count)) | (Konst::Num(count), Konst::Str(text))
                if self.python && op == BinaryOp::Mul && self.names.text(text).len() as f64 * count <= MAX_REPEATED =>
            {
                let repeated = self.names.text(text).repeat(count.max(0.0) as usize);
                let repeated = self.names.intern(&repeated);
                self.constant(Konst::Str(repeated))
            }
            // `"-" * width`, and `Path(base) / name`: the operands' origins go on where they are not numbers.
            _ if self.python && matches!(op, BinaryOp::Mul | BinaryOp::Div) => {
                let ty = if op == BinaryOp::Div { left.ty } else { NO_NODE };
                let mut taints: Taints = left.taints.clone();
                let more = right.taints.clone();
                for taint in more {
                    add_taint(&mut taints, taint);
                }
                self.new_value(Value { ty, ..Value::tainted(taints) })
            }
            _ => UNKNOWN,
        }
    }

    /// `&&`, `||`, `??`: the right side runs only where the left does not decide.
    fn logical(&mut self, op: BinaryOp, left: NodeId, right: NodeId) -> ValueId {
        if op == BinaryOp::Coalesce {
            let first = self.eval(left);
            let before = self.state.clone();
            let second = self.eval(right);
            self.join_into(before);
            return match self.value(first).konst {
                Konst::Null | Konst::Undefined => second,
                Konst::No => self.join(first, second),
                _ => first,
            };
        }
        let (first, when_true, when_false) = self.branch_value(left);
        let (go_on, stay) = if op == BinaryOp::And { (when_true, when_false) } else { (when_false, when_true) };
        self.state = go_on;
        let second = (!self.state.dead).then(|| self.eval(right));
        let stays = !stay.dead;
        self.join_into(stay);
        match second {
            None => first,
            Some(second) if !stays => second,
            Some(second) => {
                if op == BinaryOp::And {
                    let guard = self.and_guards(first, second);
                    // The left value is the result only when it is falsy: empty, so that it carries nothing.
                    let mut result = self.value(second).clone();
                    result.guard = guard;
                    result.param = None;
                    if result.konst != Konst::No {
                        result.konst = Konst::No;
                    }
                    self.new_value(result)
                } else {
                    let joined = self.join(first, second);
                    if self.value(first).guard == 0 || self.value(second).guard == 0 {
                        return joined;
                    }
                    let guard = self.or_guards(first, second);
                    let result = Value { guard, ..self.value(joined).clone() };
                    self.new_value(result)
                }
            }
        }
    }

    // ---- literals

    fn object_literal(&mut self, list: List) -> ValueId {
        let mut object = Object::default();
        for &entry in self.tree.list(list) {
            match self.tree.kind(entry) {
                NodeKind::Property { key, value } => {
                    let name = self.property_key(key);
                    let stored = self.eval(value);
                    let mut stored = stored;
                    if let Key::Name(name) = name {
                        self.check_name(name, stored, value, entry);
                        self.note_path(stored, name, 0);
                        // What is compared with `$eq` is a value whatever it holds.
                        if self.names.text(name) == "$eq" {
                            let cleared = super::value::Cleared::kinds(KindSet::of(FlowKind::Nosql));
                            let scalar = self.cleared(stored, cleared);
                            let mut shallow = self.value(scalar).clone();
                            shallow.object = None;
                            stored = self.new_value(shallow);
                        }
                    }
                    match name {
                        Key::Any | Key::Each => {
                            let key = self.eval(key);
                            self.add_unknown_key(&mut object, key, stored);
                        }
                        key => object.set(key, stored),
                    }
                }
                NodeKind::Spread(inner) => {
                    let spread = self.eval(inner);
                    self.spread_into(&mut object, spread);
                }
                _ => {
                    self.eval(entry);
                }
            }
        }
        let id = self.new_object(object);
        self.note_home(id, super::siblings::Home::Literal(id));
        let ty = self.known.object;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// The key that a property's key expression stands for.
    pub(crate) fn property_key(&mut self, key: NodeId) -> Key {
        match self.tree.kind(key) {
            NodeKind::Str(sym) => Key::Name(sym),
            _ => {
                let value = self.eval(key);
                self.key_of(value)
            }
        }
    }

    /// The key that a value stands for when it indexes.
    pub(crate) fn key_of(&mut self, value: ValueId) -> Key {
        match self.value(value).konst {
            Konst::Str(sym) => match self.names.text(sym).parse::<u32>() {
                Ok(at) if !self.python => Key::At(at),
                _ => Key::Name(sym),
            },
            Konst::Num(number) if number >= 0.0 && number.fract() == 0.0 => Key::At(number as u32),
            _ => Key::Any,
        }
    }

    fn spread_into(&mut self, object: &mut Object, spread: ValueId) {
        let Value { object: inner, taints, ty, .. } = self.value(spread).clone();
        for (key, value) in self.overwritten(&object.fields.clone(), spread) {
            object.set(key, value);
        }
        if let Some(inner) = inner {
            let inner = self.object(inner);
            for &(key, value) in &inner.fields {
                object.set(key, value);
            }
            object.any = object.any.or(inner.any);
            object.keys = object.keys.or(inner.keys);
            object.rest = object.rest.or(inner.rest);
        }
        if !taints.is_empty() || ty != NO_NODE || inner.is_none() {
            let rest = object.rest.map_or(spread, |rest| self.join(rest, spread));
            object.rest = Some(rest);
        }
    }

    fn array_literal(&mut self, items: List, kind: ArrayKind) -> ValueId {
        let mut object = Object { sequence: true, ..Object::default() };
        let mut length = Some(0);
        for &item in self.tree.list(items) {
            if let NodeKind::Spread(inner) = self.tree.kind(item) {
                let spread = self.eval(inner);
                if let (Some(at), Some((id, more)), ArrayKind::List | ArrayKind::Tuple) =
                    (length, self.known_items(spread), kind)
                {
                    let known = self.object(id);
                    for offset in 0..more {
                        object.set(Key::At(at + offset), known.field(Key::At(offset)).unwrap_or(UNKNOWN));
                    }
                    length = Some(at + more);
                    continue;
                }
                let element = self.element_of(spread);
                object.any = Some(object.any.map_or(element, |any| self.join(any, element)));
                length = None;
                continue;
            }
            let value = self.eval(item);
            match (length, kind) {
                (Some(at), ArrayKind::List | ArrayKind::Tuple) => {
                    object.set(Key::At(at), value);
                    length = Some(at + 1);
                }
                _ => object.any = Some(object.any.map_or(value, |any| self.join(any, value))),
            }
        }
        object.length = length.filter(|_| kind != ArrayKind::Set);
        let id = self.new_object(object);
        let ty = if kind == ArrayKind::Set { self.known.set } else { self.known.array };
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// A sequence of unknown length with this element.
    pub(crate) fn array_of(&mut self, element: ValueId) -> ValueId {
        let id = self.new_object(Object { sequence: true, any: Some(element), ..Object::default() });
        let ty = self.known.array;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    fn comprehension(&mut self, element: NodeId, clauses: List) -> ValueId {
        // What its conditions say holds inside.
        let refined = self.state.refined.clone();
        let made = match self.quantified(element, clauses) {
            Some(made) => made,
            None => self.comprehended(element, clauses),
        };
        self.state.refined = refined;
        made
    }

    fn comprehended(&mut self, element: NodeId, clauses: List) -> ValueId {
        for &clause in self.tree.list(clauses) {
            match self.tree.kind(clause) {
                NodeKind::ForEach { target, iterable, keys, .. } => {
                    let iterated = self.eval(iterable);
                    let each = self.iterated(iterated, iterable, keys);
                    self.assign(target, each, None);
                    self.note_character(target, iterated);
                }
                NodeKind::Assert(test) => {
                    let (when_true, _) = self.branch(test);
                    // A filter that is never true leaves nothing, but what follows the comprehension still runs.
                    if !when_true.dead {
                        self.state = when_true;
                    }
                }
                _ => {}
            }
        }
        if let NodeKind::Property { key, value } = self.tree.kind(element) {
            let key_value = self.eval(key);
            let stored = self.eval(value);
            let mut object = Object::default();
            self.add_unknown_key(&mut object, key_value, stored);
            let id = self.new_object(object);
            return self.new_value(Value { object: Some(id), ..Value::default() });
        }
        let each = self.eval(element);
        self.array_of(each)
    }

    /// A JSX element. What is put between tags is escaped; attributes are assignments to the pseudo-API `$jsx`.
    fn element(&mut self, id: NodeId, tag: NodeId, attributes: List, children: List) -> ValueId {
        let (intrinsic, component) = match self.tree.kind(tag) {
            NodeKind::Str(sym) => (Some(sym), UNKNOWN),
            NodeKind::Missing => (None, UNKNOWN),
            _ => (None, self.eval(tag)),
        };
        let is_own = self.value(component).callable != Callable::No;
        let mut props = Object::default();
        for &attribute in self.tree.list(attributes) {
            match self.tree.kind(attribute) {
                NodeKind::Property { key, value } => {
                    let mut stored = self.eval(value);
                    if self.in_template {
                        stored = self.referred(stored);
                    }
                    if let NodeKind::Str(name) = self.tree.kind(key) {
                        // What a component of this file does with a property it does itself.
                        if !is_own {
                            self.jsx_attribute(intrinsic, name, stored, value, attribute);
                        }
                        props.set(Key::Name(name), stored);
                    }
                }
                NodeKind::Spread(inner) => {
                    let spread = self.eval(inner);
                    self.spread_into(&mut props, spread);
                    self.spread_attributes(intrinsic, spread, inner);
                }
                _ => {
                    self.eval(attribute);
                }
            }
        }
        let mut inside = UNKNOWN;
        for &child in self.tree.list(children) {
            let shown = self.eval(child);
            inside = if inside == UNKNOWN { shown } else { self.join(inside, shown) };
        }
        let children_name = self.names.intern("children");
        props.set(Key::Name(children_name), inside);
        // A component is a function that is called with its attributes.
        if let Callable::Func(func) = self.value(component).callable {
            let props = self.new_object(props);
            let props = self.new_value(Value { object: Some(props), ..Value::default() });
            let mut args = super::call::Args::default();
            args.positional.push(super::call::Arg { node: id, value: props });
            return self.call_function(func, UNKNOWN, &args, id);
        }
        self.library_component(id, component, props);
        let ty = self.known.element;
        self.new_value(Value::typed(ty))
    }

    /// A component of a library is called with its attributes as well, where a model says what it makes of them.
    fn library_component(&mut self, id: NodeId, component: ValueId, props: Object) {
        let node = self.value(component).ty;
        if node == NO_NODE || self.catalogue.models(node).calls.is_empty() {
            return;
        }
        let props = self.new_object(props);
        let value = self.new_value(Value { object: Some(props), ..Value::default() });
        let mut args = super::call::Args::default();
        args.positional.push(super::call::Arg { node: id, value });
        let guessed = self.value(component).guessed;
        let site = super::call::CallSite { id, callee: id, receiver: None, args: &args, guessed };
        self.call_model(&site, node);
    }

    /// `<div {...props}>`: known fields are attributes.
    fn spread_attributes(&mut self, tag: Option<forge_syntax::tree::Sym>, spread: ValueId, node: NodeId) {
        let Some(object) = self.value(spread).object else { return };
        let object = self.object(object);
        for &(key, value) in &object.fields {
            if let Key::Name(name) = key {
                self.jsx_attribute(tag, name, value, node, node);
            }
        }
    }

    /// A function as a value. Its body runs where it is passed as a callback, where it is called, or when the
    /// function around it ends.
    fn closure(&mut self, func: forge_syntax::tree::FuncId) -> ValueId {
        let plain = self.new_value(Value { callable: Callable::Func(func), ..Value::default() });
        self.decorate(func, plain)
    }

    /// What the kinds of an interpolation's format leave: `{x:d}` is a number, `{x!r}` has its line ends escaped.
    fn format_part(&mut self, value: NodeId, spec: forge_syntax::tree::Sym) -> ValueId {
        let inner = self.eval(value);
        let spec = self.names.text(spec).to_owned();
        let numeric = spec.ends_with(['d', 'f', 'F', 'e', 'E', 'g', 'G', 'x', 'X', 'o', 'b', 'n', '%', 'c']);
        if numeric && (spec.contains(':') || !spec.starts_with('!')) {
            return UNKNOWN;
        }
        if spec.starts_with("!r") || spec.starts_with("!a") {
            return self.as_source(value, inner);
        }
        inner
    }
}
