//! `GET /api/v1/desk/indicators`: how it goes, without persons.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use indgang_api::case::StepKind;
use indgang_api::indicators::{CSV, Indicator, Measure, PATH};
use indgang_domain::case::choice::Idea;
use indgang_domain::case::{Content, Kind};
use indgang_domain::indicators::{Cell, half_year, week};
use indgang_domain::meetings::Status;
use indgang_law::calendar::Date;

use super::refusal::Refusal;
use crate::clock;
use crate::config::Config;
use crate::store::matters::{self, Matter};
use crate::store::meetings::{self, Meeting};
use crate::store::{Store, StoreError, Transaction};

/// So many halves of a year before this one.
const BEFORE: i16 = 3;
/// So many weeks, this one among them.
const WEEKS: i32 = 8;
/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// How it goes, without persons
///
/// Of this half of a year and the three before it. A number that is about fewer than ten people is not told.
/// What was deleted since is not counted.
#[utoipa::path(
    get,
    path = PATH,
    responses((status = 200, description = "The numbers", body = Vec<Indicator>), Refusal)
)]
pub async fn show(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
) -> Result<Json<Vec<Indicator>>, Refusal> {
    let mut transaction = store.read().await?;
    Ok(Json(all(&mut transaction, &config, clock::today()).await?))
}

/// The same as a file for a spreadsheet
#[utoipa::path(
    get,
    path = CSV,
    responses(
        (status = 200, description = "half_year,measure,part,value", body = String, content_type = "text/csv"),
        Refusal,
    )
)]
pub async fn file(
    State(store): State<Store>,
    State(config): State<Arc<Config>>,
) -> Result<Response, Refusal> {
    let mut transaction = store.read().await?;
    let mut csv = "half_year,measure,part,value\n".to_owned();
    for one in all(&mut transaction, &config, clock::today()).await? {
        let measure = serde_json::to_value(one.measure).unwrap_or_default();
        let value = one
            .value
            .map_or_else(String::new, |value| value.to_string());
        let (half_year, measure) = (one.half_year, measure.as_str().unwrap_or_default());
        csv.push_str(&format!("{half_year},{measure},{},{value}\n", one.part));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"tal.csv\"",
        ),
    ];
    Ok((headers, csv).into_response())
}

async fn all(
    transaction: &mut Transaction,
    config: &Config,
    today: Date,
) -> Result<Vec<Indicator>, StoreError> {
    let since = clock::midnight(begin(today));
    let mut numbers = Numbers {
        minutes: config.case.self_service.minutes_saved,
        ..Numbers::default()
    };
    // What one has applied for stands before the first talk about it.
    matters::each_since(transaction, since, |matter| {
        numbers.sent(matter, config.case.days(matter.kind), today);
    })
    .await?;
    meetings::each_since(transaction, since, |meeting| numbers.agreed(meeting, today)).await?;
    for (number, (form, month, rating)) in meetings::ratings(transaction)
        .await?
        .into_iter()
        .enumerate()
    {
        let day = Date::parse(&format!("{month}-01")).filter(|day| *day >= begin(today));
        // Whose it was is not kept: each is as good as a person.
        if let Some(day) = day {
            numbers.add(day, Measure::Rating, &form, &number.to_string(), rating);
        }
    }
    Ok(numbers.told())
}

/// The first day that is counted.
fn begin(today: Date) -> Date {
    let months = i16::from(today.month_number() > 6) * 6 - 6 * BEFORE;
    let (years, months) = (months.div_euclid(12), months.rem_euclid(12));
    let month = if months == 0 { 1 } else { 7 };
    Date::new(today.year() + years, month, 1).unwrap_or(today)
}

#[derive(Default)]
struct Numbers {
    cells: BTreeMap<(String, Measure, String), Cell>,
    /// What one thing that citizens do themselves saves, where the municipality has said so.
    minutes: Option<u16>,
    /// When who applied did so first, until they have been met.
    applied: BTreeMap<String, i64>,
}

impl Numbers {
    fn add(&mut self, day: Date, measure: Measure, part: &str, person: &str, value: i64) {
        let key = (half_year(day), measure, part.to_owned());
        self.cells.entry(key).or_default().add(person, value);
    }

    fn sent(&mut self, matter: &Matter, days: u16, today: Date) {
        let (day, citizen) = (clock::day(matter.sent_at), matter.citizen.as_str());
        let kind = matter.kind.name();
        self.add(day, Measure::Sent, kind, citizen, 1);
        if matter.kind == Kind::Application {
            self.applied
                .entry(citizen.to_owned())
                .or_insert(matter.sent_at);
        }
        let steps = &matter.private.steps;
        for step in steps.iter().filter(|step| !step.who.is_empty()) {
            let own = i64::from(step.own);
            self.add(clock::day(step.at), Measure::OwnSteps, "", citizen, own);
            self.done(clock::day(step.at), citizen, step.own, today);
        }
        if let Content::Choice(choice) = &matter.private.content
            && let Some(idea) = choice.idea()
        {
            let own = i64::from(idea == Idea::Citizen);
            self.add(day, Measure::OwnIdeas, "", citizen, own);
        }
        let handed = steps
            .iter()
            .filter(|step| step.what == StepKind::HandedOver);
        let handed = i64::try_from(handed.count()).unwrap_or_default();
        self.add(day, Measure::HandedOver, "", citizen, handed);
        if let Some(decision) = &matter.private.decision {
            let decided = steps.iter().rfind(|step| step.what == StepKind::Decided);
            let outcome = serde_json::to_value(decision.outcome).unwrap_or_default();
            let part = format!("{kind}/{}", outcome.as_str().unwrap_or_default());
            let day = decided.map_or(day, |step| clock::day(step.at));
            self.add(day, Measure::Decided, &part, citizen, 1);
        }
        // What the municipality began waits for the citizen, not the other way round.
        if steps.first().is_some_and(|step| step.own) {
            let is_answer = |what| {
                use StepKind::{Asked, Decided, Noted, Replied};
                matches!(what, Asked | Replied | Noted | Decided)
            };
            let answer = steps.iter().find(|step| !step.own && is_answer(step.what));
            let last = day.plus_days(i32::from(days));
            let answered = answer.map(|step| clock::day(step.at));
            // As long as there is time it is neither.
            if answered.is_some() || today > last && matter.status.is_open() {
                let in_time = answered.is_some_and(|answered| answered <= last);
                self.add(day, Measure::InTime, "", citizen, i64::from(in_time));
            }
        }
    }

    /// Something was done, by the citizen or at the desk: counted by the week, for the last ones.
    fn done(&mut self, day: Date, citizen: &str, own: bool, today: Date) {
        let monday = day.plus_days(-i32::from(day.weekday()));
        // What is agreed for a later week is not done yet.
        if monday > today || monday.plus_days(7 * WEEKS) <= today {
            return;
        }
        let measure = match own {
            true => Measure::OwnActs,
            false => Measure::DeskActs,
        };
        // All of a week stands where it began, also when half a year ends within it.
        self.add(monday, measure, &week(monday), citizen, 1);
        if let (true, Some(minutes)) = (own, self.minutes) {
            let minutes = i64::from(minutes);
            self.add(
                monday,
                Measure::MinutesSaved,
                &week(monday),
                citizen,
                minutes,
            );
        }
    }

    fn agreed(&mut self, meeting: &Meeting, today: Date) {
        if matches!(meeting.status, Status::Reserved | Status::Lapsed) {
            return;
        }
        let (day, citizen) = (clock::day(meeting.starts_at), meeting.citizen.as_str());
        let own = !meeting.private.by_desk;
        self.add(day, Measure::SelfBooked, "", citizen, i64::from(own));
        self.done(day, citizen, own, today);
        if matches!(meeting.status, Status::Done | Status::Missed) {
            let missed = i64::from(meeting.status == Status::Missed);
            self.add(day, Measure::NotCome, meeting.form.name(), citizen, missed);
        }
        if meeting.status == Status::Done {
            self.held(meeting);
        }
    }

    /// The first talk that is held after somebody has applied.
    fn held(&mut self, meeting: &Meeting) {
        let citizen = &meeting.citizen;
        let sent_at = self.applied.get(citizen).copied();
        let Some(sent_at) = sent_at.filter(|sent_at| meeting.starts_at >= *sent_at) else {
            return;
        };
        self.applied.remove(citizen);
        let (sent, held) = (clock::day(sent_at), clock::day(meeting.starts_at));
        // A day can be an hour shorter or longer.
        let days = (clock::midnight(held) - clock::midnight(sent) + DAY / 2) / DAY;
        self.add(held, Measure::FirstMeeting, "", citizen, days);
    }

    fn told(self) -> Vec<Indicator> {
        let told =
            |((half_year, measure, part), cell): ((String, Measure, String), Cell)| Indicator {
                value: match measure {
                    Measure::FirstMeeting => cell.median(),
                    Measure::SelfBooked
                    | Measure::NotCome
                    | Measure::InTime
                    | Measure::OwnSteps
                    | Measure::OwnIdeas
                    | Measure::HandedOver => cell.percent(),
                    Measure::Rating => cell.mean_tenths(),
                    Measure::Sent | Measure::Decided | Measure::OwnActs | Measure::DeskActs => {
                        cell.times()
                    }
                    Measure::MinutesSaved => cell.sum(),
                },
                half_year,
                measure,
                part,
            };
        let mut all: Vec<Indicator> = self.cells.into_iter().map(told).collect();
        // The latest first; what is within it stays in its order.
        all.sort_by(|one, other| other.half_year.cmp(&one.half_year));
        all
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use indgang_api::case::{Decision, Step};
    use indgang_api::kommune::Dato;
    use indgang_domain::case::content::Message;
    use indgang_domain::case::{self, Outcome};
    use indgang_domain::meetings::Form;

    use super::*;
    use crate::store::matters::Private;
    use crate::store::testing::on_both;

    const TODAY: Date = Date::constant(2026, 11, 23);

    fn at(day: i8) -> i64 {
        clock::moment(Date::constant(2026, 11, day), 10 * 60).unwrap()
    }

    fn step(what: StepKind, day: i8) -> Step {
        let own = what == StepKind::Sent;
        Step {
            at: at(day),
            what,
            who: if own { "Borger" } else { "Sara Friis" }.to_owned(),
            own,
            text: String::new(),
            files: Vec::new(),
            attended: None,
            picked: None,
        }
    }

    /// Sent on the 2nd and granted on another day.
    fn need(citizen: &str, granted: i8) -> Matter {
        let content = Content::Message(Message {
            text: "Tandlæge".to_owned(),
        });
        Matter {
            id: format!("need-{citizen}"),
            citizen: citizen.to_owned(),
            kind: Kind::Need,
            status: case::Status::Decided,
            unit: "job".to_owned(),
            handler: None,
            due: None,
            also: None,
            by_consent: false,
            remind_on: None,
            urgent: false,
            reminded: false,
            version: 2,
            private: Private {
                content,
                receipt: String::new(),
                before: Vec::new(),
                steps: vec![step(StepKind::Sent, 2), step(StepKind::Decided, granted)],
                decision: Some(Decision {
                    outcome: Outcome::Granted,
                    reason: "Det hjælper".to_owned(),
                    law: "LAS § 81".to_owned(),
                    amount: "1200.00".to_owned(),
                    from: None,
                    until: None,
                    complain_by: Dato(TODAY),
                    by: "Sara Friis".to_owned(),
                }),
            },
            sent_at: at(2),
            changed_at: at(granted),
        }
    }

    fn held(citizen: &str, form: Form, status: Status) -> Meeting {
        Meeting {
            id: format!("{citizen}-{}", form.name()),
            citizen: citizen.to_owned(),
            kind: "jobsamtale".to_owned(),
            form,
            place: String::new(),
            starts_at: at(10),
            ends_at: at(10) + 1,
            status,
            instead_of: None,
            kept_until: 0,
            extended: 0,
            version: 1,
            private: meetings::Private::default(),
            wants_earlier: false,
            changed_at: 0,
        }
    }

    on_both! {
        async fn everything_is_gone_through_once_however_much_came_at_the_same_moment(store: Store) {
            let mut transaction = store.write().await.unwrap();
            for number in 0..401 {
                let citizen = format!("borger {number:03}");
                matters::add(&mut transaction, &need(&citizen, 9)).await.unwrap();
            }
            let mut seen = Vec::new();
            let since = need("borger 000", 9).sent_at;
            matters::each_since(&mut transaction, since, |matter| seen.push(matter.id.clone()))
                .await
                .unwrap();
            assert_eq!(seen.len(), 401);
            assert!(seen.is_sorted_by(|one, other| one < other), "each once, in its order");
            let later = matters::each_since(&mut transaction, since + 1, |_| seen.clear()).await;
            later.unwrap();
            assert_eq!(seen.len(), 401, "nothing was sent later");
        }

        async fn what_is_about_ten_people_is_told_and_what_is_about_nine_is_not(store: Store) {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../indgang.toml");
            let config = Config::read(Path::new(file)).unwrap();
            let mut transaction = store.write().await.unwrap();
            for number in 0..10 {
                let citizen = format!("borger {number}");
                // Two of them waited longer than the 14 days that are promised.
                let granted = if number < 2 { 20 } else { 9 };
                matters::add(&mut transaction, &need(&citizen, granted)).await.unwrap();
                let status = if number < 3 { Status::Missed } else { Status::Done };
                let mut phone = held(&citizen, Form::Phone, status);
                phone.private.by_desk = number == 0;
                meetings::add(&mut transaction, &phone).await.unwrap();
                if number < 9 {
                    let video = held(&citizen, Form::Video, Status::Done);
                    meetings::add(&mut transaction, &video).await.unwrap();
                }
            }
            let mut config = config;
            let told = all(&mut transaction, &config, TODAY).await.unwrap();
            let saved = |told: &[Indicator]| {
                let of_week = |one: &&Indicator| {
                    one.measure == Measure::MinutesSaved && one.part == "2026-W45"
                };
                told.iter().find(of_week).map(|one| one.value)
            };
            assert_eq!(saved(&told), None, "nobody has said what it saves");
            config.case.self_service.minutes_saved = Some(12);
            let measured = all(&mut transaction, &config, TODAY).await.unwrap();
            assert_eq!(saved(&measured), Some(Some(120)));
            assert!(told.iter().all(|one| one.half_year == "2026-2"));
            let value = |measure, part: &str| {
                let same = |one: &&Indicator| one.measure == measure && one.part == part;
                told.iter().find(same).unwrap_or_else(|| panic!("{measure:?} {part}")).value
            };
            assert_eq!(value(Measure::InTime, ""), Some(80));
            assert_eq!(value(Measure::Sent, "need"), Some(10));
            assert_eq!(value(Measure::Decided, "need/granted"), Some(10));
            assert_eq!(value(Measure::OwnSteps, ""), Some(50));
            assert_eq!(value(Measure::HandedOver, ""), Some(0));
            assert_eq!(value(Measure::OwnActs, "2026-W45"), Some(10), "each sent one");
            // Nine by phone and nine by video, of ten people together.
            assert_eq!(value(Measure::OwnActs, "2026-W46"), Some(18));
            assert_eq!(value(Measure::DeskActs, "2026-W46"), None, "eight and one people");
            assert_eq!(value(Measure::SelfBooked, ""), Some(95));
            assert_eq!(value(Measure::NotCome, "phone"), Some(30));
            assert_eq!(value(Measure::NotCome, "video"), None, "nine people");
        }
    }

    #[test]
    fn four_halves_of_a_year_are_counted() {
        for (today, first) in [
            (TODAY, Date::constant(2025, 1, 1)),
            (Date::constant(2026, 6, 30), Date::constant(2024, 7, 1)),
        ] {
            assert_eq!(begin(today), first);
        }
    }
}
