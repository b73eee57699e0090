//! Everything that is done to the repository. `cargo xtask` lists it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "these commands exist to print")]

mod bad_input;
mod compare;
mod e2e;
mod examples;
mod instructions;
mod latency;
mod ledger;
mod measured;
mod payload;
mod process;
mod quality;
mod replay;
mod rules;
mod sample;
mod scan;
mod shop;
mod tally;
mod test;
mod throughput;
mod tidy;
mod walk;

use anyhow::Result;
use std::process::ExitCode;

/// What a command does with its arguments: whether everything held.
type Run = fn(&[String]) -> Result<bool>;

/// Name, arguments, what it does.
const COMMANDS: &[(&str, &str, &str, Run)] = &[
    ("test", "[STEP...]", "everything that proves it, or the steps named", test::run),
    (
        "rules",
        "[NAME...]",
        "the examples of all rules, or of those named, against the catalogue's folder as it is",
        rules::run,
    ),
    ("scan", "FILE...", "findings with the catalogue's folder as it is, without a rebuild", scan::run),
    ("quality", "[-v]", "precision and recall per rule and language on the project's own corpus", quality::run),
    ("tidy", "", "the house rules", tidy::run),
    ("e2e", "", "acceptance in a real Claude Code session", e2e::run),
    ("bad-input", "[--inputs N | --input I]", "mutated and hostile input: no panic, no hang", bad_input::run),
    ("latency", "[--runs N]", "what a hook event costs as a whole process", latency::run),
    ("walk", "", "what it costs to see what changed in a working tree", walk::run),
    ("ledger", "[--kills N]", "the ledger under load, and with processes ended at random points", ledger::run),
    ("instructions", "[--update]", "instructions of a hook event beside those written down", instructions::run),
    ("throughput", "DIR", "CPU time of a scan beside that of parsing alone", throughput::run),
    ("compare", "[DIR]", "CPU time beside Semgrep's on the same files", compare::run),
    ("sample", "REPORT.json... [--count N] [--seed S]", "findings of reports, picked at random", sample::run),
    ("replay", "REPO... [--commits N] [--judgements FILE]", "a history as writes: what would be refused", replay::run),
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &[String]) -> Result<bool> {
    let Some((command, rest)) = args.split_first() else {
        println!("usage: cargo xtask COMMAND\n");
        for (name, arguments, what, _) in COMMANDS {
            println!("  {:<54} {what}", format!("{name} {arguments}"));
        }
        return Ok(true);
    };
    if command == measured::COMMAND {
        return measured::run(rest);
    }
    let found = COMMANDS.iter().find(|(name, ..)| name == command);
    let (_, _, _, run) =
        found.ok_or_else(|| anyhow::anyhow!("there is no command `{command}`; `cargo xtask` lists them"))?;
    run(rest)
}
