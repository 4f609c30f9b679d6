//! Versions written as changes, struck rules, the way from one version to the next, and facts that count.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use jiff::civil::Date;
use kernel::{AccountId, Actor, Office, Role};
use procedure::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const CLAIM: &str = "procedures/claim.toml";
const NEXT: &str = "procedures/claim-2024.toml";
const HEAD: &str =
    "id = \"claim\"\nversion = \"XEX-2024\"\nvalid_from = \"2024-01-01\"\nbased_on = \"XEX-2020\"\n";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The example country with its claim ended and a version of 2024 that makes these changes.
fn files(changes: &str) -> BTreeMap<String, String> {
    let mut files = ground::files("_example");
    let base = files[CLAIM].replacen("valid_from", "valid_to = \"2023-12-31\"\nvalid_from", 1);
    files.insert(CLAIM.into(), base);
    files.insert(NEXT.into(), format!("{HEAD}{changes}"));
    files
}

fn law(changes: &str) -> Law {
    Law::load(&files(changes)).unwrap_or_else(|errors| panic!("{changes}\n{errors:?}"))
}

fn told(changes: &str) -> String {
    let Err(errors) = Law::load(&files(changes)) else { panic!("{changes} was accepted") };
    ground::told(&errors)
}

fn version<'a>(law: &'a Law, name: &str) -> &'a Procedure {
    law.procedures.iter().find(|p| p.version == name).unwrap()
}

/// Everything of a version but what it says of itself.
fn content(p: &Procedure) -> String {
    let own = Procedure {
        version: String::new(),
        file: String::new(),
        hash: String::new(),
        valid_from: Date::ZERO,
        valid_to: None,
        transitions: Vec::new(),
        ..p.clone()
    };
    format!("{own:#?}")
}

#[test]
fn a_version_that_changes_nothing_is_the_same_procedure_under_another_name() {
    let law = law("");
    let (old, new) = (version(&law, "XEX-2020"), version(&law, "XEX-2024"));
    assert_eq!(content(old), content(new));
    assert_ne!(old.hash, new.hash);
    assert_eq!((new.valid_from, new.valid_to), (day("2024-01-01"), None));
    assert_eq!(law.in_force("claim", day("2023-12-31")).unwrap().version, "XEX-2020");
    assert_eq!(law.in_force("claim", day("2024-01-01")).unwrap().version, "XEX-2024");
}

#[test]
fn items_are_changed_added_and_removed_by_their_id() {
    let law = law(r#"
removes = ["remedies.court", "steps.recognise.guard", "steps.ask_review.tasks"]
names = { es = "Solicitud", en = "Claim" }
[cite]
article = "9"
[sources]
NEW = "https://example.org/new-act"
[[terms]]
id = "review_request"
length = 15
[[terms]]
id = "answer"
moved_end = { cite = { source = "NEW", article = "unknown", verification = "secondary" } }
[[stages]]
id = "closed"
names = { es = "Cerrada", en = "Closed" }
ended = true
[[steps]]
id = "close"
names = { es = "Cerrar", en = "Close" }
from = ["filed"]
to = "closed"
by = ["reviewer"]
cite = { source = "NEW", article = "unknown", verification = "unverified" }
[opening]
hint = { es = "Reciba siempre.", en = "Always receive." }
"#);
    let (old, new) = (version(&law, "XEX-2020"), version(&law, "XEX-2024"));
    assert_eq!((old.names.en.as_str(), new.names.en.as_str()), ("Claim for protection", "Claim"));
    assert_eq!(new.cite.article.as_deref(), Some("9"));
    assert_eq!(new.cite.source, "ACT");
    assert_eq!(new.term("review_request").unwrap().length, Some(15));
    assert_eq!(new.term("review_request").unwrap().unit, Unit::WorkingDays);
    assert_eq!(new.term("answer").unwrap().moved_end.as_ref().unwrap().cite.source, "NEW");
    assert!(old.remedies.iter().any(|r| r.id == "court") && new.remedies.iter().all(|r| r.id != "court"));
    assert!(old.step("recognise").unwrap().guard.is_some() && new.step("recognise").unwrap().guard.is_none());
    assert!(new.step("ask_review").unwrap().tasks.is_empty());
    assert_eq!(new.steps.last().unwrap().id, "close");
    assert_eq!(new.opening.hint.as_ref().unwrap().en, "Always receive.");
    assert_eq!(new.opening.fields.len(), old.opening.fields.len());
}

#[test]
fn versions_form_chains_and_a_corrected_base_changes_their_hash() {
    let mut all = files("valid_to = \"2024-12-31\"\n[[terms]]\nid = \"answer\"\nlength = 20\n");
    let third =
        "id = \"claim\"\nversion = \"XEX-2025\"\nvalid_from = \"2025-01-01\"\nbased_on = \"XEX-2024\"\n";
    all.insert("procedures/claim-2025.toml".into(), third.into());
    let law = Law::load(&all).unwrap();
    let newest = version(&law, "XEX-2025");
    assert_eq!((newest.term("answer").unwrap().length, newest.valid_to), (Some(20), None));
    let names: Vec<&str> = law.versions("claim").iter().map(|p| p.version.as_str()).collect();
    assert_eq!(names, ["XEX-2025", "XEX-2024", "XEX-2020"]);
    let corrected = all[CLAIM].replace("Ask for the second look", "Ask for a second look");
    all.insert(CLAIM.into(), corrected);
    let again = Law::load(&all).unwrap();
    assert_ne!(version(&again, "XEX-2025").hash, newest.hash);
}

#[test]
fn mistakes_in_a_version_are_told_where_they_are() {
    let cases = [
        ("removes = [\"steps.nothing\"]", "the base has no `steps.nothing` to remove"),
        ("removes = [\"steps.refuse.colour\"]", "the base has no `steps.refuse.colour` to remove"),
        ("removes = [\"terms\", \"law.x\"]", "the base has no `law.x` to remove"),
        ("removes = \"steps.refuse\"", "list what is removed"),
        ("removes = [\"stages.heard\"]", "stage `heard` is not declared"),
        (
            "[[steps]]\nid = \"new\"\nby = [\"reviewer\"]\ncite = { source = \"platform\" }",
            "`names` is missing",
        ),
        ("[[steps]]\nid = \"new\"\nby = [\"reviewer\"]", "6: steps.new: nothing says where it is written"),
        ("[[steps]]\nid = \"hear\"\ncite = { source = \"ACT\" }", "6: steps.hear: the cite says no article"),
        ("[[steps]]\nid = \"refuse\"\nwating = true", "`wating` is not a key of a step"),
        ("[[terms]]\nid = \"answer\"\nlength = 0", "`length` is at least 1"),
        ("[[steps]]\nid = \"hear\"\nin_session = \"council\"", "commission `council` is not declared"),
        ("[[steps]]\nid = \"hear\"\nadvances = \"tries\"", "fact `tries` is not declared"),
        ("[[steps]]\nid = \"hear\"\nadvances = \"child\"", "cannot advance"),
        ("[[steps]]\nid = \"hear\"\nkeeps_place = \"child\"", "is not a fact that says `stages = true`"),
        (PLACELESS, "`gives_back` needs `to`"),
        (&struck("steps.nothing"), "say `steps.ID` or `terms.ID`"),
        (&struck("hear"), "say `steps.ID` or `terms.ID`"),
        (&struck("steps.file_claim"), "the opening step is not struck"),
        (&struck("steps.hear").replace("2024-06-01", "June"), "is not a day"),
        (&way("XEX-1999", ""), "there is no other version `XEX-1999`"),
        (&way("XEX-2024", ""), "there is no other version `XEX-2024`"),
        (&way("XEX-2020", "begun = \"filed\""), "no version it leads out of has the stage `begun`"),
        (&way("XEX-2020", "heard = \"listened\""), "stage `listened` is not declared"),
    ];
    for (changes, wanted) in cases {
        let said = told(changes);
        assert!(said.contains(wanted) && said.contains(NEXT), "{changes}: wanted {wanted:?}, said\n{said}");
    }
    let gone = "removes = [\"stages.final\", \"steps.refuse_on_review\", \"remedies.court\"]\n[[remedies]]\n\
                id = \"second_look\"\ndecided_by = [\"grant_on_review\"]\n";
    let lost = told(&format!("{gone}{}", way("XEX-2020", "")));
    assert!(lost.contains("the stage `final` of `XEX-2020` has no place here"), "{lost}");
    law(&format!("{gone}{}", way("XEX-2020", "final = \"notified\"")));
    law(&format!("{gone}{}", way("XEX-2020", "").replace("\"move\"", "\"keep\"")));
}

#[test]
fn an_unknown_base_a_circle_and_a_version_twice_are_refused() {
    let mut all = files("");
    let unknown = all[NEXT].replace("XEX-2020", "XEX-2019");
    all.insert(NEXT.into(), unknown);
    let said = Law::load(&all).unwrap_err()[0].to_string();
    assert_eq!(
        said,
        format!(
            "{NEXT}:4: based_on: no file of the procedure `claim` has the version `XEX-2019`; did you mean `XEX-2020`?"
        )
    );

    let mut all = files("");
    let circle = format!("based_on = \"XEX-2024\"\n{}", all[CLAIM]);
    all.insert(CLAIM.into(), circle);
    let errors = Law::load(&all).unwrap_err();
    assert!(ground::told(&errors).lines().all(|said| said.contains("in a circle")), "{errors:?}");
    all.insert(NEXT.into(), HEAD.replace("XEX-2020", "XEX-2024"));
    assert!(Law::load(&all).unwrap_err().iter().any(|e| e.to_string().contains("in a circle")));

    let mut all = files("");
    let twice = all[CLAIM].replace("valid_to = \"2023-12-31\"\n", "").replace("2020-01-01", "2024-01-01");
    all.insert(NEXT.into(), twice);
    let errors = Law::load(&all).unwrap_err();
    assert!(ground::told(&errors).contains("is the version of"), "{errors:?}");
}

fn struck(what: &str) -> String {
    format!(
        "[[struck]]\nwhat = \"{what}\"\nfrom = \"2024-06-01\"\n\
         names = {{ es = \"Sentencia 1\", en = \"Judgment 1\" }}\ncite = {{ source = \"ACT\", article = \"unknown\", verification = \"unverified\" }}\n"
    )
}

fn way(from: &str, stages: &str) -> String {
    format!(
        "[[transitions]]\nfrom = [\"{from}\"]\nopen_cases = \"move\"\nstages = {{ {stages} }}\n\
         terms = \"recompute\"\nhint = {{ es = \"Lea.\", en = \"Read.\" }}\ncite = {{ source = \"ACT\", article = \"unknown\", verification = \"unverified\" }}\n"
    )
}

fn me(role: Role, office: &str) -> Actor {
    Actor { account: AccountId(uuid::Uuid::from_u128(1)), role, office: Office::from(office) }
}

#[test]
fn a_struck_step_is_offered_to_nobody_from_its_day_and_says_which_judgment() {
    let law = law(&format!("{}{}", struck("steps.hear"), struck("terms.answer")));
    let p = version(&law, "XEX-2024");
    let hear = p.step("hear").unwrap();
    let facts = p.initial_facts().with(&[("child".to_owned(), FactValue::from_code("none"))].into());
    let at = |on: &str| p.offered(hear, &me(Role::EligibilityOfficer, "x"), &Now::new(&facts, &[], day(on)));
    assert_eq!(at("2024-05-31"), Offered::Offered);
    let Offered::Refused(reasons) = at("2024-06-01") else { panic!() };
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].kind, ReasonKind::Struck { from: day("2024-06-01") });
    assert_eq!(reasons[0].says.en, "Judgment 1");
    assert!(p.struck_on("steps.hear", day("2024-05-31")).is_none());

    assert_eq!(p.started(&["answer".to_owned()], day("2024-05-31")), ["answer"]);
    assert!(p.started(&["answer".to_owned()], day("2024-06-01")).is_empty());

    let taken =
        |step: &str, on: &str| TakenOn { step: step.to_owned(), on: day(on), version: p.version.clone() };
    let all = [taken("hear", "2024-03-01"), taken("refuse", "2024-04-01"), taken("ask_review", "2024-05-01")];
    assert!(law.taken_under_struck(&p.id, &all, day("2024-05-31")).is_empty());
    let touched = law.taken_under_struck(&p.id, &all, day("2024-06-01"));
    let touched: Vec<&str> = touched.iter().map(|found| found.taken.step.as_str()).collect();
    assert_eq!(touched, ["hear", "ask_review"]);
    // Taken under another version, it rests on that one's rules.
    let earlier: Vec<TakenOn> =
        all.iter().map(|t| TakenOn { version: "XEX-2020".into(), ..t.clone() }).collect();
    assert!(law.taken_under_struck(&p.id, &earlier, day("2024-06-01")).is_empty());
}

#[test]
fn what_a_judgment_struck_is_absent_from_the_search_of_a_version_that_lives_to_see_it() {
    let fails = |changes: &str| -> Vec<String> {
        let law = law(changes);
        let findings = check(version(&law, "XEX-2024"), &ground::safeguards());
        findings.iter().filter(|f| f.answer == Answer::Fails).map(|f| f.safeguard.clone()).collect()
    };
    assert!(fails("").is_empty());
    assert!(fails(&struck("steps.ask_review")).contains(&"refusal_has_remedy".to_owned()));
    let ended = format!("valid_to = \"2024-05-31\"\n{}", struck("steps.ask_review"));
    assert!(fails(&ended).is_empty());
    // A step that hears nobody breaks a safeguard until the judgment takes it away.
    let bad = "[[steps]]\nid = \"refuse\"\nguard = []\n";
    assert!(
        fails(bad).contains(&"no_refusal_unheard".to_owned())
            || fails(bad).contains(&"second_officer".to_owned())
    );
}

#[test]
fn open_cases_have_a_declared_way_into_the_version_in_force() {
    let law = law(&format!(
        "{}\n[[facts]]\nid = \"review\"\ninitial = \"pending\"\n",
        way("XEX-2020", "heard = \"filed\"")
    ));
    let old = version(&law, "XEX-2020");
    assert!(law.successors(old, day("2023-12-31")).is_empty());
    let [(new, transition)] = law.successors(old, day("2024-01-01"))[..] else { panic!() };
    assert_eq!((new.version.as_str(), transition.open_cases), ("XEX-2024", OpenCases::Move));
    assert_eq!((transition.stage("heard"), transition.stage("notified")), ("filed", "notified"));
    assert_eq!(transition.terms, TermsOnMove::Recompute);
    assert!(law.successors(new, day("2024-01-01")).is_empty());
    let facts = Facts([("child".to_owned(), FactValue::from_code("accompanied"))].into());
    let moved = new.facts_from(&facts, transition);
    assert_eq!(moved.get("child"), &FactValue::from_code("accompanied"));
    assert_eq!(moved.get("review"), &FactValue::from_code("pending"));
}

const PLACE: &str = r#"
[[facts]]
id = "left_at"
names = { es = "Dónde estaba", en = "Where it was" }
stages = true
cite = { source = "platform" }
[[stages]]
id = "shut"
names = { es = "Cerrada", en = "Shut" }
ended = true
[[steps]]
id = "shut"
names = { es = "Cerrar", en = "Shut" }
from = ["filed", "heard"]
to = "shut"
keeps_place = "left_at"
by = ["reviewer"]
cite = { source = "platform" }
[[steps]]
id = "open_again"
names = { es = "Reabrir", en = "Open again" }
from = ["shut"]
to = "filed"
gives_back = "left_at"
by = ["reviewer"]
cite = { source = "platform" }
"#;
const PLACELESS: &str = "[[facts]]\nid = \"left_at\"\nnames = { es = \"x\", en = \"x\" }\nstages = true\n\
    cite = { source = \"platform\" }\n[[steps]]\nid = \"review\"\ngives_back = \"left_at\"\n";

#[test]
fn a_kept_place_is_given_back_and_forgotten_and_takes_its_new_name_in_a_reform() {
    let law = law(&format!("{PLACE}{}", way("XEX-2020", "")));
    let p = version(&law, "XEX-2024");
    let on = day("2024-02-01");
    let take = |step: &str, stage: &str, facts: &Facts| {
        p.effects(p.step(step).unwrap(), stage, &BTreeMap::new(), on, facts)
    };
    let shut = take("shut", "heard", &p.initial_facts());
    assert_eq!(shut.to.as_deref(), Some("shut"));
    assert_eq!(shut.facts["left_at"], FactValue::from_code("heard"));
    let facts = p.initial_facts().with(&shut.facts);
    let back = take("open_again", "shut", &facts);
    assert_eq!((back.to.as_deref(), &back.facts["left_at"]), (Some("heard"), &FactValue::Unknown));
    assert_eq!(take("open_again", "shut", &p.initial_facts()).to.as_deref(), Some("filed"));
    assert_eq!(take("review", "heard", &facts).to, None);
    let renamed = Transition {
        stages: [("heard".to_owned(), "notified".to_owned())].into(),
        ..p.transitions[0].clone()
    };
    assert_eq!(p.facts_from(&facts, &renamed).get("left_at"), &FactValue::from_code("notified"));
    let findings = check(p, &ground::safeguards());
    assert!(findings.iter().all(|f| f.answer != Answer::Fails), "{findings:#?}");
}

#[test]
fn what_a_version_changed_is_told_with_old_and_new_values() {
    let law = law(
        "removes = [\"remedies.court\"]\n[[terms]]\nid = \"answer\"\nlength = 20\n[[steps]]\nid = \"hear\"\nby = [\"reviewer\"]\n",
    );
    let (old, new) = (version(&law, "XEX-2020"), version(&law, "XEX-2024"));
    assert!(old.changes_from(old).is_empty());
    let changes = new.changes_from(old);
    let told: Vec<String> =
        changes.iter().map(|c| format!("{} {}.{}", c.kind.code(), c.list, c.id)).collect();
    assert_eq!(told, ["changed steps.hear", "changed terms.answer", "removed remedies.court"]);
    let line = &changes[1].lines[0];
    assert_eq!(
        (line.aspect, line.old[0].en.as_str(), line.new[0].en.as_str()),
        ("length", "30 calendar_days", "20 calendar_days")
    );
    assert_eq!(changes[0].lines[0].new[0].en, "reviewer");
    assert_eq!(old.changes_from(new)[2].kind, ChangeKind::Added);
}

const TRIES: &str = r#"
[[facts]]
id = "tries"
names = { es = "Intentos", en = "Tries" }
initial = "none"
values = [{ id = "none", es = "Ninguno", en = "None" }, { id = "one", es = "Uno", en = "One" }, { id = "two_or_more", es = "Dos o más", en = "Two or more" }]
cite = { source = "platform" }
[[steps]]
id = "try"
names = { es = "Intentar", en = "Try" }
from = ["filed"]
by = ["eligibility_officer"]
advances = "tries"
cite = { source = "platform" }
"#;

#[test]
fn a_counting_fact_moves_to_its_next_value_and_the_last_stays() {
    let law = law(TRIES);
    let p = version(&law, "XEX-2024");
    let try_it = p.step("try").unwrap();
    let mut facts = Facts::default();
    for wanted in ["one", "two_or_more", "two_or_more"] {
        let effects = try_it.effects(&BTreeMap::new(), day("2024-02-01"), &facts);
        facts = facts.with(&effects.facts);
        assert_eq!(facts.get("tries"), &FactValue::from_code(wanted));
    }
    let findings = check(p, &ground::safeguards());
    assert!(findings.iter().all(|f| f.answer != Answer::Fails), "{findings:#?}");
}

fn commission(majority: Majority, seats: usize, quorum: Option<usize>) -> Commission {
    let seat = |n: usize| Seat { id: format!("s{n}"), names: Said::new("a", "a") };
    Commission {
        id: "council".into(),
        office: "council".into(),
        names: Said::new("Consejo", "Council"),
        seats: (0..seats).map(seat).collect(),
        quorum,
        majority,
        cite: Cite::default(),
    }
}

proptest! {
    #[test]
    fn votes_are_counted_by_the_majority_and_an_unknown_one_says_nothing(votes in prop::collection::vec(0usize..3, 0..12), seats in 0usize..12) {
        let votes: Vec<Vote> = votes.into_iter().map(|v| Vote::ALL[v]).collect();
        let of = |majority| commission(majority, seats, None).carried(&votes);
        let tally = of(Majority::Simple);
        prop_assert_eq!(tally.in_favour + tally.against + tally.abstained, votes.len());
        prop_assert_eq!(tally.carried, Some(tally.in_favour > tally.against));
        prop_assert_eq!(of(Majority::Unknown).carried, None);
        prop_assert_eq!(of(Majority::Absolute).carried, (seats > 0).then_some(2 * tally.in_favour > seats));
        prop_assert_eq!(of(Majority::Unanimity).carried, Some(!votes.is_empty() && tally.in_favour == votes.len()));
    }

    #[test]
    fn a_quorum_that_nobody_knows_is_never_said_to_be_met(present in 0usize..20, quorum in 1usize..20) {
        prop_assert_eq!(commission(Majority::Unknown, 0, None).quorate(present), None);
        prop_assert_eq!(commission(Majority::Unknown, 0, Some(quorum)).quorate(present), Some(present >= quorum));
    }
}

#[test]
fn a_step_of_a_commission_waits_for_its_session() {
    let mut all = files("[[steps]]\nid = \"recognise\"\nin_session = \"council\"\nguard = []\n");
    let country = all.get_mut("country.toml").unwrap();
    let office = country.split("[[offices]]").nth(1).unwrap().split('"').nth(1).unwrap().to_owned();
    country.push_str(&format!(
        "\n[[commissions]]\nid = \"council\"\noffice = \"{office}\"\nnames = {{ es = \"Consejo\", en = \"Council\" }}\n\
         seats = [{{ id = \"chair\", es = \"Presidencia\", en = \"Chair\" }}]\ncite = {{ source = \"platform\" }}\n"
    ));
    let law = Law::load(&all).unwrap_or_else(|e| panic!("{e:?}"));
    let council = law.commission("council").unwrap();
    assert_eq!((council.quorum, council.majority, council.seats.len()), (None, Majority::Unknown, 1));
    let p = version(&law, "XEX-2024");
    let step = p.step("recognise").unwrap();
    let member = me(Role::DecidingAuthority, &step.offices[0]);
    let facts = p.initial_facts();
    let now = Now::new(&facts, &[], day("2024-02-01"));
    let Offered::Refused(reasons) = p.offered(step, &member, &now) else { panic!() };
    assert_eq!(reasons[0].kind, ReasonKind::Session { commission: "council".into() });
    let carried = ["recognise".to_owned()];
    assert_eq!(p.offered(step, &member, &now.carried(&carried)), Offered::Offered);

    for (from, to, wanted) in [
        ("office = \"", "office = \"nowhere-", "office `nowhere-"),
        (
            "cite = { source = \"platform\" }\n",
            "quorum = 2\ncite = { source = \"platform\" }\n",
            "a quorum is at least 1",
        ),
    ] {
        let mut broken = all.clone();
        let text = broken.get_mut("country.toml").unwrap();
        let at = text.find("[[commissions]]").unwrap();
        let (head, tail) = text.split_at(at);
        *text = format!("{head}{}", tail.replacen(from, to, 1));
        let errors = Law::load(&broken).unwrap_err();
        assert!(ground::told(&errors).contains(wanted), "{errors:?}");
    }
}

/// The tables of a list in the base file, each as it stands there.
fn items(list: &str) -> Vec<String> {
    let text = ground::files("_example")[CLAIM].clone();
    let table: toml::Table = toml::from_str(&text).unwrap();
    let items = table[list].as_array().unwrap().iter();
    let one = |item: &toml::Value| {
        let whole: toml::Table =
            [(list.to_owned(), toml::Value::Array(vec![item.clone()]))].into_iter().collect();
        toml::to_string(&whole).unwrap()
    };
    items.map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What the base says already may be said again, as often as one likes.
    #[test]
    fn saying_again_what_the_base_says_changes_nothing(picks in prop::collection::vec((0usize..5, 0usize..40), 0..12)) {
        let lists = ["facts", "stages", "terms", "steps", "remedies"].map(items);
        let said: String = picks.iter().map(|(l, n)| lists[*l][n % lists[*l].len()].clone()).collect();
        let law = law(&said);
        prop_assert_eq!(content(version(&law, "XEX-2020")), content(version(&law, "XEX-2024")));
    }

    /// Removing an item and saying it again gives it back; the rest never moves.
    #[test]
    fn an_item_taken_out_and_said_again_is_there_again(pick in 0usize..3) {
        let steps = items("steps");
        let id = ["name_guardian", "review", "recognise"][pick];
        let again = steps.iter().find(|s| s.contains(&format!("id = \"{id}\""))).unwrap();
        let law = law(&format!("removes = [\"steps.{id}\"]\n{again}"));
        let ids = |v: &str| {
            let mut ids: Vec<String> = version(&law, v).steps.iter().map(|s| format!("{s:?}")).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(ids("XEX-2020"), ids("XEX-2024"));
    }
}
