//! What strangers may send: photographs with a place in them, bombs, halves, scribbles; and what is left of each.

use crate::{Format, Picture, Refusal, page, portrait, signature, signature_of_strokes};
use image::{DynamicImage, ImageFormat};
use proptest::prelude::*;
use std::io::Cursor;

fn drawing(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    let drawn = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 80]));
    DynamicImage::ImageRgb8(drawn).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A JPEG as a telephone makes it: with where and when, turned by a quarter.
fn photograph() -> Vec<u8> {
    let plain = drawing(400, 240, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 8.43 -82.43 CANARIO");
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..], b"CANARIO behind its end"].concat()
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn size(kept: &Picture) -> (u32, u32) {
    let read = image::load_from_memory(&kept.bytes).unwrap();
    (read.width(), read.height())
}

/// A PNG whose header tells a size that its data do not have, with its check made right again.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bomb = drawing(8, 8, ImageFormat::Png);
    bomb[16..20].copy_from_slice(&width.to_be_bytes());
    bomb[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    bomb
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
fn of_a_photograph_only_the_picture_is_kept_the_right_way_up() {
    let photograph = photograph();
    assert!(has(&photograph, b"CANARIO"));
    let kept = portrait(&photograph).unwrap();
    assert_eq!((kept.format, size(&kept)), (Format::Jpeg, (480, 600)));
    for kept in [kept, page(&photograph).unwrap(), signature(&photograph).unwrap()] {
        for word in [&b"CANARIO"[..], b"Exif", b"GPS"] {
            assert!(!has(&kept.bytes, word));
        }
    }
    assert_eq!(size(&page(&photograph).unwrap()), (240, 400), "turned as it was held");
}

#[test]
fn a_portrait_is_the_middle_of_the_picture_in_one_size() {
    // Red at the left, white in the middle, blue at the right.
    let wide = image::RgbImage::from_fn(900, 300, |x, _| match x {
        0..300 => image::Rgb([255, 0, 0]),
        300..600 => image::Rgb([255, 255, 255]),
        _ => image::Rgb([0, 0, 255]),
    });
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(wide).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    let kept = portrait(&bytes).unwrap();
    assert_eq!(size(&kept), (480, 600));
    let read = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
    for at in [(4, 4), (475, 4), (240, 300), (4, 595)] {
        assert!(read.get_pixel(at.0, at.1).0.iter().all(|colour| *colour > 240), "{at:?}");
    }
    let tall = drawing(2_000, 5_000, ImageFormat::Jpeg);
    assert_eq!(size(&portrait(&tall).unwrap()), (480, 600));
}

#[test]
fn a_picture_with_too_few_dots_is_refused_for_a_card_and_kept_as_a_page() {
    for (width, height) in [(119, 400), (400, 149), (1, 1)] {
        let small = drawing(width, height, ImageFormat::Png);
        assert_eq!(portrait(&small), Err(Refusal::TooSmall), "{width} x {height}");
        assert_eq!(size(&page(&small).unwrap()), (width, height));
    }
    assert!(portrait(&drawing(120, 150, ImageFormat::Png)).is_ok());
}

#[test]
fn a_small_file_that_becomes_a_huge_picture_is_refused_before_it_is_read() {
    for (width, height) in [(200_000, 8), (8, 200_000), (11_999, 11_999), (u32::MAX / 2, u32::MAX / 2)] {
        for read in [page, portrait, signature] {
            assert_eq!(read(&bomb(width, height)), Err(Refusal::TooLarge), "{width} x {height}");
        }
    }
    // A JPEG that tells 65,535 by 65,535 dots.
    let mut jpeg = drawing(160, 200, ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(portrait(&jpeg), Err(Refusal::TooLarge));
}

#[test]
fn what_is_no_picture_or_half_of_one_is_told_apart() {
    for foreign in [&b"<svg onload='x'/>"[..], b"GIF89a", b"%PDF-1.7", b"RIFF0000WEBP", b""] {
        assert_eq!(portrait(foreign), Err(Refusal::Kind));
    }
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let whole = drawing(300, 400, format);
        assert_eq!(portrait(&whole[..60]), Err(Refusal::Damaged), "{format:?}");
    }
    assert_eq!(portrait(b"\xff\xd8\xff<script>"), Err(Refusal::Damaged));
}

#[test]
fn what_shines_through_becomes_paper() {
    let mut glass = Vec::new();
    let clear = image::RgbaImage::from_pixel(200, 300, image::Rgba([0, 0, 0, 0]));
    DynamicImage::ImageRgba8(clear).write_to(&mut Cursor::new(&mut glass), ImageFormat::Png).unwrap();
    for kept in [page(&glass).unwrap(), portrait(&glass).unwrap(), signature(&glass).unwrap()] {
        let read = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
        assert!(read.get_pixel(100, 100).0.iter().all(|colour| *colour > 250));
    }
}

#[test]
fn a_signature_on_paper_is_kept_whole_and_grey() {
    let kept = signature(&drawing(1_600, 1_200, ImageFormat::Jpeg)).unwrap();
    assert_eq!((kept.format, size(&kept)), (Format::Png, (320, 240)));
    assert!(!image::load_from_memory(&kept.bytes).unwrap().color().has_color());
}

#[test]
fn strokes_become_a_picture_and_foreign_words_none() {
    let kept = signature_of_strokes("100,100 300,200 500,100;700,150").unwrap();
    assert_eq!((kept.format, size(&kept)), (Format::Png, (800, 240)));
    let read = image::load_from_memory(&kept.bytes).unwrap().into_luma8();
    assert!(read.get_pixel(80, 80).0[0] < 60, "the stroke begins there");
    assert!(read.get_pixel(560, 120).0[0] < 60, "a dot is seen");
    assert!(read.get_pixel(10, 230).0[0] > 250, "and the rest is paper");
    assert_eq!(signature_of_strokes("  "), Err(Refusal::Empty));
    assert_eq!(signature_of_strokes(";;"), Err(Refusal::Empty));
    for foreign in ["1,2 x", "1001,5", "5,301", "-1,5", "1.5,2", "<svg>", "1,2,3", "NaN,1", "1,"] {
        assert_eq!(signature_of_strokes(foreign), Err(Refusal::Damaged), "{foreign}");
    }
    assert_eq!(signature_of_strokes(&"1,2 ".repeat(6_001)), Err(Refusal::TooLarge));
    assert_eq!(signature_of_strokes(&"1,2;".repeat(201)), Err(Refusal::TooLarge));
    assert_eq!(signature_of_strokes(&"1".repeat(60_000)), Err(Refusal::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn foreign_bytes_are_refused_or_become_a_picture(at in 0usize..4_000, bits in 1u8.., cut in 0usize..4_000, tail in proptest::collection::vec(any::<u8>(), 0..60)) {
        for whole in [photograph(), drawing(130, 160, ImageFormat::Png)] {
            let mut bent = whole.clone();
            let at = at % bent.len();
            bent[at] ^= bits;
            let cut = &whole[..cut % whole.len()];
            for bytes in [bent, cut.to_vec(), [cut, &tail].concat()] {
                for read in [page, portrait, signature] {
                    if let Ok(kept) = read(&bytes) {
                        prop_assert!(read(&kept.bytes).is_ok());
                    }
                }
            }
        }
    }

    #[test]
    fn any_strokes_within_the_field_are_drawn(strokes in proptest::collection::vec(proptest::collection::vec((0u16..=1_000, 0u16..=300), 1..20), 1..8)) {
        let text: Vec<String> = strokes.iter().map(|stroke| {
            stroke.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
        }).collect();
        prop_assert!(signature_of_strokes(&text.join(";")).is_ok());
    }
}

/// What fuzzing begins with must still reach the bottom of the readers: whole pictures are drawn anew, halves and bombs are
/// refused for what they are.
#[test]
fn every_seed_of_the_fuzzer_reaches_what_it_is_for() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/portrait");
    let seeds: Vec<_> = std::fs::read_dir(folder).unwrap().map(|seed| seed.unwrap().path()).collect();
    assert!(seeds.len() >= 11);
    for seed in seeds {
        let (bytes, name) = (std::fs::read(&seed).unwrap(), seed.file_name().unwrap().to_string_lossy());
        if name.ends_with("strokes") {
            assert!(signature_of_strokes(std::str::from_utf8(&bytes).unwrap()).is_ok());
            continue;
        }
        match page(&bytes) {
            Ok(kept) => assert!(!name.contains("bomb") && Format::of(&kept.bytes).is_some(), "{name}"),
            Err(why) => {
                assert!(name.contains("bomb") || name.contains("half"), "{name}: {why}");
                assert_ne!(why, Refusal::Kind, "{name}");
            }
        }
    }
}
