//! The caseload of Mexico at its full published volume, on two threads.

use crate::figure::spread;
use crate::{Outcome, Plan};
use caseload::Figures;
use std::time::Instant;

/// Years that are simulated, and the last one whose decisions are known to the fit.
pub const YEARS: std::ops::RangeInclusive<i16> = 2018..=2025;
const FITTED_UNTIL: i16 = 2022;
/// As many as the command takes when nobody says otherwise.
pub const SEEDS: u64 = 21;
pub const THREADS: usize = 2;
/// How many come is drawn around the published number; drawn claims that differ by more than this are another volume.
const DRAWN_APART_MOST: f64 = 0.005;
/// Seconds that it may take.
pub const SECONDS_AIM: f64 = 20.0;
const FIGURES: &str = "region/unhcr-statistics";

/// What came out: the median, least and greatest of the runs.
pub struct Forecast {
    /// Claims that are published for these years, and that arrive in the middle one of the simulations.
    pub published: u64,
    pub arrived: f64,
    /// Choosing the parameters, and one simulation on one thread.
    pub fit_seconds: [f64; 3],
    pub one_seconds: [f64; 3],
    /// The fit and all seeds, by the clock on the wall.
    pub seconds: [f64; 3],
}

pub fn measure(plan: &Plan) -> Outcome<Forecast> {
    let read = |name: &str| std::fs::read_to_string(format!("{FIGURES}/{name}"));
    let (applications, decisions) = (read("asylum_applications.csv")?, read("asylum_decisions.csv")?);
    let figures = Figures::read("mex", &applications, &decisions, &read("population.csv")?)?;
    let published: u64 = figures.arrivals().range(YEARS).map(|(_, claims)| claims).sum();
    let seeds: Vec<u64> = (1..=SEEDS).collect();
    let (mut fits, mut ones, mut wholes, mut arrived) = (Vec::new(), Vec::new(), Vec::new(), 0.0);
    for _ in 0..plan.runs {
        let begun = Instant::now();
        let fitted = caseload::fit(&figures, *YEARS.start(), FITTED_UNTIL, *YEARS.end())?;
        let fit = begun.elapsed().as_secs_f64();
        let results = caseload::simulate(&fitted.scenario, &seeds, THREADS, &|_| {})?;
        wholes.push(begun.elapsed().as_secs_f64());
        fits.push(fit);
        arrived = results.years.iter().map(|year| year.arrived.median).sum();
        if (arrived / published as f64 - 1.0).abs() > DRAWN_APART_MOST {
            return Err(format!("{published} claims are published, {arrived} were simulated").into());
        }
        let begun = Instant::now();
        caseload::simulate(&fitted.scenario, &seeds[..1], 1, &|_| {})?;
        ones.push(begun.elapsed().as_secs_f64());
    }
    let (fit_seconds, one_seconds, seconds) = (spread(&fits), spread(&ones), spread(&wholes));
    Ok(Forecast { published, arrived, fit_seconds, one_seconds, seconds })
}
