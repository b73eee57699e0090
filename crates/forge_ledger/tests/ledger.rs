//! The ledger as its users see it: one file, many processes.

use camino::{Utf8Path, Utf8PathBuf};
use forge_ledger::{
    Broken, Context, Fact, FindingState, Found, Ledger, OpenError, Outcome, Place, open, open_existing,
};
use rusqlite::Connection;
use tempfile::TempDir;

fn place() -> (TempDir, Utf8PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    let path = Utf8PathBuf::from_path_buf(folder.path().join("forge/ledger.db")).expect("it is UTF-8");
    (folder, path)
}

fn ledger(path: &Utf8Path) -> Ledger {
    open(path).expect("it opens").ledger
}

fn context(session: &str) -> Context {
    Context { session: session.to_owned(), worktree: "/repo".to_owned() }
}

fn answered(outcome: Outcome) -> Fact {
    let (client, event) = ("claude".to_owned(), "PreToolUse".to_owned());
    Fact::HookAnswered { client, event, tool: Some("Write".to_owned()), outcome, rules: Vec::new() }
}

fn opened(line: u32) -> Fact {
    let (path, fingerprint) = ("web/a.js".to_owned(), "f1".to_owned());
    Fact::FindingOpened(Found {
        path,
        fingerprint,
        rule: "xss".into(),
        line,
        severity: "high".into(),
        count: 1,
        introduced: true,
    })
}

fn at() -> Place {
    Place { path: "web/a.js".to_owned(), fingerprint: "f1".to_owned() }
}

/// Changes the file behind the ledger's back.
fn tamper(path: &Utf8Path, sql: &str) {
    let connection = Connection::open(path).expect("it opens");
    let free = "DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;";
    connection.execute_batch(&format!("{free}{sql}")).expect("it can be changed");
}

#[test]
fn a_finding_is_followed_from_opened_to_fixed_and_back() {
    let (_folder, path) = place();
    let mut ledger = ledger(&path);
    ledger.append(&context("claude:a"), 10, &[opened(4), Fact::FindingTold(at())]).expect("it is written");
    let open = ledger.open_findings("/repo").expect("it is read");
    assert_eq!((open.len(), open[0].line, open[0].told, open[0].times), (1, 4, 1, 1));
    assert!(ledger.open_findings("/other").expect("it is read").is_empty(), "worktrees are apart");
    ledger.append(&context("claude:a"), 20, &[Fact::FindingFixed(at())]).expect("it is written");
    assert!(ledger.open_findings("/repo").expect("it is read").is_empty());
    assert_eq!(ledger.findings_in("/repo", "web/a.js").expect("it is read")[0].state, FindingState::Fixed);
    ledger.append(&context("claude:b"), 30, &[opened(7)]).expect("it is written");
    let open = ledger.open_findings("/repo").expect("it is read");
    assert_eq!((open[0].line, open[0].times, open[0].session.as_str(), open[0].opened), (7, 2, "claude:b", 10));
}

#[test]
fn views_can_be_made_anew_from_the_log() {
    let (_folder, path) = place();
    let mut ledger = ledger(&path);
    let unknown = Fact::UnknownOpened { path: "b.py".into(), reason: "not UTF-8".into() };
    ledger.append(&context("claude:a"), 10, &[opened(4), unknown, answered(Outcome::Denied)]).expect("it is written");
    ledger.append(&context("claude:a"), 20, &[Fact::SessionEnded {}]).expect("it is written");
    let views = |ledger: &Ledger| {
        (
            ledger.sessions(0).expect("read"),
            ledger.open_findings("/repo").expect("read"),
            ledger.unknowns("/repo").expect("read"),
            ledger.coverage().expect("read"),
        )
    };
    let before = views(&ledger);
    assert_eq!((before.0[0].ended, before.2.len(), before.3[0].denied), (Some(20), 1, 1));
    ledger.refold().expect("it is folded");
    assert_eq!(views(&ledger), before);
}

#[test]
fn what_is_changed_behind_its_back_is_seen() {
    let broken = |sql: &str| {
        let (_folder, path) = place();
        let mut ledger = ledger(&path);
        for time in 0..5 {
            ledger.append(&context("claude:a"), time, &[answered(Outcome::Allowed)]).expect("it is written");
        }
        assert_eq!(ledger.verify().expect("it is read").expect("it is intact").events, 5);
        tamper(&path, sql);
        ledger.verify().expect("it is read").err()
    };
    assert_eq!(broken("UPDATE event SET body = '{}' WHERE seq = 3"), Some(Broken::Changed { seq: 3 }));
    assert_eq!(broken("UPDATE event SET hash = zeroblob(32) WHERE seq = 5"), Some(Broken::Changed { seq: 5 }));
    assert_eq!(broken("DELETE FROM event WHERE seq = 3"), Some(Broken::Gap { seq: 4, after: 2 }));
    assert_eq!(broken("DELETE FROM event WHERE seq = 5"), Some(Broken::Cut { last: 4, expected: 5 }));
    assert_eq!(broken("SELECT 1"), None);
}

#[test]
fn the_log_refuses_to_be_changed() {
    let (_folder, path) = place();
    ledger(&path).append(&context("claude:a"), 1, &[opened(1)]).expect("it is written");
    let connection = Connection::open(&path).expect("it opens");
    for sql in ["DELETE FROM event", "UPDATE event SET at = 0"] {
        assert!(connection.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_damaged_file_is_put_aside_and_a_new_one_begun() {
    for damage in
        [&b"not a database at all, but long enough to be taken for one"[..], &[0; 8192], b"SQLite format 3\0xx"]
    {
        let (_folder, path) = place();
        drop(ledger(&path));
        std::fs::write(&path, damage).expect("it can be damaged");
        assert!(matches!(open_existing(&path), Err(OpenError::Damaged { .. })), "reading changes nothing");
        let opened = open(&path).expect("it opens");
        let aside = opened.moved_aside.expect("it was put aside");
        assert_eq!(std::fs::read(aside).expect("it is there"), damage);
        let mut ledger = opened.ledger;
        ledger.append(&context("claude:a"), 1, &[self::opened(1)]).expect("it is written");
        assert!(open(&path).expect("it opens").moved_aside.is_none());
    }
}

#[test]
fn what_a_newer_version_wrote_is_read_where_it_can_be() {
    let (_folder, path) = place();
    drop(ledger(&path));
    tamper(
        &path,
        "INSERT INTO event VALUES (1, 5, 'm', 's', '/repo', 'claim.taken', '{}', zeroblob(32)); PRAGMA user_version = 2;",
    );
    let mut seen = Vec::new();
    ledger(&path)
        .events(0, |event| {
            seen.push((event.kind, event.fact));
            true
        })
        .expect("it is read");
    assert_eq!(seen, [("claim.taken".to_owned(), None)]);
    tamper_meta(&path, "UPDATE meta SET oldest_reader = 2");
    assert!(matches!(open(&path), Err(OpenError::Newer { schema: 2, .. })));
}

fn tamper_meta(path: &Utf8Path, sql: &str) {
    Connection::open(path).expect("it opens").execute_batch(sql).expect("it can be changed");
}

#[cfg(unix)]
#[test]
fn it_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = place();
    ledger(&path).append(&context("claude:a"), 1, &[opened(1)]).expect("it is written");
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{path}{end}")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{end}");
    }
    let beside = std::fs::read_dir(path.parent().expect("it has one")).expect("it is read");
    let names: Vec<String> =
        beside.map(|it| it.expect("it is read").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().all(|name| name.starts_with("ledger.db")), "{names:?}");
}

#[test]
fn where_nothing_can_be_written_it_says_so() {
    let (folder, _) = place();
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("there is room");
    let path = Utf8PathBuf::from_path_buf(file.join("ledger.db")).expect("it is UTF-8");
    assert!(matches!(open(&path), Err(OpenError::Unavailable { .. })));
    assert!(open_existing(&path).expect("nothing is there").is_none());
}

#[test]
fn threads_that_begin_it_together_lose_nothing() {
    let (_folder, path) = place();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let path = &path;
            scope.spawn(move || {
                for time in 0..20 {
                    let facts = [answered(Outcome::Allowed), answered(Outcome::Advised)];
                    ledger(path).append(&context(&format!("claude:{thread}")), time, &facts).expect("it is written");
                }
            });
        }
    });
    let ledger = ledger(&path);
    assert_eq!(ledger.verify().expect("it is read").expect("it is intact").events, 8 * 20 * 2);
    assert_eq!(ledger.coverage().expect("it is read")[0].answered, 8 * 20 * 2);
    assert_eq!(ledger.sessions(0).expect("it is read").len(), 8);
}

#[test]
fn the_write_ahead_log_stays_small() {
    let (_folder, path) = place();
    let mut largest = 0;
    for time in 0..400 {
        // As processes do: opened for one event.
        ledger(&path).append(&context("claude:a"), time, &[answered(Outcome::Allowed)]).expect("it is written");
        largest = largest.max(std::fs::metadata(format!("{path}-wal")).expect("it is there").len());
    }
    assert!(largest < 1 << 20, "{largest} bytes");
    assert_eq!(ledger(&path).verify().expect("it is read").expect("it is intact").events, 400);
}
