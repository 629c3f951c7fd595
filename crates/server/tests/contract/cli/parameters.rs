use crate::program::{indgang, text};

fn printed(format: &str) -> String {
    let done = indgang(&["parameters", "--format", format], b"");
    assert_eq!(done.status.code(), Some(0));
    text(&done.stdout).to_owned()
}

#[test]
fn the_rates_as_csv_are_the_table_itself() {
    let table = include_str!("../../../../law/data/parameters.csv");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&printed("csv")), lines(table));
}

#[test]
fn the_rates_for_people_show_name_amount_and_source() {
    let shown = printed("text");
    assert!(
        shown.starts_with("Grundsats (grundsats), LAS § 16, stk. 1, nr. 1\n"),
        "{shown}"
    );
    assert!(shown.contains("7205.00 DKK/month, 2025-07-01 to 2025-12-31"));
    assert!(shown.contains("https://www.retsinformation.dk/eli/lta/2025/1004"));
}

#[test]
fn the_rates_as_json_are_a_list() {
    let rates: Vec<serde_json::Value> = serde_json::from_str(&printed("json")).unwrap();
    assert_eq!(
        rates.len(),
        include_str!("../../../../law/data/parameters.csv")
            .lines()
            .count()
            - 1
    );
}
