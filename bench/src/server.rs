//! A PostgreSQL server of its own for the time of the measurement, with the settings a fresh installation has.

use crate::Outcome;
use std::fs::{read_dir, read_to_string};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A running server; it stops and its data goes when this is dropped.
pub struct Server {
    dir: TempDir,
    programs: PathBuf,
    /// PostgreSQL refuses to run as root: the account it runs under instead.
    runs_as: Option<(u32, u32)>,
    port: u16,
}

impl Server {
    /// Makes a cluster in a temporary directory and starts it on a free port of 127.0.0.1.
    pub fn start() -> Outcome<Server> {
        let dir = tempfile::Builder::new().prefix("ceiba-bench-pg-").tempdir()?;
        let runs_as =
            if std::fs::metadata("/proc/self")?.uid() == 0 { Some(postgres_account()?) } else { None };
        if let Some((user, group)) = runs_as {
            chown(dir.path(), Some(user), Some(group))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Server { dir, programs: programs()?, runs_as, port };
        let data = server.data();
        server
            .run("initdb", &["-D", &data, "-U", "ceiba", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"])?;
        let sockets = server.dir.path().display();
        let options = format!("-p {port} -k {sockets} -c listen_addresses=127.0.0.1");
        let log = server.dir.path().join("log").display().to_string();
        server.run("pg_ctl", &["-D", &data, "-l", &log, "-w", "-o", &options, "start"])?;
        let mut client = server.client("postgres")?;
        for database in ["raw", "ceiba", "names"] {
            client.batch_execute(&format!("create database {database}"))?;
        }
        Ok(server)
    }

    /// The address of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://ceiba@127.0.0.1:{}/{database}", self.port)
    }

    pub fn client(&self, database: &str) -> Outcome<postgres::Client> {
        Ok(postgres::Client::connect(&self.url(database), postgres::NoTls)?)
    }

    fn data(&self) -> String {
        self.dir.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, args: &[&str]) -> Outcome<()> {
        let mut command = Command::new(self.programs.join(program));
        command.args(args).current_dir(self.dir.path());
        // The server inherits what its starter holds, so it must not hold our pipes.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = self.runs_as {
            command.uid(user).gid(group);
        }
        match command.status()? {
            status if status.success() => Ok(()),
            status => Err(format!("{program} failed ({status})").into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "stop"]);
    }
}

/// The folder of `initdb` and `pg_ctl`: the newest that Debian installed, or that of the search path.
fn programs() -> Outcome<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for entry in read_dir("/usr/lib/postgresql").into_iter().flatten().flatten() {
        let version = entry.file_name().to_string_lossy().parse().unwrap_or(0);
        found.push((version, entry.path().join("bin")));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    found.extend(std::env::split_paths(&path).map(|dir| (0, dir)));
    found.retain(|(_, dir)| dir.join("initdb").is_file());
    let newest = found.into_iter().max_by_key(|(version, _)| *version);
    newest
        .map(|(_, dir)| dir)
        .ok_or_else(|| "initdb is not installed (Debian: apt-get install postgresql)".into())
}

fn postgres_account() -> Outcome<(u32, u32)> {
    let accounts = read_to_string(Path::new("/etc/passwd"))?;
    let ids = accounts.lines().find(|l| l.starts_with("postgres:")).and_then(|line| {
        let mut parts = line.split(':').skip(2);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    });
    ids.ok_or_else(|| "run as root this needs the account `postgres` to run the server under".into())
}
