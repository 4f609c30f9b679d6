//! What people are told of the law of every state: nothing that nobody confirmed, and nothing left out of the line.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::{Date, date};
use procedure::{
    Against, Counting, Explained, Happens, Law, Length, Outcome, RightKind, Said, Since, Time, Unit,
    Verification, tells_a_length,
};

fn today() -> Date {
    date(2026, 11, 30)
}

fn current(law: &Law) -> Vec<Explained<'_>> {
    let in_force = law.procedures.iter().filter(|p| p.in_force_on(today()));
    in_force.map(|p| law.explained(p, today())).collect()
}

fn times<'e>(told: &'e Explained<'_>) -> Vec<&'e Time<'e>> {
    let ways = told.setbacks.iter().flat_map(|s| &s.ways).map(|w| &w.time);
    told.to_ask.iter().chain(told.way.iter().filter_map(|p| p.office_time.as_ref())).chain(ways).collect()
}

/// Every sentence that comes out of the files, but for the names of stages, offices and remedies, which say no time.
fn said<'e>(told: &'e Explained<'_>) -> Vec<&'e Said> {
    let papers = told.papers.iter().flat_map(|p| p.names.iter().chain(&p.grants).copied());
    let places = told.way.iter().flat_map(|p| p.hint.into_iter().chain([&p.stage.names]));
    let remedies = told.setbacks.iter().flat_map(|s| &s.ways).map(|w| &w.remedy.names);
    papers.chain(places).chain(remedies).collect()
}

#[test]
fn nobody_is_told_a_length_that_no_lawyer_confirmed() {
    for country in ground::folders() {
        let mut law = ground::law(&country);
        for p in &mut law.procedures {
            p.terms.iter_mut().for_each(|t| t.cite.verification = Verification::Unverified);
            p.documents.iter_mut().for_each(|d| d.cite.verification = Verification::Unverified);
        }
        for told in current(&law) {
            assert!(times(&told).iter().all(|t| **t == Time::Unconfirmed), "{country} {}", told.procedure.id);
            assert!(told.papers.iter().all(|p| p.validity.is_none()), "{country} {}", told.procedure.id);
            for said in said(&told) {
                assert!(!tells_a_length(said), "{country} {}: {said:?}", told.procedure.id);
            }
        }
    }
}

#[test]
fn a_confirmed_term_is_told_and_the_others_stay_untold() {
    let mut law = ground::law("pan");
    let p = law.procedures.iter_mut().find(|p| p.id == "asylum").unwrap();
    p.terms.iter_mut().find(|t| t.id == "reconsideration").unwrap().cite.verification =
        Verification::Verified;
    let law = law;
    let told = law.explained(ground::asylum(&law), today());
    let confirmed: Vec<_> = times(&told).into_iter().filter(|t| **t != Time::Unconfirmed).collect();
    let [Time::Confirmed { length, since, counting, .. }] = confirmed.as_slice() else {
        panic!("{confirmed:?}")
    };
    assert_eq!(*length, Length { length: 5, unit: Unit::WorkingDays });
    assert_eq!((since, *counting), (&Since::Told, Counting::EventDayNotCounted));
}

#[test]
fn the_whole_line_of_stages_is_told_in_its_order() {
    for country in ground::folders() {
        let law = ground::law(&country);
        for told in current(&law) {
            let shown: Vec<&str> = told.way.iter().map(|p| p.stage.id.as_str()).collect();
            let line: Vec<&str> =
                told.procedure.stages.iter().filter(|s| s.on_path).map(|s| s.id.as_str()).collect();
            assert_eq!(shown, line, "{country} {}", told.procedure.id);
        }
        let main = law.in_force(law.main_procedure().unwrap(), today()).unwrap();
        let happens: Vec<Happens> = law.explained(main, today()).way.iter().map(|p| p.happens).collect();
        assert_eq!(happens[0], Happens::Asked, "{country}");
        assert!(country.starts_with('_') || happens.contains(&Happens::Heard), "{country}: {happens:?}");
        assert!(happens.contains(&Happens::Contested), "{country}: {happens:?}");
    }
}

#[test]
fn every_remedy_stands_under_what_it_contests_and_no_refusal_is_told_without_one() {
    for country in ground::folders() {
        let law = ground::law(&country);
        for told in current(&law) {
            let ways: Vec<&str> =
                told.setbacks.iter().flat_map(|s| &s.ways).map(|w| w.remedy.id.as_str()).collect();
            for remedy in &told.procedure.remedies {
                assert!(ways.contains(&remedy.id.as_str()), "{country} {}: {}", told.procedure.id, remedy.id);
            }
            assert!(told.setbacks.iter().all(|s| !s.ways.is_empty()));
        }
    }
    let law = ground::law("pan");
    let told = law.explained(ground::asylum(&law), today());
    let brief = |against: &Against<'_>| match against {
        Against::First(outcome) => outcome.code().to_owned(),
        Against::After(remedy) => remedy.id.clone(),
    };
    let order: Vec<Vec<String>> =
        told.setbacks.iter().map(|s| s.against.iter().map(brief).collect()).collect();
    let wanted: [&[&str]; 4] = [
        &["refused"],
        &["reconsideration"],
        &["inadmissible"],
        &["appeal", "reconsideration_inadmissibility"],
    ];
    assert_eq!(order, wanted);
    assert!(matches!(told.setbacks[0].against[0], Against::First(Outcome::Refused)));
    assert!(told.setbacks[0].ways[0].is_received_late && told.setbacks[0].ways[0].is_oral);
}

#[test]
fn a_right_is_told_only_where_the_state_s_own_file_holds_it() {
    let kinds = |country: &str| {
        let law = ground::law(country);
        let main = law.in_force(law.main_procedure().unwrap(), today()).unwrap();
        law.explained(main, today()).rights.iter().map(|r| r.kind).collect::<Vec<_>>()
    };
    for country in ground::folders().iter().filter(|c| !c.starts_with('_')) {
        for kind in [
            RightKind::HeardFirst,
            RightKind::Interpreter,
            RightKind::Representative,
            RightKind::SecondOfficer,
            RightKind::OtherDecider,
            RightKind::ComesBack,
        ] {
            assert!(kinds(country).contains(&kind), "{country}: {kind:?} of {:?}", kinds(country));
        }
    }
    // The invented country has no interpreter in its form, and nothing of confidentiality.
    assert!(!kinds("_example").contains(&RightKind::Interpreter));
    assert!(!kinds("_example").contains(&RightKind::Confidential));
    assert!(kinds("mex").contains(&RightKind::Confidential));
    // Cited, and not shown: Panama's source does not say it of the state of origin.
    assert!(!kinds("pan").contains(&RightKind::Confidential));
}

#[test]
fn a_struck_rule_is_told_to_nobody() {
    let law = ground::law("cri");
    let p = law.procedures.iter().find(|p| p.version == "CRI-2022-12").unwrap();
    let struck = p.struck.iter().filter_map(|s| s.what.strip_prefix("steps.")).collect::<Vec<_>>();
    assert!(!struck.is_empty());
    let told = law.explained(p, today());
    for setback in &told.setbacks {
        for way in &setback.ways {
            assert!(way.remedy.against.iter().any(|id| !struck.contains(&id.as_str())), "{}", way.remedy.id);
        }
    }
}

#[test]
fn every_state_says_where_to_ask_and_when_its_files_were_last_compared() {
    for country in ground::folders() {
        let law = ground::law(&country);
        assert!(law.facts_file.checked <= today() && law.facts_file.checked > date(2024, 1, 1), "{country}");
        for told in current(&law) {
            assert!(!told.offices.is_empty() && !told.ask_at.is_empty(), "{country} {}", told.procedure.id);
        }
    }
}
