//! `/api/v1/mine-data/mail`: where a citizen is told by mail that there is something to read.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use indgang_api::mine_data::{self, MAIL, MailAddress};
use lettre::Address;

use crate::clock;
use crate::http::body::Json;
use crate::http::refusal::Refusal;
use crate::identity::visitor::Person;
use crate::messages::Language;
use crate::store::{Store, mail_address};

/// Be told by mail
///
/// From now on a mail says that there is something to read, and never what. Who sends it again changes the address.
#[utoipa::path(
    put,
    path = MAIL,
    request_body = MailAddress,
    responses((status = 204, description = "Mails go there"), Refusal)
)]
pub async fn set(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
    Json(wanted): Json<MailAddress>,
) -> Result<StatusCode, Refusal> {
    let address = wanted.address.trim();
    if address.parse::<Address>().is_err() {
        return Err(Refusal::Invalid {
            pointer: "/address",
            message: "an address like mette@example.dk is needed here".to_owned(),
        });
    }
    let language = match wanted.language {
        mine_data::Language::Da => Language::Da,
        mine_data::Language::En => Language::En,
    };
    let mut transaction = store.write().await?;
    let to = (address, language);
    mail_address::set(&mut transaction, &person.id, to, clock::now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Be told no more
#[utoipa::path(
    delete,
    path = MAIL,
    responses((status = 204, description = "No mails are sent"), Refusal)
)]
pub async fn stop(
    State(store): State<Store>,
    Extension(person): Extension<Person>,
) -> Result<StatusCode, Refusal> {
    let mut transaction = store.write().await?;
    mail_address::forget(&mut transaction, &person.id).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where mails go now.
pub fn shown((address, language): (String, Language)) -> MailAddress {
    let language = match language {
        Language::Da => mine_data::Language::Da,
        Language::En => mine_data::Language::En,
    };
    MailAddress { address, language }
}
