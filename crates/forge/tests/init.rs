//! `forge init`, `forge init --remove` and `forge doctor`, as a person runs them.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const FORGE: &str = env!("CARGO_BIN_EXE_forge");

struct Scratch {
    _directory: tempfile::TempDir,
    root: PathBuf,
}

impl Scratch {
    /// A directory with a repository in it, and with the home of somebody else's settings beside it.
    fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let root = directory.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("repo/src")).unwrap();
        let scratch = Self { _directory: directory, root };
        assert!(scratch.command("git", "repo").args(["init", "-q"]).status().unwrap().success());
        scratch
    }

    fn command(&self, program: &str, directory: &str) -> Command {
        let own = Path::new(FORGE).parent().unwrap().to_str().unwrap().to_owned();
        let path = format!("{own}:{}", std::env::var("PATH").unwrap());
        let mut command = Command::new(program);
        command.current_dir(self.root.join(directory)).env("PATH", path).env("HOME", &self.root);
        command.env("GIT_CONFIG_NOSYSTEM", "1").env_remove("XDG_CONFIG_HOME");
        command
    }

    fn forge(&self, directory: &str, args: &[&str]) -> Output {
        self.command(FORGE, directory).args(args).output().unwrap()
    }

    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }

    fn status(&self) -> String {
        let output = self.command("git", "repo").args(["status", "--porcelain"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }
}

const SETTINGS: &str = "repo/.claude/settings.local.json";

#[track_caller]
fn said(output: &Output, code: i32) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{text}");
    text
}

#[test]
fn init_registers_once_and_remove_restores() {
    let scratch = Scratch::new();
    let exclude = scratch.read("repo/.git/info/exclude");
    let first = said(&scratch.forge("repo/src", &["init"]), 0);
    assert!(first.contains("Restart Claude Code sessions"), "{first}");
    let settings = scratch.read(SETTINGS).unwrap();
    assert!(settings.contains("\"command\": \"forge hook claude\""));
    assert_eq!(scratch.status(), "", "personal settings are not to be committed");
    let again = said(&scratch.forge("repo", &["init", "--client", "claude"]), 0);
    assert!(again.starts_with("Nothing to do"), "{again}");
    assert_eq!(scratch.read(SETTINGS).unwrap(), settings);
    said(&scratch.forge("repo", &["init", "--remove"]), 0);
    assert_eq!(scratch.read(SETTINGS), None);
    assert!(!scratch.root.join("repo/.claude").exists());
    assert_eq!(scratch.read("repo/.git/info/exclude"), exclude);
    assert!(said(&scratch.forge("repo", &["init", "--remove"]), 0).starts_with("Nothing to remove"));
}

#[test]
fn what_a_person_has_in_the_file_stays() {
    let scratch = Scratch::new();
    let own =
        "{\n    \"permissions\": {\"allow\": [\"Bash(ls:*)\"]},\n    \"hooks\": {\n        \"Stop\": []\n    }\n}";
    std::fs::create_dir(scratch.root.join("repo/.claude")).unwrap();
    std::fs::write(scratch.root.join(SETTINGS), own).unwrap();
    said(&scratch.forge("repo", &["init"]), 0);
    assert!(scratch.read(SETTINGS).unwrap().starts_with(&own[..80]));
    said(&scratch.forge("repo", &["init", "--remove"]), 0);
    assert_eq!(scratch.read(SETTINGS).as_deref(), Some(own));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_changed() {
    let scratch = Scratch::new();
    let text = said(&scratch.forge(".", &["init"]), 2);
    assert!(text.contains("is not in a git repository"), "{text}");
    std::fs::create_dir(scratch.root.join("repo/.claude")).unwrap();
    std::fs::write(scratch.root.join(SETTINGS), "{\n  oops\n}").unwrap();
    let text = said(&scratch.forge("repo", &["init"]), 2);
    assert!(text.contains("settings.local.json` has a mistake") && text.contains("line 2, column 3"), "{text}");
    assert_eq!(scratch.read(SETTINGS).as_deref(), Some("{\n  oops\n}"));
    let output = scratch.command(FORGE, "repo").arg("init").env("PATH", "/usr/bin:/bin").output().unwrap();
    assert!(said(&output, 2).contains("`forge` is not on the PATH"));
}

#[test]
fn doctor_finds_what_is_missing() {
    let scratch = Scratch::new();
    let text = said(&scratch.forge("repo", &["doctor"]), 1);
    assert!(text.contains("problem  registration  `.claude/settings.local.json` does not call Forge\n"), "{text}");
    assert!(text.contains("run `forge init`\n"), "{text}");
    said(&scratch.forge("repo", &["init"]), 0);
    let text = said(&scratch.forge("repo", &["doctor"]), 0);
    assert!(text.contains("ok       registration"), "{text}");
    std::fs::create_dir(scratch.root.join(".claude")).unwrap();
    std::fs::write(scratch.root.join(".claude/settings.json"), "{\"disableAllHooks\": true}").unwrap();
    assert!(said(&scratch.forge("repo", &["doctor"]), 1).contains("turns all hooks off"));
}

#[test]
fn the_hook_answers_on_its_standard_output() {
    use std::io::Write;
    use std::process::Stdio;
    let scratch = Scratch::new();
    let mut child = scratch
        .command(FORGE, "repo")
        .args(["hook", "claude"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let event = format!(
        r#"{{"hook_event_name":"PreToolUse","cwd":"{0}","tool_name":"Write","tool_input":{{"file_path":"{0}/a.js","content":"let a = 1;\n"}}}}"#,
        scratch.root.join("repo").display()
    );
    child.stdin.take().unwrap().write_all(event.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout, output.stderr), (Some(0), vec![], vec![]));
    let output = scratch.forge("repo", &["hook", "nobody"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}
