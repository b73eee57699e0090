//! What hooks write down, and `forge log` and `forge status` over it.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const FORGE: &str = env!("CARGO_BIN_EXE_forge");

const UNSAFE: &str =
    "const app = require(\"express\")();\napp.get(\"/\", (req, res) => res.send(`<b>${req.query.q}</b>`));\n";

fn git(directory: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    let status = Command::new("git").args(identity).args(args).current_dir(directory).status().unwrap();
    assert!(status.success(), "{args:?}");
}

fn repository() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join("repo");
    std::fs::create_dir(&root).unwrap();
    git(&root, &["init", "-q"]);
    (folder, root)
}

/// The hook's answer to an event of `session` about a tool.
fn hook(directory: &Path, session: &str, event: &str, tool: &str, input: &Value) -> String {
    let event = json!({
        "session_id": session, "cwd": directory, "hook_event_name": event, "tool_name": tool, "tool_input": input,
    });
    sent(&event)
}

/// The hook's answer to an event.
fn sent(event: &Value) -> String {
    let mut hook = Command::new(FORGE);
    hook.args(["hook", "claude"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut hook = hook.spawn().unwrap();
    hook.stdin.take().unwrap().write_all(event.to_string().as_bytes()).unwrap();
    let output = hook.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

fn app(directory: &Path, content: &str) -> Value {
    json!({ "file_path": directory.join("app.js"), "content": content })
}

/// The hook's answer to a write of `content` by `session`.
fn write(directory: &Path, session: &str, content: &str) -> String {
    hook(directory, session, "PreToolUse", "Write", &app(directory, content))
}

/// What happens when `session` writes `content` and nothing refuses it: the answers before and after.
fn written(directory: &Path, session: &str, content: &str) -> (String, String) {
    let before = write(directory, session, content);
    std::fs::write(directory.join("app.js"), content).unwrap();
    (before, hook(directory, session, "PostToolUse", "Write", &app(directory, content)))
}

fn forge(directory: &Path, args: &[&str]) -> Output {
    Command::new(FORGE).args(args).current_dir(directory).env("TZ", "UTC").output().unwrap()
}

#[track_caller]
fn said(output: &Output, code: i32) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}

#[test]
fn every_answer_is_written_down_once() {
    let (_folder, root) = repository();
    assert!(said(&forge(&root, &["log"]), 0).starts_with("Nothing was written down yet"));
    assert!(write(&root, "a1b2c3d4e5f6", UNSAFE).contains("deny"));
    assert_eq!(write(&root, "a1b2c3d4e5f6", "const x = 1;\n"), "");
    let log = said(&forge(&root, &["log"]), 0);
    let lines: Vec<&str> = log.lines().map(|line| line.split_at("2026-11-28 17:13:23  ".len()).1).collect();
    assert_eq!(
        lines,
        ["claude:a1b2c3d4  PreToolUse Write: denied (xss)", "claude:a1b2c3d4  PreToolUse Write: allowed"]
    );
    let last = said(&forge(&root, &["log", "-n", "1", "--format", "json"]), 0);
    let last: Value = serde_json::from_str(&last).unwrap();
    assert_eq!((&last["seq"], &last["kind"]), (&json!(2), &json!("hook.answered")));
    assert_eq!(
        last["body"],
        json!({ "client": "claude", "event": "PreToolUse", "tool": "Write", "outcome": "allowed" })
    );
    assert!(said(&forge(&root, &["log", "verify"]), 0).starts_with("2 events, none changed or missing"));
    let status: Value = serde_json::from_slice(&forge(&root, &["status", "--format", "json"]).stdout).unwrap();
    assert_eq!((status["hooks"][0]["answered"].as_u64(), status["hooks"][0]["denied"].as_u64()), (Some(2), Some(1)));
    let status = said(&forge(&root, &["status"]), 0);
    assert!(status.contains("  claude:a1b2c3d4  last seen 2"), "{status}");
    assert!(status.contains("Open findings\n  none\n"), "{status}");
}

#[test]
fn nothing_of_a_file_or_a_call_is_in_it() {
    let (_folder, root) = repository();
    write(&root, "a1", &UNSAFE.replace("<b>", "<b>Zebra77"));
    for end in ["", "-wal"] {
        let bytes = std::fs::read(root.join(format!(".git/forge/ledger.db{end}"))).unwrap();
        assert!(!bytes.windows(7).any(|it| it == b"Zebra77"), "ledger.db{end}");
    }
}

#[test]
fn working_trees_of_a_repository_share_it() {
    let (_folder, root) = repository();
    git(&root, &["commit", "-q", "--allow-empty", "-m", "begin"]);
    git(&root, &["worktree", "add", "-q", "../fix"]);
    let fix = root.parent().unwrap().join("fix");
    write(&root, "a1", "const x = 1;\n");
    write(&fix, "b2", "const x = 1;\n");
    for place in [&root, &fix] {
        assert_eq!(said(&forge(place, &["log"]), 0).lines().count(), 2);
    }
    assert!(!fix.join(".git").is_dir());
}

#[test]
fn a_log_that_was_changed_is_told() {
    let (_folder, root) = repository();
    write(&root, "a1", "const x = 1;\n");
    let path = root.join(".git/forge/ledger.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch("DROP TRIGGER event_is_never_changed; UPDATE event SET at = 0;").unwrap();
    drop(connection);
    let told = said(&forge(&root, &["log", "verify"]), 1);
    assert_eq!(
        told,
        "the log is not what was written: event 1 does not fit the chain: it, or one before it, was changed\n"
    );
}

#[test]
fn a_broken_ledger_stands_in_nobodys_way() {
    let (_folder, root) = repository();
    std::fs::create_dir(root.join(".git/forge")).unwrap();
    std::fs::write(root.join(".git/forge/ledger.db"), "this is no database, and it is long enough to tell").unwrap();
    assert!(said(&forge(&root, &["log"]), 2).contains("is damaged"));
    assert!(write(&root, "a1", UNSAFE).contains("deny"));
    assert_eq!(said(&forge(&root, &["log"]), 0).lines().count(), 1);
    assert!(root.join(".git/forge/ledger.broken-1.db").exists());
}

#[test]
fn outside_of_a_repository_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    assert_eq!(write(&root, "a1", "const x = 1;\n"), "");
    assert_eq!(std::fs::read_dir(&root).unwrap().count(), 0);
    assert!(said(&forge(&root, &["log"]), 2).contains("in no git repository"));
}

/// Likely a bug, but `decorate` may be escaping.
const LIKELY: &str = "const app = require(\"express\")();\nconst { decorate } = require(\"./text\");\n\
    app.get(\"/\", (req, res) => res.send(`<b>${decorate(req.query.q)}</b>`));\n";

fn open(directory: &Path) -> Vec<Value> {
    let status: Value = serde_json::from_slice(&forge(directory, &["status", "--format", "json"]).stdout).unwrap();
    status["findings"].as_array().unwrap().clone()
}

#[test]
fn a_finding_is_followed_until_it_is_fixed() {
    let (_folder, root) = repository();
    let (before, after) = written(&root, "a1", LIKELY);
    assert!(before.contains("additionalContext") && after.is_empty(), "{before} {after}");
    let found = open(&root);
    assert_eq!(found.len(), 1, "what was analysed before the write is not analysed again");
    assert_eq!((&found[0]["path"], &found[0]["line"], &found[0]["told"]), (&json!("app.js"), &json!(3), &json!(1)));
    assert_eq!(found[0]["session"], "claude:a1");
    written(&root, "b2", &format!("// a line above\n{LIKELY}"));
    let moved = open(&root);
    assert_eq!((moved.len(), &moved[0]["line"], &moved[0]["session"]), (1, &json!(4), &json!("claude:a1")));
    written(&root, "b2", "const app = 1;\n");
    assert!(open(&root).is_empty());
    let log = said(&forge(&root, &["log"]), 0);
    assert!(log.contains("claude:b2       fixed "), "{log}");
    // It returns, by a command that nobody could predict.
    std::fs::write(root.join("app.js"), UNSAFE).unwrap();
    let told = hook(&root, "c3", "PostToolUse", "Bash", &json!({ "command": "python3 make.py app.js" }));
    assert!(told.contains("is on disk"), "{told}");
    assert_eq!((open(&root).len(), &open(&root)[0]["session"]), (1, &json!("claude:c3")));
}

#[test]
fn what_was_there_before_is_nobodys() {
    let (_folder, root) = repository();
    std::fs::write(root.join("app.js"), LIKELY).unwrap();
    let (before, _) = written(&root, "a1", &format!("{LIKELY}// a line below\n"));
    assert_eq!(before, "");
    assert_eq!(open(&root)[0]["session"], "");
}

#[test]
fn what_a_tool_wrote_is_seen_whatever_it_said() {
    let (_folder, root) = repository();
    std::fs::write(root.join("mine.js"), LIKELY).unwrap();
    for (tool, input) in [
        ("Bash", json!({ "command": "./generate" })),
        ("mcp__files__store", json!({ "name": "x" })),
        ("Task", json!({ "prompt": "write it" })),
    ] {
        let path = root.join(format!("{tool}.js"));
        assert_eq!(hook(&root, "a1", "PreToolUse", tool, &input), "");
        std::fs::write(&path, UNSAFE).unwrap();
        let told = hook(&root, "a1", "PostToolUse", tool, &input);
        assert!(told.contains(&format!("- xss at {tool}.js:2")), "{tool}: {told}");
        assert_eq!(hook(&root, "a1", "PostToolUse", tool, &input), "", "it is told once");
    }
    assert_eq!(open(&root).len(), 3);
    std::fs::remove_file(root.join("Bash.js")).unwrap();
    hook(&root, "a1", "PostToolUseFailure", "Bash", &json!({ "command": "./clean" }));
    assert_eq!(open(&root).len(), 2);
}

#[test]
fn what_changed_before_a_call_is_not_its_doing() {
    let (_folder, root) = repository();
    let call = json!({ "command": "./generate" });
    hook(&root, "a1", "PreToolUse", "Bash", &call);
    std::fs::write(root.join("app.js"), UNSAFE).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1_300));
    let event = json!({
        "session_id": "a1", "cwd": root, "hook_event_name": "PostToolUse", "tool_name": "Bash", "tool_input": call,
        "duration_ms": 5,
    });
    assert_eq!(sent(&event), "");
    assert_eq!((open(&root).len(), &open(&root)[0]["session"]), (1, &json!("")));
}
