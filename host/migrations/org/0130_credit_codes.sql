-- Whether a unified social credit code (GB 32100, with the organisation code of GB 11714 within) agrees with its own check characters; CreditCode.FaultOf in the Kernel says the same.
create function credit_code_holds(code text) returns boolean language plpgsql immutable strict parallel safe as $$
declare
  alphabet constant text := '0123456789ABCDEFGHJKLMNPQRTUWXY';
  weights constant int[] := '{1,3,9,27,19,26,16,17,20,29,25,13,8,24,10,30,28}';
  organisation_weights constant int[] := '{3,7,9,10,5,8,4,2}';
  whole int := 0;
  organisation int := 0;
begin
  if code !~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$' then return false; end if;
  for n in 1..8 loop
    organisation := organisation + (strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', substr(code, 8 + n, 1)) - 1) * organisation_weights[n];
  end loop;
  if substr('0X987654321', organisation % 11 + 1, 1) <> substr(code, 17, 1) then return false; end if;
  for n in 1..17 loop
    whole := whole + (strpos(alphabet, substr(code, n, 1)) - 1) * weights[n];
  end loop;
  return substr(alphabet, (31 - whole % 31) % 31 + 1, 1) = substr(code, 18, 1);
end $$;
grant execute on function credit_code_holds(text) to ow_runtime;
