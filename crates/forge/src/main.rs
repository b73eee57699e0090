//! The `forge` command.

mod analysis;
mod cli;
mod cmd;
mod console;
mod heap;
mod memory;
mod progress;
mod selection;
mod settings;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    // An agent waits for every hook: it does not pay for a command line parser.
    if args.next().is_some_and(|verb| verb == "hook") {
        let rest: Vec<_> = args.collect();
        if !rest.iter().any(|arg| arg == "--help" || arg == "-h") {
            return cmd::hook::run(rest);
        }
    }
    cli::run(std::env::args_os())
}
