//! Documents and remedies that are new, gone, or now grant, last or reach something else.

use super::Both;
use super::phrase::{Pair, came_and_went, moved, moved_ids, quoted, renamed, told, was_and_is};
use crate::changes::ChangeKind;
use crate::model::{Document, Procedure, Remedy};
use crate::said::Said;
use crate::wording;

pub(super) fn documents(both: &Both<'_>) -> Vec<Said> {
    let mut said = Vec::new();
    let added = both.of("documents", ChangeKind::Added).filter_map(|c| both.new.document(&c.id));
    said.extend(added.map(new_document));
    let removed = both.of("documents", ChangeKind::Removed);
    said.extend(removed.map(|c| {
        told("Documento que ya no existe: {x}", "No longer a document: {x}", &[("x", &quoted(&c.names))])
    }));
    for now in &both.new.documents {
        if let Some(before) = both.old.document(&now.id) {
            said.extend(document(both, before, now));
        }
    }
    said
}

fn new_document(d: &Document) -> Said {
    let words = [
        ("x", &quoted(&d.names)),
        ("issuer", &d.issuer),
        ("validity", &wording::validity(d.validity)),
        ("cite", &wording::cite(&d.cite)),
    ];
    told(
        "Documento nuevo: {x}, de: {issuer}; vigencia: {validity} ({cite})",
        "New document: {x}, by: {issuer}; validity: {validity} ({cite})",
        &words,
    )
}

const GRANTS: Pair =
    [("{x} da ahora: {l}", "{x} now grants: {l}"), ("{x} ya no da: {l}", "{x} no longer grants: {l}")];

fn document(both: &Both<'_>, old: &Document, new: &Document) -> Vec<Said> {
    let name = &new.names;
    let cite = wording::cite(&new.cite);
    let mut said: Vec<Said> = renamed(&old.names, name).into_iter().collect();
    said.extend(was_and_is(
        name,
        &format!("{{x}} vale ahora: {{new}}; antes: {{old}} ({})", cite.es),
        &format!("{{x}} is now valid for: {{new}}; before: {{old}} ({})", cite.en),
        &wording::validity(old.validity),
        &wording::validity(new.validity),
    ));
    said.extend(was_and_is(
        name,
        "{x} se renueva: {new}; antes: {old}",
        "{x} may be renewed: {new}; before: {old}",
        &wording::yes_no(old.renewable),
        &wording::yes_no(new.renewable),
    ));
    said.extend(was_and_is(
        name,
        "{x} lo expide ahora: {new}; antes: {old}",
        "{x} is now issued by: {new}; before by: {old}",
        &old.issuer,
        &new.issuer,
    ));
    for line in both.lines("documents", &new.id).filter(|line| line.aspect == "grants") {
        said.extend(came_and_went(name, &moved(line), GRANTS));
    }
    said
}

pub(super) fn remedies(both: &Both<'_>) -> Vec<Said> {
    let find = |p: &'_ Procedure, id: &str| p.remedies.iter().find(|r| r.id == id).cloned();
    let mut said = Vec::new();
    let added = both.of("remedies", ChangeKind::Added).filter_map(|c| find(both.new, &c.id));
    said.extend(added.map(|r| new_remedy(both.new, &r)));
    let removed = both.of("remedies", ChangeKind::Removed);
    said.extend(removed.map(|c| {
        told("Recurso que ya no existe: {x}", "No longer a remedy: {x}", &[("x", &quoted(&c.names))])
    }));
    for now in &both.new.remedies {
        if let Some(before) = find(both.old, &now.id) {
            said.extend(remedy(both, &before, now));
        }
    }
    said
}

fn steps_of(p: &Procedure, ids: &[String]) -> Said {
    wording::several(ids.iter().filter_map(|id| p.step(id)).map(|s| &s.names).collect::<Vec<_>>())
}

/// The name and the length of the term to bring a remedy.
pub(crate) fn term_of(p: &Procedure, r: &Remedy) -> Said {
    let term = r.term.as_ref().and_then(|id| p.term(id));
    term.map_or_else(wording::not_known, |t| {
        let length = wording::term_length(t);
        Said::new(format!("{} ({})", t.names.es, length.es), format!("{} ({})", t.names.en, length.en))
    })
}

fn new_remedy(p: &Procedure, r: &Remedy) -> Said {
    let words = [
        ("x", &quoted(&r.names)),
        ("against", &steps_of(p, &r.against)),
        ("authority", &r.authority),
        ("term", &term_of(p, r)),
        ("cite", &wording::cite(&r.cite)),
    ];
    told(
        "Recurso nuevo: {x}, contra: {against}; ante: {authority}; plazo: {term} ({cite})",
        "New remedy: {x}, against: {against}; before: {authority}; term: {term} ({cite})",
        &words,
    )
}

const AGAINST: Pair = [
    ("{x} cabe ahora también contra: {l}", "{x} may now also be brought against: {l}"),
    ("{x} ya no cabe contra: {l}", "{x} may no longer be brought against: {l}"),
];

const DECIDED: Pair = [
    ("{x} se resuelve ahora también con: {l}", "{x} is now also decided by: {l}"),
    ("{x} ya no se resuelve con: {l}", "{x} is no longer decided by: {l}"),
];

fn remedy(both: &Both<'_>, old: &Remedy, new: &Remedy) -> Vec<Said> {
    let name = &new.names;
    let mut said: Vec<Said> = renamed(&old.names, name).into_iter().collect();
    let step = |id: &str| both.new.step(id).map(|s| s.names.clone());
    said.extend(came_and_went(name, &moved_ids(&old.against, &new.against, step), AGAINST));
    let authority = was_and_is(
        name,
        "{x} va ahora ante: {new}; antes ante: {old}",
        "{x} now goes to: {new}; before to: {old}",
        &old.authority,
        &new.authority,
    );
    let term = (old.term != new.term).then(|| {
        was_and_is(
            name,
            "{x} tiene ahora el plazo: {new}; antes: {old}",
            "{x} now has the term: {new}; before: {old}",
            &term_of(both.old, old),
            &term_of(both.new, new),
        )
    });
    said.extend(came_and_went(name, &moved_ids(&old.decided_by, &new.decided_by, step), DECIDED));
    let suspensive = was_and_is(
        name,
        "{x} suspende la decisión: {new}; antes: {old}",
        "{x} suspends the decision: {new}; before: {old}",
        &wording::yes_no(old.suspensive),
        &wording::yes_no(new.suspensive),
    );
    let judicial = was_and_is(
        name,
        "{x} es ante un tribunal: {new}; antes: {old}",
        "{x} is before a court: {new}; before: {old}",
        &wording::yes_no(Some(old.judicial)),
        &wording::yes_no(Some(new.judicial)),
    );
    said.extend([authority, term.flatten(), suspensive, judicial].into_iter().flatten());
    said
}
