//! The body of a posted form, read within bounds: too long is still read to its end, so that the browser hears the
//! answer and the person keeps what fits.

use crate::form::Fields;
use crate::upload::Upload;
use axum::body::{Body, HttpBody};
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

/// A form holds no more than this.
pub const FORM_BYTES_MAX: usize = 256 * 1024;
/// A longer one is read on to here, to tell the person which field is too long.
const READ_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Of a form that is too long, each field keeps this much.
const FIELD_BYTES_KEPT: usize = 4_000;
/// A browser that sends nothing for this long has gone.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What was posted.
#[derive(Debug)]
pub enum Intake {
    Whole(Vec<u8>),
    /// Over the limit; the fields with their values cut, and the names of those that were.
    TooLong {
        kept: Fields,
        cut: Vec<String>,
    },
    /// A form that carries files.
    Parts {
        fields: Fields,
        files: Vec<Upload>,
    },
    /// Broken off, or beyond all bounds.
    Broken,
}

/// Reads a body to its end.
pub async fn read(mut body: Body) -> Intake {
    let mut pail = Pail::default();
    loop {
        let next = poll_fn(|context| Pin::new(&mut body).poll_frame(context));
        match tokio::time::timeout(PATIENCE, next).await {
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    pail.pour(&data);
                }
            }
            Ok(None) => return pail.settle(),
            Ok(Some(Err(_))) | Err(_) => return Intake::Broken,
        }
        if pail.seen > READ_BYTES_MAX {
            return pail.settle();
        }
    }
}

#[derive(Default)]
struct Pail {
    seen: usize,
    whole: Vec<u8>,
    /// The same with each field cut, kept beside in case the whole grows too long.
    trimmed: Vec<u8>,
    field_start: usize,
    field_is_cut: bool,
    cut: Vec<String>,
}

impl Pail {
    fn pour(&mut self, bytes: &[u8]) {
        self.seen += bytes.len();
        if self.seen <= FORM_BYTES_MAX {
            self.whole.extend_from_slice(bytes);
        }
        for byte in bytes {
            self.take(*byte);
        }
    }

    fn take(&mut self, byte: u8) {
        let is_end = byte == b'&';
        if is_end {
            self.end_field();
        }
        if self.trimmed.len() >= FORM_BYTES_MAX {
            return;
        }
        if is_end {
            self.trimmed.push(byte);
            self.field_start = self.trimmed.len();
        } else if self.trimmed.len() - self.field_start < FIELD_BYTES_KEPT {
            self.trimmed.push(byte);
        } else {
            self.field_is_cut = true;
        }
    }

    fn end_field(&mut self) {
        if std::mem::take(&mut self.field_is_cut) {
            // The cut may have gone through an escape, which is three bytes.
            let tail = self.trimmed.len().saturating_sub(2).max(self.field_start);
            if let Some(at) = self.trimmed[tail..].iter().position(|b| *b == b'%') {
                self.trimmed.truncate(tail + at);
            }
            let field = Fields::decode(&self.trimmed[self.field_start..]);
            self.cut.extend(field.iter().map(|(name, _)| name.to_owned()).take(1));
        }
    }

    fn settle(mut self) -> Intake {
        if self.seen <= FORM_BYTES_MAX {
            return Intake::Whole(self.whole);
        }
        self.end_field();
        let mut kept = Fields::default();
        for (name, value) in Fields::decode(&self.trimmed).iter() {
            // Or through a letter, which may be several escapes.
            let is_cut = self.cut.iter().any(|c| c == name);
            kept.push(name, if is_cut { value.trim_end_matches('\u{FFFD}') } else { value });
        }
        Intake::TooLong { kept, cut: self.cut }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn intake(bytes: &[u8]) -> Intake {
        let mut pail = Pail::default();
        bytes.chunks(7_000).for_each(|chunk| pail.pour(chunk));
        pail.settle()
    }

    #[test]
    fn a_form_within_bounds_is_whole() {
        let body = format!("a=1&text={}", "x".repeat(200_000));
        assert!(matches!(intake(body.as_bytes()), Intake::Whole(whole) if whole == body.as_bytes()));
    }

    #[test]
    fn a_name_of_ten_megabytes_costs_only_itself() {
        let body = format!("_csrf=c&given=Ana&as_told={}&note=lo+dem%C3%A1s", "%C3%B1".repeat(1_700_000));
        let Intake::TooLong { kept, cut } = intake(body.as_bytes()) else { panic!() };
        assert_eq!(cut, ["as_told"]);
        assert_eq!((kept.text("given"), kept.text("note"), kept.text("_csrf")), ("Ana", "lo demás", "c"));
        assert!(
            kept.text("as_told").chars().all(|c| c == 'ñ') && kept.text("as_told").len() < FIELD_BYTES_KEPT
        );
        assert!(kept.is_readable());
    }
}
