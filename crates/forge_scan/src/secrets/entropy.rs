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

/// For each letter those that often follow it in words and identifiers: 257 pairs, which make 93 % of such text and
/// 38 % of random letters. Counted over the words of Python's and npm's source code.
const FOLLOWERS: [&[u8]; 26] = [
    b"bcdgiklmnprstuvwxy",
    b"aceilorsu",
    b"acehiklorstu",
    b"abdeilorsu",
    b"abcdefgilmnopqrstvwxy",
    b"aefiloru",
    b"aehilnorsu",
    b"aeiort",
    b"abcdefglmnoprstvxz",
    b"",
    b"eis",
    b"adeilostuy",
    b"abeilmopsu",
    b"acdefgiklnopstuv",
    b"abcdfgiklmnoprstuvw",
    b"aehiloprstuy",
    b"u",
    b"acdegiklmnoprstuvy",
    b"acehilmopstuy",
    b"acehiloprstuy",
    b"abcegilmnprst",
    b"aei",
    b"aeiors",
    b"eipt",
    b"mps",
    b"e",
];
/// Logarithms of how much likelier the pair is in random text than in words.
const COMMON_PAIR: f32 = -0.89;
const RARE_PAIR: f32 = 2.18;
/// A letter next to a digit: at 27 to 47 % of the places of random text, at 4 % of those of identifiers.
const LETTER_AND_DIGIT: f32 = 2.0;

/// From this length on a generated text of letters and digits has a digit.
const LONG: usize = 40;

/// How much likelier `text` was generated than written, as a natural logarithm: above 0 rather generated.
///
/// Only neighbouring letters and digits tell; the start of a word in `camelCase`, and pairs of digits, tell nothing.
pub(super) fn randomness(text: &str) -> f32 {
    let pair = |pair: &[u8]| match (class(pair[0]), class(pair[1])) {
        (Class::Other, _) | (_, Class::Other) | (Class::Digit, Class::Digit) | (Class::Lower, Class::Upper) => 0.0,
        (Class::Digit, _) | (_, Class::Digit) => LETTER_AND_DIGIT,
        _ => {
            let [first, second] = [pair[0], pair[1]].map(|byte| byte.to_ascii_lowercase());
            if FOLLOWERS[usize::from(first - b'a')].contains(&second) { COMMON_PAIR } else { RARE_PAIR }
        }
    };
    text.as_bytes().windows(2).map(pair).sum()
}

/// Whether `text` has no digit though one of a thousand of its length and letters would: somebody typed it.
pub(super) fn lacks_digits(text: &str) -> bool {
    let has = |of: fn(&u8) -> bool| text.as_bytes().iter().any(of);
    text.len() >= LONG && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && !has(u8::is_ascii_digit)
}

/// Whether `text` is a token that a program generated: letters, nearly always digits, and no words.
pub(super) fn is_random(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    has_letter && randomness(text) >= if has_digit { 5.0 } else { 12.0 }
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
            "9f86d081884c7d659a2feaa0c55ad015",
            "q7Zt0PfXw3LmB8yRk2Vc",
            "4hx9k2m7w0q8v5j1z6tr",
            "Zk9-3Qw_x7Lp2Rt8Vb5n",
            "wJ4rXUtnF3M1K7MD2NG8bPxR",
            "QZRHVDMLKXWTYPBNGCSFJQKZ",
        ] {
            assert!(is_random(text), "{text}");
        }
    }

    #[test]
    fn long_tokens_without_digits_are_typed() {
        let typed = "mXqBhOixvuaSymoHqvXcrfKnvaFQDodxKaXCLKfQVQYgKTNISnrBITQ";
        assert!(lacks_digits(typed) && !lacks_digits(&typed[..20]) && !lacks_digits(&format!("{typed}7")));
        assert!(!lacks_digits(&typed.to_lowercase()));
    }

    #[test]
    fn written_names_do_not() {
        for text in [
            "my-application-token-2024",
            "getUserAccessToken2",
            "someSecretValueForTests",
            "session_token_v2",
            "2024-01-15",
            "abcdefghijklmnop",
            "1234567890123456",
            "urn:ietf:params:oauth:token-type:access_token",
            "com.example.SecretProvider2",
            "us-east-1-prod-database",
            "oauth2-v2-sha256-legacy",
            "AWS::IAM::AccessKey",
            "httpErrorHandlerForUser3",
            "x86_64-unknown-linux-gnu",
        ] {
            assert!(!is_random(text), "{text}");
        }
    }
}
