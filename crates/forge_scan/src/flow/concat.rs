//! Strings that are put together: what the known text around a tainted part decides.

use super::Flow;
use super::strings::{self, Chars, HOLE, Markup};
use super::value::{Key, Konst, Object, Origin, Taint, Taints, UNKNOWN, Value, ValueId, add_taint};
use forge_catalogue::compiled::NO_NODE;
use forge_model::{FlowKind, KindSet, Tier};
use forge_syntax::tree::{BinaryOp, List, NodeId, NodeKind};

/// Longest known prefix that is kept, in bytes.
const MAX_PREFIX: usize = 512;

impl Flow<'_> {
    pub(crate) fn interpolate(&mut self, id: NodeId, parts: List) -> ValueId {
        let nodes = self.tree.list(parts);
        let values: Vec<(NodeId, ValueId)> = nodes.iter().map(|&node| (node, self.eval(node))).collect();
        self.concat(id, &values)
    }

    /// `a + b + c`: numbers, sequences or strings.
    pub(crate) fn sum(&mut self, id: NodeId, parts: List) -> ValueId {
        let nodes = self.tree.list(parts);
        let values: Vec<(NodeId, ValueId)> = nodes.iter().map(|&node| (node, self.eval(node))).collect();
        self.add_values(id, &values)
    }

    pub(crate) fn add_values(&mut self, id: NodeId, values: &[(NodeId, ValueId)]) -> ValueId {
        let numbers: Option<Vec<f64>> = values
            .iter()
            .map(|&(_, value)| if let Konst::Num(number) = self.value(value).konst { Some(number) } else { None })
            .collect();
        if let Some(numbers) = numbers {
            return self.constant(Konst::Num(numbers.iter().sum()));
        }
        if let [(_, first), (second_node, second), rest @ ..] = values
            && self.python
            && let Some(added) = self.call_special_with(*first, "__add__", &[*second], *second_node)
        {
            let mut values = vec![(id, added)];
            values.extend_from_slice(rest);
            return if rest.is_empty() { added } else { self.add_values(id, &values) };
        }
        let is_sequence = |&(_, value): &(NodeId, ValueId)| {
            self.value(value).object.is_some_and(|object| self.object(object).sequence)
        };
        if self.python && values.iter().any(is_sequence) {
            return self.concat_sequences(values);
        }
        if let [(first_node, first), rest @ ..] = values
            && self.value(*first).ty != NO_NODE
        {
            let mut operands = vec![(*first_node, *first)];
            for &(node, value) in rest {
                operands.push((node, self.operand_of(*first, "__add__", value)));
            }
            return self.concat(id, &operands);
        }
        self.concat(id, values)
    }

    fn concat_sequences(&mut self, values: &[(NodeId, ValueId)]) -> ValueId {
        let known = values.iter().all(|&(_, value)| {
            let object = self.value(value).object.map(|object| self.object(object));
            object.is_some_and(|object| object.length.is_some() && object.any.is_none() && object.rest.is_none())
        });
        if let (true, [(node, first), rest @ ..]) = (known, values) {
            let list = self.list_of_items(Some(super::call::Arg { node: *node, value: *first }));
            for &(node, value) in rest {
                let into = super::call::Arg { node: NodeId(0), value: list };
                self.extend_items(Some(into), Some(super::call::Arg { node, value }));
            }
            return list;
        }
        // What comes before the first part of unknown length stays where it is.
        let mut object = Object { sequence: true, ..Object::default() };
        let mut after = None;
        for &(node, value) in values {
            let known = if after.is_none() { self.known_items(value) } else { None };
            let start = object.fields.len() as u32;
            match known {
                Some((id, length)) => {
                    let items = self.object(id);
                    for at in 0..length {
                        object.set(Key::At(start + at), items.field(Key::At(at)).unwrap_or(UNKNOWN));
                    }
                }
                None => {
                    let element = self.iterated(value, node, false);
                    after = Some(after.map_or(element, |after| self.join(after, element)));
                }
            }
        }
        object.rest = after;
        let id = self.new_object(object);
        let ty = self.known.array;
        self.new_value(Value { object: Some(id), ty, ..Value::default() })
    }

    /// The string that the parts make, in order.
    pub(crate) fn concat(&mut self, id: NodeId, parts: &[(NodeId, ValueId)]) -> ValueId {
        let mut known = String::new();
        let mut exact = true;
        let mut taints = Taints::new();
        let is_something = |&&(_, part): &&(NodeId, ValueId)| self.text_of(part) != Some((String::new(), true));
        let alone = parts.iter().filter(is_something).count() < 2;
        for &(node, part) in parts {
            let part = self.printed_by_model(id, part).unwrap_or_else(|| self.as_text(id, part));
            let text = self.text_of(part);
            match text {
                Some((text, whole)) => {
                    let inherited = self.value(part).taints.clone();
                    for taint in inherited {
                        let taint = self.among_others(taint, alone, !known.is_empty());
                        let taint = Self::in_context(taint, &known);
                        add_taint(&mut taints, taint);
                    }
                    known.push_str(&text);
                    exact &= whole;
                }
                None => {
                    let before = if known.ends_with('/') && self.starts_without_slash(node) {
                        format!("{known}.")
                    } else {
                        known.clone()
                    };
                    for taint in self.printed_taints(part) {
                        let taint = self.among_others(taint, alone, !before.is_empty());
                        let taint = Self::in_context(taint, &before);
                        add_taint(&mut taints, taint);
                    }
                    known.push(HOLE);
                    exact = false;
                }
            }
        }
        for taint in &mut taints {
            taint.trace = self.step(id, taint.trace);
            if parts.len() > 1 {
                let starts = Chars::LOCAL.union(Chars::NO_HOST);
                taint.removed = taint.removed.only_chars().union(taint.removed.intersect(starts));
            }
        }
        let konst = self.text_konst(&known, exact);
        self.new_value(Value { taints, konst, ..Value::default() })
    }

    /// Whether what prints the value prints it quoted, line breaks as escapes: Python's containers and bytes.
    pub(crate) fn is_printed_quoted(&self, value: ValueId) -> bool {
        let found = self.value(value);
        let holds_items = found.object.is_some_and(|object| self.object(object).sequence);
        let quoted = [self.known.bytes, self.known.object, self.known.array, self.known.set];
        self.python && (holds_items || (found.ty != NO_NODE && quoted.contains(&found.ty)))
    }

    /// `path.lstrip("/")`: what follows a slash is no second one.
    fn starts_without_slash(&self, node: NodeId) -> bool {
        let NodeKind::Call { callee, arguments, .. } = self.tree.kind(node) else { return false };
        let NodeKind::Member { name, .. } = self.tree.kind(callee) else { return false };
        let &[stripped] = self.tree.list(arguments) else { return false };
        matches!(self.names.text(name), "lstrip" | "strip")
            && matches!(self.tree.kind(stripped), NodeKind::Str(text) if self.names.text(text).contains('/'))
    }

    fn text_konst(&mut self, known: &str, exact: bool) -> Konst {
        if exact && known.len() <= 1 << 16 {
            return Konst::Str(self.names.intern(known));
        }
        let mut end = known.len().min(MAX_PREFIX);
        while !known.is_char_boundary(end) {
            end -= 1;
        }
        Konst::Prefix(self.names.intern(&known[..end]))
    }

    /// The text that is known of a value and whether it is all of it.
    pub(crate) fn text_of(&self, value: ValueId) -> Option<(String, bool)> {
        match self.value(value).konst {
            Konst::Str(sym) => Some((self.names.text(sym).to_owned(), true)),
            Konst::Prefix(sym) => Some((self.names.text(sym).to_owned(), false)),
            Konst::Num(number) => Some((number.to_string(), true)),
            Konst::Bool(truth) => Some((truth.to_string(), true)),
            Konst::No | Konst::Null | Konst::Undefined | Konst::Regex { .. } => None,
        }
    }

    /// The taints that a value has as a string: its own, and its items' where it is a sequence.
    pub(crate) fn string_taints(&mut self, value: ValueId) -> Taints {
        let found = self.value(value);
        let mut taints = found.taints.clone();
        if let Some(object) = found.object {
            let object = self.object(object);
            if object.sequence {
                for item in object.items().chain(object.any).chain(object.rest) {
                    for &taint in &self.value(item).taints {
                        add_taint(&mut taints, taint);
                    }
                }
            }
        }
        taints
    }

    /// As [`Flow::string_taints`], where the value is printed: Python shows the items of a sequence as they would be
    /// written in code, with their line breaks escaped.
    pub(crate) fn printed_taints(&mut self, value: ValueId) -> Taints {
        let mut taints = self.string_taints(value);
        let is_sequence = self.value(value).object.is_some_and(|object| self.object(object).sequence);
        if self.python && is_sequence {
            for taint in &mut taints {
                taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Log).with(FlowKind::Header));
                taint.removed = taint.removed.union(strings::Chars::of("\r\n"));
            }
        }
        taints
    }

    /// `taint` in a string that has other parts, unless it stands `alone`. What was stored and comes `after` a base of the
    /// program's own chooses no scheme, though the base may be empty.
    fn among_others(&self, taint: Taint, alone: bool, after: bool) -> Taint {
        let stored = matches!(self.origins[taint.origin.0 as usize], Origin::Source { tier: Tier::Stored, .. });
        let given = matches!(self.origins[taint.origin.0 as usize], Origin::Param { .. });
        let taint = match (alone, given && !after) {
            (true, _) => taint,
            // What a caller gives and the string begins with may be an address of this site.
            (false, true) => taint.as_text().whole_again(taint.whole.intersect(KindSet::of(FlowKind::HtmlUrl))),
            (false, false) => taint.as_text(),
        };
        if stored && after { taint.without(KindSet::of(FlowKind::HtmlUrl)) } else { taint }
    }

    /// `taint` as a part of a string after the text `before`.
    fn in_context(mut taint: Taint, before: &str) -> Taint {
        if !before.is_empty() {
            taint = taint.without(strings::cleared_in_quotes(before, taint.removed));
            if taint.removed.has(Chars::NO_WAY_UP) {
                taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Path));
            }
            taint.removed = taint.removed.only_chars();
        }
        let had_html_url = taint.kinds.has(FlowKind::HtmlUrl);
        let had_code = taint.kinds.has(FlowKind::Code);
        taint = taint.without(strings::cleared_by_prefix(before));
        // Between quotes that it cannot close it stays a string.
        for quote in ["'", "\""] {
            if taint.removed.has_all(quote) && before.matches(quote).count() % 2 == 1 {
                taint = taint.without(KindSet::of(FlowKind::Xpath));
            }
        }
        if before.contains('<') {
            let has = |quote: char| taint.removed.has_all(quote.encode_utf8(&mut [0; 4]));
            let opens = match strings::markup_after(before) {
                // Escaping for HTML leaves `javascript:` alone, and scripts entirely.
                Markup::UrlAttribute => had_html_url,
                Markup::Handler => had_code && !strings::blocked(taint.removed).has(FlowKind::Code),
                // A literal of the language ends a script only with a tag.
                Markup::Script(_) if !had_code && has('<') => {
                    taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Html));
                    false
                }
                // What ends the attribute or string here is not what opens a tag.
                Markup::Script(quote) => {
                    let opens = had_code && quote.is_none_or(|quote| Self::only_escaped(&taint) && !has(quote));
                    if !opens && !had_code && has('<') {
                        // A value that no code can be made of cannot end the script either.
                        taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Html));
                    }
                    opens
                }
                Markup::Attribute(Some(quote)) if has(quote) => {
                    taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Html));
                    false
                }
                Markup::Attribute(Some(_)) => Self::only_escaped(&taint),
                // Escaping leaves the space that ends a value without quotes; encoding for a URL does not.
                Markup::Attribute(None) => {
                    let escaped = taint.escaped.has(FlowKind::Html) && had_html_url;
                    (escaped || Self::only_escaped(&taint)) && !has(' ')
                }
                Markup::Text if has('<') => {
                    taint.kinds = taint.kinds.minus(KindSet::of(FlowKind::Html));
                    false
                }
                Markup::Text | Markup::Style => false,
            };
            if opens {
                taint.kinds = taint.kinds.with(FlowKind::Html);
                taint.removed = taint.removed.intersect(strings::Chars::of("<").complement());
            }
        }
        taint
    }

    /// Whether single characters were taken out or replaced: those that open a tag, and maybe no others.
    fn only_escaped(taint: &Taint) -> bool {
        strings::blocked(taint.removed).has(FlowKind::Html)
    }

    /// Python's `%`: a remainder, or formatting.
    pub(crate) fn modulo(&mut self, id: NodeId, left: ValueId, right: ValueId, right_node: NodeId) -> ValueId {
        let right = self.operand_of(left, "__mod__", right);
        let is_text = matches!(self.value(left).konst, Konst::Str(_) | Konst::Prefix(_));
        match (self.value(left).konst, self.value(right).konst) {
            (Konst::Num(a), Konst::Num(b)) if b != 0.0 => return self.constant(Konst::Num(a % b)),
            _ if !self.python || (!is_text && self.value(left).taints.is_empty() && !self.may_be_text(left)) => {
                return UNKNOWN;
            }
            _ => {}
        }
        let mapping = self.value(right).object.map(|object| self.object(object));
        let arguments = self.format_arguments(right, right_node);
        self.percent_format(id, left, &arguments, mapping.as_deref())
    }

    /// The operand of an operator that the type of the other one defines (`Markup.__mod__` escapes it).
    fn operand_of(&mut self, typed: ValueId, operator: &str, operand: ValueId) -> ValueId {
        let node = self.catalogue_step(self.value(typed).ty, operator);
        if node == NO_NODE {
            return operand;
        }
        let clears = self.catalogue.models(node).calls.iter().fold(0, |all, model| all | model.clears);
        let cleared = super::value::Cleared::kinds(KindSet(clears));
        let object = self.value(operand).object.filter(|&object| self.object(object).sequence);
        let Some(object) = object else { return self.cleared(operand, cleared) };
        let mut copy = (*self.object(object)).clone();
        for (_, item) in &mut copy.fields {
            *item = self.cleared(*item, cleared);
        }
        let object = self.new_object(copy);
        let mut value = self.value(operand).clone();
        value.object = Some(object);
        self.new_value(value)
    }

    fn may_be_text(&self, value: ValueId) -> bool {
        self.value(value).param.is_some()
    }

    fn format_arguments(&mut self, right: ValueId, node: NodeId) -> Vec<(NodeId, ValueId)> {
        if let NodeKind::Array { items, .. } = self.tree.kind(node)
            && let Some(object) = self.value(right).object
        {
            let object = self.object(object);
            let nodes = self.tree.list(items);
            return nodes
                .iter()
                .enumerate()
                .filter_map(|(at, &item)| Some((item, object.field(super::value::Key::At(at as u32))?)))
                .collect();
        }
        if let Some(object) = self.value(right).object
            && self.value(right).taints.is_empty()
        {
            let object = self.object(object);
            return object
                .fields
                .iter()
                .map(|&(_, value)| (node, value))
                .chain(object.any.map(|any| (node, any)))
                .collect();
        }
        vec![(node, right)]
    }

    /// `format % arguments`: each directive takes the next argument; `%d` and its like let only numbers through.
    pub(crate) fn percent_format(
        &mut self,
        id: NodeId,
        format: ValueId,
        arguments: &[(NodeId, ValueId)],
        mapping: Option<&Object>,
    ) -> ValueId {
        let Some((text, _)) = self.text_of(format) else {
            let mut all = vec![(id, format)];
            all.extend_from_slice(arguments);
            return self.concat(id, &all);
        };
        let mut parts: Vec<(NodeId, ValueId)> = Vec::new();
        let mut rest = text.as_str();
        let mut next = arguments.iter();
        let named = text.contains("%(");
        while let Some(at) = rest.find('%') {
            let literal = rest[..at].to_owned();
            let literal = self.names.intern(&literal);
            let literal = self.constant(Konst::Str(literal));
            parts.push((id, literal));
            let directive = &rest[at + 1..];
            let end = directive
                .char_indices()
                .find(|(_, c)| c.is_ascii_alphabetic() || *c == '%')
                .map(|(end, c)| (end + c.len_utf8(), c));
            let (end, conversion) = if let Some(inner) = directive.strip_prefix('(') {
                let close = inner.find(')').map_or(directive.len(), |close| close + 2);
                let after = directive.get(close..).unwrap_or_default();
                let letter = after.char_indices().find(|(_, c)| c.is_ascii_alphabetic());
                letter.map_or((directive.len(), 's'), |(more, c)| (close + more + 1, c))
            } else {
                end.unwrap_or((directive.len(), '%'))
            };
            rest = &directive[end.min(directive.len())..];
            if conversion == '%' {
                continue;
            }
            let argument = if named { None } else { next.next().copied() };
            match conversion {
                's' => {
                    let name = directive.strip_prefix('(').and_then(|inner| inner.split(')').next());
                    let field = name.and_then(|name| {
                        let key = Key::Name(self.names.intern(name));
                        mapping.and_then(|mapping| mapping.field(key))
                    });
                    if let Some(field) = field {
                        parts.push((id, field));
                    } else if named {
                        parts.extend_from_slice(arguments);
                    } else {
                        parts.extend(argument);
                    }
                }
                'r' | 'a' => {
                    for &(node, value) in argument.as_slice() {
                        parts.push((node, self.as_source(node, value)));
                    }
                }
                _ => parts.push((id, UNKNOWN)),
            }
        }
        let literal = self.names.intern(rest);
        let literal = self.constant(Konst::Str(literal));
        parts.push((id, literal));
        let inherited = self.value(format).taints.clone();
        if !inherited.is_empty() {
            let carried = self.new_value(Value::tainted(inherited));
            parts.push((id, carried));
        }
        self.concat(id, &parts)
    }

    /// `format` with `{}` fields: Python's `str.format`.
    pub(crate) fn brace_format(
        &mut self,
        id: NodeId,
        format: ValueId,
        arguments: &[(NodeId, ValueId)],
        named: &[(forge_syntax::tree::Sym, super::call::Arg)],
    ) -> ValueId {
        let mut parts: Vec<(NodeId, ValueId)> = Vec::new();
        let mut next = arguments.iter();
        if let Some((text, true)) = self.text_of(format)
            && !text.contains("{{")
        {
            let mut rest = text.as_str();
            while let Some((literal, after)) = rest.split_once('{') {
                let literal = self.names.intern(literal);
                let literal = self.constant(Konst::Str(literal));
                parts.push((id, literal));
                let (field, tail) = after.split_once('}').unwrap_or((after, ""));
                rest = tail;
                let numeric =
                    field.split_once(':').is_some_and(|(_, spec)| spec.ends_with(['d', 'f', 'x', 'e', 'g', '%']));
                let (name, steps) = field_path(field);
                let chosen = match name.parse::<usize>() {
                    Ok(at) => arguments.get(at).copied(),
                    Err(_) if name.is_empty() => next.next().copied(),
                    Err(_) => {
                        let wanted = named.iter().find(|(keyword, _)| self.names.text(*keyword) == name);
                        wanted.map(|(_, arg)| (arg.node, arg.value))
                    }
                };
                match chosen {
                    _ if numeric => parts.push((id, UNKNOWN)),
                    Some((node, value)) if !steps.is_empty() => {
                        let part = self.format_part_of(node, value, steps);
                        parts.push((node, part));
                    }
                    Some((node, value)) if field.contains("!r") => parts.push((node, self.as_source(node, value))),
                    Some(part) => parts.push(part),
                    None => {
                        parts.extend_from_slice(arguments);
                        parts.extend(named.iter().map(|(_, arg)| (arg.node, arg.value)));
                    }
                }
            }
            let literal = self.names.intern(rest);
            let literal = self.constant(Konst::Str(literal));
            parts.push((id, literal));
        } else {
            parts.push((id, format));
            for (node, value) in arguments.iter().copied().chain(named.iter().map(|(_, arg)| (arg.node, arg.value))) {
                parts.push((node, self.within_unknown_format(value)));
            }
        }
        self.concat(id, &parts)
    }

    /// A part of what a format makes that is not known: an address in a setting begins with its own host.
    fn within_unknown_format(&mut self, value: ValueId) -> ValueId {
        let located = KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl);
        self.cleared(value, super::value::Cleared::kinds(located))
    }

    /// The part of a format's argument that a field such as `{a[key].name}` names.
    fn format_part_of(&mut self, node: NodeId, value: ValueId, steps: &str) -> ValueId {
        let mut value = value;
        for step in steps.split(['.', '[']).filter(|step| !step.is_empty()) {
            let item = step.strip_suffix(']');
            let name = self.names.intern(item.unwrap_or(step));
            value = match item.map(str::parse::<u32>) {
                None => self.read_member(node, node, value, name),
                Some(Ok(at)) => self.read_key(node, value, Key::At(at)),
                Some(Err(_)) => {
                    let key = self.constant(Konst::Str(name));
                    self.read_index(node, node, value, key)
                }
            };
        }
        value
    }

    /// `target op= value`.
    pub(crate) fn aug_assign(&mut self, id: NodeId, op: BinaryOp, target: NodeId, value: NodeId) -> ValueId {
        // What is in a sink already was told when it was put there: `list.innerHTML += row`.
        // What is put behind an address chooses no host: `link.href += "?" + query`.
        let old = match (self.is_sink(target), op) {
            (false, _) => self.eval(target),
            (true, BinaryOp::Add) => {
                let begun = self.names.intern(&format!("{HOLE}/"));
                self.constant(Konst::Prefix(begun))
            }
            (true, _) => UNKNOWN,
        };
        let more = self.eval(value);
        let into = super::call::Arg { node: target, value: old };
        let from = super::call::Arg { node: value, value: more };
        let is_sequence = self.value(old).object.is_some_and(|object| self.object(object).sequence);
        match op {
            // A list or mapping is changed where it is.
            BinaryOp::Add if self.python && is_sequence => {
                self.extend_items(Some(into), Some(from));
                self.eval(target)
            }
            BinaryOp::Union if self.python && self.value(old).object.is_some() => {
                if is_sequence {
                    self.extend_items(Some(into), Some(from));
                } else {
                    self.merge_into(into, from);
                }
                self.eval(target)
            }
            BinaryOp::Add => self.add_values(id, &[(target, old), (value, more)]),
            BinaryOp::Mod => self.modulo(id, old, more, value),
            BinaryOp::And | BinaryOp::Or | BinaryOp::Coalesce => self.join(old, more),
            _ => UNKNOWN,
        }
    }
}

/// The name of a format's field, and the steps from there: `a` and `[key].name` of `a[key].name!r:>10`.
fn field_path(field: &str) -> (&str, &str) {
    let end = field.find([':', '!']).unwrap_or(field.len());
    let path = &field[..end];
    path.split_at(path.find(['.', '[']).unwrap_or(path.len()))
}
