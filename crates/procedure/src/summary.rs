//! A country's law as a page for lawyers, written from the data: in English, with the Spanish names beside.

mod calendar;
mod country;
mod markdown;
mod procedure;
mod questions;
mod versions;

use crate::Law;
use crate::model::Procedure;
use crate::said::Verification;
use markdown::{both, table};
use std::fmt::Write;

/// The laws of several states as one page (`docs/laws.md`), in the order given.
pub fn laws(laws: &[&Law]) -> String {
    let mut page = String::from(OPENING);
    page.push_str(
        "\n| state | procedures | statements | verified | secondary | unverified | article not known |\n",
    );
    page.push_str("|---|---|---|---|---|---|---|\n");
    for law in laws {
        let names = &law.facts_file.names;
        let anchor = anchor(&both(names));
        let _ = writeln!(page, "| [{}](#{anchor}) | {} |", both(names), counted(law).join(" | "));
    }
    for law in laws {
        page.push('\n');
        page.push_str(&summary(law));
    }
    page
}

const OPENING: &str = "# The law of each state, as this program holds it

This page is made from the files of [`countries`](../countries/README.md) and from nothing else; nobody writes in it. To
renew it after a change of those files: `cargo test -p procedure --test laws -- --ignored write_the_laws`. A difference
fails the tests; read it before it is committed.

It is for the lawyer who confirms or corrects. It is no statement of the law: a public source said what is *secondary*;
memory, a conflict of sources or a choice of the platform is *unverified*; only what a named lawyer compared with the
official text is *verified*. *Not known* means that nobody has told us, and the program then guesses nothing. The keys
under *written* stand in the table of sources of each state. Names of the law stay Spanish beside the English.

Where a procedure has several versions the tables show the newest one, and sentences say what each version changed in the
one before it.
";

/// How often each mark stands in the files of a state. A version that starts from another one counts with all it takes
/// over.
fn counted(law: &Law) -> Vec<String> {
    let cited = law.cited();
    let mut procedures: Vec<&str> = law.procedures.iter().map(|p| p.id.as_str()).collect();
    procedures.dedup();
    let marked = |mark: Verification| cited.iter().filter(|c| c.cite.verification == mark).count();
    let open = cited.iter().filter(|c| !c.cite.is_platform() && c.cite.article.is_none()).count();
    let numbers = [
        cited.len(),
        marked(Verification::Verified),
        marked(Verification::Secondary),
        marked(Verification::Unverified),
        open,
    ];
    std::iter::once(procedures.join(", ")).chain(numbers.iter().map(ToString::to_string)).collect()
}

/// One state's law as part of the page.
pub fn summary(law: &Law) -> String {
    let mut page = format!("## {}\n", both(&law.facts_file.names));
    page.push_str(&versions::section(law));
    for procedure in newest(law) {
        page.push_str(&procedure::section(procedure));
    }
    page.push_str(&country::commissions(law));
    page.push_str(&calendar::section(law));
    page.push_str(&questions::section(law));
    page.push_str(&sources(law));
    page
}

/// The newest version of each procedure, in the order of the files.
fn newest(law: &Law) -> Vec<&Procedure> {
    let is_newest = |p: &&Procedure| {
        law.procedures.iter().all(|other| other.id != p.id || other.valid_from <= p.valid_from)
    };
    law.procedures.iter().filter(is_newest).collect()
}

/// A file of the country, as a link from `docs`.
fn file(law: &Law, path: &str) -> String {
    let folder = law.country.code().to_lowercase();
    format!("[`{path}`](../countries/{folder}/{path})")
}

/// The fragment by which a heading is linked: small letters, digits, and `-` for spaces.
fn anchor(heading: &str) -> String {
    let kept = heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -".contains(*c))
        .collect::<String>();
    kept.replace(' ', "-")
}

fn sources(law: &Law) -> String {
    let country = law.facts_file.sources.iter().chain(&law.calendar.sources);
    let of_procedures = law.procedures.iter().flat_map(|p| &p.sources);
    let mut rows: Vec<Vec<String>> =
        country.chain(of_procedures).map(|(key, url)| vec![key.clone(), format!("<{url}>")]).collect();
    rows.sort();
    rows.dedup();
    format!("\n### Sources\n\n{}", table(&["key", "address"], rows))
}
