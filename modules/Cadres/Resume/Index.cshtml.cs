using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Resume;

/// <summary>简历核对: text and posts side by side, line by line, what does not agree, and each view made from the other by a deed.</summary>
[Needs("cadres.files.read", Write = "cadres.files.edit")]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    const int Longest = 4000;

    public sealed record Head(Guid Id, string Name, string? PostTitle, DateOnly? BirthOn, string LocalityPath, string? Management, int Version, string? Resume, int? GrassrootsYears);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    internal IReadOnlyList<CareerRow> Rows { get; private set; } = [];
    internal CareerSums Sums { get; private set; } = null!;
    public bool HasText { get; private set; }
    public int Doubtful => Rows.Count(row => row.Doubts.Count > 0);
    /// <summary>The text that the posts would give.</summary>
    public string Made { get; private set; } = "";
    public Locality? Keeper { get; private set; }
    public bool MayWrite => Here.MayWrite("cadres.files.edit") && Keeper is null;
    public bool Agrees => Made == (One.Resume ?? "").ReplaceLineEndings("\n").Trim();
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, int version, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayWrite) return StatusCode(403);
        if (Made == "") Fault = "任职表里没有主职务，不能生成简历";
        else if (Made.Length > Longest) Fault = $"生成的简历超过 {Longest} 字，请先核对任职表";
        else if (Agrees) Fault = "与登记的简历相同，不用更新";
        else if (await db.ExecuteAsync("update cadre set resume = @Made, version = version + 1, changed_at = now(), changed_by = @by where id = @id and version = @version and removed_at is null", new { id, version, Made, by = db.Actor.Id }, stop) == 0) Fault = "别人刚改过这份档案，请看过现在的内容再更新";
        if (Fault is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await db.RecordAsync(new(DeedKind.Update, "files", id, One.LocalityPath, One.Name, [new("简历", $"{One.Resume?.Split('\n').Length ?? 0} 行", $"{Made.Split('\n').Length} 行")], "按任职表更新简历"), stop);
        TempData["Done"] = "简历已按任职表更新";
        return Redirect(Here.Url($"cadres/resume/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var (head, posts, studies) = await db.QueryManyAsync("""
            select id, name, post_title, birth_on, locality_path, management, version, resume, grassroots_years from cadre where id = @id and removed_at is null;
            select id, began_on, ended_on, unit_name, post_name, level, kind, state, is_main, is_grassroots from cadre_post where cadre_id = @id and removed_at is null order by began_on, id;
            select entered_on, graduated_on, school, major from cadre_education where cadre_id = @id and removed_at is null and kind = '1' and entered_on is not null order by entered_on, id
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Head>(), (IReadOnlyList<CareerPost>)[.. await grid.ReadAsync<CareerPost>()], (IReadOnlyList<CareerStudy>)[.. await grid.ReadAsync<CareerStudy>()]), stop);
        if (head is null) return false;
        var (today, lines) = (Month.Of(Clock.Today), ResumeText.Read(head.Resume, Month.Of(Clock.Today)));
        (One, HasText, Rows, Sums, Made) = (head, lines.Count > 0, Career.Compare(lines, posts, studies), Career.Sum(posts, today), Career.ToText(posts, studies, lines));
        Keeper = Keeping.Above(Here, head.LocalityPath, "cadres.files.edit", head.Management);
        return true;
    }

    /// <summary>Where a line that the posts do not have becomes one: the form of a new post with what the line says.</summary>
    internal string NewPost(ResumeLine line) => Here.Url($"cadres/files/{One.Id}/posts/new?began_on={line.From}&ended_on={line.To}&state={(line.IsOpen ? "1" : "0")}&is_main=1&post_name={Uri.EscapeDataString(line.Text)}");
}
