//! Deterministic mutations of bytes.

/// A small generator of pseudo-random numbers (xorshift*): the same number gives the same sequence on every machine.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(number: u64) -> Self {
        // Numbers that follow each other must not give sequences that resemble each other.
        let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((mixed ^ (mixed >> 31)) | 1)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { ((self.next() >> 11) % end as u64) as usize }
    }

    /// Whether something happens that does so once in `times`.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        from.get(self.below(from.len()))
    }
}

/// Pieces that parsers and lowerings trip over, whatever the language.
const PIECES: [&str; 64] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "</",
    "/>",
    "'",
    "\"",
    "`",
    "'''",
    "\"\"\"",
    "${",
    "{{",
    "}}",
    "{%",
    "%}",
    "<%=",
    "%>",
    "{#if a}",
    "{/if}",
    "#{",
    "\\",
    "\\u",
    "\\x",
    "//",
    "/*",
    "*/",
    "#",
    "<!--",
    "-->",
    "@",
    "...",
    "=>",
    "?.",
    "??",
    "**",
    ":=",
    "->",
    ";",
    ",",
    ":",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "\u{e9}",
    "\u{1f980}",
    "async ",
    "await ",
    "yield ",
    "lambda ",
    "class A:",
    "function f() {",
    "return ",
    "import ",
    "if ",
    "else ",
];

/// What nests or chains: before, after, and what stands in the middle if nothing does.
const NESTS: [(&str, &str); 24] = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("f(", ")"),
    ("`${", "}`"),
    ("<a>", "</a>"),
    ("{{#if a}}", "{{/if}}"),
    ("{% if a %}", "{% endif %}"),
    ("function f(){", "}"),
    ("x => ", ""),
    ("lambda: ", ""),
    ("not ", ""),
    ("!", ""),
    ("a.b(", ")"),
    ("a ? b : ", ""),
    ("a + ", ""),
    ("a && ", ""),
    ("x = ", ""),
    ("", ".a()"),
    ("", "[0]"),
    ("", " + a"),
    ("", " if a else b"),
    ("try { ", " } finally {}"),
    ("$(", ")"),
];

/// Most bytes of an input, apart from what nests.
const MAX_BYTES: usize = 48 << 10;

/// Mutates `bytes` one to six times, rather seldom than often: what is nearly right gets furthest. Parts are taken from
/// `other`.
pub(super) fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.below(6).min(random.below(6)) {
        let at = random.below(bytes.len() + 1);
        match random.below(16) {
            0 => flip(bytes, random),
            1 => drop(bytes.splice(at..at, [random.next() as u8])),
            2 => bytes.truncate(at),
            3 | 4 => drop(bytes.drain(range(at, bytes.len(), 80, random))),
            5 => repeat(bytes, at, random),
            6 | 7 => splice(bytes, at, other, random),
            8 => swap_lines(bytes, random),
            9 => rename(bytes, random),
            10 if random.once_in(4) => nest(bytes, at, random),
            _ => {
                let piece = random.pick(&PIECES).copied().unwrap_or_default();
                bytes.splice(at..at, piece.bytes());
            }
        }
        bytes.truncate(MAX_BYTES.max(bytes.len().min(4 * MAX_BYTES)));
    }
}

fn range(at: usize, end: usize, most: usize, random: &mut Random) -> std::ops::Range<usize> {
    at..(at + random.below(most)).min(end)
}

fn flip(bytes: &mut [u8], random: &mut Random) {
    let at = random.below(bytes.len());
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

fn repeat(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let part = bytes[range(at, bytes.len(), 120, random)].to_vec();
    let times = 1 + random.below(12);
    bytes.splice(at..at, part.repeat(times));
}

fn splice(bytes: &mut Vec<u8>, at: usize, other: &[u8], random: &mut Random) {
    let from = random.below(other.len() + 1);
    let part = other[range(from, other.len(), 400, random)].to_vec();
    let end = range(at, bytes.len(), 200, random).end;
    bytes.splice(at..end, part);
}

fn swap_lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(a, b);
    *bytes = lines.join(&b'\n');
}

/// Puts a word of the text in another word's place.
fn rename(bytes: &mut Vec<u8>, random: &mut Random) {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let word_at = |from: usize, bytes: &[u8]| {
        let start = from + bytes[from..].iter().position(is_word)?;
        let end = bytes[start..].iter().position(|byte| !is_word(byte)).map_or(bytes.len(), |length| start + length);
        Some(start..end)
    };
    let (a, b) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
    if let (Some(a), Some(b)) = (word_at(a, bytes), word_at(b, bytes)) {
        let word = bytes[a].to_vec();
        bytes.splice(b, word);
    }
}

fn nest(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let Some((open, close)) = random.pick(&NESTS) else { return };
    let depth = [40, 300, 3_000][random.below(3)];
    let inner = if random.once_in(2) { "a" } else { "" };
    let text = format!("{}{inner}{}", open.repeat(depth), close.repeat(if random.once_in(4) { 0 } else { depth }));
    bytes.splice(at..at, text.bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_always_gives_the_same_input() {
        let made = |number| {
            let mut bytes = b"const a = f(b);\nreturn a;\n".to_vec();
            mutate(&mut bytes, b"el.innerHTML = location.hash;", &mut Random::new(number));
            bytes
        };
        assert_eq!(made(7), made(7));
        let different: std::collections::BTreeSet<_> = (0..100).map(made).collect();
        assert!(different.len() > 95, "{}", different.len());
    }
}
