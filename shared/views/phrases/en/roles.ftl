### Members of the secretariat: roles, invitations, and the page on which one is accepted.

field-role = Role
field-countries = Countries
missing-role = Choose a role
missing-countries = Choose one or more countries for the focal point
problem-countries-role = Only a focal point has countries: choose none, or choose the role of a focal point
problem-member-already = This address belongs to a member already: change their role instead

role-administrator = Administrator
role-administrator-hint = Decides on everything, changes the settings, and invites and removes members.
role-moderator = Moderator
role-moderator-hint = Verifies and decides in all countries.
role-focal-point = National focal point
role-focal-point-hint = Verifies and decides in the countries chosen below, and sees no others.
role-auditor = Auditor
role-auditor-hint = Reads everything and changes nothing.

staff-nav = The secretariat’s pages
people-title = Members of the secretariat
people-text = Who works here, and what each of them may do. A change counts from the member’s next step on.
people-caption = Members
people-who = Address
people-factor = Second factor
people-factor-on = Set up
people-factor-off = Not yet
people-you = (you)
people-invite = Invite somebody
people-back = Back to the members
invitations-title = Invitations
invitations-caption = Not yet accepted
invitations-none = No invitation is waiting.
invitations-until = Good until
invitations-action = Withdraw
invitations-withdraw = Withdraw the invitation
invitations-withdraw-of = for { $email }

invite-title = Invite a member of the secretariat
invite-text = A mail with a link goes to this address. The link works once, within three days. Whoever opens it chooses a password and sets up a second factor.
invite-button = Send the invitation
countries-hint = For a national focal point only.
member-title = Role of a member
member-role-button = Change the role
member-own = Nobody changes their own role. Ask another administrator.
member-remove-title = Remove from the secretariat
member-remove-text = Their sessions end at once and these pages are closed to them. The account stays; what they decided stays in the history under it.
member-remove-confirm = { $email } is no longer a member of the secretariat.
member-remove-button = Remove

invitation-title = Welcome to the secretariat
invitation-text = You have been invited to work on the register of the Pact. Choose the password of your account; right after that you set up a second factor.
invitation-address = Address of your account
invitation-role = Your role
invitation-button = Set the password
invitation-over-title = This link is not in use any more
invitation-over-text = An invitation works once, within three days, and only until a newer one is sent.
invitation-over-new = If you have not chosen your password yet, ask the administrator who invited you for a new invitation.
invitation-over-done = If you have chosen it already:
sign-in-invited = Your account is ready
sign-in-invited-text = Sign in with the password that you have just chosen, to set up your second factor.
