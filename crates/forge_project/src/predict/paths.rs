//! Paths as text: made absolute and normal without asking the disk.

/// `path` as it is meant in `directory`: absolute, without `.`, `..` and doubled slashes.
pub(super) fn absolute(directory: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let from = if path.starts_with('/') { "" } else { directory };
    for part in from.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The directory of an absolute, normal path; the root is its own.
pub(super) fn parent(path: &str) -> &str {
    match path.rsplit_once('/') {
        None | Some(("", _)) => "/",
        Some((parent, _)) => parent,
    }
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_as_text() {
        assert_eq!(absolute("/repo", "a/./b/../c.js"), "/repo/a/c.js");
        assert_eq!(absolute("/repo/web", "../../../x"), "/x");
        assert_eq!(absolute("/repo", "/etc//passwd"), "/etc/passwd");
        assert_eq!(absolute("/repo", "."), "/repo");
        assert_eq!(parent("/a"), "/");
        assert_eq!(parent("/a/b"), "/a");
        assert_eq!(name("/a/b/"), "b");
    }
}
