//! The keys that CPR numbers, free text and messages are sealed with before they are stored.
//!
//! A key ring is text: one key in each line, as 64 hexadecimal digits. The last one seals, all of
//! them open, so a new key is added below the old ones. Sealed is: which key (8 bytes), nonce (24),
//! ciphertext and tag, bound to its place: moved to another row or column it does not open.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Generate, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

/// The key ring itself, instead of the file.
const ENVIRONMENT: &str = "INDGANG_KEYS";
const FILE: &str = "keys";
const ID: usize = 8;
const NONCE: usize = 24;

/// A key ring. Cloning it gives another handle to the same one.
#[derive(Clone)]
pub struct Keys(Arc<Vec<NamedKey>>);

struct NamedKey {
    id: KeyId,
    cipher: XChaCha20Poly1305,
}

/// The beginning of the key's SHA-256: names a key without giving it away.
pub type KeyId = [u8; ID];

/// Why there is no key ring.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error("cannot use the key ring {file}")]
    Unusable { file: PathBuf, source: io::Error },
    #[error("line {0} of the key ring is not a key of 64 hexadecimal digits")]
    NotAKey(usize),
    #[error("the key ring is empty: put a key into it (`openssl rand -hex 32`)")]
    Empty,
}

/// What was stored is not what was sealed for this place, or its key is not in the ring.
#[derive(Debug, thiserror::Error)]
#[error("something stored cannot be opened: the key ring lacks its key, or it was tampered with")]
pub struct Sealed;

impl Keys {
    /// The ring in the environment, else in the file of the folder, which is made when there is none.
    pub fn find(data: &Path) -> Result<Self, KeysError> {
        if let Ok(ring) = std::env::var(ENVIRONMENT) {
            return Self::parse(&ring);
        }
        let file = data.join(FILE);
        let ring = match std::fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self::add(data).and_then(|()| std::fs::read_to_string(&file))
            }
            read => read,
        };
        Self::parse(&ring.map_err(|source| KeysError::Unusable { file, source })?)
    }

    /// Adds a new key to the file of the folder.
    pub fn add(data: &Path) -> io::Result<()> {
        let mut ring = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(data.join(FILE))?;
        writeln!(ring, "{}", hex::encode(Key::generate()))?;
        ring.sync_all()
    }

    fn parse(ring: &str) -> Result<Self, KeysError> {
        let keys = ring.lines().enumerate().map(|(index, line)| {
            let mut key = Key::default();
            hex::decode_to_slice(line.trim(), &mut key)
                .map_err(|_| KeysError::NotAKey(index + 1))?;
            let mut id = KeyId::default();
            id.copy_from_slice(&Sha256::digest(key)[..ID]);
            Ok(NamedKey {
                id,
                cipher: XChaCha20Poly1305::new(&key),
            })
        });
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() {
            return Err(KeysError::Empty);
        }
        Ok(Self(Arc::new(keys)))
    }

    pub fn ids(&self) -> impl Iterator<Item = KeyId> {
        self.0.iter().map(|key| key.id)
    }

    /// The key that seals now.
    pub fn current(&self) -> Option<KeyId> {
        self.0.last().map(|key| key.id)
    }

    /// Seals for a place, like `draft.content` and the row's id.
    pub fn seal(&self, place: &str, row: &str, open: &[u8]) -> Result<Vec<u8>, Sealed> {
        let key = self.0.last().ok_or(Sealed)?;
        let nonce = XNonce::generate();
        let payload = Payload {
            msg: open,
            aad: &bound(place, row),
        };
        let sealed = key.cipher.encrypt(&nonce, payload).map_err(|_| Sealed)?;
        Ok([&key.id[..], &nonce[..], &sealed[..]].concat())
    }

    /// Opens what was sealed for the place.
    pub fn open(&self, place: &str, row: &str, sealed: &[u8]) -> Result<Vec<u8>, Sealed> {
        let (id, rest) = sealed.split_at_checked(ID).ok_or(Sealed)?;
        let (nonce, msg) = rest.split_at_checked(NONCE).ok_or(Sealed)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| Sealed)?;
        let key = self.0.iter().find(|key| key.id == id).ok_or(Sealed)?;
        let payload = Payload {
            msg,
            aad: &bound(place, row),
        };
        key.cipher.decrypt(&nonce, payload).map_err(|_| Sealed)
    }
}

/// The place and the row, so that no two pairs look the same.
fn bound(place: &str, row: &str) -> Vec<u8> {
    [place.as_bytes(), &[0], row.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "draft.content";

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::find(folder.path()).unwrap();
        let sealed = keys.seal(PLACE, "7", b"Bents ryg").unwrap();
        assert!(!sealed.windows(4).any(|bytes| bytes == b"Bent"));
        assert_eq!(keys.open(PLACE, "7", &sealed).unwrap(), b"Bents ryg");
        assert!(keys.open(PLACE, "8", &sealed).is_err());
        assert!(keys.open("outbox.message", "7", &sealed).is_err());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(keys.open(PLACE, "7", &changed).is_err(), "byte {at}");
            assert!(keys.open(PLACE, "7", &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_new_key_seals_and_the_old_ones_still_open() {
        let folder = tempfile::tempdir().unwrap();
        let before = Keys::find(folder.path()).unwrap();
        let sealed = before.seal(PLACE, "7", b"Bents ryg").unwrap();
        Keys::add(folder.path()).unwrap();
        let after = Keys::find(folder.path()).unwrap();
        assert_eq!(after.open(PLACE, "7", &sealed).unwrap(), b"Bents ryg");
        assert!(sealed.starts_with(&before.current().unwrap()));
        let sealed = after.seal(PLACE, "7", b"Bents ryg").unwrap();
        assert!(before.open(PLACE, "7", &sealed).is_err());
    }

    #[test]
    fn the_file_is_for_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        Keys::find(folder.path()).unwrap();
        let mode = folder
            .path()
            .join(FILE)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_ring_that_cannot_be_used_says_which_line() {
        assert!(matches!(Keys::parse(""), Err(KeysError::Empty)));
        let ring = format!("{}\nhemmelig", "0".repeat(64));
        assert!(matches!(Keys::parse(&ring), Err(KeysError::NotAKey(2))));
    }
}
