### What becomes of a case: changes asked, appeal, restoration, correction, undo.

signatory-changes-asked = Changes asked for
signatory-taken-down = Taken down
initiative-changes-asked = Changes asked for
initiative-published-with-changes-asked = Published; changes asked for in the new version

desk-changes-asked = The secretariat asks you for something
desk-taken-down = Your public page was taken down
changes-asked-on = On { $date } the secretariat wrote:
resubmit-text = Change what is asked for, in your profile and contacts below. Then send it back: your signature and its number stay as they are.
resubmit-button = Send it back to the secretariat
appeal-title = Do you disagree?
appeal-text = You can appeal once. Somebody else than the person who decided looks at it anew, and both decisions are kept.
appeal-note = Why you disagree
appeal-note-hint = You may leave this empty.
appeal-button = Appeal
appeal-final = This decision answers your appeal. If something new comes up, write to the secretariat.
edit-changes-asked = The secretariat asks you for changes
staff-returned-version = The version that was sent back

decide-ask-changes = Ask for changes
decide-ask-changes-hint = It goes back to the author with your note, and comes back to the queue when the author has changed it.
decide-restore = Restore
decide-restore-hint = It becomes public again as it was. Somebody else than who took it down must do this.

needs-another-title = Somebody else must decide this
needs-another-text = It is about a decision that you took yourself. A colleague has to look at it.
needs-another-back = Back to the case

action-changes-asked = Changes asked for
action-resubmitted = Sent back to the secretariat
action-appealed = Appealed
action-taken-down = Taken down
action-restored = Restored
action-corrected = Spelling corrected
action-undone = Decision taken back
action-initiative-approved = Initiative approved, first of two
action-initiative-changes-asked = Changes to the initiative asked for
action-initiative-appealed = Initiative: appealed
action-initiative-restored = Initiative restored
action-initiative-corrected = Initiative: spelling corrected
action-initiative-undone = Initiative: decision taken back

developers-needs-another = About a decision that you took yourself: somebody else must decide.

staff-appeal = This is an appeal
staff-appeal-text = It is about the decision below. Whoever took that one cannot decide now.
staff-needs-another = You took the earlier decision. A colleague must decide this one.
staff-approved-once = One colleague has approved this flagged text. A second one must approve it before it becomes public.
staff-approved-by-you = You have approved this flagged text. A colleague must approve it as well before it becomes public.
undo-title = Just decided
undo-text = { $action }. Nobody has been told yet: you can take this back until { $time }.
undo-button = Undo
correct-link = Correct a spelling
correct-title = Correct a spelling
correct-text = For slips of the pen only. The author is told what was changed.
correct-button = Save the correction
correct-note = Note to the author
difference-title = What has changed since the public version
difference-same = Nothing has changed.
difference-added = added:
difference-removed = removed:
register-title = Where to look it up
register-eurostat = Official list of local administrative units (Eurostat)
register-site = Its own web site
problem-taken = Another record in the register has this name already
