//! `cargo xtask quality`: precision and recall per rule and language on the project's own corpus.
//!
//! The corpus are programs in `corpus/<language>/` with `error: RULE` comments on the lines that must be found. A line
//! with no such comment must not be.

use crate::examples::{Bench, Mark, root};
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Precision and recall that the flows into HTML and logs must reach, and those of every other rule.
const BAR_FIRST: f64 = 0.95;
const BAR_OTHERS: f64 = 0.90;

#[derive(Default)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// Differences that are known and not mended yet, one a line as `-v` prints them.
const KNOWN: &str = "corpus/known-differences.txt";

/// Prints the table; `-v` lists every difference, `--update` writes them down as known.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let (met, differences) = measure(args.iter().any(|arg| arg == "-v"))?;
    if args.iter().any(|arg| arg == "--update") {
        let mut lines: Vec<&str> = differences.iter().map(String::as_str).collect();
        lines.push("");
        std::fs::write(root().join(KNOWN), lines.join("\n"))?;
    }
    Ok(met)
}

/// Whether no difference has come that is not known: what is tested at every commit, whether the bars are met or not.
pub(crate) fn no_new_difference() -> Result<bool> {
    let (_, differences) = measure(false)?;
    let known = std::fs::read_to_string(root().join(KNOWN)).with_context(|| format!("failed to read {KNOWN}"))?;
    let known: BTreeSet<&str> = known.lines().collect();
    let new: Vec<_> = differences.iter().filter(|line| !known.contains(line.as_str())).collect();
    for line in &new {
        println!("new difference: {line}");
    }
    let mended = known.iter().filter(|line| !differences.contains(**line)).count();
    println!("{} known differences, {mended} of them mended, {} new", known.len(), new.len());
    Ok(new.is_empty())
}

fn measure(verbose: bool) -> Result<(bool, BTreeSet<String>)> {
    let mut differences = BTreeSet::new();
    let bench = Bench::new()?;
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    let mut files = 0;
    for language in ["javascript", "python", "typescript"] {
        let folder = root().join("corpus").join(language);
        let mut paths: Vec<_> = std::fs::read_dir(&folder)
            .with_context(|| format!("failed to read {}", folder.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        for path in paths {
            files += 1;
            let code = std::fs::read_to_string(&path)?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let expected = expected(&code);
            let found = bench.marks(&name, &code);
            for mark in expected.union(&found) {
                let count = counts.entry((mark.1.clone(), language.to_owned())).or_default();
                let what = match (expected.contains(mark), found.contains(mark)) {
                    (true, true) => {
                        count.right += 1;
                        continue;
                    }
                    (true, false) => {
                        count.missed += 1;
                        "missed"
                    }
                    _ => {
                        count.wrong += 1;
                        "wrong"
                    }
                };
                let difference = format!("{what}: {language}/{name}:{} {}", mark.0, mark.1);
                if verbose {
                    println!("{difference}");
                }
                differences.insert(difference);
            }
        }
    }
    println!("{files} programs");
    println!(
        "{:<28} {:<11} {:>5} {:>5} {:>6} {:>9} {:>7}",
        "rule", "language", "right", "wrong", "missed", "precision", "recall"
    );
    let mut met = true;
    for ((rule, language), count) in &counts {
        let ratio =
            |of: usize| if count.right + of == 0 { 1.0 } else { count.right as f64 / (count.right + of) as f64 };
        let (precision, recall) = (ratio(count.wrong), ratio(count.missed));
        let bar = if rule == "xss" || rule == "log-injection" { BAR_FIRST } else { BAR_OTHERS };
        let mark = if precision >= bar && recall >= bar { "" } else { "  below the bar" };
        met &= mark.is_empty();
        println!(
            "{rule:<28} {language:<11} {:>5} {:>5} {:>6} {precision:>9.3} {recall:>7.3}{mark}",
            count.right, count.wrong, count.missed
        );
    }
    Ok((met, differences))
}

/// The marks that the comments of a program ask for.
fn expected(code: &str) -> BTreeSet<Mark> {
    let fenced = format!("```\n{code}\n```\n");
    forge_catalogue::rule::examples(&fenced).into_iter().flat_map(|example| example.expected).collect()
}
