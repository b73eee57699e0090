//! What JavaScript's lowering does with code that is broken, deep or long.

use super::{nodes, parsed};
use forge_model::{Language, UnknownReason};
use forge_syntax::dump::dump;
use forge_syntax::tree::{NodeKind, Tree};

const LANGUAGES: [Language; 3] = [Language::JavaScript, Language::TypeScript, Language::Tsx];

fn count(tree: &Tree, wanted: impl Fn(NodeKind) -> bool) -> usize {
    nodes(tree, wanted).len()
}

/// Lowers `text` in every language; whatever comes out can be walked.
fn survives(text: &str) {
    for language in LANGUAGES {
        dump(&parsed(language, text).tree);
    }
}

const SAMPLE: &str = include_str!("sample.tsx");

#[test]
fn the_sample_is_valid() {
    assert_eq!(parsed(Language::Tsx, SAMPLE).gap, None);
}

#[test]
fn what_stands_in_errors_is_lowered_after_its_statement() {
    let broken = parsed(Language::JavaScript, "f(a);\nconst b = g(c, @@ d(e));\n}\nfunction h() { return i( }\nj(k);");
    assert_eq!(broken.gap, Some(UnknownReason::Syntax { line: 2 }));
    insta::assert_snapshot!(dump(&broken.tree), @r#"
    Module "" {
      (Call f a)
      (Assign Block (Call g c) b#0)
      (Call d e)
      (Assign Function (Function "h" {
        i}) h#0)
      (Call j k)}
    "#);
}

#[test]
fn every_prefix_of_a_file_is_lowered() {
    for (at, end) in (0..SAMPLE.len()).step_by(7).enumerate() {
        dump(&parsed(LANGUAGES[at % 3], SAMPLE.get(..end).unwrap_or_default()).tree);
    }
}

#[test]
fn mutated_files_are_lowered() {
    let replacements =
        [b'{', b'}', b'(', b')', b'<', b'"', b'`', b'\\', b'@', b'#', b'=', b',', b';', b' ', b'0', b'\n'];
    // A small generator of pseudo-random numbers: the same mutations in every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..150 {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = replacements[random(replacements.len())],
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(bytes.len() - random(40)),
            }
        }
        survives(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn long_chains_of_operators_are_flat() {
    let sum = parsed(Language::JavaScript, &format!("x = {}'z'", "a + ".repeat(5000)));
    assert_eq!(sum.gap, None);
    assert_eq!(count(&sum.tree, |kind| matches!(kind, NodeKind::Sum(list) if list.len() == 5001)), 1);
    for op in ["&&", "||", "??"] {
        let chain = parsed(Language::JavaScript, &format!("{}z", format!("a {op} ").repeat(5000)));
        assert_eq!(chain.gap, None);
        assert_eq!(count(&chain.tree, |kind| matches!(kind, NodeKind::Binary { .. })), 5000);
    }
    let union = parsed(Language::TypeScript, &format!("let a: {}Foo", "'x' | ".repeat(5000)));
    assert_eq!(union.gap, None);
    assert!(dump(&union.tree).contains("(Typed a#0 Foo)"));
}

#[test]
fn chains_as_long_as_the_limit_are_followed() {
    let text = format!("a{}", ".b(c)".repeat(239));
    assert_eq!(parsed(Language::JavaScript, &text).gap, None);
    let text = format!("{} {{}}", "if (a) b(); else ".repeat(230));
    assert_eq!(parsed(Language::JavaScript, &text).gap, None);
}

#[test]
fn longer_chains_are_cut_off() {
    let calls = format!("first{}; last()", ".b(c)".repeat(5000));
    let branches = format!("{} {{}} last()", "if (a) b(); else ".repeat(5000));
    let differences = format!("{} d; last()", "a - ".repeat(5000));
    for text in [calls, branches, differences] {
        let parsed = parsed(Language::JavaScript, &text);
        assert_eq!(parsed.gap, Some(UnknownReason::TooDeep));
        assert!(parsed.tree.too_deep.is_some());
        let dumped = dump(&parsed.tree);
        assert!(dumped.contains("(Call last)"), "what follows is lowered");
        assert!(!dumped.contains("first"));
    }
}

#[test]
fn deep_nesting_is_cut_off() {
    let nests = [
        ("(", "a", ")"),
        ("[", "a", "]"),
        ("{", "a", "}"),
        ("f(", "a", ")"),
        ("!", "a", ""),
        ("x = ", "a", ""),
        ("a ? b : ", "c", ""),
        ("() => ", "a", ""),
        ("(function () {", "a()", "})"),
        ("if (a) {", "b()", "}"),
        ("while (a) ", "b()", ""),
        ("(class { m() {", "b()", "}})"),
        ("`${", "a", "}`"),
        ("({ a: ", "b", "})"),
        ("a: ", "b()", ""),
        ("new ", "a", ""),
        ("a ** ", "b", ""),
    ];
    for (open, inner, close) in nests {
        for depth in [100, 3000] {
            survives(&format!("{}{inner}{}", open.repeat(depth), close.repeat(depth)));
        }
        let deep = format!("{}{inner}{}\nlast()", open.repeat(3000), close.repeat(3000));
        assert_eq!(parsed(Language::JavaScript, &deep).gap, Some(UnknownReason::TooDeep), "{open}");
    }
    survives(&format!("let {}a{} = b", "[".repeat(3000), "]".repeat(3000)));
    survives(&format!("let a: {}B{}", "C<".repeat(3000), ">".repeat(3000)));
    survives(&format!("let a: B{}", "[]".repeat(3000)));
    survives(&format!("let a: {}B", "C & ".repeat(3000)));
    survives(&format!("x = {}{}", "<a>".repeat(3000), "</a>".repeat(3000)));
    survives(&format!("namespace A{} {{ export const b = 1 }}", ".A".repeat(3000)));
    survives(&"({[(`${".repeat(3000));
}

#[test]
fn odd_files_are_lowered() {
    for text in
        ["", "\u{feff}", "#!/usr/bin/env node\n", "'", "`", "/", "<", "\\", "é = 'ü' + `ß${ñ}`", "a\0b", "\\u0061 = 1"]
    {
        survives(text);
    }
}

#[test]
fn what_only_the_grammar_with_types_knows_is_read_in_scripts_too() {
    for text in [
        "export const A = (p) => <label class=\"a\" for=\"b\">{p.x}</label>;\n",
        "class A { row() { return <this.Row a=\"1\" />; } }\n",
        "// @flow\ntype Options = { name?: ?string };\nexport function f(a: string, b: Options): Promise<void> { g(a); }\n",
    ] {
        assert_eq!(parsed(Language::JavaScript, text).gap, None, "{text}");
    }
}
