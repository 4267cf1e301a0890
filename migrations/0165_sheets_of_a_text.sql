-- owner: signatures
-- 签名表签的文字: which text was to be signed when a sheet was brought in. After the text has changed, signatures under the old one no
-- longer count, on paper as on a screen.
alter table signature_sheet add column text_digest bytea check (length(text_digest) = 32);
update signature_sheet s set text_digest = m.text_digest from signature_meeting m where m.town_id = s.town_id and m.meeting_id = s.meeting_id;
alter table signature_sheet alter column text_digest set not null;
