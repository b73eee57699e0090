//! Which thread runs on which core.

/// Keeps the first thread of the process, which sleeps, away from the core that this one runs on. Linux may otherwise
/// wake it there though another core has nothing to do. Where that cannot be had, nothing changes.
#[cfg(target_os = "linux")]
pub fn keep_first_thread_off_this_one() {
    use rustix::thread::{sched_getaffinity, sched_getcpu, sched_setaffinity};
    let first = Some(rustix::process::getpid());
    let Ok(mut cores) = sched_getaffinity(first) else { return };
    cores.unset(sched_getcpu());
    if cores.count() > 0 {
        // Where it is not allowed, the thread works wherever it is woken.
        let _ = sched_setaffinity(first, &cores);
    }
}

/// Other systems choose an idle core by themselves.
#[cfg(not(target_os = "linux"))]
pub fn keep_first_thread_off_this_one() {}
