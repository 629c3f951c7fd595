use crate::postgres;
use crate::program::{indgang, text};

#[test]
fn a_new_database_is_behind_until_it_is_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let config = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(crate::program::CONFIG).unwrap();
    for storage in ["", &format!("database = {:?}", postgres::new_database())] {
        std::fs::write(
            &config,
            example.replace("[storage]", &format!("[storage]\n{storage}")),
        )
        .unwrap();
        let migrate = |more: &[&str]| {
            let place = [
                "migrate",
                "--config",
                config.to_str().unwrap(),
                "--data",
                data,
            ];
            indgang(&[&place, more].concat(), b"")
        };
        let behind = migrate(&["--check"]);
        assert_eq!(behind.status.code(), Some(1));
        assert!(
            text(&behind.stderr).contains("indgang migrate"),
            "{}",
            text(&behind.stderr)
        );
        for more in [&[][..], &["--check"], &[]] {
            let done = migrate(more);
            assert_eq!(
                text(&done.stdout),
                "the database is up to date\n",
                "{}",
                text(&done.stderr)
            );
        }
    }
}

#[test]
fn a_database_that_does_not_answer_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(crate::program::CONFIG).unwrap();
    let database = "database = \"postgres://indgang:hunter2@127.0.0.1:1/lysby\"";
    std::fs::write(
        &config,
        example.replace("[storage]", &format!("[storage]\n{database}")),
    )
    .unwrap();
    let refused = indgang(
        &[
            "migrate",
            "--config",
            config.to_str().unwrap(),
            "--data",
            folder.path().to_str().unwrap(),
        ],
        b"",
    );
    assert_eq!(refused.status.code(), Some(1));
    let message = text(&refused.stderr);
    assert!(
        message.contains("the database lysby on 127.0.0.1"),
        "{message}"
    );
    assert!(!message.contains("hunter2"), "{message}");
}
