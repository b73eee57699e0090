//! Declarations and statements.

use super::{js, ts};

#[test]
fn declarations_and_scopes() {
    let text = r"
var a = 1, b;
let c = a;
const d = () => { var a = c; { let c = a; function inner() { return c } } return c };
function e() { return d(undeclared) }
if (a) { function f() {} let d = 2 }
f(d);
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Function 1 a#0)
      (Assign Function (Undefined) b#0)
      (Assign Block a#0 c#0)
      (Assign Block (Arrow "d" {
        (Assign Function c#0 a#1)
        {
          (Assign Block a#1 c#1)
          (Assign Block (Function "inner" {
            (Return c#1)}) inner#1)}
        (Return c#0)}) d#0)
      (Assign Function (Function "e" {
        (Return (Call d#0 undeclared))}) e#0)
      (If a#0 {
        (Assign Block (Function "f" {}) f#0)
        (Assign Block 2 d#0)} (Missing))
      (Call f d#0)}
    "#);
}

#[test]
fn destructuring() {
    let text = r"
const { a, b: c, 'd-e': d, [f()]: g, h = 1, i: { j = 2 }, ...k } = source;
let [l, , [m, n] = [], ...o] = source;
[p.q, r[0]] = [r[0], p.q];
({ s, t: u.v, w = 3 } = source);
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block source (Object (Property "a" a#0) (Property "b" c#0) (Property "d-e" d#0) (Property (Call f) g#0) (Property "h" (Default 1 h#0)) (Property "i" (Object (Property "j" (Default 2 j#0)))) (Spread k#0)))
      (Assign Block source (Array List l#0 (Missing) (Default (Array List) (Array List m#0 n#0)) (Spread o#0)))
      (Assign No (Array List (Index r 0) (Member q p)) (Array List (Member q p) (Index r 0)))
      (Assign No source (Object (Property "s" s) (Property "t" (Member v u)) (Property "w" (Default 3 w))))}
    "#);
}

#[test]
fn branches_and_loops() {
    let text = r"
if (a) b(); else if (c) { d() } else e();
for (let i = 0, n = 3; i < n; i++) f(i);
for (;;) break;
for (var k in o) { continue }
for (const [k, v] of o) g(k, v);
for (x.y of o);
while (a) a--;
do { h() } while (a);
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (If a (Call b) (If c {
        (Call d)} (Call e)))
      {
        (Assign Block 0 i#0)
        (Assign Block 3 n#0)
        (While (Binary Less i#0 n#0) {
          (Call f i#0)
          (AugAssign Add 1 i#0)})}
      {
        (While (Bool true) (Break))}
      (ForEach Function keys o k#0 {
        (Continue)})
      (ForEach Block o (Array List k#0 v#0) (Call g k#0 v#0))
      (ForEach No o (Member y x) {})
      (While a (AugAssign Sub 1 a))
      (While body-first {
        (Call h)} a)}
    "#);
}

#[test]
fn for_await_takes_what_is_awaited() {
    insta::assert_snapshot!(js("async function f() { for await (const x of y) x() }"), @r#"
    Module "" {
      (Assign Function (Function "f" async {
        (ForEach Block (Await y) x#1 (Call x#1))}) f#0)}
    "#);
}

#[test]
fn switch_try_and_the_rest() {
    let text = r"
switch (a) { case 1: case 'x': f(); break; default: g() }
try { f() } catch ({ message }) { g(message) } finally { h() }
try { f() } catch { throw new Error('x') }
with (a) b();
debugger;
;
function i() { return }
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Switch a (Case 1 {}) (Case "x" {
        (Call f)
        (Break)}) (Case {
        (Call g)}))
      (Try {
        (Call f)} (Catch (Object (Property "message" message#0)) {
        (Call g message#0)}) {
        (Call h)})
      (Try {
        (Call f)} (Catch (Missing) {
        (Throw (Call new Error "x"))}) (Missing))
      {
        a
        (Call b)}
      (Assign Function (Function "i" {
        (Return (Undefined))}) i#0)}
    "#);
}

#[test]
fn a_labelled_block_runs_once() {
    insta::assert_snapshot!(js("a: { if (b) break a; c() } d: while (e) continue d;"), @r#"
    Module "" {
      (While body-first {
        (If b (Break) (Missing))
        (Call c)} (Bool false))
      (While e (Continue))}
    "#);
}

#[test]
fn using_declares() {
    let text = "{ using a = b(); a.c }";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      {
        (Assign Block (Call b) a#0)
        (Member c a#0)}}
    "#);
    assert_eq!(js(text), ts(text));
}
