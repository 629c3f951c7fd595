//! What there is to do at the desk, who a citizen's contact is, and what one says of oneself.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::case::{CARD, CONTACT, Card, ME, NewContact, Task, WORK};
use indgang_api::mine_data::Part;
use indgang_domain::case::content::LINE;

use super::{check_text, name_of, summary};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::citizen::Citizen;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::store::meetings::staff;
use crate::store::{Store, contact, events, look, matters};

/// What there is to do in one's unit
///
/// What is urgent first, then what is due, then what has waited longest. That somebody looked is kept, and each
/// citizen sees it.
#[utoipa::path(
    get,
    path = WORK,
    responses((status = 200, description = "The work", body = Vec<Task>), Refusal)
)]
pub async fn work(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Extension(person): Extension<Person>,
) -> Result<Json<Vec<Task>>, Refusal> {
    let unit = person.unit.clone().unwrap_or_default();
    let mut transaction = store.read().await?;
    let mut tasks = Vec::new();
    let (now, who) = (clock::now(), (person.id.as_str(), person.unit.as_deref()));
    for matter in matters::of_unit(&mut transaction, &unit).await? {
        // A consent that has ended shows nothing any more, until the matter is back where it came from.
        let when = (now, clock::day(now));
        if !look::may(&mut transaction, &matter.citizen, who, Part::Benefit, when).await? {
            continue;
        }
        tasks.push(Task {
            name: name_of(&mut transaction, &matter.citizen).await?,
            matter: summary(&mut transaction, &config, &matter).await?,
            own: matter.handler.as_ref() == Some(&person.id),
            citizen: matter.citizen,
        });
    }
    drop(transaction);
    let citizens = tasks.iter().map(|task| task.citizen.as_str());
    look::keep_all(&store, citizens, who, Part::Benefit, now).await?;
    tasks.sort_by_key(|task| {
        let waits_for_citizen = task.matter.status == indgang_domain::case::Status::Asked;
        (
            !task.matter.urgent,
            waits_for_citizen,
            task.matter.due,
            task.matter.sent_at,
        )
    });
    Ok(Json(tasks))
}

/// Say who a citizen's contact is
///
/// Oneself, or one of the colleagues. The citizen reads why it is changed.
#[utoipa::path(
    put,
    path = CONTACT,
    params(("citizen" = String, Path, description = "The citizen")),
    request_body = NewContact,
    responses((status = 204, description = "It is so from now on"), Refusal)
)]
pub async fn set_contact(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Extension(person): Extension<Person>,
    JsonBody(mut wanted): JsonBody<NewContact>,
) -> Result<StatusCode, Refusal> {
    if wanted.person == ME {
        wanted.person.clone_from(&person.id);
    }
    check_text(&wanted.reason, "/reason", false)?;
    let unit = person.unit.clone().unwrap_or_default();
    let now = clock::now();
    let mut transaction = store.write().await?;
    let there = staff::of_unit(&mut transaction, &unit).await?;
    let is_colleague = there.iter().any(|staff| staff.person == wanted.person);
    let before = contact::now(&mut transaction, &citizen).await?;
    let fault = match before {
        _ if wanted.person != person.id && !is_colleague => {
            Some(("/person", "oneself or a colleague is needed here"))
        }
        Some(_) if wanted.reason.trim().is_empty() => Some((
            "/reason",
            "the citizen had another contact: say why it is changed",
        )),
        _ => None,
    };
    if let Some((pointer, message)) = fault {
        transaction.commit().await?;
        return Err(Refusal::Invalid {
            pointer,
            message: message.to_owned(),
        });
    }
    let who = (wanted.person.as_str(), unit.as_str());
    contact::set(&mut transaction, &citizen, who, wanted.reason.trim(), now).await?;
    let subject = indgang_api::case::PATH.replace("{citizen}", indgang_api::case::ME);
    events::add(&mut transaction, &citizen, "case", &subject, now).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What citizens see of oneself
#[utoipa::path(
    get,
    path = CARD,
    responses((status = 200, description = "The card", body = Card), Refusal)
)]
pub async fn card(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<Json<Card>, Refusal> {
    Ok(Json(
        contact::card(&mut store.read().await?, &person.id).await?,
    ))
}

/// Say what citizens see of oneself
#[utoipa::path(
    put,
    path = CARD,
    request_body = Card,
    responses((status = 200, description = "The card", body = Card), Refusal)
)]
pub async fn set_card(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    JsonBody(card): JsonBody<Card>,
) -> Result<Json<Card>, Refusal> {
    for (text, pointer) in [(&card.title, "/title"), (&card.phone, "/phone")] {
        if text.chars().count() > LINE {
            return Err(Refusal::Invalid {
                pointer,
                message: format!("{LINE} characters at most"),
            });
        }
    }
    let mut transaction = store.write().await?;
    let unit = person.unit.clone().unwrap_or_default();
    if let Some(substitute) = &card.substitute {
        let there = staff::of_unit(&mut transaction, &unit).await?;
        let stands_in =
            |staff: &staff::Staff| staff.person == *substitute && staff.person != person.id;
        if !there.iter().any(stands_in) {
            transaction.commit().await?;
            return Err(Refusal::Invalid {
                pointer: "/substitute",
                message: "a colleague is needed here".to_owned(),
            });
        }
    }
    contact::set_card(&mut transaction, &person.id, &card).await?;
    transaction.commit().await?;
    Ok(Json(card))
}
