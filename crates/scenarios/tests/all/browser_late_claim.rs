//! A claim that comes after its term is received and goes on; the page says that it is late, how that was counted and how
//! sure the rule is; a named person takes the explanation as good, or another one decides again: in a real browser, in
//! Spanish, without a mouse and without JavaScript.

use asylum::CLAIM;
use kernel::{CaseId, Lang};
use scenarios::browser::{ENTER, Focus, Served, TAB};
use scenarios::house::{TestHouse, one};
use scenarios::people::Somebody;
use scenarios::walk::Walk;

const ASKED_OF_A_PERSON: &str = "Solicitud después del plazo de seis meses";
const LATE: &str = "cumplido el 5 mar 2024, después del 10 jul 2023";
const SAYS_NO_ARTICLE: &str = "Artículo por averiguar · sin verificar";

#[test]
fn browser_goes_on_with_a_late_claim_that_somebody_justified() {
    one(|house| {
        let served = Served::new(house);
        let late = Late::filed(house, Walk::new(house, &served));
        let walk = &late.walk;

        // The reviewer finds the question, not an answer: nobody is turned away unheard and unasked.
        walk.sits_down("revision");
        walk.browser.goto("/day");
        walk.browser.expect(ASKED_OF_A_PERSON);
        late.opens("refuse_as_late");
        walk.browser.expect("Ninguna fuente nos dice que la ley lo permita");
        walk.browser.expect(SAYS_NO_ARTICLE);
        walk.browser.expect("Nadie se rechaza sin haber sido oído");
        assert_eq!(late.fields_called("f-decided_on"), 0, "there is a form to refuse with");
        late.gets_up();

        walk.sits_down("registro");
        late.opens("ask_why_late");
        walk.browser.send();
        walk.says("casework-step-done");
        late.explains();
        late.gets_up();

        // The reviewer takes it as good, by name. From then on nobody can refuse for the date.
        walk.sits_down("revision");
        late.opens("accept_late");
        walk.browser.type_into("f-why", "Nadie le informó en el puesto. (Inventado.)");
        walk.browser.send();
        walk.browser.expect(&house.step_name(Lang::Es, "accept_late"));
        walk.browser.expect("C. Espino");
        assert!(!walk.browser.words().contains(LATE), "the question is still open on the file");
        walk.browser.goto("/day");
        assert!(!walk.browser.words().contains(ASKED_OF_A_PERSON), "the question is still open on the day");
        late.opens("refuse_as_late");
        walk.browser.expect("Si ya se aceptó, no puede negarse por esto");
        late.gets_up();

        late.goes_on_like_any_other();
    });
}

#[test]
fn browser_lets_another_person_look_again_at_a_claim_refused_as_late() {
    one(|house| {
        let served = Served::new(house);
        let late = Late::filed(house, Walk::new(house, &served));
        let walk = &late.walk;

        walk.sits_down("elegibilidad");
        late.opens("hear_before_admission");
        walk.browser.pick("f-language", "español", "spa");
        walk.browser.choose("f-interpreter", "not_needed");
        walk.browser.choose("f-alone", "yes");
        walk.browser.choose("f-preference", "none");
        walk.browser.choose("f-preference_respected", "yes");
        walk.browser.type_into("f-account", "Cuenta lo que vivió. (Relato inventado.)");
        walk.browser.choose("f-read_back", "yes");
        walk.browser.send();
        walk.says("casework-step-done");
        late.explains();
        late.gets_up();

        // Without the sentence in the first person nothing is taken from anybody.
        walk.sits_down("revision");
        late.opens("refuse_as_late");
        walk.browser.type_into("f-article", "Por averiguar");
        walk.browser.type_into("f-reasons", "No se aceptó la explicación. (Inventado.)");
        walk.browser.send();
        walk.says("casework-error-confirm");
        assert_eq!(late.stage(), "filed");
        walk.browser.skip_the_menu();
        walk.browser.choose("confirm", "yes");
        walk.browser.expect("C. Espino");
        walk.browser.send();
        assert_eq!(late.stage(), "inadmissible");
        late.gets_up();

        walk.sits_down("registro");
        late.opens("notify_inadmissibility");
        walk.browser.choose("f-mode", "in_person");
        walk.browser.pick("f-language", "español", "spa");
        walk.browser.choose("f-understood", "yes");
        walk.browser.send();
        walk.says("casework-step-done");
        late.opens("file_inadmissibility_reconsideration");
        walk.browser.choose("f-mode", "oral");
        walk.browser.type_into("f-grounds", "No sabía que había un plazo. (Inventado.)");
        walk.browser.send();
        walk.says("casework-step-done");
        late.gets_up();

        // Whoever refused does not decide again; somebody else admits it.
        walk.sits_down("revision");
        late.opens("admit_on_reconsideration");
        walk.browser.expect("Usted tomó la primera decisión. La reconsideración la resuelve otra persona.");
        assert_eq!(late.fields_called("f-reasons"), 0, "there is a form to decide one's own decision with");
        late.gets_up();
        walk.sits_down("revision2");
        late.opens("admit_on_reconsideration");
        walk.browser.type_into("f-reasons", "La demora no quita el peligro. (Inventado.)");
        walk.browser.send();
        walk.says("casework-step-done");
        assert_eq!(late.stage(), "interview");
        late.gets_up();
    });
}

/// A claim that came almost eight months after its term, received at the office.
struct Late<'a> {
    walk: Walk<'a>,
    case: CaseId,
}

impl<'a> Late<'a> {
    /// The person comes in March 2024, having entered on 9 January 2023: the page receives it and shows the sum.
    fn filed(house: &'a TestHouse, walk: Walk<'a>) -> Late<'a> {
        house.on(2024, 3, 5);
        let person = house.register(&house.hired("registro"), &Somebody::named("Ana Inventada"));
        walk.sits_down("registro");
        walk.opens(&format!("/people/{person}/claim"));
        walk.browser.type_into("f-entered_on", "9 1 2023");
        walk.browser.choose("f-mode", "oral");
        walk.browser.choose("f-child", "none");
        walk.browser.pick("f-language", "español", "spa");
        walk.browser.send();
        walk.browser.expect("Ana Inventada");
        let id = walk.browser.path().split('?').next().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        let late = Late { walk, case: CaseId(id) };
        late.the_page_says_late_and_how_it_was_counted();
        assert_eq!(late.stage(), "filed", "it is received like any other");
        late.gets_up();
        late
    }

    fn the_page_says_late_and_how_it_was_counted(&self) {
        let browser = &self.walk.browser;
        browser.expect(ASKED_OF_A_PERSON);
        browser.expect(LATE);
        let open = self.walk.house.says(Lang::Es, "casework-sums-open");
        let is_sum = |f: &Focus| f.tag == "summary" && f.words == open;
        // Two terms of the office run before it.
        for _ in 0..3 {
            browser.tab_to("the sum of a term", is_sum);
            browser.press(&[ENTER, TAB]);
        }
        for words in ["9 de enero de 2023", "6 meses", "10 de julio de 2023", "Artículo 30"] {
            browser.expect(words);
        }
        self.walk.says("casework-verification-secondary");
        self.walk.says("casework-sums-provisional");
    }

    /// What the person says stood in the way is written down in their words.
    fn explains(&self) {
        let browser = &self.walk.browser;
        self.opens("record_justification");
        browser.choose("f-reason", "not_informed");
        browser.type_into("f-words", "Nadie le dijo que podía pedirlo. (Relato inventado.)");
        browser.send();
        self.walk.says("casework-step-done");
        assert_eq!(self.stage(), "filed", "explaining holds nothing up");
    }

    fn goes_on_like_any_other(&self) {
        self.walk.sits_down("registro");
        self.opens("admit");
        self.walk.browser.send();
        self.walk.says("casework-step-done");
        assert_eq!(self.stage(), "interview");
        self.gets_up();
    }

    fn opens(&self, step: &str) {
        self.walk.opens(&format!("/cases/{}/steps/{step}", self.case));
    }
    /// Signs out from a page of which nothing was touched yet.
    fn gets_up(&self) {
        self.walk.browser.goto(&format!("/cases/{}", self.case));
        self.walk.gets_up();
    }
    fn fields_called(&self, name: &str) -> u64 {
        let count = format!("return document.querySelectorAll('[name={name}]').length;");
        self.walk.browser.look(&count).as_u64().unwrap()
    }
    fn stage(&self) -> String {
        let head = self.walk.house.test.ledger.read(|r| casework::case::find(r, self.case)).unwrap().unwrap();
        assert_eq!((head.procedure.as_str(), head.ended), (CLAIM, false));
        head.stage
    }
}
