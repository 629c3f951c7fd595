//! Cards of A6 to cut out and lay on a table: four on a sheet of A4.

use indgang_domain::offers::{self, Area, Decides, Offer};
use leptos::prelude::*;

use crate::plan::tile::{area_class, decides_sign};
use crate::plan::{state, words};
use crate::text::{Key, offer, t};
use crate::ui::{Icon, Picture};

/// Which cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The whole deck.
    All,
    /// Those of one area of life.
    Of(Area),
    /// Those that are on the plan.
    Plan,
}

impl Which {
    fn parse(name: &str) -> Self {
        match name {
            "plan" => Self::Plan,
            name => Area::parse(name).map_or(Self::All, Self::Of),
        }
    }

    fn offers(self) -> Vec<&'static Offer> {
        let board = untrack(|| state::board().get());
        let is_on_plan = |it: &Offer| {
            let mut cards = board.cards.iter();
            cards.any(|card| card.offer().is_some_and(|offer| offer.key == it.key))
        };
        offers::deck()
            .filter(|it| match self {
                Self::All => true,
                Self::Of(area) => it.area == area,
                Self::Plan => is_on_plan(it),
            })
            .collect()
    }
}

/// Says which.
pub fn choice(which: RwSignal<Which>) -> AnyView {
    let areas = Area::ALL.map(|area| {
        view! { <option value=area.name()>{words::area(area)}</option> }
    });
    view! {
        <label class="form-label" for="take-cards">{t(Key::PLAN_TAKE_CARDS_WHICH)}</label>
        <select
            class="form-select"
            id="take-cards"
            on:change=move |event| which.set(Which::parse(&event_target_value(&event)))
        >
            <option value="all">{t(Key::PLAN_TAKE_CARDS_ALL)}</option>
            <option value="plan">{t(Key::PLAN_TAKE_CARDS_PLAN)}</option>
            {areas.collect_view()}
        </select>
    }
    .into_any()
}

/// A card of paper.
struct Cut {
    class: &'static str,
    picture: &'static str,
    title: &'static str,
    name: &'static str,
    purpose: &'static str,
    decides: Option<Decides>,
}

fn cut(it: &'static Offer) -> Cut {
    Cut {
        class: area_class(it.area),
        picture: it.key,
        title: words::short(it),
        name: offer(it, "name").unwrap_or_default(),
        purpose: offer(it, "purpose").unwrap_or_default(),
        decides: Some(it.decides),
    }
}

/// The sheets.
pub fn view(which: Which) -> AnyView {
    // The two signs of the board lie on every table.
    let signs = [
        Cut {
            class: "cut--p",
            picture: "",
            title: t(Key::PLAN_P_TITLE),
            name: "",
            purpose: t(Key::PLAN_P_TEXT),
            decides: None,
        },
        Cut {
            class: "cut--star",
            picture: "success",
            title: t(Key::PLAN_STAR_TITLE),
            name: "",
            purpose: t(Key::PLAN_STAR_TEXT),
            decides: None,
        },
    ];
    let cards = signs.into_iter().chain(which.offers().into_iter().map(cut));
    let cards: Vec<Cut> = cards.collect();
    let sheets = cards.chunks(4).map(|four| {
        view! { <div class="cut-sheet">{four.iter().map(card).collect_view()}</div> }
    });
    view! { <div class="paper paper--cards">{sheets.collect_view()}</div> }.into_any()
}

fn card(cut: &Cut) -> AnyView {
    let picture = match cut.picture {
        "" => view! { <span class="p-sign">"P"</span> }.into_any(),
        name => view! { <Picture name/> }.into_any(),
    };
    view! {
        <section class=format!("cut {}", cut.class)>
            {picture}
            <h2 class="cut__title">{cut.title}</h2>
            {(cut.name != words::plain(cut.title) && !cut.name.is_empty()).then(|| view! { <p class="cut__name">{cut.name}</p> })}
            <p class="cut__purpose">{cut.purpose}</p>
            {cut.decides.map(|decides| view! {
                <p class="cut__decides"><Icon name=decides_sign(decides)/>{words::decides(decides)}</p>
            })}
        </section>
    }
    .into_any()
}
