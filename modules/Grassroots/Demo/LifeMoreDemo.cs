namespace OrgWork.Grassroots;

/// <summary>
/// Oaths of new members, an inspection by lot in every county with what it found, problems branches have found themselves, weak spots; corrections members have asked for;
/// and one member who signs in. Planted: problems past their day, new members without an oath, requests nobody has answered.
/// </summary>
static class LifeMoreDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    const string Fill = """
        alter table grassroots.meeting disable trigger user; alter table grassroots.problem disable trigger user; alter table grassroots.inspection disable trigger user; alter table grassroots.correction disable trigger user;
        create function pg_temp.lot(id uuid, salt text) returns int language sql immutable return ('x' || substr(md5(id::text || salt), 1, 4))::bit(16)::int % 100;

        insert into grassroots.meeting (id, organisation_id, locality_path, rank_order, kind, ceremony, topic, held_on, place, chair, recorder, lecturer, content, due_count, present_count, state, confirmed_name, confirmed_at)
          select md5(o.id::text || 'oath')::uuid, o.id, o.locality_path, -(date '2026-07-01' - date '0001-01-01'), '41', '3', '新党员入党宣誓', date '2026-07-01', '党员活动室', coalesce(o.secretary, '副书记'), '组织委员', coalesce(o.secretary, '副书记'), '新党员面向党旗宣誓，老党员重温入党誓词。', n.count, n.count, '3', o.secretary, timestamptz '2026-07-01 10:00+08'
          from (select m.organisation_id, count(*)::int as count from grassroots.member m where m.joined_on between date '2024-11-21' and date '2026-07-01' and m.left_on is null and m.membership_state = '1' group by 1) n
          join grassroots.organisation o on o.id = n.organisation_id where pg_temp.lot(o.id, 'oath') < 90;
        -- 政治体检 in every tenth branch, once a year.
        insert into grassroots.meeting (id, organisation_id, locality_path, rank_order, kind, topic, held_on, place, chair, recorder, content, due_count, present_count, state, confirmed_name, confirmed_at)
          select md5(o.id::text || 'checkup')::uuid, o.id, o.locality_path, -(date '2026-09-18' - date '0001-01-01'), '42', '对照党章党规政治体检', date '2026-09-18', '党员活动室', coalesce(o.secretary, '副书记'), '组织委员', '逐项对照，查出的问题列入整改清单。', 0, 0, '3', o.secretary, timestamptz '2026-09-18 10:00+08'
          from grassroots.organisation o where o.kind in ('631', '632') and o.abolished_on is null and o.state = '1' and pg_temp.lot(o.id, 'checkup') < 10;
        insert into grassroots.attendance (meeting_id, member_id, locality_path, held_on, standing)
          select md5(m.organisation_id::text || 'oath')::uuid, m.id, m.locality_path, date '2026-07-01', '1' from grassroots.member m where m.joined_on between date '2024-11-21' and date '2026-07-01' and m.left_on is null and m.membership_state = '1' and pg_temp.lot(m.organisation_id, 'oath') < 90;

        insert into grassroots.inspection (id, organisation_id, locality_path, rank_order, batch, drawn, planned_on, inspectors, inspected_on, is_true, is_complete, is_on_time, found)
          select md5(o.id::text || 'inspection')::uuid, o.id, o.locality_path, o.rank_order, '2026 年第四季度抽查', '1', date '2026-10-20' + (o.nth % 14)::int, '县委组织部督查组', case when o.nth <= 10 then date '2026-10-20' + (o.nth % 14)::int end,
                 case when o.nth <= 10 then true end, case when o.nth <= 10 then o.nth % 3 > 0 end, case when o.nth <= 10 then o.nth % 4 > 0 end, case when o.nth <= 10 then (o.nth % 3 = 0)::int + (o.nth % 4 = 0)::int end
          from (select x.*, row_number() over (partition by c.id order by md5(x.id::text || 'lot')) as nth from grassroots.organisation x join org.locality c on c.kind = 3 and starts_with(x.locality_path, c.path) where x.kind in ('631', '632') and x.abolished_on is null and x.state = '1') o where o.nth <= 12;
        insert into grassroots.problem (id, organisation_id, locality_path, rank_order, words, number, source, inspection_id, found_on, measures, owner, due_on, state, progress, applied_on, applied_name, evidence, closed_on, accepted_name, recheck_on)
          select md5(i.id::text || w.words)::uuid, i.organisation_id, i.locality_path, -(i.inspected_on - date '2000-01-01'), w.words, 'D' || left(md5(i.id::text), 4), '5', i.id, i.inspected_on, '按督查意见整改', coalesce(o.secretary, '支部书记'), i.inspected_on + 30, w.state, case when w.state > '1' then '2026.11.05　已对照检查，安排补课' end,
                 case when w.state >= '3' then i.inspected_on + 12 end, case when w.state >= '3' then coalesce(o.secretary, '支部书记') end, case when w.state >= '3' then '已补齐记录并附照片' end, case when w.state >= '4' then i.inspected_on + 16 end, case when w.state >= '4' then '县委组织部督查组' end, case when w.state = '4' then date '2027-04-30' end
          from grassroots.inspection i join grassroots.organisation o on o.id = i.organisation_id
          cross join lateral (select '会议记录不完整，缺发言要点' as words, (array['1', '2', '3', '4'])[1 + pg_temp.lot(i.id, 'a') % 4] as state where not i.is_complete union all select '主题党日没有按月开展', (array['2', '3', '4', '4'])[1 + pg_temp.lot(i.id, 'b') % 4] where not i.is_on_time) w where i.inspected_on is not null;
        insert into grassroots.problem (id, organisation_id, locality_path, rank_order, words, number, source, campaign, found_on, measures, owner, due_on, state, progress, applied_on, applied_name, evidence, closed_on, accepted_name, recheck_on, rechecked_on, recheck_words)
          select md5(o.id::text || 'found' || k)::uuid, o.id, o.locality_path, k, (array['学用结合不够，理论学习满足于念文件', '联系群众不经常，入户走访少', '流动党员管理有空档'])[k], 'Z' || left(md5(o.id::text), 4) || '-' || k, '2', '2025 年度组织生活会', date '2026-02-24', (array['每月一次专题研讨，书记领学', '支委包片，每季度走访一遍', '每月电话联系，建微信群'])[k], coalesce(o.secretary, '支部书记'), (array[date '2026-06-30', date '2026-09-30', date '2026-12-20'])[k], s.state,
                 case when s.state > '1' then '2026.04.10　已列入支部计划' end, case when s.state >= '3' then date '2026-06-10' end, case when s.state >= '3' then coalesce(o.secretary, '支部书记') end, case when s.state >= '3' then '会议记录、走访台账已上传' end, case when s.state >= '4' then date '2026-06-20' end, case when s.state >= '4' then '乡镇党委组织委员' end,
                 case s.state when '4' then date '2026-12-20' end, case s.state when '5' then date '2026-10-12' end, case s.state when '5' then '措施坚持得好' end
          from grassroots.organisation o cross join generate_series(1, 3) k cross join lateral (select case when pg_temp.lot(o.id, 'state' || k) < 6 + k * 3 then '2' when pg_temp.lot(o.id, 'state' || k) < 10 + k * 6 then '3' when pg_temp.lot(o.id, 'state' || k) < 70 then '4' else '5' end as state) s
          where o.kind in ('631', '632') and o.abolished_on is null and pg_temp.lot(o.id, 'found') < 15;
        insert into grassroots.problem (id, locality_path, rank_order, words, source, weak_kind, place, people, has_organisation, found_on, measures, owner, due_on, state)
          select md5(l.path || w.words)::uuid, l.path, w.k, w.words, '7', w.kind, l.short_name || w.place, 120 + w.k * 260 + l.id % 90, w.k = 2, date '2026-08-20', w.measures, '乡镇党委组织委员', w.due, w.state
          from org.locality l cross join (values (1, '集镇新市民小区没有党组织，流动人口多', '4', '集镇北片', '成立小区临时党支部，选派指导员', date '2026-11-10', '2'), (2, '商户党组织作用不明显', '1', '农贸市场', '联合党支部每月开展活动', date '2026-12-31', '1')) w (k, words, kind, place, measures, due, state) where l.kind = 4;

        insert into grassroots.correction (id, member_id, organisation_id, locality_path, rank_order, item, label, stands, wanted, value, grounds, asked_on, asked_by, state, decided_on, decided_name, reason)
          select md5(m.id::text || 'correction')::uuid, m.id, m.organisation_id, m.locality_path, m.nth::int, 'workplace', '工作单位及职务', m.workplace, '镇农业综合服务中心技术员', '镇农业综合服务中心技术员', '聘用文件', date '2026-11-18' - (m.nth * 3)::int, '00000000-0000-0000-0000-000000000000', s.state, case when s.state in ('2', '3') then date '2026-11-20' - (m.nth * 3)::int end, case when s.state in ('2', '3') then '乡镇党委组织委员' end, case s.state when '2' then '聘用文件属实，已改' when '3' then '只有借用通知，编制未变，不改' end
          from (select x.*, row_number() over (order by md5(x.id::text || 'asks')) as nth from grassroots.member x where x.left_on is null and x.membership_state = '1' and x.kind = '1' and x.occupation = '07') m cross join lateral (select (array['1', '2', '3'])[1 + (m.nth % 3)::int] as state) s where m.nth <= 24;

        with town as (select t.path from org.locality r join org.locality c on c.parent_id = r.id and c.kind < 6 join org.locality t on t.parent_id = c.id and t.kind < 6 where r.parent_id is null order by r.rank_order, r.code, c.rank_order, c.code, t.rank_order, t.code limit 1),
        seat as (select l.id, l.path from org.locality l, town where l.kind = 6 and starts_with(l.path, town.path) and (select h.kind from org.locality h where h.path = org.home_of(l.path)) = 5 and not exists (select from org.locality below where below.parent_id = l.id) order by l.name like '%支部委员会' desc, l.path limit 1)
        insert into org.account (id, account, name, name_pinyin, name_initials, office, locality_path, person_id)
          select md5('demo.member')::uuid, 'demo.member', m.name, m.name_pinyin, m.name_initials, '党员本人', seat.path, m.person_id from seat join grassroots.member m on m.locality_path = seat.path where m.left_on is null and m.kind = '1' and m.membership_state = '1' and m.removed_at is null order by m.occupation is not distinct from '07' desc, m.rank_order desc, m.id limit 1;

        alter table grassroots.meeting enable trigger user; alter table grassroots.problem enable trigger user; alter table grassroots.inspection enable trigger user; alter table grassroots.correction enable trigger user;
        analyze grassroots.problem, grassroots.inspection
        """;
}
