namespace OrgWork.Talent;

/// <summary>Meetings of the leading group with what they decided, orders split among units and returned, rent by month, training for demands, projects of native entrepreneurs, the year that was locked. Planted: a decision nobody was given, rent that did not come, a part past its day, somebody housed before those ahead.</summary>
static class OfficeDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var fill = new Npgsql.NpgsqlCommand(Sql, city.Connection) { CommandTimeout = 0 };
        await fill.ExecuteNonQueryAsync(stop);
        // The year before, as the page would have locked it.
        await using var before = new Npgsql.NpgsqlCommand("select current_setting('search_path')", city.Connection);
        var order = (string)(await before.ExecuteScalarAsync(stop))!;
        await using var seats = new Npgsql.NpgsqlCommand("select path from pg_temp.seat order by path", city.Connection);
        var paths = new List<string>();
        await using (var rows = await seats.ExecuteReaderAsync(stop)) while (await rows.ReadAsync(stop)) paths.Add(rows.GetString(0));
        await SearchAsync("talent, org, public");
        foreach (var path in paths)
            foreach (var (line, n) in YearLines.All.Select((line, n) => (line, n)))
            {
                var counted = line.Sql.Replace("@from", "date '2025-01-01'", StringComparison.Ordinal).Replace("@to", "date '2026-01-01'", StringComparison.Ordinal).Replace("@place", "'" + path + "'", StringComparison.Ordinal);
                await using var count = new Npgsql.NpgsqlCommand($"select ({counted}{(line.Says is not null ? "" : line.Code == "09" ? " and (starts_with(locality_path, '" + path + "') or starts_with('" + path + "', locality_path))" : " and starts_with(locality_path, '" + path + "')")})::bigint", city.Connection);
                var amount = (long)(await count.ExecuteScalarAsync(stop))!;
                await using var keep = new Npgsql.NpgsqlCommand("insert into talent.year_line (id, locality_path, rank_order, title, year, code, line_group, counter, amount, shown, frozen_on) values (md5($1 || 'year' || $2)::uuid, $1, $3, $4, 2025, $2, $5, $6, $7, $8, date '2026-01-05')", city.Connection) { Parameters = { new() { Value = path }, new() { Value = line.Code }, new() { Value = (9999 - 2025) * 100 + n }, new() { Value = line.Title }, new() { Value = line.Group }, new() { Value = line.Counter }, new() { Value = amount }, new() { Value = line.Show(amount) } } };
                await keep.ExecuteNonQueryAsync(stop);
            }
        await SearchAsync(order);

        async Task SearchAsync(string schemas)
        {
            await using var set = new Npgsql.NpgsqlCommand("select set_config('search_path', $1, true)", city.Connection) { Parameters = { new() { Value = schemas } } };
            await set.ExecuteNonQueryAsync(stop);
        }
    }

    const string Sql = """
        insert into talent.group_meeting (id, locality_path, rank_order, title, held_on, host, place, agenda, minutes, minuted_on)
          select md5(l.path || 'group meeting' || k.n)::uuid, l.path, k.n * 10, '人才工作领导小组 2026 年第' || k.word || '次会议', k.held, '陆志远', '常委会议室', k.agenda, case when k.n < 4 then '会议听取汇报，研究议定了有关事项。' end, case when k.n < 4 then k.held + 4 end
          from pg_temp.seat l cross join (values (1, '一', date '2026-01-20', '研究年度要点和资金安排'), (2, '二', date '2026-04-15', '研究校地合作和人才公寓'), (3, '三', date '2026-07-22', '听取半年评估，研究整改'), (4, '四', date '2026-11-18', '研究年度考评和明年要点')) k (n, word, held, agenda);
        insert into talent.group_attendee (id, group_meeting_id, locality_path, rank_order, name, unit, present, leave_reason)
          select md5(m.id::text || u.id)::uuid, m.id, m.locality_path, u.rank_order, u.head, u.name, not a.away, case when a.away then '外出招商' end from talent.group_meeting m join talent.member_unit u on u.locality_path = m.locality_path cross join lateral (select pg_temp.chance(u.id, m.title) < 8 as away) a;
        insert into talent.group_decision (id, locality_path, rank_order, title, group_meeting_id, words)
          select md5(m.id::text || 'decision' || k.n)::uuid, m.locality_path, m.rank_order + k.n, k.title, m.id, k.words from talent.group_meeting m
          join (values (10, 1, '编制年度急需紧缺人才目录', '组织部牵头，二季度前印发'), (10, 2, '兑现全年政策资金', '财政局牵头，按季兑现'), (20, 1, '推进校地合作签约', '科技局牵头，年内十项以上'), (20, 2, '筹集人才公寓', '住建部门牵头，新增二十套'), (30, 1, '修订引才奖励条款', '人社局牵头，十月底前施行'), (30, 2, '清理久拖未兑现的承诺', '人社局牵头，逐人核对')) k (meeting, n, title, words) on k.meeting = m.rank_order;
        -- What was decided is work of the year; one decision was given to nobody.
        update org.work_item i set source_register = 'group-decisions', source_id = d.id, source_title = d.title from talent.group_decision d where i.module = 'talent' and i.kind = 'tasks' and i.level = 2 and i.title = d.title and i.locality_path = d.locality_path;
        update talent.service_order o set state = '3', returns = 1 where o.state = '2' and pg_temp.chance(o.id, 'sent back') < 25;
        insert into talent.service_step (id, service_order_id, locality_path, rank_order, on_day, kind, words, by_name) select md5(o.id::text || 'back')::uuid, o.id, o.locality_path, 15, o.assigned_on + 2, '退回窗口', '不属本单位职责', '承办单位' from talent.service_order o where o.state = '3' and o.assigned_on is not null;
        insert into talent.order_part (id, locality_path, rank_order, title, service_order_id, handling, officer, state, assigned_on, due_on, done_on, result)
          select md5(o.id::text || 'part')::uuid, o.locality_path, -(o.assigned_on - date '2000-01-01'), (array['核对社保缴纳', '核对房产登记', '提供学位余量'])[1 + p.n % 3], o.id, (array['市场监督管理局', '自然资源局', '医疗保障局'])[1 + p.n % 3], (array['何静', '吕敏', '施磊'])[1 + p.n % 3],
                 case when o.state = '4' then '2' when p.n % 5 = 0 then '3' else '1' end, o.assigned_on, greatest(o.assigned_on, least(o.due_on, o.assigned_on + 7)), case when o.state = '4' then least(o.done_on, o.assigned_on + 3 + p.n % 8) when p.n % 5 = 0 then o.assigned_on + 2 end, case when o.state = '4' then '已核对' when p.n % 5 = 0 then '不属本单位职责' end
          from talent.service_order o cross join lateral (select pg_temp.chance(o.id, 'part') as n) p where o.assigned_on is not null and o.state in ('2', '4') and p.n < 30;
        update talent.talent t set service_officer = (array['何静', '吕敏', '施磊', '曹阳'])[1 + pg_temp.chance(t.id, 'served by') % 4] where t.state = '1' and t.grade in ('A', 'B', 'C', 'D');
        update talent.service_order o set officer = t.service_officer from talent.talent t where t.id = o.talent_id and t.service_officer is not null and o.officer is not null;
        insert into talent.apartment_rent (id, locality_path, rank_order, title, apartment_id, talent_id, month_on, amount, paid_on, receipt)
          select md5(a.id::text || m)::uuid, a.locality_path, m::date - date '2000-01-01', to_char(m, 'YYYY.MM') || ' ' || a.name || ' ' || a.tenant, a.id, a.talent_id, m::date, a.rent, case when p.paid then m::date + 4 end, case when p.paid then '收' || to_char(m, 'YYYYMM') || a.name end
          from talent.apartment a cross join generate_series(date_trunc('month', greatest(a.began_on, date '2026-01-01')::timestamp), date_trunc('month', a.ends_on::timestamp), interval '1 month') m
          cross join lateral (select m <= timestamp '2026-11-01' and not (m >= timestamp '2026-10-01' and pg_temp.chance(a.id, 'rent') < 25) as paid) p where a.talent_id is not null and a.rent > 0;
        insert into talent.apartment_wait (id, locality_path, rank_order, title, talent_id, asked_on, people)
          select md5(t.id::text || 'asks')::uuid, t.locality_path, 2, t.name || '申请公寓', t.id, date '2025-09-01' + pg_temp.chance(t.id, 'asks') * 4, 1 + pg_temp.chance(t.id, 'household') % 3
          from (select t.*, row_number() over (partition by l.path order by md5(t.id::text || 'asks')) as n from talent.talent t join pg_temp.seat l on l.kind = 3 and starts_with(t.locality_path, l.path) where t.state = '1' and t.grade in ('D', 'E', 'F') and not exists (select from talent.apartment a where a.talent_id = t.id) and not exists (select from talent.apartment_wait w where w.talent_id = t.id)) t where t.n <= 4;
        update talent.apartment_stay s set passed_words = '重点项目急需，领导小组会议研究同意' where s.ended_on is null and pg_temp.chance(s.id, 'passed') < 12;
        -- Whom a demand brought; some were brought by none.
        update talent.introduction i set demand_id = d.id from (select distinct on (i.id) i.id as introduction, d.id from talent.introduction i join talent.demand d on d.employer_id = i.employer_id and d.filed_on <= coalesce(i.arrived_on, i.intended_on) and coalesce(d.closed_on >= coalesce(i.arrived_on, i.intended_on), true) and d.direction = '1' where i.demand_id is null order by i.id, d.filed_on desc, d.id) d where d.introduction = i.id;
        insert into talent.training_action (id, demand_id, locality_path, rank_order, words, unit, began_on, people, result)
          select md5(d.id::text || 'training')::uuid, d.id, d.locality_path, 1, (array['选送省级院校进修', '导师结对带教', '专项技能培训'])[1 + c.n % 3], (array['教育体育局', '农业农村局', '人力资源和社会保障局'])[1 + c.n % 3], least(d.filed_on + 20, date '2026-11-10'), 1 + c.n % 4, case when c.n % 2 = 0 then '已结业，回到岗位' end
          from talent.demand d cross join lateral (select pg_temp.chance(d.id, 'training') as n) c where d.direction = '2' and c.n < 75 or d.direction = '1' and c.n < 20;
        update talent.investment_project p set jobs = 20 + pg_temp.chance(p.id, 'jobs') where p.landed_on is not null;
        insert into talent.investment_project (id, locality_path, rank_order, title, investor, amount, signed_on, landed_on, outside_talent_id, jobs, village)
          select md5(o.id::text || 'return')::uuid, o.locality_path, o.rank_order, o.name || '回乡投资项目', left(o.workplace, 40), 500 + c.n * 40, date '2025-04-01' + c.n * 4, case when c.n < 60 then date '2025-08-01' + c.n * 4 end, o.id, case when c.n < 60 then 10 + c.n else 0 end, case when c.n % 2 = 0 then (select v.name from org.locality v where v.kind = 5 and starts_with(v.path, o.locality_path) order by md5(v.path || o.id::text) limit 1) end
          from talent.outside_talent o cross join lateral (select pg_temp.chance(o.id, 'return') as n) c where o.is_elite and pg_temp.chance(o.id, 'returns') < 40;
        insert into talent.service_item (id, locality_path, rank_order, name, concern, handling, limit_kind, limit_count, materials, duty_id)
          select md5(d.id::text || 'item')::uuid, d.locality_path, 100 + d.rank_order, '人才事项代办', '9', m.name, '1', 10, '身份证明', d.id from talent.duty_item d join talent.member_unit m on m.id = d.member_unit_id where d.list = '3' and d.state = '3' and m.rank_order = 20;
        update talent.duty_item d set checked_on = date '2026-10-12', carried = case when c.n < 75 then '1' when c.n < 92 then '2' else '3' end, check_words = case when c.n < 92 then '有台账、有结果' else '没有开展' end from (select id, pg_temp.chance(id, 'carried') as n from talent.duty_item) c where c.id = d.id and d.state = '3' and d.checked_on is null and c.n > 15
        """;
}
