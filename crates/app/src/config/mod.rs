//! The configuration: `ceiba.toml`, over it the environment, over that the flags; what is wrong is told with its line.

mod key;

use jiff::SignedDuration;
use kernel::Role;
pub use key::{KEYS, Key, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use toml::{Table, Value};
use web::{SecondFactor, SecondFactorPolicy, Settings};

/// The name of the file in the data folder.
pub const FILE: &str = "ceiba.toml";

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Usual,
    /// A line of the file.
    File(usize),
    Env,
    Flag,
}

/// Something wrong in the file or the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// The file, or the name of the setting in the environment.
    pub place: String,
    pub line: Option<usize>,
    pub what: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        write!(f, "{}{line}: {}", self.place, self.what)
    }
}

/// What was read, before flags.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// The file that was read, if there is one.
    pub file: Option<PathBuf>,
    pub mistakes: Vec<Mistake>,
    /// The values in effect by key, with their sources; nothing for a key without a value.
    pub values: BTreeMap<&'static str, (Value, Source)>,
    pub config: Config,
}

/// The values as the program uses them. Those that flags may change too (`country`, `data`, `listen.port` …) reach it
/// through the flags, whose usual values they become.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Config {
    pub listen: Listen,
    pub tls: Tls,
    pub log: Log,
    pub metrics: Metrics,
    second_factor: Factor,
    pub backup: Backup,
    pub disk: Disk,
    alarms: Alarms,
    limits: Limits,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Listen {
    pub origin: Option<String>,
    pub trusted_proxies: Vec<IpAddr>,
}

/// TLS on the local network. Where it listens reaches the program through its flag.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Tls {
    pub enrol: Option<SocketAddr>,
    enrolled_only: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Log {
    pub level: String,
    pub format: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Metrics {
    pub listen: Option<SocketAddr>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Factor {
    policy: String,
    required_for: Vec<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Backup {
    pub to: Option<PathBuf>,
    pub recipients: Vec<String>,
    pub keep: u32,
    pub max_age_hours: i64,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Disk {
    pub reserve_mb: u64,
    pub low_mb: u64,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct Alarms {
    opens: u32,
    minutes: u32,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
struct Limits {
    shutdown_seconds: u64,
}

impl Config {
    /// What pages must know.
    pub fn settings(&self) -> Settings {
        let policy = match self.second_factor.policy.as_str() {
            "off" => SecondFactorPolicy::Off,
            "required" => SecondFactorPolicy::Required,
            _ => SecondFactorPolicy::Offered,
        };
        let named = &self.second_factor.required_for;
        let required_for = named.iter().filter_map(|code| Role::from_code(code)).collect();
        Settings {
            origin: self.listen.origin.clone(),
            trusted_proxies: self.listen.trusted_proxies.clone(),
            second_factor: SecondFactor { policy, required_for },
            enrolled_only: self.tls.enrolled_only,
        }
    }
    /// How much reading rings an alarm.
    pub fn alarms(&self) -> oversight::alarm::Limits {
        oversight::alarm::Limits { opens: self.alarms.opens, minutes: self.alarms.minutes }
    }
    /// How long requests at hand may take when the program is asked to stop.
    pub fn patience(&self) -> std::time::Duration {
        std::time::Duration::from_secs(self.limits.shutdown_seconds)
    }
    /// After this, a backup is missing.
    pub fn backup_age_max(&self) -> SignedDuration {
        SignedDuration::from_hours(self.backup.max_age_hours)
    }
}

/// The environment as a question, so that tests can answer it.
pub type Env<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The environment of this process.
#[allow(clippy::disallowed_methods)]
pub fn env(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Configuration {
    /// The configuration that these arguments and this environment lead to: the file of `--config`, else the one in the
    /// data folder, if there is one.
    pub fn find(arguments: &[OsString], env: Env) -> Configuration {
        let arguments = before_a_linkage(arguments);
        let named = given(arguments, "config").or_else(|| env("CEIBA_CONFIG")).map(PathBuf::from);
        let folder = given(arguments, "data").or_else(|| env("CEIBA_DATA"));
        let folder = folder.map_or_else(|| PathBuf::from(usual_text("data")), PathBuf::from);
        let beside = || Some(folder.join(FILE)).filter(|path| path.exists());
        let mut read = match named.or_else(beside) {
            None => Configuration::of("", None, env),
            Some(path) => match std::fs::read_to_string(&path) {
                Ok(text) => Configuration::of(&text, Some(&path), env),
                Err(error) => {
                    let mut read = Configuration::of("", Some(&path), env);
                    let what = format!("cannot be read: {error}");
                    read.mistakes.push(Mistake { place: path.display().to_string(), line: None, what });
                    read
                }
            },
        };
        for key in KEYS.iter().filter(|key| key.kind != Kind::Bool) {
            if let Some(text) = key.flag.and_then(|flag| given(arguments, flag)) {
                read.values.insert(key.path, (key.kind.of_text(&text), Source::Flag));
            }
        }
        if arguments.iter().any(|word| word == "--secure") {
            read.values.insert("listen.secure", (Value::Boolean(true), Source::Flag));
        }
        read.tell_contradictions();
        read
    }

    /// Values that are well by themselves and not together.
    fn tell_contradictions(&mut self) {
        let value = |path: &str| self.values.get(path).map(|(value, _)| value.clone());
        let is_on = |path: &str| value(path) == Some(Value::Boolean(true));
        let (listen, enrol) = (value("tls.listen"), value("tls.enrol"));
        let mut found = Vec::new();
        if enrol.is_some() && listen.is_none() {
            found.push((
                "tls.enrol",
                "helps tablets to trust an authority that nothing listens with: set `tls.listen`",
            ));
        }
        if enrol.is_some() && enrol == listen {
            found.push(("tls.enrol", "needs a port of its own"));
        }
        if is_on("tls.enrolled_only") && listen.is_none() && !is_on("listen.secure") {
            let what = "knows tablets by a cookie that needs TLS: set `tls.listen`, or `listen.secure` behind a proxy";
            found.push(("tls.enrolled_only", what));
        }
        let file = self.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
        for (path, what) in found {
            let line = match self.values.get(path) {
                Some((_, Source::File(line))) => Some(*line),
                _ => None,
            };
            let place = if line.is_some() { file.clone() } else { path.to_owned() };
            self.mistakes.push(Mistake { place, line, what: format!("`{path}` {what}") });
        }
    }

    /// Reads a file's text and the environment over it.
    pub fn of(text: &str, file: Option<&Path>, env: Env) -> Configuration {
        let place = file.map(|path| path.display().to_string()).unwrap_or_default();
        let mut read = Configuration { file: file.map(Path::to_owned), ..Configuration::default() };
        for key in KEYS.iter().filter(|key| !key.usual.is_empty()) {
            if let Some(value) = toml_value(key.usual) {
                read.values.insert(key.path, (value, Source::Usual));
            }
        }
        read.take_file(text, &place);
        for key in KEYS {
            let Some(said) = env(key.env) else { continue };
            let value = key.kind.of_text(&said);
            match key.kind.check(&value) {
                Ok(()) => drop(read.values.insert(key.path, (value, Source::Env))),
                Err(what) => {
                    let what = format!("`{}` {what}", key.path);
                    read.mistakes.push(Mistake { place: key.env.to_owned(), line: None, what });
                }
            }
        }
        read.config = typed(&read.values);
        read
    }

    fn take_file(&mut self, text: &str, place: &str) {
        let mut mistake = |line: Option<usize>, what: String| {
            self.mistakes.push(Mistake { place: place.to_owned(), line, what });
        };
        let (table, lines) = match (text.parse::<Table>(), toml::de::DeTable::parse(text)) {
            (Ok(table), Ok(spanned)) => (table, lines(text, spanned.get_ref())),
            (Err(error), _) | (_, Err(error)) => {
                return mistake(error.span().map(|s| line_of(text, s.start)), error.message().to_owned());
            }
        };
        for (path, value) in flat(&table) {
            let line = lines.get(&path).copied();
            let Some(key) = key::known(&path) else {
                let hint =
                    key::meant(&path).map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
                mistake(line, format!("there is no key `{path}`{hint}"));
                continue;
            };
            match key.kind.check(&value) {
                Ok(()) => drop(self.values.insert(key.path, (value, Source::File(line.unwrap_or(0))))),
                Err(what) => mistake(line, format!("`{path}` {what}")),
            }
        }
    }

    /// The value of a key as a flag would say it, for clap; nothing where only the usual value holds.
    pub fn default_of(&self, key: &Key) -> Option<String> {
        match self.values.get(key.path)? {
            (_, Source::Usual | Source::Flag) => None,
            (Value::String(text), _) => Some(text.clone()),
            (value, _) => Some(value.to_string()),
        }
    }
}

/// The arguments without those of `ceiba link`, whose `--config` says how records are linked and nothing of the house.
fn before_a_linkage(arguments: &[OsString]) -> &[OsString] {
    let is_option = |word: &OsString| word.to_str().is_some_and(|w| w.starts_with("--") && !w.contains('='));
    let at = (1..arguments.len()).find(|at| arguments[*at] == "link" && !is_option(&arguments[at - 1]));
    &arguments[..at.unwrap_or(arguments.len())]
}

/// The value of `--name VALUE` or `--name=VALUE` among arguments not yet read.
fn given(arguments: &[OsString], name: &str) -> Option<String> {
    let mut words =
        arguments.iter().skip(1).filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        match word.strip_prefix("--").and_then(|word| word.strip_prefix(name)) {
            Some("") => return words.next().map(str::to_owned),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

fn usual_text(path: &str) -> String {
    let usual = key::known(path).and_then(|key| toml_value(key.usual));
    usual.and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn toml_value(text: &str) -> Option<Value> {
    format!("value = {text}").parse::<Table>().ok()?.remove("value")
}

/// `listen.port` → its value, for every value of a file. A table where a value is due comes as it is.
fn flat(table: &Table) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for (name, value) in table {
        match value {
            Value::Table(inner) if KEYS.iter().any(|key| key.path.starts_with(&format!("{name}."))) => {
                all.extend(inner.iter().map(|(leaf, value)| (format!("{name}.{leaf}"), value.clone())));
            }
            value => all.push((name.clone(), value.clone())),
        }
    }
    all
}

fn lines(text: &str, table: &toml::de::DeTable<'_>) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for (name, value) in table {
        all.insert(name.get_ref().to_string(), line_of(text, name.span().start));
        if let toml::de::DeValue::Table(inner) = value.get_ref() {
            for leaf in inner.keys() {
                all.insert(
                    format!("{}.{}", name.get_ref(), leaf.get_ref()),
                    line_of(text, leaf.span().start),
                );
            }
        }
    }
    all
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count()
}

/// Every value was checked on its way in.
fn typed(values: &BTreeMap<&'static str, (Value, Source)>) -> Config {
    let mut root = Table::new();
    for (path, (value, _)) in values {
        if let Some((section, leaf)) = path.split_once('.') {
            let section = root.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(section) = section {
                section.insert(leaf.to_owned(), value.clone());
            }
        }
    }
    root.try_into().unwrap_or_default()
}

/// A commented file with every key.
pub fn example() -> String {
    let mut out = String::from(
        "# Ceiba's configuration: ceiba.toml in the data folder, or named with --config.\n\
         # The environment goes before this file, flags go before the environment. `ceiba config check` reads it.\n",
    );
    let mut section = "";
    for key in KEYS {
        let (own, leaf) = key.path.split_once('.').unwrap_or(("", key.path));
        if own != section {
            out.push_str(&format!("\n[{own}]\n"));
            section = own;
        }
        let mark = if key.example == key.usual { "" } else { "# " };
        out.push_str(&format!("# {} Environment: {}.\n{mark}{leaf} = {}\n", key.about, key.env, key.example));
    }
    out
}

#[cfg(test)]
mod tests;
