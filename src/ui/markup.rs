use leptos::prelude::*;

/// What only stands there until something else takes its place, as text that the browser parses: most of
/// a result is that. Every word is escaped. As views it would weigh more to
/// download.
#[derive(Default)]
pub struct Markup(String);

impl Markup {
    /// An element that is closed with [`close`](Self::close).
    pub fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// The end of an element.
    pub fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                _ => self.0.push(c),
            }
        }
    }

    /// An element with nothing but words in it.
    pub fn put(&mut self, tag: &str, words: &str) {
        self.put_with(tag, &[], words);
    }

    /// The same with a class.
    pub fn put_in(&mut self, tag: &str, class: &str, words: &str) {
        self.put_with(tag, &[("class", class)], words);
    }

    /// The same with attributes.
    pub fn put_with(&mut self, tag: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(tag, attributes);
        self.text(words);
        self.close(tag);
    }

    /// A list without bullets, of the class.
    pub fn open_list(&mut self, tag: &str, class: &str) {
        self.open(tag, &[("class", &format!("{class} nobullet-list"))]);
    }

    /// A picture of the sprite; see [`Icon`](super::Icon).
    pub fn icon(&mut self, name: &str) {
        self.open(
            "svg",
            &[
                ("class", "icon-svg"),
                ("focusable", "false"),
                ("aria-hidden", "true"),
            ],
        );
        self.put_with("use", &[("href", &format!("/icons.svg#{name}"))], "");
        self.close("svg");
    }

    /// What only some need, folded under its heading; see [`Details`](super::Details).
    pub fn details(&mut self, summary: &str, content: impl FnOnce(&mut Self)) {
        self.open("details", &[("class", "details")]);
        self.summary(summary);
        self.open("div", &[("class", "details-text")]);
        content(self);
        self.close("div");
        self.close("details");
    }

    /// The heading of folded content.
    pub fn summary(&mut self, words: &str) {
        self.open("summary", &[("class", "details-summary")]);
        self.put_in("span", "details-summary-text", words);
        self.close("summary");
    }

    /// One amount of a receipt; tapped, it unfolds why.
    pub fn receipt_line(&mut self, name: &str, amount: &str, why: impl FnOnce(&mut Self)) {
        self.open("li", &[("class", "receipt__line")]);
        self.open("details", &[("class", "receipt__details")]);
        self.open("summary", &[("class", "receipt__row")]);
        self.put_in("span", "receipt__name", name);
        self.put_in("span", "receipt__amount", amount);
        self.close("summary");
        self.open("div", &[("class", "receipt__why")]);
        why(self);
        self.close("div");
        self.close("details");
        self.close("li");
    }

    /// What the lines of a receipt come to.
    pub fn receipt_sum(&mut self, name: &str, amount: &str) {
        self.open("li", &[("class", "receipt__sum receipt__row")]);
        self.put_in("span", "receipt__name", name);
        self.put_in("span", "receipt__amount", amount);
        self.close("li");
    }

    /// Figures in rows and columns, which become lists on a phone. The first cell of a row is its heading,
    /// the others are figures.
    pub fn table(&mut self, caption: &str, columns: &[String], rows: &[Vec<String>]) {
        self.open("div", &[("class", "table--responsive-scroll")]);
        let class = "table table--responsive-headers table-md-responsive-headers";
        self.open("table", &[("class", class)]);
        self.put("caption", caption);
        self.open("thead", &[]);
        self.open("tr", &[]);
        for column in columns {
            self.put_with("th", &[("scope", "col")], column);
        }
        self.close("tr");
        self.close("thead");
        self.open("tbody", &[]);
        for cells in rows {
            self.open("tr", &[]);
            for (index, (cell, column)) in cells.iter().zip(columns).enumerate() {
                if index == 0 {
                    self.put_with("th", &[("scope", "row"), ("data-title", column)], cell);
                } else {
                    let attributes = [("class", "table__figure"), ("data-title", column)];
                    self.put_with("td", &attributes, cell);
                }
            }
            self.close("tr");
        }
        self.close("tbody");
        self.close("table");
        self.close("div");
    }

    /// The text for the browser.
    #[must_use]
    pub fn into_html(self) -> String {
        self.0
    }

    /// As a view.
    #[must_use]
    pub fn into_view(self) -> AnyView {
        view! { <div inner_html=self.0></div> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_never_markup() {
        let mut markup = Markup::default();
        markup.put_with("a", &[("href", "\"><script>")], "<b> & co");
        assert_eq!(
            markup.into_html(),
            "<a href=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; co</a>"
        );
    }
}
