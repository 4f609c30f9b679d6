//! What a person can do against a no: each remedy under what it contests, with who decides it, where it is handed in and
//! until when.

use super::pen::Pen;
use procedure::{Against, Contest, Explained, Outcome, Setback, Time};
use web::{Markup, html};

pub fn setbacks(pen: &Pen<'_>, told: &Explained<'_>) -> Markup {
    html! {
        @for setback in &told.setbacks {
            h3 { (against(pen, setback)) }
            @for way in &setback.ways { (contest(pen, told, way)) }
        }
    }
}

fn against(pen: &Pen<'_>, setback: &Setback<'_>) -> String {
    let earlier = setback.against.iter().filter_map(|against| match against {
        Against::After(remedy) => Some(pen.said(&remedy.names)),
        Against::First(_) => None,
    });
    let earlier = earlier.collect::<Vec<_>>().join(&pen.t("app-rights-no-or"));
    match setback.against.first() {
        Some(Against::First(Outcome::Inadmissible)) => pen.t("app-rights-no-inadmissible"),
        Some(Against::First(Outcome::Complementary)) => pen.t("app-rights-no-complementary"),
        Some(Against::First(Outcome::Closed)) => pen.t("app-rights-no-closed"),
        Some(Against::First(_)) | None => pen.t("app-rights-no-refused"),
        Some(Against::After(_)) => pen.tw("app-rights-no-again", &[("remedy", earlier.into())]),
    }
}

fn contest(pen: &Pen<'_>, told: &Explained<'_>, way: &Contest<'_>) -> Markup {
    let decider = match way.authority {
        Some(who) => pen.tw("app-rights-no-decider", &[("who", pen.said(who).into())]),
        None => pen.t("app-rights-no-decider-unknown"),
    };
    html! {
        div.c-contest {
            p { b { (pen.said(&way.remedy.names)) "." } " " (decider) " " (filed(pen, way)) }
            p { b { (pen.own_time(&way.time, told)) } @if way.is_received_late { " " (pen.t("app-rights-no-late")) } }
            @match way.remedy.suspensive {
                Some(true) => p { (pen.t("app-rights-no-waits")) },
                Some(false) => p { (pen.t("app-rights-no-does-not-wait")) },
                None => {}
            }
            @if let Time::Confirmed { cite, .. } = way.time { (pen.written(cite)) }
            p.c-basis { (pen.place(&way.remedy.cite)) " " (pen.checked(told)) }
        }
    }
}

fn filed(pen: &Pen<'_>, way: &Contest<'_>) -> String {
    if !way.is_filed_here {
        return pen.t("app-rights-no-court");
    }
    let at = match way.offices.is_empty() {
        true => pen.t("app-rights-no-any-office"),
        false => pen.tw("app-rights-no-offices", &[("offices", pen.named(&way.offices).into())]),
    };
    if way.is_oral { format!("{at} {}", pen.t("app-rights-no-oral")) } else { at }
}
