//! Expressions and assignments.

use super::lowered;

#[test]
fn assignments() {
    let text = r"
a = 1
b = c = a
d, (e, *f) = [g, h] = a
(i) = 2
j.k[0] = l = lambda x: x
m += 1
n //= 2
o |= 3
p: int = 4
q.r: str
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function 1 a#0)
      (Assign Function (Assign Function a#0 c#0) b#0)
      (Assign Function (Assign Function a#0 (Array List g#0 h#0)) (Array Tuple d#0 (Array Tuple e#0 (Spread f#0))))
      (Assign Function 2 i#0)
      (Assign Function (Assign Function (Function "l" (Plain x#1) {
        (Return x#1)}) l#0) (Index (Member k j) 0))
      (AugAssign Add 1 m)
      (AugAssign Div 2 n)
      (AugAssign Union 3 o)
      (Assign Function 4 (Typed p#0 int))
      (Assign Function (Missing) (Typed (Member r q) str))}
    "#);
}

#[test]
fn operators_and_their_chains() {
    let text = r#"
a + b + c + (d + e)
a + b - c + d
a * b / c // d % e
a ** b ** c | d & e ^ f << g >> h @ i
-a + ~b
not a or b and c or d
"%s" % a
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Sum a b c (Sum d e))
      (Sum (Binary Sub (Sum a b) c) d)
      (Binary Mod (Binary Div (Binary Div (Binary Mul a b) c) d) e)
      (Binary Union (Binary Arithmetic a (Binary Arithmetic b c)) (Binary Intersect d (Binary Arithmetic e (Binary Arithmetic (Binary Arithmetic f g) (Binary Arithmetic h i)))))
      (Sum (Unary Negate a) (Unary Negate b))
      (Binary Or (Binary Or (Unary Not a) (Binary And b c)) d)
      (Binary Mod "%s" a)}
    "#);
}

#[test]
fn comparisons() {
    let text = r"
a == b
a < b <= c != d
a in b
a not in b
a is None
a is not b
a < f(g, h, i(j), k(l), m(n, o, p, q, r, s), t(u, v, w, x, y, z), aa, bb) < c
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Binary Eq a b)
      (Binary And (Binary And (Binary Less a b) (Binary LessEq b c)) (Binary NotEq c d))
      (Binary In a b)
      (Binary NotIn a b)
      (Binary Eq a (Null))
      (Binary NotEq a b)
      (Binary And (Binary Less a (Call f g h (Call i j) (Call k l) (Call m n o p q r s) (Call t u v w x y z) aa bb)) (Binary Less (Missing) c))}
    "#);
}

#[test]
fn calls_members_subscripts() {
    let text = r"
a.b(c)[d].e(*f, g=h, **i)
a[1:2]
a[b, 1:]
a[b, c]
f(x for x in y)
class C(D):
    def m(self):
        return super().m() + super(C, self).n
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Call (Member e (Index (Call (Member b a) c) d)) (Spread f) (Keyword g h) (Spread i))
      (Slice a 1 2)
      (Slice a 1 (Missing))
      (Index a (Array Tuple b c))
      (Call f (Comprehension (ForEach Block y x#0 (Missing)) x#0))
      (Assign Function (Class "C" <D
        (Method "m" receiver (Plain self#1) {
          (Return (Sum (Call (Member m (Super))) (Member n (Super))))})) C#0)}
    "#);
}

#[test]
fn strings() {
    let text = r#"
"a\n" 'b' '''c'''
r"\d"
b"\x41"
u"\u0041"
"a" f"b{c}d" "e"
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      "a\nbc"
      "\\d"
      "A"
      "A"
      (Interpolate "ab" c "de")}
    "#);
}

#[test]
fn formatted_strings() {
    let text = r#"
f"plain{{}}"
f"a{b}{c.d}e"
f"{a!r}{b:>10}{c!s:{width}}{d:}"
f"{a=}{b = !s}"
f"{x[f'{y}']}"
rf"\d{a}"
f"{a, b}"
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      "plain{}"
      (Interpolate "a" b (Member d c) "e")
      (Interpolate (Format "!r" a) (Format ":>10" b) (Format "!s:{width}" c) d)
      (Interpolate "a=" (Format "!r" a) "b =" (Format "!s" b))
      (Interpolate (Index x (Interpolate y)))
      (Interpolate "\\d" a)
      (Interpolate (Array Tuple a b))}
    "#);
}

#[test]
fn literals() {
    let text = r#"
[1, 0x10, 1_000, 2.5, 1e3, True, False, None, ...]
(1,)
()
{1, *a}
{"a": 1, b: lambda: 2, "c": lambda: 3, **d}
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Array List 1 16 1000 2.5 1000 (Bool true) (Bool false) (Null) (Missing))
      (Array Tuple 1)
      (Array Tuple)
      (Array Set 1 (Spread a))
      (Object (Property "a" 1) (Property b (Function "" {
        (Return 2)})) (Property "c" (Function "c" {
        (Return 3)})) (Spread d))}
    "#);
}

#[test]
fn conditional_await_yield_walrus() {
    let text = r"
async def f(a):
    b = await a if a else None
    if (n := len(b)) > 1:
        yield
    yield n
    c = yield from b
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "f" async generator (Plain a#1) {
        (Assign Function (Conditional a#1 (Await a#1) (Null)) b#1)
        (If (Binary Greater (Assign Function (Call len b#1) n#1) 1) {
          (Yield (Undefined))} (Missing))
        (Yield n#1)
        (Assign Function (Yield b#1) c#1)}) f#0)}
    "#);
}

#[test]
fn comprehensions() {
    let text = r"
[a for a in b if a if c]
{a: b for a, b in c.items()}
{f(a) for b in c for a in b}
sum(a async for a in b)
[(last := a) for a in b]
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Comprehension (ForEach Block b a#0 (Missing)) (Assert a#0) (Assert c) a#0)
      (Comprehension (ForEach Block (Call (Member items c)) (Array Tuple a#0 b#0) (Missing)) (Property a#0 b#0))
      (Comprehension (ForEach Block c b#0 (Missing)) (ForEach Block b#0 a#0 (Missing)) (Call f a#0))
      (Call sum (Comprehension (ForEach Block b a#0 (Missing)) a#0))
      (Comprehension (ForEach Block b a#0 (Missing)) (Assign Function a#0 last#0))}
    "#);
}

#[test]
fn lambdas() {
    let text = r"
f = lambda: 1
g = lambda a, *b, c=f, **d: a
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "f" {
        (Return 1)}) f#0)
      (Assign Function (Function "g" (Plain a#2) (Rest b#2) (KeywordOnly c#2 = f#0) (KeywordRest d#2) {
        (Return a#2)}) g#0)}
    "#);
}
