//! What may happen next in a case, by whom, and what stands in the way.

use crate::facts::Facts;
use crate::model::{Offer, Offered, Procedure, Reason, ReasonKind, Step, Taken};
use kernel::Actor;

impl Procedure {
    /// Every step that leaves `stage` (or stays there), with whether this person may take it now.
    pub fn offers(&self, stage: &str, me: &Actor, facts: &Facts, taken: &[Taken]) -> Vec<Offer<'_>> {
        let here = self.steps.iter().filter(|s| s.from.iter().any(|f| f == stage));
        here.map(|step| Offer { step, state: step.offered(me, facts, taken) }).collect()
    }
}

impl Step {
    /// Whether this person may take the step now, not asking where the case stands.
    pub fn offered(&self, me: &Actor, facts: &Facts, taken: &[Taken]) -> Offered {
        if !self.is_for(me) {
            return Offered::NotYours;
        }
        let reasons = self.reasons(me, facts, taken);
        if reasons.is_empty() { Offered::Offered } else { Offered::Refused(reasons) }
    }

    fn reasons(&self, me: &Actor, facts: &Facts, taken: &[Taken]) -> Vec<Reason> {
        let failing = self.guard.iter().flat_map(|g| g.failing(facts)).map(|clause| Reason {
            kind: ReasonKind::Clause {
                expression: clause.expression.clone(),
                unknown: clause.unknown(facts).cloned().collect(),
            },
            says: clause.says.clone(),
            cite: clause.cite.clone(),
        });
        // Whoever ever took the earlier step is out, even if a colleague took it again later.
        let same = self
            .not_same_as
            .iter()
            .filter(|id| taken.iter().any(|t| t.step == **id && t.account == me.account));
        let same = same.map(|id| Reason {
            kind: ReasonKind::SameOfficer { step: id.clone() },
            says: self.not_same_says.clone().unwrap_or_default(),
            cite: self.cite.clone(),
        });
        failing.chain(same).collect()
    }
}
