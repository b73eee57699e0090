//! Expressions, literals and JSX.

use super::{js, lowered, nodes, parsed};
use forge_model::{Language, Span};
use forge_syntax::tree::NodeKind;

#[test]
fn operators() {
    let text = r"
a + b + c - d + e;
f + (g + h);
i && j && k && l || m ?? n;
-a, +a, ~a, !a, typeof a, void a, delete a.b;
a * b / c % d ** e | f & g ^ h << i >> j >>> k;
a == b, a === b, a != b, a !== b, a < b, a <= b, a > b, a >= b, a in b, a instanceof b;
a ? b : c ? d : e;
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Sum (Binary Sub (Sum a b c) d) e)
      (Sum f (Sum g h))
      (Binary Coalesce (Binary Or (Binary And (Binary And i j) (Binary And k l)) m) n)
      (Sequence (Unary Negate a) (Unary Negate a) (Unary Negate a) (Unary Not a) (Unary TypeOf a) (Unary Void a) (Unary Delete (Member b a)))
      (Binary Arithmetic (Binary Mod (Binary Div (Binary Mul a b) c) (Binary Arithmetic d e)) (Binary Arithmetic (Binary Arithmetic f g) (Binary Arithmetic (Binary Arithmetic (Binary Arithmetic h i) j) k)))
      (Sequence (Binary Eq a b) (Binary Eq a b) (Binary NotEq a b) (Binary NotEq a b) (Binary Less a b) (Binary LessEq a b) (Binary Greater a b) (Binary GreaterEq a b) (Binary In a b) (Binary InstanceOf a b))
      (Conditional a b (Conditional c d e))}
    "#);
}

#[test]
fn assignments() {
    let text = r"
a = b = c;
a += 1; a.b -= 2; a[b] **= 3; a %= 4;
a++; --a.b;
a ||= b; a.b[c] ??= d; a[f()] &&= g;
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign No (Assign No c b) a)
      (AugAssign Add 1 a)
      (AugAssign Sub 2 (Member b a))
      (AugAssign Arithmetic 3 (Index a b))
      (AugAssign Mod 4 a)
      (AugAssign Add 1 a)
      (AugAssign Sub 1 (Member b a))
      (Assign No (Binary Or a b) a)
      (Assign No (Binary Coalesce (Index (Member b a) c) d) (Index (Member b a) c))
      (Assign No (Binary And (Index a (Missing)) g) (Index a (Call f)))}
    "#);
}

#[test]
fn calls_and_accesses() {
    let text = r"
a.b.c(d, ...e)[f]['g'](h)(i);
a?.b?.[c]?.(d);
new A; new A.B(c); new (f())(g);
(function () {})(); (() => 1)();
import('m'); import.meta.url; new.target;
#p in a;
";
    insta::assert_snapshot!(js(text), @r##"
    Module "" {
      (Call (Call (Index (Index (Call (Member c (Member b a)) d (Spread e)) f) "g") h) i)
      (Call (Index (Member b a) c) d)
      (Call new A)
      (Call new (Member B A) c)
      (Call new (Call f) g)
      (Call (Function "" {}))
      (Call (Arrow "" {
        (Return 1)}))
      (Call import "m")
      (Member url (Member meta import))
      (Missing)
      (Binary In "#p" a)}
    "##);
}

#[test]
fn literals() {
    let text = r#"
[0x1F, 0b11, 0o17, 017, 1_000.5e3, 10n, .5, 08];
['a\n\x41\u0042\u{43}\ud83d\ude00\
b', "\0\'\q", true, false, null, undefined];
[, a, , b, ];
({ a, 'b-c': 1, 2: 3, [d]: 4, ...e, f() {}, get g() { return 1 }, set g(v) {}, async *h() {}, 'i'() {}, [j]() {}, undefined });
/a\/[b/]+/gi;
"#;
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Array List 31 3 15 15 1000500 10 0.5 8)
      (Array List "a\nABC😀b" "\0'q" (Bool true) (Bool false) (Null) (Undefined))
      (Array List (Missing) a (Missing) b)
      (Object (Property "a" a) (Property "b-c" 1) (Property "2" 3) (Property d 4) (Spread e) (Property "f" (Method "f" {})) (Property "g" (Getter "g" {
        (Return 1)})) (Property "g" (Setter "g" (Plain v#3) {})) (Property "h" (Method "h" async generator {})) (Property "i" (Method "i" {})) (Property j (Method "" {})) (Property "undefined" (Undefined)))
      (Regex /a\/[b/]+/gi)}
    "#);
}

#[test]
fn templates() {
    let text = r"`a`; ``; `a${b}\n${c + `d${e}`}`; tag`f${g}h`; a.b`c`;";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      "a"
      ""
      (Interpolate "a" b "\n" (Sum c (Interpolate "d" e)))
      (TaggedTemplate tag "f" g "h")
      (TaggedTemplate (Member b a) "c")}
    "#);
}

#[test]
fn jsx() {
    let text = r#"
const a = <div className="b\n" hidden data-x={c} {...d} e:f='g'>
  text &amp; {h} {/* nothing */} {...i}
  <Foo.Bar /> <J k={<l />}></J> <m-n />
  {p && <>{q}</>}
</div>;
"#;
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block (Element "div" (Property "className" "b\\n") (Property "hidden" (Bool true)) (Property "data-x" c) (Spread d) (Property "e:f" "g") "\n  text " "&amp;" " " h " " " " (Spread i) (Element (Member Bar Foo)) " " (Element J (Property "k" (Element "l"))) " " (Element "m-n") (Binary And p (Element (Missing) q))) a#0)}
    "#);
    assert_eq!(js(text), lowered(Language::Tsx, text));
}

#[test]
fn jsx_text_may_hold_ampersands() {
    let text = "f(<a href=\"/?b=1&c=2&d=3\">Terms & Conditions && more</a>, b & c && d);";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Call f (Element "a" (Property "href" "/?b=1&c=2&d=3") "Terms & Conditions && more") (Binary And (Binary Arithmetic b c) d))}
    "#);
}

#[test]
fn spans_are_the_source_of_their_nodes() {
    let text = "x(a.b('s', { k: v }), n++);";
    let tree = parsed(Language::JavaScript, text).tree;
    let sources = |wanted: fn(NodeKind) -> bool| -> Vec<&str> {
        nodes(&tree, wanted).into_iter().map(|id| &text[tree.span(id).range()]).collect()
    };
    assert_eq!(
        sources(|kind| matches!(kind, NodeKind::Call { .. })),
        ["a.b('s', { k: v })", "x(a.b('s', { k: v }), n++)"]
    );
    assert_eq!(sources(|kind| matches!(kind, NodeKind::Str(_))), ["'s'", "k"]);
    assert_eq!(sources(|kind| matches!(kind, NodeKind::Property { .. })), ["k: v"]);
    assert_eq!(sources(|kind| matches!(kind, NodeKind::Member { .. })), ["a.b"]);
    assert_eq!(sources(|kind| matches!(kind, NodeKind::AugAssign { .. })), ["n++"]);
    assert_eq!(tree.function(forge_syntax::tree::MODULE).span, Span::new(0, text.len()));
}
