//! What nobody can guess.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use sha2::{Digest, Sha256};

/// 256 bits of chance, as text that can stand in an address.
pub fn new() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a secret. It needs no salt and no slowness: nobody chose it.
pub fn hash(secret: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}

/// 128 bits of chance: names what whoever knows the name may have.
pub fn name() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())
}

/// Whether a secret is the one of which this was kept. How long it takes says nothing about it.
pub fn is(secret: &str, kept: &str) -> bool {
    let brought = hash(secret);
    let differences = brought.bytes().zip(kept.bytes()).map(|(a, b)| a ^ b);
    brought.len() == kept.len() && differences.fold(0, |all, one| all | one) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_again_and_no_other() {
        let (secret, other) = (name(), name());
        assert_ne!(secret, other);
        assert_eq!(secret.len(), 22);
        assert!(is(&secret, &hash(&secret)));
        assert!(!is(&other, &hash(&secret)));
        assert!(!is(&secret, ""));
    }
}
