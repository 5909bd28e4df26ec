### Pages for what goes wrong.

problem-reference = Should you write to us about this, quote this number:
problem-home = Go to the home page
bad-request-title = This request could not be read
bad-request-text = What arrived here was not what the page sends. Go back, check what you entered and send it again.
forbidden-title = This page is not open to you
forbidden-text = Either the request did not come from our own pages, or your account may not do this. Sign in with the right account, or go back and try again from the page itself.
not-found-title = Page not found
not-found-text = There is no page at this address. It may have been typed or copied with a mistake.
not-found-signatories = All signatories
not-found-initiatives = All initiatives
gone-title = This page has been removed
gone-text = What stood at this address is no longer published.
gone-taken-down = Taken down on { $date }. Reason: { $reason }.
not-allowed-title = This address does not work like that
not-allowed-text = Nothing was changed. Go back and use the button or the link on the page itself.
conflict-title = Something has changed meanwhile
conflict-text = What you wanted to change is no longer as it was when you opened the page. Nothing was overwritten. Look at it as it is now, then decide again.
conflict-back = See how it is now
too-large-title = This is too much for one form
too-large-text = Nothing was saved. Shorten the text and send the form again.
too-many-title = Too many attempts
too-many-text = { $minutes ->
    [one] There were too many attempts in a short time. Try again in one minute.
   *[other] There were too many attempts in a short time. Try again in { NUMBER($minutes) } minutes.
}
too-many-more = This protects your account and those of others. Nothing has been locked for good.
try-again-title = Try again in a few minutes
try-again-text = A part of our system does not answer at the moment. Nothing you entered was lost on your side: the page you came from still holds it.
try-again-kept = What you had typed is kept and will be shown again.
form-expired-title = This form was open for too long
form-expired-text = For safety a form is only valid for a day and within one visit. What you typed is kept: open the form again and send it once more.
form-expired-back = Open the form again
internal-title = Something went wrong on our side
internal-text = Your request could not be dealt with. It is not your fault, and it has been recorded.
internal-more = Try again in a few minutes. If it happens again, write to us and quote the number below.
