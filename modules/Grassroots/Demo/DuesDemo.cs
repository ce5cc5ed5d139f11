namespace OrgWork.Grassroots;

/// <summary>Standards of all members; the ledger of this year's months for everybody in a small city, and for some branches of a large one, where what was paid before stands on the members alone.</summary>
static class DuesDemo
{
    const int ManyMembers = 30_000;

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var dues = new Npgsql.NpgsqlCommand(Dues.Replace("{some}", city.Counts.Members > ManyMembers ? "pg_temp.draw(m.organisation_id, 'dues') < 2" : "true", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await dues.ExecuteNonQueryAsync(stop);
    }

    const string Dues = """
        -- pg_temp.draw is there since the meetings were written.
        alter table grassroots.dues_month disable trigger user;
        alter table grassroots.dues_remittance disable trigger user;
        alter table grassroots.dues_gift disable trigger user;
        with payer as (
          select m.id, m.organisation_id, m.locality_path, m.rank_order, m.joined_on, m.dues_paid_to_on as paid_to, m.dues_base as base, case m.occupation when '07' then '3' when '12' then '4' when '13' then '2' when '10' then '6' when '11' then '6' else '1' end as class
          from grassroots.member m where m.left_on is null and m.membership_state = '1' and m.removed_at is null and m.dues_paid_to_on >= date '2026-01-01' and {some}),
        owed as (
          select p.*, case when p.class in ('3', '4') then 0.20 when p.base is null then 1.00 when p.class = '2' then round(p.base * case when p.base <= 5000 then 0.5 else 1 end / 100, 2)
                 else round(p.base * case when p.base <= 3000 then 0.5 when p.base <= 5000 then 1 when p.base <= 10000 then 1.5 else 2 end / 100, 2) end as due from payer p)
        insert into grassroots.dues_month (id, organisation_id, locality_path, rank_order, member_id, month_on, class, base, due, paid, paid_on, how, receipt_no)
          select md5(o.id::text || g.month_on)::uuid, o.organisation_id, o.locality_path, 0, o.id, g.month_on::date, o.class, case when o.class in ('3', '4') then null else o.base end, o.due, o.due, least(g.month_on::date + 4 + pg_temp.draw(o.id, 'day') % 20, date '2026-11-20'), case when pg_temp.draw(o.id, 'how') < 70 then '3' else '1' end,
                 to_char(g.month_on, 'YYYYMM') || '-' || lpad(o.rank_order::text, 3, '0')
          from owed o cross join lateral generate_series(date '2026-01-01', o.paid_to, interval '1 month') g (month_on) where g.month_on >= date_trunc('month', o.joined_on);
        insert into grassroots.dues_remittance (id, organisation_id, locality_path, rank_order, to_name, from_month, to_month, collected, amount, remitted_on, receipt_no, confirmed_on, confirmed_name)
          select md5(d.organisation_id::text || q.n)::uuid, d.organisation_id, d.locality_path, q.n, coalesce(p.name, '上级党组织'), q.a, q.b, d.paid, d.paid, q.b + 35, 'SJ' || to_char(q.b, 'YYYYMM') || pg_temp.draw(d.organisation_id, 'receipt'), case when q.n < 3 or pg_temp.draw(d.organisation_id, 'confirmed') < 70 then q.b + 40 end, case when q.n < 3 or pg_temp.draw(d.organisation_id, 'confirmed') < 70 then '乡镇党委组织干事' end
          from (values (1, date '2026-01-01', date '2026-03-01'), (2, date '2026-04-01', date '2026-06-01'), (3, date '2026-07-01', date '2026-09-01')) q (n, a, b)
          join lateral (select organisation_id, locality_path, sum(paid) as paid from grassroots.dues_month where month_on between q.a and q.b group by 1, 2) d on true
          join grassroots.organisation o on o.id = d.organisation_id left join grassroots.organisation p on p.id = o.parent_id where q.n < 3 or pg_temp.draw(d.organisation_id, 'sent') < 85;
        insert into grassroots.dues_gift (id, organisation_id, locality_path, rank_order, member_id, given_on, amount, sent_on, certificate_no)
          select md5(m.id::text || 'gift')::uuid, m.organisation_id, m.locality_path, 0, m.id, date '2026-06-28', 500 * (1 + pg_temp.draw(m.id, 'amount') % 4), case when pg_temp.draw(m.id, 'amount') % 4 > 0 and pg_temp.draw(m.id, 'sent') < 60 then date '2026-07-15' end, case when pg_temp.draw(m.id, 'amount') % 4 > 0 and pg_temp.draw(m.id, 'sent') < 60 then '中组收 2026-' || pg_temp.draw(m.id, 'sent') end
          from grassroots.member m where m.left_on is null and m.membership_state = '1' and pg_temp.draw(m.id, 'gift') = 0 and pg_temp.draw(m.id, 'gift again') < 30 and {some};
        alter table grassroots.dues_month enable trigger user;
        alter table grassroots.dues_remittance enable trigger user;
        alter table grassroots.dues_gift enable trigger user;
        analyze grassroots.dues_month, grassroots.dues_remittance, grassroots.dues_gift
        """;
}
