//! The search against one that is too simple to be wrong: every path of the invented country, step by step, to a bound.
#![allow(clippy::unwrap_used)] // a test may stop

mod ground;

use ground::walk;
use procedure::check;

#[test]
fn the_search_finds_what_walking_every_path_finds() {
    let (files, mut told) = (ground::files("_example"), 0);
    for change in walk::CHANGES {
        // A change that no file may say at all is caught before any search.
        let Some(law) = walk::changed(&files, change) else { continue };
        let p = &law.procedures[0];
        let ours = walk::of_search(&check(p, &ground::safeguards()));
        assert_eq!(ours, walk::walked(p), "{change:?}");
        told += ours.len();
    }
    assert!(told >= 12, "{told}");
}
