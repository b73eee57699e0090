//! What tools that write files would write.

use forge_model::{Change, Edit, ToolUse};
use forge_project::predict::{Cells, Disk, SystemDisk, predict};
use forge_project::{MemorySystem, OsSystem};

fn system() -> MemorySystem {
    MemorySystem::new("/r")
        .with("a.js", "one\ntwo\n")
        .with("u16.js", b"\xff\xfeo\0n\0e\0".to_vec())
        .with_variable("HOME", "/home/u")
}

fn write(path: &str, content: &str) -> ToolUse {
    ToolUse::Write { path: path.to_owned(), content: content.to_owned() }
}

fn edit(path: &str, edits: &[(&str, &str)]) -> ToolUse {
    let edits = edits.iter().map(|(old, new)| Edit { old: (*old).to_owned(), new: (*new).to_owned(), all: false });
    ToolUse::Edit { path: path.to_owned(), edits: edits.collect() }
}

#[track_caller]
fn check(tool: &ToolUse, expected: Option<(&str, Option<&str>, &str)>) {
    let system = system();
    let bytes = |text: &str| text.as_bytes().to_vec();
    let expected = expected.map(|(path, before, after)| Change {
        path: path.to_owned(),
        before: before.map(bytes),
        after: Some(bytes(after)),
    });
    assert_eq!(predict(tool, "/r/web", &SystemDisk(&system)), expected.into_iter().collect::<Vec<_>>());
}

#[test]
fn a_write_is_its_content_at_its_path() {
    check(&write("/r/new.js", "x"), Some(("/r/new.js", None, "x")));
    check(&write("../a.js", "x"), Some(("/r/a.js", Some("one\ntwo\n"), "x")));
    check(&write("~/b.js", "x"), Some(("/home/u/b.js", None, "x")));
}

#[test]
fn edits_apply_one_after_the_other_or_not_at_all() {
    check(&edit("/r/a.js", &[("one", "1"), ("1", "uno")]), Some(("/r/a.js", Some("one\ntwo\n"), "uno\ntwo\n")));
    check(&edit("/r/a.js", &[("one", "1"), ("three", "3")]), None);
    check(&edit("/r/new.js", &[("", "x\n"), ("x", "y")]), Some(("/r/new.js", None, "y\n")));
    check(&edit("/r/new.js", &[("a", "x")]), None);
    check(&edit("/r/u16.js", &[("one", "1")]), Some(("/r/u16.js", Some("one"), "1")));
}

#[test]
fn a_file_that_cannot_be_read_gives_no_prediction() {
    let system = MemorySystem::new("/r").with_unreadable("a.js");
    assert_eq!(predict(&edit("/r/a.js", &[("", "x")]), "/r", &SystemDisk(&system)), []);
}

#[test]
fn a_cell_is_edited_within_its_notebook() {
    let notebook = r#"{"cells":[{"cell_type":"code","source":"a = 1\nb = 2"}],"metadata":{}}"#;
    let system = MemorySystem::new("/r").with("n.ipynb", notebook);
    let tool =
        |source: &str| ToolUse::NotebookEdit { path: "/r/n.ipynb".to_owned(), source: source.to_owned(), code: true };
    let changes = predict(&tool("a = 1\nb = 3"), "/r", &SystemDisk(&system));
    assert_eq!(Cells::read(changes[0].after.as_ref().unwrap()).unwrap().text, "a = 1\nb = 3\n");
    assert_eq!(predict(&tool(""), "/r", &SystemDisk(&system)), []);
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_what_is_written() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().canonicalize().unwrap();
    let root = root.to_str().unwrap();
    std::fs::create_dir(format!("{root}/real")).unwrap();
    std::fs::write(format!("{root}/real/a.js"), "one").unwrap();
    std::fs::write(format!("{root}/real/data"), "x").unwrap();
    for (target, link) in
        [("real", "web"), ("real/a.js", "notes.txt"), ("real/data", "code.js"), ("loop2", "loop"), ("loop", "loop2")]
    {
        std::os::unix::fs::symlink(target, format!("{root}/{link}")).unwrap();
    }
    let path = |name: &str| predict(&write(name, "x"), root, &SystemDisk(&OsSystem))[0].path.replace(root, "");
    assert_eq!(path("web/a.js"), "/real/a.js");
    assert_eq!(path("web/new/deep.js"), "/real/new/deep.js");
    assert_eq!(path("notes.txt"), "/real/a.js");
    // What a program loads as code stays code, whatever it is called where it lies.
    assert_eq!(path("code.js"), "/code.js");
    assert_eq!(path("loop/x.js"), "/loop/x.js");
    assert_eq!(SystemDisk(&OsSystem).list(&format!("{root}/web")).len(), 2);
}
