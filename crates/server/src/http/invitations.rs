//! `/api/v1/invitations`: spouses who are asked to sign their own part of an application.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use indgang_api::case::{self, ME};
use indgang_api::invitations::{
    self as api, ACCEPT, Difference, NewInvitation, ONE, OfferedInvitation, PATH, ShareCode, Theirs,
};
use indgang_api::kommune::Dato;
use indgang_api::mine_data::Part;
use indgang_domain::case::{Content, Kind, Refused};

use super::once::{Made, Once, Turn};
use super::person::Person as Asking;
use super::refusal::Refusal;
use crate::clock;
use crate::identity::visitor::Person;
use crate::store::invitation::{self, Invitation};
use crate::store::matters::{self, Matter};
use crate::store::{Store, StoreError, Transaction, events, look, person};

/// Days to bring the code and to sign.
const DAYS: i32 = 30;

/// Ask one's spouse to sign their own part
///
/// The answer has a code, shown once: whoever signs in and brings it first is the one who is asked. They see who asks
/// and their own part, and nothing else. Sent again with the same key it makes nothing new.
#[utoipa::path(
    post,
    path = PATH,
    params(Once<NewInvitation>),
    request_body = NewInvitation,
    responses(
        (status = 201, description = "It is made", body = OfferedInvitation, headers(("Location" = String))),
        Refusal,
    )
)]
pub async fn invite(
    State(store): State<Store>,
    asking: Asking,
    once: Once<NewInvitation>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let (now, ends_on) = (clock::now(), clock::today().plus_days(DAYS));
    let all = matters::of_citizen(&mut transaction, &asking.0).await?;
    let application = all
        .iter()
        .find(|matter| matter.kind == Kind::Application && matter.status.is_open())
        .map(|matter| matter.id.as_str());
    let (id, code) =
        invitation::offer(&mut transaction, &asking.0, application, ends_on, now).await?;
    tell(&mut transaction, &asking.0, now).await?;
    let made = Made::new(
        ONE.replace("{invitation}", &id),
        None,
        &OfferedInvitation {
            id,
            code,
            ends_on: Dato(ends_on),
        },
    );
    once.keep(transaction, &asking, made).await
}

/// Bring the code that one was given
///
/// A code is good once. Sent again with the same key it is answered the same.
#[utoipa::path(
    post,
    path = ACCEPT,
    params(Once<ShareCode>),
    request_body = ShareCode,
    responses((status = 204, description = "One may sign one's own part"), Refusal)
)]
pub async fn accept(
    State(store): State<Store>,
    asking: Asking,
    once: Once<ShareCode>,
) -> Result<Made, Refusal> {
    let mut transaction = match once.begin(&store, &asking).await? {
        Turn::First(transaction) => transaction,
        Turn::Again(made) => return Ok(made),
    };
    let code = &once.body.code;
    let by = invitation::accept(&mut transaction, &asking.0, code, clock::today()).await?;
    let Some(applicant) = by else {
        transaction.commit().await?;
        return Err(Refusal::NotFound);
    };
    let now = clock::now();
    for citizen in [&applicant, &asking.0] {
        tell(&mut transaction, citizen, now).await?;
    }
    once.keep(transaction, &asking, Made::default()).await
}

/// Stop an invitation, or refuse it
///
/// What was signed is taken back as any other matter.
#[utoipa::path(
    delete,
    path = ONE,
    params(("invitation" = String, Path, description = "The invitation")),
    responses((status = 204, description = "It is stopped"), Refusal)
)]
pub async fn stop(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    let now = clock::now();
    let mut transaction = store.write().await?;
    let both = invitation::stop(&mut transaction, &person.id, &id, now).await?;
    if let Some((applicant, spouse)) = &both {
        for citizen in [applicant].into_iter().chain(spouse) {
            tell(&mut transaction, citizen, now).await?;
        }
    }
    transaction.commit().await?;
    both.map(|_| StatusCode::NO_CONTENT)
        .ok_or(Refusal::NotFound)
}

/// Tells a citizen that there is something to load again.
async fn tell(transaction: &mut Transaction, citizen: &str, now: i64) -> Result<(), StoreError> {
    let subject = case::PATH.replace("{citizen}", ME);
    events::add(transaction, citizen, "case", &subject, now).await
}

/// The application and the part of an invitation, as far as they were sent.
async fn both(
    transaction: &mut Transaction,
    kept: &Invitation,
) -> Result<(Option<Matter>, Option<Matter>), StoreError> {
    let application = match &kept.application {
        Some(id) => matters::find(transaction, &kept.applicant, id).await?,
        None => None,
    };
    let part = match (&kept.spouse, &kept.part) {
        (Some(spouse), Some(id)) => matters::find(transaction, spouse, id).await?,
        _ => None,
    };
    Ok((application, part))
}

/// Whether it cannot be signed any more.
fn is_over(kept: &Invitation, application: Option<&Matter>) -> bool {
    kept.is_stopped
        || kept.ends_on.0 < clock::today()
        || kept.application.is_some() && application.is_none_or(|it| !it.status.is_open())
}

/// Those of a citizen, as whoever asks may see them.
pub async fn seen(
    transaction: &mut Transaction,
    citizen: &str,
    asking: &Person,
) -> Result<Vec<api::Invitation>, StoreError> {
    let mut seen = Vec::new();
    for kept in invitation::of(transaction, citizen).await? {
        let own = kept.applicant == citizen;
        let other = match own {
            true => kept.spouse.clone(),
            false => Some(kept.applicant.clone()),
        };
        let name = match &other {
            Some(id) => person::find(transaction, id).await?.map(|it| it.name),
            None => None,
        };
        let (application, part) = both(transaction, &kept).await?;
        let over = is_over(&kept, application.as_ref());
        let signed_at = part.as_ref().map(|part| part.sent_at);
        let shown = part.as_ref().and_then(|part| match &part.private.content {
            content @ Content::OwnPart(it) if own && it.shows && asking.id == citizen => {
                Some(content.clone())
            }
            _ => None,
        });
        let (mine, theirs) = match own {
            true => (application, part),
            false => (part, application),
        };
        let theirs = theirs.filter(|_| !asking.is_citizen());
        seen.push(api::Invitation {
            own,
            name,
            matter: mine.map(|matter| matter.id),
            ends_on: kept.ends_on,
            signed_at,
            over,
            shown,
            theirs: theirs.map(|matter| Theirs {
                citizen: matter.citizen,
                matter: matter.id,
            }),
            id: kept.id,
        });
    }
    Ok(seen)
}

/// Where the applicant told otherwise than a part says: for the municipality only, and only where it may see both.
pub async fn differences(
    transaction: &mut Transaction,
    matter: &Matter,
    asking: &Person,
) -> Result<Vec<Difference>, StoreError> {
    let (Content::OwnPart(part), false) = (&matter.private.content, asking.is_citizen()) else {
        return Ok(Vec::new());
    };
    let all = invitation::of(transaction, &matter.citizen).await?;
    let Some(kept) = all.into_iter().find(|kept| kept.id == part.invitation) else {
        return Ok(Vec::new());
    };
    let (viewer, now) = (
        (asking.id.as_str(), asking.unit.as_deref()),
        (clock::now(), clock::today()),
    );
    let may = look::may(transaction, &kept.applicant, viewer, Part::Benefit, now).await?;
    let (application, _) = both(transaction, &kept).await?;
    let found = match application.filter(|_| may).map(|it| it.private.content) {
        Some(Content::Application(application)) => part.differences(&application),
        _ => Vec::new(),
    };
    let told = found.into_iter().map(|one| Difference {
        field: one.field.to_owned(),
        told: one.told,
        said: one.said,
    });
    Ok(told.collect())
}

/// Keeps that a part was signed, and tells the applicant so.
pub async fn sign(
    transaction: &mut Transaction,
    spouse: &str,
    (id, part): (&str, &str),
    now: i64,
) -> Result<(), Refusal> {
    let all = invitation::of(transaction, spouse).await?;
    let asked = all
        .into_iter()
        .find(|kept| kept.id == id && kept.spouse.as_deref() == Some(spouse));
    let Some(kept) = asked else {
        return Err(Refusal::Case(Refused::NotNow));
    };
    let (application, before) = both(transaction, &kept).await?;
    if before.is_some() || is_over(&kept, application.as_ref()) {
        return Err(Refusal::Case(Refused::NotNow));
    }
    invitation::signed(transaction, id, part).await?;
    tell(transaction, &kept.applicant, now).await?;
    Ok(())
}
