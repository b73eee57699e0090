//! A large file parsed in two halves at the same time.
//!
//! Parsing is most of what an event of a hook costs, and the machine's other cores are idle then. The text is cut where
//! a line begins a declaration at the top level. If each half by itself has no error, the two syntax trees are that of
//! the whole: a string, comment, bracket or block that spans the cut is an error at the end of the first half. Where
//! there is an error, the whole is parsed as always.

use crate::parse::{Errors, Limits, syntax_tree};
use forge_grammars::tree_sitter::{Language, Point, Range, Tree};

/// The smallest text that is cut, in bytes: parsing less takes no longer than starting a thread for it.
const SMALLEST: usize = 12 << 10;

/// The syntax trees of the two halves of `text`, or `None` where it has to be parsed as a whole. `starts` are words that
/// begin a declaration.
pub(crate) fn parse(grammar: &Language, text: &str, starts: &[&str], limits: &Limits) -> Option<Vec<Tree>> {
    if !limits.alone || text.len() < SMALLEST {
        return None;
    }
    let ranges = ranges(text, cut(text, starts)?);
    let parse = |range: &Range| syntax_tree(grammar, text, &[*range], limits, Errors::Stop).ok();
    let (first, second) = std::thread::scope(|scope| {
        let second = std::thread::Builder::new().spawn_scoped(scope, || parse(&ranges[1]));
        let first = parse(&ranges[0]);
        (first, second.ok().and_then(|second| second.join().ok().flatten()))
    });
    let trees = vec![first?, second?];
    trees.iter().all(|tree| !tree.root_node().has_error()).then_some(trees)
}

/// Where the line nearest behind the middle begins that starts a declaration and follows an empty line.
fn cut(text: &str, starts: &[&str]) -> Option<usize> {
    let mut at = next_gap(text, text.ceil_char_boundary(text.len() / 2))?;
    // The second half is to stay large enough to be worth it.
    while at < text.len() / 4 * 3 {
        let line = text.get(at..)?.trim_start_matches('\n');
        let start = text.len() - line.len();
        let begins = |word: &&&str| {
            line.strip_prefix(**word).is_some_and(|rest| rest.starts_with(|next: char| !next.is_alphanumeric()))
        };
        if starts.iter().find(begins).is_some() {
            return Some(start);
        }
        at = next_gap(text, start)?;
    }
    None
}

/// Where the next empty line begins behind `from`.
fn next_gap(text: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find("\n\n").map(|at| at + from)
}

fn ranges(text: &str, cut: usize) -> [Range; 2] {
    let row = text[..cut].matches('\n').count();
    let at = Point::new(row, 0);
    let end = Point::new(u32::MAX as usize, u32::MAX as usize);
    [
        Range { start_byte: 0, end_byte: cut, start_point: Point::new(0, 0), end_point: at },
        Range { start_byte: cut, end_byte: text.len(), start_point: at, end_point: end },
    ]
}

#[cfg(test)]
mod tests {
    use crate::dump::dump;
    use crate::{Limits, parse};
    use forge_model::Language;

    fn both(language: Language, text: &str) -> (String, String) {
        let tree = |alone| {
            let parsed = parse(language, "a", text, &Limits { alone, ..Limits::default() }).expect("it is parsed");
            format!("{}\n{:?}", dump(&parsed.tree), parsed.gap)
        };
        (tree(false), tree(true))
    }

    /// `count` functions, with `middle` among them.
    fn program(one: &str, middle: &str, count: usize) -> String {
        let half = one.repeat(count / 2);
        format!("{half}{middle}{half}")
    }

    const JAVASCRIPT: &str = "function f(a) {\n  return g(`${a}`, a + 1);\n}\n\n";
    const PYTHON: &str = "def f(a):\n    return g(f\"{a}\", a + 1)\n\n\n";

    #[test]
    fn halves_are_the_whole() {
        for (language, one) in [(Language::JavaScript, JAVASCRIPT), (Language::Python, PYTHON)] {
            let text = program(one, "", 600);
            assert!(super::cut(&text, &["function", "def"]).is_some());
            let (whole, halves) = both(language, &text);
            assert_eq!(whole, halves);
        }
    }

    #[test]
    fn what_spans_the_cut_is_parsed_as_a_whole() {
        let in_text =
            |one: &str, open: &str, close: &str| program(one, &format!("{open}{}{close}", one.repeat(900)), 4);
        for (open, close) in [("x = `", "`\n"), ("/*\n", "*/\n"), ("{\n", "}\n"), ("f(\n", ")\n"), ("<p>\n", "</p>\n")]
        {
            let one = "function f(a) {\n  return 1;\n}\n\n";
            let (whole, halves) = both(Language::JavaScript, &in_text(one, open, close));
            assert_eq!(whole, halves, "{open}");
        }
        for (open, close) in [("x = \"\"\"", "\"\"\"\n"), ("x = (\n", ")\n")] {
            let (whole, halves) = both(Language::Python, &in_text("def f(a):\n    return 1\n\n", open, close));
            assert_eq!(whole, halves, "{open}");
        }
    }

    #[test]
    fn an_error_has_its_line_however_the_text_is_parsed() {
        let (whole, halves) = both(Language::JavaScript, &program(JAVASCRIPT, "let x = = 1;\n\n", 600));
        assert!(whole.ends_with("Some(Syntax { line: 1201 })"), "{}", &whole[whole.len() - 40..]);
        assert_eq!(whole, halves);
    }
}
