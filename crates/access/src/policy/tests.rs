//! The policies fit the schema, and the committed matrix says who may do what to whose file.

use super::*;
use kernel::AccountId;
use std::fmt::Write;
use uuid::Uuid;

fn who(role: Role, office: &str) -> Who {
    Who {
        account: AccountId(Uuid::from_u128(1)),
        login: "ixchel".into(),
        name: "Ixchel Inventada".into(),
        role,
        office: office.into(),
        lang: Lang::Es,
        affiliation: kernel::Affiliation::default(),
        scopes: None,
    }
}

fn file(kind: Kind, relation: &str) -> Resource {
    let base = Resource::new(kind, Uuid::from_u128(2), "other".into());
    match relation {
        "own" => base.at(vec!["elsewhere".into(), "own".into()]),
        "former" => base.formerly(vec!["own".into()]),
        "none" => base.at(vec![]),
        _ => base,
    }
}

const RELATIONS: [&str; 4] = ["own", "other", "former", "none"];

/// The whole matrix as text. One line a role, permission and kind of file; `none` is a file of no office at all.
fn matrix() -> String {
    let policies = Policies::load().unwrap();
    let mut text = String::from(
        "# Who may do what: every role, every permission, every kind of file, and how the own office is tied to it.\n\
         # own: works on it now · other: another office does · former: the own office handed it over · none: no office.\n\
         # Made by `cargo test -p access write_the_matrix -- --ignored`; a difference fails the tests. Read it before committing.\n",
    );
    for role in Role::ALL {
        let me = who(role, "own");
        writeln!(text, "\n{}", role.code()).unwrap();
        for permission in Permission::ALL.iter().copied() {
            let say = |file: Option<&Resource>| if policies.may(&me, permission, file) { "yes" } else { "-" };
            let code = permission.code();
            let mut line = String::new();
            if permission.without_file() {
                write!(line, "  {code:<20} {:<10} {}", "no file", say(None)).unwrap();
                writeln!(text, "{line}").unwrap();
            }
            for kind in permission.about() {
                let mut line = format!("  {code:<20} {:<10}", kind.code());
                for relation in RELATIONS {
                    write!(line, " {relation} {:<4}", say(Some(&file(*kind, relation)))).unwrap();
                }
                line.push_str("| of a child:");
                for relation in RELATIONS {
                    write!(line, " {relation} {:<4}", say(Some(&file(*kind, relation).about_child(true))))
                        .unwrap();
                }
                writeln!(text, "{}", line.trim_end()).unwrap();
            }
        }
    }
    text
}

fn matrix_path() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/matrix.txt")
}

#[test]
#[ignore = "writes the golden file"]
fn write_the_matrix() {
    std::fs::write(matrix_path(), matrix()).unwrap();
}

#[test]
fn the_matrix_is_the_committed_one() {
    let committed = std::fs::read_to_string(matrix_path()).unwrap();
    let now = matrix();
    for (committed, now) in committed.lines().zip(now.lines()) {
        assert_eq!(committed, now);
    }
    assert_eq!(committed.lines().count(), now.lines().count());
}

#[test]
fn policies_fit_the_schema_and_say_why_in_both_languages() {
    let all = Policies::load().unwrap().all();
    assert!(all.len() >= 20);
    for policy in all {
        assert!(policy.why(Lang::En).ends_with('.') && policy.why(Lang::Es).ends_with('.'), "{}", policy.id);
        assert_ne!(policy.why(Lang::En), policy.why(Lang::Es));
    }
}

#[test]
fn a_policy_that_does_not_fit_is_refused() {
    for bad in [
        r#"@id("a") @why("a.") @por_que("b.") permit (principal, action == Action::"fly", resource);"#,
        r#"@id("a") @why("a.") @por_que("b.") permit (principal in Role::"king", action, resource);"#,
        r#"@id("a") @why("a.") @por_que("b.") permit (principal, action, resource) when { resource.child };"#,
        r#"@id("a") permit (principal, action == Action::"read_pledges", resource);"#,
        r#"permit (principal, action, resource)"#,
    ] {
        assert!(Policies::from_texts(SCHEMA, &[("bad.cedar", bad)]).is_err(), "{bad}");
    }
}

fn of_states(codes: &str) -> kernel::Affiliation {
    kernel::Affiliation::from_codes(codes).unwrap()
}

#[test]
fn no_role_and_no_tie_opens_a_file_of_somebody_from_the_readers_state() {
    let policies = Policies::load().unwrap();
    let from =
        |codes: &str| kernel::Origins::of(codes.split(' ').map(|code| kernel::Country::new(code).unwrap()));
    for role in Role::ALL {
        let mut me = who(role, "own");
        for permission in Permission::ALL.iter().copied() {
            for kind in permission.about() {
                for relation in RELATIONS {
                    let account = me.account;
                    let tied = file(*kind, relation).about_child(true).assigned(Some(account));
                    let tied =
                        tied.decided_by(vec![account]).opened_to(vec![account]).asked_of(vec!["own".into()]);
                    me.affiliation = of_states("");
                    let usual = policies.may(&me, permission, Some(&tied));
                    for behind in [from("NIC CRI"), from("NIC"), kernel::Origins::Unknown] {
                        me.affiliation = of_states("NIC");
                        let of_theirs = tied.clone().of_people_from(behind);
                        assert!(!policies.may(&me, permission, Some(&of_theirs)), "{role:?} {permission:?}");
                    }
                    // For people from elsewhere another state changes nothing.
                    let of_others = tied.clone().of_people_from(from("HND"));
                    assert_eq!(
                        policies.may(&me, permission, Some(&of_others)),
                        usual,
                        "{role:?} {permission:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn other_states_have_only_what_is_asked_row_by_row_or_is_published() {
    use Permission::*;
    let policies = Policies::load().unwrap();
    let open = [
        Public,
        SignedIn,
        RecordIntent,
        ListIntents,
        RegisterPerson,
        SearchPeople,
        OpenClaim,
        ListCases,
        ReadDay,
        ReadProcedures,
        ReadStatistics,
        ReadPledges,
        ReportBreach,
    ];
    for role in Role::ALL {
        let mut me = who(role, "own");
        me.affiliation = of_states("NIC");
        for permission in Permission::ALL.iter().filter(|p| p.without_file() && !open.contains(p)) {
            assert!(!policies.may(&me, *permission, None), "{role:?} {permission:?}");
        }
    }
}

#[test]
fn schema_and_permissions_name_the_same_actions() {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).unwrap();
    let mut actions: Vec<String> = schema.actions().map(|a| a.id().unescaped().to_owned()).collect();
    actions.retain(|a| a != "files");
    actions.sort();
    let mut codes: Vec<&str> = Permission::ALL.iter().map(|p| p.code()).collect();
    codes.sort();
    assert_eq!(actions, codes);
    assert!(Permission::ALL.iter().all(|p| Permission::from_code(p.code()) == Some(*p)));
}

#[test]
fn a_question_without_its_file_or_with_the_wrong_one_is_refused() {
    let policies = Policies::load().unwrap();
    let officer = who(Role::EligibilityOfficer, "own");
    assert!(policies.may(&officer, Permission::ReadCase, Some(&file(Kind::Case, "own"))));
    assert!(!policies.may(&officer, Permission::ReadCase, None));
    assert!(!policies.may(&officer, Permission::ReadCase, Some(&file(Kind::Person, "own"))));
    assert!(!policies.may(&officer, Permission::ReadPledges, Some(&file(Kind::Case, "own"))));
}

/// Independent of Cedar: the meaning of reading a file, written again in Rust.
#[test]
fn reading_follows_office_and_relation() {
    let policies = Policies::load().unwrap();
    let reading =
        [Permission::ReadPerson, Permission::ReadHousehold, Permission::ReadCase, Permission::ReadIntent];
    for role in Role::ALL {
        for permission in reading {
            for relation in RELATIONS {
                for child in [false, true] {
                    let kind = permission.about()[0];
                    let expected = match role {
                        Role::Statistician
                        | Role::PledgeFocalPoint
                        | Role::DataProtectionOfficer
                        | Role::LegalAdviser
                        | Role::Administrator => false,
                        Role::ChildProtectionDelegate => child && matches!(kind, Kind::Person | Kind::Case),
                        Role::BorderOfficer => relation == "own" && kind != Kind::Case,
                        _ => relation == "own",
                    };
                    let resource = file(kind, relation).about_child(child);
                    let answer = policies.may(&who(role, "own"), permission, Some(&resource));
                    assert_eq!(answer, expected, "{role:?} {permission:?} {relation} child={child}");
                }
            }
        }
    }
}

#[test]
fn an_answer_names_its_policies() {
    let policies = Policies::load().unwrap();
    let officer = who(Role::EligibilityOfficer, "own");
    let read = policies.explain(&officer, Permission::ReadCase, Some(&file(Kind::Case, "own")));
    assert!(read.allowed);
    assert_eq!(read.policies[0].id, "eligibility-works-on-files-of-own-office");
    let other = policies.explain(&officer, Permission::ReadCase, Some(&file(Kind::Case, "other")));
    assert_eq!(other, Explanation { allowed: false, policies: vec![] });
    let admin = policies.explain(
        &who(Role::Administrator, "own"),
        Permission::ReadCase,
        Some(&file(Kind::Case, "own")),
    );
    assert_eq!(admin.policies[0].id, "administrator-never-opens-a-file");
}

#[test]
fn a_debug_print_names_nobody() {
    let print = format!("{:?}", who(Role::Reviewer, "own"));
    assert!(!print.contains("Ixchel") && !print.contains("ixchel"), "{print}");
}

/// Broken glass opens one file to its reader, to be read and not changed, and never to those who open no file.
#[test]
fn broken_glass_lets_read_one_file_and_change_nothing() {
    let policies = Policies::load().unwrap();
    let case = file(Kind::Case, "other").opened_to(vec![AccountId(Uuid::from_u128(1))]);
    for role in Role::ALL {
        let me = who(role, "own");
        let opens_files = !matches!(
            role,
            Role::Statistician
                | Role::PledgeFocalPoint
                | Role::DataProtectionOfficer
                | Role::LegalAdviser
                | Role::Administrator
                | Role::ChildProtectionDelegate
        );
        assert_eq!(policies.may(&me, Permission::ReadCase, Some(&case)), opens_files, "{role:?}");
        for change in [Permission::TakeStep, Permission::AssignCase, Permission::PrintLetter] {
            assert!(!policies.may(&me, change, Some(&case)), "{role:?} {change:?}");
        }
        let mut somebody_else = me.clone();
        somebody_else.account = AccountId(Uuid::from_u128(9));
        assert!(!policies.may(&somebody_else, Permission::ReadCase, Some(&case)), "{role:?}");
    }
}

#[test]
fn an_office_that_is_asked_looks_and_answers_and_changes_nothing() {
    let policies = Policies::load().unwrap();
    let case = file(Kind::Case, "other").asked_of(vec![Office::from("own")]);
    for role in Role::ALL {
        let me = who(role, "own");
        use Role::*;
        let reads = matches!(role, RegistrationOfficer | EligibilityOfficer | Reviewer | Supervisor);
        let answers = matches!(role, RegistrationOfficer | EligibilityOfficer | Supervisor);
        assert_eq!(policies.may(&me, Permission::ReadCase, Some(&case)), reads, "{role:?}");
        assert_eq!(policies.may(&me, Permission::TransferCase, Some(&case)), answers, "{role:?}");
        for change in
            [Permission::TakeStep, Permission::AssignCase, Permission::DoTask, Permission::PrintLetter]
        {
            assert!(!policies.may(&me, change, Some(&case)), "{role:?} {change:?}");
        }
    }
    let child = case.about_child(true);
    assert!(policies.may(&who(Role::ChildProtectionDelegate, "own"), Permission::ReadCase, Some(&child)));
}

/// Whoever was named for a compartment reads what is sealed, at whatever office; nobody else does, and no broken glass helps.
#[test]
fn only_the_circle_reads_what_is_sealed() {
    let policies = Policies::load().unwrap();
    let me = AccountId(Uuid::from_u128(1));
    for role in Role::ALL {
        for permission in [Permission::ReadSealed, Permission::WriteSealed] {
            for relation in RELATIONS {
                let person = file(Kind::Person, relation).about_child(true).opened_to(vec![me]);
                assert!(!policies.may(&who(role, "own"), permission, Some(&person)), "{role:?} {relation}");
                let named = policies.may(&who(role, "own"), permission, Some(&person.to_circle(true)));
                let works_on_files = policies.may(&who(role, "own"), Permission::OpenCompartments, None);
                assert_eq!(named, works_on_files, "{role:?} {relation}");
            }
        }
    }
    let adult = file(Kind::Person, "own").to_circle(true);
    let delegate = who(Role::ChildProtectionDelegate, "own");
    assert!(
        !policies.may(&delegate, Permission::ReadSealed, Some(&adult)),
        "an adult stays closed to the delegate"
    );
}
