use crate::program::Server;

#[test]
fn the_rules_of_this_year_and_of_the_next_stand_side_by_side() {
    let answer = Server::start().get("/api/v1/process-rules", &[]);
    assert_eq!(answer.status, 200);
    let sets = answer.json();
    assert_eq!(sets[0]["valid_until"], "2026-12-31");
    assert_eq!(sets[1]["valid_from"], "2027-01-01");
    assert_eq!(sets[0]["rebooking_hour"]["basis"], "local_practice");
    assert_eq!(sets[0]["talks_percent"]["value"], 75);
}
