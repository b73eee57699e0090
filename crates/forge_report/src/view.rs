//! The part of a file that is worth showing around some places in it.

use std::ops::Range;

/// A place with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes in the text.
    pub(crate) span: Range<usize>,
    /// What to say; may be empty.
    pub(crate) label: String,
    /// What the finding is about, rather than a step to it.
    pub(crate) primary: bool,
}

/// A text cut down to some of its lines, with the marks moved accordingly.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct View {
    /// The lines, the first of which is `first_line` of the file. Lines that nothing is said about may be empty.
    pub(crate) text: String,
    /// Line from 1.
    pub(crate) first_line: usize,
    /// Marks, their spans in `text`.
    pub(crate) marks: Vec<Mark>,
}

/// A span over more lines than this is shown by its first line.
const SPAN_LINES: usize = 6;
/// Lines around a marked one that are kept: a gap so small is shown rather than elided.
const CONTEXT: usize = 2;
/// A line with more bytes than this is cropped.
const LINE_BYTES: usize = 240;
/// What is kept of a cropped line on both sides of a mark, and of the mark from its ends.
const MARGIN: usize = 60;

/// What to show of `text` for `marks`. Spans that do not fit the text are made to fit.
pub(crate) fn view(text: &str, marks: Vec<Mark>) -> View {
    let lines = Lines::of(text);
    let placed: Vec<Placed> = marks.into_iter().map(|mark| lines.place(mark)).collect();
    let first = placed.iter().map(|it| it.first).min().unwrap_or(0);
    let last = placed.iter().map(|it| it.last).max().unwrap_or(0);

    let mut shown = String::new();
    let mut marks: Vec<Mark> = placed.iter().map(|it| it.mark.clone()).collect();
    for number in first..=last {
        if placed.iter().any(|it| it.first <= number + CONTEXT && number <= it.last + CONTEXT) {
            let line = lines.range(number);
            let base = shown.len();
            let offsets = push_pieces(&mut shown, text, &line, &pieces(text, &line, &spans_in(&placed, number, &line)));
            for (original, mark) in placed.iter().zip(&mut marks) {
                if original.first == number {
                    mark.span.start = base + offset_in(&offsets, original.mark.span.start);
                }
                if original.last == number {
                    mark.span.end = base + offset_in(&offsets, original.mark.span.end);
                }
            }
        }
        shown.push('\n');
    }
    for mark in &mut marks {
        // A line end that was cut off may have been all of a span: it still needs a character to point at.
        mark.span = fitted(&shown, &mark.span);
    }
    View { text: shown, first_line: first + 1, marks }
}

/// A mark that fits the text, with the lines of its ends, from 0.
struct Placed {
    first: usize,
    last: usize,
    mark: Mark,
}

/// Where the lines of a text start.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The bytes of a line without its end.
    fn range(&self, number: usize) -> Range<usize> {
        let end = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        self.starts.get(number).map_or(end, |&start| start)..end
    }

    fn place(&self, mut mark: Mark) -> Placed {
        mark.span = fitted(self.text, &mark.span);
        let first = self.number(mark.span.start);
        let mut last = self.number(mark.span.end.max(mark.span.start + 1) - 1);
        if last - first >= SPAN_LINES {
            last = first;
            mark.span.end = self.range(first).end.max(mark.span.start);
        }
        Placed { first, last, mark }
    }
}

/// The parts of the marks that lie in one line.
fn spans_in(placed: &[Placed], number: usize, line: &Range<usize>) -> Vec<Range<usize>> {
    let here = placed.iter().filter(|it| it.first <= number && number <= it.last).map(|it| &it.mark.span);
    here.map(|span| span.start.max(line.start)..span.end.min(line.end)).collect()
}

/// `span` within `text`, on character boundaries, not empty unless the text ends there.
fn fitted(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    if start < end { start..end } else { start..text.ceil_char_boundary((start + 1).min(text.len())) }
}

/// The parts of a line that are shown: all of it, or what lies near `spans`.
fn pieces(text: &str, line: &Range<usize>, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    if line.len() <= LINE_BYTES {
        return vec![line.clone()];
    }
    let around = |from: usize, to: usize| {
        let start = from.saturating_sub(MARGIN).max(line.start);
        let end = (to + MARGIN).min(line.end);
        text.floor_char_boundary(start)..text.ceil_char_boundary(end)
    };
    let mut wanted: Vec<Range<usize>> = Vec::new();
    for span in spans {
        wanted.push(around(span.start, span.start));
        wanted.push(around(span.end, span.end));
    }
    if wanted.is_empty() {
        wanted.push(around(line.start, line.start));
    }
    wanted.sort_by_key(|piece| piece.start);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for piece in wanted {
        match pieces.last_mut() {
            Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
            _ => pieces.push(piece),
        }
    }
    pieces
}

/// Appends `pieces` of the line `line` with dots between them; gives for each the place that it now has in the line.
fn push_pieces(
    shown: &mut String,
    text: &str,
    line: &Range<usize>,
    pieces: &[Range<usize>],
) -> Vec<(Range<usize>, usize)> {
    let base = shown.len();
    let mut offsets = Vec::with_capacity(pieces.len());
    let mut at = line.start;
    for piece in pieces {
        if piece.start > at {
            shown.push('…');
        }
        offsets.push((piece.clone(), shown.len() - base));
        // A line may end in a carriage return, and that is no part of what it says.
        shown.push_str(text[piece.clone()].trim_end_matches('\r'));
        at = piece.end;
    }
    if at < line.end {
        shown.push('…');
    }
    offsets
}

/// Where the byte `offset` of the file is in the shown line.
fn offset_in(offsets: &[(Range<usize>, usize)], offset: usize) -> usize {
    let mut place = 0;
    for (piece, start) in offsets {
        if offset < piece.start {
            break;
        }
        place = start + offset.min(piece.end) - piece.start;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: Range<usize>) -> Mark {
        Mark { span, label: String::new(), primary: false }
    }

    fn shown(view: &View) -> Vec<&str> {
        view.marks.iter().map(|mark| &view.text[mark.span.clone()]).collect()
    }

    #[test]
    fn lines_far_from_every_mark_are_empty() {
        let text: String = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].join("\n");
        let view = view(&text, vec![mark(2..3), mark(16..17)]);
        assert_eq!(view.first_line, 2);
        assert_eq!(view.text, "b\nc\nd\n\n\ng\nh\ni\n");
        assert_eq!(shown(&view), ["b", "i"]);
    }

    #[test]
    fn a_long_line_is_cropped_around_its_marks() {
        let text = format!("first\n{}SOURCE{}SINK{}\nlast", "x".repeat(5_000), "ü".repeat(5_000), "y".repeat(5_000));
        let source = text.find("SOURCE").unwrap();
        let sink = text.find("SINK").unwrap();
        let view = view(&text, vec![mark(source..source + 6), mark(sink..sink + 4)]);
        assert_eq!(view.first_line, 2);
        assert!(view.text.len() < 400, "{}", view.text.len());
        assert_eq!(view.text.matches('…').count(), 3);
        assert_eq!(shown(&view), ["SOURCE", "SINK"]);
    }

    #[test]
    fn a_long_span_keeps_both_of_its_ends() {
        let text = format!("f({})", "z".repeat(9_000));
        let view = view(&text, vec![mark(2..9_002)]);
        assert_eq!(view.text, format!("f({}…{})\n", "z".repeat(60), "z".repeat(60)));
        assert_eq!(shown(&view), [format!("{}…{}", "z".repeat(60), "z".repeat(60))]);
    }

    #[test]
    fn a_span_over_many_lines_is_shown_by_its_first() {
        let text = "call(`\na\nb\nc\nd\ne\nf\n`)\n";
        let view = view(text, vec![mark(5..text.len() - 2)]);
        assert_eq!((view.text.as_str(), shown(&view)), ("call(`\n", vec!["`"]));
    }

    #[test]
    fn spans_that_do_not_fit_are_made_to() {
        let text = "aü\r\nb";
        for span in [0..99, 2..2, 99..100, 5..5, 6..6, 4..5] {
            let view = view(text, vec![mark(span.clone())]);
            let place = view.marks[0].span.clone();
            assert!(view.text.get(place.clone()).is_some(), "{span:?} became {place:?}");
        }
        assert_eq!(view("", vec![mark(0..0)]).text, "\n");
    }
}
