//! Decoys: making and ending records of invented persons that nobody has a reason to open. Only a data protection officer
//! knows which they are, and types nothing of them: whoever could type a name could make a decoy of a person.

pub mod page;

use access::{AccountChange, AccountError, NewAccount};
use identity::register::{RegisterRefusal, Registration};
use identity::{PeopleIndex, decoy};
use jiff::civil::Date;
use kernel::{Actor, Lang, Office, Random, Role};
use ledger::{Fault, Stamp};
use uuid::Uuid;
use web::House;

/// More would be found by chance.
pub const STANDING_MAX: usize = 24;
/// A reason is a sentence, not a word.
pub const WHY_CHARS_MIN: usize = 10;
pub const WHY_CHARS_MAX: usize = 500;
/// Names drawn before giving up on one that nobody bears.
const TRIES: usize = 40;
/// Names as alike as this are one name.
const SAME_NAME: f32 = 0.95;

/// Invents a person, and a member of staff who seems to have registered them; put into the house's rooms by `app`.
#[allow(clippy::type_complexity)]
pub struct Inventor(pub Box<dyn Fn(&dyn Random, Date) -> Invented + Send + Sync>);

/// What was invented.
pub struct Invented {
    pub person: Registration,
    /// The name of the member of staff, as colleagues see it.
    pub staff: String,
    /// Their login, which nobody will ever use.
    pub login: String,
}

/// Why no decoy is made or ended, as something a person can act on.
#[derive(Debug, thiserror::Error)]
pub enum DecoyRefusal {
    #[error("say why, in a sentence")]
    Why,
    #[error("there is no such office, or it is closed")]
    Office,
    #[error("there are enough decoys")]
    Enough,
    /// A post sends what it writes to headquarters, where it would be counted on the way.
    #[error("decoys are made at headquarters")]
    Elsewhere,
    #[error("there is no such decoy")]
    Nothing,
    #[error("no name was found that nobody bears")]
    NoName,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<RegisterRefusal> for DecoyRefusal {
    fn from(refusal: RegisterRefusal) -> DecoyRefusal {
        match refusal {
            RegisterRefusal::Fault(fault) => DecoyRefusal::Fault(fault),
            other => DecoyRefusal::Fault(Fault::Inconsistent(format!("an invented person: {other}"))),
        }
    }
}

fn checked(why: &str) -> Result<String, DecoyRefusal> {
    let why = kernel::check_text(why, WHY_CHARS_MAX).map_err(|_| DecoyRefusal::Why)?;
    if why.chars().count() < WHY_CHARS_MIN { Err(DecoyRefusal::Why) } else { Ok(why) }
}

/// Makes a decoy at an office. Answers its handle; sent twice it is made once.
pub fn make(house: &House, by: &Actor, key: &str, office: &Office, why: &str) -> Result<Uuid, DecoyRefusal> {
    let why = checked(why)?;
    if !house.room::<casework::Laws>().has_authority() {
        return Err(DecoyRefusal::Elsewhere);
    }
    if let Some(made) = house.ledger.answered(key, by.account)? {
        return made.parse().map_err(|_| Fault::Inconsistent("a decoy's answer is no id".into()).into());
    }
    let standing = house.ledger.read(|door| decoy::all(door))?;
    if standing.iter().filter(|decoy| decoy.retired.is_none()).count() >= STANDING_MAX {
        return Err(DecoyRefusal::Enough);
    }
    if !house.access.office(office)?.is_some_and(|office| office.open) {
        return Err(DecoyRefusal::Office);
    }
    let invented = nobodys_name(house)?;
    let registrar = registrar(house, &invented, office)?;
    let stamp = Stamp::new(registrar);
    let made = house.ledger.once(key, by.account, |tx| -> Result<String, DecoyRefusal> {
        let made = decoy::make(tx, &stamp, invented.person.clone(), by.account, &why)?;
        Ok(made.handle.to_string())
    })?;
    made.parse().map_err(|_| Fault::Inconsistent("a decoy's answer is no id".into()).into())
}

/// An invented person whose name nobody here bears: whoever looks for somebody real must not be led to a decoy.
fn nobodys_name(house: &House) -> Result<Invented, DecoyRefusal> {
    let inventor = house.room::<Inventor>();
    for _ in 0..TRIES {
        let invented = (inventor.0)(&*house.random, house.today());
        let name = &invented.person.names.name.as_told;
        let query = identity::name_index::Query::name(name);
        let hits = house.ledger.read(|door| house.room::<PeopleIndex>().search(door, &query, 1))?;
        if hits.first().is_none_or(|hit| hit.score < SAME_NAME) {
            return Ok(invented);
        }
    }
    Err(DecoyRefusal::NoName)
}

/// The member of staff in whose name the record stands: an account of its own, closed before anybody could use it, so that
/// nothing is written in the name of somebody who did not do it and nothing about the file looks unusual.
fn registrar(house: &House, invented: &Invented, office: &Office) -> Result<Actor, DecoyRefusal> {
    let mut secret = [0u8; 32];
    house.random.fill(&mut secret);
    let password: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let role = Role::RegistrationOfficer;
    let mut login = invented.login.clone();
    for number in 2..100 {
        let new = NewAccount {
            login: &login,
            name: &invented.staff,
            role,
            office,
            lang: Lang::Es,
            password: &password,
        };
        match house.access.add_account(&new, None) {
            Ok(account) => {
                let closed = AccountChange { active: Some(false), ..AccountChange::default() };
                house.access.change_account(account, &closed, None).map_err(fault)?;
                return Ok(Actor { account, role, office: office.clone() });
            }
            Err(AccountError::LoginTaken) => login = format!("{}{number}", invented.login),
            Err(AccountError::NoSuchOffice) => return Err(DecoyRefusal::Office),
            Err(error) => return Err(fault(error)),
        }
    }
    Err(DecoyRefusal::NoName)
}

fn fault(error: AccountError) -> DecoyRefusal {
    match error {
        AccountError::Fault(fault) => DecoyRefusal::Fault(fault),
        other => DecoyRefusal::Fault(Fault::Inconsistent(format!("a decoy's registrar: {other}"))),
    }
}

/// Ends a decoy: its record is absent for everybody from then on.
pub fn retire(house: &House, by: &Actor, key: &str, handle: Uuid, why: &str) -> Result<(), DecoyRefusal> {
    let why = checked(why)?;
    house.ledger.once(key, by.account, |tx| -> Result<String, DecoyRefusal> {
        match decoy::retire(tx, handle, by.account, &why)? {
            true => Ok(handle.to_string()),
            false => Err(DecoyRefusal::Nothing),
        }
    })?;
    Ok(())
}
