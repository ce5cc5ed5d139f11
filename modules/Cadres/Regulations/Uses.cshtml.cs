using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Policies;

/// <summary>What one regulation carries: by article its clause, the rules that stand on it with their parameters as the place has them, and the steps that ask those rules or name the article.</summary>
[Needs(Appointing.Read)]
public sealed class UsesModel(Db db, Here here, RuleBook book) : PageModel
{
    public sealed record Head(Guid Id, string Name, string? DocumentNo, string Issuer, DateOnly EffectiveOn, string State, DateOnly? EndedOn, Guid? NextId, string? Next);
    public sealed record Clause(string Article, string Words);
    public sealed record Standing(Rule Rule, IReadOnlyList<(string Label, string Value, string? Source)> Parameters, IReadOnlyList<string> Uses);
    public sealed record Line(string Article, string? Words, IReadOnlyList<Standing> Rules, IReadOnlyList<string> Steps);

    public Here Here { get; } = here;
    public Head One { get; private set; } = null!;
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public int Rules => Lines.Sum(line => line.Rules.Count);
    public bool MayRules => Here.May("cadres.rules.read");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var (head, clauses) = await db.QueryManyAsync("""
            select r.id, r.name, r.document_no, r.issuer, r.effective_on, r.state, r.ended_on, n.id as next_id, n.name as next from regulation r left join regulation n on n.id = r.replaced_by_id where r.id = @id and r.removed_at is null;
            select article, words from regulation_clause where regulation_id = @id and removed_at is null order by rank_order, id
            """, new { id }, async grid => (await grid.ReadFirstOrDefaultAsync<Head>(), (await grid.ReadAsync<Clause>()).ToList()), stop);
        if (head is null) return NotFound();
        One = head;
        var settings = await RuleSettings.ReadAsync(db, stop);
        var rules = book.Of(Here.Module!).Where(rule => !rule.Basis.IsPractice && rule.Basis.Regulation == head.Name).Select(rule => (rule.Basis.Article, Standing: new Standing(rule,
            [.. rule.Parameters.Select(parameter => settings.ValueOf(rule, parameter, Here.Locality.Path, Clock.Today) is var value ? (parameter.Label, parameter.Show(value.Value), value.Source?.Basis) : default)],
            [.. book.UsesOf(rule).Select(use => use.What).Distinct()]))).ToLookup(one => one.Article, one => one.Standing);
        var steps = (head.Name == AppointmentProcedure.Regulation ? AppointmentProcedure.Procedure.Steps : []).ToLookup(step => step.Article ?? "", step => step.Title);
        // Clauses in the order of the text; what rules and steps name beyond them comes after.
        Lines = [.. clauses.Select(clause => new Line(clause.Article, clause.Words, [.. rules[clause.Article]], [.. steps[clause.Article]])),
            .. rules.Select(group => group.Key).Union(steps.Select(group => group.Key)).Where(article => clauses.TrueForAll(clause => clause.Article != article)).Order(StringComparer.Ordinal).Select(article => new Line(article, null, [.. rules[article]], [.. steps[article]]))];
        return Page();
    }
}
