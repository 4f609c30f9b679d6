//! The house: everything an act may use, wired once by `app` and shared by all requests.

use crate::ask::is_somebody;
use crate::{Gate, Nav, Settings, Words};
use access::{Access, Kind, Permission, Resource, Who};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock, Country, Lang, Office, Random};
use ledger::{Fault, Ledger, Reader};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// How a file is tied to offices and people; `None` when there is no such file. Wired by `app` from the areas.
pub type Relations =
    Box<dyn Fn(&mut Reader<'_>, Kind, Uuid) -> Result<Option<Resource>, Fault> + Send + Sync>;

/// Whether a file is locked at this site although somebody may read it; a room that `app` puts into the house.
#[allow(clippy::type_complexity)]
pub struct Locks(pub Box<dyn Fn(&House, &mut Reader<'_>, Kind, Uuid) -> Result<bool, Fault> + Send + Sync>);

/// Everything an act may use.
pub struct House {
    pub ledger: Ledger,
    pub access: Access,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub words: Arc<Words>,
    pub country: CountryFacts,
    /// What areas brought for themselves; see [`House::room`].
    pub rooms: Rooms,
    pub relations: Relations,
    /// The main menu, in order.
    pub nav: Vec<Nav>,
    /// Invented people: every page says so.
    pub demo: bool,
    /// Served over TLS (by itself or by a proxy): cookies are `Secure` and named `__Host-…`.
    pub secure: bool,
    /// The address people reach this house at, to which passkeys are bound. Without it none are offered.
    pub passkeys: Option<access::RelyingParty>,
}

impl House {
    /// The one value of a type that an area or `app` put into [`House::rooms`].
    ///
    /// # Panics
    /// If it was never put there: a mistake of wiring that the first request of any test finds.
    pub fn room<T: Any + Send + Sync>(&self) -> &T {
        match self.rooms.get::<T>() {
            Some(room) => room,
            None => panic!("no {} was put into the house", std::any::type_name::<T>()),
        }
    }
    /// What the operator decided; the usual where nothing was said.
    pub fn settings(&self) -> &Settings {
        static USUAL: LazyLock<Settings> = LazyLock::new(Settings::default);
        self.rooms.get::<Settings>().unwrap_or(&USUAL)
    }
    /// Whether anything can be written now; a house that nobody watches is always open.
    pub fn gate(&self) -> &Gate {
        self.rooms.get::<Arc<Gate>>().map_or(&crate::gate::OPEN, Arc::as_ref)
    }
    /// Whether somebody may do something, and to this file if one is given.
    pub fn may(&self, who: &Who, permission: Permission, file: Option<&Resource>) -> bool {
        permission == Permission::Public || (is_somebody(who) && self.access.may(who, permission, file))
    }
    /// Whether somebody may do something to the file of an id; an absent file may not be touched by anybody.
    pub fn may_with(
        &self,
        reader: &mut Reader<'_>,
        who: &Who,
        permission: Permission,
        kind: Kind,
        id: Uuid,
    ) -> Result<bool, Fault> {
        let file = (self.relations)(reader, kind, id)?;
        Ok(file.is_some_and(|file| self.may(who, permission, Some(&file))))
    }
    /// Whether the file of an id is locked at this site; see [`Locks`].
    pub fn locks(&self, reader: &mut Reader<'_>, kind: Kind, id: Uuid) -> Result<bool, Fault> {
        self.rooms.get::<Locks>().map_or(Ok(false), |locks| (locks.0)(self, reader, kind, id))
    }
    /// 128 random bits in hexadecimal.
    pub(crate) fn fresh_hex(&self) -> String {
        let mut bytes = [0u8; 16];
        self.random.fill(&mut bytes);
        hex(&bytes)
    }
    /// Today in the time zone of the country.
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned(self.country.zone.clone()).date()
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Things kept by their type.
#[derive(Default)]
pub struct Rooms(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Rooms {
    pub fn new() -> Rooms {
        Rooms::default()
    }
    /// Puts a value under its type; a second one of the same type takes its place.
    pub fn put<T: Any + Send + Sync>(&mut self, room: T) -> &mut Rooms {
        self.0.insert(TypeId::of::<T>(), Box::new(room));
        self
    }
    pub fn get<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>()).and_then(|room| room.downcast_ref())
    }
}

/// A name in every language.
pub type Names = BTreeMap<Lang, String>;

/// What pages say about the country and its offices. Filled by `app` from `countries/`.
#[derive(Clone, Debug)]
pub struct CountryFacts {
    pub country: Country,
    pub names: Names,
    /// The institution that runs this house.
    pub institution: Names,
    pub zone: TimeZone,
    pub offices: Vec<OfficeFacts>,
}

/// An office or post and its names.
#[derive(Clone, Debug)]
pub struct OfficeFacts {
    pub office: Office,
    pub names: Names,
}

impl CountryFacts {
    /// The office's name; its code when the country's file does not list it.
    pub fn office_name<'a>(&'a self, lang: Lang, office: &'a Office) -> &'a str {
        let listed = self.offices.iter().find(|o| o.office == *office);
        listed.map_or(office.code(), |o| said(&o.names, lang))
    }
    pub fn name(&self, lang: Lang) -> &str {
        said(&self.names, lang)
    }
    pub fn institution_name(&self, lang: Lang) -> &str {
        said(&self.institution, lang)
    }
}

fn said(names: &Names, lang: Lang) -> &str {
    names.get(&lang).or_else(|| names.values().next()).map_or("", String::as_str)
}
