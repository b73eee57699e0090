//! Jupyter notebooks: the code of their cells as one Python text.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Cell magics behind which Python goes on.
const PYTHON_MAGICS: [&str; 5] = ["time", "timeit", "capture", "prun", "python"];

/// Whether the file called `path` is a notebook.
pub fn is_notebook(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && extension.eq_ignore_ascii_case("ipynb"))
}

/// The Python code of a notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// The code of all cells, one after the other. What only IPython understands is `pass`.
    pub text: String,
    /// For each code cell: its first line in the text, from 1, and its number among all cells, from 1.
    starts: Vec<(u32, u32)>,
}

impl Cells {
    /// The code in `notebook`, or `None` if it is not a notebook of Python.
    pub fn read(notebook: &[u8]) -> Option<Self> {
        let notebook: Value = serde_json::from_slice(notebook).ok()?;
        let metadata = &notebook["metadata"];
        let language = metadata["kernelspec"]["language"].as_str().or(metadata["language_info"]["name"].as_str());
        if language.is_some_and(|language| !language.to_ascii_lowercase().contains("python")) {
            return None;
        }
        let mut cells = Self { text: String::new(), starts: Vec::new() };
        let mut line = 1;
        for (at, cell) in notebook["cells"].as_array()?.iter().enumerate() {
            if cell["cell_type"] != "code" {
                continue;
            }
            cells.starts.push((line, at as u32 + 1));
            for code in python(&source(cell)) {
                cells.text.push_str(&code);
                cells.text.push('\n');
                line += 1;
            }
        }
        Some(cells)
    }

    /// The number of the cell that holds `line` of the text, and the line within the cell; all from 1.
    pub fn locate(&self, line: u32) -> (u32, u32) {
        let at = self.starts.partition_point(|&(start, _)| start <= line);
        let (start, cell) = at.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or((1, 1));
        (cell, line.saturating_sub(start) + 1)
    }
}

/// A cell's source: a string or a list of lines with their ends.
fn source(cell: &Value) -> String {
    match &cell["source"] {
        Value::String(text) => text.clone(),
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => String::new(),
    }
}

/// The lines of a cell, as many as it has.
fn python(source: &str) -> Vec<String> {
    let magic = source.trim_start().strip_prefix("%%");
    let is_python = magic.is_none_or(|magic| {
        let name = magic.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        PYTHON_MAGICS.iter().any(|python| name.starts_with(python))
    });
    let line = |line: &str| {
        let code = line.trim_start();
        let is_magic =
            code.starts_with(['%', '!', '?']) || code.trim_end().ends_with('?') && !code.contains(['#', '"', '\'']);
        if is_python && !is_magic {
            line.to_owned()
        } else {
            format!("{}pass", &line[..if is_python { line.len() - code.len() } else { 0 }])
        }
    };
    source.lines().map(line).collect()
}

/// The notebook with `new` as the source of a cell. The event does not say which, so the code cell that has the most
/// lines in common is taken for replaced, and a text without a likeness for added. `None` when nothing is analysed.
pub(super) fn with_cell(notebook: &[u8], new: &str, code: bool) -> Option<Vec<u8>> {
    if !code || new.is_empty() {
        return None;
    }
    let mut notebook: Value = serde_json::from_slice(notebook).ok()?;
    let cells = notebook["cells"].as_array_mut()?;
    let likeness = |cell: &Value| {
        let old = source(cell);
        let lines: BTreeSet<&str> = old.lines().filter(|line| !line.trim().is_empty()).collect();
        let shared = new.lines().filter(|line| lines.contains(line)).count();
        if cell["cell_type"] == "code" { shared } else { 0 }
    };
    let most = cells.iter().enumerate().map(|(at, cell)| (likeness(cell), at)).max_by_key(|&(shared, _)| shared);
    match most {
        Some((1.., at)) => cells[at]["source"] = json!(new),
        _ => cells.push(json!({ "cell_type": "code", "metadata": {}, "outputs": [], "source": new })),
    }
    serde_json::to_vec(&notebook).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTEBOOK: &str = r##"{"cells": [
        {"cell_type": "markdown", "source": "# Title\n"},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "import os\n", "if x:\n", "    !ls\n"]},
        {"cell_type": "code", "source": "%%bash\nrm -rf x"},
        {"cell_type": "code", "source": "y = 1\nprint(y)"}
    ], "metadata": {"kernelspec": {"language": "python"}}}"##;

    #[test]
    fn the_code_of_all_cells_is_one_text() {
        let cells = Cells::read(NOTEBOOK.as_bytes()).unwrap();
        assert_eq!(cells.text, "pass\nimport os\nif x:\n    pass\npass\npass\ny = 1\nprint(y)\n");
        assert_eq!(cells.locate(2), (2, 2));
        assert_eq!(cells.locate(5), (3, 1));
        assert_eq!(cells.locate(8), (4, 2));
        assert_eq!(Cells::read(br#"{"cells": [], "metadata": {"kernelspec": {"language": "julia"}}}"#), None);
        assert_eq!(Cells::read(b"not json"), None);
    }

    #[test]
    fn a_cell_is_replaced_by_what_resembles_it_else_added() {
        let text = |new: &str| {
            let notebook = with_cell(NOTEBOOK.as_bytes(), new, true).unwrap();
            Cells::read(&notebook).unwrap().text
        };
        assert!(text("y = 2\nprint(y)").ends_with("pass\ny = 2\nprint(y)\n"));
        assert!(text("other()").ends_with("y = 1\nprint(y)\nother()\n"));
        assert_eq!(with_cell(NOTEBOOK.as_bytes(), "# text", false), None);
    }

    #[test]
    fn notebooks_are_known_by_their_name() {
        assert!(is_notebook("a/b.ipynb"));
        assert!(!is_notebook("b.py"));
    }
}
