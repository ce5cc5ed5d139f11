namespace OrgWork.Grassroots;

/// <summary>扩面提质, industries, requests on their way, the year's surveys; measures and who had them; the year's celebration; study classes that were concluded. Planted: a township behind, an instructor nobody is content with, activities not held.</summary>
static class ExpansionDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    static readonly string[] Tables = ["expansion_target", "expansion_result", "industry_system", "satisfaction", "satisfaction_answer", "incentive_measure", "incentive", "anniversary", "anniversary_activity", "anniversary_guest", "visit_round", "class_statement", "training_class", "study"];

    static string Fill => $$"""
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} disable trigger user;"))}}
        insert into grassroots.expansion_target (id, locality_path, rank_order, title, kind, year, new_target, raise_target, document_no)
          select md5(t.path || 'expansion')::uuid, t.path, t.nth, t.short_name, '1', 2026, 1 + t.nth % 3, 2, '县两新工委〔2026〕1号' from (select l.*, row_number() over (order by l.path)::int as nth from org.locality l where l.kind = 4) t;
        insert into grassroots.expansion_target (id, locality_path, rank_order, title, kind, year, new_target, raise_target, document_no)
          select md5(c.path || o.title)::uuid, c.path, 1000 + o.k, c.short_name || o.title, '2', 2026, 0, 1, '县两新工委〔2026〕1号' from org.locality c cross join (values (1, '教育局'), (2, '卫健局'), (3, '司法局')) o (k, title) where c.kind = 3;
        insert into grassroots.expansion_result (id, expansion_target_id, locality_path, rank_order, kind, organisation_id, done_on, from_grade, to_grade)
          select md5(o.id::text || 'raised')::uuid, t.id, t.locality_path, 1, '2', o.id, date '2026-03-10' + (o.nth * 61 + uuid_hash(o.id) % 40)::int, '3', '4'
          from grassroots.expansion_target t join lateral (select x.id, row_number() over (order by x.id) as nth from grassroots.organisation x where x.sphere = '7' and x.stars = '4' and x.abolished_on is null and starts_with(x.locality_path, t.locality_path) order by x.id limit 2) o on uuid_hash(t.id) % 4 > 0 where t.kind = '1';
        update grassroots.expansion_target t set raised = (select count(*) from grassroots.expansion_result r where r.expansion_target_id = t.id);
        insert into grassroots.industry_system (id, locality_path, rank_order, name, industry, office, organisation_id, secretary)
          select md5(c.path || i.name)::uuid, c.path, i.k, i.name, i.industry, c.short_name || i.office, case when i.k < 3 then o.id end, case when i.k < 3 then o.secretary end
          from org.locality c cross join (values (1, '民办学校', '01', '教育局'), (2, '民办医院', '02', '卫生健康局'), (3, '律师行业', '03', '司法局'), (4, '会计行业', '04', '财政局'), (5, '互联网行业', '06', '网信办')) i (k, name, industry, office)
          left join lateral (select x.id, x.secretary, row_number() over (order by x.rank_order, x.id) as nth from grassroots.organisation x where x.kind = '271' and x.abolished_on is null and starts_with(x.locality_path, c.path)) o on o.nth = i.k where c.kind = 3;
        insert into grassroots.satisfaction (id, locality_path, rank_order, title, establishment_id, instructor_id, assignment_id, year, enterprise_score, society_score, sender_score, instructor_score)
          select md5(a.id::text || 'satisfied')::uuid, a.locality_path, 1, left(e.name || ' · ' || i.name, 120), e.id, i.id, a.id, 2026, 70 + uuid_hash(a.id) % 30 - case when uuid_hash(a.id) % 37 = 0 then 30 else 0 end, 78 + uuid_hash(e.id) % 20, 80 + uuid_hash(i.id) % 18, case when uuid_hash(a.id) % 9 > 0 then 82 + uuid_hash(a.id) % 15 end
          from grassroots.instructor_assignment a join grassroots.establishment e on e.id = a.establishment_id join grassroots.instructor i on i.id = a.instructor_id where a.ended_on is null and uuid_hash(a.id) % 6 = 0;
        update grassroots.satisfaction set lowest = least(enterprise_score, society_score, sender_score, instructor_score) where instructor_score is not null;
        insert into grassroots.satisfaction_answer (id, satisfaction_id, locality_path, side, score, answered_on) select md5(s.id::text || v.side)::uuid, s.id, s.locality_path, v.side, v.score, date '2026-11-05' from grassroots.satisfaction s cross join lateral (values ('1', s.enterprise_score), ('2', s.society_score), ('3', s.sender_score), ('4', s.instructor_score)) v (side, score) where v.score is not null;

        insert into grassroots.incentive_measure (id, locality_path, rank_order, title, kind, policy, content, began_on)
          select md5(c.path || m.title)::uuid, c.path, m.k, m.title, m.kind, c.short_name || '激励干部担当作为若干措施', m.content, date '2025-01-01' from org.locality c
          cross join (values (1, '推荐为“两代表一委员”人选', '1', '表现突出、群众公认的党员优先推荐'), (2, '列入后备、优先使用', '2', '急难险重任务中表现突出的'), (3, '外出培训和疗休养', '3', '年度评议优秀的轮流安排'), (4, '谈心谈话、家访慰问', '4', '遇到重大变故和困难的一周内走访')) m (k, title, kind, content) where c.kind = 3;
        insert into grassroots.incentive (id, locality_path, rank_order, title, measure_id, kind, member_id, organisation_id, given_on, basis)
          select md5(w.id::text || 'incentive')::uuid, w.locality_path, w.nth, k.title, k.id, k.kind, w.id, w.organisation_id, date '2026-02-15' + w.nth * 6, '县委组织部会议研究'
          from (select c.path as county, m.id, m.locality_path, m.organisation_id, row_number() over (partition by c.path order by md5(m.id::text || 'given'))::int as nth from grassroots.organisation o join org.locality c on c.kind = 3 and starts_with(o.locality_path, c.path) join grassroots.member m on m.organisation_id = o.id where m.removed_at is null and m.left_on is null and m.membership_state = '1' and o.is_village and uuid_hash(m.id) % 5 = 0) w
          join grassroots.incentive_measure k on k.locality_path = w.county and k.rank_order = 1 + w.nth % 4 where w.nth <= 40;
        insert into grassroots.anniversary (id, locality_path, rank_order, title, year, began_on, due_on, owner, materials) select md5(c.path || 'july')::uuid, c.path, 1, '庆祝建党 105 周年系列活动', 2026, date '2026-05-15', date '2026-11-30', '县委组织部', '活动方案、座谈会讲话、画册、宣传片' from org.locality c where c.kind = 3;
        insert into grassroots.anniversary_activity (id, anniversary_id, locality_path, rank_order, heading, owner, planned_on, done_on, result)
          select md5(a.id::text || x.heading)::uuid, a.id, a.locality_path, x.k, x.heading, x.owner, x.planned, x.done, x.result from grassroots.anniversary a
          cross join (values (1, '座谈会', '办公室', date '2026-06-29', date '2026-06-29', '八十人到会，五人发言'), (2, '“光荣在党50年”纪念章颁发', '组织一科', date '2026-06-30', date '2026-06-30', '集中颁发和上门颁发'), (3, '专题党课展播', '党教中心', date '2026-07-10', date '2026-07-12', '收看一万二千人次'), (4, '党史图片巡展', '党史研究室', date '2026-11-10', null, null), (5, '总结表彰材料汇编', '研究室', date '2026-11-28', null, null)) x (k, heading, owner, planned, done, result);
        insert into grassroots.anniversary_guest (id, anniversary_id, locality_path, rank_order, name, unit, activity, invited_on, answer) select md5(a.id::text || g.name)::uuid, a.id, a.locality_path, g.k, g.name, g.unit, '座谈会', date '2026-06-15', g.answer from grassroots.anniversary a cross join (values (1, '柏长青', '离休干部', '3'), (2, '闵秀兰', '全国劳模', '3'), (3, '戚振海', '退役军人', '2')) g (k, name, unit, answer);
        update grassroots.visit_round r set anniversary_id = a.id from grassroots.anniversary a where a.locality_path = r.locality_path;

        insert into grassroots.training_class (id, locality_path, rank_order, name, organisation_id, kind, category, level, began_on, ended_on, hours, mode, helper_unit, village_id, minutes, result)
          select md5(c.path || x.name)::uuid, c.locality_path, x.k, x.name, c.organisation_id, '6', '1', '3', x.began, x.began + 1, 8, x.mode, case x.mode when '2' then '县委党校' end, case x.mode when '2' then v.id end, x.minutes, x.result
          from (select distinct on (l.path) l.path, k.organisation_id, k.locality_path from grassroots.training_class k join org.locality l on l.kind = 3 and starts_with(k.locality_path, l.path) order by l.path, k.id) c
          cross join lateral (select o.id from grassroots.organisation o where o.is_village and o.abolished_on is null and starts_with(o.locality_path, c.path) order by o.id limit 1) v
          cross join (values (6, '党组织书记读书班', '1', date '2026-04-20', '围绕乡村振兴分组研讨，六人作重点发言。', '形成三条贯彻措施'), (7, '理论进村帮学读书班', '2', date '2026-09-10', null, null)) x (k, name, mode, began, minutes, result);
        insert into grassroots.study (id, locality_path, rank_order, title, member_id, organisation_id, class_id, category, level, studied_on, hours, words)
          select md5(m.id::text || k.id)::uuid, m.locality_path, -(k.began_on - date '2000-01-01'), k.name, m.id, m.organisation_id, k.id, k.category, k.level, k.began_on, k.hours, k.result
          from grassroots.training_class k join org.locality c on c.kind = 3 and starts_with(k.locality_path, c.path) cross join lateral (select x.* from grassroots.organisation o join grassroots.member x on x.organisation_id = o.id and x.removed_at is null where o.is_village and starts_with(o.locality_path, c.path) and x.left_on is null and x.membership_state = '1' order by o.id, x.rank_order, x.id limit 18) m where k.kind = '6';
        insert into grassroots.class_statement (id, training_class_id, locality_path, title, member_id, handed_on) select md5(k.id::text || s.member_id)::uuid, k.id, k.locality_path, '学用结合抓落实', s.member_id, k.ended_on from grassroots.training_class k join grassroots.study s on s.class_id = k.id where k.kind = '6' and uuid_hash(s.member_id) % 3 = 0;
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        """;
}
