//! The page of a session: what to do next, its agenda with the votes, who came, and the rule it sits under.

use crate::access::{found, is_member, may_read};
use crate::close::page::tally_lines;
use crate::fold::{Item, ItemState, Session, State};
use crate::model::{Presence, SessionId, StepTally};
use casework::label::Labels;
use casework::{CaseHead, case};
use kernel::CaseId;
use ledger::Loaded;
use procedure::Majority;
use std::collections::BTreeMap;
use web::part::{self, Act, Cell, Column, NextStep, TagKind, Tone};
use web::{Answer, Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// Where a session's page is.
pub fn href(id: SessionId) -> String {
    format!("/sessions/{id}")
}

/// GET `/sessions/{session}`
pub fn get(house: &House, ask: &Ask) -> Reply {
    let seen = found(house, ask)?;
    let shown = Shown::of(house, ask, &seen)?;
    let title = number(&seen.state).to_owned();
    let back = Act::new("/sessions", ask.t("commission-back-list"));
    Ok(Answer::Page(Page::new(title, shown.body()).section("sessions").back(part::back_link(&back))))
}

pub(crate) fn number(session: &Session) -> &str {
    session.convened.as_ref().map_or("", |convened| convened.number.as_str())
}

/// A page inside a session: a form about the session or about one of its cases.
pub(crate) fn sub_page(
    ask: &Ask,
    seen: &Loaded<Session>,
    title: &str,
    case: Option<&str>,
    body: Markup,
    errors: &FormErrors,
) -> Page {
    let above = match case {
        Some(case) => format!("{} · {case}", number(&seen.state)),
        None => number(&seen.state).to_owned(),
    };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(title, Some(&above), None))
        (part::prose(body))
    };
    let back = Act::new(href(SessionId(seen.id)), ask.t("commission-back-session"));
    Page::new(format!("{title} · {above}"), body).section("sessions").back(part::back_link(&back))
}

/// Where a session stands, as a sign and a word.
pub(crate) fn state_tag(ask: &Ask, state: State) -> Markup {
    let (kind, key) = match state {
        State::Convened => (TagKind::Soon, "commission-state-convened"),
        State::Open => (TagKind::Plain, "commission-state-open"),
        State::Held => (TagKind::Good, "commission-state-held"),
        State::NoQuorum => (TagKind::Bad, "commission-state-no-quorum"),
    };
    part::tag(kind, &ask.t(key))
}

/// The quorum as a sum in words: how many came, how many are needed, or that nobody told us.
pub(crate) fn quorum_words(ask: &Ask, session: &Session) -> String {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let known = session.ending.as_ref().map(|e| (e.present, e.quorum, e.stated.as_ref()));
    let known = known.or(session.sitting.as_ref().map(|s| (s.present, s.quorum, s.stated.as_ref())));
    let rule = session.convened.as_ref().and_then(|convened| convened.rule.quorum);
    let (present, quorum, _) = known.unwrap_or((session.present.len(), rule, None));
    let mut args = vec![("present", whole(present).into())];
    match quorum {
        None => ask.tw("commission-quorum-unknown", &args),
        Some(quorum) => {
            args.push(("quorum", whole(quorum).into()));
            let enough = present >= quorum;
            ask.tw(if enough { "commission-quorum-enough" } else { "commission-quorum-short" }, &args)
        }
    }
}

/// Who put their name to the validity of the session, where the rule is not known.
pub(crate) fn stated_words(ask: &Ask, session: &Session) -> Option<String> {
    let opened = session.sitting.as_ref().and_then(|s| s.stated.as_ref());
    let closed = session.ending.as_ref().and_then(|e| e.stated.as_ref());
    let name = |name: &str| [("name", name.to_owned().into())];
    match (opened, closed) {
        (_, Some(by)) => Some(ask.tw("commission-stated-no-quorum", &name(&by.name))),
        (Some(by), None) => Some(ask.tw("commission-stated-valid", &name(&by.name))),
        (None, None) => None,
    }
}

/// What the rule of the body is, how sure that is, and what nobody told us.
pub(crate) fn rule_note(ask: &Ask, session: &Session) -> Markup {
    let Some(convened) = &session.convened else { return html! {} };
    let rule = &convened.rule;
    let majority = match rule.majority {
        Majority::Simple => "commission-majority-simple",
        Majority::Absolute => "commission-majority-absolute",
        Majority::Unanimity => "commission-majority-unanimity",
        Majority::Unknown => "commission-majority-unknown",
    };
    let article = match &rule.article {
        Some(article) => ask.tw("commission-rule-article", &[("article", article.clone().into())]),
        None => ask.t("commission-rule-article-unknown"),
    };
    let sure = match rule.verification.as_str() {
        "verified" => ask.t("commission-rule-verified"),
        "secondary" => ask.t("commission-rule-secondary"),
        _ => ask.t("commission-rule-unverified"),
    };
    html! { p.c-note { (ask.t(majority)) " " (article) " · " (sure) } }
}

/// `2 a favor, 1 en contra, 0 abstenciones`
pub(crate) fn tally_words(ask: &Ask, tally: &StepTally) -> String {
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("favour", whole(tally.tally.in_favour).into()),
        ("against", whole(tally.tally.against).into()),
        ("abstained", whole(tally.tally.abstained).into()),
    ];
    ask.tw("commission-tally", &args)
}

/// Somebody who came: their seat, and whether they sit for another.
pub(crate) fn seat_words(ask: &Ask, session: &Session, presence: &Presence) -> String {
    let rule = session.convened.as_ref().map(|c| &c.rule);
    let seat = presence.seat.as_deref().and_then(|id| rule.and_then(|rule| rule.seat(id)));
    match seat {
        None => ask.t("commission-present"),
        Some(seat) => {
            let key =
                if presence.alternate { "commission-seat-alternate" } else { "commission-seat-titular" };
            ask.tw(key, &[("seat", seat.names.get(ask.lang).to_owned().into())])
        }
    }
}

pub(crate) struct Shown<'a> {
    labels: Labels<'a>,
    seen: &'a Loaded<Session>,
    /// Cases of the agenda that the reader may open.
    heads: BTreeMap<CaseId, CaseHead>,
    is_member: bool,
}

impl<'a> Shown<'a> {
    pub fn of(house: &'a House, ask: &'a Ask, seen: &'a Loaded<Session>) -> Result<Shown<'a>, Trouble> {
        let mut heads = BTreeMap::new();
        house.ledger.read(|door| -> Result<(), Trouble> {
            for item in &seen.state.items {
                let head = case::find(door, item.case)?.filter(|head| may_read(house, ask, head));
                heads.extend(head.map(|head| (head.id, head)));
            }
            Ok(())
        })?;
        let is_member = is_member(house, ask, &seen.state);
        Ok(Shown { labels: Labels::new(house, ask), seen, heads, is_member })
    }

    fn session(&self) -> &Session {
        &self.seen.state
    }
    fn at(&self, rest: &str) -> String {
        format!("{}{rest}", href(SessionId(self.seen.id)))
    }
    /// Members know the whole agenda of their own body by number; others the cases that they may open.
    pub fn items(&self) -> Vec<&Item> {
        let shown = |item: &&Item| self.is_member || self.heads.contains_key(&item.case);
        self.session().items.iter().filter(shown).collect()
    }
    pub fn hidden(&self) -> usize {
        self.session().items.len() - self.items().len()
    }

    fn body(&self) -> Markup {
        let ask = self.labels.ask;
        let Some(convened) = &self.session().convened else { return html! {} };
        let mut lead = vec![ask.words().day_full(ask.lang, convened.on)];
        lead.extend(convened.hour.map(|hour| hour.strftime("%H:%M").to_string()));
        lead.push(convened.place.clone());
        html! {
            (part::heading(&convened.number, Some(convened.names.get(ask.lang)), Some(&lead.join(" · "))))
            p { (state_tag(ask, self.session().state())) }
            (self.what_became())
            (part::columns(
                html! {
                    @if self.is_member && !self.session().state().is_over() { (part::next_step(&self.next())) }
                    (part::card(&ask.t("commission-agenda"), self.agenda()))
                },
                html! {
                    (part::card(&ask.t("commission-attendance"), self.attendance()))
                    (part::card(
                        &ask.t("commission-minutes-title"),
                        html! { p { (part::link(&Act::new(self.at("/minutes"), ask.t("commission-minutes-open")))) } },
                    ))
                },
            ))
        }
    }

    /// A session without quorum says so, and where its cases went.
    fn what_became(&self) -> Markup {
        let ask = self.labels.ask;
        if self.session().state() != State::NoQuorum {
            return html! {};
        }
        let count = i64::try_from(self.session().left_over().len()).unwrap_or(i64::MAX);
        let body = html! {
            p { (quorum_words(ask, self.session())) }
            p { (ask.tw("commission-no-quorum-cases", &[("n", count.into())])) }
        };
        part::notice(Tone::Caution, &ask.t("commission-no-quorum-title"), body)
    }

    fn next(&self) -> NextStep {
        let ask = self.labels.ask;
        let session = self.session();
        let act = |rest: &str, key: &str| Act::new(self.at(rest), ask.t(key));
        let mut card = NextStep { heading: ask.t("commission-next"), ..NextStep::default() };
        let agenda = act("/agenda", "commission-agenda-title");
        match session.state() {
            State::Convened if session.items.is_empty() => {
                card.words = ask.t("commission-next-agenda");
                card.first = Some(agenda);
                card.others = vec![
                    act("/attendance", "commission-attend-title"),
                    act("/quorum", "commission-quorum-title"),
                ];
            }
            State::Convened if session.present.is_empty() => {
                card.words = ask.t("commission-next-attend");
                card.first = Some(act("/attendance", "commission-attend-title"));
                card.others = vec![agenda, act("/quorum", "commission-quorum-title")];
            }
            State::Convened => {
                card.words = ask.t("commission-next-quorum");
                card.first = Some(act("/quorum", "commission-quorum-title"));
                card.others = vec![act("/attendance", "commission-attend-change"), agenda];
            }
            State::Open => {
                let waiting = session.count(ItemState::Pending);
                let count = i64::try_from(waiting).unwrap_or(i64::MAX);
                card.words = ask.tw("commission-next-vote", &[("n", count.into())]);
                card.first = Some(act("/close", "commission-close-title"));
                card.others = vec![agenda];
            }
            State::Held | State::NoQuorum => {}
        }
        card
    }

    fn agenda(&self) -> Markup {
        let ask = self.labels.ask;
        let rows: Vec<Vec<Cell>> = self.items().into_iter().map(|item| self.row(item)).collect();
        let hidden = i64::try_from(self.hidden()).unwrap_or(i64::MAX);
        if rows.is_empty() && hidden == 0 {
            return part::aside(&ask.t("commission-agenda-none"));
        }
        let column = |key: &str| Column::text(ask.t(key));
        let table = part::Table {
            caption: ask.t("commission-agenda"),
            caption_hidden: true,
            columns: vec![
                column("commission-column-case"),
                column("commission-column-result"),
                column("commission-column-acts"),
            ],
            rows,
            empty: Some(html! {}),
            ..part::Table::default()
        };
        html! {
            (part::table(&table))
            @if hidden > 0 { (part::aside(&ask.tw("commission-agenda-hidden", &[("n", hidden.into())]))) }
        }
    }

    fn row(&self, item: &Item) -> Vec<Cell> {
        let ask = self.labels.ask;
        let head = self.heads.get(&item.case);
        let postponed = i64::from(item.postponed);
        let case = html! {
            @match head {
                Some(head) => { a.govuk-link href={ "/cases/" (item.case) } { (item.number) }
                    div.c-note { (self.labels.stage(head)) } }
                None => { (item.number) }
            }
            @if postponed > 0 { div.c-note { (ask.tw("commission-postponed", &[("n", postponed.into())])) } }
            @if !item.why.is_empty() { div.c-note { (item.why) } }
        };
        vec![Cell::marked(case), Cell::marked(self.result(item)), Cell::marked(self.acts(item))]
    }

    fn result(&self, item: &Item) -> Markup {
        result(self.labels.ask, self.session(), item)
    }

    fn acts(&self, item: &Item) -> Markup {
        let ask = self.labels.ask;
        let session = self.session();
        let is_pending = session.state_of(item) == ItemState::Pending;
        if !self.is_member || !is_pending || !self.heads.contains_key(&item.case) {
            return html! { span aria-hidden="true" { "–" } };
        }
        let act = |rest: &str, key: &str| {
            Act::new(self.at(&format!("/cases/{}/{rest}", item.case)), ask.t(key)).about(&item.number)
        };
        let mut acts = Vec::new();
        let me = ask.who.account;
        if session.state() == State::Open {
            if session.seat_of(me).is_some() && !item.is_recused(me) {
                let voted = item.ballots.contains_key(&me);
                acts.push(act(
                    "vote",
                    if voted { "commission-act-vote-again" } else { "commission-act-vote" },
                ));
            }
            acts.push(act("close", "commission-act-close"));
        }
        acts.push(act("recusal", "commission-act-recusal"));
        acts.push(act("off", "commission-act-off"));
        html! { ul.govuk-list { @for act in &acts { li { (part::link(act)) } } } }
    }

    fn attendance(&self) -> Markup {
        let ask = self.labels.ask;
        let session = self.session();
        let lines: Vec<(String, Markup)> = session
            .present
            .iter()
            .map(|p| (p.name.clone(), html! { (seat_words(ask, session, p)) }))
            .collect();
        html! {
            @if lines.is_empty() { (part::aside(&ask.t("commission-attendance-none"))) } @else { (part::facts(&lines)) }
            p { (quorum_words(ask, session)) }
            @if let Some(stated) = stated_words(ask, session) { p { (stated) } }
            (rule_note(ask, session))
        }
    }
}

/// What became of a case on the agenda, with its votes once they are counted.
pub(crate) fn result(ask: &Ask, session: &Session, item: &Item) -> Markup {
    let (kind, key) = match session.state_of(item) {
        ItemState::Pending => (TagKind::Plain, "commission-item-pending"),
        ItemState::Carried => (TagKind::Good, "commission-item-carried"),
        ItemState::Undecided => (TagKind::Soon, "commission-item-undecided"),
        ItemState::NoQuorum => (TagKind::Bad, "commission-item-no-quorum"),
        ItemState::TakenOff => (TagKind::Unsure, "commission-item-taken-off"),
    };
    let voted = i64::try_from(item.ballots.len()).unwrap_or(i64::MAX);
    html! {
        (part::tag(kind, &ask.t(key)))
        @if let Some(count) = &item.count {
            @if let Some(carried) = count.of_carried() { div { (carried.names.get(ask.lang)) } }
            (part::facts(&tally_lines(ask, &count.tallies)))
            @if let Some(by) = &count.stated {
                div.c-note { (ask.tw("commission-stated-carried", &[("name", by.name.clone().into())])) }
            }
        } @else if voted > 0 && session.state() == State::Open {
            div.c-note { (ask.tw("commission-voted", &[("n", voted.into())])) }
        }
        @if let Some(why) = &item.taken_off { div.c-note { (why) } }
        @for recusal in &item.recused {
            div.c-note { (ask.tw("commission-recused", &[("name", recusal.member.name.clone().into())])) }
        }
    }
}
