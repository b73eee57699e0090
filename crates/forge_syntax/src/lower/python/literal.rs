//! Numbers and strings.

use super::Lowering;
use super::kind::Kind;
use crate::tree::{NodeId, NodeKind};
use forge_model::Span;

/// A string literal's prefix and quotes.
#[derive(Clone, Copy)]
struct Form {
    raw: bool,
    bytes: bool,
    /// An f-string, or a template string.
    formatted: bool,
    /// Bytes before the content.
    open: usize,
    /// Bytes of the quotes.
    quotes: usize,
}

impl Form {
    fn of(literal: &str) -> Self {
        let bytes = literal.as_bytes();
        let mut form = Self { raw: false, bytes: false, formatted: false, open: 0, quotes: 0 };
        while let Some(&letter) = bytes.get(form.open)
            && letter.is_ascii_alphabetic()
        {
            match letter.to_ascii_lowercase() {
                b'r' => form.raw = true,
                b'b' => form.bytes = true,
                b'f' | b't' => form.formatted = true,
                _ => {}
            }
            form.open += 1;
        }
        if let Some(&quote) = bytes.get(form.open) {
            form.quotes = if bytes[form.open..].starts_with(&[quote; 3]) { 3 } else { 1 };
        }
        form.open += form.quotes;
        form
    }

    /// The part of `literal` between its quotes; all after the first ones where the literal is not closed.
    fn content<'t>(&self, literal: &'t str) -> &'t str {
        let content = literal.get(self.open..).unwrap_or_default();
        let end = content.len().saturating_sub(self.quotes);
        let quotes = &literal.as_bytes()[self.open - self.quotes..self.open];
        if content.as_bytes()[end..] == *quotes { &content[..end] } else { content }
    }
}

/// The parts of an f-string, or of several literals in a row, as they are met.
struct Parts {
    /// Where they start on the stack of pending nodes.
    mark: usize,
    /// Constant text that is not yet a node.
    text: String,
    span: Option<Span>,
}

impl Parts {
    fn extend(&mut self, span: Span) {
        let start = self.span.map_or(span.start, |so_far| so_far.start);
        self.span = Some(Span { start, end: span.end });
    }
}

impl Lowering<'_> {
    /// A number. The imaginary unit is dropped: only that it is a number matters then.
    pub(super) fn number(&mut self, span: Span, float: bool) -> NodeId {
        let text = self.source(span);
        let plain = !float && text.len() <= 15 && text.bytes().all(|byte| byte.is_ascii_digit());
        let value = if plain {
            text.bytes().fold(0u64, |value, digit| value * 10 + u64::from(digit - b'0')) as f64
        } else {
            parse_number(text)
        };
        self.add(NodeKind::Num(value), span)
    }

    pub(super) fn string(&mut self, span: Span) -> NodeId {
        let literal = self.source(span);
        let form = Form::of(literal);
        if form.formatted {
            return match self.deeper(|this| this.string_parts(span, true)) {
                Some(id) => id,
                None => self.add(NodeKind::Missing, span),
            };
        }
        let content = form.content(literal);
        let sym = if form.raw || !content.contains('\\') {
            self.builder.sym(content)
        } else {
            let mut text = std::mem::take(&mut self.buffer);
            text.clear();
            decode(content, form, &mut text);
            let sym = self.builder.sym(&text);
            self.buffer = text;
            sym
        };
        self.add(NodeKind::Str(sym), span)
    }

    /// `"a" f"b{c}"`: one string.
    pub(super) fn concatenated_string(&mut self, span: Span) -> NodeId {
        self.string_parts(span, false)
    }

    /// The cursor is on a literal (`single`) or on a row of them.
    fn string_parts(&mut self, span: Span, single: bool) -> NodeId {
        let mut text = std::mem::take(&mut self.buffer);
        text.clear();
        let mut parts = Parts { mark: self.pending.len(), text, span: None };
        if single {
            self.literal_into(&mut parts);
        } else {
            self.children(|this, kind| {
                if kind == Kind::String {
                    this.literal_into(&mut parts);
                }
            });
        }
        let constant = self.pending.len() == parts.mark;
        let id = if constant {
            let sym = self.builder.sym(&parts.text);
            self.add(NodeKind::Str(sym), span)
        } else {
            self.flush(&mut parts);
            let list = self.list_from(parts.mark);
            self.add(NodeKind::Interpolate(list), span)
        };
        self.buffer = parts.text;
        id
    }

    fn literal_into(&mut self, parts: &mut Parts) {
        let span = self.span();
        let literal = self.source(span);
        let form = Form::of(literal);
        if !form.formatted {
            decode(form.content(literal), form, &mut parts.text);
            parts.extend(span);
            return;
        }
        self.children(|this, kind| match kind {
            Kind::StringContent => {
                decode(this.here(), form, &mut parts.text);
                parts.extend(this.span());
            }
            Kind::Interpolation => this.interpolation(parts),
            _ => {}
        });
    }

    /// Makes the constant text so far a part.
    fn flush(&mut self, parts: &mut Parts) {
        if let Some(span) = parts.span.take()
            && !parts.text.is_empty()
        {
            let sym = self.builder.sym(&parts.text);
            self.push(NodeKind::Str(sym), span);
        }
        parts.text.clear();
    }

    /// `{value=!r:>10}`
    fn interpolation(&mut self, parts: &mut Parts) {
        let span = self.span();
        let (mut open, mut debug) = (span.start, None);
        let (mut conversion, mut format) = ("", "");
        // The expression is lowered at its turn among the parts: after the text that `=` shows.
        self.children(|this, kind| match kind {
            Kind::OpenBrace => open = this.span().end,
            Kind::Equals => debug = Some(Span { start: open, end: this.span().end }),
            Kind::TypeConversion => conversion = this.here(),
            Kind::FormatSpecifier => format = this.here(),
            _ => {}
        });
        if let Some(shown) = debug {
            parts.text.push_str(self.source(shown));
            parts.extend(shown);
        }
        self.flush(parts);
        let value = self.inner();
        // `{x=}` shows the representation, unless told otherwise.
        if debug.is_some() && conversion.is_empty() && format.is_empty() {
            conversion = "!r";
        }
        // An empty format does nothing.
        if format == ":" {
            format = "";
        }
        let spec = match (conversion, format) {
            ("", "") => {
                self.pending.push(value);
                return;
            }
            (conversion, "") => self.builder.sym(conversion),
            ("", format) => self.builder.sym(format),
            (conversion, format) => self.builder.sym(&[conversion, format].concat()),
        };
        self.push(NodeKind::Format { value, spec }, span);
    }
}

fn parse_number(text: &str) -> f64 {
    let mut digits = text.replace('_', "");
    let radix = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    if digits.ends_with(['l', 'L', 'j', 'J']) {
        digits.pop();
    }
    if radix == 10 {
        return digits.parse().unwrap_or(0.0);
    }
    digits[2..]
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |value, digit| value * f64::from(radix) + f64::from(digit))
}

/// Appends what `source`, the content of a literal, stands for.
fn decode(source: &str, form: Form, out: &mut String) {
    let special = |at: char| (at == '\\' && !form.raw) || (form.formatted && (at == '{' || at == '}'));
    let mut rest = source;
    while let Some(at) = rest.find(special) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('\\') { escape(rest, form.bytes, out) } else { brace(rest, out) };
    }
    out.push_str(rest);
}

/// `{{` and `}}` of an f-string. A single brace cannot occur there; it is kept.
fn brace<'t>(source: &'t str, out: &mut String) -> &'t str {
    out.push_str(&source[..1]);
    let doubled = source.as_bytes().get(1) == source.as_bytes().first();
    &source[if doubled { 2 } else { 1 }..]
}

/// The escape sequence with which `source` starts; gives what follows it.
///
/// From Python's language reference, "Escape sequences". `\N{name}` is kept as written: it never spells ASCII that
/// matters here.
fn escape<'t>(source: &'t str, bytes: bool, out: &mut String) -> &'t str {
    let Some(letter) = source[1..].chars().next() else {
        out.push('\\');
        return "";
    };
    let rest = &source[1 + letter.len_utf8()..];
    let plain = match letter {
        '\n' => return rest,
        '\r' => return rest.strip_prefix('\n').unwrap_or(rest),
        '\\' | '\'' | '"' => letter,
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        '0'..='7' => return code_point(&source[1..], 8, 1..=3, out),
        'x' if starts_with_hex(rest, 2) => return code_point(rest, 16, 2..=2, out),
        'u' if !bytes && starts_with_hex(rest, 4) => return code_point(rest, 16, 4..=4, out),
        'U' if !bytes && starts_with_hex(rest, 8) => return code_point(rest, 16, 8..=8, out),
        _ => {
            // Not an escape: the backslash stays.
            out.push('\\');
            letter
        }
    };
    out.push(plain);
    rest
}

fn starts_with_hex(source: &str, digits: usize) -> bool {
    source.as_bytes().get(..digits).is_some_and(|found| found.iter().all(u8::is_ascii_hexdigit))
}

/// Appends the character whose number stands at the start of `source`; gives what follows.
fn code_point<'t>(source: &'t str, radix: u32, digits: std::ops::RangeInclusive<usize>, out: &mut String) -> &'t str {
    let count = source.chars().take(*digits.end()).take_while(|digit| digit.is_digit(radix)).count();
    let value = u32::from_str_radix(&source[..count], radix).unwrap_or(u32::MAX);
    // Half of a surrogate pair is no character by itself.
    out.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
    &source[count..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(literal: &str) -> String {
        let form = Form::of(literal);
        let mut out = String::new();
        decode(form.content(literal), form, &mut out);
        out
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(decoded(r#""a\n\t\\\'\"\x41\101\u0042\U00000043\0""#), "a\n\t\\'\"AABC\0");
        assert_eq!(decoded("'a\\\nb\\\r\nc'"), "abc");
        assert_eq!(decoded(r"'\d\xZZ\u12'"), r"\d\xZZ\u12");
        assert_eq!(decoded(r"'\ud800\777\1234'"), "\u{fffd}\u{1ff}S4");
        assert_eq!(decoded(r"'\é'"), r"\é");
        assert_eq!(decoded(r"'a\"), r"a\");
    }

    #[test]
    fn prefixes_decide_what_is_an_escape() {
        assert_eq!(decoded(r#"r"\n""#), r"\n");
        assert_eq!(decoded(r"Rb'\n\x41'"), r"\n\x41");
        assert_eq!(decoded(r"b'\x41\u0042\xff'"), "A\\u0042\u{ff}");
        assert_eq!(decoded("f'{{a}}'"), "{a}");
        assert_eq!(decoded(r"rf'{{\n}}'"), r"{\n}");
        assert_eq!(decoded("'{{a}}'"), "{{a}}");
    }

    #[test]
    fn quotes_end_the_content_where_they_are_there() {
        assert_eq!(decoded(r#""""a"b""""#), r#"a"b"#);
        assert_eq!(decoded("'''it''s"), "it''s");
        assert_eq!(decoded("'open"), "open");
        assert_eq!(decoded("''"), "");
        assert_eq!(decoded("'"), "");
        assert_eq!(decoded(""), "");
        assert_eq!(decoded("rb"), "");
    }

    #[test]
    fn numbers_are_read() {
        for (text, value) in [
            ("1_000", 1000.0),
            ("0xFF", 255.0),
            ("0o17", 15.0),
            ("0B101", 5.0),
            ("1.5e3", 1500.0),
            ("10L", 10.0),
            ("2.5j", 2.5),
            ("0xfL", 15.0),
        ] {
            assert_eq!(parse_number(text).to_bits(), f64::to_bits(value), "{text}");
        }
    }
}
