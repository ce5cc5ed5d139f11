-- What was known of these columns before 0144 stays for good: setting the target to nought keeps nobody from using it. Stating the type again drops it.
alter table import_row alter column import_id type uuid;
alter table import_done alter column import_id type uuid;
