//! A rule's Markdown file: TOML front matter, three sections, and examples that are its tests.

use crate::CompileError;
use crate::model::Patterns;
use forge_model::{Confidence, FlowKind, RuleClass, RuleMeta, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The front matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    kind: Option<String>,
    #[serde(default)]
    secret: bool,
    severity: String,
    confidence: String,
    cwe: Vec<u32>,
    #[serde(default)]
    yields_to: Vec<String>,
    languages: Vec<String>,
    since: String,
    #[serde(default)]
    denies: bool,
    remedy: String,
    not_a_fix: String,
    #[serde(default)]
    javascript: Patterns,
    #[serde(default)]
    python: Patterns,
}

/// An example: a code block, the lines that must fire and, by omission, the lines that must not.
#[derive(Debug, Clone)]
pub struct Example {
    /// Word after the fence: `js`, `ts`, `tsx`, `jsx`, `py`, `html`, ...
    pub language: String,
    /// A file name after it (`py settings.py`), where the rule asks for one.
    pub file: Option<String>,
    /// The code.
    pub code: String,
    /// Line in the code (from 1) and rule id of every `error: RULE` comment.
    pub expected: Vec<(u32, String)>,
    /// Line of the fence in the Markdown file.
    pub line: usize,
}

/// A rule with everything of its file.
#[derive(Debug)]
pub struct Rule {
    /// What is known of it.
    pub meta: RuleMeta,
    /// Its patterns by language family, for local rules.
    pub patterns: BTreeMap<&'static str, Patterns>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// Parses the rule called `id` from the text of its file.
pub fn parse(id: &str, text: &str) -> Result<Rule, CompileError> {
    let bad = |why: String| CompileError::Rule { rule: id.to_owned(), why };
    let rest =
        text.strip_prefix("+++\n").ok_or_else(|| bad("the front matter does not start with `+++`".to_owned()))?;
    let (front, body) =
        rest.split_once("\n+++\n").ok_or_else(|| bad("the front matter does not end with `+++`".to_owned()))?;
    let front: FrontMatter = toml::from_str(front).map_err(|error| bad(error.to_string()))?;
    let class = match (&front.kind, front.secret) {
        (Some(kind), _) => {
            RuleClass::Flow(FlowKind::from_name(kind).ok_or_else(|| bad(format!("`{kind}` is not a flow kind")))?)
        }
        (None, true) => RuleClass::Secret,
        (None, false) => RuleClass::Local,
    };
    let sections = sections(body);
    let section = |name: &str| {
        let found = sections.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        found.ok_or_else(|| bad(format!("the section `## {name}` is missing")))
    };
    let meta = RuleMeta {
        id: id.to_owned(),
        title: front.title,
        class,
        severity: Severity::from_name(&front.severity).ok_or_else(|| bad("unknown severity".to_owned()))?,
        confidence: Confidence::from_name(&front.confidence).ok_or_else(|| bad("unknown confidence".to_owned()))?,
        cwe: front.cwe,
        yields_to: front.yields_to,
        languages: front.languages,
        since: front.since,
        denies: front.denies,
        remedy: front.remedy,
        not_a_fix: front.not_a_fix,
        what: section("What")?,
        why: section("Why")?,
        what_to_do: section("What to do")?,
    };
    let patterns = BTreeMap::from([("javascript", front.javascript), ("python", front.python)]);
    Ok(Rule { meta, patterns, examples: examples(text) })
}

fn sections(body: &str) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    let mut name = String::new();
    let mut fenced = false;
    for line in body.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ") {
            Some(heading) if !fenced => heading.trim().clone_into(&mut name),
            _ => {
                let text = out.entry(name.clone()).or_default();
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    out
}

/// The code blocks of a Markdown text.
pub fn examples(text: &str) -> Vec<Example> {
    let mut out: Vec<Example> = Vec::new();
    let mut open: Option<Example> = None;
    for (number, line) in text.lines().enumerate() {
        if let Some(info) = line.strip_prefix("```") {
            match open.take() {
                Some(example) => out.push(example),
                None => {
                    let mut words = info.split_whitespace();
                    open = Some(Example {
                        language: words.next().unwrap_or_default().to_owned(),
                        file: words.next().map(str::to_owned),
                        code: String::new(),
                        expected: Vec::new(),
                        line: number + 1,
                    });
                }
            }
        } else if let Some(example) = &mut open {
            let at = example.code.lines().count() as u32 + 1;
            let mut rest = line;
            while let Some((_, after)) = rest.split_once("error: ") {
                let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(after.len());
                if end > 0 {
                    example.expected.push((at, after[..end].to_owned()));
                }
                rest = &after[end..];
            }
            example.code.push_str(line);
            example.code.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_carry_their_expectations() {
        let text = "x\n```js a.js\nok();\nbad(q); // error: xss\n```\n```py\nfine()\n```\n";
        let found = examples(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].expected, [(2, "xss".to_owned())]);
        assert_eq!(found[0].file.as_deref(), Some("a.js"));
        assert!(found[1].expected.is_empty());
    }
}
