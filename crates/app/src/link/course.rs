//! The course of a run: its steps with what each took, shown while they go on.

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use std::time::{Duration, Instant};

/// How often the line on a terminal moves.
const TICK: Duration = Duration::from_millis(120);

/// What one step took.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    pub step: &'static str,
    pub seconds: f64,
    /// Of all threads together.
    pub cpu_seconds: f64,
}

/// The steps so far.
pub struct Course {
    bar: ProgressBar,
    began: Instant,
    steps: Vec<Step>,
}

#[allow(clippy::disallowed_methods)]
fn now() -> Instant {
    Instant::now()
}

/// The processor's time of this process so far, all threads.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// The most memory this process has had, in mebibytes; `None` where the system does not tell.
pub fn peak_memory_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}

impl Course {
    /// Begins; the line on standard error is silent in a pipe.
    pub fn begin() -> Course {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {pos} ({elapsed})") {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Course { bar, began: now(), steps: Vec::new() }
    }
    pub fn bar(&self) -> ProgressBar {
        self.bar.clone()
    }
    /// Does one step and notes what it took.
    pub fn step<T>(&mut self, step: &'static str, work: impl FnOnce(&ProgressBar) -> T) -> T {
        self.bar.set_position(0);
        self.bar.set_message(step);
        let (began, cpu_before) = (now(), cpu());
        let done = work(&self.bar);
        let cpu_seconds = cpu().saturating_sub(cpu_before).as_secs_f64();
        self.steps.push(Step { step, seconds: began.elapsed().as_secs_f64(), cpu_seconds });
        done
    }
    /// Ends: the steps, and how long all of it took.
    pub fn end(self) -> (Vec<Step>, f64) {
        self.bar.finish_and_clear();
        (self.steps, self.began.elapsed().as_secs_f64())
    }
}
