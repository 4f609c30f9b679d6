//! A case replayed under a draft: what would differ, whom it harms, and that nothing is claimed that nobody knows.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop

mod ground;

use jiff::civil::Date;
use procedure::*;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const HEAD: &str =
    "id = \"claim\"\nversion = \"DRAFT\"\nvalid_from = \"2030-01-01\"\nbased_on = \"XEX-2020\"\n";

/// A claim of the example country, refused, reviewed and granted.
const CASE: &str = r#"
title = { es = "x", en = "x" }
written = "before"
procedure = "claim"
[[moves]]
step = "file_claim"
by = "rosa"
role = "registration_officer"
office = "council"
on = "2024-01-10"
answers = { child = "CHILD" }
[[moves]]
step = "name_guardian"
by = "delegate"
role = "child_protection_delegate"
office = "council"
on = "2024-01-11"
[[moves]]
step = "hear"
by = "luis"
role = "eligibility_officer"
office = "council"
on = "2024-01-12"
[[moves]]
step = "review"
by = "marta"
role = "reviewer"
office = "council"
on = "2024-01-15"
[[moves]]
step = "refuse"
by = "one"
role = "deciding_authority"
office = "council"
on = "2024-01-17"
[[moves]]
step = "ask_review"
by = "rosa"
role = "registration_officer"
office = "council"
on = "2024-01-29"
[[moves]]
step = "grant_on_review"
by = "two"
role = "deciding_authority"
office = "council"
on = "2024-02-12"
"#;

fn draft(changes: &str) -> Draft {
    Draft::read(&ground::files("_example"), "reform.toml", &format!("{HEAD}{changes}"))
        .unwrap_or_else(|errors| panic!("{changes}\n{errors:?}"))
}

fn case_of(child: &str) -> WorkedCase {
    let law = ground::law("_example");
    let office = &law.facts_file.commissions.first().map_or("council", |c| c.office.as_str()).to_owned();
    WorkedCase::read(
        "case.toml",
        &CASE.replace("CHILD", child).replace("\"council\"", &format!("\"{office}\"")),
    )
    .unwrap()
}

fn replayed(changes: &str, child: &str) -> Replayed {
    let draft = draft(changes);
    let case = case_of(child);
    assert_eq!(case.differences(&draft.law), Vec::<Said>::new());
    draft.replay(case.pinned(&draft.law).unwrap(), &case.history())
}

fn harms(of: &Replayed) -> Vec<(HarmReason, &str)> {
    of.harms.iter().map(|h| (h.reason, h.about.as_str())).collect()
}

fn helps(of: &Replayed) -> Vec<(HelpReason, &str)> {
    of.helps.iter().map(|h| (h.reason, h.about.as_str())).collect()
}

/// A country's folder, its law and its worked cases by path.
type Country = (String, Law, Vec<(String, WorkedCase)>);

/// Every worked case of every country with its law.
fn all() -> &'static [Country] {
    static ALL: OnceLock<Vec<Country>> = OnceLock::new();
    ALL.get_or_init(|| {
        let of = |country: String| {
            let files = ground::files(&country);
            let cases = files.iter().filter(|(path, _)| path.starts_with("cases/"));
            let cases =
                cases.map(|(path, text)| (path.clone(), WorkedCase::read(path, text).unwrap())).collect();
            (country.clone(), ground::law(&country), cases)
        };
        ground::folders().into_iter().map(of).collect()
    })
}

#[test]
fn a_version_replayed_under_itself_differs_in_nothing() {
    let mut replayed = 0;
    for (country, law, cases) in all() {
        for (path, case) in cases {
            let pinned = case.pinned(law).unwrap();
            let found = procedure::replay(law, pinned, pinned, &case.history());
            assert!(!found.differs(), "{country}/{path}: {found:#?}");
            replayed += 1;
        }
    }
    assert!(replayed > 150, "{replayed}");
}

#[test]
fn a_draft_that_changes_nothing_differs_in_nothing_in_any_country() {
    for (country, law, cases) in all() {
        let mut versions: Vec<&Procedure> = cases.iter().filter_map(|(_, case)| case.pinned(law)).collect();
        versions.sort_by_key(|p| (&p.id, &p.version));
        versions.dedup_by_key(|p| (&p.id, &p.version));
        for version in versions {
            let text = format!(
                "id = \"{}\"\nversion = \"DRAFT\"\nvalid_from = \"{}\"\nbased_on = \"{}\"\n",
                version.id, version.valid_from, version.version
            );
            let draft = Draft::read(&ground::files(country), "x.toml", &text).unwrap();
            assert_eq!(draft.law.procedures.len(), law.procedures.len());
            for (path, case) in
                cases.iter().filter(|(_, c)| c.pinned(law).is_some_and(|p| p.hash == version.hash))
            {
                let found = draft.replay(version, &case.history());
                assert!(!found.differs(), "{country}/{path}: {found:#?}");
            }
        }
    }
}

/// When a term is due that a case began, worked out beside the replay: by the steps that the case says were taken.
fn dues(law: &Law, under: &Procedure, case: &WorkedCase, term: &str) -> Vec<Option<Date>> {
    let mut events = BTreeMap::new();
    let mut acts = Vec::new();
    let mut begun = false;
    let mut dues = Vec::new();
    let taken = case.moves.iter().take_while(|m| m.transition.is_none());
    for m in taken {
        acts.extend(m.acts.clone());
        let (Some(step), Some(on)) = (&m.step, m.on) else { continue };
        if !m.refused.is_empty() || m.not_yours {
            continue;
        }
        let step = under.step(step).unwrap();
        let effects = step.effects(&m.answers, on, &under.initial_facts());
        events.extend(effects.events.clone());
        let day = effects.events[&step.event];
        let counts = under.term(term).is_some_and(|t| effects.events.contains_key(&t.from));
        let starts = under.started(&effects.starts, day).iter().any(|t| t == term);
        if starts || (begun && counts && !step.ends.iter().any(|t| t == term)) {
            begun = true;
            dues.push(law.due(under, term, &events, &acts).ok().and_then(|d| d.due));
        }
    }
    dues
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// A term of the person that is shortened harms the cases in which it ran and ends sooner, and no others.
    #[test]
    fn a_shorter_term_of_the_person_harms_exactly_the_cases_in_which_it_ran(
        which in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
    ) {
        let persons: Vec<(&Law, &Procedure, &Term, u32)> = all().iter()
            .flat_map(|(_, law, _)| law.procedures.iter().map(move |p| (law, p)))
            .flat_map(|(law, p)| p.terms.iter().map(move |t| (law, p, t)))
            .filter(|(_, _, t)| t.whose == Whose::Person)
            .filter_map(|(law, p, t)| Some((law, p, t, t.length.filter(|n| *n > 1)?)))
            .collect();
        let (law, under, term, length) = persons[which.index(persons.len())];
        let shorter = 1 + to.index(length as usize - 1) as u32;
        let mut draft = under.clone();
        draft.version = "DRAFT".into();
        draft.terms.iter_mut().filter(|t| t.id == term.id).for_each(|t| t.length = Some(shorter));
        let cases = all().iter().filter(|(_, l, _)| l.country == law.country).flat_map(|(_, _, cases)| cases);
        for (path, case) in cases.filter(|(_, c)| c.pinned(law).is_some_and(|p| p.hash == under.hash)) {
            let found = procedure::replay(law, under, &draft, &case.history());
            let about: Vec<HarmReason> =
                found.harms.iter().filter(|h| h.about == term.id).map(|h| h.reason).collect();
            let is_shorter = about.iter().any(|r| matches!(r, HarmReason::PersonTermShorter | HarmReason::RemedyTermShorter));
            let (old, new) = (dues(law, under, case, &term.id), dues(law, &draft, case, &term.id));
            let ran = old.iter().zip(&new).any(|(old, new)| old.is_some() && new < old);
            prop_assert_eq!(is_shorter, ran, "{} {} {}: {:?} {:?} {:?}", path, term.id, shorter, old, new, found);
            // Nothing else is harmed by it.
            prop_assert_eq!(found.harms.len(), about.len(), "{}: {:?}", path, &found.harms);
            prop_assert!(found.helps.is_empty() && found.barred.is_empty() && found.outcome.is_none());
        }
    }
}

#[test]
fn a_shorter_term_harms_and_a_remedy_in_time_would_be_late() {
    // Eight working days after 17 January 2024 it was asked for; ten were given.
    let found = replayed("[[terms]]\nid = \"review_request\"\nlength = 5\n", "none");
    assert_eq!(
        harms(&found),
        [(HarmReason::InTimeNowLate, "review_request"), (HarmReason::RemedyTermShorter, "review_request")]
    );
    assert_eq!(found.harms[1].days, Some(7));
    assert_eq!((found.terms.len(), found.terms[0].how), (1, TermMove::Sooner(7)));
    assert!(found.terms[0].is_persons && found.outcome.is_none() && !found.is_unknown_in_part);
    let longer = replayed("[[terms]]\nid = \"review_request\"\nlength = 15\n", "none");
    assert_eq!(helps(&longer), [(HelpReason::RemedyTermLonger, "review_request")]);
    assert!(longer.harms.is_empty());
}

#[test]
fn a_longer_term_of_the_institution_is_a_longer_wait() {
    let found = replayed("[[terms]]\nid = \"answer\"\nlength = 60\n", "none");
    assert_eq!(harms(&found), [(HarmReason::LongerWait, "answer")]);
    let found = replayed("[[terms]]\nid = \"answer\"\nlength = 10\n", "none");
    assert_eq!(helps(&found), [(HelpReason::ShorterWait, "answer")]);
}

/// A length that nobody knows harms nobody that we know of: unknown stays unknown.
#[test]
fn what_becomes_unknown_is_told_and_harms_nobody() {
    let found = replayed("removes = [\"terms.review_request.length\"]\n", "none");
    assert_eq!(found.terms[0].how, TermMove::NoLongerKnown);
    assert!(found.harms.is_empty() && found.helps.is_empty());
}

#[test]
fn a_gate_that_is_gone_harms_the_child_it_stood_for_and_no_adult() {
    let changes = "removes = [\"steps.hear.guard\"]\n";
    let child = replayed(changes, "unaccompanied_or_separated");
    assert_eq!(harms(&child), [(HarmReason::GateLost(Gate::Guardian), "hear")]);
    assert_eq!(child.groups[0].code, "child=unaccompanied_or_separated");
    assert!(!replayed(changes, "none").differs());
    // The hearing and the second look stood before the refusal of everybody.
    let found = replayed("removes = [\"steps.refuse.guard\"]\n", "none");
    assert_eq!(
        harms(&found),
        [
            (HarmReason::GateLost(Gate::Hearing), "refuse"),
            (HarmReason::GateLost(Gate::SecondOfficer), "refuse")
        ]
    );
    // Before a recognition the second look protects nobody.
    assert!(!replayed("removes = [\"steps.recognise.guard\"]\n", "none").differs());
}

#[test]
fn a_remedy_that_is_gone_is_lost_with_everything_after_it_unknown() {
    let found = replayed(
        "removes = [\"remedies.second_look\"]\n[[steps]]\nid = \"ask_review\"\nfrom = [\"heard\"]\n",
        "none",
    );
    let reasons = harms(&found);
    assert!(reasons.contains(&(HarmReason::RemedyLost, "second_look")), "{reasons:?}");
    assert_eq!(found.remedies_lost, ["second_look"]);
    assert_eq!(found.barred[0].why, [Refusal::WrongStage]);
    assert!(found.is_unknown_in_part);
    assert_eq!(found.outcome, Some(OutcomeChange { was: CaseOutcome::Granted, is: None }));
    // The term to answer was never reached: nobody says that it is gone.
    assert!(found.terms.iter().any(|t| t.term == "answer" && t.how == TermMove::NotReached));
}

#[test]
fn a_new_condition_bars_a_step_and_one_nobody_was_asked_about_is_unknown() {
    let fact = |initial: &str| {
        format!(
            "[[facts]]\nid = \"photo\"\nnames = {{ es = \"Foto\", en = \"Photo\" }}\n{initial}cite = {{ source = \"ACT\", article = \"9\", verification = \"secondary\" }}\n"
        )
    };
    let condition = "[[steps]]\nid = \"grant_on_review\"\n[[steps.guard]]\nwhen = \"photo\"\nes = \"Falta la foto.\"\nen = \"The photo is missing.\"\ncite = { source = \"ACT\", article = \"9\", verification = \"secondary\" }\n";
    let sets = "[[steps]]\nid = \"take_photo\"\nnames = { es = \"Foto\", en = \"Photo\" }\nfrom = [\"heard\"]\nby = [\"reviewer\"]\nsets = { photo = true }\ncite = { source = \"ACT\", article = \"9\", verification = \"secondary\" }\n";
    let barred = replayed(&(fact("initial = false\n") + condition + sets), "none");
    assert!(matches!(barred.barred[0].why[0], Refusal::Condition { .. }), "{:?}", barred.barred);
    assert!(harms(&barred).contains(&(HarmReason::GrantBarred, "grant_on_review")));
    let unasked = replayed(&(fact("") + condition + sets), "none");
    assert!(matches!(unasked.barred[0].why[0], Refusal::NeverAsked { .. }), "{:?}", unasked.barred);
    assert!(unasked.harms.is_empty() && unasked.is_unknown_in_part);
}

#[test]
fn where_somebody_else_takes_a_step_the_rest_goes_on() {
    let found = replayed("[[steps]]\nid = \"hear\"\nby = [\"reviewer\"]\n", "none");
    assert_eq!((found.barred.len(), found.barred[0].is_only_who), (1, true));
    assert_eq!(found.barred[0].why, [Refusal::NotYours]);
    assert!(!found.is_unknown_in_part && found.outcome.is_none() && found.harms.is_empty());
}

#[test]
fn where_no_way_leads_to_a_grant_it_is_out_of_reach() {
    let found = replayed(
        "removes = [\"steps.grant_on_review\"]\n[[remedies]]\nid = \"second_look\"\ndecided_by = [\"refuse_on_review\"]\n",
        "none",
    );
    let reasons = harms(&found);
    assert!(reasons.contains(&(HarmReason::GrantOutOfReach, "grant_on_review")), "{reasons:?}");
    assert!(reasons.contains(&(HarmReason::GrantBarred, "grant_on_review")), "{reasons:?}");
}

#[test]
fn a_step_that_was_refused_and_would_pass_is_told() {
    let case = r#"
title = { es = "x", en = "x" }
written = "before"
procedure = "claim"
[[moves]]
step = "file_claim"
by = "rosa"
role = "registration_officer"
office = "any"
on = "2024-01-10"
answers = { child = "unaccompanied_or_separated" }
[[moves]]
step = "hear"
by = "luis"
role = "eligibility_officer"
office = "any"
on = "2024-01-12"
refused = ["child != 'unaccompanied_or_separated' || guardian != 'none'"]
"#;
    let draft = draft("removes = [\"steps.hear.guard\"]\n");
    let case = WorkedCase::read("case.toml", case).unwrap();
    let found = draft.replay(case.pinned(&draft.law).unwrap(), &case.history());
    assert_eq!(found.now_open[0].step, "hear");
    assert_eq!(harms(&found), [(HarmReason::GateLost(Gate::Guardian), "hear")]);
}

/// What stands in a file as taken happened, whatever the law file says today.
#[test]
fn a_recorded_step_happened() {
    let draft = draft("");
    let case = case_of("none");
    let mut history = case.history();
    history.steps.iter_mut().for_each(|s| s.is_recorded = true);
    // Somebody took it who may not; neither version would have let them, and that is no difference.
    history.steps[2].by = history.steps[0].by.clone();
    let found = draft.replay(case.pinned(&draft.law).unwrap(), &history);
    assert!(!found.differs(), "{found:#?}");
}

#[test]
fn a_case_is_replayed_up_to_the_day_it_was_moved_to_another_version() {
    let moved: Vec<&WorkedCase> = all()
        .iter()
        .flat_map(|(_, _, cases)| cases.iter().map(|(_, case)| case))
        .filter(|case| case.moves.iter().any(|m| m.transition.is_some()))
        .collect();
    assert!(!moved.is_empty());
    for case in moved {
        let before = case.moves.iter().take_while(|m| m.transition.is_none());
        assert!(case.history().is_cut);
        assert_eq!(case.history().steps.len(), before.filter(|m| m.step.is_some()).count());
    }
}

#[test]
fn a_tally_counts_cases_and_kinds_and_no_order() {
    let changes = "removes = [\"steps.hear.guard\"]\n[[terms]]\nid = \"answer\"\nlength = 60\n";
    let cases: Vec<Replayed> =
        ["none", "unaccompanied_or_separated", "accompanied"].map(|child| replayed(changes, child)).into();
    let tally = ReplayTally::of(&cases);
    assert_eq!((tally.cases, tally.differing, tally.harmed, tally.helped), (3, 3, 3, 0));
    let gate = tally.harms.iter().find(|h| h.reason == HarmReason::GateLost(Gate::Guardian)).unwrap();
    assert_eq!(gate.cases, 1);
    assert_eq!(gate.groups, BTreeMap::from([("child=unaccompanied_or_separated".to_owned(), 1)]));
    let wait = tally.harms.iter().find(|h| h.reason == HarmReason::LongerWait).unwrap();
    // Thirty days more end on Good Friday, 29 March 2024, and move to Monday 1 April.
    assert_eq!((wait.cases, wait.days), (3, Some((33, 33))));
    assert_eq!(tally.groups.len(), 3);
    let mut turned = cases;
    turned.reverse();
    assert_eq!(ReplayTally::of(&turned), tally);
}

fn refused(text: &str) -> String {
    let Err(errors) = Draft::read(&ground::files("_example"), "reform.toml", text) else {
        panic!("{text} was accepted")
    };
    ground::told(&errors)
}

#[test]
fn a_mistake_in_a_draft_is_told_with_its_file_and_line() {
    let told = refused(&format!("{HEAD}[[terms]]\nid = \"review_request\"\nlength = 0\n"));
    assert!(told.starts_with("reform.toml:7: terms.review_request"), "{told}");
    let told = refused("id = \"claim\"\nversion = [\n");
    assert!(told.starts_with("reform.toml:2"), "{told}");
    let told = refused(&HEAD.replace("claim", "divorce"));
    assert!(told.contains("reform.toml:1: id") && told.contains("known: claim"), "{told}");
    let told = refused(&HEAD.replace("DRAFT", "XEX-2020"));
    assert!(told.contains("reform.toml:2: version"), "{told}");
    let told = refused(&HEAD.replace("based_on = \"XEX-2020\"", "based_on = \"XEX-1990\""));
    assert!(told.contains("reform.toml:4: based_on"), "{told}");
    assert!(!refused("").is_empty());
}
