//! What offers were worth to those who had them: numbers of answers, and nothing about who gave them.

use indgang_domain::indicators::{FEWEST, half_year};
use indgang_law::calendar::Date;

use super::{StoreError, Transaction};

/// How many gave an offer a mark in half a year.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Count {
    pub offer: String,
    pub half_year: String,
    pub mark: i64,
    pub answers: i64,
}

/// One more has given this mark.
pub async fn count(
    transaction: &mut Transaction,
    offer: &str,
    mark: u8,
    today: Date,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO pulse (offer, half_year, mark, answers) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (offer, half_year, mark) DO UPDATE SET answers = pulse.answers + 1",
    )
    .bind(offer)
    .bind(half_year(today))
    .bind(i64::from(mark))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// What may be looked at: each number is that of ten people at least. There are no sums, from which a
/// smaller one could be told.
pub async fn list(transaction: &mut Transaction) -> Result<Vec<Count>, StoreError> {
    let counts = sqlx::query_as(
        "SELECT offer, half_year, mark, answers FROM pulse WHERE answers >= $1 \
         ORDER BY offer, half_year, mark",
    )
    .bind(i64::try_from(FEWEST).unwrap_or(i64::MAX))
    .fetch_all(&mut **transaction)
    .await?;
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    on_both! {
        async fn a_number_of_fewer_than_ten_is_not_told(store: Store) {
            let june = Date::new(2027, 6, 30).unwrap();
            let july = Date::new(2027, 7, 1).unwrap();
            let mut transaction = store.write().await.unwrap();
            for _ in 0..10 {
                count(&mut transaction, "jobklub", 4, june).await.unwrap();
            }
            for _ in 0..9 {
                count(&mut transaction, "jobklub", 5, june).await.unwrap();
                count(&mut transaction, "jobklub", 4, july).await.unwrap();
            }
            let told = |half_year: &str| Count {
                offer: "jobklub".to_owned(),
                half_year: half_year.to_owned(),
                mark: 4,
                answers: 10,
            };
            assert_eq!(list(&mut transaction).await.unwrap(), [told("2027-1")]);
            count(&mut transaction, "jobklub", 4, july).await.unwrap();
            let both = [told("2027-1"), told("2027-2")];
            assert_eq!(list(&mut transaction).await.unwrap(), both);
        }
    }
}
