//! The app that shows six digits (RFC 6238): a secret of 160 bits, a code every thirty seconds, each taken once.

use super::{FactorError, FactorKind, Kept, Stored, add, end_offer, find_offer, put_offer};
use crate::{Access, AccountView, Who, table};
use jiff::Timestamp;
use kernel::AccountId;
use ledger::{Door, Fault, Tx, params};
use totp_rs::{Builder, Secret, Totp};

/// How long one code stands, in seconds. One before and one after are taken too, for clocks that are not quite right.
const STEP: u64 = 30;
const SECRET_BYTES: usize = 20;
const KIND: &str = "app";

/// A secret for a new app, as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct AppOffer {
    /// In letters and digits, by fours.
    pub in_groups: String,
    /// What the QR code says.
    pub address: String,
}

impl Access {
    /// The secret for a new app: the same until it is confirmed or too old, so that a reload spoils nothing.
    pub fn offer_app(&self, view: &AccountView) -> Result<AppOffer, Fault> {
        let mut fresh = vec![0u8; SECRET_BYTES];
        self.random.fill(&mut fresh);
        let now = self.clock.now();
        let secret = self.ledger.write(|tx| {
            if let Some(secret) = find_offer::<Vec<u8>>(tx, view.account, KIND, now)? {
                return Ok::<_, Fault>(secret);
            }
            put_offer(tx, view.account, KIND, &fresh)?;
            Ok(fresh.clone())
        })?;
        let text = Secret::new(secret.into_boxed_slice()).to_base32();
        let in_groups = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
        let address = format!("otpauth://totp/Ceiba:{}?secret={text}&issuer=Ceiba", view.login);
        Ok(AppOffer { in_groups, address })
    }

    /// The same in an open session, whose password must be known.
    pub fn add_app(&self, who: &Who, password: &str, code: &str) -> Result<(), FactorError> {
        self.check_own_password(who, password)?;
        self.confirm_app(who.account, code)
    }

    /// The first code of a new app shows that it holds the secret.
    pub fn confirm_app(&self, account: AccountId, code: &str) -> Result<(), FactorError> {
        let now = self.clock.now();
        self.counted(account, |tx| {
            let secret: Vec<u8> = find_offer(tx, account, KIND, now)?.ok_or(FactorError::NoOffer)?;
            let step = step_of(&secret, &plain(code), now).ok_or(FactorError::Wrong)?;
            let mark = crate::secret::hex(&secret);
            add(tx, account, &Kept::App { secret }, &mark, step)?;
            Ok(end_offer(tx, account, KIND)?)
        })
    }
}

/// Whether a code is one of these apps' and was not shown before; it cannot be shown again.
pub(super) fn fits(
    tx: &mut Tx<'_>,
    account: AccountId,
    all: &[Stored],
    code: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    for one in all.iter().filter(|one| one.view.kind == FactorKind::App) {
        let Kept::App { secret } = &one.kept else { continue };
        let Some(step) = step_of(secret, code, now) else { continue };
        let tenant = tx.tenant();
        let row = params![step, now, tenant, account, one.view.factor, step];
        if tx.execute(&table::USE_APP, &row)? == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The code without the spaces people type.
pub(super) fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric()).take(40).collect::<String>().to_ascii_uppercase()
}

fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Option<i64> {
    let now = u64::try_from(now.as_second()).ok()?;
    totp(secret)?.check(code, now).and_then(|step| i64::try_from(step).ok())
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new().with_secret(secret).with_skew(1).with_step_duration(STEP).build().ok()
}

/// The code an app would show, for tests: the secret as it is shown.
pub(crate) fn code_at(in_groups: &str, at: Timestamp) -> Option<String> {
    let text: String = in_groups.chars().filter(|c| !c.is_whitespace()).collect();
    let secret = Secret::try_from_base32(text).ok()?;
    let second = u64::try_from(at.as_second()).ok()?;
    Some(totp(secret.as_ref())?.generate(second).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of the eight digits for SHA-1.
        let secret = b"12345678901234567890";
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            let at = Timestamp::from_second(second).unwrap();
            assert_eq!(step_of(secret, code, at), Some(second / 30));
        }
    }

    proptest! {
        #[test]
        fn a_code_stands_for_its_step_and_one_beside(
            secret in proptest::collection::vec(any::<u8>(), 20..=20),
            second in 1_000_000_000i64..4_000_000_000,
            off in -4i64..=4,
        ) {
            let at = |second| Timestamp::from_second(second).unwrap();
            let code = totp(&secret).unwrap().generate(second as u64).to_string();
            let seen = step_of(&secret, &code, at(second + off * 30));
            // Another step may show the same digits once in a million; then it is still within one step.
            match seen {
                Some(step) => prop_assert!((step - (second + off * 30) / 30).abs() <= 1),
                None => prop_assert!(off.abs() > 1),
            }
        }
    }
}
