//! `cargo xtask replay REPO... [--commits N] [--judgements FILE]`: the history of a repository, replayed file by file as
//! writes of an agent, with the catalogue's folder as it is. What well-kept projects committed should hardly ever have
//! been refused; every refusal is shown, and wants a judgement in writing.
//!
//! A repository with a file in `bench/replay` is replayed as that file says: up to the same commit, as many commits.

mod counts;
mod history;
mod judged;
mod judgements;

use crate::examples::Bench;
use crate::process::{Build, again};
use anyhow::{Context as _, Result, bail};
use counts::{Counts, Table};
use history::{History, Write};
use judged::{Outcome, Refusal};
use judgements::Judgements;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Commits of each repository, where nobody says how many.
const COMMITS: usize = 200;

/// Most writes that may be denied, in percent.
const BAR_PERCENT: f64 = 0.5;

/// Writes that are read from git and judged at a time.
const CHUNK: usize = 32;

/// As in `forge scan`: recursion within bounds may need more than a thread's usual stack.
const STACK_BYTES: usize = 16 << 20;

struct Options {
    repositories: Vec<PathBuf>,
    commits: Option<usize>,
    judgements: Option<PathBuf>,
}

/// What every repository is replayed with.
struct Replay<'a> {
    options: &'a Options,
    bench: Bench,
    pool: rayon::ThreadPool,
}

/// Replays each repository; refusals without a judgement fail, and so does a share of refusals above the bar.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let options = Options::read(args)?;
    if let Some(outcome) = again(Build::Release, "replay", args)? {
        return Ok(outcome);
    }
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build()?;
    let replay = Replay { options: &options, bench: Bench::new()?, pool };
    judged::silence_panics();
    let mut total = Counts::default();
    let mut repositories = Vec::new();
    for repository in &options.repositories {
        let (name, counts) = replay.repository(repository)?;
        total.add(&counts);
        repositories.push((name, counts));
    }
    println!("\n{}", Table { repositories: &repositories, total: &total });
    let (percent, open) = (total.percent(), total.judged().open);
    println!(
        "{} commits, {} writes, {} denied: {percent:.2} % (bar {BAR_PERCENT} %); findings without a judgement: {open}",
        total.commits, total.writes, total.denied
    );
    Ok(percent <= BAR_PERCENT && open == 0 && total.crashed == 0)
}

impl Options {
    fn read(args: &[String]) -> Result<Self> {
        const USAGE: &str = "usage: cargo xtask replay REPO... [--commits N] [--judgements FILE]";
        let mut options = Self { repositories: Vec::new(), commits: None, judgements: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--commits" => {
                    options.commits = Some(args.next().context(USAGE)?.parse().context("--commits takes a number")?);
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

impl Replay<'_> {
    fn repository(&self, folder: &Path) -> Result<(String, Counts)> {
        let history = History::open(folder)?;
        let judgements = Judgements::read(history.name(), self.options.judgements.as_deref())?;
        let most = self.options.commits.or(judgements.commits).unwrap_or(COMMITS);
        let commits = history.commits(judgements.until.as_deref().unwrap_or("HEAD"), most)?;
        let writes: Vec<Vec<Write>> =
            self.pool.install(|| commits.par_iter().map(|commit| history.writes(commit)).collect::<Result<_>>())?;
        let writes: Vec<Write> =
            writes.into_iter().flatten().filter(|write| judged::is_analysed(&write.path)).collect();
        let mut counts = Counts::of(commits.len());
        let mut missing = Vec::new();
        for (write, outcome) in writes.iter().zip(self.outcomes(&history, &writes)?) {
            counts.count(&outcome);
            for refusal in outcome.refusals {
                let judgement = judgements.of(write, &refusal);
                show(history.name(), write, &refusal);
                counts.judge(&refusal.rule, judgement.map(judgements::Judgement::is_right));
                match judgement {
                    Some(judgement) => println!("    {judgement}"),
                    None => missing.push(judgements::stub(write, &refusal)),
                }
            }
        }
        if judgements.until.is_none()
            && let Some(last) = commits.last()
        {
            let path = judgements.path().display();
            println!("to be kept in {path}:\nuntil = \"{}\"\ncommits = {}\n", last.id(), commits.len());
        }
        if !missing.is_empty() {
            let path = judgements.path().display();
            println!("\nwithout a judgement; to be completed in {path}:\n{}", missing.join("\n"));
        }
        Ok((history.name().to_owned(), counts))
    }

    fn outcomes(&self, history: &History, writes: &[Write]) -> Result<Vec<Outcome>> {
        let judged = |chunk: &[Write]| -> Result<Vec<Outcome>> {
            let contents = history.contents(chunk)?;
            let outcome = |(write, content): (&Write, _)| judged::outcome(&self.bench, &write.path, content);
            Ok(chunk.iter().zip(contents).map(outcome).collect())
        };
        let chunks: Vec<Vec<Outcome>> =
            self.pool.install(|| writes.par_chunks(CHUNK).map(judged).collect::<Result<_>>())?;
        Ok(chunks.into_iter().flatten().collect())
    }
}

fn show(name: &str, write: &Write, refusal: &Refusal) {
    let Refusal { rule, line, message } = refusal;
    println!("denied {name} {} {}:{line} {rule}: {message}", &write.commit[..12], write.path);
}
