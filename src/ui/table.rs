use leptos::prelude::*;

/// Figures in rows and columns. On a phone each row becomes a block with the columns' names in it.
#[component]
pub fn Table(
    /// What the table shows; also said by screen readers.
    #[prop(into)]
    caption: String,
    /// The names of the columns.
    columns: Vec<String>,
    /// The cells of each row; the first is the row's heading.
    rows: Vec<Vec<AnyView>>,
    /// The columns with figures, which are set to the right.
    #[prop(optional)]
    figures: &'static [usize],
) -> impl IntoView {
    let class = move |index: usize| figures.contains(&index).then_some("table__figure");
    let head = columns.iter().enumerate().map(|(index, name)| {
        view! { <th scope="col" class=class(index)>{name.clone()}</th> }
    });
    let head = head.collect::<Vec<_>>();
    let body = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().enumerate().map(|(index, cell)| {
            let name = columns.get(index).cloned().unwrap_or_default();
            if index == 0 {
                view! { <th scope="row" data-title=name>{cell}</th> }.into_any()
            } else {
                view! { <td data-title=name class=class(index)>{cell}</td> }.into_any()
            }
        });
        view! { <tr>{cells.collect::<Vec<_>>()}</tr> }
    });
    view! {
        <div class="table--responsive-scroll">
            <table class="table table-sm-responsive-headers">
                <caption>{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{body.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
}
