//! What is new, and what it does: deny, advise or nothing.

use forge_model::{Analysis, Confidence, Decision, Finding, Severity, Tier, Unknown, Verdict};
use std::collections::BTreeMap;

/// The findings of `after` that `before` lacks, by the multiset of path and fingerprint: of two alike of which there
/// was one, one is new.
pub fn new_findings(before: &[Finding], after: Vec<Finding>) -> Vec<Finding> {
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in before {
        *known.entry((&finding.path, &finding.fingerprint.0)).or_default() += 1;
    }
    let mut is_new = Vec::with_capacity(after.len());
    for finding in &after {
        is_new.push(match known.get_mut(&(finding.path.as_str(), finding.fingerprint.0.as_str())) {
            Some(count @ 1..) => {
                *count -= 1;
                false
            }
            _ => true,
        });
    }
    drop(known);
    after.into_iter().zip(is_new).filter_map(|(finding, is_new)| is_new.then_some(finding)).collect()
}

/// Judges a change whose result is `after`. `before` is asked for only when there is something that may be new;
/// `is_product` says of a path whether its file is code that ships.
///
/// - A new, proven finding in product code denies.
/// - So does a file whose analysis failed, unless it failed before the change as well: then nobody could repair it.
/// - A proven finding elsewhere, and a new one of medium severity with at most one guess, advises.
/// - Everything else, and what cannot be analysed because of its own form (it may be half-way through an edit), is silent.
pub fn judge(after: Analysis, before: impl FnOnce() -> Analysis, is_product: impl Fn(&str) -> bool) -> Verdict {
    let failed = |unknown: &Unknown| unknown.reason.is_failure_of_analysis() && is_product(&unknown.path);
    let mut verdict =
        Verdict { decision: Decision::Allow, denied: Vec::new(), advised: Vec::new(), unknowns: after.unknowns };
    if !after.findings.iter().any(matters) && !verdict.unknowns.iter().any(failed) {
        return verdict;
    }
    let before = before();
    for finding in new_findings(&before.findings, after.findings) {
        if finding.proven && is_product(&finding.path) {
            verdict.denied.push(finding);
        } else if finding.proven || matters(&finding) && is_product(&finding.path) {
            verdict.advised.push(finding);
        }
    }
    let failed_before = |unknown: &Unknown| {
        let same = |earlier: &Unknown| earlier.path == unknown.path && earlier.reason.is_failure_of_analysis();
        before.unknowns.iter().any(same)
    };
    let fails_anew = verdict.unknowns.iter().any(|unknown| failed(unknown) && !failed_before(unknown));
    verdict.denied.sort_by(gravest_first);
    verdict.advised.sort_by(gravest_first);
    verdict.decision = if fails_anew || !verdict.denied.is_empty() {
        Decision::Deny
    } else if !verdict.advised.is_empty() {
        Decision::Advise
    } else {
        Decision::Allow
    };
    verdict
}

/// Whether a finding is worth a word at a hook. What only whoever starts the program or calls the library controls is
/// for a scan.
pub fn matters(finding: &Finding) -> bool {
    let is_exposed = !matches!(finding.tier, Some(Tier::Parameter | Tier::Local));
    finding.proven || is_exposed && finding.severity >= Severity::Medium && finding.confidence >= Confidence::Medium
}

fn gravest_first(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    (b.severity, b.confidence).cmp(&(a.severity, a.confidence)).then_with(|| a.order(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::tests::finding;
    use forge_model::UnknownReason;

    fn with(fingerprint: &str, change: impl FnOnce(&mut Finding)) -> Finding {
        let mut finding = finding();
        finding.fingerprint.0 = fingerprint.to_owned();
        change(&mut finding);
        finding
    }

    fn analysis(findings: Vec<Finding>) -> Analysis {
        Analysis { findings, unknowns: Vec::new() }
    }

    fn failing(reason: UnknownReason) -> Analysis {
        let unknown = Unknown { path: "src/app.js".to_owned(), reason };
        Analysis { findings: Vec::new(), unknowns: vec![unknown] }
    }

    #[track_caller]
    fn check(after: Analysis, before: Analysis, is_product: bool, expected: Decision) {
        assert_eq!(judge(after, || before, |_| is_product).decision, expected);
    }

    #[test]
    fn a_copy_of_what_was_there_is_new() {
        let before = [with("a", |_| {}), with("b", |_| {})];
        let after =
            vec![with("a", |_| {}), with("a", |_| {}), with("b", |it| it.path = "other.js".into()), with("c", |_| {})];
        let new = new_findings(&before, after);
        let new: Vec<_> = new.iter().map(|it| (it.path.as_str(), it.fingerprint.0.as_str())).collect();
        assert_eq!(new, [("src/app.js", "a"), ("other.js", "b"), ("src/app.js", "c")]);
    }

    #[test]
    fn only_what_is_new_and_proven_and_ships_denies() {
        let proven = || with("a", |_| {});
        check(analysis(vec![proven()]), Analysis::default(), true, Decision::Deny);
        check(analysis(vec![proven()]), analysis(vec![proven()]), true, Decision::Allow);
        check(analysis(vec![proven()]), Analysis::default(), false, Decision::Advise);
    }

    #[test]
    fn what_is_less_certain_advises_and_what_is_slight_is_silent() {
        let unproven = |change: fn(&mut Finding)| {
            analysis(vec![with("a", |it| {
                it.proven = false;
                change(it);
            })])
        };
        let none = Analysis::default;
        check(unproven(|_| {}), none(), true, Decision::Advise);
        check(unproven(|_| {}), none(), false, Decision::Allow);
        check(unproven(|it| it.severity = Severity::Low), none(), true, Decision::Allow);
        check(unproven(|it| it.confidence = Confidence::Low), none(), true, Decision::Allow);
        check(unproven(|it| it.tier = Some(Tier::Local)), none(), true, Decision::Allow);
    }

    #[test]
    fn the_state_before_is_not_looked_at_without_need() {
        let slight = with("a", |it| (it.proven, it.severity) = (false, Severity::Low));
        let verdict = judge(analysis(vec![slight]), || panic!("needless"), |_| true);
        assert_eq!(verdict.decision, Decision::Allow);
    }

    #[test]
    fn a_failing_analysis_denies_unless_it_failed_already() {
        let crashed = || failing(UnknownReason::Crashed("x".into()));
        check(crashed(), Analysis::default(), true, Decision::Deny);
        check(failing(UnknownReason::OutOfBudget), crashed(), true, Decision::Allow);
        check(crashed(), Analysis::default(), false, Decision::Allow);
        check(failing(UnknownReason::Syntax { line: 3 }), Analysis::default(), true, Decision::Allow);
    }

    #[test]
    fn the_gravest_comes_first() {
        let findings =
            vec![with("a", |it| it.severity = Severity::Medium), with("b", |it| it.severity = Severity::Critical)];
        let verdict = judge(analysis(findings), Analysis::default, |_| true);
        assert_eq!(verdict.denied[0].severity, Severity::Critical);
    }
}
