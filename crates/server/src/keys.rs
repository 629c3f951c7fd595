//! The keys that CPR numbers, free text and messages are sealed with before they are stored.
//!
//! A key ring is text: one key in each line, as 64 hexadecimal digits. The last one seals, all of
//! them open. A new key is added above the last one, so that every server can open before any
//! seals with it, and then put below. Sealed is: which key (8 bytes), nonce (24),
//! ciphertext and tag, bound to its place: moved to another row or column it does not open.

use std::fs::{File, OpenOptions};
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
    #[error("the key ring has one key only: `indgang keys add` first")]
    One,
    #[error("the key ring stands in {ENVIRONMENT}, not in a file: change it there")]
    Elsewhere,
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
        match std::fs::read_to_string(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self::write(data, &[made()])?;
                Self::find(data)
            }
            Err(source) => Err(KeysError::Unusable { file, source }),
            Ok(ring) => Self::parse(&ring),
        }
    }

    /// Adds a new key to the file of the folder. It opens, and does not seal yet.
    pub fn add(data: &Path) -> Result<(), KeysError> {
        Self::change(data, |lines| lines.insert(lines.len() - 1, made()))
    }

    /// From now on the key seals that was added last.
    pub fn turn(data: &Path) -> Result<(), KeysError> {
        let mut turned = false;
        Self::change(data, |lines| {
            turned = lines.len() > 1;
            let last = lines.len() - 1;
            lines[..=last].rotate_right(1);
        })?;
        if turned { Ok(()) } else { Err(KeysError::One) }
    }

    fn change(data: &Path, change: impl FnOnce(&mut Vec<String>)) -> Result<(), KeysError> {
        if std::env::var_os(ENVIRONMENT).is_some() {
            return Err(KeysError::Elsewhere);
        }
        Self::find(data)?;
        let file = data.join(FILE);
        let ring = std::fs::read_to_string(&file);
        let ring = ring.map_err(|source| KeysError::Unusable { file, source })?;
        let mut lines = ring.lines().map(str::to_owned).collect();
        change(&mut lines);
        Self::write(data, &lines)
    }

    /// All of it or nothing: a ring cut short is everything lost.
    fn write(data: &Path, lines: &[String]) -> Result<(), KeysError> {
        let file = data.join(FILE);
        let new = data.join(format!("{FILE}.new"));
        let write = || {
            let mut ring = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&new)?;
            ring.write_all(format!("{}\n", lines.join("\n")).as_bytes())?;
            ring.sync_all()?;
            std::fs::rename(&new, &file)?;
            File::open(data)?.sync_all()
        };
        write().map_err(|source| KeysError::Unusable {
            file: file.clone(),
            source,
        })
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

fn made() -> String {
    hex::encode(Key::generate())
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
        assert!(matches!(Keys::turn(folder.path()), Err(KeysError::One)));
        Keys::add(folder.path()).unwrap();
        let between = Keys::find(folder.path()).unwrap();
        assert!(
            before
                .open(PLACE, "7", &between.seal(PLACE, "7", b"Bents ryg").unwrap())
                .is_ok(),
            "a server that was not started again opens what one seals that was"
        );
        Keys::turn(folder.path()).unwrap();
        let after = Keys::find(folder.path()).unwrap();
        let sealed_after = after.seal(PLACE, "7", b"Bents ryg").unwrap();
        assert!(between.open(PLACE, "7", &sealed_after).is_ok());
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
