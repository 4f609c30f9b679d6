//! The search for what must be found nowhere finds what is hidden from it: the other tests rest on that.

use scenarios::hunt::Hunt;

#[test]
fn whatever_a_name_is_hidden_in_it_is_found() {
    let hunt = Hunt::for_names(&["Rosalía Zeledón Urbina"]);
    let hidden: [&[u8]; 12] = [
        "…Rosalía Zeledón Urbina…".as_bytes(),
        b"ROSAL\xcdA ZELED\xd3N URBINA",
        b"x URBINA y",
        b"U\0r\0b\0i\0n\0a\0",
        b"\0U\0r\0b\0i\0n\0a",
        b"nombre=Rosal%C3%ADa+Zeled%C3%B3n+Urbina",
        b"\"Zeled\\u00f3n Salas\"",
        b"Zeled&#243;n",
        b"5A656C6564C3B36E",
        b"Um9zYWzDrWEgWmVsZWTDs24gVXJiaW5h",
        b"eFJvc2Fsw61hIFplbGVkw7NuIFVyYmluYQ==",
        b"eHhSb3NhbMOtYSBaZWxlZMOzbiBVcmJpbmE=",
    ];
    for bytes in hidden {
        assert!(hunt.found_in(bytes).is_some(), "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(hunt.found_in("Rosa Urbano, Zelandia".as_bytes()), None);
}
