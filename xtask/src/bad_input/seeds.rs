//! What mutations begin with: the corpus, the rules' examples, the example shop, recorded events.

use super::graft::graft;
use super::mutate::{Random, mutate};
use super::target::Target;
use crate::examples::{file_name, root};
use anyhow::{Context as _, Result, ensure};
use forge_model::Language;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Most bytes of a seed that are taken.
const WINDOW: usize = 6 << 10;

/// Most bytes of a program that is changed in its syntax, and so is taken whole.
const PROGRAM: usize = 12 << 10;

/// Shell commands as agents write them.
const COMMANDS: [&str; 24] = [
    "cat > src/a.js <<'EOF'\nconst a = 1;\nEOF",
    "cat <<EOF >> src/a.py\nimport os\nprint(\"$HOME\")\nEOF",
    "mkdir -p src && printf '%s\\n' 'x = 1' 'y = 2' > src/b.py",
    "echo 'el.innerHTML = x' | tee -a src/a.js src/c.js >/dev/null",
    "sed -i 's/textContent/innerHTML/g; 3d; $a\\\nlast' src/a.js",
    "sed -i -E -e '/^a(b|c)+/,/end/{s//x\\1/2;n;d}' -- src/a.js",
    "cp src/a.js src/d.js; mv src/d.js src/e.js && rm -f src/a.py",
    "cd src; for f in *.js; do sed -i \"s/a/b/\" \"$f\"; done",
    "if [ -f src/a.js ]; then echo yes > src/f.js; else echo no; fi",
    "perl -pi -e 's/(\\w+)\\.send\\(/$1.json(/g' src/a.js",
    "git apply <<'EOF'\n--- a/src/a.js\n+++ b/src/a.js\n@@ -1,2 +1,2 @@\n-const a = 1;\n+const a = 2;\n b();\nEOF",
    "patch -p1 < fix.diff && git add -A && git commit -qm wip",
    "bash -c \"echo 'x=1' > src/g.py\" && sh -c 'cat src/g.py > src/h.py'",
    "python - <<'PY'\nopen('src/a.py', 'w').write('x')\nPY",
    "truncate -s 0 src/a.js; : > src/a.py; > src/c.js",
    "head -n 2 src/a.js | tail -1 | sort -u | tr a-z A-Z > src/i.js",
    "A=src/j.js; B=${A%.js}.ts; echo \"$((1 + 2)) ${B:-x} $(date)\" > \"$B\"",
    "cat src/a.{js,py} > src/all.txt 2>&1 <&- 3>/dev/null",
    "install -m 644 src/a.js dist/a.js && ln -s a.js src/k.js && dd if=src/a.js of=src/l.js",
    "function w() { cat > \"$1\"; }; w src/m.js <<< 'a=1'",
    "case $x in a|b) echo 1 > src/a.js ;; *) exit 1 ;; esac",
    "echo -e 'a\\x41\\u00e9\\0101\\n' > src/n.py; printf \"%d %5.2f %q\\n\" 1 2 3 >> src/n.py",
    "awk '{ print $1 > \"src/o.js\" }' src/a.js & wait",
    "{ echo a; (echo b) } > src/p.js || ! true; [[ a =~ b ]] && echo $'x\\ty' >| src/q.js",
];

/// Templates of each kind, where the corpus has none.
const TEMPLATES: [(&str, &str); 10] = [
    (
        "html",
        "<!doctype html>\n<h1 onclick=\"go('{{ name }}')\">{{ title|safe }}</h1>\n<script>let a = location.hash;</script>\n",
    ),
    (
        "vue",
        "<template><p v-html=\"text\" :href=\"url\">{{ a }}</p></template>\n<script setup>\nconst text = ref(route.query.q)\n</script>\n",
    ),
    ("svelte", "<script>\n  export let data;\n</script>\n{#each data.rows as row}<p>{@html row.text}</p>{/each}\n"),
    ("ejs", "<% for (const row of rows) { %>\n  <li><%- row.name %> <%= row.price %></li>\n<% } %>\n"),
    ("hbs", "{{#each rows}}<li>{{{name}}} {{&price}} {{> part}}</li>{{else}}none{{/each}}\n"),
    ("mustache", "{{#rows}}{{{name}}}{{/rows}}{{^rows}}none{{/rows}}\n"),
    ("pug", "ul\n  each row in rows\n    li(class=row.kind)!= row.name\n    p #{row.price} !{row.text}\n"),
    (
        "njk",
        "{% for row in rows %}<li>{{ row.name | safe }}</li>{% endfor %}{% autoescape false %}{{ a }}{% endautoescape %}\n",
    ),
    ("jinja2", "{% extends 'a.html' %}{% block b %}{{ name|e }} {{ text|safe }}{% endblock %}\n"),
    ("mako", "<%page expression_filter=\"h\"/>\n% for row in rows:\n  ${row.name | n}\n% endfor\n<%! import os %>\n"),
];

/// Texts to begin with.
pub(super) struct Seeds {
    /// Name and text, by the language's name in the target.
    code: BTreeMap<&'static str, Vec<(String, String)>>,
    events: Vec<String>,
}

impl Seeds {
    /// Reads them; without a corpus the rules' examples and the shop remain.
    pub(super) fn load() -> Result<Self> {
        let mut seeds = Self { code: BTreeMap::new(), events: Vec::new() };
        for folder in ["corpus", "examples"] {
            seeds.collect(&root().join(folder))?;
        }
        let catalogue = root().join("crates/forge_rules");
        let compiled = forge_catalogue::compile_folder(&catalogue).context("failed to compile the catalogue")?;
        for example in compiled.rules.into_iter().flat_map(|rule| rule.examples) {
            seeds.add(example.file.unwrap_or_else(|| file_name(&example.language)), example.code);
        }
        for (extension, text) in TEMPLATES {
            seeds.add(format!("page.{extension}"), text.to_owned());
        }
        let payloads = root().join("crates/forge_clients/tests/payloads/claude");
        let mut paths: Vec<_> = std::fs::read_dir(&payloads)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            seeds.events.push(std::fs::read_to_string(path)?);
        }
        for name in ["javascript", "typescript", "tsx", "python", "template"] {
            ensure!(seeds.code.get(name).is_some_and(|texts| texts.len() >= 3), "there are too few seeds for {name}");
        }
        Ok(seeds)
    }

    fn collect(&mut self, path: &Path) -> Result<()> {
        if path.is_dir() {
            let mut entries: Vec<_> = std::fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
            entries.sort();
            return entries.iter().try_for_each(|entry| self.collect(entry));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if Language::of_path(&name).is_some() {
            self.add(name, std::fs::read_to_string(path)?);
        }
        Ok(())
    }

    fn add(&mut self, name: String, text: String) {
        let Some(language) = Language::of_path(&name) else { return };
        let key = match language {
            Language::JavaScript => "javascript",
            Language::TypeScript => "typescript",
            Language::Tsx => "tsx",
            Language::Python => "python",
            Language::Template => "template",
        };
        self.code.entry(key).or_default().push((name.clone(), text.clone()));
        // Scripts are TSX, too; of that alone there is little.
        if language == Language::JavaScript && name.ends_with('x') {
            self.code.entry("tsx").or_default().push((name, text));
        }
    }

    /// The input of a target that `random` decides.
    pub(super) fn input(&self, target: Target, random: &mut Random) -> Vec<u8> {
        match target {
            Target::Scan(language) => self.source(language, random).1,
            Target::Template => {
                // The first line tells the target which kind of template it is.
                let (name, text) = self.source("template", random);
                [name.as_bytes(), b"\n", &text].concat()
            }
            Target::Shell if random.once_in(3) => {
                let (name, code) = self.source(["javascript", "python"][random.below(2)], random);
                [format!("cat > src/{name} <<'EOF'\n").as_bytes(), &code, b"\nEOF\n"].concat()
            }
            Target::Shell => {
                let mut bytes = random.pick(&COMMANDS).map_or_else(Vec::new, |command| command.as_bytes().to_vec());
                let other = random.pick(&COMMANDS).copied().unwrap_or_default();
                mutate(&mut bytes, other.as_bytes(), random);
                bytes
            }
            Target::Event => self.event(random),
            Target::Edit => self.edit(random),
        }
    }

    fn source(&self, language: &str, random: &mut Random) -> (String, Vec<u8>) {
        let texts = self.code.get(language).map_or(&[][..], Vec::as_slice);
        let (name, text) = random.pick(texts).cloned().unwrap_or_default();
        let other = random.pick(texts).map_or("", |(_, text)| text.as_str());
        let is_grafted = language != "template" && text.len() <= PROGRAM && !random.once_in(4);
        let mut bytes = if is_grafted {
            graft(&text, other, language, random).into_bytes()
        } else {
            window(&text, random).as_bytes().to_vec()
        };
        // Most of what is grafted stays as it is.
        if !is_grafted || random.once_in(4) {
            mutate(&mut bytes, other.as_bytes(), random);
        }
        if random.once_in(12) {
            return (name, bytes);
        }
        // What is not UTF-8 is refused at once; most inputs are to get further.
        (name, String::from_utf8_lossy(&bytes).into_owned().into_bytes())
    }

    /// An event whose text is mutated, or one of good form in which one value is another.
    fn event(&self, random: &mut Random) -> Vec<u8> {
        let text = random.pick(&self.events).map_or("", String::as_str);
        if random.once_in(2)
            && let Ok(mut event) = serde_json::from_str::<Value>(text)
        {
            self.change(&mut event, random);
            return event.to_string().into_bytes();
        }
        let mut bytes = text.as_bytes().to_vec();
        let other = random.pick(&self.events).map_or("", String::as_str);
        mutate(&mut bytes, other.as_bytes(), random);
        bytes
    }

    /// Puts another value in some place of an event: code, or something of another type.
    fn change(&self, value: &mut Value, random: &mut Random) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                let at = random.below(members.len());
                if let Some((_, member)) = members.iter_mut().nth(at) {
                    self.change(member, random);
                }
            }
            Value::Array(items) if !items.is_empty() => {
                let at = random.below(items.len());
                self.change(&mut items[at], random);
            }
            _ => {
                let (_, code) = self.source(["javascript", "python"][random.below(2)], random);
                let code = json!(String::from_utf8_lossy(&code));
                let others = [code.clone(), code, json!(null), json!(-1.5e300), json!([[]]), json!({ "a": {} })];
                *value = random.pick(&others).cloned().unwrap_or_default();
            }
        }
    }

    fn edit(&self, random: &mut Random) -> Vec<u8> {
        let language = *random.pick(&["javascript", "python", "tsx"]).unwrap_or(&"python");
        let (name, content) = self.source(language, random);
        let content = String::from_utf8_lossy(&content).into_owned();
        let old = lines(&content, 5, random);
        let (_, new) = self.source(language, random);
        let new = lines(&String::from_utf8_lossy(&new), 12, random);
        // A letter that is replaced everywhere would make a text of any size.
        let all = old.len() > 8 && random.once_in(2);
        let edit = json!({ "old_string": old, "new_string": new, "replace_all": all });
        let path = format!("/repo/src/{name}");
        let (tool, input) = match random.below(3) {
            0 => ("MultiEdit", json!({ "file_path": path, "edits": [edit, edit] })),
            1 => ("NotebookEdit", json!({ "notebook_path": "/repo/src/a.ipynb", "new_source": new, "cell_id": "a" })),
            _ => {
                let mut input = edit;
                input["file_path"] = json!(path);
                ("Edit", input)
            }
        };
        // The file's content travels in front, for the disk that the target makes.
        let event = json!({ "hook_event_name": "PreToolUse", "session_id": "s", "cwd": "/repo", "tool_name": tool, "tool_input": input });
        json!({ "content": content, "event": event }).to_string().into_bytes()
    }
}

/// Some lines of a text, or now and then just some characters.
fn lines(text: &str, most: usize, random: &mut Random) -> String {
    if random.once_in(4) {
        return text.chars().skip(random.below(200)).take(random.below(60 * most)).collect();
    }
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let start = random.below(all.len());
    all[start..(start + 1 + random.below(most)).min(all.len())].concat()
}

/// A part of a text, at line breaks; all of a short one.
fn window<'t>(text: &'t str, random: &mut Random) -> &'t str {
    if text.len() <= WINDOW && !random.once_in(3) {
        return text;
    }
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let start = random.pick(&starts).copied().unwrap_or(0);
    let end = text.floor_char_boundary((start + WINDOW).min(text.len()));
    &text[start.min(end)..end]
}
