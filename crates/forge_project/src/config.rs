//! The project's configuration, `.forge/config.toml`: what was written, checked against what may be written.

use crate::spelling::nearest;
use camino::Utf8Path;
use forge_model::Severity;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::ops::Range;
use toml_edit::{Document, Item, TableLike, Value};

/// Where the configuration lies, below the project's root.
pub const PATH: &str = ".forge/config.toml";

/// A configuration that was checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// `scan.severity`: findings below it are not reported.
    pub severity: Severity,
    /// `rules.disable`: ids of rules that do not report, in order and each once.
    pub disabled: Vec<String>,
    exclude: Gitignore,
}

impl Default for Config {
    fn default() -> Self {
        Self { severity: Severity::Low, disabled: Vec::new(), exclude: Gitignore::empty() }
    }
}

impl Config {
    /// Whether `scan.exclude` names the file `name` (relative to the project) or a directory above it.
    pub fn excludes(&self, name: &str) -> bool {
        // A path outside the project is not what the project's patterns are about.
        !Utf8Path::new(name).is_absolute() && self.exclude.matched_path_or_any_parents(name, false).is_ignore()
    }

    /// Whether `rules.disable` names `rule`.
    pub fn disables(&self, rule: &str) -> bool {
        self.disabled.iter().any(|id| id == rule)
    }
}

/// One mistake in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What is wrong, without a final period.
    pub message: String,
    /// What was probably meant, or what may stand there.
    pub help: Option<String>,
}

/// Reads the configuration in `text`; `rules` are the ids that exist.
///
/// # Errors
/// Every mistake in it, in order.
pub fn parse(text: &str, rules: &[&str]) -> Result<Config, Vec<Mistake>> {
    let document = Document::parse(text).map_err(|error| {
        let message = error.message().lines().next().unwrap_or("not TOML").to_owned();
        vec![Mistake { span: error.span().unwrap_or(0..0), message, help: None }]
    })?;
    let mut reader = Reader { rules, config: Config::default(), mistakes: Vec::new() };
    reader.document(&document);
    if reader.mistakes.is_empty() {
        Ok(reader.config)
    } else {
        reader.mistakes.sort_by_key(|mistake| (mistake.span.start, mistake.span.end));
        Err(reader.mistakes)
    }
}

const TABLES: [&str; 2] = ["scan", "rules"];
const SCAN_KEYS: [&str; 2] = ["exclude", "severity"];
const RULES_KEYS: [&str; 1] = ["disable"];

struct Reader<'a> {
    rules: &'a [&'a str],
    config: Config,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn document(&mut self, document: &Document<&str>) {
        self.known_keys(document.as_table(), &TABLES, "table");
        if let Some(scan) = self.table(document.as_table(), "scan") {
            self.known_keys(scan, &SCAN_KEYS, "key");
            if let Some(item) = scan.get("exclude") {
                self.exclude(item);
            }
            if let Some(item) = scan.get("severity") {
                self.severity(item);
            }
        }
        if let Some(rules) = self.table(document.as_table(), "rules") {
            self.known_keys(rules, &RULES_KEYS, "key");
            if let Some(item) = rules.get("disable") {
                self.disable(item);
            }
        }
    }

    fn table<'t>(&mut self, root: &'t dyn TableLike, name: &str) -> Option<&'t dyn TableLike> {
        let item = root.get(name)?;
        let table = item.as_table_like();
        if table.is_none() {
            self.wrong_type(item.span(), &format!("`{name}` must be a table"), &format!("write `[{name}]`"));
        }
        table
    }

    fn known_keys(&mut self, table: &dyn TableLike, known: &[&str], what: &str) {
        for (name, item) in table.iter() {
            if known.contains(&name) {
                continue;
            }
            let span = table.key(name).and_then(toml_edit::Key::span).or_else(|| item.span()).unwrap_or(0..0);
            let help = match nearest(name, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("there is {}", list(known)),
            };
            self.mistakes.push(Mistake { span, message: format!("unknown {what} `{name}`"), help: Some(help) });
        }
    }

    fn exclude(&mut self, item: &Item) {
        let mut builder = GitignoreBuilder::new("");
        for (pattern, span) in self.strings(item, "exclude", "glob patterns, such as [\"legacy/\", \"*.snap.js\"]") {
            if let Err(error) = builder.add_line(None, &pattern) {
                let why = match error {
                    ignore::Error::Glob { err, .. } => err,
                    other => other.to_string(),
                };
                let help = "patterns are written as in .gitignore".to_owned();
                self.mistakes.push(Mistake { span, message: format!("not a glob pattern: {why}"), help: Some(help) });
            }
        }
        match builder.build() {
            Ok(exclude) => self.config.exclude = exclude,
            Err(error) => self.wrong_type(item.span(), &format!("not usable together: {error}"), "use fewer patterns"),
        }
    }

    fn severity(&mut self, item: &Item) {
        const NAMES: [&str; 4] = ["low", "medium", "high", "critical"];
        let Some(name) = item.as_str() else {
            return self.wrong_type(item.span(), "`severity` must be a string", &format!("there is {}", list(&NAMES)));
        };
        match Severity::from_name(name) {
            Some(severity) => self.config.severity = severity,
            None => {
                let meant = nearest(name, NAMES);
                let help = meant
                    .map_or_else(|| format!("there is {}", list(&NAMES)), |meant| format!("did you mean `{meant}`?"));
                self.wrong_type(item.span(), &format!("unknown severity `{name}`"), &help);
            }
        }
    }

    fn disable(&mut self, item: &Item) {
        for (id, span) in self.strings(item, "disable", "ids of rules; `forge rules` lists them") {
            if self.rules.contains(&id.as_str()) {
                self.config.disabled.push(id);
                continue;
            }
            let help = match nearest(&id, self.rules.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`forge rules` lists the rules".to_owned(),
            };
            self.mistakes.push(Mistake { span, message: format!("unknown rule `{id}`"), help: Some(help) });
        }
        self.config.disabled.sort();
        self.config.disabled.dedup();
    }

    /// The strings of an array, each with its place; what is not one is a mistake.
    fn strings(&mut self, item: &Item, name: &str, what: &str) -> Vec<(String, Range<usize>)> {
        let Some(array) = item.as_array() else {
            self.wrong_type(item.span(), &format!("`{name}` must be an array of strings"), &format!("list {what}"));
            return Vec::new();
        };
        let mut strings = Vec::new();
        for value in array {
            match value {
                Value::String(text) => strings.push((text.value().clone(), value.span().unwrap_or(0..0))),
                other => {
                    self.wrong_type(other.span(), &format!("`{name}` holds strings only"), &format!("list {what}"));
                }
            }
        }
        strings
    }

    fn wrong_type(&mut self, span: Option<Range<usize>>, message: &str, help: &str) {
        self.mistakes.push(Mistake {
            span: span.unwrap_or(0..0),
            message: message.to_owned(),
            help: Some(help.to_owned()),
        });
    }
}

/// `a`, `b` and `c`.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [&str; 2] = ["reflected-xss", "log-injection"];

    fn mistakes(text: &str) -> Vec<(&str, String, String)> {
        let mistakes = parse(text, &RULES).unwrap_err();
        mistakes.into_iter().map(|it| (&text[it.span], it.message, it.help.unwrap_or_default())).collect()
    }

    #[test]
    fn everything_can_be_left_out() {
        let config = parse("", &RULES).unwrap();
        assert_eq!(config.severity, Severity::Low);
        assert!(!config.excludes("src/a.js"));
        assert!(!config.disables("reflected-xss"));
    }

    #[test]
    fn a_whole_configuration_is_read() {
        let text = r#"
            [scan]
            exclude = ["legacy/", "*.snap.js", "!keep.snap.js", "/only-at-root.py"]
            severity = "medium"
            [rules]
            disable = ["log-injection", "log-injection"]
        "#;
        let config = parse(text, &RULES).unwrap();
        assert_eq!(config.severity, Severity::Medium);
        assert_eq!(config.disabled, ["log-injection"]);
        assert!(config.disables("log-injection") && !config.disables("reflected-xss"));
        for excluded in ["legacy/a.js", "src/legacy/deep/a.js", "a.snap.js", "only-at-root.py"] {
            assert!(config.excludes(excluded), "{excluded}");
        }
        for kept in ["src/a.js", "src/keep.snap.js", "src/only-at-root.py", "legacy.js", "/abs/legacy/a.js"] {
            assert!(!config.excludes(kept), "{kept}");
        }
    }

    #[test]
    fn unknown_names_are_shown_where_they_stand_with_the_nearest_known() {
        let text = "[scan]\nexlude = []\n[rule]\n[rules]\ndisable = [\"reflected-xs\", \"other\"]\ncolour = 1\n";
        assert_eq!(
            mistakes(text),
            [
                ("exlude", "unknown key `exlude`".into(), "did you mean `exclude`?".into()),
                ("rule", "unknown table `rule`".into(), "did you mean `rules`?".into()),
                ("\"reflected-xs\"", "unknown rule `reflected-xs`".into(), "did you mean `reflected-xss`?".into()),
                ("\"other\"", "unknown rule `other`".into(), "`forge rules` lists the rules".into()),
                ("colour", "unknown key `colour`".into(), "there is `disable`".into()),
            ]
        );
    }

    #[test]
    fn wrong_values_say_what_may_stand_there() {
        let text = "rules = 1\n[scan]\nexclude = [1, \"a{\"]\nseverity = \"hihg\"\n";
        let mistakes = mistakes(text);
        assert_eq!(mistakes.len(), 4);
        assert_eq!(mistakes[0], ("1", "`rules` must be a table".into(), "write `[rules]`".into()));
        assert_eq!(mistakes[1].1, "`exclude` holds strings only");
        assert_eq!(mistakes[2].0, "\"a{\"");
        assert!(mistakes[2].1.starts_with("not a glob pattern: "), "{}", mistakes[2].1);
        assert_eq!(
            mistakes[3],
            ("\"hihg\"", "unknown severity `hihg`".into(), "there is `low`, `medium`, `high` and `critical`".into())
        );
    }

    #[test]
    fn what_is_not_toml_is_one_mistake_with_its_place() {
        let mistakes = mistakes("[scan\nseverity = \"low\"\n");
        assert_eq!(mistakes.len(), 1);
        assert_eq!(mistakes[0].2, "");
    }
}
