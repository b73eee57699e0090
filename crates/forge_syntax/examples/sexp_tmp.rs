#![allow(clippy::all)]
use forge_model::Language;
fn main(){ let p=std::env::args().nth(1).unwrap(); let t=std::fs::read_to_string(&p).unwrap();
 let l=Language::of_path(&p).unwrap();
 let g=match l {Language::JavaScript=>forge_grammars::javascript(),Language::TypeScript=>forge_grammars::typescript(),_=>forge_grammars::tsx()};
 let mut ps=forge_grammars::tree_sitter::Parser::new(); ps.set_language(&g).unwrap();
 if std::env::args().nth(2).is_some(){ println!("{}",ps.parse(&t,None).unwrap().root_node().to_sexp()); }
 let r=forge_syntax::parse(l,&p,&t,&Default::default()).unwrap(); println!("{} gap={:?}",forge_syntax::dump::dump(&r.tree),r.gap); for e in &r.tree.exports { println!("export {} = {:?}", r.tree.str(e.name), r.tree.kind(e.value)); } }
