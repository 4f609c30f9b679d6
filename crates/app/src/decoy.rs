//! Invents the people of decoys and who seems to have registered them, from the licensed lists of names. Any likeness is
//! chance, and a name that somebody here bears is drawn again.

use crate::demo::names::{Names, language};
use identity::register::Registration;
use identity::{Answer, Nationality};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{Country, PartialDate, Random, SeededRandom, Sex};
use oversight::decoy::{Invented, Inventor};

/// Where people who seek protection in the region come from; a decoy comes from one of them.
const ORIGINS: [&str; 6] = ["NIC", "VEN", "CUB", "COL", "HTI", "HND"];
/// Adults only: a child's file is followed by a delegate, who would have a reason to open it.
const YEARS: (u64, u64) = (21, 60);

/// The inventor of a country's house.
pub fn inventor(country: Country) -> Inventor {
    let names = Names::default();
    Inventor(Box::new(move |random, today| invented(&names, country, random, today)))
}

fn invented(names: &Names, country: Country, random: &dyn Random, today: Date) -> Invented {
    let mut seed = [0u8; 8];
    random.fill(&mut seed);
    let random = SeededRandom::new(u64::from_le_bytes(seed));
    let origins: Vec<Country> = ORIGINS
        .iter()
        .filter_map(|code| Country::new(code).ok())
        .filter(|origin| *origin != country)
        .collect();
    let at = usize::try_from(random.below(origins.len() as u64)).unwrap_or(0);
    let origin = origins.get(at).copied().unwrap_or(Country::UNKNOWN);
    let sex = if random.below(2) == 0 { Sex::Female } else { Sex::Male };
    let family = names.surnames(&random, origin);
    let name = names.person(&random, origin, sex, &family);
    let told = identity::Names { name, others: Vec::new() };
    let mut person = Registration::new(country, today, told);
    let days = 365 * (YEARS.0 + random.below(YEARS.1 - YEARS.0)) + random.below(365);
    let born = today.saturating_sub(i64::try_from(days).unwrap_or(0).days());
    person.sex = Answer::Told(sex);
    person.birth.date = Answer::Told(PartialDate::day(born));
    person.nationality = Nationality { nationalities: Answer::Told(vec![origin]), former_residence: None };
    person.languages = Answer::Told(vec![language(origin).to_owned()]);
    staffed(names, country, &random, person)
}

/// With a colleague as the staff's names are written: an initial and a surname.
fn staffed(names: &Names, country: Country, random: &SeededRandom, person: Registration) -> Invented {
    let (surname, _) = names.surnames(random, country);
    let initial = char::from(b'A' + u8::try_from(random.below(26)).unwrap_or(0));
    let folded: String = surname.to_lowercase().chars().map(plain).filter(char::is_ascii_lowercase).collect();
    let login = format!("{}.{folded}", initial.to_ascii_lowercase());
    Invented { person, staff: format!("{initial}. {surname}"), login }
}

/// A letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ä' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'í' | 'ì' | 'ï' => 'i',
        'ó' | 'ò' | 'ö' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_person_is_an_adult_from_elsewhere_with_a_colleague_whose_login_may_be_typed() {
        let inventor = inventor(Country::new("PAN").unwrap());
        let random = SeededRandom::new(3);
        let today = jiff::civil::date(2026, 11, 29);
        for _ in 0..200 {
            let one = (inventor.0)(&random, today);
            let born = one.person.birth.date.told().unwrap().range().0;

            assert!(i32::from(today.year() - born.year()) >= 21);
            assert_ne!(one.person.nationality.origin().code(), "PAN");
            let login = one.login;
            assert!(login.len() >= 3 && login.chars().all(|c| c.is_ascii_lowercase() || c == '.'), "{login}");
        }
    }
}
