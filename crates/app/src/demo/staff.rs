//! The invented staff of the demonstration: at least one account for each role, two where the law wants two people.

use access::{AccountError, NewAccount};
use kernel::{AccountId, Actor, Country, Lang, Office, Role};
use procedure::{Law, OfficeKind};
use web::House;

/// The password of every demonstration account. It protects nothing: all data behind it is invented.
pub const PASSWORD: &str = "ceiba-demo-2026";

/// A member of the invented staff.
#[derive(Clone)]
pub struct Member {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub office: &'static str,
    pub lang: Lang,
}

const fn member(login: &'static str, name: &'static str, role: Role, office: &'static str) -> Member {
    Member { login, name, role, office, lang: Lang::Es }
}

const fn in_english(login: &'static str, name: &'static str, role: Role, office: &'static str) -> Member {
    Member { login, name, role, office, lang: Lang::En }
}

/// Who works in Panama. The first of a role is the one whose account is printed; so in every country.
const PANAMA: &[Member] = &[
    member("frontera", "Y. Caicedo", Role::BorderOfficer, "meteti"),
    member("frontera2", "R. Pittí", Role::BorderOfficer, "chiriqui"),
    member("registro", "D. Bonilla", Role::RegistrationOfficer, "onpar-panama"),
    member("registro2", "K. Valdés", Role::RegistrationOfficer, "meteti"),
    member("elegibilidad", "L. Batista", Role::EligibilityOfficer, "onpar-panama"),
    member("elegibilidad2", "M. Him", Role::EligibilityOfficer, "onpar-panama"),
    member("elegibilidad3", "J. Arosemena", Role::EligibilityOfficer, "onpar-panama"),
    member("revision", "C. Espino", Role::Reviewer, "onpar-panama"),
    member("revision2", "E. Quintero", Role::Reviewer, "onpar-panama"),
    member("conare", "A. Moreno", Role::DecidingAuthority, "conare"),
    member("conare2", "B. Tejada", Role::DecidingAuthority, "conare"),
    member("conare3", "H. Carrasco", Role::DecidingAuthority, "conare"),
    member("ministro", "Despacho", Role::DecidingAuthority, "ministro"),
    member("ninez", "S. Guerra", Role::ChildProtectionDelegate, "senniaf"),
    member("supervision", "G. Samudio", Role::Supervisor, "onpar-panama"),
    member("estadistica", "P. Ábrego", Role::Statistician, "onpar-panama"),
    member("compromisos", "N. Rivas", Role::PledgeFocalPoint, "onpar-panama"),
    member("datos", "I. Castillo", Role::DataProtectionOfficer, "onpar-panama"),
    member("juridica", "V. Arauz", Role::LegalAdviser, "onpar-panama"),
    member("admin", "T. Solís", Role::Administrator, "onpar-panama"),
];

const COSTA_RICA: &[Member] = &[
    member("frontera", "A. Chacón", Role::BorderOfficer, "puestos-fronterizos"),
    member("frontera2", "W. Cubillo", Role::BorderOfficer, "puestos-fronterizos"),
    member("registro", "M. Ulate", Role::RegistrationOfficer, "unidad-refugio"),
    member("registro2", "D. Obando", Role::RegistrationOfficer, "upala"),
    member("elegibilidad", "P. Brenes", Role::EligibilityOfficer, "unidad-refugio"),
    member("elegibilidad2", "V. Zúñiga", Role::EligibilityOfficer, "unidad-refugio"),
    member("elegibilidad3", "O. Calvo", Role::EligibilityOfficer, "unidad-refugio"),
    member("revision", "R. Solano", Role::Reviewer, "unidad-refugio"),
    member("revision2", "L. Madriz", Role::Reviewer, "unidad-refugio"),
    member("comision", "G. Volio", Role::DecidingAuthority, "comision-visas-refugio"),
    member("comision2", "E. Quirós", Role::DecidingAuthority, "comision-visas-refugio"),
    member("comision3", "J. Alfaro", Role::DecidingAuthority, "comision-visas-refugio"),
    member("tribunal", "S. Montero", Role::DecidingAuthority, "tam"),
    member("ninez", "C. Araya", Role::ChildProtectionDelegate, "pani"),
    member("supervision", "N. Barrantes", Role::Supervisor, "unidad-refugio"),
    member("estadistica", "F. Umaña", Role::Statistician, "unidad-refugio"),
    member("compromisos", "I. Segura", Role::PledgeFocalPoint, "unidad-refugio"),
    member("datos", "H. Rojas", Role::DataProtectionOfficer, "unidad-refugio"),
    member("juridica", "B. Quesada", Role::LegalAdviser, "unidad-refugio"),
    member("admin", "K. Esquivel", Role::Administrator, "unidad-refugio"),
];

const MEXICO: &[Member] = &[
    member("frontera", "B. Cruz", Role::BorderOfficer, "inm"),
    member("frontera2", "T. Nucamendi", Role::BorderOfficer, "inm"),
    member("registro", "L. Pacheco", Role::RegistrationOfficer, "comar-mexico"),
    member("registro2", "A. Gordillo", Role::RegistrationOfficer, "comar-tapachula"),
    member("elegibilidad", "D. Rangel", Role::EligibilityOfficer, "comar-mexico"),
    member("elegibilidad2", "F. Olvera", Role::EligibilityOfficer, "comar-mexico"),
    member("elegibilidad3", "X. Balam", Role::EligibilityOfficer, "comar-mexico"),
    member("revision", "M. Tovar", Role::Reviewer, "comar-mexico"),
    member("revision2", "R. Cabrera", Role::Reviewer, "comar-mexico"),
    member("comar", "E. Santillán", Role::DecidingAuthority, "comar-mexico"),
    member("comar2", "J. Nava", Role::DecidingAuthority, "comar-mexico"),
    member("ninez", "P. Culebro", Role::ChildProtectionDelegate, "procuraduria"),
    member("supervision", "V. Ibarra", Role::Supervisor, "comar-mexico"),
    member("estadistica", "G. Trejo", Role::Statistician, "comar-mexico"),
    member("compromisos", "C. Lozano", Role::PledgeFocalPoint, "comar-mexico"),
    member("datos", "S. Arriaga", Role::DataProtectionOfficer, "comar-mexico"),
    member("juridica", "N. Villaseñor", Role::LegalAdviser, "comar-mexico"),
    member("admin", "O. Farías", Role::Administrator, "comar-mexico"),
];

const BELIZE: &[Member] = &[
    in_english("border", "M. Castillo", Role::BorderOfficer, "benque-viejo"),
    in_english("border2", "J. Young", Role::BorderOfficer, "santa-elena"),
    in_english("registration", "A. Cal", Role::RegistrationOfficer, "refugees-department"),
    in_english("registration2", "S. Flowers", Role::RegistrationOfficer, "refugees-department"),
    in_english("eligibility", "R. Tzib", Role::EligibilityOfficer, "refugees-department"),
    in_english("eligibility2", "K. Usher", Role::EligibilityOfficer, "refugees-department"),
    in_english("eligibility3", "L. Palacio", Role::EligibilityOfficer, "refugees-department"),
    in_english("review", "D. Arzu", Role::Reviewer, "refugees-department"),
    in_english("review2", "P. Hyde", Role::Reviewer, "refugees-department"),
    in_english("committee", "C. Vernon", Role::DecidingAuthority, "rec"),
    in_english("committee2", "T. Coc", Role::DecidingAuthority, "rec"),
    in_english("committee3", "E. Gillett", Role::DecidingAuthority, "rec"),
    in_english("minister", "Ministry", Role::DecidingAuthority, "minister"),
    in_english("minister2", "Ministry, second desk", Role::DecidingAuthority, "minister"),
    in_english("minister3", "Ministry, third desk", Role::DecidingAuthority, "minister"),
    in_english("children", "F. Avila", Role::ChildProtectionDelegate, "human-services"),
    in_english("supervision", "N. Requena", Role::Supervisor, "refugees-department"),
    in_english("statistics", "B. Ical", Role::Statistician, "refugees-department"),
    in_english("pledges", "W. Leslie", Role::PledgeFocalPoint, "refugees-department"),
    in_english("data", "G. Bood", Role::DataProtectionOfficer, "refugees-department"),
    in_english("legal", "O. Chulin", Role::LegalAdviser, "refugees-department"),
    in_english("admin", "H. Pop", Role::Administrator, "refugees-department"),
];

const GUATEMALA: &[Member] = &[
    member("frontera", "O. Ixcot", Role::BorderOfficer, "tecun-uman"),
    member("frontera2", "V. Sontay", Role::BorderOfficer, "la-mesilla"),
    member("registro", "E. Cux", Role::RegistrationOfficer, "drer"),
    member("registro2", "H. Batres", Role::RegistrationOfficer, "drer"),
    member("elegibilidad", "M. Xitumul", Role::EligibilityOfficer, "drer"),
    member("elegibilidad2", "L. Barrios", Role::EligibilityOfficer, "drer"),
    member("elegibilidad3", "J. Tzoc", Role::EligibilityOfficer, "drer"),
    member("revision", "R. Asturias", Role::Reviewer, "drer"),
    member("revision2", "S. Choc", Role::Reviewer, "drer"),
    member("conare", "C. Marroquín", Role::DecidingAuthority, "conare"),
    member("conare2", "D. Ajú", Role::DecidingAuthority, "conare"),
    member("conare3", "F. Samayoa", Role::DecidingAuthority, "conare"),
    member("amn", "G. Pivaral", Role::DecidingAuthority, "amn"),
    member("amn2", "I. Caal", Role::DecidingAuthority, "amn"),
    member("amn3", "K. Morataya", Role::DecidingAuthority, "amn"),
    member("amn4", "N. Toj", Role::DecidingAuthority, "amn"),
    member("ninez", "P. Girón", Role::ChildProtectionDelegate, "pgn"),
    member("supervision", "T. Recinos", Role::Supervisor, "drer"),
    member("estadistica", "Y. Coy", Role::Statistician, "drer"),
    member("compromisos", "B. Estrada", Role::PledgeFocalPoint, "drer"),
    member("datos", "W. Quiej", Role::DataProtectionOfficer, "drer"),
    member("juridica", "Z. Monterroso", Role::LegalAdviser, "drer"),
    member("admin", "A. Sical", Role::Administrator, "drer"),
];

const HONDURAS: &[Member] = &[
    member("frontera", "J. Zelaya", Role::BorderOfficer, "caim-danli"),
    member("frontera2", "K. Amador", Role::BorderOfficer, "puestos-fronterizos"),
    member("registro", "S. Bonilla", Role::RegistrationOfficer, "inm-tegucigalpa"),
    member("registro2", "D. Cálix", Role::RegistrationOfficer, "inm-tegucigalpa"),
    member("elegibilidad", "L. Funes", Role::EligibilityOfficer, "inm-tegucigalpa"),
    member("elegibilidad2", "R. Oseguera", Role::EligibilityOfficer, "inm-tegucigalpa"),
    member("elegibilidad3", "M. Lagos", Role::EligibilityOfficer, "inm-tegucigalpa"),
    member("revision", "C. Suazo", Role::Reviewer, "inm-tegucigalpa"),
    member("revision2", "E. Murillo", Role::Reviewer, "inm-tegucigalpa"),
    member("inm", "A. Ponce", Role::DecidingAuthority, "inm-tegucigalpa"),
    member("inm2", "F. Banegas", Role::DecidingAuthority, "inm-tegucigalpa"),
    member("inm3", "G. Matute", Role::DecidingAuthority, "inm-tegucigalpa"),
    member("superior", "Despacho superior", Role::DecidingAuthority, "superior"),
    member("superior2", "Despacho superior, segundo", Role::DecidingAuthority, "superior"),
    member("ninez", "P. Andino", Role::ChildProtectionDelegate, "senaf"),
    member("supervision", "V. Turcios", Role::Supervisor, "inm-tegucigalpa"),
    member("estadistica", "N. Euceda", Role::Statistician, "inm-tegucigalpa"),
    member("compromisos", "I. Rápalo", Role::PledgeFocalPoint, "inm-tegucigalpa"),
    member("datos", "O. Chirinos", Role::DataProtectionOfficer, "inm-tegucigalpa"),
    member("juridica", "B. Cáceres", Role::LegalAdviser, "inm-tegucigalpa"),
    member("admin", "T. Membreño", Role::Administrator, "inm-tegucigalpa"),
];

const EL_SALVADOR: &[Member] = &[
    member("frontera", "W. Menjívar", Role::BorderOfficer, "la-hachadura"),
    member("frontera2", "G. Orellana", Role::BorderOfficer, "el-amatillo"),
    member("registro", "S. Guardado", Role::RegistrationOfficer, "coder-secretaria"),
    member("registro2", "A. Melara", Role::RegistrationOfficer, "coder-secretaria"),
    member("elegibilidad", "R. Escobar", Role::EligibilityOfficer, "coder-secretaria"),
    member("elegibilidad2", "J. Cañas", Role::EligibilityOfficer, "coder-secretaria"),
    member("elegibilidad3", "M. Portillo", Role::EligibilityOfficer, "coder-secretaria"),
    member("revision", "E. Rivas", Role::Reviewer, "coder-secretaria"),
    member("revision2", "L. Chicas", Role::Reviewer, "coder-secretaria"),
    member("coder", "C. Alvarenga", Role::DecidingAuthority, "coder"),
    member("coder2", "D. Peraza", Role::DecidingAuthority, "coder"),
    member("coder3", "F. Lemus", Role::DecidingAuthority, "coder"),
    member("coder4", "H. Ayala", Role::DecidingAuthority, "coder"),
    member("ninez", "I. Henríquez", Role::ChildProtectionDelegate, "conapina"),
    member("supervision", "K. Mejía", Role::Supervisor, "coder-secretaria"),
    member("estadistica", "N. Zepeda", Role::Statistician, "coder-secretaria"),
    member("compromisos", "O. Serrano", Role::PledgeFocalPoint, "coder-secretaria"),
    member("datos", "P. Majano", Role::DataProtectionOfficer, "coder-secretaria"),
    member("juridica", "Q. Marroquín", Role::LegalAdviser, "coder-secretaria"),
    member("admin", "T. Funes", Role::Administrator, "coder-secretaria"),
];

/// Who works in a country. One that has no list borrows Panama's people, at its own offices of the same kind.
pub fn of_country(country: Country) -> &'static [Member] {
    match country.code() {
        "BLZ" => BELIZE,
        "CRI" => COSTA_RICA,
        "GTM" => GUATEMALA,
        "HND" => HONDURAS,
        "SLV" => EL_SALVADOR,
        "MEX" => MEXICO,
        _ => PANAMA,
    }
}

/// Where a member works: at the office of the list, or at one whose kind fits the role.
pub fn office_of(member: &Member, law: &Law) -> Option<Office> {
    let offices = &law.facts_file.offices;
    let of_kind = |kind: &OfficeKind| offices.iter().find(|o| o.kind == *kind);
    let fitting = || kinds(member.role).iter().find_map(of_kind).or(offices.first());
    law.office(member.office).or_else(fitting).map(|o| Office(o.id.clone()))
}

/// Kinds of office where a role works, the likeliest first.
fn kinds(role: Role) -> &'static [OfficeKind] {
    match role {
        Role::BorderOfficer => &[OfficeKind::Post, OfficeKind::Migration, OfficeKind::Branch],
        Role::DecidingAuthority => &[OfficeKind::Commission, OfficeKind::Ministry],
        Role::ChildProtectionDelegate => &[OfficeKind::ChildProtection],
        _ => &[OfficeKind::Headquarters],
    }
}

/// The staff as actors of entries.
pub struct Staff(Vec<(Member, Actor)>);

impl Staff {
    /// Adds every account of the country's staff.
    pub fn hire(house: &House, law: &Law) -> Result<Staff, AccountError> {
        let mut staff = Vec::new();
        for member in of_country(law.country) {
            let Some(office) = office_of(member, law) else { continue };
            let new = NewAccount {
                login: member.login,
                name: member.name,
                role: member.role,
                office: &office,
                lang: member.lang,
                password: PASSWORD,
            };
            let account = house.access.add_account(&new, None)?;
            staff.push((member.clone(), Actor { account, role: member.role, office }));
        }
        Ok(Staff(staff))
    }

    /// Somebody of the role, the `turn`-th of them, at the office if one is named and somebody works there.
    pub fn of(&self, role: Role, office: Option<&str>, turn: usize) -> Option<&Actor> {
        let all: Vec<&Actor> = self.0.iter().map(|(_, a)| a).filter(|a| a.role == role).collect();
        let there: Vec<&Actor> =
            all.iter().copied().filter(|a| office.is_none_or(|o| a.office.0 == o)).collect();
        let from = if there.is_empty() { &all } else { &there };
        if from.is_empty() { None } else { Some(from[turn % from.len()]) }
    }

    /// Somebody of the role at exactly this office who is none of these people, the `turn`-th of them.
    pub fn other(&self, role: Role, office: &str, not: &[AccountId], turn: usize) -> Option<&Actor> {
        let fits = |a: &&Actor| a.role == role && a.office.0 == office && !not.contains(&a.account);
        let there: Vec<&Actor> = self.0.iter().map(|(_, a)| a).filter(fits).collect();
        if there.is_empty() { None } else { Some(there[turn % there.len()]) }
    }

    /// Everybody of a role at an office.
    pub fn all(&self, role: Role, office: &str) -> Vec<Actor> {
        let there = self.0.iter().map(|(_, actor)| actor);
        there.filter(|actor| actor.role == role && actor.office.0 == office).cloned().collect()
    }

    /// Where border officers sit.
    pub fn posts(&self) -> Vec<Office> {
        let at_a_post = self.0.iter().filter(|(m, _)| m.role == Role::BorderOfficer);
        at_a_post.map(|(_, actor)| actor.office.clone()).collect()
    }

    /// The name colleagues see.
    pub fn name(&self, actor: &Actor) -> String {
        self.0.iter().find(|(_, a)| a == actor).map_or_else(String::new, |(m, _)| m.name.to_owned())
    }

    /// One member for each role of a country, for the list that is printed.
    pub fn shown(country: Country) -> Vec<&'static Member> {
        let all = of_country(country);
        Role::ALL.into_iter().filter_map(|role| all.iter().find(|m| m.role == role)).collect()
    }
}
