//! `indgang parameters`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use indgang_law::parameters::{Row, rows};

use crate::cli::Format;

pub fn run(format: Format) -> anyhow::Result<ExitCode> {
    let mut output = BufWriter::new(io::stdout().lock());
    match format {
        Format::Text => text(&mut output)?,
        Format::Csv => csv(&mut output)?,
        Format::Json => {
            serde_json::to_writer(&mut output, rows()).map_err(io::Error::from)?;
            writeln!(output)?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn csv(output: &mut impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    for row in rows() {
        table.serialize(row).map_err(io::Error::from)?;
    }
    table.flush()
}

fn text(output: &mut impl Write) -> io::Result<()> {
    for periods in rows().chunk_by(|one, next| one.key == next.key) {
        if let Some(Row {
            key,
            name_da,
            paragraph,
            ..
        }) = periods.first()
        {
            writeln!(output, "{name_da} ({key}), {paragraph}")?;
        }
        for Row {
            valid_from,
            valid_to,
            amount,
            unit,
            confidence,
            source,
            ..
        } in periods
        {
            let until = if valid_to.is_empty() {
                "further notice"
            } else {
                valid_to
            };
            writeln!(
                output,
                "  {amount:>12} {unit}, {valid_from} to {until}, confidence {confidence}"
            )?;
            writeln!(output, "               {source}")?;
        }
        writeln!(output)?;
    }
    Ok(())
}
