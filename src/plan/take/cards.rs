//! Cards of A6 to cut out and lay on a table: four on a sheet of A4.

use indgang_domain::offers::{Area, Decides};
use indgang_domain::plan::board::Source;
use leptos::prelude::*;

use crate::plan::choice::{self, Choice};
use crate::plan::tile::{area_class, decides_sign};
use crate::plan::{state, words};
use crate::text::{Key, t};
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

    fn offers(self) -> Vec<Choice> {
        let board = untrack(|| state::board().get());
        let is_on_plan = |it: &Choice| {
            let mut cards = board.cards.iter();
            cards.any(|card| matches!(&card.source, Source::Offer(key) if *key == it.key))
        };
        untrack(choice::deck)
            .into_iter()
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
    picture: String,
    title: String,
    name: String,
    purpose: String,
    decides: Option<Decides>,
}

fn cut(it: Choice) -> Cut {
    Cut {
        class: area_class(it.area),
        picture: it.picture,
        title: it.short,
        name: it.name,
        purpose: it.purpose,
        decides: Some(it.decides),
    }
}

/// The sheets.
pub fn view(which: Which) -> AnyView {
    // The two signs of the board lie on every table.
    let signs = [
        Cut {
            class: "cut--p",
            picture: String::new(),
            title: t(Key::PLAN_P_TITLE).to_owned(),
            name: String::new(),
            purpose: t(Key::PLAN_P_TEXT).to_owned(),
            decides: None,
        },
        Cut {
            class: "cut--star",
            picture: "success".to_owned(),
            title: t(Key::PLAN_STAR_TITLE).to_owned(),
            name: String::new(),
            purpose: t(Key::PLAN_STAR_TEXT).to_owned(),
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
    let picture = match cut.picture.as_str() {
        "" => view! { <span class="p-sign">"P"</span> }.into_any(),
        name => view! { <Picture name/> }.into_any(),
    };
    view! {
        <section class=format!("cut {}", cut.class)>
            {picture}
            <h2 class="cut__title">{cut.title.clone()}</h2>
            {(cut.name != words::plain(&cut.title) && !cut.name.is_empty()).then(|| view! { <p class="cut__name">{cut.name.clone()}</p> })}
            <p class="cut__purpose">{cut.purpose.clone()}</p>
            {cut.decides.map(|decides| view! {
                <p class="cut__decides"><Icon name=decides_sign(decides)/>{words::decides(decides)}</p>
            })}
        </section>
    }
    .into_any()
}
