### The public pages.

home-tab = Home
home-title = What Europe’s towns and regions do to protect children
home-lead = Towns, regions, elected representatives and associations sign the Pact to Stop Sexual Violence against Children and show here what they do: to prevent it, to protect victims, to bring perpetrators to justice, and to listen to children.
home-read = Read the Pact
home-signatories = { $count ->
    [one] signatory
   *[other] signatories
}
home-countries = { $count ->
    [one] country
   *[other] countries
}
home-initiatives = { $count ->
    [one] initiative
   *[other] initiatives
}
home-ps = Four Ps
home-new-initiatives = New initiatives
home-new-signatories = New signatories
card-signed = Signed on { $date }

pact-title = The Pact
pact-lead = Sexual violence against children is stopped where children live. The Pact is the undertaking of towns, regions and organisations to do their part. It puts the Lanzarote Convention of the Council of Europe into local practice.
pact-own-words = This is the text that signatories of this platform undertake. It is this platform’s wording and replaces no official text of the Council of Europe.
pact-goals = Signatories choose the goals they work on. The list is provisional: each line names where it comes from.

signatories-lead = { $count ->
    [0] Nobody has signed yet.
    [one] One signatory so far.
   *[other] { NUMBER($count) } signatories so far.
}
signatories-by-country = By country
country-lead = { $count ->
    [0] No signatory at present.
    [one] One signatory.
   *[other] { NUMBER($count) } signatories.
}
country-tab = Signatories: { $country }
signatory-description = { $name }, { $country }: what this signatory of the Pact does.
signatory-facts = Facts
signatory-goals = Goals chosen
signatory-no-initiative = No initiative has been published yet.
signatory-signed = Signed on
signatory-number = Signature no.
signatory-version = Version of the text
signatory-by = Signed by
signatory-authority = Authority
public-on-hold = On hold
public-on-hold-text = The secretariat put this record on hold on { $date }. Its initiatives are not shown for the time being.
public-withdrawn = Signature withdrawn
public-withdrawn-text = This signatory withdrew its signature on { $date }.

initiatives-lead = { $count ->
    [0] No initiative has been published yet.
    [one] One initiative so far.
   *[other] { NUMBER($count) } initiatives so far.
}
initiatives-tab = Initiatives: { $name }
initiatives-filter = Choose one of the four Ps
initiatives-all = All
initiatives-empty = Nothing to read here yet.
initiative-language = In the language of its authors: { $language }
initiative-published-on = Published on { $date }.
initiative-changed-on = Last changed on { $date }.
initiative-when = When
initiative-contact = Contact

help-page-lead = If a child is in danger now, call 112. If you are a child or worried about one, there are people who listen.
help-page-free = The European numbers are free of charge. Not every country has opened every one of them.
help-page-checked = Last checked on { $date }.
help-page-source = Where it comes from ({ $host })
help-page-countries = Numbers by country
help-page-directory = Child helplines in every country (Child Helpline International)
help-page-child = If something has happened to you
help-page-child-text = It is not your fault. You can tell somebody you trust: a parent, a teacher, a doctor. You can also call a helpline without giving your name. They listen, and they do not do anything behind your back.
help-page-adult = If you are worried about a child
help-page-adult-text = You need not be certain. Listen, stay calm, do not promise to keep a secret, and do not question the child. Tell the child protection service or the police of your country; a helpline can tell you whom to call.
help-page-leave = To leave this page quickly
help-page-leave-text = “Leave this page” at the top takes you to an encyclopaedia. Pressing the Escape key three times does the same. The pages you visited before may still stand in your browser’s history.
help-page-signatory = Help with this platform
help-page-signatory-text = If you are a signatory and something does not work, answer any mail that you have received from us.

legal-title = Legal notice
legal-lead = Who is responsible for what on these pages.
legal-publisher = Publisher
legal-publisher-text = The operator of this platform publishes these pages. Its name and address belong here before the platform opens to the public.
legal-content = Contents
legal-content-text = Signatories are responsible for what they write. The secretariat reads each text before it is published, and takes down what could identify a child or a victim or is against the law.
legal-links = Links
legal-links-text = Links to other sites are chosen by signatories. We do not vouch for what stands there.
legal-reuse = Use of the texts
legal-reuse-text = You may quote and share what is published here if you name the signatory and this platform.
legal-report = Reporting a text
legal-report-text = If a page could identify a child or a victim, or is against the law, write to the publisher with the page’s address. Such reports are dealt with first.

privacy-title = Privacy
privacy-lead = Reading these pages leaves no trace with us beyond what is technically needed. Signatories’ data are kept apart: what is public and what is not.
privacy-readers = If you only read
privacy-readers-text = Public pages set no cookie, load nothing from other sites and do not measure you. Our servers keep technical logs for a short time, to keep the service safe.
privacy-reports = If you report a page
privacy-reports-text = You need not say who you are. We keep the page, what is wrong with it and what you write, until the secretariat has dealt with it, and for a year at most. Your network address is counted for a short time, in a form that does not show it, so that nobody can flood us.
privacy-accounts = If you have an account
privacy-accounts-text = We keep your e-mail address, your password in a form that nobody can read back, and the names and telephone numbers of the persons to contact. We use them to run your account and to write to you about it, for nothing else.
privacy-public = What is public
privacy-public-text = The name, country and figures of the authority or organisation, the signature with its date and goals, and published initiatives. The name of the person who signs is shown only if that person has agreed; an elected representative signs by name.
privacy-keep = How long
privacy-keep-text = A registration that is not confirmed is deleted after a day; its address alone stays with the sign-in service, unused, until you register again or ask us to remove it. An ended session is deleted at once or within days. Contact data are kept as long as the account; the signature, as a public act, stays on record.
privacy-rights = Your rights
privacy-rights-text = You may see, correct and delete your data, and take them with you. Much of it you can do on your desk; for the rest, write to the publisher. You may complain to your country’s data protection authority.
privacy-cookies = Cookies
privacy-cookies-text = Only those without which registering, signing in and reporting a page do not work. Each holds a random number: one ends with the session, one after a day, and one by which your account knows your browser again after 180 days. There is nothing to accept or refuse.

accessibility-title = Accessibility
accessibility-lead = These pages are made so that everybody can use them: with a keyboard, with a screen reader, enlarged, on a small telephone, without JavaScript.
accessibility-state = Conformance
accessibility-state-text = We aim at level AA of the Web Content Accessibility Guidelines, version 2.2, and check every type of page automatically with each change.
accessibility-works = What you can rely on
accessibility-works-text = Text can be enlarged to 400 percent without scrolling sideways. Every form works with the keyboard alone and names its problems in words. Colours follow your system’s light or dark setting.
accessibility-known = Known limits
accessibility-known-text = Signatories write in their own languages, and not every text exists in English. No independent audit has been made yet.
accessibility-report = Tell us
accessibility-report-text = If something stands in your way, write to the publisher and name the page. We answer, and mend what we can.

## For programs

nav-developers = For developers
developers-title = For developers
developers-lead = Everything that people do here with forms, a program can do with JSON: at the same addresses, with the same members, under the same rules.
developers-description = Description
developers-description-text = The description in OpenAPI 3.1 is made from the programs themselves and always says what is true:
developers-token = A token
developers-token-text = Send e-mail address and password of an account, as JSON, to /api/token. The token is valid for one hour. Send it with each request in the header “Authorization: Bearer …”.
developers-change = Changes
developers-change-text = Whatever can be changed carries a revision, “rev”. Send back the one that you have read: if somebody else was quicker, nothing is overwritten and the answer is a conflict. The same request sent twice does its work once.
developers-problems = Problems
developers-problems-text = Whatever could not be done is answered as application/problem+json (RFC 9457). “code” is one of these and stays what it is; “reference” stands in our logs; “errors” names each field by a JSON pointer.
developers-code = Code
developers-meaning = What it means, and what to do
developers-unreadable = The body cannot be read: broken encoding or JSON, an unknown member, a wrong type. Mend the request.
developers-sign-in = No token, or one that is over. Ask for a new one.
developers-forbidden = Not for this account, or sent by another site’s page.
developers-form-expired = A form of a browser’s was open too long. Programs do not meet it.
developers-not-found = Not there, or not for this account’s eyes.
developers-gone = It was public and has been removed.
developers-method = The address takes other methods: the header “Allow” names them.
developers-conflict = It has changed since you read it. Read it again, then decide.
developers-not-possible = Another step comes first: “step” and “state” say which.
developers-too-large = The body is larger than a form may be.
developers-media-type = Send application/json.
developers-rejected = Fields have problems, all of them named in “errors”.
developers-too-many = Too often. The header “Retry-After” says for how many seconds to wait.
developers-unavailable = Something that we need does not answer. Try again after “Retry-After”.
developers-internal = Our fault. Tell us the reference if it stays.
developers-email-taken = The address has an account by now.
developers-body-taken = The body is in the register already; your account was made, and it is noted that you ask to join.
developers-second-factor-on = A second factor is set up already.
developers-expired = The first code came too late: begin with the password again.
