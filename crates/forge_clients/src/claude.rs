//! Claude Code: its hook events, its answers and its settings, as recorded from version 2.1.330.

use crate::json_text::{self, EditError, Kind, Node};
use forge_model::{Edit, Event, EventKind, Reply, ToolUse};
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::{Value, json};
use std::time::Duration;

/// The command that Claude Code runs for an event. It never changes: settings with it stay valid for every version.
pub const COMMAND: &str = "forge hook claude";

/// The settings of one person for one repository, relative to its root.
pub const PERSONAL_SETTINGS: &str = ".claude/settings.local.json";

/// The settings that a repository shares, relative to its root.
pub const SHARED_SETTINGS: &str = ".claude/settings.json";

/// The events that are registered.
const EVENTS: [&str; 3] = ["PreToolUse", "PostToolUse", "PostToolUseFailure"];

/// The tools that write files, those that run programs, and those of MCP servers, which may do either. Claude Code takes
/// a matcher with other characters than letters and `|` for a regular expression that may match anywhere.
const TOOLS: &str = "^(Write|Edit|MultiEdit|NotebookEdit|Bash|PowerShell|Task|Agent|mcp__.*)$";

/// Seconds after which Claude Code gives up; our own deadline is well below.
const TIMEOUT: u32 = 10;

/// Most path-like values that are taken from a tool of unknown kind.
const MAX_PATHS: usize = 64;

/// An event with what only Claude Code tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The event.
    pub event: Event,
    /// After a tool: how long it ran.
    pub duration: Option<Duration>,
    /// After an edit: what the file held before, with `\n` as its line ends.
    pub original: Option<String>,
}

/// Why an event was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// It is not JSON, or not an object with the name of an event.
    #[error("{0}")]
    Json(String),
    /// Something that the event must tell is not there, or of another kind.
    #[error("`{field}` is missing from `{event_name}`")]
    Missing {
        /// Name of the event.
        event_name: String,
        /// Name of what is missing.
        field: &'static str,
    },
}

#[derive(Deserialize)]
struct Payload {
    hook_event_name: String,
    #[serde(default)]
    session_id: String,
    agent_id: Option<String>,
    cwd: Option<String>,
    tool_name: Option<String>,
    tool_input: Option<Value>,
    #[serde(default)]
    tool_response: Response,
    duration_ms: Option<f64>,
}

/// The one thing that is wanted of a tool's response, which may be of any kind.
#[derive(Default)]
struct Response {
    original: Option<String>,
}

impl<'de> Deserialize<'de> for Response {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ResponseVisitor)
    }
}

struct ResponseVisitor;

impl<'de> Visitor<'de> for ResponseVisitor {
    type Value = Response;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a tool's response")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Response, A::Error> {
        let mut response = Response::default();
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "originalFile" | "original_file") {
                response.original = match map.next_value()? {
                    Value::String(text) => Some(text),
                    _ => None,
                };
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(response)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Response, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Response::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Response, E> {
        Ok(Response::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Response, E> {
        Ok(Response::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Response, E> {
        Ok(Response::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Response, E> {
        Ok(Response::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Response, E> {
        Ok(Response::default())
    }

    fn visit_unit<E>(self) -> Result<Response, E> {
        Ok(Response::default())
    }
}

/// Reads what Claude Code sends on standard input. Fields and events that are not known are no error.
///
/// # Errors
/// When it is not JSON, or a tool that writes does not tell where and what.
pub fn decode(bytes: &[u8]) -> Result<Received, DecodeError> {
    let payload: Payload = serde_json::from_slice(bytes).map_err(|error| DecodeError::Json(error.to_string()))?;
    let kind = match payload.hook_event_name.as_str() {
        "SessionStart" => EventKind::SessionStart,
        "UserPromptSubmit" => EventKind::Prompt,
        "PreToolUse" => EventKind::BeforeTool,
        "PostToolUse" | "PostToolUseFailure" => EventKind::AfterTool,
        "Stop" | "SubagentStop" => EventKind::Stop,
        "SessionEnd" => EventKind::SessionEnd,
        _ => EventKind::Other,
    };
    let missing = |field| DecodeError::Missing { event_name: payload.hook_event_name.clone(), field };
    let (mut tool, mut cwd) = (None, payload.cwd);
    if matches!(kind, EventKind::BeforeTool | EventKind::AfterTool) {
        let name = payload.tool_name.as_deref().ok_or_else(|| missing("tool_name"))?;
        let input = payload.tool_input.unwrap_or(Value::Null);
        tool = Some(tool_use(name, &input).map_err(missing)?);
        cwd = Some(cwd.filter(|cwd| !cwd.is_empty()).ok_or_else(|| missing("cwd"))?);
    }
    let event = Event {
        client: "claude".to_owned(),
        session: payload.session_id,
        agent: payload.agent_id,
        cwd: cwd.unwrap_or_default(),
        kind,
        event_name: payload.hook_event_name,
        tool,
        tool_name: payload.tool_name,
    };
    let duration = payload.duration_ms.and_then(|ms| Duration::try_from_secs_f64(ms / 1_000.0).ok());
    Ok(Received { event, duration, original: payload.tool_response.original })
}

/// What the tool does, or the name of a field that it lacks. Copilot CLI runs hooks of Claude Code with the same names
/// of tools and its own names of fields.
fn tool_use(name: &str, input: &Value) -> Result<ToolUse, &'static str> {
    let text = |names: &[&'static str]| {
        let value = names.iter().find_map(|name| input[*name].as_str());
        value.map(ToOwned::to_owned).ok_or(names[0])
    };
    let path = || text(&["file_path", "path"]);
    Ok(match name {
        "Write" => ToolUse::Write { path: path()?, content: text(&["content", "file_text"])? },
        "Edit" => ToolUse::Edit { path: path()?, edits: vec![edit(input)?] },
        "MultiEdit" => {
            let edits = input["edits"].as_array().ok_or("edits")?;
            ToolUse::Edit { path: path()?, edits: edits.iter().map(edit).collect::<Result<_, _>>()? }
        }
        "NotebookEdit" => {
            let deletes = input["edit_mode"] == "delete";
            let source = if deletes { String::new() } else { text(&["new_source"])? };
            let code = input["cell_type"] != "markdown";
            ToolUse::NotebookEdit { path: text(&["notebook_path"])?, source, code }
        }
        "Bash" => ToolUse::Shell { command: text(&["command"])? },
        "Read" | "Glob" | "Grep" | "LS" | "NotebookRead" | "WebFetch" | "WebSearch" => ToolUse::Read,
        _ => {
            let mut paths = Vec::new();
            collect_paths(input, "", 0, &mut paths);
            ToolUse::Unknown { paths }
        }
    })
}

fn edit(input: &Value) -> Result<Edit, &'static str> {
    let text = |names: [&'static str; 2]| {
        let value = names.iter().find_map(|name| input[*name].as_str());
        value.map(ToOwned::to_owned).ok_or(names[0])
    };
    let all = &input["replace_all"];
    Ok(Edit {
        old: text(["old_string", "old_str"])?,
        new: text(["new_string", "new_str"])?,
        all: all == &Value::Bool(true) || all == "true",
    })
}

/// Values of arguments whose name or form says that they are paths.
fn collect_paths(value: &Value, key: &str, depth: u32, paths: &mut Vec<String>) {
    if depth > 4 || paths.len() >= MAX_PATHS {
        return;
    }
    match value {
        Value::String(text) => {
            let key = key.to_ascii_lowercase();
            let is_named = ["path", "file", "dest", "target"].iter().any(|word| key.contains(word));
            let is_formed = text.contains('/') && !text.contains("://") && !text.contains(char::is_whitespace);
            if (is_named || is_formed) && !text.is_empty() && text.len() <= 4_096 && !text.contains('\n') {
                paths.push(text.clone());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_paths(item, key, depth + 1, paths)),
        Value::Object(members) => members.iter().for_each(|(key, value)| collect_paths(value, key, depth + 1, paths)),
        _ => {}
    }
}

/// The answer to `event` in Claude Code's words; empty for silence. The process that gives it exits with 0.
pub fn encode(reply: &Reply, event: &Event) -> Vec<u8> {
    match reply {
        Reply::Silent => Vec::new(),
        Reply::Deny(reason) if event.kind == EventKind::BeforeTool => to_bytes(&json!({
            "hookSpecificOutput": {
                "hookEventName": event.event_name,
                "permissionDecision": "deny",
                "permissionDecisionReason": reason,
            }
        })),
        Reply::Deny(text) | Reply::Context(text) => context(&event.event_name, text),
    }
}

/// The answer to an event that was not understood: nothing is refused, and nobody is left to think that it was analysed.
pub fn encode_error(error: &DecodeError) -> Vec<u8> {
    let text =
        format!("Forge did not understand this hook event, so nothing was analysed: {error}. Run `forge doctor`.");
    match error {
        DecodeError::Missing { event_name, .. } => context(event_name, &text),
        DecodeError::Json(_) => to_bytes(&json!({ "systemMessage": text })),
    }
}

/// Text for the model where the event has a place for it, else for the person.
fn context(event_name: &str, text: &str) -> Vec<u8> {
    const WITH_CONTEXT: [&str; 5] =
        ["PreToolUse", "PostToolUse", "PostToolUseFailure", "SessionStart", "UserPromptSubmit"];
    to_bytes(&if WITH_CONTEXT.contains(&event_name) {
        json!({ "hookSpecificOutput": { "hookEventName": event_name, "additionalContext": text } })
    } else {
        json!({ "systemMessage": text })
    })
}

fn to_bytes(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// What became of a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// It is as it should be.
    Same,
    /// Its new text.
    Changed(String),
    /// Nothing is left in it.
    Empty,
}

/// Registers Forge in the settings file `text` (`None` when there is none). What is there stays as it is; doing it
/// again changes nothing.
///
/// # Errors
/// When the text is not JSON or not of the form of settings; then nothing is to be written.
pub fn install(text: Option<&str>) -> Result<Edited, EditError> {
    let original = text.filter(|text| !text.trim().is_empty()).unwrap_or("{}\n");
    let mut text = original.to_owned();
    for event in EVENTS {
        let group = group(event);
        let root = checked(&text)?;
        let is_right = handlers(&root, event).len() == 1 && registered(&root, &text, event).as_ref() == Some(&group);
        if is_right {
            continue;
        }
        text = without(&text, event)?;
        let root = checked(&text)?;
        let hooks = root.member("hooks");
        text = match hooks.map(|hooks| (hooks, hooks.value.member(event))) {
            None => json_text::with_member(&text, &root, "hooks", &json!({ event: [group] })),
            Some((hooks, None)) => json_text::with_member(&text, &hooks.value, event, &json!([group])),
            Some((_, Some(groups))) => json_text::with_item(&text, &groups.value, &group),
        };
    }
    Ok(if text == original { Edited::Same } else { Edited::Changed(text) })
}

/// Takes out of the settings file `text` what [`install`] put in.
///
/// # Errors
/// As [`install`].
pub fn remove(text: &str) -> Result<Edited, EditError> {
    if text.trim().is_empty() {
        return Ok(Edited::Same);
    }
    let mut left = text.to_owned();
    let root = checked(text)?;
    let Some(hooks) = root.member("hooks") else { return Ok(Edited::Same) };
    for event in keys(&hooks.value) {
        let rest = without(&left, &event)?;
        if rest != left {
            left = pruned(&rest, &event)?;
        }
    }
    if left == text {
        return Ok(Edited::Same);
    }
    let root = checked(&left)?;
    if matches!(&root.kind, Kind::Object(members) if members.is_empty()) {
        return Ok(Edited::Empty);
    }
    Ok(Edited::Changed(left))
}

/// What a settings file says about Forge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// Every event calls Forge as [`install`] would have it.
    pub complete: bool,
    /// Some event calls Forge.
    pub present: bool,
    /// `disableAllHooks` is set: no hook runs at all.
    pub disabled: bool,
}

/// What the settings file `text` says about Forge.
///
/// # Errors
/// As [`install`].
pub fn registration(text: &str) -> Result<Registration, EditError> {
    if text.trim().is_empty() {
        return Ok(Registration { complete: false, present: false, disabled: false });
    }
    let root = checked(text)?;
    let disabled = root.member("disableAllHooks").is_some_and(|member| member.value.json(text) == Value::Bool(true));
    let present = EVENTS.iter().any(|event| !handlers(&root, event).is_empty());
    Ok(Registration { complete: install(Some(text))? == Edited::Same, present, disabled })
}

/// What stands in the settings for one event. Before a tool, a Forge that is missing or broken blocks rather than lets
/// everything pass: these are the settings of a person who asked for it on this machine.
fn group(event: &str) -> Value {
    let mut handler = json!({ "type": "command", "command": COMMAND, "timeout": TIMEOUT });
    if event == "PreToolUse" {
        handler["onFailure"] = json!("block");
    }
    json!({ "matcher": TOOLS, "hooks": [handler] })
}

/// The settings as a tree, if they have the form that they must have.
fn checked(text: &str) -> Result<Node, EditError> {
    let root = json_text::parse(text)?;
    let shape = |place: &str, expected| Err(EditError::Shape { place: place.to_owned(), expected });
    if !matches!(root.kind, Kind::Object(_)) {
        return shape("the whole file", "an object");
    }
    if let Some(hooks) = root.member("hooks") {
        let Kind::Object(events) = &hooks.value.kind else { return shape("hooks", "an object") };
        if let Some(event) = events.iter().find(|event| !matches!(event.value.kind, Kind::Array(_))) {
            return shape(&format!("hooks.{}", event.key), "a list");
        }
    }
    Ok(root)
}

fn keys(object: &Node) -> Vec<String> {
    match &object.kind {
        Kind::Object(members) => members.iter().map(|member| member.key.clone()).collect(),
        _ => Vec::new(),
    }
}

fn groups<'n>(root: &'n Node, event: &str) -> &'n [Node] {
    root.member("hooks").and_then(|hooks| hooks.value.member(event)).map_or(&[], |groups| groups.value.items())
}

/// Our handlers of an event: the index of the group, and of the handler in it.
fn handlers(root: &Node, event: &str) -> Vec<(usize, usize)> {
    let is_ours = |handler: &Node| {
        handler
            .member("command")
            .and_then(|command| command.value.text())
            .is_some_and(|command| command.trim() == COMMAND)
    };
    let mut found = Vec::new();
    for (at, group) in groups(root, event).iter().enumerate() {
        let handlers = group.member("hooks").map_or(&[][..], |handlers| handlers.value.items());
        found.extend(handlers.iter().enumerate().filter(|(_, handler)| is_ours(handler)).map(|(index, _)| (at, index)));
    }
    found
}

/// The group of our handler.
fn registered(root: &Node, text: &str, event: &str) -> Option<Value> {
    let &(group, _) = handlers(root, event).first()?;
    Some(groups(root, event)[group].json(text))
}

/// `text` without our handlers of an event, and without the groups that held nothing else.
fn without(text: &str, event: &str) -> Result<String, EditError> {
    let mut text = text.to_owned();
    loop {
        let root = checked(&text)?;
        let Some(&(group, handler)) = handlers(&root, event).last() else { return Ok(text) };
        let Some(array) = root.member("hooks").and_then(|hooks| hooks.value.member(event)) else { return Ok(text) };
        let Some(inner) = array.value.items()[group].member("hooks") else { return Ok(text) };
        text = if inner.value.items().len() == 1 {
            json_text::without_child(&text, &array.value, group)
        } else {
            json_text::without_child(&text, &inner.value, handler)
        };
    }
}

/// `text` without the list of an event, and without `hooks`, if they are empty.
fn pruned(text: &str, event: &str) -> Result<String, EditError> {
    let mut text = text.to_owned();
    let root = checked(&text)?;
    if let Some(hooks) = root.member("hooks")
        && let Kind::Object(members) = &hooks.value.kind
        && let Some(at) = members.iter().position(|member| member.key == event && member.value.items().is_empty())
    {
        text = json_text::without_child(&text, &hooks.value, at);
    }
    let root = checked(&text)?;
    if let Kind::Object(members) = &root.kind
        && let Some(at) = members.iter().position(|member| member.key == "hooks" && keys(&member.value).is_empty())
    {
        text = json_text::without_child(&text, &root, at);
    }
    Ok(text)
}
