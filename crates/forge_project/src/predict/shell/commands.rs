//! The commands whose effect is known, by name.

use super::{Field, MAX_STEPS, Outcome, Shell, Status, Stream, parse};
use crate::predict::paths;

/// Shells whose scripts are run.
const SHELLS: [&str; 6] = ["bash", "sh", "dash", "zsh", "ksh", "ash"];

/// Most commands that one `xargs` starts.
const MAX_STARTED: usize = 64;

impl Shell<'_> {
    /// Runs the command that `words` name.
    pub(super) fn call(&mut self, words: Vec<Field>, input: &Stream) -> Outcome {
        let Some((first, args)) = words.split_first() else { return Outcome::done() };
        if !first.resolved {
            self.strangers += 1;
            return Outcome::unknown();
        }
        if let Some(body) = self.functions.get(&first.text).cloned() {
            let outer = std::mem::replace(&mut self.scope.arguments, texts(args));
            let ended = self.ended;
            let outcome = self.counted(|shell| shell.node(&body, input));
            self.ended = ended || self.steps > MAX_STEPS;
            self.scope.arguments = outer;
            return outcome;
        }
        let name = paths::name(&first.text);
        match name {
            "true" | ":" => Outcome { output: Some(Vec::new()), status: Status::Succeeds },
            "false" => Outcome { output: Some(Vec::new()), status: Status::Fails },
            "cd" | "pushd" => self.cd(args),
            "popd" => self.cd(&[Field::new("-")]),
            "pwd" => Outcome::says(Some(format!("{}\n", self.scope.directory).into_bytes())),
            "exit" | "return" | "logout" => {
                self.ended |= self.maybe == 0;
                Outcome::unknown()
            }
            "export" | "local" | "declare" | "typeset" | "readonly" => self.declare(args),
            "unset" => {
                for name in args {
                    self.scope.variables.remove(&name.text);
                }
                Outcome::done()
            }
            "set" => self.set(args),
            "shift" => {
                if !self.scope.arguments.is_empty() {
                    self.scope.arguments.remove(0);
                }
                Outcome::done()
            }
            "read" => self.read_variable(args, input),
            "test" | "[" => Outcome { output: Some(Vec::new()), status: Status::Unknown },
            "mkdir" => {
                for directory in operands(args) {
                    self.files.make_directory(self.path(directory));
                }
                Outcome::done()
            }
            "eval" => {
                let script: Vec<&str> = args.iter().map(|word| word.text.as_str()).collect();
                self.script(&script.join(" "), input)
            }
            "source" | "." => self.script_file(args, input),
            "xargs" => self.xargs(args, input),
            "patch" => self.patch(args, input),
            "git" => self.git(args, input),
            name if SHELLS.contains(&name) => self.nested_shell(name, args, input),
            name => match self.wrapped(name, args) {
                Some(words) => self.counted(|shell| shell.call(words, input)),
                None => self.known(name, &first.text, args, input),
            },
        }
    }

    fn known(&mut self, name: &str, path: &str, args: &[Field], input: &Stream) -> Outcome {
        if let Some(outcome) = self.call_output(name, args, input).or_else(|| self.call_copy(name, args, input)) {
            return outcome;
        }
        if path.contains('/')
            && let Some(script) = self.content(&self.path(path))
            && is_shell_script(&script)
        {
            let mut words = vec![Field::new(path)];
            words.extend_from_slice(args);
            return self.script_file(&words, input);
        }
        self.strangers += 1;
        Outcome::unknown()
    }

    /// Runs `act` one call deeper.
    fn counted(&mut self, act: impl FnOnce(&mut Self) -> Outcome) -> Outcome {
        self.steps += 1;
        if self.depth >= super::MAX_DEPTH || self.steps > MAX_STEPS {
            return Outcome::unknown();
        }
        self.depth += 1;
        let outcome = act(self);
        self.depth -= 1;
        outcome
    }

    /// The command behind `sudo`, `env`, `timeout` and their like.
    fn wrapped(&mut self, name: &str, args: &[Field]) -> Option<Vec<Field>> {
        // Options that take the next word, by wrapper.
        let (valued, operands): (&[&str], usize) = match name {
            "sudo" | "doas" => (&["-u", "-g", "-h", "-p", "-C", "-T", "-D", "--user", "--group", "--chdir"], 0),
            "env" => (&["-u", "-C", "--unset", "--chdir"], 0),
            "nice" | "ionice" => (&["-n", "-c", "-p"], 0),
            "timeout" => (&["-k", "-s", "--kill-after", "--signal"], 1),
            "stdbuf" => (&["-i", "-o", "-e"], 0),
            "exec" => (&["-a"], 0),
            "command" | "builtin" | "nohup" | "setsid" | "time" | "busybox" | "caffeinate" | "unbuffer" => (&[], 0),
            _ => return None,
        };
        let mut at = 0;
        let mut skipped = 0;
        while let Some(word) = args.get(at) {
            let text = word.text.as_str();
            if text == "-v" && name == "command" {
                return None;
            } else if valued.contains(&text) {
                at += 2;
            } else if text.starts_with('-') && text.len() > 1 {
                at += 1;
            } else if matches!(name, "env" | "sudo")
                && let Some((variable, value)) = text.split_once('=')
                && parse::is_name(variable)
            {
                self.scope.variables.insert(variable.to_owned(), word.resolved.then(|| vec![value.to_owned()]));
                at += 1;
            } else if skipped < operands {
                skipped += 1;
                at += 1;
            } else {
                return Some(args[at..].to_vec());
            }
        }
        None
    }

    fn cd(&mut self, args: &[Field]) -> Outcome {
        let target = args.iter().find(|word| !word.text.starts_with('-') || word.text == "-");
        let to = match target {
            None => self.home.clone(),
            Some(word) if !word.resolved => None,
            Some(word) if word.text == "-" => self.scope.previous.clone(),
            Some(word) => Some(self.path(&word.text)),
        };
        let Some(to) = to else { return Outcome::unknown() };
        let exists = self.files.is_directory(&to);
        self.scope.previous = Some(std::mem::replace(&mut self.scope.directory, to));
        Outcome { output: Some(Vec::new()), status: if exists { Status::Likely } else { Status::Unknown } }
    }

    fn declare(&mut self, args: &[Field]) -> Outcome {
        for word in args {
            if let Some((name, value)) = word.text.split_once('=')
                && parse::is_name(name)
            {
                self.scope.variables.insert(name.to_owned(), word.resolved.then(|| vec![value.to_owned()]));
            }
        }
        Outcome::done()
    }

    fn set(&mut self, args: &[Field]) -> Outcome {
        let rest = match args.first().map(|word| word.text.as_str()) {
            Some("--") => &args[1..],
            Some(option) if option.starts_with(['-', '+']) => return Outcome::done(),
            _ => args,
        };
        self.scope.arguments = texts(rest);
        Outcome::done()
    }

    /// `read NAME`: the first line, or everything with `-d ''`.
    fn read_variable(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let mut everything = false;
        let mut names = Vec::new();
        let mut words = args.iter();
        while let Some(word) = words.next() {
            match word.text.as_str() {
                option if option.starts_with('-') && option.ends_with('d') => {
                    everything |= words.next().is_some_and(|delimiter| delimiter.text.is_empty());
                }
                option if option.starts_with('-') => everything |= option.contains("d''"),
                name => names.push(name.to_owned()),
            }
        }
        let text = input.clone().and_then(|input| String::from_utf8(input).ok());
        let value = text.map(|text| {
            let line = if everything { &text } else { text.lines().next().unwrap_or_default() };
            vec![line.trim_matches([' ', '\t', '\n']).to_owned()]
        });
        let is_one = names.len() == 1;
        for name in names {
            self.scope.variables.insert(name, value.clone().filter(|_| is_one));
        }
        Outcome::done()
    }

    /// Runs `text` as a script of this shell.
    fn script(&mut self, text: &str, input: &Stream) -> Outcome {
        if !self.files.spend(text.len()) {
            return Outcome::unknown();
        }
        let list = parse::script(text);
        self.counted(|shell| shell.list(&list, input))
    }

    fn script_file(&mut self, words: &[Field], input: &Stream) -> Outcome {
        let Some((file, args)) = words.split_first().filter(|(file, _)| file.resolved) else {
            return Outcome::unknown();
        };
        let Some(Ok(text)) = self.content(&self.path(&file.text)).map(String::from_utf8) else {
            self.strangers += 1;
            return Outcome::unknown();
        };
        let outer = std::mem::replace(&mut self.scope.arguments, texts(args));
        let outcome = self.in_subshell(|shell| shell.script(&text, input));
        self.scope.arguments = outer;
        outcome
    }

    /// `bash -c SCRIPT`, `bash FILE` and `bash` with its script on standard input.
    fn nested_shell(&mut self, name: &str, args: &[Field], input: &Stream) -> Outcome {
        let mut at = 0;
        let mut is_text = false;
        while let Some(word) = args.get(at) {
            match word.text.as_str() {
                "-o" | "+o" | "-O" | "+O" | "--rcfile" | "--init-file" => at += 2,
                "--" | "-" => {
                    at += 1;
                    break;
                }
                option if option.starts_with("--") => at += 1,
                option if option.starts_with(['-', '+']) => {
                    is_text |= option.contains('c');
                    at += 1;
                    if option == "-s" {
                        break;
                    }
                }
                _ => break,
            }
        }
        let reads_input = at == args.len() || args.get(at.wrapping_sub(1)).is_some_and(|word| word.text == "-s");
        let rest = &args[at.min(args.len())..];
        let echo_decodes = !matches!(name, "bash" | "ksh");
        self.in_subshell(|shell| {
            shell.scope.echo_decodes = echo_decodes;
            if is_text {
                let Some((script, args)) = rest.split_first() else { return Outcome::unknown() };
                shell.scope.arguments = texts(args.get(1..).unwrap_or_default());
                shell.script(&script.text, input)
            } else if reads_input {
                shell.scope.arguments = texts(rest);
                match input.as_deref().map(str::from_utf8) {
                    Some(Ok(text)) => shell.script(text, &Some(Vec::new())),
                    _ => Outcome::unknown(),
                }
            } else {
                shell.script_file(rest, input)
            }
        })
    }

    /// `xargs COMMAND`: with every word of the input at once, or once for each line with `-I`.
    fn xargs(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let (mut at, mut placeholder, mut nul) = (0, None, false);
        while let Some(word) = args.get(at) {
            match word.text.as_str() {
                "-I" | "-i" => {
                    placeholder = args.get(at + 1).map(|word| word.text.clone());
                    at += 2;
                }
                "-n" | "-P" | "-L" | "-d" | "-s" => at += 2,
                option if option.starts_with("-I") => {
                    placeholder = Some(option[2..].to_owned());
                    at += 1;
                }
                option if option.starts_with('-') => {
                    nul |= option == "-0" || option == "--null";
                    at += 1;
                }
                _ => break,
            }
        }
        let command = &args[at.min(args.len())..];
        let Some(Ok(text)) = input.as_deref().map(str::from_utf8) else {
            self.strangers += 1;
            return Outcome::unknown();
        };
        if command.is_empty() {
            return Outcome::unknown();
        }
        let mut last = Outcome::done();
        if let Some(placeholder) = placeholder.filter(|placeholder| !placeholder.is_empty()) {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MAX_STARTED) {
                let fill = |word: &Field| Field { text: word.text.replace(&placeholder, line), ..word.clone() };
                let words = command.iter().map(fill).collect();
                last = self.counted(|shell| shell.call(words, &None));
            }
        } else {
            let items = text.split(|c: char| if nul { c == '\0' } else { c.is_whitespace() });
            let items = items.filter(|item| !item.is_empty()).map(|item| Field::new(item.trim_matches(['\'', '"'])));
            let words = command.iter().cloned().chain(items.take(1_024)).collect();
            last = self.counted(|shell| shell.call(words, &None));
        }
        Outcome { output: None, ..last }
    }

    fn git(&mut self, args: &[Field], input: &Stream) -> Outcome {
        let mut at = 0;
        let mut directory = self.scope.directory.clone();
        while let Some(word) = args.get(at).filter(|word| word.text.starts_with('-')) {
            if word.text == "-C" {
                directory = args.get(at + 1).map_or(directory.clone(), |to| paths::absolute(&directory, &to.text));
            }
            at += if matches!(word.text.as_str(), "-C" | "-c" | "--git-dir" | "--work-tree") { 2 } else { 1 };
        }
        let rest = args.get(at + 1..).unwrap_or_default();
        let outer = std::mem::replace(&mut self.scope.directory, directory);
        let outcome = match args.get(at).map(|word| word.text.as_str()) {
            Some("apply") => self.git_apply(rest, input),
            Some("mv") => self.call_copy("mv", rest, input).unwrap_or_else(Outcome::unknown),
            Some("rm") => self.call_copy("rm", rest, input).unwrap_or_else(Outcome::unknown),
            Some(
                "add" | "commit" | "status" | "diff" | "log" | "show" | "config" | "init" | "branch" | "tag" | "push"
                | "fetch",
            ) => Outcome::unknown(),
            _ => {
                self.strangers += 1;
                Outcome::unknown()
            }
        };
        self.scope.directory = outer;
        outcome
    }
}

fn texts(words: &[Field]) -> Vec<String> {
    words.iter().map(|word| word.text.clone()).collect()
}

/// The words that are not options.
pub(super) fn operands(words: &[Field]) -> impl Iterator<Item = &str> {
    let mut only_operands = false;
    words.iter().filter(|word| word.resolved).map(|word| word.text.as_str()).filter(move |text| {
        if *text == "--" && !only_operands {
            only_operands = true;
            return false;
        }
        only_operands || !text.starts_with('-') || *text == "-"
    })
}

fn is_shell_script(content: &[u8]) -> bool {
    let line = content.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let Ok(line) = str::from_utf8(line) else { return false };
    line.starts_with("#!") && line.split(['/', ' ']).any(|word| SHELLS.contains(&word))
}
