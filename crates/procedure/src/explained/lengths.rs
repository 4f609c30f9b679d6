//! Whether words tell a length of time: a number and a unit of time close after it, in figures or in words.

use crate::said::Said;

/// Units of time, in both languages.
const UNITS: &str = "hora horas día días dia dias semana semanas mes meses trimestre año años quincena hour hours day \
    days week weeks month months quarter year years fortnight";
/// Numbers that are written out.
const NUMBERS: &str = "un una uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince \
    dieciséis diecisiete dieciocho diecinueve veinte veintiún treinta cuarenta cincuenta sesenta \
    setenta ochenta noventa cien ciento medio one two three four five six seven eight nine ten eleven \
    twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty \
    sixty seventy eighty ninety hundred half doscientos trescientos dozen";
/// How many words may stand between: "one calendar month", "cinco (5) días".
const BETWEEN: usize = 2;

/// Whether either language tells a length of time.
pub fn tells_a_length(said: &Said) -> bool {
    is_told(&said.es) || is_told(&said.en)
}

/// The same of one text.
pub(crate) fn is_told(text: &str) -> bool {
    let small = text.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit()) || is_among(NUMBERS, word);
    let mut numbers = words.iter().enumerate().filter(|(_, word)| is_number(word));
    numbers.any(|(at, _)| words.iter().skip(at + 1).take(BETWEEN + 1).any(|word| is_among(UNITS, word)))
}

fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::is_told;

    #[test]
    fn a_number_before_a_unit_of_time_is_a_length() {
        for text in [
            "Seis meses desde el día hábil siguiente a la entrada.",
            "One calendar month from entry",
            "File the claim (fourteen days, in doubt)",
            "Estancia provisional de 30 días",
            "cinco (5) días hábiles",
            "Applicant's card, of up to two years",
        ] {
            assert!(is_told(text), "{text}");
        }
    }

    #[test]
    fn a_date_a_number_of_a_law_and_any_day_are_none() {
        for text in [
            "Decreto Ejecutivo 5 de 16 de enero de 2018",
            "Law 8764 and Executive Decree 36831-G",
            "Vuelve a la etapa donde estaba, cualquier día.",
            "The person may come back at any time: it is reopened where it was.",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
