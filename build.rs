//! Turns the texts of `src/text/<language>/*.txt` into the keys that the code uses, and fails when a
//! language lacks a text, has one too many or fills in something else than the Danish one does.

#[path = "src/text/format.rs"]
mod format;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// A text and where it stands.
struct Text {
    place: String,
    text: String,
}

type Table = BTreeMap<String, Text>;

/// The texts of a language by the name of the file they stand in.
type Files = BTreeMap<String, Table>;

fn main() {
    println!("cargo::rerun-if-changed=src/text");
    println!("cargo::rerun-if-changed=build.rs");
    let mut faults = Vec::new();
    let danish = read("da", &mut faults);
    let others: Vec<(String, Files)> = languages()
        .map(|language| (language.clone(), read(&language, &mut faults)))
        .collect();
    let empty = Table::new();
    for (language, files) in &others {
        let names: BTreeSet<&String> = danish.keys().chain(files.keys()).collect();
        for name in names {
            let danish = danish.get(name).unwrap_or(&empty);
            let table = files.get(name).unwrap_or(&empty);
            compare(language, danish, table, &mut faults);
        }
    }
    let code = files(&danish, &others) + &constants(&danish, &mut faults);
    if !faults.is_empty() {
        for fault in faults {
            println!("cargo::error={fault}");
        }
        process::exit(1);
    }
    for (name, table) in &danish {
        write(&format!("{name}.txt"), &normalised(table));
    }
    write("keys.rs", &code);
}

/// All but Danish, which is compiled in.
fn languages() -> impl Iterator<Item = String> {
    let folders = list("src/text").into_iter().filter(|path| path.is_dir());
    folders
        .map(|path| stem(&path))
        .filter(|language| language != "da")
}

fn read(language: &str, faults: &mut Vec<String>) -> Files {
    let mut files = Files::new();
    let mut places = BTreeMap::new();
    for path in list(&format!("src/text/{language}")) {
        let table = files.entry(stem(&path)).or_default();
        let file = fs::read_to_string(&path).unwrap_or_else(|error| fail(&path, &error));
        for entry in format::entries(&file) {
            let place = format!("{}:{}", path.display(), entry.line);
            if entry.key.is_empty() || entry.text.is_empty() {
                faults.push(format!(
                    "{place}: a line is `key = text`, or goes on with two spaces"
                ));
            } else if let Some(first) = places.insert(entry.key.to_owned(), place.clone()) {
                faults.push(format!(
                    "{place}: `{}` stands already at {first}",
                    entry.key
                ));
            } else {
                let text = entry.text;
                table.insert(entry.key.to_owned(), Text { place, text });
            }
        }
    }
    files
}

fn compare(language: &str, danish: &Table, table: &Table, faults: &mut Vec<String>) {
    for (key, text) in danish {
        match table.get(key) {
            None => faults.push(format!(
                "{}: `{key}` is missing in the file of {language}",
                text.place
            )),
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
                "{}: `{key}` is not among the Danish texts of this file",
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

/// One static for each file, and a list of all: what a program does not use is not in it.
fn files(danish: &Files, others: &[(String, Files)]) -> String {
    let mut code = String::new();
    for name in danish.keys() {
        let fetched = others.iter().filter_map(|(_, files)| files.get(name));
        let mark = fingerprint(&fetched.map(normalised).collect::<String>());
        let constant = name.to_ascii_uppercase();
        code += &format!(
            "/// `{name}.txt`.\n\
             pub static {constant}: File = File::new(\"{name}\", \"{mark:016x}\", \
             include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}.txt\")));\n"
        );
    }
    let all: Vec<_> = danish
        .keys()
        .map(|name| format!("&{}", name.to_ascii_uppercase()))
        .collect();
    code + &format!(
        "/// All files, for tests: a program that used this would carry them all.\n\
         pub const FILES: [&File; {}] = [{}];\n",
        all.len(),
        all.join(", ")
    )
}

/// One constant for each key. The texts of the law and of the offers have none: they are
/// found by the law's own codes and by the offers' keys.
fn constants(danish: &Files, faults: &mut Vec<String>) -> String {
    let mut code = String::new();
    let mut names = BTreeMap::new();
    for (file, table) in danish {
        let file = file.to_ascii_uppercase();
        for (index, (key, Text { place, text })) in table.iter().enumerate() {
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
            code += &format!(
                "#[doc = {text:?}]\npub const {name}: Self = Self {{ file: &{file}, index: {index} }};\n"
            );
        }
    }
    format!("impl Key {{\n{code}}}\n")
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
    path.file_stem()
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
