### What staff change without a deployment.

message-title = Message from the secretariat

field-service-days = Days to decide
field-nearly-late-days = Days until a case is nearly late
field-lease-minutes = Minutes that an opened case is reserved
field-undo-seconds = Seconds to undo a decision
field-report-rate = Reports from one network in an hour
field-registration-rate = Registrations from one network in an hour
field-initiatives-limit = Most initiatives of one signatory
field-registration-off = Close registration
field-posting-off = Close the posting of initiatives
field-read-only = Read-only: nothing can be changed
field-closed-routes = Close single pages or actions
field-banner-registration-en = Registration, in English
field-banner-registration-fr = Registration, in French
field-banner-sign-in-en = Signing in, in English
field-banner-sign-in-fr = Signing in, in French
field-banner-desk-en = Signatories’ own pages, in English
field-banner-desk-fr = Signatories’ own pages, in French
field-banner-staff-en = Back office, in English
field-banner-staff-fr = Back office, in French
field-reason-code = Code
field-words-en = Words in English
field-words-fr = Words in French
field-hides-text = Keep the text out of the public record
field-retired = Offer it no more
field-number = Telephone number
field-name-en = What it is for, in English
field-name-fr = What it is for, in French
field-source = Page that says so
field-checked = Day on which somebody looked

problem-missing = Enter “{ $label }”
problem-reason-code-taken = This code is taken: choose another one
malformed-reason-code = Enter a code of small letters, digits and underscores that begins with a letter, like not_verifiable
malformed-number = Enter a telephone number like 116 111 or +33 3 88 41 20 00
malformed-whole = Enter “{ $label }” as a whole number, like 10
