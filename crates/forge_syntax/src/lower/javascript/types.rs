//! Types, lowered to expressions: what a value is called, not what it is made of.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{NodeId, NodeKind};
use forge_model::Span;

/// How much an alternative of a union says about what a value may hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// One of a fixed set of values, or none.
    Fixed,
    /// Numbers and truth values.
    Scalar,
    /// Anything else.
    Open,
}

/// The names that a text gives to types of a fixed set of texts.
pub(super) fn literal_unions(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, word) in text.match_indices("type ") {
        let before = text[..at].rsplit('\n').next().unwrap_or_default().trim();
        let Some((name, rest)) = text[at + word.len()..].split_once('=') else { break };
        let name = name.trim();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if is_name && matches!(before, "" | "export" | "declare" | "export declare") && is_literal_union(rest) {
            found.push(name);
        }
    }
    found
}

/// Whether a text begins with string literals that are joined by bars, and nothing else before the statement's end.
fn is_literal_union(text: &str) -> bool {
    let mut rest = text.trim_start();
    rest = rest.strip_prefix('|').unwrap_or(rest).trim_start();
    loop {
        let Some(quote) = rest.chars().next().filter(|quote| matches!(quote, '\'' | '"')) else { return false };
        let Some((literal, after)) = rest[1..].split_once(quote) else { return false };
        if literal.contains(['\n', '\\']) {
            return false;
        }
        let Some(next) = after.trim_start().strip_prefix('|') else {
            let end = after.trim_start_matches([' ', '\t']);
            return end.is_empty() || end.starts_with([';', '\n', '\r', '/']);
        };
        rest = next.trim_start();
    }
}

impl Lowerer<'_> {
    /// The type of an annotation, past its colon.
    pub(super) fn annotation(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::TypePredicateAnnotation => self.named_type("boolean", at.span),
            Kind::AssertsAnnotation => self.named_type("void", at.span),
            _ => match self.first_part() {
                Some(inner) => {
                    let ty = self.ty(inner);
                    self.leave();
                    ty
                }
                None => self.missing(at.span),
            },
        }
    }

    /// Lowers the type that the cursor is on.
    pub(super) fn ty(&mut self, at: At) -> NodeId {
        if !self.descend(at.span) {
            return self.missing(at.span);
        }
        let ty = self.ty_inside(at);
        self.ascend();
        ty
    }

    fn ty_inside(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::TypeIdentifier if self.unions.contains(&self.text.get(at.span.range()).unwrap_or_default()) => {
                self.named_type("LiteralUnion", at.span)
            }
            Kind::TypeIdentifier | Kind::PredefinedType | Kind::Identifier => self.name(at.span),
            Kind::NestedTypeIdentifier => self.nested_type(at),
            Kind::GenericType => self.generic_type(at),
            Kind::ArrayType | Kind::TupleType => {
                let object = self.named_type("Array", at.span);
                match self.first_type() {
                    Some(key) => self.add(NodeKind::Index { object, key }, at.span),
                    None => object,
                }
            }
            Kind::WrappedType => self.first_type().unwrap_or_else(|| self.missing(at.span)),
            Kind::IntersectionType => self.intersection_type(at),
            Kind::Parameter => self.tuple_member(at),
            Kind::UnionType => self.union_type(at),
            Kind::LiteralType => self.named_type("LiteralUnion", at.span),
            Kind::TemplateLiteralType => self.named_type("string", at.span),
            Kind::ObjectType => self.named_type("object", at.span),
            Kind::FunctionType => self.named_type("Function", at.span),
            Kind::MemberExpression | Kind::CallExpression => self.imported_type(at),
            _ => self.missing(at.span),
        }
    }

    fn named_type(&mut self, name: &str, span: Span) -> NodeId {
        self.builder.name(name, span)
    }

    /// The first type inside the current node.
    fn first_type(&mut self) -> Option<NodeId> {
        let first = self.first_part()?;
        let ty = self.ty(first);
        self.leave();
        Some(ty)
    }

    /// The first of the type arguments that the cursor is on.
    pub(super) fn first_type_argument(&mut self) -> Option<NodeId> {
        self.first_type()
    }

    /// `name: T` in a tuple
    fn tuple_member(&mut self, at: At) -> NodeId {
        let mut ty = None;
        self.each_part(|this, part| {
            if part.kind == Kind::TypeAnnotation {
                ty = Some(this.annotation(part));
            }
        });
        ty.unwrap_or_else(|| self.missing(at.span))
    }

    /// `module.Name`
    fn nested_type(&mut self, at: At) -> NodeId {
        let Some(module) = self.first_part() else { return self.missing(at.span) };
        let object = self.expr(module);
        let node = match self.next_part() {
            Some(name) => {
                let name = self.sym(name.span);
                self.add(NodeKind::Member { object, name }, at.span)
            }
            None => object,
        };
        self.leave();
        node
    }

    fn generic_type(&mut self, at: At) -> NodeId {
        let Some(base) = self.first_part() else { return self.missing(at.span) };
        let mut node = self.ty(base);
        while let Some(part) = self.next_part() {
            if part.kind == Kind::TypeArguments
                && let Some(key) = self.first_type_argument()
            {
                node = self.add(NodeKind::Index { object: node, key }, at.span);
            }
        }
        self.leave();
        node
    }

    /// `import('module').Name`
    fn imported_type(&mut self, at: At) -> NodeId {
        let node = self.expr(at);
        self.imported_module(node).unwrap_or(node)
    }

    /// Turns the call of `import` at the root of an access chain into the module itself.
    fn imported_module(&mut self, node: NodeId) -> Option<NodeId> {
        let span = self.builder.span(node);
        match self.builder.kind(node) {
            NodeKind::Member { object, name } => {
                let object = self.imported_module(object)?;
                Some(self.add(NodeKind::Member { object, name }, span))
            }
            NodeKind::Call { arguments, .. } => {
                let module = *self.builder.items(arguments).first()?;
                let NodeKind::Str(module) = self.builder.kind(module) else { return None };
                let module = self.module_sym(module);
                Some(self.add(NodeKind::ImportRef { module, name: None }, span))
            }
            _ => None,
        }
    }

    /// The first part of an intersection, which nests to the left.
    fn intersection_type(&mut self, at: At) -> NodeId {
        let (mut levels, mut first) = (0, None);
        while let Some(part) = self.first_part() {
            levels += 1;
            if part.kind != Kind::IntersectionType {
                first = Some(self.ty(part));
                break;
            }
        }
        for _ in 0..levels {
            self.leave();
        }
        first.unwrap_or_else(|| self.missing(at.span))
    }

    /// The alternative that says most about what may be in a value. A union nests to the left and may have thousands
    /// of alternatives, so it is walked down and back.
    fn union_type(&mut self, at: At) -> NodeId {
        let mut best = None;
        let mut levels = 0;
        while let Some(first) = self.first_part() {
            levels += 1;
            if first.kind != Kind::UnionType {
                self.alternative(first, &mut best);
                break;
            }
        }
        for _ in 0..levels {
            while let Some(next) = self.next_part() {
                self.alternative(next, &mut best);
            }
            self.leave();
        }
        match best {
            Some((_, Some(node))) => node,
            _ => self.named_type("LiteralUnion", at.span),
        }
    }

    fn alternative(&mut self, at: At, best: &mut Option<(Weight, Option<NodeId>)>) {
        let weight = match at.kind {
            Kind::LiteralType => Weight::Fixed,
            Kind::PredefinedType | Kind::TypeIdentifier => match self.source(at.span) {
                "void" | "never" => Weight::Fixed,
                "number" | "boolean" | "bigint" | "symbol" => Weight::Scalar,
                _ => Weight::Open,
            },
            _ => Weight::Open,
        };
        if best.as_ref().is_none_or(|&(known, _)| weight > known) {
            let node = (weight != Weight::Fixed).then(|| self.ty(at));
            *best = Some((weight, node));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::literal_unions;

    #[test]
    fn unions_of_texts_are_found_by_their_declarations() {
        let text = "export type State = 'open' | \"done\";\ntype Size =\n  | 's'\n  | 'm'\ntype Name = string;\n\
                    type Mixed = 'a' | string;\nconst type = 'a';\n// a type of = 'x'\ntype Last = 'z'";
        assert_eq!(literal_unions(text), ["State", "Size", "Last"]);
    }
}
