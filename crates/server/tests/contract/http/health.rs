use crate::program::Server;

#[test]
fn the_server_says_that_it_answers() {
    let health = Server::start().get("/api/v1/health", &[]);
    assert_eq!(health.status, 200);
    assert_eq!(health.json()["status"], "ok");
    assert_eq!(health.json()["version"], env!("CARGO_PKG_VERSION"));
}
