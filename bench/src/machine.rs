//! What the figures were measured on: a number without its machine says nothing.

use crate::{Outcome, figure::median, server::Server};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The machine, the engines and the state of the source.
pub struct Machine {
    pub cpu: String,
    pub cores: usize,
    pub memory_gib: f64,
    pub kernel: String,
    pub disk: String,
    /// The median time of one durable append of 4 KiB to a file, in milliseconds.
    pub flush_ms: f64,
    pub sqlite: &'static str,
    pub postgres: String,
    pub rustc: String,
    pub date: String,
    pub commit: String,
    pub load_before: String,
    pub load_after: String,
}

impl Machine {
    /// Whether more wanted to run than there are cores before anything was measured.
    pub fn is_busy(&self) -> bool {
        let last_minute = self.load_before.split(' ').next().and_then(|l| l.parse::<f64>().ok());
        last_minute.is_some_and(|load| load > self.cores as f64)
    }
}

/// Looks at the machine. `dir` is where the data was written.
pub fn describe(dir: &Path, server: &Server, load_before: String) -> Outcome<Machine> {
    let memory = field(&read("/proc/meminfo"), "MemTotal");
    let kib: f64 = memory.trim_end_matches(" kB").trim().parse().unwrap_or(0.0);
    let version = server.client("postgres")?.query_one("show server_version", &[])?;
    Ok(Machine {
        cpu: field(&read("/proc/cpuinfo"), "model name"),
        cores: std::thread::available_parallelism()?.get(),
        memory_gib: kib / (1024.0 * 1024.0),
        kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
        disk: file_system(dir),
        flush_ms: flush(dir)?,
        sqlite: rusqlite::version(),
        postgres: version.get(0),
        rustc: said("rustc", &["--version"]),
        date: jiff::Timestamp::now().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        commit: commit(),
        load_before,
        load_after: load(),
    })
}

/// The load averages of the last 1, 5 and 15 minutes.
pub fn load() -> String {
    read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The value of the first line `name : value`.
fn field(text: &str, name: &str) -> String {
    let line = text.lines().find(|l| l.starts_with(name));
    let value = line.and_then(|l| l.split_once(':')).map(|(_, v)| v.trim().to_owned());
    value.filter(|v| !v.is_empty()).unwrap_or_else(|| "unknown".into())
}

/// The kind of file system that holds `dir`: that of the longest mount point above it.
fn file_system(dir: &Path) -> String {
    let mounts = read("/proc/mounts");
    let above = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ');
        let (device, point, kind) = (parts.next()?, parts.next()?, parts.next()?);
        dir.starts_with(point).then(|| (point.len(), format!("{kind} on {device}")))
    });
    above.max_by_key(|(len, _)| *len).map_or_else(|| "unknown".into(), |(_, name)| name)
}

/// Appends 4 KiB and waits until it is on the disk, 200 times.
fn flush(dir: &Path) -> Outcome<f64> {
    let mut file = std::fs::File::create(dir.join("flush"))?;
    let mut times = Vec::new();
    for _ in 0..200 {
        let before = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(before.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(median(&times))
}

fn commit() -> String {
    let commit = said("git", &["rev-parse", "--short=12", "--verify", "HEAD"]);
    let changed = said("git", &["status", "--porcelain", "--", ".", ":(exclude)bench/RESULTS.md"]);
    match (commit.as_str(), changed.as_str()) {
        ("unknown", _) => "not committed yet".into(),
        (_, "unknown") => commit,
        _ => format!("{commit} with uncommitted changes"),
    }
}

fn said(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().ok().filter(|o| o.status.success());
    let text = output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    text.filter(|t| !t.is_empty()).unwrap_or_else(|| "unknown".into())
}
