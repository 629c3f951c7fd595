//! What a first visit weighs, to each program, against the budget.

use std::path::Path;

use crate::app::{PROGRAMS, Program, Visit};
use crate::{Result, app, compress, files, process, wasm};

/// All bytes of a first visit, compressed with brotli: the bar that is worked towards.
const BAR: usize = 250_000;

/// What is reached so far by each program (docs/decisions/0006-weight.md). More than this is growth, and
/// fails; who makes the app lighter lowers it. In the order of the programs, by the heaviest page of each.
const CEILINGS: [(&str, usize); PROGRAMS.len()] = [
    ("/beregner", 358_500),
    ("/plan", 517_800),
    ("/moeder", 340_500),
    ("/sag", 434_800),
    ("/medarbejder", 512_000),
];

pub fn run(options: &[String]) -> Result {
    app::build()?;
    table()?;
    if options.iter().any(|option| option == "--why") {
        why()?;
    }
    Ok(())
}

/// Prints every file of a first visit, heaviest first; fails above a ceiling.
pub fn table() -> Result {
    let grown: Vec<String> = PROGRAMS
        .iter()
        .zip(CEILINGS)
        .filter_map(|(program, (address, ceiling))| first_visit(program, address, ceiling).err())
        .collect();
    if grown.is_empty() {
        return Ok(());
    }
    Err(grown.join("\n✗ "))
}

fn first_visit(program: &'static Program, address: &str, ceiling: usize) -> Result {
    let dist = Path::new(app::DIST);
    let mut rows = Vec::new();
    for name in app::names(dist)?
        .into_iter()
        .filter(|name| [Visit::Every, Visit::To(program)].contains(&Visit::of(name)))
    {
        let content = files::read(dist.join(&name))?;
        let (gz, br) = if compress::is_worth_it(&name) {
            (
                packed(dist, &name, "gz", &content)?,
                packed(dist, &name, "br", &content)?,
            )
        } else {
            (content.len(), content.len())
        };
        rows.push((name, content.len(), gz, br));
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.3));
    println!(
        "{:>9} {:>9} {:>9}  first visit to {address}",
        "bytes", "gzip", "brotli"
    );
    for (name, raw, gz, br) in &rows {
        println!("{raw:>9} {gz:>9} {br:>9}  {name}");
    }
    let sum =
        |pick: fn(&(String, usize, usize, usize)) -> usize| rows.iter().map(pick).sum::<usize>();
    let total = sum(|row| row.3);
    println!(
        "{:>9} {:>9} {total:>9}  all, of {BAR}",
        sum(|row| row.1),
        sum(|row| row.2)
    );
    if total > ceiling {
        return Err(format!(
            "a first visit to {address} is {} bytes heavier than before. What helps: `cargo xtask size --why` and docs/dependencies.md",
            total - ceiling
        ));
    }
    if total > BAR {
        println!(
            "{} bytes above the bar of {BAR}; it may not grow",
            total - BAR
        );
    }
    println!();
    Ok(())
}

/// The compressed copy's size; a page has none (the server makes it), so it is compressed here.
fn packed(dist: &Path, name: &str, ending: &str, content: &[u8]) -> Result<usize> {
    let copy = dist.join(format!("{name}.{ending}"));
    let size = match std::fs::metadata(copy) {
        Ok(copy) => usize::try_from(copy.len()).unwrap_or(usize::MAX),
        Err(_) if ending == "br" => compress::brotli(content)?.len(),
        Err(_) => compress::gzip(content)?.len(),
    };
    Ok(size.min(content.len()))
}

/// Which crates the code came from, before wasm-opt and compression: shares, not wire bytes.
fn why() -> Result {
    let folder = process::target_directory()?.join("wasm32-unknown-unknown/wasm-release");
    for program in PROGRAMS.iter().map(Program::binary) {
        let crates = wasm::code_by_crate(&files::read(folder.join(format!("{program}.wasm")))?)?;
        let all: usize = crates.iter().map(|(_, bytes)| bytes).sum();
        println!(
            "\n{:>9}  share  code of crate in {program}, before wasm-opt",
            "bytes"
        );
        for (name, bytes) in crates.iter().take(10) {
            println!("{bytes:>9}  {:>4} %  {name}", bytes * 100 / all.max(1));
        }
    }
    Ok(())
}
