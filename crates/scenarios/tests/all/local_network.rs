//! A post speaks TLS to its own tablets, with an authority of its own and without any network but the local one: whoever
//! trusts that authority works over it, whoever trusts another is warned, and nobody else is answered in clear.

use axum::extract::{ConnectInfo, Request};
use scenarios::binary::{Demo, json, run, said};
use scenarios::house::one;
use scenarios::tls::Trusting;
use scenarios::wire::Server;
use std::net::{SocketAddr, TcpListener};

/// A port that nobody listens on just now.
fn free() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn authority(demo: &Demo, file: &str) -> Vec<u8> {
    let path = demo.folder.path().join(file);
    said(&["tls", "show", "--out", path.to_str().unwrap(), "--data", demo.data()]);
    std::fs::read(path).unwrap()
}

#[test]
fn tablets_that_trust_the_posts_authority_work_over_tls_and_others_are_warned() {
    let demo = Demo::new(10);
    // Nothing listens before there is an authority.
    let port = free();
    let at = format!("127.0.0.1:{port}");
    assert!(!run(&["serve", "--port", "0", "--tls", &at, "--data", demo.data()]).status.success());
    let names = ["--name", "127.0.0.1", "--name", "ceiba.local"];
    let init = [&["tls", "init", "--data", demo.data()][..], &names].concat();
    said(&init);
    assert!(!run(&init).status.success(), "a second authority took the place of the first");
    let trusted = authority(&demo, "one.crt");
    let shown = json(&["tls", "show", "--json", "--data", demo.data()]);
    assert_eq!(shown["names"], serde_json::json!(["127.0.0.1", "ceiba.local"]));

    let server = Server::start(demo.data(), &["--tls", &at]);
    let tablet = Trusting::new(port, &trusted);
    assert_eq!(tablet.greets("127.0.0.1"), Ok(()));
    assert_eq!(tablet.greets("ceiba.local"), Ok(()));
    assert!(tablet.greets("other.local").is_err());
    // Somebody in between with an authority of the same kind.
    let between = Demo::new(10);
    said(&["tls", "init", "--name", "127.0.0.1", "--data", between.data()]);
    assert!(Trusting::new(port, &authority(&between, "other.crt")).greets("127.0.0.1").is_err());

    // Work goes on over it, and the cookies never leave it.
    let client = tablet.client();
    client.sign_in("frontera");
    let cookies = client.cookies();
    assert!(cookies.keys().any(|name| name == "__Host-ceiba_session"), "{:?}", cookies.keys());
    assert!(cookies.keys().all(|name| name.starts_with("__Host-")), "{:?}", cookies.keys());
    client.get("/intents/new").expect_status(200);
    client.post("/intents/new", &[("words", "No puedo volver.")]).expect("No puedo volver.");
    let set = client.send("GET", "/sign-in", None, &[]);
    let set_cookie =
        set.headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.clone());
    assert!(
        set_cookie.clone().all(|cookie| cookie.contains("; Secure")),
        "{:?}",
        set_cookie.collect::<Vec<_>>()
    );
    // The machine itself goes on in clear, and whoever talks in clear to the port of TLS gets nothing.
    server.client().sign_in("registro");
    assert!(tablet.client().get("/healthz").status == 200);
    let mut clear = std::net::TcpStream::connect(("127.0.0.1", port)).unwrap();
    std::io::Write::write_all(&mut clear, b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = std::io::Read::read_to_end(&mut clear, &mut answer);
    assert!(!answer.starts_with(b"HTTP"), "answered in clear");
    server.terminate();
    assert!(server.ended(std::time::Duration::from_secs(30)).success());
}

#[test]
fn the_page_for_new_tablets_gives_the_authority_and_nothing_else() {
    let demo = Demo::new(10);
    said(&["tls", "init", "--name", "127.0.0.1", "--data", demo.data()]);
    let trusted = authority(&demo, "one.crt");
    let (tls, enrol) = (free(), free());
    let config =
        format!("[tls]\nlisten = \"127.0.0.1:{tls}\"\nenrol = \"127.0.0.1:{enrol}\"\nenrolled_only = true\n");
    std::fs::write(demo.folder.path().join("ceiba.toml"), config).unwrap();
    said(&["config", "check", "--data", demo.data()]);
    let _server = Server::start(demo.data(), &[]);
    let ask = |path: &str| -> (u16, Vec<u8>, String) {
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let answer =
            config.new_agent().get(format!("http://127.0.0.1:{enrol}{path}")).header("accept-language", "es");
        let mut answer = answer.call().unwrap();
        let kind = answer.headers().get("content-type").map_or("", |kind| kind.to_str().unwrap()).to_owned();
        assert!(answer.headers().get("set-cookie").is_none(), "{path} sets a cookie");
        (answer.status().as_u16(), answer.body_mut().read_to_vec().unwrap(), kind)
    };
    let words = json(&["tls", "show", "--json", "--data", demo.data()])["words"].as_str().unwrap().to_owned();
    let (status, page, _) = ask("/");
    let page = String::from_utf8(page).unwrap();
    assert!(status == 200 && page.contains(&words) && page.contains("lang=\"es\""), "{page}");
    assert!(page.contains(&format!("https://127.0.0.1:{tls}/enrol")), "{page}");
    assert_eq!(ask("/ceiba.crt"), (200, trusted, "application/x-x509-ca-cert".to_owned()));
    let (status, profile, kind) = ask("/ceiba.mobileconfig");
    assert_eq!((status, kind.as_str()), (200, "application/x-apple-aspen-config"));
    assert!(String::from_utf8(profile).unwrap().contains("com.apple.security.root"));
    for nothing in ["/sign-in", "/intents", "/enrol", "/api", "/exchange/1", "/healthz", "/ceiba.key"] {
        assert_eq!(ask(nothing).0, 404, "{nothing}");
    }
}

#[test]
fn other_machines_are_answered_in_clear_by_the_exchange_alone() {
    one(|house| {
        let from = |address: &str, path: &str| {
            let address: SocketAddr = format!("{address}:40000").parse().unwrap();
            let mut request = Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
            request.extensions_mut().insert(ConnectInfo(address));
            app::tls::listener::plain_is_for_here(&house.house, request).is_ok()
        };
        for (address, path, is_answered) in [
            ("127.0.0.1", "/sign-in", true),
            ("[::1]", "/sign-in", true),
            ("[::ffff:127.0.0.1]", "/sign-in", true),
            ("192.168.4.30", "/sign-in", false),
            ("192.168.4.30", "/", false),
            ("192.168.4.30", "/exchange/1", true),
            ("192.168.4.30", "/exchange", false),
        ] {
            assert_eq!(from(address, path), is_answered, "{address} {path}");
        }
    });
}
