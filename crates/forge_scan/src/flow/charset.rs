//! What a regular expression lets through: which characters a matching string can hold, and which a replacement
//! takes away.

use super::strings::Chars;
use super::value::Cleared;
use forge_model::{FlowKind, KindSet};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// A pattern as far as it could be understood.
pub(crate) struct Pattern {
    hir: Hir,
    /// It starts with `/` and a look-ahead that forbids another slash: anchored, a path on this host.
    local: bool,
    /// It had look-arounds, which may have held groups.
    has_lookarounds: bool,
}

impl Pattern {
    /// Parses a JavaScript or Python pattern; `None` where it has what only backtracking engines know.
    pub(crate) fn parse(pattern: &str, ignore_case: bool, multi_line: bool) -> Option<Self> {
        // `\d` and `\w` are ASCII in JavaScript; in Python they are wider, but hold no character that matters here.
        let mut parser = ParserBuilder::new()
            .unicode(false)
            .utf8(false)
            .octal(true)
            .case_insensitive(ignore_case)
            .multi_line(multi_line)
            .build();
        let translated = with_code_points(pattern).replace("\\/", "/").replace("\\Z", "\\z");
        let local = ["^/(?!", "^[/](?!", "/(?!", "[/](?!"].iter().any(|start| {
            translated
                .strip_prefix(start)
                .and_then(|rest| rest.split(')').next())
                .is_some_and(|group| group.contains('/'))
        });
        // Without its look-arounds a pattern matches more, so that what is concluded from it still holds.
        let plain = without_lookarounds(&translated);
        let has_lookarounds = plain != translated;
        let plain = plain.replace("(?<", "(?P<");
        parser.parse(&with_escaped_classes(&plain)).ok().map(|hir| Self { hir, local, has_lookarounds })
    }

    /// What is known of a string that matches from its start (`whole`: wholly, or the pattern's own anchors).
    pub(crate) fn cleared_by_match(&self, from_start: bool, to_end: bool) -> Cleared {
        let starts = from_start || starts_anchored(&self.hir);
        let ends = to_end || ends_anchored(&self.hir);
        let mut cleared = Cleared::default();
        if starts && ends {
            cleared = Cleared::chars(allowed(&self.hir).complement());
        }
        if starts && (self.local || fixes_domain(&self.hir) || starts_below_root(&self.hir)) {
            let located = KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl);
            cleared.kinds = cleared.kinds.union(located);
        } else if starts {
            cleared.kinds = cleared.kinds.union(cleared_by_start(&self.hir));
        }
        cleared
    }

    /// What is known of what matches.
    pub(crate) fn cleared_in_match(&self) -> Cleared {
        Cleared::chars(allowed(&self.hir).complement())
    }

    /// Whether some text makes a backtracking engine try exponentially many ways: a loop whose rounds can be cut
    /// from the same text in many ways, with something after it that may fail.
    pub(crate) fn backtracks(&self) -> bool {
        !self.has_lookarounds && loops_without_measure(&self.hir, false)
    }

    /// What is known of the whole match and of what each group of it matched, by number and name; `None` where
    /// groups cannot be counted.
    pub(crate) fn groups(&self) -> Option<Vec<(u32, Option<String>, Cleared)>> {
        if self.has_lookarounds {
            return None;
        }
        let mut out = vec![(0, None, Cleared::chars(allowed(&self.hir).complement()))];
        groups_in(&self.hir, &mut out);
        Some(out)
    }

    /// What is known of a string in which nothing matches: no character that the pattern alone would match.
    pub(crate) fn cleared_by_no_match(&self) -> Cleared {
        let cleared = Cleared::chars(single(&self.hir));
        if starts_anchored(&self.hir) && !self.has_lookarounds && matches_two_slashes(&self.hir) {
            return cleared.and(Cleared::chars(Chars::NO_HOST));
        }
        cleared
    }

    /// What is known of a string after every match was replaced by something harmless.
    pub(crate) fn cleared_by_removal(&self) -> Cleared {
        let mut cleared = Cleared::chars(single(&self.hir));
        if literal(&self.hir).is_some_and(|text| text == "..") {
            cleared.maybe = true;
        }
        cleared
    }
}

/// JavaScript's `\uNNNN` as our parser writes it.
fn with_code_points(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find("\\u") {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        match escape.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            // Beyond Latin-1 there is no character that matters here; a range may end there.
            Some(digits) if digits.starts_with("00") => {
                out.push_str("\\x");
                out.push_str(&digits[2..]);
                rest = &escape[6..];
            }
            Some(_) => {
                out.push_str("\\xff");
                rest = &escape[6..];
            }
            None => {
                out.push_str("\\u");
                rest = &escape[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The pattern with its look-arounds left out.
fn without_lookarounds(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    let starts = ["(?!", "(?=", "(?<!", "(?<="];
    while let Some(at) = starts.iter().filter_map(|start| rest.find(start)).min() {
        out.push_str(&rest[..at]);
        let (mut depth, mut end, mut escaped) = (0, rest.len(), false);
        for (offset, c) in rest[at..].char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '(' => depth += 1,
                ')' => {
                    depth -= 1;
                    if depth == 0 {
                        end = at + offset + 1;
                        break;
                    }
                }
                _ => {}
            }
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// In a class `[`, `&&`, `--` and `~~` mean themselves to JavaScript and Python, but not to our parser.
fn with_escaped_classes(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 4);
    let mut inside = false;
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            '[' if inside => out.push('\\'),
            '[' => inside = true,
            ']' => inside = false,
            '&' | '~' | '-' if inside && chars.peek() == Some(&c) => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

fn loops_without_measure(hir: &Hir, may_fail_after: bool) -> bool {
    match hir.kind() {
        HirKind::Concat(parts) => parts.iter().enumerate().any(|(at, part)| {
            let fails = |next: &Hir| matches!(next.kind(), HirKind::Look(_)) || !may_be_empty(next);
            loops_without_measure(part, may_fail_after || parts[at + 1..].iter().any(fails))
        }),
        HirKind::Alternation(parts) => parts.iter().any(|part| loops_without_measure(part, may_fail_after)),
        HirKind::Capture(capture) => loops_without_measure(&capture.sub, may_fail_after),
        HirKind::Repetition(repetition) => {
            (repetition.max.is_none() && may_fail_after && cuts_anywhere(&repetition.sub))
                || loops_without_measure(&repetition.sub, may_fail_after)
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => false,
    }
}

fn may_be_empty(hir: &Hir) -> bool {
    hir.properties().minimum_len() == Some(0)
}

/// Whether two rounds of a loop over this can be one round as well: it is a repetition, with nothing beside it that
/// has to be there.
fn cuts_anywhere(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(capture) => cuts_anywhere(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().any(cuts_anywhere),
        HirKind::Repetition(repetition) if repetition.max.is_none() => !may_be_empty(&repetition.sub),
        HirKind::Concat(parts) => {
            let mut needed = parts.iter().filter(|part| !may_be_empty(part));
            if parts.iter().any(|part| matches!(part.kind(), HirKind::Look(_))) {
                return false;
            }
            match (needed.next(), needed.next()) {
                (None, _) => parts.iter().any(cuts_anywhere),
                (Some(only), None) => cuts_anywhere(only),
                // `x+x+`: what one of them takes the next can take as well.
                (Some(_), Some(_)) => {
                    let needed = parts.iter().filter(|part| !may_be_empty(part));
                    let (loops, shared) = needed.fold((false, Chars::ALL), |(loops, shared), part| {
                        (loops || cuts_anywhere(part), shared.intersect(single(part)))
                    });
                    loops && shared != Chars::NONE
                }
            }
        }
        _ => false,
    }
}

fn groups_in(hir: &Hir, out: &mut Vec<(u32, Option<String>, Cleared)>) {
    match hir.kind() {
        HirKind::Capture(capture) => {
            let cleared = Cleared::chars(allowed(&capture.sub).complement());
            out.push((capture.index, capture.name.as_deref().map(str::to_owned), cleared));
            groups_in(&capture.sub, out);
        }
        HirKind::Repetition(repetition) => groups_in(&repetition.sub, out),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| groups_in(part, out)),
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Class(_) => {}
    }
}

/// The characters that a string wholly made of matches can hold.
fn allowed(hir: &Hir) -> Chars {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Chars::NONE,
        HirKind::Literal(literal) => Chars::of(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => class_chars(class),
        HirKind::Repetition(repetition) => allowed(&repetition.sub),
        HirKind::Capture(capture) => allowed(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(Chars::NONE, |all, part| all.union(allowed(part)))
        }
    }
}

/// The characters each of which the pattern matches all by itself.
fn single(hir: &Hir) -> Chars {
    match hir.kind() {
        HirKind::Literal(literal) if literal.0.len() == 1 => Chars::of(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => class_chars(class),
        HirKind::Repetition(repetition) if repetition.min <= 1 => single(&repetition.sub),
        HirKind::Capture(capture) => single(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().fold(Chars::NONE, |all, part| all.union(single(part))),
        // `\r?\n`: everything but one part may be absent, so that part alone is matched.
        HirKind::Concat(parts) => {
            let mut needed = parts.iter().filter(|part| part.properties().minimum_len() != Some(0));
            match (needed.next(), needed.next()) {
                (Some(only), None) if !matches!(only.kind(), HirKind::Look(_)) => single(only),
                _ => Chars::NONE,
            }
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Literal(_) | HirKind::Repetition(_) => Chars::NONE,
    }
}

/// Whether a pattern that is anchored at the start matches whatever begins with two slashes: `^\/[\/\\]`.
fn matches_two_slashes(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => *literal.0 == *b"//",
        HirKind::Capture(capture) => matches_two_slashes(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().any(matches_two_slashes),
        HirKind::Repetition(repetition) => {
            repetition.min == 2 && repetition.max.is_none_or(|most| most >= 2) && single(&repetition.sub).has_all("/")
        }
        HirKind::Concat(parts) => {
            let parts: Vec<&Hir> =
                parts.iter().filter(|part| !matches!(part.kind(), HirKind::Look(Look::Start))).collect();
            match parts[..] {
                [only] => matches_two_slashes(only),
                [first, second] => single(first).has_all("/") && single(second).has_all("/"),
                _ => false,
            }
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => false,
    }
}

fn class_chars(class: &Class) -> Chars {
    match class {
        Class::Bytes(class) => {
            Chars::matching(|c| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&(c as u8))))
        }
        Class::Unicode(class) => {
            Chars::matching(|c| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&c)))
        }
    }
}

fn starts_anchored(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(look) => *look == Look::Start,
        HirKind::Capture(capture) => starts_anchored(&capture.sub),
        HirKind::Concat(parts) => parts.first().is_some_and(starts_anchored),
        HirKind::Alternation(parts) => parts.iter().all(starts_anchored),
        _ => false,
    }
}

fn ends_anchored(hir: &Hir) -> bool {
    match hir.kind() {
        // Python's `$` also matches before a final newline; that alone does not let an attack through.
        HirKind::Look(look) => *look == Look::End,
        HirKind::Capture(capture) => ends_anchored(&capture.sub),
        HirKind::Concat(parts) => parts.last().is_some_and(ends_anchored),
        HirKind::Alternation(parts) => parts.iter().all(ends_anchored),
        _ => false,
    }
}

fn literal(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(String::from_utf8_lossy(&literal.0).into_owned()),
        HirKind::Capture(capture) => literal(&capture.sub),
        _ => None,
    }
}

/// What every way in which a match may begin decides of an address: its scheme, or its host.
fn cleared_by_start(hir: &Hir) -> KindSet {
    let located = KindSet::of(FlowKind::Url).with(FlowKind::Redirect).with(FlowKind::HtmlUrl);
    let (starts, _) = starts_of(hir);
    starts.iter().fold(located, |all, start| all.intersect(super::strings::cleared_by_prefix(start)))
}

/// Most ways to begin that are told apart.
const MAX_STARTS: usize = 16;

/// The texts with one of which a match begins, and whether they are all that it matches: what follows them may be
/// anything otherwise.
fn starts_of(hir: &Hir) -> (Vec<String>, bool) {
    let nothing = || (vec![String::new()], false);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => (vec![String::new()], true),
        HirKind::Literal(literal) => (vec![String::from_utf8_lossy(&literal.0).into_owned()], true),
        HirKind::Capture(capture) => starts_of(&capture.sub),
        HirKind::Class(class) => class_starts(class).map_or_else(nothing, |starts| (starts, true)),
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let (mut starts, whole) = starts_of(&repetition.sub);
            starts.push(String::new());
            (starts, whole)
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => (starts_of(&repetition.sub).0, false),
        HirKind::Repetition(_) => nothing(),
        HirKind::Alternation(parts) => {
            let mut all = (Vec::new(), true);
            for part in parts {
                let (starts, whole) = starts_of(part);
                all.0.extend(starts);
                all.1 &= whole;
            }
            if all.0.len() > MAX_STARTS { nothing() } else { all }
        }
        HirKind::Concat(parts) => {
            let mut all = (vec![String::new()], true);
            for part in parts {
                let (starts, whole) = starts_of(part);
                if all.0.len() * starts.len() > MAX_STARTS {
                    all.1 = false;
                    break;
                }
                all.0 =
                    all.0.iter().flat_map(|before| starts.iter().map(move |next| format!("{before}{next}"))).collect();
                all.1 &= whole;
                if !whole {
                    break;
                }
            }
            all
        }
    }
}

/// The characters of a class of at most four.
fn few_of(class: &Class) -> Option<Vec<char>> {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Bytes(bytes) => {
            bytes.ranges().iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
        Class::Unicode(chars) => {
            chars.ranges().iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect()
        }
    };
    let count: u64 = ranges.iter().map(|(start, end)| u64::from(end - start) + 1).sum();
    let all = ranges.into_iter().flat_map(|(start, end)| start..=end);
    if count <= 4 { all.map(char::from_u32).collect() } else { None }
}

/// The characters of a small class; one that stands for all of a class that ends no host and no scheme.
fn class_starts(class: &Class) -> Option<Vec<String>> {
    if let Some(few) = few_of(class) {
        return Some(few.into_iter().map(String::from).collect());
    }
    let chars = class_chars(class);
    let ends = ["/", "\\", ":", "@", "#"].iter().any(|end| chars.has_all(end)) || chars == Chars::NONE;
    let letters = Chars::of("a").union(Chars::of("."));
    (!ends && chars.intersect(letters.complement()) == Chars::NONE).then(|| vec!["x".to_owned()])
}

/// Whether what matches begins with a slash and something that makes no host of what follows: `^/[a-z]`, `^/[^/\\]`.
fn starts_below_root(hir: &Hir) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let mut parts = parts.iter().filter(|part| !matches!(part.kind(), HirKind::Look(_)));
    let slash = parts.next().and_then(literal).is_some_and(|text| text == "/");
    let second = parts.next().map(|part| match part.kind() {
        HirKind::Repetition(repetition) if repetition.min > 0 => &*repetition.sub,
        _ => part,
    });
    let no_host = |part: &Hir| {
        let chars = allowed(part);
        matches!(part.kind(), HirKind::Class(_)) && !chars.has_all("/") && !chars.has_all("\\")
    };
    slash && second.is_some_and(no_host)
}

/// Whether what matches is an address whose host ends in a domain that the pattern names: `^https://[a-z]+\.example\.com/`.
fn fixes_domain(hir: &Hir) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let mut text = String::new();
    for part in parts {
        match (part.kind(), literal(part)) {
            (HirKind::Look(Look::End), _) => text.push('/'),
            (HirKind::Look(_), _) => {}
            // Whichever of them it is, the host ends.
            (HirKind::Class(class), _)
                if few_of(class).is_some_and(|few| few.iter().all(|c| ['/', '?', '#'].contains(c))) =>
            {
                text.push('/');
            }
            (_, Some(more)) => text.push_str(&more),
            // `s?`, `(www\.)?`
            (HirKind::Repetition(repetition), _) if repetition.max == Some(1) && literal(&repetition.sub).is_some() => {
            }
            _ => {
                let chars = allowed(part);
                if ["/", "\\", "@", "#"].iter().any(|c| chars.has_all(c)) {
                    break;
                }
                text.push(super::strings::HOLE);
            }
        }
    }
    let Some((scheme, after)) = text.split_once("://") else { return false };
    let Some(end) = after.find(['/', '?', '#']) else { return false };
    let suffix = after[..end].rsplit(super::strings::HOLE).next().unwrap_or_default();
    let whole = suffix.len() == end;
    !scheme.contains(super::strings::HOLE)
        && if whole { !suffix.is_empty() } else { suffix.starts_with('.') && suffix[1..].contains('.') }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &str) -> KindSet {
        Pattern::parse(pattern, false, false).unwrap().cleared_by_match(false, false).kinds
    }

    #[test]
    fn an_anchored_whitelist_clears_everything_that_needs_other_characters() {
        for pattern in [r"^[a-z0-9_]+$", r"^\d+$", r"^(?:asc|desc)$", r"^[0-9a-f]{8}-[0-9a-f]{4}$"] {
            for kind in [FlowKind::Html, FlowKind::Sql, FlowKind::Log, FlowKind::Shell, FlowKind::Path] {
                assert!(matched(pattern).has(kind), "{pattern} {}", kind.name());
            }
        }
    }

    #[test]
    fn a_domain_that_is_named_decides_where_a_request_goes() {
        for fixed in
            [r"^https://[a-z]+\.example\.com/", r"^https?://(www\.)?example\.com$", r"^https://[\w-]+\.a\.org[/?]"]
        {
            assert!(matched(fixed).has(FlowKind::Url), "{fixed}");
        }
        for open in [
            r"^https://[a-z]+\.com/",
            r"^https://.*\.example\.com/",
            r"^https://[a-z]+\.example\.com",
            r"[a-z]+://a\.b/",
        ] {
            assert!(!matched(open).has(FlowKind::Url), "{open}");
        }
    }

    #[test]
    fn loops_whose_rounds_can_be_cut_anywhere_backtrack() {
        let backtracks = |pattern: &str| Pattern::parse(pattern, false, false).unwrap().backtracks();
        for pattern in [r"^(a+)+$", r"(\w+\s?)*:", r"^(\d*,?)*$", r"^([a-z]+|\d)*@", r"^(([-.]|_+)?[a-z0-9]+)*@x$"] {
            assert!(backtracks(pattern), "{pattern}");
        }
        for pattern in [r"^[a-z]+(-[a-z]+)*$", r"(a+)+", r"^(\w+,)*$", r"^(ab?)*$", r"^\s*(\w+)\s*$", r"^(\d{3})+$"] {
            assert!(!backtracks(pattern), "{pattern}");
        }
    }

    #[test]
    fn an_open_pattern_clears_nothing() {
        for pattern in [r"[a-z]+", r"^[a-z]+", r"[a-z]+$", r"^.+$"] {
            assert!(!matched(pattern).has(FlowKind::Html), "{pattern}");
        }
        assert!(!matched(r"^[a-z<>]+$").has(FlowKind::Html));
    }

    #[test]
    fn a_start_decides_of_scheme_and_host() {
        for pattern in [r"^https://(www\.)?example\.com/", r"^https?://example\.com/", r"^/[a-z]+", r"^/(a|b)/"] {
            assert!(matched(pattern).has(FlowKind::Redirect), "{pattern}");
        }
        for pattern in [r"^https?://", r"^(?:https?|mailto):", r"^https://.*example\.com", r"^#", r"^[./#]"] {
            assert!(matched(pattern).has(FlowKind::HtmlUrl), "{pattern}");
        }
        for pattern in [r"^https?://", r"^https://.*example\.com", r"^/", r"^https://[a-z]+", r"(^/a)?"] {
            assert!(!matched(pattern).has(FlowKind::Redirect), "{pattern}");
        }
        assert!(!matched(r"^(https?|javascript):").has(FlowKind::HtmlUrl));
    }

    #[test]
    fn removal_needs_the_whole_class() {
        let removed = |pattern: &str| Pattern::parse(pattern, false, false).unwrap().cleared_by_removal().kinds;
        assert!(removed(r"[\r\n]").has(FlowKind::Log));
        assert!(removed(r"[\r\n]+").has(FlowKind::Log));
        assert!(removed(r"\r?\n|\r").has(FlowKind::Log));
        assert!(!removed(r"\n").has(FlowKind::Log));
        assert!(removed(r"[^\w]").has(FlowKind::Html));
        assert!(!removed(r"<script>").has(FlowKind::Html));
    }
}
