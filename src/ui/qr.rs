use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// A link as a picture that another device's camera reads; `None` where it would have more than `most`
/// dots a side.
#[must_use]
pub fn qr(link: &str, most: i32, label: &str) -> Option<AnyView> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let size = code.size();
    if size > most {
        return None;
    }
    let mut drawing = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let length = (x..size).take_while(|x| code.get_module(*x, y)).count();
            let length = i32::try_from(length).unwrap_or(0);
            if length > 0 {
                drawing += &format!("M{x} {y}h{length}v1h-{length}z");
            }
            x += length.max(1);
        }
    }
    // The white edge is part of it.
    let view = format!("-4 -4 {0} {0}", size + 8);
    Some(
        view! {
            <svg class="qr" viewBox=view role="img" aria-label=label.to_owned()>
                <path d=drawing></path>
            </svg>
        }
        .into_any(),
    )
}
