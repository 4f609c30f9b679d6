//! What people bring as a file: told by its bytes and not by its name, pictures drawn anew so that only the picture is kept.

use crate::Upload;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use serde::{Deserialize, Serialize};
use std::io::Cursor;

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
    /// More picture than a page has.
    TooLarge,
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
            ScanRefusal::TooLarge => "web-error-file-too-large",
            ScanRefusal::Active => "web-error-file-active",
        }
    }
}

/// No side of a picture is longer when it comes.
const SIDE_MAX: u32 = 12_000;
/// Memory that one picture may take while it is read.
const PIXEL_BYTES_MAX: u64 = 192 * 1024 * 1024;
/// The longest side of a kept picture: a sheet of paper of 300 mm at 220 dots an inch.
const SIDE_KEPT: u32 = 2_600;
const JPEG_QUALITY: u8 = 85;
/// A drawn page is kept as it is up to here; a photograph in a PNG becomes a JPEG.
const PNG_BYTES_KEPT: usize = 3 * 1024 * 1024;

/// What is kept of a file that was sent.
pub fn scan_of(upload: &Upload) -> Result<Scan, ScanRefusal> {
    if upload.is_too_long {
        return Err(ScanRefusal::TooLong);
    }
    if upload.is_too_busy {
        return Err(ScanRefusal::TooBusy);
    }
    let bytes = upload.bytes.as_slice();
    match bytes {
        [0xff, 0xd8, 0xff, ..] => picture(bytes, ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => picture(bytes, ImageFormat::Png),
        [b'%', b'P', b'D', b'F', b'-', ..] => pdf(bytes),
        _ => Err(ScanRefusal::Kind),
    }
}

/// A picture is drawn anew: what is not picture (place, camera, preview, comments, what stands behind its end) is not kept.
fn picture(bytes: &[u8], format: ImageFormat) -> Result<Scan, ScanRefusal> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(PIXEL_BYTES_MAX);
    reader.limits(limits);
    let told = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => ScanRefusal::TooLarge,
        _ => ScanRefusal::Damaged,
    };
    let mut decoder = reader.into_decoder().map_err(told)?;
    if decoder.total_bytes() > PIXEL_BYTES_MAX {
        return Err(ScanRefusal::TooLarge);
    }
    // Which way up a photograph is stands among what is thrown away.
    let orientation = decoder.orientation().map_err(told)?;
    let mut drawn = DynamicImage::from_decoder(decoder).map_err(told)?;
    drawn.apply_orientation(orientation);
    if drawn.width().max(drawn.height()) > SIDE_KEPT {
        drawn = drawn.resize(SIDE_KEPT, SIDE_KEPT, FilterType::Triangle);
    }
    let drawn = plain(drawn);
    if format == ImageFormat::Png {
        let bytes = written(&drawn, Media::Png)?;
        if bytes.len() <= PNG_BYTES_KEPT {
            return Ok(Scan { media: Media::Png, bytes });
        }
    }
    Ok(Scan { media: Media::Jpeg, bytes: written(&drawn, Media::Jpeg)? })
}

/// Eight bits a colour on white paper.
fn plain(drawn: DynamicImage) -> DynamicImage {
    if !drawn.color().has_color() && !drawn.color().has_alpha() {
        return DynamicImage::ImageLuma8(drawn.into_luma8());
    }
    if !drawn.color().has_alpha() {
        return DynamicImage::ImageRgb8(drawn.into_rgb8());
    }
    let through = drawn.into_rgba8();
    let mut paper = image::RgbImage::new(through.width(), through.height());
    for (to, from) in paper.pixels_mut().zip(through.pixels()) {
        let [red, green, blue, cover] = from.0.map(u16::from);
        let on_white = |colour: u16| ((colour * cover + 255 * (255 - cover)) / 255) as u8;
        to.0 = [on_white(red), on_white(green), on_white(blue)];
    }
    DynamicImage::ImageRgb8(paper)
}

fn written(drawn: &DynamicImage, media: Media) -> Result<Vec<u8>, ScanRefusal> {
    let mut bytes = Vec::new();
    let done = match media {
        Media::Png => drawn.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png),
        _ => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
            drawn.write_with_encoder(encoder)
        }
    };
    done.map_err(|_| ScanRefusal::Damaged)?;
    Ok(bytes)
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
    use proptest::prelude::*;

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
