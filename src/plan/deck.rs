//! The deck: the cards that can be laid, with a search, the areas of life, and what fits the situation
//! that the citizen told. It orders the cards; it never hides one that somebody has a right to.

use indgang_domain::offers::{self, Area, Situation};
use indgang_domain::plan::hand::{Held, Place};
use leptos::prelude::*;

use super::choice::{self, Choice};
use super::hold::{Holding, hold, place};
use super::tile::{CardTile, Shown, area_class, decides_sign, grip};
use super::{state, words};
use crate::browser::{page, store};
use crate::text::{Key, OFFERS, t, t_with};
use crate::ui::{Icon, Picture};

const SITUATION: &str = "plan.situation";
/// So many cards are drawn at a time: a slow phone answers in between.
const AT_A_TIME: usize = 9;

/// The deck, with what lies beside it.
#[component]
pub fn DeckOfCards(
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let area = RwSignal::new(None::<Area>);
    let told = RwSignal::new(told());
    let found = Memo::new(move |_| found(&search.read(), area.get(), &told.read()));
    let drawn = RwSignal::new(0);
    let is_drawn = Memo::new(move |_| drawn.get() >= found.read().len());
    Effect::new(move |_| {
        if drawn.get() < found.read().len() {
            page::after_drawing(move || {
                let _ = drawn.try_update(|drawn| *drawn += AT_A_TIME);
            });
        }
    });
    let in_hand = state::ids(|board| board.in_hand().map(|card| card.id).collect());
    let areas = Area::ALL.map(|it| {
        let choose = move |_| area.update(|now| *now = (*now != Some(it)).then_some(it));
        view! {
            <button
                type="button"
                class=format!("filter {}", area_class(it))
                aria-pressed=move || if area.get() == Some(it) { "true" } else { "false" }
                on:click=choose
            >
                {words::area(it)}
            </button>
        }
    });
    view! {
        <section class="deck" aria-labelledby="plan-deck" data-place=place(Place::Aside)>
            <h2 class="corner__title" id="plan-deck">{t(Key::PLAN_DECK)}</h2>
            <p class="corner__text">{t(Key::PLAN_DECK_TEXT)}</p>
            <div class="deck__aside">
                <For each=move || in_hand.get() key=|id| *id let:id>
                    <CardTile id shown=Shown::List holding/>
                </For>
            </div>
            <button type="button" class="corner__put button button-secondary" data-place=place(Place::Aside)>
                {t(Key::PLAN_PUT_ASIDE)}
            </button>
            <div class="deck__find">
                <label class="form-label" for="plan-search">{t(Key::PLAN_SEARCH)}</label>
                <input
                    class="form-input"
                    id="plan-search"
                    type="search"
                    autocomplete="off"
                    prop:value=move || search.get()
                    on:input=move |event| search.set(event_target_value(&event))
                />
                <div class="deck__areas" role="group" aria-label=t(Key::PLAN_AREAS)>{areas.collect_view()}</div>
                <details class="details deck__situation">
                    <summary class="details-summary">
                        <span class="details-summary-text">{t(Key::PLAN_SITUATION)}</span>
                    </summary>
                    <div class="details-text">
                        <p>{t(Key::PLAN_SITUATION_TEXT)}</p>
                        {Situation::ALL.map(|it| situation(it, told)).collect_view()}
                    </div>
                </details>
                <p class="deck__count" role="status">
                    {move || t_with(Key::PLAN_FOUND, &[("n", &found.read().len().to_string())])}
                </p>
            </div>
            <ul class="deck__cards nobullet-list">
                <For each=move || found.get().into_iter().take(drawn.get()) key=|(choice, fits)| (choice.key.clone(), *fits) let:found>
                    {card(found.0, found.1, holding)}
                </For>
                // Not before the others: they would push it away from whoever has come to it.
                {move || is_drawn.get().then(|| own(holding))}
            </ul>
        </section>
    }
    .into_any()
}

fn situation(it: Situation, told: RwSignal<Vec<Situation>>) -> AnyView {
    let id = format!("situation-{}", it.name());
    let change = move |_| {
        told.update(|told| match told.iter().position(|known| *known == it) {
            Some(at) => drop(told.remove(at)),
            None => told.push(it),
        });
        let names: Vec<_> = told.read_untracked().iter().map(|it| it.name()).collect();
        store::save(SITUATION, &names.join(" "));
    };
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=id.clone()
                prop:checked=move || told.read().contains(&it)
                on:change=change
            />
            <label class="form-label" for=id>{OFFERS.find(&format!("situation.{}", it.name())).unwrap_or_default()}</label>
        </div>
    }
    .into_any()
}

fn told() -> Vec<Situation> {
    let kept = store::load(SITUATION).unwrap_or_default();
    kept.split(' ').filter_map(Situation::parse).collect()
}

/// What matches, those that fit the situation first.
fn found(search: &str, area: Option<Area>, told: &[Situation]) -> Vec<(Choice, bool)> {
    let search = search.trim().to_lowercase();
    let is_found = |it: &Choice| {
        area.is_none_or(|area| it.area == area) && (search.is_empty() || it.is_found(&search))
    };
    let fits = |it: &Choice| {
        let of = offers::find(&it.key).map_or(&[][..], |offer| offer.situations);
        of.iter().any(|situation| told.contains(situation))
    };
    let mut found: Vec<_> = choice::deck()
        .into_iter()
        .filter(is_found)
        .map(|it| {
            let fits = fits(&it);
            (it, fits)
        })
        .collect();
    found.sort_by_key(|(_, fits)| !fits);
    found
}

fn card(it: Choice, fits: bool, holding: Holding) -> AnyView {
    let held = Held::Offer(it.key.clone());
    let is_held = holding.holds(held.clone());
    let local = it.local.is_some().then(|| t(Key::PLAN_LOCAL));
    // What can be read on the card is in what is said about it (WCAG 2.5.3).
    let (seen, short) = (&it.short, words::plain(&it.short));
    let name = match it.name.strip_prefix(&short) {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => format!("{seen}{rest}"),
        _ => format!("{seen}, {}", it.name),
    };
    let said = [Some(name.as_str()), local].into_iter().flatten();
    let said = said.chain([words::area(it.area), words::decides(it.decides)]);
    let said = said.collect::<Vec<_>>().join(", ");
    view! {
        <li class=format!("plan-card plan-card--deck {}", area_class(it.area))>
            <button
                type="button"
                class="plan-card__main"
                data-hold=hold(&held)
                aria-label=said
                aria-pressed=move || if is_held() { "true" } else { "false" }
            >
                {grip()}
                <Picture name=&it.picture/>
                <span class="plan-card__title" aria-hidden="true" data-more=local>{it.short}</span>
                <span class="plan-card__signs" aria-hidden="true">
                    {fits.then(|| view! { <Icon name="star"/> })}
                    <Icon name=decides_sign(it.decides)/>
                </span>
            </button>
        </li>
    }
    .into_any()
}

/// "None of these": a blank card.
fn own(holding: Holding) -> AnyView {
    let is_held = holding.holds(Held::Blank);
    view! {
        <li class="plan-card plan-card--deck plan-card--blank">
            <button
                type="button"
                class="plan-card__main"
                data-hold=hold(&Held::Blank)
                aria-pressed=move || if is_held() { "true" } else { "false" }
            >
                {grip()}
                <Picture name="egen_aktivitet"/>
                <span class="plan-card__title">{t(Key::PLAN_CARD_BLANK)}</span>
            </button>
        </li>
    }
    .into_any()
}
