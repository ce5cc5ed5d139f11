using Npgsql;

namespace OrgWork.Cadres;

/// <summary>Files of the cadres in leading teams, written set by set. Planted: missing material, a loan that is overdue, a receipt that does not come, birthdays that disagree, a determination the record does not follow.</summary>
static class ArchiveDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        static string Named(CodeSet codes, string column) => $"case {column} {string.Concat(codes.Codes.Select(code => $"when '{code.Value}' then '{code.Name}' "))}end";
        var statements = Statements.Replace("$education", Named(StandardCodes.Education, "f.full_time_education"), StringComparison.Ordinal).Replace("$person", Named(StandardCodes.PersonKind, "f.category"), StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(statements.Replace("$today", $"date '{AsOf.Format(DemoCity.Today)}'", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    const string Statements = """
        alter table cadres.archive disable trigger user; alter table cadres.archive_transfer disable trigger user; alter table cadres.archive_sent disable trigger user; alter table cadres.archive_determination disable trigger user; alter table cadres.archive_audit_item disable trigger user; alter table cadres.archive_audit disable trigger user;
        create temp table filed as
          select md5('archive' || c.id::text)::uuid as id, c.id as cadre_id, c.name, c.name_pinyin, c.name_initials, c.locality_path, c.rank_order, c.birth_on, c.work_began_on, c.party_joined_on, c.politics, c.level, c.unit_id, c.full_time_education, c.in_service_education, c.category, row_number() over (order by c.locality_path collate "C", c.rank_order, c.id)::int as n, hashtext(c.id::text || 'archive') & 1023 as h
          from cadres.cadre c where c.status = '1' and c.is_team_member and c.removed_at is null;
        insert into cadres.archive (id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, number, kept_at, volumes, is_digital, facts_state)
          select id, locality_path, rank_order, name, name_pinyin, name_initials, cadre_id, 'A-' || lpad(n::text, 5, '0'), '密集架 ' || (n / 60 + 1) || ' 列 ' || (n % 60 + 1) || ' 号', 1 + h % 2, h % 10 < 7, '1' from filed;
        insert into cadres.archive_material (id, archive_id, locality_path, rank_order, class, number, name, formed, pages, is_digital)
          select md5('material' || f.id::text || m.class || m.number)::uuid, f.id, f.locality_path, m.number, m.class, m.number, m.name, m.formed, m.pages, f.h % 10 < 7
          from filed f cross join lateral (
            select '1' as class, 1 as number, '干部履历表' as name, '2015.06' as formed, 8 as pages
            union all select '6', 1, '入党志愿书', to_char(f.party_joined_on, 'YYYY.MM'), 12 where f.politics in ('01', '02') and f.party_joined_on is not null and f.h % 37 <> 0
            union all select '9-1', 1, '工资审批表', to_char(f.work_began_on, 'YYYY.MM'), 2 where f.work_began_on is not null
            union all select '9-2', 1, '干部任免审批表', to_char(coalesce(f.work_began_on, date '2005-01-01') + interval '5 years', 'YYYY.MM'), 2) m;
        insert into cadres.archive_material (id, archive_id, locality_path, rank_order, class, number, name, formed, pages, is_digital)
          select md5('study' || e.id::text)::uuid, f.id, f.locality_path, e.rank_order, '4-1', row_number() over (partition by f.id order by e.rank_order, e.id)::int, e.school || '毕业生登记表', to_char(e.graduated_on, 'YYYY.MM'), 4, f.h % 10 < 7 from filed f join cadres.cadre_education e on e.cadre_id = f.cadre_id where e.graduated_on is not null and hashtext(e.id::text || 'm') % 23 <> 0;
        insert into cadres.archive_material (id, archive_id, locality_path, rank_order, class, number, name, formed, pages, is_digital)
          select md5('year' || a.id::text)::uuid, f.id, f.locality_path, a.year, '3', row_number() over (partition by f.id order by a.year)::int, a.year || ' 年度考核登记表', (a.year + 1) || '.02', 2, f.h % 10 < 7 from filed f join cadres.cadre_assessment a on a.cadre_id = f.cadre_id and a.kind = '20' where a.year >= extract(year from $today) - 5 and hashtext(a.id::text || 'm') % 41 <> 0;
        insert into cadres.archive_missing (id, archive_id, locality_path, rank_order, class, name, grounds, noted_on, asked_of, due_on, received_on, settled_words)
          select md5('lacks' || f.id::text || w.class || w.name)::uuid, f.id, f.locality_path, 10, w.class, w.name, w.grounds, $today - 70, '所在单位', $today - 10 + f.h % 40, case when f.h % 3 = 0 then $today - 20 end, case when f.h % 3 = 0 then '已补复印件，原单位盖章' end
          from filed f cross join lateral (
            select '6' as class, '入党志愿书' as name, '政治面貌为中共党员' as grounds where f.politics in ('01', '02') and not exists (select from cadres.archive_material m where m.archive_id = f.id and m.class = '6')
            union all select '4-1', left(e.school || '毕业（学位）材料', 120), '学历学位表有这一条' from cadres.cadre_education e where e.cadre_id = f.cadre_id and e.graduated_on is not null and not exists (select from cadres.archive_material m where m.archive_id = f.id and m.class = '4-1' and position(e.school in m.name) > 0)
            union all select '3', a.year || ' 年度考核登记表', '年度考核表有这一年' from cadres.cadre_assessment a where a.cadre_id = f.cadre_id and a.kind = '20' and a.year >= extract(year from $today) - 5 and not exists (select from cadres.archive_material m where m.archive_id = f.id and m.class = '3' and position(a.year::text in m.name) > 0)) w on conflict do nothing;

        insert into cadres.archive_fact (id, archive_id, locality_path, rank_order, fact, material, formed, says)
          select md5('fact' || f.id::text || d.fact || d.formed)::uuid, f.id, f.locality_path, d.fact::int * 10 + d.nth, d.fact, d.material, d.formed, d.says from filed f cross join lateral (
            select '1' as fact, 1 as nth, '高中学生登记表' as material, to_char(f.birth_on + interval '16 years', 'YYYY.MM') as formed, to_char(f.birth_on + case when f.h % 48 = 0 then interval '5 months' else interval '0' end, 'YYYY.MM') as says
            union all select '1', 2, '入团志愿书', to_char(f.birth_on + interval '17 years', 'YYYY.MM'), to_char(f.birth_on, 'YYYY.MM')
            union all select '2', 1, '毕业生分配通知', to_char(f.work_began_on, 'YYYY.MM'), to_char(f.work_began_on - case when f.h % 80 = 8 then interval '2 months' else interval '0' end, 'YYYY.MM') where f.work_began_on is not null
            union all select '3', 1, '入党志愿书', to_char(f.party_joined_on, 'YYYY.MM'), to_char(f.party_joined_on, 'YYYY.MM') where f.politics in ('01', '02') and f.party_joined_on is not null and f.h % 37 <> 0
            union all select '4', 1, '毕业生登记表', to_char(f.birth_on + interval '22 years', 'YYYY.MM'), case when f.in_service_education is not null then '全日制' else '' end || $education where f.full_time_education is not null
            union all select '6', 1, '录用（调任）审批表', to_char(f.work_began_on, 'YYYY.MM'), $person where f.category is not null and f.work_began_on is not null
            union all select '5', 1, '历次任免审批表', to_char($today - 300, 'YYYY.MM'), p.career from (select string_agg(to_char(p.began_on, 'YYYY.MM') || '--' || coalesce(to_char(p.ended_on, 'YYYY.MM'), '') || ' ' || case when starts_with(p.post_name, p.unit_name) then p.post_name else p.unit_name || p.post_name end, '；' order by p.began_on, p.id) as career from cadres.cadre_post p where p.cadre_id = f.cadre_id and p.is_main and p.removed_at is null) p where p.career is not null
            ) d where f.h % 4 = 0;
        insert into cadres.archive_determination (id, locality_path, rank_order, name, archive_id, fact, stands, found, rule_words, evidence, opened_on, state, proposed, opinion, proposed_on, proposed_by, effective, decided_on, decided_by, document_no, decided_words, carried_on)
          select md5('determination' || f.id::text || k.fact)::uuid, f.locality_path, 10, f.name, f.id, k.fact, k.stands, k.found, k.rule, k.evidence, $today - 60, s.state, case when s.state > '1' then k.stands end, case when s.state > '1' then '入团志愿书形成较早且与户籍一致' end, case when s.state > '1' then $today - 50 end, case when s.state > '1' then '档案室' end,
            case when s.state > '2' then k.stands end, case when s.state > '2' then $today - 40 end, case when s.state > '2' then '组织部部务会' end, case when s.state > '2' then '认定〔' || extract(year from $today) || '〕' || f.n || '号' end, case s.state when '3' then '依据户籍底册和最早材料' when '4' then '材料有涂改，继续核查' end, case when s.state = '3' then $today - 40 end
          from filed f cross join lateral (
            select '1' as fact, to_char(f.birth_on, 'YYYY.MM') as stands, to_char(f.birth_on + interval '5 months', 'YYYY.MM') as found, '档案与户籍不一致的，以档案和户籍中最早的记载为准；身份证不作为依据' as rule, to_char(f.birth_on + interval '16 years', 'YYYY.MM') || ' 高中学生登记表：' || to_char(f.birth_on + interval '5 months', 'YYYY.MM') || '；' || to_char(f.birth_on + interval '17 years', 'YYYY.MM') || ' 入团志愿书：' || to_char(f.birth_on, 'YYYY.MM') as evidence where f.h % 48 = 0
            union all select '2', to_char(f.work_began_on, 'YYYY.MM'), to_char(f.work_began_on - interval '2 months', 'YYYY.MM'), '以最早的录用、分配、入伍等参加工作的材料为准', to_char(f.work_began_on, 'YYYY.MM') || ' 毕业生分配通知：' || to_char(f.work_began_on - interval '2 months', 'YYYY.MM') where f.h % 80 = 8 and f.work_began_on is not null) k
          cross join lateral (select (array['1', '2', '3', '3', '4'])[1 + f.n % 5] as state) s;
        update cadres.archive a set compared_on = $today - 60, facts_state = case when exists (select from cadres.archive_determination d where d.archive_id = a.id and d.state = '4') then '5' when exists (select from cadres.archive_determination d where d.archive_id = a.id and d.state in ('1', '2')) then '3' when f.h % 37 = 0 then '2' else '4' end from filed f where f.id = a.id and f.h % 4 = 0;

        insert into cadres.archive_filing (id, locality_path, rank_order, name, archive_id, class, formed, pages, sent_by, received_on, state, filed_on, filed_as)
          select md5('filing' || f.id::text)::uuid, f.locality_path, f.n, k.name, f.id, k.class, to_char($today - 60, 'YYYY.MM'), 2, '所在单位', $today - 5 - f.h % 50, case when f.h % 3 = 0 then '2' else '1' end, case when f.h % 3 = 0 then $today - 3 end, case when f.h % 3 = 0 then k.filed end
          from filed f cross join lateral (select (array['干部任免审批表', '年度考核登记表', '培训班结业鉴定'])[1 + f.n % 3] as name, (array['9-2', '3', '4-4'])[1 + f.n % 3] as class, (array['任免第 2 份', '考核鉴定类第 6 份', '教育培训第 1 份'])[1 + f.n % 3] as filed) k where f.h % 11 = 1;
        insert into cadres.archive_look (id, locality_path, rank_order, people, archive_id, kind, unit_name, reason, wanted_on, until_on, state, decided_on, decided_by, decided_words, handed_on, handed_by, back_on, back_words)
          select md5('look' || f.id::text)::uuid, f.locality_path, f.n, '梁叶青、施佳宁', f.id, case when f.h % 2 = 0 then '2' else '1' end, '组织部干部科', (array['任前审核', '政审', '工资核定'])[1 + f.n % 3], $today - s.ago, $today - s.ago + s.days, s.state, case when s.state > '1' then $today - s.ago end, case when s.state > '1' then '部领导' end, case when s.state > '1' then '同意' end, case when s.state > '2' then $today - s.ago end, case when s.state > '2' then '档案室' end, case when s.state = '4' then $today - s.ago + 1 end, case when s.state = '4' then '一卷，份数、页数相符' end
          from filed f cross join lateral (select (array['1', '2', '3', '3', '4', '4'])[1 + f.n % 6] as state, (array[1, 2, 3, 26, 60, 90])[1 + f.n % 6] as ago, (array[5, 5, 10, 10, 5, 0])[1 + f.n % 6] as days) s where f.h % 13 = 2;
        update cadres.archive a set state = '2' where exists (select from cadres.archive_look l where l.archive_id = a.id and l.state = '3');

        insert into cadres.archive_transfer (id, locality_path, rank_order, receiver, reason, way, carriers, state, sent_on, number, receipt_on, receipt_words)
          select md5('transfer' || l.path || k.n)::uuid, l.path, k.n, k.receiver, k.reason, k.way, k.carriers, k.state, $today + k.sent, case when k.state > '1' then '转〔' || extract(year from $today) || '〕' || k.n || '号' end, $today + k.receipt, case when k.state = '3' then '卷数相符，已收存' end
          from org.locality l cross join (values (1, '邻市组织部', '调动', '1', '机要交接员', '3', -90, -75), (2, '省直单位人事处', '调动', '2', '梁叶青、施佳宁', '2', -52, null::int), (3, '市管单位人事科', '管理权限变化', '1', '机要交接员', '1', null, null)) k (n, receiver, reason, way, carriers, state, sent, receipt) where l.kind in (2, 3);
        insert into cadres.archive_sent (id, archive_transfer_id, locality_path, rank_order, archive_id, volumes, materials)
          select md5('sent' || t.id::text)::uuid, t.id, t.locality_path, 10, f.id, 1, 42 from cadres.archive_transfer t cross join lateral (select f.id from filed f where f.locality_path = t.locality_path and f.h % 13 <> 2 order by md5(f.id::text || 'sent') offset t.rank_order - 1 limit 1) f;
        update cadres.archive a set state = case t.state when '3' then '4' else '3' end from cadres.archive_sent s join cadres.archive_transfer t on t.id = s.archive_transfer_id where s.archive_id = a.id and t.state in ('2', '3');

        insert into cadres.archive_audit (id, locality_path, rank_order, name, kind, basis, scope, began_on, ended_on, lead_office, source_id, state, closed_on, report)
          select md5('audit' || l.path || k.n)::uuid, l.path, k.n, extract(year from $today) - k.back || ' 年干部人事档案专项审核' || k.more, k.kind, '上级部署', k.scope, $today - k.began, $today - k.ended, '组织部干部科', case when k.n = 2 then md5('audit' || l.path || 1)::uuid end, k.state, case when k.state = '2' then $today - k.ended end, case when k.state = '2' then '专项审核结束，问题逐人销号。' end
          from org.locality l cross join (values (1, 1, '', '1', '班子成员', 420, 300, '2'), (2, 1, '“回头看”', '2', '已结对象的 30%', 60, -10, '1'), (3, 0, '', '1', '近两年提拔的干部', 50, -40, '1')) k (n, back, more, kind, scope, began, ended, state) where l.kind in (2, 3);
        insert into cadres.archive_audit_item (id, locality_path, rank_order, name, audit_id, archive_id, unit_name, unit_id, source_item_id, first_on, first_by, first_result, second_on, second_by, second_result, problem, state, closed_on, closed_words, reopened_on, reopened_words)
          select md5('item' || u.id::text || f.id::text)::uuid, u.locality_path, f.n, f.name, u.id, f.id, coalesce(o.name, '没有登记单位'), f.unit_id, case when u.rank_order = 2 then md5('item' || u.source_id::text || f.id::text)::uuid end,
            case when s.state > '1' then u.began_on + 10 end, case when s.state > '1' then '梁叶青' end, case when u.kind = '1' and s.state > '1' then s.result end, case when u.kind = '1' and s.state > '2' then u.began_on + 15 end, case when u.kind = '1' and s.state > '2' then '施佳宁' end, case when u.kind = '1' and s.state > '2' then s.result end,
            case when s.result > '1' and s.state > '1' then (array['', '缺入党志愿书', '出生时间记载不一致', '登记表有涂改'])[s.result::int] end, s.state, case when s.state = '4' then u.began_on + 40 end, case when s.state = '4' then case when s.result = '1' then '审核通过' else '材料已补齐' end end, case when u.kind = '2' and s.state = '3' then u.began_on + 12 end, case when u.kind = '2' and s.state = '3' then '缺少材料 1 份没有补齐' end
          from cadres.archive_audit u join filed f on starts_with(f.locality_path, u.locality_path) left join org.unit o on o.id = f.unit_id
          cross join lateral (select case u.rank_order when 1 then case when f.h % 29 = 3 then '3' else '4' end when 2 then case when f.h % 9 = 3 then '3' when f.h % 2 = 0 then '4' else '1' end else (array['1', '2', '3', '4', '4', '4'])[1 + f.n % 6] end as state, case when f.h % 9 = 3 then '2' when f.h % 19 = 3 then '3' when f.h % 97 = 3 then '4' else '1' end as result) v
          cross join lateral (select v.state as state, case when v.state = '3' and v.result = '1' then '2' else v.result end as result) s
          where u.rank_order = 1 or u.rank_order = 2 and f.h % 3 = 0 or u.rank_order = 3 and f.h % 5 = 0;
        insert into cadres.quality_year (id, locality_path, rank_order, name, year, goal, weight_complete, weight_digital, weight_passed)
          select md5('quality' || l.path)::uuid, l.path, 1, '干部档案工作“质量提升年”', extract(year from $today)::int, '材料齐全率 98% 以上，数字化全覆盖，审核问题清零', 50, 20, 30 from org.locality l where l.kind in (2, 3);
        insert into cadres.quality_score (id, quality_year_id, locality_path, rank_order, place, unit_name, files, complete, digital, passed, score)
          select md5('quality score' || y.id::text || s.id::text)::uuid, y.id, y.locality_path, s.nth::int, s.nth::int, s.name, s.files, s.complete, s.digital, s.passed, s.score from cadres.quality_year y
          cross join lateral (select x.*, row_number() over (order by x.score desc, x.id) as nth from (select u.id, u.name, n.files, 90 + n.lot % 10 as complete, 60 + n.lot % 40 as digital, 85 + n.lot % 15 as passed, round((90 + n.lot % 10) * 0.5 + (60 + n.lot % 40) * 0.2 + (85 + n.lot % 15) * 0.3, 1) as score
            from org.unit u cross join lateral (select count(*)::int as files, ('x' || left(md5(u.name), 6))::bit(24)::int as lot from cadres.cadre c where c.unit_id = u.id and c.locality_path = y.locality_path) n where u.locality_path = y.locality_path and n.files > 0 order by u.rank_order, u.id limit 12) x) s;
        update cadres.quality_year set scored_on = $today - 30;
        insert into cadres.quality_task (id, quality_year_id, locality_path, rank_order, task, unit_name, due_on, done_on, result)
          select md5('quality task' || y.id::text || k.n)::uuid, y.id, y.locality_path, k.n * 10, k.task, k.unit_name, $today + k.due, $today + k.done, k.result from cadres.quality_year y cross join (values (1, '班子成员档案逐卷核对缺件', '组织部干部科', -120, -130, '全部核对'), (2, '馆藏档案数字化', '档案室', -15, null::int, null), (3, '专项审核“回头看”', '组织部干部科', 20, null, null)) k (n, task, unit_name, due, done, result);
        alter table cadres.archive enable trigger user; alter table cadres.archive_transfer enable trigger user; alter table cadres.archive_sent enable trigger user; alter table cadres.archive_determination enable trigger user; alter table cadres.archive_audit_item enable trigger user; alter table cadres.archive_audit enable trigger user;
        select org.rebuild_grams('cadres.archive', 'name'); select org.rebuild_grams('cadres.archive_audit', 'name');
        analyze cadres.archive; analyze cadres.archive_material;
        drop table filed
        """;
}
