//! What the server says has changed, while one is looking.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

use super::js;

/// What is always heard: that one listens from now on, and that something may have been missed.
const HEARD: [&str; 2] = ["ready", "reset"];

struct Source {
    source: JsValue,
    _heard: Closure<dyn FnMut()>,
}

impl Drop for Source {
    fn drop(&mut self) {
        let _ = js::call(&self.source, "close", &[]);
    }
}

/// Listens while the owner lives; the browser comes back by itself when the network does.
#[derive(Clone, Copy)]
pub struct Changes(StoredValue<Option<Source>, LocalStorage>);

impl Changes {
    /// Calls back when something about a noun, as the server names its events at an address, has changed, or may have.
    /// Only for who is signed in.
    pub fn listen(
        address: &'static str,
        noun: &'static str,
        changed: impl FnMut() + 'static,
    ) -> Self {
        let source = js::new("EventSource", &[address.into()])
            .ok()
            .map(|source| {
                let heard: Closure<dyn FnMut()> = Closure::new(changed);
                for name in HEARD.into_iter().chain([noun]) {
                    let with = [name.into(), heard.as_ref().clone()];
                    // Where it cannot be heard, one asks.
                    let _ = js::call(&source, "addEventListener", &with);
                }
                Source {
                    source,
                    _heard: heard,
                }
            });
        Self(StoredValue::new_local(source))
    }

    /// Whether the server can be heard now: else one has to ask.
    #[must_use]
    pub fn is_heard(self) -> bool {
        const OPEN: f64 = 1.0;
        let state = |source: &Option<Source>| js::number(&source.as_ref()?.source, "readyState");
        self.0.try_with_value(state).flatten() == Some(OPEN)
    }
}
