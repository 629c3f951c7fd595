//! A WebSocket to our own server.

use wasm_bindgen::JsValue;

use super::{js, location};

/// What happens to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happens {
    /// Something was said.
    Message(String),
    /// It has ended, with a number.
    Closed(u16),
}

/// An open one, or one that is being opened. Dropped, it is closed.
pub struct Socket {
    socket: JsValue,
    _listeners: [js::Listener; 2],
}

impl Socket {
    /// Opens one at an address of ours. `None` where the browser has none.
    pub fn open(path: &str, happens: impl Fn(Happens) + Clone + 'static) -> Option<Self> {
        // `http` becomes `ws`, and `https` `wss`.
        let address = location::origin().replacen("http", "ws", 1) + path;
        let socket = js::new("WebSocket", &[address.into()]).ok()?;
        let told = happens.clone();
        let message = js::on(&socket, "onmessage", move |event| {
            if let Some(text) = js::text(&event, "data") {
                told(Happens::Message(text));
            }
        });
        let closed = js::on(&socket, "onclose", move |event| {
            let code = js::number(&event, "code").unwrap_or_default();
            happens(Happens::Closed(code as u16));
        });
        Some(Self {
            socket,
            _listeners: [message, closed],
        })
    }

    /// Says something. `false`: it is not open.
    pub fn say(&self, text: &str) -> bool {
        const OPEN: f64 = 1.0;
        js::number(&self.socket, "readyState") == Some(OPEN)
            && js::call(&self.socket, "send", &[text.into()]).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = js::call(&self.socket, "close", &[]);
    }
}
