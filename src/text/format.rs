//! The form of a text file. Read the same way when the app is built (`build.rs`) and when it runs.
//!
//! ```text
//! # a comment
//! calculator.result.title = Du kan sandsynligvis få kontanthjælp
//! about.privacy.text = En lang tekst
//!   går videre på linjer, der begynder med to mellemrum.
//! ```

/// One text: the line it begins on, its key and its words.
pub struct Entry<'a> {
    /// Counted from 1.
    pub line: usize,
    /// Empty when the line is none of the known forms; the build refuses it.
    pub key: &'a str,
    /// With single spaces where the file had line breaks.
    pub text: String,
}

/// The texts of a file, in its order.
pub fn entries(file: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (index, line) in file.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        match (line.strip_prefix("  "), entries.last_mut()) {
            (Some(more), Some(entry)) => {
                entry.text.push(' ');
                entry.text.push_str(more.trim());
            }
            _ => {
                let (key, text) = line.split_once(" = ").unwrap_or_default();
                entries.push(Entry {
                    line: index + 1,
                    key,
                    text: text.trim().to_owned(),
                });
            }
        }
    }
    entries
}
