//! Second factors on both engines: what opens, what does not, and what is written down.

use crate::testing::{PASSWORD, access, account, code_of, schema, signed_in};
use crate::*;
use jiff::SignedDuration;
use kernel::{AccountId, Clock, Role};
use ledger::testing::{TestLedger, ask, both};

fn later(test: &TestLedger, seconds: i64) {
    test.clock.set(test.clock.now().checked_add(SignedDuration::from_secs(seconds)).unwrap());
}

fn who(house: &Access, account: AccountId) -> Who {
    house.account(account).unwrap().unwrap().who()
}

/// An account with an app; answers its secret.
fn with_app(test: &TestLedger, house: &Access, login: &str, role: Role) -> (AccountId, String) {
    let id = account(house, login, role, "own");
    let view = house.account(id).unwrap().unwrap();
    let offer = house.offer_app(&view).unwrap();
    assert!(offer == house.offer_app(&view).unwrap(), "a reload shows the same secret");
    house.confirm_app(id, &code_of(&offer.in_groups, test.clock.now())).unwrap();
    (id, offer.in_groups)
}

fn half(house: &Access, login: &str) -> HalfOpened {
    let ask = SignIn {
        login,
        password: PASSWORD,
        address: "192.0.2.1",
        device: None,
        tablet: None,
        browser: "firefox linux",
    };
    match house.sign_in(&ask).unwrap() {
        Entrance::HalfOpen(half) => half,
        Entrance::Open(_) => panic!("{login} needed no factor"),
    }
}

fn code(house: &Access, half: &HalfOpened, code: &str) -> Result<SignedIn, FactorError> {
    house.prove(&half.token, Proof::Code(code), Place::default())
}

fn history(house: &Access, account: AccountId) -> Vec<String> {
    house.changes_of(account).unwrap().into_iter().map(|change| change.what).collect()
}

#[test]
fn a_code_opens_once_and_the_half_open_token_opens_nothing() {
    both(schema, |t| {
        let house = access(t);
        let (id, secret) = with_app(t, &house, "ixchel", Role::Reviewer);
        let first = half(&house, "ixchel");
        assert!(matches!(house.session(&first.token), Err(NoSession::Unknown)));
        // The code that confirmed the app was shown already.
        let shown = code_of(&secret, t.clock.now());
        assert!(matches!(code(&house, &first, &shown), Err(FactorError::Wrong)));
        later(t, 30);
        let now = code_of(&secret, t.clock.now());
        let spaced = format!(" {} {} ", &now[..3], &now[3..]);
        let signed = code(&house, &first, &spaced).unwrap();
        assert!(house.session(&signed.token).is_ok());
        assert!(signed.has_news, "a factor was added since");
        assert!(matches!(house.session(&first.token), Err(NoSession::Unknown)));
        assert!(matches!(code(&house, &first, &now), Err(FactorError::Ended)));
        // The same code in another sign-in: refused. The one before: refused too.
        let second = half(&house, "ixchel");
        assert!(matches!(code(&house, &second, &now), Err(FactorError::Wrong)));
        assert!(matches!(code(&house, &second, &shown), Err(FactorError::Wrong)));
        // A clock that is half a minute fast is fine.
        let fast = t.clock.now().checked_add(SignedDuration::from_secs(30)).unwrap();
        code(&house, &second, &code_of(&secret, fast)).unwrap();
        assert!(house.factors(id).unwrap()[0].used_at.is_some());
    });
}

#[test]
fn guesses_wait_and_a_half_open_sign_in_ends() {
    both(schema, |t| {
        let house = access(t);
        let (_, secret) = with_app(t, &house, "ixchel", Role::Reviewer);
        later(t, 60);
        let half_one = half(&house, "ixchel");
        let mut waits = 0;
        for _ in 0..8 {
            match code(&house, &half_one, "000000") {
                Err(FactorError::Wait { .. }) => waits += 1,
                Err(FactorError::Wrong) => {}
                other => panic!("{other:?}"),
            }
        }
        assert!(waits >= 2, "{waits}");
        let right = code_of(&secret, t.clock.now());
        assert!(matches!(code(&house, &half_one, &right), Err(FactorError::Wait { .. })));
        later(t, 16 * 60);
        let right = code_of(&secret, t.clock.now());
        assert!(matches!(code(&house, &half_one, &right), Err(FactorError::Ended)));
        assert!(code(&house, &half(&house, "ixchel"), &right).is_ok());
        assert!(matches!(
            code(&house, &HalfOpened { token: "x".into(), stage: Stage::Prove }, &right),
            Err(FactorError::Ended)
        ));
    });
}

#[test]
fn recovery_codes_are_good_once() {
    both(schema, |t| {
        let house = access(t);
        let bare = account(&house, "nicte", Role::Reviewer, "own");
        assert!(matches!(house.new_recovery_codes(&who(&house, bare), PASSWORD), Err(FactorError::NoFactor)));
        let (id, _) = with_app(t, &house, "ixchel", Role::Reviewer);
        let me = who(&house, id);
        let wrong = house.new_recovery_codes(&me, "not the password");
        assert!(matches!(wrong, Err(FactorError::Account(AccountError::WrongPassword))));
        let old = house.new_recovery_codes(&me, PASSWORD).unwrap();
        let codes = house.new_recovery_codes(&me, PASSWORD).unwrap();
        assert_eq!((codes.len(), house.recovery_codes_left(id).unwrap()), (CODES, CODES as u64));
        let print = format!("{:?}", ask(&t.place, "select * from recovery_code"));
        assert!(codes.iter().all(|code| !print.contains(&code.replace('-', ""))));
        assert!(matches!(code(&house, &half(&house, "ixchel"), &old[0]), Err(FactorError::Wrong)));
        code(&house, &half(&house, "ixchel"), &codes[3].to_lowercase().replace('0', "o")).unwrap();
        assert!(matches!(code(&house, &half(&house, "ixchel"), &codes[3]), Err(FactorError::Wrong)));
        assert_eq!(house.recovery_codes_left(id).unwrap(), CODES as u64 - 1);
        assert!(history(&house, id).iter().any(|what| what == "factor-code-used"));
        // Another account's code opens nothing.
        let (_, _) = with_app(t, &house, "itza", Role::Reviewer);
        assert!(matches!(code(&house, &half(&house, "itza"), &codes[4]), Err(FactorError::Wrong)));
    });
}

#[test]
fn two_colleagues_give_back_an_account_that_lost_its_factor() {
    both(schema, |t| {
        let house = access(t);
        let (id, secret) = with_app(t, &house, "ixchel", Role::Administrator);
        let me = who(&house, id);
        let admin = who(&house, account(&house, "admin", Role::Administrator, "own"));
        let first = who(&house, account(&house, "supervisa", Role::Supervisor, "own"));
        let second = who(&house, account(&house, "vigila", Role::Supervisor, "own"));
        let officer = who(&house, account(&house, "oficial", Role::EligibilityOfficer, "own"));
        assert!(matches!(house.confirm_reset(id, &admin), Err(FactorError::NoReset)));
        later(t, 30);
        let session = code(&house, &half(&house, "ixchel"), &code_of(&secret, t.clock.now())).unwrap();
        let waiting = half(&house, "ixchel");
        house.ask_reset(&waiting.token).unwrap();
        house.ask_reset(&waiting.token).unwrap();
        assert_eq!(house.resets().unwrap().len(), 1);

        assert!(matches!(house.confirm_reset(id, &officer), Err(FactorError::MayNot)));
        assert!(matches!(house.confirm_reset(id, &me), Err(FactorError::OwnReset)));
        assert_eq!(house.confirm_reset(id, &first).unwrap(), Reset::Waiting);
        assert!(matches!(house.confirm_reset(id, &first), Err(FactorError::SamePersonTwice)));
        assert!(matches!(house.confirm_reset(id, &second), Err(FactorError::NeedsAdministrator)));
        assert_eq!(house.reset_of(id).unwrap(), Some(1));
        assert!(house.session(&session.token).is_ok());
        assert_eq!(house.confirm_reset(id, &admin).unwrap(), Reset::Done);
        assert!(matches!(house.confirm_reset(id, &admin), Err(FactorError::NoReset)));

        assert!(house.factors(id).unwrap().is_empty());
        assert!(matches!(house.session(&session.token), Err(NoSession::Unknown)));
        assert!(house.half_open(&waiting.token).unwrap().is_none());
        let enrol = half(&house, "ixchel");
        assert_eq!(enrol.stage, Stage::Enrol);
        assert!(matches!(code(&house, &enrol, "123456"), Err(FactorError::Ended)));
        let enrolled = || house.prove(&enrol.token, Proof::Enrolled, Place::default());
        assert!(matches!(enrolled(), Err(FactorError::Wrong)));
        let offer = house.offer_app(&house.account(id).unwrap().unwrap()).unwrap();
        house.confirm_app(id, &code_of(&offer.in_groups, t.clock.now())).unwrap();
        later(t, 60);
        let signed = enrolled().unwrap();
        let told: Vec<_> = house.news(&me).unwrap().changes.into_iter().map(|c| c.what).collect();
        for what in ["factor-app-added", "factor-reset", "factor-reset-confirmed", "factor-reset-asked"] {
            assert!(told.iter().any(|t| t == what), "{what}: {told:?}");
        }
        house.own_up(&me).unwrap();
        assert!(house.news(&me).unwrap().is_empty());
        house.disown(&me).unwrap();
        assert!(matches!(house.session(&signed.token), Err(NoSession::Unknown)));
    });
}

#[test]
fn a_reset_ends_by_time_by_a_colleague_or_when_the_factor_is_found() {
    both(schema, |t| {
        let house = access(t);
        let (id, secret) = with_app(t, &house, "ixchel", Role::Reviewer);
        let admin = who(&house, account(&house, "admin", Role::Administrator, "own"));
        let other = who(&house, account(&house, "admin2", Role::Administrator, "own"));
        house.ask_reset(&half(&house, "ixchel").token).unwrap();
        house.confirm_reset(id, &admin).unwrap();
        later(t, 24 * 3600 * RESET_DAYS);
        assert!(house.resets().unwrap().is_empty());
        assert!(matches!(house.confirm_reset(id, &other), Err(FactorError::NoReset)));
        // What was confirmed for a request that ended counts for no other.
        house.ask_reset(&half(&house, "ixchel").token).unwrap();
        assert_eq!(house.confirm_reset(id, &other).unwrap(), Reset::Waiting);
        house.decline_reset(id, &admin).unwrap();
        assert!(matches!(house.decline_reset(id, &admin), Err(FactorError::NoReset)));
        house.ask_reset(&half(&house, "ixchel").token).unwrap();
        code(&house, &half(&house, "ixchel"), &code_of(&secret, t.clock.now())).unwrap();
        assert!(house.resets().unwrap().is_empty());
    });
}

#[test]
fn a_role_that_must_have_a_factor_has_days_of_grace_and_keeps_its_last_one() {
    both(schema, |t| {
        let house = access(t).asking_factors_by_default(true);
        let id = account(&house, "ixchel", Role::Supervisor, "own");
        account(&house, "nicte", Role::BorderOfficer, "own");
        assert!(!signed_in(&house, "nicte").has_news);
        assert!(signed_in(&house, "ixchel").has_news);
        let view = house.account(id).unwrap().unwrap();
        assert!(house.factor_due(&view).unwrap().unwrap() > t.clock.now());
        later(t, 24 * 3600 * GRACE_DAYS);
        let enrol = half(&house, "ixchel");
        assert_eq!(enrol.stage, Stage::Enrol);
        let offer = house.offer_app(&view).unwrap();
        house.confirm_app(id, &code_of(&offer.in_groups, t.clock.now())).unwrap();
        house.prove(&enrol.token, Proof::Enrolled, Place::default()).unwrap();
        assert_eq!(house.factor_due(&view).unwrap(), None);
        let factor = house.factors(id).unwrap()[0].factor;
        let last = house.remove_factor(&view.who(), factor, PASSWORD);
        assert!(matches!(last, Err(FactorError::LastRequired)));
        house.set_factor_rules(&[], 7, None).unwrap();
        let unknown = house.remove_factor(&view.who(), uuid::Uuid::nil(), PASSWORD);
        assert!(matches!(unknown, Err(FactorError::NoSuchFactor)));
        house.remove_factor(&view.who(), factor, PASSWORD).unwrap();
        assert!(history(&house, id).iter().any(|what| what == "factor-app-removed"));
        signed_in(&house, "ixchel");
        // No days at all: at once.
        house.set_factor_rules(&[Role::BorderOfficer], 0, None).unwrap();
        assert_eq!(half(&house, "nicte").stage, Stage::Enrol);
    });
}

#[test]
fn sessions_are_listed_and_ended_one_by_one() {
    both(schema, |t| {
        let house = access(t);
        let id = account(&house, "ixchel", Role::Reviewer, "own");
        let other = account(&house, "nicte", Role::Reviewer, "own");
        let (a, b, c) =
            (signed_in(&house, "ixchel"), signed_in(&house, "ixchel"), signed_in(&house, "ixchel"));
        let all = house.sessions(id).unwrap();
        assert_eq!((all.len(), all[0].browser.as_str()), (3, "firefox linux"));
        let of_a = all.iter().find(|s| s.is_of(&a.token)).unwrap();
        house.end_session(other, &of_a.handle).unwrap();
        house.end_session(id, "made up").unwrap();
        assert!(house.session(&a.token).is_ok());
        house.end_session(id, &of_a.handle).unwrap();
        assert!(matches!(house.session(&a.token), Err(NoSession::Unknown)));
        house.end_other_sessions(id, &b.token).unwrap();
        assert!(house.session(&b.token).is_ok());
        assert!(matches!(house.session(&c.token), Err(NoSession::Unknown)));
        house.end_sessions_of(id, other).unwrap();
        assert!(house.sessions(id).unwrap().is_empty());
        assert!(history(&house, id).iter().any(|what| what == "sessions-ended"));
    });
}

#[test]
fn a_passkey_answer_that_nobody_asked_for_opens_nothing() {
    both(schema, |t| {
        let house = access(t);
        let party = RelyingParty::new("http://localhost:8080").unwrap();
        let (id, _) = with_app(t, &house, "ixchel", Role::Reviewer);
        let view = house.account(id).unwrap().unwrap();
        assert!(house.offer_passkey(&party, &view).unwrap().contains("challenge"));
        for answer in ["", "{}", "null", &"[".repeat(10_000)] {
            let made = house.confirm_passkey(&party, id, answer, "llave");
            assert!(matches!(made, Err(FactorError::Wrong | FactorError::Wait { .. })), "{made:?}");
        }
        assert_eq!(house.ask_passkey(&party, id).unwrap(), None);
        later(t, 3600);
        let half = half(&house, "ixchel");
        let shown = house.prove(&half.token, Proof::Passkey(&party, "{}"), Place::default());
        assert!(matches!(shown, Err(FactorError::Wrong)));
    });
}

#[test]
fn secrets_of_factors_are_sealed() {
    both(schema, |t| {
        let house = access(t);
        let (_, secret) = with_app(t, &house, "ixchel", Role::Reviewer);
        let view = house.account_of_login("ixchel").unwrap().unwrap();
        let offered = house.offer_app(&view).unwrap();
        for table in ["factor", "factor_offer", "half_open", "account_change"] {
            let print = format!("{:?}", ask(&t.place, &format!("select * from {table}")));
            for secret in [&secret, &offered.in_groups] {
                assert!(!print.contains(&secret.replace(' ', "")), "{table}");
            }
        }
    });
}
