//! Terms that are longer, shorter, counted otherwise, new or gone.

use super::Both;
use super::phrase::{quoted, renamed, told, was_and_is};
use crate::changes::ChangeKind;
use crate::model::{Procedure, Term};
use crate::said::Said;
use crate::wording;

pub(super) fn said(both: &Both<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    for now in &both.new.terms {
        if let Some(before) = both.old.term(&now.id) {
            said.extend(changed(both, before, now));
        }
    }
    let added = both.of("terms", ChangeKind::Added).filter_map(|c| both.new.term(&c.id));
    said.extend(added.map(|term| new(both.new, term)));
    let removed = both.of("terms", ChangeKind::Removed).filter_map(|c| both.old.term(&c.id));
    said.extend(removed.map(gone));
    said
}

fn changed(both: &Both<'_>, old: &Term, new: &Term) -> Vec<Said> {
    let name = &old.names;
    let cite = wording::cite(&new.cite);
    let longer = was_and_is(
        name,
        &format!("El plazo {{x}}, de {{old}}, pasa a ser de {{new}} ({})", cite.es),
        &format!("The term {{x}}, {{old}}, becomes {{new}} ({})", cite.en),
        &length(old),
        &length(new),
    );
    let from = (old.from != new.from).then(|| {
        let words = [
            ("x", &quoted(name)),
            ("old", &wording::event(both.old, &old.from)),
            ("new", &wording::event(both.new, &new.from)),
        ];
        told(
            "El plazo {x} se cuenta ahora desde: {new}; antes desde: {old}",
            "The term {x} now counts from: {new}; before from: {old}",
            &words,
        )
    });
    let counting = was_and_is(
        name,
        "El plazo {x} se cuenta ahora así: {new}; antes: {old}",
        "The term {x} is now counted so: {new}; before: {old}",
        &wording::counting(old.counting),
        &wording::counting(new.counting),
    );
    let last_day = was_and_is(
        name,
        "El plazo {x}: {new}; antes: {old}",
        "The term {x}: {new}; before: {old}",
        &wording::last_day(old),
        &wording::last_day(new),
    );
    let whose = was_and_is(
        name,
        "El plazo {x} corre ahora para: {new}; antes para: {old}",
        "The term {x} now runs for: {new}; before for: {old}",
        &wording::whose(old.whose),
        &wording::whose(new.whose),
    );
    let expiry = was_and_is(
        name,
        "Cuando vence el plazo {x}: {new}; antes: {old}",
        "When the term {x} runs out: {new}; before: {old}",
        &wording::on_expiry(old.on_expiry),
        &wording::on_expiry(new.on_expiry),
    );
    let name = renamed(&old.names, &new.names);
    [longer, from, counting, last_day, whose, expiry, name].into_iter().flatten().collect()
}

/// `10 working days`, or that the length is not known.
fn length(term: &Term) -> Said {
    match term.length {
        Some(_) => wording::term_length(term),
        None => Said::new("duración no conocida", "length not known"),
    }
}

fn new(p: &Procedure, term: &Term) -> Said {
    let words = [
        ("x", &quoted(&term.names)),
        ("length", &length(term)),
        ("from", &wording::event(p, &term.from)),
        ("cite", &wording::cite(&term.cite)),
    ];
    told(
        "Plazo nuevo: {x}, {length}, desde: {from} ({cite})",
        "New term: {x}, {length}, from: {from} ({cite})",
        &words,
    )
}

fn gone(term: &Term) -> Said {
    let words = [("x", &quoted(&term.names)), ("length", &length(term))];
    told("Plazo que ya no existe: {x}, {length}", "No longer a term: {x}, {length}", &words)
}
