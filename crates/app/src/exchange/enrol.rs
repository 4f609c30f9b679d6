//! Enrolling a post: a one-time code is carried by a person; with it both sides prove their keys to one another, so that
//! nobody between can put others in their place. By line or by files, the same three letters: asked, admitted, accepted.

use super::site::{self, Hub, Site};
use super::table;
use aws_lc_rs::{hkdf, hmac};
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Office, Random};
use ledger::{Door, Fault, KeyFile, Ledger, Peer, PeerStanding, Row, Tx, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A code is good for so long.
pub const CODE_LIFE: SignedDuration = SignedDuration::from_hours(72);
/// No letter that is read as a digit; U is left out as in Crockford's Base 32.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// A hundred random bits.
const SIGNS: usize = 20;
/// A letter of enrolment is small.
pub const LETTER_BYTES_MAX: usize = 4_096;

/// What a new post sends: who it is, its keys, and the proof that it has the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub tenant: String,
    pub site: String,
    pub sign_key: String,
    pub agreement_key: String,
    pub epoch: i64,
    pub proof: String,
}

/// What headquarters answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    pub tenant: String,
    pub site: String,
    pub office: String,
    pub ordinal: i64,
    pub hub: String,
    pub sign_key: String,
    pub agreement_key: String,
    pub epoch: i64,
    pub proof: String,
}

/// Why a post is not enrolled, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum EnrolRefusal {
    /// An unknown site and a wrong code are told alike.
    #[error("the code does not fit; ask headquarters for a new one")]
    Code,
    #[error("the code has expired; ask headquarters for a new one")]
    Expired,
    #[error("the code was used already, or the site was revoked; enrol under a new name")]
    Used,
    #[error("a site's name is 2 to 40 small letters, digits and hyphens, and not that of headquarters")]
    Name,
    #[error("there is no such office, or it is closed")]
    Office,
    #[error("headquarters did not prove that it knows the code: somebody else answered")]
    Stranger,
    #[error("the letter cannot be read")]
    Malformed,
    #[error("there is no such site")]
    NoSuchSite,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The secret that both sides derive from a code.
struct Shared(hmac::Key);

struct Bytes;
impl hkdf::KeyType for Bytes {
    fn len(&self) -> usize {
        32
    }
}

impl Shared {
    fn raw(tenant: &str, site: &str, code: &str) -> Result<[u8; 32], EnrolRefusal> {
        let signs = as_written(code);
        if signs.len() != SIGNS {
            return Err(EnrolRefusal::Code);
        }
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"ceiba-enrol-1");
        let info: [&[u8]; 3] = [tenant.as_bytes(), &[0], site.as_bytes()];
        let mut raw = [0u8; 32];
        let filled = salt.extract(signs.as_bytes()).expand(&info, Bytes).and_then(|okm| okm.fill(&mut raw));
        filled.map_err(|_| EnrolRefusal::Malformed)?;
        Ok(raw)
    }
    fn of(raw: &[u8]) -> Shared {
        Shared(hmac::Key::new(hmac::HMAC_SHA256, raw))
    }
    /// Proves a list of texts under a purpose: each with its length, so that none runs into the next.
    fn context(&self, purpose: &str, texts: &[&str]) -> hmac::Context {
        let mut context = hmac::Context::with_key(&self.0);
        for text in std::iter::once(&purpose).chain(texts) {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        context
    }
    fn proof(&self, purpose: &str, texts: &[&str]) -> String {
        hex(self.context(purpose, texts).sign().as_ref())
    }
    fn holds(&self, purpose: &str, texts: &[&str], proof: &str) -> bool {
        let made = self.context(purpose, texts).sign();
        aws_lc_rs::constant_time::verify_slices_are_equal(made.as_ref(), &bytes_of(proof)).is_ok()
    }
}

impl Asked {
    fn prove(&self, shared: &Shared) -> String {
        shared.proof("ask", &self.texts(&self.epoch.to_string()))
    }
    fn texts<'a>(&'a self, epoch: &'a str) -> [&'a str; 5] {
        [&self.tenant, &self.site, &self.sign_key, &self.agreement_key, epoch]
    }
}

impl Admitted {
    /// With what was asked, so that an answer to another question is none.
    fn texts<'a>(&'a self, asked: &'a str, numbers: &'a str) -> [&'a str; 8] {
        let (tenant, site, office) = (&self.tenant, &self.site, &self.office);
        [asked, tenant, site, office, &self.hub, &self.sign_key, &self.agreement_key, numbers]
    }
    fn numbers(&self) -> String {
        format!("{} {}", self.ordinal, self.epoch)
    }
}

/// Splits `paso-canoas.ABCDE-…` as it was printed.
pub fn read_code(printed: &str) -> Result<(&str, &str), EnrolRefusal> {
    let (site, code) = printed.trim().split_once('.').ok_or(EnrolRefusal::Code)?;
    if site::is_name(site) { Ok((site, code)) } else { Err(EnrolRefusal::Code) }
}

/// A new code for a site of an office, printed once. An earlier one that nobody used ends.
pub fn invite(ledger: &Ledger, by: AccountId, site: &str, office: &Office) -> Result<String, EnrolRefusal> {
    if !site::is_name(site) || site == ledger.site() {
        return Err(EnrolRefusal::Name);
    }
    let code = fresh(&*ledger.ports().random);
    let raw = Shared::raw(ledger.tenant(), site, &code)?;
    ledger.write(|tx| {
        if !access::roster::is_open(tx, office)? {
            return Err(EnrolRefusal::Office);
        }
        let known = find(tx, site)?;
        if known.as_ref().is_some_and(|known| known.joined_at.is_some() || known.revoked_at.is_some()) {
            return Err(EnrolRefusal::Used);
        }
        let ordinal = match known {
            Some(known) => known.ordinal,
            None => next_ordinal(tx)?,
        };
        let (tenant, now) = (tx.tenant(), tx.now());
        let until = now.checked_add(CODE_LIFE).unwrap_or(now);
        let sealed = tx.seal("exchange_site", Uuid::nil(), &raw)?;
        tx.execute(&table::PUT_SITE, &params![tenant, site, office, ordinal, now, until, by, sealed])?;
        Ok(format!("{site}.{}", in_groups(&code)))
    })
}

fn next_ordinal(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    let tenant = tx.tenant();
    let row = tx.one(&table::LAST_ORDINAL, &params![tenant])?;
    Ok(row.map_or(Ok(0), |row| row.int("ordinal"))? + 1)
}

/// What a new post asks headquarters with the code it was given.
pub fn ask(keys: &KeyFile, tenant: &str, printed: &str, epoch: i64) -> Result<Asked, EnrolRefusal> {
    let (site, code) = read_code(printed)?;
    let shared = Shared::of(&Shared::raw(tenant, site, code)?);
    let mut asked = Asked {
        tenant: tenant.to_owned(),
        site: site.to_owned(),
        sign_key: hex(&keys.public_key()),
        agreement_key: hex(&keys.agreement_public()),
        epoch,
        proof: String::new(),
    };
    asked.proof = asked.prove(&shared);
    Ok(asked)
}

/// Headquarters' answer to a post that has the code. The same question gets the same answer; another one with the same
/// code is refused.
pub fn admit(ledger: &Ledger, asked: &Asked) -> Result<Admitted, EnrolRefusal> {
    let sign_key = key_of(&asked.sign_key)?;
    let agreement_key = key_of(&asked.agreement_key)?;
    let (admitted, is_new) = ledger.write(|tx| {
        let known =
            find(tx, &asked.site)?.filter(|_| asked.tenant == tx.tenant()).ok_or(EnrolRefusal::Code)?;
        let shared = Shared::of(&tx.open_sealed("exchange_site", Uuid::nil(), &known.sealed)?);
        if !shared.holds("ask", &asked.texts(&asked.epoch.to_string()), &asked.proof) {
            return Err(EnrolRefusal::Code);
        }
        let is_same = known.joined_key.as_deref() == Some(&sign_key[..]);
        if known.revoked_at.is_some() || known.joined_at.is_some() && !is_same {
            return Err(EnrolRefusal::Used);
        }
        let now = tx.now();
        if now > known.expires_at {
            return Err(EnrolRefusal::Expired);
        }
        let tenant = tx.tenant();
        let joined = params![now, sign_key.to_vec(), tenant.as_str(), known.site.as_str()];
        let is_new = tx.execute(&table::SET_JOINED, &joined)? == 1;
        // Another process may have admitted somebody with the same code since it was read.
        let joined = find(tx, &known.site)?.and_then(|now| now.joined_key);
        if joined.as_deref() != Some(&sign_key[..]) {
            return Err(EnrolRefusal::Used);
        }
        let (own_epoch, _) = tx.epochs_with(&known.site)?;
        let mut admitted = Admitted {
            tenant,
            site: known.site,
            office: known.office,
            ordinal: known.ordinal,
            hub: ledger.site().to_owned(),
            sign_key: hex(&ledger.keys().public_key()),
            agreement_key: hex(&ledger.keys().agreement_public()),
            epoch: own_epoch,
            proof: String::new(),
        };
        admitted.proof = shared.proof("admit", &admitted.texts(&asked.proof, &admitted.numbers()));
        Ok((admitted, is_new))
    })?;
    // A post that asks again after its answer was lost is not enrolled anew.
    if is_new || ledger.peer(&asked.site)?.is_none() {
        let (site, office) = (&admitted.site, &admitted.office);
        let peer = Peer::enrolled(site, PeerStanding::Post, office, sign_key.to_vec(), agreement_key);
        ledger.put_peer(&peer)?;
    }
    Ok(admitted)
}

/// Whether headquarters proved itself; then what the post is from now on, and whom it believes.
pub fn accept(
    asked: &Asked,
    printed: &str,
    admitted: &Admitted,
    url: Option<&str>,
) -> Result<(Site, Peer), EnrolRefusal> {
    let (site, code) = read_code(printed)?;
    let shared = Shared::of(&Shared::raw(&asked.tenant, site, code)?);
    let is_ours = admitted.site == asked.site && admitted.tenant == asked.tenant;
    if !is_ours || !shared.holds("admit", &admitted.texts(&asked.proof, &admitted.numbers()), &admitted.proof)
    {
        return Err(EnrolRefusal::Stranger);
    }
    let sign_key = key_of(&admitted.sign_key)?.to_vec();
    let agreement_key = key_of(&admitted.agreement_key)?;
    let hub = Hub { site: admitted.hub.clone(), url: url.map(str::to_owned) };
    let site = Site {
        office: admitted.office.clone(),
        ordinal: admitted.ordinal,
        hub: Some(hub),
        ..Site::named(&admitted.site)
    };
    let peer = Peer::enrolled(&admitted.hub, PeerStanding::Hub, "", sign_key, agreement_key);
    Ok((site, peer))
}

/// No key of the site is believed any more, and its code ends.
pub fn revoke(ledger: &Ledger, by: AccountId, site: &str, why: &str) -> Result<(), EnrolRefusal> {
    ledger.write(|tx| {
        let known = find(tx, site)?.ok_or(EnrolRefusal::NoSuchSite)?;
        let (tenant, now) = (tx.tenant(), tx.now());
        tx.execute(&table::SET_REVOKED, &params![now, by, why, tenant, known.site.as_str()])?;
        Ok::<_, EnrolRefusal>(())
    })?;
    ledger.revoke_peer(site)?;
    Ok(())
}

/// A site that was invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invited {
    pub site: String,
    pub office: String,
    pub ordinal: i64,
    pub made_at: Timestamp,
    pub expires_at: Timestamp,
    pub made_by: Uuid,
    pub joined_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub revoked_by: Option<Uuid>,
    pub why: String,
    #[serde(skip)]
    joined_key: Option<Vec<u8>>,
    #[serde(skip)]
    sealed: Vec<u8>,
}

/// The sites that were invited, in the order of their numbers.
pub fn invited(ledger: &Ledger) -> Result<Vec<Invited>, Fault> {
    ledger.read(|door| {
        let tenant = door.tenant();
        door.query(&table::ALL_SITES, &params![tenant])?.iter().map(invited_of).collect()
    })
}

fn find(tx: &mut Tx<'_>, site: &str) -> Result<Option<Invited>, Fault> {
    let tenant = tx.tenant();
    tx.one(&table::FIND_SITE, &params![tenant, site])?.as_ref().map(invited_of).transpose()
}

fn invited_of(row: &Row) -> Result<Invited, Fault> {
    Ok(Invited {
        site: row.text("site")?,
        office: row.text("office")?,
        ordinal: row.int("ordinal")?,
        made_at: row.instant("made_at")?,
        expires_at: row.instant("expires_at")?,
        made_by: row.uuid("made_by")?,
        joined_at: row.opt("joined_at")?,
        revoked_at: row.opt("revoked_at")?,
        revoked_by: row.opt_uuid("revoked_by")?,
        why: row.text("why")?,
        joined_key: row.opt_bytes("joined_key")?,
        sealed: row.bytes("sealed")?,
    })
}

fn fresh(random: &dyn Random) -> String {
    let mut bytes = [0u8; SIGNS];
    random.fill(&mut bytes);
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect()
}

fn in_groups(code: &str) -> String {
    let groups: Vec<_> = code.as_bytes().chunks(5).map(String::from_utf8_lossy).collect();
    groups.join("-")
}

/// What people take for another sign is that sign.
fn as_written(code: &str) -> String {
    let sign = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    code.chars().filter(char::is_ascii_alphanumeric).map(sign).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).map(|d| d as u8);
    let two = |two: &[u8]| Some(digit(two[0])? << 4 | digit(two[1])?);
    hex.as_bytes().chunks_exact(2).map(two).collect::<Option<_>>().unwrap_or_default()
}

fn key_of(hex: &str) -> Result<[u8; 32], EnrolRefusal> {
    bytes_of(hex).try_into().map_err(|_| EnrolRefusal::Malformed)
}
