//! The house: everything an act may use, wired once by `app` and shared by all requests.

use crate::ask::is_somebody;
use crate::{Gate, Latch, Nav, Settings, Words};
use access::{Access, Kind, Permission, Resource, Standing, Who};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock, Country, Lang, Office, Origins, Random};
use ledger::{Door, Fault, Ledger, Reader};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};
use uuid::Uuid;

/// How a file is tied to offices and people; `None` when there is no such file. Wired by `app` from the areas.
pub type Relations =
    Arc<dyn Fn(&mut Reader<'_>, Kind, Uuid) -> Result<Option<Resource>, Fault> + Send + Sync>;

/// Whether a file is locked at this site although somebody may read it; a room that `app` puts into the house.
#[allow(clippy::type_complexity)]
pub struct Locks(pub Box<dyn Fn(&House, &mut Reader<'_>, Kind, Uuid) -> Result<bool, Fault> + Send + Sync>);

/// Which states the people of a file come from; a room that `app` puts into the house. Asked only where somebody is
/// affiliated with another state: without it every file is closed to them.
#[allow(clippy::type_complexity)]
pub struct PeopleFrom(pub Box<dyn Fn(&mut dyn Door, Kind, Uuid) -> Result<Origins, Fault> + Send + Sync>);

/// Whether somebody is in a compartment of this site; a room that `app` puts into the house.
#[allow(clippy::type_complexity)]
pub struct Circles(pub Box<dyn Fn(&mut Reader<'_>, &Who) -> Result<bool, Fault> + Send + Sync>);

/// The house anew when what it was built from has changed since, such as the law; nothing when it has not. A room that `app`
/// puts into the house. It is asked before each request, so that a request sees one law from its head to its answer.
#[allow(clippy::type_complexity)]
pub struct Renewal(pub Box<dyn Fn(&House) -> Result<Option<House>, Fault> + Send + Sync>);

/// Everything an act may use.
#[derive(Clone)]
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
    /// The same house with one room of a type in the place of another.
    pub fn with_room<T: Any + Send + Sync>(&self, room: T) -> House {
        let mut house = self.clone();
        house.rooms.put(room);
        house
    }
    /// The house as it is to answer now; see [`Renewal`].
    pub(crate) fn renewed(&self) -> Option<House> {
        let renewal = self.rooms.get::<Renewal>().filter(|_| !self.is_locked())?;
        (renewal.0)(self).unwrap_or_else(|fault| {
            tracing::warn!(%fault, "whether the house has to be renewed could not be read; it answers as it is");
            None
        })
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
    /// Whether the keys were let go of: then nobody is known and nothing opens.
    pub fn is_locked(&self) -> bool {
        self.rooms.get::<Arc<Latch>>().is_some_and(|latch| latch.is_shut()) || self.ledger.keys().is_locked()
    }
    /// Whether anybody may sign in from a browser of this standing; else the key of what to say.
    pub(crate) fn may_enter(&self, standing: Standing, is_near: bool) -> Result<(), &'static str> {
        match standing {
            Standing::Revoked => Err("web-tablet-revoked"),
            Standing::Unknown if self.settings().enrolled_only && !is_near => Err("web-tablet-only"),
            Standing::Unknown | Standing::Enrolled(_) => Ok(()),
        }
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
        let mut file = (self.relations)(reader, kind, id)?;
        if permission.is_sealed() {
            let is_in = self.is_in_circle(reader, who)?;
            file = file.map(|file| file.to_circle(is_in));
        }
        let Some(file) = file else { return Ok(false) };
        self.may_tied(reader, who, permission, &file)
    }
    /// Whether somebody may do something to a file whose ties were read already.
    pub fn may_tied(
        &self,
        door: &mut dyn Door,
        who: &Who,
        permission: Permission,
        file: &Resource,
    ) -> Result<bool, Fault> {
        if !who.affiliation.is_elsewhere() {
            return Ok(self.may(who, permission, Some(file)));
        }
        let file = self.with_origins(door, who, file.clone())?;
        Ok(self.may(who, permission, Some(&file)))
    }
    /// The file with the origins of its people, where the wall of origin has anything to ask; see [`kernel::wall_stands`].
    pub fn with_origins(&self, door: &mut dyn Door, who: &Who, file: Resource) -> Result<Resource, Fault> {
        match self.rooms.get::<PeopleFrom>().filter(|_| who.affiliation.is_elsewhere()) {
            Some(from) => {
                let origins = (from.0)(door, file.kind, file.id)?;
                Ok(file.of_people_from(origins))
            }
            None => Ok(file),
        }
    }
    /// Whether somebody is in a compartment of this site, whatever file they ask about; see [`Circles`].
    pub fn is_in_circle(&self, reader: &mut Reader<'_>, who: &Who) -> Result<bool, Fault> {
        match self.rooms.get::<Circles>() {
            Some(circles) if is_somebody(who) => (circles.0)(reader, who),
            _ => Ok(false),
        }
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

/// Things kept by their type. A clone shares what is kept.
#[derive(Clone, Default)]
pub struct Rooms(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl Rooms {
    pub fn new() -> Rooms {
        Rooms::default()
    }
    /// Puts a value under its type; a second one of the same type takes its place.
    pub fn put<T: Any + Send + Sync>(&mut self, room: T) -> &mut Rooms {
        self.0.insert(TypeId::of::<T>(), Arc::new(room));
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
