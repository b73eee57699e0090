//! Selectors: which value of a call a model speaks of.
//!
//! ```text
//! 0            the first argument           1..        every argument from the second
//! 0:sql        first, or named `sql`        :verify    the argument named `verify`
//! 2.shell      a field of the third         0[]        an element of the first
//! 0.**         anything inside the first    receiver   what the method is called on
//! return       the result                   receiver#content-type   a fact of the receiver
//! target       the name that gets the value of the expression in which the call stands
//! function     the names of the functions and classes around it, joined by dots
//! :*           every named argument
//! member       the member that is read of the result of the call: `unescape` in `Markup(text).unescape()`
//! condition    the code of the conditions under which it stands, in its function
//! statement    the code of the statement in which it stands
//! body         the code of the innermost function around it
//! 0[>-c|-e]    the item of the first that follows one which reads like this
//! **           what a spread mapping gives as named arguments
//! all          every argument          reply#content-type   a fact of the response that is being made
//! class.name   what a field of the class begins with whose method runs
//! thrown       what the object of the call failed with, where the call handles that (`.catch(handler)`)
//! ```

use crate::CompileError;
use serde::{Deserialize, Serialize};

/// Where a selector starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// What the method is called on.
    Receiver,
    /// The result of the call, or the value that is read.
    Return,
    /// The argument at this position, or with this name (an index into the catalogue's strings).
    Argument(u8, Option<u32>),
    /// Every positional argument from this position on.
    From(u8),
    /// The argument with this name only.
    Named(u32),
    /// The name that gets the value of the expression in which the call stands.
    Target,
    /// The names of the functions and classes around, joined by dots, outermost first.
    Function,
    /// The member that is read of the result of the call.
    Member,
    /// The code of the conditions under which the call stands, in its function.
    Condition,
    /// The code of the statement in which the call stands.
    Statement,
    /// The code of the innermost function around the call.
    Body,
    /// What a spread mapping gives as named arguments.
    NamedRest,
    /// Every named argument, and what a spread mapping gives.
    AnyNamed,
    /// Every argument, by position or by name.
    All,
    /// The response that the running function answers with.
    Reply,
    /// The class whose method runs: what its fields begin with.
    Class,
    /// What the object of the call failed with: an exception, or what a promise was rejected with.
    Thrown,
}

/// One step into a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// A field, by index into the catalogue's strings.
    Field(u32),
    /// Any element.
    Element,
    /// The item that follows one which is this constant: patterns joined by `|`, by index into the strings.
    After(u32),
    /// The value and everything reachable in it.
    Deep,
    /// A configuration fact of the object, by index into the catalogue's strings.
    Fact(u32),
}

/// A value of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selector {
    /// Where it starts.
    pub base: Base,
    /// The steps from there.
    pub path: Vec<Step>,
}

impl Selector {
    /// Parses one selector; `intern` gives strings their index.
    pub fn parse(text: &str, intern: &mut dyn FnMut(&str) -> u32) -> Result<Self, CompileError> {
        let bad = || CompileError::Selector { selector: text.to_owned() };
        let text = text.trim();
        let end = ranged_end(text);
        let (head, mut rest) = text.split_at(end);
        let base = match head {
            "receiver" => Base::Receiver,
            "return" | "value" => Base::Return,
            "target" => Base::Target,
            "function" => Base::Function,
            "member" => Base::Member,
            "condition" => Base::Condition,
            "statement" => Base::Statement,
            "body" => Base::Body,
            "**" => Base::NamedRest,
            ":*" => Base::AnyNamed,
            "all" => Base::All,
            "reply" => Base::Reply,
            "class" => Base::Class,
            "thrown" => Base::Thrown,
            _ => {
                if let Some(from) = head.strip_suffix("..") {
                    Base::From(from.parse().map_err(|_| bad())?)
                } else if let Some((position, name)) = head.split_once(':') {
                    let name = intern(name);
                    if position.is_empty() {
                        Base::Named(name)
                    } else {
                        Base::Argument(position.parse().map_err(|_| bad())?, Some(name))
                    }
                } else {
                    Base::Argument(head.parse().map_err(|_| bad())?, None)
                }
            }
        };
        let mut path = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("[]") {
                path.push(Step::Element);
                rest = after;
            } else if let Some((text, after)) = rest.strip_prefix("[>").and_then(|rest| rest.split_once(']')) {
                path.push(Step::After(intern(text)));
                rest = after;
            } else if let Some(after) = rest.strip_prefix(".**") {
                path.push(Step::Deep);
                rest = after;
            } else {
                let fact = rest.starts_with('#');
                let name = rest.strip_prefix(['.', '#']).ok_or_else(bad)?;
                let end = name.find(['.', '[', '#']).unwrap_or(name.len());
                if end == 0 {
                    return Err(bad());
                }
                let index = intern(&name[..end]);
                path.push(if fact { Step::Fact(index) } else { Step::Field(index) });
                rest = &name[end..];
            }
        }
        Ok(Self { base, path })
    }
}

/// Where the base of a selector ends: `1..` holds dots, a field path starts with one.
fn ranged_end(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with("..") {
        return digits + 2;
    }
    text.find(['.', '[', '#']).unwrap_or(text.len())
}

/// What a condition asks of a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// The argument or field is not given, and it is known that it is not.
    Absent,
    /// The argument or field is given.
    Present,
    /// It is a constant.
    Constant,
    /// It is not a constant.
    Dynamic,
    /// It holds data of an origin, a parameter of the function around it included.
    Tainted,
    /// It holds data of a source.
    Untrusted,
    /// It holds data that a remote client controls.
    Remote,
    /// It holds data of a source that may choose the host of an address.
    UntrustedHost,
    /// It is known to be this boolean.
    Bool(bool),
    /// It is a constant string that one of these patterns matches; `*` stands for any text, case does not matter.
    Text(Vec<String>),
    /// It is a constant that none of these patterns matches.
    NotText(Vec<String>),
    /// It is not known to be a string that one of these patterns matches.
    Unlike(Vec<String>),
    /// It is a number below this.
    Below(f64),
    /// It is a number and has any of these bits (file modes).
    Bits(u32),
    /// It is a constant string that is exactly one of these, where `*` is a star.
    Exactly(Vec<String>),
    /// The expression reads like one of these patterns (in lower case, runs of white space as one space).
    Code(Vec<String>),
    /// It is a regular expression for which some texts take time without measure.
    Backtracks,
    /// It is one of these values or of these types: nodes of the catalogue.
    Api(Vec<u32>),
}

/// A condition of a model: all that are known to hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// What is looked at.
    pub at: Selector,
    /// What is asked.
    pub test: Test,
}

impl Test {
    /// Parses a test from its TOML value.
    pub fn parse(value: &toml::Value) -> Result<Self, CompileError> {
        let bad = || CompileError::Test { test: value.to_string() };
        let patterns = |text: &str| alternatives(text).iter().map(|text| text.to_ascii_lowercase()).collect();
        Ok(match value {
            toml::Value::Boolean(value) => Self::Bool(*value),
            toml::Value::Integer(value) => Self::Text(vec![value.to_string()]),
            toml::Value::String(text) => match text.as_str() {
                "=absent" => Self::Absent,
                "=present" => Self::Present,
                "=constant" => Self::Constant,
                "=dynamic" => Self::Dynamic,
                "=tainted" => Self::Tainted,
                "=untrusted" => Self::Untrusted,
                "=remote" => Self::Remote,
                "=untrusted-host" => Self::UntrustedHost,
                "=backtracks" => Self::Backtracks,
                _ => {
                    if let Some(text) = text.strip_prefix("=not ") {
                        Self::Unlike(patterns(text))
                    } else if let Some(text) = text.strip_prefix("=code ") {
                        Self::Code(patterns(text))
                    } else if let Some(text) = text.strip_prefix("==") {
                        Self::Exactly(text.split('|').map(str::to_owned).collect())
                    } else if let Some(bound) = text.strip_prefix('<').and_then(|bound| bound.parse().ok()) {
                        Self::Below(bound)
                    } else if let Some(bits) = text.strip_prefix('&') {
                        Self::Bits(u32::from_str_radix(bits.trim_start_matches("0o"), 8).map_err(|_| bad())?)
                    } else if let Some(text) = text.strip_prefix('!') {
                        Self::NotText(patterns(text))
                    } else {
                        Self::Text(patterns(text))
                    }
                }
            },
            _ => return Err(bad()),
        })
    }
}

/// Alternatives separated by `|`; one that belongs to a pattern is written `\\|`.
fn alternatives(text: &str) -> Vec<String> {
    text.replace("\\|", "\0").split('|').map(|part| part.replace('\0', "|")).collect()
}

/// Whether `text` matches `pattern`, in whatever case; `*` stands for any text.
pub fn glob(pattern: &str, text: &str) -> bool {
    matches(pattern, text, u8::eq_ignore_ascii_case)
}

/// As [`glob`] for names that code calls things by: `GET` and `get` are two.
pub fn glob_name(pattern: &str, name: &str) -> bool {
    matches(pattern, name, |one, other| one == other)
}

/// Takes at most the product of the lengths.
fn matches(pattern: &str, text: &str, same: impl Fn(&u8, &u8) -> bool) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut read) = (0, 0);
    // The last `*`, and where the text that it stands for ends: it takes more when what follows does not fit.
    let mut last = None;
    while read < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                last = Some((at, read));
                at += 1;
            }
            Some(byte) if same(byte, &text[read]) => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((star, end)) = last else { return false };
                last = Some((star, end + 1));
                (at, read) = (star + 1, end + 1);
            }
        }
    }
    pattern[at..].iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Selector {
        let mut names: Vec<String> = Vec::new();
        let mut intern = |name: &str| {
            names.push(name.to_owned());
            names.len() as u32 - 1
        };
        Selector::parse(text, &mut intern).unwrap()
    }

    #[test]
    fn every_form_of_selector() {
        assert_eq!(parse("0"), Selector { base: Base::Argument(0, None), path: vec![] });
        assert_eq!(parse("1.."), Selector { base: Base::From(1), path: vec![] });
        assert_eq!(parse("1...**"), Selector { base: Base::From(1), path: vec![Step::Deep] });
        assert_eq!(parse("0:sql"), Selector { base: Base::Argument(0, Some(0)), path: vec![] });
        assert_eq!(parse(":verify"), Selector { base: Base::Named(0), path: vec![] });
        assert_eq!(parse(":*.**"), Selector { base: Base::AnyNamed, path: vec![Step::Deep] });
        assert_eq!(parse("2.shell"), Selector { base: Base::Argument(2, None), path: vec![Step::Field(0)] });
        assert_eq!(
            parse("0[].a"),
            Selector { base: Base::Argument(0, None), path: vec![Step::Element, Step::Field(0)] }
        );
        assert_eq!(parse("0:args[>-c|/c]"), Selector { base: Base::Argument(0, Some(0)), path: vec![Step::After(1)] });
        assert_eq!(parse("receiver#type"), Selector { base: Base::Receiver, path: vec![Step::Fact(0)] });
    }

    #[test]
    fn globs_ignore_case_and_match_whole() {
        assert!(glob("md5", "MD5"));
        assert!(glob("*ecb*", "aes-128-ECB"));
        assert!(!glob("md5", "md5sum"));
        assert!(glob("a*b*c", "AxbybZc") && glob("*", "") && glob("**", "x") && glob("*.js", ".js"));
        assert!(!glob("a*b*c", "axbyb") && !glob("", "x") && !glob("*.js", "a.ts") && !glob("a*", ""));
        assert!(glob_name("GET|*", "GET|x") && !glob_name("get", "GET"));
        assert!(!glob(&"*a".repeat(40), &"a".repeat(39)));
    }
}
