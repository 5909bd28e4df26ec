//! The one place where text becomes markup unescaped. Everything else goes through `html!`,
//! which escapes; a test looks for strays.

#![expect(clippy::disallowed_types, reason = "this module is where the ban ends")]

use maud::{Markup, PreEscaped};

/// Markup that [`crate::markdown`] has put together from its own tags and escaped text.
pub(crate) fn assembled(html: String) -> Markup {
    PreEscaped(html)
}
