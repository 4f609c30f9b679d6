//! The invented staff of the demonstration: at least one account for each role, two where the law wants two people.

use access::{AccountError, NewAccount};
use kernel::{Actor, Lang, Office, Role};
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

/// Who works in the demonstration country. The first of a role is the one whose account is printed.
pub const STAFF: &[Member] = &[
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
    member("admin", "T. Solís", Role::Administrator, "onpar-panama"),
];

/// The staff as actors of entries.
pub struct Staff(Vec<(Member, Actor)>);

impl Staff {
    /// Adds every account. An invented country other than Panama keeps only members whose office it has.
    pub fn hire(house: &House) -> Result<Staff, AccountError> {
        let offices = &house.country.offices;
        let main = offices.first().map(|o| o.office.clone());
        let mut staff = Vec::new();
        for member in STAFF {
            let has = offices.iter().any(|o| o.office.0 == member.office);
            let Some(office) = (if has { Some(Office::from(member.office)) } else { main.clone() }) else {
                continue;
            };
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

    /// Everybody of a role at an office.
    pub fn all(&self, role: Role, office: &str) -> Vec<Actor> {
        let there = self.0.iter().map(|(_, actor)| actor);
        there.filter(|actor| actor.role == role && actor.office.0 == office).cloned().collect()
    }

    /// The name colleagues see.
    pub fn name(&self, actor: &Actor) -> String {
        self.0.iter().find(|(_, a)| a == actor).map_or_else(String::new, |(m, _)| m.name.to_owned())
    }

    /// One member for each role, for the list that is printed.
    pub fn shown() -> Vec<&'static Member> {
        Role::ALL.into_iter().filter_map(|role| STAFF.iter().find(|m| m.role == role)).collect()
    }
}
