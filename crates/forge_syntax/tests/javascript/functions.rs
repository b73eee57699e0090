//! Functions and classes.

use super::{js, parsed, ts};
use forge_model::Language;
use forge_syntax::tree::FunctionKind;

#[test]
fn parameters() {
    let text = r"
function f(a, b = a, { c, d: [e] }, [g] = [], ...rest) { return rest }
const g = x => x, h = async (x, y) => { await x };
const i = ({ j }, k = function () {}) => j(...k);
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Function (Function "f" (Plain a#1) (Plain b#1 = a#1) (Plain (Object (Property "c" c#1) (Property "d" (Array List e#1)))) (Plain (Array List g#1) = (Array List)) (Rest rest#1) {
        (Return rest#1)}) f#0)
      (Assign Block (Arrow "g" (Plain x#2) {
        (Return x#2)}) g#0)
      (Assign Block (Arrow "h" async (Plain x#3) (Plain y#3) {
        (Await x#3)}) h#0)
      (Assign Block (Arrow "i" (Plain (Object (Property "j" j#4))) (Plain k#4 = (Function "k" {})) {
        (Return (Call j#4 (Spread k#4)))}) i#0)}
    "#);
}

#[test]
fn functions_have_the_names_of_their_places() {
    let text = r"
const a = () => {};
b.c = function () {};
d['e'] = async () => {};
module.exports = function () {};
({ f: function () {}, g: class {}, 'h': () => {} });
i = function named() {};
const { j = () => {} } = k;
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block (Arrow "a" {}) a#0)
      (Assign No (Function "c" {}) (Member c b))
      (Assign No (Arrow "e" async {}) (Index d "e"))
      (Assign No (Function "" {}) (Member exports module))
      (Object (Property "f" (Function "f" {})) (Property "g" (Class "g")) (Property "h" (Arrow "h" {})))
      (Assign No (Function "named" {}) i)
      (Assign Block k (Object (Property "j" (Default (Arrow "j" {}) j#0))))}
    "#);
}

#[test]
fn generators_and_async_functions() {
    let text = r"
function* a() { const b = yield; yield* c(b); yield d }
async function e() { await f; return async () => await g }
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Function (Function "a" generator {
        (Assign Block (Yield (Undefined)) b#1)
        (Yield (Call c b#1))
        (Yield d)}) a#0)
      (Assign Function (Function "e" async {
        (Await f)
        (Return (Arrow "" async {
          (Return (Await g))}))}) e#0)}
    "#);
}

#[test]
fn classes() {
    let text = r"
class A extends B.C {
  #p = 1; static s = () => 2; t; [u()] = 3;
  constructor(a) { super(a); this.#p = super.q }
  m() { return this.#p }
  static n() {} get g() {} set g(v) {} async *gen() {} #r() {} [computed()]() {} ['constant']() {}
  static { boot(A) }
}
const D = class extends A {};
";
    insta::assert_snapshot!(js(text), @r##"
    Module "" {
      (Assign Block (Class "A" <(Member C B)
        (Field #p = 1)
        (Field static s = (Arrow "s" {
          (Return 2)}))
        (Field t)
        (Assign No 3 (Index (This) (Call u)))
        (Call computed)
        {
          (Call boot A#0)}
        (Constructor "constructor" (Plain a#2) {
          (Call (Super) a#2)
          (Assign No (Member q (Super)) (Member #p (This)))})
        (Method "m" {
          (Return (Member #p (This)))})
        (Static "n" {})
        (Getter "g" {})
        (Setter "g" (Plain v#6) {})
        (Method "gen" async generator {})
        (Method "#r" {})
        (Method "" {})
        (Method "constant" {})) A#0)
      (Assign Block (Class "D" <A#0) D#0)}
    "##);
}

#[test]
fn decorators() {
    let text = r"
@Controller('cats') class A {
  @Input() name = 1;
  @Get(':id') @Auth find() {}
}
export @Injectable() class B {}
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block (Class "A" @(Call Controller "cats")
        (Field name = 1)
        (Method "find" @(Call Get ":id") @Auth {})) A#0)
      (Assign Block (Class "B" @(Call Injectable)) B#0)}
    "#);
    let text = r"
@Controller('cats') export class A {
  @Input() name: string;
  @Get(':id') @Auth find(@Param('id') id: string, @Body() { name }: Cat) {}
}
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (Class "A" @(Call Controller "cats")
        (Field name : string)
        (Method "find" @(Call Get ":id") @Auth (Plain @(Call Param "id") id#1 : string) (Plain @(Call Body) (Object (Property "name" name#1)) : Cat) {})) A#0)}
    "#);
}

#[test]
fn fields_keep_their_decorators() {
    for language in [Language::JavaScript, Language::TypeScript] {
        let tree = parsed(language, "class A { @Input() @Required a = 1; b = 2 }").tree;
        let decorators: Vec<_> = tree.classes[0].fields.iter().map(|field| field.decorators.len()).collect();
        assert_eq!(decorators, [2, 0]);
    }
}

#[test]
fn methods_know_their_class() {
    let tree = parsed(Language::JavaScript, "class A { m() {} f = () => this; g = 1 } ({ n() {} })").tree;
    let kinds: Vec<_> = tree.functions[1..].iter().map(|function| (function.kind, function.class.is_some())).collect();
    assert_eq!(kinds, [(FunctionKind::Method, true), (FunctionKind::Arrow, true), (FunctionKind::Method, false)]);
}

#[test]
fn what_follows_an_awaited_group_is_no_call_of_await() {
    insta::assert_snapshot!(js("async function f() { const x = await (await g(a)).json(); await (h)(); }"), @r#"
    Module "" {
      (Assign Function (Function "f" async {
        (Assign Block (Call (Member json (Await (Await (Call g a))))) x#1)
        (Await (Call h))}) f#0)}
    "#);
}
