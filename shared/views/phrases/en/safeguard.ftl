### Words that could identify a child or a victim: shown to authors and to staff.

flags-title = Please look at these words again
flags-before = They may identify a child or a victim. If they do, please take them out. If they do not, you can submit all the same.
flags-after = They may identify a child or a victim. If they do, please edit your initiative and take them out. If they do not, there is nothing to do: the secretariat sees them too.
flags-staff-title = Words to check
flags-staff-text = They may identify a child or a victim. The list is a help and no judgement: it may be wrong, and it may miss something.
flags-marked = marked:
flag-name-with-age = Name with an age
flag-date-of-birth = Date of birth
flag-school-with-initials = School with a pupil’s name or initials
flag-street-address = Street address
flag-phone-number = Telephone number
flag-email-address = E-mail address
flag-case-number = Number of a case or a file
