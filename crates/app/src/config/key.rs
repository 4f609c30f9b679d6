//! Every key of `ceiba.toml`: where it stands, what it may say, and what it is for.

use kernel::Role;
use std::net::{IpAddr, SocketAddr};
use toml::Value;

/// What a key may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A whole number between two others.
    Number(i64, i64),
    Bool,
    Choice(&'static [&'static str]),
    Address,
    Addresses,
    /// An address and port of this machine alone.
    OwnSocket,
    /// An address and port that others reach.
    Socket,
    Origin,
    Roles,
    Recipients,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// `listen.port`
    pub path: &'static str,
    pub kind: Kind,
    /// What `ceiba config example` says of it.
    pub about: &'static str,
    /// A value for the example, as TOML; commented out unless it is the usual one.
    pub example: &'static str,
    /// What holds when nobody says anything, as TOML; empty for nothing.
    pub usual: &'static str,
    /// The flag of `ceiba serve` (and of other commands) that says the same.
    pub flag: Option<&'static str>,
    pub env: &'static str,
    /// May hold a password: never printed whole.
    pub is_secret: bool,
}

const PLAIN: Key = Key {
    path: "",
    kind: Kind::Text,
    about: "",
    example: "",
    usual: "",
    flag: None,
    env: "",
    is_secret: false,
};

/// All of them, in the order of the example.
pub const KEYS: &[Key] = &[
    Key {
        path: "country",
        about: "Country folder name: ISO 3166-1 alpha-3, lower case.",
        example: "\"pan\"",
        usual: "\"pan\"",
        flag: Some("country"),
        env: "CEIBA_COUNTRY",
        ..PLAIN
    },
    Key {
        path: "data",
        about: "Folder of the embedded database, its key file and what is noted about backups.",
        example: "\"/var/lib/ceiba\"",
        usual: "\".demo/pan\"",
        flag: Some("data"),
        env: "CEIBA_DATA",
        ..PLAIN
    },
    Key {
        path: "database",
        about: "A PostgreSQL database instead of the embedded one. Better in the environment if it holds a password.",
        example: "\"postgres://ceiba@127.0.0.1/ceiba\"",
        flag: Some("database"),
        env: "CEIBA_DATABASE",
        is_secret: true,
        ..PLAIN
    },
    Key {
        path: "countries",
        about: "Read country files from this folder instead of the embedded ones.",
        example: "\"/etc/ceiba/countries\"",
        flag: Some("countries"),
        env: "CEIBA_COUNTRIES",
        ..PLAIN
    },
    Key {
        path: "listen.host",
        kind: Kind::Address,
        about: "Address to listen on; anything but loopback needs a TLS proxy in front and `secure`.",
        example: "\"127.0.0.1\"",
        usual: "\"127.0.0.1\"",
        flag: Some("host"),
        env: "CEIBA_HOST",
        ..PLAIN
    },
    Key {
        path: "listen.port",
        kind: Kind::Number(0, 65_535),
        about: "Port; 0 takes a free one and prints it.",
        example: "8080",
        usual: "8080",
        flag: Some("port"),
        env: "CEIBA_PORT",
        ..PLAIN
    },
    Key {
        path: "listen.secure",
        kind: Kind::Bool,
        about: "Served over TLS by a proxy: cookies become `Secure`.",
        example: "true",
        usual: "false",
        flag: Some("secure"),
        env: "CEIBA_SECURE",
        ..PLAIN
    },
    Key {
        path: "listen.origin",
        kind: Kind::Origin,
        about: "What people type to come here.",
        example: "\"https://ceiba.example.org\"",
        env: "CEIBA_ORIGIN",
        ..PLAIN
    },
    Key {
        path: "listen.trusted_proxies",
        kind: Kind::Addresses,
        about: "Proxies whose `X-Forwarded-For` is believed.",
        example: "[\"127.0.0.1\"]",
        usual: "[]",
        env: "CEIBA_TRUSTED_PROXIES",
        ..PLAIN
    },
    Key {
        path: "tls.listen",
        kind: Kind::Socket,
        about: "Speak TLS to the local network here, with the authority that `ceiba tls init` made.",
        example: "\"0.0.0.0:8443\"",
        flag: Some("tls"),
        env: "CEIBA_TLS",
        ..PLAIN
    },
    Key {
        path: "tls.enrol",
        kind: Kind::Socket,
        about: "Without TLS, and only this: the page that helps a new tablet to trust the authority.",
        example: "\"0.0.0.0:8081\"",
        env: "CEIBA_TLS_ENROL",
        ..PLAIN
    },
    Key {
        path: "tls.enrolled_only",
        kind: Kind::Bool,
        about: "From other machines only enrolled tablets may sign in.",
        example: "true",
        usual: "false",
        env: "CEIBA_TLS_ENROLLED_ONLY",
        ..PLAIN
    },
    Key {
        path: "log.level",
        about: "error, warn, info, debug or trace; `info` writes one line a request. Or a filter such as `warn,web=info`.",
        example: "\"info\"",
        usual: "\"warn\"",
        env: "CEIBA_LOG",
        ..PLAIN
    },
    Key {
        path: "log.format",
        kind: Kind::Choice(&["auto", "json", "text"]),
        about: "`auto`: text on a terminal, JSON lines elsewhere.",
        example: "\"auto\"",
        usual: "\"auto\"",
        env: "CEIBA_LOG_FORMAT",
        ..PLAIN
    },
    Key {
        path: "metrics.listen",
        kind: Kind::OwnSocket,
        about: "Prometheus may ask here, on this machine only: `/metrics`.",
        example: "\"127.0.0.1:9464\"",
        env: "CEIBA_METRICS",
        ..PLAIN
    },
    Key {
        path: "second_factor.policy",
        kind: Kind::Choice(&["off", "offered", "required"]),
        about: "Whether people sign in with more than a password.",
        example: "\"offered\"",
        usual: "\"offered\"",
        env: "CEIBA_SECOND_FACTOR",
        ..PLAIN
    },
    Key {
        path: "second_factor.required_for",
        kind: Kind::Roles,
        about: "Roles that must, whatever the policy is for others.",
        example: "[\"administrator\", \"supervisor\"]",
        usual: "[]",
        env: "CEIBA_SECOND_FACTOR_FOR",
        ..PLAIN
    },
    Key {
        path: "backup.to",
        about: "Folder of the encrypted backups; on another disk.",
        example: "\"/var/backups/ceiba\"",
        env: "CEIBA_BACKUP_TO",
        ..PLAIN
    },
    Key {
        path: "backup.recipients",
        kind: Kind::Recipients,
        about: "Who can open a backup: public keys of `age`. The other halves are kept elsewhere.",
        example: "[\"age1…\"]",
        usual: "[]",
        env: "CEIBA_BACKUP_RECIPIENTS",
        ..PLAIN
    },
    Key {
        path: "backup.keep",
        kind: Kind::Number(1, 10_000),
        about: "So many backups are kept by `ceiba backup prune`.",
        example: "14",
        usual: "14",
        env: "CEIBA_BACKUP_KEEP",
        ..PLAIN
    },
    Key {
        path: "backup.max_age_hours",
        kind: Kind::Number(1, 8_760),
        about: "`ceiba doctor` asks for a backup when the last one is older.",
        example: "26",
        usual: "26",
        env: "CEIBA_BACKUP_MAX_AGE_HOURS",
        ..PLAIN
    },
    Key {
        path: "backup.schedule",
        about: "A note for colleagues on what makes the backups; nothing reads it.",
        example: "\"systemd timer ceiba-backup.timer, daily at 02:00\"",
        env: "CEIBA_BACKUP_SCHEDULE",
        ..PLAIN
    },
    Key {
        path: "disk.reserve_mb",
        kind: Kind::Number(0, 100_000),
        about: "A file of this size is given up when the disk is full, so that people can still sign in and read.",
        example: "64",
        usual: "64",
        env: "CEIBA_DISK_RESERVE_MB",
        ..PLAIN
    },
    Key {
        path: "disk.low_mb",
        kind: Kind::Number(0, 100_000),
        about: "With less free space than this, nothing new is taken; people read on.",
        example: "64",
        usual: "64",
        env: "CEIBA_DISK_LOW_MB",
        ..PLAIN
    },
    Key {
        path: "alarms.opens",
        kind: Kind::Number(10, 100_000),
        about: "So many files opened by one account or system within the time ring an alarm for the data protection officer.",
        example: "300",
        usual: "300",
        env: "CEIBA_ALARM_OPENS",
        ..PLAIN
    },
    Key {
        path: "alarms.minutes",
        kind: Kind::Number(1, 1_440),
        about: "The time for that, in minutes.",
        example: "60",
        usual: "60",
        env: "CEIBA_ALARM_MINUTES",
        ..PLAIN
    },
    Key {
        path: "limits.shutdown_seconds",
        kind: Kind::Number(1, 600),
        about: "When asked to stop, requests at hand get this long to finish.",
        example: "20",
        usual: "20",
        env: "CEIBA_SHUTDOWN_SECONDS",
        ..PLAIN
    },
];

pub fn known(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

impl Kind {
    /// What is wrong with a value, in words that do not repeat it.
    pub fn check(self, value: &Value) -> Result<(), String> {
        match (self, value) {
            (Kind::Text, Value::String(text)) if !text.trim().is_empty() => Ok(()),
            (Kind::Text, _) => Err("is a text in quotes".into()),
            (Kind::Number(low, high), Value::Integer(n)) if (low..=high).contains(n) => Ok(()),
            (Kind::Number(low, high), _) => {
                Err(format!("is a whole number from {low} to {high}, without quotes"))
            }
            (Kind::Bool, Value::Boolean(_)) => Ok(()),
            (Kind::Bool, _) => Err("is true or false, without quotes".into()),
            (Kind::Choice(known), Value::String(text)) if known.contains(&text.as_str()) => Ok(()),
            (Kind::Choice(known), _) => Err(format!("is one of {}", known.join(", "))),
            (Kind::Address, Value::String(text)) if text.parse::<IpAddr>().is_ok() => Ok(()),
            (Kind::Address, _) => Err("is an address such as \"127.0.0.1\"".into()),
            (Kind::Addresses, list) => each(list, |text| text.parse::<IpAddr>().is_ok())
                .ok_or_else(|| "is a list of addresses such as [\"127.0.0.1\"]".into()),
            (Kind::OwnSocket, Value::String(text)) => match text.parse::<SocketAddr>() {
                Ok(address) if address.ip().is_loopback() => Ok(()),
                Ok(_) => Err("is an address of this machine alone, such as \"127.0.0.1:9464\"".into()),
                Err(_) => Err("is an address with a port, such as \"127.0.0.1:9464\"".into()),
            },
            (Kind::OwnSocket, _) => Err("is an address with a port, such as \"127.0.0.1:9464\"".into()),
            (Kind::Socket, Value::String(text)) if text.parse::<SocketAddr>().is_ok() => Ok(()),
            (Kind::Socket, _) => Err("is an address with a port, such as \"0.0.0.0:8443\"".into()),
            (Kind::Origin, Value::String(text)) if is_origin(text) => Ok(()),
            (Kind::Origin, _) => {
                Err("is an address without a path, such as \"https://ceiba.example.org\"".into())
            }
            (Kind::Roles, list) => each(list, |text| Role::from_code(text).is_some()).ok_or_else(|| {
                format!("is a list of roles; known: {}", Role::ALL.map(Role::code).join(", "))
            }),
            (Kind::Recipients, list) => each(list, |text| text.parse::<age::x25519::Recipient>().is_ok())
                .ok_or_else(|| "is a list of public keys of `age`, each beginning with age1".into()),
        }
    }

    /// A setting of the environment as the value it stands for.
    pub fn of_text(self, text: &str) -> Value {
        match self {
            Kind::Number(..) => {
                text.trim().parse().map_or_else(|_| Value::String(text.into()), Value::Integer)
            }
            Kind::Bool => text.trim().parse().map_or_else(|_| Value::String(text.into()), Value::Boolean),
            Kind::Addresses | Kind::Roles | Kind::Recipients => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
            }
            _ => Value::String(text.to_owned()),
        }
    }
}

fn each(value: &Value, fits: impl Fn(&str) -> bool) -> Option<()> {
    let list = value.as_array()?;
    list.iter().all(|item| item.as_str().is_some_and(&fits)).then_some(())
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| {
        !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
    })
}

/// The known key that a mistyped one was meant to be, if one is near.
pub fn meant(typed: &str) -> Option<&'static str> {
    let leaf = |path: &str| path.rsplit('.').next().unwrap_or("").to_owned();
    let distance = |key: &&Key| steps(typed, key.path).min(steps(&leaf(typed), &leaf(key.path)) + 1);
    let nearest = KEYS.iter().min_by_key(distance)?;
    (distance(&nearest) <= 3).then_some(nearest.path)
}

/// How many letters must change to make one word of the other.
fn steps(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let kept = corner + usize::from(from != *to);
            corner = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
