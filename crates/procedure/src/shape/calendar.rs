//! The form of `calendar.toml`.

use super::shared::{CITED, IDS, SOURCES, names, words};
use super::{Key, Of, Shape, codes, key, must};

pub(super) static CALENDAR: Shape = Shape {
    name: "calendar",
    name_es: "un calendario",
    es: "Qué días cuentan: días de descanso, feriados como reglas, días decretados.",
    en: "Which days count: days of rest, holidays as rules, decreed days.",
    keys: &[
        names("Cómo se llama el calendario.", "What the calendar is called."),
        CITED,
        SOURCES,
        words(
            "instead",
            "Cómo se llama el lunes que se toma por un feriado de otro día; `{name}` es el feriado.",
            "How a Monday taken for a holiday of another day is called; `{name}` is the holiday.",
        ),
        must(
            "rest_days",
            Of::Items(&REST),
            "Días de la semana que descansan.",
            "Days of the week that rest.",
        ),
        key("holidays", Of::Items(&HOLIDAY), "Feriados, como reglas.", "Holidays, as rules."),
        key(
            "decreed",
            Of::Items(&DECREED),
            "Días cerrados por decreto, una vez.",
            "Days closed once, by decree.",
        ),
        key(
            "acts",
            Of::Items(&ACT),
            "Actos que tocaron plazos y cuyo alcance no se sabe.",
            "Acts that touched terms, to an extent that is not known.",
        ),
    ],
};

static REST: Shape = Shape {
    name: "day of rest",
    name_es: "un día de descanso",
    es: "Un día de la semana que descansa.",
    en: "A day of the week on which offices rest.",
    keys: &[
        must("weekday", Of::Code(codes::weekdays), "El día.", "The day.").like("\"sunday\""),
        names("Cómo se llama.", "What it is called."),
        CITED,
    ],
};

static HOLIDAY: Shape = Shape {
    name: "holiday",
    name_es: "un feriado",
    es: "Un feriado que vuelve: `fixed`, `easter` o `weekday`.",
    en: "A holiday that comes back: one of `fixed`, `easter` or `weekday`.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"good_friday\""),
        names("Cómo se llama.", "What it is called."),
        key("fixed", Of::MonthDay, "Mes y día.", "Month before day."),
        key(
            "easter",
            Of::Whole(-200, 200),
            "Días después del Domingo de Pascua; negativo es antes.",
            "Days after Easter Sunday; negative before.",
        )
        .like("-2"),
        key("weekday", Of::One(&NTH), NTH.es, NTH.en).like("{ month = 10, nth = 1, day = \"wednesday\" }"),
        key(
            "every_years",
            Of::Whole(2, 100),
            "Solo cada tantos años, desde el de `valid_from`.",
            "Only every so many years, counted from that of `valid_from`; a holiday of every year leaves it out.",
        )
        .like("6"),
        key(
            "sunday_to_monday",
            Of::Flag,
            "Si cae en domingo, el lunes también descansa.",
            "On a Sunday it is kept, and the Monday after is free too.",
        ),
        key(
            "monday_before",
            Of::List(&Of::Code(codes::weekdays)),
            "En estos días se guarda el lunes anterior en su lugar.",
            "On one of these days it is kept on the Monday before instead.",
        ),
        key(
            "monday_after",
            Of::List(&Of::Code(codes::weekdays)),
            "En estos días se guarda el lunes siguiente en su lugar.",
            "On one of these days it is kept on the Monday after instead.",
        ),
        words("instead", "Cómo se llama ese lunes.", "How that Monday is called."),
        must("valid_from", Of::Day, "El primer día de la regla.", "The first day of the rule."),
        key("valid_to", Of::Day, "El último día de la regla.", "The last day of the rule."),
        CITED,
    ],
};

static NTH: Shape = Shape {
    name: "weekday of a month",
    name_es: "un día de la semana de un mes",
    es: "El primer, segundo… lunes (martes…) de un mes.",
    en: "The first, second … Monday (Tuesday …) of a month.",
    keys: &[
        must("month", Of::Whole(1, 12), "El mes.", "The month.").like("10"),
        must(
            "nth",
            Of::Whole(1, 4),
            "El cuántos; no todo mes tiene quinto.",
            "Which of them; not every month has a fifth.",
        ),
        must("day", Of::Code(codes::weekdays), "El día de la semana.", "The day of the week."),
        key(
            "days_after",
            Of::Whole(0, 6),
            "Tantos días después.",
            "So many days after; seven is the next `nth`.",
        )
        .default("0"),
    ],
};

static DECREED: Shape = Shape {
    name: "decreed day",
    name_es: "un día decretado",
    es: "Un día que una autoridad cerró una vez.",
    en: "A day that an authority closed once.",
    keys: &[
        must("day", Of::Day, "El día.", "The day."),
        names("Cómo se llama.", "What it is called."),
        CITED,
    ],
};

static ACT: Shape = Shape {
    name: "act",
    name_es: "un acto",
    es: "Un acto que tocó plazos y cuyo alcance no se sabe: no calcula nada, pregunta.",
    en: "An act that touched terms, to an extent that is not known: it computes nothing and asks a question.",
    keys: &[
        must("id", Of::Id, "Su código.", "Its code.").like("\"covid\""),
        must("from", Of::Day, "Desde cuándo.", "From when."),
        must(
            "ask_until",
            Of::Day,
            "El último día en que se pregunta por ello.",
            "The last day on which a term is questioned because of it.",
        ),
        key("terms", IDS, "Los plazos que tocó; vacío son todos.", "The terms it touched; none are all."),
        Key { required: true, ..words("question", "Qué hay que averiguar.", "What has to be found out.") },
        CITED,
    ],
};
