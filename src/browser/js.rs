//! Objects of the browser by their names: for interfaces that not every browser has.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What listens to an object. Dropped, it hears nothing any more.
pub struct Listener {
    target: JsValue,
    name: String,
    _heard: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        set(&self.target, &self.name, &JsValue::NULL);
    }
}

/// Hears an event of an object, by its property like `onmessage`.
pub fn on(target: &JsValue, name: &str, heard: impl FnMut(JsValue) + 'static) -> Listener {
    let heard: Closure<dyn FnMut(JsValue)> = Closure::new(heard);
    set(target, name, heard.as_ref());
    Listener {
        target: target.clone(),
        name: name.to_owned(),
        _heard: heard,
    }
}

/// A new object of a kind that the window knows.
pub fn new(kind: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let kind: Function = get(&super::window(), kind).dyn_into()?;
    Reflect::construct(&kind, &array(with))
}

/// A property; undefined, where there is none.
pub fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a text.
pub fn text(target: &JsValue, name: &str) -> Option<String> {
    get(target, name).as_string()
}

/// A property that is a number.
pub fn number(target: &JsValue, name: &str) -> Option<f64> {
    get(target, name).as_f64()
}

/// Sets a property.
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    // Refused only by what is no object.
    let _ = Reflect::set(target, &name.into(), value);
}

/// A plain object.
pub fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object: JsValue = Object::new().into();
    fields
        .iter()
        .for_each(|(name, value)| set(&object, name, value));
    object
}

/// An array.
pub fn array(values: &[JsValue]) -> Array {
    values.iter().collect()
}

/// Calls a function of an object.
pub fn call(target: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = get(target, name).dyn_into()?;
    function.apply(target, &array(with))
}

/// Calls one and waits for what it promises.
pub async fn promised(target: &JsValue, name: &str, with: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(target, name, with)?.dyn_into()?;
    JsFuture::from(promise).await
}
