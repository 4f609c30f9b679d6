//! `GET /cases/{case}/notice.pdf`: the notice of the newest decision, printed as often as it is needed.

use super::{Addressee, NoNotice, of};
use casework::Laws;
use kernel::{CaseId, Lang};
use ledger::Fault;
use letters::Made;
use web::{Answer, Ask, House, Reply, Trouble};

pub fn print(house: &House, ask: &Ask) -> Reply {
    let id: CaseId = ask.id("case")?;
    let found = house.ledger.read(|r| -> Result<_, Fault> {
        let Some(head) = casework::case::find(r, id)? else { return Ok(None) };
        let Some(case) = casework::case::load(r, id)? else { return Ok(None) };
        let name = match head.principal {
            Some(person) => identity::person::find(r, person)?.map(|p| p.name).unwrap_or_default(),
            None => String::new(),
        };
        Ok(Some((head, case, name)))
    })?;
    let (head, case, name) = found.ok_or(Trouble::NotFound)?;
    let laws: &Laws = house.room();
    let notice = match of(house, laws, &head, &case.state, Addressee { name }) {
        Ok(notice) => notice,
        Err(NoNotice::Undecided) => return Err(Trouble::Refused(ask.t("asylum-notice-undecided"))),
        Err(NoNotice::NoLaw) => return Err(Trouble::Refused(ask.t("asylum-notice-no-law"))),
    };
    let made = Made { at: ask.now, first: Lang::Es, second: Lang::En };
    let bytes =
        letters::render(&notice.into(), made).map_err(|e| Fault::Inconsistent(format!("the notice: {e}")))?;
    Ok(Answer::Pdf { name: format!("{}.pdf", head.number), bytes })
}
