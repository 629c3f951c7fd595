//! A request that makes something, and may be sent again: the header `Idempotency-Key`.

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, Required, Type};

use super::body::{self, LIMIT};
use super::person::Person;
use super::refusal::Refusal;
use super::version::etag;
use crate::clock;
use crate::keys::Sealed;
use crate::store::idempotency::{self, Kept};
use crate::store::{Store, StoreError, Transaction};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The body of such a request, with what makes it the same when it comes again.
pub struct Once<T> {
    pub body: T,
    key: String,
    digest: Vec<u8>,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Once<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let key = key(request.headers());
        let path = request.uri().path().to_owned();
        let bytes = body::json(request, LIMIT).await.map_err(Refusal::Body)?;
        let digest = Sha256::new()
            .chain_update(path)
            .chain_update([0])
            .chain_update(&bytes)
            .finalize();
        Ok(Self {
            key: key.ok_or(Refusal::KeyMissing)?,
            body: body::parse(&bytes)?,
            digest: digest.to_vec(),
        })
    }
}

impl<T> IntoParams for Once<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let key = ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(8))
            .max_length(Some(64))
            .pattern(Some("^[A-Za-z0-9-]+$"));
        let header = ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "New and random for each request, the same when it is sent again",
            ))
            .schema(Some(key));
        vec![header.build()]
    }
}

/// Long enough not to be another one's by chance, and short enough to keep.
fn key(headers: &HeaderMap) -> Option<String> {
    let key = headers.get(KEY)?.to_str().ok()?;
    let fits = (8..=64).contains(&key.len())
        && key
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    fits.then(|| key.to_owned())
}

/// What is answered to a request that made something, and to every repetition of it.
#[derive(Default, Deserialize, Serialize)]
pub struct Made {
    /// `None`: it has no address of its own.
    location: Option<String>,
    /// Of what can be changed.
    version: Option<i64>,
    /// `None`: there is nothing to say about it.
    body: Option<String>,
}

/// What there is to do for a request that makes something.
pub enum Turn {
    /// It is here for the first time.
    First(Transaction),
    /// It was here before: this is what it was answered.
    Again(Made),
}

impl<T> Once<T> {
    /// Begins what the request makes, unless it was made before.
    pub async fn begin(&self, store: &Store, person: &Person) -> Result<Turn, Refusal> {
        self.begin_as(store, &person.0).await
    }

    /// The same for somebody who is nobody yet: keys of theirs are known by another name.
    pub async fn begin_as(&self, store: &Store, owner: &str) -> Result<Turn, Refusal> {
        let mut transaction = store.write().await?;
        let Some(kept) = idempotency::find(&mut transaction, owner, &self.key).await? else {
            return Ok(Turn::First(transaction));
        };
        // What is said to be kept must be on the disk.
        transaction.commit().await?;
        if kept.request != self.digest {
            return Err(Refusal::KeyReused);
        }
        let made = serde_json::from_slice(&kept.answer).map_err(|_| StoreError::Sealed(Sealed))?;
        Ok(Turn::Again(made))
    }

    /// Keeps what was made, together with the answer.
    pub async fn keep(
        &self,
        transaction: Transaction,
        person: &Person,
        made: Made,
    ) -> Result<Made, Refusal> {
        self.keep_as(transaction, &person.0, made).await
    }

    /// The same for somebody who is nobody yet.
    pub async fn keep_as(
        &self,
        mut transaction: Transaction,
        owner: &str,
        made: Made,
    ) -> Result<Made, Refusal> {
        let kept = Kept {
            request: self.digest.clone(),
            answer: json!(made).to_string().into_bytes(),
        };
        idempotency::keep(&mut transaction, owner, &self.key, &kept, clock::now()).await?;
        transaction.commit().await?;
        Ok(made)
    }
}

impl Made {
    pub fn new(location: String, version: Option<i64>, body: &impl Serialize) -> Self {
        Self {
            location: Some(location),
            version,
            body: Some(json!(body).to_string()),
        }
    }

    /// Something without an address of its own.
    pub fn without_address(body: &impl Serialize) -> Self {
        Self {
            body: Some(json!(body).to_string()),
            ..Self::default()
        }
    }
}

impl IntoResponse for Made {
    fn into_response(self) -> Response {
        let status = match (&self.location, &self.body) {
            (Some(_), _) => StatusCode::CREATED,
            (None, Some(_)) => StatusCode::OK,
            (None, None) => StatusCode::NO_CONTENT,
        };
        let location = self.location.map(|location| [(header::LOCATION, location)]);
        let etag = self.version.map(|version| [(header::ETAG, etag(version))]);
        match self.body {
            Some(body) => {
                let media_type = [(header::CONTENT_TYPE, "application/json")];
                (status, location, etag, media_type, body).into_response()
            }
            None => (status, location, etag, ()).into_response(),
        }
    }
}
