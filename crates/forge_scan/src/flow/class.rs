//! Classes: their bases, methods and fields, and making objects of them.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::charset::Pattern;
use super::value::{Callable, Cleared, Key, Konst, Object, Origin, Taints, UNKNOWN, Value, ValueId};
use forge_catalogue::api::CALL;
use forge_catalogue::compiled::{Given, NO_NODE, Node, Role, Validator};
use forge_catalogue::select::glob_name;
use forge_model::KindSet;
use forge_syntax::tree::{ClassId, FuncId, Function, FunctionKind, List, NodeId, NodeKind, Sym};
use rustc_hash::{FxHashMap, FxHashSet};

/// What is known of a class while the file is analysed.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClassInfo {
    /// Classes of this file that it extends.
    pub(super) bases: Vec<ClassId>,
    /// Parameters of functions around it that it extends: what their callers give them.
    param_bases: Vec<(FuncId, u8)>,
    /// API classes that it extends.
    pub(super) apis: Vec<Node>,
    /// What its fields start with.
    initial: FxHashMap<Sym, ValueId>,
    /// The class and what it extends, in the order in which members are looked up.
    lineage: Vec<ClassId>,
    /// The type of records that it extends.
    record: Option<u32>,
    /// What it extends is known by its name only.
    pub(super) guessed: bool,
    /// Fields whose declared type cannot carry an attack.
    harmless: FxHashSet<Sym>,
    /// What its methods store in fields of their objects, and its static fields.
    fields: FxHashMap<Sym, ValueId>,
    /// What fields must match.
    pub(super) validated: FxHashMap<Sym, Cleared>,
}

/// Most classes in a lineage.
const MAX_LINEAGE: usize = 32;

impl Flow<'_> {
    pub(crate) fn eval_class(&mut self, id: ClassId) -> ValueId {
        let tree = self.tree;
        let class = tree.class(id);
        for &base in tree.list(class.bases) {
            let value = self.eval(base);
            let found = self.value(value);
            match found.callable {
                Callable::Class(base) if base == id || self.classes[id.0 as usize].bases.contains(&base) => {}
                Callable::Class(base) => self.classes[id.0 as usize].bases.push(base),
                Callable::Record(record) => self.classes[id.0 as usize].record = Some(record),
                _ if found.ty != NO_NODE => {
                    let ty = found.ty;
                    self.classes[id.0 as usize].apis.push(ty);
                }
                _ => {
                    let given = found.param;
                    self.classes[id.0 as usize].param_bases.extend(given);
                    self.extend_by_name(id, base);
                }
            }
        }
        self.order_lineage(id);
        self.class_bodies.push((id, self.frames.len()));
        for field in &class.fields {
            let mut value = match field.value {
                Some(value) => self.eval(value),
                None => UNKNOWN,
            };
            if let Some(initial) = field.value {
                self.check_name(field.name, value, initial, initial);
            }
            if let Some(ty) = field.ty {
                value = self.with_type(value, ty);
                if self.declared_type(ty).harmless {
                    self.classes[id.0 as usize].harmless.insert(field.name);
                }
            }
            let mut validated =
                self.validated_by(field.value, field.ty).and(self.validated_by_decorators(field.decorators));
            if self.python && self.api_base(id) != NO_NODE && field.ty.is_some_and(|ty| self.is_text_type(ty)) {
                validated = validated.and(Cleared::kinds(KindSet::of(forge_model::FlowKind::Nosql)));
            }
            if !validated.is_nothing() {
                self.classes[id.0 as usize].validated.insert(field.name, validated);
            }
            self.classes[id.0 as usize].initial.insert(field.name, value);
            self.learn_field(id, field.name, value);
        }
        for &statement in tree.list(class.body) {
            self.exec(statement);
        }
        self.class_bodies.pop();
        self.give_roles(id);
        self.note_validators(id);
        for &method in &class.methods {
            let plain = self.new_value(Value { callable: Callable::Func(method), ..Value::default() });
            let made = self.decorate(method, plain);
            if made != plain {
                self.wrapped.insert(method, made);
            }
        }
        let mut made = self.new_value(Value { callable: Callable::Class(id), ..Value::default() });
        for &decorator in tree.list(class.decorators).iter().rev() {
            self.eval(decorator);
            made = self.decorated_by_own(decorator, made);
        }
        made
    }

    /// The order in which members are looked up: a class before what it extends, what two classes share after both.
    fn order_lineage(&mut self, id: ClassId) {
        let mut all = vec![id];
        for &base in &self.classes[id.0 as usize].bases {
            all.extend(&self.classes[base.0 as usize].lineage);
        }
        all.truncate(MAX_LINEAGE);
        let last = |at: usize, class: &ClassId| !all[at + 1..].contains(class);
        let ordered = all.iter().enumerate().filter(|&(at, class)| last(at, class)).map(|(_, &class)| class).collect();
        self.classes[id.0 as usize].lineage = ordered;
    }

    /// The class and what it extends.
    pub(crate) fn lineage(&self, class: ClassId) -> &[ClassId] {
        &self.classes[class.0 as usize].lineage
    }

    /// The class was made in a call of `func`: it extends what that was given.
    pub(crate) fn extend_argument(
        &mut self,
        id: ClassId,
        func: FuncId,
        mut argument: impl FnMut(&mut Self, u8) -> ValueId,
    ) {
        let bases = self.classes[id.0 as usize].param_bases.clone();
        for (_, index) in bases.into_iter().filter(|&(of, _)| of == func) {
            let base = argument(self, index);
            let info = &mut self.classes[id.0 as usize];
            match self.values[base.0 as usize].callable {
                Callable::Class(base) if base != id && !info.bases.contains(&base) => info.bases.push(base),
                _ => {}
            }
        }
    }

    /// Roles that API classes give to the methods that override theirs.
    fn give_roles(&mut self, id: ClassId) {
        let tree = self.tree;
        let mut nodes = Vec::new();
        self.api_bases(id, &mut nodes, 8);
        for node in nodes {
            let mut pending = vec![node];
            let mut seen = 0;
            while let Some(node) = pending.pop() {
                seen += 1;
                if seen > 32 {
                    break;
                }
                let roles = &self.catalogue.models(node).roles;
                for role in roles {
                    for &method in &tree.class(id).methods {
                        let name = tree.function(method).name.map(|name| tree.str(name)).unwrap_or_default();
                        let Some(pattern) = role.methods.iter().find(|pattern| glob_name(pattern, name)) else {
                            if role.methods.is_empty() {
                                self.roles.entry(method).or_insert_with(|| role.clone());
                            }
                            continue;
                        };
                        if role.validates {
                            let field = name.strip_prefix(pattern.trim_end_matches('*')).unwrap_or_default();
                            let field = self.names.intern(field);
                            self.checks_fields.entry(method).or_default().push(field);
                        }
                        self.roles.entry(method).or_insert_with(|| role.clone());
                    }
                }
                pending.extend(self.catalogue.extends(node));
                let same = self.catalogue.same(node);
                if same != node {
                    pending.push(same);
                }
            }
        }
    }

    fn api_bases(&self, id: ClassId, out: &mut Vec<Node>, depth: u32) {
        let info = &self.classes[id.0 as usize];
        out.extend(&info.apis);
        if depth > 0 {
            for &base in &info.bases {
                self.api_bases(base, out, depth - 1);
            }
        }
    }

    /// The API class that the class extends.
    pub(crate) fn api_base(&self, id: ClassId) -> Node {
        let mut apis = Vec::new();
        self.api_bases(id, &mut apis, 8);
        apis.first().copied().unwrap_or(NO_NODE)
    }

    /// The API type of an object of the class: that of the API class it extends.
    pub(crate) fn instance_type(&self, id: ClassId) -> Node {
        let mut apis = Vec::new();
        self.api_bases(id, &mut apis, 8);
        let instances: Vec<Node> =
            apis.into_iter().map(|api| self.catalogue.same(self.catalogue_step(api, CALL))).collect();
        let known = instances.iter().copied().filter(|&node| node != NO_NODE);
        // `class Kind(str, Enum)` is one of a fixed set, whatever else it is.
        let harmless = known.clone().find(|&node| self.catalogue.harmless(node));
        harmless.or_else(|| known.clone().next()).unwrap_or(NO_NODE)
    }

    /// What a name stands for in the body of the class around: a field or method of it.
    pub(crate) fn named_in_class_body(&self, name: Sym) -> Option<ValueId> {
        let &(class, depth) = self.class_bodies.last()?;
        if depth != self.frames.len() {
            return None;
        }
        self.classes[class.0 as usize].initial.get(&name).copied()
    }

    /// The method that a name stands for in the body of the class around.
    pub(crate) fn method_in_class_body(&self, name: Sym) -> Option<FuncId> {
        let &(class, depth) = self.class_bodies.last()?;
        let methods = &self.tree.class(class).methods;
        let named = |method: &&FuncId| self.tree.function(**method).name == Some(name);
        methods.iter().rev().find(named).copied().filter(|_| depth == self.frames.len())
    }

    /// An object of the class that the field `name` of `class` names: `form_class = SearchForm`.
    pub(crate) fn made_by_field(&mut self, class: ClassId, name: u32, value: &mut Value) {
        let name = self.names.intern(self.catalogue.text(name));
        let Some(field) = self.class_field(class, name) else { return };
        if let Callable::Class(made) = self.value(field).callable {
            value.class = Some(made);
            value.ty = self.instance_type(made);
        }
    }

    /// Runs the decorators of a function and notes the role that they give it.
    pub(crate) fn decorated(&mut self, func: FuncId) {
        let tree = self.tree;
        let mut no_page = false;
        for &decorator in tree.list(tree.function(func).decorators) {
            let (node, args) = self.decorator_node(decorator);
            if node == NO_NODE {
                continue;
            }
            let roles = &self.catalogue.tables().decorators;
            let first = roles.partition_point(|&(known, _)| known < node);
            for (known, role) in &roles[first..] {
                if *known != node {
                    break;
                }
                if let Some(pattern) = args.positional.first().and_then(|first| self.text_of(first.value)) {
                    self.note_converters(func, &pattern.0);
                }
                let scope = super::select::Scope { args: &args, receiver: None, result: None, node: decorator };
                if !self.all_hold(&role.when, &scope) {
                    continue;
                }
                for fact in &role.reply {
                    if let Some(value) = self.fact_value(&fact.value, &scope) {
                        self.reply_facts.entry(func).or_default().push((fact.fact, value));
                    }
                }
                if role.validates {
                    let named = args.positional.iter().filter_map(|arg| match self.value(arg.value).konst {
                        Konst::Str(name) => Some(name),
                        _ => None,
                    });
                    let named: Vec<Sym> = named.collect();
                    self.checks_fields.entry(func).or_default().extend(named);
                    continue;
                }
                no_page |= role.no_page;
                if role.no_page || !role.reply.is_empty() {
                    continue;
                }
                let mut role: Role = role.clone();
                if self.some_hold(&role.unless, &scope) {
                    role.result_sinks.clear();
                }
                self.roles.insert(func, role);
            }
        }
        if no_page && let Some(role) = self.roles.get_mut(&func) {
            role.result_sinks.clear();
        }
    }

    /// What a parameter or field must match: `q: str = Query(pattern="^[a-z]+$")`, `Annotated[str, Field(pattern=...)]`,
    /// `slug: constr(pattern=...)`.
    pub(crate) fn validated_by(&mut self, default: Option<NodeId>, ty: Option<NodeId>) -> Cleared {
        for call in self.metadata_calls(default, ty) {
            let (node, args) = self.decorator_node(call);
            let known = &self.catalogue.tables().validators;
            let Ok(at) = known.binary_search_by_key(&node, |&(node, _)| node) else { continue };
            let cleared = self.validation(&known[at].1, &args, call);
            if !cleared.is_nothing() {
                return cleared;
            }
        }
        Cleared::default()
    }

    /// What a validator among the arguments' patterns or by itself says.
    fn validation(&mut self, validator: &Validator, args: &Args, call: NodeId) -> Cleared {
        let scope = super::select::Scope { args, receiver: None, result: None, node: call };
        for selector in &validator.patterns {
            let Some(selected) = self.select(selector, &scope).first().copied() else { continue };
            let pattern = match (self.text_of(selected.arg.value), self.pattern_of(selected.arg.value)) {
                (_, Some((pattern, _))) => Some(pattern),
                (Some((text, true)), _) => Pattern::parse(&text, false, false),
                _ => None,
            };
            if let Some(pattern) = pattern {
                let cleared = pattern.cleared_by_match(false, false);
                return if cleared.maybe { Cleared::default() } else { cleared };
            }
        }
        let kinds = KindSet(validator.clears);
        if kinds == KindSet::ALL { Cleared::ALL } else { Cleared::kinds(kinds) }
    }

    /// What the decorators of a field say that its values are: `@IsInt() page: number`.
    fn validated_by_decorators(&mut self, decorators: List) -> Cleared {
        let mut cleared = Cleared::default();
        for &decorator in self.tree.list(decorators) {
            let (node, args) = self.decorator_node(decorator);
            let known = &self.catalogue.tables().validators;
            if node != NO_NODE
                && let Ok(at) = known.binary_search_by_key(&node, |&(node, _)| node)
            {
                cleared = cleared.and(self.validation(&known[at].1, &args, decorator));
            }
        }
        cleared
    }

    /// The calls that say more of a parameter or field: its default, and what stands in its type.
    pub(crate) fn metadata_calls(
        &self,
        default: Option<NodeId>,
        ty: Option<NodeId>,
    ) -> smallvec::SmallVec<[NodeId; 2]> {
        let ty = ty.map(|ty| self.unaliased(ty));
        let is_call = |node: &NodeId| matches!(self.tree.kind(*node), NodeKind::Call { .. });
        let mut calls: smallvec::SmallVec<[NodeId; 2]> = default.into_iter().chain(ty).filter(is_call).collect();
        if let Some(ty) = ty
            && let NodeKind::Index { key, .. } = self.tree.kind(ty)
            && let NodeKind::Array { items, .. } = self.tree.kind(key)
        {
            calls.extend(self.tree.list(items).iter().copied().filter(is_call));
        }
        calls
    }

    /// The node of a decorator, called or not, and its arguments.
    pub(crate) fn decorator_node(&mut self, decorator: NodeId) -> (Node, Args) {
        let (callee, arguments) = match self.tree.kind(decorator) {
            NodeKind::Call { callee, arguments, .. } => (callee, arguments),
            _ => (decorator, List::default()),
        };
        self.eval(decorator);
        let node = match self.tree.kind(callee) {
            NodeKind::Member { object, name } => {
                let base = self.eval(object);
                let (ty, _) = self.type_of_receiver(object, base);
                self.member_node(ty, name)
            }
            _ => {
                let value = self.eval(callee);
                self.value(value).ty
            }
        };
        let mut args = Args::default();
        for &argument in self.tree.list(arguments) {
            match self.tree.kind(argument) {
                NodeKind::Keyword { name, value } => {
                    let stored = self.eval(value);
                    args.named.push((name, Arg { node: value, value: stored }));
                }
                _ => {
                    let value = self.eval(argument);
                    args.positional.push(Arg { node: argument, value });
                }
            }
        }
        if node != NO_NODE && !matches!(self.tree.kind(decorator), NodeKind::Call { .. }) {
            let site = super::call::CallSite { id: decorator, callee, receiver: None, args: &args, guessed: false };
            self.call_checks(&site, node);
        }
        (node, args)
    }

    /// What a decorator of a parameter gives it.
    pub(crate) fn given_by_decorator(&mut self, decorators: List) -> Option<Given> {
        for &decorator in self.tree.list(decorators) {
            let (node, args) = self.decorator_node(decorator);
            let known = &self.catalogue.tables().param_decorators;
            if node != NO_NODE
                && let Ok(at) = known.binary_search_by_key(&node, |&(node, _)| node)
            {
                let given = &known[at].1;
                let scope = super::select::Scope { args: &args, receiver: None, result: None, node: decorator };
                if self.some_hold(&given.unless, &scope) {
                    let number = self.find(&["$number", CALL]);
                    return Some(Given {
                        ty: number,
                        source: None,
                        from: None,
                        unless: Vec::new(),
                        made_by: 0,
                        declared: false,
                    });
                }
                return Some(given.clone());
            }
        }
        None
    }

    /// What the call that is a parameter's default, or stands in its `Annotated` type, gives it: `q: str = Query()`.
    pub(crate) fn given_by_default(&mut self, param: &forge_syntax::tree::Param) -> Option<Given> {
        for call in self.metadata_calls(param.default, param.ty) {
            let (node, _) = self.decorator_node(call);
            let known = &self.catalogue.tables().param_decorators;
            if node != NO_NODE
                && let Ok(at) = known.binary_search_by_key(&node, |&(node, _)| node)
            {
                return Some(known[at].1.clone());
            }
        }
        None
    }

    /// The method `name` of the class or of what it extends, or what is run when it is read.
    pub(crate) fn find_method(&self, class: ClassId, name: Sym) -> Option<FuncId> {
        self.find_in(self.lineage(class), |function| function.name == Some(name) && !is_setter(function.kind))
    }

    /// What runs when the property `name` is written.
    pub(crate) fn find_setter(&self, class: ClassId, name: Sym) -> Option<FuncId> {
        self.find_in(self.lineage(class), |function| function.name == Some(name) && is_setter(function.kind))
    }

    /// The first method of these classes that `wanted` holds for. The last one of a class counts.
    fn find_in(&self, classes: &[ClassId], wanted: impl Fn(&Function) -> bool) -> Option<FuncId> {
        classes.iter().find_map(|&class| {
            let mut methods = self.tree.class(class).methods.iter().rev().copied();
            methods.find(|&method| wanted(self.tree.function(method)))
        })
    }

    /// What the field `name` of objects of the class must match.
    pub(crate) fn field_validation(&self, class: ClassId, name: Sym) -> Cleared {
        let info = &self.classes[class.0 as usize];
        let bases = info.bases.iter().map(|base| &self.classes[base.0 as usize]);
        let known = std::iter::once(info).chain(bases).find_map(|info| info.validated.get(&name).copied());
        known.unwrap_or_default()
    }

    /// Assigning to a property that runs code: whether it is one.
    pub(crate) fn call_setter(
        &mut self,
        base: ValueId,
        name: Sym,
        value: ValueId,
        from: NodeId,
        place: NodeId,
    ) -> bool {
        let found = self.value(base);
        let class = found.class.or(if let Callable::Class(class) = found.callable { Some(class) } else { None });
        let Some(setter) = class.and_then(|class| self.find_setter(class, name)) else { return false };
        let args = Args { positional: smallvec::smallvec![Arg { node: from, value }], ..Args::default() };
        self.call_function(setter, base, &args, place);
        true
    }

    /// What is known of the field `name` of objects of the class.
    pub(crate) fn class_field(&self, class: ClassId, name: Sym) -> Option<ValueId> {
        self.lineage(class).iter().find_map(|class| self.classes[class.0 as usize].fields.get(&name).copied())
    }

    /// Whether values of the field `name` cannot carry an attack.
    pub(crate) fn is_harmless_field(&self, class: ClassId, name: Sym) -> bool {
        self.lineage(class).iter().any(|class| self.classes[class.0 as usize].harmless.contains(&name))
    }

    /// Whether the field `name` is one of the class, which no code of the file gives to an object.
    pub(crate) fn is_class_wide(&mut self, class: ClassId, name: Sym) -> bool {
        let tree = self.tree;
        let is_static = tree
            .class(class)
            .fields
            .iter()
            .any(|field| field.name == name && field.is_static && field.ty.is_none() && field.value.is_some());
        is_static && !self.assigned_members().contains(&name)
    }

    /// The names of all members that the file assigns to.
    fn assigned_members(&mut self) -> &FxHashSet<Sym> {
        let tree = self.tree;
        self.assigned_members.get_or_insert_with(|| {
            let nodes = (0..tree.node_count() as u32).map(|at| tree.kind(NodeId(at)));
            let targets = nodes.filter_map(|kind| match kind {
                NodeKind::Assign { target, .. } | NodeKind::AugAssign { target, .. } => Some(target),
                _ => None,
            });
            targets
                .filter_map(
                    |target| if let NodeKind::Member { name, .. } = tree.kind(target) { Some(name) } else { None },
                )
                .collect()
        })
    }

    /// Notes what a field was given. Taint of a method's own parameters is not the class's.
    pub(crate) fn learn_field(&mut self, class: ClassId, name: Sym, value: ValueId) {
        let mut stored = self.value(value).clone();
        stored.taints = stored
            .taints
            .into_iter()
            .filter(|taint| matches!(self.origins[taint.origin.0 as usize], Origin::Source { .. }))
            .collect::<Taints>();
        stored.param = None;
        stored.guard = 0;
        stored.object = stored.object.filter(|_| stored.ty == NO_NODE || stored.taints.is_empty());
        let stored = self.new_value(stored);
        let joined = match self.classes[class.0 as usize].fields.get(&name).copied() {
            Some(old) if old != UNKNOWN => self.join(old, stored),
            _ => stored,
        };
        self.classes[class.0 as usize].fields.insert(name, joined);
    }

    /// The field of the class's objects is this from here on.
    pub(crate) fn set_class_field(&mut self, class: ClassId, name: Sym, value: ValueId) {
        self.classes[class.0 as usize].fields.insert(name, value);
    }

    /// `new C(...)`, `C(...)`.
    pub(crate) fn construct(&mut self, class: ClassId, site: &CallSite<'_>) -> ValueId {
        let object = self.new_object(Object::default());
        let ty = self.instance_type(class);
        let this = self.new_value(Value { object: Some(object), class: Some(class), ty, ..Value::default() });
        if !self.python {
            self.own_fields_of(object, class, 8);
        }
        match self.find_in(self.lineage(class), |function| function.kind == FunctionKind::Constructor) {
            Some(constructor) => {
                self.call_function(constructor, this, site.args, site.id);
            }
            None => {
                if let Some(made) = self.construct_as_base(object, class, site) {
                    return made;
                }
                self.construct_plain(object, class, site);
                self.call_special_with(this, "__post_init__", &[], site.id);
            }
        }
        this
    }

    /// Every object has the objects of its own that its class's fields start with.
    fn own_fields_of(&mut self, object: super::value::ObjId, class: ClassId, depth: u32) {
        if depth > 0 {
            for at in 0..self.classes[class.0 as usize].bases.len() {
                let base = self.classes[class.0 as usize].bases[at];
                self.own_fields_of(object, base, depth - 1);
            }
        }
        let tree = self.tree;
        for field in tree.class(class).fields.iter().filter(|field| !field.is_static && field.value.is_some()) {
            let Some(&initial) = self.classes[class.0 as usize].initial.get(&field.name) else { continue };
            if self.value(initial).object.is_some() {
                let value = self.deep_copy(Some(Arg { node: NodeId(0), value: initial }));
                self.change_object(object, |object| object.set(Key::Name(field.name), value));
            }
        }
    }

    pub(crate) fn find_constructor(&self, class: ClassId, depth: u32) -> Option<FuncId> {
        let is_constructor = |&&method: &&FuncId| self.tree.function(method).kind == FunctionKind::Constructor;
        let own = self.tree.class(class).methods.iter().find(is_constructor).copied();
        own.or_else(|| {
            let bases = &self.classes[class.0 as usize].bases;
            (depth > 0).then(|| bases.iter().find_map(|&base| self.find_constructor(base, depth - 1)))?
        })
    }

    /// A class without a constructor of its own (a data class, a model): arguments become its fields, which are its
    /// items, too, where it is a tuple.
    /// A class that has nothing of its own to begin with is filled as the container that it is: `class Settings(dict)`.
    fn construct_as_base(
        &mut self,
        object: super::value::ObjId,
        class: ClassId,
        site: &CallSite<'_>,
    ) -> Option<ValueId> {
        let base = self.api_base(class);
        let lineage = self.lineage(class);
        let plain = lineage.iter().all(|class| {
            let fields = &self.tree.class(*class).fields;
            fields.iter().all(|field| field.ty.is_none()) && self.classes[class.0 as usize].record.is_none()
        });
        let models = if self.python && base != NO_NODE && plain { &self.catalogue.models(base).calls[..] } else { &[] };
        // What has methods may do otherwise than its base: an unpickler that refuses classes.
        let bare = lineage.iter().all(|class| self.tree.class(*class).methods.is_empty());
        if models.is_empty() || !bare && models.iter().any(|model| !model.sinks.is_empty()) {
            return None;
        }
        let inner =
            CallSite { id: site.id, callee: site.callee, receiver: None, args: site.args, guessed: site.guessed };
        let made = self.call_model(&inner, base);
        let found = self.value(made).clone();
        let filled = (*self.object(found.object?)).clone();
        self.change_object(object, |object| *object = filled);
        let ty = self.instance_type(class);
        let ty = if ty == NO_NODE { found.ty } else { ty };
        Some(self.new_value(Value { object: Some(object), class: Some(class), ty, ..found }))
    }

    fn construct_plain(&mut self, object: super::value::ObjId, class: ClassId, site: &CallSite<'_>) {
        let tree = self.tree;
        let lineage = self.lineage(class).to_vec();
        let record = lineage.iter().find_map(|class| self.classes[class.0 as usize].record);
        let fields: Vec<Sym> = match record {
            Some(record) => self.records[record as usize].to_vec(),
            None => lineage.iter().rev().flat_map(|&class| &tree.class(class).fields).map(|field| field.name).collect(),
        };
        for (at, arg) in site.args.positional.iter().enumerate() {
            match fields.get(at) {
                Some(&name) => self.set_record_field(object, at, name, arg.value),
                // What a base class elsewhere makes of it is not known: an exception keeps it.
                None => {
                    let rest = self.object(object).rest;
                    let rest = rest.map_or(arg.value, |rest| self.join(rest, arg.value));
                    self.change_object(object, |object| object.rest = Some(rest));
                }
            }
        }
        for &(name, arg) in &site.args.named {
            match fields.iter().position(|&field| field == name) {
                Some(at) => self.set_record_field(object, at, name, arg.value),
                None => self.change_object(object, |object| object.set(Key::Name(name), arg.value)),
            }
        }
        if let Some(more) = site.args.named_rest {
            self.change_object(object, |object| object.rest = Some(more.value));
        }
    }

    /// Sets a field that is an item as well.
    fn set_record_field(&mut self, object: super::value::ObjId, at: usize, name: Sym, value: ValueId) {
        let python = self.python;
        self.change_object(object, |object| {
            object.set(Key::Name(name), value);
            if python {
                object.set(Key::At(at as u32), value);
            }
        });
    }

    /// A function that is called with `new`: its receiver is a new object.
    pub(crate) fn construct_function(&mut self, func: FuncId, site: &CallSite<'_>) -> ValueId {
        let mut object = Object::default();
        if let Some(&prototype) = self.prototypes.get(&func) {
            object.fields.clone_from(&self.object(prototype).fields);
            self.note_home(prototype, super::siblings::Home::Prototype(func));
        }
        let object = self.new_object(object);
        let this = self.new_value(Value { object: Some(object), ..Value::default() });
        self.call_function(func, this, site.args, site.id);
        this
    }

    /// `f.prototype`: what objects that `new f()` makes have.
    pub(crate) fn prototype_of(&mut self, func: FuncId) -> ValueId {
        let object = match self.prototypes.get(&func) {
            Some(&object) => object,
            None => {
                let object = self.new_object(Object::default());
                self.prototypes.insert(func, object);
                object
            }
        };
        self.new_value(Value { object: Some(object), ..Value::default() })
    }

    pub(crate) fn current_class(&self) -> Option<ClassId> {
        let mut func = self.frames.last()?.func;
        loop {
            let function = self.tree.function(func);
            if function.class.is_some() || function.parent == func {
                return function.class;
            }
            func = function.parent;
        }
    }

    /// `super(...)`.
    pub(crate) fn call_super(&mut self, id: NodeId, args: &Args) -> ValueId {
        let this = self.this();
        let Some((_, above)) = self.above_current(this) else { return UNKNOWN };
        match self.find_in(&above, |function| function.kind == FunctionKind::Constructor) {
            Some(constructor) => self.call_function(constructor, this, args, id),
            None => {
                self.keep_super_arguments(this, args);
                UNKNOWN
            }
        }
    }

    /// `super().__init__`
    pub(crate) fn is_base_constructor(&self, callee: NodeId) -> bool {
        let NodeKind::Member { object, name } = self.tree.kind(callee) else { return false };
        self.python && matches!(self.tree.kind(object), NodeKind::Super) && self.names.text(name) == "__init__"
    }

    /// A base class of an API that carries what it is given has it in what the class's objects do not set themselves.
    pub(crate) fn keep_super_arguments(&mut self, this: ValueId, args: &Args) {
        let base = self.current_class().map_or(NO_NODE, |class| self.api_base(class));
        let carries = self.catalogue.models(base).calls.iter().any(|model| !model.flows.is_empty());
        let Some(object) = self.value(this).object.filter(|_| base != NO_NODE && carries) else { return };
        for arg in &args.positional {
            let any = self.object(object).any.map_or(arg.value, |any| self.join(any, arg.value));
            self.change_object(object, |object| {
                object.any = Some(any);
                object.written = true;
            });
        }
    }

    /// The class whose method runs, and the classes after it in the lineage of its receiver.
    fn above_current(&self, this: ValueId) -> Option<(ClassId, Vec<ClassId>)> {
        let class = self.current_class()?;
        let lineage = self.lineage(self.value(this).class.unwrap_or(class));
        let lineage = if lineage.contains(&class) { lineage } else { self.lineage(class) };
        let above = lineage.iter().skip_while(|&&other| other != class).skip(1).copied().collect();
        Some((class, above))
    }

    /// `super.name`.
    pub(crate) fn super_member(&mut self, name: Sym) -> (ValueId, Node) {
        let this = self.this();
        let Some((class, above)) = self.above_current(this) else { return (UNKNOWN, NO_NODE) };
        if let Some(method) = self.find_in(&above, |function| function.name == Some(name)) {
            return (self.method_value(method, this), NO_NODE);
        }
        // The base's own constructor: what it does with its arguments is what calling the base does.
        if self.python && self.names.text(name) == "__init__" {
            let base = self.api_base(class);
            let says = base != NO_NODE && self.catalogue.models(base).calls.iter().any(|model| !model.sinks.is_empty());
            return (UNKNOWN, if says { base } else { NO_NODE });
        }
        let ty = self.instance_type(class);
        (UNKNOWN, if ty == NO_NODE { NO_NODE } else { self.member_node(ty, name) })
    }
}

fn is_setter(kind: FunctionKind) -> bool {
    kind == FunctionKind::Setter
}
