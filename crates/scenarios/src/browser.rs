//! A real browser: headless Chromium, driven through WebDriver, in front of the house served on this machine. It is
//! used as people without a mouse use one: with Tab, Enter, the arrows and letters.

use crate::house::TestHouse;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tokio::runtime::Runtime;

/// The house on a port of this machine, for as long as this lives.
pub struct Served {
    pub address: SocketAddr,
    runtime: Option<Runtime>,
}

impl Served {
    pub fn new(house: &TestHouse) -> Served {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let router = house.router();
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).unwrap();
        let address = listener.local_addr().unwrap();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        runtime.spawn(async move { axum::serve(listener, service).await.unwrap() });
        Served { address, runtime: Some(runtime) }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// How a browser is to be started.
#[derive(Clone, Copy)]
pub struct Settings {
    pub script: bool,
    /// Width of the page in CSS pixels.
    pub width: u32,
    /// What it says it prefers.
    pub language: &'static str,
}

/// A browser with a profile of its own.
pub struct Browser {
    runtime: Runtime,
    client: Option<Client>,
    driver: Child,
    host: String,
    profile: tempfile::TempDir,
}

/// What has the focus.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Focus {
    pub tag: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub value: String,
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub href: String,
    #[serde(default)]
    pub words: String,
    #[serde(default)]
    pub checked: bool,
}

/// What has the focus, and what Tab should come to after it. A group of round buttons is one stop. What is foretold is
/// only counted with: the keys say where the focus really goes.
const STOPS: &str = "const here = document.activeElement || document.body; \
    const told = e => ({ tag: e.tagName.toLowerCase(), kind: e.type || '', name: e.name || '', value: e.value || '', \
        id: e.id || '', href: e.getAttribute('href') || '', words: (e.innerText || '').trim(), checked: !!e.checked }); \
    const groups = new Set(here.type === 'radio' ? [here.name] : []); \
    const is_stop = e => { \
        if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({ visibilityProperty: true })) return false; \
        if (e.type !== 'radio') return true; \
        const group = [...document.getElementsByName(e.name)].filter(r => r.type === 'radio' && r.form === e.form); \
        if (groups.has(e.name) || (group.some(r => r.checked) && !e.checked)) return false; \
        groups.add(e.name); return true; }; \
    const after = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')] \
        .filter(e => here !== document.body && here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) \
        .filter(is_stop); \
    return [here, ...after].map(told);";

pub const TAB: char = '\u{E004}';
pub const ENTER: char = '\u{E007}';
pub const SPACE: char = ' ';
pub const DOWN: char = '\u{E015}';
const CONTROL: char = '\u{E009}';
const ALT: char = '\u{E00A}';
const DELETE: char = '\u{E017}';

/// No page has more stops than this.
const STOPS_MAX: usize = 400;

/// The same engine without a window to draw is quicker, but knows no setting by which its owner forbids scripts.
const WITHOUT_WINDOW: &str = "/usr/bin/chromium-headless-shell";

fn chromium(script: bool) -> Option<String> {
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let known = script.then_some(WITHOUT_WINDOW).into_iter().chain(known);
    known.into_iter().find(|path| std::path::Path::new(path).exists()).map(str::to_owned)
}

/// The driver and its port. What it starts keeps its files below `folder`.
fn start_driver(folder: &Path) -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .env("TMPDIR", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is needed for the browser tests: ./test installs it");
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            let rest = line.split_once("successfully on port ")?.1.to_owned();
            rest.trim_end_matches('.').parse().ok()
        })
        .expect("chromedriver says its port");
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port)
}

impl Browser {
    pub fn start(served: &Served, settings: Settings) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let (driver, port) = start_driver(profile.path());
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--window-size=1280,1000",
        ]
        .map(str::to_owned)
        .into();
        let binary = chromium(settings.script);
        // What has no window finds no page in a folder that was chosen for it; the driver gives it one.
        if binary.as_deref() != Some(WITHOUT_WINDOW) {
            arguments.push(format!("--user-data-dir={}", profile.path().display()));
        }
        arguments.push(format!("--accept-lang={}", settings.language));
        let mut options = json!({
            "args": arguments,
            "prefs": { "profile.managed_default_content_settings.javascript": if settings.script { 1 } else { 2 } },
        });
        if let Some(binary) = binary {
            options["binary"] = binary.into();
        }
        // No window is narrower than 500 px by itself; the page is.
        let metrics = json!({ "width": settings.width, "height": 1000, "pixelRatio": 1.0, "mobile": false, "touch": false });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        let Value::Object(wanted) = json!({ "browserName": "chrome", "goog:chromeOptions": options }) else {
            unreachable!()
        };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let client = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(wanted);
            builder.connect(&format!("http://127.0.0.1:{port}")).await
        });
        let client = Some(client.expect("Chromium starts"));
        let browser = Browser { runtime, client, driver, host: served.address.to_string(), profile };
        browser.runs_scripts_as_asked(settings.script);
        browser
    }

    /// A page of one script tells whether scripts run.
    fn runs_scripts_as_asked(&self, script: bool) {
        let page = "data:text/html,<title>off</title><script>document.title='on'</script>";
        self.runtime.block_on(self.client().goto(page)).unwrap();
        let title = self.runtime.block_on(self.client().title()).unwrap();
        assert_eq!(title, if script { "on" } else { "off" });
    }

    /// The same browser going to the house by name: passkeys are bound to names.
    pub fn on_localhost(mut self) -> Browser {
        self.host = self.host.replace("127.0.0.1", "localhost");
        self
    }
    /// Plugs in an authenticator of the driver's making, which always says that it knows its owner.
    pub fn add_authenticator(&self) {
        self.runtime.block_on(self.client().issue_cmd(AddAuthenticator)).unwrap();
    }
    /// Gives every page opened from now on a script of ours, before its own.
    pub fn bring(&self, script: &str) {
        self.runtime.block_on(self.client().issue_cmd(Bring(script.to_owned()))).unwrap();
    }
    fn client(&self) -> &Client {
        self.client.as_ref().unwrap()
    }
    pub fn goto(&self, path: &str) {
        let address = format!("http://{}{path}", self.host);
        self.runtime.block_on(self.client().goto(&address)).unwrap();
    }
    /// The path of the page at hand, with its query.
    pub fn path(&self) -> String {
        let url = self.runtime.block_on(self.client().current_url()).unwrap();
        match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        }
    }
    /// Runs a script beside the page: for looking, never for doing.
    pub fn look(&self, script: &str) -> Value {
        self.runtime.block_on(self.client().execute(script, Vec::new())).unwrap()
    }
    pub fn look_async(&self, script: &str) -> Value {
        self.runtime.block_on(self.client().execute_async(script, Vec::new())).unwrap()
    }
    /// The words that can be seen.
    pub fn words(&self) -> String {
        let text = self.look("return document.body.innerText;");
        text.as_str().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
    }
    #[track_caller]
    pub fn expect(&self, words: &str) {
        let seen = self.words();
        assert!(seen.contains(words), "«{words}» is not on {}:\n{seen}", self.path());
    }
    /// Forgets who has signed in.
    pub fn forget(&self) {
        self.runtime.block_on(self.client().delete_all_cookies()).unwrap();
    }
    pub fn screenshot(&self) -> Vec<u8> {
        self.runtime.block_on(self.client().screenshot()).unwrap()
    }

    // ---- keys ----

    pub fn press(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keys".to_owned());
        for key in keys {
            actions = actions.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key });
        }
        self.runtime.block_on(self.client().perform_actions(actions)).unwrap();
    }
    fn hold_control(&self, key: char) {
        self.hold(CONTROL, key);
    }
    /// The key that a page gave to something (`accesskey`).
    pub fn hold_alt(&self, key: char) {
        self.hold(ALT, key);
    }
    fn hold(&self, holder: char, key: char) {
        let actions = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: holder })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: holder });
        self.runtime.block_on(self.client().perform_actions(actions)).unwrap();
    }
    pub fn focus(&self) -> Focus {
        self.stops().swap_remove(0)
    }
    fn stops(&self) -> Vec<Focus> {
        serde_json::from_value(self.look(STOPS)).unwrap()
    }
    /// Presses Tab until the focus is where it should be. As many times at once as the page lets expect: each look at it
    /// takes longer than a key.
    #[track_caller]
    pub fn tab_to(&self, what: &str, is_it: impl Fn(&Focus) -> bool) -> Focus {
        let mut passed = Vec::new();
        while passed.len() < STOPS_MAX {
            let mut stops = self.stops();
            if is_it(&stops[0]) {
                return stops.swap_remove(0);
            }
            assert!(
                stops[0].tag != "body" || passed.len() <= 3,
                "no stop is {what} on {}; there are\n{}\n{}",
                self.path(),
                passed.join("\n"),
                self.words()
            );
            let steps = stops.iter().position(&is_it).unwrap_or(1);
            passed.extend(stops.iter().take(steps).map(|stop| {
                format!("{} {} {} {}", stop.tag, stop.name, stop.href, stop.words.replace('\n', " "))
            }));
            self.press(&vec![TAB; steps]);
        }
        panic!("no stop is {what} on {}; there are\n{}", self.path(), passed.join("\n"));
    }
    /// Jumps over the menu, as the page's first link offers.
    pub fn skip_the_menu(&self) {
        self.tab_to("the link that skips the menu", |f| f.href == "#main");
        self.press(&[ENTER]);
    }
    /// Follows the link whose address ends so.
    #[track_caller]
    pub fn follow(&self, ending: &str) {
        self.reach(ending);
        self.enter();
    }
    /// Brings the focus to the link whose address ends so.
    #[track_caller]
    pub fn reach(&self, ending: &str) {
        let plain = |href: &str| href.split(['?', '#']).next().unwrap_or("").to_owned();
        self.tab_to(&format!("a link to …{ending}"), |f| f.tag == "a" && plain(&f.href).ends_with(ending));
    }
    /// Types into the field of this name, in place of what it holds.
    #[track_caller]
    pub fn type_into(&self, name: &str, text: &str) {
        let focus = self.tab_to(&format!("the field {name}"), |f| f.name == name && f.tag != "a");
        if !focus.value.is_empty() {
            self.hold_control('a');
            self.press(&[DELETE]);
        }
        self.press(&text.chars().collect::<Vec<_>>());
    }
    /// Chooses a file, or what a camera would give, for the field of this name: the browser's own window for it is not ours.
    pub fn choose_file(&self, name: &str, path: &std::path::Path) {
        let field = format!("input[type=file][name={name}]");
        let path = path.to_string_lossy().into_owned();
        self.runtime.block_on(async {
            let field = self.client().find(fantoccini::Locator::Css(&field)).await.unwrap();
            field.send_keys(&path).await.unwrap();
        });
    }
    /// Chooses an answer of a group of round buttons with the arrows, or ticks a box.
    #[track_caller]
    pub fn choose(&self, name: &str, value: &str) {
        let focus = self.tab_to(&format!("the answers of {name}"), |f| {
            f.name == name && (f.kind == "radio" || f.value == value)
        });
        if focus.kind == "checkbox" {
            if !focus.checked {
                self.press(&[SPACE]);
            }
            return;
        }
        for _ in 0..30 {
            let focus = self.focus();
            if focus.value == value {
                if !focus.checked {
                    self.press(&[SPACE]);
                }
                return;
            }
            self.press(&[DOWN]);
        }
        panic!("{name} has no answer {value}");
    }
    /// Chooses from a list by typing how the entry begins.
    #[track_caller]
    pub fn pick(&self, name: &str, beginning: &str, value: &str) {
        self.tab_to(&format!("the list {name}"), |f| f.name == name && f.tag == "select");
        self.press(&beginning.chars().collect::<Vec<_>>());
        assert_eq!(self.focus().value, value, "typing {beginning} in {name}");
    }
    /// Presses the button of the form that has the focus: the next one that is not the menu's.
    #[track_caller]
    pub fn send(&self) {
        self.tab_to("a button", |f| f.tag == "button" && f.name != "out");
        self.enter();
    }
    /// Presses Enter where that leads to another page, and waits for it.
    pub fn enter(&self) {
        let mark = "return String(performance.timeOrigin);";
        let before = self.look(mark);
        self.press(&[ENTER]);
        // Twenty seconds: a busy machine is no failure.
        for _ in 0..2_000 {
            let is_new = self.runtime.block_on(self.client().execute(mark, Vec::new()));
            if is_new.is_ok_and(|now| now != before) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("no other page came after {}:\n{}", self.path(), self.words());
    }
}

/// The WebDriver command of the WebAuthn specification.
#[derive(Debug)]
struct AddAuthenticator;

impl WebDriverCompatibleCommand for AddAuthenticator {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        let wanted = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserConsenting": true, "isUserVerified": true,
        });
        (axum::http::Method::POST, Some(wanted.to_string()))
    }
}

/// The driver's way to Chromium's own `Page.addScriptToEvaluateOnNewDocument`.
#[derive(Debug)]
struct Bring(String);

impl WebDriverCompatibleCommand for Bring {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &url::Url) -> (axum::http::Method, Option<String>) {
        let wanted =
            json!({ "cmd": "Page.addScriptToEvaluateOnNewDocument", "params": { "source": self.0 } });
        (axum::http::Method::POST, Some(wanted.to_string()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            let _ = self.runtime.block_on(client.close());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        end_what_keeps_files_in(self.profile.path());
    }
}

/// A browser without a window sometimes outlives its driver, and would go on computing for nobody.
fn end_what_keeps_files_in(folder: &Path) {
    let folder = folder.to_string_lossy().into_owned();
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let holds = |place: &Path| {
        std::fs::read(place.join("cmdline"))
            .is_ok_and(|line| String::from_utf8_lossy(&line).contains(&folder))
    };
    for place in all.map(|entry| entry.path()).filter(|place| holds(place)) {
        if let Some(number) = place.file_name() {
            let _ = Command::new("kill").arg("-KILL").arg(number).stderr(Stdio::null()).status();
        }
    }
}
