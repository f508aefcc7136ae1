-- What a person has typed into an order and not confirmed.

create table portal.order_drafts (
    investor_id bigint not null references portal.investors,
    series_id bigint not null references portal.issues,
    side smallint not null,
    type smallint not null,
    quantity_text text not null check (length(quantity_text) <= 100),
    is_in_yen boolean not null,
    limit_text text not null check (length(limit_text) <= 100),
    good_till date,
    updated_at timestamptz not null,
    primary key (investor_id, series_id)
);
