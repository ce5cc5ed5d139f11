using Microsoft.AspNetCore.Mvc;

namespace OrgWork.Ui;

/// <summary>组合查询: what one has asked and kept, what others of the place share, and lists made by hand.</summary>
public sealed class QueriesModel : QueryPageModel
{
    public IReadOnlyList<SavedQuery> All { get; private set; } = [];
    public IReadOnlyList<SavedList> Lists { get; private set; } = [];
    public IReadOnlyList<ReadyQuery> Ready => [.. Register.ReadyQueries.Where(ready => Queries.FaultsOf(ready.Parts, Sets, Today).Count == 0)];

    public async Task OnGetAsync() => (All, Lists) = (await Kept.KeptAsync(Place, Stop), await Kept.ListsAsync(Place, Stop));

    /// <param name="ready">the number of one that comes with the register, to begin with</param>
    public async Task<IActionResult> OnPostNewAsync(string? name, int? ready)
    {
        var begin = ready is { } n && n >= 0 && n < Ready.Count ? Ready[n] : null;
        var parts = begin?.Parts ?? new() { Mode = QueryMode.All };
        return Redirect($"{QueriesUrl}/{await Kept.AddAsync(Place, NameOf(name, begin?.Name ?? "新的查询"), parts, [], null, Words(parts), Stop)}");
    }

    public async Task<IActionResult> OnPostListAsync(string? name) => Redirect($"{ListsUrl}/{await Kept.AddListAsync(Place, NameOf(name, "新的名单"), "手工建立", [], [], Stop)}");

    public string Words(QueryPart parts) => string.Join("；", parts.Conditions().Select(one => Sets.FirstOrDefault(set => set.Id == one.Part.Set) is { } set && one.Part.Tests.All(test => set.Find(test.Column) is not null) ? set.Say(one.Part, Today) : "（您不能查询的条件）"));
}
