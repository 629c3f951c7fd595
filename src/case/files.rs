//! The files that came with something, as both sides see them.

use indgang_api::uploads::{File, ONE};
use indgang_domain::case::Content;
use indgang_domain::case::application::Paper;

use crate::browser::format;
use crate::text::{self, Key, t, t_with};
use crate::ui::Markup;

/// A list of files of a matter: pictures are shown, sounds can be heard, and all of them be taken.
pub fn put(markup: &mut Markup, files: &[File], content: &Content, citizen: &str) {
    if files.is_empty() {
        return;
    }
    markup.open_list("ul", "files");
    for file in files {
        let address = ONE
            .replace("{citizen}", citizen)
            .replace("{upload}", &file.id);
        markup.open("li", &[("class", "files__one")]);
        if file.is_picture() {
            let words = t_with(Key::ATTACH_PICTURE, &[("navn", &file.name)]);
            let picture = [
                ("class", "files__picture"),
                ("src", &*address),
                ("alt", &*words),
                ("loading", "lazy"),
            ];
            markup.open("img", &picture);
        }
        if file.is_sound() {
            let words = t_with(Key::ATTACH_LISTEN, &[("navn", &file.name)]);
            let player = [
                ("class", "files__sound"),
                ("controls", ""),
                ("preload", "none"),
                ("src", &*address),
                ("aria-label", &*words),
            ];
            markup.put_with("audio", &player, "");
        }
        let link = [
            ("class", "files__name"),
            ("href", &*address),
            ("rel", "external"),
            ("download", &*file.name),
        ];
        markup.put_with("a", &link, &file.name);
        let mut about = format!("{}, {}", kind(&file.media_type), size(file.size));
        if let Some(paper) = paper(content, &file.id) {
            about = format!("{paper} · {about}");
        }
        markup.put_in("span", "files__about", &about);
        markup.close("li");
    }
    markup.close("ul");
}

/// The paper that a file is attached as.
fn paper(content: &Content, id: &str) -> Option<&'static str> {
    let Content::Application(application) = content else {
        return None;
    };
    let is_it = |paper: &&Paper| paper.files.iter().any(|file| file == id);
    text::paper(&application.papers.iter().find(is_it)?.name, "name")
}

/// What a file is, in a word.
fn kind(media_type: &str) -> &'static str {
    t(match media_type.split('/').next() {
        Some("image") => Key::ATTACH_KIND_PICTURE,
        Some("audio") => Key::ATTACH_KIND_SOUND,
        _ => Key::ATTACH_KIND_PDF,
    })
}

/// How large it is, in words.
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1_000_000 => format!("{} KB", (bytes + 999) / 1000),
        _ => {
            let tenths = bytes / 100_000;
            let number = format!("{}.{}", tenths / 10, tenths % 10);
            format!("{} MB", format::number(&number))
        }
    }
}
