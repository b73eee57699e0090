//! Values that stand for a secret without being one.

/// Words that a real secret does not contain and a stand-in does.
const WORDS: [&str; 42] = [
    "example",
    "sample",
    "dummy",
    "placeholder",
    "changeme",
    "change_me",
    "change-me",
    "changethis",
    "change_this",
    "change-this",
    "replace",
    "redacted",
    "insert",
    "your",
    "fake",
    "foobar",
    "mysecret",
    "mypass",
    "mytoken",
    "mykey",
    "notreal",
    "not-real",
    "not_real",
    "notasecret",
    "not-a-secret",
    "invalid",
    "undefined",
    "removed",
    "hidden",
    "lorem",
    "todo",
    "xxx",
    "masked",
    "goeshere",
    "goes-here",
    "goes_here",
    "-here",
    "_here",
    "test",
    "demo",
    "mock",
    "secret",
];

/// Passwords that everybody knows, after [`unleeted`].
const KNOWN_PASSWORDS: [&str; 16] = [
    "password",
    "passwd",
    "passw",
    "letmein",
    "welcome",
    "admin",
    "qwerty",
    "hunter",
    "iloveyou",
    "monkey",
    "dragon",
    "correcthorse",
    "default",
    "guest",
    "master",
    "trustno",
];

/// Longer texts contain short words by chance.
const WORDS_UP_TO: usize = 160;

/// Whether `text`, a secret without its known prefix, is a stand-in: a telling word, a run, a sequence or a repetition.
pub(super) fn is_placeholder(text: &str) -> bool {
    has_word(text) || has_run(text) || has_sequence(text) || is_repetition(text)
}

/// Whether an assigned `text` is filled in elsewhere, or names something: `${TOKEN}`, `{{ token }}`, `%s`, `<token>`,
/// `$(pass show x)`, `process.env.X`, `op://vault/item`.
pub(super) fn is_reference(text: &str) -> bool {
    const PARTS: [&str; 10] = ["${", "$(", "{{", "}}", "%s", "%(", "#{", "<%", "...", "\u{2026}"];
    const STARTS: [&str; 24] = [
        "$",
        "<",
        "%",
        "@",
        "process.env",
        "import.meta",
        "os.environ",
        "os.getenv",
        "env.",
        "env:",
        "env(",
        "op://",
        "vault:",
        "vault://",
        "ssm:",
        "arn:",
        "projects/",
        "ref+",
        "secretref:",
        "keyvault",
        "data.",
        "var.",
        "local.",
        "secrets.",
    ];
    let lower = text.to_ascii_lowercase();
    PARTS.iter().any(|part| text.contains(part))
        || STARTS.iter().any(|start| lower.starts_with(start))
        || text.contains("://")
        || text.starts_with('{') && text.ends_with('}')
        || text.starts_with('[') && text.ends_with(']')
        || text.starts_with('(') && text.ends_with(')')
}

/// Whether an assigned `text` is public or protected by what it is: a digest, a public key, a certificate, a password
/// hash, a ciphertext of a secrets tool, an embedded file.
pub(super) fn is_public(text: &str) -> bool {
    const STARTS: [&str; 27] = [
        "sha1-",
        "sha256-",
        "sha384-",
        "sha512-",
        "sha1:",
        "sha256:",
        "sha512:",
        "md5:",
        "data:",
        "ssh-",
        "ecdsa-",
        "AAAAB3Nza",
        "AAAAC3Nza",
        "AAAAE2Vjd",
        "-----BEGIN",
        "MII",
        "$2a$",
        "$2b$",
        "$2y$",
        "$argon2",
        "$5$",
        "$6$",
        "$apr1$",
        "pbkdf2",
        "{SSHA",
        "ENC[",
        "AQICAH",
    ];
    STARTS.iter().any(|start| text.starts_with(start))
        || text.starts_with("pk_")
        || text.starts_with("pk.")
        || is_uuid(text)
}

/// Whether `text` is a UUID: an identifier far more often than a key.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| (group.len(), group.bytes().all(|byte| byte.is_ascii_hexdigit())));
    groups.eq([(8, true), (4, true), (4, true), (4, true), (12, true)])
}

/// Whether `text` is a password that everybody knows, also with digits for letters.
pub(super) fn is_known_password(text: &str) -> bool {
    let plain = unleeted(text);
    KNOWN_PASSWORDS.iter().any(|known| plain.contains(known))
}

fn has_word(text: &str) -> bool {
    if text.len() > WORDS_UP_TO {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    // In a long random text four letters come together by chance; a word stands apart or has one case.
    let apart = |at: usize, word: &str| {
        let found = &text.as_bytes()[at..at + word.len()];
        let neighbours =
            [at.checked_sub(1), Some(at + word.len())].map(|at| at.and_then(|at| lower.as_bytes().get(at)));
        word.len() > 4
            || text.len() <= 24
                && (found.iter().all(u8::is_ascii_lowercase) || found.iter().all(u8::is_ascii_uppercase))
            || text.len() <= 16 && found[1..].iter().all(u8::is_ascii_lowercase)
            || neighbours.iter().all(|near| near.is_none_or(|byte| !byte.is_ascii_alphanumeric()))
    };
    WORDS.iter().any(|word| lower.match_indices(word).any(|(at, _)| *word == "xxx" || apart(at, word)))
}

/// Six equal characters in a row.
fn has_run(text: &str) -> bool {
    let least = 6.min(text.len().max(1));
    text.as_bytes().windows(least).any(|run| run.iter().all(|byte| byte == &run[0]))
}

/// Six characters in a row that count up or down, or follow the keyboard.
fn has_sequence(text: &str) -> bool {
    const KEYBOARD: [&str; 4] = ["qwerty", "asdfgh", "zxcvbn", "1q2w3e"];
    let lower = text.to_ascii_lowercase();
    // `9` is followed by `0` on a keyboard and in `1234567890`, by `a` in hexadecimal.
    let follows = |a: u8, b: u8| a + 1 == b || a == b'9' && (b == b'0' || b == b'a') || a == b'f' && b == b'0';
    let counts = |run: &[u8]| {
        let up = run.windows(2).all(|pair| follows(pair[0], pair[1]));
        up || run.windows(2).all(|pair| pair[0] == pair[1].saturating_add(1) && pair[0].is_ascii_alphanumeric())
    };
    KEYBOARD.iter().any(|keys| lower.contains(keys)) || lower.as_bytes().windows(6).any(counts)
}

/// The whole text repeats a part of at most a third of it; `deadbeef` twice is one, too.
fn is_repetition(text: &str) -> bool {
    let bytes = text.as_bytes();
    let repeats = |period: usize| bytes.len() >= period * 2 && bytes.iter().zip(&bytes[period..]).all(|(a, b)| a == b);
    bytes.len() >= 8 && (1..=16.min(bytes.len() / 2)).any(repeats)
}

/// `text` in lower case, digits and signs that stand for letters replaced, and nothing but letters.
fn unleeted(text: &str) -> String {
    let letter = |c: char| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).filter(char::is_ascii_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stand_ins() {
        for text in [
            "IOSFODNN7EXAMPLE",
            "xxxxxxxxxxxxxxxx",
            "XXXX-XXXX",
            "your-api-key-here",
            "changeme",
            "dummy-token-9f2k",
            "00000000000000000000",
            "1234567890abcdef",
            "abcdefghijklmnop",
            "a1b2a1b2a1b2a1b2",
            "deadbeefdeadbeef",
            "my-test-token-k3",
            "fedcba9876543210",
            "qwertyuiop123",
            "0123456789abcdef0123456789abcdef",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn random_values_are_none() {
        for text in [
            "9f86d081884c7d659a2feaa0c55ad015",
            "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17",
            "k3TestR9vQ2mWz81LpXc7Yb4",
            "wJ4rXUtnF3M1K7MD2NG8bPxR",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn references_are_no_values() {
        for text in [
            "${API_KEY}",
            "{{ api_key }}",
            "%s",
            "<token>",
            "$(pass show x)",
            "process.env.API_KEY",
            "$TOKEN",
            "op://vault/item/field",
            "https://vault.example/x",
            "secrets.API_KEY",
        ] {
            assert!(is_reference(text), "{text}");
        }
        assert!(!is_reference("q7Zt0PfXw3LmB8yRk2Vc"));
    }

    #[test]
    fn public_values() {
        assert!(is_public("sha512-abc"));
        assert!(is_public("pk_live_abc"));
        assert!(is_public("123e4567-e89b-12d3-a456-426614174000"));
        assert!(!is_public("123e4567-e89b-12d3-a456-42661417400"));
    }

    #[test]
    fn leet_is_read() {
        assert!(is_known_password("P@ssw0rd!2024"));
        assert!(is_known_password("4dm1n!Adm"));
        let strong = ["t7#Kq9", "!vLw2z"].concat();
        assert!(!is_known_password(&strong));
    }
}
