//! Scripts of `sed`.

use crate::predict::shell::regular::{self, Part};
use regex::Regex;

/// Longest script that is read, in bytes.
const MAX_SCRIPT: usize = 64 << 10;

/// How deep blocks may be nested.
const MAX_DEPTH: u32 = 16;

#[derive(Debug)]
pub(super) struct Command {
    /// Number of the command in its script, for what is remembered of its range.
    pub(super) id: usize,
    pub(super) address: Address,
    pub(super) negated: bool,
    pub(super) action: Action,
}

#[derive(Debug)]
pub(super) enum Address {
    All,
    One(Line),
    Range(Line, Line),
}

#[derive(Debug)]
pub(super) enum Line {
    Number(usize),
    Last,
    Matching(Regex),
    /// So many lines after the first of the range.
    After(usize),
}

#[derive(Debug)]
pub(super) enum Action {
    Substitute {
        regex: Regex,
        parts: Vec<Part>,
        nth: usize,
        all: bool,
        prints: bool,
    },
    /// `y/abc/xyz/`: as many characters on both sides.
    Translate {
        from: Vec<char>,
        to: Vec<char>,
    },
    Delete,
    Print,
    /// Text with the newline at its end; so in the next two.
    Append(String),
    Insert(String),
    Change(String),
    Quit,
    Block(Vec<Command>),
}

/// The commands of `script`, or `None` when one is not followed.
pub(super) fn parse(script: &str, extended: bool) -> Option<Vec<Command>> {
    if script.len() > MAX_SCRIPT {
        return None;
    }
    let mut parser = Parser { rest: script, extended, next_id: 0, depth: 0 };
    let commands = parser.commands()?;
    parser.rest.is_empty().then_some(commands)
}

/// How many commands there are, those in blocks included.
pub(super) fn count(commands: &[Command]) -> usize {
    let inner = |command: &Command| match &command.action {
        Action::Block(commands) => 1 + count(commands),
        _ => 1,
    };
    commands.iter().map(inner).sum()
}

/// Something stands here that is not followed.
struct NotFollowed;

struct Parser<'s> {
    rest: &'s str,
    extended: bool,
    next_id: usize,
    depth: u32,
}

impl Parser<'_> {
    fn take(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let stands = self.rest.starts_with(c);
        if stands {
            self.rest = &self.rest[c.len_utf8()..];
        }
        stands
    }

    fn skip(&mut self, chars: &[char]) {
        self.rest = self.rest.trim_start_matches(chars);
    }

    fn commands(&mut self) -> Option<Vec<Command>> {
        let mut commands = Vec::new();
        loop {
            self.skip(&[' ', '\t', '\n', ';']);
            if self.rest.starts_with('#') {
                self.rest = self.rest.find('\n').map_or("", |newline| &self.rest[newline..]);
                continue;
            }
            if self.rest.is_empty() || self.rest.starts_with('}') {
                return Some(commands);
            }
            commands.push(self.command()?);
        }
    }

    fn command(&mut self) -> Option<Command> {
        let id = self.next_id;
        self.next_id += 1;
        let address = match self.line() {
            Ok(None) => Address::All,
            Err(NotFollowed) => return None,
            Ok(Some(from)) => {
                self.skip(&[' ']);
                if self.eat(',') {
                    self.skip(&[' ']);
                    Address::Range(from, self.range_end()?)
                } else {
                    Address::One(from)
                }
            }
        };
        self.skip(&[' ', '\t']);
        let negated = self.eat('!');
        self.skip(&[' ', '\t']);
        let action = self.action()?;
        Some(Command { id, address, negated, action })
    }

    /// The address that stands here, if one does.
    fn line(&mut self) -> Result<Option<Line>, NotFollowed> {
        let line = match self.rest.chars().next() {
            Some('0'..='9') => self.number().map(Line::Number),
            Some('$') => {
                self.take();
                Some(Line::Last)
            }
            Some('/') => {
                self.take();
                self.expression('/').map(Line::Matching)
            }
            Some('\\') => {
                self.take();
                self.take().and_then(|delimiter| self.expression(delimiter)).map(Line::Matching)
            }
            _ => return Ok(None),
        };
        line.map(Some).ok_or(NotFollowed)
    }

    fn range_end(&mut self) -> Option<Line> {
        if self.eat('+') { self.number().map(Line::After) } else { self.line().ok()? }
    }

    fn number(&mut self) -> Option<usize> {
        let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = self.rest[..digits].parse().ok();
        self.rest = &self.rest[digits..];
        // `first~step` is not followed.
        number.filter(|&number| number > 0 && !self.rest.starts_with('~'))
    }

    /// A regular expression up to its delimiter, with the flag `I` behind it.
    fn expression(&mut self, delimiter: char) -> Option<Regex> {
        let pattern = self.until(delimiter, true)?;
        let flags = if self.eat('I') { "i" } else { "" };
        self.compile(&pattern, flags)
    }

    fn compile(&self, pattern: &str, flags: &str) -> Option<Regex> {
        // An empty expression means the last one that was used.
        let translated = regular::from_posix(pattern, self.extended).filter(|_| !pattern.is_empty())?;
        regular::compile(&translated, flags)
    }

    /// Text up to `delimiter`, which a backslash makes part of the text.
    fn until(&mut self, delimiter: char, is_pattern: bool) -> Option<String> {
        let mut text = String::new();
        let mut in_bracket = false;
        loop {
            let c = self.take()?;
            match c {
                '\\' => {
                    let escaped = self.take()?;
                    if escaped != delimiter {
                        text.push('\\');
                    }
                    text.push(escaped);
                }
                '[' if is_pattern && !in_bracket => {
                    in_bracket = true;
                    text.push(c);
                    for first in ['^', ']'] {
                        if self.eat(first) {
                            text.push(first);
                        }
                    }
                }
                ']' if in_bracket => {
                    in_bracket = false;
                    text.push(c);
                }
                '\n' if is_pattern => return None,
                c if c == delimiter && !in_bracket => return Some(text),
                c => text.push(c),
            }
        }
    }

    fn action(&mut self) -> Option<Action> {
        let action = match self.take()? {
            's' => self.substitution()?,
            'y' => {
                let delimiter = self.take()?;
                let from = plain(&self.until(delimiter, false)?)?;
                let to = plain(&self.until(delimiter, false)?)?;
                Action::Translate { from: from.clone(), to: (from.len() == to.len()).then_some(to)? }
            }
            'd' => Action::Delete,
            'p' => Action::Print,
            'q' => Action::Quit,
            'a' => return self.text().map(Action::Append),
            'i' => return self.text().map(Action::Insert),
            'c' => return self.text().map(Action::Change),
            '{' => {
                self.depth += 1;
                let commands = (self.depth < MAX_DEPTH).then(|| self.commands())??;
                self.depth -= 1;
                self.eat('}').then_some(())?;
                return Some(Action::Block(commands));
            }
            _ => return None,
        };
        self.skip(&[' ', '\t']);
        let is_over = self.rest.is_empty() || self.rest.starts_with([';', '\n', '}', '#']);
        is_over.then_some(action)
    }

    fn substitution(&mut self) -> Option<Action> {
        let delimiter = self.take().filter(|&delimiter| delimiter != '\n' && delimiter != '\\')?;
        let pattern = self.until(delimiter, true)?;
        let replacement = self.until(delimiter, false)?;
        let (mut nth, mut all, mut prints, mut flags) = (1, false, false, String::new());
        loop {
            match self.rest.chars().next() {
                Some('g') => all = true,
                Some('p') => prints = true,
                Some('i' | 'I') => flags.push('i'),
                Some('m' | 'M') => flags.push('m'),
                Some('0'..='9') => {
                    nth = self.number()?;
                    continue;
                }
                _ => break,
            }
            self.take();
        }
        let regex = self.compile(&pattern, &flags)?;
        let parts = replacement_parts(&replacement, regex.captures_len())?;
        Some(Action::Substitute { regex, parts, nth, all, prints })
    }

    /// The text of `a`, `i` and `c`: on the same line, or on those after a backslash.
    fn text(&mut self) -> Option<String> {
        self.skip(&[' ', '\t']);
        if self.eat('\\') {
            // In `a\  text` the backslash keeps the white space behind it.
            let line = self.rest.trim_start_matches([' ', '\t']);
            self.rest = line.strip_prefix('\n').unwrap_or(self.rest);
        }
        let mut text = String::new();
        while let Some(c) = self.take() {
            match c {
                '\n' => break,
                '\\' => match self.take() {
                    Some('t') => text.push('\t'),
                    Some(c) => text.push(c),
                    None => {}
                },
                c => text.push(c),
            }
        }
        if text.is_empty() {
            return None;
        }
        text.push('\n');
        Some(text)
    }
}

/// The characters of one side of `y`.
fn plain(text: &str) -> Option<Vec<char>> {
    let mut chars = Vec::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        chars.push(match c {
            '\\' => match rest.next()? {
                'n' => '\n',
                't' => '\t',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(chars)
}

/// The right side of `s`; `groups` is how many groups its expression has, the whole match included.
fn replacement_parts(text: &str, groups: usize) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = text.chars();
    let mut group = |at: usize, literal: &mut String| {
        parts.push(Part::Text(std::mem::take(literal)));
        parts.push(Part::Group(at));
    };
    while let Some(c) = rest.next() {
        match c {
            '&' => group(0, &mut literal),
            '\\' => match rest.next()? {
                digit @ '0'..='9' => {
                    let at = digit as usize - '0' as usize;
                    group((at < groups).then_some(at)?, &mut literal);
                }
                'n' => literal.push('\n'),
                't' => literal.push('\t'),
                'r' => literal.push('\r'),
                // Changes of case and characters by number are not followed.
                'L' | 'U' | 'l' | 'u' | 'E' | 'c' | 'd' | 'o' | 'x' => return None,
                c => literal.push(c),
            },
            c => literal.push(c),
        }
    }
    parts.push(Part::Text(literal));
    Some(parts)
}
