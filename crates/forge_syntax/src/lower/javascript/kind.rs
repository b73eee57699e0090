//! The node kinds of the three grammars as one enum, looked up by number.
//!
//! A grammar numbers its kinds; the names behind the numbers are compared once per process, when its table is built.

use forge_grammars::tree_sitter;
use forge_model::Language;
use std::sync::OnceLock;

macro_rules! kinds {
    (
        statements { $($statement:ident = $($statement_name:literal)|+,)+ }
        expressions { $($expression:ident = $($expression_name:literal)|+,)+ }
        parts { $($part:ident = $($part_name:literal)|+,)+ }
        tokens { $($token:ident = $($token_text:literal)|+,)+ }
    ) => {
        /// What a syntax node is, as far as the lowering tells kinds apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Kind {
            $($statement,)+
            $($expression,)+
            $($part,)+
            /// A named node that the lowering has no use for.
            OtherPart,
            /// A place that the parser could not make sense of.
            Error,
            $($token,)+
            /// Punctuation and keywords without a meaning of their own.
            OtherToken,
        }

        impl Kind {
            fn of(name: &str, named: bool) -> Self {
                if named {
                    match name {
                        $($($statement_name)|+ => Self::$statement,)+
                        $($($expression_name)|+ => Self::$expression,)+
                        $($($part_name)|+ => Self::$part,)+
                        _ => Self::OtherPart,
                    }
                } else {
                    match name {
                        $($($token_text)|+ => Self::$token,)+
                        _ => Self::OtherToken,
                    }
                }
            }

            /// Whether it can stand where a statement is expected, expressions aside.
            pub(super) fn is_statement(self) -> bool {
                matches!(self, $(Self::$statement)|+)
            }

            /// Whether it can stand where an expression is expected.
            pub(super) fn is_expression(self) -> bool {
                matches!(self, $(Self::$expression)|+)
            }
        }
    };
}

kinds! {
    statements {
        ExpressionStatement = "expression_statement",
        VarDeclaration = "variable_declaration",
        LexicalDeclaration = "lexical_declaration" | "using_declaration",
        FunctionDeclaration = "function_declaration" | "generator_function_declaration",
        ClassDeclaration = "class_declaration" | "abstract_class_declaration",
        StatementBlock = "statement_block",
        IfStatement = "if_statement",
        SwitchStatement = "switch_statement",
        ForStatement = "for_statement",
        ForInStatement = "for_in_statement",
        WhileStatement = "while_statement",
        DoStatement = "do_statement",
        TryStatement = "try_statement",
        WithStatement = "with_statement",
        BreakStatement = "break_statement",
        ContinueStatement = "continue_statement",
        ReturnStatement = "return_statement",
        ThrowStatement = "throw_statement",
        LabeledStatement = "labeled_statement",
        ExportStatement = "export_statement",
        ImportStatement = "import_statement",
        ImportAlias = "import_alias",
        EnumDeclaration = "enum_declaration",
        Namespace = "internal_module" | "module",
        // Types only: nothing of it exists when the program runs.
        Ambient = "ambient_declaration" | "interface_declaration" | "type_alias_declaration" | "function_signature",
        EmptyStatement = "empty_statement" | "debugger_statement",
    }
    expressions {
        Identifier = "identifier",
        This = "this",
        Super = "super",
        Number = "number",
        String = "string",
        TemplateString = "template_string",
        Regex = "regex",
        True = "true",
        False = "false",
        Null = "null",
        Undefined = "undefined",
        Object = "object",
        Array = "array",
        FunctionExpression = "function_expression" | "generator_function",
        ArrowFunction = "arrow_function",
        Class = "class",
        MetaProperty = "meta_property",
        Import = "import",
        CallExpression = "call_expression",
        MemberExpression = "member_expression" | "nested_identifier",
        SubscriptExpression = "subscript_expression",
        NonNullExpression = "non_null_expression",
        AsExpression = "as_expression" | "satisfies_expression",
        InstantiationExpression = "instantiation_expression",
        TypeAssertion = "type_assertion",
        ParenthesizedExpression = "parenthesized_expression",
        SequenceExpression = "sequence_expression",
        AssignmentExpression = "assignment_expression",
        AugmentedAssignment = "augmented_assignment_expression",
        AwaitExpression = "await_expression",
        UnaryExpression = "unary_expression",
        BinaryExpression = "binary_expression",
        TernaryExpression = "ternary_expression",
        UpdateExpression = "update_expression",
        NewExpression = "new_expression",
        YieldExpression = "yield_expression",
        SpreadElement = "spread_element",
        JsxElement = "jsx_element",
        JsxSelfClosing = "jsx_self_closing_element",
        JsxExpression = "jsx_expression",
    }
    parts {
        Comment = "comment" | "html_comment" | "hash_bang_line",
        VariableDeclarator = "variable_declarator",
        ElseClause = "else_clause",
        SwitchBody = "switch_body",
        SwitchCase = "switch_case",
        SwitchDefault = "switch_default",
        CatchClause = "catch_clause",
        FinallyClause = "finally_clause",
        Label = "statement_identifier",
        ImportClause = "import_clause",
        NamespaceImport = "namespace_import",
        NamedImports = "named_imports",
        ImportSpecifier = "import_specifier",
        ImportRequire = "import_require_clause",
        ImportAttribute = "import_attribute",
        NamespaceExport = "namespace_export",
        ExportClause = "export_clause",
        ExportSpecifier = "export_specifier",
        Pair = "pair",
        ComputedPropertyName = "computed_property_name",
        PropertyIdentifier = "property_identifier",
        PrivateIdentifier = "private_property_identifier",
        Shorthand = "shorthand_property_identifier",
        ShorthandPattern = "shorthand_property_identifier_pattern",
        ObjectPattern = "object_pattern",
        ArrayPattern = "array_pattern",
        PairPattern = "pair_pattern",
        AssignmentPattern = "assignment_pattern" | "object_assignment_pattern",
        RestPattern = "rest_pattern",
        TemplateSubstitution = "template_substitution",
        RegexPattern = "regex_pattern",
        RegexFlags = "regex_flags",
        Arguments = "arguments",
        FormalParameters = "formal_parameters",
        Parameter = "required_parameter" | "optional_parameter",
        OptionalChain = "optional_chain",
        ClassHeritage = "class_heritage",
        ExtendsClause = "extends_clause",
        ImplementsClause = "implements_clause",
        ClassBody = "class_body",
        MethodDefinition = "method_definition",
        // A method without a body: an overload, an abstract method, or a member of an interface.
        Signature = "method_signature" | "abstract_method_signature" | "index_signature",
        FieldDefinition = "field_definition" | "public_field_definition",
        StaticBlock = "class_static_block",
        Decorator = "decorator",
        Modifier = "accessibility_modifier" | "override_modifier",
        EnumBody = "enum_body",
        EnumAssignment = "enum_assignment",
        JsxOpening = "jsx_opening_element",
        JsxClosing = "jsx_closing_element",
        JsxAttribute = "jsx_attribute",
        JsxNamespaceName = "jsx_namespace_name",
        JsxText = "jsx_text" | "html_character_reference",
        TypeAnnotation = "type_annotation",
        TypePredicateAnnotation = "type_predicate_annotation",
        AssertsAnnotation = "asserts_annotation",
        TypeArguments = "type_arguments",
        TypeParameters = "type_parameters",
        TypeIdentifier = "type_identifier",
        PredefinedType = "predefined_type",
        NestedTypeIdentifier = "nested_type_identifier",
        GenericType = "generic_type",
        ArrayType = "array_type",
        TupleType = "tuple_type",
        UnionType = "union_type",
        IntersectionType = "intersection_type",
        LiteralType = "literal_type",
        TemplateLiteralType = "template_literal_type",
        ObjectType = "object_type",
        FunctionType = "function_type" | "constructor_type",
        // A type in a wrapper that changes nothing of what the engine asks of it.
        WrappedType = "readonly_type" | "parenthesized_type" | "optional_type" | "rest_type" | "flow_maybe_type",
    }
    tokens {
        Async = "async",
        Await = "await",
        Static = "static",
        StaticGet = "static get",
        Get = "get",
        Set = "set",
        Readonly = "readonly",
        Arrow = "=>",
        Equals = "=",
        Comma = ",",
        Star = "*",
        TypeKeyword = "type",
        Default = "default",
        VarKeyword = "var",
        LetKeyword = "let" | "const" | "using",
        In = "in",
        Not = "!",
        Tilde = "~",
        TypeOf = "typeof",
        Void = "void",
        Delete = "delete",
        PlusPlus = "++",
        MinusMinus = "--",
        Plus = "+",
        Minus = "-",
        Slash = "/",
        Percent = "%",
        Bitwise = "**" | "&" | "|" | "^" | "<<" | ">>" | ">>>",
        EqualTo = "==" | "===",
        NotEqualTo = "!=" | "!==",
        Less = "<",
        LessEqual = "<=",
        Greater = ">",
        GreaterEqual = ">=",
        And = "&&",
        Or = "||",
        Coalesce = "??",
        InstanceOf = "instanceof",
        AddAssign = "+=",
        SubAssign = "-=",
        MulAssign = "*=",
        DivAssign = "/=",
        RemAssign = "%=",
        BitwiseAssign = "**=" | "&=" | "|=" | "^=" | "<<=" | ">>=" | ">>>=",
        AndAssign = "&&=",
        OrAssign = "||=",
        CoalesceAssign = "??=",
    }
}

impl Kind {
    /// Whether it is punctuation or a keyword rather than a node with a name.
    pub(super) fn is_token(self) -> bool {
        self as u8 > Self::Error as u8
    }
}

/// The role of a child in its parent, where its kind and place do not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Left,
    Right,
    Body,
    Initializer,
    Condition,
    Increment,
    Declaration,
    Source,
    Value,
    Other,
}

impl Field {
    fn of(name: &str) -> Self {
        match name {
            "left" => Self::Left,
            "right" => Self::Right,
            "body" => Self::Body,
            "initializer" => Self::Initializer,
            "condition" => Self::Condition,
            "increment" => Self::Increment,
            "declaration" => Self::Declaration,
            "source" => Self::Source,
            "value" => Self::Value,
            _ => Self::Other,
        }
    }
}

/// A grammar with what its numbers mean.
pub(super) struct Grammar {
    pub(super) language: tree_sitter::Language,
    kinds: Box<[Kind]>,
    fields: Box<[Field]>,
    /// Whether it knows types.
    pub(super) has_types: bool,
    /// Whether it knows JSX.
    pub(super) has_elements: bool,
    /// Number of the field that holds a binary expression's operator.
    pub(super) operator: u16,
    /// Number of the field that holds an import's or export's module.
    pub(super) source: u16,
}

impl Grammar {
    /// The grammar for `language`, which must be one of the three.
    pub(super) fn of(language: Language) -> &'static Self {
        static JAVASCRIPT: OnceLock<Grammar> = OnceLock::new();
        static TYPESCRIPT: OnceLock<Grammar> = OnceLock::new();
        static TSX: OnceLock<Grammar> = OnceLock::new();
        match language {
            Language::TypeScript => TYPESCRIPT.get_or_init(|| Self::new(forge_grammars::typescript())),
            Language::Tsx => TSX.get_or_init(|| Self::new(forge_grammars::tsx())),
            _ => JAVASCRIPT.get_or_init(|| Self::new(forge_grammars::javascript())),
        }
    }

    fn new(language: tree_sitter::Language) -> Self {
        let kinds: Box<[Kind]> = (0..language.node_kind_count() as u16)
            .map(|id| Kind::of(language.node_kind_for_id(id).unwrap_or_default(), language.node_kind_is_named(id)))
            .collect();
        let fields = (0..=language.field_count() as u16)
            .map(|id| Field::of(language.field_name_for_id(id).unwrap_or_default()))
            .collect();
        let number = |name| language.field_id_for_name(name).map_or(0, std::num::NonZeroU16::get);
        let (operator, source) = (number("operator"), number("source"));
        let (has_types, has_elements) = (kinds.contains(&Kind::TypeAnnotation), kinds.contains(&Kind::JsxElement));
        Self { language, kinds, fields, has_types, has_elements, operator, source }
    }

    /// The kind behind a node's number. Errors have a number beyond all kinds.
    pub(super) fn kind(&self, id: u16) -> Kind {
        self.kinds.get(id as usize).copied().unwrap_or(Kind::Error)
    }

    /// The role behind a field's number.
    pub(super) fn field(&self, id: Option<std::num::NonZeroU16>) -> Field {
        id.and_then(|id| self.fields.get(id.get() as usize)).copied().unwrap_or(Field::Other)
    }
}
