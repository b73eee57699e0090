//! A large file parsed in two halves at the same time.
//!
//! Parsing is most of what an event of a hook costs, and the machine's other cores are idle then. The text is cut where
//! a line begins a declaration at the top level. If each half by itself has no error, the two syntax trees are that of
//! the whole: a string, comment, bracket or block that spans the cut is an error at the end of the first half. Where
//! there is an error, the whole is parsed as always.

use crate::parse::{Errors, Limits, syntax_tree};
use forge_grammars::tree_sitter::{Language, Point, Range, Tree};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

/// The smallest text that is cut, in bytes: parsing less takes no longer than waking a thread for it.
const SMALLEST: usize = 12 << 10;

/// The syntax trees of the two halves of `text`, or `None` where it has to be parsed as a whole. `starts` are words that
/// begin a declaration.
pub(crate) fn parse(grammar: &Language, text: &str, starts: &[&str], limits: &Limits<'_>) -> Option<Vec<Tree>> {
    let aside = limits.aside.filter(|_| text.len() >= SMALLEST)?;
    let [first, second] = ranges(text, cut(text, starts)?);
    let (sender, receiver) = mpsc::channel();
    // Whoever comes first takes the second half: where the other thread has no core it is not waited for.
    let is_taken = Arc::new(AtomicBool::new(false));
    let (own, seen) = (text.to_owned(), Arc::clone(&is_taken));
    let (language, (bytes, parse_time, depth)) = (grammar.clone(), (limits.bytes, limits.parse_time, limits.depth));
    aside.run(Box::new(move || {
        if !seen.swap(true, Ordering::AcqRel) {
            let limits = Limits { bytes, parse_time, depth, aside: None };
            // Nobody listens any more when the first half had an error.
            let _ = sender.send(half(&language, &own, second, &limits));
        }
    }));
    let first = half(grammar, text, first, limits)?;
    let second = if is_taken.swap(true, Ordering::AcqRel) {
        receiver.recv().ok()?
    } else {
        half(grammar, text, second, limits)
    }?;
    Some(vec![first, second])
}

/// The tree of one range, unless there is an error in it.
fn half(grammar: &Language, text: &str, range: Range, limits: &Limits<'_>) -> Option<Tree> {
    let tree = syntax_tree(grammar, text, &[range], limits, Errors::Stop).ok()?;
    (!tree.root_node().has_error()).then_some(tree)
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
    use crate::{Aside, Limits, Work, parse};
    use forge_model::Language;

    /// A thread that helps at once.
    #[derive(Debug)]
    struct Helper;

    impl Aside for Helper {
        fn run(&self, work: Work) {
            std::thread::spawn(work).join().expect("it ends");
        }
    }

    /// A thread that never gets to it.
    #[derive(Debug)]
    struct Late;

    impl Aside for Late {
        fn run(&self, _: Work) {}
    }

    fn both(language: Language, text: &str) -> (String, String) {
        let tree = |aside| {
            let parsed = parse(language, "a", text, &Limits { aside, ..Limits::default() }).expect("it is parsed");
            format!("{}\n{:?}", dump(&parsed.tree), parsed.gap)
        };
        let [alone, helped, late] = [None, Some(&Helper as &dyn Aside), Some(&Late)].map(tree);
        assert_eq!(helped, late, "it does not matter who parses");
        (alone, helped)
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
