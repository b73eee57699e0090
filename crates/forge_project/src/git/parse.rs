//! Git's answers, read.

use super::Delta;

/// Reads `git diff --raw -z --no-abbrev`: `:MODE MODE ID ID STATUS NUL PATH NUL [PATH NUL]`, over and over.
/// `None` when it is not of that form.
pub(super) fn raw_diff(bytes: &[u8]) -> Option<Vec<Delta>> {
    let mut deltas = Vec::new();
    let mut fields = fields(bytes);
    while let Some(header) = fields.next() {
        let header = std::str::from_utf8(header).ok()?.strip_prefix(':')?;
        let mut parts = header.split(' ');
        let (old_mode, new_mode) = (parts.next()?, parts.next()?);
        let (old_id, new_id, status) = (parts.next()?, parts.next()?, parts.next()?);
        let first = lossy(fields.next()?);
        let renamed = status.starts_with(['R', 'C']);
        let (old_path, path) = if renamed { (Some(first), lossy(fields.next()?)) } else { (None, first) };
        let conflict = status.starts_with('U');
        if !conflict && !is_regular(new_mode) {
            continue;
        }
        let was_regular = is_regular(old_mode) && !status.starts_with('C');
        deltas.push(Delta {
            path,
            old_path: old_path.filter(|_| was_regular),
            old_blob: known(old_id).filter(|_| was_regular),
            new_blob: known(new_id),
            conflict,
        });
    }
    Some(deltas)
}

/// Reads NUL-separated names; one that ends in `/` is a repository inside the repository.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    fields(bytes).filter(|name| !name.ends_with(b"/")).map(lossy).collect()
}

/// Reads `git ls-tree -z`, `MODE TYPE ID TAB PATH NUL`: the id of the regular file `path`.
pub(super) fn tree_blob(bytes: &[u8], path: &str) -> Option<String> {
    fields(bytes).find_map(|entry| {
        let (head, name) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
        let mut parts = head.split(' ');
        let mode = parts.next()?;
        (name == path && is_regular(mode)).then(|| parts.nth(1).map(str::to_owned)).flatten()
    })
}

/// Reads `git cat-file --batch-check`: a line `ID TYPE SIZE` or `NAME missing` for each of `count` names.
pub(super) fn sizes(bytes: &[u8], count: usize) -> Option<Vec<Option<u64>>> {
    let lines = std::str::from_utf8(bytes).ok()?.lines();
    let sizes: Vec<Option<u64>> = lines.map(size).collect::<Option<_>>()?;
    (sizes.len() == count).then_some(sizes)
}

/// Reads `git cat-file --batch`: the line of `--batch-check`, then the content and a newline.
pub(super) fn contents(mut bytes: &[u8], count: usize) -> Option<Vec<Option<&[u8]>>> {
    let mut contents = Vec::with_capacity(count);
    for _ in 0..count {
        let end = bytes.iter().position(|&byte| byte == b'\n')?;
        let size = size(std::str::from_utf8(&bytes[..end]).ok()?)?;
        bytes = &bytes[end + 1..];
        let Some(size) = size else {
            contents.push(None);
            continue;
        };
        let size = size as usize;
        contents.push(Some(bytes.get(..size)?));
        bytes = bytes.get(size..)?.strip_prefix(b"\n")?;
    }
    Some(contents)
}

/// The size in one line of `--batch-check`; the inner `None` is what the repository does not have.
#[expect(clippy::option_option, reason = "a line that is not understood differs from one that says: missing")]
fn size(line: &str) -> Option<Option<u64>> {
    let mut parts = line.split(' ');
    let (_, kind) = (parts.next()?, parts.next()?);
    if kind == "missing" { Some(None) } else { parts.next()?.parse().ok().map(Some) }
}

fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|&byte| byte == 0).filter(|field| !field.is_empty())
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn is_regular(mode: &str) -> bool {
    mode.starts_with("100")
}

/// An id, unless it is the all-zero one that stands for "none" or "look on the disk".
fn known(id: &str) -> Option<String> {
    id.bytes().any(|byte| byte != b'0').then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_diff_is_read() {
        let text = ":100644 100644 aa bb M\0a b.js\0:100644 100755 cc dd R096\0old\n.py\0new.py\0\
                    :000000 100644 00 ee A\0n.js\0:100644 000000 ff 00 D\0gone.js\0:120000 120000 aa bb M\0link\0\
                    :120000 100644 aa cc T\0was-link.js\0:160000 160000 aa bb M\0module\0:000000 000000 00 00 U\0c.js\0";
        let deltas = raw_diff(text.as_bytes()).unwrap();
        let seen: Vec<_> = deltas
            .iter()
            .map(|it| (it.path.as_str(), it.old_path.as_deref(), it.old_blob.as_deref(), it.new_blob.as_deref()))
            .collect();
        assert_eq!(
            seen,
            [
                ("a b.js", None, Some("aa"), Some("bb")),
                ("new.py", Some("old\n.py"), Some("cc"), Some("dd")),
                ("n.js", None, None, Some("ee")),
                ("was-link.js", None, None, Some("cc")),
                ("c.js", None, None, None),
            ]
        );
        assert!(deltas[4].conflict && !deltas[0].conflict);
        assert_eq!(raw_diff(b""), Some(vec![]));
        assert_eq!(raw_diff(b"not a diff\0"), None);
        assert_eq!(raw_diff(b":100644 100644 aa bb M\0"), None);
    }

    #[test]
    fn contents_may_hold_anything() {
        let bytes = b"aa blob 5\na\nb\0c\nbb missing\ncc blob 0\n\n";
        assert_eq!(contents(bytes, 3).unwrap(), [Some(&b"a\nb\0c"[..]), None, Some(&b""[..])]);
        assert_eq!(contents(&bytes[..12], 1), None);
        assert_eq!(sizes(b"aa blob 5\nbb missing\n", 2), Some(vec![Some(5), None]));
        assert_eq!(sizes(b"aa blob 5\n", 2), None);
    }

    #[test]
    fn a_tree_entry_is_found_by_its_exact_name() {
        let bytes = b"100644 blob aa\tx\x00120000 blob bb\tlink\x00040000 tree cc\tdir\0";
        assert_eq!(tree_blob(bytes, "x").as_deref(), Some("aa"));
        assert_eq!(tree_blob(bytes, "link"), None);
        assert_eq!(tree_blob(bytes, "dir"), None);
    }
}
