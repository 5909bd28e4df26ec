### Mails that came back, at the desk and in the back office.

mailbox-title = Mails to your address come back
mailbox-returned = Since { $day } no mail reaches the address of your account, so we send none there any more. You see every decision here at your desk.
mailbox-complaint = On { $day } a mail of ours was reported as unwanted from the address of your account, so we send none there any more. You see every decision here at your desk.
mailbox-change = Use another address: we send a code to it, and mails arrive again
mailbox-ask = If the address is right after all, ask the secretariat: staff confirm by telephone that it is yours and let mails go there again.
mailbox-secretariat = How to reach the secretariat
mailbox-staff-returned = Mails to this address come back since { $day }. None are sent there any more.
mailbox-staff-complaint = A complaint about our mails came from this address on { $day }. None are sent there any more.
mailbox-status = Answer of the mail service: { $status }
mailbox-staff-clear = Once its owner has shown by telephone that the address is theirs and works, let mails go there again.
mailbox-clear-button = Let mails go there again
