use indgang_law::calendar::Date;
use indgang_law::parameters::{self, Rates as Period, Row};
use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::browser::format;
use crate::text::{self, Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon, Table};

/// All rates with their dates, the arithmetic that made them, and where they come from.
#[component]
pub fn Rates() -> impl IntoView {
    let periods = parameters::periods();
    let mut columns = vec![t(Key::RATES_NAME).to_owned(), t(Key::RATES_BASE).to_owned()];
    columns.extend(periods.iter().map(period_name));
    columns.extend([Key::RATES_REGULATION, Key::RATES_SOURCE].map(|key| t(key).to_owned()));
    let rows = keys()
        .into_iter()
        .map(|key| cells(&rows_of(key), periods))
        .collect();
    view! {
        <article class="rates">
            <h1>{t(Key::RATES_TITLE)}</h1>
            <p class="font-lead">{t(Key::RATES_LEAD)}</p>
            <p>{t(Key::RATES_HOW)} " " {t(Key::RATES_SOURCE_ACT)}</p>
            <dl class="rates__confidence">
                <dt>"A"</dt>
                <dd>{t(Key::RATES_CONFIDENCE_A)}</dd>
                <dt>"B"</dt>
                <dd>{t(Key::RATES_CONFIDENCE_B)}</dd>
                <dt>"C"</dt>
                <dd>{t(Key::RATES_CONFIDENCE_C)}</dd>
            </dl>
            <p class="no-print">
                <Button kind=ButtonKind::Secondary on_press=|()| crate::browser::page::print()>
                    <Icon name="print"/>
                    {t(Key::RATES_PRINT)}
                </Button>
            </p>
            <Table caption=t(Key::RATES_CAPTION) columns rows figures=&[1, 2, 3]/>
        </article>
    }
}

/// The parameters in the order of the table, each once.
fn keys() -> Vec<&'static str> {
    let mut keys: Vec<&str> = Vec::new();
    for row in parameters::rows() {
        if !keys.contains(&row.key) {
            keys.push(row.key);
        }
    }
    keys
}

/// A parameter's rows, oldest first: so they stand in the table.
fn rows_of(key: &str) -> Vec<&'static Row> {
    parameters::rows()
        .iter()
        .filter(|row| row.key == key)
        .collect()
}

/// "juli 2025 – december 2025": rates hold for whole months.
fn period_name(period: &Period) -> String {
    let [from, to] = [period.valid_from, period.valid_to].map(|day| format::month(day.month()));
    t_with(Key::RATES_PERIOD, &[("fra", &from), ("til", &to)])
}

fn cells(rows: &[&'static Row], periods: &[Period]) -> Vec<AnyView> {
    let Some(newest) = rows.last() else {
        return Vec::new();
    };
    let name = match text::law("parameter", newest.key, "name") {
        Some(name) => name.into_any(),
        None => view! { <span lang="da">{newest.name_da}</span> }.into_any(),
    };
    let mut cells = vec![
        view! {
            {name}
            <span class="rates__paragraph">{newest.paragraph}</span>
        }
        .into_any(),
        plain(newest.base_2024).into_any(),
    ];
    cells.extend(periods.iter().map(|period| {
        let row = rows
            .iter()
            .find(|row| holds(row, period.valid_from, period.valid_to));
        row.map_or_else(|| "–".to_owned(), |row| amount(row))
            .into_any()
    }));
    cells.push(regulation(rows).into_any());
    cells.push(sources(rows));
    cells
}

/// ISO dates compare as texts.
fn holds(row: &Row, from: Date, to: Date) -> bool {
    *row.valid_from <= *from.to_string() && *to.to_string() <= *row.valid_to
}

/// The amount with its unit in words.
fn amount(row: &Row) -> String {
    let unit = match row.unit {
        "DKK" => return format::kroner_short(row.amount),
        "percent" => return format::percent(row.amount),
        "date" => {
            return Date::parse(row.amount)
                .map_or_else(|| row.amount.to_owned(), format::date_short);
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
        unknown => return format!("{} {unknown}", plain(row.amount)),
    };
    t_with(unit, &[("tal", &plain(row.amount))])
}

/// A figure without needless zeros after the point.
fn plain(figure: &str) -> String {
    format::number(figure.strip_suffix(".00").unwrap_or(figure))
}

/// How the amounts came about: for the regulated ones the arithmetic, one line for each year.
fn regulation(rows: &[&'static Row]) -> AnyView {
    let Some(first) = rows.first() else {
        return ().into_any();
    };
    let words = match first.rounding {
        "not regulated" => Some(t(Key::RATES_ROUNDING_NONE)),
        rounding if rounding.starts_with("2 x ") => Some(t(Key::RATES_ROUNDING_DOUBLE)),
        rounding if rounding.starts_with("one quarter") => Some(t(Key::RATES_ROUNDING_QUARTER)),
        rounding if rounding.starts_with("up to ") => Some(t(Key::RATES_ROUNDING_UP)),
        _ => None,
    };
    if let Some(words) = words {
        return words.into_any();
    }
    let percents: Vec<_> = rows.iter().map(|row| percent_of(row.valid_from)).collect();
    let lines = arithmetic(rows, &percents).into_iter().map(|step| {
        let factors: Vec<_> = step.factors.iter().map(|factor| plain(&factor.to_string())).collect();
        let exact = plain(&step.exact.normalize().to_string());
        let rounded = plain(step.amount);
        view! {
            <span class="rates__step">
                {format!("{} × {} = {exact} → {rounded}", plain(&step.from.normalize().to_string()), factors.join(" × "))}
            </span>
        }
    });
    lines.collect::<Vec<_>>().into_any()
}

/// The year's regulation in per cent (R0-06).
fn percent_of(day: &str) -> Option<Decimal> {
    let row = rows_of("regulering_pct")
        .into_iter()
        .find(|row| row.valid_from[..4] == day[..4])?;
    row.amount.parse().ok()
}

/// `from × factors = exact`, which is rounded to `amount`.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    from: Decimal,
    factors: Vec<Decimal>,
    exact: Decimal,
    amount: &'static str,
}

/// From last year's rounded amount; where the rule says so, from the 2024 level with all factors.
fn arithmetic(rows: &[&'static Row], percents: &[Option<Decimal>]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (row, percent) in rows.iter().zip(percents) {
        let (Some(percent), Ok(base)) = (percent, row.base_2024.parse::<Decimal>()) else {
            break;
        };
        let factor = Decimal::ONE + *percent / Decimal::ONE_HUNDRED;
        // What is not rounded along the way keeps its exact value.
        let carries_on = !row.rounding.contains("nearest") || row.rounding.contains("unrounded");
        let step = match steps.last() {
            Some(last) if carries_on => {
                let factors = [last.factors.as_slice(), &[factor]].concat();
                Step {
                    from: base,
                    factors,
                    exact: last.exact * factor,
                    amount: row.amount,
                }
            }
            Some(last) => {
                let from = last.amount.parse().unwrap_or(base);
                Step {
                    from,
                    factors: vec![factor],
                    exact: from * factor,
                    amount: row.amount,
                }
            }
            None => Step {
                from: base,
                factors: vec![factor],
                exact: base * factor,
                amount: row.amount,
            },
        };
        steps.push(step);
    }
    steps
}

/// The addresses that the table names, each once, and how sure the newest amount is.
fn sources(rows: &[&'static Row]) -> AnyView {
    let mut addresses: Vec<&str> = Vec::new();
    for word in rows.iter().flat_map(|row| row.source.split_whitespace()) {
        if word.starts_with("https://") && !addresses.contains(&word) {
            addresses.push(word);
        }
    }
    let links = addresses.into_iter().enumerate().map(|(index, address)| {
        view! {
            {(index > 0).then_some(", ")}
            <a href=address rel="external">{short(address)}</a>
        }
    });
    let confidence = rows.last().map_or("", |row| row.confidence);
    view! {
        {links.collect::<Vec<_>>()}
        <span class="rates__sure">{t_with(Key::RATES_CONFIDENCE, &[("grad", confidence)])}</span>
    }
    .into_any()
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

    fn steps(key: &str) -> Vec<String> {
        let rows = rows_of(key);
        let percents: Vec<_> = rows.iter().map(|row| percent_of(row.valid_from)).collect();
        let steps = arithmetic(&rows, &percents);
        let shown = |step: &Step| format!("{} {}", step.exact.normalize(), step.amount);
        steps.iter().map(shown).collect()
    }

    #[test]
    fn a_rate_is_regulated_from_last_years_rounded_amount() {
        assert_eq!(steps("grundsats"), ["7205.38 7205.00", "7529.225 7529.00"]);
    }

    #[test]
    fn fritidstillaeg_is_regulated_from_the_unrounded_amount() {
        assert_eq!(
            steps("fritidstillaeg_pr_barn"),
            ["466.2 450.00", "487.179 500.00"]
        );
    }

    #[test]
    fn every_amount_shown_as_a_step_is_near_what_the_step_gives() {
        for key in keys() {
            let rows = rows_of(key);
            let percents: Vec<_> = rows.iter().map(|row| percent_of(row.valid_from)).collect();
            if !rows[0].rounding.starts_with("nearest") && !rows[0].rounding.starts_with("none in")
            {
                continue;
            }
            for step in arithmetic(&rows, &percents) {
                let amount: Decimal = step.amount.parse().unwrap();
                assert!(
                    (amount - step.exact).abs() <= Decimal::from(50),
                    "{key}: {step:?}"
                );
            }
        }
    }

    #[test]
    fn the_rows_of_a_parameter_are_oldest_first() {
        for key in keys() {
            assert!(rows_of(key).is_sorted_by_key(|row| row.valid_from), "{key}");
        }
    }

    #[test]
    fn a_source_is_named_by_where_it_is() {
        assert_eq!(
            short("https://www.retsinformation.dk/eli/lta/2025/1004"),
            "2025/1004"
        );
        assert_eq!(short("https://skm.dk/tal-og-metode/satser"), "skm.dk");
    }
}
