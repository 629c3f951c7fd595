//! Mouse, pen and finger, where they draw.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

fn pad(event: &PointerEvent) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// From now on the pointer belongs to the element that listens, also when it goes over its edge.
pub fn capture(event: &PointerEvent) {
    if let Some(pad) = pad(event) {
        // Refused only when the pointer is gone already.
        let _ = pad.set_pointer_capture(event.pointer_id());
    }
}

/// Where the pointer is on the square that listens, of so many units a side. Nothing in the square takes the
/// pointer itself.
#[must_use]
pub fn place(event: &PointerEvent, side: i32) -> (i32, i32) {
    let width = pad(event).map_or(side, |pad| pad.client_width()).max(1);
    let units = |pixels: i32| (pixels * side / width).clamp(0, side);
    (units(event.offset_x()), units(event.offset_y()))
}
