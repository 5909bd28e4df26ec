### Courriels non remis, dans l’espace du signataire et au secrétariat.

mailbox-title = Les courriels à votre adresse nous reviennent
mailbox-returned = Depuis le { $day }, aucun courriel n’atteint l’adresse de votre compte ; nous n’en envoyons donc plus. Toutes les décisions figurent ici, dans votre espace.
mailbox-complaint = Le { $day }, l’un de nos courriels a été signalé comme indésirable depuis l’adresse de votre compte ; nous n’en envoyons donc plus. Toutes les décisions figurent ici, dans votre espace.
mailbox-change = Utiliser une autre adresse : nous y envoyons un code, et les courriels arrivent de nouveau
mailbox-ask = Si l’adresse est pourtant exacte, adressez-vous au secrétariat : il confirmera par téléphone qu’elle est bien la vôtre et rétablira les envois.
mailbox-secretariat = Comment joindre le secrétariat
mailbox-staff-returned = Les courriels à cette adresse reviennent depuis le { $day }. Aucun n’y est plus envoyé.
mailbox-staff-complaint = Une plainte au sujet de nos courriels est venue de cette adresse le { $day }. Aucun n’y est plus envoyé.
mailbox-status = Réponse du service de messagerie : { $status }
mailbox-staff-clear = Dès que son titulaire a montré, par téléphone, que l’adresse est la sienne et qu’elle fonctionne, rétablissez les envois.
mailbox-clear-button = Rétablir les envois
