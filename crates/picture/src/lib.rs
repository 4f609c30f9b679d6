//! What is kept of a picture that somebody sent: told by its bytes, bounded before it is read, drawn anew so that only the
//! picture is left. Pure: bytes in, bytes out.

mod draw;
mod read;
mod strokes;

#[cfg(test)]
mod tests;

pub use draw::{page, portrait, signature};
pub use strokes::{STROKES_HEIGHT, STROKES_WIDTH, signature_of_strokes};

/// The two kinds of picture that are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
}

impl Format {
    /// The format that the first bytes tell, whatever the file is called.
    pub fn of(bytes: &[u8]) -> Option<Format> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Format::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Format::Png),
            _ => None,
        }
    }
}

/// A picture as it is kept: without place, camera, preview or comments, and nothing behind its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub format: Format,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({:?}, {} bytes)", self.format, self.bytes.len())
    }
}

/// Why a picture is not taken, as something a person can act on.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("the file is neither a JPEG nor a PNG picture")]
    Kind,
    #[error("the picture cannot be read to its end")]
    Damaged,
    #[error("the picture has more dots than are read")]
    TooLarge,
    #[error("the picture has too few dots for a card")]
    TooSmall,
    #[error("nothing was drawn")]
    Empty,
}
