//! Commands that copy, move, link and remove whole files.

use super::commands::operands;
use super::{Field, Outcome, Shell, Stream};
use crate::predict::overlay::Held;
use crate::predict::paths;

impl Shell<'_> {
    /// Runs the command if it is one of these.
    pub(super) fn call_copy(&mut self, name: &str, args: &[Field], input: &Stream) -> Option<Outcome> {
        match name {
            "cp" | "rsync" | "gcp" => self.copy(args, input, false),
            "mv" => self.copy(args, input, true),
            "install" if args.iter().any(|word| word.text == "-d") => {
                operands(args).map(|path| self.path(path)).collect::<Vec<_>>().into_iter().for_each(|path| {
                    self.files.make_directory(path);
                });
            }
            "install" => self.copy(args, input, false),
            "ln" => self.link(args, input),
            "rm" | "unlink" => {
                let paths: Vec<String> = operands(args).map(|path| self.path(path)).collect();
                for path in paths.into_iter().filter(|path| !path.contains("/node_modules/")) {
                    if !self.files.is_directory(&path) {
                        self.files.write(&path, Held::Absent, self.maybe > 0);
                    }
                }
            }
            "touch" => {
                for path in operands(args).map(|path| self.path(path)).collect::<Vec<_>>() {
                    if self.files.read(&path) == Held::Absent {
                        self.files.write(&path, Held::Content(Vec::new()), self.maybe > 0);
                    }
                }
            }
            "truncate" => {
                let empties = args.windows(2).any(|pair| pair[0].text == "-s" && pair[1].text == "0");
                let empties = empties || args.iter().any(|word| matches!(word.text.as_str(), "-s0" | "--size=0"));
                for path in operands(args).filter(|path| *path != "0").map(|path| self.path(path)).collect::<Vec<_>>() {
                    let held = if empties { Held::Content(Vec::new()) } else { Held::Unknown };
                    self.files.write(&path, held, self.maybe > 0);
                }
            }
            "dd" => return Some(self.dd(args, input)),
            _ => return None,
        }
        Some(Outcome::done())
    }

    /// `cp`, `mv` and `install`: every source to the last operand, or into the directory of `-t`.
    fn copy(&mut self, args: &[Field], input: &Stream, moves: bool) {
        let mut into = None;
        let mut spares_existing = false;
        let mut named = Vec::new();
        let mut words = args.iter();
        let mut only_names = false;
        while let Some(word) = words.next() {
            match word.text.as_str() {
                text if only_names || !text.starts_with('-') || text == "-" => named.push(word.clone()),
                "--" => only_names = true,
                "-t" | "--target-directory" => into = words.next().cloned(),
                // Options of `install` and `cp` that take the next word.
                "-m" | "-o" | "-g" | "-S" | "--mode" | "--owner" | "--group" | "--suffix" => {
                    words.next();
                }
                "-n" | "--no-clobber" | "-u" | "--update" => spares_existing = true,
                text => {
                    if let Some(directory) = text.strip_prefix("--target-directory=") {
                        into = Some(Field::new(directory));
                    }
                }
            }
        }
        let (target, is_directory) = match into {
            Some(directory) => (directory, true),
            None => {
                let Some(target) = named.pop() else { return };
                let is_directory = target.text.ends_with('/') || self.files.is_directory(&self.path(&target.text));
                (target, is_directory)
            }
        };
        let is_remote = |word: &Field| word.text.split('/').next().is_some_and(|host| host.contains(':'));
        if !target.resolved || is_remote(&target) {
            return;
        }
        for source in named.iter().filter(|source| source.resolved && !is_remote(source)) {
            let target = if is_directory {
                format!("{}/{}", target.text, paths::name(&source.text))
            } else {
                target.text.clone()
            };
            let target = self.path(&target);
            let held = self.held_by(&source.text, input);
            let source = self.path(&source.text);
            if held == Held::Absent || source == target || self.files.is_directory(&source) {
                continue;
            }
            let maybe = self.maybe > 0 || spares_existing && self.files.read(&target) != Held::Absent;
            self.files.write(&target, held, maybe);
            if moves {
                self.files.write(&source, Held::Absent, self.maybe > 0);
                self.files.moved(&target, &source);
            }
        }
    }

    /// What the file that a command reads holds; the standard input has paths as well.
    fn held_by(&mut self, path: &str, input: &Stream) -> Held {
        match path {
            "/dev/stdin" | "/dev/fd/0" | "/proc/self/fd/0" => input.clone().map_or(Held::Unknown, Held::Content),
            "/dev/null" => Held::Content(Vec::new()),
            path => self.files.read(&self.path(path)),
        }
    }

    fn link(&mut self, args: &[Field], input: &Stream) {
        let is_symbolic = args.iter().any(|word| {
            word.text == "--symbolic"
                || word.text.starts_with('-') && !word.text.starts_with("--") && word.text.contains('s')
        });
        if !is_symbolic {
            self.copy(args, input, false);
            return;
        }
        let names: Vec<&str> = operands(args).collect();
        let [target, link] = names.as_slice() else { return };
        let link = self.path(link);
        let link = if self.files.is_directory(&link) { format!("{link}/{}", paths::name(target)) } else { link };
        let target = paths::absolute(paths::parent(&link), target);
        self.files.link(link, target);
    }

    /// `dd of=FILE [if=FILE]`.
    fn dd(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let value = |name: &str| args.iter().find_map(|word| word.text.strip_prefix(name)).map(ToOwned::to_owned);
        let is_partial = args
            .iter()
            .any(|word| ["count=", "skip=", "seek=", "conv="].iter().any(|option| word.text.starts_with(option)));
        let held = match value("if=") {
            Some(path) => self.held_by(&path, input),
            None => input.clone().map_or(Held::Unknown, Held::Content),
        };
        let held = if is_partial || held == Held::Absent { Held::Unknown } else { held };
        match value("of=") {
            Some(path) => {
                self.files.write(&self.path(&path), held, self.maybe > 0);
                Outcome::done()
            }
            None => Outcome::says(match held {
                Held::Content(content) => Some(content),
                Held::Absent | Held::Unknown => None,
            }),
        }
    }
}
