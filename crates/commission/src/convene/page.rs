//! The form that convenes a session of the own body.

use crate::access::{own_body, readable};
use crate::agenda::Candidate;
use crate::convene::{Convene, ConveneRefusal, run};
use crate::view::page::href;
use casework::Laws;
use jiff::civil::Time;
use ledger::{Fault, Stamp};
use procedure::Commission;
use web::part::{self, Act, Width};
use web::{Answer, Ask, FormErrors, House, Page, Reply, Trouble, html};

const PLACE_CHARS_MAX: usize = 200;

/// GET `/sessions/new`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let body = own_body(house, ask)?;
    let left = left_over(house, ask, body)?;
    Ok(Answer::Page(page(ask, body, &left, &ask.errors())))
}

/// POST `/sessions/new`
pub fn post(house: &House, ask: &Ask) -> Reply {
    let body = own_body(house, ask)?;
    let left = left_over(house, ask, body)?;
    let mut errors = ask.errors();
    let on = errors.required_day(ask, "on");
    let place = errors.required(ask, "place", PLACE_CHARS_MAX);
    let hour = hour(ask, &mut errors);
    let (Some(on), true) = (on, errors.is_empty()) else {
        return Err(Trouble::Invalid(page(ask, body, &left, &errors)));
    };
    let (laws, stamp) = (house.room::<Laws>(), Stamp::new(ask.who.actor()));
    let made = house.ledger.once(ask.key(), ask.who.account, |tx| {
        run(tx, laws, &stamp, Convene { on, hour, place }, &left).map(|id| format!("{}/agenda", href(id)))
    });
    match made {
        Ok(to) => Ok(ask.done(&to, "commission-convene-done")),
        Err(ConveneRefusal::NoBody) => Err(Trouble::Refused(ask.t("commission-refused-no-body"))),
        Err(ConveneRefusal::TooFar) => {
            errors.add("on", ask.t("commission-error-too-far"));
            Err(Trouble::Invalid(page(ask, body, &left, &errors)))
        }
        Err(ConveneRefusal::Fault(fault)) => Err(Trouble::from(fault)),
    }
}

/// What earlier sessions did not decide and the reader may open.
fn left_over(house: &House, ask: &Ask, body: &Commission) -> Result<Vec<Candidate>, Fault> {
    let all = house.ledger.read(|door| readable(house, ask, door, body))?;
    Ok(all.into_iter().filter(|c| c.postponed.times > 0 && c.agenda.is_none()).collect())
}

fn hour(ask: &Ask, errors: &mut FormErrors) -> Option<Time> {
    let text = ask.form.text("hour").trim();
    let parsed = || {
        let (hours, minutes) = text.split_once([':', '.', 'h'])?;
        Time::new(hours.trim().parse().ok()?, minutes.trim().parse().ok()?, 0, 0).ok()
    };
    match parsed() {
        Some(hour) => Some(hour),
        None if text.is_empty() => None,
        None => {
            errors.add("hour", ask.t("commission-error-hour"));
            None
        }
    }
}

fn page(ask: &Ask, body: &Commission, left: &[Candidate], errors: &FormErrors) -> Page {
    let title = ask.t("commission-convene-title");
    let today = ask.today_typed();
    let on = part::Field::new("on", ask.t("commission-convene-on"))
        .hint(ask.t("commission-day-hint"))
        .value(ask.value_or("on", &today))
        .error(errors.of("on"));
    let hour = part::Field::new("hour", ask.t("commission-convene-hour"))
        .optional(ask.t("commission-optional"))
        .hint(ask.t("commission-convene-hour-hint"))
        .value(ask.value_or("hour", ""))
        .error(errors.of("hour"))
        .width(Width::Short)
        .verbatim();
    let place = part::Field::new("place", ask.t("commission-convene-place"))
        .value(ask.value_or("place", ""))
        .error(errors.of("place"));
    let count = i64::try_from(left.len()).unwrap_or(i64::MAX);
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, Some(body.names.in_lang(ask.lang)), None))
        (part::prose(html! {
            @if count > 0 {
                (part::notice(
                    part::Tone::Info,
                    &ask.tw("commission-convene-left-over", &[("n", count.into())]),
                    html! { ul.govuk-list { @for c in left { li { (c.head.number) } } } },
                ))
            }
            form method="post" action="/sessions/new" novalidate {
                (ask.csrf_fields())
                (part::partial_date(&on))
                (part::text(&hour))
                (part::text(&place))
                (part::actions(
                    part::button(&ask.t("commission-convene-send")),
                    &[Act::new("/sessions", ask.t("commission-cancel"))],
                ))
            }
        }))
    };
    let back = Act::new("/sessions", ask.t("commission-back-list"));
    Page::new(title, body).section("sessions").back(part::back_link(&back))
}
