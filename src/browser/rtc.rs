//! Sound and picture from device to device (WebRTC), in the way that is called perfect negotiation: both may
//! offer at any time, and when they do so at once, the polite one gives way.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use indgang_api::online::IceServer;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::js;
use super::media::{Kind, Stream};

/// What happens on the way to another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happens {
    /// To be told to the other device: what could be sent and received.
    Description {
        /// Whether it answers one of theirs.
        answer: bool,
        /// It.
        sdp: String,
    },
    /// To be told to the other device: a way on which this one might be reached.
    Candidate {
        /// It.
        candidate: String,
        /// Which of the streams it is for.
        mid: Option<String>,
        /// The same, by its number.
        line: Option<u16>,
    },
    /// There is more to see or hear.
    Track,
    /// How the way stands.
    State(State),
}

/// How the way to another device stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being looked for.
    Coming,
    /// They reach each other.
    Connected,
    /// They reach each other no longer.
    Lost,
}

/// What came through, since the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Packets that came.
    pub received: f64,
    /// Packets that did not.
    pub lost: f64,
}

/// A way to another device. Dropped, it is closed.
pub struct Link(Rc<Inner>);

struct Inner {
    connection: JsValue,
    polite: bool,
    offers: Cell<bool>,
    ignores: Cell<bool>,
    takes_answer: Cell<bool>,
    theirs: Stream,
    senders: RefCell<[Option<JsValue>; 2]>,
    happens: Box<dyn Fn(Happens)>,
    listeners: RefCell<Vec<js::Listener>>,
}

/// Whether the browser can.
#[must_use]
pub fn is_there() -> bool {
    js::get(&super::window(), "RTCPeerConnection").is_function()
}

impl Link {
    /// Begins to look for a way.
    pub fn new(
        ice: &[IceServer],
        polite: bool,
        happens: impl Fn(Happens) + 'static,
    ) -> Option<Self> {
        let servers: Vec<JsValue> = ice.iter().map(server).collect();
        let settings = js::object(&[("iceServers", js::array(&servers).into())]);
        let connection = js::new("RTCPeerConnection", &[settings]).ok()?;
        let inner = Rc::new(Inner {
            connection,
            polite,
            offers: Cell::new(false),
            ignores: Cell::new(false),
            takes_answer: Cell::new(false),
            theirs: Stream::new()?,
            senders: RefCell::default(),
            happens: Box::new(happens),
            listeners: RefCell::default(),
        });
        let of = |name: &str, heard: fn(&Rc<Inner>, JsValue)| {
            let weak: Weak<Inner> = Rc::downgrade(&inner);
            js::on(&inner.connection, name, move |event| {
                if let Some(inner) = weak.upgrade() {
                    heard(&inner, event);
                }
            })
        };
        let listeners = vec![
            of("onnegotiationneeded", |inner, _| {
                let inner = Rc::clone(inner);
                spawn_local(async move {
                    inner.offers.set(true);
                    // Whatever goes wrong here, the next change tries again.
                    let _ = inner.describe().await;
                    inner.offers.set(false);
                });
            }),
            of("onicecandidate", |inner, event| {
                let candidate = js::get(&event, "candidate");
                if let Some(text) = js::text(&candidate, "candidate") {
                    (inner.happens)(Happens::Candidate {
                        candidate: text,
                        mid: js::text(&candidate, "sdpMid"),
                        line: js::number(&candidate, "sdpMLineIndex").map(|it| it as u16),
                    });
                }
            }),
            of("ontrack", |inner, event| {
                let track = js::get(&event, "track");
                let _ = js::call(&inner.theirs.0, "addTrack", &[track]);
                (inner.happens)(Happens::Track);
            }),
            of("onconnectionstatechange", |inner, _| {
                let state = match js::text(&inner.connection, "connectionState").as_deref() {
                    Some("connected") => State::Connected,
                    Some("disconnected" | "failed" | "closed") => State::Lost,
                    _ => State::Coming,
                };
                (inner.happens)(Happens::State(state));
            }),
        ];
        inner.listeners.replace(listeners);
        Some(Self(inner))
    }

    /// What comes from the other device.
    #[must_use]
    pub fn theirs(&self) -> Stream {
        self.0.theirs.clone()
    }

    /// Sends what there is of a stream, and stops sending what there is no longer.
    pub fn send(&self, own: &Stream) {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            let track = own.track(kind);
            let mut senders = self.0.senders.borrow_mut();
            match (&senders[place], track) {
                (Some(sender), track) => {
                    let with = [track.unwrap_or(JsValue::NULL)];
                    let sender = sender.clone();
                    spawn_local(async move {
                        let _ = js::promised(&sender, "replaceTrack", &with).await;
                    });
                }
                (None, Some(track)) => {
                    let with = [track, own.0.clone()];
                    senders[place] = js::call(&self.0.connection, "addTrack", &with).ok();
                }
                (None, None) => {}
            }
        }
    }

    /// The other device has told what could be sent and received.
    pub fn hear_description(&self, answer: bool, sdp: String) {
        let inner = Rc::clone(&self.0);
        spawn_local(async move {
            // What cannot be used is followed by something that can, or by another try.
            let _ = inner.hear(answer, &sdp).await;
        });
    }

    /// The other device has told a way on which it might be reached.
    pub fn hear_candidate(&self, candidate: &str, mid: Option<&str>, line: Option<u16>) {
        if self.0.ignores.get() {
            return;
        }
        let candidate = js::object(&[
            ("candidate", candidate.into()),
            ("sdpMid", mid.map_or(JsValue::NULL, JsValue::from)),
            ("sdpMLineIndex", line.map_or(JsValue::NULL, JsValue::from)),
        ]);
        let inner = Rc::clone(&self.0);
        spawn_local(async move {
            let _ = js::promised(&inner.connection, "addIceCandidate", &[candidate]).await;
        });
    }

    /// Looks for another way, as after a change of network. What was offered and never answered is offered again.
    pub fn restart(&self) {
        let state = js::text(&self.0.connection, "signalingState");
        if state.as_deref() == Some("have-local-offer") {
            // Not at once: whoever asks may not be ready to hear of it.
            let inner = Rc::clone(&self.0);
            return spawn_local(async move { inner.tell() });
        }
        let _ = js::call(&self.0.connection, "restartIce", &[]);
    }

    /// What came through, without holding the link while it is counted.
    pub fn counting(&self) -> impl Future<Output = Counts> + use<> {
        let connection = self.0.connection.clone();
        async move { counts(connection).await.unwrap_or_default() }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.0.listeners.borrow_mut().clear();
        let _ = js::call(&self.0.connection, "close", &[]);
    }
}

impl Inner {
    async fn describe(&self) -> Result<(), JsValue> {
        // Without a description of ours, the browser makes the one that fits.
        js::promised(&self.connection, "setLocalDescription", &[]).await?;
        self.tell();
        Ok(())
    }

    /// Tells the other device what this one has said last.
    fn tell(&self) {
        let local = js::get(&self.connection, "localDescription");
        if let (Some(kind), Some(sdp)) = (js::text(&local, "type"), js::text(&local, "sdp")) {
            let answer = kind == "answer";
            (self.happens)(Happens::Description { answer, sdp });
        }
    }

    async fn hear(&self, answer: bool, sdp: &str) -> Result<(), JsValue> {
        let is_stable = js::text(&self.connection, "signalingState").as_deref() == Some("stable");
        let is_ready = !self.offers.get() && (is_stable || self.takes_answer.get());
        self.ignores.set(!self.polite && !answer && !is_ready);
        if self.ignores.get() {
            return Ok(());
        }
        let kind = if answer { "answer" } else { "offer" };
        let description = js::object(&[("type", kind.into()), ("sdp", sdp.into())]);
        self.takes_answer.set(answer);
        let taken = js::promised(&self.connection, "setRemoteDescription", &[description]).await;
        self.takes_answer.set(false);
        taken?;
        if !answer {
            self.describe().await?;
        }
        Ok(())
    }
}

async fn counts(connection: JsValue) -> Result<Counts, JsValue> {
    let report = js::promised(&connection, "getStats", &[]).await?;
    let mut counts = Counts::default();
    let entries = js_sys::try_iter(&js::call(&report, "values", &[])?)?;
    for entry in entries.into_iter().flatten().flatten() {
        if js::text(&entry, "type").as_deref() == Some("inbound-rtp") {
            counts.received += js::number(&entry, "packetsReceived").unwrap_or_default();
            counts.lost += js::number(&entry, "packetsLost")
                .unwrap_or_default()
                .max(0.0);
        }
    }
    Ok(counts)
}

fn server(server: &IceServer) -> JsValue {
    let urls: Vec<JsValue> = server.urls.iter().map(JsValue::from).collect();
    let mut fields = vec![("urls", js::array(&urls).into())];
    let more = [
        ("username", &server.username),
        ("credential", &server.credential),
    ];
    for (name, value) in more {
        fields.extend(value.as_ref().map(|value| (name, value.into())));
    }
    js::object(&fields)
}
