//! Finds the value that a text assigns to a name, in whatever language: `name = "v"`, `"name": "v"`, `name := "v"`,
//! `name: str = "v"`, `NAME=v`, `get("NAME", "v")`, `env.NAME || "v"`, `name("v")`, `<name>v</name>`,
//! `name="NAME" value="v"`.

use std::ops::Range;

/// Longest value that is looked at, in bytes.
const LONGEST: usize = 2048;
/// Longest rest of an identifier that is looked at, in bytes.
const LONGEST_SUFFIX: usize = 24;
/// Longest run of blanks between a name and its value that is looked at, in bytes.
const LONGEST_GAP: usize = 60;
/// What may follow a name and leave it the name of a value.
const SUFFIXES: [&str; 18] = [
    "prod",
    "production",
    "live",
    "dev",
    "development",
    "staging",
    "stg",
    "value",
    "val",
    "default",
    "str",
    "string",
    "b64",
    "base64",
    "hex",
    "raw",
    "primary",
    "secondary",
];
/// Calls that wrap a value and keep it.
const WRAPPERS: [&str; 15] = [
    "String(",
    "string(",
    "str(",
    "bytes(",
    "Some(",
    "Ok(",
    "SecretStr(",
    "SecretString(",
    "Secret(",
    "String::from(",
    "String.valueOf(",
    "std::string(",
    "Buffer.from(",
    "new String(",
    "new SecretString(",
];
/// What an HTTP header says before its credential.
const SCHEMES: [&str; 4] = ["bearer ", "token ", "basic ", "bot "];

/// The value that is assigned to the name at `name` in `text`. `bare`: values stand without quotes in such a file.
pub(super) fn value(text: &[u8], name: Range<usize>, bare: bool) -> Option<Range<usize>> {
    if !starts_word(text, &name) {
        return None;
    }
    let end = suffix(text, name.end)?;
    let (at, quoted) = closers(text, end);
    if quoted && is_type_path(text, name.start) {
        return None;
    }
    let found = value_attribute(text, at)
        .and_then(|at| literal(text, at).or_else(|| if bare { unquoted(text, at) } else { None }))
        .or_else(|| element(text, &name, at))
        .or_else(|| header(text, &name, at))
        .or_else(|| operand(text, &name, at, quoted, bare))?;
    Some(credential(text, found))
}

/// Whether a word of an identifier begins at `name`: `dbPassword`, `DB_PASSWORD`, but not `bypass`.
fn starts_word(text: &[u8], name: &Range<usize>) -> bool {
    let Some(before) = name.start.checked_sub(1).map(|at| text[at]) else { return true };
    !before.is_ascii_alphabetic() || before.is_ascii_lowercase() && text[name.start].is_ascii_uppercase()
}

/// Whether the name ends a path of types in a string: `"AWS::IAM::AccessKey"`.
fn is_type_path(text: &[u8], name: usize) -> bool {
    let before = &text[name.saturating_sub(64)..name];
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"_:.".contains(byte)).count();
    before[before.len() - length..].windows(2).any(|pair| pair == b"::")
}

/// Whether a call of the identifier that ends with the name hands the value over: `setToken(…)`, `builder.token(…)`.
fn is_setter(text: &[u8], name: usize) -> bool {
    let before = &text[name.saturating_sub(40)..name];
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let (outside, identifier) = before.split_at(before.len() - length);
    let sets = ["set", "with", "add"].iter().any(|verb| after(identifier, 0, verb).is_some());
    sets || identifier.is_empty() && outside.ends_with(b".")
}

/// Whether the string that holds the name is the first of several: an argument, not a member of a list.
fn is_first(line: &[u8]) -> bool {
    let string = line.iter().rposition(|byte| matches!(byte, b'"' | b'\'' | b'`')).unwrap_or(0);
    matches!(line[..string].trim_ascii_end().last(), Some(b'(' | b'{'))
}

/// The end of the identifier, if what follows the name in it is harmless.
fn suffix(text: &[u8], at: usize) -> Option<usize> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let rest = &text[at..text.len().min(at + LONGEST_SUFFIX)];
    let length = rest.iter().position(|byte| !part(byte)).unwrap_or(rest.len());
    if rest[..length].ends_with(b"_") || rest[..length].ends_with(b"-") {
        return None;
    }
    let words = rest[..length].to_ascii_lowercase();
    let words = words.split(|&byte| matches!(byte, b'_' | b'-')).filter(|word| !word.is_empty());
    let known =
        |word: &[u8]| word.iter().all(u8::is_ascii_digit) || SUFFIXES.iter().any(|known| known.as_bytes() == word);
    words.into_iter().all(known).then_some(at + length)
}

/// Skips what closes the name: quotes (also escaped ones) and brackets. Says whether there was a quote.
fn closers(text: &[u8], mut at: usize) -> (usize, bool) {
    let mut quoted = false;
    for _ in 0..4 {
        match text.get(at) {
            Some(b'"' | b'\'' | b'`') => quoted = true,
            Some(b'\\') if matches!(text.get(at + 1), Some(b'"' | b'\'')) => {}
            Some(b']' | b')' | b'[') => {}
            _ => break,
        }
        at += 1;
    }
    (at, quoted)
}

fn blanks(text: &[u8], at: usize) -> usize {
    skip(text, at, |byte| matches!(byte, b' ' | b'\t'))
}

fn spaces(text: &[u8], at: usize) -> usize {
    skip(text, at, u8::is_ascii_whitespace)
}

/// Skips at most [`LONGEST_GAP`] bytes that are `blank`: each name's cost has a bound, whatever follows it.
fn skip(text: &[u8], at: usize, blank: impl Fn(&u8) -> bool) -> usize {
    let limit = text.len().min(at + LONGEST_GAP);
    text[at..limit].iter().position(|byte| !blank(byte)).map_or(limit, |skipped| at + skipped)
}

fn after(text: &[u8], at: usize, literal: &str) -> Option<usize> {
    let end = at + literal.len();
    text.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(literal.as_bytes())).then_some(end)
}

/// `name: NAME` and then `value:`, as in manifests, task definitions and XML settings; where the value begins.
fn value_attribute(text: &[u8], at: usize) -> Option<usize> {
    let at = spaces(text, at);
    let at = if text.get(at) == Some(&b',') { spaces(text, at + 1) } else { at };
    let at = if matches!(text.get(at), Some(b'"' | b'\'')) { at + 1 } else { at };
    let at = after(text, at, "value")?;
    let at = blanks(text, closers(text, at).0);
    matches!(text.get(at), Some(b':' | b'=')).then(|| blanks(text, at + 1))
}

/// `<name>value</name>`, and a property list's `<key>name</key><string>value</string>`.
fn element(text: &[u8], name: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let start = match after(text, at, "</key>") {
        Some(at) => after(text, spaces(text, at), "<string>")?,
        None if text.get(at) == Some(&b'>') && name.start > 0 && matches!(text[name.start - 1], b'<' | b':') => at + 1,
        None => return None,
    };
    let limit = text.len().min(start + LONGEST);
    let length = text[start..limit].iter().position(|&byte| byte == b'<')?;
    Some(start..start + length)
}

/// A header that is one string: `-H "Authorization: Bearer value"`.
fn header(text: &[u8], name: &Range<usize>, at: usize) -> Option<Range<usize>> {
    if at != name.end || !text.get(at..)?.starts_with(b": ") {
        return None;
    }
    let before = line_before(text, name.start);
    let word = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let quote = *before[..before.len() - word].last().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let start = at + 2;
    let limit = text.len().min(start + LONGEST);
    let length = text[start..limit].iter().position(|&byte| byte == quote || byte == b'\n')?;
    (text[start + length] == quote).then(|| start..start + length)
}

/// The value after an operator.
fn operand(text: &[u8], name: &Range<usize>, at: usize, quoted: bool, bare: bool) -> Option<Range<usize>> {
    let start = blanks(text, at);
    let rest = &text[start..];
    let line = line_before(text, name.start);
    let bare =
        bare || ["export ", "ENV ", "ARG ", "set ", "setx "].iter().any(|word| line.starts_with(word.as_bytes()));
    if let Some(length) = ["||", "??", "?:", "or "].iter().find(|op| rest.starts_with(op.as_bytes())).map(|op| op.len())
    {
        return literal(text, blanks(text, start + length));
    }
    match *rest.first()? {
        b':' if rest.starts_with(b"::") => None,
        b':' | b'=' | b'!' => {
            let length = rest.iter().take(4).take_while(|byte| matches!(byte, b':' | b'=' | b'!' | b'>')).count();
            if length > 3 || rest[..length] == *b"!" {
                return None;
            }
            let value = blanks(text, start + length);
            // A literal on the next line, in parentheses or after a backslash.
            let broken = rest[..length].contains(&b'=').then(|| {
                let opened = matches!(text.get(value), Some(b'(' | b'\\'));
                spaces(text, value + usize::from(opened))
            });
            literal(text, value)
                .or_else(|| broken.and_then(|at| literal(text, at)))
                .or_else(|| literal(text, typed(text, value)?))
                .or_else(|| if bare { unquoted(text, value) } else { None })
        }
        b',' if quoted && is_first(line) => {
            let value = blanks(text, start + 1);
            let value = after(text, value, "default=").or(after(text, value, "default: ")).unwrap_or(value);
            literal(text, value)
        }
        b'(' if !quoted && is_setter(text, name.start) => literal(text, spaces(text, start + 1)),
        // `--token value`, `ENV TOKEN value`, `#define TOKEN "value"`.
        _ if start > at => {
            let last = line.rsplit(|&byte| byte == b' ').next().unwrap_or_default();
            let direct = line.starts_with(b"#define") || last.starts_with(b"--");
            let value = if direct {
                Some(start)
            } else if quoted {
                None
            } else {
                typed(text, start)
            };
            let bare = || line.starts_with(b"ENV ").then(|| unquoted(text, start)).flatten();
            value.and_then(|at| literal(text, at)).or_else(bare)
        }
        _ => None,
    }
}

/// The part of the line before `at`, without indentation.
fn line_before(text: &[u8], at: usize) -> &[u8] {
    let from = at.saturating_sub(200);
    let start = memchr::memrchr(b'\n', &text[from..at]).map_or(from, |newline| from + newline + 1);
    text[start..at].trim_ascii_start()
}

/// Skips a type up to and with its `=`: `string =`, `&'static str =`, `Optional[str] =`.
fn typed(text: &[u8], at: usize) -> Option<usize> {
    let limit = text.len().min(at + 48);
    let of_type = |byte: &u8| byte.is_ascii_alphanumeric() || b"_&'<>[]|?.:* ".contains(byte);
    let length = text[at..limit].iter().position(|byte| !of_type(byte))?;
    let end = at + length;
    (text.get(end) == Some(&b'=') && !matches!(text.get(end + 1), Some(b'=' | b'>'))).then(|| blanks(text, end + 1))
}

/// The content of the string literal at `at`, also a prefixed or wrapped one.
fn literal(text: &[u8], at: usize) -> Option<Range<usize>> {
    let wrapped =
        WRAPPERS.iter().find_map(|wrapper| text[at..].starts_with(wrapper.as_bytes()).then_some(at + wrapper.len()));
    let at = wrapped.unwrap_or(at);
    let prefix =
        text[at..].iter().take(2).take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'@' | b'$')).count();
    let at = at + prefix;
    let at = if text.get(at) == Some(&b'\\') { at + 1 } else { at };
    let quote = *text.get(at).filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let triple = text.get(at..at + 3) == Some(&[quote; 3][..]);
    let start = at + if triple { 3 } else { 1 };
    let limit = text.len().min(start + LONGEST);
    let length = text[start..limit].iter().position(|&byte| byte == quote || byte == b'\n')?;
    let end = start + length;
    if text[end] == b'\n' {
        return None;
    }
    let escaped = length > 0 && text[end - 1] == b'\\';
    Some(start..end - usize::from(escaped))
}

/// The word at `at`, if nothing but a comment follows it on its line.
fn unquoted(text: &[u8], at: usize) -> Option<Range<usize>> {
    let limit = text.len().min(at + LONGEST);
    let length = text[at..limit].iter().position(u8::is_ascii_whitespace).unwrap_or(limit - at);
    let end = at + length;
    let rest = blanks(text, end);
    let ends = matches!(text.get(rest), None | Some(b'\n' | b'\r' | b'#' | b'\\' | b'&' | b';'));
    (length > 0 && ends).then_some(at..end)
}

/// `value` without the scheme that an HTTP header puts before its credential.
fn credential(text: &[u8], value: Range<usize>) -> Range<usize> {
    let start = SCHEMES.iter().find_map(|scheme| after(text, value.start, scheme)).unwrap_or(value.start);
    start.min(value.end)..value.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, bare: bool) -> Option<&str> {
        let start = text.to_ascii_lowercase().find("api").unwrap();
        let length = if text[start + 3..].starts_with(['_', '-']) { 7 } else { 6 };
        value(text.as_bytes(), start..start + length, bare).map(|range| &text[range])
    }

    #[test]
    fn assignments_of_many_languages() {
        for text in [
            r#"api_key = "v1""#,
            r"self.apiKey='v1'",
            r#"{"api-key": "v1"}"#,
            r"apiKey := `v1`",
            r#""apiKey" => 'v1',"#,
            r#"API_KEY: str = "v1""#,
            r"apiKey: string | undefined = 'v1'",
            r#"const API_KEY: &'static str = "v1";"#,
            r#"var apiKey string = "v1""#,
            r#"char api_key[] = "v1""#,
            r"config['api_key'] = 'v1'",
            r#"f(api_key=b"v1")"#,
            r#"os.getenv("API_KEY", "v1")"#,
            r"env('API_KEY', default='v1')",
            r"process.env.API_KEY || 'v1'",
            r#"process.env.API_KEY ?? "v1""#,
            r#"os.environ.get("API_KEY") or "v1""#,
            r#".setApiKey("v1")"#,
            r#"client.apiKey("v1")"#,
            r"<apiKey>v1</apiKey>",
            "<key>ApiKey</key>\n  <string>v1</string>",
            r#"<add key="ApiKey" value="v1"/>"#,
            r#"#define API_KEY "v1""#,
            r#"tool --api-key "v1""#,
            r#"{\"api_key\": \"v1\"}"#,
            "api_key = \\\n    \"v1\"",
            "api_key = (\n    \"v1\")",
            r#"if api_key == "v1":"#,
            "export API_KEY=v1",
            "ENV API_KEY v1",
            "ENV API_KEY=v1",
            r#"API_KEY_PROD = "v1""#,
            r#"api_key2 = "v1""#,
            r#"api_key = SecretStr("v1")"#,
            r#"@"apiKey" : @"v1""#,
            r#""X-Api-Key": "Bearer v1""#,
            "- name: API_KEY\n  value: \"v1\"",
            r#"curl -H "X-Api-Key: v1" https://x.org"#,
            r#"["-H", 'Api-Key: v1']"#,
            r#"{"name": "API_KEY", "value": "v1"}"#,
        ] {
            assert_eq!(of(text, false), Some("v1"), "{text}");
        }
    }

    #[test]
    fn bare_values_where_the_file_has_them() {
        for text in
            ["API_KEY=v1", "api_key: v1", "api-key = v1", "apiKey=v1 # a comment", "- name: API_KEY\n  value: v1"]
        {
            assert_eq!(of(text, true), Some("v1"), "{text}");
            assert_eq!(of(text, false), None, "{text}");
        }
        assert_eq!(of("api_key: two words", true), None);
        assert_eq!(of("api_key:", true), None);
    }

    #[test]
    fn other_names_have_no_value() {
        for text in [
            r#"api_key_url = "v1""#,
            r#"apiKeyName: "v1""#,
            r#"wapi_key = "v1""#,
            r#"ApiKey::new("v1")"#,
            "api_key",
            r#"["password", "api_key", "v1"]"#,
            r#"{"AWS::IAM::ApiKey": "v1"}"#,
            r#"["api_key", "v1"]"#,
            r#"api_key = get("v1")"#,
            r#"api_key.replace("v1")"#,
            r#"api_key + "v1""#,
            r#"api_key("v1")"#,
            "api_key = \"v1",
        ] {
            assert_eq!(of(text, false), None, "{text}");
        }
    }
}
