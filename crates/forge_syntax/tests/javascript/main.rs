//! How JavaScript, JSX and TypeScript are lowered, construct by construct.

mod bounds;
mod expressions;
mod functions;
mod modules;
mod statements;
mod typescript;

use forge_model::Language;
use forge_syntax::dump::dump;
use forge_syntax::tree::{NodeId, NodeKind, Tree};
use forge_syntax::{Limits, Parsed, parse};

fn parsed(language: Language, text: &str) -> Parsed {
    parse(language, "a.js", text, &Limits::default()).expect("small files are parsed")
}

/// The tree of `text`, which has to be followed in full.
fn lowered(language: Language, text: &str) -> String {
    let parsed = parsed(language, text);
    assert_eq!(parsed.gap, None);
    dump(&parsed.tree)
}

fn js(text: &str) -> String {
    lowered(Language::JavaScript, text)
}

fn ts(text: &str) -> String {
    let dumped = lowered(Language::TypeScript, text);
    assert_eq!(dumped, lowered(Language::Tsx, text), "both dialects are lowered alike");
    dumped
}

/// The exports of `text`, one a line.
fn exports(language: Language, text: &str) -> String {
    let tree = parsed(language, text).tree;
    let lines: Vec<String> = tree
        .exports
        .iter()
        .map(|export| {
            let value = match tree.kind(export.value) {
                NodeKind::Var(var) => format!("variable {}", tree.str(tree.var(var).name)),
                NodeKind::ImportRef { module, name } => {
                    format!("{:?} {}", tree.str(module), name.map_or("*", |name| tree.str(name)))
                }
                NodeKind::Function(id) => format!("function {:?}", tree.function(id).name.map(|name| tree.str(name))),
                other => format!("{other:?}"),
            };
            format!("{} = {value}", tree.str(export.name))
        })
        .collect();
    lines.join("\n")
}

/// The ids of all nodes that `wanted` holds for, in the order in which they were added.
fn nodes(tree: &Tree, wanted: impl Fn(NodeKind) -> bool) -> Vec<NodeId> {
    (0..tree.node_count() as u32).map(NodeId).filter(|&id| wanted(tree.kind(id))).collect()
}
