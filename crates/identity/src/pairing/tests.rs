//! What is promised of two files of one person: joining writes on neither, the undo leaves everything as it was, what was
//! judged is remembered, families do not collapse, and where it has consequences two people say it.

use super::judge::{Word, confirm, decline, judge};
use super::*;
use crate::household::change;
use crate::model::{Document, DocumentKind, Kin, PersonEvent, Seen};
use crate::register::similar::Alike;
use crate::tests::{TODAY, born, house, named, officer, register_in, registered, schema, stamp};
use crate::{Contact, Person, facts};
use kernel::{AccountId, Actor, Country, Office, PersonId, Role};
use ledger::testing::{TestLedger, both};
use ledger::{Door, EntryView, Fault, Hash, Load, Record, Stamp};
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeSet;
use uuid::Uuid;

fn nothing(_: &mut dyn Door, _: PersonId) -> Result<Vec<Hung>, Fault> {
    Ok(Vec::new())
}

/// Everybody has an open case.
fn a_case(_: &mut dyn Door, person: PersonId) -> Result<Vec<Hung>, Fault> {
    let weighs = Some(Consequence::OpenCase);
    let record = Uuid::from_u128(person.0.as_u128() ^ 1);
    Ok(vec![Hung { record, kind: None, number: String::new(), href: String::new(), weighs }])
}

fn desk(beside: Beside<'_>) -> Desk<'_> {
    Desk { is_headquarters: true, today: TODAY, beside }
}

const WHY: Word<'static> = Word { head: "", why: "Mostró el mismo pasaporte" };

fn colleague(number: u128) -> Stamp {
    let account = AccountId(Uuid::from_u128(number));
    Stamp::new(Actor { account, role: Role::Supervisor, office: Office::from("own") })
}

fn passes(test: &TestLedger) {
    use kernel::Clock;
    let later = test.clock.now().checked_add(jiff::SignedDuration::from_secs(60)).unwrap();
    test.clock.set(later);
}

fn proposed(test: &TestLedger, one: PersonId, two: PersonId) -> Uuid {
    let said = test.ledger.write(|tx| propose(tx, &stamp(), (one, two), Source::Officer));
    said.unwrap_or_else(|e| panic!("{e}"))
}

fn judged(test: &TestLedger, id: Uuid, verdict: Verdict) -> Result<Standing, JudgeRefusal> {
    test.ledger.write(|tx| judge(tx, &stamp(), desk(&nothing), id, verdict, WHY))
}

fn joined(test: &TestLedger, one: PersonId, two: PersonId) -> Uuid {
    let id = proposed(test, one, two);
    passes(test);
    assert!(matches!(judged(test, id, Verdict::Same), Ok(Standing::Same { .. })));
    id
}

fn undone(test: &TestLedger, id: Uuid) -> Result<usize, UndoRefusal> {
    test.ledger.write(|tx| undo(tx, &stamp(), desk(&nothing), id, WHY))
}

fn standing(test: &TestLedger, id: Uuid) -> Pairing {
    let loaded = test.ledger.read(|door| door.load::<Pairing>(id));
    loaded.unwrap_or_else(|e: Fault| panic!("{e}")).unwrap().state
}

fn group_of(test: &TestLedger, file: PersonId) -> BTreeSet<PersonId> {
    test.ledger.read(|door| group::of(door, file)).unwrap_or_else(|e: Fault| panic!("{e}"))
}

fn adults<const N: usize>(test: &TestLedger, names: [&str; N]) -> [PersonId; N] {
    names.map(|name| register_in(test, born(name, 1988)))
}

/// Every person's entries, heads and state.
fn of_people(test: &TestLedger, people: &[PersonId]) -> Vec<(Vec<Hash>, String)> {
    let read = test.ledger.read(|door| {
        let mut all = Vec::new();
        for id in people {
            let loaded = door.load::<Person>(id.0)?.unwrap();
            all.push((loaded.heads.clone(), format!("{:?}", loaded.state)));
        }
        Ok::<_, Fault>(all)
    });
    read.unwrap()
}

fn phoned(test: &TestLedger, person: PersonId, number: &str) -> Hash {
    let contact = Contact { phone: number.to_owned(), ..Contact::default() };
    let done = test.ledger.write(|tx| {
        let loaded = tx.load::<Person>(person.0)?.unwrap();
        tx.append(&loaded, &stamp(), &[PersonEvent::ContactChanged(contact)])
    });
    done.unwrap_or_else(|e: Fault| panic!("{e}")).heads[0]
}

#[test]
fn joining_writes_nothing_on_either_file_and_a_rebuild_finds_the_same() {
    both(schema, |t| {
        let files = adults(t, ["Julio Caal Tzul", "Julio Tzul Caal"]);
        let before = of_people(t, &files);
        let id = joined(t, files[0], files[1]);
        assert_eq!(of_people(t, &files), before);
        assert_eq!(group_of(t, files[0]), files.into());
        let stands = standing(t, id);
        assert_eq!(stands.proposals[0].alike, [Alike::SwappedName, Alike::BirthYear]);
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
        assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new());
    });
}

#[test]
fn an_undo_leaves_every_state_and_row_as_it_was_when_nothing_was_written_since() {
    both(schema, |t| {
        let files = adults(t, ["Julio Caal Tzul", "Julio Tzul Caal"]);
        let id = proposed(t, files[0], files[1]);
        passes(t);
        // Every row there is but that of the pairing, with the heads of its record; and the pairing's row itself.
        let others = files.iter().map(|file| file.0).collect();
        let rows = || {
            let row = t.ledger.read(|door| find(door, id)).unwrap_or_else(|e: Fault| panic!("{e}"));
            (t.ledger.digest_of(&others).unwrap(), row)
        };
        let (before, people) = (rows(), of_people(t, &files));
        judged(t, id, Verdict::Same).unwrap();
        assert_ne!(rows(), before);
        passes(t);
        assert_eq!(undone(t, id).unwrap(), 0);
        assert_eq!(rows(), before);
        assert_eq!(of_people(t, &files), people);
        assert_eq!(group_of(t, files[0]), [files[0]].into());
        // What happened is not forgotten.
        assert_eq!(
            standing(t, id).said.iter().map(|said| said.said.clone()).collect::<Vec<_>>(),
            [Said::Judged(Verdict::Same, BTreeSet::new()), Said::Undone]
        );
        assert!(matches!(undone(t, id), Err(UndoRefusal::NotJoined)));
    });
}

#[test]
fn what_was_written_meanwhile_stays_where_it_was_written_and_is_listed_for_a_person() {
    both(schema, |t| {
        let files = adults(t, ["Julio Caal Tzul", "Julio Tzul Caal"]);
        let id = joined(t, files[0], files[1]);
        passes(t);
        let written = [phoned(t, files[0], "6111"), phoned(t, files[1], "6222")];
        let people = of_people(t, &files);
        passes(t);
        assert_eq!(undone(t, id).unwrap(), 2);
        assert_eq!(of_people(t, &files), people, "nothing was moved");
        passes(t);
        let later = phoned(t, files[0], "6333");
        assert_eq!(standing(t, id).left, written.into());
        let look = |seen: &[Hash]| t.ledger.write(|tx| look_at(tx, &stamp(), &nothing, id, seen));
        assert!(matches!(look(&[later]), Err(UndoRefusal::NothingChosen)), "written after the undo");
        look(&[written[0], later]).unwrap();
        assert_eq!(standing(t, id).to_look(), 1);
        assert!(matches!(look(&[written[0]]), Err(UndoRefusal::NothingChosen)));
        look(&[written[1]]).unwrap();
        assert_eq!(standing(t, id).to_look(), 0);
    });
}

#[test]
fn what_hangs_on_a_file_is_listed_too() {
    both(schema, |t| {
        let [one, two, third] = adults(t, ["Julio Caal Tzul", "Julio Tzul Caal", "Rosa Batz"]);
        let id = joined(t, one, two);
        passes(t);
        let country = Country::new("PAN").unwrap();
        t.ledger
            .write(|tx| {
                let home = change::form(tx, &stamp(), country, two)?;
                change::join(tx, &stamp(), home, third, Kin::Spouse, two)
            })
            .unwrap();
        assert_eq!(undone(t, id).unwrap(), 2, "the household was formed and joined");
    });
}

#[test]
fn two_people_are_remembered_and_not_proposed_again() {
    both(schema, |t| {
        let [one, two] = adults(t, ["Ana Caal", "Ana Caal"]);
        let id = proposed(t, one, two);
        assert_eq!(proposed(t, two, one), id, "one pair, whoever is named first");
        assert_eq!(standing(t, id).proposals.len(), 1);
        judged(t, id, Verdict::NotSame).unwrap();
        for source in Source::ALL {
            let again = t.ledger.write(|tx| propose(tx, &stamp(), (one, two), source));
            assert!(matches!(again, Err(ProposeRefusal::ToldApart(known)) if known == id), "{source:?}");
        }
        // Shown if somebody asks, who may then know more.
        assert_eq!(t.ledger.read(|door| of_person(door, one)).unwrap()[0].stage, Stage::NotSame);
        assert!(matches!(judged(t, id, Verdict::Same), Ok(Standing::Same { .. })));
    });
}

#[test]
fn a_reason_is_needed_for_what_ties_or_parts_two_files() {
    both(schema, |t| {
        let [one, two] = adults(t, ["Ana Caal", "Ana Caal"]);
        let id = proposed(t, one, two);
        let silent = Word { head: "", why: "  " };
        let say = |verdict| t.ledger.write(|tx| judge(tx, &stamp(), desk(&nothing), id, verdict, silent));
        assert!(matches!(say(Verdict::Same), Err(JudgeRefusal::NoReason)));
        assert!(matches!(say(Verdict::NotSame), Err(JudgeRefusal::NoReason)));
        assert_eq!(say(Verdict::CannotTell).unwrap(), Standing::Unclear);
        let taken = t.ledger.write(|tx| undo(tx, &stamp(), desk(&nothing), id, silent));
        assert!(matches!(taken, Err(UndoRefusal::NotJoined)));
    });
}

#[test]
fn a_post_proposes_and_headquarters_judges() {
    both(schema, |t| {
        let [one, two] = adults(t, ["Ana Caal", "Ana Caal"]);
        let id = proposed(t, one, two);
        let post = Desk { is_headquarters: false, ..desk(&nothing) };
        let said = t.ledger.write(|tx| judge(tx, &stamp(), post, id, Verdict::Same, WHY));
        assert!(matches!(said, Err(JudgeRefusal::NotHere)));
        judged(t, id, Verdict::Same).unwrap();
        let taken = t.ledger.write(|tx| undo(tx, &stamp(), post, id, WHY));
        assert!(matches!(taken, Err(UndoRefusal::NotHere)));
    });
}

#[test]
fn where_it_has_consequences_a_second_person_says_it() {
    both(schema, |t| {
        let [one, two] = adults(t, ["Ana Caal", "Ana Caal"]);
        let id = proposed(t, one, two);
        let said = t.ledger.write(|tx| judge(tx, &stamp(), desk(&a_case), id, Verdict::Same, WHY)).unwrap();
        assert!(
            matches!(&said, Standing::Seconding { consequences, .. } if consequences.contains(&Consequence::OpenCase))
        );
        assert_eq!(group_of(t, one).len(), 1, "nothing is joined yet");
        let second = |by: &Stamp| t.ledger.write(|tx| confirm(tx, by, desk(&a_case), id, false, WHY));
        assert!(matches!(second(&stamp()), Err(JudgeRefusal::SamePerson)));
        assert!(matches!(judged(t, id, Verdict::NotSame), Err(JudgeRefusal::StandsOtherwise)));
        t.ledger.write(|tx| decline(tx, &colleague(9), desk(&a_case), id, WHY)).unwrap();
        assert_eq!(standing(t, id).standing, Standing::Waiting);
        assert!(matches!(second(&colleague(9)), Err(JudgeRefusal::StandsOtherwise)));
        t.ledger.write(|tx| judge(tx, &stamp(), desk(&a_case), id, Verdict::Same, WHY)).unwrap();
        assert!(matches!(second(&colleague(9)), Ok(Standing::Same { .. })));
        assert_eq!(group_of(t, one).len(), 2);
    });
}

#[test]
fn a_child_and_another_nationality_weigh() {
    both(schema, |t| {
        let weighs = |one: PersonId, two: PersonId| {
            let files = BTreeSet::from([one, two]);
            t.ledger
                .read(|door| consequence::of(door, &nothing, &files, TODAY))
                .unwrap_or_else(|e: Fault| panic!("{e}"))
        };
        let of = |country: &str| {
            let mut told = born("Ana Caal", 1988);
            let all = vec![Country::new(country).unwrap()];
            told.nationality.nationalities = crate::Answer::Told(all);
            register_in(t, told)
        };
        let (nicaragua, honduras, nobody_knows) =
            (of("NIC"), of("HND"), register_in(t, born("Ana Caal", 1988)));
        assert_eq!(weighs(nicaragua, honduras), [Consequence::Nationality].into());
        assert!(weighs(nicaragua, nobody_knows).is_empty());
        let child = register_in(t, born("Ana Caal", 2012));
        assert_eq!(weighs(nicaragua, child), [Consequence::Child].into());
    });
}

/// A household with two of its members.
fn family(t: &TestLedger, kin: Kin, names: [&str; 2]) -> [PersonId; 2] {
    let [one, two] = adults(t, names);
    let made = t.ledger.write(|tx| {
        let home = change::form(tx, &stamp(), Country::new("PAN").unwrap(), one)?;
        change::join(tx, &stamp(), home, two, kin, one)
    });
    made.unwrap();
    [one, two]
}

#[test]
fn twins_and_couples_do_not_collapse() {
    both(schema, |t| {
        for (kin, names) in [
            (Kin::Sibling, ["Ana Caal Tzul", "Ana María Caal Tzul"]),
            (Kin::Spouse, ["Julio Caal", "Julia Caal"]),
        ] {
            let [one, two] = family(t, kin, names);
            for source in [Source::Hint, Source::Linkage] {
                let by_program = t.ledger.write(|tx| propose(tx, &stamp(), (one, two), source));
                assert!(matches!(by_program, Err(ProposeRefusal::OneHousehold)), "{source:?}");
            }
            // A person may know better, and a second one has to say it in so many words.
            let id = proposed(t, one, two);
            let first = judged(t, id, Verdict::Same).unwrap();
            assert!(
                matches!(&first, Standing::Seconding { consequences, .. } if consequences.contains(&Consequence::OneHousehold))
            );
            let second =
                |word| t.ledger.write(|tx| confirm(tx, &colleague(9), desk(&nothing), id, word, WHY));
            assert!(matches!(second(false), Err(JudgeRefusal::OneHousehold)));
            assert_eq!(group_of(t, one).len(), 1);
            assert!(matches!(second(true), Ok(Standing::Same { .. })));
        }
    });
}

#[test]
fn a_group_never_contradicts_what_was_said_of_two_of_its_files() {
    both(schema, |t| {
        let [one, two, three] = adults(t, ["Ana Caal", "Ana Caal", "Ana Caal"]);
        let apart = proposed(t, one, three);
        judged(t, apart, Verdict::NotSame).unwrap();
        let first = joined(t, one, two);
        let second = proposed(t, two, three);
        assert!(
            matches!(judged(t, second, Verdict::Same), Err(JudgeRefusal::ToldApart(pair)) if pair.record() == apart)
        );
        undone(t, first).unwrap();
        judged(t, second, Verdict::Same).unwrap();
        assert!(matches!(judged(t, first, Verdict::Same), Err(JudgeRefusal::ToldApart(_))));
        // Whoever is one person's through other files is not told apart before those are undone.
        let [one, two, three] = adults(t, ["Eva Batz", "Eva Batz", "Eva Batz"]);
        let through = proposed(t, one, three);
        let (first, _) = (joined(t, one, two), joined(t, two, three));
        assert_eq!(group_of(t, three).len(), 3);
        assert!(matches!(judged(t, through, Verdict::NotSame), Err(JudgeRefusal::JoinedThrough)));
        let again = t.ledger.write(|tx| propose(tx, &stamp(), (one, three), Source::Officer));
        assert!(matches!(again, Err(ProposeRefusal::Joined(_))));
        undone(t, first).unwrap();
        judged(t, through, Verdict::NotSame).unwrap();
    });
}

#[test]
fn a_second_person_is_not_asked_to_confirm_what_was_contradicted_meanwhile() {
    both(schema, |t| {
        let [one, two, three] = adults(t, ["Ana Caal", "Ana Caal", "Ana Caal"]);
        let id = proposed(t, one, two);
        t.ledger.write(|tx| judge(tx, &stamp(), desk(&a_case), id, Verdict::Same, WHY)).unwrap();
        let apart = proposed(t, one, three);
        judged(t, apart, Verdict::NotSame).unwrap();
        joined(t, two, three);
        let second = t.ledger.write(|tx| confirm(tx, &colleague(9), desk(&a_case), id, false, WHY));
        assert!(matches!(second, Err(JudgeRefusal::ToldApart(_))));
    });
}

#[test]
fn persons_are_counted_by_their_oldest_file() {
    both(schema, |t| {
        let [one, two, three, other] = adults(t, ["Ana Caal", "Ana Caal", "Ana Caal", "Luz Batz"]);
        joined(t, three, two);
        joined(t, two, one);
        let counted =
            t.ledger.read(|door| facts::files_of_one_person(door)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(counted, [(one, one), (two, one), (three, one)].into());
        assert!(!counted.contains_key(&other));
    });
}

#[test]
fn whoever_is_not_there_is_nobodys_double() {
    both(schema, |t| {
        let [ana] = adults(t, ["Ana Caal"]);
        let nobody = PersonId(Uuid::from_u128(7));
        let said = |two| t.ledger.write(|tx| propose(tx, &stamp(), (ana, two), Source::Officer));
        assert!(matches!(said(nobody), Err(ProposeRefusal::NoSuchPerson)));
        assert!(matches!(said(ana), Err(ProposeRefusal::OneFile)));
        let by = AccountId(Uuid::from_u128(3));
        let decoy =
            t.ledger.write(|tx| crate::decoy::make(tx, &stamp(), named("Ana Caal"), by, "Vigilancia"));
        assert!(matches!(said(decoy.unwrap().person), Err(ProposeRefusal::NoSuchPerson)));
    });
}

#[test]
fn a_shared_paper_says_more_than_anything() {
    both(schema, |t| {
        let with = |number: &str, name: &str| {
            let mut told = named(name);
            told.documents.push(Document {
                kind: DocumentKind::Passport,
                number: number.into(),
                issued_by: None,
                seen: Seen::Original,
                expires: None,
                check_failed: false,
            });
            register_in(t, told)
        };
        let (one, two) = (with("C 012345", "Julio Caal"), with("c-012345", "J. Cal"));
        let id = proposed(t, one, two);
        assert_eq!(standing(t, id).proposals[0].alike, [Alike::DocumentNumber]);
        assert!(standing(t, id).weight >= 500);
    });
}

#[test]
fn what_was_said_of_an_erased_person_is_gone_with_them() {
    both(schema, |t| {
        let [one, two] = adults(t, ["Ana Caal", "Ana Caal"]);
        let id = joined(t, one, two);
        let goes = t.ledger.read(|door| with_person(door, one)).unwrap_or_else(|e: Fault| panic!("{e}"));
        assert_eq!(goes, [id]);
        t.ledger.erase(&[one.0, id], |_| Ok(()), |_, _| Ok(())).unwrap();
        assert_eq!(group_of(t, two), [two].into());
        let read = t.ledger.read(|door| door.load::<Pairing>(id));
        assert!(read.unwrap_or_else(|e: Fault| panic!("{e}")).is_none());
        let live = t.ledger.digest().unwrap();
        assert_eq!(t.ledger.rebuild(|_| ()).unwrap().digest, live);
    });
}

/// Two sites say it of the same two without a line between them: it is one pairing, and the same on both.
#[test]
fn two_sites_that_say_it_of_one_pair_say_it_in_one_place() {
    both(schema, |hub| {
        let files = adults(hub, ["Julio Caal Tzul", "Julio Tzul Caal"]);
        let post = ledger::testing::site(schema(), "paso-inventado", [9; 32], &hub.clock);
        ledger::testing::introduce(&hub.ledger, &post.ledger);
        let id = Pair::of(files[0], files[1]).unwrap().record();
        let meet = || ledger::testing::meet(&hub.ledger, &post.ledger, &[files[0].0, files[1].0, id]);
        meet();
        proposed(hub, files[0], files[1]);
        passes(hub);
        let at_the_post =
            post.ledger.write(|tx| propose(tx, &colleague(4), (files[1], files[0]), Source::Registration));
        assert_eq!(at_the_post.unwrap(), id);
        passes(hub);
        judged(hub, id, Verdict::NotSame).unwrap();
        meet();
        for site in [hub, &post] {
            let stands = standing(site, id);
            assert_eq!((stands.proposals.len(), stands.standing), (2, Standing::NotSame));
            let live = site.ledger.digest().unwrap();
            assert_eq!(site.ledger.rebuild(|_| ()).unwrap().digest, live);
        }
        assert_eq!(standing(hub, id), standing(&post, id));
    });
}

// ---- the fold ----

fn entry(second: i64, account: u128) -> EntryView {
    EntryView {
        hash: Hash([u8::try_from(second).unwrap(); 32]),
        record: Uuid::nil(),
        record_kind: "pairing".into(),
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

fn two() -> Pair {
    Pair::of(PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2))).unwrap()
}

fn said(source: Source, weight: u16) -> PairingEvent {
    PairingEvent::Proposed { pair: two(), source, alike: vec![Alike::SameName], weight }
}

fn fold(events: &[(i64, u128, PairingEvent)]) -> Pairing {
    let mut state = Pairing::default();
    events.iter().for_each(|(second, account, event)| state.apply(event, &entry(*second, *account)));
    state
}

#[test]
fn nobody_is_their_own_second_person_whatever_an_entry_says() {
    let judged = PairingEvent::Judged {
        verdict: Verdict::Same,
        why: "x".into(),
        consequences: [Consequence::Child].into(),
    };
    let confirmed = PairingEvent::Confirmed { why: "x".into(), is_told_twice: true };
    let mut all = vec![(0, 1, said(Source::Officer, 1)), (1, 1, judged), (2, 1, confirmed.clone())];
    assert_eq!(fold(&all).standing.stage(), Stage::Seconding);
    all.push((3, 2, confirmed));
    assert_eq!(fold(&all).standing.stage(), Stage::Same);
}

proptest! {
    /// Posts propose a pair apart from each other, before or after headquarters judged it: the order changes nothing.
    #[test]
    fn proposals_may_come_in_any_order(swaps in prop::collection::vec((any::<Index>(), any::<Index>()), 0..20), same in any::<bool>()) {
        let verdict = if same { Verdict::Same } else { Verdict::NotSame };
        let judged = PairingEvent::Judged { verdict, why: "x".into(), consequences: BTreeSet::new() };
        let events = vec![
            (0, 1, said(Source::Officer, 300)),
            (1, 2, said(Source::Registration, 550)),
            (2, 3, said(Source::Linkage, 900)),
            (2, 4, said(Source::Hint, 100)),
            (3, 5, judged),
        ];
        let mut shuffled = events.clone();
        for (a, b) in swaps {
            let (a, b) = (a.index(shuffled.len()), b.index(shuffled.len()));
            shuffled.swap(a, b);
        }
        prop_assert_eq!(fold(&events), fold(&shuffled));
    }

    /// Whatever is said in whatever order: two files are one person's only after somebody said so and nobody undid it since,
    /// and what two people must say was said by two.
    #[test]
    fn nothing_but_peoples_words_joins_two_files(words in prop::collection::vec((0u8..6, 1u128..4, any::<bool>()), 0..24)) {
        let mut all = vec![(0, 1, said(Source::Linkage, 1000))];
        let mut judges: Option<(u128, bool)> = None;
        for (at, (word, who, weighs)) in (1i64..).zip(words) {
            let weighing: BTreeSet<Consequence> = if weighs { [Consequence::OpenCase].into() } else { BTreeSet::new() };
            let why = "x".to_owned();
            let before = fold(&all).standing;
            let event = match word {
                0 => PairingEvent::Judged { verdict: Verdict::Same, why, consequences: weighing },
                1 => PairingEvent::Judged { verdict: Verdict::NotSame, why, consequences: BTreeSet::new() },
                2 => PairingEvent::Judged { verdict: Verdict::CannotTell, why, consequences: BTreeSet::new() },
                3 => PairingEvent::Confirmed { why, is_told_twice: weighs },
                4 => PairingEvent::Declined { why },
                _ => PairingEvent::Undone { why, left: vec![Hash([9; 32])] },
            };
            all.push((at, who, event));
            let after = fold(&all).standing;
            if word == 0 && before.may_be_judged() {
                judges = Some((who, weighs));
            }
            if let (Standing::Same { .. }, false) = (&after, matches!(before, Standing::Same { .. })) {
                let (first, weighed) = judges.unwrap();
                prop_assert!(word == 0 && !weighed || word == 3 && weighed && who != first);
            }
            if word == 5 {
                prop_assert_ne!(after.stage(), Stage::Same);
            }
        }
    }
}

// ---- the pages ----

fn id_of(path: &str) -> &str {
    path.trim_start_matches("/people/")
}

#[test]
fn somebody_who_may_be_one_of_those_shown_is_registered_and_waits_for_a_look() {
    let house = house();
    let client = officer(&house);
    let first = registered(&client, &[("name_told", "Julio Caal Tzul"), ("birth", "3 4 1988")]);
    client.get("/people/new");
    let stop = client.post("/people/new", &[("name_told", "Julio Tzul Caal"), ("birth", "1988")]);
    stop.expect("¿Puede ser alguna de ellas?");
    let file = client.post("/people/new", &[("anyway", "1"), ("maybe", id_of(&first))]);
    file.expect("Comparar con un posible duplicado");
    let queue = client.get("/duplicates");
    queue.expect("Julio Caal Tzul — Julio Tzul Caal").expect("el nombre, con las partes en otro orden");
    let pair = queue.links().into_iter().find(|link| link.starts_with("/duplicates/")).unwrap();
    let side = client.get(&pair);
    side.expect("distinto").expect("PAN-P-000001").expect("PAN-P-000002");
    client.post(&pair, &[("verdict", "same")]).expect_status(422).expect("Diga por qué");
    client
        .post(&pair, &[("verdict", "same"), ("why", "Lo cuenta él mismo")])
        .expect("La respuesta quedó guardada");
    // Looking at both stands on both files.
    let reads = house.house.access.reads_of(::access::Kind::Person, id_of(&first).parse().unwrap()).unwrap();
    assert!(reads.iter().any(|read| read.permission == "review_duplicates"), "it was looked at");
    client.get("/duplicates").expect("No hay expedientes por comparar");
    client.get(&first).expect("Expedientes de la misma persona").expect("PAN-P-000002");
    // One line in the search, with both names, whichever is typed.
    client.get("/people");
    let found = client.post("/people", &[("q", "tzul caal")]);
    found.expect("También: Julio Tzul Caal").expect("Julio Caal Tzul");
    client.get(&pair).expect("Deshacer la unión");
    client.post(&format!("{pair}/undo"), &[("undo_why", "")]).expect_status(422);
    client.post(&format!("{pair}/undo"), &[("undo_why", "Son primos")]).expect("La unión quedó deshecha");
    client.get(&first).expect("No hay otro expediente unido");
    client.get(&pair);
    client
        .post(&pair, &[("verdict", "not_same"), ("why", "Son primos")])
        .expect("Son dos personas distintas");
    client.get("/duplicates").expect("No hay expedientes por comparar");
}

#[test]
fn a_number_off_a_paper_is_enough_and_tells_nothing() {
    let house = house();
    let (own, other) = (officer(&house), house.client_of(Role::RegistrationOfficer, "other"));
    let here = registered(&own, &[("name_told", "Julio Caal"), ("birth", "1988")]);
    let there = registered(&other, &[("name_told", "Julio Caal"), ("birth", "1988")]);
    let (twice, propose) = (format!("{here}/twice"), format!("{here}/twice/propose"));
    own.get(&twice);
    own.post(&propose, &[("number", "")]).expect_status(422).expect("Elija el otro expediente");
    own.get(&twice);
    let unknown = own.post(&propose, &[("number", "PAN-P-000099")]);
    own.get(&twice);
    let known = own.post(&propose, &[("number", "pan-p-2")]);
    for seen in [&unknown, &known] {
        seen.expect("Gracias. Si hay un expediente así").expect_no("Comparar con un posible duplicado");
    }
    // An id of a file that was not offered is not taken.
    own.get(&twice);
    own.post(&propose, &[("other", id_of(&there))]).expect("Gracias");
    own.get("/duplicates").expect("No hay expedientes por comparar");
    other.get("/duplicates").expect("No hay expedientes por comparar");
    let pair = Pair::of(PersonId(id_of(&here).parse().unwrap()), PersonId(id_of(&there).parse().unwrap()));
    let address = format!("/duplicates/{}", pair.unwrap().record());
    assert_eq!(own.get(&address).status, 404);
    let boss = house.client_of(Role::Supervisor, "own");
    boss.get("/duplicates").expect("Julio Caal — Julio Caal");
    boss.get(&address).expect("el nombre").expect_no(&there);
    boss.post(&address, &[("verdict", "same"), ("why", "La misma constancia")])
        .expect("Son expedientes de la misma");
    // Both offices are told that there is another file, and not whose or where.
    own.get(&here).expect("Tiene otro expediente que usted no puede abrir").expect_no("PAN-P-000002");
    for stranger in [Role::Administrator, Role::Statistician, Role::BorderOfficer] {
        assert_eq!(house.client_of(stranger, "own").get(&address).status, 403, "{stranger:?}");
    }
}

#[test]
fn a_second_person_confirms_at_the_page_and_not_the_first() {
    let house = house();
    let client = officer(&house);
    let one = registered(&client, &[("name_told", "Sol Caal"), ("birth", "2012")]);
    let two = registered(&client, &[("name_told", "Luz María Batz"), ("birth", "2012")]);
    let pair = house.test.ledger.write(|tx| {
        let files = (PersonId(id_of(&one).parse().unwrap()), PersonId(id_of(&two).parse().unwrap()));
        propose(tx, &stamp(), files, Source::Officer)
    });
    let address = format!("/duplicates/{}", pair.unwrap());
    client.get(&address).expect("menor de edad");
    client
        .post(&address, &[("verdict", "same"), ("why", "Su tía lo cuenta")])
        .expect("Falta la segunda persona");
    let second = format!("{address}/second");
    client.get(&address).expect("Usted lo dijo primero");
    client.post(&second, &[("second", "yes"), ("second_why", "Sí")]).expect_status(409);
    let boss = house.client_of(Role::Supervisor, "own");
    boss.get("/duplicates").expect("falta la segunda persona");
    boss.get(&address);
    boss.post(&second, &[("second", "yes")]).expect_status(422);
    boss.get(&address);
    boss.post(&second, &[("second", "yes"), ("second_why", "También lo vi")])
        .expect("Son expedientes de la misma");
}

#[test]
fn every_code_of_a_pairing_has_its_word() {
    let words = web::Words::new(&crate::area().sources()).unwrap();
    let lists: [(&str, Vec<&str>); 5] = [
        ("pairing-weighs", Consequence::ALL.iter().map(|c| c.code()).collect()),
        ("pairing-source", Source::ALL.iter().map(|c| c.code()).collect()),
        ("pairing-verdict", Verdict::ALL.iter().map(|c| c.code()).collect()),
        ("pairing-verdict-hint", Verdict::ALL.iter().map(|c| c.code()).collect()),
        ("pairing-stage", vec!["seconding", "unclear"]),
    ];
    for (prefix, codes) in lists {
        for code in codes {
            let key = crate::told::word_key(prefix, code);
            assert!(kernel::Lang::ALL.iter().all(|lang| words.has(*lang, &key)), "{key}");
        }
    }
}
