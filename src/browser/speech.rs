//! Reading aloud, with the browser's own voice.

use std::sync::LazyLock;

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::text::language_now;

/// The reading that goes on; each has a number of its own.
static READING: LazyLock<ArcRwSignal<Option<u32>>> = LazyLock::new(ArcRwSignal::default);

/// Whether something is being read.
pub fn reads() -> bool {
    READING.read().is_some()
}

/// Whether the browser has a voice at all.
#[must_use]
pub fn exists() -> bool {
    // By name, as not every browser has it.
    Reflect::has(&super::window(), &"speechSynthesis".into()).unwrap_or(false)
}

/// Reads the parts one after the other, instead of what was being read. A browser without a voice stays
/// silent.
pub fn say(parts: &[String]) {
    static NEXT: LazyLock<ArcStoredValue<u32>> = LazyLock::new(|| ArcStoredValue::new(0));
    stop();
    let number = NEXT.get_value();
    NEXT.set_value(number + 1);
    // Browsers end long texts before their time: each part is a text of its own, and the last one's end is
    // the end.
    let ended = move || {
        if READING.get_untracked() == Some(number) {
            READING.set(None);
        }
    };
    let speak = || -> Result<(), JsValue> {
        let new: Function =
            Reflect::get(&super::window(), &"SpeechSynthesisUtterance".into())?.dyn_into()?;
        for (at, part) in parts.iter().enumerate() {
            let utterance = Reflect::construct(&new, &Array::of1(&part.into()))?;
            Reflect::set(&utterance, &"lang".into(), &language_now().locale().into())?;
            if at + 1 == parts.len() {
                let ended = Closure::<dyn Fn()>::new(ended).into_js_value();
                Reflect::set(&utterance, &"onend".into(), &ended)?;
                Reflect::set(&utterance, &"onerror".into(), &ended)?;
            }
            call("speak", &Array::of1(&utterance))?;
        }
        Ok(())
    };
    if speak().is_ok() {
        READING.set(Some(number));
    }
}

/// Stops reading.
pub fn stop() {
    // A browser without a voice reads nothing.
    let _ = call("cancel", &Array::new());
    READING.set(None);
}

fn call(name: &str, with: &Array) -> Result<JsValue, JsValue> {
    let voice = Reflect::get(&super::window(), &"speechSynthesis".into())?;
    let function: Function = Reflect::get(&voice, &name.into())?.dyn_into()?;
    function.apply(&voice, with)
}
