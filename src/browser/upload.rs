//! What was chosen or recorded, kept on this device until the server has it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::js;

/// Of whoever is signed in; `sw.js` keeps its own ones under other names.
const CACHE: &str = "own-files";

thread_local! {
    /// Where a browser refuses to keep files, they are here as long as the page is.
    static HELD: RefCell<BTreeMap<String, Content>> = const { RefCell::new(BTreeMap::new()) };
}

/// The bytes of a file.
#[derive(Clone, Debug)]
pub struct Content(pub(super) Blob);

/// A file that somebody has just chosen.
#[derive(Clone, Debug)]
pub struct Picked {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub content: Content,
}

/// The files that were chosen in an `<input type="file">`. It is empty then: the same can be chosen again.
#[must_use]
pub fn picked(event: &web_sys::Event) -> Vec<Picked> {
    let Some(input) = super::picture::input(event) else {
        return Vec::new();
    };
    let files = input.files();
    let files = files.iter();
    let files = files.flat_map(|files| (0..files.length()).filter_map(|at| files.get(at)));
    let picked = files.map(|file| Picked {
        name: file.name(),
        content: Content(file.unchecked_into()),
    });
    let picked = picked.collect();
    input.set_value("");
    picked
}

impl Content {
    /// In bytes.
    #[must_use]
    pub fn size(&self) -> i64 {
        self.0.size() as i64
    }

    /// What the browser takes it for; may be empty.
    #[must_use]
    pub fn media_type(&self) -> String {
        self.0.type_()
    }

    /// Some bytes of it. `None`, when it cannot be read any more.
    pub async fn part(&self, from: i64, until: i64) -> Option<Vec<u8>> {
        let part = self.0.slice_with_f64_and_f64(from as f64, until as f64);
        let bytes = js::promised(&part.ok()?.into(), "arrayBuffer", &[])
            .await
            .ok()?;
        Some(Uint8Array::new(&bytes).to_vec())
    }

    /// Keeps it under a name, also when the page is loaded again.
    pub async fn keep(&self, name: &str) {
        HELD.with_borrow_mut(|held| held.insert(name.to_owned(), self.clone()));
        // Private windows may refuse; then it is kept as long as the page is.
        let _ = async {
            let cache = cache().await?;
            let response = js::new("Response", &[self.0.clone().into()])?;
            js::promised(&cache, "put", &[address(name), response]).await
        }
        .await;
    }

    /// What was kept under a name.
    pub async fn kept(name: &str) -> Option<Self> {
        if let Some(held) = HELD.with_borrow(|held| held.get(name).cloned()) {
            return Some(held);
        }
        let found = js::promised(&cache().await.ok()?, "match", &[address(name)]).await;
        let blob = js::promised(&found.ok()?, "blob", &[]).await.ok()?;
        blob.dyn_into().ok().map(Self)
    }
}

/// Keeps what has this name no longer.
pub async fn forget(name: &str) {
    HELD.with_borrow_mut(|held| held.remove(name));
    if let Ok(cache) = cache().await {
        // Forgetting what is not there is no fault.
        let _ = js::promised(&cache, "delete", &[address(name)]).await;
    }
}

/// Keeps none of them any longer.
pub(super) fn forget_all() {
    let caches = js::get(&super::window(), "caches");
    let _ = js::call(&caches, "delete", &[CACHE.into()]);
}

async fn cache() -> Result<JsValue, JsValue> {
    let caches = js::get(&super::window(), "caches");
    js::promised(&caches, "open", &[CACHE.into()]).await
}

fn address(name: &str) -> JsValue {
    format!("/own-files/{name}").into()
}
