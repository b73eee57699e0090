//! Text from a repository in a message to a model: data, never an instruction.

/// `text` on one line of at most `most` characters: control and invisible characters are gone, what looks like a
/// credential is hidden, and what was cut off is marked.
pub(crate) fn line(text: &str, most: usize) -> String {
    let shown = text.chars().map(|c| if c.is_whitespace() || is_control(c) { ' ' } else { c });
    let mut line = String::new();
    for c in shown.filter(|&c| !is_invisible(c)) {
        if c != ' ' || !line.is_empty() && !line.ends_with(' ') {
            line.push(c);
        }
    }
    shortened(hidden(line.trim_end()), most)
}

/// `text` as [`line`] between backticks, of which it keeps none.
pub(crate) fn code(text: &str, most: usize) -> String {
    format!("`{}`", line(&text.replace('`', "'"), most))
}

fn is_control(c: char) -> bool {
    c.is_control()
}

/// Characters that change how others are read, or are not seen at all.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

pub(crate) fn shortened(text: String, most: usize) -> String {
    match text.char_indices().nth(most.saturating_sub(1)) {
        Some((end, last)) if end + last.len_utf8() < text.len() => format!("{}\u{2026}", &text[..end]),
        _ => text,
    }
}

/// `text` with the long runs of letters and digits that credentials are made of cut down to their beginning.
fn hidden(text: &str) -> String {
    /// Shorter runs are names.
    const SHORTEST: usize = 20;
    const SHOWN: usize = 4;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '=' | '_' | '-');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        out.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
        let run = &run[..end];
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let upper = run.bytes().filter(u8::is_ascii_uppercase).count();
        // Names are words; keys mix everything.
        if run.len() >= SHORTEST && digits >= 2 && (upper >= 2 || digits >= 6) {
            out.push_str(&run[..SHOWN]);
            out.push('\u{2026}');
        } else {
            out.push_str(run);
        }
        rest = &rest[start + end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_one_bounded_line() {
        assert_eq!(line("a\n\n  b\u{1b}[31m c\u{202e}\u{200b}d\t", 80), "a b [31m cd");
        assert_eq!(line("aé\u{1F600}bcd", 4), "aé\u{1F600}…");
        assert_eq!(line("abcd", 4), "abcd");
        assert_eq!(line("", 4), "");
        assert_eq!(code("a`b", 9), "`a'b`");
    }

    #[test]
    fn what_looks_like_a_credential_is_hidden() {
        assert_eq!(line("key = \"AKIA0123456789ABCDEFGH\"", 80), "key = \"AKIA…\"");
        assert_eq!(line(concat!("sk_li", "ve_4eC39HqLyjWDarjtT1zdp7dc"), 80), "sk_l…");
        assert_eq!(line("a_very_long_function_name_indeed()", 80), "a_very_long_function_name_indeed()");
        assert_eq!(line("src/controllers/customers_2024/index.js", 80), "src/controllers/customers_2024/index.js");
    }
}
