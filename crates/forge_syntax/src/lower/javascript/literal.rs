//! Literals: strings, numbers, templates, regular expressions, arrays and objects.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{ArrayKind, List, NodeId, NodeKind, Sym};
use forge_model::Span;

impl Lowerer<'_> {
    pub(super) fn string(&mut self, span: Span) -> NodeId {
        let text = self.source(span);
        let (quote, inner) = text.split_at(text.len().min(1));
        // A string that the line's end cuts off has no closing quote.
        let inner = inner.strip_suffix(quote).unwrap_or(inner);
        self.text_node(inner, span)
    }

    /// A `Str` of a string's source text, whose escapes are decoded.
    fn text_node(&mut self, raw: &str, span: Span) -> NodeId {
        let sym = if raw.as_bytes().contains(&b'\\') { self.decoded_sym(raw) } else { self.builder.sym(raw) };
        self.add(NodeKind::Str(sym), span)
    }

    pub(super) fn decoded_sym(&mut self, raw: &str) -> Sym {
        self.decoded.clear();
        decode(raw, &mut self.decoded);
        self.builder.sym(&self.decoded)
    }

    pub(super) fn number(&mut self, span: Span) -> NodeId {
        let value = number_value(self.source(span));
        self.add(NodeKind::Num(value), span)
    }

    pub(super) fn template(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        self.template_parts(at.span);
        // Without a substitution it is a string like any other.
        let constant = match self.scratch[mark..] {
            [] => {
                let empty = self.builder.sym("");
                Some(NodeKind::Str(empty))
            }
            [only] => Some(self.builder.kind(only)).filter(|kind| matches!(kind, NodeKind::Str(_))),
            _ => None,
        };
        if let Some(constant) = constant {
            self.scratch.truncate(mark);
            return self.add(constant, at.span);
        }
        let parts = self.collect(mark);
        self.add(NodeKind::Interpolate(parts), at.span)
    }

    /// Pushes the parts of a template literal, constants as `Str`.
    pub(super) fn template_parts(&mut self, span: Span) {
        let mut from = span.start + 1;
        self.each_part(|this, part| {
            if part.kind == Kind::TemplateSubstitution {
                this.constant_part(Span { start: from, end: part.span.start });
                let value = this.only(part.span, NodeKind::Missing);
                this.scratch.push(value);
                from = part.span.end;
            }
        });
        let text = self.source(span);
        let end = if text.len() > 1 && text.ends_with('`') { span.end - 1 } else { span.end };
        self.constant_part(Span { start: from, end: end.max(from) });
    }

    fn constant_part(&mut self, span: Span) {
        let raw = self.source(span);
        if !raw.is_empty() {
            let node = self.text_node(raw, span);
            self.scratch.push(node);
        }
    }

    pub(super) fn regex(&mut self, at: At) -> NodeId {
        let empty = self.builder.sym("");
        let (mut pattern, mut flags) = (empty, empty);
        self.each_part(|this, part| {
            let text = this.source(part.span);
            match part.kind {
                Kind::RegexPattern => pattern = this.builder.sym(text),
                Kind::RegexFlags => flags = this.builder.sym(text),
                _ => {}
            }
        });
        self.add(NodeKind::Regex { pattern, flags }, at.span)
    }

    pub(super) fn array(&mut self, at: At) -> NodeId {
        let items = self.items(Self::expr);
        self.add(NodeKind::Array { items, kind: ArrayKind::List }, at.span)
    }

    /// The items of an array or array pattern, `Missing` for holes.
    pub(super) fn items(&mut self, mut item: impl FnMut(&mut Self, At) -> NodeId) -> List {
        let mark = self.scratch.len();
        let mut after_item = false;
        self.each(|this, part| {
            if part.kind == Kind::Comma {
                if !after_item {
                    let hole = this.missing(part.span);
                    this.scratch.push(hole);
                }
                after_item = false;
            } else if !part.kind.is_token() {
                let node = item(this, part);
                this.scratch.push(node);
                after_item = true;
            }
        });
        self.collect(mark)
    }

    pub(super) fn object(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        self.each_part(|this, entry| {
            let node = this.object_entry(entry);
            this.scratch.push(node);
        });
        let entries = self.collect(mark);
        self.add(NodeKind::Object(entries), at.span)
    }

    fn object_entry(&mut self, entry: At) -> NodeId {
        match entry.kind {
            Kind::Pair => {
                let Some(key) = self.first_part() else { return self.missing(entry.span) };
                let key = self.property_key(key);
                let value = self.part(entry.span);
                self.finish();
                if let NodeKind::Str(name) = self.builder.kind(key) {
                    self.builder.name_if_function(value, name);
                }
                self.add(NodeKind::Property { key, value }, entry.span)
            }
            Kind::Shorthand => {
                let sym = self.sym(entry.span);
                let key = self.add(NodeKind::Str(sym), entry.span);
                let value = if self.builder.text(sym) == "undefined" {
                    self.add(NodeKind::Undefined, entry.span)
                } else {
                    self.add(NodeKind::Name(sym), entry.span)
                };
                self.add(NodeKind::Property { key, value }, entry.span)
            }
            Kind::MethodDefinition => {
                let method = self.method(entry, self.scratch.len(), None);
                let key = method.key.unwrap_or_else(|| self.missing(entry.span));
                self.add(NodeKind::Property { key, value: method.node }, entry.span)
            }
            // `...spread`, and what only a syntax error puts here.
            _ => self.expr(entry),
        }
    }

    /// The name of a property: a `Str` where it is constant.
    pub(super) fn property_key(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::String => self.string(at.span),
            Kind::Number => {
                let text = self.source(at.span);
                let plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
                if plain {
                    return self.builder.str_node(text, at.span);
                }
                let text = number_value(text).to_string();
                self.builder.str_node(&text, at.span)
            }
            Kind::ComputedPropertyName => self.only(at.span, NodeKind::Missing),
            _ => {
                let sym = self.sym(at.span);
                self.add(NodeKind::Str(sym), at.span)
            }
        }
    }
}

/// The value of a number literal: all bases, separators, and big integers to the precision of a float.
fn number_value(text: &str) -> f64 {
    let plain;
    let digits = if text.as_bytes().contains(&b'_') {
        plain = text.replace('_', "");
        plain.as_str()
    } else {
        text
    };
    let digits = digits.strip_suffix('n').unwrap_or(digits);
    let radix = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        // A leading zero makes a number octal, unless a digit speaks against it.
        [b'0', rest @ ..] if !rest.is_empty() && rest.iter().all(|digit| matches!(digit, b'0'..=b'7')) => {
            return in_base(&digits[1..], 8);
        }
        _ => return digits.parse().unwrap_or(f64::NAN),
    };
    in_base(&digits[2..], radix)
}

fn in_base(digits: &str, radix: u32) -> f64 {
    digits
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |value, digit| f64::from(digit) + value * f64::from(radix))
}

/// Appends `raw` with its escapes replaced by what they stand for.
fn decode(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(escape) = rest.chars().next() else { return };
        rest = &rest[escape.len_utf8()..];
        match escape {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'v' => out.push('\u{b}'),
            '0'..='7' => {
                let more = rest.bytes().take(2).take_while(|digit| matches!(digit, b'0'..=b'7')).count();
                let value =
                    rest[..more].bytes().fold(escape as u32 - 48, |value, digit| value * 8 + u32::from(digit) - 48);
                out.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &rest[more..];
            }
            'x' => rest = push_unit(hex(rest, 2), rest, out),
            'u' => rest = push_unit(code_unit(rest), rest, out),
            // A line continuation stands for nothing.
            '\r' => rest = rest.strip_prefix('\n').unwrap_or(rest),
            '\n' | '\u{2028}' | '\u{2029}' => {}
            other => out.push(other),
        }
    }
    out.push_str(rest);
}

/// A decoded number and the length of its digits.
type Unit = Option<(u32, usize)>;

fn hex(text: &str, digits: usize) -> Unit {
    let value = u32::from_str_radix(text.get(..digits)?, 16).ok()?;
    Some((value, digits))
}

/// What follows `\u`: four digits, digits in braces, or the two halves of a surrogate pair.
fn code_unit(text: &str) -> Unit {
    if let Some(braced) = text.strip_prefix('{') {
        let end = braced.find('}')?;
        return Some((u32::from_str_radix(&braced[..end], 16).ok()?, end + 2));
    }
    let (high, length) = hex(text, 4)?;
    if (0xd800..0xdc00).contains(&high)
        && let Some((low @ 0xdc00..0xe000, more)) = text[length..].strip_prefix("\\u").and_then(|low| hex(low, 4))
    {
        return Some((0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), length + 2 + more));
    }
    Some((high, length))
}

fn push_unit<'t>(unit: Unit, rest: &'t str, out: &mut String) -> &'t str {
    let Some((value, length)) = unit else { return rest };
    out.push(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER));
    &rest[length..]
}
