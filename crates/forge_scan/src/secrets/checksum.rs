//! Formats that can be checked without asking the provider: checksums and self-describing structure.

use forge_catalogue::secrets::Checksum;

/// Whether `secret` satisfies `checksum`.
pub(super) fn holds(checksum: Checksum, secret: &str) -> bool {
    let held = match checksum {
        Checksum::Crc32Base62 => crc32_base62(secret),
        Checksum::Crc32Base36 => crc32_base36(secret),
        Checksum::Crc32HexLow => crc32_hex_low(secret),
        Checksum::Bech32 => bech32(secret),
        Checksum::Jwt => jwt(secret),
        Checksum::Pem => pem(secret),
        Checksum::Base64Number => base64_number(secret),
        Checksum::Base64Json => base64_json(secret),
    };
    held == Some(true)
}

/// GitHub: the last six characters are the CRC-32 of the random part in base 62, digits before capitals before small
/// letters, padded with zeros. Source: "Behind GitHub's new authentication token formats" (github.blog, 5 April 2021);
/// npm follows it: "Announcing npm's new access token format" (github.blog, 23 September 2021).
fn crc32_base62(secret: &str) -> Option<bool> {
    let (_, random) = secret.split_once('_')?;
    let (random, sum) = random.split_at_checked(random.len().checked_sub(6)?)?;
    Some(
        in_base(
            u64::from(crc32(random.as_bytes())),
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
            6,
        ) == sum,
    )
}

/// GitLab's routable tokens: the last seven characters are the CRC-32 of all before them in base 36. Source: GitLab's
/// design document "Routable tokens", and `Authn::TokenField::Generator::RoutableToken` in GitLab itself.
fn crc32_base36(secret: &str) -> Option<bool> {
    let (rest, sum) = secret.split_at_checked(secret.len().checked_sub(7)?)?;
    Some(in_base(u64::from(crc32(rest.as_bytes())), b"0123456789abcdefghijklmnopqrstuvwxyz", 7) == sum)
}

/// Grafana's service account tokens: `gl` + service + `_` + secret + `_` + CRC-32 of what is before, its lowest byte
/// first. Source: `pkg/components/satokengen` in Grafana.
fn crc32_hex_low(secret: &str) -> Option<bool> {
    let (rest, sum) = secret.rsplit_once('_')?;
    Some(format!("{:08x}", crc32(rest.as_bytes()).swap_bytes()) == sum)
}

fn in_base(mut number: u64, digits: &[u8], width: usize) -> String {
    let base = digits.len() as u64;
    let mut text = Vec::new();
    while number > 0 || text.len() < width {
        text.push(char::from(digits[(number % base) as usize]));
        number /= base;
    }
    text.into_iter().rev().collect()
}

/// CRC-32 as in IEEE 802.3, zlib and PNG.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ crc >> 1 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, &byte| (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc)))
}

/// Bech32 as in BIP 173, in one case throughout and of any length, as age uses it (age-encryption.org/v1).
fn bech32(secret: &str) -> Option<bool> {
    let secret = secret.to_ascii_lowercase();
    let (human, data) = secret.rsplit_once('1')?;
    let mut values: Vec<u32> = human.bytes().map(|byte| u32::from(byte >> 5)).collect();
    values.push(0);
    values.extend(human.bytes().map(|byte| u32::from(byte & 31)));
    for character in data.chars() {
        values.push("qpzry9x8gf2tvdw0s3jn54khce6mua7l".find(character)? as u32);
    }
    let generator = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let sum = values.into_iter().fold(1, |sum: u32, value| {
        let top = sum >> 25;
        let taps = generator.iter().enumerate().filter(|&(bit, _)| top >> bit & 1 == 1);
        taps.fold((sum & 0x01ff_ffff) << 5 ^ value, |sum, (_, tap)| sum ^ tap)
    });
    Some(sum == 1)
}

/// RFC 7519 and 7515: a header that names an algorithm, a payload that is an object, a signature. The example of
/// jwt.io and keys that are public by design (Supabase's `anon` role) are not secrets.
fn jwt(secret: &str) -> Option<bool> {
    let mut parts = secret.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let (header, payload) = (base64(header)?, base64(payload)?);
    let object = |bytes: &[u8]| bytes.starts_with(b"{") && bytes.ends_with(b"}");
    let has = |bytes: &[u8], words: &str| memchr::memmem::find(bytes, words.as_bytes()).is_some();
    let unsigned = has(&header, r#""none""#);
    let public =
        has(&payload, r#""role":"anon""#) || has(&payload, "John Doe") || has(&payload, r#""sub":"1234567890""#);
    Some(
        object(&header)
            && object(&payload)
            && has(&header, r#""alg""#)
            && signature.len() >= 20
            && !unsigned
            && !public,
    )
}

/// RFC 7468 and 4716: the base64 text holds exactly one DER sequence, or an OpenSSH or OpenPGP key that is long enough.
/// A body that was cut off for a page of documentation holds none.
fn pem(secret: &str) -> Option<bool> {
    let unescaped = secret.replace("\\n", "").replace("\\r", "");
    // Between the literals of a key that was split stands an operator, which may be one of base64's characters.
    let literals = unescaped.split(['"', '\'']).filter(|part| part.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    let body: String =
        literals.flat_map(str::chars).filter(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
    // An OpenPGP block ends in a checksum of its own, `=` and four characters.
    let bytes = base64(&body).or_else(|| base64(&body[..body.len().checked_sub(5)?]))?;
    let length = match *bytes.get(..4)? {
        _ if bytes.starts_with(b"openssh-key-v1\0") => return Some(bytes.len() > 150),
        [0x30, short @ ..=0x7f, ..] => usize::from(short) + 2,
        [0x30, 0x81, long, _] => usize::from(long) + 3,
        [0x30, 0x82, high, low] => (usize::from(high) << 8 | usize::from(low)) + 4,
        // The tags of a secret-key packet, old and new format (RFC 9580, section 5).
        [0x94 | 0x95 | 0xc5, ..] => return Some(bytes.len() > 100),
        _ => return Some(false),
    };
    Some(bytes.len() == length)
}

/// Discord: the first part of a bot's token is the bot's id, a decimal number, in base64. Source: Discord's reference,
/// "Authentication" and "Snowflakes".
fn base64_number(secret: &str) -> Option<bool> {
    let id = base64(secret.split('.').next()?)?;
    Some(id.len() >= 16 && id.iter().all(u8::is_ascii_digit))
}

/// Tokens that carry their own description: after the prefix, up to what is no base64, stands a JSON object.
fn base64_json(secret: &str) -> Option<bool> {
    let start = secret.find("eyJ")?;
    let body: &str = secret[start..].split(['_', '.']).next()?;
    // A token may be one long object: its beginning is enough.
    let whole = body.len() / 4 * 4;
    let bytes = base64(&body[..whole.min(400)])?;
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(text.starts_with("{\"") && !text.contains(char::is_control))
}

/// Decodes base64 of either alphabet, with or without padding; `None` for other characters or bits that are left over.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    (bits < 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_sums() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        // The invented token that GitHub's announcement was discussed with, in parts.
        assert!(holds(Checksum::Crc32Base62, &["ghp_", "zQWBuTSOoRi4A9spHcVY5", "ncnsDkxkJ0mLq17"].concat()));
        assert!(!holds(Checksum::Crc32Base62, &["ghp_", "zQWBuTSOoRi4A9spHcVY5", "ncnsDkxkJ0mLq18"].concat()));
        assert!(!holds(Checksum::Crc32Base62, "ghp_short"));
    }

    #[test]
    fn bech32_is_that_of_the_standard() {
        // Valid and invalid strings of BIP 173.
        assert!(holds(Checksum::Bech32, "A12UEL5L"));
        assert!(holds(Checksum::Bech32, "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw"));
        assert!(!holds(Checksum::Bech32, "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxx"));
        assert!(!holds(Checksum::Bech32, "nothing"));
    }

    #[test]
    fn base64_of_both_alphabets() {
        assert_eq!(base64("eyJhIjoxfQ==").as_deref(), Some(&b"{\"a\":1}"[..]));
        assert_eq!(base64("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
        assert_eq!(base64("a b"), None);
        assert_eq!(base64("abcde"), None);
    }

    #[test]
    fn a_jwt_needs_an_algorithm_and_a_signature() {
        let signature = "c2lnbmF0dXJlLXRoYXQtaXMtbG9uZy1lbm91Z2g";
        let signed = |header: &str, payload: &str| format!("{header}.{payload}.{signature}");
        // {"alg":"HS256"} and {"alg":"none"}; {"sub":"42"} and {"role":"anon"}.
        assert!(holds(Checksum::Jwt, &signed("eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiI0MiJ9")));
        assert!(!holds(Checksum::Jwt, &signed("eyJhbGciOiJub25lIn0", "eyJzdWIiOiI0MiJ9")));
        assert!(!holds(Checksum::Jwt, &signed("eyJhbGciOiJIUzI1NiJ9", "eyJyb2xlIjoiYW5vbiJ9")));
        assert!(!holds(Checksum::Jwt, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.x"));
    }

    #[test]
    fn a_pem_body_is_one_whole_der_sequence() {
        // SEQUENCE of three bytes, complete and cut.
        assert!(holds(Checksum::Pem, "MAMCAQA="));
        assert!(holds(Checksum::Pem, "MAMC\\nAQA=\\n"));
        assert!(holds(Checksum::Pem, "MAMC\" +\n \"AQA=\" +\n \""));
        assert!(!holds(Checksum::Pem, "MAMCAQAAAA=="));
        assert!(!holds(Checksum::Pem, "MIIEpAIBAAKCAQEA"));
    }
}
