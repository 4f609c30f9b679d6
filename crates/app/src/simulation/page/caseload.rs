//! Asking how the caseload goes on, and what came out: the backlog, the waits, the terms, and what was published.

use super::super::caseload::{Asked, FITTED_UNTIL, Plan, Simulated, YEARS_AHEAD_MAX, last_year, published};
use super::super::report::{Head, Part, Value};
use super::super::runs::{About, End, NewRun, Run, Runs};
use super::run::{self, chart_words, downloads, drawn};
use super::{CASELOAD, back};
use ::caseload::{Spread, Stage, report};
use casework::Laws;
use web::chart::{Bar, Bars, Line, Origin, Reading, Series, bars, grouped, line};
use web::part::{self, Choice, Field, Width};
use web::{Ask, FormErrors, House, Markup, Page, Reply, Trouble, html};

/// How many seeds may be asked for; more makes the interval steadier and takes longer.
const SEEDS: [u32; 3] = [5, 21, 41];
const MORE_MAX: i64 = 50;
const ARRIVALS_MAX: i64 = 1_000_000;
/// So many bars are drawn of waits; the steps grow with the waits.
const BARS_MAX: usize = 14;
/// So many years before the last published one begin the picture of the backlog.
const YEARS_BEFORE: i16 = 3;

/// `GET /procedures/simulations/caseload`
pub fn form(house: &House, ask: &Ask) -> Reply {
    Ok(page(house, ask, &ask.errors()).into())
}

fn code(house: &House) -> String {
    house.country.country.code().to_lowercase()
}

fn page(house: &House, ask: &Ask, errors: &FormErrors) -> Page {
    let title = ask.t("simulation-caseload-title");
    let last = published(&code(house)).ok().and_then(|figures| last_year(&figures));
    let Some(last) = last else {
        let body = html! {
            (part::heading(&title, None, None))
            (part::empty_state(&ask.t("simulation-not-published"), &ask.t("simulation-not-published-words"), None))
        };
        return Page::new(title, body).section("procedures").back(back(ask));
    };
    let years: Vec<Choice> =
        (last..=last + YEARS_AHEAD_MAX).map(|y| Choice::new(y.to_string(), y.to_string())).collect();
    let seeds: Vec<Choice> = SEEDS.iter().map(|n| Choice::new(n.to_string(), n.to_string())).collect();
    let reality = [Choice::new("yes", ask.t("simulation-reality"))
        .hint(ask.tw("simulation-reality-hint", &[("year", FITTED_UNTIL.to_string().into())]))];
    let field = |id: &str, key: &str, usual: &str| {
        Field::new(id, ask.t(key)).error(errors.of(id)).value(ask.value_or(id, usual))
    };
    let arrivals = ask.tw("simulation-arrivals-hint", &[("year", last.to_string().into())]);
    let chosen = if ask.has_values() { ask.values().all("reality") } else { vec!["yes"] };
    let body = html! {
        (part::error_summary(&ask.t("web-errors-title"), errors.iter()))
        (part::heading(&title, None, Some(&ask.tw("simulation-caseload-lead", &[("country", house.country.name(ask.lang).into())]))))
        form method="post" action=(CASELOAD) novalidate {
            (ask.csrf_fields())
            (part::select(&field("until", "simulation-until", &last.to_string()), &years))
            (part::text(&field("arrivals", "simulation-arrivals", "").hint(arrivals).width(Width::Short).inputmode("numeric").verbatim()))
            (part::text(&field("more", "simulation-more", "1").hint(ask.t("simulation-more-hint")).width(Width::Short).inputmode("numeric").verbatim()))
            (part::select(&field("seeds", "simulation-seeds", "21").hint(ask.t("simulation-seeds-hint")), &seeds))
            (part::checkboxes(&Field::new("reality", ask.t("simulation-beside")), &chosen, &reality))
            (part::button(&ask.t("simulation-caseload-button")))
        }
        p.c-note { (ask.t("simulation-model")) }
    };
    Page::new(title, body).section("procedures").back(back(ask))
}

/// `POST /procedures/simulations/caseload`
pub fn submit(house: &House, ask: &Ask) -> Reply {
    let mut errors = ask.errors();
    let last =
        published(&code(house)).ok().and_then(|figures| last_year(&figures)).ok_or(Trouble::NotFound)?;
    let years: Vec<String> = (last..=last + YEARS_AHEAD_MAX).map(|y| y.to_string()).collect();
    let until = errors.required_choice(ask, "until", &years.iter().map(String::as_str).collect::<Vec<_>>());
    let until: i16 = until.parse().unwrap_or(last);
    let arrivals = errors.whole_number(ask, "arrivals", 0, ARRIVALS_MAX);
    let more = errors.whole_number(ask, "more", 0, MORE_MAX).unwrap_or(0);
    let seeds: Vec<String> = SEEDS.iter().map(u32::to_string).collect();
    let seeds = errors.required_choice(ask, "seeds", &seeds.iter().map(String::as_str).collect::<Vec<_>>());
    if until > last && arrivals.is_none() && !errors.is_on("arrivals") {
        errors.add("arrivals", ask.tw("simulation-error-arrivals", &[("year", last.to_string().into())]));
    }
    if !errors.is_empty() {
        return Err(Trouble::Invalid(page(house, ask, &errors)));
    }
    let asked = Asked {
        until,
        arrivals: arrivals.and_then(|n| u64::try_from(n).ok()),
        more_interviewers: u32::try_from(more).unwrap_or(0),
        seeds: seeds.parse().unwrap_or(SEEDS[0]),
        is_against_reality: ask.form.has("reality", "yes"),
    };
    let law = house.room::<Laws>().law();
    let claim = law.in_force(asylum::CLAIM, ask.today);
    let plan = match Plan::of(&code(house), claim, asked) {
        Ok(plan) => plan,
        Err(why) => {
            tracing::warn!(%why, "a caseload cannot be simulated");
            return Err(Trouble::Refused(ask.t("simulation-not-published-words")));
        }
    };
    let total = plan.total();
    let new =
        NewRun { id: run::fresh(house), owner: ask.who.account, at: ask.now, about: About::Caseload, total };
    // One core is left for everybody else.
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().saturating_sub(1).max(1));
    let started =
        house.room::<Runs>().start(new, move |run| match plan.run(threads, &|done| run.tell(done)) {
            Ok(Some(simulated)) => End::Simulated(Box::new(simulated)),
            Ok(None) => End::Cancelled,
            Err(why) => {
                tracing::error!(%why, "a caseload cannot be simulated");
                End::Failed
            }
        });
    match started {
        Ok(run) => Ok(run::begun(&run)),
        Err(busy) => {
            errors.add("until", ask.t(run::busy_key(busy)));
            Err(Trouble::Invalid(page(house, ask, &errors)))
        }
    }
}

/// What came out, on a page.
pub fn shown(ask: &Ask, run: &Run, simulated: &Simulated) -> Markup {
    let mut notes = notes(ask, simulated).into_iter();
    let lead = notes.next().unwrap_or_default();
    html! {
        (part::heading(&super::title_of(ask, run), None, Some(&lead)))
        (fan(ask, simulated))
        (waits(ask, simulated))
        @for part in &parts(ask, simulated) { (drawn(ask, part)) }
        @for note in notes { p.c-note { (note) } }
        p.c-note { (statistics::ATTRIBUTION) }
        (downloads(ask, run))
    }
}

fn whole(n: f64) -> i64 {
    n.round() as i64
}

fn interval(spread: Spread) -> String {
    let [low, median, high] = [spread.low, spread.median, spread.high].map(|n| grouped(whole(n), ','));
    format!("{median} ({low} … {high})")
}

/// What is pending at each month's end, and the interval that holds eight seeds of ten.
fn fan(ask: &Ask, simulated: &Simulated) -> Markup {
    let begin = format!("{:04}", simulated.last_year - YEARS_BEFORE);
    let of = |results: &::caseload::Results| -> Vec<report::FanPoint> {
        report::fan(results).into_iter().filter(|p| p.month.as_str() >= begin.as_str()).collect()
    };
    let points = of(&simulated.results);
    let label =
        |month: &str| format!("{month}-01").parse().map_or_else(|_| month.to_owned(), |day| ask.month(day));
    let labels: Vec<String> = points.iter().map(|p| label(&p.month)).collect();
    let series =
        |key: &str, origin, pick: fn(&report::FanPoint) -> f64, points: &[report::FanPoint]| Series {
            name: ask.t(key),
            origin,
            readings: points.iter().map(|p| Reading::Value(whole(pick(p)))).collect(),
        };
    let mut lines = vec![
        series("simulation-fan-high", Origin::Published, |p| p.high, &points),
        series("simulation-fan-median", Origin::Ours, |p| p.median, &points),
        series("simulation-fan-low", Origin::Published, |p| p.low, &points),
    ];
    if let Some((results, _)) = &simulated.more {
        lines.push(series("simulation-fan-more", Origin::Ours, |p| p.median, &of(results)));
    }
    let last = points.last().map(|p| grouped(whole(p.median), ',')).unwrap_or_default();
    let described = ask.tw("simulation-fan-described", &[("last", last.into())]);
    let words = chart_words(ask, "fan", "simulation-fan", described, "simulation-month");
    line(&Line { words, short_labels: labels.clone(), labels, series: lines })
}

/// How long those waited who were called for an interview in the last year, in steps that fit.
fn waits(ask: &Ask, simulated: &Simulated) -> Markup {
    // Nobody was called sooner than the first of these.
    let found: Vec<report::WaitBar> =
        report::wait_bars(&simulated.results).into_iter().skip_while(|bar| bar.claims == 0).collect();
    let step = found.len().div_ceil(BARS_MAX).max(1);
    let rows: Vec<Bar> = found
        .chunks(step)
        .map(|bars| {
            let from = bars.first().map_or(0, |bar| bar.from_days);
            let to = from + 30 * step as u32 - 1;
            let claims: u64 = bars.iter().map(|bar| bar.claims).sum();
            let mean = claims as f64 / simulated.results.seeds.max(1) as f64;
            let label = ask.tw("simulation-wait-from-to", &[("from", from.into()), ("to", to.into())]);
            Bar { label, readings: vec![Reading::Value(whole(mean))] }
        })
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let described = ask.tw("simulation-waits-described", &[("n", rows.len().into())]);
    let words = chart_words(ask, "waits", "simulation-waits", described, "simulation-wait");
    bars(&Bars { words, series: vec![(ask.t("simulation-claims"), Origin::Ours)], rows })
}

/// What came out, as tables.
pub fn parts(ask: &Ask, simulated: &Simulated) -> Vec<Part> {
    let found = [
        years(ask, simulated),
        stages(ask, simulated),
        terms(ask, simulated),
        more(ask, simulated),
        reality(ask, simulated),
    ];
    found.into_iter().filter(|part| !part.rows.is_empty()).collect()
}

fn part_of(ask: &Ask, code: &'static str, heads: &[(&str, bool)], rows: Vec<Vec<Value>>) -> Part {
    let head = |(key, is_number): &(&str, bool)| Head { words: ask.t(key), is_number: *is_number };
    let title = ask.t(&format!("simulation-part-{code}"));
    Part { code, title, heads: heads.iter().map(head).collect(), rows }
}

fn figure(spread: Spread) -> Value {
    Value::Figure(interval(spread))
}

fn years(ask: &Ask, simulated: &Simulated) -> Part {
    let row = |year: &::caseload::YearSpread| {
        let published = simulated.figures.years.get(&year.year).and_then(|y| y.pending);
        vec![
            Value::Words(year.year.to_string()),
            Value::Figure(grouped(whole(year.arrived.median), ',')),
            figure(year.decided_on_merits),
            figure(year.closed),
            figure(year.pending_claims),
            Value::Figure(published.map_or_else(|| "–".to_owned(), |n| grouped(n as i64, ','))),
        ]
    };
    let heads = [
        ("simulation-year", false),
        ("simulation-arrive", true),
        ("simulation-on-merits", true),
        ("simulation-closed", true),
        ("simulation-pending", true),
        ("simulation-published", true),
    ];
    part_of(ask, "years", &heads, simulated.results.years.iter().map(row).collect())
}

fn stages(ask: &Ask, simulated: &Simulated) -> Part {
    let last = simulated.results.waits.iter().map(|w| w.year).max();
    let stage = |stage: Stage| match stage {
        Stage::Registration => "simulation-stage-registration",
        Stage::Interview => "simulation-stage-interview",
        Stage::Assessment => "simulation-stage-assessment",
        Stage::Review => "simulation-stage-review",
        Stage::Decision => "simulation-stage-decision",
        Stage::Remedy => "simulation-stage-remedy",
    };
    let waits = simulated.results.waits.iter().filter(|w| Some(w.year) == last);
    let row = |wait: &::caseload::WaitSpread| {
        vec![
            Value::Words(ask.t(stage(wait.stage))),
            figure(wait.claims),
            figure(wait.half_days),
            figure(wait.nine_of_ten_days),
        ]
    };
    let heads = [
        ("simulation-stage", false),
        ("simulation-claims", true),
        ("simulation-half", true),
        ("simulation-nine-of-ten", true),
    ];
    part_of(ask, "waits", &heads, waits.map(row).collect())
}

fn terms(ask: &Ask, simulated: &Simulated) -> Part {
    let row = |term: &::caseload::TermSpread| {
        let name = simulated.term_names.get(&term.term);
        let name = name.map_or(term.term.as_str(), |said| said.in_lang(ask.lang)).to_owned();
        let counts = [term.kept, term.missed, term.running].map(figure);
        std::iter::once(Value::Words(name)).chain(counts).collect()
    };
    let heads = [
        ("simulation-term", false),
        ("simulation-kept", true),
        ("simulation-missed", true),
        ("simulation-term-running", true),
    ];
    part_of(ask, "missed", &heads, simulated.results.terms.iter().map(row).collect())
}

fn more(ask: &Ask, simulated: &Simulated) -> Part {
    let rows = simulated.more.iter().flat_map(|(_, change)| {
        [
            ("simulation-change-pending", change.pending_at_end_claims),
            ("simulation-change-merits", change.decided_on_merits),
            ("simulation-change-closed", change.closed),
            ("simulation-change-terms", change.terms_missed),
        ]
    });
    let rows = rows.map(|(key, spread)| vec![Value::Words(ask.t(key)), figure(spread)]).collect();
    part_of(ask, "more", &[("simulation-what", false), ("simulation-change", true)], rows)
}

/// The forecast of the years after the fitted ones beside what was published since, with how far it is off.
fn reality(ask: &Ask, simulated: &Simulated) -> Part {
    let years = simulated.comparison.iter().flat_map(|c| &c.years).filter(|year| year.is_forecast);
    let percent = |n: Option<f64>| n.map_or_else(|| "–".to_owned(), |n| format!("{n:+.0} %"));
    let row = |year: &::caseload::YearCompared| {
        let naive = year.as_last_year_pending.zip(year.published_pending).filter(|(_, p)| *p > 0);
        let naive = naive.map(|(n, published)| 100.0 * (n / published as f64 - 1.0));
        vec![
            Value::Words(year.year.to_string()),
            Value::Figure(year.published_pending.map_or_else(|| "–".to_owned(), |n| grouped(n as i64, ','))),
            figure(year.simulated_pending),
            Value::Figure(percent(year.error_percent)),
            Value::Figure(percent(naive)),
        ]
    };
    let heads = [
        ("simulation-year", false),
        ("simulation-published", true),
        ("simulation-forecast", true),
        ("simulation-error", true),
        ("simulation-naive-error", true),
    ];
    part_of(ask, "reality", &heads, years.map(row).collect())
}

/// What has to be said beside the numbers; the first is the answer in one sentence.
pub fn notes(ask: &Ask, simulated: &Simulated) -> Vec<String> {
    let last = simulated.results.years.last();
    let pending = last.map(|year| interval(year.pending_claims)).unwrap_or_default();
    let year = simulated.asked.until.to_string();
    let mut notes = vec![ask.tw("simulation-answer", &[("pending", pending.into()), ("year", year.into())])];
    if let Some((_, change)) = &simulated.more {
        let args = [
            ("n", simulated.asked.more_interviewers.into()),
            ("from", ask.day_long(simulated.from).into()),
            ("pending", interval(change.pending_at_end_claims).into()),
        ];
        notes.push(ask.tw("simulation-answer-more", &args));
    }
    if let Some(comparison) = &simulated.comparison {
        let off = comparison.years.iter().filter(|y| y.is_forecast).filter_map(|y| y.error_percent);
        let worst = off.map(f64::abs).fold(0.0, f64::max);
        let args = [("year", FITTED_UNTIL.to_string().into()), ("percent", format!("{worst:.0}").into())];
        notes.push(ask.tw("simulation-honest-error", &args));
    }
    notes.push(ask.t("simulation-interval"));
    notes.push(ask.t("simulation-model"));
    notes
}
