//! Opening a choice for a citizen: what it is for, two to five offers of the catalogue, and until when.

use indgang_api::case::NewMatter;
use indgang_api::kommune::Dato;
use indgang_domain::case::Content;
use indgang_domain::case::choice::{Alternative, Choice, OFFERS as MANY};
use indgang_domain::offers::{self, Area};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask;
use crate::browser::location;
use crate::case::choose::name;
use crate::text::{Key, OFFERS, t, t_with};
use crate::typed;
use crate::ui::{
    Button, ButtonKind, DateFields, DateInput, ErrorSummary, FieldError, Form, TextInput,
};

/// One of the offers, as it is typed.
#[derive(Clone, Copy)]
struct Row {
    key: RwSignal<String>,
    place: RwSignal<String>,
    hours: RwSignal<String>,
}

impl Row {
    fn new() -> Self {
        Self {
            key: RwSignal::new(String::new()),
            place: RwSignal::new(String::new()),
            hours: RwSignal::new(String::new()),
        }
    }

    fn alternative(self) -> Option<Alternative> {
        let hours = typed::whole(&self.hours.get_untracked(), 0..=37).unwrap_or_default();
        let offer = self.key.get_untracked();
        (!offer.is_empty()).then(|| Alternative {
            offer,
            place: self.place.get_untracked().trim().to_owned(),
            hours: u8::try_from(hours).unwrap_or_default(),
        })
    }

    fn view(self, index: usize, error: Signal<Option<String>>) -> AnyView {
        let id = move |part: &str| format!("offer-{index}-{part}");
        let number = (index + 1).to_string();
        let groups = Area::ALL.map(|area| {
            let here = offers::deck().filter(|it| it.area == area);
            let options = here.map(|it| view! { <option value=it.key>{name(it)}</option> });
            let label = OFFERS.find(&format!("area.{}", area.name()));
            view! { <optgroup label=label.unwrap_or_default()>{options.collect_view()}</optgroup> }
        });
        let wrong = (index == 0).then_some(move || {
            error
                .get()
                .map(|words| view! { <p class="form-error-message">{words}</p> })
        });
        view! {
            <fieldset class="desk__card">
                <legend class="form-label">{t_with(Key::DESK_OFFER_WHICH, &[("nr", &number)])}</legend>
                {wrong}
                <label class="form-label" for=id("key")>{t(Key::DESK_OFFER_OFFER)}</label>
                <select
                    class="form-select"
                    id=id("key")
                    on:change=move |event| self.key.set(event_target_value(&event))
                >
                    <option value="">{t(Key::DESK_CHOOSE)}</option>
                    {groups.collect_view()}
                </select>
                <TextInput id=id("place") label=t(Key::DESK_OFFER_PLACE) value=self.place/>
                <TextInput
                    id=id("hours")
                    label=t(Key::CASE_CHOICE_HOURS)
                    value=self.hours
                    inputmode="numeric"
                    width="input-char-4"
                />
            </fieldset>
        }
        .into_any()
    }
}

/// The form, on the page about a citizen. Whoever offers sees it through.
pub fn offer(id: StoredValue<String>, done: Callback<Option<String>>) -> AnyView {
    let (least, most) = (usize::from(MANY.0), usize::from(MANY.1));
    let about = RwSignal::new(String::new());
    let rows: [Row; MANY.1 as usize] = std::array::from_fn(|_| Row::new());
    let count = RwSignal::new(least);
    let by = DateFields::new(None);
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let offered: Vec<Alternative> = rows.iter().filter_map(|row| row.alternative()).collect();
        let mut keys: Vec<&str> = offered.iter().map(|one| one.offer.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        let answer_by = untrack(|| by.date()).map(Dato);
        let faults = [
            (
                "offer-about",
                about.read_untracked().trim().is_empty(),
                Key::CASE_WRONG_MISSING,
            ),
            (
                "offer-0-key",
                keys.len() < least || keys.len() < offered.len(),
                Key::CASE_WRONG_OFFER,
            ),
            ("offer-by-day", answer_by.is_none(), Key::CASE_WRONG_DAY),
        ];
        let faults = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        let faults = faults.map(|(field, _, words)| FieldError {
            field: field.to_owned(),
            message: t(words).to_owned(),
        });
        errors.set(faults.collect());
        if !errors.read_untracked().is_empty() {
            return;
        }
        let matter = NewMatter {
            content: Content::Choice(Choice {
                about: about.get_untracked().trim().to_owned(),
                offered,
                answer_by,
                picked: None,
            }),
            files: Vec::new(),
        };
        spawn_local(async move {
            let citizen = id.get_value();
            match ask::write_to(&citizen, &matter).await {
                Ok(address) => location::go(&address),
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    };
    let error = move |field| FieldError::at(errors, field);
    let is_full = Memo::new(move |_| count.get() >= most);
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_OFFER)}</summary>
            <p>{t(Key::DESK_OFFER_TEXT)}</p>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <TextInput
                    id="offer-about"
                    label=t(Key::DESK_OFFER_ABOUT)
                    error=error("offer-about")
                    value=about
                />
                <For each=move || 0..count.get() key=|index| *index let:index>
                    {rows[index].view(index, error("offer-0-key"))}
                </For>
                {move || (!is_full.get()).then(|| view! {
                    <Button kind=ButtonKind::Tertiary on_press=move |()| count.update(|count| *count += 1)>
                        {t(Key::DESK_OFFER_MORE)}
                    </Button>
                })}
                <DateInput
                    id="offer-by"
                    legend=t(Key::DESK_OFFER_BY)
                    error=error("offer-by-day")
                    value=by
                />
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_HEARING_SEND)}</Button>
            </Form>
        </details>
    }
    .into_any()
}
