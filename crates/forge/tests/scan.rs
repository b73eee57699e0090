//! `forge scan` as a process, where a transcript cannot say what matters.
#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its files fails")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder };
        for (path, content) in files {
            this.write(path, content);
        }
        this
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, content: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn git(&self, args: &[&str]) {
        let settings = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.hooksPath=/dev/null"];
        let done = command("git", self.folder.path()).args(settings).args(args).output().unwrap();
        assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn forge(&self, args: &[&str]) -> Output {
        command(env!("CARGO_BIN_EXE_forge"), self.folder.path()).args(args).output().unwrap()
    }

    /// The exit code and the JSON report.
    fn scan(&self, args: &[&str]) -> (i32, serde_json::Value) {
        let output = self.forge(&[&["scan", "--format", "json"], args].concat());
        let report = serde_json::from_slice(&output.stdout);
        let report = report.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code().unwrap(), report)
    }
}

fn command(program: &str, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    command
}

fn scanned(report: &serde_json::Value) -> u64 {
    report["summary"]["files_scanned"].as_u64().unwrap()
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let folder = Folder::new(&[
        (".gitignore", b"*.gen.js\nbuilt/\n"),
        ("a.js", b"a()\n"),
        ("b.gen.js", b"b()\n"),
        ("built/c.py", b"c()\n"),
    ]);
    assert_eq!(scanned(&folder.scan(&[]).1), 2, "a.js and .gitignore");
    assert_eq!(scanned(&folder.scan(&["b.gen.js", "built/c.py"]).1), 2);
    assert_eq!(scanned(&folder.scan(&["built"]).1), 1);
}

#[test]
fn staged_scans_the_index() {
    let folder = Folder::new(&[("a.js", b"a()\n"), ("b.js", b"b()\n"), ("c.js", b"c()\n")]);
    folder.git(&["init", "--quiet"]);
    folder.git(&["add", "a.js", "b.js"]);
    fs::remove_file(folder.path("a.js")).unwrap();
    let (code, report) = folder.scan(&["--staged"]);
    assert_eq!((code, scanned(&report)), (0, 2), "the staged content counts, whatever the disk has");
    assert_eq!(scanned(&folder.scan(&["--staged", "b.js"]).1), 1);
    folder.git(&["commit", "--quiet", "-m", "first"]);
    assert_eq!(scanned(&folder.scan(&["--staged"]).1), 0);
}

#[test]
fn a_hooks_own_index_is_the_one_that_is_scanned() {
    let folder = Folder::new(&[("a.js", b"a()\n"), ("b.js", b"b()\n")]);
    folder.git(&["init", "--quiet"]);
    folder.git(&["add", "a.js"]);
    fs::copy(folder.path(".git/index"), folder.path(".git/next-index")).unwrap();
    folder.git(&["add", "b.js"]);
    let mut command = command(env!("CARGO_BIN_EXE_forge"), folder.folder.path());
    let output =
        command.args(["scan", "--staged", "--format", "json"]).env("GIT_INDEX_FILE", ".git/next-index").output();
    assert_eq!(scanned(&serde_json::from_slice(&output.unwrap().stdout).unwrap()), 1);
}

#[test]
fn since_scans_what_differs_from_the_merge_base() {
    let folder = Folder::new(&[("a.js", b"a()\n"), ("sub/b.js", b"b()\n")]);
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    folder.git(&["add", "."]);
    folder.git(&["commit", "--quiet", "-m", "first"]);
    folder.git(&["switch", "--quiet", "-c", "work"]);
    folder.write("sub/b.js", b"b(1)\n");
    folder.write("sub/new.py", b"c()\n");
    assert_eq!(scanned(&folder.scan(&["--since", "main"]).1), 2);
    assert_eq!(scanned(&folder.scan(&["--since", "main", "sub/new.py"]).1), 1);
    assert_eq!(scanned(&folder.scan(&["--since", "main", "--staged"]).1), 0);

    let wrong = folder.forge(&["scan", "--since", "nope"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(String::from_utf8(wrong.stderr).unwrap(), "error: `nope` is not a revision of this repository\n");
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = Folder::new(&[("app.js", SHOP.as_bytes())]);
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    folder.git(&["add", "."]);
    for staged in [&["--staged", "--since", "HEAD"][..], &["--since", "HEAD"]] {
        let (code, report) = folder.scan(staged);
        assert_eq!((code, &report["summary"]["findings"]), (1, &1.into()), "{staged:?}");
    }
}

const SHOP: &str = r#"const express = require("express");
const app = express();
app.get("/a", (req, res) => { res.send("<b>" + req.query.a + "</b>"); });
"#;

#[test]
fn since_reports_what_is_new_and_follows_renames() {
    let folder = Folder::new(&[("app.js", SHOP.as_bytes())]);
    folder.git(&["init", "--quiet", "--initial-branch=main"]);
    folder.git(&["add", "."]);
    folder.git(&["commit", "--quiet", "-m", "first"]);
    folder.git(&["mv", "app.js", "server.js"]);
    let (code, report) = folder.scan(&["--since", "main"]);
    assert_eq!((code, scanned(&report)), (0, 1), "a renamed file brings nothing new");

    let more = format!("{SHOP}app.get('/b', (req, res) => {{ res.send('<i>' + req.query.b + '</i>'); }});\n");
    folder.write("server.js", more.as_bytes());
    assert_eq!(folder.scan(&[]).1["summary"]["findings"], 2);
    let (code, report) = folder.scan(&["--since", "main"]);
    assert_eq!((code, &report["summary"]["findings"]), (1, &1.into()));
    assert_eq!(report["findings"][0]["path"], "server.js");
    assert_eq!(report["findings"][0]["start"]["line"], 4);
    assert_eq!(folder.scan(&["--since", "main", "--staged"]).0, 0, "it is not staged yet");
    folder.git(&["add", "."]);
    assert_eq!(folder.scan(&["--since", "main", "--staged"]).0, 1);

    folder.write("copy.js", SHOP.as_bytes());
    assert_eq!(folder.scan(&["--since", "main"]).1["summary"]["findings"], 2, "a copy is new");

    let fingerprint = report["findings"][0]["fingerprint"].as_str().unwrap();
    let told = folder.forge(&["explain", &fingerprint[..8]]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("server.js:4:") && told.contains("What to do"), "{told}");
    assert_eq!(folder.forge(&["explain", "000000000000"]).status.code(), Some(2));
}

#[test]
fn bad_input_is_unknown_within_bounds_and_the_rest_is_scanned() {
    let folder = Folder::new(&[
        ("a.js", b"a()\n"),
        ("huge.js", &vec![b'x'; 50 << 20]),
        ("nul.bin", b"\0\0"),
        ("data.txt", b"\xff\xfe"),
    ]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.folder.path(), folder.path("loop")).unwrap();
    let (code, report) = folder.scan(&[]);
    assert_eq!((code, scanned(&report)), (0, 1));
    assert_eq!(report["unknowns"][0]["path"], "huge.js");
    assert_eq!(report["unknowns"][0]["reason"], "too-large");
    if cfg!(unix) {
        assert_eq!(report["unknowns"][1]["path"], "loop");
        assert_eq!(report["unknowns"][1]["reason"], "unreadable");
    }
    assert_eq!(report["unknowns"].as_array().unwrap().len(), 1 + usize::from(cfg!(unix)));
    let (code, _) = folder.scan(&["a.js", "nowhere.js"]);
    assert_eq!(code, 2);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let files: Vec<String> = (0..3_000).map(|n| format!("huge{n}.js")).collect();
    let big = vec![b'x'; (4 << 20) + 1];
    let folder = Folder::new(&[("huge0.js", &big)]);
    for file in &files[1..] {
        fs::hard_link(folder.path("huge0.js"), folder.path(file)).unwrap();
    }
    for format in ["terminal", "json", "sarif", "github", "junit"] {
        let mut command = command(env!("CARGO_BIN_EXE_forge"), folder.folder.path());
        command.args(["scan", "--format", format]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let status = child.wait().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_report_can_go_to_a_file() {
    let folder = Folder::new(&[("a.js", b"a()\n")]);
    let output = folder.forge(&["--color", "always", "scan", "--output", "reports/out.txt"]);
    assert_eq!((output.status.code(), output.stdout.len(), output.stderr.len()), (Some(0), 0, 0));
    assert_eq!(fs::read_to_string(folder.path("reports/out.txt")).unwrap(), "no findings in 1 file\n");
    assert_eq!(folder.forge(&["scan", "--output", "."]).status.code(), Some(2));
}

#[test]
fn colours_are_for_terminals_or_on_demand() {
    let folder = Folder::new(&[("a.js", b"a()\n")]);
    assert_eq!(folder.forge(&["scan"]).stdout, b"no findings in 1 file\n");
    assert!(folder.forge(&["scan", "--color", "always"]).stdout.starts_with(b"\x1b["));
    assert_eq!(folder.forge(&["scan", "--quiet"]).stdout, b"");
}

#[test]
fn completions_and_manual_are_made() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = folder.forge(&["completions", shell]);
        assert!(output.status.success() && String::from_utf8(output.stdout).unwrap().contains("since"), "{shell}");
    }
    let page = String::from_utf8(folder.forge(&["man"]).stdout).unwrap();
    assert!(page.starts_with(".ie") && page.contains("forge\\-scan(1)"), "{page}");
    assert!(String::from_utf8(folder.forge(&["man", "scan"]).stdout).unwrap().contains("\\-\\-staged"));
}
