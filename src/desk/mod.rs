//! The desk of who meets citizens: today's meetings, who waits in the hall, what there is to do, when one has
//! time, and one page about a citizen before a meeting.

mod activity;
mod acts;
mod ask;
mod attendance;
mod card;
mod case;
mod citizen;
mod day;
mod feed;
mod figures;
mod matter;
mod matters;
mod offer;
mod reception;
mod spouse;
mod times;
mod work;

use std::cell::Cell;
use std::time::Duration;

use indgang_api::events;
use indgang_api::session::{self, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::changes::Changes;
use crate::browser::location;
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind};

/// A page of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The meetings of a day.
    Day,
    /// Who waits in the hall.
    Reception,
    /// What citizens have sent.
    Matters,
    /// One of them.
    Matter,
    /// What there is to do.
    Work,
    /// When one has time.
    Times,
    /// How it goes, without persons.
    Figures,
    /// A citizen before a meeting.
    Citizen,
}

impl Page {
    /// Those in the menu.
    const MENU: [Self; 6] = [
        Self::Day,
        Self::Matters,
        Self::Work,
        Self::Reception,
        Self::Times,
        Self::Figures,
    ];

    /// Its address; that of a citizen goes on with who it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Day => "/medarbejder",
            Self::Reception => "/medarbejder/reception",
            Self::Matters => "/medarbejder/sager",
            Self::Matter => MATTER,
            Self::Work => "/medarbejder/arbejde",
            Self::Times => "/medarbejder/tider",
            Self::Figures => "/medarbejder/tal",
            Self::Citizen => CITIZEN,
        }
    }

    /// The page at an address.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let is_citizen = path
            .strip_prefix(CITIZEN)
            .is_some_and(|rest| !rest.is_empty());
        match Self::MENU.into_iter().find(|page| page.path() == path) {
            None if is_citizen => Some(Self::Citizen),
            None if matter_of(path).is_some() => Some(Self::Matter),
            found => found,
        }
    }

    fn name(self) -> &'static str {
        t(match self {
            Self::Day => Key::DESK_DAY,
            Self::Reception => Key::DESK_RECEPTION,
            Self::Matters => Key::DESK_MATTERS,
            Self::Matter => Key::DESK_MATTER,
            Self::Work => Key::DESK_WORK,
            Self::Times => Key::DESK_TIMES,
            Self::Figures => Key::FIGURES_TITLE,
            Self::Citizen => Key::DESK_CITIZEN,
        })
    }
}

const CITIZEN: &str = "/medarbejder/borger/";
const MATTER: &str = "/medarbejder/sag/";

/// The page about what a citizen has sent.
fn matter_path(citizen: &str, matter: &str) -> String {
    format!("{MATTER}{citizen}/{matter}")
}

/// Whose and which, at its address.
fn matter_of(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(MATTER)?.split_once('/')
}

/// The page about a citizen.
fn citizen_path(citizen: &str) -> String {
    format!("{CITIZEN}{citizen}")
}

/// Who is signed in, as far as that is known.
#[derive(Clone, PartialEq, Eq)]
enum Who {
    Coming,
    Away,
    /// Nobody, or somebody without a desk.
    Stranger,
    Staff(Session),
}

/// The desk, at one of its pages.
#[component]
pub fn Desk(
    /// Which.
    page: Page,
) -> impl IntoView {
    let who = RwSignal::new(Who::Coming);
    spawn_local(async move {
        let come = match ask::get::<Session>(session::PATH).await {
            Ok(session) if works(&session, &ROLES) => Who::Staff(session),
            Ok(_) => Who::Stranger,
            Err(_) => Who::Away,
        };
        // Whoever went on does not wait any more.
        let _ = who.try_set(come);
    });
    let title = move || match who.get() {
        Who::Staff(session) if works(&session, &[PROVIDER]) => t(Key::DESK_ATTENDANCE),
        Who::Staff(session) if !works(&session, &MEETS) => Page::Reception.name(),
        _ => page.name(),
    };
    let content = move || match who.get() {
        Who::Coming => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
        Who::Away => away(),
        Who::Stranger => sign_in(),
        // Who runs an activity sees who is to come, and nothing else.
        Who::Staff(session) if works(&session, &[PROVIDER]) => attendance::attendance(),
        // Who only receives people has no meetings of their own.
        Who::Staff(session) if !works(&session, &MEETS) => {
            view! { <reception::Hall with_devices=true/> }.into_any()
        }
        Who::Staff(session) => match page {
            Page::Reception => {
                let with_devices = works(&session, &[FRONT_DESK]);
                view! { {menu(page)} <reception::Hall with_devices/> }.into_any()
            }
            Page::Day => view! { {menu(page)} <day::Day/> }.into_any(),
            Page::Matters => view! { {menu(page)} {matters::matters()} }.into_any(),
            Page::Matter => {
                // From one matter to another it is the same page, with another address.
                let shown = || {
                    let path = location::path().get();
                    matter_of(&path).map(|(citizen, id)| matter::matter(citizen, id))
                };
                view! { {menu(page)} {shown} }.into_any()
            }
            Page::Figures => view! { {menu(page)} {figures::figures()} }.into_any(),
            Page::Work => view! { {menu(page)} <work::WorkList/> }.into_any(),
            Page::Times => {
                view! { {menu(page)} {card::own_card()} <times::OwnHours/> <feed::OwnCalendar/> }
                    .into_any()
            }
            Page::Citizen => {
                let path = location::path().get_untracked();
                let id = path.strip_prefix(CITIZEN).unwrap_or_default().to_owned();
                view! { {menu(page)} <citizen::Overview id/> }.into_any()
            }
        },
    };
    view! {
        <article class="desk">
            <h1>{title}</h1>
            {content}
        </article>
    }
}

/// Who receives people and enrols the devices.
const FRONT_DESK: &str = "front_desk";
/// Who runs activities for the municipality.
const PROVIDER: &str = "provider";
/// Who meets citizens.
const MEETS: [&str; 2] = ["caseworker", "benefit_officer"];
/// Who has a desk.
const ROLES: [&str; 4] = ["caseworker", "benefit_officer", FRONT_DESK, PROVIDER];

fn works(session: &Session, roles: &[&str]) -> bool {
    session
        .roles
        .iter()
        .any(|role| roles.contains(&role.as_str()))
}

fn menu(here: Page) -> AnyView {
    let links = Page::MENU.map(|page| {
        let current = (page == here).then_some("page");
        view! { <li><a href=page.path() aria-current=current>{page.name()}</a></li> }
    });
    view! { <nav class="desk__menu" aria-label=t(Key::DESK_MENU)><ul class="nobullet-list">{links}</ul></nav> }
        .into_any()
}

fn sign_in() -> AnyView {
    let back = location::path().get_untracked();
    let address = format!("{}?return_to={back}", session::SIGN_IN);
    view! {
        <p>{t(Key::DESK_SIGN_IN_TEXT)}</p>
        <p><a class="button button-primary" href=address rel="external">{t(Key::DESK_SIGN_IN)}</a></p>
    }
    .into_any()
}

/// How soon one sees that somebody has come, where the server cannot be heard.
const EVERY: Duration = Duration::from_secs(4);
/// After so many times one asks in any case: a connection may be gone without a word.
const IN_ANY_CASE: u8 = 10;

/// Reads again when the server says that something has happened in the house.
fn follow(read: impl Fn() + Copy + 'static) {
    let changes = Changes::listen(events::DESK, events::HOUSE, read);
    let times = Cell::new(0);
    let tick = move || {
        times.set((times.get() + 1) % IN_ANY_CASE);
        if !changes.is_heard() || times.get() == 0 {
            read();
        }
    };
    if let Ok(ticking) = set_interval_with_handle(tick, EVERY) {
        on_cleanup(move || ticking.clear());
    }
}

/// The server cannot be reached.
fn away() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::DESK_AWAY) announced=true>
            <p>{t(Key::DESK_AWAY_TEXT)}</p>
        </Alert>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        for page in Page::MENU {
            assert_eq!(Page::at(page.path()), Some(page));
        }
        assert_eq!(Page::at(&citizen_path("c1")), Some(Page::Citizen));
        assert_eq!(Page::at(&matter_path("c1", "m1")), Some(Page::Matter));
        assert_eq!(Page::at("/medarbejder/borger/"), None);
        assert_eq!(Page::at("/medarbejder/andet"), None);
    }
}
