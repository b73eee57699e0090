//! Types: annotations become expressions of names, members and indexes.

use super::Lowering;
use super::kind::Kind;
use crate::tree::{ArrayKind, NodeId, NodeKind};
use forge_model::Span;

impl Lowering<'_> {
    /// Lowers the type under the cursor.
    pub(super) fn type_expression(&mut self) -> NodeId {
        let span = self.span();
        match self.kind() {
            Kind::Identifier => self.expression(),
            Kind::String => self.quoted_type(span),
            kind => match self.deeper(|this| this.compound_type(kind, span)) {
                Some(id) => id,
                None => self.add(NodeKind::Missing, span),
            },
        }
    }

    fn compound_type(&mut self, kind: Kind, span: Span) -> NodeId {
        match kind {
            Kind::Type | Kind::ParenthesizedExpression => {
                self.first_expression(Self::type_expression).unwrap_or(self.missing)
            }
            Kind::BinaryOperator | Kind::UnionType => {
                let mark = self.pending.len();
                let mut union = true;
                self.union_members(&mut union);
                if union {
                    return self.union_from(mark, span);
                }
                self.pending.truncate(mark);
                self.expression()
            }
            Kind::Subscript | Kind::GenericType => self.generic_type(span),
            Kind::MemberType => {
                let (mut object, mut name) = (self.missing, None);
                self.children(|this, kind| match kind {
                    Kind::Type => object = this.type_expression(),
                    Kind::Identifier => name = Some(this.sym_here()),
                    _ => {}
                });
                match name {
                    Some(name) => self.add(NodeKind::Member { object, name }, span),
                    None => object,
                }
            }
            _ => self.expression(),
        }
    }

    /// Pushes the sides of a union, innermost first. `union` becomes false when the operator is another.
    fn union_members(&mut self, union: &mut bool) {
        let own = self.kind();
        let mut sides = 0;
        self.children(|this, kind| {
            if kind == own && sides == 0 {
                sides += 1;
                this.deeper(|this| this.union_members(union));
            } else if kind.is_expression() {
                sides += 1;
                let id = this.type_expression();
                this.pending.push(id);
            } else if matches!(
                kind,
                Kind::Plus
                    | Kind::Minus
                    | Kind::Star
                    | Kind::Slash
                    | Kind::Percent
                    | Kind::Ampersand
                    | Kind::DoubleStar
            ) {
                *union = false;
            }
        });
    }

    /// The pushed sides of a union as one type: `None` says nothing about a value that is there.
    fn union_from(&mut self, mark: usize, span: Span) -> NodeId {
        let mut kept = mark;
        for at in mark..self.pending.len() {
            if self.builder.kind(self.pending[at]) != NodeKind::Null {
                self.pending.swap(kept, at);
                kept += 1;
            }
        }
        if kept == mark {
            let none = self.pending.get(mark).copied().unwrap_or(self.missing);
            self.pending.truncate(mark);
            return none;
        }
        self.pending.truncate(kept);
        if kept == mark + 1 {
            return self.pending.pop().unwrap_or(self.missing);
        }
        let sides = self.list_from(mark);
        let union = self.builder.sym("Union");
        let object = self.add(NodeKind::Name(union), span);
        let key = self.add(NodeKind::Array { items: sides, kind: ArrayKind::Tuple }, span);
        self.add(NodeKind::Index { object, key }, span)
    }

    /// `Name[A, B]`. The arguments of `Literal` are values and those of `Annotated` after the first are expressions.
    fn generic_type(&mut self, span: Span) -> NodeId {
        let mark = self.pending.len();
        let mut object = None;
        let mut annotated = false;
        let mut literal = false;
        self.children(|this, kind| {
            if kind == Kind::TypeParameter {
                this.children(|this, kind| this.type_argument(kind, mark, annotated));
            } else if object.is_some() {
                this.type_argument(kind, mark, annotated);
            } else if kind.is_expression() {
                let base = this.expression();
                if let NodeKind::Name(name) | NodeKind::Member { name, .. } = this.builder.kind(base) {
                    let name = this.builder.text(name);
                    annotated = name == "Annotated";
                    literal = name == "Literal";
                }
                object = Some(base);
            }
        });
        if literal {
            self.pending.truncate(mark);
            let sym = self.builder.sym("LiteralUnion");
            return self.add(NodeKind::Name(sym), span);
        }
        let object = object.unwrap_or(self.missing);
        match self.pending[mark..] {
            [] => return object,
            [key] => {
                self.pending.truncate(mark);
                return self.add(NodeKind::Index { object, key }, span);
            }
            _ => {}
        }
        let start = self.builder.span(self.pending[mark]).start;
        let end = self.pending.last().map_or(start, |&last| self.builder.span(last).end);
        let items = self.list_from(mark);
        let key = self.add(NodeKind::Array { items, kind: ArrayKind::Tuple }, Span { start, end });
        self.add(NodeKind::Index { object, key }, span)
    }

    fn type_argument(&mut self, kind: Kind, mark: usize, annotated: bool) {
        if !kind.is_expression() {
            return;
        }
        let metadata = annotated && self.pending.len() > mark;
        let id = if !metadata {
            self.type_expression()
        } else if kind == Kind::Type {
            self.inner()
        } else {
            self.expression()
        };
        self.pending.push(id);
    }

    /// `"Name"`: a type in quotes, for a name that is defined later.
    fn quoted_type(&mut self, span: Span) -> NodeId {
        let id = self.string(span);
        let NodeKind::Str(text) = self.builder.kind(id) else { return id };
        // Its names are needed once each; the copy keeps the text while the tree grows.
        let text = self.builder.text(text).to_owned();
        self.parse_type(&text, span, 0).unwrap_or(id)
    }

    /// A type from text: dotted names, `A[B, C]` and `A | None`. `None` when it is none of these.
    fn parse_type(&mut self, text: &str, span: Span, level: u32) -> Option<NodeId> {
        const DEEPEST: u32 = 8;
        let text = text.trim();
        if level > DEEPEST || text.len() > 200 {
            return None;
        }
        let mark = self.pending.len();
        let sides = split_outside_brackets(text, '|');
        if sides.len() > 1 {
            return self.push_types(&sides, span, level).then(|| self.union_from(mark, span));
        }
        if text == "None" {
            return Some(self.add(NodeKind::Null, span));
        }
        let Some((base, rest)) = text.split_once('[') else { return self.parse_dotted(text, span) };
        if base.rsplit('.').next() == Some("Literal") {
            let sym = self.builder.sym("LiteralUnion");
            return Some(self.add(NodeKind::Name(sym), span));
        }
        let arguments = split_outside_brackets(rest.strip_suffix(']')?, ',');
        let object = self.parse_dotted(base, span)?;
        if !self.push_types(&arguments, span, level) {
            return None;
        }
        let key = if arguments.len() > 1 {
            let items = self.list_from(mark);
            self.add(NodeKind::Array { items, kind: ArrayKind::Tuple }, span)
        } else {
            self.pending.pop().unwrap_or(self.missing)
        };
        Some(self.add(NodeKind::Index { object, key }, span))
    }

    /// Parses and pushes each of `parts`; pushes nothing when one is not a type.
    fn push_types(&mut self, parts: &[&str], span: Span, level: u32) -> bool {
        let mark = self.pending.len();
        for part in parts {
            let Some(id) = self.parse_type(part, span, level + 1) else {
                self.pending.truncate(mark);
                return false;
            };
            self.pending.push(id);
        }
        true
    }

    fn parse_dotted(&mut self, text: &str, span: Span) -> Option<NodeId> {
        let is_name = |part: &str| {
            part.starts_with(|at: char| at.is_alphabetic() || at == '_')
                && part.chars().all(|at| at.is_alphanumeric() || at == '_')
        };
        let mut object = None;
        for part in text.trim().split('.') {
            if !is_name(part) {
                return None;
            }
            let name = self.builder.sym(part);
            object = Some(match object {
                None => self.add(NodeKind::Name(name), span),
                Some(object) => self.add(NodeKind::Member { object, name }, span),
            });
        }
        object
    }
}

/// The parts of `text` between separators that are in no brackets.
fn split_outside_brackets(text: &str, separator: char) -> Vec<&str> {
    let mut nesting = 0;
    text.split(|at: char| {
        match at {
            '[' => nesting += 1,
            ']' => nesting -= 1,
            _ => {}
        }
        at == separator && nesting == 0
    })
    .collect()
}
