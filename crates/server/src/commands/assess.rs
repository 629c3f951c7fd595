//! `indgang assess` and `indgang explain`: households in, answers out.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use indgang_law::Household;
use serde::Serialize;

use crate::cli::Households;

/// The longest household in bytes. More is an error, so that memory stays constant.
const LIMIT: usize = 1024 * 1024;
const BUFFER: usize = 256 * 1024;
/// What the shell is told when the household is not valid.
const INVALID: u8 = 2;

/// Appends the answer to a household.
type Answer = fn(&Household, &mut Vec<u8>) -> io::Result<()>;

pub fn assessment(household: &Household, answers: &mut Vec<u8>) -> io::Result<()> {
    json(&indgang_law::assess(household), answers)
}

pub fn explanation(household: &Household, answers: &mut Vec<u8>) -> io::Result<()> {
    json(&indgang_law::explain(household), answers)
}

pub fn run(input: &Households, answer: Answer) -> anyhow::Result<ExitCode> {
    let reader = BufReader::with_capacity(BUFFER, super::open(&input.file)?);
    let output = io::stdout().lock();
    if input.lines {
        lines(reader, output, answer)?;
        return Ok(ExitCode::SUCCESS);
    }
    Ok(single(reader, output, answer)?)
}

fn single(reader: impl Read, mut output: impl Write, answer: Answer) -> io::Result<ExitCode> {
    let mut document = Vec::new();
    reader.take(LIMIT as u64 + 1).read_to_end(&mut document)?;
    let mut answers = Vec::new();
    let outcome = one(&document, &mut answers, answer)?;
    output.write_all(&answers)?;
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(message) => {
            eprintln!("indgang: the household is not valid: {message}");
            Ok(ExitCode::from(INVALID))
        }
    }
}

fn lines(
    mut reader: BufReader<impl Read>,
    mut output: impl Write,
    answer: Answer,
) -> io::Result<()> {
    let mut line = Vec::new();
    let mut answers = Vec::with_capacity(2 * BUFFER);
    loop {
        // Reading on may wait for whoever writes, who may be waiting for our answers.
        let may_wait = !reader.buffer().contains(&b'\n');
        if may_wait || answers.len() > BUFFER {
            output.write_all(&answers)?;
            output.flush()?;
            answers.clear();
        }
        line.clear();
        let most = LIMIT as u64 + 1;
        if reader.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > LIMIT {
            reader.skip_until(b'\n')?;
        }
        // An error is the answer to its line, no reason to stop.
        let _ = one(&line, &mut answers, answer)?;
    }
}

/// Answers one document by one line. The inner error is the message that was written.
fn one(document: &[u8], answers: &mut Vec<u8>, answer: Answer) -> io::Result<Result<(), String>> {
    let outcome = if document.len() > LIMIT {
        json(&Refused { error: TOO_LONG }, answers)?;
        Err(TOO_LONG.message.to_owned())
    } else {
        match Household::from_json(document) {
            Ok(household) => Ok(answer(&household, answers)?),
            Err(invalid) => {
                json(&Refused { error: &invalid }, answers)?;
                Err(invalid.to_string())
            }
        }
    };
    answers.push(b'\n');
    Ok(outcome)
}

fn json(document: &impl Serialize, answers: &mut Vec<u8>) -> io::Result<()> {
    serde_json::to_writer(answers, document).map_err(io::Error::from)
}

/// Stands where the answer would have stood.
#[derive(Serialize)]
struct Refused<E> {
    error: E,
}

/// The one refusal that is not the law's, in the form of [`indgang_law::Invalid`].
#[derive(Serialize)]
struct TooLong {
    pointer: &'static str,
    code: &'static str,
    message: &'static str,
}

const TOO_LONG: TooLong = TooLong {
    pointer: "",
    code: "too_long",
    message: "a household may have 1 MiB at most",
};
