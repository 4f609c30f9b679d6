//! A posted form that carries files: read part by part as it comes, no part longer than it may be, and to its end, so that
//! the browser hears the answer and the person keeps what was typed.

use crate::form::Fields;
use crate::intake::{FORM_BYTES_MAX, Intake, PATIENCE};
use axum::body::Body;
use multer::{Field, Multipart};
use std::sync::atomic::{AtomicUsize, Ordering};

/// No file is longer than this (8 MB).
pub const FILE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// A form is read on to here to tell the person which file is too long; beyond, the line is cut.
const READ_BYTES_MAX: usize = 96 * 1024 * 1024;
const FILES_MAX: usize = 4;
const PARTS_MAX: usize = 400;
/// So many forms with files are held in memory at once.
const AT_ONCE_MAX: usize = 8;
static AT_ONCE: AtomicUsize = AtomicUsize::new(0);

/// One file of a form. The name that the browser gives it is not kept: it may say who somebody is.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    pub field: String,
    pub bytes: Vec<u8>,
    /// It was longer than [`FILE_BYTES_MAX`], and nothing of it was kept.
    pub is_too_long: bool,
    /// Too many people were sending files, and nothing of it was kept.
    pub is_too_busy: bool,
}

impl std::fmt::Debug for Upload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Upload({}, {} bytes)", self.field, self.bytes.len())
    }
}

/// The boundary that a content type names, if it is that of a form with files.
pub fn boundary_of(content_type: &str) -> Option<String> {
    multer::parse_boundary(content_type).ok()
}

/// Counts a form while its files are in memory.
struct Place(bool);
impl Place {
    fn take() -> Place {
        let had = AT_ONCE.fetch_add(1, Ordering::SeqCst);
        if had >= AT_ONCE_MAX {
            AT_ONCE.fetch_sub(1, Ordering::SeqCst);
        }
        Place(had < AT_ONCE_MAX)
    }
}
impl Drop for Place {
    fn drop(&mut self) {
        if self.0 {
            AT_ONCE.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

/// Reads a form with files to its end.
pub async fn read(body: Body, boundary: String) -> Intake {
    let mut parts = Multipart::new(body.into_data_stream(), boundary);
    let place = Place::take();
    let mut pail = Pail::default();
    for _ in 0..PARTS_MAX {
        let next = match tokio::time::timeout(PATIENCE, parts.next_field()).await {
            Ok(Ok(next)) => next,
            Ok(Err(_)) | Err(_) => return Intake::Broken,
        };
        let Some(field) = next else { return pail.settle() };
        if pail.pour(field, place.0).await.is_none() {
            return Intake::Broken;
        }
    }
    Intake::Broken
}

#[derive(Default)]
struct Pail {
    seen: usize,
    /// Bytes of fields that are no files.
    typed: usize,
    fields: Fields,
    files: Vec<Upload>,
    cut: Vec<String>,
}

impl Pail {
    /// Takes one part in; nothing when the line broke or the form is beyond all bounds.
    async fn pour(&mut self, mut field: Field<'_>, has_place: bool) -> Option<()> {
        let name = field.name().unwrap_or_default().to_owned();
        let is_file = field.file_name().is_some();
        let most = if is_file { FILE_BYTES_MAX } else { FORM_BYTES_MAX.saturating_sub(self.typed) };
        let is_kept = !is_file || has_place && self.files.len() < FILES_MAX;
        let (mut bytes, mut length) = (Vec::new(), 0usize);
        loop {
            let chunk = tokio::time::timeout(PATIENCE, field.chunk()).await.ok()?.ok()?;
            let Some(chunk) = chunk else { break };
            length += chunk.len();
            self.seen += chunk.len();
            if self.seen > READ_BYTES_MAX {
                return None;
            }
            if is_kept && length <= most {
                bytes.extend_from_slice(&chunk);
            } else if is_file {
                bytes = Vec::new();
            }
        }
        if is_file {
            // A field in which no file was chosen is sent with no bytes.
            if length > 0 {
                let (is_too_long, is_too_busy) = (length > most, !is_kept);
                self.files.push(Upload { field: name, bytes, is_too_long, is_too_busy });
            }
            return Some(());
        }
        self.typed += bytes.len();
        if length > most {
            self.cut.push(name.clone());
        }
        self.fields.push_bytes(&name, bytes);
        Some(())
    }

    fn settle(self) -> Intake {
        if self.cut.is_empty() {
            Intake::Parts { fields: self.fields, files: self.files }
        } else {
            Intake::TooLong { kept: self.fields, cut: self.cut }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(bytes: Vec<u8>) -> Intake {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(read(Body::from(bytes), "sep".into()))
    }

    fn part(name: &str, file: Option<&str>, bytes: &[u8]) -> Vec<u8> {
        let file = file.map(|f| format!("; filename=\"{f}\"\r\nContent-Type: image/png")).unwrap_or_default();
        let head = format!("--sep\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    }

    #[test]
    fn fields_and_files_are_told_apart_and_the_name_of_a_file_is_not_kept() {
        let body = [
            part("_csrf", None, b"c"),
            part("note", None, "ñandú\r\ndos".as_bytes()),
            part("scan", Some("Pasaporte de Ana.png"), &[0, 1, 2, b'\r', b'\n', b'-', b'-', 3]),
            part("other", Some(""), b""),
            b"--sep--\r\n".to_vec(),
        ];
        let Intake::Parts { fields, files } = read_all(body.concat()) else { panic!() };
        assert_eq!((fields.text("_csrf"), fields.text("note")), ("c", "ñandú\r\ndos"));
        let kept: Vec<_> = files.iter().map(|f| (f.field.as_str(), f.bytes.len())).collect();
        assert_eq!(kept, [("scan", 8)], "a field without a file is none");
        assert!(!format!("{files:?}").contains("Ana"));
    }

    #[test]
    fn a_file_that_is_too_long_costs_only_itself() {
        let long = vec![7u8; FILE_BYTES_MAX + 1];
        let body =
            [part("scan", Some("x"), &long), part("note", None, b"lo dem\xc3\xa1s"), b"--sep--".to_vec()];
        let Intake::Parts { fields, files } = read_all(body.concat()) else { panic!() };
        assert!(files[0].is_too_long && files[0].bytes.is_empty());
        assert_eq!(fields.text("note"), "lo demás");
        let whole = [part("scan", Some("x"), &long[1..]), b"--sep--".to_vec()].concat();
        let Intake::Parts { files, .. } = read_all(whole) else { panic!() };
        assert!(!files[0].is_too_long && files[0].bytes.len() == FILE_BYTES_MAX);
    }

    #[test]
    fn what_breaks_off_is_broken_and_what_is_no_text_is_marked() {
        let body = part("scan", Some("x"), b"abc");
        for cut in 0..body.len() {
            assert!(matches!(read_all(body[..cut].to_vec()), Intake::Broken), "cut at {cut}");
        }
        let body = [part("note", None, b"\xff\xfe"), b"--sep--".to_vec()].concat();
        let Intake::Parts { fields, .. } = read_all(body) else { panic!() };
        assert!(!fields.is_readable());
    }

    proptest! {
        #[test]
        fn foreign_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), at in 0usize..300) {
            let mut body = [part("a", None, b"b"), part("scan", Some("x"), &bytes), b"--sep--\r\n".to_vec()].concat();
            let is_answered = matches!(read_all(bytes.clone()), Intake::Broken | Intake::Parts { .. });
            prop_assert!(is_answered);
            let at = at % body.len();
            body[at] ^= 0x55;
            let _ = read_all(body);
        }
    }
}
