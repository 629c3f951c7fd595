//! What a file weighs on the wire.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Result;

/// Fonts and bitmaps are compressed already.
pub fn is_worth_it(path: &str) -> bool {
    !path.ends_with(".woff2") && !path.ends_with(".png")
}

pub fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)
        .map_err(|error| format!("brotli: {error}"))?;
    Ok(packed)
}

pub fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("gzip: {error}"))
}
