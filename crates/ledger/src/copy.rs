//! Whole copies of a site's data: one taken while others write, one put in an empty place, one for a moment to look at.

use crate::{Fault, Ledger, Place, Standing, params, shape::standing_of};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio_postgres::config::Host;

/// A copy that was taken: how the data in it stands, and how its file is called.
#[derive(Clone, Debug)]
pub struct Copied {
    pub standing: Standing,
    pub name: &'static str,
}

/// The names of a copy's file, by engine.
const SQLITE_NAME: &str = "ceiba.db";
const POSTGRES_NAME: &str = "ceiba.pgdump";

impl Ledger {
    /// Writes a consistent copy of the data to a new file while others go on writing. The standing is the copy's own.
    pub fn copy_to(&self, file: &Path) -> Result<Copied, Fault> {
        match self.place() {
            Place::Sqlite(_) => {
                self.looking(|c| c.execute("vacuum into $1", &params![text(file)?.as_str()]))?;
                let mut copy = Place::Sqlite(file.to_owned()).connect()?;
                let standing = standing_of(copy.as_mut(), self.core())?;
                // One file and no companions: what is packed is all there is.
                copy.query("pragma journal_mode = delete", &[])?;
                Ok(Copied { standing, name: SQLITE_NAME })
            }
            Place::Postgres(url) => self.read(|reader| {
                let rows = reader.connection.query("select pg_export_snapshot() as snapshot", &[])?;
                let snapshot = rows.first().map(|row| row.text("snapshot")).transpose()?.unwrap_or_default();
                let mut dump = client("pg_dump", url)?;
                dump.args(["--format=custom", "--no-owner", "--no-privileges"]);
                dump.arg(format!("--snapshot={snapshot}")).arg("--file").arg(file);
                finished("pg_dump", dump)?;
                let standing = standing_of(reader.connection, reader.core)?;
                Ok(Copied { standing, name: POSTGRES_NAME })
            }),
        }
    }

    /// A place of the same engine that is there for a moment: a file in `folder`, or a database of the same server.
    pub fn scratch(&self, folder: &Path) -> Result<Scratch, Fault> {
        let Place::Postgres(url) = self.place() else {
            return Ok(Scratch { place: Place::Sqlite(folder.join(SQLITE_NAME)), made: None });
        };
        let mut bits = [0u8; 8];
        self.ports().random.fill(&mut bits);
        let name = format!("ceiba_check_{:016x}", u64::from_be_bytes(bits));
        let mut server = self.place().connect()?;
        server.batch(&format!("create database {name} template template0"))?;
        let place = Place::Postgres(of_database(url, &name)?);
        Ok(Scratch { place, made: Some((self.place().clone(), name)) })
    }
}

/// A place for a moment; what was made for it goes with it.
pub struct Scratch {
    pub place: Place,
    made: Option<(Place, String)>,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.made
            && server
                .connect()
                .and_then(|mut c| c.batch(&format!("drop database {name} with (force)")))
                .is_err()
        {
            tracing::warn!(
                "a database made for a check could not be removed; its name begins with ceiba_check_"
            );
        }
    }
}

/// Puts a copy in an empty place. Whatever is there already is left alone and told.
pub fn restore(file: &Path, name: &str, place: &Place) -> Result<(), Fault> {
    match (place, name) {
        (Place::Sqlite(path), SQLITE_NAME) => put_file(file, path)
            .map_err(|e| Fault::Database(format!("the database file cannot be made: {e}"))),
        (Place::Postgres(url), POSTGRES_NAME) => {
            let mut server = place.connect()?;
            if !server.query(OURS, &[])?.is_empty() {
                return Err(Fault::Database("the database holds Ceiba's tables already".into()));
            }
            let mut restore = client("pg_restore", url)?;
            restore.args(["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]);
            restore.arg("--dbname").arg(database_of(url)?).arg(file);
            finished("pg_restore", restore)
        }
        (_, other) => Err(Fault::Database(format!(
            "a copy called {other} is of the other engine; choose the place accordingly"
        ))),
    }
}

const OURS: &str = "select table_name::text as name from information_schema.tables \
     where table_schema = current_schema() and table_name = 'ledger_entry'";

fn put_file(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(to)?;
    std::io::copy(&mut std::fs::File::open(from)?, &mut new)?;
    new.flush()?;
    new.sync_all()
}

fn text(path: &Path) -> Result<String, Fault> {
    let text = path.to_str().ok_or_else(|| Fault::Database("the copy's path is not plain text".into()))?;
    Ok(text.to_owned())
}

fn parsed(url: &str) -> Result<tokio_postgres::Config, Fault> {
    url.parse().map_err(|_| Fault::Database("the database's address cannot be read".into()))
}

fn database_of(url: &str) -> Result<String, Fault> {
    let config = parsed(url)?;
    Ok(config.get_dbname().or(config.get_user()).unwrap_or_default().to_owned())
}

/// The same server, another database.
fn of_database(url: &str, name: &str) -> Result<String, Fault> {
    let (address, options) = url.split_once('?').map_or((url, None), |(a, o)| (a, Some(o)));
    let server = address.rsplit_once('/').map(|(server, _)| server).filter(|s| !s.ends_with('/'));
    let server = server.ok_or_else(|| Fault::Database("the database's address names no database".into()))?;
    Ok(options.map_or_else(|| format!("{server}/{name}"), |o| format!("{server}/{name}?{o}")))
}

/// A program of PostgreSQL's, told of the server by its environment: arguments are seen by everybody on the machine.
fn client(program: &str, url: &str) -> Result<Command, Fault> {
    let config = parsed(url)?;
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.env("PGDATABASE", database_of(url)?);
    match config.get_hosts().first() {
        Some(Host::Tcp(host)) => drop(command.env("PGHOST", host)),
        #[cfg(unix)]
        Some(Host::Unix(path)) => drop(command.env("PGHOST", path)),
        None => {}
    }
    if let Some(port) = config.get_ports().first() {
        command.env("PGPORT", port.to_string());
    }
    if let Some(user) = config.get_user() {
        command.env("PGUSER", user);
    }
    if let Some(password) = config.get_password() {
        command.env("PGPASSWORD", String::from_utf8_lossy(password).as_ref());
    }
    Ok(command)
}

fn finished(program: &str, mut command: Command) -> Result<(), Fault> {
    let ended = command.output().map_err(|e| {
        Fault::Database(format!("{program} cannot be run ({e}); install PostgreSQL's client programs"))
    })?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(Fault::Database(format!("{program} failed: {}", said.lines().next().unwrap_or("it did not say why"))))
}
