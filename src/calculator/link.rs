//! A link that carries the answers. They stand after the `#`, which no browser sends to a server.

use indgang_law::household::Household;

/// What the fragment begins with.
const MARK: &str = "s=";

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The fragment that carries a household.
pub fn fragment(household: &Household) -> String {
    // By way of a `Value`, as everywhere in the app: another serializer would weigh several kB.
    let json = serde_json::to_value(household).unwrap_or_default();
    format!("{MARK}{}", encoded(json.to_string().as_bytes()))
}

/// The household of a fragment: `None` when it carries none, an error when it cannot be read.
pub fn household(fragment: &str) -> Option<Result<Household, Unreadable>> {
    let carried = fragment.strip_prefix(MARK)?;
    let json = decoded(carried).ok_or(Unreadable);
    Some(json.and_then(|json| Household::from_json(&json).map_err(|_| Unreadable)))
}

/// A link that was cut off or made by something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Base64 for addresses (RFC 4648, section 5), without padding.
fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * digit)) & 63;
            text.push(char::from(DIGITS[index as usize]));
        }
    }
    text
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for byte in chunk {
            let digit = DIGITS.iter().position(|digit| digit == byte)?;
            bits = bits << 6 | u32::try_from(digit).ok()?;
        }
        let whole = chunk.len() * 6 / 8;
        if whole == 0 {
            return None;
        }
        bits <<= 6 * (4 - chunk.len());
        bytes.extend(&bits.to_be_bytes()[1..=whole]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were() {
        for text in ["", "a", "ab", "abc", "abcd", "æøå\u{1f600}"] {
            assert_eq!(
                decoded(&encoded(text.as_bytes())).as_deref(),
                Some(text.as_bytes())
            );
        }
        assert_eq!(encoded(b"\xfb\xff"), "-_8");
        assert_eq!(decoded("a"), None);
        assert_eq!(decoded("æ"), None);
    }

    #[test]
    fn a_household_comes_back_from_its_link() {
        let json = include_bytes!("../../crates/law/cases/05-single-parent-grundsats-loft.json");
        let case: serde_json::Value = serde_json::from_slice(json).unwrap();
        let carried = Household::from_json(case["input"].to_string().as_bytes()).unwrap();
        let fragment = fragment(&carried);
        assert!(fragment.len() < 1500, "{}", fragment.len());
        assert_eq!(household(&fragment), Some(Ok(carried)));
        assert_eq!(household("main-content"), None);
        assert_eq!(household("s=abcd"), Some(Err(Unreadable)));
    }
}
