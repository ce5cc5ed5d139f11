using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Cadres.Relatives;

/// <summary>任职回避: which of those whom family tables name as kin work where they must not work together. It tells of families, and is opened for a purpose that goes on record.</summary>
[Needs("cadres.family.open", EvenReadOnly = true)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    /// <summary>So many are shown; more are counted.</summary>
    const int Most = 300;

    public sealed record Person(Guid Id, string Name, string? PostTitle);
    public sealed record Pair(Person One, Person Other, string Kin, string Tie);

    public Here Here { get; } = here;
    public IReadOnlyList<Pair> Pairs { get; private set; } = [];
    public int Count { get; private set; }
    public int Relatives { get; private set; }
    /// <summary>One cadre alone, from their own page.</summary>
    public Person? Of { get; private set; }
    public string? Purpose { get; private set; }
    public bool HasFault { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? cadre, CancellationToken stop) => await FindAsync(cadre, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid? cadre, string? purpose, string? reason, CancellationToken stop)
    {
        if (!await FindAsync(cadre, stop)) return NotFound();
        if (Opening.Stated(MaskedTagHelper.Purposes, purpose, reason) is not { } stated)
        {
            HasFault = true;
            Response.StatusCode = 422;
            return Page();
        }
        Purpose = stated;
        this.ShutAgain(Here.Url("cadres/relatives" + (cadre is null ? "" : $"?cadre={cadre}")));
        var (kin, standings) = await Avoidance.AllAsync(db, Of?.Id, Clock.Today, stop);
        Relatives = kin.Select(Ends).Distinct().Count();
        // One line for two people, whichever of them has named the other.
        var found = kin.GroupBy(Ends).Select(group => (group.Key, Kin: group.Min(one => one.Class)!, Tie: standings[group.Key.Item1].SelectMany(one => standings[group.Key.Item2], Avoidance.TieOf).OrderBy(tie => tie == "0" ? "9" : tie, StringComparer.Ordinal).DefaultIfEmpty("0").First()))
            .Where(one => Avoidance.Weight((one.Kin, one.Tie)) < 3).OrderBy(one => Avoidance.Weight((one.Kin, one.Tie))).ThenBy(one => one.Tie, StringComparer.Ordinal).ThenBy(one => one.Key).ToList();
        Count = found.Count;
        var people = (await db.QueryAsync<Person>("select id, name, post_title from cadre where id = any(@ids)", new { ids = found.Take(Most).SelectMany(one => (Guid[])[one.Key.Item1, one.Key.Item2]).Distinct().ToArray() }, stop)).ToDictionary(one => one.Id);
        Pairs = [.. found.Take(Most).Where(one => people.ContainsKey(one.Key.Item1) && people.ContainsKey(one.Key.Item2)).Select(one => new Pair(people[one.Key.Item1], people[one.Key.Item2], one.Kin, one.Tie))];
        await db.RecordAsync(new(DeedKind.Reveal, "files", Of?.Id, null, Of?.Name ?? "任职回避", [new("任职回避", null, $"{Count} 对")], stated), stop);
        return Page();
    }

    static (Guid, Guid) Ends(Kin one) => one.One.CompareTo(one.Other) < 0 ? (one.One, one.Other) : (one.Other, one.One);

    async Task<bool> FindAsync(Guid? cadre, CancellationToken stop)
    {
        if (cadre is null) return true;
        Of = await db.FirstAsync<Person>("select id, name, post_title from cadre where id = @cadre and removed_at is null", new { cadre }, stop);
        return Of is not null;
    }
}
