use crate::program::Server;

#[test]
fn whoever_watches_hears_that_the_server_lives_and_is_ready() {
    for server in Server::on_both() {
        for path in ["/healthz", "/readyz"] {
            let answer = server.get(path, &[]);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        }
    }
}
