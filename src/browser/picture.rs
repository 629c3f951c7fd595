//! A picture of one's own, made small on the device.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlInputElement, ImageBitmap};

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

async fn small(file: &web_sys::File) -> Result<String, JsValue> {
    let bitmap = super::window().create_image_bitmap_with_blob(file)?;
    let bitmap: ImageBitmap = JsFuture::from(bitmap).await?.dyn_into()?;
    let canvas: HtmlCanvasElement = leptos::prelude::document()
        .create_element("canvas")?
        .dyn_into()?;
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
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
