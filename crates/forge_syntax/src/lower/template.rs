//! HTML and the template languages written in it: scripts are lowered as JavaScript, and what a template writes without
//! escaping becomes an `Output` whose value is the expression's text.
//!
//! A template is scanned, not parsed: its constructs are the same wherever they stand, and a page that is broken
//! otherwise still has them.

use super::javascript;
use crate::parse::{Limits, ParseError, Parsed};
use crate::tree::{Builder, MODULE, NodeId, NodeKind, Var, VarId};
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
    let bound = bound_attributes(&extension, text);
    // A component's template names what its script declares.
    let linked = matches!(extension.as_str(), "vue" | "svelte") && !ranges.is_empty();
    let mut parsed = if ranges.is_empty() {
        super::parsed(Builder::new(Span::new(0, text.len())).finish(&[]), None)
    } else {
        let written = outputs.iter().copied().chain(bound.iter().map(|bound| bound.value));
        let expressions: Vec<Range> = if linked { written.map(|span| range(text, span)).collect() } else { Vec::new() };
        javascript::lower_program(language, text, &ranges, &expressions, limits)?
    };
    if extension == "vue" {
        parsed.tree.append_component();
    }
    if extension == "svelte" {
        parsed.tree.repeat_reactive(text);
    }
    for span in outputs {
        if !(linked && parsed.tree.output_statement(span)) {
            let expression = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            parsed.tree.append_output(&expression, span);
        }
    }
    for bound in bound.iter().filter(|_| linked) {
        parsed.tree.bind_attribute(bound);
    }
    if extension == "svelte" {
        parsed.tree.read_stores();
    }
    Ok(parsed)
}

/// Whether there is any tag in the text.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!'))
}

/// Whether the text is a template of code in some programming language, as generators of clients have them: statements,
/// and no element that is closed.
fn is_code(text: &str) -> bool {
    let closes = text.match_indices("</").any(|(at, _)| text[at + 2..].starts_with(|c: char| c.is_ascii_alphabetic()));
    !closes && text.lines().map(str::trim_end).any(|line| line.ends_with(';') || line.ends_with('{'))
}

/// The expressions that are written without escaping.
fn raw_outputs(extension: &str, text: &str) -> Vec<Span> {
    let mut out = match extension {
        // Figures for a monitor, a letter in plain text.
        "ejs" if !has_tag(text) => Vec::new(),
        "ejs" => between(text, EJS),
        "hbs" | "handlebars" | "mustache" if is_code(text) => Vec::new(),
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

/// An attribute whose value is an expression of the component.
struct Bound<'t> {
    tag: &'t str,
    name: &'t str,
    value: Span,
}

/// Attributes that can run script, and so are looked at where a component binds them.
const RUN_SCRIPT: [&str; 9] =
    ["href", "xlink:href", "src", "srcdoc", "innerHTML", "outerHTML", "action", "formaction", "data"];

/// Attributes whose whole value is an expression: Vue's `:href="link"`, Svelte's `href={link}`.
fn bound_attributes<'t>(extension: &str, text: &'t str) -> Vec<Bound<'t>> {
    let mut out = Vec::new();
    if !matches!(extension, "vue" | "svelte") {
        return out;
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let mut from = 0;
    while let Some(open) = text[from..].find('<').map(|at| from + at + 1) {
        from = open;
        let tag = text[open..].split(|c: char| !is_name(c)).next().unwrap_or_default();
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        from = open + tag.len();
        if matches!(tag, "script" | "style") {
            let end = format!("</{tag}");
            from = text[from..].find(&end).map_or(text.len(), |at| from + at);
            continue;
        }
        while let Some((name, value, end)) = next_attribute(text, from) {
            from = end;
            let bound =
                if extension == "vue" { vue_binding(name, text, value) } else { svelte_binding(name, text, value) };
            out.extend(bound.filter(|(name, _)| RUN_SCRIPT.contains(name)).map(|(name, value)| Bound {
                tag,
                name,
                value,
            }));
        }
    }
    out
}

/// The next attribute of the tag that `from` lies in: its name, its value with what is around it, and where it ends.
fn next_attribute(text: &str, from: usize) -> Option<(&str, Span, usize)> {
    let start =
        from + (text[from..].len() - text[from..].trim_start_matches(|c: char| c.is_whitespace() || c == '/').len());
    let rest = &text[start..];
    if rest.is_empty() || rest.starts_with(['>', '<']) {
        return None;
    }
    if rest.starts_with('{') {
        let end = start + braced(rest)?;
        return Some(("", Span::new(start, end), end));
    }
    let name = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
        .next()
        .filter(|name| !name.is_empty())?;
    let after = start + name.len();
    let Some(value) = text[after..].strip_prefix('=') else { return Some((name, Span::new(after, after), after)) };
    let at = after + 1;
    let length = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote)? + 2,
        Some('{') => braced(value)?,
        _ => value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()),
    };
    Some((name, Span::new(at, at + length), at + length))
}

/// How long the text in braces is that `text` starts with.
fn braced(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The content of a value between its quotes or braces.
fn inside(text: &str, value: Span, open: &[char], close: &[char]) -> Option<Span> {
    let whole = &text[value.range()];
    let inner = whole.strip_prefix(open)?.strip_suffix(close)?;
    let start = value.range().start + whole.len() - whole[1..].len();
    Some(trimmed(text, start, start + inner.len())).filter(|span| !span.range().is_empty())
}

fn vue_binding<'t>(name: &'t str, text: &str, value: Span) -> Option<(&'t str, Span)> {
    let bound = name.strip_prefix("v-bind:").or_else(|| name.strip_prefix([':', '.']))?;
    Some((bound.split('.').next()?, inside(text, value, &['"', '\''], &['"', '\''])?))
}

fn svelte_binding<'t>(name: &'t str, text: &'t str, value: Span) -> Option<(&'t str, Span)> {
    let value = inside(text, value, &['"', '\''], &['"', '\'']).unwrap_or(value);
    if braced(&text[value.range()])? != value.range().len() {
        return None;
    }
    let value = inside(text, value, &['{'], &['}'])?;
    let name = if name.is_empty() { &text[value.range()] } else { name.strip_prefix("bind:").unwrap_or(name) };
    Some((name, value))
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

    /// The module's statement that lies in `span`.
    fn statement_in(&self, span: Span) -> Option<NodeId> {
        let NodeKind::Block(list) = self.kind(self.functions[0].body) else { return None };
        self.list(list).iter().copied().find(|&statement| {
            let of = self.span(statement);
            of.start >= span.start && of.end <= span.end
        })
    }

    /// Makes the module's statement that stands as an attribute's value a bound attribute of an element.
    fn bind_attribute(&mut self, bound: &Bound<'_>) {
        let span = bound.value;
        let Some(value) = self.statement_in(span) else { return };
        let key = self.append_node(|strings| NodeKind::Str(strings(bound.name)), span);
        let tag = self.append_node(|strings| NodeKind::Str(strings(bound.tag)), span);
        let attribute = self.append_node(|_| NodeKind::Property { key, value }, span);
        let attributes = self.append_list(&[attribute]);
        let children = self.append_list(&[]);
        let element = self.append_node(|_| NodeKind::Element { tag, attributes, children }, span);
        let output = self.append_node(|_| NodeKind::Output { value: element, escaped: true }, span);
        self.append_statement(output);
    }

    /// Statements after `$:` run again before the template is rendered.
    fn repeat_reactive(&mut self, text: &str) {
        let NodeKind::Block(list) = self.kind(self.functions[0].body) else { return };
        let is_reactive = |&statement: &NodeId| {
            let start = self.span(statement).range().start;
            text.get(..start).is_some_and(|before| before.trim_end().ends_with("$:"))
        };
        let reactive: Vec<NodeId> = self.list(list).iter().copied().filter(is_reactive).collect();
        for value in reactive {
            let span = self.span(value);
            let again = self.append_node(|_| NodeKind::Output { value, escaped: true }, span);
            self.append_statement(again);
        }
    }

    /// `$name` reads the store that the variable `name` of the module holds.
    fn read_stores(&mut self) {
        for at in 0..self.node_count() as u32 {
            let NodeKind::Global(name) = self.kind(NodeId(at)) else { continue };
            let Some(store) = self.str(name).strip_prefix('$').map(str::to_owned) else { continue };
            let owned = |var: &&Var| var.owner == MODULE && self.str(var.name) == store;
            if let Some(at_var) = self.vars.iter().position(|var| owned(&var)) {
                self.set_kind(NodeId(at), NodeKind::Var(VarId(at_var as u32)));
            }
        }
    }

    /// Makes the module's statement at `span` what a template writes without escaping; false where there is none.
    fn output_statement(&mut self, span: Span) -> bool {
        let Some(value) = self.statement_in(span) else { return false };
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
        assert_eq!(outputs("a.ejs", "<p><%= a %><%- b %></p>"), ["b"]);
        assert!(outputs("a.ejs", "users <%- b %>").is_empty(), "a text is no markup");
        assert_eq!(outputs("a.hbs", "{{a}} {{{b}}} {{& c}}"), ["b", "c"]);
        assert_eq!(outputs("a.html", "<p>{{ a }} {{ b | safe }} {{ c|safe|upper }}</p>"), ["b | safe"]);
        assert!(outputs("a.html", "is {{ b | safe }}").is_empty(), "a text is no markup");
        assert_eq!(outputs("a.mako", "${a} ${b | n}"), ["b | n"]);
        assert_eq!(outputs("a.svelte", "{a}{@html b}"), ["b"]);
        assert_eq!(outputs("a.vue", "<p v-html=\"b\" :x-v-html=\"c\">{{ a }}</p>"), ["b"]);
        assert_eq!(outputs("a.pug", "p= a\np!= b\n| !{c}\nif (a != d)\n"), ["b", "c"]);
    }

    #[test]
    fn attributes_that_can_run_script_are_bound_as_a_whole() {
        let bound = |extension: &str, text: &str| -> Vec<String> {
            let found = bound_attributes(extension, text);
            found.iter().map(|it| format!("{} {} {}", it.tag, it.name, &text[it.value.range()])).collect()
        };
        let vue = "<a :href=\"b ? c : d\" href=\"e\" :title=\"f\"/><iframe v-bind:src='g'>{{ 1 < 2 }}<p .innerHTML.prop=\"h\">";
        assert_eq!(bound("vue", vue), ["a href b ? c : d", "iframe src g", "p innerHTML h"]);
        let svelte = "<a href={b} title={c} /><a href=\"{d}\"/><a href=\"/x/{e}\"/><a {href}><div bind:innerHTML={f}/>";
        assert_eq!(bound("svelte", svelte), ["a href b", "a href d", "a href href", "div innerHTML f"]);
        assert!(bound("vue", "<script>a <b :href=\"c\"></script><style>:href=\"d\"</style>< a :href=\"e\"").is_empty());
        assert!(bound("html", "<a :href=\"b\">").is_empty());
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
