//! How long files and functions are.

use super::{Report, Source};
use crate::tally::percentile;
use anyhow::Result;

/// Most lines of any file, and what the middle one and nearly all of them keep to.
const MAX_LINES: usize = 1_000;
const MEDIAN_LINES: usize = 200;
const P95_LINES: usize = 750;

/// What nearly all functions keep to.
const P95_FUNCTION_LINES: usize = 50;

/// Most lines of the binary's `main.rs`.
const MAX_MAIN_LINES: usize = 40;

pub(super) fn files(sources: &[Source]) -> Result<Report> {
    let rust: Vec<(usize, &Source)> =
        sources.iter().filter(|it| it.is_rust()).map(|it| (it.text.lines().count(), it)).collect();
    let shipped: Vec<usize> = rust.iter().filter(|(_, it)| it.is_shipped()).map(|(lines, _)| *lines).collect();
    let (median, p95) = (percentile(&shipped, 0.5).unwrap_or(0), percentile(&shipped, 0.95).unwrap_or(0));
    let too_long = rust.iter().filter(|(lines, _)| *lines > MAX_LINES);
    let mut violations: Vec<String> =
        too_long.map(|(lines, it)| format!("{}: {lines} lines, more than {MAX_LINES}", it.path)).collect();
    if median > MEDIAN_LINES || p95 > P95_LINES {
        violations.push(format!("median {MEDIAN_LINES} and p95 {P95_LINES} are the bounds"));
    }
    let longest = rust.iter().map(|(lines, _)| *lines).max().unwrap_or(0);
    let figure = format!("{} files, lines: median {median}, p95 {p95}, longest {longest}", rust.len());
    Ok(Report { figure, violations })
}

pub(super) fn functions(sources: &[Source]) -> Result<Report> {
    let mut all: Vec<(usize, String)> = Vec::new();
    for source in sources.iter().filter(|it| it.is_shipped()) {
        let found = lengths(source.without_tests());
        all.extend(found.into_iter().map(|(line, length)| (length, format!("{}:{line}", source.path))));
    }
    all.sort();
    let lengths: Vec<usize> = all.iter().map(|(length, _)| *length).collect();
    let p95 = percentile(&lengths, 0.95).unwrap_or(0);
    let (longest, place) = all.last().cloned().unwrap_or_default();
    let figure = format!(
        "{} functions, lines: median {}, p95 {p95}, longest {longest} ({place})",
        all.len(),
        percentile(&lengths, 0.5).unwrap_or(0)
    );
    let violations =
        if p95 > P95_FUNCTION_LINES { vec![format!("p95 {P95_FUNCTION_LINES} is the bound")] } else { Vec::new() };
    Ok(Report { figure, violations })
}

pub(super) fn main_file(sources: &[Source]) -> Result<Report> {
    let main = sources.iter().find(|it| it.path == "crates/forge/src/main.rs");
    let lines = main.map_or(usize::MAX, |it| it.text.lines().count());
    let violations = if lines > MAX_MAIN_LINES {
        vec![format!("crates/forge/src/main.rs: {lines} lines, more than {MAX_MAIN_LINES}")]
    } else {
        Vec::new()
    };
    Ok(Report { figure: format!("{lines} lines"), violations })
}

/// Line (from 1) and length of every function. The text is formatted: a function ends with the first `}` that stands
/// as far left as its first line.
fn lengths(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if !begins_function(line.trim_start()) {
            continue;
        }
        if line.ends_with('}') {
            out.push((at + 1, 1));
            continue;
        }
        let is_end = |line: &&str| line.trim_start() == "}" && line.len() == indent + 1;
        let is_declaration = |line: &&str| line.ends_with(';') && line.len() - line.trim_start().len() == indent;
        let end = lines[at..].iter().position(|line| is_end(line) || is_declaration(line));
        if let Some(end) = end.filter(|&end| is_end(&lines[at + end])) {
            out.push((at + 1, end + 1));
        }
    }
    out
}

fn begins_function(line: &str) -> bool {
    let mut rest = line;
    loop {
        let next =
            ["pub ", "const ", "async ", "pub(crate) ", "pub(super) "].iter().find_map(|it| rest.strip_prefix(it));
        match next {
            Some(next) => rest = next,
            None => return rest.starts_with("fn "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_from_head_to_brace() {
        let text = "pub(crate) fn a(\n    b: u32,\n) {\n    if b {\n    }\n}\n\ntrait T {\n    fn c(&self);\n    \
                    fn d(&self) {\n    }\n}\nconst fn e() {}\n";
        assert_eq!(lengths(text), [(1, 6), (10, 2), (13, 1)]);
    }
}
