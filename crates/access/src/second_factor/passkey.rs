//! Passkeys (WebAuthn): the browser signs a question with a key that never leaves the device.

use super::{FactorError, Kept, PASSKEY_NAME_CHARS_MAX, Stored, add, end_offer, find_offer, json, put_offer};
use crate::{Access, AccountView, Who, secret, table};
use jiff::Timestamp;
use kernel::AccountId;
use ledger::{Door, Fault, Tx, params};
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Url,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

const NEW: &str = "passkey-new";
const ASKED: &str = "passkey-asked";

/// The address at which people reach this house. A passkey is bound to it and answers no other.
#[derive(Clone)]
pub struct RelyingParty(Webauthn);

/// The address is none that browsers let have passkeys.
#[derive(Debug, thiserror::Error)]
#[error("passkeys need an address such as https://ceiba.example.org, with a name and no path")]
pub struct NotAnOrigin;

impl RelyingParty {
    /// Of an origin such as `https://ceiba.example.org`. On `localhost` any port will do.
    pub fn new(origin: &str) -> Result<RelyingParty, NotAnOrigin> {
        let url = Url::parse(origin).map_err(|_| NotAnOrigin)?;
        let name = url.domain().ok_or(NotAnOrigin)?.to_owned();
        let is_local = name == "localhost";
        if url.path() != "/" || url.query().is_some() || (url.scheme() != "https" && !is_local) {
            return Err(NotAnOrigin);
        }
        let builder = WebauthnBuilder::new(&name, &url).map_err(|_| NotAnOrigin)?;
        builder.rp_name("Ceiba").allow_any_port(is_local).build().map(RelyingParty).map_err(|_| NotAnOrigin)
    }
}

impl Access {
    /// What a browser needs to make a passkey for this account, as JSON.
    pub fn offer_passkey(&self, party: &RelyingParty, view: &AccountView) -> Result<String, FactorError> {
        self.ledger.write(|tx| {
            let all = super::stored(tx, view.account)?;
            let known = passkeys(&all).iter().map(|key| key.cred_id().clone()).collect();
            let begun =
                party.0.start_passkey_registration(view.account.0, &view.login, &view.login, Some(known));
            let (question, state) = begun.map_err(|_| FactorError::Wrong)?;
            put_offer(tx, view.account, NEW, &state)?;
            text(&question)
        })
    }

    /// The same in an open session, whose password must be known.
    pub fn add_passkey(
        &self,
        party: &RelyingParty,
        who: &Who,
        password: &str,
        answer: &str,
        name: &str,
    ) -> Result<(), FactorError> {
        self.check_own_password(who, password)?;
        self.confirm_passkey(party, who.account, answer, name)
    }

    /// Keeps the passkey that the browser made.
    pub fn confirm_passkey(
        &self,
        party: &RelyingParty,
        account: AccountId,
        answer: &str,
        name: &str,
    ) -> Result<(), FactorError> {
        let now = self.clock.now();
        let name: String =
            name.trim().chars().filter(|c| !c.is_control()).take(PASSKEY_NAME_CHARS_MAX).collect();
        self.counted(account, |tx| {
            let state: PasskeyRegistration =
                find_offer(tx, account, NEW, now)?.ok_or(FactorError::NoOffer)?;
            let answer: RegisterPublicKeyCredential = read(answer)?;
            let passkey =
                party.0.finish_passkey_registration(&answer, &state).map_err(|_| FactorError::Wrong)?;
            let mark = secret::hex(passkey.cred_id());
            let kept = Kept::Passkey { name: name.clone(), passkey: Box::new(passkey) };
            add(tx, account, &kept, &mark, 0)?;
            Ok(end_offer(tx, account, NEW)?)
        })
    }

    /// The question to an account's passkeys, as JSON; nothing when it has none.
    pub fn ask_passkey(
        &self,
        party: &RelyingParty,
        account: AccountId,
    ) -> Result<Option<String>, FactorError> {
        self.ledger.write(|tx| {
            let keys = passkeys(&super::stored(tx, account)?);
            if keys.is_empty() {
                return Ok(None);
            }
            let begun = party.0.start_passkey_authentication(&keys);
            let (question, state) = begun.map_err(|_| FactorError::Wrong)?;
            put_offer(tx, account, ASKED, &state)?;
            text(&question).map(Some)
        })
    }
}

/// Whether a passkey of the account signed the question it was asked; the question is answered once.
pub(super) fn fits(
    tx: &mut Tx<'_>,
    party: &RelyingParty,
    account: AccountId,
    all: &[Stored],
    answer: &str,
    now: Timestamp,
) -> Result<bool, FactorError> {
    let Some(state) = find_offer::<PasskeyAuthentication>(tx, account, ASKED, now)? else { return Ok(false) };
    let answer: PublicKeyCredential = read(answer)?;
    let Ok(result) = party.0.finish_passkey_authentication(&answer, &state) else { return Ok(false) };
    end_offer(tx, account, ASKED)?;
    for one in all {
        let Kept::Passkey { name, passkey } = &one.kept else { continue };
        let mut passkey = passkey.clone();
        if passkey.update_credential(&result).is_some() {
            let kept = Kept::Passkey { name: name.clone(), passkey };
            let sealed = tx.seal(super::FACTOR, one.view.factor, &json(&kept)?)?;
            let tenant = tx.tenant();
            let row = params![sealed, now, tenant, account, one.view.factor];
            return Ok(tx.execute(&table::USE_PASSKEY, &row)? == 1);
        }
    }
    Ok(false)
}

fn passkeys(all: &[Stored]) -> Vec<Passkey> {
    let passkey = |one: &Stored| match &one.kept {
        Kept::Passkey { passkey, .. } => Some(passkey.as_ref().clone()),
        Kept::App { .. } => None,
    };
    all.iter().filter_map(passkey).collect()
}

fn text(question: &impl serde::Serialize) -> Result<String, FactorError> {
    serde_json::to_string(question).map_err(|_| Fault::Inconsistent("a passkey's question".into()).into())
}

fn read<T: for<'a> serde::Deserialize<'a>>(answer: &str) -> Result<T, FactorError> {
    serde_json::from_str(answer).map_err(|_| FactorError::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_a_sealed_line() {
        for good in ["https://ceiba.example.org", "http://localhost:8080", "https://localhost"] {
            assert!(RelyingParty::new(good).is_ok(), "{good}");
        }
        for bad in
            ["http://ceiba.example.org", "https://192.0.2.1", "ceiba", "https://ceiba.example.org/x", ""]
        {
            assert!(RelyingParty::new(bad).is_err(), "{bad}");
        }
    }
}
