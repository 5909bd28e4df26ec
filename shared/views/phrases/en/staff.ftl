### The secretariat’s pages.

queue-title = What is waiting
queue-empty = Nothing is waiting.
queue-caption = Oldest first
queue-what = Name or title
queue-kind = Kind
queue-since = Waiting since
queue-signatory = Signatory
queue-initiative = Initiative
queue-age = { $days ->
    [0] today
    [one] one day
   *[other] { NUMBER($days) } days
}

decide-title = Decision
decide-nothing = There is nothing to decide here at present.
decide-verify = Verify
decide-verify-hint = It exists, and the person may act for it. Its page becomes public.
decide-publish = Publish
decide-publish-hint = The waiting version becomes public and replaces an earlier one.
decide-refuse = Refuse
decide-refuse-hint = The author is told the reason and your note, and may mend it.
decide-take-down = Take down
decide-take-down-hint = The page is removed at once and its address says so. The author is told.
decide-hold = Put on hold
decide-hold-hint = The page stays and says so; the initiatives are not shown.
decide-resume = End the hold
decide-resume-hint = Page and initiatives are shown again.
decide-reason-hint = For a refusal or a take-down.
decide-note = Note to the signatory
decide-note-hint = Goes into the mail with the decision.
decide-button = Decide

initiatives-heading = Initiatives
staff-no-initiative = None yet.
staff-not-needed = None is needed:
staff-private = Private: never published.
staff-initiative = Decide on an initiative
staff-waiting-version = The version that waits, since { $date }
staff-refused-version = The version that was refused
staff-public-version = The version that is public

history-title = History
history-when = When
history-what = What
history-who = Who
history-signatory = The signatory
action-registered = Registered
action-join-requested = Another account asks to join or take over
action-profile-changed = Profile changed
action-contact-changed = Contacts changed
action-signed = Signed the Pact
action-withdrawn = Withdrew the signature
action-verified = Verified
action-refused = Refused or taken down
action-held = Put on hold
action-resumed = Hold ended
action-initiative-created = Initiative begun
action-initiative-saved = Draft of an initiative saved
action-initiative-submitted = Initiative submitted
action-initiative-withdrawn = Initiative withdrawn
action-initiative-published = Initiative published
action-initiative-refused = Initiative refused
action-initiative-taken-down = Initiative taken down
