//! Why, what would change it, who decides what, and what to do now.

use indgang_law::assessment::{Outcome, Reason, RuleOutcome, Subject};
use indgang_law::explanation::LineKind;
use indgang_law::{Change, Fact, Flip};
use leptos::prelude::*;

use super::lines::{OwnWords, arithmetic, used};
use super::{Shown, documents};
use crate::browser::format;
use crate::calculator::answers::question_of;
use crate::calculator::words;
use crate::municipality::municipality;
use crate::text::{Key, find, law, t, t_with};
use crate::ui::{Details, Icon};

/// What the result turns on, and for a "no" or "cannot tell" what one can do about it.
pub fn deciding(shown: &Shown) -> AnyView {
    match shown.assessment.outcome {
        None => ().into_any(),
        Some(Outcome::Entitled) => met(shown),
        Some(Outcome::NotEntitled) => turned(shown, RuleOutcome::NotMet, Key::RESULT_NO_WHAT),
        Some(Outcome::Uncertain) => view! {
            {missing(shown)}
            {turned(shown, RuleOutcome::KommunenVurderer, Key::RESULT_UNSURE_WHAT)}
        }
        .into_any(),
    }
}

/// The conditions that people think of, which the answers meet.
fn met(shown: &Shown) -> AnyView {
    const TOLD: [&str; 5] = ["R1-07", "R1-08", "R1-12", "R2-01", "R1-17"];
    let met = shown.assessment.reasons.iter().filter(|reason| {
        reason.outcome == RuleOutcome::Met
            && reason.person != Subject::Partner
            && TOLD.contains(&reason.rule.id())
    });
    let items = met.map(|reason| view! { <li><Icon name="check"/>{words_of(reason)}</li> });
    view! {
        <h2>{t(Key::RESULT_YES_WHY)}</h2>
        <ul class="checks nobullet-list">{items.collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

/// `R1_07`: how the texts name a rule.
fn key_of(reason: &Reason) -> String {
    reason.rule.id().replace('-', "_")
}

fn words_of(reason: &Reason) -> String {
    let words = law("reason", &key_of(reason), reason.outcome.name())
        .or_else(|| law("rule", reason.rule.id(), "name"));
    with_subject(reason.person, words.unwrap_or(reason.rule.id()))
}

/// "Din ægtefælle: …".
fn with_subject(person: Subject, words: &str) -> String {
    match person {
        Subject::Partner => format!("{}: {words}", t(Key::RESULT_SPOUSE_CAPITAL)),
        _ => words.to_owned(),
    }
}

/// Each condition that stands in the way, beginning with what one can do.
fn turned(shown: &Shown, outcome: RuleOutcome, title: Key) -> AnyView {
    let flips = &shown.explanation.flips;
    let reasons = shown.assessment.reasons.iter();
    let items: Vec<AnyView> = reasons
        .filter(|reason| reason.decisive && reason.outcome == outcome)
        .map(|reason| {
            let flip = flips
                .iter()
                .find(|flip| flip.rule == reason.rule && flip.person == reason.person);
            condition(shown, reason, flip)
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <h2>{t(title)}</h2>
        <ul class="conditions nobullet-list">{items}</ul>
    }
    .into_any()
}

fn condition(shown: &Shown, reason: &Reason, flip: Option<&Flip>) -> AnyView {
    let what_to_do = find(&format!("law.change.{}", key_of(reason)));
    let changes = flip.map_or(&[][..], |flip| &flip.changes);
    let changes = changes.iter().filter_map(change).collect::<Vec<_>>();
    let line = shown.explanation.lines.iter().find(|line| {
        line.kind == LineKind::Reason && line.rule == reason.rule && line.person == reason.person
    });
    let name = with_subject(
        reason.person,
        law("rule", reason.rule.id(), "name").unwrap_or_default(),
    );
    let why = law("rule", reason.rule.id(), "why");
    let behind = line.map(|line| view! { {used(shown, line)} {arithmetic(line, None)} });
    let paragraph = reason.rule.paragraph();
    view! {
        <li class="condition">
            <h3>{name}</h3>
            <p class="condition__do">{what_to_do}</p>
            <p>{words_of(reason)}</p>
            {changes}
            <Details summary=t(Key::RESULT_WHY_THIS)>
                <p>{why}</p>
                {behind}
                <OwnWords paragraph/>
            </Details>
        </li>
    }
    .into_any()
}

/// "Var svaret »Nej«, kunne du få 14.201 kr."
fn change(change: &Change) -> Option<AnyView> {
    let question = question_of(&change.pointer)?;
    let field = question.fields.iter().find(|field| {
        field
            .facts()
            .iter()
            .any(|fact| change.pointer == crate::calculator::field::place(question.at, fact))
    });
    let answer = field.map_or("", |field| words::answer(field, &change.value));
    let value = if answer.is_empty() {
        value_in_words(&change.value)
    } else {
        answer.to_owned()
    };
    let help = change.help_payable.filter(|help| help.is_positive())?;
    let title = words::name(question);
    let help = format::kroner_short(&help.to_string());
    let values = [("spoergsmaal", title), ("svar", &value), ("beloeb", &help)];
    Some(view! { <p class="quiet">{t_with(Key::RESULT_CHANGE, &values)}</p> }.into_any())
}

fn value_in_words(value: &str) -> String {
    if let Some(date) = indgang_law::calendar::Date::parse(value) {
        return format::date_short(date);
    }
    if value
        .split_once('.')
        .is_some_and(|(_, oere)| oere.len() == 2)
    {
        return format::kroner_short(value);
    }
    value.to_owned()
}

/// The facts that nobody knows yet, each with its question and the paper that settles it.
fn missing(shown: &Shown) -> AnyView {
    let missing = &shown.assessment.missing_facts;
    if missing.is_empty() {
        return ().into_any();
    }
    let items = missing.iter().filter_map(|fact| {
        let question = question_of(&fact.pointer)?;
        let title = words::name(question);
        let rule = fact.rule.id();
        let key = rule.replace('-', "_");
        let words = law("reason", &key, "missing");
        let paper = Fact::at(&fact.pointer).and_then(Fact::document);
        let paper = paper.and_then(|paper| law("document", paper, "name"));
        let paper = paper.map(|paper| {
            view! { <span class="quiet">{t_with(Key::RESULT_SETTLED_BY, &[("papir", paper)])}</span> }
        });
        Some(view! {
            <li>
                {words} " "
                <a href=question.path>{title}</a>
                " " {paper}
            </li>
        })
    });
    view! {
        <h2>{t(Key::RESULT_MISSING)}</h2>
        <ul class="missing">{items.collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

/// What no program decides.
pub fn kommunen(shown: &Shown) -> AnyView {
    if shown.assessment.outcome.is_none() {
        return ().into_any();
    }
    let open = shown
        .assessment
        .reasons
        .iter()
        .filter(|reason| reason.outcome == RuleOutcome::KommunenVurderer);
    let items: Vec<_> = open
        .map(|reason| view! { <li>{words_of(reason)}</li> })
        .collect();
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    view! {
        <section class="kommunen">
            <h2>{t(Key::RESULT_KOMMUNEN)}</h2>
            <p>{t(Key::RESULT_KOMMUNEN_TEXT)}</p>
            {list}
        </section>
    }
    .into_any()
}

/// Papers to have ready.
pub fn documents(shown: &Shown) -> AnyView {
    if shown.assessment.outcome.is_none() {
        return ().into_any();
    }
    let items = documents::to_have_ready(&shown.household)
        .into_iter()
        .map(|name| {
            view! {
                <li>
                    <strong>{law("document", name, "name")}</strong>
                    <span>{law("document", name, "why")}</span>
                </li>
            }
        });
    view! {
        <h2>{t(Key::RESULT_DOCUMENTS)}</h2>
        <ul class="papers nobullet-list">{items.collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

/// What to do now, with a telephone number.
pub fn steps(shown: &Shown) -> AnyView {
    let items = shown.assessment.next_steps.iter().map(|step| {
        view! {
            <li>
                <h3>{law("step", step.name(), "title")}</h3>
                <p>{law("step", step.name(), "text")}</p>
            </li>
        }
    });
    let phone = &municipality().telefon;
    view! {
        <h2>{t(Key::RESULT_STEPS)}</h2>
        <ol class="steps nobullet-list">{items.collect::<Vec<_>>()}</ol>
        <p>
            <a class="button button-primary" href=format!("tel:{}", phone.link())>
                <Icon name="support-agent"/>
                {t_with(Key::CONTACT_CALL, &[("telefon", &phone.to_string())])}
            </a>
        </p>
    }
    .into_any()
}

/// What is uncertain about the amount, and what it leaves out.
pub fn reservations(shown: &Shown) -> AnyView {
    let items = shown.assessment.reservations.iter().map(|reservation| {
        view! {
            <li>
                <strong>{law("reservation", reservation.name(), "title")}</strong>
                <span>{law("reservation", reservation.name(), "text")}</span>
            </li>
        }
    });
    let items = items.collect::<Vec<_>>();
    let left_out = crate::text::keys().filter(|key| key.starts_with("law.not_included."));
    let left_out = left_out.map(|key| view! { <li>{find(key)}</li> });
    let left_out = left_out.collect::<Vec<_>>();
    view! {
        <h2>{t(Key::RESULT_RESERVATIONS)}</h2>
        <ul class="papers nobullet-list">{items}</ul>
        <Details summary=t(Key::RESULT_NOT_INCLUDED)>
            <ul>{left_out}</ul>
        </Details>
    }
    .into_any()
}

/// `§ 11`, with its sign and number on one line.
fn paragraph(reason: &Reason) -> String {
    reason.rule.paragraph().replace("§ ", "§\u{a0}")
}

/// Every condition and what it came to, for those who check.
pub fn all_conditions(shown: &Shown) -> AnyView {
    if shown.assessment.reasons.is_empty() {
        return ().into_any();
    }
    let items = shown.assessment.reasons.iter().map(|reason| {
        let name = law("rule", reason.rule.id(), "name").unwrap_or_default();
        view! {
            <li>
                <strong>{format!("{name} ({})", paragraph(reason))}</strong>
                <span>{words_of(reason)}</span>
            </li>
        }
    });
    let items = items.collect::<Vec<_>>();
    view! {
        <Details summary=t(Key::RESULT_ALL_CONDITIONS)>
            <ul class="papers nobullet-list">{items}</ul>
        </Details>
    }
    .into_any()
}
