//! The regular expressions of `sed` and `perl` in the syntax of the `regex` crate.

use regex::{Regex, RegexBuilder};

/// Bytes that one compiled expression may take.
const MAX_COMPILED: usize = 1 << 20;

/// Compiles what is already in the syntax of the crate; `flags` are its inline flags.
pub(super) fn compile(pattern: &str, flags: &str) -> Option<Regex> {
    let mut builder = RegexBuilder::new(pattern);
    builder.size_limit(MAX_COMPILED).dfa_size_limit(MAX_COMPILED);
    builder.case_insensitive(flags.contains('i')).multi_line(flags.contains('m'));
    builder.dot_matches_new_line(flags.contains('s')).ignore_whitespace(flags.contains('x'));
    builder.build().ok()
}

/// A POSIX expression, basic or `extended`, as GNU sed understands it; `None` for what it cannot be translated from.
pub(super) fn from_posix(pattern: &str, extended: bool) -> Option<String> {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars().peekable();
    // Whether a repetition here would have nothing to repeat, so that `*` is a character.
    let mut at_start = true;
    while let Some(c) = rest.next() {
        let was_start = std::mem::replace(&mut at_start, false);
        match c {
            '\\' => {
                let escaped = rest.next()?;
                match escaped {
                    '(' | ')' | '{' | '}' | '|' | '+' | '?' => {
                        // A backslash makes these special in a basic expression and literal in an extended one.
                        if extended {
                            out.push('\\');
                        }
                        out.push(escaped);
                        at_start = !extended && matches!(escaped, '(' | '|');
                    }
                    'n' => out.push_str("\\n"),
                    't' => out.push_str("\\t"),
                    'r' | 'f' | 'v' | 'a' => out.extend(['\\', escaped]),
                    'w' | 'W' | 's' | 'S' | 'b' | 'B' => out.extend(['\\', escaped]),
                    '<' => out.push_str("\\b{start}"),
                    '>' => out.push_str("\\b{end}"),
                    '`' => out.push_str("\\A"),
                    '\'' => out.push_str("\\z"),
                    c if c.is_ascii_alphanumeric() => return None,
                    c => literal(c, &mut out),
                }
            }
            '[' => bracket(&mut rest, &mut out)?,
            '*' if was_start => out.push_str("\\*"),
            '*' | '.' => out.push(c),
            '^' if extended || was_start => {
                out.push('^');
                at_start = true;
            }
            '$' if extended || ends_here(rest.clone()) => out.push('$'),
            '(' | '|' if extended => {
                out.push(c);
                at_start = true;
            }
            '{' if extended && !rest.peek().is_some_and(char::is_ascii_digit) => out.push_str("\\{"),
            ')' | '+' | '?' | '{' | '}' if extended => out.push(c),
            c => literal(c, &mut out),
        }
    }
    Some(out)
}

/// Whether a `$` before `rest` is at the end of a basic expression or group.
fn ends_here(mut rest: impl Iterator<Item = char>) -> bool {
    matches!((rest.next(), rest.next()), (None, _) | (Some('\\'), Some(')' | '|')))
}

fn literal(c: char, out: &mut String) {
    out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
}

/// A bracket expression, after its `[`; a backslash in it is a character, except before `n`, `t` and `]`'s like in GNU sed.
fn bracket(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) -> Option<()> {
    out.push('[');
    if rest.next_if_eq(&'^').is_some() {
        out.push('^');
    }
    let mut is_first = true;
    loop {
        let c = rest.next()?;
        match c {
            ']' if !is_first => break,
            '[' if matches!(rest.peek(), Some(':')) => {
                rest.next();
                let name: String = std::iter::from_fn(|| rest.next_if(|c| *c != ':')).collect();
                if rest.next() != Some(':') || rest.next() != Some(']') {
                    return None;
                }
                out.push_str("[:");
                out.push_str(&name);
                out.push_str(":]");
            }
            '[' if matches!(rest.peek(), Some('.' | '=')) => return None,
            '\\' if matches!(rest.peek(), Some('n' | 't')) => {
                out.push('\\');
                out.extend(rest.next());
            }
            '-' if !is_first && !matches!(rest.peek(), Some(']')) => out.push('-'),
            '[' | ']' | '\\' | '^' | '-' | '&' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
        is_first = false;
    }
    out.push(']');
    Some(())
}

/// One part of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// What the group matched; 0 is the whole match.
    Group(usize),
}

/// `captures` put into a replacement.
pub(super) fn fill(parts: &[Part], captures: &regex::Captures<'_>, out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Group(at) => out.push_str(captures.get(*at).map_or("", |group| group.as_str())),
        }
    }
}

/// Replaces in `text`: the match number `nth` (from 1) and, if `all`, those after it. `None` when nothing matched.
pub(super) fn replace(regex: &Regex, text: &str, parts: &[Part], nth: usize, all: bool) -> Option<String> {
    let mut out = String::new();
    let mut from = 0;
    let mut matched = false;
    for captures in regex.captures_iter(text).skip(nth - 1) {
        matched = true;
        let whole = captures.get(0)?;
        out.push_str(&text[from..whole.start()]);
        fill(parts, &captures, &mut out);
        from = whole.end();
        if !all {
            break;
        }
    }
    out.push_str(&text[from..]);
    matched.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, extended: bool, expected: Option<&str>) {
        assert_eq!(from_posix(pattern, extended).as_deref(), expected, "{pattern}");
        if let Some(translated) = expected {
            assert!(compile(translated, "").is_some(), "{translated}");
        }
    }

    #[test]
    fn basic_and_extended_expressions_are_translated() {
        check(r"a\(b\)*c\{2\}", false, Some("a(b)*c{2}"));
        check("a(b)+?|{", false, Some(r"a\(b\)\+\?\|\{"));
        check("*a", false, Some(r"\*a"));
        check("^a$", false, Some("^a$"));
        check("a^b$c", false, Some(r"a\^b\$c"));
        check(r"\<word\>", false, Some(r"\b{start}word\b{end}"));
        check("(a|b)+{", true, Some(r"(a|b)+\{"));
        check(r"\(a\)", true, Some(r"\(a\)"));
        check("[^]a-z[:space:]]", false, Some(r"[^\]a-z[:space:]]"));
        check(r"[\.]", false, Some(r"[\\.]"));
        check(r"\(a\)\1", false, None);
        check("[a", false, None);
    }

    #[test]
    fn the_nth_match_and_all_after_it_are_replaced() {
        let regex = compile("a(.)", "").unwrap();
        let parts = [Part::Text("<".into()), Part::Group(1), Part::Text(">".into())];
        assert_eq!(replace(&regex, "ab ac ad", &parts, 1, false).unwrap(), "<b> ac ad");
        assert_eq!(replace(&regex, "ab ac ad", &parts, 2, true).unwrap(), "ab <c> <d>");
        assert_eq!(replace(&regex, "ab ac", &parts, 3, true), None);
        assert_eq!(replace(&regex, "xyz", &parts, 1, true), None);
    }
}
