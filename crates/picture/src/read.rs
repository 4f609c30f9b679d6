//! Reading strangers' bytes: how much memory a picture would take is asked before the first dot is read.

use crate::{Format, Refusal};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// No side of a picture is longer when it comes, in dots.
pub const SIDE_MAX: u32 = 12_000;
/// Memory in bytes that one picture may take while it is read: a telephone's photograph of 64 million dots.
pub const PIXEL_BYTES_MAX: u64 = 192 * 1024 * 1024;

/// The picture, the right way up.
pub fn read(bytes: &[u8]) -> Result<(Format, DynamicImage), Refusal> {
    let format = Format::of(bytes).ok_or(Refusal::Kind)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), named(format));
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(PIXEL_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(told)?;
    if decoder.total_bytes() > PIXEL_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    // Which way up a photograph is stands among what is thrown away.
    let orientation = decoder.orientation().map_err(told)?;
    let mut drawn = DynamicImage::from_decoder(decoder).map_err(told)?;
    if drawn.width() == 0 || drawn.height() == 0 {
        return Err(Refusal::Damaged);
    }
    drawn.apply_orientation(orientation);
    Ok((format, drawn))
}

pub fn named(format: Format) -> ImageFormat {
    match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
    }
}

fn told(error: image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::TooLarge,
        _ => Refusal::Damaged,
    }
}
