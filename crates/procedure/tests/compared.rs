//! Two versions of a law told in sentences: what a lawyer of Costa Rica, Guatemala or Belize reads of a reform.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use procedure::{ChangeGroup, ChangeKind, Comparison, Law, Procedure, Said};

fn compared(country: &str, old: &str, new: &str) -> Comparison {
    let found = ground::law(country).comparisons(old, new);
    found.into_iter().find(|c| c.procedure == "asylum" || c.procedure == "claim").unwrap()
}

fn said(comparison: &Comparison, group: ChangeGroup) -> Vec<Said> {
    let found = comparison.groups.iter().filter(|g| g.group == group);
    found.flat_map(|g| g.said.clone()).collect()
}

fn english(comparison: &Comparison, group: ChangeGroup) -> Vec<String> {
    said(comparison, group).into_iter().map(|s| s.en).collect()
}

fn spanish(comparison: &Comparison, group: ChangeGroup) -> Vec<String> {
    said(comparison, group).into_iter().map(|s| s.es).collect()
}

/// The invented country with a second version that changes what is given.
fn reformed(changes: &str) -> Law {
    let mut files = ground::files("_example");
    let base = files["procedures/claim.toml"].clone();
    let base = base.replacen("valid_from", "valid_to = \"2023-12-31\"\nvalid_from", 1);
    files.insert("procedures/claim.toml".into(), base);
    let head =
        "id = \"claim\"\nversion = \"XEX-2024\"\nbased_on = \"XEX-2020\"\nvalid_from = \"2024-01-01\"\n";
    files.insert("procedures/claim-2024.toml".into(), format!("{head}{changes}"));
    Law::load(&files).unwrap_or_else(|e| panic!("{e:?}"))
}

fn reform(changes: &str) -> Comparison {
    reformed(changes).comparisons("XEX-2020", "XEX-2024").remove(0)
}

const ACT: &str = "cite = { source = \"ACT\", article = \"12\", verification = \"secondary\" }";

#[test]
fn a_term_that_gets_shorter_is_told_with_its_article_and_its_mark() {
    let c = reform(&format!(
        "[[terms]]\nid = \"review_request\"\nlength = 5\ncounting = \"from_next_working_day\"\n{ACT}\n"
    ));
    assert_eq!(
        english(&c, ChangeGroup::Terms),
        [
            "The term “Ask for the second look”, 10 working days, becomes 5 working days (ACT, art. 12, secondary)",
            "The term “Ask for the second look” is now counted so: from the first working day after the event; before: the day of the event is not counted",
        ]
    );
    assert_eq!(
        spanish(&c, ChangeGroup::Terms)[0],
        "El plazo «Pedir la revisión», de 10 días hábiles, pasa a ser de 5 días hábiles (ACT, art. 12, fuente secundaria)"
    );
    assert_eq!(
        english(&c, ChangeGroup::Sources),
        ["Term “Ask for the second look”: now ACT, art. 12, secondary; before ACT, art. 7, secondary"]
    );
    assert_eq!(
        english(&c, ChangeGroup::Transitions),
        ["No way from XEX-2020 to XEX-2024 is declared: open cases stay in their version"]
    );
}

#[test]
fn what_a_step_now_needs_asks_and_opens_is_told() {
    let c = reform(&format!(
        "removes = [\"steps.grant_on_review\", \"remedies.court\"]\n\
         [[steps]]\nid = \"refuse\"\nby = [\"deciding_authority\", \"reviewer\"]\nfrom = [\"filed\", \"heard\"]\n{ACT}\n\
         guard = [{{ when = \"interview_heard\", es = \"Falta oír a la persona.\", en = \"The person has yet to be heard.\", {ACT} }}]\n\
         fields = [{{ id = \"reasons\", names = {{ es = \"Razones\", en = \"Reasons\" }}, kind = \"long_text\" }}]\n\
         [[steps]]\nid = \"withdraw\"\nnames = {{ es = \"Desistir\", en = \"Withdraw\" }}\nfrom = [\"filed\"]\nto = \"final\"\nby = [\"registration_officer\"]\n{ACT}\n\
         [[remedies]]\nid = \"second_look\"\nsuspensive = false\ndecided_by = [\"refuse_on_review\"]\n"
    ));
    let steps = english(&c, ChangeGroup::Steps);
    for wanted in [
        "New step: “Withdraw”, by: Registration officer; from: Filed; it leads to: Refused on review (ACT, art. 12, secondary)",
        "No longer possible: “Recognise on review” (before, by: Deciding authority)",
        "“Refuse and notify” may now also be taken by: “Reviewer”",
        "“Refuse and notify” is now also possible from: “Filed”",
        "“Refuse and notify” now needs: “The person has yet to be heard.”",
        "“Refuse and notify” no longer needs: “The person has yet to be heard, or another officer to review.”",
        "“Refuse and notify” now asks: “Reasons”",
    ] {
        assert!(steps.iter().any(|s| s == wanted), "{wanted}\n{steps:#?}");
    }
    let remedies = english(&c, ChangeGroup::Remedies);
    assert!(remedies.contains(&"No longer a remedy: “Court”".to_owned()), "{remedies:#?}");
    assert!(
        remedies.contains(&"“Second look” suspends the decision: no; before: yes".to_owned()),
        "{remedies:#?}"
    );
    // The step that decided it is gone, and is told among the steps alone.
    assert_eq!(remedies.len(), 2, "{remedies:#?}");
}

#[test]
fn a_condition_tested_otherwise_under_the_same_words_is_told() {
    let c = reform(&format!(
        "[[steps]]\nid = \"recognise\"\nguard = [{{ when = \"review == 'approved' && interview_heard\", \
         es = \"Falta la revisión de otra persona.\", en = \"Another officer has yet to review it.\", {ACT} }}]\n"
    ));
    assert_eq!(
        english(&c, ChangeGroup::Steps),
        [
            "“Recognise”, condition “Another officer has yet to review it.”: it is now tested otherwise: `review == 'approved'` → `review == 'approved' && interview_heard`"
        ]
    );
}

#[test]
fn a_task_that_is_due_sooner_and_for_somebody_else_is_told() {
    let c = reform(
        "[[steps]]\nid = \"ask_review\"\ntasks = [{ id = \"late\", names = { es = \"Llegó tarde: lea las razones\", \
         en = \"It came late: read the reasons\" }, role = \"supervisor\", when_late = \"review_request\", \
         within = { length = 2, unit = \"working_days\" }, cite = { source = \"platform\" } }]\n",
    );
    assert_eq!(
        english(&c, ChangeGroup::Steps),
        [
            "The task “It came late: read the reasons” is now done within: 2 working days; before within: no date",
            "The task “It came late: read the reasons” is now for: Supervisor; before for: Reviewer",
        ]
    );
}

#[test]
fn a_new_name_is_a_new_name_and_moves_nothing() {
    let c = reform("[[terms]]\nid = \"answer\"\nnames = { es = \"Contestar\", en = \"Answer\" }\n");
    assert_eq!(english(&c, ChangeGroup::Terms), ["“Decide the second look” is now called “Answer”"]);
    assert!(english(&c, ChangeGroup::Steps).is_empty(), "{c:#?}");
}

#[test]
fn costa_rica_2022_the_month_to_file_the_country_crossed_and_leaving() {
    let c = compared("cri", "CRI-2011", "CRI-2022-12");
    assert_eq!(
        english(&c, ChangeGroup::Terms),
        [
            "New term: “File the claim”, 1 month, from: Day of entry into the country (CR18, art. 18, secondary)"
        ]
    );
    assert_eq!(
        spanish(&c, ChangeGroup::Stages),
        [
            "Etapa nueva: «Cerrada por salida del país»",
            "Etapa nueva: «Cerrada: la persona optó por la categoría especial»"
        ]
    );
    let steps = english(&c, ChangeGroup::Steps);
    let ground = "“Declare the claim inadmissible: Ground” may now be answered: “Crossed a country the DGME considers safe and did not wait there for an answer”";
    assert!(steps.contains(&ground.to_owned()), "{steps:#?}");
    assert!(
        steps[0].starts_with("New step: “Close for leaving the country”, by: Reviewer; from: Filed;"),
        "{}",
        steps[0]
    );
    assert_eq!(
        english(&c, ChangeGroup::Struck),
        [
            "Struck from 2023-08-30 on: “Close for leaving the country”, by: Constitutional Chamber, judgment 2023-21440 of 30 August 2023 (CR24, article not known, secondary)"
        ]
    );
    assert!(
        english(&c, ChangeGroup::Transitions)[0]
            .starts_with("Open cases of CRI-2011: the text does not say: a named person decides;")
    );
}

#[test]
fn costa_rica_2023_leaving_closes_nothing() {
    let c = compared("cri", "CRI-2022-12", "CRI-2023-08");
    let groups: Vec<ChangeGroup> = c.groups.iter().map(|g| g.group).collect();
    use ChangeGroup::{Sources, Stages, Steps, Struck, Transitions};
    assert_eq!(groups, [Steps, Stages, Struck, Transitions, Sources]);
    let steps = english(&c, Steps);
    assert_eq!(steps.len(), 2);
    assert_eq!(steps[0], "No longer possible: “Close for leaving the country” (before, by: Reviewer)");
    assert_eq!(
        english(&c, Transitions)[1],
        "A case at “Closed for leaving the country” will stand at “Filed”"
    );
}

#[test]
fn costa_rica_2024_the_card_of_two_years() {
    let c = compared("cri", "CRI-2023-08", "CRI-2024-06");
    assert_eq!(
        english(&c, ChangeGroup::Terms),
        [
            "New term: “Renew the card”, 24 months, from: Note the card or its renewal (CR9, art. 54, secondary)",
            "No longer a term: “From here on a work permit may be asked for”, 3 months",
        ]
    );
    let documents = english(&c, ChangeGroup::Documents);
    assert_eq!(
        documents[1],
        "“Applicant's card, of up to two years” is now valid for: 24 months; before: not known (CR9, art. 54, secondary)"
    );
    // The card has a new name, and the steps that issue it issue nothing else.
    let steps = english(&c, ChangeGroup::Steps);
    assert!(steps.iter().all(|s| !s.contains("issues") && !s.contains("work permit")), "{steps:#?}");
    // From the first version to the last, over two others.
    let whole = compared("cri", "CRI-2011", "CRI-2024-06");
    assert!(english(&whole, ChangeGroup::Struck).is_empty());
    assert!(english(&whole, ChangeGroup::Terms)[0].starts_with("New term: “File the claim”, 1 month"));
}

#[test]
fn guatemala_2019_what_was_not_known_is_told_as_that() {
    let c = compared("gtm", "GTM-2017", "GTM-2019");
    let terms = spanish(&c, ChangeGroup::Terms);
    assert_eq!(
        terms[1],
        "El plazo «Renovar la permanencia provisional», de duración no conocida, pasa a ser de 30 días calendario (GT5, art. Código 82-c; 17-c, fuente secundaria)"
    );
    let documents = english(&c, ChangeGroup::Documents);
    assert!(documents.iter().any(|d| d.starts_with("New document: “Refugee's work permit”, by: Ministry of Labour (MINTRAB)")), "{documents:#?}");
    let sources = english(&c, ChangeGroup::Sources);
    assert!(
        sources.contains(
            &"Step “Refuse refugee status”: now GT2, article not known, secondary; before source not known"
                .to_owned()
        ),
        "{sources:#?}"
    );
}

#[test]
fn belize_2022_the_fourteen_days_in_doubt_and_the_amnesty() {
    let doubt = compared("blz", "BLZ-1991", "BLZ-2022-03");
    assert_eq!(
        english(&doubt, ChangeGroup::Terms),
        ["“File the claim” is now called “File the claim (fourteen days, in doubt)”"]
    );
    let steps = english(&doubt, ChangeGroup::Steps);
    let reads = "“Refuse because the claim came late” now asks: “I read the Act as in force on this day, and the limit is in it”";
    assert!(steps.iter().any(|s| s == reads), "{steps:#?}");

    let amnesty = compared("blz", "BLZ-2022-03", "BLZ-2022-08");
    assert!(
        english(&amnesty, ChangeGroup::Facts)[0]
            .starts_with("New fact: “Residence under the Amnesty of 2022”")
    );
    assert!(english(&amnesty, ChangeGroup::Transitions)[0].contains("they move here, by a person's hand"));
}

/// Each version of each state with the one before it.
fn pairs(law: &Law) -> Vec<(&Procedure, &Procedure)> {
    let newer = |old: &&Procedure| {
        let later = law.procedures.iter().filter(|p| p.id == old.id && p.valid_from > old.valid_from);
        later.min_by_key(|p| p.valid_from)
    };
    law.procedures.iter().filter_map(|old| newer(&old).map(|new| (old, new))).collect()
}

#[test]
fn whatever_came_or_went_is_told_by_its_name_in_both_languages() {
    let mut seen = 0;
    for country in ground::folders() {
        let law = ground::law(&country);
        for (old, new) in pairs(&law) {
            let groups = new.said_changes_from(old);
            let all: Vec<&Said> = groups.iter().flat_map(|g| &g.said).collect();
            for said in &all {
                assert!(!said.es.contains(['{', '}']) && !said.en.contains(['{', '}']), "{said:?}");
                assert!(!said.es.trim().is_empty() && said.es != said.en, "{said:?}");
            }
            for change in new.changes_from(old).iter().filter(|c| c.list != "struck") {
                seen += 1;
                let is_named =
                    |s: &&&Said| s.en.contains(&change.names.en) && s.es.contains(&change.names.es);
                let told = all.iter().find(is_named).is_some();
                assert!(told || change.kind == ChangeKind::Changed, "{country} {}: {change:?}", new.version);
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn a_version_says_nothing_otherwise_than_itself() {
    for country in ground::folders() {
        for p in &ground::law(&country).procedures {
            assert_eq!(p.said_changes_from(p), [], "{country} {}", p.version);
        }
    }
}

#[test]
fn versions_of_no_common_procedure_compare_to_nothing() {
    let law = ground::law("mex");
    assert!(law.comparisons("MEX-2022", "MEX-2021").is_empty());
    assert!(law.comparisons("MEX-2011", "MEX-1999").is_empty());
    let both: Vec<String> =
        law.comparisons("MEX-2011", "MEX-2022").into_iter().map(|c| c.procedure).collect();
    assert_eq!(both, ["asylum"]);
}
