namespace OrgWork.Cadres;

/// <summary>The signed ballots behind the numbers on the year's sheets, the duty reports and the inspections before a term change.</summary>
static class AppraisalDemo
{
    public const string Sql = """
        alter table org.poll disable trigger user; alter table org.poll_group disable trigger user; alter table org.poll_item disable trigger user; alter table org.poll_count disable trigger user;
        create temporary table appraised on commit drop as
          select md5('year poll' || s.id::text)::uuid as id, 'year-appraisals' as kind, '参加测评的人员' as voters, s.id as subject_id, s.locality_path, s.unit_name || ' ' || s.year || ' 年度民主测评' as title, s.appraised_on as held_on, s.issued, s.returned, s.valid from cadres.assessment_sheet s where s.issued is not null
          union all select md5('duty poll' || d.id::text)::uuid, 'duty-appraisals', '评议人员', d.id, d.locality_path, d.title || '评议', d.appraised_on, d.issued, d.returned, d.valid from cadres.duty_report d where d.issued is not null
          union all select md5('inspection poll' || i.id::text)::uuid, 'term-appraisals', '参加测评的人员', i.id, i.locality_path, i.name || '换届考察民主测评', i.began_on, i.issued, i.returned, i.valid from cadres.term_inspection i where i.issued is not null;
        create temporary table marked on commit drop as
          select a.id, a.locality_path, x.title, row_number() over (partition by a.id order by x.part, x.rank_order, x.row_id) as number, x.marks
          from appraised a join (
            select l.assessment_sheet_id as subject_id, 1 as part, l.rank_order, l.id as row_id, case when count(*) over (partition by l.assessment_sheet_id, c.name) > 1 then c.name || '（' || coalesce(c.post_title, '第 ' || l.rank_order || ' 名') || '）' else c.name end as title, array[l.excellent, l.competent, l.basic, l.poor] as marks from cadres.assessment_line l join cadres.cadre c on c.id = l.cadre_id
            union all select t.assessment_sheet_id, 0, t.rank_order, t.id, '班子：' || t.name, array[t.excellent, t.competent, t.basic, t.poor] from cadres.assessment_team t
            union all select d.id, 0, 0, d.id, c.name, array[d.good, d.fair, d.plain, d.poor] from cadres.duty_report d join cadres.cadre c on c.id = d.cadre_id
            union all select i.id, 0, 0, i.id, '班子：' || i.name, array[i.good, i.fair, i.plain, i.poor] from cadres.term_inspection i
            union all select p.term_inspection_id, 1, p.rank_order, p.id, case when count(*) over (partition by p.term_inspection_id, c.name) > 1 then c.name || '（' || coalesce(c.post_title, '第 ' || p.rank_order || ' 名') || '）' else c.name end, array[p.favourable - 8, 8, p.valid - p.favourable, 0] from cadres.term_inspected p join cadres.cadre c on c.id = p.cadre_id where p.valid is not null) x on x.subject_id = a.subject_id;
        insert into org.poll (id, locality_path, module, kind, title, form, choices, way, state, held_on, subject_id, tellers, counter, minimum, summary, signed_on, signed_by_name)
        select a.id, a.locality_path, 'cadres', a.kind, a.title, 'each', array['1', '2', '3', '4'], 'paper', 'signed', a.held_on, a.subject_id, '工会代表、机关纪委', '干部科', 1, '有效票 ' || a.valid || ' 张', a.held_on, '施佳宁' from appraised a;
        insert into org.poll_group (poll_id, number, locality_path, name, eligible, present, issued, returned, invalid) select a.id, 1, a.locality_path, a.voters, a.issued, a.issued, a.issued, a.returned, a.returned - a.valid from appraised a;
        insert into org.poll_item (poll_id, number, locality_path, title) select m.id, m.number, m.locality_path, m.title from marked m;
        insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes) select m.id, 1, m.number, v.choice::text, m.locality_path, v.votes from marked m cross join lateral unnest(m.marks) with ordinality v (votes, choice);
        alter table org.poll enable trigger user; alter table org.poll_group enable trigger user; alter table org.poll_item enable trigger user; alter table org.poll_count enable trigger user
        """;
}
