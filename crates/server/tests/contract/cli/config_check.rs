use crate::program::{CONFIG, indgang, text};

#[test]
fn the_example_configuration_can_be_used() {
    let done = indgang(&["config", "check", CONFIG], b"");
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).contains("can be used"));
}

#[test]
fn a_mistake_is_named_with_file_line_key_and_what_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    for (right, wrong, line, said) in [
        ("telefon =", "telefn =", "line 6", "`telefn`"),
        ("\"70 10 20 30\"", "70102030", "line 6", "expected a string"),
        ("\"#8a3b12\" ", "\"#ffcc00\" ", "line 12", "contrast"),
        ("\"10.00-13.00\"", "\"10-13\"", "line 35", "opening hours"),
        (
            "\"da\", \"en\"",
            "\"en\", \"de\"",
            "line 14",
            "[\"da\", \"en\"]",
        ),
        (
            "kommuneskat_pct = \"25.0\"",
            "kommuneskat_pct = \"250\"",
            "line 13",
            "per cent",
        ),
    ] {
        std::fs::write(&file, example.replace(right, wrong)).unwrap();
        let done = indgang(&["config", "check", file.to_str().unwrap()], b"");
        let message = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{message}");
        for part in ["indgang.toml", line, said] {
            assert!(message.contains(part), "no {part} in: {message}");
        }
    }
}

#[test]
fn what_the_files_beside_it_name_and_nobody_knows_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    let named = example
        .replace("# meetings = ", "meetings = ")
        .replace("# case = ", "case = ");
    std::fs::write(&file, named).unwrap();
    let own = [
        ("meetings.toml", include_str!("../../../meetings.toml")),
        ("case.toml", include_str!("../../../case.toml")),
    ];
    for (name, right, wrong, said) in [
        (
            "meetings.toml",
            "units = [\"job\"]",
            "units = [\"jobcenter\"]",
            "`jobcenter`",
        ),
        (
            "meetings.toml",
            "\"jobsamtale\", \"ydelsessamtale\"]",
            "\"jobsamtale\", \"snak\"]",
            "`snak`",
        ),
        (
            "case.toml",
            "unit = \"ydelse\"",
            "unit = \"ydelser\"",
            "`ydelser`",
        ),
    ] {
        for (name, text) in own {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let check = || indgang(&["config", "check", file.to_str().unwrap()], b"");
        assert_eq!(check().status.code(), Some(0), "{}", text(&check().stderr));
        let (_, text_of_it) = own.iter().find(|(own, _)| *own == name).unwrap();
        let before = text_of_it.split(right).next().unwrap();
        let line = format!("line {}:", before.matches('\n').count() + 1);
        std::fs::write(
            folder.path().join(name),
            text_of_it.replacen(right, wrong, 1),
        )
        .unwrap();
        let done = check();
        let message = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{message}");
        for part in [name, &line, said] {
            assert!(message.contains(part), "no {part} in: {message}");
        }
    }
}

#[test]
fn an_own_offer_is_checked_with_file_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    let named = example.replace("# offers = ", "offers = ");
    assert_ne!(named, example);
    std::fs::write(&file, named).unwrap();
    let offers = include_str!("../../../offers.toml");
    let check = |offers: &str| {
        std::fs::write(folder.path().join("offers.toml"), offers).unwrap();
        let done = indgang(&["config", "check", file.to_str().unwrap()], b"");
        (done.status.code(), text(&done.stderr).to_owned())
    };
    assert_eq!(check(offers).0, Some(0));
    assert_eq!(check("").0, Some(0), "an empty file is no offers");
    for (right, wrong, line, said) in [
        ("\"lokal_kol\"", "\"bisidder\"", "line 6", "lokal_"),
        ("[8, 8]", "[8, 6]", "line 12", "weeks"),
        ("\"helbred\"", "\"sundhed\"", "line 10", "area"),
        ("\"lokal_aktiv\"", "\"lokal_kol\"", "line 18", "lokal_kol"),
    ] {
        let (code, message) = check(&offers.replace(right, wrong));
        assert_eq!(code, Some(1), "{message}");
        for part in ["offers.toml", line, said] {
            assert!(message.contains(part), "no {part} in: {message}");
        }
    }
}

#[test]
fn a_template_of_the_joint_plan_loses_no_card_and_keeps_its_versions_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    std::fs::write(
        &file,
        example.replace("# plan_template = ", "plan_template = "),
    )
    .unwrap();
    let template = include_str!("../../../plan-template.toml");
    let check = |template: &str| {
        std::fs::write(folder.path().join("plan-template.toml"), template).unwrap();
        let done = indgang(&["config", "check", file.to_str().unwrap()], b"");
        (done.status.code(), text(&done.stderr).to_owned())
    };
    assert_eq!(check(template).0, Some(0));
    let (_, version) = template.split_once("[[template]]\n").unwrap();
    let version = format!("[[template]]\n{version}");
    let newer = version.replace("2026-01-01", "2027-01-01");
    assert_eq!(check(&format!("{version}{newer}")).0, Some(0));
    for (wrong, line, said) in [
        (format!("{newer}{version}"), "line", "2027-01-01"),
        (
            template.replace("[\"helbred\"]", "[\"hverdag\"]"),
            "line",
            "`helbred` stands in `areas` of 0",
        ),
        (
            template.replace("2026-01-01", "i dag"),
            "line 9",
            "valid_from",
        ),
    ] {
        let (code, message) = check(&wrong);
        assert_eq!(code, Some(1), "{message}");
        for part in ["plan-template.toml", line, said] {
            assert!(message.contains(part), "no {part} in: {message}");
        }
    }
}

#[test]
fn a_logo_and_further_telephones_and_places_are_checked_with_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("indgang.toml");
    let example = std::fs::read_to_string(CONFIG).unwrap();
    let check = |more: &str, logo: &str| {
        let logo =
            format!("farve = \"#8a3b12\"\nlogo = {{ fil = {logo:?}, tekst = \"Et fyrtårn\" }}");
        let config = example.replace("farve = \"#8a3b12\" ", &logo);
        std::fs::write(&file, format!("{config}{more}")).unwrap();
        let done = indgang(&["config", "check", file.to_str().unwrap()], b"");
        (done.status.code(), text(&done.stderr).to_owned())
    };
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    std::fs::write(folder.path().join("logo.svg"), picture).unwrap();
    let more = "\n[[kommune.flere_telefoner]]\nnavn = \"Jobenheden\"\ntelefon = \"70 10 20 31\"\n\
        [[kommune.flere_adresser]]\nnavn = \"Jobcentret\"\nadresse = \"Havnegade 2\"\n";
    let (code, message) = check(more, "logo.svg");
    assert_eq!(code, Some(0), "{message}");

    let script = picture.replace("/>", "><script/></svg>");
    std::fs::write(folder.path().join("script.svg"), script).unwrap();
    std::fs::write(folder.path().join("large.png"), vec![0; 100_001]).unwrap();
    let last = example.lines().count() + 1;
    let telephone = format!("line {}", last + 4);
    let place = format!("line {}", last + 7);
    let wrong_number = more.replace("70 10 20 31", "112");
    let no_place = more.replace("Havnegade 2", " ");
    let misspelt = more.replace("adresse =", "adrese =");
    for (logo, more, said) in [
        ("none.svg", "", ["line 13", "`fil`", "none.svg"]),
        ("script.svg", "", ["line 13", "`fil`", "it has a script"]),
        ("large.png", "", ["line 13", "`fil`", "100 kB"]),
        (
            "logo.svg",
            &wrong_number,
            [&telephone, "telefon", "eight digits"],
        ),
        (
            "logo.svg",
            &no_place,
            [&place, "adresse", "a text is needed here"],
        ),
        ("logo.svg", &misspelt, [&place, "indgang.toml", "`adrese`"]),
    ] {
        let (code, message) = check(more, logo);
        assert_eq!(code, Some(1), "{logo}: {message}");
        for part in said {
            assert!(message.contains(part), "no {part} in: {message}");
        }
    }
}

#[test]
fn a_missing_file_is_named() {
    let done = indgang(&["config", "check", "nowhere.toml"], b"");
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).contains("nowhere.toml"));
}

#[test]
fn ways_out_that_cannot_work_are_answered_by_what_would() {
    for (section, allowed) in [
        (
            "[mail]\nserver = \"hunter2\"\nfrom = \"indgang@lysby.example\"",
            "smtps://",
        ),
        (
            "[webhook]\nurl = \"https://lysby.example\"\nsecret = \"hunter2\"",
            "whsec_",
        ),
        (
            "[webhook]\nurl = \"lysby\"\nsecret = \"whsec_dGhpcnR5LXR3byBieXRlcyBvZiBubyBvbmUncyBvd24=\"",
            "https://",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("indgang.toml");
        let example = std::fs::read_to_string(CONFIG).unwrap();
        std::fs::write(&file, format!("{example}\n{section}\n")).unwrap();
        let refused = indgang(&["config", "check", file.to_str().unwrap()], b"");
        let message = text(&refused.stderr);
        assert!(message.contains(allowed), "{message}");
    }
}
