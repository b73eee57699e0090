//! `sed`: the commands that change text line by line. A script with any other command is not followed.

mod script;

use super::regular;
use super::{Field, Outcome, Shell, Stream};
use crate::predict::overlay::Held;
use script::{Action, Address, Command, Line};

/// How `sed` was called.
#[derive(Debug, Default)]
struct Options {
    in_place: bool,
    extended: bool,
    quiet: bool,
    scripts: Vec<String>,
    files: Vec<String>,
}

impl Shell<'_> {
    pub(super) fn sed(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let Some(options) = self.sed_options(args) else { return Outcome::unknown() };
        let script = script::parse(&options.scripts.join("\n"), options.extended);
        if !options.in_place {
            let text = self.concatenated(&options.files, input);
            let edited = script.zip(text).and_then(|(script, text)| run(&script, options.quiet, &text));
            return Outcome::says(edited);
        }
        for file in &options.files {
            let path = self.path(file);
            let held = match self.files.read(&path) {
                Held::Absent => continue,
                Held::Unknown => Held::Unknown,
                Held::Content(content) => {
                    let edited = script.as_ref().and_then(|script| run(script, options.quiet, &content));
                    edited.map_or(Held::Unknown, Held::Content)
                }
            };
            self.files.write(&path, held, self.maybe > 0);
        }
        Outcome::done()
    }

    fn sed_options(&mut self, args: &[Field]) -> Option<Options> {
        let mut options = Options::default();
        let mut operands = Vec::new();
        let mut at = 0;
        while let Some(word) = args.get(at) {
            at += 1;
            let text = word.text.as_str();
            let mut value = || {
                at += 1;
                args.get(at - 1).map(|word| word.text.clone())
            };
            match text {
                "--in-place" => options.in_place = true,
                "--regexp-extended" => options.extended = true,
                "--quiet" | "--silent" => options.quiet = true,
                "--expression" => options.scripts.push(value()?),
                "--" => {
                    operands.extend(args[at..].iter().map(|word| word.text.clone()));
                    break;
                }
                _ if text.starts_with("--in-place=") => options.in_place = true,
                _ if text.starts_with("--expression=") => options.scripts.push(text[13..].to_owned()),
                _ if text.starts_with("--") => return None,
                _ if text.starts_with('-') && text.len() > 1 => {
                    self.sed_cluster(&text[1..], args, &mut at, &mut options)?;
                }
                _ => operands.push(text.to_owned()),
            }
        }
        if options.scripts.is_empty() {
            if operands.is_empty() {
                return None;
            }
            options.scripts.push(operands.remove(0));
        }
        options.files = operands;
        Some(options)
    }

    /// Single-letter options in one word.
    fn sed_cluster(&mut self, letters: &str, args: &[Field], at: &mut usize, options: &mut Options) -> Option<()> {
        for (index, letter) in letters.char_indices() {
            let rest = &letters[index + letter.len_utf8()..];
            match letter {
                'n' => options.quiet = true,
                'E' | 'r' => options.extended = true,
                's' | 'u' => {}
                'i' => {
                    options.in_place = true;
                    // The sed of BSD and macOS wants the suffix, which may be empty, as a word of its own.
                    let is_bsd = rest.is_empty() && args.get(*at).is_some_and(|word| word.text.is_empty());
                    *at += usize::from(is_bsd);
                    return Some(());
                }
                'e' | 'f' => {
                    let value = if rest.is_empty() {
                        *at += 1;
                        args.get(*at - 1)?.text.clone()
                    } else {
                        rest.to_owned()
                    };
                    let script = if letter == 'e' {
                        value
                    } else {
                        String::from_utf8(self.content(&self.path(&value))?).ok()?
                    };
                    options.scripts.push(script);
                    return Some(());
                }
                _ => return None,
            }
        }
        Some(())
    }
}

/// One line on its way through a script.
struct Cycle<'t> {
    space: String,
    number: usize,
    is_last: bool,
    out: &'t mut String,
    /// What goes out after the line.
    after: String,
    deleted: bool,
    quits: bool,
}

/// `input` as the script leaves it.
fn run(script: &[Command], quiet: bool, input: &[u8]) -> Option<Vec<u8>> {
    let text = str::from_utf8(input).ok()?;
    let mut out = String::with_capacity(text.len());
    let mut open = vec![None; script::count(script)];
    let mut lines = text.split_inclusive('\n').enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let (space, end) = line.strip_suffix('\n').map_or((line, ""), |space| (space, "\n"));
        let mut cycle = Cycle {
            space: space.to_owned(),
            number: index + 1,
            is_last: lines.peek().is_none(),
            out: &mut out,
            after: String::new(),
            deleted: false,
            quits: false,
        };
        cycle.commands(script, &mut open);
        let Cycle { space, after, deleted, quits, .. } = cycle;
        if !deleted && !quiet {
            out.push_str(&space);
            out.push_str(end);
        }
        if !after.is_empty() && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(&after);
        if quits {
            break;
        }
    }
    Some(out.into_bytes())
}

impl Cycle<'_> {
    /// Runs commands; `open` holds, for each command's range, the line at which it began.
    fn commands(&mut self, commands: &[Command], open: &mut [Option<usize>]) {
        for command in commands {
            if self.deleted || self.quits {
                return;
            }
            if self.selects(command, open) == command.negated {
                continue;
            }
            if matches!(command.action, Action::Change(_)) && !command.negated && open[command.id].is_some() {
                // The text stands for the whole range: it comes at its end.
                self.deleted = true;
                continue;
            }
            self.act(&command.action, open);
        }
    }

    fn selects(&self, command: &Command, open: &mut [Option<usize>]) -> bool {
        match &command.address {
            Address::All => true,
            Address::One(line) => self.is(line),
            Address::Range(from, to) => {
                let begun = match open[command.id] {
                    Some(begun) => begun,
                    None if self.is(from) => {
                        open[command.id] = Some(self.number);
                        // The end of a range is looked for from the next line on, unless it is a number.
                        let ends_at_once = match to {
                            Line::Number(number) => *number <= self.number,
                            Line::Last => self.is_last,
                            Line::After(count) => *count == 0,
                            Line::Matching(_) => false,
                        };
                        if ends_at_once {
                            open[command.id] = None;
                        }
                        return true;
                    }
                    None => return false,
                };
                let (selected, ends) = match to {
                    Line::Number(number) => (*number >= self.number, *number <= self.number),
                    Line::Last => (true, self.is_last),
                    Line::After(count) => (true, self.number >= begun + count),
                    Line::Matching(regex) => (true, regex.is_match(&self.space)),
                };
                if ends {
                    open[command.id] = None;
                }
                selected
            }
        }
    }

    fn is(&self, line: &Line) -> bool {
        match line {
            Line::Number(number) => *number == self.number,
            Line::Last => self.is_last,
            Line::Matching(regex) => regex.is_match(&self.space),
            Line::After(_) => false,
        }
    }

    fn act(&mut self, action: &Action, open: &mut [Option<usize>]) {
        match action {
            Action::Substitute { regex, parts, nth, all, prints } => {
                if let Some(replaced) = regular::replace(regex, &self.space, parts, *nth, *all) {
                    self.space = replaced;
                    if *prints {
                        self.print();
                    }
                }
            }
            Action::Translate { from, to } => {
                let translate = |c| from.iter().position(|&other| other == c).map_or(c, |at| to[at]);
                self.space = self.space.chars().map(translate).collect();
            }
            Action::Delete => self.deleted = true,
            Action::Print => self.print(),
            Action::Append(text) => self.after.push_str(text),
            Action::Insert(text) => self.out.push_str(text),
            Action::Change(text) => {
                self.out.push_str(text);
                self.deleted = true;
            }
            Action::Quit => self.quits = true,
            Action::Block(commands) => self.commands(commands, open),
        }
    }

    fn print(&mut self) {
        self.out.push_str(&self.space);
        self.out.push('\n');
    }
}
