using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Probe;

[Needs("probe.look")]
public sealed class LookPage(Db db) : PageModel
{
    public int Weight { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => Weight = await db.FirstAsync<int>("select coalesce(sum(weight), 0)::int from piece", stop: stop);
}
