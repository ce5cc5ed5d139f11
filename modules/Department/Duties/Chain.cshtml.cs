using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Duties;

/// <summary>责任链条: who answers to whom, from the first to the last, with what each answers for; where the chain is broken is said.</summary>
[Needs(Governance.Read)]
public sealed class ChainModel(Db db, Here here) : PageModel
{
    public sealed record Link(Guid Id, string Name, string Post, string Level, string? Superior, int Depth, bool IsLinked, int Duties, int Done, int Late)
    {
        public string? Gap => !IsLinked ? "没有上一级" : Duties == 0 ? "没有责任事项" : null;
    }

    public Here Here => here;
    public int Year { get; private set; }
    public IReadOnlyList<Link> Links { get; private set; } = [];
    /// <summary>Levels that nobody stands for, above the last that somebody stands for.</summary>
    public IEnumerable<string> MissingLevels => Links.Max(link => link.Level) is { } last ? Governance.Levels.Codes.Select(code => code.Value).Where(level => string.CompareOrdinal(level, last) < 0 && Links.All(link => link.Level != level)) : [];
    public string UrlOf(Link link) => here.Url("department/duties") + $"?holder_id={link.Id}&year.from={Year}&year.to={Year}";

    public async Task OnGetAsync(int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Year;
        Links = await db.QueryAsync<Link>("""
            with recursive chain as (
              select h.id, h.name, h.post, h.level, null::text as superior, 0 as depth, h.level = '1' as is_linked, array[h.level || h.name || h.id] as way from duty_holder h
                where h.removed_at is null and h.locality_path >= @lo and h.locality_path < @own and not exists (select from duty_holder s where s.id = h.superior_id and s.removed_at is null and s.level < h.level)
              union all select h.id, h.name, h.post, h.level, c.name, c.depth + 1, true, c.way || (h.level || h.name || h.id) from chain c join duty_holder h on h.superior_id = c.id and h.removed_at is null and h.level > c.level)
            select c.id, c.name, c.post, c.level, c.superior, c.depth, c.is_linked, d.duties, d.done, d.late from chain c
              cross join lateral (select count(*)::int as duties, count(*) filter (where d.done_on is not null)::int as done, count(*) filter (where d.done_on is null and d.due_on < @today)::int as late from duty d where d.holder_id = c.id and d.year = @Year and d.removed_at is null) d
            order by c.way limit 500
            """, new { Year, today = Clock.Today, lo = here.Locality.Path, own = Scope.OwnBound(here.Locality.Path) }, stop);
    }
}
