use serde::{Deserialize, Serialize};

/// Why the server did not do what it was asked: the body of every answer from 400 up (RFC 9457,
/// `application/problem+json`). Says nothing about other people or about the server's insides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Problem {
    /// What a program decides by.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The kind in words, the same for all problems of the kind.
    pub title: String,
    /// The HTTP status, repeated.
    #[cfg_attr(not(target_arch = "wasm32"), schema(minimum = 400, maximum = 599))]
    pub status: u16,
    /// What is wrong this time and what would be right, for the person who made the request.
    pub detail: String,
    /// Where in the request body: a JSON pointer (RFC 6901), `""` for all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// What is wrong at the pointer, in one word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Problem {
    /// The media type of a problem.
    pub const MEDIA_TYPE: &str = "application/problem+json";

    /// A problem that concerns the whole request.
    #[must_use]
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: detail.into(),
            pointer: None,
            code: None,
        }
    }

    /// The same problem with its place in the request body.
    #[must_use]
    pub fn at(self, pointer: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.into()),
            code: Some(code.into()),
            ..self
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $status:literal $word:tt $title:literal,)+) => {
        /// The kinds of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)+
        }

        impl ProblemKind {
            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// The kind in words.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }
        }
    };
}

kinds! {
    /// The body is not a JSON document.
    NotJson 400 "urn:indgang:problem:not-json" "The body is not JSON",
    /// A request that creates something lacks its key.
    KeyMissing 400 "urn:indgang:problem:key-missing" "The header Idempotency-Key is missing",
    /// Nobody is signed in.
    NotSignedIn 401 "urn:indgang:problem:not-signed-in" "You are not signed in",
    /// It was too long ago that the person was asked who they are.
    SignInAgain 401 "urn:indgang:problem:sign-in-again" "You must sign in again first",
    /// Not for this role.
    Forbidden 403 "urn:indgang:problem:forbidden" "This is not for you",
    /// The request comes from another site.
    ForeignSite 403 "urn:indgang:problem:foreign-site" "The request comes from another site",
    /// Nothing lives at the address.
    NotFound 404 "urn:indgang:problem:not-found" "There is nothing at this address",
    /// The citizen does not show it.
    NotShared 404 "urn:indgang:problem:not-shared" "It is not shared",
    /// The address does not take the method.
    MethodNotAllowed 405 "urn:indgang:problem:method-not-allowed" "The address does not take this method",
    /// Nothing is shown before somebody is there to see it.
    NobodyThere 409 "urn:indgang:problem:nobody-there" "Nobody is there yet",
    /// Somebody else has taken the time.
    SlotTaken 409 "urn:indgang:problem:slot-taken" "The time is taken",
    /// A citizen has one meeting ahead at a time.
    OneAhead 409 "urn:indgang:problem:one-ahead" "There is a meeting ahead already",
    /// It does not stand where that can be done with it.
    NotNow 409 "urn:indgang:problem:not-now" "That cannot be done now",
    /// The part does not go on where the upload has come to.
    WrongOffset 409 "urn:indgang:problem:wrong-offset" "The upload has come to another place",
    /// The upload is of another version of the tus protocol.
    OtherTus 412 "urn:indgang:problem:other-tus" "The header Tus-Resumable must say 1.0.0",
    /// Somebody has changed it since it was read.
    Changed 412 "urn:indgang:problem:changed" "It has been changed meanwhile",
    /// The body is longer than allowed.
    TooLarge 413 "urn:indgang:problem:too-large" "The body is too large",
    /// The body is not of the media type that the address takes.
    WrongMediaType 415 "urn:indgang:problem:wrong-media-type" "The body is of the wrong media type",
    /// The household breaks its schema.
    InvalidHousehold 422 "urn:indgang:problem:invalid-household" "The household is not valid",
    /// The body has not the form that the address takes.
    Invalid 422 "urn:indgang:problem:invalid" "The body is not valid",
    /// The plan is none, or one that may not be kept.
    InvalidPlan 422 "urn:indgang:problem:invalid-plan" "The plan cannot be kept",
    /// The key was used before, for another request.
    KeyReused 422 "urn:indgang:problem:key-reused" "The Idempotency-Key was used for another request",
    /// A WebSocket is opened at the address, and the request opens none.
    NotASocket 426 "urn:indgang:problem:not-a-socket" "The address takes a WebSocket only",
    /// A change does not say which version it is a change of.
    VersionMissing 428 "urn:indgang:problem:version-missing" "The header If-Match is missing",
    /// Too many requests in a short time.
    TooMany 429 "urn:indgang:problem:too-many" "Too many requests in a short time",
    /// The server made a mistake.
    Internal 500 "urn:indgang:problem:internal" "The server made a mistake",
    /// The server cannot keep anything at the moment. Nothing was lost.
    Unavailable 503 "urn:indgang:problem:unavailable" "Not possible at the moment",
    /// The request took too long to arrive or to be answered.
    TooSlow 503 "urn:indgang:problem:too-slow" "The request took too long",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_written_as_rfc_9457_says() {
        let problem = Problem::new(ProblemKind::InvalidHousehold, "a month like \"2026-11\"")
            .at("/month", "pattern");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            concat!(
                r#"{"type":"urn:indgang:problem:invalid-household","title":"The household is not valid","#,
                r#""status":422,"detail":"a month like \"2026-11\"","pointer":"/month","code":"pattern"}"#,
            )
        );
    }
}
