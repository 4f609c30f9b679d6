//! Drawing a picture anew, in the size of what it is for: a page of a paper, a portrait, a signature.

use crate::read::{named, read};
use crate::{Format, Picture, Refusal};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, RgbImage};
use std::io::Cursor;

/// The longest side of a kept page: a sheet of paper of 300 mm at 220 dots an inch.
const PAGE_SIDE_KEPT: u32 = 2_600;
/// A drawn page is kept as it is up to here; a photograph in a PNG becomes a JPEG.
const PAGE_PNG_BYTES_KEPT: usize = 3 * 1024 * 1024;
/// A portrait, width and height: 20 by 25 mm on a card at 600 dots an inch, in the proportions of ICAO's portraits.
const PORTRAIT: (u32, u32) = (480, 600);
/// Whoever has fewer dots is not recognised on a card.
const PORTRAIT_MIN: (u32, u32) = (120, 150);
/// A signature fits into this.
pub(crate) const SIGNATURE: (u32, u32) = (800, 240);
const JPEG_QUALITY: u8 = 85;

/// A page of a paper: the whole picture, no finer than a scanner's.
pub fn page(bytes: &[u8]) -> Result<Picture, Refusal> {
    let (format, drawn) = read(bytes)?;
    let drawn = plain(fitted(drawn, (PAGE_SIDE_KEPT, PAGE_SIDE_KEPT)));
    if format == Format::Png {
        let kept = written(&drawn, Format::Png)?;
        if kept.bytes.len() <= PAGE_PNG_BYTES_KEPT {
            return Ok(kept);
        }
    }
    written(&drawn, Format::Jpeg)
}

/// A portrait for a card: the middle of the picture in the proportions of a card's portrait, always of one size.
pub fn portrait(bytes: &[u8]) -> Result<Picture, Refusal> {
    let (_, drawn) = read(bytes)?;
    let middle = middle(drawn);
    if middle.width() < PORTRAIT_MIN.0 || middle.height() < PORTRAIT_MIN.1 {
        return Err(Refusal::TooSmall);
    }
    let (width, height) = PORTRAIT;
    // A coarse step first: the fine one takes sixteen bytes a dot.
    let coarse =
        if middle.width() > width * 2 { middle.thumbnail_exact(width * 2, height * 2) } else { middle };
    written(&plain(coarse.resize_exact(width, height, FilterType::Triangle)), Format::Jpeg)
}

/// A signature on paper, photographed or scanned: in greys, the whole picture.
pub fn signature(bytes: &[u8]) -> Result<Picture, Refusal> {
    let (_, drawn) = read(bytes)?;
    let drawn = plain(fitted(drawn, SIGNATURE));
    written(&DynamicImage::ImageLuma8(drawn.into_luma8()), Format::Png)
}

/// The largest middle of the picture in the proportions of a portrait.
fn middle(drawn: DynamicImage) -> DynamicImage {
    let (width, height) = (drawn.width(), drawn.height());
    let (wide, tall) = PORTRAIT;
    // Both sides have at most 12,000 dots: the products fit.
    let (cut_width, cut_height) = if width * tall > height * wide {
        ((height * wide / tall).max(1), height)
    } else {
        (width, (width * tall / wide).max(1))
    };
    drawn.crop_imm((width - cut_width) / 2, (height - cut_height) / 2, cut_width, cut_height)
}

/// The picture made smaller until it fits; a smaller one stays as it is.
fn fitted(drawn: DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if drawn.width() <= width && drawn.height() <= height {
        return drawn;
    }
    let is_far = drawn.width() > width * 2 || drawn.height() > height * 2;
    let coarse = if is_far { drawn.thumbnail(width * 2, height * 2) } else { drawn };
    coarse.resize(width, height, FilterType::Triangle)
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
    let mut paper = RgbImage::new(through.width(), through.height());
    for (to, from) in paper.pixels_mut().zip(through.pixels()) {
        let [red, green, blue, cover] = from.0.map(u16::from);
        let on_white = |colour: u16| ((colour * cover + 255 * (255 - cover)) / 255) as u8;
        to.0 = [on_white(red), on_white(green), on_white(blue)];
    }
    DynamicImage::ImageRgb8(paper)
}

pub(crate) fn written(drawn: &DynamicImage, format: Format) -> Result<Picture, Refusal> {
    let mut bytes = Vec::new();
    let done = match format {
        Format::Png => drawn.write_to(&mut Cursor::new(&mut bytes), named(format)),
        Format::Jpeg => drawn.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)),
    };
    done.map_err(|_| Refusal::Damaged)?;
    Ok(Picture { format, bytes })
}
