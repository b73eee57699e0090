//! Shell patterns: `*`, `?` and `[...]`.

/// One part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Char(char),
    Any,
    Many,
    Set { negated: bool, ranges: Vec<(char, char)> },
}

/// A pattern, ready to be matched.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Token>);

impl Pattern {
    /// A pattern from its text, in which a backslash makes the next character literal.
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            tokens.push(match c {
                '\\' => Token::Char(rest.next().unwrap_or('\\')),
                '?' => Token::Any,
                '*' => Token::Many,
                '[' => match set(rest.as_str()) {
                    Some((token, length)) => {
                        rest = rest.as_str()[length..].chars();
                        token
                    }
                    None => Token::Char('['),
                },
                c => Token::Char(c),
            });
        }
        Self(tokens)
    }

    /// Whether the whole of `text` matches. Takes time in proportion to the product of both lengths at most.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut token) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while at < text.len() {
            match self.0.get(token) {
                Some(Token::Many) => {
                    star = Some((token, at));
                    token += 1;
                }
                Some(single) if single.takes(text[at]) => {
                    at += 1;
                    token += 1;
                }
                _ => match star {
                    Some((many, from)) => {
                        star = Some((many, from + 1));
                        token = many + 1;
                        at = from + 1;
                    }
                    None => return false,
                },
            }
        }
        self.0[token..].iter().all(|token| *token == Token::Many)
    }

    /// `text` without the shortest or longest beginning that matches.
    pub(super) fn without_prefix<'t>(&self, text: &'t str, longest: bool) -> &'t str {
        let mut ends = boundaries(text);
        if longest {
            ends.reverse();
        }
        let end = ends.into_iter().find(|&end| self.matches(&text[..end]));
        end.map_or(text, |end| &text[end..])
    }

    /// `text` without the shortest or longest end that matches.
    pub(super) fn without_suffix<'t>(&self, text: &'t str, longest: bool) -> &'t str {
        let mut starts = boundaries(text);
        if !longest {
            starts.reverse();
        }
        let start = starts.into_iter().find(|&start| self.matches(&text[start..]));
        start.map_or(text, |start| &text[..start])
    }
}

fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

impl Token {
    fn takes(&self, c: char) -> bool {
        match self {
            Self::Char(literal) => *literal == c,
            Self::Any => true,
            Self::Many => false,
            Self::Set { negated, ranges } => ranges.iter().any(|&(low, high)| low <= c && c <= high) != *negated,
        }
    }
}

/// The set that begins after a `[`, and its length up to and with the `]`.
fn set(text: &str) -> Option<(Token, usize)> {
    let negated = text.starts_with(['!', '^']);
    let mut ranges = Vec::new();
    let mut chars = text.char_indices().skip(usize::from(negated)).peekable();
    while let Some((at, c)) = chars.next() {
        if c == ']' && !ranges.is_empty() {
            return Some((Token::Set { negated, ranges }, at + 1));
        }
        let low = if c == '\\' { chars.next()?.1 } else { c };
        let mut high = low;
        if chars.peek().is_some_and(|&(_, c)| c == '-') {
            let mut ahead = chars.clone();
            ahead.next();
            if let Some(&(_, end)) = ahead.peek()
                && end != ']'
            {
                high = end;
                ahead.next();
                chars = ahead;
            }
        }
        ranges.push((low, high));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: bool) {
        assert_eq!(Pattern::new(pattern).matches(text), expected, "{pattern} on {text}");
    }

    #[test]
    fn patterns_match_whole_names() {
        check("*.js", "a.js", true);
        check("*.js", "a.jsx", false);
        check("a?c", "abc", true);
        check("[a-c]x", "bx", true);
        check("[!a-c]x", "bx", false);
        check("[]]", "]", true);
        check("[", "[", true);
        check("\\*", "*", true);
        check("\\*", "a", false);
        check("a*b*c", "aXbYbZc", true);
        check(&format!("{}b", "*a".repeat(40)), &"a".repeat(2_000), false);
    }

    #[test]
    fn prefixes_and_suffixes_are_removed() {
        assert_eq!(Pattern::new("*/").without_prefix("a/b/c.js", true), "c.js");
        assert_eq!(Pattern::new("*/").without_prefix("a/b/c.js", false), "b/c.js");
        assert_eq!(Pattern::new(".*").without_suffix("a.b.js", false), "a.b");
        assert_eq!(Pattern::new(".*").without_suffix("a.b.js", true), "a");
        assert_eq!(Pattern::new("x").without_suffix("a.b", true), "a.b");
    }
}
