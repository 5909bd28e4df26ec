### Mails. No personal data in subjects; no secrets but the code that a mail is for.

mail-hello = Good day,
mail-sign-off = The team of the Pact of Towns and Regions
mail-why = This mail was sent automatically by { $site }.

mail-known-subject = This address is registered already
mail-known-text = Somebody, probably you, has just registered with this e-mail address. It has an account already, so no second one was created.
mail-known-do = Sign in with your password. If you have forgotten it, you can set a new one there.
mail-known-link = Sign in
mail-known-other = If you did not register, you need do nothing: your account is unchanged.

mail-wrong-subject = Several wrong passwords for your account
mail-wrong-text = Somebody has entered a wrong password for your account several times. New attempts are refused for a quarter of an hour at most. Your account is not locked for good and nothing in it was changed.
mail-wrong-do = If it was you and you have forgotten your password, set a new one: after that you can sign in at once.
mail-wrong-link = Set a new password
mail-wrong-other = If it was not you and your password is used nowhere else, you need do nothing.

mail-device-subject = Your account was used in a new browser
mail-device-text = Somebody has just signed in to your account with a browser that it had not been used with before, and with the right password.
mail-device-do = If it was you, you need do nothing.
mail-device-other = If it was not you, set a new password now. That also ends all sessions.
mail-device-link = Set a new password

mail-password-subject = Your password was changed
mail-password-text = The password of your account has just been changed, and all other sessions have been ended.
mail-password-do = If it was you, you need do nothing.
mail-password-other = If it was not you, set a new password now.
mail-password-link = Set a new password

mail-code-subject = Your code to complete your registration
mail-code-text = Enter this code on the page that is waiting for it, to confirm this address and complete your registration:
mail-code-other = If you did not register, ignore this mail: without the code nobody can use this address.
mail-code-link = The page that asks for the code

mail-reset-subject = Your code for a new password
mail-reset-text = Enter this code on the page that is waiting for it, and choose a new password there:
mail-reset-other = If you did not ask for this, ignore this mail: your password stays as it is.
mail-reset-link = The page that asks for the code

mail-confirm-subject = Your code to confirm this address
mail-confirm-text = Enter this code on the page that is waiting for it, to use this address for your account:
mail-confirm-do = The code is valid for one hour. We never ask for it by telephone or by mail.
mail-confirm-other = If you did not ask for this, ignore this mail: nothing will be changed.
mail-confirm-link = Go to your desk

mail-moved-subject = The address of your account was changed
mail-moved-text = Your account now uses another e-mail address, and mails no longer come to this one.
mail-moved-do = If it was you, you need do nothing.
mail-moved-other = If it was not you, write to the secretariat at once from this address.

mail-factor-subject = The second factor of your account was removed
mail-factor-text = Your account no longer asks for a code from an authenticator, because it was switched off or a recovery code was used.
mail-factor-do = If it was you, you can set up an authenticator again at any time.
mail-factor-link = Sign in
mail-factor-other = If it was not you, set a new password now.

## Decisions of the staff. The name or title follows the text that ends with a colon.

mail-reason = Reason: { $reason }.
mail-note = Note from the secretariat:
mail-public-link = The public page
mail-desk-link = Go to your desk
mail-initiative-link = The initiative at your desk
mail-ask = If you have a question, write to the secretariat.
mail-disagree = If anything is unclear, or if you do not agree, write to the secretariat.
mail-secretariat-link = How to reach the secretariat
mail-sign-again = If this can be put right, correct your data at your desk and sign the Pact again; the secretariat then looks at your registration anew. To correct what you cannot change yourself, such as the name, write to the secretariat.
mail-mend = You can mend the text at your desk and submit it again. The secretariat reads it before anything becomes public.

mail-verified-subject = Your signature has been verified
mail-verified-text = The secretariat has verified this registration and its signature:
mail-verified-now = Your page becomes public within a minute or two, and with it the initiatives that were approved before.
mail-verified-next = At your desk you can complete your profile and post initiatives.

mail-refused-subject = Your registration was refused
mail-refused-text = The secretariat has refused this registration:
mail-refused-now = Nothing about this signatory is public. Your account and your texts are kept.

mail-held-subject = Your record is on hold
mail-held-text = The secretariat has put this record on hold:
mail-held-now = The page stays public and says that the record is on hold. The initiatives are not shown for the time being; nothing has been deleted.
mail-held-next = You get another mail when the hold ends. Until then you can prepare drafts at your desk.

mail-resumed-subject = Your record is no longer on hold
mail-resumed-text = The secretariat has ended the hold on this record:
mail-resumed-now = The page and the initiatives are shown again within a minute or two.
mail-resumed-next = You can go on with your initiatives at your desk.

mail-down-subject = Your public page was taken down
mail-down-text = The secretariat has taken down the public page of this signatory:
mail-down-now = Neither your page nor your initiatives are public any more, and their addresses say so. Your account and your texts are kept.

mail-approved-subject = Your initiative was approved
mail-approved-text = The secretariat has approved this initiative:
mail-approved-now = The initiative becomes public within a minute or two, and replaces an earlier version if there was one.
mail-approved-later = The initiative becomes public as soon as the secretariat has verified your signature. You then get another mail.
mail-approved-next = You can change it at your desk at any time. The secretariat reads each new version before it replaces this one.

mail-declined-subject = Your initiative was refused
mail-declined-text = The secretariat has decided not to publish this initiative as it stands:
mail-declined-now = The initiative is not public. Its text is kept for you.
mail-declined-stays = The version that is public now stays up.

mail-removed-subject = Your initiative was taken down
mail-removed-text = The secretariat has taken down this initiative:
mail-removed-now = The initiative is no longer public, and its address says so. Its text is kept for you.

mail-appeal = If you do not agree, you can appeal at your desk with one click, and add your reasons. Somebody else than the person who decided then looks at it anew. If anything is unclear, write to the secretariat.

## What you have done yourself, and what comes next.

mail-welcome-subject = Your registration is confirmed: one step is left
mail-welcome-text = Your address is confirmed, and this registration is kept:
mail-welcome-now = One step is left: the Pact is not signed yet. Nothing is public before you have signed and the secretariat has verified the signature.
mail-welcome-next = Sign in, read the Pact at your desk, and sign it there. It takes a few minutes.

mail-reminder-subject = The Pact is waiting for your signature
mail-reminder-text = A week ago you confirmed this registration:
mail-reminder-now = The Pact is not signed yet, so the secretariat cannot verify anything and nothing is public. We remind you this once.

mail-signed-subject = We have received your signature
mail-signed-text = Thank you. The Pact has been signed for:
mail-signed-now = The secretariat now verifies the signature. Your desk shows at any time where you stand in the queue and how long it usually takes. You get a mail when it is decided.
mail-signed-next = Meanwhile you can prepare initiatives at your desk.

mail-withdrawn-subject = Your signature was withdrawn
mail-withdrawn-text = The signature of the Pact was withdrawn at your desk for:
mail-withdrawn-stays = The public page says within a minute or two that the signature was withdrawn. The initiatives are no longer shown.
mail-withdrawn-now = Nothing about this signatory is public.
mail-withdrawn-next = Your account and your texts are kept. You can sign again at your desk at any time.
mail-withdrawn-ask = If it was not you, write to the secretariat at once.

mail-submitted-subject = We have received your initiative
mail-submitted-text = This initiative was submitted:
mail-submitted-now = The secretariat reads it before it becomes public. Your desk shows at any time where it stands in the queue and how long it usually takes. You get a mail when it is decided.
mail-submitted-stays = The secretariat reads this version before it replaces the one that is public now, which stays up meanwhile. Your desk shows at any time where it stands in the queue. You get a mail when it is decided.
mail-submitted-next = You can still change the text at your desk. It then has to be submitted again.

mail-ended-subject = Your initiative was withdrawn
mail-ended-text = This initiative was withdrawn at your desk:
mail-ended-now = It is no longer public, and its address says so within a minute or two. Its text is kept for you.
mail-ended-next = You can post other initiatives at your desk at any time.

## More decisions of the staff

mail-changes-subject = The secretariat asks you for changes
mail-changes-text = Before it can decide, the secretariat asks you to change something in this registration:
mail-changes-now = Nothing has been refused. Your text is kept and is not public until it has been decided on.
mail-changes-next = Make the changes at your desk, where the note of the secretariat is shown too, and send it in again.
mail-revise-subject = The secretariat asks you for changes to your initiative
mail-revise-text = Before it can decide, the secretariat asks you to change something in this initiative:

mail-corrected-subject = A spelling in your record was corrected
mail-corrected-text = The secretariat has corrected a spelling in this record:
mail-corrected-now = Nothing else was changed. What is public shows the correction within a minute or two.
mail-corrected-next = Please look at it at your desk. If the correction is wrong, tell the secretariat.
mail-spelled-subject = A spelling in your initiative was corrected
mail-spelled-text = The secretariat has corrected a spelling in this initiative:

mail-restored-subject = Your public page is back
mail-restored-text = The secretariat has restored the public page of this signatory:
mail-returned-subject = Your initiative is public again
mail-returned-text = The secretariat has restored this initiative:
mail-returned-now = The initiative is public again within a minute or two, at the same address as before.

mail-appealed-subject = We have received your appeal
mail-appealed-text = You have appealed against a decision on this signatory:
mail-appealed-now = Somebody else than the person who decided looks at it anew. The first decision stands until then.
mail-appealed-next = Your desk shows at any time where the appeal stands in the queue. You get a mail when it is decided.
mail-contested-subject = We have received your appeal about an initiative
mail-contested-text = You have appealed against a decision on this initiative:

## To staff. Nothing personal stands in them.

mail-queue-link = Open the queue
mail-invitation-subject = An invitation to the back office of the Pact
mail-invitation-text = You have been invited to work in the back office of the Pact.
mail-invitation-administrator = You would be an administrator: everything, people and settings included.
mail-invitation-moderator = You would be a moderator: you would verify signatories and decide on initiatives.
mail-invitation-focal-point = You would be a national focal point: you would verify signatories and decide on initiatives of your country.
mail-invitation-auditor = You would be an auditor: you would read everything and change nothing.
mail-invitation-do = The link works once, within 72 hours. You choose a password, and then set up an authenticator as your second factor; without it the back office stays closed.
mail-invitation-other = If you did not expect this, do nothing: the invitation ends by itself. Do not pass the link on.
mail-invitation-link = Accept the invitation

mail-urgent-subject = An urgent report is waiting
mail-urgent-text = Somebody has reported a public page and says that it is urgent: it may identify a child or a victim.
mail-urgent-do = Please look at it now. From the case you can take the page down at once.
mail-urgent-link = Open the reported pages

mail-digest-subject = Something in the queue is late
mail-digest-text = Good to know this morning: something has been waiting longer than the service time allows.
mail-digest-late = Late: { $count }
mail-digest-nearly = Nearly late: { $count }
mail-digest-waiting = Waiting in all: { $count }
