//! Running: lists, pipelines, redirections and the control structures.

use super::ast::{AssignedValue, Assignment, Command, Item, Link, List, Node, Redirect, RedirectKind, Word};
use super::{Field, MAX_DEPTH, MAX_STEPS, Outcome, Scope, Shell, Status, Stream};
use crate::predict::overlay::Held;
use crate::predict::paths;
use std::rc::Rc;

/// Most rounds of one loop.
const MAX_ROUNDS: usize = 64;

/// Where the output of a command goes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sink {
    Inherit,
    File(String),
    Nowhere,
}

impl Shell<'_> {
    pub(super) fn list(&mut self, items: &List, input: &Stream) -> Outcome {
        let mut said = Some(Vec::new());
        let mut status = Status::Succeeds;
        for (at, item) in items.iter().enumerate() {
            if self.ended {
                break;
            }
            let maybe = match (item.link, status) {
                (Link::And, Status::Fails) | (Link::Or, Status::Succeeds) => continue,
                (Link::And, Status::Unknown) | (Link::Or, Status::Likely | Status::Unknown) => true,
                _ => false,
            };
            let directory = self.scope.directory.clone();
            let outcome = self.perhaps(maybe, |shell| shell.pipeline(item, input));
            status = outcome.status;
            said = self.join(said, outcome.output);
            let goes_on_regardless = items.get(at + 1).is_none_or(|next| next.link != Link::And);
            if goes_on_regardless && self.strangers == 0 && !self.files.is_directory(&self.scope.directory) {
                // `cd` failed.
                self.scope.directory = directory;
            }
        }
        Outcome { output: said, status }
    }

    /// Runs `act`, whose effects may not come about if `maybe`.
    fn perhaps<T>(&mut self, maybe: bool, act: impl FnOnce(&mut Self) -> T) -> T {
        self.maybe += u32::from(maybe);
        let result = act(self);
        self.maybe -= u32::from(maybe);
        result
    }

    /// Runs `act` in a subshell.
    pub(super) fn in_subshell<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let outer: Scope = self.scope.clone();
        let ended = self.ended;
        let result = act(self);
        self.scope = outer;
        self.ended = ended || self.steps > MAX_STEPS;
        result
    }

    fn join(&mut self, before: Stream, more: Stream) -> Stream {
        let (mut before, more) = (before?, more?);
        if !self.files.spend(more.len()) {
            return None;
        }
        before.extend_from_slice(&more);
        Some(before)
    }

    fn pipeline(&mut self, item: &Item, input: &Stream) -> Outcome {
        let mut outcome = match item.stages.as_slice() {
            [only] => self.node(only, input),
            stages => {
                let mut flowing = input.clone();
                let mut status = Status::Unknown;
                for (at, stage) in stages.iter().enumerate() {
                    let is_last = at + 1 == stages.len();
                    let outcome = self.in_subshell(|shell| {
                        if !is_last {
                            shell.scope.outputs.remove(&1);
                        }
                        shell.node(stage, &flowing)
                    });
                    flowing = outcome.output;
                    status = outcome.status;
                }
                Outcome { output: flowing, status }
            }
        };
        if item.negated {
            outcome.status = match outcome.status {
                Status::Succeeds => Status::Fails,
                Status::Fails => Status::Succeeds,
                Status::Likely | Status::Unknown => Status::Unknown,
            };
        }
        outcome
    }

    pub(super) fn node(&mut self, node: &Node, input: &Stream) -> Outcome {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            self.ended = true;
        }
        if self.ended || self.depth >= MAX_DEPTH {
            return Outcome::unknown();
        }
        let (redirected, sink) = self.redirects(&node.redirects);
        let input = redirected.as_ref().unwrap_or(input);
        if let Command::Simple { words, .. } = &node.command
            && let [only] = words.as_slice()
            && only.bare() == Some("exec")
        {
            self.keep_redirects(&node.redirects, sink);
            return Outcome::done();
        }
        self.depth += 1;
        let held_back = if sink == Sink::Inherit { None } else { self.scope.outputs.remove(&1) };
        let mut outcome = self.command(&node.command, input);
        if let Some(path) = held_back {
            self.scope.outputs.insert(1, path);
        }
        self.depth -= 1;
        let file = match sink {
            Sink::Inherit => self.scope.outputs.get(&1).cloned(),
            Sink::File(path) => Some(path),
            Sink::Nowhere => return Outcome { output: Some(Vec::new()), ..outcome },
        };
        if let Some(path) = file {
            self.files.append(&path, outcome.output.as_deref());
            outcome.output = Some(Vec::new());
        }
        outcome
    }

    fn command(&mut self, command: &Command, input: &Stream) -> Outcome {
        match command {
            Command::Simple { assignments, words } => self.simple(assignments, words, input),
            Command::Group(body) => self.list(body, input),
            Command::Subshell(body) => self.in_subshell(|shell| shell.list(body, input)),
            Command::If { conditions, branches } => self.conditional(conditions, branches, input),
            Command::Loop { condition, body } => {
                self.list(condition, input);
                let outcome = self.perhaps(true, |shell| shell.list(body, input));
                self.ended = self.steps > MAX_STEPS;
                Outcome { output: None, status: outcome.status }
            }
            Command::For { name, words, body } => self.iteration(name, words.as_deref(), body, input),
            Command::Case { subject, arms } => {
                self.text(subject);
                self.alternatives(arms, input)
            }
            Command::Function { name, body } => {
                self.functions.insert(name.clone(), Rc::clone(body));
                Outcome::done()
            }
            Command::Test => Outcome { output: Some(Vec::new()), status: Status::Unknown },
        }
    }

    fn conditional(&mut self, conditions: &[List], branches: &[List], input: &Stream) -> Outcome {
        for condition in conditions {
            self.list(condition, input);
        }
        self.alternatives(branches, input)
    }

    /// Runs lists of which one or none runs.
    fn alternatives(&mut self, lists: &[List], input: &Stream) -> Outcome {
        for list in lists {
            self.perhaps(true, |shell| shell.list(list, input));
            // `exit` in one branch does not keep the others from running.
            self.ended = self.steps > MAX_STEPS;
        }
        Outcome { output: None, status: Status::Unknown }
    }

    fn iteration(&mut self, name: &str, words: Option<&[Word]>, body: &List, input: &Stream) -> Outcome {
        let values: Vec<Field> = match words {
            Some(words) => words.iter().flat_map(|word| self.fields(word)).collect(),
            None => self.scope.arguments.iter().map(Field::new).collect(),
        };
        let mut said = Some(Vec::new());
        for value in values.into_iter().take(MAX_ROUNDS) {
            let known = value.resolved.then(|| vec![value.text]);
            self.scope.variables.insert(name.to_owned(), known);
            let outcome = self.list(body, input);
            said = self.join(said, outcome.output);
            if self.ended {
                break;
            }
        }
        Outcome::says(said)
    }

    fn simple(&mut self, assignments: &[Assignment], words: &[Word], input: &Stream) -> Outcome {
        let fields: Vec<Field> = words.iter().flat_map(|word| self.fields(word)).collect();
        if fields.is_empty() {
            for assignment in assignments {
                self.assign(assignment);
            }
            return Outcome::done();
        }
        // Variables before a command are the command's own.
        let outer = (!assignments.is_empty()).then(|| self.scope.variables.clone());
        for assignment in assignments {
            self.assign(assignment);
        }
        let outcome = self.call(fields, input);
        if let Some(outer) = outer {
            self.scope.variables = outer;
        }
        outcome
    }

    fn assign(&mut self, assignment: &Assignment) {
        let value = match &assignment.value {
            AssignedValue::Text(word) => {
                let text = self.text(word);
                text.resolved.then(|| vec![text.text])
            }
            AssignedValue::Array(words) => {
                let fields: Vec<Field> = words.iter().flat_map(|word| self.fields(word)).collect();
                fields.iter().all(|field| field.resolved).then(|| fields.into_iter().map(|field| field.text).collect())
            }
        };
        let value = if assignment.appends { self.appended(assignment, value) } else { value };
        self.scope.variables.insert(assignment.name.clone(), value);
    }

    fn appended(&self, assignment: &Assignment, more: Option<Vec<String>>) -> Option<Vec<String>> {
        let mut value = self.scope.variables.get(&assignment.name).cloned().flatten().unwrap_or_default();
        match (&assignment.value, value.first_mut()) {
            (AssignedValue::Text(_), Some(first)) => first.push_str(more?.first()?),
            _ => value.extend(more?),
        }
        Some(value)
    }

    /// Opens what the redirections name: the input, where one of them gives it, and where output goes.
    fn redirects(&mut self, redirects: &[Redirect]) -> (Option<Stream>, Sink) {
        let (mut input, mut sink) = (None, Sink::Inherit);
        for redirect in redirects {
            let fd = redirect.fd;
            match &redirect.kind {
                RedirectKind::Write(word) | RedirectKind::WriteBoth(word) => {
                    let opened = self.open(word, fd, false);
                    if matches!(fd, None | Some(1)) {
                        sink = opened;
                    }
                }
                RedirectKind::Append(word) | RedirectKind::AppendBoth(word) => {
                    let opened = self.open(word, fd, true);
                    if matches!(fd, None | Some(1)) {
                        sink = opened;
                    }
                }
                RedirectKind::Duplicate(word) if matches!(fd, None | Some(1)) => {
                    let target = word.bare().and_then(|text| text.parse::<u32>().ok());
                    sink = match target {
                        Some(1) => sink,
                        Some(fd) => self.scope.outputs.get(&fd).cloned().map_or(Sink::Nowhere, Sink::File),
                        None => Sink::Nowhere,
                    };
                }
                RedirectKind::Read(word) if matches!(fd, None | Some(0)) => {
                    let path = self.target(word);
                    input = match path.as_deref() {
                        Some("/dev/stdin" | "/dev/fd/0" | "/proc/self/fd/0") => input,
                        Some(path) => Some(self.content(path)),
                        None => Some(None),
                    };
                }
                RedirectKind::Text(word) => input = Some(Some((self.text(word).text + "\n").into_bytes())),
                RedirectKind::Heredoc(body) if matches!(fd, None | Some(0)) => {
                    input = body.get().map(|word| Some(self.text(word).text.into_bytes()));
                }
                _ => {}
            }
        }
        (input, sink)
    }

    /// Opens the file that `word` names for writing.
    fn open(&mut self, word: &Word, fd: Option<u32>, appends: bool) -> Sink {
        let Some(path) = self.target(word) else { return Sink::Nowhere };
        if path == "/dev/stdout" || path == "/dev/fd/1" {
            return Sink::Inherit;
        }
        if self.files.is_directory(&path) {
            return Sink::Nowhere;
        }
        let is_output = matches!(fd, None | Some(1));
        let held = match (is_output, appends) {
            (false, _) => Held::Unknown,
            (true, false) => Held::Content(Vec::new()),
            (true, true) => match self.files.read(&path) {
                Held::Absent => Held::Content(Vec::new()),
                held => held,
            },
        };
        self.files.write(&path, held, self.maybe > 0);
        Sink::File(path)
    }

    /// The absolute path that a redirection's word names.
    fn target(&mut self, word: &Word) -> Option<String> {
        match self.fields(word).as_slice() {
            [field] if field.resolved => Some(self.path(&field.text)),
            _ => None,
        }
    }

    /// `exec` without a command: its redirections stay.
    fn keep_redirects(&mut self, redirects: &[Redirect], sink: Sink) {
        if let Sink::File(path) = sink {
            self.scope.outputs.insert(1, path);
        }
        for redirect in redirects {
            if let (Some(fd @ 3..), RedirectKind::Write(word) | RedirectKind::Append(word)) =
                (redirect.fd, &redirect.kind)
                && let Some(path) = self.target(word)
            {
                self.files.write(&path, Held::Content(Vec::new()), self.maybe > 0);
                self.scope.outputs.insert(fd, path);
            }
        }
    }

    /// `text` as an absolute path.
    pub(super) fn path(&self, text: &str) -> String {
        paths::absolute(&self.scope.directory, text)
    }

    /// What the file at `path` holds, if that is known.
    pub(super) fn content(&mut self, path: &str) -> Stream {
        match self.files.read(path) {
            Held::Content(content) => Some(content),
            Held::Absent | Held::Unknown => None,
        }
    }
}
