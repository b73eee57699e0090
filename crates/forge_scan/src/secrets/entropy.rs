//! How random a text looks: measures that tell a generated token from words that somebody wrote.

/// Shannon entropy of `text` in bits per byte: 0 for one repeated byte, at most `log2(text.len())`.
pub(super) fn shannon(text: &str) -> f32 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let length = text.len() as f32;
    let bits = |count: u32| {
        let share = count as f32 / length;
        -share * share.log2()
    };
    counts.into_iter().filter(|&count| count > 0).map(bits).sum()
}

/// The kinds of bytes that a token mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

fn class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' => Class::Lower,
        b'A'..=b'Z' => Class::Upper,
        b'0'..=b'9' => Class::Digit,
        _ => Class::Other,
    }
}

/// How many of the four classes (lower case, upper case, digits, the rest) occur in `text`.
pub(super) fn classes(text: &str) -> usize {
    let has = |wanted| text.bytes().any(|byte| class(byte) == wanted);
    [Class::Lower, Class::Upper, Class::Digit, Class::Other].into_iter().filter(|&wanted| has(wanted)).count()
}

/// Whether `text` mixes letters and digits as a generator does and a person does not.
///
/// Two things are measured. The class of neighbouring letters and digits changes often (in random base 62 at 62 % of
/// the places, in base 36 at 40 %, in hexadecimal at 47 %; in `someCamelCase2` or `release-2024` far less). And little
/// of the text can be read: see [`readable`].
pub(super) fn is_random(text: &str) -> bool {
    let bytes = text.as_bytes();
    let inner = |byte: u8| class(byte) != Class::Other;
    let pairs = bytes.windows(2).filter(|pair| inner(pair[0]) && inner(pair[1]));
    let (mut all, mut changes) = (0_u32, 0_u32);
    for pair in pairs {
        all += 1;
        changes += u32::from(class(pair[0]) != class(pair[1]));
    }
    let has = |wanted| bytes.iter().any(|&byte| class(byte) == wanted);
    if !has(Class::Digit) || !(has(Class::Lower) || has(Class::Upper)) || all == 0 {
        return false;
    }
    let least = if has(Class::Lower) && has(Class::Upper) { 0.38 } else { 0.20 };
    changes as f32 / all as f32 >= least && readable(text) < 0.5
}

/// The share of `text` that reads like words: runs of letters of one case (or capitalised) with at least three
/// letters, a vowel, and no four consonants in a row.
pub(super) fn readable(text: &str) -> f32 {
    let bytes = text.as_bytes();
    let (mut start, mut read) = (0, 0);
    for end in 1..=bytes.len() {
        let goes_on = bytes.get(end).is_some_and(|&next| {
            let (last, next) = (class(bytes[end - 1]), class(next));
            last == next || last == Class::Upper && next == Class::Lower && end - start == 1
        });
        if !goes_on {
            let run = &bytes[start..end];
            read += if is_word(run) { run.len() } else { 0 };
            start = end;
        }
    }
    read as f32 / bytes.len().max(1) as f32
}

fn is_word(run: &[u8]) -> bool {
    if run.len() < 3 || !run.iter().all(u8::is_ascii_alphabetic) {
        return false;
    }
    let vowel = |byte: &u8| matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    run.iter().any(vowel) && !run.split(vowel).any(|consonants| consonants.len() >= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_is_in_bits_per_character() {
        assert!(shannon("aaaaaaaa").abs() < 1e-6);
        assert!((shannon("abcdabcd") - 2.0).abs() < 1e-6);
        assert!((shannon("0123456789abcdef") - 4.0).abs() < 1e-6);
    }

    #[test]
    fn generated_tokens_look_random() {
        for text in [
            "9f86d081884c7d659a2feaa0c55ad015", "q7Zt0PfXw3LmB8yRk2Vc", "4hx9k2m7w0q8v5j1z6tr",
            "Zk9-3Qw_x7Lp2Rt8Vb5n", "wJ4rXUtnF3M1K7MD2NG8bPxR",
        ] {
            assert!(is_random(text), "{text}");
        }
    }

    #[test]
    fn written_names_do_not() {
        for text in [
            "my-application-token-2024", "getUserAccessToken2", "someSecretValueForTests", "session_token_v2",
            "2024-01-15", "abcdefghijklmnop", "1234567890123456", "urn:ietf:params:oauth:token-type:access_token",
            "com.example.SecretProvider2", "us-east-1-prod-database",
        ] {
            assert!(!is_random(text), "{text}");
        }
    }
}
