//! Words two fifths longer still fit: nothing has to be pushed sideways at 320 pixels on the densest pages.

use super::browser_pages::{WIDEST, furnish, sit_down};
use kernel::Lang;
use scenarios::browser::{Browser, Served, Settings};
use scenarios::house::one_strange;

#[test]
fn browser_fits_longer_words_on_a_phone() {
    one_strange(|house| {
        let files = furnish(house);
        let of_case =
            |at: usize| files.iter().filter(|path| path.starts_with("/cases/")).nth(at).unwrap().as_str();
        let dense = [
            ("frontera", vec!["/post", "/people/new"]),
            ("registro", vec!["/cases", "/day", of_case(0), of_case(1)]),
            ("elegibilidad", vec!["/day", "/cases", of_case(0)]),
            ("supervision", vec!["/supervision", "/day"]),
            ("admin", vec!["/administration", "/accounts"]),
            ("conare", vec!["/sessions", "/day"]),
            ("estadistica", vec!["/statistics"]),
        ];
        let served = Served::new(house);
        let browser = Browser::start(&served, Settings { script: true, width: 320, language: "en" });
        let mut wrong = Vec::new();
        for (login, pages) in dense {
            house.hired(login);
            sit_down(&browser, login);
            browser.goto(&format!("/language/{}", Lang::En.tag()));
            for page in pages {
                browser.goto(page);
                assert!(
                    browser.words().contains('⟦'),
                    "{page} is not in strange letters:\n{}",
                    browser.words()
                );
                browser.look("document.querySelectorAll('details').forEach(d => { d.open = true; });");
                let over = "const e = document.documentElement; return e.scrollWidth - window.innerWidth;";
                let over = browser.look(over).as_i64().unwrap_or(0);
                if over > 0 {
                    wrong
                        .push(format!("{page} as {login}: {over} pixels too wide: {}", browser.look(WIDEST)));
                }
            }
            browser.forget();
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}
