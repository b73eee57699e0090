//! Edits of text, with the rules of Claude Code's Edit: recorded from version 2.1.330.

use super::text;
use forge_model::Edit;

/// The file after `edits`, or `None` when one of them would fail. Line ends are told apart only by what most lines
/// have; a byte-order mark stays.
pub(super) fn apply(before: Option<&[u8]>, edits: &[Edit]) -> Option<Vec<u8>> {
    let whole = match before {
        None => String::new(),
        Some(bytes) => match text::utf16(bytes) {
            Some(text) => text,
            None => str::from_utf8(bytes).ok()?.to_owned(),
        },
    };
    let windows = has_windows_lines(&whole);
    let mut text = if whole.contains('\r') { whole.replace("\r\n", "\n") } else { whole };
    for (at, edit) in edits.iter().enumerate() {
        let is_missing = before.is_none() && at == 0;
        text = replaced(text, edit, is_missing)?;
    }
    Some(if windows { text.replace('\n', "\r\n") } else { text }.into_bytes())
}

/// Whether more lines end as on Windows than otherwise.
fn has_windows_lines(text: &str) -> bool {
    let all = text.bytes().filter(|&byte| byte == b'\n').count();
    2 * text.matches("\r\n").count() > all
}

fn replaced(text: String, edit: &Edit, is_missing: bool) -> Option<String> {
    if edit.old.is_empty() {
        return text.is_empty().then(|| edit.new.clone());
    }
    if is_missing || edit.old == edit.new {
        return None;
    }
    let (old, new) = as_in_file(&text, edit)?;
    // What is deleted takes its line with it.
    let whole_line = format!("{old}\n");
    let takes_line = new.is_empty() && !old.ends_with('\n') && text.contains(&whole_line);
    match text.matches(&old).count() {
        1 => {}
        0 => return None,
        _ if edit.all => {}
        _ => return None,
    }
    let target = if takes_line { &whole_line } else { &old };
    Some(if edit.all { text.replace(target.as_str(), &new) } else { text.replacen(target.as_str(), &new, 1) })
}

/// The old text as the file spells it, and the new one to match: straight quotes find typographic ones.
fn as_in_file(text: &str, edit: &Edit) -> Option<(String, String)> {
    if text.contains(&edit.old) {
        return Some((edit.old.clone(), edit.new.clone()));
    }
    let straight_text: String = text.chars().map(straight).collect();
    let old: String = edit.old.chars().map(straight).collect();
    let at = straight_text[..straight_text.find(&old)?].chars().count();
    let found: String = text.chars().skip(at).take(old.chars().count()).collect();
    let new = with_quotes_of(&found, &edit.new);
    Some((found, new))
}

fn straight(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c => c,
    }
}

/// `new` with typographic quotes where `found` has them.
fn with_quotes_of(found: &str, new: &str) -> String {
    let double = found.contains(['\u{201c}', '\u{201d}']);
    let single = found.contains(['\u{2018}', '\u{2019}']);
    let mut before: Option<char> = None;
    let mut chars = new.chars().peekable();
    let mut out = String::with_capacity(new.len());
    while let Some(c) = chars.next() {
        let opens = before.is_none_or(|before| before.is_whitespace() || "([{\u{2014}\u{2013}".contains(before));
        let in_word = before.is_some_and(char::is_alphabetic) && chars.peek().is_some_and(|next| next.is_alphabetic());
        out.push(match c {
            '"' if double => {
                if opens {
                    '\u{201c}'
                } else {
                    '\u{201d}'
                }
            }
            '\'' if single => {
                if opens && !in_word {
                    '\u{2018}'
                } else {
                    '\u{2019}'
                }
            }
            c => c,
        });
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: Option<&str>, old: &str, new: &str, all: bool, after: Option<&str>) {
        let edit = Edit { old: old.to_owned(), new: new.to_owned(), all };
        let applied = apply(before.map(str::as_bytes), &[edit]);
        assert_eq!(applied.as_deref().map(|bytes| str::from_utf8(bytes).unwrap()), after);
    }

    #[test]
    fn the_old_text_must_stand_exactly_once() {
        check(Some("a b c"), "b", "x", false, Some("a x c"));
        check(Some("a a"), "a", "x", false, None);
        check(Some("a a"), "a", "x", true, Some("x x"));
        check(Some("a"), "b", "x", false, None);
        check(Some("a"), "a", "a", false, None);
        check(None, "a", "x", false, None);
    }

    #[test]
    fn an_empty_old_text_makes_a_new_file() {
        check(None, "", "new", false, Some("new"));
        check(Some(""), "", "new", false, Some("new"));
        check(Some("x"), "", "new", false, None);
    }

    #[test]
    fn most_line_ends_decide() {
        check(Some("one\r\ntwo\r\nthree\r\n"), "one\ntwo", "uno\ndos", false, Some("uno\r\ndos\r\nthree\r\n"));
        check(Some("one\r\ntwo\nthree\n"), "two\nthree", "dos\ntres", false, Some("one\ndos\ntres\n"));
        check(Some("one\r\ntwo\r\nthree\r\nfour\n"), "three\nfour", "a\nb", false, Some("one\r\ntwo\r\na\r\nb\r\n"));
    }

    #[test]
    fn deleting_takes_the_line_end_along() {
        check(Some("one\ntwo\nthree\n"), "two", "", false, Some("one\nthree\n"));
        check(Some("one two"), " two", "", false, Some("one"));
    }

    #[test]
    fn straight_quotes_find_typographic_ones() {
        check(Some("let a = “hi”;\n"), "let a = \"hi\";", "let a = \"ho\";", false, Some("let a = “ho”;\n"));
    }

    #[test]
    fn marks_and_encodings_are_kept_or_read() {
        check(Some("\u{feff}one\n"), "one", "uno", false, Some("\u{feff}uno\n"));
        let utf16 = b"\xff\xfeo\0n\0e\0";
        let edit = Edit { old: "one".into(), new: "uno".into(), all: false };
        assert_eq!(apply(Some(utf16), std::slice::from_ref(&edit)).unwrap(), b"uno");
        assert_eq!(apply(Some(b"caf\xe9 one"), &[edit]), None);
    }
}
