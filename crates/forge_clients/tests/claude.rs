//! Claude Code's recorded events, answers and settings.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use forge_clients::EditError;
use forge_clients::claude::{self, DecodeError, Edited, Received, Registration};
use forge_model::{Edit, EventKind, Reply, ToolUse};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

fn payload(name: &str) -> Received {
    let path = format!("{}/tests/payloads/claude/{name}.json", env!("CARGO_MANIFEST_DIR"));
    claude::decode(&std::fs::read(path).unwrap()).unwrap()
}

#[track_caller]
fn check_tool(name: &str, kind: EventKind, tool: ToolUse) {
    let event = payload(name).event;
    assert_eq!((event.kind, event.tool), (kind, Some(tool)));
    assert_eq!(event.cwd, "/REPO");
}

#[test]
fn recorded_tools_are_understood() {
    let before = EventKind::BeforeTool;
    check_tool(
        "PreToolUse.Write",
        before,
        ToolUse::Write {
            path: "/REPO/web/bad.js".into(),
            content: "// FORGE_DENY\nel.innerHTML = location.hash;\n".into(),
        },
    );
    check_tool(
        "PreToolUse.Edit",
        before,
        ToolUse::Edit {
            path: "/REPO/web/crlf.js".into(),
            edits: vec![Edit { old: "one\ntwo".into(), new: "uno\ndos".into(), all: false }],
        },
    );
    check_tool(
        "PreToolUse.NotebookEdit",
        before,
        ToolUse::NotebookEdit { path: "/REPO/web/nb.ipynb".into(), source: "x = 9\nq = 1".into(), code: true },
    );
    check_tool(
        "PreToolUse.Bash",
        before,
        ToolUse::Shell {
            command: "cat > web/sneaky.js <<'X'\n// FORGE_DENY\nel.innerHTML = location.search;\nX".into(),
        },
    );
    check_tool("PreToolUse.Read", before, ToolUse::Read);
    check_tool("PreToolUse.mcp__forge__scan", before, ToolUse::Unknown { paths: vec!["README.md".into()] });
    check_tool("PreToolUse.Agent", before, ToolUse::Unknown { paths: vec![] });
    check_tool(
        "PostToolUseFailure.Bash",
        EventKind::AfterTool,
        ToolUse::Shell { command: "echo failing-tool; exit 3".into() },
    );
}

#[test]
fn what_follows_a_tool_tells_how_long_it_ran_and_what_was_there() {
    let edited = payload("PostToolUse.Edit");
    assert_eq!(edited.event.kind, EventKind::AfterTool);
    assert_eq!(edited.original.as_deref(), Some("one\ntwo\nthree\n"));
    assert_eq!(edited.duration, Some(Duration::from_millis(8)));
    assert!(payload("PostToolUse.NotebookEdit").original.unwrap().starts_with("{\n \"cells\""));
    // A created file had nothing; responses may be lists.
    assert_eq!(payload("PostToolUse.Write").original, None);
    assert_eq!(payload("PostToolUse.mcp__forge__scan").original, None);
}

#[test]
fn every_recorded_event_is_understood() {
    let kinds = [
        ("SessionStart", EventKind::SessionStart),
        ("UserPromptSubmit", EventKind::Prompt),
        ("Stop", EventKind::Stop),
        ("SubagentStop", EventKind::Stop),
        ("SubagentStart", EventKind::Other),
        ("SessionEnd", EventKind::SessionEnd),
        ("PermissionRequest.Write", EventKind::Other),
        ("PostToolBatch", EventKind::Other),
    ];
    for (name, kind) in kinds {
        let event = payload(name).event;
        assert_eq!((event.kind, event.tool), (kind, None), "{name}");
        assert_eq!(event.event_name, name.split('.').next().unwrap());
    }
    assert_eq!(payload("SubagentStop").event.agent.as_deref(), Some("a774bd6df213dd674"));
}

fn decoded(tool: &str, input: Value) -> Result<ToolUse, DecodeError> {
    let event =
        json!({ "hook_event_name": "PreToolUse", "cwd": "/r", "tool_name": tool, "tool_input": input, "new": [1] });
    claude::decode(event.to_string().as_bytes()).map(|received| received.event.tool.unwrap())
}

#[test]
fn what_is_needed_is_demanded() {
    let missing = |field| Err(DecodeError::Missing { event_name: "PreToolUse".into(), field });
    assert_eq!(decoded("Write", json!({ "file_path": "/r/a.js" })), missing("content"));
    assert_eq!(decoded("Write", json!({ "file_path": 3, "content": "x" })), missing("file_path"));
    assert_eq!(
        decoded("MultiEdit", json!({ "file_path": "a", "edits": [{ "old_string": "x" }] })),
        missing("new_string")
    );
    assert_eq!(decoded("Bash", json!(null)), missing("command"));
    assert!(matches!(
        claude::decode(b"{\"hook_event_name\": \"PreToolUse\", \"tool_name\": \"Bash\"}"),
        Err(DecodeError::Missing { .. })
    ));
    assert!(matches!(claude::decode(b""), Err(DecodeError::Json(_))));
    assert!(matches!(claude::decode(b"[]"), Err(DecodeError::Json(_))));
    assert!(matches!(claude::decode(b"\xff\xfe"), Err(DecodeError::Json(_))));
}

#[test]
fn other_spellings_of_the_same_tools_are_understood() {
    let write = ToolUse::Write { path: "a.js".into(), content: "x".into() };
    assert_eq!(decoded("Write", json!({ "path": "a.js", "file_text": "x" })), Ok(write));
    let edits = json!([{ "old_string": "a", "new_string": "b", "replace_all": "true" }, { "old_string": "", "new_string": "c" }]);
    let edits = decoded("MultiEdit", json!({ "file_path": "a.js", "edits": edits }));
    let Ok(ToolUse::Edit { edits, .. }) = edits else { panic!("{edits:?}") };
    assert_eq!(edits.iter().map(|edit| edit.all).collect::<Vec<_>>(), [true, false]);
    let deleted = decoded("NotebookEdit", json!({ "notebook_path": "n.ipynb", "cell_id": "a", "edit_mode": "delete" }));
    assert_eq!(deleted, Ok(ToolUse::NotebookEdit { path: "n.ipynb".into(), source: String::new(), code: true }));
    let paths = decoded(
        "mcp__fs__move_file",
        json!({ "source": "/r/a.txt", "destination": "b.js", "url": "https://x/y", "n": 1 }),
    );
    assert_eq!(paths, Ok(ToolUse::Unknown { paths: vec!["/r/a.txt".into(), "b.js".into()] }));
}

#[test]
fn answers_are_minimal_json() {
    let answer = |name: &str, reply: &Reply| String::from_utf8(claude::encode(reply, &payload(name).event)).unwrap();
    assert_eq!(answer("PreToolUse.Write", &Reply::Silent), "");
    assert_eq!(
        answer("PreToolUse.Write", &Reply::Deny("no \"x\"".into())),
        r#"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny","permissionDecisionReason":"no \"x\""}}"#
    );
    let context =
        |event: &str| format!(r#"{{"hookSpecificOutput":{{"hookEventName":"{event}","additionalContext":"t"}}}}"#);
    assert_eq!(answer("PreToolUse.Bash", &Reply::Context("t".into())), context("PreToolUse"));
    assert_eq!(answer("PostToolUseFailure.Bash", &Reply::Context("t".into())), context("PostToolUseFailure"));
    // After the tool there is nothing to deny any more.
    assert_eq!(answer("PostToolUse.Write", &Reply::Deny("t".into())), context("PostToolUse"));
    assert_eq!(answer("Stop", &Reply::Context("t".into())), r#"{"systemMessage":"t"}"#);
}

#[test]
fn what_was_not_understood_is_told() {
    let error = decoded("Write", json!({})).unwrap_err();
    let answer: Value = serde_json::from_slice(&claude::encode_error(&error)).unwrap();
    let text = answer["hookSpecificOutput"]["additionalContext"].as_str().unwrap();
    assert!(text.contains("nothing was analysed: `file_path` is missing from `PreToolUse`"), "{text}");
    let answer: Value = serde_json::from_slice(&claude::encode_error(&DecodeError::Json("x".into()))).unwrap();
    assert!(answer["systemMessage"].is_string());
}

#[test]
fn a_fresh_file_is_written_whole() {
    let Ok(Edited::Changed(text)) = claude::install(None) else { panic!("a text") };
    let handler =
        |more: &str| format!("{{\"type\":\"command\",\"command\":\"forge hook claude\",\"timeout\":10{more}}}");
    let group = |more: &str| {
        format!(
            "[{{\"matcher\":\"^(Write|Edit|MultiEdit|NotebookEdit|Bash|PowerShell|Task|Agent|mcp__.*)$\",\"hooks\":[{}]}}]",
            handler(more)
        )
    };
    let expected = format!(
        "{{\"hooks\":{{\"PreToolUse\":{},\"PostToolUse\":{},\"PostToolUseFailure\":{}}}}}",
        group(",\"onFailure\":\"block\""),
        group(""),
        group("")
    );
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap().to_string(), expected);
    assert!(text.starts_with("{\n  \"hooks\": {\n    \"PreToolUse\": [\n      {\n        \"matcher\""), "{text}");
    assert!(text.ends_with("}\n"));
    assert_eq!(claude::install(Some(&text)), Ok(Edited::Same));
    assert_eq!(claude::remove(&text), Ok(Edited::Empty));
}

/// Settings as people have them.
const SETTINGS: [&str; 6] = [
    "{\n  \"permissions\": {\n    \"allow\": [\"Bash(ls:*)\"],\n    \"deny\": []\n  },\n  \"model\": \"opus\"\n}\n",
    "{\"env\":{\"A\":\"1\"}}",
    "{\n\t\"hooks\": {\n\t\t\"Stop\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \"say done\" }] }]\n\t},\n\t\"x\": null\n}",
    "{\r\n    \"hooks\": {\r\n        \"PreToolUse\": [\r\n            {\r\n                \"matcher\": \"Bash\",\r\n                \"hooks\": []\r\n            }\r\n        ]\r\n    }\r\n}\r\n",
    "{ \"hooks\": { \"PostToolUse\": [ { \"matcher\": \"*\", \"hooks\": [ {\"type\": \"command\", \"command\": \"prettier\"} ] } ] } }",
    "{\n  \"unicode \\u00e9 é\": \"\\\"forge hook claude\\\"\",\n  \"n\": 1.50e+3\n}\n",
];

#[test]
fn removing_restores_the_file_byte_for_byte() {
    for settings in SETTINGS {
        let Ok(Edited::Changed(installed)) = claude::install(Some(settings)) else { panic!("{settings}") };
        assert_eq!(claude::install(Some(&installed)), Ok(Edited::Same), "{installed}");
        assert!(claude::registration(&installed).unwrap().complete);
        assert_eq!(claude::remove(&installed), Ok(Edited::Changed(settings.to_owned())), "{installed}");
        assert_eq!(claude::remove(settings), Ok(Edited::Same));
    }
}

#[test]
fn an_entry_of_another_version_is_replaced_and_its_neighbours_stay() {
    let old = r#"{"hooks":{"PreToolUse":[{"matcher":"Write","hooks":[{"type":"command","command":"mine"},{"type":"command","command":"forge hook claude","timeout":60}]}]}}"#;
    let Ok(Edited::Changed(text)) = claude::install(Some(old)) else { panic!("a text") };
    let settings: Value = serde_json::from_str(&text).unwrap();
    let groups = settings["hooks"]["PreToolUse"].as_array().unwrap();
    assert_eq!(groups.len(), 2);
    assert_eq!(groups[0], json!({ "matcher": "Write", "hooks": [{ "type": "command", "command": "mine" }] }));
    assert_eq!(groups[1]["hooks"][0]["onFailure"], "block");
    let registration = claude::registration(old).unwrap();
    assert_eq!(registration, Registration { complete: false, present: true, disabled: false });
}

#[test]
fn settings_that_are_none_are_refused_with_their_place() {
    let error = claude::install(Some("{\n  \"a\": 1,\n}")).unwrap_err();
    assert_eq!(error, EditError::Syntax { line: 3, column: 1, message: "trailing comma".into() });
    let shape = |text: &str| claude::install(Some(text)).unwrap_err().to_string();
    assert_eq!(shape("[]"), "`the whole file` should be an object");
    assert_eq!(shape("{\"hooks\": []}"), "`hooks` should be an object");
    assert_eq!(shape("{\"hooks\": {\"Stop\": {}}}"), "`hooks.Stop` should be a list");
    assert!(claude::registration("{\"disableAllHooks\": true}").unwrap().disabled);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z \"\\\\{}\\[\\],:\n]{0,8}".prop_map(Value::from),
        Just(json!("forge hook claude")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let key = prop_oneof!["[a-z\"\\\\]{0,4}", Just("hooks".to_owned()), Just("command".to_owned())];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

fn any_settings() -> impl Strategy<Value = Value> {
    let handler = prop_oneof![any_json(), Just(json!({ "type": "command", "command": "theirs" }))];
    let group = prop_oneof![
        any_json(),
        prop::collection::vec(handler, 0..3).prop_map(|hooks| json!({ "matcher": "Bash", "hooks": hooks })),
    ];
    let event = prop_oneof![Just("PreToolUse".to_owned()), Just("PostToolUse".to_owned()), "[A-Z][a-z]{0,4}"];
    let events = prop::collection::btree_map(event, prop::collection::vec(group, 1..3), 1..3);
    (any_json(), prop::option::of(events)).prop_map(|(other, events)| {
        let mut settings = json!({ "other": other });
        if let Some(events) = events {
            settings["hooks"] = json!(events);
        }
        settings
    })
}

proptest! {
    #[test]
    fn installing_twice_is_once_and_removing_takes_only_ours(settings in any_settings(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&settings).unwrap() } else { settings.to_string() };
        let installed = match claude::install(Some(&text)) {
            Ok(Edited::Changed(installed)) => installed,
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        prop_assert_eq!(claude::install(Some(&installed)), Ok(Edited::Same));
        let Ok(Edited::Changed(removed)) = claude::remove(&installed) else {
            return Err(TestCaseError::fail(installed));
        };
        // A handler that is ours in form was ours.
        if claude::registration(&text).is_ok_and(|registration| !registration.present) && !text.contains("\"command\":\"forge") && !text.contains("\"command\": \"forge") {
            prop_assert_eq!(removed, text);
        } else {
            prop_assert!(!claude::registration(&removed).unwrap().present);
        }
    }
}

fn recorded() -> Vec<Vec<u8>> {
    let directory = format!("{}/tests/payloads/claude", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

proptest! {
    #[test]
    fn hostile_events_and_settings_are_errors_and_no_more(
        noise in prop::collection::vec(any::<u8>(), 0..64),
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        cut in 0_usize..16,
    ) {
        let events = recorded();
        let mut event = which.get(&events).clone();
        let at = at.index(event.len());
        event.splice(at..(at + cut).min(event.len()), noise.iter().copied());
        let _ = claude::decode(&event);
        let _ = claude::decode(&noise);
        let text = String::from_utf8_lossy(&event);
        let _ = claude::install(Some(&text));
        let _ = claude::remove(&text);
        let _ = claude::registration(&String::from_utf8_lossy(&noise));
    }
}
