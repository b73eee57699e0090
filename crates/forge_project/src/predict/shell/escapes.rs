//! Backslash escapes: `echo -e`, `printf`, `$'...'`.

/// Whose escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `$'...'`
    AnsiQuote,
    /// `echo -e` and `printf %b`: octal numbers begin with `\0`, `\c` ends all output.
    Echo,
    /// The format of `printf`.
    Format,
}

/// `text` with its escapes decoded, and whether `\c` ended it.
pub(super) fn decode(text: &str, dialect: Dialect) -> (Vec<u8>, bool) {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else {
            out.push(b'\\');
            return (out, false);
        };
        rest = &rest[c.len_utf8()..];
        match c {
            'a' => out.push(7),
            'b' => out.push(8),
            'e' | 'E' => out.push(27),
            'f' => out.push(12),
            'n' => out.push(b'\n'),
            'r' => out.push(b'\r'),
            't' => out.push(b'\t'),
            'v' => out.push(11),
            '\\' => out.push(b'\\'),
            '"' | '\'' | '?' if dialect != Dialect::Echo => out.push(c as u8),
            'c' if dialect == Dialect::Echo => return (out, true),
            'c' if dialect == Dialect::AnsiQuote => {
                let control = rest.chars().next().filter(char::is_ascii);
                rest = &rest[control.map_or(0, char::len_utf8)..];
                out.extend(control.map(|control| control as u8 & 0x1f));
            }
            'x' => number(&mut rest, 16, 2, "\\x", &mut out, false),
            'u' => number(&mut rest, 16, 4, "\\u", &mut out, true),
            'U' => number(&mut rest, 16, 8, "\\U", &mut out, true),
            '0' if dialect == Dialect::Echo => {
                let before = out.len();
                number(&mut rest, 8, 3, "", &mut out, false);
                if out.len() == before {
                    out.push(0);
                }
            }
            '0'..='7' => {
                let mut digits = &text[text.len() - rest.len() - 1..];
                number(&mut digits, 8, 3, "", &mut out, false);
                rest = digits;
            }
            other => {
                out.push(b'\\');
                out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    (out, false)
}

/// Takes up to `most` digits from `rest` and writes the byte or character that they number; `otherwise` without digits.
fn number(rest: &mut &str, radix: u32, most: usize, otherwise: &str, out: &mut Vec<u8>, is_character: bool) {
    let digits = rest.chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let value = u32::from_str_radix(&rest[..digits], radix).ok();
    *rest = &rest[digits..];
    match value {
        None => out.extend_from_slice(otherwise.as_bytes()),
        Some(value) if is_character => {
            let c = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Some(value) => out.push(value as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, dialect: Dialect, expected: &[u8]) {
        assert_eq!(decode(text, dialect).0, expected, "{text}");
    }

    #[test]
    fn each_dialect_decodes_its_own_escapes() {
        check(r"a\nb\tc\\d", Dialect::Echo, b"a\nb\tc\\d");
        check(r"\x41\0101\u0042", Dialect::Echo, b"AAB");
        check(r"\101\x41", Dialect::Format, b"AA");
        check(r"it\'s \q", Dialect::AnsiQuote, b"it's \\q");
        check(r#"\""#, Dialect::Echo, b"\\\"");
        check(r"\U0001f600", Dialect::AnsiQuote, "😀".as_bytes());
        check("\\", Dialect::Format, b"\\");
        check(r"\xg", Dialect::Format, b"\\xg");
        assert_eq!(decode(r"a\cb", Dialect::Echo), (b"a".to_vec(), true));
    }
}
