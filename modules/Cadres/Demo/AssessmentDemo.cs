using Npgsql;

namespace OrgWork.Cadres;

/// <summary>Schemes of this year and the last, three quarters of 平时考核 with some missing, this year's sheets begun in the city's and counties' organs. Written set by set in the database.</summary>
static class AssessmentDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var (year, top) = (DemoCity.Today.Year, city.Localities.Roots.First());
        var places = new[] { top }.Concat(city.Localities.Below(top)).Where(place => place.Kind <= LocalityKind.County).DistinctBy(place => place.Path).ToList();
        var schemes = places.SelectMany(place => new[] { year - 1, year }.Select(of => (place, of))).Select((one, n) => (one.place, one.of, Id: city.IdFor("scheme", n))).ToList();
        await city.CopyAsync("cadres.assessment_scheme", schemes.Select(one => new
        {
            id = one.Id, locality_path = one.place.Path, rank_order = -one.of, name = $"{one.of} 年度{one.place.Name}领导干部和公务员考核方案", year = one.of, @object = "1", cycle = "4", began_on = new DateOnly(one.of, 1, 1), ended_on = new DateOnly(one.of, 12, 31), state = "2", approved_on = new DateOnly(one.of, 2, 10), approved_by = $"中共{one.place.Name}委常委会", document_no = $"考核〔{one.of}〕1号",
        }), stop);
        (string Kind, string Name, int Weight, string Scorer, string Grades, int Month)[] items = [("10", "季度评定", 30, "1", "3", 12), ("20", "民主测评", 50, "2", "1", 12), ("20", "组织部门核定", 20, "5", "1", 12)];
        await city.CopyAsync("cadres.assessment_item", schemes.SelectMany(one => items.Select((item, i) => (one, item, i))).Select((row, n) => new
        {
            id = city.IdFor("scheme item", n), assessment_scheme_id = row.one.Id, locality_path = row.one.place.Path, rank_order = row.i * 10, kind = row.item.Kind, name = row.item.Name, weight = row.item.Weight, scorer = row.item.Scorer, grades = row.item.Grades, due_on = new DateOnly(row.one.of, row.item.Month, 31),
        }), stop);
        // Teams are assessed by a scheme of their own, on the same sheets.
        var ofTeams = places.Select((place, n) => (place, Id: city.IdFor("team scheme", n))).ToList();
        await city.CopyAsync("cadres.assessment_scheme", ofTeams.Select(one => new
        {
            id = one.Id, locality_path = one.place.Path, rank_order = -year, name = $"{year} 年度{one.place.Name}领导班子考核方案", year, @object = "2", cycle = "4", began_on = new DateOnly(year, 1, 1), ended_on = new DateOnly(year, 12, 31), state = "2", approved_on = new DateOnly(year, 2, 10), approved_by = $"中共{one.place.Name}委常委会", document_no = $"考核〔{year}〕2号",
        }), stop);
        (string Kind, string Name, int Weight, string Scorer)[] asked = [("10", "平时了解", 20, "5"), ("20", "民主测评", 50, "2"), ("20", "主管部门评价", 30, "3")];
        await city.CopyAsync("cadres.assessment_item", ofTeams.SelectMany(one => asked.Select((item, i) => (one, item, i))).Select((row, n) => new
        {
            id = city.IdFor("team scheme item", n), assessment_scheme_id = row.one.Id, locality_path = row.one.place.Path, rank_order = row.i * 10, kind = row.item.Kind, name = row.item.Name, weight = row.item.Weight, scorer = row.item.Scorer, grades = "2", due_on = new DateOnly(year, 12, 31),
        }), stop);
        await using var command = new NpgsqlCommand("""
            alter table cadres.cadre_routine disable trigger user; alter table cadres.assessment_sheet disable trigger user; alter table cadres.assessment_line disable trigger user;
            insert into cadres.cadre_routine (id, cadre_id, locality_path, rank_order, year, cycle, grade, tasks, reason, assessed_on, assessed_by)
            select md5('routine' || c.id::text || q)::uuid, c.id, c.locality_path, -($1 * 10 + q), $1, q, case hashtext(c.id::text || q) & 7 when 0 then '1' when 1 then '1' when 2 then '3' else '2' end, '完成季度重点任务', '按时完成任务，群众评价较好', make_date($1, q * 3, 28), '分管领导'
            from cadres.cadre c, generate_series(1, 3) q where c.status = '1' and c.is_team_member and (hashtext(c.id::text || 'q' || q) & 15) > 0;
            select org.rebuild_history('cadres.cadre_routine');
            insert into cadres.assessment_sheet (id, locality_path, unit_id, unit_name, scheme_id, year, rank_order, appraised_on, issued, returned, valid)
            select md5('sheet' || u.id::text)::uuid, u.locality_path, u.id, u.name, m.id, $1, u.rank_order, $2, 30, 30, 30
            from org.unit u join cadres.assessment_scheme m on m.year = $1 and m.object = '1' and m.locality_path = u.locality_path where exists (select from cadres.cadre c where c.unit_id = u.id and c.locality_path = u.locality_path and c.status = '1' and c.is_team_member) and (hashtext(u.id::text) & 3) = 0;
            insert into cadres.assessment_line (id, assessment_sheet_id, locality_path, cadre_id, rank_order, reported_on, talks, excellent, competent, basic, poor, proposed)
            select md5('line' || s.id::text || c.id::text)::uuid, s.id, s.locality_path, c.id, c.rank_order, $2 - 5, 6, e, 30 - e, 0, 0, case when (hashtext(c.id::text) & 3) = 0 then null when row_number() over (partition by s.id order by e desc, c.id) <= floor(count(*) over (partition by s.id) * 0.2) then '1' else '2' end
            from cadres.assessment_sheet s join cadres.cadre c on c.unit_id = s.unit_id and c.locality_path = s.locality_path and c.status = '1' and c.removed_at is null cross join lateral (select 8 + (hashtext('e' || c.id::text) & 15) as e) v;
            insert into cadres.assessment_team (id, assessment_sheet_id, locality_path, team_id, name, scheme_id, rank_order, report, reported_on, excellent, competent, basic, poor, proposed)
            select md5('team line' || s.id::text || t.id::text)::uuid, s.id, s.locality_path, t.id, t.name, m.id, t.rank_order, case when (hashtext(t.id::text) & 3) > 0 then '坚持集体领导和民主集中制，年度重点任务完成较好；调查研究和干部培养还有差距。' end, case when (hashtext(t.id::text) & 3) > 0 then $2 - 4 end, v.e, 30 - v.e, 0, 0, case when (hashtext(t.id::text) & 7) > 2 then '2' end
            from cadres.assessment_sheet s join cadres.team t on t.unit_id = s.unit_id and t.removed_at is null join cadres.assessment_scheme m on m.year = s.year and m.object = '2' and m.locality_path = s.locality_path cross join lateral (select 10 + (hashtext('t' || t.id::text) & 15) as e) v where s.year = $1;
            insert into cadres.assessment_item_score (id, assessment_sheet_id, locality_path, subject_id, item_id, score)
            select md5('item' || o.id::text || i.id::text)::uuid, o.sheet, o.path, o.id, i.id, 82 + (hashtext(o.id::text || i.id::text) & 15) from (select l.id, s.id as sheet, s.locality_path as path, s.scheme_id from cadres.assessment_line l join cadres.assessment_sheet s on s.id = l.assessment_sheet_id union all select t.id, t.assessment_sheet_id, t.locality_path, t.scheme_id from cadres.assessment_team t) o
            join cadres.assessment_item i on i.assessment_scheme_id = o.scheme_id and i.scorer in ('3', '5') where (hashtext(o.id::text || 'i') & 7) > 0;
            alter table cadres.cadre_routine enable trigger user; alter table cadres.assessment_sheet enable trigger user; alter table cadres.assessment_line enable trigger user
            """.Replace("$1", year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$2", $"date '{AsOf.Format(DemoCity.Today.AddDays(-6))}'", StringComparison.Ordinal), city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
        command.CommandText = AssessmentMoreDemo.Sql(year, DemoCity.Today);
        await command.ExecuteNonQueryAsync(stop);
    }
}
