-- Money without an owner can go back to its payer: the bank's own number of the transfer that returned it.
alter table identity.bank_lines add column return_reference text;
