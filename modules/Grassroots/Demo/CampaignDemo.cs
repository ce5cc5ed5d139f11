namespace OrgWork.Grassroots;

/// <summary>A campaign of every county with its units, tasks, reports, sessions and visits, one of the year before that became yearly duties; what platforms reported; a round of selection. Planted: units that did not report, a strand nobody finished.</summary>
static class CampaignDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    static readonly string[] Tables = ["campaign", "campaign_stage", "campaign_meeting", "campaign_project", "campaign_unit", "campaign_visit", "campaign_task", "campaign_report", "campaign_session", "standing_duty", "duty_share", "platform_use", "promotion_round", "promotion_applicant"];

    static string Fill => $$"""
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} disable trigger user;"))}}
        insert into grassroots.campaign (id, locality_path, rank_order, title, document_no, began_on, due_on, subjects, closed_on, summary)
          select md5(c.path || x.title)::uuid, c.path, x.k, x.title, '县委发〔' || x.year || '〕12号', x.began, x.due, x.subjects, x.closed, x.summary from org.locality c
          cross join (values (1, 2026, '树立和践行正确政绩观学习教育', date '2026-09-01', date '2026-12-31', '学查改一体推进', null::date, null), (2, 2025, '党史学习教育', date '2025-03-01', date '2025-11-30', '党史、新中国史、改革开放史、社会主义发展史', date '2025-12-10', '办成实事一批，四个环节转为长效')) x (k, year, title, began, due, subjects, closed, summary) where c.kind = 3;
        insert into grassroots.campaign_stage (id, campaign_id, locality_path, rank_order, title, began_on, due_on, words)
          select md5(a.id::text || s.title)::uuid, a.id, a.locality_path, s.k, s.title, a.began_on + s.k * 30 - 30, a.began_on + s.k * 30 - 1, s.words from grassroots.campaign a cross join (values (1, '动员部署', '层层动员，制定方案'), (2, '深化学习', '读书班、专题党课、研讨'), (3, '查摆整改', '问题清单、整改清单'), (4, '总结评估', '逐个单位评估')) s (k, title, words);
        insert into grassroots.campaign_meeting (id, campaign_id, locality_path, title, level, held_on, chair, words) select md5(a.id::text || m.k)::uuid, a.id, a.locality_path, '第' || (array['一', '二'])[m.k] || '次调度会', '3', a.began_on + m.k * 25, '县委书记', '逐项过清单，通报没有按时报送的单位' from grassroots.campaign a cross join generate_series(1, 2) m (k);
        insert into grassroots.campaign_project (id, campaign_id, locality_path, title, owner, due_on, done_on, result)
          select md5(a.id::text || p.title)::uuid, a.id, a.locality_path, p.title, p.owner, a.began_on + p.due, case when p.k < 3 or a.closed_on is not null then a.began_on + p.due - 3 end, case when p.k < 3 or a.closed_on is not null then '已办结，群众满意' end from grassroots.campaign a cross join (values (1, '农村饮水管网改造', '水利局', 40), (2, '老旧小区充电设施', '住建局', 60), (3, '乡镇卫生院远程会诊', '卫健局', 75)) p (k, title, owner, due);
        insert into grassroots.campaign_unit (id, locality_path, rank_order, title, campaign_id, organisation_id, leader, participants, study_score, research_score, problem_score, mending_score, score, evaluated_on, evaluation)
          select md5(a.id::text || o.id)::uuid, o.locality_path, o.nth, o.name, a.id, o.id, coalesce(o.secretary, '支部书记'), 12 + o.nth % 30, s.a, s.b, s.c, s.d, s.a + s.b + s.c + s.d, case when s.a > 0 then a.closed_on end, case when s.a > 0 then '组织有力，整改还要盯住' end
          from grassroots.campaign a join lateral (select x.*, row_number() over (order by md5(x.id::text || 'unit'))::int as nth from grassroots.organisation x where x.is_village and x.abolished_on is null and x.state = '1' and starts_with(x.locality_path, a.locality_path)) o on o.nth <= 40
          cross join lateral (select 20 + o.nth % 5 as a, 19 + o.nth % 6 as b, 18 + o.nth % 7 as c, 18 + o.nth % 6 as d where a.closed_on is not null union all select null, null, null, null where a.closed_on is null) s;
        insert into grassroots.campaign_task (id, locality_path, rank_order, title, campaign_id, campaign_unit_id, organisation_id, strand, due_on, state, progress, documents, done_on)
          select md5(u.id::text || s.strand)::uuid, u.locality_path, s.strand::int, left(s.name || '：' || u.title, 100), u.campaign_id, u.id, u.organisation_id, s.strand, a.began_on + s.strand::int * 25, t.state, case when t.state = '2' then '2026.11.02　正在开展' end, case when t.state = '3' then '研讨材料、清单' end, case when t.state = '3' then a.began_on + s.strand::int * 25 - 4 end
          from grassroots.campaign_unit u join grassroots.campaign a on a.id = u.campaign_id cross join (values ('1', '学习教育'), ('2', '调查研究'), ('3', '检视问题'), ('4', '整改落实')) s (strand, name)
          cross join lateral (select case when a.closed_on is not null or s.strand::int * 10 + u.rank_order % 10 < 30 then '3' when s.strand < '4' then '2' else '1' end as state) t;
        insert into grassroots.campaign_report (id, locality_path, rank_order, title, campaign_id, campaign_unit_id, organisation_id, due_on, content, submitted_on, submitted_name)
          select md5(u.id::text || d)::uuid, u.locality_path, u.rank_order, left(to_char(d, 'MM.DD') || '周报告：' || u.title, 60), u.campaign_id, u.id, u.organisation_id, d::date, case when r.sent then '本周集中学习一次，走访群众十户，查摆问题两个。' end, case when r.sent then d::date end, case when r.sent then u.leader end
          from grassroots.campaign_unit u join grassroots.campaign a on a.id = u.campaign_id and a.closed_on is null cross join generate_series(date '2026-11-06', date '2026-11-27', interval '7 days') d cross join lateral (select d < date '2026-11-21' and uuid_hash(u.id) % 11 > 0 as sent) r;
        insert into grassroots.campaign_session (id, locality_path, rank_order, title, campaign_id, organisation_id, subject, held_on, hours, people, materials)
          select md5(u.id::text || s.subject || 'session')::uuid, u.locality_path, 1, s.title, u.campaign_id, u.organisation_id, s.subject, a.began_on + 20 + s.subject::int * 12, 2 + u.rank_order % 3, u.participants, s.materials
          from grassroots.campaign_unit u join grassroots.campaign a on a.id = u.campaign_id cross join (values ('1', '百年党史专题', '《中国共产党简史》'), ('2', '新中国史专题', '《中华人民共和国简史》'), ('3', '改革开放史专题', '《改革开放简史》'), ('4', '社会主义发展史专题', '《社会主义发展简史》')) s (subject, title, materials) where a.closed_on is not null and (u.rank_order + s.subject::int) % 6 > 0;
        insert into grassroots.campaign_visit (id, campaign_unit_id, locality_path, visited_on, visitors, found, answer) select md5(u.id::text || 'visit')::uuid, u.id, u.locality_path, a.began_on + 45, '县委第' || 1 + u.rank_order % 3 || '巡回指导组', '调查研究还要再深入', case when u.rank_order % 2 = 0 then '已重新走访二十户' end from grassroots.campaign_unit u join grassroots.campaign a on a.id = u.campaign_id where u.rank_order <= 12;
        insert into grassroots.standing_duty (id, locality_path, rank_order, title, campaign_id, strand, lead_unit, rhythm, evidence)
          select md5(a.id::text || s.title)::uuid, a.locality_path, s.strand::int, s.title, a.id, s.strand, s.lead, '2', '会议记录、清单' from grassroots.campaign a cross join (values ('1', '每半年一次专题读书班', '县委组织部'), ('2', '书记每半年一个调研课题', '县委办公室'), ('3', '每半年检视一次问题', '县纪委机关'), ('4', '整改“回头看”', '县委组织部')) s (strand, title, lead) where a.closed_on is not null;
        insert into grassroots.duty_share (id, locality_path, rank_order, title, standing_duty_id, organisation_id, year, due_on, done_on, evidence)
          select md5(d.id::text || u.id || n.due)::uuid, u.locality_path, u.rank_order, d.title, d.id, u.organisation_id, 2026, n.due, case when n.due < date '2026-11-21' and (u.rank_order + d.rank_order) % 9 > 0 then n.due - 6 end, case when n.due < date '2026-11-21' and (u.rank_order + d.rank_order) % 9 > 0 then '会议记录已上传' end
          from grassroots.standing_duty d join grassroots.campaign_unit u on u.campaign_id = d.campaign_id cross join (values (date '2026-06-30'), (date '2026-12-31')) n (due);

        insert into grassroots.platform_use (id, locality_path, rank_order, platform, month, member_id, organisation_id, points, hours)
          select md5(m.id::text || p.month)::uuid, m.locality_path, -(p.month - date '2000-01-01'), '1', p.month, m.id, m.organisation_id, case when uuid_hash(m.id) % 5 > 0 then 120 + uuid_hash(m.id) % 900 else 0 end, case when uuid_hash(m.id) % 5 > 0 then 4 + uuid_hash(m.id) % 9 else 0 end
          from grassroots.campaign_unit u join grassroots.campaign a on a.id = u.campaign_id and a.closed_on is null join grassroots.member m on m.organisation_id = u.organisation_id and m.left_on is null and m.membership_state = '1' cross join (values (date '2026-09-01'), (date '2026-10-01')) p (month) where u.rank_order <= 15 and uuid_hash(m.id) % 8 > 0;
        insert into grassroots.promotion_round (id, locality_path, rank_order, title, kind, document_no, places, opened_on, apply_until, min_years, min_excellent, min_honours, max_age, education)
          select md5(c.path || 'round2026')::uuid, c.path, 1, '2026 年从优秀村党组织书记等人员中考录乡镇事业编制人员', '1', '县人社〔2026〕21号', 2, date '2026-10-08', date '2026-11-30', 3, 0, 0, 55, '61' from org.locality c where c.kind = 3;
        insert into grassroots.promotion_applicant (id, locality_path, rank_order, name, name_pinyin, name_initials, promotion_round_id, source, village_cadre_id, work_unit, applied_on, written, interview, total)
          select md5(r.id::text || c.id)::uuid, c.locality_path, c.nth, c.name, c.name_pinyin, c.name_initials, r.id, '1', c.id, c.organisation || '书记', date '2026-10-20', case when c.nth < 4 then 66 + c.nth * 5 end, case when c.nth < 4 then 70 + c.nth * 5 end, case when c.nth < 4 then 68 + c.nth * 5 end
          from grassroots.promotion_round r join lateral (select x.id, x.name, x.name_pinyin, x.name_initials, x.locality_path, o.name as organisation, row_number() over (order by x.id)::int as nth from grassroots.village_cadre x join grassroots.organisation o on o.id = x.organisation_id where x.party_post = '1' and x.left_on is null and x.secretary_since_on < date '2023-01-01' and x.education <= '61' and x.birth_on > date '1972-01-01' and starts_with(x.locality_path, r.locality_path)) c on c.nth <= 5;
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        analyze grassroots.campaign_task, grassroots.campaign_report, grassroots.platform_use
        """;
}
