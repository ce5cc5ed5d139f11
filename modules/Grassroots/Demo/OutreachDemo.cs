namespace OrgWork.Grassroots;

/// <summary>Pairs, teams, delegates and what was moved down; commendations, models and a round of visits; the year's topics of every county; Party workers. Planted: pairs that sleep, certificates that run out, visits not made.</summary>
static class OutreachDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    static readonly string[] Tables = ["pairing", "pairing_activity", "commando_team", "team_result", "descent", "delegate", "commendation", "role_model", "visit_round", "visit", "study_topic", "month_theme", "topic_done", "base_trainee", "party_worker", "worker_need"];

    static string Fill => $$"""
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} disable trigger user;"))}}
        create temporary table outreach_seat (county text, path text, id uuid, name text, sphere text, is_village boolean, secretary text, nth int, kind text) on commit drop;
        insert into outreach_seat select c.path, o.locality_path, o.id, o.name, o.sphere, o.is_village, coalesce(o.secretary, '支部书记'), row_number() over (partition by c.id order by md5(o.id::text || 'seat')), o.kind
          from grassroots.organisation o join org.locality c on c.kind = 3 and starts_with(o.locality_path, c.path) where o.abolished_on is null and o.state = '1';
        create temporary table outreach_who on commit drop as select s.county, m.id, m.name, m.name_pinyin, m.name_initials, m.organisation_id, m.locality_path, row_number() over (partition by s.county order by md5(m.id::text || 'who')) as nth
          from outreach_seat s join grassroots.member m on m.organisation_id = s.id where m.removed_at is null and m.left_on is null and m.membership_state = '1' and m.kind = '1' and uuid_hash(m.id) % 7 = 0;

        insert into grassroots.pairing (id, locality_path, rank_order, title, organisation_id, other_id, kind, agreement, began_on, ends_on, plan, last_on, activities, given)
          select md5(v.id::text || 'pair')::uuid, v.path, v.nth, o.name || '结对' || v.name, v.id, o.id, '1', '结对共建协议', date '2025-06-01', date '2027-05-31', '每季度一次共建活动，每年办一件实事', case when v.nth % 5 > 0 then date '2026-11-10' - v.nth % 60 end, case when v.nth % 5 > 0 then 1 else 0 end, case when v.nth % 5 > 0 then 2000 + v.nth % 30 * 100 else 0 end
          from (select *, row_number() over (partition by county order by nth) as k from outreach_seat where is_village) v join (select *, row_number() over (partition by county order by nth) as k from outreach_seat where sphere = '3' and kind in ('621', '631')) o on o.county = v.county and o.k = v.k;
        insert into grassroots.pairing_activity (id, pairing_id, locality_path, done_on, words, given) select md5(p.id::text || 'activity')::uuid, p.id, p.locality_path, p.last_on, '联合主题党日，帮助修缮活动室', p.given::int from grassroots.pairing p where p.last_on is not null;
        insert into grassroots.commando_team (id, locality_path, rank_order, name, organisation_id, host, task, leader_id, began_on)
          select md5(s.id::text || 'team')::uuid, s.path, s.nth, (array['项目攻坚', '抢收抢种', '防汛抢险'])[1 + s.nth % 3] || '党员突击队', s.id, (array['高速公路三标段', '蔬菜产业园', '城区排涝站'])[1 + s.nth % 3], '急难险重任务', w.id, date '2026-03-01' + s.nth * 9
          from outreach_seat s join lateral (select m.id from grassroots.member m where m.organisation_id = s.id and m.removed_at is null and m.left_on is null and m.membership_state = '1' order by m.rank_order, m.id limit 1) w on true where s.nth <= 6;
        insert into grassroots.team_result (id, commando_team_id, locality_path, done_on, words, evidence, people) select md5(t.id::text || 'result')::uuid, t.id, t.locality_path, t.began_on + 30, '提前五天完成节点任务', '监理签认单', 12 from grassroots.commando_team t where t.rank_order % 3 > 0;
        insert into grassroots.descent (id, locality_path, rank_order, title, kind, from_unit, organisation_id, number, began_on, effect)
          select md5(s.id::text || 'descent')::uuid, s.path, s.nth, (array['民政审批事项', '网格服务队', '机关干部挂点'])[1 + s.nth % 3], (array['2', '3', '1'])[1 + s.nth % 3], (array['县民政局', '县住建局', '县直机关工委'])[1 + s.nth % 3], s.id, 1 + s.nth % 4, date '2026-02-10' + s.nth * 3, case when s.nth % 4 > 0 then '群众办事少跑一趟' end from outreach_seat s where s.nth <= 24;
        insert into grassroots.delegate (id, locality_path, rank_order, name, name_pinyin, name_initials, member_id, organisation_id, level, congress, constituency, elected_on, ends_on, last_on)
          select md5(w.id::text || 'delegate')::uuid, w.locality_path, w.nth, w.name, w.name_pinyin, w.name_initials, w.id, w.organisation_id, case when w.nth = 1 then '2' when w.nth <= 4 then '3' else '4' end, case when w.nth = 1 then '省第十一次代表大会' when w.nth <= 4 then '市第五次代表大会' else '县第十四次代表大会' end, '第' || w.nth || '代表团', date '2021-12-10', date '2026-12-10', case when w.nth % 4 > 0 then date '2026-09-01' + (w.nth * 2)::int end from outreach_who w where w.nth <= 20;
        insert into grassroots.delegate_activity (id, delegate_id, locality_path, done_on, kind, words, people) select md5(d.id::text || 'a')::uuid, d.id, d.locality_path, d.last_on, '1', '到村宣讲全会精神', 45 from grassroots.delegate d where d.last_on is not null;
        insert into grassroots.commendation (id, locality_path, rank_order, title, kind, level, member_id, organisation_id, authority, document_no, awarded_on)
          select md5(w.id::text || 'commended')::uuid, w.locality_path, w.nth, (array['抗旱保供专项奖励', '年度平时奖励', '记三等功'])[1 + (w.nth % 3)::int], (array['2', '1', '3'])[1 + (w.nth % 3)::int], case when w.nth % 6 = 0 then '3' else '4' end, w.id, w.organisation_id, '县委', '县委发〔2026〕' || w.nth || '号', date '2026-03-20' + (w.nth * 5)::int from outreach_who w where w.nth between 21 and 45;
        insert into grassroots.role_model (id, locality_path, rank_order, title, kind, member_id, organisation_id, sphere, deeds, publicity, chosen_on, uses)
          select md5(w.id::text || 'model')::uuid, w.locality_path, w.nth, w.name || '：扎根一线的带头人', '1', w.id, w.organisation_id, '1', '二十年如一日服务群众，带领村民发展产业。', case when w.nth % 5 = 0 then '2' else '4' end, date '2026-05-10', 0 from outreach_who w where w.nth between 46 and 52;
        insert into grassroots.visit_round (id, locality_path, rank_order, title, occasion, began_on, due_on, budget) select md5(c.path || 'round')::uuid, c.path, 1, '2026 年七一走访慰问', '1', date '2026-06-20', date '2026-07-05', 200000 from org.locality c where c.kind = 3;
        insert into grassroots.visit (id, locality_path, rank_order, name, round_id, care_object_id, organisation_id, leader, planned_on, amount, goods, visited_on, paid, received_by)
          select md5(o.id::text || 'visit')::uuid, o.locality_path, o.rank_order, o.name, r.id, o.id, o.organisation_id, '县委常委、组织部长', date '2026-06-28', 500, '米、油', case when uuid_hash(o.id) % 20 > 0 then date '2026-06-29' end, case when uuid_hash(o.id) % 20 > 0 then 500 end, case when uuid_hash(o.id) % 20 > 0 then o.name end
          from grassroots.visit_round r join grassroots.care_object o on starts_with(o.locality_path, r.locality_path) and o.ended_on is null and o.category in ('1', '3');
        insert into grassroots.study_topic (id, locality_path, rank_order, title, year, programme, readings, education, audience, began_on, due_on, document_no)
          select md5(c.path || t.title)::uuid, c.path, t.k * 10, t.title, 2026, t.programme, t.readings, t.education, '1', t.began, t.due, '县组发〔2026〕8号' from org.locality c
          cross join (values (1, '学习党章和党内法规', '“两学一做”学习教育', '《中国共产党章程》《中国共产党支部工作条例（试行）》', '2', date '2026-01-01', date '2026-03-31'), (2, '做合格党员', '“两学一做”学习教育', '先进典型事迹选编', '6', date '2026-04-01', date '2026-06-30'), (3, '全会精神专题', null, '全会公报、决定辅导读本', '9', date '2026-09-01', date '2026-12-20'), (4, '警示教育', null, '典型案例通报', '7', date '2026-07-01', date '2026-09-30')) t (k, title, programme, readings, education, began, due) where c.kind = 3;
        insert into grassroots.month_theme (id, locality_path, rank_order, theme, month_on, programme, document_no)
          select md5(c.path || 'theme' || t.n)::uuid, c.path, t.n, t.theme, make_date(2026, t.n, 1), '围绕主题学习讨论，办一件群众身边的实事，党员人人参加', '县组通〔2026〕' || t.n || '号' from org.locality c
          cross join (select n, (array['走访慰问暖民心', '春耕备耕党员先行', '学雷锋志愿服务', '护林防火宣传', '劳模精神学习交流', '传承红色家风', '重温入党誓词', '防汛值守在一线', '崇德尚廉', '我为群众办实事', '学习全会精神', '总结承诺看落实'])[n] as theme from generate_series(1, 12) n) t where c.kind = 3;
        insert into grassroots.topic_done (id, locality_path, topic_id, organisation_id, meeting_id, done_on)
          select distinct on (t.id, m.organisation_id) md5(t.id::text || m.organisation_id)::uuid, m.locality_path, t.id, m.organisation_id, m.id, m.held_on from grassroots.study_topic t join grassroots.meeting m on starts_with(m.locality_path, t.locality_path) and m.kind in ('14', '21') and m.state = '3' and m.held_on between t.began_on and least(t.due_on, date '2026-11-21') and m.education = case t.education when '9' then '1' else t.education end
          where uuid_hash(m.organisation_id) % 10 < 8 order by t.id, m.organisation_id, m.held_on, m.id;
        insert into grassroots.base_trainee (id, teaching_place_id, locality_path, name, member_id, post, began_on, ended_on, mentor, evaluation)
          select md5(p.id::text || w.id)::uuid, p.id, p.locality_path, w.name, w.id, '村党支部书记', date '2026-05-11', date '2026-05-22', '致富带头人', '2' from grassroots.teaching_place p join org.locality c on c.kind = 3 and starts_with(p.locality_path, c.path) join outreach_who w on w.county = c.path and w.nth between 53 and 60 where p.kind = '6';
        insert into grassroots.worker_need (id, locality_path, rank_order, basis, organisation_id, required, is_pilot) select md5(s.id::text || 'need')::uuid, s.path, s.nth, '县委基层党务工作者配备办法', s.id, 2, s.nth <= 15 from outreach_seat s where s.nth <= 30;
        insert into grassroots.party_worker (id, locality_path, rank_order, name, name_pinyin, name_initials, member_id, organisation_id, post, is_full_time, began_on, courses, score, has_practice, grade, certificate_no, certified_on, valid_until)
          select md5(m.id::text || 'worker')::uuid, m.locality_path, s.nth, m.name, m.name_pinyin, m.name_initials, m.id, s.id, case when m.k = 1 then '2' else '3' end, m.k = 1, date '2026-06-01' - s.nth * 60, 3 + s.nth % 6, 60 + s.nth % 35, true, case when s.nth <= 15 and s.nth % 4 > 0 then '1' end, case when s.nth <= 15 and s.nth % 4 > 0 then 'D' || left(md5(m.id::text), 8) end, case when s.nth <= 15 and s.nth % 4 > 0 then date '2023-12-20' + s.nth * 20 end, case when s.nth <= 15 and s.nth % 4 > 0 then date '2026-12-20' + s.nth * 20 end
          from outreach_seat s join lateral (select x.*, row_number() over (order by x.rank_order, x.id) as k from grassroots.member x where x.organisation_id = s.id and x.removed_at is null and x.left_on is null and x.membership_state = '1') m on m.k <= case when s.nth % 3 = 0 then 1 else 2 end where s.nth <= 30;
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        select org.rebuild_history('grassroots.party_worker');
        """;
}
