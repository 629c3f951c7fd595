//! All of a case in one look, and what the citizen has done themselves.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use indgang_api::case::{
    Case, Contact, PATH, PROGRESS, PastContact, Progress, Provider, Rules, Said, Substitute, Unit,
};
use indgang_api::kommune::Dato;
use indgang_domain::case::{Content, Kind};

use super::{name_of, summary, unit_name};
use crate::clock;
use crate::config::Config;
use crate::http::body::Json as JsonBody;
use crate::http::citizen::Citizen;
use crate::http::invitations;
use crate::http::meetings::rules_on;
use crate::http::refusal::Refusal;
use crate::http::version::{Before, etag};
use crate::identity::visitor::Person;
use crate::store::{Store, StoreError, Transaction, contact, matters, progress, relation};

/// A citizen's case
///
/// That somebody else looked is kept, and the citizen sees it.
#[utoipa::path(
    get,
    path = PATH,
    params(("citizen" = String, Path, description = "The citizen, or `me`")),
    responses((status = 200, description = "The case", body = Case), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Citizen(citizen): Citizen,
    Extension(asking): Extension<Person>,
) -> Result<Json<Case>, Refusal> {
    let mut transaction = store.read().await?;
    let name = name_of(&mut transaction, &citizen).await?;
    let (now, before) = contacts(&mut transaction, &config, &citizen).await?;
    let (progress, progress_version) = progress::find(&mut transaction, &citizen).await?;
    let mut all = Vec::new();
    let mut said = Said::default();
    // The last one first: what was said before it does not count any more.
    for matter in matters::of_citizen(&mut transaction, &citizen).await? {
        match &matter.private.content {
            Content::Application(it) => {
                said_first(&mut said.phone, &it.phone);
                said_first(&mut said.address, &it.address);
            }
            Content::SickStart(it) => said_first(&mut said.phone, &it.phone),
            Content::Phone(it) => said_first(&mut said.phone, &it.number),
            Content::Moved(it) => said_first(&mut said.address, &it.address),
            _ => {}
        }
        all.push(summary(&mut transaction, &config, &matter).await?);
    }
    let invitations = invitations::seen(&mut transaction, &citizen, &asking).await?;
    let rules = rules_on(&config, clock::today()).clone();
    let providers = config.case.providers.iter().map(|(unit, name)| Provider {
        unit: unit.clone(),
        name: name.clone(),
    });
    let of_contact = contact::now(&mut transaction, &citizen).await?;
    let of_contact = of_contact.as_ref().map(|contact| contact.unit.as_str());
    let start_unit = config.case.unit(Kind::SickStart, of_contact).to_owned();
    let units = relation::units(&mut transaction, &citizen, clock::now()).await?;
    Ok(Json(Case {
        citizen,
        name,
        contact: now,
        before,
        progress,
        progress_version,
        other_units: (config.units.iter())
            .filter(|(id, _)| !units.contains(id))
            .map(|(id, name)| Unit {
                id: id.clone(),
                name: name.clone(),
            })
            .collect(),
        units: units.iter().map(|unit| unit_name(&config, unit)).collect(),
        start_units: [start_unit]
            .into_iter()
            .chain(config.case.also(Kind::SickStart))
            .map(|unit| unit_name(&config, &unit))
            .collect(),
        contact_days: config.case.days(Kind::SickStart),
        said,
        matters: all,
        providers: providers.collect(),
        invitations,
        rules: Rules {
            first_talk_days: rules.first_talk_days,
            cv_days: rules.cv_days,
            job_suggestions_days: rules.job_suggestions_days,
            holiday_notice_days: rules.holiday_notice_days,
            holiday_weeks: rules.holiday_weeks,
        },
    }))
}

fn said_first(place: &mut String, said: &str) {
    if place.is_empty() {
        said.clone_into(place);
    }
}

/// Who helps the citizen, and who did before.
async fn contacts(
    transaction: &mut Transaction,
    config: &Config,
    citizen: &str,
) -> Result<(Option<Contact>, Vec<PastContact>), StoreError> {
    let all = contact::of_citizen(transaction, citizen).await?;
    let mut now = None;
    let mut before = Vec::new();
    // Why somebody is no longer the contact is why the next one is.
    let mut why = String::new();
    for kept in all {
        let name = name_of(transaction, &kept.person).await?;
        match kept.until {
            None => {
                let card = contact::card(transaction, &kept.person).await?;
                let is_away = card.away_until >= Some(Dato(clock::today()));
                let substitute = match card.substitute.as_ref().filter(|_| is_away) {
                    Some(substitute) => Some(Substitute {
                        name: name_of(transaction, substitute).await?,
                        phone: contact::card(transaction, substitute).await?.phone,
                    }),
                    None => None,
                };
                why.clone_from(&kept.reason);
                now = Some(Contact {
                    name,
                    unit: unit_name(config, &kept.unit),
                    card,
                    substitute,
                    since: clock::written(kept.since),
                    reason: kept.reason,
                });
            }
            Some(until) => before.push(PastContact {
                name,
                until: clock::written(until),
                reason: std::mem::replace(&mut why, kept.reason),
            }),
        }
    }
    Ok((now, before))
}

/// Keep what the citizen has done themselves
#[utoipa::path(
    put,
    path = PROGRESS,
    params(
        ("citizen" = String, Path, description = "The citizen, or `me`"),
        ("If-Match" = Option<String>, Header, description = "The version that was read"),
        ("If-None-Match" = Option<String>, Header, description = "`*`, where there was nothing"),
    ),
    request_body = Progress,
    responses((status = 200, description = "It is kept", body = Progress, headers(("ETag" = String))), Refusal)
)]
pub async fn keep_progress(
    State(store): State<Store>,
    Citizen(citizen): Citizen,
    Before(before): Before,
    JsonBody(wanted): JsonBody<Progress>,
) -> Result<Response, Refusal> {
    let mut transaction = store.write().await?;
    let (_, version) = progress::find(&mut transaction, &citizen).await?;
    if before.unwrap_or_default() != version {
        transaction.commit().await?;
        return Err(Refusal::Changed);
    }
    let kept = (&wanted, version + 1);
    progress::keep(&mut transaction, &citizen, kept, clock::now()).await?;
    transaction.commit().await?;
    Ok(([(header::ETAG, etag(version + 1))], Json(wanted)).into_response())
}
