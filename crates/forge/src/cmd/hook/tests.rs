use super::*;
use camino::Utf8Path;
use forge_model::{Analysis, Confidence, Finding, Fingerprint, Position, Severity, Span};
use forge_project::{Command as Program, MemorySystem, Output, System};
use serde_json::{Value, json};
use std::sync::Mutex;

/// Finds every line that says BAD (proven) or MEH (not), and panics at CRASH.
fn engine(path: &str, bytes: &[u8]) -> Analysis {
    let text = String::from_utf8_lossy(bytes);
    assert!(!text.contains("CRASH"), "crash");
    let finding = |(at, line): (usize, &str)| Finding {
        rule: "xss".to_owned(),
        path: path.to_owned(),
        span: Span::new(at, at + 1),
        start: Position { line: at as u32 + 1, column: 1 },
        end: Position::default(),
        message: format!("line says {}", line.trim()),
        severity: Severity::High,
        confidence: Confidence::High,
        cwe: vec![79],
        tier: None,
        kind: None,
        flow: vec![],
        function: None,
        fingerprint: Fingerprint(line.trim().to_owned()),
        proven: line.contains("BAD"),
    };
    let found = text.lines().enumerate().filter(|(_, line)| line.contains("BAD") || line.contains("MEH"));
    Analysis { findings: found.map(finding).collect(), unknowns: vec![] }
}

fn repository() -> MemorySystem {
    MemorySystem::new("/REPO")
        .with(".git/HEAD", "ref: refs/heads/main\n")
        .with("web/old.js", "one\nBAD old\nthree\n")
        .with("web/fine.js", "one\ntwo\n")
        .with("tests/a.test.js", "x\n")
}

fn answered(event: &Value, system: &dyn System) -> Value {
    let watch = Watch::default();
    let machine = Machine { system, scan: &engine, watch: &watch };
    let answer = answer(event.to_string().as_bytes(), &machine).bytes;
    if answer.is_empty() { Value::Null } else { serde_json::from_slice(&answer).unwrap() }
}

fn before(tool: &str, input: &Value) -> Value {
    let event = json!({ "hook_event_name": "PreToolUse", "cwd": "/REPO", "tool_name": tool, "tool_input": input });
    answered(&event, &repository())
}

fn write(path: &str, content: &str) -> Value {
    before("Write", &json!({ "file_path": path, "content": content }))
}

fn shell(command: &str) -> Value {
    before("Bash", &json!({ "command": command }))
}

#[track_caller]
fn refusal(answer: &Value) -> &str {
    assert_eq!(answer["hookSpecificOutput"]["permissionDecision"], "deny", "{answer}");
    let reason = answer["hookSpecificOutput"]["permissionDecisionReason"].as_str().unwrap();
    assert!(reason.len() <= forge_policy::reply::MAX_BYTES);
    reason
}

#[track_caller]
fn context(answer: &Value) -> &str {
    answer["hookSpecificOutput"]["additionalContext"].as_str().unwrap_or_else(|| panic!("{answer}"))
}

#[test]
fn a_bad_write_is_refused_with_its_place() {
    let answer = write("/REPO/web/new.js", "a\nBAD new\n");
    let reason = refusal(&answer);
    assert!(reason.starts_with("Forge refused this call: it did not run and nothing was written."), "{reason}");
    assert!(reason.contains("- xss at web/new.js:2: line says BAD new"), "{reason}");
    assert_eq!(write("/REPO/web/new.js", "a\n"), Value::Null);
    assert_eq!(write("/REPO/notes.md", "BAD\n"), Value::Null);
}

#[test]
fn only_what_the_edit_brings_is_refused() {
    let edit = |old: &str, new: &str| {
        before("Edit", &json!({ "file_path": "/REPO/web/old.js", "old_string": old, "new_string": new }))
    };
    assert_eq!(edit("three", "four"), Value::Null);
    refusal(&edit("three", "BAD four"));
    // A second one of the same kind is a new one.
    refusal(&edit("three", "BAD old"));
    // An edit that the client will not make changes nothing.
    assert_eq!(edit("not there", "BAD"), Value::Null);
}

#[test]
fn fragments_are_judged_by_what_they_make() {
    let event = |new: &str| {
        before("Edit", &json!({ "file_path": "/REPO/web/fine.js", "old_string": "two", "new_string": new }))
    };
    refusal(&event("B\u{41}D"));
    let edits = json!([{ "old_string": "two", "new_string": "BXD" }, { "old_string": "X", "new_string": "A" }]);
    refusal(&before("MultiEdit", &json!({ "file_path": "web/fine.js", "edits": edits })));
}

#[test]
fn shell_writes_are_refused_like_others() {
    refusal(&shell("cat > web/new.js <<'EOF'\nBAD x\nEOF"));
    refusal(&shell("cd web && echo 'BAD' >> fine.js"));
    refusal(&shell("sed -i 's/two/BAD/' web/fine.js"));
    refusal(&shell("cat > web/t.txt <<E\nBAD\nE\nmv web/t.txt web/t.js"));
    assert_eq!(shell("cp web/old.js web/old.txt"), Value::Null);
    refusal(&shell("cp web/old.js web/copy.js"));
    assert_eq!(shell("mv web/old.js web/renamed.js"), Value::Null);
    assert_eq!(shell("sed -i 's/one/1/' web/old.js"), Value::Null);
    // A file that may end in two ways is told once.
    let answer = shell("echo BAD > web/n.js; make check && echo good >> web/n.js");
    assert_eq!(refusal(&answer).matches("- xss").count(), 1);
    assert_eq!(shell("grep -rn BAD web | head -20 > /tmp/found.txt"), Value::Null);
}

#[test]
fn what_does_not_ship_is_only_advised() {
    let answer = write("/REPO/tests/a.test.js", "BAD\n");
    assert!(context(&answer).starts_with("Forge let this write pass"), "{answer}");
    // Outside of any repository nothing is refused.
    context(&write("/elsewhere/a.js", "BAD\n"));
    assert_eq!(write("/REPO/node_modules/x/a.js", "BAD\n"), Value::Null);
    // That a file calls itself generated now does not make it so.
    refusal(&write("/REPO/web/gen.js", "// @generated\nBAD\n"));
}

#[test]
fn what_is_less_certain_is_advised() {
    assert!(context(&write("/REPO/web/new.js", "MEH\n")).contains("- xss at web/new.js:1"));
}

#[test]
fn code_in_notebooks_is_judged_cell_by_cell() {
    let notebook = |source: &str| json!({ "cells": [{ "cell_type": "code", "source": "x = 1" }, { "cell_type": "code", "source": source }], "metadata": {} });
    let answer = write("/REPO/a.ipynb", &notebook("y = 2\nBAD = 1").to_string());
    assert!(refusal(&answer).contains("- xss at a.ipynb#cell2:2: "), "{answer}");
    let system = repository().with("a.ipynb", notebook("BAD = 1").to_string());
    let edit = |source: &str| {
        let input = json!({ "notebook_path": "/REPO/a.ipynb", "cell_id": "x", "new_source": source });
        answered(
            &json!({ "hook_event_name": "PreToolUse", "cwd": "/REPO", "tool_name": "NotebookEdit", "tool_input": input }),
            &system,
        )
    };
    assert_eq!(edit("x = 1\nz = 3"), Value::Null);
    refusal(&edit("BAD = 2"));
}

#[test]
fn a_file_that_breaks_the_analysis_is_refused_as_such() {
    let answer = write("/REPO/web/new.js", "CRASH\n");
    assert!(refusal(&answer).contains("`web/new.js` made the analysis fail"), "{answer}");
    // One that broke it before can still be changed.
    let system = repository().with("web/crash.js", "CRASH\ntwo\n");
    let input = json!({ "file_path": "/REPO/web/crash.js", "old_string": "two", "new_string": "2" });
    let event = json!({ "hook_event_name": "PreToolUse", "cwd": "/REPO", "tool_name": "Edit", "tool_input": input });
    assert_eq!(answered(&event, &system), Value::Null);
}

#[test]
fn the_configuration_is_heard() {
    let with = |text: &str| {
        let system = repository().with(".forge/config.toml", text);
        let input = json!({ "file_path": "/REPO/web/new.js", "content": "BAD\n" });
        answered(
            &json!({ "hook_event_name": "PreToolUse", "cwd": "/REPO", "tool_name": "Write", "tool_input": input }),
            &system,
        )
    };
    assert_eq!(with("[scan]\nexclude = [\"web/\"]\n"), Value::Null);
    refusal(&with("[scan]\nexclude = [\"lib/\"]\n"));
    refusal(&with("not toml"));
}

fn after(tool: &str, input: &Value, response: &Value, system: &dyn System) -> Value {
    answered(
        &json!({
            "hook_event_name": "PostToolUse", "cwd": "/REPO", "tool_name": tool, "tool_input": input,
            "tool_response": response, "duration_ms": 5,
        }),
        system,
    )
}

#[test]
fn what_was_judged_before_is_not_told_again() {
    let input = json!({ "file_path": "/REPO/web/new.js", "content": "MEH BAD\n" });
    let system = repository().with("web/new.js", "MEH BAD\n");
    assert_eq!(after("Write", &input, &json!({ "originalFile": null }), &system), Value::Null);
    let input = json!({ "file_path": "/REPO/web/old.js", "old_string": "one", "new_string": "1" });
    let system = repository().with("web/old.js", "1\r\nBAD old\r\nthree\r\n");
    assert_eq!(after("Edit", &input, &json!({ "originalFile": "one\nBAD old\nthree\n" }), &system), Value::Null);
    assert_eq!(
        after(
            "Bash",
            &json!({ "command": "cat > web/n.js <<E\nx\nE" }),
            &json!({}),
            &repository().with("web/n.js", "x\n")
        ),
        Value::Null
    );
}

#[test]
fn what_a_formatter_made_of_it_is_told() {
    let input = json!({ "file_path": "/REPO/web/old.js", "old_string": "one", "new_string": "1" });
    let system = repository().with("web/old.js", "1\nBAD old\nthree\nBAD formatted\n");
    let answer = after("Edit", &input, &json!({ "originalFile": "one\nBAD old\nthree\n" }), &system);
    let text = context(&answer);
    assert!(text.starts_with("Forge: what was just written is on disk"), "{text}");
    assert!(text.contains("web/old.js:4") && !text.contains("web/old.js:2"), "{text}");
}

#[test]
fn what_a_command_wrote_is_compared_with_the_last_commit() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().canonicalize().unwrap().to_str().unwrap().to_owned();
    let git = |args: &[&str]| {
        let identity = [
            ("GIT_AUTHOR_NAME", "t"),
            ("GIT_AUTHOR_EMAIL", "t@x"),
            ("GIT_COMMITTER_NAME", "t"),
            ("GIT_COMMITTER_EMAIL", "t@x"),
        ];
        let command = Program {
            program: "git".to_owned(),
            args: args.iter().map(ToString::to_string).collect(),
            directory: root.clone().into(),
            environment: identity.map(|(name, value)| (name.to_owned(), Some(value.to_owned()))).to_vec(),
            stdin: vec![],
        };
        let Output { code, .. } = OsSystem.run(&command).unwrap();
        assert_eq!(code, Some(0), "{args:?}");
    };
    let put = |path: &str, text: &str| OsSystem.write(&Utf8Path::new(&root).join(path), text.as_bytes()).unwrap();
    put("web/old.js", "BAD old\n");
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "start"]);
    let ran = |command: &str| {
        let input = json!({ "command": command });
        let event = json!({ "hook_event_name": "PostToolUseFailure", "cwd": root, "tool_name": "Bash", "tool_input": input, "duration_ms": 5 });
        answered(&event, &OsSystem)
    };
    put("web/old.js", "changed\nBAD old\n");
    assert_eq!(ran("python3 -c \"open('web/old.js', 'a')\""), Value::Null);
    put("web/old.js", "changed\nBAD old\nBAD new\n");
    let answer = ran("python3 -c \"open('web/old.js', 'a').write(...)\"");
    assert_eq!(answer["hookSpecificOutput"]["hookEventName"], "PostToolUseFailure");
    assert!(context(&answer).contains("web/old.js:3"), "{answer}");
    assert_eq!(ran("npm test"), Value::Null, "it is told once");
    put("web/old.js", "changed\nBAD old\nBAD new\nBAD newer\n");
    assert!(context(&ran("npm test")).contains("web/old.js:4"), "whatever the command says");
}

#[test]
fn recorded_events_are_answered() {
    let recorded = |name: &str| {
        let path = format!("{}/../forge_clients/tests/payloads/claude/{name}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_slice::<Value>(&std::fs::read(path).unwrap()).unwrap()
    };
    let scan = |_: &str, bytes: &[u8]| {
        engine("web/x.js", &String::from_utf8_lossy(bytes).replace("innerHTML", "BAD").into_bytes())
    };
    let answer = |name: &str| {
        let watch = Watch::default();
        let system = repository();
        let machine = Machine { system: &system, scan: &scan, watch: &watch };
        String::from_utf8(answer(recorded(name).to_string().as_bytes(), &machine).bytes).unwrap()
    };
    for name in ["PreToolUse.Write", "PreToolUse.Bash"] {
        assert!(answer(name).contains("\"permissionDecision\":\"deny\""), "{name}");
    }
    for name in [
        "PostToolUse.Write",
        "PostToolUse.Bash",
        "PreToolUse.Read",
        "PreToolUse.Agent",
        "PostToolUse.Edit",
        "SessionStart",
        "Stop",
        "PostToolBatch",
    ] {
        assert_eq!(answer(name), "", "{name}");
    }
}

#[test]
fn an_event_that_is_not_understood_is_told() {
    let answer = before("Write", &json!({ "content": "BAD" }));
    assert!(context(&answer).contains("nothing was analysed"));
    assert!(answered(&json!([]), &repository())["systemMessage"].is_string());
}

/// An event on the way, with a file whose analysis is under way.
fn busy(kind: &str) -> Watch {
    let event = json!({ "hook_event_name": kind, "cwd": "/r", "tool_name": "Read", "tool_input": {} });
    let watch = Watch::default();
    let seen = Mutex::new(Vec::new());
    let scan = |_: &str, _: &[u8]| {
        seen.lock().unwrap().extend(watch.files());
        Analysis::default()
    };
    let received = claude::decode(event.to_string().as_bytes()).unwrap();
    watch.begin(&received.event);
    let machine = Machine { system: &repository(), scan: &scan, watch: &watch };
    let place = examined::Place::of("/REPO/web/slow.js", machine.system);
    examined::judged(&place, None, b"x", &machine);
    assert_eq!(*seen.lock().unwrap(), ["web/slow.js"]);
    assert!(watch.files().is_empty());
    watch
}

#[test]
fn the_answer_comes_in_time_whatever_happens() {
    let text = |watch: &Watch, error| String::from_utf8(fallback(watch, error, Duration::from_secs(5))).unwrap();
    let idle = busy("PreToolUse");
    assert!(text(&idle, RecvTimeoutError::Timeout).contains("additionalContext"));
    assert!(text(&idle, RecvTimeoutError::Disconnected).contains("nothing was analysed"));
    let working = busy("PreToolUse");
    working.set_files(&["web/slow.js"]);
    let answer = text(&working, RecvTimeoutError::Timeout);
    assert!(answer.contains("\"deny\"") && answer.contains("`web/slow.js` did not end within 5 s"), "{answer}");
    assert_eq!(text(&Watch::default(), RecvTimeoutError::Timeout), "");
}

#[test]
fn the_whole_way_gives_an_answer() {
    let event = json!({ "hook_event_name": "Stop", "session_id": "s" });
    let answer = answer_in_time(event.to_string().into_bytes(), DEADLINE, &Arc::new(Watch::default())).bytes;
    assert_eq!(answer, b"");
    let answer = answer_in_time(b"{".to_vec(), DEADLINE, &Arc::new(Watch::default())).bytes;
    assert!(answer.starts_with(b"{\"systemMessage\""));
}
