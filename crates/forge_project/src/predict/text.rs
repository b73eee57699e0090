//! Encodings and line ends of the files that clients edit.

const UTF16_LE: [u8; 2] = [0xff, 0xfe];
const UTF16_BE: [u8; 2] = [0xfe, 0xff];
const UTF8_BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// `bytes` as UTF-8 if a byte-order mark says that they are UTF-16, else as they are.
pub fn as_utf8(bytes: Vec<u8>) -> Vec<u8> {
    match utf16(&bytes) {
        Some(text) => text.into_bytes(),
        None => bytes,
    }
}

/// Whether two files hold the same text, apart from byte-order marks, encodings and line ends.
pub fn is_same_text(left: &[u8], right: &[u8]) -> bool {
    left == right || plain(left) == plain(right)
}

fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = as_utf8(bytes.to_vec());
    if bytes.starts_with(&UTF8_BOM) {
        bytes.drain(..UTF8_BOM.len());
    }
    bytes.retain(|&byte| byte != b'\r');
    bytes
}

/// The text of a UTF-16 file, without its mark.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 2]) -> u16 = match bytes.get(..2)? {
        mark if mark == UTF16_LE => u16::from_le_bytes,
        mark if mark == UTF16_BE => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes[2..].as_chunks::<2>();
    let units = pairs.iter().map(|&pair| read(pair));
    rest.is_empty().then(|| char::decode_utf16(units).collect::<Result<String, _>>().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_with_a_mark_becomes_utf8() {
        assert_eq!(as_utf8(b"\xff\xfea\0\xe9\0".to_vec()), "aé".as_bytes());
        assert_eq!(as_utf8(b"\xfe\xff\0a".to_vec()), b"a");
        assert_eq!(as_utf8(b"\xff\xfea".to_vec()), b"\xff\xfea");
        assert_eq!(as_utf8(b"abc".to_vec()), b"abc");
    }

    #[test]
    fn marks_and_line_ends_make_no_difference() {
        assert!(is_same_text(b"\xef\xbb\xbfa\r\nb\n", b"a\nb\n"));
        assert!(is_same_text(b"\xff\xfea\0\n\0", b"a\n"));
        assert!(!is_same_text(b"a\n", b"b\n"));
    }
}
