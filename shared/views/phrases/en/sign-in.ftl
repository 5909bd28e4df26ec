### Signing in.

sign-in-title = Sign in
sign-in-button = Sign in
sign-in-forgotten = I have forgotten my password
sign-in-new = Not registered yet?
sign-in-needed = Sign in first
sign-in-needed-text = The page you wanted needs an account. You come to it right after signing in.
sign-in-over = Your session had ended
sign-in-over-text = What you typed is kept. Sign in and you find it again.
sign-in-out = You are signed out
sign-in-out-text = On a shared computer, close the browser as well.
sign-in-set = Your new password is set
sign-in-set-text = All other sessions have been ended. Sign in with the new password.
sign-in-confirmed = Your address is confirmed
sign-in-confirmed-text = Your account is ready. Sign in to go on.
sign-in-known = This address has an account already
sign-in-known-text = Sign in with the password you chose then, or set a new one.
sign-in-removed = The second factor is off
sign-in-removed-text = The recovery code was accepted. Sign in again; after that you can set up a new authenticator.
sign-in-late = Please begin again
sign-in-late-text = The steps after the password must follow within ten minutes. Nothing was changed.

second-factor-title = Enter the code from your authenticator
second-factor-hint = The six digits that the app shows now
second-factor-lost = I do not have my authenticator: use a recovery code
recovery-code-title = Enter a recovery code
recovery-code-hint = One of the ten codes that you kept when you set up the authenticator. Each one works once.
recovery-code-none = If you have no recovery code left, write to the secretariat from the e-mail address of your account.

forgotten-title = Forgotten password
forgotten-text = Enter the e-mail address of your account. If we know it, we send a code with which you can set a new password.
forgotten-button = Send a code
reset-title = Set a new password
reset-text = If there is an account with this address, a mail with a six-digit code is on its way.
reset-button = Set the new password
reset-nothing-text = It may take a few minutes. Look into the folder for unwanted mail, and check that it is the address with which you registered.

set-up-title = Set up an authenticator
set-up-why = With a second factor, a stolen password alone is of no use. It is optional, and we advise it.
set-up-start-text = First enter your password once more.
set-up-picture = Picture of the key for the camera of your telephone
set-up-required = Members of the secretariat’s staff work with a second factor. Set it up now; it takes two minutes.
set-up-step-app = Install an authenticator app on your telephone, or use the one in your password manager.
set-up-step-key = Add an account in it: let it read this picture, or type the key below it.
set-up-open = Open the authenticator on this device
set-up-step-code = Enter the six digits that it shows then.
set-up-button = Switch it on

manage-title = Your second factor
manage-on = The second factor is on
manage-codes-left = { $count ->
    [0] You have no recovery code left.
    [one] You have one recovery code left.
   *[other] You have { NUMBER($count) } recovery codes left.
}
manage-staff = Members of the secretariat’s staff cannot do without. If you change your telephone, ask an administrator to set it up anew.
manage-remove-title = Remove it
manage-remove-text = After that the password alone is enough to sign in.
manage-remove-button = Remove the second factor

codes-title = Your recovery codes
codes-lead = The second factor is on. Keep these codes where only you find them: they are shown this once.
codes-text = Each code works once, in place of the authenticator. Print them, or copy them into a password manager.
codes-button = I have kept the codes
