//! The device's own camera and microphone, and what is shown of a stream.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::js;

/// What a device can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sound.
    Microphone,
    /// A picture.
    Camera,
}

impl Kind {
    /// Both, in the order of their places.
    pub const ALL: [Self; 2] = [Self::Microphone, Self::Camera];

    const fn name(self) -> &'static str {
        match self {
            Self::Microphone => "audio",
            Self::Camera => "video",
        }
    }
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// The citizen or the browser said no.
    Refused,
    /// The device has none.
    Missing,
    /// It does not work, as when another program uses it.
    Broken,
}

/// Sound and picture together.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream(pub(super) JsValue);

impl Stream {
    /// An empty one. `None` where the browser has none.
    #[must_use]
    pub fn new() -> Option<Self> {
        js::new("MediaStream", &[]).ok().map(Self)
    }

    /// Asks the device for its camera or microphone.
    ///
    /// # Errors
    /// When there is none to be had.
    pub async fn take(&self, kind: Kind) -> Result<(), Denied> {
        if self.track(kind).is_some() {
            return Ok(());
        }
        let wanted = match kind {
            Kind::Microphone => js::object(&[
                ("echoCancellation", true.into()),
                ("noiseSuppression", true.into()),
            ]),
            Kind::Camera => js::object(&[
                ("width", js::object(&[("ideal", 640.into())])),
                ("height", js::object(&[("ideal", 480.into())])),
                ("facingMode", "user".into()),
            ]),
        };
        let devices = js::get(&super::window().navigator(), "mediaDevices");
        let asked = js::object(&[(kind.name(), wanted)]);
        let taken = js::promised(&devices, "getUserMedia", &[asked]).await;
        let taken = Self(taken.map_err(|error| denied(&error))?);
        let track = taken.track(kind).ok_or(Denied::Missing)?;
        js::call(&self.0, "addTrack", &[track]).map_err(|_| Denied::Broken)?;
        Ok(())
    }

    /// Lets go of it: the device shows that it no longer looks or listens.
    pub fn give_back(&self, kind: Kind) {
        if let Some(track) = self.track(kind) {
            let _ = js::call(&track, "stop", &[]);
            let _ = js::call(&self.0, "removeTrack", &[track]);
        }
    }

    pub(super) fn track(&self, kind: Kind) -> Option<JsValue> {
        let name = match kind {
            Kind::Microphone => "getAudioTracks",
            Kind::Camera => "getVideoTracks",
        };
        let tracks = js::call(&self.0, name, &[]).ok()?;
        let first = js::get(&tracks, "0");
        first.is_object().then_some(first)
    }

    /// Shows it in the `<video>` of that id, when that is on the screen.
    pub fn show(&self, id: &str) {
        let (id, stream) = (id.to_owned(), self.0.clone());
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let Some(place) = document().get_element_by_id(&id) else {
                return;
            };
            if js::get(&place, "srcObject") != stream {
                js::set(&place, "srcObject", &stream);
            }
            // A browser that does not play by itself shows its own button.
            let _ = js::promised(&place, "play", &[]).await;
        });
    }
}

fn denied(error: &JsValue) -> Denied {
    match js::text(error, "name").as_deref() {
        Some("NotAllowedError" | "SecurityError") => Denied::Refused,
        Some("NotFoundError" | "OverconstrainedError") => Denied::Missing,
        // A browser without `mediaDevices` has nothing to offer either.
        None => Denied::Missing,
        Some(_) => Denied::Broken,
    }
}

/// How loud it is.
pub struct Level {
    context: JsValue,
    analyser: JsValue,
}

impl Level {
    /// Listens to a stream. `None` where the browser cannot.
    #[must_use]
    pub fn of(stream: &Stream) -> Option<Self> {
        let context = js::new("AudioContext", &[]).ok()?;
        let source = js::call(
            &context,
            "createMediaStreamSource",
            std::slice::from_ref(&stream.0),
        )
        .ok()?;
        let analyser = js::call(&context, "createAnalyser", &[]).ok()?;
        js::call(&source, "connect", std::slice::from_ref(&analyser)).ok()?;
        Some(Self { context, analyser })
    }

    /// From 0 (silence) to 100.
    #[must_use]
    pub fn now(&self) -> u8 {
        let wave = js_sys::Uint8Array::new_with_length(256);
        let _ = js::call(
            &self.analyser,
            "getByteTimeDomainData",
            &[wave.clone().into()],
        );
        let wave = wave.to_vec();
        // Silence is 128.
        let loudest = wave.iter().map(|it| it.abs_diff(128)).max();
        loudest.unwrap_or_default().saturating_mul(2).min(100)
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        let _ = js::call(&self.context, "close", &[]);
    }
}
