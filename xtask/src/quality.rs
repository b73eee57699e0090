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

/// Prints the table; `-v` lists every difference.
pub(crate) fn run(args: &[String]) -> Result<bool> {
    let verbose = args.iter().any(|arg| arg == "-v");
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
                if verbose {
                    println!("{what}: {language}/{name}:{} {}", mark.0, mark.1);
                }
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
    Ok(met)
}

/// The marks that the comments of a program ask for.
fn expected(code: &str) -> BTreeSet<Mark> {
    let fenced = format!("```\n{code}\n```\n");
    forge_catalogue::rule::examples(&fenced).into_iter().flat_map(|example| example.expected).collect()
}
