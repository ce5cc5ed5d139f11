using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace OrgWork.Grassroots.Life;

/// <summary>The board of a township, a county: how many organisations lack what, and which. Each light opens its rows; each row a branch's year.</summary>
[Needs(PartyMeetings.Read)]
public sealed class IndexModel(Db db, Here here, RuleChecks checks) : PageModel
{
    const int PageSize = 40;

    public sealed record Light(Duty Duty, long Count);
    public sealed record Row(Guid Id, string Name, string LocalityPath, MeetingFacts Facts, IReadOnlyDictionary<string, Finding> Findings);
    public sealed record Wanting(long Returned, long Unconfirmed);

    public Here Here { get; } = here;
    public IReadOnlyList<Light> Lights { get; private set; } = [];
    public Wanting Waiting { get; private set; } = new(0, 0);
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public Guid? Next { get; private set; }
    public Duty? Lacks { get; private set; }
    /// <summary>Whatever it is that they lack.</summary>
    public bool LacksAny { get; private set; }
    public string LacksWord => LacksAny ? "any" : Lacks?.Rule.Tail ?? "";
    public string Search { get; private set; } = "";
    /// <summary>Those of the place itself, without the places below it.</summary>
    public bool IsOwnOnly { get; private set; }
    public bool IsChoosing { get; private set; }
    public static IReadOnlyList<Duty> Shown { get; } = [.. Duty.All.Where(duty => duty.Period != DutyPeriod.Year)];

    public async Task<IActionResult> OnGetAsync(string? lacks, string? q, Guid? after, int choose, int? below, CancellationToken stop)
    {
        if (Here.Locality.IsOrganisation && lacks is null && q is null && await db.QueryAsync<Guid>("select id from organisation where removed_at is null and abolished_on is null limit 2", null, stop) is [var only])
            return Redirect(Here.Url(choose == 1 ? $"grassroots/meetings/write?organisation={only}" : $"grassroots/life/branch/{only}"));
        IsOwnOnly = below == 0;
        (IsChoosing, Lacks, LacksAny, Search) = (choose == 1, Duty.All.FirstOrDefault(duty => duty.Rule.Tail == lacks), lacks == "any", q?.Trim() ?? "");
        var counts = await checks.CountAsync([.. Duty.All.Select(duty => duty.Rule)], stop);
        Lights = [.. Duty.All.Select(duty => new Light(duty, counts[duty.Rule.Id]))];
        Waiting = (await db.FirstAsync<Wanting>("select count(*) filter (where state = '4') as returned, count(*) filter (where state = '2') as unconfirmed from meeting where removed_at is null and state in ('2', '4')", null, stop))!;

        var settings = await checks.SettingsAsync(stop);
        // All of them stand over one population.
        IReadOnlyList<Rule> lacking = LacksAny ? [.. Duty.All.Select(duty => duty.Rule)] : Lacks is null ? [] : [Lacks.Rule];
        var lit = lacking.Count == 0 ? "" : $" and o.id in (select f.id from ({RuleSql.Population(lacking[0], Clock.Today)}) f where {string.Join(" or ", lacking.Select(rule => $"({RuleSql.State(rule, settings, db.Scope.Lo, Clock.Today)}) = 'b'"))})";
        var found = Search == "" ? "" : " and o.id in (select g.row_id from organisation_gram g where g.gram = left(org.searchable(@Search), 2)) and position(org.searchable(@Search) in org.searchable(o.name || coalesce(o.short_name, ''))) > 0";
        var ids = (await db.QueryAsync<Guid>($"""
            select o.id from organisation o where o.removed_at is null and o.abolished_on is null and o.state in ('1', '2') and (o.kind in ('611', '621', '631', '632') or left(o.kind, 1) in ('1', '2')){lit}{found}{(IsOwnOnly ? " and o.locality_path >= @Path and o.locality_path < @own" : "")}
            {(after is null ? "" : "and (o.locality_path, o.rank_order, o.id) > ((select c.locality_path from organisation c where c.id = @after), (select c.rank_order from organisation c where c.id = @after), @after)")}
            order by o.locality_path, o.rank_order, o.id limit {PageSize + 1}
            """, new { Search, after, Here.Locality.Path, own = Scope.OwnBound(Here.Locality.Path) }, stop)).ToList();
        if (ids.Count > PageSize)
        {
            ids.RemoveAt(PageSize);
            Next = ids[^1];
        }
        Rows = await RowsAsync(ids, settings, stop);
        return Page();
    }

    async Task<IReadOnlyList<Row>> RowsAsync(List<Guid> ids, RuleSettings settings, CancellationToken stop)
    {
        var command = new NpgsqlBatchCommand($"select f.* from ({RuleSql.Population(MeetingRules.General, Clock.Today)}) f where f.id = any($1)") { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] } } };
        var rows = await db.ReadAsync([command], async reader =>
        {
            var all = new Dictionary<Guid, Row>();
            while (await reader.ReadAsync(stop))
            {
                var facts = new MeetingFacts();
                foreach (var column in FactColumn.Of(typeof(MeetingFacts))) column.Set(facts, reader[column.Column]);
                var (id, path) = ((Guid)reader["id"], (string)reader["locality_path"]);
                all[id] = new(id, (string)reader["title"], path, facts, Duty.All.ToDictionary(duty => duty.Kind.Code, duty => duty.Rule.Check(facts, settings.For(duty.Rule, path, Clock.Today))));
            }
            return all;
        }, stop);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    public string OpenUrl(Row row) => Here.Url(IsChoosing ? $"grassroots/meetings/write?organisation={row.Id}" : $"grassroots/life/branch/{row.Id}");
}
