//! The only code that speaks to the browser. Everything else asks here, so that it can be read, and
//! mostly tested, without one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

pub mod beside;
pub mod bytes;
pub mod changes;
pub mod clipboard;
pub mod clock;
pub mod connection;
pub mod file;
pub mod format;
pub mod hearing;
pub mod http;
mod js;
pub mod location;
pub mod media;
pub mod page;
pub mod picture;
pub mod pointer;
pub mod recorder;
pub mod rtc;
pub mod secret;
pub mod socket;
pub mod sound;
pub mod speech;
pub mod store;
pub mod upload;

/// The window: an app that runs in a browser always has one.
fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// A moment in words, as `locale` writes it, with the fields of `Intl.DateTimeFormat`.
fn moment_in_words(locale: &str, fields: &[(&str, &str)], moment: &js_sys::Date) -> Option<String> {
    use js_sys::Intl::DateTimeFormat;
    thread_local! {
        // To make a format takes a phone a few milliseconds; a list of months asks for two dozen.
        static FORMATS: RefCell<BTreeMap<String, DateTimeFormat>> = const { RefCell::new(BTreeMap::new()) };
    }
    let key = format!("{locale}{fields:?}");
    let known = FORMATS.with_borrow(|formats| formats.get(&key).cloned());
    let format = known.unwrap_or_else(|| {
        let locales = js_sys::Array::of1(&JsValue::from_str(locale));
        let format = DateTimeFormat::new(&locales, &object(fields));
        FORMATS.with_borrow_mut(|formats| formats.insert(key, format.clone()));
        format
    });
    let words = format.format().call1(&JsValue::UNDEFINED, moment).ok()?;
    words.as_string()
}

/// An object of the browser, for its functions that take options.
fn object(fields: &[(&str, &str)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (key, value) in fields {
        // Setting a field of an object that was just made cannot be refused.
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    object
}
