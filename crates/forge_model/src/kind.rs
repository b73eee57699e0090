//! What taint is dangerous for (kinds) and where it came from (tiers).

/// What a flow can reach: one kind per family of sinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum FlowKind {
    /// Markup that a browser renders: CWE-79, CWE-80.
    Html,
    /// A URL that a browser navigates to or loads script from (`javascript:`): CWE-79 in URL context.
    HtmlUrl,
    /// Log entries: CWE-117.
    Log,
    /// SQL text: CWE-89.
    Sql,
    /// NoSQL query objects: CWE-943.
    Nosql,
    /// Shell commands and program names: CWE-78.
    Shell,
    /// File system paths: CWE-22.
    Path,
    /// The target of a request that the server makes: CWE-918.
    Url,
    /// The target of a redirect: CWE-601.
    Redirect,
    /// Code that is evaluated: CWE-94, CWE-95.
    Code,
    /// Template source: CWE-1336.
    Template,
    /// Serialized objects: CWE-502.
    Deserialization,
    /// XML documents parsed with external entities: CWE-611.
    Xml,
    /// HTTP header names and values: CWE-113.
    Header,
    /// Regular expressions: CWE-1333, CWE-730.
    Regex,
    /// LDAP filters and names: CWE-90.
    Ldap,
    /// XPath expressions: CWE-643.
    Xpath,
    /// Keys of an object that is written to (prototype pollution): CWE-1321.
    ObjectKey,
}

impl FlowKind {
    /// Every kind, in the order of their bits.
    pub const ALL: [Self; 18] = [
        Self::Html,
        Self::HtmlUrl,
        Self::Log,
        Self::Sql,
        Self::Nosql,
        Self::Shell,
        Self::Path,
        Self::Url,
        Self::Redirect,
        Self::Code,
        Self::Template,
        Self::Deserialization,
        Self::Xml,
        Self::Header,
        Self::Regex,
        Self::Ldap,
        Self::Xpath,
        Self::ObjectKey,
    ];

    /// The name that models and rules use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::HtmlUrl => "html-url",
            Self::Log => "log",
            Self::Sql => "sql",
            Self::Nosql => "nosql",
            Self::Shell => "shell",
            Self::Path => "path",
            Self::Url => "url",
            Self::Redirect => "redirect",
            Self::Code => "code",
            Self::Template => "template",
            Self::Deserialization => "deserialization",
            Self::Xml => "xml",
            Self::Header => "header",
            Self::Regex => "regex",
            Self::Ldap => "ldap",
            Self::Xpath => "xpath",
            Self::ObjectKey => "object-key",
        }
    }

    /// The kind called `name`, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A set of flow kinds, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct KindSet(pub u32);

impl KindSet {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind.
    pub const ALL: Self = Self((1 << FlowKind::ALL.len()) - 1);

    /// The set of just `kind`.
    pub const fn of(kind: FlowKind) -> Self {
        Self(1 << kind as u8)
    }

    /// The set with `kind` added.
    #[must_use]
    pub const fn with(self, kind: FlowKind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// The kinds of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of this set that are not in `other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The kinds that both sets have.
    #[must_use]
    pub const fn intersect(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether `kind` is in the set.
    pub const fn has(self, kind: FlowKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether the set has no kind.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = FlowKind> {
        FlowKind::ALL.into_iter().filter(move |&kind| self.has(kind))
    }
}

impl FromIterator<FlowKind> for KindSet {
    fn from_iter<T: IntoIterator<Item = FlowKind>>(kinds: T) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

/// Where a value came from: who controls it. Ordered from the least to the most exposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// A parameter of an exported library function: whoever calls the library.
    Parameter,
    /// Arguments, environment, standard input: whoever starts the program.
    Local,
    /// A database, a file, a cache, the clipboard, DOM text, another service's response.
    Stored,
    /// The browser's own address: location, referrer, window name, messages.
    BrowserUrl,
    /// A request, a socket, a message queue.
    Remote,
}

impl Tier {
    /// The name that models and reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parameter => "parameter",
            Self::Local => "local",
            Self::Stored => "stored",
            Self::BrowserUrl => "browser-url",
            Self::Remote => "remote",
        }
    }

    /// The tier called `name`, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Parameter, Self::Local, Self::Stored, Self::BrowserUrl, Self::Remote]
            .into_iter()
            .find(|tier| tier.name() == name)
    }
}
