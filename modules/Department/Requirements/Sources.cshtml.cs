using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department;

/// <summary>各来源要求的落实: by class and by document, how many stand where.</summary>
[Needs(Requirements.Read)]
public sealed class SourcesModel(Db db, Here here) : PageModel
{
    public sealed record Line(string Kind, string Source, int All, int Sorted, int Studied, int Running, int Closed, int Silent, DateOnly? ReportedOn);

    public Here Here => here;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IEnumerable<IGrouping<string, Line>> Kinds => Lines.GroupBy(line => line.Kind);
    public string UrlOf(string kind, string? source = null, string? state = null) => here.Url("department/requirements") + $"?source_kind={kind}" + (source is null ? "" : $"&source={Uri.EscapeDataString(source)}") + (state is null ? "" : $"&state={state}");

    public async Task OnGetAsync(CancellationToken stop) => Lines = await db.QueryAsync<Line>("""
        select r.source_kind as kind, r.source, count(*)::int as all, count(*) filter (where r.state = '1')::int as sorted, count(*) filter (where r.state = '2')::int as studied, count(*) filter (where r.state = '3')::int as running, count(*) filter (where r.state = '4')::int as closed,
          count(*) filter (where r.state in ('2', '3') and r.no_task_reason is null and not exists (select from org.work_item i where i.source_id = r.id and i.state <> 'cancelled'))::int as silent, max(r.reported_on) as reported_on
        from requirement r where r.removed_at is null group by 1, 2 order by 1, 3 desc, 2 limit 400
        """, null, stop);
}
