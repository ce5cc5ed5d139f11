namespace OrgWork.Grassroots;

/// <summary>
/// How the invented city's organisations are set up: terms, vacant seats, what was renamed, moved and merged, temporary and functional branches with those
/// who work in them, and requests in every step.
/// </summary>
static class SettingDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly ProcedurePlace Adjustments = new(GrassrootsDemo.Manifest, AdjustmentProcedure.Procedure);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        await using (var setting = new Npgsql.NpgsqlCommand(Setting, city.Connection) { CommandTimeout = 0 }) await setting.ExecuteNonQueryAsync(stop);
        await DemoCase.WriteAsync(city, Requests(city, plan), stop);
    }

    static IEnumerable<DemoCase> Requests(DemoCity city, OrganisationPlan plan)
    {
        var n = 0;
        foreach (var one in plan.Organisations.Where(one => one.IsBranch && one.MemberCount > 3))
        {
            var random = city.RandomFor("adjustment", one.PlaceNumber);
            if (!random.Chance(0.012)) continue;
            var (by, began, year) = (one.Secretary?.Name ?? "副书记", Today.AddDays(-random.Next(6, 55)), Today.Year);
            var at = new DemoCase(Adjustments, city.IdFor("adjustment", n), one.Id, one.Name, one.Path);
            (string, object)[] words = [("cause", n % 2 == 0 ? "2" : "4"), ("request_no", $"{one.ShortName}〔{year}〕{n % 9 + 1}号")];
            if (n % 3 == 0) at.Do("request", began, by, "kind5", [.. words, ("request_words", "因单位更名，拟将党组织名称相应变更，党员和班子成员不变。"), ("new_name", one.Name.Replace("支部", "先锋支部", StringComparison.Ordinal)), ("new_short_name", one.ShortName)]);
            else if (n % 3 == 1) at.Do("request", began, by, "kind7", [.. words, ("request_words", "因邻近单位党员并入管理，拟改设联合党支部。"), ("new_kind", "632"), ("upgraded_name", one.Name.Replace("支部", "联合支部", StringComparison.Ordinal))]);
            else at.Do("request", began, by, "kind6", [.. words, ("request_words", "因主管部门调整，拟变更隶属关系。"), ("new_parent_id", (one.Parent?.Parent ?? one.Parent ?? one).Id)]);
            if (n % 4 == 1) at.Do("review", began.AddDays(3), "乡镇组织委员", "agree");
            else if (n % 4 == 2) at.Do("review", began.AddDays(2), "乡镇组织委员", "refuse", ("refusal", "党员人数没有变化，暂不调整"));
            else if (n % 4 == 3) at.Do("review", began.AddDays(3), "乡镇组织委员", "agree").Do("approve", began.AddDays(5), "乡镇党委", null, ("approval_no", $"党委批〔{year}〕{n + 1}号"), ("approved_by", "基层党委"));
            n++;
            yield return at;
        }
    }

    const string Setting = """
        -- pg_temp.draw is there since the meetings were written.
        select set_config('orgwork.effective_on', 'correction', true);
        -- Provisional ones belong to a site, a shift or a post and end with it; cooperatives' branches are there for more than their own members.
        update grassroots.organisation o set form = case pg_temp.draw(o.id, 'form') % 4 when 0 then '6' when 1 then '7' when 2 then '8' else '9' end, founded_on = date '2026-11-01' - pg_temp.draw(o.id, 'since') * 3,
          planned_end_on = date '2026-11-10' + (pg_temp.draw(o.id, 'end') - 20) * 2, bound_to = coalesce((select u.name from org.unit u where u.id = o.unit_id), o.short_name) || case pg_temp.draw(o.id, 'form') % 4 when 0 then '二期工地' when 1 then '一线班组' when 2 then '值守岗位' else '防汛值守' end where o.state = '2';
        update grassroots.organisation o set form = '4', bound_to = u.name, households = 8 + pg_temp.draw(o.id, 'households') from org.unit u where u.id = o.unit_id and o.kind in ('631', '632') and position('合作社' in u.name) > 0;
        update grassroots.organisation o set form = case pg_temp.draw(o.id, 'form') % 2 when 0 then '2' else '3' end, bound_to = case pg_temp.draw(o.id, 'form') % 2 when 0 then '特色种植产业链' else '重点建设项目' end, households = 20 + 3 * pg_temp.draw(o.id, 'households')
          where o.kind in ('631', '632') and o.sphere = '1' and o.form is null and pg_temp.draw(o.id, 'functional') < 2;
        update grassroots.organisation o set former = case when pg_temp.draw(o.id, 'former') < 3 then replace(replace(o.name, '社区', '居委会'), '村', '大队') end, term_reminded_on = case when o.term_ends_on between date '2026-11-21' and date '2027-05-21' and pg_temp.draw(o.id, 'reminded') < 45 then date '2026-11-03' end
          where pg_temp.draw(o.id, 'former') < 3 or o.term_ends_on between date '2026-11-21' and date '2027-05-21';
        select set_config('orgwork.effective_on', '', true);

        alter table grassroots.committee_seat disable trigger user;
        alter table grassroots.committee_term disable trigger user;
        alter table grassroots.organisation_change disable trigger user;
        alter table grassroots.attached_member disable trigger user;
        insert into grassroots.committee_seat (id, organisation_id, locality_path, rank_order, post, opened_on)
          select md5(o.id::text || 'secretary')::uuid, o.id, o.locality_path, 0, '001A', date '2026-11-15' - 3 * pg_temp.draw(o.id, 'vacant') from grassroots.organisation o
          where o.secretary is null and o.abolished_on is null and o.kind in ('611', '621', '631', '632') and not exists (select from grassroots.committee_seat s where s.organisation_id = o.id and s.post = '001A');
        insert into grassroots.committee_term (id, organisation_id, locality_path, rank_order, number, began_on, years, due_on, ended_on, method, document_no)
          select md5(o.id::text || 'term' || n)::uuid, o.id, o.locality_path, -(b.began_on - date '1990-01-01'), 4 + pg_temp.draw(o.id, 'number') % 9 - n, b.began_on, o.term_years, (b.began_on + make_interval(years => o.term_years))::date, case n when 1 then o.term_began_on end,
                 case when o.kind = '611' then '2' else '1' end, '党委批〔' || extract(year from b.began_on) || '〕' || 1 + pg_temp.draw(o.id, 'paper' || n) || '号'
          from grassroots.organisation o cross join generate_series(0, 1) n cross join lateral (select (o.term_began_on - make_interval(years => n * o.term_years))::date as began_on) b
          where o.term_began_on is not null and o.kind in ('611', '621', '631', '632') and (n = 0 or o.founded_on < b.began_on);
        insert into grassroots.organisation_change (id, organisation_id, locality_path, rank_order, kind, cause, effective_on, document_no, approved_by, approved_on, was, became, members)
          select md5(o.id::text || 'change')::uuid, o.id, o.locality_path, -(c.day - date '1990-01-01'), c.kind, case c.kind when '5' then '2' when '6' then '1' else '4' end, c.day, '党委批〔' || extract(year from c.day) || '〕' || 1 + pg_temp.draw(o.id, 'number') || '号', '上级党委', c.day - 6,
                 case c.kind when '5' then o.former when '6' then '原主管部门机关党委' else '党支部' end, case c.kind when '6' then (select p.name from grassroots.organisation p where p.id = o.parent_id) else o.name end, 5 + pg_temp.draw(o.id, 'members') % 40
          from grassroots.organisation o cross join lateral (select case when o.former is not null then '5' when o.sphere in ('3', '4', '5', '6', '8') and pg_temp.draw(o.id, 'moved') < 5 then '6' when o.kind = '621' and pg_temp.draw(o.id, 'moved') < 8 then '7' end as kind,
                 case when pg_temp.draw(o.id, 'when') < 40 then date '2026-01-15' + 3 * pg_temp.draw(o.id, 'day') else date '2019-03-01' + 20 * pg_temp.draw(o.id, 'day') end as day) c where c.kind is not null and o.abolished_on is null;
        insert into grassroots.attached_member (id, organisation_id, locality_path, rank_order, member_id, role, began_on)
          select md5(o.id::text || m.id)::uuid, o.id, o.locality_path, m.n, m.id, case m.n when 1 then '书记' when 2 then '组织委员' else '党员示范岗' end, greatest(o.founded_on, date '2026-01-01')
          from grassroots.organisation o join grassroots.organisation p on p.id = o.parent_id
          cross join lateral (select m.id, row_number() over (order by m.id) as n from grassroots.member m join grassroots.organisation b on b.id = m.organisation_id where b.parent_id = p.id and b.id <> o.id and m.left_on is null and m.kind = '1' order by m.id limit 3 + pg_temp.draw(o.id, 'attached') % 9) m
          where o.state = '2';
        alter table grassroots.committee_seat enable trigger user;
        alter table grassroots.committee_term enable trigger user;
        alter table grassroots.organisation_change enable trigger user;
        alter table grassroots.attached_member enable trigger user;
        select org.rebuild_history('grassroots.committee_seat'), org.rebuild_history('grassroots.committee_term'), org.rebuild_history('grassroots.organisation_change'), org.rebuild_history('grassroots.attached_member');
        analyze grassroots.committee_seat, grassroots.committee_term, grassroots.organisation_change, grassroots.attached_member
        """;
}
