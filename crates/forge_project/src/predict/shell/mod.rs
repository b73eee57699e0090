//! What a shell command would write, found by running it against files in memory.
//!
//! Only commands whose effect is known from their text are followed; every other one is taken to have written nothing
//! and said something unknown. So a prediction may miss a file, and never proves that a command is harmless.

mod ast;
mod commands;
mod copy;
mod escapes;
mod expand;
mod output;
mod parse;
mod patch;
mod pattern;
mod perl;
mod redirect;
mod regular;
mod run;
mod sed;
mod word;

use super::Disk;
use super::overlay::Overlay;
use ast::Node;
use forge_model::Change;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Most commands that are run.
const MAX_STEPS: u32 = 4_096;

/// How deep shells, functions and substitutions may call each other.
const MAX_DEPTH: u32 = 24;

/// What `command` would write when it runs in the absolute directory `directory`.
pub(super) fn predict(command: &str, directory: &str, disk: &dyn Disk) -> Vec<Change> {
    let scope = Scope { directory: directory.to_owned(), ..Scope::default() };
    let mut shell = Shell {
        files: Overlay::new(disk),
        home: disk.home(),
        scope,
        functions: BTreeMap::new(),
        maybe: 0,
        depth: 0,
        steps: 0,
        strangers: 0,
        ended: false,
    };
    let script = parse::script(command);
    shell.list(&script, &Some(Vec::new()));
    shell.files.changes()
}

/// What a command reads or says; `None` when that is not known.
type Stream = Option<Vec<u8>>;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Succeeds,
    Fails,
    /// It succeeds unless the machine is not as it should be.
    Likely,
    Unknown,
}

/// What running a command gave.
struct Outcome {
    output: Stream,
    status: Status,
}

impl Outcome {
    /// Done, nothing said.
    fn done() -> Self {
        Self { output: Some(Vec::new()), status: Status::Likely }
    }

    fn says(output: Stream) -> Self {
        Self { output, status: Status::Likely }
    }

    /// A command that is not followed.
    fn unknown() -> Self {
        Self { output: None, status: Status::Unknown }
    }
}

/// What a subshell inherits and does not give back.
#[derive(Debug, Clone, Default)]
struct Scope {
    directory: String,
    previous: Option<String>,
    /// `None` for a variable whose value is not known.
    variables: BTreeMap<String, Option<Vec<String>>>,
    arguments: Vec<String>,
    /// Files that `exec N> file` opened.
    outputs: BTreeMap<u32, String>,
    /// `echo` decodes escapes unasked, as that of most `sh` does.
    echo_decodes: bool,
}

struct Shell<'d> {
    files: Overlay<'d>,
    home: Option<String>,
    scope: Scope,
    functions: BTreeMap<String, Rc<Node>>,
    /// Above zero while what runs may also not run.
    maybe: u32,
    depth: u32,
    steps: u32,
    /// Commands so far that are not followed.
    strangers: u32,
    /// The script is over.
    ended: bool,
}

/// One argument of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Field {
    text: String,
    /// Whether every expansion in it is known.
    resolved: bool,
}

impl Field {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), resolved: true }
    }
}
