//! Turns the texts of `src/text/<language>/*.txt` into the keys that the code uses, and fails when a
//! language lacks a text, has one too many or fills in something else than the Danish one does.

#[path = "src/text/format.rs"]
mod format;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// A text and where it stands.
struct Text {
    place: String,
    text: String,
}

type Table = BTreeMap<String, Text>;

fn main() {
    println!("cargo::rerun-if-changed=src/text");
    println!("cargo::rerun-if-changed=build.rs");
    let mut faults = Vec::new();
    let danish = read("da", &mut faults);
    let mut versions = String::new();
    for language in languages() {
        let table = read(&language, &mut faults);
        compare(&language, &danish, &table, &mut faults);
        write(&format!("{language}.txt"), &normalised(&table));
        versions += &format!(
            "(\"{language}\", \"{:016x}\"),",
            fingerprint(&normalised(&table))
        );
    }
    let constants = constants(&danish, &mut faults);
    if !faults.is_empty() {
        for fault in faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    }
    write("da.txt", &normalised(&danish));
    write(
        "keys.rs",
        &format!(
            "impl Key {{\n{constants}}}\n\
             /// The fetched languages and a mark that changes with their texts.\n\
             const VERSIONS: &[(&str, &str)] = &[{versions}];\n"
        ),
    );
}

/// All but Danish, which is compiled in.
fn languages() -> Vec<String> {
    let folders = list("src/text").into_iter().filter(|path| path.is_dir());
    folders
        .map(|path| stem(&path))
        .filter(|language| language != "da")
        .collect()
}

fn read(language: &str, faults: &mut Vec<String>) -> Table {
    let mut table = Table::new();
    for path in list(&format!("src/text/{language}")) {
        let file = fs::read_to_string(&path).unwrap_or_else(|error| fail(&path, &error));
        for entry in format::entries(&file) {
            let place = format!("{}:{}", path.display(), entry.line);
            if entry.key.is_empty() || entry.text.is_empty() {
                faults.push(format!(
                    "{place}: a line is `key = text`, or goes on with two spaces"
                ));
            } else if let Some(first) = table.get(entry.key) {
                faults.push(format!(
                    "{place}: `{}` stands already at {}",
                    entry.key, first.place
                ));
            } else {
                table.insert(
                    entry.key.to_owned(),
                    Text {
                        place,
                        text: entry.text,
                    },
                );
            }
        }
    }
    table
}

fn compare(language: &str, danish: &Table, table: &Table, faults: &mut Vec<String>) {
    for (key, text) in danish {
        match table.get(key) {
            None => faults.push(format!("{}: `{key}` is missing in {language}", text.place)),
            Some(other) if blanks(&other.text) != blanks(&text.text) => faults.push(format!(
                "{}: `{key}` fills in {:?}, but the Danish text {:?}",
                other.place,
                blanks(&other.text),
                blanks(&text.text)
            )),
            Some(_) => {}
        }
    }
    for (key, text) in table {
        if !danish.contains_key(key) {
            faults.push(format!(
                "{}: `{key}` is not among the Danish texts",
                text.place
            ));
        }
    }
}

/// The names in braces, each once.
fn blanks(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text
        .split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// One constant for each key. The texts of the law and of the offers have none: they are found by the
/// law's own codes and by the offers' keys.
fn constants(danish: &Table, faults: &mut Vec<String>) -> String {
    let mut code = String::new();
    let mut names = BTreeMap::new();
    for (index, (key, Text { place, text })) in danish.iter().enumerate() {
        if key.starts_with("law.") || key.starts_with("offer.") {
            continue;
        }
        let name = key.to_ascii_uppercase().replace(['.', '-'], "_");
        if !name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            faults.push(format!(
                "{place}: `{key}` has other signs than a-z, 0-9, `.`, `-` and `_`"
            ));
        } else if let Some(other) = names.insert(name.clone(), key) {
            faults.push(format!("{place}: `{key}` and `{other}` are too alike"));
        }
        code += &format!("#[doc = {text:?}]\npub const {name}: Self = Self({index});\n");
    }
    code
}

fn normalised(table: &Table) -> String {
    table
        .iter()
        .map(|(key, Text { text, .. })| format!("{key} = {text}\n"))
        .collect()
}

/// FNV-1a: the standard library promises no hash that is the same tomorrow.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn list(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| fail(Path::new(folder), &error));
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn write(name: &str, content: &str) {
    let path = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(name);
    fs::write(&path, content).unwrap_or_else(|error| fail(&path, &error));
}

fn fail(path: &Path, error: &std::io::Error) -> ! {
    println!("cargo::error={}: {error}", path.display());
    process::exit(1);
}
