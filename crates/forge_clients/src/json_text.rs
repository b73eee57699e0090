//! Changes to a JSON text that leave everything else in it as it is, byte for byte.

use serde_json::Value;
use std::ops::Range;

/// Why a JSON text could not be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// It is not JSON.
    #[error("line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// Something in it is not of the kind that it has to be.
    #[error("`{place}` should be {expected}")]
    Shape {
        /// The keys that lead there, with dots between them.
        place: String,
        /// The kind that it has to be.
        expected: &'static str,
    },
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Object(Vec<Member>),
    Array(Vec<Node>),
    Text(String),
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) key: String,
    /// From the key to the end of the value.
    pub(crate) span: Range<usize>,
    pub(crate) value: Node,
}

/// Reads `text`; a byte-order mark before it is skipped.
pub(crate) fn parse(text: &str) -> Result<Node, EditError> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // The usual parser finds the mistakes and bounds the nesting; after it, what follows only has to find the places.
    serde_json::from_str::<Value>(&text[start..]).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        EditError::Syntax { line: error.line(), column: error.column(), message }
    })?;
    let mut reader = Reader { text, at: start };
    Ok(reader.value())
}

/// Finds the places in a text that is known to be JSON.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Node {
        self.skip_space();
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => Kind::Object(self.members()),
            Some(b'[') => Kind::Array(self.items()),
            Some(b'"') => Kind::Text(self.string()),
            _ => {
                while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && !b",]}".contains(&byte)) {
                    self.at += 1;
                }
                Kind::Other
            }
        };
        Node { span: start..self.at, kind }
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }

    fn members(&mut self) -> Vec<Member> {
        let mut members = Vec::new();
        self.at += 1;
        while !self.closes(b'}') {
            let start = self.at;
            let key = self.string();
            self.skip_space();
            self.at += 1;
            let value = self.value();
            members.push(Member { key, span: start..self.at, value });
        }
        members
    }

    fn items(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        self.at += 1;
        while !self.closes(b']') {
            items.push(self.value());
        }
        items
    }

    /// Goes to the next child, or past the end of the container.
    fn closes(&mut self, close: u8) -> bool {
        self.skip_space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.skip_space();
        }
        let closes = self.peek().is_none_or(|byte| byte == close);
        self.at += usize::from(closes);
        closes
    }
}

impl Node {
    /// The member `key` of an object; the last one where there are several, as parsers take it.
    pub(crate) fn member(&self, key: &str) -> Option<&Member> {
        match &self.kind {
            Kind::Object(members) => members.iter().rev().find(|member| member.key == key),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::Array(items) => items,
            _ => &[],
        }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value itself.
    pub(crate) fn json(&self, text: &str) -> Value {
        serde_json::from_str(&text[self.span.clone()]).unwrap_or_default()
    }

    /// Where the children stand.
    fn children(&self) -> Vec<Range<usize>> {
        match &self.kind {
            Kind::Object(members) => members.iter().map(|member| member.span.clone()).collect(),
            Kind::Array(items) => items.iter().map(|item| item.span.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

/// `text` with a member at the end of `object`.
pub(crate) fn with_member(text: &str, object: &Node, key: &str, value: &Value) -> String {
    with_child(text, object, |style, indent| {
        format!("{}:{}{}", Value::from(key), style.space(), style.render(value, indent))
    })
}

/// `text` with a value at the end of `array`.
pub(crate) fn with_item(text: &str, array: &Node, value: &Value) -> String {
    with_child(text, array, |style, indent| style.render(value, indent))
}

/// `text` without the child number `index` of `container`.
pub(crate) fn without_child(text: &str, container: &Node, index: usize) -> String {
    let children = container.children();
    let gone = match (index.checked_sub(1).map(|before| &children[before]), children.get(index + 1)) {
        (Some(before), _) => before.end..children[index].end,
        (None, Some(next)) => children[index].start..next.start,
        (None, None) => container.span.start + 1..container.span.end - 1,
    };
    format!("{}{}", &text[..gone.start], &text[gone.end..])
}

fn with_child(text: &str, container: &Node, child: impl Fn(&Style, &str) -> String) -> String {
    let style = Style::of(text);
    let children = container.children();
    let outer = indent_of(text, container.span.start);
    let (at, end, added) = match (children.first(), children.last()) {
        (Some(first), Some(last)) => {
            let is_broken = text[container.span.start..first.start].contains('\n');
            let added = if is_broken {
                let inner = indent_of(text, first.start);
                format!(",{}{inner}{}", style.newline, child(&style, inner))
            } else {
                let flat = Style { compact: true, ..style };
                format!(",{}{}", flat.space(), child(&flat, ""))
            };
            (last.end, last.end, added)
        }
        _ if style.compact => (container.span.start + 1, container.span.end - 1, child(&style, "")),
        _ => {
            let inner = format!("{outer}{}", style.indent);
            let added = format!("{0}{inner}{1}{0}{outer}", style.newline, child(&style, &inner));
            (container.span.start + 1, container.span.end - 1, added)
        }
    };
    format!("{}{added}{}", &text[..at], &text[end..])
}

/// The white space at the beginning of the line on which `at` stands.
fn indent_of(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = &text[line..at];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// How a text is laid out.
#[derive(Debug, Clone, Copy)]
struct Style<'t> {
    /// One level of indentation.
    indent: &'t str,
    newline: &'static str,
    /// All on one line.
    compact: bool,
    /// Whether a text on one line has spaces after colons and commas.
    spaced: bool,
}

impl<'t> Style<'t> {
    fn of(text: &'t str) -> Self {
        let body = text.trim_end();
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let indents =
            body.split('\n').skip(1).map(|line| &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]);
        let indent = indents.into_iter().find(|indent| !indent.is_empty()).unwrap_or("  ");
        // An empty object says nothing about how its owner lays out others.
        let is_empty = body.trim_start_matches('\u{feff}').bytes().all(|byte| b"{} \t".contains(&byte));
        Self { indent, newline, compact: !body.contains('\n') && !is_empty, spaced: body.contains("\": ") }
    }

    fn space(&self) -> &'static str {
        if self.compact && !self.spaced { "" } else { " " }
    }

    fn render(&self, value: &Value, indent: &str) -> String {
        if self.compact {
            return self.flat(value);
        }
        let mut bytes = Vec::new();
        let formatter = serde_json::ser::PrettyFormatter::with_indent(self.indent.as_bytes());
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, formatter);
        if serde::Serialize::serialize(value, &mut serializer).is_err() {
            return self.flat(value);
        }
        String::from_utf8_lossy(&bytes).replace('\n', &format!("{}{indent}", self.newline))
    }

    fn flat(&self, value: &Value) -> String {
        let space = self.space();
        match value {
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.flat(item)).collect();
                format!("[{}]", items.join(&format!(",{space}")))
            }
            Value::Object(members) => {
                let member = |(key, value): (&String, &Value)| {
                    format!("{}:{space}{}", Value::from(key.as_str()), self.flat(value))
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(&format!(",{space}")))
            }
            other => other.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(before: &str, key: &str, value: &Value, after: &str) {
        let root = parse(before).unwrap();
        let added = with_member(before, &root, key, value);
        assert_eq!(added, after);
        let root = parse(&added).unwrap();
        let last = root.children().len() - 1;
        assert_eq!(without_child(&added, &root, last), before.replace("{ }", "{}"));
    }

    #[test]
    fn the_layout_of_the_text_is_kept() {
        check("{}\n", "a", &json!([1]), "{\n  \"a\": [\n    1\n  ]\n}\n");
        check("{ }", "a", &json!(1), "{\n  \"a\": 1\n}");
        check("{\"x\":1}", "a", &json!({"b": [1, 2]}), "{\"x\":1,\"a\":{\"b\":[1,2]}}");
        check("{\"x\": 1}", "a", &json!({"b": [1, 2]}), "{\"x\": 1, \"a\": {\"b\": [1, 2]}}");
        check("{\n\t\"x\" : 1\n}", "a", &json!({"b": 2}), "{\n\t\"x\" : 1,\n\t\"a\": {\n\t\t\"b\": 2\n\t}\n}");
        check(
            "{\r\n    \"x\": [1,\r\n 2]\r\n}",
            "a",
            &json!([2]),
            "{\r\n    \"x\": [1,\r\n 2],\r\n    \"a\": [\r\n        2\r\n    ]\r\n}",
        );
        check(
            "\u{feff}{\"x\": {\"}\": \"\\\"{\"}}",
            "a",
            &json!(null),
            "\u{feff}{\"x\": {\"}\": \"\\\"{\"}, \"a\": null}",
        );
    }

    #[test]
    fn children_are_removed_with_one_comma() {
        let text = "[1, 2,\n 3]";
        let array = parse(text).unwrap();
        assert_eq!(without_child(text, &array, 0), "[2,\n 3]");
        assert_eq!(without_child(text, &array, 1), "[1,\n 3]");
        assert_eq!(without_child(text, &array, 2), "[1, 2]");
    }

    #[test]
    fn a_mistake_is_placed() {
        let error = parse("{\n  \"a\": 1,\n}").unwrap_err();
        assert_eq!(error.to_string(), "line 3, column 1: trailing comma");
        assert!(matches!(parse(""), Err(EditError::Syntax { line: 1, .. })));
        assert!(parse(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))).is_err());
    }
}
