//! The program as people run it: how long it needs after a kill beside a clean start, and how much memory it keeps with
//! nothing to do.

use crate::figure::median;
use crate::house::{self, officer};
use crate::{Outcome, Plan, commits};
use identity::name_index::generate;
use ledger::Stamp;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// People of the restarted house, and of the post whose memory is looked at.
pub const PEOPLE: usize = 100_000;
pub const PEOPLE_OF_A_POST: usize = 50_000;
/// How often it is started in each way.
const STARTS: usize = 5;
/// A post with nothing to do for so long.
const IDLE: Duration = Duration::from_secs(10);
/// What is asked for.
pub const TIMES_AIM: f64 = 2.0;
pub const MB_AIM: f64 = 80.0;

/// What came out. Times in seconds: to the first page, and until the name index knows everybody.
pub struct Restarted {
    pub clean: [f64; 2],
    pub killed: [f64; 2],
    /// The median share of a start after a kill, to the first page.
    pub times: f64,
    pub idle_mb: f64,
}

/// The optimised program, as `cargo xtask bench` builds it.
pub fn program() -> Outcome<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("ceiba");
    if path.exists() { Ok(path) } else { Err(format!("{} is not built", path.display()).into()) }
}

pub fn measure(_: &Plan, dir: &Path) -> Outcome<Restarted> {
    let dir = dir.join("restart");
    std::fs::create_dir(&dir)?;
    fill(&dir, PEOPLE)?;
    let program = program()?;
    // The first start brings the tables of the other rooms and fills the rows anew.
    Running::start(&program, &dir)?.stop()?;
    let (mut clean, mut killed) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let running = Running::start(&program, &dir)?;
        clean.push(running.took);
        // Killed with something written since the last tidying.
        let ledger = house::folder(&dir)?;
        write(&ledger, 500, 1)?;
        running.kill()?;
        drop(ledger);
        let running = Running::start(&program, &dir)?;
        killed.push(running.took);
        running.stop()?;
    }
    let of = |all: &[[f64; 2]], at: usize| median(&all.iter().map(|took| took[at]).collect::<Vec<_>>());
    let shares: Vec<f64> = clean.iter().zip(&killed).map(|(clean, killed)| killed[0] / clean[0]).collect();
    Ok(Restarted {
        clean: [of(&clean, 0), of(&clean, 1)],
        killed: [of(&killed, 0), of(&killed, 1)],
        times: median(&shares),
        idle_mb: idle(&dir)?,
    })
}

/// What a post keeps in memory with nothing to do.
pub fn idle(beside: &Path) -> Outcome<f64> {
    let program = program()?;
    let dir = beside.join("post");
    std::fs::create_dir(&dir)?;
    fill(&dir, PEOPLE_OF_A_POST)?;
    Running::start(&program, &dir)?.stop()?;
    let running = Running::start(&program, &dir)?;
    std::thread::sleep(IDLE);
    let mb = resident_mb(running.child.id())?;
    running.stop()?;
    Ok(mb)
}

fn fill(dir: &Path, people: usize) -> Outcome<()> {
    let ledger = house::folder(dir)?;
    write(&ledger, people, 0)?;
    ledger.checkpoint()?;
    Ok(())
}

fn write(ledger: &ledger::Ledger, people: usize, seed: u64) -> Outcome<()> {
    let stamp = Stamp::new(officer(1));
    for (part, chunk) in generate::names(people, 20_240_603 + seed).chunks(200).enumerate() {
        ledger.write(|tx| {
            let numbered = chunk.iter().enumerate();
            numbered
                .map(|(n, name)| (n + part * 200, name))
                .try_for_each(|(n, name)| commits::person(tx, &stamp, name, n as u64 + seed * 1_000_000_000))
        })?;
    }
    Ok(())
}

/// Memory that the process holds, in millions of bytes.
pub fn resident_mb(process: u32) -> Outcome<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("no VmRSS")?.parse()?;
    Ok(kib * 1_024.0 / 1e6)
}

/// A started program that answers and whose name index is whole.
struct Running {
    child: Child,
    took: [f64; 2],
}

impl Running {
    fn start(program: &Path, dir: &Path) -> Outcome<Running> {
        let figures = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--data"]).arg(dir);
        command.env("CEIBA_METRICS", format!("127.0.0.1:{figures}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let port: u16 = line.trim().rsplit(':').next().unwrap_or_default().parse()?;
        asked(port, "/sign-in")?.starts_with("HTTP/1.1 200").then_some(()).ok_or("no first page")?;
        let first_page = begun.elapsed().as_secs_f64();
        while !is_indexed(figures) {
            std::thread::sleep(Duration::from_millis(5));
            if begun.elapsed() > Duration::from_secs(120) {
                return Err("the name index is never whole".into());
            }
        }
        Ok(Running { child, took: [first_page, begun.elapsed().as_secs_f64()] })
    }
    fn stop(mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        self.child.wait()?;
        Ok(())
    }
    fn kill(mut self) -> Outcome<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

/// Whether everybody in the log is in the index.
fn is_indexed(figures: u16) -> bool {
    let Ok(text) = asked(figures, "/metrics") else { return false };
    text.lines().any(|line| line == "ceiba_people_indexed_whole 1")
}

fn asked(port: u16, path: &str) -> Outcome<String> {
    let mut line = TcpStream::connect(("127.0.0.1", port))?;
    write!(line, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    line.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
