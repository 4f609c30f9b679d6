//! The published figures: read, fitted up to 2022, forecast from arrivals alone, and never looked at before their time.

use super::*;

const APPLICATIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_applications.csv");
const DECISIONS: &str = include_str!("../../../../region/unhcr-statistics/asylum_decisions.csv");
const POPULATION: &str = include_str!("../../../../region/unhcr-statistics/population.csv");

fn figures(country: &str) -> Figures {
    Figures::read(country, APPLICATIONS, DECISIONS, POPULATION).unwrap()
}

fn seeds(count: u64) -> Vec<u64> {
    (1..=count).collect()
}

#[test]
fn published_figures_are_read_as_they_stand() {
    let mexico = figures("mex");
    let of = mexico.year(2022).unwrap();
    assert_eq!((of.applied, of.recognised, of.complementary, of.refused), (118_735, 21_882, 733, 13_147));
    assert_eq!((of.closed, of.pending), (29_528, Some(210_609)));
    assert_eq!(mexico.unexplained(2018).unwrap(), -3_824);
    assert_eq!(mexico.unexplained(2022).unwrap(), 14);
    let costa_rica = figures("CRI");
    assert_eq!(costa_rica.year(2019).unwrap().applied_on_remedy, 920);
    assert_eq!(costa_rica.unexplained(2021).unwrap(), -39_500);
    let volume: u64 = (2018..=2025).map(|year| mexico.year(year).unwrap().applied).sum();
    assert_eq!(volume, 681_756);
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let wrong =
        Figures::read("MEX", "year,coa_iso,dec_level,applied\n2020,MEX,FI,many\n", DECISIONS, POPULATION);
    let told = wrong.unwrap_err().to_string();
    assert!(told.contains("asylum_applications.csv, line 2") && told.contains("many"), "{told}");
    let wrong = Figures::read("MEX", "year,coa_iso,applied\n2020,MEX,1\n", DECISIONS, POPULATION);
    assert!(wrong.unwrap_err().to_string().contains("dec_level"));
    assert!(fit(&figures("BLZ").until(2017), 2018, 2022, 2025).is_err());
}

#[test]
fn nothing_but_arrivals_of_later_years_enters_the_forecast() {
    for country in ["MEX", "CRI"] {
        let known = figures(country);
        let mut other = known.clone();
        for year in 2023..=2025 {
            let of = other.years.get_mut(&year).unwrap();
            let applied = of.applied;
            *of = Year {
                applied,
                closed: 999_999,
                recognised: 1,
                refused: 7,
                pending: Some(3),
                ..Year::default()
            };
        }
        let (one, changed) = (fit(&known, 2018, 2022, 2025).unwrap(), fit(&other, 2018, 2022, 2025).unwrap());
        assert_eq!(one, changed);
        if country == "CRI" {
            assert_eq!(once(&one.scenario, 1), once(&changed.scenario, 1));
        }
        other.years.retain(|year, _| *year <= 2022);
        let alone = fit_with_arrivals(&History::until(&other, 2022), &known.arrivals(), 2018, 2025).unwrap();
        assert_eq!(alone, fit(&known, 2018, 2022, 2025).unwrap());
    }
}

#[test]
fn arrivals_of_later_years_do_enter() {
    let mut other = figures("MEX");
    other.years.get_mut(&2024).unwrap().applied += 50_000;
    let one = fit(&figures("MEX"), 2018, 2022, 2025).unwrap();
    assert_ne!(one.scenario.arrivals, fit(&other, 2018, 2022, 2025).unwrap().scenario.arrivals);
}

#[test]
fn the_fitted_years_come_out_as_published() {
    for country in ["MEX", "CRI"] {
        let known = figures(country);
        let fitted = fit(&known, 2018, 2022, 2022).unwrap();
        let results = simulate(&fitted.scenario, &seeds(3), 2, &|_| {}).unwrap();
        for year in compare(&fitted, &known, &results).years {
            let error = year.error_percent.unwrap();
            assert!(error.abs() < 5.0, "{country} {}: {error}", year.year);
            let merits = year.simulated_merits.median / year.published_merits.unwrap() as f64;
            assert!((merits - 1.0).abs() < 0.05, "{country} {}: {merits}", year.year);
        }
    }
}

#[test]
fn every_state_whose_figures_suffice_can_be_fitted_and_run() {
    for country in ["PAN", "GTM", "HND", "BLZ"] {
        let fitted = fit(&figures(country), 2018, 2022, 2025).unwrap();
        let run = once(&fitted.scenario, 1);
        assert_eq!(run.pending_at_start + run.arrived(), run.pending_at_end() + run.ended(), "{country}");
    }
}

/// Prints the tables of the note: `cargo test --release -p caseload --lib -- --ignored --nocapture forecast_of`.
fn forecast(country: &str) {
    let known = figures(country);
    let fitted = fit(&known, 2018, 2022, 2025).unwrap();
    let results = simulate(&fitted.scenario, &seeds(21), 2, &|_| {}).unwrap();
    let comparison = compare(&fitted, &known, &results);
    println!("{}", report::comparison_text(&comparison, kernel::Lang::En));
    println!("{}", report::results_text(&results, kernel::Lang::En));
    println!("{:?}", fitted.scenario.uncertainty.unwrap());
}

#[test]
#[ignore = "prints the comparison with reality at full volume, with 21 seeds"]
fn forecast_of_mexico() {
    forecast("MEX");
}

#[test]
#[ignore = "prints the comparison with reality at full volume, with 21 seeds"]
fn forecast_of_costa_rica() {
    forecast("CRI");
}

#[test]
#[ignore = "full volume, twice 21 seeds"]
fn one_more_interviewer_since_2023() {
    for country in ["MEX", "CRI"] {
        let fitted = fit(&figures(country), 2018, 2022, 2025).unwrap();
        let more = fitted.scenario.with_more_interviewers("national", 1, date(2023, 1, 1));
        let difference = what_if(&fitted.scenario, &more, &seeds(21), 2, &|_| {}).unwrap();
        println!(
            "{country}, {} interviewers\n{}",
            fitted.interviewers,
            report::what_if_text(&difference, kernel::Lang::En)
        );
    }
}
