//! What comes with something that is sent: pictures of papers, documents, and what was said aloud.

/// What a file is, by what stands in it: its name may say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the format of that name")]
pub enum FileType {
    Jpeg,
    Png,
    Heic,
    Webp,
    Pdf,
    Webm,
    Ogg,
    Mp4,
    Wav,
}

/// The brands of pictures among the files of the ISO base media format.
const PICTURES: [&[u8]; 7] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1",
];
/// The brands of sound there, as browsers and telephones record it.
const SOUNDS: [&[u8]; 8] = [
    b"M4A ", b"mp41", b"mp42", b"isom", b"iso5", b"iso6", b"dash", b"3gp4",
];

impl FileType {
    /// The type of a content; `None`, when it is none that we take.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        let at =
            |from: usize, wanted: &[u8]| content.get(from..from + wanted.len()) == Some(wanted);
        let is_of = |brands: &[&[u8]]| at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
        let known = [
            (Self::Jpeg, at(0, &[0xff, 0xd8, 0xff])),
            (Self::Png, at(0, b"\x89PNG\r\n\x1a\n")),
            (Self::Heic, is_of(&PICTURES)),
            (Self::Webp, at(0, b"RIFF") && at(8, b"WEBP")),
            (Self::Pdf, at(0, b"%PDF-")),
            (Self::Webm, at(0, &[0x1a, 0x45, 0xdf, 0xa3])),
            (Self::Ogg, at(0, b"OggS")),
            (Self::Mp4, is_of(&SOUNDS)),
            (Self::Wav, at(0, b"RIFF") && at(8, b"WAVE")),
        ];
        let found = known.into_iter().find(|(_, is_it)| *is_it);
        found.map(|(file_type, _)| file_type)
    }

    /// What it is called on the wire.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Webm => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "audio/mp4",
            Self::Wav => "audio/wav",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_stands_in_it() {
        for (content, expected) in [
            (&b"\xff\xd8\xff\xe0"[..], Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\n\0\0", Some("image/png")),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Some("image/heic")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"%PDF-1.7\n", Some("application/pdf")),
            (b"\x1a\x45\xdf\xa3\x01", Some("audio/webm")),
            (b"OggS\0\x02", Some("audio/ogg")),
            (b"\0\0\0\x20ftypM4A \0\0\0\0", Some("audio/mp4")),
            (b"RIFF\x10\0\0\0WAVEfmt ", Some("audio/wav")),
            (b"RIFF\x10\0\0\0AVI LIST", None),
            (b"\0\0\0\x18ftypqt  \0\0\0\0", None),
            (b"<svg onload=alert(1)>", None),
            (b"PK\x03\x04", None),
            (b"%PDF", None),
            (b"", None),
        ] {
            let found = FileType::of(content).map(FileType::media_type);
            assert_eq!(found, expected, "{content:?}");
        }
    }
}
