//! What people bring as a file: told by its bytes and not by its name, pictures drawn anew so that only the picture is kept.

use crate::Upload;
use picture::Picture;
use serde::{Deserialize, Serialize};

/// What a kept file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    Jpeg,
    Png,
    Pdf,
}

impl Media {
    pub fn content_type(self) -> &'static str {
        match self {
            Media::Jpeg => "image/jpeg",
            Media::Png => "image/png",
            Media::Pdf => "application/pdf",
        }
    }
    pub fn extension(self) -> &'static str {
        match self {
            Media::Jpeg => "jpg",
            Media::Png => "png",
            Media::Pdf => "pdf",
        }
    }
    /// Whether a page can show it as a picture.
    pub fn is_picture(self) -> bool {
        self != Media::Pdf
    }
}

/// A file as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Scan {
    pub media: Media,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Scan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scan({:?}, {} bytes)", self.media, self.bytes.len())
    }
}

/// Why a file is not taken, as something a person can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanRefusal {
    TooLong,
    TooBusy,
    /// Neither JPEG nor PNG nor PDF.
    Kind,
    /// It says that it is one of them and cannot be read to its end.
    Damaged,
    /// Neither JPEG nor PNG, where only a picture will do.
    NoPicture,
    /// More picture than a page has.
    TooLarge,
    /// Fewer dots than a card needs.
    TooSmall,
    /// A PDF that brings programs or other files, or is locked.
    Active,
}

impl ScanRefusal {
    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            ScanRefusal::TooLong => "web-error-file-too-long",
            ScanRefusal::TooBusy => "web-error-file-too-busy",
            ScanRefusal::Kind => "web-error-file-kind",
            ScanRefusal::Damaged => "web-error-file-damaged",
            ScanRefusal::NoPicture => "web-error-file-no-picture",
            ScanRefusal::TooLarge => "web-error-file-too-large",
            ScanRefusal::TooSmall => "web-error-file-too-small",
            ScanRefusal::Active => "web-error-file-active",
        }
    }
}

/// What is kept of a file that was sent.
pub fn scan_of(upload: &Upload) -> Result<Scan, ScanRefusal> {
    match whole(upload)? {
        bytes @ [b'%', b'P', b'D', b'F', b'-', ..] => pdf(bytes),
        bytes => Ok(picture::page(bytes)?.into()),
    }
}

/// What is kept of a picture that was sent, when only a picture will do: `drawn` says in which size it is drawn anew.
pub fn picture_of(
    upload: &Upload,
    drawn: fn(&[u8]) -> Result<Picture, picture::Refusal>,
) -> Result<Scan, ScanRefusal> {
    match whole(upload)? {
        [b'%', b'P', b'D', b'F', b'-', ..] => Err(ScanRefusal::NoPicture),
        bytes => match drawn(bytes) {
            Err(picture::Refusal::Kind) => Err(ScanRefusal::NoPicture),
            kept => Ok(kept?.into()),
        },
    }
}

/// The bytes of a file, if all of them came.
fn whole(upload: &Upload) -> Result<&[u8], ScanRefusal> {
    if upload.is_too_long {
        return Err(ScanRefusal::TooLong);
    }
    if upload.is_too_busy {
        return Err(ScanRefusal::TooBusy);
    }
    Ok(&upload.bytes)
}

/// A picture as a file that is kept.
impl From<Picture> for Scan {
    fn from(picture: Picture) -> Scan {
        let media = match picture.format {
            picture::Format::Jpeg => Media::Jpeg,
            picture::Format::Png => Media::Png,
        };
        Scan { media, bytes: picture.bytes }
    }
}

impl From<picture::Refusal> for ScanRefusal {
    fn from(refusal: picture::Refusal) -> ScanRefusal {
        match refusal {
            picture::Refusal::Kind => ScanRefusal::Kind,
            picture::Refusal::Damaged => ScanRefusal::Damaged,
            picture::Refusal::TooLarge => ScanRefusal::TooLarge,
            picture::Refusal::TooSmall => ScanRefusal::TooSmall,
            picture::Refusal::Empty => ScanRefusal::Kind,
        }
    }
}

/// What a PDF must not bring: programs, other files, forms that run, a lock.
const ACTIVE: [&[u8]; 8] = [
    b"/JavaScript",
    b"/JS",
    b"/Launch",
    b"/EmbeddedFile",
    b"/RichMedia",
    b"/XFA",
    b"/Encrypt",
    b"/SubmitForm",
];

/// A PDF is kept as it is; it is never shown inside a page, only handed out.
fn pdf(bytes: &[u8]) -> Result<Scan, ScanRefusal> {
    let tail = &bytes[bytes.len().saturating_sub(1_024)..];
    if !has(tail, b"%%EOF") {
        return Err(ScanRefusal::Damaged);
    }
    if ACTIVE.iter().any(|name| names(bytes, name)) {
        return Err(ScanRefusal::Active);
    }
    Ok(Scan { media: Media::Pdf, bytes: bytes.to_vec() })
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Whether a name of the PDF stands there as a whole word: `/JS` is not `/JSomething`.
fn names(bytes: &[u8], name: &[u8]) -> bool {
    let at = bytes.windows(name.len()).enumerate().filter(|(_, window)| *window == name);
    at.map(|(at, _)| bytes.get(at + name.len())).any(|next| next.is_none_or(|b| !b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat};
    use proptest::prelude::*;
    use std::io::Cursor;

    fn sent(bytes: &[u8]) -> Result<Scan, ScanRefusal> {
        let (field, bytes) = ("scan".to_owned(), bytes.to_vec());
        scan_of(&Upload { field, bytes, is_too_long: false, is_too_busy: false })
    }

    fn drawing(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let drawn = image::RgbImage::from_fn(40, 24, |x, y| image::Rgb([x as u8 * 6, y as u8 * 10, 80]));
        DynamicImage::ImageRgb8(drawn).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    /// A JPEG as a telephone makes it: with where and when, turned by a quarter.
    fn photograph() -> Vec<u8> {
        let plain = drawing(ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 8.43 -82.43 CANARIO");
        let length = (exif.len() as u16 + 2).to_be_bytes();
        [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..], b"CANARIO behind its end"].concat()
    }

    fn read(scan: &Scan) -> DynamicImage {
        image::load_from_memory(&scan.bytes).unwrap()
    }

    #[test]
    fn of_a_photograph_only_the_picture_is_kept_the_right_way_up() {
        let photograph = photograph();
        assert!(has(&photograph, b"CANARIO"));
        let scan = sent(&photograph).unwrap();
        assert_eq!(scan.media, Media::Jpeg);
        assert!(!has(&scan.bytes, b"CANARIO") && !has(&scan.bytes, b"Exif"));
        assert_eq!((read(&scan).width(), read(&scan).height()), (24, 40), "turned as it was held");
    }

    #[test]
    fn a_drawing_stays_one_and_what_shines_through_becomes_paper() {
        let scan = sent(&drawing(ImageFormat::Png)).unwrap();
        assert_eq!((scan.media, read(&scan).width()), (Media::Png, 40));
        let mut glass = Vec::new();
        let clear = image::RgbaImage::from_pixel(3, 3, image::Rgba([0, 0, 0, 0]));
        DynamicImage::ImageRgba8(clear).write_to(&mut Cursor::new(&mut glass), ImageFormat::Png).unwrap();
        assert_eq!(read(&sent(&glass).unwrap()).into_rgb8().get_pixel(1, 1).0, [255, 255, 255]);
    }

    #[test]
    fn what_is_no_picture_and_no_pdf_is_refused_whatever_it_calls_itself() {
        for foreign in [
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".as_slice(),
            b"<!doctype html><script>1</script>",
            b"GIF89a",
            b"PK\x03\x04",
            b"",
            b" %PDF-1.7 %%EOF",
        ] {
            assert_eq!(sent(foreign), Err(ScanRefusal::Kind));
        }
        let png = drawing(ImageFormat::Png);
        assert_eq!(sent(&png[..png.len() / 2]), Err(ScanRefusal::Damaged));
        assert_eq!(sent(b"\xff\xd8\xff<script>"), Err(ScanRefusal::Damaged));
    }

    #[test]
    fn a_small_file_that_becomes_a_huge_picture_is_refused() {
        let mut bomb = drawing(ImageFormat::Png);
        // The width that the header says, with its check made right again.
        bomb[16..20].copy_from_slice(&200_000u32.to_be_bytes());
        let crc = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&crc.to_be_bytes());
        assert_eq!(sent(&bomb), Err(ScanRefusal::TooLarge));
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = u32::MAX;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            }
        }
        !crc
    }

    #[test]
    fn a_pdf_is_taken_whole_and_one_with_programs_is_not() {
        let plain = b"%PDF-1.4\n1 0 obj << /JSon 1 >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";
        assert_eq!(sent(plain).unwrap().bytes, plain);
        for active in [&b"/JavaScript"[..], b"/JS (app.alert(1))", b"/Launch", b"/Encrypt 4 0 R"] {
            let bytes = [b"%PDF-1.4\n<< ", active, b" >>\n%%EOF"].concat();
            assert_eq!(sent(&bytes), Err(ScanRefusal::Active));
        }
        assert_eq!(sent(b"%PDF-1.4\n"), Err(ScanRefusal::Damaged));
    }

    proptest! {
        #[test]
        fn foreign_bytes_are_refused_or_become_a_picture(at in 0usize..4_000, bits in 1u8.., cut in 0usize..4_000, tail in proptest::collection::vec(any::<u8>(), 0..60)) {
            for whole in [photograph(), drawing(ImageFormat::Png), b"%PDF-1.4\n%%EOF".to_vec()] {
                let mut bent = whole.clone();
                let at = at % bent.len();
                bent[at] ^= bits;
                let cut = &whole[..cut % whole.len()];
                for bytes in [bent, cut.to_vec(), [cut, &tail].concat(), tail.clone()] {
                    let Ok(scan) = sent(&bytes) else { continue };
                    if scan.media.is_picture() {
                        prop_assert!(image::load_from_memory(&scan.bytes).is_ok());
                    }
                }
            }
        }
    }
}
