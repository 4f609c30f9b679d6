//! The command line: what can be asked of `ceiba`, with examples, in the habits of the command line.

mod link;
mod procedure;

pub use link::{DedupeArgs, EvaluateArgs, ExplainArgs, HowArgs, LinkCommand, PairArgs, WriteArgs};
pub use procedure::{ProcedureCommand, ReplayArgs, SimulateArgs};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Ceiba: asylum procedures, integration, services, statistics and pledges of the MIRPS states.
#[derive(Parser)]
#[command(name = "ceiba", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    /// The configuration; without it, `ceiba.toml` in the data folder, if it is there.
    #[arg(long, global = true, env = "CEIBA_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the pages to staff.
    Serve(ServeArgs),
    /// Create an invented country's data and serve it.
    #[command(
        after_help = "Examples:\n  ceiba demo --data .demo\n  ceiba demo --data .demo --people 500 --seed 7 --no-serve"
    )]
    Demo(DemoArgs),
    /// Procedures as data: terms, due dates, checks.
    #[command(subcommand)]
    Procedure(ProcedureCommand),
    /// The log of what happened: prove it, rebuild from it.
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Statistics under disclosure control.
    #[command(subcommand)]
    Stats(StatsCommand),
    /// The pledges of the Global Refugee Forum.
    #[command(subcommand)]
    Pledge(PledgeCommand),
    /// Letters that people carry.
    #[command(subcommand)]
    Document(DocumentCommand),
    /// Records of the same person, in one file or two: proposed for people to judge.
    #[command(subcommand)]
    Link(LinkCommand),
    /// Accounts of the staff.
    #[command(subcommand)]
    User(UserCommand),
    /// Make an encrypted backup and prove it by restoring it; look at those there are.
    #[command(
        args_conflicts_with_subcommands = true,
        after_help = "Examples:\n  ceiba backup --data /var/lib/ceiba --to /var/backups/ceiba --recipient age1…\n  ceiba backup verify --from FILE --identity backup.key --data /var/lib/ceiba\n  ceiba backup prune --to /var/backups/ceiba --keep 14"
    )]
    Backup(BackupArgs),
    /// Put a backup in an empty place and prove it there.
    #[command(
        after_help = "Examples:\n  ceiba restore --from FILE --identity backup.key --data /var/lib/ceiba --key site.key\n  ceiba restore --from FILE --identity backup.key --data DIR --database postgres://ceiba@127.0.0.1/empty"
    )]
    Restore(RestoreArgs),
    /// The keys of the site: passphrase, escrow, and the drill that proves that the escrow opens the data.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// How long files are kept, what is due, and erasing what two people want erased.
    #[command(subcommand)]
    Retention(RetentionCommand),
    /// The configuration: what holds, where it comes from, what is wrong in it.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Other systems that may ask the programming interface.
    #[command(subcommand)]
    Client(ClientCommand),
    /// Enrol posts: a one-time code at headquarters, joining at the post, by line or by files.
    #[command(subcommand)]
    Site(SiteCommand),
    /// The site's own small authority for TLS on the local network.
    #[command(subcommand)]
    Tls(TlsCommand),
    /// Exchange with other sites: by line, or with courier files.
    #[command(subcommand)]
    Exchange(ExchangeCommand),
    /// Compartments: their secrets at this site, giving one to another site, and keeping one for the day of a loss.
    #[command(subcommand)]
    Compartment(CompartmentCommand),
    /// Check this installation and say what to mend.
    #[command(after_help = "Exit code 0 when all is well, 3 when something needs mending.")]
    Doctor {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
}

/// Which data a command opens.
#[derive(Args, Clone)]
pub struct DataArgs {
    /// Folder of the embedded database, its key file and its settings.
    #[arg(long, env = "CEIBA_DATA", default_value = ".demo/pan", value_name = "DIR")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the embedded one; the key file stays in the data folder.
    #[arg(long, env = "CEIBA_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Country folder name (ISO 3166-1 alpha-3, lower case).
    #[arg(long, env = "CEIBA_COUNTRY", default_value = "pan")]
    pub country: String,
    /// Read country files from this folder instead of the embedded ones.
    #[arg(long, env = "CEIBA_COUNTRIES", value_name = "DIR")]
    pub countries: Option<PathBuf>,
    /// A file whose first line is the passphrase of the key file; asked for at the console when not given.
    #[arg(long, env = "CEIBA_PASSPHRASE_FILE", value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// A file that tells the time instead of this machine's clock, such as `2024-06-03T15:00:00Z`: for invented data only.
    // No setting of the environment or of the configuration says the same, so that nobody gets it by accident.
    #[arg(long, value_name = "FILE", hide = true)]
    pub clock: Option<PathBuf>,
}

/// In whose name a command acts; the policies and the read log hold for it as for pages.
#[derive(Args, Clone)]
pub struct AsArgs {
    /// Login of the account. Reading may leave it out: then the first open account whose role may do this is asked.
    #[arg(long = "as", env = "CEIBA_AS", value_name = "LOGIN")]
    pub login: Option<String>,
}

#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub data: DataArgs,
    /// Port on the address below.
    #[arg(long, env = "CEIBA_PORT", default_value = "8080")]
    pub port: u16,
    /// Address to listen on; anything but loopback needs a TLS proxy in front and `--secure`.
    #[arg(long, env = "CEIBA_HOST", default_value = "127.0.0.1")]
    pub host: std::net::IpAddr,
    /// Served over TLS by a proxy: cookies become `Secure`.
    #[arg(long, env = "CEIBA_SECURE")]
    pub secure: bool,
    /// The address people type, such as `https://ceiba.example.org`: passkeys are bound to it. `http://localhost` and
    /// the port when not given; with `--secure` and without this, no passkeys are offered.
    #[arg(long, env = "CEIBA_ORIGIN", value_name = "URL")]
    pub origin: Option<String>,
    /// Speak TLS to the local network on this address and port, with the authority that `ceiba tls init` made; other
    /// machines are then answered here only.
    #[arg(long, env = "CEIBA_TLS", value_name = "ADDRESS:PORT")]
    pub tls: Option<std::net::SocketAddr>,
}

#[derive(Args, Clone)]
pub struct DemoArgs {
    #[command(flatten)]
    pub data: DataArgs,
    /// Panama, Costa Rica and Mexico, on this port and the two after it, each with its own data folder beside `--data`.
    #[arg(long)]
    pub all: bool,
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Invented people; the figures of the country are scaled to it.
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(10..=200_000))]
    pub people: u32,
    /// The same seed gives the same people.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Only create the data.
    #[arg(long)]
    pub no_serve: bool,
    /// The last day of the demonstration, `2026-11-20`; today when not given.
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
}

#[derive(Subcommand)]
pub enum LedgerCommand {
    /// Prove that no entry was altered, dropped or swapped. Exit code 3 names the first broken one.
    #[command(
        after_help = "Examples:\n  ceiba ledger verify --data /var/lib/ceiba\n  ceiba ledger verify --files log.proof\n  ceiba ledger verify --files log.proof --key 'ceiba/pan/hq/1+0b9d3a4e+AQx…='"
    )]
    Verify {
        #[command(flatten)]
        data: DataArgs,
        /// A file that `ceiba ledger export --proof` wrote, instead of the data: nothing else is read.
        #[arg(long, value_name = "FILE")]
        files: Option<PathBuf>,
        /// With `--files`: a verifier key that must have signed, as the site gave it to you. May be given several times.
        #[arg(long, value_name = "KEY", requires = "files")]
        key: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// Sign the log as it stands and print the checkpoint (a signed note of C2SP), or say of which one a paper's words are.
    #[command(
        after_help = "Examples:\n  ceiba ledger checkpoint --data /var/lib/ceiba > today.checkpoint\n  ceiba ledger checkpoint --json\n  ceiba ledger checkpoint --code 'mango-loro-silla-nube-piano-trigo'\n\nExit code 0, or 3 when the log is not the one that was signed before, or no checkpoint has the code."
    )]
    Checkpoint {
        /// The six words, or the ten characters, on a paper.
        #[arg(long)]
        code: Option<String>,
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Write the log, or what was lent to a post, as a file that proves itself, for `ceiba-verify` and `ceiba ledger verify --files`.
    #[command(
        after_help = "Examples:\n  ceiba ledger export --data /var/lib/ceiba --proof log.proof\n  ceiba ledger export --data /var/lib/ceiba --lent lent.proof\n  ceiba-verify log.proof\n\nBodies are not in it, or sealed; who wrote when on which record can be read in it.\nExit code 0, or 3 when the log is not the one that was signed before."
    )]
    Export {
        #[command(flatten)]
        data: DataArgs,
        /// The file for this site's log; one that exists is left alone and told.
        #[arg(long, value_name = "FILE", required_unless_present = "lent")]
        proof: Option<PathBuf>,
        /// The file for what other sites lent to this one.
        #[arg(long, value_name = "FILE", conflicts_with = "proof")]
        lent: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Empty all rows and refill them from the log; prints the digest.
    Rebuild {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Print the digest of the rows as they stand.
    Digest {
        #[command(flatten)]
        data: DataArgs,
        /// Over the tables and columns of an earlier version, as its `ledger shape` printed them.
        #[arg(long, value_name = "FILE")]
        shape: Option<PathBuf>,
        /// At headquarters: over what this site may hold. At the site itself it says the same when nothing waits.
        #[arg(long, value_name = "SITE", conflicts_with = "shape")]
        site: Option<String>,
    },
    /// Print the row tables of this version and their columns, for a later version to compare by.
    Shape {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Write invented intents until killed, printing each acknowledged one: for the durability test.
    #[command(hide = true)]
    Stress {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, default_value_t = 4)]
        writers: u32,
    },
}

#[derive(Args)]
pub struct BackupArgs {
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
    #[command(flatten)]
    pub data: DataArgs,
    /// Folder of the backups, on another disk; `backup.to` of the configuration when not given.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Public key of `age` of somebody who may open it; may be given several times.
    #[arg(long, value_name = "age1…")]
    pub recipient: Vec<String>,
    /// A file with one public key a line.
    #[arg(long, value_name = "FILE")]
    pub recipient_file: Option<PathBuf>,
    /// Do not restore it to a temporary place to prove it.
    #[arg(long)]
    pub no_verify: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum BackupCommand {
    /// Restore a backup to a temporary place and prove it. Exit code 3 when it is not good.
    Verify {
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// File with the secret key of `age` (AGE-SECRET-KEY-1…).
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// List the backups of a folder and compare each with its checksum. Exit code 3 when one is damaged.
    List {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Remove all but the newest backups of a folder.
    Prune {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        /// So many stay; `backup.keep` of the configuration when not given.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
        keep: Option<u32>,
    },
    /// Encrypt the key file for others, or under a passphrase: kept apart from the data's backups.
    #[command(
        after_help = "Examples:\n  ceiba backup key --data /var/lib/ceiba --to /media/stick --passphrase\n  ceiba backup key --data /var/lib/ceiba --to /media/stick --recipient age1…"
    )]
    Key(KeyArgs),
}

#[derive(Args)]
pub struct KeyArgs {
    #[command(flatten)]
    pub data: DataArgs,
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    #[arg(long, value_name = "age1…")]
    pub recipient: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub recipient_file: Option<PathBuf>,
    /// Ask for a passphrase (or read it from standard input) instead of recipients.
    #[arg(long, conflicts_with_all = ["recipient", "recipient_file"])]
    pub passphrase: bool,
}

#[derive(Args)]
pub struct RestoreArgs {
    /// The backup.
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// File with the secret key of `age` (AGE-SECRET-KEY-1…).
    #[arg(long, value_name = "FILE")]
    pub identity: PathBuf,
    #[command(flatten)]
    pub data: DataArgs,
    /// The site's key file, plain or encrypted for the same identity; put into the data folder.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// The newest backup of the wrapped keys; the newest beside the backup when not given.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum KeysCommand {
    /// How the keys stand: passphrase, generation, how many records have a key of their own.
    Status {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Put the key file under a passphrase, or under another one.
    #[command(
        after_help = "Examples:\n  ceiba keys passphrase --data /var/lib/ceiba\n  ceiba keys passphrase --data DIR --passphrase-file OLD --new NEW"
    )]
    Passphrase {
        #[command(flatten)]
        data: DataArgs,
        /// A file whose first line is the new passphrase; asked for at the console when not given.
        #[arg(long, value_name = "FILE")]
        new: Option<PathBuf>,
        /// Take the passphrase away.
        #[arg(long, conflicts_with = "new")]
        remove: bool,
    },
    /// Let go of the keys of every running program of this folder, at once: for a site in danger. Needs no passphrase.
    #[command(
        after_help = "Example:\n  ceiba keys drop --data /var/lib/ceiba\n\nThe signal SIGUSR2 to the program, and the page /lock, do the same."
    )]
    Drop {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Take the keys up again that were let go of. Everybody signs in anew.
    TakeUp {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Encrypt the key file for those who keep it for the day when the passphrase is lost.
    #[command(
        after_help = "Example:\n  ceiba keys escrow --data /var/lib/ceiba --to age1… --to age1… --out /media/stick"
    )]
    Escrow(EscrowArgs),
    /// Put back the key file that an escrow holds.
    Recover {
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// File with the secret key of `age` (AGE-SECRET-KEY-1…).
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Prove that the escrow opens what this site sealed, on a copy that is thrown away. Exit code 3 when it does not.
    Drill {
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args)]
pub struct EscrowArgs {
    #[command(flatten)]
    pub data: DataArgs,
    /// Public key of `age` of somebody who keeps it; may be given several times.
    #[arg(long, value_name = "age1…")]
    pub to: Vec<String>,
    /// A file with one public key a line.
    #[arg(long, value_name = "FILE")]
    pub to_file: Option<PathBuf>,
    /// Folder of the escrow, at another place than the data and its backups.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Subcommand)]
pub enum RetentionCommand {
    /// Count by class what is due and what stays and why; with `--propose`, plan the erasure of what is due.
    #[command(
        after_help = "Examples:\n  ceiba retention plan --as datos\n  ceiba retention plan --as datos --propose --why \"Yearly review\""
    )]
    Plan {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        /// The institution's own rules; `retention.toml` in the data folder when not given.
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
        #[arg(long)]
        propose: bool,
        #[arg(long, default_value = "")]
        why: String,
        #[arg(long)]
        json: bool,
    },
    /// The word of the second person, who is not the one who proposed it.
    Confirm {
        id: uuid::Uuid,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
    /// Take a planned erasure back.
    Withdraw {
        id: uuid::Uuid,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(long)]
        why: String,
    },
    /// Erase what was proposed and confirmed, once the waiting period is over. It cannot be undone.
    CarryOut {
        id: uuid::Uuid,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(long, value_name = "FILE")]
        rules: Option<PathBuf>,
    },
    /// Which posts have erased what headquarters erased, and which have not yet.
    Sites {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(long)]
        json: bool,
    },
    /// Keep the file of a case from being erased.
    Hold {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        /// The number of the case.
        #[arg(long)]
        case: String,
        #[arg(long)]
        why: String,
    },
    /// Lift the hold of a case.
    Lift {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(long)]
        case: String,
        #[arg(long)]
        why: String,
    },
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Read the configuration as `serve` would: every mistake with its line, every value with where it comes from.
    #[command(
        after_help = "Examples:\n  ceiba config check --data /var/lib/ceiba\n  ceiba config check --config /etc/ceiba.toml --json\n\nExit code 0 when all is well, 3 when there are mistakes."
    )]
    Check {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Print the values in effect. No password is printed.
    Show {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Print a commented file with every key.
    #[command(after_help = "Example:\n  ceiba config example > /var/lib/ceiba/ceiba.toml")]
    Example,
}

#[derive(Subcommand)]
pub enum StatsCommand {
    /// Print a protected table of the newest data cut.
    #[command(after_help = "Example:\n  ceiba stats table --series applications --by month,origin --json")]
    Table {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        /// applications, decisions or pending.
        #[arg(long)]
        series: String,
        /// Up to two of month, origin, sex, age, outcome.
        #[arg(long, value_delimiter = ',', default_value = "month")]
        by: Vec<String>,
        #[arg(long, conflicts_with = "csv")]
        json: bool,
        #[arg(long)]
        csv: bool,
    },
    /// Freeze the figures as they stand into a new data cut.
    Cut {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
    /// Import published figures of other institutions.
    #[command(subcommand)]
    Import(ImportCommand),
}

#[derive(Subcommand)]
pub enum ImportCommand {
    /// UNHCR's Refugee Population Statistics as CSV files in a folder.
    Unhcr {
        dir: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
}

#[derive(Subcommand)]
pub enum PledgeCommand {
    /// List the pledges and regional commitments, their texts unaltered.
    #[command(after_help = "Example:\n  ceiba pledge list --state PAN --json")]
    List {
        /// ISO 3166-1 alpha-3.
        #[arg(long)]
        state: Option<String>,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum DocumentCommand {
    /// Check the signature of a letter: a PDF file, or the text of its QR code. Exit code 3 when it does not verify.
    #[command(
        after_help = "Examples:\n  ceiba document verify sheet.pdf\n  echo 'CEIBA1:…' | ceiba document verify -"
    )]
    Verify {
        /// A PDF file, the text of the QR code or the short code, or `-` for standard input.
        document: String,
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// List the letters of a country, and say what is wrong with their files. Exit code 3 when something is.
    #[command(after_help = "Example:\n  ceiba document letters --country pan --countries countries")]
    Letters {
        #[arg(long, default_value = "pan")]
        country: String,
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum UserCommand {
    /// Add an account; the password is read from standard input or asked for.
    #[command(
        after_help = "Examples:\n  ceiba user add --login admin --name 'A. Romero' --role administrator --office onpar-panama\n  ceiba user add --as admin --login lpaz --name 'L. Paz' --role reviewer --office onpar-panama"
    )]
    Add {
        #[command(flatten)]
        data: DataArgs,
        /// Login of the administrator who adds it; only the very first account needs none.
        #[arg(long = "as", env = "CEIBA_AS", value_name = "LOGIN")]
        by: Option<String>,
        #[arg(long)]
        login: String,
        /// The name colleagues see.
        #[arg(long)]
        name: String,
        /// One of the roles, such as eligibility_officer.
        #[arg(long)]
        role: String,
        #[arg(long)]
        office: String,
        /// es or en.
        #[arg(long, default_value = "es")]
        lang: String,
    },
    /// List the accounts.
    List {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(long)]
        json: bool,
    },
    /// Confirm that somebody who lost the second factor is who they say. Two people must, one of them an administrator.
    #[command(
        after_help = "The person asks for it at sign-in, after the password.\n\nExample:\n  ceiba user reset-factor --as admin --login lpaz"
    )]
    ResetFactor {
        #[command(flatten)]
        data: DataArgs,
        /// Login of the colleague who has the person in front of them.
        #[arg(long = "as", env = "CEIBA_AS", value_name = "LOGIN")]
        by: String,
        /// Login of the person.
        #[arg(long)]
        login: String,
    },
}

#[derive(Subcommand)]
pub enum ClientCommand {
    /// Register a system; its secret is printed once.
    #[command(
        after_help = "Example:\n  ceiba client add --name 'Padrón' --owner 'Registro Civil' --purpose 'Comprobar cartas' --role registration_officer --office onpar-panama --scopes verify_document,read_procedures"
    )]
    Add {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        name: String,
        /// The institution that answers for it.
        #[arg(long)]
        owner: String,
        #[arg(long)]
        purpose: String,
        /// One of the roles, such as registration_officer.
        #[arg(long)]
        role: String,
        #[arg(long)]
        office: String,
        /// Permissions, such as read_case,list_cases.
        #[arg(long, value_delimiter = ',', required = true)]
        scopes: Vec<String>,
        /// Days until somebody looks at it again.
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=730))]
        days: u16,
        #[arg(long)]
        json: bool,
    },
    /// List the systems.
    List {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Give a system a new secret; the old one ends at once.
    Rotate {
        /// The id, as `list` prints it.
        client: String,
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Take a system's access back, for good.
    Revoke {
        client: String,
        #[command(flatten)]
        data: DataArgs,
    },
}

#[derive(Subcommand)]
pub enum SiteCommand {
    /// At headquarters: print a one-time code for a new post, good for 72 hours.
    #[command(
        after_help = "Example:\n  ceiba site code --as admin --site paso-canoas --office chiriqui --data /var/lib/ceiba"
    )]
    Code {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        /// The new site's name: small letters, digits, hyphens. It is never used again for another machine.
        #[arg(long)]
        site: String,
        /// The office that works there.
        #[arg(long)]
        office: String,
    },
    /// At the post: make its keys, prove the code, and be told who headquarters is.
    #[command(
        after_help = "Example:\n  ceiba site join --hub http://192.0.2.10:8080 --code paso-canoas.ABCDE-… --data /var/lib/ceiba"
    )]
    Join {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, value_name = "URL")]
        hub: String,
        #[arg(long)]
        code: String,
    },
    /// At a post that no line reaches: write what it asks to a file.
    Ask {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        code: String,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// At headquarters: answer such a file.
    Admit {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        #[arg(value_name = "FILE")]
        letter: PathBuf,
        #[arg(long, value_name = "ANSWER")]
        out: PathBuf,
    },
    /// At the post: take the answer in.
    Accept {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        code: String,
        #[arg(value_name = "ANSWER")]
        answer: PathBuf,
        /// Where headquarters answers, once there is a line.
        #[arg(long, value_name = "URL")]
        hub: Option<String>,
    },
    /// List the sites that were invited.
    List {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Believe a site's keys no more: its machine was stolen or given up. What it sent before stays.
    Revoke {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        site: String,
        /// The reason.
        #[arg(long)]
        why: String,
    },
}

#[derive(Subcommand)]
pub enum ExchangeCommand {
    /// Speak to headquarters until neither has anything more to say; without `--once`, again and again.
    Run {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        once: bool,
        #[arg(long)]
        json: bool,
    },
    /// What was sent, received there, and waits; alarms; the lease.
    Status {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Write everything that a site has not said it has to a file that only it can open.
    #[command(after_help = "Example:\n  ceiba exchange write --to hq /media/stick/paso-canoas.age")]
    Write {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, value_name = "SITE")]
        to: String,
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Take in what such a file brings; twice is once.
    Read {
        #[command(flatten)]
        data: DataArgs,
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub enum CompartmentCommand {
    /// Make the secret of a compartment and name its first keeper. Who else is in it, the keeper says on the pages.
    #[command(
        after_help = "Example:\n  ceiba compartment open gbv --as admin --keeper elegibilidad --data /var/lib/ceiba"
    )]
    Open {
        /// gbv, trafficking, child or biometric.
        name: String,
        /// The user name of whoever names the others.
        #[arg(long, value_name = "LOGIN")]
        keeper: String,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
    /// The compartments whose secrets this site holds.
    List {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Write the secret to a file that only one other site opens, in the name of a keeper.
    #[command(
        after_help = "Example:\n  ceiba compartment grant gbv --as elegibilidad --site paso-canoas --out /media/stick/gbv.json"
    )]
    Grant {
        name: String,
        #[arg(long)]
        site: String,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
    /// Take in such a file. `ceiba serve` holds the secret from its next start.
    Take {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Encrypt the secret for those who keep it, in the name of a keeper: without it, nothing in the compartment opens again.
    #[command(
        after_help = "Example:\n  ceiba compartment escrow gbv --as elegibilidad --to age1… --out /media/stick"
    )]
    Escrow {
        name: String,
        /// Public key of `age` of somebody who keeps it; may be given several times.
        #[arg(long, value_name = "age1…")]
        to: Vec<String>,
        /// Folder of the escrow, at another place than the data and its backups.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
    },
    /// Put back the secret that an escrow holds.
    Recover {
        name: String,
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// File with the secret key of `age` (AGE-SECRET-KEY-1…).
        #[arg(long, value_name = "FILE")]
        identity: PathBuf,
        #[command(flatten)]
        data: DataArgs,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_command_and_option_has_a_name_of_its_own() {
        super::Cli::command().debug_assert();
    }
}

#[derive(Subcommand)]
pub enum TlsCommand {
    /// Make the authority and its first certificate.
    #[command(
        after_help = "Examples:\n  ceiba tls init --name 192.168.4.2 --name ceiba.local --data /var/lib/ceiba\n  ceiba serve --tls 0.0.0.0:8443 --data /var/lib/ceiba"
    )]
    Init {
        #[command(flatten)]
        data: DataArgs,
        /// What tablets type to come here: an address or a name; may be given several times, the one they are sent to first.
        #[arg(long = "name", value_name = "ADDRESS", required = true)]
        names: Vec<String>,
        /// Put another authority in place of the one there is; every tablet must be enrolled again.
        #[arg(long)]
        replace: bool,
    },
    /// Say what the authority vouches for, until when, and by which words it is known.
    Show {
        #[command(flatten)]
        data: DataArgs,
        /// Write the authority's certificate (public) to a new file, for a tablet without network.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Make a new certificate now, for other names if some are given. `ceiba serve` does it by itself before the end, and
    /// takes up this one within a minute.
    Renew {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long = "name", value_name = "ADDRESS")]
        names: Vec<String>,
    },
}
