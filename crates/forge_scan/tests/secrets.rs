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
