//! Names for invented people, drawn from the licensed lists in `data/names.csv`. Any likeness is chance.

use kernel::{Country, PersonalName, SeededRandom, Sex};

const LISTS: &str = include_str!("../../data/names.csv");

/// The lists of one group of languages.
#[derive(Default)]
struct Lists {
    female: Vec<&'static str>,
    male: Vec<&'static str>,
    surnames: Vec<&'static str>,
}

/// All lists.
pub struct Names {
    spanish: Lists,
    french: Lists,
    english: Lists,
}

impl Default for Names {
    fn default() -> Self {
        let mut names =
            Names { spanish: Lists::default(), french: Lists::default(), english: Lists::default() };
        for line in LISTS.lines().filter(|l| !l.starts_with('#')) {
            let mut parts = line.splitn(3, ',');
            let (Some(group), Some(kind), Some(name)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            let lists = match group {
                "es" => &mut names.spanish,
                "fr" => &mut names.french,
                _ => &mut names.english,
            };
            match kind {
                "female" => lists.female.push(name),
                "male" => lists.male.push(name),
                "surname" => lists.surnames.push(name),
                _ => {}
            }
        }
        names
    }
}

impl Names {
    /// A pair of surnames for a family.
    pub fn surnames(&self, random: &SeededRandom, origin: Country) -> (String, String) {
        let lists = self.lists(origin);
        (pick(random, &lists.surnames), pick(random, &lists.surnames))
    }

    /// A person's name in the shapes that are normal in the region: two surnames mostly, one or none sometimes.
    pub fn person(
        &self,
        random: &SeededRandom,
        origin: Country,
        sex: Sex,
        family: &(String, String),
    ) -> PersonalName {
        let lists = self.lists(origin);
        let given = if sex == Sex::Male { &lists.male } else { &lists.female };
        let mut first = pick(random, given);
        if random.below(3) == 0 {
            first = format!("{first} {}", pick(random, given));
        }
        let spanish = std::ptr::eq(lists, &self.spanish);
        let (one, two) = match random.below(20) {
            0 => (String::new(), String::new()),
            1..=3 => (family.0.clone(), String::new()),
            _ if spanish => (family.0.clone(), family.1.clone()),
            _ => (family.0.clone(), String::new()),
        };
        let parts = PersonalName::from_parts("", &first, &one, &two);
        parts.unwrap_or_else(|_| PersonalName {
            as_told: first.clone(),
            given: first,
            ..PersonalName::default()
        })
    }

    fn lists(&self, origin: Country) -> &Lists {
        match origin.code() {
            "HTI" | "CMR" | "SEN" | "COD" | "COG" | "GIN" | "CIV" | "TGO" | "BEN" | "MLI" => &self.french,
            "JAM" | "NGA" | "GHA" | "USA" | "TTO" | "GUY" | "BLZ" | "KEN" | "IND" | "AFG" => &self.english,
            _ => &self.spanish,
        }
    }
}

/// The language most people of an origin would be heard in (ISO 639-3).
pub fn language(origin: Country) -> &'static str {
    match origin.code() {
        "HTI" => "hat",
        "CMR" | "SEN" | "COD" | "COG" | "GIN" | "CIV" | "TGO" | "BEN" | "MLI" => "fra",
        "JAM" | "NGA" | "GHA" | "USA" | "TTO" | "GUY" | "BLZ" | "KEN" => "eng",
        "RUS" | "UKR" => "rus",
        _ => "spa",
    }
}

fn pick(random: &SeededRandom, list: &[&'static str]) -> String {
    // Earlier names are commoner in the lists; the smaller of two draws keeps that.
    let n = list.len() as u64;
    let at = random.below(n).min(random.below(n));
    list.get(at as usize).copied().unwrap_or("Ana").to_owned()
}
