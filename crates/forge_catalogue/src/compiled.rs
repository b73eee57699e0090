//! The compiled catalogue of one language family: what the engine reads.
//!
//! API paths form a trie over segments. A value of known origin carries the index of its node; a step (`.name`, `()`,
//! `[]`) follows an edge. Everything is found by integers, nothing is compiled or hashed at start.

use crate::select::{Condition, Selector};
use forge_model::{KindSet, Tier};
use serde::{Deserialize, Serialize};

/// Index of a node of the trie; 0 is the root and stands for "not known".
pub type Node = u32;
/// No node.
pub const NO_NODE: Node = 0;

/// One node: an API path.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ApiNode {
    /// First edge in [`Catalogue::edges`], then their number.
    pub edges: (u32, u32),
    /// First call model in [`Catalogue::calls`], then their number.
    pub calls: (u32, u32),
    /// First local check of calls in [`Catalogue::checks`], then their number.
    pub checks: (u32, u32),
    /// Index + 1 of the model of reading it in [`Catalogue::reads`].
    pub read: u32,
    /// First model of assigning to it in [`Catalogue::writes`], then their number.
    pub writes: (u32, u32),
    /// Another node that this one is the same as.
    pub is: Node,
    /// Nodes whose members it has as well.
    pub extends: Vec<Node>,
    /// What extending it makes of a class's methods: first in [`Catalogue::roles`], then their number.
    pub roles: (u32, u32),
    /// The values of this type cannot carry an attack: numbers, dates, UUIDs.
    pub harmless: bool,
}

/// An edge of the trie. Edges are sorted by node, then segment.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Edge {
    /// Index of the segment in [`Catalogue::strings`].
    pub segment: u32,
    /// Where it leads.
    pub to: Node,
}

/// A sink of a call or an assignment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sink {
    /// Number of the [`forge_model::FlowKind`].
    pub kind: u8,
    /// What must not be tainted.
    pub at: Selector,
}

/// What a call passes on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flow {
    /// From here.
    pub from: Selector,
    /// To here: the result, the receiver, an argument.
    pub to: Selector,
}

/// Where a value enters.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Source {
    /// Number of the tier, see [`tier_of`].
    pub tier: u8,
    /// Kinds that it is dangerous for.
    pub kinds: u32,
}

impl Source {
    /// The tier.
    pub fn tier(self) -> Tier {
        tier_of(self.tier)
    }

    /// The kinds.
    pub fn kinds(self) -> KindSet {
        KindSet(self.kinds)
    }
}

/// The tier numbered `number`.
pub fn tier_of(number: u8) -> Tier {
    match number {
        0 => Tier::Parameter,
        1 => Tier::Local,
        2 => Tier::Stored,
        3 => Tier::BrowserUrl,
        _ => Tier::Remote,
    }
}

/// What a parameter of a callback or handler gets.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Given {
    /// Its type, or [`NO_NODE`].
    pub ty: Node,
    /// It is a source.
    pub source: Option<Source>,
    /// It gets this value of the call.
    pub from: Option<Selector>,
}

/// A function that a call, a decorator, a class or a convention gives a role.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    /// Names of methods that have it, for roles of classes: patterns in lower case; empty for all.
    pub methods: Vec<String>,
    /// What its parameters get, in order, the receiver left out.
    pub params: Vec<Given>,
    /// Every further parameter gets what the last one gets.
    pub repeats: bool,
    /// What its result is a sink for: numbers of kinds.
    pub result_sinks: Vec<u8>,
    /// Conditions on the call that gives the role which, when known to hold, unmake the result a sink.
    pub unless: Vec<Condition>,
}

/// A role given to an argument of a call.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Callback {
    /// Which argument is the function.
    pub at: Selector,
    /// Its role.
    pub role: Role,
    /// What the callback returns flows here.
    pub result: Option<Selector>,
}

/// What a call that returned true says of a value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Guard {
    /// What was validated.
    pub at: Selector,
    /// Kinds that it is no longer dangerous for.
    pub clears: u32,
    /// It is the result false that validates.
    pub when_false: bool,
}

/// A configuration fact that a call sets on its receiver.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SetFact {
    /// Index of the fact's name in [`Catalogue::strings`].
    pub fact: u32,
    /// Its new value.
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum FactValue {
    /// Taken from the call.
    From(Selector),
    /// This text (index into the strings).
    Text(u32),
    /// A header is set: the first selector names it; the fact is set when the name is this (index into the strings).
    Header(Selector, u32, Selector),
}

/// What is known of calling a node. A node may have several; those whose conditions hold apply together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CallModel {
    /// All must be known to hold.
    pub when: Vec<Condition>,
    /// If all are known to hold, the sinks do not apply.
    pub unless: Vec<Condition>,
    /// Sinks.
    pub sinks: Vec<Sink>,
    /// Propagation.
    pub flows: Vec<Flow>,
    /// Kinds that propagation clears.
    pub clears: u32,
    /// The result, or what `source_at` names, is a source.
    pub source: Option<Source>,
    /// Where the source is, if not the result.
    pub source_at: Option<Selector>,
    /// Functions among the arguments.
    pub callbacks: Vec<Callback>,
    /// Facts that it sets.
    pub facts: Vec<SetFact>,
    /// What it validates.
    pub guard: Option<Guard>,
    /// It does not return.
    pub exits: bool,
    /// A built-in operation of the engine, by name (index into the strings), 0 for none.
    pub op: u32,
    /// Type of the result where this model applies and another does not, or [`NO_NODE`].
    pub ty: Node,
}

/// What is known of reading a node.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReadModel {
    /// It is a source.
    pub source: Option<Source>,
    /// It carries what its object carries (a field of a parsed URL), minus these kinds.
    pub carries: bool,
    /// Kinds that reading clears.
    pub clears: u32,
}

/// What is known of assigning to a node.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WriteModel {
    /// All must be known to hold; `value` is what is assigned.
    pub when: Vec<Condition>,
    /// If all are known to hold, the sinks do not apply.
    pub unless: Vec<Condition>,
    /// Sinks; selectors start at `value`.
    pub sinks: Vec<Sink>,
    /// Facts that it sets on the object.
    pub facts: Vec<SetFact>,
    /// What is assigned is a function with a role.
    pub callbacks: Vec<Callback>,
}

/// A local rule's pattern over a call or an assignment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    /// Index of the rule in the catalogue of rules.
    pub rule: u32,
    /// All must be known to hold.
    pub when: Vec<Condition>,
    /// If all are known to hold, it does not fire.
    pub unless: Vec<Condition>,
    /// The place that is reported, where it is not the whole call.
    pub at: Option<Selector>,
    /// It is a check of assignments (or properties) rather than of calls.
    pub write: bool,
    /// What is wrong, if more precise than the rule's title (index into the strings), 0 for none.
    pub message: u32,
    /// The files that it looks at.
    pub files: Files,
    /// Number of the [`forge_model::Severity`], where it is not the rule's.
    pub severity: Option<u8>,
    /// Number of the [`forge_model::Confidence`], where it is not the rule's.
    pub confidence: Option<u8>,
}

/// Which files a check looks at: patterns of paths, lower case.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Files {
    /// Only these; empty for all.
    pub only: Vec<String>,
    /// Not these.
    pub not: Vec<String>,
}

impl Files {
    /// Whether the file called `path` is one of them.
    pub fn include(&self, path: &str) -> bool {
        let any = |patterns: &[String]| patterns.iter().any(|pattern| crate::select::glob(pattern, path));
        (self.only.is_empty() || any(&self.only)) && !any(&self.not)
    }
}

/// A local rule's pattern over an assignment to a name, whatever its object.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NameCheck {
    /// Patterns of the name, lower case.
    pub names: Vec<String>,
    /// Patterns of names that are left alone, lower case.
    pub not_names: Vec<String>,
    /// The check; selectors start at `value`.
    pub check: Check,
}

/// Functions whose parameters have these names have a role.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Convention {
    /// Patterns of parameter names, in order, lower case. The function must have at least these.
    pub names: Vec<Vec<String>>,
    /// Patterns of the function's own name; empty for all.
    pub functions: Vec<String>,
    /// Patterns of the file's path; empty for all.
    pub files: Vec<String>,
    /// Only functions that the module exports.
    pub exported: bool,
    /// The role.
    pub role: Role,
}

/// The catalogue of one language family.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Catalogue<'a> {
    /// Every string, sorted; segments and names are indices. The empty string is the first.
    #[serde(borrow)]
    pub strings: Vec<&'a str>,
    /// The trie; 0 is the root.
    pub nodes: Vec<ApiNode>,
    /// Edges of all nodes.
    pub edges: Vec<Edge>,
    /// Call models of all nodes.
    pub calls: Vec<CallModel>,
    /// Read models.
    pub reads: Vec<ReadModel>,
    /// Write models.
    pub writes: Vec<WriteModel>,
    /// Local checks of all nodes.
    pub checks: Vec<Check>,
    /// Local checks by assigned name.
    pub name_checks: Vec<NameCheck>,
    /// Roles of methods by base class.
    pub roles: Vec<Role>,
    /// Roles of functions that carry a decorator: the decorator's node, the role, sorted by node.
    pub decorators: Vec<(Node, Role)>,
    /// What a receiver of unknown type is taken for by its name: index of the name, node; sorted by name.
    pub guesses: Vec<(u32, Node)>,
    /// Roles by parameter names.
    pub conventions: Vec<Convention>,
    /// Parameters that carry a decorator: the decorator's node, what it gets; sorted by node.
    pub param_decorators: Vec<(Node, Given)>,
}

impl<'a> Catalogue<'a> {
    /// Reads a catalogue from its compiled form.
    ///
    /// # Errors
    /// The bytes are not what [`Catalogue::to_bytes`] of this version wrote.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The compiled form.
    ///
    /// # Errors
    /// Never for a catalogue that the compiler made.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    /// The index of `text`, if the catalogue has it.
    pub fn string(&self, text: &str) -> Option<u32> {
        self.strings.binary_search(&text).ok().map(|at| at as u32)
    }

    /// The node one step from `node`, looked for in what it extends too. The result may be an alias: what is known of
    /// reading or calling it is its own, the type of its value is [`Catalogue::same`] of it.
    pub fn step(&self, node: Node, segment: u32) -> Node {
        self.step_bounded(self.same(node), segment, 8)
    }

    fn step_bounded(&self, node: Node, segment: u32, depth: u32) -> Node {
        let Some(here) = self.nodes.get(node as usize) else { return NO_NODE };
        let (first, count) = here.edges;
        let edges = &self.edges[first as usize..(first + count) as usize];
        if let Ok(at) = edges.binary_search_by_key(&segment, |edge| edge.segment) {
            return edges[at].to;
        }
        if depth == 0 {
            return NO_NODE;
        }
        let mut found = here.extends.iter().map(|&base| self.step_bounded(base, segment, depth - 1));
        found.find(|&node| node != NO_NODE).unwrap_or(NO_NODE)
    }

    /// The node that `node` is the same as: itself where it is not an alias.
    pub fn same(&self, node: Node) -> Node {
        match self.nodes.get(node as usize).map_or(NO_NODE, |node| node.is) {
            NO_NODE => node,
            other => other,
        }
    }

    /// Whether `node` is `base` or extends it.
    pub fn is_a(&self, node: Node, base: Node) -> bool {
        node == base || self.nodes[node as usize].extends.iter().any(|&parent| parent == base || self.is_a(parent, base))
    }

    /// The node of a path of segments from the root.
    pub fn find(&self, path: &[&str]) -> Node {
        let walked = path.iter().try_fold(NO_NODE, |node, segment| {
            let next = self.step(node, self.string(segment)?);
            (next != NO_NODE).then_some(next)
        });
        walked.map_or(NO_NODE, |node| self.same(node))
    }
}
