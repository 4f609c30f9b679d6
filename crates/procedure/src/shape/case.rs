//! The form of a worked case, `cases/*.toml`.

use super::shared::{IDS, SAID, words};
use super::{Key, Of, Shape, codes, key, must};

pub(super) static CASE: Shape = Shape {
    name: "worked case",
    name_es: "un caso resuelto",
    es: "Un caso resuelto a mano: fechas y pasos, y qué debe salir de cada uno.",
    en: "A case worked by hand: dates and steps, and what must come out of each.",
    keys: &[
        must("title", Of::One(&SAID), "De qué trata.", "What it is about.")
            .like("{ es = \"…\", en = \"…\" }"),
        must(
            "written",
            Of::Code(codes::written),
            "Si las respuestas se escribieron antes de preguntar al programa.",
            "Whether the answers were written before the program was asked.",
        ),
        must("procedure", Of::Text, "El `id` del procedimiento.", "The `id` of the procedure.")
            .like("\"asylum\""),
        key(
            "version",
            Of::Text,
            "La versión; si se omite, la vigente el día del primer movimiento.",
            "The version; if it is left out, the one in force on the day of the first move.",
        )
        .like("\"PAN-2018\""),
        must("moves", Of::Items(&MOVE), "Los movimientos, en orden.", "The moves, in order."),
    ],
};

static MOVE: Shape = Shape {
    name: "move",
    name_es: "un movimiento",
    es: "Un paso que alguien da, o solo una pregunta, y lo que se espera.",
    en: "A step somebody takes, or only a question, and what is expected of it.",
    keys: &[
        key("step", Of::Text, "El paso; sin él es una pregunta.", "The step; without it, a question.")
            .like("\"refuse\""),
        key("by", Of::Text, "Quién lo da: un nombre inventado.", "Who takes it: an invented name.")
            .like("\"ana\""),
        key("role", Of::Code(codes::roles), "Con qué función.", "In which role.").like("\"reviewer\""),
        key("office", Of::Text, "En qué oficina.", "At which office.").like("\"capital\""),
        key("on", Of::Day, "Qué día.", "On which day."),
        key("answers", Of::Map(&Of::Text), "Respuestas del formulario.", "Answers to the form.")
            .like("{ child = \"none\" }"),
        key(
            "linked",
            Of::Map(&Of::Value),
            "Lo que dice ya el caso vinculado.",
            "What the linked case says by now.",
        ),
        key(
            "transition",
            Of::Text,
            "Una persona pasa el caso a esta versión.",
            "A person moves the case to this version, before anything else happens.",
        ),
        key(
            "session_carried",
            Of::Flag,
            "Una sesión celebrada de la comisión aprobó este paso.",
            "A held session of the commission carried this step.",
        ),
        key(
            "acts",
            Of::Items(&SUSPENSION),
            "Lo que se decretó.",
            "What was decreed, for the dates of this move.",
        ),
        key(
            "refused",
            IDS,
            "El paso debe negarse justo por esto: condiciones, `same officer as STEP`, `struck`, `session of COMMISSION`.",
            "The step must be refused for exactly this: clauses, `same officer as STEP`, `struck`, `session of COMMISSION`.",
        ),
        key(
            "not_yours",
            Of::Flag,
            "El paso no es de esta persona.",
            "The step must not be this person's to take.",
        ),
        key("stage", Of::Text, "La etapa después.", "The stage after it.").like("\"notified\""),
        key("facts", Of::Map(&Of::Value), "Hechos después.", "Facts after it.")
            .like("{ review = \"approved\" }"),
        key(
            "due",
            Of::Map(&Of::Text),
            "El último día de cada plazo; `unknown`, o `no event`.",
            "Due dates by term; `unknown`, or `no event` when there is nothing to count from.",
        )
        .like("{ appeal = \"2024-04-02\" }"),
        key("counted", Of::Map(&Of::Whole(0, 99999)), "Días que contaron.", "Days that counted, by term.")
            .like("{ appeal = 5 }"),
        key(
            "skipped",
            Of::Map(&Of::List(&Of::Text)),
            "Días que no contaron, con su razón en español.",
            "Days that did not count, each with its reason in Spanish.",
        )
        .like("{ appeal = [\"2024-03-29 Viernes Santo\"] }"),
        key(
            "questions",
            Of::Map(&Of::Whole(0, 999)),
            "Cuántas preguntas deja abiertas cada plazo.",
            "How many questions each term leaves open.",
        )
        .like("{ appeal = 1 }"),
        key("tasks", IDS, "Las tareas que deja.", "The tasks it leaves."),
        key("opens", IDS, "Los casos vinculados que abre.", "The linked cases it opens."),
        key("issues", IDS, "Los documentos que emite.", "The documents it issues."),
        key("may", IDS, "Pasos que esta persona puede dar luego.", "Steps this person may take next."),
        key("may_not", IDS, "Pasos que no puede dar luego.", "Steps this person may not take next."),
        key("version", Of::Text, "La versión del caso después.", "The version of the case after the move."),
        key(
            "successors",
            IDS,
            "Versiones a las que podría pasar ese día.",
            "Versions it could be moved to on that day.",
        ),
        key(
            "under_struck",
            IDS,
            "Pasos dados que descansan en lo anulado hasta ese día.",
            "Steps taken that rest on what was struck by that day.",
        ),
        key(
            "starts",
            IDS,
            "Los plazos que empieza, ni más ni menos.",
            "Terms it must start, no more and no fewer.",
        ),
    ],
};

static SUSPENSION: Shape = Shape {
    name: "suspension",
    name_es: "una suspensión",
    es: "Días cerrados o plazos suspendidos por decreto.",
    en: "Days closed or terms suspended by decree.",
    keys: &[
        must("kind", Of::Code(codes::suspension_kinds), "Qué hace.", "What it does."),
        must("from", Of::Day, "El primer día.", "The first day."),
        key(
            "to",
            Of::Day,
            "El último; se omite si no se sabe.",
            "The last day; left out while nobody knows it.",
        ),
        key("terms", IDS, "Los plazos; vacío son todos.", "The terms it touches; none are all."),
        Key { required: true, ..words("reason", "Por qué.", "Why.") },
    ],
};
