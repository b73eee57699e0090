//! `forge hook CLIENT`: answers one event of an agent client. Dispatched by hand before clap, because every millisecond
//! counts here, and nothing is opened or read that the event does not need.
//!
//! Whatever happens, the answer is one that the client understands, and the exit code is 0: clients take most other
//! ends for permission.

mod after;
mod before;
mod examined;

use crate::heap;
use examined::{Machine, Watch};
use forge_clients::claude::{self, Received};
use forge_model::{Event, EventKind, Reply};
use forge_project::OsSystem;
use forge_scan::{Aside, Work};
use std::ffi::OsString;
use std::io::{Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

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
    let _ = std::io::stdout().write_all(&answer);
    ExitCode::SUCCESS
}

/// What the thread that works says to the one that waits for it.
enum Message {
    /// Something to do meanwhile.
    Help(Work),
    Answer(Vec<u8>),
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
fn answer_in_time(event: Vec<u8>, deadline: Duration, watch: &Arc<Watch>) -> Vec<u8> {
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
    outcome.unwrap_or_else(|error| fallback(watch, error, deadline))
}

/// Waits for the answer, and helps to find it.
fn wait(receiver: &Receiver<Message>, until: Instant) -> Result<Vec<u8>, RecvTimeoutError> {
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
fn answer(bytes: &[u8], machine: &Machine<'_>) -> Vec<u8> {
    match claude::decode(bytes) {
        Err(error) => claude::encode_error(&error),
        Ok(received) => {
            machine.watch.begin(&received.event);
            claude::encode(&reply(&received, machine), &received.event)
        }
    }
}

fn reply(received: &Received, machine: &Machine<'_>) -> Reply {
    let Event { kind, tool, .. } = &received.event;
    match (kind, tool) {
        (EventKind::BeforeTool, Some(tool)) => before::reply(tool, &received.event.cwd, machine),
        (EventKind::AfterTool, Some(tool)) => after::reply(tool, received, machine),
        _ => Reply::Silent,
    }
}

#[cfg(test)]
mod tests;
