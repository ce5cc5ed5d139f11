using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.OpenSelection;

/// <summary>公开选拔的成绩和名次: everybody who entered with marks, total by the announced weights and rank, and each list as it was published.</summary>
[Needs(Appointing.Read)]
public sealed class RankingModel(Db db, Here here) : PageModel
{
    public sealed record Head(Guid Id, string Name, string Post, int Places, int ExamWeight, int InterviewWeight, int? ExamLine, int InterviewRatio, int InspectRatio, string State, DateOnly RegisterUntil);
    public sealed record Entrant(Guid Id, string Name, string UnitPost, DateOnly BirthOn, string? Qualified, string? QualifiedWords, decimal? Exam, int? ExamRank, bool InInterview, decimal? Interview, decimal? Total, int? Rank, bool InInspection, string? Inspected, bool IsChosen);
    public sealed record Listed(string Stage, DateOnly PublishedOn, int People, string Words);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Entrant> Entrants { get; private set; } = [];
    public IReadOnlyList<Listed> Lists { get; private set; } = [];
    public Listed? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? stage, CancellationToken stop)
    {
        var (head, entrants, lists) = await db.QueryManyAsync("""
            select id, name, post, places, exam_weight, interview_weight, exam_line, interview_ratio, inspect_ratio, state, register_until from open_selection where id = @id and removed_at is null;
            select id, name, unit_post, birth_on, qualified, qualified_words, exam, exam_rank, in_interview, interview, total, rank, in_inspection, inspected, is_chosen from open_entrant where open_selection_id = @id and removed_at is null order by rank nulls last, exam_rank nulls last, qualified, name, id;
            select stage, published_on, people, words from open_list where open_selection_id = @id and removed_at is null order by stage
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Head>(), (await grid.ReadAsync<Entrant>()).ToList(), (await grid.ReadAsync<Listed>()).ToList()), stop);
        if (head is null) return NotFound();
        (One, Entrants, Lists, Shown) = (head, entrants, lists, lists.Find(list => list.Stage == stage));
        return Page();
    }
}
