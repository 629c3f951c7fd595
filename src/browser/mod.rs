//! The only code that speaks to the browser. Everything else asks here, so that it can be read, and
//! mostly tested, without one.

pub mod clipboard;
pub mod clock;
pub mod connection;
pub mod file;
pub mod format;
pub mod http;
pub mod location;
pub mod page;
pub mod store;

/// The window: an app that runs in a browser always has one.
fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// An object of the browser, for its functions that take options.
fn object(fields: &[(&str, wasm_bindgen::JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (key, value) in fields {
        // Setting a field of an object that was just made cannot be refused.
        let _ = js_sys::Reflect::set(&object, &wasm_bindgen::JsValue::from_str(key), value);
    }
    object
}
