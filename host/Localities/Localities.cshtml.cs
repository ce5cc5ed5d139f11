using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[Needs("org.localities.read", Write = "org.localities.edit")]
sealed class LocalitiesModel(Db db, Here here) : PageModel
{
    const int MostRows = 200;

    public sealed record Row(Locality Place, int Level, int Children, int All, bool IsFirst, bool IsLast);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Left { get; private set; }
    public Dictionary<string, int> Accounts { get; private set; } = [];
    sealed record AccountCount(string Path, int Count);

    public async Task OnGetAsync(CancellationToken stop)
    {
        // Two levels as long as they can be looked over; one when they cannot.
        var rows = Collect(levels: 2);
        if (rows.Count > MostRows) rows = Collect(levels: 1);
        (Rows, Left) = (rows.Take(MostRows).ToList(), Math.Max(0, rows.Count - MostRows));
        Accounts = (await db.QueryAsync<AccountCount>("select locality_path as path, count(*)::int as count from org.account where removed_at is null and disabled_at is null group by 1", null, stop)).ToDictionary(a => a.Path, a => a.Count);
    }

    public async Task<IActionResult> OnPostAsync(int id, int step, CancellationToken stop)
    {
        if (here.Localities.Find(id) is not { } place || place.Id == here.Locality.Id || !here.Locality.Contains(place)) return NotFound();
        await new LocalityDeeds(db, here.Localities).ReorderAsync(place, Math.Sign(step), stop);
        return Redirect(here.Url($"org/localities#l{id}"));
    }

    List<Row> Collect(int levels)
    {
        List<Row> rows = [Of(here.Locality, 0, true, true)];
        Add(here.Locality, 1);
        return rows;

        void Add(Locality above, int level)
        {
            var children = here.Localities.ChildrenOf(above).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                rows.Add(Of(children[i], level, i == 0, i == children.Count - 1));
                if (level < levels) Add(children[i], level + 1);
            }
        }
    }

    Row Of(Locality place, int level, bool isFirst, bool isLast) => new(place, level, here.Localities.ChildrenOf(place).Count(), here.Localities.Below(place).Count() - 1, isFirst, isLast);
}
