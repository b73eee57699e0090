//! Which files are searched, and what a file's name says about the secrets in it.

/// Extensions (lower case) of files that hold no text of a project's own.
const BINARY: [&str; 90] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "icns", "tif", "tiff", "psd", "ai", "eps", "heic",
    "zip", "gz", "tgz", "bz2", "xz", "zst", "lz4", "7z", "rar", "tar", "jar", "war", "ear", "whl", "egg", "nupkg",
    "gem", "deb", "rpm", "apk", "ipa", "dmg", "iso", "img", "exe", "dll", "so", "dylib", "a", "o", "obj", "lib",
    "class", "pyc", "pyo", "wasm", "node", "bin", "dat", "db", "sqlite", "sqlite3", "mdb", "parquet", "avro", "orc",
    "npy", "npz", "pkl", "h5", "onnx", "pt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "mp3", "mp4", "mov",
    "avi", "webm", "ogg", "wav", "flac", "woff", "woff2", "ttf", "otf", "eot", "sig", "crl", "rlib",
];

/// Names (lower case) of the files in which package managers record what they resolved.
const LOCK_FILES: [&str; 20] = [
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
    "deno.lock",
    "cargo.lock",
    "poetry.lock",
    "pipfile.lock",
    "pdm.lock",
    "uv.lock",
    "gemfile.lock",
    "composer.lock",
    "go.sum",
    "packages.lock.json",
    "mix.lock",
    "pubspec.lock",
    "podfile.lock",
    "flake.lock",
];

/// Extensions of files in which a value stands without quotes.
const BARE: [&str; 17] = [
    "env",
    "properties",
    "ini",
    "cfg",
    "conf",
    "config",
    "yaml",
    "yml",
    "sh",
    "bash",
    "zsh",
    "fish",
    "ps1",
    "envrc",
    "npmrc",
    "pypirc",
    "dockerfile",
];

/// Parts of paths of tests, of what runs them, of examples and documentation.
const TEST_FOLDERS: [&str; 37] = [
    "test",
    "tests",
    "testing",
    "__tests__",
    "spec",
    "specs",
    "e2e",
    ".ci",
    ".circleci",
    ".github",
    "cypress",
    "playwright",
    "__mocks__",
    "mocks",
    "mock",
    "__fixtures__",
    "fixtures",
    "fixture",
    "testdata",
    "test-data",
    "test_data",
    "test-fixtures",
    "testutil",
    "testutils",
    "unittests",
    "integration-tests",
    "integration_tests",
    "conformance",
    "example",
    "examples",
    "sample",
    "samples",
    "demo",
    "demos",
    "docs",
    "doc",
    "benches",
];

/// Folders of code that others wrote or that a program wrote.
const FOREIGN_FOLDERS: [&str; 14] = [
    "node_modules",
    "bower_components",
    "vendor",
    "_vendor",
    "third_party",
    "third-party",
    "thirdparty",
    "site-packages",
    "dist-packages",
    ".venv",
    "venv",
    "dist",
    ".next",
    "generated",
];

/// What a file's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileKind {
    /// Tests, fixtures, examples or documentation.
    pub(super) in_tests: bool,
    /// Not written by this project's people, or not meant to be read.
    pub(super) foreign: bool,
    /// Values stand without quotes.
    pub(super) bare: bool,
}

impl FileKind {
    pub(super) fn of(path: &str) -> Self {
        let path = path.to_ascii_lowercase().replace('\\', "/");
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let extension = extension(name);
        let has = |list: &[&str]| folders.split('/').any(|folder| list.contains(&folder));
        let stem = name.split('.').next().unwrap_or(name);
        let parts = || name.split(['.', '_', '-']);
        let test_name = parts().any(|part| {
            ["test", "tests", "spec", "mock", "mocks", "fixture", "fixtures", "conftest", "ci", "cypress", "e2e"]
                .contains(&part)
        });
        let example_name = parts().any(|part| ["example", "examples", "sample", "samples", "template"].contains(&part));
        let package = ["metadata", "pkg-info"].contains(&name);
        let readme = package || ["md", "mdx", "rst", "adoc", "txt", "tpl", "tmpl"].contains(&extension);
        Self {
            in_tests: has(&TEST_FOLDERS) || test_name || example_name || readme,
            foreign: has(&FOREIGN_FOLDERS)
                || parts().any(|part| ["min", "bundle", "packed"].contains(&part))
                || ["svg", "map", "snap", "lock", "csv", "tsv", "log", "po", "pot"].contains(&extension),
            bare: BARE.contains(&extension)
                || stem.is_empty() && name.starts_with(".env")
                || ["dockerfile", "containerfile"].contains(&stem)
                || name == ".env",
        }
    }
}

/// Whether secrets are searched in the file called `path`: not in images, archives, binaries and lock files.
pub fn applies(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
    let extension = extension(&name);
    !LOCK_FILES.contains(&name.as_str()) && !BINARY.contains(&extension)
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_any_kind_is_searched() {
        for path in ["a.py", ".env", "k8s/secret.yaml", "id_rsa", "server.pem", "README.md", "Dockerfile", "x.ipynb"] {
            assert!(applies(path), "{path}");
        }
        for path in ["a.PNG", "x/yarn.lock", "Cargo.lock", "lib.so", "a.tar.gz", "package-lock.json", "font.woff2"] {
            assert!(!applies(path), "{path}");
        }
    }

    #[test]
    fn names_tell_tests_and_foreign_code() {
        let kind = FileKind::of;
        assert!(
            kind("src/__tests__/a.js").in_tests && kind("pkg/auth_test.go").in_tests && kind(".env.example").in_tests
        );
        assert!(kind("docs/setup.md").in_tests && !kind("src/attestation.py").in_tests);
        assert!(kind("node_modules/a/b.js").foreign && kind("js/app.min.js").foreign && !kind("src/minute.js").foreign);
        assert!(kind(".env").bare && kind(".env.production").bare && kind("a/Dockerfile").bare && !kind("a.py").bare);
    }
}
