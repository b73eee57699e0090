//! A provider's file as its author writes it, and what is wrong with one.

use std::path::Path;

use forge_model::Severity;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind, Look};
use serde::Deserialize;

use crate::CompileError;
use crate::folder::files;

use super::index::Keyword;
use super::{Checksum, Detector, Form, InTests, Text, Value};

/// Bytes around a keyword that are searched when the pattern itself sets no bound.
const REACH: u16 = 4096;
/// What stands between the words of an assigned name.
const SEPARATORS: [&str; 4] = ["", "_", "-", "."];

/// A text in parts that are joined, so that neither Forge nor a push protection takes the file for a leak.
type Parts = Vec<String>;

/// A provider's file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSource {
    /// Whose credentials these are, as the provider writes its name.
    pub provider: String,
    /// Address of the documentation that the formats come from.
    pub source: String,
    /// The provider's kinds of credentials.
    #[serde(rename = "detector")]
    pub detectors: Vec<DetectorSource>,
}

/// A detector in a provider's file. It says exactly one of: `keywords` with a `pattern`, `names` (a `pattern` for the
/// assigned value is optional), `schemes`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetectorSource {
    /// Kebab-case, unique among all providers.
    pub id: String,
    /// One line: what was found.
    pub title: String,
    /// How bad it is when the credential is live: low, medium, high or critical.
    pub severity: String,
    /// The format leaves no doubt.
    pub certain: bool,
    /// See [`Detector::pattern`].
    #[serde(default)]
    pub pattern: String,
    /// Literals of which one must occur near, or with `anywhere` somewhere in, a file with such a secret.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Names that such a secret is assigned to: lower-case words, however they are joined in the text.
    #[serde(default)]
    pub names: Vec<String>,
    /// URL schemes whose password is the secret.
    #[serde(default)]
    pub schemes: Vec<String>,
    /// Keywords and pattern ignore the case of letters.
    #[serde(default)]
    pub ignore_case: bool,
    /// The pattern may match far from the keyword.
    #[serde(default)]
    pub anywhere: bool,
    /// An assigned value without a pattern may be a password that somebody chose.
    #[serde(default)]
    pub password: bool,
    /// See [`Detector::unless_after`].
    #[serde(default)]
    pub unless_after: Vec<String>,
    /// See [`Detector::min_entropy`].
    #[serde(default)]
    pub min_entropy: f32,
    /// Name of a [`Checksum`], in kebab-case.
    pub checksum: Option<String>,
    /// `report`, `advise` or `ignore`: see [`InTests`].
    pub in_tests: Option<String>,
    /// See [`Detector::published`].
    #[serde(default)]
    pub published: Vec<Parts>,
    /// Texts in which the detector must find a secret.
    pub examples: Vec<Parts>,
    /// Texts in which nothing may be found.
    #[serde(default)]
    pub negatives: Vec<Parts>,
}

/// Reads and checks every `*.toml` below `dir`, in the order of their names.
pub fn read(dir: &Path) -> Result<Vec<ProviderSource>, CompileError> {
    let mut providers: Vec<ProviderSource> = Vec::new();
    for (file, text) in files(dir, "toml")? {
        let wrong = |why: String| CompileError::Secret { file: file.clone(), why };
        let provider: ProviderSource = toml::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        for (at, detector) in provider.detectors.iter().enumerate() {
            let others = providers.iter().flat_map(|provider| &provider.detectors).chain(&provider.detectors[..at]);
            let twice = others.into_iter().any(|other| other.id == detector.id);
            let checked = if twice { Err("the id is taken".to_owned()) } else { detector.check() };
            checked.map_err(|problem| wrong(format!("{}: {problem}", detector.id)))?;
        }
        providers.push(provider);
    }
    Ok(providers)
}

impl DetectorSource {
    fn check(&self) -> Result<(), String> {
        let fail = |problem: &str| Err(problem.to_owned());
        let kebab = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let ways = [&self.keywords, &self.names, &self.schemes];
        if !kebab(&self.id) {
            return fail("the id is not kebab-case");
        }
        if ways.iter().filter(|way| !way.is_empty()).count() != 1 {
            return fail("needs exactly one of keywords, names and schemes");
        }
        if self.keywords.is_empty() != self.pattern.is_empty() && self.names.is_empty() {
            return fail("keywords and a pattern belong together");
        }
        if self.keywords.iter().any(|keyword| keyword.len() < 3 || keyword.len() > 100 || !keyword.is_ascii()) {
            return fail("a keyword has 3 to 100 ASCII characters");
        }
        if self.ignore_case && self.keywords.iter().any(|keyword| *keyword != keyword.to_ascii_lowercase()) {
            return fail("a keyword whose case is ignored is written in lower case");
        }
        let words = |name: &String| {
            name.split(' ').all(|word| {
                !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
        };
        if !self.names.iter().chain(&self.unless_after).all(words) || self.names.iter().any(|name| name.len() < 3) {
            return fail("a name is lower-case words with one space between them");
        }
        if !(0.0..=8.0).contains(&self.min_entropy) {
            return fail("the entropy of a character is 0 to 8 bits");
        }
        if self.examples.is_empty() || self.title.is_empty() {
            return fail("needs a title and examples");
        }
        if Severity::from_name(&self.severity).is_none() {
            return fail("unknown severity");
        }
        if self.checksum.as_deref().is_some_and(|name| checksum(name).is_none()) {
            return fail("unknown checksum");
        }
        if self.in_tests.as_deref().is_some_and(|name| in_tests(name).is_none()) {
            return fail("in_tests is report, advise or ignore");
        }
        if self.pattern.is_empty() {
            return Ok(());
        }
        let hir = self.hir().map_err(|error| error.to_string())?;
        match hir.properties().minimum_len() {
            None | Some(0) => fail("the pattern matches nothing at all, or the empty text"),
            Some(_) if hir.properties().explicit_captures_len() > 1 => fail("the pattern has more than one group"),
            Some(_) => Ok(()),
        }
    }

    fn hir(&self) -> Result<Hir, Box<regex_syntax::Error>> {
        let mut builder = ParserBuilder::new();
        builder.unicode(false).utf8(false).case_insensitive(self.ignore_case);
        builder.build().parse(&self.pattern).map_err(Box::new)
    }

    /// The literals by which the index finds candidates.
    pub(super) fn keywords(&self) -> Vec<Keyword> {
        let at_start = self.starts_with_keyword();
        let literal =
            |text: &String| Keyword { text: text.clone(), ignore_case: self.ignore_case, whole_start: at_start };
        let name = |name: &String| {
            let joined = SEPARATORS.map(|separator| name.replace(' ', separator));
            joined.map(|text| Keyword { text, ignore_case: true, whole_start: false })
        };
        let scheme = (!self.schemes.is_empty()).then(|| Keyword {
            text: "://".to_owned(),
            ignore_case: false,
            whole_start: false,
        });
        let mut keywords: Vec<Keyword> = self.keywords.iter().map(literal).collect();
        keywords.extend(self.names.iter().flat_map(name));
        keywords.extend(scheme);
        keywords.sort();
        keywords.dedup();
        keywords
    }

    /// Whether every match begins with one of the keywords, at the start of a word.
    fn starts_with_keyword(&self) -> bool {
        let Ok(hir) = self.hir() else { return false };
        let first = match hir.kind() {
            HirKind::Concat(parts) => parts.first().map(Hir::kind),
            _ => None,
        };
        let at_word = matches!(first, Some(HirKind::Look(Look::WordAscii | Look::WordStartAscii)));
        at_word
            && !self.ignore_case
            && literals(&hir).is_some_and(|starts| {
                starts.iter().all(|start| self.keywords.iter().any(|keyword| start.starts_with(keyword)))
            })
    }

    pub(super) fn compile(&self, provider: &str) -> Detector<'static> {
        let hir = (!self.pattern.is_empty()).then(|| self.hir().ok()).flatten();
        let secret = hir.as_ref().map(|hir| group(hir).unwrap_or(hir));
        let mut prefixes = secret.and_then(literals).unwrap_or_default();
        prefixes.retain(|prefix| prefix.len() > 1);
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        let texts = |all: &[String]| all.iter().cloned().map(Text::from).collect();
        Detector {
            id: self.id.clone().into(),
            provider: provider.to_owned().into(),
            title: self.title.clone().into(),
            form: self.form(hir.as_ref()),
            pattern: self.pattern.clone().into(),
            ignore_case: self.ignore_case,
            prefixes: texts(&prefixes),
            schemes: texts(&self.schemes),
            unless_after: texts(&self.unless_after),
            min_entropy: self.min_entropy,
            checksum: self.checksum.as_deref().and_then(checksum),
            certain: self.certain,
            severity: Severity::from_name(&self.severity).unwrap_or(Severity::High),
            in_tests: self.in_tests.as_deref().and_then(in_tests).unwrap_or(InTests::Report),
            published: self.published.iter().map(|parts| Text::from(parts.concat())).collect(),
        }
    }

    fn form(&self, hir: Option<&Hir>) -> Form {
        match (self.schemes.is_empty(), self.names.is_empty()) {
            (false, _) => Form::Url,
            (_, false) if !self.pattern.is_empty() => Form::Assigned(Value::Pattern),
            (_, false) if self.password => Form::Assigned(Value::Password),
            (_, false) => Form::Assigned(Value::Opaque),
            _ if self.anywhere => Form::Anywhere,
            _ => {
                // One byte more than the longest match on either side, for the assertions at its ends.
                let longest = hir.and_then(|hir| hir.properties().maximum_len());
                let after = longest.and_then(|longest| u16::try_from(longest + 1).ok()).unwrap_or(REACH).min(REACH);
                Form::Near { before: if self.starts_with_keyword() { 1 } else { after }, after }
            }
        }
    }
}

/// The content of the only capture group.
fn group(hir: &Hir) -> Option<&Hir> {
    match hir.kind() {
        HirKind::Capture(capture) => Some(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().find_map(group),
        HirKind::Repetition(repetition) => group(&repetition.sub),
        _ => None,
    }
}

/// The literals of which each match begins with one, if they are few.
fn literals(hir: &Hir) -> Option<Vec<String>> {
    let starts = Extractor::new().limit_class(3).limit_total(64).extract(hir);
    let texts = starts.literals()?.iter().map(|literal| String::from_utf8(literal.as_bytes().to_vec()));
    texts.collect::<Result<_, _>>().ok()
}

fn checksum(name: &str) -> Option<Checksum> {
    Some(match name {
        "crc32-base62" => Checksum::Crc32Base62,
        "crc32-base36" => Checksum::Crc32Base36,
        "crc32-hex-low" => Checksum::Crc32HexLow,
        "bech32" => Checksum::Bech32,
        "jwt" => Checksum::Jwt,
        "pem" => Checksum::Pem,
        "base64-number" => Checksum::Base64Number,
        "base64-json" => Checksum::Base64Json,
        _ => return None,
    })
}

fn in_tests(name: &str) -> Option<InTests> {
    Some(match name {
        "report" => InTests::Report,
        "advise" => InTests::Advise,
        "ignore" => InTests::Ignore,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: &str = r#"
id = "acme-token"
title = "Acme token"
severity = "high"
certain = true
keywords = ["acme_"]
pattern = '\b(acme_[0-9a-f]{32})\b'
examples = [["acme_", "0"]]
"#;

    fn parsed(text: &str) -> DetectorSource {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_the_pattern_says_is_derived() {
        let compiled = parsed(WELL).compile("Acme");
        assert_eq!(compiled.form, Form::Near { before: 1, after: 38 });
        assert_eq!(compiled.prefixes.iter().map(|prefix| &**prefix).collect::<Vec<_>>(), ["acme_"]);
        assert_eq!(
            (&*compiled.provider, compiled.in_tests, compiled.severity),
            ("Acme", InTests::Report, Severity::High)
        );
        let keyword = Keyword { text: "acme_".to_owned(), ignore_case: false, whole_start: true };
        assert_eq!(parsed(WELL).keywords(), [keyword]);
    }

    #[test]
    fn a_name_is_looked_for_however_it_is_joined() {
        let named = WELL.replace("keywords = [\"acme_\"]", "names = [\"acme api key\"]");
        let texts: Vec<String> = parsed(&named).keywords().into_iter().map(|keyword| keyword.text).collect();
        assert_eq!(texts, ["acme-api-key", "acme.api.key", "acme_api_key", "acmeapikey"]);
        assert_eq!(parsed(&named).compile("Acme").form, Form::Assigned(Value::Pattern));
    }

    #[test]
    fn mistakes_are_named() {
        for (from, to, problem) in [
            ("acme-token", "Acme", "kebab-case"),
            ("[\"acme_\"]", "[\"a\"]", "3 to 100"),
            ("keywords = [\"acme_\"]", "", "exactly one"),
            ("certain = true", "certain = true\nnames = [\"x y z\"]", "exactly one"),
            ("pattern = '\\b(acme_[0-9a-f]{32})\\b'", "", "belong together"),
            ("{32})", "{32}", "unclosed group"),
            ("acme_[0-9a-f]{32}", "x?", "empty text"),
            ("acme_[0-9a-f]{32}", "a(b)", "more than one group"),
            ("\"high\"", "\"huge\"", "unknown severity"),
            ("certain = true", "certain = true\nchecksum = \"crc8\"", "unknown checksum"),
            ("certain = true", "certain = true\nmin_entropy = 9.0", "0 to 8"),
            ("[[\"acme_\", \"0\"]]", "[]", "examples"),
        ] {
            let text = WELL.replace(from, to);
            assert_ne!(text, WELL, "{from}");
            let found = parsed(&text).check().unwrap_err();
            assert!(found.contains(problem), "{to}: {found}");
        }
        assert_eq!(parsed(WELL).check(), Ok(()));
        assert!(toml::from_str::<DetectorSource>(&format!("{WELL}\nexample = 1")).is_err());
    }
}
