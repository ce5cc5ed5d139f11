namespace OrgWork.Grassroots;

/// <summary>What the invented city's members have studied: drives of the counties, classes, teachers, teaching places. Planted: secretaries who were in no class, stations that do not work, classes nobody judged.</summary>
static class TrainingDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        // In a city of a million a part of the members is enough.
        await using var command = new Npgsql.NpgsqlCommand(Fill.Replace("{part}", $"{Math.Max(1, city.Counts.Members / 30_000)}", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    const string Fill = """
        alter table grassroots.teacher disable trigger user; alter table grassroots.teaching_place disable trigger user; alter table grassroots.place_visit disable trigger user; alter table grassroots.drive disable trigger user; alter table grassroots.training_class disable trigger user; alter table grassroots.study disable trigger user;
        create temporary table county on commit drop as select l.path, l.short_name, row_number() over (order by l.path) as n, (select o.id from grassroots.organisation o where org.home_of(o.locality_path) = l.path and o.abolished_on is null and o.kind not in ('631', '632') order by o.rank_order, o.id limit 1) as organisation from org.locality l where l.kind = 3;
        delete from county where organisation is null;
        insert into grassroots.teacher (id, locality_path, rank_order, name, name_pinyin, name_initials, work_unit, title, subjects)
          select md5(c.path || t.name)::uuid, c.path, t.k * 10, t.name, t.pinyin, t.initials, c.short_name || t.unit, t.title, t.subjects from county c
          cross join (values (1, '梁思远', 'liangsiyuan', 'lsy', '委党校', '讲师', '全会精神解读；党章党规'), (2, '姚守成', 'yaoshoucheng', 'ysc', '农业农村局', '高级农艺师', '特色种植；集体经济'), (3, '冯桂珍', 'fengguizhen', 'fgz', '退休教师', '红色讲解员', '革命传统；家风家训')) t (k, name, pinyin, initials, unit, title, subjects);
        insert into grassroots.teaching_place (id, locality_path, rank_order, name, kind, capacity, courses, guide, address)
          select md5(c.path || t.name)::uuid, c.path, t.k * 10, c.short_name || t.name, t.kind, t.capacity, t.courses, t.guide, c.short_name || '城区' from county c
          cross join (values (1, '委党校', '1', 240, '主体班、轮训班', '教务科'), (2, '革命历史纪念馆', '4', 80, '重温入党誓词、现场教学', '讲解组'), (3, '乡村振兴实训基地', '6', 60, '集体经济、乡村治理', '基地办')) t (k, name, kind, capacity, courses, guide);
        insert into grassroots.teaching_place (id, locality_path, rank_order, name, kind, capacity, equipment, village_id, installed_on, tested_on, is_working)
          select md5(o.id::text || 'station')::uuid, org.home_of(o.locality_path), 100, o.short_name || '远程教育站点', '5', 40, '会议终端、投影', o.id, date '2021-05-01' + (o.rank_order % 300), case when ('x' || substr(md5(o.id::text || 'tested'), 1, 4))::bit(16)::int % 100 < 88 then date '2026-10-20' else date '2025-12-03' end, ('x' || substr(md5(o.id::text || 'works'), 1, 4))::bit(16)::int % 100 < 95
          from grassroots.organisation o where o.is_village and o.abolished_on is null;
        insert into grassroots.place_visit (id, teaching_place_id, locality_path, rank_order, visited_on, organisation, people, words, held)
          select md5(p.id::text || v)::uuid, p.id, p.locality_path, v, date '2026-03-06' + v * 37, (array['某镇机关党支部', '县医院第一党支部', '城关社区党支部'])[1 + v % 3], 18 + v * 3, '重温入党誓词，现场教学', date '2026-03-06' + v * 37 <= date '2026-11-21' from grassroots.teaching_place p cross join generate_series(1, 7) v where p.kind in ('1', '4');
        insert into grassroots.drive (id, locality_path, rank_order, title, category, target, least_level, document_no, began_on, due_on)
          select md5(c.path || d.title)::uuid, c.path, d.k * 10, d.title, d.category, d.target, d.level, c.short_name || '组发〔2026〕' || d.k + 10 || '号', d.began, d.due from county c
          cross join (values (1, '全会精神全员培训', '9', '1', '4', date '2026-02-01', date '2026-12-31'), (2, '党组织书记县级集中轮训', '1', '2', '3', date '2026-03-01', date '2026-11-30'), (3, '两新党组织书记“非公党校”培训', '8', '4', '3', date '2026-04-01', date '2026-10-31')) d (k, title, category, target, level, began, due);
        insert into grassroots.training_class (id, locality_path, rank_order, name, organisation_id, kind, category, level, drive_id, teaching_place_id, teacher_id, began_on, ended_on, hours, seats, outline, answers, useful, prepared, again)
          select md5(c.path || k.name)::uuid, o.locality_path, k.k * 10, c.short_name || k.name, c.organisation, k.kind, k.category, '3', case when k.drive is not null then md5(c.path || k.drive)::uuid end, md5(c.path || '委党校')::uuid, md5(c.path || k.teacher)::uuid, k.began, k.began + k.days - 1, k.hours, 120, '专题辅导、现场教学、分组研讨',
            case when k.answers > 0 then k.answers end, case when k.answers > 0 then k.answers - 2 end, case when k.answers > 0 then k.answers - 4 end, case when k.answers > 0 then k.answers - 3 end
          from county c join grassroots.organisation o on o.id = c.organisation cross join (values (1, '全会精神培训班（第一期）', '1', '9', '全会精神全员培训', '梁思远', date '2026-03-16', 2, 16, 40), (2, '冬训示范班', '4', '1', '全会精神全员培训', '梁思远', date '2026-01-12', 2, 16, 0), (3, '党组织书记集中轮训班', '3', '1', '党组织书记县级集中轮训', '梁思远', date '2026-05-12', 4, 28, 36),
            (4, '“头雁领航”培训班', '2', '8', '党组织书记县级集中轮训', '姚守成', date '2026-06-16', 5, 40, 22), (5, '两新党组织书记培训班', '8', '8', '两新党组织书记“非公党校”培训', '冯桂珍', date '2026-07-08', 2, 16, 0)) k (k, name, kind, category, drive, teacher, began, days, hours, answers);
        insert into grassroots.study (id, locality_path, rank_order, title, member_id, organisation_id, class_id, drive_id, category, level, studied_on, hours, score)
          select md5(m.id::text || k.id)::uuid, m.locality_path, -(k.began_on - date '2000-01-01'), k.name, m.id, m.organisation_id, k.id, k.drive_id, k.category, k.level, k.began_on, k.hours, 70 + ('x' || substr(md5(m.id::text || 'mark'), 1, 4))::bit(16)::int % 30
          from grassroots.training_class k join county c on k.organisation_id = c.organisation
          join grassroots.member m on starts_with(m.locality_path, c.path) and m.left_on is null and m.membership_state = '1'
          left join lateral (select bool_or(p.post = '001A') as is_secretary, bool_or(p.post = '001A' and o.is_village) as is_village, bool_or(p.post = '001A' and o.sphere = '7') as is_new from grassroots.member_post p join grassroots.organisation o on o.id = p.organisation_id where p.member_id = m.id and p.ended_on is null) p on true
          cross join lateral (select ('x' || substr(md5(m.id::text || k.id), 1, 4))::bit(16)::int % 100 as luck) l
          where uuid_hash(m.id) % {part} = 0 and case k.kind when '3' then p.is_secretary and l.luck < 80 when '2' then p.is_village and l.luck < 40 when '8' then p.is_new and l.luck < 70 when '4' then l.luck < 3 else l.luck < 12 end;
        insert into grassroots.study (id, locality_path, rank_order, title, member_id, organisation_id, drive_id, category, level, studied_on, hours)
          select md5(m.id::text || 'branch' || s.k)::uuid, m.locality_path, -(s.on_day - date '2000-01-01'), s.title, m.id, m.organisation_id, case s.k when 1 then md5(c.path || '全会精神全员培训')::uuid end, s.category, s.level, s.on_day, s.hours
          from county c join grassroots.member m on starts_with(m.locality_path, c.path) and m.left_on is null and m.membership_state = '1'
          cross join (values (1, '全会精神送课下基层', '9', '4', date '2026-04-10', 8, 88), (2, '党章党规集中学习', '2', '5', date '2026-06-05', 12, 82), (3, '警示教育片', '7', '5', date '2026-08-07', 4, 70), (4, '冬训集中学习', '1', '5', date '2026-01-20', 12, 76)) s (k, title, category, level, on_day, hours, share)
          where uuid_hash(m.id) % {part} = 0 and ('x' || substr(md5(m.id::text || s.title), 1, 4))::bit(16)::int % 100 < s.share and m.joined_on <= s.on_day;
        alter table grassroots.teacher enable trigger user; alter table grassroots.teaching_place enable trigger user; alter table grassroots.place_visit enable trigger user; alter table grassroots.drive enable trigger user; alter table grassroots.training_class enable trigger user; alter table grassroots.study enable trigger user;
        alter table grassroots.study_route disable trigger user; alter table grassroots.base_task disable trigger user; alter table grassroots.study_booking disable trigger user;
        insert into grassroots.study_route (id, locality_path, rank_order, name, theme) select md5(c.path || 'route')::uuid, c.path, 10, c.short_name || '红色研学线', '重走渡江路' from county c;
        insert into grassroots.teaching_place (id, locality_path, rank_order, name, kind, capacity, courses, guide, address)
          select md5(c.path || t.name)::uuid, c.path, t.k * 10, c.short_name || t.name, '4', t.capacity, t.courses, '讲解组', c.short_name || t.place from county c
          cross join (values (4, '渡口旧址', 120, '渡江故事、现场教学', '城北'), (5, '烈士陵园', 200, '缅怀先烈、重温入党誓词', '南山')) t (k, name, capacity, courses, place);
        update grassroots.teaching_place p set level = case p.rank_order when 20 then '3' when 40 then '2' else '4' end, condition = case p.rank_order when 40 then '3' when 50 then '2' else '1' end, route_id = md5(c.path || 'route')::uuid from county c where p.locality_path = c.path and p.kind = '4';
        -- Planted: the old ferry's landing is late.
        insert into grassroots.base_task (id, teaching_place_id, locality_path, rank_order, task, due_on, done_on)
          select md5(p.id::text || t.task)::uuid, p.id, p.locality_path, t.k, t.task, t.due, t.done from grassroots.teaching_place p join county c on c.path = p.locality_path
          join (values (40, 1, '修缮码头石阶', date '2026-10-31', null::date), (40, 2, '更新展板', date '2026-06-30', date '2026-06-20'), (50, 1, '铺设无障碍坡道', date '2026-12-20', null)) t (rank, k, task, due, done) on t.rank = p.rank_order where p.kind = '4';
        -- Theme days of September that were held at a base; what is booked for the weeks ahead.
        insert into grassroots.study_booking (id, locality_path, rank_order, title, organisation_id, route_id, teaching_place_id, visit_on, people, meeting_id, state, answer, held_on)
          select md5(m.id::text || 'booking')::uuid, m.locality_path, -(m.held_on - date '2000-01-01'), p.name || '　' || m.name, m.organisation_id, null, p.id, m.held_on, greatest(m.present_count, 1), m.id, '2', '九点在纪念馆门口集合', m.held_on
          from county c join grassroots.teaching_place p on p.id = md5(c.path || '革命历史纪念馆')::uuid
          cross join lateral (select x.id, x.locality_path, x.held_on, x.present_count, x.organisation_id, o.name from grassroots.organisation o join grassroots.meeting x on x.organisation_id = o.id and x.kind = '21' and x.state = '3' and x.held_on between '2026-09-01' and '2026-09-30' and x.removed_at is null
            where starts_with(o.locality_path, c.path) and o.kind in ('631', '632') and o.abolished_on is null order by md5(o.id::text || 'study'), x.id limit 8) m;
        insert into grassroots.study_booking (id, locality_path, rank_order, title, organisation_id, route_id, visit_on, people, state, answer)
          select md5(o.id::text || 'ahead')::uuid, o.locality_path, -(date '2026-12-05' - date '2000-01-01'), c.short_name || '红色研学线　' || o.name, o.id, md5(c.path || 'route')::uuid, date '2026-12-05' + (o.nth::int - 1) * 3, 20 + o.nth::int, case o.nth when 1 then '2' when 4 then '3' else '1' end, case o.nth when 1 then '讲解员已安排' when 4 then '当天闭馆检修' end
          from county c cross join lateral (select x.id, x.name, x.locality_path, row_number() over (order by md5(x.id::text || 'ahead')) as nth from grassroots.organisation x where starts_with(x.locality_path, c.path) and x.kind in ('631', '632') and x.abolished_on is null order by md5(x.id::text || 'ahead') limit 5) o;
        alter table grassroots.study_route enable trigger user; alter table grassroots.base_task enable trigger user; alter table grassroots.study_booking enable trigger user;
        select org.rebuild_history('grassroots.teaching_place');
        analyze grassroots.study, grassroots.training_class, grassroots.teaching_place
        """;
}
