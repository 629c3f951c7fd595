//! What is kept about the citizen: who may see it, who has seen it, and the way to take it along.

use indgang_api::plan::{JOINT, JOINT_OFFICE};
use indgang_api::{consents, drafts, mine_data, session, shares};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Value, json};

use crate::browser::http::{self, Answer};
use crate::browser::{format, location, page, store};
use crate::routes::Route;
use crate::text::{self, Key, Language, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Form, Markup, TextInput};

/// The page.
#[component]
pub fn MineData() -> impl IntoView {
    let kept = RwSignal::new(Kept::Coming);
    load(kept);
    let stop = move |event| {
        if let Some(asked) = page::asked(&event) {
            let done = move |answer: Answer| {
                if answer.is_success() {
                    page::announce(t(Key::ACCOUNT_STOP_DONE));
                }
                load(kept);
            };
            ask("DELETE", asked.what, done, kept);
        }
    };
    let content = move || match kept.get() {
        Kept::Coming => view! { <p role="status">{t(Key::ACCOUNT_LOADING)}</p> }.into_any(),
        Kept::SignedOut => sign_in(Key::ACCOUNT_SIGN_IN_TEXT, false),
        Kept::Staff => view! { <p>{t(Key::ACCOUNT_STAFF)}</p> {sign_out(kept)} }.into_any(),
        Kept::Away => away(kept),
        Kept::Here(data) => all(&data, kept),
    };
    view! {
        <article class="account" on:click=stop>
            <h1>{t(Key::ACCOUNT_TITLE)}</h1>
            <p class="font-lead">{t(Key::ACCOUNT_LEAD)}</p>
            {content}
        </article>
    }
    .into_any()
}

/// How far the answer has come.
#[derive(Clone, PartialEq)]
enum Kept {
    Coming,
    SignedOut,
    /// Somebody at work: nothing is kept about them here.
    Staff,
    Away,
    Here(Value),
}

fn load(kept: RwSignal<Kept>) {
    // To be somebody else than a citizen is no error, so who it is is asked first.
    let met = move |answer: Answer| match answer.json() {
        Some(session) if session["roles"].is_array() => kept.set(Kept::Staff),
        Some(session) if session["name"].is_string() => load_data(kept),
        Some(_) => kept.set(Kept::SignedOut),
        None => kept.set(Kept::Away),
    };
    ask("GET", session::PATH.to_owned(), met, kept);
}

fn load_data(kept: RwSignal<Kept>) {
    let come = move |answer: Answer| {
        kept.set(match (answer.status, answer.json()) {
            (200, Some(data)) => Kept::Here(data),
            (401, _) => Kept::SignedOut,
            _ => Kept::Away,
        });
    };
    ask("GET", mine_data::PATH.to_owned(), come, kept);
}

/// Asks the server, and hands on what it answers.
fn ask(
    method: &'static str,
    address: String,
    answered: impl Fn(Answer) + 'static,
    kept: RwSignal<Kept>,
) {
    spawn_local(async move {
        match http::ask(method, &address).await {
            Ok(answer) => answered(answer),
            Err(http::Unreachable) => kept.set(Kept::Away),
        }
    });
}

fn sign_in(text: Key, again: bool) -> AnyView {
    let address = format!(
        "{}?return_to=/mine-data{}",
        session::SIGN_IN,
        if again { "&again=true" } else { "" }
    );
    view! {
        <p>{t(text)}</p>
        <p>
            // The provider is another place: not followed inside the app.
            <a class="button button-primary" href=address rel="external">{t(Key::ACCOUNT_SIGN_IN)}</a>
        </p>
    }
    .into_any()
}

fn sign_out(kept: RwSignal<Kept>) -> AnyView {
    let leave = move |address: &'static str| {
        let left = move |answer: Answer| {
            store::clear_own();
            // Back must not show it again to whoever sits here next.
            kept.set(Kept::SignedOut);
            let address = answer
                .json()
                .and_then(|it| Some(it["location"].as_str()?.to_owned()));
            location::leave(address.as_deref().unwrap_or("/"));
        };
        ask("DELETE", address.to_owned(), left, kept);
    };
    view! {
        <p class="way-on">
            <Button kind=ButtonKind::Secondary on_press=move |()| leave(session::PATH)>
                {t(Key::ACCOUNT_SIGN_OUT)}
            </Button>
            <Button kind=ButtonKind::Tertiary on_press=move |()| leave(session::ALL)>
                {t(Key::ACCOUNT_SIGN_OUT_ALL)}
            </Button>
        </p>
    }
    .into_any()
}

fn away(kept: RwSignal<Kept>) -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::ACCOUNT_AWAY_TITLE) announced=true>
            <p>{t(Key::ACCOUNT_AWAY_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=move |()| load(kept)>{t(Key::ACCOUNT_AGAIN)}</Button>
        </Alert>
    }
    .into_any()
}

fn all(data: &Value, kept: RwSignal<Kept>) -> AnyView {
    let mut markup = Markup::default();
    about(data, &mut markup);
    let list = |name: &str| data[name].as_array().cloned().unwrap_or_default();
    markup.put("h2", t(Key::ACCOUNT_CONSENTS));
    entries(
        &list("consents"),
        Key::ACCOUNT_CONSENTS_NONE,
        &mut markup,
        |consent, markup| {
            markup.put("strong", word(consent, "unit"));
            markup.put("p", part(consent));
            markup.put("p", word(consent, "purpose"));
            ends(consent, "withdrawn_at", consents::ONE, markup);
        },
    );
    markup.put("h2", t(Key::ACCOUNT_SHARES));
    entries(
        &list("shares"),
        Key::ACCOUNT_SHARES_NONE,
        &mut markup,
        |share, markup| {
            let helper = share["helper"].as_str();
            markup.put("strong", helper.unwrap_or(t(Key::ACCOUNT_HELPER_NONE)));
            markup.put("p", part(share));
            ends(share, "revoked_at", shares::ONE, markup);
        },
    );
    joint_plan(&list("joint_plan"), &mut markup);
    markup.put("h2", t(Key::ACCOUNT_LOOKS));
    markup.put("p", t(Key::ACCOUNT_LOOKS_TEXT));
    entries(
        &list("looks"),
        Key::ACCOUNT_LOOKS_NONE,
        &mut markup,
        |look, markup| {
            let where_from = look["unit"].as_str().unwrap_or(t(Key::ACCOUNT_HELPER));
            markup.put("strong", &format!("{}, {where_from}", word(look, "viewer")));
            let at = format::moment(word(look, "at"));
            markup.put("p", &format!("{} – {at}", part(look)));
        },
    );
    view! {
        <p><a href=Route::Meetings.path()>{t(Key::MEET_TITLE)}</a></p>
        {markup.into_view()}
        {(data["can_mail"] == true).then(|| mails(data, kept))}
        {take(kept)}
        {drafts_of(kept)}
        {sign_out(kept)}
    }
    .into_any()
}

fn about(data: &Value, markup: &mut Markup) {
    markup.put("h2", t(Key::ACCOUNT_KEPT));
    markup.open("dl", &[("class", "figures")]);
    markup.put("dt", t(Key::ACCOUNT_NAME));
    markup.put("dd", word(data, "name"));
    if let Some(cpr) = data["cpr"].as_str() {
        markup.put("dt", t(Key::ACCOUNT_CPR));
        markup.put("dd", cpr);
    }
    markup.close("dl");
    let units = data["units"].as_array().map_or(&[][..], Vec::as_slice);
    if !units.is_empty() {
        markup.put("h3", t(Key::ACCOUNT_UNITS));
        markup.open("ul", &[]);
        for unit in units {
            markup.put("li", unit.as_str().unwrap_or_default());
        }
        markup.close("ul");
    }
}

/// With whom the citizen is in a joint plan, and who else sees what they bring, each with the way to stop it.
fn joint_plan(adults: &[Value], markup: &mut Markup) {
    markup.put("h2", t(Key::ACCOUNT_JOINT));
    entries(adults, Key::ACCOUNT_JOINT_NONE, markup, |adult, markup| {
        let name = word(adult, "name");
        let is_you = adult["is_you"] == Value::Bool(true);
        let you = is_you.then(|| t_with(Key::JOINT_LANE_YOU, &[("navn", name)]));
        markup.put("strong", you.as_deref().unwrap_or(name));
        let stop_all = Some((JOINT, Key::JOINT_WITHDRAW)).filter(|_| is_you);
        for (name, said, way) in [
            ("withdrawn_at", Key::JOINT_LANE_LEFT, None),
            ("consented_at", Key::JOINT_LANE_SINCE, stop_all),
            (
                "shown_at",
                Key::JOINT_OFFICE_SINCE,
                Some((JOINT_OFFICE, Key::ACCOUNT_STOP)),
            ),
        ] {
            let Some(at) = adult[name].as_str() else {
                continue;
            };
            markup.put("p", &t_with(said, &[("dato", &format::moment(at))]));
            if let Some((address, words)) = way {
                stop(address, t(words), markup);
            }
        }
    });
}

/// A list, or the words for none.
fn entries(list: &[Value], none: Key, markup: &mut Markup, one: impl Fn(&Value, &mut Markup)) {
    if list.is_empty() {
        markup.put("p", t(none));
        return;
    }
    markup.open_list("ul", "account__list");
    for entry in list {
        markup.open("li", &[]);
        one(entry, markup);
        markup.close("li");
    }
    markup.close("ul");
}

/// When it ends, with the way to stop it; or when it was stopped.
fn ends(entry: &Value, stopped: &str, address: &str, markup: &mut Markup) {
    if let Some(at) = entry[stopped].as_str() {
        let at = format::moment(at);
        markup.put("p", &t_with(Key::ACCOUNT_STOPPED, &[("dato", &at)]));
        return;
    }
    let last = word(entry, "ends_on");
    let last = Date::parse(last).map_or_else(|| last.to_owned(), format::date_short);
    markup.put("p", &t_with(Key::ACCOUNT_UNTIL, &[("dato", &last)]));
    let (before, after) = address.split_once('{').unwrap_or((address, ""));
    let after = after.split_once('}').map_or("", |(_, after)| after);
    let address = format!("{before}{}{after}", word(entry, "id"));
    stop(&address, t(Key::ACCOUNT_STOP), markup);
}

/// A button that deletes what is at the address.
fn stop(address: &str, words: &str, markup: &mut Markup) {
    let attributes = [
        ("type", "button"),
        ("class", "button button-secondary"),
        ("data-asks", address),
    ];
    markup.put_with("button", &attributes, words);
}

fn word<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_default()
}

/// What somebody may see or has seen.
fn part(entry: &Value) -> &str {
    t(match word(entry, "part") {
        "person" => Key::ACCOUNT_PART_PERSON,
        "plan" => Key::ACCOUNT_PART_PLAN,
        "meetings" => Key::ACCOUNT_PART_MEETINGS,
        "messages" => Key::ACCOUNT_PART_MESSAGES,
        "benefit" => Key::ACCOUNT_PART_BENEFIT,
        // A part that a newer server knows.
        other => return other,
    })
}

/// Where one is told by mail that there is something to read.
fn mails(data: &Value, kept: RwSignal<Kept>) -> AnyView {
    let now = word(&data["mail"], "address").to_owned();
    let is_told = !now.is_empty();
    let address = RwSignal::new(now);
    let fault = RwSignal::new(None);
    let said = RwSignal::new("");
    let ask = move |method: &'static str, words: &'static str| {
        let language = match text::language_now() {
            Language::Da => "da",
            Language::En => "en",
        };
        let wanted = json!({ "address": address.get_untracked(), "language": language });
        spawn_local(async move {
            let headers = [("content-type", "application/json")];
            let body = (method == "PUT").then(|| wanted.to_string());
            let body = body.as_ref().map(String::as_bytes);
            match http::send(method, mine_data::MAIL, &headers, body).await {
                Ok(answer) if answer.is_success() => {
                    fault.set(None);
                    said.set(words);
                }
                Ok(answer) if answer.status == 422 || answer.status == 400 => {
                    fault.set(Some(t(Key::ACCOUNT_MAIL_WRONG).to_owned()));
                    page::focus("mail");
                }
                Ok(_) => load(kept),
                Err(http::Unreachable) => {
                    // What was typed stays.
                    fault.set(Some(t(Key::ACCOUNT_AWAY_TEXT).to_owned()));
                }
            }
        });
    };
    let stop = move |()| {
        address.set(String::new());
        ask("DELETE", t(Key::ACCOUNT_MAIL_STOPPED));
    };
    view! {
        <h2>{t(Key::ACCOUNT_MAIL)}</h2>
        <Form on_submit=move |()| ask("PUT", t(Key::ACCOUNT_MAIL_SAVED))>
            <TextInput
                id="mail"
                label=t(Key::ACCOUNT_MAIL_ADDRESS)
                hint=t(Key::ACCOUNT_MAIL_TEXT)
                error=fault
                value=address
                inputmode="email"
                autocomplete="email"
            />
            <p role="status">{said}</p>
            <p class="way-on">
                <Button kind=ButtonKind::Secondary>{t(Key::ACCOUNT_MAIL_SAVE)}</Button>
                {is_told.then(|| view! {
                    <Button kind=ButtonKind::Tertiary on_press=stop>{t(Key::ACCOUNT_MAIL_STOP)}</Button>
                })}
            </p>
        </Form>
    }
    .into_any()
}

/// All of it as a file. The server gives it only to who has just signed in.
fn take(kept: RwSignal<Kept>) -> AnyView {
    let too_old = RwSignal::new(false);
    let fetch = move |()| {
        let come = move |answer: Answer| {
            too_old.set(answer.status == 403 || answer.status == 401);
            if answer.is_success() {
                location::leave(mine_data::EXPORT);
            }
        };
        ask("GET", mine_data::EXPORT.to_owned(), come, kept);
    };
    let again = move || {
        too_old.get().then(|| {
            view! {
                <Alert kind=AlertKind::Info heading=t(Key::ACCOUNT_TAKE_AGAIN_TITLE) announced=true>
                    {sign_in(Key::ACCOUNT_TAKE_AGAIN, true)}
                </Alert>
            }
        })
    };
    view! {
        <h2>{t(Key::ACCOUNT_TAKE)}</h2>
        <p>{t(Key::ACCOUNT_TAKE_TEXT)}</p>
        {again}
        <Button kind=ButtonKind::Secondary on_press=fetch>{t(Key::ACCOUNT_TAKE_BUTTON)}</Button>
    }
    .into_any()
}

fn drafts_of(kept: RwSignal<Kept>) -> AnyView {
    let gone = RwSignal::new(false);
    let delete = move |()| {
        let done = move |answer: Answer| match answer.is_success() {
            true => gone.set(true),
            false => load(kept),
        };
        ask("DELETE", drafts::PATH.to_owned(), done, kept);
    };
    view! {
        <h2>{t(Key::ACCOUNT_DRAFTS)}</h2>
        <p>{t(Key::ACCOUNT_DRAFTS_TEXT)}</p>
        <p role="status">{move || gone.get().then(|| t(Key::ACCOUNT_DRAFTS_DELETED))}</p>
        <Button kind=ButtonKind::Warning on_press=delete>{t(Key::ACCOUNT_DRAFTS_DELETE)}</Button>
    }
    .into_any()
}
