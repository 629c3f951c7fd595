//! What is said, in writing: by the browser, where it can.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::js;
use crate::text::language_now;

/// Writes down what is said into the microphone. Dropped, it stops.
pub struct Hearing {
    recognition: JsValue,
    _listeners: [js::Listener; 3],
}

/// Both names under which browsers have it.
const KINDS: [&str; 2] = ["SpeechRecognition", "webkitSpeechRecognition"];

/// Whether the browser can.
#[must_use]
pub fn is_there() -> bool {
    let window = super::window();
    KINDS
        .iter()
        .any(|kind| js::get(&window, kind).is_function())
}

impl Hearing {
    /// Begins; each time that more was understood, it is told, and so is when the browser gives up.
    pub fn begin(heard: impl Fn(String) + 'static, gave_up: impl Fn() + 'static) -> Option<Self> {
        let recognition = KINDS.iter().find_map(|kind| js::new(kind, &[]).ok())?;
        js::set(&recognition, "lang", &language_now().locale().into());
        js::set(&recognition, "continuous", &true.into());
        js::set(&recognition, "interimResults", &true.into());
        // Where the browser can do it on the device, nothing that is said leaves it.
        if Reflect::has(&recognition, &"processLocally".into()).unwrap_or(false) {
            js::set(&recognition, "processLocally", &true.into());
        }
        let result = js::on(&recognition, "onresult", move |event| {
            if let Some(text) = newest(&event) {
                heard(text);
            }
        });
        let goes_on = Rc::new(Cell::new(true));
        let ends = Rc::clone(&goes_on);
        let error = js::on(&recognition, "onerror", move |event| {
            // Silence is no error, and neither is that we stop.
            let what = js::text(&event, "error").unwrap_or_default();
            if !matches!(what.as_str(), "no-speech" | "aborted") && ends.replace(false) {
                gave_up();
            }
        });
        // It ends by itself in a pause: then it begins again.
        let again = recognition.clone();
        let ended = js::on(&recognition, "onend", move |_| {
            if goes_on.get() {
                let _ = js::call(&again, "start", &[]);
            }
        });
        js::call(&recognition, "start", &[]).ok()?;
        Some(Self {
            recognition,
            _listeners: [result, error, ended],
        })
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        js::set(&self.recognition, "onend", &JsValue::NULL);
        let _ = js::call(&self.recognition, "stop", &[]);
    }
}

fn newest(event: &JsValue) -> Option<String> {
    let results = js::get(event, "results");
    let last = js::number(&results, "length")? as u32;
    let item: Function = js::get(&results, "item").dyn_into().ok()?;
    let result = item.call1(&results, &last.checked_sub(1)?.into()).ok()?;
    js::text(&js::get(&result, "0"), "transcript")
}
