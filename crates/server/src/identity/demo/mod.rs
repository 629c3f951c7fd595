//! A provider for trying Indgang out: real OpenID Connect, with made-up people to pick from and no
//! passwords. It can only be made where nobody else can reach it.

mod people;

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{FromRef, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use indgang_api::case::{Card, Step, StepKind};
use indgang_api::kommune::Dato;
use indgang_domain::case::activity::Activity;
use indgang_domain::case::{Content, Kind, Status};
use indgang_law::receipt::with_checksum;
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{ClientSecret, IssuerUrl, JsonWebKeyId, PrivateSigningKey};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::Settings;
use super::provider::Token;
use super::role::Role;
use crate::http::page::{escaped, page};
use crate::store::matters::{self, Matter, Private};
use crate::store::meetings::staff;
use crate::store::{Store, StoreError, Transaction, contact, person, relation};
use crate::{clock, secret};
use people::{ACTIVITIES, CARDS, CONTACTS, PEOPLE, Person, RELATIONS, TIMES, published};

/// Where the provider lives on our own server.
pub const PREFIX: &str = "/demo-login";
const REALM: &str = "demo";
const CLIENT: &str = "indgang";
/// How long a code may be exchanged.
const CODE_LIFE: Duration = Duration::from_secs(60);

/// Why there is no demo provider.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(
        "--demo lets anybody sign in as anybody, so it listens on this machine only: \
         leave --demo out, or listen on 127.0.0.1 or [::1] instead of {0}"
    )]
    Reachable(SocketAddr),
    #[error(
        "--demo lets anybody sign in as anybody, and the configuration names an address (`base_url`) \
         that others reach us at: leave one of the two out"
    )]
    Published,
    #[error("no signing key could be made")]
    Key(String),
}

pub struct Demo {
    issuer: String,
    /// The one place that people are sent back to.
    redirect: String,
    home: String,
    secret: String,
    key: CoreEdDsaPrivateSigningKey,
    given: Mutex<HashMap<String, Given>>,
    seeded: OnceCell<()>,
}

/// What the provider works with.
#[derive(Clone, FromRef)]
struct Desk {
    demo: Arc<Demo>,
    store: Store,
}

/// A code and whom it stands for.
struct Given {
    person: &'static Person,
    nonce: String,
    challenge: String,
    at: Instant,
}

impl Demo {
    /// Made only for a server that nobody else can reach.
    pub fn new(listen: SocketAddr, redirect: &str, is_published: bool) -> Result<Self, DemoError> {
        if !listen.ip().is_loopback() {
            return Err(DemoError::Reachable(listen));
        }
        if is_published {
            return Err(DemoError::Published);
        }
        let base = format!("http://{listen}");
        let key_error = |error: &dyn std::fmt::Display| DemoError::Key(error.to_string());
        let pem = SigningKey::from_bytes(&rand::random())
            .to_pkcs8_pem(LineEnding::LF)
            .map_err(|error| key_error(&error))?;
        let key = CoreEdDsaPrivateSigningKey::from_ed25519_pem(
            &pem,
            Some(JsonWebKeyId::new(Uuid::new_v4().to_string())),
        )
        .map_err(|error| key_error(&error))?;
        Ok(Self {
            issuer: format!("{base}{PREFIX}"),
            redirect: redirect.to_owned(),
            home: format!("{base}/"),
            secret: secret::new(),
            key,
            given: Mutex::default(),
            seeded: OnceCell::new(),
        })
    }

    /// What `[identity]` would say about this provider.
    pub fn settings(&self) -> Result<Settings, DemoError> {
        let issuer = IssuerUrl::new(self.issuer.clone());
        Ok(Settings {
            issuer: issuer.map_err(|error| DemoError::Key(error.to_string()))?,
            // The same people on whatever port.
            realm: Some(REALM.to_owned()),
            client_id: CLIENT.to_owned(),
            client_secret_file: None,
            acr: None,
            scopes: vec!["profile".to_owned()],
            claims: super::settings::Claims::default(),
            roles: BTreeMap::from([
                ("caseworker".to_owned(), Role::Caseworker),
                ("benefit_officer".to_owned(), Role::BenefitOfficer),
                ("front_desk".to_owned(), Role::FrontDesk),
                ("provider".to_owned(), Role::Provider),
            ]),
            idle_minutes: 30,
            session_hours: 8,
        })
    }

    /// The people with whom a unit works already when somebody signs in first.
    async fn seed(&self, store: &Store) -> Result<(), StoreError> {
        let mut transaction = store.write().await?;
        let mut ids = BTreeMap::new();
        for somebody in &PEOPLE {
            let person = person::Person {
                name: somebody.name.to_owned(),
                cpr: somebody.cpr.map(str::to_owned),
            };
            let who = (REALM, somebody.subject);
            let id = person::keep(&mut transaction, who, &person, clock::now()).await?;
            for unit in RELATIONS
                .iter()
                .filter(|(citizen, _)| *citizen == somebody.subject)
                .map(|(_, unit)| unit)
            {
                relation::begin(&mut transaction, &id, unit).await?;
            }
            for (_, unit, days, hours, room) in
                TIMES.iter().filter(|(who, ..)| *who == somebody.subject)
            {
                // What they have said themselves since stays.
                if staff::find(&mut transaction, &id).await?.is_none() {
                    let own = published(days, hours, room);
                    staff::keep(&mut transaction, (&id, unit), &own).await?;
                }
            }
            ids.insert(somebody.subject, id);
        }
        for (citizen, helper, unit) in CONTACTS {
            let (Some(citizen), Some(helper)) = (ids.get(citizen), ids.get(helper)) else {
                continue;
            };
            if contact::of_citizen(&mut transaction, citizen)
                .await?
                .is_empty()
            {
                contact::set(&mut transaction, citizen, (helper, unit), "", clock::now()).await?;
            }
        }
        for (who, title, phone) in CARDS {
            let Some(who) = ids.get(who) else { continue };
            if contact::card(&mut transaction, who).await? == Card::default() {
                let card = Card {
                    title: title.to_owned(),
                    phone: phone.to_owned(),
                    answers_in: 2,
                    ..Card::default()
                };
                contact::set_card(&mut transaction, who, &card).await?;
            }
        }
        for activity in ACTIVITIES {
            begin_activity(&mut transaction, &ids, activity).await?;
        }
        transaction.commit().await
    }

    fn taken(&self, code: &str) -> Option<Given> {
        let mut codes = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(code)
    }

    pub fn secret(&self) -> ClientSecret {
        ClientSecret::new(self.secret.clone())
    }
}

/// Begins an activity of a citizen's, unless they have one.
async fn begin_activity(
    transaction: &mut Transaction,
    ids: &BTreeMap<&str, String>,
    (citizen, name, provider, (from, until), days, who): people::Course,
) -> Result<(), StoreError> {
    let staff = PEOPLE.iter().find(|person| person.subject == who);
    let (Some(citizen), Some(handler), Some(staff)) = (ids.get(citizen), ids.get(who), staff)
    else {
        return Ok(());
    };
    let all = matters::of_citizen(transaction, citizen).await?;
    if all.iter().any(|matter| matter.kind == Kind::Activity) {
        return Ok(());
    }
    let (now, today) = (clock::now(), clock::today());
    let content = Content::Activity(Activity {
        name: name.to_owned(),
        provider: provider.to_owned(),
        run_by: "Værkstedet".to_owned(),
        from: Dato(today.plus_days(from)),
        until: Dato(today.plus_days(until)),
        days: days.to_vec(),
        attendance: Vec::new(),
    });
    let first = Step {
        at: now,
        what: StepKind::Sent,
        who: staff.name.to_owned(),
        own: false,
        text: String::new(),
        files: Vec::new(),
        picked: None,
        attended: None,
    };
    let matter = Matter {
        id: Uuid::new_v4().to_string(),
        citizen: citizen.clone(),
        kind: Kind::Activity,
        status: Status::Noted,
        unit: staff.unit.unwrap_or_default().to_owned(),
        handler: Some(handler.clone()),
        also: None,
        by_consent: false,
        remind_on: None,
        due: None,
        urgent: false,
        reminded: false,
        version: 1,
        private: Private {
            receipt: with_checksum(json!({ "content": content, "sent_by": staff.name })),
            content,
            before: Vec::new(),
            steps: vec![first],
            decision: None,
        },
        sent_at: now,
        changed_at: now,
    };
    matters::add(transaction, &matter).await
}

pub fn router(demo: Demo, store: Store) -> Router {
    let demo = Arc::new(demo);
    let here = Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/keys", get(keys))
        .route("/authorize", get(pick).post(picked))
        .route("/token", post(token))
        .route("/end-session", get(end_session))
        .with_state(Desk { demo, store });
    Router::new().nest(PREFIX, here)
}

async fn discovery(State(demo): State<Arc<Demo>>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", demo.issuer);
    Json(json!({
        "issuer": demo.issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "end_session_endpoint": at("end-session"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "scopes_supported": ["openid", "profile"],
    }))
}

async fn keys(State(demo): State<Arc<Demo>>) -> Json<CoreJsonWebKeySet> {
    Json(CoreJsonWebKeySet::new(vec![demo.key.as_verification_key()]))
}

/// What a client asks for when it sends somebody here.
#[derive(Deserialize)]
struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
}

impl Asked {
    /// Somebody who comes with anything else is not sent anywhere.
    fn is_ours(&self, demo: &Demo) -> bool {
        self.response_type == "code"
            && self.client_id == CLIENT
            && self.redirect_uri == demo.redirect
            && self.code_challenge_method == "S256"
    }
}

fn refused() -> Response {
    let text = "<p>Denne side kan kun bruges fra Indgang. <a href=\"/\">Gå til forsiden</a></p>";
    (
        StatusCode::BAD_REQUEST,
        page("Du kan ikke logge ind herfra", text),
    )
        .into_response()
}

async fn pick(State(demo): State<Arc<Demo>>, Query(asked): Query<Asked>) -> Response {
    if !asked.is_ours(&demo) {
        return refused();
    }
    let kept = [
        ("response_type", &asked.response_type),
        ("client_id", &asked.client_id),
        ("redirect_uri", &asked.redirect_uri),
        ("state", &asked.state),
        ("nonce", &asked.nonce),
        ("code_challenge", &asked.code_challenge),
        ("code_challenge_method", &asked.code_challenge_method),
    ]
    .map(|(name, value)| {
        let value = escaped(value);
        format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
    });
    let people = PEOPLE.iter().map(|person| {
        let Person { subject, name, situation, .. } = person;
        format!(
            "<li><button name=\"person\" value=\"{subject}\"><strong>{name}</strong><br>{situation}</button></li>"
        )
    });
    let form = format!(
        "<p>Dette er en prøve. Alle personer er opdigtede, og der er ingen adgangskoder.</p>\
         <form method=\"post\">{}<ul>{}</ul></form>",
        kept.concat(),
        people.collect::<String>(),
    );
    page("Hvem vil du logge ind som?", &form).into_response()
}

#[derive(Deserialize)]
struct Picked {
    person: String,
    #[serde(flatten)]
    asked: Asked,
}

async fn picked(State(demo): State<Arc<Demo>>, Form(picked): Form<Picked>) -> Response {
    let person = PEOPLE.iter().find(|person| person.subject == picked.person);
    let (Some(person), true) = (person, picked.asked.is_ours(&demo)) else {
        return refused();
    };
    let code = secret::new();
    let given = Given {
        person,
        nonce: picked.asked.nonce,
        challenge: picked.asked.code_challenge,
        at: Instant::now(),
    };
    let mut codes = demo.given.lock().unwrap_or_else(PoisonError::into_inner);
    codes.retain(|_, given| given.at.elapsed() < CODE_LIFE);
    codes.insert(code.clone(), given);
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("code", &code)
        .append_pair("state", &picked.asked.state)
        .append_pair("iss", &demo.issuer)
        .finish();
    Redirect::to(&format!("{}?{query}", demo.redirect)).into_response()
}

#[derive(Deserialize)]
struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
}

async fn token(
    State(demo): State<Arc<Demo>>,
    State(store): State<Store>,
    headers: HeaderMap,
    Form(exchange): Form<Exchange>,
) -> Response {
    let no =
        |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    let client = format!("{CLIENT}:{}", demo.secret);
    let wanted = format!("Basic {}", BASE64_STANDARD.encode(client));
    if headers
        .get(header::AUTHORIZATION)
        .map(|given| given.as_bytes())
        != Some(wanted.as_bytes())
    {
        return no("invalid_client");
    }
    if exchange.grant_type != "authorization_code" || exchange.redirect_uri != demo.redirect {
        return no("invalid_request");
    }
    // Taken out: a code is good for one exchange, also for one that fails.
    let Some(given) = demo.taken(&exchange.code) else {
        return no("invalid_grant");
    };
    let challenge = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(exchange.code_verifier));
    if given.at.elapsed() > CODE_LIFE || challenge != given.challenge {
        return no("invalid_grant");
    }
    let seeded = demo.seeded.get_or_try_init(|| demo.seed(&store)).await;
    let (Ok(()), Some(token)) = (seeded, signed(&demo, &given)) else {
        return no("server_error");
    };
    Json(json!({
        "access_token": secret::new(),
        "token_type": "Bearer",
        "expires_in": 60,
        "id_token": token,
    }))
    .into_response()
}

/// The identity token. `None` is a claim that cannot be written, which no person above has.
fn signed(demo: &Demo, given: &Given) -> Option<String> {
    let now = clock::now() / 1000;
    let person = given.person;
    let mut claims = json!({
        "iss": demo.issuer,
        "aud": [CLIENT],
        "sub": person.subject,
        "iat": now,
        "auth_time": now,
        "exp": now + 60,
        "nonce": given.nonce,
        "name": person.name,
        "roles": person.role.into_iter().collect::<Vec<_>>(),
    });
    for (claim, value) in [("cpr", person.cpr), ("unit", person.unit)] {
        if let Some(value) = value {
            claims[claim] = value.into();
        }
    }
    let claims = serde_json::from_value(claims).ok()?;
    let algorithm = CoreJwsSigningAlgorithm::EdDsa;
    let token = Token::new(claims, &demo.key, algorithm, None, None).ok()?;
    Some(token.to_string())
}

/// There is no session here to end: everybody is asked every time.
async fn end_session(State(demo): State<Arc<Demo>>) -> Redirect {
    Redirect::to(&demo.home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_demo_provider_where_others_can_reach_it() {
        for (listen, is_published, is_made) in [
            ("127.0.0.1:8080", false, true),
            ("[::1]:8080", false, true),
            ("127.0.0.1:8080", true, false),
            ("0.0.0.0:8080", false, false),
            ("[::]:8080", false, false),
            ("192.0.2.7:8080", false, false),
        ] {
            let made = Demo::new(listen.parse().unwrap(), "", is_published);
            assert_eq!(made.is_ok(), is_made, "{listen}");
        }
    }
}
