//! What TypeScript adds that exists when the program runs: enums and namespaces.

use super::kind::Kind;
use super::{At, Lowerer, stmt};
use crate::tree::{Declare, NodeId, NodeKind, Sym};
use forge_model::Span;

/// How far back a namespace looks for the class, function or enum of the same name that it extends.
const NEARBY: usize = 32;

impl Lowerer<'_> {
    /// An enum is an object of its members.
    pub(super) fn enum_declaration(&mut self, at: At) {
        let mark = self.scratch.len();
        let (mut name, mut body) = (None, at.span);
        self.each_part(|this, part| match part.kind {
            Kind::Identifier => name = Some(part.span),
            Kind::EnumBody => {
                body = part.span;
                this.enum_members();
            }
            _ => {}
        });
        let members = self.collect(mark);
        let value = self.add(NodeKind::Object(members), body);
        self.declare(name, value, Declare::Block, at.span);
    }

    fn enum_members(&mut self) {
        // Members without a value count on from the one before.
        let mut count = Some(0.0);
        self.each_part(|this, member| {
            let (key, value) = if member.kind == Kind::EnumAssignment {
                let Some(key) = this.first_part() else { return };
                let key = this.property_key(key);
                let value = this.part(member.span);
                this.leave();
                (key, value)
            } else {
                let kind = count.map_or(NodeKind::Missing, NodeKind::Num);
                (this.property_key(member), this.add(kind, member.span))
            };
            count = match this.builder.kind(value) {
                NodeKind::Num(number) => Some(number + 1.0),
                _ => None,
            };
            let node = this.add(NodeKind::Property { key, value }, member.span);
            this.scratch.push(node);
        });
    }

    /// A namespace is a variable of unknown value whose exports become its members, and a block that runs.
    pub(super) fn namespace(&mut self, at: At) {
        let (mut path, mut body) = (Vec::new(), None);
        self.each_part(|this, part| match part.kind {
            Kind::Identifier | Kind::MemberExpression => this.namespace_path(part, &mut path),
            Kind::StatementBlock => body = this.namespace_body(part, &path),
            // The types of a module: `module 'name' { ... }`.
            _ => {}
        });
        let (Some(&(name, span)), Some(body)) = (path.first(), body) else { return };
        if !self.is_declared_nearby(name) {
            let target = self.add(NodeKind::Name(name), span);
            let value = self.missing(at.span);
            let node = self.add(NodeKind::Assign { target, value, declare: Declare::Block }, at.span);
            self.scratch.push(node);
        }
        self.scratch.push(body);
    }

    fn namespace_body(&mut self, at: At, path: &[(Sym, Span)]) -> Option<NodeId> {
        if path.is_empty() {
            return None;
        }
        let around = std::mem::replace(&mut self.namespaces, path.to_vec());
        let body = self.block(at, stmt::Place::Nested);
        self.namespaces = around;
        Some(body)
    }

    /// The names in `A.B.C`.
    fn namespace_path(&mut self, at: At, path: &mut Vec<(Sym, Span)>) {
        if matches!(at.kind, Kind::Identifier | Kind::PropertyIdentifier) {
            path.push((self.sym(at.span), at.span));
        } else if self.descend(at.span) {
            self.each_part(|this, part| this.namespace_path(part, path));
            self.ascend();
        }
    }

    fn is_declared_nearby(&self, name: Sym) -> bool {
        self.scratch.iter().rev().take(NEARBY).any(|&node| match self.builder.kind(node) {
            NodeKind::Assign { target, declare: Declare::Block | Declare::Function, .. } => {
                self.builder.kind(target) == NodeKind::Name(name)
            }
            _ => false,
        })
    }

    /// The member `name` of the namespace around the current statement.
    pub(super) fn namespace_member(&mut self, name: Sym, span: Span) -> NodeId {
        let mut object = None;
        for index in 0..self.namespaces.len() {
            let (part, _) = self.namespaces[index];
            let kind = match object {
                None => NodeKind::Name(part),
                Some(object) => NodeKind::Member { object, name: part },
            };
            object = Some(self.add(kind, span));
        }
        let object = object.unwrap_or_else(|| self.missing(span));
        self.add(NodeKind::Member { object, name }, span)
    }
}
