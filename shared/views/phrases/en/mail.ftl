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

mail-confirm-subject = Your code to confirm this address
mail-confirm-text = Enter this code on the page that is waiting for it, to use this address for your account:
mail-confirm-do = The code is valid for one hour. We never ask for it by telephone or by mail.
mail-confirm-other = If you did not ask for this, ignore this mail: nothing will be changed.
mail-confirm-link = Go to your desk

mail-moved-subject = The address of your account was changed
mail-moved-text = Your account now uses another e-mail address, and mails no longer come to this one.
mail-moved-do = If it was you, you need do nothing.
mail-moved-other = If it was not you, write to the secretariat at once from this address.
mail-moved-link = How to reach the secretariat

mail-factor-subject = The second factor of your account was removed
mail-factor-text = Your account no longer asks for a code from an authenticator, because it was switched off or a recovery code was used.
mail-factor-do = If it was you, you can set up an authenticator again at any time.
mail-factor-link = Sign in
mail-factor-other = If it was not you, set a new password now.
