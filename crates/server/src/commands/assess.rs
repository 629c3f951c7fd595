//! `indgang assess`: households in, assessments out.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::ExitCode;

use indgang_law::Household;
use serde::Serialize;

use crate::cli::Households;

/// The longest household in bytes. More is an error, so that memory stays constant.
const LIMIT: usize = 1024 * 1024;
const BUFFER: usize = 256 * 1024;
/// What the shell is told when the household is not valid.
const INVALID: u8 = 2;

/// Writes the answer to a household.
type Answer = fn(&Household, &mut dyn Write) -> io::Result<()>;

pub fn assessment(household: &Household, output: &mut dyn Write) -> io::Result<()> {
    json(&indgang_law::assess(household), output)
}

pub fn run(input: &Households, answer: Answer) -> anyhow::Result<ExitCode> {
    let reader = BufReader::with_capacity(BUFFER, super::open(&input.file)?);
    let mut output = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let code = if input.lines {
        lines(reader, &mut output, answer)?;
        ExitCode::SUCCESS
    } else {
        single(reader, &mut output, answer)?
    };
    output.flush()?;
    Ok(code)
}

fn single(reader: impl Read, output: &mut impl Write, answer: Answer) -> io::Result<ExitCode> {
    let mut document = Vec::new();
    reader.take(LIMIT as u64 + 1).read_to_end(&mut document)?;
    match one(&document, output, answer)? {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(message) => {
            eprintln!("indgang: the household is not valid: {message}");
            Ok(ExitCode::from(INVALID))
        }
    }
}

fn lines<R: Read>(
    mut reader: BufReader<R>,
    output: &mut impl Write,
    answer: Answer,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        // Reading on may wait for whoever writes, who may be waiting for our answers.
        if !reader.buffer().contains(&b'\n') {
            output.flush()?;
        }
        line.clear();
        let read = reader
            .by_ref()
            .take(LIMIT as u64 + 1)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(());
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > LIMIT {
            reader.skip_until(b'\n')?;
        }
        // An error is the answer to its line, no reason to stop.
        let _ = one(&line, output, answer)?;
    }
}

/// Answers one document by one line. The inner error is the message that was written.
fn one(document: &[u8], output: &mut impl Write, answer: Answer) -> io::Result<Result<(), String>> {
    let outcome = if document.len() > LIMIT {
        json(&Refused { error: TOO_LONG }, output)?;
        Err(TOO_LONG.message.to_owned())
    } else {
        match Household::from_json(document) {
            Ok(household) => Ok(answer(&household, output)?),
            Err(invalid) => {
                json(&Refused { error: &invalid }, output)?;
                Err(invalid.to_string())
            }
        }
    };
    output.write_all(b"\n")?;
    Ok(outcome)
}

fn json(document: &impl Serialize, output: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(output, document).map_err(io::Error::from)
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
