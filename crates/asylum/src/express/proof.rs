//! The proof sheet: a person leaves the post with paper in hand. Its QR holds an id and a signature, never a name.

use crate::fold::Intent;
use crate::model::{Expressed, IntentEvent};
use jiff::civil::DateTime;
use kernel::Lang;
use ledger::{Fault, Load, Stamp};
use letters::{Contact, Made, Proof, ProofOfIntent, Said};
use uuid::Uuid;
use web::{Answer, Ask, House, Reply, Trouble};

/// `GET /intents/{intent}/proof.pdf`: the sheet, as often as it is asked for; each printing is noted.
pub fn print(house: &House, ask: &Ask) -> Reply {
    let id: Uuid = ask.id("intent")?;
    let intent = house.ledger.read(|r| r.load::<Intent>(id))?.ok_or(Trouble::NotFound)?;
    let said = intent.state.expressed.clone().ok_or(Trouble::NotFound)?;
    let sheet = sheet(house, id, &said);
    let second = if ask.lang == Lang::Es { Lang::En } else { ask.lang };
    let made = Made { at: ask.now, first: Lang::Es, second };
    let bytes = letters::render(&sheet.into(), made)
        .map_err(|e| Fault::Inconsistent(format!("the proof sheet: {e}")))?;
    let stamp = Stamp::new(ask.who.actor());
    house.ledger.write(|tx| super::note(tx, &stamp, id, IntentEvent::ProofPrinted))?;
    Ok(Answer::Pdf { name: format!("{}.pdf", said.serial), bytes })
}

/// The facts of the sheet, signed by this site.
pub fn sheet(house: &House, id: Uuid, said: &Expressed) -> ProofOfIntent {
    let keys = house.ledger.keys();
    let site = house.ledger.site().to_owned();
    let proof = Proof { kind: letters::Kind::Intent, id, issued: said.stated_on, site };
    let name = |f: &dyn Fn(Lang) -> String| Said::new(f(Lang::Es), f(Lang::En));
    let country = &house.country;
    ProofOfIntent {
        payload: proof.payload(|message| keys.sign(message)),
        serial: said.serial.clone(),
        state: name(&|l| country.name(l).to_owned()),
        authority: name(&|l| country.institution_name(l).to_owned()),
        post: name(&|l| country.office_name(l, &said.office).to_owned()),
        place: Said::same(said.place.clone()),
        stated_at: DateTime::from_parts(said.stated_on, said.stated_at),
        reference: letters::short_code(&proof),
        office: crate::main_office(house).map(|office| Contact {
            name: name(&|l| country.office_name(l, &office).to_owned()),
            details: Said::default(),
        }),
        help: Vec::new(),
        log_words: house.ledger.words_for_paper(),
    }
}
