//! Signing in: the same work and the same words whether the login exists, is closed, or the password is wrong.

use crate::{
    Access, AccountView, HalfOpened, Place, Session, Who, account, second_factor, secret, session, table,
    tablet, throttle,
};
use jiff::Timestamp;
use kernel::Random;
use ledger::{Door, Fault, Tx, params};

/// Somebody asks to sign in.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    pub login: &'a str,
    pub password: &'a str,
    /// The network address the request came from, without port.
    pub address: &'a str,
    /// The value of the device cookie, if the browser sent one.
    pub device: Option<&'a str>,
    /// The value of the tablet cookie, if the browser sent one.
    pub tablet: Option<&'a str>,
    /// Which browser on which system, in two words: shown in the list of sessions.
    pub browser: &'a str,
}

/// What the right password opens.
#[derive(Clone, Debug)]
pub enum Entrance {
    Open(Box<SignedIn>),
    /// A second factor is still to be shown, or to be set up.
    HalfOpen(HalfOpened),
}

/// Somebody signed in. Both tokens go into `HttpOnly; Secure; SameSite` cookies and nowhere else.
#[derive(Clone)]
pub struct SignedIn {
    /// The session cookie.
    pub token: String,
    /// The device cookie, to be kept for [`DEVICE_DAYS`]: it says that somebody signed in from here before, and opens nothing.
    pub device: String,
    pub session: Session,
    /// Something about the account's factors is to be told first: see [`Access::news`].
    pub has_news: bool,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignedIn({:?})", self.session.who)
    }
}

/// How many days the device cookie is kept.
pub const DEVICE_DAYS: u32 = 90;

/// What a person can do about a sign-in that was refused.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Login or password; which of them is never said.
    #[error("the login and the password do not fit")]
    Wrong,
    /// Too many tries from here; a known device need not wait.
    #[error("wait {seconds} seconds")]
    Wait { seconds: u64 },
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl SignInError {
    /// The key of its text in `locales/*/access.ftl`; that of `Wait` takes `seconds`.
    pub fn key(&self) -> &'static str {
        match self {
            SignInError::Wrong => "access-sign-in-wrong",
            SignInError::Wait { .. } => "access-sign-in-wait",
            SignInError::Fault(_) => "access-fault",
        }
    }
}

impl Access {
    /// Checks a login and a password, and opens a session, or half of one where a second factor is wanted.
    pub fn sign_in(&self, ask: &SignIn<'_>) -> Result<Entrance, SignInError> {
        let now = self.clock.now();
        let device_hash = ask.device.map(device_hash_of);
        let (found, counted) = self.ledger.write(|tx| {
            let tenant = tx.tenant();
            let found = account::find_login(tx, ask.login)?;
            // An unknown login asks about the account of nobody, so that the work is the same.
            let account = found.as_ref().map_or(uuid::Uuid::nil(), |(view, _)| view.account.0);
            let known = match &device_hash {
                Some(hash) => tx.one(&table::FIND_DEVICE, &params![tenant, account, hash.clone()])?.is_some(),
                None => false,
            };
            let source = match &device_hash {
                Some(hash) if known => throttle::Source::Known(hash),
                _ => throttle::Source::Address(ask.address),
            };
            let login_hash = account::login_hash(tx, ask.login);
            let counted = throttle::count(tx, login_hash, source, now)?;
            Ok::<_, SignInError>((found, counted))
        })?;
        let counted = counted.map_err(|seconds| SignInError::Wait { seconds })?;
        let fits = self.hashing.fits(ask.password, found.as_ref().map(|(_, hash)| hash.as_str()));
        match found {
            Some((view, hash)) if fits && view.active => self.enter(&view, &hash, &counted, ask, now),
            _ => Err(SignInError::Wrong),
        }
    }

    fn enter(
        &self,
        view: &AccountView,
        hash: &str,
        counted: &throttle::Counted,
        ask: &SignIn<'_>,
        now: Timestamp,
    ) -> Result<Entrance, SignInError> {
        let tokens = Tokens::fresh(&*self.random, ask.device);
        let (who, stage) = self.ledger.write(|tx| {
            // The account may have been closed, or got another password, while this one was being checked.
            let still = account::find_login(tx, &view.login)?;
            let Some((view, _)) = still.filter(|(now, kept)| now.active && kept == hash) else {
                return Err(SignInError::Wrong);
            };
            throttle::take_back(tx, counted)?;
            let stage = second_factor::open_half(tx, &view, self.factors_by_default, &tokens.session)?;
            if stage.is_none() {
                let place = Place { device: ask.device, tablet: ask.tablet, browser: ask.browser };
                admit(tx, &view, &tokens, place, now)?;
            }
            Ok((view.who(), stage))
        })?;
        match stage {
            Some(stage) => Ok(Entrance::HalfOpen(HalfOpened { token: tokens.session, stage })),
            None => Ok(Entrance::Open(Box::new(self.opened(who, tokens, now)?))),
        }
    }

    /// What somebody holds who was admitted.
    pub(crate) fn opened(&self, who: Who, tokens: Tokens, now: Timestamp) -> Result<SignedIn, Fault> {
        let has_news = !self.news(&who)?.is_empty();
        let times = session::Times { created: now, seen: now };
        let session = Session::opened(who, &tokens.session, times);
        Ok(SignedIn { device: tokens.device, session, token: tokens.session, has_news })
    }
}

/// The secrets that a browser will hold.
pub(crate) struct Tokens {
    pub session: String,
    pub device: String,
}

impl Tokens {
    /// A device keeps the token it has, if it is one of ours.
    pub fn fresh(random: &dyn Random, device: Option<&str>) -> Tokens {
        let device = device.filter(|d| is_token(d));
        Tokens {
            session: secret::fresh_token(random),
            device: device.map_or_else(|| secret::fresh_token(random), str::to_owned),
        }
    }
}

/// Opens the session of somebody who has shown everything.
pub(crate) fn admit(
    tx: &mut Tx<'_>,
    view: &AccountView,
    tokens: &Tokens,
    place: Place<'_>,
    now: Timestamp,
) -> Result<(), Fault> {
    let tablet = tablet::note_user(tx, place.tablet, view.account, now)?;
    let tenant = tx.tenant();
    let (token_hash, form_hash) =
        (session::hash_of(&tokens.session), session::form_hash_of(&session::csrf_of(&tokens.session)));
    let row = params![tenant.as_str(), token_hash, view.account, now, now, place.browser, form_hash, tablet];
    tx.execute(&table::ADD_SESSION, &row)?;
    let row = params![tenant.as_str(), view.account, device_hash_of(&tokens.device), now];
    tx.execute(&table::PUT_DEVICE, &row)?;
    tx.execute(&table::SET_SIGNED_IN, &params![now, tenant, view.account]).map(drop)
}

fn device_hash_of(device: &str) -> Vec<u8> {
    secret::digest_of("ceiba device", device)
}

/// Only a token of our own making is kept as a device: a cookie somebody planted is replaced.
fn is_token(device: &str) -> bool {
    device.len() == 64 && device.bytes().all(|b| b.is_ascii_hexdigit())
}
