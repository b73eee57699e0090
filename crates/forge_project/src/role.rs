//! What a file is for: whether a finding in it is one in the product.

use std::borrow::Cow;

/// How much of a file's content [`role`] looks at, in bytes. More does no harm and is not looked at.
pub const HEAD_BYTES: usize = 16 << 10;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Code that ships. What nothing else is known of is this.
    Product,
    /// Code that tests other code.
    Test,
    /// Documentation, and code that shows how something is used.
    Example,
    /// Code that a program wrote: nobody repairs it where it stands.
    Generated,
    /// Code of others, copied into the repository.
    Vendored,
}

impl Role {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Test => "test",
            Self::Example => "example",
            Self::Generated => "generated",
            Self::Vendored => "vendored",
        }
    }

    /// Whether somebody of this project edits such a file.
    pub fn is_written_here(self) -> bool {
        !matches!(self, Self::Generated | Self::Vendored)
    }
}

/// Directories of code that package managers and their users copy into a project.
const VENDORED_DIRECTORIES: [&str; 19] = [
    "node_modules",
    "bower_components",
    "jspm_packages",
    "web_modules",
    "vendor",
    "vendors",
    "_vendor",
    "third_party",
    "third-party",
    "thirdparty",
    "site-packages",
    "dist-packages",
    ".venv",
    "venv",
    ".tox",
    ".nox",
    ".yarn",
    ".eggs",
    "__pypackages__",
];

/// Directories that build tools write. `build` and `out` are not among them: people keep their build scripts there.
const GENERATED_DIRECTORIES: [&str; 13] = [
    "dist",
    "__generated__",
    "generated",
    ".next",
    ".nuxt",
    ".output",
    ".svelte-kit",
    ".angular",
    ".turbo",
    ".parcel-cache",
    "coverage",
    "htmlcov",
    "storybook-static",
];

/// Directories of tests and of what they need.
const TEST_DIRECTORIES: [&str; 18] = [
    "test",
    "tests",
    "__tests__",
    "spec",
    "specs",
    "e2e",
    "cypress",
    "__mocks__",
    "__fixtures__",
    "fixtures",
    "testdata",
    "test-data",
    "test_data",
    "unittests",
    "integration-tests",
    "test_project",
    "testproject",
    "testapp",
];

/// Directories of documentation, of code that shows something, and of what fills a database to try things out.
const EXAMPLE_DIRECTORIES: [&str; 15] = [
    "example",
    "examples",
    "demo",
    "demos",
    "sample",
    "samples",
    "doc",
    "docs",
    "documentation",
    "tutorial",
    "tutorials",
    "seed",
    "seeds",
    "seeders",
    "stories",
];

/// The role of the file `path` (relative to the project, `/` between its parts) that begins with `head`.
pub fn role(path: &str, head: &[u8]) -> Role {
    role_below(path, "", head)
}

/// As [`role`], but the directories of `base`, a prefix of `path`, do not make the file generated or vendored: somebody
/// who names a directory wants to know what is in it.
pub fn role_below(path: &str, base: &str, head: &[u8]) -> Role {
    let path = lower_case(path);
    let (directories, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let inside = directories.get(base.len()..).unwrap_or_default();
    if has_directory(inside, &VENDORED_DIRECTORIES) || is_library_of_page(inside) || is_vendored_name(name) {
        return Role::Vendored;
    }
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD_BYTES)]);
    if is_release(name, &head) {
        return Role::Vendored;
    }
    if has_directory(inside, &GENERATED_DIRECTORIES)
        || is_generated_name(name)
        || is_marked_as_generated(&head)
        || is_minified(name, &head)
    {
        return Role::Generated;
    }
    if has_directory(directories, &TEST_DIRECTORIES) || is_test_name(name) || configures_runner(name) {
        return Role::Test;
    }
    if has_directory(directories, &EXAMPLE_DIRECTORIES)
        || [".stories.", ".story."].iter().any(|mark| name.contains(mark))
    {
        return Role::Example;
    }
    Role::Product
}

/// Whether a file of this name is the configuration of what runs tests.
fn configures_runner(name: &str) -> bool {
    const RUNNERS: [&str; 7] = ["playwright", "cypress", "wdio", "karma", "jest", "vitest", "protractor"];
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let runner = stem.strip_suffix(".config").or_else(|| stem.strip_suffix(".conf"));
    runner.is_some_and(|runner| RUNNERS.contains(&runner))
}

/// Whether a file that its name makes a test runs tests: it configures what does, or uses a library for them or declares some. What stands in
/// such a file it does on purpose, to see what comes of it.
pub fn runs_tests(path: &str, content: &[u8]) -> bool {
    const STARTS: [&str; 22] = [
        "import pytest",
        "from pytest",
        "import unittest",
        "from unittest",
        "import nose",
        "from django.test",
        "from rest_framework.test",
        "from hypothesis",
        "def test_",
        "async def test_",
        "class Test",
        "describe(",
        "describe.",
        "it(",
        "it.",
        "test(",
        "test.",
        "suite(",
        "beforeEach(",
        "before(",
        "cy.",
        "Cypress.",
    ];
    const LIBRARIES: [&str; 14] = [
        "vitest",
        "@jest/globals",
        "mocha",
        "chai",
        "supertest",
        "node:test",
        "node:assert",
        "assert",
        "sinon",
        "tape",
        "ava",
        "@playwright/test",
        "@testing-library/react",
        "jasmine",
    ];
    let is_library = |line: &str| {
        let quoted = line.split(['"', '\'']).nth(1);
        (line.contains("require(") || line.contains("from ") || line.starts_with("import "))
            && quoted.is_some_and(|name| LIBRARIES.contains(&name))
    };
    if configures_runner(path.rsplit('/').next().unwrap_or_default()) {
        return true;
    }
    String::from_utf8_lossy(content)
        .lines()
        .map(str::trim_start)
        .any(|line| STARTS.iter().any(|start| line.starts_with(start)) || is_library(line))
}

/// The outermost directory of tests around the file `path`, as a part of it: tests, and what they need, lie below it.
pub fn test_directory(path: &str) -> Option<&str> {
    let mut end = 0;
    let (directories, _) = path.rsplit_once('/')?;
    for directory in directories.split('/') {
        end += directory.len();
        if TEST_DIRECTORIES.contains(&directory.to_ascii_lowercase().as_str()) {
            return Some(&path[..end]);
        }
        end += 1;
    }
    None
}

fn lower_case(path: &str) -> Cow<'_, str> {
    if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(path.to_ascii_lowercase())
    } else {
        Cow::Borrowed(path)
    }
}

fn has_directory(directories: &str, known: &[&str]) -> bool {
    directories.split('/').any(|directory| known.contains(&directory))
}

/// Below what a server gives out as it is, beside the page's own scripts: `static/js/lib/jquery/jquery.js`.
fn is_library_of_page(directories: &str) -> bool {
    let parts: Vec<&str> = directories.split('/').collect();
    parts.windows(3).any(|three| {
        matches!(three[0], "static" | "public" | "assets" | "media" | "www" | "wwwroot" | "webroot")
            && matches!(three[1], "js" | "javascript" | "javascripts" | "scripts")
            && matches!(three[2], "lib" | "libs" | "ext" | "external")
    })
}

/// A version in the name is how libraries are copied by hand: `jquery-3.7.1.js`.
fn is_vendored_name(name: &str) -> bool {
    let Some((stem, "js" | "mjs" | "cjs" | "css")) = name.rsplit_once('.') else { return false };
    let stem = stem.strip_suffix(".min").or_else(|| stem.strip_suffix(".slim")).unwrap_or(stem);
    let Some((_, version)) = stem.rsplit_once('-') else { return false };
    let version = version.strip_prefix('v').unwrap_or(version);
    let mut parts = version.split('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    version.contains('.') && parts.by_ref().take(2).all(is_number)
}

/// A library as it was released: a banner that minifiers keep, with its version and licence.
fn is_release(name: &str, head: &str) -> bool {
    let Some((_, "js" | "mjs" | "cjs")) = name.rsplit_once('.') else { return false };
    let head = head.trim_start();
    if !head.starts_with("/*!") && !head.starts_with("/** @license") {
        return false;
    }
    let banner = head.split("*/").next().unwrap_or_default().to_ascii_lowercase();
    let is_version = |word: &str| {
        let numbers = word.trim_start_matches(['v', '@']).split('.').take(3);
        numbers.filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count() == 3
    };
    banner.contains("licen") && banner.split_whitespace().any(is_version)
}

fn is_generated_name(name: &str) -> bool {
    const MARKS: [&str; 11] = [
        ".min.",
        "-min.",
        ".bundle.",
        ".compiled.",
        ".chunk.",
        ".nocache.",
        ".generated.",
        ".gen.",
        "_pb.",
        "_pb2.",
        "_pb2_grpc.",
    ];
    MARKS.iter().any(|mark| name.contains(mark)) || LOCK_FILES.contains(&name) || name.starts_with(".pnp.")
}

/// What package managers write beside a manifest: hashes and addresses, by the thousand.
const LOCK_FILES: [&str; 14] = [
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "deno.lock",
    "poetry.lock",
    "uv.lock",
    "pdm.lock",
    "pipfile.lock",
    "cargo.lock",
    "composer.lock",
    "gemfile.lock",
    "go.sum",
];

fn is_test_name(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    match extension {
        "py" | "pyi" => {
            stem.starts_with("test_")
                || stem.ends_with("_test")
                || stem.ends_with("_tests")
                || matches!(stem, "tests" | "test" | "conftest" | "ci" | ".ci.settings" | "settings_ci" | "ci_settings")
        }
        _ => {
            const MARKS: [&str; 8] = [".test", ".tests", ".spec", ".cy", ".e2e", "-test", "_test", "-spec"];
            // `a.test.d.ts`: the mark need not be last.
            MARKS.iter().any(|mark| stem.ends_with(mark) || stem.contains(&format!("{mark}.")))
        }
    }
}

/// A comment near the top says that a program wrote the file: `@generated`, or "generated" with "do not edit".
fn is_marked_as_generated(head: &str) -> bool {
    const LINES: usize = 30;
    const OPENERS: [&str; 11] = ["//", "#", "/*", "*", "<!--", "{#", "{{!", "{%", "--", "\"\"\"", "'''"];
    let mut generated = false;
    let mut untouchable = false;
    for line in head.lines().take(LINES).map(str::trim) {
        if !OPENERS.iter().any(|opener| line.starts_with(opener)) {
            continue;
        }
        let line = line.get(..line.floor_char_boundary(400)).unwrap_or(line).to_ascii_lowercase();
        if line.split(|c: char| c.is_whitespace() || c == '*').any(|word| word == "@generated") {
            return true;
        }
        generated |= line.contains("generated");
        untouchable |= ["do not edit", "don't edit", "do not modify"].iter().any(|words| line.contains(words));
    }
    generated && untouchable
}

/// Written by a minifier: script or style in which hardly a line ends.
fn is_minified(name: &str, head: &str) -> bool {
    const SHORTEST: usize = 4 << 10;
    const LINE: usize = 500;
    let is_candidate = matches!(name.rsplit_once('.'), Some((_, "js" | "mjs" | "cjs" | "css")));
    if !is_candidate || head.len() < SHORTEST {
        return false;
    }
    // Data in a long line is not minified code: a minifier leaves punctuation everywhere and hardly a space.
    let lines = head.lines().count().max(1);
    let spaces = head.bytes().filter(|&byte| byte == b' ').count();
    let punctuation = head.bytes().filter(|byte| b"{}();=,".contains(byte)).count();
    head.len() / lines > LINE && spaces * 12 < head.len() && punctuation * 16 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_path(path: &str) -> Role {
        role(path, b"")
    }

    #[test]
    fn product_is_what_nothing_else_is_known_of() {
        for path in ["src/app.js", "contest/latest.py", "build/webpack.config.js", "lib/respec.ts", "a/protest.js"] {
            assert_eq!(by_path(path), Role::Product, "{path}");
        }
    }

    #[test]
    fn tests_are_known_by_directory_or_name() {
        for path in [
            "test/app.js",
            "src/__tests__/a.tsx",
            "src/a.test.ts",
            "src/a.spec.js",
            "pkg/test_a.py",
            "pkg/a_test.py",
            "app/tests.py",
            "conftest.py",
            "types/a.test.d.ts",
            "Tests/Helper.py",
            "cypress/e2e/login.cy.ts",
        ] {
            assert_eq!(by_path(path), Role::Test, "{path}");
        }
    }

    #[test]
    fn a_test_that_runs_is_told_from_a_file_beside_tests() {
        for text in [
            "import pytest\n",
            "class A:\n    def test_it(self):\n        pass\n",
            "describe('app', () => {\n  it('works', () => {})\n})\n",
            "const request = require('supertest');\n",
            "import { expect } from \"vitest\";\n",
        ] {
            assert!(runs_tests("a.js", text.as_bytes()), "{text}");
        }
        for text in ["from flask import Flask\n", "const app = express();\n", "exports.attest = () => submit('a');\n"] {
            assert!(!runs_tests("a.js", text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_tests_need_lies_below_the_outermost_directory_of_tests() {
        assert_eq!(test_directory("pkg/tests/apps/test/app.py"), Some("pkg/tests"));
        assert_eq!(test_directory("Tests/app.py"), Some("Tests"));
        assert_eq!(test_directory("src/test_app.py"), None);
        assert_eq!(test_directory("conftest.py"), None);
    }

    #[test]
    fn examples_are_known_by_directory_or_name() {
        assert_eq!(by_path("examples/shop/app.js"), Role::Example);
        assert_eq!(by_path("docs/conf.py"), Role::Example);
        assert_eq!(by_path("src/Button.stories.tsx"), Role::Example);
        assert_eq!(by_path("src/Button.story.tsx"), Role::Example);
        assert_eq!(by_path("database/seeds/01_users.ts"), Role::Example);
        assert_eq!(by_path("examples/shop/tests/a.py"), Role::Test);
    }

    #[test]
    fn vendored_is_known_by_directory_or_by_a_version_in_the_name() {
        for path in [
            "node_modules/a/index.js",
            "x/vendor/a.py",
            "static/js/vendors/jquery.ts",
            "app/static/js/lib/jquery/jquery.js",
            ".venv/lib/a.py",
            "static/jquery-3.7.1.js",
            "js/lib-v2.0.min.js",
        ] {
            assert_eq!(by_path(path), Role::Vendored, "{path}");
        }
        assert_eq!(by_path("src/utf-8.js"), Role::Product);
        let banner =
            b"/*!\n * Carousel JavaScript Library v4.0.0\n * Released under the MIT license\n */\n(function () {";
        assert_eq!(role("lib/carousel.js", banner), Role::Vendored);
        assert_eq!(role("src/carousel.js", b"/*! Carousel, under the MIT license */\n"), Role::Product);
        assert_eq!(role("src/carousel.js", b"/** Carousel v4.0.0, MIT license */\n"), Role::Product);
        assert_eq!(by_path("src/js/lib/a.js"), Role::Product);
        assert_eq!(by_path("static/lib/a.js"), Role::Product);
        assert_eq!(by_path("src/es-2015.config.js"), Role::Product);
    }

    #[test]
    fn a_directory_that_was_named_does_not_count() {
        assert_eq!(role_below("node_modules/a/index.js", "node_modules/a", b""), Role::Product);
        assert_eq!(role_below("node_modules/a/node_modules/b/x.js", "node_modules/a", b""), Role::Vendored);
        assert_eq!(role_below("tests/a.py", "tests", b""), Role::Test);
    }

    #[test]
    fn generated_is_known_by_name_or_marker() {
        assert_eq!(by_path("dist/index.js"), Role::Generated);
        assert_eq!(by_path("static/app.min.js"), Role::Generated);
        assert_eq!(by_path("static/reader.nocache.js"), Role::Generated);
        assert_eq!(by_path("proto/user_pb2.py"), Role::Generated);
        assert_eq!(by_path("web/package-lock.json"), Role::Generated);
        assert_eq!(role("a.ts", b"/**\n * @generated by tool\n */\n"), Role::Generated);
        assert_eq!(role("a.py", b"# Generated by the compiler.  DO NOT EDIT!\n"), Role::Generated);
        assert_eq!(role("a.py", b"# Generated at start.\nimport os\n"), Role::Product);
        assert_eq!(role("a.js", b"// DO NOT EDIT without asking ops\n"), Role::Product);
        assert_eq!(role("a.js", b"const mark = '@generated';\n"), Role::Product);
    }

    #[test]
    fn minified_code_is_told_from_long_data() {
        let minified = "function a(b,c){return b(c)};".repeat(300);
        assert_eq!(role("static/app.js", minified.as_bytes()), Role::Generated);
        let data = format!("const image = '{}';\n", "iVBORw0KGgoAAAANSUhEUgAA".repeat(300));
        assert_eq!(role("src/image.js", data.as_bytes()), Role::Product);
        let written = "function add(first, second) {\n  return first + second;\n}\n".repeat(200);
        assert_eq!(role("src/app.js", written.as_bytes()), Role::Product);
    }
}
