using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>The places below, as they are and as they were called and stood on any day.</summary>
[Needs("org.localities.read", Write = "org.localities.edit"), ShowsAnyDay]
sealed class LocalitiesModel(Db db, Here here) : PageModel
{
    const int MostRows = 200;

    public sealed record Row(Locality Place, int Level, int Children, int All, bool IsFirst, bool IsLast);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Left { get; private set; }
    public Dictionary<string, int> Accounts { get; private set; } = [];
    LocalityTree Tree => here.AsOf is null ? here.Localities : here.Then;
    sealed record AccountCount(string Path, int Count);

    public async Task OnGetAsync(CancellationToken stop)
    {
        // Two levels as long as they can be looked over; one when they cannot.
        var rows = Collect(levels: 2);
        if (rows.Count > MostRows) rows = Collect(levels: 1);
        (Rows, Left) = (rows.Take(MostRows).ToList(), Math.Max(0, rows.Count - MostRows));
        if (here.AsOf is not null) return;
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
        if (Tree.Find(here.Locality.Id) is not { } top) return [];
        List<Row> rows = [Of(top, 0, true, true)];
        Add(top, 1);
        return rows;

        void Add(Locality above, int level)
        {
            var children = ChildrenOf(above).ToList();
            for (var i = 0; i < children.Count; i++)
            {
                rows.Add(Of(children[i], level, i == 0, i == children.Count - 1));
                if (level < levels) Add(children[i], level + 1);
            }
        }
    }

    // What has moved out of somebody's own grants since is not shown to them, as with every list of an earlier day.
    IEnumerable<Locality> ChildrenOf(Locality place) => here.AsOf is null ? Tree.ChildrenOf(place) : Tree.ChildrenOf(place).Where(child => here.User.PermissionsAt(child).Contains("org.localities.read"));

    int Below(Locality place) => ChildrenOf(place).Sum(child => 1 + Below(child));

    Row Of(Locality place, int level, bool isFirst, bool isLast) => new(place, level, ChildrenOf(place).Count(), Below(place), isFirst, isLast);
}
