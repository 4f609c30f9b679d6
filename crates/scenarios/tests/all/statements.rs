//! One SQL text serves both databases: every statement of every room is prepared on each.

use scenarios::house::both;

#[test]
fn every_statement_prepares_on_both_databases() {
    both(|house| {
        let refused = house.test.ledger.prepare_all().unwrap();
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    });
}
