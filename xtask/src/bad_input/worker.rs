//! A worker: runs its share of the inputs, each bounded in time and with its panics caught.

use super::mutate::Random;
use super::seeds::Seeds;
use super::target::{self, Seen, Target};
use anyhow::{Context as _, Result};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// What begins a line that counts what inputs came to: target, inputs, with findings, with unknowns.
pub(super) const SEEN: &str = "seen\t";

/// Most CPU time that one input may take, in seconds: the parser has four of its own.
const MAX_SECONDS: f64 = 5.0;

/// As in `forge scan`, the smaller of the stacks that the engine runs on.
const STACK_BYTES: usize = 16 << 20;

thread_local! {
    /// Where the last panic of this thread was.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the inputs `from`, `from + step`, ... below `end`, and says in a file which one it is at.
pub(super) fn run(args: &[String]) -> Result<bool> {
    let [folder, file, from, step, end] = args else { anyhow::bail!("a worker takes five arguments") };
    let (from, step, end): (u64, u64, u64) = (from.parse()?, step.parse()?, end.parse()?);
    let (folder, file) = (folder.clone(), file.clone());
    on_large_stack(move || {
        let seeds = Seeds::load()?;
        let mut place = File::options().write(true).open(&file).context("failed to open the worker's file")?;
        let mut is_met = true;
        let mut seen: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
        for number in (from..end).step_by(step as usize) {
            place.rewind()?;
            place.write_all(format!("{number:<20}").as_bytes())?;
            let came_to = one(number, &seeds, Path::new(&folder))?;
            is_met &= came_to.is_some();
            let Seen { finding, unknown } = came_to.unwrap_or_default();
            let counts = seen.entry(Target::of(number).name()).or_default();
            for (count, more) in counts.iter_mut().zip([true, finding, unknown]) {
                *count += u64::from(more);
            }
        }
        for (name, [inputs, findings, unknowns]) in seen {
            println!("{SEEN}{name}\t{inputs}\t{findings}\t{unknowns}");
        }
        Ok(is_met)
    })
}

/// Runs one input and shows it.
pub(super) fn single(number: u64) -> Result<bool> {
    let folder = crate::process::scratch("bad-input")?;
    on_large_stack(move || {
        let seeds = Seeds::load()?;
        let (target, input) = made(number, &seeds);
        let path = folder.join(format!("{number}{}", target.extension()));
        std::fs::write(&path, &input)?;
        println!("{} bytes for {}: {}", input.len(), target.name(), path.display());
        Ok(one(number, &seeds, &folder)?.is_some())
    })
}

fn on_large_stack(work: impl FnOnce() -> Result<bool> + Send + 'static) -> Result<bool> {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or("it panicked");
        let message: String = message.chars().take(160).collect();
        PANIC.set(format!("{message} ({place})"));
    }));
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work)?;
    thread.join().unwrap_or_else(|_| anyhow::bail!("the worker itself panicked: {}", PANIC.take()))
}

fn made(number: u64, seeds: &Seeds) -> (Target, Vec<u8>) {
    let mut random = Random::new(number);
    let target = Target::of(number);
    (target, seeds.input(target, &mut random))
}

/// Runs one input, and gives what it came to; tells of its failure and keeps it.
fn one(number: u64, seeds: &Seeds, folder: &Path) -> Result<Option<Seen>> {
    let (target, input) = made(number, seeds);
    let start = cpu_seconds()?;
    let result = panic::catch_unwind(AssertUnwindSafe(|| target::run(target, &input)));
    let seconds = cpu_seconds()? - start;
    let wrong = match result {
        Err(_) => format!("panicked: {}", PANIC.take()),
        Ok(Err(why)) => why,
        Ok(Ok(_)) if seconds > MAX_SECONDS => format!("took {seconds:.1} s of CPU time"),
        Ok(Ok(seen)) => return Ok(Some(seen)),
    };
    let path = folder.join(format!("{number}{}", target.extension()));
    std::fs::write(&path, &input)?;
    println!("input {number} ({}): {wrong}; kept in {}", target.name(), path.display());
    Ok(None)
}

/// CPU time of this thread, from the scheduler's own count in nanoseconds.
fn cpu_seconds() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("failed to read the CPU time")?;
    let nanoseconds: f64 = text.split_whitespace().next().context("empty schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}
