### A signatory’s desk.

desk-tasks = What is done and what comes next
desk-joining = Your account is ready. Your request to join a record that exists already is noted; the secretariat checks it and writes to you.
desk-staff = You work for the secretariat. What waits for a decision is here:
desk-submitted = Signed: waiting for verification
desk-submitted-text = Since { $date }. The secretariat checks that the authority or organisation exists and that you may act for it. You get a mail as soon as this is done. Meanwhile you can prepare initiatives.
desk-public-page = See your public page
desk-on-hold = Your record is on hold
desk-on-hold-text = Since { $date }. Your page says so, and your initiatives are not shown. The secretariat has written to you about it.
desk-withdrawn = You have withdrawn your signature
desk-withdrawn-text = On { $date }. You may sign again at any time.
desk-refused = Your registration was refused
refused-on = On { $date }. Reason: { $reason }.
waiting-place = { $of ->
    [one] Nothing else is waiting.
   *[other] Number { NUMBER($number) } of { NUMBER($of) } that are waiting.
}
waiting-usual = { $days ->
    [one] Usually decided within one day.
   *[other] Usually decided within { NUMBER($days) } days.
}
desk-initiatives = { $count ->
    [0] No initiative yet
    [one] One initiative
   *[other] { NUMBER($count) } initiatives
}
desk-data = Your data and your account
desk-profile = Profile
desk-profile-hint = Figures, web site, who signs
desk-contact = Contacts
desk-contact-hint = Private: the secretariat writes to them
desk-password-hint = Known to you alone
desk-second-factor = Second factor
desk-on = On
desk-off = Off
desk-sessions = Sessions
desk-sessions-hint = Where you are signed in
desk-withdraw = Withdraw the signature
desk-pending-email = A new e-mail address waits for its code
desk-pending-email-text = We have sent a code to { $email }.

task-register = Register and confirm your e-mail address
task-sign = Sign the Pact
task-signed = Signature no. { NUMBER($number) }, { $date }
task-verified = Verification by the secretariat
task-verified-hint = Nothing is public before that
task-post = Post your initiatives
task-done = Done
task-next = Next step
task-waiting = Waiting
task-later = Comes later
task-open = Can be prepared

profile-fixed-title = What was registered
profile-fixed-text = These data identify you and were or will be verified. To correct them, write to the secretariat.
versions-caption = What differs
versions-field = Field
contact-second = A second person
contact-second-text = So that nothing is lost during holidays or when somebody leaves.

sign-title = Sign the Pact
sign-lead = Read the undertaking, choose your goals, tell us of the decision behind it, then sign.
undertaking-title = Text of the undertaking, version { $version }
undertaking-hash = Digest of this text (SHA-256):
sign-goals-text = Choose those that you will work on. You may choose few: what counts is what you do.
sign-goals-legend = The goals we choose
sign-decision = The decision
sign-decision-text = The decision of the council or board to sign. If none is needed, leave the first two questions empty and say why.
sign-reference-hint = Number or name under which it can be found
sign-no-decision-hint = Only if there is no decision, for example because the mayor may sign alone.
sign-sign = Signature
sign-act = { $name } gives this undertaking, and I may sign it on their behalf.
sign-record = We record a running number, the time, and the digest of the text you have read. Your signature becomes public once the secretariat has verified it.
sign-button = Sign the Pact

withdraw-title = Withdraw the signature
withdraw-effect-page = If your page is public, it stays and says that the signature was withdrawn, with the date and your note.
withdraw-effect-initiatives = Your initiatives are no longer shown. Their texts are kept for you here.
withdraw-effect-again = You may sign again at any time.
withdraw-note = Public note
withdraw-note-hint = For example why. Everybody can read it.
withdraw-confirm = { $name } withdraws its signature.
withdraw-button = Withdraw the signature

password-title = Change the password
password-text = All other sessions end when the password changes, and you get a mail about it.
password-new = New password
password-button = Change the password

email-title = Change the e-mail address
email-now = You sign in with { $email }.
email-text = We send a code to the new address. Until you enter it, the present address stays. A mail also goes to the present address.
email-new = New e-mail address
email-button = Send a code to the new address
email-confirm-title = Confirm your new address
email-nothing-text = It may take a few minutes. Look into the folder for unwanted mail, or check the address.

sessions-text = If you do not know one of them, end it and change your password.
sessions-caption = Where you are signed in
sessions-where = Where
sessions-since = Since
sessions-seen = Last seen
sessions-action = Action
sessions-token = Program with a token
sessions-browser = Browser
sessions-this = (this one)
sessions-end = End
sessions-end-all = Sign out everywhere
