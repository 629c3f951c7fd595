use crate::program::Server;

#[test]
fn below_api_nothing_is_ever_answered_by_a_page() {
    let server = Server::start();
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/assessments",
        "/api/v1/assessments/",
        "/api/v1/x.js",
    ] {
        server.navigate(path).problem(404, "not-found");
    }
    assert_eq!(server.navigate("/apindgang").status, 200);
}

#[test]
fn a_method_that_is_not_taken_is_answered_by_those_that_are() {
    let server = Server::start();
    for (method, path, allowed) in [
        ("DELETE", "/api/v1/assessments", "POST"),
        ("POST", "/api/v1/parameters", "GET,HEAD"),
        ("PUT", "/api/v1/openapi.json", "GET,HEAD"),
        ("OPTIONS", "/api/v1/health", "GET,HEAD"),
    ] {
        let answer = server.send(method, path, &[], b"");
        answer.problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allowed);
    }
}
