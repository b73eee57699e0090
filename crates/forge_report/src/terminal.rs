//! For people: the source with the flow drawn into it, as a compiler would.

use crate::report::{Report, SEVERITIES, Sources, counted};
use crate::secrecy::masked;
use crate::view::{Mark, view};
use annotate_snippets::renderer::{AnsiColor, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use forge_model::{Finding, Severity, Step, StepRole};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

/// How the terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours and weights by ANSI escape codes.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings and unknowns only, no summary.
    pub quiet: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { color: false, width: 120, quiet: false }
    }
}

/// A mistake in a file that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake<'a> {
    /// Bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub message: &'a str,
    /// What to write instead.
    pub help: Option<&'a str>,
}

/// A flow with more steps than this is shown by its ends.
const STEPS: usize = 12;

pub(crate) fn write(report: &Report<'_>, sources: Sources<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut texts = Texts::new(report, sources);
    for finding in &report.findings {
        writeln!(out, "{}", rendered(report, finding, &mut texts, look))?;
    }
    let unknown = if look.color { AnsiColor::Yellow.on_default().bold() } else { Style::new() };
    for it in &report.unknowns {
        writeln!(out, "{unknown}unknown{unknown:#}: {}", printable(&it.to_string()))?;
    }
    if look.quiet {
        return Ok(());
    }
    if !report.unknowns.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(report, look))
}

pub(crate) fn finding(report: &Report<'_>, finding: &Finding, sources: Sources<'_>, look: Look) -> String {
    rendered(report, finding, &mut Texts::new(report, sources), look)
}

pub(crate) fn mistakes(path: &str, text: &str, mistakes: &[Mistake<'_>], look: Look) -> String {
    let mut all = Vec::new();
    for mistake in mistakes {
        let mark = Mark { span: mistake.span.clone(), label: String::new(), primary: true };
        let mut group = Level::ERROR.primary_title(mistake.message).element(snippet(path, text, vec![mark]));
        if let Some(help) = mistake.help {
            group = group.element(Level::HELP.message(help));
        }
        all.push(renderer(look).render(&[group]) + "\n");
    }
    all.join("\n")
}

/// The texts of files, secrets masked, each asked for once.
struct Texts<'a> {
    sources: Sources<'a>,
    secrets: BTreeMap<&'a str, Vec<Range<usize>>>,
    known: BTreeMap<String, Option<String>>,
}

impl<'a> Texts<'a> {
    fn new(report: &'a Report<'_>, sources: Sources<'a>) -> Self {
        let mut secrets: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for finding in report.findings.iter().filter(|finding| report.is_secret(finding)) {
            secrets.entry(&finding.path).or_default().push(finding.span.range());
        }
        Self { sources, secrets, known: BTreeMap::new() }
    }

    fn of(&mut self, path: &str) -> Option<&str> {
        if !self.known.contains_key(path) {
            let text = (self.sources)(path).map(|text| match self.secrets.get(path) {
                Some(secrets) => masked(&text, secrets).into_owned(),
                None => text,
            });
            // Files come in order and findings look back rarely: a large report keeps few texts.
            if self.known.len() > 16 {
                self.known.clear();
            }
            self.known.insert(path.to_owned(), text);
        }
        self.known.get(path)?.as_deref()
    }
}

fn renderer(look: Look) -> Renderer {
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(look.width)
}

/// The finding with a newline at its end.
fn rendered(report: &Report<'_>, finding: &Finding, texts: &mut Texts<'_>, look: Look) -> String {
    let level = match finding.severity {
        Severity::Critical | Severity::High => Level::ERROR,
        Severity::Medium => Level::WARNING,
        Severity::Low => Level::NOTE,
    };
    let title = level.with_name(finding.severity.name()).primary_title(finding.message.as_str());
    let mut group = Group::with_title(title.id(finding.rule.as_str()));
    for (path, marks) in marks(finding) {
        let line = if path == finding.path { finding.start } else { first_start(finding, &path) };
        group = match texts.of(&path) {
            Some(text) => group.element(snippet(&path, text, marks)),
            None => group.element(Origin::path(path).line(line.line as usize).char_column(line.column as usize)),
        };
    }
    if let Some(rule) = report.rule(&finding.rule).filter(|rule| !rule.remedy.is_empty()) {
        group = group.element(Level::HELP.message(rule.remedy.clone()));
    }
    group = group.element(Level::NOTE.message(facts(finding)));
    let mut text = renderer(look).render(&[group]);
    text.push('\n');
    text
}

fn snippet<'s>(path: &str, text: &str, marks: Vec<Mark>) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let view = view(text, marks);
    let annotations = view.marks.into_iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = Some(mark.label).filter(|label| !label.is_empty());
        kind.span(mark.span).label(label)
    });
    Snippet::source(view.text).line_start(view.first_line).path(path.to_owned()).annotations(annotations)
}

/// What to mark in which file: the finding's own first, the others in the order in which the flow meets them.
fn marks(finding: &Finding) -> Vec<(String, Vec<Mark>)> {
    let steps = shown_steps(&finding.flow);
    let numbered = finding.flow.len() > 1;
    let label = |(at, step): &(usize, &Step)| {
        if numbered && !step.note.is_empty() { format!("{}: {}", at + 1, step.note) } else { step.note.clone() }
    };
    let is_sink = |step: &Step| step.role == StepRole::Sink && step.path == finding.path && step.span == finding.span;
    let sink = steps.iter().find(|(_, step)| is_sink(step));
    let primary = Mark { span: finding.span.range(), label: sink.map(label).unwrap_or_default(), primary: true };
    let mut files = vec![(finding.path.clone(), vec![primary])];
    for it in &steps {
        if is_sink(it.1) {
            continue;
        }
        let mark = Mark { span: it.1.span.range(), label: label(it), primary: false };
        match files.iter_mut().find(|(path, _)| *path == it.1.path) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((it.1.path.clone(), vec![mark])),
        }
    }
    files
}

/// The steps to show with their places in the flow: all of a short one, the beginning and the end of a long one.
fn shown_steps(flow: &[Step]) -> Vec<(usize, &Step)> {
    let hidden = flow.len().saturating_sub(STEPS);
    let from = STEPS / 2;
    flow.iter().enumerate().filter(|&(at, _)| at < from || at >= from + hidden).collect()
}

fn first_start(finding: &Finding, path: &str) -> forge_model::Position {
    finding.flow.iter().find(|step| step.path == path).map_or(finding.start, |step| step.start)
}

/// What is known of a finding besides its place, in one line.
fn facts(finding: &Finding) -> String {
    let mut facts: Vec<Cow<'_, str>> = finding.cwe.iter().map(|cwe| format!("CWE-{cwe}").into()).collect();
    if let Some(tier) = finding.tier {
        facts.push(format!("{} source", tier.name()).into());
    }
    facts.push(format!("{} confidence", finding.confidence.name()).into());
    let hidden = finding.flow.len().saturating_sub(STEPS);
    if hidden > 0 {
        facts.push(format!("{} not shown", counted(hidden, "step")).into());
    }
    let fingerprint = &finding.fingerprint.0;
    let short = fingerprint.get(..12).unwrap_or(fingerprint);
    format!("{}; `forge explain {short}` says more", facts.join(", "))
}

fn summary(report: &Report<'_>, look: Look) -> String {
    let bold = if look.color { Style::new().bold() } else { Style::new() };
    let found = if report.findings.is_empty() {
        "no findings".to_owned()
    } else {
        let of = |severity| match report.count(severity) {
            0 => None,
            count => Some(format!("{count} {}", severity.name())),
        };
        let parts: Vec<String> = SEVERITIES.into_iter().filter_map(of).collect();
        format!("{} ({})", counted(report.findings.len(), "finding"), parts.join(", "))
    };
    let mut parts = vec![format!("{bold}{found}{bold:#} in {}", counted(report.files_scanned, "file"))];
    if report.findings_below > 0 {
        parts.push(format!("{} slighter ones left out, which `--severity low` shows", report.findings_below));
    }
    if !report.unknowns.is_empty() {
        parts.push(format!("{} could not be analysed", report.unknowns.len()));
    }
    if report.files_skipped > 0 {
        parts.push(format!("{} left out as generated or vendored", report.files_skipped));
    }
    if let Some(elapsed) = report.elapsed {
        parts.push(format!("{:.2} s", elapsed.as_secs_f64()));
    }
    parts.join("; ")
}

/// `text` without what a terminal would obey: a path is whatever a repository's author chose.
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_obeyed = |c: char| {
        // The second part are the characters that turn the direction of writing.
        c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(is_obeyed) {
        text.chars().map(|c| if is_obeyed(c) { '\u{FFFD}' } else { c }).collect()
    } else {
        text.into()
    }
}
