//! Statements.

use super::kind::{Field, Kind};
use super::{At, Lowerer};
use crate::tree::{Declare, NodeId, NodeKind};

/// Where a statement stands, which decides how far a function declaration is visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Directly in a function's body, or in the module.
    Top,
    /// In a block inside it.
    Nested,
}

/// What follows an `else`.
enum Else {
    /// An `if`, still to be lowered.
    If(At),
    Lowered(NodeId),
}

impl Lowerer<'_> {
    /// Pushes the statements of the program that the cursor is on.
    pub(super) fn program(&mut self) {
        let root = self.at();
        if root.kind == Kind::Error {
            // Nothing of the file made sense to the parser as a whole.
            self.stray(root);
            self.flush_strays(0);
        } else {
            self.statements(Place::Top);
        }
    }

    /// Pushes the statements inside the current node.
    pub(super) fn statements(&mut self, place: Place) {
        let strays = self.strays.len();
        self.each(|this, at| this.listed(at, place, strays));
        self.flush_strays(strays);
    }

    fn listed(&mut self, at: At, place: Place, strays: usize) {
        self.flush_strays(strays);
        self.statement(at, place);
        self.flush_strays(strays);
    }

    /// Lowers the current node as a block.
    pub(super) fn block(&mut self, at: At, place: Place) -> NodeId {
        let mark = self.scratch.len();
        self.statements(place);
        let list = self.collect(mark);
        self.add(NodeKind::Block(list), at.span)
    }

    /// Lowers a statement that stands alone, such as the body of an `if`.
    fn single(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        self.statement(at, Place::Nested);
        if let [only] = self.scratch[mark..] {
            self.scratch.truncate(mark);
            return only;
        }
        let list = self.collect(mark);
        self.add(NodeKind::Block(list), at.span)
    }

    fn single_part(&mut self, owner: At) -> NodeId {
        match self.next_part() {
            Some(at) => self.single(at),
            None => self.missing(owner.span),
        }
    }

    /// Pushes what the statement that the cursor is on amounts to: nothing, one node or several.
    pub(super) fn statement(&mut self, at: At, place: Place) {
        if at.kind.is_token() || matches!(at.kind, Kind::EmptyStatement | Kind::Ambient) {
            return;
        }
        if self.descend(at.span) {
            self.statement_inside(at, place);
            self.ascend();
        } else {
            let node = self.missing(at.span);
            self.scratch.push(node);
        }
    }

    fn statement_inside(&mut self, at: At, place: Place) {
        let node = match at.kind {
            Kind::ExpressionStatement => return self.expression_statement(),
            Kind::VarDeclaration => return self.declarators(Declare::Function),
            Kind::LexicalDeclaration => return self.declarators(Declare::Block),
            Kind::VariableDeclarator => return self.declarator(at, Declare::Block),
            Kind::FunctionDeclaration => return self.function_declaration(at, place),
            Kind::ClassDeclaration => return self.class_declaration(at, self.scratch.len()),
            Kind::ExportStatement => return self.export_statement(at, place),
            Kind::ImportStatement => return self.import_statement(at),
            Kind::ImportAlias => return self.import_alias(at),
            Kind::EnumDeclaration => return self.enum_declaration(at),
            Kind::Namespace => return self.namespace(at),
            Kind::LabeledStatement => return self.labeled(place),
            Kind::StatementBlock => self.block(at, Place::Nested),
            Kind::IfStatement => self.if_statement(at),
            Kind::SwitchStatement => self.switch(at),
            Kind::ForStatement => self.for_statement(at),
            Kind::ForInStatement => self.for_in(at),
            Kind::WhileStatement => self.while_statement(at),
            Kind::DoStatement => self.do_statement(at),
            Kind::TryStatement => self.try_statement(at),
            Kind::WithStatement => self.with_statement(at),
            Kind::BreakStatement => self.add(NodeKind::Break, at.span),
            Kind::ContinueStatement => self.add(NodeKind::Continue, at.span),
            Kind::ReturnStatement => {
                let value = self.only(at.span, NodeKind::Undefined);
                self.add(NodeKind::Return(value), at.span)
            }
            Kind::ThrowStatement => {
                let value = self.only(at.span, NodeKind::Missing);
                self.add(NodeKind::Throw(value), at.span)
            }
            kind if kind.is_expression() => self.expr(at),
            _ => return self.each_part(Self::stray),
        };
        self.scratch.push(node);
    }

    fn expression_statement(&mut self) {
        let Some(at) = self.first_part() else { return };
        if at.kind == Kind::Namespace {
            self.namespace(at);
        } else {
            let node = self.expr(at);
            self.scratch.push(node);
        }
        self.leave();
    }

    fn declarators(&mut self, declare: Declare) {
        self.each_part(|this, at| {
            if at.kind == Kind::VariableDeclarator {
                this.declarator(at, declare);
            }
        });
    }

    fn declarator(&mut self, at: At, declare: Declare) {
        let Some(first) = self.first_part() else { return };
        let mut target = self.target(first);
        let mut value = None;
        while let Some(part) = self.next_part() {
            if part.kind == Kind::TypeAnnotation {
                let ty = self.annotation(part);
                target = self.add(NodeKind::Typed { value: target, ty }, at.span);
            } else {
                value = Some(self.expr(part));
            }
        }
        self.leave();
        let value = value.unwrap_or_else(|| self.add(NodeKind::Undefined, at.span));
        self.name_after(target, value);
        let node = self.add(NodeKind::Assign { target, value, declare }, at.span);
        self.scratch.push(node);
    }

    /// An `if` with all its `else if`s, which nest in the syntax tree: walked down and back.
    fn if_statement(&mut self, at: At) -> NodeId {
        let depth = self.depth;
        let mut outer = Vec::new();
        let mut current = at;
        let mut node = loop {
            let Some(test) = self.first_part() else { break self.missing(current.span) };
            let test = self.expr(test);
            let then = self.single_part(current);
            match self.else_branch(current) {
                Else::If(inner) => {
                    outer.push((test, then, current.span));
                    current = inner;
                }
                Else::Lowered(otherwise) => {
                    self.finish();
                    break self.add(NodeKind::If { test, then, otherwise }, current.span);
                }
            }
        };
        while let Some((test, then, span)) = outer.pop() {
            // Out of the inner `if` to its `else`, and out of that.
            self.leave();
            self.leave();
            node = self.add(NodeKind::If { test, then, otherwise: node }, span);
        }
        self.depth = depth;
        node
    }

    /// The `else` of the `if` whose body the cursor is on. The cursor is left on an `if` in it.
    fn else_branch(&mut self, owner: At) -> Else {
        if self.next_part().is_none_or(|part| part.kind != Kind::ElseClause) {
            return Else::Lowered(self.missing(owner.span));
        }
        let Some(inner) = self.first_part() else { return Else::Lowered(self.missing(owner.span)) };
        if inner.kind == Kind::IfStatement && self.descend(inner.span) {
            return Else::If(inner);
        }
        let node = if inner.kind == Kind::IfStatement { self.missing(inner.span) } else { self.single(inner) };
        self.finish();
        Else::Lowered(node)
    }

    fn switch(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        let mut subject = None;
        self.each_part(|this, part| match part.kind {
            Kind::SwitchBody => this.each_part(Self::case),
            _ => subject = Some(this.expr(part)),
        });
        let cases = self.collect(mark);
        let subject = subject.unwrap_or_else(|| self.missing(at.span));
        self.add(NodeKind::Switch { subject, cases, falls_through: true }, at.span)
    }

    /// Pushes a case.
    fn case(&mut self, at: At) {
        let mark = self.scratch.len();
        let strays = self.strays.len();
        let mut test = None;
        self.each_part(|this, part| {
            if at.kind == Kind::SwitchCase && test.is_none() && this.field() == Field::Value {
                test = Some(this.expr(part));
            } else {
                this.listed(part, Place::Nested, strays);
            }
        });
        self.flush_strays(strays);
        let list = self.collect(mark);
        let body = self.add(NodeKind::Block(list), at.span);
        let tests = self.builder.list(test.as_slice());
        let node = self.add(NodeKind::Case { tests, body }, at.span);
        self.scratch.push(node);
    }

    fn for_statement(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        let (mut test, mut update, mut body) = (None, None, None);
        self.each_part(|this, part| match this.field() {
            Field::Initializer => this.statement(part, Place::Nested),
            Field::Condition if part.kind != Kind::EmptyStatement => test = Some(this.expr(part)),
            Field::Increment => update = Some(this.expr(part)),
            Field::Body => body = Some(this.single(part)),
            _ => {}
        });
        let test = test.unwrap_or_else(|| self.add(NodeKind::Bool(true), at.span));
        let mut body = body.unwrap_or_else(|| self.missing(at.span));
        if let Some(update) = update {
            let span = self.builder.span(body);
            let list = self.builder.list(&[body, update]);
            body = self.add(NodeKind::Block(list), span);
        }
        let node = self.add(NodeKind::While { test, body, body_first: false }, at.span);
        self.scratch.push(node);
        let list = self.collect(mark);
        self.add(NodeKind::Block(list), at.span)
    }

    fn for_in(&mut self, at: At) -> NodeId {
        let (mut declare, mut keys, mut awaits) = (Declare::No, false, false);
        let (mut target, mut iterable, mut body) = (None, None, None);
        self.each(|this, part| match part.kind {
            Kind::VarKeyword => declare = Declare::Function,
            Kind::LetKeyword => declare = Declare::Block,
            Kind::In => keys = true,
            Kind::Await => awaits = true,
            kind if kind.is_token() => {}
            _ => match this.field() {
                Field::Left => target = Some(this.target(part)),
                Field::Right => iterable = Some(this.expr(part)),
                Field::Body => body = Some(this.single(part)),
                _ => {}
            },
        });
        let target = target.unwrap_or_else(|| self.missing(at.span));
        let mut iterable = iterable.unwrap_or_else(|| self.missing(at.span));
        if awaits {
            iterable = self.add(NodeKind::Await(iterable), self.builder.span(iterable));
        }
        let body = body.unwrap_or_else(|| self.missing(at.span));
        self.add(NodeKind::ForEach { target, iterable, body, keys, declare }, at.span)
    }

    fn while_statement(&mut self, at: At) -> NodeId {
        let Some(test) = self.first_part() else { return self.missing(at.span) };
        let test = self.expr(test);
        let body = self.single_part(at);
        self.finish();
        self.add(NodeKind::While { test, body, body_first: false }, at.span)
    }

    fn do_statement(&mut self, at: At) -> NodeId {
        let Some(body) = self.first_part() else { return self.missing(at.span) };
        let body = self.single(body);
        let test = self.part(at.span);
        self.finish();
        self.add(NodeKind::While { test, body, body_first: true }, at.span)
    }

    fn try_statement(&mut self, at: At) -> NodeId {
        let mark = self.scratch.len();
        let (mut body, mut finally) = (None, None);
        self.each_part(|this, part| match part.kind {
            Kind::CatchClause => {
                let handler = this.catch(part);
                this.scratch.push(handler);
            }
            Kind::FinallyClause => {
                finally = this.first_part().map(|at| this.single(at));
                if finally.is_some() {
                    this.leave();
                }
            }
            _ => body = Some(this.single(part)),
        });
        let handlers = self.collect(mark);
        let body = body.unwrap_or_else(|| self.missing(at.span));
        let finally = finally.unwrap_or_else(|| self.missing(at.span));
        self.add(NodeKind::Try { body, handlers, finally }, at.span)
    }

    fn catch(&mut self, at: At) -> NodeId {
        let (mut param, mut body) = (None, None);
        self.each_part(|this, part| match part.kind {
            Kind::StatementBlock => body = Some(this.block(part, Place::Nested)),
            Kind::TypeAnnotation => {}
            _ => param = Some(this.target(part)),
        });
        let param = param.unwrap_or_else(|| self.missing(at.span));
        let body = body.unwrap_or_else(|| self.missing(at.span));
        self.add(NodeKind::Catch { param, body }, at.span)
    }

    fn with_statement(&mut self, at: At) -> NodeId {
        let Some(object) = self.first_part() else { return self.missing(at.span) };
        let object = self.expr(object);
        let body = self.single_part(at);
        self.finish();
        let list = self.builder.list(&[object, body]);
        self.add(NodeKind::Block(list), at.span)
    }

    fn labeled(&mut self, place: Place) {
        self.each_part(|this, part| match part.kind {
            Kind::Label => {}
            // `break label` leaves the block: it is a loop that runs once.
            Kind::StatementBlock => {
                let body = this.block(part, Place::Nested);
                let test = this.add(NodeKind::Bool(false), part.span);
                let node = this.add(NodeKind::While { test, body, body_first: true }, part.span);
                this.scratch.push(node);
            }
            _ => this.statement(part, place),
        });
    }
}
