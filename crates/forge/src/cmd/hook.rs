//! `forge hook CLIENT`: answers one event of an agent client. Dispatched by hand before clap, because every millisecond
//! counts here, and nothing is opened or read that the event does not need.
//!
//! Whatever happens, the answer is one that the client understands, and the exit code is 0: clients take most other
//! ends for permission.

mod after;
mod before;
mod examined;
mod remember;
mod tree;

use crate::heap;
use examined::{Machine, Watch};
use forge_clients::claude::{self, Received};
use forge_model::{Event, EventKind, Reply, ToolUse, Verdict};
use forge_policy::reply::{Moment, reply as worded};
use forge_project::OsSystem;
use forge_scan::{Aside, Work};
use remember::Note;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use tree::Tree;

/// How long an event may take, well below the time after which the client gives up.
const DEADLINE: Duration = Duration::from_secs(5);

/// Nesting is bounded, but recursion that is within bounds may still need more than a thread's usual stack.
const STACK_BYTES: usize = 64 << 20;

/// Most bytes of one event.
const MAX_EVENT: u64 = 64 << 20;

/// Answers the event on standard input; `args` is what follows `hook` on the command line.
pub(crate) fn run(args: Vec<OsString>) -> ExitCode {
    let client = args.first().and_then(|name| name.to_str());
    if client != Some("claude") {
        let _ =
            writeln!(std::io::stderr(), "error: `forge hook` is called by an agent client, as `{}`", claude::COMMAND);
        return ExitCode::FAILURE;
    }
    let mut event = Vec::new();
    // What cannot be read to its end is told as not understood.
    let _ = std::io::stdin().take(MAX_EVENT).read_to_end(&mut event);
    let answer = answer_in_time(event, DEADLINE, &Arc::new(Watch::default()));
    // A client that has gone away needs no answer.
    let _ = std::io::stdout().write_all(&answer.bytes);
    if let Some(note) = answer.note {
        note.keep(&OsSystem);
    }
    ExitCode::SUCCESS
}

/// What the client is told, and what is written down of it.
#[derive(Default)]
struct Answer {
    bytes: Vec<u8>,
    note: Option<Note>,
}

impl From<Vec<u8>> for Answer {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, note: None }
    }
}

/// What the thread that works says to the one that waits for it.
enum Message {
    /// Something to do meanwhile.
    Help(Work),
    Answer(Answer),
}

/// The way to the thread that waits.
#[derive(Debug)]
struct Waiting(Sender<Message>);

impl Aside for Waiting {
    fn run(&self, work: Work) {
        forge_project::cores::wake_elsewhere(|| {
            // It has given up: what it was to do is dropped.
            let _ = self.0.send(Message::Help(work));
        });
    }
}

/// The answer to an event, given at the latest after `deadline`.
fn answer_in_time(event: Vec<u8>, deadline: Duration, watch: &Arc<Watch>) -> Answer {
    // A panic becomes part of the answer; nobody reads what is written beside it.
    panic::set_hook(Box::new(examined::note_panic));
    let (sender, receiver) = mpsc::channel();
    let seen = Arc::clone(watch);
    let work = move || {
        heap::reserve();
        let aside = Waiting(sender);
        let scan = |path: &str, bytes: &[u8]| forge_scan::scan_alone(path, bytes, &aside);
        let machine = Machine { system: &OsSystem, scan: &scan, watch: &seen };
        // Nobody listens any more after the deadline.
        let _ = aside.0.send(Message::Answer(answer(&event, &machine)));
    };
    let started = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work);
    let outcome = match started {
        Ok(_) => wait(&receiver, Instant::now() + deadline),
        Err(_) => Err(RecvTimeoutError::Disconnected),
    };
    outcome.unwrap_or_else(|error| fallback(watch, error, deadline).into())
}

/// Waits for the answer, and helps to find it.
fn wait(receiver: &Receiver<Message>, until: Instant) -> Result<Answer, RecvTimeoutError> {
    loop {
        match receiver.recv_timeout(until.saturating_duration_since(Instant::now()))? {
            Message::Answer(answer) => return Ok(answer),
            // Whoever asked for help sees that none came.
            Message::Help(work) => drop(panic::catch_unwind(AssertUnwindSafe(work))),
        }
    }
}

/// The answer when there is none: a file whose analysis did not end is refused, other trouble of ours is told.
fn fallback(watch: &Watch, error: RecvTimeoutError, deadline: Duration) -> Vec<u8> {
    let Some(event) = watch.event() else { return Vec::new() };
    let files = watch.files();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let reply = match error {
        RecvTimeoutError::Timeout if !files.is_empty() && event.kind == EventKind::BeforeTool => {
            forge_policy::reply::out_of_time(&files, deadline.as_secs())
        }
        RecvTimeoutError::Timeout => unanalysed("it took too long"),
        RecvTimeoutError::Disconnected => unanalysed(&examined::last_panic()),
    };
    claude::encode(&reply, &event)
}

fn unanalysed(why: &str) -> Reply {
    Reply::Context(format!("Forge could not look at this call, so nothing was analysed: {why}. Run `forge doctor`."))
}

/// The answer to the event `bytes`.
fn answer(bytes: &[u8], machine: &Machine<'_>) -> Answer {
    match claude::decode(bytes) {
        Err(error) => claude::encode_error(&error).into(),
        Ok(received) => {
            machine.watch.begin(&received.event);
            let event = &received.event;
            let Some((verdict, moment)) = verdict(&received, machine) else { return Answer::default() };
            let reply = worded(&verdict, moment);
            let note = Some(Note::new(event, &verdict, &reply, machine.watch.looked()));
            Answer { bytes: claude::encode(&reply, event), note }
        }
    }
}

/// The verdict about what a tool does or did, and which of the two; `None` for an event about nothing of that kind.
fn verdict(received: &Received, machine: &Machine<'_>) -> Option<(Verdict, Moment)> {
    let Event { kind, tool, cwd, .. } = &received.event;
    match (kind, tool) {
        (EventKind::BeforeTool, Some(tool)) => {
            if matches!(tool, ToolUse::Shell { .. } | ToolUse::Unknown { .. }) {
                // What it does may not be what can be predicted of it.
                Tree::of(&received.event, machine.system).iter().for_each(Tree::begin);
            }
            Some((before::verdict(tool, cwd, machine), Moment::Before))
        }
        (EventKind::AfterTool, Some(tool)) => Some((after::verdict(tool, received, machine), Moment::After)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
