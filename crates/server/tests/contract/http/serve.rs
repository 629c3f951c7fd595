use crate::program::{CONFIG, Server, indgang, text};

#[test]
fn asked_to_stop_the_server_stops_well() {
    let (log, code) = Server::start().terminate();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn a_taken_port_is_named_with_what_to_do() {
    let server = Server::start();
    let port = server.address.trim_start_matches("http://");
    let refused = indgang(&["serve", "--listen", port], b"");
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(
        message.contains(port) && message.contains("--listen"),
        "{message}"
    );
    assert!(refused.stdout.is_empty());
}

#[test]
fn a_folder_without_an_app_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().to_str().unwrap();
    let refused = indgang(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--config",
            CONFIG,
            "--app",
            app,
        ],
        b"",
    );
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("cargo xtask app"));
}

#[test]
fn a_wrong_configuration_keeps_the_server_from_starting() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.toml");
    std::fs::write(&file, "[kommune]\nnavn = \"\"\n").unwrap();
    let refused = indgang(&["serve", "--config", file.to_str().unwrap()], b"");
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(
        message.contains("wrong.toml") && message.contains("line 2"),
        "{message}"
    );
}
