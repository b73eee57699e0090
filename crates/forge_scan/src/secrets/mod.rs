//! Credentials in the text of any file.
//!
//! A scan is one pass that finds keywords ([`forge_catalogue::secrets::Index`]); only what a keyword points at costs
//! more: a pattern is compiled when its keyword first occurs and runs near it, assigned values and URLs are read by
//! hand. What was found must then be no stand-in, random enough, and keep its format's own checksum.

mod assign;
mod checksum;
mod entropy;
mod paths;
mod placeholder;
mod search;
mod url;
mod value;

use std::ops::Range;
use std::sync::OnceLock;

use forge_catalogue::secrets::{self, Detector, EncodedDetectors, Form, Hit, InTests, Index, Value};
use forge_model::{Severity, Span};
use regex::bytes::Regex;

use paths::FileKind;
pub use paths::applies;

/// Longest line in which values without a format of their own are looked for: longer ones were not written by people.
const LONGEST_LINE: usize = 1000;

/// A credential in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<'a> {
    /// Id of the detector.
    pub detector: &'a str,
    /// Whose credential it is.
    pub provider: &'a str,
    /// One line: what was found.
    pub title: &'a str,
    /// The secret itself.
    pub span: Span,
    /// The format leaves no doubt: a new one denies a write.
    pub certain: bool,
    /// How bad it is when the credential is live.
    pub severity: Severity,
    /// What may be shown of it: at most four characters of a prefix that is public anyway, and the length.
    pub redacted: String,
}

/// Detectors that are ready to scan. Decoding and compiling happen when they are first needed.
#[derive(Debug)]
pub struct Scanner<'a> {
    index: Index<'a>,
    encoded: EncodedDetectors<'a>,
    detectors: OnceLock<Vec<Ready<'a>>>,
}

#[derive(Debug)]
struct Ready<'a> {
    detector: Detector<'a>,
    pattern: OnceLock<Option<Regex>>,
}

/// A candidate that passed, before overlapping ones were weighed.
#[derive(Debug)]
struct Found<'s, 'a> {
    detector: &'s Detector<'a>,
    secret: Range<usize>,
    certain: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner over compiled detectors ([`secrets::Secrets::to_bytes`]); costs about a microsecond.
    pub fn new(blob: &'a [u8]) -> Option<Self> {
        let (index, encoded) = secrets::open(blob).ok()?;
        Some(Self { index, encoded, detectors: OnceLock::new() })
    }

    /// The secrets in `text`, the content of the file called `path`, in the order of their places; none overlaps another.
    pub fn scan(&self, path: &str, text: &str) -> Vec<Match<'_>> {
        if !applies(path) {
            return Vec::new();
        }
        let mut hits = self.index.find(text.as_bytes());
        if hits.is_empty() || memchr::memchr(0, text.as_bytes()).is_some() {
            return Vec::new();
        }
        hits.sort_unstable();
        let file = File { text, kind: FileKind::of(path) };
        let detectors = self.detectors();
        let mut found = Vec::new();
        for hits in hits.chunk_by(|a, b| a.detector == b.detector) {
            if let Some(ready) = detectors.get(usize::from(hits[0].detector)) {
                ready.scan(file, hits, &mut found);
            }
        }
        weigh(found).into_iter().map(|found| found.into_match(text)).collect()
    }

    fn detectors(&self) -> &[Ready<'a>] {
        let ready = |detector| Ready { detector, pattern: OnceLock::new() };
        self.detectors.get_or_init(|| self.encoded.decode().unwrap_or_default().into_iter().map(ready).collect())
    }
}

#[derive(Debug, Clone, Copy)]
struct File<'t> {
    text: &'t str,
    kind: FileKind,
}

impl<'a> Ready<'a> {
    fn pattern(&self) -> Option<&Regex> {
        self.pattern.get_or_init(|| search::pattern(&self.detector)).as_ref()
    }

    /// Adds what the detector finds around its `hits`.
    fn scan<'s>(&'s self, file: File, hits: &[Hit], found: &mut Vec<Found<'s, 'a>>) {
        let detector = &self.detector;
        if file.kind.in_tests && detector.in_tests == InTests::Ignore || file.kind.foreign && detector.is_generic() {
            return;
        }
        let certain = detector.certain && !(file.kind.in_tests && detector.in_tests == InTests::Advise);
        let mut add = |secret: Range<usize>, certain: bool| found.push(Found { detector, secret, certain });
        match detector.form {
            Form::Near { .. } | Form::Anywhere => {
                let Some(pattern) = self.pattern() else { return };
                for secret in search::secrets(detector.form, pattern, file.text.as_bytes(), hits) {
                    if file.text.get(secret.clone()).is_some_and(|text| is_secret(detector, text)) {
                        add(secret, certain);
                    }
                }
            }
            Form::Assigned(value) => {
                for hit in hits {
                    if let Some(secret) = self.assigned(file, hit, value) {
                        add(secret, certain);
                    }
                }
            }
            Form::Url => {
                for hit in hits {
                    let Some(url) = url::password(file.text, hit.start as usize, &detector.schemes) else { continue };
                    if file.kind.in_tests && !url.real_host {
                        continue;
                    }
                    let password = &file.text[url.password.clone()];
                    if !is_published(detector, password) && entropy::shannon(password) >= detector.min_entropy {
                        let strong = url.real_host && value::is_strong_password(password);
                        add(url.password, certain && strong);
                    }
                }
            }
        }
    }

    /// The value assigned to the name at `hit`, if it is a secret.
    fn assigned(&self, file: File, hit: &Hit, form: Value) -> Option<Range<usize>> {
        let detector = &self.detector;
        let name = hit.start as usize..hit.end as usize;
        let secret = assign::value(file.text.as_bytes(), name.clone(), file.kind.bare)?;
        let text = file.text.get(secret.clone())?;
        let right = match form {
            Value::Pattern => self.pattern().is_some_and(|pattern| pattern.is_match(text.as_bytes())),
            Value::Opaque => value::is_opaque(text),
            Value::Password => value::is_strong_password(text),
        };
        let known = placeholder::is_reference(text) || form != Value::Pattern && placeholder::is_public(text);
        let passes = right && !known && is_secret(detector, text) && !follows_word(file.text, name.start, detector);
        (passes && line_around(file.text, &secret).is_some_and(|line| !is_doctest(line))).then_some(secret)
    }
}

/// Whether `text`, which has the detector's form, is a credential that somebody could use.
fn is_secret(detector: &Detector, text: &str) -> bool {
    if is_published(detector, text) {
        return false;
    }
    let body = text.get(prefix(detector, text).len()..).unwrap_or_default();
    let checked = match detector.checksum {
        // Whoever invents a value does not compute its checksum.
        Some(checksum) => checksum::holds(checksum, text),
        None if placeholder::is_placeholder(body) => false,
        None => entropy::randomness(body) >= 0.0 && !entropy::lacks_digits(body),
    };
    checked && entropy::shannon(body) >= detector.min_entropy
}

fn is_published(detector: &Detector, text: &str) -> bool {
    detector.published.iter().any(|published| **published == *text)
}

/// The longest known beginning of `text`.
fn prefix<'t>(detector: &Detector, text: &'t str) -> &'t str {
    let known = detector.prefixes.iter().find(|prefix| text.starts_with(&***prefix));
    known.and_then(|prefix| text.get(..prefix.len())).unwrap_or_default()
}

/// Whether a word that changes the name's meaning stands right before it: `next` in `nextToken` or `next_token`.
fn follows_word(text: &str, name: usize, detector: &Detector) -> bool {
    let before = &text.as_bytes()[..name];
    let joint = before.last().is_some_and(|byte| b"_- ".contains(byte));
    let before = &before[..name - usize::from(joint)];
    detector.unless_after.iter().any(|word| {
        let end = before.len().checked_sub(word.len()).and_then(|start| before.get(start..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
    })
}

/// The line that holds `secret`, if it is not too long to have been written by a person.
fn line_around<'t>(text: &'t str, secret: &Range<usize>) -> Option<&'t [u8]> {
    let bytes = text.as_bytes();
    let from = secret.start.saturating_sub(LONGEST_LINE);
    let to = bytes.len().min(secret.end + LONGEST_LINE);
    let start = memchr::memrchr(b'\n', &bytes[from..secret.start]).map_or(from, |newline| from + newline + 1);
    let end = memchr::memchr(b'\n', &bytes[secret.end..to]).map_or(to, |newline| secret.end + newline);
    (end - start <= LONGEST_LINE).then(|| bytes[start..end].trim_ascii_start())
}

/// Whether `line` is part of a session in a docstring, which shows how something is used.
fn is_doctest(line: &[u8]) -> bool {
    [&b">>> "[..], b"... "].iter().any(|prompt| line.starts_with(prompt))
}

/// Of candidates that overlap, the one that says most: a provider's format before a telling name, then the longer one.
fn weigh<'s, 'a>(mut found: Vec<Found<'s, 'a>>) -> Vec<Found<'s, 'a>> {
    let weight = |found: &Found| (!found.detector.is_generic(), found.certain, found.secret.len());
    found.sort_by_key(|found| found.secret.start);
    let mut kept: Vec<Found> = Vec::new();
    for candidate in found {
        match kept.last_mut() {
            Some(last) if candidate.secret.start < last.secret.end => {
                if weight(&candidate) > weight(last) {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    kept
}

impl<'s> Found<'s, '_> {
    fn into_match(self, text: &str) -> Match<'s> {
        let detector = self.detector;
        let secret = text.get(self.secret.clone()).unwrap_or_default();
        let shown: String = prefix(detector, secret).chars().take(4).collect();
        Match {
            detector: &detector.id,
            provider: &detector.provider,
            title: &detector.title,
            span: Span::new(self.secret.start, self.secret.end),
            certain: self.certain,
            severity: detector.severity,
            redacted: format!("{shown}\u{2026} ({} characters)", secret.chars().count()),
        }
    }
}
