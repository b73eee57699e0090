//! Runs a detector's pattern where its keywords stand.

use std::ops::Range;

use forge_catalogue::secrets::{Detector, Form, Hit, Value};
use regex::bytes::{Regex, RegexBuilder};

/// Bytes that one compiled pattern may take.
const PATTERN_BYTES: usize = 4 << 20;

/// The detector's compiled pattern; `None` if it has none.
pub(super) fn pattern(detector: &Detector) -> Option<Regex> {
    let whole = detector.form == Form::Assigned(Value::Pattern);
    let pattern = if whole { format!(r"\A(?:{})\z", &*detector.pattern) } else { detector.pattern.to_string() };
    let mut builder = RegexBuilder::new(&pattern);
    builder.unicode(false).case_insensitive(detector.ignore_case).size_limit(PATTERN_BYTES);
    if detector.pattern.is_empty() { None } else { builder.build().ok() }
}

/// The secrets that `pattern` finds around the `hits` of its detector, which are in the order of their places.
pub(super) fn secrets(form: Form, pattern: &Regex, text: &[u8], hits: &[Hit]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for window in windows(form, text.len(), hits) {
        let secret = pattern.captures_iter(&text[window.clone()]).filter_map(|captures| {
            let secret = captures.get(1).or_else(|| captures.get(0))?;
            Some(window.start + secret.start()..window.start + secret.end())
        });
        found.extend(secret);
    }
    found
}

/// Where to search: the windows around the hits, joined where they overlap, so that the work stays linear.
fn windows(form: Form, length: usize, hits: &[Hit]) -> Vec<Range<usize>> {
    let Form::Near { before, after } = form else { return std::iter::once(0..length).collect() };
    let mut windows: Vec<Range<usize>> = Vec::new();
    for hit in hits {
        let start = (hit.start as usize).saturating_sub(usize::from(before));
        let end = (hit.start as usize + usize::from(after)).min(length);
        match windows.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_joined() {
        let hit = |start| Hit { detector: 0, start, end: start + 4 };
        let form = Form::Near { before: 10, after: 20 };
        assert_eq!(windows(form, 1000, &[hit(5), hit(30), hit(500)]), [0..50, 490..520]);
        assert_eq!(windows(form, 510, &[hit(500)]).first(), Some(&(490..510)));
        assert_eq!(windows(Form::Anywhere, 7, &[hit(5)]).first(), Some(&(0..7)));
    }
}
