//! Which thread runs on which core.

/// Does `wake`, which wakes the first thread of the process, so that it wakes on another core than the one that this thread
/// runs on. Linux may otherwise wake it here though another core has nothing to do. Where that cannot be had, it wakes
/// where it does.
#[cfg(target_os = "linux")]
pub fn wake_elsewhere(wake: impl FnOnce()) {
    use nix::sched::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};
    let first = nix::unistd::getpid();
    let (Ok(all), Ok(this)) = (sched_getaffinity(first), sched_getcpu()) else { return wake() };
    let mut others = all;
    let is_any_left = others.unset(this).is_ok() && (0..CpuSet::count()).any(|core| others.is_set(core) == Ok(true));
    let is_kept_off = is_any_left && sched_setaffinity(first, &others).is_ok();
    wake();
    if is_kept_off {
        // Once awake it may go where there is room.
        let _ = sched_setaffinity(first, &all);
    }
}

/// Other systems choose an idle core by themselves.
#[cfg(not(target_os = "linux"))]
pub fn wake_elsewhere(wake: impl FnOnce()) {
    wake();
}
