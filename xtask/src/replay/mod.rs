//! `cargo xtask replay REPO... [--commits N] [--judgements FILE]`: the history of a repository, replayed file by file as
//! writes of an agent. What well-kept projects committed should hardly ever have been refused; every refusal is shown,
//! and wants a judgement in writing.

mod history;
mod judged;
mod judgements;

use crate::process::{Build, again};
use anyhow::{Context as _, Result, bail};
use history::{History, Write};
use judged::{Outcome, Refusal};
use judgements::Judgements;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Commits of each repository, where none are asked for.
const COMMITS: usize = 200;

/// Most writes that may be denied, in percent.
const BAR_PERCENT: f64 = 0.5;

/// Writes that are read from git and judged at a time.
const CHUNK: usize = 32;

/// As in `forge scan`: recursion within bounds may need more than a thread's usual stack.
const STACK_BYTES: usize = 16 << 20;

struct Options {
    repositories: Vec<PathBuf>,
    commits: usize,
    judgements: Option<PathBuf>,
}

/// What was counted.
#[derive(Default)]
struct Counts {
    commits: usize,
    writes: usize,
    denied: usize,
    advised: usize,
    crashed: usize,
    unknowns: BTreeMap<String, usize>,
    /// Refusals by judgement.
    right: usize,
    wrong: usize,
    unjudged: usize,
}

/// Replays each repository; refusals without a judgement fail, and so does a share of refusals above the bar.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let options = Options::read(args)?;
    if let Some(outcome) = again(Build::Release, "replay", args)? {
        return Ok(outcome);
    }
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build()?;
    judged::silence_panics();
    let mut total = Counts::default();
    for repository in &options.repositories {
        let counts = replay(repository, &options, &pool)?;
        println!("{}: {counts}", repository.display());
        total.add(counts);
    }
    println!("{} repositories: {total}", options.repositories.len());
    let percent = total.percent();
    println!(
        "{} writes, {} denied: {percent:.2} % (bar {BAR_PERCENT} %); without a judgement: {}",
        total.writes, total.denied, total.unjudged
    );
    Ok(percent <= BAR_PERCENT && total.unjudged == 0 && total.crashed == 0)
}

impl Options {
    fn read(args: &[String]) -> Result<Self> {
        const USAGE: &str = "usage: cargo xtask replay REPO... [--commits N] [--judgements FILE]";
        let mut options = Self { repositories: Vec::new(), commits: COMMITS, judgements: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--commits" => {
                    options.commits = args.next().context(USAGE)?.parse().context("--commits takes a number")?;
                }
                "--judgements" => options.judgements = Some(args.next().context(USAGE)?.into()),
                flag if flag.starts_with('-') => bail!(USAGE),
                path => options.repositories.push(path.into()),
            }
        }
        if options.repositories.is_empty() {
            bail!(USAGE);
        }
        Ok(options)
    }
}

fn replay(repository: &Path, options: &Options, pool: &rayon::ThreadPool) -> Result<Counts> {
    let history = History::open(repository)?;
    let commits = history.commits(options.commits)?;
    let writes: Vec<Vec<Write>> =
        pool.install(|| commits.par_iter().map(|commit| history.writes(commit)).collect::<Result<_>>())?;
    let writes: Vec<Write> = writes.into_iter().flatten().filter(|write| judged::is_analysed(&write.path)).collect();
    let judgements = Judgements::read(history.name(), options.judgements.as_deref())?;

    let outcomes: Vec<Vec<Outcome>> = pool.install(|| {
        writes
            .par_chunks(CHUNK)
            .map(|chunk| {
                let contents = history.contents(chunk)?;
                Ok(chunk.iter().zip(contents).map(|(write, content)| judged::outcome(&write.path, content)).collect())
            })
            .collect::<Result<_>>()
    })?;
    let mut counts = Counts { commits: commits.len(), ..Counts::default() };
    let mut missing = Vec::new();
    for (write, outcome) in writes.iter().zip(outcomes.into_iter().flatten()) {
        counts.count(&outcome);
        for refusal in outcome.refusals {
            println!(
                "denied {} {}:{} {}: {}",
                &write.commit[..12],
                write.path,
                refusal.line,
                refusal.rule,
                refusal.message
            );
            match judgements.of(write, &refusal) {
                Some(judgement) => {
                    println!("    {judgement}");
                    *(if judgement.is_right() { &mut counts.right } else { &mut counts.wrong }) += 1;
                }
                None => {
                    counts.unjudged += 1;
                    missing.push(judgements::stub(write, &refusal));
                }
            }
        }
    }
    if !missing.is_empty() {
        println!("\nwithout a judgement; to be completed in {}:\n{}", judgements.path().display(), missing.join("\n"));
    }
    Ok(counts)
}

impl Counts {
    fn count(&mut self, outcome: &Outcome) {
        // Vendored and generated files are nobody's to write: a hook does not look at them.
        if !outcome.is_looked_at {
            return;
        }
        self.writes += 1;
        self.denied += usize::from(!outcome.refusals.is_empty());
        self.advised += usize::from(outcome.is_advised);
        self.crashed += usize::from(outcome.has_crashed);
        for unknown in &outcome.unknowns {
            *self.unknowns.entry(unknown.clone()).or_default() += 1;
        }
    }

    fn add(&mut self, other: Self) {
        let Self { commits, writes, denied, advised, crashed, unknowns, right, wrong, unjudged } = other;
        self.commits += commits;
        self.writes += writes;
        self.denied += denied;
        self.advised += advised;
        self.crashed += crashed;
        for (reason, count) in unknowns {
            *self.unknowns.entry(reason).or_default() += count;
        }
        self.right += right;
        self.wrong += wrong;
        self.unjudged += unjudged;
    }

    fn percent(&self) -> f64 {
        100.0 * self.denied as f64 / self.writes.max(1) as f64
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { commits, writes, denied, advised, crashed, unknowns, right, wrong, unjudged } = self;
        write!(f, "{commits} commits, {writes} writes, {denied} denied ({:.2} %), {advised} advised", self.percent())?;
        write!(f, "; findings right {right}, wrong {wrong}, not judged {unjudged}; crashed {crashed}")?;
        for (reason, count) in unknowns {
            write!(f, "; {count} x {reason}")?;
        }
        Ok(())
    }
}
