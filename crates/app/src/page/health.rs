//! How Ceiba is: what `ceiba doctor` looks at, for an administrator without a console.

use crate::examine::{self, Depth, Finding};
use casework::Laws;
use ledger::{Fault, Ledger};
use std::convert::Infallible;
use web::part::{self, Act, Cell, Column, TagKind, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// How much of what the program said is shown.
const SAID_CHARS_MAX: usize = 400;

/// `GET /health`, and `?whole=1` with the files and the whole log.
pub fn show(house: &House, ask: &Ask) -> Reply {
    let depth = if ask.query.is_on("whole") { Depth::Whole } else { Depth::Quick };
    let findings = look(house, ask, depth);
    let title = ask.t("app-health-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-health-lead"))))
        (verdict(ask, &findings))
        (table(ask, &findings))
        @if depth == Depth::Quick {
            p { (part::second_go("/health?whole=1", &ask.t("app-health-whole"))) }
            (part::aside(&ask.t("app-health-whole-note")))
        } @else {
            p { (part::link(&Act::new("/health", ask.t("app-health-quick")))) }
        }
    };
    Ok(Page::new(title, body).section("health").into())
}

fn look(house: &House, ask: &Ask, depth: Depth) -> Vec<Finding> {
    let law = house.room::<Laws>().law();
    let code = house.country.country.to_string();
    let mut findings = vec![
        examine::country(&code, Ok::<_, Infallible>(law)),
        examine::clock(ask.now),
        examine::key_file(opens_what_it_sealed(house)),
    ];
    findings.extend(examine::database(&house.ledger as &Ledger, depth));
    for finding in findings.iter_mut().filter(|f| f.what == "clock") {
        finding.value = ask.instant(ask.now);
    }
    findings
}

/// The names of the staff are sealed: reading them needs the key the data was written with.
fn opens_what_it_sealed(house: &House) -> Result<String, Fault> {
    house.access.accounts().map(|accounts| accounts.len().to_string())
}

fn verdict(ask: &Ask, findings: &[Finding]) -> Markup {
    let wrong = findings.iter().filter(|f| !f.ok).count();
    match wrong {
        0 => part::notice(Tone::Done, &ask.t("app-health-well"), html! {}),
        n => part::notice(Tone::Danger, &ask.tw("app-health-unwell", &[("count", n.into())]), html! {}),
    }
}

fn table(ask: &Ask, findings: &[Finding]) -> Markup {
    let row = |finding: &Finding| {
        let code = finding.what.replace(' ', "-");
        let name = ask.t(&format!("app-health-what-{code}"));
        let tag = match finding.ok {
            true => part::tag(TagKind::Good, &ask.t("app-health-ok")),
            false => part::tag(TagKind::Bad, &ask.t("app-health-mend")),
        };
        vec![Cell::text(name), Cell::marked(tag), Cell::marked(found(ask, finding, &code))]
    };
    part::table(&part::Table {
        caption: ask.t("app-health-title"),
        caption_hidden: true,
        columns: ["app-health-what", "app-health-state", "app-health-found"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: findings.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn found(ask: &Ask, finding: &Finding, code: &str) -> Markup {
    html! {
        @if finding.ok {
            (ask.tw(&format!("app-health-found-{code}"), &[("value", finding.value.as_str().into())]))
        } @else {
            p { b { (ask.t(&format!("app-health-mend-{code}"))) } }
            p.c-note { (ask.t("app-health-said")) " " code lang="en" { (brief(&finding.found)) } }
        }
    }
}

/// The program may have much to say; the console says all of it.
fn brief(words: &str) -> String {
    let mut brief: String = words.chars().take(SAID_CHARS_MAX).collect();
    if brief.len() < words.len() {
        brief.push('…');
    }
    brief
}
