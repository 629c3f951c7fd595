//! Files that come with what a citizen sends. They come in parts, by the tus protocol 1.0 (core, creation and
//! termination, <https://tus.io>), so that what a network loses goes on where it was.

use serde::{Deserialize, Serialize};

/// `POST`: begin one, with `Upload-Length` and `Upload-Metadata: filename BASE64`.
pub const PATH: &str = "/api/v1/citizens/{citizen}/uploads";
/// `HEAD`: how far it has come. `PATCH`: the next part. `DELETE`: it is not needed. `GET`: what came.
pub const ONE: &str = "/api/v1/citizens/{citizen}/uploads/{upload}";

/// The version of the protocol, which every request and answer says.
pub const TUS: &str = "1.0.0";
/// The header that says it.
pub const TUS_RESUMABLE: &str = "tus-resumable";
/// How far an upload has come, in bytes.
pub const OFFSET: &str = "upload-offset";
/// How long it is, in bytes.
pub const LENGTH: &str = "upload-length";
/// What it is called.
pub const METADATA: &str = "upload-metadata";
/// The media type of a part.
pub const MEDIA_TYPE: &str = "application/offset+octet-stream";

/// The longest part, in bytes: as long as any other body.
pub const PART: usize = 256 * 1024;
/// How many files of a citizen may wait to be sent with something.
pub const WAITING: i64 = 30;
/// How many bytes these may have together.
pub const WAITING_BYTES: i64 = 60_000_000;
/// The longest name, in characters; what is longer is cut.
pub const NAME_LIMIT: usize = 120;

/// A file that has come whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct File {
    /// Its address is `…/uploads/{id}`.
    pub id: String,
    /// What it was called where it comes from.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
}

impl File {
    /// Whether browsers show it in a page.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.media_type.starts_with("image/") && self.media_type != "image/heic"
    }

    /// Whether it can be listened to.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.media_type.starts_with("audio/")
    }
}
