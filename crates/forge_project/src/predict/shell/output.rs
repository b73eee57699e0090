//! Commands that say something: `echo`, `printf`, `cat`, `tee` and filters.

use super::commands::operands;
use super::escapes::{self, Dialect};
use super::{Field, Outcome, Shell, Stream};
use crate::predict::overlay::Held;

/// Most times that `printf` goes through its format.
const MAX_ROUNDS: usize = 4_096;

impl Shell<'_> {
    /// Runs the command if it is one of these.
    pub(super) fn call_output(&mut self, name: &str, args: &[Field], input: &Stream) -> Option<Outcome> {
        Some(match name {
            "echo" => Outcome::says(Some(echo(args, self.scope.echo_decodes))),
            "printf" => self.printf(args),
            "cat" => self.cat(args, input),
            "tee" => self.tee(args, input),
            "sponge" => self.tee(args, input),
            "sed" | "gsed" => self.sed(args, input),
            "perl" => self.perl(args, input),
            "head" => self.ends(args, input, true),
            "tail" => self.ends(args, input, false),
            "base64" => self.base64(args, input),
            "basename" | "dirname" => path_part(name, args),
            _ => return None,
        })
    }

    /// The input, or the content of `files` one after the other.
    pub(super) fn concatenated(&mut self, files: &[String], input: &Stream) -> Stream {
        if files.is_empty() {
            return input.clone();
        }
        let mut all = Vec::new();
        for file in files {
            match file.as_str() {
                "-" | "/dev/stdin" | "/dev/fd/0" | "/proc/self/fd/0" => all.extend_from_slice(input.as_deref()?),
                file => all.extend(self.content(&self.path(file))?),
            }
        }
        self.files.spend(all.len()).then_some(all)
    }

    fn cat(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let changes_text =
            args.iter().any(|word| word.text.len() > 1 && word.text.starts_with('-') && word.text != "-u");
        if changes_text || args.iter().any(|word| !word.resolved) {
            return Outcome::unknown();
        }
        let files: Vec<String> = args.iter().map(|word| word.text.clone()).filter(|text| text != "-u").collect();
        Outcome::says(self.concatenated(&files, input))
    }

    fn tee(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let is_option =
            |word: &&Field| word.text.starts_with("--append") || word.text.starts_with('-') && word.text.contains('a');
        let appends = args.iter().take_while(|word| word.text != "--").any(|word| is_option(&word));
        let paths: Vec<String> = operands(args).filter(|path| *path != "-").map(|path| self.path(path)).collect();
        for path in paths {
            let held = if appends { self.files.read(&path) } else { Held::Content(Vec::new()) };
            let held = if held == Held::Absent { Held::Content(Vec::new()) } else { held };
            self.files.write(&path, held, self.maybe > 0);
            self.files.append(&path, input.as_deref());
        }
        Outcome::says(input.clone())
    }

    fn printf(&mut self, args: &[Field]) -> Outcome {
        let (variable, args) = match args {
            [option, name, rest @ ..] if option.text == "-v" => (Some(name.text.clone()), rest),
            [option, rest @ ..] if option.text == "--" => (None, rest),
            rest => (None, rest),
        };
        let Some((format, values)) = args.split_first() else { return Outcome::unknown() };
        let text = printf(&format.text, values);
        match variable {
            Some(name) => {
                let text = text.and_then(|text| String::from_utf8(text).ok());
                self.scope.variables.insert(name, text.map(|text| vec![text]));
                Outcome::done()
            }
            None => Outcome::says(text),
        }
    }

    /// `head -n N`, `head -N`, `tail -n N`, `tail -n +N`.
    fn ends(&mut self, args: &[Field], input: &Stream, first: bool) -> Outcome {
        let mut count = "10".to_owned();
        let mut files = Vec::new();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            match word.text.as_str() {
                "-n" | "--lines" => count = words.next().map(|word| word.text.clone()).unwrap_or_default(),
                "-q" => {}
                "-" => files.push("-".to_owned()),
                text => match text
                    .strip_prefix("--lines=")
                    .or_else(|| text.strip_prefix("-n"))
                    .or_else(|| text.strip_prefix('-'))
                {
                    Some(number) => number.clone_into(&mut count),
                    None => files.push(text.to_owned()),
                },
            }
        }
        let Some(text) = self.concatenated(&files, input).filter(|_| files.len() < 2) else {
            return Outcome::unknown();
        };
        let lines: Vec<&[u8]> = text.split_inclusive(|&byte| byte == b'\n').collect();
        let number = count.trim_start_matches(['+', '-']).parse::<usize>().ok();
        let kept = match (number, first, count.as_bytes().first()) {
            (Some(number), true, Some(b'-')) => lines.get(..lines.len().saturating_sub(number)),
            (Some(number), true, _) => lines.get(..number.min(lines.len())),
            (Some(number), false, Some(b'+')) => lines.get(number.saturating_sub(1).min(lines.len())..),
            (Some(number), false, _) => lines.get(lines.len().saturating_sub(number)..),
            (None, ..) => None,
        };
        kept.map_or_else(Outcome::unknown, |kept| Outcome::says(Some(kept.concat())))
    }

    fn base64(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let decodes = args.iter().any(|word| matches!(word.text.as_str(), "-d" | "-D" | "--decode" | "-di" | "-id"));
        let files: Vec<String> = operands(args).map(ToOwned::to_owned).collect();
        let text = self.concatenated(&files, input).filter(|_| decodes);
        Outcome::says(text.and_then(|text| decoded_base64(&text)))
    }
}

/// What `echo` says. Options count only before the first word that is none.
fn echo(args: &[Field], mut decodes: bool) -> Vec<u8> {
    let mut newline = true;
    let mut words = args;
    while let [option, rest @ ..] = words {
        let letters = option.text.strip_prefix('-').unwrap_or_default();
        if letters.is_empty() || !letters.bytes().all(|letter| matches!(letter, b'n' | b'e' | b'E')) {
            break;
        }
        for letter in letters.bytes() {
            match letter {
                b'n' => newline = false,
                b'e' => decodes = true,
                _ => decodes = false,
            }
        }
        words = rest;
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let text = texts.join(" ");
    let (mut said, stopped) = if decodes { escapes::decode(&text, Dialect::Echo) } else { (text.into_bytes(), false) };
    if newline && !stopped {
        said.push(b'\n');
    }
    said
}

/// What `printf` says; `None` for a conversion that is not followed.
fn printf(format: &str, values: &[Field]) -> Stream {
    let mut said = Vec::new();
    let mut values = values.iter();
    for _ in 0..MAX_ROUNDS {
        let before = values.len();
        if printf_round(format, &mut values, &mut said)? || values.len() == 0 || values.len() == before {
            return Some(said);
        }
    }
    None
}

/// Goes through the format once; whether `\c` ended everything.
fn printf_round<'f>(format: &str, values: &mut impl Iterator<Item = &'f Field>, said: &mut Vec<u8>) -> Option<bool> {
    let mut rest = format;
    loop {
        let Some(at) = rest.find('%') else {
            said.extend(escapes::decode(rest, Dialect::Format).0);
            return Some(false);
        };
        said.extend(escapes::decode(&rest[..at], Dialect::Format).0);
        rest = &rest[at + 1..];
        let left = rest.starts_with('-');
        let flags = rest.len() - rest.trim_start_matches(['-', '0', '+', ' ', '#']).len();
        let zeros = rest[..flags].contains('0');
        rest = &rest[flags..];
        let (width, after) = number(rest);
        let (precision, after) = match after.strip_prefix('.') {
            Some(after) => {
                let (precision, after) = number(after);
                (Some(precision.unwrap_or(0)), after)
            }
            None => (None, after),
        };
        let conversion = after.chars().next()?;
        rest = &after[conversion.len_utf8()..];
        let mut value = || values.next().map(|word| word.text.as_str()).unwrap_or_default();
        let text = match conversion {
            '%' => b"%".to_vec(),
            's' => {
                let value = value();
                let end = precision.and_then(|count| value.char_indices().nth(count));
                value.as_bytes()[..end.map_or(value.len(), |(at, _)| at)].to_vec()
            }
            'b' => {
                let (text, stopped) = escapes::decode(value(), Dialect::Echo);
                if stopped {
                    said.extend(text);
                    return Some(true);
                }
                text
            }
            'c' => value().chars().next().map(String::from).unwrap_or_default().into_bytes(),
            'd' | 'i' | 'u' => {
                let value = value();
                let number: i64 = if value.is_empty() { 0 } else { value.parse().ok()? };
                let digits = number.to_string();
                let padding =
                    if zeros && !left { width.unwrap_or(0).saturating_sub(digits.len()).min(1_024) } else { 0 };
                let padding = if number < 0 { 0 } else { padding };
                format!("{}{digits}", "0".repeat(padding)).into_bytes()
            }
            _ => return None,
        };
        let padding = width.unwrap_or(0).saturating_sub(String::from_utf8_lossy(&text).chars().count()).min(1_024);
        let padding = vec![b' '; padding];
        let (before, behind) = if left { (&[][..], &padding[..]) } else { (&padding[..], &[][..]) };
        said.extend_from_slice(before);
        said.extend(text);
        said.extend_from_slice(behind);
    }
}

/// The number that `text` begins with, if it does, and the rest.
fn number(text: &str) -> (Option<usize>, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (text[..digits].parse().ok(), &text[digits..])
}

fn path_part(name: &str, args: &[Field]) -> Outcome {
    let Some(path) = args.first().filter(|word| word.resolved && !word.text.starts_with('-')) else {
        return Outcome::unknown();
    };
    let path = path.text.trim_end_matches('/');
    let (directory, base) = path.rsplit_once('/').unwrap_or((".", path));
    let suffix = args.get(1).map_or("", |suffix| suffix.text.as_str());
    let said = match name {
        "dirname" if directory.is_empty() => "/",
        "dirname" => directory,
        _ => base.strip_suffix(suffix).unwrap_or(base),
    };
    Outcome::says(Some(format!("{said}\n").into_bytes()))
}

fn decoded_base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}
