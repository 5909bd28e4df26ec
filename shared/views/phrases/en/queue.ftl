### The queue, and cases in somebody’s hands.

lease-title = Somebody has this case
lease-open = Open this case
lease-open-hint = While you have it open, nobody else decides on it.
lease-yours = You have this case open until { $until }.
lease-release = Give it back
lease-held = In other hands
lease-held-by = { $who } has had this case open since { $since }, until { $until } at the latest.
lease-taken-over = Taken over from { $who }, with this note:
lease-take-over = Take over
lease-note-hint = Who had the case reads it. Taking over is put on record.
notice-leased-title = Not decided
notice-leased-text = Somebody else has this case open now. What you typed is still here, and stays if you take the case over.
developers-leased = Somebody else of the staff has the case open.

field-intent = Action
field-holder = Who has the case
field-takeover-note = Why you take over
missing-intent = Choose an action
missing-holder = Say who has the case
missing-takeover-note = Say why you take over

queue-tabs = Parts of the queue
queue-tab-all = Everything
queue-tab-signatories = Signatories
queue-tab-initiatives = Initiatives
queue-tab-updates = Changes to public ones
queue-tab-appeals = Appeals
queue-tab-mine = Open with me
queue-filter = Show
queue-filter-any = All
queue-filter-age = Age
queue-filter-p = Serves
queue-filter-flagged = Flags
queue-age-new = New
queue-age-nearly-late = Nearly late
queue-age-late = Late
queue-mark-appeal = Appeal
queue-mark-flagged = Flagged
queue-mark-update = Newer version
queue-mark-approved = One approval
queue-page-before = Previous page
queue-page-behind = Next page
queue-open = Open with { $who }

field-search = Name or number
missing-search = Enter a name, or a part of one
queue-search-hint = A part of a name, an identifier, or the address of a page. Identifiers lead to the case, whether or not it is waiting.
queue-search-button = Search
queue-found = { $count ->
    [0] Nothing that is waiting has this name
    [one] One that is waiting has this name
   *[other] { NUMBER($count) } that are waiting have this name
}
queue-found-none = The identifier of a signatory or an initiative leads to its case. It stands in the address of its public page.
queue-found-more = Only the oldest { NUMBER($count) } are shown. A longer part of the name finds fewer.
queue-all = Everything that is waiting
queue-place = Number { NUMBER($place) } of { NUMBER($count) } waiting
queue-beside = Other cases in the queue
queue-previous = Previous case
queue-next = Next case
queue-keys = In the table, the keys J and K lead to the next and the previous case.

alike-title = Names like this one
alike-none = No other signatory of this country has a name like this one.
alike-text = In the register, or waiting to be verified, in the same country:
alike-waiting = waiting
alike-public = in the register
