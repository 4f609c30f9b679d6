//! The pages about two files that may be one person's: what waits, both side by side, and saying so from a person's file.

mod left;
pub mod queue;
pub mod side;
pub mod twice;

use super::{Beside, Consequence, Desk, HangsOn, Hung};
use crate::hint::Elsewhere;
use crate::told::word;
use kernel::PersonId;
use ledger::{Door, Fault};
use web::{Ask, House};

/// What hangs on people, as this house tells it.
fn hangs_on(house: &House) -> impl Fn(&mut dyn Door, PersonId) -> Result<Vec<Hung>, Fault> + '_ {
    move |door, person| match house.rooms.get::<HangsOn>() {
        Some(hangs) => (hangs.0)(door, person),
        None => Ok(Vec::new()),
    }
}

/// The desk of whoever asks. A post has hints of elsewhere; headquarters looks itself.
fn desk<'a>(house: &House, ask: &Ask, beside: Beside<'a>) -> Desk<'a> {
    Desk { is_headquarters: house.rooms.get::<Elsewhere>().is_none(), today: ask.today, beside }
}

/// What weighs, in words.
fn weighs<'a>(ask: &Ask, all: impl IntoIterator<Item = &'a Consequence>) -> Vec<String> {
    all.into_iter().map(|one| word(ask, "pairing-weighs", one.code())).collect()
}
