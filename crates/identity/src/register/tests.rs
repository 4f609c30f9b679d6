//! What is refused at registration, and that nothing of it stays.

use super::*;
use crate::model::NeedState;
use crate::tests::{TODAY, born, named, register_in, schema, stamp};
use kernel::PartialDate;
use ledger::Door;
use ledger::testing::lite;

#[test]
fn what_cannot_be_is_refused_and_leaves_no_trace() {
    let test = lite(schema());
    let refused = |registration: Registration| {
        let outcome = test.ledger.write(|tx| run(tx, &stamp(), registration));
        outcome.unwrap_err().told().unwrap().0
    };
    let tomorrow = Answer::Told(PartialDate::day(TODAY.tomorrow().unwrap()));
    let birth = Birth { date: tomorrow, place: String::new() };
    assert_eq!(refused(Registration { birth, ..named("Ana") }), "birth");
    assert_eq!(refused(born("Ana", 1850)), "birth");
    assert_eq!(refused(Registration { names: Names::default(), ..named("Ana") }), "name_told");
    let languages = Answer::Told(vec!["xxx".to_owned()]);
    assert_eq!(refused(Registration { languages, ..named("Ana") }), "language");
    let nationalities = Answer::Told(vec![Country::new("ZZZ").unwrap()]);
    let nationality = Nationality { nationalities, former_residence: None };
    assert_eq!(refused(Registration { nationality, ..named("Ana") }), "nationality");
    let needs = vec![Need { code: "SV".into(), state: NeedState::Pending }];
    assert_eq!(refused(Registration { needs, ..named("Ana") }), "needs");
    assert_eq!(test.ledger.read(|door| door.log_end()).unwrap(), 0);
    // The number that a refused command had taken is given to the next one.
    let id = register_in(&test, named("Ana"));
    let head = test.ledger.read(|door| person::find(door, id)).unwrap().unwrap();
    assert_eq!(head.number, "PAN-P-000001");
}
