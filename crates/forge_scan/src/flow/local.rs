//! Local rules: constructs that are wrong where they stand, found on the way.

use super::Flow;
use super::call::{Arg, Args, CallSite};
use super::report::LocalHit;
use super::select::Scope;
use super::value::{Konst, ValueId};
use forge_catalogue::compiled::{Check, NO_NODE, Node};
use forge_catalogue::select::glob;
use forge_syntax::tree::{NodeId, NodeKind, Sym};

impl Flow<'_> {
    /// Local rules over a call.
    pub(crate) fn call_checks(&mut self, site: &CallSite<'_>, node: Node) {
        // A receiver that is known by its name only is one of unknown type to a rule.
        let is_member = matches!(self.tree.kind(site.callee), NodeKind::Member { .. });
        let node = if site.guessed && is_member { self.any_member(site.callee) } else { node };
        if node == NO_NODE {
            return;
        }
        let same = self.catalogue.same(node);
        for node in [node, same].iter().take(if same == node { 1 } else { 2 }) {
            let checks = &self.catalogue.models(*node).checks;
            for check in checks.iter().filter(|check| !check.write) {
                let scope = Scope { args: site.args, receiver: site.receiver, result: None, node: site.id };
                self.check(check, &scope, site.id);
            }
        }
    }

    /// The node of `*.name` for a callee `x.name`.
    fn any_member(&mut self, callee: NodeId) -> Node {
        let NodeKind::Member { name, .. } = self.tree.kind(callee) else { return NO_NODE };
        let any = self.find(&[forge_catalogue::api::ANY]);
        match self.names.catalogued(name) {
            Some(segment) if any != NO_NODE => self.catalogue.step(any, segment),
            _ => NO_NODE,
        }
    }

    /// Local rules over what a template writes without escaping: calls of the pseudo-API `$template.unescaped` with the
    /// expression's text.
    pub(crate) fn template_output(&mut self, id: NodeId, node: NodeId, value: ValueId) {
        let output = self.find(&["$template", "unescaped"]);
        if output != NO_NODE {
            let mut args = Args::default();
            // The rule looks at how the expression reads.
            let code = self.text.get(self.tree.span(node).range()).unwrap_or_default();
            let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
            let code = self.names.intern(&code);
            let value = match self.value(value).konst {
                Konst::Str(_) => value,
                _ => self.constant(Konst::Str(code)),
            };
            args.positional.push(Arg { node, value });
            let site = CallSite { id, callee: id, receiver: None, args: &args, guessed: false };
            self.call_checks(&site, output);
        }
    }

    /// Local rules over an assignment to a member.
    pub(crate) fn write_checks(&mut self, node: Node, scope: &Scope<'_>, place: NodeId) {
        let checks = &self.catalogue.models(node).checks;
        for check in checks.iter().filter(|check| check.write) {
            self.check(check, scope, place);
        }
    }

    /// Local rules over a name that gets a value: a variable, a field, a key, a keyword argument.
    pub(crate) fn check_name(&mut self, name: Sym, value: ValueId, from: NodeId, place: NodeId) {
        self.check_named(name, false, value, from, place);
    }

    /// Local rules over a comparison of something that has a name.
    pub(crate) fn compare_checks(&mut self, left: Arg, right: Arg) {
        for (named, other) in [(left, right), (right, left)] {
            if matches!(self.value(other.value).konst, Konst::Str(_))
                && let Some(name) = self.place_name(named.node)
            {
                self.check_named(name, true, other.value, other.node, other.node);
            }
        }
    }

    fn check_named(&mut self, name: Sym, compares: bool, value: ValueId, from: NodeId, place: NodeId) {
        let matching = self.name_checks_for(name, compares);
        for at in matching {
            let known = &self.catalogue.tables().name_checks[at];
            let args = Args::default();
            let scope = Scope { args: &args, receiver: None, result: Some(Arg { node: from, value }), node: place };
            self.check(&known.check, &scope, place);
        }
    }

    fn name_checks_for(&mut self, name: Sym, compares: bool) -> Vec<usize> {
        if let Some(known) = self.name_checks.get(&(name, compares)) {
            return known.clone();
        }
        let text = self.names.text(name);
        let path = self.path;
        let matching: Vec<usize> = self
            .catalogue
            .tables()
            .name_checks
            .iter()
            .enumerate()
            .filter(|(_, check)| check.compares == compares)
            .filter(|(_, check)| check.names.iter().any(|pattern| glob(pattern, text)))
            .filter(|(_, check)| !check.not_names.iter().any(|pattern| glob(pattern, text)))
            .filter(|(_, check)| check.check.files.include(path))
            .map(|(at, _)| at)
            .collect();
        self.name_checks.insert((name, compares), matching.clone());
        matching
    }

    fn check(&mut self, check: &Check, scope: &Scope<'_>, place: NodeId) {
        if !check.files.include(self.path) || !self.all_hold(&check.when, scope) || self.some_hold(&check.unless, scope)
        {
            return;
        }
        let at = check.at.as_ref().and_then(|at| self.select(at, scope).first().map(|selected| selected.arg.node));
        let hit = LocalHit {
            rule: check.rule,
            place: at.unwrap_or(place),
            message: check.message,
            severity: check.severity,
            confidence: check.confidence,
        };
        // A rule tells one thing of a place: the first of its entries that fits.
        if !self.local_hits.iter().any(|known| known.rule == hit.rule && known.place == hit.place) {
            self.local_hits.push(hit);
        }
    }
}
