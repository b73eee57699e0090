//! What shell commands would write: each case says what must be predicted, and a real shell says whether that is so.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use forge_model::ToolUse;
use forge_project::OsSystem;
use forge_project::predict::{Disk, SystemDisk, predict};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The files that every case begins with.
const FILES: [(&str, &str); 6] = [
    ("web/a.js", "one\ntwo\nthree\n"),
    ("web/b.js", "const x = 1;\nconst y = 2;\n"),
    ("lib/util.py", "import os\nprint('hi')\n"),
    ("notes.txt", "secret text"),
    ("home/.profile", "\n"),
    ("run.sh", "#!/bin/sh\nprintf 'from script %s\\n' \"$1\" > web/script.js\n"),
];

/// A command and the files that it changes: their content, or `None` when they are gone.
struct Case {
    command: &'static str,
    changes: &'static [(&'static str, Option<&'static str>)],
    /// Whether the shell of this machine can show it.
    in_shell: bool,
}

const fn case(command: &'static str, changes: &'static [(&'static str, Option<&'static str>)]) -> Case {
    Case { command, changes, in_shell: true }
}

/// A case that a real shell cannot run here, or in which the prediction stands for what cannot be known.
const fn only_predicted(command: &'static str, changes: &'static [(&'static str, Option<&'static str>)]) -> Case {
    Case { command, changes, in_shell: false }
}

const HERE_DOCUMENTS: &[Case] = &[
    case(
        "cat > web/n.js <<'EOF'\nel.x = `${a ? \"b\" : 'c'}`;\nEOF",
        &[("web/n.js", Some("el.x = `${a ? \"b\" : 'c'}`;\n"))],
    ),
    case("cat <<EOF > web/n.js\nplain\nEOF\n", &[("web/n.js", Some("plain\n"))]),
    case("cat <<\\EOF >web/n.js\na $b\nEOF", &[("web/n.js", Some("a $b\n"))]),
    case("cat <<\"E O F\" > n.js\nx\nE O F\necho hi", &[("n.js", Some("x\n"))]),
    case("cat <<-EOF > n.js\n\ta\n\t\tb\n\tEOF\necho done >> n.js", &[("n.js", Some("a\nb\ndone\n"))]),
    case(
        "cat > x.js <<'A' && cat > y.js <<'B'\nin x $(\nA\nin y `\nB",
        &[("x.js", Some("in x $(\n")), ("y.js", Some("in y `\n"))],
    ),
    case("cat <<A <<B > f.js\none\nA\ntwo\nB", &[("f.js", Some("two\n"))]),
    case(
        "cat <<'EOF' | tee web/n.js web/m.js > /dev/null\nx\nEOF",
        &[("web/n.js", Some("x\n")), ("web/m.js", Some("x\n"))],
    ),
    case("tee -a notes.txt <<EOF\n more\nEOF", &[("notes.txt", Some("secret text more\n"))]),
    case("cat <<EOF | tee n.js\na \"quoted\nEOF", &[("n.js", Some("a \"quoted\n"))]),
    case("cat >> web/a.js <<'EOF'\nfour\nEOF", &[("web/a.js", Some("one\ntwo\nthree\nfour\n"))]),
    case(
        "NAME=Bob; cat > n.js <<EOF\nhi $NAME and ${NAME} \\$x \\`y\\`\nEOF",
        &[("n.js", Some("hi Bob and Bob $x `y`\n"))],
    ),
    case("cat > n.js <<EOF\ncwd $(basename web/a.js) `echo z`\nEOF", &[("n.js", Some("cwd a.js z\n"))]),
    only_predicted(
        "cat > n.js <<EOF\nconst t = `${a ? b : c}` + $UNSET_NAME_;\nEOF",
        &[("n.js", Some("const t = `${a ? b : c}` + $UNSET_NAME_;\n"))],
    ),
    case("cat > n.js <<'EOF'\nunterminated", &[("n.js", Some("unterminated\n"))]),
    case("git commit -qm \"$(cat <<'EOF'\nit's a (message\nEOF\n)\" || true; echo x > y.js", &[("y.js", Some("x\n"))]),
    case("if true; then cat > f.js <<'E'\nx'\nE\nfi", &[("f.js", Some("x'\n"))]),
    case("(cd web; cat > f.js <<E\na\nE\n)\necho b > g.js", &[("web/f.js", Some("a\n")), ("g.js", Some("b\n"))]),
    case("cat <<'EOF' | sed 's/SAFE/innerHTML/' > n.js\nel.SAFE = x\nEOF", &[("n.js", Some("el.innerHTML = x\n"))]),
    case("{ cat <<A; cat <<B; } > n.js\n1\nA\n2\nB", &[("n.js", Some("1\n2\n"))]),
];

const WORDS: &[Case] = &[
    case("echo 'a b'  c > n.js", &[("n.js", Some("a b c\n"))]),
    case("echo -n x > n.js; echo -e 'a\\tb\\x41' >> n.js", &[("n.js", Some("xa\tbA\n"))]),
    case("echo -nx > n.js", &[("n.js", Some("-nx\n"))]),
    case("printf '%s\\n' one 'two three' > n.js", &[("n.js", Some("one\ntwo three\n"))]),
    case("printf '%-4s|%3d|%05d|%c%%\\n' ab 7 42 xyz > n.js", &[("n.js", Some("ab  |  7|00042|x%\n"))]),
    case("printf -v V '%s-%s' a b; echo $V > n.js", &[("n.js", Some("a-b\n"))]),
    case("printf \"line\\nnext\" > 'with space.js'", &[("with space.js", Some("line\nnext"))]),
    case("c\"a\"t web/a.js > n.js", &[("n.js", Some("one\ntwo\nthree\n"))]),
    case("echo x > \"web\"/'n'.js", &[("web/n.js", Some("x\n"))]),
    case("echo x >web/../lib/./n.js", &[("lib/n.js", Some("x\n"))]),
    case("echo x > ~/n.js; echo y > $HOME/m.js", &[("home/n.js", Some("x\n")), ("home/m.js", Some("y\n"))]),
    case("D=web; F=$D/n; echo x > \"${F}.js\"", &[("web/n.js", Some("x\n"))]),
    case("F=web/a.js; echo x > ${F%.js}.ts; echo y > ${F##*/}", &[("web/a.ts", Some("x\n")), ("a.js", Some("y\n"))]),
    case("echo x > ${NOPE_:-web/n.js}", &[("web/n.js", Some("x\n"))]),
    case("echo x > \"$PWD/n.js\"", &[("n.js", Some("x\n"))]),
    case("echo $'it\\'s\\n2' > n.js", &[("n.js", Some("it's\n2\n"))]),
    case("cat <<< 'here string' > n.js", &[("n.js", Some("here string\n"))]),
    case("tee web/{p,q}.js <<< x", &[("web/p.js", Some("x\n")), ("web/q.js", Some("x\n"))]),
    case("A=(x y); printf '%s,' \"${A[@]}\" > n.js", &[("n.js", Some("x,y,"))]),
    case("echo a; echo b > n.js 2>&1; echo c &> m.js", &[("n.js", Some("b\n")), ("m.js", Some("c\n"))]),
    case("> web/a.js; : > web/b.js", &[("web/a.js", Some("")), ("web/b.js", Some(""))]),
    case("echo x > a.js > b.js", &[("a.js", Some("")), ("b.js", Some("x\n"))]),
    case("V=$(cat <<'EOF'\nel.innerHTML = q;\nEOF\n); echo \"$V\" > n.js", &[("n.js", Some("el.innerHTML = q;\n"))]),
    case("read -r -d '' V <<'EOF'\nmany\nlines\nEOF\necho \"$V\" > n.js", &[("n.js", Some("many\nlines\n"))]),
    case("# echo x > no.js\necho y > n.js # > no.js", &[("n.js", Some("y\n"))]),
    case("echo a \\\n  b > n.js", &[("n.js", Some("a b\n"))]),
    case("echo 'x > no.js' \"> no.js\" \\> no.js", &[]),
    case(
        "echo x | base64 -w0 > /dev/null; echo ZWwuaW5uZXJIVE1MID0gcTsK | base64 -d > n.js",
        &[("n.js", Some("el.innerHTML = q;\n"))],
    ),
    only_predicted("cat web/*.js > n.js", &[("n.js", Some("one\ntwo\nthree\nconst x = 1;\nconst y = 2;\n"))]),
    case("exec > n.js; echo a; echo b", &[("n.js", Some("a\nb\n"))]),
    case("exec 3> n.js; echo a >&3; echo b >&3", &[("n.js", Some("a\nb\n"))]),
];

const CONTROL: &[Case] = &[
    case("cd web && echo x > n.js", &[("web/n.js", Some("x\n"))]),
    case("cd web; cd ..; echo x > n.js", &[("n.js", Some("x\n"))]),
    case("cd nowhere 2>/dev/null; echo x > n.js", &[("n.js", Some("x\n"))]),
    case("mkdir -p new/deep && cd new/deep && echo x > n.js", &[("new/deep/n.js", Some("x\n"))]),
    case("cd web && cd - > /dev/null && echo x > n.js", &[("n.js", Some("x\n"))]),
    case("false && echo x > n.js", &[]),
    case("true || echo x > n.js", &[]),
    case("test -f nope.js || echo x > n.js", &[("n.js", Some("x\n"))]),
    case("bash -c 'cat > n.js <<EOF\nhi\nEOF'", &[("n.js", Some("hi\n"))]),
    case("bash -lc \"echo \\$1 > n.js\" _ arg", &[("n.js", Some("arg\n"))]),
    case("sh -c 'printf \"a\\n\" > n.js'", &[("n.js", Some("a\n"))]),
    case("bash <<'S'\necho x > n.js\nS", &[("n.js", Some("x\n"))]),
    case("echo 'echo x > n.js' | bash -s", &[("n.js", Some("x\n"))]),
    case("eval 'echo x >' n.js", &[("n.js", Some("x\n"))]),
    case("eval \"$(echo 'echo x > n.js')\"", &[("n.js", Some("x\n"))]),
    case("sh run.sh arg", &[("web/script.js", Some("from script arg\n"))]),
    case(". ./run.sh other", &[("web/script.js", Some("from script other\n"))]),
    case("cat > s.sh <<'S'\necho x > n.js\nS\nbash s.sh", &[("s.sh", Some("echo x > n.js\n")), ("n.js", Some("x\n"))]),
    case("env FOO=1 nohup timeout 5 tee n.js <<< x", &[("n.js", Some("x\n"))]),
    case("X=1 command \\cat web/a.js > n.js", &[("n.js", Some("one\ntwo\nthree\n"))]),
    case("w() { echo \"$1\" > n.js; }; w arg", &[("n.js", Some("arg\n"))]),
    case("function w { cat > \"$1\"; }\nw n.js <<< x", &[("n.js", Some("x\n"))]),
    case("for f in p q; do echo $f > web/$f.js; done", &[("web/p.js", Some("p\n")), ("web/q.js", Some("q\n"))]),
    case("for i in {1..2}; do echo $i; done > n.js", &[("n.js", Some("1\n2\n"))]),
    case("echo web/a.js | xargs -I{} cp {} n.js", &[("n.js", Some("one\ntwo\nthree\n"))]),
    case("printf 'web/a.js\\n' | xargs sed -i s/two/2/", &[("web/a.js", Some("one\n2\nthree\n"))]),
    case("case x in x) echo 1 > n.js;; *) :;; esac", &[("n.js", Some("1\n"))]),
    case("echo x > n.js && exit 0\necho y > n.js", &[("n.js", Some("x\n"))]),
    case("echo x > n.js; rm n.js", &[]),
    case("echo x > n.js\nfi", &[("n.js", Some("x\n"))]),
    case("{ echo a; echo b; } > n.js", &[("n.js", Some("a\nb\n"))]),
    case("! echo x > n.js", &[("n.js", Some("x\n"))]),
    case("[[ 1 < 2 && -n x ]] && echo x > n.js", &[("n.js", Some("x\n"))]),
    case("((1 > 2)); echo x > n.js", &[("n.js", Some("x\n"))]),
    case("echo x > n.js & wait", &[("n.js", Some("x\n"))]),
];

const EDITORS: &[Case] = &[
    case("sed -i 's/two/2/' web/a.js", &[("web/a.js", Some("one\n2\nthree\n"))]),
    case("sed -i.bak -e 's/o/0/g' -e '1d' web/a.js", &[("web/a.js", Some("tw0\nthree\n"))]),
    case("sed -i -E 's/(t)(w|h)/\\2\\1/' web/a.js", &[("web/a.js", Some("one\nwto\nhtree\n"))]),
    case("sed -i 's|const \\(.\\) = |let \\1=|' web/b.js", &[("web/b.js", Some("let x=1;\nlet y=2;\n"))]),
    case("sed -i '2s/t/T/; $s/e/E/2' web/a.js", &[("web/a.js", Some("one\nTwo\nthreE\n"))]),
    case("sed -i '/two/a\\  inserted' web/a.js", &[("web/a.js", Some("one\ntwo\n  inserted\nthree\n"))]),
    case("sed -i '1i first' web/a.js", &[("web/a.js", Some("first\none\ntwo\nthree\n"))]),
    case("sed -i '1,2c changed' web/a.js", &[("web/a.js", Some("changed\nthree\n"))]),
    case("sed -i '/one/,/two/d' web/a.js", &[("web/a.js", Some("three\n"))]),
    case("sed -i '$ a last' web/a.js", &[("web/a.js", Some("one\ntwo\nthree\nlast\n"))]),
    case("sed -i '$ a last' notes.txt", &[("notes.txt", Some("secret text\nlast\n"))]),
    case("sed -i '2!d' web/a.js", &[("web/a.js", Some("two\n"))]),
    case("sed -i 's/^/\\/\\/ /;s/$/ ;/' web/a.js", &[("web/a.js", Some("// one ;\n// two ;\n// three ;\n"))]),
    case("sed -i 's/two/a\\nb & [&]/' web/a.js", &[("web/a.js", Some("one\na\nb two [two]\nthree\n"))]),
    case("sed -i 's/[[:alpha:]]\\+/W/' web/b.js", &[("web/b.js", Some("W x = 1;\nW y = 2;\n"))]),
    case("sed -i 'y/et/ET/' web/a.js", &[("web/a.js", Some("onE\nTwo\nThrEE\n"))]),
    case("sed -n '2,3p' web/a.js > n.js", &[("n.js", Some("two\nthree\n"))]),
    case("sed -i '/x/{s/x/z/;s/1/9/}' web/b.js", &[("web/b.js", Some("const z = 9;\nconst y = 2;\n"))]),
    only_predicted("sed -i '' 's/two/2/' web/a.js", &[("web/a.js", Some("one\n2\nthree\n"))]),
    only_predicted("sed -i 's/two/2/' web/*.js", &[("web/a.js", Some("one\n2\nthree\n"))]),
    // An unsupported script is not predicted, and what it leaves is not taken for known.
    only_predicted("sed -i 's/two/\\U&/' web/a.js && sed -i s/one/1/ web/a.js", &[]),
    case("perl -pi -e 's/tw(o)/2$1/' web/a.js", &[("web/a.js", Some("one\n2o\nthree\n"))]),
    case("perl -0777 -pi -e 's/one\\ntwo/1+2/; s{three}{3}g' web/a.js", &[("web/a.js", Some("1+2\n3\n"))]),
    case("perl -i -pe 's/(?<a>t)/<$1>/g' web/a.js", &[("web/a.js", Some("one\n<t>wo\n<t>hree\n"))]),
    only_predicted("perl -pi -e 's/(\\w+)/uc($1)/e' web/a.js", &[]),
    case(
        "patch -p1 <<'P'\n--- a/web/a.js\n+++ b/web/a.js\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\nP",
        &[("web/a.js", Some("one\n2\nthree\n"))],
    ),
    case(
        "git apply <<'P'\ndiff --git a/n.js b/n.js\nnew file mode 100644\n--- /dev/null\n+++ b/n.js\n@@ -0,0 +1,2 @@\n+a\n+b\nP",
        &[("n.js", Some("a\nb\n"))],
    ),
    case(
        "cat > x.diff <<'P'\n--- web/a.js\n+++ web/a.js\n@@ -3 +3 @@\n-three\n+3\nP\npatch -p0 -i x.diff; rm x.diff",
        &[("web/a.js", Some("one\ntwo\n3\n"))],
    ),
    only_predicted("python3 -c \"open('n.js','w').write('x')\"", &[]),
    only_predicted("node -e 'fs.writeFileSync(\"n.js\", \"x\")'", &[]),
];

const COPIES: &[Case] = &[
    case("cp web/a.js web/c.js", &[("web/c.js", Some("one\ntwo\nthree\n"))]),
    case(
        "cp -f web/a.js web/b.js lib/",
        &[("lib/a.js", Some("one\ntwo\nthree\n")), ("lib/b.js", Some("const x = 1;\nconst y = 2;\n"))],
    ),
    case("cp -t lib web/a.js", &[("lib/a.js", Some("one\ntwo\nthree\n"))]),
    case("cp notes.txt lib/notes.js", &[("lib/notes.js", Some("secret text"))]),
    case("cp /dev/stdin n.js <<'EOF'\nx\nEOF", &[("n.js", Some("x\n"))]),
    case("install -m 644 web/a.js n.js", &[("n.js", Some("one\ntwo\nthree\n"))]),
    case("install -D /dev/stdin n.js <<< x", &[("n.js", Some("x\n"))]),
    case("cat > t.txt <<'E'\nbad\nE\nmv t.txt n.js", &[("n.js", Some("bad\n"))]),
    case("mv notes.txt web/notes.js", &[("web/notes.js", Some("secret text")), ("notes.txt", None)]),
    // Renamed as it is: nothing that was not there before, so only the old name's end is a change.
    case("mv web/a.js web/renamed.js", &[("web/a.js", None)]),
    case("ln -s web/a.js l.txt; echo x > l.txt", &[("web/a.js", Some("x\n"))]),
    case("dd of=n.js <<< x 2>/dev/null", &[("n.js", Some("x\n"))]),
    case("rm web/a.js; echo x > web/a.js", &[("web/a.js", Some("x\n"))]),
    case("truncate -s 0 web/a.js", &[("web/a.js", Some(""))]),
    case("head -n 1 web/a.js > n.js; tail -n +3 web/a.js >> n.js", &[("n.js", Some("one\nthree\n"))]),
    case("touch n.js web/a.js", &[("n.js", Some(""))]),
    case("cat web/a.js lib/util.py > n.js", &[("n.js", Some("one\ntwo\nthree\nimport os\nprint('hi')\n"))]),
    case("cat web/b.js - > n.js <<< x", &[("n.js", Some("const x = 1;\nconst y = 2;\nx\n"))]),
    only_predicted("git mv web/a.js web/z.txt", &[("web/z.txt", Some("one\ntwo\nthree\n")), ("web/a.js", None)]),
    only_predicted("echo x | sponge n.js", &[("n.js", Some("x\n"))]),
    only_predicted("sudo -u root tee n.js <<< x", &[("n.js", Some("x\n"))]),
    only_predicted("scp host:a.js n.js; curl -s https://example.com/x.js > n.js", &[]),
];

/// The scratch files as a disk whose user lives in them.
struct Scratch(String);

impl Disk for Scratch {
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        SystemDisk(&OsSystem).read(path)
    }
    fn exists(&self, path: &str) -> bool {
        SystemDisk(&OsSystem).exists(path)
    }
    fn is_directory(&self, path: &str) -> bool {
        SystemDisk(&OsSystem).is_directory(path)
    }
    fn list(&self, directory: &str) -> Vec<String> {
        SystemDisk(&OsSystem).list(directory)
    }
    fn real_path(&self, path: &str) -> String {
        SystemDisk(&OsSystem).real_path(path)
    }
    fn home(&self) -> Option<String> {
        Some(format!("{}/home", self.0))
    }
}

fn scratch() -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().canonicalize().unwrap().to_str().unwrap().to_owned();
    for (path, content) in FILES {
        let path = Path::new(&root).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    (directory, root)
}

type Changes = BTreeMap<String, Option<String>>;

fn predicted(root: &str, command: &str) -> Changes {
    let tool = ToolUse::Shell { command: command.to_owned() };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let changes = predict(&tool, root, &Scratch(root.to_owned()));
    changes.into_iter().map(|change| (name(root, &change.path), change.after.map(text))).collect()
}

fn name(root: &str, path: &str) -> String {
    path.strip_prefix(root).map_or(path, |name| name.trim_start_matches('/')).to_owned()
}

fn expected(case: &Case) -> Changes {
    case.changes.iter().map(|(path, content)| ((*path).to_owned(), content.map(str::to_owned))).collect()
}

#[track_caller]
fn check(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let (_directory, root) = scratch();
        let (found, expected) = (predicted(&root, case.command), expected(case));
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:?}\n  predicted {found:?}", case.command));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the commands in a real shell: what was predicted must be what happened.
#[track_caller]
fn check_in_shell(cases: &[&Case]) {
    if Command::new("bash").arg("-c").arg("sed --version && perl -v && git --version").output().is_err() {
        return;
    }
    let mut wrong = Vec::new();
    for case in cases.iter().filter(|case| case.in_shell) {
        let (_directory, root) = scratch();
        let mut shell = Command::new("bash");
        shell.args(["-c", case.command]).current_dir(&root).env("HOME", format!("{root}/home")).env("PWD", &root);
        shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        for (path, content) in expected(case) {
            let found = std::fs::read_to_string(Path::new(&root).join(&path)).ok();
            if found != content {
                wrong.push(format!("{}\n  {path}: predicted {content:?}, found {found:?}", case.command));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn here_documents_are_predicted() {
    check(HERE_DOCUMENTS);
}

#[test]
fn words_and_redirections_are_predicted() {
    check(WORDS);
}

#[test]
fn control_structures_are_followed() {
    check(CONTROL);
}

#[test]
fn editors_of_streams_are_followed() {
    check(EDITORS);
}

#[test]
fn copies_and_moves_are_followed() {
    check(COPIES);
}

#[test]
fn a_real_shell_does_what_was_predicted() {
    let cases = [HERE_DOCUMENTS, WORDS, CONTROL, EDITORS, COPIES];
    check_in_shell(&cases.into_iter().flatten().collect::<Vec<_>>());
}

#[test]
fn a_file_that_may_end_in_two_ways_comes_twice() {
    let (_directory, root) = scratch();
    let tool = ToolUse::Shell { command: "echo bad > n.js; npm run check && echo good > n.js".to_owned() };
    let changes = predict(&tool, &root, &Scratch(root.clone()));
    let ends: Vec<_> = changes.iter().map(|change| change.after.as_deref().unwrap()).collect();
    assert_eq!(ends, [&b"bad\n"[..], b"good\n"]);
}

#[test]
fn a_renamed_file_is_compared_with_what_it_was() {
    let (_directory, root) = scratch();
    let change = |command: &str, path: &str| {
        let tool = ToolUse::Shell { command: command.to_owned() };
        let changes = predict(&tool, &root, &Scratch(root.clone()));
        changes.into_iter().find(|change| name(&root, &change.path) == path)
    };
    let renamed = change("mv web/a.js web/z.js; echo four >> web/z.js", "web/z.js").unwrap();
    assert_eq!(renamed.before.as_deref(), Some(&b"one\ntwo\nthree\n"[..]));
    // Text that becomes code, and a test that becomes the product, were not judged as such before.
    assert_eq!(change("mv notes.txt web/z.js", "web/z.js").unwrap().before, None);
    let moved = change("mkdir tests; cp web/a.js tests/a.js; mv tests/a.js web/z.js", "web/z.js").unwrap();
    assert_eq!(moved.before, None);
}

#[test]
fn hostile_scripts_end_soon() {
    let deep = |open: &str, close: &str| format!("{}echo x > n.js{}", open.repeat(20_000), close.repeat(20_000));
    let scripts = [
        deep("(", ")"),
        deep("{ ", "; }"),
        deep("$(", ")"),
        deep("bash -c \"", "\""),
        deep("if true; then ", "; fi"),
        format!("cat > n.js <<EOF\n{}\nEOF", "$(cat <<X\n${a:-`".repeat(20_000)),
        format!("cat > n.js <<EOF\n{}\nEOF", "$((".repeat(200_000)),
        format!("x=aaaaaaaaaaaaaaaa; {} echo $x > n.js", "x=$x$x;".repeat(64)),
        format!("f() {{ f; f; }}; f; {}", "f;".repeat(1_000)),
        "while true; do eval \"$0 $0\"; done".to_owned(),
        format!(
            "for a in {{1..60}}; do for b in {{1..60}}; do for c in {{1..60}}; do {}; done; done; done",
            "echo x > $a$b$c.js"
        ),
        format!("echo {} > n.js", "{a,b}".repeat(5_000)),
        format!("echo {}b > n.js", "*".repeat(5_000)),
        "'".repeat(100_001),
        format!("sed -i 's/{}/x/' web/a.js", "(a*)*".repeat(10_000)),
        format!("cat <<{0}\n", "A <<".repeat(50_000)),
    ];
    for script in scripts {
        let (_directory, root) = scratch();
        let begin = std::time::Instant::now();
        let changes = predict(&ToolUse::Shell { command: script.clone() }, &root, &Scratch(root.clone()));
        let bytes: usize = changes.iter().filter_map(|change| change.after.as_ref()).map(Vec::len).sum();
        assert!(changes.len() <= 512 && bytes <= 16 << 20);
        assert!(begin.elapsed().as_secs() < 5, "{:?} {}", begin.elapsed(), &script[..60]);
    }
}

/// The same numbers every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

#[test]
fn mutated_scripts_do_not_panic() {
    const TOKENS: [&str; 24] = [
        "'",
        "\"",
        "`",
        "$(",
        ")",
        "${",
        "}",
        "<<E\n",
        "\nE\n",
        "{a,",
        "|",
        "&&",
        ";;",
        "case x in ",
        "esac",
        "\\",
        "é",
        "\0",
        "((",
        "[[ ",
        "s/\\(",
        "sed -i ",
        "@@ -1 +1 @@\n",
        "printf '%",
    ];
    let (_directory, root) = scratch();
    let disk = Scratch(root.clone());
    let cases: Vec<&Case> = [HERE_DOCUMENTS, WORDS, CONTROL, EDITORS, COPIES].into_iter().flatten().collect();
    let mut numbers = Numbers(1);
    for _ in 0..4_000 {
        let mut script: Vec<char> = cases[numbers.below(cases.len())].command.chars().collect();
        for _ in 0..=numbers.below(4) {
            let at = numbers.below(script.len() + 1);
            match numbers.below(3) {
                0 => drop(script.splice(at..at, TOKENS[numbers.below(TOKENS.len())].chars())),
                1 => drop(script.drain(at..(at + numbers.below(5)).min(script.len()))),
                _ => {
                    let other: Vec<char> = cases[numbers.below(cases.len())].command.chars().collect();
                    script.splice(at..at, other[numbers.below(other.len())..].iter().copied());
                }
            }
        }
        let command: String = script.into_iter().collect();
        predict(&ToolUse::Shell { command }, &root, &disk);
    }
}
