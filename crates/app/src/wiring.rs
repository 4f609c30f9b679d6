//! Wiring: opens the data, gathers what every room brings, and builds the house that answers requests.

use crate::backup_note;
use crate::cli::DataArgs;
use crate::exchange::line::LineState;
use crate::exchange::site::{Site, SiteError};
use crate::ports::{SystemClock, SystemRandom, ToldClock};
use crate::{compartment_file, country, demo, exchange, key_store, link, lock, page, relations, simulation};
use access::{Access, AccountView, Kind, NewOffice, Permission, Who};
use casework::Laws;
use identity::identifier::Numbers;
use identity::pairing::{Consequence, Hung};
use kernel::{Clock, PersonId, Random};
use ledger::{Door, Fault, KeyFile, KeyFileError, KeyStore, Ledger, OpenError, Place, Ports, Schema};
use oversight::retention::page::RulesOf;
use oversight::retention::rule::Rules;
use procedure::OfficeKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;
use web::{Area, House, Rooms, Route, Words};

/// Why the house cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum WiringError {
    #[error("the data folder {0} cannot be made: {1}")]
    Folder(PathBuf, std::io::Error),
    #[error(
        "there is no data in {0}; create it with `ceiba demo`, or add a first account with `ceiba user add`"
    )]
    NoData(PathBuf),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Country(#[from] country::CountryError),
    #[error("the policies do not hold: {0}")]
    Policies(String),
    #[error(transparent)]
    Fault(#[from] ledger::Fault),
    #[error("offices: {0}")]
    Office(#[from] access::OfficeError),
    #[error("no open account may do this; add one with `ceiba user add`")]
    NobodyMay,
    #[error("the account `{0}` does not exist, is closed, or may not do this")]
    MayNot(String),
    #[error(transparent)]
    Site(#[from] SiteError),
    #[error("compartments: {0}")]
    Compartment(#[from] compartment_file::CompartmentFileError),
    #[error("the words cannot be loaded: {0}")]
    Words(String),
    #[error("the way of a reform cannot be read: {0}")]
    Reform(String),
    #[error("the operations contradict one another: {0}")]
    Operations(String),
    #[error(
        "--clock is for invented data only; {0} does not say of itself in `demo.json` that it is invented"
    )]
    NotInvented(PathBuf),
    #[error(
        "the keys of {0} were let go of; whoever has the passphrase opens it with `ceiba keys take-up`, or at the page \
         /unlock of the running program"
    )]
    Dropped(PathBuf),
    #[error("{0} says no instant, such as 2024-06-03T15:00:00Z")]
    NoInstant(PathBuf),
}

/// Every room's area. The order is the order of the menu's making, not of trust.
pub fn areas() -> Vec<Area> {
    vec![
        web::area(),
        page::access_area(),
        identity::area(),
        casework::area(),
        commission::area(),
        asylum::area(),
        statistics::area(),
        pledges::area(),
        oversight::area(),
        compartment::area(),
        page::area(),
        simulation::page::area(),
        link::area(),
    ]
}

/// What the rooms bring to the ledger.
pub fn schema() -> Schema {
    let mut schema = Schema::default();
    for area in areas() {
        schema.migrations.extend(area.migrations);
        schema.records.extend(area.records);
    }
    schema
}

/// All routes of the house.
pub fn routes() -> Vec<Route> {
    areas().into_iter().flat_map(|area| area.routes).collect()
}

/// Everything other systems may ask.
pub fn operations() -> Vec<web::api::Operation> {
    [
        asylum::api::operations(),
        identity::api::operations(),
        casework::api::operations(),
        casework::law_api::operations(),
        statistics::api::operations(),
        pledges::api::operations(),
    ]
    .concat()
}

/// The clock of this data: the machine's own, or, for invented data alone, one that a file tells.
pub fn clock(data: &DataArgs) -> Result<Arc<dyn Clock>, WiringError> {
    let Some(file) = &data.clock else { return Ok(Arc::new(SystemClock)) };
    if !demo::is_invented(data) {
        return Err(WiringError::NotInvented(data.data.clone()));
    }
    let told = ToldClock::read_from(file).ok_or_else(|| WiringError::NoInstant(file.clone()))?;
    Ok(Arc::new(told))
}

/// Where the data of the arguments lives.
pub fn place(data: &DataArgs) -> Place {
    match &data.database {
        Some(url) => Place::Postgres(url.clone()),
        None => Place::Sqlite(data.data.join("ceiba.db")),
    }
}

/// Where the key file of this data is.
pub fn key_path(data: &DataArgs) -> PathBuf {
    data.data.join("site.key")
}

/// Where the key file of this data is kept: plain, or under a passphrase.
pub fn key_store(data: &DataArgs) -> Result<Arc<dyn KeyStore>, KeyFileError> {
    key_store::store(&key_path(data), data)
}

/// What `doctor` says about the key file.
pub fn key_file_state(data: &DataArgs) -> Result<String, String> {
    let path = key_path(data);
    let meta = std::fs::metadata(&path).map_err(|e| e.to_string())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if meta.permissions().mode() & 0o077 != 0 {
            return Err("others on this machine can read it; run: chmod 600".into());
        }
    }
    Ok(format!("{} bytes, for its owner only", meta.len()))
}

/// Opens data that must exist already, on the machine's own clock.
pub fn open_ledger(data: &DataArgs) -> Result<Ledger, WiringError> {
    if !key_path(data).exists() {
        return Err(WiringError::NoData(data.data.clone()));
    }
    let ports = Ports { clock: clock(data)?, random: Arc::new(SystemRandom) };
    open_ledger_with(data, ports)
}

/// Opens or creates data, on the given ports.
pub fn open_ledger_with(data: &DataArgs, ports: Ports) -> Result<Ledger, WiringError> {
    if lock::is_marked(&data.data) {
        return Err(WiringError::Dropped(data.data.clone()));
    }
    open_although_dropped(data, ports)
}

/// The same for whoever takes the keys up.
pub fn open_although_dropped(data: &DataArgs, ports: Ports) -> Result<Ledger, WiringError> {
    make_folder(&data.data)?;
    let keys = KeyFile::open_store(key_store(data).map_err(OpenError::from)?, &*ports.random);
    key_store::forget_the_stack();
    let keys = keys.map_err(OpenError::from)?;
    let site = Site::of(&data.data)?;
    let ledger = Ledger::open(place(data), keys, &data.country, &site.site, ports, schema())?;
    compartment_file::load(&data.data, ledger.keys())?;
    begin_epoch_if_restored(&data.data, &ledger)?;
    Ok(ledger)
}

/// Data that came from a backup is written on in a new epoch: what was written after that backup is known elsewhere.
fn begin_epoch_if_restored(folder: &Path, ledger: &Ledger) -> Result<(), WiringError> {
    let Some(restored) = backup_note::read_restored(folder).filter(|note| note.begun.is_none()) else {
        return Ok(());
    };
    let known = ledger.epoch()?;
    let epoch = backup_note::epoch_after(known, ledger.ports().clock.now());
    if known <= restored.epoch {
        ledger.begin_epoch(epoch)?;
    }
    backup_note::write_restored(folder, &backup_note::Restored { begun: Some(ledger.epoch()?), ..restored })
        .map_err(|e| WiringError::Folder(folder.to_owned(), e))
}

fn make_folder(path: &Path) -> Result<(), WiringError> {
    std::fs::create_dir_all(path).map_err(|e| WiringError::Folder(path.to_owned(), e))
}

/// Opens the house of existing or new data.
pub fn open_house(data: &DataArgs, demo: bool, secure: bool) -> Result<House, WiringError> {
    let clock = clock(data)?;
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let ledger = open_ledger_with(data, Ports { clock: clock.clone(), random: random.clone() })?;
    let law = country::load(&data.country, data.countries.as_deref())?;
    let letters = country::letters(&data.country, data.countries.as_deref())?;
    let mut house = furnished(ledger, law, letters, clock, random, demo, secure)?;
    Site::of(&data.data)?.moves_into(&mut house.rooms);
    house.rooms.put(retention_rules(&data.data));
    house.rooms.put(country::CountryFiles::of(&data.country, data.countries.as_deref())?);
    house.rooms.put(Numbers::new(country::numbers(data.countries.as_deref())?));
    Ok(house)
}

/// Opens the house of data that must exist already, for what only reads or changes what is there.
pub fn open_kept_house(data: &DataArgs) -> Result<House, WiringError> {
    if !key_path(data).exists() {
        return Err(WiringError::NoData(data.data.clone()));
    }
    open_house(data, false, false)
}

/// The institution's own rules of retention stand in the data folder; they are read when somebody asks.
fn retention_rules(folder: &Path) -> RulesOf {
    let path = folder.join("retention.toml");
    RulesOf(Box::new(move || {
        let own = match std::fs::read_to_string(&path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.to_string()),
        };
        Rules::of(own.as_deref()).map_err(|error| error.to_string())
    }))
}

/// Builds the house around an open ledger, with the letters that are embedded for the country of the law.
pub fn house(
    ledger: Ledger,
    law: procedure::Law,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    demo: bool,
    secure: bool,
) -> Result<House, WiringError> {
    let letters = country::letters(&law.country.code().to_lowercase(), None).unwrap_or_default();
    let files = country::CountryFiles::of(&law.country.code().to_lowercase(), None);
    let mut house = furnished(ledger, law, letters, clock, random, demo, secure)?;
    if let Ok(files) = files {
        house.rooms.put(files);
    }
    house.rooms.put(Numbers::new(country::numbers(None)?));
    Ok(house)
}

fn furnished(
    ledger: Ledger,
    law: procedure::Law,
    letters: letters::Blanks,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    demo: bool,
    secure: bool,
) -> Result<House, WiringError> {
    let access = Access::new(ledger.clone(), clock.clone(), random.clone())
        .map_err(|e| WiringError::Policies(e.to_string()))?
        // In a demonstration everybody comes in with the password that stands on the screen.
        .asking_factors_by_default(!demo);
    put_offices(&access, &law)?;
    let facts = country::facts(&law)?;
    let is_headquarters = ledger.site() == crate::exchange::site::HEADQUARTERS;
    let laws = Laws::new(law).with_sessions(commission::session::carried).with_authority(is_headquarters);
    let operations = web::api::Operations::new(operations());
    let operations = operations.map_err(|wrong| WiringError::Operations(wrong.join("; ")))?;
    let laws = ledger.read(|reader| laws.renewed(reader))?.unwrap_or(laws);
    let way = casework::dossier::Way::shipped().map_err(|wrong| WiringError::Reform(lines(&wrong)))?;
    let mut rooms = rooms(&laws, &facts, letters);
    rooms.put(way);
    rooms.put(web::Renewal(Box::new(with_the_law_as_confirmed)));
    rooms.put(operations).put(Site::named(ledger.site())).put(LineState::default());
    rooms.put(web::Locks(Box::new(exchange::lease::locks)));
    rooms.put(relations::people_from()).put(crate::decoy::inventor(facts.country));
    let mut nav: Vec<web::Nav> = areas().into_iter().flat_map(|a| a.nav).collect();
    nav.sort_by_key(|n| n.order);
    // The tour is of invented people only.
    nav.retain(|n| demo || n.section != "tour");
    Ok(House {
        access,
        words: Arc::new(words()?),
        rooms,
        relations: relations::wired(&laws, clock.clone()),
        country: facts,
        ledger,
        clock,
        random,
        nav,
        demo,
        secure,
        passkeys: access::RelyingParty::new("http://localhost:8080").ok(),
    })
}

/// The house with the law as lawyers have confirmed and adopted it by now; what other sites sent counts as what was typed
/// here.
fn with_the_law_as_confirmed(house: &House) -> Result<Option<House>, ledger::Fault> {
    let laws: &Laws = house.room();
    let renewed = house.ledger.read(|reader| laws.renewed(reader))?;
    Ok(renewed.map(|laws| house.with_room(indicators(&laws, &house.country)).with_room(laws)))
}

fn lines(wrong: &[procedure::LawError]) -> String {
    wrong.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Every word of every area.
pub fn words() -> Result<Words, WiringError> {
    let sources: Vec<web::Source> = areas().iter().flat_map(Area::sources).collect();
    Words::new(&sources).map_err(|errors| WiringError::Words(errors.join("; ")))
}

/// The country's offices become offices of the house; ones added by hand stay.
fn put_offices(access: &Access, law: &procedure::Law) -> Result<(), WiringError> {
    let offices: Vec<NewOffice<'_>> = law.facts_file.offices.iter().map(new_office).collect();
    Ok(access.put_country_offices(&offices)?)
}

fn new_office(office: &procedure::OfficeFact) -> NewOffice<'_> {
    NewOffice {
        code: &office.id,
        kind: kind_code(office.kind),
        name_es: &office.names.es,
        name_en: &office.names.en,
    }
}

/// The code of an office's kind, as the accounts page and the policies write it.
pub fn kind_code(kind: OfficeKind) -> &'static str {
    match kind {
        OfficeKind::Headquarters => "headquarters",
        OfficeKind::Post => "post",
        OfficeKind::FocalPoint => "focal_point",
        OfficeKind::Commission => "commission",
        OfficeKind::Ministry => "ministry",
        OfficeKind::ChildProtection => "child_protection",
        OfficeKind::Branch => "branch",
        OfficeKind::Tribunal => "tribunal",
        OfficeKind::Migration => "migration",
        OfficeKind::Registry => "registry",
    }
}

/// What areas keep for themselves, and what they tell each other through small typed facts.
fn rooms(laws: &Laws, facts: &web::CountryFacts, letters: letters::Blanks) -> Rooms {
    let mut rooms = Rooms::new();
    rooms.put(laws.clone());
    rooms.put(asylum::letter::Letters::new(letters));
    rooms.put(simulation::runs::Runs::default());
    rooms.put(identity::PeopleIndex::default());
    // What is to be done otherwise stands above everything else.
    rooms.put(casework::CaseCards(vec![compartment::case_card, asylum::case_card, commission::case_card]));
    rooms.put(identity::Panels(vec![
        compartment::person_panel,
        casework::file::panel::of_person,
        asylum::person_panel,
        casework::request::page::panel,
    ]));
    rooms.put(oversight::retention::GoesAlong(goes_along)).put(identity::pairing::HangsOn(hangs_on));
    rooms.put(identity::tracing::WithheldFiles(is_withheld));
    rooms.put(casework::request::OwnPages(vec![(asylum::CLAIM, "claim")]));
    rooms.put(casework::DayCards(vec![
        asylum::day_card,
        commission::day_card,
        identity::day_card,
        compartment::day_card,
        identity::hint::page::day_card,
        identity::pairing::page::queue::day_card,
    ]));
    rooms.put(web::Circles(Box::new(|reader, who| Ok(!compartment::mine(reader, who.account)?.is_empty()))));
    rooms.put(statistics::FactSources(vec![Box::new(|r| asylum::claim_facts(r))]));
    rooms.put(indicators(laws, facts));
    rooms
}

/// What is erased with a person: what is sealed about them, their instructions, and what was said of their file and another.
pub fn goes_along(door: &mut dyn Door, person: PersonId) -> Result<Vec<Uuid>, Fault> {
    Ok([
        compartment::held::with_person(door, person)?,
        identity::pairing::with_person(door, person)?,
        identity::tracing::with_person(door, person)?,
    ]
    .concat())
}

/// Whether a file takes no part in tracing: something is sealed about the person, or there are instructions.
pub fn is_withheld(door: &mut dyn Door, person: PersonId) -> Result<bool, Fault> {
    Ok(!compartment::held::with_person(door, person)?.is_empty())
}

/// What hangs on a person's file, and what of it weighs when two files are said to be one person's. Only what stands in the
/// open: of what is sealed nothing is asked.
pub fn hangs_on(door: &mut dyn Door, person: PersonId) -> Result<Vec<Hung>, Fault> {
    let case = |head: casework::CaseHead| Hung {
        record: head.id.0,
        kind: Some(Kind::Case),
        href: format!("/cases/{}", head.id),
        number: head.number,
        weighs: Some(if head.ended { Consequence::DecidedCase } else { Consequence::OpenCase }),
    };
    let mut all: Vec<Hung> = casework::case::of_person(door, person)?.into_iter().map(case).collect();
    let intents = asylum::held::intents_of(door, person)?.into_iter();
    all.extend(intents.map(|(record, number)| Hung {
        record,
        kind: Some(Kind::Intent),
        number,
        href: format!("/intents/{record}"),
        weighs: None,
    }));
    let instructions = compartment::held::instructions(door, person)?.into_iter();
    all.extend(instructions.map(|record| Hung {
        record,
        kind: None,
        number: String::new(),
        href: format!("/people/{person}"),
        weighs: Some(Consequence::Instructions),
    }));
    Ok(all)
}

/// The live indicators of the pledges: who computes which.
fn indicators(laws: &Laws, facts: &web::CountryFacts) -> pledges::Indicators {
    let is_post = |o: &&procedure::OfficeFact| matches!(o.kind, OfficeKind::Post | OfficeKind::FocalPoint);
    let posts: Vec<String> =
        laws.law().facts_file.offices.iter().filter(is_post).map(|o| o.id.clone()).collect();
    let zone = facts.zone.clone();
    let laws = laws.clone();
    pledges::Indicators(vec![
        pledges::Indicator {
            id: "PA-07384-b",
            compute: Box::new(move |r, now| asylum::seen_within_a_day(r, &posts, &zone, now)),
        },
        pledges::Indicator {
            id: "PA-07386-b",
            compute: Box::new(move |r, now| asylum::guardian_within_five_days(r, &laws, now)),
        },
    ])
}

/// The account in whose name a command acts: the one named, else the first open one whose role may.
pub fn acting(house: &House, login: Option<&str>, permission: Permission) -> Result<Who, WiringError> {
    let open = |a: &AccountView| a.active && house.may(&a.who(), permission, None);
    match login {
        Some(login) => house
            .access
            .account_of_login(login)?
            .filter(open)
            .map(|a| a.who())
            .ok_or_else(|| WiringError::MayNot(login.to_owned())),
        None => house
            .access
            .accounts()?
            .iter()
            .find(|a| open(a))
            .map(AccountView::who)
            .ok_or(WiringError::NobodyMay),
    }
}
