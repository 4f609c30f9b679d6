//! Dates, lengths and lists in words, in each language's own order.

use crate::letter::{Length, Unit};
use crate::texts::{DateTexts, Texts, fill};
use jiff::civil::{Date, DateTime};

/// `1 de abril de 2024`.
pub fn whole(words: &DateTexts, date: Date) -> String {
    with(words, &words.whole, date)
}

/// `lunes 1 de abril de 2024`.
pub fn with_weekday(words: &DateTexts, date: Date) -> String {
    with(words, &words.with_weekday, date)
}

/// `1 de abril de 2024, a las 14:05`.
pub fn with_time(words: &DateTexts, at: DateTime) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    fill(&words.with_time, &[("date", &whole(words, at.date())), ("time", &time)])
}

fn with(words: &DateTexts, pattern: &str, date: Date) -> String {
    let weekday = &words.weekdays[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = &words.months[usize::from(date.month().unsigned_abs()) - 1];
    let (day, year) = (date.day().to_string(), date.year().to_string());
    fill(pattern, &[("weekday", weekday), ("day", &day), ("month", month), ("year", &year)])
}

/// `5 días hábiles`.
pub fn length(texts: &Texts, length: Length) -> String {
    let words = &texts.lengths;
    let (one, many) = match length.unit {
        Unit::WorkingDays => (&words.working_day, &words.working_days),
        Unit::CalendarDays => (&words.calendar_day, &words.calendar_days),
        Unit::Months => (&words.month, &words.months),
    };
    let pattern = if length.count == 1 { one } else { many };
    fill(pattern, &[("count", &length.count.to_string())])
}

/// `Jueves Santo (28 de marzo); sábado (30 de marzo y 6 de abril)`: the days of one reason together.
pub fn skipped(texts: &Texts, days: &[(&str, Date)]) -> String {
    let mut reasons: Vec<(&str, Vec<Date>)> = Vec::new();
    for (reason, date) in days {
        match reasons.iter_mut().find(|(known, _)| known == reason) {
            Some((_, dates)) => dates.push(*date),
            None => reasons.push((reason, vec![*date])),
        }
    }
    let parts: Vec<String> = reasons
        .iter()
        .map(|(reason, dates)| format!("{} ({})", reason.trim(), short_list(&texts.dates, dates)))
        .collect();
    parts.join("; ")
}

/// `30 de marzo, 6 de abril y 13 de abril`: each date whole, for it may be read out or searched for.
fn short_list(words: &DateTexts, dates: &[Date]) -> String {
    let short: Vec<String> = dates.iter().map(|date| with(words, &words.short, *date)).collect();
    match short.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{}{}{last}", before.join(", "), words.list_last),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_and_lengths_read_as_people_write_them() {
        let (es, en) = (Texts::of("es").unwrap(), Texts::of("en").unwrap());
        assert_eq!(with_weekday(&es.dates, date(2024, 4, 1)), "lunes 1 de abril de 2024");
        assert_eq!(with_weekday(&en.dates, date(2024, 12, 29)), "Sunday 29 December 2024");
        let at = date(2024, 8, 31).at(9, 5, 0, 0);
        assert_eq!(with_time(&es.dates, at), "31 de agosto de 2024, a las 09:05");
        assert_eq!(length(es, Length { count: 5, unit: Unit::WorkingDays }), "5 días hábiles");
        assert_eq!(length(en, Length { count: 1, unit: Unit::Months }), "1 month");
        let days = [
            ("Viernes Santo", date(2024, 3, 29)),
            ("sábado", date(2024, 3, 30)),
            ("sábado", date(2024, 4, 6)),
        ];
        assert_eq!(skipped(es, &days), "Viernes Santo (29 de marzo); sábado (30 de marzo y 6 de abril)");
    }
}
