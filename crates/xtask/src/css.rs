//! Just enough css to put one small file together: squeeze ours, and clean DKFDS' of its fonts.

/// Takes comments and needless space away. Strings stay as they are.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut string: Option<char> = None;
    while let Some(c) = rest.next() {
        if let Some(quote) = string {
            out.push(c);
            if c == '\\' {
                out.extend(rest.next());
            } else if c == quote {
                string = None;
            }
        } else if c == '/' && rest.peek() == Some(&'*') {
            let mut before = ' ';
            rest.next();
            for c in rest.by_ref() {
                if before == '*' && c == '/' {
                    break;
                }
                before = c;
            }
        } else if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '{', '}', ';', ',']) {
                out.push(' ');
            }
        } else {
            if matches!(c, '{' | '}' | ';' | ',') && out.ends_with(' ') {
                out.pop();
            }
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            if matches!(c, '"' | '\'') {
                string = Some(c);
            }
            out.push(c);
        }
    }
    out.trim_end().to_owned()
}

/// Removes every `@font-face` rule.
pub fn without_font_faces(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("@font-face") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .find('}')
            .map_or("", |end| &rest[start + end + 1..]);
    }
    out.push_str(rest);
    out
}

/// Points each `url(PREFIX…)` at `to` instead, and names what was pointed at.
pub fn moved_urls(css: &str, prefix: &str, to: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(css.len());
    let mut names = Vec::new();
    let mut rest = css;
    let opening = format!("url({prefix}");
    while let Some(start) = rest.find(&opening) {
        out.push_str(&rest[..start]);
        rest = &rest[start + opening.len()..];
        let end = rest.find(')').unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        let file = name.rsplit('/').next().unwrap_or(&name).to_owned();
        out.push_str("url(");
        out.push_str(to);
        out.push_str(&file);
        if !names.contains(&name) {
            names.push(name);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_meaning_and_strings() {
        let css = "/* why */\n.a > .b,\n.c {\n  color: red;\n  content: \"a  /* b */\";\n}\n";
        assert_eq!(
            squeeze(css),
            ".a > .b,.c{color: red;content: \"a  /* b */\"}"
        );
    }

    #[test]
    fn font_faces_go_and_rules_stay() {
        let css = "@font-face{src:url(a)}p{x:y}@font-face{src:url(b)}q{x:y}";
        assert_eq!(without_font_faces(css), "p{x:y}q{x:y}");
    }

    #[test]
    fn urls_are_moved_and_named_once() {
        let css = "a{b:url(../img/svg-icons/x.svg)}c{b:url(../img/svg-icons/x.svg)}";
        let (css, names) = moved_urls(css, "../img/", "/img/");
        assert_eq!(css, "a{b:url(/img/x.svg)}c{b:url(/img/x.svg)}");
        assert_eq!(names, ["svg-icons/x.svg"]);
    }
}
