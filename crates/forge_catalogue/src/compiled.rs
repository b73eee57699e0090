//! What the compiled catalogue says of API paths: the records that the engine reads.

use crate::select::{Condition, Selector};
use forge_model::{KindSet, Tier};
use serde::{Deserialize, Serialize};

/// Index of a node of the trie; 0 is the root and stands for "not known".
pub type Node = u32;
/// No node.
pub const NO_NODE: Node = 0;

/// A sink of a call or an assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sink {
    /// Number of the [`forge_model::FlowKind`].
    pub kind: u8,
    /// What must not be tainted.
    pub at: Selector,
}

/// What a call passes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// From here.
    pub from: Selector,
    /// To here: the result, the receiver, an argument.
    pub to: Selector,
}

/// Where a value enters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Number of the tier, see [`tier_of`].
    pub tier: u8,
    /// Kinds that it is dangerous for.
    pub kinds: u32,
    /// Kinds that a part of it is dangerous for, though it is not as a whole.
    pub whole: u32,
    /// It cannot hold a line break.
    pub single_line: bool,
    /// It is percent-encoded as the path of an address is.
    pub encoded: bool,
    /// Kinds that it is hardly dangerous for: told with low confidence.
    pub hardly: u32,
    /// Kinds that it is not proven to be dangerous for.
    pub unproven: u32,
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

    /// It, where it is dangerous for these kinds only in parts.
    pub(crate) fn harmless_whole(self, whole: KindSet) -> Self {
        Self { kinds: self.kinds().minus(whole).0, whole: whole.0, ..self }
    }
}

/// The number of a tier: see [`tier_of`].
pub fn number_of(tier: Tier) -> u8 {
    match tier {
        Tier::Parameter => 0,
        Tier::Local => 1,
        Tier::Stored => 2,
        Tier::BrowserUrl => 3,
        Tier::Remote => 4,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// Its type, or [`NO_NODE`].
    pub ty: Node,
    /// It is a source.
    pub source: Option<Source>,
    /// It gets this value of the call.
    pub from: Option<Selector>,
    /// Conditions on the arguments of a decorator under which it carries nothing.
    pub unless: Vec<Condition>,
    /// It is an object of the class that this field of its method's class names (index into the strings), 0 for none.
    pub made_by: u32,
    /// Its items are fields that its method's class declares, converted to the declared types.
    pub declared: bool,
}

/// What a parameter was checked by before its function runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// The parameter.
    pub param: u8,
    /// Its field that was checked (index into the strings), 0 for all of it.
    pub field: u32,
    /// The schema.
    pub from: Selector,
}

/// A function that a call, a decorator, a class or a convention gives a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Names of methods that have it, for roles of classes: patterns in lower case; empty for all.
    pub methods: Vec<String>,
    /// What its parameters get, in order, the receiver left out.
    pub params: Vec<Given>,
    /// Every further parameter gets what the last one gets.
    pub repeats: bool,
    /// What its parameters were checked by.
    pub schemas: Vec<Checked>,
    /// What its result is a sink for: numbers of kinds.
    pub result_sinks: Vec<u8>,
    /// What its receiver is, where the call says.
    pub this: Option<Given>,
    /// The node that is called with its result, or [`NO_NODE`].
    pub returns_to: Node,
    /// Conditions without which a decorator gives no role.
    pub when: Vec<Condition>,
    /// Facts that a decorator says of the response that its function answers with.
    pub reply: Vec<SetFact>,
    /// It checks fields of its class: those that the decorator's arguments name, or that its own name ends in.
    pub validates: bool,
    /// Its result is no page, whatever other roles say.
    pub no_page: bool,
    /// Conditions on the call that gives the role which, when known to hold, unmake the result a sink.
    pub unless: Vec<Condition>,
}

/// A role given to an argument of a call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Callback {
    /// Which argument is the function.
    pub at: Selector,
    /// Its role.
    pub role: Role,
    /// What the callback returns flows here.
    pub result: Option<Selector>,
    /// Least and most parameters of functions that it is for.
    pub arity: Option<(u8, u8)>,
    /// What it stores or validates holds for functions that are given to later calls, too.
    pub keeps: bool,
}

/// What a call that returned true says of a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guard {
    /// What was validated.
    pub at: Selector,
    /// Kinds that it is no longer dangerous for.
    pub clears: u32,
    /// It is the result false that validates.
    pub when_false: bool,
}

/// A configuration fact that a call sets on its receiver.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetFact {
    /// It is a fact of the response that the running function answers with.
    pub reply: bool,
    /// It is a fact of this value of the call, rather than of the receiver.
    pub at: Option<Selector>,
    /// Index of the fact's name in [`Catalogue::strings`].
    pub fact: u32,
    /// Its new value.
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FactValue {
    /// Taken from the call.
    From(Selector),
    /// This text (index into the strings).
    Text(u32),
    /// A header is set: the first selector names it; the fact is set when the name is this (index into the strings).
    Header(Selector, u32, Selector),
    /// Headers as pairs or as a mapping: the value of the one with this name (index into the strings).
    Pairs(Selector, u32),
}

/// What is known of calling a node. A node may have several; those whose conditions hold apply together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CallModel {
    /// All must be known to hold.
    pub when: Vec<Condition>,
    /// If all are known to hold, the sinks do not apply.
    pub unless: Vec<Condition>,
    /// Sinks.
    pub sinks: Vec<Sink>,
    /// It refuses itself what would make its sinks dangerous.
    pub checked: bool,
    /// Its sinks do harm only where a remote client or a link chooses.
    pub outsiders: bool,
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
    /// Facts that it sets on its receiver.
    pub facts: Vec<SetFact>,
    /// Facts of its result.
    pub result_facts: Vec<SetFact>,
    /// It decodes: characters that could not be in its argument can be in its result.
    pub decodes: bool,
    /// The result is a part of what flows: what is harmless as a whole only (an address of this site) is not any more.
    pub parts: bool,
    /// Kinds that the result is dangerous for though its argument was not: what parsing makes of a text.
    pub adds: u32,
    /// What it validates.
    pub guard: Option<Guard>,
    /// It throws unless this value is valid.
    pub asserts: Option<Selector>,
    /// What it may throw holds this value, and is of this type.
    pub throws: Option<(Selector, Node)>,
    /// Kinds that the part of a request which the receiver is about is harmless for where nothing was found wrong.
    pub checks: u32,
    /// Kinds that the part is harmless for from here on.
    pub changes: u32,
    /// It hands over to the next of the functions that were given a role together.
    pub continues: bool,
    /// It does not return.
    pub exits: bool,
    /// The result is this text (index into the strings), 0 for any.
    pub text: u32,
    /// A built-in operation of the engine, by name (index into the strings), 0 for none.
    pub op: u32,
    /// Type of the result where this model applies and another does not, or [`NO_NODE`].
    pub ty: Node,
}

/// What is known of reading a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadModel {
    /// It is a source.
    pub source: Option<Source>,
    /// It carries what its object carries (a field of a parsed URL), minus these kinds.
    pub carries: bool,
    /// What it carries is decoded.
    pub decodes: bool,
    /// Kinds that reading clears.
    pub clears: u32,
    /// Kinds that the value is harmless for as a whole, its parts are not.
    pub whole: u32,
    /// What is read is a part: see [`CallModel::parts`].
    pub parts: bool,
    /// What being true (`true` here: being false) says of the object that it is read from: kinds that are gone.
    pub guard: Option<(bool, u32)>,
    /// The value is an object: printed as a whole it is escaped or encoded, its parts are not.
    pub object: bool,
    /// Its items are fields that the object's class declares, converted to the declared types.
    pub declared: bool,
    /// One object for all functions of the file: what one stores in it others read.
    pub shared: bool,
}

/// What is known of assigning to a node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WriteModel {
    /// All must be known to hold; `value` is what is assigned.
    pub when: Vec<Condition>,
    /// If all are known to hold, the sinks do not apply.
    pub unless: Vec<Condition>,
    /// Sinks; selectors start at `value`.
    pub sinks: Vec<Sink>,
    /// It refuses itself what would make its sinks dangerous.
    pub checked: bool,
    /// Its sinks do harm only where a remote client or a link chooses.
    pub outsiders: bool,
    /// Facts that it sets on the object.
    pub facts: Vec<SetFact>,
    /// What is assigned is a function with a role.
    pub callbacks: Vec<Callback>,
}

/// A local rule's pattern over a call or an assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NameCheck {
    /// Patterns of the name, lower case.
    pub names: Vec<String>,
    /// Patterns of names that are left alone, lower case.
    pub not_names: Vec<String>,
    /// The name is compared with the value rather than given it.
    pub compares: bool,
    /// The check; selectors start at `value`.
    pub check: Check,
}

/// Functions whose parameters have these names have a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// What is in a field, as far as its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// Markup that the server rendered.
    Markup,
    /// The same, where it is shown as it came; put together with something else it is text.
    MarkupAsItCame,
    /// A number or key, in which there is no text.
    Plain,
}

/// What a class extends whose base is of another file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedBase {
    /// Patterns of the base's name, spelled as written.
    pub names: Vec<String>,
    /// The file imports one of these modules.
    pub imports: Vec<String>,
    /// The class.
    pub node: Node,
    /// The name says it surely.
    pub certain: bool,
}

/// What is known of one node, apart from its place in the trie.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Models {
    /// Of calling it.
    pub calls: Vec<CallModel>,
    /// Local checks of calls and assignments.
    pub checks: Vec<Check>,
    /// Of reading it.
    pub read: Option<ReadModel>,
    /// Of assigning to it.
    pub writes: Vec<WriteModel>,
    /// What extending it makes of a class's methods.
    pub roles: Vec<Role>,
}

/// What a parameter or field must be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Validator {
    /// The arguments that are patterns which it must match.
    pub patterns: Vec<Selector>,
    /// Kinds that it is harmless for.
    pub clears: u32,
}

/// What is known of names and decorators rather than of API paths.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    /// Local checks by assigned name.
    pub name_checks: Vec<NameCheck>,
    /// Roles of functions that carry a decorator: the decorator's node, the role, sorted by node.
    pub decorators: Vec<(Node, Role)>,
    /// What a receiver of unknown type is taken for by its name: index of the name, node; sorted by name.
    pub guesses: Vec<(u32, Node)>,
    /// Bases of classes by name.
    pub named_bases: Vec<NamedBase>,
    /// Patterns of names of fields, and what is in them.
    pub fragments: Vec<(String, Content)>,
    /// Roles by parameter names.
    pub conventions: Vec<Convention>,
    /// Parameters that carry a decorator: the decorator's node, what it gets; sorted by node.
    pub param_decorators: Vec<(Node, Given)>,
    /// Parameters that get what a function among the arguments of their decorator returns; sorted by node.
    pub providers: Vec<(Node, Callback)>,
    /// Calls and decorators that say what a parameter or field must be; sorted by node.
    pub validators: Vec<(Node, Validator)>,
}
