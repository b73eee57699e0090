//! `patch` and `git apply`.

use super::{Field, Outcome, Shell, Stream};
use crate::predict::overlay::Held;
use crate::predict::{diff, paths};

/// How `patch` and `git apply` read a patch.
struct PatchOptions {
    /// Leading directories to remove.
    strip: Option<usize>,
    reverse: bool,
    directory: String,
    /// The one file to patch, whatever the patch names.
    only: Option<String>,
}

impl Shell<'_> {
    pub(super) fn git_apply(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let (mut strip, mut reverse, mut files) = (1, false, Vec::new());
        let mut directory = self.scope.directory.clone();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            match word.text.as_str() {
                "-R" | "--reverse" => reverse = true,
                "--check" | "--stat" | "--numstat" | "--summary" | "--cached" => return Outcome::done(),
                "-p" => strip = words.next().and_then(|count| count.text.parse().ok()).unwrap_or(1),
                "--directory" => {
                    directory = words.next().map_or(directory.clone(), |to| paths::absolute(&directory, &to.text));
                }
                option if option.starts_with("--directory=") => {
                    directory = paths::absolute(&directory, &option["--directory=".len()..]);
                }
                option if option.starts_with("-p") => strip = option[2..].parse().unwrap_or(1),
                "-" => {}
                option if option.starts_with('-') => {}
                file => files.push(file.to_owned()),
            }
        }
        let options = PatchOptions { strip: Some(strip), reverse, directory, only: None };
        if files.is_empty() {
            return self.apply_patch(input.as_deref(), &options);
        }
        for file in files {
            let patch = self.content(&self.path(&file));
            self.apply_patch(patch.as_deref(), &options);
        }
        Outcome::done()
    }

    pub(super) fn patch(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let mut options =
            PatchOptions { strip: None, reverse: false, directory: self.scope.directory.clone(), only: None };
        let (mut from, mut files) = (None, Vec::new());
        let mut words = args.iter();
        while let Some(word) = words.next() {
            let text = word.text.as_str();
            let mut value = |inline: &str| match inline {
                "" => words.next().map(|word| word.text.clone()).unwrap_or_default(),
                inline => inline.to_owned(),
            };
            match text {
                "-R" | "--reverse" => options.reverse = true,
                "--dry-run" | "-C" => return Outcome::done(),
                "--strip" | "--input" | "--directory" => {
                    let value = value("");
                    match text {
                        "--strip" => options.strip = value.parse().ok(),
                        "--input" => from = Some(value),
                        _ => options.directory = self.path(&value),
                    }
                }
                _ if text.starts_with("-p") => options.strip = value(&text[2..]).parse().ok(),
                _ if text.starts_with("--strip=") => options.strip = text[8..].parse().ok(),
                _ if text.starts_with("-i") => from = Some(value(&text[2..])),
                _ if text.starts_with("--input=") => from = Some(text[8..].to_owned()),
                _ if text.starts_with("-d") => options.directory = self.path(&value(&text[2..])),
                _ if text.starts_with('-') => {}
                file => files.push(file.to_owned()),
            }
        }
        let mut files = files.into_iter();
        options.only = files.next().map(|file| paths::absolute(&options.directory, &file));
        let patch = match from.or_else(|| files.next()) {
            Some(file) if file != "-" => self.content(&self.path(&file)),
            _ => input.clone(),
        };
        self.apply_patch(patch.as_deref(), &options)
    }

    fn apply_patch(&mut self, patch: Option<&[u8]>, options: &PatchOptions) -> Outcome {
        let Some(Ok(text)) = patch.map(str::from_utf8) else { return Outcome::unknown() };
        for mut file in diff::parse(text) {
            if options.reverse {
                file = file.reversed();
            }
            let find = |shell: &mut Self, name: &str| shell.patched_path(name, options);
            let old = file.old.as_deref().and_then(|name| find(self, name));
            let new = file.new.as_deref().and_then(|name| find(self, name));
            let Some(target) = options.only.clone().or_else(|| new.clone()).or_else(|| old.clone()) else { continue };
            let source = if options.only.is_some() { target.clone() } else { old.clone().unwrap_or(target.clone()) };
            let before = match self.files.read(&source) {
                Held::Content(content) => content,
                Held::Absent => Vec::new(),
                Held::Unknown => continue,
            };
            let Some(after) = file.apply(&before) else { continue };
            if file.new.is_none() {
                self.files.write(&source, Held::Absent, self.maybe > 0);
                continue;
            }
            self.files.write(&target, Held::Content(after), self.maybe > 0);
            if file.renames && source != target {
                self.files.write(&source, Held::Absent, self.maybe > 0);
                self.files.moved(&target, &source);
            }
        }
        Outcome::done()
    }

    /// The path that a patch means by `name`. Without `-p`, the longest end of it that is a file.
    fn patched_path(&mut self, name: &str, options: &PatchOptions) -> Option<String> {
        if let Some(strip) = options.strip {
            let stripped = name.splitn(strip + 1, '/').nth(strip)?;
            return Some(paths::absolute(&options.directory, stripped));
        }
        let ends = std::iter::successors(Some(name), |name| name.split_once('/').map(|(_, rest)| rest));
        let mut candidates = ends.map(|end| paths::absolute(&options.directory, end));
        let exists = |path: &String| matches!(self.files.read(path), Held::Content(_));
        candidates.clone().find(exists).or_else(|| candidates.nth(1)).or_else(|| Some(self.path(name)))
    }
}
