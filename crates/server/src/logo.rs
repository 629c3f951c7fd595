//! The municipality's logo: read and looked at when the server starts.

use std::path::Path;

use axum::body::Bytes;

/// The largest: it is fetched on every first visit.
const LARGEST: usize = 100_000;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A picture that can be shown.
#[derive(Clone, Debug)]
pub struct Logo {
    /// Below our own address, the same whatever the file was called.
    pub name: &'static str,
    pub content: Bytes,
}

/// Why a file is no logo.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    #[error("it cannot be read")]
    Unreadable(#[from] std::io::Error),
    #[error("it has {0} bytes, and 100 kB is the most: save it smaller")]
    TooLarge(usize),
    #[error("its name must end in .svg or .png")]
    Kind,
    #[error("it is not a PNG, although its name says so")]
    NoPng,
    #[error("it is not an SVG in UTF-8, although its name says so")]
    NoSvg,
    #[error("it has {0}, which a logo must not have: save it as a plain SVG")]
    Active(&'static str),
}

impl Logo {
    pub fn read(file: &Path) -> Result<Self, LogoError> {
        let ending = file.extension().and_then(|ending| ending.to_str());
        let ending = ending.unwrap_or_default().to_ascii_lowercase();
        let content = std::fs::read(file)?;
        if content.len() > LARGEST {
            return Err(LogoError::TooLarge(content.len()));
        }
        let name = match ending.as_str() {
            "png" if content.starts_with(PNG) => "logo.png",
            "png" => return Err(LogoError::NoPng),
            "svg" => {
                is_plain(std::str::from_utf8(&content).map_err(|_| LogoError::NoSvg)?)?;
                "logo.svg"
            }
            _ => return Err(LogoError::Kind),
        };
        Ok(Self {
            name,
            content: content.into(),
        })
    }
}

/// An SVG that is only a picture. Browsers run nothing in an `<img>`, and our policy forbids scripts; but
/// somebody may open the file by its address, or copy it elsewhere.
fn is_plain(svg: &str) -> Result<(), LogoError> {
    let svg = svg.to_ascii_lowercase();
    let has_tag = |name: &str| {
        svg.match_indices(name)
            .any(|(at, _)| svg[..at].ends_with(['<', ':']))
    };
    if !has_tag("svg") || svg.contains('\0') {
        return Err(LogoError::NoSvg);
    }
    for (name, said) in [
        ("script", "a script"),
        ("foreignobject", "a foreign object"),
        ("handler", "a handler"),
    ] {
        if has_tag(name) {
            return Err(LogoError::Active(said));
        }
    }
    if svg.contains("<!entity") {
        return Err(LogoError::Active("entities of its own"));
    }
    if svg.contains("javascript:") || has_handler(&svg) {
        return Err(LogoError::Active("a script"));
    }
    if svg
        .match_indices("href")
        .any(|(at, _)| leads_away(&svg[at + 4..]))
    {
        return Err(LogoError::Active("a link to elsewhere"));
    }
    Ok(())
}

/// `onload=` and the like.
fn has_handler(svg: &str) -> bool {
    svg.match_indices("on").any(|(at, _)| {
        let begins = svg[..at].ends_with([' ', '\n', '\r', '\t', '"', '\'', '/']);
        let name = svg[at..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        begins && svg.len() - at - name.len() > 2 && name.trim_start().starts_with('=')
    })
}

/// Whether the value of an `href` is something else than a part of the file or a picture in it.
fn leads_away(rest: &str) -> bool {
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return false;
    };
    let value = value
        .trim_start()
        .trim_start_matches(['"', '\''])
        .trim_start();
    !(value.starts_with('#') || value.starts_with("data:image/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\">\
        <title>Ballon on =</title><use href=\"#a\"/><image href=\"data:image/png;base64,AA==\"/></svg>";

    #[test]
    fn a_plain_picture_is_taken() {
        assert!(is_plain(PLAIN).is_ok());
        assert!(is_plain("<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\"/>").is_ok());
    }

    #[test]
    fn what_could_do_something_is_refused() {
        for active in [
            "<script>alert(1)</script>",
            "<SCRIPT href=\"#a\"/>",
            "<svg:script/>",
            "<g onload=\"alert(1)\"/>",
            "<g id=\"a\"onclick = 'alert(1)'/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a href=\"java&#115;cript:alert(1)\"/>",
            "<use xlink:href = 'https://evil.example/a.svg#a'/>",
            "<foreignObject/>",
            "<!ENTITY a \"b\">",
        ] {
            let svg = PLAIN.replace("</svg>", &format!("{active}</svg>"));
            assert!(
                matches!(is_plain(&svg), Err(LogoError::Active(_))),
                "{active}"
            );
        }
        assert!(matches!(is_plain("<html></html>"), Err(LogoError::NoSvg)));
    }

    #[test]
    fn a_file_is_what_its_name_says_and_no_larger_than_needed() {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str, content: &[u8]| {
            let file = folder.path().join(name);
            std::fs::write(&file, content).unwrap();
            Logo::read(&file)
        };
        assert_eq!(
            read("Byvaaben.SVG", PLAIN.as_bytes()).unwrap().name,
            "logo.svg"
        );
        assert_eq!(read("a.png", PNG).unwrap().name, "logo.png");
        assert!(matches!(
            read("a.png", PLAIN.as_bytes()),
            Err(LogoError::NoPng)
        ));
        assert!(matches!(read("a.svg", PNG), Err(LogoError::NoSvg)));
        assert!(matches!(read("a.jpg", PNG), Err(LogoError::Kind)));
        let large = [PNG, &[0; LARGEST]].concat();
        assert!(matches!(
            read("a.png", &large),
            Err(LogoError::TooLarge(100_008))
        ));
        assert!(matches!(
            Logo::read(&folder.path().join("none.svg")),
            Err(LogoError::Unreadable(_))
        ));
    }
}
