using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Performance;

public sealed record IndicatorSet(Guid Id, string Path, string Name, int Year, string UnitKind, int Edition, int Cap, string State, string? DocumentNo)
{
    public const string Columns = "id, locality_path as path, name, year, unit_kind, edition, cap, state, document_no";
    public const string IndicatorsSql = "select id, name, measure, owner, data_source, direction, weight, rule from indicator where indicator_set_id = @id and removed_at is null order by rank_order, id";
    public const string ValuesSql = "select v.indicator_id, v.unit_id, coalesce(u.name, '（已撤销）') as unit_name, v.target, v.actual from indicator_value v left join org.unit u on u.id = v.unit_id where v.indicator_set_id = @id and v.removed_at is null order by u.rank_order, v.unit_id";
}

/// <summary>实绩考核得分: all units of a set with points and places, what the set differs in from that of the year before, and which indicators tell nothing.</summary>
[Needs(Assessing.Read, Write = Assessing.Write)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Before(string Name, int Weight, string DataSource, string Rule);
    public sealed record UnitChoice(Guid Id, string Name);

    public Here Here { get; } = here;
    public IndicatorSet Set { get; private set; } = null!;
    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];
    public IReadOnlyList<(Guid Unit, string Name, IReadOnlyList<IndicatorPoints> Points, decimal Total, int Open, int Place)> Ranking { get; private set; } = [];
    public IReadOnlyList<Before> Earlier { get; private set; } = [];
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public string? Fault { get; private set; }
    public bool MayWrite => Here.MayWrite(Assessing.Write) && Set.State == "2";

    /// <summary>Nobody has a number in it.</summary>
    public IEnumerable<Indicator> Unused => Indicators.Where(one => Ranking.Count > 0 && Ranking.All(unit => unit.Points.First(points => points.Indicator == one).Actual is null));
    /// <summary>Everybody has all its points: it tells nobody from anybody.</summary>
    public IEnumerable<Indicator> AlwaysFull => Indicators.Where(one => Ranking.Count > 1 && Ranking.All(unit => unit.Points.First(points => points.Indicator == one).IsFull));
    public string ChangeOf(Indicator one) => Earlier.Count == 0 ? "" : Earlier.FirstOrDefault(before => before.Name == one.Name) is not { } was ? "新增" : string.Join("，", ((string?[])[was.Weight != one.Weight ? $"权重 {was.Weight} → {one.Weight}" : null, was.Rule != one.Rule ? $"计分 {Cadres.Indicators.Rules.NameOf(was.Rule)} → {Cadres.Indicators.Rules.NameOf(one.Rule)}" : null, was.DataSource != one.DataSource ? "数据来源变了" : null]).OfType<string>());
    public IEnumerable<Before> Dropped => Earlier.Where(before => Indicators.All(one => one.Name != before.Name));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    /// <summary>Takes units into the assessment: each gets a line for every indicator.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, Guid[] units, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var chosen = Units.Where(unit => units.Contains(unit.Id)).ToList();
        if (Set.State != "2") Fault = "指标体系没有启用，不能填报";
        else if (chosen.Count == 0) Fault = "请选至少一个单位";
        if (Fault is not null)
        {
            Response.StatusCode = 422;
            return Page();
        }
        await db.ExecuteAsync("insert into indicator_value (indicator_set_id, locality_path, indicator_id, unit_id, created_by) select @id, @Path, i.id, u, @by from indicator i, unnest(@units) u where i.indicator_set_id = @id and i.removed_at is null on conflict (indicator_id, unit_id) where removed_at is null do nothing", new { id, Set.Path, units = chosen.Select(one => one.Id).ToArray(), by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Create, "indicator-sets", id, Set.Path, Set.Name, [new("列入考核单位", null, string.Join("、", chosen.Select(one => one.Name)))]), stop);
        TempData["Done"] = $"已列入 {chosen.Count} 个单位";
        return Redirect(Here.Url($"cadres/performance/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<IndicatorSet>($"select {IndicatorSet.Columns} from indicator_set where id = @id and removed_at is null", new { id }, stop) is not { } set) return false;
        Set = set;
        return await db.QueryManyAsync($"""
            {IndicatorSet.IndicatorsSql};
            {IndicatorSet.ValuesSql};
            select i.name, i.weight, i.data_source, i.rule from indicator i where i.removed_at is null and i.indicator_set_id = (select s.id from indicator_set s where s.locality_path = @Path and s.unit_kind = @UnitKind and s.year < @Year and s.state in ('2', '3') and s.removed_at is null order by s.year desc, s.edition desc limit 1) order by i.rank_order, i.id;
            select u.id, u.name from org.unit u where u.locality_path >= @Path and u.abolished_on is null and u.removed_at is null and not exists (select from indicator_value v where v.indicator_set_id = @id and v.unit_id = u.id and v.removed_at is null)
              and exists (select from team t where t.unit_id = u.id and t.kind = @UnitKind and t.removed_at is null) order by u.locality_path, u.rank_order, u.id limit 300
            """, new { id, set.Path, set.UnitKind, set.Year }, async grid =>
        {
            Indicators = [.. await grid.ReadAsync<Indicator>()];
            Ranking = Scoring.Rank(Indicators, [.. await grid.ReadAsync<IndicatorValue>()], set.Cap);
            Earlier = [.. await grid.ReadAsync<Before>()];
            Units = [.. await grid.ReadAsync<UnitChoice>()];
            return true;
        }, stop);
    }
}
