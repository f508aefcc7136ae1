-- Keys with which programs of an institution act for it. The secret itself is nowhere: only its digest.

create table identity.api_keys (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    name text not null constraint api_keys_name_length check (length(name) between 1 and 60),
    scopes smallint not null constraint api_keys_scopes_known check (scopes between 1 and 3),
    secret_digest bytea not null constraint api_keys_digest_length check (length(secret_digest) = 32),
    created_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index api_keys_user_id on identity.api_keys (user_id);
