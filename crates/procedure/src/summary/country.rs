//! The bodies that decide by sitting together, as a table.

use super::markdown::{both, names, part, written};
use crate::Law;
use crate::commission::Commission;
use crate::said::Said;
use crate::wording;

pub(super) fn commissions(law: &Law) -> String {
    let rows = law.facts_file.commissions.iter().map(|c| commission(law, c)).collect();
    let head = ["commission", "seats", "quorum", "majority", "carries in session", "written", "mark"];
    part("### Commissions", &head, rows)
}

fn commission(law: &Law, c: &Commission) -> Vec<String> {
    let [place, mark] = written(&c.cite);
    let steps = super::newest(law).into_iter().flat_map(|p| &p.steps);
    let carried: Vec<&Said> =
        steps.filter(|s| s.in_session.as_ref() == Some(&c.id)).map(|s| &s.names).collect();
    let seats: Vec<String> = c.seats.iter().map(|s| both(&s.names)).collect();
    vec![
        both(&c.names),
        if seats.is_empty() { "not known".to_owned() } else { seats.join("; ") },
        c.quorum.map_or_else(|| "not known".to_owned(), |n| n.to_string()),
        wording::majority(c.majority).en,
        names(carried),
        place,
        mark,
    ]
}
