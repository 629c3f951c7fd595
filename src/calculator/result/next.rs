//! Why, what would change it, who decides what, and what to do now.

use indgang_domain::case::application;
use indgang_law::assessment::{Outcome, Reason, RuleOutcome, Subject};
use indgang_law::explanation::LineKind;
use indgang_law::{Change, Fact, Flip};

use super::Shown;
use super::lines::{arithmetic, own_words, used};
use crate::browser::format;
use crate::calculator::answers::question_of;
use crate::calculator::{field, words};
use crate::municipality::municipality;
use crate::text::{self, Key, LAW, law, t, t_with};
use crate::ui::Markup;

/// What the result turns on, and for a "no" or "cannot tell" what one can do about it.
pub fn deciding(shown: &Shown, markup: &mut Markup) {
    match shown.assessment.outcome {
        None => {}
        Some(Outcome::Entitled) => met(shown, markup),
        Some(Outcome::NotEntitled) => {
            turned(shown, RuleOutcome::NotMet, Key::RESULT_NO_WHAT, markup);
        }
        Some(Outcome::Uncertain) => {
            missing(shown, markup);
            turned(
                shown,
                RuleOutcome::KommunenVurderer,
                Key::RESULT_UNSURE_WHAT,
                markup,
            );
        }
    }
}

/// The conditions that people think of, which the answers meet.
fn met(shown: &Shown, markup: &mut Markup) {
    const TOLD: [&str; 5] = ["R1-07", "R1-08", "R1-12", "R2-01", "R1-17"];
    markup.put("h2", t(Key::RESULT_YES_WHY));
    markup.open_list("ul", "checks");
    for reason in &shown.assessment.reasons {
        let is_told = reason.person != Subject::Partner && TOLD.contains(&reason.rule.id());
        if reason.outcome == RuleOutcome::Met && is_told {
            markup.open("li", &[]);
            markup.icon("check");
            markup.text(&words_of(reason));
            markup.close("li");
        }
    }
    markup.close("ul");
}

/// `R1_07`: how the texts name a rule.
fn key_of(reason: &Reason) -> String {
    reason.rule.id().replace('-', "_")
}

fn name_of(reason: &Reason) -> &'static str {
    law("rule", reason.rule.id(), "name").unwrap_or(reason.rule.id())
}

fn words_of(reason: &Reason) -> String {
    let words = law("reason", &key_of(reason), reason.outcome.name());
    with_subject(reason.person, words.unwrap_or(name_of(reason)))
}

/// "Din ægtefælle: …".
fn with_subject(person: Subject, words: &str) -> String {
    match person {
        Subject::Partner => format!("{}: {words}", t(Key::RESULT_SPOUSE_CAPITAL)),
        _ => words.to_owned(),
    }
}

/// Each condition that stands in the way, beginning with what one can do.
fn turned(shown: &Shown, outcome: RuleOutcome, title: Key, markup: &mut Markup) {
    let reasons = shown.assessment.reasons.iter();
    let in_the_way: Vec<&Reason> = reasons
        .filter(|reason| reason.decisive && reason.outcome == outcome)
        .collect();
    if in_the_way.is_empty() {
        return;
    }
    markup.put("h2", t(title));
    markup.open_list("ul", "conditions");
    for reason in in_the_way {
        let mut flips = shown.explanation.flips.iter();
        let flip = flips.find(|flip| flip.rule == reason.rule && flip.person == reason.person);
        condition(shown, reason, flip, markup);
    }
    markup.close("ul");
}

fn condition(shown: &Shown, reason: &Reason, flip: Option<&Flip>, markup: &mut Markup) {
    let what_to_do = LAW.find(&format!("law.change.{}", key_of(reason)));
    markup.open("li", &[("class", "condition")]);
    markup.put("h3", &with_subject(reason.person, name_of(reason)));
    markup.put_in("p", "condition__do", what_to_do.unwrap_or_default());
    markup.put("p", &words_of(reason));
    for change in flip.map_or(&[][..], |flip| &flip.changes) {
        if let Some(words) = would_change(change) {
            markup.put_in("p", "quiet", &words);
        }
    }
    markup.details(t(Key::RESULT_WHY_THIS), |markup| {
        markup.put(
            "p",
            law("rule", reason.rule.id(), "why").unwrap_or_default(),
        );
        let line = shown.explanation.lines.iter().find(|line| {
            let same = line.rule == reason.rule && line.person == reason.person;
            line.kind == LineKind::Reason && same
        });
        if let Some(line) = line {
            used(shown, line, markup);
            arithmetic(line, None, markup);
        }
        own_words(reason.rule.paragraph(), markup);
    });
    markup.close("li");
}

/// "Med svaret »Nej« kunne hjælpen være 14.201 kr."
fn would_change(change: &Change) -> Option<String> {
    let help = change.help_payable.filter(|help| help.is_positive())?;
    let question = question_of(&change.pointer)?;
    let field = question.fields.iter().find(|field| {
        let places = field.facts();
        places
            .iter()
            .any(|fact| change.pointer == field::place(question.at, fact))
    });
    let answer = field.map_or("", |field| words::answer(field, &change.value));
    let value = if answer.is_empty() {
        in_words(&change.value)
    } else {
        answer.to_owned()
    };
    let help = format::kroner_short(&help.to_string());
    let title = words::name(question);
    let values = [("spoergsmaal", title), ("svar", &value), ("beloeb", &help)];
    Some(t_with(Key::RESULT_CHANGE, &values))
}

fn in_words(value: &str) -> String {
    let is_amount = value
        .split_once('.')
        .is_some_and(|(_, oere)| oere.len() == 2);
    match indgang_law::calendar::Date::parse(value) {
        Some(date) => format::date_short(date),
        None if is_amount => format::kroner_short(value),
        None => value.to_owned(),
    }
}

/// The facts that nobody knows yet, each with its question and the paper that settles it.
fn missing(shown: &Shown, markup: &mut Markup) {
    let missing = &shown.assessment.missing_facts;
    if missing.is_empty() {
        return;
    }
    markup.put("h2", t(Key::RESULT_MISSING));
    markup.open("ul", &[("class", "missing")]);
    for fact in missing {
        let Some(question) = question_of(&fact.pointer) else {
            continue;
        };
        let key = fact.rule.id().replace('-', "_");
        markup.open("li", &[]);
        markup.text(law("reason", &key, "missing").unwrap_or_default());
        markup.text(" ");
        markup.put_with("a", &[("href", question.path)], words::name(question));
        let paper = Fact::at(&fact.pointer).and_then(Fact::document);
        if let Some(paper) = paper.and_then(|name| text::paper(name, "name")) {
            markup.text(" ");
            let settled = t_with(Key::RESULT_SETTLED_BY, &[("papir", paper)]);
            markup.put_in("span", "quiet", &settled);
        }
        markup.close("li");
    }
    markup.close("ul");
}

/// What no program decides.
pub fn kommunen(shown: &Shown, markup: &mut Markup) {
    markup.open("section", &[("class", "kommunen")]);
    markup.put("h2", t(Key::RESULT_KOMMUNEN));
    markup.put("p", t(Key::RESULT_KOMMUNEN_TEXT));
    let reasons = shown.assessment.reasons.iter();
    let open: Vec<&Reason> = reasons
        .filter(|reason| reason.outcome == RuleOutcome::KommunenVurderer)
        .collect();
    if !open.is_empty() {
        markup.open("ul", &[]);
        for reason in open {
            markup.put("li", &words_of(reason));
        }
        markup.close("ul");
    }
    markup.close("section");
}

/// A heading in a list, and a line about it.
fn paper(markup: &mut Markup, name: &str, about: &str) {
    markup.open("li", &[]);
    markup.put("strong", name);
    markup.put("span", about);
    markup.close("li");
}

/// Papers to have ready.
pub fn documents(shown: &Shown, markup: &mut Markup) {
    markup.put("h2", t(Key::RESULT_DOCUMENTS));
    markup.open_list("ul", "papers");
    for name in application::papers(&shown.household) {
        let words = |part| text::paper(name, part).unwrap_or_default();
        paper(markup, words("name"), words("why"));
    }
    markup.close("ul");
}

/// What to do now, with a telephone number.
pub fn steps(shown: &Shown, markup: &mut Markup) {
    markup.put("h2", t(Key::RESULT_STEPS));
    markup.open_list("ol", "steps");
    for step in &shown.assessment.next_steps {
        let words = |part| law("step", step.name(), part).unwrap_or_default();
        markup.open("li", &[]);
        markup.put("h3", words("title"));
        markup.put("p", words("text"));
        markup.close("li");
    }
    markup.close("ol");
    let phone = &municipality().telefon;
    markup.open("p", &[]);
    let link = format!("tel:{}", phone.link());
    markup.open("a", &[("class", "button button-primary"), ("href", &link)]);
    markup.icon("support-agent");
    markup.text(&t_with(
        Key::CONTACT_CALL,
        &[("telefon", &phone.to_string())],
    ));
    markup.close("a");
    markup.close("p");
}

/// What is uncertain about the amount, and what it leaves out.
pub fn reservations(shown: &Shown, markup: &mut Markup) {
    markup.put("h2", t(Key::RESULT_RESERVATIONS));
    markup.open_list("ul", "papers");
    for reservation in &shown.assessment.reservations {
        let words = |part| law("reservation", reservation.name(), part).unwrap_or_default();
        paper(markup, words("title"), words("text"));
    }
    markup.close("ul");
    markup.details(t(Key::RESULT_NOT_INCLUDED), |markup| {
        markup.open("ul", &[]);
        for key in LAW
            .keys()
            .filter(|key| key.starts_with("law.not_included."))
        {
            markup.put("li", LAW.find(key).unwrap_or_default());
        }
        markup.close("ul");
    });
}

/// Every condition and what it came to, for those who check.
pub fn all_conditions(shown: &Shown, markup: &mut Markup) {
    if shown.assessment.reasons.is_empty() {
        return;
    }
    markup.details(t(Key::RESULT_ALL_CONDITIONS), |markup| {
        markup.open_list("ul", "papers");
        for reason in &shown.assessment.reasons {
            // Sign and number stay on one line.
            let paragraph = reason.rule.paragraph().replace("§ ", "§\u{a0}");
            paper(
                markup,
                &format!("{} ({paragraph})", name_of(reason)),
                &words_of(reason),
            );
        }
        markup.close("ul");
    });
}
