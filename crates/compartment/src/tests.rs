//! What is sealed looks alike from outside, codes read back, and the words are complete. What people do is told by the
//! scenarios.

use crate::model::{Said, SealedEvent};
use crate::{Compartment, Instruction};
use kernel::AccountId;
use uuid::Uuid;

#[test]
fn the_words_of_this_area_are_complete() {
    assert_eq!(web::check::check(&crate::area().sources()), Vec::<String>::new());
}

#[test]
fn a_note_a_read_and_a_name_are_of_one_length() {
    let named = Said::Named { account: AccountId(Uuid::from_u128(1)), keeper: true };
    let short = Said::Noted { text: "á".repeat(100) };
    let long = Said::Noted { text: "x".repeat(600) };
    let length = |said: Said| serde_json::to_string(&SealedEvent::said(said)).unwrap().len();
    let read = length(Said::Read);
    assert_eq!([length(named), length(short)], [read, read]);
    assert_eq!(length(long), read + 512);
}

#[test]
fn every_code_reads_back() {
    for compartment in Compartment::ALL {
        assert_eq!(Compartment::from_code(compartment.code()), Some(compartment));
    }
    for instruction in Instruction::ALL {
        assert_eq!(Instruction::from_code(instruction.code()), Some(instruction));
    }
    assert_eq!((Compartment::from_code("gbv2"), Instruction::from_code("")), (None, None));
}
