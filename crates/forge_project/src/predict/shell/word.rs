//! Words of the shell language: quotes and expansions.

use super::ast::{ParameterChange, Piece, PieceKind, Word};
use super::parse::{Parse, Parser, SyntaxError, is_name};
use std::rc::Rc;

/// What surrounds the text that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// A word outside quotes.
    Bare,
    /// Double quotes, or the body of a here-document.
    Quoted,
}

impl Parser<'_> {
    /// Reads a word; there must be one.
    pub(super) fn word(&mut self) -> Parse<Word> {
        let start = self.at;
        let mut word = Word::default();
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b')' => break,
                b'(' if matches!(
                    self.text.as_bytes().get(self.at.wrapping_sub(1)),
                    Some(b'?' | b'*' | b'+' | b'@' | b'!')
                ) =>
                {
                    self.extended_pattern(&mut word)?;
                }
                b'(' => break,
                b'<' | b'>' if self.peek_at(1) == Some(b'(') => self.process(&mut word)?,
                b'<' | b'>' => break,
                _ => self.piece(&mut word)?,
            }
        }
        self.spend(self.at - start)?;
        if self.at == start { Err(SyntaxError) } else { Ok(word) }
    }

    /// One quoted text, expansion or run of literal characters outside quotes.
    fn piece(&mut self, word: &mut Word) -> Parse<()> {
        match self.peek() {
            Some(b'\\') => {
                self.at += 1;
                if !self.eat("\n") {
                    let escaped = self.take_char().unwrap_or('\\');
                    word.push(escaped.encode_utf8(&mut [0; 4]), true);
                }
                Ok(())
            }
            Some(b'\'') => {
                self.at += 1;
                let length = self.distance('\'')?;
                word.push(&self.rest()[..length], true);
                self.at += length + 1;
                Ok(())
            }
            Some(b'"') => {
                self.at += 1;
                self.double_quoted(word)
            }
            Some(b'$') => self.deeper(|parser| parser.dollar(word, Context::Bare)),
            Some(b'`') => self.backticks(word, Context::Bare),
            _ => {
                let rest = self.rest();
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let end = rest[first..].find(|c: char| " \t\r\n;&|()<>\\'\"$`}".contains(c));
                let length = end.map_or(rest.len(), |end| end + first);
                word.push(&rest[..length], false);
                self.at += length;
                Ok(())
            }
        }
    }

    pub(super) fn take_char(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// The rest of a double-quoted text.
    fn double_quoted(&mut self, word: &mut Word) -> Parse<()> {
        word.push("", true);
        loop {
            match self.peek() {
                None => return Err(SyntaxError),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    match self.take_char() {
                        Some('\n') => {}
                        Some(c @ ('$' | '`' | '"' | '\\')) => word.push(c.encode_utf8(&mut [0; 4]), true),
                        Some(c) => {
                            word.push("\\", true);
                            word.push(c.encode_utf8(&mut [0; 4]), true);
                        }
                        None => return Err(SyntaxError),
                    }
                }
                Some(b'$') => self.deeper(|parser| parser.dollar(word, Context::Quoted))?,
                Some(b'`') => self.backticks(word, Context::Quoted)?,
                Some(_) => {
                    let rest = self.rest();
                    let length = rest.find(['"', '\\', '$', '`']).unwrap_or(rest.len());
                    self.spend(length)?;
                    word.push(&rest[..length], true);
                    self.at += length;
                }
            }
        }
    }

    /// The whole text as the body of a here-document with an unquoted delimiter. What cannot be an expansion, as in code of
    /// another language, stays as it is.
    pub(super) fn expandable(&mut self) -> Word {
        let mut word = Word::default();
        word.push("", true);
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b'\\' => {
                    self.at += 1;
                    match self.peek() {
                        Some(b'\n') => self.at += 1,
                        Some(b'$' | b'`' | b'\\') => {
                            word.push(&self.text[self.at..=self.at], true);
                            self.at += 1;
                        }
                        _ => word.push("\\", true),
                    }
                }
                b'$' | b'`' => {
                    let before = word.0.len();
                    let parsed = self.deeper(|parser| match byte {
                        b'$' => parser.dollar(&mut word, Context::Quoted),
                        _ => parser.backticks(&mut word, Context::Quoted),
                    });
                    if parsed.is_err() {
                        word.0.truncate(before.max(1));
                        self.at = start + 1;
                        word.push(&self.text[start..=start], true);
                    }
                }
                _ => {
                    let rest = self.rest();
                    let length = rest.find(['\\', '$', '`']).unwrap_or(rest.len());
                    word.push(&rest[..length], true);
                    self.at += length;
                }
            }
        }
        word
    }

    /// An expansion that begins with `$`, or the dollar itself.
    fn dollar(&mut self, word: &mut Word, context: Context) -> Parse<()> {
        let start = self.at;
        self.at += 1;
        self.spend(0)?;
        let quoted = context == Context::Quoted;
        let kind = match self.peek() {
            Some(b'\'') if !quoted => {
                self.at += 1;
                return self.ansi_quoted(word);
            }
            Some(b'"') if !quoted => {
                self.at += 1;
                return self.double_quoted(word);
            }
            Some(b'(') => self.parenthesis()?,
            Some(b'{') => self.braces(context)?,
            Some(b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!' | b'0'..=b'9') => {
                self.at += 1;
                let name = self.text[start + 1..self.at].to_owned();
                PieceKind::Parameter { name, change: ParameterChange::None }
            }
            _ => {
                let rest = self.rest();
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                if !is_name(&rest[..end]) {
                    word.push("$", quoted);
                    return Ok(());
                }
                self.at += end;
                PieceKind::Parameter { name: rest[..end].to_owned(), change: ParameterChange::None }
            }
        };
        let raw = self.text[start..self.at].to_owned();
        word.0.push(Piece { kind, quoted, raw });
        Ok(())
    }

    /// `$(...)` or `$((...))`, after the dollar.
    fn parenthesis(&mut self) -> Parse<PieceKind> {
        if let Some(inner) = self.rest().strip_prefix("((")
            && let Some(length) = self.closing_pair(inner)?
        {
            self.at += length + 4;
            return Ok(PieceKind::Unknown);
        }
        self.at += 1;
        self.commands().map(PieceKind::Command)
    }

    /// Commands up to their closing parenthesis.
    fn commands(&mut self) -> Parse<Rc<super::ast::List>> {
        let mut items = Vec::new();
        self.list(&mut items)?;
        if self.eat(")") { Ok(Rc::new(items)) } else { Err(SyntaxError) }
    }

    fn process(&mut self, word: &mut Word) -> Parse<()> {
        let start = self.at;
        self.at += 2;
        let kind = self.deeper(Self::commands).map(PieceKind::Process)?;
        word.0.push(Piece { kind, quoted: true, raw: self.text[start..self.at].to_owned() });
        Ok(())
    }

    /// `?(...)`, `*(...)`, `+(...)`, `@(...)`, `!(...)`: not followed.
    fn extended_pattern(&mut self, word: &mut Word) -> Parse<()> {
        let start = self.at;
        let length = self.distance(')')?;
        self.at += length + 1;
        word.0.push(Piece { kind: PieceKind::Unknown, quoted: false, raw: self.text[start..self.at].to_owned() });
        Ok(())
    }

    fn backticks(&mut self, word: &mut Word, context: Context) -> Parse<()> {
        let start = self.at;
        self.at += 1;
        let mut script = String::new();
        loop {
            self.spend(0)?;
            match self.take_char().ok_or(SyntaxError)? {
                '`' => break,
                '\\' => match self.take_char().ok_or(SyntaxError)? {
                    c @ ('`' | '\\' | '$') => script.push(c),
                    c => script.extend(['\\', c]),
                },
                c => script.push(c),
            }
        }
        let mut items = Vec::new();
        let mut inner = self.inner(&script);
        let kind = match inner.deeper(|parser| parser.list(&mut items)) {
            Ok(()) => PieceKind::Command(Rc::new(items)),
            Err(SyntaxError) => PieceKind::Unknown,
        };
        let raw = self.text[start..self.at].to_owned();
        word.0.push(Piece { kind, quoted: context == Context::Quoted, raw });
        Ok(())
    }

    /// `${...}`, from its brace on.
    fn braces(&mut self, context: Context) -> Parse<PieceKind> {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let end = if end == 0 && rest.starts_with(['@', '*', '?', '$']) { 1 } else { end };
        let name = rest[..end].to_owned();
        self.at += end;
        if end > 0
            && let Some(change) = self.parameter_change(context)?
            && self.eat("}")
        {
            return Ok(PieceKind::Parameter { name, change });
        }
        self.at = start + 1;
        self.skip_braces(context)?;
        Ok(PieceKind::Unknown)
    }

    /// What stands between the name and the closing brace, if it is something that is followed.
    fn parameter_change(&mut self, context: Context) -> Parse<Option<ParameterChange>> {
        const OPERATORS: [&str; 10] = [":-", ":=", ":+", "-", "=", "+", "##", "#", "%%", "%"];
        if self.peek() == Some(b'}') {
            return Ok(Some(ParameterChange::None));
        }
        if self.eat("[@]") || self.eat("[*]") {
            return Ok(Some(ParameterChange::All));
        }
        let Some(operator) = OPERATORS.into_iter().find(|operator| self.rest().starts_with(operator)) else {
            return Ok(None);
        };
        self.at += operator.len();
        let word = self.word_in_braces(context)?;
        Ok(Some(match operator {
            ":-" | ":=" | "-" | "=" => ParameterChange::Default(word),
            ":+" | "+" => ParameterChange::Alternative(word),
            "#" | "##" => ParameterChange::WithoutPrefix { pattern: word, longest: operator.len() == 2 },
            _ => ParameterChange::WithoutSuffix { pattern: word, longest: operator.len() == 2 },
        }))
    }

    /// Text up to the closing brace, which stays.
    fn word_in_braces(&mut self, context: Context) -> Parse<Word> {
        let mut word = Word::default();
        loop {
            match self.peek() {
                None => return Err(SyntaxError),
                Some(b'}') => return Ok(word),
                Some(b'\'') if context == Context::Quoted => {
                    self.at += 1;
                    word.push("'", true);
                }
                // Space and operators mean nothing here.
                Some(b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>') => {
                    word.push(&self.text[self.at..=self.at], context == Context::Quoted);
                    self.at += 1;
                }
                Some(_) => self.piece(&mut word)?,
            }
            self.spend(0)?;
        }
    }

    /// Goes past the brace that closes the one before this place.
    fn skip_braces(&mut self, context: Context) -> Parse<()> {
        let mut open = 1_usize;
        let start = self.at;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'{' => open += 1,
                b'}' => open -= 1,
                b'\\' => {
                    self.take_char();
                }
                b'\'' if context == Context::Bare => self.at += self.distance('\'')? + 1,
                _ => {}
            }
            if open == 0 {
                return self.spend(self.at - start);
            }
        }
        self.spend(self.at - start)?;
        Err(SyntaxError)
    }

    /// The rest of `$'...'`.
    fn ansi_quoted(&mut self, word: &mut Word) -> Parse<()> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let mut length = 0;
        while *bytes.get(length).ok_or(SyntaxError)? != b'\'' {
            self.spend(0)?;
            length += if bytes[length] == b'\\' { 2 } else { 1 };
        }
        let (text, _) = super::escapes::decode(&rest[..length], super::escapes::Dialect::AnsiQuote);
        word.push(&String::from_utf8_lossy(&text), true);
        self.at += length + 1;
        Ok(())
    }
}

impl Word {
    /// Adds literal text.
    fn push(&mut self, text: &str, quoted: bool) {
        if let Some(Piece { kind: PieceKind::Literal(before), quoted: same, .. }) = self.0.last_mut()
            && *same == quoted
        {
            before.push_str(text);
            return;
        }
        self.0.push(Piece { kind: PieceKind::Literal(text.to_owned()), quoted, raw: String::new() });
    }

    /// The text with its quotes removed and its expansions as they are written.
    pub(super) fn unquoted(&self) -> String {
        let text = |piece: &Piece| match &piece.kind {
            PieceKind::Literal(text) => text.clone(),
            _ => piece.raw.clone(),
        };
        self.0.iter().map(text).collect()
    }
}
