//! HTML and the template languages written in it: scripts are lowered as JavaScript, and what a template writes without
//! escaping becomes an `Output` whose value is the expression's text.
//!
//! A template is scanned, not parsed: its constructs are the same wherever they stand, and a page that is broken
//! otherwise still has them.

use super::javascript;
use crate::parse::{Limits, ParseError, Parsed};
use crate::tree::{Builder, NodeKind};
use forge_grammars::tree_sitter::{Point, Range};
use forge_model::{Language, Span};

/// What a template language writes without escaping, between these marks. `escapes` is what an expression must end
/// with to be meant (a filter), where the marks alone do not say it.
struct Raw {
    open: &'static str,
    close: &'static str,
    filter: Option<&'static [&'static str]>,
}

const fn marks(open: &'static str, close: &'static str) -> Raw {
    Raw { open, close, filter: None }
}

const EJS: &[Raw] = &[marks("<%-", "%>")];
const HANDLEBARS: &[Raw] = &[marks("{{{", "}}}"), marks("{{&", "}}")];
const JINJA: &[Raw] = &[Raw { open: "{{", close: "}}", filter: Some(&["|safe"]) }];
const MAKO: &[Raw] = &[Raw { open: "${", close: "}", filter: Some(&["|n"]) }];
const SVELTE: &[Raw] = &[marks("{@html", "}")];
const PUG: &[Raw] = &[marks("!{", "}")];

/// Lowers the template `text` of the file called `path`.
///
/// # Errors
/// The reason why the file is unknown.
pub(crate) fn lower(path: &str, text: &str, limits: &Limits<'_>) -> Result<Parsed, ParseError> {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let has_scripts = matches!(extension.as_str(), "html" | "htm" | "xhtml" | "vue" | "svelte");
    let scripts = if has_scripts { scripts(text) } else { Vec::new() };
    let templated = |range: &&Script| {
        let inside = &text[range.span.range()];
        extension != "vue"
            && extension != "svelte"
            && ["{{", "{%", "<%", "<?", "${"].iter().any(|mark| inside.contains(mark))
    };
    // A script with template constructs in it is not a program before it is rendered.
    let plain: Vec<&Script> = scripts.iter().filter(|script| !templated(script)).collect();
    let typescript = plain.iter().any(|script| script.typescript);
    let language = if typescript { Language::TypeScript } else { Language::JavaScript };
    let ranges: Vec<Range> = plain.iter().map(|script| range(text, script.span)).collect();
    let outputs = raw_outputs(&extension, text);
    // A component's template names what its script declares.
    let linked = matches!(extension.as_str(), "vue" | "svelte") && !ranges.is_empty();
    let mut parsed = if ranges.is_empty() {
        super::parsed(Builder::new(Span::new(0, text.len())).finish(&[]), None)
    } else {
        let expressions: Vec<Range> =
            if linked { outputs.iter().map(|&span| range(text, span)).collect() } else { Vec::new() };
        javascript::lower_program(language, text, &ranges, &expressions, limits)?
    };
    if extension == "vue" {
        parsed.tree.append_component();
    }
    for span in outputs {
        if !(linked && parsed.tree.output_statement(span)) {
            let expression = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            parsed.tree.append_output(&expression, span);
        }
    }
    Ok(parsed)
}

/// Whether there is any tag in the text.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'))
}

/// The expressions that are written without escaping.
fn raw_outputs(extension: &str, text: &str) -> Vec<Span> {
    let mut out = match extension {
        "ejs" => between(text, EJS),
        "hbs" | "handlebars" | "mustache" => between(text, HANDLEBARS),
        // `is {{ check.name|safe }}`: a text for a message, in which nothing is to be escaped.
        "html" | "htm" | "xhtml" if !has_tag(text) => Vec::new(),
        "jinja" | "jinja2" | "j2" | "njk" | "nunjucks" | "html" | "htm" | "xhtml" => between(text, JINJA),
        "mako" => between(text, MAKO),
        "svelte" => between(text, SVELTE),
        "pug" | "jade" => between(text, PUG),
        "vue" => attribute_values(text, "v-html"),
        _ => Vec::new(),
    };
    if matches!(extension, "pug" | "jade") {
        out.extend(pug_lines(text));
    }
    out.sort();
    out
}

fn between(text: &str, raws: &[Raw]) -> Vec<Span> {
    let mut out = Vec::new();
    for raw in raws {
        let mut from = 0;
        while let Some(open) = text[from..].find(raw.open).map(|at| from + at + raw.open.len()) {
            let Some(close) = text[open..].find(raw.close).map(|at| open + at) else { break };
            from = close + raw.close.len();
            let inside = &text[open..close];
            // `{{` also opens Handlebars' `{{{`, which has its own entry.
            let meant = match raw.filter {
                None => true,
                Some(filters) => {
                    let packed: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
                    filters.iter().any(|filter| packed.trim_end_matches('-').ends_with(filter))
                }
            };
            if meant {
                out.push(trimmed(text, open, close));
            }
        }
    }
    out
}

/// Values of an attribute called `name`.
fn attribute_values(text: &str, name: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(name).map(|at| from + at) {
        from = at + name.len();
        let before = text[..at].chars().next_back();
        let Some(rest) = text[from..].strip_prefix('=') else { continue };
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let start = from + 2;
        if before.is_some_and(char::is_whitespace)
            && let Some(length) = text[start..].find(quote)
        {
            out.push(trimmed(text, start, start + length));
            from = start + length;
        }
    }
    out
}

/// Pug's `!= expression`, to the end of the line.
fn pug_lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let tag = line.split(['(', '!']).next().unwrap_or_default();
        let is_tag = tag.trim().chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '#' | '-' | '_'));
        if let Some(at) = line.find("!=").filter(|_| is_tag) {
            let unbuffered = line[..at].contains('(') && !line[..at].contains(')');
            if !unbuffered {
                out.push(trimmed(text, start + at + 2, start + line.trim_end().len()));
            }
        }
        start += line.len();
    }
    out
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inside = &text[start..end.max(start)];
    let lead = inside.len() - inside.trim_start().len();
    Span::new(start + lead, (start + inside.trim_end().len()).max(start + lead))
}

struct Script {
    span: Span,
    typescript: bool,
}

/// The contents of `<script>` elements that hold JavaScript or TypeScript.
fn scripts(text: &str) -> Vec<Script> {
    let mut out = Vec::new();
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(tag) = lower[from..].find("<script").map(|at| from + at) {
        from = tag + "<script".len();
        let Some(open) = lower[from..].find('>').map(|at| from + at) else { break };
        let attributes = &lower[from..open];
        let start = open + 1;
        let Some(end) = lower[start..].find("</script").map(|at| start + at) else { break };
        from = end;
        let kind = attribute(attributes, "type").or_else(|| attribute(attributes, "lang"));
        let typescript = attribute(attributes, "lang").is_some_and(|lang| lang == "ts" || lang == "tsx");
        let program = typescript
            || kind.is_none_or(|kind| {
                kind.is_empty()
                    || kind == "module"
                    || kind == "js"
                    || kind.ends_with("javascript")
                    || kind == "text/babel"
            });
        if program && !text[start..end].trim().is_empty() {
            out.push(Script { span: Span::new(start, end), typescript });
        }
    }
    out
}

fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let at = attributes.find(&format!("{name}="))?;
    if !attributes[..at].ends_with(char::is_whitespace) {
        return None;
    }
    let value = &attributes[at + name.len() + 1..];
    let quote = value.chars().next()?;
    if matches!(quote, '"' | '\'') { value[1..].split(quote).next() } else { value.split_whitespace().next() }
}

fn range(text: &str, span: Span) -> Range {
    let point = |offset: usize| {
        let before = &text.as_bytes()[..offset];
        let row = text[..offset].matches('\n').count();
        let column = offset - before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        Point::new(row, column)
    };
    let bytes = span.range();
    Range { start_byte: bytes.start, end_byte: bytes.end, start_point: point(bytes.start), end_point: point(bytes.end) }
}

impl crate::Tree {
    /// Adds what a template writes without escaping at `span` to the module's statements.
    fn append_output(&mut self, expression: &str, span: Span) {
        let value = self.append_node(|strings| NodeKind::Str(strings(expression)), span);
        let output = self.append_node(|_| NodeKind::Output { value, escaped: false }, span);
        self.append_statement(output);
    }

    /// Makes the module's statement at `span` what a template writes without escaping; false where there is none.
    fn output_statement(&mut self, span: Span) -> bool {
        let NodeKind::Block(list) = self.kind(self.functions[0].body) else { return false };
        let found = self.list(list).iter().copied().find(|&statement| {
            let of = self.span(statement);
            of.start >= span.start && of.end <= span.end
        });
        let Some(value) = found else { return false };
        let output = self.append_node(|_| NodeKind::Output { value, escaped: false }, span);
        self.append_statement(output);
        true
    }

    /// The object that the file exports is a component: it is given to what knows components.
    fn append_component(&mut self) {
        let default = self.exports.iter().find(|export| self.str(export.name) == "default").map(|export| export.value);
        let Some(options) = default.filter(|&value| matches!(self.kind(value), NodeKind::Object(_))) else { return };
        let span = self.span(options);
        let callee = self.append_node(|strings| NodeKind::Global(strings("$component")), span);
        let arguments = self.append_list(&[options]);
        let call = self.append_node(|_| NodeKind::Call { callee, arguments, construct: false }, span);
        self.append_statement(call);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(path: &str, text: &str) -> Vec<String> {
        raw_outputs(path.rsplit('.').next().unwrap(), text)
            .into_iter()
            .map(|span| text[span.range()].to_owned())
            .collect()
    }

    #[test]
    fn each_language_has_its_own_unescaped_construct() {
        assert_eq!(outputs("a.ejs", "<%= a %><%- b %>"), ["b"]);
        assert_eq!(outputs("a.hbs", "{{a}} {{{b}}} {{& c}}"), ["b", "c"]);
        assert_eq!(outputs("a.html", "<p>{{ a }} {{ b | safe }} {{ c|safe|upper }}</p>"), ["b | safe"]);
        assert!(outputs("a.html", "is {{ b | safe }}").is_empty(), "a text is no markup");
        assert_eq!(outputs("a.mako", "${a} ${b | n}"), ["b | n"]);
        assert_eq!(outputs("a.svelte", "{a}{@html b}"), ["b"]);
        assert_eq!(outputs("a.vue", "<p v-html=\"b\" :x-v-html=\"c\">{{ a }}</p>"), ["b"]);
        assert_eq!(outputs("a.pug", "p= a\np!= b\n| !{c}\nif (a != d)\n"), ["b", "c"]);
    }

    #[test]
    fn only_programs_are_scripts() {
        let page = "<script src=x></script><script type=\"application/json\">{}</script><SCRIPT>go()</SCRIPT>";
        let found = scripts(page);
        assert_eq!(found.len(), 1);
        assert_eq!(&page[found[0].span.range()], "go()");
        assert!(scripts("<script setup lang=\"ts\">let x: string</script>")[0].typescript);
    }
}
