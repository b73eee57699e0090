//! Secret detectors: what a provider's file says, and the compiled form that is shipped inside the binary.
//!
//! A provider is one TOML file ([`source`] describes it). [`compile`] turns a folder of them into [`Secrets`], whose
//! encoded form is two consecutive postcard values: first the [`Index`] over all keywords, which every scan needs and
//! which is read without copying; then the detectors, which are decoded only when a keyword occurs in a file.

mod index;
mod source;

use std::borrow::Cow;
use std::ops::Deref;
use std::path::Path;

use forge_model::Severity;
use serde::{Deserialize, Serialize};

use crate::CompileError;

pub use index::{Hit, Index};
pub use source::{DetectorSource, ProviderSource, read};

/// A text that borrows from the encoded blob, or is owned while it is being compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

/// All detectors, with the index that finds their keywords.
#[derive(Debug, Clone, PartialEq)]
pub struct Secrets<'a> {
    /// Which keyword belongs to which detectors.
    pub index: Index<'a>,
    /// The detectors, in the order of provider and file.
    pub detectors: Vec<Detector<'a>>,
}

/// One kind of credential, and how a text is recognised as one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detector<'a> {
    /// Kebab-case, unique among all providers.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// Whose credential it is, as the provider writes its name.
    #[serde(borrow)]
    pub provider: Text<'a>,
    /// One line: what was found.
    #[serde(borrow)]
    pub title: Text<'a>,
    /// Where a candidate is looked for.
    pub form: Form,
    /// Byte pattern in the syntax of the `regex` crate (Unicode off); the secret is group 1, or the whole match. For
    /// [`Form::Assigned`] the whole value has to match; empty where none is needed.
    #[serde(borrow)]
    pub pattern: Text<'a>,
    /// Whether the pattern ignores the case of ASCII letters.
    pub ignore_case: bool,
    /// Known beginnings of the secret, longest first: not part of its randomness, and all that may ever be shown.
    #[serde(borrow)]
    pub prefixes: Vec<Text<'a>>,
    /// URL schemes of [`Form::Url`], without the dialect after a `+`.
    #[serde(borrow)]
    pub schemes: Vec<Text<'a>>,
    /// Words that must not stand right before an assigned name: `next` makes `next_token` a page marker.
    #[serde(borrow)]
    pub unless_after: Vec<Text<'a>>,
    /// Least Shannon entropy of the secret after its prefix, in bits per character.
    pub min_entropy: f32,
    /// What the characters of the secret must satisfy among themselves.
    pub checksum: Option<Checksum>,
    /// The format leaves no doubt: a new one denies a write.
    pub certain: bool,
    /// How bad it is when the credential is live.
    #[serde(with = "severity")]
    pub severity: Severity,
    /// What a file of tests, fixtures or examples changes.
    pub in_tests: InTests,
    /// Values that the provider itself publishes (documentation, emulators): never reported.
    #[serde(borrow)]
    pub published: Vec<Text<'a>>,
}

impl Detector<'_> {
    /// Whether the detector knows no provider's format, only a telling name or place.
    pub fn is_generic(&self) -> bool {
        matches!(self.form, Form::Assigned(Value::Opaque | Value::Password) | Form::Url)
    }
}

/// Where a candidate is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The pattern, in a window around each keyword.
    Near {
        /// Bytes of the window before the keyword.
        before: u16,
        /// Bytes of the window after the keyword's start.
        after: u16,
    },
    /// The pattern, in the whole of a file that has a keyword.
    Anywhere,
    /// A value that is assigned to a name: `api_key = "…"`, `"apiKey": "…"`, `API_KEY=…`.
    Assigned(Value),
    /// The password of a URL: `scheme://user:password@host`.
    Url,
}

/// What an assigned value must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// The detector's pattern.
    Pattern,
    /// A random token.
    Opaque,
    /// A password that somebody could have chosen.
    Password,
}

/// What a file of tests, fixtures or examples changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum InTests {
    /// Nothing: such a credential is live wherever it stands.
    Report,
    /// It is no longer certain.
    Advise,
    /// It is not reported.
    Ignore,
}

/// A rule among the characters of a secret. Where each is documented is said at its implementation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checksum {
    /// After the first `_`: the last 6 characters are the CRC-32 of the rest in base 62.
    Crc32Base62,
    /// The last 7 characters are the CRC-32 of all before them in base 36.
    Crc32Base36,
    /// After the last `_`: the CRC-32 of all before that `_`, its bytes from low to high, in hexadecimal.
    Crc32HexLow,
    /// Bech32 over a human-readable part and data.
    Bech32,
    /// A JSON Web Token whose header names a signature algorithm, and which is no public key.
    Jwt,
    /// The base64 body of a PEM block, complete.
    Pem,
    /// The first part, up to a `.`, is a number in base64.
    Base64Number,
    /// The part after the prefix is a JSON object in base64.
    Base64Json,
}

/// The detectors of a blob, not decoded yet.
#[derive(Debug, Clone, Copy)]
pub struct EncodedDetectors<'a>(&'a [u8]);

impl<'a> EncodedDetectors<'a> {
    /// Decodes the detectors; their texts go on borrowing from the blob.
    pub fn decode(self) -> Result<Vec<Detector<'a>>, postcard::Error> {
        postcard::from_bytes(self.0)
    }
}

/// Reads the index of `blob`, which [`Secrets::to_bytes`] made, and finds its detectors without decoding them.
pub fn open(blob: &[u8]) -> Result<(Index<'_>, EncodedDetectors<'_>), postcard::Error> {
    let (index, rest) = postcard::take_from_bytes(blob)?;
    Ok((index, EncodedDetectors(rest)))
}

impl Secrets<'_> {
    /// The bytes that are shipped; [`open`] reads them.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        let index = postcard::to_stdvec(&self.index)?;
        postcard::to_extend(&self.detectors, index)
    }
}

/// Compiles every `*.toml` of `dir`, one provider each.
pub fn compile(dir: &Path) -> Result<Secrets<'static>, CompileError> {
    let providers = read(dir)?;
    let too_many =
        || CompileError::Secret { file: dir.display().to_string(), why: "too many detectors or keywords".to_owned() };
    let mut keywords = Vec::new();
    let mut detectors = Vec::new();
    for provider in &providers {
        for detector in &provider.detectors {
            let at = u16::try_from(detectors.len()).map_err(|_| too_many())?;
            keywords.extend(detector.keywords().into_iter().map(|keyword| (keyword, at)));
            detectors.push(detector.compile(&provider.provider));
        }
    }
    let index = Index::build(keywords).ok_or_else(too_many)?;
    Ok(Secrets { index, detectors })
}

/// [`Severity`] as one byte; the model's types do not serialise themselves.
mod severity {
    use forge_model::Severity;
    use serde::{Deserialize as _, Deserializer, Serializer};

    const ALL: [Severity; 4] = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

    pub(super) fn serialize<S: Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u8(*severity as u8)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Severity, D::Error> {
        let at = u8::deserialize(from)?;
        ALL.get(usize::from(at)).copied().ok_or_else(|| serde::de::Error::custom("unknown severity"))
    }
}
