//! Statements.

use super::lowered;

#[test]
fn branches() {
    let text = r"
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
if TYPE_CHECKING: import h
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (If a {
        b} (If c {
        d} (If e {
        f} {
        g})))
      (If TYPE_CHECKING {
        (Assign Function (ImportRef "h" *) h#0)} (Missing))}
    "#);
}

#[test]
fn loops() {
    let text = r"
while a:
    break
else:
    b
for i, (j, k) in c:
    continue
else:
    d
for x in 1, 2: pass
async def f():
    async for y in z: pass
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (LoopElse (While a {
        (Break)}) {
        b})
      (LoopElse (ForEach Function c (Array Tuple i#0 (Array Tuple j#0 k#0)) {
        (Continue)}) {
        d})
      (ForEach Function (Array Tuple 1 2) x#0 {})
      (Assign Function (Function "f" async {
        (ForEach Function z y#1 {})}) f#0)}
    "#);
}

#[test]
fn exceptions() {
    let text = r"
try:
    a
except E as e:
    b
except (F, g.G) as e:
    c
except H:
    raise
except:
    raise I(j) from e
else:
    k
finally:
    m
try:
    n
except* O:
    raise P from q()
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Try {
        {
          a}
        {
          k}} (Catch (Typed e#0 E) {
        b}) (Catch (Typed e#0 (Array Tuple F (Member G g))) {
        c}) (Catch (Missing) {
        (Throw (Missing))}) (Catch (Missing) {
        (Throw (Call I j))}) {
        m})
      (Try {
        n} (Catch (Missing) {
        (Call q)
        (Throw P)}) (Missing))}
    "#);
}

#[test]
fn with_statements() {
    let text = r"
with a: b
with open(c) as d, e() as (f, g.h):
    i
with (j as k, l):
    m
with (n as o):
    p
async def f():
    async with q as r: s
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      {
        (Enter a)
        b}
      {
        (Assign Function (Enter (Call open c)) d#0)
        (Assign Function (Enter (Call e)) (Array Tuple f#0 (Member h g)))
        i}
      {
        (Assign Function (Enter j) k#0)
        (Enter l)
        m}
      {
        (Assign Function (Enter n) o#0)
        p}
      (Assign Function (Function "f" async {
        {
          (Assign Function (Enter q) r#1)
          s}}) f#0)}
    "#);
}

#[test]
fn simple_statements() {
    let text = r#"
def f():
    global a, b
    a = 1
    def g():
        nonlocal c
        c = 2
    c = 3
    del a, d[0], (e, f)
    assert a, "message"
    return a, b
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "f" {
        (ScopeOf a#0 b#0)
        (Assign Function 1 a#0)
        (Assign Function (Function "g" {
          (ScopeOf c#1)
          (Assign Function 2 c#1)}) g#1)
        (Assign Function 3 c#1)
        (Unary Delete a#0)
        (Unary Delete (Index d 0))
        (Unary Delete e)
        (Unary Delete f#0)
        (Assert a#0)
        (Return (Array Tuple a#0 b#0))}) f#0)}
    "#);
}

#[test]
fn match_values() {
    let text = r#"
match a:
    case 1 | -2 | "b" "c" | None:
        d
    case E.F:
        g
    case (3) if h:
        i
    case _:
        j
match k:
    case _ if l:
        m
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Switch a (Case 1 (Unary Negate 2) "bc" (Null) {
        d}) (Case (Member F E) {
        g}) (Case 3 {
        (If h {
          i} (Missing))}) (Case {
        j}))
      (Switch k (Case (Missing) {
        (If l {
          m} (Missing))}))}
    "#);
}

#[test]
fn match_captures() {
    let text = r#"
match a.b:
    case c:
        d(c)
    case [e, *f]:
        g
    case (h, i), _:
        j
    case {"k": k, "l": [l], **m}:
        n
    case Point(x=o, y=[p]) | Line(q) as r if s:
        t
    case [Point(u), (v | w)]:
        x
match f(lambda: 1):
    case y: z
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Switch (Member b a) (Case (Missing) {
        (Assign Function (Member b a) c#0)
        (Call d c#0)}) (Case (Missing) {
        (Assign Function (Member b a) (Array List e#0 (Spread f#0)))
        g}) (Case (Missing) {
        (Assign Function (Member b a) (Array List (Array List h#0 i#0) (Missing)))
        j}) (Case (Missing) {
        (Assign Function (Member b a) (Object (Property "k" k#0) (Property "l" (Array List l#0)) (Spread m#0)))
        n}) (Case (Missing) (Missing) {
        (Assign Function (Member x (Member b a)) o#0)
        (Assign Function (Member y (Member b a)) (Array List p#0))
        (Assign Function (Member b a) q#0)
        (Assign Function (Member b a) r#0)
        (If s {
          t} (Missing))}) (Case (Missing) {
        (Assign Function (Member b a) u#0)
        (Assign Function (Member b a) v#0)
        (Assign Function (Member b a) w#0)
        x}))
      (Switch (Call f#0 (Function "" {
        (Return 1)})) (Case (Missing) {
        (Assign Function (Missing) y#0)
        z}))}
    "#);
}

#[test]
fn match_types() {
    let text = r"
match a:
    case int(b) | str(b): c
    case {'k': int(d)}: e
    case str() as f: g
    case Point(h): i
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Switch a (Case (Missing) (Missing) {
        (Assign Function a b#0)
        (Assign Function a b#0)
        c}) (Case (Missing) {
        (Assign Function a d#0)
        (Assert (Call isinstance d#0 int))
        e}) (Case (Missing) {
        (Assign Function a f#0)
        (Assert (Call isinstance f#0 str))
        g}) (Case (Missing) {
        (Assign Function a h#0)
        i}))}
    "#);
}
