### Reports of public pages by their readers.

report-link = Report this page
report-title = Report a page
report-help = If a child is in danger, call first. A report is read by the secretariat, not at once.
report-text = You need no account, and we keep nothing about you. If a child or a victim could be recognised, the report comes before all others.
report-text-hint = Up to 1,000 characters. Please name no child and no victim here.
report-button = Send the report
report-sent = Thank you. The secretariat reads your report.
report-back = Back to the page
report-identifies-person = A child or a victim could be recognised
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
reports-case = Open the case
reports-said = What readers wrote
reports-close = Close the report
reports-note-hint = What came of it. It is put on record; what readers wrote is deleted.
