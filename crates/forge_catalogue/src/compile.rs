//! Compiles rules and models into one catalogue per language family.
//!
//! It runs twice over the same entries: the first time to learn every string, the second with their final indices.

use crate::CompileError;
use crate::api::{self, CALL};
use crate::catalogue::{Image, NodeImage};
use crate::compiled::*;
use crate::model::{self, Conditions, Framework, OneOrMany, Patterns, Sinks};
use crate::select::{Condition, Selector, Test};
use forge_model::{Confidence, FlowKind, KindSet, Severity, Tier};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A model file, parsed.
pub(crate) struct ModelFile {
    pub(crate) name: String,
    pub(crate) framework: Framework,
}

/// Compiles the models and the local patterns of rules (by their index) of one family.
pub(crate) fn compile(models: &[ModelFile], patterns: &[(u32, &str, &Patterns)]) -> Result<Image, CompileError> {
    let mut first = Build::new(Strings::default());
    first.all(models, patterns)?;
    let mut names: Vec<String> = first.strings.known.into_keys().chain([String::new()]).collect();
    names.sort_unstable();
    names.dedup();
    let known = names.iter().enumerate().map(|(at, name)| (name.clone(), at as u32)).collect();
    let mut second = Build::new(Strings { known });
    second.all(models, patterns)?;
    Ok(second.finish(names))
}

#[derive(Default)]
struct Strings {
    known: FxHashMap<String, u32>,
}

impl Strings {
    fn get(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.known.get(text) {
            return index;
        }
        let index = self.known.len() as u32;
        self.known.insert(text.to_owned(), index);
        index
    }
}

/// A node while it is built.
#[derive(Default)]
struct Draft {
    edges: BTreeMap<u32, Node>,
    is: Node,
    extends: Vec<Node>,
    harmless: bool,
    models: Models,
}

struct Build {
    strings: Strings,
    nodes: Vec<Draft>,
    tables: Tables,
}

/// Alternatives separated by `|`, in lower case.
fn alternatives(text: &str) -> Vec<String> {
    spelled(&text.to_ascii_lowercase())
}

/// As [`alternatives`] for names of functions, whose case counts.
fn spelled(text: &str) -> Vec<String> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl Files {
    fn new(only: Option<&str>, not: Option<&str>) -> Self {
        Self { only: alternatives(only.unwrap_or_default()), not: alternatives(not.unwrap_or_default()) }
    }
}

fn severity(name: Option<&str>) -> Result<Option<u8>, CompileError> {
    let Some(name) = name else { return Ok(None) };
    let found = Severity::from_name(name).ok_or_else(|| CompileError::Test { test: name.to_owned() })?;
    Ok(Some(found as u8))
}

fn confidence(name: Option<&str>) -> Result<Option<u8>, CompileError> {
    let Some(name) = name else { return Ok(None) };
    let found = Confidence::from_name(name).ok_or_else(|| CompileError::Test { test: name.to_owned() })?;
    Ok(Some(found as u8))
}

/// `true` or `false`: which of them validates, and for which kinds.
fn read_guard(text: &str, clears: Option<&OneOrMany>) -> Result<(bool, u32), CompileError> {
    let when_false = match text {
        "true" => false,
        "false" => true,
        _ => return Err(CompileError::Selector { selector: text.to_owned() }),
    };
    let clears = if clears.is_some() { kinds(clears)? } else { KindSet::ALL };
    Ok((when_false, clears.0))
}

/// What a page that is shown as it came is dangerous for nothing of.
const MARKUP: KindSet = KindSet::of(FlowKind::Html).with(FlowKind::HtmlUrl);

fn kind(name: &str) -> Result<FlowKind, CompileError> {
    FlowKind::from_name(name).ok_or_else(|| CompileError::Kind { kind: name.to_owned() })
}

fn kinds(names: Option<&OneOrMany>) -> Result<KindSet, CompileError> {
    let Some(names) = names else { return Ok(KindSet::NONE) };
    names.iter().flat_map(|names| names.split('|')).try_fold(KindSet::NONE, |set, name| {
        Ok(if name.trim() == "*" { KindSet::ALL } else { set.with(kind(name.trim())?) })
    })
}

fn source(
    tier: Option<&str>,
    only: Option<&OneOrMany>,
    not: Option<&OneOrMany>,
) -> Result<Option<Source>, CompileError> {
    let Some(tier) = tier else { return Ok(None) };
    let number =
        super::compiled::number_of(Tier::from_name(tier).ok_or_else(|| CompileError::Tier { tier: tier.to_owned() })?);
    let all = match only {
        Some(_) => kinds(only)?,
        // What a program stored itself is filed under names of its own making; names in archives say `kinds`.
        None if tier == Tier::Stored.name() => KindSet::ALL.minus(KindSet::of(FlowKind::Path)),
        None => KindSet::ALL,
    };
    Ok(Some(Source {
        tier: number,
        kinds: all.minus(kinds(not)?).0,
        whole: 0,
        single_line: false,
        encoded: false,
        hardly: 0,
        unproven: 0,
    }))
}

impl Build {
    fn new(strings: Strings) -> Self {
        Self { strings, nodes: vec![Draft::default()], tables: Tables::default() }
    }

    fn all(&mut self, models: &[ModelFile], patterns: &[(u32, &str, &Patterns)]) -> Result<(), CompileError> {
        for built_in in ["", api::CALL, api::ELEMENT, api::ANY, "default", "prototype", "await"] {
            self.strings.get(built_in);
        }
        for model in models {
            self.framework(&model.framework)
                .map_err(|error| CompileError::Model { file: model.name.clone(), why: error.to_string() })?;
        }
        for &(rule, id, patterns) in patterns {
            self.patterns(rule, patterns)
                .map_err(|error| CompileError::Rule { rule: id.to_owned(), why: error.to_string() })?;
        }
        Ok(())
    }

    /// The node of one path, made if need be.
    fn node(&mut self, path: &[String]) -> Node {
        let mut at: Node = 0;
        for segment in path {
            let segment = self.strings.get(segment);
            at = match self.nodes[at as usize].edges.get(&segment) {
                Some(&next) => next,
                None => {
                    let next = self.nodes.len() as Node;
                    self.nodes.push(Draft::default());
                    self.nodes[at as usize].edges.insert(segment, next);
                    next
                }
            };
        }
        at
    }

    fn nodes_of(&mut self, apis: &OneOrMany) -> Result<Vec<Node>, CompileError> {
        let mut out = Vec::new();
        for text in apis.iter() {
            for path in api::expand(text)? {
                out.push(self.node(&path));
            }
        }
        Ok(out)
    }

    fn one_node(&mut self, text: &str) -> Result<Node, CompileError> {
        let paths = api::expand(text)?;
        match &paths[..] {
            [path] => Ok(self.node(path)),
            _ => Err(CompileError::Api { api: text.to_owned(), why: "it stands for several paths".to_owned() }),
        }
    }

    /// Makes the `()` (or the node itself) of each node the same as `ty`.
    fn type_of(&mut self, nodes: &[Node], result: bool, ty: &str) -> Result<(), CompileError> {
        let target = self.one_node(ty)?;
        for &node in nodes {
            let alias = if result {
                let call = self.strings.get(CALL);
                let fresh = self.nodes.len() as Node;
                let found = *self.nodes[node as usize].edges.entry(call).or_insert(fresh);
                if found == fresh {
                    self.nodes.push(Draft::default());
                }
                found
            } else {
                node
            };
            if alias != target {
                self.nodes[alias as usize].is = target;
            }
        }
        Ok(())
    }

    fn selector(&mut self, text: &str) -> Result<Selector, CompileError> {
        let strings = &mut self.strings;
        Selector::parse(text, &mut |name| strings.get(name))
    }

    fn conditions(&mut self, conditions: &Conditions) -> Result<Vec<Condition>, CompileError> {
        let mut out = Vec::new();
        let tests = conditions.iter().flat_map(|(at, tests)| {
            let several = tests.as_array().map_or_else(|| std::slice::from_ref(tests), Vec::as_slice);
            several.iter().map(move |test| (at, test))
        });
        for (at, test) in tests {
            let api = test.as_str().and_then(|text| text.strip_prefix("=api "));
            let test = match api {
                Some(paths) => {
                    let nodes = paths.split('|').map(|path| self.nodes_of(&OneOrMany::One(path.to_owned())));
                    Test::Api(nodes.collect::<Result<Vec<_>, _>>()?.concat())
                }
                None => Test::parse(test)?,
            };
            out.push(Condition { at: self.selector(at)?, test });
        }
        Ok(out)
    }

    fn sinks(&mut self, sinks: &Sinks) -> Result<Vec<Sink>, CompileError> {
        let mut out = Vec::new();
        for (name, selectors) in sinks {
            let kind = kind(name)? as u8;
            for text in selectors.iter() {
                out.push(Sink { kind, at: self.selector(text)? });
            }
        }
        Ok(out)
    }

    fn facts(
        &mut self,
        facts: &BTreeMap<String, String>,
        reply: &BTreeMap<String, String>,
    ) -> Result<Vec<SetFact>, CompileError> {
        let mut out = Vec::new();
        let of_receiver = facts.iter().map(|fact| (fact, false));
        for ((name, value), reply) in of_receiver.chain(reply.iter().map(|fact| (fact, true))) {
            let (at, name) = name.split_once('#').map_or((None, name.as_str()), |(at, name)| (Some(at), name));
            let at = at.map(|at| self.selector(at)).transpose()?;
            let fact = self.strings.get(name);
            let value = if let Some(text) = value.strip_prefix('=') {
                FactValue::Text(self.strings.get(text))
            } else if let Some(header) = value.strip_prefix("header ") {
                // `header NAME-SELECTOR VALUE-SELECTOR`: the fact's own name is the header's.
                let (at, of) =
                    header.split_once(' ').ok_or_else(|| CompileError::Selector { selector: value.clone() })?;
                FactValue::Header(self.selector(at)?, fact, self.selector(of)?)
            } else if let Some(pairs) = value.strip_prefix("pairs ") {
                FactValue::Pairs(self.selector(pairs)?, fact)
            } else {
                FactValue::From(self.selector(value)?)
            };
            out.push(SetFact { reply, at, fact, value });
        }
        Ok(out)
    }

    fn given(&mut self, text: &str) -> Result<Given, CompileError> {
        let mut given =
            Given { ty: NO_NODE, source: None, from: None, unless: Vec::new(), made_by: 0, declared: false };
        for part in text.split('&').map(str::trim).filter(|part| *part != "_" && !part.is_empty()) {
            if let Some(tier) = part.strip_prefix('=') {
                let (line, page) = (tier.strip_suffix("-line"), tier.strip_suffix("-page"));
                let whole = if page.is_some() { MARKUP } else { KindSet::NONE };
                given.source = source(Some(line.or(page).unwrap_or(tier)), None, None)?
                    .map(|source| Source { single_line: line.is_some(), ..source.harmless_whole(whole) });
            } else if let Some(selector) = part.strip_prefix('@') {
                given.from = Some(self.selector(selector)?);
            } else if let Some(field) = part.strip_prefix("new ") {
                given.made_by = self.strings.get(field);
            } else if part == "declared" {
                given.declared = true;
            } else {
                given.ty = self.one_node(part)?;
            }
        }
        Ok(given)
    }

    fn role(&mut self, entry: &model::RoleEntry, methods: &str) -> Result<Role, CompileError> {
        let repeats = entry.params.last().is_some_and(|last| last == "...");
        let named = if repeats { &entry.params[..entry.params.len() - 1] } else { &entry.params[..] };
        let params = named.iter().map(|param| self.given(param)).collect::<Result<_, _>>()?;
        let result_sinks = kinds(entry.result_sink.as_ref())?.iter().map(|kind| kind as u8).collect();
        let returns_to = entry.returns_to.as_deref().map_or(Ok(NO_NODE), |api| self.one_node(api))?;
        let unless = self.conditions(&entry.unless)?;
        let this = entry.this.as_deref().map(|this| self.given(this)).transpose()?;
        let methods = spelled(methods);
        Ok(Role {
            methods,
            params,
            repeats,
            schemas: Vec::new(),
            result_sinks,
            returns_to,
            this,
            when: Vec::new(),
            reply: Vec::new(),
            validates: false,
            no_page: false,
            unless,
        })
    }

    fn framework(&mut self, framework: &Framework) -> Result<(), CompileError> {
        for entry in &framework.types {
            let nodes = self.nodes_of(&entry.api)?;
            if let Some(is) = &entry.is {
                self.type_of(&nodes, false, is)?;
            }
            let mut bases = Vec::new();
            for text in entry.extends.iter().flat_map(OneOrMany::iter) {
                bases.push(self.one_node(text)?);
            }
            for &node in &nodes {
                let draft = &mut self.nodes[node as usize];
                draft.harmless |= entry.harmless;
                draft.extends.extend(bases.iter().filter(|&&base| base != node));
            }
        }
        for entry in &framework.read {
            let nodes = self.nodes_of(&entry.api)?;
            if let Some(ty) = &entry.ty {
                self.type_of(&nodes, false, ty)?;
            }
            let (whole, hardly) = (kinds(entry.whole.as_ref())?, kinds(entry.hardly.as_ref())?.0);
            let unproven = kinds(entry.unproven.as_ref())?.0;
            let model = ReadModel {
                source: source(entry.source.as_deref(), entry.kinds.as_ref(), entry.not.as_ref())?.map(|source| {
                    let (single_line, encoded) = (entry.single_line, entry.encoded);
                    Source { single_line, encoded, hardly, unproven, ..source.harmless_whole(whole) }
                }),
                whole: whole.0,
                parts: entry.parts,
                object: entry.object,
                declared: entry.declared,
                shared: entry.shared,
                guard: entry.guard.as_deref().map(|text| read_guard(text, entry.clears.as_ref())).transpose()?,
                carries: entry.carries,
                decodes: entry.decodes,
                clears: kinds(entry.clears.as_ref())?.0,
            };
            for node in nodes {
                self.nodes[node as usize].models.read = Some(model.clone());
            }
        }
        for entry in &framework.write {
            let model = WriteModel {
                when: self.conditions(&entry.when)?,
                unless: self.conditions(&entry.unless)?,
                sinks: self.sinks(&entry.sink)?,
                checked: entry.checked,
                outsiders: entry.outsiders,
                facts: self.facts(&entry.fact, &entry.reply)?,
                callbacks: self.callbacks(&entry.callback)?,
            };
            for node in self.nodes_of(&entry.api)? {
                self.nodes[node as usize].models.writes.push(model.clone());
            }
        }
        for entry in &framework.call {
            self.call(entry)?;
        }
        self.roles(framework)
    }

    fn roles(&mut self, framework: &Framework) -> Result<(), CompileError> {
        for entry in &framework.class {
            let role = model::RoleEntry {
                params: entry.params.clone(),
                result_sink: entry.result_sink.clone(),
                returns_to: entry.returns_to.clone(),
                unless: Conditions::new(),
                this: None,
            };
            let mut role = self.role(&role, &entry.methods)?;
            role.validates = entry.validates;
            for node in self.nodes_of(&entry.extends)? {
                self.nodes[node as usize].models.roles.push(role.clone());
            }
        }
        for entry in &framework.decorator {
            let role = model::RoleEntry {
                params: entry.params.clone(),
                result_sink: entry.result_sink.clone(),
                returns_to: entry.returns_to.clone(),
                unless: entry.unless.clone(),
                this: None,
            };
            let mut role = self.role(&role, "")?;
            role.when = self.conditions(&entry.when)?;
            role.no_page = entry.no_page;
            role.validates = entry.validates;
            role.reply = self.facts(&BTreeMap::new(), &entry.reply)?;
            for node in self.nodes_of(&entry.api)? {
                self.tables.decorators.push((node, role.clone()));
            }
        }
        for entry in &framework.param {
            let patterns = entry.matches.iter().flat_map(OneOrMany::iter);
            let patterns = patterns.map(|text| self.selector(text)).collect::<Result<Vec<_>, _>>()?;
            let provider = self.callbacks(entry.provider.as_slice())?;
            let mut given = entry.gets.as_deref().map(|gets| self.given(gets)).transpose()?;
            if let Some(given) = &mut given {
                given.unless = self.conditions(&entry.unless)?;
            }
            for node in self.nodes_of(&entry.api)? {
                self.tables.param_decorators.extend(given.clone().map(|given| (node, given)));
                self.tables.providers.extend(provider.iter().cloned().map(|provider| (node, provider)));
                if !patterns.is_empty() || entry.clears.is_some() {
                    let clears = kinds(entry.clears.as_ref())?.0;
                    self.tables.validators.push((node, Validator { patterns: patterns.clone(), clears }));
                }
            }
        }
        for entry in &framework.convention {
            let role = model::RoleEntry {
                params: entry.params.clone(),
                result_sink: entry.result_sink.clone(),
                returns_to: entry.returns_to.clone(),
                unless: Conditions::new(),
                this: None,
            };
            let role = self.role(&role, "")?;
            self.tables.conventions.push(Convention {
                names: entry.names.iter().map(|names| alternatives(names)).collect(),
                functions: spelled(entry.functions.as_deref().unwrap_or_default()),
                files: alternatives(entry.files.as_deref().unwrap_or_default()),
                exported: entry.exported,
                role,
            });
        }
        for entry in &framework.guess {
            let node = self.one_node(&entry.ty)?;
            for name in entry.names.split('|') {
                let name = self.strings.get(name.trim());
                self.tables.guesses.push((name, node));
            }
        }
        for entry in &framework.base {
            let node = self.one_node(&entry.extends)?;
            let modules = entry.imports.split('|').map(|module| module.trim().to_owned()).collect();
            let certain = entry.certain;
            self.tables.named_bases.push(NamedBase { names: spelled(&entry.names), imports: modules, node, certain });
        }
        for entry in &framework.fragment {
            let content = match (entry.plain, entry.whole) {
                (true, _) => Content::Plain,
                (false, true) => Content::MarkupAsItCame,
                (false, false) => Content::Markup,
            };
            let names = entry.names.split('|').map(|name| (name.trim().to_owned(), content));
            self.tables.fragments.extend(names);
        }
        Ok(())
    }

    fn callbacks(&mut self, entries: &[model::CallbackEntry]) -> Result<Vec<Callback>, CompileError> {
        let mut callbacks = Vec::new();
        for callback in entries {
            let role = model::RoleEntry {
                params: callback.params.clone(),
                result_sink: callback.result_sink.clone(),
                returns_to: callback.returns_to.clone(),
                unless: callback.unless.clone(),
                this: callback.this.clone(),
            };
            let mut role = self.role(&role, "")?;
            for (of, from) in &callback.schema {
                let (param, field) = of.split_once('.').unwrap_or((of, ""));
                let param = param.parse().map_err(|_| CompileError::Selector { selector: of.clone() })?;
                let field = if field.is_empty() { 0 } else { self.strings.get(field) };
                role.schemas.push(Checked { param, field, from: self.selector(from)? });
            }
            callbacks.push(Callback {
                at: self.selector(&callback.at)?,
                role,
                result: callback.result.as_deref().map(|text| self.selector(text)).transpose()?,
                arity: callback.arity.as_deref().map(arity).transpose()?,
                keeps: callback.keeps,
            });
        }
        Ok(callbacks)
    }

    fn call(&mut self, entry: &model::CallEntry) -> Result<(), CompileError> {
        let nodes = self.nodes_of(&entry.api)?;
        let ty = match &entry.ty {
            Some(ty) if !entry.when.is_empty() => self.one_node(ty)?,
            Some(ty) => {
                self.type_of(&nodes, true, ty)?;
                NO_NODE
            }
            None => NO_NODE,
        };
        let mut flows = Vec::new();
        for text in entry.flow.iter().flat_map(OneOrMany::iter) {
            let (from, to) = text.split_once("->").unwrap_or((text, "return"));
            let to = self.selector(to)?;
            for from in from.split(',') {
                flows.push(Flow { from: self.selector(from)?, to: to.clone() });
            }
        }
        let callbacks = self.callbacks(&entry.callback)?;
        let throws = match entry.throws.as_deref().map(|text| text.split_once("->").unwrap_or((text, "$Exception"))) {
            Some((from, ty)) => Some((self.selector(from)?, self.one_node(ty.trim())?)),
            None => None,
        };
        let guard = match &entry.guard {
            None => None,
            Some(text) => {
                let when_false = text.starts_with('!');
                let at = self.selector(text.trim_start_matches('!'))?;
                let clears = if entry.clears.is_some() { kinds(entry.clears.as_ref())? } else { KindSet::ALL };
                Some(Guard { at, clears: clears.0, when_false })
            }
        };
        let (whole, hardly) = (kinds(entry.whole.as_ref())?, kinds(entry.hardly.as_ref())?.0);
        let single_line = entry.single_line;
        let source = source(entry.source.as_deref(), entry.kinds.as_ref(), entry.not.as_ref())?;
        let model = CallModel {
            checks: kinds(entry.checks.as_ref())?.0,
            changes: kinds(entry.changes.as_ref())?.0,
            when: self.conditions(&entry.when)?,
            unless: self.conditions(&entry.unless)?,
            sinks: self.sinks(&entry.sink)?,
            checked: entry.checked,
            outsiders: entry.outsiders,
            flows,
            clears: kinds(entry.clears.as_ref())?.0,
            source: source.map(|it| Source { single_line, hardly, ..it.harmless_whole(whole) }),
            result_facts: self.facts(&entry.result_fact, &BTreeMap::new())?,
            decodes: entry.decodes,
            parts: entry.parts,
            adds: kinds(entry.adds.as_ref())?.0,
            source_at: entry.source_at.as_deref().map(|text| self.selector(text)).transpose()?,
            callbacks,
            facts: self.facts(&entry.fact, &entry.reply)?,
            guard,
            asserts: entry.asserts.as_deref().map(|text| self.selector(text)).transpose()?,
            throws,
            continues: entry.continues,
            exits: entry.exits,
            text: entry.text.as_deref().map_or(0, |text| self.strings.get(text)),
            op: entry.op.as_deref().map_or(0, |op| self.strings.get(op)),
            ty,
        };
        for node in nodes {
            self.nodes[node as usize].models.calls.push(model.clone());
        }
        Ok(())
    }

    fn patterns(&mut self, rule: u32, patterns: &Patterns) -> Result<(), CompileError> {
        for (entries, write) in [(&patterns.call, false), (&patterns.write, true)] {
            for entry in entries {
                let check = Check {
                    rule,
                    when: self.conditions(&entry.when)?,
                    unless: self.conditions(&entry.unless)?,
                    at: entry.at.as_deref().map(|text| self.selector(text)).transpose()?,
                    write,
                    message: entry.message.as_deref().map_or(0, |message| self.strings.get(message)),
                    files: Files::new(entry.files.as_deref(), entry.not_files.as_deref()),
                    severity: severity(entry.severity.as_deref())?,
                    confidence: confidence(entry.confidence.as_deref())?,
                };
                for node in self.nodes_of(&entry.api)? {
                    self.nodes[node as usize].models.checks.push(check.clone());
                }
            }
        }
        let compared = patterns.compare.iter().map(|entry| (entry, true));
        for (entry, compares) in patterns.assign.iter().map(|entry| (entry, false)).chain(compared) {
            let check = Check {
                rule,
                when: self.conditions(&entry.when)?,
                unless: self.conditions(&entry.unless)?,
                at: Some(self.selector("value")?),
                write: true,
                message: entry.message.as_deref().map_or(0, |message| self.strings.get(message)),
                files: Files::new(entry.files.as_deref(), entry.not_files.as_deref()),
                severity: severity(entry.severity.as_deref())?,
                confidence: confidence(entry.confidence.as_deref())?,
            };
            self.tables.name_checks.push(NameCheck {
                names: alternatives(&entry.names),
                not_names: alternatives(entry.not_names.as_deref().unwrap_or_default()),
                compares,
                check,
            });
        }
        Ok(())
    }

    fn finish(self, strings: Vec<String>) -> Image {
        let same: Vec<Node> = self.nodes.iter().map(|draft| draft.is).collect();
        let canonical = |mut node: Node| {
            // Aliases of aliases are followed once, here; a cycle ends after as many steps as there are nodes.
            for _ in 0..same.len() {
                match same[node as usize] {
                    NO_NODE => break,
                    next => node = next,
                }
            }
            node
        };
        // What models say of an alias holds for the node that it stands for.
        let mut drafts = self.nodes;
        for alias in 0..drafts.len() {
            let target = canonical(alias as Node);
            if drafts[alias].is != NO_NODE && !drafts[alias].edges.is_empty() {
                drafts[target as usize].extends.push(alias as Node);
            }
        }
        // A default export is the module, plus what it has of its own.
        if let Some(default) = strings.iter().position(|name| name == "default") {
            let modules: Vec<Node> = drafts[0].edges.values().copied().collect();
            for module in modules {
                if let Some(&node) = drafts[module as usize].edges.get(&(default as u32)) {
                    drafts[node as usize].extends.push(module);
                }
            }
        }
        inherit(&mut drafts);
        let canonical_role = |role: &mut Role| {
            role.returns_to = canonical(role.returns_to);
            for given in &mut role.params {
                given.ty = canonical(given.ty);
            }
        };
        let mut nodes = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            for call in &mut draft.models.calls {
                call.ty = canonical(call.ty);
                call.callbacks.iter_mut().for_each(|callback| canonical_role(&mut callback.role));
            }
            for write in &mut draft.models.writes {
                write.callbacks.iter_mut().for_each(|callback| canonical_role(&mut callback.role));
            }
            draft.models.roles.iter_mut().for_each(canonical_role);
            nodes.push(NodeImage {
                edges: draft.edges.into_iter().collect(),
                is: canonical(draft.is),
                extends: draft.extends,
                harmless: draft.harmless,
                models: draft.models,
            });
        }
        let mut tables = self.tables;
        tables.decorators.sort_by_key(|&(node, _)| node);
        tables.param_decorators.sort_by_key(|&(node, _)| node);
        tables.validators.sort_by_key(|&(node, _)| node);
        tables.providers.sort_by_key(|&(node, _)| node);
        tables.providers.iter_mut().for_each(|(_, provider)| canonical_role(&mut provider.role));
        // The convention that asks for more is the one that is meant.
        tables.conventions.sort_by_key(|convention| convention.functions.is_empty() && convention.files.is_empty());
        tables.guesses.sort_unstable();
        tables.guesses.dedup_by_key(|&mut (name, _)| name);
        tables.decorators.iter_mut().for_each(|(_, role)| canonical_role(role));
        tables.conventions.iter_mut().for_each(|convention| canonical_role(&mut convention.role));
        tables.param_decorators.iter_mut().for_each(|(_, given)| given.ty = canonical(given.ty));
        tables.named_bases.iter_mut().for_each(|base| base.node = canonical(base.node));
        tables.guesses.iter_mut().for_each(|(_, node)| *node = canonical(*node));
        Image { strings, nodes, tables }
    }
}

/// A number of parameters: `4`, `..3`, `2..`.
fn arity(text: &str) -> Result<(u8, u8), CompileError> {
    let number = |text: &str, open: u8| if text.is_empty() { Some(open) } else { text.parse().ok() };
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    match (number(least, 0), number(most, u8::MAX)) {
        (Some(least), Some(most)) => Ok((least, most)),
        _ => Err(CompileError::Selector { selector: text.to_owned() }),
    }
}

/// What is said of a member of a base holds for the same member of what extends it, unless more is said there: a local
/// rule about `koa.Context().set` must not hide the model of `koa.Response().set`.
fn inherit(drafts: &mut [Draft]) {
    for at in 0..drafts.len() {
        let bases = drafts[at].extends.clone();
        let members: Vec<(u32, Node)> = drafts[at].edges.iter().map(|(&segment, &member)| (segment, member)).collect();
        for (segment, member) in members {
            let Some(of_base) = bases.iter().find_map(|&base| member_of(drafts, base, segment, 4)) else { continue };
            if of_base == member {
                continue;
            }
            let base = &drafts[of_base as usize];
            let (models, is) = (base.models.clone(), base.is);
            let draft = &mut drafts[member as usize];
            if draft.models.calls.is_empty() {
                draft.models.calls = models.calls;
            }
            if draft.models.writes.is_empty() {
                draft.models.writes = models.writes;
            }
            draft.models.checks.extend(models.checks);
            draft.models.read = draft.models.read.take().or(models.read);
            if draft.is == NO_NODE && draft.edges.is_empty() && is != member {
                draft.is = is;
            }
            draft.extends.push(of_base);
        }
    }
}

fn member_of(drafts: &[Draft], node: Node, segment: u32, depth: u32) -> Option<Node> {
    let draft = drafts.get(node as usize)?;
    draft.edges.get(&segment).copied().or_else(|| {
        let mut bases = draft.extends.iter();
        if depth == 0 { None } else { bases.find_map(|&base| member_of(drafts, base, segment, depth - 1)) }
    })
}
