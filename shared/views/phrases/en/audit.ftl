### The audit trail.

audit-title = Audit trail
audit-caption = Newest first
audit-number = Number
audit-subject = Concerns
audit-revisions = Versions
audit-reason = Reason
audit-from = From
audit-to = To
audit-who-hint = The identifier of an account, or “operator”.
audit-action-hint = A code, such as “verified” or “initiative_published”.
audit-subject-hint = The identifier of a signatory, an initiative or an account, or “settings”.
audit-filter = Filter
audit-nothing = No entry fits.
audit-unreadable = One of the filters cannot be read. A date is a day such as 2026-11-25; the others are identifiers and codes as the table shows them.
audit-export = Download what is shown here as CSV, older pages included (at most the 10,000 newest entries are looked through)
audit-whole = Checked: entries { NUMBER($from) } to { NUMBER($to) } follow one from the other, without a gap or a change.
audit-broken = The chain is broken at entry { NUMBER($at) }: an entry is missing or has been changed. Tell the operators at once.
