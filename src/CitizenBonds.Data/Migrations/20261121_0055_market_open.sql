-- Where the orders that rest are to be looked for. An index of them would be written each time an order ends, and with
-- it every other index of the row; this is written once in a thousand orders, and never promises too little: the last
-- range has no end.
create table portal.market_open (
    series_id bigint primary key references portal.market_series,
    ranges int8multirange not null
) with (fillfactor = 50);
drop index portal.market_entries_open;

create view portal.market_open_orders as
    select s.series_id, e.sequence, e.investor_id, e.state, e.left_tokens, e.filled_tokens, e.value_yen, e.held_yen,
        e.fee_ppm, e.changed_at
    from portal.market_series s
    left join portal.market_open o on o.series_id = s.series_id
    cross join lateral unnest(coalesce(o.ranges, '{[1,)}')) r
    cross join lateral (
        select e.sequence, e.investor_id, e.state, e.left_tokens, e.filled_tokens, e.value_yen, e.held_yen, e.fee_ppm,
            coalesce(e.changed_at, e.accepted_at) as changed_at
        from portal.market_entries e
        where e.series_id = s.series_id and e.sequence >= lower(r)
            and e.sequence < coalesce(upper(r), 9223372036854775807) and e.state = 0
        offset 0 -- Always by the primary key, however long the table is believed to be.
    ) e;
