//! Every word a person sees, in every language, from the Fluent files of all areas.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use kernel::Lang;
use std::collections::BTreeMap;

/// The text of one area in one language, as embedded in the program.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub lang: Lang,
    /// Keys of the file begin with this word and a hyphen.
    pub area: &'static str,
    pub text: &'static str,
}

impl Source {
    /// Where the text stands in the repository.
    pub fn place(&self) -> String {
        format!("locales/{}/{}.ftl", self.lang.tag(), self.area)
    }
}

/// A value put into a sentence. Whole numbers are grouped as the language writes them; give years as text.
pub type Arg<'a> = FluentValue<'a>;

/// All sentences of all areas.
pub struct Words {
    sources: Vec<Source>,
    bundles: BTreeMap<Lang, FluentBundle<FluentResource>>,
}

impl Words {
    /// Reads the files. Refuses lines that Fluent cannot read and keys told twice; what else may be wrong with the
    /// words is said by [`crate::check::check`].
    pub fn new(sources: &[Source]) -> Result<Words, Vec<String>> {
        let mut wrong = Vec::new();
        let mut bundles = BTreeMap::new();
        for lang in Lang::ALL {
            let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
            // Isolation marks are for mixed directions; both languages of staff run left to right.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| match value {
                FluentValue::Number(n) => Some(grouped_number(n.value, n.options.minimum_fraction_digits)),
                _ => None,
            }));
            for source in sources.iter().filter(|s| s.lang == lang) {
                let place = source.place();
                match FluentResource::try_new(source.text.to_owned()) {
                    Ok(resource) => {
                        let twice = bundle.add_resource(resource).err().unwrap_or_default();
                        wrong.extend(twice.iter().map(|error| format!("{place}: {error}")));
                    }
                    Err((_, errors)) => wrong.extend(errors.iter().map(|error| format!("{place}: {error}"))),
                }
            }
            bundles.insert(lang, bundle);
        }
        if wrong.is_empty() { Ok(Words { sources: sources.to_vec(), bundles }) } else { Err(wrong) }
    }

    /// The files this was read from.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Whether the language has the sentence.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundles.get(&lang).is_some_and(|b| b.get_message(key).is_some_and(|m| m.value().is_some()))
    }

    /// The sentence of a key; `⟦key⟧` when it is missing, so that a test or a translator sees it.
    pub fn t(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let missing = || format!("⟦{key}⟧");
        let Some(bundle) = self.bundles.get(&lang) else { return missing() };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { return missing() };
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.clone());
        }
        bundle.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }

    /// `18 nov 2024`
    pub fn day(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "web-date-short", date)
    }
    /// `18 de noviembre de 2024`
    pub fn day_long(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "web-date-long", date)
    }
    /// `lunes 18 de noviembre de 2024`
    pub fn day_full(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "web-date-full", date)
    }
    /// `18 nov`, for lists of one year.
    pub fn day_of_year(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "web-date-brief", date)
    }
    /// `nov 2024`
    pub fn month(&self, lang: Lang, date: Date) -> String {
        self.dated(lang, "web-date-month", date)
    }
    /// `18 nov 2024, 14:05` in the given time zone.
    pub fn instant(&self, lang: Lang, at: Timestamp, zone: &TimeZone) -> String {
        let there: Zoned = at.to_zoned(zone.clone());
        let day = self.day(lang, there.date());
        let time = format!("{:02}:{:02}", there.hour(), there.minute());
        self.t(lang, "web-date-instant", &[("day", day.into()), ("time", time.into())])
    }

    fn dated(&self, lang: Lang, key: &str, date: Date) -> String {
        let month = date.month();
        let weekday = date.weekday().to_monday_one_offset();
        let args = [
            ("day", Arg::from(date.day().to_string())),
            ("month", self.t(lang, &format!("web-month-{month}"), &[]).into()),
            ("mon", self.t(lang, &format!("web-month-short-{month}"), &[]).into()),
            ("weekday", self.t(lang, &format!("web-weekday-{weekday}"), &[]).into()),
            ("year", Arg::from(format!("{:04}", date.year()))),
        ];
        self.t(lang, key, &args)
    }
}

/// `12,345`: the grouping most of the region writes (Panama, Mexico, Guatemala, El Salvador, Honduras, Belize).
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn grouped_number(value: f64, fraction_digits: Option<usize>) -> String {
    let digits = fraction_digits.unwrap_or(if value.fract() == 0.0 { 0 } else { 1 });
    let text = format!("{:.*}", digits, value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let sign = if value < 0.0 { "−" } else { "" };
    match whole.parse::<i64>() {
        Ok(whole) => format!("{sign}{}{rest}", number(whole)),
        Err(_) => format!("{sign}{text}"),
    }
}

fn identifier(lang: Lang) -> unic_langid::LanguageIdentifier {
    lang.tag().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn words() -> Words {
        Words::new(&crate::locales()).unwrap()
    }

    #[test]
    fn a_missing_key_is_seen_and_not_hidden() {
        assert_eq!(words().t(Lang::En, "web-no-such-thing", &[]), "⟦web-no-such-thing⟧");
    }

    #[test]
    fn dates_read_as_each_language_writes_them() {
        let (w, d) = (words(), date(2024, 11, 18));
        assert_eq!(w.day(Lang::Es, d), "18 nov 2024");
        assert_eq!(w.day(Lang::En, d), "18 Nov 2024");
        assert_eq!(w.day_long(Lang::Es, d), "18 de noviembre de 2024");
        assert_eq!(w.day_full(Lang::En, d), "Monday 18 November 2024");
        assert_eq!(w.month(Lang::Es, d), "nov 2024");
        assert_eq!(w.day_of_year(Lang::Es, d), "18 nov");
        let panama = TimeZone::get("America/Panama").unwrap();
        let at: Timestamp = "2024-11-18T19:05:00Z".parse().unwrap();
        assert_eq!(w.instant(Lang::En, at, &panama), "18 Nov 2024, 14:05");
    }

    #[test]
    fn thousands_are_grouped() {
        for (n, text) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4500, "−4,500")]
        {
            assert_eq!(number(n), text);
        }
        let source = Source { lang: Lang::En, area: "x", text: "x-many = { $n } people" };
        assert_eq!(
            Words::new(&[source]).unwrap().t(Lang::En, "x-many", &[("n", 12_000.into())]),
            "12,000 people"
        );
    }
}
