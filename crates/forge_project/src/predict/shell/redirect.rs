//! Redirections and here-documents.

use super::ast::{Redirect, RedirectKind, Word};
use super::parse::{Parse, Parser, SyntaxError};
use std::cell::OnceCell;
use std::rc::Rc;

/// A here-document whose body begins after the current line.
pub(super) struct Pending {
    body: Rc<OnceCell<Word>>,
    delimiter: String,
    quoted: bool,
    strips_tabs: bool,
}

impl Parser<'_> {
    /// The redirection that stands here, if one does.
    pub(super) fn redirect(&mut self) -> Parse<Option<Redirect>> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let operator = &rest[digits..];
        let is_process = operator.starts_with("<(") || operator.starts_with(">(");
        let begins = operator.starts_with(['<', '>']) || digits == 0 && operator.starts_with("&>");
        if !begins || is_process && digits == 0 {
            return Ok(None);
        }
        self.spend(0)?;
        let fd = if digits == 0 { None } else { Some(rest[..digits].parse().map_err(|_| SyntaxError)?) };
        self.at += digits;
        let kind = self.redirect_kind()?;
        Ok(Some(Redirect { fd, kind }))
    }

    fn redirect_kind(&mut self) -> Parse<RedirectKind> {
        const OPERATORS: [&str; 12] = ["&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">|", ">&", ">"];
        let operator = OPERATORS.into_iter().find(|operator| self.rest().starts_with(operator)).ok_or(SyntaxError)?;
        self.at += operator.len();
        self.skip_blanks();
        if matches!(operator, "<<" | "<<-") {
            return self.here_document(operator == "<<-");
        }
        let word = self.word()?;
        Ok(match operator {
            "&>" => RedirectKind::WriteBoth(word),
            "&>>" => RedirectKind::AppendBoth(word),
            "<<<" => RedirectKind::Text(word),
            "<" => RedirectKind::Read(word),
            ">>" => RedirectKind::Append(word),
            ">&" if word.bare().is_some_and(|text| text == "-" || text.bytes().all(|byte| byte.is_ascii_digit())) => {
                RedirectKind::Duplicate(word)
            }
            ">&" => RedirectKind::WriteBoth(word),
            ">" | ">|" => RedirectKind::Write(word),
            _ => RedirectKind::Other,
        })
    }

    fn here_document(&mut self, strips_tabs: bool) -> Parse<RedirectKind> {
        let start = self.at;
        let word = self.word()?;
        let raw = &self.text[start..self.at];
        let body = Rc::new(OnceCell::new());
        // Quotes are removed from the delimiter, and nothing in it is expanded.
        let quoted = raw.contains(['\'', '"', '\\']);
        let delimiter = if quoted { word.unquoted() } else { raw.to_owned() };
        self.pending.push(Pending { body: Rc::clone(&body), delimiter, quoted, strips_tabs });
        Ok(RedirectKind::Heredoc(body))
    }

    /// Reads the bodies of the here-documents that the line before asked for.
    pub(super) fn here_documents(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let text = self.here_document_body(&pending);
            let word = if pending.quoted { Word::literal(&text) } else { self.inner(&text).expandable() };
            let _ = pending.body.set(word);
        }
    }

    /// The lines up to the delimiter, or up to the end of the text as a shell takes them too.
    fn here_document_body(&mut self, pending: &Pending) -> String {
        let mut body = String::new();
        while self.at < self.text.len() {
            let rest = self.rest();
            let length = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            if self.spend(length).is_err() {
                break;
            }
            self.at += length;
            let line = if pending.strips_tabs { rest[..length].trim_start_matches('\t') } else { &rest[..length] };
            if line.strip_suffix('\n').unwrap_or(line) == pending.delimiter {
                break;
            }
            body.push_str(line);
        }
        if !body.is_empty() && !body.ends_with('\n') {
            body.push('\n');
        }
        body
    }
}
