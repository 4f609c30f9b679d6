//! `docs/laws.md` is what the files of the countries say, and speaks of everything that is in them.
//!
//! After a change of a country's files: `cargo test -p procedure --test laws -- --ignored write_the_laws`, and read the
//! difference before it is committed.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use procedure::{Law, laws, summary};
use std::path::PathBuf;

fn file() -> PathBuf {
    ground::countries().join("../docs/laws.md")
}

/// Every state but the invented one, by its code.
fn states() -> Vec<Law> {
    let states = ground::folders().into_iter().filter(|folder| !folder.starts_with('_'));
    states.map(|folder| ground::law(&folder)).collect()
}

fn written() -> String {
    laws(&states().iter().collect::<Vec<_>>())
}

#[test]
fn the_page_is_what_the_files_say() {
    let committed = std::fs::read_to_string(file()).unwrap_or_default();
    let differs = written().lines().zip(committed.lines()).position(|(now, old)| now != old);
    assert!(
        written() == committed,
        "docs/laws.md is not what the files say, from line {}; renew it and read the difference: \
         cargo test -p procedure --test laws -- --ignored write_the_laws",
        differs.map_or_else(|| "the end".to_owned(), |n| (n + 1).to_string())
    );
}

#[test]
#[ignore = "writes docs/laws.md; run it after a change of a country's files"]
fn write_the_laws() {
    std::fs::write(file(), written()).unwrap();
}

#[test]
fn every_file_that_the_page_links_is_there() {
    let page = written();
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links: Vec<&str> = links.filter(|link| link.starts_with("../")).collect();
    assert!(links.len() > 50, "{}", links.len());
    for link in links {
        assert!(file().parent().unwrap().join(link).exists(), "{link}");
    }
}

#[test]
fn every_heading_of_the_contents_is_there() {
    let page = written();
    for law in states() {
        let names = &law.facts_file.names;
        assert!(page.contains(&format!("\n## {}", names.en)), "{}", names.en);
    }
    let anchors = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
    let headings: Vec<String> = page
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .map(|h| {
            let kept: String =
                h.to_lowercase().chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect();
            kept.replace(' ', "-")
        })
        .collect();
    for anchor in anchors {
        assert!(headings.iter().any(|h| h == anchor), "{anchor}: {headings:?}");
    }
}

/// Nothing of a version in force is left out: each stage, term, document, remedy, commission and source has its row.
#[test]
fn the_page_speaks_of_everything() {
    for law in states() {
        let page = summary(&law).replace("\\|", "|");
        let newest = law.procedures.iter().filter(|p| p.valid_to.is_none());
        let mut wanted: Vec<&str> = Vec::new();
        for p in newest {
            wanted.extend(p.stages.iter().map(|s| s.names.en.as_str()));
            wanted.extend(p.terms.iter().map(|t| t.names.en.as_str()));
            wanted.extend(p.documents.iter().map(|d| d.names.en.as_str()));
            wanted.extend(p.remedies.iter().map(|r| r.names.en.as_str()));
            wanted.extend(p.sources.keys().map(String::as_str));
        }
        wanted.extend(law.facts_file.commissions.iter().map(|c| c.names.en.as_str()));
        wanted.extend(law.calendar.holidays.iter().map(|h| h.names.en.as_str()));
        wanted.extend(law.calendar.acts.iter().map(|a| a.question.en.as_str()));
        wanted.extend(law.procedures.iter().flat_map(|p| &p.struck).map(|s| s.names.en.as_str()));
        for words in wanted {
            assert!(page.contains(&format!("| {words}")), "{}: {words}", law.country);
        }
    }
}

/// A table is read only if each of its rows has as many cells as its head.
#[test]
fn every_row_has_the_cells_of_its_head() {
    let page = written().replace("\\|", "/");
    let mut head = 0;
    for line in page.lines() {
        let cells = line.matches('|').count();
        match (head, cells) {
            (_, 0) => head = 0,
            (0, cells) => head = cells,
            (head, cells) => assert_eq!(head, cells, "{line}"),
        }
    }
}

#[test]
fn the_invented_country_is_told_whole() {
    let page = summary(&ground::law("_example"));
    for line in [
        "## Exampleland (Ejemplia)",
        "| Claim for protection (Solicitud de protección) | XEX-2020 | 2020-01-01 | open | not known | ACT, art. 3 | secondary | [`procedures/claim.toml`](../countries/xex/procedures/claim.toml) |",
        "| Second look (En revisión) | with the office | Receive the request | ACT, art. 7, secondary | – |",
        "| Ask for the second look (Pedir la revisión) | 10 working days | Refuse and notify | the day of the event is not counted; a last day of rest does not move | The person | a named person looks at the case; nothing is decided by itself | ACT, art. 7 | secondary |",
        "| Decide the second look (Resolver la revisión) | 30 calendar days | Receive the request | the day of the event is not counted; a last day of rest moves to the next working day (ACT, art. 8, secondary) | Deciding authority | those who work on the case are warned | ACT, art. 7 | secondary |",
        "| Court (Tribunal) | Refuse on review | Administrative Court (Tribunal Administrativo) | not known | a court, outside this procedure | not known | ACT, article not known | unverified |",
        "| The child needs a representative first. (Primero necesita quien le represente.) | before: Hear the person | ACT, art. 5 | secondary |",
        "| Tree Day (Día del Árbol) | 2 June; on a Sunday the Monday after is free too | 2000-01-01 | open | ACT, art. 9 | secondary |",
        "| ACT | <https://example.org/asylum-act> |",
    ] {
        assert!(page.lines().any(|l| l == line), "{line}\n\n{page}");
    }
    for asked in [
        "Claim for protection: within which term are these remedies brought: “Court”?",
        "Claim for protection: does the decision wait for these remedies: “Court”?",
        "Claim for protection: which article sets these remedies: “Court”?",
        "File [`procedures/claim.toml`](../countries/xex/procedures/claim.toml). Ask: a lawyer of Exampleland; Capital office.",
    ] {
        assert!(page.contains(asked), "{asked}\n\n{page}");
    }
}
