-- The secondary market. The log of a series alone decides every trade; the other tables are what came of it.

-- Machines that may write; alive until a moment of the database's clock.
create table portal.market_nodes (
    node uuid primary key,
    alive_until timestamptz not null
);

-- One row a series that trades. The fence grows with each new writer: a writer that was paused and overtaken finds its
-- own number outdated inside its transaction and can commit nothing.
create table portal.market_series (
    series_id bigint primary key references portal.issues,
    last_sequence bigint not null default 0,
    last_trade bigint not null default 0,
    session smallint not null default 0,
    session_day date,
    paused_until time,
    has_paused_today boolean not null default false,
    is_halted boolean not null default false,
    previous_close bigint not null check (previous_close > 0),
    last_price bigint check (last_price > 0),
    last_at timestamptz,
    next_due_at timestamptz,
    writer uuid,
    fence bigint not null default 0
) with (fillfactor = 50);
create index market_series_due on portal.market_series (next_due_at) where next_due_at is not null;

-- Accepted commands and the steps of the trading day, in the order in which they take effect.
create table portal.market_log (
    series_id bigint not null,
    sequence bigint not null check (sequence > 0),
    kind smallint not null check (kind between 1 and 3),
    investor_id bigint not null,
    client_id text collate "C" check (length(client_id) between 1 and 80),
    side smallint not null,
    type smallint not null,
    price bigint not null check (price >= 0),
    quantity bigint not null check (quantity >= 0),
    good_till date,
    order_sequence bigint not null,
    session smallint not null,
    day date,
    paused_until time,
    accepted_at timestamptz not null,
    primary key (series_id, sequence)
);
-- The idempotency keys of orders: one person's key stands for one command for ever.
create unique index market_log_client on portal.market_log (investor_id, client_id) where client_id is not null;
create trigger market_log_append_only before update or delete on portal.market_log
    for each row execute function portal.refuse_change();
create trigger market_log_no_truncate before truncate on portal.market_log
    for each statement execute function portal.refuse_change();

-- What became of each order.
create table portal.market_orders (
    series_id bigint not null,
    sequence bigint not null,
    investor_id bigint not null,
    state smallint not null,
    left_tokens bigint not null check (left_tokens >= 0),
    filled_tokens bigint not null default 0 check (filled_tokens >= 0),
    value_yen bigint not null default 0,
    held_yen bigint not null default 0 check (held_yen >= 0),
    fee_ppm integer not null default 0,
    changed_at timestamptz not null,
    primary key (series_id, sequence),
    constraint market_orders_open_or_over check ((state = 0) = (left_tokens > 0))
) with (fillfactor = 50);
create index market_orders_investor on portal.market_orders (investor_id, series_id, sequence);
create index market_orders_open on portal.market_orders (series_id, sequence) where state = 0;

create table portal.market_trades (
    series_id bigint not null,
    number bigint not null check (number > 0),
    buy_sequence bigint not null,
    sell_sequence bigint not null,
    buyer_id bigint not null,
    seller_id bigint not null,
    taker smallint not null,
    price bigint not null check (price > 0),
    quantity bigint not null check (quantity > 0),
    accrued_yen bigint not null,
    buyer_fee_yen bigint not null check (buyer_fee_yen >= 0),
    seller_fee_yen bigint not null check (seller_fee_yen >= 0),
    log_sequence bigint not null,
    cash_transfer bigint not null,
    token_transfer bigint not null,
    traded_at timestamptz not null,
    primary key (series_id, number)
);
create index market_trades_buyer on portal.market_trades (buyer_id, series_id, number);
create index market_trades_seller on portal.market_trades (seller_id, series_id, number);
create trigger market_trades_append_only before update or delete on portal.market_trades
    for each row execute function portal.refuse_change();
create trigger market_trades_no_truncate before truncate on portal.market_trades
    for each statement execute function portal.refuse_change();

-- Commands that reached a machine which is not the writer of the series; the writer answers them here.
create table portal.market_inbox (
    id bigint generated always as identity primary key,
    series_id bigint not null,
    body jsonb not null,
    sent_at timestamptz not null,
    answer jsonb
);
create index market_inbox_waiting on portal.market_inbox (series_id, id) where answer is null;
