-- owner: households
-- 户号: kept as it is looked for. A card asks for the number in capital letters with plain dashes; one kept otherwise opened nothing.

-- The same as householdNumber() in households.rules.ts.
create function household_number(typed text) returns text language sql immutable parallel safe
  return upper(regexp_replace(regexp_replace(normalize(typed, NFKC), '\s', '', 'g'), '[—–－_]', '-', 'g'));

-- The digest of a card was made with the number as it is looked for, so cards that are out open from now on. Where two numbers become the
-- same, the one that is kept so already keeps it, else the elder; the other gets the next free one and a card of its own.
do $$
declare
  home record;
  wanted text;
  counted integer;
begin
  for home in select town_id, id, code from household where code <> household_number(code) order by town_id, id loop
    wanted := household_number(home.code);
    counted := 1;
    while exists (select from household h where h.town_id = home.town_id and h.code = wanted) or length(wanted) not between 1 and 40 loop
      counted := counted + 1;
      wanted := left(household_number(home.code), 36) || '-' || counted;
    end loop;
    update household set code = wanted, version = version + 1, code_digest = case when counted = 1 then code_digest end,
      card_issued_on = case when counted = 1 then card_issued_on end
    where town_id = home.town_id and id = home.id;
  end loop;
end $$;

alter table household add constraint household_code_as_looked_for check (code = household_number(code));
