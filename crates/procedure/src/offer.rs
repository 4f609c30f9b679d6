//! What may happen next in a case, by whom, and what stands in the way.

use crate::model::{Offer, Offered, Procedure, Reason, ReasonKind, Step};
use crate::reform::Now;
use kernel::Actor;

impl Procedure {
    /// Every step that leaves `stage` (or stays there), with whether this person may take it now.
    pub fn offers(&self, stage: &str, me: &Actor, now: &Now<'_>) -> Vec<Offer<'_>> {
        let here = self.steps.iter().filter(|s| s.from.iter().any(|f| f == stage));
        here.map(|step| Offer { step, state: self.offered(step, me, now) }).collect()
    }

    /// Whether this person may take the step now, not asking where the case stands. A struck step is nobody's, and
    /// nothing else needs to be said of it.
    pub fn offered(&self, step: &Step, me: &Actor, now: &Now<'_>) -> Offered {
        if !step.is_for(me) {
            return Offered::NotYours;
        }
        if let Some(struck) = self.struck_step(&step.id, now.on) {
            return Offered::Refused(vec![Reason {
                kind: ReasonKind::Struck { from: struck.from },
                says: struck.names.clone(),
                cite: struck.cite.clone(),
            }]);
        }
        let reasons = step.reasons(me, now);
        if reasons.is_empty() { Offered::Offered } else { Offered::Refused(reasons) }
    }
}

impl Step {
    fn reasons(&self, me: &Actor, now: &Now<'_>) -> Vec<Reason> {
        let failing = self.guard.iter().flat_map(|g| g.failing(now.facts)).map(|clause| Reason {
            kind: ReasonKind::Clause {
                expression: clause.expression.clone(),
                unknown: clause.unknown(now.facts).cloned().collect(),
            },
            says: clause.says.clone(),
            cite: clause.cite.clone(),
        });
        // Whoever ever took the earlier step is out, even if a colleague took it again later.
        let same = self.not_same_as.iter().filter(|id| now.took(me.account, id));
        let same = same.map(|id| Reason {
            kind: ReasonKind::SameOfficer { step: id.clone() },
            says: self.not_same_says.clone().unwrap_or_default(),
            cite: self.cite.clone(),
        });
        let uncarried = self.in_session.iter().filter(|_| !now.carried.contains(&self.id));
        let uncarried = uncarried.map(|commission| Reason {
            kind: ReasonKind::Session { commission: commission.clone() },
            says: self.names.clone(),
            cite: self.cite.clone(),
        });
        failing.chain(same).chain(uncarried).collect()
    }
}
