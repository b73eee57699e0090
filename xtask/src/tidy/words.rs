//! Words that must not stand in sources, or only in some.

use super::{Report, Source};
use anyhow::Result;

/// What says that something is not finished. Put together here, so that this file does not hold them.
const UNFINISHED: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("unimple", "mented!"),
    concat!("to", "do!("),
];

/// Ways to the file system, the environment, other processes, the network and the clock.
const OUTSIDE: [&str; 10] = [
    "std::fs",
    "env::var",
    "env::args",
    "env::current_",
    "env::temp_dir",
    "process::Command",
    "std::net",
    "std::os::",
    "SystemTime::now",
    "Instant::now",
];

/// Crates whose job is the outside world.
const EDGES: [&str; 3] = ["forge_project", "forge_ledger", "xtask"];

/// What else may touch what, with the reason.
const ALLOWED: [(&str, &str, &str); 11] = [
    ("crates/forge/src/main.rs", "env::args", "the arguments"),
    ("crates/forge/src/cli.rs", "env::args", "the arguments"),
    ("crates/forge/src/cmd/doctor.rs", "env::current_", "which program this is, is what it is asked"),
    ("crates/forge/src/cmd/hook.rs", "Instant::now", "a client waits only so long"),
    ("crates/forge/src/cmd/scan.rs", "Instant::now", "tells a person how long it took"),
    ("crates/forge/src/progress.rs", "Instant::now", "shows a bar only to who has waited"),
    ("crates/forge_catalogue/src/folder.rs", "std::fs", "compiles a folder at build time"),
    ("crates/forge_rules/build.rs", "env::var", "a build script is told by variables what to do"),
    ("crates/forge_rules/build.rs", "std::fs", "a build script writes files"),
    ("crates/forge_syntax/src/parse.rs", "Instant::now", "parsing has a bound in time"),
    ("crates/forge_syntax/src/lower/javascript/", "Instant::now", "so has parsing again"),
];

/// File names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "common", "manager"];

pub(super) fn unfinished(sources: &[Source]) -> Result<Report> {
    let mut violations = Vec::new();
    for source in sources {
        for (at, line) in source.text.lines().enumerate() {
            if let Some(word) = UNFINISHED.iter().find(|word| line.contains(**word)) {
                violations.push(format!("{}:{}: {word}", source.path, at + 1));
            }
        }
    }
    Ok(Report { figure: format!("{} files", sources.len()), violations })
}

pub(super) fn outside_world(sources: &[Source]) -> Result<Report> {
    let inner =
        sources.iter().filter(|it| it.path.starts_with("crates/") && !EDGES.contains(&it.krate()) && it.is_shipped());
    let (mut files, mut violations) = (0, Vec::new());
    for source in inner {
        files += 1;
        for (at, line) in source.without_tests().lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            let Some(way) = OUTSIDE.iter().find(|way| line.contains(**way)) else { continue };
            let is_allowed = ALLOWED.iter().any(|(path, allowed, _)| source.path.starts_with(path) && allowed == way);
            if !is_allowed {
                violations.push(format!("{}:{}: {way}; go through forge_project::System", source.path, at + 1));
            }
        }
    }
    Ok(Report { figure: format!("{files} files outside of {}", EDGES.join(" and ")), violations })
}

pub(super) fn names(sources: &[Source]) -> Result<Report> {
    let mut violations = Vec::new();
    for source in sources.iter().filter(|it| it.is_rust()) {
        let mut parts = source.path.trim_end_matches(".rs").split('/');
        if parts.any(|part| EMPTY_NAMES.contains(&part)) {
            violations.push(format!("{}: name what is inside", source.path));
        }
        for (at, line) in source.text.lines().enumerate() {
            if line.trim_start().starts_with(concat!("fn ", "test_")) {
                violations.push(format!(
                    "{}:{}: a test's name says what holds, not that it is one",
                    source.path,
                    at + 1
                ));
            }
        }
    }
    Ok(Report { figure: format!("{} files", sources.iter().filter(|it| it.is_rust()).count()), violations })
}

/// What begins the text of an error.
const MESSAGES: [&str; 6] =
    ["#[error(\"", ".context(\"", "bail!(\"", "anyhow!(\"", "with_context(|| format!(\"", "ensure!(false, \""];

pub(super) fn messages(sources: &[Source]) -> Result<Report> {
    let (mut count, mut violations) = (0, Vec::new());
    for source in sources.iter().filter(|it| it.is_shipped()) {
        for (at, line) in source.without_tests().lines().enumerate() {
            for begin in MESSAGES {
                let Some((_, rest)) = line.split_once(begin) else { continue };
                count += 1;
                if let Some(why) = wrong(text_of(rest)) {
                    violations.push(format!("{}:{}: {why}", source.path, at + 1));
                }
            }
        }
    }
    Ok(Report { figure: format!("{count} messages"), violations })
}

/// A string literal's text up to its end or the end of the line.
fn text_of(rest: &str) -> &str {
    let bytes = rest.as_bytes();
    let end = (0..bytes.len()).find(|&at| bytes[at] == b'"' && (at == 0 || bytes[at - 1] != b'\\'));
    &rest[..end.unwrap_or(rest.len())]
}

fn wrong(message: &str) -> Option<&'static str> {
    let mut letters = message.chars();
    let (first, second) = (letters.next()?, letters.next());
    // A word in capitals is a name; so is ours.
    let is_name = second.is_some_and(char::is_uppercase) || message.starts_with("Forge");
    if first.is_uppercase() && !is_name {
        return Some("a message begins in lower case");
    }
    (message.ends_with('.') && !message.ends_with("...")).then_some("a message has no final period")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_fragments() {
        assert_eq!(wrong("failed to read {}"), None);
        assert_eq!(wrong("JSON is not an object"), None);
        assert!(wrong("Failed to read").is_some());
        assert!(wrong("failed to read.").is_some());
        assert_eq!(text_of(r#"a \"b\" c", x)"#), r#"a \"b\" c"#);
    }
}
