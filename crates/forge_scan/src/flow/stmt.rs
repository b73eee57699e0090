//! Statements: branches, loops, exceptions, early returns.

use super::Flow;
use super::state::{Breakable, Returned, State};
use super::value::{Callable, Konst, UNKNOWN, Value, ValueId};
use forge_catalogue::compiled::NO_NODE;
use forge_syntax::tree::{Declare, List, NodeId, NodeKind};

/// How many rounds of a loop follow the usual ones at most, while they still spread something.
const MORE_ROUNDS: usize = 2;

/// Whether a constant is known wholly.
fn is_exact(konst: Konst) -> bool {
    matches!(konst, Konst::Str(_) | Konst::Num(_) | Konst::Bool(_))
}

impl Flow<'_> {
    /// Runs the statement `id`. What control cannot reach is not run.
    pub(crate) fn exec(&mut self, id: NodeId) {
        if self.state.dead || !self.enter() {
            return;
        }
        self.exec_kind(id);
        self.depth -= 1;
    }

    fn exec_kind(&mut self, id: NodeId) {
        match self.tree.kind(id) {
            NodeKind::Block(list) => self.block(list),
            NodeKind::If { test, then, otherwise } => {
                let (when_true, when_false) = self.branch(test);
                self.state = when_true;
                self.exec(then);
                let after = self.take_state();
                self.state = when_false;
                self.exec(otherwise);
                self.join_into(after);
            }
            NodeKind::While { .. } | NodeKind::ForEach { .. } => {
                let breaks = self.repeat(id);
                self.join_all(breaks);
            }
            NodeKind::LoopElse { repeated, otherwise } => {
                let breaks = self.repeat(repeated);
                self.exec(otherwise);
                self.join_all(breaks);
            }
            NodeKind::Return(value) => {
                let returned = self.eval(value);
                self.check_result(returned, value);
                self.note_return(Some(returned));
                self.add_returned(returned);
                self.leave();
            }
            NodeKind::Throw(value) => {
                let thrown = self.eval(value);
                self.settle(thrown, 2);
                let state = self.take_state();
                if let Some(frame) = self.frames.last_mut() {
                    frame.thrown.push(thrown);
                    frame.throws.push(state);
                }
            }
            NodeKind::Break => {
                let state = self.take_state();
                if let Some(target) = self.breakables().and_then(|breakables| breakables.last_mut()) {
                    target.breaks.push(state);
                }
            }
            NodeKind::Continue => {
                let state = self.take_state();
                if let Some(target) = self.breakables().and_then(|all| all.iter_mut().rev().find(|one| one.is_loop)) {
                    target.continues.push(state);
                }
            }
            NodeKind::Try { body, handlers, finally } => self.try_statement(body, handlers, finally),
            NodeKind::Switch { subject, cases, falls_through } => self.switch(subject, cases, falls_through),
            NodeKind::Assert(test) => {
                let (when_true, _) = self.branch(test);
                self.state = when_true;
            }
            NodeKind::ScopeOf { .. } | NodeKind::Catch { .. } | NodeKind::Case { .. } => {}
            _ => {
                self.statement = Some(id);
                let value = self.eval(id);
                if self.checks_alone(id) {
                    self.hold_maybe(value);
                    self.hold_own_check(id);
                }
            }
        }
    }

    fn breakables(&mut self) -> Option<&mut Vec<Breakable>> {
        self.frames.last_mut().map(|frame| &mut frame.breakables)
    }

    /// Records what leaving the function here says, with the value that it returns or without one.
    pub(crate) fn note_return(&mut self, value: Option<ValueId>) {
        let truth = value.map_or(Some(false), |value| self.truth(value));
        let guard = value.map(|value| self.guard_facts(value)).unwrap_or_default();
        let refined = self.state.refined.clone();
        if let Some(frame) = self.frames.last_mut() {
            frame.returns.push(Returned { truth, guard, refined });
        }
    }

    /// Records what the function returns.
    pub(crate) fn add_returned(&mut self, value: ValueId) {
        let old = self.frames.last().and_then(|frame| frame.returned);
        let joined = match old {
            Some(old) => self.join(old, value),
            None => value,
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.returned = Some(joined);
        }
    }

    /// Leaves the function in the current state.
    pub(crate) fn leave(&mut self) {
        let state = self.take_state();
        let old = self.frames.last_mut().and_then(|frame| frame.exits.take());
        let joined = match old {
            Some(old) => self.join_states(old, state),
            None => state,
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.exits = Some(joined);
        }
    }

    pub(crate) fn block(&mut self, list: List) {
        let nodes = self.tree.list(list);
        // Declarations of functions hold in the whole block, also above them.
        for &node in nodes {
            if let NodeKind::Assign { target, value, declare } = self.tree.kind(node)
                && declare != Declare::No
                && let (NodeKind::Function(func), NodeKind::Var(_)) = (self.tree.kind(value), self.tree.kind(target))
            {
                let hoisted = self.new_value(Value { callable: Callable::Func(func), ..Value::default() });
                self.assign(target, hoisted, None);
            }
        }
        for &node in nodes {
            if self.state.dead {
                break;
            }
            self.exec(node);
        }
    }

    fn enter_breakable(&mut self, is_loop: bool) {
        if let Some(all) = self.breakables() {
            all.push(Breakable { is_loop, ..Breakable::default() });
        }
    }

    fn leave_breakable(&mut self) -> Breakable {
        self.breakables().and_then(Vec::pop).unwrap_or_default()
    }

    fn join_all(&mut self, states: Vec<State>) {
        for state in states {
            self.join_into(state);
        }
    }

    fn loop_depth(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.breakables.iter().filter(|one| one.is_loop).count())
    }

    /// How often a loop's body runs at least: twice, so that what one round leaves meets the next; deep inside other
    /// loops the rounds of those do it.
    fn rounds(&self) -> usize {
        if self.loop_depth() > 2 { 1 } else { 2 }
    }

    /// Whether the round that began with `before` has brought a variable an origin that it did not have: what is
    /// passed on from variable to variable takes a round for each.
    fn has_spread(&self, before: &State) -> bool {
        let origins = |value| self.value(value).taints.iter().map(|taint| taint.origin);
        self.state
            .vars
            .iter()
            .zip(&before.vars)
            .any(|(&now, &then)| now != then && origins(now).any(|origin| !origins(then).any(|known| known == origin)))
    }

    /// Runs a loop; the states in which `break` left it are for the caller to join.
    fn repeat(&mut self, id: NodeId) -> Vec<State> {
        match self.tree.kind(id) {
            NodeKind::While { test, body, body_first } => self.while_loop(test, body, body_first),
            NodeKind::ForEach { target, iterable, body, keys, .. } => self.for_each(target, iterable, body, keys),
            _ => Vec::new(),
        }
    }

    fn while_loop(&mut self, test: NodeId, body: NodeId, body_first: bool) -> Vec<State> {
        self.enter_breakable(true);
        let mut left: Vec<State> = Vec::new();
        if body_first {
            self.exec(body);
            self.join_continues();
        }
        let rounds = self.rounds();
        for round in 0..rounds + MORE_ROUNDS {
            let before = self.state.clone();
            let (when_true, when_false) = self.branch(test);
            // What a first round knows of a counter does not hold for the last one.
            left.push(when_false);
            if when_true.dead {
                self.state = State { dead: true, ..State::default() };
                break;
            }
            self.state = when_true;
            self.exec(body);
            self.join_continues();
            if round + 1 >= rounds && (rounds == 1 || !self.has_spread(&before)) {
                break;
            }
            self.join_into(before);
        }
        if !self.state.dead && !matches!(self.tree.kind(test), NodeKind::Bool(true)) {
            let (goes_on, ends) = self.branch(test);
            // A counter that a few rounds leave below its bound gets there in the end.
            left.push(if ends.dead { goes_on } else { ends });
        }
        let done = self.leave_breakable();
        self.state = State { dead: true, ..State::default() };
        self.join_all(left);
        done.breaks
    }

    fn join_continues(&mut self) {
        let continues = self
            .breakables()
            .and_then(|all| all.iter_mut().rev().find(|one| one.is_loop))
            .map(|one| std::mem::take(&mut one.continues))
            .unwrap_or_default();
        self.join_all(continues);
    }

    fn for_each(&mut self, target: NodeId, iterable: NodeId, body: NodeId, keys: bool) -> Vec<State> {
        let iterated = self.eval(iterable);
        let never = self.value(iterated).object.is_some_and(|object| {
            let object = self.object(object);
            object.sequence && object.length == Some(0) && object.any.is_none() && object.rest.is_none()
        });
        if never && self.frames.len() > 1 {
            return Vec::new();
        }
        if self.loop_depth() < 2
            && let Some(items) = self.constant_items(iterated)
        {
            return self.for_each_constant(target, &items, body);
        }
        let each = self.iterated(iterated, iterable, keys);
        self.note_character(target, iterated);
        self.enter_breakable(true);
        let mut validated;
        let rounds = self.rounds();
        let mut round = 0;
        loop {
            let before = self.state.clone();
            self.assign(target, each, None);
            self.exec(body);
            self.join_continues();
            validated = self.validated_items(target);
            let settled = rounds == 1 || !self.has_spread(&before);
            self.join_into(before);
            round += 1;
            if round >= rounds && (settled || round == rounds + MORE_ROUNDS) {
                break;
            }
        }
        if let Some(cleared) = validated {
            self.note_validated(iterable, cleared);
        }
        self.leave_breakable().breaks
    }

    /// A loop over constants of the program's own: round by round.
    fn for_each_constant(&mut self, target: NodeId, items: &[ValueId], body: NodeId) -> Vec<State> {
        self.enter_breakable(true);
        for &item in items {
            if self.state.dead {
                break;
            }
            self.assign(target, item, None);
            self.exec(body);
            self.join_continues();
        }
        self.leave_breakable().breaks
    }

    /// What iterating a value gives each time.
    pub(crate) fn iterated(&mut self, value: ValueId, node: NodeId, keys: bool) -> ValueId {
        if !keys && !self.python {
            return self.element_at(value, node);
        }
        if self.python
            && let Some(each) = self.iterated_by_methods(value, node)
        {
            return each;
        }
        let found = self.value(value).clone();
        if let Some(object) = found.object {
            let object = self.object(object);
            if object.sequence && !keys {
                return self.element_of(value);
            }
            // What an API's object gives when it is iterated is its own to say.
            let item = self.catalogue_step(found.ty, forge_catalogue::api::ELEMENT);
            if !keys && self.read_model(item).is_some_and(|model| model.source.is_some()) {
                return self.element_at(value, node);
            }
            // Keys of a literal are the program's own; those of anything else come with it.
            let key = match object.rest {
                Some(rest) => {
                    let taints = self.value(rest).taints.clone();
                    self.new_value(Value::tainted(taints))
                }
                None if found.taints.is_empty() => UNKNOWN,
                None if self.python => self.tainted_part(value, super::value::Key::Each),
                None => self.derived(value, super::value::Key::Any),
            };
            return match object.keys {
                Some(keys) if key == UNKNOWN => keys,
                Some(keys) => self.join(keys, key),
                None => key,
            };
        }
        if keys {
            return self.new_value(Value::tainted(found.taints));
        }
        self.element_at(value, node)
    }

    fn try_statement(&mut self, body: NodeId, handlers: List, finally: NodeId) {
        let before = self.state.clone();
        let (raised, mut at_handler) = self.try_body(body, before);
        at_handler.dead = false;
        let mut after: Vec<State> = vec![self.take_state()];
        for &handler in self.tree.list(handlers) {
            if let NodeKind::Catch { param, body } = self.tree.kind(handler) {
                self.state = at_handler.clone();
                let error = self.caught(param, &raised);
                self.assign(param, error, None);
                self.handling.push(error);
                self.exec(body);
                self.handling.pop();
                after.push(self.take_state());
            }
        }
        // What nothing here catches goes on.
        if handlers.is_empty()
            && let Some(frame) = self.frames.last_mut()
        {
            frame.thrown.extend(raised);
        }
        self.state = State { dead: true, ..State::default() };
        self.join_all(after);
        if !matches!(self.tree.kind(finally), NodeKind::Missing) {
            if self.state.dead {
                // It runs on the way out, too; what it does there cannot bring control back.
                self.state = at_handler;
                self.exec(finally);
                self.state.dead = true;
            } else {
                self.exec(finally);
            }
        }
    }

    /// Runs the body of a `try`: what was thrown in it, and what may hold where it is caught. An exception may leave
    /// the body anywhere between its start and its end.
    fn try_body(&mut self, body: NodeId, before: State) -> (Vec<ValueId>, State) {
        let Some(frame) = self.frames.last_mut() else { return (Vec::new(), before) };
        let outer = std::mem::take(&mut frame.throws);
        let outer_thrown = std::mem::take(&mut frame.thrown);
        let outer_tried = std::mem::take(&mut frame.tried);
        frame.tries += 1;
        self.exec(body);
        let mut at_handler = self.join_states(before, self.state.clone());
        let Some(frame) = self.frames.last_mut() else { return (Vec::new(), at_handler) };
        frame.tries -= 1;
        let raised = std::mem::replace(&mut frame.thrown, outer_thrown);
        let thrown = std::mem::replace(&mut frame.throws, outer);
        let tried = std::mem::replace(&mut frame.tried, outer_tried);
        if frame.tries > 0 {
            frame.tried.extend_from_slice(&tried);
        }
        for state in thrown {
            at_handler = self.join_states(at_handler, state);
        }
        for (at, value) in tried {
            if let Some(&old) = at_handler.vars.get(at)
                && old != value
            {
                at_handler.vars[at] = self.join(old, value);
            }
        }
        (raised, at_handler)
    }

    /// The exception that is being handled, and the functions that the program ran through.
    pub(crate) fn handled(&mut self) -> ValueId {
        let Some(&error) = self.handling.last() else { return UNKNOWN };
        let taints = self.deep_taints(error, 2);
        self.new_value(Value::tainted(taints))
    }

    /// The exception that a handler gets: it holds what it was made of.
    fn caught(&mut self, param: NodeId, raised: &[ValueId]) -> ValueId {
        let (wanted, api) = match self.tree.kind(param) {
            NodeKind::Typed { ty, .. } => {
                let named = self.eval(ty);
                (self.declared_type(ty).class, self.catalogue.same(self.value(named).ty))
            }
            _ => (None, NO_NODE),
        };
        let fits = |flow: &Self, value: ValueId| {
            let (class, thrown) = (flow.value(value).class, flow.value(value).ty);
            if wanted.is_some_and(|wanted| class.is_some_and(|class| !flow.lineage(class).contains(&wanted))) {
                return false;
            }
            // What a call of a library throws is caught by its class and those above.
            let by_class = ![NO_NODE, flow.known.error].contains(&thrown) && api != NO_NODE && class.is_none();
            !by_class || flow.catalogue.is_a(thrown, api)
        };
        let fitting: Vec<ValueId> = raised.iter().copied().filter(|&value| fits(self, value)).collect();
        self.caught_of(&fitting)
    }

    fn switch(&mut self, subject: NodeId, cases: List, falls_through: bool) {
        let value = self.eval(subject);
        let known = self.value(value).konst;
        let found = self.value(value).clone();
        self.note_decision(&found, true);
        self.enter_breakable(false);
        let start = self.state.clone();
        let mut left: Vec<State> = Vec::new();
        let mut has_default = false;
        let mut matched = false;
        self.state = State { dead: true, ..State::default() };
        for &case in self.tree.list(cases) {
            let NodeKind::Case { tests, body } = self.tree.kind(case) else { continue };
            let fell = self.take_state();
            let is_default = tests.is_empty();
            has_default |= is_default;
            let tests = self.tree.list(tests);
            let mut may_match = is_default;
            let mut constant = !is_default;
            self.state = start.clone();
            for &test in tests {
                let tested = self.eval(test);
                let tested = self.value(tested).konst;
                constant &= is_exact(tested);
                may_match |= !is_exact(known) || !is_exact(tested) || known == tested;
            }
            let possible = may_match && !matched;
            let exactly = |flow: &Self, test: &NodeId| match flow.tree.kind(*test) {
                NodeKind::Str(text) => known == Konst::Str(text),
                NodeKind::Num(number) => known == Konst::Num(number),
                _ => false,
            };
            matched |= tests.iter().any(|test| exactly(self, test));
            if possible {
                if constant {
                    // In this case the subject is the constant, or one of them.
                    self.narrow(subject);
                }
                if let (Konst::Bool(true), &[test]) = (known, tests) {
                    // `switch (true)`: in this case the test is true.
                    let tested = self.eval(test);
                    self.hold(tested);
                }
            } else {
                self.state = State { dead: true, ..State::default() };
            }
            self.join_into(fell);
            self.exec(body);
            if !falls_through {
                left.push(self.take_state());
            }
        }
        if !has_default && !matched {
            left.push(start);
        }
        let done = self.leave_breakable();
        self.join_all(left);
        self.join_all(done.breaks);
    }
}
