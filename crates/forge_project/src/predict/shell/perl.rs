//! `perl -pi -e 's/.../.../'`: substitutions line by line, or over the whole file with `-0`.

use super::regular::{self, Part};
use super::{Field, Outcome, Shell, Stream};
use crate::predict::overlay::Held;
use regex::Regex;

/// Longest script that is read, in bytes.
const MAX_SCRIPT: usize = 64 << 10;

struct Substitution {
    regex: Regex,
    parts: Vec<Part>,
    all: bool,
}

#[derive(Default)]
struct Options {
    in_place: bool,
    /// `-p`: every line is printed after the script ran on it.
    prints: bool,
    whole_file: bool,
    script: Vec<String>,
    files: Vec<String>,
}

impl Shell<'_> {
    pub(super) fn perl(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let Some(options) = options(args).filter(|options| options.prints && !options.script.is_empty()) else {
            self.strangers += 1;
            return Outcome::unknown();
        };
        let script = parse(&options.script.join(";"), options.whole_file);
        let edit = |text: &[u8]| script.as_ref().and_then(|script| run(script, options.whole_file, text));
        if !options.in_place {
            return Outcome::says(self.concatenated(&options.files, input).and_then(|text| edit(&text)));
        }
        for file in &options.files {
            let path = self.path(file);
            let held = match self.files.read(&path) {
                Held::Absent => continue,
                Held::Unknown => Held::Unknown,
                Held::Content(content) => edit(&content).map_or(Held::Unknown, Held::Content),
            };
            self.files.write(&path, held, self.maybe > 0);
        }
        Outcome::done()
    }
}

fn options(args: &[Field]) -> Option<Options> {
    let mut options = Options::default();
    let mut at = 0;
    while let Some(letters) = args.get(at).and_then(|word| word.text.strip_prefix('-')) {
        at += 1;
        if letters == "-" {
            break;
        }
        // Paragraphs as lines are not followed.
        if letters.contains("00") {
            return None;
        }
        for (index, letter) in letters.char_indices() {
            let rest = &letters[index + letter.len_utf8()..];
            match letter {
                'p' => options.prints = true,
                'n' => options.prints = false,
                'w' | 'l' | 's' => {}
                '0' => options.whole_file = true,
                // The digits of `-0777`.
                '7' => {}
                'i' => {
                    options.in_place = true;
                    // What follows is a suffix, unless people meant `-pie`, which perl reads as a suffix as well.
                    break;
                }
                'e' | 'E' => {
                    let script = if rest.is_empty() {
                        at += 1;
                        args.get(at - 1)?.text.clone()
                    } else {
                        rest.to_owned()
                    };
                    options.script.push(script);
                    break;
                }
                _ => return None,
            }
        }
    }
    options.files = args[at.min(args.len())..].iter().map(|word| word.text.clone()).collect();
    Some(options)
}

/// The substitutions that a script consists of, if it consists of nothing else.
fn parse(script: &str, whole_file: bool) -> Option<Vec<Substitution>> {
    if script.len() > MAX_SCRIPT {
        return None;
    }
    let mut rest = script;
    let mut substitutions = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', ';']);
        if rest.is_empty() {
            return Some(substitutions);
        }
        rest = rest.strip_prefix('s')?;
        let (pattern, after) = delimited(rest, None)?;
        let open = rest.chars().next()?;
        let (replacement, after) =
            if closing(open) == open { delimited(after, Some(open))? } else { delimited(after.trim_start(), None)? };
        let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (flags, after) = after.split_at(length);
        if flags.contains(|flag| !"gimsxaunl".contains(flag))
            || !after.trim_start().is_empty() && !after.trim_start().starts_with(';')
        {
            return None;
        }
        // On single lines the newline is not part of the text here, as it is for perl.
        if !whole_file && pattern.contains("\\n") || interpolates(&pattern) {
            return None;
        }
        let regex = regular::compile(&pattern, flags)?;
        let parts = replacement_parts(&replacement, regex.captures_len())?;
        substitutions.push(Substitution { regex, parts, all: flags.contains('g') });
        rest = after;
    }
}

fn closing(open: char) -> char {
    match open {
        '{' => '}',
        '(' => ')',
        '[' => ']',
        '<' => '>',
        other => other,
    }
}

/// The text between delimiters, and what follows; with `open` the first delimiter has been read already.
fn delimited(text: &str, open: Option<char>) -> Option<(String, &str)> {
    let mut chars = text.char_indices();
    let open = match open {
        Some(open) => open,
        None => chars.next().map(|(_, c)| c).filter(|c| !c.is_alphanumeric() && !c.is_whitespace() && *c != '\'')?,
    };
    let close = closing(open);
    let mut depth = 0_usize;
    let mut out = String::new();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            let (_, escaped) = chars.next()?;
            if escaped != close || "{}()[]|+*?.^$".contains(escaped) {
                out.push('\\');
            }
            out.push(escaped);
            continue;
        }
        if c == close && depth == 0 {
            return Some((out, &text[at + c.len_utf8()..]));
        }
        if close != open {
            depth += usize::from(c == open);
            depth -= usize::from(c == close);
        }
        out.push(c);
    }
    None
}

/// Whether perl would put a variable into the pattern.
fn interpolates(pattern: &str) -> bool {
    let bytes = pattern.as_bytes();
    let named = |at: usize| {
        bytes.get(at + 1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'{' | b'&'))
    };
    (0..bytes.len()).any(|at| matches!(bytes[at], b'$' | b'@') && (at == 0 || bytes[at - 1] != b'\\') && named(at))
}

fn replacement_parts(text: &str, groups: usize) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let group = match c {
            '$' if rest.starts_with('&') => Some((0, 1)),
            '$' if rest.starts_with('{') => {
                let close = rest.find('}')?;
                Some((rest[1..close].parse().ok()?, close + 1))
            }
            '$' | '\\' if rest.starts_with(|c: char| c.is_ascii_digit() && c != '0') => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                Some((rest[..digits].parse().ok()?, digits))
            }
            '$' | '@' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => return None,
            _ => None,
        };
        match group {
            Some((at, length)) => {
                parts.push(Part::Text(std::mem::take(&mut literal)));
                parts.push(Part::Group((at < groups).then_some(at)?));
                rest = &rest[length..];
            }
            None if c == '\\' => {
                let escaped = rest.chars().next()?;
                rest = &rest[escaped.len_utf8()..];
                match escaped {
                    'n' => literal.push('\n'),
                    't' => literal.push('\t'),
                    'r' => literal.push('\r'),
                    c if c.is_ascii_alphanumeric() => return None,
                    c => literal.push(c),
                }
            }
            None => literal.push(c),
        }
    }
    parts.push(Part::Text(literal));
    Some(parts)
}

fn run(script: &[Substitution], whole_file: bool, input: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(input).ok()?;
    let edit = |text: &str| {
        script.iter().fold(text.to_owned(), |text, substitution| {
            let Substitution { regex, parts, all } = substitution;
            regular::replace(regex, &text, parts, 1, *all).unwrap_or(text)
        })
    };
    if whole_file {
        return Some(edit(text).into_bytes());
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        out.push_str(&edit(line));
        out.push_str(end);
    }
    Some(out.into_bytes())
}
