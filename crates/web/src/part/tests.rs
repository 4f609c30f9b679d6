//! The promises parts make to people who cannot see them, and the style sheet's promises to those who can.

use maud::{Markup, html};

use super::*;
use crate::layout;

fn told(markup: &Markup) -> &str {
    &markup.0
}

#[test]
fn a_field_says_its_hint_and_its_error() {
    let field =
        Field::new("birth", "Fecha de nacimiento").hint("3 4 1988").error(Some("Ese día no existe".into()));
    let shown = partial_date(&field.value("30 2 1988"));
    let shown = told(&shown);
    assert!(shown.contains(r#"<label class="govuk-label" for="birth">"#), "{shown}");
    assert!(shown.contains(r#"aria-describedby="birth-hint birth-error" aria-invalid="true""#), "{shown}");
    assert!(shown.contains(r#"id="birth-hint""#) && shown.contains(r#"id="birth-error""#));
    assert!(shown.contains(r#"value="30 2 1988""#), "what was typed is kept");
}

#[test]
fn what_people_type_cannot_become_markup() {
    let shown = text(&Field::new("name", "Nombre").value(r#""><script>alert(1)</script>"#));
    assert!(!told(&shown).contains("<script>"));
    let shown = textarea(&Field::new("words", "Palabras").value("</textarea><b>"), 3);
    assert!(!told(&shown).contains("</textarea><b>"));
}

#[test]
fn the_error_summary_leads_to_the_first_answer() {
    let field = Field::new("sex", "Sexo");
    let shown = radios(&field, &[Choice::new("f", "Mujer"), Choice::new("m", "Hombre")]);
    assert!(told(&shown).contains(r#"id="sex" name="sex" type="radio" value="f""#));
    assert!(told(&shown).contains(r#"id="sex-2""#));
    let summary = error_summary("Hay algo que corregir", [("sex", "Elija una respuesta")]);
    assert!(told(&summary).contains(r##"href="#sex""##));
    assert_eq!(told(&error_summary("Nada", [])), "");
}

#[test]
fn a_password_is_never_sent_back() {
    assert!(!told(&password(&Field::new("password", "Contraseña").value("secreto"))).contains("secreto"));
}

#[test]
fn several_boxes_stay_ticked() {
    let boxes = [Choice::new("a", "A"), Choice::new("b", "B"), Choice::new("c", "C")];
    let shown = checkboxes(&Field::new("needs", "Necesidades"), &["a", "c"], &boxes);
    assert_eq!(told(&shown).matches(" checked").count(), 2);
}

#[test]
fn every_term_state_has_its_own_sign() {
    let states = [
        TermState::Overdue { days: 3 },
        TermState::DueSoon { days: 1 },
        TermState::Ok,
        TermState::Waiting,
        TermState::Unverified,
    ];
    let mut signs: Vec<String> = states
        .iter()
        .map(|state| term_badge(*state, "").0.split(" d=").nth(1).unwrap_or_default().to_owned())
        .collect();
    signs.sort();
    signs.dedup();
    assert_eq!(signs.len(), states.len());
}

#[test]
fn tables_name_their_columns_and_rows() {
    let shown = table(&Table {
        caption: "Solicitudes".into(),
        columns: vec![Column::text("Mes"), Column::number("Total")],
        rows: vec![vec!["enero".into(), Cell::withheld("reservado")]],
        ..Table::default()
    });
    let shown = told(&shown);
    for wanted in [r#"scope="col""#, r#"scope="row""#, r#"data-head="Total""#, "reservado", "<caption"] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    let empty = Table { empty: Some(html! { "nada todavía" }), ..Table::default() };
    assert_eq!(told(&table(&empty)), "nada todavía");
}

#[test]
fn parts_wear_only_classes_the_style_sheet_knows() {
    let css = include_str!("../../assets/ceiba.css");
    let sources = [
        include_str!("button.rs"),
        include_str!("field.rs"),
        include_str!("icon.rs"),
        include_str!("identity.rs"),
        include_str!("list.rs"),
        include_str!("measure.rs"),
        include_str!("next.rs"),
        include_str!("notice.rs"),
        include_str!("page.rs"),
        include_str!("path.rs"),
        include_str!("table.rs"),
        include_str!("term.rs"),
        include_str!("timeline.rs"),
        include_str!("../layout.rs"),
        include_str!("../chart.rs"),
    ];
    // Elements that need no rule of their own.
    let plain = ["c-account__who", "c-timeline__title", "c-tasks__state", "c-interruption__ways"];
    for source in sources {
        for class in source.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')) {
            if class.starts_with("c-") && class.len() > 2 && !plain.contains(&class) {
                assert!(css.contains(&format!(".{class}")), "{class} has no rule");
            }
        }
    }
}

#[test]
fn the_first_page_is_light_and_asks_nobody_else() {
    let [style, font, mark, passkey, capture] = layout::assets();
    for script in [passkey, capture] {
        assert!(script.bytes.len() < 3_100, "scripts stay small and stand on few pages");
    }
    assert!(style.bytes.len() + font.bytes.len() + mark.bytes.len() < 84_000, "leaves room for the page");
    let css = String::from_utf8_lossy(&style.bytes);
    assert!(css.contains(&font.name), "the style sheet asks for the font under its served name");
    assert!(!css.contains("GDS Transport") && !css.contains("https://") && !css.contains("//fonts"));
    assert!(layout::asset(&style.name).is_some() && layout::asset("../ceiba.css").is_none());
}

#[test]
fn words_stand_out_from_their_ground() {
    let pairs = [
        ("ink", "mist"),
        ("ink-2", "mist"),
        ("ink-2", "paper"),
        ("sky", "mist"),
        ("ceiba", "mist"),
        ("clay", "paper"),
        ("paper", "clay"),
        ("paper", "deep"),
        ("paper", "ceiba"),
        ("jade", "jade-pale"),
        ("amber", "amber-pale"),
        ("violet", "violet-pale"),
        ("ink", "sun"),
    ];
    for (words, ground) in pairs {
        let ratio = contrast(&colour(words), &colour(ground));
        assert!(ratio >= 4.5, "{words} on {ground}: {ratio:.2}");
    }
    assert!(contrast(&colour("line"), &colour("paper")) >= 3.0);
}

fn colour(token: &str) -> String {
    let css = include_str!("../../assets/src/ceiba.css");
    let start = css.find(&format!("--{token}:#")).unwrap() + token.len() + 4;
    let hex: String = css[start..].chars().take_while(char::is_ascii_hexdigit).collect();
    if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex }
}

/// WCAG 2 contrast of two colours.
fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}
