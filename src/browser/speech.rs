//! Reading aloud, with the browser's own voice.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::text::language_now;

/// Says the words, instead of what was being said. A browser without a voice stays silent.
pub fn say(words: &str) {
    // By name, as not every browser has it.
    let speak = || -> Result<(), JsValue> {
        let window = super::window();
        let voice = Reflect::get(&window, &"speechSynthesis".into())?;
        let new: Function =
            Reflect::get(&window, &"SpeechSynthesisUtterance".into())?.dyn_into()?;
        let utterance = Reflect::construct(&new, &js_sys::Array::of1(&words.into()))?;
        Reflect::set(&utterance, &"lang".into(), &language_now().locale().into())?;
        let call = |name: &str, with: &js_sys::Array| {
            let function: Function = Reflect::get(&voice, &name.into())?.dyn_into()?;
            function.apply(&voice, with)
        };
        call("cancel", &js_sys::Array::new())?;
        call("speak", &js_sys::Array::of1(&utterance))?;
        Ok(())
    };
    let _ = speak();
}
