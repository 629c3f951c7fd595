//! All rates with their dates, the arithmetic that made them, and where they come from. The table is
//! fetched when somebody opens the page: the calculator's own rates are compiled into it.

mod regulation;
mod table;

use indgang_law::calendar::Date;
use leptos::prelude::*;

use crate::browser::http::{Content, Fetched};
use crate::browser::{connection, format, page};
use crate::text::{Key, law, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Icon};
use regulation::{Step, steps};
use table::Row;

/// The table's address; also a file to take along.
const ADDRESS: &str = "/parameters.csv";

static TABLE: Fetched = Fetched::new(ADDRESS);

/// The page.
#[component]
pub fn Rates() -> impl IntoView {
    let online = connection::online();
    // At once, and again as soon as there is a network.
    Effect::new(move || {
        online.get();
        TABLE.fetch();
    });
    let content = move || match TABLE.get() {
        Content::Unasked | Content::Coming => {
            view! { <p role="status">{t(Key::RATES_LOADING)}</p> }.into_any()
        }
        Content::Here(file) => table::read(file).map_or_else(away, |table| all(&table)),
        Content::Away => away(),
    };
    view! {
        <article class="rates">
            <h1>{t(Key::RATES_TITLE)}</h1>
            <p class="font-lead">{t(Key::RATES_LEAD)}</p>
            <p>{t(Key::RATES_HOW)}</p>
            <p>{t(Key::RATES_SOURCE_ACT)}</p>
            {content}
        </article>
    }
    .into_any()
}

fn away() -> AnyView {
    view! {
        <Alert kind=AlertKind::Warning heading=t(Key::RATES_AWAY_TITLE) announced=true>
            <p>{t(Key::RATES_AWAY_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=|()| TABLE.fetch()>
                {t(Key::RATES_AGAIN)}
            </Button>
        </Alert>
    }
    .into_any()
}

fn all(table: &[Row]) -> AnyView {
    let groups = table::groups(table);
    let links: Vec<AnyView> = groups
        .iter()
        .enumerate()
        .map(|(index, (name, _))| {
            view! { <li><a href=format!("#{}", id(index))>{t(*name)}</a></li> }.into_any()
        })
        .collect();
    let sections: Vec<AnyView> = groups
        .iter()
        .enumerate()
        .map(|(index, (name, rates))| {
            let rates: Vec<AnyView> = rates.iter().map(|rows| rate(table, rows)).collect();
            view! {
                <section>
                    <h2 id=id(index)>{t(*name)}</h2>
                    {rates}
                </section>
            }
            .into_any()
        })
        .collect();
    view! {
        <nav class="rates__jump no-print" aria-label=t(Key::RATES_GROUPS)>
            <ul class="nobullet-list">{links}</ul>
        </nav>
        <div class="rates__take no-print">
            <Button kind=ButtonKind::Secondary on_press=|()| page::print()>
                <Icon name="print"/>
                {t(Key::RATES_PRINT)}
            </Button>
            <a href=ADDRESS download="satser.csv">{t(Key::RATES_DOWNLOAD)}</a>
        </div>
        {sections}
    }
    .into_any()
}

fn id(group: usize) -> String {
    format!("rates-{group}")
}

/// One rate: its newest amount, and folded under it how it came about.
fn rate(table: &[Row], rows: &[Row]) -> AnyView {
    let Some(newest) = rows.last() else {
        return ().into_any();
    };
    let name = law("parameter", &newest.key, "name").unwrap_or_default();
    let steps = steps(table, rows);
    let periods: Vec<AnyView> = rows
        .iter()
        .enumerate()
        .rev()
        .map(|(index, row)| {
            let step = steps.get(index).filter(|_| rule_in_words(row).is_none());
            let step = step.map(|step| {
                view! { <dd class="rate__step">{in_figures(step, row)}</dd> }.into_any()
            });
            view! { <dt>{period(row)}</dt><dd>{amount(row)}</dd>{step} }.into_any()
        })
        .collect();
    let base = (!newest.base_2024.is_empty()).then(|| {
        view! { <dt>{t(Key::RATES_BASE)}</dt><dd>{plain(&newest.base_2024)}</dd> }.into_any()
    });
    let rule = rule_in_words(newest)
        .map(|words| view! { <dt>{t(Key::RATES_REGULATION)}</dt><dd>{t(words)}</dd> }.into_any());
    view! {
        <details class="rate">
            <summary class="rate__head">
                <span class="rate__name">{name}</span>
                <span class="rate__amount">{amount(newest)}</span>
                <span class="rate__paragraph" lang="da">{newest.paragraph.clone()}</span>
            </summary>
            <dl class="rate__more">
                {periods} {base} {rule}
                <dt>{t(Key::RATES_SOURCE)}</dt>
                {sources(rows)}
                <dd>{confidence(newest)}</dd>
            </dl>
        </details>
    }
    .into_any()
}

/// "juli 2025 – december 2025": rates hold for whole months.
fn period(row: &Row) -> String {
    let month = |day: &str| {
        Date::parse(day).map_or_else(|| day.to_owned(), |day| format::month(day.month()))
    };
    let (from, to) = (month(&row.valid_from), month(&row.valid_to));
    t_with(Key::RATES_PERIOD, &[("fra", &from), ("til", &to)])
}

/// The amount with its unit in words.
fn amount(row: &Row) -> String {
    let unit = match &*row.unit {
        "DKK" => return format::kroner_short(&row.amount),
        "percent" => return format::percent(&row.amount),
        "date" => {
            return Date::parse(&row.amount).map_or_else(|| row.amount.clone(), format::date_short);
        }
        "DKK/month" => Key::RATES_UNIT_DKK_MONTH,
        "DKK/month/child" => Key::RATES_UNIT_DKK_MONTH_CHILD,
        "DKK/day" => Key::RATES_UNIT_DKK_DAY,
        "DKK/hour" => Key::RATES_UNIT_DKK_HOUR,
        "DKK/km" => Key::RATES_UNIT_DKK_KM,
        "DKK/year" => Key::RATES_UNIT_DKK_YEAR,
        "percentage points" => Key::RATES_UNIT_POINTS,
        "months" => Key::RATES_UNIT_MONTHS,
        "weeks" => Key::RATES_UNIT_WEEKS,
        "years" => Key::RATES_UNIT_YEARS,
        "days" => Key::RATES_UNIT_DAYS,
        "hours" => Key::RATES_UNIT_HOURS,
        "hours/month" => Key::RATES_UNIT_HOURS_MONTH,
        "hours/week" => Key::RATES_UNIT_HOURS_WEEK,
        "km/day" => Key::RATES_UNIT_KM_DAY,
        "children" => Key::RATES_UNIT_CHILDREN,
        "rates" => Key::RATES_UNIT_RATES,
        "day of month" => Key::RATES_UNIT_DAY_OF_MONTH,
        "share" => Key::RATES_UNIT_SHARE,
        unknown => return format!("{} {unknown}", plain(&row.amount)),
    };
    t_with(unit, &[("tal", &plain(&row.amount))])
}

/// A figure without needless zeros after the point.
fn plain(figure: &str) -> String {
    format::number(figure.strip_suffix(".00").unwrap_or(figure))
}

/// How an amount came about, where it is not by the yearly arithmetic.
fn rule_in_words(row: &Row) -> Option<Key> {
    match &*row.rounding {
        "not regulated" => Some(Key::RATES_ROUNDING_NONE),
        rounding if rounding.starts_with("2 x ") => Some(Key::RATES_ROUNDING_DOUBLE),
        rounding if rounding.starts_with("one quarter") => Some(Key::RATES_ROUNDING_QUARTER),
        rounding if rounding.starts_with("up to ") => Some(Key::RATES_ROUNDING_UP),
        _ => None,
    }
}

/// `7.205 × 1,045 = 7.529,225 → 7.529`.
fn in_figures(step: &Step, row: &Row) -> String {
    let mut figures = plain(&step.from.normalize().to_string());
    for factor in &step.factors {
        figures += &format!(" × {}", plain(&factor.normalize().to_string()));
    }
    let exact = plain(&step.exact.normalize().to_string());
    format!("{figures} = {exact} → {}", plain(&row.amount))
}

/// The addresses that the table names, each once.
fn sources(rows: &[Row]) -> AnyView {
    let mut addresses: Vec<&str> = Vec::new();
    for word in rows.iter().flat_map(|row| row.source.split_whitespace()) {
        let address = word.trim_end_matches([',', ';', ')']);
        if address.starts_with("https://") && !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    let links: Vec<AnyView> = addresses
        .into_iter()
        .map(|address| {
            view! { <a href=address.to_owned() rel="external">{short(address).to_owned()}</a> " " }
                .into_any()
        })
        .collect();
    (!links.is_empty())
        .then(|| view! { <dd>{links}</dd> })
        .into_any()
}

/// How sure the amount is: the letter of the table, and what it means.
fn confidence(row: &Row) -> String {
    let meaning = match &*row.confidence {
        "A" => Key::RATES_CONFIDENCE_A,
        "B" => Key::RATES_CONFIDENCE_B,
        _ => Key::RATES_CONFIDENCE_C,
    };
    let grade = t_with(Key::RATES_CONFIDENCE, &[("grad", &row.confidence)]);
    format!("{grade}. {}", t(meaning))
}

/// An act on retsinformation.dk by its year and number, any other page by its host.
fn short(address: &str) -> &str {
    if let Some((_, act)) = address.split_once("/eli/lta/") {
        return act;
    }
    let bare = address
        .trim_start_matches("https://")
        .trim_start_matches("www.");
    bare.split('/').next().unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_by_where_it_is() {
        assert_eq!(
            short("https://www.retsinformation.dk/eli/lta/2025/1004"),
            "2025/1004"
        );
        assert_eq!(short("https://skm.dk/tal-og-metode/satser"), "skm.dk");
    }

    #[test]
    fn every_amount_has_its_unit_in_words() {
        for row in table::tests::table() {
            // A unit without words of its own stays as the table has it.
            let told = row.unit == "date" || !amount(&row).ends_with(&format!(" {}", row.unit));
            assert!(told, "{}: {}", row.key, row.unit);
        }
    }
}
