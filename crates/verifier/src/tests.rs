//! The judge's own parts against vectors that others published.

use crate::judge;
use crate::note::{Key, Note};
use crate::tree::Counter;

const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn the_example_of_gos_notes_holds_and_no_other_text_does() {
    let (key, note) = (Key::read(GO_KEY).unwrap(), Note::read(GO_NOTE).unwrap());
    assert!(key.is_named_by(&note.lines[0]) && key.signed(note.text, &note.lines[0]));
    assert!(!key.signed("else\n", &note.lines[0]));
    assert!(Key::read(&GO_KEY.replace("c74f20a3", "c74f20a4")).is_none());
    assert!(Note::read("text\n\n").is_none() && Note::read("").is_none());
}

#[test]
fn roots_are_those_of_certificate_transparencys_vectors() {
    let mut tree = Counter::default();
    let data: [&[u8]; 4] = [b"", b"\x00", b"\x10", b"\x20\x21"];
    data.iter().for_each(|leaf| tree.push(leaf));
    let hex = |bytes: [u8; 32]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    assert_eq!(hex(tree.root()), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    tree.push(b"\x30\x31");
    assert_eq!(hex(tree.root()), "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4");
    let none = hex(Counter::default().root());
    assert_eq!(none, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#[test]
fn what_is_no_proof_is_refused_with_its_line() {
    for (text, line) in [
        ("", 0),
        ("{}\n", 1),
        ("{\"bundle\":{\"form\":\"ceiba-proof/1\",\"tenant\":\"a\",\"site\":\"b\"}}\n", 1),
    ] {
        let told = judge(&mut text.as_bytes(), &[]).unwrap_err().to_string();
        assert!(told.starts_with(&format!("line {line}: ")), "{told}");
    }
}
