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
