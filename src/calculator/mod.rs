//! "Find ud af, hvad du kan få": from a few questions to an amount with its reasons.

use leptos::prelude::*;

/// A page of the calculator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Where it begins.
    Start,
}

impl Page {
    /// Where a link to the calculator leads.
    pub const START: Self = Self::Start;

    /// The address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Start => "/beregner",
        }
    }

    /// The page at an address, when it is one of the calculator's.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        [Self::Start].into_iter().find(|page| page.path() == path)
    }
}

/// The calculator's pages.
#[component]
pub fn Calculator(
    /// The one that the address names.
    page: Page,
) -> impl IntoView {
    view! { <h1>{page.path()}</h1> }
}
