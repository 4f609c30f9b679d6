//! Invented names of the shapes that the region has, for tests and measurements: usual and rare, one to four parts.

use kernel::SeededRandom;

const GIVEN: &[&str] = &[
    "María",
    "José",
    "Ana",
    "Juan",
    "Carlos",
    "Luis",
    "Rosa",
    "Yesenia",
    "Kevin",
    "Brayan",
    "Xiomara",
    "Daniela",
    "Ixchel",
    "Marisol",
    "Wilmer",
    "Jean",
    "Marie",
    "Guerline",
    "Lovely",
    "Stanley",
    "Ashley",
    "Miguel",
    "Ángel",
    "Sofía",
    "Valentina",
    "Yolanda",
    "Héctor",
    "Óscar",
    "Nazareth",
    "Jennifer",
    "Katherine",
    "Esperanza",
    "Juana",
    "Pedro",
    "Rigoberto",
    "Tecún",
    "Lucía",
    "Andrés",
    "Belkis",
    "Yanelis",
    "Yuniel",
    "Ramón",
    "Mirna",
    "Reina",
    "Santos",
    "Dayana",
    "Josué",
    "Elías",
];
const SURNAMES: &[&str] = &[
    "Hernández",
    "García",
    "Martínez",
    "López",
    "González",
    "Rodríguez",
    "Pérez",
    "Sánchez",
    "Ramírez",
    "Cruz",
    "Flores",
    "Gómez",
    "Vásquez",
    "Reyes",
    "Morales",
    "Jiménez",
    "Díaz",
    "Castillo",
    "Mejía",
    "Ortiz",
    "Zelaya",
    "Quintero",
    "Zeledón",
    "Batista",
    "Pierre",
    "Joseph",
    "Jean-Baptiste",
    "Charles",
    "Tzul",
    "Xol",
    "Caal",
    "Chávez",
    "Ajú",
    "Batz",
    "Espinoza",
    "Núñez",
    "Bermúdez",
    "Guevara",
    "Villalobos",
    "De la Cruz",
    "De León",
    "Del Valle",
    "Suárez",
    "Ibarra",
    "Llanos",
];
const ONSETS: &[&str] =
    &["b", "ch", "d", "f", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "y", "z", "x", "tz", "qu"];
const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ia", "ue"];

/// `count` invented names from a seed. Common names repeat by a steep curve; about a third of the parts are rare.
pub fn names(count: usize, seed: u64) -> Vec<String> {
    let random = SeededRandom::new(seed);
    (0..count).map(|_| name(&random)).collect()
}

fn name(random: &SeededRandom) -> String {
    let mut parts = vec![part(GIVEN, random)];
    if random.below(100) < 45 {
        parts.push(part(GIVEN, random));
    }
    let surnames = match random.below(100) {
        0..=1 => 0,
        2..=24 => 1,
        _ => 2,
    };
    parts.extend((0..surnames).map(|_| part(SURNAMES, random)));
    parts.join(" ")
}

fn part(list: &[&str], random: &SeededRandom) -> String {
    if random.below(100) < 35 {
        return rare(random);
    }
    // The smaller of two draws makes the head of the list usual and its tail unusual.
    let len = list.len() as u64;
    let at = random.below(len).min(random.below(len)) as usize;
    list.get(at).copied().unwrap_or("Ana").to_owned()
}

fn rare(random: &SeededRandom) -> String {
    let pick =
        |list: &[&str]| list.get(random.below(list.len() as u64) as usize).copied().unwrap_or("a").to_owned();
    let syllables = 2 + random.below(2);
    let mut word: String = (0..syllables).map(|_| pick(ONSETS) + &pick(VOWELS)).collect();
    if random.below(3) == 0 {
        word.push(['n', 'l', 's', 'z', 'r'][random.below(5) as usize]);
    }
    let first: String = word.chars().take(1).flat_map(char::to_uppercase).collect();
    first + &word.chars().skip(1).collect::<String>()
}

/// How a name may be told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One letter dropped, doubled, changed or swapped.
    Typo,
    /// The parts in another order.
    Order,
    /// Without accents and in capitals.
    Plain,
    /// One part left out, where there are three or more.
    Missing,
}

impl Slip {
    pub const ALL: [Slip; 4] = [Slip::Typo, Slip::Order, Slip::Plain, Slip::Missing];
}

/// A name told again with a slip.
pub fn slipped(name: &str, slip: Slip, random: &SeededRandom) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    match slip {
        Slip::Typo => {
            let longest = (0..words.len()).max_by_key(|i| words[*i].chars().count()).unwrap_or(0);
            let fit: Vec<usize> = (0..words.len()).filter(|i| words[*i].chars().count() >= 4).collect();
            let at = fit.get(random.below(fit.len() as u64) as usize).copied().unwrap_or(longest);
            words[at] = mistyped(&words[at], random);
        }
        Slip::Order => words.rotate_left(1),
        Slip::Plain => return words.join(" ").to_uppercase(),
        Slip::Missing => {
            if words.len() >= 3 {
                words.remove(random.below(words.len() as u64) as usize);
            }
        }
    }
    words.join(" ")
}

fn mistyped(word: &str, random: &SeededRandom) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 {
        return word.to_owned();
    }
    let at = random.below(letters.len() as u64 - 1) as usize;
    match random.below(4) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters[at] = ['a', 'e', 'o', 'n', 's', 'r'][random.below(6) as usize],
    }
    letters.into_iter().collect()
}
