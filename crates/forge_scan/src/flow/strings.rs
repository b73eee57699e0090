//! What the characters of a string decide: which kinds of attack still fit through.

use forge_model::{FlowKind, KindSet};
use std::sync::LazyLock;

/// Stands in a known prefix for a part that is not known. It cannot occur in source text that is analysed.
pub(crate) const HOLE: char = '\u{fffc}';

/// A set of the characters that matter to some kind of attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Chars(pub(crate) u32);

const TRACKED: [char; 25] = [
    '<', '>', '"', '\'', '&', '\r', '\n', '/', '\\', '.', ';', '|', '$', '`', ' ', '(', ')', ':', '=', '{', '%', '#',
    '@', '*', // Stands for all letters.
    'a',
];

impl Chars {
    /// No character.
    pub(crate) const NONE: Self = Self(0);
    /// All tracked characters.
    pub(crate) const ALL: Self = Self((1 << TRACKED.len()) - 1);

    // Beside characters, shapes that a text cannot have. They do not outlive what changes the text.
    /// It has no second character.
    pub(crate) const ONE: Self = Self(1 << TRACKED.len());
    /// It starts with nothing but a slash.
    pub(crate) const LOCAL: Self = Self(2 << TRACKED.len());
    /// It does not start with two slashes.
    pub(crate) const NO_HOST: Self = Self(4 << TRACKED.len());
    /// No `..` leads out of the directory before it.
    pub(crate) const NO_WAY_UP: Self = Self(8 << TRACKED.len());
    /// Its single quotes are those of a shell's quoting.
    pub(crate) const SHELL_QUOTED: Self = Self(32 << TRACKED.len());
    /// In a function: it has the shape that its caller gave it.
    pub(crate) const SAME: Self = Self(16 << TRACKED.len());

    /// Without the shapes.
    #[must_use]
    pub(crate) fn only_chars(self) -> Self {
        self.intersect(Self::ALL)
    }

    /// Without characters.
    #[must_use]
    pub(crate) fn only_shapes(self) -> Self {
        Self(self.0 & !Self::ALL.0)
    }

    /// Whether all of `other` is in it.
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What a call does to a value: `inside`, which the function did to its parameter, after `self`.
    #[must_use]
    pub(crate) fn through(self, inside: Self) -> Self {
        let outer = if inside.has(Self::SAME) { self.only_shapes() } else { Self::NONE };
        let shapes = Self(inside.only_shapes().0 & !Self::SAME.0);
        self.union(inside).only_chars().union(outer).union(shapes)
    }

    /// Those of `text` that are tracked.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |set, c| set | Self::bit(c)))
    }

    /// Those for which `has` holds.
    pub(crate) fn matching(has: impl Fn(char) -> bool) -> Self {
        Self(TRACKED.iter().filter(|&&c| has(c)).fold(0, |set, &c| set | Self::bit(c)))
    }

    fn bit(c: char) -> u32 {
        TRACKED.iter().position(|&tracked| tracked == c).map_or(0, |at| 1 << at)
    }

    /// Both sets.
    #[must_use]
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    #[must_use]
    pub(crate) fn intersect(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// All but these.
    #[must_use]
    pub(crate) fn complement(self) -> Self {
        Self(Self::ALL.0 & !self.0)
    }

    /// Whether every character of `text` is in the set.
    pub(crate) fn has_all(self, text: &str) -> bool {
        self.has(Self::of(text))
    }
}

/// Characters without which a kind cannot be exploited: one of the sets has to be gone whole.
const NEEDED: [(FlowKind, &[&str]); 14] = [
    (FlowKind::Html, &["<>", "<\"'", "<&"]),
    (FlowKind::HtmlUrl, &[":"]),
    (FlowKind::Log, &["\r\n"]),
    (FlowKind::Header, &["\r\n"]),
    (FlowKind::Sql, &["'\"\\ (", "'\" ;", "'\"();"]),
    (FlowKind::Shell, &[";|&$`\n<>(", " ;|&$`"]),
    (FlowKind::Path, &["/\\", "."]),
    (FlowKind::Url, &["/:", "./", ":.", "/\\@"]),
    (FlowKind::Redirect, &["/", ":/"]),
    (FlowKind::Code, &["('\"`", "(.=", "(;", "a"]),
    (FlowKind::Template, &["{", "<%{"]),
    (FlowKind::Regex, &["(*", "*."]),
    (FlowKind::Ldap, &["()*", "(*="]),
    (FlowKind::Xpath, &["'\"", "'\"(/"]),
];

/// The kinds that cannot get through once these characters cannot occur.
///
/// A kind is blocked only when every known way to exploit it needs one of them: a filter of quotes alone stops
/// neither markup nor SQL, and one of `\n` alone leaves `\r` to split a log.
pub(crate) fn blocked(removed: Chars) -> KindSet {
    if removed == Chars::NONE {
        return KindSet::NONE;
    }
    /// For each way the characters that it needs.
    static WAYS: LazyLock<Vec<(FlowKind, Chars)>> = LazyLock::new(|| {
        let ways = NEEDED.iter().flat_map(|(kind, ways)| ways.iter().map(|way| (*kind, Chars::of(way))));
        ways.collect()
    });
    let gone = WAYS.iter().filter(|(_, way)| removed.has(*way));
    let blocked = gone.fold(KindSet::NONE, |set, &(kind, _)| set.with(kind));
    if !removed.has(Chars::LOCAL) {
        return blocked;
    }
    let local = blocked.with(FlowKind::HtmlUrl);
    if removed.has(Chars::NO_HOST) { local.with(FlowKind::Redirect).with(FlowKind::Url) } else { local }
}

/// What the text before a tainted part decides. `before` has [`HOLE`] where it is not known.
pub(crate) fn cleared_by_prefix(before: &str) -> KindSet {
    let mut cleared = KindSet::of(FlowKind::Nosql);
    if before.is_empty() {
        return cleared;
    }
    // After an empty line a letter's or an answer's headers have ended.
    if before.contains("\n\n") || before.contains("\r\n\r\n") {
        cleared = cleared.with(FlowKind::Header);
    }
    if host_is_fixed(before) {
        cleared = cleared.with(FlowKind::Url).with(FlowKind::Redirect);
    }
    let lower = before.trim_start().to_ascii_lowercase();
    // After an unknown base the scheme is chosen only as long as nothing ended it: `${base}/users/${id}`.
    let is_open = lower.starts_with(HOLE) && !lower.contains(['/', '?', '#']);
    if !lower.is_empty() && !lower.starts_with("javascript:") && !lower.starts_with("data:") && !is_open {
        cleared = cleared.with(FlowKind::HtmlUrl);
    }
    cleared
}

/// The quote that is open after `before`.
fn shell_quote(before: &str) -> Option<char> {
    let mut open = None;
    let mut chars = before.chars();
    while let Some(c) = chars.next() {
        match (c, open) {
            ('\\', Some('"') | None) => {
                chars.next();
            }
            ('\'' | '"', None) => open = Some(c),
            (c, Some(quote)) if c == quote => open = None,
            _ => {}
        }
    }
    open
}

/// The kinds that a part between quotes is harmless for once these characters cannot be in it.
pub(crate) fn cleared_in_quotes(before: &str, removed: Chars) -> KindSet {
    let xpath = KindSet::of(FlowKind::Xpath);
    match shell_quote(before) {
        Some('\'') if removed.has_all("'") => xpath.with(FlowKind::Shell),
        Some('\'') if removed.has(Chars::SHELL_QUOTED) => KindSet::of(FlowKind::Shell),
        Some('"') if removed.has_all("\"$`\\") => xpath.with(FlowKind::Shell),
        Some('"') if removed.has_all("\"") => xpath,
        _ => KindSet::NONE,
    }
}

/// Whether what follows `before` can no longer choose the host of a URL.
fn host_is_fixed(before: &str) -> bool {
    if let Some((_, after)) = before.split_once("://") {
        return !after.is_empty() && after.contains(['/', '?', '#']);
    }
    if let Some(after) = before.strip_prefix("//") {
        return after.contains(['/', '?', '#']);
    }
    if before.starts_with(HOLE) {
        // An unknown scheme: `${protocol}//${host}`.
        if matches!(&before[HOLE.len_utf8()..], "//" | "://") {
            return false;
        }
        // An unknown base, then something that ends its host: `${base}/users/${id}`, `url + separator + query`.
        return before.contains(['/', '?', '#', '&', '=']) || before[HOLE.len_utf8()..].contains(HOLE);
    }
    match before.strip_prefix('/') {
        // A part that is not known ends with the next slash, as long as it is not empty: who chooses it is told of it.
        Some(after) => after.chars().next().is_some_and(|c| match c {
            HOLE => after.trim_start_matches(HOLE).starts_with(['/', '?', '#']),
            c => c != '/' && c != '\\',
        }),
        None => before.contains(['/', '?', '#']) || before.starts_with('.'),
    }
}

/// The place in markup where a tainted part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Markup {
    /// Between tags, or in no markup at all.
    Text,
    /// At the start of the value of an attribute that holds a URL.
    UrlAttribute,
    /// In a script, in a string of this quote where there is one: references are not read, quotes end the string.
    Script(Option<char>),
    /// In an event handler's attribute: references are read before the code, so that HTML escaping does not help.
    Handler,
    /// In a style.
    Style,
    /// In an attribute's value, in this quote where there is one.
    Attribute(Option<char>),
}

/// The place in markup after `before`.
pub(crate) fn markup_after(before: &str) -> Markup {
    let lower = before.to_ascii_lowercase();
    for (tag, style) in [("<script", false), ("<style", true)] {
        if let Some(open) = lower.rfind(tag)
            && !lower[open..].contains("</")
            && let Some(inside) = lower[open..].split_once('>').map(|(_, inside)| inside)
        {
            return if style { Markup::Style } else { Markup::Script(open_quote(inside)) };
        }
    }
    let Some(tag) = lower.rfind('<').filter(|&at| !lower[at..].contains('>')) else { return Markup::Text };
    let Some((name, quote, inside)) = open_attribute(&lower[tag..]) else { return Markup::Text };
    if name.len() > 2 && name.starts_with("on") {
        return Markup::Handler;
    }
    let element = lower[tag + 1..].split([' ', '\t', '\n', '/']).next().unwrap_or_default();
    let url = match name {
        "href" | "action" | "formaction" | "xlink:href" | "data" | "srcdoc" => true,
        // What an image or a film is loaded from runs nothing.
        "src" => !matches!(element, "img" | "audio" | "video" | "source" | "track" | "input"),
        _ => false,
    };
    if url && inside.trim_start().is_empty() { Markup::UrlAttribute } else { Markup::Attribute(quote) }
}

/// The attribute in whose value a tag ends: its name, its quote, what is in it already.
fn open_attribute(tag: &str) -> Option<(&str, Option<char>, &str)> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once('=')?;
        let name = before.trim_end().rsplit([' ', '\t', '\n', '/', '"', '\'']).next().unwrap_or_default();
        let value = after.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inside = quote.map_or(value, |quote| value.trim_start_matches(quote));
        match quote {
            Some(quote) => match value[1..].split_once(quote) {
                Some((_, next)) => rest = next,
                None => return Some((name, Some(quote), inside)),
            },
            None => match value.split_once([' ', '\t', '\n']) {
                Some((_, next)) => rest = next,
                None => return Some((name, None, inside)),
            },
        }
    }
}

/// The quote of the string that a script ends in.
fn open_quote(script: &str) -> Option<char> {
    let mut open = None;
    let mut escaped = false;
    for c in script.chars() {
        match (open, c) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(quote), _) if c == quote => open = None,
            (None, '"' | '\'' | '`') => open = Some(c),
            (Some('"' | '\''), '\n') => open = None,
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_filters_block_nothing() {
        assert!(!blocked(Chars::of("\"'")).has(FlowKind::Html));
        assert!(!blocked(Chars::of("\n")).has(FlowKind::Log));
        assert!(!blocked(Chars::of("'")).has(FlowKind::Sql));
        assert!(blocked(Chars::of("\r\n")).has(FlowKind::Log));
        assert!(blocked(Chars::of("<>&")).has(FlowKind::Html));
        assert!(!blocked(Chars::of("<>&")).has(FlowKind::Sql));
        assert_eq!(blocked(Chars::ALL).minus(blocked(Chars::NONE)).iter().count(), 14);
    }

    #[test]
    fn a_fixed_host_decides_where_a_request_goes() {
        for fixed in ["https://api.example.com/", "https://a/b?c=", "/users/", "\u{fffc}/users/", "//cdn/x"] {
            assert!(cleared_by_prefix(fixed).has(FlowKind::Url), "{fixed}");
        }
        for open in ["", "https://", "/", "\u{fffc}", "https://api.example.com", "//"] {
            assert!(!cleared_by_prefix(open).has(FlowKind::Url), "{open}");
        }
    }

    #[test]
    fn markup_contexts() {
        assert_eq!(markup_after("<p>"), Markup::Text);
        assert_eq!(markup_after("<a href=\""), Markup::UrlAttribute);
        assert_eq!(markup_after("<img src=\""), Markup::Attribute(Some('"')));
        assert_eq!(markup_after("<iframe src=\""), Markup::UrlAttribute);
        assert_eq!(markup_after("<a href=\"/x?"), Markup::Attribute(Some('"')));
        assert_eq!(markup_after("<a class=\"x\" title='"), Markup::Attribute(Some('\'')));
        assert_eq!(markup_after("<a title="), Markup::Attribute(None));
        assert_eq!(markup_after("<a class=\"b\" "), Markup::Text);
        assert_eq!(markup_after("<a onclick=\"go('"), Markup::Handler);
        assert_eq!(markup_after("<script>var x = '"), Markup::Script(Some('\'')));
        assert_eq!(markup_after("<script>var x = 'a', y ="), Markup::Script(None));
        assert_eq!(markup_after("<style>p { color:"), Markup::Style);
        assert_eq!(markup_after("<script>var x;</script><b>"), Markup::Text);
    }
}
