create function refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit trail is append-only' using errcode = 'integrity_constraint_violation';
end
$$;

create trigger audit_event_append_only
    before update or delete or truncate on audit_event
    for each statement
    execute function refuse_change();
