//! Imports and exports.

use super::{exports, js, ts};
use forge_model::Language;

#[test]
fn imports() {
    let text = r"
import a, { b as c, default as d, 'e-f' as e } from 'm';
import g, * as ns from './n.js';
import 'node:side';
import {} from 'o';
const fs = require('node:fs').promises, { h } = require(`p`), dynamic = require(a);
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block (ImportRef "m" default) a#0)
      (Assign Block (ImportRef "m" b) c#0)
      (Assign Block (ImportRef "m" default) d#0)
      (Assign Block (ImportRef "m" e-f) e#0)
      (Assign Block (ImportRef "./n.js" default) g#0)
      (Assign Block (ImportRef "./n.js" *) ns#0)
      (Assign Block (ImportRef "side" *) (Missing))
      (Assign Block (ImportRef "o" *) (Missing))
      (Assign Block (Member promises (ImportRef "fs" *)) fs#0)
      (Assign Block (ImportRef "p" *) (Object (Property "h" h#0)))
      (Assign Block (Call require a#0) dynamic#0)}
    "#);
}

#[test]
fn exports_are_declared_and_listed() {
    let text = r"
export const a = 1, { b, c: [d, ...e] } = f;
export function g() {}
export class H {}
export { a as i, g as default };
export * from 'm'; export * as j from 'n'; export { k as l, default } from 'node:o';
exports.m = 1;
";
    insta::assert_snapshot!(js(text), @r#"
    Module "" {
      (Assign Block 1 a#0)
      (Assign Block f (Object (Property "b" b#0) (Property "c" (Array List d#0 (Spread e#0)))))
      (Assign Function (Function "g" {}) g#0)
      (Assign Block (Class "H") H#0)
      (Assign No 1 (Member m exports))}
    "#);
    insta::assert_snapshot!(exports(Language::JavaScript, text), @r#"
    a = variable a
    b = variable b
    d = variable d
    e = variable e
    g = variable g
    H = variable H
    i = variable a
    default = variable g
    * = "m" *
    j = "n" *
    l = "o" k
    default = "o" default
    "#);
}

#[test]
fn default_exports_are_statements() {
    insta::assert_snapshot!(js("export default function (a) { return a }"), @r#"
    Module "" {
      (Function "default" (Plain a#1) {
        (Return a#1)})}
    "#);
    insta::assert_snapshot!(js("export default class A {}"), @r#"
    Module "" {
      (Assign Block (Class "A") A#0)}
    "#);
    insta::assert_snapshot!(js("export default { data() { return b } }"), @r#"
    Module "" {
      (Object (Property "data" (Method "data" {
        (Return b)})))}
    "#);
    let listed = |text| exports(Language::JavaScript, text);
    assert_eq!(listed("export default function (a) {}"), r#"default = function Some("default")"#);
    assert_eq!(listed("export default function a() {}"), "default = variable a");
    assert_eq!(listed("export default () => 1"), r#"default = function Some("default")"#);
    assert_eq!(listed("const a = 1; export default a"), "default = variable a");
}

#[test]
fn typescript_modules() {
    let text = r"
import type { A } from 'a';
import { type B, C } from 'b';
import d = require('node:d');
export type * from 'e';
export import F = d.f;
export = d;
";
    insta::assert_snapshot!(ts(text), @r#"
    Module "" {
      (Assign Block (ImportRef "a" A) A#0)
      (Assign Block (ImportRef "b" B) B#0)
      (Assign Block (ImportRef "b" C) C#0)
      (Assign Block (ImportRef "d" *) d#0)
      (Assign Block (Member f d#0) F#0)
      (Assign No d#0 (Member exports module))}
    "#);
    insta::assert_snapshot!(exports(Language::TypeScript, text), @r#"
    * = "e" *
    F = variable F
    "#);
}
