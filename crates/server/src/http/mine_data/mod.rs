//! `/api/v1/mine-data`: what is kept about the citizen who asks.

pub mod export;
pub mod mail;
pub mod show;

use indgang_api::mine_data::{MineData, PlanCopy};

use super::plan::joint;
use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::store::plan::{self, Side, link};
use crate::store::{Transaction, consent, look, mail_address, person, relation, share};

/// Everything that a citizen sees about themselves.
async fn of(
    transaction: &mut Transaction,
    citizen: &str,
    config: &Config,
) -> Result<MineData, Refusal> {
    // As the municipality calls them; one that it no longer has keeps its key.
    let called = |unit: String| config.units.get(&unit).cloned().unwrap_or(unit);
    let units = relation::units(transaction, citizen, clock::now()).await?;
    let mut consents = consent::list(transaction, citizen).await?;
    for consent in &mut consents {
        consent.unit = called(std::mem::take(&mut consent.unit));
    }
    let mut looks = look::list(transaction, citizen).await?;
    for look in &mut looks {
        look.unit = look.unit.take().map(called);
    }
    let mut copies = Vec::new();
    for side in [Side::Own, Side::Shared, Side::Office, Side::Joint] {
        if let Some(kept) = plan::find(transaction, citizen, side).await? {
            copies.push(PlanCopy {
                side: side.name().to_owned(),
                changed_at: clock::written(kept.changed_at),
                bytes: kept.content.len(),
            });
        }
    }
    let person = person::find(transaction, citizen)
        .await?
        .ok_or(Refusal::NotFound)?;
    Ok(MineData {
        name: person.name,
        cpr: person.cpr.map(|cpr| hidden(&cpr)),
        units: units.into_iter().map(called).collect(),
        consents,
        shares: share::list(transaction, citizen).await?,
        links: link::list(transaction, citizen, clock::today()).await?,
        mail: mail_address::find(transaction, citizen)
            .await?
            .map(mail::shown),
        can_mail: config.mail.is_some(),
        plan: copies,
        joint_plan: joint::adults_of(transaction, citizen).await?,
        looks,
    })
}

/// The date of birth: what makes the number a secret is hidden, also on the citizen's own screen.
fn hidden(cpr: &str) -> String {
    cpr.chars().take(6).chain("-xxxx".chars()).collect()
}
