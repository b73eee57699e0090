//! The shape of a framework's model file.
//!
//! See `models/README.md` in the catalogue's folder for the notation with examples.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A string or a list of strings.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let (one, many): (Option<&str>, &[String]) = match self {
            Self::One(one) => (Some(one), &[]),
            Self::Many(many) => (None, many),
        };
        one.into_iter().chain(many.iter().map(String::as_str))
    }
}

/// Conditions: selector to test.
pub type Conditions = BTreeMap<String, toml::Value>;
/// Kind to selectors.
pub type Sinks = BTreeMap<String, OneOrMany>;

/// One framework.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Its name, for people.
    pub framework: String,
    /// Where the facts come from: addresses of its documentation or source.
    #[serde(default)]
    pub reference: Vec<String>,
    /// Types, aliases, factories.
    #[serde(default, rename = "type")]
    pub types: Vec<TypeEntry>,
    /// Reads of members.
    #[serde(default)]
    pub read: Vec<ReadEntry>,
    /// Assignments to members.
    #[serde(default)]
    pub write: Vec<WriteEntry>,
    /// Calls.
    #[serde(default)]
    pub call: Vec<CallEntry>,
    /// Roles by base class.
    #[serde(default)]
    pub class: Vec<ClassEntry>,
    /// Roles by decorator.
    #[serde(default)]
    pub decorator: Vec<DecoratorEntry>,
    /// Parameters by decorator.
    #[serde(default)]
    pub param: Vec<ParamEntry>,
    /// Roles by parameter names.
    #[serde(default)]
    pub convention: Vec<ConventionEntry>,
    /// Receivers by name.
    #[serde(default)]
    pub guess: Vec<GuessEntry>,
    /// Bases of classes by name.
    #[serde(default)]
    pub base: Vec<BaseEntry>,
    /// Fields of answers that hold markup, by name.
    #[serde(default)]
    pub fragment: Vec<FragmentEntry>,
}

/// `is`: the same as another path. `extends`: has its members too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeEntry {
    /// The paths.
    pub api: OneOrMany,
    /// The path that they are the same as.
    pub is: Option<String>,
    /// Paths whose members they have too.
    pub extends: Option<OneOrMany>,
    /// Values of this type cannot carry an attack.
    #[serde(default)]
    pub harmless: bool,
}

/// Reading a member.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadEntry {
    /// The paths.
    pub api: OneOrMany,
    /// The tier, where reading is a source.
    pub source: Option<String>,
    /// Kinds that the source is dangerous for; all by default.
    pub kinds: Option<OneOrMany>,
    /// Kinds that it is not dangerous for.
    pub not: Option<OneOrMany>,
    /// The source cannot hold a line break.
    #[serde(default)]
    pub single_line: bool,
    /// Kinds that the source is hardly dangerous for: told with low confidence.
    pub hardly: Option<OneOrMany>,
    /// Kinds that a flow of the source is no proof of: told as it is, but nothing is refused for it.
    pub unproven: Option<OneOrMany>,
    /// The source is percent-encoded as the path of an address is: until it is decoded, no markup begins in it.
    #[serde(default)]
    pub encoded: bool,
    /// It is an object: printed as a whole it is escaped or encoded, its parts are not.
    #[serde(default)]
    pub object: bool,
    /// Being `true` or `false`, as given here, validates the object that it is read from; `clears` says for what.
    pub guard: Option<String>,
    /// It carries what its object carries.
    #[serde(default)]
    pub carries: bool,
    /// With `carries`: it is decoded, so that characters that could not be in the object can be in it.
    #[serde(default)]
    pub decodes: bool,
    /// Kinds that reading clears.
    pub clears: Option<OneOrMany>,
    /// Kinds that it is not dangerous for as a whole, though its parts are: an address of this site.
    pub whole: Option<OneOrMany>,
    /// What is read is a part of the object's content.
    #[serde(default)]
    pub parts: bool,
    /// Its items are fields that the object's class declares, converted to the declared types.
    #[serde(default)]
    pub declared: bool,
    /// One object for all functions of the file: what one stores in it others read.
    #[serde(default)]
    pub shared: bool,
    /// The type of what is read.
    #[serde(rename = "type")]
    pub ty: Option<String>,
}

/// Assigning to a member.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteEntry {
    /// The paths.
    pub api: OneOrMany,
    /// Kind to selectors, which start at `value`.
    #[serde(default)]
    pub sink: Sinks,
    /// Conditions.
    #[serde(default)]
    pub when: Conditions,
    /// Conditions that unmake the sinks.
    #[serde(default)]
    pub unless: Conditions,
    /// What is called or assigned to refuses itself what would make its sinks dangerous: they are told with low confidence.
    #[serde(default)]
    pub checked: bool,
    /// Its sinks do harm only where somebody outside chooses: a remote client or a link.
    #[serde(default)]
    pub outsiders: bool,
    /// Facts: name to selector, `=text`.
    #[serde(default)]
    pub fact: BTreeMap<String, String>,
    /// Facts of the response that the running function answers with, as `fact`.
    #[serde(default)]
    pub reply: BTreeMap<String, String>,
    /// The role of a function that is assigned: `at = "value"`.
    #[serde(default)]
    pub callback: Vec<CallbackEntry>,
}

/// A role.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// What each parameter gets: a path (its type), `=tier` (a source), `@selector` (a value of the call), `_`
    /// (nothing); several joined by `&`. `...` at the end repeats the last.
    #[serde(default)]
    pub params: Vec<String>,
    /// Kinds that the function's result is a sink for.
    #[serde(default)]
    pub result_sink: Option<OneOrMany>,
    /// The API that gets what the function returns as its first argument.
    #[serde(default)]
    pub returns_to: Option<String>,
    /// Conditions that unmake that.
    #[serde(default)]
    pub unless: Conditions,
    /// What the function's receiver gets, as a parameter does.
    pub this: Option<String>,
}

/// A function among a call's arguments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallbackEntry {
    /// Which argument.
    pub at: String,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub params: Vec<String>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub result_sink: Option<OneOrMany>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub unless: Conditions,
    /// As in [`RoleEntry`].
    pub this: Option<String>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub returns_to: Option<String>,
    /// Where what it returns flows.
    pub result: Option<String>,
    /// What a parameter (`0`), or a field of it (`0.body`), was checked by: the schema among what the call is given.
    #[serde(default)]
    pub schema: BTreeMap<String, String>,
    /// How many parameters the function has: `4`, `..3`, `2..`; any by default.
    pub arity: Option<String>,
    /// What it stores in what it is given, or validates of it, holds for functions that are given to later calls, too.
    #[serde(default)]
    pub keeps: bool,
}

/// Calling a path.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallEntry {
    /// The paths.
    pub api: OneOrMany,
    /// Conditions.
    #[serde(default)]
    pub when: Conditions,
    /// Conditions that unmake the sinks.
    #[serde(default)]
    pub unless: Conditions,
    /// Kind to selectors.
    #[serde(default)]
    pub sink: Sinks,
    /// What is called or assigned to refuses itself what would make its sinks dangerous: they are told with low confidence.
    #[serde(default)]
    pub checked: bool,
    /// Its sinks do harm only where somebody outside chooses: a remote client or a link.
    #[serde(default)]
    pub outsiders: bool,
    /// `from -> to`, or just `from` for the result.
    pub flow: Option<OneOrMany>,
    /// Kinds that the flow clears; `*` for all.
    pub clears: Option<OneOrMany>,
    /// The tier, where the result is a source.
    pub source: Option<String>,
    /// Where the source is, if not the result.
    pub source_at: Option<String>,
    /// Kinds that the source is dangerous for.
    pub kinds: Option<OneOrMany>,
    /// Kinds that it is not dangerous for.
    pub not: Option<OneOrMany>,
    /// The type of the result.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Functions among the arguments.
    #[serde(default)]
    pub callback: Vec<CallbackEntry>,
    /// Facts that it sets: name to selector, `=text`, `header NAME-SELECTOR VALUE-SELECTOR`, or `pairs SELECTOR`.
    #[serde(default)]
    pub fact: BTreeMap<String, String>,
    /// Facts of the response that the running function answers with, as `fact`.
    #[serde(default)]
    pub reply: BTreeMap<String, String>,
    /// Facts of its result, as `fact`.
    #[serde(default)]
    pub result_fact: BTreeMap<String, String>,
    /// The result is a part of what flows.
    #[serde(default)]
    pub parts: bool,
    /// It decodes: characters that could not be in its argument can be in its result.
    #[serde(default)]
    pub decodes: bool,
    /// Kinds that the flow's result is dangerous for though its argument was not: what parsing makes of a text.
    pub adds: Option<OneOrMany>,
    /// The source cannot hold a line break.
    #[serde(default)]
    pub single_line: bool,
    /// Kinds that the source is hardly dangerous for: told with low confidence.
    pub hardly: Option<OneOrMany>,
    /// Kinds that the source is not dangerous for as a whole.
    pub whole: Option<OneOrMany>,
    /// What it validates when it returns true (`!` before the selector: false).
    pub guard: Option<String>,
    /// It throws unless this value is valid: `clears` says for what, all kinds by default.
    pub asserts: Option<String>,
    /// What it may throw holds this value: `0 -> $ValueError`.
    pub throws: Option<String>,
    /// Kinds that the part of a request which the receiver is about is no longer dangerous for once what it found was
    /// looked at.
    pub checks: Option<OneOrMany>,
    /// Kinds that the part is no longer dangerous for from here on, because it is changed.
    pub changes: Option<OneOrMany>,
    /// It hands over to the next of the functions that were given a role together.
    #[serde(default)]
    pub continues: bool,
    /// It does not return.
    #[serde(default)]
    pub exits: bool,
    /// The result is this text.
    pub text: Option<String>,
    /// A built-in operation of the engine.
    pub op: Option<String>,
}

/// A base class or interface whose methods have a role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    /// The base classes.
    pub extends: OneOrMany,
    /// Patterns of the methods' names.
    pub methods: String,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub params: Vec<String>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub result_sink: Option<OneOrMany>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub returns_to: Option<String>,
    /// Each method checks the field that is called like what its name has in the pattern's place of `*`.
    #[serde(default)]
    pub validates: bool,
}

/// A decorator that gives its function a role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecoratorEntry {
    /// The decorator, called or not: without `()`.
    pub api: OneOrMany,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub params: Vec<String>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub result_sink: Option<OneOrMany>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub returns_to: Option<String>,
    /// Conditions on the decorator's own arguments without which it says nothing.
    #[serde(default)]
    pub when: Conditions,
    /// Facts of the response that the function answers with, as in [`CallEntry`].
    #[serde(default)]
    pub reply: BTreeMap<String, String>,
    /// The method checks the fields that the decorator's arguments name: what it returns, or does not refuse, they are.
    #[serde(default)]
    pub validates: bool,
    /// What the function returns is no page, whatever other decorators make of it.
    #[serde(default)]
    pub no_page: bool,
    /// Conditions on the decorator's own arguments that unmake the result a sink.
    #[serde(default)]
    pub unless: Conditions,
}

/// A decorator of a parameter, or the call that is its default or that of a class's field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParamEntry {
    /// The decorator, without `()`.
    pub api: OneOrMany,
    /// As an item of [`RoleEntry::params`].
    #[serde(default)]
    pub gets: Option<String>,
    /// Conditions on the decorator's arguments under which the parameter is a number, or the like.
    #[serde(default)]
    pub unless: Conditions,
    /// A function among the arguments whose result the parameter gets.
    #[serde(default)]
    pub provider: Option<CallbackEntry>,
    /// Arguments that are patterns which the value must match somewhere.
    #[serde(default)]
    pub matches: Option<OneOrMany>,
    /// Kinds that a value which passed it is not dangerous for.
    #[serde(default)]
    pub clears: Option<OneOrMany>,
}

/// Functions by the names of their parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConventionEntry {
    /// Patterns of parameter names, in order, alternatives separated by `|`.
    pub names: Vec<String>,
    /// Patterns of the function's name.
    #[serde(default)]
    pub functions: Option<String>,
    /// Patterns of the file's path.
    #[serde(default)]
    pub files: Option<String>,
    /// Only exported functions.
    #[serde(default)]
    pub exported: bool,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub params: Vec<String>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub result_sink: Option<OneOrMany>,
    /// As in [`RoleEntry`].
    #[serde(default)]
    pub returns_to: Option<String>,
}

/// What a receiver of unknown type is taken for by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuessEntry {
    /// Names, separated by `|`.
    pub names: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: String,
}

/// What a class extends whose base is of another file, by the base's name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseEntry {
    /// Patterns of the base's name, separated by `|`; case counts.
    pub names: String,
    /// Modules of which the file must import one, separated by `|`.
    pub imports: String,
    /// The class.
    pub extends: String,
    /// The name says it surely.
    #[serde(default)]
    pub certain: bool,
}

/// Fields whose name says what is in them: of an answer of the page's own server what the server rendered, of anything
/// that was stored a number or key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FragmentEntry {
    /// Patterns of the names, separated by `|`.
    pub names: String,
    /// Only where it is shown as it came: put together with something else it is text.
    #[serde(default)]
    pub whole: bool,
    /// Numbers, keys and the like, which hold no text.
    #[serde(default)]
    pub plain: bool,
}

/// A local rule's pattern over a call or assignment.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckEntry {
    /// The paths.
    pub api: OneOrMany,
    /// Conditions.
    #[serde(default)]
    pub when: Conditions,
    /// Conditions that unmake it.
    #[serde(default)]
    pub unless: Conditions,
    /// Patterns of the file's path, separated by `|`.
    #[serde(default)]
    pub files: Option<String>,
    /// Patterns of paths of files that are left alone.
    #[serde(default)]
    pub not_files: Option<String>,
    /// The severity, where it is not the rule's.
    #[serde(default)]
    pub severity: Option<String>,
    /// The confidence, where it is not the rule's.
    #[serde(default)]
    pub confidence: Option<String>,
    /// The place that is reported.
    pub at: Option<String>,
    /// What is wrong, if more precise than the rule's title.
    pub message: Option<String>,
}

/// A local rule's pattern over assignments to a name: variables, fields, keys and keyword arguments.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameCheckEntry {
    /// Patterns of the name, separated by `|`.
    pub names: String,
    /// Patterns of names that are left alone.
    #[serde(default)]
    pub not_names: Option<String>,
    /// Patterns of the file's path, separated by `|`.
    #[serde(default)]
    pub files: Option<String>,
    /// Patterns of paths of files that are left alone.
    #[serde(default)]
    pub not_files: Option<String>,
    /// The severity, where it is not the rule's.
    #[serde(default)]
    pub severity: Option<String>,
    /// The confidence, where it is not the rule's.
    #[serde(default)]
    pub confidence: Option<String>,
    /// Conditions; selectors start at `value`.
    #[serde(default)]
    pub when: Conditions,
    /// Conditions that unmake it.
    #[serde(default)]
    pub unless: Conditions,
    /// What is wrong, if more precise than the rule's title.
    pub message: Option<String>,
}

/// The patterns of one local rule in one language family.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patterns {
    /// Calls.
    #[serde(default)]
    pub call: Vec<CheckEntry>,
    /// Assignments to members.
    #[serde(default)]
    pub write: Vec<CheckEntry>,
    /// Assignments to names.
    #[serde(default)]
    pub assign: Vec<NameCheckEntry>,
    /// Comparisons of names, `value` is what a name is compared with.
    #[serde(default)]
    pub compare: Vec<NameCheckEntry>,
}
