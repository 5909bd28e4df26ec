//! Placeholder.
use crate::aws::Aws;
use crate::progress::Failure;
use crate::project::{Profile, Project};
pub(crate) async fn seed(
    _p: &Project,
    _q: &Profile,
    _a: &Aws,
    _e: &[(String, String)],
) -> Result<(), Failure> {
    Ok(())
}
pub(crate) fn print_logins(_p: &Profile) {}
pub(crate) fn print_staff_code(_p: &Project) -> Result<(), Failure> {
    Ok(())
}
