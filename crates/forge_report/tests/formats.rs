//! Each format, from one fixed set of findings.
#![allow(clippy::unwrap_used, reason = "a test whose expectation of its own data fails is wrong")]

use forge_model::{
    Confidence, Finding, Fingerprint, FlowKind, LineIndex, Position, RuleClass, RuleMeta, Severity, Span, Step,
    StepRole, Tier, Unknown, UnknownReason,
};
use forge_report::{Format, Look, Mistake, Report};

const APP: &str = r#"import { render } from "./views/page.js";

app.get("/hello", (req, res) => {
  const name = req.query.name;
  const greeting = "<h1>Hello " + name + "</h1>";
  res.send(greeting);
});

app.get("/page", (req, res) => render(req.query.title, res));
const key = "AKIAEXAMPLEEXAMPLE00"; log(key);
"#;

const PAGE: &str = "export function render(title, res) {\n\tres.end(`<b>${title}</b>`);\n}\n";

fn text_of(path: &str) -> Option<String> {
    match path {
        "src/app.js" => Some(APP.to_owned()),
        "src/views/page.js" => Some(PAGE.to_owned()),
        _ => None,
    }
}

fn place(path: &str, snippet: &str) -> (Span, Position, Position) {
    let Some(text) = text_of(path) else {
        return (Span::new(4, 9), Position { line: 3, column: 5 }, Position { line: 3, column: 10 });
    };
    let start = text.find(snippet).unwrap_or_else(|| panic!("{snippet:?} is in {path}"));
    let span = Span::new(start, start + snippet.len());
    let index = LineIndex::new(&text);
    (span, index.position(&text, span.start), index.position(&text, span.end))
}

fn step(role: StepRole, path: &str, snippet: &str, note: &str) -> Step {
    let (span, start, end) = place(path, snippet);
    Step { role, path: path.to_owned(), span, start, end, note: note.to_owned() }
}

fn finding(rule: &str, path: &str, snippet: &str, severity: Severity, flow: Vec<Step>) -> Finding {
    let (span, start, end) = place(path, snippet);
    let is_flow = !flow.is_empty();
    Finding {
        rule: rule.to_owned(),
        path: path.to_owned(),
        span,
        start,
        end,
        message: match rule {
            "reflected-xss" => "request data is written into HTML without being escaped".to_owned(),
            "leaked-key" => "an AWS access key AKIA… is written into the code".to_owned(),
            _ => "TLS certificates are not verified: 100% <unsafe>, \"really\"".to_owned(),
        },
        severity,
        confidence: Confidence::High,
        cwe: if is_flow { vec![79, 80] } else { vec![] },
        tier: is_flow.then_some(Tier::Remote),
        kind: is_flow.then_some(FlowKind::Html),
        flow,
        function: None,
        fingerprint: Fingerprint(format!("{:016x}", u64::from(span.start) * 0x9E37_79B9 + 7)),
        proven: is_flow,
    }
}

fn rule(id: &str, class: RuleClass, severity: Severity) -> RuleMeta {
    RuleMeta {
        id: id.to_owned(),
        title: "Request data in HTML".to_owned(),
        class,
        severity,
        confidence: Confidence::High,
        cwe: vec![79, 80],
        yields_to: Vec::new(),
        languages: vec!["javascript".to_owned()],
        since: "0.1.0".to_owned(),
        denies: true,
        remedy: "escape the value for HTML, or let the template engine do it".to_owned(),
        not_a_fix: "removing `<script>` only".to_owned(),
        what: "Data of a request reaches **HTML**.".to_owned(),
        why: "A link runs script in the reader's session.".to_owned(),
        what_to_do: "Escape it.\n\n```js\nres.send(escapeHtml(name));\n```".to_owned(),
    }
}

fn rules() -> Vec<RuleMeta> {
    vec![
        rule("leaked-key", RuleClass::Secret, Severity::Critical),
        rule("reflected-xss", RuleClass::Flow(FlowKind::Html), Severity::High),
    ]
}

fn findings() -> Vec<Finding> {
    use StepRole::{Sink, Source, Through};
    let app = "src/app.js";
    vec![
        finding(
            "reflected-xss",
            app,
            "greeting)",
            Severity::High,
            vec![
                step(Source, app, "req.query.name", "`req.query.name` is data of a remote request"),
                step(Through, app, "\"<h1>Hello \" + name", "it becomes part of a longer string"),
                step(Sink, app, "greeting)", "`res.send` writes it into the response as HTML"),
            ],
        ),
        finding("leaked-key", app, "AKIAEXAMPLEEXAMPLE00", Severity::Critical, vec![]),
        finding("tls-off", "src/net [1].py", "x", Severity::Medium, vec![]),
        finding(
            "reflected-xss",
            "src/views/page.js",
            "title}",
            Severity::Low,
            vec![
                step(Source, app, "req.query.title", "`req.query.title` is data of a remote request"),
                step(Through, app, "render(req.query.title, res)", "it is passed to `render`"),
                step(Through, "src/views/page.js", "title", "it is the parameter `title`"),
                step(Sink, "src/views/page.js", "title}", "`res.end` writes it into the response as HTML"),
            ],
        ),
    ]
}

fn report(rules: &[RuleMeta]) -> Report<'_> {
    Report {
        findings: findings(),
        unknowns: vec![
            Unknown { path: "src/broken.ts".to_owned(), reason: UnknownReason::Syntax { line: 12 } },
            Unknown {
                path: "src/evil\u{1b}[2J.py".to_owned(),
                reason: UnknownReason::Crashed("index out of bounds".to_owned()),
            },
        ],
        findings_below: 5,
        files_scanned: 42,
        files_skipped: 3,
        complete: true,
        elapsed: None,
        rules,
        version: "0.1.0",
    }
}

fn empty(rules: &[RuleMeta]) -> Report<'_> {
    Report { findings: vec![], findings_below: 0, unknowns: vec![], files_skipped: 0, ..report(rules) }
}

fn written(format: Format, report: &Report<'_>, look: Look) -> String {
    let mut out = Vec::new();
    forge_report::write(format, report, &text_of, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn terminal() {
    insta::assert_snapshot!(written(Format::Terminal, &report(&rules()), Look::default()));
}

#[test]
fn terminal_without_findings() {
    assert_eq!(written(Format::Terminal, &empty(&rules()), Look::default()), "no findings in 42 files\n");
    let quiet = Look { quiet: true, ..Look::default() };
    assert_eq!(written(Format::Terminal, &empty(&rules()), quiet), "");
}

#[test]
fn terminal_colours_are_escape_codes_and_nothing_else() {
    let rules = rules();
    let plain = written(Format::Terminal, &report(&rules), Look::default());
    let coloured = written(Format::Terminal, &report(&rules), Look { color: true, ..Look::default() });
    assert!(!plain.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn no_format_prints_a_secret() {
    let rules = rules();
    let report = report(&rules);
    for format in [Format::Terminal, Format::Json, Format::Sarif, Format::Github, Format::Junit] {
        let text = written(format, &report, Look { color: true, ..Look::default() });
        assert!(!text.contains("AKIAEXAMPLE"), "{format:?}");
    }
    assert!(written(Format::Terminal, &report, Look::default()).contains("const key = \"********************\";"));
}

#[test]
fn json() {
    insta::assert_snapshot!(written(Format::Json, &report(&rules()), Look::default()));
}

#[test]
fn sarif() {
    insta::assert_snapshot!(written(Format::Sarif, &report(&rules()), Look::default()));
}

#[test]
fn sarif_is_valid() {
    // The published schema has one regular expression with a stray bracket, which only lax engines accept.
    let schema = include_str!("data/sarif-schema-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let validator = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let rules = rules();
    for report in [report(&rules), empty(&rules), Report { complete: false, ..report(&rules) }] {
        let log = serde_json::from_str(&written(Format::Sarif, &report, Look::default())).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, [""; 0]);
    }
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] })));
}

#[test]
fn github() {
    insta::assert_snapshot!(written(Format::Github, &report(&rules()), Look::default()));
    assert_eq!(written(Format::Github, &empty(&rules()), Look::default()), "");
}

#[test]
fn junit() {
    insta::assert_snapshot!(written(Format::Junit, &report(&rules()), Look::default()));
    insta::assert_snapshot!("junit_without_findings", written(Format::Junit, &empty(&rules()), Look::default()));
}

#[test]
fn long_flows_and_long_lines_are_cut_to_their_ends() {
    use StepRole::{Sink, Source, Through};
    let line = format!("const page = render(\"{}\" + name + \"{}\");\n", "a".repeat(9_000), "b".repeat(9_000));
    let text = format!("const name = location.hash;\n{}{line}", "next();\n".repeat(40));
    let at = |span: Span, role, note: String| {
        let index = LineIndex::new(&text);
        let (start, end) = (index.position(&text, span.start), index.position(&text, span.end));
        Step { role, path: "a.js".to_owned(), span, start, end, note }
    };
    let word = |word: &str| Span::new(text.rfind(word).unwrap(), text.rfind(word).unwrap() + word.len());
    let mut flow = vec![at(Span::new(13, 26), Source, "`location.hash` is chosen by whoever made the link".to_owned())];
    flow.extend((0..20).map(|n| at(Span::new(28 + n * 8, 32 + n * 8), Through, format!("it goes through {n}"))));
    flow.push(at(word("name"), Sink, "it is evaluated".to_owned()));
    let sink = flow.last().unwrap().clone();
    let mut finding = finding("reflected-xss", "src/app.js", "name", Severity::Critical, flow);
    (finding.path, finding.span, finding.start, finding.end) = (sink.path, sink.span, sink.start, sink.end);
    let rules = rules();
    let shown = forge_report::finding(&empty(&rules), &finding, &|_| Some(text.clone()), Look::default());
    insta::assert_snapshot!(shown);
}

#[test]
fn a_finding_whose_text_is_gone_or_changed_still_shows() {
    let rules = rules();
    let finding = &findings()[0];
    let gone = forge_report::finding(&empty(&rules), finding, &|_| None, Look::default());
    assert!(gone.contains("--> src/app.js:6:12"), "{gone}");
    for text in ["", "x", "ü", "\n\n\n", "\r\n"] {
        let changed = forge_report::finding(&empty(&rules), finding, &|_| Some(text.to_owned()), Look::default());
        assert!(changed.starts_with("high[reflected-xss]: "), "{changed}");
    }
}

#[test]
fn mistakes_have_carets() {
    let text = "[scan]\nexlude = [\"legacy/\"]\nseverity = \"hihg\"\n";
    let mistakes = [
        Mistake { span: 7..13, message: "unknown key `exlude`", help: Some("did you mean `exclude`?") },
        Mistake { span: 39..45, message: "unknown severity `hihg`", help: None },
    ];
    insta::assert_snapshot!(forge_report::mistakes(".forge/config.toml", text, &mistakes, Look::default()));
}

#[test]
fn rules_as_a_table_as_text_and_as_json() {
    let rules = rules();
    insta::assert_snapshot!("rule_table", forge_report::rule_table(&rules, Look::default()));
    insta::assert_snapshot!("rule_text", forge_report::rule_text(&rules[1], Look::default()));
    let json: serde_json::Value = serde_json::from_str(&forge_report::rules_json(&rules).unwrap()).unwrap();
    assert_eq!(json["rules"][1]["id"], "reflected-xss");
    assert_eq!(json["rules"][1]["kind"], "html");
    assert_eq!(json["rules"][0]["class"], "secret");
}
