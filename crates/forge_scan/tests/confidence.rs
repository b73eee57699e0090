//! What leaves a finding standing, but less sure.

use forge_model::Confidence;

/// Rule, line and confidence of what is found.
fn told(path: &str, text: &str) -> Vec<(String, u32, Confidence)> {
    let analysis = forge_scan::scan(path, text.as_bytes());
    analysis.findings.iter().map(|it| (it.rule.clone(), it.start.line, it.confidence)).collect()
}

fn confidences(path: &str, text: &str) -> Vec<(u32, Confidence)> {
    told(path, text).into_iter().map(|(_, line, confidence)| (line, confidence)).collect()
}

#[test]
fn a_check_that_stands_by_itself_may_have_thrown() {
    let text = r#"
from flask import Flask, request
from app.checks import check_name, checkout, ensure_folder
app = Flask(__name__)

@app.get("/checked")
def checked():
    name = request.args["name"]
    check_name(name)
    return open("/srv/" + name).read()

@app.get("/made")
def made():
    name = request.args["name"]
    ensure_folder(name)
    checkout(name)
    return open("/srv/" + name).read()
"#;
    assert_eq!(confidences("a.py", text), [(10, Confidence::Low), (17, Confidence::High)]);
}

#[test]
fn what_is_read_of_something_looked_up_is_hardly_a_part_of_the_key() {
    let text = r#"
from flask import Flask, request
from app import books, forms
import os
app = Flask(__name__)

@app.post("/books")
def book():
    os.remove("/srv/" + books.get_book(request.args["id"]).path)
    for row in books.find_all(request.args["q"]):
        os.remove("/srv/" + row.name)
    os.remove("/srv/" + books.get_name(request.args["id"]))
    os.remove("/srv/" + forms.parse(request.args["form"]).name)
    os.remove("/srv/" + forms.get_fields(request.args["form"]).name)
    os.remove("/srv/" + forms.get_data(request.form)["name"])
"#;
    let low = [(9, Confidence::Low), (11, Confidence::Low)];
    let medium = [12, 13, 14, 15].map(|line| (line, Confidence::Medium));
    assert_eq!(confidences("a.py", text), [&low[..], &medium].concat());
}

#[test]
fn what_an_unseen_template_makes_may_be_escaped_and_what_is_dumped_is_no_path() {
    let text = r#"
from flask import Flask, request, send_file
from markupsafe import Markup
from app import pages, tables
app = Flask(__name__)

@app.get("/search")
def search():
    return Markup("<p>" + pages.render_results(request.args["q"]))

@app.get("/note")
def note():
    return Markup("<p>" + pages.render_markdown(request.args["q"]))

@app.get("/dump")
def dump():
    return send_file(tables.dump_csv(request.args["table"]), download_name="table.csv")

@app.get("/built")
def built():
    return send_file(tables.dump_path(request.args["table"]))
"#;
    assert_eq!(confidences("a.py", text), [(9, Confidence::Low), (13, Confidence::Medium), (21, Confidence::Medium)]);
}

#[test]
fn fields_that_an_unknown_class_is_given_are_told_apart() {
    let text = r#"
from flask import Flask, request
from app import Entry
import os
app = Flask(__name__)

@app.post("/entries")
def entries():
    entry = Entry(name=request.form["name"], size=3)
    os.remove("/srv/" + entry.name)
    os.remove("/srv/" + entry.size)
    os.remove("/srv/" + entry.archive)
"#;
    assert_eq!(confidences("a.py", text), [(10, Confidence::Medium), (12, Confidence::Low)]);
}

#[test]
fn what_refuses_an_attack_itself_is_told_with_low_confidence() {
    let text = r#"
const http = require("node:http");
http.createServer((req, res) => {
  const query = new URL(req.url, "http://localhost").searchParams;
  res.setHeader("X-Sort", query.get("sort"));
  res.setHeader(query.get("name"), "1");
  res.end();
});
"#;
    assert_eq!(confidences("a.js", text), [(5, Confidence::Low), (6, Confidence::High)]);
}

#[test]
fn arguments_of_one_call_on_one_line_are_one_finding() {
    let text = r#"
from flask import Flask, request
import shutil
app = Flask(__name__)

@app.post("/move")
def move():
    name = request.form["name"]
    shutil.move("/in/" + name, "/out/" + name)
    shutil.move(
        "/in/" + name,
        "/out/" + name,
    )
    other = request.form["other"]
    shutil.move("/in/" + name, "/out/" + other)
"#;
    let lines: Vec<u32> = told("a.py", text).into_iter().map(|(_, line, _)| line).collect();
    assert_eq!(lines, [9, 11, 12, 15, 15]);
}

/// What something was found by is one of the program's own keys: where it was not found, it is anything.
#[test]
fn what_was_looked_up_is_hardly_a_forged_line() {
    let text = r#"
const express = require("express");
const { Books } = require("./models");
const app = express();
const limits = require("./limits");
app.get("/books/:id", async (req, res) => {
  const book = await Books.findByPk(req.params.id);
  if (!book) {
    console.error(`no book ${req.params.id}`);
    return res.sendStatus(404);
  }
  console.error(`book ${req.params.id} is missing`);
  if (limits[req.query.kind] === undefined) {
    console.warn(`no kind ${req.query.kind}`);
    return res.sendStatus(400);
  }
  console.warn(`kind ${req.query.kind}`);
  if (typeof req.body.title !== "string") {
    console.warn("no title", req.body.title);
    return res.sendStatus(400);
  }
  console.warn(`title ${req.body.title}`);
  res.json(book);
});
"#;
    let found = confidences("a.js", text);
    let low: Vec<u32> = found.iter().filter(|(_, it)| *it == Confidence::Low).map(|&(line, _)| line).collect();
    let sure: Vec<u32> = found.iter().filter(|(_, it)| *it != Confidence::Low).map(|&(line, _)| line).collect();
    assert_eq!((low, sure), (vec![12, 17, 19], vec![9, 14, 22]));
}

/// An address that a visitor came from, and what a rule of a view does not name.
#[test]
fn what_a_client_hardly_chooses_is_less_sure() {
    let text = r#"
from flask import Flask, redirect, request
app = Flask(__name__)
@app.route("/a")
def a():
    return redirect(request.referrer)
@app.route("/b")
def b():
    return redirect(request.headers.get("Referer", "/"))
@app.route("/c")
def c():
    return redirect(request.headers["X-Next"])
def d(kind, name):
    return "<p>" + kind
def e(kind, name):
    return "<p>" + name
app.add_url_rule("/d/<name>", "d", d)
app.add_url_rule("/e/<name>", view_func=e)
"#;
    let expected = [
        (6, Confidence::Low),
        (9, Confidence::Low),
        (12, Confidence::High),
        (14, Confidence::Low),
        (16, Confidence::High),
    ];
    assert_eq!(confidences("a.py", text), expected);
}

/// A check of the file's own that throws, and one whose verdict stands beside a reason.
#[test]
fn what_a_check_of_the_programs_own_lets_through_is_less_sure() {
    let text = r#"
from flask import Flask, request
from app.rules import is_name_allowed
app = Flask(__name__)
def check_place(root, path):
    if not app.config["STRICT"]:
        return
    inside = app.storage.contains(root, path)
    if not inside:
        raise PermissionError(path)
def check_length(path):
    if len(path) > 80:
        raise ValueError(path)
@app.get("/a")
def a():
    name = request.args["name"]
    check_place("/srv", name)
    return open("/srv/" + name).read()
@app.get("/b")
def b():
    name = request.args["name"]
    check_length(name)
    return open("/srv/" + name).read()
@app.get("/c")
def c():
    name = request.args["name"]
    ok, why = is_name_allowed(name)
    if not ok:
        return why, 400
    return open("/srv/" + name).read()
@app.get("/d")
def d():
    name = request.args["name"]
    why, ok = is_name_allowed(name)
    return open("/srv/" + name).read()
"#;
    let expected = [(18, Confidence::Low), (23, Confidence::High), (30, Confidence::Low), (35, Confidence::High)];
    assert_eq!(confidences("a.py", text), expected);
}

/// A form of another site does not get past the check for forged requests: no write is refused for it.
#[test]
fn where_a_form_leads_is_told_and_no_proof() {
    let text = r#"
from django.shortcuts import redirect
def chosen(request):
    return redirect(request.GET["next"])
def sent(request):
    return redirect(request.POST["next"])
"#;
    let analysis = forge_scan::scan("a.py", text.as_bytes());
    let told = analysis.findings.iter().map(|it| (it.start.line, it.confidence, it.proven));
    assert_eq!(told.collect::<Vec<_>>(), [(4, Confidence::High, true), (6, Confidence::High, false)]);
}
