//! What stands fast on the plan because the municipality's calendar says so: booked meetings, and until when
//! one is to book. They are no part of the plan: they are shown as they are now, and moved at their own pages.

use std::sync::{LazyLock, OnceLock};

use indgang_api::kommune::Dato;
use indgang_api::meetings::{FACTS, PATH};
use indgang_api::session::{self, Session};
use indgang_domain::meetings::{Form, Status, Words};
use indgang_domain::offers::Area;
use indgang_domain::plan::load::Load;
use indgang_domain::plan::{Board, Day, Week};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::choice::in_language;
use super::state::{self, Side};
use super::tile::area_class;
use crate::browser::http::{self, Unreachable};
use crate::browser::{clock, format, page, store};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{Icon, Picture};

/// Of the copy on the device, what a plan shows; the pages about meetings read the rest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Known {
    facts: Facts,
    own: Own,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Facts {
    kinds: Vec<Kind>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Kind {
    key: String,
    name: Words,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Own {
    meetings: Vec<Meeting>,
    #[serde(default)]
    deadline: Option<Deadline>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Meeting {
    id: String,
    kind: String,
    form: Form,
    start: i64,
    end: i64,
    status: Status,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Deadline {
    kind: String,
    until: Dato,
}

/// One of them, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    week: Week,
    /// How long it takes; 0 for a deadline.
    minutes: u32,
    /// `Jobsamtale`, or until when to book.
    title: String,
    /// When and how, or what to book.
    more: [String; 2],
    href: String,
}

static KNOWN: LazyLock<ArcRwSignal<Known>> = LazyLock::new(ArcRwSignal::default);
/// They do not change while the page is open.
static READ_FACTS: OnceLock<String> = OnceLock::new();

/// Asks when the page begins and when its owner comes back to it.
pub fn begin() {
    let read = || spawn_local(read());
    read();
    page::on_return(read);
}

async fn read() {
    let known = match ask().await {
        Ok(known) => known.unwrap_or_default(),
        Err(Unreachable) => on_device(store::load(store::OWN_MEETINGS)).unwrap_or_default(),
    };
    if *KNOWN.read_untracked() != known {
        KNOWN.set(known);
    }
}

/// What the server says, which the device keeps from now on; `None` for who has no meetings of their own.
async fn ask() -> Result<Option<Known>, Unreachable> {
    // To be nobody is no error, so who it is is asked first.
    let session = text(session::PATH).await?;
    let session: Session = serde_json::from_slice(session.as_bytes()).map_err(|_| Unreachable)?;
    let person = match session.name {
        _ if !session.roles.is_empty() => return Ok(None),
        Some(name) => name,
        None => {
            store::clear(store::OWN_MEETINGS);
            return Ok(None);
        }
    };
    let facts = match READ_FACTS.get() {
        Some(facts) => facts,
        None => {
            let facts = text(FACTS).await?;
            READ_FACTS.get_or_init(|| facts)
        }
    };
    let own = text(PATH).await?;
    let at = clock::milliseconds();
    let person = serde_json::Value::String(person);
    // As the pages about meetings keep it.
    let copy = format!(r#"{{"at":{at},"person":{person},"facts":{facts},"own":{own}}}"#);
    let known = on_device(Some(copy.clone())).ok_or(Unreachable)?;
    store::save(store::OWN_MEETINGS, &copy);
    Ok(Some(known))
}

async fn text(address: &str) -> Result<String, Unreachable> {
    let answer = http::ask("GET", address).await?;
    match answer.is_success() {
        true => String::from_utf8(answer.body).map_err(|_| Unreachable),
        false => Err(Unreachable),
    }
}

fn on_device(copy: Option<String>) -> Option<Known> {
    serde_json::from_slice(copy?.as_bytes()).ok()
}

/// All of them, the earliest first, on one's own plan; whoever reads it follows.
fn all() -> Vec<Fixed> {
    if state::side() != Side::Owner {
        return Vec::new();
    }
    let known = KNOWN.read();
    let mut all: Vec<(i64, Fixed)> = (known.own.meetings.iter())
        .filter(|it| it.status.takes_time() && it.status != Status::Reserved)
        .filter_map(|it| Some((it.start, known.meeting(it)?)))
        .collect();
    all.sort_by_key(|(start, _)| *start);
    let deadline = known.own.deadline.as_ref().map(|it| known.deadline(it));
    deadline
        .into_iter()
        .chain(all.into_iter().map(|(_, it)| it))
        .collect()
}

impl Known {
    fn kind(&self, key: &str) -> String {
        let kind = self.facts.kinds.iter().find(|kind| kind.key == key);
        let words = kind.map(|kind| in_language(&kind.name));
        words.unwrap_or_else(|| key.to_owned())
    }

    fn meeting(&self, meeting: &Meeting) -> Option<Fixed> {
        let date = clock::at(meeting.start)?.date;
        let form = t(match meeting.form {
            Form::InPerson => Key::PLAN_MEET_IN_PERSON,
            Form::Phone => Key::PLAN_MEET_PHONE,
            Form::Video => Key::PLAN_MEET_VIDEO,
        });
        let day = format!(
            "{} {}",
            format::weekday(date.weekday()),
            format::day_and_short_month(date)
        );
        let minutes = (meeting.end - meeting.start) / 60_000;
        Some(Fixed {
            week: Week::of(date),
            minutes: u32::try_from(minutes).unwrap_or(0),
            title: self.kind(&meeting.kind),
            more: [
                format!("{day} {}", format::time_at(meeting.start)),
                form.to_owned(),
            ],
            href: format!("/moeder/{}", meeting.id),
        })
    }

    fn deadline(&self, deadline: &Deadline) -> Fixed {
        let day = format::day_and_short_month(deadline.until.0);
        Fixed {
            week: Day::of(deadline.until.0).week(),
            minutes: 0,
            title: t_with(Key::PLAN_MEET_BOOK, &[("dag", &day)]),
            more: [self.kind(&deadline.kind), String::new()],
            href: Route::BookMeeting.path().to_owned(),
        }
    }
}

/// Those of a week.
fn in_week(week: Week) -> Vec<Fixed> {
    let all = all().into_iter();
    all.filter(|fixed| fixed.week == week).collect()
}

/// In a week of a phone's list.
pub fn in_list(week: Week) -> AnyView {
    let all = in_week(week);
    all.iter().map(|it| it.card(1)).collect_view().into_any()
}

/// On so many weeks of the wide sheet.
pub fn on_sheet(first: Week, weeks: u16) -> AnyView {
    let column = |it: &Fixed| it.week.since(first);
    let all = all();
    let seen = all
        .iter()
        .filter(|it| (0..i32::from(weeks)).contains(&i32::from(column(it))));
    seen.map(|it| it.card(column(it) + 1))
        .collect_view()
        .into_any()
}

/// What stands on paper.
pub fn lines(first: Week, weeks: u16) -> Vec<String> {
    let all = (0..i16::try_from(weeks).unwrap_or(0)).flat_map(|n| in_week(first.plus(n)));
    all.map(|it| it.words()).collect()
}

/// How full the weeks are, with the meetings.
pub fn load(board: &Board, first: Week, weeks: u16) -> Vec<Load> {
    let fixed = all();
    let mut loads = board.load(first, weeks);
    for load in &mut loads {
        let here = fixed.iter().filter(|it| it.week == load.week);
        load.minutes += here.map(|it| it.minutes).sum::<u32>();
        let limit = board.limit.map_or(u32::MAX, u32::from);
        load.over = load.minutes.saturating_sub(limit);
    }
    loads
}

impl Fixed {
    /// `Jobsamtale, mandag 23. nov. kl. 10.15, Telefon`.
    fn words(&self) -> String {
        let more = self.more.iter().filter(|it| !it.is_empty());
        let all: Vec<&str> = [&self.title]
            .into_iter()
            .chain(more)
            .map(String::as_str)
            .collect();
        all.join(", ")
    }

    /// A card that nobody can pick up: it leads to where it can be moved.
    fn card(&self, column: i16) -> AnyView {
        // The name is what is seen; what only the pin says is heard after it.
        let comma = || view! { <span class="sr-only">", "</span> };
        let more = self.more.iter().filter(|it| !it.is_empty());
        let more = more.map(|it| {
            view! { {comma()} <span class="plan-card__lane">{it.clone()}</span> }
        });
        view! {
            <div
                class=format!("plan-card plan-card--pinned plan-card--fixed {}", area_class(Area::Stoette))
                style:--from=column.to_string()
                style:--weeks="1"
            >
                <a class="plan-card__main" href=self.href.clone() draggable="false">
                    <Picture name="jobsamtale"/>
                    <span class="plan-card__title">{self.title.clone()}{more.collect_view()}</span>
                    <span class="sr-only">", "{t(Key::PLAN_FIXED)}</span>
                    <span class="plan-card__signs" aria-hidden="true"><Icon name="location"/></span>
                </a>
            </div>
        }
        .into_any()
    }
}
