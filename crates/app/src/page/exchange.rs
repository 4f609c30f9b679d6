//! The exchange with other sites: what was sent, what the other side says it has, what waits and since when, and what
//! somebody must look at. Counts only; no file and no person.

use super::account::Offices;
use crate::exchange::lease::Lease;
use crate::exchange::status::{self, Status};
use ledger::{Alarm, ErasuresAt, Lane, LinkStatus, ManifestOutcome, PeerStanding, Sighted, Witness};
use web::part::{self, Cell, Column, TagKind, Tone};
use web::{Ask, House, Markup, Page, Reply, html};

/// `GET /exchange`
pub fn show(house: &House, ask: &Ask) -> Reply {
    let status = status::of(house)?;
    let offices = Offices::of(house)?;
    let title = ask.t("app-exchange-title");
    let body = html! {
        (part::heading(&title, None, Some(&ask.t("app-exchange-lead"))))
        (line(ask, &status))
        @if let Some(lease) = &status.lease { (lease_of(ask, lease)) }
        @for alarm in &status.alarms { (alarm_of(ask, alarm)) }
        @if status.links.is_empty() {
            (part::empty_state(&ask.t("app-exchange-none"), &ask.t("app-exchange-none-next"), None))
        }
        @for link in &status.links { (part::card(&name(ask, link), one(ask, &offices, &status, link))) }
        (part::aside(&ask.t("app-exchange-note")))
    };
    Ok(Page::new(title, body).section("exchange").into())
}

fn name(ask: &Ask, link: &LinkStatus) -> String {
    let key = match link.standing {
        PeerStanding::Hub => "app-exchange-hub",
        PeerStanding::Post => "app-exchange-post",
        PeerStanding::Revoked => "app-exchange-revoked",
    };
    ask.tw(key, &[("site", link.site.as_str().into())])
}

/// What went wrong with the line last.
fn line(ask: &Ask, status: &Status) -> Markup {
    let Some(trouble) = status.trouble else { return html! {} };
    let since = status.tried_at.map(|at| ask.instant(at)).unwrap_or_default();
    let title = ask.t(&format!("app-exchange-line-{trouble}"));
    let next = ask.t(&format!("app-exchange-line-{trouble}-next"));
    let tried = ask.tw("app-exchange-tried", &[("at", since.into())]);
    part::notice(Tone::Caution, &title, html! { p { (next) } p { (tried) } })
}

fn lease_of(ask: &Ask, lease: &Lease) -> Markup {
    let heard = [("at", ask.instant(lease.heard_at).into())];
    if lease.is_over {
        let title = ask.tw("app-exchange-lease-over", &heard);
        return part::notice(Tone::Danger, &title, html! { p { (ask.t("web-lease-over")) } });
    }
    let until = ask.tw("app-exchange-lease-until", &[("at", ask.instant(lease.until).into())]);
    part::inset(html! { (until) })
}

fn alarm_of(ask: &Ask, alarm: &Alarm) -> Markup {
    let kind = match alarm.kind.as_str() {
        "fork" => "fork",
        "clock" => "clock",
        "origin" => "origin",
        "split" => "split",
        "rewritten" => "rewritten",
        "lacking" => "lacking",
        "unproved" => "unproved",
        "late" => "late",
        _ => "clash",
    };
    let title = ask.tw(&format!("app-exchange-alarm-{kind}"), &[("site", alarm.site.as_str().into())]);
    let what = ask.t(&format!("app-exchange-alarm-{kind}-next"));
    let at = ask.tw("app-exchange-alarm-at", &[("at", ask.instant(alarm.raised_at).into())]);
    part::notice(Tone::Danger, &title, html! { p { (what) } p.c-note { (at) } })
}

fn witness_of<'a>(status: &'a Status, link: &LinkStatus) -> Option<&'a Witness> {
    status.witnesses.iter().find(|witness| witness.site == link.site)
}

/// What each of the two has signed of the other, and whether what was lent is what is here.
fn proofs(ask: &Ask, link: &LinkStatus, witness: &Witness) -> Vec<(String, Markup)> {
    let mut lines = vec![
        (ask.t("app-exchange-theirs"), sighted(ask, witness.theirs.as_ref(), true)),
        (ask.t("app-exchange-ours"), sighted(ask, witness.ours.as_ref(), false)),
    ];
    if link.standing == PeerStanding::Hub {
        lines.push((ask.t("app-exchange-manifest"), manifest(ask, witness)));
        let proved = ask.number(i64::try_from(witness.proved).unwrap_or(i64::MAX));
        lines.push((ask.t("app-exchange-proved"), html! { (proved) }));
    }
    lines
}

fn sighted(ask: &Ask, checkpoint: Option<&Sighted>, is_theirs: bool) -> Markup {
    let Some(k) = checkpoint else { return html! { (ask.t("app-exchange-no-checkpoint")) } };
    let size = ask.number(i64::try_from(k.size).unwrap_or(i64::MAX));
    let words =
        [("code", k.short_code.as_str().into()), ("size", size.into()), ("at", ask.instant(k.at).into())];
    let signed = if k.is_signed { "app-exchange-signed" } else { "app-exchange-unsigned" };
    html! {
        (ask.tw("app-exchange-sighted", &words))
        @if is_theirs { div.c-note { (ask.t(signed)) } }
    }
}

fn manifest(ask: &Ask, witness: &Witness) -> Markup {
    let key = match witness.manifest {
        ManifestOutcome::None => "app-exchange-manifest-none",
        ManifestOutcome::Same => "app-exchange-manifest-same",
        ManifestOutcome::Differs => "app-exchange-manifest-differs",
        ManifestOutcome::Overtaken => "app-exchange-manifest-overtaken",
        ManifestOutcome::Unfollowed => "app-exchange-manifest-unfollowed",
    };
    let number = |n: u64| ask.number(i64::try_from(n).unwrap_or(i64::MAX));
    let at = witness.compared_at.map(|at| ask.instant(at)).unwrap_or_default();
    let words = [
        ("records", number(witness.records).into()),
        ("entries", number(witness.entries).into()),
        ("at", at.into()),
    ];
    html! { (ask.tw(key, &words)) }
}

fn one(ask: &Ask, offices: &Offices, status: &Status, link: &LinkStatus) -> Markup {
    let office = kernel::Office::from(link.office.as_str());
    let heard = link.heard_at.map_or_else(|| ask.t("app-exchange-never"), |at| ask.instant(at));
    let mut lines = vec![(ask.t("app-exchange-heard"), html! { (heard) })];
    if !link.office.is_empty() {
        let name = offices.name(ask.lang, &office).to_owned();
        lines.insert(0, (ask.t("app-account-office"), html! { (name) }));
        let held = ask.number(i64::try_from(link.held).unwrap_or(i64::MAX));
        lines.push((ask.t("app-exchange-held"), html! { (held) }));
    }
    let witness = witness_of(status, link);
    lines.extend(witness.into_iter().flat_map(|witness| proofs(ask, link, witness)));
    if let Some(at) = status.erasures.iter().find(|at| at.site == link.site) {
        lines.extend(erasures(ask, at));
    }
    html! { (part::facts(&lines)) (lanes(ask, link)) }
}

/// What was erased here, and whether it is erased there.
fn erasures(ask: &Ask, at: &ErasuresAt) -> Vec<(String, Markup)> {
    let number = |n: u64| ask.number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut lines = Vec::new();
    if at.erased > 0 {
        lines.push((ask.t("app-exchange-erased"), html! { (number(at.erased)) }));
    }
    if at.owed > 0 {
        let since =
            at.owed_since.map(|since| ask.tw("app-exchange-since", &[("at", ask.instant(since).into())]));
        let owed = html! {
            (part::tag(TagKind::Soon, &number(at.owed)))
            @if let Some(since) = since { div.c-note { (since) } }
            @if at.is_too_old { div.c-note { (ask.t("app-exchange-unerased-old")) } }
        };
        lines.push((ask.t("app-exchange-unerased"), owed));
    }
    lines
}

fn lanes(ask: &Ask, link: &LinkStatus) -> Markup {
    let row = |lane: &ledger::LaneStatus| {
        let name = match lane.lane {
            Lane::Urgent => "app-exchange-lane-urgent",
            Lane::Usual => "app-exchange-lane-usual",
            Lane::Bulk => "app-exchange-lane-bulk",
        };
        let waiting = match lane.waiting_since {
            Some(since) if lane.waiting > 0 => html! {
                (part::tag(TagKind::Soon, &ask.number(lane.waiting)))
                div.c-note { (ask.tw("app-exchange-since", &[("at", ask.instant(since).into())])) }
            },
            _ => html! { (ask.number(lane.waiting)) },
        };
        vec![
            Cell::text(ask.t(name)),
            Cell::text(ask.number(lane.queued)),
            Cell::text(ask.number(lane.acknowledged)),
            Cell::marked(waiting),
            Cell::text(ask.number(lane.received)),
        ]
    };
    part::table(&part::Table {
        caption: ask.tw("app-exchange-table", &[("site", link.site.as_str().into())]),
        caption_hidden: true,
        columns: vec![
            Column::text(ask.t("app-exchange-lane")),
            Column::number(ask.t("app-exchange-sent")),
            Column::number(ask.t("app-exchange-acknowledged")),
            Column::number(ask.t("app-exchange-waiting")),
            Column::number(ask.t("app-exchange-received")),
        ],
        rows: link.lanes.iter().map(row).collect(),
        ..part::Table::default()
    })
}
