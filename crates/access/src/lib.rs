//! Who may do what: accounts, sign-in, sessions, roles, policies as text, and the log of who read which file.
//!
//! [`Access`] is the door. [`Access::may`] asks the policies of `policies/*.cedar`; which step of a procedure a role may
//! take is said by the procedure in addition. No method may be called inside a `ledger.write`: each writes by itself.

mod account;
pub mod affiliation;
mod client;
mod door;
mod draft;
mod office;
mod password;
mod permission;
mod policy;
mod read_log;
mod read_watch;
pub mod reads_sent;
mod resource;
pub mod roster;
mod rota;
mod second_factor;
mod secret;
mod session;
mod sign_in;
mod table;
mod tablet;
pub mod testing;
#[cfg(test)]
mod tests;
mod throttle;
mod who;

pub use account::{AccountChange, AccountError, AccountView, ChangeView, DISPLAY_NAME_CHARS_MAX, NewAccount};
pub use affiliation::{
    AFFILIATION_REASON_CHARS_MAX, Affiliated, AffiliationError, AffiliationView, NewAffiliation,
};
pub use client::{
    CLIENT_DAYS_MAX, CLIENT_NAME_CHARS_MAX, CLIENT_PURPOSE_CHARS_MAX, ClientError, ClientView, Granted,
    NewClient, NewSecret, Scopes, TOKEN_LIFE, TokenAsk, TokenRefusal,
};
pub use door::Access;
pub use draft::{DRAFT_KEPT, DraftView, Typed};
pub use office::{NewOffice, OfficeError, OfficeView};
pub use password::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PasswordError, check_password};
pub use permission::Permission;
pub use policy::{Explanation, POLICIES, Policy, PolicyError, SCHEMA};
pub use read_log::Read;
pub use read_watch::{Opened, ReadBy, opens_a_file};
pub use resource::{Kind, Resource};
pub use rota::{Duty, RotaError, Shift};
pub use second_factor::{
    AppOffer, CODES, FACTORS_MAX, FactorError, FactorKind, FactorRule, FactorView, GRACE_DAYS, HALF_OPEN,
    HalfOpen, HalfOpened, News, NotAnOrigin, PASSKEY_NAME_CHARS_MAX, Place, Proof, RESET_DAYS, RelyingParty,
    Reset, ResetView, Stage, Word,
};
pub use session::{ABSOLUTE, IDLE, NoSession, Session, SessionView};
pub use sign_in::{DEVICE_DAYS, Entrance, SignIn, SignInError, SignedIn};
pub use table::MIGRATIONS;
pub use tablet::{
    NewCode, Standing, TABLET_CODE_LIFE, TABLET_COOKIE_DAYS, TABLET_NAME_CHARS_MAX, TabletError, TabletId,
    TabletView, User,
};
pub use who::{Who, role_key};
