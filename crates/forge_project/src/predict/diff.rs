//! Unified diffs, as `git apply` and `patch` read them.

/// Line comparisons after which a patch is given up.
const MAX_COMPARISONS: usize = 20_000_000;

/// What a diff says about one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FilePatch {
    /// Name before, as the diff writes it; `None` when the file is new.
    pub(super) old: Option<String>,
    /// Name after; `None` when the file is deleted.
    pub(super) new: Option<String>,
    /// Whether the file has another name afterwards and the old one is gone.
    pub(super) renames: bool,
    hunks: Vec<Hunk>,
}

/// One place that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    /// Line at which the old lines stand, from 1.
    old_start: usize,
    /// Line at which the new ones will stand.
    new_start: usize,
    /// Each with its `\n` where it has one.
    lines: Vec<(Mark, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Keep,
    Remove,
    Add,
}

impl FilePatch {
    /// The patch that undoes this one.
    pub(super) fn reversed(self) -> Self {
        let turn = |mark| match mark {
            Mark::Keep => Mark::Keep,
            Mark::Remove => Mark::Add,
            Mark::Add => Mark::Remove,
        };
        let hunks = self.hunks.into_iter().map(|hunk| Hunk {
            old_start: hunk.new_start,
            new_start: hunk.old_start,
            lines: hunk.lines.into_iter().map(|(mark, line)| (turn(mark), line)).collect(),
        });
        Self { old: self.new, new: self.old, renames: self.renames, hunks: hunks.collect() }
    }

    /// The file after the patch, or `None` when it does not fit. Hunks are looked for around where they should be.
    pub(super) fn apply(&self, before: &[u8]) -> Option<Vec<u8>> {
        let text = str::from_utf8(before).ok()?;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut after = String::with_capacity(text.len());
        let mut at = 0;
        let mut left = MAX_COMPARISONS;
        for hunk in &self.hunks {
            let place = hunk.place(&lines, at, &mut left)?;
            after.extend(lines[at..place].iter().copied());
            at = place;
            for (mark, line) in &hunk.lines {
                match mark {
                    Mark::Keep => {
                        after.push_str(lines[at]);
                        at += 1;
                    }
                    Mark::Remove => at += 1,
                    Mark::Add => after.push_str(line),
                }
            }
        }
        after.extend(lines[at..].iter().copied());
        Some(after.into_bytes())
    }
}

impl Hunk {
    /// The index, at least `from`, at which the old lines stand in `lines`: the nearest to where they should.
    fn place(&self, lines: &[&str], from: usize, left: &mut usize) -> Option<usize> {
        let old: Vec<&str> =
            self.lines.iter().filter(|(mark, _)| *mark != Mark::Add).map(|(_, line)| without_end(line)).collect();
        let last = lines.len().checked_sub(old.len()).filter(|&last| last >= from)?;
        let wanted = if old.is_empty() { self.old_start } else { self.old_start.saturating_sub(1) }.clamp(from, last);
        let mut fits = |place: usize| {
            let same = lines[place..].iter().zip(&old).take_while(|(line, old)| without_end(line) == **old).count();
            *left = left.saturating_sub(same + 1);
            same == old.len()
        };
        for distance in 0..=(last - from) {
            let candidates = [wanted.checked_sub(distance), Some(wanted + distance)];
            let found = candidates
                .into_iter()
                .flatten()
                .filter(|place| (from..=last).contains(place))
                .find(|&place| fits(place));
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

fn without_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// The files of a diff; text around them is skipped.
pub(super) fn parse(text: &str) -> Vec<FilePatch> {
    let mut files: Vec<FilePatch> = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    // Whether the header of the last file is still being read.
    let mut in_header = false;
    while let Some(line) = lines.next() {
        let line = line.trim_end_matches(['\n', '\r']);
        if let Some(names) = line.strip_prefix("diff --git ") {
            let (old, new) = git_names(names);
            files.push(FilePatch { old, new, ..FilePatch::default() });
            in_header = true;
        } else if let Some(name) = line.strip_prefix("--- ")
            && let Some(next) = lines.peek().and_then(|next| next.strip_prefix("+++ "))
        {
            let (old, new) = (file_name(name), file_name(next.trim_end_matches(['\n', '\r'])));
            lines.next();
            match files.last_mut().filter(|_| in_header) {
                Some(file) => (file.old, file.new) = (old, new),
                None => files.push(FilePatch { old, new, ..FilePatch::default() }),
            }
            in_header = false;
        } else if let Some(ranges) = line.strip_prefix("@@ -")
            && let Some(header) = hunk_header(ranges)
            && let Some(file) = files.last_mut()
        {
            file.hunks.push(hunk(header, &mut lines));
            in_header = false;
        } else if in_header && let Some(file) = files.last_mut() {
            header_line(file, line);
        }
    }
    files
}

fn header_line(file: &mut FilePatch, line: &str) {
    if line.starts_with("new file mode") {
        file.old = None;
    } else if line.starts_with("deleted file mode") {
        file.new = None;
    } else if let Some(name) = line.strip_prefix("rename from ") {
        file.old = Some(format!("a/{}", unquoted(name)));
        file.renames = true;
    } else if let Some(name) = line.strip_prefix("copy from ") {
        file.old = Some(format!("a/{}", unquoted(name)));
    } else if let Some(name) = line.strip_prefix("rename to ").or_else(|| line.strip_prefix("copy to ")) {
        file.new = Some(format!("b/{}", unquoted(name)));
    }
}

/// The names in `a/x b/x`; they differ only where a rename line follows.
fn git_names(names: &str) -> (Option<String>, Option<String>) {
    let middle = names.match_indices(' ').map(|(at, _)| at).find(|&at| {
        let (old, new) = (&names[..at], &names[at + 1..]);
        old.split_once('/').map(|(_, rest)| rest) == new.split_once('/').map(|(_, rest)| rest)
    });
    let middle = middle.or_else(|| names.find(' '));
    middle.map_or((None, None), |at| (Some(unquoted(&names[..at])), Some(unquoted(&names[at + 1..]))))
}

fn file_name(text: &str) -> Option<String> {
    let name = text.split('\t').next().unwrap_or(text);
    (name != "/dev/null").then(|| unquoted(name))
}

fn unquoted(name: &str) -> String {
    let name = name.trim();
    name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).to_owned()
}

/// First line and count of the old lines, then of the new ones, in `1,2 +1,3 @@`.
fn hunk_header(ranges: &str) -> Option<[usize; 4]> {
    let (old, rest) = ranges.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let count = |range: &str| match range.split_once(',') {
        Some((start, count)) => Some((start.parse::<usize>().ok()?, count.parse::<usize>().ok()?)),
        None => Some((range.parse::<usize>().ok()?, 1)),
    };
    let ((old_start, old), (new_start, new)) = (count(old)?, count(new)?);
    Some([old_start, old, new_start, new])
}

fn hunk<'t>(header: [usize; 4], lines: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>) -> Hunk {
    let [old_start, mut old, new_start, mut new] = header;
    let mut hunk = Hunk { old_start, new_start, lines: Vec::new() };
    while let Some(&line) = lines.peek() {
        let mark = match line.chars().next() {
            Some('\\') => {
                // "No newline at end of file" speaks of the line before.
                if let Some((_, last)) = hunk.lines.last_mut() {
                    last.truncate(without_end(last).len());
                }
                lines.next();
                continue;
            }
            Some('-') if old > 0 => Mark::Remove,
            Some('+') if new > 0 => Mark::Add,
            // An editor may have taken the space of an empty line of context away.
            Some(' ' | '\n' | '\r') if old > 0 && new > 0 => Mark::Keep,
            _ => break,
        };
        lines.next();
        old -= usize::from(mark != Mark::Add);
        new -= usize::from(mark != Mark::Remove);
        hunk.lines.push((mark, line.strip_prefix([' ', '-', '+']).unwrap_or(line).to_owned()));
    }
    hunk
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "\
diff --git a/web/a.js b/web/a.js
index 1..2 100644
--- a/web/a.js
+++ b/web/a.js
@@ -1,3 +1,3 @@
 one
-two
+zwei
 three
@@ -9,2 +9,3 @@ function f() {
 nine
+neuneinhalb
 ten
diff --git a/new.py b/new.py
new file mode 100644
--- /dev/null
+++ b/new.py
@@ -0,0 +1,1 @@
+x = 1
\\ No newline at end of file
diff --git a/old.js b/fresh.js
similarity index 100%
rename from old.js
rename to fresh.js
";

    #[test]
    fn names_and_hunks_are_read() {
        let files = parse(PATCH);
        let names: Vec<_> = files.iter().map(|file| (file.old.as_deref(), file.new.as_deref(), file.renames)).collect();
        assert_eq!(
            names,
            [
                (Some("a/web/a.js"), Some("b/web/a.js"), false),
                (None, Some("b/new.py"), false),
                (Some("a/old.js"), Some("b/fresh.js"), true)
            ]
        );
    }

    #[test]
    fn hunks_apply_where_their_lines_are_and_can_be_undone() {
        let files = parse(PATCH);
        // Two lines more at the top than the patch expects, and Windows line ends.
        let before = "#\n#\none\r\ntwo\r\nthree\n4\n5\n6\n7\n8\nnine\nten\n";
        let after = "#\n#\none\r\nzwei\nthree\n4\n5\n6\n7\n8\nnine\nneuneinhalb\nten\n";
        assert_eq!(files[0].apply(before.as_bytes()).unwrap(), after.as_bytes());
        let undone = files[0].clone().reversed().apply(after.as_bytes()).unwrap();
        assert_eq!(undone, before.replace("two\r\n", "two\n").as_bytes());
        assert_eq!(files[0].apply(b"one\nother\nthree\n"), None);
        assert_eq!(files[1].apply(b"").unwrap(), b"x = 1");
        assert_eq!(files[2].apply(b"same").unwrap(), b"same");
    }
}
