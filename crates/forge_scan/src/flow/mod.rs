//! The flow engine: structured abstract interpretation of one file over the common tree.
//!
//! The module's top-level code runs first, then every function that it has not already run, each once with symbolic
//! parameters; what is learned of a function is its summary, which calls instantiate with their own arguments.
//! Callbacks that a model describes run where they are passed, with what the model gives them.

mod affix;
mod arrays;
mod assign;
mod call;
mod callable;
mod cells;
mod chain;
mod charset;
mod checks;
mod class;
mod closure;
mod component;
mod concat;
mod context;
mod declared;
mod delegate;
mod exports;
mod expr;
mod guard;
mod heap;
mod json_schema;
mod keys;
mod local;
mod lookup;
mod makers;
mod matches;
mod member;
mod models;
mod names;
mod ops;
mod predicate;
mod protocol;
mod quantify;
mod refined;
mod reply;
mod report;
mod routes;
mod run;
mod schema;
mod select;
mod sequence;
mod siblings;
mod state;
mod stmt;
pub(crate) mod strings;
mod summary;
mod template;
mod text_ops;
mod texts;
mod thrown;
mod types;
mod value;

mod options;
mod sections;

use class::ClassInfo;
use forge_catalogue::Catalogue;
use forge_catalogue::compiled::{NO_NODE, Node};
use forge_model::Span;
use forge_syntax::Tree;
use forge_syntax::tree::{FuncId, MODULE, NodeId};
use names::Names;
use rustc_hash::{FxHashMap, FxHashSet};
use state::{Frame, State};
use std::rc::Rc;
use summary::Summary;
use value::{Guard, NO_TRACE, ObjId, Object, Origin, OriginId, TraceId, UNKNOWN, Value, ValueId};

use report::{Hit, LocalHit};
pub(crate) use report::{findings, fingerprint};

/// Nodes of the catalogue that the engine itself names.
struct Known {
    object: Node,
    array: Node,
    set: Node,
    string: Node,
    bytes: Node,
    regexp: Node,
    error: Node,
    element: Node,
    jsx: Node,
    any_function: Node,
    any: Node,
}

impl Known {
    fn new(catalogue: &Catalogue<'_>) -> Self {
        let instance = |name| catalogue.find(&[name, forge_catalogue::api::CALL]);
        Self {
            object: instance("$Object"),
            array: instance("$Array"),
            set: instance("$Set"),
            string: instance("$String"),
            bytes: instance("$bytes"),
            regexp: instance("$RegExp"),
            error: instance("$Error"),
            element: instance("$jsx"),
            jsx: catalogue.find(&["$jsx"]),
            any_function: catalogue.find(&["$any"]),
            any: catalogue.find(&[forge_catalogue::api::ANY]),
        }
    }
}

/// One step that taint took.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trace {
    /// The expression that passed it on.
    Step {
        /// The expression.
        node: NodeId,
        /// The step before.
        before: TraceId,
    },
    /// It went through a call: the steps up to the call, then those inside the function.
    Call {
        /// The call.
        node: NodeId,
        /// Steps up to the call.
        outside: TraceId,
        /// Steps inside.
        inside: TraceId,
    },
}

/// Whether a function was analysed with symbolic parameters.
#[derive(Debug, Clone, Default)]
pub(crate) enum Progress {
    #[default]
    NotYet,
    /// It is running: a recursive call is an unknown one.
    Running,
    Done(Rc<Summary>),
}

/// The analysis of one file.
pub(crate) struct Flow<'a> {
    tree: &'a Tree,
    text: &'a str,
    path: &'a str,
    catalogue: &'a Catalogue<'static>,
    known: Known,
    names: Names<'a>,
    values: Vec<Value>,
    origins: Vec<Origin>,
    origin_index: FxHashMap<Origin2, OriginId>,
    traces: Vec<Trace>,
    guards: Vec<Guard>,
    next_object: u32,
    /// Objects as the code that has finished left them.
    settled: FxHashMap<ObjId, Rc<Object>>,
    /// Variables of functions that have finished.
    finished: FxHashMap<FuncId, Vec<ValueId>>,
    frames: Vec<Frame>,
    state: State,
    progress: Vec<Progress>,
    /// Functions that ran as callbacks or otherwise need no symbolic run of their own.
    ran: Vec<bool>,
    /// Functions by the function around them.
    children: Vec<Vec<FuncId>>,
    /// Sinks that parameters reach, by function, while it runs.
    pending_sinks: FxHashMap<FuncId, Vec<summary::SummarySink>>,
    classes: Vec<ClassInfo>,
    /// What sequences of truth values say where all of them are true, and where none is: indices + 1 of guards.
    quantified: FxHashMap<ObjId, (u32, u32)>,
    /// Variables that take the characters of a text.
    characters: FxHashSet<forge_syntax::tree::VarId>,
    /// Methods as their decorators made them.
    wrapped: FxHashMap<FuncId, ValueId>,
    /// The fields of types of records.
    records: Vec<Rc<[forge_syntax::tree::Sym]>>,
    /// Whether the second class has other methods of the names that the first one calls on its receiver.
    overrides: FxHashMap<(forge_syntax::tree::ClassId, forge_syntax::tree::ClassId), bool>,
    /// Members that the file assigns to, once something has asked.
    assigned_members: Option<FxHashSet<forge_syntax::tree::Sym>>,
    /// Globals that the file assigns to.
    globals: FxHashMap<forge_syntax::tree::Sym, ValueId>,
    /// Local checks of assigned names, by name.
    name_checks: FxHashMap<(forge_syntax::tree::Sym, bool), Vec<usize>>,
    /// The node around each node and that of each function, once a check has asked.
    around: Option<context::Around>,
    roles: FxHashMap<FuncId, forge_catalogue::compiled::Role>,
    /// Facts that decorators say of the responses of their functions.
    reply_facts: FxHashMap<FuncId, Vec<(u32, ValueId)>>,
    /// Methods that check fields of their class, with the fields' names.
    checks_fields: FxHashMap<FuncId, Vec<forge_syntax::tree::Sym>>,
    /// The exceptions that are being handled, innermost last.
    handling: Vec<ValueId>,
    /// What writers of a format write to.
    writers: FxHashMap<ObjId, call::Arg>,
    /// The classes whose bodies are being run, and how many functions are running around each.
    class_bodies: Vec<(forge_syntax::tree::ClassId, usize)>,
    /// The catalogue's conventions that hold in files of this path, once a function has been looked at.
    conventions: Option<Vec<usize>>,
    /// What a route's pattern says of parameters: `<int:page>`, `(?P<slug>[a-z]+)`.
    converted: FxHashMap<(FuncId, forge_syntax::tree::Sym), value::Cleared>,
    exported: FxHashSet<FuncId>,
    /// Names under which functions without one of their own are exported.
    export_names: FxHashMap<FuncId, forge_syntax::tree::Sym>,
    /// The objects that functions are members of.
    homes: FxHashMap<FuncId, siblings::Home>,
    /// What objects have that functions make as constructors.
    prototypes: FxHashMap<FuncId, ObjId>,
    /// How often functions ran for one call rather than once for all.
    reruns: Vec<u8>,
    /// Parameters that their function looks at: their truth, or by comparing them with a constant.
    deciding: FxHashSet<(FuncId, u8, bool)>,
    /// The variables that functions made inside calls keep.
    envs: Vec<closure::Env>,
    /// Functions with their first arguments.
    bound: Vec<closure::BoundCall>,
    /// Functions of which one is meant.
    choices: Vec<smallvec::SmallVec<[value::Callable; 4]>>,
    /// How many values of functions have been made what they are in a call.
    instantiated: u64,
    choice_index: FxHashMap<smallvec::SmallVec<[value::Callable; 4]>, u32>,
    /// Functions that put what they are given where it outlives them.
    stateful: FxHashSet<FuncId>,
    /// The ways out of the function that ran last.
    last_returns: Option<(FuncId, Vec<state::Returned>)>,
    /// Handlers that are running one after another, innermost last, and what earlier ones left.
    chains: Vec<chain::Chain>,
    kept: chain::Kept,
    /// Which of the items that a selector found is given a role.
    role_item: usize,
    /// The function that is given a role is one of the handlers that run one after another.
    is_handler: bool,
    /// The keys of object literals that functions lie under, innermost first.
    paths: FxHashMap<FuncId, smallvec::SmallVec<[forge_syntax::tree::Sym; 3]>>,
    /// State of components: what its setters ever got, by the place that makes it.
    cells: FxHashMap<NodeId, ValueId>,
    /// The reducers of components' state, by the place that makes it.
    reducers: FxHashMap<NodeId, FuncId>,
    /// The component whose template the file has.
    template_scope: Option<ValueId>,
    /// What is evaluated stands in a template.
    in_template: bool,
    /// What parameters are by default, where that is not the program's own.
    defaults: FxHashMap<(FuncId, u8), ValueId>,
    /// Grows when a cell gets a new origin.
    cell_changes: u32,
    /// The expression that each variable last got, where one is known.
    made_from: FxHashMap<forge_syntax::tree::VarId, NodeId>,
    /// What a pattern took out of a message beside its origin, by the variable that got the origin.
    siblings: FxHashMap<forge_syntax::tree::VarId, Vec<NodeId>>,
    /// Parameters for which their function calls itself with a member of them.
    descended: FxHashSet<forge_syntax::tree::VarId>,
    /// Variables that were taken out of an expression's value, and under which name.
    part_of: FxHashMap<forge_syntax::tree::VarId, (NodeId, forge_syntax::tree::Sym)>,
    /// What the object of a call failed with that a handler among its arguments gets.
    rejections: FxHashMap<NodeId, ValueId>,
    /// How many objects are evaluated whose failures are handled.
    watching: u32,
    /// Responses by the call that made them: their content type may be set later.
    responses: FxHashMap<ObjId, NodeId>,
    /// Callbacks that functions call through their parameters, by function, while it runs.
    pending_calls: FxHashMap<FuncId, Vec<summary::ParamCall>>,
    hits: Vec<Hit>,
    /// Places where stored data chooses where the page goes next.
    navigations: FxHashSet<forge_model::Span>,
    /// Kinds that a source is hardly dangerous for, by its expression.
    hardly: FxHashMap<NodeId, forge_model::KindSet>,
    /// Kinds that a source is not proven to be dangerous for.
    unproven: FxHashMap<NodeId, forge_model::KindSet>,
    hit_index: FxHashMap<(u8, Span), usize>,
    local_hits: Vec<LocalHit>,
    /// The expression that is a statement of its own and is being run.
    statement: Option<NodeId>,
    /// The expressions in which an object is being made a text.
    printing: Vec<NodeId>,
    fuel: u64,
    /// The innermost expression that is being evaluated.
    here: NodeId,
    /// How many evaluations are inside one another.
    depth: u32,
    /// How many calls are inside one another.
    calls: u32,
    /// How many joins of objects are inside one another.
    joining: u32,
    /// Something was left out because it was nested too deeply or took too much work.
    exhausted: bool,
    python: bool,
}

/// The key of an origin in its index.
type Origin2 = (u32, u8, smallvec::SmallVec<[value::Key; value::MAX_PATH]>);

/// How many expressions may be evaluated for each one in the file, beside a fixed number. Code that people write takes one to
/// fifteen. A file is as large as its bound allows: those beyond the first many have a smaller share.
const FUEL_PER_NODE: u64 = 60;
const FUEL_PER_LATE_NODE: u64 = 12;
const EARLY_NODES: u64 = 100_000;
const FUEL: u64 = 200_000;
/// Most values that are made before no more work is done: bounds the memory, at some hundred bytes each. Code that people
/// write makes a few for each expression.
const MAX_VALUES: usize = 2_000_000;
/// How many evaluations may be inside one another: bounds the stack.
const MAX_DEPTH: u32 = 700;

/// The work that a file of so many nodes may cause.
fn fuel(nodes: u64) -> u64 {
    let early = nodes.min(EARLY_NODES);
    FUEL + FUEL_PER_NODE * early + FUEL_PER_LATE_NODE * (nodes - early)
}

impl<'a> Flow<'a> {
    pub(crate) fn new(
        tree: &'a Tree,
        text: &'a str,
        path: &'a str,
        python: bool,
        catalogue: &'a Catalogue<'static>,
    ) -> Self {
        let mut children = vec![Vec::new(); tree.functions.len()];
        for (at, function) in tree.functions.iter().enumerate().skip(1) {
            children[function.parent.0 as usize].push(FuncId(at as u32));
        }
        Self {
            tree,
            text,
            path,
            catalogue,
            known: Known::new(catalogue),
            names: Names::new(tree, catalogue),
            values: vec![Value::default()],
            origins: Vec::new(),
            origin_index: FxHashMap::default(),
            traces: vec![Trace::Step { node: NodeId(0), before: NO_TRACE }],
            guards: Vec::new(),
            next_object: reply::REPLY_OBJECT.0 + 1,
            settled: FxHashMap::default(),
            finished: FxHashMap::default(),
            frames: Vec::new(),
            state: State::default(),
            progress: vec![Progress::NotYet; tree.functions.len()],
            ran: vec![false; tree.functions.len()],
            children,
            pending_sinks: FxHashMap::default(),
            classes: vec![ClassInfo::default(); tree.classes.len()],
            assigned_members: None,
            quantified: FxHashMap::default(),
            characters: FxHashSet::default(),
            wrapped: FxHashMap::default(),
            records: Vec::new(),
            overrides: FxHashMap::default(),
            globals: FxHashMap::default(),
            name_checks: FxHashMap::default(),
            around: None,
            roles: FxHashMap::default(),
            reply_facts: FxHashMap::default(),
            class_bodies: Vec::new(),
            checks_fields: FxHashMap::default(),
            handling: Vec::new(),
            writers: FxHashMap::default(),
            conventions: None,
            converted: FxHashMap::default(),
            exported: FxHashSet::default(),
            export_names: FxHashMap::default(),
            homes: FxHashMap::default(),
            prototypes: FxHashMap::default(),
            reruns: vec![0; tree.functions.len()],
            deciding: FxHashSet::default(),
            envs: Vec::new(),
            bound: Vec::new(),
            choices: Vec::new(),
            instantiated: 0,
            choice_index: FxHashMap::default(),
            stateful: FxHashSet::default(),
            last_returns: None,
            chains: Vec::new(),
            kept: chain::Kept::default(),
            role_item: 0,
            is_handler: false,
            paths: FxHashMap::default(),
            cells: FxHashMap::default(),
            reducers: FxHashMap::default(),
            template_scope: None,
            in_template: false,
            defaults: FxHashMap::default(),
            cell_changes: 0,
            made_from: FxHashMap::default(),
            siblings: FxHashMap::default(),
            descended: FxHashSet::default(),
            part_of: FxHashMap::default(),
            rejections: FxHashMap::default(),
            watching: 0,
            responses: FxHashMap::default(),
            pending_calls: FxHashMap::default(),
            hits: Vec::new(),
            navigations: FxHashSet::default(),
            hardly: FxHashMap::default(),
            unproven: FxHashMap::default(),
            hit_index: FxHashMap::default(),
            local_hits: Vec::new(),
            statement: None,
            printing: Vec::new(),
            fuel: fuel(tree.node_count() as u64),
            here: NodeId(0),
            depth: 0,
            calls: 0,
            joining: 0,
            exhausted: false,
            python,
        }
    }

    /// Analyses the whole file.
    pub(crate) fn analyse(mut self) -> Self {
        self.run_module(MODULE);
        self.report_parameters();
        self
    }

    /// Whether something was left out.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// Whether there is anything to report.
    pub(crate) fn found_anything(&self) -> bool {
        !self.hits.is_empty() || !self.local_hits.is_empty()
    }

    /// The value `id`.
    pub(crate) fn value(&self, id: ValueId) -> &Value {
        &self.values[id.0 as usize]
    }

    /// Stores a value.
    pub(crate) fn new_value(&mut self, value: Value) -> ValueId {
        if value.is_unknown() && value.param.is_none() {
            return UNKNOWN;
        }
        if self.values.len() == MAX_VALUES {
            (self.fuel, self.exhausted) = (0, true);
        }
        self.values.push(value);
        ValueId(self.values.len() as u32 - 1)
    }

    /// A step at `node` after `before`.
    pub(crate) fn step(&mut self, node: NodeId, before: TraceId) -> TraceId {
        if let Trace::Step { node: last, .. } = self.traces[before.0 as usize]
            && before != NO_TRACE
            && last == node
        {
            return before;
        }
        self.push_trace(Trace::Step { node, before })
    }

    pub(crate) fn push_trace(&mut self, trace: Trace) -> TraceId {
        self.traces.push(trace);
        TraceId(self.traces.len() as u32 - 1)
    }

    /// The origin equal to this one.
    pub(crate) fn origin(&mut self, origin: Origin) -> OriginId {
        let key: Origin2 = match &origin {
            Origin::Source { node, tier } => (node.0, *tier as u8, smallvec::SmallVec::new()),
            Origin::Param { func, index, path } => {
                let mut key = path.clone();
                key.push(value::Key::At(u32::MAX));
                (func.0, *index, key)
            }
        };
        if let Some(&known) = self.origin_index.get(&key) {
            return known;
        }
        let id = OriginId(self.origins.len() as u32);
        self.origins.push(origin);
        self.origin_index.insert(key, id);
        id
    }

    /// Uses up one unit of work; false when none is left.
    pub(crate) fn spend(&mut self) -> bool {
        self.fuel = self.fuel.saturating_sub(1);
        self.exhausted |= self.fuel == 0;
        self.fuel > 0
    }

    /// Enters an evaluation; whoever does leaves it with `depth -= 1`. False when it is too deep or too much.
    pub(crate) fn enter(&mut self) -> bool {
        if self.depth >= MAX_DEPTH {
            self.exhausted = true;
            return false;
        }
        let may = self.spend();
        self.depth += u32::from(may);
        may
    }
}
