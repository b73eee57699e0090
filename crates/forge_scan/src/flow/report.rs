//! From what the engine saw to findings: who controls the value, how sure it is, which way it took.

use super::summary::SummarySink;
use super::value::{Doubt, NO_TRACE, Origin, Taint, TraceId};
use super::{Flow, Trace};
use forge_model::{
    Confidence, Finding, Fingerprint, FlowKind, LineIndex, RuleClass, RuleMeta, Severity, Span, Step, StepRole, Tier,
};
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind};
use rustc_hash::FxHashMap;

/// A flow that reached a sink.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) kind: FlowKind,
    pub(crate) tier: Tier,
    /// The source.
    pub(crate) source: NodeId,
    /// The tainted argument.
    pub(crate) place: NodeId,
    /// The call or assignment.
    pub(crate) sink: NodeId,
    pub(crate) trace: TraceId,
    pub(crate) doubt: Doubt,
}

/// A local rule that fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LocalHit {
    /// Index of the rule in the catalogue of rules.
    pub(crate) rule: u32,
    pub(crate) place: NodeId,
    /// Index of the message in the catalogue's strings, 0 for none.
    pub(crate) message: u32,
    /// Number of the severity, where it is not the rule's.
    pub(crate) severity: Option<u8>,
    /// Number of the confidence, where it is not the rule's.
    pub(crate) confidence: Option<u8>,
}

/// Most sinks that a summary keeps.
const MAX_SUMMARY_SINKS: usize = 64;
/// Most steps of a flow that are shown.
const MAX_STEPS: usize = 12;

impl Flow<'_> {
    /// A taint has reached a sink.
    pub(crate) fn reached(&mut self, kind: FlowKind, taint: Taint, place: NodeId, sink: NodeId, doubt: Doubt) {
        let doubt = taint.doubt.and(doubt);
        match self.origins[taint.origin.0 as usize].clone() {
            Origin::Source { tier, node } => {
                let hit = Hit { kind, tier, source: node, place, sink, trace: taint.trace, doubt };
                self.add_hit(hit);
            }
            Origin::Param { func, index, path } => {
                let sinks = self.pending_sinks.entry(func).or_default();
                let known = sinks.iter().any(|known| {
                    known.index == index && known.path == path && known.kind == kind && known.place == place
                });
                if !known && sinks.len() < MAX_SUMMARY_SINKS {
                    sinks.push(SummarySink { index, path, kind, taint: Taint { doubt, ..taint }, place, sink });
                }
            }
        }
    }

    /// Takes back what was reported of a response that turned out not to be a page.
    pub(crate) fn withdraw(&mut self, sink: NodeId) {
        if self.hits.iter().any(|hit| hit.sink == sink) {
            self.hits.retain(|hit| hit.sink != sink || hit.kind != FlowKind::Html);
            self.hit_index = self
                .hits
                .iter()
                .enumerate()
                .map(|(at, hit)| ((group(hit.kind), self.tree.span(hit.place)), at))
                .collect();
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is changed by itself")]
        for sinks in self.pending_sinks.values_mut() {
            sinks.retain(|known| known.sink != sink || known.kind != FlowKind::Html);
        }
    }

    fn add_hit(&mut self, mut hit: Hit) {
        if hit.doubt.has(Doubt::OUTSIDERS) && !matches!(hit.tier, Tier::Remote | Tier::BrowserUrl) {
            return;
        }
        if hit.kind == FlowKind::Log && hit.doubt.has(Doubt::FOUND) {
            hit.doubt = hit.doubt.and(Doubt::GUARDED);
        }
        hit.doubt = hit.doubt.only_doubts();
        if self.hardly.get(&hit.source).is_some_and(|kinds| kinds.has(hit.kind)) {
            hit.doubt = hit.doubt.and(Doubt::GUARDED);
        }
        if (hit.kind, hit.tier) == (FlowKind::Redirect, Tier::Stored) {
            self.navigations.insert(self.tree.span(hit.place));
        }
        if !reportable(hit.kind, hit.tier, confidence(hit.doubt)) {
            return;
        }
        if matches!(hit.tier, Tier::Parameter | Tier::Local) && !self.is_built(hit.trace) {
            return;
        }
        // What stands in SQL without quotes is as often a name of the program's own tables as a value.
        if (hit.kind, hit.tier) == (FlowKind::Sql, Tier::Parameter) && !self.is_put_in_quotes(hit.trace) {
            return;
        }
        let key = (group(hit.kind), self.tree.span(hit.place));
        match self.hit_index.get(&key) {
            Some(&at) => {
                let old = self.hits[at];
                if rank(&hit) > rank(&old) {
                    self.hits[at] = hit;
                }
            }
            None => {
                self.hit_index.insert(key, self.hits.len());
                self.hits.push(hit);
            }
        }
    }

    /// Sinks that parameters of exported functions reach: whoever calls the library.
    pub(crate) fn report_parameters(&mut self) {
        self.export_prototypes();
        let exported: Vec<_> = self.exported.iter().copied().collect();
        for func in exported {
            let super::Progress::Done(summary) = &self.progress[func.0 as usize] else { continue };
            let summary = std::rc::Rc::clone(summary);
            for sink in &summary.sinks {
                let Some(param) = self.tree.function(func).params.get(sink.index as usize) else { continue };
                let hit = Hit {
                    kind: sink.kind,
                    tier: Tier::Parameter,
                    source: param.target,
                    place: sink.place,
                    sink: sink.sink,
                    trace: sink.taint.trace,
                    doubt: sink.taint.doubt,
                };
                self.add_hit(hit);
            }
        }
    }

    /// Whether a string was put together on the way.
    pub(crate) fn is_built(&self, trace: TraceId) -> bool {
        let mut nodes = Vec::new();
        self.flatten(trace, &mut nodes, 0);
        nodes.iter().any(|&node| {
            matches!(
                self.tree.kind(node),
                NodeKind::Interpolate(_)
                    | NodeKind::Sum(_)
                    | NodeKind::Binary { op: BinaryOp::Add | BinaryOp::Mod, .. }
                    | NodeKind::AugAssign { .. }
            )
        })
    }

    /// Whether a string was put together on the way in which something stands between quotes.
    fn is_put_in_quotes(&self, trace: TraceId) -> bool {
        let mut nodes = Vec::new();
        self.flatten(trace, &mut nodes, 0);
        nodes.iter().any(|&node| match self.tree.kind(node) {
            NodeKind::Interpolate(parts) | NodeKind::Sum(parts) => {
                let mut quotes = 0;
                self.tree.list(parts).iter().any(|&part| match self.tree.kind(part) {
                    NodeKind::Str(text) => {
                        quotes += self.names.text(text).matches('\'').count();
                        false
                    }
                    _ => quotes % 2 == 1,
                })
            }
            NodeKind::Binary { op: BinaryOp::Add, left, .. } => {
                matches!(self.tree.kind(left), NodeKind::Str(text) if is_open(self.names.text(text)))
            }
            NodeKind::Binary { op: BinaryOp::Mod, left, .. } => {
                let NodeKind::Str(text) = self.tree.kind(left) else { return false };
                let text = self.names.text(text);
                text.match_indices("%s").chain(text.match_indices("%(")).any(|(at, _)| is_open(&text[..at]))
            }
            _ => false,
        })
    }

    fn flatten(&self, trace: TraceId, out: &mut Vec<NodeId>, depth: u32) {
        let mut steps = Vec::new();
        let mut at = trace;
        while at != NO_TRACE && steps.len() < 200 {
            match self.traces[at.0 as usize] {
                Trace::Step { node, before } => {
                    steps.push((node, None));
                    at = before;
                }
                Trace::Call { node, outside, inside } => {
                    steps.push((node, Some(inside)));
                    at = outside;
                }
            }
        }
        for (node, inside) in steps.into_iter().rev() {
            if out.last() != Some(&node) {
                out.push(node);
            }
            if let (Some(inside), true) = (inside, depth < 6) {
                self.flatten(inside, out, depth + 1);
            }
        }
    }
}

/// Whether SQL's quote is open at the end of the text.
fn is_open(text: &str) -> bool {
    text.matches('\'').count() % 2 == 1
}

/// Kinds that one rule reports are one at a place.
fn group(kind: FlowKind) -> u8 {
    (if kind == FlowKind::HtmlUrl { FlowKind::Html } else { kind }) as u8
}

/// The better of two hits at one place: the surer, then the more exposed.
fn rank(hit: &Hit) -> (Confidence, Tier) {
    (confidence(hit.doubt), hit.tier)
}

fn confidence(doubt: Doubt) -> Confidence {
    if doubt.has(Doubt::GUARDED) || doubt.has(Doubt::GUESSES) {
        Confidence::Low
    } else if doubt.has(Doubt::GUESS) {
        Confidence::Medium
    } else {
        Confidence::High
    }
}

/// Whether a flow from this tier into this kind is worth telling (docs/detection.md).
fn reportable(kind: FlowKind, tier: Tier, confidence: Confidence) -> bool {
    use FlowKind::{Code, Deserialization, Html, HtmlUrl, ObjectKey, Path, Redirect, Shell, Sql, Template};
    // What an unknown function makes of a value is as a rule a path of this site: only what is known counts.
    if matches!(kind, Redirect | HtmlUrl) && confidence < Confidence::High && tier != Tier::Remote {
        return false;
    }
    match tier {
        Tier::Remote => kind != Redirect || confidence != Confidence::Medium,
        Tier::BrowserUrl => matches!(kind, Html | HtmlUrl | Code | Redirect | Template | ObjectKey),
        // What the program stored itself is named, sorted and joined by ids of its own making; markup, code and
        // commands are where an attacker's part of it does harm. Names in archives are no ids.
        Tier::Stored => {
            confidence > Confidence::Low && matches!(kind, Html | HtmlUrl | Code | Shell | Deserialization)
                || confidence == Confidence::High && kind == Path
        }
        Tier::Local | Tier::Parameter => confidence > Confidence::Low && matches!(kind, Html | Code | Shell | Sql),
    }
}

fn severity(rule: &RuleMeta, tier: Tier) -> Severity {
    match tier {
        Tier::Remote | Tier::BrowserUrl => rule.severity,
        Tier::Stored => rule.severity.lower(),
        Tier::Local | Tier::Parameter => Severity::Low,
    }
}

/// The findings of an analysis.
pub(crate) fn findings(flow: &Flow<'_>, rules: &[RuleMeta]) -> Vec<Finding> {
    let lines = LineIndex::new(flow.text);
    // Where one's own server sends the page is no address that somebody typed into a profile.
    let is_sent = |hit: &&Hit| {
        (hit.kind, hit.tier) == (FlowKind::HtmlUrl, Tier::Stored)
            && flow.navigations.contains(&flow.tree.span(hit.place))
    };
    let hits = one_of_a_line(flow, &lines).into_iter().filter(|hit| !is_sent(hit));
    let mut out: Vec<Finding> = hits.filter_map(|hit| flow_finding(flow, hit, rules, &lines)).collect();
    let local: Vec<Finding> =
        flow.local_hits.iter().filter_map(|hit| local_finding(flow, *hit, rules, &lines)).collect();
    // A flow says more than a rule that could not follow the value: of two findings of one weakness at one place it stays.
    let flows = out.len();
    for finding in &local {
        // So does a rule that says more of the same construct.
        let rule = rules.iter().find(|rule| rule.id == finding.rule);
        let says_more = |other: &Finding| {
            other.start.line == finding.start.line && rule.is_some_and(|rule| rule.yields_to.contains(&other.rule))
                || other.rule == finding.rule && other.severity > finding.severity && other.span.contains(finding.span)
        };
        if local.iter().any(says_more) {
            continue;
        }
        let told = out[..flows]
            .iter()
            .any(|flow| flow.start.line == finding.start.line && flow.cwe.iter().any(|cwe| finding.cwe.contains(cwe)));
        if !told {
            out.push(finding.clone());
        }
    }
    out
}

/// Of several arguments on one line of one call that came in on one line the surest: they are repaired together.
fn one_of_a_line<'f>(flow: &'f Flow<'_>, lines: &LineIndex) -> Vec<&'f Hit> {
    let line = |node: NodeId| lines.position(flow.text, flow.tree.span(node).start).line;
    let mut known: FxHashMap<(u8, NodeId, u32, u32), usize> = FxHashMap::default();
    let mut out: Vec<&Hit> = Vec::new();
    for hit in &flow.hits {
        let key = (group(hit.kind), hit.sink, line(hit.place), line(hit.source));
        match known.get(&key) {
            Some(&at) if rank(hit) > rank(out[at]) => out[at] = hit,
            Some(_) => {}
            None => {
                known.insert(key, out.len());
                out.push(hit);
            }
        }
    }
    out
}

fn rule_of(kind: FlowKind, rules: &[RuleMeta]) -> Option<&RuleMeta> {
    let of = |kind| rules.iter().find(|rule| rule.class == RuleClass::Flow(kind));
    of(kind).or_else(|| if kind == FlowKind::HtmlUrl { of(FlowKind::Html) } else { None })
}

fn flow_finding(flow: &Flow<'_>, hit: &Hit, rules: &[RuleMeta], lines: &LineIndex) -> Option<Finding> {
    let rule = rule_of(hit.kind, rules)?;
    let span = flow.tree.span(hit.place);
    let confidence = confidence(hit.doubt).min(rule.confidence);
    let source = code(flow, flow.tree.span(hit.source));
    let sink = sink_name(flow, hit.sink);
    let function = function_around(flow, span);
    let mut nodes = Vec::new();
    flow.flatten(hit.trace, &mut nodes, 0);
    let steps = steps(flow, hit, &nodes, lines, &source, &sink);
    let message = format!("{} `{source}` {} `{sink}`", origin_words(hit.tier), kind_words(hit.kind));
    Some(Finding {
        rule: rule.id.clone(),
        path: flow.path.to_owned(),
        span,
        start: lines.position(flow.text, span.start),
        end: lines.position(flow.text, span.end),
        message,
        severity: if confidence == Confidence::Low {
            severity(rule, hit.tier).lower()
        } else {
            severity(rule, hit.tier)
        },
        confidence,
        cwe: rule.cwe.clone(),
        tier: Some(hit.tier),
        kind: Some(hit.kind),
        flow: steps,
        fingerprint: fingerprint(&[
            &rule.id,
            function.as_deref().unwrap_or_default(),
            &source,
            &sink,
            &code(flow, span),
        ]),
        function,
        proven: rule.denies
            && matches!(hit.tier, Tier::Remote | Tier::BrowserUrl)
            && hit.doubt == Doubt::NONE
            && !flow.unproven.get(&hit.source).is_some_and(|kinds| kinds.has(hit.kind)),
    })
}

fn local_finding(flow: &Flow<'_>, hit: LocalHit, rules: &[RuleMeta], lines: &LineIndex) -> Option<Finding> {
    let rule = rules.get(hit.rule as usize)?;
    let span = flow.tree.span(hit.place);
    let function = function_around(flow, span);
    let what = code(flow, span);
    let severity = match hit.severity {
        None => rule.severity,
        Some(0) => Severity::Low,
        Some(1) => Severity::Medium,
        Some(2) => Severity::High,
        Some(_) => Severity::Critical,
    };
    let confidence = match hit.confidence {
        None => rule.confidence,
        Some(0) => Confidence::Low,
        Some(1) => Confidence::Medium,
        Some(_) => Confidence::High,
    };
    let message = if hit.message == 0 { rule.title.clone() } else { flow.catalogue.text(hit.message).to_owned() };
    Some(Finding {
        rule: rule.id.clone(),
        path: flow.path.to_owned(),
        span,
        start: lines.position(flow.text, span.start),
        end: lines.position(flow.text, span.end),
        message,
        severity,
        confidence,
        cwe: rule.cwe.clone(),
        tier: None,
        kind: None,
        flow: Vec::new(),
        fingerprint: fingerprint(&[&rule.id, function.as_deref().unwrap_or_default(), &what]),
        function,
        proven: rule.denies && severity >= Severity::High && confidence == Confidence::High,
    })
}

fn steps(flow: &Flow<'_>, hit: &Hit, nodes: &[NodeId], lines: &LineIndex, source: &str, sink: &str) -> Vec<Step> {
    let step = |role: StepRole, node: NodeId, note: String| {
        let span = flow.tree.span(node);
        Step {
            role,
            path: flow.path.to_owned(),
            span,
            start: lines.position(flow.text, span.start),
            end: lines.position(flow.text, span.end),
            note,
        }
    };
    let mut out = vec![step(StepRole::Source, hit.source, format!("`{source}` is {}", tier_words(hit.tier)))];
    let mut last_line = out[0].start.line;
    let middle = nodes.iter().filter(|&&node| node != hit.source && node != hit.place);
    for &node in middle {
        let next = step(StepRole::Through, node, format!("through `{}`", code(flow, flow.tree.span(node))));
        // One step a line is what a reader follows.
        if next.start.line != last_line && out.len() < MAX_STEPS {
            last_line = next.start.line;
            out.push(next);
        }
    }
    out.push(step(StepRole::Sink, hit.place, format!("{} `{sink}`", kind_words(hit.kind))));
    out
}

/// A short piece of the source on one line.
fn code(flow: &Flow<'_>, span: Span) -> String {
    let text = flow.text.get(span.range()).unwrap_or_default();
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = out.char_indices().nth(60) {
        out.truncate(cut);
        out.push('…');
    }
    out
}

/// What is called or assigned to, without its arguments.
fn sink_name(flow: &Flow<'_>, sink: NodeId) -> String {
    match flow.tree.kind(sink) {
        NodeKind::Call { callee, .. } => format!("{}(…)", code(flow, flow.tree.span(callee))),
        NodeKind::TaggedTemplate { tag, .. } => code(flow, flow.tree.span(tag)),
        NodeKind::Property { key, .. } => code(flow, flow.tree.span(key)),
        _ => code(flow, flow.tree.span(sink)),
    }
}

fn function_around(flow: &Flow<'_>, span: Span) -> Option<String> {
    let around = flow.tree.functions.iter().skip(1).filter(|function| function.span.contains(span));
    let mut named: Vec<_> =
        around.filter_map(|function| Some((function.span.end - function.span.start, function.name?))).collect();
    named.sort_unstable();
    named.first().map(|&(_, name)| flow.tree.str(name).to_owned())
}

/// Sixteen hexadecimal digits over the parts.
pub(crate) fn fingerprint(parts: &[&str]) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    Fingerprint(hasher.finalize().to_hex()[..16].to_owned())
}

fn origin_words(tier: Tier) -> &'static str {
    match tier {
        Tier::Remote => "remote data",
        Tier::BrowserUrl => "data of the page's address",
        Tier::Stored => "stored data",
        Tier::Local => "local input",
        Tier::Parameter => "the parameter",
    }
}

fn tier_words(tier: Tier) -> &'static str {
    match tier {
        Tier::Remote => "data that a remote client controls",
        Tier::BrowserUrl => "data that a link to the page controls",
        Tier::Stored => "data that was stored before",
        Tier::Local => "input of whoever starts the program",
        Tier::Parameter => "a parameter of an exported function",
    }
}

fn kind_words(kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Html => "is rendered as HTML by",
        FlowKind::HtmlUrl => "becomes a URL that may run script in",
        FlowKind::Log => "is written to a log by",
        FlowKind::Sql => "becomes part of SQL in",
        FlowKind::Nosql => "becomes part of a query object in",
        FlowKind::Shell => "becomes part of a command in",
        FlowKind::Path => "chooses a file in",
        FlowKind::Url => "chooses where a request goes in",
        FlowKind::Redirect => "chooses where a redirect goes in",
        FlowKind::Code => "is evaluated as code by",
        FlowKind::Template => "becomes template source in",
        FlowKind::Deserialization => "is deserialized by",
        FlowKind::Xml => "is parsed as XML with entities by",
        FlowKind::Header => "becomes part of a header in",
        FlowKind::Regex => "becomes a regular expression in",
        FlowKind::Ldap => "becomes part of an LDAP query in",
        FlowKind::Xpath => "becomes part of an XPath query in",
        FlowKind::ObjectKey => "chooses the key that is written in",
    }
}
