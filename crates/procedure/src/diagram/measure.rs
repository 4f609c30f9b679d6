//! How wide words are at most, so that what is written stays inside its box.
//!
//! Widths are those of our font at its boldest or of the fallback at its adjusted size, whichever is wider, in thousandths
//! of the size of the letters.

/// The size of names in boxes.
pub const NAME_SIZE: i32 = 16;
/// The size of numbers and of what stands at lines.
pub const LABEL_SIZE: i32 = 14;

/// From a box's edge to its words.
pub const PAD: i32 = 12;
pub const NAME_LINE: i32 = 20;
pub const LABEL_LINE: i32 = 18;
/// How far inside a box's left edge an edge that needs no turn runs down.
pub const STRAIGHT: i32 = 24;

/// Letters by their greatest width; what is not here counts as wide as it is high.
const WIDTHS: [(&str, i32); 10] = [
    (" ", 260),
    ("iíìïîjlIÍ.,:;'’·|", 305),
    ("ftr()[]!¡-/‹›", 400),
    ("aáàâãäeéèêëscçkvxyýz0123456789+=<>$#\"*", 540),
    ("bdghnñoóòôöõpquúùûü?¿“”«»–_", 580),
    ("EÉFJLPSTVXYZ", 630),
    ("AÁBCÇDHKNÑRUÚÜ&", 690),
    ("GOÓQ", 730),
    ("wM", 785),
    ("m%W", 890),
];

/// No less than the width of the words at a size.
pub fn text_width(words: &str, size: i32) -> i32 {
    let thousandths: i32 = words.chars().map(width_of).sum();
    (thousandths * size + 999) / 1000
}

fn width_of(letter: char) -> i32 {
    WIDTHS.iter().find(|(letters, _)| letters.contains(letter)).map_or(1000, |(_, width)| *width)
}

/// Breaks words into lines no wider than `room`; a word wider than that is cut.
pub fn wrapped(words: &str, size: i32, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace().flat_map(|word| pieces(word, size, room)) {
        match lines.last_mut() {
            Some(line)
                if text_width(line, size) + text_width(" ", size) + text_width(&word, size) <= room =>
            {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// A word, or as many parts of it as lines are needed.
fn pieces(word: &str, size: i32, room: i32) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || text_width(&format!("{piece}{letter}"), size) <= room => {
                piece.push(letter);
            }
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_wider_than_their_room() {
        let lines = wrapped("Presentada ante la oficina", 16, 130);
        assert_eq!(lines, ["Presentada ante", "la oficina"]);
        assert!(lines.iter().all(|line| text_width(line, 16) <= 130));
        assert_eq!(wrapped("", 16, 100), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_fits_no_line_is_cut() {
        let lines = wrapped("administrativamente", 16, 60);
        assert!(lines.len() > 1 && lines.concat() == "administrativamente", "{lines:?}");
        assert!(lines.iter().all(|line| text_width(line, 16) <= 60));
    }

    #[test]
    fn a_sign_that_nobody_measured_is_as_wide_as_it_is_high() {
        assert_eq!((text_width("漢", 16), text_width("i", 100)), (16, 31));
    }
}
