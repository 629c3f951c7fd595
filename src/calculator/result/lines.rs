//! The receipt: every krone on a line of its own, with the rule, the numbers and the law behind it.

use std::sync::LazyLock;

use indgang_law::assessment::{Component, Outcome, Subject};
use indgang_law::explanation::{Amount, Line, LineKind};
use indgang_law::household::Person;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Shown;
use crate::browser::{format, http};
use crate::calculator::said::{self, Said};
use crate::text::{Key, find, law, t, t_with};
use crate::ui::{Receipt, ReceiptLine, ReceiptSum};

/// Components, deductions and their sum.
pub fn receipt(shown: &Shown) -> AnyView {
    let Some(calculation) = shown.calculation() else {
        return ().into_any();
    };
    let included = calculation
        .components
        .iter()
        .filter(|component| component.included);
    let mut lines: Vec<AnyView> = included
        .map(|component| component_line(shown, component))
        .collect();
    for deduction in &calculation.deductions {
        let code = deduction.code.name();
        let name = named(
            shown,
            law("deduction", code, "name").unwrap_or(code),
            deduction.person,
        );
        let amount = format::kroner_short(&format!("-{}", deduction.amount));
        let behind = behind(
            shown,
            LineKind::Deduction,
            code,
            deduction.person,
            &deduction.amount.to_string(),
        );
        lines.push(view! { <ReceiptLine name amount>{behind}</ReceiptLine> }.into_any());
    }
    let sum = format::kroner_short(&calculation.household.gross_total.to_string());
    let not = shown.assessment.outcome == Some(Outcome::NotEntitled);
    let title = if not {
        Key::RESULT_LINES_ZERO
    } else {
        Key::RESULT_LINES
    };
    view! {
        <h2>{t(title)}</h2>
        <p class="no-print">{t(Key::RESULT_LINES_HINT)}</p>
        <Receipt label=t(title)>
            {lines}
            <ReceiptSum name=t(Key::RESULT_SUM) amount=sum/>
        </Receipt>
        {net(shown)}
    }
    .into_any()
}

/// What might come on top, and is in no sum.
pub fn possible(shown: &Shown) -> AnyView {
    let components = shown
        .calculation()
        .map_or(&[][..], |calculation| &calculation.components);
    let lines: Vec<AnyView> = components
        .iter()
        .filter(|component| !component.included)
        .map(|component| component_line(shown, component))
        .collect();
    let effect = shown
        .calculation()
        .and_then(|calculation| calculation.housing_benefit_effect);
    let effect = effect.map(|effect| {
        let less = format::kroner_short(&effect.reduction_total.to_string());
        view! { <p>{t_with(Key::RESULT_BOLIGSTOETTE, &[("beloeb", &less)])}</p> }
    });
    let sanction = shown
        .calculation()
        .and_then(|calculation| calculation.sanction_what_if);
    let sanction = sanction.map(|sanction| {
        let amount = format::kroner_short(&sanction.amount.to_string());
        view! { <p>{t_with(Key::RESULT_SANCTION, &[("beloeb", &amount), ("paragraf", sanction.paragraph)])}</p> }
    });
    let extras = (!lines.is_empty()).then(|| {
        view! {
            <h2>{t(Key::RESULT_POSSIBLE_EXTRA)}</h2>
            <p>{t(Key::RESULT_POSSIBLE_EXTRA_TEXT)}</p>
            <Receipt label=t(Key::RESULT_POSSIBLE_EXTRA)>{lines}</Receipt>
        }
    });
    view! { {extras} {effect} {sanction} }.into_any()
}

/// The way from the amount to what is in hand.
fn net(shown: &Shown) -> AnyView {
    let Some(calculation) = shown.calculation() else {
        return ().into_any();
    };
    let people = calculation.net_estimate.per_person.iter().map(|net| {
        let line = |name: String, amount: String| {
            view! { <dt>{name}</dt><dd>{format::kroner(&amount)}</dd> }
        };
        let label = |name| law_amount(name).to_owned();
        let atp = (net.atp.is_positive()).then(|| line(label("atp"), format!("-{}", net.atp)));
        let free = net
            .tax_free
            .is_positive()
            .then(|| line(t(Key::RESULT_TAX_FREE).to_owned(), net.tax_free.to_string()));
        let rate = format::percent(&net.tax_rate_pct.normalize().to_string());
        let pension = net.pension_on_top.is_positive().then(|| {
            let amount = format::kroner_short(&net.pension_on_top.to_string());
            view! { <p>{t_with(Key::RESULT_PENSION, &[("beloeb", &amount)])}</p> }
        });
        let who = (calculation.net_estimate.per_person.len() > 1)
            .then(|| view! { <h3>{person(net.person)}</h3> });
        view! {
            {who}
            <dl class="figures">
                {line(label("taxable"), net.taxable.to_string())}
                {line(t_with(Key::RESULT_TAX, &[("procent", &rate)]), format!("-{}", net.tax))}
                {atp}
                {free}
                {line(t(Key::RESULT_IN_HAND).to_owned(), net.net_total.to_string())}
            </dl>
            {pension}
        }
    });
    let people = people.collect::<Vec<_>>();
    view! {
        <details class="details">
            <summary class="details-summary">
                <span class="details-summary-text">{t(Key::RESULT_NET)}</span>
            </summary>
            <div class="details-text">
                <p>{t(Key::RESULT_NET_TEXT)}</p>
                {people}
            </div>
        </details>
    }
    .into_any()
}

fn component_line(shown: &Shown, component: &Component) -> AnyView {
    let code = component.code.name();
    let name = named(
        shown,
        law("component", code, "name").unwrap_or(code),
        component.person,
    );
    let amount = component.amount.to_string();
    let behind = behind(shown, LineKind::Component, code, component.person, &amount);
    view! { <ReceiptLine name amount=format::kroner_short(&amount)>{behind}</ReceiptLine> }
        .into_any()
}

/// "Børnetillæg", in a couple "Børnetillæg (din ægtefælle)".
fn named(shown: &Shown, name: &str, whose: Person) -> String {
    let both = shown
        .calculation()
        .is_some_and(|calculation| calculation.per_person.len() > 1);
    if both {
        format!("{name} ({})", person(whose))
    } else {
        name.to_owned()
    }
}

fn person(who: Person) -> &'static str {
    t(match who {
        Person::Applicant => Key::RESULT_YOU,
        Person::Partner => Key::RESULT_SPOUSE,
    })
}

/// The rule in plain words, the answers and numbers used, and the law's own words.
fn behind(shown: &Shown, kind: LineKind, code: &str, who: Person, amount: &str) -> AnyView {
    let line =
        shown.explanation.lines.iter().find(|line| {
            line.kind == kind && line.code == code && line.person == Subject::from(who)
        });
    let group = if kind == LineKind::Deduction {
        "deduction"
    } else {
        "component"
    };
    let why = law(group, code, "why").map(|why| view! { <p>{why}</p> });
    let Some(line) = line else {
        return why.into_any();
    };
    let rule = law("rule", line.rule.id(), "why").map(|why| view! { <p>{why}</p> });
    view! {
        {why}
        {rule}
        {used(shown, line)}
        {arithmetic(line, Some(amount))}
        <OwnWords paragraph=line.paragraph/>
    }
    .into_any()
}

/// The answers that the rule looked at, each with the way to change it.
pub fn used(shown: &Shown, line: &Line) -> AnyView {
    let mut answers: Vec<&Said> = Vec::new();
    for said in line
        .inputs
        .iter()
        .flat_map(|pointer| said::about(&shown.said, pointer))
    {
        if !answers.iter().any(|other| other.label == said.label) {
            answers.push(said);
        }
    }
    let items = answers.into_iter().map(|said| {
        // The link is called by the words that are seen, so that it can be said aloud.
        view! {
            <li>
                <span class="used__label">{said.label.clone()}</span>
                " "
                <strong>{said.said.clone()}</strong>
                <a class="no-print" href=said.question.path>
                    {t(Key::RESULT_WRONG)} <span class="sr-only">" " {said.label.clone()}</span>
                </a>
            </li>
        }
    });
    let items: Vec<_> = items.collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <h3>{t(Key::RESULT_USED)}</h3>
        <ul class="used nobullet-list">{items}</ul>
    }
    .into_any()
}

/// The numbers of the arithmetic, in its order.
pub fn arithmetic(line: &Line, result: Option<&str>) -> AnyView {
    if line.amounts.is_empty() {
        return ().into_any();
    }
    let row =
        |name: &str, value: String| view! { <dt>{name.to_owned()}</dt><dd>{value}</dd> }.into_any();
    let told = |amount: &&Amount| amount.name != "stu_disregard" || amount.value != "0.00";
    let rows = line.amounts.iter().filter(told).map(|amount| {
        let value = match amount.name {
            "parameter" => {
                let name = law_amount(amount.name);
                return view! {
                    <dt>{name}</dt>
                    <dd class="figures__name">{parameter(&amount.value)}</dd>
                }
                .into_any();
            }
            "procent" => format::percent(&amount.value),
            _ if amount.value.contains('.') => format::kroner_short(&amount.value),
            _ => format::number(&amount.value),
        };
        row(law_amount(amount.name), value)
    });
    let rows = rows.collect::<Vec<_>>();
    let result = result.map(|amount| row(t(Key::RESULT_GIVES), format::kroner(amount)));
    view! {
        <h3>{t(Key::RESULT_ARITHMETIC)}</h3>
        <dl class="figures">{rows}{result}</dl>
    }
    .into_any()
}

fn law_amount(name: &'static str) -> &'static str {
    find(&format!("law.amount.{name}")).unwrap_or(name)
}

/// What a rate is called; where we have no words of our own, as the table of rates has it.
fn parameter(key: &str) -> AnyView {
    let rows = indgang_law::parameters::rows();
    let row = || rows.iter().find(|row| row.key == key);
    match law("parameter", key, "name") {
        Some(name) => name.into_any(),
        None => row()
            .map(|row| view! { <span lang="da">{row.name_da}</span> })
            .into_any(),
    }
}

/// The law as it was printed, by paragraph. Asked for once, when somebody wants to read it.
static LAW: LazyLock<ArcRwSignal<Option<Result<Value, http::Unreachable>>>> =
    LazyLock::new(|| ArcRwSignal::new(None));

/// The law's own words, one tap away.
#[component]
pub fn OwnWords(
    /// As the law is cited: `§ 16, stk. 1, nr. 1`.
    paragraph: &'static str,
) -> impl IntoView {
    let fetch = move |_| {
        if LAW.read_untracked().as_ref().is_none_or(|law| law.is_err()) {
            LAW.set(None);
            spawn_local(async {
                let law = http::text("/lov.json").await;
                let law =
                    law.and_then(|text| serde_json::from_str(&text).map_err(|_| http::Unreachable));
                LAW.set(Some(law));
            });
        }
    };
    let words = move || match &*LAW.read() {
        None => view! { <p role="status">{t(Key::RESULT_LAW_COMING)}</p> }.into_any(),
        Some(Err(_)) => view! { <p role="status">{t(Key::RESULT_LAW_AWAY)}</p> }.into_any(),
        Some(Ok(law)) => {
            let words = law[paragraph].as_str().unwrap_or_default().to_owned();
            view! {
                <blockquote lang="da">{words}</blockquote>
                <p class="quiet">{find("law.own_words.level")}</p>
            }
            .into_any()
        }
    };
    view! {
        <details class="details own-words" on:toggle=fetch>
            <summary class="details-summary">
                <span class="details-summary-text">
                    {t_with(Key::RESULT_LAW, &[("paragraf", paragraph)])}
                </span>
            </summary>
            <div class="details-text">{words}</div>
        </details>
    }
    .into_any()
}
