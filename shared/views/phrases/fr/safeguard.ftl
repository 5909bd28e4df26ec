### Mots qui pourraient identifier un enfant ou une victime : montrés aux auteurs et au secrétariat.

flags-title = Merci de relire ces mots
flags-before = Ils permettent peut-être d’identifier un enfant ou une victime. Si c’est le cas, merci de les retirer. Sinon, vous pouvez soumettre votre texte tel quel.
flags-after = Ils permettent peut-être d’identifier un enfant ou une victime. Si c’est le cas, merci de modifier votre initiative et de les retirer. Sinon, il n’y a rien à faire : le secrétariat les voit aussi.
flags-staff-title = Mots à vérifier
flags-staff-text = Ils permettent peut-être d’identifier un enfant ou une victime. Cette liste est une aide et non un jugement : elle peut se tromper et laisser passer quelque chose.
flags-marked = signalé :
flag-name-with-age = Nom avec un âge
flag-date-of-birth = Date de naissance
flag-school-with-initials = École avec le nom ou les initiales d’un élève
flag-street-address = Adresse postale
flag-phone-number = Numéro de téléphone
flag-email-address = Adresse électronique
flag-case-number = Numéro d’affaire ou de dossier
