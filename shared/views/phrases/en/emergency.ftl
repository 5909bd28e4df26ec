### The emergency take-down.

emergency-title = Emergency take-down
emergency-text = For a page on which a child or a victim could be recognised, or which does harm while it stands. It leaves the site within a minute: the page, the lists and every copy of them. The author is told that somebody could be recognised. A colleague can restore it.
emergency-confirm = This must leave the site at once.
emergency-button = Take down “{ $name }” now
emergency-signatory = Take the signatory down now, with everything it has published
