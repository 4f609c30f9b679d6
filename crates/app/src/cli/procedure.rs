//! The command line of `ceiba procedure`: what can be asked of a country's law.

use super::{AsArgs, DataArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum ProcedureCommand {
    /// List every term of a country's procedures.
    #[command(after_help = "Example:\n  ceiba procedure terms --country pan --json")]
    Terms {
        #[arg(long, default_value = "pan")]
        country: String,
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        /// Only the version of this name.
        #[arg(long, value_name = "VERSION")]
        only: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Compute a due date and show its arithmetic.
    #[command(
        after_help = "Example:\n  ceiba procedure due --country pan --procedure asylum --event notified=2024-03-25 --term reconsideration --json"
    )]
    Due {
        #[arg(long, default_value = "pan")]
        country: String,
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        #[arg(long, default_value = "asylum")]
        procedure: String,
        /// `EVENT=YYYY-MM-DD`; may be given several times.
        #[arg(long = "event", value_name = "EVENT=DATE", required = true)]
        events: Vec<String>,
        #[arg(long)]
        term: String,
        #[arg(long)]
        json: bool,
    },
    /// Walk a country's worked cases: the dates and steps that a lawyer wrote, and what must come out of each.
    ///
    /// Ends with exit status 3 when the program answers anything else than what is written.
    #[command(
        after_help = "Examples:\n  ceiba procedure cases --country hnd\n  ceiba procedure cases --country hnd \
                            --countries countries 13-no-word-and-back.toml\n  ceiba procedure cases --json | jq '.[].differences'"
    )]
    Cases {
        /// Only these files of the folder `cases`.
        #[arg(value_name = "FILE")]
        files: Vec<String>,
        #[arg(long, default_value = "pan")]
        country: String,
        /// A folder that holds countries instead of those that are built in.
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        /// The language of what is told: `es` or `en`.
        #[arg(long, default_value = "en", value_name = "LANG")]
        lang: String,
        #[arg(long)]
        json: bool,
    },
    /// List the versions of a country's procedures, from when to when, and what each changed.
    #[command(after_help = "Example:\n  ceiba procedure versions --country pan --json")]
    Versions {
        #[arg(long, default_value = "pan")]
        country: String,
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        /// Only this procedure.
        #[arg(long)]
        procedure: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Compare two versions of the law in sentences: terms, steps, documents, remedies, facts, open cases.
    #[command(after_help = "Examples:\n  ceiba procedure diff CRI-2023-08 CRI-2024-06 --country cri\n  \
                            ceiba procedure diff CRI-2011 CRI-2024-06 --country cri --lang es\n  \
                            ceiba procedure diff GTM-2017 GTM-2019 --country gtm --json | jq '.[].groups'")]
    Diff {
        /// The version to start from, as `ceiba procedure versions` names it.
        #[arg(value_name = "OLD")]
        old: String,
        /// The version that is read against it.
        #[arg(value_name = "NEW")]
        new: String,
        #[arg(long, default_value = "pan")]
        country: String,
        /// A folder that holds countries instead of those that are built in.
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        /// The language of the sentences: `es` or `en`. JSON has both.
        #[arg(long, default_value = "en", value_name = "LANG")]
        lang: String,
        #[arg(long)]
        json: bool,
    },
    /// Write what a lawyer confirmed on the pages as `confirmations.toml`, to be reviewed and put into the country's folder.
    ///
    /// What stands in the folder already is written too, what was withdrawn is not. With `--open`, list what still waits for
    /// a lawyer instead, with the path and the fingerprint that a confirmation written by hand needs.
    #[command(
        after_help = "Examples:\n  ceiba procedure confirmations --country pan --data data > countries/pan/confirmations.toml\n  \
                            ceiba procedure confirmations --country pan --data data --json | jq '.[].statement'\n  \
                            ceiba procedure confirmations --country pan --open --json | jq '.[] | select(.hangs == \"person\")'"
    )]
    Confirmations {
        #[command(flatten)]
        data: DataArgs,
        /// List what nobody has confirmed yet, the most harmful first. Needs no data.
        #[arg(long)]
        open: bool,
        #[arg(long)]
        json: bool,
    },
    /// List the reform dossiers: what each would change, its stage, and for how long it has stood there.
    #[command(after_help = "Examples:\n  ceiba procedure dossiers --country pan --data data\n  \
                            ceiba procedure dossiers --country pan --data data --json | jq '.[] | select(.is_ended | not)'")]
    Dossiers {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long)]
        json: bool,
    },
    /// Write the versions of the law that were adopted in reform dossiers as files, to be reviewed and put into the country's
    /// folder.
    ///
    /// The files of versions that end with them are written too, with their last day. Nothing is written over a file that says
    /// something else. Ends with exit status 3 when an adopted version cannot be read beside the folder.
    #[command(
        after_help = "Examples:\n  ceiba procedure adopted --country pan --data data --out adopted\n  \
                            ceiba procedure adopted --country pan --data data --out countries/pan && git diff countries/pan"
    )]
    Adopted {
        #[command(flatten)]
        data: DataArgs,
        /// The folder to write into; the files go below its `procedures`.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
    /// Move open cases to a version of the law that says so, each with the same reason, as far as the account may.
    ///
    /// A case in which a term of the person would get shorter is left to a person, one by one.
    #[command(
        after_help = "Example:\n  ceiba procedure apply-reform --as elegibilidad --why \"The reform moves open cases\" --dry-run"
    )]
    ApplyReform {
        #[command(flatten)]
        data: DataArgs,
        #[command(flatten)]
        by_account: AsArgs,
        /// The reason, written into each file.
        #[arg(long, default_value = "")]
        why: String,
        /// Only say what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Simulate how claims move through offices and sittings: what waits, how long, and what one more person changes.
    ///
    /// Without a scenario, from the figures that UNHCR published: capacity and closing are fitted, arrivals are taken as
    /// published. Nothing here is about a person; the claims are invented.
    #[command(
        after_help = "Examples:\n  ceiba procedure simulate --country mex --against-reality\n  ceiba procedure simulate --country cri --until 2026 --arrivals 2026=30000 --one-more national --out forecast\n  ceiba procedure simulate --scenario office.toml --seeds 41 --json"
    )]
    Simulate(SimulateArgs),
    /// Replay cases under a draft of the law: which terms, steps, stages and outcomes would differ, and whom it harms.
    ///
    /// Without `--data`, the country's worked cases; with it, recorded ones, read and never written, told in counts and
    /// kinds of cases only. The replay follows what happened: from the first step that the draft would have refused, what
    /// comes after is unknown, and said to be.
    ///
    /// Ends with exit status 0 when nobody is harmed, 3 when somebody is, 1 when the draft cannot be read.
    #[command(
        after_help = "Examples:\n  ceiba procedure replay reform.toml --country pan\n  ceiba procedure replay reform.toml --country cri --under asylum@CRI-2024-06 --lang es\n  ceiba procedure replay reform.toml --country pan --data /var/lib/ceiba --as estadistica --json | jq '.tally.harms'\n\nA draft says how it differs:\n  id = \"asylum\"\n  version = \"DRAFT\"\n  valid_from = \"2027-01-01\"\n  based_on = \"PAN-2018\"\n  [[terms]]\n  id = \"reconsideration\"\n  length = 3"
    )]
    Replay(ReplayArgs),
    /// Search the procedures for what they must keep: reachable stages, remedies, hearings, guardians, documents.
    ///
    /// Ends with exit status 3 when our encoding is wrong; where the law itself falls short it is only told.
    #[command(
        after_help = "Examples:\n  ceiba procedure check\n  ceiba procedure check --country hnd --countries countries --lang es\n  ceiba procedure check --country slv --json | jq '.[] | select(.answer == \"violated\")'"
    )]
    Check {
        /// Country folder name, or `all`; all states if it is left out.
        #[arg(long)]
        country: Option<String>,
        #[arg(long, value_name = "DIR")]
        countries: Option<PathBuf>,
        /// Only the version of this name.
        #[arg(long, value_name = "VERSION")]
        only: Option<String>,
        /// The language of mistakes and answers: `es` or `en`. JSON has both.
        #[arg(long, default_value = "en", value_name = "LANG")]
        lang: String,
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of a kind of law file, by which an editor completes and underlines what is typed.
    ///
    /// The same files stand in `countries/schema`, and `.taplo.toml` tells an editor which file goes by which.
    #[command(
        after_help = "Examples:\n  ceiba procedure schema procedure > procedure.json\n  ceiba procedure schema --into countries/schema"
    )]
    Schema {
        /// `country`, `calendar`, `procedure` or `case`; without one, their names are listed.
        #[arg(value_name = "KIND")]
        kind: Option<String>,
        /// Write all of them into this folder.
        #[arg(long, value_name = "DIR", conflicts_with = "kind")]
        into: Option<PathBuf>,
    },
}

#[derive(Args)]
pub struct ReplayArgs {
    /// The draft: a procedure file, whole or `based_on` a version that there is.
    #[arg(value_name = "DRAFT.toml")]
    pub draft: PathBuf,
    #[arg(long, default_value = "pan")]
    pub country: String,
    /// A folder that holds countries instead of those that are built in.
    #[arg(long, value_name = "DIR")]
    pub countries: Option<PathBuf>,
    /// Only cases that were opened under this version.
    #[arg(long, value_name = "PROCEDURE@VERSION")]
    pub under: Option<String>,
    /// Recorded cases of this data folder instead of worked ones.
    // The configuration's data folder is not meant by it.
    #[arg(long = "data", value_name = "DIR")]
    pub recorded: Option<PathBuf>,
    /// A PostgreSQL database; the key file stays in the data folder.
    #[arg(long = "database", value_name = "URL", requires = "recorded")]
    pub recorded_database: Option<String>,
    /// A file whose first line is the passphrase of the key file; asked for at the console when not given.
    #[arg(long, env = "CEIBA_PASSPHRASE_FILE", value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub by_account: AsArgs,
    /// Also write every count to this file, as CSV.
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
    /// The language of the report: `es` or `en`. JSON has both.
    #[arg(long, default_value = "en", value_name = "LANG")]
    pub lang: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct SimulateArgs {
    #[arg(long, default_value = "mex")]
    pub country: String,
    /// The first year; two years of figures before it are needed.
    #[arg(long, value_name = "YEAR", default_value_t = 2018)]
    pub first_year: i16,
    /// The last year; the last published one when not given.
    #[arg(long, value_name = "YEAR")]
    pub until: Option<i16>,
    /// The last year whose decisions and stock are used; the last published one when not given.
    #[arg(long, value_name = "YEAR", conflicts_with = "against_reality")]
    pub fit_until: Option<i16>,
    /// Claims of a year that is not published, or others than were. May be given several times.
    #[arg(long, value_name = "YEAR=CLAIMS")]
    pub arrivals: Vec<String>,
    /// How many seeds; the interval is over them.
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub seeds: u32,
    /// The first seed; the same seeds give the same answer.
    #[arg(long, default_value_t = 1)]
    pub from_seed: u64,
    /// In each office, after the last fitted year (in the last year, where all are fitted); of a scenario, always. So are
    /// the numbers below.
    #[arg(long, value_name = "PEOPLE")]
    pub registration_officers: Option<u32>,
    /// Rooms and interpreters are as many when not given.
    #[arg(long, value_name = "PEOPLE")]
    pub interviewers: Option<u32>,
    #[arg(long, value_name = "PEOPLE")]
    pub interpreters: Option<u32>,
    #[arg(long, value_name = "ROOMS")]
    pub rooms: Option<u32>,
    #[arg(long, value_name = "PEOPLE")]
    pub eligibility_officers: Option<u32>,
    #[arg(long, value_name = "PEOPLE")]
    pub reviewers: Option<u32>,
    /// Also say what one more interviewer (with a room) at this office changes, with the same people coming.
    #[arg(long, value_name = "OFFICE")]
    pub one_more: Option<String>,
    /// Fit to figures up to 2022 and lay what came since beside the forecast.
    #[arg(long)]
    pub against_reality: bool,
    /// A scenario as TOML instead of published figures.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["against_reality", "until", "fit_until", "arrivals"])]
    pub scenario: Option<PathBuf>,
    /// Write the scenario that is simulated, to change it by hand.
    #[arg(long, value_name = "FILE")]
    pub write_scenario: Option<PathBuf>,
    /// Language of the report: es or en.
    #[arg(long, default_value = "en")]
    pub lang: String,
    /// Folder for the report and for series to draw.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}
