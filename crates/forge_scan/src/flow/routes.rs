//! Routes: what their patterns say of the parameters of the functions that answer.

use super::Flow;
use super::call::{Arg, CallSite};
use super::charset::Pattern;
use super::strings::Chars;
use super::value::{Callable, Cleared, UNKNOWN, ValueId};
use forge_syntax::tree::{FuncId, NodeKind, Param};

/// Converters of routes by name, as the frameworks have them.
fn is_converter(text: &str) -> bool {
    let name = text.split('(').next().unwrap_or_default();
    lets_text_through(name)
        || matches!(name, "int" | "float" | "uuid" | "date" | "number" | "ymd" | "slug" | "alpha" | "any")
}

fn lets_text_through(converter: &str) -> bool {
    matches!(converter, "path" | "str" | "string" | "strorempty")
}

/// What a converter of the program's own lets through, as far as its name tells: `uuid_str`, `hex_id`, `yyyy`.
fn of_own_converter(name: &str) -> Cleared {
    let name = name.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if has(&["uuid", "guid", "int", "hex", "digit", "number", "slug", "date", "float", "decimal", "objectid"]) {
        Cleared::ALL
    } else if has(&["path", "str", "text", "any", "all", "wild", "rest", "file"]) {
        Cleared::default()
    } else {
        Cleared::maybe()
    }
}

/// Where the group that `text` continues ends.
fn group_end(text: &str) -> usize {
    let (mut depth, mut set, mut escaped) = (0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => set = true,
            ']' => set = false,
            '(' if !set => depth += 1,
            ')' if !set && depth == 0 => return at,
            ')' if !set => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

impl Flow<'_> {
    /// What a route's pattern says of parameters: `/parts/<int:part_id>`, `/parts/{part_id:int}`,
    /// `/parts/{part_id:[0-9]+}`, `^parts/(?P<part_id>[0-9]+)/$`.
    pub(crate) fn note_converters(&mut self, func: FuncId, pattern: &str) {
        for group in pattern.split("(?P<").skip(1) {
            let Some((name, inside)) = group.split_once('>') else { continue };
            let end = group_end(inside);
            self.note_converter(func, name, &inside[..end]);
        }
        if pattern.contains("(?P<") {
            return;
        }
        for part in pattern.split(['<', '{']).skip(1) {
            let Some(inside) = part.split(['>', '}']).next() else { continue };
            let Some((first, second)) = inside.split_once(':') else {
                // One segment of the decoded path.
                let name = self.names.intern(inside);
                self.converted.insert((func, name), Cleared::chars(Chars::of("/")));
                continue;
            };
            if is_converter(first) {
                self.note_converter(func, second, first);
            } else if self.has_param(func, second) && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                let name = self.names.intern(second);
                self.converted.insert((func, name), of_own_converter(first));
            } else {
                self.note_converter(func, first, second);
            }
        }
    }

    fn has_param(&self, func: FuncId, name: &str) -> bool {
        self.tree.function(func).params.iter().any(|param| match self.tree.kind(param.target) {
            NodeKind::Var(var) => self.tree.str(self.tree.var(var).name) == name,
            _ => false,
        })
    }

    /// A parameter after what its route says of it.
    pub(crate) fn routed(&mut self, func: FuncId, param: &Param, value: ValueId) -> ValueId {
        let converted = param.name.and_then(|name| self.converted.get(&(func, name)).copied());
        converted.map_or(value, |cleared| self.cleared(value, cleared))
    }

    /// A parameter that a converter or a pattern of the route lets through.
    fn note_converter(&mut self, func: FuncId, name: &str, converter: &str) {
        let cleared = if is_converter(converter) {
            if lets_text_through(converter) {
                return;
            }
            Cleared::ALL
        } else {
            let Some(pattern) = Pattern::parse(converter, false, false) else { return };
            let cleared = pattern.cleared_by_match(true, true);
            if cleared.maybe {
                return;
            }
            cleared
        };
        let name = self.names.intern(name);
        self.converted.insert((func, name), cleared);
    }

    /// A route's pattern stands beside the function or the class that answers: what it says of their parameters.
    pub(crate) fn note_route(&mut self, pattern: Option<Arg>, view: Option<Arg>) -> ValueId {
        let Some((pattern, _)) = pattern.and_then(|pattern| self.text_of(pattern.value)) else { return UNKNOWN };
        let functions = match view.map(|view| self.value(view.value).callable) {
            Some(Callable::Func(func)) => vec![func],
            Some(Callable::Class(class)) => self.tree.class(class).methods.clone(),
            _ => Vec::new(),
        };
        for func in functions {
            self.note_converters(func, &pattern);
        }
        UNKNOWN
    }

    /// As [`Flow::note_route`], of a call with the pattern, a name and the view: what the view takes and the pattern
    /// does not name comes from whoever made the routes, unless what stands before the pattern names it.
    pub(crate) fn note_url_rule(&mut self, site: &CallSite<'_>) -> ValueId {
        let argument = |flow: &Self, at: usize, name: &str| {
            let named = site.args.named.iter().find(|(known, _)| flow.tree.str(*known) == name).map(|&(_, arg)| arg);
            named.or_else(|| site.args.positional.get(at).copied())
        };
        let (rule, view) = (argument(self, 0, "rule"), argument(self, 2, "view_func"));
        self.note_route(rule, view);
        let (Some(rule), Some(view)) = (rule, view) else { return UNKNOWN };
        let Callable::Func(func) = self.value(view.value).callable else { return UNKNOWN };
        let Some((pattern, true)) = self.text_of(rule.value) else { return UNKNOWN };
        let names: Vec<_> = self.tree.function(func).params.iter().filter_map(|param| param.name).collect();
        for name in names {
            let told = [format!("<{}>", self.tree.str(name)), format!(":{}>", self.tree.str(name))];
            if !told.iter().any(|told| pattern.contains(told.as_str())) {
                self.converted.entry((func, name)).or_insert_with(Cleared::maybe);
            }
        }
        UNKNOWN
    }
}
