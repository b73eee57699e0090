//! Our framework models in Semgrep's words: what Forge knows as a sink or a sanitizer of some kind becomes a pattern of the
//! taint rule for that kind. Types of receivers cannot be said in that language; a method is known there by its name.

use crate::examples::root;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value as Toml};

/// Patterns by family ("javascript", "python") and kind of flow.
#[derive(Default)]
pub(super) struct Translated {
    sinks: BTreeMap<(String, String), BTreeSet<Pattern>>,
    sanitizers: BTreeMap<(String, String), BTreeSet<Pattern>>,
}

/// A pattern, and whether only its `$X` matters.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    text: String,
    focuses: bool,
}

/// How many arguments before the dangerous one are written out.
const MOST_ARGUMENTS: usize = 4;

impl Translated {
    /// Translates every model.
    pub(super) fn of_models() -> Result<Self> {
        let mut translated = Self::default();
        for family in ["javascript", "python"] {
            let folder = root().join("crates/forge_rules/models").join(family);
            let entries = std::fs::read_dir(&folder).with_context(|| format!("failed to read {}", folder.display()))?;
            for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
                let text = std::fs::read_to_string(&path)?;
                let model: Table =
                    toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))?;
                translated.add(family, &model);
            }
        }
        Ok(translated)
    }

    fn add(&mut self, family: &str, model: &Table) {
        let list = |name: &str| model.get(name).and_then(Toml::as_array).into_iter().flatten();
        for (entry, is_write) in list("call").map(|it| (it, false)).chain(list("write").map(|it| (it, true))) {
            let callees: Vec<String> = texts(entry.get("api")).iter().flat_map(|api| expanded(api)).collect();
            let callees: BTreeSet<String> = callees.iter().filter_map(|api| callee(api)).collect();
            for callee in &callees {
                for (kind, selectors) in entry.get("sink").and_then(Toml::as_table).into_iter().flatten() {
                    let patterns = if is_write {
                        vec![Pattern { text: format!("{callee} = $X"), focuses: true }]
                    } else {
                        texts(Some(selectors)).iter().filter_map(|it| argument(callee, it, family)).collect()
                    };
                    let key = (family.to_owned(), kind_of(kind).to_owned());
                    self.sinks.entry(key).or_default().extend(patterns);
                }
                if let (Some(clears), false) = (entry.get("clears").and_then(Toml::as_str), is_write) {
                    for kind in clears.split('|') {
                        let key = (family.to_owned(), kind_of(kind).to_owned());
                        let pattern = Pattern { text: format!("{callee}(...)"), focuses: false };
                        self.sanitizers.entry(key).or_default().insert(pattern);
                    }
                }
            }
        }
    }

    /// Adds to a taint rule what the models have for its kind; gives how many patterns the rule then has.
    pub(super) fn extend(&self, rule: &mut Value) -> usize {
        let is_python = rule["languages"].as_array().is_some_and(|all| all.iter().any(|it| it == "python"));
        let family = if is_python { "python" } else { "javascript" };
        if let Some(kind) = rule["metadata"]["kind"].as_str().map(str::to_owned) {
            let key = (family.to_owned(), kind);
            append(&mut rule["pattern-sinks"], self.sinks.get(&key));
            append(&mut rule["pattern-sanitizers"], self.sanitizers.get(&key));
            append(&mut rule["pattern-sanitizers"], self.sanitizers.get(&(family.to_owned(), "*".to_owned())));
            let is_empty = rule["pattern-sanitizers"].as_array().is_none_or(Vec::is_empty);
            if let (true, Some(members)) = (is_empty, rule.as_object_mut()) {
                members.remove("pattern-sanitizers");
            }
        }
        let lists = ["pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-either"];
        lists.iter().filter_map(|list| Some(rule[*list].as_array()?.len())).sum()
    }
}

fn append(list: &mut Value, patterns: Option<&BTreeSet<Pattern>>) {
    if list.is_null() {
        *list = json!([]);
    }
    let Some(items) = list.as_array_mut() else { return };
    for pattern in patterns.into_iter().flatten() {
        let item = if pattern.focuses {
            json!({ "patterns": [{ "pattern": pattern.text }, { "focus-metavariable": "$X" }] })
        } else {
            json!({ "pattern": pattern.text })
        };
        if !items.contains(&item) {
            items.push(item);
        }
    }
}

/// A URL that runs script is one of the ways into a page.
fn kind_of(kind: &str) -> &str {
    if kind == "html-url" { "html" } else { kind }
}

/// One text or several.
fn texts(value: Option<&Toml>) -> Vec<String> {
    match value {
        Some(Toml::String(text)) => vec![text.clone()],
        Some(Toml::Array(items)) => items.iter().filter_map(|item| Some(item.as_str()?.to_owned())).collect(),
        _ => Vec::new(),
    }
}

/// Every path that one with braces stands for.
fn expanded(api: &str) -> Vec<String> {
    let Some(open) = api.find('{') else { return vec![api.to_owned()] };
    let mut depth = 0;
    let mut commas = vec![open];
    for (at, c) in api.char_indices().skip(open) {
        match c {
            '{' => depth += 1,
            ',' if depth == 1 => commas.push(at),
            '}' => {
                depth -= 1;
                if depth == 0 {
                    commas.push(at);
                    let parts = commas.windows(2).map(|pair| &api[pair[0] + 1..pair[1]]);
                    return parts
                        .flat_map(|part| expanded(&format!("{}{part}{}", &api[..open], &api[at + 1..])))
                        .collect();
                }
            }
            _ => {}
        }
    }
    Vec::new()
}

/// The path as an expression: a method by its name on any receiver, a function of a module by both.
fn callee(api: &str) -> Option<String> {
    let member = |rest: &str| rest.strip_prefix('.').filter(|rest| is_path(rest)).map(|rest| format!("$R.{rest}"));
    if let Some(at) = [api.rfind("()").map(|at| at + 2), api.rfind("[]").map(|at| at + 2)].into_iter().flatten().max() {
        return member(&api[at..]);
    }
    if let Some(rest) = api.strip_prefix('[') {
        return member(rest.split_once(']')?.1);
    }
    if let Some(rest) = api.strip_prefix('*') {
        return member(rest);
    }
    if api.starts_with("$jsx") {
        return None;
    }
    let name = api.strip_prefix("$any.").or_else(|| api.strip_prefix('$')).unwrap_or(api);
    is_path(name).then(|| name.to_owned())
}

fn is_path(text: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    text.split('.').all(is_name)
}

/// The call with the selected argument as `$X`.
fn argument(callee: &str, selector: &str, family: &str) -> Option<Pattern> {
    let whole = || Pattern { text: format!("{callee}(...)"), focuses: false };
    let end = selector.find(['.', '[', '#']).unwrap_or(selector.len());
    if selector[end..].starts_with("..") {
        return Some(whole());
    }
    // Every named argument.
    if &selector[..end] == ":*" {
        return Some(whole());
    }
    let (position, keyword) = selector[..end].split_once(':').unwrap_or((&selector[..end], ""));
    let text = match position.parse::<usize>() {
        Ok(position) if position <= MOST_ARGUMENTS => {
            let before = ["$A0, ", "$A1, ", "$A2, ", "$A3, "][..position].concat();
            format!("{callee}({before}$X, ...)")
        }
        _ if !keyword.is_empty() && family == "python" => format!("{callee}(..., {keyword}=$X, ...)"),
        _ => return None,
    };
    Some(Pattern { text, focuses: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_expressions() {
        assert_eq!(expanded("a.{b,c.{d,e}}.f"), ["a.b.f", "a.c.d.f", "a.c.e.f"]);
        assert_eq!(callee("child_process.exec").as_deref(), Some("child_process.exec"));
        assert_eq!(callee("pg.Pool().query").as_deref(), Some("$R.query"));
        assert_eq!(callee("*.innerHTML").as_deref(), Some("$R.innerHTML"));
        assert_eq!(callee("$document.write").as_deref(), Some("document.write"));
        assert_eq!(callee("[lodash/template]"), None);
        assert_eq!(callee("express()"), None);
    }

    #[test]
    fn selectors_become_arguments() {
        let text = |selector: &str, family| argument("f", selector, family).map(|it| it.text);
        assert_eq!(text("0", "javascript").as_deref(), Some("f($X, ...)"));
        assert_eq!(text("1.**", "javascript").as_deref(), Some("f($A0, $X, ...)"));
        assert_eq!(text("0..", "javascript").as_deref(), Some("f(...)"));
        assert_eq!(text(":query", "python").as_deref(), Some("f(..., query=$X, ...)"));
        assert_eq!(text(":*", "python").as_deref(), Some("f(...)"));
        assert_eq!(text("receiver", "python"), None);
    }
}
