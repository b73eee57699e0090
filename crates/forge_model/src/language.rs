//! The languages that Forge analyses.

/// A language, as decided by a file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// JavaScript, with JSX allowed.
    JavaScript,
    /// TypeScript without JSX.
    TypeScript,
    /// TypeScript with JSX.
    Tsx,
    /// Python 3.
    Python,
    /// HTML and the template languages written in it: the format is decided by the file's extension.
    Template,
}

impl Language {
    /// The language of the file called `path`, or `None` for one that Forge does not analyse.
    pub fn of_path(path: &str) -> Option<Self> {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension.to_ascii_lowercase().as_str() {
            "js" | "jsx" | "mjs" | "cjs" | "es6" => Some(Self::JavaScript),
            "ts" | "mts" | "cts" => Some(Self::TypeScript),
            "tsx" => Some(Self::Tsx),
            "py" | "pyi" | "pyw" => Some(Self::Python),
            "html" | "htm" | "xhtml" | "vue" | "svelte" | "ejs" | "hbs" | "handlebars" | "mustache" | "pug"
            | "jade" | "njk" | "nunjucks" | "jinja" | "jinja2" | "j2" | "mako" => Some(Self::Template),
            _ => None,
        }
    }

    /// The name that rules use in `languages` and reports show.
    pub fn name(self) -> &'static str {
        match self {
            Self::JavaScript => "javascript",
            Self::TypeScript | Self::Tsx => "typescript",
            Self::Python => "python",
            Self::Template => "template",
        }
    }

    /// The folder of framework models that applies: TypeScript shares JavaScript's.
    pub fn family(self) -> &'static str {
        match self {
            Self::JavaScript | Self::TypeScript | Self::Tsx | Self::Template => "javascript",
            Self::Python => "python",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_whatever_its_case() {
        assert_eq!(Language::of_path("src/a.JS"), Some(Language::JavaScript));
        assert_eq!(Language::of_path("a/b.test.tsx"), Some(Language::Tsx));
        assert_eq!(Language::of_path("x.d.ts"), Some(Language::TypeScript));
        assert_eq!(Language::of_path("views/a.ejs"), Some(Language::Template));
        assert_eq!(Language::of_path(".js"), None);
        assert_eq!(Language::of_path("Makefile"), None);
    }
}
