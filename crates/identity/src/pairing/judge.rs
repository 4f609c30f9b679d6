//! Judging whether two files are one person's, and the second person's word where it has consequences.

use super::consequence::{self, Beside};
use super::{Consequence, Pair, Pairing, PairingEvent, Standing, Verdict, group};
use jiff::civil::Date;
use kernel::PersonId;
use ledger::{Fault, Load, Loaded, Stamp, Tx};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Where and when somebody judges, and what the other rooms tell.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Only where the country is known is anything judged; a post proposes.
    pub is_headquarters: bool,
    /// Decides who is a child.
    pub today: Date,
    pub beside: Beside<'a>,
}

/// Why nothing is judged, confirmed or declined.
#[derive(Debug, thiserror::Error)]
pub enum JudgeRefusal {
    #[error("nothing was said of these two files")]
    Nothing,
    #[error("headquarters judges; this post proposed it")]
    NotHere,
    #[error("say why")]
    NoReason,
    /// It waits for a second person, or the files are joined.
    #[error("it stands otherwise by now")]
    StandsOtherwise,
    #[error("somebody else has to say it too")]
    SamePerson,
    /// Joining would make one person of two files of which somebody said that they are two people's.
    #[error("of two of the files it was said that they are two people's")]
    ToldApart(Pair),
    /// They are one person's through other files: those are undone first.
    #[error("they are joined through other files")]
    JoinedThrough,
    #[error(
        "a household tells them as different people; the second person has to say that it is one told twice"
    )]
    OneHousehold,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What somebody says, and the version of the pairing they saw; an empty one claims nothing.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    pub head: &'a str,
    pub why: &'a str,
}

/// Says whether two files are one person's. Answers how they stand now.
pub fn judge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    verdict: Verdict,
    word: Word<'_>,
) -> Result<Standing, JudgeRefusal> {
    let (loaded, pair) = opened(tx, desk, id, word)?;
    if !loaded.state.standing.may_be_judged() {
        return Err(JudgeRefusal::StandsOtherwise);
    }
    if verdict.needs_reason() && word.why.trim().is_empty() {
        return Err(JudgeRefusal::NoReason);
    }
    let consequences = match verdict {
        Verdict::Same => weighed(tx, desk, pair)?.1,
        // Whoever is one person's through other files cannot be two people's here.
        Verdict::NotSame if group::of(tx, pair.both()[0])?.contains(&pair.both()[1]) => {
            return Err(JudgeRefusal::JoinedThrough);
        }
        Verdict::NotSame | Verdict::CannotTell => BTreeSet::new(),
    };
    let why = word.why.trim().to_owned();
    let next = tx.append(&loaded, stamp, &[PairingEvent::Judged { verdict, why, consequences }])?;
    Ok(next.state.standing)
}

/// The second person says the same; `is_told_twice` that a household tells one person as two.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    is_told_twice: bool,
    word: Word<'_>,
) -> Result<Standing, JudgeRefusal> {
    let (loaded, pair) = opened(tx, desk, id, word)?;
    let Standing::Seconding { first, .. } = loaded.state.standing else {
        return Err(JudgeRefusal::StandsOtherwise);
    };
    if first == stamp.actor.account {
        return Err(JudgeRefusal::SamePerson);
    }
    if word.why.trim().is_empty() {
        return Err(JudgeRefusal::NoReason);
    }
    // Asked again: other pairs may have been judged since.
    let (_, consequences) = weighed(tx, desk, pair)?;
    if consequences.contains(&Consequence::OneHousehold) && !is_told_twice {
        return Err(JudgeRefusal::OneHousehold);
    }
    let why = word.why.trim().to_owned();
    let next = tx.append(&loaded, stamp, &[PairingEvent::Confirmed { why, is_told_twice }])?;
    Ok(next.state.standing)
}

/// Whoever looks second does not say the same, or whoever said it first takes it back.
pub fn decline(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: Desk<'_>,
    id: Uuid,
    word: Word<'_>,
) -> Result<Standing, JudgeRefusal> {
    let (loaded, _) = opened(tx, desk, id, word)?;
    if !matches!(loaded.state.standing, Standing::Seconding { .. }) {
        return Err(JudgeRefusal::StandsOtherwise);
    }
    if word.why.trim().is_empty() {
        return Err(JudgeRefusal::NoReason);
    }
    let declined = PairingEvent::Declined { why: word.why.trim().to_owned() };
    Ok(tx.append(&loaded, stamp, &[declined])?.state.standing)
}

fn opened(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    id: Uuid,
    word: Word<'_>,
) -> Result<(Loaded<Pairing>, Pair), JudgeRefusal> {
    if !desk.is_headquarters {
        return Err(JudgeRefusal::NotHere);
    }
    let loaded = tx.load::<Pairing>(id)?.ok_or(JudgeRefusal::Nothing)?;
    let pair = loaded.state.pair.ok_or(JudgeRefusal::Nothing)?;
    if !loaded.is_at(word.head) {
        return Err(Fault::Stale.into());
    }
    Ok((loaded, pair))
}

/// All files that would be one person's, and what weighs then; refused where that contradicts what people said.
pub fn weighed(
    tx: &mut Tx<'_>,
    desk: Desk<'_>,
    pair: Pair,
) -> Result<(BTreeSet<PersonId>, BTreeSet<Consequence>), JudgeRefusal> {
    let files = group::joined(tx, pair.both())?;
    // Of the pair itself it may have been said before: whoever judges it now changes that.
    if let Some(apart) = group::told_apart(tx, &files)?.filter(|apart| apart.pair != pair) {
        return Err(JudgeRefusal::ToldApart(apart.pair));
    }
    let consequences = consequence::of(tx, desk.beside, &files, desk.today)?;
    Ok((files, consequences))
}
