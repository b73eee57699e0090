//! JSX elements and fragments.

use super::kind::Kind;
use super::{At, Lowerer};
use crate::tree::{NodeId, NodeKind};
use forge_model::Span;

impl Lowerer<'_> {
    pub(super) fn jsx(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        let (mut tag, mut attributes) = (None, crate::tree::List::default());
        if at.kind == Kind::JsxSelfClosing {
            tag = self.jsx_opening();
            attributes = self.collect(mark);
        } else {
            self.each_part(|this, part| match part.kind {
                Kind::JsxOpening => {
                    let mark = this.scratch.len();
                    tag = this.jsx_opening();
                    attributes = this.collect(mark);
                }
                Kind::JsxClosing => {}
                _ => this.jsx_child(part),
            });
        }
        let children = self.collect(mark);
        // A fragment has no tag.
        let tag = tag.unwrap_or_else(|| self.missing(at.span));
        self.add(NodeKind::Element { tag, attributes, children }, at.span)
    }

    /// The tag of the current node, whose attributes are pushed.
    fn jsx_opening(&mut self) -> Option<NodeId> {
        let mut tag = None;
        self.each_part(|this, part| match part.kind {
            Kind::JsxAttribute => this.jsx_attribute(part),
            // `{...props}`
            Kind::JsxExpression => {
                let node = this.only(part.span, NodeKind::Missing);
                this.scratch.push(node);
            }
            Kind::Identifier | Kind::MemberExpression | Kind::JsxNamespaceName if tag.is_none() => {
                tag = Some(this.jsx_tag(part));
            }
            _ => {}
        });
        tag
    }

    fn jsx_tag(&mut self, at: At) -> NodeId {
        let text = self.source(at.span);
        match at.kind {
            Kind::MemberExpression => self.expr(at),
            // A tag in lower case is an element of the page, any other a component.
            Kind::Identifier if !text.starts_with(|first: char| first.is_ascii_lowercase()) && !text.contains('-') => {
                self.name(at.span)
            }
            _ => self.builder.str_node(text, at.span),
        }
    }

    fn jsx_attribute(&mut self, at: At) {
        let (mut key, mut value) = (None, None);
        self.each_part(|this, part| {
            if key.is_none() {
                key = Some(this.builder.str_node(this.source(part.span), part.span));
            } else {
                value = Some(this.jsx_value(part));
            }
        });
        let Some(key) = key else { return };
        let value = value.unwrap_or_else(|| self.add(NodeKind::Bool(true), at.span));
        let node = self.add(NodeKind::Property { key, value }, at.span);
        self.scratch.push(node);
    }

    fn jsx_value(&mut self, at: At) -> NodeId {
        if at.kind != Kind::String {
            return self.expr(at);
        }
        // A backslash means itself here.
        let text = self.source(at.span);
        let text = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
        self.builder.str_node(text, at.span)
    }

    fn jsx_child(&mut self, at: At) {
        let node = match at.kind {
            Kind::JsxText => match self.jsx_text(at.span) {
                Some(node) => node,
                None => return,
            },
            Kind::JsxExpression => {
                let Some(inner) = self.first_part() else { return };
                let node = self.expr(inner);
                self.leave();
                node
            }
            _ => self.expr(at),
        };
        self.scratch.push(node);
    }

    fn jsx_text(&mut self, span: Span) -> Option<NodeId> {
        let text = self.source(span);
        // The space by which code is laid out is not rendered.
        if text.contains('\n') && text.trim().is_empty() {
            return None;
        }
        Some(self.builder.str_node(text, span))
    }
}
