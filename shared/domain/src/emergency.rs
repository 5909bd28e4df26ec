//! What staff take down at once.

use crate::forms::EmergencyForm;
use crate::registration::ticked;
use crate::{Field, ProblemCode, Problems};

/// Code of the reason that is given: somebody could be recognised, and the text stays out of the
/// public record.
pub const REASON: &str = "identifies_person";

/// Whether it was meant: one tick against a slip, and nothing else to fill in.
pub fn confirmed(form: &EmergencyForm) -> Result<(), Problems> {
    if ticked(&form.confirm) {
        Ok(())
    } else {
        Err(Problems::one(Field::Confirm, ProblemCode::NotConfirmed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;

    #[test]
    fn it_takes_one_tick() {
        let form = |confirm: &str| EmergencyForm { confirm: confirm.to_owned() };
        assert_eq!(confirmed(&form("yes")), Ok(()));
        let unconfirmed = Problems::one(Field::Confirm, ProblemCode::NotConfirmed);
        assert_eq!(confirmed(&form("")), Err(unconfirmed));
    }

    #[test]
    fn its_reason_keeps_the_text_out_of_the_public_record() {
        assert!(Reason::default_of(REASON).unwrap().hides_text);
    }
}
