//! Who helps the citizen, and who did before.

use indgang_api::case::{Case, Contact};
use leptos::prelude::*;

use super::frame::call;
use crate::browser::format;
use crate::text::{Key, t, t_with};
use crate::ui::Details;

/// The card of who helps.
pub fn card(case: &Case) -> AnyView {
    let card = match &case.contact {
        Some(contact) => known(contact),
        None => view! { <p>{t(Key::CASE_CONTACT_NONE)}</p> <p>{call()}</p> }.into_any(),
    };
    let before: Vec<AnyView> = case
        .before
        .iter()
        .map(|past| {
            let until = format::moment(&past.until);
            let words = t_with(
                Key::CASE_CONTACT_UNTIL,
                &[("navn", &past.name), ("tid", &until)],
            );
            view! { <li>{words} {reason(&past.reason)}</li> }.into_any()
        })
        .collect();
    let has_before = !before.is_empty();
    view! {
        <section class="case__contact" aria-labelledby="case-contact">
            <h2 id="case-contact">{t(Key::CASE_CONTACT)}</h2>
            {card}
            {has_before.then(|| view! {
                <Details summary=t(Key::CASE_CONTACT_BEFORE)><ul>{before}</ul></Details>
            })}
        </section>
    }
    .into_any()
}

fn known(contact: &Contact) -> AnyView {
    let Contact {
        name, unit, card, ..
    } = contact;
    let what = match card.title.as_str() {
        "" => unit.clone(),
        title => format!("{title} · {unit}"),
    };
    let phone = |number: &str, label: String| {
        let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
        view! { <a class="button button-secondary" href=format!("tel:{dialled}")>{label}</a> }
    };
    let answers = (card.answers_in > 0).then(|| {
        let days = card.answers_in.to_string();
        view! { <p>{t_with(Key::CASE_CONTACT_ANSWERS, &[("dage", &days)])}</p> }
    });
    let number = (!card.phone.is_empty()).then(|| {
        let label = t_with(Key::CONTACT_CALL, &[("telefon", &card.phone)]);
        view! { <p>{phone(&card.phone, label)}</p> }
    });
    let away = contact.substitute.as_ref().map(|substitute| {
        let day = card
            .away_until
            .map(|day| format::day(day.0))
            .unwrap_or_default();
        let words = t_with(
            Key::CASE_CONTACT_AWAY,
            &[("dag", &day), ("navn", &substitute.name)],
        );
        let number = (!substitute.phone.is_empty()).then(|| {
            let label = t_with(Key::CONTACT_CALL, &[("telefon", &substitute.phone)]);
            view! { <p>{phone(&substitute.phone, label)}</p> }
        });
        view! { <p>{words}</p> {number} }
    });
    view! {
        <p class="case__name">{name.clone()}</p>
        <p>{what}</p>
        {answers}
        {number}
        {away}
        {reason(&contact.reason)}
    }
    .into_any()
}

/// Why it is so; nothing, when nobody said.
fn reason(reason: &str) -> Option<AnyView> {
    (!reason.is_empty()).then(|| {
        let words = t_with(Key::CASE_CONTACT_WHY, &[("grund", reason)]);
        view! { <p class="case__line">{words}</p> }.into_any()
    })
}
