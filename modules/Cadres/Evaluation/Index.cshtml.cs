using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Cadres.Performance;

namespace OrgWork.Cadres.Evaluation;

/// <summary>The matrix of a yearly evaluation: units by assessors, the weighted result with place and grade; published once.</summary>
[Needs(Assessing.Read, Write = Assessing.Write)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Path, string Name, int Year, int TopShare, int Least, string State, DateOnly? PublishedOn, string? DocumentNo);
    public sealed record Part(Guid Id, string Assessor, int Weight, string Source, Guid? IndicatorSetId, string? DataSource);
    public sealed record Member(Guid UnitId, string UnitName, decimal? Total, int? Place, string? Grade);
    public sealed record Given(Guid PartId, Guid UnitId, decimal Score);
    public sealed record Choice(Guid Id, string Name);
    /// <param name="Scores">in the order of the parts; null where nobody has given one</param>
    public sealed record Row(Guid UnitId, string UnitName, IReadOnlyList<decimal?> Scores, decimal Total)
    {
        public int Open => Scores.Count(score => score is null);
    }

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Part> Parts { get; private set; } = [];
    public IReadOnlyList<(Row Unit, int Place, string Grade)> Ranking { get; private set; } = [];
    public IReadOnlyList<Choice> Units { get; private set; } = [];
    public IReadOnlyList<string> Faults { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(Assessing.Write) && One.State == "1";
    public bool MayPublish => Here.MayWrite(Assessing.Decide) && One.State == "1" && Ranking.Count > 0;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    /// <summary>What was given, as the matrix was filled in.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "1") return Refuse("已经公布，不再改");
        var (faults, given) = (new List<string>(), new List<(Guid Part, Guid Unit, decimal? Score)>());
        foreach (var (unit, _, _) in Ranking)
            foreach (var part in Parts.Where(part => part.Source == "1"))
            {
                var typed = Request.Form[$"s.{part.Id:N}.{unit.UnitId:N}"].ToString().Trim();
                if (typed == "") given.Add((part.Id, unit.UnitId, null));
                else if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score <= 100) given.Add((part.Id, unit.UnitId, score));
                else faults.Add($"{unit.UnitName}（{part.Assessor}）：看不懂“{typed}”，请填 0 至 100 的分数");
            }
        if (faults.Count > 0) return Refuse([.. faults.Take(20)]);
        var by = db.Actor.Id;
        await db.ExecuteAsync("update evaluation_score s set removed_at = now(), removed_by = @by, removed_reason = '改填为空', version = version + 1 from unnest(@parts, @units) w (part, unit) where s.part_id = w.part and s.unit_id = w.unit and s.removed_at is null", new { by, parts = given.Where(one => one.Score is null).Select(one => one.Part).ToArray(), units = given.Where(one => one.Score is null).Select(one => one.Unit).ToArray() }, stop);
        var there = given.Where(one => one.Score is not null).ToList();
        await db.ExecuteAsync("""
            insert into evaluation_score (evaluation_id, locality_path, part_id, unit_id, score, created_by) select @id, @Path, w.part, w.unit, w.score, @by from unnest(@parts, @units, @scores) w (part, unit, score)
            on conflict (part_id, unit_id) where removed_at is null do update set score = excluded.score, version = evaluation_score.version + 1, changed_at = now(), changed_by = @by where evaluation_score.score <> excluded.score
            """, new { id, One.Path, by, parts = there.Select(one => one.Part).ToArray(), units = there.Select(one => one.Unit).ToArray(), scores = there.Select(one => one.Score!.Value).ToArray() }, stop);
        await db.RecordAsync(new(DeedKind.Update, "evaluations", id, One.Path, One.Name, [new("评分", null, $"{there.Count} 个分数")]), stop);
        return Done("已保存");
    }

    public async Task<IActionResult> OnPostUnitsAsync(Guid id, Guid[] units, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "1") return Refuse("已经公布，不再改");
        var chosen = Units.Where(unit => units.Contains(unit.Id)).ToList();
        if (chosen.Count == 0) return Refuse("请选至少一个单位");
        await db.ExecuteAsync("insert into evaluation_unit (evaluation_id, locality_path, unit_id, unit_name, created_by) select @id, @Path, u, n, @by from unnest(@units, @names) w (u, n)", new { id, One.Path, by = db.Actor.Id, units = chosen.Select(one => one.Id).ToArray(), names = chosen.Select(one => one.Name).ToArray() }, stop);
        await db.RecordAsync(new(DeedKind.Update, "evaluations", id, One.Path, One.Name, [new("列入单位", null, string.Join("、", chosen.Select(one => one.Name)))]), stop);
        return Done($"已列入 {chosen.Count} 个单位");
    }

    /// <summary>Everybody has every score, the weights come to a hundred: the result is written down and stays.</summary>
    public async Task<IActionResult> OnPostPublishAsync(Guid id, string? on, string? document, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!Here.MayWrite(Assessing.Decide)) return StatusCode(403);
        if (One.State != "1") return Refuse("已经公布");
        var faults = new List<string>();
        if (Parts.Sum(part => part.Weight) is var sum && sum != 100) faults.Add($"各评价主体权重合计 {sum}%，应为 100%");
        if (Ranking.Where(one => one.Unit.Open > 0).Select(one => one.Unit.UnitName).ToList() is { Count: > 0 } open) faults.Add($"还有 {open.Count} 个单位缺分：{string.Join("、", open.Take(10))}");
        if (await db.QueryAsync<string>($"select o.name from evaluation e join {Evaluations.Due} where e.id = @id order by o.name", new { id }, stop) is { Count: > 0 } due) faults.Add($"批准纳入当年考核的还没有列入：{string.Join("、", due)}；在考评里办“列入其他工作”");
        if (Ranking.Count == 0) faults.Add("还没有列入单位");
        if (!Dates.TryParse(on, out var day, out var wrong)) faults.Add($"公布日期：{wrong}");
        else if (day > Clock.Today) faults.Add("公布日期不能晚于今天");
        if (document?.Trim() is not { Length: > 0 and <= 60 } no) faults.Add("公布文号：请填写");
        if (faults.Count > 0) return Refuse([.. faults]);
        await db.ExecuteAsync("update evaluation_unit e set total = w.total, place = w.place, grade = w.grade, version = e.version + 1, changed_at = now(), changed_by = @by from unnest(@units, @totals, @places, @grades) w (unit, total, place, grade) where e.evaluation_id = @id and e.unit_id = w.unit and e.removed_at is null",
            new { id, by = db.Actor.Id, units = Ranking.Select(one => one.Unit.UnitId).ToArray(), totals = Ranking.Select(one => one.Unit.Total).ToArray(), places = Ranking.Select(one => one.Place).ToArray(), grades = Ranking.Select(one => one.Grade).ToArray() }, stop);
        await db.ExecuteAsync("update evaluation set state = '2', published_on = @day, document_no = @no, version = version + 1, changed_at = now(), changed_by = @by where id = @id", new { id, day, no = document!.Trim(), by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "evaluations", id, One.Path, One.Name, [new("公布", null, $"{Ranking.Count} 个单位，优秀 {Ranking.Count(one => one.Grade == "1")} 个")]), stop);
        return Done("已公布，结果进入班子综合分析");
    }

    RedirectResult Done(string words)
    {
        TempData["Done"] = words;
        return Redirect(Here.Url($"cadres/evaluation/{One.Id}"));
    }

    PageResult Refuse(params IReadOnlyList<string> faults)
    {
        Faults = faults;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Head>("select id, locality_path as path, name, year, top_share, least, state, published_on, document_no from evaluation where id = @id and removed_at is null", new { id }, stop) is not { } head) return false;
        One = head;
        IReadOnlyList<Member> members = [];
        IReadOnlyList<Given> given = [];
        await db.QueryManyAsync("""
            select id, assessor, weight, source, indicator_set_id, data_source from evaluation_part where evaluation_id = @id and removed_at is null order by rank_order, id;
            select unit_id, unit_name, total, place, grade from evaluation_unit where evaluation_id = @id and removed_at is null order by rank_order, unit_name, unit_id;
            select part_id, unit_id, score from evaluation_score where evaluation_id = @id and removed_at is null;
            select u.id, u.name from org.unit u where u.locality_path >= @Path and u.abolished_on is null and u.removed_at is null and exists (select from team t where t.unit_id = u.id and t.removed_at is null) and not exists (select from evaluation_unit e where e.evaluation_id = @id and e.unit_id = u.id and e.removed_at is null) order by u.locality_path, u.rank_order, u.id limit 400
            """, new { id, head.Path }, async grid =>
        {
            Parts = [.. await grid.ReadAsync<Part>()];
            members = [.. await grid.ReadAsync<Member>()];
            given = [.. await grid.ReadAsync<Given>()];
            Units = [.. await grid.ReadAsync<Choice>()];
            return true;
        }, stop);
        // Out of a hundred, as the set of indicators has it.
        var sets = new Dictionary<Guid, IReadOnlyDictionary<Guid, decimal?>>();
        foreach (var set in Parts.Where(part => part.Source == "2").Select(part => part.IndicatorSetId!.Value).Distinct())
        {
            var cap = await db.FirstAsync<int>("select cap from indicator_set where id = @set", new { set }, stop);
            sets[set] = await db.QueryManyAsync($"{IndicatorSet.IndicatorsSql}; {IndicatorSet.ValuesSql}", new { id = set }, async grid =>
                (IReadOnlyDictionary<Guid, decimal?>)Scoring.Rank([.. await grid.ReadAsync<Indicator>()], [.. await grid.ReadAsync<IndicatorValue>()], cap).ToDictionary(one => one.Unit, one => one.Open > 0 ? (decimal?)null : Math.Min(100, one.Total)), stop);
        }
        var rows = members.Select(member =>
        {
            List<decimal?> scores = [.. Parts.Select(part => part.Source == "2" ? sets[part.IndicatorSetId!.Value].GetValueOrDefault(member.UnitId) : given.FirstOrDefault(one => one.PartId == part.Id && one.UnitId == member.UnitId)?.Score)];
            return new Row(member.UnitId, member.UnitName, scores, Scoring.Round(scores.Zip(Parts, (score, part) => (score ?? 0) * part.Weight / 100).Sum()));
        }).ToList();
        // What was published is shown as it was.
        Ranking = head.State == "2" ? [.. members.OrderBy(member => member.Place).Select(member => (rows.First(row => row.UnitId == member.UnitId) with { Total = member.Total ?? 0 }, member.Place ?? 0, member.Grade ?? "2"))] : Evaluations.Grade(rows, row => row.Total, head.TopShare, head.Least);
        return true;
    }
}
