use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::people::{inger, inger_in_2031, inger_married_to_nobody, worked_cases};
use crate::program::{INDGANG, indgang, text};

fn assess_lines(lines: &[u8]) -> Vec<Value> {
    let done = indgang(&["assess", "--lines"], lines);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(done.stdout.is_empty() || done.stdout.ends_with(b"\n"));
    text(&done.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_household_is_answered_by_one_line() {
    let pretty = serde_json::to_vec_pretty(&inger()).unwrap();
    for arguments in [&["assess"][..], &["assess", "-"]] {
        let done = indgang(arguments, &pretty);
        assert_eq!(done.status.code(), Some(0));
        assert_eq!(text(&done.stdout).matches('\n').count(), 1);
        let assessment: Value = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(assessment["outcome"], "entitled");
        assert!(done.stderr.is_empty());
    }
}

#[test]
fn a_household_is_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("inger.json");
    std::fs::write(&file, inger_in_2031().to_string()).unwrap();
    let done = indgang(&["assess", file.to_str().unwrap()], b"");
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).contains("INGEN_SATSER_FOR_MAANEDEN"));

    let missing = indgang(&["assess", "no-such-file.json"], b"");
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("no-such-file.json"));
}

#[test]
fn an_invalid_household_is_answered_by_its_error_and_exit_code_2() {
    let done = indgang(
        &["assess"],
        inger_married_to_nobody().to_string().as_bytes(),
    );
    assert_eq!(done.status.code(), Some(2));
    let refused: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(refused["error"]["pointer"], "/partner");
    assert_eq!(refused["error"]["code"], "partner_required");
    assert!(refused["error"]["message"].is_string());
    assert!(text(&done.stderr).contains("/partner"));
}

#[test]
fn each_line_is_answered_in_its_place() {
    let (inger, nobody) = (inger().to_string(), inger_married_to_nobody().to_string());
    let mut input = format!("{inger}\n\n{nobody}\r\n{{\"month\":").into_bytes();
    input.extend_from_slice(b"\"\xff\xfe\"}\n");
    input.extend_from_slice(inger.as_bytes()); // without a newline at the end
    let answers = assess_lines(&input);
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[0]["outcome"], "entitled");
    assert_eq!(answers[1]["error"]["code"], "not_json");
    assert_eq!(answers[2]["error"]["code"], "partner_required");
    assert_eq!(answers[3]["error"]["code"], "not_json");
    assert_eq!(answers[4], answers[0]);
}

#[test]
fn no_lines_give_no_answers() {
    assert!(assess_lines(b"").is_empty());
}

#[test]
fn a_line_is_answered_as_the_same_household_alone() {
    let households = worked_cases();
    let lines: String = households
        .iter()
        .map(|household| format!("{household}\n"))
        .collect();
    let answers = assess_lines(lines.as_bytes());
    assert_eq!(answers.len(), households.len());
    for (household, answer) in households.iter().zip(answers) {
        let alone = indgang(&["assess"], household.to_string().as_bytes());
        assert_eq!(
            serde_json::from_slice::<Value>(&alone.stdout).unwrap(),
            answer
        );
    }
}

#[test]
fn an_endless_line_is_refused_and_the_next_one_is_answered() {
    let mut input = vec![b' '; 5 * 1024 * 1024];
    input.push(b'\n');
    input.extend_from_slice(inger().to_string().as_bytes());
    let answers = assess_lines(&input);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["error"]["code"], "too_long");
    assert_eq!(answers[1]["outcome"], "entitled");
}

#[test]
fn a_line_of_exactly_1_mib_is_taken() {
    let mut line = inger().to_string();
    line.push_str(&" ".repeat(1024 * 1024 - line.len()));
    let answers = assess_lines(format!("{line}\n{line} \n{line}").as_bytes());
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["outcome"], "entitled");
    assert_eq!(answers[1]["error"]["code"], "too_long");
    assert_eq!(answers[2], answers[0]);
}

#[test]
fn whoever_sends_one_line_and_waits_gets_its_answer() {
    let mut child = Command::new(INDGANG)
        .args(["assess", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        // The start of the next line comes along, as it does from a buffer that was cut.
        writeln!(input, "{}", inger()).unwrap();
        write!(input, " ").unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert!(answer.contains("\"outcome\":\"entitled\""));
    }
    drop(input);
    child.wait().unwrap();
}

#[test]
fn a_reader_who_has_seen_enough_is_left_in_peace() {
    let mut child = Command::new(INDGANG)
        .args(["assess", "--lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let line = format!("{}\n", inger());
    // Until the program has noticed and closed its side.
    for _ in 0..100_000 {
        if input.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    drop(input);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(text(&done.stderr), "");
}
