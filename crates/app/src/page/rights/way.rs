//! The way of a case in steps, the rights on it, and the papers that come of it.

use super::pen::Pen;
use procedure::{Basis, Explained, Happens, Paper, Place, Right, RightKind, Time};
use web::{Markup, html};

pub fn steps(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    html! { ol.c-steps role="list" { @for place in &told.way { li { (step(pen, told, place)) } } } }
}

fn step(pen: &Pen<'_>, told: &Explained<'_>, place: &Place<'_>) -> Markup {
    let name = pen.said(&place.stage.names);
    let plain = plain_key(place.happens);
    let who: Vec<String> = place.who.iter().map(|who| pen.who(who)).collect();
    html! {
        h3 {
            @match plain {
                Some((title, _)) => { (pen.t(title)) " " span.c-basis { (name) } }
                None => (name),
            }
        }
        @if let Some((_, words)) = plain { p { (pen.t(words)) } }
        @if let Some(hint) = place.hint.filter(|_| place.happens != Happens::Told) { p { (pen.said(hint)) } }
        @if let Some(commission) = place.commission {
            p { (pen.tw("app-rights-commission", &[("commission", pen.said(&commission.names).into())])) }
        } @else if !who.is_empty() {
            p.c-note { (pen.tw("app-rights-who", &[("who", who.join(", ").into())])) }
        }
        @if let Some(time) = &place.office_time {
            p.c-note { (pen.office_time(time, told)) }
            @if let Time::Confirmed { cite, .. } = time { (pen.written(cite)) }
        }
        @if !told.setbacks.is_empty() && (!place.against.is_empty() || place.happens == Happens::Told) {
            p.c-screen-only { a href="#no" { (pen.t("app-rights-may-say-no")) } }
        }
    }
}

/// A title and a sentence in plain words, where the steps say what happens; else the stage's own name is all there is.
fn plain_key(happens: Happens) -> Option<(&'static str, &'static str)> {
    match happens {
        Happens::Asked => Some(("app-rights-asked", "app-rights-asked-words")),
        Happens::Heard => Some(("app-rights-heard", "app-rights-heard-words")),
        Happens::Studied => Some(("app-rights-studied", "app-rights-studied-words")),
        Happens::Reviewed => Some(("app-rights-reviewed", "app-rights-reviewed-words")),
        Happens::Decided => Some(("app-rights-decided", "app-rights-decided-words")),
        Happens::Told => Some(("app-rights-told", "app-rights-told-words")),
        Happens::Contested => Some(("app-rights-contested", "app-rights-contested-words")),
        Happens::Ended | Happens::Other => None,
    }
}

/// Each right with where it is written; those that the form asks for stand together under one line.
pub fn rights(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    let by_form: Vec<&Right<'_>> = told.rights.iter().filter(|r| matches!(r.basis, Basis::Form)).collect();
    html! {
        ul.c-claims role="list" {
            @for right in &told.rights {
                @if let Basis::Written(cite) = right.basis { li { p { (pen.t(right_key(right.kind))) } (pen.written(cite)) } }
            }
            @if !by_form.is_empty() {
                li { @for right in by_form { p { (pen.t(right_key(right.kind))) } } (pen.asked_by_form()) }
            }
        }
    }
}

fn right_key(kind: RightKind) -> &'static str {
    match kind {
        RightKind::HeardFirst => "app-rights-right-heard-first",
        RightKind::Interpreter => "app-rights-right-interpreter",
        RightKind::WomanOrMan => "app-rights-right-woman-or-man",
        RightKind::ReadBack => "app-rights-right-read-back",
        RightKind::Representative => "app-rights-right-representative",
        RightKind::OwnSay => "app-rights-right-own-say",
        RightKind::SecondOfficer => "app-rights-right-second-officer",
        RightKind::OtherDecider => "app-rights-right-other-decider",
        RightKind::ComesBack => "app-rights-right-comes-back",
        RightKind::Confidential => "app-rights-right-confidential",
    }
}

pub fn papers(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    html! { @for paper in &told.papers { (paper_of(pen, paper)) } }
}

fn paper_of(pen: &Pen<'_>, paper: &Paper<'_>) -> Markup {
    let issuer = [("issuer", pen.said(paper.issuer).into())];
    html! {
        @match paper.names {
            Some(names) => { h3 { (pen.said(names)) } p.c-note { (pen.tw("app-rights-paper-from", &issuer)) } }
            None => h3 { (pen.tw("app-rights-paper", &issuer)) },
        }
        @for grant in &paper.grants { p { (pen.tw("app-rights-paper-grants", &[("grant", pen.said(grant).into())])) } }
        @if let Some(length) = paper.validity {
            p { (pen.tw("app-rights-paper-lasts", &[("length", pen.length(length).into())])) }
        } @else if paper.is_ending {
            p { (pen.t("app-rights-paper-ends")) }
        }
        @if paper.is_renewable { p { (pen.t("app-rights-paper-renewed")) } }
        (pen.written(paper.cite))
    }
}
