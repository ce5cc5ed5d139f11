using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots;

/// <summary>国企退休党员转入地方: how far each enterprise and each community has come.</summary>
[Needs("grassroots.transfers.read")]
public sealed class RetireesModel(Db db, Here here) : PageModel
{
    public sealed record Row(string Name, int Listed, int Sent, int Back, int Accepted, int Done)
    {
        public int All => Listed + Sent + Back + Accepted + Done;
        public string Share => All == 0 ? "" : $"{(Accepted + Done) * 100 / All}%";
    }

    public Here Here => here;
    public IReadOnlyList<Row> Enterprises { get; private set; } = [];
    public IReadOnlyList<Row> Communities { get; private set; } = [];
    public string? Batch { get; private set; }
    public IReadOnlyList<string> Batches { get; private set; } = [];

    public async Task OnGetAsync(string? batch, CancellationToken stop)
    {
        Batch = string.IsNullOrWhiteSpace(batch) ? null : batch.Trim();
        // 退回: came back to be matched anew, and has not been sent again.
        const string counts = """
            count(*) filter (where c.step in ('list', 'match') and c.other_path is null)::int as listed, count(*) filter (where c.step = 'receive')::int as sent, count(*) filter (where c.step in ('list', 'match') and c.other_path is not null)::int as back,
            count(*) filter (where c.step in ('archive', 'acknowledge') and c.state = 'open')::int as accepted, count(*) filter (where c.state = 'done')::int as done
            """;
        const string cases = "org.procedure_case c where c.procedure = 'retirees' and c.state <> 'stopped' and (@batch::text is null or c.batch = @batch)";
        (Enterprises, Communities, Batches) = await db.QueryManyAsync($"""
            select coalesce(c.facts ->> 'enterprise', '未填企业') as name, {counts} from {cases} group by 1 order by 1 limit 500;
            select l.name, {counts} from {cases.Replace(" c where", " c join org.locality l on l.path = c.other_path where", StringComparison.Ordinal)} group by l.path, l.name order by l.path limit 500;
            select distinct c.batch from org.procedure_case c where c.procedure = 'retirees' and c.batch is not null order by 1 limit 50
            """, new { batch = Batch }, async grid => ((IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<Row>)[.. await grid.ReadAsync<Row>()], (IReadOnlyList<string>)[.. await grid.ReadAsync<string>()]), stop);
    }
}
