//! Passwords in URLs: `scheme://user:password@host`.

use std::ops::Range;

use super::value;

/// Longest authority that is looked at, in bytes.
const LONGEST: usize = 400;

/// The password of a URL and what is known of its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UrlPassword {
    pub(super) password: Range<usize>,
    /// The host is one on the network, and not a name that documentation uses.
    pub(super) real_host: bool,
}

/// The password of the URL whose `://` begins at `at`, if its scheme is one of `schemes` and it stands for nothing else.
pub(super) fn password(text: &str, at: usize, schemes: &[impl AsRef<str>]) -> Option<UrlPassword> {
    let bytes = text.as_bytes();
    let before = &bytes[at.saturating_sub(40)..at];
    let of_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-');
    let length = before.iter().rev().take_while(|byte| of_scheme(byte)).count();
    let scheme = text.get(at - length..at)?.to_ascii_lowercase();
    // `postgresql+psycopg://` and `jdbc:` say how to connect, not to what; `git+https://` is fetched over HTTPS.
    let mut parts = scheme.split('+');
    if !parts.any(|part| schemes.iter().any(|scheme| scheme.as_ref() == part)) {
        return None;
    }
    let start = at + 3;
    let limit = bytes.len().min(start + LONGEST);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/?#\"'`<>\\,;|".contains(byte) || !byte.is_ascii();
    let length = bytes[start..limit].iter().position(ends).unwrap_or(limit - start);
    let (user_info, host) = text.get(start..start + length)?.rsplit_once('@')?;
    let (user, password) = user_info.split_once(':')?;
    let host = host.split(':').next().unwrap_or(host).trim_end_matches(['.', ')', ']', '}']);
    if host.is_empty() || password == user || !value::is_url_password(password) {
        return None;
    }
    let from = start + user.len() + 1;
    let real_host = is_real(host);
    (real_host || value::is_strong_password(password))
        .then_some(UrlPassword { password: from..from + password.len(), real_host })
}

/// Whether `host` has a name on the network: not this machine, a container's name or a name for documentation.
fn is_real(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let reserved = [
        ".local",
        ".localhost",
        ".test",
        ".example",
        ".invalid",
        ".internal",
        "example.com",
        "example.org",
        "example.net",
    ];
    let stands_for = ["host", "server", "domain", "foo", "bar", "mydb", "database", "localhost"];
    let private = ["127.", "10.", "192.168.", "0.0.0.0", "169.254."];
    let name = host.split('.').next().unwrap_or(&host);
    host.contains('.')
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        && !reserved.iter().any(|end| host.ends_with(end))
        && !private.iter().any(|start| host.starts_with(start))
        && !stands_for.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(text: &'a str, schemes: &[&str]) -> Option<(&'a str, bool)> {
        let found = password(text, text.find("://").unwrap(), schemes)?;
        Some((&text[found.password], found.real_host))
    }

    /// A URL with `password`, put together so that no URL with a password stands in this file.
    fn with(scheme: &str, password: &str, rest: &str) -> String {
        format!("{scheme}://app:{password}@{rest}")
    }

    #[test]
    fn a_password_that_opens_something() {
        let schemes = ["postgres", "postgresql", "https"];
        let strong = "vK9_tQ2xLm";
        let real = format!("\"{}\"", with("postgres", strong, "db.acme.io:5432/app"));
        assert_eq!(of(&real, &schemes), Some((strong, true)));
        assert_eq!(of(&with("postgresql+psycopg2", strong, "localhost/app"), &schemes), Some((strong, false)));
        assert_eq!(of(&with("git+https", strong, "git.acme.io/a.git"), &schemes), Some((strong, true)));
        assert_eq!(of(&with("postgres", "winter99", "db.acme.io/app"), &schemes), Some(("winter99", true)));
    }

    #[test]
    fn stand_ins_and_places_at_home_do_not() {
        let schemes = ["postgres", "https"];
        let (strong, weak) = ("vK9_tQ2xLm", "winter99");
        for text in [
            with("postgres", "password", "db.acme.io/app"),
            with("postgres", "app", "localhost/app"),
            with("postgres", "p", "h/d"),
            with("postgres", "${DB_PASSWORD}", "db.acme.io/app"),
            with("postgres", weak, "db/app"),
            with("mysql", strong, "b.io/"),
            with("https", "****", "db.acme.io"),
            with("https", "<token>", "git.acme.io"),
            with("postgres", "%s", "db.acme.io"),
            with("postgres", "{password}", "{host}/{name}"),
            "https://registry.npmjs.org/@scope/name".to_owned(),
            "https://host:8080/a@b".to_owned(),
            "https://a.io:443".to_owned(),
        ] {
            assert_eq!(of(&text, &schemes), None, "{text}");
        }
    }
}
