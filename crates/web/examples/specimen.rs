//! Writes every part of the page kit into HTML files, in Spanish and English, to be looked at in a browser:
//! `cargo run -p web --example specimen -- DIR`. Invented people, terms and articles: a picture, not a specification.

use std::{env, fs, io, path::Path as File};

use maud::{Markup, html};
use web::chart::{Band, Bar, Bars, ChartWords, Line, Origin, Pyramid, Reading, Series, bars, line, pyramid};
use web::layout::{self, Flash, Frame, LanguageLink, NavItem, frame};
use web::part::*;

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "specimen".to_owned());
    let folder = File::new(&folder);
    fs::create_dir_all(folder.join("assets"))?;
    for asset in layout::assets() {
        fs::write(folder.join("assets").join(&asset.name), &asset.bytes)?;
    }
    for say in [Say { spanish: true }, Say { spanish: false }] {
        for (name, page) in pages(say) {
            let file = folder.join(format!("{name}.{}.html", say.tag()));
            fs::write(file, page.into_string().replace("/assets/", "assets/"))?;
        }
    }
    Ok(())
}

/// Both languages stand side by side here; real pages take their words from Fluent.
#[derive(Clone, Copy)]
struct Say {
    spanish: bool,
}

impl Say {
    fn tag(self) -> &'static str {
        if self.spanish { "es" } else { "en" }
    }
    fn s(self, es: &str, en: &str) -> String {
        if self.spanish { es } else { en }.to_owned()
    }
    fn act(self, es: &str, en: &str) -> Act {
        Act::new("#", self.s(es, en))
    }
}

fn pages(say: Say) -> Vec<(&'static str, Markup)> {
    vec![
        ("case", framed(say, Some(2), &say.s("Expediente", "Case file"), None, case(say))),
        ("day", framed(say, Some(0), &say.s("Mi día", "My day"), None, day(say))),
        (
            "form",
            framed(
                say,
                Some(1),
                &say.s("Registrar a una persona", "Register a person"),
                Some(back(say)),
                form(say, false),
            ),
        ),
        (
            "errors",
            framed(
                say,
                Some(1),
                &say.s("Registrar a una persona", "Register a person"),
                Some(back(say)),
                form(say, true),
            ),
        ),
        (
            "check",
            framed(
                say,
                Some(1),
                &say.s("Revise antes de guardar", "Check before saving"),
                Some(back(say)),
                check(say),
            ),
        ),
        (
            "duplicate",
            framed(
                say,
                Some(1),
                &say.s("¿Es la misma persona?", "Is it the same person?"),
                None,
                duplicate(say),
            ),
        ),
        (
            "stale",
            framed(say, Some(2), &say.s("Alguien guardó antes", "Somebody saved first"), None, stale(say)),
        ),
        ("numbers", framed(say, Some(3), &say.s("Estadísticas", "Statistics"), None, numbers(say))),
        ("pledges", framed(say, Some(4), &say.s("Compromisos", "Pledges"), None, pledges(say))),
        (
            "done",
            framed(say, Some(1), &say.s("Intención registrada", "Intent recorded"), None, finished(say)),
        ),
        ("sign-in", sign_in(say)),
        ("sheet", layout::bare(say.tag(), &say.s("Constancia", "Proof"), paper(say))),
    ]
}

fn framed(say: Say, place: Option<usize>, title: &str, way_back: Option<Markup>, body: Markup) -> Markup {
    let names = [
        say.s("Mi día", "My day"),
        say.s("Personas", "People"),
        say.s("Casos", "Cases"),
        say.s("Estadísticas", "Statistics"),
        say.s("Compromisos", "Pledges"),
        say.s("Cuentas", "Accounts"),
    ];
    let item = |(at, words): (usize, &String)| NavItem {
        href: "#".into(),
        words: words.clone(),
        current: Some(at) == place,
    };
    frame(
        &Frame {
            title: title.to_owned(),
            nav: names.iter().enumerate().map(item).collect(),
            who: Some(say.s(
                "L. Batista · Oficial de elegibilidad · Panamá",
                "L. Batista · Eligibility officer · Panama",
            )),
            sign_out: Some(
                html! { form method="post" action="#" { (quiet_button(&say.s("Salir", "Sign out"), "_do", "out")) } },
            ),
            back: way_back,
            ..ground(say)
        },
        body,
    )
}

fn ground(say: Say) -> Frame {
    Frame {
        lang: say.tag().into(),
        skip: say.s("Ir al contenido", "Skip to the content"),
        home: "#".into(),
        home_words: say.s("Ceiba, inicio", "Ceiba, home"),
        place: Some(say.s("Panamá", "Panama")),
        nav_label: say.s("Principal", "Main"),
        menu: say.s("Menú", "Menu"),
        languages_label: say.s("Idioma", "Language"),
        languages: [("es", "Español"), ("en", "English")]
            .map(|(tag, autonym)| LanguageLink {
                href: "#".into(),
                tag: tag.into(),
                autonym: autonym.into(),
                current: tag == say.tag(),
            })
            .to_vec(),
        banner: Some(say.s(
            "Demostración: todas las personas son inventadas.",
            "Demonstration: every person is invented.",
        )),
        banner_label: say.s("Aviso", "Note"),
        footer_words: say.s(
            "Ceiba 0.1 · Ley vigente al 18 de noviembre de 2025",
            "Ceiba 0.1 · Law in force on 18 November 2025",
        ),
        footer: vec![NavItem { href: "#".into(), words: say.s("Privacidad", "Privacy"), current: false }],
        ..Frame::default()
    }
}

fn back(say: Say) -> Markup {
    back_link(&say.act("Personas", "People"))
}

fn who(say: Say) -> Identity {
    Identity {
        name: say.s("Marisol Quintero Zeledón y 2 familiares", "Marisol Quintero Zeledón and 2 relatives"),
        number: "PAN-2025-00317".into(),
        facts: say.s("abierto hace 94 días", "opened 94 days ago"),
        chips: vec![
            Chip::plain("Nicaragua"),
            Chip::plain(say.s("34 años", "34 years old")),
            Chip::plain(say.s("español, miskito", "Spanish, Miskito")),
            Chip::need(say.s("Entrevistadora mujer · día aparte", "Female interviewer · separate day")),
            Chip::care(say.s("Contacto seguro: solo por la mañana", "Safe contact: mornings only")),
        ],
        href: Some("#".into()),
    }
}

fn case(say: Say) -> Markup {
    html! {
        (identity_bar(&who(say)))
        (path(&way(say)))
        (columns(
            html! {
                (next_step(&NextStep {
                    heading: say.s("Lo que sigue", "What comes next"),
                    words: say.s("Terminar la evaluación y enviarla a revisión por otra oficial.", "Finish the assessment and send it to another officer for review."),
                    first: Some(say.act("Continuar la evaluación", "Go on with the assessment")),
                    others: vec![say.act("Pedir una segunda entrevista", "Ask for a second interview")],
                    gates: vec![Gate {
                        what: say.s("Rechazar no está disponible:", "Refusing is not available:"),
                        why: say.s("falta la revisión de una segunda persona.", "a second person has not reviewed it yet."),
                        more: Some((say.s("Por qué", "Why"), html! { p { (say.s("Quien decide no puede ser quien evaluó. Artículo inventado 12.", "Whoever decides cannot be the one who assessed. Invented article 12.")) } })),
                    }],
                }))
                (card(&say.s("Historia del expediente", "What happened"), timeline(&[
                    Moment::new("2025-11-18", say.s("18 nov", "18 Nov"), say.s("Entrevista oída, 2 h 10 min, leída y corregida por la solicitante", "Interview heard, 2 h 10 min, read back and corrected by the applicant"))
                        .note(say.s("M. H. con intérprete de miskito · sala 3 · 2 correcciones", "M. H. with a Miskito interpreter · room 3 · 2 corrections")),
                    Moment::new("2025-10-30", say.s("30 oct", "30 Oct"), say.s("Admitida a trámite", "Claim admitted"))
                        .note(say.s("ONPAR · notificada en persona · carné por 6 meses", "ONPAR · notified in person · card for 6 months")),
                    Moment::new("2025-09-02", say.s("2 sep", "2 Sep"), say.s("Llegó del puesto Metetí con 2 días sin línea", "Arrived from Metetí post after 2 days offline"))
                        .note(say.s("Sin conflictos · recibo 7F2C-91", "No conflicts · receipt 7F2C-91")),
                    Moment::new("2025-08-31", say.s("31 ago", "31 Aug"), say.s("Dijo que teme volver; constancia con QR entregada", "Said she fears to return; proof with QR handed over"))
                        .note(say.s("Puesto Metetí · sus palabras quedaron escritas en miskito y español", "Metetí post · her words were written down in Miskito and Spanish")),
                ])))
            },
            html! {
                (card(&say.s("Plazos", "Terms"), terms(&some_terms(say))))
                (card(&say.s("Familia", "Family"), facts(&[
                    (say.s("Hija", "Daughter"), html! { a href="#" { "Dayana, 9" } }),
                    (say.s("Hijo", "Son"), html! { a href="#" { "Josué, 4" } }),
                    (say.s("Abogada", "Lawyer"), html! { (say.s("Clínica jurídica", "Legal clinic")) }),
                ])))
            },
        ))
    }
}

fn way(say: Say) -> Path {
    let names = if say.spanish {
        [
            "Intención",
            "Solicitud",
            "Admisibilidad",
            "Entrevista",
            "Evaluación",
            "Revisión",
            "Decisión",
            "Notificación",
        ]
    } else {
        ["Intent", "Claim", "Admissibility", "Interview", "Assessment", "Review", "Decision", "Notification"]
    };
    let state = |at| match at {
        0..4 => StageState::Done,
        4 => StageState::Now,
        _ => StageState::Ahead,
    };
    Path {
        label: say.s("Procedimiento: Decreto Ejecutivo 5 de 2018", "Procedure: Executive Decree 5 of 2018"),
        done: say.s("hecho", "done"),
        place: say.s("etapa 5 de 8", "stage 5 of 8"),
        stages: names
            .iter()
            .enumerate()
            .map(|(at, name)| Stage { name: (*name).to_owned(), state: state(at) })
            .collect(),
    }
}

fn some_terms(say: Say) -> Vec<Term> {
    let term = |name, state, words, note| Term { name, state, words, note, act: None, sums: None };
    vec![
        Term {
            act: Some(say.act("avisar de nuevo", "remind again")),
            ..term(
                say.s("Cita médica de la hija", "Daughter's medical appointment"),
                TermState::Overdue { days: 3 },
                say.s("vencida hace 3 días", "3 days overdue"),
                say.s("Remisión al MINSA sin respuesta", "Referral to the ministry unanswered"),
            )
        },
        Term {
            sums: Some(Sums {
                open: say.s("Ver la cuenta", "See the sum"),
                lines: vec![
                    (say.s("Empieza", "Starts"), say.s("18 de noviembre de 2025", "18 November 2025")),
                    (say.s("Se cuentan", "Counted"), say.s("30 días hábiles", "30 working days")),
                    (say.s("Vence", "Due"), say.s("5 de enero de 2026", "5 January 2026")),
                ],
                skipped_label: say
                    .s("No se cuentan, además de los fines de semana:", "Not counted, besides weekends:"),
                skipped: vec![
                    (say.s("28 nov", "28 Nov"), say.s("Independencia de España", "Independence from Spain")),
                    (say.s("8 dic", "8 Dec"), say.s("Día de la Madre", "Mother's Day")),
                ],
                source: Some(
                    html! { (say.s("Decreto inventado, artículo 41.", "Invented decree, article 41.")) },
                ),
                provisional: Some(say.s(
                    "Nadie ha verificado esta fuente todavía: la fecha es provisional.",
                    "Nobody has verified this source yet: the date is provisional.",
                )),
            }),
            ..term(
                say.s("Evaluación", "Assessment"),
                TermState::DueSoon { days: 4 },
                say.s("quedan 4 días hábiles", "4 working days left"),
                say.s("30 días hábiles desde el 18 nov", "30 working days from 18 Nov"),
            )
        },
        term(
            say.s("Carné provisional", "Provisional card"),
            TermState::Ok,
            say.s("hasta el 30 abr", "until 30 Apr"),
            say.s("6 meses; renovar desde el 31 mar", "6 months; renew from 31 Mar"),
        ),
        term(
            say.s("Respuesta de la abogada", "Lawyer's answer"),
            TermState::Waiting,
            say.s("en espera", "waiting"),
            say.s("Pedida el 12 nov", "Asked on 12 Nov"),
        ),
        term(
            say.s("Plazo de decisión", "Term for the decision"),
            TermState::Unverified,
            say.s("sin verificar", "unverified"),
            say.s(
                "La norma no lo fija; pregunta abierta a la jurista",
                "The rule does not set it; open question to the lawyer",
            ),
        ),
    ]
}

fn day(say: Say) -> Markup {
    let tally = |count: &str, state, words: String| Tally {
        count: count.into(),
        words,
        href: Some("#".into()),
        state,
    };
    let row = |name: &str, number: &str, step: String, badge: Markup, note: String| -> Vec<Cell> {
        vec![
            Cell::marked(html! { a href="#" { (name) } div.c-note { (number) } }),
            Cell::text(step),
            Cell::marked(html! { (badge) }),
            Cell::text(note),
        ]
    };
    html! {
            (heading(&say.s("Mi día", "My day"), None, Some(&say.s("Martes 18 de noviembre. Lo más urgente va primero.", "Tuesday 18 November. The most pressing comes first."))))
            (tallies(&[
                tally("2", TermState::Overdue { days: 1 }, say.s("vencidos", "overdue")),
                tally("5", TermState::DueSoon { days: 1 }, say.s("vencen pronto", "due soon")),
                tally("11", TermState::Waiting, say.s("esperan a otros", "waiting for others")),
            ]))
                    (filters("#", html! {
                (select(&Field::new("office", say.s("Oficina", "Office")), &[Choice::new("", say.s("Todas", "All")), Choice::new("m", "Metetí")]))
                (select(&Field::new("stage", say.s("Etapa", "Stage")), &[Choice::new("", say.s("Todas", "All"))]))
                (select(&Field::new("whose", say.s("De quién", "Whose")), &[Choice::new("", say.s("Míos", "Mine"))]))
            }, &say.s("Mostrar", "Show")))
    (card(&say.s("Plazos de hoy", "Terms of today"), table(&Table {
                caption: say.s("Plazos de hoy", "Terms of today"),
                caption_hidden: true,
                columns: vec![
                    Column::text(say.s("Persona", "Person")),
                    Column::text(say.s("Qué hay que hacer", "What to do")),
                    Column::text(say.s("Plazo", "Term")),
                    Column::text(say.s("Por qué esa fecha", "Why that date")),
                ],
                rows: vec![
                    row("Marisol Quintero Zeledón", "PAN-2025-00317", say.s("Responder la cita médica", "Answer the medical appointment"), term_badge(TermState::Overdue { days: 3 }, &say.s("vencido hace 3 días", "3 days overdue")), say.s("5 días corridos desde el 10 nov", "5 calendar days from 10 Nov")),
                    row("Ixchel Tzul", "PAN-2025-00288", say.s("Notificar la decisión", "Notify the decision"), term_badge(TermState::DueSoon { days: 1 }, &say.s("vence mañana", "due tomorrow")), say.s("10 días hábiles desde el 4 nov", "10 working days from 4 Nov")),
                    row("Wendy", "PAN-2025-00341", say.s("Nombrar representante interina", "Name an interim representative"), term_badge(TermState::Unverified, &say.s("sin verificar", "unverified")), say.s("La fuente no fija el plazo", "The source sets no term")),
                ],
                ..Table::default()
            })))
            (card(&say.s("Tareas", "Tasks"), tasks("tasks", &[
                Task { name: say.s("Llamar al intérprete de miskito", "Call the Miskito interpreter"), href: Some("#".into()), note: Some(say.s("Para la entrevista del jueves", "For Thursday's interview")), state: TaskState::Open, words: say.s("por hacer", "to do") },
                Task { name: say.s("Revisar la evaluación de otra oficial", "Review another officer's assessment"), href: Some("#".into()), note: None, state: TaskState::Waiting, words: say.s("en espera", "waiting") },
                Task { name: say.s("Firmar la resolución", "Sign the decision"), href: None, note: Some(say.s("Falta la revisión", "The review is missing")), state: TaskState::Blocked, words: say.s("todavía no", "not yet") },
                Task { name: say.s("Leer la entrevista a la solicitante", "Read the interview back"), href: Some("#".into()), note: None, state: TaskState::Done, words: say.s("hecho", "done") },
            ])))
            (empty_state(&say.s("Nada espera su firma", "Nothing waits for your signature"), &say.s("Cuando una revisión termine, aparecerá aquí.", "When a review ends, it will appear here."), Some(&say.act("Ver los casos de su oficina", "See your office's cases"))))
            (pagination(&Pages {
                label: say.s("Páginas", "Pages"),
                before: Some(say.act("Anterior", "Before")),
                after: Some(say.act("Siguiente", "Next")),
                words: say.s("Página 2 de 14 · 276 plazos", "Page 2 of 14 · 276 terms"),
            }))
        }
}

fn form(say: Say, wrong: bool) -> Markup {
    let error = |es: &str, en: &str| wrong.then(|| say.s(es, en));
    let birth = error(
        "Ese día no existe: febrero de 1988 tuvo 29 días. Escriba otro, o solo el año.",
        "That day does not exist: February 1988 had 29 days. Write another, or only the year.",
    );
    let sex = error(
        "Elija una respuesta; «no lo dice» también vale.",
        "Choose an answer; “does not say” is fine too.",
    );
    let errors: Vec<(&str, &str)> = [("birth", birth.as_deref()), ("sex", sex.as_deref())]
        .into_iter()
        .filter_map(|(id, words)| words.map(|w| (id, w)))
        .collect();
    prose(html! {
        (error_summary(&say.s("Falta arreglar dos respuestas", "Two answers need mending"), errors))
        (heading(&say.s("Registrar a una persona", "Register a person"), Some(&say.s("Puesto Metetí", "Metetí post")), Some(&say.s("Escriba lo que la persona dice. Lo que no se sepa puede quedar vacío.", "Write what the person says. What is not known may stay empty."))))
        form method="post" action="#" novalidate {
            (hidden("_key", "k"))
            (fieldset(&say.s("Nombre", "Name"), Some(&say.s("Uno, dos o ningún apellido: todo es normal.", "One, two or no surnames: all are normal.")), html! {
                (text(&Field::new("told", say.s("Nombre como lo dice", "Name as told")).value("Marisol Quintero Zeledón").verbatim()))
                (text(&Field::new("given", say.s("Nombres", "Given names")).width(Width::Medium).value("Marisol").verbatim()))
                (text(&Field::new("family", say.s("Primer apellido", "First surname")).optional(say.s("(opcional)", "(optional)")).width(Width::Medium).value("Quintero").verbatim()))
            }))
            (fieldset(&say.s("Sobre la persona", "About the person"), None, html! {
                (partial_date(&Field::new("birth", say.s("Fecha de nacimiento", "Birth date")).hint(say.s("Por ejemplo 3 4 1988, 04/1988 o solo 1988", "For example 3 4 1988, 04/1988 or only 1988")).value(if wrong { "30 2 1988" } else { "3 4 1988" }).error(birth.clone())))
                (radios(&Field::new("sex", say.s("Sexo", "Sex")).error(sex.clone()), &[
                    Choice::new("f", say.s("Mujer", "Woman")),
                    Choice::new("m", say.s("Hombre", "Man")),
                    Choice::new("x", say.s("Otro o no lo dice", "Other or does not say")).divider(say.s("o", "or")),
                ]))
                (select(&Field::new("nationality", say.s("Nacionalidad", "Nationality")).value("NIC"), &[
                    Choice::new("", say.s("Elija un país", "Choose a country")), Choice::new("NIC", "Nicaragua"), Choice::new("VEN", "Venezuela"), Choice::new("XXA", say.s("Apátrida", "Stateless")),
                ]))
                (checkboxes(&Field::new("needs", say.s("Necesidades específicas", "Specific needs")).hint(say.s("Marque las que la persona diga.", "Tick those the person tells.")), &["wr"], &[
                    Choice::new("wr", say.s("Mujer en riesgo", "Woman at risk")).hint(say.s("La entrevista será con una mujer", "The interview will be with a woman")).with(text(&Field::new("wr-note", say.s("Qué hay que cuidar", "What to take care of")))),
                    Choice::new("sm", say.s("Padece una enfermedad", "Has an illness")),
                    Choice::new("ds", say.s("Tiene una discapacidad", "Has a disability")),
                ]))
                (radios(&Field::new("travel", say.s("¿Viaja con niñas o niños?", "Travels with children?")).inline().value("yes"), &[Choice::new("yes", say.s("Sí", "Yes")), Choice::new("no", "No")]))
                (textarea(&Field::new("words", say.s("Sus palabras", "Her words")).hint(say.s("En el idioma en que las dijo.", "In the language she said them in.")), 4))
            }))
            (row(html! { (text(&Field::new("doc", say.s("Número de documento", "Document number")).width(Width::Medium))) (partial_date(&Field::new("until", say.s("Vence", "Expires")))) }))
            (details(&say.s("Para qué se pide esto", "Why this is asked"), html! { p { (say.s("Para escribirle, para no pedirle dos veces lo mismo y para cuidar lo que diga.", "To write to her, not to ask the same twice, and to take care of what she tells.")) } }))
            (warning(&say.s("Al guardar se entrega una constancia: revise el nombre con la persona.", "Saving hands over a proof: check the name with the person.")))
            (actions(button(&say.s("Guardar y seguir", "Save and go on")), &[say.act("Dejarlo para después", "Leave it for later")]))
        }
    })
}

fn check(say: Say) -> Markup {
    let change = |es: &str, en: &str| say.act("Cambiar", "Change").about(say.s(es, en));
    html! {
        (identity_strip(&who(say)))
        (heading(&say.s("Revise antes de guardar", "Check before saving"), None, None))
        (summary_list(&[
            Answer::new(say.s("Nombre como lo dice", "Name as told"), "Marisol Quintero Zeledón").change(change("el nombre", "the name")),
            Answer::new(say.s("Fecha de nacimiento", "Birth date"), say.s("abril de 1991 (aproximada)", "April 1991 (approximate)")).change(change("la fecha de nacimiento", "the birth date")),
            Answer::marked(say.s("Estado", "State"), html! { (tag(TagKind::Good, &say.s("verificado", "verified"))) " " (tag(TagKind::Restricted, &say.s("reservado", "restricted"))) " " (tag(TagKind::Plain, &say.s("borrador", "draft"))) " " (tag(TagKind::Bad, &say.s("rechazado", "refused"))) }),
        ]))
        (inset(html! { p lang="miq" { "“Yang wina plapri…”" } p.c-note { (say.s("Sus palabras, en miskito", "Her words, in Miskito")) } }))
        (actions(button(&say.s("Guardar", "Save")), &[say.act("Volver a las preguntas", "Back to the questions")]))
        (second_button(&say.s("Guardar como borrador", "Save as a draft"), "_do", "draft")) " " (danger_button(&say.s("Cerrar el caso", "Close the case")))
    }
}

fn duplicate(say: Say) -> Markup {
    interruption(&Interruption {
        title: say.s("Quizá ya conocemos a esta persona", "We may already know this person"),
        words: say.s("Hay una persona registrada que se parece. Mire con calma: una familia partida en dos archivos tarda meses en juntarse.", "Somebody already registered looks alike. Take your time: a family split over two files takes months to join."),
        alike_label: say.s("Se parecen en:", "They are alike in:"),
        differs_label: say.s("No coinciden en:", "They differ in:"),
        candidates: vec![Candidate {
            name: "Marisol Quintero Z.".into(),
            href: "#".into(),
            facts: say.s("Registrada el 31 de agosto en Metetí", "Registered on 31 August in Metetí"),
            chips: vec![Chip::plain("Nicaragua"), Chip::plain("1991")],
            alike: vec![say.s("nombre, sin contar acentos", "name, accents aside"), say.s("nacionalidad y año de nacimiento", "nationality and year of birth")],
            differs: vec![say.s("segundo apellido", "second surname")],
            choose: second_button(&say.s("Es esta persona", "It is this person"), "same", "1"),
        }],
        ways_on: actions(button(&say.s("Ninguna: registrar a una persona nueva", "None: register a new person")), &[say.act("Volver y corregir", "Go back and correct")]),
    })
}

fn stale(say: Say) -> Markup {
    let row = |label: String, yours: String, now: String| Compared { label, yours, now };
    html! {
        (identity_strip(&who(say)))
        (heading(&say.s("Alguien guardó antes que usted", "Somebody saved before you"), None, Some(&say.s("Nada se ha perdido. Compare y guarde otra vez lo que deba quedar.", "Nothing is lost. Compare, and save again what shall stay."))))
        (comparison(&Comparison {
            caption: say.s("Las dos versiones", "Both versions"),
            field_head: say.s("Pregunta", "Question"),
            yours_head: say.s("Lo que usted escribió", "What you wrote"),
            now_head: say.s("Lo que está guardado", "What is saved"),
            differs: say.s("distinto", "differs"),
            rows: vec![
                row(say.s("Teléfono", "Telephone"), "6123-4567".into(), "6123-4599".into()),
                row(say.s("Idioma", "Language"), say.s("español", "Spanish"), say.s("español", "Spanish")),
            ],
        }))
        (actions(button(&say.s("Guardar lo mío", "Save mine")), &[say.act("Dejar lo guardado", "Keep what is saved")]))
    }
}

fn words(say: Say, id: &str, title: String, head: String) -> ChartWords {
    ChartWords {
        id: id.into(),
        title,
        description: say.s("La serie propia sube de 310 a 655 entre enero y diciembre; la publicada la sigue de cerca.", "Our series rises from 310 to 655 between January and December; the published one follows closely."),
        withheld: say.s("reservado: se reconocería a alguien", "withheld: somebody could be recognised"),
        missing: say.s("sin dato", "no data"),
        table_open: say.s("Ver los datos en una tabla", "See the data as a table"),
        label_head: head,
        source: Some(html! { (say.s("Fuente: ACNUR, CC BY 4.0; corte del 30 de junio de 2025.", "Source: UNHCR, CC BY 4.0; data cut of 30 June 2025.")) }),
        thousands: ',',
    }
}

fn numbers(say: Say) -> Markup {
    let months = if say.spanish {
        ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
    } else {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    };
    let value = Reading::Value;
    let ours = [310, 352, 401, 388, 0, 0, 470, 512, 498, 560, 610, 655]
        .map(|n| if n == 0 { Reading::Withheld } else { value(n) });
    let published = [300, 340, 390, 395, 402, 431, 455, 500, 505, 540, 0, 0]
        .map(|n| if n == 0 { Reading::Missing } else { value(n) });
    let ours_name = say.s("Contadas aquí", "Counted here");
    let published_name = say.s("Publicadas por ACNUR", "Published by UNHCR");
    let series = |name: &String, origin, readings: [Reading; 12]| Series {
        name: name.clone(),
        origin,
        readings: readings.to_vec(),
    };
    let bar = |label: &str, a: Reading, b: Reading| Bar { label: label.into(), readings: vec![a, b] };
    let band = |label: &str, left, right| Band { label: label.into(), left, right };
    html! {
        (heading(&say.s("Solicitudes de la condición de refugiado", "Applications for refugee status"), None, Some(&say.s("Corte del 30 de noviembre de 2025. Las celdas en que se reconocería a alguien se reservan.", "Data cut of 30 November 2025. Cells in which somebody could be recognised are withheld."))))
        section.c-card {
            (line(&Line {
                words: words(say, "monthly", say.s("Solicitudes por mes, 2025", "Applications by month, 2025"), say.s("Mes", "Month")),
                labels: months.iter().map(|m| format!("{m} 2025")).collect(),
                short_labels: months.iter().map(|m| (*m).to_owned()).collect(),
                series: vec![series(&ours_name, Origin::Ours, ours), series(&published_name, Origin::Published, published)],
            }))
        }
        (columns(
            html! { section.c-card {
                (bars(&Bars {
                    words: words(say, "origins", say.s("Por país de origen", "By country of origin"), say.s("País", "Country")),
                    series: vec![(ours_name.clone(), Origin::Ours), (published_name.clone(), Origin::Published)],
                    rows: vec![
                        bar("Nicaragua", value(1640), value(1598)),
                        bar(&say.s("Venezuela (República Bolivariana de)", "Venezuela (Bolivarian Republic of)"), value(1210), value(1300)),
                        bar("Colombia", value(930), value(921)),
                        bar("Cuba", value(402), Reading::Missing),
                        bar(&say.s("Haití", "Haiti"), Reading::Withheld, value(12)),
                    ],
                }))
            } },
            html! { section.c-card {
                (pyramid(&Pyramid {
                    words: words(say, "ages", say.s("Por edad y sexo", "By age and sex"), say.s("Edad", "Age")),
                    left: say.s("Mujeres", "Women"),
                    right: say.s("Hombres", "Men"),
                    bands: vec![band("60+", Reading::Withheld, value(31)), band("18–59", value(1240), value(1655)), band("12–17", value(210), value(232)), band("5–11", value(305), value(298)), band("0–4", value(262), value(281))],
                }))
            } },
        ))
        section.c-card {
            (table(&Table {
                caption: say.s("Solicitudes por mes y origen", "Applications by month and origin"),
                columns: vec![Column::text(say.s("Mes", "Month")), Column::number("Nicaragua"), Column::number("Venezuela"), Column::number("Colombia"), Column::number(say.s("Otros", "Others")), Column::number("Total")],
                rows: vec![
                    vec![say.s("enero", "January").into(), "140".into(), "95".into(), "60".into(), Cell::withheld(&say.s("reservado", "withheld")), "310".into()],
                    vec![say.s("febrero", "February").into(), "151".into(), "101".into(), "80".into(), "20".into(), "352".into()],
                ],
                foot: vec![vec!["Total".into(), "291".into(), "196".into(), "140".into(), Cell::withheld(&say.s("reservado", "withheld")), "662".into()]],
                narrow: Narrow::Scroll,
                ..Table::default()
            }))
            p { (icon_link(Icon::Download, &say.act("Descargar CSV", "Download CSV"))) }
        }
    }
}

fn pledges(say: Say) -> Markup {
    html! {
        (breadcrumbs(&say.s("Usted está en", "You are at"), &[say.act("Compromisos", "Pledges")], "GRF-07384"))
        (heading("GRF-07384", None, Some(&say.s("Fortalecer el sistema de asilo (texto inventado)", "Strengthen the asylum system (invented text)"))))
        (notice(Tone::Info, &say.s("Lo declarado y lo contado van juntos", "What is declared and what is counted stand together"), html! { p { (say.s("Lo declarado lo dice el Estado; lo contado sale de los expedientes.", "The State declares; the count comes from the files.")) } }))
        section.c-card {
            (measure(&Measure {
                name: say.s("Expedientes completamente digitales", "Files that are fully digital"),
                figure: "64 %".into(),
                fraction: say.s("128 de 200 expedientes", "128 of 200 files"),
                share: Some(0.64),
                definition: say.s("Expedientes con todos sus pasos registrados aquí, entre los abiertos en el año.", "Files with every step recorded here, among those opened in the year."),
                as_of: say.s("Al 18 de noviembre de 2025, 10:42", "On 18 November 2025, 10:42"),
                declared: Some((say.s("Declarado:", "Declared:"), say.s("en curso (2024)", "in progress (2024)"))),
            }))
            (measure(&Measure {
                name: say.s("Registros de frontera vistos en 24 horas", "Border registrations seen within 24 hours"),
                figure: say.s("reservado", "withheld"),
                fraction: String::new(),
                share: None,
                definition: say.s("Menos de 10 registros en el período.", "Fewer than 10 registrations in the period."),
                as_of: say.s("Al 18 de noviembre de 2025, 10:42", "On 18 November 2025, 10:42"),
                declared: None,
            }))
        }
        (notice(Tone::Caution, &say.s("El texto no cambia nunca", "The text never changes"), html! {}))
        (notice(Tone::Danger, &say.s("No se pudo guardar", "It could not be saved"), html! { p { (say.s("Su texto sigue aquí. Intente otra vez en un momento.", "Your text is still here. Try again in a moment.")) } }))
    }
}

fn finished(say: Say) -> Markup {
    prose(html! {
        (done(&say.s("Intención registrada", "Intent recorded"), Some((&say.s("Número:", "Number:"), "PAN-2025-00318")), html! { p { (say.s("Entregue la constancia impresa a la persona: la protege desde hoy.", "Hand the printed proof to the person: it protects her from today.")) } }))
        (section(&say.s("Qué pasa ahora", "What happens now"), html! { ul { li { (say.s("ONPAR ve el caso cuando haya línea.", "ONPAR sees the case when there is a line.")) } li { (say.s("La persona recibe su cita en 10 días hábiles.", "The person gets an appointment within 10 working days.")) } } }))
        (actions(go("#", &say.s("Abrir el caso", "Open the case")), &[say.act("Registrar a otra persona", "Register another person")]))
    })
}

fn sign_in(say: Say) -> Markup {
    let body = prose(html! {
        (heading(&say.s("Entrar", "Sign in"), None, None))
        form method="post" action="#" {
            (text(&Field::new("account", say.s("Cuenta", "Account")).width(Width::Medium).autocomplete("username").verbatim()))
            (password(&Field::new("password", say.s("Contraseña", "Password")).width(Width::Medium).autocomplete("current-password")))
            (button(&say.s("Entrar", "Sign in")))
        }
    });
    let flash = Some(Flash {
        tone: Tone::Done,
        words: say.s("Usted salió. Su borrador quedó guardado.", "You signed out. Your draft is kept."),
    });
    frame(&Frame { title: say.s("Entrar", "Sign in"), flash, ..ground(say) }, body)
}

fn paper(say: Say) -> Markup {
    html! {
        (screen_only(html! { p { (icon_link(Icon::Print, &say.act("Imprimir", "Print"))) } }))
        (sheet(html! {
            h1.c-title { (say.s("Constancia de intención", "Proof of intent")) }
            (summary_list(&[Answer::new(say.s("Nombre", "Name"), "Marisol Quintero Zeledón"), Answer::new(say.s("Lugar y hora", "Place and time"), say.s("Puesto Metetí, 31 de agosto, 7:40", "Metetí post, 31 August, 7:40"))]))
            (print_only(html! { p { (say.s("Impreso con Ceiba", "Printed with Ceiba")) } }))
        }))
    }
}
