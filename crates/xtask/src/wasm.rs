//! Just enough of the WebAssembly format to say which crate the code came from.

use std::collections::BTreeMap;

use crate::Result;

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in (0..).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(value)
    }

    fn sized(&mut self) -> Option<Reader<'a>> {
        let count = self.number()?;
        self.take(count).map(Reader)
    }
}

/// Bytes of code by crate, most first.
pub fn code_by_crate(module: &[u8]) -> Result<Vec<(String, usize)>> {
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    let functions = functions(module).ok_or("the WebAssembly file cannot be read")?;
    for (name, bytes) in functions
        .into_iter()
        .filter(|(name, _)| !is_description(name))
    {
        *sums.entry(crate_of(&name)).or_default() += bytes;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|sum| std::cmp::Reverse(sum.1));
    Ok(sums)
}

/// Each function's symbol and size.
fn functions(module: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut reader = Reader(module.strip_prefix(b"\0asm\x01\0\0\0")?);
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    while let Some(id) = reader.byte() {
        let mut section = reader.sized()?;
        match id {
            2 => imported = imported_functions(&mut section)?,
            10 => {
                for _ in 0..section.number()? {
                    sizes.push(section.sized()?.0.len());
                }
            }
            0 if section.sized()?.0 == b"name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let named = |(index, size)| (names.remove(&(imported + index)).unwrap_or_default(), size);
    Some(sizes.into_iter().enumerate().map(named).collect())
}

fn imported_functions(section: &mut Reader) -> Option<usize> {
    let mut count = 0;
    for _ in 0..section.number()? {
        section.sized()?;
        section.sized()?;
        match section.byte()? {
            0 => {
                section.number()?;
                count += 1;
            }
            1 => {
                section.byte()?;
                limits(section)?;
            }
            2 => limits(section)?,
            3 => {
                section.take(2)?;
            }
            _ => return None,
        }
    }
    Some(count)
}

fn limits(section: &mut Reader) -> Option<()> {
    let has_maximum = section.byte()? & 1 == 1;
    section.number()?;
    if has_maximum {
        section.number()?;
    }
    Some(())
}

fn function_names(section: &mut Reader) -> Option<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while let Some(kind) = section.byte() {
        let mut part = section.sized()?;
        if kind == 1 {
            for _ in 0..part.number()? {
                let index = part.number()?;
                names.insert(index, String::from_utf8_lossy(part.sized()?.0).into_owned());
            }
        }
    }
    Some(names)
}

/// The crate that a mangled symbol starts with. Ours are mangled in the older way, `_ZN6leptos5mount…`
/// or for an impl `_ZN40_$LT$leptos..Thing$u20$as$u20$core..Trait$GT$…` (the crate of the type, or of
/// the trait where the type is a parameter or built in); the standard library in the newer, `_RNvNtCs…_4core…`.
fn crate_of(symbol: &str) -> String {
    older(symbol)
        .or_else(|| newer(symbol))
        .unwrap_or("(without a crate)")
        .to_owned()
}

fn older(symbol: &str) -> Option<&str> {
    let path = counted(symbol.strip_prefix("_ZN")?)?;
    let Some(implementation) = path.strip_prefix("_$LT$") else {
        return Some(path);
    };
    implementation
        .split("$u20$as$u20$")
        .filter_map(|side| side.split_once("..").map(|(start, _)| start))
        .filter_map(|start| start.rsplit('$').next())
        .find(|name| !name.is_empty())
}

fn newer(symbol: &str) -> Option<&str> {
    let (_, after) = symbol.strip_prefix("_R")?.split_once("Cs")?;
    let (_disambiguator, after) = after.split_once('_')?;
    counted(after)
}

/// A word with its length before it: `4core`, or `5_alloc` where the word starts with a digit.
fn counted(text: &str) -> Option<&str> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (length, word) = text.split_at(digits);
    word.get(..length.parse().ok()?)
}

/// What wasm-bindgen reads at build time and then throws away.
fn is_description(symbol: &str) -> bool {
    symbol.contains("__wbindgen_describe") || symbol.contains("describe..WasmDescribe")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_names_its_crate() {
        for (symbol, name) in [
            ("_ZN4core3fmt5write17h0E", "core"),
            (
                "_ZN66_$LT$js_sys..Intl..Style$u20$as$u20$wasm_bindgen..WasmDescribe$GT$8describe17h0E",
                "js_sys",
            ),
            (
                "_ZN50_$LT$$RF$T$u20$as$u20$wasm_bindgen..WasmDescribe$GT$8describe17h0E",
                "wasm_bindgen",
            ),
            ("_RNvNtCsgXGp5Oqx2Ny_4core3fmt5write", "core"),
            ("memcpy", "(without a crate)"),
        ] {
            assert_eq!(crate_of(symbol), name, "{symbol}");
        }
    }

    #[test]
    fn a_broken_module_is_an_error_and_no_panic() {
        for length in 0..20 {
            let _ = code_by_crate(
                &b"\0asm\x01\0\0\0\x0a\x7f\x05\x01\x02\x00\x0b\xff\xff\xff\xff\x01"[..length],
            );
        }
        assert!(code_by_crate(b"nothing").is_err());
    }
}
