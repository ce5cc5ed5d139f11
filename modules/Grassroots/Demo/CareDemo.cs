namespace OrgWork.Grassroots;

/// <summary>Whom the invented city's Party looks after, medals on their way for the next first of July, and this year's awards.</summary>
static class CareDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly ProcedurePlace Medals = new(GrassrootsDemo.Manifest, HonourProcedures.Medals), Awards = new(GrassrootsDemo.Manifest, HonourProcedures.Awards);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        await using (var care = new Npgsql.NpgsqlCommand(Care, city.Connection) { CommandTimeout = 0 }) await care.ExecuteNonQueryAsync(stop);
        await DemoCase.WriteAsync(city, Coming(city, plan), stop);
        await DemoCase.WriteAsync(city, Nominated(city, plan), stop);
    }

    static IEnumerable<DemoCase> Coming(DemoCity city, OrganisationPlan plan)
    {
        var n = 0;
        foreach (var member in MemberDemo.Members(city, plan).Where(member => member.LeftOn is null && member.JoinedOn > new DateOnly(1975, 7, 1) && member.JoinedOn <= new DateOnly(1976, 5, 20)))
        {
            if (n >= 60) yield break;
            var one = new DemoCase(Medals, city.IdFor("medal", n), member.Id, member.Person.Name, member.Path, "2027年七一");
            var (by, began) = (member.Organisation.Secretary?.Name ?? "支部书记", Today.AddDays(-20 - n % 9));
            one.Do("check", began, by, "meets", ("cutoff_on", new DateOnly(2027, 7, 1)), ("interrupted_months", 0));
            if (n % 3 > 0) one.Do("review", began.AddDays(6), "乡镇组织委员", "agree", ("conduct", "表现良好，没有受过处分"));
            n++;
            yield return one;
        }
    }

    static IEnumerable<DemoCase> Nominated(DemoCity city, OrganisationPlan plan)
    {
        var n = 0;
        foreach (var member in MemberDemo.Members(city, plan).Where(member => member.LeftOn is null && member.Seat < 8 && member.JoinedOn < new DateOnly(2018, 1, 1)))
        {
            if (!city.RandomFor("award", member.Person.Number).Chance(0.006) || n >= 200) continue;
            var one = new DemoCase(Awards, city.IdFor("award", n), member.Id, member.Person.Name, member.Path, "2026年度");
            var (by, began) = (member.Organisation.Secretary?.Name ?? "支部书记", Today.AddDays(-30 - n % 11));
            one.Do("nominate", began, by, null, ("award_kind", member.Seat == 0 ? "0122" : "0121"), ("award_year", 2026), ("deeds", "带头完成急难险重任务，党员群众评价好。"));
            if (n % 4 > 0) one.Do("review", began.AddDays(5), "乡镇组织委员", n % 9 == 5 ? "refuse" : "agree");
            if (n % 4 > 1 && n % 9 != 5) one.Do("meeting", began.AddDays(12), "县委组织部", "pass", ("meeting_words", "县委常委会第 15 次会议"));
            if (n % 4 == 3 && n % 9 != 5) one.Do("publish", began.AddDays(14), "县委组织部", null, ("published_at", "县党建网和党群服务中心"));
            n++;
            yield return one;
        }
    }

    const string Care = """
        -- pg_temp.draw is there since the meetings were written.
        alter table grassroots.care_object disable trigger user;
        alter table grassroots.care_measure disable trigger user;
        alter table grassroots.award_quota disable trigger user;
        insert into grassroots.care_object (id, name, name_pinyin, name_initials, organisation_id, locality_path, rank_order, member_id, category, cause, need, household, listed_on, verified_by, approval_no, approved_on, reviewed_on)
          select md5(m.id::text || 'care')::uuid, m.name, m.name_pinyin, m.name_initials, m.organisation_id, m.locality_path, m.rank_order, m.id, case when m.is_needy then '3' else '2' end, case when m.is_needy then (array['长期患病', '意外致残', '家庭主要劳力缺失', '子女就学负担重'])[1 + pg_temp.draw(m.id, 'cause') % 4] else '高龄' end, (array['医疗费用', '生活补助', '日常照料', '就业帮扶'])[1 + pg_temp.draw(m.id, 'need') % 4],
                 1 + pg_temp.draw(m.id, 'household') % 5, date '2022-03-01' + 10 * pg_temp.draw(m.id, 'listed'), '支部书记', case when pg_temp.draw(m.id, 'approved') < 93 then '党委〔2025〕' || pg_temp.draw(m.id, 'number') || '号' end, case when pg_temp.draw(m.id, 'approved') < 93 then date '2025-01-10' + pg_temp.draw(m.id, 'on') end, case when pg_temp.draw(m.id, 'reviewed') < 80 then date '2026-02-01' + pg_temp.draw(m.id, 'day') end
          from grassroots.member m where m.left_on is null and m.membership_state = '1' and (m.is_needy and pg_temp.draw(m.id, 'care') < 85 or m.birth_on < date '1942-01-01' and pg_temp.draw(m.id, 'old') < 40);
        insert into grassroots.care_object (id, name, organisation_id, locality_path, rank_order, category, cause, household, listed_on, verified_by, approval_no, approved_on, reviewed_on)
          select md5(o.id::text || 'family')::uuid, left(coalesce(o.secretary, '陈'), 1) || (array['桂兰', '秀英', '淑珍', '国强'])[1 + pg_temp.draw(o.id, 'name') % 4], o.id, o.locality_path, 900, '4', '因公殉职党员家属', 1 + pg_temp.draw(o.id, 'family') % 4, date '2021-06-20', '支部书记', '县组〔2021〕18号', date '2021-06-25', date '2026-06-12'
          from grassroots.organisation o where o.kind = '631' and o.abolished_on is null and pg_temp.draw(o.id, 'family') < 2;
        insert into grassroots.care_measure (id, care_object_id, locality_path, rank_order, kind, given_on, leader, amount, goods, occasion, received_by)
          select md5(c.id::text || k)::uuid, c.id, c.locality_path, k, case when k = 3 then '2' else '1' end, d.on_day, case when k = 3 then '民政办' else '乡镇党委负责人' end, case k when 3 then 1200 else 300 + 100 * (pg_temp.draw(c.id, 'amount') % 6) end, case when k < 3 then '米、油' end, case k when 1 then '春节' when 2 then '七一' else '临时救助' end, c.name
          from grassroots.care_object c cross join generate_series(1, 3) k cross join lateral (select case k when 1 then date '2026-02-09' when 2 then date '2026-06-29' else date '2026-09-15' end as on_day) d where d.on_day >= c.listed_on and pg_temp.draw(c.id, 'given' || k) < case k when 3 then 18 else 72 end;
        insert into grassroots.award_quota (id, locality_path, rank_order, year, kind, planned, document_no)
          select md5(l.path || k.kind)::uuid, l.path, 1, 2026, k.kind, k.planned, '县组〔2026〕31号' from org.locality l cross join (values ('0121', 6), ('0122', 3), ('0124', 4)) k (kind, planned) where l.kind = 4;
        select org.rebuild_grams('grassroots.care_object', 'name');
        alter table grassroots.care_object enable trigger user;
        alter table grassroots.care_measure enable trigger user;
        alter table grassroots.award_quota enable trigger user;
        analyze grassroots.care_object, grassroots.care_measure, grassroots.award_quota
        """;
}
