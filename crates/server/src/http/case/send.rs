//! Sending something, and having it again.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use indgang_api::case::{
    Decision, LETTERS, MATTER, MATTERS, ME, Matter, NewMatter, RECEIPT, StepKind,
};
use indgang_api::kommune::Dato;
use indgang_domain::case::{Content, Kind, Refused, Status};
use indgang_law::{assess, receipt as receipts};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Beside, attach, by, hand_to_system, notify, rules, shown, step, working_day};
use crate::clock;
use crate::config::Config;
use crate::http::citizen::Citizen;
use crate::http::invitations;
use crate::http::once::{Made, Once, Turn};
use crate::http::person;
use crate::http::refusal::Refusal;
use crate::http::version::etag;
use crate::identity::access::FRESH;
use crate::identity::visitor::Person;
use crate::store::matters::{self, Private};
use crate::store::{Store, Transaction, contact, invitation, relation, uploads};

/// Send something
///
/// It goes to the unit whose task it is, and to who helps the citizen where there is somebody. An application is
/// signed by having signed in just before. Sent again with the same key it makes nothing new.
#[utoipa::path(
    post,
    path = MATTERS,
    params(("citizen" = String, Path, description = "The citizen, or `me`"), Once<NewMatter>),
    request_body = NewMatter,
    responses(
        (status = 201, description = "It has come", body = Matter, headers(("Location" = String), ("ETag" = String))),
        Refusal,
    )
)]
pub async fn send(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Extension(sender): Extension<Person>,
    asking: person::Person,
    once: Once<NewMatter>,
) -> Result<Made, Refusal> {
    let NewMatter { content, files } = &once.body;
    let kind = content.kind();
    // What has come once has come, whatever the day and the sign-in are now.
    let mut transaction = match once.begin(&store, &asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    if !content.can_begin(by(&sender)) {
        return Err(Refusal::Case(Refused::NotTheirs));
    }
    if let Some(fault) = content.check(clock::today(), rules(&config)).first() {
        return Err(Refusal::Faulty(*fault));
    }
    if kind == Kind::OwnPart && sender.id != citizen {
        // Nobody signs for another.
        return Err(Refusal::Case(Refused::NotTheirs));
    }
    if kind.is_signed() && clock::now() / 1000 - sender.asked_at > FRESH {
        return Err(Refusal::SignInAgain);
    }
    if kind == Kind::Application && has_open(&mut transaction, &citizen, kind).await? {
        transaction.commit().await?;
        return Err(Refusal::Case(Refused::NotNow));
    }
    let ready = uploads::ready(&mut transaction, sender.sends_about(&citizen), files).await?;
    let Some(uploads) = ready.filter(|_| has_its_files(content, files)) else {
        transaction.commit().await?;
        return Err(Refusal::StrangeFiles);
    };
    let now = clock::now();
    let known = contact::now(&mut transaction, &citizen).await?;
    let of_contact = known.as_ref().map(|contact| contact.unit.as_str());
    let unit = config.case.unit(kind, of_contact).to_owned();
    let handler = known
        .filter(|contact| contact.unit == unit)
        .map(|contact| contact.person);
    let also = content
        .is_together()
        .then(|| config.case.also(kind))
        .flatten();
    let days = if content.is_urgent() {
        0
    } else {
        config.case.days(kind)
    };
    let due = working_day(&config, clock::today().plus_days(i32::from(days)));
    let id = Uuid::new_v4().to_string();
    match content {
        Content::OwnPart(part) => {
            let signed = (part.invitation.as_str(), id.as_str());
            if let Err(refusal) = invitations::sign(&mut transaction, &citizen, signed, now).await {
                transaction.commit().await?;
                return Err(refusal);
            }
        }
        Content::Application(_) => invitation::sent(&mut transaction, &citizen, &id).await?,
        _ => {}
    }
    let mut first = step(&sender, StepKind::Sent, "", now);
    if let Content::Choice(choice) = content {
        first.picked.clone_from(&choice.picked);
    }
    first.files = uploads::attach(&mut transaction, uploads, &id, now).await?;
    let matter = matters::Matter {
        private: private(&sender, content.clone(), first, now),
        id,
        citizen: citizen.clone(),
        kind,
        status: Status::Sent,
        unit,
        also,
        by_consent: false,
        handler,
        due: Some(Dato(due)),
        urgent: content.is_urgent(),
        reminded: false,
        remind_on: None,
        version: 1,
        sent_at: now,
        changed_at: now,
    };
    made(transaction, &config, (&asking, &once), matter, now).await
}

/// Write to a citizen, hear them about something, or offer them something to choose among
///
/// They are heard before the municipality decides. No answer decides nothing: a person does, and says why.
#[utoipa::path(
    post,
    path = LETTERS,
    params(("citizen" = String, Path, description = "The citizen"), Once<NewMatter>),
    request_body = NewMatter,
    responses(
        (status = 201, description = "The citizen is asked", body = Matter, headers(("Location" = String), ("ETag" = String))),
        Refusal,
    )
)]
pub async fn hear(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Extension(sender): Extension<Person>,
    asking: person::Person,
    once: Once<NewMatter>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let mut content = once.body.content.clone();
    if let Content::Activity(activity) = &mut content {
        let known = config.case.providers.get(&activity.provider);
        known
            .ok_or(Refusal::Case(Refused::NotThis))?
            .clone_into(&mut activity.run_by);
    }
    let (kind, status, what, due) = match &content {
        Content::Hearing(hearing) => {
            let by = Some(hearing.answer_by);
            (Kind::Hearing, Status::Asked, StepKind::Asked, by)
        }
        Content::Choice(choice) => (
            Kind::Choice,
            Status::Asked,
            StepKind::Asked,
            choice.answer_by,
        ),
        Content::Activity(activity) => {
            // Who came is for whoever runs it to say.
            if !activity.attendance.is_empty() {
                return Err(Refusal::Case(Refused::NotThis));
            }
            (Kind::Activity, Status::Noted, StepKind::Sent, None)
        }
        Content::Message(_) => (Kind::Message, Status::InHand, StepKind::Replied, None),
        _ => return Err(Refusal::Case(Refused::NotThis)),
    };
    if !content.can_begin(by(&sender)) {
        return Err(Refusal::Case(Refused::NotThis));
    }
    if let Some(fault) = content.check(clock::today(), rules(&config)).first() {
        return Err(Refusal::Faulty(*fault));
    }
    let (id, now) = (Uuid::new_v4().to_string(), clock::now());
    let mut first = step(&sender, what, "", now);
    let place = (citizen.as_str(), id.as_str());
    first.files = match attach(&mut transaction, &sender, place, &once.body.files, now).await {
        Ok(files) => files,
        Err(refusal) => {
            transaction.commit().await?;
            return Err(refusal);
        }
    };
    let unit = sender.unit.clone().unwrap_or_default();
    let matter = matters::Matter {
        private: private(&sender, content, first, now),
        id,
        by_consent: !relation::exists(&mut transaction, &citizen, &unit, now).await?,
        citizen,
        kind,
        status,
        unit,
        also: None,
        // Who writes to somebody sees it through.
        handler: Some(sender.id.clone()),
        due,
        urgent: false,
        reminded: false,
        remind_on: None,
        version: 1,
        sent_at: now,
        changed_at: now,
    };
    made(transaction, &config, (&asking, &once), matter, now).await
}

/// Whether everything that its papers are attached as comes with it.
pub fn has_its_files(content: &Content, files: &[String]) -> bool {
    match content {
        Content::Application(application) => application.files().all(|id| files.contains(id)),
        // What was bought stands on the receipts, and nowhere else.
        Content::Receipts(_) => !files.is_empty(),
        _ => true,
    }
}

async fn made(
    mut transaction: Transaction,
    config: &Config,
    (asking, once): (&person::Person, &Once<NewMatter>),
    matter: matters::Matter,
    now: i64,
) -> Result<Made, Refusal> {
    matters::add(&mut transaction, &matter).await?;
    notify(&mut transaction, config, &matter, now).await?;
    let citizen = matter.citizen.clone();
    let matter = shown(&mut transaction, config, matter).await?;
    hand_to_system(&mut transaction, config, &citizen, ("sent", &matter), now).await?;
    let location = MATTER
        .replace("{citizen}", ME)
        .replace("{matter}", &matter.summary.id);
    let made = Made::new(location, Some(matter.version), &matter);
    once.keep(transaction, asking, made).await
}

async fn has_open(
    transaction: &mut Transaction,
    citizen: &str,
    kind: Kind,
) -> Result<bool, Refusal> {
    let all = matters::of_citizen(transaction, citizen).await?;
    let mut all = all.iter();
    Ok(all.any(|matter| matter.kind == kind && matter.status.is_open()))
}

fn private(sender: &Person, content: Content, first: indgang_api::case::Step, now: i64) -> Private {
    Private {
        receipt: receipt_of(sender, &content, now),
        content,
        before: Vec::new(),
        steps: vec![first],
        decision: None,
    }
}

/// That something was sent: by whom, when, what, and for an application the assessment, so that anybody can run
/// it again.
pub fn receipt_of(sender: &Person, content: &Content, now: i64) -> String {
    let mut receipt = json!({
        "content": content,
        "sent_at": clock::written(now),
        "sent_by": sender.name,
        "program_version": env!("CARGO_PKG_VERSION"),
    });
    if let Content::Application(application) = content
        && let Some(household) = application.household()
    {
        let assessment = assess(&household);
        receipt["parameters_version"] = json!(assessment.parameters.version);
        receipt["assessment"] = json!(assessment);
    }
    if let Content::Choice(choice) = content {
        receipt["idea"] = json!(choice.idea());
    }
    receipts::with_checksum(receipt)
}

/// A receipt with what was decided.
pub fn receipt_with(receipt: &str, decision: &Decision) -> String {
    let mut receipt: Value = serde_json::from_str(receipt).unwrap_or_default();
    if let Some(fields) = receipt.as_object_mut() {
        fields.remove("checksum");
        fields.insert("decision".to_owned(), json!(decision));
    }
    receipts::with_checksum(receipt)
}

/// A matter
#[utoipa::path(
    get,
    path = MATTER,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("matter" = String, Path, description = "The matter"),
    ),
    responses((status = 200, description = "It", body = Matter, headers(("ETag" = String))), Refusal)
)]
pub async fn show_one(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Path((_, id)): Path<(String, String)>,
    Extension(asking): Extension<Person>,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let matter = matters::find(&mut transaction, &citizen, &id).await?;
    let matter = matter.ok_or(Refusal::NotFound)?;
    let beside = Beside::of(&mut transaction, &config, &matter, &asking).await?;
    let matter = shown(&mut transaction, &config, matter).await?;
    Ok(answered(beside.with(matter)))
}

pub fn answered(matter: Matter) -> Response {
    ([(header::ETAG, etag(matter.version))], Json(matter)).into_response()
}

/// The receipt of a matter
///
/// What was sent last, by whom and when, with a checksum over it (SHA-256 of its RFC 8785 form without the
/// checksum). That of an application holds the assessment of its household, that of a choice whose idea it was and what
/// was decided about it.
#[utoipa::path(
    get,
    path = RECEIPT,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("matter" = String, Path, description = "The matter"),
    ),
    responses((status = 200, description = "The receipt", body = Object), Refusal)
)]
pub async fn receipt(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let matter = matters::find(&mut store.read().await?, &citizen, &id).await?;
    let receipt = matter.ok_or(Refusal::NotFound)?.private.receipt;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"kvittering.json\"",
        ),
    ];
    Ok((headers, receipt).into_response())
}
