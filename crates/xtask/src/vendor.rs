//! The look, from npm packages pinned by package-lock.json and from our own `pictures/`, into `build/`
//! (never committed):
//!
//! - `build/indgang.css`: our tokens, what we use of the design system, our components, in that order;
//! - `build/public/<program>.css`: what only the pages of a further program need (`style/<program>/`), after
//!   what all of them do (`style/own/`);
//! - `build/public/`: the font cuts, the icons, the board's pictures, the images the css names, the
//!   licences, from `src/text/` the languages that are fetched, and the table of rates.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, app, css, files, icons, process};

const DKFDS: &str = "node_modules/dkfds/dist";
const DKFDS_CSS: &str = "dkfds-borgerdk.min.css";
const PLEX: &str = "node_modules/@ibm/plex-sans";
/// What stands on the cards of the plan board: `pictures/README.md`.
const PICTURES: &str = "pictures";
const BUILD: &str = "build";
const PUBLIC: &str = "build/public";

/// IBM Plex Sans in 400 and 600, which `crates/xtask/fonts.mjs` halves. The version in the name lets them
/// be kept for ever; index.html preloads both by that name. Another change of the letters
/// is another [`CHOICE`].
const CHOICE: u8 = 1;
const CUTS: [(&str, u16, &str); 2] = [("Regular", 400, "400"), ("SemiBold", 600, "600 900")];

pub fn run() -> Result {
    if !Path::new(DKFDS).exists() || !Path::new(PLEX).exists() {
        return Err("the design system is not in node_modules. What helps: npm ci".to_owned());
    }
    // What is no longer used must not linger.
    if Path::new(PUBLIC).exists() {
        std::fs::remove_dir_all(PUBLIC)
            .map_err(|error| format!("cannot empty {PUBLIC}: {error}"))?;
    }
    let faces = fonts()?;
    let design_system = design_system()?;
    files::write(format!("{PUBLIC}/icons.svg"), icons()?)?;
    files::write(format!("{PUBLIC}/pictures.svg"), pictures()?)?;
    licences()?;
    texts()?;
    files::write(
        format!("{PUBLIC}/parameters.csv"),
        files::read("crates/law/data/parameters.csv")?,
    )?;

    let mut bundle = String::from("@charset \"UTF-8\";");
    bundle.push_str(&faces);
    bundle.push_str(&css::squeeze(&files::read_text("style/tokens.css")?));
    bundle.push_str(&design_system);
    for path in styles("style")? {
        let is_common = path.parent() == Some(Path::new("style"));
        if is_common && !path.ends_with("tokens.css") {
            bundle.push_str(&css::squeeze(&files::read_text(&path)?));
        }
    }
    files::write(format!("{BUILD}/indgang.css"), bundle)?;
    for program in &app::PROGRAMS[1..] {
        let mut own = String::from("@charset \"UTF-8\";");
        for look in program.looks() {
            for path in styles(&format!("style/{look}"))? {
                own.push_str(&css::squeeze(&files::read_text(&path)?));
            }
        }
        files::write(format!("{PUBLIC}/{}", program.css()), own)?;
    }
    Ok(())
}

/// The css files below a folder.
fn styles(folder: &str) -> Result<Vec<PathBuf>> {
    let mut files = files::walk(folder)?;
    files.retain(|path| path.extension().is_some_and(|kind| kind == "css"));
    Ok(files)
}

/// Makes the cuts and returns their `@font-face` rules.
fn fonts() -> Result<String> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&files::read(format!("{PLEX}/package.json"))?)
            .map_err(|error| format!("{PLEX}/package.json: {error}"))?;
    let version = manifest["version"].as_str().unwrap_or_default();
    let page = files::read_text("index.html")?;
    let mut faces = String::new();
    for (cut, number, weights) in CUTS {
        let name = format!("indgang-sans-{version}.{CHOICE}-{number}.woff2");
        if !page.contains(&format!("/fonts/{name}")) {
            return Err(format!(
                "index.html must preload /fonts/{name}: the font's version has changed"
            ));
        }
        let cut = format!("{PLEX}/fonts/split/woff2/IBMPlexSans-{cut}-Latin1.woff2");
        let target = format!("{PUBLIC}/fonts/{name}");
        process::run(Command::new("node").args(["crates/xtask/fonts.mjs", &cut, &target]))?;
        faces.push_str(&format!(
            "@font-face{{font-family:\"Indgang Sans\";font-style:normal;font-weight:{weights};\
             font-display:swap;src:url(/fonts/{name}) format(\"woff2\")}}"
        ));
    }
    Ok(faces)
}

/// The design system's css without the components whose class names appear nowhere in our sources.
fn design_system() -> Result<String> {
    process::run(
        Command::new("node_modules/.bin/purgecss")
            .arg("--css")
            .arg(format!("{DKFDS}/css/{DKFDS_CSS}"))
            .args(["--content", "index.html", "src/**/*.rs"])
            .arg("--keyframes")
            .args(["--output", BUILD]),
    )?;
    let purged = files::read_text(format!("{BUILD}/{DKFDS_CSS}"))?;
    let purged = purged
        .split("/*# sourceMappingURL")
        .next()
        .unwrap_or_default();
    let purged = purged
        .trim_start_matches('\u{feff}')
        .replace("@charset \"UTF-8\";", "");
    let (purged, pictures) = css::moved_urls(&css::without_font_faces(&purged), "../img/", "/img/");
    for picture in pictures {
        let content = files::read(format!("{DKFDS}/img/{picture}"))?;
        let name = picture.rsplit('/').next().unwrap_or(&picture);
        files::write(format!("{PUBLIC}/img/{name}"), content)?;
    }
    Ok(purged)
}

/// Those of the design system's icons that our sources name.
fn icons() -> Result<String> {
    let folder = format!("{DKFDS}/img/svg-icons");
    let files = files::walk(&folder)?;
    let known = names(&files);
    let mut used = BTreeSet::new();
    for source in sources("Icon", &folder, &known)? {
        used.extend(icons::used(&source, &known));
    }
    drawn(&folder, &used)
}

/// All of the board's pictures: which of them a plan shows is the citizen's choice.
fn pictures() -> Result<String> {
    let files: Vec<_> = files::walk(PICTURES)?
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "svg"))
        .collect();
    let known = names(&files);
    sources("Picture", PICTURES, &known)?;
    drawn(PICTURES, &known)
}

fn names(files: &[PathBuf]) -> BTreeSet<&str> {
    files
        .iter()
        .filter_map(|file| file.file_stem()?.to_str())
        .collect()
}

fn drawn(folder: &str, names: &BTreeSet<&str>) -> Result<String> {
    let drawings: Result<Vec<_>> = names
        .iter()
        .map(|name| Ok((*name, files::read_text(format!("{folder}/{name}.svg"))?)))
        .collect();
    icons::sprite(drawings?)
}

/// The app's sources, unless one gives the component a name that is not known.
fn sources(component: &str, folder: &str, known: &BTreeSet<&str>) -> Result<Vec<String>> {
    let mut sources = Vec::new();
    for path in files::walk("src")?
        .iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
    {
        let source = files::read_text(path)?;
        if let Some(unknown) = icons::asked_for(&source, component)
            .into_iter()
            .find(|name| !known.contains(name))
        {
            return Err(format!(
                "{} asks for `{unknown}`, which is not in {folder}",
                path.display()
            ));
        }
        sources.push(source);
    }
    Ok(sources)
}

fn licences() -> Result {
    for (from, to) in [
        (format!("{DKFDS}/LICENSE.md"), "dkfds.md"),
        (format!("{PLEX}/LICENSE.txt"), "ibm-plex-sans.txt"),
        (format!("{PICTURES}/LICENSE"), "material-symbols.txt"),
    ] {
        files::write(format!("{PUBLIC}/licenses/{to}"), files::read(from)?)?;
    }
    Ok(())
}

/// The languages beside Danish as `/text/<language>/<file>.txt`: one text a line, without comments.
/// Whether they are complete is checked where the app is compiled (`build.rs`).
fn texts() -> Result {
    for path in files::walk("src/text")? {
        let is_text = path.extension().is_some_and(|kind| kind == "txt");
        let name = path.strip_prefix("src/text").unwrap_or(&path);
        if is_text && !name.starts_with("da") {
            let texts = one_text_a_line(&files::read_text(&path)?);
            files::write(Path::new(PUBLIC).join("text").join(name), texts.concat())?;
        }
    }
    Ok(())
}

/// A line that begins with two spaces continues the one before it.
fn one_text_a_line(file: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for line in file
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        match (line.strip_prefix("  "), texts.last_mut()) {
            (Some(more), Some(text)) => {
                text.truncate(text.trim_end().len());
                *text += &format!(" {}\n", more.trim());
            }
            _ => texts.push(format!("{line}\n")),
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_continued_texts_become_one_line() {
        let file = "# why\na.b = one\n  two\n\nc = three\n";
        assert_eq!(one_text_a_line(file), ["a.b = one two\n", "c = three\n"]);
    }
}
