//! Invented staff for tests: somebody of a role and office, and a house with one account a role.

use crate::{Access, Entrance, MIGRATIONS, NewAccount, NewOffice, SignIn, SignedIn, Who};
use kernel::{AccountId, Lang, Office, Role, SeededRandom};
use ledger::testing::TestLedger;
use std::sync::Arc;

/// The password of every test account.
pub const PASSWORD: &str = "la ceiba da sombra";

/// Somebody of this role and office who has no account; the same two give the same person.
pub fn who(role: Role, office: &str) -> Who {
    let name = format!("{} {office}", role.code());
    let mut bytes = [0u8; 16];
    for (i, byte) in name.bytes().enumerate() {
        bytes[i % 16] = bytes[i % 16].wrapping_mul(31).wrapping_add(byte);
    }
    Who {
        account: AccountId(uuid::Builder::from_random_bytes(bytes).into_uuid()),
        login: role.code().replace('_', "-"),
        name: "Ixchel Inventada".to_owned(),
        role,
        office: Office::from(office),
        lang: Lang::Es,
        affiliation: kernel::Affiliation::default(),
        scopes: None,
    }
}

/// The same house with passwords that cost nothing to hash: what they cost is proved beside them.
pub fn hashing_at_no_cost(access: &Access) -> Access {
    Access { hashing: Arc::new(crate::password::Hashing::of_no_cost()), ..access.clone() }
}

/// A schema with this room only.
pub fn schema() -> ledger::Schema {
    ledger::Schema { migrations: MIGRATIONS.to_vec(), ..ledger::Schema::default() }
}

/// `Access` on a test ledger whose schema holds [`MIGRATIONS`], with the offices `own` and `other`.
#[allow(clippy::expect_used)]
pub fn access(test: &TestLedger) -> Access {
    let random = Arc::new(SeededRandom::new(7));
    let access = Access::new(test.ledger.clone(), test.clock.clone(), random).expect("policies");
    let office = |code| NewOffice {
        code,
        kind: "registration",
        name_es: "Oficina inventada",
        name_en: "Invented office",
    };
    access.put_country_offices(&[office("own"), office("other")]).expect("offices");
    access
}

/// Adds an account of a role at an office; its password is [`PASSWORD`].
#[allow(clippy::expect_used)]
pub fn account(access: &Access, login: &str, role: Role, office: &str) -> AccountId {
    let office = Office::from(office);
    let new = NewAccount {
        login,
        name: "Ixchel Inventada",
        role,
        office: &office,
        lang: Lang::Es,
        password: PASSWORD,
    };
    access.add_account(&new, None).expect("account")
}

/// Signs a test account in that has no second factor.
pub fn signed_in(access: &Access, login: &str) -> SignedIn {
    signed_in_with(access, login, None)
}

/// The same on a tablet that was enrolled.
pub fn signed_in_on(access: &Access, login: &str, tablet: &str) -> SignedIn {
    signed_in_with(access, login, Some(tablet))
}

#[allow(clippy::expect_used)]
fn signed_in_with(access: &Access, login: &str, tablet: Option<&str>) -> SignedIn {
    let (address, browser) = ("192.0.2.1", "firefox linux");
    let ask = SignIn { login, password: PASSWORD, address, device: None, tablet, browser };
    match access.sign_in(&ask).expect("sign-in") {
        Entrance::Open(signed_in) => *signed_in,
        Entrance::HalfOpen(half) => panic!("{login} must do something first: {half:?}"),
    }
}

/// The six digits that an app with this secret shows at an instant.
#[allow(clippy::expect_used)]
pub fn code_of(in_groups: &str, at: jiff::Timestamp) -> String {
    crate::second_factor::code_at(in_groups, at).expect("a secret")
}
