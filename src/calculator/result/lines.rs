//! The receipt: every krone on a line of its own, with the rule, the numbers and the law behind it.

use std::sync::OnceLock;

use indgang_law::assessment::{Component, Outcome, Subject};
use indgang_law::explanation::{Line, LineKind};
use indgang_law::household::Person;
use leptos::ev::MouseEvent;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Shown;
use crate::browser::{format, http, page};
use crate::calculator::said::{self, Said};
use crate::text::{Key, LAW, law, t, t_with};
use crate::ui::Markup;

/// Components, deductions and their sum.
pub fn receipt(shown: &Shown, markup: &mut Markup) {
    let Some(calculation) = shown.calculation() else {
        return;
    };
    let not = shown.assessment.outcome == Some(Outcome::NotEntitled);
    let title = t(if not {
        Key::RESULT_LINES_ZERO
    } else {
        Key::RESULT_LINES
    });
    markup.put("h2", title);
    markup.put_in("p", "no-print", t(Key::RESULT_LINES_HINT));
    open_receipt(markup, title);
    for component in calculation
        .components
        .iter()
        .filter(|component| component.included)
    {
        component_line(shown, component, markup);
    }
    for one in &calculation.deductions {
        let (code, amount) = (one.code.name(), one.amount.to_string());
        let name = named(
            shown,
            law("deduction", code, "name").unwrap_or(code),
            one.person,
        );
        markup.receipt_line(
            &name,
            &format::kroner_short(&format!("-{amount}")),
            |markup| {
                behind(
                    shown,
                    LineKind::Deduction,
                    code,
                    one.person,
                    &amount,
                    markup,
                );
            },
        );
    }
    let sum = calculation.household.gross_total.to_string();
    markup.receipt_sum(t(Key::RESULT_SUM), &format::kroner_short(&sum));
    markup.close("ul");
    markup.details(t(Key::RESULT_NET), |markup| net(shown, markup));
}

fn open_receipt(markup: &mut Markup, label: &str) {
    markup.open(
        "ul",
        &[("class", "receipt nobullet-list"), ("aria-label", label)],
    );
}

/// What might come on top, and is in no sum.
pub fn possible(shown: &Shown, markup: &mut Markup) {
    let Some(calculation) = shown.calculation() else {
        return;
    };
    let mut extras = calculation
        .components
        .iter()
        .filter(|one| !one.included)
        .peekable();
    if extras.peek().is_some() {
        markup.put("h2", t(Key::RESULT_POSSIBLE_EXTRA));
        markup.put("p", t(Key::RESULT_POSSIBLE_EXTRA_TEXT));
        open_receipt(markup, t(Key::RESULT_POSSIBLE_EXTRA));
        extras.for_each(|component| component_line(shown, component, markup));
        markup.close("ul");
    }
    if let Some(effect) = calculation.housing_benefit_effect {
        let less = format::kroner_short(&effect.reduction_total.to_string());
        markup.put("p", &t_with(Key::RESULT_BOLIGSTOETTE, &[("beloeb", &less)]));
    }
    if let Some(sanction) = calculation.sanction_what_if {
        let amount = format::kroner_short(&sanction.amount.to_string());
        let values = [
            ("beloeb", amount.as_str()),
            ("paragraf", sanction.paragraph),
        ];
        markup.put("p", &t_with(Key::RESULT_SANCTION, &values));
    }
}

/// The way from the amount to what is in hand.
fn net(shown: &Shown, markup: &mut Markup) {
    let people = shown
        .calculation()
        .map_or(&[][..], |one| &one.net_estimate.per_person);
    markup.put("p", t(Key::RESULT_NET_TEXT));
    for net in people {
        if people.len() > 1 {
            markup.put("h3", person(net.person));
        }
        let rate = format::percent(&net.tax_rate_pct.normalize().to_string());
        markup.open("dl", &[("class", "figures")]);
        let mut figure = |name: &str, amount: String| {
            markup.put("dt", name);
            markup.put("dd", &format::kroner(&amount));
        };
        figure(law_amount("taxable"), net.taxable.to_string());
        figure(
            &t_with(Key::RESULT_TAX, &[("procent", &rate)]),
            format!("-{}", net.tax),
        );
        if net.atp.is_positive() {
            figure(law_amount("atp"), format!("-{}", net.atp));
        }
        if net.tax_free.is_positive() {
            figure(t(Key::RESULT_TAX_FREE), net.tax_free.to_string());
        }
        figure(t(Key::RESULT_IN_HAND), net.net_total.to_string());
        markup.close("dl");
        if net.pension_on_top.is_positive() {
            let amount = format::kroner_short(&net.pension_on_top.to_string());
            markup.put("p", &t_with(Key::RESULT_PENSION, &[("beloeb", &amount)]));
        }
    }
}

fn component_line(shown: &Shown, component: &Component, markup: &mut Markup) {
    let (code, amount) = (component.code.name(), component.amount.to_string());
    let name = named(
        shown,
        law("component", code, "name").unwrap_or(code),
        component.person,
    );
    markup.receipt_line(&name, &format::kroner_short(&amount), |markup| {
        behind(
            shown,
            LineKind::Component,
            code,
            component.person,
            &amount,
            markup,
        );
    });
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
fn behind(
    shown: &Shown,
    kind: LineKind,
    code: &str,
    who: Person,
    amount: &str,
    markup: &mut Markup,
) {
    let group = if kind == LineKind::Deduction {
        "deduction"
    } else {
        "component"
    };
    markup.put("p", law(group, code, "why").unwrap_or_default());
    let line =
        shown.explanation.lines.iter().find(|line| {
            line.kind == kind && line.code == code && line.person == Subject::from(who)
        });
    if let Some(line) = line {
        markup.put("p", law("rule", line.rule.id(), "why").unwrap_or_default());
        used(shown, line, markup);
        arithmetic(line, Some(amount), markup);
        own_words(line.paragraph, markup);
    }
}

/// The answers that the rule looked at, each with the way to change it.
pub fn used(shown: &Shown, line: &Line, markup: &mut Markup) {
    let mut answers: Vec<&Said> = Vec::new();
    for pointer in &line.inputs {
        for said in said::about(&shown.said, pointer) {
            if !answers.iter().any(|other| other.label == said.label) {
                answers.push(said);
            }
        }
    }
    if answers.is_empty() {
        return;
    }
    markup.put("h3", t(Key::RESULT_USED));
    markup.open_list("ul", "used");
    for said in answers {
        markup.open("li", &[]);
        markup.put_in("span", "used__label", &said.label);
        markup.text(" ");
        markup.put("strong", &said.said);
        // The link is called by the words that are seen, so that it can be said aloud.
        markup.open("a", &[("class", "no-print"), ("href", said.question.path)]);
        markup.text(t(Key::RESULT_WRONG));
        markup.put_in("span", "sr-only", &format!(" {}", said.label));
        markup.close("a");
        markup.close("li");
    }
    markup.close("ul");
}

/// The numbers of the arithmetic, in its order.
pub fn arithmetic(line: &Line, result: Option<&str>, markup: &mut Markup) {
    if line.amounts.is_empty() {
        return;
    }
    markup.put("h3", t(Key::RESULT_ARITHMETIC));
    markup.open("dl", &[("class", "figures")]);
    for amount in &line.amounts {
        if amount.name == "stu_disregard" && amount.value == "0.00" {
            continue;
        }
        markup.put("dt", law_amount(amount.name));
        match amount.name {
            "parameter" => {
                let name = law("parameter", &amount.value, "name").unwrap_or(&amount.value);
                markup.put_with("dd", &[("class", "figures__name")], name);
            }
            "procent" => markup.put("dd", &format::percent(&amount.value)),
            _ if amount.value.contains('.') => {
                markup.put("dd", &format::kroner_short(&amount.value));
            }
            _ => markup.put("dd", &format::number(&amount.value)),
        }
    }
    if let Some(result) = result {
        markup.put("dt", t(Key::RESULT_GIVES));
        markup.put("dd", &format::kroner(result));
    }
    markup.close("dl");
}

fn law_amount(name: &'static str) -> &'static str {
    LAW.find(&format!("law.amount.{name}")).unwrap_or(name)
}

/// The law's own words, one tap away; [`fetch_own_words`] brings them.
pub fn own_words(paragraph: &str, markup: &mut Markup) {
    markup.open(
        "details",
        &[("class", "details own-words"), ("data-asks", paragraph)],
    );
    markup.summary(&t_with(Key::RESULT_LAW, &[("paragraf", paragraph)]));
    markup.open("div", &[("class", "details-text")]);
    markup.put_with("blockquote", &[("lang", "da")], "");
    markup.put_with("p", &[("class", "quiet"), ("role", "status")], "");
    markup.close("div");
    markup.close("details");
}

/// The law as it was printed, by paragraph. Asked for once, when somebody wants to read it.
static OWN_WORDS: OnceLock<Value> = OnceLock::new();

/// Puts the law's own words where they are asked for.
pub fn fetch_own_words(event: MouseEvent) {
    let Some(asked) = page::asked(&event) else {
        return;
    };
    if OWN_WORDS.get().is_none() {
        asked.fill("p", t(Key::RESULT_LAW_COMING));
    }
    spawn_local(async move {
        if OWN_WORDS.get().is_none()
            && let Ok(text) = http::text("/lov.json").await
            && let Ok(law) = serde_json::from_slice(text.as_bytes())
        {
            // Set by another tap meanwhile: the same law.
            let _ = OWN_WORDS.set(law);
        }
        match OWN_WORDS.get() {
            Some(law) => {
                asked.fill("blockquote", law[&asked.what].as_str().unwrap_or_default());
                asked.fill("p", LAW.find("law.own_words.level").unwrap_or_default());
            }
            None => asked.fill("p", t(Key::RESULT_LAW_AWAY)),
        }
    });
}
