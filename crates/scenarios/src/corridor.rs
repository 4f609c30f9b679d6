//! The corridor: what everybody does, page by page, from an intent at the border to an appeal. Each step stands for
//! one person's work at their desk: they sign in, find the file, follow the link, fill in the form, send it.

use crate::desk::Desk;
use crate::house::TestHouse;
use kernel::{CaseId, Lang};
use uuid::Uuid;
use web::client::Seen;

/// The name that the person of the corridor tells at the post.
pub const NAME: &str = "Marisol Quintero Zeledón";

/// One claim on its way, worked on in one language.
pub struct Corridor<'a> {
    pub house: &'a TestHouse,
    pub lang: Lang,
    pub intent: Uuid,
    pub case: CaseId,
}

fn last_id(path: &str) -> Uuid {
    let path = path.split('?').next().unwrap_or("");
    path.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id in {path}"))
}

/// The answers of a notification.
pub const NOTIFIED: &[(&str, &str)] =
    &[("f-mode", "in_person"), ("f-language", "spa"), ("f-understood", "yes")];

impl<'a> Corridor<'a> {
    pub fn new(house: &'a TestHouse, lang: Lang) -> Corridor<'a> {
        Corridor { house, lang, intent: Uuid::nil(), case: CaseId(Uuid::nil()) }
    }

    pub fn desk(&self, login: &str) -> Desk {
        self.house.desk_in(login, self.lang)
    }
    /// The page of the case, found on somebody's worklist.
    pub fn file(&self, login: &str) -> Desk {
        let desk = self.desk(login);
        desk.open("/cases?state=all");
        desk.follow(&format!("/cases/{}", self.case));
        desk
    }
    /// Somebody finds the case, follows the link of a step, fills in its form and sends it.
    pub fn take(&self, login: &str, step: &str, answers: &[(&str, &str)]) -> Seen {
        let desk = self.file(login);
        desk.follow(&format!("/steps/{step}"));
        let page = desk.done(answers);
        page.expect(&self.house.says(self.lang, "casework-step-done"));
        page
    }

    // ---- at the border ----

    /// The officer at Metetí writes down that a person asks for protection.
    pub fn the_person_speaks(&mut self) -> &mut Self {
        let desk = self.desk("frontera");
        desk.open("/");
        desk.follow("/intents");
        desk.follow("/intents/new");
        let words = if self.lang == Lang::Es { "No puedo volver." } else { "I cannot go back." };
        let page = desk.done(&[("words", words), ("place", "Muelle, lado norte")]);
        self.intent = last_id(&page.path);
        self
    }
    /// The person gets a sheet of paper that anybody may check.
    pub fn the_person_takes_the_proof_along(&self) -> &Self {
        let desk = self.desk("frontera");
        desk.open("/intents");
        desk.follow(&format!("/intents/{}", self.intent));
        let sheet = desk.follow("/proof.pdf");
        assert_eq!(sheet.header("content-type").as_deref(), Some("application/pdf"));
        assert!(sheet.bytes.starts_with(b"%PDF"));
        self.is_genuine(&sheet.bytes, Some(self.intent));
        self
    }
    /// The paper verifies: as the sheet of this intent, or as a letter of the register.
    fn is_genuine(&self, pdf: &[u8], about: Option<Uuid>) {
        match (asylum::verify::check(&self.house.test.ledger, pdf).unwrap(), about) {
            (asylum::verify::Verdict::Genuine { id, .. }, Some(about)) => assert_eq!(id, about),
            (asylum::verify::Verdict::Issued(letter), None) => assert_eq!(letter.revoked, None),
            (other, _) => panic!("the paper does not verify: {other:?}"),
        }
    }
    pub fn the_person_is_registered(&self) -> &Self {
        let desk = self.desk("frontera");
        desk.open(&format!("/intents/{}", self.intent));
        desk.follow(&format!("/intents/{}/people", self.intent));
        let nationality = if self.lang == Lang::Es { "Nicaragua" } else { "NIC" };
        let page = desk.done(&[
            ("name_told", NAME),
            ("birth", "14 5 1990"),
            ("sex", "female"),
            ("nationality", nationality),
            ("language", if self.lang == Lang::Es { "español" } else { "Spanish" }),
        ]);
        page.expect(NAME);
        self
    }

    // ---- at the office ----

    pub fn the_claim_is_filed(&mut self) -> &mut Self {
        let desk = self.desk("registro");
        desk.open("/intents");
        desk.follow(&format!("/intents/{}", self.intent));
        desk.follow("/claim").expect(NAME);
        let page = desk.done(&[
            ("f-entered_on", &self.day()),
            ("f-entry_mode", "irregular"),
            ("f-mode", "oral"),
            ("f-child", "none"),
            ("f-language", "spa"),
        ]);
        self.case = CaseId(last_id(&page.path));
        page.expect(NAME);
        self
    }
    /// Today as people type it.
    fn day(&self) -> String {
        let today = self.house.today();
        format!("{} {} {}", today.day(), today.month(), today.year())
    }
    pub fn the_claim_is_admitted(&self) -> &Self {
        self.take("registro", "admit", &[]);
        self
    }
    pub fn the_person_is_heard(&self) -> &Self {
        self.take("elegibilidad", "hear_interview", INTERVIEW);
        self
    }
    pub fn the_claim_is_assessed(&self) -> &Self {
        self.take("elegibilidad", "write_assessment", ASSESSMENT);
        self
    }
    pub fn another_officer_reviews(&self) -> &Self {
        self.take("revision", "approve_assessment", &[("f-remarks", "Conforme.")]);
        self
    }
    pub fn conare_takes_it_up(&self) -> &Self {
        self.take(
            "revision",
            "put_to_conare",
            &[("f-session_on", &self.day()), ("f-rapporteur", "A. Moreno")],
        );
        self
    }
    /// CONARE carries the refusal in a session with quorum, and a member signs it.
    pub fn conare_refuses(&self) -> &Self {
        self.house.conare_carries(self.case, "refuse");
        self.conare_takes_the_decision()
    }
    pub fn conare_takes_the_decision(&self) -> &Self {
        let reasons = [("f-reasons", "No se halló temor fundado. (Inventado.)"), ("confirm", "yes")];
        self.take("conare", "refuse", &reasons);
        self
    }
    pub fn the_refusal_is_notified(&self) -> &Self {
        self.take("elegibilidad", "notify_refusal", NOTIFIED);
        self
    }
    /// The letter that the person is handed.
    pub fn the_notice_is_printed(&self) -> &Self {
        let desk = self.file("elegibilidad");
        desk.follow("/letters/decision_notice");
        let issued = desk.done(&[("languages", "es-en")]);
        issued.expect(&self.house.says(self.lang, "asylum-letter-done"));
        let letter = desk.follow("/letter.pdf");
        assert_eq!(letter.header("content-type").as_deref(), Some("application/pdf"));
        self.is_genuine(&letter.bytes, None);
        self
    }

    // ---- remedies ----

    pub fn the_person_asks_for_reconsideration(&self) -> &Self {
        self.take("registro", "file_reconsideration", REMEDY);
        self
    }
    /// Whoever refused does not vote again; the others carry it, and one of them signs it.
    pub fn another_rapporteur_confirms(&self) -> &Self {
        self.house.conare_carries(self.case, "confirm_refusal");
        let answers = [("f-reasons", "Se confirma lo decidido. (Inventado.)"), ("confirm", "yes")];
        self.take("conare2", "confirm_refusal", &answers);
        self
    }
    pub fn the_reconsideration_is_notified(&self) -> &Self {
        self.take("elegibilidad", "notify_reconsideration", NOTIFIED);
        self
    }
    pub fn the_person_appeals(&self) -> &Self {
        self.take("registro", "file_appeal", REMEDY);
        self
    }
    pub fn the_minister_recognises(&self) -> &Self {
        self.take("ministro", "grant_on_appeal", &[("f-reasons", "Hay temor fundado. (Inventado.)")]);
        self
    }
    pub fn the_recognition_is_notified(&self) -> &Self {
        self.take("elegibilidad", "notify_recognition", NOTIFIED);
        self
    }

    /// From the border to the day CONARE has the file, each step on a working day of its own.
    pub fn reaches_conare(&mut self) -> &mut Self {
        self.house.on(2024, 6, 3);
        self.the_person_speaks().the_person_is_registered();
        self.the_claim_is_filed().the_claim_is_admitted();
        self.house.on(2024, 7, 2);
        self.the_person_is_heard();
        self.house.on(2024, 7, 9);
        self.the_claim_is_assessed();
        self.house.on(2024, 7, 12);
        self.another_officer_reviews().conare_takes_it_up();
        self
    }
}

/// The answers of an interview form.
pub const INTERVIEW: &[(&str, &str)] = &[
    ("f-language", "spa"),
    ("f-interpreter", "not_needed"),
    ("f-alone", "yes"),
    ("f-preference", "woman"),
    ("f-preference_respected", "yes"),
    ("f-account", "Cuenta lo que vivió. (Relato inventado.)"),
    ("f-read_back", "yes"),
];
/// The answers of an assessment form.
pub const ASSESSMENT: &[(&str, &str)] =
    &[("f-recommendation", "refuse"), ("f-ground", "opinion"), ("f-analysis", "Análisis inventado.")];
/// The answers of a form that receives a remedy.
pub const REMEDY: &[(&str, &str)] = &[("f-mode", "oral"), ("f-grounds", "No está de acuerdo. (Inventado.)")];
