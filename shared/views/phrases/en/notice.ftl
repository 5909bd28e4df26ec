notice-expired-title = Send it once more
notice-expired-text = This form was open for a long time or in another session. What you typed is still here: check it and send it again.
notice-try-again-title = We could not do this just now
notice-try-again-text = Nothing was changed and what you typed is still here. Try again in a minute. If it goes on, write to us with the reference { $reference }.
notice-too-many-title = Too many attempts
notice-too-many-text = { $minutes ->
    [one] Wait one minute, then try again.
   *[other] Wait { NUMBER($minutes) } minutes, then try again.
}
notice-kept-title = Nothing is lost
notice-kept-text = What you typed and we could not store is here again: check it and send it.
notice-done-title = Done
notice-done-text = Your change is saved.
notice-signed-title = You have signed the Pact
notice-signed-text = Your signature has the number { NUMBER($number) }. Next, the secretariat verifies it; then it becomes public.
