//! The catalogue: names and examples of rules.

use super::{Report, Source};
use crate::examples::{file_name, root};
use anyhow::{Context as _, Result};
use forge_catalogue::rule::{Example, Rule};
use forge_model::{Language, RuleClass};
use std::collections::{BTreeMap, BTreeSet};

/// Positives and hard negatives that a rule has in each of its languages.
const LEAST: usize = 3;

pub(super) fn ids(_: &[Source]) -> Result<Report> {
    let rules = rules()?;
    let mut seen = BTreeSet::new();
    let mut violations = Vec::new();
    for rule in &rules {
        let id = rule.meta.id.as_str();
        if !is_kebab_case(id) {
            violations.push(format!("{id}: not kebab-case"));
        }
        if !seen.insert(id) {
            violations.push(format!("{id}: there are two of them"));
        }
    }
    Ok(Report { figure: format!("{} rules", rules.len()), violations })
}

pub(super) fn examples(_: &[Source]) -> Result<Report> {
    let rules = rules()?;
    let (mut positives, mut negatives, mut violations) = (0, 0, Vec::new());
    for rule in rules.iter().filter(|rule| rule.meta.class != RuleClass::Secret) {
        let counts = counted(rule);
        let languages: BTreeSet<&str> = rule.meta.languages.iter().map(|language| family(language)).collect();
        for language in languages {
            let (positive, negative) = counts.get(language).copied().unwrap_or_default();
            positives += positive;
            negatives += negative;
            if positive < LEAST || negative < LEAST {
                violations.push(format!(
                    "{}: {positive} positives and {negative} hard negatives in {language}, fewer than {LEAST}",
                    rule.meta.id
                ));
            }
        }
    }
    Ok(Report { figure: format!("{positives} positives, {negatives} hard negatives"), violations })
}

fn rules() -> Result<Vec<Rule>> {
    let folder = root().join("crates/forge_rules");
    Ok(forge_catalogue::compile_folder(&folder).context("failed to compile the catalogue")?.rules)
}

/// TypeScript shares lowering and models with JavaScript: an example in one is an example for both.
fn family(language: &str) -> &str {
    if language == "typescript" { "javascript" } else { language }
}

fn is_kebab_case(id: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    id.split('-').all(is_word) && !id.starts_with(|first: char| first.is_ascii_digit())
}

/// Positives and hard negatives of a rule by language.
fn counted(rule: &Rule) -> BTreeMap<String, (usize, usize)> {
    let mut by_language: BTreeMap<String, Vec<&Example>> = BTreeMap::new();
    for example in &rule.examples {
        let name = example.file.clone().unwrap_or_else(|| file_name(&example.language));
        if let Some(language) = Language::of_path(&name) {
            by_language.entry(family(language.name()).to_owned()).or_default().push(example);
        }
    }
    let counts = |examples: Vec<&Example>| {
        let positives = examples.iter().flat_map(|it| &it.expected).filter(|(_, id)| *id == rule.meta.id).count();
        (positives, hard_negatives(&rule.meta.id, &examples))
    };
    by_language.into_iter().map(|(language, examples)| (language, counts(examples))).collect()
}

/// What must be silent although it looks like what must not: a line without a mark that calls what a marked line calls,
/// and a block of code that does something and has neither a mark nor such a line.
fn hard_negatives(rule: &str, examples: &[&Example]) -> usize {
    let is_marked =
        |example: &Example, line: usize| example.expected.iter().any(|(at, id)| *at as usize == line && id == rule);
    let mut called = BTreeSet::new();
    for example in examples {
        let marked = example.code.lines().enumerate().filter(|(at, _)| is_marked(example, at + 1));
        called.extend(marked.flat_map(|(_, line)| operations(line)));
    }
    let mut count = 0;
    for example in examples {
        let mut block = Block::default();
        for (at, line) in example.code.lines().chain([""]).enumerate() {
            if line.trim().is_empty() {
                count += usize::from(std::mem::take(&mut block).was_silent_action());
                continue;
            }
            block.lines += 1;
            block.calls |= line.contains('(');
            if is_marked(example, at + 1) {
                block.counted = true;
            } else if operations(line).iter().any(|operation| called.contains(operation)) || is_inserted(example, line)
            {
                block.counted = true;
                count += 1;
            }
        }
    }
    count
}

/// In a template: whether the line puts in a value.
fn is_inserted(example: &Example, line: &str) -> bool {
    let name = example.file.clone().unwrap_or_else(|| file_name(&example.language));
    let marks = ["<%", "{{", "${", "#{", "!{", "{@", "v-html", "!="];
    Language::of_path(&name) == Some(Language::Template) && marks.iter().any(|mark| line.contains(mark))
}

/// Lines of code without an empty one between them.
#[derive(Default)]
struct Block {
    lines: usize,
    calls: bool,
    /// It has a mark, or a line of it was counted.
    counted: bool,
}

impl Block {
    fn was_silent_action(self) -> bool {
        self.lines >= 2 && self.calls && !self.counted
    }
}

/// The names that a line calls or assigns to, without their receivers: `send` of `res.send(x)`, `innerHTML` of
/// `el.innerHTML = x`.
fn operations(line: &str) -> BTreeSet<&str> {
    let code = line.split("//").next().unwrap_or(line);
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices(['(', '=', '`']) {
        let before = code[..at].trim_end_matches(['+', ' ']);
        let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
        let name = &before[start..];
        // A plain variable says nothing; a member or a function does.
        let is_member = start > 0 && before.as_bytes()[start - 1] == b'.';
        if name.len() > 1 && (is_member || code[at..].starts_with('(')) {
            out.insert(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        assert!(is_kebab_case("log-injection") && is_kebab_case("jwt-none"));
        assert!(!is_kebab_case("Log-injection") && !is_kebab_case("log--x") && !is_kebab_case("log_x"));
    }

    #[test]
    fn a_hard_negative_does_the_same_and_is_silent() {
        let code = "\
```js
app.get('/a', (req, res) => {
  res.send(req.query.a); // error: xss
  res.send(escape(req.query.a));
});

app.get('/b', (req, res) => {
  res.json(req.query.a);
});

const x = 1;
```
";
        let examples = forge_catalogue::rule::examples(code);
        let examples: Vec<&Example> = examples.iter().collect();
        assert_eq!(hard_negatives("xss", &examples), 2);
    }
}
