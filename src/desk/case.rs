//! A citizen's case on their page at the desk: what they have sent, who helps them, and hearing them.

use indgang_api::case::{self, CONTACT, Case, LETTERS, NewContact, NewMatter, PATH};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{COLLEAGUES, Colleague};
use indgang_domain::case::Content;
use indgang_domain::case::content::{Hearing, Message};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, matter_path};
use crate::browser::{location, page};
use crate::case::attach::{self, Files, Place};
use crate::case::words;
use crate::text::{Key, t, t_with};
use crate::typed;
use crate::ui::{
    Button, ButtonKind, DateFields, DateInput, ErrorSummary, FieldError, Form, TextArea, TextInput,
};

/// All of it. `told` is called with what was done, `done` with why it was not.
pub fn of(id: &str, told: Callback<String>, done: Callback<Option<String>>) -> AnyView {
    let come = RwSignal::new(None::<Case>);
    let address = PATH.replace("{citizen}", id);
    spawn_local(async move {
        if let Ok(case) = ask::get(&address).await {
            // Whoever went on does not wait any more.
            let _ = come.try_set(Some(case));
        }
    });
    let id = StoredValue::new(id.to_owned());
    view! {
        <h2>{t(Key::DESK_CASE)}</h2>
        {move || come.get().map(|case| list(&id.get_value(), &case))}
        {contact(id, told, done)}
        {message(id, told, done)}
        {super::offer::offer(id, done)}
        {super::activity::begin(id.get_value(), Default::default(), done)}
        {hearing(id, done)}
    }
    .into_any()
}

fn list(citizen: &str, case: &Case) -> AnyView {
    let level = words::level(case.progress.level);
    let contact = match &case.contact {
        Some(contact) => contact.name.clone(),
        None => t(Key::DESK_CONTACT_NONE).to_owned(),
    };
    let rows: Vec<AnyView> = case
        .matters
        .iter()
        .map(|matter| {
            view! {
                <li class="desk__card">
                    <h3><a href=matter_path(citizen, &matter.id)>{words::title(matter)}</a></h3>
                    <p class="desk__line">{words::status(matter)}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <p>{t_with(Key::DESK_CONTACT_IS, &[("navn", &contact)])}</p>
        <p>{t_with(Key::DESK_LEVEL_IS, &[("valg", level)])}</p>
        <ul class="nobullet-list">{rows}</ul>
    }
    .into_any()
}

/// Says who helps the citizen from now on.
fn contact(
    id: StoredValue<String>,
    told: Callback<String>,
    done: Callback<Option<String>>,
) -> AnyView {
    let all = RwSignal::new(Vec::<Colleague>::new());
    let to = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    spawn_local(async move {
        if let Ok(come) = ask::get(COLLEAGUES).await {
            let _ = all.try_set(come);
        }
    });
    let submit = move |()| {
        let wanted = NewContact {
            person: to.get_untracked(),
            reason: reason.get_untracked(),
        };
        if wanted.person.is_empty() {
            return page::focus("contact-to");
        }
        let address = CONTACT.replace("{citizen}", &id.get_value());
        spawn_local(async move {
            let nothing = ("accept", "application/json");
            match ask::change("PUT", &address, nothing, &wanted).await {
                Ok(_) => told.run(t(Key::DESK_CONTACT_DONE).to_owned()),
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    };
    let options = move || {
        let all = all.get().into_iter();
        all.map(|one| view! { <option value=one.id>{one.name}</option> })
            .collect_view()
    };
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_CONTACT)}</summary>
            <Form on_submit=submit>
                <div class="form-group">
                    <label class="form-label" for="contact-to">{t(Key::DESK_CONTACT_TO)}</label>
                    <select
                        class="form-select"
                        id="contact-to"
                        on:change=move |event| to.set(event_target_value(&event))
                    >
                        <option value="">{t(Key::DESK_CHOOSE)}</option>
                        <option value=case::ME>{t(Key::DESK_CONTACT_ME)}</option>
                        {options}
                    </select>
                </div>
                <TextArea
                    id="contact-reason"
                    label=t(Key::DESK_REASON_READ)
                    value=reason
                    most=case::TEXT_LIMIT
                />
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_CONTACT_SET)}</Button>
            </Form>
        </details>
    }
    .into_any()
}

/// Writes to the citizen, who can answer under it.
fn message(
    id: StoredValue<String>,
    told: Callback<String>,
    done: Callback<Option<String>>,
) -> AnyView {
    let text = RwSignal::new(String::new());
    let submit = move |()| {
        let said = text.get_untracked();
        if said.trim().is_empty() {
            return page::focus("message-text");
        }
        let matter = NewMatter {
            content: Content::Message(Message { text: said }),
            files: Vec::new(),
        };
        let address = LETTERS.replace("{citizen}", &id.get_value());
        spawn_local(async move {
            match ask::make(&address, &matter).await {
                Ok(_) => told.run(t(Key::DESK_MATTER_DONE).to_owned()),
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    };
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_MATTER_REPLY)}</summary>
            <Form on_submit=submit>
                <TextArea
                    id="message-text"
                    label=t(Key::DESK_MATTER_REPLY_TEXT)
                    value=text
                    most=case::TEXT_LIMIT
                />
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_MATTER_REPLY)}</Button>
            </Form>
        </details>
    }
    .into_any()
}

/// Asks the citizen before anything is decided. Whoever asks sees it through.
fn hearing(id: StoredValue<String>, done: Callback<Option<String>>) -> AnyView {
    let what = RwSignal::new(String::new());
    let law = RwSignal::new(String::new());
    let days = RwSignal::new(String::new());
    let (on, by) = (DateFields::new(None), DateFields::new(None));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let files = Files::default();
    let submit = move |()| {
        let (said, by_law) = (what.get_untracked(), law.get_untracked());
        let (on, by) = untrack(|| (on.date(), by.date()));
        let fields = [
            ("hearing-what", said.trim().is_empty()),
            ("hearing-on-day", on.is_none()),
            ("hearing-law", by_law.trim().is_empty()),
            ("hearing-by-day", by.is_none()),
        ];
        let missing = fields.iter().filter(|(_, is_missing)| *is_missing);
        let missing = missing.map(|(field, _)| FieldError {
            field: (*field).to_owned(),
            message: t(Key::CASE_WRONG_MISSING).to_owned(),
        });
        errors.set(missing.collect());
        let sent = attach::ids(&files.read_untracked());
        if sent.is_none() {
            errors.update(|errors| errors.push(attach::unsent()));
        }
        let (Some(on), Some(by), true) = (on, by, errors.read_untracked().is_empty()) else {
            return;
        };
        let days = typed::whole(&days.get_untracked(), 0..=31).unwrap_or_default();
        let matter = NewMatter {
            content: Content::Hearing(Hearing {
                what: said,
                on: Dato(on),
                law: by_law,
                days: u8::try_from(days).unwrap_or_default(),
                answer_by: Dato(by),
            }),
            files: sent.unwrap_or_default(),
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
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_HEARING)}</summary>
            <p>{t(Key::DESK_HEARING_TEXT)}</p>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <TextArea
                    id="hearing-what"
                    label=t(Key::CASE_HEARING_WHAT)
                    error=error("hearing-what")
                    value=what
                    most=case::TEXT_LIMIT
                />
                <DateInput
                    id="hearing-on"
                    legend=t(Key::DESK_HEARING_ON)
                    error=error("hearing-on-day")
                    value=on
                />
                <TextInput
                    id="hearing-law"
                    label=t(Key::CASE_DECISION_LAW)
                    hint="LAS § 36"
                    error=error("hearing-law")
                    value=law
                />
                <TextInput
                    id="hearing-days"
                    label=t(Key::DESK_HEARING_DAYS)
                    hint=t(Key::DESK_HEARING_DAYS_HINT)
                    value=days
                    inputmode="numeric"
                    width="input-char-4"
                />
                <DateInput
                    id="hearing-by"
                    legend=t(Key::DESK_MATTER_ASK_BY)
                    error=error("hearing-by-day")
                    value=by
                />
                {attach::attach("files", files, Place::for_citizen(id.get_value(), Key::DESK_ATTACH_HINT), attach::unsent_of(errors))}
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_HEARING_SEND)}</Button>
            </Form>
        </details>
    }
    .into_any()
}
