using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Talent.Policy;

/// <summary>可享受的政策 of one talent or employer: which clauses they qualify for, and of the others what is lacking.</summary>
[Needs(Policies.Read)]
public sealed class ForModel(Here here, ClauseBook book) : PageModel
{
    public sealed record Line(Clause Clause, Eligibility Found, bool IsApplying);

    public Here Here => here;
    public Applicant Who { get; private set; } = null!;
    public bool IsEmployer { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var (kind, today) = ("1", Clock.Today);
        if (await book.ApplicantAsync("1", id, null, today, stop) is not { } who)
        {
            kind = "2";
            if (await book.ApplicantAsync("2", id, null, today, stop) is not { } employer) return NotFound();
            who = employer;
        }
        (Who, IsEmployer) = (who, kind == "2");
        var (clauses, conditions) = await book.InForceAsync(kind, today, stop);
        var lines = new List<Line>();
        // A clause holds for its own place and below; what it was paid for is counted for each clause.
        foreach (var clause in clauses.Where(clause => who.LocalityPath.StartsWith(clause.LocalityPath, StringComparison.Ordinal)))
            if (await book.ApplicantAsync(kind, id, clause.Id, today, stop) is { } asked) lines.Add(new(clause, ClauseBook.Ask(conditions[clause.Id], asked.Facts, today), asked.IsApplying));
        Lines = [.. lines.OrderByDescending(line => line.Found.IsEligible)];
        return Page();
    }
}
