//! Broken, deep and long texts.

use super::parsed;
use forge_model::UnknownReason;
use forge_syntax::dump::dump;

#[test]
fn python_2_is_a_syntax_error_at_its_line() {
    for text in ["a = 1\nprint \"x\", f(a)\n", "a = 1\nexec f(a)\n", "a = 1\nprint >>f(a), b\n"] {
        let parsed = parsed(text);
        assert_eq!(parsed.gap, Some(UnknownReason::Syntax { line: 2 }), "{text}");
    }
}

const SAMPLE: &str = include_str!("sample.py");

#[test]
fn the_sample_is_followed_in_full() {
    assert_eq!(parsed(SAMPLE).gap, None);
}

/// Lowers what may be broken in any way and checks what every later pass relies on.
fn survives(text: &str) {
    let tree = parsed(text).tree;
    let out = dump(&tree);
    assert!(out.starts_with("Module"), "{text}");
}

#[test]
fn prefixes_are_lowered() {
    for end in (0..SAMPLE.len()).step_by(7).filter(|&end| SAMPLE.is_char_boundary(end)) {
        survives(&SAMPLE[..end]);
    }
}

#[test]
fn mutations_are_lowered() {
    let noise =
        ['(', ')', '[', '}', '{', ':', '\'', '"', '\\', '\n', ' ', ',', '=', '*', '.', '@', 'é', '\0', 'f', '1'];
    let mut state = 1u64;
    let mut random = move |below: usize| {
        // A linear congruential generator: the same mutations on every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..300 {
        let mut text: Vec<char> = SAMPLE.chars().collect();
        for _ in 0..=round % 5 {
            let at = random(text.len());
            match random(3) {
                0 => text[at] = noise[random(noise.len())],
                1 => text.insert(at, noise[random(noise.len())]),
                _ => drop(text.drain(at..(at + random(20)).min(text.len()))),
            }
        }
        survives(&text.into_iter().collect::<String>());
    }
}

#[test]
fn what_surrounds_an_error_is_lowered() {
    let parsed = parsed("import os\ndef f(a):\n    os.system(a)\n    b = = c\n    os.remove(a)\n");
    assert_eq!(parsed.gap, Some(UnknownReason::Syntax { line: 4 }));
    let out = dump(&parsed.tree);
    assert!(out.contains("(Call (Member system os#0) a#1)"), "{out}");
    assert!(out.contains("(Call (Member remove os#0) a#1)"), "{out}");
}

/// Deep in one way each. Only the sum is flat.
fn deep(levels: usize) -> Vec<(&'static str, String)> {
    let body = |level: usize, head: &str| format!("{:1$}{head}\n", "", level);
    let blocks = |head: &str| (0..levels).map(|level| body(level, head)).collect::<String>() + &body(levels, "pass");
    vec![
        ("parentheses", "(".repeat(levels) + "a" + &")".repeat(levels)),
        ("lists", "[".repeat(levels) + "a" + &"]".repeat(levels)),
        ("calls", "f(".repeat(levels) + "a" + &")".repeat(levels)),
        ("lambdas", "lambda: ".repeat(levels) + "a"),
        ("not", "not ".repeat(levels) + "a"),
        ("powers", "a ** ".repeat(levels) + "a"),
        ("conditionals", "a if b else ".repeat(levels) + "a"),
        ("methods", "a".to_owned() + &".b(c)".repeat(levels)),
        ("subscripts", "a".to_owned() + &"[b]".repeat(levels)),
        ("differences", "a".to_owned() + &" - b".repeat(levels)),
        ("mixed sums", "a - b".to_owned() + &" + b - c".repeat(levels)),
        ("and", "a".to_owned() + &" and b".repeat(levels)),
        ("comparisons", "a".to_owned() + &" < b".repeat(levels)),
        ("assignments", "a = ".repeat(levels) + "b"),
        ("elif", "if a: b\n".to_owned() + &"elif c: d\n".repeat(levels)),
        ("ifs", blocks("if a:")),
        ("functions", blocks("def f(a):")),
        ("classes", blocks("class A:")),
        ("tries", blocks("try:")),
        ("types", "a: ".to_owned() + &"List[".repeat(levels) + "int" + &"]".repeat(levels)),
        ("unions", "a: ".to_owned() + &"A | ".repeat(levels) + "B"),
        ("case", "match a:\n case ".to_owned() + &"[".repeat(levels) + "b" + &"]".repeat(levels) + ": pass\n"),
        ("dotted case", "match a:\n case b".to_owned() + &".c".repeat(levels) + ": pass\n"),
        ("deletions", "del ".to_owned() + &"(".repeat(levels) + "a," + &")".repeat(levels)),
        ("with", "with ".to_owned() + &"(".repeat(levels) + "a as b" + &")".repeat(levels) + ": pass\n"),
    ]
}

#[test]
fn nesting_has_a_bound() {
    for (what, text) in deep(2000) {
        assert!(parsed(&text).tree.too_deep.is_some(), "{what}");
    }
}

#[test]
fn usual_nesting_is_within_the_bound() {
    for (what, text) in deep(30) {
        assert_eq!(parsed(&text).tree.too_deep, None, "{what}");
    }
}

#[test]
fn sums_and_strings_have_no_bound() {
    let sum = parsed(&("a".to_owned() + &" + b".repeat(5000)));
    assert_eq!(sum.gap, None);
    assert_eq!(dump(&sum.tree).matches("Sum").count(), 1);
    let string = parsed(&("x = ('a'".to_owned() + &" 'b'".repeat(5000) + ")"));
    assert_eq!(string.gap, None);
}

#[test]
fn spans_are_source_ranges() {
    let text = "x = f(a.b, k='s' 't')[1] + {'k': v}\n";
    let tree = parsed(text).tree;
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut stack = vec![tree.function(forge_syntax::tree::MODULE).body];
    while let Some(id) = stack.pop() {
        let kind = format!("{:?}", tree.kind(id));
        let kind = kind.split([' ', '(']).next().unwrap_or_default().to_owned();
        found.push((kind, &text[tree.span(id).range()]));
        let children: Vec<_> = tree.children(id).collect();
        stack.extend(children.into_iter().rev());
    }
    let found: Vec<String> = found.iter().skip(1).map(|(kind, place)| format!("{kind} {place}")).collect();
    insta::assert_snapshot!(found.join("\n"), @r#"
    Assign x = f(a.b, k='s' 't')[1] + {'k': v}
    Sum f(a.b, k='s' 't')[1] + {'k': v}
    Index f(a.b, k='s' 't')[1]
    Call f(a.b, k='s' 't')
    Global f
    Member a.b
    Global a
    Keyword k='s' 't'
    Str 's' 't'
    Num 1
    Object {'k': v}
    Property 'k': v
    Str 'k'
    Global v
    Var x
    "#);
}
