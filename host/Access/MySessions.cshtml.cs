using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

[SignedInOnly]
sealed class MySessionsModel(Databases databases, Here here) : PageModel
{
    public sealed record Row(DateTime CreatedAt, DateTime SeenAt, string Remote, string Agent, bool IsThis);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(here.User.Id), new Actor(here.User.Id, here.User.Name, here.RemoteAddress));
        Rows = await db.QueryAsync<Row>("""
            select created_at, seen_at, remote, agent, token_hash = decode(@SessionId, 'hex') as is_this from org.session
            where account_id = @Id and expires_at > now() and seen_at > now() - interval '30 minutes'
            order by seen_at desc
            """, here.User, stop);
    }
}
