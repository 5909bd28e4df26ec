### Joining the Pact.

what-next = What happens next

register-profile-title = Who is going to sign the Pact?
register-profile-hint = You need about ten minutes. What you enter is kept for a day, so you may stop and come back in the same browser.
register-profile-authority = Local or regional authority
register-profile-authority-hint = A town, municipality, province or region, or an elected representative of one
register-profile-organisation-hint = For example a national association of authorities, a non-governmental organisation or a professional body
register-need-title = What you will need
register-need-name = the official name and country of the authority or organisation
register-need-signer = the name and function of the person who signs
register-need-email = a work e-mail address that you can read now
register-need-decision = for the signature itself, later: date and reference of the council’s or board’s decision, if one is needed
register-have-account = Already registered?

register-authority-title = Who signs: the authority, or one of its elected representatives?
register-authority-itself = The authority itself
register-authority-itself-hint = Usually after a decision of its council; signed by the mayor, president or governor
register-authority-representative = An elected representative, in their own name
register-authority-representative-hint = For example a councillor; their name is published

register-details-title = Your details
register-details-lead = Optional questions are marked. You can check everything before the account is created.
register-body-authority = The authority
register-body-representative = Authority of the elected representative
register-body-organisation = The organisation
register-official-name-hint = As it stands on its letters, in its own language and letters
register-latin-name-hint = Needed where the official name is written in other letters, for example Greek, Georgian or Cyrillic
register-territorial-code-hint = A national or European code that stands for the territory, for example 67482 or FR-67
register-signer = Who signs
register-signer-lead = The person who may bind the authority or organisation.
register-publish-signer = The name and function may be shown on the public page. The person has agreed.
register-publish-representative = My name and function are shown on the public page: an elected representative signs under their own name.
register-function-hint = For example mayor, president of the region, director
register-mandate-hint = If there is an end, we ask you then whether the data still hold
register-contact = Whom we may contact
register-contact-lead = The person who looks after this in practice. Never published.
register-account = Your account
register-email-hint = You sign in with it, and we send a code to it. Never published.

check-title = Check your answers
check-account = Create your account
check-authorised = I may act for this authority or organisation, and what I have entered is true.
check-next = We then send a six-digit code to your e-mail address.
check-button = Create the account
password-hint = 12 characters or more. Four words that have nothing to do with each other make a good one. No rules about digits or signs.

confirm-title = Enter the code from our mail
confirm-sent = We have sent a mail with a six-digit code to { $email }.
confirm-code-hint = Six digits. Good for one hour.
confirm-button = Confirm
confirm-resent = We have sent another code
confirm-resent-text = Only the newest code counts.
confirm-nothing-title = No mail has come
confirm-nothing-text = It may take a few minutes. Look into the folder for unwanted mail. If you already have an account, the mail says so and holds no code.
confirm-resend = Send another code
confirm-change = Change the e-mail address

join-title = Already in the register
join-lead = { $name } has been registered before. There is one record for each authority and organisation, so we have not made a second one.
join-account = Your account has been created and your e-mail address is confirmed.
join-step-1 = Your wish to join, or to take over, this record is noted in its history, which the secretariat reads.
join-step-2 = The secretariat checks with the people who look after the record now.
join-step-3 = It then writes to you.
join-mistake = If you meant another authority or organisation of the same name, write to the secretariat and tell us so.
