//! Git on real repositories.
#![allow(clippy::unwrap_used, reason = "a test that cannot prepare its files fails")]

use camino::{Utf8Path, Utf8PathBuf};
use forge_project::{Blob, Command, Delta, Git, GitError, OsSystem, Side, System};

struct Repository {
    _folder: tempfile::TempDir,
    top: Utf8PathBuf,
}

impl Repository {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let top = Utf8Path::from_path(folder.path()).unwrap().canonicalize_utf8().unwrap().join("repo");
        std::fs::create_dir(&top).unwrap();
        let repository = Self { _folder: folder, top };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        // What a person may have configured and what must not matter.
        for (key, value) in [
            ("diff.relative", "true"),
            ("diff.noprefix", "true"),
            ("core.quotePath", "true"),
            ("diff.external", "false"),
            ("diff.renames", "false"),
            ("color.ui", "always"),
        ] {
            repository.git(&["config", key, value]);
        }
        repository
    }

    fn git(&self, args: &[&str]) -> String {
        Self::git_in(&self.top, args)
    }

    fn git_in(directory: &Utf8Path, args: &[&str]) -> String {
        let identity = ["user.name=A", "user.email=a@example.com", "commit.gpgsign=false", "core.hooksPath=/dev/null"];
        let mut all: Vec<String> = identity.iter().flat_map(|it| ["-c".to_owned(), (*it).to_owned()]).collect();
        all.extend(args.iter().map(ToString::to_string));
        let environment = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"].map(|name| (name.to_owned(), None)).to_vec();
        let directory = directory.to_owned();
        let command = Command { program: "git".to_owned(), args: all, directory, environment, stdin: Vec::new() };
        let output = OsSystem.run(&command).unwrap();
        assert_eq!(output.code, Some(0), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    fn write(&self, path: &str, content: &str) {
        OsSystem.write(&self.top.join(path), content.as_bytes()).unwrap();
    }

    fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    fn open(&self) -> Git<'static> {
        Git::discover(&OsSystem, &self.top).unwrap().unwrap()
    }
}

fn paths(deltas: &[Delta]) -> Vec<&str> {
    deltas.iter().map(|delta| delta.path.as_str()).collect()
}

fn content(git: &Git<'_>, id: Option<&String>) -> String {
    match git.blobs(&[id.unwrap()], 1 << 20).unwrap().remove(0) {
        Blob::Content(bytes) => String::from_utf8(bytes).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn staged_content_is_the_indexs_not_the_disks() {
    let repository = Repository::new();
    repository.write("before.js", "one\n");
    repository.git(&["add", "."]);
    repository.write("before.js", "two\n");
    let git = repository.open();
    assert_eq!(git.top(), repository.top);
    let staged = git.staged().unwrap();
    assert_eq!(paths(&staged), ["before.js"], "also before the first commit");
    assert_eq!(content(&git, staged[0].new_blob.as_ref()), "one\n");

    repository.commit("first");
    repository.write("grüße \"x\"\n.py", "a = 1\n");
    repository.write("not-added.js", "x\n");
    repository.git(&["add", "grüße \"x\"\n.py"]);
    let staged = git.staged().unwrap();
    assert_eq!(paths(&staged), ["grüße \"x\"\n.py"]);
    assert_eq!(content(&git, staged[0].new_blob.as_ref()), "a = 1\n");
    assert_eq!(git.files().unwrap(), ["before.js", "grüße \"x\"\n.py"]);
}

#[test]
fn since_maps_renames_and_sees_the_working_tree() {
    let repository = Repository::new();
    let long = (0..40).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n");
    repository.write("src/old.js", &long);
    repository.write("src/same.js", "same\n");
    repository.write("src/gone.js", "gone\n");
    repository.write(".gitignore", "*.log\n");
    let base = repository.commit("first");
    repository.git(&["switch", "--quiet", "-c", "work"]);
    repository.git(&["mv", "src/old.js", "src/new.js"]);
    repository.write("src/new.js", &format!("{long}\nmore\n"));
    repository.commit("rename");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("src/other.js", "of main only\n");
    repository.commit("main goes on");
    repository.git(&["switch", "--quiet", "work"]);
    std::fs::remove_file(repository.top.join("src/gone.js")).unwrap();
    repository.write("src/untracked.py", "x\n");
    repository.write("src/ignored.log", "x\n");

    let git = repository.open();
    assert_eq!(git.merge_base("main").unwrap(), base);
    let deltas = git.compare(Some(&base), Side::WorkingTree).unwrap();
    assert_eq!(paths(&deltas), ["src/new.js", "src/untracked.py"]);
    assert_eq!(deltas[0].old_path.as_deref(), Some("src/old.js"));
    assert_eq!(content(&git, deltas[0].old_blob.as_ref()), long);
    assert_eq!(
        deltas[1],
        Delta { path: "src/untracked.py".into(), old_path: None, old_blob: None, new_blob: None, conflict: false }
    );
    assert_eq!(git.blob_at(&base, "src/old.js").unwrap(), deltas[0].old_blob);
    assert_eq!(git.blob_at(&base, "src/new.js").unwrap(), None);

    let below = Git::discover(&OsSystem, &repository.top.join("src")).unwrap().unwrap();
    assert_eq!(below.compare(Some(&base), Side::WorkingTree).unwrap(), deltas, "the same from a folder below");
    assert_eq!(paths(&git.compare(Some(&base), Side::Index).unwrap()), ["src/new.js"]);
}

#[test]
fn links_submodules_and_conflicts_are_told_apart() {
    let repository = Repository::new();
    repository.write("a.js", "base\n");
    repository.commit("first");
    repository.git(&["switch", "--quiet", "-c", "other"]);
    repository.write("a.js", "theirs\n");
    repository.commit("theirs");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("a.js", "ours\n");
    repository.commit("ours");
    let merge = Command {
        program: "git".to_owned(),
        args: ["-c", "user.name=A", "-c", "user.email=a@b.c", "merge", "other"].map(str::to_owned).to_vec(),
        directory: repository.top.clone(),
        environment: Vec::new(),
        stdin: Vec::new(),
    };
    assert_eq!(OsSystem.run(&merge).unwrap().code, Some(1));
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.js", repository.top.join("link.js")).unwrap();
    #[cfg(unix)]
    repository.git(&["add", "link.js"]);
    let staged = repository.open().staged().unwrap();
    assert_eq!(paths(&staged), ["a.js"]);
    assert!(staged[0].conflict);
}

#[test]
fn a_linked_worktree_is_a_repository() {
    let repository = Repository::new();
    repository.write("a.js", "one\n");
    let base = repository.commit("first");
    let linked = repository.top.parent().unwrap().join("linked");
    repository.git(&["worktree", "add", "--quiet", "-b", "side", linked.as_str()]);
    OsSystem.write(&linked.join("b.js"), b"two\n").unwrap();
    Repository::git_in(&linked, &["add", "b.js"]);
    let git = Git::discover(&OsSystem, &linked).unwrap().unwrap();
    assert_eq!(git.top(), linked);
    assert_eq!(paths(&git.staged().unwrap()), ["b.js"]);
    assert_eq!(git.merge_base("main").unwrap(), base);
    assert!(repository.open().staged().unwrap().is_empty());
}

#[test]
fn errors_name_what_is_wrong() {
    let repository = Repository::new();
    let outside = repository.top.parent().unwrap().join("outside");
    std::fs::create_dir(&outside).unwrap();
    assert!(Git::discover(&OsSystem, &outside).unwrap().is_none());

    repository.git(&["init", "--quiet", "--bare", outside.join("bare").as_str()]);
    let bare = Git::discover(&OsSystem, &outside.join("bare"));
    assert!(matches!(bare, Err(GitError::NoWorkTree(_))));

    repository.write("a.js", "one\n");
    repository.commit("first");
    let git = repository.open();
    assert_eq!(git.merge_base("nope"), Err(GitError::UnknownRevision("nope".into())));
    assert_eq!(git.merge_base("--all"), Err(GitError::UnknownRevision("--all".into())));
    repository.git(&["switch", "--quiet", "--orphan", "unrelated"]);
    repository.commit("another beginning");
    assert_eq!(git.merge_base("main"), Err(GitError::NoMergeBase("main".into())));
}

#[test]
fn many_blobs_come_back_in_order_and_within_bounds() {
    let repository = Repository::new();
    for n in 0..300 {
        repository.write(&format!("f{n:03}.txt"), &format!("content {n}\n").repeat(n + 1));
    }
    repository.git(&["add", "."]);
    let git = repository.open();
    let staged = git.staged().unwrap();
    let mut ids: Vec<&str> = staged.iter().filter_map(|it| it.new_blob.as_deref()).collect();
    let absent = "1".repeat(ids[0].len());
    ids.push(&absent);
    let blobs = git.blobs(&ids, 1_000).unwrap();
    assert_eq!(blobs.len(), 301);
    assert_eq!(blobs[3], Blob::Content("content 3\n".repeat(4).into_bytes()));
    assert_eq!(blobs[299], Blob::TooLarge("content 299\n".len() as u64 * 300));
    assert_eq!(blobs[300], Blob::Missing);
    assert_eq!(git.blobs(&[], 10).unwrap(), []);
}
