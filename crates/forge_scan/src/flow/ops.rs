//! Operations whose meaning is code rather than data: models name them with `op`.

use super::Flow;
use super::call::{Arg, CallSite};
use super::charset::Pattern;
use super::strings::Chars;
use super::value::{Callable, Cleared, Key, Konst, Object, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet};
use forge_syntax::tree::{BinaryOp, NodeId, NodeKind};

impl Flow<'_> {
    /// Applies the operation `name` to a call. `result` holds what the model's other parts made of it.
    pub(crate) fn operation(&mut self, name: &str, site: &CallSite<'_>, result: &mut Value) {
        let receiver = site.receiver;
        let first = site.args.positional.first().copied();
        let second = site.args.positional.get(1).copied();
        let value = match name {
            "replace" => {
                let replaced = self.replace(site.id, receiver, first, second, self.python);
                self.without_ups(receiver, first, replaced)
            }
            "replace-all" => self.replace(site.id, receiver, first, second, true),
            "re-sub" => self.regex_sub(site.id, first, second, site.args.positional.get(2).copied()),
            "pattern-sub" => self.regex_sub(site.id, receiver, first, second),
            "concat" => self.concat_call(site),
            "split-last" => self.split_last(site.id, receiver, first),
            "split" => self.split(site.id, receiver, first),
            "join" => self.join_items(site.id, receiver, first),
            "join-argument" => self.join_items(site.id, first, receiver),
            "format-percent" => self.format_call(site, false),
            "format-braces" => self.format_call(site, true),
            "compile" => self.compile_pattern(site, result),
            "remove-class" => self.remove_class(site.id, first, second, ""),
            "keep-class" => self.remove_class(site.id, first, second, "^"),
            "test" => {
                let found = self.pattern_guard(receiver, first, false, false);
                let guard = self.value(found).guard;
                self.new_value(Value { guard, ..Value::default() })
            }
            "match" => self.matched(first, receiver, false),
            "match-all" => self.matched(first, receiver, true),
            "exec" => self.executed(receiver, first),
            "re-match" => self.flagged_guard(site, true, false),
            "re-search" => self.flagged_guard(site, false, false),
            "re-fullmatch" => self.flagged_guard(site, true, true),
            "pattern-match" => self.pattern_guard(receiver, first, true, false),
            "pattern-fullmatch" => self.pattern_guard(receiver, first, true, true),
            "includes" => self.includes(receiver, first),
            "ends-with" => self.ends_with(receiver, first),
            "all" => self.quantifier(first, true),
            "any" => self.quantifier(first, false),
            "filter-argument" => self.filter_items(site),
            "subset" => match (receiver, first) {
                (Some(receiver), Some(first)) => self.subset_guard(receiver, first).unwrap_or(UNKNOWN),
                _ => UNKNOWN,
            },
            "truth" => {
                let guard = first.map_or(0, |first| self.value(first.value).guard);
                self.new_value(Value { guard, ..Value::default() })
            }
            "set-nested" => self.set_nested(receiver, &site.args.positional),
            "get-nested" => self.get_nested(receiver, &site.args.positional),
            "split-words" => self.split_words(site.id, first.or(receiver)),
            "code-point" => self.code_point(first),
            "from-code-point" => self.character(first),
            "keep-text" => {
                let konst = first.map_or(Konst::No, |first| self.value(first.value).konst);
                self.constant(konst)
            }
            "format-dollar" => self.dollar_format(site),
            "format-mapping" => self.format_mapping(site),
            "partial" => match first {
                Some(function) => {
                    let args: Vec<Arg> = site.args.positional.iter().skip(1).copied().collect();
                    self.bind_some(function.value, &args, &site.args.named)
                }
                None => UNKNOWN,
            },
            "handled-exception" => self.handled(),
            "call-scheduled" => self.call_scheduled(site),
            "writer-of" => self.writer_of(first, result),
            "write-through" => self.write_through(receiver, site),
            "declared-fields" => self.declared_fields(receiver, result),
            "parse" => {
                self.parsed(first);
                UNKNOWN
            }
            "starts-with" => self.starts_with(receiver, first),
            "filter" => self.filter(site, receiver),
            "find" => self.find_item(site, receiver),
            "some" | "every" => {
                let (Some(receiver), Some(first)) = (receiver, first) else { return };
                if name == "some" { self.some(receiver, first.value) } else { self.every(receiver, first.value) }
            }
            "some-argument" | "every-argument" => {
                let (Some(first), Some(second)) = (first, second) else { return };
                if name == "some-argument" { self.some(first, second.value) } else { self.every(first, second.value) }
            }
            "starts-with-argument" => self.starts_with(first, second),
            "ends-with-argument" => self.ends_with(first, second),
            "is-nan" => self.is_nan(first),
            "is-number" => self.is_number(first),
            "is-instance" => self.is_instance(first, second),
            "push" => self.push(site, receiver),
            "pop" => self.remove_item(receiver, false),
            "shift" => self.remove_item(receiver, true),
            "list" => self.list_of_items(first),
            "reversed" => self.reverse_items(first, false),
            "reverse" => self.reverse_items(receiver, true),
            "sort" => {
                self.shuffle_items(receiver);
                UNKNOWN
            }
            "clear" => {
                self.clear_items(receiver);
                UNKNOWN
            }
            "extend" => self.extend_items(receiver, first),
            "items" => self.pairs_of(receiver),
            "keys" => self.keys_of(receiver),
            "mapping" => {
                let mapping = self.make_mapping(site);
                // A map is one of its own kind, not any object.
                let ty = if result.ty == NO_NODE { self.value(mapping).ty } else { result.ty };
                let mapping = Value { ty, ..self.value(mapping).clone() };
                self.new_value(mapping)
            }
            "set-default" => self.set_default(receiver, first, second),
            "deep-copy" => self.deep_copy(first),
            "fields" => self.fields_of(first.or(receiver)),
            "text" => first.map_or(UNKNOWN, |first| self.text_value(site.id, first)),
            "source-text" => first.map_or(UNKNOWN, |first| self.as_source(site.id, first.value)),
            "record-type" => self.record_type(second),
            "with-fields" => self.with_fields(first.or(receiver), site.args),
            "pop-at" => self.pop_at(receiver, first, second),
            "unshift" => self.insert_item(receiver, Some(0), first),
            "insert" => {
                let at = first.map(|first| self.key_of(first.value));
                let at = if let Some(Key::At(at)) = at { Some(at) } else { None };
                self.insert_item(receiver, at, second)
            }
            "translate" => self.translate(site.id, receiver, first),
            "maketrans" => self.translation_table(first, second, site.args.positional.get(2).copied()),
            "route" => self.note_route(first, second),
            "url-rule" => self.note_url_rule(site),
            "enumerate" => self.enumerate(first),
            "zip" => self.zip(site),
            "set-in-section" => self.set_in_section(receiver, site),
            "get-in-section" => self.get_in_section(receiver, site),
            "counted" => self.counted(receiver),
            "declare-option" => self.declare_option(receiver, site),
            "parsed-options" => self.parsed_options(receiver, result),
            "arguments" => self.arguments(site),
            "replaced-copy" => self.replaced_copy(first.or(receiver), site),
            "instance-of" => self.instance_of(receiver, first),
            "call-argument" => self.call_argument(site, 0),
            "call-second-argument" => self.call_argument(site, 1),
            "call-target" => self.call_target(site),
            "map-argument" => self.map_argument(site),
            "match-group" => self.match_group(receiver, first),
            "match-groups" => self.match_groups(receiver),
            "find-all" => self.find_all(first, second, false),
            "pattern-find-all" => self.find_all(receiver, first, false),
            "find-each" => self.find_all(first, second, true),
            "pattern-find-each" => self.find_all(receiver, first, true),
            "copy" => self.copy(first.or(receiver)),
            "setattr" => self.set(first, second, site.args.positional.get(2).copied()),
            "get" => self.get(receiver, first, second),
            "set" => self.set(receiver, first, second),
            "assign" => self.assign_all(site),
            "update" => self.update(receiver, site),
            "call" => self.call_bound(site, receiver, false),
            "apply" => self.call_bound(site, receiver, true),
            "bind" => self.bind(receiver, site),
            "identity" => first.map_or(UNKNOWN, |first| first.value),
            "self" => receiver.map_or(UNKNOWN, |receiver| receiver.value),
            "getattr" => self.get_attribute(first, second, site.args.positional.get(2).copied()),
            "elements" => {
                let element = receiver.map_or(UNKNOWN, |receiver| self.element_of(receiver.value));
                self.array_of(element)
            }
            "argument-elements" => {
                let element = first.map_or(UNKNOWN, |first| self.element_of(first.value));
                self.array_of(element)
            }
            "component" => self.component(first),
            "named-component" => self.component(second),
            "class-of-options" => self.class_of_options(first, false),
            "routed-class" => self.class_of_options(first, true),
            "modules" => self.modules(site),
            "merge-state" => self.merge_state(receiver, first),
            "injected" => self.injected(first),
            "computed" => self.computed(first),
            "observe" => self.observe(first, second),
            "second" => second.map_or(UNKNOWN, |second| second.value),
            "use-reducer" => self.use_reducer(site.id, first, second),
            "use-state" => self.use_state(site.id, first),
            "use-ref" => self.use_ref(first),
            "promise" => self.promise(site.id, first),
            "check-pattern" => self.check_pattern(receiver, first),
            "check-fields" => self.check_fields(first, result),
            "checks-passed" => self.checks_passed(),
            "assert-checks" => {
                let passed = self.checks_passed();
                self.hold(passed);
                UNKNOWN
            }
            "checked-data" => self.checked_data(site.id, result),
            "passed-part" => self.passed_part(site.id, first, result),
            "is-valid" => self.schema_guard(first, second),
            "valid-by" => self.schema_guard(second, first),
            "valid-by-callee" => {
                let value = self.eval(site.callee);
                let schema = self.schema_fact(value).map(|value| Arg { node: site.callee, value });
                self.schema_guard(first, schema)
            }
            "assert-match" => {
                let matched = self.pattern_guard(second, first, false, false);
                self.hold(matched);
                UNKNOWN
            }
            "assert-equal" => {
                if let (Some(first), Some(second)) = (first, second) {
                    let (x, y) = (self.value(first.value).clone(), self.value(second.value).clone());
                    let equal = self.equality_of((first.node, &x), (second.node, &y));
                    self.hold(equal);
                }
                UNKNOWN
            }
            "assert-valid" => {
                let valid = self.schema_guard(first, second);
                self.hold(valid);
                UNKNOWN
            }
            "schema-object" => self.schema_object(first),
            "schema-parse-right" => self.schema_parse_into(site.id, "right", receiver, first),
            "parse-by" => self.schema_parse(site.id, first, second),
            "parse-argument" => self.schema_parse(site.id, second, first),
            "parse-by-method" => self.parse_by_method(site.id, second, result),
            "parse-by-output" => self.schema_parse_into(site.id, "output", first, second),
            "schema-parse" => self.schema_parse(site.id, receiver, first),
            "schema-parse-data" => self.schema_parse_into(site.id, "data", receiver, first),
            "schema-parse-value" => self.schema_parse_into(site.id, "value", receiver, first),
            "constant-path" => self.constant_path(site),
            "join-path" => self.join_path(site),
            "format-print" => self.format_print(site),
            "to-number" => UNKNOWN,
            "try-conversion" => self.try_conversion(site, first),
            name => match self.array_operation(name, site) {
                Some(value) => value,
                None => return,
            },
        };
        self.absorb(value, result);
    }

    /// A conversion that throws where its argument is not what it should be. Where its result is used, the argument
    /// goes on being what it was; a statement of its own is there to validate.
    fn try_conversion(&mut self, site: &CallSite<'_>, subject: Option<Arg>) -> ValueId {
        if let (Some(subject), true) = (subject, self.statement == Some(site.id)) {
            self.assume(subject.node, Cleared::ALL);
        }
        UNKNOWN
    }

    /// Makes `result` what `value` is, on top of what it is already.
    fn absorb(&mut self, value: ValueId, result: &mut Value) {
        if value == UNKNOWN {
            return;
        }
        let found = self.value(value).clone();
        for taint in found.taints {
            add_taint(&mut result.taints, taint);
        }
        if found.konst != Konst::No {
            result.konst = found.konst;
        }
        if result.ty == NO_NODE || found.ty != NO_NODE {
            result.ty = found.ty.max(result.ty * u32::from(found.ty == NO_NODE));
            result.guessed = found.guessed;
        }
        result.object = found.object.or(result.object);
        result.class = found.class.or(result.class);
        result.param = found.param;
        if found.callable != Callable::No {
            result.callable = found.callable;
        }
        if found.guard != 0 {
            result.guard = found.guard;
        }
    }

    pub(crate) fn pattern_of(&self, value: ValueId) -> Option<(Pattern, bool)> {
        match self.value(value).konst {
            Konst::Regex { pattern, flags } => {
                let flags = self.names.text(flags);
                let parsed = Pattern::parse(self.names.text(pattern), flags.contains('i'), flags.contains('m'))?;
                Some((parsed, flags.contains('g')))
            }
            Konst::Str(text) if self.python => Some((Pattern::parse(self.names.text(text), false, false)?, true)),
            _ => None,
        }
    }

    /// `x.replace(from, to)`; `every` where a string pattern is replaced wherever it occurs.
    fn replace(
        &mut self,
        id: NodeId,
        subject: Option<Arg>,
        from: Option<Arg>,
        to: Option<Arg>,
        every: bool,
    ) -> ValueId {
        let Some(subject) = subject else { return UNKNOWN };
        let Some(from) = from else { return self.without_content(subject.value) };
        let cleared = match self.value(from.value).konst {
            Konst::Regex { .. } => match self.pattern_of(from.value) {
                Some((pattern, global)) if global => pattern.cleared_by_removal(),
                Some(_) => Cleared::default(),
                None => Cleared::maybe(),
            },
            Konst::Str(text) if every => {
                let text = self.names.text(text);
                match text {
                    ".." | "../" => Cleared::maybe(),
                    _ if text.chars().count() == 1 => Cleared::chars(Chars::of(text)),
                    "\r\n" => Cleared::default(),
                    _ => Cleared::default(),
                }
            }
            _ => Cleared::default(),
        };
        let subject = if self.takes_the_start(from.value) {
            let part = self.part_of(subject.value);
            Arg { value: part, ..subject }
        } else {
            subject
        };
        self.replaced(id, subject, to, cleared)
    }

    /// Whether what a pattern finds is the start of a text, or of the part of an address that follows its path.
    fn takes_the_start(&self, pattern: ValueId) -> bool {
        let text = match self.value(pattern).konst {
            Konst::Str(text) | Konst::Regex { pattern: text, .. } => self.names.text(text),
            _ => return false,
        };
        let text = text.trim_start_matches(['(', '?', ':', '\\']);
        // `/#.*$/` takes the end of an address, and all of a fragment.
        let takes_the_rest =
            text.starts_with(['#', '[']) && [".*", ".+"].iter().any(|rest| text.trim_end_matches('$').ends_with(rest));
        if takes_the_rest {
            return false;
        }
        text.starts_with(['#', '^']) || text.starts_with(".*") || text.is_empty() || text.starts_with("[?")
    }

    /// A part of a value: what is harmless as a whole is so no more.
    fn part_of(&mut self, value: ValueId) -> ValueId {
        let mut part = self.value(value).clone();
        if part.taints.iter().all(|taint| taint.whole.is_empty()) {
            return value;
        }
        for taint in &mut part.taints {
            *taint = taint.part();
        }
        part.param = None;
        self.new_value(part)
    }

    /// The characters that no part of a text holds that was split at `separator`; what joins them may bring them back.
    fn gone_by_splitting(&self, separator: Option<Arg>) -> Chars {
        let Some(separator) = separator else { return Chars::NONE };
        match self.value(separator.value).konst {
            Konst::Str(text) => match self.names.text(text) {
                "" => Chars::ONE,
                text if text.chars().count() == 1 => Chars::of(text),
                _ => Chars::NONE,
            },
            Konst::Regex { .. } => {
                let pattern = self.pattern_of(separator.value);
                pattern.map_or(Chars::NONE, |(pattern, _)| pattern.cleared_by_no_match().chars)
            }
            _ => Chars::NONE,
        }
    }

    /// `text.split(separator)`: the first item is the start of the text still.
    fn split(&mut self, id: NodeId, subject: Option<Arg>, separator: Option<Arg>) -> ValueId {
        let Some(subject) = subject else { return UNKNOWN };
        let mut taints = Taints::new();
        let gone = self.gone_by_splitting(separator);
        for mut taint in self.string_taints(subject.value) {
            taint.trace = self.step(id, taint.trace);
            taint.removed = taint.removed.only_chars().union(gone);
            // What an encoding keeps out of the text may come back in its parts.
            let gone = super::strings::blocked(gone).with(FlowKind::Nosql);
            add_taint(&mut taints, taint.without(gone));
        }
        if let Some(words) = self.split_known(subject, separator, &taints) {
            return words;
        }
        let first = self.new_value(Value::tainted(taints));
        let rest = match separator.map(|separator| self.value(separator.value).konst) {
            // The parts of a path hold no address of their own.
            Some(Konst::Str(text)) if matches!(self.names.text(text), "/" | "") => first,
            _ => self.part_of(first),
        };
        // What follows the last slash is the name of a file in its folder.
        let is_path = gone == Chars::of("/") && self.python;
        if rest == first && !is_path {
            return self.array_of(first);
        }
        let mut object = Object { sequence: true, rest: Some(rest), ..Object::default() };
        if rest != first {
            object.set(Key::At(0), first);
        }
        if is_path {
            let last = self.cleared(rest, Cleared::kinds(KindSet::of(FlowKind::Path)));
            object.set(Key::At(super::sequence::LAST), last);
        }
        let object = self.new_object(object);
        self.new_value(Value { object: Some(object), ty: self.known.array, ..Value::default() })
    }

    /// `name.rsplit(".", 1)`: what follows the last separator holds none. After the last slash it is the name of a file.
    fn split_last(&mut self, id: NodeId, subject: Option<Arg>, separator: Option<Arg>) -> ValueId {
        let Some(subject) = subject else { return UNKNOWN };
        let mut taints = self.string_taints(subject.value);
        for taint in &mut taints {
            taint.trace = self.step(id, taint.trace);
        }
        let chars = self.gone_by_splitting(separator);
        let is_path = chars == Chars::of("/");
        let before = self.new_value(Value::tainted(taints));
        let last = self.part_of(before);
        let kinds = if is_path { KindSet::of(FlowKind::Path) } else { KindSet::NONE };
        let last = self.cleared(last, Cleared { kinds, chars, ..Cleared::default() });
        let mut object = Object { sequence: true, ..Object::default() };
        object.set(Key::At(0), before);
        object.set(Key::At(1), last);
        object.set(Key::At(super::sequence::LAST), last);
        let object = self.new_object(object);
        self.new_value(Value { object: Some(object), ty: self.known.array, ..Value::default() })
    }

    /// What is left of `subject` with `cleared` gone from it and `to` put in.
    pub(crate) fn replaced(&mut self, id: NodeId, subject: Arg, to: Option<Arg>, mut cleared: Cleared) -> ValueId {
        if let Some(to) = to {
            // What is put in must not be what was taken out: `replace(/\n/g, "\n")`. A backslash before a quote is
            // taken out by nothing, but is what escaping looks like.
            if let Some((text, _)) = self.text_of(to.value) {
                let put_in = Chars::of(&text);
                let escapes = text.starts_with('&') || text.starts_with('\\') || text.starts_with('%');
                if cleared.chars.has_all("'") && matches!(text.as_str(), "'\\''" | "'\"'\"'") {
                    cleared.chars = cleared.chars.union(Chars::SHELL_QUOTED);
                }
                if !escapes {
                    let shapes = cleared.chars.only_shapes();
                    cleared.chars = cleared.chars.intersect(put_in.complement()).union(shapes);
                    cleared.kinds = super::strings::blocked(cleared.chars);
                }
            }
        }
        let unescapes = to.is_some_and(|to| matches!(self.text_of(to.value), Some((text, true)) if text == "<"));
        let mut taints = Taints::new();
        for mut taint in self.string_taints(subject.value) {
            taint.trace = self.step(id, taint.trace);
            taint.removed = taint.removed.only_chars();
            taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Nosql));
            if unescapes {
                taint.decode();
            }
            add_taint(&mut taints, taint);
        }
        if let Some(to) = to
            && self.value(to.value).callable == Callable::No
        {
            for taint in self.string_taints(to.value) {
                add_taint(&mut taints, taint.as_text());
            }
        }
        let value = self.new_value(Value::tainted(taints));
        let kept = self.cleared(value, cleared);
        let Some(to) = to.filter(|to| self.value(to.value).callable != Callable::No) else { return kept };
        // What the function returns stands in the place of what it is given: as a rule not at the start.
        let put_in = self.invoke(to.value, &[value, value, value], id);
        let put_in = self.string_taints(put_in);
        let mut both = self.value(kept).clone();
        let placed = match both.konst {
            Konst::No => KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl),
            _ => KindSet::NONE,
        };
        for taint in put_in {
            add_taint(&mut both.taints, taint.without(placed));
        }
        self.new_value(both)
    }

    /// Pairs of a number and an element.
    fn enumerate(&mut self, items: Option<Arg>) -> ValueId {
        let Some(items) = items else { return UNKNOWN };
        let element = self.element_of(items.value);
        self.tuples(&[UNKNOWN, element])
    }

    /// Tuples of one element of each argument.
    fn zip(&mut self, site: &CallSite<'_>) -> ValueId {
        let values: Vec<ValueId> = site.args.positional.iter().map(|arg| arg.value).collect();
        let elements: Vec<ValueId> = values.into_iter().map(|value| self.element_of(value)).collect();
        self.tuples(&elements)
    }

    /// A sequence of tuples with these items.
    pub(crate) fn tuples(&mut self, items: &[ValueId]) -> ValueId {
        let tuple = self.tuple_of(items);
        self.array_of(tuple)
    }

    /// A tuple with these items.
    pub(crate) fn tuple_of(&mut self, items: &[ValueId]) -> ValueId {
        let mut tuple = Object { sequence: true, length: Some(items.len() as u32), ..Object::default() };
        for (at, &item) in items.iter().enumerate() {
            tuple.set(Key::At(at as u32), item);
        }
        let id = self.new_object(tuple);
        self.new_value(Value { object: Some(id), ty: self.known.array, ..Value::default() })
    }

    /// Another object with the same content.
    pub(crate) fn copy(&mut self, original: Option<Arg>) -> ValueId {
        let Some(original) = original else { return UNKNOWN };
        let Some(id) = self.value(original.value).object else { return original.value };
        let object = (*self.object(id)).clone();
        let object = self.new_object(object);
        let copy = Value { object: Some(object), param: None, ..self.value(original.value).clone() };
        self.new_value(copy)
    }

    /// The table that `str.maketrans` makes: the characters that it replaces by others or takes away.
    fn translation_table(&mut self, from: Option<Arg>, to: Option<Arg>, gone: Option<Arg>) -> ValueId {
        let text = |flow: &Self, arg: Option<Arg>| arg.and_then(|arg| flow.text_of(arg.value)).map(|(text, _)| text);
        let Some(from) = from else { return UNKNOWN };
        if to.is_none() {
            return from.value;
        }
        let put_in = text(self, to).unwrap_or_default();
        let replaced = text(self, Some(from)).unwrap_or_default();
        let mut table = Object::default();
        for c in replaced.chars().chain(text(self, gone).unwrap_or_default().chars()) {
            if !put_in.contains(c) {
                table.set(Key::At(u32::from(c)), UNKNOWN);
            }
        }
        let table = self.new_object(table);
        self.new_value(Value { object: Some(table), ..Value::default() })
    }

    fn regex_sub(&mut self, id: NodeId, pattern: Option<Arg>, to: Option<Arg>, subject: Option<Arg>) -> ValueId {
        let (Some(pattern), Some(subject)) = (pattern, subject) else { return UNKNOWN };
        let cleared = match self.pattern_of(pattern.value) {
            Some((pattern, _)) => pattern.cleared_by_removal(),
            None => Cleared::maybe(),
        };
        self.replaced(id, subject, to, cleared)
    }

    fn concat_call(&mut self, site: &CallSite<'_>) -> ValueId {
        let parts: Vec<(NodeId, ValueId)> =
            site.receiver.into_iter().chain(site.args.all()).map(|arg| (arg.node, arg.value)).collect();
        let is_sequence = site
            .receiver
            .and_then(|receiver| self.value(receiver.value).object)
            .is_some_and(|id| self.object(id).sequence);
        if is_sequence {
            let known = self.concat_known(&parts);
            if known != UNKNOWN {
                return known;
            }
            let mut each = UNKNOWN;
            for (_, value) in parts {
                let element = self.element_of(value);
                each = if each == UNKNOWN { element } else { self.join(each, element) };
            }
            return self.array_of(each);
        }
        self.concat(site.id, &parts)
    }

    /// The items of a sequence as one string.
    fn join_items(&mut self, id: NodeId, items: Option<Arg>, separator: Option<Arg>) -> ValueId {
        let Some(items) = items else { return UNKNOWN };
        if let Some(replaced) = self.split_and_joined(id, items, separator) {
            return replaced;
        }
        let held = self.value(items.value).object.map(|object| self.object(object));
        let mut parts: Vec<(NodeId, ValueId)> = Vec::new();
        if let Some(held) = held.filter(|held| held.length.is_some() && held.any.is_none()) {
            for item in held.items() {
                if let (Some(separator), false) = (separator, parts.is_empty()) {
                    parts.push((separator.node, separator.value));
                }
                parts.push((items.node, item));
            }
        } else {
            let element = self.element_of(items.value);
            parts.push((items.node, element));
            parts.extend(separator.map(|separator| (separator.node, separator.value)));
        }
        let joined = self.concat(id, &parts);
        let text = separator.and_then(|separator| self.text_of(separator.value)).map(|(text, _)| Chars::of(&text));
        let brought = text.unwrap_or(if self.python { Chars::NONE } else { Chars::of(",") });
        let mut value = self.value(joined).clone();
        for taint in &mut value.taints {
            taint.removed = taint.removed.intersect(brought.complement());
        }
        self.new_value(value)
    }

    /// `text.split("<").join("&lt;")`: a replacement.
    fn split_and_joined(&mut self, id: NodeId, items: Arg, separator: Option<Arg>) -> Option<ValueId> {
        let separator = separator?;
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(items.node) else { return None };
        let NodeKind::Member { object, name } = self.tree.kind(callee) else { return None };
        let &[from] = self.tree.list(arguments) else { return None };
        if self.names.text(name) != "split" {
            return None;
        }
        let (subject, found) = (self.eval(object), self.eval(from));
        let (Konst::Str(_), Konst::Str(_)) = (self.value(found).konst, self.value(separator.value).konst) else {
            return None;
        };
        let subject = Arg { node: object, value: subject };
        Some(self.replace(id, Some(subject), Some(Arg { node: from, value: found }), Some(separator), true))
    }

    fn format_call(&mut self, site: &CallSite<'_>, braces: bool) -> ValueId {
        if braces {
            let Some(format) = site.receiver else { return UNKNOWN };
            let by_position = site.args.positional.iter().copied().chain(site.args.rest).chain(site.args.named_rest);
            let args: Vec<(NodeId, ValueId)> = by_position.map(|arg| (arg.node, arg.value)).collect();
            return self.brace_format(site.id, format.value, &args, &site.args.named);
        }
        let mut args: Vec<(NodeId, ValueId)> = site.args.all().map(|arg| (arg.node, arg.value)).collect();
        if args.is_empty() {
            return UNKNOWN;
        }
        let (_, format) = args.remove(0);
        self.percent_format(site.id, format, &args, None)
    }

    /// A test of `subject` against a pattern.
    pub(crate) fn pattern_guard(
        &mut self,
        pattern: Option<Arg>,
        subject: Option<Arg>,
        from_start: bool,
        to_end: bool,
    ) -> ValueId {
        let (Some(pattern), Some(subject)) = (pattern, subject) else { return UNKNOWN };
        let is_character = Self::character_in(self.value(subject.value), "").is_some();
        let (if_true, if_false) = match self.pattern_of(pattern.value) {
            // The pattern matches the one character that there is.
            Some((pattern, _)) if is_character => (pattern.cleared_in_match(), pattern.cleared_by_no_match()),
            Some((pattern, _)) => (pattern.cleared_by_match(from_start, to_end), pattern.cleared_by_no_match()),
            None => (Cleared::maybe(), Cleared::default()),
        };
        let guard = self.guard_value(subject.node, if_true, if_false);
        // What a match gives are parts of the subject.
        let mut value = self.value(guard).clone();
        value.taints = self.string_taints(subject.value);
        let groups = match self.value(pattern.value).konst {
            Konst::Regex { pattern, .. } => self.names.text(pattern).contains('('),
            _ => true,
        };
        if groups {
            value.taints = value.taints.iter().map(|taint| taint.part()).collect();
        }
        let value = self.new_value(value);
        let whole = self.cleared(value, if_true);
        let mut matched = self.value(whole).clone();
        matched.object = self.match_object(pattern.value, subject.value, subject.node);
        self.new_value(matched)
    }

    /// `haystack.includes(needle)`: membership of a set of the program's own, or a search in a string.
    fn includes(&mut self, haystack: Option<Arg>, needle: Option<Arg>) -> ValueId {
        let (Some(haystack), Some(needle)) = (haystack, needle) else { return UNKNOWN };
        if !self.string_taints(needle.value).is_empty() {
            let own = self.is_own(&self.deep_taints(haystack.value, 2));
            let held = self.value(haystack.value).object.map(|object| self.object(object));
            let denied = held.iter().flat_map(|held| held.fields.iter().map(|&(_, item)| item).chain(held.any));
            let if_false = denied
                .map(|item| self.not_this_key(self.value(item)))
                .find(|cleared| !cleared.is_nothing())
                .unwrap_or_default();
            let chars = self.characters_of(haystack.value);
            let said = Self::character_in(self.value(needle.value), &chars);
            let (if_true, if_false) = said.unwrap_or((Cleared::ALL, if_false));
            return if own { self.guard_value(needle.node, if_true, if_false) } else { UNKNOWN };
        }
        if self.speaks(needle.node) {
            return self.guard_value(needle.node, Cleared::ALL, Cleared::default());
        }
        if let Konst::Str(text) = self.value(needle.value).konst {
            let absent = self.absent_text(text);
            return self.guard_value(haystack.node, Cleared::default(), absent);
        }
        UNKNOWN
    }

    /// Whether a directory of these origins is one that the program or its caller chose.
    pub(crate) fn is_own_directory(&self, taints: &Taints) -> bool {
        taints.iter().all(|taint| match &self.origins[taint.origin.0 as usize] {
            super::value::Origin::Param { .. } => true,
            super::value::Origin::Source { tier, .. } => *tier == forge_model::Tier::Local,
        })
    }

    /// Whether `..` may be gone from a path: not where it was just put together.
    pub(crate) fn may_be_normalised(&self, node: NodeId, depth: u32) -> bool {
        match self.tree.kind(node) {
            // Python's `os.path.join(a, b)`, `base / name` and their text; JavaScript's `path.join` does normalise.
            NodeKind::Binary { op: BinaryOp::Div, .. } => false,
            NodeKind::Call { callee, arguments, .. } if self.python && depth > 0 => {
                let first = self.tree.list(arguments).first();
                match (self.callee_name(callee).map(|name| self.names.text(name)), first) {
                    (Some("join" | "joinpath"), _) => false,
                    (Some("str" | "fspath"), Some(&inner)) => self.may_be_normalised(inner, depth - 1),
                    (Some("Path" | "PurePath" | "PosixPath"), Some(&inner)) => {
                        self.tree.list(arguments).len() == 1 && self.may_be_normalised(inner, depth - 1)
                    }
                    _ => true,
                }
            }
            NodeKind::Interpolate(_) | NodeKind::Sum(_) | NodeKind::Binary { op: BinaryOp::Add, .. } => false,
            NodeKind::Var(var) if depth > 0 => {
                self.made_from.get(&var).is_none_or(|&from| self.may_be_normalised(from, depth - 1))
            }
            _ => true,
        }
    }

    /// Python's `isinstance(x, T)`.
    fn is_instance(&mut self, subject: Option<Arg>, ty: Option<Arg>) -> ValueId {
        let (Some(subject), Some(ty)) = (subject, ty) else { return UNKNOWN };
        let one_of = self.value(ty.value).object.map(|object| self.object(object));
        let types: Vec<ValueId> = match one_of {
            Some(types) if types.sequence => types.fields.iter().map(|&(_, ty)| ty).collect(),
            _ => vec![ty.value],
        };
        let tests: Vec<ValueId> = types.into_iter().map(|ty| self.type_test(subject.node, self.value(ty).ty)).collect();
        match tests[..] {
            [first, ..] if tests.iter().all(|&test| test != UNKNOWN) => first,
            _ => UNKNOWN,
        }
    }

    // ---- sequences and maps

    fn push(&mut self, site: &CallSite<'_>, receiver: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        for arg in site.args.all() {
            self.insert_item(Some(receiver), None, Some(arg));
        }
        UNKNOWN
    }

    /// Puts an item at the end, or at a place and moves the rest.
    pub(crate) fn insert_item(&mut self, receiver: Option<Arg>, at: Option<u32>, item: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(item)) = (receiver, item) else { return UNKNOWN };
        let receiver = self.refreshed(receiver);
        let stored = self.passed(item.value, receiver.node);
        let Some(id) = self.object_of(receiver.node, receiver.value) else { return UNKNOWN };
        let object = self.object(id);
        if let Some(length) = object.length {
            self.change_object(id, |object| {
                object.written = true;
                if let Some(at) = at {
                    for (key, _) in &mut object.fields {
                        if let Key::At(place) = key
                            && *place >= at
                        {
                            *place += 1;
                        }
                    }
                }
                object.set(Key::At(at.unwrap_or(length)), stored);
                object.length = Some(length + 1);
            });
        } else {
            let any = object.any.map_or(stored, |any| self.join(any, stored));
            self.change_object(id, |object| {
                object.written = true;
                object.sequence = true;
                object.any = Some(any);
            });
        }
        UNKNOWN
    }

    /// The receiver as it is after earlier arguments of the same call changed it.
    pub(crate) fn refreshed(&mut self, receiver: Arg) -> Arg {
        if self.value(receiver.value).object.is_some() {
            return receiver;
        }
        let value = self.eval(receiver.node);
        Arg { value, ..receiver }
    }

    fn remove_item(&mut self, receiver: Option<Arg>, front: bool) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let Some(id) = self.value(receiver.value).object else { return self.element_of(receiver.value) };
        let object = self.object(id);
        match object.length {
            Some(length) if length > 0 => self.take_at(id, if front { 0 } else { length - 1 }, length),
            _ => self.element_of(receiver.value),
        }
    }

    /// Python's `list.pop(i)` and `dict.pop(k)`.
    fn pop_at(&mut self, receiver: Option<Arg>, at: Option<Arg>, default: Option<Arg>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let Some(at) = at else { return self.remove_item(Some(receiver), false) };
        let key = self.key_in(receiver.value, at.value);
        let id = self.value(receiver.value).object;
        match (id, key) {
            (Some(id), Key::At(at)) => match self.object(id).length {
                Some(length) if at < length => self.take_at(id, at, length),
                _ => self.element_of(receiver.value),
            },
            (Some(id), Key::Name(_)) => {
                let taken = self.get(Some(receiver), Some(at), default);
                self.change_object(id, |object| {
                    object.written = true;
                    object.set(key, UNKNOWN);
                });
                taken
            }
            _ => self.get(Some(receiver), Some(at), default),
        }
    }

    pub(crate) fn take_at(&mut self, id: super::value::ObjId, at: u32, length: u32) -> ValueId {
        let taken = self.object(id).field(Key::At(at)).unwrap_or(UNKNOWN);
        self.change_object(id, |object| {
            object.written = true;
            object.fields.retain(|(key, _)| *key != Key::At(at));
            for (key, _) in &mut object.fields {
                if let Key::At(place) = key
                    && *place > at
                {
                    *place -= 1;
                }
            }
            object.length = Some(length - 1);
        });
        taken
    }

    /// `map.get(key, default)`, `dict.get(key, default)`, `list.at(i)`.
    pub(crate) fn get(&mut self, receiver: Option<Arg>, key: Option<Arg>, default: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(key)) = (receiver, key) else { return UNKNOWN };
        let found = match self.key_of(key.value) {
            Key::Name(name) => {
                let held = self.value(receiver.value).object.map(|object| self.object(object));
                match held.as_ref().and_then(|object| object.field(Key::Name(name))) {
                    Some(value) => value,
                    None => match held {
                        // A literal with other keys only has nothing under this one.
                        Some(object) if object.rest.is_none() && self.value(receiver.value).taints.is_empty() => {
                            object.any.unwrap_or(UNKNOWN)
                        }
                        _ => self.derived(receiver.value, Key::Name(name)),
                    },
                }
            }
            key => self.read_key(receiver.node, receiver.value, key),
        };
        match default {
            Some(default) => self.join(found, default.value),
            None => found,
        }
    }

    pub(crate) fn set(&mut self, receiver: Option<Arg>, key: Option<Arg>, value: Option<Arg>) -> ValueId {
        let (Some(receiver), Some(key), Some(value)) = (receiver, key, value) else { return UNKNOWN };
        let stored = self.passed(value.value, value.node);
        match self.key_of(key.value) {
            Key::Any => {
                let Some(id) = self.object_of(receiver.node, receiver.value) else { return UNKNOWN };
                let old = self.object(id).any;
                let joined = old.map_or(stored, |old| self.join(old, stored));
                self.change_object(id, |object| {
                    object.written = true;
                    object.any = Some(joined);
                });
            }
            key => self.set_field(receiver.node, receiver.value, key, stored),
        }
        receiver.value
    }

    /// `Object.assign(target, ...sources)`.
    fn assign_all(&mut self, site: &CallSite<'_>) -> ValueId {
        let Some(&target) = site.args.positional.first() else { return UNKNOWN };
        for &source in site.args.positional.iter().skip(1) {
            self.merge_into(target, source);
        }
        target.value
    }

    /// `dict.update(other, key=value)`.
    fn update(&mut self, receiver: Option<Arg>, site: &CallSite<'_>) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        for &source in &site.args.positional {
            self.merge_into(receiver, source);
        }
        for &(name, arg) in &site.args.named {
            self.set_field(receiver.node, receiver.value, Key::Name(name), arg.value);
        }
        UNKNOWN
    }

    pub(crate) fn merge_into(&mut self, target: Arg, source: Arg) {
        let Some(id) = self.object_of(target.node, target.value) else { return };
        let held = self.value(source.value).object.map(|object| self.object(object));
        let own = !self.value(source.value).taints.is_empty();
        let old: std::rc::Rc<Object> = self.object(id);
        let rest = match (old.rest, own) {
            (Some(rest), true) => Some(self.join(rest, source.value)),
            (None, true) => Some(source.value),
            (rest, false) => rest,
        };
        let old = self.overwritten(&old.fields, source.value);
        self.change_object(id, |object| {
            object.written = true;
            object.rest = rest;
            for (key, value) in old {
                object.set(key, value);
            }
            if let Some(held) = held {
                for &(key, value) in &held.fields {
                    object.set(key, value);
                }
                object.any = object.any.or(held.any);
                object.keys = object.keys.or(held.keys);
            }
        });
    }

    /// Fields that there were before `source`, of which not all is known, was put over them: either may count.
    pub(crate) fn overwritten(&mut self, fields: &[(Key, ValueId)], source: ValueId) -> Vec<(Key, ValueId)> {
        let open = !self.value(source).taints.is_empty()
            || self.value(source).object.is_some_and(|id| self.object(id).rest.is_some());
        if self.python || !open {
            return Vec::new();
        }
        let mut out = Vec::with_capacity(fields.len());
        for &(key, old) in fields {
            if self.value(old).callable == Callable::No {
                let new = self.derived(source, key);
                out.push((key, self.join(old, new)));
            }
        }
        out
    }

    /// `f.call(this, ...args)` and `f.apply(this, args)`.
    fn call_bound(&mut self, site: &CallSite<'_>, receiver: Option<Arg>, apply: bool) -> ValueId {
        let Some(receiver) = receiver else { return UNKNOWN };
        let mut args = super::call::Args { named: site.args.named.clone(), ..super::call::Args::default() };
        if apply {
            if let Some(list) = site.args.positional.get(1) {
                let element = self.element_of(list.value);
                args.rest = Some(Arg { node: list.node, value: element });
            }
        } else {
            args.positional = site.args.positional.iter().skip(1).copied().collect();
        }
        let this = site.args.positional.first().copied();
        let bound = CallSite { id: site.id, callee: receiver.node, receiver: this, args: &args, guessed: site.guessed };
        let ty = self.value(receiver.value).ty;
        self.call_value(&bound, receiver.value, ty, false)
    }
}
