//! Everything that is done to the repository. `cargo xtask` lists it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "these commands exist to print")]

mod examples;
mod quality;
mod rules;
mod scan;
mod throughput;

use anyhow::Result;
use std::process::ExitCode;

const HELP: &str = "\
usage: cargo xtask COMMAND

  rules [NAME...]    run the examples of all rules, or of those named, against the catalogue's folder as it is
  scan FILE...       findings with the catalogue's folder as it is, without a rebuild
  throughput DIR     CPU time of a scan beside that of parsing alone (build with --release)
  quality            precision and recall per rule and language on the project's own corpus
";

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
    match args.split_first() {
        Some((command, rest)) => match command.as_str() {
            "rules" => rules::run(rest),
            "quality" => quality::run(rest),
            "scan" => scan::run(rest),
            "throughput" => throughput::run(rest),
            _ => anyhow::bail!("unknown command `{command}`\n{HELP}"),
        },
        None => {
            print!("{HELP}");
            Ok(true)
        }
    }
}
