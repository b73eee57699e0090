//! Functions, classes, types, imports and scopes.

use super::lowered;

#[test]
fn parameters() {
    let text = r#"
def f(a, b: int, /, c=1, *, d: "X" = 2, e, **f: str) -> Optional[A]:
    pass
def g(a, *args: str, b):
    pass
def h[T: int](a: T): ...
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "f" (Plain a#1) (Plain b#1 : int) (Plain c#1 = 1) (KeywordOnly d#1 : X = 2) (KeywordOnly e#1) (KeywordRest f#1 : str) -> (Index Optional A) {}) f#0)
      (Assign Function (Function "g" (Plain a#2) (Rest args#2 : str) (KeywordOnly b#2) {}) g#0)
      (Assign Function (Function "h" (Plain a#3 : T) {
        (Missing)}) h#0)}
    "#);
}

#[test]
fn functions() {
    let text = r"
async def f():
    def g():
        return
    return g
def h():
    yield 1
@a
@b.c(1)
def i(): pass
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "f" async {
        (Assign Function (Function "g" {
          (Return (Undefined))}) g#1)
        (Return g#1)}) f#0)
      (Assign Function (Function "h" generator {
        (Yield 1)}) h#0)
      (Assign Function (Function "i" @a @(Call (Member c b) 1) {}) i#0)}
    "#);
}

#[test]
fn classes() {
    let text = r#"
@register
class A(B, c.D, metaclass=M):
    """Doc."""
    x: int
    y: str = "a"
    z = lambda self: 1
    v = w = f(1)
    i, j = 1, 2
    print(x)
    def __init__(self, a):
        self.a = a
    def m(self): return self.a
    class Inner:
        k = 1
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Class "A" <B <(Member D c) @register
        (Field static x : int)
        (Field static y : str = "a")
        (Field static z = (Function "z" (Plain self#1) {
          (Return 1)}))
        (Field static w = (Call f 1))
        (Field static v = (Call f 1))
        "Doc."
        (Assign Function (Array Tuple 1 2) (Array Tuple i#0 j#0))
        (Call print x)
        (Assign Function (Class "Inner"
          (Field static k = 1)) Inner#0)
        (Constructor "__init__" receiver (Plain self#2) (Plain a#2) {
          (Assign Function a#2 (Member a self#2))})
        (Method "m" receiver (Plain self#3) {
          (Return (Member a self#3))})) A#0)}
    "#);
}

#[test]
fn kinds_of_methods() {
    let text = r"
class A:
    @staticmethod
    def a(b): pass
    @classmethod
    def c(cls): pass
    @property
    def d(self): pass
    @d.setter
    def d(self, v): pass
    @functools.cached_property
    def e(self): pass
    @other
    async def f(self): pass
    def __new__(cls): pass
    if debug:
        def g(self): pass
        h = 1
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Class "A"
        (Field static h = 1)
        (If debug {} (Missing))
        (Static "a" @staticmethod (Plain b#1) {})
        (Static "c" receiver @classmethod (Plain cls#2) {})
        (Getter "d" receiver @property (Plain self#3) {})
        (Setter "d" receiver @(Member setter d) (Plain self#4) (Plain v#4) {})
        (Getter "e" receiver @(Member cached_property functools) (Plain self#5) {})
        (Method "f" async receiver @other (Plain self#6) {})
        (Static "__new__" receiver (Plain cls#7) {})
        (Method "g" receiver (Plain self#8) {})) A#0)}
    "#);
}

#[test]
fn types() {
    let text = r#"
a: List[int]
b: Optional["A.B"]
c: x.Dict[str, List[int]] | None
d: int | str | None
e: "Optional[C]" = None
f: Literal["x", 1]
g: Annotated[str, Depends(h)]
i: Callable[[int], None]
j: "not a type!"
k: None
l: "Dict[str, A | None]"
type M[T] = List[T]
"#;
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Missing) (Typed a#0 (Index List int)))
      (Assign Function (Missing) (Typed b#0 (Index Optional (Member B A))))
      (Assign Function (Missing) (Typed c#0 (Index (Member Dict x) (Array Tuple str (Index List int)))))
      (Assign Function (Missing) (Typed d#0 (Index Union (Array Tuple int str))))
      (Assign Function (Null) (Typed e#0 (Index Optional C)))
      (Assign Function (Missing) (Typed f#0 LiteralUnion))
      (Assign Function (Missing) (Typed g#0 (Index Annotated (Array Tuple str (Call Depends h)))))
      (Assign Function (Missing) (Typed i#0 (Index Callable (Array Tuple (Array List int) (Null)))))
      (Assign Function (Missing) (Typed j#0 "not a type!"))
      (Assign Function (Missing) (Typed k#0 (Null)))
      (Assign Function (Missing) (Typed l#0 (Index Dict (Array Tuple str A))))
      (Assign Function (Index List T) M#0)}
    "#);
}

#[test]
fn scopes() {
    let text = r"
import os
def f(a):
    [a for a in os.listdir()]
    x = 1
    def g():
        return x, y
y = f
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (ImportRef "os" *) os#0)
      (Assign Function (Function "f" (Plain a#1) {
        (Comprehension (ForEach Block (Call (Member listdir os#0)) a#1 (Missing)) a#1)
        (Assign Function 1 x#1)
        (Assign Function (Function "g" {
          (Return (Array Tuple x#1 y#0))}) g#1)}) f#0)
      (Assign Function f#0 y#0)}
    "#);
}

#[test]
fn imports() {
    let text = r"
import a
import b.c, d.e as f
from g.h import i, j as k
from . import l
from .m import (n,
    o as p,
)
from ..q.r import s
from t import *
from __future__ import annotations
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (ImportRef "a" *) a#0)
      (Assign Function (ImportRef "b" *) b#0)
      (Assign Function (ImportRef "d.e" *) f#0)
      (Assign Function (ImportRef "g.h" i) i#0)
      (Assign Function (ImportRef "g.h" j) k#0)
      (Assign Function (ImportRef "." l) l#0)
      (Assign Function (ImportRef ".m" n) n#0)
      (Assign Function (ImportRef ".m" o) p#0)
      (Assign Function (ImportRef "..q.r" s) s#0)
      (ImportRef "t" *)}
    "#);
}

#[test]
fn global_names_are_the_modules() {
    let text = r"
def connect():
    global db, here
    db = 1
def use():
    return db
global here
here = 2
";
    insta::assert_snapshot!(lowered(text), @r#"
    Module "" {
      (Assign Function (Function "connect" {
        (ScopeOf db#0 here#0)
        (Assign Function 1 db#0)}) connect#0)
      (Assign Function (Function "use" {
        (Return db#0)}) use#0)
      (ScopeOf here#0)
      (Assign Function 2 here#0)}
    "#);
}
