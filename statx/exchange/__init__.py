"""Exchange: released packages are delivered once, and the recipient signs for them.

    transport     the five verbs that a place between two units must know; transports/ its members
    mailbox       which object of that place means what
    letters       a notice announces a package, a receipt answers it; both are signed
    journal       what a unit has sent and taken, on its own disk
    sending       prepare once, publish the same bytes for ever, read the receipts
    receiving     fetch, verify, judge, take exactly once, answer
    status        both directions at a glance

Each unit writes in its own directory of the mailbox alone. Whatever is killed, the next run goes
on: what was promised is in the journal, and what is published is named by its content.
"""
