### A signatory’s own initiatives.

initiatives-title = Your initiatives
initiatives-new = New initiative
initiatives-none = You have not written any yet. Begin with one that is running: what it is, for whom, what has come of it.
initiatives-sign-first = Drafts can be saved at any time. To submit them, sign the Pact first.
initiative-untitled = Untitled
initiative-changed = Last changed on { $date }

edit-title = Edit the initiative
edit-new-title = New initiative
edit-refused = It was refused
edit-waiting = It is waiting for a decision
edit-waiting-text = Since { $date }. If you change it now, it leaves the queue until you submit it again.
edit-see-public = See the public version
edit-text = The text
edit-title-hint = Short and plain: what is done, for whom
edit-summary-hint = One or two sentences for lists.
edit-description-hint = What you do, how, and what others could take from it.
edit-markdown-title = Paragraphs, lists and links
edit-markdown-paragraph = An empty line begins a new paragraph.
edit-markdown-strong = Strong words:
edit-markdown-list = An item of a list:
edit-markdown-heading = A heading:
edit-markdown-link = A link:
edit-kind = What kind of initiative
edit-goals = Goals of the Pact it serves (optional)
edit-goals-legend = Goals
edit-facts = Facts and figures
edit-partners-hint = Organisations, not private persons
edit-results-hint = With figures where you have them.
edit-link = Link { NUMBER($number) }
edit-contact-hint = A page of yours where people can reach you; no personal address
edit-safeguard-text = Look once more for names, pictures, schools, streets, dates and details which, put together, could show who a child or a victim is.
edit-safeguard = Nothing in this text or behind its links identifies a child or a victim.
edit-submit = Submit
edit-save = Save as draft
edit-preview = Preview
edit-what-next = After you submit, the secretariat reads the text before it is published.
edit-preview-title = This is how it will look
edit-withdraw = Withdraw this initiative

versions-title = Somebody else has changed this initiative
versions-lead = While you were writing, another version was saved. Nothing has been overwritten: choose which one to keep.
versions-theirs = The version saved meanwhile
versions-mine = Your version
versions-keep-theirs = Keep this version
versions-keep-mine = Save my version instead
versions-differs = (differs)
versions-both = To bring both together, copy what you need from here, keep the version saved meanwhile, and edit it.

submitted-title = Your initiative has been submitted
submitted-step-1 = The secretariat reads it, oldest first.
submitted-step-2 = You get a mail with the decision. If something must be mended, it says what.
submitted-step-3 = Once it is approved, its page is public within a minute or two.
submitted-old-stays = Until then the version that is public now stays up.

take-back-title = Withdraw an initiative
take-back-text = If it is public, its page is removed and its address says so. The text is kept for you.
take-back-confirm = I withdraw “{ $title }”.
take-back-button = Withdraw the initiative
