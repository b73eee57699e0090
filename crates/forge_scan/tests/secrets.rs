//! Every detector of the catalogue against its own examples, and the matcher's promises about what it shows.

use std::path::{Path, PathBuf};

use forge_catalogue::secrets::{self, DetectorSource};
use forge_scan::secrets::Scanner;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../forge_rules/secrets")
}

fn blob() -> Vec<u8> {
    secrets::compile(&folder()).expect("the catalogue compiles").to_bytes().expect("and can be encoded")
}

fn detectors() -> Vec<DetectorSource> {
    secrets::read(&folder())
        .expect("the catalogue is readable")
        .into_iter()
        .flat_map(|provider| provider.detectors)
        .collect()
}

/// Collects what fails, so that one run shows all of it.
fn assert_none(failures: Vec<String>) {
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn each_example_is_found_and_each_negative_is_not() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let mut failures = Vec::new();
    for detector in detectors() {
        for example in &detector.examples {
            let text = example.concat();
            let matches = scanner.scan("deploy/app.env", &text);
            let found = matches.iter().find(|found| found.detector == detector.id);
            match found {
                None => failures.push(format!("{}: not found in {example:?}, but {matches:?}", detector.id)),
                Some(found) if found.certain != detector.certain => {
                    // The examples of URL passwords show both certain and uncertain ones.
                    if detector.schemes.is_empty() {
                        failures.push(format!("{}: wrong certainty in {example:?}", detector.id));
                    }
                }
                Some(_) => {}
            }
        }
        for negative in &detector.negatives {
            let matches = scanner.scan("deploy/app.env", &negative.concat());
            if let Some(found) = matches.iter().find(|found| found.detector == detector.id) {
                failures.push(format!("{}: found {:?} in {negative:?}", detector.id, found.span));
            }
        }
    }
    assert_none(failures);
}

#[test]
fn nothing_is_shown_but_a_known_prefix_and_the_length() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    for detector in detectors() {
        for example in &detector.examples {
            let text = example.concat();
            for found in scanner.scan("deploy/app.env", &text) {
                let secret = &text[found.span.range()];
                let (shown, length) = found.redacted.split_once('\u{2026}').unwrap();
                assert!(secret.starts_with(shown) && shown.len() <= 4, "{}: {}", found.detector, found.redacted);
                assert_eq!(length, format!(" ({} characters)", secret.len()));
            }
        }
    }
}

#[test]
fn the_catalogue_is_no_leak_itself() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let mut failures = Vec::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let matches = scanner.scan("secrets/provider.toml", &text);
        failures
            .extend(matches.iter().map(|found| format!("{}: {} at {:?}", path.display(), found.detector, found.span)));
    }
    assert_none(failures);
}

#[test]
fn there_are_detectors_for_many_providers() {
    let providers = secrets::read(&folder()).unwrap();
    assert!(providers.len() >= 45);
    for provider in &providers {
        assert!(provider.source.starts_with("https://"), "{}: source", provider.provider);
        for detector in &provider.detectors {
            assert!(!detector.negatives.is_empty(), "{}: needs a negative", detector.id);
        }
    }
}

/// A small generator of numbers: tests must not differ from run to run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn text(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(alphabet.as_bytes()[self.below(alphabet.len())])).collect()
    }
}

#[test]
fn no_text_makes_it_panic_and_spans_are_in_order() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let mut numbers = Numbers(7);
    let pieces = [
        "\u{2026}",
        "\u{fc}",
        "\"",
        "'",
        "\n",
        " ",
        "=",
        ":",
        "(",
        "\\",
        "://",
        "@",
        "token",
        "password=",
        "-----END",
        "\0",
    ];
    let examples: Vec<String> =
        detectors().into_iter().flat_map(|found| found.examples).map(|parts| parts.concat()).collect();
    for _ in 0..4000 {
        let mut text: String = examples[numbers.below(examples.len())].clone();
        for _ in 0..numbers.below(4) {
            let at = (0..=numbers.below(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            match numbers.below(3) {
                0 => text.truncate(at),
                1 => text.insert_str(at, pieces[numbers.below(pieces.len())]),
                _ => text = text.split_off(at),
            }
        }
        let matches = scanner.scan("deploy/app.env", &text);
        assert!(matches.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text}");
        assert!(matches.iter().all(|found| text.get(found.span.range()).is_some()), "{text}");
    }
}

#[test]
fn generated_values_are_found_whatever_their_alphabet() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let mut numbers = Numbers(42);
    let base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let base64 = format!("{base62}-_");
    let alphabets = [
        base62,
        "0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        &base64,
    ];
    for alphabet in alphabets {
        for length in [24, 32, 40, 64] {
            let found = (0..300).filter(|_| {
                let text = format!("api_key = \"{}\"\n", numbers.text(alphabet, length));
                !scanner.scan("src/app.py", &text).is_empty()
            });
            let found = found.count();
            assert!(found >= 290, "{found} of 300 with {length} of {alphabet}");
        }
    }
}

#[test]
fn the_file_decides_what_a_generic_value_means() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let value = Numbers(3).text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 32);
    let quoted = format!("API_KEY = \"{value}\"\n");
    let bare = format!("API_KEY={value}\n");
    let finds = |path: &str, text: &str| scanner.scan(path, text).len();
    for path in ["src/app.py", ".env", "k8s/deploy.yaml", "Dockerfile", "main.tf"] {
        assert_eq!(finds(path, &quoted), 1, "{path}");
    }
    for path in [
        "tests/test_app.py",
        "docs/setup.md",
        "dist/app.min.js",
        "node_modules/a/index.js",
        "logo.svg",
        "yarn.lock",
        "a.png",
    ] {
        assert_eq!(finds(path, &quoted), 0, "{path}");
    }
    assert_eq!((finds(".env", &bare), finds("src/app.py", &bare)), (1, 0));
    let minified = format!("{}{quoted}", "var a=1;".repeat(200));
    assert_eq!(finds("src/app.js", &minified), 0);
}

#[test]
fn a_provider_and_its_format_weigh_more_than_a_name() {
    let blob = blob();
    let scanner = Scanner::new(&blob).unwrap();
    let body = Numbers(5).text("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 28);
    let text = format!("client_secret = \"{}-{body}\"\n", "GOCSPX");
    let matches = scanner.scan("src/app.py", &text);
    let found: Vec<_> = matches.iter().map(|found| (found.detector, found.provider, found.certain)).collect();
    assert_eq!(found, [("google-oauth-client-secret", "Google", true)]);
    assert_eq!(matches[0].redacted, "GOCS\u{2026} (35 characters)");
}
