//! `/api/v1/provider/attendance`: who came to an activity, said by whoever runs it. Of the case they see nothing but
//! name and day.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use indgang_api::attendance::{Expected, ONE, PATH, Roll};
use indgang_api::case::{Step, StepKind};
use indgang_api::kommune::Dato;
use indgang_api::mine_data::Part;
use indgang_domain::case::activity::{Activity, Attendance, Attended, BACK};
use indgang_domain::case::matter::after;
use indgang_domain::case::{Act, By, Content};
use indgang_law::calendar::Date;

use super::body::Json as JsonBody;
use super::case::{name_of, notify, step, working_day};
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::identity::visitor::Person;
use crate::store::matters::{self, Matter};
use crate::store::{Store, look};

fn activity(matter: &Matter) -> Option<&Activity> {
    match &matter.private.content {
        Content::Activity(activity) => Some(activity),
        _ => None,
    }
}

/// Who is to come on a day
///
/// To the activities that one's own unit runs. That one looked is kept for each citizen, who sees it.
#[utoipa::path(
    get,
    path = PATH,
    params(("date" = Option<String>, Query, description = "The day, like 2026-12-07; without it today", format = Date)),
    responses((status = 200, description = "The people", body = Roll), Refusal)
)]
pub async fn roll(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    RawQuery(query): RawQuery,
) -> Result<Json<Roll>, Refusal> {
    let query = query.unwrap_or_default();
    let date = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "date");
    let today = clock::today();
    let day = match date {
        Some((_, date)) => Date::parse(&date).ok_or(Refusal::NotFound)?,
        None => today,
    };
    let unit = person.unit.clone().unwrap_or_default();
    let mut transaction = store.read().await?;
    let mut all = matters::of_provider(&mut transaction, &unit).await?;
    all.retain(|matter| activity(matter).is_some_and(|it| it.is_on(day)));
    let mut people = Vec::new();
    for matter in &all {
        let Some(activity) = activity(matter) else {
            continue;
        };
        let said = activity.of(day);
        people.push(Expected {
            id: matter.id.clone(),
            activity: activity.name.clone(),
            name: name_of(&mut transaction, &matter.citizen).await?,
            came: said.map(|said| said.came),
            is_fixed: said.is_some_and(|said| said.objection.is_some()),
        });
    }
    drop(transaction);
    let (now, who) = (clock::now(), (person.id.as_str(), person.unit.as_deref()));
    let citizens = all.iter().map(|matter| matter.citizen.as_str());
    look::keep_all(&store, citizens, who, Part::Person, now).await?;
    people.sort_by(|one, other| (&one.activity, &one.name).cmp(&(&other.activity, &other.name)));
    Ok(Json(Roll {
        day: Dato(day),
        is_open: (today.plus_days(-BACK)..=today).contains(&day),
        people,
    }))
}

/// Say whether somebody came
///
/// The citizen sees it at once and may object. It has no consequence by itself: a person decides.
#[utoipa::path(
    post,
    path = ONE,
    params(("activity" = String, Path, description = "The activity, as the list has it")),
    request_body = Object,
    responses((status = 204, description = "It is registered"), Refusal)
)]
pub async fn register(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    Path(id): Path<String>,
    Extension(person): Extension<Person>,
    JsonBody(said): JsonBody<Attended>,
) -> Result<StatusCode, Refusal> {
    let unit = person.unit.clone().unwrap_or_default();
    let (now, today) = (clock::now(), clock::today());
    let days = i32::from(config.case.attendance.objection_days);
    let new = Attendance {
        day: said.day,
        came: said.came,
        by: person.name.clone(),
        at: now,
        object_by: Dato(working_day(&config, today.plus_days(days))),
        objection: None,
        settled: None,
    };
    let mut transaction = store.write().await?;
    let all = matters::of_provider(&mut transaction, &unit).await?;
    let done = match all.into_iter().find(|matter| matter.id == id) {
        Some(matter) => registered(matter, new, today),
        None => Err(Refusal::NotFound),
    };
    let mut matter = match done {
        Ok(matter) => matter,
        Err(refusal) => {
            transaction.commit().await?;
            return Err(refusal);
        }
    };
    matter.private.steps.push(Step {
        attended: Some(said.clone()),
        ..step(&person, StepKind::Registered, "", now)
    });
    matters::change(&mut transaction, &mut matter, now).await?;
    match said.came {
        true => matters::tell(&mut transaction, &matter, now).await?,
        // Their days to object run: they hear of it outside the app too.
        false => notify(&mut transaction, &config, &matter, now).await?,
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn registered(mut matter: Matter, new: Attendance, today: Date) -> Result<Matter, Refusal> {
    matter.status =
        after(matter.kind, matter.status, Act::Register, By::Provider).map_err(Refusal::Case)?;
    if let Content::Activity(activity) = &mut matter.private.content {
        activity.register(new, today).map_err(Refusal::Case)?;
    }
    Ok(matter)
}
