//! Bytes as text, and numbers that nobody can guess.

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// Letters, digits, `-` and `_`: fit to be kept, and to stand in an address.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text (base64url, RFC 4648 § 5, without padding).
#[must_use]
pub fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        for at in 0..=chunk.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

/// The bytes of a text that [`to_text`] made; `None` for anything else.
#[must_use]
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        for letter in chunk {
            let number = LETTERS.iter().position(|known| known == letter)?;
            bits = bits << 6 | number as u32;
        }
        bits <<= 6 * (4 - chunk.len());
        let whole = chunk.len().checked_sub(1).filter(|whole| *whole > 0)?;
        bytes.extend(&bits.to_be_bytes()[1..=whole]);
    }
    Some(bytes)
}

/// As many bytes from the browser's source of chance as `N`.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let bytes = Uint8Array::new_with_length(N as u32);
    let fill = || {
        let crypto = Reflect::get(&super::window(), &JsValue::from_str("crypto")).ok()?;
        let fill = Reflect::get(&crypto, &JsValue::from_str("getRandomValues")).ok()?;
        fill.dyn_into::<Function>()
            .ok()?
            .call1(&crypto, &bytes)
            .ok()
    };
    // Every browser that runs WebAssembly has it.
    let _ = fill();
    let mut random = [0; N];
    bytes.copy_to(&mut random);
    random
}

/// A key for a request that may be sent again: new for each request, of letters, digits and hyphens.
#[must_use]
pub fn once() -> String {
    to_text(&random::<16>()).replace('_', "-")
}

/// A number that nobody can guess.
#[must_use]
pub fn random_number() -> u32 {
    u32::from_be_bytes(random())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_text() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(87)).collect();
            let text = to_text(&bytes);
            assert_eq!(from_text(&text), Some(bytes), "{text}");
        }
        assert_eq!(to_text(b"hej?>"), "aGVqPz4");
        assert_eq!(from_text("a"), None);
        assert_eq!(from_text("hej!"), None);
    }
}
