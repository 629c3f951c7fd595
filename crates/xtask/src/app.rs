//! The release app in `dist/`: Trunk bundles it, then what only the finished build knows is added.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::{Result, compress, files, format, process};

pub const DIST: &str = "dist";
const TARGET: &str = "wasm32-unknown-unknown";
const STAMP: &str = "build/app.stamp";
const PACKAGE: &str = "indgang-app";
/// For the server only, which puts it into the pages.
const HEADS: &str = "heads.json";
/// What the server fills into them.
const KOMMUNE: &str = "{kommune}";

/// A program of the app (docs/decisions/0008-second-entry.md). Its binary is `indgang-<name>`; the look of
/// its own is in the folders of `looks`.
#[derive(Debug, PartialEq, Eq)]
pub struct Program {
    pub name: &'static str,
    /// An address that it shows: the service worker keeps its page under it.
    pub address: &'static str,
}

/// The first is what anybody can open; Trunk makes its page, `index.html`. Of the others it only builds
/// the binaries.
pub const PROGRAMS: [Program; 5] = [
    Program {
        name: "app",
        address: "/",
    },
    Program {
        name: "mine",
        address: "/mine-data",
    },
    Program {
        name: "meet",
        address: "/moeder",
    },
    Program {
        name: "case",
        address: "/sag",
    },
    Program {
        name: "house",
        address: "/medarbejder",
    },
];

impl Program {
    pub fn binary(&self) -> String {
        format!("indgang-{}", self.name)
    }

    fn page(&self) -> String {
        match self.name {
            "app" => "index.html".to_owned(),
            name => format!("{name}.html"),
        }
    }

    /// The folders of its look, below `style/`.
    pub fn looks(&self) -> &'static [&'static str] {
        match self.name {
            "mine" => &["own", "mine"],
            "meet" => &["own", "meet", "room"],
            "case" => &["own", "case"],
            "house" => &["own", "house", "room"],
            _ => &[],
        }
    }

    pub fn css(&self) -> String {
        format!("{}.css", self.name)
    }

    /// Whether a built file is only for this program.
    fn has(&self, file: &str) -> bool {
        file.starts_with(&self.binary())
            || file.starts_with(&format!("{}-", self.name))
            || file == self.page()
            // The pictures of the board.
            || self.name == "mine" && file == "pictures.svg"
    }
}

/// What the app is made from: when none of it has changed, neither has the app.
const INPUTS: [&str; 15] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "pictures",
    "src",
    "public",
    "style",
    "crates/law",
    "crates/domain",
    "crates/api",
    "crates/xtask",
];

pub fn build() -> Result {
    let stamp = files::fingerprint(&inputs()?)?;
    let is_current = std::fs::read_to_string(STAMP).is_ok_and(|old| old == stamp);
    if is_current && Path::new(DIST).join("sw.js.br").exists() {
        println!("dist/ is up to date");
        return Ok(());
    }
    // Trunk works offline with the tools on PATH (script/lib/tools.sh put them there), so cargo must
    // have fetched the crates before.
    process::run(process::cargo().args(["fetch", "--target", TARGET]))?;
    // Added to the flags of .cargo/config.toml.
    let flags = (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        without_places()?,
    );
    // All programs at once: Trunk would have one linked after the other, and finds them done.
    process::run(
        process::cargo()
            .args(["build", "--bins", "--package", PACKAGE, "--offline"])
            .args(["--profile", "wasm-release", "--target", TARGET])
            .env(flags.0, &flags.1),
    )?;
    process::run(
        Command::new("trunk")
            .args(["build", "--release", "--offline"])
            .env("PATH", process::path_with_tools())
            .env(flags.0, &flags.1)
            // Trunk reads it as an option of its own and refuses `1`.
            .env_remove("NO_COLOR")
            // Its errors say enough without the stack of its runtime.
            .env("RUST_BACKTRACE", "0"),
    )?;
    finish(Path::new(DIST))?;
    files::write(STAMP, stamp)
}

/// Flags that keep the folders of the building machine out of the app, so that every machine builds the
/// same.
fn without_places() -> Result<String> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .map_err(|_| "neither CARGO_HOME nor HOME says where cargo keeps its crates".to_owned())?;
    Ok(format!(
        "--remap-path-prefix={home}/registry/src= --remap-path-prefix={}/lib/rustlib/src/rust=rust",
        sysroot.trim()
    ))
}

fn inputs() -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for input in INPUTS.iter().filter(|input| Path::new(input).exists()) {
        paths.extend(files::walk(input)?);
    }
    Ok(paths)
}

/// Adds the other programs' pages, checks them, tells the service worker the files, and writes `.br` and
/// `.gz` beside each file.
fn finish(dist: &Path) -> Result {
    let index = files::read_text(dist.join("index.html"))?;
    refuse_inline(&index)?;
    for program in &PROGRAMS[1..] {
        add_page(dist, &index, program)?;
    }
    let names = names(dist)?;
    files::write(dist.join(HEADS), heads()?)?;
    let version =
        files::fingerprint(&names.iter().map(|name| dist.join(name)).collect::<Vec<_>>())?;
    let worker = files::read_text(dist.join("sw.js"))?;
    files::write(
        dist.join("sw.js"),
        filled_worker(&worker, &version[..12], &names)?,
    )?;
    for name in names.iter().filter(|name| name.ends_with(".js")) {
        let script = files::read_text(dist.join(name))?;
        files::write(dist.join(name), without_comment_lines(&script))?;
    }

    // The server fills the municipality into the pages when it starts, and compresses them then.
    let worth: Vec<&String> = names
        .iter()
        .filter(|name| compress::is_worth_it(name) && !name.ends_with(".html"))
        .collect();
    // In two halves, as there are at least two cores: the heaviest file, and all others.
    let (one, two): (Vec<_>, Vec<_>) = worth
        .into_iter()
        .partition(|name| name.starts_with(PACKAGE) && name.ends_with(".wasm"));
    thread::scope(|scope| {
        let other = scope.spawn(|| {
            two.into_iter()
                .try_for_each(|name| write_compressed(dist, name))
        });
        let own = one
            .into_iter()
            .try_for_each(|name| write_compressed(dist, name));
        let other = other
            .join()
            .map_err(|_| "compressing stopped unexpectedly".to_owned())?;
        own.and(other)
    })
}

/// What the server puts at the top of a page before the app has started, by its address.
fn heads() -> Result<String> {
    let mut texts = BTreeMap::new();
    for path in files::walk("src/text/da")? {
        let file = files::read_text(path)?;
        texts.extend(
            format::entries(&file)
                .into_iter()
                .map(|entry| (entry.key.to_owned(), entry.text)),
        );
    }
    heads_of(&files::read_text("src/heads.txt")?, &texts)
}

/// `address key-of-heading [key-of-lead]` on each line, as the document that the server reads.
fn heads_of(list: &str, texts: &BTreeMap<String, String>) -> Result<String> {
    let mut heads = BTreeMap::new();
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    for line in lines.filter(|line| !line.is_empty()) {
        let mut words = line.split_whitespace();
        let address = words.next().unwrap_or_default();
        let found: Result<Vec<&String>> = words
            .map(|key| {
                texts
                    .get(key)
                    .filter(|text| !text.replace(KOMMUNE, "").contains('{'))
                    .ok_or_else(|| format!("src/heads.txt: {key} of {address} is no text, or has something filled in"))
            })
            .collect();
        heads.insert(address, found?);
    }
    serde_json::to_string(&heads).map_err(|error| error.to_string())
}

fn write_compressed(dist: &Path, name: &str) -> Result {
    let content = files::read(dist.join(name))?;
    for (ending, packed) in [
        ("br", compress::brotli(&content)?),
        ("gz", compress::gzip(&content)?),
    ] {
        if packed.len() < content.len() {
            files::write(dist.join(format!("{name}.{ending}")), packed)?;
        }
    }
    Ok(())
}

/// What a visitor may fetch, by its path below `dist`, without the compressed copies.
pub fn names(dist: &Path) -> Result<Vec<String>> {
    Ok(files::walk(dist)?
        .iter()
        .filter_map(|path| path.strip_prefix(dist).ok())
        .map(|path| path.to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz") && name != HEADS)
        .collect())
}

/// Gives a further program's files hashed names and a page that starts it. Trunk does so for the first
/// only: the others are built as a worker is, with plain names and without tags.
fn add_page(dist: &Path, index: &str, program: &Program) -> Result {
    let hashed = |names: &[&str]| -> Result<Vec<String>> {
        let paths: Vec<PathBuf> = names.iter().map(|name| dist.join(name)).collect();
        let mark = &files::fingerprint(&paths)?[..16];
        let rename = |(name, path): (&&str, &PathBuf)| {
            let hashed = with_mark(name, mark);
            std::fs::rename(path, dist.join(&hashed))
                .map_err(|error| format!("cannot rename {}: {error}", path.display()))?;
            Ok(hashed)
        };
        names.iter().zip(&paths).map(rename).collect()
    };
    let binary = program.binary();
    let code = hashed(&[&format!("{binary}.js"), &format!("{binary}_bg.wasm")])?;
    let css = hashed(&[&program.css()])?;
    let page = page_of(index, &code[0], &code[1], &css[0])?;
    files::write(dist.join(program.page()), page)
}

/// `a-0123456789abcdef_bg.wasm` of `a_bg.wasm`, as Trunk has it.
fn with_mark(name: &str, mark: &str) -> String {
    let end = name.find("_bg.").or_else(|| name.rfind('.'));
    let (stem, ending) = name.split_at(end.unwrap_or(name.len()));
    format!("{stem}-{mark}{ending}")
}

/// The page of the first program with the names of another, and its css beside the common one.
fn page_of(index: &str, glue: &str, wasm: &str, css: &str) -> Result<String> {
    let mut page = index.to_owned();
    for (attribute, name) in [("data-glue", glue), ("data-wasm", wasm)] {
        let first = page
            .split_once(&format!("{attribute}=\"/"))
            .and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
            .ok_or_else(|| format!("dist/index.html has no {attribute} (see Trunk.toml)"))?;
        page = page.replace(&first, name);
    }
    let link = format!("<link rel=\"stylesheet\" href=\"/{css}\">\n</head>");
    Ok(page.replace("</head>", &link))
}

/// When a browser fetches a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// On every first visit: shown at once, or kept for offline use.
    Every,
    /// On the first visit to a page of the program.
    To(&'static Program),
    /// Only when asked for: licences, bitmaps of the icon, other languages, the table of rates and the
    /// law's own words. The service worker keeps them from then on.
    Later,
}

impl Visit {
    pub fn of(name: &str) -> Self {
        if name.starts_with("licenses/")
            || name.starts_with("text/")
            || name.ends_with(".png")
            || matches!(name, "robots.txt" | "parameters.csv" | "lov.json")
        {
            Self::Later
        } else {
            let program = PROGRAMS.iter().find(|program| program.has(name));
            program.map_or(Self::Every, Self::To)
        }
    }
}

/// Writes the version and the lists of files into the worker. A page stands first in its list, by an
/// address that it is shown at.
fn filled_worker(worker: &str, version: &str, names: &[String]) -> Result<String> {
    let list = |when: Visit| {
        let names = names
            .iter()
            .filter(|name| Visit::of(name) == when && *name != "sw.js");
        let mut addresses: Vec<String> = names
            .map(|name| {
                let shows = |program: &&Program| program.page() == *name;
                let program = PROGRAMS.iter().find(shows);
                program.map_or(format!("/{name}"), |program| program.address.to_owned())
            })
            .collect();
        addresses.sort_by_key(|address| address.contains('.'));
        serde_json::to_string(&addresses).map_err(|error| error.to_string())
    };
    let mut programs = Vec::new();
    for program in &PROGRAMS {
        programs.push(format!("{}:{}", program.name, list(Visit::To(program))?));
    }
    let mut filled = worker.to_owned();
    for (blank, value) in [
        (
            "const VERSION = \"dev\";",
            format!("const VERSION = \"{version}\";"),
        ),
        (
            "const EVERY = [];",
            format!("const EVERY = {};", list(Visit::Every)?),
        ),
        (
            "const PROGRAMS = {};",
            format!("const PROGRAMS = {{{}}};", programs.join(",")),
        ),
    ] {
        if !filled.contains(blank) {
            return Err(format!(
                "public/sw.js lacks the line `{blank}`, which is filled in here"
            ));
        }
        filled = filled.replace(blank, &value);
    }
    Ok(filled)
}

/// Scripts explain themselves to those who read them; a visitor need not download that, nor the
/// indentation.
fn without_comment_lines(script: &str) -> String {
    script
        .lines()
        .map(str::trim_start)
        .filter(|line| {
            !line.is_empty()
                && !line.starts_with("//")
                && !line.starts_with("/*")
                && !line.starts_with('*')
        })
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Our content security policy forbids inline scripts and styles: a page that has one would be
/// blank in production only.
fn refuse_inline(html: &str) -> Result {
    for tag in html
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
    {
        let name = tag
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        let attributes: Vec<&str> = tag.split_whitespace().skip(1).collect();
        let has = |start: &str| {
            attributes
                .iter()
                .any(|attribute| attribute.starts_with(start))
        };
        let inline = (name == "script" && !has("src="))
            || name == "style"
            || has("style=")
            || has("on")
            || tag.contains("javascript:");
        if inline {
            return Err(format!(
                "dist/index.html has inline code, which the browser will refuse: <{tag}>"
            ));
        }
    }
    Ok(())
}

/// For `trunk serve`, where no server fills the page: a made-up municipality.
pub fn preview() -> Result {
    let is_debug = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
    let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR").filter(|_| is_debug) else {
        return Ok(());
    };
    let path = Path::new(&staging).join("index.html");
    let mut html = files::read_text(&path)?;
    for (blank, value) in [
        ("{{page.title}}", "Indgang"),
        ("{{page.head}}", ""),
        ("{{kommune.navn}}", "Lysby Kommune"),
        ("{{kommune.telefon}}", "70 10 20 30"),
        ("{{kommune.telefon_link}}", "+4570102030"),
        ("{{kommune.aabningstider}}", "hverdage 10.00-15.00"),
        ("{{kommune.adresse}}", "Rådhuspladsen 1, 9999 Lysby"),
        ("{{kommune.logo}}", ""),
        ("{{kommune.flere_telefoner}}", ""),
        ("{{kommune.flere_adresser}}", ""),
        ("{{kommune.json}}", ""),
        ("{{sign_in}}", ""),
    ] {
        html = html.replace(blank, value);
    }
    files::write(path, html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_inline_code_is_refused() {
        assert!(refuse_inline("<script type=\"module\" src=\"/boot.js\"></script>").is_ok());
        assert!(refuse_inline("<script type=\"module\">init()</script>").is_err());
        assert!(refuse_inline("<button onclick=\"x()\">").is_err());
        assert!(refuse_inline("<p style=\"color:red\">").is_err());
        assert!(refuse_inline("<style>p{}</style>").is_err());
    }

    #[test]
    fn a_head_has_the_words_of_its_keys_and_a_wrong_key_is_named() {
        let texts = [("a.title", "Ét"), ("a.lead", "To"), ("b.lead", "{navn}")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into();
        let list = "# why\n\n/ a.title a.lead\n/plan a.title\n";
        assert_eq!(
            heads_of(list, &texts).as_deref(),
            Ok("{\"/\":[\"Ét\",\"To\"],\"/plan\":[\"Ét\"]}")
        );
        for wrong in ["/ c.title", "/ b.lead"] {
            assert!(heads_of(wrong, &texts).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_worker_is_told_its_version_and_files() {
        let worker = "const VERSION = \"dev\";\nconst EVERY = [];\nconst PROGRAMS = {};\n";
        let names = [
            "boot.js",
            "index.html",
            "indgang-app-1_bg.wasm",
            "indgang-mine-1.js",
            "lov.json",
            "mine-1.css",
            "mine.html",
            "sw.js",
        ];
        assert_eq!(
            filled_worker(worker, "abc", &names.map(str::to_owned)).as_deref(),
            Ok("const VERSION = \"abc\";\nconst EVERY = [\"/boot.js\"];\n\
                const PROGRAMS = {app:[\"/\",\"/indgang-app-1_bg.wasm\"],\
                mine:[\"/mine-data\",\"/indgang-mine-1.js\",\"/mine-1.css\"],meet:[],case:[],house:[]};\n")
        );
        assert!(filled_worker("", "abc", &[]).is_err());
    }

    #[test]
    fn a_further_page_names_only_its_own_program() {
        let index = "<head><link rel=\"preload\" href=\"/a-1_bg.wasm\">\
                     <script data-glue=\"/a-1.js\" data-wasm=\"/a-1_bg.wasm\"></script></head>";
        assert_eq!(
            page_of(index, "b-2.js", "b-2_bg.wasm", "mine-3.css").as_deref(),
            Ok("<head><link rel=\"preload\" href=\"/b-2_bg.wasm\">\
                <script data-glue=\"/b-2.js\" data-wasm=\"/b-2_bg.wasm\"></script>\
                <link rel=\"stylesheet\" href=\"/mine-3.css\">\n</head>")
        );
        assert!(page_of("<head></head>", "b.js", "b.wasm", "c.css").is_err());
    }

    #[test]
    fn a_name_is_marked_as_trunk_does() {
        for (name, marked) in [
            ("mine.css", "mine-0f.css"),
            ("a_bg.wasm", "a-0f_bg.wasm"),
            ("indgang-mine.js", "indgang-mine-0f.js"),
        ] {
            assert_eq!(with_mark(name, "0f"), marked);
        }
    }

    #[test]
    fn comment_lines_are_left_out_and_code_stays() {
        let script = "// why\n\nconst a = \"//\"; // kept\n  /**\n   * more\n   */\n  b();\n";
        assert_eq!(
            without_comment_lines(script),
            "const a = \"//\"; // kept\nb();\n"
        );
    }

    #[test]
    fn the_service_worker_in_the_repository_can_be_filled() {
        let worker = files::read_text(files::root().join("public/sw.js")).expect("public/sw.js");
        assert!(filled_worker(&worker, "abc", &[]).is_ok());
    }

    #[test]
    fn the_page_in_the_repository_has_no_inline_code() {
        let page = files::read_text(files::root().join("index.html")).expect("index.html");
        assert_eq!(refuse_inline(&page), Ok(()));
    }
}
