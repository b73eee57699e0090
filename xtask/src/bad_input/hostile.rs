//! Files that are made to hurt, scanned with the program as it ships: each is an unknown with its reason, within its time, and
//! the files beside it are analysed all the same.

use crate::payload;
use crate::process::{must_succeed, release_forge, runs};
use crate::tally::Tally;
use anyhow::{Context as _, Result};
use nix::sys::stat::Mode;
use nix::unistd::{Uid, mkfifo};
use serde_json::{Value, json};
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How deep things are nested.
const DEPTH: usize = 10_000;

/// The length of the longest line, in bytes.
const LINE: usize = 50 << 20;

/// How long a scan of all of it may take, and one event of the hook.
const SCAN_TIME: Duration = Duration::from_mins(1);
const HOOK_TIME: Duration = Duration::from_secs(8);

/// An account that owns nothing.
const NOBODY: &str = "65534";

struct Place {
    folder: PathBuf,
    forge: PathBuf,
    /// What a scan runs under, so that there is a file that it may not read.
    prefix: Vec<&'static str>,
    tally: Tally,
}

/// Makes the files, scans them in every way, and counts what held.
pub(super) fn check() -> Result<Tally> {
    let folder = std::env::temp_dir().join(format!("hostile-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let result = checks(&folder);
    // A file that nobody may read is in the way of nobody who owns the folder.
    fs::remove_dir_all(&folder)?;
    result
}

fn checks(folder: &Path) -> Result<Tally> {
    let (forge, work) = (folder.join("forge"), folder.join("work"));
    fs::create_dir_all(&work)?;
    fs::copy(release_forge()?, &forge)?;
    must_succeed(Command::new("git").args(["init", "--quiet"]).current_dir(&work))?;
    let texts = texts();
    for (name, text, _) in &texts {
        fs::write(work.join(name), text)?;
    }
    special(&work)?;
    for path in [folder, &work] {
        fs::set_permissions(path, Permissions::from_mode(0o755))?;
    }
    let is_root = Uid::effective().is_root();
    let mut prefix = Vec::new();
    if is_root && runs("setpriv", &["--version"]) {
        prefix = vec!["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"];
    }
    let mut place = Place { folder: work, forge, prefix, tally: Tally::default() };
    place.walk(&texts)?;
    place.named(&["loop.js", "pipe.py", "around.js", "missing.js"])?;
    if is_root && place.prefix.is_empty() {
        println!("SKIPPED: nothing is unreadable for root, and setpriv is not installed");
    } else {
        place.named(&["locked.js"])?;
    }
    place.hooks(&texts)?;
    Ok(place.tally)
}

/// Name, text, and the reason that a scan must give; none for a file that must simply not do any harm.
fn texts() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let nested = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}\n", open.repeat(DEPTH), close.repeat(DEPTH)).into_bytes()
    };
    let deep = Some("too-deep");
    vec![
        // A file without spaces would pass for a minified one.
        ("deep.js", nested("( ", "a", " )"), deep),
        ("calls.js", nested("f( ", "a", " )"), deep),
        ("functions.js", nested("(function () {", "a()", "})"), deep),
        ("deep.ts", nested("[", "a", "]"), deep),
        ("types.ts", [b"let a: ".to_vec(), nested("B<", "C", ">")].concat(), None),
        ("deep.tsx", [b"x = ".to_vec(), nested("<a>", "b", "</a>")].concat(), deep),
        ("deep.py", nested("(", "a", ")"), deep),
        ("lists.py", nested("[", "a", "]"), deep),
        ("lambdas.py", nested("lambda: ", "a", ""), deep),
        ("deep.html", nested("<div>", "a", "</div>"), None),
        ("deep.vue", [b"<template>".to_vec(), nested("<div>", "a", "</div>")].concat(), None),
        ("deep.hbs", nested("{{#if a}}", "b", "{{/if}}"), None),
        ("deep.ejs", nested("<% if (a) { %>", "b", "<% } %>"), None),
        ("deep.jinja2", nested("{% if a %}", "b", "{% endif %}"), None),
        ("deep.pug", [b"div= ".to_vec(), nested("(", "a", ")")].concat(), None),
        ("line.js", b"a();".repeat(LINE / 4), Some("too-large")),
        ("line.py", b"a();".repeat(LINE / 4), Some("too-large")),
        ("busy.js", busy().into_bytes(), Some("")),
        // Just what is still analysed, in one line.
        ("long.js", b"let a=b+c;f(a,'x');".repeat((4 << 20) / 19), None),
        ("long.py", b"a=b+c;f(a,'x');".repeat((4 << 20) / 15), None),
        ("latin.py", b"name = '\xe9\xff'\n".to_vec(), Some("not-utf8")),
        ("latin.js", b"const name = '\xe9\xff';\n".to_vec(), Some("not-utf8")),
        ("zero.js", b"const a = 1;\0\0\0\nf(a);\0".to_vec(), Some("")),
        ("zero.py", b"a = 1\0\0\0\nf(a)\n\0".to_vec(), Some("")),
        // Lists that hold themselves, and a check of one of them.
        ("circle.py", b"a = [1]\nb = [2]\na.append(b)\nb.append(a)\ncheck(b)\nc.a = b\n".to_vec(), None),
        ("circle.js", b"const a = [1], b = [2];\na.push(b);\nb.push(a);\ncheckAll(b);\nc.a = b;\n".to_vec(), None),
        ("predicates.js", predicates().into_bytes(), None),
        ("empty.js", Vec::new(), None),
        ("good.js", GOOD.to_vec(), None),
    ]
}

/// As large as a file may be, and all of it callbacks within callbacks that branch: what costs most to follow.
fn busy() -> String {
    let open = "app.get('/a', (req, res) => {\n  const { a } = req.query;\n  if (!list.includes(a)) { res.status(400).json({ a }); return; }\n";
    let nest = format!("{}{}", open.repeat(200), "});\n".repeat(200));
    nest.repeat((4 << 20) / nest.len())
}

/// Predicates that ask one another about the same value.
fn predicates() -> String {
    let one =
        |number: u32| format!("function p{number}(k) {{ return p{}(k) || k === {number} || q(k); }}\n", number - 1);
    let all: String = (1..200).map(one).collect();
    format!("function p0(k) {{ return k === 0 || k === 1; }}\n{all}if (p199(x)) {{ f(x); }}\n")
}

/// A file with a bug, which must be found beside all the others.
const GOOD: &[u8] = b"const app = require('express')();\napp.get('/', (req, res) => {\n  res.send('<p>' + req.query.name + '</p>');\n});\n";

/// What is not a regular file that one may read.
fn special(work: &Path) -> Result<()> {
    symlink("loop.js", work.join("loop.js"))?;
    symlink("there.js", work.join("around.js"))?;
    symlink("around.js", work.join("there.js"))?;
    fs::create_dir_all(work.join("inner"))?;
    symlink("..", work.join("inner/up"))?;
    symlink("/dev/zero", work.join("endless.py"))?;
    mkfifo(&work.join("pipe.py"), Mode::from_bits_truncate(0o644))?;
    fs::write(work.join("locked.js"), "const a = 1;\n")?;
    fs::set_permissions(work.join("locked.js"), Permissions::from_mode(0o000))?;
    Ok(())
}

impl Place {
    fn holds(&mut self, what: &str, holds: bool, otherwise: impl FnOnce() -> String) {
        self.tally += Tally::one(holds);
        if !holds {
            println!("hostile: {what}: {}", otherwise());
        }
    }

    /// Scans with `args`; gives the exit code, the report and the time that it took.
    fn scan(&self, args: &[&str]) -> Result<(Option<i32>, Value, Duration)> {
        let mut words = self.prefix.iter().copied().map(std::ffi::OsStr::new).chain([self.forge.as_os_str()]);
        let mut command = Command::new(words.next().context("no program")?);
        command.args(words).args(["scan", "--format", "json", "--quiet"]).args(args).current_dir(&self.folder);
        // A configuration or an ignore file of whoever runs this must not matter.
        command.env("HOME", &self.folder).env("GIT_CONFIG_GLOBAL", "/dev/null");
        let start = Instant::now();
        let output = command.output().context("failed to run forge")?;
        let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        Ok((output.status.code(), report, start.elapsed()))
    }

    /// The whole folder.
    fn walk(&mut self, texts: &[(&str, Vec<u8>, Option<&str>)]) -> Result<()> {
        let (code, report, time) = self.scan(&[])?;
        println!("the folder was scanned in {:.1} s", time.as_secs_f64());
        self.holds("a scan of the folder ends in time", time < SCAN_TIME, || format!("{time:?}"));
        self.holds("it exits with 1: there is a finding", code == Some(1), || format!("{code:?}"));
        let is_found = report["findings"].as_array().is_some_and(|all| all.iter().any(|it| it["path"] == "good.js"));
        self.holds("the file beside them is analysed", is_found, || "its bug was not found".to_owned());
        let special =
            ["loop.js", "around.js", "there.js", "inner/up", "locked.js"].map(|name| (name, Some("unreadable")));
        let skip_locked = Uid::effective().is_root() && self.prefix.is_empty();
        let special = special.into_iter().filter(|(name, _)| *name != "locked.js" || !skip_locked);
        for (name, reason) in texts.iter().map(|(name, _, reason)| (*name, *reason)).chain(special) {
            let Some(reason) = reason else { continue };
            let found = reason_of(&report, name);
            let is_right = found.is_some_and(|found| reason.is_empty() || found == reason);
            self.holds(&format!("{name} is unknown: {reason}"), is_right, || format!("{found:?}"));
        }
        Ok(())
    }

    /// Files that a person names: each must be told, and the exit code says that not all was read.
    fn named(&mut self, names: &[&str]) -> Result<()> {
        let (code, report, time) = self.scan(&[names, &["good.js"]].concat())?;
        let what = names.join(", ");
        self.holds(&format!("a scan of {what} ends in time"), time < SCAN_TIME, || format!("{time:?}"));
        // A path that is not there at all may be refused outright.
        if names.contains(&"missing.js") && report.is_null() {
            return self.named(&names.iter().copied().filter(|name| *name != "missing.js").collect::<Vec<_>>());
        }
        self.holds(&format!("it exits with 2 for {what}"), code == Some(2), || format!("{code:?}"));
        for name in names {
            let found = reason_of(&report, name);
            self.holds(&format!("{name} is unreadable"), found == Some("unreadable"), || format!("{found:?}"));
        }
        Ok(())
    }

    /// The same texts as writes of an agent: the answer is in time, and one that the client understands.
    fn hooks(&mut self, texts: &[(&str, Vec<u8>, Option<&str>)]) -> Result<()> {
        for (name, text, _) in texts {
            let input =
                json!({ "file_path": self.folder.join("new").join(name), "content": String::from_utf8_lossy(text) });
            let event = json!({
                "session_id": "s", "cwd": self.folder, "hook_event_name": "PreToolUse", "tool_name": "Write", "tool_input": input,
            });
            let start = Instant::now();
            let answer = payload::run(Command::new(&self.forge).args(["hook", "claude"]), event.to_string().as_bytes());
            let time = start.elapsed();
            self.holds(&format!("the hook answers in time for {name}"), time < HOOK_TIME, || format!("{time:?}"));
            let is_valid = answer
                .as_ref()
                .is_ok_and(|answer| answer.is_empty() || serde_json::from_slice::<Value>(answer).is_ok());
            self.holds(&format!("the hook's answer for {name} is valid"), is_valid, || format!("{answer:?}"));
        }
        Ok(())
    }
}

/// The reason that the report gives for a file that is unknown.
fn reason_of<'r>(report: &'r Value, name: &str) -> Option<&'r str> {
    let unknowns = report["unknowns"].as_array()?;
    unknowns.iter().find(|it| it["path"] == name)?["reason"].as_str()
}
