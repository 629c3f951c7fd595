//! `indgang verify`.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use indgang_law::receipt::{self, ReceiptError};

/// What the shell is told about a document that is no receipt.
const NOT_A_RECEIPT: u8 = 2;

pub fn run(file: &Path) -> anyhow::Result<ExitCode> {
    let mut document = Vec::new();
    super::open(file)?.read_to_end(&mut document)?;
    let mut output = io::stdout().lock();
    let code = match receipt::verify(&document) {
        Ok(_) => {
            writeln!(output, "ok")?;
            ExitCode::SUCCESS
        }
        Err(error) => {
            writeln!(output, "{error}")?;
            match error {
                ReceiptError::NotAReceipt(_) | ReceiptError::Household(_) => {
                    ExitCode::from(NOT_A_RECEIPT)
                }
                ReceiptError::Checksum | ReceiptError::Assessment { .. } => ExitCode::FAILURE,
            }
        }
    };
    Ok(code)
}
