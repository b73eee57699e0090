//! The real machine.
#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its files fails")]

use camino::{Utf8Path, Utf8PathBuf};
use forge_project::{Command, EntryKind, OsSystem, ReadError, RunError, System};

fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap();
    (folder, path)
}

fn names(root: &Utf8Path) -> Vec<String> {
    let walk = OsSystem.walk(root);
    assert_eq!(walk.errors, []);
    walk.files.iter().map(|file| file.strip_prefix(root).unwrap().to_string()).collect()
}

fn fill(root: &Utf8Path, files: &[(&str, &str)]) {
    for (path, content) in files {
        OsSystem.write(&root.join(path), content.as_bytes()).unwrap();
    }
}

#[test]
fn a_walk_respects_gitignore_and_sees_hidden_files() {
    let (_folder, root) = folder();
    fill(
        &root,
        &[
            (".gitignore", "*.log\n/build/\n"),
            ("a.js", ""),
            ("a.log", ""),
            ("build/x.js", ""),
            ("src/build/x.js", ""),
            ("src/.gitignore", "!keep.log\nlocal.py\n"),
            ("src/keep.log", ""),
            ("src/local.py", ""),
            (".env", ""),
            (".github/workflows/ci.yml", ""),
            (".ignore", "a.js\n"),
        ],
    );
    let expected = [
        ".env",
        ".github/workflows/ci.yml",
        ".gitignore",
        ".ignore",
        "a.js",
        "src/.gitignore",
        "src/build/x.js",
        "src/keep.log",
    ];
    assert_eq!(names(&root), expected, "without a repository");
    fill(&root, &[(".git/HEAD", "ref: refs/heads/main\n"), (".git/info/exclude", "a.js\n")]);
    assert_eq!(names(&root), expected.iter().copied().filter(|name| *name != "a.js").collect::<Vec<_>>());
    assert_eq!(names(&root.join("build")), ["x.js"], "a directory that is named is walked");
}

#[test]
fn a_repository_does_not_inherit_rules_from_above_it() {
    let (_folder, root) = folder();
    fill(&root, &[(".gitignore", "*.js\n"), ("repo/.git/HEAD", ""), ("repo/a.js", ""), ("plain/a.js", "")]);
    assert_eq!(names(&root.join("repo")), ["a.js"]);
    assert_eq!(names(&root.join("plain")), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_walk_does_not_follow_links_and_tells_what_it_could_not_enter() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (_folder, root) = folder();
    fill(&root, &[("a/a.js", ""), ("locked/b.js", "")]);
    symlink(&root, root.join("a/loop")).unwrap();
    symlink(root.join("a/a.js"), root.join("link.js")).unwrap();
    symlink("self.js", root.join("self.js")).unwrap();
    symlink("nowhere.js", root.join("dangling.js")).unwrap();
    let errors = OsSystem.walk(&root).errors;
    let circles = [
        ("a/loop", "a link to a folder that it is in itself is not followed"),
        ("self.js", "filesystem loop or indirection limit (e.g. symlink loop)"),
    ];
    assert_eq!(errors, circles.map(|(path, why)| (root.join(path).into_string(), ReadError::Io(why.into()))));
    for (path, _) in &circles {
        std::fs::remove_file(root.join(path)).unwrap();
    }
    assert_eq!(names(&root), ["a/a.js", "locked/b.js"]);
    symlink(root.join("a"), root.join("door")).unwrap();
    assert_eq!(OsSystem.walk(&root.join("door")).files, [root.join("door/a.js")], "a link that is named is walked");

    std::fs::set_permissions(root.join("locked"), PermissionsExt::from_mode(0o000)).unwrap();
    let walk = OsSystem.walk(&root);
    let readable = std::fs::read_dir(root.join("locked")).is_ok();
    std::fs::set_permissions(root.join("locked"), PermissionsExt::from_mode(0o700)).unwrap();
    // The superuser may enter everything.
    if !readable {
        assert_eq!(walk.errors, [(root.join("locked").into_string(), ReadError::Io("permission denied".into()))]);
    }
}

#[test]
fn reading_is_bounded_and_never_waits() {
    let (_folder, root) = folder();
    fill(&root, &[("a", "12345")]);
    assert_eq!(OsSystem.read(&root.join("a"), 5), Ok(b"12345".to_vec()));
    assert_eq!(OsSystem.read(&root.join("a"), 4), Err(ReadError::TooLarge { bytes: 5, limit: 4 }));
    assert_eq!(OsSystem.read(&root.join("b"), 4), Err(ReadError::NotFound));
    assert_eq!(OsSystem.read(&root, 4), Err(ReadError::NotAFile));
    #[cfg(unix)]
    {
        assert_eq!(OsSystem.read("/dev/zero".into(), 4), Err(ReadError::NotAFile));
        let pipe = root.join("pipe");
        let made = OsSystem.run(&command(&root, "mkfifo", &["pipe"])).unwrap();
        assert_eq!(made.code, Some(0));
        assert_eq!(OsSystem.read(&pipe, 4), Err(ReadError::NotAFile));
        assert_eq!(OsSystem.entry(&pipe), Some(EntryKind::Other));
    }
}

#[test]
fn writing_replaces_wholly_and_keeps_permissions_and_links() {
    let (_folder, root) = folder();
    let file = root.join("x/y/file.txt");
    OsSystem.write(&file, b"one").unwrap();
    assert_eq!(OsSystem.read(&file, 9), Ok(b"one".to_vec()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, root.join("link")).unwrap();
        OsSystem.write(&root.join("link"), b"two").unwrap();
        assert_eq!(OsSystem.read(&file, 9), Ok(b"two".to_vec()));
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(std::fs::symlink_metadata(root.join("link")).unwrap().is_symlink());
        OsSystem.write("/dev/null".into(), b"gone").unwrap();
        assert_eq!(OsSystem.entry("/dev/null".into()), Some(EntryKind::Other));
    }
    assert_eq!(std::fs::read_dir(root.join("x/y")).unwrap().count(), 1, "nothing is left behind");
    assert!(OsSystem.write(&root, b"").is_err());
    OsSystem.remove(&file).unwrap();
    OsSystem.remove(&file).unwrap();
    assert_eq!(OsSystem.entry(&file), None);
}

fn command(directory: &Utf8Path, program: &str, args: &[&str]) -> Command {
    Command {
        program: program.to_owned(),
        args: args.iter().map(ToString::to_string).collect(),
        directory: directory.to_owned(),
        environment: Vec::new(),
        stdin: Vec::new(),
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_answers_while_it_reads_does_not_wait_for_ever() {
    let (_folder, root) = folder();
    let stdin = vec![b'x'; 4 << 20];
    let output = OsSystem.run(&Command { stdin: stdin.clone(), ..command(&root, "cat", &[]) }).unwrap();
    assert!(output.stdout == stdin);
    let output = OsSystem.run(&Command { stdin, ..command(&root, "true", &[]) }).unwrap();
    assert_eq!(output.code, Some(0));
}

#[test]
fn a_missing_program_is_named() {
    let (_folder, root) = folder();
    let missing = OsSystem.run(&command(&root, "no-such-program-here", &[]));
    assert_eq!(missing, Err(RunError::Missing("no-such-program-here".into())));
    let elsewhere = OsSystem.run(&command(&root.join("nowhere"), "git", &[]));
    assert!(matches!(elsewhere, Err(RunError::Io { .. })));
}
