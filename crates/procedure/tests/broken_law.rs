//! Mistakes in law files are told where they are, and a procedure that drops a safeguard is caught.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use procedure::{Answer, Finding, Law, LawError, check};

const ASYLUM: &str = "procedures/asylum.toml";
const CALENDAR: &str = "calendar.toml";

/// Panama with one text of one file replaced everywhere it stands.
fn changed(file: &str, from: &str, to: &str) -> Result<Law, Vec<LawError>> {
    let mut files = ground::files("pan");
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{from}");
    *text = text.replace(from, to);
    Law::load(&files)
}

fn told(file: &str, from: &str, to: &str) -> String {
    let Err(errors) = changed(file, from, to) else { panic!("{from} -> {to} was accepted") };
    ground::told(&errors)
}

#[test]
fn mistakes_are_told_with_place_and_reason() {
    let cases = [
        (ASYLUM, "to = \"assessment\"", "to = \"asessment\"", "stage `asessment` is not declared"),
        (ASYLUM, "first_stage = \"filed\"", "first_stage = \"begun\"", "stage `begun` is not declared"),
        (ASYLUM, "by = [\"reviewer\"]", "by = [\"judge\"]", "`by` cannot be `judge`"),
        (ASYLUM, "by = [\"registration_officer\"]", "by = []", "nobody takes this step"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"heard\"", "fact `heard` is not declared"),
        (ASYLUM, "review == 'approved'", "review == 'aproved'", "fact `review` can never be `aproved`"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"size(child) > 3\"", "a guard may only use"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"child.all(c, true)\"", "a guard may only use"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"1 == 1\"", "compare a fact"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"child\"", "is not yes or no"),
        (ASYLUM, "when = \"interview_heard\"", "when = \"interview_heard &&\"", "is not a CEL expression"),
        (ASYLUM, "starts = [\"appeal\"]", "starts = [\"apeal\"]", "term `apeal` is not declared"),
        (ASYLUM, "from = \"notified\"", "from = \"told\"", "no step records the event `told`"),
        (ASYLUM, "unit = \"unknown\"", "unit = \"unknown\"\nlength = 3", "a length without a unit"),
        (ASYLUM, "length = 5", "length = 0", "`length` is at least 1"),
        (
            ASYLUM,
            "opens = [\"guardianship\"]",
            "opens = [\"guardian\"]",
            "procedure `guardian` is not declared",
        ),
        (ASYLUM, "linked = \"guardianship\"", "linked = \"asylum2\"", "does not declare this fact"),
        (
            ASYLUM,
            "sets = { review = \"approved\" }",
            "sets = { review = true }",
            "fact `review` can never be `true`",
        ),
        (
            ASYLUM,
            "sets = { review = \"approved\" }",
            "sets = { guardian = \"none\" }",
            "read from a linked case",
        ),
        (
            ASYLUM,
            "not_same_as = [\"refuse\", \"confirm_refusal\"]",
            "not_same_as = [\"deny\"]",
            "step `deny` is not",
        ),
        (
            ASYLUM,
            "office_kinds = [\"ministry\"]",
            "offices = [\"minister\"]",
            "office `minister` is not declared",
        ),
        (ASYLUM, "form = \"interview\"", "form = \"talk\"", "form `talk` is not listed"),
        (ASYLUM, "remedy = true", "remedy = false", "must say `remedy = true`"),
        (ASYLUM, "id = \"refuse\"", "id = \"Refuse!\"", "an id has lower-case letters"),
        (ASYLUM, "id = \"hear_again\"", "id = \"hear_interview\"", "the id is used twice"),
        (
            ASYLUM,
            "source = \"PA1\", article = \"30\"",
            "source = \"PA99\", article = \"30\"",
            "source `PA99` is not listed",
        ),
        (
            ASYLUM,
            "cite = { source = \"platform\" }",
            "cite = { source = \"platform\", verification = \"secondary\" }",
            "no source states",
        ),
        (
            ASYLUM,
            "article = \"30\", verification = \"secondary\"",
            "article = \"30\", verification = \"verified\"",
            "needs `verified_by`",
        ),
        (ASYLUM, "en = \"Interview\"", "en = \"\"", "the words are missing"),
        (ASYLUM, "valid_from = \"2018-01-18\"", "valid_from = \"18/01/2018\"", "is not a day"),
        (ASYLUM, "waiting = true", "wating = true", "did you mean `waiting`?"),
        (CALENDAR, "fixed = \"12-25\"", "fixed = \"25-12\"", "there is no such day"),
        (CALENDAR, "easter = -2\n", "easter = -2\nfixed = \"04-01\"\n", "either `fixed` or counted"),
        (CALENDAR, "easter = -2", "easter = -2\nevery_years = 1", "`every_years` is 2 to 100"),
        (
            CALENDAR,
            "easter = -2",
            "weekday = { month = 4, nth = 5, day = \"friday\" }",
            "not every month has a fifth",
        ),
        (
            CALENDAR,
            "easter = -2",
            "weekday = { month = 4, nth = 1, day = \"friday\", days_after = 7 }",
            "is 0 to 6",
        ),
        (CALENDAR, "easter = -2", "easter = -2\nmonday_after = [\"monday\"]", "a holiday on a Monday stays"),
        (
            CALENDAR,
            "easter = -2",
            "easter = -2\nmonday_before = [\"friday\"]\nmonday_after = [\"friday\"]",
            "is told twice",
        ),
        (
            CALENDAR,
            "fixed = \"12-25\"",
            "fixed = \"12-25\"\nmonday_after = [\"sunday\"]",
            "kept beside its Monday",
        ),
        (
            CALENDAR,
            "easter = -2",
            "easter = -2\ninstead = { es = \"{name}\", en = \"\" }",
            "the words are missing",
        ),
        (CALENDAR, "\"reconsideration\",", "\"recon\",", "term `recon` is not declared"),
        ("country.toml", "America/Panama", "America/Darien", "is not a time zone"),
        ("country.toml", "checked = \"2026-11-22\"\n", "", "`checked` is missing"),
        ("country.toml", "\"2026-11-22\"", "\"last week\"", "is not a day"),
        ("country.toml", "code = \"PAN\"", "code = \"PANAMA\"", "three letters"),
    ];
    for (file, from, to, wanted) in cases {
        let said = told(file, from, to);
        assert!(said.contains(wanted), "{from} -> {to}: wanted {wanted:?}, said\n{said}");
        assert!(said.contains(file), "{said}");
    }
}

#[test]
fn the_line_is_named() {
    let text = &ground::files("pan")[ASYLUM];
    let at = "event = \"decided\"\nends = [\"decision\"]\nprejudicial = true";
    let said = told(ASYLUM, at, &format!("{at}\nstarts = [\"apeal\"]"));
    let step = 1 + text.lines().position(|l| l == "id = \"refuse\"").unwrap();
    let (place, told) = said.split_once(": ").unwrap();
    let line: usize =
        place.strip_prefix(&format!("{ASYLUM}:")).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!(line > step && line < step + 20, "{said}");
    assert_eq!(told, "steps.refuse.starts: term `apeal` is not declared; did you mean `appeal`?");
}

#[test]
fn a_missing_file_and_an_empty_one_are_told() {
    let mut files = ground::files("pan");
    files.remove("calendar.toml");
    let gone = ground::told(&Law::load(&files).unwrap_err());
    assert!(gone.lines().next().unwrap().contains("the file is missing"), "{gone}");
    files.insert("calendar.toml".into(), String::new());
    let empty = ground::told(&Law::load(&files).unwrap_err());
    assert!(empty.lines().next().unwrap().contains("is missing"), "{empty}");
}

#[test]
fn two_versions_may_not_both_be_in_force() {
    let mut files = ground::files("pan");
    let reform = files[ASYLUM].replace("PAN-2018", "PAN-2027").replace("2018-01-18", "2027-01-01");
    files.insert("procedures/asylum-2027.toml".into(), reform.clone());
    let errors = Law::load(&files).unwrap_err();
    assert!(errors[0].to_string().contains("give it `valid_to`"), "{errors:?}");
    assert!(errors[0].message.es.contains("dele un `valid_to`"), "{}", ground::told(&errors));

    let ended = files[ASYLUM].replacen("valid_from", "valid_to = \"2026-12-31\"\nvalid_from", 1);
    files.insert(ASYLUM.into(), ended);
    let law = Law::load(&files).unwrap();
    let version = |day: &str| law.in_force("asylum", day.parse().unwrap()).map(|p| p.version.clone());
    assert_eq!(version("2026-12-31").as_deref(), Some("PAN-2018"));
    assert_eq!(version("2027-01-01").as_deref(), Some("PAN-2027"));
    assert_eq!(version("2017-01-01"), None);
    let old = law.in_force("asylum", "2020-01-01".parse().unwrap()).unwrap();
    assert_eq!(law.pinned("asylum", &old.hash).unwrap().version, "PAN-2018");
    assert!(law.pinned("asylum", "00").is_none());
}

fn broken(from: &str, to: &str) -> Vec<Finding> {
    let law = changed(ASYLUM, from, to).unwrap_or_else(|e| panic!("{e:?}"));
    let mut findings = check(ground::asylum(&law), &ground::safeguards());
    findings.retain(|f| f.answer == Answer::Fails);
    findings
}

fn only(findings: &[Finding], safeguard: &str, about: &str) {
    assert!(findings.iter().any(|f| f.safeguard == safeguard && f.about == about), "{findings:#?}");
}

#[test]
fn a_procedure_without_its_safeguards_is_caught() {
    // The gate before the assessment gone, the one before inadmissibility too.
    let unheard = broken("when = \"interview_heard\"", "when = \"true\"");
    only(&unheard, "no_refusal_unheard", "refuse");
    only(&unheard, "no_refusal_unheard", "declare_inadmissible");
    let witness = &unheard.iter().find(|f| f.about == "refuse").unwrap().witness;
    assert_eq!(witness, &["admit", "write_assessment", "approve_assessment"]);

    let child = broken("child != 'unaccompanied_or_separated' || guardian != 'none'", "true");
    only(&child, "no_child_alone_heard", "hear_interview");

    let same = broken("not_same_as = [\"declare_inadmissible\", \"refuse_as_late\"]", "not_same_as = []");
    only(&same, "other_decider", "confirm_inadmissibility");

    let gate = broken("form = \"remedy\"\nremedy = true", "remedy = true\nprejudicial = true");
    only(&gate, "open_remedy", "file_appeal");

    // Notified straight into an end that no remedy leaves.
    let no_remedy =
        broken("from = [\"refused\", \"notified\", \"unchallenged\"]", "from = [\"unchallenged\"]");
    assert!(no_remedy.iter().all(|f| f.safeguard != "refusal_has_remedy"), "{no_remedy:#?}");
    let no_remedy = broken("to = \"unchallenged\"", "to = \"final\"");
    assert!(
        no_remedy.iter().any(|f| f.safeguard == "reachable" && f.about == "unchallenged"),
        "{no_remedy:#?}"
    );
    let no_remedy = broken("from = [\"refused\", \"notified\", \"unchallenged\"]", "from = [\"recognised\"]");
    only(&no_remedy, "refusal_has_remedy", "refuse");

    let stuck = broken("from = [\"appeal_dismissed\"]", "from = [\"final\"]");
    only(&stuck, "no_dead_end", "appeal_dismissed");
}
