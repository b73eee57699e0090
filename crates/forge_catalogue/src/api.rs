//! API paths: the notation in which models name what a framework offers.
//!
//! ```text
//! express.Request().query        a member of an instance of a class of a module
//! [lodash/get]                   a module whose name is not a plain identifier, in brackets where it starts a path
//! $document.cookie               a global
//! *.innerHTML                    a member of any receiver whose type is not known
//! a.{b,c}().d                    braces expand
//! ```
//! `()` is the result of a call, or an instance where what is called is a class; `[]` is an element.

use crate::CompileError;

/// One step of a path. The first is the root: a module, `$global`, or `*`.
pub type Segment = String;

/// The result of a call.
pub const CALL: &str = "()";
/// An element of a collection.
pub const ELEMENT: &str = "[]";
/// The root of paths over receivers of unknown type.
pub const ANY: &str = "*";

/// All paths that `text` stands for, each as its segments.
pub fn expand(text: &str) -> Result<Vec<Vec<Segment>>, CompileError> {
    let mut plain = Vec::new();
    braces(text.trim(), &mut plain);
    plain.iter().map(|path| segments(path)).collect()
}

fn braces(text: &str, out: &mut Vec<String>) {
    let Some(open) = text.find('{') else {
        out.push(text.to_owned());
        return;
    };
    let mut depth = 0;
    let mut parts = Vec::new();
    let mut start = open + 1;
    for (at, c) in text[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match c {
            '{' => depth += 1,
            ',' if depth == 1 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    parts.push(&text[start..at]);
                    for part in parts {
                        braces(&format!("{}{}{}", &text[..open], part.trim(), &text[at + 1..]), out);
                    }
                    return;
                }
            }
            _ => {}
        }
    }
    // Unbalanced: kept as it is, and refused by `segments`.
    out.push(text.replace('{', "\0"));
}

fn segments(path: &str) -> Result<Vec<Segment>, CompileError> {
    let bad = |why: &str| CompileError::Api { api: path.replace('\0', "{"), why: why.to_owned() };
    let mut out = Vec::new();
    let mut rest = path;
    if let Some(bracketed) = rest.strip_prefix('[') {
        let end = bracketed.find(']').ok_or_else(|| bad("the bracketed module name has no end"))?;
        out.push(bracketed[..end].to_owned());
        rest = &bracketed[end + 1..];
    }
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("()") {
            out.push(CALL.to_owned());
            rest = after;
        } else if let Some(after) = rest.strip_prefix("[]") {
            out.push(ELEMENT.to_owned());
            rest = after;
        } else {
            let name = rest.strip_prefix('.').unwrap_or(rest);
            if name.len() == rest.len() && !out.is_empty() {
                return Err(bad("a `.` is missing"));
            }
            let end = name.find(['.', '(', '[', '\0', '}']).unwrap_or(name.len());
            if end == 0 || name[..end].contains(char::is_whitespace) {
                return Err(bad("a name is empty or has white space"));
            }
            out.push(name[..end].to_owned());
            rest = &name[end..];
            if rest.starts_with(['\0', '}']) {
                return Err(bad("a brace has no counterpart"));
            }
        }
    }
    if out.is_empty() {
        return Err(bad("the path is empty"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        expand(text).unwrap().iter().map(|path| path.join("|")).collect()
    }

    #[test]
    fn braces_expand_and_calls_are_segments() {
        assert_eq!(paths("a.{b,c}().d"), ["a|b|()|d", "a|c|()|d"]);
        assert_eq!(paths("[@nestjs/common].Get"), ["@nestjs/common|Get"]);
        assert_eq!(paths("*.innerHTML"), ["*|innerHTML"]);
        assert_eq!(paths("flask.request.args[]"), ["flask|request|args|[]"]);
        assert_eq!(paths("{a,b}.{x,y{1,2}}").len(), 6);
    }

    #[test]
    fn mistakes_are_named() {
        for bad in ["", "a..b", "a.{b", "[x", "a b"] {
            assert!(expand(bad).is_err(), "{bad}");
        }
    }
}
