-- An order is one row: its entry of the log, which never changes, and beside it what became of it. Two rows cost twice
-- as much, and rows are what an order costs. Readers see the two as they always did, as market_log and market_orders.
create table portal.market_entries (
    series_id bigint not null,
    sequence bigint not null,
    investor_id bigint not null,
    price bigint not null default 0,
    quantity bigint not null default 0,
    order_sequence bigint,
    accepted_at timestamptz not null,
    left_tokens bigint not null default 0,
    filled_tokens bigint not null default 0,
    value_yen bigint not null default 0,
    held_yen bigint not null default 0,
    changed_at timestamptz,
    paused_until time,
    fee_ppm integer not null default 0,
    good_till date,
    day date,
    kind smallint not null,
    side smallint not null default 0,
    type smallint not null default 0,
    session smallint,
    state smallint,
    client_id text collate "C",
    primary key (series_id, sequence),
    constraint market_entries_kind check (kind between 1 and 3 and (kind = 1) = (state is not null)),
    constraint market_entries_numbers check (
        sequence > 0 and price >= 0 and quantity >= 0 and filled_tokens >= 0 and held_yen >= 0),
    constraint market_entries_client check (length(client_id) between 1 and 80),
    constraint market_entries_open_or_over check (left_tokens >= 0 and (state = 0) = (left_tokens > 0))
) with (fillfactor = 80);

insert into portal.market_entries (series_id, sequence, kind, investor_id, client_id, side, type, price, quantity,
    good_till, order_sequence, session, day, paused_until, accepted_at, state, left_tokens, filled_tokens, value_yen,
    held_yen, fee_ppm, changed_at)
select l.series_id, l.sequence, l.kind, l.investor_id, l.client_id, l.side, l.type, l.price, l.quantity,
    l.good_till, nullif(l.order_sequence, 0), nullif(l.session, 0), l.day, l.paused_until, l.accepted_at, o.state,
    coalesce(o.left_tokens, 0), coalesce(o.filled_tokens, 0), coalesce(o.value_yen, 0), coalesce(o.held_yen, 0),
    coalesce(o.fee_ppm, 0), o.changed_at
from portal.market_log l left join portal.market_orders o using (series_id, sequence);
drop table portal.market_orders, portal.market_log;

-- The idempotency keys of orders: one person's key stands for one command for ever.
create unique index market_entries_client on portal.market_entries (investor_id, client_id)
    where client_id is not null;
create index market_entries_open on portal.market_entries (series_id, sequence) where state = 0;
-- Which stretches of the table hold entries of a person: enough to find them, and free to write.
create index market_entries_investor on portal.market_entries using brin (investor_id int8_bloom_ops)
    with (pages_per_range = 64, autosummarize);
drop index portal.market_trades_buyer, portal.market_trades_seller;
create index market_trades_people on portal.market_trades
    using brin (buyer_id int8_bloom_ops, seller_id int8_bloom_ops) with (pages_per_range = 64, autosummarize);

-- What the log says stays; only what became of an order may be written again. Asked once a statement, not once a row.
create trigger market_entries_append_only
    before update of series_id, sequence, investor_id, price, quantity, order_sequence, accepted_at, paused_until,
        fee_ppm, good_till, day, kind, side, type, session, client_id or delete on portal.market_entries
    for each statement execute function portal.refuse_change();
create trigger market_entries_no_truncate before truncate on portal.market_entries
    for each statement execute function portal.refuse_change();

create view portal.market_log as
    select series_id, sequence, kind, investor_id, client_id, side, type, price, quantity, good_till,
        coalesce(order_sequence, 0) as order_sequence, coalesce(session, 0::smallint) as session, day, paused_until,
        accepted_at
    from portal.market_entries;
create view portal.market_orders as
    select series_id, sequence, investor_id, state, left_tokens, filled_tokens, value_yen, held_yen, fee_ppm,
        coalesce(changed_at, accepted_at) as changed_at
    from portal.market_entries where kind = 1;
