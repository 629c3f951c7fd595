//! What only those who have the key can read: AES-GCM with 256 bits, by the browser itself.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::bytes;

/// A key. It is made on a device, and goes to another only with its owner.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// A fresh number for each encryption stands before the ciphertext.
const NONCE: usize = 12;

impl Key {
    /// A new one.
    #[must_use]
    pub fn fresh() -> Self {
        Self(bytes::random())
    }

    /// As text, for the device's store and for what its owner carries.
    #[must_use]
    pub fn to_text(&self) -> String {
        bytes::to_text(&self.0)
    }

    /// The key of a text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Some(Self(bytes::from_text(text.trim())?.try_into().ok()?))
    }

    /// What nobody without the key can read. `None` where the browser has no encryption (a page that was
    /// not fetched over https).
    pub async fn seal(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = bytes::random();
        let sealed = self.run("encrypt", &nonce, plain).await.ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// What was sealed. `None` when it was sealed with another key, or has been changed.
    pub async fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
        self.run("decrypt", nonce, sealed).await.ok()
    }

    async fn run(&self, what: &str, nonce: &[u8], input: &[u8]) -> Result<Vec<u8>, JsValue> {
        let crypto = Reflect::get(&super::window(), &"crypto".into())?;
        let subtle = Reflect::get(&crypto, &"subtle".into())?;
        let call = |name: &str, with: &Array| -> Result<JsFuture, JsValue> {
            let function: js_sys::Function = Reflect::get(&subtle, &name.into())?.dyn_into()?;
            let promise: Promise = function.apply(&subtle, with)?.dyn_into()?;
            Ok(JsFuture::from(promise))
        };
        let import = Array::new();
        import.push(&"raw".into());
        import.push(&Uint8Array::from(&self.0[..]));
        import.push(&"AES-GCM".into());
        import.push(&false.into());
        import.push(&Array::of1(&what.into()));
        let key = call("importKey", &import)?.await?;
        let how = Object::new();
        Reflect::set(&how, &"name".into(), &"AES-GCM".into())?;
        Reflect::set(&how, &"iv".into(), &Uint8Array::from(nonce))?;
        let run = Array::of3(&how, &key, &Uint8Array::from(input));
        let output = call(what, &run)?.await?;
        Ok(Uint8Array::new(&output).to_vec())
    }
}
