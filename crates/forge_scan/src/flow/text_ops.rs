//! Operations that take characters out of a string, print by a format, or join a path.

use super::Flow;
use super::call::{Arg, CallSite};
use super::charset::Pattern;
use super::value::{Cleared, Key, Konst, Object, Taints, UNKNOWN, Value, ValueId};
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::NodeId;

impl Flow<'_> {
    /// What is left of a text without the characters of a class, given by what stands between its brackets.
    pub(crate) fn remove_class(
        &mut self,
        id: NodeId,
        subject: Option<Arg>,
        class: Option<Arg>,
        start: &str,
    ) -> ValueId {
        let (Some(subject), Some(class)) = (subject, class) else { return UNKNOWN };
        let cleared = match self.text_of(class.value) {
            Some((text, true)) => {
                let pattern = Pattern::parse(&format!("[{start}{text}]+"), false, false);
                pattern.map_or_else(Cleared::maybe, |pattern| pattern.cleared_by_removal())
            }
            _ => Cleared::maybe(),
        };
        self.replaced(id, subject, None, cleared)
    }

    /// `f"ls {name}".split(" ")`: what stands before the first separator is the program's own.
    pub(crate) fn split_known(&mut self, subject: Arg, separator: Option<Arg>, taints: &Taints) -> Option<ValueId> {
        let Konst::Str(separator) = self.value(separator?.value).konst else { return None };
        let separator = self.names.text(separator).to_owned();
        if !matches!(separator.as_str(), " " | "," | ";" | ":") || taints.is_empty() {
            return None;
        }
        let (known, _) = self.text_of(subject.value)?;
        let (before, _) = known.rsplit_once(&separator)?;
        if before.contains(super::strings::HOLE) {
            return None;
        }
        let mut object = Object { sequence: true, ..Object::default() };
        for (at, word) in before.split(&separator).enumerate() {
            let word = self.names.intern(word);
            let word = self.constant(Konst::Str(word));
            object.set(Key::At(at as u32), word);
        }
        let taints = taints.iter().map(|taint| taint.part()).collect();
        object.rest = Some(self.new_value(Value::tainted(taints)));
        let object = self.new_object(object);
        Some(self.new_value(Value { object: Some(object), ty: self.known.array, ..Value::default() }))
    }

    /// A format, what its directives take, and further arguments after it, as Node's `util.format` has them.
    pub(crate) fn format_print(&mut self, site: &CallSite<'_>) -> ValueId {
        let mut args: Vec<(NodeId, ValueId)> = site.args.all().map(|arg| (arg.node, arg.value)).collect();
        if args.is_empty() {
            return UNKNOWN;
        }
        let (_, format) = args.remove(0);
        let directives = match self.text_of(format) {
            Some((text, _)) => text.replace("%%", "").matches('%').count().min(args.len()),
            None => 0,
        };
        let further = args.split_off(directives);
        let mut parts = vec![(site.id, self.percent_format(site.id, format, &args, None))];
        for (node, value) in further {
            let space = self.names.intern(" ");
            parts.push((node, self.constant(Konst::Str(space))));
            parts.push((node, value));
        }
        self.concat(site.id, &parts)
    }

    /// An absolute path of constant parts, of which an absolute one starts anew.
    pub(crate) fn constant_path(&mut self, site: &CallSite<'_>) -> ValueId {
        let mut path = String::new();
        for arg in site.args.all() {
            let Some((part, true)) = self.text_of(arg.value) else { return UNKNOWN };
            if part.starts_with('/') {
                path.clear();
            } else if !path.is_empty() && !path.ends_with('/') {
                path.push('/');
            }
            path.push_str(&part);
        }
        if !path.starts_with('/') {
            return UNKNOWN;
        }
        let path = self.names.intern(&path);
        self.constant(Konst::Str(path))
    }

    /// The parts of a path, with what separates them.
    pub(crate) fn join_path(&mut self, site: &CallSite<'_>) -> ValueId {
        let mut parts: Vec<(NodeId, ValueId)> = Vec::new();
        let slash = self.names.intern("/");
        for (at, arg) in site.args.all().enumerate() {
            let arg = if at > 0 { self.below_root(arg) } else { arg };
            let ends = self.text_of(arg.value).is_some_and(|(text, whole)| whole && text.ends_with('/'));
            parts.push((arg.node, arg.value));
            if !ends {
                parts.push((arg.node, self.constant(Konst::Str(slash))));
            }
        }
        let ends = parts.last().is_some_and(|&(_, last)| self.value(last).konst == Konst::Str(slash));
        if ends {
            parts.pop();
        }
        self.concat(site.id, &parts)
    }

    /// An argument of a join that no `..` leads out of: what was normalised as a path from the root.
    fn below_root(&mut self, arg: Arg) -> Arg {
        if self.normalised_from(arg.value).is_some_and(|from| from.starts_with('/')) {
            let value = self.cleared(arg.value, Cleared::kinds(KindSet::of(FlowKind::Path)));
            return Arg { value, ..arg };
        }
        arg
    }

    /// The known text of the path that `value` was normalised from.
    fn normalised_from(&self, value: ValueId) -> Option<String> {
        let fact = self.catalogue.string("normalised")?;
        let from = self.object(self.value(value).object?).fact(fact)?;
        self.text_of(from).map(|(text, _)| text)
    }

    /// `normalize(x).replace(/^(\.\.(\/|\\|$))+/, "")`: a normalised path has `..` at its start only.
    pub(crate) fn without_ups(&mut self, subject: Option<Arg>, pattern: Option<Arg>, replaced: ValueId) -> ValueId {
        let (Some(subject), Some(pattern)) = (subject, pattern) else { return replaced };
        let Konst::Regex { pattern, .. } = self.value(pattern.value).konst else { return replaced };
        let text = self.names.text(pattern).trim_start_matches(['^', '(', '?', ':']);
        let is_start = self.names.text(pattern).starts_with('^') && text.starts_with("\\.\\.");
        let fact = self.catalogue.string("normalised");
        let held = self.value(subject.value).object.map(|object| self.object(object));
        let Some(fact) = fact.filter(|&fact| is_start && held.is_some_and(|held| held.fact(fact).is_some())) else {
            return replaced;
        };
        let root = self.names.intern("/");
        let root = self.constant(Konst::Str(root));
        let object = self.new_object(Object::default());
        self.change_object(object, |object| object.set_fact(fact, root));
        let value = Value { object: Some(object), ..self.value(replaced).clone() };
        self.new_value(value)
    }
}
