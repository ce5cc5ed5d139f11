namespace OrgWork.Department;

/// <summary>
/// Leaders at the front line, rounds that look back, each unit's sheet of main responsibility, what people found wanting in themselves; in each organisation department.
/// Planted: a problem found on site that nobody took up, a round with items nobody checked, own problems past their day.
/// </summary>
static class FrontlineDemo
{
    public static Task FillAsync(DemoCity city, CancellationToken stop) => AffairsDemo.RunAsync(city, Sql, stop);

    const string Sql = """
        insert into department.site_work (id, locality_path, rank_order, title, leader, place, visited_on, words)
          select md5(d.path || 'site' || k.n || m)::uuid, d.path, m * 10 + k.n, k.title, k.leader, k.place, {today} - (m * 58 + k.n * 7 - 60), k.words
          from desk d cross join (values (1, '查看防汛备勤', '梁叶青', '柳溪村', '看物资、看值守、看名单，和村两委座谈'), (2, '走访困难党员', '梁叶青', '云岭村', '入户六家，问生活、问组织生活'), (3, '调研产业园党建', '何静', '城北产业园', '看三个支部，和企业负责人座谈'), (4, '督促软弱涣散村整顿', '何静', '东门社区', '列席支部大会，对照整顿措施逐条看'), (5, '看年轻干部一线锻炼', '郑文斌', '枫岭镇', '和八名跟班干部谈话'), (6, '送政策到企业', '吴海燕', '城东工业集中区', '现场解答人才政策')) k (n, title, leader, place, words) cross join generate_series(1, 3) m where (k.n + m) % 5 <> 4;
        insert into department.site_problem (id, locality_path, rank_order, site_work_id, title, words, found_on, handling, solution, assigned_to, due_on)
          select md5(w.id::text || 'found' || k.n)::uuid, w.locality_path, k.n, w.id, k.title, k.words, w.visited_on, h.handling, case h.handling when '1' then k.solution end, case h.handling when '2' then d.unit_name end, case h.handling when '2' then w.visited_on + 30 end
          from department.site_work w join desk d on d.path = w.locality_path cross join (values (1, '防汛沙袋储备不够', '只有二百个', '当场从邻村调来五百个'), (2, '值守没有排班', '夜间没有人', '现场排出两周班次'), (3, '活动场所不足', '三个支部一间屋', '协调出一间会议室'), (4, '流动党员联系不上', '电话换了三个', '当场加入联系群'), (5, '跟班干部没有带教人', '来了一月没有分工', '现场定下带教人')) k (n, title, words, solution)
            cross join lateral (select case when (w.rank_order + k.n) % 7 in (1, 2, 4) then '1' when (w.rank_order + k.n) % 7 = 6 and w.visited_on > {today} - 40 then null else '2' end as handling) h where (w.rank_order * 3 + k.n) % 4 = 1;
        insert into org.work_item (id, plan_id, locality_path, other_path, module, kind, plan_title, year, level, rank, number, title, measures, standard, lead_unit_id, lead_name, person, due_kind, due_on, begins_on, percent, state, closed_on, source_register, source_id, source_title)
          select md5(p.id::text || 'task')::uuid, a.id, p.locality_path, p.locality_path, 'department', 'assignments', a.title, a.year, 2, 100 + row_number() over (partition by a.id order by p.found_on, p.id), (100 + row_number() over (partition by a.id order by p.found_on, p.id))::text, p.title, '现场交办，限期办结', '问题解决', d.unit, d.unit_name, '陈志明', '1', p.due_on, p.found_on, case when p.due_on < {today} - 20 then 100 else 50 end, case when p.due_on < {today} - 20 then 'closed' else 'open' end, case when p.due_on < {today} - 20 then p.due_on - 3 end, 'site-problems', p.id, p.title
          from department.site_problem p join desk d on d.path = p.locality_path join org.work_plan a on a.id = md5(p.locality_path || 'assignments' || {year})::uuid where p.handling = '2';
        insert into org.work_party (item_id, unit_id, locality_path, other_path, module, name, is_lead, received_on, received_by_name) select i.id, i.lead_unit_id, i.locality_path, i.locality_path, 'department', i.lead_name, true, i.begins_on + 1, '办公室' from org.work_item i where i.source_register = 'site-problems';

        insert into department.look_back (id, locality_path, rank_order, title, source, basis, closed_from, closed_to, way, share, began_on, due_on, drawn_on, total, drawn, ended_on, report)
          select md5(d.path || 'look back' || k.n)::uuid, d.path, k.n * 10, k.title, k.source, k.basis, {today} - 500, {today} - 30, k.way, k.share, {today} - k.ago, {today} - k.ago + 25, {today} - k.ago, 0, 0, case when k.n = 1 then {today} - k.ago + 22 end, case when k.n = 1 then '总体巩固较好，个别问题补课后到位。' end
          from desk d cross join (values (1, '巡视巡察整改问题“回头看”', 'rectification', '关于开展整改问题“回头看”的通知', '1', 100, 26), (2, '检视问题“回头看”', 'problems', '年度工作要点', '2', 60, 26)) k (n, title, source, basis, way, share, ago);
        insert into department.look_back_item (id, locality_path, rank_order, look_back_id, title, source, item_id, unit_name, handler, closed_on, drawn_on, checker, checked_on, result, words, make_up_on)
          select md5(b.id::text || c.id)::uuid, b.locality_path, c.nth, b.id, c.title, b.source, c.id, c.unit_name, c.handler, c.closed_on, b.drawn_on, r.checker, case when r.result is not null then b.drawn_on + 8 end, r.result, case r.result when '1' then '抽查资料，访谈三人，属实' when '3' then '资料不全，限期补齐' end, case r.result when '3' then b.drawn_on + 18 end
          from department.look_back b join (
            select i.locality_path, 'rectification' as source, i.id, i.title, i.lead_name as unit_name, i.person as handler, i.closed_on, row_number() over (partition by i.locality_path order by md5(i.id::text))::int as nth from org.work_item i where i.module = 'department' and i.kind = 'rectification' and i.level = 2 and i.state = 'closed'
            union all select p.locality_path, 'problems', p.id, p.title, p.owner, p.settled_by, p.settled_on, row_number() over (partition by p.locality_path order by md5(p.id::text))::int from department.problem p where p.settled_on is not null and p.removed_at is null) c on c.locality_path = b.locality_path and c.source = b.source and c.closed_on >= b.closed_from and c.closed_on <= b.closed_to
            cross join lateral (select case when b.ended_on is null and c.nth % 2 = 0 then null when b.ended_on is not null and c.nth % 4 = 3 then '3' else '1' end as result) x cross join lateral (select x.result, case when x.result is not null then '孙晓梅' end as checker) r;
        insert into department.look_back_unit (id, locality_path, rank_order, look_back_id, unit_name, closed) select md5(i.look_back_id::text || i.unit_name)::uuid, i.locality_path, row_number() over (partition by i.look_back_id order by count(*) desc, i.unit_name)::int, i.look_back_id, i.unit_name, count(*)::int from department.look_back_item i group by i.look_back_id, i.locality_path, i.unit_name;
        update department.look_back b set total = n.n, drawn = n.n from (select b.id, count(i.id)::int as n from department.look_back b left join department.look_back_item i on i.look_back_id = b.id group by b.id) n where n.id = b.id;

        insert into department.responsibility_sheet (id, locality_path, rank_order, title, unit_id, year, head)
          select md5(u.id::text || 'sheet' || {year})::uuid, u.locality_path, 0, u.name || {year} || ' 年主体责任单', u.id, {year}, '党委书记' from org.unit u
          where u.removed_at is null and exists (select from org.work_party w join org.work_item i on i.id = w.item_id where w.unit_id = u.id and w.is_lead and w.module = 'department' and i.kind = 'rectification' and i.level = 2 and i.state not in ('draft', 'cancelled') and i.begins_on <= date '{year}-12-31' and (i.closed_on is null or i.closed_on >= date '{year}-01-01'));
        insert into department.responsibility_item (id, locality_path, responsibility_sheet_id, rank_order, title, standard, due_on, done_on, proof)
          select md5(s.id::text || k.n)::uuid, s.locality_path, s.id, k.n * 10, k.title, k.standard, {today} - k.ago, case when k.ago > 30 then {today} - k.ago - 5 end, case when k.ago > 30 then '会议纪要、签到表' end from department.responsibility_sheet s cross join (values (1, '抓好巡视巡察反馈问题整改', '列入的问题按期销号，不反弹', -39), (2, '专题研究全面从严治党', '每半年一次', 150), (3, '向上级党委报告履责情况', '书面报告', -20)) k (n, title, standard, ago);
        update department.responsibility_sheet s set problems = r.problems, written_off = r.written_off, overdue = r.overdue, rebounds = r.rebounds, stated_on = {today} from (select o.id, count(r.id)::int as problems, count(r.id) filter (where r.is_closed)::int as written_off, count(r.id) filter (where r.is_late)::int as overdue, count(r.id) filter (where r.rebounds > 0)::int as rebounds from department.responsibility_sheet o left join department.unit_rectification r on r.parent_id = o.id group by o.id) r where r.id = s.id;
        update department.evaluation e set problems = s.problems, written_off = s.written_off, overdue = s.overdue, rebounds = s.rebounds, stated_on = s.stated_on from department.responsibility_sheet s where s.unit_id = e.unit_id and e.state > '1'
        """;
}
