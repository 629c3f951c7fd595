use crate::people::{inger, inger_married_to_nobody};
use crate::program::Server;

#[test]
fn the_log_says_nothing_about_people() {
    let server = Server::start();
    server.post("/api/v1/assessments", &inger());
    server.post("/api/v1/assessments", &inger_married_to_nobody());
    server.navigate("/beregner/inger-jensen?cpr=1403811234");
    server.get("/api/v1/inger-jensen", &[("user-agent", "Inger's phone")]);
    let (log, _) = server.terminate();

    assert!(
        log.contains("route=\"/api/v1/assessments\" status=422"),
        "{log}"
    );
    for private in [
        "1981",
        "inger",
        "Inger",
        "140381",
        "13060",
        "single",
        "127.0.0.1",
    ] {
        assert!(!log.contains(private), "{private} is in the log: {log}");
    }
}
