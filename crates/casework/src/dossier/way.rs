//! The way of a reform as data, and what may be done next in a dossier.

use super::{Dossier, DossierEvent};
use jiff::civil::Date;
use kernel::Actor;
use procedure::{Facts, LawError, Now, Offer, Offered, Procedure, Step};

/// The stages and steps of a dossier, as a room of the house.
#[derive(Clone)]
pub struct Way(pub Procedure);

impl Way {
    /// The way this program was built with (`region/reform.toml`).
    pub fn shipped() -> Result<Way, Vec<LawError>> {
        Procedure::of_region("reform.toml", include_str!("../../../../region/reform.toml")).map(Way)
    }
    /// Every step from where a dossier stands, with whether this person may take it on a day; what leads onwards first.
    pub fn offers(&self, dossier: &Dossier, me: &Actor, on: Date) -> Vec<Offer<'_>> {
        let (facts, taken) = (Facts(dossier.facts.clone()), takers(dossier));
        let mut offers = self.0.offers(&dossier.stage, me, &Now::new(&facts, &taken, on));
        offers.sort_by_key(|offer| !self.leads_onwards(&dossier.stage, offer.step));
        offers
    }
    fn leads_onwards(&self, from: &str, step: &Step) -> bool {
        let place = |id: &str| self.0.stages.iter().position(|stage| stage.id == id && stage.on_path);
        step.to.as_deref().and_then(place).is_some_and(|to| place(from).is_some_and(|from| from < to))
    }
    /// Whether this person may take one step now; asks where the dossier stands too.
    pub(super) fn offered(&self, dossier: &Dossier, step: &Step, me: &Actor, on: Date) -> Offered {
        if !step.from.contains(&dossier.stage) {
            return Offered::NotYours;
        }
        let (facts, taken) = (Facts(dossier.facts.clone()), takers(dossier));
        self.0.offered(step, me, &Now::new(&facts, &taken, on))
    }
    /// Whether nothing more is to be done in a dossier.
    pub fn is_ended(&self, dossier: &Dossier) -> bool {
        self.0.stage(&dossier.stage).is_some_and(|stage| stage.ended)
    }
}

fn takers(dossier: &Dossier) -> Vec<procedure::Taken> {
    let taken = dossier.told.iter().filter_map(|told| match &told.event {
        DossierEvent::StepTaken(taken) => {
            Some(procedure::Taken { step: taken.step.clone(), account: told.actor.account })
        }
        _ => None,
    });
    taken.collect()
}
