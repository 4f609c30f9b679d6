//! The log of reads: which member of staff opened which file, when and for what. Files appear by number only.

use super::account::{Offices, role_name};
use access::{Kind, Read};
use kernel::AccountId;
use web::part::{self, Act, Cell, Column, Pages};
use web::{Ask, House, Markup, Page, Permission, Reply, Trouble, html};

/// What one page of the list holds.
const ROWS: usize = 100;
/// How far back the list goes; older reads are shown on the files themselves.
const READS_MAX: u32 = 500;

/// `GET /read-log`
pub fn list(house: &House, ask: &Ask) -> Reply {
    let account = match ask.query.text("account") {
        "" => None,
        id => Some(id.parse::<AccountId>().map_err(|_| Trouble::NotFound)?),
    };
    let reads = match account {
        Some(account) => house.access.reads_by(account)?,
        None => house.access.latest_reads(READS_MAX)?,
    };
    let above = match account {
        Some(account) => house.access.name_of(account)?.or_else(|| Some(ask.t("app-staff-gone"))),
        None => None,
    };
    let page = ask.query.text("page").parse::<usize>().unwrap_or(1).clamp(1, page_count(reads.len()));
    let shown: Vec<&Read> = reads.iter().skip((page - 1) * ROWS).take(ROWS).collect();
    let title = ask.t("app-reads-title");
    let offices = Offices::of(house)?;
    let all = Act::new("/read-log", ask.t("app-reads-all"));
    let body = html! {
        (part::heading(&title, above.as_deref(), Some(&ask.t("app-reads-lead"))))
        @if account.is_some() { p { (part::link(&all)) } }
        @if shown.is_empty() {
            (part::empty_state(&ask.t("app-reads-none"), &ask.t("app-reads-none-next"), None))
        } @else {
            (table(house, ask, &offices, &shown))
            (part::pagination(&pages(ask, account, page, reads.len())))
        }
    };
    Ok(Page::new(title, body).section("read-log").into())
}

fn page_count(reads: usize) -> usize {
    reads.div_ceil(ROWS).max(1)
}

fn pages(ask: &Ask, account: Option<AccountId>, page: usize, reads: usize) -> Pages {
    let count = page_count(reads);
    let href = |page: usize| match account {
        Some(account) => format!("/read-log?account={account}&page={page}"),
        None => format!("/read-log?page={page}"),
    };
    let args = [("page", page.into()), ("pages", count.into()), ("reads", reads.into())];
    Pages {
        label: ask.t("app-pages"),
        before: (page > 1).then(|| Act::new(href(page - 1), ask.t("app-pages-before"))),
        after: (page < count).then(|| Act::new(href(page + 1), ask.t("app-pages-after"))),
        words: ask.tw("app-reads-page", &args),
    }
}

fn table(house: &House, ask: &Ask, offices: &Offices, reads: &[&Read]) -> Markup {
    let may_open = house.may(&ask.who, Permission::ManageAccounts, None);
    let row = |read: &&Read| {
        let role = role_name(ask, read.role);
        let office = offices.name(ask.lang, &read.office);
        vec![
            Cell::text(ask.instant(read.at)),
            Cell::marked(html! {
                a.govuk-link href={ "/read-log?account=" (read.account) } { (staff(ask, read)) }
                div.c-note { (role) " · " (office) }
                @if may_open { div.c-note { a.govuk-link href={ "/accounts/" (read.account) } {
                    (ask.t("app-reads-account")) span.govuk-visually-hidden { ": " (staff(ask, read)) }
                } } }
            }),
            Cell::text(permission(ask, read)),
            Cell::marked(html! { (kind(ask, read)) div.c-note { code { (read.record) } } }),
        ]
    };
    part::table(&part::Table {
        caption: ask.t("app-reads-title"),
        caption_hidden: true,
        columns: ["app-reads-when", "app-reads-who", "app-reads-what", "app-reads-file"]
            .map(|key| Column::text(ask.t(key)))
            .to_vec(),
        rows: reads.iter().map(row).collect(),
        ..part::Table::default()
    })
}

fn staff(ask: &Ask, read: &Read) -> String {
    if read.name.is_empty() { ask.t("app-staff-gone") } else { read.name.clone() }
}

fn permission(ask: &Ask, read: &Read) -> String {
    Permission::from_code(&read.permission).map_or_else(|| read.permission.clone(), |p| ask.t(&p.key()))
}

fn kind(ask: &Ask, read: &Read) -> String {
    Kind::from_code(&read.kind).map_or_else(|| read.kind.clone(), |k| ask.t(&k.key()))
}
