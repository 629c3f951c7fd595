//! What a plan has to talk about at a meeting.

use indgang_domain::plan::edit::{Edit, Kind, NoteKind, Value};

use crate::people::{Device, OFFICE, PHONE};

fn writes(device: &mut Device, kind: NoteKind, text: &str, more: Vec<Value>) {
    let mut values = vec![Value::Text(text.to_owned())];
    values.extend(more);
    device.act(vec![Edit::Add {
        kind: Kind::Note(kind, None),
        values,
    }]);
}

#[test]
fn questions_come_first_and_what_the_owner_keeps_to_themselves_is_not_among_them() {
    let mut bent = Device::new(PHONE);
    assert!(bent.board().topics().is_empty());
    writes(&mut bent, NoteKind::Note, "Min søster hedder Ida", vec![]);
    writes(
        &mut bent,
        NoteKind::Note,
        "Ergoterapeuten hjælper",
        vec![Value::Shared(true)],
    );
    writes(
        &mut bent,
        NoteKind::Attention,
        "Ring, hvis ryggen låser",
        vec![],
    );
    writes(
        &mut bent,
        NoteKind::Frustration,
        "Jeg sover dårligt",
        vec![],
    );
    writes(
        &mut bent,
        NoteKind::Frustration,
        " Bussen går sjældent ",
        vec![Value::Question(true)],
    );
    writes(
        &mut bent,
        NoteKind::Success,
        "Jeg gik hele vejen",
        vec![Value::Shared(true)],
    );
    writes(
        &mut bent,
        NoteKind::Attention,
        "Bussen går sjældent",
        vec![],
    );
    writes(&mut bent, NoteKind::Attention, " ", vec![]);
    let topics = [
        "Bussen går sjældent",
        "Ring, hvis ryggen låser",
        "Ergoterapeuten hjælper",
    ];
    assert_eq!(bent.board().topics(), topics);

    let mut sara = Device::new(OFFICE);
    sara.log.merge(&bent.log);
    writes(
        &mut sara,
        NoteKind::Attention,
        "Husk lægeerklæringen",
        vec![],
    );
    bent.log.merge(&sara.log);
    assert_eq!(
        bent.board().topics(),
        topics,
        "what others write is theirs to bring up"
    );
}
