//! Drafts: what was typed when a session ended or a tablet was handed over, kept sealed for two weeks for whoever typed it.
//!
//! Several drafts may wait for one page, each under its number: the next intent at a post is typed on the same page as the
//! one that was interrupted, and takes nothing of it away.

use crate::{Access, table};
use jiff::{SignedDuration, Timestamp};
use kernel::AccountId;
use ledger::{Door, Fault, params};

/// Long enough for whoever comes back after days off.
pub const DRAFT_KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Larger forms than this are not kept, in bytes.
const FORM_BYTES_MAX: usize = 256 * 1024;
const PAGE_CHARS_MAX: usize = 2_000;
/// No more drafts than this wait for one page.
const OF_A_PAGE_MAX: u32 = 40;
/// The table name that binds the sealed column to its place.
const DRAFT: &str = "draft";
/// The field that holds the title of the page a draft was typed on.
const TITLE: &str = "_title";

/// Fields as they were typed, in order.
pub type Typed = Vec<(String, String)>;

/// A draft as its owner sees it in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftView {
    /// The page it belongs to: path and query.
    pub page: String,
    /// Which of the drafts of that page.
    pub number: u32,
    /// What the page is called; a draft kept when a session had ended by itself does not know.
    pub title: Option<String>,
    pub kept_at: Timestamp,
}

impl Access {
    /// Keeps a form for the account that typed it, under the page it stands on: in place of the draft of this number, or
    /// beside those that wait already. The same form kept twice is one draft. Fields whose name speaks of a `password` are
    /// left out. Answers the number; nothing when it is too large to keep.
    pub fn keep_draft(
        &self,
        account: AccountId,
        page: &str,
        number: Option<u32>,
        form: &[(String, String)],
    ) -> Result<Option<u32>, Fault> {
        let form: Typed = form.iter().filter(|(name, _)| !name.contains("password")).cloned().collect();
        let plain =
            serde_json::to_vec(&form).map_err(|_| Fault::Inconsistent("a draft is no JSON".into()))?;
        if plain.len() > FORM_BYTES_MAX || page.len() > PAGE_CHARS_MAX {
            return Ok(None);
        }
        let now = self.clock.now();
        let until = now.checked_add(DRAFT_KEPT).unwrap_or(Timestamp::MAX);
        self.ledger.write(|tx| {
            let Some(number) = place_for(tx, account, page, number, &form, now)? else { return Ok(None) };
            let tenant = tx.tenant();
            let sealed = tx.seal(DRAFT, account.0, &plain)?;
            let row = params![tenant, account, place_of(page, number), until, sealed];
            tx.execute(&table::PUT_DRAFT, &row)?;
            Ok(Some(number))
        })
    }

    /// The form of a draft. It stays until [`Access::forget_draft`], so that a reload or a lost line costs nothing.
    pub fn draft(&self, account: AccountId, page: &str, number: u32) -> Result<Option<Typed>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| at(door, account, page, number, now))
    }

    /// Removes a draft: its form was sent, or its owner wants it no more.
    pub fn forget_draft(&self, account: AccountId, page: &str, number: u32) -> Result<(), Fault> {
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            tx.execute(&table::END_DRAFT, &params![tenant, account, place_of(page, number)]).map(drop)
        })
    }

    /// Whether anything waits to be finished.
    pub fn has_drafts(&self, account: AccountId) -> Result<bool, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| {
            let tenant = door.tenant();
            Ok(!door.query(&table::DRAFTS_OF, &params![tenant, account, now])?.is_empty())
        })
    }

    /// Everything that waits to be finished, the latest first.
    pub fn drafts(&self, account: AccountId) -> Result<Vec<DraftView>, Fault> {
        let now = self.clock.now();
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let mut all = Vec::new();
            for row in door.query(&table::DRAFTS_OF, &params![tenant, account, now])? {
                let typed = opened(door, account, &row.bytes("sealed")?)?;
                let (page, number) = read_place(&row.text("path")?);
                let title = typed.into_iter().find(|(name, _)| name == TITLE).map(|(_, title)| title);
                let until = row.instant("expires_at")?;
                let kept_at = until.checked_sub(DRAFT_KEPT).unwrap_or(until);
                all.push(DraftView { page, number, title, kept_at });
            }
            Ok(all)
        })
    }
}

/// Where a form goes: the place it came from, the place where the same form waits already, or the first free one.
fn place_for(
    door: &mut impl Door,
    account: AccountId,
    page: &str,
    number: Option<u32>,
    form: &Typed,
    now: Timestamp,
) -> Result<Option<u32>, Fault> {
    if number.is_some_and(|number| (1..=OF_A_PAGE_MAX).contains(&number)) {
        return Ok(number);
    }
    let mut free = None;
    for number in 1..=OF_A_PAGE_MAX {
        match at(door, account, page, number, now)? {
            Some(waiting) if untitled(&waiting) == untitled(form) => return Ok(Some(number)),
            Some(_) => {}
            None => free = free.or(Some(number)),
        }
    }
    Ok(free)
}

fn untitled(form: &Typed) -> Vec<&(String, String)> {
    form.iter().filter(|(name, _)| name != TITLE).collect()
}

fn at(
    door: &mut impl Door,
    account: AccountId,
    page: &str,
    number: u32,
    now: Timestamp,
) -> Result<Option<Typed>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_DRAFT, &params![tenant, account, place_of(page, number), now])?;
    row.map(|row| opened(door, account, &row.bytes("sealed")?)).transpose()
}

fn opened(door: &mut impl Door, account: AccountId, sealed: &[u8]) -> Result<Typed, Fault> {
    let plain = door.open_sealed(DRAFT, account.0, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Fault::Inconsistent("draft.sealed is no JSON".into()))
}

/// A page has no `#` in its address, so the number cannot be taken for a part of it.
fn place_of(page: &str, number: u32) -> String {
    if number == 1 { page.to_owned() } else { format!("{page}#{number}") }
}

fn read_place(place: &str) -> (String, u32) {
    let split = place.split_once('#').and_then(|(page, n)| Some((page.to_owned(), n.parse().ok()?)));
    split.unwrap_or_else(|| (place.to_owned(), 1))
}
