//! Choosing the language of the pages: for an account it stays with the account, for a visitor with the browser.

use crate::answer::CookieName;
use crate::{Answer, Ask, Cookie, House, Reply, Trouble, local_path};
use access::AccountError;
use kernel::Lang;

/// A link and no form, because it must work on every page, and because being shown another language harms nobody.
pub fn choose(house: &House, ask: &Ask) -> Reply {
    let lang = Lang::from_tag(ask.param("lang")).ok_or(Trouble::NotFound)?;
    if ask.is_signed_in() {
        // Only a fault is said: an account closed this very moment keeps no preference.
        if let Err(AccountError::Fault(fault)) = house.access.set_lang(ask.who.account, lang) {
            return Err(fault.into());
        }
    }
    let to = local_path(ask.query.text("next")).unwrap_or("/").to_owned();
    Ok(Answer::SeeWith { to, cookies: vec![Cookie::new(CookieName::Language, lang.tag())] })
}
