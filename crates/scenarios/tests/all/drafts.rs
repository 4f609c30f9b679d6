//! What somebody types belongs to them: whenever a session ends before a form is sent, the form waits for whoever typed
//! it, on every page of the house, and nobody else ever sees it.

use super::browser_pages::{furnish, pages_of, staff};
use app::demo::staff::PASSWORD;
use kernel::Lang;
use scenarios::desk::Desk;
use scenarios::house::{TestHouse, both, one};
use web::Table;
use web::client::{Form, Seen};

const MARK: &str = "Escrito a medias, inventado.";

/// The names of the fields of one form that take a text.
fn texts(page: &Seen, form: &Form) -> Vec<String> {
    let body = page.body();
    let own = body.split("<form").find(|piece| piece.contains(&format!("action=\"{}\"", form.action)));
    let own = own.and_then(|piece| piece.split("</form>").next()).unwrap_or_default().to_owned();
    let lines = own
        .split("<input")
        .skip(1)
        .filter(|tag| tag.split('>').next().unwrap_or("").contains("type=\"text\""));
    let name = |tag: &str| Some(tag.split(" name=\"").nth(1)?.split('"').next()?.to_owned());
    lines.chain(own.split("<textarea").skip(1)).filter_map(name).collect()
}

/// What is sealed in a compartment never waits under the site's own key, and whoever enrols a tablet has no session.
fn is_worked_in(form: &Form) -> bool {
    form.method == "post"
        && form.action != "/sign-out"
        && form.action != "/enrol"
        && !form.action.contains("/sealed/")
        && !form.fields.iter().any(|(n, _)| n.contains("password"))
}

#[test]
fn every_form_of_the_house_waits_for_whoever_typed_it() {
    one(|house| {
        let more = furnish(house);
        let table = Table::new(app::wiring::routes()).unwrap();
        let (mut tried, mut lost) = (0, Vec::new());
        for (_, login) in staff() {
            let pages = pages_of(house, &table, login, &more);
            let desk = house.desk(login);
            for path in pages.into_values().flatten() {
                let page = desk.get(&path);
                for form in page.forms().iter().filter(|form| is_worked_in(form)) {
                    let texts = texts(&page, form);
                    if !texts.is_empty() {
                        tried += 1;
                        lost.extend(interrupted(house, &desk, login, &path, form, &texts));
                    }
                }
            }
        }
        println!("{tried} forms were interrupted");
        assert!(tried > 60, "only {tried} forms were found");
        assert!(lost.is_empty(), "what was typed is lost:\n{}", lost.join("\n"));
    });
}

/// The session ends, the form is sent, its owner signs in: where is what they typed?
fn interrupted(
    house: &TestHouse,
    desk: &Desk,
    login: &str,
    path: &str,
    form: &Form,
    texts: &[String],
) -> Option<String> {
    let account = house.house.access.account_of_login(login).unwrap().unwrap().account;
    desk.get(path);
    house.house.access.end_sessions(account).unwrap();
    let typed: Vec<(&str, &str)> = texts.iter().map(|name| (name.as_str(), MARK)).collect();
    let page = desk.post(&form.action, &typed);
    if !page.path.starts_with("/sign-in") || page.body().contains(MARK) {
        return Some(format!("{login} {path}: it led to {}", page.path));
    }
    let page = desk.try_sign_in(login, PASSWORD);
    let given = page.forms().into_iter().find(|given| given.action == form.action);
    let gone: Vec<&String> = match &given {
        Some(given) => texts.iter().filter(|name| given.value(name) != Some(MARK)).collect(),
        None => texts.iter().collect(),
    };
    // Thrown away, so that the next form of the page begins as it stands.
    for draft in house.house.access.drafts(account).unwrap() {
        house.house.access.forget_draft(account, &draft.page, draft.number).unwrap();
    }
    (!gone.is_empty()).then(|| format!("{login} {path} → {}: {gone:?} (on {})", form.action, page.path))
}

#[test]
fn a_form_in_an_old_window_waits_for_whoever_began_it_and_is_not_shown_to_the_next() {
    both(|house| {
        let desk = house.desk("frontera");
        desk.open("/intents/new");
        let old = desk.filled("/intents/new", &[("words", MARK)]).encode().into_bytes();
        desk.sign_out();
        house.hired("frontera2");
        desk.sign_in("frontera2");
        // The window of the first person was still open, and somebody presses its button.
        let page = desk.post_raw("/intents/new", old);
        page.expect_status(409).expect(&house.says(Lang::Es, "web-form-others-title"));
        assert!(!page.body().contains(MARK), "{}", page.text());
        let number = desk.get("/drafts");
        assert!(!number.body().contains("draft="), "it is in the list of somebody else:\n{}", number.text());
        assert!(!desk.get("/intents/new?draft=1").body().contains(MARK));
        // On any computer, the first person goes on.
        let own = house.desk("frontera");
        own.open("/drafts");
        own.follow("/intents/new");
        assert_eq!(own.form().value("words"), Some(MARK));
        own.done(&[]).expect(MARK);
        own.open("/drafts").expect(&house.says(Lang::Es, "web-drafts-none"));
    });
}

#[test]
fn two_interrupted_forms_of_one_page_both_wait() {
    one(|house| {
        let desk = house.desk("frontera");
        for words in ["Lo primero.", "Lo segundo."] {
            desk.open("/intents/new");
            house.later(45);
            desk.post("/intents/new", &[("words", words)]);
            desk.try_sign_in("frontera", PASSWORD);
        }
        assert_eq!(desk.form().value("words"), Some("Lo segundo."));
        desk.open("/intents/new?draft=1");
        assert_eq!(desk.form().value("words"), Some("Lo primero."));
        // A mistake in the form that was given back does not make it be forgotten or doubled.
        desk.open("/intents/new?draft=2");
        desk.fill(&[("place", &"x".repeat(3_000))]).expect_status(422);
        let account = house.hired("frontera").account;
        assert_eq!(house.house.access.drafts(account).unwrap().len(), 2);
        desk.fill(&[("place", "Muelle")]).expect_status(200);
        assert_eq!(house.house.access.drafts(account).unwrap().len(), 1);
        // Whoever signs in finds what waits first, and may throw it away.
        desk.sign_out();
        let page = desk.sign_in("frontera");
        assert!(page.path.starts_with("/drafts"), "{}", page.path);
        desk.post("/drafts", &[]).expect(&house.says(Lang::Es, "web-drafts-done-discarded"));
        assert_eq!(house.house.access.drafts(account).unwrap(), []);
    });
}
