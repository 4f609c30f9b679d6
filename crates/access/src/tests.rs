//! Accounts, sessions, throttling, drafts and the read log, on both engines.

use crate::testing::{PASSWORD, access, account, schema, signed_in, signed_in_on, who};
use crate::*;
use jiff::SignedDuration;
use kernel::{Lang, NameError, Office, Role};
use ledger::testing::{TestLedger, ask, both};
use uuid::Uuid;

fn later(test: &TestLedger, seconds: i64) {
    use kernel::Clock;
    test.clock.set(test.clock.now().checked_add(SignedDuration::from_secs(seconds)).unwrap());
}

fn from<'a>(login: &'a str, password: &'a str, address: &'a str) -> SignIn<'a> {
    SignIn { login, password, address, device: None, tablet: None, browser: "" }
}

fn open(entrance: Result<Entrance, SignInError>) -> SignedIn {
    match entrance {
        Ok(Entrance::Open(signed_in)) => *signed_in,
        other => panic!("expected an open session, got {other:?}"),
    }
}

fn wait_of(result: Result<Entrance, SignInError>) -> u64 {
    match result {
        Err(SignInError::Wait { seconds }) => seconds,
        other => panic!("expected a wait, got {other:?}"),
    }
}

#[test]
fn every_statement_is_understood() {
    both(schema, |t| assert_eq!(t.ledger.prepare_all().unwrap(), Vec::<String>::new()));
}

#[test]
fn somebody_signs_in_works_and_signs_out() {
    both(schema, |t| {
        let house = access(t);
        assert_eq!(house.count().unwrap(), 0);
        let id = account(&house, "ixchel", Role::EligibilityOfficer, "own");
        assert_eq!(house.count().unwrap(), 1);
        let signed = open(house.sign_in(&from(" Ixchel ", PASSWORD, "192.0.2.1")));
        let session = house.session(&signed.token).unwrap();
        assert_eq!(session, signed.session);
        assert_eq!(session.who.actor().account, id);
        assert_eq!(session.who.name, "Ixchel Inventada");
        assert!(
            session.csrf_matches(session.csrf())
                && !session.csrf_matches("")
                && !session.csrf_matches(&signed.token)
        );
        assert!(matches!(house.session("made up"), Err(NoSession::Unknown)));
        assert!(matches!(house.session(&"x".repeat(10_000_000)), Err(NoSession::Unknown)));
        house.sign_out(&signed.token).unwrap();
        house.sign_out(&signed.token).unwrap();
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
        assert!(house.account(id).unwrap().unwrap().signed_in_at.is_some());
    });
}

#[test]
fn nothing_that_opens_or_names_is_stored_in_clear() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let signed = signed_in(&house, "ixchel");
        house
            .keep_draft(signed.session.who.account, "/x", None, &[("name".into(), "Canario Secreto".into())])
            .unwrap();
        for table in
            ["account", "session", "known_device", "sign_in_failure", "draft", "account_change", "read_log"]
        {
            let print = format!("{:?}", ask(&t.place, &format!("select * from {table}")));
            for secret in
                ["ixchel", "Ixchel", PASSWORD, &signed.token, &signed.device, "Canario", "192.0.2.1"]
            {
                let bytes = format!("{:?}", secret.as_bytes());
                assert!(
                    !print.contains(secret) && !print.contains(bytes.trim_matches(['[', ']'])),
                    "{table}"
                );
            }
        }
        assert!(!format!("{signed:?}").contains(&signed.token));
    });
}

#[test]
fn a_session_ends_idle_and_at_last() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let signed = signed_in(&house, "ixchel");
        for _ in 0..24 {
            later(t, 29 * 60);
            assert!(house.session(&signed.token).is_ok());
        }
        // 11 h 36 min of work; half an hour more passes the 12 hours although the last page was a moment ago.
        later(t, 20 * 60);
        assert!(house.session(&signed.token).is_ok());
        later(t, 4 * 60);
        assert!(matches!(house.session(&signed.token), Err(NoSession::Expired(_))));

        let signed = signed_in(&house, "ixchel");
        later(t, 30 * 60 - 1);
        assert!(house.session(&signed.token).is_ok());
        later(t, 30 * 60);
        let Err(NoSession::Expired(ended)) = house.session(&signed.token) else {
            panic!("expected an ended session")
        };
        assert!(ended.csrf_matches(signed.session.csrf()));
        let owner = signed.session.who.account;
        assert_eq!(house.form_owner(signed.session.csrf()).unwrap(), Some(owner));
        later(t, 16 * 24 * 3600);
        assert!(house.clean_up().unwrap() >= 2);
        assert_eq!(house.form_owner(signed.session.csrf()).unwrap(), None);
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
    });
}

#[test]
fn what_was_typed_waits_for_whoever_typed_it_until_it_is_sent() {
    both(schema, |t| {
        let house = access(t);
        let id = account(&house, "ixchel", Role::Reviewer, "own");
        let other = account(&house, "nicte", Role::Reviewer, "own");
        let page = "/cases/1/interview";
        let form = vec![("note".to_owned(), "ñandú".to_owned()), ("needs".to_owned(), "a".to_owned())];
        let mut posted = form.clone();
        posted.push(("new_password".into(), "not kept".into()));
        let older = [("note".to_owned(), "older".to_owned())];
        assert!(!house.has_drafts(id).unwrap());
        assert_eq!(house.keep_draft(id, page, None, &older).unwrap(), Some(1));
        // Another form on the same page takes nothing of it away; the same one sent twice is one.
        assert_eq!(house.keep_draft(id, page, None, &posted).unwrap(), Some(2));
        assert_eq!(house.keep_draft(id, page, None, &posted).unwrap(), Some(2));
        assert_eq!(house.draft(other, page, 2).unwrap(), None);
        assert_eq!(house.draft(id, "/cases/2/interview", 2).unwrap(), None);
        assert_eq!(house.draft(id, page, 2).unwrap(), Some(form.clone()));
        assert_eq!(house.draft(id, page, 2).unwrap(), Some(form), "reading it takes it away");
        // Interrupted again, it stays where it was.
        let further =
            [("note".to_owned(), "further".to_owned()), ("_title".to_owned(), "Entrevista".to_owned())];
        assert_eq!(house.keep_draft(id, page, Some(2), &further).unwrap(), Some(2));
        later(t, 1);
        assert_eq!(house.keep_draft(id, "/x", None, &older).unwrap(), Some(1));
        let listed = house.drafts(id).unwrap();
        let listed: Vec<_> = listed.iter().map(|d| (d.page.as_str(), d.number, d.title.as_deref())).collect();
        assert_eq!(listed, [("/x", 1, None), (page, 1, None), (page, 2, Some("Entrevista"))]);
        assert_eq!(house.drafts(other).unwrap(), []);
        house.forget_draft(other, page, 1).unwrap();
        house.forget_draft(id, page, 2).unwrap();
        assert_eq!(house.draft(id, page, 2).unwrap(), None);
        assert_eq!(house.draft(id, page, 1).unwrap(), Some(older.to_vec()));
        let large = [("a".into(), "b".repeat(300_000))];
        assert_eq!(house.keep_draft(id, "/x", None, &large).unwrap(), None);
        later(t, 14 * 24 * 3600 + 1);
        assert_eq!(house.draft(id, page, 1).unwrap(), None);
        assert!(!house.has_drafts(id).unwrap());
    });
}

#[test]
fn a_form_is_known_by_whoever_began_it_even_after_its_session() {
    both(schema, |t| {
        let house = access(t);
        let (one, two) = (
            account(&house, "ixchel", Role::Reviewer, "own"),
            account(&house, "nicte", Role::Reviewer, "own"),
        );
        let (first, second) = (signed_in(&house, "ixchel"), signed_in(&house, "nicte"));
        house.sign_out(&first.token).unwrap();
        house.end_sessions(two).unwrap();
        assert!(matches!(house.session(&first.token), Err(NoSession::Unknown)));
        assert!(matches!(house.session(&second.token), Err(NoSession::Unknown)));
        assert_eq!(house.sessions(one).unwrap(), []);
        assert_eq!(house.form_owner(first.session.csrf()).unwrap(), Some(one));
        assert_eq!(house.form_owner(second.session.csrf()).unwrap(), Some(two));
        for nobodys in ["", "0000", &first.token, &"x".repeat(1_000_000)] {
            assert_eq!(house.form_owner(nobodys).unwrap(), None);
        }
    });
}

#[test]
fn a_tablet_is_enrolled_once_with_a_fresh_code_and_taken_back_for_good() {
    both(schema, |t| {
        let house = access(t);
        let id = account(&house, "ixchel", Role::Supervisor, "own");
        let office = Office::from("own");
        let made = house.add_tablet_code("  Ventanilla   1 ", &office, id).unwrap();
        assert!(matches!(house.enrol_tablet("2222222222", "192.0.2.1"), Err(TabletError::Code)));
        let (tablet, token) = house.enrol_tablet(&made.code.to_lowercase(), "192.0.2.2").unwrap();
        assert_eq!(house.tablet_standing(&token).unwrap(), Standing::Enrolled(tablet));
        // Once, and not after a quarter of an hour.
        assert!(matches!(house.enrol_tablet(&made.code, "192.0.2.3"), Err(TabletError::Code)));
        let late = house.add_tablet_code("Ventanilla 2", &office, id).unwrap();
        later(t, 15 * 60);
        assert!(matches!(house.enrol_tablet(&late.code, "192.0.2.4"), Err(TabletError::Code)));
        assert_eq!(house.tablets().unwrap().len(), 1);
        house.name_tablet(tablet, "Puerta").unwrap();
        assert!(matches!(house.name_tablet(tablet, " "), Err(TabletError::Name(_))));
        assert_eq!(house.tablet(tablet).unwrap().unwrap().name, "Puerta");
        for table in ["tablet", "tablet_code"] {
            let print = format!("{:?}", ask(&t.place, &format!("select * from {table}")));
            for secret in [token.as_str(), &made.code, &made.code.replace('-', ""), "Puerta", "Ventanilla"] {
                let bytes = format!("{:?}", secret.as_bytes());
                assert!(
                    !print.contains(secret) && !print.contains(bytes.trim_matches(['[', ']'])),
                    "{table}"
                );
            }
        }
        // Somebody works on it; when it is taken back, their session ends and the tablet is none.
        let signed = signed_in_on(&house, "ixchel", &token);
        assert_eq!(
            house.tablet_users(tablet).unwrap().iter().map(|u| u.login.as_str()).collect::<Vec<_>>(),
            ["ixchel"]
        );
        house.revoke_tablet(tablet, id).unwrap();
        house.revoke_tablet(tablet, id).unwrap();
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
        assert_eq!(house.tablet_standing(&token).unwrap(), Standing::Revoked);
        assert_eq!(house.tablet_standing("made up").unwrap(), Standing::Unknown);
        assert_eq!(house.tablet_users(tablet).unwrap(), []);
        let gone = TabletId(Uuid::from_u128(7));
        assert!(matches!(house.revoke_tablet(gone, id), Err(TabletError::NoSuchTablet)));
    });
}

#[test]
fn a_tablet_offers_the_names_of_those_who_used_it_in_the_last_week() {
    both(schema, |t| {
        let house = access(t);
        let boss = account(&house, "jefa", Role::Supervisor, "own");
        let mut tablets = Vec::new();
        for name in ["Uno", "Dos"] {
            let made = house.add_tablet_code(name, &Office::from("own"), boss).unwrap();
            tablets.push(house.enrol_tablet(&made.code, "192.0.2.2").unwrap());
        }
        let names = |n: usize| -> Vec<String> {
            house.tablet_users(tablets[n].0).unwrap().into_iter().map(|user| user.login).collect()
        };
        for login in ["ixchel", "nicte", "citlali"] {
            account(&house, login, Role::Reviewer, "own");
            later(t, 24 * 3600);
            signed_in_on(&house, login, &tablets[0].1);
        }
        assert_eq!(names(0), ["citlali", "nicte", "ixchel"]);
        assert_eq!(names(1), Vec::<String>::new(), "names of another tablet");
        let closed = house.account_of_login("nicte").unwrap().unwrap().account;
        house
            .change_account(closed, &AccountChange { active: Some(false), ..AccountChange::default() }, None)
            .unwrap();
        assert_eq!(names(0), ["citlali", "ixchel"]);
        later(t, 6 * 24 * 3600);
        assert_eq!(names(0), ["citlali"]);
        later(t, 9 * 24 * 3600);
        house.clean_up().unwrap();
        assert_eq!(ask(&t.place, "select account from tablet_user").len(), 0);
    });
}

#[test]
fn codes_of_tablets_are_not_guessed_in_a_hurry() {
    both(schema, |t| {
        let house = access(t);
        let boss = account(&house, "jefa", Role::Supervisor, "own");
        let made = house.add_tablet_code("Uno", &Office::from("own"), boss).unwrap();
        let tries = (0..6).map(|_| house.enrol_tablet("AAAAAAAAAA", "192.0.2.9"));
        assert!(tries.filter(|tried| matches!(tried, Err(TabletError::Wait { .. }))).count() >= 2);
        // Whoever stands elsewhere need not wait.
        assert!(house.enrol_tablet(&made.code, "192.0.2.10").is_ok());
    });
}

#[test]
fn unknown_closed_and_wrong_say_the_same() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "admin-one", Role::Administrator, "own");
        let id = account(&house, "ixchel", Role::Reviewer, "own");
        let closed = AccountChange { active: Some(false), ..Default::default() };
        house.change_account(id, &closed, None).unwrap();
        for login in ["nobody", "ixchel", "admin-one", "", "ünknown \u{0}", &"x".repeat(1_000_000)] {
            for _ in 0..3 {
                let password = if login == "ixchel" { PASSWORD } else { "not the password" };
                let refused = house.sign_in(&from(login, password, "192.0.2.9"));
                assert!(matches!(refused, Err(SignInError::Wrong)), "{refused:?}");
            }
            assert_eq!(wait_of(house.sign_in(&from(login, PASSWORD, "192.0.2.9"))), 2);
        }
    });
}

#[test]
fn guessing_elsewhere_locks_nobody_out() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let at_home = signed_in(&house, "ixchel");
        for guess in 0..40 {
            let refused = house.sign_in(&from("ixchel", "not the password", "203.0.113.5"));
            assert!(refused.is_err(), "{guess}");
            later(t, 1);
        }
        // The guesser waits, even with the right password by now.
        assert!(wait_of(house.sign_in(&from("ixchel", PASSWORD, "203.0.113.5"))) > 1);
        // A new device elsewhere passes at once; the known device passes even from the guesser's address.
        assert!(house.sign_in(&from("ixchel", PASSWORD, "192.0.2.77")).is_ok());
        let same_address =
            SignIn { device: Some(&at_home.device), ..from("ixchel", PASSWORD, "203.0.113.5") };
        assert!(house.sign_in(&same_address).is_ok());
        // A device of somebody else, or a made-up one, is no known device.
        account(&house, "nicte", Role::Reviewer, "own");
        let hers = signed_in(&house, "nicte");
        let made_up = "0".repeat(64);
        for device in [hers.device.as_str(), made_up.as_str(), ""] {
            let ask = SignIn { device: Some(device), ..from("ixchel", PASSWORD, "203.0.113.5") };
            assert!(matches!(house.sign_in(&ask), Err(SignInError::Wait { .. })));
        }
    });
}

#[test]
fn a_known_device_cannot_guess_for_ever_either() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let device = signed_in(&house, "ixchel").device;
        let guess = SignIn { device: Some(&device), ..from("ixchel", "not the password", "192.0.2.1") };
        for _ in 0..5 {
            assert!(matches!(house.sign_in(&guess), Err(SignInError::Wrong)));
        }
        assert!(matches!(house.sign_in(&guess), Err(SignInError::Wait { .. })));
        later(t, 3);
        let right = SignIn { password: PASSWORD, ..guess };
        assert_eq!(open(house.sign_in(&right)).device, device);
        assert!(
            matches!(house.sign_in(&guess), Err(SignInError::Wrong)),
            "a right password starts the count again"
        );
    });
}

#[test]
fn a_storm_slows_guessers_and_not_the_right_password() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        for n in 0..60 {
            let address = format!("203.0.113.{n}");
            let _ = house.sign_in(&from("ixchel", "not the password", &address));
        }
        // From now on a new address has one try at once, then half a minute.
        assert!(matches!(
            house.sign_in(&from("ixchel", "wrong again ...", "198.51.100.1")),
            Err(SignInError::Wrong)
        ));
        assert!(wait_of(house.sign_in(&from("ixchel", PASSWORD, "198.51.100.1"))) >= 30);
        assert!(house.sign_in(&from("ixchel", PASSWORD, "198.51.100.2")).is_ok());
    });
}

#[test]
fn many_tries_at_one_instant_are_many_tries() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let wrong = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..12)
                .map(|_| scope.spawn(|| house.sign_in(&from("ixchel", "not the password", "203.0.113.5"))))
                .collect();
            let answers = tries.into_iter().map(|t| t.join().unwrap());
            answers.filter(|a| matches!(a, Err(SignInError::Wrong))).count()
        });
        assert_eq!(wrong, 3);
    });
}

#[test]
fn accounts_are_checked() {
    both(schema, |t| {
        let house = access(t);
        let own = Office::from("own");
        let good = NewAccount {
            login: "ixchel.r",
            name: "Ixchel Inventada",
            role: Role::Reviewer,
            office: &own,
            lang: Lang::En,
            password: PASSWORD,
        };
        let id = house.add_account(&good, None).unwrap();
        let refused = |new: NewAccount<'_>| house.add_account(&new, None).unwrap_err();
        assert!(matches!(refused(good), AccountError::LoginTaken));
        assert!(matches!(refused(NewAccount { login: "IXCHEL.R", ..good }), AccountError::LoginTaken));
        for login in ["", "ab", "two words", "ñandú", "a'; drop table account;--", &"x".repeat(10_000_000)]
        {
            assert!(matches!(refused(NewAccount { login, ..good }), AccountError::LoginForm));
        }
        let new = NewAccount { login: "nicte", ..good };
        assert!(matches!(refused(NewAccount { name: " ", ..new }), AccountError::Name(NameError::Empty)));
        assert!(matches!(refused(NewAccount { name: &"x".repeat(500), ..new }), AccountError::Name(_)));
        let weak = refused(NewAccount { password: "nicte", ..new });
        assert!(matches!(weak, AccountError::Password(PasswordError::TooShort)));
        assert!(matches!(
            refused(NewAccount { office: &"nowhere".into(), ..new }),
            AccountError::NoSuchOffice
        ));
        house.set_office_open(&own, false).unwrap();
        assert!(matches!(refused(new), AccountError::NoSuchOffice));
        let all = house.accounts().unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].account, all[0].login.as_str(), all[0].lang), (id, "ixchel.r", Lang::En));
        assert_eq!(house.account_of_login("ixchel.r").unwrap().unwrap().who().account, id);
        assert!(house.account_of_login("nicte").unwrap().is_none());
    });
}

#[test]
fn a_change_of_powers_ends_sessions_and_is_written_down() {
    both(schema, |t| {
        let house = access(t);
        let admin = account(&house, "admin-one", Role::Administrator, "own");
        let id = account(&house, "ixchel", Role::Reviewer, "own");
        let signed = signed_in(&house, "ixchel");
        let name = AccountChange { name: Some("Ixchel Ríos Inventada".into()), ..Default::default() };
        house.change_account(id, &name, Some(admin)).unwrap();
        house.set_lang(id, Lang::En).unwrap();
        let session = house.session(&signed.token).unwrap();
        assert_eq!((session.who.name.as_str(), session.who.lang), ("Ixchel Ríos Inventada", Lang::En));
        let powers = AccountChange {
            role: Some(Role::EligibilityOfficer),
            office: Some("other".into()),
            ..Default::default()
        };
        house.change_account(id, &powers, Some(admin)).unwrap();
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
        assert_eq!(signed_in(&house, "ixchel").session.who.role, Role::EligibilityOfficer);
        let changes = house.changes_of(id).unwrap();
        let mut what: Vec<&str> = changes.iter().map(|c| c.what.as_str()).collect();
        what.sort();
        assert_eq!(what, ["added reviewer own", "name", "office other", "role eligibility_officer"]);
        assert!(changes.iter().filter(|c| c.by == Some(admin)).count() == 3);
        let unknown = kernel::AccountId(Uuid::from_u128(9));
        assert!(matches!(house.change_account(unknown, &name, None), Err(AccountError::NoSuchAccount)));
    });
}

#[test]
fn somebody_can_always_manage_accounts() {
    both(schema, |t| {
        let house = access(t);
        let one = account(&house, "admin-one", Role::Administrator, "own");
        let close = AccountChange { active: Some(false), ..Default::default() };
        let demote = AccountChange { role: Some(Role::Statistician), ..Default::default() };
        for change in [&close, &demote] {
            assert!(matches!(
                house.change_account(one, change, Some(one)),
                Err(AccountError::LastAdministrator)
            ));
        }
        let two = account(&house, "admin-two", Role::Administrator, "own");
        house.change_account(one, &close, Some(two)).unwrap();
        assert!(matches!(
            house.change_account(two, &demote, Some(two)),
            Err(AccountError::LastAdministrator)
        ));
    });
}

#[test]
fn a_new_password_ends_sessions_and_replaces_the_old() {
    both(schema, |t| {
        let house = access(t);
        let id = account(&house, "ixchel", Role::Reviewer, "own");
        let signed = signed_in(&house, "ixchel");
        let me = &signed.session.who;
        let new = "otra sombra más larga";
        assert!(matches!(house.change_own_password(me, "wrong", new), Err(AccountError::WrongPassword)));
        assert!(matches!(house.change_own_password(me, PASSWORD, "corta"), Err(AccountError::Password(_))));
        house.change_own_password(me, PASSWORD, new).unwrap();
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
        assert!(matches!(house.sign_in(&from("ixchel", PASSWORD, "192.0.2.1")), Err(SignInError::Wrong)));
        let again = open(house.sign_in(&from("ixchel", new, "192.0.2.1")));
        assert_ne!(again.device, signed.device);
        for _ in 0..5 {
            let _ = house.change_own_password(me, "wrong", "una sombra más larga");
        }
        assert!(matches!(
            house.change_own_password(me, new, "una sombra más larga"),
            Err(AccountError::Wait { .. })
        ));
        house.set_password(id, PASSWORD, None).unwrap();
        assert!(matches!(house.session(&again.token), Err(NoSession::Unknown)));
        assert_eq!(house.end_sessions(signed_in(&house, "ixchel").session.who.account).unwrap(), 1);
    });
}

#[test]
fn offices_come_from_the_country_and_from_people() {
    both(schema, |t| {
        let house = access(t);
        let new =
            NewOffice { code: "meteti", kind: "post", name_es: "Puesto de Metetí", name_en: "Metetí post" };
        house.add_office(&new).unwrap();
        assert!(matches!(house.add_office(&new), Err(OfficeError::CodeTaken)));
        assert!(matches!(house.add_office(&NewOffice { code: "Metetí", ..new }), Err(OfficeError::CodeForm)));
        assert!(matches!(
            house.add_office(&NewOffice { code: "x2", name_en: "", ..new }),
            Err(OfficeError::NameEn(_))
        ));
        assert!(matches!(house.set_office_open(&"nowhere".into(), true), Err(OfficeError::NoSuchOffice)));
        house.set_office_open(&"own".into(), false).unwrap();
        let renamed =
            NewOffice { code: "own", kind: "registration", name_es: "Oficina nueva", name_en: "New office" };
        house.put_country_offices(&[renamed]).unwrap();
        let offices = house.offices().unwrap();
        assert_eq!(offices.iter().map(|o| o.office.code()).collect::<Vec<_>>(), ["meteti", "other", "own"]);
        assert_eq!(
            (offices[2].name(Lang::Es), offices[2].open, offices[2].from_country),
            ("Oficina nueva", false, true)
        );
        assert_eq!(house.office(&"meteti".into()).unwrap().unwrap().name(Lang::En), "Metetí post");
    });
}

#[test]
fn who_looked_at_a_file_is_shown_on_it() {
    both(schema, |t| {
        let house = access(t);
        account(&house, "ixchel", Role::Reviewer, "own");
        let me = signed_in(&house, "ixchel").session.who;
        let (file, other) = (Uuid::from_u128(5), Uuid::from_u128(6));
        house.log_read(&me, Kind::Case, file, "/cases/{case}", Permission::ReadCase).unwrap();
        later(t, 60);
        house.log_read(&me, Kind::Case, file, "/cases/{case}/letters", Permission::PrintLetter).unwrap();
        house.log_read(&me, Kind::Case, other, "/cases/{case}", Permission::ReadCase).unwrap();
        house
            .log_read(
                &who(Role::Reviewer, "own"),
                Kind::Person,
                file,
                "/people/{person}",
                Permission::ReadPerson,
            )
            .unwrap();
        let reads = house.reads_of(Kind::Case, file).unwrap();
        assert_eq!(reads.len(), 2);
        assert_eq!(
            (reads[0].permission.as_str(), reads[1].permission.as_str()),
            ("print_letter", "read_case")
        );
        assert_eq!(
            (reads[1].name.as_str(), reads[1].role, reads[1].office.code()),
            ("Ixchel Inventada", Role::Reviewer, "own")
        );
        assert!(reads[0].at > reads[1].at);
        assert_eq!(house.reads_by(me.account).unwrap().len(), 3);
        assert_eq!(house.latest_reads(10).unwrap().len(), 4);
        assert_eq!(house.latest_reads(1).unwrap().len(), 1);
        assert_eq!(house.reads_of(Kind::Person, file).unwrap()[0].name, "");
    });
}

#[test]
fn every_key_has_its_words_in_both_languages() {
    let mut keys: Vec<String> = Role::ALL.into_iter().map(role_key).collect();
    keys.extend(Permission::ALL.iter().map(|p| p.key()));
    keys.extend(Kind::ALL.into_iter().map(Kind::key));
    let passwords =
        [PasswordError::TooShort, PasswordError::TooLong, PasswordError::Common, PasswordError::LikeLogin];
    keys.extend(passwords.into_iter().map(|e| e.key().to_owned()));
    keys.extend([SignInError::Wrong, SignInError::Wait { seconds: 1 }].iter().map(|e| e.key().to_owned()));
    use AccountError::*;
    let accounts = [LoginForm, LoginTaken, WrongPassword, NoSuchOffice, NoSuchAccount, LastAdministrator];
    keys.extend(accounts.iter().map(|e| e.key().to_owned()));
    let names = [NameError::Empty, NameError::TooLong(1), NameError::Unwritable];
    keys.extend(names.into_iter().map(|e| Name(e).key().to_owned()));
    let offices = [
        OfficeError::CodeForm,
        OfficeError::CodeTaken,
        OfficeError::NoSuchOffice,
        OfficeError::NameEs(NameError::Empty),
    ];
    keys.extend(offices.iter().map(|e| e.key().to_owned()));
    for lang in Lang::ALL {
        let path = format!("{}/../../locales/{}/access.ftl", env!("CARGO_MANIFEST_DIR"), lang.tag());
        let words = std::fs::read_to_string(path).unwrap();
        for key in &keys {
            assert!(
                words.lines().any(|line| line.starts_with(&format!("{key} ="))),
                "{key} in {}",
                lang.tag()
            );
        }
    }
}
