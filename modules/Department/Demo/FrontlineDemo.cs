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
        insert into org.work_party (item_id, unit_id, locality_path, other_path, module, name, is_lead, received_on, received_by_name) select i.id, i.lead_unit_id, i.locality_path, i.locality_path, 'department', i.lead_name, true, i.begins_on + 1, '办公室' from org.work_item i where i.source_register = 'site-problems'
        """;
}
