//! Why something that is kept was not shown, made or changed.

use std::collections::BTreeMap;
use std::error::Error;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use indgang_api::meetings::FreeTime;
use indgang_api::uploads::TUS;
use indgang_api::{Problem, ProblemKind};
use indgang_domain::case::{self, Fault, Wrong};
use indgang_domain::meetings;
use indgang_domain::plan::WireError;
use indgang_domain::plan::exchange::Refused;
use utoipa::IntoResponses;
use utoipa::openapi::RefOr;

use super::body::BodyRejection;
use super::problems;
use crate::store::StoreError;

#[derive(Debug)]
pub enum Refusal {
    NotSignedIn,
    /// Or it is somebody else's, which is told to nobody.
    NotFound,
    Body(BodyRejection),
    NotJson,
    Invalid {
        pointer: &'static str,
        message: String,
    },
    KeyMissing,
    KeyReused,
    VersionMissing,
    /// As the one before, where something can be put that was not there.
    PreconditionMissing,
    Changed,
    NotAPlan(WireError),
    Plan(Refused),
    NotShared,
    NobodyThere,
    WrongCode,
    /// Somebody else was sooner; the nearest free times.
    SlotTaken(Vec<FreeTime>),
    /// The citizen has a meeting ahead already.
    OneAhead,
    /// The citizen is in a joint plan already.
    InJointPlan,
    /// Not now, or not by them.
    Meeting(meetings::Refused),
    /// Not with such a matter, not now, or not by them.
    Case(case::Refused),
    /// What a citizen has written has a fault.
    Faulty(Fault),
    /// It is signed by having said just now who one is.
    SignInAgain,
    /// What is kept has no room for more.
    Full,
    TooMany,
    /// Too many files wait to be sent with something.
    TooManyFiles,
    /// A file is of no type that we take.
    WrongFile,
    /// What is to come with something has not come, or not from them.
    StrangeFiles,
    /// A part of an upload does not go on where that has come to.
    WrongOffset,
    /// An upload of another version of the protocol.
    OtherTus,
    /// A WebSocket is opened there, and this is none.
    NotASocket,
    Store(StoreError),
}

impl From<tower_sessions::session::Error> for Refusal {
    fn from(error: tower_sessions::session::Error) -> Self {
        // The library keeps only the words of what the store said.
        let words = match error {
            // These would quote what is in the session.
            tower_sessions::session::Error::SerdeJson(_) => "a session of another form".to_owned(),
            other => other.to_string(),
        };
        Self::Store(StoreError::Unavailable(sqlx::Error::Protocol(words)))
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WireError> for Refusal {
    fn from(error: WireError) -> Self {
        Self::NotAPlan(error)
    }
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        Self::Plan(refused)
    }
}

/// Marks an answer that the same request may well not get again: see `again.rs`.
#[derive(Clone, Copy)]
pub struct Contended;

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::OtherTus = self {
            let mut response = problems::answer(self.into());
            let version = HeaderValue::from_static(TUS);
            response.headers_mut().insert("tus-version", version);
            return response;
        }
        if let Self::TooMany = self {
            let mut response = problems::answer(self.into());
            let later = HeaderValue::from_static("900");
            response.headers_mut().insert(header::RETRY_AFTER, later);
            return response;
        }
        if let Self::SlotTaken(nearest) = self {
            let problem = Problem::from(Self::SlotTaken(Vec::new()));
            return problems::answer_with(&problem, "nearest", &nearest);
        }
        let Self::Store(error) = self else {
            return problems::answer(self.into());
        };
        // The database's own words: about tables and disks, never the values.
        let cause = error.source().map(ToString::to_string);
        let (kind, detail) = match &error {
            StoreError::Unavailable(_) | StoreError::Contended(_) => (
                ProblemKind::Unavailable,
                "nothing was changed: try again in a moment",
            ),
            StoreError::Refused(_) | StoreError::Sealed(_) => (
                ProblemKind::Internal,
                "it is logged, and trying again will not help before it is mended",
            ),
        };
        let mut response = problems::answer(Problem::new(kind, detail));
        if let StoreError::Contended(_) = error {
            response.extensions_mut().insert(Contended);
        } else {
            tracing::error!(%error, cause, "the store");
        }
        if kind == ProblemKind::Unavailable {
            let soon = HeaderValue::from_static("5");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        response
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (kind, detail) = match refusal {
            Refusal::Body(rejection) => return rejection.into(),
            Refusal::Invalid { pointer, message } => {
                return Self::new(ProblemKind::Invalid, message).at(pointer, "invalid");
            }
            Refusal::NotSignedIn => (ProblemKind::NotSignedIn, "sign in and send it again"),
            Refusal::NotFound => (ProblemKind::NotFound, "it was deleted, or it is not yours"),
            Refusal::NotJson => (
                ProblemKind::NotJson,
                "the body must be a JSON document in UTF-8",
            ),
            Refusal::KeyMissing => (
                ProblemKind::KeyMissing,
                "send a new random key of 8 to 64 letters, digits or hyphens, and the same one when you send it again",
            ),
            Refusal::KeyReused => (
                ProblemKind::KeyReused,
                "a key belongs to one request: send a new one with a new request",
            ),
            Refusal::VersionMissing => (
                ProblemKind::VersionMissing,
                "send the ETag of what you have read, like If-Match: \"3\"",
            ),
            Refusal::PreconditionMissing => (
                ProblemKind::VersionMissing,
                "send the ETag of what you have read, like If-Match: \"3\", or If-None-Match: * where there was nothing",
            ),
            Refusal::NotAPlan(error) => {
                let code = match error {
                    WireError::Newer => "newer",
                    WireError::Broken => "broken",
                };
                return Self::new(ProblemKind::InvalidPlan, error.to_string()).at("", code);
            }
            Refusal::Plan(refused) => {
                let code = match refused {
                    Refused::Private => "private",
                    Refused::Ahead => "ahead",
                    Refused::Unsigned => "unsigned",
                    Refused::Taken => "taken",
                    Refused::NotAllowed => "not-allowed",
                };
                return Self::new(ProblemKind::InvalidPlan, refused.to_string()).at("", code);
            }
            Refusal::NotShared => (
                ProblemKind::NotShared,
                "the citizen can show the plan, and then it is here",
            ),
            Refusal::NobodyThere => (
                ProblemKind::NobodyThere,
                "send it again when a caseworker has joined with the code",
            ),
            Refusal::Full => (
                ProblemKind::TooLarge,
                "no more fits into it: begin a new one, or delete one that is not needed",
            ),
            Refusal::SlotTaken(_) => (
                ProblemKind::SlotTaken,
                "take one of the times in `nearest`, or read the free times again",
            ),
            Refusal::OneAhead => (
                ProblemKind::OneAhead,
                "move the meeting there is, or call it off first",
            ),
            Refusal::InJointPlan => (
                ProblemKind::NotNow,
                "withdraw from the joint plan that you are in first",
            ),
            Refusal::Meeting(refused) => {
                let code = match refused {
                    meetings::Refused::Past => "past",
                    meetings::Refused::NotYours => "not-yours",
                    meetings::Refused::TooLate => "too-late",
                    meetings::Refused::TooEarly => "too-early",
                    meetings::Refused::Lapsed => "lapsed",
                };
                return Self::new(ProblemKind::NotNow, refused.to_string()).at("", code);
            }
            Refusal::Case(refused) => {
                let (code, detail) = match refused {
                    case::Refused::NotTheirs => ("not-yours", "this is for somebody else to do"),
                    case::Refused::NotNow => (
                        "past",
                        "it does not stand where that can be done: read it again",
                    ),
                    case::Refused::NotThis => ("not-this", "that is not done with such a matter"),
                };
                return Self::new(ProblemKind::NotNow, detail).at("", code);
            }
            Refusal::Faulty(Fault { pointer, wrong }) => {
                let pointer = format!("/content{pointer}");
                return Self::new(ProblemKind::Invalid, needed(wrong)).at(pointer, "invalid");
            }
            Refusal::SignInAgain => (
                ProblemKind::SignInAgain,
                "sign in at /api/v1/sign-in?again=true, then send it again",
            ),
            Refusal::WrongCode => (
                ProblemKind::NotFound,
                "no meeting has this code now: compare it with the citizen's screen, or have a new one shown",
            ),
            Refusal::TooMany => (
                ProblemKind::TooMany,
                "wait a quarter of an hour, then try again",
            ),
            Refusal::TooManyFiles => {
                let detail = "send or delete some of the files that are here first";
                return Self::new(ProblemKind::NotNow, detail).at("", "full");
            }
            Refusal::WrongFile => (
                ProblemKind::WrongMediaType,
                "a picture (JPEG, PNG, HEIC, WebP), a PDF or a sound (WebM, Ogg, MP4, WAV) is needed here",
            ),
            Refusal::StrangeFiles => {
                let detail =
                    "each must be an upload that has come whole and belongs to nothing yet";
                return Self::new(ProblemKind::Invalid, detail).at("/files", "invalid");
            }
            Refusal::WrongOffset => (
                ProblemKind::WrongOffset,
                "ask with HEAD how far it has come, and go on from there",
            ),
            Refusal::OtherTus => (
                ProblemKind::OtherTus,
                "uploads are of the tus protocol, version 1.0.0",
            ),
            Refusal::NotASocket => (
                ProblemKind::NotASocket,
                "open it with the browser's WebSocket, or another client of RFC 6455",
            ),
            Refusal::Changed => (
                ProblemKind::Changed,
                "read it again, and send the change again with its new ETag",
            ),
            Refusal::Store(_) => (ProblemKind::Unavailable, "try again in a moment"),
        };
        Self::new(kind, detail)
    }
}

/// What is needed instead of what is wrong.
fn needed(wrong: Wrong) -> String {
    match wrong {
        Wrong::Missing => "something is needed here".to_owned(),
        Wrong::TooLong(most) => format!("{most} at most"),
        Wrong::NotAnAmount => "an amount like \"1200.00\" is needed here".to_owned(),
        Wrong::Number(from, to) => format!("a number from {from} to {to} is needed here"),
        Wrong::NotAPhone => "a telephone number is needed here".to_owned(),
        Wrong::NotBefore(day) => format!("{day} or a later day is needed here"),
        Wrong::NotAfter(day) => format!("{day} or an earlier day is needed here"),
        Wrong::Falls => "the hours of a later step must not be fewer".to_owned(),
        Wrong::TooManyDays(days) => format!("{days} days at a time at most"),
        Wrong::NotAnOffer => "offers of the catalogue are needed here, each once".to_owned(),
    }
}

impl IntoResponses for Refusal {
    fn responses() -> BTreeMap<String, RefOr<utoipa::openapi::Response>> {
        problems::described(&[
            ProblemKind::NotJson,
            ProblemKind::NotSignedIn,
            ProblemKind::Forbidden,
            ProblemKind::NotFound,
            ProblemKind::NotNow,
            ProblemKind::Changed,
            ProblemKind::TooLarge,
            ProblemKind::WrongMediaType,
            ProblemKind::Invalid,
            ProblemKind::VersionMissing,
            ProblemKind::TooMany,
            ProblemKind::Unavailable,
        ])
    }
}
