//! Where to find help: for children, for those who worry about one, for signatories.

use crate::Frame;
use crate::components::{details, external, inset, staff_link};
use crate::layout::{Page, Section, number};
use domain::CountryCode;
use domain::settings::Helpline;
use domain::text::folded;
use maud::{Markup, html};

/// The directory of child helplines all over the world.
const DIRECTORY: &str = "https://childhelplineinternational.org/helplines/";

/// The numbers, what they are for, and how to leave this page quickly.
#[must_use]
pub fn page(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let european: Vec<&Helpline> = frame.settings.european_helplines().collect();
    let main = html! {
        h1 { (words.nav_help()) }
        p.lead { (words.help_page_lead()) }
        (numbers(frame, &european))
        p { (words.help_page_free()) }
        p { (external(DIRECTORY, words.help_page_directory())) }
        (by_country(frame))
        h2 { (words.help_page_child()) }
        p { (words.help_page_child_text()) }
        h2 { (words.help_page_adult()) }
        p { (words.help_page_adult_text()) }
        h2 { (words.help_page_leave()) }
        (inset(&html! { p { (words.help_page_leave_text()) } }))
        h2 { (words.help_page_signatory()) }
        p { (words.help_page_signatory_text()) }
    };
    Page::new(words.nav_help(), main).section(Section::Help).render(frame)
}

/// Numbers with where they come from and when somebody last looked there.
fn numbers(frame: &Frame<'_>, helplines: &[&Helpline]) -> Markup {
    let words = frame.words();
    let mut sources: Vec<_> = helplines.iter().map(|line| (&line.source, line.checked)).collect();
    sources.sort_by_key(|(source, checked)| (source.as_str(), *checked));
    // The oldest look at each.
    sources.dedup_by_key(|(source, _)| source.as_str());
    html! {
        ul.help__numbers {
            @for helpline in helplines { (number(frame, helpline)) }
        }
        @for (source, checked) in sources {
            p {
                (words.help_page_checked(&words.date(checked))) " "
                (staff_link(source, &words.help_page_source(source.host())))
            }
        }
    }
}

/// The countries that have numbers of their own, one to unfold for each.
fn by_country(frame: &Frame<'_>) -> Markup {
    let words = frame.words();
    let helplines = &frame.settings.helplines;
    let mut countries: Vec<CountryCode> =
        helplines.iter().filter_map(|helpline| helpline.country).collect();
    countries.sort_by_cached_key(|country| folded(country.name(frame.lang)));
    countries.dedup();
    html! {
        @if !countries.is_empty() {
            h2 { (words.help_page_countries()) }
            @for country in countries {
                @let own: Vec<_> =
                    helplines.iter().filter(|line| line.country == Some(country)).collect();
                (details(country.name(frame.lang), &numbers(frame, &own)))
            }
        }
    }
}
