use indgang_law::Household;
use indgang_law::receipt;

use crate::people::{inger, inger_married_to_nobody};
use crate::program::{indgang, text};

fn ingers_receipt() -> String {
    let household = Household::from_json(inger().to_string().as_bytes()).unwrap();
    receipt::create(&household, env!("CARGO_PKG_VERSION"))
}

/// Exit code and answer.
fn verify(receipt: &str) -> (Option<i32>, String) {
    let done = indgang(&["verify", "-"], receipt.as_bytes());
    (done.status.code(), text(&done.stdout).to_owned())
}

#[test]
fn ingers_receipt_comes_out_the_same_again() {
    assert_eq!(verify(&ingers_receipt()), (Some(0), "ok\n".to_owned()));
}

#[test]
fn a_receipt_is_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kvittering.json");
    std::fs::write(&file, ingers_receipt()).unwrap();
    assert_eq!(
        indgang(&["verify", file.to_str().unwrap()], b"")
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        indgang(&["verify", "no-such-file.json"], b"").status.code(),
        Some(1)
    );
}

#[test]
fn an_amount_that_was_changed_afterwards_is_noticed() {
    let (code, said) = verify(&ingers_receipt().replace("14201.00", "24201.00"));
    assert_eq!(code, Some(1));
    assert!(said.contains("checksum"), "{said}");
}

#[test]
fn what_is_no_receipt_is_said_to_be_none() {
    for document in [
        "",
        "{}",
        "kvittering",
        &inger().to_string(),
        &inger_married_to_nobody().to_string(),
    ] {
        let (code, said) = verify(document);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("not a receipt"), "{said}");
    }
}
