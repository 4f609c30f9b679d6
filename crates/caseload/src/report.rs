//! What a simulation says, for people: text, Markdown, CSV, and series for charts, in Spanish and English.

use crate::Stage;
use crate::fit::{Comparison, YearCompared};
use crate::several::{Results, WhatIf};
use crate::spread::Spread;
use crate::table::{Table, grouped};
use kernel::Lang;
use serde::Serialize;

/// One point of the fan of the backlog.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FanPoint {
    pub month: String,
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

/// One bar of the waits for an interview: claims that waited from this day on, for thirty days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WaitBar {
    pub from_days: u32,
    pub claims: u64,
}

/// Open claims at each month's end, with the interval that holds eight of ten seeds.
pub fn fan(results: &Results) -> Vec<FanPoint> {
    let point = |month: &crate::MonthSpread| {
        let Spread { low, median, high } = month.pending_claims;
        FanPoint { month: month.month.clone(), low, median, high }
    };
    results.months.iter().map(point).collect()
}

/// How long those waited who were called for an interview in the last year, all seeds together.
pub fn wait_bars(results: &Results) -> Vec<WaitBar> {
    let counts = results.interview_wait_by_thirty_days.iter().enumerate();
    counts.map(|(at, claims)| WaitBar { from_days: at as u32 * 30, claims: *claims }).collect()
}

/// The fan as CSV.
pub fn fan_csv(results: &Results) -> String {
    let mut table = Table::new(&["month", "low", "median", "high"]);
    let row = |p: FanPoint| {
        vec![p.month, format!("{:.0}", p.low), format!("{:.0}", p.median), format!("{:.0}", p.high)]
    };
    table.rows = fan(results).into_iter().map(row).collect();
    table.csv()
}

/// The bars as CSV.
pub fn wait_bars_csv(results: &Results) -> String {
    let mut table = Table::new(&["from_days", "claims"]);
    let row = |bar: WaitBar| vec![bar.from_days.to_string(), bar.claims.to_string()];
    table.rows = wait_bars(results).into_iter().map(row).collect();
    table.csv()
}

/// Every monthly figure as CSV: median, low and high of each.
pub fn months_csv(results: &Results) -> String {
    let names = [
        "pending",
        "arrived",
        "recognised",
        "complementary",
        "refused",
        "inadmissible",
        "closed",
        "bulk_closed",
        "remedies_lodged",
    ];
    let heads: Vec<String> =
        names.iter().flat_map(|name| ["low", "median", "high"].map(|of| format!("{name}_{of}"))).collect();
    let mut table = Table::new(&["month"]);
    table.heads.extend(heads);
    for m in &results.months {
        let spreads = [
            m.pending_claims,
            m.arrived,
            m.recognised,
            m.complementary,
            m.refused,
            m.inadmissible,
            m.closed,
            m.bulk_closed,
            m.remedies_lodged,
        ];
        let figures = spreads.iter().flat_map(|s| [s.low, s.median, s.high]).map(|n| format!("{n:.0}"));
        table.rows.push(std::iter::once(m.month.clone()).chain(figures).collect());
    }
    table.csv()
}

fn said(lang: Lang, es: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Es => es,
        Lang::En => en,
    }
}

fn with_interval(spread: Spread) -> String {
    let Spread { low, median, high } = spread;
    format!("{} ({} … {})", grouped(median), grouped(low), grouped(high))
}

fn stage_name(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::Registration => said(lang, "registro", "registration"),
        Stage::Interview => said(lang, "entrevista", "interview"),
        Stage::Assessment => said(lang, "evaluación", "assessment"),
        Stage::Review => said(lang, "revisión del proyecto", "review"),
        Stage::Decision => said(lang, "decisión", "decision"),
        Stage::Remedy => said(lang, "recurso", "remedy"),
    }
}

/// A run: years, waits, terms.
pub fn results_text(results: &Results, lang: Lang) -> String {
    sections(results, lang, Table::text, "")
}

/// The same as Markdown.
pub fn results_markdown(results: &Results, lang: Lang) -> String {
    sections(results, lang, Table::markdown, "## ")
}

fn sections(results: &Results, lang: Lang, drawn: fn(&Table) -> String, mark: &str) -> String {
    let interval = said(
        lang,
        "Mediana de las semillas y, entre paréntesis, el intervalo que contiene ocho de cada diez.",
        "The median of the seeds and, in brackets, the interval that holds eight of ten.",
    );
    let mut text = format!(
        "{mark}{} ({}: {})\n\n{interval}\n\n{}",
        results.name,
        said(lang, "semillas", "seeds"),
        results.seeds,
        drawn(&years_table(results, lang))
    );
    let waits = said(
        lang,
        "Días de calendario desde la llegada hasta que empieza cada etapa (solo quienes llegaron a ella)",
        "Calendar days from arrival until each stage begins (only those who reached it)",
    );
    text += &format!("\n{waits}\n\n{}", drawn(&waits_table(results, lang)));
    let open = said(
        lang,
        "Quienes siguen esperando al final llevan, en la mediana, estos días",
        "Those still waiting at the end have waited, in the median, these days",
    );
    text += &format!("\n{open}: {}\n", with_interval(results.open_age_days_median));
    if !results.terms.is_empty() {
        text += &format!("\n{}\n\n{}", said(lang, "Plazos", "Terms"), drawn(&terms_table(results, lang)));
    }
    text
}

fn years_table(results: &Results, lang: Lang) -> Table {
    let heads = [
        said(lang, "año", "year"),
        said(lang, "llegan", "arrive"),
        said(lang, "decididas de fondo", "decided on the merits"),
        said(lang, "cerradas", "closed"),
        said(lang, "pendientes al final", "pending at the end"),
    ];
    let mut table = Table::new(&heads);
    for year in &results.years {
        table.rows.push(vec![
            year.year.to_string(),
            grouped(year.arrived.median),
            with_interval(year.decided_on_merits),
            with_interval(year.closed),
            with_interval(year.pending_claims),
        ]);
    }
    table
}

fn waits_table(results: &Results, lang: Lang) -> Table {
    let heads = [
        said(lang, "etapa", "stage"),
        said(lang, "año", "year"),
        said(lang, "personas", "people"),
        said(lang, "la mitad, hasta", "half, up to"),
        said(lang, "nueve de diez, hasta", "nine of ten, up to"),
    ];
    let mut table = Table::new(&heads);
    for wait in &results.waits {
        table.rows.push(vec![
            stage_name(wait.stage, lang).to_owned(),
            wait.year.to_string(),
            grouped(wait.claims.median),
            with_interval(wait.half_days),
            with_interval(wait.nine_of_ten_days),
        ]);
    }
    table
}

fn terms_table(results: &Results, lang: Lang) -> Table {
    let heads = [
        said(lang, "plazo", "term"),
        said(lang, "cumplidos", "kept"),
        said(lang, "incumplidos", "missed"),
        said(lang, "corren", "running"),
        said(lang, "de duración desconocida", "of unknown length"),
    ];
    let mut table = Table::new(&heads);
    for term in &results.terms {
        let mut row = vec![term.term.clone()];
        row.extend([term.kept, term.missed, term.running, term.of_unknown_length].map(with_interval));
        table.rows.push(row);
    }
    table
}

/// What the other scenario changes.
pub fn what_if_text(difference: &WhatIf, lang: Lang) -> String {
    let rows = [
        (said(lang, "pendientes al final", "pending at the end"), difference.pending_at_end_claims),
        (said(lang, "pendientes en promedio", "pending on average"), difference.mean_pending_claims),
        (said(lang, "decididas de fondo", "decided on the merits"), difference.decided_on_merits),
        (said(lang, "cerradas sin decisión", "closed without a decision"), difference.closed),
        (said(lang, "plazos incumplidos", "terms missed"), difference.terms_missed),
        (
            said(
                lang,
                "minutos de trabajo en espera de la entrevista, promedio",
                "mean working minutes in the queue of the interview",
            ),
            difference.interview_queue_minutes,
        ),
    ];
    let mut table = Table::new(&[
        said(lang, "diferencia", "difference"),
        said(lang, "mediana (intervalo)", "median (interval)"),
    ]);
    table.rows =
        rows.into_iter().map(|(what, spread)| vec![what.to_owned(), with_interval(spread)]).collect();
    table.text()
}

/// The simulation beside what was published, with the note that says how far off and why.
pub fn comparison_text(comparison: &Comparison, lang: Lang) -> String {
    compared(comparison, lang, Table::text)
}

/// The same as Markdown.
pub fn comparison_markdown(comparison: &Comparison, lang: Lang) -> String {
    compared(comparison, lang, Table::markdown)
}

fn compared(comparison: &Comparison, lang: Lang, drawn: fn(&Table) -> String) -> String {
    let tables = drawn(&stock_table(comparison, lang)) + "\n" + &drawn(&flow_table(comparison, lang));
    format!("{}\n\n{tables}\n{}", comparison.country, note(comparison, lang))
}

fn kind(year: &YearCompared, lang: Lang) -> &'static str {
    if year.is_forecast { said(lang, "pronóstico", "forecast") } else { said(lang, "ajuste", "fitted") }
}

fn or_dash<T>(value: Option<T>, shown: impl Fn(T) -> String) -> String {
    value.map_or_else(|| "–".to_owned(), shown)
}

fn stock_table(comparison: &Comparison, lang: Lang) -> Table {
    let heads = [
        said(lang, "fin de", "end of"),
        said(lang, "tipo", "kind"),
        said(lang, "pendientes publicadas", "pending, published"),
        said(lang, "simuladas (10–90 %)", "simulated (10–90 %)"),
        said(lang, "error", "error"),
        said(lang, "dentro", "inside"),
        said(lang, "si todo sigue igual", "if all goes on"),
        said(lang, "error", "error"),
    ];
    let mut table = Table::new(&heads);
    for year in &comparison.years {
        table.rows.push(vec![
            year.year.to_string(),
            kind(year, lang).to_owned(),
            or_dash(year.published_pending, |n| grouped(n as f64)),
            with_interval(year.simulated_pending),
            or_dash(year.error_percent, |error| format!("{error:+.1} %")),
            or_dash(year.is_inside.filter(|_| year.is_forecast), |is| {
                if is { said(lang, "sí", "yes") } else { "no" }.to_owned()
            }),
            or_dash(year.as_last_year_pending, grouped),
            or_dash(year.as_last_year_pending.zip(year.published_pending), |(reckoned, published)| {
                format!("{:+.1} %", 100.0 * (reckoned / published as f64 - 1.0))
            }),
        ]);
    }
    table
}

fn flow_table(comparison: &Comparison, lang: Lang) -> Table {
    let heads = [
        said(lang, "año", "year"),
        said(lang, "de fondo, publicadas", "on the merits, published"),
        said(lang, "simuladas", "simulated"),
        said(lang, "cerradas, publicadas", "closed, published"),
        said(lang, "simuladas", "simulated"),
        said(lang, "sin explicar", "unexplained"),
    ];
    let mut table = Table::new(&heads);
    for year in &comparison.years {
        table.rows.push(vec![
            year.year.to_string(),
            or_dash(year.published_merits, |n| grouped(n as f64)),
            with_interval(year.simulated_merits),
            or_dash(year.published_closed, |n| grouped(n as f64)),
            with_interval(year.simulated_closed),
            or_dash(year.unexplained_claims, |n| grouped(n as f64)),
        ]);
    }
    table
}

/// How the forecast was made, and where its error comes from, in the published figures' own terms.
fn note(comparison: &Comparison, lang: Lang) -> String {
    let fitted = &comparison.fitted;
    let (last, growth) = (fitted.last_fitted_year, fitted.capacity_growth_per_year);
    let (base, hazard) = (grouped(fitted.capacity_base_decisions), fitted.closing_hazard_per_year);
    let (off, trials) = (100.0 * (fitted.trial_log_error.exp() - 1.0), fitted.trials);
    let made = match lang {
        Lang::Es => format!(
            "De los años después de {last} entran solo las llegadas. Capacidad: {base} decisiones de fondo, por {growth:.2} \
             cada año; cierre: {hazard:.3} al año por solicitud abierta. En {trials} ensayos con lo publicado hasta {last}, \
             esta regla erró en {off:.0} %. Semillas: {}. «Sin explicar» es lo que las existencias publicadas no explican con \
             llegadas y decisiones; en el pronóstico es cero. «Si todo sigue igual»: \
             decisiones y cierres como en {last}.\n",
            comparison.seeds
        ),
        Lang::En => format!(
            "Of the years after {last}, only arrivals enter. Capacity: {base} decisions on the merits, times {growth:.2} each \
             year; closing: {hazard:.3} a year for each open claim. In {trials} trials with what was published up to {last}, \
             this rule was off by {off:.0} %. Seeds: {}. \"Unexplained\" is what published stocks do not explain by \
             arrivals and decisions; in the forecast it is zero. \"If all goes on\": \
             decisions and closings as in {last}.\n",
            comparison.seeds
        ),
    };
    let edge = said(
        lang,
        "El crecimiento quedó en el borde de lo que se probó: las existencias dependen poco de él, y no dice cuántas personas \
         deciden.\n",
        "The growth came out at the edge of what was tried: the stock depends little on it, and it does not say how many \
         people decide.\n",
    );
    let made = if fitted.is_growth_at_edge { made + edge } else { made };
    comparison.years.iter().filter(|year| year.is_forecast).fold(made, |text, year| text + &why(year, lang))
}

/// A forecast year's error, next to what came otherwise than assumed that year.
fn why(year: &YearCompared, lang: Lang) -> String {
    let (Some(error), Some(merits), Some(closed)) =
        (year.error_percent, year.published_merits, year.published_closed)
    else {
        return String::new();
    };
    let more_merits = grouped(merits as f64 - year.simulated_merits.median);
    let more_closed = grouped(closed as f64 - year.simulated_closed.median);
    let unexplained = or_dash(year.unexplained_claims, |n| grouped(n as f64));
    let year = year.year;
    match lang {
        Lang::Es => format!(
            "{year}: error de {error:+.1} %. Frente a la mediana, ese año hubo {more_merits} decisiones de fondo y \
             {more_closed} cierres más (menos, si es negativo), y un cambio sin explicar de {unexplained}.\n"
        ),
        Lang::En => format!(
            "{year}: off by {error:+.1} %. Against the median, that year had {more_merits} more decisions on the merits and \
             {more_closed} more closings (fewer if negative), and an unexplained change of {unexplained}.\n"
        ),
    }
}

/// The comparison as CSV.
pub fn comparison_csv(comparison: &Comparison) -> String {
    let heads = [
        "country",
        "year",
        "kind",
        "published_pending",
        "low",
        "median",
        "high",
        "error_percent",
        "published_merits",
        "simulated_merits",
        "published_closed",
        "simulated_closed",
        "unexplained",
    ];
    let mut table = Table::new(&heads);
    let plain = |value: Option<u64>| value.map(|n| n.to_string()).unwrap_or_default();
    for year in &comparison.years {
        let Spread { low, median, high } = year.simulated_pending;
        table.rows.push(vec![
            comparison.country.clone(),
            year.year.to_string(),
            kind(year, Lang::En).to_owned(),
            plain(year.published_pending),
            format!("{low:.0}"),
            format!("{median:.0}"),
            format!("{high:.0}"),
            year.error_percent.map(|e| format!("{e:.2}")).unwrap_or_default(),
            plain(year.published_merits),
            format!("{:.0}", year.simulated_merits.median),
            plain(year.published_closed),
            format!("{:.0}", year.simulated_closed.median),
            year.unexplained_claims.map(|n| n.to_string()).unwrap_or_default(),
        ]);
    }
    table.csv()
}
