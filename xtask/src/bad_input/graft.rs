//! Deterministic mutations of syntax: parts of a program in other parts' places, so that most of what comes out still parses
//! and gets as far as the engine.

use super::mutate::Random;
use forge_grammars::tree_sitter::{Language, Node, Parser};
use std::ops::Range;

/// Most bytes of a program that grew.
const MAX_BYTES: usize = 96 << 10;

/// Most nodes of a program that are looked at.
const MAX_NODES: usize = 20_000;

/// What an expression `$` can be put into, in JavaScript and its relatives.
const JAVASCRIPT: [&str; 20] = [
    "($)",
    "[$, ...$]",
    "{ ...$, a: $ }",
    "`a${$}b${$}`",
    "(await $)",
    "($ ? $ : $)",
    "(x => $)($)",
    "(function* () { yield* $; return $ })().next($)",
    "$.map((a, i) => $)",
    "Object.assign({}, $, { a: $ })",
    "new (class extends $ { constructor(b) { super(b); this.a = $ } get c() { return $ } })($).c",
    "($ ?? $)?.[$]?.($)",
    "typeof $ === 'string' && $",
    "(() => { try { throw $ } catch ({ message = $ }) { return message } finally { a = $ } })()",
    "(() => { for (const a of $) { if (a) continue; return $ } })()",
    "(() => { switch ($) { case $: return a; default: return $ } })()",
    "Promise.all([$]).then(([a]) => $)",
    "String($).replace(/[<&\\r\\n]/g, $)",
    "JSON.parse(JSON.stringify($))",
    "(({ a, ...b } = $, [c = $] = $) => b)($)",
];

/// The same in Python.
const PYTHON: [&str; 18] = [
    "($)",
    "[$, *$]",
    "{**$, 'a': $}",
    "f'a{$}b{$!r:>{$}}'",
    "($ if $ else $)",
    "(lambda a, *b, c=$, **d: $)($)",
    "[a for a in $ if $]",
    "{a: $ for a, b in $}",
    "(a := $)",
    "'%s %(a)s' % ($, $)",
    "'{} {a}'.format($, a=$)",
    "$[$:$:$]",
    "$[$]",
    "next(iter($), $)",
    "dict($, **$).get($, $)",
    "type('A', ($,), {'a': $})().a",
    "str($).replace('\\n', $)",
    "(not $ or $ and $ in $)",
];

/// A program and its nodes.
struct Program {
    text: String,
    nodes: Vec<Part>,
}

/// One node: its kind, where it is, and the node that it stands in.
struct Part {
    kind: u16,
    is_expression: bool,
    is_identifier: bool,
    is_statement: bool,
    range: Range<usize>,
    parent: Option<usize>,
}

/// Changes `text` one to four times; parts are taken from it and from `other`.
pub(super) fn graft(text: &str, other: &str, language: &str, random: &mut Random) -> String {
    let grammar = match language {
        "javascript" => forge_grammars::javascript(),
        "typescript" => forge_grammars::typescript(),
        "tsx" => forge_grammars::tsx(),
        _ => forge_grammars::python(),
    };
    let wraps = if language == "python" { &PYTHON[..] } else { &JAVASCRIPT[..] };
    let Some(other) = Program::new(other.to_owned(), &grammar) else { return text.to_owned() };
    let mut text = text.to_owned();
    for _ in 0..=random.below(4).min(random.below(4)) {
        let Some(program) = Program::new(text.clone(), &grammar) else { break };
        if let Some(changed) = program.changed(&other, wraps, random)
            && changed.len() <= MAX_BYTES
        {
            text = changed;
        }
    }
    text
}

impl Program {
    /// Parses; `None` for what has no nodes.
    fn new(text: String, grammar: &Language) -> Option<Self> {
        let mut parser = Parser::new();
        parser.set_language(grammar).ok()?;
        let tree = parser.parse(&text, None)?;
        let mut nodes = Vec::new();
        let mut waiting = vec![(tree.root_node(), None)];
        while let Some((node, parent)) = waiting.pop() {
            if nodes.len() == MAX_NODES {
                break;
            }
            let at = nodes.len();
            nodes.push(Part::new(node, parent));
            let mut cursor = node.walk();
            waiting.extend(node.named_children(&mut cursor).map(|child| (child, Some(at))));
        }
        (nodes.len() > 1).then_some(Self { text, nodes })
    }

    fn of(&self, part: &Part) -> &str {
        &self.text[part.range.clone()]
    }

    /// Some node below the root.
    fn any(&self, random: &mut Random) -> Option<&Part> {
        random.pick(&self.nodes[1..])
    }

    /// Some node of which `is` holds, if one is met in a few tries.
    fn some(&self, random: &mut Random, is: impl Fn(&Part) -> bool) -> Option<&Part> {
        (0..24).find_map(|_| self.any(random).filter(|part| is(part)))
    }

    /// Some node of this kind.
    fn like(&self, part: &Part, random: &mut Random) -> Option<&Part> {
        let from = random.below(self.nodes.len());
        let (before, after) = self.nodes.split_at(from);
        after.iter().chain(before).find(|it| it.kind == part.kind && it.range != part.range)
    }

    /// The text with one change.
    fn changed(&self, other: &Self, wraps: &[&str], random: &mut Random) -> Option<String> {
        match random.below(12) {
            0 => self.deleted(random),
            1 | 2 => self.repeated(random),
            3 => self.swapped(random),
            4 | 5 => self.grown(random),
            6 => self.renamed(random),
            7 | 8 => {
                let part = self.some(random, |part| part.is_expression)?;
                let wrap = random.pick(wraps)?;
                Some(self.with(&part.range, &wrap.replace('$', self.of(part))))
            }
            9 => {
                let part = self.any(random)?;
                Some(self.with(&part.range, self.of(self.like(part, random)?)))
            }
            _ => {
                let part = self.any(random)?;
                Some(self.with(&part.range, other.of(other.like(part, random)?)))
            }
        }
    }

    fn with(&self, range: &Range<usize>, part: &str) -> String {
        [&self.text[..range.start], part, &self.text[range.end..]].concat()
    }

    fn deleted(&self, random: &mut Random) -> Option<String> {
        Some(self.with(&self.any(random)?.range, ""))
    }

    /// A statement or an item once more or often, in its own column.
    fn repeated(&self, random: &mut Random) -> Option<String> {
        let wanted = !random.once_in(3);
        let part = self.some(random, |part| part.is_statement == wanted)?;
        let line = self.text[..part.range.start].rfind('\n').map_or(0, |at| at + 1);
        let indent: String = self.text[line..].chars().take_while(|it| it.is_whitespace() && *it != '\n').collect();
        let between = if part.is_statement { format!("\n{indent}") } else { ", ".to_owned() };
        let times = [1, 2, 8, 60][random.below(4)];
        let copy = [&between, self.of(part)].concat();
        let more = copy.repeat(times.min(MAX_BYTES / copy.len().max(1)));
        Some(self.with(&(part.range.end..part.range.end), &more))
    }

    /// Two nodes of one kind in each other's places.
    fn swapped(&self, random: &mut Random) -> Option<String> {
        let part = self.any(random)?;
        let like = self.like(part, random)?;
        let (first, second) = if part.range.start < like.range.start { (part, like) } else { (like, part) };
        if first.range.end > second.range.start {
            return None;
        }
        let text = self.with(&second.range, self.of(first));
        Some([&text[..first.range.start], self.of(second), &text[first.range.end..]].concat())
    }

    /// A node in the place of one that stands in it, again and again: what nested once nests deep.
    fn grown(&self, random: &mut Random) -> Option<String> {
        let inner = self.any(random)?;
        let above = std::iter::successors(inner.parent, |at| self.nodes[*at].parent);
        let mut outers = above.map(|at| &self.nodes[at]).filter(|outer| {
            outer.range != inner.range && (outer.kind == inner.kind || outer.is_expression && inner.is_expression)
        });
        let outer = if random.once_in(2) { outers.next() } else { outers.last() }?;
        let (head, tail) =
            (&self.text[outer.range.start..inner.range.start], &self.text[inner.range.end..outer.range.end]);
        let times = [1, 2, 6, 40, 300][random.below(5)].min(MAX_BYTES / (head.len() + tail.len()).max(1));
        Some(self.with(&inner.range, &[&head.repeat(times), self.of(inner), &tail.repeat(times)].concat()))
    }

    /// One name in another's place, wherever it stands.
    fn renamed(&self, random: &mut Random) -> Option<String> {
        let old = self.of(self.some(random, |part| part.is_identifier)?);
        let new = self.of(self.some(random, |part| part.is_identifier)?);
        let mut places: Vec<_> = self.nodes.iter().filter(|it| it.is_identifier && self.of(it) == old).collect();
        places.sort_by_key(|part| part.range.start);
        let mut text = String::new();
        let mut end = 0;
        for place in places {
            text += &self.text[end..place.range.start];
            text += new;
            end = place.range.end;
        }
        Some(text + &self.text[end..])
    }
}

impl Part {
    fn new(node: Node<'_>, parent: Option<usize>) -> Self {
        let kind = node.kind();
        let is_identifier = kind.ends_with("identifier");
        let is_statement = ["statement", "declaration", "definition"].iter().any(|end| kind.ends_with(end));
        let is_expression = !is_statement
            && (is_identifier
                || ["expression", "string", "call", "subscript", "attribute", "operator", "array", "object", "list"]
                    .iter()
                    .any(|end| kind.ends_with(end)));
        Self { kind: node.kind_id(), is_expression, is_identifier, is_statement, range: node.byte_range(), parent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_grafts_still_parse() {
        let text =
            "const a = req.query.a;\nfunction f(b) {\n  if (b) { return g(b + 1, [a]); }\n  return `x${b}`;\n}\n";
        let grammar = forge_grammars::javascript();
        let is_valid = |text: &str| {
            let mut parser = Parser::new();
            parser.set_language(&grammar).unwrap();
            !parser.parse(text, None).unwrap().root_node().has_error()
        };
        let made: Vec<_> = (0..200).map(|number| graft(text, text, "javascript", &mut Random::new(number))).collect();
        let changed = made.iter().filter(|it| it.as_str() != text).count();
        let valid = made.iter().filter(|it| is_valid(it)).count();
        assert!(changed > 150 && valid > 100, "{changed} changed, {valid} valid");
        assert_eq!(made[7], graft(text, text, "javascript", &mut Random::new(7)));
    }
}
