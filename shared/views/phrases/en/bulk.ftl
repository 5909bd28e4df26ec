### One decision on many cases, proposed by one of the staff and confirmed by another.

bulk-title = Decisions on many cases
bulk-text = Choose cases in the queue. What you propose is decided once a colleague has confirmed it.
bulk-none = Nothing has been proposed in the last 30 days.
bulk-kept-title = Still here
bulk-kept-text = What you chose and typed before your session ended was kept.
bulk-kept-button = Go on with it
bulk-caption = Newest first
bulk-cases = Cases
bulk-proposed-by = Proposed by
bulk-proposed-at = { $who }, { $when }
bulk-state = State
bulk-state-proposed = Waits for a second person until { $until }
bulk-state-expired = Nobody confirmed it in time
bulk-state-confirmed = Confirmed by { $who }, not finished yet
bulk-state-finished = Confirmed by { $who } and carried out: { NUMBER($done) } of { NUMBER($count) } decided
bulk-state-cancelled = Cancelled by { $who }
bulk-approve = Verify and publish
bulk-approve-hint = Signatories are verified, initiatives published.
bulk-chosen = Chosen:
bulk-chosen-label = Decide on many cases
bulk-choose = Choose { $name }
bulk-preview-button = Preview
bulk-preview-title = Decide on many cases
bulk-preview-text = Nothing is decided yet. Untick what is not to be decided with the others.
bulk-possible = { $count ->
    [one] One case can be decided
   *[other] { NUMBER($count) } cases can be decided
}
bulk-nothing-possible = None of these cases can be decided together with others.
bulk-impossible = Left out
bulk-why = Why
bulk-note-hint = The same note goes into the mail of every case.
bulk-propose-text = A colleague must confirm this within a day. Cases that change until then are left out.
bulk-propose = Propose to a colleague
bulk-obstacle-decided = Does not wait for a decision any more
bulk-obstacle-changed = Has changed since the preview
bulk-obstacle-appeal = An appeal is looked at on its own
bulk-obstacle-flagged = A flagged text needs two approvals and is looked at on its own
bulk-obstacle-unsigned = Its signatory has no signature in force
bulk-obstacle-own = Belongs to your own organisation
bulk-obstacle-leased = A colleague has it open
bulk-one-title = A decision on many cases
bulk-one-caption = Its cases
bulk-case-possible = Can be decided
bulk-case-waiting = Waits for its turn
bulk-case-done = Decided
bulk-case-skipped = Left out
bulk-own = You proposed this. A colleague must confirm it.
bulk-withdraw = Withdraw the proposal
bulk-decline = Decline
bulk-confirm-title = Confirm
bulk-confirm-text = { $possible ->
    [one] One of { NUMBER($count) } cases can be decided now. Any others are left out.
   *[other] { NUMBER($possible) } of { NUMBER($count) } cases can be decided now. Any others are left out.
}
bulk-confirm-button = Confirm and decide
bulk-continue-text = { $left ->
    [one] It was interrupted: one case still waits for its turn. Nothing is decided twice.
   *[other] It was interrupted: { NUMBER($left) } cases still wait for their turn. Nothing is decided twice.
}
bulk-continue = Continue
bulk-back = Decisions on many cases
field-cases = Cases
field-count = How many cases do you confirm?
bulk-count-hint = Type the number of cases proposed, as it stands above.
missing-cases = Choose at least one case
missing-count = Type how many cases you confirm
wrong-count = This is not the number of cases proposed: look at it above and type it again
unknown-cases = One of the cases does not exist or is not one of yours: it has been left out
