### La piste d’audit.

audit-title = Piste d’audit
audit-caption = Les plus récentes d’abord
audit-number = Numéro
audit-subject = Concerne
audit-revisions = Versions
audit-reason = Motif
audit-from = Du
audit-to = Au
audit-who-hint = L’identifiant d’un compte, ou « operator ».
audit-action-hint = Un code, par exemple « verified » ou « initiative_published ».
audit-subject-hint = L’identifiant d’un signataire, d’une initiative ou d’un compte, ou « settings ».
audit-filter = Filtrer
audit-nothing = Aucune entrée ne correspond.
audit-unreadable = L’un des filtres est illisible. Une date est un jour, par exemple 2026-11-25 ; les autres sont des identifiants et des codes tels que le tableau les montre.
audit-export = Télécharger au format CSV ce qui est montré ici, pages plus anciennes comprises (les 10 000 entrées les plus récentes au plus sont parcourues)
audit-whole = Vérifié : les entrées { NUMBER($from) } à { NUMBER($to) } se suivent, sans lacune ni modification.
audit-broken = La chaîne est rompue à l’entrée { NUMBER($at) } : une entrée manque ou a été modifiée. Prévenez aussitôt les opérateurs.
