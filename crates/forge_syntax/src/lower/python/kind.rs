//! The grammar's node kinds and fields as enums, so that the lowering switches on small integers.

use forge_grammars::tree_sitter::Node;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Declares [`Kind`] and the names from which its table is made.
macro_rules! kinds {
    (
        statements { $($statement:ident = $($statement_name:literal)|+;)* }
        expressions { $($expression:ident = $($expression_name:literal)|+;)* }
        parts { $($part:ident = $($part_name:literal)|+;)* }
        tokens { $($token:ident = $token_text:literal;)* }
    ) => {
        /// What a syntax node is, as far as the lowering cares.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind {
            /// What the lowering never looks at: comments, keywords, punctuation.
            Other,
            /// A stretch that the parser could not make sense of.
            Error,
            $(#[doc = concat!("A statement: ", $($statement_name, " ",)+)] $statement,)*
            $(#[doc = concat!("An expression or target: ", $($expression_name, " ",)+)] $expression,)*
            $(#[doc = concat!("A part of others: ", $($part_name, " ",)+)] $part,)*
            $(#[doc = concat!("The token `", $token_text, "`")] $token,)*
        }

        impl Kind {
            /// Whether a node of this kind stands for a value or a target. Errors do: they may hold one.
            pub(super) fn is_expression(self) -> bool {
                matches!(self, Self::Error $(| Self::$expression)*)
            }
        }

        const NAMED: &[(&str, Kind)] = &[
            $($(($statement_name, Kind::$statement),)+)*
            $($(($expression_name, Kind::$expression),)+)*
            $($(($part_name, Kind::$part),)+)*
        ];
        const TOKENS: &[(&str, Kind)] = &[$(($token_text, Kind::$token),)*];
    };
}

kinds! {
    statements {
        Import = "import_statement";
        ImportFrom = "import_from_statement";
        Print = "print_statement";
        Exec = "exec_statement";
        Assert = "assert_statement";
        ExpressionStatement = "expression_statement";
        Return = "return_statement";
        Delete = "delete_statement";
        Raise = "raise_statement";
        Break = "break_statement";
        Continue = "continue_statement";
        Global = "global_statement";
        Nonlocal = "nonlocal_statement";
        TypeAlias = "type_alias_statement";
        If = "if_statement";
        For = "for_statement";
        While = "while_statement";
        Try = "try_statement";
        With = "with_statement";
        FunctionDefinition = "function_definition";
        ClassDefinition = "class_definition";
        DecoratedDefinition = "decorated_definition";
        Match = "match_statement";
    }
    expressions {
        Identifier = "identifier";
        String = "string";
        ConcatenatedString = "concatenated_string";
        Integer = "integer";
        Float = "float";
        True = "true";
        False = "false";
        None = "none";
        Ellipsis = "ellipsis";
        Call = "call";
        Attribute = "attribute";
        Subscript = "subscript";
        BinaryOperator = "binary_operator";
        BooleanOperator = "boolean_operator";
        ComparisonOperator = "comparison_operator";
        NotOperator = "not_operator";
        UnaryOperator = "unary_operator";
        Await = "await";
        Lambda = "lambda";
        ConditionalExpression = "conditional_expression";
        NamedExpression = "named_expression";
        AsPattern = "as_pattern";
        ParenthesizedExpression = "parenthesized_expression" | "parenthesized_list_splat";
        AsPatternTarget = "as_pattern_target";
        List = "list" | "list_pattern";
        Set = "set";
        Tuple = "tuple" | "tuple_pattern";
        ExpressionList = "expression_list" | "pattern_list";
        Splat = "list_splat" | "dictionary_splat" | "list_splat_pattern" | "dictionary_splat_pattern";
        Dictionary = "dictionary";
        Pair = "pair";
        KeywordArgument = "keyword_argument";
        ListComprehension = "list_comprehension";
        SetComprehension = "set_comprehension";
        DictionaryComprehension = "dictionary_comprehension";
        GeneratorExpression = "generator_expression";
        Yield = "yield";
        Assignment = "assignment";
        AugmentedAssignment = "augmented_assignment";
        Type = "type";
        GenericType = "generic_type";
        UnionType = "union_type";
        MemberType = "member_type";
    }
    parts {
        Block = "block";
        ElifClause = "elif_clause";
        ElseClause = "else_clause";
        ExceptClause = "except_clause";
        FinallyClause = "finally_clause";
        WithClause = "with_clause";
        WithItem = "with_item";
        Decorator = "decorator";
        Parameters = "parameters";
        LambdaParameters = "lambda_parameters";
        DefaultParameter = "default_parameter";
        TypedParameter = "typed_parameter";
        TypedDefaultParameter = "typed_default_parameter";
        KeywordSeparator = "keyword_separator";
        TypeParameter = "type_parameter";
        ArgumentList = "argument_list";
        Slice = "slice";
        ForInClause = "for_in_clause";
        IfClause = "if_clause";
        DottedName = "dotted_name";
        AliasedImport = "aliased_import";
        WildcardImport = "wildcard_import";
        Chevron = "chevron";
        StringContent = "string_content";
        Interpolation = "interpolation";
        TypeConversion = "type_conversion";
        FormatSpecifier = "format_specifier";
        CaseClause = "case_clause";
        CasePattern = "case_pattern";
        UnionPattern = "union_pattern";
        ClassPattern = "class_pattern";
        DictPattern = "dict_pattern";
        KeywordPattern = "keyword_pattern";
        SplatPattern = "splat_pattern";
        ComplexPattern = "complex_pattern";
    }
    tokens {
        Async = "async";
        As = "as";
        Comma = ",";
        Colon = ":";
        Dot = ".";
        OpenBracket = "[";
        OpenBrace = "{";
        Equals = "=";
        Underscore = "_";
        Plus = "+";
        Minus = "-";
        Star = "*";
        Slash = "/";
        DoubleSlash = "//";
        Percent = "%";
        DoubleStar = "**";
        At = "@";
        Bar = "|";
        Ampersand = "&";
        Caret = "^";
        ShiftLeft = "<<";
        ShiftRight = ">>";
        And = "and";
        Or = "or";
        Less = "<";
        LessEqual = "<=";
        Equal = "==";
        NotEqual = "!=";
        NotEqualOld = "<>";
        Greater = ">";
        GreaterEqual = ">=";
        In = "in";
        NotIn = "not in";
        Is = "is";
        IsNot = "is not";
        PlusAssign = "+=";
        MinusAssign = "-=";
        StarAssign = "*=";
        SlashAssign = "/=";
        DoubleSlashAssign = "//=";
        PercentAssign = "%=";
        DoubleStarAssign = "**=";
        AtAssign = "@=";
        AmpersandAssign = "&=";
        BarAssign = "|=";
        CaretAssign = "^=";
        ShiftLeftAssign = "<<=";
        ShiftRightAssign = ">>=";
    }
}

/// The role of a child in its parent, where kinds alone do not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// No field, or one that the lowering does not ask for.
    None,
    /// `alias`
    Alias,
    /// `body`
    Body,
    /// `cause`
    Cause,
    /// `condition`
    Condition,
    /// `key`
    Key,
    /// `left`
    Left,
    /// `module_name`
    ModuleName,
    /// `name`
    Name,
    /// `return_type`
    ReturnType,
    /// `right`
    Right,
    /// `subject`
    Subject,
    /// `type`
    Type,
    /// `value`
    Value,
}

const FIELDS: [(&str, Field); 13] = [
    ("alias", Field::Alias),
    ("body", Field::Body),
    ("cause", Field::Cause),
    ("condition", Field::Condition),
    ("key", Field::Key),
    ("left", Field::Left),
    ("module_name", Field::ModuleName),
    ("name", Field::Name),
    ("return_type", Field::ReturnType),
    ("right", Field::Right),
    ("subject", Field::Subject),
    ("type", Field::Type),
    ("value", Field::Value),
];

/// Kinds and fields by the grammar's ids.
pub(super) struct Ids {
    kinds: Vec<Kind>,
    fields: Vec<Field>,
}

impl Ids {
    /// The table, made on first use.
    pub(super) fn get() -> &'static Self {
        static IDS: OnceLock<Ids> = OnceLock::new();
        IDS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let language = forge_grammars::python();
        let named: FxHashMap<&str, Kind> = NAMED.iter().copied().collect();
        let tokens: FxHashMap<&str, Kind> = TOKENS.iter().copied().collect();
        let kind = |id: u16| {
            let names = if language.node_kind_is_named(id) { &named } else { &tokens };
            language.node_kind_for_id(id).and_then(|name| names.get(name)).copied().unwrap_or(Kind::Other)
        };
        let field = |id: u16| {
            let name = language.field_name_for_id(id);
            FIELDS.iter().find(|&&(known, _)| name == Some(known)).map_or(Field::None, |&(_, field)| field)
        };
        Self {
            kinds: (0..language.node_kind_count() as u16).map(kind).collect(),
            fields: (0..=language.field_count() as u16).map(field).collect(),
        }
    }

    /// What `node` is. Only errors have an id beyond the grammar's own.
    pub(super) fn kind(&self, node: Node<'_>) -> Kind {
        self.kinds.get(usize::from(node.kind_id())).copied().unwrap_or(Kind::Error)
    }

    /// The field with this id.
    pub(super) fn field(&self, id: u16) -> Field {
        self.fields.get(usize::from(id)).copied().unwrap_or(Field::None)
    }

    /// The grammar's id of `field`, for looking a child up.
    pub(super) fn field_id(&self, field: Field) -> u16 {
        self.fields.iter().position(|&known| known == field).unwrap_or_default() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_field_is_in_the_grammar() {
        let ids = Ids::get();
        let language = forge_grammars::python();
        for (names, named) in [(NAMED, true), (TOKENS, false)] {
            for &(name, kind) in names {
                let id = language.id_for_node_kind(name, named);
                assert_eq!(ids.kinds[usize::from(id)], kind, "{name}");
            }
        }
        for (name, field) in FIELDS {
            let id = language.field_id_for_name(name).map_or(0, std::num::NonZeroU16::get);
            assert_eq!(ids.field(id), field, "{name}");
            assert_eq!(ids.field_id(field), id, "{name}");
        }
    }
}
