using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Ui;

/// <summary>One condition: everything that can be asked of one set, in one form. What is left empty is not asked.</summary>
public sealed class QueryConditionModel : QueryPageModel
{
    public QuerySet Set { get; private set; } = null!;
    /// <summary>The condition that is changed; nothing for a new one.</summary>
    public string? Way { get; private set; }
    public string? GroupWay { get; private set; }
    public QueryPart Part { get; private set; } = new();
    public string? Fault { get; private set; }

    public QueryTest? TestOf(Field field) => Part.Tests.FirstOrDefault(test => test.Column == field.Column);
    public IEnumerable<IGrouping<string, Field>> Groups => Set.Asked.Select(one => one.Field).GroupBy(asked => Set.IsRecord ? asked.Group : Set.Title);

    public async Task<IActionResult> OnGetAsync(Guid id, string? way, string? group, string? set) => await LoadAsync(id, way, group, set) ?? Page();

    async Task<IActionResult?> LoadAsync(Guid id, string? way, string? group, string? set)
    {
        if (!await FindAsync(id)) return NotFound();
        if (!IsOwn) return Forbidden();
        (Way, GroupWay) = (string.IsNullOrEmpty(way) ? null : way, group ?? "");
        if (Way is not null)
        {
            if (Whole.At(Way) is not { IsGroup: false } part) return NotFound();
            Part = part;
        }
        else
        {
            if (Whole.At(GroupWay) is not { IsGroup: true }) return NotFound();
            Part = new() { Set = string.IsNullOrEmpty(set) ? null : set };
        }
        if (Sets.FirstOrDefault(one => one.Id == Part.Set) is not { } asked) return NotFound();
        Set = asked;
        return null;
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? way, string? group, string? set, string? lines, int count, string? months)
    {
        if (await LoadAsync(id, way, group, set) is { } refused) return refused;
        var together = 0;
        if (!string.IsNullOrWhiteSpace(months) && (!int.TryParse(months.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out together) || together is < 1 or > 720)) return Refuse("累计月数：请填 1 至 720 的整数");
        Part = Part with { Tests = [.. ReadTests()], IsAbsent = !Set.IsRecord && lines == "none", Count = !Set.IsRecord && lines == "least" && count > 1 ? count : 0, Months = Set.IsRecord ? 0 : together };
        if (Set.IsRecord && Part.Tests.Count == 0) return Refuse("请至少填一栏，空着的不查");
        if (Queries.FaultsOf(Part, Sets, Day) is [var fault, ..]) return Refuse(fault);
        // Beside each other they are asked one by one, so that each is explained by itself.
        var split = Way is null && Set.IsRecord && Whole.At(GroupWay) is { Mode: QueryMode.All };
        var whole = Way is not null ? Whole.With(Way, Part) : split ? Part.Tests.Aggregate(Whole, (all, test) => all.Adding(GroupWay, new() { Tests = [test] })) : Whole.Adding(GroupWay, Part);
        if (!await PutAsync(Saved, whole)) return Refuse((string)TempData["Fault"]!);
        return Redirect(QueryUrl);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        TempData.Remove("Fault");
        return this.Unprocessable();
    }

    IEnumerable<QueryTest> ReadTests()
    {
        foreach (var (field, _) in Set.Asked)
        {
            var how = Request.Form["how." + field.Column].ToString();
            if (how == "") continue;
            if (how is QueryHow.Filled or QueryHow.Empty)
            {
                yield return new(field.Column, how, []);
                continue;
            }
            var (a, b) = (Request.Form["a." + field.Column].ToString().Trim(), Request.Form["b." + field.Column].ToString().Trim());
            ImmutableList<string> values = how switch
            {
                QueryHow.Is or QueryHow.IsNot or QueryHow.Contains => [.. Request.Form["v." + field.Column].OfType<string>().Select(value => value.Trim()).Where(value => value != "")],
                QueryHow.Until => [Request.Form["o." + field.Column].ToString(), a, b],
                _ => a == "" && b == "" ? [] : [a, b],
            };
            if (values.Count == 0 || how == QueryHow.Until && a == "" && b == "") continue;
            yield return new(field.Column, how, values);
        }
    }
}
