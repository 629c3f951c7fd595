//! Help and wage in hand by what one earns: a picture, and the same as a table. Every point is where
//! the law puts it; nothing is sampled.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use indgang_law::curve::{Breakpoint, Curve, Piece, Segment};
use indgang_law::household::{Adult, IncomeType, Person};
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::{ToPositiveInfinity, ToZero};

use super::Shown;
use crate::browser::format;
use crate::text::{CALCULATOR, Key, t, t_with};
use crate::typed;
use crate::ui::{Details, Markup, TextInput};

/// The curves of the household, the applicant's first.
pub fn curves(shown: &Shown) -> AnyView {
    let curves = &shown.explanation.curves;
    if curves.is_empty() {
        return ().into_any();
    }
    let both = curves.len() > 1;
    let drawn: Vec<AnyView> = curves
        .iter()
        .map(|curve| {
            let here = shown
                .household
                .adult(curve.person)
                .map_or(Decimal::ZERO, earned);
            let drawn = Drawn::new(curve, here);
            let title = match (both, curve.person) {
                (false, _) => t(Key::CURVE_TITLE),
                (true, Person::Applicant) => t(Key::CURVE_TITLE_YOU),
                (true, Person::Partner) => t(Key::CURVE_TITLE_SPOUSE),
            };
            one(drawn, title, both)
        })
        .collect();
    drawn.into_any()
}

/// The month's wage after AM-bidrag, ATP, holiday pay and pension: what the curve is drawn over.
fn earned(adult: &Adult) -> Decimal {
    let wages = adult
        .incomes
        .iter()
        .filter(|income| income.r#type == IncomeType::Arbejdsindtaegt);
    let base = wages.map(|wage| {
        let gross = wage.amount.unwrap_or_default();
        (gross - wage.atp - wage.am_bidrag - wage.henlagte_feriepenge - wage.kollektiv_pension)
            .decimal()
    });
    base.sum::<Decimal>().max(Decimal::ZERO)
}

/// A curve and how much of it is shown.
#[derive(Clone)]
struct Drawn {
    curve: Curve,
    here: Decimal,
    /// Kr. at the right edge.
    most: Decimal,
    /// Kr. at the upper edge.
    highest: Decimal,
}

/// The drawing's own measures; it grows with the page.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 256;
const LEFT: i64 = 46;
const RIGHT: i64 = 350;
const TOP: i64 = 24;
const BOTTOM: i64 = 215;

impl Drawn {
    fn new(curve: &Curve, here: Decimal) -> Self {
        let last = curve
            .breakpoints
            .last()
            .map_or(Decimal::ZERO, |last| last.earnings);
        let step = Decimal::from(5000);
        let most = last.max(here).max(Decimal::from(20_000)) * Decimal::new(11, 1);
        let most = (most / step).round_dp_with_strategy(0, ToPositiveInfinity) * step;
        let mut drawn = Self {
            curve: curve.clone(),
            here,
            most,
            highest: step,
        };
        let tops = drawn.points(|segment| segment.in_hand);
        let top = tops.into_iter().map(|(_, y)| y).max().unwrap_or(step);
        drawn.highest = (top / step).round_dp_with_strategy(0, ToPositiveInfinity) * step;
        drawn
    }

    /// Corners of the line of one amount: two for each piece, so that a cliff falls straight down.
    fn points(&self, amount: fn(&Segment) -> Piece) -> Vec<(Decimal, Decimal)> {
        let mut points = Vec::new();
        for segment in self
            .curve
            .segments
            .iter()
            .filter(|segment| segment.from < self.most)
        {
            let to = segment.to.unwrap_or(self.most).min(self.most);
            let piece = amount(segment);
            points.push((segment.from, piece.at_from));
            points.push((to, piece.at_from + piece.per_krone * (to - segment.from)));
        }
        points
    }

    /// The piece that these earnings are on.
    fn segment(&self, earnings: Decimal) -> Option<&Segment> {
        self.curve
            .segments
            .iter()
            .rev()
            .find(|segment| segment.from <= earnings)
    }

    fn at(&self, earnings: Decimal, amount: fn(&Segment) -> Piece) -> Decimal {
        self.segment(earnings).map_or(Decimal::ZERO, |segment| {
            let piece = amount(segment);
            piece.at_from + piece.per_krone * (earnings - segment.from)
        })
    }

    fn x(&self, earnings: Decimal) -> Decimal {
        (Decimal::from(LEFT) + Decimal::from(RIGHT - LEFT) * earnings / self.most).round_dp(1)
    }

    fn y(&self, amount: Decimal) -> Decimal {
        (Decimal::from(BOTTOM) - Decimal::from(BOTTOM - TOP) * amount / self.highest).round_dp(1)
    }

    /// A path along the upper line and back along the lower one.
    fn area(&self, upper: fn(&Segment) -> Piece, lower: Option<fn(&Segment) -> Piece>) -> String {
        let corner = |(x, y): (Decimal, Decimal)| format!("{} {}", self.x(x), self.y(y));
        let mut corners: Vec<String> = self.points(upper).into_iter().map(corner).collect();
        match lower {
            Some(lower) => corners.extend(self.points(lower).into_iter().rev().map(corner)),
            None => {
                corners.push(format!("{RIGHT} {BOTTOM}"));
                corners.push(format!("{LEFT} {BOTTOM}"));
            }
        }
        format!("M{}Z", corners.join("L"))
    }

    /// The places where the curve bends, inside the picture.
    fn breakpoints(&self) -> impl Iterator<Item = &Breakpoint> {
        self.curve
            .breakpoints
            .iter()
            .filter(|one| one.earnings < self.most)
    }
}

fn one(drawn: Drawn, title: &'static str, both: bool) -> AnyView {
    let mut markup = Markup::default();
    markup.put("h2", title);
    if both {
        markup.put("p", t(Key::CURVE_ONE_WAGE));
    }
    markup.put("p", t(Key::CURVE_TEXT));
    picture(&drawn, title, &mut markup);
    markup.open_list("ul", "curve__legend");
    markup.put_in("li", "curve__key curve__key--help", t(Key::CURVE_HELP));
    markup.put_in("li", "curve__key curve__key--wage", t(Key::CURVE_WAGE));
    markup.close("ul");
    markup.open("ol", &[("class", "curve__marks")]);
    for one in drawn.breakpoints() {
        markup.put("li", &breakpoint_in_words(one));
    }
    markup.close("ol");
    view! {
        <section class="curve">
            {markup.into_view()}
            {by_the_hour(drawn)}
        </section>
    }
    .into_any()
}

fn picture(drawn: &Drawn, title: &str, markup: &mut Markup) {
    let in_hand = |at| drawn.at(at, |segment| segment.in_hand);
    let (loen, haand) = (kroner(drawn.here), kroner(in_hand(drawn.here)));
    let description = t_with(
        Key::CURVE_DESCRIPTION,
        &[("loen", &loen), ("haand", &haand)],
    );
    markup.open(
        "svg",
        &[
            ("class", "curve__picture"),
            ("viewBox", &format!("0 0 {WIDTH} {HEIGHT}")),
            ("role", "img"),
            ("aria-label", &format!("{title}. {description}")),
        ],
    );
    let help = drawn.area(|segment| segment.help_net, None);
    let wage = drawn.area(|segment| segment.in_hand, Some(|segment| segment.help_net));
    markup.put_with("path", &[("class", "curve__help"), ("d", &help)], "");
    markup.put_with("path", &[("class", "curve__wage"), ("d", &wage)], "");
    let [left, right, top, bottom] = [LEFT, RIGHT, TOP, BOTTOM].map(Decimal::from);
    let step = if drawn.most > Decimal::from(40_000) {
        20_000
    } else {
        10_000
    };
    let ticks = |most: Decimal| {
        (0..)
            .map(move |n| Decimal::from(n * step))
            .take_while(move |at| *at <= most)
    };
    for at in ticks(drawn.highest) {
        let y = drawn.y(at);
        line(markup, "curve__grid", (left, y), (right, y));
        label(
            markup,
            "",
            "end",
            (left - Decimal::from(4), y + Decimal::from(4)),
            &thousands(at),
        );
    }
    for at in ticks(drawn.most) {
        let anchor = if at == drawn.most { "end" } else { "middle" };
        label(
            markup,
            "",
            anchor,
            (drawn.x(at), bottom + Decimal::from(18)),
            &thousands(at),
        );
    }
    label(
        markup,
        "",
        "end",
        (right, Decimal::from(HEIGHT - 4)),
        t(Key::CURVE_ACROSS),
    );
    for (index, one) in drawn.breakpoints().enumerate() {
        let x = drawn.x(one.earnings);
        // Neighbours stand a little above each other, so that their numbers can be read.
        let y = top + Decimal::from(if index % 2 == 0 { -10 } else { 4 });
        line(
            markup,
            "curve__break",
            (x, y + Decimal::from(3)),
            (x, bottom),
        );
        dot(
            markup,
            "curve__dot",
            "3",
            (x, drawn.y(in_hand(one.earnings))),
        );
        label(
            markup,
            "curve__number",
            "middle",
            (x, y),
            &(index + 1).to_string(),
        );
    }
    let x = drawn.x(drawn.here);
    line(markup, "curve__here", (x, top), (x, bottom));
    dot(
        markup,
        "curve__here-dot",
        "5",
        (x, drawn.y(in_hand(drawn.here))),
    );
    let is_late = drawn.here * Decimal::TWO > drawn.most;
    let (anchor, beside) = if is_late { ("end", -6) } else { ("start", 6) };
    let beside = (x + Decimal::from(beside), bottom - Decimal::from(8));
    label(markup, "curve__here-name", anchor, beside, here(drawn));
    markup.close("svg");
}

type Point = (Decimal, Decimal);

fn line(markup: &mut Markup, class: &str, (x1, y1): Point, (x2, y2): Point) {
    let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(|one| one.to_string());
    let ends = [
        ("class", class),
        ("x1", &x1),
        ("y1", &y1),
        ("x2", &x2),
        ("y2", &y2),
    ];
    markup.put_with("line", &ends, "");
}

fn dot(markup: &mut Markup, class: &str, r: &str, (x, y): Point) {
    let [x, y] = [x, y].map(|one| one.to_string());
    markup.put_with(
        "circle",
        &[("class", class), ("r", r), ("cx", &x), ("cy", &y)],
        "",
    );
}

fn label(markup: &mut Markup, class: &str, anchor: &str, (x, y): Point, words: &str) {
    let [x, y] = [x, y].map(|one| one.to_string());
    let place = [
        ("class", class),
        ("text-anchor", anchor),
        ("x", &x),
        ("y", &y),
    ];
    markup.put_with("text", &place, words);
}

/// "du er her".
fn here(drawn: &Drawn) -> &'static str {
    t(match drawn.curve.person {
        Person::Applicant => Key::CURVE_HERE,
        Person::Partner => Key::CURVE_HERE_SPOUSE,
    })
}

/// `10.000` as `10.000`, without a unit: the axis says it.
fn thousands(amount: Decimal) -> String {
    format::number(&amount.to_string())
}

fn kroner(amount: Decimal) -> String {
    format::kroner(&amount.round_dp_with_strategy(0, ToZero).to_string())
}

/// "2.700 kr.: Fribeløbet er brugt."
fn breakpoint_in_words(one: &Breakpoint) -> String {
    let kinds = one
        .kinds
        .iter()
        .filter_map(|kind| CALCULATOR.find(&format!("curve.kind.{}", kind.name())));
    let mut words = format!(
        "{}: {}",
        kroner(one.earnings),
        kinds.collect::<Vec<_>>().join(" ")
    );
    if one.falls > Decimal::ZERO {
        words.push(' ');
        words += &t_with(Key::CURVE_FALLS, &[("beloeb", &kroner(one.falls))]);
    }
    words
}

/// "Én time mere giver dig 61 kr. mere i hånden", and the table, by month or by hours.
fn by_the_hour(drawn: Drawn) -> AnyView {
    let pay = RwSignal::new(USUAL_PAY.to_owned());
    let hourly = Memo::new(move |_| {
        let pay = typed::kroner(&pay.read()).map(|pay| pay.decimal());
        pay.filter(|pay| *pay > Decimal::ZERO)
    });
    let fault = Signal::derive(move || {
        hourly
            .get()
            .is_none()
            .then(|| t(Key::CALCULATOR_FAULT_KRONER).to_owned())
    });
    let person = drawn.curve.person;
    let shown = StoredValue::new(drawn);
    let one_more = move || {
        let pay = hourly.get()?;
        let gain = shown.with_value(|drawn| {
            let more = drawn.here + after_am(pay);
            let in_hand = |at| drawn.at(at, |segment| segment.in_hand);
            in_hand(more) - in_hand(drawn.here)
        });
        let words = match gain.cmp(&Decimal::ZERO) {
            Ordering::Less => Key::CURVE_HOUR_LESS,
            Ordering::Equal => Key::CURVE_HOUR_SAME,
            Ordering::Greater => Key::CURVE_HOUR,
        };
        Some(t_with(words, &[("beloeb", &kroner(gain.abs()))]))
    };
    let table = move || {
        let pay = hourly.get();
        shown.with_value(|drawn| table(drawn, pay))
    };
    view! {
        <TextInput
            id=format!("hourly-pay-{}", person.name())
            label=t(Key::CURVE_PAY)
            value=pay
            error=fault
            inputmode="decimal"
            suffix="kr."
            width="input-char-8"
        />
        <p class="curve__hour" role="status">{one_more}</p>
        <Details summary=t(Key::CURVE_TABLE)>
            <div inner_html=table></div>
        </Details>
    }
    .into_any()
}

/// What someone who has no job yet may think of.
const USUAL_PAY: &str = "145";

/// 8 per cent AM-bidrag are gone before the law looks at a wage.
fn after_am(pay: Decimal) -> Decimal {
    pay * Decimal::new(92, 2)
}

fn table(drawn: &Drawn, pay: Option<Decimal>) -> String {
    let step = if drawn.most > Decimal::from(25_000) {
        10_000
    } else {
        5_000
    };
    let steps = (0..)
        .map(|n| Decimal::from(n * step))
        .take_while(|at| *at <= drawn.most);
    let bends = drawn.breakpoints().map(|one| one.earnings);
    let at: BTreeSet<Decimal> = steps.chain(bends).chain([drawn.here]).collect();
    let rows = at.into_iter().map(|earnings| {
        let mut first = kroner(earnings);
        if earnings == drawn.here {
            first = format!("{first} ({})", here(drawn));
        }
        // Weeks of a month: 52 / 12.
        let hours = pay.map(|pay| {
            let hours = earnings / after_am(pay) * Decimal::from(12) / Decimal::from(52);
            format::number(&hours.round_dp(1).normalize().to_string())
        });
        let keeps = drawn
            .segment(earnings)
            .map_or(Decimal::ZERO, |one| one.in_hand.per_krone);
        let amount = |amount| kroner(drawn.at(earnings, amount));
        vec![
            first,
            hours.unwrap_or_default(),
            amount(|segment| segment.help),
            amount(|segment| segment.in_hand),
            kroner(keeps * Decimal::ONE_HUNDRED),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = [
        Key::CURVE_COLUMN_WAGE,
        Key::CURVE_COLUMN_HOURS,
        Key::CURVE_COLUMN_HELP,
        Key::CURVE_COLUMN_HAND,
        Key::CURVE_COLUMN_KEEPS,
    ];
    let columns = columns.map(|key| t(key).to_owned());
    let mut markup = Markup::default();
    markup.table(t(Key::CURVE_TABLE), &columns, &rows);
    markup.into_html()
}
