using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Host;

/// <summary>The ballot on the screen. What is marked goes into the urn and nowhere else: it is not in the record of deeds, nor in any row of one's own.</summary>
[SignedInOnly]
sealed class VoteModel(Databases databases, PollBook book, Here here) : PageModel
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public sealed record Paper(Guid Id, string Title, string Module, string Kind, string LocalityPath, string Form, DateOnly? ClosesOn, string Place, int? Most, int? Seats, int Minimum, string? Note, bool IsOpen, bool HasVoted, string? Items);
    public sealed record Line(short Number, string Title, string? Note);

    public Paper Ballot { get; private set; } = null!;
    public PollKind Kind { get; private set; } = null!;
    public IReadOnlyList<Line> Items { get; private set; } = [];
    public int[] Marks { get; private set; } = [];
    public string? Remark { get; private set; }
    public string? Fault { get; private set; }

    public bool IsNaming => Ballot.Form == "names";
    public string Rule => Ballot.Form switch
    {
        "each" => "每项都要作答。", "some" => "不了解的可以不答。", "names" => $"至多选 {Ballot.Most} 名。", _ => $"应选 {Ballot.Seats} 名，赞成的不能多于 {Ballot.Seats} 名。",
    };

    Actor Who => new(here.User.Id, here.User.Name, here.RemoteAddress);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForReading(Scope.Whole(here.User.Id), Who);
        return await LoadAsync(db, id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? remark, CancellationToken stop)
    {
        await using var db = databases.Of(OrgModule.Manifest).OpenForWriting(Scope.Whole(here.User.Id), Who);
        if (!await LoadAsync(db, id, stop)) return NotFound();
        Marks = [.. Items.Select(item => int.TryParse(Request.Form[$"m.{item.Number}"], out var mark) ? mark : 0)];
        Remark = Kind.TakesRemarks ? remark?.Trim() : null;
        Fault = await Ballots.VoteAsync(db, id, Marks, Remark, Ballot.LocalityPath, Ballot.Title, stop);
        if (Fault is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.CommitAsync(stop);
        TempData["Done"] = "已投票。票箱里没有姓名，谁也查不到您投了什么。";
        return Redirect("/account/polls");
    }

    async Task<bool> LoadAsync(Db db, Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Paper>("select id, title, module, kind, locality_path, form, closes_on, place, most, seats, minimum, note, is_open, has_voted, items from org.ballot_paper(@id)", new { id }, stop) is not { } paper) return false;
        if (book.Find(paper.Module, paper.Kind) is not { } place) return false;
        (Ballot, Kind, Items) = (paper, place.Kind, paper.Items is null ? [] : JsonSerializer.Deserialize<List<Line>>(paper.Items, Json)!);
        Marks = new int[Items.Count];
        return true;
    }
}
