//! Guards answer as CEL does, stay closed on what is unknown, and remedies stay open to anybody.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use kernel::{AccountId, Actor, Office, Role};
use procedure::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(|| ground::law("pan"));

fn me(role: Role, office: &str, n: u128) -> Actor {
    Actor { account: AccountId(uuid::Uuid::from_u128(n)), role, office: Office::from(office) }
}

/// The facts that the expressions below ask about stand first in the file.
const ASKED: usize = 4;

/// Every way those facts of the claim can be known.
fn every_fact() -> Vec<Facts> {
    let mut all = vec![Facts::default()];
    for fact in &ground::asylum(&LAW).facts[..ASKED] {
        let with = |f: &Facts| {
            let values = fact.domain.values().into_iter();
            values.map(|v| f.with(&[(fact.id.clone(), v)].into())).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

fn by_cel(expression: &str, facts: &Facts) -> bool {
    let mut context = cel::Context::default();
    for (name, value) in &facts.0 {
        match value {
            FactValue::Bool(b) => context.add_variable(name.clone(), *b).unwrap(),
            other => context.add_variable(name.clone(), other.to_string()).unwrap(),
        }
    }
    let value = cel::Program::compile(expression).unwrap().execute(&context).unwrap();
    value == cel::Value::Bool(true)
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("interview_heard".to_owned()),
        Just("child == 'none'".to_owned()),
        Just("'interim' != guardian".to_owned()),
        Just("review in ['approved', 'pending']".to_owned()),
        Just("interview_heard == true".to_owned()),
        Just("false".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn now<'a>(facts: &'a Facts, taken: &'a [Taken]) -> Now<'a> {
    Now::new(facts, taken, "2024-03-05".parse().unwrap())
}

fn clause(expression: &str) -> Clause {
    Clause::parse(expression, Said::default(), Cite::default(), &ground::asylum(&LAW).facts).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_guard_answers_as_the_cel_interpreter(expression in expression()) {
        let clause = clause(&expression);
        for facts in every_fact() {
            prop_assert_eq!(clause.holds(&facts), by_cel(&expression, &facts), "{} {:?}", expression, facts);
        }
    }

    #[test]
    fn an_unknown_fact_opens_nothing_that_some_answer_would_close(expression in expression(), hidden in 0usize..4) {
        let clause = clause(&expression);
        let hidden = &ground::asylum(&LAW).facts[hidden];
        for facts in every_fact() {
            let unknown = facts.with(&[(hidden.id.clone(), FactValue::Unknown)].into());
            let every = hidden.domain.values().into_iter()
                .all(|v| clause.holds(&facts.with(&[(hidden.id.clone(), v)].into())));
            prop_assert_eq!(clause.holds(&unknown), every);
        }
    }
}

#[test]
fn a_child_whose_situation_nobody_stated_is_not_interviewed_and_the_desk_is_told_why() {
    let asylum = ground::asylum(&LAW);
    let officer = me(Role::EligibilityOfficer, "onpar-panama", 1);
    let hear = asylum.step("hear_interview").unwrap();
    let Offered::Refused(reasons) = asylum.offered(hear, &officer, &now(&asylum.initial_facts(), &[])) else {
        panic!()
    };
    let [reason] = reasons.as_slice() else { panic!("{reasons:?}") };
    assert!(reason.says.en.contains("interim representative"), "{reason:?}");
    let ReasonKind::Clause { unknown, .. } = &reason.kind else { panic!() };
    assert_eq!(unknown, &["child"]);
    assert_eq!((reason.cite.source.as_str(), reason.cite.article_or_unknown()), ("PA1", "unknown"));
}

#[test]
fn each_clause_that_fails_is_explained_in_its_order() {
    let asylum = ground::asylum(&LAW);
    let conare = me(Role::DecidingAuthority, "conare", 1);
    let refuse = asylum.step("refuse").unwrap();
    let Offered::Refused(reasons) = asylum.offered(refuse, &conare, &now(&asylum.initial_facts(), &[]))
    else {
        panic!()
    };
    assert_eq!(reasons.len(), 2);
    assert!(
        reasons[0].says.es.contains("entrevista") && reasons[1].says.es.contains("revise"),
        "{reasons:?}"
    );
}

#[test]
fn nothing_ever_stands_before_a_remedy() {
    let asylum = ground::asylum(&LAW);
    let roles = [
        Role::RegistrationOfficer,
        Role::EligibilityOfficer,
        Role::BorderOfficer,
        Role::ChildProtectionDelegate,
    ];
    let facts = every_fact().into_iter().chain([Facts::default(), asylum.initial_facts()]);
    let me_everywhere: Vec<Taken> = asylum
        .steps
        .iter()
        .map(|s| Taken { step: s.id.clone(), account: me(roles[0], "", 7).account })
        .collect();
    for facts in facts {
        for step in asylum.steps.iter().filter(|s| s.remedy) {
            for role in roles {
                for office in &LAW.facts_file.offices {
                    let offered =
                        asylum.offered(step, &me(role, &office.id, 7), &now(&facts, &me_everywhere));
                    assert_eq!(offered, Offered::Offered, "{} by {role:?}", step.id);
                }
            }
        }
    }
}

#[test]
fn a_step_belongs_to_its_role_and_office() {
    let asylum = ground::asylum(&LAW);
    let facts = asylum.initial_facts();
    let grant = asylum.step("grant_on_appeal").unwrap();
    assert_eq!(
        asylum.offered(grant, &me(Role::DecidingAuthority, "conare", 1), &now(&facts, &[])),
        Offered::NotYours
    );
    assert_eq!(
        asylum.offered(grant, &me(Role::Reviewer, "ministro", 1), &now(&facts, &[])),
        Offered::NotYours
    );
    assert_eq!(
        asylum.offered(grant, &me(Role::DecidingAuthority, "ministro", 1), &now(&facts, &[])),
        Offered::Offered
    );
    for stage in &asylum.stages {
        for role in [Role::Statistician, Role::PledgeFocalPoint, Role::Administrator] {
            let offers = asylum.offers(&stage.id, &me(role, "onpar-panama", 1), &now(&facts, &[]));
            assert!(offers.iter().all(|o| o.state == Offered::NotYours), "{} {role:?}", stage.id);
        }
    }
}

#[test]
fn taking_a_step_says_what_changes() {
    let asylum = ground::asylum(&LAW);
    let answers = [
        ("filed_on", "2024-03-04"),
        ("entered_on", "2024-03-01"),
        ("first_expressed_on", ""),
        ("child", "accompanied"),
        ("reasons", "2024-03-02"),
    ];
    let answers = answers.map(|(k, v)| (k.to_owned(), v.to_owned())).into();
    let effects = asylum.opening.effects(&answers, "2024-03-05".parse().unwrap(), &asylum.initial_facts());
    let day = |e: &str| effects.events.get(e).map(ToString::to_string);
    assert_eq!(effects.to.as_deref(), Some("filed"));
    assert_eq!(day("filed").as_deref(), Some("2024-03-04"));
    assert_eq!(day("entered").as_deref(), Some("2024-03-01"));
    assert_eq!(day("first_expressed"), None);
    assert_eq!(effects.facts["child"], FactValue::Code("accompanied".into()));
    assert_eq!(effects.issues, ["applicant_certificate"]);
    let json = serde_json::to_string(&effects).unwrap();
    assert_eq!(serde_json::from_str::<Effects>(&json).unwrap(), effects);
    assert_eq!(LAW.facts_file.case_number.write(2024, 31), "PAN-2024-00031");
}
