//! Whether a value that is assigned to a telling name is a secret: the rules of detectors that know no format.

use super::{entropy, placeholder};

/// Whether `text` is a token that some program generated. JSON in base64 is left to the detectors that can read it.
pub(super) fn is_opaque(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+/=.~:".contains(&byte);
    (16..=512).contains(&text.len())
        && text.bytes().all(allowed)
        && !text.starts_with("eyJ")
        && !is_path(text)
        && entropy::is_random(text)
}

/// Whether `text` is a password that is worth hiding: random, or of three kinds of characters.
pub(super) fn is_strong_password(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !b"{}<>()[]\\\"'`".contains(&byte);
    if !(8..=128).contains(&text.len()) || !text.bytes().all(allowed) || is_path(text) {
        return false;
    }
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let least = if has_digit { 0.0 } else { 4.0 };
    let mixed = entropy::classes(text) >= 3 && entropy::randomness(text) >= least;
    (mixed || text.len() >= 12 && entropy::is_random(text)) && !placeholder::is_known_password(text)
}

/// Whether `text`, the password of a URL, is one at all.
pub(super) fn is_url_password(text: &str) -> bool {
    const STAND_INS: [&str; 22] = [
        "pass", "pwd", "pw", "secret", "postgres", "mysql", "mongo", "redis", "rabbit", "root", "user", "guest",
        "token", "tiger", "minio", "123456", "1234", "abc123", "foo", "bar", "baz", "key",
    ];
    let lower = text.to_ascii_lowercase();
    let allowed = |byte: u8| byte.is_ascii_graphic() && !b"{}<>()[]$*|".contains(&byte);
    text.len() >= 6
        && text.bytes().all(allowed)
        && !STAND_INS.iter().any(|word| lower.trim_end_matches(|c: char| c.is_ascii_digit()) == *word || lower == *word)
        && !lower.contains("passw")
        && !placeholder::is_placeholder(text)
        && !placeholder::is_reference(text)
        && !placeholder::is_known_password(text)
        && entropy::shannon(text) >= 2.5
        && text.bytes().any(|byte| !byte.is_ascii_lowercase())
}

/// Whether `text` looks like a path, a selector, a route or a file's name.
fn is_path(text: &str) -> bool {
    let starts = ["/", "./", "../", "~/", "#", ".", "//"];
    let file = text.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=4).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase())
            && text.contains(['/', '_', '-'])
    });
    starts.iter().any(|start| text.starts_with(start)) || file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opaque_values() {
        for text in ["q7Zt0PfXw3LmB8yRk2Vc", "9f86d081884c7d659a2feaa0c55ad015", "aB3+dE6/gH9kLm2nOp5qRs8tUv1w=="] {
            assert!(is_opaque(text), "{text}");
        }
        for text in
            ["short9Xk2", "/etc/ssl/private/k3y9Qz2x.pem", "com.acme.auth.TokenProvider2", "two words 9f86d081884c"]
        {
            assert!(!is_opaque(text), "{text}");
        }
    }

    #[test]
    fn strong_passwords() {
        for text in ["t7#Kq9!vLw2z", "Xk29vLq8", "h4x9k2m7w0q8"] {
            assert!(is_strong_password(text), "{text}");
        }
        for text in [
            "password",
            "P@ssw0rd1!",
            "hunter2",
            "lowercase",
            "[a-z]{8,}A1",
            "#password-Field1",
            "form.Password2.label",
        ] {
            assert!(!is_strong_password(text), "{text}");
        }
    }
}
