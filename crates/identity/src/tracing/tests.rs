//! What is promised of looking for relatives: nobody learns of anybody before both agree, and a second person where a child is
//! concerned; a no stays silent; whoever does not want to be found is nowhere; nothing is written on either file.

use super::answer::{Asked, answer};
use super::judge::{LeadRefusal, judge};
use super::lead::{LeadEvent, Told, opens, record_of};
use super::request::{Request, SearchRefusal, Seen, check_danger, close, open, renew, reopen, withdraw};
use super::search::{Opened, SearchEvent};
use super::second::{confirm, decline};
use super::suggest::is_the_other_way_round;
use super::tell::tell;
use super::wish::{self, WishRefusal};
use super::*;
use crate::model::{Answer, Birth, Channel, Kin};
use crate::tests::{TODAY, born, house, register_in, registered, schema, stamp};
use jiff::civil::date;
use kernel::{AccountId, Actor, Office, PartialDate, PersonId, Role};
use ledger::testing::{TestLedger, both};
use ledger::{Door, EntryView, Fault, Hash, Load, Record, Stamp, Tx};
use proptest::prelude::*;
use uuid::Uuid;
use web::client::Client;

fn nobody(_: &mut dyn Door, _: PersonId) -> Result<bool, Fault> {
    Ok(false)
}
fn everybody(_: &mut dyn Door, _: PersonId) -> Result<bool, Fault> {
    Ok(true)
}

fn desk(withheld: Withheld<'_>) -> Desk<'_> {
    Desk { is_headquarters: true, today: TODAY, withheld }
}

fn colleague(number: u128) -> Stamp {
    let account = AccountId(Uuid::from_u128(number));
    Stamp::new(Actor { account, role: Role::Supervisor, office: Office::from("own") })
}

fn consent() -> Consent {
    Consent { how: ConsentHow::Oral, on: TODAY }
}

fn looking_for(names: &str, kin: Kin, year: i16) -> Request {
    let birth = Birth { date: Answer::Told(PartialDate::year(year).unwrap()), place: String::new() };
    Request {
        words: "Se separaron en el camino. (Relato inventado.)".into(),
        sought: Sought {
            names: names.into(),
            kin,
            sex: Answer::NotAsked,
            birth,
            last_seen_where: String::new(),
            last_seen_when: None,
            languages: Answer::NotAsked,
        },
        consent: consent(),
        danger: Danger::Nobody,
        whom: String::new(),
    }
}

fn searched(t: &TestLedger, person: PersonId, request: Request) -> Uuid {
    t.ledger.write(|tx| open(tx, &stamp(), TODAY, person, request)).unwrap_or_else(|e| panic!("{e}"))
}

fn asks(reply: Reply) -> Asked {
    Asked { reply, on: TODAY, language: "spa".into(), how: ConsentHow::Oral }
}

fn done<E: From<Fault>>(t: &TestLedger, command: impl FnOnce(&mut Tx<'_>) -> Result<(), E>) -> Result<(), E> {
    t.ledger.write(command)
}

/// Two adults of whom one looks for the other, and the lead that somebody thinks worth asking.
struct Pair {
    requester: PersonId,
    found: PersonId,
    search: Uuid,
    lead: Uuid,
}

fn judged(t: &TestLedger, names: [(&str, i16); 2], kin: Kin) -> Pair {
    let [requester, found] = names.map(|(name, year)| register_in(t, born(name, year)));
    let search = searched(t, requester, looking_for(names[1].0, kin, names[1].1));
    let said = t.ledger.write(|tx| worth_asking(tx, search, found));
    Pair { requester, found, search, lead: said.unwrap_or_else(|e| panic!("{e}")) }
}

fn worth_asking(tx: &mut Tx<'_>, search: Uuid, found: PersonId) -> Result<Uuid, LeadRefusal> {
    let says = (Verdict::WorthAsking, vec![Reason::SameName]);
    judge(tx, &stamp(), desk(&nobody), (search, found), says, "El nombre y la edad")
}

fn siblings(t: &TestLedger) -> Pair {
    judged(t, [("Rosa Batz Caal", 1990), ("Julio Batz Caal", 1992)], Kin::Sibling)
}
fn mother_and_child(t: &TestLedger) -> Pair {
    judged(t, [("Rosa Batz Caal", 1990), ("Luz Batz Caal", 2012)], Kin::Child)
}

fn is_open(t: &TestLedger, pair: &Pair) -> bool {
    let read = t.ledger.read(|door| -> Result<bool, Fault> {
        let lead = door.load::<Lead>(pair.lead)?.unwrap().state;
        let search = door.load::<Search>(pair.search)?.unwrap().state;
        let around = around(door, desk(&nobody), pair.requester, pair.found)?;
        Ok(opens(&search, &lead, around))
    });
    read.unwrap_or_else(|e| panic!("{e}"))
}

fn says(t: &TestLedger, pair: &Pair, by: &Stamp, reply: Reply) -> Result<(), LeadRefusal> {
    done(t, |tx| answer(tx, by, desk(&nobody), pair.lead, asks(reply)))
}

fn seen(id: Uuid) -> Seen<'static> {
    Seen { id, head: "" }
}

fn told(side: Side) -> Told {
    Told { side, on: TODAY, language: "spa".into(), how: Channel::InPerson, arranged: String::new() }
}

#[test]
fn two_adults_learn_of_one_another_when_both_agree_and_no_file_is_written_on() {
    both(schema, |t| {
        let pair = siblings(t);
        let entries = |t: &TestLedger| {
            let read = t.ledger.read(|door| -> Result<Vec<usize>, Fault> {
                [pair.requester, pair.found].into_iter().map(|id| Ok(door.entries(id.0)?.len())).collect()
            });
            read.unwrap_or_else(|e| panic!("{e}"))
        };
        assert_eq!(entries(t), [1, 1]);
        assert!(!is_open(t, &pair), "nobody was asked");
        says(t, &pair, &colleague(2), Reply::Later).unwrap();
        assert!(!is_open(t, &pair));
        let early = done(t, |tx| tell(tx, &stamp(), desk(&nobody), pair.lead, told(Side::Found)));
        assert!(matches!(early, Err(LeadRefusal::NotOpen)));
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(is_open(t, &pair));
        for side in [Side::Requester, Side::Found] {
            done(t, |tx| tell(tx, &stamp(), desk(&nobody), pair.lead, told(side))).unwrap();
            let twice = done(t, |tx| tell(tx, &stamp(), desk(&nobody), pair.lead, told(side)));
            assert!(matches!(twice, Err(LeadRefusal::ToldAlready)));
        }
        assert_eq!(entries(t), [1, 1]);
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
        assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_request_needs_a_name_a_relative_and_a_day_that_has_come() {
    both(schema, |t| {
        let rosa = register_in(t, born("Rosa Batz Caal", 1990));
        let ask = |request: Request| t.ledger.write(|tx| open(tx, &stamp(), TODAY, rosa, request));
        assert!(matches!(ask(looking_for("…", Kin::Child, 2012)), Err(SearchRefusal::NoName)));
        for kin in [Kin::Focal, Kin::Unrelated, Kin::NotStated] {
            assert!(matches!(ask(looking_for("Luz", kin, 2012)), Err(SearchRefusal::NoRelative)));
        }
        let mut later = looking_for("Luz", Kin::Child, 2012);
        later.consent.on = date(2024, 6, 4);
        assert!(matches!(ask(later), Err(SearchRefusal::Future)));
        let first = ask(looking_for("Luz Batz", Kin::Child, 2012)).unwrap();
        let again = ask(looking_for("luz batz", Kin::Child, 2013));
        assert!(matches!(again, Err(SearchRefusal::Already(known)) if known == first));
        ask(looking_for("Luz Batz", Kin::Sibling, 2012)).unwrap();
        let absent = PersonId(Uuid::from_u128(7));
        let said =
            t.ledger.write(|tx| open(tx, &stamp(), TODAY, absent, looking_for("Luz", Kin::Child, 2012)));
        assert!(matches!(said, Err(SearchRefusal::Nothing)));
        // A decoy looks for nobody and is nobody's relative.
        let by = AccountId(Uuid::from_u128(3));
        let decoy =
            t.ledger.write(|tx| crate::decoy::make(tx, &stamp(), born("Eva Batz", 1990), by, "Vigilancia"));
        let decoy = decoy.unwrap().person;
        let said =
            t.ledger.write(|tx| open(tx, &stamp(), TODAY, decoy, looking_for("Luz", Kin::Child, 2012)));
        assert!(matches!(said, Err(SearchRefusal::Nothing)));
        assert!(matches!(t.ledger.write(|tx| worth_asking(tx, first, decoy)), Err(LeadRefusal::Nothing)));
        let wished = done(t, |tx| wish::say(tx, &stamp(), TODAY, decoy, true, consent()));
        assert!(matches!(wished, Err(WishRefusal::NoSuchPerson)));
    });
}

#[test]
fn a_request_by_or_about_a_child_is_marked_so() {
    both(schema, |t| {
        let (rosa, luz) = (register_in(t, born("Rosa Batz", 1990)), register_in(t, born("Luz Batz", 2012)));
        let is_marked = |person, names, year| {
            let id = searched(t, person, looking_for(names, Kin::OtherRelative, year));
            let read = t.ledger.read(|door| door.load::<Search>(id));
            read.unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().state.is_about_child
        };
        assert!(is_marked(rosa, "Sol Batz", 2010));
        assert!(is_marked(luz, "Eva Batz", 1970));
        assert!(!is_marked(rosa, "Eva Batz", 1970));
    });
}

#[test]
fn a_consent_is_taken_back_at_any_time_and_closes_what_was_open() {
    both(schema, |t| {
        let pair = siblings(t);
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(is_open(t, &pair));
        done(t, |tx| withdraw(tx, &stamp(), seen(pair.search), "")).unwrap();
        assert!(!is_open(t, &pair));
        let twice = done(t, |tx| withdraw(tx, &stamp(), seen(pair.search), ""));
        assert!(matches!(twice, Err(SearchRefusal::StandsOtherwise)));
        assert!(matches!(says(t, &pair, &colleague(2), Reply::Yes), Err(LeadRefusal::NotLooking)));
        says(t, &pair, &colleague(2), Reply::Later).expect("a no or not yet is always written down");
        let early = Consent { on: date(2024, 6, 4), ..consent() };
        let said = done(t, |tx| renew(tx, &stamp(), TODAY, seen(pair.search), early));
        assert!(matches!(said, Err(SearchRefusal::Future)));
        done(t, |tx| renew(tx, &stamp(), TODAY, seen(pair.search), consent())).unwrap();
        let twice = done(t, |tx| renew(tx, &stamp(), TODAY, seen(pair.search), consent()));
        assert!(matches!(twice, Err(SearchRefusal::StandsOtherwise)));
        // The found person takes a yes back as well, for instance by saying no.
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(is_open(t, &pair));
        says(t, &pair, &colleague(2), Reply::No).unwrap();
        assert!(!is_open(t, &pair));
        let old = Seen { id: pair.search, head: "00" };
        let said = done(t, |tx| check_danger(tx, &stamp(), old, Danger::Unsure, ""));
        assert!(matches!(said, Err(SearchRefusal::Fault(Fault::Stale))));
        done(t, |tx| withdraw(tx, &stamp(), old, "")).expect("nobody comes twice to say no");
    });
}

#[test]
fn danger_closes_what_was_open_and_whoever_is_in_danger_is_nobodys_lead() {
    both(schema, |t| {
        for danger in [Danger::Somebody, Danger::Unsure] {
            let pair = siblings(t);
            says(t, &pair, &colleague(2), Reply::Yes).unwrap();
            done(t, |tx| check_danger(tx, &stamp(), seen(pair.search), danger, "su tío")).unwrap();
            assert!(!is_open(t, &pair));
            let said = t.ledger.write(|tx| worth_asking(tx, pair.search, pair.found));
            assert!(matches!(said, Err(LeadRefusal::NotLooking)));
            done(t, |tx| check_danger(tx, &stamp(), seen(pair.search), Danger::Nobody, "")).unwrap();
            assert!(is_open(t, &pair));
            // Danger is about the person, whichever of their searches tells of it.
            let mut other = looking_for("Sol Tzul", Kin::Cousin, 1995);
            other.danger = danger;
            let other = searched(t, pair.requester, other);
            assert!(!is_open(t, &pair));
            let said = t.ledger.write(|tx| worth_asking(tx, pair.search, pair.found));
            assert!(matches!(said, Err(LeadRefusal::NotLooking)));
            done(t, |tx| check_danger(tx, &stamp(), seen(other), Danger::Nobody, "")).unwrap();
            assert!(is_open(t, &pair));
            // The found person looks for somebody, too, and must not be found by another.
            let mut own = looking_for("Eva Batz", Kin::Parent, 1960);
            own.danger = danger;
            searched(t, pair.found, own);
            assert!(!is_open(t, &pair));
            let said = t.ledger.write(|tx| worth_asking(tx, pair.search, pair.found));
            assert!(matches!(said, Err(LeadRefusal::Nothing)));
        }
    });
}

#[test]
fn whoever_said_never_or_is_withheld_is_not_there() {
    both(schema, |t| {
        let pair = siblings(t);
        says(t, &pair, &colleague(2), Reply::Never).unwrap();
        let wish = t.ledger.read(|door| wish::of(door, pair.found)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(wish.may_be_asked, Some(false));
        let said = t.ledger.write(|tx| worth_asking(tx, pair.search, pair.found));
        assert!(matches!(said, Err(LeadRefusal::Nothing)));
        // They come by themselves and say yes.
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(is_open(t, &pair));
        done(t, |tx| wish::say(tx, &stamp(), TODAY, pair.found, false, consent())).unwrap();
        assert!(!is_open(t, &pair));
        let early = done(t, |tx| wish::say(tx, &stamp(), date(2024, 6, 2), pair.found, true, consent()));
        assert!(matches!(early, Err(WishRefusal::Future)));
        let sealed = siblings(t);
        says(t, &sealed, &colleague(2), Reply::Yes).unwrap();
        let said = done(t, |tx| tell(tx, &stamp(), desk(&everybody), sealed.lead, told(Side::Found)));
        assert!(matches!(said, Err(LeadRefusal::NotOpen)));
        let said = t.ledger.write(|tx| {
            let says = (Verdict::WorthAsking, Vec::new());
            judge(tx, &stamp(), desk(&everybody), (sealed.search, sealed.found), says, "x")
        });
        assert!(matches!(said, Err(LeadRefusal::Nothing)));
    });
}

#[test]
fn a_lead_is_judged_with_a_reason_where_the_country_is_known_and_remembered() {
    both(schema, |t| {
        let pair = siblings(t);
        let say = |desk: Desk<'_>, found, verdict, why: &str| {
            t.ledger.write(|tx| judge(tx, &stamp(), desk, (pair.search, found), (verdict, Vec::new()), why))
        };
        let post = Desk { is_headquarters: false, ..desk(&nobody) };
        assert!(matches!(say(post, pair.found, Verdict::No, "x"), Err(LeadRefusal::NotHere)));
        assert!(matches!(say(desk(&nobody), pair.found, Verdict::No, " "), Err(LeadRefusal::NoReason)));
        assert!(matches!(say(desk(&nobody), pair.requester, Verdict::No, "x"), Err(LeadRefusal::Nothing)));
        let absent = PersonId(Uuid::from_u128(7));
        assert!(matches!(say(desk(&nobody), absent, Verdict::No, "x"), Err(LeadRefusal::Nothing)));
        assert_eq!(say(desk(&nobody), pair.found, Verdict::CannotTell, "").unwrap(), pair.lead, "one lead");
        assert!(matches!(says(t, &pair, &stamp(), Reply::Yes), Err(LeadRefusal::NotWorthAsking)));
        say(desk(&nobody), pair.found, Verdict::No, "Otra persona").unwrap();
        let stands =
            t.ledger.read(|door| leads_of(door, pair.search)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(stands[0].stage, LeadStage::NotWorth);
        let none = t.ledger.write(|tx| answer(tx, &stamp(), desk(&nobody), absent.0, asks(Reply::Yes)));
        assert!(matches!(none, Err(LeadRefusal::Nothing)));
        t.ledger.write(|tx| worth_asking(tx, pair.search, pair.found)).unwrap();
        let late = Asked { on: date(2024, 6, 4), ..asks(Reply::Yes) };
        let said = done(t, |tx| answer(tx, &stamp(), desk(&nobody), pair.lead, late));
        assert!(matches!(said, Err(LeadRefusal::Future)));
        let said = done(t, |tx| answer(tx, &stamp(), post, pair.lead, asks(Reply::Yes)));
        assert!(matches!(said, Err(LeadRefusal::NotHere)));
    });
}

#[test]
fn where_a_child_is_concerned_a_second_person_agrees_before_anybody_is_told() {
    both(schema, |t| {
        let pair = mother_and_child(t);
        let second = |by: &Stamp, why: &str| done(t, |tx| confirm(tx, by, desk(&nobody), pair.lead, why));
        assert!(matches!(second(&colleague(9), "x"), Err(LeadRefusal::NotWaiting)));
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(!is_open(t, &pair));
        let early = done(t, |tx| tell(tx, &stamp(), desk(&nobody), pair.lead, told(Side::Found)));
        assert!(matches!(early, Err(LeadRefusal::NotOpen)));
        // Neither who judged nor who asked is a second person.
        assert!(matches!(second(&stamp(), "x"), Err(LeadRefusal::SamePerson)));
        assert!(matches!(second(&colleague(2), "x"), Err(LeadRefusal::SamePerson)));
        assert!(matches!(second(&colleague(9), " "), Err(LeadRefusal::NoBestInterests)));
        second(&colleague(9), "La niña quiere ver a su madre").unwrap();
        assert!(is_open(t, &pair));
        // Taken back and given again, it is another consent, and a second person looks again.
        done(t, |tx| withdraw(tx, &stamp(), seen(pair.search), "")).unwrap();
        done(t, |tx| renew(tx, &stamp(), TODAY, seen(pair.search), consent())).unwrap();
        assert!(!is_open(t, &pair));
        second(&colleague(9), "La niña quiere ver a su madre").unwrap();
        assert!(is_open(t, &pair));
        // So is another answer of the child.
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(!is_open(t, &pair));
        let no = |by: &Stamp, why: &str| done(t, |tx| decline(tx, by, desk(&nobody), pair.lead, why));
        assert!(matches!(no(&colleague(9), ""), Err(LeadRefusal::NoReason)));
        assert!(matches!(no(&stamp(), "x"), Err(LeadRefusal::SamePerson)));
        no(&colleague(9), "Que se mire de nuevo").unwrap();
        assert!(!is_open(t, &pair));
        assert!(matches!(second(&colleague(9), "x"), Err(LeadRefusal::NotWaiting)));
        let post = Desk { is_headquarters: false, ..desk(&nobody) };
        let said = done(t, |tx| confirm(tx, &colleague(9), post, pair.lead, "x"));
        assert!(matches!(said, Err(LeadRefusal::NotHere)));
    });
}

#[test]
fn a_search_ends_in_contact_only_after_the_requester_was_told_and_goes_on_again() {
    both(schema, |t| {
        let pair = siblings(t);
        let end = |outcome, why: &str| {
            done(t, |tx| close(tx, &stamp(), desk(&nobody), seen(pair.search), outcome, why))
        };
        assert!(matches!(end(Outcome::NotFound, ""), Err(SearchRefusal::NoReason)));
        assert!(matches!(end(Outcome::InContact, "x"), Err(SearchRefusal::NobodyTold)));
        says(t, &pair, &colleague(2), Reply::Yes).unwrap();
        assert!(matches!(end(Outcome::InContact, "x"), Err(SearchRefusal::NobodyTold)));
        done(t, |tx| tell(tx, &stamp(), desk(&nobody), pair.lead, told(Side::Requester))).unwrap();
        let again = done(t, |tx| reopen(tx, &stamp(), seen(pair.search), "x"));
        assert!(matches!(again, Err(SearchRefusal::StandsOtherwise)));
        end(Outcome::InContact, "Hablaron por teléfono").unwrap();
        assert!(matches!(end(Outcome::NotFound, "x"), Err(SearchRefusal::StandsOtherwise)));
        let again = done(t, |tx| reopen(tx, &stamp(), seen(pair.search), ""));
        assert!(matches!(again, Err(SearchRefusal::NoReason)));
        done(t, |tx| reopen(tx, &stamp(), seen(pair.search), "Perdieron el contacto")).unwrap();
        let none = done(t, |tx| reopen(tx, &stamp(), seen(Uuid::from_u128(7)), "x"));
        assert!(matches!(none, Err(SearchRefusal::Nothing)));
    });
}

#[test]
fn what_was_asked_and_said_goes_with_a_person_who_is_erased() {
    both(schema, |t| {
        let pair = siblings(t);
        says(t, &pair, &colleague(2), Reply::Never).unwrap();
        let of = |person| {
            let mut all =
                t.ledger.read(|door| with_person(door, person)).unwrap_or_else(|e: Fault| panic!("{e}"));
            all.sort();
            all
        };
        let mut expected = vec![pair.search, pair.lead];
        expected.sort();
        assert_eq!(of(pair.requester), expected);
        let mut expected = vec![wish::record_of(pair.found), pair.lead];
        expected.sort();
        assert_eq!(of(pair.found), expected);
        // Leads go to no other site.
        let held = t.ledger.read(|door| held(door, pair.found)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(held, [wish::record_of(pair.found)]);
        let gone: Vec<Uuid> = [vec![pair.requester.0], of(pair.requester)].concat();
        t.ledger.erase(&gone, |_| Ok(()), |_, _| Ok(())).unwrap();
        assert!(of(pair.requester).is_empty());
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}

#[test]
fn relations_fit_the_other_way_round() {
    for (one, other) in [
        (Kin::Parent, Kin::Child),
        (Kin::Sibling, Kin::Sibling),
        (Kin::Spouse, Kin::Partner),
        (Kin::Grandchild, Kin::Grandparent),
    ] {
        assert!(is_the_other_way_round(one, other) && is_the_other_way_round(other, one), "{one:?}");
    }
    assert!(!is_the_other_way_round(Kin::Parent, Kin::Parent));
    assert!(!is_the_other_way_round(Kin::Child, Kin::Sibling));
}

// ---- the rule ----

fn entry(second: i64, account: u128) -> EntryView {
    EntryView {
        hash: Hash([u8::try_from(second).unwrap(); 32]),
        record: Uuid::nil(),
        record_kind: "tracing_lead".into(),
        kind: String::new(),
        version: 1,
        actor: Actor {
            account: AccountId(Uuid::from_u128(account)),
            role: Role::Supervisor,
            office: Office::from("own"),
        },
        site: "hq".into(),
        epoch: 1,
        sequence: second,
        at: jiff::Timestamp::from_second(1_700_000_000 + second).unwrap(),
        stated: None,
        parents: Vec::new(),
        body: serde_json::Value::Null,
    }
}

/// Something somebody says of a search or a lead, in any order and whatever the commands would refuse.
#[derive(Clone, Debug)]
enum Word {
    Withdraw,
    Agree,
    Danger(Danger),
    Close,
    Judge(Verdict, u128),
    Answer(Reply, u128),
    /// For the consent of now, or for the one before.
    Confirm(bool, u128),
    Decline,
    Tell(Side),
}

fn word() -> impl Strategy<Value = Word> {
    let who = 1u128..4;
    prop_oneof![
        Just(Word::Withdraw),
        Just(Word::Agree),
        prop::sample::select(Danger::ALL).prop_map(Word::Danger),
        Just(Word::Close),
        (prop::sample::select(Verdict::ALL), who.clone())
            .prop_map(|(verdict, who)| Word::Judge(verdict, who)),
        (prop::sample::select(Reply::ALL), who.clone()).prop_map(|(reply, who)| Word::Answer(reply, who)),
        (any::<bool>(), who).prop_map(|(is_now, who)| Word::Confirm(is_now, who)),
        Just(Word::Decline),
        prop::sample::select(Side::ALL).prop_map(Word::Tell),
    ]
}

/// What a careful person would keep in mind, apart from the program's own state.
#[derive(Default)]
struct Mind {
    requester_agrees: bool,
    in_danger: bool,
    is_worth: bool,
    found_agrees: bool,
    /// Who judged and who asked last.
    firsts: (Option<u128>, Option<u128>),
    seconded: bool,
    consents: u32,
}

impl Mind {
    fn hears(&mut self, word: &Word) {
        match word {
            Word::Withdraw => self.requester_agrees = false,
            Word::Agree => {
                // Another consent, another second person.
                (self.requester_agrees, self.seconded) = (true, false);
                self.consents += 1;
            }
            Word::Danger(danger) => self.in_danger = *danger != Danger::Nobody,
            Word::Judge(verdict, who) => {
                (self.is_worth, self.seconded) = (*verdict == Verdict::WorthAsking, false);
                self.firsts.0 = Some(*who);
            }
            Word::Answer(reply, who) => {
                (self.found_agrees, self.seconded) = (*reply == Reply::Yes, false);
                self.firsts.1 = Some(*who);
            }
            Word::Confirm(is_now, who) => {
                let is_second = self.firsts.0 != Some(*who) && self.firsts.1 != Some(*who);
                if self.found_agrees && is_second {
                    self.seconded = *is_now;
                }
            }
            Word::Decline => (self.is_worth, self.seconded) = (false, false),
            Word::Close | Word::Tell(_) => {}
        }
    }
    fn may_tell(&self, is_child: bool) -> bool {
        let both = self.requester_agrees && self.found_agrees && self.is_worth && !self.in_danger;
        both && (!is_child || self.seconded)
    }
}

proptest! {
    /// Whatever the order of consent, refusal, withdrawal and confirmation: the requester's side shows that there is somebody
    /// only while both agree, and a second person has where a child is concerned.
    #[test]
    fn nobody_is_shown_before_both_agree(words in prop::collection::vec(word(), 0..30), is_child in any::<bool>(), around in any::<(bool, bool)>()) {
        let (requester, found, id) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)), Uuid::from_u128(3));
        let Request { words: told_words, sought, consent, danger, whom } = looking_for("Luz Batz", Kin::Sibling, 1990);
        let opened = Opened { person: requester, words: told_words, sought, consent: consent.clone(), is_about_child: is_child, danger, whom };
        let (mut search, mut lead) = (Search::default(), Lead::default());
        search.apply(&SearchEvent::Opened(Box::new(opened)), &entry(0, 1));
        let mut mind = Mind { requester_agrees: true, consents: 1, ..Mind::default() };
        let around = Around { is_child, is_withheld: around.0, is_unwilling: around.1 };
        for (at, word) in (1i64..).zip(&words) {
            let why = "x".to_owned();
            match word {
                Word::Withdraw => search.apply(&SearchEvent::ConsentWithdrawn { why }, &entry(at, 1)),
                Word::Agree => search.apply(&SearchEvent::ConsentGiven(consent.clone()), &entry(at, 1)),
                Word::Danger(danger) => search.apply(&SearchEvent::DangerChecked { danger: *danger, whom: why }, &entry(at, 1)),
                Word::Close => search.apply(&SearchEvent::Closed { outcome: Outcome::NotFound, why }, &entry(at, 1)),
                Word::Judge(verdict, who) => lead.apply(&LeadEvent::Judged { search: id, requester, found, verdict: *verdict, reasons: Vec::new(), why }, &entry(at, *who)),
                Word::Answer(reply, who) => lead.apply(&LeadEvent::Answered { reply: *reply, on: TODAY, language: "spa".into(), how: ConsentHow::Oral }, &entry(at, *who)),
                Word::Confirm(is_now, who) => {
                    let consents = mind.consents - u32::from(!is_now);
                    lead.apply(&LeadEvent::Confirmed { consents, best_interests: why }, &entry(at, *who));
                }
                Word::Decline => lead.apply(&LeadEvent::Declined { why }, &entry(at, 3)),
                Word::Tell(side) => lead.apply(&LeadEvent::Told(Box::new(told(*side))), &entry(at, 1)),
            }
            mind.hears(word);
            let free = !around.is_withheld && !around.is_unwilling;
            prop_assert_eq!(opens(&search, &lead, around), free && mind.may_tell(is_child), "after {:?}", &words[..usize::try_from(at).unwrap()]);
        }
    }

    /// A lead has one record whoever judges it, and no other search's or person's.
    #[test]
    fn a_lead_is_judged_in_one_place(search in any::<u128>(), found in any::<u128>(), other in any::<u128>()) {
        let of = |search, found| record_of(Uuid::from_u128(search), PersonId(Uuid::from_u128(found)));
        prop_assert_eq!(of(search, found), of(search, found));
        prop_assume!(other != found);
        prop_assert_ne!(of(search, found), of(search, other));
        prop_assert_ne!(of(search, found), of(found, search));
    }
}

// ---- the pages ----

fn id_of(path: &str) -> &str {
    path.trim_start_matches("/people/")
}

/// Whether a page leads to somebody: their id stands in it, in a link or elsewhere.
fn leads_to_file(seen: &web::client::Seen, person: &str) -> bool {
    seen.body().contains(id_of(person))
}

/// What a page shows, without what is new each time it is made: the form's token and keys.
fn same(client: &Client, path: &str) -> String {
    let seen = client.get(path);
    seen.expect_status(200);
    let body = seen.body();
    let parts = body.split("<input type=\"hidden\" name=\"_");
    parts.map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect()
}

/// Writes a request down at the page; answers the search's path.
fn asked_for(client: &Client, person: &str, names: &str, kin: &str, birth: &str) -> String {
    let new = format!("{person}/tracing/new");
    client.get(&new).expect_status(200);
    let fields = [
        ("sought_names", names),
        ("kin", kin),
        ("birth", birth),
        ("consent_how", "oral"),
        ("consent_on", "3 6 2024"),
        ("agrees", "1"),
        ("danger", "nobody"),
    ];
    let seen = client.post(&new, &fields);
    seen.expect("La búsqueda quedó anotada").expect("La búsqueda sigue");
    seen.path.split('?').next().unwrap().to_owned()
}

fn leads_page(search: &str) -> String {
    format!("/tracing/{}", search.rsplit('/').next().unwrap())
}

#[test]
fn a_request_says_what_is_missing_at_the_fields_and_keeps_what_was_typed() {
    let house = house();
    let client = house.client_of(Role::RegistrationOfficer, "own");
    let rosa = registered(&client, &[("name_told", "Rosa Batz Caal"), ("birth", "1990")]);
    client.get(&rosa).expect("Busca a un familiar").expect("No hay búsquedas anotadas");
    let new = format!("{rosa}/tracing/new");
    client.get(&new);
    let seen = client.post(&new, &[("words", "Se separaron en el puente"), ("last_seen_when", "31 2 2024")]);
    seen.expect_status(422).expect("Se separaron en el puente").expect("Escriba un nombre");
    seen.expect("Elija qué es de la persona").expect("Sin su acuerdo no se busca");
    let search = asked_for(&client, &rosa, "Luz Batz", "child", "2012");
    client.get(&search).expect("niña, niño o adolescente").expect("hija o hijo");
    client.get(&rosa).expect("Hay una búsqueda en marcha");
    client.get(&new);
    let again =
        [("sought_names", "Luz Batz"), ("kin", "child"), ("consent_how", "oral"), ("consent_on", "3 6 2024")];
    let again = [again.as_slice(), &[("agrees", "1"), ("danger", "nobody")]].concat();
    client.post(&new, &again).expect_status(422).expect("Ya busca a este familiar");
    let late: Vec<_> =
        again.iter().map(|(k, v)| (*k, if *k == "consent_on" { "4 6 2024" } else { v })).collect();
    let late: Vec<_> = late.iter().map(|(k, v)| (*k, if *k == "sought_names" { "Sol" } else { v })).collect();
    client.post(&new, &late).expect_status(422).expect("Ese día todavía no llega");
    // What is done with it: withdrawn, given again, kept apart, closed and opened.
    let act = |fields: &[(&str, &str)]| {
        client.get(&search);
        client.post(&search, fields)
    };
    act(&[("act", "fly")]).expect_status(422);
    act(&[("act", "close")]).expect_status(422);
    act(&[("act", "close"), ("outcome", "not_found")]).expect_status(422).expect("Diga por qué");
    let told = act(&[("act", "close"), ("outcome", "in_contact"), ("why", "x")]);
    told.expect_status(422).expect("Todavía no se le avisó de nadie");
    act(&[("act", "withdraw")]).expect("La búsqueda está en pausa");
    act(&[("act", "withdraw")]).expect_status(409);
    act(&[("act", "renew"), ("consent_how", "signed"), ("consent_on", "3 6 2024")])
        .expect("La búsqueda sigue");
    act(&[("act", "danger"), ("danger", "somebody"), ("whom", "su tío")]).expect("apartada por seguridad");
    act(&[("act", "close"), ("outcome", "not_wanted"), ("why", "Ya no")]).expect("La búsqueda está cerrada");
    act(&[("act", "reopen")]).expect_status(422);
    act(&[("act", "reopen"), ("why", "Quiere seguir")]).expect("La búsqueda sigue");
    let boss = house.client_of(Role::Supervisor, "own");
    boss.get(&leads_page(&search)).expect("Esta búsqueda está apartada por seguridad");
    // Another person's search is not there under this one's file.
    let other = registered(&client, &[("name_told", "Eva Tzul")]);
    let wrong = format!("{other}/tracing/{}", search.rsplit('/').next().unwrap());
    client.get(&wrong).expect_status(404);
}

#[test]
fn a_mother_and_a_child_at_two_offices_find_each_other_with_both_consents_and_a_second_person() {
    let house = house();
    let here = house.client_of(Role::RegistrationOfficer, "own");
    let there = house.client_of(Role::RegistrationOfficer, "other");
    let rosa = registered(&here, &[("name_told", "Rosa Batz Caal"), ("birth", "1990")]);
    let luz = registered(&there, &[("name_told", "Luz Batz Caal"), ("birth", "2012"), ("sex", "female")]);
    let search = asked_for(&here, &rosa, "Luz Batz", "child", "2013");
    let leads = leads_page(&search);
    let side = format!("{leads}/with/{}", id_of(&luz));
    let without = same(&here, &search);
    // The office of either reads only its own side; a tracing officer both.
    here.get(&leads).expect("No hay pistas").expect_no("Luz Batz Caal");
    here.get(&side).expect_status(404);
    there.get(&leads).expect_status(404);
    let boss = house.client_of(Role::Supervisor, "own");
    boss.get("/tracing").expect("Rosa Batz Caal").expect("Nada espera por ahora");
    boss.get(&leads).expect("Luz Batz Caal").expect("la edad, más o menos");
    // The mother is looked for as well, the other way round: that says more than a name.
    asked_for(&there, &luz, "Rosa Batz", "parent", "1990");
    boss.get(&leads).expect("también busca a alguien así");
    boss.get(&side).expect("distinto");
    boss.post(&side, &[("verdict", "worth_asking")]).expect_status(422).expect("Diga por qué");
    boss.get(&side);
    boss.post(&side, &[("verdict", "worth_asking"), ("why", "El nombre y la edad")]).expect("por preguntar");
    assert_eq!(same(&here, &search), without);
    // The office of the child is told that there is something to ask, and nothing of whom it comes from.
    let own = format!("{luz}/tracing");
    let page = there.get(&own);
    page.expect("Hay algo que preguntarle");
    assert!(!leads_to_file(&page, &rosa));
    let question = page.links().into_iter().find(|link| link.contains("/asked/")).unwrap();
    let script = there.get(&question);
    script.expect("busca a una persona como usted").expect("looks for a person like you");
    script.expect_no("PAN-P-000001").expect_no("Rosa Batz Caal");
    assert!(!leads_to_file(&script, &rosa));
    there.post(&question, &[]).expect_status(422);
    there.get(&question);
    let answered =
        |reply, on| [("reply", reply), ("consent_how", "oral"), ("on", on), ("language", "español")];
    there.post(&question, &answered("yes", "4 6 2024")).expect_status(422).expect("Ese día todavía no llega");
    there.get(&question);
    there.post(&question, &answered("yes", "3 6 2024")).expect("Lo que respondió quedó guardado");
    // Both agree, and one is a child: nobody is told before a second person says so.
    assert_eq!(same(&here, &search), without);
    there.get(&question).expect_no("Rosa Batz Caal");
    let told = format!("{side}/told");
    boss.get(&side).expect("Usted miró la pista o hizo la pregunta");
    let side_told =
        [("whom_told", "requester"), ("how", "in_person"), ("on", "3 6 2024"), ("language", "español")];
    boss.post(&told, &side_told).expect_status(409);
    let second = format!("{side}/second");
    boss.post(&second, &[("second", "yes"), ("second_why", "x")]).expect_status(409);
    let delegate = house.client_of(Role::ChildProtectionDelegate, "other");
    delegate.get("/tracing").expect("falta la segunda persona");
    delegate.get(&side).expect("Luz Batz Caal");
    delegate.post(&second, &[("second", "yes")]).expect_status(422).expect("por qué es lo mejor");
    delegate.get(&side);
    let yes = [("second", "yes"), ("second_why", "La niña quiere ver a su madre")];
    delegate.post(&second, &yes).expect("Las dos personas están de acuerdo");
    // Now each side's office sees the other.
    here.get(&search).expect("Luz Batz Caal").expect("Las dos personas están de acuerdo");
    there.get(&question).expect("Rosa Batz Caal");
    here.get(&side);
    here.post(&told, &side_told).expect("Se avisó a quien buscaba");
    here.get(&side);
    here.post(&told, &side_told).expect_status(422).expect("A esa persona ya se le avisó");
    here.get(&search);
    here.post(&search, &[("act", "close"), ("outcome", "in_contact"), ("why", "Hablaron")])
        .expect("Están en contacto");
    // The child changes her mind: it closes for everybody who must not know.
    there.get(&question);
    there.post(&question, &answered("no", "3 6 2024"));
    here.get(&search)
        .expect_no("Luz Batz Caal")
        .expect_no("Están en contacto")
        .expect("La búsqueda está cerrada");
    here.get(&side).expect_status(404);
}

#[test]
fn a_no_leaves_the_page_of_whoever_looks_as_it_was_to_the_byte() {
    let house = house();
    let client = house.client_of(Role::RegistrationOfficer, "own");
    let julio = registered(&client, &[("name_told", "Julio Caal Tzul"), ("birth", "1985")]);
    let rosa = registered(&client, &[("name_told", "Rosa Batz Caal"), ("birth", "1990")]);
    let nobody = asked_for(&client, &julio, "Eduvigis Chocooj", "sibling", "1970");
    let search = asked_for(&client, &julio, "Rosa Batz Caal", "spouse", "1990");
    // Two searches differ in what was asked for and in nothing else.
    let of = |path: &str| {
        let page = same(&client, path).replace(path.rsplit('/').next().unwrap(), "ID");
        page.replace("Eduvigis Chocooj", "X")
            .replace("Rosa Batz Caal", "X")
            .replace("1970", "Y")
            .replace("1990", "Y")
            .replace("hermana o hermano", "Z")
            .replace("esposa o esposo", "Z")
    };
    let file = same(&client, &format!("{julio}/tracing"));
    let (silent, without) = (of(&search), of(&nobody));
    assert_eq!(silent, without);
    let boss = house.client_of(Role::Supervisor, "own");
    let side = format!("{}/with/{}", leads_page(&search), id_of(&rosa));
    boss.get(&side);
    boss.post(&side, &[("verdict", "worth_asking"), ("why", "El nombre")]);
    assert_eq!(of(&search), without);
    let question = boss.get(&format!("{rosa}/tracing")).links();
    let question = question.into_iter().find(|link| link.contains("/asked/")).unwrap();
    for (reply, is_open) in [("later", false), ("no", false), ("yes", true), ("no", false), ("never", false)]
    {
        client.get(&question);
        let fields = [("reply", reply), ("consent_how", "oral"), ("on", "3 6 2024"), ("language", "español")];
        client.post(&question, &fields).expect("Lo que respondió quedó guardado");
        assert_eq!(of(&search) == without, !is_open, "{reply}");
        assert_eq!(of(&nobody), without);
        assert_eq!(same(&client, &format!("{julio}/tracing")), file, "{reply}");
    }
    // Whoever said never is no lead, changes no count, and is not led to by their id.
    let page = boss.get(&leads_page(&search));
    page.expect("No hay pistas");
    assert!(!leads_to_file(&page, &rosa));
    boss.get(&side).expect_status(404);
    boss.get("/tracing").expect("Nada espera por ahora");
}

#[test]
fn a_lead_is_no_relative_at_hand_no_decoy_and_nobody_who_cannot_be_it() {
    let house = house();
    let client = house.client_of(Role::RegistrationOfficer, "own");
    let person = |name, year| format!("/people/{}", register_in(&house.test, born(name, year)));
    let rosa = person("Rosa Batz Caal", 1990);
    let [child, old, aunt, home] = [2012, 2004, 1980, 2011].map(|year| person("Luz Batz Caal", year));
    let country = kernel::Country::new("PAN").unwrap();
    let made = house.test.ledger.write(|tx| {
        let focal = PersonId(id_of(&rosa).parse().unwrap());
        let group = crate::household::change::form(tx, &stamp(), country, focal)?;
        let child = PersonId(id_of(&home).parse().unwrap());
        crate::household::change::join(tx, &stamp(), group, child, Kin::Child, focal)
    });
    made.unwrap();
    let by = AccountId(Uuid::from_u128(3));
    let decoy =
        house.test.ledger.write(|tx| crate::decoy::make(tx, &stamp(), born("Luz Batz Caal", 2012), by, "x"));
    let search = asked_for(&client, &rosa, "Luz Batz Caal", "child", "2012");
    let page = house.client_of(Role::Supervisor, "own").get(&leads_page(&search));
    assert!(leads_to_file(&page, &child));
    let decoy = decoy.unwrap().person.to_string();
    for nobody in [&old, &aunt, &home, &decoy] {
        assert!(!leads_to_file(&page, nobody), "{nobody}");
    }
    for stranger in [Role::Administrator, Role::Statistician, Role::BorderOfficer] {
        assert_eq!(house.client_of(stranger, "own").get("/tracing").status, 403, "{stranger:?}");
    }
}

#[test]
fn what_somebody_wants_is_written_down_once_it_was_asked() {
    let house = house();
    let client = house.client_of(Role::RegistrationOfficer, "own");
    let rosa = registered(&client, &[("name_told", "Rosa Batz Caal")]);
    let own = format!("{rosa}/tracing");
    client.get(&own).expect("Todavía no se le preguntó");
    client.post(&own, &[]).expect_status(422);
    client.get(&own);
    let said = [("may_be_asked", "no"), ("consent_how", "oral"), ("consent_on", "4 6 2024")];
    client.post(&own, &said).expect_status(422).expect("Ese día todavía no llega");
    client.get(&own);
    let said = [("may_be_asked", "no"), ("consent_how", "oral"), ("consent_on", "3 6 2024")];
    client.post(&own, &said).expect("Lo que dijo quedó guardado").expect_no("Todavía no se le preguntó");
}

#[test]
fn every_code_of_tracing_has_its_word() {
    let words = web::Words::new(&crate::area().sources()).unwrap();
    let of = |codes: Vec<&'static str>| codes;
    let lists = [
        ("kin", of(search::SOUGHT.iter().map(|c| c.code()).collect())),
        ("tracing-consent", of(ConsentHow::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-danger", of(Danger::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-outcome", of(Outcome::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-stage", of(Stage::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-said", of(search::Said::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-act", vec!["withdraw", "renew", "danger", "close", "reopen"]),
        ("tracing-reason", of(Reason::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-verdict", of(Verdict::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-lead-stage", of(LeadStage::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-reply", of(Reply::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-told", of(Side::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-to-do", of(queue::ToDo::ALL.iter().map(|c| c.code()).collect())),
        ("tracing-wish", vec!["yes", "no"]),
        ("tracing-second", vec!["yes", "no"]),
    ];
    for (prefix, codes) in lists {
        for code in codes {
            let key = crate::told::word_key(prefix, code);
            assert!(kernel::Lang::ALL.iter().all(|lang| words.has(*lang, &key)), "{key}");
        }
    }
}
