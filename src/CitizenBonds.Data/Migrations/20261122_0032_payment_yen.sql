-- Who holds is found once, and what each is paid is then worked out from that list: for a moment it is not known.
alter table portal.payment_steps alter yen drop not null,
    add constraint payment_steps_known_when_paid check (paid_at is null or yen is not null);
