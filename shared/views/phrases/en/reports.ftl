### Reports of public pages by their readers. Who reads the form may be a child.

report-link = Report this page
report-title = Report a page
report-help = If a child is in danger now, or if something has happened to you, call one of these numbers first. You need not give your name. A report is read by the secretariat, and not at once.
report-text = Here you tell the secretariat that something on a page should not be there. You need no account and do not say who you are. We keep nothing about you, so we cannot answer.
report-about = The page that you report:
report-text-hint = In your own words. Please write no names, neither yours nor anybody else’s.
report-button = Send the report
report-sent = Thank you. The secretariat will read your report, and you need do nothing more. If something has happened to you, or you are worried about somebody, the numbers above are there for you.
report-back = Back to the page
report-identifies-person = Urgent: a child or a victim could be recognised
report-identifies-person-hint = By a name, a picture, a school or an address, for example. The secretariat looks at these reports before all others.
report-wrong = Something is not true
report-unlawful = Something is against the law
report-other = Something else
field-category = What is wrong?
field-report-text = What should we look at?
missing-category = Choose what is wrong
missing-report-text = Say what we should look at

reports-title = Reported pages
reports-none = No page is reported.
reports-urgent = Urgent
reports-count = Reports: { $count }.
reports-between = First { $first }, last { $last }.
reports-more = Behind these: { $count } more.
reports-case = Open the case
reports-case-hint = From there the page can be taken down at once.
reports-said = What readers wrote
reports-close = Mark as dealt with
reports-note = What came of it
reports-note-hint = Your colleagues see it for 90 days. What readers wrote is deleted now. Please name no child and no victim.
reports-closed = Dealt with
reports-waiting-title = Readers have reported pages
reports-waiting = Open: { $open }. Urgent: { $urgent }.
