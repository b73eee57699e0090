//! What an assignment or declaration binds: names, places and destructuring patterns.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{ArrayKind, NodeId, NodeKind};

impl Lowerer<'_> {
    /// Lowers the assignment target that the cursor is on.
    pub(super) fn target(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::Identifier => self.expr(at),
            Kind::ObjectPattern | Kind::ArrayPattern | Kind::AssignmentPattern | Kind::RestPattern => {
                if !self.descend(at.span) {
                    return self.missing(at.span);
                }
                let node = self.pattern(at);
                self.ascend();
                node
            }
            Kind::ParenthesizedExpression => {
                if !self.descend(at.span) {
                    return self.missing(at.span);
                }
                let inner = self.first_part();
                let node = match inner {
                    Some(inner) => {
                        let node = self.target(inner);
                        self.finish();
                        node
                    }
                    None => self.missing(at.span),
                };
                self.ascend();
                node
            }
            _ => self.expr(at),
        }
    }

    fn pattern(&mut self, at: At) -> NodeId {
        match at.kind {
            Kind::ObjectPattern => self.object_pattern(at),
            Kind::ArrayPattern => {
                let items = self.items(Self::target);
                self.add(NodeKind::Array { items, kind: ArrayKind::List }, at.span)
            }
            Kind::AssignmentPattern => self.default_pattern(at),
            _ => {
                let target = self.rest_target(at);
                self.add(NodeKind::Spread(target), at.span)
            }
        }
    }

    /// The target inside a rest pattern.
    pub(super) fn rest_target(&mut self, at: At) -> NodeId {
        let Some(inner) = self.first_part() else { return self.missing(at.span) };
        let target = self.target(inner);
        self.finish();
        target
    }

    /// `target = default`
    fn default_pattern(&mut self, at: At) -> NodeId {
        let Some(left) = self.first_part() else { return self.missing(at.span) };
        let target = if left.kind == Kind::ShorthandPattern { self.name(left.span) } else { self.target(left) };
        let value = self.part(at.span);
        self.finish();
        self.name_after(target, value);
        self.add(NodeKind::Default { target, value }, at.span)
    }

    fn object_pattern(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        self.each_part(|this, entry| {
            if let Some(node) = this.pattern_entry(entry) {
                this.scratch.push(node);
            }
        });
        let entries = self.collect(mark);
        self.add(NodeKind::Object(entries), at.span)
    }

    fn pattern_entry(&mut self, entry: At) -> Option<NodeId> {
        match entry.kind {
            // `{ a }`
            Kind::ShorthandPattern => {
                let sym = self.sym(entry.span);
                let key = self.add(NodeKind::Str(sym), entry.span);
                let value = self.add(NodeKind::Name(sym), entry.span);
                Some(self.add(NodeKind::Property { key, value }, entry.span))
            }
            // `{ a = 1 }`
            Kind::AssignmentPattern => {
                let value = self.target(entry);
                let NodeKind::Default { target, .. } = self.builder.kind(value) else { return None };
                let NodeKind::Name(name) = self.builder.kind(target) else { return None };
                let key = self.add(NodeKind::Str(name), self.builder.span(target));
                Some(self.add(NodeKind::Property { key, value }, entry.span))
            }
            // `{ a: b }`
            Kind::PairPattern => {
                let key = self.first_part()?;
                let key = self.property_key(key);
                let value = match self.next_part() {
                    Some(at) => self.target(at),
                    None => self.missing(entry.span),
                };
                self.finish();
                Some(self.add(NodeKind::Property { key, value }, entry.span))
            }
            // `{ ...rest }`
            Kind::RestPattern => Some(self.target(entry)),
            _ => {
                self.stray(entry);
                None
            }
        }
    }
}
