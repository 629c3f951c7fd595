//! Help and wage in hand by what one earns: a picture, and the same as a table. Every point is where
//! the law puts it; nothing is sampled.

use std::cmp::Ordering;

use indgang_law::curve::{Breakpoint, Curve, Piece, Segment};
use indgang_law::household::{Adult, IncomeType, Person};
use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::{ToPositiveInfinity, ToZero};

use super::Shown;
use crate::browser::format;
use crate::calculator::typed;
use crate::text::{Key, find, t, t_with};
use crate::ui::{Details, Table, TextInput};

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
            view! {
                <section class="curve">
                    <h2>{title}</h2>
                    {both.then(|| view! { <p>{t(Key::CURVE_ONE_WAGE)}</p> })}
                    {one(drawn, title)}
                </section>
            }
            .into_any()
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

fn one(drawn: Drawn, title: &'static str) -> AnyView {
    let marks = drawn.breakpoints().enumerate().map(|(index, one)| {
        view! { <li value=index + 1>{breakpoint_in_words(one)}</li> }
    });
    let marks = marks.collect::<Vec<_>>();
    view! {
        <p>{t(Key::CURVE_TEXT)}</p>
        {picture(&drawn, title)}
        <ul class="curve__legend nobullet-list">
            <li class="curve__key curve__key--help">{t(Key::CURVE_HELP)}</li>
            <li class="curve__key curve__key--wage">{t(Key::CURVE_WAGE)}</li>
        </ul>
        <ol class="curve__marks">{marks}</ol>
        {by_the_hour(drawn)}
    }
    .into_any()
}

fn picture(drawn: &Drawn, title: &'static str) -> AnyView {
    let help = drawn.area(|segment| segment.help_net, None);
    let wage = drawn.area(|segment| segment.in_hand, Some(|segment| segment.help_net));
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
    let across = ticks(drawn.most).map(|at| {
        let x = drawn.x(at).to_string();
        view! {
            <text x=x y=BOTTOM + 18 text-anchor=if at == drawn.most { "end" } else { "middle" }>{thousands(at)}</text>
        }
    });
    let up = ticks(drawn.highest).map(|at| {
        let y = drawn.y(at);
        view! {
            <line x1=LEFT x2=RIGHT y1=y.to_string() y2=y.to_string() class="curve__grid"/>
            <text x=LEFT - 4 y=(y + Decimal::from(4)).to_string() text-anchor="end">{thousands(at)}</text>
        }
    });
    let marks = drawn.breakpoints().enumerate().map(|(index, one)| {
        let x = drawn.x(one.earnings).to_string();
        let y = drawn.y(drawn.at(one.earnings, |segment| segment.in_hand));
        // Neighbours stand a little above each other, so that their numbers can be read.
        let label = if index % 2 == 0 { TOP - 10 } else { TOP + 4 };
        view! {
            <line x1=x.clone() x2=x.clone() y1=label + 3 y2=BOTTOM class="curve__break"/>
            <circle cx=x.clone() cy=y.to_string() r="3" class="curve__dot"/>
            <text x=x y=label text-anchor="middle" class="curve__number">{index + 1}</text>
        }
    });
    let (x, y) = (
        drawn.x(drawn.here),
        drawn.y(drawn.at(drawn.here, |segment| segment.in_hand)),
    );
    let (x, y) = (x.to_string(), y.to_string());
    let (anchor, beside) = if drawn.here * Decimal::TWO > drawn.most {
        ("end", -6)
    } else {
        ("start", 6)
    };
    let label_x = (drawn.x(drawn.here) + Decimal::from(beside)).to_string();
    let description = t_with(
        Key::CURVE_DESCRIPTION,
        &[
            ("loen", &kroner(drawn.here)),
            (
                "haand",
                &kroner(drawn.at(drawn.here, |segment| segment.in_hand)),
            ),
        ],
    );
    let across = across.collect::<Vec<_>>();
    let up = up.collect::<Vec<_>>();
    let marks = marks.collect::<Vec<_>>();
    view! {
        <svg
            class="curve__picture"
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            role="img"
            aria-label=format!("{title}. {description}")
        >
            <path d=help class="curve__help"/>
            <path d=wage class="curve__wage"/>
            {up}
            {across}
            <text x=RIGHT y=HEIGHT - 4 text-anchor="end">{t(Key::CURVE_ACROSS)}</text>
            {marks}
            <line x1=x.clone() x2=x.clone() y1=TOP y2=BOTTOM class="curve__here"/>
            <circle cx=x cy=y r="5" class="curve__here-dot"/>
            <text x=label_x y=BOTTOM - 8 text-anchor=anchor class="curve__here-name">
                {here(drawn)}
            </text>
        </svg>
    }
    .into_any()
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
        .filter_map(|kind| find(&format!("curve.kind.{}", kind.name())));
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
        let words = t_with(words, &[("beloeb", &kroner(gain.abs()))]);
        Some(view! { <p class="curve__hour">{words}</p> })
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
        <div role="status">{one_more}</div>
        <Details summary=t(Key::CURVE_TABLE)>{table}</Details>
    }
    .into_any()
}

/// What someone who has no job yet may think of.
const USUAL_PAY: &str = "145";

/// 8 per cent AM-bidrag are gone before the law looks at a wage.
fn after_am(pay: Decimal) -> Decimal {
    pay * Decimal::new(92, 2)
}

fn table(drawn: &Drawn, pay: Option<Decimal>) -> AnyView {
    let step = if drawn.most > Decimal::from(25_000) {
        10_000
    } else {
        5_000
    };
    let mut at: Vec<Decimal> = (0..)
        .map(move |n| Decimal::from(n * step))
        .take_while(|at| *at <= drawn.most)
        .collect();
    at.extend(drawn.breakpoints().map(|one| one.earnings));
    at.push(drawn.here);
    at.sort();
    at.dedup();
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
        let keeps = kroner(keeps * Decimal::ONE_HUNDRED);
        let amount = |amount| kroner(drawn.at(earnings, amount));
        [
            first,
            hours.unwrap_or_default(),
            amount(|segment| segment.help),
            amount(|segment| segment.in_hand),
            keeps,
        ]
        .map(IntoAny::into_any)
        .into_iter()
        .collect()
    });
    let rows: Vec<Vec<AnyView>> = rows.collect();
    let columns = [
        Key::CURVE_COLUMN_WAGE,
        Key::CURVE_COLUMN_HOURS,
        Key::CURVE_COLUMN_HELP,
        Key::CURVE_COLUMN_HAND,
        Key::CURVE_COLUMN_KEEPS,
    ];
    view! {
        <Table
            caption=t(Key::CURVE_TABLE)
            columns=columns.map(|key| t(key).to_owned()).to_vec()
            rows
            figures=&[1, 2, 3, 4]
        />
    }
    .into_any()
}
