//! Ten recovery codes on paper, each good once, for the day the telephone is not there.

use super::{FactorError, stored};
use crate::{Access, Who, account, table};
use jiff::Timestamp;
use kernel::{AccountId, Random};
use ledger::{Door, Fault, Tx, params};

/// How many codes a sheet holds.
pub const CODES: usize = 10;
const SIGNS: usize = 10;
/// No letter that is read as a digit; U is left out as in Crockford's Base 32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Access {
    /// Ten new codes in place of all earlier ones. They are shown now and never again: only their hashes stay.
    pub fn new_recovery_codes(&self, who: &Who, password: &str) -> Result<Vec<String>, FactorError> {
        self.check_own_password(who, password)?;
        let codes: Vec<String> = (0..CODES).map(|_| fresh(&*self.random)).collect();
        self.ledger.write(|tx| {
            if stored(tx, who.account)?.is_empty() {
                return Err(FactorError::NoFactor);
            }
            let tenant = tx.tenant();
            tx.execute(&table::REMOVE_CODES, &params![tenant.as_str(), who.account])?;
            for code in &codes {
                let hash = hash_of(tx, who.account, code);
                tx.execute(&table::ADD_CODE, &params![tenant.as_str(), who.account, hash])?;
            }
            Ok(account::note_change(tx, who.account, Some(who.account), "factor-codes-made")?)
        })?;
        Ok(codes.iter().map(|code| format!("{}-{}", &code[..SIGNS / 2], &code[SIGNS / 2..])).collect())
    }

    /// How many codes of the sheet are still good.
    pub fn recovery_codes_left(&self, account: AccountId) -> Result<u64, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            account::count_of(door.one(&table::COUNT_CODES, &params![tenant, account])?)
        })
    }
}

/// Whether this is a code of the account that nobody used; it is used now.
pub(super) fn fits(tx: &mut Tx<'_>, account: AccountId, code: &str, now: Timestamp) -> Result<bool, Fault> {
    let code = as_written(code);
    if code.len() != SIGNS {
        return Ok(false);
    }
    let hash = hash_of(tx, account, &code);
    let tenant = tx.tenant();
    let fits = tx.execute(&table::USE_CODE, &params![now, tenant, account, hash])? == 1;
    if fits {
        account::note_change(tx, account, Some(account), "factor-code-used")?;
    }
    Ok(fits)
}

/// What people take for another sign is that sign.
fn as_written(code: &str) -> String {
    let sign = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    code.chars().map(sign).collect()
}

fn fresh(random: &dyn Random) -> String {
    let mut bytes = [0u8; SIGNS];
    random.fill(&mut bytes);
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect()
}

fn hash_of(tx: &mut Tx<'_>, account: AccountId, code: &str) -> Vec<u8> {
    tx.hashed("account.recovery", &format!("{account} {code}"))
}
