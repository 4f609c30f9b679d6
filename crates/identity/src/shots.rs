#[test]
fn dump() {
    use crate::tests::*;
    let house = house();
    let client = officer(&house);
    let path = registered(
        &client,
        &[
            ("name_told", "Marisol Quintero Zeledón"),
            ("given", "Marisol"),
            ("first_surname", "Quintero"),
            ("second_surname", "Zeledón"),
            ("known_as", "Mari"),
            ("birth", "3 4 1988"),
            ("birth_place", "Estelí"),
            ("sex", "female"),
            ("nationality", "nicaragua"),
            ("language", "español"),
            ("language_2", "misquito"),
            ("document_kind", "national_id"),
            ("document_number", "001-030488-0001X"),
            ("document_country", "Nicaragua"),
            ("phone", "+505 8123 4567"),
            ("safe_rule", "Solo por la mañana, a su propio teléfono"),
            ("may_leave_message", "no"),
            ("needs", "SM"),
            ("care", "female_interviewer"),
        ],
    );
    let id = path.trim_start_matches("/people/");
    client.get(&format!("/households/new?person={id}"));
    let home = client.post("/households/new", &[]).path.split('?').next().unwrap().to_owned();
    client.get(&format!("/people/new?household={}", home.trim_start_matches("/households/")));
    client
        .post(
            "/people/new",
            &[
                ("name_told", "Dayana Quintero"),
                ("birth", "9"),
                ("kin", "child"),
                ("to", id),
                ("anyway", "1"),
            ],
        )
        .expect_status(200);
    client.post("/people/new", &[]);
    let dir = std::path::Path::new("/tmp/identity_shots");
    std::fs::create_dir_all(dir).unwrap();
    let css = client.get("/people").body();
    let href = css
        .split("rel=\"stylesheet\"")
        .nth(1)
        .unwrap()
        .split("href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    std::fs::write(dir.join("c.css"), client.get(&href).bytes).unwrap();
    client.get("/people/new");
    let stop = client.post("/people/new", &[("name_told", "Marizol Kintero"), ("birth", "1988")]);
    client.get("/people/new");
    let wrong =
        client.post("/people/new", &[("birth", "1 1 2031"), ("nationality", "Atlantis"), ("phone", "x")]);
    let mut pages = vec![("stop", stop), ("wrong", wrong)];
    for (n, p) in [
        ("search", "/people".to_owned()),
        ("found", "/people?q=kintero".into()),
        ("new", "/people/new".into()),
        ("file", path.clone()),
        ("correct", format!("{path}/correct")),
        ("needs", format!("{path}/needs")),
        ("documents", format!("{path}/documents")),
        ("home", format!("{home}?q=quintero")),
    ] {
        pages.push((n, client.get(&p)));
    }
    for (n, seen) in pages {
        let mut b = seen.body();
        b = b.replace(&href, "c.css");
        println!("{n} {} bytes", b.len());
        std::fs::write(dir.join(format!("{n}.html")), b).unwrap();
    }
}
