//! `/api/v1/plan/joint`: a plan of several adults. Each consents from their own sign-in, brings what they
//! choose of their own plan, and can withdraw.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use indgang_api::mine_data::Part;
use indgang_api::plan::{
    Adult, EVENT, JOINT, JOINT_ACCEPT, JOINT_CODES, JOINT_DAYS, JOINT_OF_CITIZEN, JOINT_OFFICE,
    JOINT_OWN, JointCode, JointPlan, NewJointCode,
};
use indgang_domain::plan::Log;

use super::{LinkBytes, is_at, since_1970};
use crate::clock;
use crate::http::body::Octets;
use crate::http::once::{Made, Once, Turn};
use crate::http::person::Person;
use crate::http::refusal::Refusal;
use crate::http::version::{Before, etag};
use crate::identity::visitor::Person as Visitor;
use crate::store::plan::{self, Kept, Side, joint};
use crate::store::{Store, StoreError, Transaction, events, look, persistently};

/// The joint plan
///
/// The adults who are or were in it, and what each who is has brought. The `ETag` is that of what one has
/// brought oneself. 404 for who is in none.
#[utoipa::path(
    get,
    path = JOINT,
    responses(
        (status = 200, description = "The plan", body = JointPlan, headers(("ETag" = String))),
        Refusal,
    )
)]
pub async fn show(State(store): State<Store>, person: Person) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let joint = joint::of(&mut transaction, &person.0).await?;
    let joint = joint.ok_or(Refusal::NotFound)?;
    let mut version = None;
    let mut adults = Vec::new();
    for adult in joint::adults(&mut transaction, &joint).await? {
        let brought = match adult.withdrawn_at {
            None => plan::find(&mut transaction, &adult.person, Side::Joint).await?,
            Some(_) => None,
        };
        if adult.person == person.0 {
            version = brought.as_ref().map(|kept| kept.version);
        }
        adults.push(lane(adult, Some(&person.0), brought));
    }
    let version = version.map(|version| [(header::ETAG, etag(version))]);
    Ok((version, Json(JointPlan { adults })).into_response())
}

/// The adults of the joint plan that a citizen is in, without what they bring; nobody, where it is none.
pub async fn adults_of(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Vec<Adult>, StoreError> {
    let Some(joint) = joint::of(transaction, citizen).await? else {
        return Ok(Vec::new());
    };
    let adults = joint::adults(transaction, &joint).await?.into_iter();
    let seen = adults.map(|adult| lane(adult, Some(citizen), None));
    Ok(seen.collect())
}

/// An adult as another of the plan sees them; without one, as the municipality does.
fn lane(adult: joint::Adult, viewer: Option<&str>, brought: Option<Kept>) -> Adult {
    let is_you = viewer == Some(&adult.person);
    // What one shows to the municipality is for oneself to tell.
    let shown_at = adult.office_at.filter(|_| is_you || viewer.is_none());
    Adult {
        name: adult.name,
        is_you,
        consented_at: clock::written(adult.consented_at),
        withdrawn_at: adult.withdrawn_at.map(clock::written),
        shown_at: shown_at.map(clock::written),
        brought: brought.map(|kept| BASE64_URL_SAFE_NO_PAD.encode(kept.content)),
    }
}

/// A citizen's joint plan, for who works with the citizen
///
/// Only the adults who show what they bring to the municipality; nobody where the citizen does not. That
/// somebody looked is kept for each of them, and each sees it.
#[utoipa::path(
    get,
    path = JOINT_OF_CITIZEN,
    params(("citizen" = String, Path, description = "The citizen")),
    responses((status = 200, description = "The plan", body = JointPlan), Refusal)
)]
pub async fn of_citizen(
    State(store): State<Store>,
    Path(citizen): Path<String>,
    Extension(viewer): Extension<Visitor>,
) -> Result<Json<JointPlan>, Refusal> {
    let who = (viewer.id.as_str(), viewer.unit.as_deref());
    let adults = persistently(|| async {
        let now = clock::now();
        let mut transaction = store.write().await?;
        let mut shown = match joint::of(&mut transaction, &citizen).await? {
            Some(joint) => joint::adults(&mut transaction, &joint).await?,
            None => Vec::new(),
        };
        shown.retain(joint::Adult::shows_to_office);
        if shown.iter().all(|adult| adult.person != citizen) {
            shown.clear();
        }
        let mut adults = Vec::new();
        for adult in shown {
            look::keep(&mut transaction, &adult.person, who, Part::Plan, now).await?;
            let brought = plan::find(&mut transaction, &adult.person, Side::Joint).await?;
            adults.push(lane(adult, None, brought));
        }
        transaction.commit().await?;
        Ok(adults)
    })
    .await?;
    Ok(Json(JointPlan { adults }))
}

/// Show what one brings to the municipality
///
/// By this one consents that who works with one of the plan's adults sees it.
#[utoipa::path(
    put,
    path = JOINT_OFFICE,
    responses((status = 204, description = "It is shown"), Refusal)
)]
pub async fn show_to_office(
    State(store): State<Store>,
    person: Person,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    let joint = joint::of(&mut transaction, &person.0).await?;
    if let Some(joint) = &joint {
        joint::show_to_office(&mut transaction, joint, &person.0, clock::now()).await?;
    }
    transaction.commit().await?;
    joint
        .map(|_| StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}

/// Do not show it to the municipality any more
#[utoipa::path(
    delete,
    path = JOINT_OFFICE,
    responses((status = 204, description = "It is not shown"), Refusal)
)]
pub async fn hide_from_office(
    State(store): State<Store>,
    person: Person,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    if let Some(joint) = joint::of(&mut transaction, &person.0).await? {
        joint::hide_from_office(&mut transaction, &joint, &person.0).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begin a joint plan, or stay in the one that one is in
///
/// By this one consents that every adult of the plan sees what one brings.
#[utoipa::path(
    put,
    path = JOINT,
    responses((status = 204, description = "One is in a joint plan"), Refusal)
)]
pub async fn begin(State(store): State<Store>, person: Person) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    if joint::of(&mut transaction, &person.0).await?.is_none() {
        joint::begin(&mut transaction, &person.0, clock::now()).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Withdraw one's consent
///
/// What one has brought is deleted, and one sees nothing of the others any more. They see that one has left.
#[utoipa::path(
    delete,
    path = JOINT,
    responses((status = 204, description = "One is in no joint plan"), Refusal)
)]
pub async fn withdraw(State(store): State<Store>, person: Person) -> Result<StatusCode, Refusal> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    if let Some(joint) = joint::of(&mut transaction, &person.0).await? {
        tell(&mut transaction, &joint, now).await?;
        joint::withdraw(&mut transaction, &joint, &person.0, now).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ask one more adult into the joint plan
///
/// The answer has a code, shown once and good for one adult who signs in; a new one replaces it.
#[utoipa::path(
    post,
    path = JOINT_CODES,
    params(Once<NewJointCode>),
    request_body = NewJointCode,
    responses((status = 200, description = "The code", body = JointCode), Refusal)
)]
pub async fn invite(
    State(store): State<Store>,
    person: Person,
    once: Once<NewJointCode>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let joint = joint::of(&mut transaction, &person.0).await?;
    let joint = joint.ok_or(Refusal::NotFound)?;
    let code = joint::invite(&mut transaction, &joint, JOINT_DAYS, clock::now()).await?;
    let made = Made::without_address(&JointCode { code });
    once.keep(transaction, &person, made).await
}

/// Bring a code and come into a joint plan
///
/// By this one consents that every adult of the plan sees what one brings. Refused (`not-now`) for who is
/// in another joint plan.
#[utoipa::path(
    post,
    path = JOINT_ACCEPT,
    params(Once<JointCode>),
    request_body = JointCode,
    responses((status = 204, description = "One is in the joint plan"), Refusal)
)]
pub async fn accept(
    State(store): State<Store>,
    person: Person,
    once: Once<JointCode>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &person).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let now = clock::now();
    if joint::of(&mut transaction, &person.0).await?.is_some() {
        transaction.commit().await?;
        return Err(Refusal::InJointPlan);
    }
    if !joint::accept(&mut transaction, &person.0, &once.body.code, now).await? {
        transaction.commit().await?;
        return Err(Refusal::NotFound);
    }
    if let Some(joint) = joint::of(&mut transaction, &person.0).await? {
        tell(&mut transaction, &joint, now).await?;
    }
    once.keep(transaction, &person, Made::default()).await
}

/// Bring something into the joint plan
///
/// All that one brings, instead of what one brought before. Refused (`invalid-plan`) when it has something
/// that stays on one's own devices.
#[utoipa::path(
    put,
    path = JOINT_OWN,
    params(
        ("If-Match" = Option<String>, Header, description = "The ETag of what one has brought"),
        ("If-None-Match" = Option<String>, Header, description = "`*`, where one has brought nothing"),
    ),
    request_body(content = inline(LinkBytes), content_type = "application/octet-stream",
        description = "A log: 64 KiB at most"),
    responses((status = 204, description = "It is there", headers(("ETag" = String))), Refusal)
)]
pub async fn bring(
    State(store): State<Store>,
    person: Person,
    Before(before): Before,
    Octets(content): LinkBytes,
) -> Result<Response, Refusal> {
    let brought = Log::from_bytes(&content)?;
    let now = clock::now();
    // What a municipality wrote in one's plan is not one's own to bring.
    let brought = brought.from_citizen(&Log::default(), since_1970(now))?;
    let mut transaction = store.write().await?;
    let joint = joint::of(&mut transaction, &person.0).await?;
    let kept = plan::find(&mut transaction, &person.0, Side::Joint).await?;
    let refusal = match &joint {
        None => Some(Refusal::NotFound),
        Some(_) if !is_at(kept.as_ref(), before) => Some(Refusal::Changed),
        Some(_) => None,
    };
    if let Some(refusal) = refusal {
        transaction.commit().await?;
        return Err(refusal);
    }
    let bytes = brought.to_bytes();
    let version = plan::put(&mut transaction, &person.0, Side::Joint, &bytes, now).await?;
    if let Some(joint) = joint {
        tell(&mut transaction, &joint, now).await?;
    }
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// Everybody in it loads it again.
async fn tell(transaction: &mut Transaction, joint: &str, now: i64) -> Result<(), StoreError> {
    for adult in joint::adults(transaction, joint).await? {
        if adult.withdrawn_at.is_none() {
            events::add(transaction, &adult.person, EVENT, JOINT, now).await?;
        }
    }
    Ok(())
}
