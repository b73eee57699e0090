//! A GitHub token that is valid in form and of nobody, made when it is needed.

use std::time::{SystemTime, UNIX_EPOCH};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A new token: `ghp_`, thirty random characters, and their CRC-32 in base 62 in six digits.
pub(super) fn github() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_nanos() as u64);
    with_seed(now | 1)
}

fn with_seed(mut state: u64) -> String {
    let mut random = String::new();
    while random.len() < 30 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        random.push(char::from(DIGITS[(state % 62) as usize]));
    }
    let mut sum = u64::from(crc32(random.as_bytes()));
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(sum % 62) as usize];
        sum /= 62;
    }
    format!("ghp_{random}{}", String::from_utf8_lossy(&digits))
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(with_seed(7).len(), 40);
        assert_ne!(with_seed(7), with_seed(8));
    }
}
