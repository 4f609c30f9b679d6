//! Other systems that ask the programming interface: registering them, their secret, and the tokens they ask with.

use crate::affiliation::{self, AffiliationError, NewAffiliation};
use crate::{Access, Permission, Who, account, office, secret, table, throttle};
use jiff::{SignedDuration, Timestamp};
use kernel::{AccountId, Affiliation, Lang, NameError, Office, Role, check_text};
use ledger::{Door, Fault, Row, Tx, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// A token opens the programming interface for this long.
pub const TOKEN_LIFE: SignedDuration = SignedDuration::from_mins(15);
/// A client is registered for no longer than this; then somebody looks at it again.
pub const CLIENT_DAYS_MAX: i64 = 730;
/// The longest name or owner of a client, in characters.
pub const CLIENT_NAME_CHARS_MAX: usize = 120;
/// The longest purpose of a client, in characters.
pub const CLIENT_PURPOSE_CHARS_MAX: usize = 500;
/// The table name that binds the sealed column to its place.
const CLIENT: &str = "api_client";
const SECRET: &str = "ceiba client secret";
const TOKEN: &str = "ceiba client token";
const TOKEN_CHARS_MAX: usize = 128;

/// What a bearer may use of its role: never more than the role, often less.
pub type Scopes = Arc<BTreeSet<Permission>>;

/// A system to register.
#[derive(Clone, Copy)]
pub struct NewClient<'a> {
    pub name: &'a str,
    /// The institution that answers for it.
    pub owner: &'a str,
    pub purpose: &'a str,
    pub role: Role,
    pub office: &'a Office,
    pub scopes: &'a [Permission],
    pub expires_at: Timestamp,
}

/// A registered system with its secret, which is shown once and stored nowhere.
pub struct NewSecret {
    pub client: AccountId,
    pub secret: String,
}

/// A system as the administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientView {
    /// Its id, and the account in whose name its entries and reads stand.
    pub client: AccountId,
    pub name: String,
    pub owner: String,
    pub purpose: String,
    pub role: Role,
    pub office: Office,
    pub scopes: BTreeSet<Permission>,
    pub added_at: Timestamp,
    pub added_by: Option<AccountId>,
    pub expires_at: Timestamp,
    pub revoked_at: Option<Timestamp>,
    /// When it last asked for a token.
    pub used_at: Option<Timestamp>,
    /// The other states its institution belongs to.
    pub own_affiliation: Affiliation,
    /// Those with its office's, which count for it too.
    pub affiliation: Affiliation,
}

impl ClientView {
    /// Whether it may ask for tokens now.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// What an administrator can do about a registration that was refused.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("the name: {0}")]
    Name(NameError),
    #[error("the owner: {0}")]
    Owner(NameError),
    #[error("the purpose: {0}")]
    Purpose(NameError),
    /// Systems do not administer the house.
    #[error("a system cannot have this role")]
    Role,
    #[error("there is no such office, or it is closed")]
    NoSuchOffice,
    #[error("at least one permission is needed")]
    NoScope,
    #[error("the last day lies in the past or more than two years ahead")]
    Expiry,
    #[error("there is no such client, or it was revoked")]
    NoSuchClient,
    #[error("the affiliation: {0}")]
    Affiliation(AffiliationError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl ClientError {
    /// The key of its text in `locales/*/access.ftl`.
    pub fn key(&self) -> &'static str {
        match self {
            ClientError::Name(_) | ClientError::Owner(_) | ClientError::Purpose(_) => "access-client-text",
            ClientError::Role => "access-client-role",
            ClientError::NoSuchOffice => "access-account-no-such-office",
            ClientError::NoScope => "access-client-no-scope",
            ClientError::Expiry => "access-client-expiry",
            ClientError::Affiliation(error) => error.key(),
            ClientError::NoSuchClient => "access-client-unknown",
            ClientError::Fault(_) => "access-fault",
        }
    }
}

/// A system asks for a token.
#[derive(Clone, Copy)]
pub struct TokenAsk<'a> {
    pub client: &'a str,
    pub secret: &'a str,
    /// Codes separated by spaces; `None` asks for everything it was registered for.
    pub scope: Option<&'a str>,
    /// The network address the request came from, without port.
    pub address: &'a str,
}

/// A token that was given.
pub struct Granted {
    pub token: String,
    pub scopes: BTreeSet<Permission>,
}

/// Why no token was given.
#[derive(Debug, thiserror::Error)]
pub enum TokenRefusal {
    /// Unknown, revoked, expired or the wrong secret; which of them is never said.
    #[error("the client and the secret do not fit")]
    Wrong,
    #[error("wait {seconds} seconds")]
    Wait { seconds: u64 },
    /// It asks for more than it was registered for.
    #[error("the scope goes beyond the registration")]
    Scope,
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    name: String,
    owner: String,
    purpose: String,
}

impl Access {
    /// Registers a system. Its secret is in the answer and nowhere else.
    pub fn add_client(&self, new: &NewClient<'_>, by: Option<AccountId>) -> Result<NewSecret, ClientError> {
        self.add_client_of(new, None, by)
    }

    /// Registers a system of an institution of other states: it never exists without that.
    pub fn add_client_of(
        &self,
        new: &NewClient<'_>,
        affiliation: Option<&NewAffiliation<'_>>,
        by: Option<AccountId>,
    ) -> Result<NewSecret, ClientError> {
        let sealed = Sealed {
            name: text(new.name, CLIENT_NAME_CHARS_MAX).map_err(ClientError::Name)?,
            owner: text(new.owner, CLIENT_NAME_CHARS_MAX).map_err(ClientError::Owner)?,
            purpose: text(new.purpose, CLIENT_PURPOSE_CHARS_MAX).map_err(ClientError::Purpose)?,
        };
        let now = self.clock.now();
        check(new, now)?;
        let made = NewSecret {
            client: AccountId::fresh(&*self.clock, &*self.random),
            secret: secret::fresh_token(&*self.random),
        };
        let plain =
            serde_json::to_vec(&sealed).map_err(|_| Fault::Inconsistent("api_client.sealed".into()))?;
        self.ledger.write(|tx| {
            if !office::find(tx, new.office)?.is_some_and(|o| o.open) {
                return Err(ClientError::NoSuchOffice);
            }
            let own = affiliation::own_country(tx);
            let stated = affiliation.map(|new| affiliation::check(new, own)).transpose();
            let stated = stated.map_err(of_affiliation)?;
            let elsewhere = stated.as_ref().is_some_and(|stated| stated.states.is_elsewhere())
                || affiliation::of_office(tx, new.office)?.is_elsewhere();
            if elsewhere && !affiliation::may_be_of_another_state(new.role) {
                return Err(ClientError::Affiliation(AffiliationError::Role));
            }
            let sealed = tx.seal(CLIENT, made.client.0, &plain)?;
            let tenant = tx.tenant();
            let hash = secret::digest_of(SECRET, &made.secret);
            let scopes = codes(new.scopes.iter());
            let row = params![
                tenant,
                made.client,
                new.role.code(),
                new.office,
                scopes,
                hash,
                now,
                by,
                new.expires_at,
                sealed
            ];
            tx.execute(&table::ADD_CLIENT, &row)?;
            let what = format!("client added {} {}", new.role.code(), new.office.code());
            account::note_change(tx, made.client, by, &what)?;
            if let Some(stated) = stated {
                let of = affiliation::Affiliated::Client(made.client);
                affiliation::put(tx, of, &stated, by).map_err(of_affiliation)?;
            }
            Ok(())
        })?;
        Ok(made)
    }

    /// Gives a system a new secret; the old one and every token given on it end at once.
    pub fn rotate_client(&self, client: AccountId, by: Option<AccountId>) -> Result<NewSecret, ClientError> {
        let fresh = secret::fresh_token(&*self.random);
        let hash = secret::digest_of(SECRET, &fresh);
        self.ledger.write(|tx| {
            let tenant = tx.tenant();
            if tx.execute(&table::SET_CLIENT_SECRET, &params![hash, tenant, client])? == 0 {
                return Err(ClientError::NoSuchClient);
            }
            end_tokens(tx, client)?;
            Ok(account::note_change(tx, client, by, "client secret")?)
        })?;
        Ok(NewSecret { client, secret: fresh })
    }

    /// Takes a system's access back, for good. Done twice is done once.
    pub fn revoke_client(&self, client: AccountId, by: Option<AccountId>) -> Result<(), ClientError> {
        let now = self.clock.now();
        self.ledger.write(|tx| {
            let found = find(tx, client)?.ok_or(ClientError::NoSuchClient)?;
            if found.revoked_at.is_some() {
                return Ok(());
            }
            let tenant = tx.tenant();
            tx.execute(&table::REVOKE_CLIENT, &params![now, tenant, client])?;
            end_tokens(tx, client)?;
            Ok(account::note_change(tx, client, by, "client revoked")?)
        })
    }

    /// Every registered system, the newest first.
    pub fn clients(&self) -> Result<Vec<ClientView>, Fault> {
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let rows = door.query(&table::ALL_CLIENTS, &params![tenant])?;
            rows.iter().map(|row| view(door, row)).collect()
        })
    }

    /// One system.
    pub fn client(&self, client: AccountId) -> Result<Option<ClientView>, Fault> {
        self.ledger.read(|door| find(door, client))
    }

    /// The name of whoever stands in an entry or in the read log: a member of staff or a system.
    pub fn name_of(&self, account: AccountId) -> Result<Option<String>, Fault> {
        self.ledger.read(|door| name_of(door, account))
    }

    /// Gives a token for a client's secret. Tries are counted and slowed like those at the sign-in page.
    pub fn grant(&self, ask: &TokenAsk<'_>) -> Result<Granted, TokenRefusal> {
        let now = self.clock.now();
        let id = ask.client.parse::<Uuid>().ok().map(AccountId);
        let (found, counted) = self.ledger.write(|tx| {
            let found = match id {
                Some(id) => with_secret(tx, id)?,
                None => None,
            };
            let folded: String = ask.client.chars().take(64).collect();
            let who = tx.hashed("api_client.id", &folded);
            let counted = throttle::count(tx, who, throttle::Source::Address(ask.address), now)?;
            Ok::<_, TokenRefusal>((found, counted))
        })?;
        let counted = counted.map_err(|seconds| TokenRefusal::Wait { seconds })?;
        let given = secret::hex(&secret::digest_of(SECRET, ask.secret));
        // An unknown client is compared with nothing that fits, so that the work is the same.
        let kept = found.as_ref().map_or_else(String::new, |(_, hash)| secret::hex(hash));
        let fits = secret::same(&given, &kept);
        let Some((client, _)) = found.filter(|(client, _)| fits && client.is_open(now)) else {
            return Err(TokenRefusal::Wrong);
        };
        let scopes = narrowed(&client.scopes, ask.scope)?;
        let token = secret::fresh_token(&*self.random);
        self.ledger.write(|tx| {
            throttle::take_back(tx, &counted)?;
            let until = now.checked_add(TOKEN_LIFE).unwrap_or(now).min(client.expires_at);
            let tenant = tx.tenant();
            let hash = secret::digest_of(TOKEN, &token);
            let row = params![tenant.as_str(), hash, client.client, codes(scopes.iter()), until];
            tx.execute(&table::ADD_TOKEN, &row)?;
            tx.execute(&table::USE_CLIENT, &params![now, tenant, client.client])?;
            Ok::<_, TokenRefusal>(())
        })?;
        Ok(Granted { token, scopes })
    }

    /// Whoever a token speaks for; nobody when it is not one of ours, has ended, or its client has.
    pub fn bearer(&self, token: &str, lang: Lang) -> Result<Option<Who>, Fault> {
        if token.is_empty() || token.len() > TOKEN_CHARS_MAX {
            return Ok(None);
        }
        let (now, hash) = (self.clock.now(), secret::digest_of(TOKEN, token));
        self.ledger.read(|door| {
            let tenant = door.tenant();
            let Some(row) = door.one(&table::FIND_TOKEN, &params![tenant, hash, now])? else {
                return Ok(None);
            };
            let client = view(door, &row)?;
            let scopes = scopes_of(&row.text("token_scopes")?);
            Ok(client.is_open(now).then(|| Who {
                account: client.client,
                login: String::new(),
                name: client.name,
                role: client.role,
                office: client.office,
                lang,
                affiliation: client.affiliation,
                scopes: Some(Arc::new(scopes)),
            }))
        })
    }
}

fn of_affiliation(error: AffiliationError) -> ClientError {
    match error {
        AffiliationError::Fault(fault) => fault.into(),
        other => ClientError::Affiliation(other),
    }
}

fn text(text: &str, chars_max: usize) -> Result<String, NameError> {
    let text = check_text(text, chars_max)?;
    if text.is_empty() { Err(NameError::Empty) } else { Ok(text) }
}

fn check(new: &NewClient<'_>, now: Timestamp) -> Result<(), ClientError> {
    if new.role == Role::Administrator {
        return Err(ClientError::Role);
    }
    if new.scopes.is_empty() {
        return Err(ClientError::NoScope);
    }
    let last = now.checked_add(SignedDuration::from_hours(24 * (CLIENT_DAYS_MAX + 1)));
    if new.expires_at <= now || last.is_ok_and(|last| new.expires_at > last) {
        return Err(ClientError::Expiry);
    }
    Ok(())
}

/// The scopes of a token: those asked for, none of them beyond the registration.
fn narrowed(
    registered: &BTreeSet<Permission>,
    asked: Option<&str>,
) -> Result<BTreeSet<Permission>, TokenRefusal> {
    let Some(asked) = asked.filter(|a| !a.trim().is_empty()) else { return Ok(registered.clone()) };
    let wanted: Option<BTreeSet<Permission>> = asked.split(' ').map(Permission::from_code).collect();
    wanted.filter(|w| w.is_subset(registered)).ok_or(TokenRefusal::Scope)
}

fn codes<'p>(scopes: impl Iterator<Item = &'p Permission>) -> String {
    scopes.map(|p| p.code()).collect::<Vec<_>>().join(" ")
}

fn scopes_of(codes: &str) -> BTreeSet<Permission> {
    codes.split(' ').filter_map(Permission::from_code).collect()
}

fn end_tokens(tx: &mut Tx<'_>, client: AccountId) -> Result<(), Fault> {
    let tenant = tx.tenant();
    tx.execute(&table::END_TOKENS, &params![tenant, client]).map(drop)
}

pub(crate) fn find(door: &mut impl Door, client: AccountId) -> Result<Option<ClientView>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_CLIENT, &params![tenant, client])?;
    row.as_ref().map(|row| view(door, row)).transpose()
}

fn with_secret(door: &mut impl Door, client: AccountId) -> Result<Option<(ClientView, Vec<u8>)>, Fault> {
    let tenant = door.tenant();
    let row = door.one(&table::FIND_CLIENT, &params![tenant, client])?;
    row.map(|row| Ok((view(door, &row)?, row.bytes("secret_hash")?))).transpose()
}

pub(crate) fn name_of(door: &mut impl Door, account: AccountId) -> Result<Option<String>, Fault> {
    if let Some(view) = account::find(door, account)? {
        return Ok(Some(view.name));
    }
    Ok(find(door, account)?.map(|client| client.name))
}

fn view(door: &mut impl Door, row: &Row) -> Result<ClientView, Fault> {
    let client = AccountId(row.uuid("client")?);
    let plain = door.open_sealed(CLIENT, client.0, &row.bytes("sealed")?)?;
    let sealed: Sealed = serde_json::from_slice(&plain)
        .map_err(|_| Fault::Inconsistent("api_client.sealed is no JSON".into()))?;
    let role = Role::from_code(&row.text("role")?);
    Ok(ClientView {
        client,
        name: sealed.name,
        owner: sealed.owner,
        purpose: sealed.purpose,
        role: role.ok_or_else(|| Fault::Inconsistent("api_client.role".into()))?,
        office: Office(row.text("office")?),
        scopes: scopes_of(&row.text("scopes")?),
        added_at: row.instant("added_at")?,
        added_by: row.opt_uuid("added_by")?.map(AccountId),
        expires_at: row.instant("expires_at")?,
        revoked_at: row.opt("revoked_at")?,
        used_at: row.opt("used_at")?,
        own_affiliation: affiliation::read(row, "affiliation")?,
        affiliation: account::affiliation_of(row)?,
    })
}
