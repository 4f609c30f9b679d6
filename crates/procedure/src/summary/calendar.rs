//! Which days are working days: days of rest, holidays by rule, days closed by decree, and acts of unknown extent.

use super::markdown::{both, part, written};
use crate::Law;
use crate::calendar::{Calendar, DecreedDay, HolidayRule, When};
use jiff::civil::Weekday;

pub(super) fn section(law: &Law) -> String {
    let calendar = &law.calendar;
    let [place, mark] = written(&calendar.cite);
    let mut text = format!(
        "\n### Calendar\n\n{}: {place} ({mark}). File: {}.\n",
        both(&calendar.names),
        super::file(law, "calendar.toml")
    );
    text.push_str(&rest_days(calendar));
    let head = ["holiday", "rule", "from", "to", "written", "mark"];
    text.push_str(&part("#### Holidays", &head, calendar.holidays.iter().map(holiday).collect()));
    text.push_str(&part(
        "#### Days closed by decree",
        &["name", "days", "written", "mark"],
        decreed(calendar),
    ));
    let rows = calendar.acts.iter().map(|a| {
        let [place, mark] = written(&a.cite);
        let terms = if a.terms.is_empty() { "all terms".to_owned() } else { a.terms.join(", ") };
        vec![a.question.en.clone(), terms, a.from.to_string(), a.ask_until.to_string(), place, mark]
    });
    let head = ["open question", "terms", "from", "asked until", "written", "mark"];
    text.push_str(&part("#### Acts of unknown extent", &head, rows.collect()));
    text
}

fn rest_days(calendar: &Calendar) -> String {
    let rows = calendar.rest_days.iter().map(|r| {
        let [place, mark] = written(&r.cite);
        vec![both(&r.names), place, mark]
    });
    part("#### Days of rest", &["day", "written", "mark"], rows.collect())
}

fn holiday(rule: &HolidayRule) -> Vec<String> {
    let [place, mark] = written(&rule.cite);
    vec![
        both(&rule.names),
        when(rule.when) + &kept(rule),
        rule.valid_from.to_string(),
        rule.valid_to.map_or_else(|| "open".to_owned(), |to| to.to_string()),
        place,
        mark,
    ]
}

/// How often it is, and on which Monday it is kept instead of, or beside, its own day.
fn kept(rule: &HolidayRule) -> String {
    let mut text = String::new();
    if rule.every.0 > 1 {
        text.push_str(&format!("; every {} years", rule.every.0));
    }
    if rule.sunday_to_monday {
        text.push_str("; on a Sunday the Monday after is free too");
    }
    for (days, side) in [(&rule.moves.monday_before, "before"), (&rule.moves.monday_after, "after")] {
        if !days.is_empty() {
            let days: Vec<&str> = days.iter().map(|day| weekday_name(*day)).collect();
            text.push_str(&format!("; on {} kept on the Monday {side} instead", days.join(", ")));
        }
    }
    text
}

fn when(when: When) -> String {
    match when {
        When::Fixed { month, day } => format!("{day} {}", month_name(month)),
        When::Easter(0) => "Easter Sunday".to_owned(),
        When::Easter(days) => {
            let side = if days < 0 { "before" } else { "after" };
            let plural = if days.abs() == 1 { "" } else { "s" };
            format!("{} day{plural} {side} Easter Sunday", days.abs())
        }
        When::Nth { month, nth, weekday, days_after } => {
            let nth = match nth {
                1 => "first",
                2 => "second",
                3 => "third",
                _ => "fourth",
            };
            let own = format!("{nth} {} of {}", weekday_name(weekday), month_name(month));
            match days_after {
                0 => own,
                1 => format!("the day after the {own}"),
                days => format!("{days} days after the {own}"),
            }
        }
    }
}

fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
    NAMES.get(place).copied().unwrap_or("?")
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Days of the same name and source in one row.
fn decreed(calendar: &Calendar) -> Vec<Vec<String>> {
    let mut groups: Vec<(&DecreedDay, Vec<String>)> = Vec::new();
    for decreed in &calendar.decreed {
        let day = decreed.day.to_string();
        match groups.iter_mut().find(|(d, _)| d.names == decreed.names && d.cite == decreed.cite) {
            Some((_, days)) => days.push(day),
            None => groups.push((decreed, vec![day])),
        }
    }
    let row = |(decreed, days): &(&DecreedDay, Vec<String>)| {
        let [place, mark] = written(&decreed.cite);
        vec![both(&decreed.names), days.join(", "), place, mark]
    };
    groups.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_as_people_say_them() {
        assert_eq!(when(When::Fixed { month: 12, day: 25 }), "25 December");
        assert_eq!(when(When::Easter(-2)), "2 days before Easter Sunday");
        assert_eq!(when(When::Easter(1)), "1 day after Easter Sunday");
        let monday = |days_after| When::Nth { month: 2, nth: 1, weekday: Weekday::Monday, days_after };
        assert_eq!(when(monday(0)), "first Monday of February");
        assert_eq!(when(monday(1)), "the day after the first Monday of February");
        assert_eq!(when(monday(2)), "2 days after the first Monday of February");
    }
}
