using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace OrgWork.Ui;

/// <summary>What the query pages share: the saved query of the address, read against the sets this person may ask.</summary>
public abstract class QueryPageModel : RegisterPageModel
{
    protected Queries Kept => field ??= HttpContext.RequestServices.GetRequiredService<Queries>();
    public IReadOnlyList<QuerySet> Sets => field ??= QuerySet.Of(Place, Book, Here.May);

    public SavedQuery Saved { get; protected set; } = null!;
    public QueryPart Whole { get; protected set; } = null!;
    public DateOnly Day => Saved.ReckonedOn ?? Today;
    public IReadOnlyList<string> Faults { get; protected set; } = [];
    public bool IsOwn => Saved.CreatedBy == Here.User.Id;

    public string QueriesUrl => Here.Url(Place.Path + "/queries");
    public string QueryUrl => $"{QueriesUrl}/{Saved.Id}";
    public string ListsUrl => Here.Url(Place.Path + "/lists");

    protected async Task<bool> FindAsync(Guid id)
    {
        if (await Kept.FindAsync(Place, id, Stop) is not { } saved) return false;
        Saved = saved;
        Whole = QueryPart.FromJson(saved.Parts);
        Faults = Queries.FaultsOf(Whole, Sets, Day);
        return true;
    }

    public Query Asked => new(Place, Whole, Day);

    public string Say(QueryPart part) => part.IsGroup
        ? $"{ModeWords(part)}（{string.Join("；", part.Parts.Select(Say))}）"
        : Sets.FirstOrDefault(set => set.Id == part.Set) is { } set && part.Tests.All(test => set.Find(test.Column) is not null) ? set.Say(part, Day) : "（您不能查询的条件）";

    public static string ModeWords(QueryPart part) => part.Mode switch { QueryMode.Any => "符合任一项", QueryMode.None => "都不符合", QueryMode.Least => $"至少符合 {part.Least} 项", _ => "全部符合" };

    /// <summary>The register's title first, then what was chosen, else what its list shows.</summary>
    protected IReadOnlyList<Field> ColumnsOf(IReadOnlyList<string> chosen)
    {
        var columns = chosen.Select(Register.Find).OfType<Field>().ToList();
        if (columns.Count == 0) columns = [.. Register.Fields.Where(field => field.IsListed)];
        columns.Remove(Register.TitleField);
        return [Register.TitleField, .. columns];
    }

    /// <summary>Keeps another state of the query; only who made it may, and only if nobody has changed it meanwhile.</summary>
    protected async Task<bool> PutAsync(SavedQuery after, QueryPart whole)
    {
        if (!IsOwn)
        {
            TempData["Fault"] = $"这个查询是{Saved.CreatedByName}建立的，您可以看、可以“另存为我的”，不能改它";
            return false;
        }
        if (Queries.FaultsOf(whole, Sets, after.ReckonedOn ?? Today) is [var fault, ..])
        {
            TempData["Fault"] = fault;
            return false;
        }
        if (await Kept.ChangeAsync(Place, Saved, after with { Parts = whole.ToJson() }, Say(Whole), Say(whole), Stop)) return true;
        TempData["Fault"] = "这个查询刚在别处改过，请看了再改";
        return false;
    }

    protected IActionResult Forbidden() => StatusCode(403);

    protected static string NameOf(string? typed, string otherwise) => typed?.Trim() is { Length: > 0 } name ? name.Length > 40 ? name[..40] : name : otherwise;
}
