//! One's own case: the way in, what one tells the municipality and asks it for, and what becomes of it.

mod apply;
pub mod attach;
pub mod attend;
mod both;
mod budget;
mod check;
pub mod choose;
mod consent;
mod contact;
mod draft;
pub mod fields;
pub mod files;
mod form;
mod frame;
mod help;
mod keep;
mod matter;
mod means;
mod overview;
mod queue;
mod remind;
mod spouse;
mod still;
mod way_in;
pub mod words;

use indgang_domain::case::Kind;
use leptos::prelude::*;

use crate::browser::location;

/// A page of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Everything in one look.
    Overview,
    /// What one can report.
    Report,
    /// Letting somebody help.
    Help,
    /// A spouse's own part of an application.
    Spouse,
    /// What other units may see.
    Consent,
    /// A budget that stays on the device.
    Budget,
    /// One matter to write.
    Write(Kind),
    /// A page of the application.
    Apply(apply::Step),
    /// One that was sent. Its address goes on with which.
    Matter,
}

/// What one reports, in the order that it is shown.
const REPORTS: [Kind; 10] = [
    Kind::SickStart,
    Kind::Sick,
    Kind::Well,
    Kind::PartialReturn,
    Kind::Holiday,
    Kind::Job,
    Kind::Moved,
    Kind::Phone,
    Kind::Spouse,
    Kind::Child,
];

/// What else one writes.
const REQUESTS: [Kind; 6] = [
    Kind::Message,
    Kind::Talk,
    Kind::Choice,
    Kind::Need,
    Kind::Receipts,
    Kind::Transport,
];

const MATTER: &str = "/sag/ting/";

impl Page {
    /// Its address; that of a matter goes on with which.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/sag",
            Self::Report => "/sag/meld",
            Self::Help => "/sag/hjaelp",
            Self::Spouse => "/sag/aegtefaelle",
            Self::Consent => "/sag/samtykke",
            Self::Budget => "/sag/budget",
            Self::Apply(step) => step.path(),
            Self::Matter => MATTER,
            Self::Write(kind) => match kind {
                Kind::Sick => "/sag/meld/syg",
                Kind::Well => "/sag/meld/rask",
                Kind::PartialReturn => "/sag/meld/delvist-rask",
                Kind::Holiday => "/sag/meld/ferie",
                Kind::SickStart => "/sag/meld/sygemelding",
                Kind::Job => "/sag/meld/job",
                Kind::Moved => "/sag/meld/flyttet",
                Kind::Phone => "/sag/meld/telefon",
                Kind::Spouse => "/sag/meld/samliv",
                Kind::Child => "/sag/meld/barn",
                Kind::Message => "/sag/besked",
                Kind::Talk => "/sag/samtale",
                Kind::Need => "/sag/enkeltydelse",
                Kind::Receipts => "/sag/kvitteringer",
                Kind::Transport => "/sag/transport",
                Kind::OwnPart => "/sag/aegtefaelle",
                Kind::Choice => "/sag/valg",
                Kind::Application
                | Kind::Intensity
                | Kind::Hearing
                | Kind::Complaint
                | Kind::Activity => "/sag",
            },
        }
    }

    /// The page at an address.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        let written = REPORTS.into_iter().chain(REQUESTS);
        let plain = [
            Self::Overview,
            Self::Report,
            Self::Help,
            Self::Spouse,
            Self::Consent,
            Self::Budget,
        ];
        let found = plain
            .into_iter()
            .chain(written.map(Self::Write))
            .chain(apply::Step::ALL.into_iter().map(Self::Apply))
            .find(|page| page.path() == path);
        let is_matter = path.strip_prefix(MATTER).is_some_and(|id| !id.is_empty());
        found.or_else(|| is_matter.then_some(Self::Matter))
    }
}

/// The page about a matter.
fn matter_path(id: &str) -> String {
    format!("{MATTER}{id}")
}

/// The case, at one of its pages.
#[component]
pub fn Case(
    /// Which.
    page: Page,
) -> impl IntoView {
    match page {
        Page::Overview => overview::overview(),
        Page::Report => overview::reports(),
        Page::Help => help::help(),
        Page::Spouse => spouse::part(),
        Page::Consent => consent::page(),
        Page::Budget => budget::budget(),
        Page::Apply(step) => apply::apply(step),
        Page::Write(Kind::Choice) => choose::begin(),
        Page::Write(kind) => form::write(kind),
        // From one matter to another it is the same page, with another address.
        Page::Matter => view! {
            {move || {
                let path = location::path().get();
                path.strip_prefix(MATTER).map(|id| matter::matter(id.to_owned()))
            }}
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_address() {
        for kind in REPORTS.into_iter().chain(REQUESTS) {
            let page = Page::Write(kind);
            assert_eq!(Page::at(page.path()), Some(page));
        }
        for step in apply::Step::ALL {
            assert_eq!(Page::at(step.path()), Some(Page::Apply(step)));
        }
        assert_eq!(Page::at("/sag"), Some(Page::Overview));
        assert_eq!(Page::at(&matter_path("7")), Some(Page::Matter));
        assert_eq!(Page::at("/sag/ting/"), None);
    }
}
