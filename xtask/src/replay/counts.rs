//! What a replay counted, and the table of it.

use super::judged::Outcome;
use std::collections::BTreeMap;
use std::fmt;

/// What was counted in one repository, or in all.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) commits: usize,
    pub(super) writes: usize,
    pub(super) denied: usize,
    advised: usize,
    pub(super) crashed: usize,
    unknowns: BTreeMap<String, usize>,
    /// Refusals by rule.
    rules: BTreeMap<String, Judged>,
}

/// How refusals were judged.
#[derive(Default, Clone, Copy)]
pub(super) struct Judged {
    pub(super) right: usize,
    pub(super) wrong: usize,
    pub(super) open: usize,
}

impl Counts {
    pub(super) fn of(commits: usize) -> Self {
        Self { commits, ..Self::default() }
    }

    /// Vendored and generated files are nobody's to write: a hook does not look at them, and they do not count.
    pub(super) fn count(&mut self, outcome: &Outcome) {
        if !outcome.is_looked_at {
            return;
        }
        self.writes += 1;
        self.denied += usize::from(!outcome.refusals.is_empty());
        self.advised += usize::from(outcome.is_advised);
        self.crashed += usize::from(outcome.has_crashed);
        for unknown in &outcome.unknowns {
            *self.unknowns.entry(unknown.clone()).or_default() += 1;
        }
    }

    /// Notes one refusal; `None` for one that nobody judged.
    pub(super) fn judge(&mut self, rule: &str, is_right: Option<bool>) {
        let judged = self.rules.entry(rule.to_owned()).or_default();
        *match is_right {
            Some(true) => &mut judged.right,
            Some(false) => &mut judged.wrong,
            None => &mut judged.open,
        } += 1;
    }

    pub(super) fn add(&mut self, other: &Self) {
        let Self { commits, writes, denied, advised, crashed, unknowns, rules } = other;
        self.commits += commits;
        self.writes += writes;
        self.denied += denied;
        self.advised += advised;
        self.crashed += crashed;
        for (reason, count) in unknowns {
            *self.unknowns.entry(reason.clone()).or_default() += count;
        }
        for (rule, judged) in rules {
            let sum = self.rules.entry(rule.clone()).or_default();
            sum.right += judged.right;
            sum.wrong += judged.wrong;
            sum.open += judged.open;
        }
    }

    /// The share of writes that were denied, in percent.
    pub(super) fn percent(&self) -> f64 {
        100.0 * self.denied as f64 / self.writes.max(1) as f64
    }

    /// How the refusals of all rules were judged.
    pub(super) fn judged(&self) -> Judged {
        self.rules.values().fold(Judged::default(), |sum, it| Judged {
            right: sum.right + it.right,
            wrong: sum.wrong + it.wrong,
            open: sum.open + it.open,
        })
    }
}

/// The counts by repository with their sum, then the refusals of the sum by rule, as two Markdown tables.
pub(super) struct Table<'a> {
    pub(super) repositories: &'a [(String, Counts)],
    pub(super) total: &'a Counts,
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| repository | commits | writes | denied | % | right | wrong | not judged | advised | unknown |")?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|---|")?;
        let all = self.repositories.iter().map(|(name, counts)| (name.as_str(), counts));
        for (name, counts) in all.chain([("all", self.total)]) {
            let Counts { commits, writes, denied, advised, unknowns, .. } = counts;
            let Judged { right, wrong, open } = counts.judged();
            let percent = counts.percent();
            let unknown: usize = unknowns.values().sum();
            writeln!(
                f,
                "| {name} | {commits} | {writes} | {denied} | {percent:.2} | {right} | {wrong} | {open} | {advised} | {unknown} |"
            )?;
        }
        if !self.total.rules.is_empty() {
            writeln!(f, "\n| rule | right | wrong | not judged |\n|---|---|---|---|")?;
        }
        for (rule, Judged { right, wrong, open }) in &self.total.rules {
            writeln!(f, "| {rule} | {right} | {wrong} | {open} |")?;
        }
        let unknowns = self.total.unknowns.iter().map(|(reason, count)| format!("{count} x {reason}"));
        let unknowns: Vec<String> = unknowns.collect();
        if !unknowns.is_empty() {
            writeln!(f, "\nUnknown: {}.", unknowns.join(", "))?;
        }
        Ok(())
    }
}
