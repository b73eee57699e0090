//! A parser for the shell language: POSIX sh and what bash adds to it.
//!
//! It is our own because the answer has to hold for any number of here-documents on one line, for code with
//! unbalanced quotes inside them, and for hostile nesting: work and depth are bounded, and a syntax error leaves
//! what stands before it, which a shell runs before it notices the error.

use super::ast::{AssignedValue, Assignment, Command, Item, Link, List, Node, Word};
use super::redirect::Pending;
use std::cell::Cell;
use std::rc::Rc;

/// How deep commands and words may be nested.
const MAX_DEPTH: u32 = 60;

/// Bytes after which an arithmetic expression is none.
const MAX_ARITHMETIC: usize = 2_048;

/// The script does not parse from here on.
#[derive(Debug)]
pub(super) struct SyntaxError;

pub(super) type Parse<T> = Result<T, SyntaxError>;

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    depth: u32,
    /// What may still be spent, over all parsers of one script: rereading unclosed text must not multiply.
    fuel: Rc<Cell<usize>>,
    pub(super) pending: Vec<Pending>,
}

/// Parses `text` as far as it goes.
pub(super) fn script(text: &str) -> List {
    let mut parser =
        Parser { text, at: 0, depth: 0, fuel: Rc::new(Cell::new(text.len() * 16 + 65_536)), pending: Vec::new() };
    let mut items = Vec::new();
    // What was parsed before an error stands; a terminator without its beginning ends the script as well.
    let _ = parser.list(&mut items);
    parser.here_documents();
    items
}

impl<'t> Parser<'t> {
    /// A parser of `text`, which is a part of what this one parses.
    pub(super) fn inner<'u>(&self, text: &'u str) -> Parser<'u> {
        Parser { text, at: 0, depth: self.depth + 1, fuel: Rc::clone(&self.fuel), pending: Vec::new() }
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// Takes `token` if it stands here.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let stands = self.rest().starts_with(token);
        if stands {
            self.at += token.len();
        }
        stands
    }

    fn expect(&mut self, token: &str) -> Parse<()> {
        if self.eat(token) { Ok(()) } else { Err(SyntaxError) }
    }

    /// Pays for `bytes` of work.
    pub(super) fn spend(&self, bytes: usize) -> Parse<()> {
        let left = self.fuel.get().checked_sub(bytes + 1).ok_or(SyntaxError)?;
        self.fuel.set(left);
        Ok(())
    }

    /// The distance to `end`, which must come; the way there is paid for also when it does not.
    pub(super) fn distance(&self, end: char) -> Parse<usize> {
        let found = self.rest().find(end);
        self.spend(found.unwrap_or(self.rest().len()))?;
        found.ok_or(SyntaxError)
    }

    /// The length of the arithmetic expression that `text` begins with, up to its `))`.
    pub(super) fn closing_pair(&self, text: &str) -> Parse<Option<usize>> {
        let mut open = 0_usize;
        for (at, byte) in text.bytes().enumerate().take(MAX_ARITHMETIC) {
            self.spend(0)?;
            match byte {
                b'(' => open += 1,
                b')' if open > 0 => open -= 1,
                b')' => return Ok((text.as_bytes().get(at + 1) == Some(&b')')).then_some(at)),
                b'\n' | b'"' | b'\'' | b';' => return Ok(None),
                _ => {}
            }
        }
        Ok(None)
    }

    /// Runs `parse` one level deeper.
    pub(super) fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MAX_DEPTH {
            return Err(SyntaxError);
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    pub(super) fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(b'\\') if self.rest().starts_with("\\\n") => self.at += 2,
                Some(b'#') => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    fn skip_lines(&mut self) {
        self.skip_blanks();
        while self.peek() == Some(b'\n') {
            self.newline();
            self.skip_blanks();
        }
    }

    fn newline(&mut self) {
        self.at += 1;
        self.here_documents();
    }

    /// Parses pipelines into `items` until something that cannot begin one.
    pub(super) fn list(&mut self, items: &mut List) -> Parse<()> {
        let mut link = Link::Then;
        loop {
            self.skip_lines();
            if self.ends_list() {
                return if link == Link::Then { Ok(()) } else { Err(SyntaxError) };
            }
            self.spend(0)?;
            let item = self.deeper(|parser| parser.pipeline(link))?;
            items.push(item);
            self.skip_blanks();
            link = if self.eat("&&") {
                Link::And
            } else if self.eat("||") {
                Link::Or
            } else {
                self.separator()?;
                Link::Then
            };
        }
    }

    /// Takes what ends a command; nothing where the list ends.
    fn separator(&mut self) -> Parse<()> {
        match self.peek() {
            Some(b'\n') => self.newline(),
            Some(b';') if !matches!(self.peek_at(1), Some(b';' | b'&')) => self.at += 1,
            Some(b'&') => self.at += 1,
            _ if self.ends_list() => {}
            _ => return Err(SyntaxError),
        }
        Ok(())
    }

    fn ends_list(&self) -> bool {
        match self.peek() {
            None | Some(b')') => true,
            Some(b';') => true,
            _ => matches!(self.peek_word(), "then" | "else" | "elif" | "fi" | "do" | "done" | "esac" | "}"),
        }
    }

    /// The word that stands here if it has no quotes and no expansions; for finding reserved words.
    fn peek_word(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || ";&|()<>\"'\\$`".contains(c)).unwrap_or(rest.len());
        &rest[..end]
    }

    /// Takes the reserved word `word`.
    fn eat_word(&mut self, word: &str) -> bool {
        self.peek_word() == word && self.eat(word)
    }

    fn expect_word(&mut self, word: &str) -> Parse<()> {
        self.skip_lines();
        if self.eat_word(word) { Ok(()) } else { Err(SyntaxError) }
    }

    fn pipeline(&mut self, link: Link) -> Parse<Item> {
        let mut negated = false;
        loop {
            self.skip_blanks();
            if self.eat_word("!") {
                negated = !negated;
            } else if self.eat_word("time") {
                self.skip_blanks();
                self.eat_word("-p");
            } else {
                break;
            }
        }
        let mut stages = vec![self.node()?];
        loop {
            self.skip_blanks();
            if self.rest().starts_with("||") || !self.eat("|") {
                break;
            }
            self.eat("&");
            self.skip_lines();
            stages.push(self.node()?);
        }
        Ok(Item { link, negated, stages })
    }

    fn node(&mut self) -> Parse<Node> {
        self.skip_blanks();
        let command = match self.peek_word() {
            "" if self.rest().starts_with("((") => self.arithmetic()?,
            "" if self.peek() == Some(b'(') => self.subshell()?,
            "{" => self.group()?,
            "if" => self.conditional()?,
            "while" | "until" => self.repetition()?,
            "for" | "select" => self.iteration()?,
            "case" => self.case()?,
            "[[" => self.test()?,
            "function" => return self.function_keyword(),
            _ => return self.simple(),
        };
        let mut redirects = Vec::new();
        loop {
            self.skip_blanks();
            match self.redirect()? {
                Some(redirect) => redirects.push(redirect),
                None => return Ok(Node { command, redirects }),
            }
        }
    }

    fn body(&mut self) -> Parse<List> {
        let mut items = Vec::new();
        self.list(&mut items)?;
        Ok(items)
    }

    fn subshell(&mut self) -> Parse<Command> {
        self.expect("(")?;
        let body = self.body()?;
        self.expect(")")?;
        Ok(Command::Subshell(body))
    }

    fn group(&mut self) -> Parse<Command> {
        self.expect("{")?;
        let body = self.body()?;
        self.expect("}")?;
        Ok(Command::Group(body))
    }

    /// `(( ... ))`; a subshell in a subshell where the closing pair is missing.
    fn arithmetic(&mut self) -> Parse<Command> {
        match self.closing_pair(&self.rest()[2..])? {
            Some(length) => {
                self.at += 2 + length + 2;
                Ok(Command::Test)
            }
            None => self.subshell(),
        }
    }

    fn conditional(&mut self) -> Parse<Command> {
        self.expect("if")?;
        let mut conditions = vec![self.body()?];
        self.expect_word("then")?;
        let mut branches = vec![self.body()?];
        loop {
            if self.eat_word("elif") {
                conditions.push(self.body()?);
                self.expect_word("then")?;
                branches.push(self.body()?);
            } else if self.eat_word("else") {
                branches.push(self.body()?);
            } else {
                self.expect_word("fi")?;
                return Ok(Command::If { conditions, branches });
            }
        }
    }

    fn repetition(&mut self) -> Parse<Command> {
        let word = self.peek_word().len();
        self.at += word;
        let condition = self.body()?;
        let body = self.do_done()?;
        Ok(Command::Loop { condition, body })
    }

    fn do_done(&mut self) -> Parse<List> {
        self.skip_lines();
        if self.peek_word() == "{" {
            self.expect("{")?;
            let body = self.body()?;
            self.expect("}")?;
            return Ok(body);
        }
        self.expect_word("do")?;
        let body = self.body()?;
        self.expect_word("done")?;
        Ok(body)
    }

    fn iteration(&mut self) -> Parse<Command> {
        let word = self.peek_word().len();
        self.at += word;
        self.skip_blanks();
        if self.rest().starts_with("((") {
            self.arithmetic()?;
            self.skip_blanks();
            self.eat(";");
            let body = self.do_done()?;
            return Ok(Command::Loop { condition: Vec::new(), body });
        }
        let name = self.peek_word().to_owned();
        if !is_name(&name) {
            return Err(SyntaxError);
        }
        self.at += name.len();
        self.skip_lines();
        let words = if self.eat_word("in") { Some(self.words()?) } else { None };
        self.skip_blanks();
        self.eat(";");
        let body = self.do_done()?;
        Ok(Command::For { name, words, body })
    }

    /// Words up to the end of the command.
    fn words(&mut self) -> Parse<Vec<Word>> {
        let mut words = Vec::new();
        loop {
            self.skip_blanks();
            match self.peek() {
                None | Some(b'\n' | b';' | b'&' | b'|' | b')') => return Ok(words),
                _ => words.push(self.word()?),
            }
        }
    }

    fn case(&mut self) -> Parse<Command> {
        self.expect("case")?;
        self.skip_blanks();
        let subject = self.word()?;
        self.expect_word("in")?;
        let mut arms = Vec::new();
        loop {
            self.skip_lines();
            if self.eat_word("esac") {
                return Ok(Command::Case { subject, arms });
            }
            self.eat("(");
            loop {
                self.skip_blanks();
                self.word()?;
                self.skip_blanks();
                if !self.eat("|") {
                    break;
                }
            }
            self.expect(")")?;
            arms.push(self.body()?);
            let _ = self.eat(";;&") || self.eat(";;") || self.eat(";&");
        }
    }

    /// `[[ ... ]]`: none of its operators means what it means outside.
    fn test(&mut self) -> Parse<Command> {
        self.expect("[[")?;
        loop {
            self.skip_lines();
            if self.eat_word("]]") {
                return Ok(Command::Test);
            }
            match self.peek() {
                None => return Err(SyntaxError),
                Some(b'&' | b'|' | b'(' | b')' | b'<' | b'>' | b';') => self.at += 1,
                _ => {
                    self.word()?;
                }
            }
        }
    }

    fn function_keyword(&mut self) -> Parse<Node> {
        self.expect("function")?;
        self.skip_blanks();
        let name = self.peek_word().to_owned();
        self.at += name.len();
        self.skip_blanks();
        if self.eat("(") {
            self.skip_blanks();
            self.expect(")")?;
        }
        self.function(name)
    }

    fn function(&mut self, name: String) -> Parse<Node> {
        self.skip_lines();
        let body = Rc::new(self.deeper(Self::node)?);
        Ok(Node { command: Command::Function { name, body }, redirects: Vec::new() })
    }

    fn simple(&mut self) -> Parse<Node> {
        let (mut assignments, mut words, mut redirects) = (Vec::new(), Vec::<Word>::new(), Vec::new());
        loop {
            self.skip_blanks();
            if let Some(redirect) = self.redirect()? {
                redirects.push(redirect);
                continue;
            }
            match self.peek() {
                None | Some(b'\n' | b';' | b'&' | b'|' | b')') => break,
                Some(b'(') => match words.as_slice() {
                    [name] if assignments.is_empty() && redirects.is_empty() => {
                        let name = name.bare().ok_or(SyntaxError)?.to_owned();
                        self.expect("(")?;
                        self.skip_blanks();
                        self.expect(")")?;
                        return self.function(name);
                    }
                    _ => return Err(SyntaxError),
                },
                _ if words.is_empty() => match self.assignment()? {
                    Some(assignment) => assignments.push(assignment),
                    None => words.push(self.word()?),
                },
                _ => words.push(self.argument()?),
            }
        }
        if assignments.is_empty() && words.is_empty() && redirects.is_empty() {
            return Err(SyntaxError);
        }
        Ok(Node { command: Command::Simple { assignments, words }, redirects })
    }

    /// An argument; `declare x=(...)` has an array in it, which a plain word could not have.
    fn argument(&mut self) -> Parse<Word> {
        let word = self.word()?;
        if self.peek() == Some(b'(') && word.bare().is_some_and(|text| text.ends_with('=')) {
            self.array()?;
        }
        Ok(word)
    }

    fn assignment(&mut self) -> Parse<Option<Assignment>> {
        let rest = self.rest();
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if !is_name(&rest[..name_end]) {
            return Ok(None);
        }
        let mut end = name_end;
        if rest[end..].starts_with('[') {
            end += match rest[end..].find([']', '\n', ' ']) {
                Some(length) if rest[end + length..].starts_with(']') => length + 1,
                _ => return Ok(None),
            };
        }
        let name = rest[..end].to_owned();
        let appends = rest[end..].starts_with('+');
        end += usize::from(appends);
        if !rest[end..].starts_with('=') {
            return Ok(None);
        }
        self.at += end + 1;
        let value = match self.peek() {
            Some(b'(') => AssignedValue::Array(self.array()?),
            None | Some(b' ' | b'\t' | b'\r' | b'\n' | b';' | b'&' | b'|' | b')') => {
                AssignedValue::Text(Word::default())
            }
            _ => AssignedValue::Text(self.word()?),
        };
        Ok(Some(Assignment { name, appends, value }))
    }

    fn array(&mut self) -> Parse<Vec<Word>> {
        self.expect("(")?;
        let mut words = Vec::new();
        loop {
            self.skip_lines();
            if self.eat(")") {
                return Ok(words);
            }
            words.push(self.word()?);
        }
    }
}

/// Whether `text` can name a variable.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
