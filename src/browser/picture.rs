//! A picture of one's own, made small on the device.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlInputElement, ImageBitmap};

use super::js;
use super::upload::Content;

/// Pixels of a side: enough for a card on the board and on paper.
const SIDE: u32 = 160;

/// The picture that was chosen in `<input type="file">`, cut to a square, as a `data:` address. `None` when
/// none was chosen, or when it is no picture.
pub async fn chosen(input: &HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    small(&file).await.ok()
}

/// The field that an event is about.
#[must_use]
pub fn input(event: &web_sys::Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

/// Pixels of the longer side of a look at a picture.
const LOOK: f64 = 480.0;
/// What a page of text, seen sharply at that size, is well above, and one that is not stays below.
const SHARP: u64 = 60;

/// A look at a picture before it is sent.
pub struct Look {
    /// It, small, as a `data:` address.
    pub address: String,
    /// Whether its edges are as clear as those of a page of text.
    pub is_sharp: bool,
}

/// A look at a picture. `None`, when it is none that the browser can show.
pub async fn look(content: &Content) -> Option<Look> {
    let drawn = async {
        let bitmap = super::window().create_image_bitmap_with_blob(&content.0)?;
        let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
        let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
        let scale = (LOOK / width.max(height)).min(1.0);
        let (width, height) = ((width * scale).ceil(), (height * scale).ceil());
        let (canvas, context) = canvas(width as u32, height as u32)?;
        context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width, height)?;
        let area = [0.0.into(), 0.0.into(), width.into(), height.into()];
        let pixels = js::get(&js::call(&context, "getImageData", &area)?, "data");
        let grey = grey(&js_sys::Uint8Array::new(&pixels).to_vec());
        Ok::<_, JsValue>(Look {
            address: canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &0.6.into())?,
            is_sharp: edges(&grey, width as usize) >= SHARP,
        })
    };
    drawn.await.ok()
}

fn grey(pixels: &[u8]) -> Vec<u8> {
    let grey = pixels.chunks_exact(4).map(|pixel| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        ((red * 3 + green * 6 + blue) / 10) as u8
    });
    grey.collect()
}

/// How clear the edges of a picture are: the variance of its Laplacian.
fn edges(grey: &[u8], width: usize) -> u64 {
    let at = |place: usize| i64::from(grey[place]);
    let inner = (width..grey.len().saturating_sub(width)).filter(|place| {
        let column = place % width;
        column > 0 && column + 1 < width
    });
    let (mut count, mut sum, mut squares) = (0_i64, 0_i64, 0_i64);
    for place in inner {
        let around = at(place - width) + at(place + width) + at(place - 1) + at(place + 1);
        let edge = around - 4 * at(place);
        count += 1;
        sum += edge;
        squares += edge * edge;
    }
    let count = count.max(1);
    (squares / count - (sum / count).pow(2)).unsigned_abs()
}

fn canvas(
    width: u32,
    height: u32,
) -> Result<(HtmlCanvasElement, CanvasRenderingContext2d), JsValue> {
    let canvas: HtmlCanvasElement = leptos::prelude::document()
        .create_element("canvas")?
        .dyn_into()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    Ok((canvas, context.dyn_into()?))
}

async fn small(file: &web_sys::File) -> Result<String, JsValue> {
    let bitmap = super::window().create_image_bitmap_with_blob(file)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
    let (canvas, context) = canvas(SIDE, SIDE)?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let cut = width.min(height);
    let side = f64::from(SIDE);
    context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        &bitmap,
        (width - cut) / 2.0,
        (height - cut) / 2.0,
        cut,
        cut,
        0.0,
        0.0,
        side,
        side,
    )?;
    canvas.to_data_url_with_type_and_encoder_options("image/jpeg", &0.72.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_clear_edges_and_a_blurred_one_has_none() {
        let text: Vec<u8> = (0..100 * 100)
            .map(|place| if place / 3 % 2 == 0 { 20 } else { 235 })
            .collect();
        assert!(edges(&text, 100) > 10 * SHARP);
        let blurred: Vec<u8> = (0..100 * 100)
            .map(|place| (place % 100 * 2) as u8)
            .collect();
        assert!(edges(&blurred, 100) < SHARP);
        assert_eq!(edges(&[], 100), 0);
        assert_eq!(edges(&[7], 1), 0);
    }
}
