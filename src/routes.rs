//! The pages and their addresses, in one place: a link that is misspelt does not compile.

use indgang_api::pages::Entry;
use leptos::prelude::*;

use crate::browser::location;
use crate::{blank, calculator, case, desk, meetings, room};

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The doors.
    Home,
    /// A page of the calculator.
    Calculator(calculator::Page),
    /// Checks a receipt.
    Receipt,
    /// All rates with dates and sources.
    Rates,
    /// What the calculator does and does not do.
    About,
    /// The accessibility statement.
    Accessibility,
    /// What is kept about the citizen.
    MineData,
    /// Says what one thinks of this service.
    Opinion,
    /// The plan.
    Plan,
    /// A plan of somebody made up.
    PlanExample,
    /// A caseworker at a meeting about a plan.
    PlanMeeting,
    /// A plan that somebody has given a link to.
    PlanShown,
    /// One's meetings.
    Meetings,
    /// Books a meeting.
    BookMeeting,
    /// A page about one meeting.
    Meeting(meetings::Step),
    /// A page of one's own case.
    Case(case::Page),
    /// A form to fill in on paper.
    Blank(blank::Form),
    /// The desk of who meets citizens.
    Desk(desk::Page),
    /// People say here that they have come.
    Kiosk,
    /// Shows who is called.
    Screen,
    /// The online room of a meeting.
    Room,
    /// An address that is none of ours.
    NotFound,
}

impl Route {
    /// Where the calculator begins.
    pub const CALCULATOR: Self = Self::Calculator(calculator::Page::START);

    /// One's own case in one look.
    pub const CASE: Self = Self::Case(case::Page::Overview);

    /// An application to fill in on paper.
    pub const APPLY_ON_PAPER: Self = Self::Blank(blank::Form::Application);

    /// A complaint to fill in on paper.
    pub const COMPLAIN_ON_PAPER: Self = Self::Blank(blank::Form::Complaint);

    /// Where the desk begins.
    pub const DESK: Self = Self::Desk(desk::Page::Day);

    /// The address of the page about one meeting.
    #[must_use]
    pub fn meeting(id: &str) -> String {
        meetings::Step::Prepare.path(id)
    }

    /// The address, for `href`. That of a page about one meeting has the meeting in it too: see
    /// [`meetings::Step::path`] and [`room::Place::path`].
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Home | Self::NotFound => "/",
            Self::Calculator(page) => page.path(),
            Self::Receipt => "/kvittering",
            Self::Rates => "/satser",
            Self::About => "/om",
            Self::Accessibility => "/was",
            Self::MineData => "/mine-data",
            Self::Opinion => "/mening",
            Self::Plan => "/plan",
            Self::PlanExample => "/plan/eksempel",
            Self::PlanMeeting => "/plan/moede",
            Self::PlanShown => "/plan/vist",
            Self::Meetings | Self::Meeting(_) | Self::Room => "/moeder",
            Self::BookMeeting => "/moeder/book",
            Self::Blank(form) => form.path(),
            Self::Case(page) => page.path(),
            Self::Desk(page) => page.path(),
            Self::Kiosk => "/reception",
            Self::Screen => "/infoskaerm",
        }
    }

    /// Whether it fills the screen of a device that does nothing else.
    #[must_use]
    pub const fn is_a_device(self) -> bool {
        matches!(self, Self::Kiosk | Self::Screen)
    }

    /// The program that shows it.
    #[must_use]
    pub fn entry(self) -> Entry {
        Entry::at(self.path())
    }

    /// The page at an address.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let path = path
            .strip_suffix('/')
            .filter(|path| !path.is_empty())
            .unwrap_or(path);
        let plain = [
            Self::Home,
            Self::Receipt,
            Self::Rates,
            Self::About,
            Self::Accessibility,
            Self::MineData,
            Self::Opinion,
            Self::Plan,
            Self::PlanExample,
            Self::PlanMeeting,
            Self::PlanShown,
            Self::Meetings,
            Self::BookMeeting,
            Self::Kiosk,
            Self::Screen,
        ];
        plain
            .into_iter()
            .find(|route| route.path() == path)
            .or_else(|| calculator::Page::at(path).map(Self::Calculator))
            .or_else(|| blank::Form::at(path).map(Self::Blank))
            .or_else(|| case::Page::at(path).map(Self::Case))
            .or_else(|| desk::Page::at(path).map(Self::Desk))
            .or_else(|| room::Place::at(path).map(|_| Self::Room))
            .or_else(|| meetings::Step::at(path).map(|(step, _)| Self::Meeting(step)))
            .unwrap_or(Self::NotFound)
    }
}

/// The page that the address bar names.
#[must_use]
pub fn use_route() -> Memo<Route> {
    let path = location::path();
    Memo::new(move |_| Route::at(&path.read()))
}

/// Goes to a page from code; a link is better wherever one can stand.
pub fn go(route: Route) {
    location::go(route.path());
}

/// [`go`] as a callback.
#[must_use]
pub fn use_go() -> Callback<Route> {
    Callback::new(go)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        let pages = [
            Route::Home,
            Route::CALCULATOR,
            Route::Rates,
            Route::About,
            Route::Accessibility,
            Route::MineData,
            Route::PlanExample,
            Route::Meetings,
            Route::BookMeeting,
            Route::CASE,
            Route::APPLY_ON_PAPER,
            Route::COMPLAIN_ON_PAPER,
            Route::Kiosk,
            Route::Screen,
        ];
        for page in pages {
            assert_eq!(Route::at(page.path()), page);
        }
        assert_eq!(Route::at("/satser/"), Route::Rates);
        let moved = meetings::Step::Move;
        assert_eq!(Route::at(&moved.path("abc")), Route::Meeting(moved));
        for (path, entry) in [
            ("/moeder/abc/rum", Entry::Meet),
            ("/medarbejder/moede/mette/abc", Entry::House),
        ] {
            assert_eq!((Route::at(path), Entry::at(path)), (Route::Room, entry));
        }
        assert_eq!(Route::at("/findes-ikke"), Route::NotFound);
    }

    #[test]
    fn the_service_worker_knows_where_the_pages_of_a_program_begin() {
        for entry in Entry::ALL.into_iter().filter(|it| !it.begins().is_empty()) {
            let name = entry.page().trim_end_matches(".html");
            let begins = format!("\n  {name}: {:?},\n", entry.begins());
            assert!(
                include_str!("../public/sw.js").contains(&begins),
                "{begins}"
            );
        }
    }

    #[test]
    fn a_page_is_in_its_program() {
        assert_eq!(Route::MineData.entry(), Entry::Mine);
        assert_eq!(Route::BookMeeting.entry(), Entry::Meet);
        for page in [Route::Home, Route::CALCULATOR, Route::Rates, Route::About] {
            assert_eq!(page.entry(), Entry::Open);
        }
    }
}
