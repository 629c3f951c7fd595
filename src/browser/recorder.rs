//! Recording what somebody says.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

use super::js::{self, Listener};
use super::media::{Denied, Kind, Stream};
use super::upload::Content;

/// Enough for a voice: ten minutes are two and a half megabytes.
const BITS: u32 = 32_000;

/// A recording that goes on until it is stopped. Dropped, the microphone is given back.
pub struct Recorder {
    stream: Stream,
    recorder: JsValue,
    parts: Array,
    _heard: Listener,
}

impl Recorder {
    /// Asks for the microphone and listens; calls back after each second.
    ///
    /// # Errors
    /// When there is no microphone to be had, or the browser cannot record.
    pub async fn begin(another: impl Fn() + 'static) -> Result<Self, Denied> {
        let stream = Stream::new().ok_or(Denied::Missing)?;
        stream.take(Kind::Microphone).await?;
        let how = js::object(&[("audioBitsPerSecond", BITS.into())]);
        let recorder = js::new("MediaRecorder", &[stream.0.clone(), how]);
        let recorder = recorder.map_err(|_| {
            stream.give_back(Kind::Microphone);
            Denied::Broken
        })?;
        let parts = Array::new();
        let heard = parts.clone();
        let listener = js::on(&recorder, "ondataavailable", move |event| {
            heard.push(&js::get(&event, "data"));
            another();
        });
        let this = Self {
            stream,
            recorder,
            parts,
            _heard: listener,
        };
        js::call(&this.recorder, "start", &[1000.into()]).map_err(|_| Denied::Broken)?;
        Ok(this)
    }

    /// Stops, and gives what was said.
    pub async fn stop(self) -> Option<Content> {
        let stopped = js_sys::Promise::new(&mut |resolve, _| {
            js::set(&self.recorder, "onstop", &resolve);
        });
        js::call(&self.recorder, "stop", &[]).ok()?;
        JsFuture::from(stopped).await.ok()?;
        let media_type = js::text(&self.recorder, "mimeType").unwrap_or_default();
        let kind = BlobPropertyBag::new();
        kind.set_type(&media_type);
        let blob = Blob::new_with_blob_sequence_and_options(self.parts.unchecked_ref(), &kind);
        let content = Content(blob.ok()?);
        (content.size() > 0).then_some(content)
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stream.give_back(Kind::Microphone);
    }
}
