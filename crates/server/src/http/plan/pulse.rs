//! `POST /api/v1/plan/pulses`: what an ended offer was worth, from somebody who is not named.

use std::sync::Arc;

use axum::extract::State;
use indgang_api::plan::{PULSES, Pulse};
use indgang_domain::offers;

use crate::clock;
use crate::config::Config;
use crate::http::once::{Made, Once, Turn};
use crate::http::refusal::Refusal;
use crate::store::{Store, pulse};

/// Keys of those who are not named are known by this name.
const ANYBODY: &str = "pulse";

/// Say what an ended offer was worth, without a name
///
/// It is counted by offer and half-year; who said it is not kept, signed in or not.
#[utoipa::path(
    post,
    path = PULSES,
    params(Once<Pulse>),
    request_body = Pulse,
    responses((status = 204, description = "It is counted"), Refusal)
)]
pub async fn count(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
    once: Once<Pulse>,
) -> Result<Made, Refusal> {
    let Pulse { offer, mark } = &once.body;
    let is_known = offers::find(offer).is_some() || config.offers.iter().any(|it| it.key == *offer);
    if !is_known {
        return Err(wrong("/offer", "no offer has this key"));
    }
    if !(1..=5).contains(mark) {
        return Err(wrong("/mark", "from 1 to 5"));
    }
    match once.begin_as(&store, ANYBODY).await? {
        Turn::First(mut transaction) => {
            pulse::count(&mut transaction, offer, *mark, clock::today()).await?;
            once.keep_as(transaction, ANYBODY, Made::default()).await
        }
        Turn::Again(made) => Ok(made),
    }
}

fn wrong(pointer: &'static str, message: &str) -> Refusal {
    Refusal::Invalid {
        pointer,
        message: message.to_owned(),
    }
}
