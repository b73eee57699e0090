//! Credentials are never printed, not even where another finding's source is shown.

use std::borrow::Cow;
use std::ops::Range;

/// `text` with every place in `secrets`, and every other place that holds the same, replaced by `*`, byte for byte:
/// offsets and lines stay.
pub(crate) fn masked<'t>(text: &'t str, secrets: &[Range<usize>]) -> Cow<'t, str> {
    // Shorter than this, the same letters elsewhere are a coincidence.
    const TELLING: usize = 6;
    let mut places: Vec<Range<usize>> = Vec::new();
    for secret in secrets {
        let start = text.floor_char_boundary(secret.start.min(text.len()));
        let end = text.ceil_char_boundary(secret.end.min(text.len()));
        let Some(value) = text.get(start..end).filter(|value| !value.is_empty()) else { continue };
        places.push(start..end);
        if value.len() >= TELLING {
            places.extend(text.match_indices(value).map(|(at, found)| at..at + found.len()));
        }
    }
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for byte in places.into_iter().flat_map(|place| bytes_of(&text[place.clone()], place.start)) {
        bytes[byte] = b'*';
    }
    // Whole characters were replaced, so this cannot fail; if it did, nothing is better than a secret.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_default())
}

/// Offsets of the bytes of `value`, which starts at `start`, except its line ends.
fn bytes_of(value: &str, start: usize) -> impl Iterator<Item = usize> {
    value.bytes().enumerate().filter(|&(_, byte)| byte != b'\n' && byte != b'\r').map(move |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_that_holds_the_secret_is_masked() {
        let text = "a = 'hunter2hunter'\nprint('hunter2hunter', 'ab')\n";
        let at = text.find("hunter2hunter").unwrap();
        let expected = "a = '*************'\nprint('*************', 'ab')\n";
        assert_eq!(masked(text, std::slice::from_ref(&(at..at + 13))), expected);
        assert_eq!(masked("ab ab", std::slice::from_ref(&(0..2))), "** ab");
    }

    #[test]
    fn lines_and_offsets_stay_whatever_the_place() {
        let text = "k = '''gehe\nim''' # ü";
        assert_eq!(masked(text, std::slice::from_ref(&(7..14))), "k = '''****\n**''' # ü");
        assert_eq!(masked("aüb", std::slice::from_ref(&(2..3))), "a**b");
        assert_eq!(masked("ab", &[5..9, 1..1]), "ab");
    }
}
