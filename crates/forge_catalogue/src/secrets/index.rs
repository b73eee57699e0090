//! Finds which keywords occur in a text, without building anything at run time.
//!
//! Every second three-byte window of the text is hashed and looked up in a bit set that was filled at build time; what
//! passes is compared with the few keywords of its bucket. A keyword of four bytes or more puts two neighbouring
//! windows into the set, so that one of them lies at an even offset wherever the keyword begins. Case is folded in the
//! hash only, so that keywords of both kinds share one pass.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Bits of a window's hash.
const HASH_BITS: u32 = 16;
/// Bytes of the bit set over all hashes: 8 KiB, which stays in the first-level cache.
const FILTER_BYTES: usize = (1 << HASH_BITS) / 8;
/// Hashes that share a bucket, as a power of two.
const BUCKET_SHIFT: u32 = 4;
const BUCKETS: usize = 1 << (HASH_BITS - BUCKET_SHIFT);
const WINDOW: usize = 3;
/// Sets the bit in which ASCII letters of both cases differ, in each byte of a word.
const FOLD: u64 = 0x2020_2020_2020_2020;

const ENTRY_BYTES: usize = 3;
const KEYWORD_BYTES: usize = 7;
const IGNORE_CASE: u8 = 1;
const WHOLE_START: u8 = 2;

/// A keyword as a detector asks for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Keyword {
    pub(super) text: String,
    pub(super) ignore_case: bool,
    /// The byte before it must not be a letter, a digit or `_`.
    pub(super) whole_start: bool,
}

/// The compiled keywords of all detectors. Numbers are little-endian in byte strings, so that opening a blob copies
/// and allocates nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Index<'a> {
    /// One bit per hash: some keyword has such a window.
    #[serde(borrow)]
    filter: Cow<'a, [u8]>,
    /// Two bytes per bucket, and two at the end: number of the bucket's first entry.
    #[serde(borrow)]
    buckets: Cow<'a, [u8]>,
    /// Two bytes for a keyword, one (signed) for the offset of the window in it.
    #[serde(borrow)]
    entries: Cow<'a, [u8]>,
    /// Per keyword: two bytes for the start of its text, one for its length, one for flags, two for the number of its
    /// first user, one for how many there are.
    #[serde(borrow)]
    keywords: Cow<'a, [u8]>,
    /// All keywords' texts, one after the other.
    #[serde(borrow)]
    texts: Cow<'a, [u8]>,
    /// Two bytes per user: number of a detector.
    #[serde(borrow)]
    users: Cow<'a, [u8]>,
}

/// A keyword in a text, for one detector that asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Number of the detector.
    pub detector: u16,
    /// Offset of the keyword's first byte.
    pub start: u32,
    /// Offset one past its last byte.
    pub end: u32,
}

impl Index<'_> {
    /// The index over `keywords`, each with the number of its detector; `None` if they do not fit.
    pub(super) fn build(keywords: Vec<(Keyword, u16)>) -> Option<Index<'static>> {
        let mut users: BTreeMap<Keyword, Vec<u16>> = BTreeMap::new();
        for (keyword, detector) in keywords {
            let of = users.entry(keyword).or_default();
            if !of.contains(&detector) {
                of.push(detector);
            }
        }
        let mut filter = vec![0; FILTER_BYTES];
        let mut buckets: Vec<Vec<[u8; ENTRY_BYTES]>> = vec![Vec::new(); BUCKETS];
        let (mut records, mut texts, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for (number, (keyword, of)) in users.iter().enumerate() {
            let [low, high] = u16::try_from(number).ok()?.to_le_bytes();
            for (window, offset) in windows(keyword.text.as_bytes()) {
                let hash = hash(u64::from(u32::from_le_bytes([window[0], window[1], window[2], 0])));
                filter[hash / 8] |= 1 << (hash % 8);
                let entry = [low, high, offset.to_le_bytes()[0]];
                let bucket = &mut buckets[hash >> BUCKET_SHIFT];
                if !bucket.contains(&entry) {
                    bucket.push(entry);
                }
            }
            records.extend(u16::try_from(texts.len()).ok()?.to_le_bytes());
            records.push(u8::try_from(keyword.text.len()).ok()?);
            records.push(
                if keyword.ignore_case { IGNORE_CASE } else { 0 } | if keyword.whole_start { WHOLE_START } else { 0 },
            );
            records.extend(u16::try_from(numbers.len() / 2).ok()?.to_le_bytes());
            records.push(u8::try_from(of.len()).ok()?);
            texts.extend(keyword.text.bytes());
            numbers.extend(of.iter().flat_map(|user| user.to_le_bytes()));
        }
        let mut starts = Vec::new();
        let mut entries = Vec::new();
        for bucket in &buckets {
            starts.extend(u16::try_from(entries.len() / ENTRY_BYTES).ok()?.to_le_bytes());
            entries.extend(bucket.iter().flatten());
        }
        starts.extend(u16::try_from(entries.len() / ENTRY_BYTES).ok()?.to_le_bytes());
        Some(Index {
            filter: filter.into(),
            buckets: starts.into(),
            entries: entries.into(),
            keywords: records.into(),
            texts: texts.into(),
            users: numbers.into(),
        })
    }

    /// Every keyword in `text`, for every detector that asked for it, by place; linear in the text.
    pub fn find(&self, text: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let Ok(filter) = <&[u8; FILTER_BYTES]>::try_from(&*self.filter) else { return hits };
        let (words, tail) = text.as_chunks::<8>();
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        let mut words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word) | FOLD);
        let mut word = words.next().unwrap_or(FOLD);
        let mut at = 0;
        loop {
            let next = words.next();
            let following = word >> 48 | next.unwrap_or(FOLD) << 16;
            for (window, offset) in [(word, 0), (word >> 16, 2), (word >> 32, 4), (following, 6)] {
                let hash = hash(window);
                if filter[hash / 8] & 1 << (hash % 8) != 0 {
                    self.verify(text, hash, at + offset, &mut hits);
                }
            }
            let Some(next) = next else { break };
            word = next;
            at += 8;
        }
        hits
    }

    /// Adds the keywords whose window at `at` has this hash and which really stand there.
    #[cold]
    fn verify(&self, text: &[u8], hash: usize, at: usize, hits: &mut Vec<Hit>) {
        let bucket = hash >> BUCKET_SHIFT;
        let (first, end) = (number(&self.buckets, bucket), number(&self.buckets, bucket + 1));
        let entries = self.entries.get(first * ENTRY_BYTES..end * ENTRY_BYTES).unwrap_or_default();
        for entry in entries.chunks_exact(ENTRY_BYTES) {
            let offset = isize::from(i8::from_le_bytes([entry[2]]));
            let Some(start) = at.checked_add_signed(-offset) else { continue };
            let record = number(entry, 0) * KEYWORD_BYTES;
            let Some(record) = self.keywords.get(record..record + KEYWORD_BYTES) else { continue };
            let (from, length, flags) = (number(record, 0), usize::from(record[2]), record[3]);
            let (Some(keyword), Some(found)) = (self.texts.get(from..from + length), text.get(start..start + length))
            else {
                continue;
            };
            let same = if flags & IGNORE_CASE == 0 { keyword == found } else { keyword.eq_ignore_ascii_case(found) };
            let before = start.checked_sub(1).map(|before| text[before]);
            let inside = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if !same || flags & WHOLE_START != 0 && inside {
                continue;
            }
            let first_user = usize::from(u16::from_le_bytes([record[4], record[5]]));
            hits.extend((first_user..first_user + usize::from(record[6])).map(|user| Hit {
                detector: number(&self.users, user) as u16,
                start: start as u32,
                end: (start + length) as u32,
            }));
        }
    }
}

/// The `at`-th two-byte number of `bytes`.
fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at * 2..at * 2 + 2).map_or(0, |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

/// The hash of the three low bytes of `window`.
fn hash(window: u64) -> usize {
    let folded = (window | FOLD) as u32 & 0x00ff_ffff;
    (folded.wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)) as usize
}

/// The windows by which `keyword` is found, each with its offset in the keyword.
fn windows(keyword: &[u8]) -> Vec<([u8; WINDOW], i8)> {
    let Some(last) = keyword.len().checked_sub(WINDOW + 1) else {
        // Three bytes: at an odd offset the window begins with whatever stands before the keyword.
        let Ok(exact) = <[u8; WINDOW]>::try_from(keyword) else { return Vec::new() };
        let before = (0..=u8::MAX).map(|byte| ([byte, exact[0], exact[1]], -1));
        return std::iter::once((exact, 0)).chain(before).collect();
    };
    let rarest = (0..=last.min(i8::MAX as usize - 1)).min_by_key(|&at| {
        let commonness = |at: usize| keyword[at..at + WINDOW].iter().map(|&byte| commonness(byte)).sum::<u32>();
        commonness(at).max(commonness(at + 1))
    });
    let at = rarest.unwrap_or(0);
    [at, at + 1].map(|at| ([keyword[at], keyword[at + 1], keyword[at + 2]], at as i8)).into()
}

/// How common a byte is in source code, roughly, as a logarithm.
fn commonness(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
        b' ' | b'e' | b't' => 9,
        b'a' | b'i' | b'n' | b'o' | b'r' | b's' => 8,
        b'c' | b'd' | b'l' | b'u' | b'm' | b'p' => 7,
        b'f' | b'g' | b'h' | b'b' | b'y' | b'_' | b'.' | b'-' | b'/' => 6,
        b'v' | b'w' | b'k' | b'x' | b'0' | b'1' | b':' => 5,
        b'2'..=b'9' => 4,
        b'j' | b'q' | b'z' => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyword(text: &str, ignore_case: bool, whole_start: bool) -> Keyword {
        Keyword { text: text.to_owned(), ignore_case, whole_start }
    }

    fn found(index: &Index, text: &str) -> Vec<(u16, String)> {
        let hits = index.find(text.as_bytes());
        hits.iter().map(|hit| (hit.detector, text[hit.start as usize..hit.end as usize].to_owned())).collect()
    }

    #[test]
    fn a_keyword_is_found_at_every_offset() {
        let keywords = ["ghp_", "hf_", "://", "xoxb-", "PRIVATE KEY-----", "api_key"];
        for text in keywords {
            let index = Index::build(vec![(keyword(text, false, false), 7)]).unwrap();
            for before in 0..20 {
                for after in 0..12 {
                    let hay = format!("{}{text}{}", "-".repeat(before), ".".repeat(after));
                    let hits = index.find(hay.as_bytes());
                    let (start, end) = (before as u32, (before + text.len()) as u32);
                    assert_eq!(hits, [Hit { detector: 7, start, end }], "{hay}");
                }
            }
        }
    }

    #[test]
    fn case_and_start_are_as_asked() {
        let index = Index::build(vec![
            (keyword("token", true, false), 0),
            (keyword("ghp_", false, true), 1),
            (keyword("ghp_", false, true), 2),
        ]);
        let index = index.unwrap();
        assert_eq!(found(&index, "aToKeN Ghp_"), [(0, "ToKeN".to_owned())]);
        assert_eq!(found(&index, "-ghp_"), [(1, "ghp_".to_owned()), (2, "ghp_".to_owned())]);
        assert_eq!(found(&index, "_ghp_ xghp_ 9ghp_"), []);
        assert_eq!(found(&index, ""), []);
    }

    #[test]
    fn an_index_survives_its_encoding_without_copies() {
        let index = Index::build(vec![(keyword("glpat-", false, true), 3)]).unwrap();
        let bytes = postcard::to_stdvec(&index).unwrap();
        let read: Index = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(read, index);
        assert!(matches!(read.filter, Cow::Borrowed(_)));
        assert_eq!(found(&read, "x = glpat-"), [(3, "glpat-".to_owned())]);
    }
}
