//! What TypeScript adds.

use super::{lowered, ts};
use forge_model::Language;

#[test]
fn type_annotations() {
    let text = r"
const a: string = b, c: Map<string, D.E<F>> = g, { h }: I = j;
let k: string[], l: readonly [m: M, n: N], o: typeof p, q: (a: R) => S, t: { u: V }, w: keyof X, y: `z${A}`;
function f(this: T, a: A, b?: B, c: C = d, ...e: E[]): Promise<Response> {}
const g = (a: A): a is B => true;
try {} catch (e: unknown) {}
let r: import('express').Request;
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block b (Typed a#0 string))
      (Assign Block g#0 (Typed c#0 (Index Map string)))
      (Assign Block j (Typed (Object (Property "h" h#0)) I))
      (Assign Block (Undefined) (Typed k#0 (Index Array string)))
      (Assign Block (Undefined) (Typed l#0 (Index Array M)))
      (Assign Block (Undefined) (Typed o#0 (Missing)))
      (Assign Block (Undefined) (Typed q#0 Function))
      (Assign Block (Undefined) (Typed t#0 object))
      (Assign Block (Undefined) (Typed w#0 (Missing)))
      (Assign Block (Undefined) (Typed y#0 string))
      (Assign Function (Function "f" (Plain a#1 : A) (Plain b#1 : B) (Plain c#1 : C = d) (Rest e#1 : (Index Array E)) -> (Index Promise Response) {}) f#0)
      (Assign Block (Arrow "g" (Plain a#2 : A) -> boolean {
        (Return (Bool true))}) g#0)
      (Try {} (Catch e#0 {}) (Missing))
      (Assign Block (Undefined) (Typed r#0 (Member Request (ImportRef "express" *))))}
    "#);
}

#[test]
fn unions_are_their_most_open_alternative() {
    let text = r"
let a: 'x' | 'y', b: null | Foo | undefined, c: 'x' | string, d: number | null, e: number | string, f: 1, g: | true | false;
let h: A & B, i: (null | C), j: undefined | null;
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (Undefined) (Typed a#0 LiteralUnion))
      (Assign Block (Undefined) (Typed b#0 Foo))
      (Assign Block (Undefined) (Typed c#0 string))
      (Assign Block (Undefined) (Typed d#0 number))
      (Assign Block (Undefined) (Typed e#0 string))
      (Assign Block (Undefined) (Typed f#0 LiteralUnion))
      (Assign Block (Undefined) (Typed g#0 LiteralUnion))
      (Assign Block (Undefined) (Typed h#0 A))
      (Assign Block (Undefined) (Typed i#0 C))
      (Assign Block (Undefined) (Typed j#0 LiteralUnion))}
    "#);
}

#[test]
fn casts() {
    insta::assert_snapshot!(ts("a as B; c! as unknown as D<E>; f satisfies G; [h] as const; (i as any).j = k!.l;"), @r#"
    Module "" {
      (Typed a B)
      (Typed (Typed c unknown) (Index D E))
      (Typed f G)
      (Array List h)
      (Assign No (Member l k) (Member j (Typed i any)))}
    "#);
    insta::assert_snapshot!(lowered(Language::TypeScript, "<A>b; <C[]><unknown>d;"), @r#"
    Module "" {
      (Typed b A)
      (Typed (Typed d unknown) (Index Array C))}
    "#);
}

#[test]
fn generic_calls_bind_like_calls() {
    let text = r"
await a.get<User>(b).then<C>(d);
e + f<T>(g).h + i;
!j<T>(k), await (l)<T>(m), (await n)<T>(o);
p && await q<T>(r);
await prisma.$queryRaw<User[]>`select ${id}`;
const s = await t<typeof import('u')>();
new V<W>(x), y<Z>;
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Await (Call (Member then (Call (Member get a) b)) d))
      (Sum (Sum e (Member h (Call f g))) i)
      (Sequence (Unary Not (Call j k)) (Await (Call l m)) (Call (Await n) o))
      (Binary And p (Await (Call q r)))
      (Await (TaggedTemplate (Member $queryRaw prisma) "select " id))
      (Assign Block (Await (Call t)) s#0)
      (Sequence (Call new V x) y)}
    "#);
}

#[test]
fn tags_with_type_arguments_are_tags() {
    let text = "
const a = styled(Link)<{ $on: boolean }>`x ${y}`;
const b = styled.div<{
  /** Whose place it is. */
  at?: (a: A) => Promise<void>;
}>`z`;
if (c < d) f(e > g, `h`);
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (TaggedTemplate (Call styled Link) "x " y) a#0)
      (Assign Block (TaggedTemplate (Member div styled) "z") b#0)
      (If (Binary Less c d) (Call f (Binary Greater e g) "h") (Missing))}
    "#);
}

#[test]
fn typescript_classes() {
    let text = r"
abstract class A<T> extends B<T> implements C, D.E<F> {
  private readonly g: string = 'h';
  declare i: number;
  static override j?: K;
  [key: string]: unknown;
  constructor(private readonly db: Db, public l = 1, m?: M) { super() }
  constructor();
  abstract n(): void;
  o(p: string): void;
  o(p: any) { return p }
  protected get q(): Q { return this.db.q }
}
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (Class "A" <B <C <(Index (Member E D) F)
        (Field g : string = "h")
        (Field i : number)
        (Field static j : K)
        (Field db : Db)
        (Field l)
        (Constructor "constructor" (Plain db#1 : Db) (Plain l#1 = 1) (Plain m#1 : M) {
          (Assign No db#1 (Member db (This)))
          (Assign No l#1 (Member l (This)))
          (Call (Super))})
        (Method "o" (Plain p#2 : any) {
          (Return p#2)})
        (Getter "q" -> Q {
          (Return (Member q (Member db (This))))})) A#0)}
    "#);
}

#[test]
fn enums_and_namespaces() {
    let text = r"
enum A { B, C = 5, D, E = 'e', 'f-g' = C | 1, H }
const enum I { J = -1 }
namespace K.L { export const m = 1; export function n() { return m } const hidden = 2; namespace O { export class P {} } }
class Q {} namespace Q { export const r = K.L.n() }
import S = K.L;
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (Object (Property "B" 0) (Property "C" 5) (Property "D" 6) (Property "E" "e") (Property "f-g" (Binary Arithmetic C 1)) (Property "H" (Missing))) A#0)
      (Assign Block (Object (Property "J" (Unary Negate 1))) I#0)
      (Assign Block (Missing) K#0)
      {
        (Assign Block 1 m#0)
        (Assign No m#0 (Member m (Member L K#0)))
        (Assign Block (Function "n" {
          (Return m#0)}) n#0)
        (Assign No n#0 (Member n (Member L K#0)))
        (Assign Block 2 hidden#0)
        (Assign Block (Missing) O#0)
        {
          (Assign Block (Class "P") P#0)
          (Assign No P#0 (Member P O#0))}}
      (Assign Block (Class "Q") Q#0)
      {
        (Assign Block (Call (Member n (Member L K#0))) r#0)
        (Assign No r#0 (Member r Q#0))}
      (Assign Block (Member L K#0) S#0)}
    "#);
}

#[test]
fn types_alone_are_nothing() {
    let text = r"
interface A { b: string } type C = string; declare const d: E; declare function f(): void;
declare module 'g' { export const h: string } declare global { interface I {} }
function j(a: string): void;
function j(a: any) {}
export interface K {} export type { L } from 'm'; export declare const n: O; export default interface P {}
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Function (Function "j" (Plain a#1 : any) {}) j#0)}
    "#);
}
