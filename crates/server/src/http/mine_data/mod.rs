//! `/api/v1/mine-data`: what is kept about the citizen who asks.

pub mod export;
pub mod show;

use indgang_api::mine_data::MineData;

use super::refusal::Refusal;
use crate::clock;
use crate::store::{Transaction, consent, look, person, relation, share};

/// Everything that a citizen sees about themselves.
async fn of(transaction: &mut Transaction, citizen: &str) -> Result<MineData, Refusal> {
    let person = person::find(transaction, citizen)
        .await?
        .ok_or(Refusal::NotFound)?;
    Ok(MineData {
        name: person.name,
        cpr: person.cpr.map(|cpr| hidden(&cpr)),
        units: relation::units(transaction, citizen, clock::now()).await?,
        consents: consent::list(transaction, citizen).await?,
        shares: share::list(transaction, citizen).await?,
        looks: look::list(transaction, citizen).await?,
    })
}

/// The date of birth: what makes the number a secret is hidden, also on the citizen's own screen.
fn hidden(cpr: &str) -> String {
    cpr.chars().take(6).chain("-xxxx".chars()).collect()
}
