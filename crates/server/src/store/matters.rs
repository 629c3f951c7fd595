//! What citizens have sent, or are asked about.

use indgang_api::case::{Decision, Step, Version};
use indgang_api::kommune::Dato;
use indgang_domain::case::{Content, Kind, Status};
use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

use super::{StoreError, Transaction, events};
use crate::keys::Sealed;

/// Where what stands in a matter is sealed to.
pub const PRIVATE: &str = "matter.private";
/// The kind of an event about a matter.
const EVENT: &str = "matter";

/// A matter as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Matter {
    pub id: String,
    pub citizen: String,
    pub kind: Kind,
    pub status: Status,
    pub unit: String,
    /// Another unit that has it too, because the citizen said so.
    pub also: Option<String>,
    /// The unit has it because the citizen lets it see the part, and only as long as they do.
    pub by_consent: bool,
    /// Who has it in hand.
    pub handler: Option<String>,
    /// By which day something is to happen.
    pub due: Option<Dato>,
    pub urgent: bool,
    /// Whether the citizen was reminded of what they are asked.
    pub reminded: bool,
    /// When the citizen wants to be reminded of it.
    pub remind_on: Option<Dato>,
    pub version: i64,
    pub private: Private,
    pub sent_at: i64,
    pub changed_at: i64,
}

/// What is kept of it under seal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Private {
    pub content: Content,
    /// That it was sent, as the citizen can have it at any time; of the last version.
    pub receipt: String,
    pub before: Vec<Version>,
    pub steps: Vec<Step>,
    pub decision: Option<Decision>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    citizen: String,
    kind: String,
    status: String,
    unit: String,
    also: Option<String>,
    by_consent: i64,
    handler: Option<String>,
    due_on: Option<String>,
    urgent: i64,
    reminded: i64,
    remind_on: Option<String>,
    version: i64,
    private: Vec<u8>,
    sent_at: i64,
    changed_at: i64,
}

impl Row {
    fn opened(self, transaction: &Transaction) -> Result<Matter, StoreError> {
        let private = transaction.keys().open(PRIVATE, &self.id, &self.private)?;
        let day = |day: Option<&str>| {
            let day = day.map(|day| Date::parse(day).ok_or(Sealed));
            Ok::<_, Sealed>(day.transpose()?.map(Dato))
        };
        Ok(Matter {
            // Without the reader's words, which would quote what is sealed.
            private: serde_json::from_slice(&private).map_err(|_| Sealed)?,
            kind: Kind::named(&self.kind).ok_or(Sealed)?,
            status: Status::named(&self.status).ok_or(Sealed)?,
            due: day(self.due_on.as_deref())?,
            remind_on: day(self.remind_on.as_deref())?,
            also: self.also,
            by_consent: self.by_consent != 0,
            id: self.id,
            citizen: self.citizen,
            unit: self.unit,
            handler: self.handler,
            urgent: self.urgent != 0,
            reminded: self.reminded != 0,
            version: self.version,
            sent_at: self.sent_at,
            changed_at: self.changed_at,
        })
    }
}

impl Matter {
    fn sealed(&self, transaction: &Transaction) -> Result<Vec<u8>, StoreError> {
        let private = serde_json::to_vec(&self.private).map_err(|_| Sealed)?;
        Ok(transaction.keys().seal(PRIVATE, &self.id, &private)?)
    }

    /// Which unit runs it, of an activity.
    fn provider(&self) -> Option<&str> {
        match &self.private.content {
            Content::Activity(activity) => Some(&activity.provider),
            _ => None,
        }
    }

    fn due_on(&self) -> Option<String> {
        self.due.map(|due| due.0.to_string())
    }

    fn remind_on(&self) -> Option<String> {
        self.remind_on.map(|day| day.0.to_string())
    }
}

pub async fn add(transaction: &mut Transaction, matter: &Matter) -> Result<(), StoreError> {
    let private = matter.sealed(transaction)?;
    sqlx::query(
        "INSERT INTO matter (id, citizen, kind, status, unit, handler, due_on, urgent, reminded, version, \
         private, sent_at, changed_at, provider, also, remind_on, by_consent) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(&matter.id)
    .bind(&matter.citizen)
    .bind(matter.kind.name())
    .bind(matter.status.name())
    .bind(&matter.unit)
    .bind(&matter.handler)
    .bind(matter.due_on())
    .bind(i64::from(matter.urgent))
    .bind(i64::from(matter.reminded))
    .bind(matter.version)
    .bind(private)
    .bind(matter.sent_at)
    .bind(matter.changed_at)
    .bind(matter.provider())
    .bind(&matter.also)
    .bind(matter.remind_on())
    .bind(i64::from(matter.by_consent))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Keeps what a matter has become, as its next version.
pub async fn change(
    transaction: &mut Transaction,
    matter: &mut Matter,
    now: i64,
) -> Result<(), StoreError> {
    matter.version += 1;
    matter.changed_at = now;
    let private = matter.sealed(transaction)?;
    sqlx::query(
        "UPDATE matter SET status = $2, unit = $3, handler = $4, due_on = $5, urgent = $6, reminded = $7, \
         version = $8, private = $9, changed_at = $10, also = $11, remind_on = $12, by_consent = $13 WHERE id = $1",
    )
    .bind(&matter.id)
    .bind(matter.status.name())
    .bind(&matter.unit)
    .bind(&matter.handler)
    .bind(matter.due_on())
    .bind(i64::from(matter.urgent))
    .bind(i64::from(matter.reminded))
    .bind(matter.version)
    .bind(private)
    .bind(now)
    .bind(&matter.also)
    .bind(matter.remind_on())
    .bind(i64::from(matter.by_consent))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

const COLUMNS: &str = "id, citizen, kind, status, unit, handler, due_on, urgent, reminded, version, \
                       private, sent_at, changed_at, also, remind_on, by_consent";

/// Matters that a condition about one text holds for.
async fn those(
    transaction: &mut Transaction,
    condition: &'static str,
    text: &str,
) -> Result<Vec<Matter>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM matter WHERE {condition}");
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(query))
        .bind(text)
        .fetch_all(&mut **transaction)
        .await?;
    rows.into_iter()
        .map(|row| row.opened(transaction))
        .collect()
}

/// A matter, when it is the citizen's.
pub async fn find(
    transaction: &mut Transaction,
    citizen: &str,
    id: &str,
) -> Result<Option<Matter>, StoreError> {
    let found = those(transaction, "id = $1", id).await?;
    Ok(found.into_iter().find(|matter| matter.citizen == citizen))
}

/// Everything of a citizen's, the last one first.
pub async fn of_citizen(
    transaction: &mut Transaction,
    citizen: &str,
) -> Result<Vec<Matter>, StoreError> {
    those(
        transaction,
        "citizen = $1 ORDER BY sent_at DESC, id",
        citizen,
    )
    .await
}

/// What a unit still has something to do with.
pub async fn of_unit(transaction: &mut Transaction, unit: &str) -> Result<Vec<Matter>, StoreError> {
    const CONDITION: &str =
        "(unit = $1 OR also = $1) AND status IN ('sent', 'in_hand', 'asked') ORDER BY sent_at, id";
    those(transaction, CONDITION, unit).await
}

/// What units have only by a citizen's consent, and still have something to do with.
pub async fn by_consent(transaction: &mut Transaction) -> Result<Vec<Matter>, StoreError> {
    const CONDITION: &str =
        "by_consent = CAST($1 AS BIGINT) AND status IN ('sent', 'in_hand', 'asked') ORDER BY id";
    those(transaction, CONDITION, "1").await
}

/// Goes through everything of everybody's that was sent since a moment, the oldest first: for numbers that are
/// about nobody. A few at a time: together they can be more than there is memory.
pub async fn each_since(
    transaction: &mut Transaction,
    moment: i64,
    mut one: impl FnMut(&Matter),
) -> Result<(), StoreError> {
    let query = format!(
        "SELECT {COLUMNS} FROM matter WHERE sent_at > $1 OR sent_at = $1 AND id > $2 \
         ORDER BY sent_at, id LIMIT 200"
    );
    let mut last = (moment, String::new());
    loop {
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(query.clone()))
            .bind(last.0)
            .bind(&last.1)
            .fetch_all(&mut **transaction)
            .await?;
        let Some(row) = rows.last() else {
            return Ok(());
        };
        last = (row.sent_at, row.id.clone());
        for row in rows {
            one(&row.opened(transaction)?);
        }
    }
}

/// The activities that a unit runs.
pub async fn of_provider(
    transaction: &mut Transaction,
    unit: &str,
) -> Result<Vec<Matter>, StoreError> {
    those(transaction, "provider = $1 ORDER BY sent_at, id", unit).await
}

/// What citizens are asked until a day, and were not reminded of.
pub async fn to_remind(
    transaction: &mut Transaction,
    until: Date,
) -> Result<Vec<Matter>, StoreError> {
    const CONDITION: &str =
        "status = 'asked' AND reminded = 0 AND due_on <= $1 ORDER BY due_on, id";
    those(transaction, CONDITION, &until.to_string()).await
}

/// What citizens want to be reminded of on a day or before it.
pub async fn wished(transaction: &mut Transaction, until: Date) -> Result<Vec<Matter>, StoreError> {
    const CONDITION: &str = "remind_on <= $1 ORDER BY remind_on, id";
    those(transaction, CONDITION, &until.to_string()).await
}

/// Tells the citizen and who has it in hand that there is something to load again.
pub async fn tell(
    transaction: &mut Transaction,
    matter: &Matter,
    now: i64,
) -> Result<(), StoreError> {
    let own = indgang_api::case::MATTER
        .replace("{citizen}", indgang_api::case::ME)
        .replace("{matter}", &matter.id);
    events::add(transaction, &matter.citizen, EVENT, &own, now).await?;
    if let Some(handler) = &matter.handler {
        events::add(transaction, handler, EVENT, indgang_api::case::WORK, now).await?;
    }
    Ok(())
}
