//! `cargo xtask bad-input [--inputs N] [--input I]`: what nobody means to write. Mutations of real code go through every
//! lowering and the whole engine, mutated events through the hook's decoder and mutated commands through the shell
//! predictor; hostile files go through the program as it ships.
//!
//! Everything is decided by an input's number, so a failure is repeated with `--input I`. This is a plain program rather
//! than libFuzzer targets: those need a nightly compiler, and CI builds with the stable one that ships. Each worker
//! is a process of its own, because a stack that overflows cannot be caught.

mod graft;
mod hostile;
mod mutate;
mod seeds;
mod target;
mod worker;

use crate::process::{Build, again, scratch};
use crate::tally::Tally;
use anyhow::{Context as _, Result, bail};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Inputs of a run, as CI does it.
const INPUTS: u64 = 100_000;

/// After this time without an end, an input hangs.
const HANG: Duration = Duration::from_secs(30);

/// A worker that died this often is left alone.
const MOST_RESTARTS: usize = 20;

/// Prints every failure, and the figures.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    match args.first().map(String::as_str) {
        // A worker does not come here through cargo.
        Some("--worker") => return worker::run(&args[1..]),
        Some("--input") => {
            if let Some(outcome) = again(Build::Checked, "bad-input", args)? {
                return Ok(outcome);
            }
            let number = args.get(1).context("--input takes a number")?;
            return worker::single(number.parse().context("--input takes a number")?);
        }
        _ => {}
    }
    let inputs = match args {
        [] => INPUTS,
        [flag, number] if flag == "--inputs" => number.parse().context("--inputs takes a number")?,
        _ => bail!("usage: cargo xtask bad-input [--inputs N | --input I]"),
    };
    if let Some(outcome) = again(Build::Checked, "bad-input", args)? {
        return Ok(outcome);
    }
    let hostile = hostile::check()?;
    println!("hostile files: {hostile}");
    let start = Instant::now();
    let Told { failures, seen } = mutations(inputs)?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{:<14} {:>8} {:>14} {:>14}", "target", "inputs", "with findings", "with unknowns");
    for (name, [inputs, findings, unknowns]) in seen {
        println!("{name:<14} {inputs:>8} {findings:>14} {unknowns:>14}");
    }
    println!("{inputs} mutated inputs in {seconds:.0} s, {:.0} a second", inputs as f64 / seconds);
    println!("hostile files: {hostile}; panics, hangs and wrong answers in {inputs} mutated inputs: {failures}");
    let mut total = hostile;
    total += Tally::one(failures == 0);
    Ok(total.is_met())
}

/// What workers told.
#[derive(Default)]
struct Told {
    /// Inputs that failed.
    failures: usize,
    /// By target: inputs, those with findings, those with unknowns.
    seen: BTreeMap<String, [u64; 3]>,
}

impl Told {
    fn add(&mut self, other: Self) {
        self.failures += other.failures;
        for (name, counts) in other.seen {
            let total = self.seen.entry(name).or_default();
            total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        }
    }

    /// Takes one line of a worker; whatever it tells of a failure is shown.
    fn hear(&mut self, line: &str) {
        let Some(counts) = line.strip_prefix(worker::SEEN) else {
            println!("{line}");
            self.failures += usize::from(line.starts_with("input "));
            return;
        };
        let mut fields = counts.split('\t');
        let name = fields.next().unwrap_or_default().to_owned();
        let mut next = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let counts = [next(), next(), next()];
        self.add(Self { failures: 0, seen: BTreeMap::from([(name, counts)]) });
    }
}

/// Runs all inputs in as many workers as there are cores.
fn mutations(inputs: u64) -> Result<Told> {
    let folder = scratch("bad-input")?;
    let count = thread::available_parallelism().map_or(1, std::num::NonZero::get) as u64;
    let mut workers: Vec<Worker> =
        (0..count).map(|at| Worker::start(&folder, at, count, inputs)).collect::<Result<_>>()?;
    let mut told = Told::default();
    while !workers.is_empty() {
        thread::sleep(Duration::from_millis(100));
        let mut going = Vec::new();
        for worker in workers {
            match worker.look()? {
                Look::Going(worker) => going.push(worker),
                Look::Ended(found) => told.add(found),
                Look::Died { mut worker, why } => {
                    told.failures += 1;
                    println!(
                        "input {}: {why}; repeat it with `cargo xtask bad-input --input {}`",
                        worker.at, worker.at
                    );
                    told.add(worker.told());
                    if let Some(next) = worker.next()? {
                        going.push(next);
                    }
                }
            }
        }
        workers = going;
    }
    Ok(told)
}

/// A worker process.
struct Worker {
    folder: PathBuf,
    /// It has the inputs that are `number` modulo `count`.
    number: u64,
    count: u64,
    inputs: u64,
    child: Child,
    /// Hears what it says.
    listener: JoinHandle<Told>,
    /// The input that it is at, and since when.
    at: u64,
    since: Instant,
    restarts: usize,
}

enum Look {
    Going(Worker),
    Ended(Told),
    Died { worker: Worker, why: String },
}

impl Worker {
    fn start(folder: &Path, number: u64, count: u64, inputs: u64) -> Result<Self> {
        Self::start_at(folder, number, count, inputs, number, 0)
    }

    fn start_at(folder: &Path, number: u64, count: u64, inputs: u64, at: u64, restarts: usize) -> Result<Self> {
        let file = folder.join(format!("worker-{number}"));
        std::fs::write(&file, at.to_string())?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bad-input", "--worker"]).arg(folder).arg(&file);
        command.args([at, count, inputs].map(|number| number.to_string()));
        let mut child = command.stdout(Stdio::piped()).spawn().context("failed to start a worker")?;
        let stdout = child.stdout.take();
        let listener = thread::spawn(move || {
            let mut told = Told::default();
            let lines = stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines());
            lines.map_while(Result::ok).for_each(|line| told.hear(&line));
            told
        });
        let folder = folder.to_path_buf();
        Ok(Self { folder, number, count, inputs, child, listener, at, since: Instant::now(), restarts })
    }

    fn look(mut self) -> Result<Look> {
        let text = std::fs::read_to_string(self.folder.join(format!("worker-{}", self.number)))?;
        let at = text.trim().parse().unwrap_or(self.at);
        if at != self.at {
            (self.at, self.since) = (at, Instant::now());
        }
        if let Some(status) = self.child.try_wait()? {
            // 0 and 1 are its own words; everything else is a death.
            return Ok(match status.code() {
                Some(0 | 1) => Look::Ended(self.told()),
                _ => Look::Died { why: format!("the process ended with {status}"), worker: self },
            });
        }
        if self.since.elapsed() > HANG {
            self.child.kill()?;
            self.child.wait()?;
            return Ok(Look::Died { why: format!("no end after {} s", HANG.as_secs()), worker: self });
        }
        Ok(Look::Going(self))
    }

    /// What it told before it ended.
    fn told(&mut self) -> Told {
        let listener = std::mem::replace(&mut self.listener, thread::spawn(Told::default));
        listener.join().unwrap_or_default()
    }

    /// The worker that goes on behind the input at which this one died.
    fn next(self) -> Result<Option<Self>> {
        let at = self.at + self.count;
        if self.restarts == MOST_RESTARTS || at >= self.inputs {
            return Ok(None);
        }
        Self::start_at(&self.folder, self.number, self.count, self.inputs, at, self.restarts + 1).map(Some)
    }
}
