using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>我的投票: the polls one is asked to answer, wherever they lie.</summary>
[SignedInOnly]
sealed class MyPollsModel(Databases databases, PollBook book, Here here) : PageModel
{
    public sealed record Row(Guid Id, string Title, string Module, string Kind, DateOnly? ClosesOn, string Place, bool IsOpen, bool HasVoted);

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public string KindOf(Row row) => book.Find(row.Module, row.Kind)?.Kind.Title ?? "";

    public async Task OnGetAsync(CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(here.User.Id), new(here.User.Id, here.User.Name, here.RemoteAddress));
        Rows = await db.QueryAsync<Row>("select id, title, module, kind, closes_on, place, is_open, has_voted from org.my_polls()", null, stop);
    }
}
