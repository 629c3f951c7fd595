//! The desk of who meets citizens: today's meetings, what there is to do, when one has time, and one page
//! about a citizen before a meeting.

mod acts;
mod ask;
mod citizen;
mod day;
mod times;
mod work;

use indgang_api::session::{self, Session};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::location;
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind};

/// A page of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The meetings of a day.
    Day,
    /// What there is to do.
    Work,
    /// When one has time.
    Times,
    /// A citizen before a meeting.
    Citizen,
}

impl Page {
    /// Those in the menu.
    const MENU: [Self; 3] = [Self::Day, Self::Work, Self::Times];

    /// Its address; that of a citizen goes on with who it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Day => "/medarbejder",
            Self::Work => "/medarbejder/arbejde",
            Self::Times => "/medarbejder/tider",
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
            found => found,
        }
    }

    fn name(self) -> &'static str {
        t(match self {
            Self::Day => Key::DESK_DAY,
            Self::Work => Key::DESK_WORK,
            Self::Times => Key::DESK_TIMES,
            Self::Citizen => Key::DESK_CITIZEN,
        })
    }
}

const CITIZEN: &str = "/medarbejder/borger/";

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
            Ok(session)
                if session
                    .roles
                    .iter()
                    .any(|role| ROLES.contains(&role.as_str())) =>
            {
                Who::Staff(session)
            }
            Ok(_) => Who::Stranger,
            Err(_) => Who::Away,
        };
        // Whoever went on does not wait any more.
        let _ = who.try_set(come);
    });
    let content = move || match who.get() {
        Who::Coming => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
        Who::Away => away(),
        Who::Stranger => sign_in(),
        Who::Staff(_) => match page {
            Page::Day => view! { {menu(page)} <day::Day/> }.into_any(),
            Page::Work => view! { {menu(page)} <work::WorkList/> }.into_any(),
            Page::Times => view! { {menu(page)} <times::OwnHours/> }.into_any(),
            Page::Citizen => {
                let path = location::path().get_untracked();
                let id = path.strip_prefix(CITIZEN).unwrap_or_default().to_owned();
                view! { {menu(page)} <citizen::Overview id/> }.into_any()
            }
        },
    };
    view! {
        <article class="desk">
            <h1>{page.name()}</h1>
            {content}
        </article>
    }
}

/// Who meets citizens.
const ROLES: [&str; 2] = ["caseworker", "benefit_officer"];

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
        assert_eq!(Page::at("/medarbejder/borger/"), None);
        assert_eq!(Page::at("/medarbejder/andet"), None);
    }
}
