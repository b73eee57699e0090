//! `cargo xtask tidy`: the house rules as tests.

mod catalogue;
mod layers;
mod sizes;
mod sources;
mod words;

use crate::tally::Tally;
use anyhow::Result;
use sources::Source;

/// What one rule of the house gave.
struct Report {
    /// What was measured or counted, in a few words.
    figure: String,
    /// Where the rule is broken, each with its place.
    violations: Vec<String>,
}

struct Check {
    /// The rule, as it reads in a list.
    name: &'static str,
    run: fn(&[Source]) -> Result<Report>,
}

const CHECKS: &[Check] = &[
    Check { name: "files are short", run: sizes::files },
    Check { name: "functions are short", run: sizes::functions },
    Check { name: "main.rs only dispatches", run: sizes::main_file },
    Check { name: "dependencies point downward", run: layers::downward },
    Check { name: "only the edges touch the outside world", run: words::outside_world },
    Check { name: "nothing is left to be done", run: words::unfinished },
    Check { name: "modules and tests have names that say something", run: words::names },
    Check { name: "messages are lower-case fragments", run: words::messages },
    Check { name: "rule ids are kebab-case and unique", run: catalogue::ids },
    Check { name: "rules have examples in each of their languages", run: catalogue::examples },
];

/// Prints every check with its figure.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    anyhow::ensure!(args.is_empty(), "usage: cargo xtask tidy");
    let tally = check()?;
    println!("{tally}");
    Ok(tally.is_met())
}

/// As [`run`], and gives the counts.
pub(crate) fn check() -> Result<Tally> {
    let sources = sources::all()?;
    let mut tally = Tally::default();
    for check in CHECKS {
        let Report { figure, violations } = (check.run)(&sources)?;
        let passed = violations.is_empty();
        println!("{:<4} {}: {figure}", if passed { "ok" } else { "FAIL" }, check.name);
        for violation in &violations {
            println!("     {violation}");
        }
        tally += Tally::one(passed);
    }
    Ok(tally)
}
