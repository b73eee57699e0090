//! Lowers the source files under the given paths and says how fast, and which could not be followed.
//!
//! `cargo run --release --example lower_files -- <path>...`

#![expect(clippy::print_stdout, reason = "the measurement is the output")]

use forge_grammars::tree_sitter;
use forge_model::Language;
use forge_syntax::{Limits, parse};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The fastest of this many rounds counts.
const ROUNDS: usize = 3;

#[derive(Default)]
struct Total {
    files: usize,
    bytes: usize,
    nodes: usize,
    parsing: Duration,
    whole: Duration,
    gaps: usize,
}

fn main() {
    let limits = Limits::default();
    let mut paths = Vec::new();
    for argument in std::env::args().skip(1) {
        collect(Path::new(&argument), &mut paths);
    }
    paths.sort();
    let mut total = Total::default();
    for path in &paths {
        let name = path.to_string_lossy();
        let (Some(language), Ok(text)) = (Language::of_path(&name), std::fs::read_to_string(path)) else { continue };
        let Some(grammar) = grammar(language) else { continue };
        if text.len() <= limits.bytes {
            measure(language, &grammar, &name, &text, &limits, &mut total);
        }
    }
    report(&total);
}

fn grammar(language: Language) -> Option<tree_sitter::Language> {
    match language {
        Language::JavaScript => Some(forge_grammars::javascript()),
        Language::TypeScript => Some(forge_grammars::typescript()),
        Language::Tsx => Some(forge_grammars::tsx()),
        Language::Python => Some(forge_grammars::python()),
        Language::Template => None,
    }
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_symlink() {
        return;
    }
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), paths)),
        Err(_) => paths.push(path.to_owned()),
    }
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let rounds = (0..ROUNDS).map(|_| {
        let started = Instant::now();
        work();
        started.elapsed()
    });
    rounds.min().unwrap_or_default()
}

fn measure(
    language: Language,
    grammar: &tree_sitter::Language,
    path: &str,
    text: &str,
    limits: &Limits<'_>,
    total: &mut Total,
) {
    total.files += 1;
    total.bytes += text.len();
    total.parsing += fastest(|| {
        let mut parser = tree_sitter::Parser::new();
        if parser.set_language(grammar).is_ok() {
            std::hint::black_box(parser.parse(text, None));
        }
    });
    total.whole += fastest(|| {
        std::hint::black_box(parse(language, path, text, limits).is_ok());
    });
    let gap = match parse(language, path, text, limits) {
        Ok(parsed) => {
            total.nodes += parsed.tree.node_count();
            parsed.gap
        }
        Err(reason) => Some(reason),
    };
    if let Some(reason) = gap {
        total.gaps += 1;
        println!("{path} {reason}");
    }
}

fn report(total: &Total) {
    let speed = |time: Duration| total.bytes as f64 / 1e6 / time.as_secs_f64();
    let lowering = total.whole.saturating_sub(total.parsing);
    println!("{} files, {} bytes, {} nodes, {} with gaps", total.files, total.bytes, total.nodes, total.gaps);
    println!("parsing  {:>8.1?} {:>6.1} MB/s", total.parsing, speed(total.parsing));
    println!(
        "lowering {:>8.1?} {:>6.1} MB/s, {:.0} % of parsing",
        lowering,
        speed(lowering),
        100.0 * lowering.as_secs_f64() / total.parsing.as_secs_f64()
    );
}
