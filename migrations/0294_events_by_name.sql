-- owner: platform
-- The log by what happened (审计按事件找): of a million events an administrator looks for the forty refused sign-ins of a year, and read the whole
-- log for them. Sixty bytes an event.

create index event_named on event (town_id, name, id);
