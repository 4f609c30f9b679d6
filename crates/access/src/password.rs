//! Passwords: what is accepted, and how they are kept (Argon2id with the parameters OWASP recommends).

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use kernel::Random;
use std::sync::{Condvar, Mutex};
use unicode_normalization::UnicodeNormalization;

/// A password has at least this many characters. No rule on their kind: length is what helps (NIST SP 800-63B).
pub const PASSWORD_CHARS_MIN: usize = 12;
/// And at most this many, so that nobody makes the machine hash a book.
pub const PASSWORD_CHARS_MAX: usize = 200;

/// What a person can do about a password that was refused.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum PasswordError {
    #[error("shorter than {PASSWORD_CHARS_MIN} characters")]
    TooShort,
    #[error("longer than {PASSWORD_CHARS_MAX} characters")]
    TooLong,
    #[error("one of the passwords that are tried first")]
    Common,
    #[error("too close to the login")]
    LikeLogin,
}

impl PasswordError {
    /// The key of its text in `locales/*/access.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            PasswordError::TooShort => "access-password-too-short",
            PasswordError::TooLong => "access-password-too-long",
            PasswordError::Common => "access-password-common",
            PasswordError::LikeLogin => "access-password-like-login",
        }
    }
}

/// The hundred long passwords that are tried first, in Spanish and English, one a line.
const COMMON: &str = include_str!("password/common.txt");

/// Is this a password we accept for this login?
pub fn check_password(password: &str, login: &str) -> Result<(), PasswordError> {
    let chars = password.chars().take(PASSWORD_CHARS_MAX + 1).count();
    if chars < PASSWORD_CHARS_MIN {
        return Err(PasswordError::TooShort);
    }
    if chars > PASSWORD_CHARS_MAX {
        return Err(PasswordError::TooLong);
    }
    let folded = normal(password).to_lowercase();
    let few_signs = folded.chars().collect::<std::collections::HashSet<_>>().len() < 4;
    if few_signs || COMMON.lines().any(|common| common == folded) {
        return Err(PasswordError::Common);
    }
    // "ixchel" with "ixchel123456" or "ixchelixchel": nothing but the login and digits.
    let rest = folded.replace(&login.to_lowercase(), "");
    if !login.is_empty() && !rest.chars().any(char::is_alphabetic) && rest.len() < folded.len() {
        return Err(PasswordError::LikeLogin);
    }
    Ok(())
}

/// The same password typed on two keyboards is the same bytes: `ñ` may arrive composed or not.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// A hash of no password, with the same parameters: verified for logins that do not exist, so that the answer for
/// them takes the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Y2VpYmEtbm9ib2R5LTAwMQ$YhtJ1mXrRZ4V5hX1Nyb9o5q1gKf1m1m2o3p4q5r6s7s";

/// At most this many hashes at a time: each takes 19 MiB, and a flood of sign-ins must not take all memory.
const AT_ONCE: usize = 2;

/// The hashing bench: few places, so the machine stays usable for those already signed in.
pub(crate) struct Hashing {
    params: Params,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Default for Hashing {
    /// m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet).
    fn default() -> Self {
        Self::with(Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
    }
}

/// A taken place; dropping it lets the next one in.
struct Seat<'a>(&'a Hashing);

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(|e| e.into_inner()) += 1;
        self.0.freed.notify_one();
    }
}

impl Hashing {
    /// Hashes that take no time and protect nothing, for stories in which hundreds sign in.
    pub fn of_no_cost() -> Hashing {
        Hashing::with(Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or_default())
    }

    fn with(params: Params) -> Hashing {
        Hashing { params, free: Mutex::new(AT_ONCE), freed: Condvar::new() }
    }

    fn argon(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    fn seat(&self) -> Seat<'_> {
        let free = self.free.lock().unwrap_or_else(|e| e.into_inner());
        let mut free = self.freed.wait_while(free, |free| *free == 0).unwrap_or_else(|e| e.into_inner());
        *free -= 1;
        Seat(self)
    }

    /// The hash to keep, as a PHC string. `None` when the library refuses, which it does for no input we pass.
    pub fn hash(&self, password: &str, random: &dyn Random) -> Option<String> {
        let mut salt = [0u8; 16];
        random.fill(&mut salt);
        let _seat = self.seat();
        let hash: PasswordHash =
            self.argon().hash_password_with_salt(normal(password).as_bytes(), &salt).ok()?;
        Some(hash.to_string())
    }

    /// Does the password fit the hash? Without a hash the same work is done and the answer is no.
    pub fn fits(&self, password: &str, hash: Option<&str>) -> bool {
        let password: String = password.chars().take(PASSWORD_CHARS_MAX + 1).collect();
        let _seat = self.seat();
        let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
        let fits = self.argon().verify_password(normal(&password).as_bytes(), &parsed).is_ok();
        fits && hash.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SeededRandom;

    #[test]
    fn long_is_enough_and_common_is_not() {
        assert_eq!(check_password("correr por la playa", "ixchel"), Ok(()));
        assert_eq!(check_password("ñandú ñandú 7", "ixchel"), Ok(()));
        assert_eq!(check_password("corto", "ixchel"), Err(PasswordError::TooShort));
        assert_eq!(check_password(&"a1".repeat(5_000_000), "ixchel"), Err(PasswordError::TooLong));
        assert_eq!(check_password("Password1234", "ixchel"), Err(PasswordError::Common));
        assert_eq!(check_password("aaaaaaaaaaaaaa", "ixchel"), Err(PasswordError::Common));
        assert_eq!(check_password("Ixchel-2024-2024", "ixchel"), Err(PasswordError::LikeLogin));
        assert_eq!(check_password("ixchelixchel", "ixchel"), Err(PasswordError::LikeLogin));
        assert_eq!(check_password("ixchel camina lejos", "ixchel"), Ok(()));
    }

    #[test]
    fn the_list_holds_a_hundred_passwords_that_length_alone_would_accept() {
        let list: Vec<&str> = COMMON.lines().collect();
        assert!(list.len() >= 100);
        for common in &list {
            assert!(common.chars().count() >= PASSWORD_CHARS_MIN, "{common}");
            assert_eq!(*common, common.to_lowercase());
        }
        assert_eq!(list.iter().collect::<std::collections::HashSet<_>>().len(), list.len());
    }

    #[test]
    fn a_hash_fits_its_password_however_it_was_typed() {
        let hashing = Hashing::default();
        let hash = hashing.hash("mañana llueve", &SeededRandom::new(3)).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hashing.fits("mañana llueve", Some(&hash)));
        assert!(hashing.fits("man\u{303}ana llueve", Some(&hash)));
        assert!(!hashing.fits("mañana no llueve", Some(&hash)));
        assert!(!hashing.fits("mañana llueve", None));
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let somebody = Hashing::default().hash("mañana llueve", &SeededRandom::new(3)).unwrap();
        let somebody = PasswordHash::new(&somebody).unwrap();
        assert_eq!(nobody.algorithm, somebody.algorithm);
        assert_eq!(nobody.params.as_str(), somebody.params.as_str());
        assert_eq!(nobody.hash.map(|h| h.len()), somebody.hash.map(|h| h.len()));
    }
}
