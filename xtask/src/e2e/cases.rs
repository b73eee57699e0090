//! From the tables in `tests/e2e` to the calls of one session.

use super::token;
use crate::examples::root;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// One call that the scripted model makes.
pub(super) struct Planned {
    /// For messages: what is written, and how.
    pub(super) name: String,
    /// File, relative to the repository.
    pub(super) path: String,
    /// The driver's neutral operation.
    pub(super) operation: Value,
    pub(super) expected: Expected,
    /// The file's content at the end if the call is refused.
    pub(super) before: Option<String>,
    /// The file's content at the end if it passes; `None` when a later call changes it.
    pub(super) after: Option<String>,
    /// What must not be repeated to anybody.
    pub(super) secret: Option<String>,
}

pub(super) enum Expected {
    /// Refused for this rule at this line of the resulting file.
    Refused { rule: String, line: usize },
    /// Let through without a word.
    Passes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    file: String,
    frame: String,
    start: String,
    bad: String,
    line: usize,
    fixed: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Benign {
    write: Vec<Write>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Write {
    path: String,
    content: String,
    /// `bash` for a heredoc; by the client's own tool otherwise.
    by: Option<String>,
}

/// The ways in which an agent writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Write,
    Edit,
    Heredoc,
}

impl Way {
    const ALL: [Self; 3] = [Self::Write, Self::Edit, Self::Heredoc];

    fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Edit => "edit",
            Self::Heredoc => "heredoc",
        }
    }
}

/// Every call of the session, in order.
pub(super) fn plan() -> Result<Vec<Planned>> {
    let Cases { case: cases } = table("cases.toml")?;
    let Benign { write: writes } = table("benign.toml")?;
    let mut planned = Vec::new();
    for case in &cases {
        for way in Way::ALL {
            planned.extend(case.calls(way));
        }
    }
    planned.extend(writes.into_iter().map(Write::call));
    Ok(planned)
}

fn table<T: for<'de> Deserialize<'de>>(file: &str) -> Result<T> {
    let path = root().join("tests/e2e").join(file);
    let text = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))
}

impl Case {
    /// The bad version, which is refused, and the fixed one in a file of its own.
    fn calls(&self, way: Way) -> Vec<Planned> {
        let with = |part: &str| self.frame.replace("@@", part);
        let token = token::github();
        let bad = self.bad.replace("{github-token}", &token);
        let secret = (bad != self.bad).then_some(token);
        let (start, wrong, right) = (with(&self.start), with(&bad), with(&self.fixed));
        let line = self.frame.split("@@").next().unwrap_or_default().lines().count() + self.line;
        let refused = Expected::Refused { rule: self.rule.clone(), line };
        let path = |what: &str| format!("app/{}/{what}/{}", way.name(), self.file);
        let mut calls = Vec::new();
        for (what, part, whole, expected) in
            [("draft", &bad, &wrong, refused), ("final", &self.fixed, &right, Expected::Passes)]
        {
            let path = path(what);
            let name = format!("{} in {} by {}, {what}", self.rule, self.file, way.name());
            let mut before = None;
            let operation = match way {
                Way::Write => write(&path, whole),
                Way::Heredoc => heredoc(&path, whole),
                Way::Edit => {
                    calls.push(Planned {
                        name: format!("{name}: what it begins with"),
                        path: path.clone(),
                        operation: write(&path, &start),
                        expected: Expected::Passes,
                        before: None,
                        after: None,
                        secret: None,
                    });
                    before = Some(start.clone());
                    json!({ "op": "edit", "path": path, "old": self.start, "new": part })
                }
            };
            let secret = secret.clone();
            calls.push(Planned { name, path, operation, expected, before, after: Some(whole.clone()), secret });
        }
        calls
    }
}

impl Write {
    fn call(self) -> Planned {
        let Self { path, content, by } = self;
        let operation = if by.as_deref() == Some("bash") { heredoc(&path, &content) } else { write(&path, &content) };
        let name = format!("benign {path}");
        let expected = Expected::Passes;
        Planned { name, path, operation, expected, before: None, after: Some(content), secret: None }
    }
}

fn write(path: &str, content: &str) -> Value {
    json!({ "op": "write", "path": path, "content": content })
}

fn heredoc(path: &str, content: &str) -> Value {
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
    json!({ "op": "bash", "command": format!("mkdir -p {folder} && cat > {path} <<'EOF'\n{content}EOF") })
}
