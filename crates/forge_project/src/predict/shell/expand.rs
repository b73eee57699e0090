//! Expansions: braces, tildes, parameters, command substitutions, splitting and file names.

use super::ast::{ParameterChange, Piece, PieceKind, Word};
use super::pattern::Pattern;
use super::{Field, Shell};
use crate::predict::paths;

/// Most words that one word expands to.
const MAX_FIELDS: usize = 64;

/// Longest text from which a pattern is removed.
const MAX_TRIMMED: usize = 4_096;

/// What an expansion stands for.
enum Value {
    Text(String),
    /// Several texts that stay apart within quotes: `$@`.
    Texts(Vec<String>),
    Unknown,
}

/// What is known of a variable.
enum Variable {
    /// It was never set here.
    Unset,
    /// It was set to something that is not known.
    Unknown,
    Texts(Vec<String>),
}

/// Fields while they are put together.
#[derive(Default)]
struct Builder {
    done: Vec<(Field, Option<String>)>,
    text: String,
    /// The text as a pattern: what is quoted is escaped.
    pattern: String,
    is_pattern: bool,
    unresolved: bool,
    /// Whether the field exists though it may be empty.
    begun: bool,
}

impl Builder {
    fn push(&mut self, text: &str, quoted: bool) {
        self.begun |= quoted || !text.is_empty();
        self.text.push_str(text);
        for c in text.chars() {
            let is_special = matches!(c, '*' | '?' | '[' | ']' | '\\');
            self.is_pattern |= is_special && !quoted && c != '\\';
            if is_special && quoted {
                self.pattern.push('\\');
            }
            self.pattern.push(c);
        }
    }

    fn finish(&mut self) {
        let text = std::mem::take(&mut self.text);
        let pattern = std::mem::take(&mut self.pattern);
        let (is_pattern, unresolved) = (std::mem::take(&mut self.is_pattern), std::mem::take(&mut self.unresolved));
        if std::mem::take(&mut self.begun) {
            self.done.push((Field { text, resolved: !unresolved }, is_pattern.then_some(pattern)));
        }
    }
}

impl Shell<'_> {
    /// The arguments that `word` becomes.
    pub(super) fn fields(&mut self, word: &Word) -> Vec<Field> {
        let mut fields = Vec::new();
        for word in with_braces(word) {
            let mut builder = Builder::default();
            for (at, piece) in word.0.iter().enumerate() {
                self.expand_piece(piece, at == 0, &mut builder);
            }
            builder.finish();
            for (field, pattern) in builder.done {
                let names = match pattern {
                    Some(pattern) if field.resolved => self.file_names(&pattern),
                    _ => Vec::new(),
                };
                if names.is_empty() {
                    fields.push(field);
                } else {
                    fields.extend(names.into_iter().map(Field::new));
                }
            }
        }
        fields
    }

    fn expand_piece(&mut self, piece: &Piece, is_first: bool, builder: &mut Builder) {
        if let PieceKind::Literal(text) = &piece.kind {
            let text = if is_first && !piece.quoted { self.without_tilde(text) } else { text.clone() };
            builder.push(&text, piece.quoted);
            return;
        }
        match self.value(piece) {
            Value::Unknown => {
                builder.push(&piece.raw, true);
                builder.unresolved = true;
            }
            Value::Text(text) if piece.quoted => builder.push(&text, true),
            Value::Texts(texts) if piece.quoted => {
                for (at, text) in texts.iter().enumerate() {
                    if at > 0 {
                        builder.finish();
                    }
                    builder.push(text, true);
                }
            }
            Value::Text(text) => split(&text, builder),
            Value::Texts(texts) => split(&texts.join(" "), builder),
        }
    }

    /// `word` as one text, without splitting: what an assignment, a here-document or a pattern takes. What is not known
    /// stands as it is written.
    pub(super) fn text(&mut self, word: &Word) -> Field {
        let mut field = Field::new("");
        for (at, piece) in word.0.iter().enumerate() {
            match &piece.kind {
                PieceKind::Literal(text) if at == 0 && !piece.quoted => field.text.push_str(&self.without_tilde(text)),
                PieceKind::Literal(text) => field.text.push_str(text),
                _ => match self.value(piece) {
                    Value::Text(text) => field.text.push_str(&text),
                    Value::Texts(texts) => field.text.push_str(&texts.join(" ")),
                    Value::Unknown => {
                        field.text.push_str(&piece.raw);
                        field.resolved = false;
                    }
                },
            }
        }
        if !self.files.spend(field.text.len()) {
            return Field::default();
        }
        field
    }

    fn without_tilde(&self, text: &str) -> String {
        match (text.strip_prefix('~'), &self.home) {
            (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => format!("{home}{rest}"),
            _ => text.to_owned(),
        }
    }

    fn value(&mut self, piece: &Piece) -> Value {
        let value = match &piece.kind {
            PieceKind::Literal(text) => Value::Text(text.clone()),
            PieceKind::Parameter { name, change } => self.parameter(name, change),
            PieceKind::Command(list) => {
                let output = self.in_subshell(|shell| {
                    shell.scope.outputs.clear();
                    shell.list(list, &None).output
                });
                match output.map(String::from_utf8) {
                    Some(Ok(text)) => Value::Text(text.trim_end_matches('\n').to_owned()),
                    _ => Value::Unknown,
                }
            }
            PieceKind::Process(list) => {
                self.in_subshell(|shell| shell.list(list, &None));
                Value::Unknown
            }
            PieceKind::Unknown => Value::Unknown,
        };
        match value {
            Value::Text(text) if !self.files.spend(text.len()) => Value::Unknown,
            value => value,
        }
    }

    fn parameter(&mut self, name: &str, change: &ParameterChange) -> Value {
        let first = |texts: Vec<String>| Value::Text(texts.into_iter().next().unwrap_or_default());
        match (change, self.variable(name)) {
            (_, Variable::Unknown) => Value::Unknown,
            (ParameterChange::None, Variable::Texts(texts)) if name == "@" || name == "*" => Value::Texts(texts),
            (ParameterChange::All, Variable::Texts(texts)) => Value::Texts(texts),
            (ParameterChange::None, Variable::Texts(texts)) => first(texts),
            (ParameterChange::Default(_), Variable::Texts(texts)) if texts.iter().any(|text| !text.is_empty()) => {
                first(texts)
            }
            (ParameterChange::Default(word), _) => self.plain(word),
            (ParameterChange::Alternative(word), Variable::Texts(texts)) if !texts.is_empty() => self.plain(word),
            (ParameterChange::Alternative(_), _) => Value::Text(String::new()),
            (ParameterChange::WithoutPrefix { pattern, longest }, Variable::Texts(texts)) => {
                self.trimmed(&texts, pattern, |pattern, text| pattern.without_prefix(text, *longest).to_owned())
            }
            (ParameterChange::WithoutSuffix { pattern, longest }, Variable::Texts(texts)) => {
                self.trimmed(&texts, pattern, |pattern, text| pattern.without_suffix(text, *longest).to_owned())
            }
            (_, Variable::Unset) => Value::Unknown,
        }
    }

    fn plain(&mut self, word: &Word) -> Value {
        let text = self.text(word);
        if text.resolved { Value::Text(text.text) } else { Value::Unknown }
    }

    fn trimmed(&mut self, texts: &[String], pattern: &Word, trim: impl Fn(&Pattern, &str) -> String) -> Value {
        let pattern = self.text(pattern);
        match texts.first() {
            Some(text) if pattern.resolved && text.len() + pattern.text.len() <= MAX_TRIMMED => {
                Value::Text(trim(&Pattern::new(&pattern.text), text))
            }
            _ => Value::Unknown,
        }
    }

    fn variable(&self, name: &str) -> Variable {
        if let Some(value) = self.scope.variables.get(name) {
            return value.clone().map_or(Variable::Unknown, Variable::Texts);
        }
        let one = |text: Option<&String>| text.map_or(Variable::Unset, |text| Variable::Texts(vec![text.clone()]));
        match name {
            "PWD" => one(Some(&self.scope.directory)),
            "OLDPWD" => one(self.scope.previous.as_ref()),
            "HOME" => one(self.home.as_ref()),
            "@" | "*" => Variable::Texts(self.scope.arguments.clone()),
            "#" => Variable::Texts(vec![self.scope.arguments.len().to_string()]),
            "?" | "$" | "!" | "-" | "0" | "RANDOM" | "SECONDS" | "LINENO" => Variable::Unknown,
            _ => {
                let at = name.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
                one(at.and_then(|at| self.scope.arguments.get(at)))
            }
        }
    }

    /// The files that a pattern names, in order.
    fn file_names(&self, pattern: &str) -> Vec<String> {
        let mut found = vec![if pattern.starts_with('/') { "/".to_owned() } else { String::new() }];
        for part in pattern.split('/').filter(|part| !part.is_empty()) {
            let matcher = Pattern::new(part);
            let is_literal = !part.contains(['*', '?', '[']);
            let mut next = Vec::new();
            for directory in &found {
                if is_literal {
                    next.push(format!("{directory}{part}/"));
                    continue;
                }
                let names = self.files.list(&self.path(directory));
                let shown = names.iter().filter(|name| part.starts_with('.') || !name.starts_with('.'));
                next.extend(shown.filter(|name| matcher.matches(name)).map(|name| format!("{directory}{name}/")));
                if next.len() > MAX_FIELDS {
                    break;
                }
            }
            next.truncate(MAX_FIELDS);
            found = next;
        }
        found.retain(|path| {
            let path = self.path(path);
            self.files.list(paths::parent(&path)).iter().any(|name| name == paths::name(&path))
        });
        found.into_iter().map(|path| path.trim_end_matches('/').to_owned()).collect()
    }
}

/// Adds an unquoted expansion: white space parts fields.
fn split(text: &str, builder: &mut Builder) {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n');
    if text.starts_with(is_space) {
        builder.finish();
    }
    for (at, part) in text.split(is_space).filter(|part| !part.is_empty()).enumerate() {
        if at > 0 {
            builder.finish();
        }
        builder.push(part, false);
    }
    if text.ends_with(is_space) {
        builder.finish();
    }
}

/// The words that `{a,b}` and `{1..3}` make of one; only where the braces stand within one literal.
fn with_braces(word: &Word) -> Vec<Word> {
    let mut done = Vec::new();
    let mut open = vec![word.clone()];
    while let Some(word) = open.pop() {
        match first_braces(&word) {
            Some(variants) if done.len() + open.len() + variants.len() <= MAX_FIELDS => {
                open.extend(variants.into_iter().rev());
            }
            _ => done.push(word),
        }
    }
    done
}

fn first_braces(word: &Word) -> Option<Vec<Word>> {
    for (at, piece) in word.0.iter().enumerate() {
        let PieceKind::Literal(text) = &piece.kind else { continue };
        if piece.quoted {
            continue;
        }
        for (open, _) in text.match_indices('{') {
            let Some((choices, close)) = choices(&text[open + 1..]) else { continue };
            let end = open + 1 + close;
            let variant = |choice: String| {
                let text = format!("{}{choice}{}", &text[..open], &text[end + 1..]);
                let mut word = word.clone();
                word.0[at].kind = PieceKind::Literal(text);
                word
            };
            return Some(choices.into_iter().map(variant).collect());
        }
    }
    None
}

/// The choices between braces, and where the closing one stands.
fn choices(text: &str) -> Option<(Vec<String>, usize)> {
    let (mut depth, mut from, mut parts) = (0, 0, Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b'}' => {
                parts.push(text[from..at].to_owned());
                if parts.len() == 1 {
                    parts = range(&parts[0])?;
                }
                return Some((parts, at));
            }
            b',' if depth == 0 => {
                parts.push(text[from..at].to_owned());
                from = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn range(text: &str) -> Option<Vec<String>> {
    let (low, high) = text.split_once("..")?;
    let (low, high): (i64, i64) = (low.parse().ok()?, high.parse().ok()?);
    let count = low.abs_diff(high);
    let step = if low <= high { 1 } else { -1 };
    (count < MAX_FIELDS as u64).then(|| (0..=count as i64).map(|at| (low + at * step).to_string()).collect())
}
