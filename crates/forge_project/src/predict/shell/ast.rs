//! What a shell script consists of, as far as it matters for what the script writes.

use std::cell::OnceCell;
use std::rc::Rc;

/// Pipelines, one after the other.
pub(super) type List = Vec<Item>;

/// One pipeline and how it hangs together with the one before.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) link: Link,
    /// Whether `!` stands before it.
    pub(super) negated: bool,
    pub(super) stages: Vec<Node>,
}

/// When a pipeline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// In any case.
    Then,
    /// When the one before succeeded: `&&`.
    And,
    /// When the one before failed: `||`.
    Or,
}

/// A command with its redirections.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) command: Command,
    pub(super) redirects: Vec<Redirect>,
}

#[derive(Debug)]
pub(super) enum Command {
    Simple {
        assignments: Vec<Assignment>,
        words: Vec<Word>,
    },
    /// `{ ...; }`
    Group(List),
    /// `( ... )`
    Subshell(List),
    /// `if`, `elif` and `else`: conditions and branches.
    If {
        conditions: Vec<List>,
        branches: Vec<List>,
    },
    /// `while`, `until` and `for ((...))`.
    Loop {
        condition: List,
        body: List,
    },
    For {
        name: String,
        /// `None` for the positional parameters.
        words: Option<Vec<Word>>,
        body: List,
    },
    Case {
        subject: Word,
        arms: Vec<List>,
    },
    Function {
        name: String,
        body: Rc<Node>,
    },
    /// `[[ ... ]]` and `(( ... ))`.
    Test,
}

#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) name: String,
    /// `+=` rather than `=`.
    pub(super) appends: bool,
    pub(super) value: AssignedValue,
}

#[derive(Debug)]
pub(super) enum AssignedValue {
    Text(Word),
    Array(Vec<Word>),
}

#[derive(Debug)]
pub(super) struct Redirect {
    /// The descriptor before the operator, where there is one.
    pub(super) fd: Option<u32>,
    pub(super) kind: RedirectKind,
}

#[derive(Debug)]
pub(super) enum RedirectKind {
    /// `> word` and `>| word`
    Write(Word),
    /// `>> word`
    Append(Word),
    /// `&> word` and `>& word`: both output and errors.
    WriteBoth(Word),
    /// `&>> word`
    AppendBoth(Word),
    /// `>&N` or `>&-`
    Duplicate(Word),
    /// `< word`
    Read(Word),
    /// `<<< word`
    Text(Word),
    /// `<< word`; the body is read where the line ends.
    Heredoc(Rc<OnceCell<Word>>),
    /// One that writes nothing: `<&N`, `<>`.
    Other,
}

/// A word: pieces without space between them.
#[derive(Debug, Clone, Default)]
pub(super) struct Word(pub(super) Vec<Piece>);

#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    /// Within quotes, so that it is neither split nor a pattern.
    pub(super) quoted: bool,
    /// The piece as it is written; empty for literal text.
    pub(super) raw: String,
}

#[derive(Debug, Clone)]
pub(super) enum PieceKind {
    Literal(String),
    Parameter {
        name: String,
        change: ParameterChange,
    },
    /// `$(...)` and backticks.
    Command(Rc<List>),
    /// `<(...)` and `>(...)`: a file name that stands for a pipe. The commands run all the same.
    Process(Rc<List>),
    /// What is not followed: arithmetic, indirection, substring.
    Unknown,
}

/// What stands after the name in `${name...}`.
#[derive(Debug, Clone)]
pub(super) enum ParameterChange {
    None,
    /// `${x:-word}` and its like: another text where the variable is empty (`:-`, `-`, `:=`, `=`).
    Default(Word),
    /// `${x:+word}`: another text where the variable is set.
    Alternative(Word),
    /// `${x#pattern}`, `${x##pattern}`
    WithoutPrefix {
        pattern: Word,
        longest: bool,
    },
    /// `${x%pattern}`, `${x%%pattern}`
    WithoutSuffix {
        pattern: Word,
        longest: bool,
    },
    /// `${x[@]}`, `${x[*]}`
    All,
}

impl Word {
    /// A word of one literal.
    pub(super) fn literal(text: &str) -> Self {
        Self(vec![Piece { kind: PieceKind::Literal(text.to_owned()), quoted: true, raw: String::new() }])
    }

    /// The text of a word that is a single unquoted literal: what a reserved word must be.
    pub(super) fn bare(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Piece { kind: PieceKind::Literal(text), quoted: false, .. }] => Some(text),
            _ => None,
        }
    }
}
