using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Talent.Portals;

/// <summary>Which clauses one qualifies for, by the same rules as in the office, and applying for one.</summary>
[Needs(Portal.View, Write = Portal.Act)]
public sealed class PoliciesModel(Db db, Here here, ClauseBook clauses, RegisterRows rows, RegisterBook book) : PortalPageModel(db, here)
{
    public sealed record Line(Clause Clause, Eligibility Found, bool IsApplying);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : Redirect(UrlOf());

    public async Task<IActionResult> OnPostAsync(Guid clause, string? contact, CancellationToken stop)
    {
        if (!await LoadAsync(stop) || Lines.FirstOrDefault(line => line.Clause.Id == clause) is not { } one) return NotFound();
        if (one.IsApplying) Fault = $"“{one.Clause.Title}”已经在申报，进展在“我的档案”里看";
        else if (!one.Found.IsEligible) Fault = $"“{one.Clause.Title}”还不符合：{one.Found.Failing}";
        if (Fault is not null) return Refuse();
        var title = $"{Me!.Name}：{one.Clause.Title}";
        return await EnterAsync(rows, book, "talent/applications", new() { ["title"] = title.Length > 100 ? title[..100] : title, ["clause_id"] = clause.ToString(), ["applied_on"] = Dates.Format(Clock.Today), ["contact"] = contact?.Trim() ?? "", ["channel"] = "2" }, stop) is null
            ? Refuse() : Done("已申报，受理和进展在这里看", "/record");
    }

    async Task<bool> LoadAsync(CancellationToken stop)
    {
        if (!await KnowAsync(stop)) return false;
        var (kind, today) = (Me!.IsEmployer ? "2" : "1", Clock.Today);
        var (inForce, conditions) = await clauses.InForceAsync(kind, today, stop);
        var lines = new List<Line>();
        foreach (var clause in inForce.Where(clause => Me.LocalityPath.StartsWith(clause.LocalityPath, StringComparison.Ordinal)))
            if (await clauses.ApplicantAsync(kind, Me.Id, clause.Id, today, stop) is { } asked) lines.Add(new(clause, ClauseBook.Ask(conditions[clause.Id], asked.Facts, today), asked.IsApplying));
        Lines = [.. lines.OrderByDescending(line => line.Found.IsEligible)];
        return true;
    }
}
