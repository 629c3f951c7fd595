//! The first talk is in person; after it the form is the citizen's to choose.

use indgang_domain::meetings::{Kind, Status};

use crate::config::Config;
use crate::store::meetings::{self, deadline};
use crate::store::{StoreError, Transaction};

/// The first talk that a citizen is known to have ahead of them: booked, asked for, or not come to. Of whom nothing is
/// known was met before there was anything to keep it in.
pub async fn ahead<'a>(
    transaction: &mut Transaction,
    config: &'a Config,
    citizen: &str,
) -> Result<Option<&'a Kind>, StoreError> {
    let first = |key: &str| config.meetings.kind(key).filter(|kind| kind.first);
    let mut ahead = match deadline::find(transaction, citizen).await? {
        Some(asked) => first(&asked.kind),
        None => None,
    };
    for (kind, status) in meetings::kinds(transaction, citizen).await? {
        match status {
            Status::Reserved | Status::Lapsed => {}
            Status::Running | Status::Done if first(&kind).is_some() => return Ok(None),
            _ => ahead = ahead.or(first(&kind)),
        }
    }
    Ok(ahead)
}

/// A kind as a citizen may book it now.
pub async fn open_to(
    transaction: &mut Transaction,
    config: &Config,
    citizen: &str,
    kind: &Kind,
) -> Result<Kind, StoreError> {
    let first = ahead(transaction, config, citizen).await?;
    let forms = kind.forms_before(first);
    Ok(Kind {
        forms,
        ..kind.clone()
    })
}

#[cfg(test)]
mod tests {
    use indgang_api::kommune::Dato;
    use indgang_api::meetings::Deadline;
    use indgang_domain::meetings::Form;

    use super::*;
    use crate::clock;
    use crate::store::meetings::{Meeting, Private};
    use crate::store::testing::on_both;

    fn meeting(kind: &str, status: Status) -> Meeting {
        Meeting {
            id: format!("{kind} {}", status.name()),
            citizen: "jonas".to_owned(),
            kind: kind.to_owned(),
            form: Form::InPerson,
            place: "raadhus".to_owned(),
            starts_at: 1,
            ends_at: 2,
            status,
            instead_of: None,
            kept_until: 0,
            extended: 0,
            version: 1,
            private: Private::default(),
            wants_earlier: false,
            changed_at: 1,
        }
    }

    on_both! {
        async fn a_first_talk_is_ahead_from_when_it_is_asked_for_until_it_is_held(store: Store) {
            let (config, _) = Config::find(None).unwrap();
            let mut transaction = store.write().await.unwrap();
            let is_ahead = async |transaction: &mut Transaction| {
                let first = ahead(transaction, &config, "jonas").await.unwrap();
                first.map(|kind| kind.key.clone())
            };
            let first = Some("foerste_samtale".to_owned());
            assert_eq!(is_ahead(&mut transaction).await, None, "nothing is known of him");
            let asked = Deadline {
                kind: "foerste_samtale".to_owned(),
                until: Dato(clock::today()),
                reason: String::new(),
            };
            deadline::set(&mut transaction, "jonas", &asked, ("sara", 1)).await.unwrap();
            assert_eq!(is_ahead(&mut transaction).await, first);
            deadline::met(&mut transaction, "jonas").await.unwrap();
            for (kind, status, expected) in [
                ("foerste_samtale", Status::Lapsed, None),
                ("foerste_samtale", Status::Missed, first.clone()),
                ("ydelsessamtale", Status::Done, first.clone()),
                ("foerste_samtale", Status::Booked, first),
                ("foerste_samtale", Status::Done, None),
            ] {
                meetings::add(&mut transaction, &meeting(kind, status)).await.unwrap();
                assert_eq!(is_ahead(&mut transaction).await, expected, "{kind} {status:?}");
            }
        }
    }
}
