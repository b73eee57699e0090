//! What a string's beginning and end say of it: `startswith`, `endswith`.

use super::Flow;
use super::call::Arg;
use super::strings::{self, Chars};
use super::value::{Cleared, Origin, UNKNOWN, ValueId};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind};

impl Flow<'_> {
    /// `host.endswith(".example.org")`: a host below the program's own.
    pub(crate) fn ends_with(&mut self, subject: Option<Arg>, suffix: Option<Arg>) -> ValueId {
        let (Some(subject), Some(suffix)) = (subject, suffix) else { return UNKNOWN };
        let below = |flow: &Self, value: ValueId| matches!(flow.text_of(value), Some((text, true)) if text.starts_with('.') && text.len() > 3);
        let held = self.value(suffix.value).object.map(|object| self.object(object));
        let fixed = match held.filter(|held| held.sequence && held.length.is_some() && held.any.is_none()) {
            Some(held) => held.fields.iter().all(|&(_, value)| below(self, value)),
            None => below(self, suffix.value),
        };
        if !fixed || !self.is_host(subject.node, 4) {
            return UNKNOWN;
        }
        let located = KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl);
        self.guard_value(subject.node, Cleared::kinds(located), Cleared::default())
    }

    /// Whether an expression is the host of a parsed URL.
    fn is_host(&self, node: NodeId, depth: u32) -> bool {
        if depth == 0 {
            return false;
        }
        match self.tree.kind(node) {
            NodeKind::Member { name, .. } => matches!(self.names.text(name), "host" | "hostname" | "netloc"),
            NodeKind::Binary { op: BinaryOp::Or | BinaryOp::Coalesce, left, .. } => self.is_host(left, depth - 1),
            NodeKind::Call { callee, .. } => match self.tree.kind(callee) {
                NodeKind::Member { object, name } => {
                    matches!(self.names.text(name), "lower" | "strip" | "rstrip" | "casefold")
                        && self.is_host(object, depth - 1)
                }
                _ => false,
            },
            NodeKind::Var(var) => self.made_from.get(&var).is_some_and(|&from| self.is_host(from, depth - 1)),
            _ => false,
        }
    }

    pub(crate) fn starts_with(&mut self, subject: Option<Arg>, prefix: Option<Arg>) -> ValueId {
        let (Some(subject), Some(prefix)) = (subject, prefix) else { return UNKNOWN };
        let held = self.value(prefix.value).object.map(|object| self.object(object));
        let Some(held) = held.filter(|held| held.sequence && held.length.is_some() && held.any.is_none()) else {
            let (if_true, if_false) = self.prefix_facts(subject, prefix);
            return self.guard_value(subject.node, if_true, if_false);
        };
        // One of several prefixes: what all of them say where it is true, what any of them says where it is false.
        let mut either: Option<Cleared> = None;
        let mut neither = Cleared::default();
        for &(_, value) in &held.fields {
            let (if_true, if_false) = self.prefix_facts(subject, Arg { value, ..prefix });
            either = Some(either.map_or(if_true, |either: Cleared| either.both(if_true)));
            neither = neither.and(if_false);
        }
        self.guard_value(subject.node, either.unwrap_or_default(), neither)
    }

    /// Whether `..` may be gone from a path: neither where it was just put together, nor where a request has it so.
    fn may_be_resolved(&self, subject: Arg) -> bool {
        let mut node = subject.node;
        for _ in 0..4 {
            match self.tree.kind(node) {
                NodeKind::Var(var) => match self.made_from.get(&var) {
                    Some(&from) => node = from,
                    None => break,
                },
                NodeKind::Typed { value, .. } => node = value,
                _ => break,
            }
        }
        let (received, taints) = (self.tree.span(node), &self.value(subject.value).taints);
        let is_received = matches!(self.tree.kind(node), NodeKind::Member { .. } | NodeKind::Index { .. })
            && !taints.is_empty()
            && taints.iter().all(|taint| match self.origins[taint.origin.0 as usize] {
                Origin::Source { node, .. } => received.range().contains(&self.tree.span(node).range().start),
                Origin::Param { .. } => false,
            });
        !is_received && self.may_be_normalised(subject.node, 4)
    }

    /// What a string says that starts with `prefix`, and one that does not.
    fn prefix_facts(&mut self, subject: Arg, prefix: Arg) -> (Cleared, Cleared) {
        let from = self.string_taints(prefix.value);
        let cleared = match self.text_of(prefix.value) {
            Some((text, _)) if text.len() > 1 && !text.starts_with(strings::HOLE) => {
                let mut kinds = strings::cleared_by_prefix(&text).minus(KindSet::of(FlowKind::Nosql));
                if text.starts_with('/') && !text.starts_with("//") && self.may_be_resolved(subject) {
                    kinds = kinds.with(FlowKind::Path);
                }
                Cleared::kinds(kinds)
            }
            Some((text, true)) if text == "/" => Cleared::chars(Chars::LOCAL),
            Some((text, _)) if !text.starts_with(strings::HOLE) => {
                if text == "." || text == ".." {
                    Cleared::default()
                } else {
                    Cleared::maybe()
                }
            }
            // An origin among those of a list that is not known here, as a whole or not.
            _ if self.speaks_of_origin(subject.node) => Cleared::maybe(),
            // A directory of the program's own.
            _ if self.is_own_directory(&from) => {
                let mut kinds = KindSet::of(FlowKind::Url).with(FlowKind::Redirect);
                if self.may_be_resolved(subject) {
                    kinds = kinds.with(FlowKind::Path);
                }
                Cleared::kinds(kinds)
            }
            _ => Cleared::default(),
        };
        // `path.relative(root, file).startsWith("..")`: where it does not, the file lies below the root.
        let leaves = matches!(self.text_of(prefix.value), Some((text, _)) if text == ".." || text.starts_with("../") || text == format!("..{}", strings::HOLE));
        let foreign = matches!(self.text_of(prefix.value), Some((text, true)) if text == "//");
        let if_false = if leaves {
            Cleared::kinds(KindSet::of(FlowKind::Path))
        } else if foreign {
            // The other half of the usual test for a path of this site.
            Cleared::chars(Chars::NO_HOST)
        } else {
            Cleared::default()
        };
        (cleared, if_false)
    }
}
