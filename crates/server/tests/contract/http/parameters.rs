use crate::program::{Server, indgang, text};

#[test]
fn the_rates_come_with_their_dates_and_sources() {
    let rates = Server::start().get("/api/v1/parameters", &[]);
    assert_eq!(rates.status, 200);
    let grundsats = &rates.json()[0];
    assert_eq!(grundsats["key"], "grundsats");
    assert_eq!(grundsats["valid_from"], "2025-07-01");
    assert_eq!(grundsats["amount"], "7205.00");
    assert!(
        grundsats["source"]
            .as_str()
            .unwrap()
            .starts_with("https://www.retsinformation.dk/")
    );
    let printed = indgang(&["parameters", "--format", "json"], b"");
    assert_eq!(rates.text(), text(&printed.stdout).trim_end());
}
