//! One statement before a lawyer: what it says in words, where it is said to be written, and the form that confirms it or
//! takes the confirmation back.

use super::super::cite::{mark, written_in};
use super::super::signature;
use super::words::{label, worded};
use super::{LIST, hangs_key, href, lapsed_words, place};
use casework::Laws;
use casework::sign_off::{
    Confirm, Lack, SignOff, SignOffEvent, SignOffRefusal, Withdraw, confirm, said_of, withdraw,
};
use ledger::Stamp;
use procedure::Statement;
use web::part::{self, Act, Answer, Choice, Field, Tone, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, StaleRow, Trouble, html};

const ARTICLE_CHARS_MAX: usize = 80;
const SOURCE_CHARS_MAX: usize = 300;
const WHY_CHARS_MAX: usize = 1_000;

/// `GET /procedures/statements/{statement}`
pub fn form(house: &House, ask: &Ask) -> Reply {
    let laws = house.room::<Laws>();
    let statement = found(laws, ask)?;
    Ok(page(house, ask, laws, &statement, &ask.errors())?.into())
}

/// `POST /procedures/statements/{statement}`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let laws = house.room::<Laws>();
    let statement = found(laws, ask)?;
    let mut errors = ask.errors();
    let article = errors.line(ask, "article", ARTICLE_CHARS_MAX);
    let source = errors.line(ask, "source", SOURCE_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, laws, &statement, &errors)?));
    }
    let (by, words) = (signature(house, ask), words(ask, laws, &statement));
    let told = Confirm {
        statement: statement.number(),
        says: ask.form.text("says"),
        words: &words,
        article: &article,
        source: &source,
        is_compared: ask.form.is_on("compared"),
        by: &by,
    };
    let stamp = Stamp::new(ask.who.actor());
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        confirm(tx, laws, &stamp, &told).map(|record| record.to_string())
    });
    match done {
        Ok(_) => Ok(ask.done(LIST, "app-statement-confirmed-done")),
        Err(refusal) => Err(refused(house, ask, laws, &statement, refusal)?),
    }
}

/// `POST /procedures/statements/{statement}/withdraw`
pub fn take_back(house: &House, ask: &Ask) -> Reply {
    let laws = house.room::<Laws>();
    let statement = found(laws, ask)?;
    let mut errors = ask.errors();
    let why = errors.long(ask, "why", WHY_CHARS_MAX);
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, laws, &statement, &errors)?));
    }
    let (stamp, by, words) =
        (Stamp::new(ask.who.actor()), signature(house, ask), words(ask, laws, &statement));
    let told = Withdraw { statement: statement.number(), words: &words, why: &why, by: &by };
    let done = house.ledger.once(ask.key(), ask.who.account, |tx| {
        withdraw(tx, laws, &stamp, &told).map(|record| record.to_string())
    });
    match done {
        Ok(_) => Ok(ask.done(&href(&statement), "app-statement-withdrawn-done")),
        Err(refusal) => Err(refused(house, ask, laws, &statement, refusal)?),
    }
}

fn found<'a>(laws: &'a Laws, ask: &Ask) -> Result<Statement<'a>, Trouble> {
    let number = u128::from_str_radix(ask.param("statement"), 16).map_err(|_| Trouble::NotFound)?;
    laws.law().statement(number).ok_or(Trouble::NotFound)
}

fn refused(
    house: &House,
    ask: &Ask,
    laws: &Laws,
    statement: &Statement<'_>,
    refusal: SignOffRefusal,
) -> Result<Trouble, Trouble> {
    let key = match refusal {
        SignOffRefusal::NoStatement => return Ok(Trouble::NotFound),
        SignOffRefusal::Fault(fault) => return Ok(fault.into()),
        SignOffRefusal::Changed => return Ok(Trouble::Stale { rows: both(ask, laws, statement) }),
        SignOffRefusal::Form(lacks) => {
            let mut errors = FormErrors::new();
            for lack in lacks {
                let (field, key) = match lack {
                    Lack::Article => ("article", "app-statement-error-article"),
                    Lack::Source => ("source", "app-statement-error-source"),
                    Lack::Declaration => ("compared", "app-statement-error-compared"),
                };
                errors.add(field, ask.t(key));
            }
            return Ok(Trouble::Invalid(page(house, ask, laws, statement, &errors)?));
        }
        SignOffRefusal::NoReason => {
            let mut errors = FormErrors::new();
            errors.add("why", ask.t("app-statement-error-why"));
            return Ok(Trouble::Invalid(page(house, ask, laws, statement, &errors)?));
        }
        SignOffRefusal::NotLaw => "app-statement-not-law",
        SignOffRefusal::Done => "app-statement-error-done",
        SignOffRefusal::NotConfirmed => "app-statement-error-not-confirmed",
        SignOffRefusal::NotHere => "app-statement-error-not-here",
    };
    Ok(Trouble::Refused(ask.t(key)))
}

/// What the lawyer read beside what the statement says now, line by line.
fn both(ask: &Ask, laws: &Laws, statement: &Statement<'_>) -> Vec<StaleRow> {
    let now = lines(ask, laws, statement);
    let read: Vec<(String, String)> = ask
        .form
        .text("read")
        .lines()
        .filter_map(|line| line.split_once('\t').map(|(label, words)| (label.to_owned(), words.to_owned())))
        .collect();
    let of = |all: &[(String, String)], label: &str| {
        all.iter().find(|(l, _)| l == label).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    let mut labels: Vec<&String> = read.iter().chain(&now).map(|(label, _)| label).collect();
    let mut seen = std::collections::BTreeSet::new();
    labels.retain(|label| seen.insert(label.as_str()));
    let row =
        |label: &&String| StaleRow { label: (*label).clone(), typed: of(&read, label), now: of(&now, label) };
    labels.iter().map(row).filter(|row| row.typed != row.now).collect()
}

/// What the statement says, each line with what it is about.
fn lines(ask: &Ask, laws: &Laws, statement: &Statement<'_>) -> Vec<(String, String)> {
    let line = |(about, words): &procedure::SaidLine| {
        let all: Vec<String> = words.iter().map(|word| worded(ask, word)).collect();
        (ask.t(label(about)), all.join("; ").replace(['\n', '\t'], " "))
    };
    statement.reads(laws.law()).iter().map(line).collect()
}

fn words(ask: &Ask, laws: &Laws, statement: &Statement<'_>) -> Vec<String> {
    lines(ask, laws, statement).into_iter().map(|(label, words)| format!("{label}: {words}")).collect()
}

fn page(
    house: &House,
    ask: &Ask,
    laws: &Laws,
    statement: &Statement<'_>,
    errors: &FormErrors,
) -> Result<Page, Trouble> {
    let law = laws.law();
    let title = statement.cited.names.in_lang(ask.lang).to_owned();
    let read = lines(ask, laws, statement);
    let said = house.ledger.read(|reader| said_of(reader, &statement.id()))?;
    let body = part::prose(html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(&place(ask, statement)), Some(&ask.t(hangs_key(statement.hangs())))))
        @for confirmation in law.lapsed_at(statement) {
            (part::notice(Tone::Caution, &ask.t("app-statements-lapsed"), html! { p { (lapsed_words(ask, confirmation)) } }))
        }
        (part::section(&ask.t("app-statement-says"), part::summary_list(
            &read.iter().map(|(label, words)| Answer::new(label, words)).collect::<Vec<_>>(),
        )))
        (part::section(&ask.t("app-law-written"), written(ask, statement)))
        @if !statement.is_law() {
            (part::inset(html! { p { (ask.t("app-statement-not-law")) } }))
        } @else if !laws.has_authority() {
            (part::inset(html! { p { (ask.t("app-statement-error-not-here")) } }))
        } @else if statement.is_verified() {
            (taking_back(ask, statement, errors))
        } @else {
            (confirming(house, ask, statement, &read, errors))
        }
        @if let Some(said) = &said { (history(ask, said)) }
    });
    let back = part::back_link(&Act::new(LIST, ask.t("app-statements-title")));
    Ok(Page::new(title, body).section("statements").back(back))
}

fn written(ask: &Ask, statement: &Statement<'_>) -> Markup {
    let home = match statement.procedure {
        Some(p) => html! {
            a.govuk-link href={ "/procedures/" (p.id) "?hash=" (p.hash.chars().take(12).collect::<String>()) } { (p.names.in_lang(ask.lang)) " · " (p.version) }
        },
        None => html! { code { (statement.home) } },
    };
    part::summary_list(&[
        Answer::marked(ask.t("app-statement-written-as"), written_in(ask, statement.written)),
        Answer::marked(ask.t("app-statement-now"), mark(ask, statement.cited.cite)),
        Answer::marked(
            ask.t("app-statement-file"),
            html! {
                (home) div.c-note { code { (statement.home) ": " (statement.cited.path) } }
            },
        ),
    ])
}

fn confirming(
    house: &House,
    ask: &Ask,
    statement: &Statement<'_>,
    read: &[(String, String)],
    errors: &FormErrors,
) -> Markup {
    let field = |id: &str, key: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, "")).verbatim()
    };
    // Who compared it when it read otherwise has not compared this.
    let is_same = ask.values().get("says").is_none_or(|says| says == statement.says);
    let chosen = [if is_same { ask.value_or("compared", "") } else { "" }];
    let declared = Field::new("compared", ask.t("app-statement-declaration")).error(errors.of("compared"));
    let words = ask.tw("app-statement-compared", &[("name", signature(house, ask).into())]);
    let read: Vec<String> = read.iter().map(|(label, words)| format!("{label}\t{words}")).collect();
    part::section(
        &ask.t("app-statement-confirm-title"),
        html! {
            p { (ask.tw("app-statement-confirm-lead", &[("day", ask.day_long(ask.today).into())])) }
            form method="post" action=(href(statement)) novalidate {
                (ask.csrf_fields())
                (part::hidden("says", statement.says))
                (part::hidden("read", &read.join("\n")))
                (part::text(&field("article", "app-statement-article").hint(ask.t("app-statement-article-hint")).width(Width::Medium)))
                (part::text(&field("source", "app-statement-source").hint(ask.t("app-statement-source-hint"))))
                (part::checkboxes(&declared, &chosen, &[Choice::new("yes", words)]))
                (part::button(&ask.t("app-statement-confirm-button")))
            }
        },
    )
}

fn taking_back(ask: &Ask, statement: &Statement<'_>, errors: &FormErrors) -> Markup {
    let field = Field::new("why", ask.t("app-statement-why"))
        .hint(ask.t("app-statement-why-hint"))
        .error(errors.of("why"))
        .value(ask.value_or("why", ""))
        .verbatim();
    let cite = statement.cited.cite;
    let lines = [
        ("app-statement-article", cite.article.clone()),
        ("app-statement-source", cite.verified_in.clone()),
        ("app-statement-by", cite.verified_by.clone()),
        ("app-statement-on", cite.verified_on.map(|on| ask.day_long(on))),
    ];
    let lines = lines.into_iter().filter_map(|(key, words)| Some(Answer::new(ask.t(key), words?)));
    html! {
        (part::section(&ask.t("app-statement-confirmed-title"), part::summary_list(&lines.collect::<Vec<_>>())))
        @if cite.verified_in.is_some() {
            (part::section(&ask.t("app-statement-withdraw-title"), html! {
                p { (ask.t("app-statement-withdraw-lead")) }
                form method="post" action={ (href(statement)) "/withdraw" } novalidate {
                    (ask.csrf_fields())
                    (part::textarea(&field, 3))
                    (part::button(&ask.t("app-statement-withdraw-button")))
                }
            }))
        }
    }
}

/// Everything lawyers said of the statement as it reads, the newest first: nothing of it is ever removed.
fn history(ask: &Ask, said: &SignOff) -> Markup {
    let line = |event: &SignOffEvent| match event {
        SignOffEvent::Confirmed { article, source, by, on, .. } => ask.tw(
            "app-statement-history-confirmed",
            &[
                ("day", ask.day_long(*on).into()),
                ("name", by.as_str().into()),
                ("article", article.as_str().into()),
                ("source", source.as_str().into()),
            ],
        ),
        SignOffEvent::Withdrawn { why, by, on, .. } => ask.tw(
            "app-statement-history-withdrawn",
            &[("day", ask.day_long(*on).into()), ("name", by.as_str().into()), ("why", why.as_str().into())],
        ),
    };
    part::section(
        &ask.t("app-statement-history"),
        html! {
            ul.govuk-list.govuk-list--bullet { @for (event, ..) in said.said.iter().rev() { li { (line(event)) } } }
        },
    )
}
